//! Words stand in the wrong order: 95%在以上, 开展广泛殡葬政策宣传, or two
//! constructions run together: 加强…工作进行检查.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::{is_han, one_of};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "word-order",
    severity: Severity::Warning,
    what: Words {
        zh: "语序不当或句式杂糅",
        en: "Words in the wrong order",
    },
    why: Words {
        zh: "词序错位、两种句式套在一起，读者要猜才能明白。",
        en: "Misplaced words and two constructions run together leave the reader guessing.",
    },
    source: Words {
        zh: "据原文：句子成分的搭配和次序",
        en: "The text itself: how the members of the sentence fit and follow each other",
    },
    faulty: examples![
        "群众满意度达95%在以上。",
        "利用清明节开展广泛殡葬政策宣传和联合执法工作。",
        "加强社会救助审核确认工作进行检查抽查工作。",
    ],
    sound: examples![
        "群众满意度在95%以上。",
        "广泛开展殡葬政策宣传。",
        "开展广泛深入的宣传活动。",
        "加强对社会救助审核确认工作的检查。",
        "加强工作调度，对落实情况进行检查。",
        "在以上方面取得成效。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for m in &seen.facts.metrics {
        let q = &m.quantity;
        let slipped = ["在以上", "在以下", "在以内", "在左右"]
            .iter()
            .find(|w| text.starts_with(q.core.end, w));
        if let Some(w) = slipped {
            let n = w.chars().count();
            let place = Span::new(q.core.start, q.core.end + n);
            let number = text.printed(q.core);
            let word: String = w.chars().skip(1).collect();
            let zh = format!(
                "“{}”语序不当，应为“在{number}{word}”。",
                text.printed(place)
            );
            let en = format!(
                "“{}” is out of order; it should be “在{number}{word}”.",
                text.printed(place)
            );
            out.push(
                RULE.at(place, zh, en)
                    .fixed(place, format!("在{number}{word}")),
            );
        }
    }
    for p in seen.body() {
        let mut from = p.start;
        while from < p.end {
            let end = (from..p.end)
                .find(|&k| matches!(text.at(k), ',' | '。' | ';' | ':' | '、'))
                .unwrap_or(p.end);
            let clause = Span::new(from, end);
            out.extend(widely(seen, clause));
            out.extend(run_together(seen, clause));
            from = end + 1;
        }
    }
    out
}

/// 开展广泛…宣传: the adverb belongs before the verb where an object follows.
fn widely(seen: &Seen, clause: Span) -> Option<Finding> {
    let text = seen.text;
    // Seldom there, and three words are looked for.
    text.find("广泛", clause)?;
    let verb = ["开展", "进行", "组织"]
        .iter()
        .find_map(|v| text.find(&format!("{v}广泛"), clause))?;
    let object = Span::new(verb + 4, clause.end.min(verb + 14));
    let act = text.find("宣传", object)?;
    let between = text.slice(Span::new(object.start, act));
    // 广泛深入的宣传, 广泛宣传: an attribute of the noun.
    if between.len() < 2
        || between
            .iter()
            .any(|c| !is_han(*c) || one_of!(*c, "的深而持"))
    {
        return None;
    }
    let place = Span::new(verb, act + 2);
    let printed = text.printed(place);
    let right = format!(
        "广泛{}{}",
        text.printed(Span::new(verb, verb + 2)),
        text.printed(Span::new(object.start, act + 2))
    );
    let zh = format!("“{printed}”语序不当，应为“{right}”。");
    let en = format!("“{printed}” is out of order; it should be “{right}”.");
    Some(RULE.at(place, zh, en).fixed(place, right))
}

/// 加强…工作进行…: 加强…工作 and 对…工作进行… run together.
fn run_together(seen: &Seen, clause: Span) -> Option<Finding> {
    let text = seen.text;
    let head = ["加强", "强化", "做好", "加大", "推进"]
        .iter()
        .find(|w| text.starts_with(clause.start, w))?;
    let at = text.find("工作进行", clause)?;
    let between = Span::new(clause.start + head.chars().count(), at);
    let turned = text
        .slice(between)
        .iter()
        .any(|c| one_of!(*c, "对就把将并使让时"));
    if turned || between.is_empty() {
        return None;
    }
    let zh = format!(
        "{}把“{head}……工作”和“对……工作进行……”两种句式套在了一起。",
        seen.quote(clause)
    );
    let en = format!(
        "{} runs two constructions together: {head}…工作 and 对…工作进行….",
        seen.quote(clause)
    );
    Some(RULE.at(clause, zh, en))
}
