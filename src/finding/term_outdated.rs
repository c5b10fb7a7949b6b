//! A body or a day is called by a name that had been given up before the year.

use super::{Finding, Rule, Seen, Severity, Words, slips};

pub static RULE: Rule = Rule {
    code: "term-outdated",
    severity: Severity::Info,
    what: Words {
        zh: "旧称谓",
        en: "A name given up before",
    },
    why: Words {
        zh: "机构改革或更名之后仍用旧称，多半是沿用旧稿；若确指过去，可加“原”字。",
        en: "After a reform the old name usually comes from an old draft; where the past is meant, 原 says so.",
    },
    source: Words {
        zh: "《深化党和国家机构改革方案》（2018年）及其后公布的机构名称，见中国政府网（www.gov.cn）",
        en: "《深化党和国家机构改革方案》 of 2018 and the names published since, on www.gov.cn",
    },
    faulty: examples!["某某区民政局2021年法治政府建设年度报告\n2021年，我局广泛征求区法制办意见。"],
    sound: examples!["某某区民政局2016年法治政府建设年度报告\n2016年，我局广泛征求区法制办意见。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    slips::find(seen, &RULE)
}
