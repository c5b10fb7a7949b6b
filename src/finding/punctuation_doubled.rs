//! Two marks in a row: ，， 。。 、， .

use super::widths::Widths;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;
use std::cell::LazyCell;

pub static RULE: Rule = Rule {
    code: "punctuation-doubled",
    severity: Severity::Warning,
    what: Words {
        zh: "标点重复",
        en: "Two marks in a row",
    },
    why: Words {
        zh: "两个点号连用，必有一个多余；常是删改句子时留下的。",
        en: "Of two marks in a row one is too many; editing leaves them behind.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》",
        en: "GB/T 15834-2011",
    },
    faulty: examples![
        "组织学法6次，，召开会议4次。",
        "抓好落实。。",
        "加强学习、，抓好落实。",
        "现将工作情况汇报如下??一年来，全镇学法6次。",
    ],
    sound: examples![
        "组织学法6次，召开会议4次……全部完成。",
        "坚持“一把手负总责”，抓好落实。",
        "1.加强学习。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mark = |c: char| matches!(c, ',' | '、' | '。' | ';' | ':');
    let widths = LazyCell::new(|| Widths::read(text));
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut done = p.start;
        for i in text.marks(p).take_while(|i| i + 1 < p.end) {
            // ?? stands where a mark was lost, ?! may be meant.
            let lost = text.at(i) == '?' && text.at(i + 1) == '?';
            if i < done || !lost && (!mark(text.at(i)) || !mark(text.at(i + 1))) {
                continue;
            }
            let mut end = i + 1;
            while end < p.end && (mark(text.at(end)) || lost && text.at(end) == '?') {
                end += 1;
            }
            let run = Span::new(i, end);
            let place = Span::new(i.saturating_sub(4).max(p.start), end);
            let printed = text.printed(run);
            let zh = format!("“{}”处标点“{printed}”重复。", text.printed(place));
            let en = format!(
                "Two marks in a row, “{printed}”, at “{}”.",
                text.printed(place)
            );
            let mut found = RULE.at(run, zh, en);
            if !lost && text.slice(run).iter().all(|c| *c == text.at(i)) {
                // ，,: the one that is of the text's width stays.
                found = match text.raw[i..end].iter().all(|c| *c == text.raw[i]) {
                    true => found.fixed(Span::new(i + 1, end), ""),
                    false => found.fixed(run, widths.usual(text.at(i)).to_string()),
                };
            }
            out.push(found);
            done = end;
        }
    }
    out
}
