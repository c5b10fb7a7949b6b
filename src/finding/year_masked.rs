//! The reported year is masked: 20*年, 20XX年, 202×年. Model texts and web copies
//! hide it; a report must not.

use super::{Finding, Rule, Seen, Severity, Words, blanks};

pub static RULE: Rule = Rule {
    code: "year-masked",
    severity: Severity::Warning,
    what: Words {
        zh: "年份被遮盖",
        en: "The year is masked",
    },
    why: Words {
        zh: "年份写成“20*年”，看不出是哪一年的报告，也无法判断所引法规是否有效。",
        en: "With 20*年 for the year nobody can tell which year is reported, nor whether the cited acts were in force.",
    },
    source: Words {
        zh: "据原文：年份有空缺或星号；GB/T 9704-2012《党政机关公文格式》7.3.5.4要求年份标全",
        en: "The text itself: part of the year is masked; GB/T 9704-2012, 7.3.5.4, asks for the full year",
    },
    faulty: examples![
        "县水务局20*年依法行政工作总结\n20*年，我局深入推进依法行政。\n一、20*年主要工作\n组织学法6次。",
    ],
    sound: examples![
        "县水务局2023年依法行政工作总结\n2023年，我局深入推进依法行政。\n一、2023年主要工作\n组织学法6次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    if seen.meta.year.is_some() {
        return Vec::new();
    }
    let list = blanks::masked_years(seen);
    if list.is_empty() {
        return Vec::new();
    }
    // Shown where the text begins to speak; the title is another place of it.
    let body = seen.body().next().map_or(0, |p| p.start);
    let first = list.iter().position(|s| s.start >= body).unwrap_or(0);
    let rest = list
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != first)
        .map(|(_, s)| *s);
    let printed = seen.text.printed(list[first]);
    let zh = format!(
        "年份写作“{printed}”，看不出是哪一年的报告；全文共{}处。",
        list.len()
    );
    let en = format!(
        "The year is masked as “{printed}”, {} times in all; the reported year cannot be told.",
        list.len()
    );
    vec![RULE.at(list[first], zh, en).with(rest.take(50))]
}
