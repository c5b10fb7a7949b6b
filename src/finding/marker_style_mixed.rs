//! One level is numbered in two ways: 1、 in one section and 1. in the next,
//! （一） here and (二) there.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::one_of;
use crate::outline::marker::{self, Kind};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "marker-style-mixed",
    severity: Severity::Warning,
    what: Words {
        zh: "同级序号写法不一",
        en: "One level numbered in two ways",
    },
    why: Words {
        zh: "同一层次的序号应当一种写法到底；“1、”与“1.”、“（一）”与“(一)”混用是拼接留下的痕迹。",
        en: "The numbers of one level keep one form; 1、 beside 1. or （一） beside (一) are traces of pasting.",
    },
    source: Words {
        zh: "GB/T 9704-2012 7.3.3；GB/T 15834-2011 附录B.3",
        en: "GB/T 9704-2012, 7.3.3; GB/T 15834-2011, annex B.3",
    },
    faulty: examples![
        "一、主要举措和成效\n（一）加强组织领导\n1、加强学习。组织学法6次。\n2、加强部署。召开会议4次。\n（二）严格执法监管\n1.加强巡查。组织巡查20次。\n2.加强监管。抽查企业6家。\n",
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n(三)深化普法宣传\n开展活动8场。\n",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强组织领导\n1.加强学习。组织学法6次。\n2.加强部署。召开会议4次。\n（二）严格执法监管\n1.加强巡查。组织巡查20次。\n2.加强监管。抽查企业6家。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    // By kind of marker: each style with the places where it stands.
    let mut kinds: Vec<(Kind, Vec<(String, Span)>)> = Vec::new();
    for s in &seen.outline.sections {
        let Some(m) = marker::read(text, s.heading).filter(|_| s.marker.is_some()) else {
            continue;
        };
        if let Some(style) = style(&text.printed(m.span), m.kind) {
            match kinds.iter_mut().find(|(kind, _)| *kind == m.kind) {
                Some((_, list)) => list.push((style, s.heading)),
                None => kinds.push((m.kind, vec![(style, s.heading)])),
            }
        }
    }
    let mut out = Vec::new();
    for (_, list) in &kinds {
        let first = &list[0].0;
        let Some(change) = list.iter().position(|(s, _)| s != first) else {
            continue;
        };
        let same = list.iter().filter(|(s, _)| s == first).count();
        // Where only the first is odd, the first is the slip.
        let odd = if same == 1 && list.len() >= 4 {
            0
        } else {
            change
        };
        let other = if odd == 0 { change } else { 0 };
        let (here, there) = (&list[odd], &list[other]);
        let zh = format!(
            "同级序号写法不一：这里用“{}”，{}用“{}”。",
            here.0,
            seen.quote(there.1),
            there.0
        );
        let en = format!(
            "One level is numbered in two ways: “{}” here, “{}” at {}.",
            here.0,
            there.0,
            seen.quote(there.1)
        );
        out.push(RULE.at(here.1, zh, en).with([there.1]));
    }
    out
}

/// The form of a marker with its number taken out: `1、`, `（一）`.
fn style(printed: &str, kind: Kind) -> Option<String> {
    let chars: Vec<char> = printed.chars().collect();
    let first = *chars.first()?;
    let bracketed = matches!(kind, Kind::HanParen | Kind::DigitParen);
    // （一）、: a mark too many is another fault, and the brackets are as they are.
    let last = match bracketed {
        true => *chars.iter().rfind(|c| !one_of!(**c, "、.．,，:："))?,
        false => *chars.last()?,
    };
    match kind {
        Kind::Digit => match last {
            '、' => Some("1、".to_string()),
            '.' | '．' => Some("1.".to_string()),
            _ => None,
        },
        Kind::Han => match last {
            '、' => Some("一、".to_string()),
            '.' | '．' => Some("一.".to_string()),
            _ => None,
        },
        // One bracket alone, or two widths in a pair, is another fault.
        Kind::HanParen | Kind::DigitParen => {
            let n = if kind == Kind::HanParen { "一" } else { "1" };
            match (first, last) {
                ('（', '）') => Some(format!("（{n}）")),
                ('(', ')') => Some(format!("({n})")),
                _ => None,
            }
        }
        _ => None,
    }
}
