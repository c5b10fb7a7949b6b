//! One number heads two sister headings or points: （五） … （五）.

use super::order::{self, Event};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "numbering-duplicate",
    severity: Severity::Warning,
    what: Words {
        zh: "序号重复",
        en: "One number twice",
    },
    why: Words {
        zh: "同级标题两次用同一个序号，引用“第几项”时就会指错，后面的序号多半也要顺延。",
        en: "A number that heads two sister headings points to neither.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.3 结构层次序数",
        en: "GB/T 9704-2012, 7.3.3, numbers of levels",
    },
    faulty: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n（二）深化普法宣传\n开展活动8场。\n",
        "一、工作情况\n主要做法：一是加强学习。组织学法6次。二是加强执法。二是加强宣传。开展活动8场。\n",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n二、2024年安排\n（一）深化普法宣传\n开展活动8场。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = order::headings(seen).into_iter().chain(order::points(seen));
    list.filter_map(|o| {
        let Event::Duplicate { n, first } = o.event else {
            return None;
        };
        let (quote, before) = (seen.quote(o.place), seen.quote(first));
        let zh = format!(
            "序号“{}”用了两次：前面已有{before}，这里是{quote}。",
            order::han(n)
        );
        let en = format!("The number {n} is used twice: {before} before, {quote} here.");
        Some(RULE.at(o.place, zh, en).with([first]))
    })
    .collect()
}
