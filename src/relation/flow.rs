//! More goes out than came in: 接到投诉130件，已办结138件.
//!
//! What came in and what was done with it stand side by side, in words that are known for it
//! (`flows.tsv`). Where anything in the sentence tells of what was there before (`carried.tsv`),
//! nothing is said: courts close more cases than they open.

use super::layout::{Cue, Mark};
use super::{Context, Relation, sum};
use crate::fact::metric::Link;
use crate::span::Span;

/// Every figure of what was done that is more than what came in.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    (1..cx.metrics.len())
        .filter_map(|i| exceeds(cx, i))
        .collect()
}

fn exceeds(cx: &Context, out: usize) -> Option<Relation> {
    let into = out - 1;
    let [a, b] = [into, out].map(|k| &cx.metrics[k]);
    let own = |k: usize| {
        let m = &cx.metrics[k];
        let told = matches!(m.link, Link::None) && m.cell.is_none() && !m.part;
        told && cx.is_plain(k) && !cx.any_approx(&[k]) && m.inherits.is_none()
    };
    let (x, y) = (&cx.layout[into], &cx.layout[out]);
    let beside = a.sentence == b.sentence && x.level == y.level && y.mark == Mark::Comma;
    let past = [x, y]
        .iter()
        .any(|site| site.cues.has(Cue::Past) || site.cues.has(Cue::Opening));
    if !beside || past || !own(into) || !own(out) || !cx.same_unit(into, out) {
        return None;
    }
    // 应到130人: what leads to the number is no part of the name.
    let said = |k: usize| {
        let number = cx.metrics[k].quantity.span.start;
        let before = Span::new(number.saturating_sub(3), number);
        cx.metrics[k].indicator.clone() + "," + &cx.text.folded(before)
    };
    let (x, y) = (said(into), said(out));
    // 排查整改隐患161处，秋季排查整改269处: two of one kind. 办结138件: of all that came in.
    let bare = |word: &str| match b.indicator.split_once(word) {
        Some((before, after)) => {
            let object = before.chars().chain(after.chars());
            object.filter(|c| !x.contains(*c)).count() <= 3
        }
        None => b.indicator.chars().count() <= 2,
    };
    let pair = |r: &Vec<&str>| {
        x.contains(r[0]) && !x.contains(r[1]) && !y.contains(r[0]) && y.contains(r[1]) && bare(r[1])
    };
    let paired = kept_rows!("flows").any(pair);
    let sentence = cx.text.folded(a.sentence);
    let explained = kept_rows!("carried").any(|r| sentence.contains(r[0]));
    // 省级交办100件、市级交办179件，办结235件: of both together.
    let joined = into.checked_sub(1).is_some_and(|k| cx.is_joined(k, into));
    let exceeds = cx.value(out) > cx.value(into) && !joined;
    (paired && !explained && exceeds).then(|| sum::exceeding(cx, into, out))
}
