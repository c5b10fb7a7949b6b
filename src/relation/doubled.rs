//! 由324件增至848件，翻一番; 400件，其中消费类125件，占比过半: a word that says how many times the one
//! before a figure is, or that it is half of its whole, and it is not. The word is no figure, so
//! that nothing is told where they agree.

use super::layout::Cue;
use super::{Context, Grade, Relation, RelationKind, ratio};
use crate::fact::metric::Link;
use crate::fold::one_of;
use crate::span::Span;

/// Every two figures that such a word behind them compares wrongly.
pub(super) fn find(cx: &Context) -> Vec<Relation> {
    (1..cx.metrics.len())
        .filter_map(|i| doubled(cx, i).or_else(|| halved(cx, i)))
        .collect()
}

/// 其中消费类125件，占比过半: of the whole before it.
fn halved(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let end = m.quantity.span.end;
    let from = end + usize::from(cx.text.at(end) == ',');
    let most = m.sentence.end.min(from + CLAUSE);
    let close = (from..most).find(|&k| one_of!(cx.text.at(k), ",;。)\n"))?;
    let word = |kind: &'static str| {
        let words = kept_rows!("times").filter(|r| r[0] == kind && cx.text.ends_with(close, r[1]));
        words.map(|r| r[1].chars().count()).max()
    };
    let (word, least) = match (word("half"), word("nearly half")) {
        (Some(word), _) => (word, 0.5),
        (_, Some(word)) => (word, 0.4),
        _ => return None,
    };
    // 占比: nothing else is half.
    let lead = cx
        .text
        .folded(Span::new(from, close - word.min(close - from)));
    let told = lead.is_empty() || ratio::is_share_name(&lead);
    let whole = i.checked_sub(1).filter(|&k| cx.whole_of[i] == Some(k))?;
    let fits = cx.same_unit(i, whole) && !cx.any_approx(&[i, whole]) && cx.is_plain(i);
    let fails = cx.value(i) < least * cx.value(whole);
    (fits && told && fails).then(|| Relation {
        expr: format!("{} = {} ÷ 2", cx.number(i), cx.number(whole)),
        computed: cx.in_unit_of(i, 0.5 * cx.value(whole), 1),
        ..wrong(i, whole, Span::new(from, close))
    })
}

/// No more stands between a figure and the end of what says that it is half.
const CLAUSE: usize = 14;

/// A figure that is not what the words behind it say of it and another.
fn wrong(total: usize, of: usize, cue: Span) -> Relation {
    Relation {
        kind: RelationKind::Ratio,
        total,
        parts: vec![of],
        expr: String::new(),
        holds: false,
        computed: String::new(),
        exact: false,
        grade: Grade::Certain,
        cue: Some(cue),
        note: None,
    }
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
        expr: format!("{} = {} × {said}", cx.number(now), cx.number(then)),
        computed: cx.in_unit_of(now, times * cx.value(then), 0),
        ..wrong(now, then, Span::new(start, start + row[1].chars().count()))
    })
}

/// By no more of itself a figure is said to have doubled.
const NEARLY: f64 = 0.05;
/// By so many times nobody says so.
const MORE: f64 = 1.5;
