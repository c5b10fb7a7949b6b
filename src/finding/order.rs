//! How the numbers of headings and points follow each other.
//!
//! | seen | event |
//! |---|---|
//! | 二、 then a heading without a number, then 四、 | [`Event::Missing`] 3 |
//! | 二、 then 四、, and no 三、 between | [`Event::Gap`] 3 |
//! | （五） then （五） | [`Event::Duplicate`] |
//! | 一、二、三、 then 一、 in one part | [`Event::Restart`] |
//!
//! A number that stands in the text between two headings, at the head of a
//! sentence, fills their gap: it was only not read as a heading.

use super::Seen;
use crate::fold::one_of;
use crate::outline::Section;
use crate::outline::marker::{self, Kind, han_number};
use crate::span::{Span, grouped};
use crate::text::Text;
use rustc_hash::FxHashMap;

/// What is odd about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A heading has lost its number, which is this one.
    Missing { expected: u32 },
    /// The numbers skip from `after` to `found`.
    Gap { after: u32, found: u32 },
    /// The number stands at an earlier place already.
    Duplicate { n: u32, first: Span },
    /// The numbers begin anew after `after`.
    Restart { after: u32 },
}

/// An event with the heading, or the head of the point, that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Odd {
    pub place: Span,
    pub event: Event,
    /// The printed marker of a neighbour, whose style a lost number would have.
    pub model: Option<Span>,
}

/// What is odd about the numbers of headings, in document order.
pub(super) fn headings(seen: &Seen) -> Vec<Odd> {
    let sections = &seen.outline.sections;
    // By parent; then the groups by their first.
    let by_parent = sections.iter().enumerate();
    let mut groups = grouped(by_parent.map(|(i, s)| (s.parent.map_or(0, |p| p + 1), i)));
    crate::span::sort_by_key(&mut groups, |group| [group[0], 0, 0]);
    let mut out = Vec::new();
    // The last number of each kind, for a count that runs on from part to part.
    let mut counted: Vec<(Kind, u32)> = Vec::new();
    for group in groups {
        let parent = sections[group[0]].parent;
        let first = group.iter().find(|&&i| sections[i].ordinal.is_some());
        let first = first.and_then(|&i| kind(seen.text, &sections[i]).zip(sections[i].ordinal));
        let before = first.map_or(0, |(k, n)| match counted.iter().rfind(|c| c.0 == k) {
            Some(&(_, last)) if n == last + 1 && n > 1 => last,
            _ => 0,
        });
        out.extend(walk(seen, parent.map(|p| &sections[p]), &group, before));
        for &i in &group {
            if let Some((k, n)) = kind(seen.text, &sections[i]).zip(sections[i].ordinal) {
                counted.retain(|c| c.0 != k);
                counted.push((k, n));
            }
        }
    }
    crate::span::sort_by_key(&mut out, |o| [o.place.start, o.place.end, 0]);
    out
}

/// Walks the headings under one parent, counting on from `before`.
fn walk(seen: &Seen, parent: Option<&Section>, group: &[usize], before: u32) -> Vec<Odd> {
    let sections = &seen.outline.sections;
    let numbered: Vec<usize> = group
        .iter()
        .copied()
        .filter(|&i| sections[i].ordinal.is_some())
        .collect();
    let mut out = Vec::new();
    let kinds: Vec<Kind> = numbered
        .iter()
        .filter_map(|&i| kind(seen.text, &sections[i]))
        .collect();
    let Some(&kind) = kinds.first() else {
        return out;
    };
    // Two kinds of numbers side by side count each for itself: nothing is said of them.
    if kinds.iter().any(|k| *k != kind) {
        return out;
    }
    // The nearest sister whose own marker is whole, of a few on either side.
    let model = |i: usize| {
        let sound = |&&n: &&usize| sections[n].marker.is_some_and(|m| is_whole(seen.text, m));
        let at = numbered.partition_point(|&n| n < i);
        let near = numbered[at.saturating_sub(8)..numbered.len().min(at + 8)]
            .iter()
            .filter(sound)
            .min_by_key(|&&n| n.abs_diff(i))?;
        sections[*near].marker
    };
    let mut next = numbered.iter().copied().peekable();
    let mut last = before;
    // How far the numbers lag behind after a doubled one.
    let mut lag = 0;
    let mut first_at: FxHashMap<usize, usize> = FxHashMap::default();
    let mut end_before = parent.map_or(0, |p| p.heading.end);
    let mut previous: Option<&Section> = None;
    for &i in group {
        let s = &sections[i];
        while next.peek().is_some_and(|&n| n <= i) {
            next.next();
        }
        let odd = |event| Odd {
            place: s.heading,
            event,
            model: model(i),
        };
        match s.ordinal {
            None => {
                let fits = match next.peek().and_then(|&n| sections[n].ordinal) {
                    Some(n) => n > last + 1,
                    // At the end only a first level of 一、 or a sister of the same build has lost one.
                    None => {
                        last > 0
                            && (s.level == 1 && kind <= Kind::Han
                                || s.level > 1
                                    && previous.is_some_and(|p: &Section| p.run_in == s.run_in))
                    }
                };
                if fits {
                    last += 1;
                    out.push(odd(Event::Missing { expected: last }));
                }
            }
            Some(n) if n == last + 1 || (n > last && n <= last + 1 + lag) => {
                lag -= (n - last - 1).min(lag);
                last = n;
            }
            Some(n) if n > last + 1 => {
                let whole = parent.is_some() || last > 0 || seen.meta.title.is_some();
                let between = Span::new(end_before, s.heading.start);
                if whole && !(last + 1..n).any(|m| stands_in(seen.text, kind, m, between)) {
                    out.push(odd(Event::Gap {
                        after: last,
                        found: n,
                    }));
                }
                last = n;
            }
            Some(1) if last >= 2 => {
                out.push(odd(Event::Restart { after: last }));
                first_at.clear();
                last = 1;
                lag = 0;
            }
            Some(n) => {
                if let Some(&first) = first_at.get(&(n as usize)) {
                    let first = sections[first].heading;
                    out.push(odd(Event::Duplicate { n, first }));
                    lag += 1;
                } else {
                    out.push(odd(Event::Gap {
                        after: last,
                        found: n,
                    }));
                }
            }
        }
        if let Some(n) = s.ordinal {
            first_at.entry(n as usize).or_insert(i);
        }
        end_before = s.heading.end;
        previous = Some(s);
    }
    out
}

/// The brackets of a marker, if it has any, are both there and of one width.
fn is_whole(text: &Text, marker: Span) -> bool {
    let printed = text.printed(marker);
    let count = |c: char| printed.matches(c).count();
    count('(') == count(')') && count('（') == count('）')
}

fn kind(text: &Text, s: &Section) -> Option<Kind> {
    s.marker?;
    marker::read(text, s.heading).map(|m| m.kind)
}

/// The number stands between two headings at the head of a line or a sentence, and is none
/// of a list that begins there itself (一是…二是…三是…).
fn stands_in(text: &Text, kind: Kind, n: u32, between: Span) -> bool {
    let (own, ones) = (shapes(kind, n), shapes(kind, 1));
    let stands = |shape: &str| stands_at_head(text, shape, between);
    let mut pairs = own.iter().zip(&ones);
    pairs.any(|(own, one)| stands(own) && (n == 1 || !stands(one)))
}

/// How a number is printed as a marker of its kind, or read where it is none.
fn shapes(kind: Kind, n: u32) -> Vec<String> {
    match kind {
        Kind::Han => vec![
            format!("{}、", han(n)),
            format!("{}.", han(n)),
            format!("{}是", han(n)),
        ],
        Kind::HanParen => vec![
            format!("({})", han(n)),
            format!("({}", han(n)),
            format!("{})", han(n)),
        ],
        Kind::Digit => vec![format!("{n}."), format!("{n}、")],
        Kind::DigitParen => vec![format!("({n})"), format!("{n})")],
        Kind::Part => vec![format!("第{}部分", han(n))],
        Kind::Chapter => vec![format!("第{}章", han(n))],
        Kind::Word => "是要,".chars().map(|w| format!("{}{w}", han(n))).collect(),
        _ => Vec::new(),
    }
}

fn stands_at_head(text: &Text, shape: &str, between: Span) -> bool {
    let mut from = between.start;
    while let Some(at) = text.find(shape, Span::new(from, between.end)) {
        if one_of!(text.before(at), "\n。;:!?") {
            return true;
        }
        from = at + 1;
    }
    false
}

/// 1 … 99 as 一 … 九十九.
pub(super) fn han(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, units) = ((n / 10 % 10) as usize, (n % 10) as usize);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_string(),
        t => format!("{}十", DIGITS[t]),
    };
    format!("{tens}{}", DIGITS[units])
}

/// A number in the style of a printed marker: `（二）` and 3 give `（三）`.
pub(super) fn in_style(text: &Text, model: Span, n: u32) -> Option<String> {
    let printed: Vec<char> = text.printed(model).chars().collect();
    let is_digit = |c: &char| c.is_ascii_digit();
    let is_han = |c: &char| one_of!(*c, "一二三四五六七八九十");
    let start = printed.iter().position(|c| is_digit(c) || is_han(c))?;
    let end = printed.iter().rposition(|c| is_digit(c) || is_han(c))? + 1;
    let number = if is_digit(&printed[start]) {
        n.to_string()
    } else {
        han(n)
    };
    let head: String = printed[..start].iter().collect();
    let tail: String = printed[end..].iter().collect();
    Some(format!("{head}{number}{tail}"))
}

/// What is odd about 一是… 二是… inside the paragraphs of one section.
pub(super) fn points(seen: &Seen) -> Vec<Odd> {
    let text = seen.text;
    let mut out = Vec::new();
    // Open lists, the inner ones behind: the last number of each with its place.
    let mut open: Vec<(char, u32, Span)> = Vec::new();
    let mut section = None;
    for p in seen.body() {
        let own = seen.outline.section_at(p.start);
        if own != section {
            section = own;
            open.clear();
        }
        let mut lists_here = 0;
        // The head of the paragraph, and what follows a mark.
        let behind = text.marks(p).map(|mark| mark + 1);
        for i in std::iter::once(p.start).chain(behind.filter(|&i| i < p.end)) {
            let before = text.before(i);
            if !one_of!(before, "\n。;:,") {
                continue;
            }
            let Some((n, verb, end)) = point_at(text, i, p.end) else {
                continue;
            };
            // Behind a comma a list begins, or the verb counts on: 一是…，二是…，四是….
            let last = open.iter().rfind(|o| o.0 == verb).map_or(0, |o| o.1);
            if before == ',' && n > 1 && n != last + 1 && last < 2 {
                continue;
            }
            // The marker with the words behind it, so that it can be quoted.
            let words = (end..p.end.min(end + 10)).find(|&k| one_of!(text.at(k), ",。;:、"));
            let place = Span::new(i, words.unwrap_or(p.end.min(end + 10)));
            if let Some(k) = open
                .iter()
                .rposition(|o| n > 1 && o.0 == verb && o.1 + 1 == n)
            {
                open.truncate(k + 1);
                open[k] = (verb, n, place);
            } else if n == 1 {
                // An inner list, or a new one in a new paragraph.
                if lists_here == 0 {
                    open.clear();
                }
                // Lists nest two or three deep; more are lists that were never counted on.
                if open.len() >= 6 {
                    open.remove(0);
                }
                open.push((verb, n, place));
            } else if let Some(&(_, last, first)) = open.iter().rfind(|o| o.0 == verb) {
                let event = if n == last {
                    Event::Duplicate { n, first }
                } else if n > last {
                    Event::Gap {
                        after: last,
                        found: n,
                    }
                } else {
                    continue;
                };
                out.push(Odd {
                    place,
                    event,
                    model: None,
                });
                if let Some(top) = open.iter_mut().rfind(|o| o.0 == verb) {
                    *top = (verb, n, place);
                }
            } else {
                open.push((verb, n, place));
            }
            lists_here += 1;
        }
    }
    out
}

/// 一是, 二要 at the head of a clause.
fn point_at(text: &Text, at: usize, end: usize) -> Option<(u32, char, usize)> {
    let c = text.slice(Span::new(at, end.min(at + 8)));
    let (n, len) = han_number(c)?;
    let verb = *c.get(len)?;
    let next = *c.get(len + 1)?;
    (one_of!(verb, "是要") && next != c[0] && next != '否').then_some((n, verb, at + len + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numerals() {
        for (n, s) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (99, "九十九"),
        ] {
            assert_eq!(han(n), s);
        }
        let text = Text::new("（二）加强\n3．加强\n");
        let p = |i: usize, n: usize| {
            Span::new(
                text.paragraphs[i].span.start,
                text.paragraphs[i].span.start + n,
            )
        };
        assert_eq!(in_style(&text, p(0, 3), 3).as_deref(), Some("（三）"));
        assert_eq!(in_style(&text, p(1, 2), 4).as_deref(), Some("4．"));
    }
}
