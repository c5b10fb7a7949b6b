//! A total is not the sum of the parts that the sentence tells.
//!
//! Which figures belong together is settled in `relation/sum.rs`. Which of them is
//! wrong is not known: the remark says that they disagree.

use super::figures::{at_result, disagreeing, failing};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "sum-mismatch",
    severity: Severity::Error,
    what: Words {
        zh: "总数与分项对不上",
        en: "Parts and total disagree",
    },
    why: Words {
        zh: "同一句里的总数和分项读者一加便知；对不上时，总数、某个分项写错或漏列分项都有可能，要查原始数据。",
        en: "Any reader can add up the parts of a total. Where they disagree, the total or any part may be wrong, or a part was left out; the records tell.",
    },
    source: Words {
        zh: "据原文：按所列数字重新计算",
        en: "The text itself: recomputed from the printed figures",
    },
    faulty: examples![
        "全年审查各类文书91份，其中合同73份、协议16份。",
        "信访事项中，涉农类占31.5%、劳资类占42.5%、其他占20%。",
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
            // Shares that are all parts of one whole.
            if r.expr.starts_with("100%") {
                let zh = format!("各项占比之和应为100%：{sum} = {}。", r.computed);
                let en = format!("The shares should make 100%: {sum} = {}.", r.computed);
                return at_result(&RULE, seen, r, zh, en);
            }
            let of = Words {
                zh: "分项",
                en: "its parts ",
            };
            disagreeing(&RULE, seen, r, of)
        })
        .collect()
}
