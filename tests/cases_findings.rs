//! Whole reports judged by gains and losses (`tests/cases/findings`).
//!
//! `clean-*.txt` are sound reports in different styles: no error and no warning.
//! `faulty-*.txt` carry faults on purpose; the `.tsv` beside each lists them, a code
//! and the marked words a line, and nothing else may be found but hints.

use std::fs;
use std::path::{Path, PathBuf};

fn page(start: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/findings");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases are in the repository")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .filter(|path| {
            path.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with(start))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no case starts with {start}");
    files
}

/// Errors and warnings as `code⇥words`, line ends shown as ⏎.
fn found(text: &str) -> Vec<String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    fazhi_lens::analyze(text)
        .findings
        .iter()
        .filter(|f| f.severity != "info")
        .map(|f| {
            let words = &units[f.span.start as usize..f.span.end as usize];
            format!(
                "{}\t{}",
                f.code,
                String::from_utf16_lossy(words).replace('\n', "⏎")
            )
        })
        .collect()
}

#[test]
fn a_clean_report_yields_nothing() {
    for file in page("clean") {
        let text = fs::read_to_string(&file).expect("a case is UTF-8");
        assert_eq!(found(&text), Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn the_faults_of_a_report_are_found_and_nothing_else() {
    for file in page("faulty") {
        let text = fs::read_to_string(&file).expect("a case is UTF-8");
        let expected =
            fs::read_to_string(file.with_extension("tsv")).expect("its faults are listed");
        let expected: Vec<&str> = expected.lines().filter(|l| !l.is_empty()).collect();
        let found = found(&text);
        let lost: Vec<_> = expected
            .iter()
            .filter(|e| !found.iter().any(|f| f == *e))
            .collect();
        let extra: Vec<_> = found
            .iter()
            .filter(|f| !expected.contains(&f.as_str()))
            .collect();
        assert!(
            lost.is_empty() && extra.is_empty(),
            "{}\nlost: {lost:#?}\nextra: {extra:#?}",
            file.display()
        );
    }
}

#[test]
fn the_samples_of_the_page_are_what_they_say() {
    let sample = |name: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("www/samples")
            .join(name);
        fs::read_to_string(file).expect("the page has samples")
    };
    let clean = fazhi_lens::analyze(&sample("clean.txt")).findings;
    assert!(clean.is_empty(), "{clean:#?}");
    assert!(found(&sample("faulty.txt")).len() >= 10);
}

#[test]
fn every_finding_speaks_both_languages() {
    for file in page("") {
        let text = fs::read_to_string(&file).expect("a case is UTF-8");
        for f in fazhi_lens::analyze(&text).findings {
            assert!(f.message.zh.ends_with('。'), "{}: {}", f.code, f.message.zh);
            assert!(
                f.message.en.ends_with(['.', '?']),
                "{}: {}",
                f.code,
                f.message.en
            );
        }
    }
}
