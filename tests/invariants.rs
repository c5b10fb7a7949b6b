//! What holds of every reading, whatever the text.
//!
//! Texts are arbitrary, or put together from what the readers look for, or
//! reports of the corpus with pieces taken out, doubled and put in. The cases
//! are the same on every run; `PROPTEST_CASES=10000 FAZHI_RANDOM=1 cargo test
//! --release --test invariants` looks further.

mod made;
mod reports;
mod sound;

use made::{corpus, mutated, pieces};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use serde_json::Value;
use sound::{faults, faults_of, items, read};

const CASES: u32 = 96;

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

/// A sentence without a stop is cut somewhere, but in no figure, and what is
/// found at its edge keeps the promises too.
#[test]
fn a_figure_is_not_cut() {
    for figure in [
        "123456件",
        "约123456万件",
        "1,234件",
        "1,234,567.89万元",
        "5、6处",
        "百分之九十八点六",
        "两千三百五十六人次",
        "3至5个工作日",
        "+12.5%",
        "近2.3亿元",
    ] {
        for before in (798..801).chain(1586..1601) {
            let text = format!("{}办理{figure}，{}", "好".repeat(before), "好".repeat(60));
            let report = read(&text);
            let faults = faults_of(&text, &report);
            assert!(faults.is_empty(), "{before} before {figure}: {faults:?}");
            let end = before + "办理".chars().count() + figure.chars().count();
            let told = |m: &Value| m["span"]["end"].as_u64() == Some(end as u64);
            let metrics = items(&report, "metrics");
            assert!(metrics.iter().any(told), "{before} before {figure}");
        }
    }
}

/// Texts that once broke a promise, as short as they could be made.
#[test]
fn what_was_found_stays_mended() {
    let long = "好".repeat(1593) + "办理123456件";
    let cue = "全年实施临时救助1325人次，比上年的1408人次减少83人5.9%。";
    let scales = format!("12{}", "百".repeat(400));
    for text in ["!5%", &long, cue, &scales] {
        let faults = faults(text);
        assert!(faults.is_empty(), "{text}: {faults:?}");
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

fn sound(text: &str) -> TestCaseResult {
    let faults = faults(text);
    prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
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
