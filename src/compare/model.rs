//! What comes out: plain data. Reports are named by their place in the list that was
//! given, figures by their place in the report's `metrics`, stretches of text by UTF-16
//! code units of the text they stand in.

use crate::input::Span;
use serde::Serialize;
#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// Reports held against each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// In the order given.
    pub reports: Vec<Compared>,
    /// Indicators, in the order of the texts.
    pub rows: Vec<Row>,
    /// What reports say of the year before, held against the report of that year.
    pub statements: Vec<Statement>,
    /// Totals of a higher body held against the sum of its parts.
    pub totals: Vec<Total>,
    /// Who took over what from whom.
    pub reuse: Vec<Reuse>,
    pub themes: Vec<ThemeRow>,
    pub requirements: Vec<RequirementRow>,
}

/// A report of those compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Compared {
    pub name: String,
    pub body: Option<String>,
    pub year: Option<i32>,
    /// The report that changes are reckoned from: of the same body, the latest year before;
    /// of two reports of different bodies, the first.
    pub base: Option<u32>,
    /// The share of its own words, 0 to 1, that stand in earlier reports given here.
    pub reused: f64,
}

/// An indicator, and what each report states of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// What most reports call it; of several names as frequent the latest report's.
    pub name: String,
    pub unit: Option<String>,
    /// `count`, `ratio`, `amount`, `change` or `duration`.
    pub kind: String,
    pub theme: Option<String>,
    /// A figure of a plan and not of a result.
    pub target: bool,
    /// One a report, in the order given; `null` where a report does not state it.
    pub cells: Vec<Option<Cell>>,
}

/// What one report states.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The figure, by its place in the report's `metrics`.
    pub metric: u32,
    /// The indicator in this report's words.
    pub name: String,
    /// The figure as printed.
    pub printed: String,
    /// In the unit of the row; a change downwards is negative.
    pub value: f64,
    pub span: Span,
    pub sentence: Span,
    /// Further places of this report that state the same.
    pub again: Vec<Span>,
    /// Against the cell of the report's base.
    pub change: Option<Change>,
}

/// From one report to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// In the unit of the row; percentage points between shares.
    pub difference: f64,
    /// In per cent of the base's figure; `null` between shares and from nothing.
    pub percent: Option<f64>,
}

/// A figure that a report gives for the year before, or reckons from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    pub report: u32,
    /// The figure stated, by its place in `metrics`.
    pub metric: u32,
    /// `value`: the year before's figure itself; `difference`, `percent`, `points`, `multiple`:
    /// what has become of it since; `unchanged`: as in the year before, without a figure.
    pub kind: &'static str,
    /// `holds`, `differs`, or `open`: nothing in the earlier report that surely is the same.
    pub state: &'static str,
    /// `certain`, or `likely`: the figures may be of other things, and one that differs is a question.
    pub grade: &'static str,
    /// What it is of, in this report's words.
    pub name: String,
    /// As printed.
    pub stated: String,
    /// What the two reports give, in the printed unit.
    pub computed: Option<String>,
    pub span: Span,
    pub sentence: Span,
    /// This report's own figure of its year, where the statement is reckoned from one.
    pub current: Option<Span>,
    /// The report of the year before.
    pub earlier: u32,
    /// Its figure, as printed there.
    pub earlier_stated: Option<String>,
    pub earlier_span: Option<Span>,
    pub earlier_sentence: Option<Span>,
}

/// A total against the sum of what the parts report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Total {
    /// The report of the whole.
    pub report: u32,
    /// The figure, by its place in `metrics`.
    pub metric: u32,
    /// What it counts, in the words of the whole's report.
    pub name: String,
    /// `holds`; `differs`: it is told of the parts, which are all there, and is not their sum;
    /// `exceeded`: the parts that are there make up more than the whole; `more`: it is told of
    /// the whole, which can have more than its parts; `partial`: not all parts are there or state it.
    pub state: &'static str,
    /// `certain`, or `likely`: not all figures surely are of the same, and what does not hold is a question.
    pub grade: &'static str,
    /// As printed.
    pub stated: String,
    /// The sum, in the base unit of what is stated.
    pub sum: f64,
    pub unit: Option<String>,
    pub span: Span,
    pub sentence: Span,
    pub parts: Vec<TotalPart>,
    /// How many parts the whole has by its own report; `null` where it does not say.
    pub expected: Option<u32>,
}

/// What one part states.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct TotalPart {
    pub report: u32,
    pub metric: u32,
    pub name: String,
    pub stated: String,
    pub span: Span,
    pub sentence: Span,
}

/// Two reports of which the later has words of the earlier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Reuse {
    pub report: u32,
    pub source: u32,
    /// The share, 0 to 1, of the later report's own words.
    pub share: f64,
    pub passages: Vec<Passage>,
}

/// A passage that was taken over.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// `verbatim`; `near`: with words changed; `updated`: the sentence of the year before
    /// with new figures, which no share counts.
    pub kind: &'static str,
    /// The share, 0 to 1, of characters that both have.
    pub similarity: f64,
    /// In the later report.
    pub span: Span,
    /// In the earlier one.
    pub source: Span,
    /// Piece by piece; together they are both stretches.
    pub pieces: Vec<Piece>,
}

/// A piece of a passage: the same in both, or what stands in the one for what in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    pub same: bool,
    pub span: Span,
    pub source: Span,
}

/// How much each report speaks of a theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ThemeRow {
    pub id: String,
    /// One a report, in the order given.
    pub cells: Vec<ThemeCell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ThemeCell {
    pub characters: u32,
    pub metrics: u32,
    /// Of all characters of the report that are of a theme, 0 to 1.
    pub share: f64,
}

/// The state of a required part in each report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct RequirementRow {
    pub id: String,
    /// One a report, in the order given; `null` where nothing is asked of the text.
    pub cells: Vec<Option<RequirementCell>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct RequirementCell {
    /// `section`, `empty`, `mentioned` or `missing`.
    pub state: String,
    pub span: Option<Span>,
}
