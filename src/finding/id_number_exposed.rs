//! A full identity number is printed, told by its day of birth and check digit.

use super::digits::{covered, is_identity, labelled, runs};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "id-number-exposed",
    severity: Severity::Error,
    what: Words {
        zh: "泄露身份证号码",
        en: "An identity number is printed",
    },
    why: Words {
        zh: "身份证号码属于敏感个人信息，公开报告不得载明。",
        en: "An identity number is personal data and has no place in a public report.",
    },
    source: Words {
        zh: "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条；校验码依GB 11643",
        en: "个人信息保护法, art. 25; 政府信息公开条例, art. 15; check digit by GB 11643",
    },
    faulty: examples!["村民闻某（身份证号：459923196803150436）反映的问题已经解决。"],
    sound: examples![
        "村民闻某（身份证号：459923********0436）反映的问题已经解决。",
        "统一社会信用代码为114599230012345678。",
        "共计100000000000000000元。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = runs(seen).into_iter();
    list.filter(|&run| {
        let named = labelled(text, run, &["身份证", "证件号", "公民身份号码"])
            && matches!(run.len(), 15 | 18);
        let code = labelled(text, run, &["信用代码", "机构代码", "编号", "订单", "流水"]);
        named || (is_identity(text, run) && !code)
    })
    .map(|run| {
        let shown = covered(text, run, (6, 4));
        let zh = format!("印出了完整的身份证号码（{shown}），公开前应当隐去。");
        let en =
            format!("A full identity number ({shown}) is printed; cover it before publication.");
        RULE.at(run, zh, en).fixed(run, shown)
    })
    .collect()
}
