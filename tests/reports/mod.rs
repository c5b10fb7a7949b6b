//! The reports of the corpus, for the tests that read them whole.

use std::path::Path;

/// The name of each file with its text, in the order of the names.
pub fn corpus() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let files = std::fs::read_dir(folder).expect("the corpus is in the repository");
    let mut all = Vec::new();
    for path in files.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a report is UTF-8");
            all.push((name.into_owned(), text));
        }
    }
    all.sort();
    assert!(all.len() >= 8, "{} reports", all.len());
    all
}
