//! A count and the enumeration beside it differ: 设立甲、乙两个中队 names three.
//!
//! What is a list and what counts it is settled in `relation/listed.rs`; a count that is
//! no figure of the report (两个文件) has its list as well.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::listed::{self, Enumeration};

pub static RULE: Rule = Rule {
    code: "list-mismatch",
    severity: Severity::Warning,
    what: Words {
        zh: "列举的项数与所写数目对不上",
        en: "A count and its enumeration differ",
    },
    why: Words {
        zh: "列举了几项，前后所写的数目就应当是几；不符说明漏列、多列或数目写错。",
        en: "A number that stands before or behind an enumeration counts its members; otherwise one of them is left out or the number is wrong.",
    },
    source: Words {
        zh: "据原文：按所列项目逐项清点",
        en: "The text itself: the printed members counted",
    },
    faulty: examples![
        "全年印发《甲市执法规程》《甲市普法清单》《甲市审查办法》两个文件。",
        "聚焦“立法”“执法”“普法”“守法”三个环节，推动工作落实。",
        "设立城东、城西、城南、城北三个中队，配备执法车辆8辆。",
        "组建了法律顾问、公职律师、人民调解员和普法志愿者5支队伍。",
        "组建法规宣讲、矛盾化解、风险巡查、案件督办五个小组，分片负责。",
        "在东湖、南桥、西坝、北苑五个街道打造服务站。",
        "推行五项制度：行政执法公示；执法案卷评查；重大行政决策听证；行政裁量权基准。",
        "采取四条措施：一是强化学习。二是强化检查。三是强化考核。",
        "从两个方面发力，一要抓学习，二要抓检查，三要抓考核。",
        "走访五个街道（东湖、南桥、西坝、北苑），收集意见。",
    ],
    sound: examples![
        "聚焦“立法”“执法”“普法”三个环节，推动工作落实。",
        "聚焦“执法”“普法”等五个环节，推动工作落实。",
        "印发《甲市执法规程》《甲市普法清单》两个文件。",
        "设立城东、城西和城南三个中队。",
        "聚焦城管、交通、卫健等五个领域，组建执法、监督、普法、调解四支队伍。",
        "会同规划和自然资源、水务、农业农村三个部门开展检查。",
        "走访商户、作坊和企业12家。",
        "在东湖、南桥、北苑三个街道打造服务站，在两江新区、南岸、北碚等四个区县推广。",
        "推行四项制度，即行政执法公示、执法案卷评查、重大行政决策听证、行政裁量权基准。",
        "存在三个方面的问题：一是学习不够。二是培训不足。三是考核不严，主要表现在：一是方式单一，二是结果不用。",
        "从两个方面发力，一是强化学习，二是强化培训。下一步抓好三项任务：一是学习，二是培训，三是考核。",
        "落实四项制度（行政执法公示、全过程记录、法制审核等），规范执法。",
        "完成四件实事：修缮道路、安装路灯；建设广场，整治河道。",
        "建立县、乡、村三级网络，成立由县长、局长、镇长任组长的两个专班。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.body() {
        let counts = text.numerals(p);
        let lists =
            counts.flat_map(|at| [listed::before(text, p.start, at), listed::after(text, at)]);
        for list in lists.flatten().filter(Enumeration::fails) {
            let stated = text.printed(list.place);
            let many = list.members.len();
            let behind = list
                .members
                .first()
                .is_some_and(|m| m.start > list.place.start);
            let zh = match behind {
                true => format!("后面列举了{many}项，这里写作“{stated}”。"),
                false => format!("前面列举了{many}项，这里写作“{stated}”。"),
            };
            let en = format!("{many} members are enumerated, and the text says “{stated}”.");
            out.push(RULE.at(list.place, zh, en).with(list.members));
        }
    }
    out
}
