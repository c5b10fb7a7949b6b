//! Long runs of digits and what stands before them.

use super::Seen;
use crate::span::Span;
use crate::text::Text;

/// Every run of at least eleven digits outside boilerplate, a closing X included.
pub(super) fn runs(seen: &Seen) -> Vec<Span> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut done = p.start;
        for i in text.marks(p) {
            if i < done || !text.at(i).is_ascii_digit() {
                continue;
            }
            let mut end = (i..p.end)
                .find(|&k| !text.at(k).is_ascii_digit())
                .unwrap_or(p.end);
            if end - i == 17 && matches!(text.at(end), 'X' | 'x') {
                end += 1;
            }
            let letter = text.before(i).is_ascii_alphabetic() || text.at(end).is_ascii_alphabetic();
            if end - i >= 11 && !letter && text.before(i) != '.' {
                out.push(Span::new(i, end));
            }
            done = end;
        }
    }
    out
}

/// One of the words stands in the clause before.
pub(super) fn labelled(text: &Text, run: Span, words: &[&str]) -> bool {
    let head = text.folded(Span::new(run.start.saturating_sub(14), run.start));
    let from = head.rfind(['\n', '。', ';', ',']).map_or(0, |k| k + 1);
    words
        .iter()
        .any(|w| head.get(from..).is_some_and(|h| h.contains(w)))
}

/// The digits of a run as numbers; X is ten.
pub(super) fn values(text: &Text, run: Span) -> Vec<u32> {
    text.slice(run)
        .iter()
        .map(|c| c.to_digit(10).unwrap_or(10))
        .collect()
}

/// An identity number: a possible day of birth and the right check digit (GB 11643).
pub(super) fn is_identity(text: &Text, run: Span) -> bool {
    let v = values(text, run);
    if v.len() != 18 || v[0] == 0 {
        return false;
    }
    let number = |s: &[u32]| s.iter().fold(0, |n, d| n * 10 + d);
    let (year, month, day) = (number(&v[6..10]), number(&v[10..12]), number(&v[12..14]));
    let born = (1900..2050).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [u32; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = v[..17].iter().zip(WEIGHTS).map(|(a, b)| a * b).sum();
    born && CHECK[(sum % 11) as usize] == v[17]
}

/// The Luhn check of card numbers.
pub(super) fn is_luhn(text: &Text, run: Span) -> bool {
    let v = values(text, run);
    let sum: u32 = v
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| {
            if i % 2 == 1 {
                d * 2 / 10 + d * 2 % 10
            } else {
                *d
            }
        })
        .sum();
    v.iter().all(|d| *d < 10) && sum.is_multiple_of(10)
}

/// The run with its middle covered: `keep.0` characters before, `keep.1` behind.
pub(super) fn covered(text: &Text, run: Span, keep: (usize, usize)) -> String {
    let printed: Vec<char> = text.printed(run).chars().collect();
    let n = printed.len();
    let mark = |(i, c): (usize, &char)| {
        if i < keep.0 || i + keep.1 >= n {
            *c
        } else {
            '*'
        }
    };
    printed.iter().enumerate().map(mark).collect()
}
