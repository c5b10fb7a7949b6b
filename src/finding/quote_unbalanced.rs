//! A quotation mark without its partner, or turned the wrong way: “甲“.

use super::pairs::{self, Pair, QUOTES};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "quote-unbalanced",
    severity: Severity::Warning,
    what: Words {
        zh: "引号不配对",
        en: "A quotation mark without its partner",
    },
    why: Words {
        zh: "引号成对使用，前引号与后引号形状不同；缺一半或用反，引文的边界就不清楚。",
        en: "Quotation marks come in pairs of two shapes; with one alone or turned, the bounds of the quotation are unclear.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》4.8 引号",
        en: "GB/T 15834-2011, 4.8",
    },
    faulty: examples![
        "落实“谁执法谁普法责任制，开展活动8场。",
        "推进“双随机、一公开“监管，抽查企业6家。",
        "落实\"三项制度，开展检查6次。",
    ],
    sound: examples![
        "落实“谁执法谁普法”责任制，推进“双随机、一公开”监管。",
        "落实\"三项制度\"，开展检查6次。",
        "书记强调：“要抓住关键少数。\n“要学法用法，做好表率。\n“要严格考核。”",
    ],
    find,
};

/// Paragraphs whose quotation goes on: one over several paragraphs opens each of them
/// and closes in the last.
fn goes_on(seen: &Seen) -> Vec<Span> {
    let text = seen.text;
    let lines: Vec<Span> = seen.lines().collect();
    let mut out = Vec::new();
    let mut next_closes = false;
    for p in lines.into_iter().rev() {
        if next_closes {
            out.push(p);
        }
        let opens = QUOTES.iter().find(|m| m.0 == text.at(p.start));
        let closed = opens.is_some_and(|m| text.slice(p).contains(&m.1));
        next_closes = opens.is_some() && (closed || next_closes);
    }
    out.reverse();
    out
}

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    let mut list = pairs::read(seen, QUOTES);
    let goes_on = goes_on(seen);
    list.retain(|p| match *p {
        Pair::Whole { .. } => false,
        Pair::Unclosed(at) => {
            let line = goes_on.partition_point(|p| p.end <= at);
            !goes_on.get(line).is_some_and(|p| p.contains(at))
        }
        _ => true,
    });
    for pair in list {
        let (at, zh, en) = match pair {
            Pair::Whole { .. } => continue,
            Pair::Unclosed(at) => (at, "只有前引号，没有后引号", "is never closed"),
            Pair::Unopened(at) => (at, "只有后引号，没有前引号", "was never opened"),
            Pair::Turned { first, second } => {
                let turned = if matches!(text.at(first), '“' | '「' | '『') {
                    second
                } else {
                    first
                };
                (turned, "方向反了", "is turned the wrong way")
            }
        };
        let place = pairs::round(text, at, 8, 8);
        let quote = seen.quote(place);
        let zh = format!("{quote}中的引号{zh}。");
        let en = format!("A quotation mark in {quote} {en}.");
        let mut found = RULE.at(place, zh, en);
        if let Pair::Turned { .. } = pair {
            let right = match text.at(at) {
                '“' => "”",
                '”' => "“",
                '「' => "」",
                _ => "「",
            };
            found = found.fixed(Span::new(at, at + 1), right);
        }
        out.push(found);
    }
    straight(seen, &mut out);
    out
}

/// Straight marks have one shape: only their number tells.
fn straight(seen: &Seen, out: &mut Vec<Finding>) {
    let text = seen.text;
    for p in seen.lines() {
        let straight: Vec<usize> = text.marks(p).filter(|&k| text.at(k) == '"').collect();
        if straight.len() % 2 == 1 {
            let at = straight[straight.len() - 1];
            let place = pairs::round(text, at, 8, 8);
            let quote = seen.quote(place);
            let zh = format!(
                "这一段的直引号是单数（{}个），{quote}附近缺一个。",
                straight.len()
            );
            let en = format!(
                "This paragraph has {} straight quotation marks; one is missing near {quote}.",
                straight.len()
            );
            out.push(RULE.at(place, zh, en));
        }
    }
}
