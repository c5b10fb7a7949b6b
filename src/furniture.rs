//! Web furniture: what a page printed round the report.

use crate::text::{Span, Text};

/// The stretches that are no part of the report, in order.
pub fn read(_text: &Text) -> Vec<Span> {
    Vec::new()
}
