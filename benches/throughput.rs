//! How fast reports are read, natively and stage by stage: `cargo xtask bench`.
//!
//! No time is asserted, since machines differ; `benches/throughput.mjs` measures
//! the built package.

use fazhi_lens::trace::Observer;
use fazhi_lens::vocabulary::Vocabulary;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

const RUNS: usize = 15;
/// Texts are measured as they are and this many times over.
const TIMES: usize = 16;
/// A pattern of the kind that reading figures needs: numbers with their units.
const PATTERN: &str =
    "(?:约|近|超过)?[0-9][0-9,.]*[余多]?(?:万|亿)?[余多]?(?:人次|件|次|个|家|名|份|场|项|元|%)";

fn main() {
    let (name, text) = reports();
    let pattern = regex::bytes::Regex::new(PATTERN).expect("the pattern is sound");
    for (name, text) in [
        (name.to_string(), text.clone()),
        (format!("{name}, {TIMES} times"), text.repeat(TIMES)),
    ] {
        println!(
            "\n{name}: {:.3} MB natively, medians of {RUNS} runs",
            megabytes(&text)
        );
        stages(&text);
        let scan = median(|| black_box(pattern.find_iter(text.as_bytes()).count()));
        row("one regex scan", scan, &text, None);
    }
}

/// Adds up what each stage takes in one reading.
#[derive(Default)]
struct Stopwatch {
    stages: Vec<(&'static str, f64)>,
}

impl Observer for Stopwatch {
    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let out = work();
        self.stages.push((name, start.elapsed().as_secs_f64()));
        out
    }
}

fn stages(text: &str) {
    let words = Vocabulary::default();
    let runs: Vec<Stopwatch> = (0..RUNS)
        .map(|_| {
            let mut watch = Stopwatch::default();
            black_box(fazhi_lens::analyze_observed(
                black_box(text),
                &words,
                &mut watch,
            ));
            watch
        })
        .collect();
    let whole = median(|| black_box(fazhi_lens::analyze(black_box(text))));
    for (at, (name, _)) in runs[0].stages.iter().enumerate() {
        let seconds = middle(runs.iter().map(|run| run.stages[at].1).collect());
        row(name, seconds, text, Some(whole));
    }
    row("all of it", whole, text, None);
}

fn row(name: &str, seconds: f64, text: &str, whole: Option<f64>) {
    let speed = megabytes(text) / seconds;
    let share = whole.map_or(String::new(), |w| format!("{:>6.1} %", 100.0 * seconds / w));
    println!(
        "  {name:<16} {:>9.3} ms {speed:>9.1} MB/s {share}",
        seconds * 1e3
    );
}

fn median<T>(run: impl Fn() -> T) -> f64 {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    middle((0..RUNS).map(time).collect())
}

fn middle(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}

/// The public reports beside the clone, or the invented ones of the repository.
fn reports() -> (&'static str, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside =
        std::env::var_os("FAZHI_REAL_CORPUS").map_or("../shared/corpus/real".into(), PathBuf::from);
    let real = joined(&root.join(beside));
    match real.is_empty() {
        false => ("five public reports", real),
        true => {
            println!("no public reports beside the clone: the invented ones instead");
            ("eight invented reports", joined(&root.join("tests/corpus")))
        }
    }
}

/// The texts of a directory, one after the other; none where there is no directory.
fn joined(directory: &Path) -> String {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let read = |file: &PathBuf| std::fs::read_to_string(file).expect("a report is UTF-8");
    files.iter().map(read).collect::<Vec<_>>().join("\n")
}
