//! Relations inside flattened tables: columns that close, and what each is of the others.

use super::{Context, Relation, addition, column, half_unit, near, ratio, sum};
use crate::fact::metric::Kind;
use crate::span::grouped;

/// More rows than that are not tried one after another.
const MOST: usize = 24;

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
        parts(cx, &cells, &mut out);
        column::find(cx, &cells, &mut out);
    }
    out
}

/// 合计 against the rows above it. Where the table is a form of parts of its own
/// (一、本年新收, 二、上年结转, 三、办理结果 … 总计), it may be of the last of them alone,
/// and nothing is wrong with what it does not close.
fn total(cx: &Context, i: usize, above: &[usize]) -> Option<Relation> {
    let mut runs = (0..=above.len() - 2).take(MOST).map(|k| &above[k..]);
    let holding = runs.find(|run| addition::verdict(cx, i, run).is_some());
    if let Some(run) = holding {
        return Some(sum::reckoned(cx, i, run));
    }
    let row = |k: usize| cx.metrics[k].cell.map_or(0, |c| c.row);
    let whole_column = row(i) - row(above[0]) == above.len();
    let form = above.iter().any(|&k| {
        let m = &cx.metrics[k];
        m.part || crate::outline::marker::read(cx.text, m.sentence).is_some()
    });
    (whole_column && !form).then(|| sum::relation(cx, i, above, false, None, None))
}

/// 其中：新办 180, 变更 95, 注销 45 under 许可办理 320: the rows from 其中 on are of the
/// row above, as far as they make it up. Where none of them do, all rows of the unit to
/// the table's end are told as its parts, and a near miss is a slip.
fn parts(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    // Two rows below a whole are all its parts less often than three.
    let reach = |rows: usize| if rows > 2 { 0.1 } else { 0.05 };
    let column = |i: usize| cx.metrics[i].cell.map(|c| c.column);
    for (n, &first) in cells.iter().enumerate() {
        if !cx.metrics[first].part {
            continue;
        }
        let in_column = |&&i: &&usize| column(i) == column(first);
        let Some(&whole) = cells[..n].iter().rev().find(in_column) else {
            continue;
        };
        let rows: Vec<usize> = cells[n..]
            .iter()
            .filter(in_column)
            .copied()
            .take_while(|&i| cx.same_unit(i, whole) && !column::is_total(&cx.metrics[i].indicator))
            .take(MOST)
            .collect();
        let holding =
            (2..=rows.len()).find(|&k| addition::verdict(cx, whole, &rows[..k]).is_some());
        if let Some(k) = holding {
            out.push(sum::reckoned(cx, whole, &rows[..k]));
            continue;
        }
        let to_the_end = cells[n..].iter().filter(in_column).take(MOST + 1).count() == rows.len();
        let sum: f64 = rows.iter().map(|&i| cx.value(i)).sum();
        if rows.len() >= 2 && to_the_end && near(cx.value(whole), sum, reach(rows.len())) {
            out.push(sum::relation(cx, whole, &rows, false, None, None));
        }
    }
}

/// Whether a row is the sum of all others, whatever its name (全区): two columns or more
/// close, and more than do not. One column closes by chance, and small figures do; where
/// one of two closes, both have to be the largest of their columns, of three others at least.
fn is_sum(cx: &Context, columns: &[Vec<usize>], row: usize) -> bool {
    const SMALL: f64 = 10.0;
    let is_in_row = |&k: &usize| cx.metrics[k].cell.is_some_and(|c| c.row == row);
    let counts = |&k: &usize| matches!(cx.metrics[k].kind, Kind::Count | Kind::Amount);
    let (mut closing, mut tried, mut largest) = (0, 0, 0);
    for column in columns {
        let Some(i) = column.iter().copied().find(is_in_row) else {
            continue;
        };
        let others: Vec<usize> = column.iter().copied().filter(|&k| k != i).collect();
        let complete = (2..=MOST).contains(&others.len()) && counts(&i);
        if complete && others.iter().all(|&k| counts(&k) && cx.same_unit(k, i)) {
            tried += 1;
            let closes = cx.value(i) >= SMALL && addition::verdict(cx, i, &others).is_some();
            closing += usize::from(closes);
            let is_largest = others.iter().all(|&k| cx.value(k) < cx.value(i));
            largest += usize::from(is_largest && others.len() > 2);
        }
    }
    closing > 1 && 2 * closing > tried || closing == 1 && tried == 2 && largest == 2
}

/// 合计 under a column is the sum of what stands above it.
fn columns(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    let by_column = cells
        .iter()
        .filter_map(|&i| Some((cx.metrics[i].cell?.column, i)));
    let columns = grouped(by_column);
    let row = |k: usize| cx.metrics[k].cell.map(|c| c.row);
    let sum = |k: &usize| row(*k).filter(|&row| is_sum(cx, &columns, row));
    let (head, foot) = (cells.first().and_then(sum), cells.last().and_then(sum));
    for column in columns {
        let mut above: Vec<usize> = Vec::new();
        let mut whole = on_top(cx, &column, head);
        if let Some(top) = whole {
            out.push(sum::reckoned(cx, top, &column[1..]));
            shares(cx, &column, top, out);
            continue;
        }
        for &i in &column {
            let m = &cx.metrics[i];
            let counts = matches!(m.kind, Kind::Count | Kind::Amount);
            let is_foot = foot.is_some() && row(i) == foot;
            let closes = is_foot || column::is_total(&m.indicator) || is_year(cx, i, &above);
            if !closes {
                above.push(i);
            } else if counts && above.len() >= 2 && above.iter().all(|&a| cx.same_unit(a, i)) {
                out.extend(total(cx, i, &above));
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

/// 合计 above all other figures of a column, or the row that is a sum: their total.
fn on_top(cx: &Context, column: &[usize], head: Option<usize>) -> Option<usize> {
    let (&top, below) = column.split_first()?;
    let row = |k: usize| cx.metrics[k].cell.map_or(0, |c| c.row);
    let counts = |&k: &usize| {
        let m = &cx.metrics[k];
        matches!(m.kind, Kind::Count | Kind::Amount)
            && cx.same_unit(k, top)
            && !column::is_total(&m.indicator)
    };
    let last = *below.last()?;
    let total = column::is_total(&cx.metrics[top].indicator) || head == Some(row(top));
    let total = total && row(last) - row(top) == below.len();
    (total && below.len() > 1 && below.iter().all(counts)).then_some(top)
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
        .find(|&k| addition::verdict(cx, k, column) == Some(None))
}

/// 占比 beside a column of counts: each of the column's whole. Where as many hold as do not, those
/// that do not are wrong; by one of the last place they may be rounded so that all make a hundred.
fn shares(cx: &Context, column: &[usize], whole: usize, out: &mut Vec<Relation>) {
    let place = |k: usize| cx.metrics.get(k)?.cell.map(|c| (c.row, c.column));
    let told = |&count: &usize| {
        let beside = place(count).map(|(row, column)| (row, column + 1)) == place(count + 1);
        let share = cx.metrics.get(count + 1).is_some_and(|m| {
            let named = ["占比", "比例", "比重", "占"];
            m.quantity.dimension == "ratio" && named.iter().any(|w| m.indicator.contains(w))
        });
        beside && share && cx.same_unit(count, whole) && count != whole
    };
    let all = column.iter().copied().filter(told);
    let all: Vec<_> = all.map(|k| ratio::quotient(cx, k + 1, k, whole)).collect();
    let holding = all.iter().filter(|q| q.verdict.is_some()).count();
    let off = |q: &ratio::Quotient| {
        let stated = cx.metrics[q.total].quantity.value;
        (q.computed - stated.value()).abs() > 3.0 * half_unit(stated)
    };
    let fails = 2 * holding >= all.len();
    let sure = all
        .into_iter()
        .filter(|q| q.verdict.is_some() || fails && off(q));
    out.extend(sure.map(ratio::Quotient::relation));
}

/// 全年 below 一季度, 二季度 …: what closes rows of stretches of the year.
fn is_year(cx: &Context, i: usize, above: &[usize]) -> bool {
    let told = |k: usize, kind: &str| column::is_stretch(kind, &cx.metrics[k].indicator);
    told(i, "all") && !above.is_empty() && above.iter().all(|&k| told(k, "part"))
}
