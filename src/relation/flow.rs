//! More goes out than came in: 接到投诉130件，已办结138件.
//!
//! What came in and what was done with it stand side by side, in words that are known for it
//! (`flows.tsv`). Where anything in the sentence tells of what was there before (`carried.tsv`),
//! nothing is said: courts close more cases than they open.

use super::layout::{Cue, Mark};
use super::{Context, Relation, RelationKind};
use crate::fact::metric::Link;
use crate::words::rows;

/// Every figure of what was done that is more than what came in.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    (1..cx.metrics.len()).filter_map(|i| exceeds(cx, i)).collect()
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
    let past = [x, y].iter().any(|site| site.cues.has(Cue::Past) || site.cues.has(Cue::Opening));
    if !beside || past || !own(into) || !own(out) || !cx.same_unit(into, out) {
        return None;
    }
    let pair = |r: &Vec<&str>| a.indicator.contains(r[0]) && b.indicator.contains(r[1]);
    let paired = rows(word_file!("flows")).any(|r| pair(&r));
    let sentence = cx.text.folded(a.sentence);
    let explained = rows(word_file!("carried")).any(|r| sentence.contains(r[0]));
    (paired && !explained && cx.value(out) > cx.value(into)).then(|| Relation {
        kind: RelationKind::Bound,
        total: into,
        parts: vec![out],
        expr: format!("{} ≤ {}", cx.number(out), cx.number(into)),
        holds: false,
        computed: format!("≤ {}", cx.in_unit_of(into, cx.value(into), 0)),
        exact: false,
        cue: None,
        note: None,
    })
}
