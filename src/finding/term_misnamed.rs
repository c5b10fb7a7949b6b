//! A meeting, system or day is not called by its official name.

use super::{Finding, Rule, Seen, Severity, Words, slips};

pub static RULE: Rule = Rule {
    code: "term-misnamed",
    severity: Severity::Warning,
    what: Words {
        zh: "固定名称有误",
        en: "A set name is wrong",
    },
    why: Words {
        zh: "会议、制度、称谓有固定名称，多字少字都不规范。",
        en: "Meetings, systems and offices have set names; a character more or less is wrong.",
    },
    source: Words {
        zh: "该名称所出的文件，见中国政府网（www.gov.cn）、国家法律法规数据库（flk.npc.gov.cn）",
        en: "The document that coined the term: www.gov.cn, or the national database of laws (flk.npc.gov.cn)",
    },
    faulty: examples![
        "认真学习贯彻中央依法治国工作会议精神。",
        "学习贯彻习近平法制思想。",
    ],
    sound: examples![
        "认真学习贯彻中央全面依法治国工作会议精神。",
        "学习贯彻习近平法治思想。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    slips::find(seen, &RULE)
}
