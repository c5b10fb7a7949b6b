//! Case pages of figures: sentences, the metrics they state and the relations between them.
//!
//! A case is a line `> sentence`, then what is read from it in order:
//! `- printed | value unit | indicator` for a metric (`over`, `under`, `about`, `up`, `down`
//! follow the unit where they apply), `= kind expression` for a relation that holds and
//! `! kind expression` for one that does not, `? kind expression` where that is a question. A case without lines states no figure.

mod pages;

use fazhi_lens::report::{Report, Span};
use pages::{Case, MARK, Notation};

const SENTENCES: Notation = Notation {
    cases,
    printed: |read| read.iter().map(|r| format!("{r}\n")).collect(),
    agrees: |expected, read| expected == read,
};

/// A sentence and the lines under it.
fn cases(page: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut start = 0;
    let mut open = false;
    for line in page.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let line = line.trim_end_matches('\n');
        if let Some(sentence) = line.strip_prefix("> ") {
            let unmarked = sentence.strip_prefix(MARK);
            out.push(Case {
                // ⏎ is a line end inside a case.
                text: unmarked.unwrap_or(sentence).replace('⏎', "\n"),
                expected: Vec::new(),
                mark: unmarked.map(|_| from + 2..from + 2 + MARK.len()),
                at: start..start,
            });
            open = true;
        } else if open && ["- ", "= ", "! ", "? "].iter().any(|p| line.starts_with(p)) {
            let case = out.last_mut().expect("a case is open");
            case.expected.push(line.to_string());
            case.at.end = start;
        } else {
            open = false;
        }
    }
    out
}

fn slice(units: &[u16], s: Span) -> String {
    String::from_utf16_lossy(&units[s.start as usize..s.end as usize])
}

fn reading(text: &str) -> Vec<String> {
    let report: Report = fazhi_lens::analyze(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out: Vec<String> = report
        .metrics
        .iter()
        .map(|m| {
            let mut value = format!("{}", m.value);
            if let Some(max) = m.value_max {
                value = format!("{value}..{max}");
            }
            let mut words = vec![value];
            words.extend(m.unit.clone());
            if m.approx != "exact" {
                words.push(m.approx.to_string());
            }
            words.extend(m.direction.map(str::to_string));
            format!(
                "- {} | {} | {}",
                slice(&units, m.span),
                words.join(" "),
                m.indicator
            )
        })
        .collect();
    out.extend(
        report
            .relations
            .iter()
            .map(|r| format!("{} {} {}", sign(r), r.kind, r.expr)),
    );
    out
}

/// How a relation stands.
fn sign(r: &fazhi_lens::report::Relation) -> char {
    match r.grade {
        _ if r.holds => '=',
        "certain" => '!',
        _ => '?',
    }
}

#[test]
fn metrics() {
    pages::check("metrics.md", 1, &SENTENCES, reading);
}

/// Whose each figure is: `- printed | subject`, `-` for nobody.
fn subjects(text: &str) -> Vec<String> {
    let report: Report = fazhi_lens::analyze(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    let told = |m: &fazhi_lens::report::Metric| {
        let subject = m.subject.as_deref().unwrap_or("-");
        format!("- {} | {subject}", slice(&units, m.span))
    };
    report.metrics.iter().map(told).collect()
}

#[test]
fn whose_figures() {
    pages::check("subjects.md", 1, &SENTENCES, subjects);
}

#[test]
fn relations() {
    pages::check("relations.md", 1, &SENTENCES, reading);
}

#[test]
fn what_is_no_metric() {
    pages::check("traps.md", 1, &SENTENCES, reading);
}
