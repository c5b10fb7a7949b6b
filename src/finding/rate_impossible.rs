//! A rate that is part of a whole stands above 100%.

use super::figures::named;
use super::{Finding, Rule, Seen, Severity, Words, rates};
use crate::fact::metric::{Kind, Link};

pub static RULE: Rule = Rule {
    code: "rate-impossible",
    severity: Severity::Error,
    what: Words {
        zh: "比率超过100%",
        en: "A rate above 100%",
    },
    why: Words {
        zh: "整改率、合格率、出庭应诉率之类是部分占整体的比，不可能超过100%。",
        en: "Rates such as 整改率, 合格率 and 出庭应诉率 are parts of a whole and cannot exceed 100%.",
    },
    source: Words {
        zh: "据比率的定义：部分与全部之比不超过100%",
        en: "The definition of such a rate: a part is at most 100% of its whole",
    },
    faulty: examples![
        "排查隐患153处，隐患整改率达到102%。",
        "行政机关负责人出庭应诉率110%。",
        "教师学法考试参考率103.6%。",
    ],
    sound: examples![
        "完成年度目标的105.1%，任务完成率105.1%。",
        "隐患整改率100%。",
        "业务量增长120%。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = seen.facts.metrics.iter().enumerate();
    list.filter(|(_, m)| {
        m.kind == Kind::Ratio
            && m.quantity.unit.as_deref() == Some("%")
            && m.quantity.value.value() > 100.0
    })
    .filter(|(_, m)| m.link != Link::Change)
    .filter_map(|(i, m)| {
        let name = named(seen, i);
        let known = rates::of(&m.indicator);
        // 参考率103.6%: whether an unknown rate may is the reader's to say.
        if known.is_none() && m.indicator.ends_with('率') {
            let zh = format!("{name}超过了100%；如果是部分占整体的比，有一个数写错了。");
            let en = format!("{name} is above 100%; if it is a part of a whole, it is wrong.");
            return Some(RULE.at(m.quantity.span, zh, en).severe(Severity::Info));
        }
        known.filter(|r| r.bounded)?;
        let zh = format!("{name}超过了100%；这类比率是部分占整体的比，不可能大于100%。");
        let en = format!("{name} is above 100%, and this rate is a part of a whole.");
        Some(RULE.at(m.quantity.span, zh, en))
    })
    .collect()
}
