//! Two dates of the paper exclude each other: published before it was signed,
//! signed before the reported year began.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "date-conflict",
    severity: Severity::Info,
    what: Words {
        zh: "日期互相矛盾",
        en: "Dates that exclude each other",
    },
    why: Words {
        zh: "公开不会早于成文，成文不会早于报告年度；有一个日期写错或取错。",
        en: "Nothing is published before it is signed, nor signed before its year began; one of the dates is wrong.",
    },
    source: Words {
        zh: "据原文：同一报告的日期相互比对",
        en: "The text itself: the dates of the report compared",
    },
    faulty: examples![
        "来源：某某区民政局 发布时间：2023-03-13 15:05\n某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年3月14日",
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2021年3月14日",
    ],
    sound: examples![
        "来源：某某区民政局 发布时间：2023-03-15 15:05\n某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年3月14日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let mut out = Vec::new();
    let Some((signed, day)) = seen.meta.signed_date.as_ref() else {
        return out;
    };
    if let Some((published, iso)) = seen.meta.published_date.as_ref()
        && iso < day
    {
        let zh = format!("公开日期{iso}早于成文日期{day}。");
        let en = format!("Published on {iso}, before it was signed on {day}.");
        out.push(RULE.at(*published, zh, en).with([*signed]));
    }
    if let Some(year) = seen.year()
        && day
            .get(..4)
            .and_then(|y| y.parse::<i32>().ok())
            .is_some_and(|y| y < year)
    {
        let zh = format!("成文日期{day}早于报告年度{year}年。");
        let en = format!("Signed on {day}, before the reported year {year} began.");
        let related = seen.meta.year.map(|y| y.0);
        out.push(
            RULE.at(*signed, zh, en)
                .with(related)
                .severe(Severity::Warning),
        );
    }
    out
}
