//! Title, issuer, year, kind, signature and publication date.

use crate::fact::date::DateExpr;
use crate::outline::Outline;
use crate::text::{Span, Text};

/// Who reports, on which year, signed and published when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    pub title: Option<Span>,
    pub issuer: Option<Span>,
    /// bureau | street/town | government | other
    pub issuer_kind: Option<&'static str>,
    /// 法治政府建设年度报告 | 依法行政工作总结 | other
    pub kind: Option<&'static str>,
    pub source: Option<Span>,
    pub year: Option<(Span, i32)>,
    /// Index of the date, and its ISO day.
    pub signed_date: Option<(Span, String)>,
    pub published_date: Option<(Span, String)>,
    /// The issuer's name over the date at the end.
    pub signature: Option<Span>,
}

/// Reads who reports.
pub fn read(_text: &Text, _furniture: &[Span], _outline: &Outline, _dates: &[DateExpr]) -> Meta {
    Meta::default()
}
