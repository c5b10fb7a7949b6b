//! The outline, the points and the meta data of small texts, read from the case
//! pages under `tests/cases/`. A case is a heading, a `text` block and one block
//! of what is expected; every page has its own notation, explained on the page.

mod pages;

use fazhi_lens::analyze;
use fazhi_lens::report::{Report, Span};
use pages::{Case, MARK, Notation};

const BLOCKS: Notation = Notation {
    cases,
    printed: |read| read.iter().map(|r| format!("{r}\n")).collect(),
    agrees,
};

/// The cases of a page: `### name`, a fenced `text`, a fenced block of another kind.
fn cases(page: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let mut mark = None;
    let mut text: Option<String> = None;
    let mut fence: Option<(&str, usize)> = None;
    let mut start = 0;
    for whole in page.split_inclusive('\n') {
        let from = start;
        start += whole.len();
        let line = whole.trim_end_matches('\n');
        match (fence, line.strip_prefix("```")) {
            (None, Some(kind)) => fence = Some((kind, start)),
            (None, None) => {
                if let Some(name) = line.strip_prefix("### ") {
                    let name_at = from + "### ".len();
                    mark = name
                        .starts_with(MARK)
                        .then(|| name_at..name_at + MARK.len());
                }
            }
            (Some(_), None) => {}
            (Some((kind, open)), Some(_)) => {
                fence = None;
                let block = &page[open..from];
                if kind == "text" {
                    text = Some(block.strip_suffix('\n').unwrap_or(block).to_string());
                    continue;
                }
                out.push(Case {
                    text: text.take().expect("a text stands before what is expected"),
                    expected: block.lines().map(|l| l.trim().to_string()).collect(),
                    mark: mark.take(),
                    at: open..from,
                });
            }
        }
    }
    out
}

fn check(page: &str, read: impl Fn(&str, &Report) -> Vec<String>) {
    pages::check(page, 1, &BLOCKS, |text| read(text, &analyze(text)));
}

/// Field by field; what the expected line leaves out is not compared.
fn agrees(expected: &str, got: &str) -> bool {
    let (e, g): (Vec<&str>, Vec<&str>) = (
        expected.split(" | ").map(str::trim).collect(),
        got.split(" | ").map(str::trim).collect(),
    );
    e.len() <= g.len() && e.iter().zip(&g).all(|(e, g)| e == g)
}

fn slice(text: &str, span: Span) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[span.start as usize..span.end as usize])
}

/// The title as the source prints it, which for a spaced one has its blanks.
fn outline(text: &str, report: &Report) -> Vec<String> {
    report
        .sections
        .iter()
        .map(|s| {
            let marker = s.marker.as_deref().unwrap_or("-");
            let heading = slice(text, s.heading).replace('\n', "");
            let title =
                behind(&heading, marker).unwrap_or(heading.trim_start_matches(['、', '（', '）']));
            let title = title.trim().trim_end_matches(['。', '：']).trim();
            let how = if s.run_in { "run-in" } else { "line" };
            format!("{} | {marker} | {title} | {how} | {}", s.level, s.role)
        })
        .collect()
}

/// What follows the marker, which the source may print with blanks in it.
fn behind<'a>(heading: &'a str, marker: &str) -> Option<&'a str> {
    let mut rest = heading;
    for c in marker.chars() {
        rest = rest.trim_start().strip_prefix(c)?;
    }
    Some(rest)
}

fn points(text: &str, report: &Report) -> Vec<String> {
    report
        .points
        .iter()
        .map(|p| {
            let section = p.section.map_or("-".to_string(), |s| {
                report.sections[s as usize].title.clone()
            });
            format!(
                "{} | {} | {} | {section}",
                p.marker,
                p.n,
                slice(text, p.span)
            )
        })
        .collect()
}

fn meta(text: &str, report: &Report) -> Vec<String> {
    let m = &report.meta;
    let or_none = |s: Option<&str>| s.map_or("-".to_string(), |s| s.replace('\n', "⏎"));
    let mut out = vec![
        format!(
            "title | {}",
            or_none(m.title.as_ref().map(|q| q.text.as_str()))
        ),
        format!(
            "issuer | {}",
            or_none(m.issuer.as_ref().map(|q| q.text.as_str()))
        ),
        format!("issuer kind | {}", or_none(m.issuer_kind)),
        format!("kind | {}", or_none(m.kind)),
        format!(
            "year | {}",
            m.year
                .as_ref()
                .map_or("-".to_string(), |y| y.value.to_string())
        ),
        format!(
            "signed | {}",
            or_none(m.signed_date.as_ref().map(|d| d.value.as_str()))
        ),
        format!(
            "published | {}",
            or_none(m.published_date.as_ref().map(|d| d.value.as_str()))
        ),
        format!(
            "source | {}",
            or_none(m.source.as_ref().map(|q| q.text.as_str()))
        ),
    ];
    out.extend(
        m.boilerplate
            .iter()
            .map(|s| format!("boilerplate | {}", slice(text, *s))),
    );
    out
}

#[test]
fn outline_cases() {
    check("outline.md", outline);
}

#[test]
fn point_cases() {
    check("points.md", points);
}

#[test]
fn meta_cases() {
    check("meta.md", meta);
}

/// Every span lies in the text, every section in its parent, every list in order.
#[test]
fn sections_nest() {
    for case in cases(&pages::page("outline.md")) {
        let report = analyze(&case.text);
        for (i, s) in report.sections.iter().enumerate() {
            assert!(
                s.span.start == s.heading.start && s.heading.end <= s.span.end,
                "{}",
                case.text
            );
            if let Some(p) = s.parent {
                let p = &report.sections[p as usize];
                assert!(
                    p.level < s.level && p.span.start <= s.span.start && s.span.end <= p.span.end,
                    "{}",
                    case.text
                );
            }
            assert!(
                i == 0 || report.sections[i - 1].span.start < s.span.start,
                "{}",
                case.text
            );
        }
        for p in &report.points {
            if let Some(s) = p.section {
                let s = report.sections[s as usize].span;
                assert!(
                    s.start <= p.span.start && p.span.end <= s.end,
                    "{}",
                    case.text
                );
            }
        }
    }
}
