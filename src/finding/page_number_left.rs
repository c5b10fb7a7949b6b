//! Page numbers stand between the lines of the text.

use super::{Finding, Place, Rule, Seen, Severity, Words};
use crate::text::NoiseKind;

pub static RULE: Rule = Rule {
    code: "page-number-left",
    severity: Severity::Warning,
    what: Words {
        zh: "页码混入正文",
        en: "Page numbers left in the text",
    },
    why: Words {
        zh: "从PDF或Word复制时页码会插进句子中间，公开前应当删去。",
        en: "Page numbers slip into sentences when text is copied from PDF or Word; they go before publication.",
    },
    source: Words {
        zh: "GB/T 9704-2012 7.5：页码编排在版心之外",
        en: "GB/T 9704-2012, 7.5: page numbers stand outside the text",
    },
    faulty: examples![
        "一、主要工作\n我局全年共召开专题会议六次，研究解决法治建设\n— 3 —\n中的突出问题十二个，推动各项任务落实。\n",
    ],
    sound: examples![
        "一、主要工作\n我局全年共召开专题会议6次，研究解决法治建设中的突出问题12个，推动各项任务落实。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list: Vec<_> = seen
        .text
        .noise
        .iter()
        .filter(|n| n.kind == NoiseKind::PageNumber)
        .collect();
    let Some((first, rest)) = list.split_first() else {
        return Vec::new();
    };
    let zh = format!("正文中混入页码{}处。", list.len());
    let en = format!("Page numbers stand in the text, {} in all.", list.len());
    let mut found = RULE.at(first.span, zh, en);
    found
        .related
        .extend(rest.iter().take(50).map(|n| Place::from(n.span)));
    vec![found]
}
