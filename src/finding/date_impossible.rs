//! No calendar has such a day: 2月30日, 2022年13月.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "date-impossible",
    severity: Severity::Error,
    what: Words {
        zh: "日期不存在",
        en: "An impossible date",
    },
    why: Words {
        zh: "历法上没有这一天，必有一个数字写错。",
        en: "The calendar has no such day; one of the numbers is wrong.",
    },
    source: Words {
        zh: "公历",
        en: "The calendar",
    },
    faulty: examples!["2月30日召开专题会议。", "截至2022年13月，办结案件6件。"],
    sound: examples!["2月28日召开专题会议。", "2024年2月29日召开专题会议。"],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = seen
        .facts
        .dates
        .iter()
        .filter(|d| d.impossible && !seen.in_boilerplate(d.span.start));
    list.map(|d| {
        let printed = seen.text.printed(d.span);
        RULE.at(
            d.span,
            format!("“{printed}”：历法上没有这个日期。"),
            format!("“{printed}”: there is no such date."),
        )
    })
    .collect()
}
