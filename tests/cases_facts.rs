//! Citations, dates and entities of small texts, read from the case pages under
//! `tests/cases/`: one case a line, `text => what is expected`; everything else
//! on a page is explanation.

use fazhi_lens::analyze;
use fazhi_lens::report::{Report, Span};

/// Compares every case of a page and shows all differences at once.
fn check(
    page: &str,
    at_least: usize,
    read: impl Fn(&Report, &dyn Fn(Span) -> String) -> Vec<String>,
) {
    let mut cases = 0;
    let mut failures = Vec::new();
    for (number, line) in page.lines().enumerate() {
        if line.contains('`') {
            continue;
        }
        let Some((text, expected)) = line.split_once(" =>") else {
            continue;
        };
        cases += 1;
        let text = text.replace('⏎', "\n");
        let units: Vec<u16> = text.encode_utf16().collect();
        let quote = |s: Span| String::from_utf16_lossy(&units[s.start as usize..s.end as usize]);
        let got = read(&analyze(&text), &quote).join(" | ");
        if got != expected.trim() {
            failures.push(format!(
                "{}: {text}\n    - {}\n    + {got}",
                number + 1,
                expected.trim()
            ));
        }
    }
    assert!(cases >= at_least, "only {cases} cases");
    assert!(
        failures.is_empty(),
        "{} of {cases} cases differ (- expected, + read)\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn dates() {
    check(include_str!("cases/dates.md"), 100, |r, quote| {
        r.dates
            .iter()
            .map(|d| format!("{}={}", quote(d.span), d.iso.as_deref().unwrap_or("-")))
            .collect()
    });
}

#[test]
fn citations() {
    check(include_str!("cases/citations.md"), 60, |r, quote| {
        r.citations
            .iter()
            .map(|c| {
                let mut out = format!("{} {}", quote(c.span), c.kind);
                if c.broken {
                    out += " broken";
                }
                if c.law.is_some() {
                    out += " known";
                }
                for (label, value) in [
                    ("article", &c.article),
                    ("inner", &c.inner.first().cloned()),
                    ("for", &c.full_name),
                ] {
                    if let Some(v) = value {
                        out += &format!(" {label}={v}");
                    }
                }
                out
            })
            .collect()
    });
}

#[test]
fn entities() {
    check(include_str!("cases/entities.md"), 80, |r, quote| {
        r.entities
            .iter()
            .map(|e| {
                let sign = match (e.kind, e.private) {
                    ("person", Some(true)) => "n",
                    ("person", _) => "p",
                    (kind, _) => &kind[..1],
                };
                let printed = quote(e.span);
                let full = if e.name == printed {
                    String::new()
                } else {
                    format!("→{}", e.name)
                };
                format!("{sign}:{printed}{full}")
            })
            .collect()
    });
}
