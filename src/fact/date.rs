//! Calendar expressions.

use crate::claim::Claims;
use crate::text::{Span, Text};

/// A calendar expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpr {
    pub span: Span,
    /// 2020-12-14 · 2020-11 · 2020 · 2016/2020 · 2021-01/2021-11 · --12-04; none when masked or relative.
    pub iso: Option<String>,
    /// The characters of a date were lost or garbled: 2023314, 20231月9.
    pub garbled: bool,
}

/// Reads every date and claims its place.
pub fn read(_text: &Text, _claims: &mut Claims) -> Vec<DateExpr> {
    Vec::new()
}
