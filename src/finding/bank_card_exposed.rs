//! A bank card number is printed, told by its length and the Luhn check.

use super::digits::{covered, is_identity, is_luhn, labelled, runs};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "bank-card-exposed",
    severity: Severity::Error,
    what: Words {
        zh: "泄露银行卡号",
        en: "A bank card number is printed",
    },
    why: Words {
        zh: "银行卡号属于敏感个人信息，公开报告不得载明。",
        en: "A card number is sensitive personal data and has no place in a public report.",
    },
    source: Words {
        zh: "《个人信息保护法》第二十八条；卡号校验依Luhn算法（GB/T 17552）",
        en: "个人信息保护法, art. 28; Luhn check as in ISO/IEC 7812",
    },
    faulty: examples!["救助金已打入银行卡6222020200000000006账户。"],
    sound: examples![
        "救助金已打入银行卡622202*********0006账户。",
        "登记编号2023010112345678901。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = runs(seen).into_iter();
    list.filter(|&run| {
        (16..=19).contains(&run.len()) && is_luhn(text, run) && !is_identity(text, run)
    })
    .filter(|&run| {
        let named = labelled(
            text,
            run,
            &[
                "卡号",
                "银行卡",
                "账号",
                "帐号",
                "储蓄卡",
                "信用卡",
                "一卡通",
            ],
        );
        let other = labelled(
            text,
            run,
            &["编号", "代码", "订单", "流水", "单号", "身份证"],
        );
        named || (text.at(run.start) == '6' && text.at(run.start + 1) == '2' && !other)
    })
    .map(|run| {
        let shown = covered(text, run, (6, 4));
        let zh = format!("印出了完整的银行卡号（{shown}），公开前应当隐去。");
        let en = format!("A full card number ({shown}) is printed; cover it before publication.");
        RULE.at(run, zh, en).fixed(run, shown)
    })
    .collect()
}
