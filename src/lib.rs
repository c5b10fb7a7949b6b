//! fazhi-lens reads a Chinese annual report on building a law-based government.
pub mod claim;
pub mod fact;
pub mod fold;
pub mod furniture;
pub mod meta;
pub mod outline;
pub mod report;
pub mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

/// Reads a report.
pub fn analyze(_text: &str) -> report::Report {
    report::Report {
        meta: report::Meta {
            title: None,
            issuer: None,
            issuer_kind: None,
            kind: None,
            source: None,
            year: None,
            signed_date: None,
            published_date: None,
            boilerplate: vec![],
        },
        sections: vec![],
        points: vec![],
        metrics: vec![],
        citations: vec![],
        dates: vec![],
        entities: vec![],
        relations: vec![],
        findings: vec![],
        requirements: vec![],
        themes: vec![],
    }
}
