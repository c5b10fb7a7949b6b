//! The report is signed before the year it reports on was over.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "signed-early",
    severity: Severity::Info,
    what: Words {
        zh: "年度未结束即成文",
        en: "Signed before the year ended",
    },
    why: Words {
        zh: "年度报告写的是全年情况；年内成文，数据多半只到十月或十一月，不宜与全年数据比较。",
        en: "Signed within its year, a report's figures usually stop in autumn and do not compare with full years.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十三条：报告上一年度情况",
        en: "《法治政府建设与责任落实督察工作规定》, art. 23: a report on the past year",
    },
    faulty: examples![
        "某某区民政局2020年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2021年工作安排\n抓好落实。\n某某区民政局\n2020年12月14日",
    ],
    sound: examples![
        "某某区民政局2020年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2021年工作安排\n抓好落实。\n某某区民政局\n2021年1月14日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let (Some(year), Some((span, iso))) = (seen.year(), seen.meta.signed_date.as_ref()) else {
        return Vec::new();
    };
    let signed: Option<i32> = iso.get(..4).and_then(|y| y.parse().ok());
    if signed != Some(year) {
        return Vec::new();
    }
    let zh = format!("成文日期是{iso}，{year}年还没有结束；文中数据可能不是全年数。");
    let en = format!(
        "Signed on {iso}, before {year} was over; the figures may not cover the whole year."
    );
    vec![RULE.at(*span, zh, en)]
}
