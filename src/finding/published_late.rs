//! The report was published, or only signed, on or after 1 April of the next year.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "published-late",
    severity: Severity::Info,
    what: Words {
        zh: "公开晚于4月1日",
        en: "Published after 1 April",
    },
    why: Words {
        zh: "地方各级政府和县级以上政府部门应当在每年4月1日之前向社会公开年度报告。",
        en: "Local governments and departments at county level and above publish the report before 1 April.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十四条（2019年4月15日起施行）",
        en: "《法治政府建设与责任落实督察工作规定》, art. 24, in force since 2019-04-15",
    },
    faulty: examples![
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年5月8日",
    ],
    sound: examples![
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年3月8日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let Some(year) = seen.year().filter(|_| seen.is_bound()) else {
        return Vec::new();
    };
    let limit = format!("{}-04-01", year + 1);
    let meta = seen.meta;
    let published = meta
        .published_date
        .as_ref()
        .map(|d| (d, ("公开日期", "published")));
    let signed = meta
        .signed_date
        .as_ref()
        .map(|d| (d, ("成文日期", "signed")));
    let Some(((span, iso), (zh, en))) = published.or(signed) else {
        return Vec::new();
    };
    if iso.as_str() < limit.as_str() {
        return Vec::new();
    }
    let zh = format!("{zh}是{iso}；{year}年度的报告应当在{limit}之前公开。");
    let en = format!("{en} on {iso}; the report on {year} was due before {limit}.");
    vec![RULE.at(*span, zh, en)]
}
