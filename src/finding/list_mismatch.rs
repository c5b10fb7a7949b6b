//! A count and the enumeration beside it differ: 设立甲、乙两个中队 names three.
//!
//! Only where the count closes the enumeration and every member is a bare name:
//! members in marks, or names joined by 、 (the last one perhaps by 和) right
//! behind a verb of setting up, with no figure and no 等 among them.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::number;
use crate::fold::{is_han, is_one_of};
use crate::span::Span;
use crate::text::Text;

pub static RULE: Rule = Rule {
    code: "list-mismatch",
    severity: Severity::Warning,
    what: Words {
        zh: "列举的项数与所写数目对不上",
        en: "A count and its enumeration differ",
    },
    why: Words {
        zh: "前面列举了几项，后面的数目就应当是几；不符说明漏列、多列或数目写错。",
        en: "A number that closes an enumeration counts its members; otherwise one of them is left out or the number is wrong.",
    },
    source: Words {
        zh: "据原文：按所列项目逐项清点",
        en: "The text itself: the printed members counted",
    },
    faulty: examples![
        "全年印发《甲市执法规程》《甲市普法清单》《甲市审查办法》两个文件。",
        "聚焦“立法”“执法”“普法”“守法”三个环节，推动工作落实。",
        "设立城东、城西、城南、城北三个中队，配备执法车辆8辆。",
        "组建了法律顾问、公职律师、人民调解员和普法志愿者5支队伍。",
    ],
    sound: examples![
        "聚焦“立法”“执法”“普法”三个环节，推动工作落实。",
        "聚焦“执法”“普法”等五个环节，推动工作落实。",
        "印发《甲市执法规程》《甲市普法清单》两个文件。",
        "设立城东、城西和城南三个中队。",
        "聚焦城管、交通、卫健等五个领域，组建执法、监督、普法、调解四支队伍。",
        "建立县、乡、村三级网络，成立由县长、局长、镇长任组长的两个专班。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.body() {
        let mut i = p.start;
        while i < p.end {
            let marked = marked_run(text, i, p.end);
            let named = || bare_run(text, p.start, i);
            let Some((run, members)) = marked.or_else(named) else {
                i += 1;
                continue;
            };
            i = run.end.max(i + 1);
            if members.len() < 2 {
                continue;
            }
            let Some((count, end)) = count_after(text, run.end) else {
                continue;
            };
            if count != members.len() {
                let place = Span::new(run.end, end);
                let stated = text.printed(place);
                let zh = format!("前面列举了{}项，这里写作“{stated}”。", members.len());
                let en = format!(
                    "{} members are enumerated, and the text says “{stated}”.",
                    members.len()
                );
                out.push(RULE.at(place, zh, en).with(members));
            }
        }
    }
    out
}

/// Quoted names or titles in a row, as “甲”“乙”“丙” or 《甲》、《乙》和《丙》.
fn marked_run(text: &Text, at: usize, end: usize) -> Option<(Span, Vec<Span>)> {
    let (open, close) = match text.at(at) {
        '“' => ('“', '”'),
        '《' => ('《', '》'),
        _ => return None,
    };
    let mut members = Vec::new();
    let mut k = at;
    while k < end && text.at(k) == open {
        let shut = (k + 1..end.min(k + 60)).find(|&j| text.at(j) == close || text.at(j) == open)?;
        if text.at(shut) == open {
            return None;
        }
        members.push(Span::new(k, shut + 1));
        k = shut + 1;
        let joined = is_one_of(text.at(k), "、和与及") && text.at(k + 1) == open;
        k += usize::from(joined);
    }
    Some((Span::new(at, k), members))
}

/// What sets up, or sums up, the members that follow it.
const OPENERS: [&str; 19] = [
    "设立", "成立", "组建", "建立", "设置", "下设", "内设", "分设", "分为", "分成", "聚焦", "围绕",
    "包括", "涵盖", "突出", "紧盯", "推出", "下辖", "新设",
];

/// Bare names in a row that end where a count stands at `at`: 设立城东、城西、城南三个中队.
fn bare_run(text: &Text, from: usize, at: usize) -> Option<(Span, Vec<Span>)> {
    count_after(text, at)?;
    let is_part = |c: char| is_han(c) || c == '、';
    let from = from.max(at.saturating_sub(80));
    let start = (from..at).rev().find(|&k| !is_part(text.at(k)));
    let clause = Span::new(start.map_or(from, |k| k + 1), at);
    let first = (clause.start..at).find(|&k| text.at(k) == '、')?;
    // The opener that stands nearest to the first name, and its 了.
    let opened = |k: &usize| OPENERS.iter().any(|w| text.ends_with(*k, w));
    let mut head = (clause.start + 2..first).rev().find(opened)?;
    head += usize::from(text.at(head) == '了');
    let mut members = Vec::new();
    let mut k = head;
    for end in (head..=at).filter(|&e| e == at || text.at(e) == '、') {
        // 人民调解员和普法志愿者: the last two.
        let and = (k + 2..end.saturating_sub(1)).find(|&j| is_one_of(text.at(j), "和与及"));
        if let Some(j) = and.filter(|_| end == at) {
            members.push(Span::new(k, j));
            k = j + 1;
        }
        members.push(Span::new(k, end));
        k = end + 1;
    }
    let is_name = |s: &Span| {
        let words = text.slice(*s);
        (2..=8).contains(&words.len())
            && !words
                .iter()
                .any(|c| is_one_of(*c, "等的由为以对在各和与及"))
    };
    (members.len() >= 3 && members.iter().all(is_name)).then(|| (Span::new(head, at), members))
}

/// 三个环节, 两部法律 right behind: a small number with a classifier.
fn count_after(text: &Text, at: usize) -> Option<(usize, usize)> {
    let value = match text.at(at) {
        '两' => 2,
        c @ '2'..='9' if !text.before(at).is_ascii_digit() => c as usize - '0' as usize,
        c => number::unit(c).filter(|&n| n > 1)? as usize,
    };
    let classifier = "个项部件种类大本份支家所";
    let sound =
        classifier.contains(text.at(at + 1)) && (is_han(text.at(at + 2)) || text.at(at + 2) == '“');
    // 三个月, 两个以上: no count of the members.
    let other = is_one_of(text.at(at + 2), "月以多小层百阶");
    (sound && !other).then_some((value, at + 2))
}
