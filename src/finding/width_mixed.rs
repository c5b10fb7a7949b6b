//! Half-width and full-width marks side by side.
//!
//! | seen | said |
//! |---|---|
//! | one pair of two widths: `(一）` | at its place |
//! | a few odd marks in a text of the other width | each at its place |
//! | both widths in numbers | once, with the counts |
//! | half-width throughout, beside 。 and “” | once, as a hint |

use super::pairs::{self, BRACKETS, Pair};
use super::widths::MARKS;
use super::{Finding, Place, Rule, Seen, Severity, Words};
use crate::fold::{is_han, one_of};
use crate::outline::marker;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "width-mixed",
    severity: Severity::Warning,
    what: Words {
        zh: "全角半角标点混用",
        en: "Full-width and half-width marks mixed",
    },
    why: Words {
        zh: "中文标点用全角；半角逗号、括号夹在全角标点中间，版面参差，也妨碍检索。",
        en: "Chinese text takes full-width marks; half-width ones between them look ragged and hamper searching.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》5.1 标点符号的位置和占位",
        en: "GB/T 15834-2011, 5.1",
    },
    faulty: examples![
        "(一）加强学习\n组织学法6次。",
        "走访企业35家，排查风险点２６处，培训118人次，约谈7家。",
        "局党组加强领导，召开会议，研究议题，明确分工，压实责任，定期通报，强化督查，推动落实。组织学法,参加240人次，取得成效，群众满意，社会认可。",
    ],
    sound: examples![
        "局党组加强领导，召开会议（全年6次），推动落实：一是抓学习；二是抓宣传。",
        "结合“12·4”国家宪法日，使用GB/T 9704(2012)标准，时间为15:05，共1,234件。",
    ],
    find,
};

/// Full-width digits where nearly all are half as wide: 隐患２６处.
fn digits(seen: &Seen, out: &mut Vec<Finding>) {
    const SHARE: usize = 2;
    let text = seen.text;
    let full = |c: &char| ('０'..='９').contains(c);
    let printed = || text.marks(Span::new(0, text.len())).map(|at| text.raw[at]);
    let wide = printed().filter(full).count();
    let half = printed().filter(char::is_ascii_digit).count();
    if wide == 0 || half < SHARE * wide {
        return;
    }
    for p in seen.lines() {
        let mut at = p.start;
        while at < p.end {
            let from = at;
            while at < p.end && text.raw.get(at).is_some_and(full) {
                at += 1;
            }
            if at > from {
                let run = Span::new(from, at);
                let quote = seen.quote(run);
                let zh = format!("{quote}是全角数字，全文多用半角。");
                let en = format!("The digits {quote} are full-width; most of the text’s are not.");
                out.push(RULE.at(run, zh, en).fixed(run, text.folded(run)));
            }
            at += 1;
        }
    }
}

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    let mut in_pair: Vec<usize> = Vec::new();
    let raw = |at: usize| text.raw.get(at).copied().unwrap_or('\n');
    let printed = || text.marks(Span::new(0, text.len())).map(raw);
    let full_marks = printed().filter(|c| matches!(c, '（' | '）')).count();
    let half_marks = printed().filter(|c| matches!(c, '(' | ')')).count();
    for pair in pairs::read(seen, BRACKETS) {
        let Pair::Whole { open, close } = pair else {
            continue;
        };
        let (a, b) = (raw(open), raw(close));
        if !(matches!((a, b), ('(', '）') | ('（', ')'))) {
            continue;
        }
        in_pair.extend([open, close]);
        let place = if close - open <= 12 {
            Span::new(open, close + 1)
        } else {
            pairs::round(text, close, 6, 0)
        };
        let quote = seen.quote(place);
        let zh = format!(
            "{quote}的括号一半是全角“{}”，一半是半角“{}”。",
            if a == '（' { a } else { b },
            if a == '(' { a } else { b }
        );
        let en = format!("The brackets of {quote} are of two widths, “{a}” and “{b}”.");
        // The width of the other brackets is the right one.
        let fix = match (full_marks >= half_marks, a) {
            (true, '(') => (open, "（"),
            (true, _) => (close, "）"),
            (false, '(') => (close, ")"),
            (false, _) => (open, "("),
        };
        out.push(
            RULE.at(place, zh, en)
                .fixed(Span::new(fix.0, fix.0 + 1), fix.1),
        );
    }
    crate::span::sort(&mut in_pair);
    digits(seen, &mut out);
    // All marks of the running text, by kind and width.
    let mut half: Vec<Vec<usize>> = vec![Vec::new(); MARKS.len()];
    let mut full: Vec<Vec<usize>> = vec![Vec::new(); MARKS.len()];
    let markers: Vec<Span> = text
        .paragraphs
        .iter()
        .filter_map(|p| marker::read(text, p.span))
        .map(|m| m.span)
        .collect();
    let in_marker = |at: usize| {
        let i = markers.partition_point(|m| m.end <= at);
        markers.get(i).is_some_and(|m| m.contains(at))
    };
    for p in seen.lines() {
        for at in text.marks(p) {
            let Some(k) = MARKS.iter().position(|m| m.0 == text.at(at)) else {
                continue;
            };
            let chinese = |c: char| is_han(c) || one_of!(c, "”“》《%)(");
            let sound = chinese(text.before(at)) || chinese(text.at(at + 1));
            let figures =
                text.before(at).is_ascii_alphanumeric() && text.at(at + 1).is_ascii_alphanumeric();
            if !sound
                || figures
                || in_pair.binary_search(&at).is_ok()
                || in_marker(at)
                || seen.in_citation(at)
            {
                continue;
            }
            if raw(at) == MARKS[k].1 {
                full[k].push(at)
            } else if raw(at) == MARKS[k].0 {
                half[k].push(at)
            }
        }
    }
    let mut mixed: Vec<usize> = Vec::new();
    let (mut halves, mut fulls) = (0, 0);
    for k in 0..MARKS.len() {
        let (h, f) = (&half[k], &full[k]);
        halves += h.len();
        fulls += f.len();
        if h.is_empty() || f.is_empty() {
            continue;
        }
        let (few, many, right) = if h.len() <= f.len() {
            (h, f.len(), MARKS[k].1)
        } else {
            (f, h.len(), MARKS[k].0)
        };
        // One in twenty and no more than a handful are slips.
        if few.len() * 8 <= many && few.len() <= 6 {
            for &at in few {
                out.push(odd(seen, at, right));
            }
        } else {
            mixed.extend(h);
        }
    }
    crate::span::sort(&mut mixed);
    if let Some((&first, rest)) = mixed.split_first() {
        let place = pairs::round(text, first, 4, 4);
        let zh = format!("全角、半角标点混用：半角{halves}处，全角{fulls}处；中文用全角。");
        let en = format!(
            "Half-width and full-width marks are mixed, {halves} and {fulls}; Chinese takes full-width."
        );
        let mut found = RULE.at(place, zh, en);
        found.related.extend(
            rest.iter()
                .take(50)
                .map(|&at| Place::from(Span::new(at, at + 1))),
        );
        out.push(found);
    } else if halves > fulls && halves >= 8 {
        let first = half.iter().flatten().copied().min().unwrap_or(0);
        let place = pairs::round(text, first, 6, 4);
        let zh =
            format!("全文逗号、括号等用半角，共{halves}处，句号、引号用全角；中文标点一律用全角。");
        let en = format!(
            "Commas, brackets and colons are half-width throughout, {halves} in all, beside full-width 。 and “”."
        );
        out.push(RULE.at(place, zh, en).severe(Severity::Info));
    }
    out
}

fn odd(seen: &Seen, at: usize, right: char) -> Finding {
    let text = seen.text;
    let place = pairs::round(text, at, 4, 4);
    let wrong = text.printed(Span::new(at, at + 1));
    let quote = seen.quote(place);
    let widths = if right.is_ascii() {
        ("全角", "半角")
    } else {
        ("半角", "全角")
    };
    let zh = format!(
        "{quote}中的“{wrong}”是{}，全文其他各处用{}。",
        widths.0, widths.1
    );
    let en = format!(
        "“{wrong}” in {quote} is of another width than the same mark elsewhere in the text."
    );
    RULE.at(place, zh, en)
        .fixed(Span::new(at, at + 1), right.to_string())
}
