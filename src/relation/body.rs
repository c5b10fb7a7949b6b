//! A body told with those that it has: 市监局及其25个监管所，共26个单位.
//!
//! The body has no number and counts one. The total stands behind, with a word for it, or before,
//! where words open the list. Where the total is another, it is told as wrong only if one slip of
//! typing explains it: 县教育局及其45所学校，共120名 is of something else.

use super::layout::{self, Cue, Mark};
use super::unnumbered::{NAME, joint, opened};
use super::{Context, Relation, slip, sum};
use crate::fact::metric::Kind;
use crate::fact::number::Decimal;
use crate::fold::{is_han, one_of};
use crate::span::Span;

/// Every such total, right or wrong.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    let bodies = (0..cx.metrics.len()).filter_map(|k| with_head(cx, k));
    bodies.collect()
}

fn with_head(cx: &Context, part: usize) -> Option<Relation> {
    let text = cx.text;
    let counts = |k: usize| {
        let m = &cx.metrics[k];
        let whole = m.kind == Kind::Count && m.quantity.value.exponent == 0;
        whole && m.cell.is_none() && !cx.any_approx(&[k])
    };
    let m = &cx.metrics[part];
    let number = m.quantity.span.start;
    let ends = |at: &usize| one_of!(text.at(*at), ",;。:()\n");
    let from = m.sentence.start.max(number.saturating_sub(CLAUSE));
    let clause = (from..number).rev().find(ends);
    let clause = clause.map_or(from, |at| at + 1);
    let word = layout::find(text, "body", Span::new(clause, number))?;
    let between = Span::new(word.end, number);
    let owned = between.len() <= OWNED && text.slice(between).iter().all(|c| is_han(*c));
    // 公安、城管等部门及其23个大队: there are others.
    let open = layout::said(text, Span::new(clause, word.start)).has(Cue::Open);
    if !owned || open || !counts(part) {
        return None;
    }
    let mut names = Vec::new();
    let mut start = opened(cx, clause);
    while start < word.start {
        let stop = (start..word.start).find(|&at| joint(cx, at) > 0);
        let stop = stop.unwrap_or(word.start);
        let name = Span::new(start, stop);
        let all = text.slice(name);
        let named = (2..=NAME).contains(&all.len()) && all.iter().all(|c| is_han(*c));
        names.push(named.then_some(name)?);
        start = stop + joint(cx, stop).max(1);
    }
    let cues = |k: usize, all: &[Cue]| all.iter().any(|&c| cx.layout[k].cues.has(c));
    let fits = |k: &usize| {
        let here = cx.metrics.get(*k).is_some_and(|n| n.sentence == m.sentence);
        here && cx.same_unit(*k, part) && counts(*k)
    };
    let near = |k: usize| cx.layout[k].mark <= Mark::Colon;
    let behind =
        Some(part + 1).filter(|k| fits(k) && near(*k) && cues(*k, &[Cue::Sum, Cue::Total]));
    let opened =
        cues(part, &[Cue::Among, Cue::Contain, Cue::Colon]) && !cx.is_joined(part, part + 1);
    let before = || {
        part.checked_sub(1)
            .filter(|k| opened && near(part) && fits(k))
    };
    let total = behind.or_else(before)?;
    let more = names.len() as i64;
    let [stated, own] = [total, part].map(|k| cx.metrics[k].quantity.value);
    let other = |d: Decimal, by: i64| Decimal::new(d.digits + by, 0);
    let slips = || {
        let total = slip::between(stated, other(own, more));
        total.or_else(|| slip::between(own, other(stated, -more)))
    };
    let holds = stated.digits == own.digits + more;
    (!names.is_empty() && (holds || slips().is_some()))
        .then(|| sum::headed(cx, total, part, names, holds))
}

/// The names of bodies stand no farther before the number.
const CLAUSE: usize = 60;
/// So many characters stand at most between 及其 and the number: 所属, 下辖.
const OWNED: usize = 6;
