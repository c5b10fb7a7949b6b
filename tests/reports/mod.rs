//! The reports of the corpus, for the tests that read them whole.

use std::path::Path;

/// The name of each file with its text, in the order of the names.
pub fn corpus() -> Vec<(String, String)> {
    let all = texts("tests/corpus");
    assert!(all.len() >= 8, "{} reports", all.len());
    all
}

/// The texts of a folder of the project, each with the name of its file.
pub fn texts(folder: impl AsRef<Path>) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).into_iter().flatten();
    let mut all = Vec::new();
    for path in files.flatten().map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "txt") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a report is UTF-8");
            all.push((name.into_owned(), text));
        }
    }
    all.sort();
    all
}
