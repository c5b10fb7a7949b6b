//! Pairs of marks: which ones open and close, and which stand alone.

use super::Seen;
use crate::fold::{is_han, one_of};
use crate::span::Span;
use crate::text::Text;

/// A pair, or one mark that has no partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    Whole {
        open: usize,
        close: usize,
    },
    Unclosed(usize),
    Unopened(usize),
    /// Two of one direction in a row: the second is turned the wrong way.
    Turned {
        first: usize,
        second: usize,
    },
}

/// What brackets are looked at together.
pub(super) const BRACKETS: &[(char, char)] = &[('(', ')'), ('[', ']'), ('〔', '〕'), ('【', '】')];
pub(super) const QUOTES: &[(char, char)] = &[('“', '”'), ('「', '」'), ('『', '』')];

/// Matches the marks of each paragraph; what a page printed is left out.
pub(super) fn read(seen: &Seen, marks: &[(char, char)]) -> Vec<Pair> {
    let mut out = Vec::new();
    for p in seen.lines() {
        paragraph(seen.text, p, marks, &mut out);
    }
    out
}

fn paragraph(text: &Text, p: Span, marks: &[(char, char)], out: &mut Vec<Pair>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone: Vec<Pair> = Vec::new();
    for i in text.marks(p) {
        let c = text.at(i);
        if let Some(m) = marks.iter().find(|m| m.0 == c) {
            open.push((i, m.1));
        } else if marks.iter().any(|m| m.1 == c) {
            // A close ends the nearest open of its kind; those above it stay open.
            match open.iter().rposition(|o| o.1 == c) {
                // Brackets rarely nest deep: what is far above is no partner.
                Some(k) if open.len() - k <= 8 => {
                    for &(at, _) in &open[k + 1..] {
                        alone.push(Pair::Unclosed(at));
                    }
                    out.push(Pair::Whole {
                        open: open[k].0,
                        close: i,
                    });
                    open.truncate(k);
                }
                _ if !is_list_mark(text, p, i) => alone.push(Pair::Unopened(i)),
                _ => {}
            }
        }
    }
    alone.extend(open.iter().map(|o| Pair::Unclosed(o.0)));
    crate::span::sort_by_key(&mut alone, |p| [place(p), 0, 0]);
    // “甲“ and ”甲”: one turned mark looks like two lone ones.
    let mut k = 0;
    while k < alone.len() {
        let turned = match (alone[k], alone.get(k + 1)) {
            (Pair::Unclosed(a), Some(&Pair::Unclosed(b))) => {
                text.at(a) == text.at(b) && b - a <= 24
            }
            (Pair::Unopened(a), Some(&Pair::Unopened(b))) => {
                text.at(a) == text.at(b) && b - a <= 24
            }
            _ => false,
        };
        if turned {
            out.push(Pair::Turned {
                first: place(&alone[k]),
                second: place(&alone[k + 1]),
            });
            k += 2;
        } else {
            out.push(alone[k]);
            k += 1;
        }
    }
}

pub(super) fn place(p: &Pair) -> usize {
    match *p {
        Pair::Whole { open, .. } => open,
        Pair::Unclosed(at) | Pair::Unopened(at) => at,
        Pair::Turned { first, .. } => first,
    }
}

/// `1)` and `一）` at the head of an item close nothing.
fn is_list_mark(text: &Text, p: Span, at: usize) -> bool {
    let mut k = at;
    let number = |c: char| c.is_ascii_alphanumeric() || one_of!(c, "一二三四五六七八九十");
    while k > p.start && at - k < 4 && number(text.before(k)) {
        k -= 1;
    }
    let heads = k == p.start || one_of!(text.before(k), "。;:,、 ");
    // 五）强化普法 heads a line too, but a number in Chinese needs its bracket.
    let latin = k < at && text.at(k).is_ascii_alphanumeric();
    heads && latin && at - k <= 2
}

/// The words round a mark, for a place that can be seen and quoted.
pub(super) fn round(text: &Text, at: usize, back: usize, ahead: usize) -> Span {
    let stop = |c: char| one_of!(c, "\n。,;");
    let mut start = at;
    while start > 0 && at - start < back && !stop(text.before(start)) {
        start -= 1;
    }
    let mut end = at + 1;
    while end - at <= ahead
        && !stop(text.at(end))
        && (is_han(text.at(end)) || text.at(end).is_ascii_alphanumeric())
    {
        end += 1;
    }
    Span::new(start, end)
}
