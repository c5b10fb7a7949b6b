//! Neither the title nor a signature says who reports.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "issuer-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "看不出报告单位",
        en: "Nobody is named as the reporting body",
    },
    why: Words {
        zh: "标题没有发文机关，文末又没有署名，报告由谁负责就无从知晓。",
        en: "Where neither the title nor a signature names a body, nobody answers for the report.",
    },
    source: Words {
        zh: "《党政机关公文处理工作条例》第九条",
        en: "《党政机关公文处理工作条例》, art. 9",
    },
    faulty: examples![
        "2023年度法治政府建设情况报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n三、2024年工作安排\n充实执法力量。",
    ],
    sound: examples![
        "2023年度法治政府建设情况报告\n一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let Some(title) = seen.meta.title else {
        return Vec::new();
    };
    if seen.meta.issuer.is_some() || seen.meta.signature.is_some() || !seen.is_whole() {
        return Vec::new();
    }
    let zh = "标题没有写明报告单位，文末也没有署名。".to_string();
    let en = "The title names no body, and no signature stands at the end.".to_string();
    vec![RULE.at(title, zh, en)]
}
