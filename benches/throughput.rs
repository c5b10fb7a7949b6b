//! How fast reports are read, natively: `cargo xtask bench`.
//!
//! No time is asserted, since machines differ; `benches/throughput.mjs` is the
//! same measure of the built package.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

const RUNS: usize = 21;

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(&corpus)
        .expect("the corpus is in the repository")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|file| std::fs::read_to_string(file).expect("a report is UTF-8"))
        .collect();
    let joined = texts.join("\n");

    println!("native, {RUNS} runs each");
    measure("one report", &texts[0]);
    measure("eight reports in one text", &joined);
    measure("one megabyte", &joined.repeat(1_000_000 / joined.len() + 1));
}

fn measure(name: &str, text: &str) {
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(fazhi_lens::analyze(black_box(text)));
            start.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let (min, median) = (seconds[0], seconds[RUNS / 2]);
    let megabytes = text.len() as f64 / 1e6;
    println!(
        "{name:<26} {megabytes:>6.3} MB   best {:>8.2} ms {:>7.1} MB/s   median {:>8.2} ms {:>7.1} MB/s",
        min * 1e3,
        megabytes / min,
        median * 1e3,
        megabytes / median,
    );
}
