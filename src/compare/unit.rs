//! Which units can count the same.

use crate::words::rows;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A unit as far as figures are compared in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// As printed.
    pub word: Option<String>,
    /// What it measures; units of one dimension convert.
    dimension: Option<&'static str>,
    /// What it counts, where other words count the same (件, 起).
    counts: &'static [&'static str],
    /// Into the base unit of the dimension.
    factor: f64,
    /// The dimension has a base unit, as money and length do.
    measured: bool,
}

impl Unit {
    pub fn new(word: Option<&str>) -> Unit {
        let known = word.and_then(|word| table().get(word));
        Unit {
            word: word.map(str::to_owned),
            dimension: known.map(|row| row.dimension),
            counts: known.map_or(&[], |row| &row.counts),
            factor: known.map_or(1.0, |row| row.factor),
            measured: known.is_some_and(|row| row.measured),
        }
    }

    /// Whether it measures `dimension`, as the word file of units names it.
    pub fn is(&self, dimension: &str) -> bool {
        self.dimension == Some(dimension)
    }

    /// Whether figures in the two can be of the same thing. A table may print none.
    pub fn fits(&self, other: &Unit) -> bool {
        if self.word == other.word {
            return true;
        }
        match (&self.word, &other.word) {
            (None, _) => !other.counts.is_empty(),
            (_, None) => !self.counts.is_empty(),
            _ => {
                let shared = self.counts.iter().any(|what| other.counts.contains(what));
                let measured = self.measured && other.measured;
                shared || (measured && self.dimension == other.dimension)
            }
        }
    }

    /// What `value` of this unit is in `other`, which fits.
    pub fn convert(&self, value: f64, other: &Unit) -> f64 {
        if self.word == other.word || !self.measured || !other.measured {
            value
        } else {
            value * self.factor / other.factor
        }
    }
}

struct Known {
    dimension: &'static str,
    counts: Vec<&'static str>,
    factor: f64,
    measured: bool,
}

fn table() -> &'static HashMap<&'static str, Known> {
    static UNITS: OnceLock<HashMap<&'static str, Known>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let mut table: HashMap<&'static str, Known> = HashMap::new();
        for row in rows(include_str!("../words/units.tsv")) {
            let cell = |i: usize| row.get(i).copied().unwrap_or("");
            let known = Known {
                dimension: cell(1),
                counts: Vec::new(),
                factor: cell(3).parse().unwrap_or(1.0),
                measured: !cell(2).is_empty(),
            };
            table.insert(row[0], known);
        }
        for row in rows(include_str!("words/units.tsv")) {
            if let Some(known) = table.get_mut(row[0]) {
                known.counts = row[1].split(' ').collect();
                known.measured = false;
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_fit_by_what_they_count() {
        let unit = |word| Unit::new(Some(word));
        for (a, b, fits) in [
            ("件", "起", true),
            ("场", "场次", true),
            ("人", "人次", false),
            ("户", "人", false),
            ("公里", "米", true),
            ("元", "%", false),
            ("家次", "家", false),
        ] {
            assert_eq!(unit(a).fits(&unit(b)), fits, "{a} {b}");
        }
        assert!((unit("公里").convert(1.5, &unit("米")) - 1500.0).abs() < 1e-9);
    }
}
