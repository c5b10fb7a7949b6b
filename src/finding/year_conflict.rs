//! The title names one year and the body another: the lead, a heading of the
//! achievements, or a plan that is not for the next year.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::{contains, one_of};
use crate::outline::Role;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "year-conflict",
    severity: Severity::Warning,
    what: Words {
        zh: "年份前后矛盾",
        en: "The year contradicts the title",
    },
    why: Words {
        zh: "标题的年份是报告年度，导语、成效和安排的年份都由它决定；不一致多半是沿用了上一年的稿子。",
        en: "The title names the reported year; where lead, results or plan name another, a former draft was probably reused.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十三条：每年报告上一年度情况",
        en: "《法治政府建设与责任落实督察工作规定》, art. 23: each year a report on the past one",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n2022年，我局扎实推进依法行政。现将情况报告如下。\n一、主要举措和成效\n组织学法6次。",
        "某某县民政局2023年法治政府建设年度报告\n现将我局2022年度依法行政工作情况汇报如下：\n一、主要举措和成效\n组织学法6次。",
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局扎实推进依法行政。\n一、2022年主要举措和成效\n组织学法6次。\n二、2024年工作安排\n充实执法力量。",
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局扎实推进依法行政。\n一、主要举措和成效\n组织学法6次。\n二、2023年工作安排\n充实执法力量。",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局扎实推进依法行政。\n一、2023年主要举措和成效\n组织学法6次，比2022年增加2次。\n二、2024年工作安排\n充实执法力量。",
        "某某县民政局2023年法治政府建设年度报告\n2021年以来，我局扎实推进依法行政。\n一、主要举措和成效\n组织学法6次。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let Some((title, year)) = seen.meta.year.filter(|_| seen.meta.title.is_some()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut say = |place: Span, found: i32, expected: i32, what: (&str, &str)| {
        let zh = format!(
            "标题写的是{year}年，{}应为{expected}年，这里写作{found}年。",
            what.0
        );
        let en = format!(
            "The title says {year}, so {} would be {expected}; here it is {found}.",
            what.1
        );
        out.push(RULE.at(place, zh, en).with([title]));
    };
    // The head of the lead: 2022年，我局….
    if let Some(lead) = seen.body().find(|p| p.len() >= 12)
        && let Some((span, y)) =
            single_year(seen, Span::new(lead.start, (lead.start + 6).min(lead.end)))
        && span.start == lead.start
        && one_of!(seen.text.at(span.end), ",度我全是在县区市局")
        && y != year
    {
        say(span, y, year, ("导语的年份", "the year of the lead"));
    }
    // 现将2022年度…报告如下.
    if let Some(told) = seen.meta.formula
        && let Some((span, y)) = single_year(seen, told)
        && y != year
        && reports(seen, span.end, told.end)
    {
        say(span, y, year, ("报告的年份", "the reported year"));
    }
    for s in seen.outline.sections.iter().filter(|s| s.level == 1) {
        let Some((span, y)) = single_year(seen, s.title) else {
            continue;
        };
        match s.role {
            Role::Plan if y != year + 1 => say(
                span,
                y,
                year + 1,
                ("下一年度安排的年份", "the year of the plan"),
            ),
            // 一、2022年问题整改落实情况: what the year before left to be mended.
            _ if y + 1 == year && seen.text.find("整改", s.title).is_some() => {}
            Role::Achievements | Role::Other | Role::Preamble if y != year => {
                say(span, y, year, ("成效的年份", "the year of the results"))
            }
            _ => {}
        }
    }
    out
}

/// What stands behind the year is the matter of the report: 年度法治政府建设情况.
fn reports(seen: &Seen, from: usize, end: usize) -> bool {
    let matter = seen.text.slice(Span::new(from, end));
    ["法治", "依法", "工作", "情况"]
        .iter()
        .any(|w| contains(matter, w))
}

/// The one year that stands in `within`: no range, no month, no 以来.
fn single_year(seen: &Seen, within: Span) -> Option<(Span, i32)> {
    let dates = &seen.facts.dates;
    let from = dates.partition_point(|d| d.span.start < within.start);
    let mut found = dates[from..]
        .iter()
        .take_while(|d| d.span.start < within.end);
    let d = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let year = d
        .iso
        .as_deref()
        .filter(|iso| iso.len() == 4)?
        .parse()
        .ok()?;
    let since = ["以来", "至", "起", "前", "后", "底", "末", "初"]
        .iter()
        .any(|w| seen.text.starts_with(d.span.end, w));
    (!since).then_some((d.span, year))
}
