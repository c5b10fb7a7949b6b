//! A place-holder of the draft is left: 20*年, XX, ××, ***, （）, 待补充.

use super::{Finding, Rule, Seen, Severity, Words, blanks};
use crate::fact::entity::EntityKind;
use crate::fold::{is_han, one_of};
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "placeholder-left",
    severity: Severity::Warning,
    what: Words {
        zh: "占位符未替换",
        en: "A place-holder is left",
    },
    why: Words {
        zh: "“XX”“××”“*”是草稿或范文里留待填写的地方，公开前必须填上。",
        en: "XX, ×× and * wait in drafts and models to be filled in; they must be before publication.",
    },
    source: Words {
        zh: "据原文：空缺、星号和“某某”是待填的位置",
        en: "The text itself: blanks, asterisks and 某某 are places to be filled in",
    },
    faulty: examples![
        "全年召开专题会议XX次，研究议题6项。",
        "组织普法活动*次，发放资料2000份。",
        "某某县民政局2023年法治政府建设年度报告\n2023年，我局组织学法。20*年以来，培育法律明白人56名。",
        "近日，**区开展**活动，由××局牵头，开展检查6次。",
        "建成普法阵地（待补充）处。",
        "公开征求意见期间收到意见建议    条，大部分得到采纳。",
    ],
    sound: examples![
        "当事人张某（联系电话138****1234）反映的问题已解决。",
        "**一、主要工作**\n**加强学习**，组织学法6次。",
        "规格为3×4米，面积12平方米。",
        "引进XX-2型设备，使用VX软件。",
        "县水务局20*年依法行政工作总结\n20*年，我局组织学法6次。",
    ],
    find,
};

/// Brackets that wait for words.
const WAITING: [&str; 9] = [
    "(待补充)",
    "(待定)",
    "(待填)",
    "(待核实)",
    "(此处填写",
    "(请填写",
    "(填写",
    "(略)待",
    "()",
];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut places: Vec<Span> = Vec::new();
    // A masked year is a remark of its own where no year is known.
    let years = blanks::masked_years(seen);
    if seen.meta.year.is_some() {
        places.extend(&years);
    }
    let in_year = |at: usize| {
        let i = years.partition_point(|y| y.end <= at);
        years.get(i).is_some_and(|y| y.contains(at))
    };
    let people = &seen.facts.entities;
    let masks_person = |at: usize| {
        let i = people.partition_point(|e| e.span.start <= at);
        people[i.saturating_sub(3)..i].iter().any(|e| {
            matches!(e.kind, EntityKind::Person { .. }) && e.span.start <= at && at <= e.span.end
        })
    };
    let in_row = |at: usize| {
        text.paragraph_at(at)
            .is_some_and(|k| text.paragraphs[k].row)
    };
    for p in seen.lines() {
        // **加粗** at the head of a line is Markdown; **年 and **区 are place-holders.
        let pairs = || text.slice(p).windows(2).filter(|w| *w == ['*', '*']);
        let bold = text.starts_with(p.start, "**")
            && pairs().count() % 2 == 0
            && !"次个件人份场名户家项处万元年月日所条篇期起市县区镇乡局街省"
                .contains(text.at(p.start + 2));
        let mut done = p.start;
        for i in text.marks(p) {
            let c = text.at(i);
            if i < done || !matches!(c, '*' | '×' | 'X' | 'x' | '□' | '_') {
                continue;
            }
            let end = (i..p.end).find(|&k| text.at(k) != c).unwrap_or(p.end);
            let (before, after) = (text.before(i), text.at(end));
            let n = end - i;
            let latin = before.is_ascii_alphanumeric()
                || after.is_ascii_alphabetic()
                || (after.is_ascii_digit() && before.is_ascii_digit())
                || one_of!(after, "-./@")
                || one_of!(before, "-/.@");
            let slot = is_han(before) || is_han(after) || one_of!(before, "(《“,。");
            // One alone must stand for a number: *次.
            let one = n == 1
                && one_of!(after, "次个件人份场名户家项处万元年月日所条篇期起")
                && c != 'x'
                && (is_han(before) || before == ',');
            let sound = latin
                || !slot
                || in_year(i)
                || masks_person(i)
                || (before.is_ascii_digit() && c != '*');
            let bold = c == '*' && n == 2 && bold;
            if !sound && !bold && (n >= 2 || one) {
                let tail = usize::from(is_han(after));
                places.push(Span::new(i, end + tail));
            }
            done = end;
        }
        // 收到意见建议    条，: a gap where the figure should stand.
        for i in text.marks(p) {
            if blanks::is_slot(text, i) && !in_row(i) {
                places.push(Span::new(i.saturating_sub(1), i + 2));
            }
        }
        for at in text.marks(p).filter(|&at| text.at(at) == '(') {
            for word in WAITING.iter().filter(|w| text.starts_with(at, w)) {
                // （）加强 at the head of a line is a number that was lost.
                if !(*word == "()" && at == p.start) {
                    places.push(Span::new(at, at + word.chars().count()));
                }
            }
        }
    }
    crate::span::sort_by_key(&mut places, |p| [p.start, p.end, 0]);
    places
        .into_iter()
        .map(|place| {
            let printed = text.printed(place);
            let zh = format!("“{printed}”是没有替换的占位符。");
            let en = format!("“{printed}” is a place-holder that was not filled in.");
            RULE.at(place, zh, en)
        })
        .collect()
}
