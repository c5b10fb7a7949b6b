//! No text costs more than its length: four times the text takes about four
//! times the work.
//!
//! A ratio and no time is asked for, so that slow machines pass. What is counted
//! is the processor's time of this thread, the least of some readings: other
//! programs only add to it. `FAZHI_FAMILIES=all cargo test --release --test
//! linear` tries all families.

mod families;

use families::{FAMILIES, Family};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Four times the text may take so many times the work. What is linear takes
/// four times and a little, for what fits no cache; what is quadratic sixteen.
const MOST: f64 = 6.0;

/// Where reading takes so long, it is the reading that is measured. Short texts
/// would also hide what grows slowly at first.
const LONG: Duration = Duration::from_millis(16);

/// The families that cost most, or did.
const WORST: [&str; 30] = [
    "123,",
    "123 and a blank",
    "首页 > ",
    "blanks between characters",
    "办理案件10件，占总数的50%；",
    "案件10件占50%，",
    "shares",
    "wide table",
    "wide rows",
    "table",
    "table with totals",
    "sentences on one line",
    "lines 其中",
    "其中10件，",
    "分别为",
    "list of figures",
    "list of equal figures",
    "one indicator, many figures",
    "lines of one figure",
    "人均3.5件，",
    "《",
    "（",
    "“",
    "〔",
    "》",
    "nested titles",
    "lines （一）",
    "lines 来源：",
    "page numbers",
    "combining marks",
];

#[test]
fn no_text_costs_more_than_its_length() {
    let all = std::env::var("FAZHI_FAMILIES").is_ok_and(|which| which == "all");
    let names = FAMILIES.iter().map(|f| f.name);
    let names: Vec<&str> = if all { names.collect() } else { WORST.to_vec() };
    black_box(fazhi_lens::analyze("办理案件10件。"));
    let faults: Vec<String> = names.into_iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is wrong with a family. Measured again, with twice the text, before it
/// counts: the figures of a sentence are weighed against each other up to some
/// number, and until a text reaches it the work grows with its square.
fn fault(name: &str) -> Option<String> {
    let family = FAMILIES.iter().find(|f| f.name == name);
    let family = family.expect("a family has this name");
    let mut n = length(family);
    let mut ratios = Vec::new();
    for _ in 0..3 {
        let (one, four) = (cost(family, n), cost(family, 4 * n));
        let ratio = four.as_secs_f64() / one.as_secs_f64();
        if ratio <= MOST {
            return None;
        }
        ratios.push(format!("{ratio:.1} at {n}"));
        n *= 2;
    }
    Some(format!(
        "{name}: four times the text takes {}",
        ratios.join(", ")
    ))
}

/// How many characters of a family make a reading long enough to be measured.
fn length(family: &Family) -> usize {
    let mut n = 2000;
    while n < 64_000 && work(&(family.make)(n)) < LONG {
        n *= 2;
    }
    n
}

/// The least of three readings.
fn cost(family: &Family, n: usize) -> Duration {
    let text = (family.make)(n);
    let readings = [(); 3].map(|()| work(&text));
    readings.into_iter().min().expect("there are three")
}

/// The processor's time that reading a text takes.
fn work(text: &str) -> Duration {
    let start = clock();
    black_box(fazhi_lens::analyze(black_box(text)));
    clock() - start
}

/// The processor's time of this thread; without Linux, the time of day.
fn clock() -> Duration {
    // The count is brought up to date where the thread gives way.
    std::thread::yield_now();
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|s| s.split(' ').next()?.parse().ok());
    spent.map_or_else(since_start, Duration::from_nanos)
}

fn since_start() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}
