//! A heading has lost its number: 二、 … 存在问题 … 四、. Web copies lose list
//! marks; the part itself is there.

use super::order::{self, Event};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "numbering-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "标题丢失序号",
        en: "A heading has lost its number",
    },
    why: Words {
        zh: "同级标题有的有序号、有的没有，读者看不出层次；多半是网页复制时丢了自动编号。",
        en: "Among numbered headings one without a number hides the structure; web copies often lose them.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.3 结构层次序数",
        en: "GB/T 9704-2012, 7.3.3, numbers of levels",
    },
    faulty: examples![
        "某某镇人民政府2023年度法治政府建设情况报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n、2024年工作安排\n充实执法力量。\n",
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次，研究议题。\n严格执法监管，维护市场秩序\n一是加强巡查。组织巡查20次。二是加强监管。\n（三）深化普法宣传\n开展活动8场。\n",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强组织领导\n召开会议6次。\n（二）严格执法监管\n组织巡查20次。\n（三）深化普法宣传\n开展活动8场。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = order::headings(seen);
    list.iter()
        .filter_map(|o| {
            let Event::Missing { expected } = o.event else {
                return None;
            };
            let marker = o.model.and_then(|m| order::in_style(text, m, expected));
            let shown = marker.clone().unwrap_or_else(|| expected.to_string());
            let zh = format!(
                "标题{}丢了序号，按同级标题应为“{shown}”。",
                seen.quote(o.place)
            );
            let en = format!(
                "The heading {} has lost its number; by its sisters it is “{shown}”.",
                seen.quote(o.place)
            );
            let mut found = RULE.at(o.place, zh, en);
            if let Some(marker) = marker {
                // 、存在问题 keeps the mark behind its numeral.
                let kept = text.at(o.place.start);
                let insert = match marker.strip_suffix(['、', '.', '．']) {
                    Some(bare) if matches!(kept, '、' | '.') => bare.to_string(),
                    _ => marker,
                };
                found = found.fixed(Span::new(o.place.start, o.place.start), insert);
            }
            Some(found)
        })
        .collect()
}
