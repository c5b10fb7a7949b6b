//! A part that art. 25 asks for has no heading of its own; a sentence elsewhere
//! speaks of it. The article sets no order and no headings, so this is a hint.

use super::parts::name;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::requirement::State;

pub static RULE: Rule = Rule {
    code: "part-mentioned-only",
    severity: Severity::Info,
    what: Words {
        zh: "必备内容没有单列",
        en: "A required part has no heading of its own",
    },
    why: Words {
        zh: "规定没有限定标题，但单列的部分便于上级审阅和公众查找；夹在别处容易被当成缺项。",
        en: "The rule sets no headings, but a part told in passing is easily taken for missing.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十五条",
        en: "《法治政府建设与责任落实督察工作规定》, art. 25",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次，主要负责人切实履行推进法治建设第一责任人职责。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n三、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、党政主要负责人履行推进法治建设第一责任人职责情况\n听取汇报4次。\n三、存在的不足和原因\n执法力量不足，原因是编制紧张。\n四、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    if !seen.is_bound() {
        return Vec::new();
    }
    let list = seen
        .requirements
        .iter()
        .filter(|r| r.state == State::Mentioned);
    list.filter_map(|r| {
        let (&first, rest) = r.spans.split_first()?;
        let name = name(r.id);
        let zh = format!("“{}”没有单列标题，只在这里提到。", name.zh);
        let en = format!(
            "There is no heading on {}; it is only spoken of here.",
            name.en
        );
        Some(RULE.at(first, zh, en).with(rest.iter().copied()))
    })
    .collect()
}
