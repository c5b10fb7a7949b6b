//! A figure as a row that is complete in itself: rows of many reports can be put under
//! one another. Names and meanings are those of `docs/rows.md`, which the page's own
//! table of figures shares (`www/table.js`).

use crate::page::Page;
use fazhi_lens::report::{Metric, Relation, Report};
use fazhi_lens::trace::Observer;
use fazhi_lens::vocabulary::Vocabulary;
use serde::Serialize;
use std::borrow::Cow;

/// The columns in their order.
pub const COLUMNS: [&str; 23] = [
    "id",
    "report",
    "body",
    "year",
    "section",
    "sentence",
    "offset",
    "indicator",
    "value",
    "valueMax",
    "unit",
    "dimension",
    "base",
    "direction",
    "approx",
    "period",
    "iso",
    "subject",
    "theme",
    "kind",
    "target",
    "check",
    "printed",
];

/// What `docs/rows.md` says of each column holds for the field of its name.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row<'a> {
    pub id: &'a serde_json::Value,
    pub report: Cow<'a, str>,
    pub body: Option<&'a str>,
    pub year: Option<i32>,
    pub section: Option<String>,
    pub sentence: String,
    pub offset: u32,
    pub indicator: &'a str,
    pub value: f64,
    pub value_max: Option<f64>,
    pub unit: Option<&'a str>,
    pub dimension: Option<&'static str>,
    pub base: Option<f64>,
    pub direction: Option<&'static str>,
    pub approx: &'static str,
    pub period: Option<&'a str>,
    pub iso: Option<&'a str>,
    pub subject: Option<&'a str>,
    pub theme: Option<&'a str>,
    pub kind: &'static str,
    pub target: bool,
    pub check: &'static str,
    pub printed: String,
}

/// A report with what is known of its figures' units.
pub struct Reading {
    page: Page,
    pub report: Report,
    units: Units,
    /// What the checks say of each figure.
    checks: Vec<&'static str>,
}

/// Of each figure the dimension, and what one unit is in the base unit.
#[derive(Default)]
struct Units(Vec<(&'static str, Option<&'static str>)>);

impl Observer for Units {
    fn unit(&mut self, dimension: &'static str, factor: Option<&'static str>) {
        self.0.push((dimension, factor));
    }
}

impl Reading {
    pub fn new(text: &str, words: &Vocabulary) -> Reading {
        let mut units = Units::default();
        let report = fazhi_lens::analyze_observed(text, words, &mut units);
        Reading {
            page: Page::new(text),
            checks: checks(&report),
            report,
            units,
        }
    }

    /// The rows of a document, in the order of its text.
    pub fn rows<'a>(&'a self, id: &'a serde_json::Value) -> impl Iterator<Item = Row<'a>> {
        (0..self.report.metrics.len()).map(move |index| self.row(id, index))
    }

    fn row<'a>(&'a self, id: &'a serde_json::Value, index: usize) -> Row<'a> {
        let Report { meta, metrics, .. } = &self.report;
        let m = &metrics[index];
        let (dimension, factor) = self.units.0.get(index).copied().unwrap_or_default();
        let factor: Option<f64> = factor.and_then(|factor| factor.parse().ok());
        let section = m.section.map(|at| &self.report.sections[at as usize]);
        let sentence = self.page.words(m.sentence);
        let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        Row {
            id,
            report: match (&meta.title, id) {
                (Some(title), _) => Cow::from(joined(&title.text)),
                (None, serde_json::Value::String(id)) => Cow::from(id),
                (None, id) => Cow::from(id.to_string()),
            },
            body: meta.issuer.as_ref().map(|quote| quote.text.as_str()),
            year: meta.year.as_ref().map(|year| year.value),
            section: section.map(|s| format!("{}{}", s.marker.as_deref().unwrap_or(""), s.title)),
            sentence: sentence.trim_matches(blank).to_owned(),
            offset: m.span.start,
            indicator: &m.indicator,
            value: m.value,
            value_max: m.value_max,
            unit: m.unit.as_deref(),
            dimension: Some(dimension).filter(|name| !name.is_empty()),
            base: factor.map(|factor| m.value * factor),
            direction: m.direction,
            approx: m.approx,
            period: m.period.as_ref().map(|period| period.text.as_str()),
            iso: m.period.as_ref().and_then(|period| period.iso.as_deref()),
            subject: m.subject.as_deref(),
            theme: m.theme.as_deref(),
            kind: m.kind,
            target: is_target(&self.report, m),
            check: self.checks[index],
            printed: self.page.words(m.span),
        }
    }
}

/// A title on one line: one that is set on two has no blank between them.
pub fn joined(title: &str) -> String {
    title.lines().map(str::trim).collect()
}

/// What the checks say of each figure. One that stands in a check that fails need not be
/// the wrong one.
fn checks(report: &Report) -> Vec<&'static str> {
    const STATES: [&str; 4] = ["unchecked", "holds", "asks", "fails"];
    let mut states = vec![0; report.metrics.len()];
    for relation in &report.relations {
        let state = match relation {
            Relation { holds: true, .. } => 1,
            Relation {
                grade: "likely", ..
            } => 2,
            _ => 3,
        };
        for &member in [relation.total].iter().chain(&relation.parts) {
            let worst = &mut states[member as usize];
            *worst = state.max(*worst);
        }
    }
    states.into_iter().map(|state| STATES[state]).collect()
}

/// Whether a figure is one of a plan: it stands where the report plans, or is of a later
/// year.
fn is_target(report: &Report, metric: &Metric) -> bool {
    let above = |at: &u32| report.sections[*at as usize].parent;
    let mut sections = std::iter::successors(metric.section, above);
    let planned = sections.any(|at| report.sections[at as usize].role == "plan");
    let iso = metric
        .period
        .as_ref()
        .and_then(|period| period.iso.as_deref());
    let year = iso.and_then(|iso| iso.get(..4)?.parse::<i32>().ok());
    let reported = report.meta.year.as_ref().map(|year| year.value);
    planned || matches!((year, reported), (Some(year), Some(reported)) if year > reported)
}

impl Row<'_> {
    /// The cells as words, in the order of [`COLUMNS`]; an empty one is not known.
    pub fn cells(&self) -> [String; COLUMNS.len()] {
        let words = |words: Option<&str>| words.unwrap_or_default().to_owned();
        let number = |number: Option<f64>| number.map_or(String::new(), |n| n.to_string());
        let id = match self.id {
            serde_json::Value::String(id) => id.clone(),
            id => id.to_string(),
        };
        [
            id,
            self.report.to_string(),
            words(self.body),
            self.year.map_or(String::new(), |year| year.to_string()),
            words(self.section.as_deref()),
            self.sentence.clone(),
            self.offset.to_string(),
            self.indicator.to_owned(),
            number(Some(self.value)),
            number(self.value_max),
            words(self.unit),
            words(self.dimension),
            number(self.base),
            words(self.direction),
            self.approx.to_owned(),
            words(self.period),
            words(self.iso),
            words(self.subject),
            words(self.theme),
            self.kind.to_owned(),
            self.target.to_string(),
            self.check.to_owned(),
            self.printed.clone(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_the_fields_in_their_order() {
        let id = serde_json::Value::from("a");
        let reading = Reading::new("全年办理案件30件，处置1.2吨。", &Vocabulary::default());
        let rows: Vec<Row> = reading.rows(&id).collect();
        let line = serde_json::to_string(&rows[1]).expect("a row is JSON");
        let mut at = 0;
        for column in COLUMNS {
            let key = format!("\"{column}\":");
            at += line[at..]
                .find(&key)
                .unwrap_or_else(|| panic!("{column} in {line}"));
        }
        assert_eq!(line.matches("\":").count(), COLUMNS.len(), "{line}");
        let told = rows[1].cells();
        let cell = |column: &str| &*told[COLUMNS.iter().position(|c| *c == column).unwrap()];
        assert_eq!(
            ["unit", "dimension", "value", "base"].map(cell),
            ["吨", "mass", "1.2", "1200"]
        );
    }
}
