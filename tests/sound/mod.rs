//! What holds of every report, whatever the text: the promises of the report's
//! types that a reader of it builds on. The fuzzing targets ask the same.

pub mod pieces;

use serde_json::Value;
use std::collections::BTreeSet;

/// Reads a text and gives the report as plain data.
pub fn read(text: &str) -> Value {
    serde_json::to_value(fazhi_lens::analyze(text)).expect("a report is plain data")
}

/// A list of the report.
pub fn items<'a>(report: &'a Value, list: &str) -> &'a [Value] {
    report[list].as_array().expect("a report has this list")
}

/// Everything that is wrong with the report of a text; nothing where it is sound.
pub fn faults(text: &str) -> Vec<String> {
    faults_of(text, &read(text))
}

/// Everything that is wrong with a report of a text.
pub fn faults_of(text: &str, report: &Value) -> Vec<String> {
    let mut out = Vec::new();
    spans(text, report, &mut out);
    order(report, &mut out);
    sections(report, &mut out);
    metrics(report, &mut out);
    relations(text, report, &mut out);
    dates(report, "report", &mut out);
    out
}

type Span = (u64, u64);

fn span(value: &Value) -> Option<Span> {
    Some((value.get("start")?.as_u64()?, value.get("end")?.as_u64()?))
}

fn within(inner: Span, outer: Span) -> bool {
    outer.0 <= inner.0 && inner.1 <= outer.1
}

/// Every span lies in the text, on the bounds of characters, and holds something.
fn spans(text: &str, report: &Value, out: &mut Vec<String>) {
    let mut bounds = BTreeSet::from([0]);
    let mut length = 0;
    for c in text.chars() {
        length += c.len_utf16() as u64;
        bounds.insert(length);
    }
    let mut look = |path: &str, (start, end): Span| {
        // Where a fix puts something in, nothing is taken out.
        let empty = start == end && !path.ends_with(".fix.span");
        if start > end || empty || !bounds.contains(&start) || !bounds.contains(&end) {
            out.push(format!("{path} is {start}..{end} in a text of {length}"));
        }
    };
    each_span(report, "report", &mut look);
}

fn each_span(value: &Value, path: &str, look: &mut impl FnMut(&str, Span)) {
    if let Some(span) = span(value) {
        look(path, span);
        return;
    }
    match value {
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                each_span(item, &format!("{path}[{i}]"), look);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                each_span(item, &format!("{path}.{key}"), look);
            }
        }
        _ => {}
    }
}

/// Every list is in the order of the text.
fn order(report: &Value, out: &mut Vec<String>) {
    for list in [
        "sections",
        "points",
        "metrics",
        "citations",
        "dates",
        "entities",
        "findings",
    ] {
        let starts: Vec<_> = items(report, list)
            .iter()
            .map(|item| span(&item["span"]))
            .map(|span| span.expect("an item has a span").0)
            .collect();
        if !starts.is_sorted() {
            out.push(format!("{list} is out of order: {starts:?}"));
        }
    }
}

/// An index is null or points into a list of this length.
fn points_into(index: &Value, length: usize) -> bool {
    index.is_null() || index.as_u64().is_some_and(|i| (i as usize) < length)
}

/// A section holds its heading and lies, deeper, in its parent.
fn sections(report: &Value, out: &mut Vec<String>) {
    let list = items(report, "sections");
    for (i, section) in list.iter().enumerate() {
        let Some(own) = span(&section["span"]) else {
            continue;
        };
        let heading = span(&section["heading"]);
        if !heading.is_some_and(|h| within(h, own)) {
            out.push(format!(
                "sections[{i}].heading {heading:?} is not in {own:?}"
            ));
        }
        let parent = &section["parent"];
        if !points_into(parent, i) {
            out.push(format!("sections[{i}].parent is {parent}"));
            continue;
        }
        let Some(parent) = parent.as_u64().map(|p| &list[p as usize]) else {
            continue;
        };
        if !span(&parent["span"]).is_some_and(|p| within(own, p)) {
            out.push(format!("sections[{i}] {own:?} is not in its parent"));
        }
        if section["level"].as_u64() <= parent["level"].as_u64() {
            out.push(format!("sections[{i}] is no deeper than its parent"));
        }
    }
    for name in ["points", "metrics"] {
        for (i, item) in items(report, name).iter().enumerate() {
            if !points_into(&item["section"], list.len()) {
                out.push(format!("{name}[{i}].section is {}", item["section"]));
            }
        }
    }
}

/// A metric has finite values, lies in its sentence and touches no other metric.
fn metrics(report: &Value, out: &mut Vec<String>) {
    let mut last = 0;
    for (i, metric) in items(report, "metrics").iter().enumerate() {
        let most = &metric["valueMax"];
        if !metric["value"].is_number() || !(most.is_null() || most.is_number()) {
            out.push(format!("metrics[{i}] is {} to {most}", metric["value"]));
        }
        let Some(own) = span(&metric["span"]) else {
            continue;
        };
        let sentence = span(&metric["sentence"]);
        if !sentence.is_some_and(|s| within(own, s)) {
            out.push(format!("metrics[{i}] {own:?} is not in {sentence:?}"));
        }
        if own.0 < last {
            out.push(format!("metrics[{i}] {own:?} begins before {last}"));
        }
        last = own.1;
    }
}

/// A relation names metrics, and what it reckons is a number.
fn relations(text: &str, report: &Value, out: &mut Vec<String>) {
    let length = items(report, "metrics").len();
    for (i, relation) in items(report, "relations").iter().enumerate() {
        let parts = relation["parts"].as_array().expect("parts are a list");
        for index in parts.iter().chain([&relation["total"]]) {
            if index.is_null() || !points_into(index, length) {
                out.push(format!("relations[{i}] names metric {index}"));
            }
        }
        for field in ["expr", "computed"] {
            let told = relation[field].as_str().unwrap_or_default();
            let odd = |word: &&str| told.contains(*word) && !text.contains(*word);
            if ["NaN", "inf"].iter().any(odd) {
                out.push(format!("relations[{i}].{field} is {told}"));
            }
        }
    }
}

/// Every day that is told in figures exists: months 1 to 12, days 1 to 31.
fn dates(value: &Value, path: &str, out: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                dates(item, &format!("{path}[{i}]"), out);
            }
        }
        Value::Object(object) => {
            for (key, item) in object {
                let iso = key == "iso" || key == "value" && path.ends_with("Date");
                match item.as_str().filter(|_| iso) {
                    Some(told) if !told.split('/').all(is_day) => {
                        out.push(format!("{path}.{key} is {told}"));
                    }
                    Some(_) => {}
                    None => dates(item, &format!("{path}.{key}"), out),
                }
            }
        }
        _ => {}
    }
}

/// `2022`, `2022-11`, `2022-11-30`, and without the year `--11`, `--11-30`.
fn is_day(told: &str) -> bool {
    let (year, rest) = match told.strip_prefix("--") {
        Some(rest) => (None, rest),
        None => {
            let (year, rest) = told.split_once('-').unwrap_or((told, ""));
            (Some(year), rest)
        }
    };
    let numbers: Option<Vec<u32>> = rest
        .split('-')
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|_| part.len() == 2))
        .collect();
    let fits = numbers.is_some_and(|list| match list[..] {
        [] => year.is_some(),
        [month] => (1..=12).contains(&month),
        [month, day] => (1..=12).contains(&month) && (1..=31).contains(&day),
        _ => false,
    });
    fits && year.is_none_or(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))
}
