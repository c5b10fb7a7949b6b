//! Any file of the reader's own words is taken or told what is wrong with it, and
//! any text read with it has a sound report.

#![no_main]

mod pieces;
#[allow(dead_code, reason = "what reads a text without words")]
#[path = "../../tests/sound/mod.rs"]
mod sound;

use fazhi_lens::vocabulary::Vocabulary;
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut choices = Unstructured::new(data);
    let Ok((words, text)) = pieces::words(&mut choices) else {
        return;
    };
    let lines = words.lines().count() as u32;
    let read = fazhi_lens::check_words(&words);
    assert!(
        read.problems.iter().all(|p| (1..=lines).contains(&p.line)),
        "{words:?}: {:?}",
        read.problems
    );
    let report = fazhi_lens::analyze_with(&text, &Vocabulary::new(&words));
    let report = serde_json::to_value(report).expect("a report is plain data");
    let faults = sound::faults_of(&text, &report);
    assert!(
        faults.is_empty(),
        "{words:?}, {text:?}:\n{}",
        faults.join("\n")
    );
});
