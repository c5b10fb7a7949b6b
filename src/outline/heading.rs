//! Headings: which paragraphs, or heads of paragraphs, title a part.
//!
//! A marker is a strong sign and never the only one: a numbered sentence of a
//! list looks the same. What tells them apart:
//!
//! | paragraph | read as |
//! |---|---|
//! | `（一）加强组织领导` alone on its line | heading |
//! | `（一）加强组织领导。局党组…` | heading, run in |
//! | `1.组织领导：局党组…` | heading, run in |
//! | `1.加强组织领导；` | item of a list |
//! | `1.全年召开会议5次。…` | item: a title states no figures |
//! | `1.` + a first sentence of more than 45 characters | item |
//! | `1.加强领导。` / `2.加强培训。` with nothing between | items |
//! | `（1）加强领导，….（2）加强培训，…` in one paragraph | items |
//! | `二、目前存在的问题` with 一、 or 三、 at the head of a line | heading |
//! | `（一）办好5件实事。…` among run-in headings | heading |
//!
//! A heading that lost its number is believed where its words say so
//! (下一步打算), where the numbering has a gap that it fills, or where a short
//! unclosed line of a heading's form stands between paragraphs of sentences.

use super::marker::{self, Kind, Marker};
use super::role;
use crate::fold::{contains, find, is_han, one_of};
use crate::lexicon::{Hits, List};
use crate::span::Span;
use crate::text::Text;

/// The longest heading on a line of its own, in characters.
const LINE: usize = 60;
/// The longest first sentence that is a run-in heading.
const RUN_IN: usize = 45;
/// The longest heading that ends with a colon.
const COLON: usize = 16;

/// The length of the word of this kind (`verb`, `noun`, `caption`, else a
/// sentence's head) at `at`.
pub(super) fn word_at(c: &[char], at: usize, kind: &str) -> Option<usize> {
    let list = match kind {
        "verb" => List::HeadingVerb,
        "noun" => List::HeadingNoun,
        "caption" => List::HeadingCaption,
        _ => List::HeadingNever,
    };
    list.longest(c, at).map(|(len, _)| len)
}

/// Whether `c` begins with a heading's verb (`verb`) or with a sentence's head.
pub(crate) fn word_starts(c: &[char], kind: &str) -> bool {
    word_at(c, 0, kind).is_some()
}

/// The name of a body ends here: …局, …人民政府.
pub(crate) fn ends_with_organ(c: &[char]) -> bool {
    let bare = match c.iter().rposition(|c| *c == '(') {
        Some(open) if c.last() == Some(&')') => &c[..open],
        _ => c,
    };
    List::HeadingOrgan.longest_at_end(bare).is_some()
}

/// A heading as it stands in the text, before its level is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index of its line among the lines that are judged.
    pub line: usize,
    /// The whole heading: marker, title, closing mark.
    pub span: Span,
    pub title: Span,
    pub marker: Option<Marker>,
    /// Body text follows in the same paragraph.
    pub run_in: bool,
}

/// What the head of a paragraph is, judged by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Heading(Heading),
    /// One closed sentence behind a marker: a heading if text follows, an item
    /// if the next number does.
    Closed(Heading),
    /// A heading's form, but it opens as a sentence does (目前, 全县, 今年以来) or
    /// tells a figure: the neighbours of its series decide.
    Doubted(Marker, Doubt),
    /// A marker alone on its line.
    Bare(Marker),
    /// A numbered item of a list.
    Item(Marker),
    Plain,
}

/// What speaks against a heading whose form is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its first word opens sentences.
    Opener,
    /// A figure stands in it.
    Figure,
}

impl Verdict {
    pub fn marker(&self) -> Option<Marker> {
        match self {
            Verdict::Heading(h) | Verdict::Closed(h) => h.marker,
            Verdict::Bare(m) | Verdict::Item(m) | Verdict::Doubted(m, _) => Some(*m),
            Verdict::Plain => None,
        }
    }
}

/// Judges a line, the `index`-th, by its marker and first sentence.
pub fn judge(text: &Text, p: Span, index: usize) -> Verdict {
    judge_marked(text, p, index, marker::read(text, p), None)
}

/// Judges a line whose neighbours have outweighed what spoke against it.
pub(super) fn judge_again(text: &Text, p: Span, index: usize, doubt: Doubt) -> Verdict {
    judge_marked(text, p, index, marker::read(text, p), Some(doubt))
}

/// Judges a line whose marker the neighbours have confirmed.
pub(super) fn judge_sure(text: &Text, p: Span, index: usize) -> Verdict {
    let sure = marker::read(text, p).map(|m| Marker {
        doubtful: false,
        ..m
    });
    judge_marked(text, p, index, sure, None)
}

/// `1 总体情况`: a number and a blank, which alone prove nothing.
pub(super) fn judge_spaced(text: &Text, p: Span, index: usize) -> Option<Heading> {
    let m = marker::spaced(text, p)?;
    match judge_marked(text, p, index, Some(m), None) {
        Verdict::Heading(h) if !h.run_in && h.title.len() <= 40 => Some(h),
        _ => None,
    }
}

/// `settled` is the doubt that no longer counts.
fn judge_marked(
    text: &Text,
    p: Span,
    index: usize,
    marker: Option<Marker>,
    settled: Option<Doubt>,
) -> Verdict {
    let Some(m) = marker else {
        // 三 alone on its line: its mark went to the next one or got lost.
        return match marker::han_number(text.slice(p)) {
            Some((n, len)) if len == p.len() => Verdict::Bare(Marker {
                kind: Kind::Han,
                ordinal: Some(n),
                span: p,
                doubtful: true,
            }),
            _ => Verdict::Plain,
        };
    };
    let mut start = m.span.end;
    while start < p.end && text.at(start) == ' ' {
        start += 1;
    }
    if start >= p.end {
        return if m.ordinal.is_some() && !m.doubtful {
            Verdict::Bare(m)
        } else {
            Verdict::Plain
        };
    }
    let reject = if m.doubtful || m.ordinal.is_none() {
        Verdict::Plain
    } else {
        Verdict::Item(m)
    };
    let heading = |title_end: usize, end: usize, run_in: bool| Heading {
        line: index,
        span: Span::new(p.start, end),
        title: trim(text, Span::new(start, title_end)),
        marker: Some(m),
        run_in,
    };
    let body = Span::new(start, p.end);
    let c = text.slice(body);
    if is_contents(c) {
        return reject;
    }
    let stop = stop(c);
    let doubted = |doubt: Doubt| match judge_marked(text, p, index, marker, Some(doubt)) {
        Verdict::Heading(_) | Verdict::Closed(_) if m.ordinal.is_some() && !m.doubtful => {
            Verdict::Doubted(m, doubt)
        }
        _ => reject,
    };
    if settled.is_none() && opens_sentence(c) {
        return match stop {
            Some(at) if !is_balanced(&c[..at]) => reject,
            _ if has_figures(&c[..stop.unwrap_or(c.len())]) => reject,
            _ => doubted(Doubt::Opener),
        };
    }
    if settled.is_none()
        && m.kind <= Kind::HanParen
        && let Some(at) = stop
        && has_figures(&c[..at])
    {
        return if plans_figure(&c[..at]) {
            doubted(Doubt::Figure)
        } else {
            reject
        };
    }
    if m.kind >= Kind::Digit && m.kind < Kind::Word && stop.is_some() && counts_on(text, m, body) {
        return reject;
    }
    let told = |c: &[char]| settled != Some(Doubt::Figure) && has_figures(c);
    if let Some(colon) = colon_title(c, stop) {
        return Verdict::Heading(heading(start + colon, start + colon + 1, true));
    }
    // 一是… and 第一，… head points; only a short line without a stop is a title.
    if m.kind == Kind::Word {
        let fits =
            stop.is_none() && c.len() <= 34 && c.len() >= 3 && is_clean(c) && !has_figures(c);
        return if fits {
            Verdict::Heading(heading(p.end, p.end, false))
        } else {
            reject
        };
    }
    match stop {
        None => {
            let last = c[c.len() - 1];
            if matches!(last, ';' | ',' | '、') || c.contains(&';') || c.len() > LINE {
                return reject;
            }
            if (m.kind >= Kind::Digit && has_figures(c)) || (m.doubtful && c.len() > 40) {
                return reject;
            }
            if let Some(gap) = gap_title(c) {
                return Verdict::Heading(heading(start + gap, start + gap, true));
            }
            Verdict::Heading(heading(p.end, p.end, false))
        }
        Some(at) if at + 1 == c.len() => {
            if let Some(gap) = gap_title(&c[..at]) {
                return Verdict::Heading(heading(start + gap, start + gap, true));
            }
            if at > RUN_IN || c.contains(&';') || told(&c[..at]) {
                return reject;
            }
            Verdict::Closed(heading(start + at, p.end, false))
        }
        Some(at) => {
            if let Some(gap) = gap_title(&c[..at]) {
                return Verdict::Heading(heading(start + gap, start + gap, true));
            }
            let commas = c[..at].iter().filter(|c| **c == ',').count();
            if at > RUN_IN || commas > 2 || at < 2 || c[..at].contains(&';') || told(&c[..at]) {
                return reject;
            }
            if m.doubtful && at > 30 {
                return reject;
            }
            Verdict::Heading(heading(start + at, start + at + 1, true))
        }
    }
}

/// 目前, 全县, 今年以来: a word that opens a sentence more often than a title.
fn opens_sentence(c: &[char]) -> bool {
    List::HeadingNever.longest(c, 0).is_some() && find(c, "全面") != Some(0)
}

/// No comma, or halves of one length: 全镇动员，全民参与 is a title, 截至目前，… is not.
fn is_balanced(c: &[char]) -> bool {
    let mut halves = c.split(|c| *c == ',').map(<[char]>::len);
    let first = halves.next();
    halves.all(|len| Some(len) == first)
}

/// 办好5件民生实事: a verb of titles, and a noun behind the figure. 办理案件5件 tells a result.
fn plans_figure(c: &[char]) -> bool {
    let behind = c.iter().rev().take_while(|c| is_han(**c)).count();
    let verb = List::HeadingVerb.longest(c, 0).is_some()
        || Hits::read(&c[..c.len().min(4)])
            .general(0)
            .any(|word| word.tag == b'v');
    verb && behind >= 4
}

/// The next number of the same marks follows behind a closed clause: （1）…。（2）….
fn counts_on(text: &Text, m: Marker, body: Span) -> bool {
    (body.start..body.end).any(|at| {
        one_of!(text.before(at), "。;")
            && (text.at(at) == '(' || !is_han(text.at(at)))
            && marker::read(text, Span::new(at, body.end))
                .is_some_and(|next| next.kind == m.kind && next.ordinal == m.ordinal.map(|n| n + 1))
    })
}

/// The place of the first mark that ends a sentence.
pub(super) fn stop(c: &[char]) -> Option<usize> {
    c.iter().position(|c| !is_han(*c) && one_of!(*c, "。!?…"))
}

/// `组织领导：局党组…`: a short title closed by a colon, text behind it.
fn colon_title(c: &[char], stop: Option<usize>) -> Option<usize> {
    let colon = c.iter().take(COLON + 1).position(|c| *c == ':')?;
    let title = &c[..colon];
    let fits = stop.is_none_or(|s| colon < s) && c.len() > colon + 5 && title.len() >= 2;
    let clean = is_clean(title) && !title.contains(&',') && !has_figures(title);
    // 主要表现是：, 情况如下：: the sentence goes on behind the colon.
    let open = matches!(title, [.., '是' | '有' | '为' | '含' | '括' | '下' | '到']);
    (fits && clean && !open).then_some(colon)
}

/// `加强组织领导  局党组…`: a title and its text parted by a wide gap.
fn gap_title(c: &[char]) -> Option<usize> {
    let gap = c.iter().position(|c| *c == ' ')?;
    let title = &c[..gap];
    let fits =
        (4..=30).contains(&gap) && is_clean(title) && c.len() >= gap + 20 && is_han(c[gap + 1]);
    fits.then_some(gap)
}

/// A line of a table of contents: dots and a page number.
fn is_contents(c: &[char]) -> bool {
    let digits = c
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_digit() || one_of!(**c, " -)("))
        .count();
    if digits == 0 || digits == c.len() {
        return false;
    }
    let dots = c[..c.len() - digits]
        .iter()
        .rev()
        .take_while(|c| one_of!(**c, "….·-"))
        .count();
    dots >= 2
}

/// Words only: what a title may consist of.
pub(super) fn is_clean(c: &[char]) -> bool {
    !c.iter().any(|c| !is_han(*c) && one_of!(*c, ";。!?=@|\t"))
}

/// A number that counts something, outside quotes and brackets, years aside.
pub(super) fn has_figures(c: &[char]) -> bool {
    let mut depth = 0i32;
    let mut i = 0;
    while i < c.len() {
        match c[i] {
            '“' | '《' | '(' | '‘' | '<' => depth += 1,
            '”' | '》' | ')' | '’' | '>' => depth -= 1,
            d if d.is_ascii_digit() && depth <= 0 => {
                let len = c[i..]
                    .iter()
                    .take_while(|c| c.is_ascii_digit() || **c == '*')
                    .count();
                let next = c.get(i + len);
                let year = len >= 3 && matches!(next, Some('年' | '-' | '~') | None);
                let month = len <= 2 && matches!(next, Some('月'));
                let name = matches!(next, Some('+' | '号' | 'A'..='Z' | '热'))
                    || (i > 0 && matches!(c[i - 1], '+' | '.' | '·'));
                if !year && !month && !name {
                    return true;
                }
                i += len;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    false
}

/// A title without blanks and closing marks at its ends.
pub(super) fn trim(text: &Text, mut s: Span) -> Span {
    while s.start < s.end && text.at(s.start) == ' ' {
        s.start += 1;
    }
    while s.start < s.end && one_of!(text.at(s.end - 1), " :。,;.、") {
        s.end -= 1;
    }
    s
}

/// How far a heading without a number can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnumbered {
    /// Its words name one of the parts that art. 25 of 厅字〔2019〕28号 asks for.
    Named(Heading),
    /// A short unclosed line of a heading's form.
    Line(Heading),
    /// A short first sentence of a heading's form: only other evidence makes it one.
    RunIn(Heading),
}

/// A whole line as a heading without a marker.
pub fn line(text: &Text, p: Span, index: usize) -> Heading {
    Heading {
        line: index,
        span: p,
        title: trim(text, p),
        marker: None,
        run_in: false,
    }
}

/// Judges a line without a marker.
pub fn judge_unnumbered(text: &Text, p: Span, index: usize) -> Option<Unnumbered> {
    let c = text.slice(p);
    if c.len() < 3 || List::HeadingNever.longest(c, 0).is_some() {
        return None;
    }
    let line = |end: usize, run_in: bool| Heading {
        line: index,
        span: Span::new(p.start, if run_in { end + 1 } else { p.end }),
        title: trim(text, Span::new(p.start, end)),
        marker: None,
        run_in,
    };
    let letters: Vec<char> = c.iter().copied().filter(|c| *c != ' ').collect();
    // 存在的问题：执法力量不足。…
    if let Some(colon) = colon_title(c, stop(c))
        && role::part_of(&c[..colon]).is_some_and(|r| r != super::Role::Achievements)
        && role::names_part(&c[..colon])
    {
        return Some(Unnumbered::Named(line(p.start + colon, true)));
    }
    match stop(c) {
        None => {
            let last = c[c.len() - 1];
            if letters.len() > 40
                || matches!(last, ';' | ',' | '、')
                || !is_clean(c)
                || has_figures(&letters)
            {
                return None;
            }
            let bare = if last == ':' {
                &letters[..letters.len() - 1]
            } else {
                &letters[..]
            };
            let spaced = c.len() - letters.len();
            // Two gaps in words are the cells of a table; letter-spacing has one after each character.
            if bare.contains(&':') || (spaced > 1 && spaced + 1 < letters.len()) {
                return None;
            }
            if is_cut(bare) {
                return None;
            }
            if role::names_part(bare) && bare.len() <= 34 {
                return Some(Unnumbered::Named(line(p.end, false)));
            }
            let worded = List::HeadingVerb.longest(bare, 0).is_some() || ends_in_noun(bare);
            let written = bare.iter().all(|c| {
                is_han(*c) || one_of!(*c, ",、“”《》‘’+()-·") || c.is_ascii_alphanumeric()
            });
            let fits = (4..=36).contains(&bare.len())
                && last != ':'
                && worded
                && written
                && !ends_with_person(bare);
            fits.then(|| Unnumbered::Line(line(p.end, false)))
        }
        Some(at) if at + 1 < c.len() && (3..=24).contains(&at) => {
            let title = &c[..at];
            let commas = title.iter().filter(|c| **c == ',').count();
            let worded = List::HeadingVerb.longest(title, 0).is_some() || ends_in_noun(title);
            // A run-in title is short beside what it titles.
            let fits = worded
                && commas <= 1
                && !has_figures(title)
                && is_clean(title)
                && c.len() >= 2 * at;
            fits.then(|| Unnumbered::RunIn(line(p.start + at, true)))
        }
        _ => None,
    }
}

/// The line breaks off in mid-sentence: 取得新的, 水平和; or leads in what follows:
/// 完成情况如下.
pub(super) fn is_cut(c: &[char]) -> bool {
    if c.len() > 2 && contains(&c[c.len() - 2..], "如下") {
        return true;
    }
    match c.last() {
        // 工作是怎么做的: a question is whole.
        Some('的') => !c.iter().any(|c| one_of!(*c, "怎何哪谁")),
        Some(last) => one_of!(*last, "和与及在对将为把被向从于或并且是"),
        None => false,
    }
}

fn ends_in_noun(c: &[char]) -> bool {
    List::HeadingNoun.longest_at_end(c).is_some()
}

/// A body's name is no title, however it begins.
fn ends_with_person(c: &[char]) -> bool {
    ends_with_organ(c) && List::HeadingVerb.longest(c, 0).is_none()
}

/// The last two characters of two titles agree: 自然资源方面, 安全生产方面.
pub fn same_ending(text: &Text, a: Span, b: Span) -> bool {
    a.len() >= 4
        && b.len() >= 4
        && text.slice(Span::new(a.end - 2, a.end)) == text.slice(Span::new(b.end - 2, b.end))
        && ends_in_noun(text.slice(a))
}
