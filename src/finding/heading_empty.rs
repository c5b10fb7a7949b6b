//! A heading has nothing under it: the next heading follows at once, or the end.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::requirement::State;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "heading-empty",
    severity: Severity::Warning,
    what: Words {
        zh: "标题下没有内容",
        en: "A heading with nothing under it",
    },
    why: Words {
        zh: "有标题而无正文，是内容被删或复制不全。",
        en: "A heading without text means that the text was deleted or not copied.",
    },
    source: Words {
        zh: "据原文：标题之后紧接下一标题或全文结束",
        en: "The text itself: the next heading follows at once, or the end",
    },
    faulty: examples![
        "一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n三、2024年工作安排\n充实执法力量。\n",
        "一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n\n某某县民政局\n2024年1月9日",
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n二、存在的不足和原因\n三、2024年工作安排\n某某县民政局\n2024年1月9日",
    ],
    sound: examples![
        "一、主要举措和成效\n（一）加强学习\n组织学法6次。\n二、2024年工作安排\n充实执法力量。\n",
        "一、主要举措和成效\n组织学法6次。\n二、2024年工作安排\n一是强化理论武装，把习近平法治思想列入必修内容。\n二是加强监督。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let sections = &seen.outline.sections;
    let mut out = Vec::new();
    for (i, s) in sections.iter().enumerate() {
        let has_children = sections.get(i + 1).is_some_and(|n| n.parent == Some(i));
        if has_children || seen.outline.says(seen.text, i) {
            continue;
        }
        // Sisters told as bare lines are a list; the headings of required parts never.
        let bare = |j: usize| {
            sections
                .get(j)
                .is_some_and(|n| n.level == s.level && n.span.end <= n.heading.end)
        };
        if (i > 0 && bare(i - 1) || bare(i + 1)) && !is_empty_part(seen, s.heading) {
            continue;
        }
        let quote = seen.quote(s.heading);
        let zh = format!("标题{quote}下没有内容。");
        let en = format!("Nothing stands under the heading {quote}.");
        out.push(RULE.at(s.heading, zh, en));
    }
    out
}

/// The heading is all that the report has on a required part.
fn is_empty_part(seen: &Seen, heading: Span) -> bool {
    let mut parts = seen.requirements.iter();
    parts.any(|r| r.state == State::Empty && r.spans.contains(&heading))
}
