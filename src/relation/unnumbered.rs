//! Members of a list that stand without a number: 59个，包括市政府及其37个部门和21个乡镇.
//!
//! Where the numbers stand before their nouns, a name without a number is a member
//! of its own and counts one. Where the nouns come first (水资源、河道类21件), it
//! shares the next number and is none. Behind a noun that has its number it may be
//! either: 21个乡镇、街道 counts both together, 37个部门和市政府 does not.

use super::Context;
use crate::fold::{is_han, one_of};
use crate::span::Span;

/// Names without a number in a list of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unnumbered {
    /// Members of their own: they stand before a number that has its noun behind it.
    pub members: Vec<Span>,
    /// Members, or second nouns of the figure before them.
    pub doubtful: Vec<Span>,
}

impl Unnumbered {
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.doubtful.is_empty()
    }

    /// The names that make up what a total has beyond its figures, one each.
    pub fn filling(&self, gap: f64) -> Option<Vec<Span>> {
        let all = || self.members.iter().chain(&self.doubtful).copied();
        [self.members.len(), all().count()]
            .into_iter()
            .find(|&n| n > 0 && (n as f64 - gap).abs() < 1e-9)
            .map(|n| all().take(n).collect())
    }
}

/// The longest name of a member, in characters.
pub(super) const NAME: usize = 14;

/// Reads the names between the figures `parts` and beside them. The list begins
/// at `from` at the earliest and ends with its clause.
pub(super) fn read(cx: &Context, from: usize, parts: &[usize]) -> Unnumbered {
    let mut out = Unnumbered::default();
    let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else {
        return out;
    };
    let text = cx.text;
    let ends = |at: usize| one_of!(text.at(at), ",。;:()\n");
    let number = cx.metrics[first].quantity.span;
    // The noun comes first: a name shares the number behind it.
    if !joins_before(cx, number.start) {
        return out;
    }
    let tail = cx.metrics[last].quantity.span.end;
    let end = (tail..text.len()).find(|&i| ends(i)).unwrap_or(text.len());
    let begin = (from..number.start).rev().find(|&i| ends(i));
    let begin = opened(cx, begin.map_or(from, |i| i + 1));
    let mut start = begin;
    while start < end {
        let stop = (start..end).find(|&i| joint(cx, i) > 0).unwrap_or(end);
        let name = Span::new(start, stop);
        let named = (2..=NAME).contains(&name.len()) && text.slice(name).iter().all(|c| is_han(*c));
        let numbered = cx.metrics[first..]
            .iter()
            .take_while(|m| m.quantity.span.start < stop);
        let numbered = numbered.into_iter().any(|m| m.quantity.span.end > start);
        if named && !numbered {
            match stop < number.start {
                true => out.members.push(name),
                false => out.doubtful.push(name),
            }
        }
        start = stop + joint(cx, stop).max(1);
    }
    out
}

/// The length of what joins the members of a list at `at`: 、, 和, 及其.
pub(super) fn joint(cx: &Context, at: usize) -> usize {
    let words = ["及其所属", "及其", "以及", "、", "和", "与", "及"];
    let word = words.iter().find(|w| cx.text.starts_with(at, w));
    word.map_or(0, |w| w.chars().count())
}

/// A joint ends at `end`.
fn joins_before(cx: &Context, end: usize) -> bool {
    (1..=4).any(|n| end >= n && joint(cx, end - n) == n)
}

/// Behind the words that open a list: 其中包括.
pub(super) fn opened(cx: &Context, mut at: usize) -> usize {
    let words = ["其中", "包括", "包含", "含", "即", "有", "为", "是"];
    while let Some(w) = words.iter().find(|w| cx.text.starts_with(at, w)) {
        at += w.chars().count();
    }
    at
}
