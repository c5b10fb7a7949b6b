//! A short form is used before it is introduced, or never is: 《纲要》 with no
//! full title before it, “市人社局” ahead of its （以下简称…）.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "abbreviation-undefined",
    severity: Severity::Warning,
    what: Words {
        zh: "简称未先说明",
        en: "A short form without its full title",
    },
    why: Words {
        zh: "《纲要》《意见》之类的简称第一次出现前要写全称并注明简称，否则不知指哪一个文件。",
        en: "A short form such as 《纲要》 follows the full title; without it nobody knows which paper is meant.",
    },
    source: Words {
        zh: "据原文：简称在前文没有全称可以对应；《党政机关公文处理工作条例》第十九条要求表述准确",
        en: "The text itself: no full title stands before the short one; 《党政机关公文处理工作条例》, art. 19, asks for exact wording",
    },
    faulty: examples![
        "2023年，我局深入贯彻《纲要》，推进各项任务。",
        "2023年，我局落实《实施方案》。对照《某某县法治社会建设实施方案》（以下简称《实施方案》），推进各项任务。",
    ],
    sound: examples![
        "2023年，我局落实《某某县法治政府建设实施纲要（2021-2025年）》（以下简称《纲要》），对照《纲要》推进各项任务。",
        "学习《中华人民共和国宪法》和《宪法》。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    // Of the few generic names alone.
    let mut said: Vec<String> = Vec::new();
    let generic = |name: &str| {
        [
            "纲要",
            "规划",
            "意见",
            "方案",
            "办法",
            "条例",
            "规定",
            "通知",
            "细则",
            "决定",
            "实施方案",
            "实施意见",
            "实施办法",
            "实施纲要",
            "工作方案",
            "实施细则",
            "行动方案",
            "工作要点",
            "要点",
            "清单",
            "制度",
            "规则",
            "准则",
            "计划",
        ]
        .contains(&name)
    };
    let mut out = Vec::new();
    for c in &seen.facts.citations {
        let name = text.folded(c.name);
        if c.broken
            || c.full_name.is_some()
            || c.act.is_some()
            || !generic(&name)
            || seen.in_boilerplate(c.span.start)
        {
            continue;
        }
        // A title inside brackets after 关于…的 is told in full elsewhere.
        if said.contains(&name) {
            continue;
        }
        said.push(name.clone());
        let printed = text.printed(c.span);
        let later = seen.facts.citations.iter().find(|d| {
            d.span.start > c.span.start && d.full_name.is_some() && text.folded(d.name) == name
        });
        let (zh, en) = match later {
            Some(_) => (
                format!("“{printed}”在这里先用了简称，全称后面才出现。"),
                format!("“{printed}” is used before its full title is given."),
            ),
            None => (
                format!("“{printed}”是简称，前文没有写过全称。"),
                format!("“{printed}” is a short form, and its full title was not given."),
            ),
        };
        out.push(
            RULE.at(c.span, zh, en)
                .with(later.map(|d| Span::new(d.span.start, d.span.end))),
        );
    }
    out
}
