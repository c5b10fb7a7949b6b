//! The outline, the points and the meta data of small texts, read from the case
//! pages under `tests/cases/`. A case is a heading, a `text` block and one block
//! of what is expected; every page has its own notation, explained on the page.

use fazhi_lens::analyze;
use fazhi_lens::report::{Report, Span};

/// A case of a page.
struct Case {
    name: String,
    text: String,
    expected: Vec<String>,
}

/// The cases of a page: `### name`, a fenced `text`, a fenced block of `kind`.
fn cases(page: &str, kind: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let mut name = String::new();
    let mut text: Option<Vec<&str>> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(n) = line.strip_prefix("### ") {
            name = n.to_string();
        } else if let Some(fence) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            if fence == "text" {
                text = Some(block);
            } else if fence == kind {
                let text = text
                    .take()
                    .unwrap_or_else(|| panic!("{name}: no text before its {kind}"));
                let expected = block.iter().map(|l| l.trim().to_string()).collect();
                out.push(Case {
                    name: name.clone(),
                    text: text.join("\n"),
                    expected,
                });
            } else {
                panic!("{name}: a block of `{fence}` on a page of `{kind}`");
            }
        }
    }
    out
}

/// Compares every case of a page; lists all differences, not only the first.
fn check(page: &str, kind: &str, read: impl Fn(&str, &Report) -> Vec<String>) {
    let cases = cases(page, kind);
    assert!(!cases.is_empty(), "a page without cases");
    let mut failures = Vec::new();
    for case in &cases {
        let got = read(&case.text, &analyze(&case.text));
        let same = got.len() == case.expected.len()
            && case.expected.iter().zip(&got).all(|(e, g)| agrees(e, g));
        if !same {
            let mut diff = format!("### {}\n", case.name);
            for i in 0..got.len().max(case.expected.len()) {
                let (e, g) = (case.expected.get(i), got.get(i));
                match (e, g) {
                    (Some(e), Some(g)) if agrees(e, g) => diff.push_str(&format!("    {g}\n")),
                    _ => {
                        e.inspect(|e| diff.push_str(&format!("  - {e}\n")));
                        g.inspect(|g| diff.push_str(&format!("  + {g}\n")));
                    }
                }
            }
            failures.push(diff);
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases differ (- expected, + read):\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
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
            .map(|s| format!("furniture | {}", slice(text, *s))),
    );
    out
}

#[test]
fn outline_cases() {
    check(include_str!("cases/outline.md"), "outline", outline);
}

#[test]
fn point_cases() {
    check(include_str!("cases/points.md"), "points", points);
}

#[test]
fn meta_cases() {
    check(include_str!("cases/meta.md"), "meta", meta);
}

/// Every span lies in the text, every section in its parent, every list in order.
#[test]
fn sections_nest() {
    let page = include_str!("cases/outline.md");
    for case in cases(page, "outline") {
        let report = analyze(&case.text);
        for (i, s) in report.sections.iter().enumerate() {
            assert!(
                s.span.start == s.heading.start && s.heading.end <= s.span.end,
                "{}",
                case.name
            );
            if let Some(p) = s.parent {
                let p = &report.sections[p as usize];
                assert!(
                    p.level < s.level && p.span.start <= s.span.start && s.span.end <= p.span.end,
                    "{}",
                    case.name
                );
            }
            assert!(
                i == 0 || report.sections[i - 1].span.start < s.span.start,
                "{}",
                case.name
            );
        }
        for p in &report.points {
            if let Some(s) = p.section {
                let s = report.sections[s as usize].span;
                assert!(
                    s.start <= p.span.start && p.span.end <= s.end,
                    "{}",
                    case.name
                );
            }
        }
    }
}
