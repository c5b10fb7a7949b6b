//! A change is not the difference of the two figures that it lies between; a
//! remainder is not what is left of the whole.

use super::figures::{disagreeing, failing};
use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::RelationKind;

pub static RULE: Rule = Rule {
    code: "difference-mismatch",
    severity: Severity::Error,
    what: Words {
        zh: "增减数与前后数字对不上",
        en: "A change and its two ends disagree",
    },
    why: Words {
        zh: "本期数、基期数和增减数三者只要有两个就能算出第三个；对不上时，至少有一个数字写错。",
        en: "Of the present figure, the former one and the change any two give the third.",
    },
    source: Words {
        zh: "据原文：按所列数字重新计算",
        en: "The text itself: recomputed from the printed figures",
    },
    faulty: examples![
        "政务服务网上可办率98.7%，比上年的95.8%提高3.2个百分点。",
        "全年立案3926件，比上年的3518件增加418件。",
    ],
    sound: examples!["全年立案3926件，比上年的3518件增加408件，增长11.6%。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let failing = failing(seen, RelationKind::Difference);
    failing
        .map(|r| disagreeing(&RULE, seen, r, Words { zh: "", en: "" }))
        .collect()
}
