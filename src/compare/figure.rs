//! How finely a figure is printed, and whether a reckoned one agrees with it.

use crate::input::Metric;
use std::ops::Range;

/// A figure with the number as it is printed.
pub struct Figure<'a> {
    printed: &'a str,
    /// Bytes of `printed` that are the number; none where it is in words.
    digits: Range<usize>,
    decimals: usize,
    /// What one of the printed number is in base units (万: 10000).
    scale: f64,
    value: f64,
    exact: bool,
    counted: bool,
}

impl Figure<'_> {
    pub fn new<'a>(metric: &Metric, printed: &'a str) -> Figure<'a> {
        let digits = digits(printed);
        let plain: String = printed[digits.clone()]
            .chars()
            .filter(|&c| c != ',')
            .collect();
        let scale = plain
            .parse()
            .map_or(1.0, |number: f64| metric.value / number);
        let whole = is_power_of_ten(scale);
        let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
        Figure {
            printed,
            digits: if whole { digits } else { 0..0 },
            decimals: if whole { decimals } else { 0 },
            scale: if whole { scale } else { 1.0 },
            value: metric.value,
            exact: metric.approx == "exact" && metric.value_max.is_none(),
            counted: metric.kind == "count",
        }
    }

    /// It is neither rounded by a word (约, 余) nor a range.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// What one of its last printed place is.
    fn place(&self) -> f64 {
        self.scale * 0.1_f64.powi(self.decimals as i32)
    }

    /// By how much the true figure can differ from the printed one.
    pub fn slack(&self) -> f64 {
        if !self.exact {
            // 近, 余, 左右 leave about a tenth.
            return f64::max(self.place(), self.value.abs() / 10.0);
        }
        if self.counted && self.decimals == 0 && self.scale <= 1.0 {
            0.0
        } else {
            self.place() / 2.0
        }
    }

    /// Whether it agrees with a figure reckoned from others, which are known to `slack`:
    /// rounded or cut off to the printed place.
    pub fn agrees(&self, reckoned: f64, slack: f64) -> bool {
        let tiny = 1e-9 * reckoned.abs().max(1.0);
        let off = (reckoned - self.value).abs() - slack - tiny;
        let cut_off = reckoned.abs() > self.value.abs() && off < self.place();
        off <= self.slack().max(self.place() / 2.0) || (cut_off && self.place() < self.value.abs())
    }

    /// Whether both print the same, as finely as the coarser of the two does.
    pub fn equals(&self, other: &Figure, value: f64) -> bool {
        let tiny = 1e-9 * value.abs().max(1.0);
        let off = (self.value - value).abs();
        if off <= tiny {
            return true;
        }
        let slack = match (self.exact, other.exact) {
            (true, true) if same(self.place(), other.place()) => 0.0,
            (true, true) => f64::max(self.place(), other.place()) - tiny,
            _ => f64::max(self.slack(), other.slack()),
        };
        off < slack
    }

    /// Another value, printed as this one is.
    pub fn print(&self, value: f64) -> String {
        if self.digits.is_empty() {
            return rounded(value).to_string();
        }
        let number = value.abs() / self.scale;
        let (before, after) = (
            &self.printed[..self.digits.start],
            &self.printed[self.digits.end..],
        );
        let exact = self.exact && before.chars().all(char::is_whitespace);
        let before = if exact { "" } else { before };
        format!("{before}{number:.*}{after}", self.decimals)
    }
}

fn digits(printed: &str) -> Range<usize> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let Some(start) = printed.find(|c: char| c.is_ascii_digit()) else {
        return 0..0;
    };
    let rest = &printed[start..];
    start..start + rest.find(|c| !is_number(c)).unwrap_or(rest.len())
}

fn is_power_of_ten(scale: f64) -> bool {
    scale > 0.0 && scale.is_finite() && same(10_f64.powf(scale.log10().round()), scale)
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// Without what reckoning in binary fractions adds.
pub fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e6).round() / 1e6;
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(kind: &str, value: f64) -> Metric {
        Metric {
            span: crate::input::Span::default(),
            value,
            value_max: None,
            unit: None,
            approx: "exact".into(),
            kind: kind.into(),
            direction: None,
            indicator: String::new(),
            subject: None,
            period: None,
            theme: None,
            section: None,
            sentence: crate::input::Span::default(),
        }
    }

    #[test]
    fn a_reckoned_figure_agrees_rounded_or_cut_off() {
        let metric = metric("change", 10.2);
        let figure = Figure::new(&metric, "10.2%");
        for (reckoned, agrees) in [
            (10.19, true),
            (10.24, true),
            (10.29, true),
            (10.31, false),
            (10.1, false),
        ] {
            assert_eq!(figure.agrees(reckoned, 0.0), agrees, "{reckoned}");
        }
        assert_eq!(figure.print(9.8765), "9.9%");
    }

    #[test]
    fn printed_places_decide_what_is_equal() {
        let (coarse, fine) = (
            metric("amount", 63_066_000.0),
            metric("amount", 63_066_123.0),
        );
        let a = Figure::new(&coarse, "6306.6万元");
        let b = Figure::new(&fine, "63066123元");
        assert!(a.equals(&b, 63_066_123.0));
        assert!(!b.equals(
            &Figure::new(&metric("amount", 63_066_124.0), "63066124元"),
            63_066_124.0
        ));
        assert_eq!(a.print(1_757_000.0), "175.7万元");
    }
}
