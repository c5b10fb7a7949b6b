//! A part is greater than the whole it is said to belong to.

use super::figures::{failing, named};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "part-exceeds-whole",
    severity: Severity::Error,
    what: Words {
        zh: "部分大于整体",
        en: "A part exceeds its whole",
    },
    why: Words {
        zh: "“其中”所列的数不可能超过总数。",
        en: "What is said to be part of a whole cannot be more than the whole.",
    },
    source: Words {
        zh: "据原文：按所列数字比较",
        en: "The text itself: the printed figures compared",
    },
    faulty: examples!["检查人力资源服务机构36家，对其中存在档案不全等问题的41家下达整改通知。"],
    sound: examples!["检查人力资源服务机构36家，对其中存在档案不全等问题的14家下达整改通知。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let span = |i: usize| seen.facts.metrics[i].quantity.span;
    failing(seen, RelationKind::Bound)
        .filter_map(|r| {
            let &part = r.parts.first()?;
            let (p, w) = (named(seen, part), named(seen, r.total));
            let zh = format!("部分大于整体：{p}是{w}的一部分，不应超过它。");
            let en = format!("A part exceeds its whole: {p} is part of {w}.");
            Some(RULE.at(span(part), zh, en).with([span(r.total)]))
        })
        .collect()
}
