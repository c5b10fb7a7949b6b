//! 增加了 where 增加到 is meant: 由24名增加了28名.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::quantity::Approx;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "change-wording",
    severity: Severity::Warning,
    what: Words {
        zh: "“增加了”与“增加到”混用",
        en: "增加了 for 增加到",
    },
    why: Words {
        zh: "“由甲增加到乙”说的是结果，“增加了乙”说的是增量；“由甲增加了乙”读者不知乙是哪一个。",
        en: "增加到 gives the result and 增加了 the increase; after 由 the reader cannot tell which is meant.",
    },
    source: Words {
        zh: "《现代汉语词典》“增加”“到”“了”的释义：“增加到”含底数，“增加了”不含底数",
        en: "《现代汉语词典》 on 增加, 到 and 了: 增加到 includes the base, 增加了 does not",
    },
    faulty: examples!["持证执法人员由24名增加了28名。"],
    sound: examples![
        "持证执法人员由24名增加到28名。",
        "持证执法人员28名，比上年增加了4名。",
        "持证执法人员由24名增加了4名。",
    ],
    find,
};

const UP: [&str; 8] = [
    "增加了",
    "提高了",
    "上升了",
    "增长了",
    "扩大了",
    "提升了",
    "增至了",
    "扩充了",
];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let m = &seen.facts.metrics;
    let mut out = Vec::new();
    for w in m.windows(2) {
        let (a, b) = (&w[0].quantity, &w[1].quantity);
        let same = w[0].sentence == w[1].sentence && a.unit == b.unit && a.unit.is_some();
        let exact = [a, b]
            .iter()
            .all(|q| q.approx == Approx::Exact && q.max.is_none());
        let from = matches!(text.before(a.span.start), '由' | '从');
        if !(same && exact && from) {
            continue;
        }
        let between = text.folded(Span::new(a.span.end, b.span.start.max(a.span.end)));
        if UP.contains(&between.as_str()) && b.value.value() >= a.value.value() {
            let span = Span::new(a.span.start - 1, b.span.end);
            let quote = seen.quote(span);
            let right = between.replace('了', "到");
            let zh = format!("{quote}：若后一个数是结果，应当写作“{right}”。");
            let en = format!("{quote}: if the second figure is the result, 到 is meant, not 了.");
            out.push(RULE.at(span, zh, en));
        }
    }
    out
}
