//! Case pages under `tests/cases/`: what they share, whatever their notation.
//!
//! A case whose text or name starts with `wrong: ` records the right expectation,
//! which is not met today. It fails as soon as it is met, so that the mark goes.
//! Each page with such cases says how many they are: `Known to be wrong: 3.`
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is read today as the expectation of
//! every case that differs and bears no mark, takes the marks of cases away that
//! are met, and corrects the count.

use std::fs;
use std::ops::Range;
use std::path::Path;

/// Starts a case that is not met today.
pub const MARK: &str = "wrong: ";
const COUNT: &str = "Known to be wrong: ";

/// A case, with the places of the page that may be rewritten, in bytes.
pub struct Case {
    pub text: String,
    pub expected: Vec<String>,
    /// The mark, where the case has one.
    pub mark: Option<Range<usize>>,
    /// The expectation as it stands on the page.
    pub at: Range<usize>,
}

/// How a page writes its cases down.
pub struct Notation {
    /// The cases of a page.
    pub cases: fn(&str) -> Vec<Case>,
    /// An expectation as it stands on the page.
    pub printed: fn(&[String]) -> String,
    /// One line of an expectation is met by one line that is read.
    pub agrees: fn(&str, &str) -> bool,
}

/// The page as it is in the repository.
pub fn page(name: &str) -> String {
    let path = path(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a page comes to.
pub struct Outcome {
    pub cases: usize,
    pub failures: Vec<String>,
    /// The page as it would be without failures.
    pub rewritten: String,
}

/// Compares every case of a page and shows all differences at once.
pub fn check(name: &str, at_least: usize, notation: &Notation, read: impl Fn(&str) -> Vec<String>) {
    let outcome = settle(&page(name), notation, read);
    let cases = outcome.cases;
    assert!(cases >= at_least, "{name}: only {cases} cases");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path(name), outcome.rewritten).expect("the page can be written");
        return;
    }
    assert!(
        outcome.failures.is_empty(),
        "{name}: {} failures in {cases} cases (- expected, + read)\n{}",
        outcome.failures.len(),
        outcome.failures.join("\n")
    );
}

/// Compares every case of a page.
pub fn settle(page: &str, notation: &Notation, read: impl Fn(&str) -> Vec<String>) -> Outcome {
    let cases = (notation.cases)(page);
    let mut edits = Vec::new();
    let mut failures = Vec::new();
    let mut wrong = 0;
    for case in &cases {
        let got = read(&case.text);
        let met = got.len() == case.expected.len()
            && (case.expected.iter().zip(&got)).all(|(e, g)| (notation.agrees)(e, g));
        let line = page[..case.at.start].matches('\n').count() + 1;
        match (&case.mark, met) {
            (None, true) => {}
            (Some(_), false) => wrong += 1,
            (Some(mark), true) => {
                failures.push(format!("{line}: met: take the mark `{MARK}` away"));
                edits.push((mark.clone(), String::new()));
            }
            (None, false) => {
                failures.push(format!("{line}: {}", difference(case, &got, notation)));
                let kept = kept(case, got, notation);
                edits.push((case.at.clone(), (notation.printed)(&kept)));
            }
        }
    }
    if let Some((counted, at)) = count(page)
        && counted != wrong
    {
        failures.push(format!("{COUNT}{wrong}, not {counted}"));
        let told = match at.is_empty() {
            true => format!("\n{COUNT}{wrong}.\n"),
            false => wrong.to_string(),
        };
        edits.push((at, told));
    }
    Outcome {
        cases: cases.len(),
        failures,
        rewritten: edited(page, edits),
    }
}

/// How many cases a page says are wrong, and where. A page that says nothing has
/// none; its count would stand behind its first line.
fn count(page: &str) -> Option<(usize, Range<usize>)> {
    let Some(at) = page.find(COUNT) else {
        let at = page.find('\n')? + 1;
        return Some((0, at..at));
    };
    let from = at + COUNT.len();
    let end = from + page[from..].find('.')?;
    Some((page[from..end].parse().ok()?, from..end))
}

fn edited(page: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut page = page.to_string();
    for (at, text) in edits {
        page.replace_range(at, &text);
    }
    page
}

/// What is read, but for the lines that agree with the expectation: they may say less.
fn kept(case: &Case, got: Vec<String>, notation: &Notation) -> Vec<String> {
    let mut expected = case.expected.iter();
    let kept = got.into_iter().map(|g| match expected.next() {
        Some(e) if (notation.agrees)(e, &g) => e.clone(),
        _ => g,
    });
    kept.collect()
}

fn difference(case: &Case, got: &[String], notation: &Notation) -> String {
    let mut out = case.text.replace('\n', "⏎");
    for i in 0..got.len().max(case.expected.len()) {
        match (case.expected.get(i), got.get(i)) {
            (Some(e), Some(g)) if (notation.agrees)(e, g) => out += &format!("\n      {g}"),
            (e, g) => {
                e.inspect(|e| out += &format!("\n    - {e}"));
                g.inspect(|g| out += &format!("\n    + {g}"));
            }
        }
    }
    out
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}
