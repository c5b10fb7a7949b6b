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
pub mod point;
pub mod role;

use crate::text::{Span, Text};
use frame::Frame;
use heading::{Heading, Unnumbered, Verdict};
use marker::Kind;

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
        self.sections.iter().rposition(|s| s.span.contains(at))
    }
}

/// How far ahead the numbering is searched for a gap, in numbered headings.
const AHEAD: usize = 64;

/// Reads the outline. `furniture` holds the stretches that are no part of the report.
pub fn read(text: &Text, furniture: &[Span]) -> Outline {
    let is_furniture = frame::covered(text, furniture);
    let frame = frame::read(text, &is_furniture);
    let lines: Vec<usize> = frame.body.clone().filter(|&i| !is_furniture[i]).collect();
    let lines = without_contents(text, lines);
    let verdicts = settle(text, &lines);
    let placed = place(text, &lines, &verdicts);
    let end = body_end(text, &lines);
    let sections = sections(text, &placed, end);
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
    let points = point::read(text, &sections, &items, Span::new(start, end));
    Outline {
        sections,
        points,
        frame,
    }
}

/// The end of the last line of the body.
fn body_end(text: &Text, lines: &[usize]) -> usize {
    lines.last().map_or(0, |&i| text.paragraphs[i].span.end)
}

/// Leaves out a table of contents: from 目录 to where its first entry comes again.
fn without_contents(text: &Text, lines: Vec<usize>) -> Vec<usize> {
    let bare = |i: usize| -> Vec<char> {
        let c = frame::without_blanks(text.slice(text.paragraphs[i].span));
        let end = c
            .iter()
            .rposition(|c| !c.is_ascii_digit() && !"….·-()".contains(*c))
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
fn settle(text: &Text, lines: &[usize]) -> Vec<Verdict> {
    let mut v: Vec<Verdict> = lines.iter().map(|&i| heading::judge(text, i)).collect();
    let is_next = |a: &Verdict, b: Option<&Verdict>| match (a.marker(), b.and_then(Verdict::marker))
    {
        (Some(a), Some(b)) => {
            a.kind == b.kind && a.ordinal.is_some() && b.ordinal == a.ordinal.map(|n| n + 1)
        }
        _ => false,
    };
    // A closed sentence titles what follows it; the next number does not follow *it*.
    let mut after_item = false;
    for i in 0..v.len() {
        let next = v.get(i + 1).copied();
        let goes_on = is_next(&v[i], next.as_ref());
        let continues = i > 0 && is_next(&v[i - 1], Some(&v[i]));
        match v[i] {
            Verdict::Closed(h) => {
                let inner = next
                    .and_then(|n| n.marker())
                    .zip(h.marker)
                    .is_some_and(|(n, m)| n.kind > m.kind);
                let text_follows = matches!(next, Some(Verdict::Plain)) || inner;
                let named = role::part_of(text.slice(h.title)).is_some()
                    && h.marker.is_some_and(|m| m.kind <= Kind::Han);
                let item = continues && after_item;
                let heading = !item && !goes_on && (text_follows || named);
                v[i] = if heading {
                    Verdict::Heading(h)
                } else {
                    as_item(&v[i])
                };
            }
            // 1.行政许可 / 2.行政处罚: lines of a list, with no text between them.
            Verdict::Heading(h) if !h.run_in && h.marker.is_some_and(|m| m.kind >= Kind::Digit) => {
                let item =
                    goes_on && !matches!(next, Some(Verdict::Plain)) || (continues && after_item);
                if item {
                    v[i] = as_item(&v[i]);
                }
            }
            _ => {}
        }
        after_item = matches!(v[i], Verdict::Item(_));
    }
    vote(&mut v);
    v
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

/// Gives each heading its level: a kind of marker that is open goes on at its
/// level, a new kind opens the next one.
fn place(text: &Text, lines: &[usize], verdicts: &[Verdict]) -> Vec<Placed> {
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
                if let Some(p) = unnumbered(text, lines, verdicts, i, coming, &mut stack, &out) {
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
    lines: &[usize],
    verdicts: &[Verdict],
    i: usize,
    m: marker::Marker,
    stack: &[Open],
) -> Option<(Heading, bool)> {
    let p = text.paragraphs[lines[i]].span;
    let next = lines
        .get(i + 1)
        .filter(|_| matches!(verdicts.get(i + 1), Some(Verdict::Plain)));
    if let Some(&n) = next
        && let Some(Unnumbered::Named(h) | Unnumbered::Line(h)) = heading::judge_unnumbered(text, n)
    {
        let heading = Heading {
            span: Span::new(p.start, h.span.end),
            paragraph: lines[i],
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
            paragraph: lines[i],
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
    text: &Text,
    lines: &[usize],
    verdicts: &[Verdict],
    i: usize,
    coming: &[(usize, Heading)],
    stack: &mut Vec<Open>,
    out: &[Placed],
) -> Option<Placed> {
    let candidate = heading::judge_unnumbered(text, lines[i])?;
    let before = i.checked_sub(1).map(|p| text.paragraphs[lines[p]].span);
    let titled = before.is_some()
        && out
            .last()
            .is_some_and(|p| p.heading.paragraph == lines[i - 1] && !p.heading.run_in);
    let closed = before.is_none_or(|p| {
        matches!(
            text.before(p.end),
            '。' | '!' | '?' | ';' | ':' | '”' | ')' | '…'
        )
    });
    // A part named by its words may have headings below it at once; another line needs text.
    let is_part = matches!(candidate, Unnumbered::Named(_));
    let follows = match verdicts.get(i + 1) {
        Some(Verdict::Plain) => {
            let next = text.slice(text.paragraphs[lines[i + 1]].span);
            let heads = is_part && heading::judge_unnumbered(text, lines[i + 1]).is_some();
            next.contains(&'。') || next.len() >= 40 || heads
        }
        Some(_) => true,
        None => false,
    };
    let gap = gap(stack, coming);
    let plain = |heading| Open {
        kind: Kind::Plain,
        last: 0,
        heading,
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
            if !next.run_in || !is_near(lines, i, next.paragraph) {
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
                        },
                    ))
                }
                _ => None,
            }
        }
    }
}

/// The next numbered heading is at most two paragraphs away.
fn is_near(lines: &[usize], i: usize, paragraph: usize) -> bool {
    lines[i + 1..].iter().take(2).any(|&l| l == paragraph)
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
fn sections(text: &Text, placed: &[Placed], end: usize) -> Vec<Section> {
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
    give_roles(text, &mut out);
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

fn give_roles(text: &Text, sections: &mut [Section]) {
    let mut children: Vec<Vec<Span>> = vec![Vec::new(); sections.len()];
    for s in sections.iter() {
        if let Some(p) = s.parent {
            children[p].push(s.title);
        }
    }
    // Whether the heading's own words gave the role.
    let mut sure = vec![false; sections.len()];
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
            },
        );
        sections[i].role = role;
        sure[i] = by_words;
    }
}
