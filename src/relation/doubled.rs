//! 由324件增至848件，翻一番: a word that says how many times the one before a figure is, and
//! it is not. The word is no figure, so that nothing is told where they agree.

use super::layout::Cue;
use super::{Context, Grade, Relation, RelationKind};
use crate::fact::metric::Link;
use crate::fold::one_of;
use crate::span::Span;

/// Every two figures that such a word behind them compares wrongly.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    (1..cx.metrics.len())
        .filter_map(|i| doubled(cx, i))
        .collect()
}

fn doubled(cx: &Context, i: usize) -> Option<Relation> {
    let [a, b] = [i - 1, i].map(|k| &cx.metrics[k]);
    let end = b.quantity.span.end;
    let start = end + usize::from(cx.text.at(end) == ',');
    // 翻一番以上, 近翻一番: of no number that is known.
    let told = |r: &&Vec<&'static str>| {
        let close = start + r[1].chars().count();
        r[0] == "times" && cx.text.starts_with(start, r[1]) && one_of!(cx.text.at(close), ",;。)\n")
    };
    let row = kept_rows!("times").find(told)?;
    // A whole number: to read and to write fractions takes 15 kB of WebAssembly.
    let said: u8 = row[2].parse().ok()?;
    let times = f64::from(said);
    let past = b.link == Link::ComparedWith || cx.layout[i].cues.has(Cue::Past);
    let (now, then) = match (&a.link, &b.link) {
        (Link::From, Link::To) => (i, i - 1),
        _ if past => (i - 1, i),
        _ => return None,
    };
    if a.sentence != b.sentence || !cx.same_unit(now, then) || cx.any_approx(&[now, then]) {
        return None;
    }
    let off = cx.value(now) / (times * cx.value(then));
    // What is more than doubled has doubled.
    (!(1.0 - NEARLY..MORE).contains(&off)).then(|| Relation {
        kind: RelationKind::Ratio,
        total: now,
        parts: vec![then],
        expr: format!("{} = {} × {said}", cx.number(now), cx.number(then)),
        holds: false,
        computed: cx.in_unit_of(now, times * cx.value(then), 0),
        exact: false,
        grade: Grade::Certain,
        cue: Some(Span::new(start, start + row[1].chars().count())),
        note: None,
    })
}

/// By no more of itself a figure is said to have doubled.
const NEARLY: f64 = 0.05;
/// By so many times nobody says so.
const MORE: f64 = 1.5;
