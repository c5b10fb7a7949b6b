//! A movement goes against its verb: 由7份减少到9份.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::metric::Link;
use crate::fact::quantity::Approx;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "direction-mismatch",
    severity: Severity::Error,
    what: Words {
        zh: "增减方向与数字相反",
        en: "A movement goes against its verb",
    },
    why: Words {
        zh: "“由甲减到乙”则乙应小于甲，“由甲增到乙”则乙应大于甲；相反时不是数字颠倒就是用词写错。",
        en: "What falls ends lower, what rises ends higher; otherwise the figures are swapped or the verb is wrong.",
    },
    source: Words {
        zh: "据原文：用词与前后数字比较",
        en: "The text itself: the verb compared with the figures",
    },
    faulty: examples![
        "老年人补贴申请材料由3份减少到7份。",
        "持证执法人员由28名增加到24名。",
    ],
    sound: examples![
        "老年人补贴申请材料由7份减少到3份。",
        "持证执法人员由24名增加到28名。",
        "审批时限由45天缩短为20天。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let m = &seen.facts.metrics;
    let mut out = Vec::new();
    for b in 1..m.len() {
        let a = b - 1;
        let same = m[a].sentence == m[b].sentence && m[a].quantity.unit == m[b].quantity.unit;
        let exact = [a, b]
            .iter()
            .all(|&i| m[i].quantity.approx == Approx::Exact && m[i].quantity.max.is_none());
        if !(same && exact && m[a].link == Link::From && m[b].link == Link::To) {
            continue;
        }
        let between = Span::new(m[a].quantity.span.end, m[b].quantity.span.start);
        let words = seen.text.folded(between);
        let has = |list: &str| words.chars().any(|c| list.contains(c));
        let (from, to) = (m[a].quantity.value.value(), m[b].quantity.value.value());
        let (falls, rises) = (has("减降缩压少短"), has("增升扩涨多"));
        if falls != rises && (falls && to > from || rises && to < from) {
            let span = Span::new(m[a].quantity.span.start, m[b].quantity.span.end);
            let quote = seen.quote(span);
            let zh = format!(
                "{quote}：用词是{}，数字却是{}。",
                if falls { "减少" } else { "增加" },
                if falls { "增加" } else { "减少" }
            );
            let en = format!(
                "{quote}: the verb says {}, the figures {}.",
                if falls { "less" } else { "more" },
                if falls { "rise" } else { "fall" }
            );
            out.push(RULE.at(span, zh, en));
        }
    }
    out
}
