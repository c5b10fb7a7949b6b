//! The report is signed but not dated.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "date-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "缺少成文日期",
        en: "No date of signing",
    },
    why: Words {
        zh: "成文日期署在发文机关之下，年月日写全；没有日期，无法判断是否按期报告。",
        en: "The day of signing stands under the issuer in full; without it nobody can tell whether the report was in time.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.5.4",
        en: "GB/T 9704-2012, 7.3.5.4",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量。\n某某县民政局",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let Some(signature) = seen.meta.signature else {
        return Vec::new();
    };
    if seen.outline.frame.date.is_some() || seen.meta.signed_date.is_some() || !seen.is_whole() {
        return Vec::new();
    }
    let zh = "署名之下没有成文日期。".to_string();
    let en = "No date stands under the signature.".to_string();
    vec![RULE.at(signature, zh, en)]
}
