//! A total is not the sum of the parts that the sentence tells.
//!
//! Source: the numbers that occur in such reports and how they close were
//! recomputed on real texts (domain notes §4); which figures belong together is
//! settled in `relation/sum.rs`.

use super::figures::{at_result, failing, named};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "sum-mismatch",
    severity: Severity::Error,
    what: Words {
        zh: "分项之和与总数不符",
        en: "Parts do not add up to their total",
    },
    why: Words {
        zh: "同一句里的总数和分项读者一加便知；对不上时，至少有一个数字写错。",
        en: "Any reader can add up the parts of a total; where they do not agree, one figure is wrong.",
    },
    source: Words {
        zh: "按原文所列数字重新计算；《督察工作规定》第三十二条要求材料真实",
        en: "Recomputed from the printed figures; 督察工作规定, art. 32, asks for true material",
    },
    faulty: examples![
        "全年审查各类文书91份，其中合同73份、协议16份。",
        "全年办结行政处罚案件47件，其中水资源类18件、河道管理类21件、水土保持类9件。",
    ],
    sound: examples![
        "全区登记社会组织626个，其中社会团体315个、民办非企业单位311个。",
        "组织培训12次，其中执法培训3次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    failing(seen, RelationKind::Sum)
        .map(|r| {
            let sum = r.expr.split_once(" = ").map_or(r.expr.as_str(), |e| e.1);
            let total = named(seen, r.total);
            let zh = format!("{total}与分项之和不符：{sum} = {}。", r.computed);
            let en = format!(
                "{total} is not the sum of its parts: {sum} = {}.",
                r.computed
            );
            at_result(&RULE, seen, r, zh, en)
        })
        .collect()
}
