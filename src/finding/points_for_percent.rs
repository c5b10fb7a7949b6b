//! The difference of two rates is printed in percent where percentage points
//! are meant: 失业率3.1%，比上年的3.4%下降0.3%.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::Note;

pub const RULE: Rule = Rule {
    code: "points-for-percent",
    severity: Severity::Warning,
    what: Words { zh: "百分点写成了百分数", en: "Percent for percentage points" },
    why: Words {
        zh: "从3.4%降到3.1%是下降0.3个百分点，写成“下降0.3%”意思是降到3.39%。",
        en: "From 3.4% to 3.1% is a fall of 0.3 percentage points; “0.3%” would mean a fall to 3.39%.",
    },
    source: Words { zh: "统计用语：两个百分数相减得百分点", en: "Statistical usage: the difference of two percentages is stated in points" },
    faulty: &["城镇登记失业率3.1%，比上年的3.4%下降0.3%。"],
    sound: &["城镇登记失业率3.1%，比上年的3.4%下降0.3个百分点。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let span = |i: usize| seen.facts.metrics[i].quantity.span;
    let list = seen.relations.iter().filter(|r| r.holds && r.note == Some(Note::PointsForPercent));
    list.map(|r| {
        let name = named(seen, r.total);
        let zh = format!("{name}是两个比率之差，应当写作“个百分点”。");
        let en = format!("{name} is the difference of two rates and should be in percentage points.");
        RULE.at(span(r.total), zh, en).with(r.parts.iter().map(|&i| span(i)))
    })
    .collect()
}
