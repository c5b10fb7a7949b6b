//! A report as it is compared: its text by code units, whose it is, of which year.

use crate::input::{Input, Span};

/// A report with what is looked up in it again and again.
pub struct Reading<'a> {
    pub input: &'a Input,
    units: Vec<u16>,
    /// Who reports, without blanks.
    pub body: Option<String>,
    pub year: Option<i32>,
}

impl Reading<'_> {
    pub fn new(input: &Input) -> Reading<'_> {
        let meta = &input.report.meta;
        let issuer = || meta.issuer.as_ref().map(|quote| quote.text.clone());
        let body = input.body.clone().or_else(issuer);
        let body = body.map(|body| body.split_whitespace().collect::<String>());
        Reading {
            input,
            units: input.text.encode_utf16().collect(),
            body: body.filter(|body| !body.is_empty()),
            year: input.year.or(meta.year.as_ref().map(|year| year.value)),
        }
    }

    /// The text in UTF-16.
    pub fn units(&self) -> &[u16] {
        &self.units
    }

    /// The words of a stretch; of one that does not lie in the text, what of it does.
    pub fn quote(&self, span: Span) -> String {
        String::from_utf16_lossy(self.slice(span))
    }

    pub fn slice(&self, span: Span) -> &[u16] {
        let end = (span.end as usize).min(self.units.len());
        let start = (span.start as usize).min(end);
        &self.units[start..end]
    }
}
