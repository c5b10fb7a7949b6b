//! Art. 25 asks for the shortcomings *and their causes*. A part on shortcomings
//! that names no cause is a hint; one whose heading promises causes and gives
//! none is a fault.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::one_of;
use crate::outline::Role;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "causes-missing",
    severity: Severity::Info,
    what: Words {
        zh: "不足没有写明原因",
        en: "Shortcomings without their causes",
    },
    why: Words {
        zh: "年度报告应当写明存在的不足和原因；只列问题不析原因，改进措施就没有着落。",
        en: "The report has to name the shortcomings and their causes; without causes the remedies hang in the air.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十五条第二项",
        en: "《法治政府建设与责任落实督察工作规定》, art. 25(2)",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足及原因\n一是执法力量不足。二是普法形式单一。\n三、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足及原因\n一是执法力量不足，主要是由于编制紧张。二是普法形式单一。\n三、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    find,
};

const CAUSES: [&str; 29] = [
    "原因",
    "由于",
    "因为",
    "导致",
    "缘于",
    "源于",
    "归因",
    "根源",
    "症结",
    "致使",
    "造成",
    "受限于",
    "受制于",
    "影响",
    "制约",
    "主要在于",
    // 主要是编制少: what follows is a cause as often as a shortcoming.
    "主要是",
    "缘由",
    "成因",
    "所致",
    "根由",
    "根子",
    "究其",
    "主因",
    "诱因",
    "在于",
    "使然",
    "有关",
    "由此",
];

fn find(seen: &Seen) -> Vec<Finding> {
    if !seen.is_bound() {
        return Vec::new();
    }
    let sections = &seen.outline.sections;
    let outermost = |i: usize| {
        sections[i]
            .parent
            .is_none_or(|p| sections[p].role != Role::Problems)
    };
    let parts: Vec<_> = (0..sections.len())
        .filter(|&i| sections[i].role == Role::Problems && outermost(i))
        .map(|i| &sections[i])
        .collect();
    let has =
        |s: Span| CAUSES.iter().any(|w| seen.text.find(w, s).is_some()) || is_limited(seen, s);
    let body = |s: &crate::outline::Section| Span::new(s.heading.end.min(s.span.end), s.span.end);
    if parts.iter().any(|s| has(body(s))) {
        return Vec::new();
    }
    let Some(first) = parts.first() else {
        return Vec::new();
    };
    if body(first).len() < 10 {
        return Vec::new();
    }
    let promised = parts
        .iter()
        .find(|s| seen.text.find("原因", s.heading).is_some());
    let (place, severity, zh, en) = match promised {
        Some(s) => (
            s.heading,
            Severity::Warning,
            "标题写了“原因”，这一部分却只列不足，没有写明原因。",
            "The heading promises causes, but the part only lists shortcomings.",
        ),
        None => (
            first.heading,
            Severity::Info,
            "这一部分只列不足，没有写明原因；年度报告应当写明“存在的不足和原因”。",
            "This part lists shortcomings and names no cause; the report has to give both.",
        ),
    };
    vec![
        RULE.at(place, zh.to_string(), en.to_string())
            .severe(severity),
    ]
}

/// 受编制限制, 受财力所限: what hems in is the cause.
fn is_limited(seen: &Seen, within: Span) -> bool {
    const REACH: usize = 10;
    (within.start..within.end)
        .filter(|&k| seen.text.at(k) == '受')
        .any(|k| {
            let clause =
                (k..within.end.min(k + REACH)).take_while(|&j| !one_of!(seen.text.at(j), ",。;、"));
            let clause = Span::new(k, clause.last().map_or(k, |j| j + 1));
            ["限制", "所限", "束缚"]
                .iter()
                .any(|w| seen.text.find(w, clause).is_some())
        })
}
