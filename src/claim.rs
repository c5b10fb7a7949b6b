//! Claims: which stretches of the reading already have an owner.
//!
//! Facts are read in a fixed order: boilerplate, the markers of headings and points,
//! 《…》, document and other numbers, the reader's own words, frozen expressions,
//! dates, the cells of tables, quantities. Each reader claims what it took, and a
//! claimed stretch is closed to the next one. Most of "what is no metric"
//! follows from this without any list of exceptions.

use crate::span::Span;
use crate::text::Text;

/// Who owns a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Free,
    Boilerplate,
    Marker,
    Citation,
    Frozen,
    Identifier,
    Date,
    Quantity,
}

/// One owner for each character of the reading.
#[derive(Clone, Debug)]
pub struct Claims {
    owner: Vec<Owner>,
}

impl Claims {
    pub fn new(text: &Text) -> Claims {
        Claims {
            owner: vec![Owner::Free; text.len()],
        }
    }

    /// Gives every free character of `span` to `owner`; what is owned stays so.
    pub fn claim(&mut self, span: Span, owner: Owner) {
        let end = span.end.min(self.owner.len());
        for o in &mut self.owner[span.start.min(end)..end] {
            if *o == Owner::Free {
                *o = owner;
            }
        }
    }

    #[inline(always)]
    pub fn owner(&self, at: usize) -> Owner {
        self.owner.get(at).copied().unwrap_or(Owner::Free)
    }

    /// No character of the span has an owner.
    pub fn is_free(&self, span: Span) -> bool {
        (span.start..span.end).all(|i| self.owner(i) == Owner::Free)
    }
}
