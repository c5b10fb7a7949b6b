//! Where a remark goes: on its words, or as near to them as marks can stand.

use super::place::{Edge, From, Held, Hold, Outcome, Slice, byte};
use super::story::Story;
use std::ops::Range;

/// Where a mark is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A byte of the main part.
    Byte(usize),
    /// So many bytes into an insertion, by index.
    Insertion(usize, usize),
}

/// Where a remark begins and ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub start: At,
    pub end: At,
    /// The bytes of the text as it will be that it covers; empty where it stands at a note's
    /// reference.
    pub words: Range<usize>,
    /// Whether these are the words that were meant, all of them and no others.
    pub exact: bool,
}

/// Characters that a remark about a place without words covers.
const NEAR: usize = 20;

/// What remarks are put at.
pub struct Anchors<'a> {
    pub xml: &'a str,
    pub story: &'a Story,
    pub held: &'a [Held<'a>],
    pub outcome: &'a Outcome,
    /// Words of notes, as bytes of the text as it will be, with the unit of the reference.
    pub notes: Vec<(Range<usize>, usize)>,
}

impl Anchors<'_> {
    /// The place for a remark about a stretch of the text as it will be. `None` where the
    /// main part has no words at all.
    #[must_use]
    pub fn anchor(&self, meant: &Range<usize>) -> Option<Anchor> {
        let slices = &self.outcome.slices;
        let first = slices.partition_point(|slice| slice.text.end <= meant.start);
        let after = slices.partition_point(|slice| slice.text.start < meant.end);
        let touched = slices.get(first..after).unwrap_or_default();
        let full = |slice: &&Slice| !self.words(slice, meant).trim().is_empty();
        let (first, last) = (touched.iter().find(full), touched.iter().rfind(full));
        if let (Some(first), Some(last)) = (first, last) {
            let mut anchor = self.between(first, last, meant);
            anchor.exact &= touched.iter().all(|slice| self.is_in_run(slice));
            return Some(anchor);
        }
        let note = self
            .notes
            .iter()
            .find(|(text, _)| text.start < meant.end && meant.start < text.end);
        if let Some((_, unit)) = note {
            let unit = &self.story.units[*unit].range;
            return Some(Anchor {
                start: At::Byte(unit.start),
                end: At::Byte(unit.end),
                words: 0..0,
                exact: false,
            });
        }
        let (slice, words) = self.nearest(meant.start)?;
        let mut anchor = self.between(slice, slice, &words);
        anchor.exact = false;
        Some(anchor)
    }

    fn words(&self, slice: &Slice, meant: &Range<usize>) -> &str {
        let from = slice.text.start.max(meant.start);
        let to = slice.text.end.min(meant.end);
        self.outcome.text.get(from..to).unwrap_or_default()
    }

    /// From the first slice's words that are meant to the last's.
    fn between(&self, first: &Slice, last: &Slice, meant: &Range<usize>) -> Anchor {
        let words = first.text.start.max(meant.start)..last.text.end.min(meant.end);
        let start = self.at(first, words.start - first.text.start, Edge::Start);
        let end = self.at(last, words.end - last.text.start, Edge::End);
        // Words of a text box come after those around it, which stand after it in the part.
        // Comments that begin outside a table in a table and end in it are lost in LibreOffice.
        let (one, other) = (self.tables(first), self.tables(last));
        if !self.is_before(start, end) || (one != other && one.max(other) > 1) {
            let words = words.start..first.text.end.min(meant.end);
            let end = self.at(first, words.end - first.text.start, Edge::End);
            return Anchor {
                start,
                end,
                words,
                exact: false,
            };
        }
        let exact = self.parts(first) && self.parts(last);
        Anchor {
            start,
            end,
            words,
            exact,
        }
    }

    fn at(&self, slice: &Slice, inner: usize, edge: Edge) -> At {
        match &slice.from {
            From::Insertion(index) => At::Insertion(*index, inner),
            From::Piece(index, range) => {
                let held = &self.held[*index];
                At::Byte(byte(held, range.start + inner, edge, self.xml, self.story))
            }
        }
    }

    fn is_before(&self, start: At, end: At) -> bool {
        let byte = |at| match at {
            At::Byte(byte) => byte,
            At::Insertion(index, _) => self.outcome.insertions[index].at,
        };
        match (start, end) {
            (At::Insertion(one, _), At::Insertion(other, _)) if one == other => true,
            _ => byte(start) < byte(end),
        }
    }

    fn tables(&self, slice: &Slice) -> usize {
        let unit = match &slice.from {
            From::Insertion(index) => self.outcome.insertions[*index].like,
            From::Piece(index, _) => match self.held[*index].hold {
                Hold::Text { unit, .. } | Hold::Child { unit, .. } | Hold::Unit { unit } => unit,
            },
        };
        self.story.units[unit].tables
    }

    fn parts(&self, slice: &Slice) -> bool {
        match &slice.from {
            From::Insertion(_) => true,
            From::Piece(index, _) => matches!(self.held[*index].hold, Hold::Text { .. }),
        }
    }

    /// Whether marks can stand in the run, if not among the words themselves.
    fn is_in_run(&self, slice: &Slice) -> bool {
        match &slice.from {
            From::Insertion(_) => true,
            From::Piece(index, _) => !matches!(self.held[*index].hold, Hold::Unit { .. }),
        }
    }

    /// Words near a place without any: those after it on its line, else those before it on
    /// its line, else those after it, else those before.
    fn nearest(&self, at: usize) -> Option<(&Slice, Range<usize>)> {
        let text = &self.outcome.text;
        let slices = &self.outcome.slices;
        let next = slices.partition_point(|slice| slice.text.end <= at);
        let before = text.get(..at).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let line_end = text
            .get(at..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |end| at + end);
        let full = |slice: &&Slice| !text[slice.text.clone()].trim().is_empty();
        let after = slices[next..].iter().find(full);
        let back = slices[..next].iter().rfind(full);
        let slice = after
            .filter(|slice| slice.text.start < line_end)
            .or(back.filter(|slice| slice.text.end > line))
            .or(after)
            .or(back)?;
        let from = at.max(slice.text.start);
        let words = if from < slice.text.end {
            let length: usize = text[from..slice.text.end]
                .chars()
                .take(NEAR)
                .map(char::len_utf8)
                .sum();
            from..from + length
        } else {
            let whole = &text[slice.text.clone()];
            let length: usize = whole.chars().rev().take(NEAR).map(char::len_utf8).sum();
            slice.text.end - length..slice.text.end
        };
        Some((slice, words))
    }
}
