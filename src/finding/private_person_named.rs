//! A private person is named in full: a petitioner, a villager, a party to a case.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::entity::{Entity, EntityKind, is_described, title_before};
use crate::fold::one_of;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "private-person-named",
    severity: Severity::Warning,
    what: Words {
        zh: "写出了当事群众的姓名",
        en: "A private person is named",
    },
    why: Words {
        zh: "信访人、投诉人、案件当事人的姓名连同住址公开，可能侵害其权益；用“某”代替即可。",
        en: "To publish the name of a petitioner, a complainant or a party with the place may harm them; 某 does as well.",
    },
    source: Words {
        zh: "《政府信息公开条例》第十五条；《信访工作条例》第三十条",
        en: "政府信息公开条例, art. 15; 信访工作条例, art. 30",
    },
    faulty: examples!["针对白苇镇荻渚村村民闻德茂反映的自建房漏水纠纷，工作人员先后3次上门协调。"],
    sound: examples![
        "针对白苇镇荻渚村村民闻某反映的自建房漏水纠纷，工作人员先后3次上门协调。",
        "局党组书记、局长贺知行担任组长。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = &seen.facts.entities;
    let masked = |e: &Entity| text.slice(e.span).iter().any(|c| one_of!(*c, "某×*Xx"));
    let mut out = Vec::new();
    let mut people: Vec<&Entity> = Vec::new();
    for e in list
        .iter()
        .filter(|e| matches!(e.kind, EntityKind::Person { private: true }))
    {
        // 村民张三、李四: the role stands before the first of them.
        let mut start = e.span.start;
        for before in people.iter().rev().take(6) {
            if text.before(start) == '、' && before.span.end + 1 == start {
                start = before.span.start;
            }
        }
        people.push(e);
        let at = start - usize::from(start > 0 && text.before(start) == ':');
        // A party's role before the name, or personal details in brackets after it.
        let role = title_before(text, at, "party");
        if role.is_none() && !is_described(text, e.span.end)
            || masked(e)
            || seen.in_boilerplate(e.span.start)
        {
            continue;
        }
        let role = match role {
            Some(n) => text.folded(Span::new(at - n, at)),
            None => "当事人".to_string(),
        };
        let name = text.printed(e.span);
        let first: String = name.chars().take(1).collect();
        let zh = format!("写出了{role}“{name}”的全名，公开报告宜写作“{first}某”。");
        let en =
            format!("The private person “{name}” ({role}) is named in full; “{first}某” would do.");
        out.push(RULE.at(e.span, zh, en));
    }
    out
}
