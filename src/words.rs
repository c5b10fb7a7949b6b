//! Words are data: line files under `src/words/`, compiled in, one entry a line.
//!
//! Every file is tab-separated with one header row. Adding a unit, a mechanism,
//! a law or a theme is adding a line.

/// The text of a word file, as `build.rs` has put it out.
macro_rules! word_file {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/words/", $name, ".tsv"))
    };
}

/// The rows of a word file, parted once: what is asked for each figure is not to read the
/// file anew each time.
macro_rules! kept_rows {
    ($name:literal) => {{
        static ROWS: std::sync::OnceLock<Vec<Vec<&'static str>>> = std::sync::OnceLock::new();
        ROWS.get_or_init(|| $crate::words::rows(word_file!($name)).collect())
            .iter()
    }};
}

/// The rows of a word file as their fields, header left out.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().skip(1).filter(|l| !l.is_empty());
    lines.map(|l| l.split('\t').collect())
}
