//! The numbers of one part begin anew: 一、 二、 三、 and then 一、 again.

use super::order::{self, Event};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "numbering-restart",
    severity: Severity::Warning,
    what: Words {
        zh: "序号从头再起",
        en: "Numbers begin anew",
    },
    why: Words {
        zh: "同一层次中间又从“一”编起，多半是两份材料拼接，或者缺了上一级标题。",
        en: "Where the numbers of one level begin anew, two papers were joined or a heading above is missing.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.3 结构层次序数",
        en: "GB/T 9704-2012, 7.3.3, numbers of levels",
    },
    faulty: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n（一）深化普法宣传\n开展活动8场。\n（二）强化监督\n公开信息20条。\n",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n二、2024年安排\n（一）深化普法宣传\n开展活动8场。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = order::headings(seen).into_iter();
    list.filter_map(|o| {
        let Event::Restart { after } = o.event else { return None };
        let quote = seen.quote(o.place);
        let zh = format!("这一级已编到“{}”，到{quote}又从头编起；可能缺了上一级标题。", order::han(after));
        let en = format!("This level had come to {after} and begins anew with {quote}; a heading above may be missing.");
        Some(RULE.at(o.place, zh, en))
    })
    .collect()
}
