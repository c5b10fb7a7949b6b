//! An overview: 一年来，办结处罚案件486件、化解纠纷1372件、公开信息2.64万条. What a report
//! tells before its first part, or sums up behind 综上, its parts tell once more, in other
//! words and perhaps to more places. Where they tell two of it, what differs by a slip is one.

use super::equal::{common_start, key, relation, same_name};
use super::layout::Cue;
use super::{Context, Relation, RelationKind, half_unit, slip};
use crate::fact::metric::{Kind, Link};
use crate::fact::quantity::Approx;
use crate::fold::{fold_text, has_chars};
use std::ops::{Range, RangeInclusive};

/// Fewer figures are no overview, nor are more.
const FIGURES: RangeInclusive<usize> = 3..=24;
/// So many overviews a report has at most.
const MOST: usize = 4;
/// From so many on the same number with a word in common is no chance.
const NUMBERED: f64 = 100.0;

/// Every figure of an overview that is told again. `known` has what is told twice anyhow.
pub(super) fn find(cx: &Context, known: &[Relation]) -> Vec<Relation> {
    let mut out = Vec::new();
    let (mut start, mut read) = (0, 0);
    while let Some(m) = cx.metrics.get(start) {
        let rest = cx.metrics[start..].iter();
        let end = start + rest.take_while(|n| n.sentence == m.sentence).count();
        let mut words = kept_rows!("restating").filter(|r| r[0] == "overview");
        let mut sums_up = || words.any(|r| cx.text.starts_with(m.sentence.start, r[1]));
        let told = FIGURES.contains(&(end - start)) && m.cell.is_none() && read < MOST;
        if told && (m.section.is_none() || sums_up()) {
            read += 1;
            out.extend(told_again(cx, start..end, known));
        }
        start = end;
    }
    out
}

/// What of one overview is told again, rightly or not.
fn told_again(cx: &Context, all: Range<usize>, known: &[Relation]) -> Vec<Relation> {
    let twice = |k: usize| {
        let mut known = (known.iter()).filter(|r| r.kind == RelationKind::Equal && r.holds);
        known.any(|r| r.members().contains(&k))
    };
    let (told, open): (Vec<usize>, Vec<usize>) = all.clone().partition(|&k| twice(k));
    let named = |a: usize| {
        name_of(cx, a)
            .filter(|_| is_own(cx, a))
            .map(|name| (a, name))
    };
    let open: Vec<_> = open.into_iter().filter_map(named).collect();
    let other = |a: usize| {
        let outside = (0..cx.metrics.len()).filter(|k| !all.contains(k));
        outside.filter(move |&b| is_own(cx, b) && cx.same_unit(a, b))
    };
    let twin = |(a, name): &(usize, String)| {
        let mut same = other(*a).filter(|&b| is_near(cx, *a, b));
        same.find(|&b| goes_by(cx, *a, name, b)).map(|b| (*a, b))
    };
    let twins: Vec<_> = open.iter().filter_map(twin).collect();
    if told.len() + twins.len() < 2 {
        return Vec::new();
    }
    let slipped = |(a, name): &(usize, String)| {
        let value = |k: usize| cx.metrics[k].quantity.value;
        let slip = |b: usize| slip::between(value(*a), value(b)).is_some();
        let mut wrong = other(*a).filter(|&b| {
            let alike = name_of(cx, b)
                .is_some_and(|other| same_name(name, &other) || common_start(name, &other) >= LONG);
            alike && !twice(b) && slip(b)
        });
        let one = wrong.next().filter(|_| wrong.next().is_none());
        let sure = name.chars().count() >= LONG && value(*a).value() >= 10.0;
        one.filter(|_| sure).map(|b| (*a, b))
    };
    let known = |a: usize| twins.iter().any(|&(k, _)| k == a);
    let open = open.iter().filter(|(a, _)| !known(*a));
    let right = twins
        .iter()
        .map(|&(a, b)| relation(cx, a.min(b), a.max(b), true));
    // The conflict is shown in the overview: its part has more to hold the figure by.
    let wrong = open
        .filter_map(slipped)
        .map(|(a, b)| relation(cx, b, a, false));
    right.chain(wrong).collect()
}

/// So many characters of a name say what is counted.
const LONG: usize = 4;

/// What is counted, or rated.
fn name_of(cx: &Context, k: usize) -> Option<String> {
    let rate = || (cx.metrics[k].kind == Kind::Ratio).then(|| fold_text(&cx.metrics[k].indicator));
    key(cx, k).or_else(rate)
}

/// A figure of the year itself.
fn is_own(cx: &Context, k: usize) -> bool {
    let m = &cx.metrics[k];
    let own = matches!(m.link, Link::None | Link::Total | Link::SameHead | Link::To);
    let exact = m.quantity.approx == Approx::Exact && m.quantity.max.is_none();
    own && exact
        && m.cell.is_none()
        && !m.each
        && m.kind != Kind::Duration
        && !cx.layout[k].cues.has(Cue::Past)
}

/// The one is the other, rounded perhaps.
fn is_near(cx: &Context, a: usize, b: usize) -> bool {
    let coarse = [a, b].map(|k| half_unit(cx.metrics[k].quantity.value));
    let coarse = coarse[0].max(coarse[1]);
    let gap = (cx.value(a) - cx.value(b)).abs();
    gap < 1e-9 || coarse > 0.5 && gap <= coarse
}

/// Both have a word in common, or where many figures are alike the end of their names.
fn goes_by(cx: &Context, a: usize, name: &str, b: usize) -> bool {
    if cx.value(a) >= NUMBERED && cx.metrics[a].kind != Kind::Ratio {
        let (name, other): (Vec<char>, _) = (name.chars().collect(), cx.metrics[b].name());
        return name.windows(2).any(|w| has_chars(other, w));
    }
    name_of(cx, b).is_some_and(|other| same_name(name, &other))
}
