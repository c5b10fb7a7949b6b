//! What must not matter does not: a text that is changed in a way that leaves its meaning
//! alone has the same reading, and what is added or taken away changes nothing else.
//! Thirteen laws, over the reports of the corpus; two of them, line ends and a blank line on
//! top, hold to the letter and stand in `invariants.rs`.

mod reports;

use reports::corpus;
use serde_json::Value;
use std::collections::BTreeMap;

/// A reading without places: each thing that was read, with how often.
type Reading = BTreeMap<String, usize>;

/// What of a report is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Figures as printed, with value, unit and kind.
    Figures,
    /// These, what they count, headings with level and subject, citations, dates,
    /// relations and whether they hold.
    All,
}

fn report(text: &str) -> Value {
    serde_json::to_value(fazhi_lens::analyze(text)).expect("a report is plain data")
}

fn reading(text: &str, of: Of) -> Reading {
    let report = report(text);
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = |span: &Value| {
        let at = |end: &str| {
            usize::try_from(span[end].as_u64().expect("a span has ends")).expect("it fits")
        };
        let words = String::from_utf16_lossy(&units[at("start")..at("end")]);
        // The width of a digit, and blanks, are no part of what is said.
        let narrow = |c: char| match c {
            '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        words
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(narrow)
            .collect::<String>()
    };
    let mut all = Reading::new();
    let mut note = |what: String| *all.entry(what).or_default() += 1;
    let items = |list: &str| report[list].as_array().cloned().unwrap_or_default();
    for metric in items("metrics") {
        let [value, most, unit, kind] =
            ["value", "valueMax", "unit", "kind"].map(|key| metric[key].clone());
        let told = format!("{} {value} {most} {unit} {kind}", words(&metric["span"]));
        match of {
            Of::Figures => note(told),
            Of::All => note(format!("{told} {}", metric["indicator"])),
        }
    }
    if of == Of::Figures {
        return all;
    }
    for section in items("sections") {
        note(format!(
            "{} {} {}",
            words(&section["heading"]),
            section["level"],
            section["role"]
        ));
    }
    for citation in items("citations") {
        note(format!("{} {}", citation["name"], citation["kind"]));
    }
    for date in items("dates") {
        note(format!("{} {}", words(&date["span"]), date["iso"]));
    }
    for relation in items("relations") {
        note(format!(
            "{} {} {}",
            relation["kind"], relation["expr"], relation["holds"]
        ));
    }
    all
}

/// What of one reading the other lacks.
fn missing(from: &Reading, of: &Reading) -> Vec<String> {
    let lacks = |(what, times): (&String, &usize)| {
        let there = from.get(what).copied().unwrap_or(0);
        (there < *times).then(|| format!("{what} ×{}", times - there))
    };
    of.iter().filter_map(lacks).collect()
}

/// Fails where a change that says nothing changes what is read.
fn unchanged(of: Of, change: impl Fn(&str) -> String) {
    for (name, text) in corpus() {
        let (before, after) = (reading(&text, of), reading(&change(&text), of));
        let (lost, new) = (missing(&after, &before), missing(&before, &after));
        assert!(
            lost.is_empty() && new.is_empty(),
            "{name}: lost {lost:#?}\nnew {new:#?}"
        );
    }
}

#[test]
fn a_blank_line_at_the_end_is_nothing() {
    unchanged(Of::All, |text| format!("{text}\n\n"));
}

#[test]
fn a_byte_order_mark_is_nothing() {
    unchanged(Of::All, |text| format!("\u{feff}{text}"));
}

#[test]
fn blank_lines_between_paragraphs_are_nothing() {
    unchanged(Of::All, |text| text.replace('\n', "\n\n"));
}

#[test]
fn blanks_at_the_ends_of_lines_are_nothing() {
    unchanged(Of::All, |text| text.replace('\n', " \u{3000}\n"));
}

#[test]
fn how_far_paragraphs_are_indented_is_nothing() {
    unchanged(Of::All, |text| {
        let lines = text.lines().map(|line| match line.trim_start() {
            "" => String::new(),
            words => format!("\u{3000}\u{3000}{words}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn a_blank_of_another_kind_is_a_blank() {
    unchanged(Of::All, |text| text.replace(' ', "\u{a0}"));
}

#[test]
fn digits_of_full_width_are_digits() {
    unchanged(Of::Figures, |text| {
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
            _ => c,
        };
        text.chars().map(wide).collect()
    });
}

/// The lines of a text that are paragraphs and neither its first nor its last ones, where
/// title, signature and date stand.
fn inner(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.chars().count() > 40 {
            lines.push((at, at + line.len()));
        }
        at += line.len();
    }
    let last = lines.len().saturating_sub(1);
    lines.truncate(last);
    lines.drain(..1.min(lines.len()));
    lines
}

#[test]
fn a_paragraph_that_is_doubled_has_its_figures_twice_and_changes_no_other() {
    for (name, text) in corpus() {
        let before = reading(&text, Of::Figures);
        for (from, to) in inner(&text) {
            let doubled = format!("{}{}", &text[..to], &text[from..]);
            let after = reading(&doubled, Of::Figures);
            let lost = missing(&after, &before);
            assert!(lost.is_empty(), "{name} at {from}: {lost:#?}");
            let count = |reading: &Reading| reading.values().sum::<usize>();
            let added = count(&after) - count(&before);
            let metrics = report(&text)["metrics"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let (start, end) = (utf16(&text[..from]), utf16(&text[..to]));
            let inside = |metric: &&Value| {
                metric["span"]["start"]
                    .as_u64()
                    .is_some_and(|at| (start..end).contains(&at))
            };
            assert_eq!(
                added,
                metrics.iter().filter(inside).count(),
                "{name} at {from}"
            );
        }
    }
}

#[test]
fn a_paragraph_that_is_taken_out_takes_its_figures_alone() {
    for (name, text) in corpus() {
        for (from, to) in inner(&text) {
            let rest = format!("{}{}", &text[..from], &text[to..]);
            let (before, after) = (reading(&text, Of::Figures), reading(&rest, Of::Figures));
            let new = missing(&before, &after);
            assert!(new.is_empty(), "{name} at {from}: {new:#?}");
        }
    }
}

#[test]
fn two_reports_in_one_text_have_the_figures_of_both() {
    let corpus = corpus();
    for pair in corpus.windows(2) {
        let [(one, first), (other, second)] = pair else {
            continue;
        };
        let mut both = reading(first, Of::Figures);
        for (what, times) in reading(second, Of::Figures) {
            *both.entry(what).or_default() += times;
        }
        let joined = reading(&format!("{first}\n\n{second}"), Of::Figures);
        // What is a web page's at the edge of a text may count in its middle, so more is let be.
        let lost = missing(&joined, &both);
        assert!(lost.is_empty(), "{one}, {other}: lost {lost:#?}");
    }
}

#[test]
fn a_sentence_that_has_nothing_to_do_with_it_changes_nothing() {
    const SENTENCE: &str = "大家对此都很满意。";
    for (name, text) in corpus() {
        let before = reading(&text, Of::All);
        for (_, to) in inner(&text) {
            let added = format!("{}{SENTENCE}\n{}", &text[..to], &text[to..]);
            let after = reading(&added, Of::All);
            let (lost, new) = (missing(&after, &before), missing(&before, &after));
            assert!(
                lost.is_empty() && new.is_empty(),
                "{name} at {to}: lost {lost:#?}\nnew {new:#?}"
            );
        }
    }
}

/// The length in UTF-16 code units.
fn utf16(text: &str) -> u64 {
    text.encode_utf16().count() as u64
}
