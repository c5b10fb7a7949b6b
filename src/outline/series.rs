//! Series: headings without numbers, known by their company.
//!
//! `拍板决策更讲规矩` says nothing that only a heading says. But where short
//! unclosed lines alternate with paragraphs of whole sentences, three of them or
//! more, they are the headings of a text, whatever their words. The line alone
//! must look like a title (no figures, no label of a table or a picture), its
//! text must follow at once, and other short lines may not stand about.

use super::heading::{self, Unnumbered, Verdict, has_figures, is_clean, word_at};
use super::marker::Kind;
use super::piece::Line;
use super::role;
use crate::fold::{is_han, one_of};
use crate::outline::Role;
use crate::text::Text;

/// Where a line stands in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// A line over lines: its text begins with the next heading.
    Upper,
    Member,
}

/// How many lines make a series.
const ENOUGH: usize = 3;
/// The longest line of a series, in characters.
const LINE: usize = 30;

/// One entry a line: its rank where it belongs to a series.
pub fn find(text: &Text, lines: &[Line], verdicts: &[Verdict], titled: bool) -> Vec<Option<Rank>> {
    let n = lines.len();
    let mut ranks = vec![None; n];
    let shaped: Vec<bool> = (0..n)
        .map(|i| matches!(verdicts[i], Verdict::Plain) && is_title(text, lines[i]))
        .collect();
    // What the line heads: its own text, or numbers that begin with it.
    let member: Vec<bool> = (0..n)
        .map(|i| shaped[i] && stands_apart(text, lines, verdicts, i))
        .collect();
    let upper: Vec<bool> = (0..n)
        .map(|i| {
            // The line over the first one may be the text's title.
            let titled = titled || i > 0 && set_apart(text, lines, verdicts, i);
            let over = titled && shaped[i] && !member[i] && member.get(i + 1) == Some(&true);
            over && set_apart(text, lines, verdicts, i)
        })
        .collect();
    // Lines are of one series where they stand under numbers of one kind.
    let mut scope: Option<Kind> = None;
    let mut scopes: Vec<Option<Kind>> = Vec::with_capacity(n);
    let mut run_in = false;
    let mut seen = false;
    let mut lost = vec![false; n];
    for i in 0..n {
        if let Verdict::Heading(h) | Verdict::Closed(h) = verdicts[i]
            && let Some(m) = h.marker
        {
            let inner = seen && scope.is_some_and(|s| m.kind > s);
            if !h.run_in && !inner {
                scope = Some(m.kind);
                run_in = false;
                seen = false;
            } else if !seen {
                run_in = true;
            }
        }
        // Behind numbered siblings a line has lost its number: not our matter.
        lost[i] = run_in;
        seen |= (member[i] || upper[i]) && !run_in;
        scopes.push(scope);
    }
    let mut kinds: Vec<Option<Kind>> = Vec::new();
    for kind in &scopes {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    for kind in kinds {
        let of = |i: &usize| scopes[*i] == kind && !lost[*i];
        let members: Vec<usize> = (0..n).filter(|&i| member[i] && of(&i)).collect();
        let uppers: Vec<usize> = (0..n).filter(|&i| upper[i] && of(&i)).collect();
        // Captions, cells and slogans are short lines too.
        let odd = (0..n)
            .filter(|i| of(i) && shaped[*i] && !member[*i] && !upper[*i])
            .filter(|&i| !text.paragraphs[lines[i].paragraph].row)
            .count();
        if members.len() < ENOUGH || odd * 2 >= members.len() {
            continue;
        }
        for &i in &members {
            let first = i == 0 && !titled && names_document(text, lines[i]);
            ranks[i] = (!first).then_some(Rank::Member);
        }
        if uppers.len() * 2 <= members.len() {
            for &i in &uppers {
                ranks[i] = Some(Rank::Upper);
            }
        }
    }
    ranks
}

/// The text has two ranks without numbers: a line over lines stands in it.
pub fn has_parent_headings(
    text: &Text,
    lines: &[Line],
    verdicts: &[Verdict],
    ranks: &[Option<Rank>],
) -> bool {
    (1..lines.len()).any(|i| {
        let under = ranks[i] == Some(Rank::Member);
        let over = ranks[i - 1] == Some(Rank::Upper)
            || ranks[i - 1].is_none()
                && matches!(verdicts[i - 1], Verdict::Plain)
                && matches!(
                    heading::judge_unnumbered(text, lines[i - 1].span, i - 1),
                    Some(Unnumbered::Named(h)) if !h.run_in
                );
        under && over
    })
}

/// The line names one of the parts that follow the achievements.
pub fn is_part(text: &Text, line: Line) -> bool {
    role::part_of(text.slice(line.span)).is_some_and(|r| r != Role::Achievements)
}

/// Words and no figures, not closed, not cut from a sentence.
fn is_title(text: &Text, line: Line) -> bool {
    if text.paragraphs[line.paragraph].row {
        return false;
    }
    let c: Vec<char> = text
        .slice(line.span)
        .iter()
        .copied()
        .filter(|c| *c != ' ')
        .collect();
    let (Some(&first), Some(&last)) = (c.first(), c.last()) else {
        return false;
    };
    let spaced = line.span.len() - c.len();
    let written = c
        .iter()
        .all(|c| is_han(*c) || one_of!(*c, ",、“”《》‘’+()·!?") || c.is_ascii_alphanumeric());
    (4..=LINE).contains(&c.len())
        && written
        && is_clean(&c[..c.len() - 1])
        && (is_han(first) || matches!(first, '“' | '《'))
        && (is_han(last) || one_of!(last, "”》’!?"))
        && !heading::is_cut(&c)
        && c.iter().filter(|c| **c == ',').count() <= 2
        && !has_figures(&c)
        && word_at(&c, 0, "caption").is_none()
        // Letter-spacing has a gap after each character, a table's cells have not.
        && (spaced <= 1 || spaced + 1 >= c.len())
}

/// A line of a title's form that stands apart from its neighbours and heads what follows.
pub fn stands_apart(text: &Text, lines: &[Line], verdicts: &[Verdict], i: usize) -> bool {
    is_title(text, lines[i])
        && set_apart(text, lines, verdicts, i)
        && heads(text, lines, verdicts, i)
}

/// The line before is closed, or a heading itself.
fn set_apart(text: &Text, lines: &[Line], verdicts: &[Verdict], i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else {
        return true;
    };
    let heading = matches!(verdicts[before], Verdict::Heading(h) if !h.run_in)
        || matches!(verdicts[before], Verdict::Plain) && is_title(text, lines[before]);
    let end = text.before(lines[before].span.end);
    heading || one_of!(end, "。!?;:”)…")
}

/// Text follows, longer than the line, closed; or numbers that begin with one.
fn heads(text: &Text, lines: &[Line], verdicts: &[Verdict], i: usize) -> bool {
    let Some(next) = lines.get(i + 1) else {
        return false;
    };
    match verdicts[i + 1] {
        Verdict::Plain => {
            let c = text.slice(next.span);
            let closed = c
                .iter()
                .rev()
                .find(|c| !matches!(c, '”' | ')' | '’'))
                .is_some_and(|c| one_of!(*c, "。!?:;…"));
            closed && c.len() >= 12 && c.len() >= lines[i].span.len() + 4
        }
        v => v.marker().is_some_and(|m| m.ordinal == Some(1)),
    }
}

/// The first line of a text without a title may be its title.
pub fn names_document(text: &Text, line: Line) -> bool {
    let printed = text.folded(line.span);
    [
        "报告",
        "总结",
        "汇报",
        "法治政府",
        "依法行政",
        "年度",
        "情况",
        "年",
    ]
    .iter()
    .any(|w| printed.contains(w))
}
