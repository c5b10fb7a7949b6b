//! fazhi-lens reads a Chinese annual report on building a law-based government
//! (法治政府建设年度报告): its sections, figures, citations, dates and names, and
//! what of its arithmetic and form can be checked.
//!
//! The whole story is [`analyze_observed`]: one line a stage, each stage taking earlier
//! values by shared reference and returning a new one. Reading never fails.

// The bindings for JavaScript alone make some, on their own target.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

// First, for its macro.
#[macro_use]
pub mod words;

pub mod boilerplate;
pub mod claim;
pub mod fact;
pub mod finding;
pub mod fold;
pub mod lexicon;
pub mod meta;
pub mod outline;
pub mod period;
pub mod relation;
pub mod report;
pub mod requirement;
pub mod scope;
pub mod span;
pub mod text;
pub mod theme;
pub mod token;
pub mod trace;
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
    analyze_observed(source, vocabulary, &mut ())
}

/// Reads a report while `observer` looks on. It sees everything and changes nothing.
pub fn analyze_observed(
    source: &str,
    vocabulary: &vocabulary::Vocabulary,
    observer: &mut impl trace::Observer,
) -> report::Report {
    let o = observer;
    let text = o.stage("text", || text::Text::new(source));
    let boilerplate = o.stage("boilerplate", || boilerplate::read(&text));
    let outline = o.stage("outline", || outline::read(&text, &boilerplate));
    let facts = fact::read(&text, &boilerplate, &outline, vocabulary, o);
    let (dates, metrics) = (&facts.dates, &facts.metrics);
    let meta = o.stage("meta", || meta::read(&text, &boilerplate, &outline, dates));
    let relations = o.stage("relations", || relation::read(&text, metrics));
    let themes = o.stage("themes", || {
        theme::read(&text, &boilerplate, &outline, metrics, vocabulary)
    });
    let scope = o.stage("scope", || scope::read(&text, &outline, &meta));
    let requirements = o.stage("requirements", || {
        requirement::read(&text, &outline, &meta, scope)
    });
    let seen = finding::Seen {
        text: &text,
        boilerplate: &boilerplate,
        outline: &outline,
        facts: &facts,
        meta: &meta,
        scope,
        relations: &relations,
        requirements: &requirements,
        vocabulary,
    };
    let findings = o.stage("findings", || finding::read(&seen));
    let reading = report::Reading {
        text: &text,
        boilerplate: &boilerplate,
        outline: &outline,
        facts: &facts,
        meta: &meta,
        scope,
        relations: &relations,
        themes: &themes,
        findings: &findings,
        requirements: &requirements,
    };
    o.stage("report", || report::assemble(&reading))
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
