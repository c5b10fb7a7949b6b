//! A reading, one item a line: `fazhi read FILE`.
//!
//! The columns are parted by tabs. The second is the place: the line of the text,
//! and the column in UTF-16 code units, both from 1.

use crate::page::Page;
use fazhi_lens::report::{Finding, Metric, Relation, Report, Section, Span};

/// The lines that are printed of a text.
pub fn listing(source: &str, report: &Report) -> String {
    let page = Page::new(source);
    let mut lines = Vec::new();
    lines.extend(report.sections.iter().map(|s| section(&page, s)));
    lines.extend(report.metrics.iter().map(|m| metric(&page, m)));
    lines.extend(report.relations.iter().map(|r| relation(&page, report, r)));
    lines.extend(report.findings.iter().map(|f| finding(&page, f)));
    lines
        .iter()
        .map(|columns| format!("{}\n", columns.join("\t")))
        .collect()
}

fn place(page: &Page, span: Span) -> String {
    let (line, column) = page.place(span.start);
    format!("{line}:{column}")
}

/// The words of a stretch, on one line.
fn quote(page: &Page, span: Span) -> String {
    plain(&page.words(span))
}

/// A cell of its own: no tab and no line end.
fn plain(text: &str) -> String {
    text.replace(['\r', '\n'], "⏎").replace('\t', " ")
}

fn section(page: &Page, s: &Section) -> Vec<String> {
    let marker = s.marker.as_deref().unwrap_or("-");
    vec![
        "section".into(),
        place(page, s.heading),
        format!("level {}", s.level),
        s.role.into(),
        plain(marker),
        plain(&s.title),
    ]
}

fn metric(page: &Page, m: &Metric) -> Vec<String> {
    let or_none = |s: Option<&str>| s.map_or("-".to_owned(), plain);
    let mut value = m.value.to_string();
    if let Some(max) = m.value_max {
        value += &format!("..{max}");
    }
    vec![
        "metric".into(),
        place(page, m.span),
        quote(page, m.span),
        value,
        or_none(m.unit.as_deref()),
        m.approx.into(),
        m.direction.unwrap_or(m.kind).into(),
        plain(&m.indicator),
        or_none(m.subject.as_deref()),
        or_none(m.period.as_ref().map(|p| p.text.as_str())),
    ]
}

fn relation(page: &Page, report: &Report, r: &Relation) -> Vec<String> {
    let holds = if r.holds { "holds" } else { "fails" };
    vec![
        "relation".into(),
        place(page, report.metrics[r.total as usize].span),
        r.kind.into(),
        holds.into(),
        plain(&r.expr),
        r.cue.as_ref().map_or("-".to_owned(), |c| plain(&c.text)),
        r.note.as_deref().map_or("-".to_owned(), plain),
    ]
}

fn finding(page: &Page, f: &Finding) -> Vec<String> {
    vec![
        "finding".into(),
        place(page, f.span),
        f.severity.into(),
        f.code.into(),
        quote(page, f.span),
        plain(&f.message.zh),
    ]
}
