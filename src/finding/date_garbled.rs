//! A date has lost characters: 2023314, 20231月9, 20212025年. Web copies drop
//! 年月日 and dashes.

use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "date-garbled",
    severity: Severity::Warning,
    what: Words {
        zh: "日期残缺",
        en: "A garbled date",
    },
    why: Words {
        zh: "“年”“月”“日”或连接号丢失后，日期有几种读法；网页复制时常见。",
        en: "With 年, 月, 日 or a dash lost a date can be read in several ways; web copies often lose them.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.5.4：年、月、日标全",
        en: "GB/T 9704-2012, 7.3.5.4: year, month and day in full",
    },
    faulty: examples![
        "某某县民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某县民政局\n2023314",
        "制定《某某县法治建设规划（20212025年）》，分年度落实。",
        "2022总共受理投诉58件，2023年受理49件。",
        "全年办件下降，2022共受理58件。",
    ],
    sound: examples![
        "某某县民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某县民政局\n2023年3月14日",
        "2022年总共受理投诉58件，2023共建共治行动收尾。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let list = seen
        .facts
        .dates
        .iter()
        .filter(|d| d.garbled && !seen.in_boilerplate(d.span.start));
    list.map(|d| {
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
                format!("“{printed}”缺了“年”“月”“日”或连接号，可能是{iso}。"),
                format!("“{printed}” has lost characters; perhaps {iso} is meant."),
            ),
            None => (
                format!("“{printed}”缺了“年”“月”“日”或连接号。"),
                format!("“{printed}” has lost characters."),
            ),
        };
        RULE.at(d.span, zh, en)
    })
    .collect()
}
