//! fazhi-lens reads a Chinese annual report on building a law-based government
//! (法治政府建设年度报告): its sections, figures, citations, dates and names, and
//! what of its arithmetic and form can be checked.
//!
//! ```
//! let text = "全年办理行政复议案件30件，其中维持12件、撤销19件。";
//! let report = fazhi_lens::analyze(text);
//!
//! let figure = &report.metrics[0];
//! assert_eq!((figure.value, figure.unit.as_deref()), (30.0, Some("件")));
//! assert_eq!(figure.indicator, "办理行政复议案件");
//! // 12 and 19 are 31.
//! assert_eq!(report.relations[0].expr, "30 = 12 + 19");
//! assert!(!report.relations[0].holds);
//! assert_eq!(report.findings[0].code, "sum-mismatch");
//! ```
//!
//! Reading never fails, and knows nothing of files: the crate `fazhi-documents` turns
//! them into text. What is here to be built on are the functions below, [`report`],
//! [`vocabulary`] and [`trace`]; they keep to semantic versioning. The stages are public
//! for the project's own tests and tools, hidden from this page, and change without
//! notice.
//!
//! The whole story is [`analyze_observed`]: one line a stage, each stage taking earlier
//! values by shared reference and returning a new one.

// The stages are documented for those who work on them.
#![allow(rustdoc::private_intra_doc_links)]
// The bindings for JavaScript alone make some, on their own target.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

// First, for its macro.
#[macro_use]
#[doc(hidden)]
pub mod words;

#[doc(hidden)]
pub mod boilerplate;
#[doc(hidden)]
pub mod claim;
#[doc(hidden)]
pub mod fact;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod fold;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod meta;
#[doc(hidden)]
pub mod outline;
#[doc(hidden)]
pub mod period;
#[doc(hidden)]
pub mod relation;
pub mod report;
#[doc(hidden)]
pub mod requirement;
#[doc(hidden)]
pub mod scope;
#[doc(hidden)]
pub mod span;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod theme;
#[doc(hidden)]
pub mod token;
pub mod trace;
pub mod vocabulary;
#[cfg(target_arch = "wasm32")]
mod wasm;

/// Reads a report. Any string gives a report; the same string gives the same
/// report. Spans are UTF-16 code units of `source`.
///
/// ```
/// let report = fazhi_lens::analyze("2022年，全区共办理案件30件。");
/// assert_eq!(report.metrics[0].value, 30.0);
/// assert_eq!(report.metrics[0].subject.as_deref(), Some("全区"));
/// assert_eq!((report.metrics[0].span.start, report.metrics[0].span.end), (13, 16));
/// assert!(fazhi_lens::analyze("").metrics.is_empty());
/// ```
pub fn analyze(source: &str) -> report::Report {
    analyze_with(source, &vocabulary::Vocabulary::default())
}

/// Reads a report with words of the reader's own beside those compiled in.
///
/// ```
/// use fazhi_lens::vocabulary::Vocabulary;
///
/// let words = Vocabulary::new("指标,办理案件,办案量");
/// let report = fazhi_lens::analyze_with("全区共办理案件30件。", &words);
/// assert_eq!(report.metrics[0].indicator, "办案量");
/// ```
pub fn analyze_with(source: &str, vocabulary: &vocabulary::Vocabulary) -> report::Report {
    analyze_observed(source, vocabulary, &mut ())
}

/// Reads a report while `observer` looks on. It sees everything and changes nothing.
///
/// ```
/// use fazhi_lens::{trace::Observer, vocabulary::Vocabulary};
///
/// /// The dimension of each figure's unit.
/// #[derive(Default)]
/// struct Dimensions(Vec<&'static str>);
///
/// impl Observer for Dimensions {
///     fn unit(&mut self, dimension: &'static str, _factor: Option<&'static str>) {
///         self.0.push(dimension);
///     }
/// }
///
/// let mut seen = Dimensions::default();
/// let text = "发放物资3吨、资金20万元。";
/// fazhi_lens::analyze_observed(text, &Vocabulary::default(), &mut seen);
/// assert_eq!(seen.0, ["mass", "money"]);
/// ```
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
///
/// ```
/// let rules = fazhi_lens::rules();
/// let sums = rules.iter().find(|rule| rule.code == "sum-mismatch");
/// assert_eq!(sums.map(|rule| rule.severity), Some("error"));
/// ```
pub fn rules() -> Vec<report::Rule> {
    report::rules(finding::RULES)
}

/// What a file of the reader's own words holds: how many entries, and the lines
/// that cannot be taken.
///
/// ```
/// let read = fazhi_lens::check_words("指标,办理案件,办案量\n别的,词语");
/// assert_eq!((read.entries, read.problems[0].line), (1, 2));
/// assert_eq!(read.problems[0].reason, "kind");
/// ```
pub fn check_words(file: &str) -> report::WordsRead {
    report::words_read(&vocabulary::Vocabulary::new(file))
}
