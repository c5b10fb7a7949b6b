//! Where words of the text stand in the main part: pieces, and what may be done at each.

use super::align::Segment;
use super::markup::is_xml;
use super::story::Story;
use crate::{Document, Piece, xml};
use std::ops::Range;

/// The main part is the first that pieces name.
pub const MAIN: usize = 0;

/// How near to words a mark can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Any character of the text node, which is this child of the unit.
    Text { unit: usize, child: usize },
    /// Before and after this child of the unit.
    Child { unit: usize, child: usize },
    /// Before and after the unit.
    Unit { unit: usize },
}

/// A piece of the text in the main part.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    pub piece: &'a Piece,
    pub words: &'a str,
    pub hold: Hold,
}

/// The pieces of the main part that marks can be put at, in the order of the text.
#[must_use]
pub fn held<'a>(document: &'a Document, xml: &str, story: &Story) -> Vec<Held<'a>> {
    let mut all: Vec<Held> = document
        .pieces
        .iter()
        .filter(|piece| piece.part == MAIN && !piece.text.is_empty())
        .filter_map(|piece| {
            let words = document.text.get(piece.text.clone())?;
            let hold = hold(piece, words, xml, story)?;
            Some(Held { piece, words, hold })
        })
        .collect();
    // A child that holds more than one piece is not parted.
    for index in 1..all.len() {
        let (one, other) = (all[index - 1].hold, all[index].hold);
        if let (Hold::Text { unit, child }, Hold::Text { .. }) = (one, other)
            && one == other
        {
            all[index - 1].hold = Hold::Child { unit, child };
            all[index].hold = Hold::Child { unit, child };
        }
    }
    all
}

fn hold(piece: &Piece, words: &str, xml: &str, story: &Story) -> Option<Hold> {
    let unit = story.unit_at(piece.raw.start)?;
    let whole = &story.units[unit];
    let Some(run) = whole.run.as_ref().filter(|_| piece.run == whole.range) else {
        return Some(Hold::Unit { unit });
    };
    let child = run
        .children
        .partition_point(|child| child.end <= piece.raw.start);
    let Some(range) = run.children.get(child) else {
        return Some(Hold::Unit { unit });
    };
    let start = xml.get(range.start..piece.raw.start)?.trim_start();
    let end = xml.get(piece.raw.end..range.end)?;
    let raw = xml.get(piece.raw.clone())?;
    let is_tag = |tag: &str| tag.starts_with('<') && tag.find('>') == Some(tag.len() - 1);
    // Blanks at the edge count only where it is said so; parted, it would have to be said.
    let bare = !start.contains("preserve") && raw.trim() != raw;
    let parts = is_tag(start)
        && is_tag(end)
        && end.starts_with("</")
        && !bare
        && offset(raw, words, words.len()) == Some(raw.len());
    Some(match parts {
        true => Hold::Text { unit, child },
        false => Hold::Child { unit, child },
    })
}

/// How many bytes of a text node as it is written stand for the first `length` bytes of its
/// words; `None` where they are not those words.
fn offset(raw: &str, words: &str, length: usize) -> Option<usize> {
    if raw == words {
        return Some(length);
    }
    let (mut at, mut done) = (0, 0);
    for c in words.chars() {
        if done == length {
            break;
        }
        let rest = &raw[at..];
        let written = if rest.starts_with('&') {
            let end = rest.find(';')? + 1;
            (xml::entity(&rest[..end])? == c).then_some(end)?
        } else {
            (rest.starts_with(c) && !matches!(c, '\r' | '<')).then_some(c.len_utf8())?
        };
        at += written;
        done += c.len_utf8();
    }
    (done == length).then_some(at)
}

/// The edge of words that a mark is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Start,
    End,
}

/// The byte of the main part for a mark at `length` bytes of a piece's words: as far out as
/// it can be, so that nothing is parted without need.
#[must_use]
pub fn byte(held: &Held, length: usize, edge: Edge, xml: &str, story: &Story) -> usize {
    let (unit, child, at) = match held.hold {
        Hold::Unit { unit } => (unit, None, None),
        Hold::Child { unit, child } => (unit, Some(child), None),
        Hold::Text { unit, child } => {
            let raw = &xml[held.piece.raw.clone()];
            let inner = (0 < length && length < held.words.len())
                .then(|| offset(raw, held.words, length))
                .flatten();
            (unit, Some(child), inner.map(|at| held.piece.raw.start + at))
        }
    };
    if let Some(at) = at {
        return at;
    }
    let before = match held.hold {
        Hold::Text { .. } => length == 0,
        _ => edge == Edge::Start,
    };
    let whole = &story.units[unit];
    let (Some(run), Some(child)) = (&whole.run, child) else {
        return if before {
            whole.range.start
        } else {
            whole.range.end
        };
    };
    match before {
        true if child == 0 => whole.range.start,
        true => run.children[child].start,
        false if child + 1 == run.children.len() => whole.range.end,
        false => run.children[child].end,
    }
}

/// A stretch of the text as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Bytes of the text as it will be.
    pub text: Range<usize>,
    pub from: From,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// These bytes of the words of a piece, by index.
    Piece(usize, Range<usize>),
    /// An insertion, by index.
    Insertion(usize),
}

/// Words put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The byte of the main part where they are put.
    pub at: usize,
    /// The unit whose form they take.
    pub like: usize,
    /// Bytes of the page's text.
    pub words: Range<usize>,
}

/// The text as it will be, and where each stretch of it comes from.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub text: String,
    pub slices: Vec<Slice>,
    pub insertions: Vec<Insertion>,
    /// Text nodes' bytes that are marked as deleted, in order.
    pub deleted: Vec<Range<usize>>,
    /// Segments with the place of each in the text as it will be, and whether it is as in
    /// the page.
    pub segments: Vec<(Segment, Range<usize>, bool)>,
}

/// What is compared and written.
pub struct Texts<'a> {
    pub source: &'a str,
    pub job: &'a str,
    pub xml: &'a str,
    pub story: &'a Story,
    pub held: &'a [Held<'a>],
}

impl Texts<'_> {
    /// What comes out when those changes are made that are to be and can be.
    #[must_use]
    pub fn outcome(&self, segments: Vec<Segment>, change: impl Fn(usize) -> bool) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, segment) in segments.into_iter().enumerate() {
            let start = outcome.text.len();
            let made = segment.same || (change(index) && self.change(&segment, &mut outcome));
            if segment.same || !made {
                self.keep(&segment.source, &mut outcome);
            }
            let end = outcome.text.len();
            outcome.segments.push((segment, start..end, made));
        }
        outcome
    }

    fn keep(&self, source: &Range<usize>, outcome: &mut Outcome) {
        let start = outcome.text.len();
        outcome.text.push_str(&self.source[source.clone()]);
        for (index, from, to) in self.overlapping(source) {
            let piece = &self.held[index].piece.text;
            let begin = start + piece.start + from - source.start;
            outcome.slices.push(Slice {
                text: begin..begin + (to - from),
                from: From::Piece(index, from..to),
            });
        }
    }

    /// The pieces that share words with a stretch of the source, and which bytes of them.
    fn overlapping(&self, source: &Range<usize>) -> impl Iterator<Item = (usize, usize, usize)> {
        let first = self
            .held
            .partition_point(|held| held.piece.text.end <= source.start);
        let source = source.clone();
        self.held[first..]
            .iter()
            .enumerate()
            .take_while(move |(_, held)| held.piece.text.start < source.end)
            .map(move |(index, held)| {
                let piece = &held.piece.text;
                let from = source.start.max(piece.start) - piece.start;
                let to = source.end.min(piece.end) - piece.start;
                (first + index, from, to)
            })
    }

    /// Makes a change where every word of it stands in a text node.
    fn change(&self, segment: &Segment, outcome: &mut Outcome) -> bool {
        let words = &self.job[segment.job.clone()];
        let line = |c| !matches!(c, '\n' | '\t') && is_xml(c);
        if self.source[segment.source.clone()].contains('\n') || !words.chars().all(line) {
            return false;
        }
        let gone: Vec<_> = self.overlapping(&segment.source).collect();
        let covered: usize = gone.iter().map(|(_, from, to)| to - from).sum();
        let whole = covered == segment.source.len();
        let text_only = |index: usize| matches!(self.held[index].hold, Hold::Text { .. });
        if !whole || !gone.iter().all(|(index, ..)| text_only(*index)) {
            return false;
        }
        let host = match (gone.first(), gone.last()) {
            (Some(first), Some(last)) => Some((first.0, last.0, last.2)),
            _ => self
                .host(segment.source.start)
                .map(|(index, at)| (index, index, at)),
        };
        let Some((like, index, at)) = host.filter(|host| text_only(host.0)) else {
            return false;
        };
        let Hold::Text { unit: like, .. } = self.held[like].hold else {
            return false;
        };
        if !words.is_empty() && self.story.units[like].inserted {
            return false;
        }
        for (index, from, to) in gone {
            let held = &self.held[index];
            let raw = &self.xml[held.piece.raw.clone()];
            let inner =
                |length| offset(raw, held.words, length).map(|at| held.piece.raw.start + at);
            if let (Some(from), Some(to)) = (inner(from), inner(to)) {
                outcome.deleted.push(from..to);
            }
        }
        if !words.is_empty() {
            let start = outcome.text.len();
            outcome.text.push_str(words);
            outcome.slices.push(Slice {
                text: start..outcome.text.len(),
                from: From::Insertion(outcome.insertions.len()),
            });
            outcome.insertions.push(Insertion {
                at: byte(&self.held[index], at, Edge::End, self.xml, self.story),
                like,
                words: segment.job.clone(),
            });
        }
        true
    }

    /// The piece that words put in at a place go on from, and how far into it.
    fn host(&self, at: usize) -> Option<(usize, usize)> {
        let after = self.held.partition_point(|held| held.piece.text.start < at);
        let before = after
            .checked_sub(1)
            .filter(|index| at <= self.held[*index].piece.text.end);
        let index = before.or_else(|| {
            let held = self.held.get(after)?;
            (held.piece.text.start == at).then_some(after)
        })?;
        Some((index, at - self.held[index].piece.text.start))
    }
}

impl Outcome {
    /// The changes, by segment, on lines that are others than in a text that was to be the
    /// same; all changes where it has another number of lines.
    #[must_use]
    pub fn different(&self, text: &str) -> Vec<usize> {
        let same_count = self.text.split('\n').count() == text.split('\n').count();
        let mut lines = Vec::new();
        let mut start = 0;
        for (ours, other) in self.text.split('\n').zip(text.split('\n')) {
            let end = start + ours.len();
            if ours != other || !same_count {
                lines.push(start..end);
            }
            start = end + 1;
        }
        let is_on = |at: usize| {
            let after = lines.partition_point(|line| line.start <= at);
            after
                .checked_sub(1)
                .is_some_and(|index| at <= lines[index].end)
        };
        let changed = self.segments.iter().enumerate();
        changed
            .filter(|(_, (segment, text, made))| *made && !segment.same && is_on(text.start))
            .map(|(index, _)| index)
            .collect()
    }

    /// The place in the text as it will be for a place in the file's text.
    #[must_use]
    pub fn of_source(&self, at: usize) -> usize {
        let index = self.segments.partition_point(|(s, ..)| s.source.end <= at);
        self.segments
            .get(index)
            .map_or(self.text.len(), |(segment, text, _)| {
                (text.start + at.saturating_sub(segment.source.start)).min(text.end)
            })
    }

    /// The place in the text as it will be for a place in the page's text. In a change that
    /// was not made, the edge of what stands there.
    #[must_use]
    pub fn place(&self, at: usize, edge: Edge) -> usize {
        let index = match edge {
            Edge::Start => self.segments.partition_point(|(s, ..)| s.job.end <= at),
            Edge::End => self.segments.partition_point(|(s, ..)| s.job.end < at),
        };
        let Some((segment, text, made)) = self.segments.get(index) else {
            return self.text.len();
        };
        match (made, edge) {
            (true, _) => (text.start + at.saturating_sub(segment.job.start)).min(text.end),
            (false, Edge::Start) => text.start,
            (false, Edge::End) => text.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_how_they_are_written() {
        let raw = "甲&amp;乙&#x4E19;丁";
        let words = "甲&乙丙丁";
        let at: Vec<_> = [0, 3, 4, 7, 10, 13]
            .iter()
            .map(|length| offset(raw, words, *length))
            .collect();
        assert_eq!(at, [0, 3, 8, 11, 19, 22].map(Some));
        for (raw, words) in [
            ("甲乙", "甲丙"),
            ("甲", "甲乙"),
            ("&nbsp;", "\u{A0}"),
            ("<![CDATA[甲]]>", "甲"),
        ] {
            assert_eq!(offset(raw, words, words.len()), None);
        }
    }
}
