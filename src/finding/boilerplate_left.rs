//! What the web page printed round the report was copied along.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "boilerplate-left",
    severity: Severity::Info,
    what: Words {
        zh: "网页文字混入",
        en: "Page furniture left in",
    },
    why: Words {
        zh: "“当前位置”“来源”“打印本页”不是报告内容；报送或存档前应当删去。",
        en: "Breadcrumbs, source lines and buttons are no part of the report and go before it is filed.",
    },
    source: Words {
        zh: "据原文：网页的导航、计数和分享文字，不是报告的语句",
        en: "The text itself: navigation, counters and sharing words of a web page, no words of a report",
    },
    faulty: examples![
        "首页 > 政务公开 > 法治政府建设\n某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n【打印本页】【关闭窗口】",
    ],
    sound: examples!["某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    // An empty 附件： is a remark of its own.
    let list: Vec<_> = seen
        .boilerplate
        .iter()
        .copied()
        .filter(|s| seen.text.at(s.start) != '附')
        .collect();
    let Some((&first, rest)) = list.split_first() else {
        return Vec::new();
    };
    let quote = seen.quote(first);
    let (zh, en) = if rest.is_empty() {
        (
            format!("{quote}是网页文字，不是报告内容。"),
            format!("{quote} belongs to the web page, not to the report."),
        )
    } else {
        (
            format!("{quote}等{}处是网页文字，不是报告内容。", list.len()),
            format!(
                "{quote} and {} more lines belong to the web page, not to the report.",
                rest.len()
            ),
        )
    };
    vec![RULE.at(first, zh, en).with(rest.iter().copied().take(50))]
}
