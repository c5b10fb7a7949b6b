//! Number words that are never quantities: 三重一大, 第三批, 十九届六中全会, 12345热线.
//!
//! `words/frozen.tsv` and the mechanisms whose names hold a number are claimed
//! before quantities are read. Two general rules stand beside the words: a
//! number inside a short quoted phrase belongs to the phrase, and a service
//! number is one only where its surroundings say so.

use crate::claim::{Claims, Owner};
use crate::fold::is_one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::words::rows;
use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

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
        for row in rows(word_file!("frozen")).filter(|row| !row[1].is_empty()) {
            let parsed = regex_syntax::parse(row[1]).expect("frozen.tsv holds valid patterns");
            let [first, second] =
                required_pair(&parsed).expect("every pattern of frozen.tsv needs a pair");
            for a in first {
                let seconds = frozen.pairs.entry(a).or_default();
                seconds.extend(second.iter().map(|&b| (b, frozen.patterns.len())));
            }
            frozen.patterns.push(Pattern {
                written: row[1],
                compiled: OnceLock::new(),
            });
        }
        frozen
    })
}

/// Characters of which one stands at a place of every match.
type OneOf = Vec<char>;

/// Two neighbouring places of every match of the pattern, and what can stand there:
/// of all such places those with the fewest possible pairs.
fn required_pair(pattern: &Hir) -> Option<[OneOf; 2]> {
    let HirKind::Concat(parts) = pattern.kind() else {
        return within(pattern);
    };
    let between = parts
        .windows(2)
        .filter_map(|p| Some([edge(&p[0], Edge::Last)?, edge(&p[1], Edge::First)?]));
    let all = between.chain(parts.iter().filter_map(within));
    all.min_by_key(|[a, b]| a.len() * b.len())
}

/// The first two characters of a literal, or such a pair of a group.
fn within(part: &Hir) -> Option<[OneOf; 2]> {
    let literal = match part.kind() {
        HirKind::Literal(literal) => literal,
        HirKind::Capture(group) => return required_pair(&group.sub),
        _ => return None,
    };
    let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
    Some([vec![chars.next()?], vec![chars.next()?]])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

/// What can stand at the edge of a part; `None` for a part that can be empty.
fn edge(part: &Hir, which: Edge) -> Option<OneOf> {
    if part.properties().minimum_len() == Some(0) {
        return None;
    }
    match part.kind() {
        HirKind::Literal(literal) => {
            let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
            let c = match which {
                Edge::First => chars.next(),
                Edge::Last => chars.next_back(),
            };
            Some(vec![c?])
        }
        HirKind::Class(Class::Unicode(class)) => {
            Some(class.iter().flat_map(|r| r.start()..=r.end()).collect())
        }
        HirKind::Repetition(repetition) => edge(&repetition.sub, which),
        HirKind::Capture(capture) => edge(&capture.sub, which),
        HirKind::Alternation(branches) => {
            let edges: Option<Vec<OneOf>> = branches.iter().map(|b| edge(b, which)).collect();
            Some(edges?.concat())
        }
        HirKind::Concat(parts) => {
            // A part that can be left out gives way to the next one.
            let mut out = Vec::new();
            let mut at: &mut dyn Iterator<Item = &Hir> = &mut parts.iter();
            let mut back = parts.iter().rev();
            if which == Edge::Last {
                at = &mut back;
            }
            for part in at {
                match part.kind() {
                    HirKind::Repetition(r) if r.min == 0 => out.extend(edge(&r.sub, which)?),
                    _ => {
                        out.extend(edge(part, which)?);
                        return Some(out);
                    }
                }
            }
            None
        }
        _ => None,
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_one_of(c, "零〇一二三四五六七八九十百千万亿两")
}

/// Claims every frozen expression.
pub fn claim(text: &Text, claims: &mut Claims) {
    let f = frozen();
    quoted(text, claims);
    let mut i = 0;
    while i < text.len() {
        if let Some((n, _)) = text.hits.longest(List::Frozen, i)
            && !cuts_a_number(text, i, i + n)
        {
            claims.claim(Span::new(i, i + n), Owner::Frozen);
            i += n;
            continue;
        }
        if text.chars[i].is_ascii_digit() {
            let end = i + text.chars[i..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
            if text
                .hits
                .longest(List::Phones, i)
                .is_some_and(|(n, _)| i + n == end)
                && is_service_number(text, Span::new(i, end))
            {
                claims.claim(Span::new(i, end), Owner::Identifier);
            }
            i = end;
            continue;
        }
        i += 1;
    }
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

/// The stretches in which a pattern can match, each round its pairs.
fn windows(text: &Text, frozen: &Frozen) -> Vec<(usize, Span)> {
    // 十九届二中、三中、四中、五中、六中全会 has 17 characters before its pair.
    const REACH: usize = 24;
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
                let start = i.saturating_sub(REACH).max(s.start);
                let end = (i + REACH).min(s.end);
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
    let after: String = text.slice(Span::new(n.end, n.end + 8)).iter().collect();
    let before: String = text
        .slice(Span::new(n.start.saturating_sub(6), n.start))
        .iter()
        .collect();
    // 110、119 and 12345、12315 list service numbers side by side.
    let listed = text.at(n.end) == '、' && text.at(n.end + 1) == '1'
        || text.before(n.start) == '、' && n.start >= 2 && text.at(n.start - 2).is_ascii_digit();
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
        let examples = rows(written).filter(|row| !row[1].is_empty());
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

    #[test]
    fn the_rarest_pair_says_where_a_pattern_can_match() {
        for (pattern, pair) in [
            ("[二三]位一体", ["位", "一"]),
            ("[“]?十[一二]五[”]?(?:规划|时期)", ["十", "一二"]),
            ("(?:十[一二]|二十[一]?)大", ["一二十", "大"]),
            ("[一二]+步(?:工作)?法", ["一二", "步"]),
            ("(?:法律)?[五六]进[”]?", ["五六", "进"]),
        ] {
            let parsed = regex_syntax::parse(pattern).expect(pattern);
            let found = required_pair(&parsed).expect(pattern).map(|mut set| {
                set.sort_unstable();
                set.dedup();
                set.into_iter().collect::<String>()
            });
            assert_eq!(found, pair, "{pattern}");
        }
        // Nothing is sure of what can be left out.
        let optional = regex_syntax::parse("一?二?").expect("sound");
        assert_eq!(required_pair(&optional), None);
    }
}
