//! The difference of two rates is printed in percent where percentage points
//! are meant: 失业率3.1%，比上年的3.4%下降0.3%.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words, rates};
use crate::fact::metric::{Kind, Link};
use crate::relation::Note;

pub static RULE: Rule = Rule {
    code: "points-for-percent",
    severity: Severity::Warning,
    what: Words {
        zh: "百分点写成了百分数",
        en: "Percent for percentage points",
    },
    why: Words {
        zh: "从3.4%降到3.1%是下降0.3个百分点，写成“下降0.3%”意思是降到3.39%。",
        en: "From 3.4% to 3.1% is a fall of 0.3 percentage points; “0.3%” would mean a fall to 3.39%.",
    },
    source: Words {
        zh: "据百分比的定义：两个百分数相减得百分点，相除才得百分比",
        en: "The definition of a percentage: two rates differ by points; per cent tell their quotient",
    },
    faulty: examples![
        "城镇登记失业率3.1%，比上年的3.4%下降0.3%。",
        "群众满意度98.7%，比上年提高0.6%。",
    ],
    sound: examples!["城镇登记失业率3.1%，比上年的3.4%下降0.3个百分点。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let m = &seen.facts.metrics;
    let span = |i: usize| m[i].quantity.span;
    let list = seen
        .relations
        .iter()
        .filter(|r| r.note == Some(Note::PointsForPercent));
    let proved = list.map(|r| {
        let name = named(seen, r.total);
        let zh = format!("{name}是两个比率之差，应当写作“个百分点”。");
        let en =
            format!("{name} is the difference of two rates and should be in percentage points.");
        RULE.at(span(r.total), zh, en)
            .with(r.parts.iter().map(|&i| span(i)))
    });
    // 满意度98.7%，比上年提高0.6%: without the former rate it is only likely.
    let settled = seen.settled();
    let percent = |i: usize| m[i].quantity.unit.as_deref() == Some("%");
    let likely = (1..m.len()).filter(|&i| {
        let rate = &m[i - 1];
        let change = m[i].link == Link::Change
            && m[i].inherits == Some(i - 1)
            && m[i].sentence == rate.sentence;
        let small = m[i].quantity.value.value() < rate.quantity.value.value() / 4.0;
        let is_rate =
            rate.kind == Kind::Ratio && rates::of(&rate.indicator).is_some_and(|r| r.bounded);
        change && is_rate && percent(i) && percent(i - 1) && small && !settled[i]
    });
    let likely = likely.map(|i| {
        let (name, rate) = (named(seen, i), named(seen, i - 1));
        let zh = format!("{name}说的是{rate}的变化；若是两个比率之差，应当写作“个百分点”。");
        let en = format!("{name} is a change of {rate}; if it is a difference of rates, it should be in percentage points.");
        RULE.at(span(i), zh, en).with([span(i - 1)]).severe(Severity::Info)
    });
    proved.chain(likely).collect()
}
