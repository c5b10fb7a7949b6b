//! A figure stands without a unit where its neighbours have one: 离婚登记3818，.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::one_of;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "unit-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "数字缺少单位",
        en: "A figure without its unit",
    },
    why: Words {
        zh: "件、人、人次、对、户的含义不同，缺了单位就无法核对，也无法与别处比较。",
        en: "件, 人, 人次, 对 and 户 count different things; without its unit a figure can be neither checked nor compared.",
    },
    source: Words {
        zh: "GB/T 15835-2011《出版物上数字用法》：计量数字与单位连用",
        en: "GB/T 15835-2011: a measured number is written with its unit",
    },
    faulty: examples!["全年办理结婚登记4652对，离婚登记3818，补发结婚证1507对。"],
    sound: examples![
        "全年办理结婚登记4652对，离婚登记3818对，补发结婚证1507对。",
        "年度考核得分98.6，比上年提高2个名次。",
        "线下办件300件，线上办件100件，二者比例为3:1。",
        "拨打热线12348，获得帮助23人次。",
        "指标\t上年\t本年\n行政复议\t128\t143\n行政诉讼\t57\t48",
    ],
    find,
};

/// What is told without a unit: scores, ranks, indices, numbers that name.
const BARE: [&str; 19] = [
    "分", "得分", "评分", "指数", "系数", "排名", "比", "号", "编号", "代码", "热线", "电话",
    "专线", "平台", "频道", "版", "率", "版本", "型",
];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let m = &seen.facts.metrics;
    let mut out = Vec::new();
    for (i, x) in m.iter().enumerate() {
        let q = &x.quantity;
        let after = text.at(q.span.end);
        // 指数升至0.87, 4部门, 3:1 need none.
        if q.unit.is_some()
            || matches!(q.dimension, "index" | "proportion")
            || !one_of!(after, ",、;。")
            || !crate::fold::is_han(text.before(q.core.start))
        {
            continue;
        }
        let head = text.folded(Span::new(q.core.start.saturating_sub(6), q.core.start));
        let bare = |s: &str| BARE.iter().any(|w| s.ends_with(w));
        if bare(&head) || bare(&x.indicator) || BARE[10..14].iter().any(|w| head.contains(w)) {
            continue;
        }
        let near = |k: &usize| m[*k].sentence == x.sentence && m[*k].quantity.unit.is_some();
        let before = (0..i).rev().take(3).find(near);
        let neighbour = before.or_else(|| (i + 1..m.len()).take(3).find(near));
        let Some(n) = neighbour else { continue };
        let unit = m[n].quantity.unit.clone().unwrap_or_default();
        let zh = format!("{}没有单位；旁边的数字用“{unit}”。", named(seen, i));
        let en = format!(
            "{} has no unit; the figure beside it has “{unit}”.",
            named(seen, i)
        );
        out.push(RULE.at(q.span, zh, en).with([m[n].quantity.span]));
    }
    out
}
