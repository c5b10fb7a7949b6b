//! Lines: the paragraphs of the body, and the pieces of those that lost their
//! line ends.
//!
//! A report copied through a form field or a database may be one paragraph:
//! `…报告如下：一、主要举措（一）加强领导。…二、存在的不足…`. Its numbers still
//! stand where the lines began. They are believed where they count up from one
//! without a gap, each behind a closed sentence, a colon, a heading or a blank,
//! where nothing outside the paragraph counts in the same marks, and where most of
//! what they head has a heading's form. `一、…；二、…；` inside a sentence has not.

use super::heading::{self, Verdict, has_figures};
use super::marker::{self, Kind};
use super::{Role, role};
use crate::fold::{find, is_han, one_of};
use crate::span::Span;
use crate::text::Text;

/// A line as the outline reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The paragraph, or a piece of it.
    pub span: Span,
}

/// A paragraph shorter than this never was several.
const SHORT: usize = 36;
/// The longest title that is cut from its text by anything but a full stop.
const TITLE: usize = 34;

/// What follows the words that name a part in its title.
const PART_NOUNS: [&str; 24] = [
    "情况", "工作", "成效", "举措", "措施", "做法", "问题", "不足", "原因", "打算", "安排", "计划",
    "思路", "重点", "目标", "建议", "任务", "职责", "困难", "短板", "体会", "方向", "设想", "成绩",
];

/// The lines of the given paragraphs.
pub fn lines(text: &Text, paragraphs: Vec<usize>) -> Vec<Line> {
    let head = |i: usize| marker::read(text, text.paragraphs[i].span).filter(|m| !m.doubtful);
    let han = paragraphs
        .iter()
        .filter(|&&i| head(i).is_some_and(|m| m.kind == Kind::Han))
        .count();
    let inner = behind_sentences(text, &paragraphs);
    let mut out = Vec::with_capacity(paragraphs.len());
    for &i in &paragraphs {
        let p = text.paragraphs[i];
        let first = inner.partition_point(|at| *at < p.span.start);
        let last = inner.partition_point(|at| *at < p.span.end);
        let cuts = &inner[first..last];
        let mut push = |span: Span| out.push(Line { paragraph: i, span });
        if p.row || p.span.len() < SHORT && cuts.is_empty() {
            push(p.span);
            continue;
        }
        let own = head(i).is_some_and(|m| m.kind == Kind::Han);
        let alone = han == usize::from(own);
        let mut pieces = if alone {
            split(text, p.span, Kind::Han, 2)
        } else {
            Vec::new()
        };
        if pieces.is_empty() && own {
            // 一、主要举措（一）加强领导。…: each first-level part is a paragraph.
            pieces = under_title(text, p.span);
        }
        if pieces.is_empty() {
            pieces = cut_at(text, p.span, cuts);
        }
        pieces.into_iter().for_each(push);
    }
    out
}

/// A number 一、 or （一） at the head of a line, or behind a full stop inside one.
struct Mark {
    at: usize,
    kind: Kind,
    ordinal: u32,
    inside: bool,
}

/// How much of what a number heads is looked at to know its form.
const VIEW: usize = 80;

/// Where a heading begins behind a full stop inside a paragraph, in order.
fn behind_sentences(text: &Text, paragraphs: &[usize]) -> Vec<usize> {
    let mut marks: Vec<Mark> = Vec::new();
    for &i in paragraphs {
        let p = text.paragraphs[i];
        if p.row {
            continue;
        }
        for at in p.span.start..p.span.end {
            let inside = at > p.span.start;
            if inside && text.before(at) != '。' {
                continue;
            }
            let view = Span::new(at, p.span.end.min(at + VIEW));
            let Some(m) = marker::read(text, view) else {
                continue;
            };
            if !matches!(m.kind, Kind::Han | Kind::HanParen) || m.doubtful {
                continue;
            }
            if let Some(ordinal) = m.ordinal
                && (!inside || is_headed(text, view))
            {
                marks.push(Mark {
                    at,
                    kind: m.kind,
                    ordinal,
                    inside,
                });
            }
        }
    }
    let mut out: Vec<usize> = [Kind::Han, Kind::HanParen]
        .into_iter()
        .flat_map(|kind| counted(&marks, kind))
        .collect();
    crate::span::sort(&mut out);
    out
}

/// The marks inside paragraphs that count on: from the one before or to the one
/// behind, and between the numbers at the heads of lines, which go first.
fn counted(marks: &[Mark], kind: Kind) -> Vec<usize> {
    // 一、 over （一）: its numbers begin anew.
    let row: Vec<&Mark> = marks.iter().filter(|m| m.kind <= kind).collect();
    let number = |m: &Mark| if m.kind == kind { m.ordinal } else { 0 };
    let mut below = vec![u32::MAX; row.len()];
    let mut next = u32::MAX;
    for (k, m) in row.iter().enumerate().rev() {
        below[k] = next;
        if !m.inside {
            next = if number(m) <= 1 { u32::MAX } else { m.ordinal };
        }
    }
    let mut out = Vec::new();
    let mut above = 0;
    for (k, m) in row.iter().enumerate() {
        if !m.inside {
            above = number(m);
            continue;
        }
        let n = number(m);
        let from = k > 0 && number(row[k - 1]) + 1 == n;
        let to = row.get(k + 1).is_some_and(|next| number(next) == n + 1);
        // （一） right under 一、 is no neighbour's neighbour: it takes a second.
        let alone = n == 1 && !to;
        if n > above && n < below[k] && (from || to) && !alone {
            out.push(m.at);
        }
    }
    out
}

/// Behind the number stands a title, on its own or closed by a full stop.
fn is_headed(text: &Text, view: Span) -> bool {
    match heading::judge(text, view, 0) {
        Verdict::Heading(h) | Verdict::Closed(h) => h.title.len() <= TITLE,
        Verdict::Doubted(..) => true,
        _ => false,
    }
}

/// The paragraph cut at the given places.
fn cut_at(text: &Text, span: Span, cuts: &[usize]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for (n, &at) in cuts.iter().chain([&span.end]).enumerate() {
        let part = Span::new(start, trim_end(text, start, at));
        let inner = if n > 0 {
            under_title(text, part)
        } else {
            Vec::new()
        };
        if !inner.is_empty() {
            out.extend(inner);
        } else if n > 0 {
            out.extend(cut_title(text, part));
        } else {
            out.push(part);
        }
        start = at;
    }
    out
}

/// The pieces of a stretch that counts in marks of `kind`, at least so many of them;
/// nothing where it does not.
fn split(text: &Text, span: Span, kind: Kind, least: usize) -> Vec<Span> {
    let Some(starts) = sequence(text, span, kind).filter(|s| s.len() >= least) else {
        return Vec::new();
    };
    let mut parts: Vec<Span> = Vec::new();
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(span.end);
        parts.push(Span::new(start, trim_end(text, start, end)));
    }
    let fits = parts.iter().filter(|p| titled(text, **p, kind)).count();
    if fits < least || fits * 3 < parts.len() * 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    if starts[0] > span.start {
        out.push(Span::new(span.start, trim_end(text, span.start, starts[0])));
    }
    for part in parts {
        let inner = match kind {
            Kind::Han => under_title(text, part),
            Kind::HanParen => split(text, part, Kind::Digit, 2),
            _ => Vec::new(),
        };
        if inner.is_empty() {
            out.extend(cut_title(text, part));
        } else {
            out.extend(inner);
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

/// 一、主要举措（一）…（二）…: the inner numbers begin right behind the title.
fn under_title(text: &Text, span: Span) -> Vec<Span> {
    let Some(first) = sequence(text, span, Kind::HanParen).map(|s| s[0]) else {
        return Vec::new();
    };
    let title = text.slice(Span::new(span.start, first));
    let direct = match title.iter().position(|c| matches!(c, '。' | ':')) {
        Some(at) => at + 1 == title.len(),
        None => !title.contains(&';'),
    };
    if !direct || title.len() > TITLE + 4 || first == span.start {
        return Vec::new();
    }
    split(text, span, Kind::HanParen, 1)
}

/// Where the marks of `kind` stand that count up from one, all of the stretch's, none
/// left out.
fn sequence(text: &Text, span: Span, kind: Kind) -> Option<Vec<usize>> {
    let mut out: Vec<usize> = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let here = at;
        at += 1;
        let before = text.before(here);
        // A mark begins with a numeral or its bracket, and not inside one.
        if before == '('
            || !matches!(text.at(here), '一'..='龥' | '(' | '0'..='9' | '㈠'..='㈩' | 'Ⅰ'..='Ⅻ')
        {
            continue;
        }
        let closed = here == span.start || one_of!(before, "。:;!?…”)");
        let blank = before == ' ' || gap_before(text, here);
        let Some(m) = marker::read(text, Span::new(here, span.end)) else {
            continue;
        };
        if m.kind != kind || m.doubtful || m.span.end >= span.end {
            continue;
        }
        let Some(n) = m.ordinal else { continue };
        // （一）、1. stand right behind a title too.
        let under = kind != Kind::Han
            && here - span.start <= TITLE + 4
            && !text.slice(Span::new(span.start, here)).contains(&'。');
        let inside = !(closed || blank || under);
        let next = out.len() as u32 + 1;
        if inside {
            // 详见（二）: a bracket in mid-sentence is no part of the count.
            continue;
        }
        // A digit behind 。 may be a figure; the other marks may not be out of turn.
        if n == next {
            out.push(here);
            at = m.span.end;
        } else if kind != Kind::Digit {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A blank of the source, not a line end, was left out before `at`.
fn gap_before(text: &Text, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let pair = text.source_of(Span::new(at - 1, at + 1));
    let mut gap = pair.chars().filter(|c| c.is_whitespace()).peekable();
    gap.peek().is_some() && gap.all(|c| !matches!(c, '\n' | '\r'))
}

fn trim_end(text: &Text, start: usize, mut end: usize) -> usize {
    while end > start && matches!(text.at(end - 1), ' ' | '\n') {
        end -= 1;
    }
    end
}

/// What stands behind the marker has the form of a heading with its text.
fn titled(text: &Text, part: Span, kind: Kind) -> bool {
    if cut_title(text, part).len() > 1 {
        return true;
    }
    if kind == Kind::Han && !under_title(text, part).is_empty() {
        return true;
    }
    match heading::judge(text, part, 0) {
        Verdict::Doubted(..) => true,
        Verdict::Heading(h) => h.run_in || h.title.len() <= TITLE,
        Verdict::Closed(_) => kind != Kind::Digit,
        _ => false,
    }
}

/// Parts a title from its text where the line end between them was lost: at a
/// blank, or behind the words that name a part of a report (存在的不足和原因).
fn cut_title(text: &Text, part: Span) -> Vec<Span> {
    let whole = vec![part];
    let start = marker::read(text, part).map_or(part.start, |m| m.span.end);
    let c = text.slice(Span::new(start, part.end));
    // 存在的问题一是…。二是…: points begin where the line end was lost.
    let head = &c[..c.len().min(TITLE)];
    let points = "一是 一要".split(' ').filter_map(|w| find(head, w)).min();
    if let Some(at) = points.filter(|&at| at >= 4 && is_han(c[at - 1])) {
        return vec![
            Span::new(part.start, start + at),
            Span::new(start + at, part.end),
        ];
    }
    let judged = heading::judge(text, part, 0);
    if let Verdict::Heading(h) | Verdict::Closed(h) = judged
        && h.title.len() <= 20
        && !text.slice(h.title).contains(&',')
    {
        return whole;
    }
    let stop = c
        .iter()
        .position(|c| one_of!(*c, "。;:!?"))
        .unwrap_or(c.len());
    let blanks: Vec<usize> = (1..stop.min(TITLE + 1))
        .filter(|&i| gap_before(text, start + i) || c[i - 1] == ' ')
        .collect();
    if let Some(&at) = blanks.first()
        && at >= 4
        && blanks.len() <= 3
        && !has_figures(&c[..at])
        && !matches!(c[at - 1], ',' | '、')
        && c.len() > at + 8
    {
        let end = trim_end(text, start, start + at);
        return vec![Span::new(part.start, end), Span::new(start + at, part.end)];
    }
    if let Some(at) = part_words(&c[..stop.min(36)])
        && at < stop
        && (c.len() > at + 8 || has_figures(&c[at..stop]))
    {
        return vec![
            Span::new(part.start, start + at),
            Span::new(start + at, part.end),
        ];
    }
    whole
}

/// How far the words at the head of `c` go that name a part of a report:
/// 存在的不足 + 和 + 原因, 下一步 + 工作 + 打算.
fn part_words(c: &[char]) -> Option<usize> {
    let (mut at, mut named) = (0, false);
    // 2023年, 一年来的
    if let Some(year) = c.iter().take(6).position(|c| *c == '年')
        && c[..year]
            .iter()
            .all(|c| c.is_ascii_digit() || one_of!(*c, "〇一二三*"))
    {
        at = year + 1 + usize::from(c.get(year + 1) == Some(&'度'));
    }
    let noun = |i: usize| {
        let fits = |w: &&&str| {
            w.chars()
                .zip(&c[i.min(c.len())..])
                .filter(|(a, b)| a == *b)
                .count()
                == w.chars().count()
        };
        PART_NOUNS.iter().find(fits).map(|w| w.chars().count())
    };
    loop {
        if let Some((len, role)) = role::part_word_at(c, at) {
            // 主要负责人履行推进法治建设第一责任人职责情况
            let rest = (at + len..c.len()).take(20);
            let far = rest.filter(|&i| role == Role::FirstResponsible && noun(i).is_some());
            named = true;
            at = far.min().unwrap_or(at + len);
        } else if let Some(len) = noun(at).filter(|_| named) {
            at += len;
        } else if named
            && c.get(at).is_some_and(|c| one_of!(*c, "和及与、"))
            && let Some(next) = (at + 1..(at + 5).min(c.len()))
                .find(|&i| noun(i).is_some() || role::part_word_at(c, i).is_some())
        {
            at = next;
        } else {
            break;
        }
    }
    // 下一步，我局…: a sentence, no title.
    (named && at >= 4 && !matches!(c.get(at), None | Some(',' | '的' | '是'))).then_some(at)
}
