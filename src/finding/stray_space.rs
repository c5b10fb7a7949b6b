//! Blanks that separate nothing: 97.5 %, 、 “12.4”, a heading pushed in by two
//! blanks while its sisters stand at the margin.
//!
//! A text that sets a blank round all its numbers has a style of its own; there
//! one remark says so.

use super::{Finding, Place, Rule, Seen, Severity, Words, blanks, quoted};
use crate::fold::{is_han, one_of};
use crate::span::Span;
use crate::text::{Noise, NoiseKind, Text};
use crate::token::Kind;
use std::ops::RangeInclusive;

pub static RULE: Rule = Rule {
    code: "stray-space",
    severity: Severity::Warning,
    what: Words {
        zh: "多余空格",
        en: "A stray blank",
    },
    why: Words {
        zh: "汉字、数字与单位、标点之间不空格；多余空格是复制和手工排版留下的。",
        en: "No blank stands between Chinese characters, a number and its unit, or beside a mark; copying and hand-made layout leave them.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》5.1 标点符号的位置和占位；GB/T 9704-2012《党政机关公文格式》5.2",
        en: "GB/T 15834-2011, 5.1; GB/T 9704-2012, 5.2",
    },
    faulty: examples![
        "网上可办事项39项，可办率为97.5 %，同比提高。",
        "结合清明节、 “12·4”国家宪法日开展宣传活动。",
        "我局组织 学法6次。",
        "全年参加应诉案件2 3起。",
    ],
    sound: examples![
        "贯彻《中共中央办公厅 国务院办公厅关于印发〈督察规定〉的通知》。\n表2 设备检验情况如下。",
        "开展“学宪法 讲宪法”活动，落实《中共中央 国务院关于加强督察的意见》。",
        "网上可办事项39项，可办率为97.5%，同比提高。",
        "使用 Word 软件编写。",
        "第一部分 主要举措\n组织学法6次。",
    ],
    find,
};

/// Beyond so many one remark is enough.
const FEW: usize = 16;

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut stray: Vec<&Noise> = Vec::new();
    // Blanks between a number or a Latin word and Chinese: a style where they are many.
    let mut spaced: Vec<&Noise> = Vec::new();
    let mut line: Option<Line> = None;
    for n in text.noise.iter().filter(|n| is_writers(text, n)) {
        let Some(index) = text.paragraph_at(n.at) else {
            continue;
        };
        if line.as_ref().is_none_or(|l| l.index != index) {
            line = Some(Line::read(seen, index));
        }
        if !line.as_ref().is_some_and(|line| counts(seen, line, n)) {
            continue;
        }
        let (a, b) = (text.before(n.at), text.at(n.at));
        // A blank parts a Latin word from Chinese; that is no slip.
        if a.is_ascii_alphabetic() || b.is_ascii_alphabetic() {
            continue;
        }
        let style =
            is_han(a) && b.is_ascii_alphanumeric() || a.is_ascii_alphanumeric() && is_han(b);
        if style { spaced.push(n) } else { stray.push(n) }
    }
    let mut out = Vec::new();
    // Every third boundary spaced: the author does so on purpose.
    let throughout = spaced.len() >= 6 && spaced.len() * 3 >= boundaries(seen);
    if throughout {
        let zh = format!(
            "数字前后普遍留空格，共{}处；公文中数字与汉字之间不空格。",
            spaced.len()
        );
        let en = format!(
            "Blanks stand round numbers throughout, {} in all; official papers set none.",
            spaced.len()
        );
        out.push(many(text, &spaced, zh, en).severe(Severity::Info));
    } else {
        stray.extend(spaced);
        crate::span::sort_by_key(&mut stray, |n| [n.span.start as usize, 0, 0]);
    }
    if stray.len() > FEW {
        let zh = format!("多余空格共{}处。", stray.len());
        let en = format!("Stray blanks, {} in all.", stray.len());
        out.push(many(text, &stray, zh, en));
    } else {
        // Blanks a few characters apart are one slip.
        for group in stray.chunk_by(|a, b| b.at - a.at <= 4) {
            let (place, found) = at(text, group[0].at, group[group.len() - 1].at);
            out.push(match group {
                [one] => found.fixed(one.span, ""),
                _ => found.fixed(place, text.printed(place)),
            });
        }
    }
    out.extend(indented(seen));
    out.extend(gaps(seen).into_iter().chain(inside_numbers(seen)));
    out
}

/// 2 3起: a blank parts the digits of a number. What was meant is the author's to say;
/// 1 234 is a style.
fn inside_numbers(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let figures = seen.facts.metrics.iter().filter(|m| m.cell.is_none());
    let blank = |m: &crate::fact::metric::Metric| {
        let core = m.quantity.core;
        let at = (core.start..core.end).find(|&k| text.at(k) == ' ')?;
        let digits = (at + 1..core.end).take_while(|&k| text.at(k).is_ascii_digit());
        (text.before(at).is_ascii_digit() && digits.count() != 3).then_some(core)
    };
    let told = |core: Span| {
        let quote = seen.quote(core);
        let zh = format!("{quote}的数字中间有空格。");
        let en = format!("A blank inside the number {quote}.");
        RULE.at(core, zh, en)
    };
    figures.filter_map(blank).map(told).collect()
}

/// A blank that the writer set, and no page's end.
fn is_writers(text: &Text, n: &Noise) -> bool {
    n.kind == NoiseKind::Blank && !text.is_page_break(n.at)
}

/// A remark on the blanks from one place to another, and the words it quotes.
fn at(text: &Text, from: usize, to: usize) -> (Span, Finding) {
    let (first, last) = (around(text, from), around(text, to));
    let place = Span::new(first.start, last.end.max(first.end));
    let quote = quoted(text.source_of(place));
    let zh = format!("{quote}中有多余空格。");
    let en = format!("A stray blank in {quote}.");
    (place, RULE.at(place, zh, en))
}

/// 共  计办理业务: a gap of several blanks between two words of a sentence.
fn gaps(seen: &Seen) -> Vec<Finding> {
    let (text, outline) = (seen.text, seen.outline);
    let mut out = Vec::new();
    for s in &text.sentences {
        if text.before(s.end) != '。' {
            continue;
        }
        for k in s.start + 8..s.end {
            // 意见建议    条: what is missing there is a figure.
            if text.at(k) != ' '
                || !is_han(text.before(k))
                || !is_han(text.at(k + 1))
                || blanks::is_slot(text, k)
            {
                continue;
            }
            // A title and its text may be parted by a gap.
            let section = outline.section_at(k);
            if section.is_none_or(|i| outline.sections[i].heading.end < k) {
                out.push(at(text, k, k).1.fixed(text.between(k - 1, k + 1), ""));
            }
        }
    }
    out
}

fn many(text: &Text, list: &[&Noise], zh: String, en: String) -> Finding {
    let mut found = RULE.at(around(text, list[0].at), zh, en);
    found
        .related
        .extend(list[1..].iter().take(50).map(|n| Place::from(n.span)));
    found
}

/// The words round a blank that the reading leaves out.
fn around(text: &Text, at: usize) -> Span {
    let stop = |c: char| one_of!(c, "\n,。;");
    let mut start = at;
    while start > 0
        && at - start < 4
        && (start == at || !stop(text.before(start)))
        && text.before(start) != '\n'
    {
        start -= 1;
    }
    let mut end = at;
    while end - at < 3 && text.at(end) != '\n' && (end == at || !stop(text.at(end))) {
        end += 1;
    }
    Span::new(start, end)
}

/// What a paragraph has to say of its blanks, looked up once for all of them.
struct Line {
    /// Its place among the paragraphs.
    index: usize,
    /// No part of the running text: title, signature or a few characters.
    apart: bool,
    /// It has a full stop.
    body: bool,
    /// Blanks that the reading kept part its cells.
    cells: bool,
    /// Where its marker ends.
    marker: Option<usize>,
    /// Where the digits at its head end: 1.1 加强…, a number of another system.
    number: usize,
    /// The text lost its line ends: several headings stand in it, and blanks part its lines.
    joined: bool,
    /// 表2 设备检验情况: where the number of a caption may end.
    caption: Option<RangeInclusive<usize>>,
}

impl Line {
    fn read(seen: &Seen, index: usize) -> Line {
        let (text, frame) = (seen.text, &seen.outline.frame);
        let span = text.paragraphs[index].span;
        let chars = text.slice(span);
        let framed = frame.title.contains(&index)
            || frame.signature.is_some_and(|s| index >= s)
            || frame.date == Some(index);
        let inside = frame.body.contains(&index) || frame.body.is_empty();
        let number = |c: &&char| c.is_ascii_digit() || matches!(c, '.' | '、');
        let caption = ["表", "图", "附表", "附图", "附件", "专栏"]
            .iter()
            .find(|w| text.starts_with(span.start, w))
            .map(|w| {
                let from = w.chars().count();
                let digits = chars[from..].iter().take_while(|c| c.is_ascii_digit());
                span.start + from..=span.start + from + digits.count()
            });
        let inner = |s: &&crate::outline::Section| span.start < s.heading.start;
        let sections = &seen.outline.sections;
        let from = sections.partition_point(|s| s.heading.start < span.start);
        let inside_it = sections[from..]
            .iter()
            .take_while(|s| s.heading.start < span.end);
        let joined = inside_it.filter(inner).nth(1).is_some();
        Line {
            index,
            joined,
            apart: framed || !inside || span.len() <= 8,
            body: chars.contains(&'。'),
            cells: chars.contains(&' '),
            marker: crate::outline::marker::read(text, span).map(|m| m.span.end),
            number: span.start + chars.iter().take_while(number).count(),
            caption,
        }
    }
}

/// A blank of the running text: not of the title, a signature, a table, a short
/// spread word (前 言) or behind a marker.
fn counts(seen: &Seen, line: &Line, n: &Noise) -> bool {
    let text = seen.text;
    let wide = n.span.end - n.span.start > 1;
    let marked = line.marker == Some(n.at) || n.at <= line.number;
    let captioned = line.caption.as_ref().is_some_and(|c| c.contains(&n.at));
    // 《中共中央 国务院关于…》, “学宪法 讲宪法”: a title or a motto may part its words so.
    let parted = is_han(text.before(n.at))
        && is_han(text.at(n.at))
        && !in_word(seen, n.at)
        && (seen.in_citation(n.at) || is_quoted(text, n.at));
    // 日期 | 内容: a bar parts cells.
    let bar = one_of!(text.before(n.at), "|｜") || one_of!(text.at(n.at), "|｜");
    !(line.apart
        || line.joined
        || bar
        || captioned
        || parted
        || marked
        || (wide || line.cells) && !line.body
        || seen.in_boilerplate(n.at))
}

/// A word lies across the place; titles and names are no words.
fn in_word(seen: &Seen, at: usize) -> bool {
    let word = seen.facts.tokens.at(at);
    word.is_some_and(|w| w.kind == Kind::Word && w.span.start < at)
}

/// Between quotation marks that stand near on both sides.
fn is_quoted(text: &Text, at: usize) -> bool {
    const NEAR: usize = 16;
    let opens = |k: &usize| one_of!(text.at(*k), "“‘”’");
    let before = (at.saturating_sub(NEAR)..at).rev().find(opens);
    let behind = (at..at + NEAR).find(opens);
    before.is_some_and(|k| one_of!(text.at(k), "“‘"))
        && behind.is_some_and(|k| one_of!(text.at(k), "”’"))
}

/// Places where a number meets a Chinese character.
fn boundaries(seen: &Seen) -> usize {
    let c = &seen.text.chars;
    let meets = |a: char, b: char| {
        is_han(a) && b.is_ascii_alphanumeric() || a.is_ascii_alphanumeric() && is_han(b)
    };
    c.windows(2).filter(|w| meets(w[0], w[1])).count()
}

/// Headings pushed in by a few blanks while most lines stand at the margin.
fn indented(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let body = text
        .paragraphs
        .get(seen.outline.frame.body.clone())
        .unwrap_or(&[]);
    let margin = body.iter().filter(|p| p.indent == 0).count();
    let odd = |indent: u32| (1..4).contains(&indent);
    if margin * 5 < body.len() * 4 {
        return Vec::new();
    }
    let heading = |s: Span| {
        seen.outline
            .sections
            .iter()
            .find(|h| h.heading.start == s.start)
    };
    let pushed: Vec<_> = body.iter().filter(|p| odd(p.indent)).take(FEW).collect();
    pushed
        .iter()
        .filter_map(|p| {
            let s = heading(p.span)?;
            let quote = seen.quote(s.heading);
            let zh = format!("{quote}之前有多余空格，其他各段顶格。");
            let en = format!("Blanks push {quote} in, while the other lines stand at the margin.");
            Some(RULE.at(s.heading, zh, en))
        })
        .collect()
}
