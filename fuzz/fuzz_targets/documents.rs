//! Any file is read or refused, and what is read holds to its promises.

#![no_main]

mod files;

use fazhi_documents::{Kind, Options, read};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

const FOLDERS: &[&str] = &["doc", "docx", "html", "mht", "odt", "ofd", "rtf", "write"];
const ASKED_FOR: &[Kind] = &[
    Kind::Deletion,
    Kind::Hidden,
    Kind::Furniture,
    Kind::Boilerplate,
];

fuzz_target!(|data: &[u8]| {
    let mut choices = Unstructured::new(data);
    let Ok(bytes) = files::file(&mut choices, FOLDERS) else {
        return;
    };
    for with in [&[][..], ASKED_FOR] {
        let options = Options {
            with: with.to_vec(),
        };
        let Ok(document) = read(&bytes, "report", &options, &files::decoder) else {
            continue;
        };
        let text = &document.text;
        assert!(!text.trim().is_empty());
        // Plain text is kept as it came.
        let plain = document.format == "txt";
        assert!(
            plain || !text.contains('\r'),
            "{}: {text:?}",
            document.format
        );
        let mut end = 0;
        for &(from, to) in &document.numbers {
            assert!(end <= from && from <= to, "{end} {from} {to}");
            assert!(text.get(from..to).is_some(), "{from}..{to}");
            end = to;
        }
    }
});
