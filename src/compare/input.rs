//! What is compared: texts with what the core read in them.
//!
//! Of the report model only the fields that are needed, by their names there. Spans count
//! UTF-16 code units of the text.

use serde::{Deserialize, Serialize};
#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// A half-open stretch of a text, in UTF-16 code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// One report of those compared.
#[derive(Clone, Debug, Deserialize)]
pub struct Input {
    /// What the reader knows it by, as a rule the name of its file.
    pub name: String,
    pub text: String,
    /// Who reports; where it is absent, the issuer that the text names.
    #[serde(default)]
    pub body: Option<String>,
    /// The year reported on; where it is absent, the one that the text names.
    #[serde(default)]
    pub year: Option<i32>,
    pub report: Report,
}

/// The report model, as far as comparing needs it.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    pub meta: Meta,
    pub sections: Vec<Section>,
    pub metrics: Vec<Metric>,
    pub citations: Vec<Citation>,
    pub entities: Vec<Entity>,
    pub relations: Vec<Relation>,
    pub requirements: Vec<Requirement>,
    pub themes: Vec<Theme>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Meta {
    pub title: Option<Quote>,
    pub issuer: Option<Quote>,
    pub year: Option<Year>,
    pub boilerplate: Vec<Span>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Quote {
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Year {
    pub value: i32,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Section {
    pub heading: Span,
    pub title: String,
    pub role: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metric {
    pub span: Span,
    pub value: f64,
    pub value_max: Option<f64>,
    pub unit: Option<String>,
    pub approx: String,
    pub kind: String,
    pub direction: Option<String>,
    pub indicator: String,
    pub subject: Option<String>,
    pub period: Option<Period>,
    pub theme: Option<String>,
    pub section: Option<u32>,
    pub sentence: Span,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Period {
    pub text: String,
    pub iso: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Citation {
    pub span: Span,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Entity {
    pub kind: String,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Relation {
    pub kind: String,
    pub total: u32,
    pub parts: Vec<u32>,
    pub holds: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Requirement {
    pub id: String,
    pub state: String,
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Theme {
    pub id: String,
    pub metrics: u32,
    pub characters: u32,
}
