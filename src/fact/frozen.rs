//! Number words that are never quantities: 三重一大, 第三批, 十九届六中全会, 12345热线.
//!
//! `words/frozen.tsv` and the mechanisms whose names hold a number are claimed
//! before quantities are read. Three general rules stand beside the words: a
//! number inside a short quoted phrase belongs to the phrase, a number behind 第 is an
//! ordinal, and a service number is one only where its surroundings say so.
//!
//! What a pattern of the file matches is a list of words nearly always, and those stand
//! in the lexicon with all others: no report needs an expression compiled for
//! 党的二十大. Compiling the seven that an ordinary report needed took a fifth of the
//! first reading, and trying them 8 % of every one.

use crate::claim::{Claims, Owner};
use crate::fold::{is_numeral, one_of};
use crate::lexicon::List;
use crate::span::{self, Span};
use crate::text::Text;
use crate::words::rows;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// `build.rs` asks it once, so that no pattern is read for it when a text is.
#[cfg(test)]
mod pair;

/// The reach of a pattern without a longest match: 十九届二中、三中、四中、五中、六中全会 has
/// 17 characters before its pair.
const REACH: usize = 24;

/// Words near a service number that prove it to be one.
const PHONE_CONTEXT: [&str; 12] = [
    "热线",
    "电话",
    "平台",
    "举报",
    "报警",
    "投诉",
    "维权",
    "指挥中心",
    "联动",
    "接处警",
    "专线",
    "服务台",
];

/// A pattern of `words/frozen.tsv`, with what says where it can match.
struct Pattern {
    written: &'static str,
    /// How many characters a match can lie away from its pair on either side.
    reach: usize,
    /// Compiled when a text first holds one of its pairs.
    compiled: OnceLock<Regex>,
}

impl Pattern {
    fn regex(&self) -> &Regex {
        // The patterns are part of the crate and are compiled by a test.
        self.compiled
            .get_or_init(|| Regex::new(self.written).expect("frozen.tsv holds valid patterns"))
    }
}

struct Frozen {
    patterns: Vec<Pattern>,
    /// Two characters that stand side by side, and the patterns whose every match
    /// holds them or another such pair: by the first, the second and the pattern.
    pairs: FxHashMap<char, Vec<(char, usize)>>,
}

fn frozen() -> &'static Frozen {
    static FROZEN: OnceLock<Frozen> = OnceLock::new();
    FROZEN.get_or_init(|| {
        let mut frozen = Frozen {
            patterns: Vec::new(),
            pairs: FxHashMap::default(),
        };
        for row in rows(word_file!("frozen")) {
            for a in row[4].chars() {
                let seconds = frozen.pairs.entry(a).or_default();
                seconds.extend(row[5].chars().map(|b| (b, frozen.patterns.len())));
            }
            frozen.patterns.push(Pattern {
                written: row[1],
                reach: row[6].parse().unwrap_or(REACH),
                compiled: OnceLock::new(),
            });
        }
        frozen
    })
}

/// Claims every frozen expression.
pub fn claim(text: &Text, claims: &mut Claims) {
    let f = frozen();
    quoted(text, claims);
    // The end of what has been claimed.
    let mut end = 0;
    let words = text.hits.places(List::Frozen, text.span());
    let numbers = text.hits.places(List::Phones, text.span());
    for at in span::merged(words, numbers) {
        if at < end {
            continue;
        }
        if let Some((n, _)) = text.hits.longest(List::Frozen, at)
            && !cuts_a_number(text, at, at + n)
        {
            claims.claim(Span::new(at, at + n), Owner::Frozen);
            end = at + n;
        } else if let Some((n, _)) = text.hits.longest(List::Phones, at)
            && !text.before(at).is_ascii_digit()
            && !text.at(at + n).is_ascii_digit()
            && is_service_number(text, Span::new(at, at + n))
        {
            claims.claim(Span::new(at, at + n), Owner::Identifier);
            end = at + n;
        }
    }
    ordinals(text, claims);
    for (pattern, window) in windows(text, f) {
        let folded = text.folded(window);
        let mut starts: Vec<usize> = folded.char_indices().map(|(b, _)| b).collect();
        starts.push(folded.len());
        for found in f.patterns[pattern].regex().captures_iter(&folded) {
            // A group in a pattern is what is frozen; the rest says where.
            let Some(m) = found.get(1).or(found.get(0)) else {
                continue;
            };
            let a = window.start + starts.partition_point(|&b| b < m.start());
            let b = window.start + starts.partition_point(|&b| b < m.end());
            if !cuts_a_number(text, a, b) {
                claims.claim(Span::new(a, b), Owner::Frozen);
            }
        }
    }
}

/// 第三批, 第12号: 第 and a number are an ordinal whatever follows; the classifier is a
/// part of it.
fn ordinals(text: &Text, claims: &mut Claims) {
    const CLASSIFIERS: &str = "届次家件户人起份场辆例批期轮方线位名款项条章节号个年天站课讲";
    for first in text.numerals(text.span()) {
        if text.before(first) != '第' {
            continue;
        }
        let at = first - 1;
        let number = text.chars[first..].iter().take_while(|&&c| is_numeral(c));
        let mut end = first + number.count();
        let longer = ["季度", "阶段", "部分"];
        end += match longer.iter().any(|w| text.starts_with(end, w)) {
            true => 2,
            false => usize::from(one_of!(text.at(end), CLASSIFIERS)),
        };
        if !cuts_a_number(text, at, end) {
            claims.claim(Span::new(at, end), Owner::Frozen);
        }
    }
}

/// The stretches in which a pattern can match, each round its pairs.
fn windows(text: &Text, frozen: &Frozen) -> Vec<(usize, Span)> {
    let mut out = Vec::new();
    // The last window of each pattern.
    let mut open: Vec<Option<Span>> = vec![None; frozen.patterns.len()];
    for p in &text.paragraphs {
        let s = p.span;
        for i in s.start..s.end.saturating_sub(1) {
            let Some(seconds) = frozen.pairs.get(&text.chars[i]) else {
                continue;
            };
            let next = text.chars[i + 1];
            for &(_, pattern) in seconds.iter().filter(|(second, _)| *second == next) {
                let reach = frozen.patterns[pattern].reach;
                let start = i.saturating_sub(reach).max(s.start);
                let end = (i + reach).min(s.end);
                match &mut open[pattern] {
                    Some(w) if w.end >= start && w.start >= s.start => w.end = end,
                    w => out.extend(w.replace(Span::new(start, end)).map(|w| (pattern, w))),
                }
            }
        }
    }
    let rest = open.into_iter().enumerate();
    out.extend(rest.filter_map(|(pattern, w)| Some((pattern, w?))));
    out
}

/// The expression begins or ends inside a longer numeral: 二十四川, 三十一批.
fn cuts_a_number(text: &Text, start: usize, end: usize) -> bool {
    let head = text.at(start);
    let tail = text.before(end);
    // 三分|之一, 十分|之一
    let half = if is_numeral(tail) { start } else { end };
    let share = text.ends_with(half, "分")
        && text.starts_with(half, "之")
        && is_numeral(text.before(half.max(1) - 1))
        && is_numeral(text.at(half + 1));
    (is_numeral(head) && is_numeral(text.before(start)))
        || share
        || (head.is_ascii_digit() && text.before(start) == '.')
        || (is_numeral(tail) && is_numeral(text.at(end)))
}

/// A number that the words round it make a service line.
fn is_service_number(text: &Text, n: Span) -> bool {
    let quoted = matches!(text.before(n.start), '“' | '"') || matches!(text.at(n.end), '”' | '"');
    // 接到举报114件: what has a unit is counted.
    if !quoted && text.hits.longest(List::Units, n.end).is_some() {
        return false;
    }
    let after: String = text.slice(Span::new(n.end, n.end + 8)).iter().collect();
    let before: String = text
        .slice(Span::new(n.start.saturating_sub(6), n.start))
        .iter()
        .collect();
    // 110、119 and 12345、12315 list service numbers side by side.
    let digits = (0..n.start.saturating_sub(1)).rev();
    let digits = digits.take_while(|&k| text.at(k).is_ascii_digit());
    let listed = text.at(n.end) == '、' && text.at(n.end + 1) == '1'
        || text.before(n.start) == '、' && digits.last().is_some_and(|k| text.at(k) == '1');
    quoted
        || PHONE_CONTEXT
            .iter()
            .any(|w| after.contains(w) || before.ends_with(w))
        || listed
}

/// A number inside a short quoted phrase belongs to the phrase: “八五”, “最多跑一次”,
/// “百日攻坚”. A quotation that is a sentence keeps its figures.
fn quoted(text: &Text, claims: &mut Claims) {
    const LONGEST_PHRASE: usize = 16;
    for p in &text.paragraphs {
        let mut open = None;
        for i in p.span.start..p.span.end {
            match text.chars[i] {
                '“' => open = Some(i),
                '"' if open.is_none() => open = Some(i),
                '”' | '"' => {
                    if let Some(o) = open.take() {
                        let inside = text.slice(Span::new(o + 1, i));
                        let sentence = inside.iter().any(|c| matches!(c, '。' | ',' | ';'));
                        if inside.len() <= LONGEST_PHRASE && !sentence {
                            claims.claim(Span::new(o, i + 1), Owner::Frozen);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_their_examples_and_are_tried_there() {
        let written = include_str!("../words/frozen.tsv");
        let is_list = |row: &Vec<&str>| {
            let parsed = regex_syntax::parse(row[1]).expect("a valid pattern");
            pair::words(&parsed).is_some()
        };
        let examples = rows(written).filter(|row| !is_list(row));
        let f = frozen();
        let mut seen = 0;
        for (pattern, row) in examples.enumerate() {
            assert_eq!(f.patterns[pattern].written, row[1]);
            let example: String = row[0].chars().map(crate::fold::fold).collect();
            assert!(f.patterns[pattern].regex().is_match(&example), "{row:?}");
            let text = Text::new(row[0]);
            let tried = windows(&text, f);
            assert!(tried.iter().any(|(p, _)| *p == pattern), "{row:?}");
            seen += 1;
        }
        assert_eq!(f.patterns.len(), seen);
    }
}
