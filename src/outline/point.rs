//! Points: run-in enumerations inside paragraphs.
//!
//! | family | printed |
//! |---|---|
//! | 是 要 | 一是… 二是…, 一要… 二要… |
//! | 第 | 第一，… 第二，… |
//! | 其 | 其一，… 其二，… |
//! | 首先 | 首先… 其次… 再次… 最后… |
//! | brackets | （一）… （二）…, （1）… （2）…, ①… ②… |
//! | figures | 1.… 2.… |
//!
//! 一方面…另一方面 argues and does not count. A marker stands at the head of a
//! clause (统一是 and 唯一是 do not), and a family counts up from one.

use super::marker::{Marker, digit_number, han_number};
use super::piece::Line;
use super::{Point, Section};
use crate::fold::{is_han, is_one_of, one_of};
use crate::span::Span;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// 一是 and 一要, told apart by the second character.
    Verb(char),
    /// 第一，
    Nth,
    /// 其一，
    Of,
    /// 首先
    First,
    HanParen,
    DigitParen,
    Circled,
    Digit,
}

/// A marker that may open a point.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    family: Family,
    /// 0 for 最后: one more than the point before it.
    n: u32,
    /// At the head of the paragraph or right after 。；：
    strong: bool,
}

/// Reads the points of the body, in order. `items` are the numbered paragraphs
/// that are no sections: each is a point of its own.
pub fn read(
    text: &Text,
    sections: &[Section],
    items: &[Marker],
    lines: &[Line],
    body: Span,
) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let mut at = 0;
    let mut item = 0;
    // The families that are counting, so that 二是 may open the next paragraph.
    let mut counting: Vec<(Family, u32)> = Vec::new();
    // A heading may reach into its next paragraph: （三） alone on a line.
    let mut titled = 0;
    for p in lines {
        if p.span.start >= body.end {
            break;
        }
        while at < sections.len() && sections[at].heading.start <= p.span.start {
            titled = sections[at].heading.end;
            counting.clear();
            at += 1;
        }
        let start = p.span.start.max(titled);
        if start >= p.span.end {
            continue;
        }
        let marks = marks(text, Span::new(start, p.span.end));
        let kept = keep(&marks, &mut counting);
        let section = at.checked_sub(1);
        while items.get(item).is_some_and(|m| m.span.start < p.span.start) {
            item += 1;
        }
        if let Some(m) = items.get(item).filter(|m| m.span.start == start)
            && let Some(n) = m.ordinal
            && kept.first().is_none_or(|(k, _)| k.span.start != start)
        {
            out.push(Point {
                span: p.span,
                marker: m.span,
                n,
                section,
            });
        }
        for (i, (mark, n)) in kept.iter().enumerate() {
            let end = ends_at(&kept, i).unwrap_or(p.span.end);
            out.push(Point {
                span: Span::new(mark.span.start, end),
                marker: mark.span,
                n: *n,
                section,
            });
        }
    }
    for point in &mut out {
        // A section may have ended before the point: the innermost that holds it.
        while let Some(s) = point.section {
            if sections[s].span.contains(point.span.start) {
                break;
            }
            point.section = sections[s].parent;
        }
    }
    out
}

/// Where point `i` ends: at the next one of its family or of one it stands in.
fn ends_at(kept: &[(Mark, u32)], i: usize) -> Option<usize> {
    let own = kept[i].0.family;
    // Few families mix in a paragraph, and the next of one is near.
    let outer = |f: Family| kept[..i].iter().rev().take(12).any(|(m, _)| m.family == f);
    kept[i + 1..]
        .iter()
        .take(64)
        .find(|(m, _)| m.family == own || outer(m.family))
        .map(|(m, _)| m.span.start)
}

/// The marks that count: one opens a family, the next ones follow in order.
fn keep(marks: &[Mark], counting: &mut Vec<(Family, u32)>) -> Vec<(Mark, u32)> {
    let mut out = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let last = counting.iter().rposition(|(f, _)| *f == mark.family);
        let follows = |n: u32| {
            marks[i + 1..]
                .iter()
                .take(40)
                .any(|m| m.family == mark.family && (m.n == n + 1 || m.n == 0))
        };
        let said = matches!(mark.family, Family::Verb('是' | '要'));
        let n = match (last, mark.n) {
            (Some(l), 0) => counting[l].1 + 1,
            (Some(l), n) if n == counting[l].1 + 1 => n,
            // One number lost: only for the family that nothing else looks like.
            (Some(l), n) if said && mark.strong && n > counting[l].1 && n <= counting[l].1 + 3 => n,
            // 一是…三是…: the second lost its number.
            (_, 1)
                if said
                    && marks[i + 1..]
                        .iter()
                        .take(40)
                        .any(|m| m.family == mark.family && m.strong && (2..=4).contains(&m.n)) =>
            {
                1
            }
            // The head of a paragraph may begin a list that other paragraphs continue.
            (_, 1) if follows(1) || (said && mark.strong) => 1,
            (None, n) if n > 1 && said && mark.strong => n,
            _ => continue,
        };
        match last {
            // An outer list goes on: the inner ones are over.
            Some(l) => counting.truncate(l + 1),
            None => counting.push((mark.family, n)),
        }
        if let Some(top) = counting.last_mut() {
            top.1 = n;
        }
        out.push((*mark, n));
    }
    out
}

/// Every place in a paragraph's text where a point may begin.
fn marks(text: &Text, span: Span) -> Vec<Mark> {
    let c = text.slice(span);
    let mut out = Vec::new();
    let mut i = 0;
    while i < c.len() {
        let before = if i == 0 { '\n' } else { c[i - 1] };
        let mark_before = |set: &str| !is_han(before) && is_one_of(before, set);
        let strong = mark_before("\n。;:!?");
        let clause = strong || mark_before(",、 )”-");
        let Some((len, family, n)) = clause.then(|| mark(&c[i..], strong)).flatten() else {
            i += 1;
            continue;
        };
        let from = span.start + i;
        out.push(Mark {
            span: Span::new(from, from + len),
            family,
            n,
            strong,
        });
        i += len;
    }
    out
}

fn mark(c: &[char], strong: bool) -> Option<(usize, Family, u32)> {
    let first = *c.first()?;
    let code = first as u32;
    match first {
        '①'..='⑳' => return Some((1, Family::Circled, code - '①' as u32 + 1)),
        '⑴'..='⒇' => return Some((1, Family::DigitParen, code - '⑴' as u32 + 1)),
        '首' | '其' | '再' | '最' if c.len() > 2 => {
            let word = match (first, c[1]) {
                ('首', '先') => Some(1),
                ('其', '次') => Some(2),
                ('再', '次') => Some(3),
                ('最', '后') => Some(0),
                _ => None,
            };
            // 首先要 may open a point; 最后一公里 is no marker.
            if let Some(n) = word {
                let open = one_of!(c[2], ",是、:") || (n != 0 && strong);
                return open.then_some((2, Family::First, n));
            }
            let (n, len) = han_number(&c[1..]).filter(|_| first == '其')?;
            let mark = c.get(1 + len)?;
            return one_of!(*mark, ",是、:").then_some((1 + len, Family::Of, n));
        }
        '第' => {
            let (n, len) = han_number(&c[1..])?;
            let mark = c.get(1 + len)?;
            return one_of!(*mark, ",、:是").then_some((1 + len, Family::Nth, n));
        }
        '(' => {
            let (n, len, family) = match (han_number(&c[1..]), digit_number(&c[1..])) {
                (Some((n, len)), _) => (n, len, Family::HanParen),
                (_, Some((n, len))) => (n, len, Family::DigitParen),
                _ => return None,
            };
            return (c.get(1 + len) == Some(&')')).then_some((2 + len, family, n));
        }
        _ => {}
    }
    if let Some((n, len)) = digit_number(c) {
        return match c.get(len)? {
            ')' if strong => Some((len + 1, Family::DigitParen, n)),
            '.' | '、' if strong && c.get(len + 1).is_some_and(|c| !c.is_ascii_digit()) => {
                Some((len + 1, Family::Digit, n))
            }
            _ => None,
        };
    }
    let (n, len) = han_number(c)?;
    let verb = *c.get(len)?;
    let next = *c.get(len + 1)?;
    // 一是一，二是二 is a saying.
    let known = one_of!(verb, "是要抓靠来") && next != first && next != '否';
    known.then_some((len + 1, Family::Verb(verb), n))
}
