//! One thing is counted twice in the report, with two different results.

use super::figures::{at_result, failing, named, printed};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "figure-conflict",
    severity: Severity::Warning,
    what: Words {
        zh: "同一事项前后数字不一致",
        en: "One thing, two different figures",
    },
    why: Words {
        zh: "同一指标在两处数字不同，读者无法判断哪一个可信；口径不同时应当写明。",
        en: "The reader cannot tell which to trust; where they count different things, the report should say so.",
    },
    source: Words {
        zh: "据原文：同一报告内两处相互比对",
        en: "The text itself: two places of the report compared",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n局党组全年研究法治议题8次。\n二、党政主要负责人履行推进法治建设第一责任人职责情况\n局主要负责人全年主持研究法治议题9次。",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n局党组全年研究法治议题8次。\n二、党政主要负责人履行推进法治建设第一责任人职责情况\n局主要负责人全年主持研究法治议题8次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    failing(seen, RelationKind::Equal)
        .map(|r| {
            let here = named(seen, r.total);
            let there = r.parts.first().map(|&i| named(seen, i)).unwrap_or_default();
            let (a, b) = (printed(seen, r.total), r.parts.first().map(|&i| printed(seen, i)).unwrap_or_default());
            let zh = format!("同一事项两处数字不一致：{there}，{here}。若口径不同，请写明。");
            let en = format!("The same thing has two figures, {b} and {a}. If they count different things, say so.");
            at_result(&RULE, seen, r, zh, en)
        })
        .collect()
}
