//! Prints the reading of a report, one item a line: `cargo xtask read FILE`.
//!
//! The columns are parted by tabs. The second is the place: the line of the file,
//! and the column in UTF-16 code units, both from 1.

use fazhi_lens::report::{Finding, Metric, Relation, Report, Section, Span};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else {
        eprintln!("which file?");
        return ExitCode::FAILURE;
    };
    match std::fs::read(&file) {
        Ok(bytes) => {
            print!("{}", listing(&String::from_utf8_lossy(&bytes)));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The lines that are printed of a text.
pub fn listing(source: &str) -> String {
    let report = fazhi_lens::analyze(source);
    let page = Page::new(source);
    let mut lines = Vec::new();
    lines.extend(report.sections.iter().map(|s| section(&page, s)));
    lines.extend(report.metrics.iter().map(|m| metric(&page, m)));
    lines.extend(report.relations.iter().map(|r| relation(&page, &report, r)));
    lines.extend(report.findings.iter().map(|f| finding(&page, f)));
    lines
        .iter()
        .map(|columns| format!("{}\n", columns.join("\t")))
        .collect()
}

/// The text by its UTF-16 code units.
struct Page {
    units: Vec<u16>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Page {
    fn new(source: &str) -> Page {
        let units: Vec<u16> = source.encode_utf16().collect();
        let ends = (0..units.len()).filter(|&i| units[i] == u16::from(b'\n'));
        let lines = std::iter::once(0).chain(ends.map(|i| i + 1)).collect();
        Page { units, lines }
    }

    fn place(&self, span: Span) -> String {
        let at = span.start as usize;
        let line = self.lines.partition_point(|&start| start <= at);
        format!("{line}:{}", at - self.lines[line - 1] + 1)
    }

    /// The words of a stretch, on one line.
    fn quote(&self, span: Span) -> String {
        let words = &self.units[span.start as usize..span.end as usize];
        plain(&String::from_utf16_lossy(words))
    }
}

/// A cell of its own: no tab and no line end.
fn plain(text: &str) -> String {
    text.replace(['\r', '\n'], "⏎").replace('\t', " ")
}

fn section(page: &Page, s: &Section) -> Vec<String> {
    let marker = s.marker.as_deref().unwrap_or("-");
    vec![
        "section".into(),
        page.place(s.heading),
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
        page.place(m.span),
        page.quote(m.span),
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
        page.place(report.metrics[r.total as usize].span),
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
        page.place(f.span),
        f.severity.into(),
        f.code.into(),
        page.quote(f.span),
        plain(&f.message.zh),
    ]
}
