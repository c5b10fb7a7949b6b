//! The outline: sections at all levels, and points inside paragraphs.
//!
//! Four readers, one after the other: [`frame`] finds the title, the body and
//! the signature; [`heading`] says which paragraphs of the body title a part,
//! looking at their [`marker`]; the levels follow from the order in which the
//! kinds of marker appear, not from their shape; [`role`] says what each part is
//! about. [`point`] then reads the enumerations inside the paragraphs.

pub mod frame;
pub mod heading;
pub mod marker;
pub mod piece;
pub mod point;
pub mod role;
pub mod series;

use crate::fold::one_of;
use crate::span::Span;
use crate::text::Text;
use frame::Frame;
use heading::{Doubt, Heading, Unnumbered, Verdict};
use marker::Kind;
use piece::Line;
use rustc_hash::FxHashSet;
use series::Rank;

/// What a section is about (the role names of the report contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Preamble,
    Leadership,
    Functions,
    Rulemaking,
    Decision,
    Enforcement,
    Emergency,
    Disputes,
    Oversight,
    Technology,
    Publicity,
    SocialGovernance,
    FirstResponsible,
    Achievements,
    Problems,
    Plan,
    Other,
}

impl Role {
    /// The name of the role in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            Role::Preamble => "preamble",
            Role::Leadership => "leadership",
            Role::Functions => "functions",
            Role::Rulemaking => "rulemaking",
            Role::Decision => "decision",
            Role::Enforcement => "enforcement",
            Role::Emergency => "emergency",
            Role::Disputes => "disputes",
            Role::Oversight => "oversight",
            Role::Technology => "technology",
            Role::Publicity => "publicity",
            Role::SocialGovernance => "social-governance",
            Role::FirstResponsible => "first-responsible",
            Role::Achievements => "achievements",
            Role::Problems => "problems",
            Role::Plan => "plan",
            Role::Other => "other",
        }
    }
}

/// A titled part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The section with its children.
    pub span: Span,
    /// The whole heading as printed, marker and closing mark included.
    pub heading: Span,
    /// 1 for the outermost.
    pub level: u8,
    pub marker: Option<Span>,
    pub ordinal: Option<u32>,
    /// The heading's words, without marker and closing punctuation.
    pub title: Span,
    pub run_in: bool,
    pub role: Role,
    pub parent: Option<usize>,
}

/// 一是… inside a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// From the marker to the next point or the end of the paragraph.
    pub span: Span,
    pub marker: Span,
    pub n: u32,
    pub section: Option<usize>,
}

/// Sections and points in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub sections: Vec<Section>,
    pub points: Vec<Point>,
    /// Title, body and signature.
    pub frame: Frame,
}

impl Outline {
    /// The innermost section that holds `at`.
    pub fn section_at(&self, at: usize) -> Option<usize> {
        let starts = self.sections.partition_point(|s| s.span.start <= at);
        // Sections nest: what holds the place is the last that starts before it, or
        // one of those round that one.
        let mut section = starts.checked_sub(1)?;
        while !self.sections[section].span.contains(at) {
            section = self.sections[section].parent?;
        }
        Some(section)
    }

    /// The section or one inside it has text of its own under its heading, or a
    /// heading that is a sentence, or its headings make a list.
    pub fn is_written(&self, text: &Text, section: usize) -> bool {
        let end = self.sections[section].span.end;
        let inside = |i: &usize| self.sections[*i].span.start < end;
        let parts = || (section..self.sections.len()).take_while(inside);
        // 一是强化…。二是加强…: bare lines under a heading are what it has to say.
        parts().any(|i| self.says(text, i)) || parts().count() > 2
    }

    /// Text stands between the heading and the next one, or the heading says it.
    pub fn says(&self, text: &Text, section: usize) -> bool {
        let s = &self.sections[section];
        let next = self.sections.get(section + 1);
        let end = next.map_or(s.span.end, |n| n.span.start.min(s.span.end));
        let rest = Span::new(s.heading.end.min(end), end);
        let sentence = s.title.len() > 28
            || text.before(s.heading.end) == '。'
            || text.slice(s.title).contains(&':');
        s.run_in || sentence || text.slice(rest).iter().any(|c| !one_of!(*c, " \n"))
    }
}

/// How far ahead the numbering is searched for a gap, in numbered headings.
const AHEAD: usize = 64;

/// Reads the outline. `boilerplate` holds the stretches that are no part of the report.
pub fn read(text: &Text, boilerplate: &[Span]) -> Outline {
    let is_boilerplate = frame::covered(text, boilerplate);
    let frame = frame::read(text, &is_boilerplate);
    let paragraphs: Vec<usize> = frame.body.clone().filter(|&i| !is_boilerplate[i]).collect();
    let lines = piece::lines(text, without_contents(text, paragraphs));
    let verdicts = settle(text, &lines);
    let series = series::find(text, &lines, &verdicts, !frame.title.is_empty());
    let mut placed = place(&Page {
        text,
        lines: &lines,
        verdicts: &verdicts,
        series: &series,
        parent_headings: series::has_parent_headings(text, &lines, &verdicts, &series),
    });
    for p in &mut placed {
        // A title cut from a paragraph that lost its line ends has its text in it.
        let i = p.heading.line;
        p.heading.run_in |= p.heading.span.end == lines[i].span.end
            && matches!(verdicts.get(i + 1), Some(Verdict::Plain))
            && lines[i + 1].paragraph == lines[i].paragraph;
    }
    let end = lines.last().map_or(0, |l| l.span.end);
    let title = text.paragraphs.get(frame.title.clone()).unwrap_or(&[]);
    let trade = title.first().map_or(&[][..], |p| text.slice(p.span));
    let sections = sections(text, &placed, end, trade);
    let start = frame
        .body
        .clone()
        .next()
        .map_or(0, |i| text.paragraphs[i].span.start);
    let items: Vec<marker::Marker> = verdicts
        .iter()
        .filter_map(|v| match v {
            Verdict::Item(m) => Some(*m),
            _ => None,
        })
        .collect();
    let points = point::read(text, &sections, &items, &lines, Span::new(start, end));
    Outline {
        sections,
        points,
        frame,
    }
}

/// Leaves out a table of contents: from 目录 to where its first entry comes again.
fn without_contents(text: &Text, lines: Vec<usize>) -> Vec<usize> {
    let bare = |i: usize| -> Vec<char> {
        let c = frame::without_blanks(text.slice(text.paragraphs[i].span));
        let end = c
            .iter()
            .rposition(|c| !c.is_ascii_digit() && !one_of!(*c, "….·-()"))
            .map_or(0, |e| e + 1);
        c[..end].to_vec()
    };
    let Some(head) = lines.iter().take(20).position(|&i| bare(i) == ['目', '录']) else {
        return lines;
    };
    let Some(first) = lines
        .get(head + 1)
        .map(|&i| bare(i))
        .filter(|c| !c.is_empty())
    else {
        return lines;
    };
    let again = lines
        .iter()
        .skip(head + 2)
        .take(200)
        .position(|&i| bare(i) == first);
    match again {
        Some(n) => lines[..head]
            .iter()
            .chain(&lines[head + 2 + n..])
            .copied()
            .collect(),
        None => lines,
    }
}

/// Judges every line, then settles what only the neighbours can tell.
fn settle(text: &Text, lines: &[Line]) -> Vec<Verdict> {
    let mut v: Vec<Verdict> = lines
        .iter()
        .enumerate()
        .map(|(i, l)| heading::judge(text, l.span, i))
        .collect();
    decimals(text, lines, &mut v);
    settle_doubted(text, lines, &mut v);
    for i in 0..v.len() {
        if matches!(v[i], Verdict::Closed(_)) {
            settle_closed(text, &mut v, i);
        }
    }
    let is_next = |a: &Verdict, b: Option<&Verdict>| match (a.marker(), b.and_then(Verdict::marker))
    {
        (Some(a), Some(b)) => {
            a.kind == b.kind && a.ordinal.is_some() && b.ordinal == a.ordinal.map(|n| n + 1)
        }
        _ => false,
    };
    let mut after_item = false;
    for i in 0..v.len() {
        let next = v.get(i + 1).copied();
        // 1.行政许可 / 2.行政处罚: lines of a list, with no text between them.
        if let Verdict::Heading(h) = v[i]
            && !h.run_in
            && h.marker.is_some_and(|m| m.kind >= Kind::Digit)
            && text.at(h.title.end) == '\n'
        {
            let goes_on = is_next(&v[i], next.as_ref());
            let continues = i > 0 && is_next(&v[i - 1], Some(&v[i]));
            if goes_on && !matches!(next, Some(Verdict::Plain)) || (continues && after_item) {
                v[i] = as_item(&v[i]);
            }
        }
        after_item = matches!(v[i], Verdict::Item(_));
    }
    vote(&mut v);
    v
}

/// A number with a neighbour of its series at the head of another line is a heading
/// whatever word its title begins with; a title with a figure needs a neighbour
/// that is a heading without doubt.
fn settle_doubted(text: &Text, lines: &[Line], v: &mut [Verdict]) {
    let mut last: Vec<(Kind, u32, usize)> = Vec::new();
    let mut beside = vec![false; v.len()];
    let mut beside_heading = vec![false; v.len()];
    for i in 0..v.len() {
        let Some((kind, n)) = v[i].marker().and_then(|m| Some((m.kind, m.ordinal?))) else {
            continue;
        };
        let is_heading = |v: &Verdict| matches!(v, Verdict::Heading(_) | Verdict::Closed(_));
        let before = last.iter_mut().find(|(k, ..)| *k == kind);
        if let Some(&mut (_, m, j)) = before
            && n == m + 1
        {
            (beside[i], beside[j]) = (true, true);
            beside_heading[i] |= is_heading(&v[j]);
            beside_heading[j] |= is_heading(&v[i]);
        }
        match before {
            Some(entry) => *entry = (kind, n, i),
            None => last.push((kind, n, i)),
        }
    }
    for i in 0..v.len() {
        let Verdict::Doubted(m, doubt) = v[i] else {
            continue;
        };
        let settled = match doubt {
            Doubt::Opener => beside[i],
            Doubt::Figure => beside_heading[i],
        };
        v[i] = if settled {
            heading::judge_again(text, lines[i].span, i, doubt)
        } else {
            Verdict::Item(m)
        };
    }
}

/// A closed sentence behind a number, `（一）持续优化营商环境。`, is what its
/// siblings are: a heading among headings, a point where all are sentences.
fn settle_closed(text: &Text, v: &mut [Verdict], at: usize) {
    let row = siblings(v, at);
    let follows = |i: usize| match (v.get(i + 1), v[i].marker()) {
        (Some(Verdict::Plain), _) => true,
        (Some(next), Some(m)) => next.marker().is_some_and(|n| n.kind > m.kind),
        _ => false,
    };
    let last = row[row.len() - 1];
    // What follows the last sentence of a list need not be its text.
    let titles = row
        .iter()
        .filter(|&&i| match v[i] {
            Verdict::Heading(_) => true,
            Verdict::Closed(_) => follows(i) && (i != last || row.len() == 1),
            _ => false,
        })
        .count();
    let items = row
        .iter()
        .filter(|&&i| matches!(v[i], Verdict::Item(_)))
        .count();
    let of_headings = titles > 0 && titles >= items;
    for i in row {
        let Verdict::Closed(h) = v[i] else { continue };
        let named = role::part_of(text.slice(h.title)).is_some()
            && h.marker.is_some_and(|m| m.kind <= Kind::Han);
        v[i] = if of_headings || named {
            Verdict::Heading(h)
        } else {
            as_item(&v[i])
        };
    }
}

/// The lines that count on in the same marks as line `at`, itself included.
fn siblings(v: &[Verdict], at: usize) -> Vec<usize> {
    let Some((kind, own)) = v[at].marker().map(|m| (m.kind, m.ordinal)) else {
        return vec![at];
    };
    let mut row = vec![at];
    let mut last = own;
    for i in (0..at).rev() {
        match v[i].marker() {
            Some(m) if m.kind < kind => break,
            Some(m) if m.kind == kind => {
                if m.ordinal >= last {
                    break;
                }
                last = m.ordinal;
                row.insert(0, i);
            }
            _ => {}
        }
        if last == Some(1) {
            break;
        }
    }
    last = own;
    for (i, verdict) in v.iter().enumerate().skip(at + 1) {
        match verdict.marker() {
            Some(m) if m.kind < kind => break,
            Some(m) if m.kind == kind => {
                if m.ordinal <= last {
                    break;
                }
                last = m.ordinal;
                row.push(i);
            }
            _ => {}
        }
    }
    row
}

/// 1.1, 1.1.1: believed where they count, since 12.4 and 1.5 look the same; the
/// numbers over them then need no mark (`1 总体情况`).
fn decimals(text: &Text, lines: &[Line], v: &mut [Verdict]) {
    let path = |m: marker::Marker| -> Vec<usize> {
        let printed = text.folded(m.span);
        printed
            .split('.')
            .filter_map(|n| n.trim_end_matches('、').parse().ok())
            .collect()
    };
    let is_decimal = |m: &marker::Marker| matches!(m.kind, Kind::Decimal(_));
    let found: Vec<(usize, marker::Marker, Vec<usize>)> = v
        .iter()
        .enumerate()
        .filter_map(|(i, v)| v.marker().filter(is_decimal).map(|m| (i, m, path(m))))
        .chain(
            v.iter()
                .enumerate()
                .filter(|(_, v)| matches!(v, Verdict::Plain))
                .filter_map(|(i, _)| {
                    marker::read(text, lines[i].span)
                        .filter(is_decimal)
                        .map(|m| (i, m, path(m)))
                }),
        )
        .collect();
    if found.is_empty() {
        return;
    }
    let paths: FxHashSet<Vec<usize>> = found.iter().map(|(_, _, p)| p.clone()).collect();
    let beside = |p: &[usize], last: usize| {
        let mut other = p.to_vec();
        if let Some(l) = other.last_mut() {
            *l = last;
        }
        paths.contains(&other)
    };
    let mut majors: Vec<(usize, usize)> = Vec::new();
    for (i, m, p) in &found {
        let Some(&last) = p.last() else { continue };
        let counts = match last {
            1 => beside(p, 2) || (!m.doubtful && paths.len() > 1),
            n => beside(p, n - 1),
        };
        let judged = if m.doubtful {
            heading::judge_sure(text, lines[*i].span, *i)
        } else {
            v[*i]
        };
        v[*i] = if counts { judged } else { Verdict::Plain };
        if counts && p.len() == 2 && last == 1 {
            majors.push((*i, p[0]));
        }
    }
    crate::span::sort_by_key(&mut majors, |m| [m.0, 0, 0]);
    if majors.is_empty() {
        return;
    }
    let mut expected = 1;
    for i in 0..v.len() {
        if !matches!(v[i], Verdict::Plain) {
            continue;
        }
        let Some(h) = heading::judge_spaced(text, lines[i].span, i) else {
            continue;
        };
        let Some(n) = h.marker.and_then(|m| m.ordinal).map(|n| n as usize) else {
            continue;
        };
        let next = majors.get(majors.partition_point(|(at, _)| *at <= i));
        if n == expected || next.is_some_and(|(_, major)| *major == n) {
            v[i] = Verdict::Heading(h);
            expected = n + 1;
        }
    }
}

fn as_item(v: &Verdict) -> Verdict {
    match v.marker() {
        Some(m) if m.ordinal.is_some() => Verdict::Item(m),
        _ => Verdict::Plain,
    }
}

/// Numbered paragraphs that follow each other are of one sort: where more of
/// them are long sentences than titles, the short ones are sentences too.
fn vote(v: &mut [Verdict]) {
    let mut i = 0;
    while i < v.len() {
        let Some(first) = v[i]
            .marker()
            .filter(|m| m.kind >= Kind::Digit && m.ordinal == Some(1))
        else {
            i += 1;
            continue;
        };
        let mut end = i + 1;
        let mut n = 1;
        while v
            .get(end)
            .and_then(Verdict::marker)
            .is_some_and(|m| m.kind == first.kind && m.ordinal == Some(n + 1))
        {
            end += 1;
            n += 1;
        }
        let items = v[i..end]
            .iter()
            .filter(|v| matches!(v, Verdict::Item(_)))
            .count();
        if items * 2 > end - i {
            for slot in &mut v[i..end] {
                *slot = as_item(slot);
            }
        }
        i = end;
    }
}

/// A heading with its level.
#[derive(Clone, Copy, Debug)]
struct Placed {
    heading: Heading,
    level: u8,
}

/// An open level: the kind of its numbers and the last of them.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    last: u32,
    heading: Heading,
    /// Opened by a line of a series, of this rank.
    series: Option<Rank>,
}

/// What the numbers ahead say of a heading that has none.
enum Gap {
    /// It fills a gap at this depth, with this number.
    At(usize, u32),
    /// It opens a level of this kind that begins with 2.
    Below(Kind),
    /// It is the parent of numbers that begin anew: its own depth.
    Above(usize),
    None,
}

/// What is known of the lines before they are placed.
struct Page<'a, 'b> {
    text: &'a Text<'b>,
    lines: &'a [Line],
    verdicts: &'a [Verdict],
    /// The lines of series, see [`series`].
    series: &'a [Option<Rank>],
    /// The series have lines of another rank over them.
    parent_headings: bool,
}

/// Gives each heading its level: a kind of marker that is open goes on at its
/// level, a new kind opens the next one.
fn place(page: &Page) -> Vec<Placed> {
    let &Page {
        text,
        lines,
        verdicts,
        ..
    } = page;
    let numbered: Vec<(usize, Heading)> = verdicts
        .iter()
        .enumerate()
        .filter_map(|(i, v)| match v {
            Verdict::Heading(h) if h.marker.is_some_and(|m| m.ordinal.is_some()) => Some((i, *h)),
            _ => None,
        })
        .collect();
    let mut out: Vec<Placed> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut ahead = 0;
    let mut skip = None;
    for i in 0..lines.len() {
        if skip == Some(i) {
            continue;
        }
        while ahead < numbered.len() && numbered[ahead].0 <= i {
            ahead += 1;
        }
        let coming = &numbered[ahead..(ahead + AHEAD).min(numbered.len())];
        let mut heading = match verdicts[i] {
            Verdict::Heading(h) => h,
            Verdict::Bare(m) => match bare(text, lines, verdicts, i, m, &stack) {
                Some((h, took_next)) => {
                    if took_next {
                        skip = Some(i + 1);
                    }
                    h
                }
                None => continue,
            },
            Verdict::Plain => {
                if let Some(p) = unnumbered(page, i, coming, &mut stack, &out) {
                    out.push(p);
                }
                continue;
            }
            _ => continue,
        };
        let Some(m) = heading.marker else { continue };
        let Some(ordinal) = m.ordinal else {
            // 、存在问题: a mark whose numeral was lost is no marker.
            heading.marker = None;
            let kind = lost_kind(&stack, m.kind, &heading);
            let depth = stack
                .iter()
                .position(|o| o.kind == kind)
                .unwrap_or(stack.len().min((kind > Kind::Han) as usize));
            let last = stack.get(depth).map_or(0, |o| o.last);
            out.push(open(
                &mut stack,
                depth,
                Open {
                    kind,
                    last: last + 1,
                    heading,
                    series: None,
                },
            ));
            continue;
        };
        let depth = match stack.iter().rposition(|o| o.kind == m.kind) {
            Some(d) => d,
            None => new_depth(&mut stack, m.kind, ordinal, coming, &mut out),
        };
        // A shape that proves little must fit the numbering.
        if m.doubtful && m.kind != Kind::Word {
            let same = stack.get(depth).filter(|o| o.kind == m.kind);
            let fits = ordinal == 1
                || same.map_or(ordinal <= 3, |o| ordinal > o.last && ordinal <= o.last + 3);
            if !fits {
                continue;
            }
        }
        out.push(open(
            &mut stack,
            depth,
            Open {
                kind: m.kind,
                last: ordinal,
                heading,
                series: None,
            },
        ));
    }
    out
}

/// Closes everything from `depth` on and opens `level` there.
fn open(stack: &mut Vec<Open>, depth: usize, level: Open) -> Placed {
    stack.truncate(depth);
    stack.push(level);
    Placed {
        heading: level.heading,
        level: stack.len().min(u8::MAX as usize) as u8,
    }
}

/// The depth for a kind of marker that is not open.
fn new_depth(
    stack: &mut [Open],
    kind: Kind,
    ordinal: u32,
    coming: &[(usize, Heading)],
    out: &mut [Placed],
) -> usize {
    // A level without numbers lies where its neighbours with numbers do.
    if let Some(top) = stack
        .iter()
        .position(|o| o.kind == Kind::Plain && o.heading.marker.is_none())
        && top == 0
        && stack.len() == 1
        && kind <= Kind::Han
        && ordinal > 1
    {
        return 0;
    }
    let Some(outer) = stack
        .iter()
        .position(|o| o.kind > kind && o.kind != Kind::Plain)
    else {
        return stack.len();
    };
    // An outer shape inside an inner one, as in 1. over （一）: its parent's
    // numbers must go on after it.
    let parent = stack[stack.len() - 1];
    let goes_on = coming
        .iter()
        .find(|(_, h)| h.marker.is_some_and(|m| m.kind == parent.kind))
        .is_some_and(|(_, h)| h.marker.and_then(|m| m.ordinal) == Some(parent.last + 1));
    if ordinal == 1 && goes_on {
        return stack.len();
    }
    if outer == 0 && ordinal > 1 {
        // The text began below a first heading that was lost.
        for p in out.iter_mut() {
            p.level = p.level.saturating_add(1);
        }
    }
    outer
}

/// The kind that a bare 、 or （） stands for.
fn lost_kind(stack: &[Open], kind: Kind, heading: &Heading) -> Kind {
    match stack.last() {
        // 1、 as well as 一、 prints the mark.
        Some(top)
            if kind == Kind::Han
                && heading.run_in
                && top.kind == Kind::Digit
                && top.heading.run_in =>
        {
            Kind::Digit
        }
        _ if stack.is_empty() || stack.iter().any(|o| o.kind == kind) => kind,
        _ => stack
            .iter()
            .map(|o| o.kind)
            .find(|k| *k >= kind)
            .unwrap_or(kind),
    }
}

/// A marker alone on its line: with the next line where that is a title.
fn bare(
    text: &Text,
    lines: &[Line],
    verdicts: &[Verdict],
    i: usize,
    m: marker::Marker,
    stack: &[Open],
) -> Option<(Heading, bool)> {
    let p = lines[i].span;
    let next = lines
        .get(i + 1)
        .filter(|_| matches!(verdicts.get(i + 1), Some(Verdict::Plain)));
    if let Some(n) = next
        && let Some(Unnumbered::Named(h) | Unnumbered::Line(h)) =
            heading::judge_unnumbered(text, n.span, i + 1)
    {
        let heading = Heading {
            span: Span::new(p.start, h.span.end),
            line: i,
            marker: Some(m),
            ..h
        };
        return Some((heading, true));
    }
    // The title was lost; only a number that fits is believed.
    let last = stack.iter().rfind(|o| o.kind == m.kind).map(|o| o.last);
    let fits = !m.doubtful
        && m.kind <= Kind::HanParen
        && last.is_some_and(|l| m.ordinal == Some(l + 1))
        && next.is_some();
    let title = Span::new(p.end, p.end);
    fits.then_some((
        Heading {
            line: i,
            span: p,
            title,
            marker: Some(m),
            run_in: false,
        },
        false,
    ))
}

/// What the numbers ahead say of a heading without one.
fn gap(stack: &[Open], coming: &[(usize, Heading)]) -> Gap {
    for (n, (_, h)) in coming.iter().enumerate() {
        let Some((kind, ordinal)) = h.marker.and_then(|m| Some((m.kind, m.ordinal?))) else {
            continue;
        };
        match stack.iter().rposition(|o| o.kind == kind) {
            Some(d) if ordinal >= stack[d].last + 2 && ordinal <= stack[d].last + 3 => {
                return Gap::At(d, stack[d].last + 1);
            }
            Some(d) if ordinal == 1 && d > 0 && n == 0 => return Gap::Above(d - 1),
            // Numbers below the heading in question: look over them.
            Some(d) if ordinal == 1 && d > 0 => {}
            Some(_) => return Gap::None,
            None if n == 0 && ordinal == 2 => return Gap::Below(kind),
            None => {}
        }
    }
    Gap::None
}

/// Decides on a paragraph without a marker, and places it.
fn unnumbered(
    page: &Page,
    i: usize,
    coming: &[(usize, Heading)],
    stack: &mut Vec<Open>,
    out: &[Placed],
) -> Option<Placed> {
    let &Page {
        text,
        lines,
        verdicts,
        series,
        ..
    } = page;
    // A part named by its words keeps its place among the numbers.
    if let Some(rank) = series[i]
        && (!series::is_part(text, lines[i])
            || coming.is_empty() && stack.iter().all(|o| o.series.is_some()))
    {
        return Some(in_series(page, i, rank, stack));
    }
    let judged = heading::judge_unnumbered(text, lines[i].span, i);
    if judged.is_none()
        && (!series::stands_apart(text, lines, verdicts, i)
            || series::names_document(text, lines[i]))
    {
        return None;
    }
    let gap = gap(stack, coming);
    // In a gap of the numbers a line of a title's form is what lost its number.
    let fills = || matches!(gap, Gap::At(..)).then(|| heading::line(text, lines[i].span, i));
    let candidate = judged.or_else(|| fills().map(Unnumbered::Line))?;
    let before = i.checked_sub(1).map(|p| lines[p].span);
    let titled = before.is_some()
        && out
            .last()
            .is_some_and(|p| p.heading.line == i - 1 && !p.heading.run_in);
    let closed = before.is_none_or(|p| one_of!(text.before(p.end), "。!?;:”)…"));
    // A part named by its words may have headings below it at once; another line needs text.
    let is_part = matches!(candidate, Unnumbered::Named(_));
    let follows = match verdicts.get(i + 1) {
        Some(Verdict::Plain) => {
            let span = lines[i + 1].span;
            let next = text.slice(span);
            let heads = is_part
                && (series[i + 1].is_some()
                    || heading::judge_unnumbered(text, span, i + 1).is_some());
            next.contains(&'。') || next.len() >= 40 || heads
        }
        Some(_) => true,
        None => false,
    };
    let plain = |heading| Open {
        kind: Kind::Plain,
        last: 0,
        heading,
        series: None,
    };
    match candidate {
        Unnumbered::Named(h) | Unnumbered::Line(h) => {
            let named = is_part;
            if !(titled || closed) || !(follows || h.run_in || (named && coming.is_empty())) {
                return None;
            }
            match gap {
                // A named part is of the first level unless the gap is exactly there.
                Gap::At(d, n) if !named || d == 0 || stack[d].heading.run_in == h.run_in => {
                    let kind = stack[d].kind;
                    Some(open(
                        stack,
                        d,
                        Open {
                            kind,
                            last: n,
                            heading: h,
                            series: None,
                        },
                    ))
                }
                _ if named => {
                    let kind = stack.first().map_or(Kind::Plain, |o| o.kind);
                    let last = stack.first().map_or(0, |o| o.last);
                    // Before any number the first level has no kind yet.
                    Some(open(
                        stack,
                        0,
                        Open {
                            kind,
                            last,
                            heading: h,
                            series: None,
                        },
                    ))
                }
                Gap::Above(d) => {
                    let (kind, last) = (stack[d].kind, stack[d].last);
                    Some(open(
                        stack,
                        d,
                        Open {
                            kind,
                            last: last + 1,
                            heading: h,
                            series: None,
                        },
                    ))
                }
                _ => {
                    let depth = depth_of_line(stack, titled, text, &h);
                    let level = match stack.get(depth) {
                        Some(o) => Open {
                            kind: o.kind,
                            last: o.last,
                            heading: h,
                            series: None,
                        },
                        None => plain(h),
                    };
                    Some(open(stack, depth, level))
                }
            }
        }
        Unnumbered::RunIn(h) => {
            if let Some(&top) = stack.last() {
                // 1.…方面。2.…方面。…方面。: formed like its siblings.
                let sibling = top.heading.run_in
                    && heading::same_ending(text, top.heading.title, h.title)
                    && h.title.len() <= 14;
                if sibling {
                    let level = Open {
                        last: top.last + 1,
                        heading: h,
                        ..top
                    };
                    return Some(open(stack, stack.len() - 1, level));
                }
            }
            if h.title.len() > 20 {
                return None;
            }
            let next = coming.first().map(|(_, h)| h)?;
            if !next.run_in || next.line > i + 2 {
                return None;
            }
            match gap {
                Gap::At(d, n) if stack[d].heading.run_in => {
                    let kind = stack[d].kind;
                    Some(open(
                        stack,
                        d,
                        Open {
                            kind,
                            last: n,
                            heading: h,
                            series: None,
                        },
                    ))
                }
                Gap::Below(kind) => {
                    let depth = stack.len();
                    Some(open(
                        stack,
                        depth,
                        Open {
                            kind,
                            last: 1,
                            heading: h,
                            series: None,
                        },
                    ))
                }
                _ => None,
            }
        }
    }
}

/// Places a line of a series: where its siblings are; below the heading that it
/// stands under.
fn in_series(page: &Page, i: usize, rank: Rank, stack: &mut Vec<Open>) -> Placed {
    let span = page.lines[i].span;
    let heading = Heading {
        line: i,
        span,
        title: heading::trim(page.text, span),
        marker: None,
        run_in: false,
    };
    // Under a heading that has a number and lines of its own, else outermost.
    let base = stack
        .iter()
        .rposition(|o| {
            let named = o.series.is_none() && o.kind != Kind::Plain;
            named && !o.heading.run_in && (o.heading.marker.is_some() || page.parent_headings)
        })
        .filter(|&d| stack[..d].iter().all(|o| o.series.is_none()))
        .map_or(0, |d| d + 1);
    let over = stack
        .get(base)
        .is_some_and(|o| o.series != Some(Rank::Member));
    let under = rank == Rank::Member && page.parent_headings && over;
    let depth = base + usize::from(under && !series::is_part(page.text, page.lines[i]));
    let level = Open {
        kind: Kind::Plain,
        last: 0,
        heading,
        series: Some(rank),
    };
    open(stack, depth, level)
}

/// The depth of an unnumbered line that no gap explains.
fn depth_of_line(stack: &[Open], titled: bool, text: &Text, h: &Heading) -> usize {
    if let Some(d) = stack.iter().rposition(|o| o.kind == Kind::Plain)
        && !(titled && d + 1 == stack.len())
    {
        // A part named by its words has the other lines below it.
        let part = d == 0 && role::part_of(text.slice(stack[0].heading.title)).is_some();
        return if part && role::part_of(text.slice(h.title)).is_none() {
            1
        } else {
            d
        };
    }
    let line = stack.iter().rposition(|o| !o.heading.run_in);
    match line {
        None => stack.len().min(1),
        // Right under a heading it is a part of it.
        Some(d) if titled && d + 1 == stack.len() => d + 1,
        Some(0) => 1,
        Some(d) => d,
    }
}

/// Spans, parents and roles of the placed headings.
fn sections(text: &Text, placed: &[Placed], end: usize, trade: &[char]) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::with_capacity(placed.len());
    let mut stack: Vec<usize> = Vec::new();
    for (i, p) in placed.iter().enumerate() {
        while let Some(&top) = stack.last() {
            if out[top].level < p.level {
                break;
            }
            out[top].span.end = before(text, p.heading.span.start);
            stack.pop();
        }
        out.push(Section {
            span: Span::new(p.heading.span.start, end.max(p.heading.span.end)),
            heading: p.heading.span,
            level: p.level,
            marker: p.heading.marker.map(|m| m.span),
            ordinal: p.heading.marker.and_then(|m| m.ordinal),
            title: p.heading.title,
            run_in: p.heading.run_in,
            role: Role::Other,
            parent: stack.last().copied(),
        });
        stack.push(i);
    }
    give_roles(text, &mut out, trade);
    out
}

/// The end of the text before `start`, its line end left out.
fn before(text: &Text, start: usize) -> usize {
    if text.before(start) == '\n' {
        start - 1
    } else {
        start
    }
}

fn give_roles(text: &Text, sections: &mut [Section], trade: &[char]) {
    let mut children: Vec<Vec<Span>> = vec![Vec::new(); sections.len()];
    for s in sections.iter() {
        if let Some(p) = s.parent {
            children[p].push(s.title);
        }
    }
    // Whether the heading's own words gave the role.
    let mut sure = vec![false; sections.len()];
    // A part on the shortcomings has been told.
    let mut behind = false;
    for i in 0..sections.len() {
        let s = &sections[i];
        let own_end = match sections.get(i + 1) {
            Some(next) if next.parent == Some(i) => next.span.start,
            _ => s.span.end,
        };
        let (role, by_words) = role::of(
            text,
            &role::Asked {
                title: s.title,
                level: s.level,
                parent: s.parent.map(|p| sections[p].role),
                parent_sure: s.parent.is_some_and(|p| sure[p]),
                own: Span::new(s.heading.end.min(own_end), own_end),
                whole: Span::new(s.heading.end, s.span.end.max(s.heading.end)),
                children: &children[i],
                trade,
            },
        );
        // The parts come in one order: what looks ahead behind the shortcomings is the plan.
        let looks_ahead = || {
            let s = &sections[i];
            let start = s.heading.end.min(s.span.end);
            let head = Span::new(start, s.span.end.min(start + 60));
            let told = ["将", "新的一年"]
                .iter()
                .any(|w| text.find(w, head).is_some());
            let dated = (s.title.start..s.title.start + 4).all(|k| text.at(k).is_ascii_digit());
            s.level == 1 && behind && (told || dated)
        };
        let plan = !by_words && looks_ahead();
        sections[i].role = if plan { Role::Plan } else { role };
        sure[i] = by_words || plan;
        behind |= sections[i].role == Role::Problems;
    }
}
