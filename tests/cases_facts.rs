//! Citations, dates and entities of small texts, read from the case pages under
//! `tests/cases/`: one case a line, `text => what is expected`; everything else
//! on a page is explanation.

mod pages;

use fazhi_lens::analyze;
use fazhi_lens::report::{Report, Span};
use pages::{Case, MARK, Notation};

const LINES: Notation = Notation {
    cases,
    printed: |read| {
        read.iter()
            .map(|r| format!(" {r}"))
            .collect::<Vec<_>>()
            .join(" |")
    },
    agrees: |expected, read| expected == read,
};

/// One case a line; what shows the notation itself stands between backticks.
fn cases(page: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in page.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end_matches('\n');
        let Some((text, expected)) = line.split_once(" =>") else {
            continue;
        };
        if line.contains('`') {
            continue;
        }
        let unmarked = text.strip_prefix(MARK);
        let listed = expected.split(" | ").map(|e| e.trim().to_string());
        out.push(Case {
            text: unmarked.unwrap_or(text).replace('⏎', "\n"),
            expected: listed.filter(|e| !e.is_empty()).collect(),
            mark: unmarked.map(|_| from..from + MARK.len()),
            at: from + text.len() + " =>".len()..from + line.len(),
        });
    }
    out
}

fn check(
    page: &str,
    at_least: usize,
    read: impl Fn(&Report, &dyn Fn(Span) -> String) -> Vec<String>,
) {
    pages::check(page, at_least, &LINES, |text| {
        let units: Vec<u16> = text.encode_utf16().collect();
        read(&analyze(text), &|s| {
            String::from_utf16_lossy(&units[s.start as usize..s.end as usize])
        })
    });
}

#[test]
fn a_mark_goes_when_its_case_is_met() {
    let page = "# Page\n\na => A\nb => x\nwrong: c => C\nwrong: d => x\nf =>\n";
    let read = |text: &str| vec![text.to_uppercase()];
    let outcome = pages::settle(page, &LINES, read);
    assert_eq!(outcome.cases, 5);
    assert_eq!(
        outcome.failures,
        [
            "4: b\n    - x\n    + B",
            "5: met: take the mark `wrong: ` away",
            "7: f\n    + F",
            "Known to be wrong: 1, not 0",
        ]
    );
    let rewritten =
        "# Page\n\nKnown to be wrong: 1.\n\na => A\nb => B\nc => C\nwrong: d => x\nf => F\n";
    assert_eq!(outcome.rewritten, rewritten);
    assert!(pages::settle(rewritten, &LINES, read).failures.is_empty());
}

#[test]
fn dates() {
    check("dates.md", 100, |r, quote| {
        r.dates
            .iter()
            .map(|d| format!("{}={}", quote(d.span), d.iso.as_deref().unwrap_or("-")))
            .collect()
    });
}

#[test]
fn citations() {
    check("citations.md", 60, |r, quote| {
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
    check("entities.md", 80, |r, quote| {
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
