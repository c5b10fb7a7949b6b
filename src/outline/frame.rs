//! The frame of a report: title, body, signature, date, attachments.
//!
//! GB/T 9704-2012 sets the order: title (7.3.1), body (7.3.3), note of
//! attachments (7.3.4), signature and date (7.3.5). The outline reads sections
//! only inside the body, so neither a title nor the list of attachments becomes
//! one.

use super::heading::{ends_with_organ, word_starts};
use super::marker::{self, Kind};
use crate::boilerplate::is_body;
use crate::fold::{contains, one_of};
use crate::span::Span;
use crate::text::Text;
use std::ops::Range;

/// Where the parts of a report stand, in indices of [`Text::paragraphs`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The lines of the title, nothing where there is none.
    pub title: Range<usize>,
    /// From the first line of the report proper to the signature or the first attachment.
    pub body: Range<usize>,
    /// The first line of the signature.
    pub signature: Option<usize>,
    /// The line with the day of signing.
    pub date: Option<usize>,
}

/// The longest title that is looked for, in characters a line.
const TITLE: usize = 60;

/// Finds the frame. `is_boilerplate` has one entry a paragraph.
pub fn read(text: &Text, is_boilerplate: &[bool]) -> Frame {
    let n = text.paragraphs.len();
    let head = (0..n)
        .find(|&i| !is_boilerplate[i] && starts_body(text, i))
        .unwrap_or(n);
    let title = title(text, is_boilerplate, head);
    let start = if title.is_empty() {
        first_text(is_boilerplate, n)
    } else {
        title.end
    };
    // A text of short lines has no line that is a body's for certain.
    let from = if head == n { start } else { head.max(start) };
    let (end, signature, date) = end(text, is_boilerplate, from);
    Frame {
        title,
        body: start..end.max(start),
        signature,
        date,
    }
}

fn first_text(is_boilerplate: &[bool], n: usize) -> usize {
    (0..n).find(|&i| !is_boilerplate[i]).unwrap_or(n)
}

fn starts_body(text: &Text, i: usize) -> bool {
    let p = text.paragraphs[i].span;
    let section = marker::read(text, p).is_some_and(|m| !m.doubtful && m.span.end < p.end);
    section || is_body(text.slice(p))
}

/// The title: the last line before the body that is named like one, with the
/// lines over it (the issuer) and under it (its end) that belong to it.
fn title(text: &Text, is_boilerplate: &[bool], head: usize) -> Range<usize> {
    let line = |i: usize| text.slice(text.paragraphs[i].span);
    let numbered = |i: usize| {
        let p = text.paragraphs[i].span;
        marker::read(text, p).is_some_and(|m| !m.doubtful) || marker::spaced(text, p).is_some()
    };
    let usable = |i: usize| {
        !is_boilerplate[i] && line(i).len() <= TITLE && is_title_line(line(i)) && !numbered(i)
    };
    let Some(last) = (0..head)
        .rev()
        .find(|&i| usable(i) && names_report(line(i)))
    else {
        return 0..0;
    };
    let mut start = last;
    // A title broken over lines: 某某局 / 2021年度 / 法治政府建设情况报告.
    while start > 0 && last - start < 3 && !is_complete(line(start)) {
        let up = start - 1;
        if !usable(up)
            || names_whole(line(up))
            || line(up).len() > 40
            || is_letterhead(line(up))
            || is_day(line(up))
        {
            break;
        }
        start = up;
    }
    start..last + 1
}

/// A line that a title can consist of: no sentence, no document number, no date.
fn is_title_line(c: &[char]) -> bool {
    !c.iter().any(|c| one_of!(*c, "。;〔〕!?"))
        && !c.is_empty()
        && c[c.len() - 1] != ':'
        && !is_day(c)
}

/// 某某文件, 第3期: the head of the paper, not its title.
fn is_letterhead(c: &[char]) -> bool {
    matches!(
        c,
        [.., '文', '件'] | [.., '期'] | [.., '号'] | [.., '简', '报']
    )
}

/// What the title of a report ends with.
const NAMES: &str = "报告 总结 汇报 情况 小结 自查 通报 年报 报告的函";

fn ends(c: &[char], word: &str) -> bool {
    let n = word.chars().count();
    c.len() >= n && word.chars().zip(&c[c.len() - n..]).all(|(a, b)| a == *b)
}

/// The line ends as a report's title does; a remark in brackets may follow.
fn names_report(c: &[char]) -> bool {
    let c = without_blanks(c);
    let mut c = &c[..];
    if c.last() == Some(&')') {
        c = &c[..c.iter().rposition(|c| *c == '(').unwrap_or(c.len())];
    }
    // 工作年报2023: the year behind the kind.
    let digits = c.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    if digits == 4 {
        c = &c[..c.len() - digits];
    }
    // 2018年工作总结与2019年工作计划: what was done and what comes, of two years.
    let both = || {
        let plan = "计划 打算 安排 要点 思路".split(' ').any(|w| ends(c, w));
        plan && c.len() >= 10 && NAMES.split(' ').any(|w| contains(&c[..c.len() - 4], w))
    };
    NAMES.split(' ').any(|w| ends(c, w)) && (c.len() >= 6 || c.len() == 2) || both()
}

/// A whole title by itself, such as the page's title over the report's.
fn names_whole(c: &[char]) -> bool {
    names_report(c) && ["法治", "依法", "法制"].iter().any(|w| contains(c, w)) && c.len() >= 10
}

/// The title has its issuer: text before the year or before 关于.
fn is_complete(c: &[char]) -> bool {
    let c = without_blanks(c);
    let year = c
        .iter()
        .position(|c| c.is_ascii_digit() || *c == '〇' || *c == '*');
    let about = c.windows(2).position(|w| w == ['关', '于']);
    let topic = c
        .windows(2)
        .position(|w| w == ['法', '治'] || w == ['依', '法'] || w == ['法', '制']);
    let cut = [
        year.map(|y| y.saturating_sub((c[y] == '〇') as usize)),
        about,
        topic,
    ];
    let cut = cut.into_iter().flatten().min().unwrap_or(c.len());
    cut >= 3 && (about == Some(cut) || year == Some(cut) || ends_with_organ(&c[..cut]))
}

pub(crate) fn without_blanks(c: &[char]) -> Vec<char> {
    c.iter().copied().filter(|c| *c != ' ').collect()
}

/// Where the body ends, and what stands there.
fn end(text: &Text, is_boilerplate: &[bool], from: usize) -> (usize, Option<usize>, Option<usize>) {
    let n = text.paragraphs.len();
    let line = |i: usize| text.slice(text.paragraphs[i].span);
    // The ordinal of each first-level number, to tell a date line inside the
    // body (a table's cell, a chronicle) from the one that closes it.
    let mut han: Vec<(usize, u32)> = Vec::new();
    for i in from..n {
        if let Some(m) = marker::read(text, text.paragraphs[i].span)
            && m.kind == Kind::Han
            && let Some(o) = m.ordinal
        {
            han.push((i, o));
        }
    }
    let goes_on = |i: usize| {
        let next = han.partition_point(|h| h.0 < i);
        let before = next.checked_sub(1).map_or(0, |b| han[b].1);
        before > 0 && han.get(next).is_some_and(|h| h.1 == before + 1)
    };
    let mut attachment = None;
    let mut signature = None;
    let mut date = None;
    for i in from..n {
        let c = line(i);
        if attachment.is_none() && i > from && is_attachment(c) {
            attachment = Some(i);
        }
        if i > from && is_day(c) {
            let prev = (from..i)
                .rev()
                .find(|&j| !is_boilerplate[j] && !is_attachment(line(j)));
            let signed = prev.is_some_and(|j| is_signature(line(j)));
            if prev.is_some_and(|j| signed || is_body(line(j))) && !goes_on(i) {
                date = Some(i);
                signature = if signed { prev } else { None };
                break;
            }
        } else if i > from && is_signed_day(c) && !goes_on(i) {
            // 某某局 2023年1月9日 on one line.
            date = Some(i);
            signature = Some(i);
            break;
        }
    }
    if date.is_none() {
        // A signature without a date closes the text.
        let last = (from..attachment.unwrap_or(n))
            .rev()
            .find(|&i| !is_boilerplate[i]);
        signature = last.filter(|&i| i > from && is_signature(line(i)));
    }
    // Several bodies may sign: the first of them begins the signature.
    if let Some(s) = signature.as_mut() {
        while *s > from + 1 && is_signature(line(*s - 1)) && date != Some(*s) {
            *s -= 1;
        }
    }
    let boilerplate = (from..n)
        .rev()
        .find(|&i| !is_boilerplate[i])
        .map_or(from, |i| i + 1);
    let end = [attachment, signature, date]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(n);
    (end.min(boilerplate), signature, date)
}

/// 附件：…, 附件1, 附表: the note of attachments or the head of one.
fn is_attachment(c: &[char]) -> bool {
    let word = matches!(c, ['附', '件' | '表' | '录', ..]);
    let next = c.get(2);
    let short = c.len() <= 60 && !c.contains(&'。');
    word && short
        && next.is_none_or(|c| {
            one_of!(*c, ": 、.") || c.is_ascii_digit() || one_of!(*c, "一二三四五六七八九")
        })
        || (matches!(c, ['附', ':', ..]) && short)
}

/// A line that names a body and nothing else.
pub(crate) fn is_signature(c: &[char]) -> bool {
    let c = without_blanks(c);
    let named = c
        .iter()
        .all(|c| crate::fold::is_han(*c) || matches!(c, '(' | ')' | '、'));
    // 推进……办公室: a heading may end like a body's name.
    (3..=30).contains(&c.len()) && named && ends_with_organ(&c) && !word_starts(&c, "verb")
}

/// A line that is nothing but a day, garbled or masked perhaps: 2023年1月9日,
/// 二〇二三年三月二十日, 2023.1.9, 2023314, 20231月9, 20*年*月*日.
pub(crate) fn is_day(c: &[char]) -> bool {
    let c = without_blanks(c);
    let c: &[char] = match c.as_slice() {
        ['(', rest @ .., ')'] => rest,
        c => c,
    };
    // The letter O is typed for 〇.
    let allowed =
        |c: &char| c.is_ascii_digit() || one_of!(*c, "年月日号-/.*×xX〇○Oo零一二三四五六七八九十");
    let year = matches!(
        c,
        ['2', '0', ..]
            | ['1', '9', ..]
            | ['二', '〇' | '零' | '○' | 'O' | 'o', ..]
            | ['一', '九', ..]
            | ['二', '0', ..]
    );
    (6..=14).contains(&c.len()) && year && c.iter().all(allowed)
}

/// A body's name and a day on one line.
fn is_signed_day(c: &[char]) -> bool {
    signed_split(c).is_some()
}

/// Where the day begins on a line of a signature and a day.
pub(crate) fn signed_split(c: &[char]) -> Option<usize> {
    let at = (3..c.len().min(40)).find(|&i| {
        (c[i] == '2' || c[i] == '二')
            && matches!(c.get(i + 1), Some('0' | '〇' | '零' | '○' | 'O' | 'o'))
            && is_day(&c[i..])
    })?;
    (is_signature(&c[..at])).then_some(at)
}

/// One entry a paragraph: whether boilerplate covers it.
pub fn covered(text: &Text, boilerplate: &[Span]) -> Vec<bool> {
    let mut at = 0;
    let over = |p: Span, at: &mut usize| {
        while boilerplate.get(*at).is_some_and(|f| f.end <= p.start) {
            *at += 1;
        }
        boilerplate.get(*at).is_some_and(|f| f.overlaps(p))
    };
    text.paragraphs
        .iter()
        .map(|p| over(p.span, &mut at))
        .collect()
}
