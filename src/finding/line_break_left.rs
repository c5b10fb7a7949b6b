//! A line ends in mid-sentence.

use super::{Finding, Place, Rule, Seen, Severity, Words};
use crate::span::Span;
use crate::text::{NoiseKind, Text};
use rustc_hash::FxHashSet;

pub static RULE: Rule = Rule {
    code: "line-break-left",
    severity: Severity::Warning,
    what: Words {
        zh: "句中断行",
        en: "A line break in mid-sentence",
    },
    why: Words {
        zh: "从PDF复制或手工回车留下的断行把一句话拆成两段，公开前应当接上。",
        en: "Line breaks left of a PDF or typed by hand cut sentences in two; they are joined before publication.",
    },
    source: Words {
        zh: "据原文：句子未完而换行",
        en: "The text itself: the line ends before the sentence does",
    },
    faulty: examples![
        "一、主要工作\n我局全年召开专题会议6次，研究解决法治建设中的\n突出问题12个，推动各项任务落实。\n全年组织学法6次，\n参加240人次。\n",
    ],
    sound: examples![
        "一、主要工作\n我局全年召开专题会议6次，研究解决法治建设中的突出问题12个。\n全年组织学法6次，参加240人次。\n",
        "一、主要工作\n全年组织学法6次，\n— 3 —\n参加240人次。\n",
    ],
    find,
};

/// Beyond so many the text is wrapped throughout, and one remark says so.
const FEW: usize = 5;

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let ends: FxHashSet<usize> = seen
        .outline
        .sections
        .iter()
        .map(|s| s.heading.end)
        .collect();
    let heading_ends = |at: usize| ends.contains(&at);
    let list: Vec<_> = text
        .noise
        .iter()
        .filter(|n| n.kind == NoiseKind::LineBreak && !seen.in_boilerplate(n.at))
        .filter(|n| !text.is_page_break(n.at))
        // 审查合同14份。三、普法⏎放映电影10场: a heading ends there, no sentence.
        .filter(|n| !heading_ends(n.at))
        .collect();
    let around = |at: usize| {
        let p = text
            .paragraph_at(at)
            .map_or(Span::new(at, at), |i| text.paragraphs[i].span);
        Span::new(at.saturating_sub(4).max(p.start), (at + 4).min(p.end))
    };
    if list.len() > FEW {
        let zh = format!(
            "全文按版面断行，句中断行共{}处；公开前应当接成整段。",
            list.len()
        );
        let en = format!(
            "The text is broken by lines, {} times in mid-sentence; they should be joined.",
            list.len()
        );
        let mut found = RULE.at(around(list[0].at), zh, en).severe(Severity::Info);
        found
            .related
            .extend(list[1..].iter().take(50).map(|n| Place::from(n.span)));
        return vec![found];
    }
    list.iter()
        .map(|n| {
            let place = around(n.at);
            let quote = seen.quote(place);
            RULE.at(
                place,
                format!("{quote}处一句话被断成两行。"),
                format!("A line break cuts the sentence at {quote}."),
            )
            // With the blanks before and behind it.
            .fixed(text.between(n.at - 1, n.at), joint(text, n.at))
        })
        .collect()
}

/// What parts the words that a line end parted: a blank between two that are not Chinese.
fn joint(text: &Text, at: usize) -> &'static str {
    let word = |c: char| c.is_ascii_alphanumeric();
    if word(text.before(at)) && word(text.at(at)) {
        " "
    } else {
        ""
    }
}
