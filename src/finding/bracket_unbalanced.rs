//! A bracket without its partner: （五强化普法, 五）, 办公室）.

use super::order;
use super::pairs::{self, BRACKETS, Pair};
use super::widths::Widths;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::outline::marker;
use crate::span::Span;
use std::cell::LazyCell;

pub static RULE: Rule = Rule {
    code: "bracket-unbalanced",
    severity: Severity::Warning,
    what: Words {
        zh: "括号不配对",
        en: "A bracket without its partner",
    },
    why: Words {
        zh: "括号成对使用；缺一半，读者不知补充说明到哪里为止。",
        en: "Brackets come in pairs; with one alone the reader does not know where the remark ends.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》4.9 括号",
        en: "GB/T 15834-2011, 4.9",
    },
    faulty: examples![
        "一、主要举措和成效\n（一）加强学习\n组织学法6次。\n（二强化普法宣传，增强法治观念\n开展活动8场。\n",
        "成立法治建设领导小组（由局长任组长，明确职责分工。",
        "会同区司法局）开展检查6次。",
    ],
    sound: examples![
        "成立法治建设领导小组（由局长任组长），明确职责分工。",
        "任务如下：1)加强学习；2)加强宣传。",
        "发文〔2023〕7号，全区村（社区）132个。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let widths = LazyCell::new(|| Widths::read(text));
    let mut out = Vec::new();
    for pair in pairs::read(seen, BRACKETS) {
        let (at, zh, en) = match pair {
            Pair::Whole { .. } => continue,
            Pair::Unclosed(at) => (at, "只有前半，没有后半", "opens and is never closed"),
            Pair::Unopened(at) => (at, "只有后半，没有前半", "closes and was never opened"),
            Pair::Turned { second, .. } => (second, "方向反了", "is turned the wrong way"),
        };
        // A cited title that lost a mark inside is told as a title.
        if seen.in_citation(at)
            && seen
                .facts
                .citations
                .iter()
                .any(|c| c.broken && c.span.contains(at))
        {
            continue;
        }
        let place = pairs::round(text, at, 6, 10);
        let printed = text.printed(Span::new(at, at + 1));
        let quote = seen.quote(place);
        let zh = format!("{quote}中的括号“{printed}”{zh}。");
        let en = format!("The bracket “{printed}” in {quote} {en}.");
        let mut found = RULE.at(place, zh, en);
        if let Some((span, mark)) = marker_fix(seen, pair, &widths) {
            found = found.fixed(span, mark);
        }
        out.push(found);
    }
    out
}

/// （五强化: the bracket closes behind the numeral; 五）强化: it opens before it. One of the
/// other width than the text's takes that with its partner.
fn marker_fix(
    seen: &Seen,
    pair: Pair,
    widths: &LazyCell<Widths, impl FnOnce() -> Widths>,
) -> Option<(Span, String)> {
    let text = seen.text;
    let at = pairs::place(&pair);
    let p = text.paragraphs.get(text.paragraph_at(at)?)?.span;
    let m = marker::read(text, p).filter(|m| m.span.contains(at) && m.ordinal.is_some())?;
    let n = order::han(m.ordinal?);
    let half = match pair {
        Pair::Unclosed(_) => format!("({n}"),
        Pair::Unopened(_) => format!("{n})"),
        _ => return None,
    };
    if text.folded(m.span) != half {
        return None;
    }
    let (open, close) = (widths.usual('('), widths.usual(')'));
    let fits = [open, close].contains(text.raw.get(at)?);
    Some(match pair {
        _ if !fits => (m.span, format!("{open}{n}{close}")),
        Pair::Unclosed(_) => (Span::new(m.span.end, m.span.end), close.to_string()),
        _ => (Span::new(m.span.start, m.span.start), open.to_string()),
    })
}
