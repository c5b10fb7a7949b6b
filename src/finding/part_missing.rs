//! A part that art. 25 of the 督察工作规定 asks of an annual report is nowhere
//! to be found: no heading names it and no sentence speaks of it.

use super::{Finding, Rule, Seen, Severity, Words, parts};
use crate::requirement::{Requirement, State};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "part-missing",
    severity: Severity::Error,
    what: Words {
        zh: "缺少必备内容",
        en: "A required part is missing",
    },
    why: Words {
        zh: "年度报告应当写明上一年度的主要举措和成效、存在的不足和原因、党政主要负责人履行推进法治建设第一责任人职责的情况、下一年度的主要安排，缺一项即不完整。",
        en: "A report tells the year's results, the shortcomings and their causes, the work of the first responsible persons and the next plan; without one it is incomplete.",
    },
    source: Words {
        zh: "《法治政府建设与责任落实督察工作规定》第二十五条",
        en: "《法治政府建设与责任落实督察工作规定》, art. 25",
    },
    faulty: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n四、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
        "某某镇人民政府2023年度法治政府建设情况报告\n一、主要举措和成效\n组织学法6次。\n二、党政主要负责人履行推进法治建设第一责任人职责情况\n听取汇报4次。\n三、存在的不足和原因\n执法力量不足，原因是编制紧张。\n某某镇人民政府\n2024年1月9日",
    ],
    sound: examples![
        "某某县民政局2023年法治政府建设年度报告\n一、主要举措和成效\n组织学法6次，主要负责人带头学法用法。\n二、存在的不足和原因\n执法力量不足，原因是编制紧张。\n三、2024年工作安排\n充实执法力量。\n某某县民政局\n2024年1月9日",
        // The rules of 2019 do not reach back.
        "某某县水务局2012年依法行政工作总结\n一、主要工作\n组织学法6次。\n二、下一步打算\n抓好落实。\n某某县水务局\n2013年1月9日",
        // A passage is not a report.
        "一、主要举措和成效\n组织学法6次。",
    ],
    find,
};

/// In the order in which the parts usually stand.
const PARTS: [&str; 4] = ["achievements", "problems", "first-responsible", "plan"];

fn find(seen: &Seen) -> Vec<Finding> {
    if !seen.is_bound() {
        return Vec::new();
    }
    let missing = |r: &&Requirement| r.state == State::Missing && PARTS.contains(&r.id);
    // A subdistrict office is not named by the rule; local rules extend it.
    let street = seen.meta.issuer.is_some_and(|s| {
        let name = seen.text.folded(s);
        name.ends_with("街道办事处") || name.ends_with("街道办") || name.ends_with("街道")
    });
    seen.requirements
        .iter()
        .filter(missing)
        .map(|r| {
            let name = parts::name(r.id);
            let (zh, en) = if street {
                (
                    format!("没有找到“{}”，既无标题也无相关语句；街道办事处按地方规定报告时同样应当写明。", name.zh),
                    format!("Nothing on {}: no heading and no sentence. A subdistrict office that reports under local rules owes it as well.", name.en),
                )
            } else {
                (
                    format!("没有找到“{}”，既无标题也无相关语句；年度报告应当写明这一项。", name.zh),
                    format!("Nothing on {}: no heading and no sentence. The annual report has to have this part.", name.en),
                )
            };
            let severity = if street { Severity::Warning } else { Severity::Error };
            RULE.at(place(seen, r.id), zh, en).severe(severity)
        })
        .collect()
}

/// Where the part would stand: at a jump of the first-level numbers, else before
/// the part that usually follows, else at the last first-level heading.
fn place(seen: &Seen, id: &str) -> Span {
    let tops: Vec<_> = seen
        .outline
        .sections
        .iter()
        .filter(|s| s.level == 1)
        .collect();
    let jump = tops
        .windows(2)
        .find(|w| matches!((w[0].ordinal, w[1].ordinal), (Some(a), Some(b)) if b > a + 1));
    if let Some(w) = jump {
        return w[1].heading;
    }
    // The plan comes last in every order of the parts.
    let own = PARTS.iter().position(|p| *p == id).unwrap_or(0);
    let later = PARTS[own + 1..].iter().rev();
    let next = later.filter_map(|p| {
        seen.requirements
            .iter()
            .find(|r| r.id == *p && matches!(r.state, State::Section | State::Empty))
    });
    let place = next.filter_map(|r| r.spans.first()).next();
    place
        .copied()
        .or_else(|| tops.last().map(|s| s.heading))
        .unwrap_or_else(|| seen.last_sentence())
}
