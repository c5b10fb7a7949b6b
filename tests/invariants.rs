//! What holds of every reading, whatever the text.
//!
//! Texts are arbitrary, or put together from what the readers look for, or
//! reports of the corpus with pieces taken out, doubled and put in. The cases
//! are the same on every run; `PROPTEST_CASES=10000 FAZHI_RANDOM=1 cargo test
//! --release --test invariants` looks further.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use serde_json::Value;

const CASES: u32 = 96;

/// What readers look for, and what may trip them.
const PIECES: &[&str] = &[
    "一、",
    "（一）",
    "(二)",
    "三.",
    "1.",
    "2．",
    "（3）",
    "①",
    "一是",
    "二是",
    "首先，",
    "其次，",
    "第一，",
    "《",
    "》",
    "〈",
    "〉",
    "〔2023〕18号",
    "《法治政府建设实施纲要（2021-2025年）》",
    "“",
    "”",
    "（",
    "）",
    "\"",
    "12",
    "1.81",
    "九十五",
    "两",
    "百分之",
    "％",
    "%",
    "‰",
    "万",
    "亿",
    "余",
    "多",
    "约",
    "近",
    "超过",
    "以上",
    "不足",
    "件",
    "次",
    "人次",
    "个",
    "元",
    "公斤",
    "天",
    "倍",
    "—",
    "-",
    "至",
    "～",
    "、",
    "，",
    "。",
    "；",
    "：",
    ",",
    ".",
    "2022年",
    "2022年1月12日",
    "20*年",
    "今年",
    "截至",
    "上年",
    "同比增长",
    "下降",
    "其中",
    "共",
    "合计",
    "占比",
    "分别为",
    "办理行政复议案件",
    "法治政府建设年度报告",
    "存在的不足",
    "下一步",
    "第一责任人",
    "三重一大",
    "局党组",
    "民政局",
    "张三",
    "来源：",
    "附件：",
    "首页 > 政务公开",
    "http://example.gov.cn/a.html",
    "020-12345678",
    "第三十二条",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "　",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "😀",
    "𠮷",
    "é",
    "e\u{301}",
    "A",
];

#[test]
fn any_text_has_a_sound_report() {
    check(prop_oneof![any::<String>(), pieces(), mutated()], |text| {
        sound(&text)
    });
}

#[test]
fn every_report_of_the_corpus_has_a_sound_report() {
    for text in corpus() {
        sound(text).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn the_same_text_gives_the_same_report() {
    check(prop_oneof![pieces(), mutated()], |text| {
        prop_assert_eq!(read(&text), read(&text));
        Ok(())
    });
}

#[test]
fn line_ends_of_either_kind_read_the_same() {
    let compare = |text: &str| -> TestCaseResult {
        let mut unix = read(text);
        let mut dos = read(&text.replace('\n', "\r\n"));
        for_each_span(&mut unix, &mut |span| *span = (0, 0));
        for_each_span(&mut dos, &mut |span| *span = (0, 0));
        same(&unix, &dos)
    };
    for text in corpus() {
        compare(text).unwrap_or_else(|error| panic!("{error}"));
    }
    check(prop_oneof![pieces(), mutated()], |text| {
        compare(&text.replace('\r', ""))
    });
}

#[test]
fn a_blank_line_on_top_shifts_every_span_by_one() {
    let compare = |text: &str| -> TestCaseResult {
        let mut shifted = read(text);
        for_each_span(&mut shifted, &mut |(start, end)| {
            *start += 1;
            *end += 1;
        });
        same(&shifted, &read(&format!("\n{text}")))
    };
    for text in corpus() {
        compare(text).unwrap_or_else(|error| panic!("{error}"));
    }
    check(prop_oneof![pieces(), mutated()], |text| {
        // A byte order mark is one only where nothing stands before it.
        compare(text.trim_start_matches('\u{feff}'))
    });
}

/// Every span lies in the text, on the bounds of characters; every list is in
/// document order; every index points somewhere.
fn sound(text: &str) -> TestCaseResult {
    let mut bounds = BTreeSet::from([0]);
    let mut length = 0;
    for c in text.chars() {
        length += c.len_utf16() as u64;
        bounds.insert(length);
    }
    let mut report = read(text);
    let mut faults = Vec::new();
    for_each_span(&mut report, &mut |span| {
        let (start, end) = *span;
        if start > end || end > length || !bounds.contains(&start) || !bounds.contains(&end) {
            faults.push(*span);
        }
    });
    prop_assert!(faults.is_empty(), "spans {faults:?} in a text of {length}");

    for list in [
        "sections",
        "points",
        "metrics",
        "citations",
        "dates",
        "entities",
        "findings",
    ] {
        let starts: Vec<u64> = items(&report, list)
            .iter()
            .map(|item| item["span"]["start"].as_u64().expect("a span has a start"))
            .collect();
        prop_assert!(starts.is_sorted(), "{list} is out of order: {starts:?}");
    }

    let count = |list| items(&report, list).len() as u64;
    let (sections, metrics) = (count("sections"), count("metrics"));
    let within =
        |index: &Value, length| index.is_null() || index.as_u64().is_some_and(|i| i < length);
    for (at, section) in items(&report, "sections").iter().enumerate() {
        prop_assert!(
            within(&section["parent"], at as u64),
            "sections[{at}].parent"
        );
    }
    for list in ["points", "metrics"] {
        for (at, item) in items(&report, list).iter().enumerate() {
            prop_assert!(within(&item["section"], sections), "{list}[{at}].section");
        }
    }
    for (at, metric) in items(&report, "metrics").iter().enumerate() {
        prop_assert!(metric["value"].is_number(), "metrics[{at}].value is finite");
    }
    for (at, relation) in items(&report, "relations").iter().enumerate() {
        let parts = relation["parts"].as_array().expect("parts are a list");
        let members = parts.iter().chain([&relation["total"]]);
        for index in members {
            prop_assert!(
                !index.is_null() && within(index, metrics),
                "relations[{at}] names metric {index}"
            );
        }
    }
    Ok(())
}

fn read(text: &str) -> Value {
    serde_json::to_value(fazhi_lens::analyze(text)).expect("a report is plain data")
}

fn items<'a>(report: &'a Value, list: &str) -> &'a [Value] {
    report[list].as_array().expect("a report has this list")
}

/// Changes every span of a report in place.
fn for_each_span(value: &mut Value, change: &mut impl FnMut(&mut (u64, u64))) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|item| for_each_span(item, change)),
        Value::Object(object) => {
            let end = |key: &str| object.get(key).and_then(Value::as_u64);
            if let (Some(start), Some(end)) = (end("start"), end("end")) {
                let mut span = (start, end);
                change(&mut span);
                object["start"] = span.0.into();
                object["end"] = span.1.into();
            } else {
                object
                    .values_mut()
                    .for_each(|item| for_each_span(item, change));
            }
        }
        _ => {}
    }
}

/// Two reports agree; where not, names the first place.
fn same(a: &Value, b: &Value) -> TestCaseResult {
    match difference(a, b, "report") {
        None => Ok(()),
        Some(place) => Err(TestCaseError::fail(place)),
    }
}

fn difference(a: &Value, b: &Value, path: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) if x.keys().eq(y.keys()) => x
            .iter()
            .find_map(|(key, value)| difference(value, &y[key], &format!("{path}.{key}"))),
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => x
            .iter()
            .zip(y)
            .enumerate()
            .find_map(|(at, (x, y))| difference(x, y, &format!("{path}[{at}]"))),
        _ => (a != b).then(|| format!("{path}: {a} and {b}")),
    }
}

fn check(texts: impl Strategy<Value = String>, test: impl Fn(String) -> TestCaseResult) {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    let mut runner = match std::env::var_os("FAZHI_RANDOM") {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        }
    };
    if let Err(error) = runner.run(&texts, test) {
        panic!("{error}");
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// A stretch of a report, with up to eight changes.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (
        any::<proptest::sample::Index>(),
        0_usize..24,
        proptest::sample::select(PIECES),
        0..3,
    );
    let edits = proptest::collection::vec(edit, 0..8);
    let stretch = (
        any::<proptest::sample::Index>(),
        any::<proptest::sample::Index>(),
    );
    (stretch, edits).prop_map(|((which, from), edits)| {
        let text: Vec<char> = corpus()[which.index(corpus().len())].chars().collect();
        let from = from.index(text.len());
        // From the top in half of the cases, where title and issuer stand.
        let from = if from % 2 == 0 { 0 } else { from };
        let mut text = text[from..text.len().min(from + 900)].to_vec();
        for (at, length, piece, kind) in edits {
            let at = at.index(text.len() + 1);
            let end = text.len().min(at + length);
            let taken = text[at..end].to_vec();
            match kind {
                0 => drop(text.splice(at..end, [])),
                1 => drop(text.splice(at..at, taken)),
                _ => drop(text.splice(at..at, piece.chars())),
            }
        }
        text.into_iter().collect()
    })
}

fn corpus() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let mut files: Vec<_> = std::fs::read_dir(directory)
            .expect("the corpus is in the repository")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        files.sort();
        files
            .iter()
            .map(|file| std::fs::read_to_string(file).expect("a report is UTF-8"))
            .collect()
    })
}
