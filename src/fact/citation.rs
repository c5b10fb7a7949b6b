//! Laws, rules, policies and documents that the report names.

use crate::claim::Claims;
use crate::text::{Span, Text};

/// A cited title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// With its marks as printed.
    pub span: Span,
    /// The title without marks.
    pub name: Span,
    /// The full title that a short form (《纲要》) stands for.
    pub full_name: Option<String>,
    /// law | regulation | rule | local-regulation | party-rule | policy | plan | internal-rule | other
    pub kind: &'static str,
    pub broken: bool,
    pub inner: Vec<Span>,
    /// 第三十二条 after the title.
    pub article: Option<Span>,
}

/// Reads every citation and claims its place.
pub fn read(_text: &Text, _claims: &mut Claims) -> Vec<Citation> {
    Vec::new()
}
