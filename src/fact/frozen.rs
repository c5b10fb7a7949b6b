//! Number words that are never quantities: 三重一大, 第三批, 十九届六中全会, 12345热线.
//!
//! `words/frozen.tsv` and the mechanisms whose names hold a number are claimed
//! before quantities are read. Two general rules stand beside the words: a
//! number inside a short quoted phrase belongs to the phrase, and a service
//! number is one only where its surroundings say so.

use crate::claim::{Claims, Owner};
use crate::fold::is_one_of;
use crate::span::Span;
use crate::text::Text;
use crate::words::{Lexicon, rows};
use regex_lite::Regex;
use std::sync::OnceLock;

struct Frozen {
    literal: Lexicon,
    phone: Lexicon,
    pattern: Regex,
}

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

fn frozen() -> &'static Frozen {
    static FROZEN: OnceLock<Frozen> = OnceLock::new();
    FROZEN.get_or_init(|| {
        let mut literal: Vec<String> = Vec::new();
        let mut phone = Vec::new();
        let mut patterns = Vec::new();
        for row in rows(word_file!("frozen")) {
            match (row[1], row[2]) {
                (p, _) if !p.is_empty() => patterns.push(format!("(?:{p})")),
                (_, "phone") => phone.push((row[0], 0)),
                _ => literal.push(row[0].to_string()),
            }
        }
        for row in rows(word_file!("mechanisms")) {
            if row[2] == "yes" {
                literal.push(row[0].to_string());
                literal.extend(
                    row[1]
                        .split('|')
                        .filter(|v| !v.is_empty())
                        .map(String::from),
                );
            }
        }
        Frozen {
            literal: Lexicon::new(literal.iter().map(|w| (w.as_str(), 0))),
            phone: Lexicon::new(phone),
            // The patterns are part of the crate and are compiled by a test.
            pattern: Regex::new(&patterns.join("|")).expect("frozen.tsv holds valid patterns"),
        }
    })
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
        if let Some((n, _)) = f.literal.longest(&text.chars, i)
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
            if f.phone
                .longest(&text.chars, i)
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
    for window in windows(text) {
        let folded = text.folded(window);
        let mut starts: Vec<usize> = folded.char_indices().map(|(b, _)| b).collect();
        starts.push(folded.len());
        for m in f.pattern.find_iter(&folded) {
            let a = window.start + starts.partition_point(|&b| b < m.start());
            let b = window.start + starts.partition_point(|&b| b < m.end());
            if !cuts_a_number(text, a, b) {
                claims.claim(Span::new(a, b), Owner::Frozen);
            }
        }
    }
}

/// The stretches round number words: every pattern holds one within reach of its ends.
fn windows(text: &Text) -> Vec<Span> {
    const BEFORE: usize = 8;
    const AFTER: usize = 24;
    let mut out: Vec<Span> = Vec::new();
    for p in &text.paragraphs {
        let s = p.span;
        for i in s.start..s.end {
            let c = text.chars[i];
            if !(is_one_of(c, "一二三四五六七八九十两双") || is_one_of(c, "第令*×"))
            {
                continue;
            }
            let (start, end) = (
                i.saturating_sub(BEFORE).max(s.start),
                (i + AFTER).min(s.end),
            );
            match out.last_mut() {
                Some(w) if w.end >= start && w.start >= s.start => w.end = end,
                _ => out.push(Span::new(start, end)),
            }
        }
    }
    out
}

/// The expression begins or ends inside a longer numeral: 二十四川, 三十一批.
fn cuts_a_number(text: &Text, start: usize, end: usize) -> bool {
    let head = text.at(start);
    let tail = text.before(end);
    (is_numeral(head) && is_numeral(text.before(start)))
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
    use crate::words::rows;

    /// Every pattern matches its own example, and the full engine agrees on where.
    #[test]
    fn patterns_match_their_examples() {
        for row in rows(include_str!("../words/frozen.tsv")).filter(|r| !r[1].is_empty()) {
            let small = regex_lite::Regex::new(row[1]).expect(row[1]);
            let full = regex::Regex::new(row[1]).expect(row[1]);
            let hit = small.find(row[0]).map(|m| m.range());
            assert!(hit.is_some(), "{} does not match {}", row[1], row[0]);
            assert_eq!(hit, full.find(row[0]).map(|m| m.range()), "{}", row[1]);
        }
    }
}
