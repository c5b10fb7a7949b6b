//! Relations inside flattened tables: columns that close, rows that compare.

use super::{Context, Note, Relation, RelationKind, difference, ratio, sum};
use crate::fact::metric::Kind;
use std::collections::BTreeMap;

/// Finds the sums of columns and the comparisons and rates of rows.
pub fn find(cx: &Context) -> Vec<Relation> {
    let cells = cx
        .metrics
        .iter()
        .enumerate()
        .filter_map(|(i, m)| Some((m.cell?.table, i)));
    let mut out = Vec::new();
    for cells in grouped(cells) {
        columns(cx, &cells, &mut out);
        rows(cx, &cells, &mut out);
    }
    out
}

/// The figures of each table or column, both in the order of the text.
fn grouped(cells: impl Iterator<Item = (usize, usize)>) -> impl Iterator<Item = Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (group, cell) in cells {
        groups.entry(group).or_default().push(cell);
    }
    groups.into_values()
}

/// 合计 under a column is the sum of what stands above it.
fn columns(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    let by_column = cells
        .iter()
        .filter_map(|&i| Some((cx.metrics[i].cell?.column, i)));
    for column in grouped(by_column) {
        let mut above: Vec<usize> = Vec::new();
        let mut whole = None;
        for &i in &column {
            let m = &cx.metrics[i];
            let counts = matches!(m.kind, Kind::Count | Kind::Amount);
            if !is_total(&m.indicator) {
                above.push(i);
            } else if counts && above.len() >= 2 && above.iter().all(|&a| cx.same_unit(a, i)) {
                match sum::verdict(cx, i, &above) {
                    Some(note) => out.push(sum::relation(cx, i, &above, true, note, None)),
                    None => out.push(sum::relation(cx, i, &above, false, None, None)),
                }
                above.clear();
                whole = Some(i);
            }
        }
        if whole.is_none() && above.len() >= 2 {
            let counts = |&i: &usize| matches!(cx.metrics[i].kind, Kind::Count | Kind::Amount);
            whole = above
                .iter()
                .all(counts)
                .then(|| announced(cx, &above))
                .flatten();
            out.extend(whole.map(|w| sum::relation(cx, w, &above, true, None, None)));
        }
        if let Some(w) = whole {
            shares(cx, &column, w, out);
        }
    }
}

/// 评查案件1200起，结果见表2: the figure before the table that a column makes.
fn announced(cx: &Context, column: &[usize]) -> Option<usize> {
    let &first = column.first()?;
    let table = cx.metrics[first].cell?.table;
    let inside = |k: usize| cx.metrics[k].cell.is_some_and(|c| c.table == table);
    let head = (0..=first).rev().take_while(|&k| inside(k)).last()?;
    let near = |k: usize| {
        let at = |k: usize| cx.text.paragraph_at(cx.metrics[k].quantity.span.start);
        at(head).zip(at(k)).is_some_and(|(a, b)| a - b <= 4)
    };
    (0..head)
        .rev()
        .take(8)
        .take_while(|&k| near(k))
        .filter(|&k| cx.is_plain(k) && cx.same_unit(k, first) && cx.value(k) >= 20.0)
        .find(|&k| sum::verdict(cx, k, column) == Some(None))
}

/// 占比 beside a column of counts: each of the column's whole.
fn shares(cx: &Context, column: &[usize], whole: usize, out: &mut Vec<Relation>) {
    for &count in column {
        let share = count + 1;
        let (a, Some(b)) = (&cx.metrics[count], cx.metrics.get(share)) else {
            continue;
        };
        let beside = a.cell.map(|c| (c.row, c.column + 1)) == b.cell.map(|c| (c.row, c.column));
        let told = b.quantity.dimension == "ratio"
            && ["占比", "比例", "比重", "占"]
                .iter()
                .any(|w| b.indicator.contains(w));
        if beside && told && cx.same_unit(count, whole) && count != whole {
            let q = ratio::quotient(cx, share, count, whole);
            out.extend(q.verdict.is_some().then(|| q.relation()));
        }
    }
}

fn is_total(indicator: &str) -> bool {
    ["合计", "总计", "小计", "总数", "共计"]
        .iter()
        .any(|w| indicator.starts_with(w))
}

/// A change or a rate follows from the two figures to its left.
fn rows(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    for (n, &i) in cells.iter().enumerate() {
        let m = &cx.metrics[i];
        let row = |k: usize| cx.metrics[k].cell.map(|c| c.row);
        let left: Vec<usize> = cells[..n]
            .iter()
            .rev()
            .copied()
            .take_while(|&k| row(k) == row(i))
            .filter(|&k| matches!(cx.metrics[k].kind, Kind::Count | Kind::Amount))
            .take(2)
            .collect();
        let [b, a] = left[..] else { continue };
        if !cx.same_unit(a, b) {
            continue;
        }
        if m.kind == Kind::Change && m.quantity.dimension == "ratio" {
            out.extend(change(cx, i, a, b));
        } else if m.kind == Kind::Change && cx.same_unit(i, a) {
            let (now, before) = years(cx, a, b);
            let goes = cx.goes(i, now, before);
            out.push(difference::finish(cx, i, now, before, goes));
        } else if m.quantity.dimension == "ratio" && m.indicator.ends_with('率') {
            let (upper, lower) = if cx.value(a) >= cx.value(b) {
                (b, a)
            } else {
                (a, b)
            };
            if cx.value(lower) > 0.0 {
                out.push(ratio::quotient(cx, i, upper, lower).relation());
            }
        }
    }
}

/// The later and the earlier of two years' figures, whichever stands first.
fn years(cx: &Context, a: usize, b: usize) -> (usize, usize) {
    let year = |k: usize| cx.metrics[k].period.map(|p| cx.text.folded(p));
    match (year(a), year(b)) {
        (Some(x), Some(y)) if x > y => (a, b),
        _ => (b, a),
    }
}

/// 同比: the later year against the earlier one, whichever stands first.
fn change(cx: &Context, i: usize, a: usize, b: usize) -> Option<Relation> {
    let (now, before) = years(cx, a, b);
    if cx.value(before) == 0.0 {
        return None;
    }
    let signed = cx.value(now) - cx.value(before);
    let computed = ratio::percent(cx, i, signed.abs(), cx.value(before));
    let verdict =
        ratio::verdict(cx, i, &[now, before], computed).filter(|_| cx.goes(i, now, before));
    let holds = verdict.is_some();
    let note: Option<Note> = verdict.flatten();
    Some(Relation {
        kind: RelationKind::Ratio,
        total: i,
        parts: vec![now, before],
        expr: format!(
            "{} = ({} − {}) ÷ {}",
            cx.number(i),
            cx.number(now),
            cx.number(before),
            cx.number(before)
        ),
        holds,
        computed: format!(
            "{}%",
            crate::fact::number::shown(computed * signed.signum(), 1)
        ),
        exact: holds && note.is_none(),
        cue: None,
        note,
    })
}
