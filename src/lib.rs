//! fazhi-lens reads a Chinese annual report on building a law-based government
//! (法治政府建设年度报告): its sections, figures, citations, dates and names, and
//! what of its arithmetic and form can be checked.
//!
//! The whole story is [`analyze`]: one line a stage, each stage taking earlier
//! values by shared reference and returning a new one. Reading never fails.

// First, for its macro.
#[macro_use]
pub mod words;

pub mod claim;
pub mod fact;
pub mod finding;
pub mod fold;
pub mod furniture;
mod map;
pub mod meta;
mod order;
pub mod outline;
pub mod period;
pub mod relation;
pub mod report;
pub mod requirement;
pub mod span;
pub mod text;
pub mod theme;
pub mod vocabulary;
#[cfg(target_arch = "wasm32")]
mod wasm;

/// Reads a report. Any string gives a report; the same string gives the same
/// report. Spans are UTF-16 code units of `source`.
pub fn analyze(source: &str) -> report::Report {
    analyze_with(source, &vocabulary::Vocabulary::default())
}

/// Reads a report with words of the reader's own beside those compiled in.
pub fn analyze_with(source: &str, vocabulary: &vocabulary::Vocabulary) -> report::Report {
    let text = text::Text::new(source);
    let furniture = furniture::read(&text);
    let outline = outline::read(&text, &furniture);
    let facts = fact::read(&text, &furniture, &outline, vocabulary);
    let meta = meta::read(&text, &furniture, &outline, &facts.dates);
    let relations = relation::read(&text, &facts.metrics);
    let themes = theme::read(&text, &furniture, &outline, &facts.metrics, vocabulary);
    let requirements = requirement::read(&text, &outline, &meta);
    let findings = finding::read(&finding::Seen {
        text: &text,
        furniture: &furniture,
        outline: &outline,
        facts: &facts,
        meta: &meta,
        relations: &relations,
        requirements: &requirements,
    });
    report::assemble(&report::Reading {
        text: &text,
        furniture: &furniture,
        outline: &outline,
        facts: &facts,
        meta: &meta,
        relations: &relations,
        themes: &themes,
        findings: &findings,
        requirements: &requirements,
    })
}

/// What is looked for in every report, with reasons and sources.
pub fn rules() -> Vec<report::Rule> {
    report::rules(finding::RULES)
}

/// What a file of the reader's own words holds: how many entries, and the lines
/// that cannot be taken.
pub fn check_words(file: &str) -> report::WordsRead {
    report::words_read(&vocabulary::Vocabulary::new(file))
}

/// A string in folded form, for comparing words of different widths.
pub(crate) fn fold_text(s: &str) -> String {
    s.chars().map(fold::fold).collect()
}
