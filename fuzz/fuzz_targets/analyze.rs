//! Any text has a sound report, and reading it never fails.

#![no_main]

mod pieces;
#[path = "../../tests/sound/mod.rs"]
mod sound;

use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = pieces::text(&mut Unstructured::new(data)) else {
        return;
    };
    let faults = sound::faults(&text);
    assert!(faults.is_empty(), "{text:?}:\n{}", faults.join("\n"));
});
