//! A claim of completeness is taken back by a remainder: 全面实现脱钩 … 仍有1个未脱钩.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::{is_han, one_of};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "contradiction",
    severity: Severity::Warning,
    what: Words {
        zh: "“全面完成”与“仍有未完成”矛盾",
        en: "All is done, and something is left",
    },
    why: Words {
        zh: "先说全面完成，又说还有没完成的，读者不知信哪一句。",
        en: "Where all is said to be done and then something is left, the reader cannot believe both.",
    },
    source: Words {
        zh: "据原文：同一段内前后比对",
        en: "The text itself: two sentences of one paragraph compared",
    },
    faulty: examples![
        "2020年全面实现行业协会商会与行政机关脱钩。目前需要脱钩的有6个，完成脱钩5个，仍有1个行业协会未脱钩，正在办理注销。",
    ],
    sound: examples![
        "2020年基本实现行业协会商会与行政机关脱钩。完成脱钩5个，仍有1个行业协会未脱钩。",
        "全面完成年度任务。仍有2家企业未参加培训。",
    ],
    find,
};

const ALL: [&str; 8] = [
    "全面实现",
    "全部实现",
    "全面完成",
    "全部完成",
    "均已完成",
    "已全部",
    "全部",
    "全面",
];
const LEFT: [&str; 4] = ["仍有", "尚有", "还有", "尚余"];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.body() {
        for at in (p.start..p.end).filter(|&k| text.at(k + 1) == '有' || text.at(k + 1) == '余') {
            if !LEFT.iter().any(|w| text.starts_with(at, w)) {
                continue;
            }
            let clause_end = (at..p.end.min(at + 40))
                .find(|&k| matches!(text.at(k), ',' | '。' | ';'))
                .unwrap_or(p.end.min(at + 40));
            // …未脱钩: the verb that is not done.
            let Some(not) = (at..clause_end).find(|&k| text.at(k) == '未') else {
                continue;
            };
            let verb_at = not + 1;
            let verb: String = text.slice(Span::new(verb_at, verb_at + 2)).iter().collect();
            let figure = text
                .slice(Span::new(at, not))
                .iter()
                .any(|c| c.is_ascii_digit() || one_of!(*c, "一二三四五六七八九十两"));
            if !figure || verb.chars().count() < 2 || !verb.chars().all(is_han) {
                continue;
            }
            // The claim, at most four sentences before.
            let head = Span::new(at.saturating_sub(240).max(p.start), at);
            let claim = ALL.iter().filter_map(|w| {
                let k = text.find(w, head)?;
                let end = text.sentence_at(k).end;
                let claims = text.find(&verb, Span::new(k, end.min(at)));
                (claims.is_some() && end <= at).then_some((k, claims.unwrap_or(k)))
            });
            let Some((k, v)) = claim.min() else { continue };
            let place = Span::new(k, v + 2);
            let rest = Span::new(at, clause_end);
            let zh = format!("{}与后文{}矛盾。", seen.quote(place), seen.quote(rest));
            let en = format!(
                "{} contradicts {} below.",
                seen.quote(place),
                seen.quote(rest)
            );
            out.push(RULE.at(place, zh, en).with([rest]));
        }
    }
    out
}
