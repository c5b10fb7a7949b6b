//! A mark follows a bracketed number: （一）、加强领导.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::one_of;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "marker-punctuation-redundant",
    severity: Severity::Warning,
    what: Words {
        zh: "带括号的序号后多了标点",
        en: "A mark after a bracketed number",
    },
    why: Words {
        zh: "带括号的序号后不加标点，“（一）、”应为“（一）”。",
        en: "No mark follows a bracketed number: （一）, not （一）、.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》附录B.3",
        en: "GB/T 15834-2011, annex B.3",
    },
    faulty: examples![
        "一、主要举措和成效\n（一）、加强组织领导\n召开会议6次。\n（二）、严格执法监管\n组织巡查20次。\n",
        "一、主要举措和成效\n（一）、加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let redundant: Vec<Span> = text
        .paragraphs
        .iter()
        .filter_map(|p| {
            let m = crate::outline::marker::read(text, p.span)?;
            let s = m.span;
            let doubled = one_of!(text.before(s.end), "、.,:") && text.before(s.end - 1) == ')';
            (doubled && text.at(s.start) == '(').then_some(s)
        })
        .filter(|s| !seen.in_boilerplate(s.start))
        .collect();
    let Some((&first, rest)) = redundant.split_first() else {
        return Vec::new();
    };
    let printed = text.printed(first);
    let times = redundant.len();
    let zh = match times {
        1 => format!("“{printed}”带括号的序号后不加标点。"),
        _ => format!("“{printed}”带括号的序号后不加标点，全文共{times}处。"),
    };
    let en = format!("No mark follows a bracketed number: “{printed}”, {times} in all.");
    let found = RULE.at(first, zh, en).with(rest.iter().copied());
    vec![if times == 1 {
        found.fixed(Span::new(first.end - 1, first.end), "")
    } else {
        found
    }]
}
