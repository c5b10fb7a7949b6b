//! A count and its own list: 设法制、巡查、机动三个大队 names three, and so does 三条措施：一是….
//!
//! The count closes the list: names joined by 、 and perhaps by 和 before the last, or names
//! in marks, and then a number with its classifier and what they all are. 和 may belong to
//! the last name (规划和自然资源), so that a list has two sizes at most, and fails only where
//! it has neither. Where a list begins is told by what opens it (设立, 会同), or by its members
//! being of one length (在东湖、南桥、西坝、北苑五个街道); another list may hold, but nobody knows
//! that it fails.

use super::{Context, Grade, Relation, RelationKind, layout};
use crate::fact::number;
use crate::fold::{is_han, one_of};
use crate::span::Span;
use crate::text::Text;

/// A list and the count behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    pub members: Vec<Span>,
    /// How many there are if 和 belongs to a name.
    pub fewer: usize,
    pub count: usize,
    /// The number with its classifier.
    pub place: Span,
    /// It is known where the list begins, and each member is a bare name.
    pub certain: bool,
}

impl Enumeration {
    pub fn holds(&self) -> bool {
        self.count == self.members.len() || self.count == self.fewer
    }

    /// The count is another, and near enough to be meant for this list.
    pub fn fails(&self) -> bool {
        let near = |n: usize| n.abs_diff(self.count) <= 2;
        self.certain && !self.holds() && (near(self.members.len()) || near(self.fewer))
    }
}

/// Every figure that counts the list before it, right or wrong.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    let mut out = Vec::new();
    for (i, m) in cx.metrics.iter().enumerate() {
        let at = m.quantity.span.start;
        if m.cell.is_some() || m.sentence.start >= at {
            continue;
        }
        let lists = [before(cx.text, m.sentence.start, at), after(cx.text, at)];
        let mut told = lists.into_iter().flatten();
        let told = told.find(|list| list.holds() || list.fails());
        out.extend(told.map(|list| relation(cx, i, &list)));
    }
    out
}

fn relation(cx: &Context, i: usize, list: &Enumeration) -> Relation {
    let listed = match list.holds() {
        true => list.count,
        false => list.members.len(),
    };
    Relation {
        kind: RelationKind::List,
        total: i,
        parts: Vec::new(),
        expr: format!("{} = {listed} listed", list.count),
        holds: list.holds(),
        computed: cx.in_unit_of(i, listed as f64, 0),
        exact: list.holds(),
        grade: Grade::Certain,
        cue: None,
        note: None,
    }
}

/// The list that ends at `at`, where a count of it stands; it begins at `from` at the earliest.
pub fn before(text: &Text, from: usize, at: usize) -> Option<Enumeration> {
    let noun = |end: usize| is_han(text.at(end)) || text.at(end) == '“';
    let (count, end) = count_at(text, at).filter(|&(_, end)| noun(end))?;
    let from = from.max(at.saturating_sub(REACH));
    let place = Span::new(at, end);
    if let Some(members) = marked(text, from, at) {
        let fewer = members.len();
        return Some(Enumeration {
            members,
            fewer,
            count,
            place,
            certain: true,
        });
    }
    let (members, fewer, certain) = bare(text, from, at)?;
    Some(Enumeration {
        members,
        fewer,
        count,
        place,
        certain,
    })
}

/// The list behind the count that stands at `at`: 四项制度：甲；乙；丙；丁。 三条措施：一是…二是…三是….
pub fn after(text: &Text, at: usize) -> Option<Enumeration> {
    let (count, end) = count_at(text, at)?;
    let place = Span::new(at, end);
    let named = |k: &usize| !is_han(text.at(*k));
    let stop = (end..text.len().min(end + HEAD)).find(named)?;
    let from = stop + 1;
    let members = match text.at(stop) {
        ':' | ',' | '。' if is_point(text, from, 1) => points(text, from),
        ':' => members(text, from, &['。', '\n'])?,
        ',' => {
            let mut words = layout::structures("listing");
            let word = words.find(|w| text.starts_with(from, w))?;
            members(text, from + word.chars().count(), &['。', ',', ';', '\n'])?
        }
        '(' => members(text, from, &[')'])?,
        _ => return None,
    };
    let fewer = members.len() - usize::from(joined(text, &members));
    let least = if text.at(stop) == '(' { 3 } else { 2 };
    (fewer >= least).then_some(Enumeration {
        fewer,
        count,
        place,
        certain: true,
        members,
    })
}

/// The longest noun behind a count.
const HEAD: usize = 14;
/// A list is looked for as far behind as a point may be long.
const POINT: usize = 800;

/// 一是, 二要: the point of this number begins at `at`.
fn is_point(text: &Text, at: usize, n: i64) -> bool {
    let word = || layout::structures("point").any(|w| text.starts_with(at + 1, w));
    number::digit(text.at(at)) == Some(n) && word()
}

/// The places of the points that begin at `at`.
fn points(text: &Text, at: usize) -> Vec<Span> {
    let mut out = vec![Span::new(at, at + 2)];
    let opens = |k: usize| matches!(text.before(k), ',' | ';' | '。' | '\n' | ':');
    loop {
        let last = out[out.len() - 1].end;
        let reach = Span::new(last, text.len().min(last + POINT));
        let n = out.len() as i64 + 1;
        let next = |&k: &usize| opens(k) && (is_point(text, k, n) || is_point(text, k, 1));
        let Some(next) = text.numerals(reach).find(next) else {
            break;
        };
        if !is_point(text, next, n) {
            break;
        }
        out.push(Span::new(next, next + 2));
    }
    out
}

/// Names in a row from `from` to one of the marks `ends`, all parted by one mark: by ；, or by 、
/// and perhaps 和 before the last. None where one of them is no bare name.
fn members(text: &Text, from: usize, ends: &[char]) -> Option<Vec<Span>> {
    let reach = text.len().min(from + REACH);
    let end = (from..reach).find(|&k| ends.contains(&text.at(k)))?;
    if layout::said(text, Span::new(from, end)).has(layout::Cue::Open) {
        return None;
    }
    let semicolon = (from..end).any(|k| text.at(k) == ';');
    let mark = if semicolon { ';' } else { '、' };
    let mut out = Vec::new();
    let mut start = from;
    for k in (from..=end).filter(|&k| k == end || text.at(k) == mark) {
        let and = (start + 2..k.saturating_sub(1)).find(|&j| AND.contains(text.at(j)));
        if let Some(j) = and.filter(|_| k == end && !semicolon) {
            out.push(Span::new(start, j));
            start = j + 1;
        }
        out.push(Span::new(start, k));
        start = k + 1;
    }
    let is_name = |s: &Span| {
        let words = text.slice(*s);
        let bare = |c: &char| is_han(*c) || "《》“”".contains(*c);
        (2..=NAMED).contains(&words.len()) && words.iter().all(bare)
    };
    out.iter().all(is_name).then_some(out)
}

/// No member is longer.
const NAMED: usize = 20;

/// The last two members are joined by 和, which may belong to a name.
fn joined(text: &Text, members: &[Span]) -> bool {
    let end = members.last().map_or(0, |m| m.start);
    end > 0 && AND.contains(text.before(end))
}

/// What joins the last member.
const AND: &str = "和与及";

/// A list is no longer than that, in characters.
const REACH: usize = 120;

/// 三个环节, 两部法律, 4个部门: a small number with its classifier and a noun.
fn count_at(text: &Text, at: usize) -> Option<(usize, usize)> {
    let value = match text.at(at) {
        '两' => 2,
        c @ '2'..='9' if !text.before(at).is_ascii_digit() => c as usize - '0' as usize,
        '十' if !is_numeral(text.before(at)) && !is_numeral(text.at(at + 1)) => 10,
        _ if is_numeral(text.before(at)) || text.before(at) == '第' => return None,
        c => number::unit(c).filter(|&n| n > 1)? as usize,
    };
    const CLASSIFIERS: &str = "个项部件种类大本份支家所场条点期";
    let next = text.at(at + 2);
    // 活动5场：…: what is counted stands before.
    let ends = |c: char| is_han(c) || one_of!(c, "“:,(");
    let sound = CLASSIFIERS.contains(text.at(at + 1)) && ends(next);
    // 三个月, 两个以上, 三个小时: no count of the members.
    let other = one_of!(next, "月以多层百阶") || next == '小' && text.at(at + 3) == '时';
    (sound && !other).then_some((value, at + 2))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || one_of!(c, "〇一二三四五六七八九十百千万两几")
}

/// Quoted names or titles in a row that end at `at`: “甲”“乙”“丙”, 《甲》、《乙》和《丙》.
fn marked(text: &Text, from: usize, at: usize) -> Option<Vec<Span>> {
    let (open, close) = match text.before(at) {
        '”' => ('“', '”'),
        '》' => ('《', '》'),
        _ => return None,
    };
    let mut members = Vec::new();
    let mut end = at;
    while end > from && text.before(end) == close {
        let start = (from..end - 1)
            .rev()
            .find(|&k| text.at(k) == open || text.at(k) == close)?;
        if text.at(start) == close {
            return None;
        }
        members.push(Span::new(start, end));
        let joined = (text.before(start) == '、' || AND.contains(text.before(start))) && start >= 2;
        end = match joined && text.at(start - 2) == close {
            true => start - 1,
            false => start,
        };
    }
    members.reverse();
    (members.len() > 1).then_some(members)
}

/// Bare names in a row that end at `at`, how many they are if 和 belongs to a name, and
/// whether it is known where they begin.
fn bare(text: &Text, from: usize, at: usize) -> Option<(Vec<Span>, usize, bool)> {
    let is_part = |c: char| is_han(c) || c == '、';
    let start = (from..at).rev().find(|&k| !is_part(text.at(k)));
    let clause = Span::new(start.map_or(from, |k| k + 1), at);
    let first = (clause.start..at).find(|&k| text.at(k) == '、')?;
    // The opener that stands nearest to the first name, and its 了.
    let opened = |k: &usize| first - k > 1 && opens(text, *k);
    let head = (clause.start + 1..first).rev().find(opened);
    let mut begin = head.unwrap_or(clause.start);
    begin += usize::from(text.at(begin) == '了');
    let preposition = head.is_none() && one_of!(text.at(begin), "在由从对向将把于");
    begin += usize::from(preposition);
    let mut members = Vec::new();
    let mut k = begin;
    let mut joined = 0;
    for end in (begin..=at).filter(|&e| e == at || text.at(e) == '、') {
        // 人民调解员和普法志愿者: the last two.
        let and = (k + 2..end.saturating_sub(1)).find(|&j| AND.contains(text.at(j)));
        if let Some(j) = and.filter(|_| end == at) {
            members.push(Span::new(k, j));
            joined = 1;
            k = j + 1;
        }
        members.push(Span::new(k, end));
        k = end + 1;
    }
    let is_name = |s: &Span| {
        let words = text.slice(*s);
        let bare = |c: &char| !one_of!(*c, "等的由以各");
        (2..=LONG).contains(&words.len()) && words.iter().all(bare)
    };
    // 律师咨询、行政复议、法律援助和司法鉴定: of long names none has a 和.
    let row = members.iter().all(|s| s.len() >= ROW);
    let fewer = members.len() - if row { 0 } else { joined };
    let inner = members.len() >= 3 && members[1..].iter().all(is_name);
    let strict = |s: &Span| {
        !text
            .slice(*s)
            .iter()
            .any(|c| one_of!(*c, "为对在") || AND.contains(*c))
    };
    let even = members.iter().all(|s| s.len() == members[0].len()) && members[0].len() <= 3;
    let begins = head.is_some() || even;
    let certain = begins && is_name(&members[0]) && members.iter().all(strict);
    inner.then_some((members, fewer, certain))
}

/// 和 may stand within a name beside shorter ones: 规划和自然资源、水务.
const ROW: usize = 4;

/// No name of a list before its count is longer.
const LONG: usize = 12;

/// What sets up, or sums up, the members that follow it ends at `end`.
fn opens(text: &Text, end: usize) -> bool {
    kept_rows!("openers").any(|r| text.ends_with(end, r[0]))
}
