//! A rate of cases stands alone: neither its own sentence nor the ones beside it
//! count anything that it could be taken of.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words, rates};
use crate::fact::metric::{Kind, Link};
use crate::outline::Role;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "rate-without-base",
    severity: Severity::Info,
    what: Words {
        zh: "比率没有基数",
        en: "A rate without its base",
    },
    why: Words {
        zh: "只写“办结率达80%”而不写办了多少件，读者无从核对，也看不出工作量。",
        en: "A rate alone, without the number of cases, can be checked by nobody and says nothing of the work behind it.",
    },
    source: Words {
        zh: "据原文：比率所在句和前后句都没有可作基数的数字",
        en: "The text itself: neither the rate’s sentence nor those beside it give a count that it could be taken of",
    },
    faulty: examples!["一、主要举措和成效\n行政机关负责人出庭应诉率达80%。"],
    sound: examples![
        "一、主要举措和成效\n发生行政诉讼案件5件，行政机关负责人出庭应诉率达80%。",
        "一、2024年工作安排\n力争隐患整改率达到98%。",
        "一、主要举措和成效\n群众满意率97%。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let m = &seen.facts.metrics;
    let settled = seen.settled();
    let mut out = Vec::new();
    for (i, x) in m.iter().enumerate() {
        let is_rate = x.kind == Kind::Ratio
            && x.link == Link::None
            && x.quantity.unit.as_deref() == Some("%")
            && rates::of(&x.indicator).is_some_and(|r| r.counted);
        if !is_rate || settled[i] {
            continue;
        }
        let planned = x
            .section
            .is_some_and(|s| seen.outline.sections[s].role == Role::Plan);
        // The words of a goal stand before its figure.
        let head = Span::new(
            x.quantity
                .span
                .start
                .saturating_sub(40)
                .max(x.sentence.start),
            x.quantity.span.end,
        );
        let mut aims = kept_rows!("stretches").filter(|r| r[0] == "aim");
        let aimed = aims.any(|r| seen.text.find(r[1], head).is_some());
        if planned || aimed {
            continue;
        }
        let paragraph = seen.text.paragraph_at(x.sentence.start);
        let near = |k: usize| seen.text.paragraph_at(m[k].sentence.start) == paragraph;
        let counts = |k: &usize| matches!(m[*k].kind, Kind::Count) && m[*k].quantity.unit.is_some();
        let before = (0..i)
            .rev()
            .take(40)
            .take_while(|&k| near(k))
            .any(|k| counts(&k));
        let after = (i + 1..m.len())
            .take(8)
            .take_while(|&k| near(k))
            .any(|k| counts(&k));
        if before || after {
            continue;
        }
        let name = named(seen, i);
        let zh = format!("{name}附近没有基数；写明件数或人数，读者才能核对。");
        let en = format!("No count stands near {name}; with one it could be checked.");
        out.push(RULE.at(x.quantity.span, zh, en));
    }
    out
}
