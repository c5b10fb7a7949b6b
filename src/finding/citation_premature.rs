//! An act is cited that did not exist yet in the reported year, nor in the next
//! one, when the report was written.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::catalogue;

pub static RULE: Rule = Rule {
    code: "citation-premature",
    severity: Severity::Info,
    what: Words {
        zh: "引用当时尚未出台的文件",
        en: "An act cited before it existed",
    },
    why: Words {
        zh: "报告年度和成文时都还没有的文件不可能是当年工作的依据；标题年份或文件名称有误。",
        en: "What had not been adopted yet cannot have been its basis; the year in the title or the citation is wrong.",
    },
    source: Words {
        zh: "国家法律法规数据库（flk.npc.gov.cn）和中国政府网（www.gov.cn）的公布日期",
        en: "The dates of adoption in the national database of laws (flk.npc.gov.cn) and on www.gov.cn",
    },
    faulty: examples![
        "某某县民政局2018年法治政府建设年度报告\n2018年，我局学习《中华人民共和国法治宣传教育法》，开展活动8场。",
    ],
    sound: examples![
        "某某县民政局2025年法治政府建设年度报告\n2025年，我局学习《中华人民共和国法治宣传教育法》，开展活动8场。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let Some(year) = seen.year() else {
        return Vec::new();
    };
    let list = seen
        .facts
        .citations
        .iter()
        .filter(|c| c.act.is_some() && !seen.in_boilerplate(c.span.start));
    list.filter_map(|c| {
        let name = c
            .full_name
            .clone()
            .unwrap_or_else(|| seen.text.folded(c.name));
        let act = catalogue::find_in(&name, Some(year))?;
        if !act.not_yet_in(year + 1) {
            return None;
        }
        let zh = format!(
            "《{}》{}年公布，{year}年的报告不可能以它为依据。",
            act.title, act.promulgated
        );
        let en = format!(
            "《{}》 was adopted in {}; a report on {year} cannot rest on it.",
            act.title, act.promulgated
        );
        Some(RULE.at(c.span, zh, en))
    })
    .collect()
}
