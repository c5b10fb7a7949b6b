//! A share, a rate or an average is not the quotient of the two figures that the
//! sentence gives for it. Rounding and cutting off at the last printed digit are
//! both accepted.

use super::figures::{disagreeing, failing};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "ratio-mismatch",
    severity: Severity::Error,
    what: Words {
        zh: "比率与所列数字对不上",
        en: "A rate and its figures disagree",
    },
    why: Words {
        zh: "占比、比率、增幅和平均数都能由同句的数字算出；四舍五入或截尾到所写位数仍不相等，比率和所列数字中至少有一个写错。",
        en: "They follow from the figures beside them; where neither rounding nor cutting off gives the printed digits, at least one of them is wrong, be it the rate or a count.",
    },
    source: Words {
        zh: "据原文：按所列数字重新计算，允许所写末位的半个单位误差，也允许截尾",
        en: "The text itself: recomputed from the printed figures; half a unit of the last printed digit or a cut-off is accepted",
    },
    faulty: examples![
        "全年办理政务服务事项186项，其中即办件98项，占56.2%。",
        "排查隐患268个，已整改253个，整改率96.4%。",
    ],
    sound: examples![
        "排查隐患268个，已整改253个，整改率94.4%。",
        "全年办结案件38件，其中当年24件，占63.1%。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let failing = failing(seen, RelationKind::Ratio);
    failing
        .map(|r| disagreeing(&RULE, seen, r, Words { zh: "", en: "" }))
        .collect()
}
