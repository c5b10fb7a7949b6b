//! No whole number of cases gives the printed percentage of the printed base:
//! 97.3% of 45 is neither 43 (95.6%) nor 44 (97.8%).
//!
//! Only for rates of cases, only where the base stands alone in the clause
//! before, and only where no relation has already settled the rate.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words, rates};
use crate::fact::metric::{Kind, Link};
use crate::fact::number::shown;
use crate::fact::quantity::Approx;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "rate-unattainable",
    severity: Severity::Warning,
    what: Words {
        zh: "比率在这个基数下取不到",
        en: "No count gives this rate of its base",
    },
    why: Words {
        zh: "件数、人数只能是整数，基数一定时能出现的百分比就那么几个；取不到的百分比说明基数或比率有误。",
        en: "Cases and persons are whole numbers, so a base admits only certain percentages.",
    },
    source: Words {
        zh: "据原文：按所列基数逐一验算",
        en: "The text itself: every possible count of the printed base tried",
    },
    faulty: examples!["抽查企业45家，合格率97.3%。", "受理投诉18件，办结率97%。"],
    sound: examples![
        "抽查企业45家，合格率97.8%。",
        "抽查企业1045家，合格率97.3%。",
        "抽查企业45家，发现问题3个，合格率97.3%。",
        "受理投诉18件，群众满意率97%。",
        "负责人出庭应诉52件，出庭应诉率94.5%。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let m = &seen.facts.metrics;
    let settled = seen.settled();
    let mut out = Vec::new();
    for i in 1..m.len() {
        let (base, rate) = (&m[i - 1], &m[i]);
        let plain =
            |q: &crate::fact::quantity::Quantity| q.approx == Approx::Exact && q.max.is_none();
        let is_rate = rate.kind == Kind::Ratio
            && rate.link == Link::None
            && rate.quantity.unit.as_deref() == Some("%")
            && rates::of(&rate.indicator).is_some_and(|r| r.bounded && r.counted);
        let is_base = base.kind == Kind::Count
            && base.link == Link::None
            && !base.part
            && !base.each
            && base.quantity.value.exponent >= 0;
        if settled[i]
            || !is_rate
            || !is_base
            || base.sentence != rate.sentence
            || !plain(&base.quantity)
            || !plain(&rate.quantity)
        {
            continue;
        }
        // 出庭应诉52件，出庭应诉率: the figure is the rate's own numerator.
        let stem = rate.indicator.strip_suffix('率').unwrap_or_default();
        let tail = stem
            .char_indices()
            .rev()
            .nth(1)
            .map_or("", |(at, _)| &stem[at..]);
        if !tail.is_empty() && base.indicator.contains(tail) {
            continue;
        }
        // 新进人员通过率88.9%，换证人员通过率97.3%: each is of its own.
        let beside = m.get(i + 1).filter(|n| n.sentence == rate.sentence);
        if beside.is_some_and(|n| !tail.is_empty() && n.indicator.ends_with(&format!("{tail}率")))
        {
            continue;
        }
        // One comma between, nothing else; no other figure before in the sentence.
        let between = Span::new(base.quantity.span.end, rate.quantity.span.start);
        let one = seen
            .text
            .slice(between)
            .iter()
            .filter(|c| matches!(c, ',' | ';' | '、'))
            .count()
            == 1;
        let alone = i < 2 || m[i - 2].sentence != rate.sentence;
        if !one || !alone || seen.text.slice(between).contains(&';') {
            continue;
        }
        let n = base.quantity.value.value();
        let p = rate.quantity.value.value();
        let step = crate::fact::number::Decimal::new(1, rate.quantity.value.exponent).value();
        if !(2.0..=500.0).contains(&n) || p > 100.0 {
            continue;
        }
        let k = (n * p / 100.0).round();
        let fits = [k - 1.0, k, k + 1.0].iter().any(|&k| gives(k, n, p, step));
        if !fits {
            let low = (n * p / 100.0).floor();
            let percent = |k: f64| shown(100.0 * k / n, 1) + "%";
            let (name, base_name) = (named(seen, i), named(seen, i - 1));
            let (few, many) = (shown(low, 0), shown(low + 1.0, 0));
            let (less, more) = (percent(low), percent((low + 1.0).min(n)));
            let zh = format!("{base_name}取不到{name}：{few}个为{less}，{many}个为{more}。");
            let en = format!(
                "No count out of {base_name} gives {name}: {few} are {less}, {many} are {more}."
            );
            out.push(
                RULE.at(rate.quantity.span, zh, en)
                    .with([base.quantity.span]),
            );
        }
    }
    out
}

/// Whether `k` of `base`, rounded or cut off, is the printed percentage.
fn gives(k: f64, base: f64, percent: f64, step: f64) -> bool {
    let value = 100.0 * k / base;
    (value - percent).abs() <= 0.5 * step + 1e-9
        || (value >= percent - 1e-9 && value - percent < step - 1e-9)
}
