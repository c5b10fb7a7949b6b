//! Case pages of figures: sentences, the metrics they state and the relations between them.
//!
//! A case is a line `> sentence`, then what is read from it in order:
//! `- printed | value unit | indicator` for a metric (`over`, `under`, `about`, `up`, `down`
//! follow the unit where they apply), `= kind expression` for a relation that holds and
//! `! kind expression` for one that does not. A case without lines states no figure.

use fazhi_lens::report::{Report, Span};

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
            .map(|r| format!("{} {} {}", if r.holds { '=' } else { '!' }, r.kind, r.expr)),
    );
    out
}

fn check(page: &str, text: &str) {
    let mut failures = Vec::new();
    let mut cases = 0;
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(sentence) = line.strip_prefix("> ") else {
            continue;
        };
        cases += 1;
        // ⏎ is a line end inside a case.
        let sentence = sentence.replace('⏎', "\n");
        let mut expected = Vec::new();
        while let Some(next) = lines
            .peek()
            .filter(|l| ["- ", "= ", "! "].iter().any(|p| l.starts_with(p)))
        {
            expected.push(next.to_string());
            lines.next();
        }
        let got = reading(&sentence);
        if got != expected {
            failures.push(format!(
                "{sentence}\n  expected\n    {}\n  read\n    {}",
                expected.join("\n    "),
                got.join("\n    ")
            ));
        }
    }
    assert!(cases > 0, "{text} holds no case");
    assert!(
        failures.is_empty(),
        "{text}: {} of {cases} cases differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn metrics() {
    check(include_str!("cases/metrics.md"), "metrics.md");
}

#[test]
fn relations() {
    check(include_str!("cases/relations.md"), "relations.md");
}

#[test]
fn what_is_no_metric() {
    check(include_str!("cases/traps.md"), "traps.md");
}
