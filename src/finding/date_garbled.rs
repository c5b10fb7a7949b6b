//! A date has lost characters (2023314, 20231月9, 20212025年): web copies drop 年月日 and
//! dashes. Or it has the letter O for a zero: 二O一三年, 2O12年.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::date::{DateExpr, is_letter_zero};

pub static RULE: Rule = Rule {
    code: "date-garbled",
    severity: Severity::Warning,
    what: Words {
        zh: "日期残缺",
        en: "A garbled date",
    },
    why: Words {
        zh: "“年”“月”“日”或连接号丢失后，日期有几种读法，网页复制时常见；字母O代替“〇”或0，检索、排序都会出错。",
        en: "With 年, 月, 日 or a dash lost a date can be read in several ways; web copies often lose them. With the letter O for 〇 or 0 it is neither found nor sorted.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.5.4：年、月、日标全；GB/T 15835-2011《出版物上数字用法》：汉字数字“〇”",
        en: "GB/T 9704-2012, 7.3.5.4: year, month and day in full; GB/T 15835-2011: the Chinese digit 〇",
    },
    faulty: examples![
        "某某县民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某县民政局\n2023314",
        "制定《某某县法治建设规划（20212025年）》，分年度落实。",
        "2022总共受理投诉58件，2023年受理49件。",
        "全年办件下降，2022共受理58件。",
        "二O一三年受理投诉58件。",
        "比2O12年增加3件。",
        "截至2023末督促52名负责人提交报告。",
        "2019年9日20日，首批事项完成交接。",
    ],
    sound: examples![
        "某某县民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某县民政局\n2023年3月14日",
        "2022年总共受理投诉58件，2023共建共治行动收尾。",
        "二〇一三年受理投诉58件，二○一二年受理49件。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = seen
        .facts
        .dates
        .iter()
        .filter(|d| !seen.in_boilerplate(d.span.start));
    list.filter_map(|d| {
        if d.garbled {
            Some(lost(seen, d))
        } else {
            lettered(seen, d)
        }
    })
    .collect()
}

/// Characters are lost.
fn lost(seen: &Seen, d: &DateExpr) -> Finding {
    let printed = seen.text.printed(d.span);
    // 2022总共: a year alone lacks nothing but its sign.
    if d.iso.as_deref() == Some(&printed) {
        let zh = format!("“{printed}”后面缺“年”。");
        let en = format!("“{printed}” lacks 年.");
        return RULE
            .at(d.span, zh, en)
            .fixed(d.span, format!("{printed}年"));
    }
    let (zh, en) = match &d.iso {
        Some(iso) => (
            format!("“{printed}”缺了或写错了“年”“月”“日”、连接号，可能是{iso}。"),
            format!("“{printed}” has lost or mistaken characters; perhaps {iso} is meant."),
        ),
        None => (
            format!("“{printed}”缺了“年”“月”“日”或连接号。"),
            format!("“{printed}” has lost characters."),
        ),
    };
    RULE.at(d.span, zh, en)
}

/// The letter O stands for a zero: for 〇 beside Chinese digits, for 0 beside others.
fn lettered(seen: &Seen, d: &DateExpr) -> Option<Finding> {
    let printed = seen.text.printed(d.span);
    if !printed.chars().any(is_letter_zero) {
        return None;
    }
    let zero = if printed.starts_with(|c: char| c.is_ascii_digit()) {
        '0'
    } else {
        '〇'
    };
    let mended = printed.chars();
    let mended: String = mended
        .map(|c| if is_letter_zero(c) { zero } else { c })
        .collect();
    let zh = format!("“{printed}”中的“O”是字母，应为“{mended}”。");
    let en = format!("“{printed}” has the letter O; it should be {mended}.");
    Some(RULE.at(d.span, zh, en).fixed(d.span, mended))
}
