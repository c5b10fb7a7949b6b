//! Bodies, persons, mechanisms and slogans.

use crate::claim::Claims;
use crate::text::{Span, Text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    Org,
    Person { private: bool },
    Mechanism,
}

/// A named body, person or mechanism; every mention is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub span: Span,
    pub kind: EntityKind,
    /// The full name where the report introduces one for a short form.
    pub name: String,
}

/// Reads every mention.
pub fn read(_text: &Text, _claims: &Claims) -> Vec<Entity> {
    Vec::new()
}
