//! Every check and test, in order, with one tally.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;
use crate::offline;
use crate::package;
use crate::route::{Route, TARGET, Wanted};
use crate::setup;
use crate::sh;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
}

struct Suite {
    rows: Vec<(String, Tally, Duration)>,
}

pub fn test(wanted: Wanted) -> Result<()> {
    let mut suite = Suite { rows: Vec::new() };
    suite.run_all(wanted);
    suite.close()
}

impl Suite {
    fn run_all(&mut self, wanted: Wanted) {
        if !self.step("setup", || one(setup::setup(wanted))) {
            return;
        }
        self.step("format", || {
            one(sh::run(&mut sh::cargo(
                "cargo",
                &["fmt", "--all", "--check"],
            )))
        });
        self.step("clippy", || one(clippy(wanted)));
        self.step("cargo test", || {
            counted(&mut sh::cargo(
                "cargo",
                &["test", "--workspace", "--locked", "--no-fail-fast"],
            ))
        });
        self.step("documentation", || one(documentation()));
        // What follows tests the package, so without one there is nothing to test.
        if !self.step("package", || one(package(wanted))) {
            return;
        }
        self.step("node tests", || counted(&mut node_tests()));
        self.step("accuracy", || {
            one(sh::run(&mut sh::program(
                "node",
                &["tests/accuracy/run.mjs"],
            )))
        });
        self.step("types", || one(sh::run(&mut npm_run("types"))));
        self.step("page tests", || counted(&mut npm_run("test:page")));
    }

    /// Runs one step and remembers its tally; whether nothing failed.
    fn step(&mut self, name: &str, run: impl FnOnce() -> Tally) -> bool {
        println!("\n── {name} ──");
        let start = Instant::now();
        let tally = run();
        self.rows.push((name.to_owned(), tally, start.elapsed()));
        tally.failed == 0
    }

    /// Prints the table and, as the last line, the sum.
    fn close(self) -> Result<()> {
        println!();
        let mut sum = Tally::default();
        for (name, tally, took) in &self.rows {
            let seconds = took.as_secs_f64();
            println!(
                "{name:<13} {:>5} passed {:>3} failed {seconds:>7.1} s",
                tally.passed, tally.failed
            );
            sum.passed += tally.passed;
            sum.failed += tally.failed;
        }
        println!("{} passed, {} failed", sum.passed, sum.failed);
        match sum.failed {
            0 => Ok(()),
            _ => Err("not everything passed".into()),
        }
    }
}

/// A chore counts as one test.
fn one(outcome: Result<()>) -> Tally {
    match outcome {
        Ok(()) => Tally {
            passed: 1,
            failed: 0,
        },
        Err(message) => {
            println!("FAILED: {message}");
            Tally {
                passed: 0,
                failed: 1,
            }
        }
    }
}

/// Runs a test runner, passes its lines on and reads its own sums from them.
fn counted(command: &mut Command) -> Tally {
    let line = sh::shown(command);
    let mut tally = Tally::default();
    let ended = run_by_line(command, |line| {
        if let Some(Tally { passed, failed }) = sum_of(line) {
            tally.passed += passed;
            tally.failed += failed;
        }
    });
    match ended {
        Err(message) => println!("FAILED: {message}"),
        Ok(false) => println!("FAILED: {line}"),
        Ok(true) if tally.passed == 0 => println!("FAILED: {line} ran no test"),
        Ok(true) => return tally,
    }
    // A runner that stumbles before it counts has failed all the same.
    tally.failed = tally.failed.max(1);
    tally
}

fn run_by_line(command: &mut Command, mut seen: impl FnMut(&str)) -> Result<bool> {
    let line = sh::shown(command);
    let explain = |error| format!("`{line}` did not start: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(explain)?;
    let output = child.stdout.take().ok_or("no output to read")?;
    let mut shown = std::io::stdout();
    for line in BufReader::new(output).split(b'\n') {
        let line = line.map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&line);
        seen(&line);
        writeln!(shown, "{line}").map_err(|error| error.to_string())?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok(status.success())
}

/// The sum that a runner prints, where this line is one:
/// `test result: ok. 3 passed; 0 failed; …` · `ℹ pass 3` · `ℹ fail 0` · `3 passed (1.2s)` · `1 failed`.
fn sum_of(line: &str) -> Option<Tally> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |at: usize| words.get(at).and_then(|word: &&str| word.parse().ok());
    match words.as_slice() {
        ["test", "result:", ..] => Some(Tally {
            passed: number(3)?,
            failed: number(5)?,
        }),
        ["ℹ", "pass", _] => Some(Tally {
            passed: number(2)?,
            failed: 0,
        }),
        ["ℹ", "fail" | "cancelled", _] => Some(Tally {
            passed: 0,
            failed: number(2)?,
        }),
        [_, "passed", time] if time.starts_with('(') => Some(Tally {
            passed: number(0)?,
            failed: 0,
        }),
        [_, "failed" | "interrupted"] | [_, "did", "not", "run"] => Some(Tally {
            passed: 0,
            failed: number(0)?,
        }),
        _ => None,
    }
}

/// Clippy on everything native, and on the boundary where it runs for the target.
fn clippy(wanted: Wanted) -> Result<()> {
    let deny = ["--locked", "--", "-D", "warnings"];
    let mut native = sh::cargo("cargo", &["clippy", "--workspace", "--all-targets"]);
    sh::run(native.args(deny))?;
    if wanted.installed()? == Route::Rustup {
        let mut boundary = sh::cargo("cargo", &["clippy", "-p", "fazhi-lens", "--lib"]);
        sh::run(boundary.args(["--target", TARGET]).args(deny))?;
    }
    Ok(())
}

/// The documentation of what can be published, without a warning.
fn documentation() -> Result<()> {
    let mut doc = sh::cargo("cargo", &["doc", "--quiet", "--locked", "--no-deps"]);
    for package in ["fazhi-lens", "fazhi-documents", "fazhi"] {
        doc.args(["--package", package]);
    }
    sh::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// On one's own machine a stale package is built anew; a continuous
/// integration run must find it fresh, as it was committed.
fn package(wanted: Wanted) -> Result<()> {
    let unattended = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty());
    if !unattended && !package::is_fresh() {
        println!("pkg/ is older than the source: building; commit it with your change");
        package::build(wanted)?;
    }
    if !unattended {
        offline::stamp()?;
    }
    package::check(wanted)
}

/// The tests that Node runs: of the package, and of the page in Firefox.
fn node_tests() -> Command {
    let mut command = sh::program("node", &["--test", "--test-reporter=spec"]);
    for folder in ["tests/node", "tests/firefox"] {
        let mut names: Vec<String> = std::fs::read_dir(sh::root().join(folder))
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".test.mjs"))
            .collect();
        names.sort();
        command.args(names.iter().map(|name| format!("{folder}/{name}")));
    }
    command
}

fn npm_run(script: &str) -> Command {
    let mut command = setup::npm(&["run", "--silent", script]);
    if let Ok(xtask) = std::env::current_exe() {
        // The page tests start the server of this very program.
        command.env("FAZHI_XTASK", xtask);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_sums_that_the_runners_print() {
        let tally = |passed, failed| Some(Tally { passed, failed });
        assert_eq!(
            sum_of(
                "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out"
            ),
            tally(5, 2)
        );
        assert_eq!(sum_of("ℹ pass 61"), tally(61, 0));
        assert_eq!(sum_of("ℹ fail 1"), tally(0, 1));
        assert_eq!(sum_of("  3 passed (4.4s)"), tally(3, 0));
        assert_eq!(sum_of("  1 failed"), tally(0, 1));
        assert_eq!(sum_of("ℹ tests 62"), None);
        assert_eq!(sum_of("共 3 passed"), None);
    }
}
