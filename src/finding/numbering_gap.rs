//! Numbers of headings or points skip: 一、 二、 四、, and no heading between
//! that could have lost its number.

use super::order::{self, Event};
use super::{Finding, Rule, Seen, Severity, Words};

pub static RULE: Rule = Rule {
    code: "numbering-gap",
    severity: Severity::Warning,
    what: Words {
        zh: "序号跳号",
        en: "Numbers skip",
    },
    why: Words {
        zh: "序号不连续，或是编号写错，或是中间漏了一部分。",
        en: "Where numbers skip, either a number is wrong or a part is missing between.",
    },
    source: Words {
        zh: "GB/T 9704-2012《党政机关公文格式》7.3.3 结构层次序数",
        en: "GB/T 9704-2012, 7.3.3, numbers of levels",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n四、2024年工作安排\n充实执法力量。\n",
        "一、工作情况\n主要做法：一是加强学习。组织学法6次。三是加强宣传。开展活动8场。\n",
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n一是组织学法6次。\n二、存在的不足和原因\n一是力量不足。二是经验不足。三是编制紧张。\n四、2024年工作安排\n充实执法力量。\n",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n三、2024年工作安排\n充实执法力量。\n",
        "一、工作情况\n主要做法：一是加强学习：一是学党内法规；二是学国家法律。二是加强宣传。三是加强监督。\n",
        // A count that runs on from part to part.
        "一、工作情况\n（一）加强领导\n1.加强学习。组织学法6次。\n2.加强考核。考核8个单位。\n（二）履行职能\n3.深化改革。取消事项9项。\n4.加强监管。检查企业20家。\n",
        "一、工作情况\n一是加强学习。\n二、下一步打算\n一是加强宣传。二是加强监督。\n",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let mut out = Vec::new();
    for (list, point) in [(order::headings(seen), false), (order::points(seen), true)] {
        for o in list {
            let Event::Gap { after, found } = o.event else {
                continue;
            };
            let quote = seen.quote(o.place);
            let numeral = |n: u32| match o.model.and_then(|m| order::in_style(seen.text, m, n)) {
                _ if point => format!("{}是", order::han(n)),
                Some(marker) => marker,
                None => order::han(n),
            };
            let (zh, en) = match after {
                0 => (
                    format!("{quote}是这一级的第一个序号，前面缺“{}”。", numeral(1)),
                    format!("{quote} is the first number of its level; 1 is missing."),
                ),
                _ if found < after => (
                    format!("{quote}的序号倒退：前面已经到了“{}”。", numeral(after)),
                    format!("The number of {quote} goes back; {after} stands before it."),
                ),
                _ => (
                    format!(
                        "序号从“{}”跳到{quote}，中间缺“{}”；可能编号写错，也可能漏了一部分。",
                        numeral(after),
                        numeral(after + 1)
                    ),
                    format!(
                        "The numbers skip from {after} to {quote}; {} is missing: a wrong number, or a part left out.",
                        after + 1
                    ),
                ),
            };
            out.push(RULE.at(o.place, zh, en));
        }
    }
    out
}
