//! A private mobile number is printed. The numbers of hotlines and offices are
//! meant to be public.

use super::digits::{covered, labelled, runs};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "phone-number-exposed",
    severity: Severity::Warning,
    what: Words {
        zh: "泄露手机号码",
        en: "A mobile number is printed",
    },
    why: Words {
        zh: "个人手机号码属于个人信息，公开报告不必载明。",
        en: "A private mobile number is personal data and is not needed in a public report.",
    },
    source: Words {
        zh: "《个人信息保护法》第二十五条；《政府信息公开条例》第十五条",
        en: "个人信息保护法, art. 25; 政府信息公开条例, art. 15",
    },
    faulty: examples!["针对居民岑某（联系电话：15400001234）反映的漏水问题，上门协调3次。"],
    sound: examples![
        "针对居民岑某（联系电话：154****1234）反映的漏水问题，上门协调3次。",
        "设立监督电话13800001234，接受群众监督。",
        "办理12345热线工单967件。",
    ],
    find,
};

const PUBLIC: [&str; 12] = [
    "监督电话",
    "举报电话",
    "热线",
    "咨询电话",
    "值班",
    "服务电话",
    "投诉电话",
    "办公电话",
    "编号",
    "单号",
    "账号",
    "卡号",
];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = runs(seen).into_iter();
    list.filter(|&run| {
        run.len() == 11
            && text.at(run.start) == '1'
            && ('3'..='9').contains(&text.at(run.start + 1))
    })
    .filter(|&run| !labelled(text, run, &PUBLIC))
    .map(|run| {
        let shown = covered(text, run, (3, 4));
        let zh = format!("印出了个人手机号码（{shown}），公开前应当隐去。");
        let en =
            format!("A private mobile number ({shown}) is printed; cover it before publication.");
        RULE.at(run, zh, en).fixed(run, shown)
    })
    .collect()
}
