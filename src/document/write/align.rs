//! Which words of the page's text are which of the file's: the text may have been mended.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use std::ops::Range;

/// A stretch of the file's text and what stands for it in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the file's text.
    pub source: Range<usize>,
    /// Bytes of the page's text.
    pub job: Range<usize>,
    pub same: bool,
}

/// Lines and characters of two sides multiplied: above it, a change is taken whole.
const MOST_LINES: usize = 20_000_000;
const MOST_CHARACTERS: usize = 4_000_000;
/// The same for all changed lines together.
const MOST_IN_ALL: usize = 200_000_000;

/// The segments in order, which cover both texts.
#[must_use]
pub fn align(source: &str, job: &str) -> Vec<Segment> {
    let mut aligned = Aligned::default();
    if source == job {
        aligned.push(source.len(), job.len(), true);
        return aligned.segments;
    }
    let (old, new) = (lines(source), lines(job));
    let mut left = MOST_IN_ALL;
    for op in differences(&old, &new, MOST_LINES) {
        let (before, after) = (op.old_range(), op.new_range());
        if op.tag() == DiffTag::Equal {
            let length = length(&old[before]);
            aligned.push(length, length, true);
        } else {
            aligned.block(&old[before], &new[after], &mut left);
        }
    }
    aligned.segments
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn length(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.len()).sum()
}

/// What differs; all of it, where to find out more would take too long.
fn differences<T: Eq + std::hash::Hash>(old: &[T], new: &[T], most: usize) -> Vec<DiffOp> {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let after = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_middle, new_middle) = (old_rest.len() - after, new_rest.len() - after);
    if old_middle.saturating_mul(new_middle) <= most {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |index: usize, len: usize| DiffOp::Equal {
        old_index: index,
        new_index: index,
        len,
    };
    let end = DiffOp::Equal {
        old_index: old.len() - after,
        new_index: new.len() - after,
        len: after,
    };
    let changed = DiffOp::Replace {
        old_index: before,
        old_len: old_middle,
        new_index: before,
        new_len: new_middle,
    };
    vec![equal(0, before), changed, end]
}

/// Whether more than half of the longer of two lines is the same at its ends.
fn are_alike(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    let before = pairs.take_while(|(a, b)| a == b).count();
    let (rest, other_rest) = (&one.as_bytes()[before..], &other.as_bytes()[before..]);
    let pairs = rest.iter().rev().zip(other_rest.iter().rev());
    let after = pairs.take_while(|(a, b)| a == b).count();
    (before + after) * 2 > one.len().max(other.len())
}

#[derive(Default)]
struct Aligned {
    segments: Vec<Segment>,
    /// Whether a change goes on from the last: changes of two lines are two.
    joined: bool,
}

impl Aligned {
    /// Adds a segment after the last, or to it where both are equal or both are not.
    fn push(&mut self, source: usize, job: usize, same: bool) {
        if source + job == 0 {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.same == same && (same || self.joined) => {
                last.source.end += source;
                last.job.end += job;
            }
            last => {
                self.joined = true;
                let (s, j) = last.map_or((0, 0), |last| (last.source.end, last.job.end));
                self.segments.push(Segment {
                    source: s..s + source,
                    job: j..j + job,
                    same,
                });
            }
        }
    }

    /// Lines that changed: one by one where there are as many, and else those at both ends
    /// that are alike.
    fn block(&mut self, old: &[&str], new: &[&str], left: &mut usize) {
        let shorter = old.len().min(new.len());
        let (mut begin, mut end) = (0, 0);
        if old.len() == new.len() {
            begin = shorter;
        }
        while begin < shorter && are_alike(old[begin], new[begin]) {
            begin += 1;
        }
        let last = |lines: &[&'_ str], end: usize| lines.len() - 1 - end;
        while begin + end < shorter && are_alike(old[last(old, end)], new[last(new, end)]) {
            end += 1;
        }
        let (old_end, new_end) = (old.len() - end, new.len() - end);
        for (old, new) in old[..begin].iter().zip(&new[..begin]) {
            self.line(old, new, left);
        }
        self.joined = false;
        self.push(
            length(&old[begin..old_end]),
            length(&new[begin..new_end]),
            false,
        );
        for (old, new) in old[old_end..].iter().zip(&new[new_end..]) {
            self.line(old, new, left);
        }
    }

    /// Two lines that stand for one another, by characters.
    fn line(&mut self, old: &str, new: &str, left: &mut usize) {
        self.joined = false;
        let old: Vec<char> = old.chars().collect();
        let new: Vec<char> = new.chars().collect();
        let cost = old.len().saturating_mul(new.len());
        let most = if cost <= *left { MOST_CHARACTERS } else { 0 };
        *left = left.saturating_sub(cost);
        let bytes = |chars: &[char]| chars.iter().map(|c| c.len_utf8()).sum();
        for op in differences(&old, &new, most) {
            let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
            // One character that happens to be equal between two changes says nothing.
            let between = self.joined
                && self.segments.last().is_some_and(|last| !last.same)
                && op.old_range().end < old.len()
                && before.len() == 1
                && before[0] != '\n';
            let same = op.tag() == DiffTag::Equal && !between;
            self.push(bytes(before), bytes(after), same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str, job: &str) -> String {
        let segments = align(source, job);
        let text: String = segments
            .iter()
            .map(|s| match s.same {
                true => source[s.source.clone()].to_owned(),
                false => format!("[{}|{}]", &source[s.source.clone()], &job[s.job.clone()]),
            })
            .collect();
        let whole: String = segments.iter().map(|s| &job[s.job.clone()]).collect();
        assert_eq!(whole, job);
        text
    }

    #[test]
    fn lines_first_then_characters() {
        for (source, job, expected) in [
            ("一\n二\n三", "一\n二\n三", "一\n二\n三"),
            ("共12件。\n二", "共13件。\n二", "共1[2|3]件。\n二"),
            ("甲\n乙\n丙", "甲\n丙", "甲\n[乙\n|]丙"),
            ("甲\n丙", "甲\n乙\n丙", "甲\n[|乙\n]丙"),
            ("甲乙丙丁戊己", "甲子丙丑戊己", "甲[乙丙丁|子丙丑]戊己"),
            (
                "共12件案件。\n甲乙\n丙丁\n二，共5件。",
                "共13件案件。\n二，共6件。",
                "共1[2|3]件案件。\n[甲乙\n丙丁\n|]二，共[5|6]件。",
            ),
            ("", "甲", "[|甲]"),
            ("", "", ""),
        ] {
            assert_eq!(shown(source, job), expected);
        }
    }

    #[test]
    fn what_is_too_long_to_compare_is_changed_whole() {
        let source = format!("前{}后", "甲乙".repeat(3_000));
        let job = format!("前{}后", "丙丁".repeat(3_000));
        let segments = align(&source, &job);
        assert_eq!(segments.len(), 3);
        assert_eq!(segments[1].source, 3..3 + 18_000);
    }
}
