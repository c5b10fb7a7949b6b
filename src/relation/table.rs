//! Relations inside flattened tables: columns that close, rows that compare.

use super::layout::Cue;
use super::{
    Context, Grade, Note, Relation, RelationKind, addition, difference, equal, half_unit, near,
    ratio, slip, sum,
};
use crate::fact::metric::{Kind, Link};
use crate::fact::quantity::Approx;
use crate::span::grouped;
use rustc_hash::FxHashMap;

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
        let from = out.len();
        columns(cx, &cells, &mut out);
        parts(cx, &cells, &mut out);
        rows(cx, &cells, &mut out);
        across(cx, &cells, &mut out);
        rates(cx, &cells, from, &mut out);
        out.extend(cells.iter().filter_map(|&cell| told_before(cx, cell)));
        out.extend(cells.iter().filter_map(|&cell| total_told(cx, cell)));
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
            .take_while(|&i| cx.same_unit(i, whole) && !is_total(&cx.metrics[i].indicator))
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

/// 全年开展路面巡查845次 before the row 路面巡查 845: one figure told twice.
fn told_before(cx: &Context, cell: usize) -> Option<Relation> {
    const REACH: usize = 64;
    let m = &cx.metrics[cell];
    let name = m.indicator.as_str();
    let longer = |k: &usize| {
        let prose = &cx.metrics[*k];
        prose.cell.is_none() && cx.is_plain(*k) && prose.indicator.ends_with(name)
    };
    if !cx.is_plain(cell) || name.chars().count() < 3 || is_total(name) {
        return None;
    }
    let twin = (0..cell).rev().take(REACH).find(longer)?;
    let same = cx.same_unit(twin, cell) && cx.value(twin) == cx.value(cell);
    same.then(|| equal::relation(cx, twin, cell, true))
}

/// 受理（件） … 合计 9135, and 全年受理群众诉求9135件 in the text beside the table: the total of a
/// column is told by its head, right or with a slip of typing.
fn total_told(cx: &Context, cell: usize) -> Option<Relation> {
    /// Smaller totals are other figures by chance.
    const LARGE: f64 = 50.0;
    let m = &cx.metrics[cell];
    let total = kept_rows!("stretches").find(|r| r[0] == "total" && m.indicator.ends_with(r[1]))?;
    let head = m.indicator.trim_end_matches(total[1]);
    if head.chars().count() < 2 || cx.value(cell) < LARGE || !cx.is_plain(cell) {
        return None;
    }
    let at = |k: usize| cx.text.paragraph_at(cx.metrics[k].quantity.span.start);
    let own = at(cell)?;
    let table = m.cell?.table;
    let rows = |k: &usize| cx.metrics[*k].cell.is_some_and(|c| c.table == table);
    let inside = |k: usize| (0..=k).rev().take_while(rows).count();
    let top = own.saturating_sub(m.cell?.row + 1);
    let near = |k: usize| at(k).is_some_and(|p| p + BESIDE >= top && p <= own + BESIDE);
    // 受理 of 受理群众诉求, told of all and of this year.
    let fits = |&k: &usize| {
        let n = &cx.metrics[k];
        let told = n.cell.is_none() && cx.is_plain(k) && n.quantity.approx == Approx::Exact;
        let whole = !n.part && n.inherits.is_none() && n.link != Link::ComparedWith;
        let past = cx.layout[k].cues.has(Cue::Past);
        told && whole && !past && cx.same_unit(k, cell) && n.indicator.contains(head)
    };
    let before = (0..cell + 1 - inside(cell)).rev().take(NEAR);
    let behind = (cell + 1..cx.metrics.len()).take(NEAR);
    let all: Vec<usize> = before
        .chain(behind)
        .filter(|&k| near(k))
        .filter(fits)
        .collect();
    let value = |k: usize| cx.metrics[k].quantity.value;
    if let Some(&same) = all.iter().find(|&&k| cx.value(k) == cx.value(cell)) {
        return Some(equal::relation(cx, same, cell, true));
    }
    // Of one figure with that name; of several any may be a part.
    let &[other] = &all[..] else { return None };
    let slip = slip::between(value(other), value(cell))?;
    (slip >= SLIPPED).then(|| Relation {
        grade: Grade::Likely,
        ..equal::relation(cx, cell, other, false)
    })
}

/// So many paragraphs before and behind a table tell of it.
const BESIDE: usize = 4;
/// So many figures before and behind it.
const NEAR: usize = 24;
/// From so many bits on one slip of typing is likelier than another figure.
const SLIPPED: f64 = 2.0;

/// 渠道 · 窗口 · 热线 · 合计: the last figure of a row against those before it.
fn across(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    let Some(total) = total_column(cx, cells) else {
        return;
    };
    let by_row = cells
        .iter()
        .filter_map(|&i| Some((cx.metrics[i].cell?.row, i)));
    for row in grouped(by_row) {
        let column = |i: usize| cx.metrics[i].cell.map(|c| c.column);
        let Some(at) = row.iter().position(|&i| column(i) == Some(total)) else {
            continue;
        };
        let counts = |&&i: &&usize| matches!(cx.metrics[i].kind, Kind::Count | Kind::Amount);
        let parts: Vec<usize> = row[..at].iter().filter(counts).copied().collect();
        let whole = row[at];
        let complete = parts.len() == at && at > 1 && column(parts[0]) == Some(total - at);
        if complete && parts.iter().all(|&k| cx.same_unit(k, whole)) {
            out.push(sum::reckoned(cx, whole, &parts));
        }
    }
}

/// The column whose head says that it is the total, from the line above the first figures.
fn total_column(cx: &Context, cells: &[usize]) -> Option<usize> {
    let start = cx.metrics[*cells.first()?].quantity.span.start;
    let line = |end: usize| {
        (0..end)
            .rev()
            .find(|&k| cx.text.at(k) == '\n')
            .map_or(0, |k| k + 1)
    };
    let own = line(start);
    let above = crate::span::Span::new(line(own.saturating_sub(1)), own.saturating_sub(1));
    let heads = crate::text::cells(cx.text.slice(above));
    let head = |c: &crate::span::Span| {
        cx.text.folded(crate::span::Span::new(
            above.start + c.start,
            above.start + c.end,
        ))
    };
    let at = heads.iter().position(|c| is_total(&head(c)))?;
    (at > 1).then_some(at)
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
            let closes = is_foot || is_total(&m.indicator) || is_year(cx, i, &above);
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
            && !is_total(&m.indicator)
    };
    let last = *below.last()?;
    let total = is_total(&cx.metrics[top].indicator) || head == Some(row(top));
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
    let told = |k: usize, kind: &str| {
        let name = &cx.metrics[k].indicator;
        kept_rows!("stretches").any(|r| r[0] == kind && name.contains(r[1]))
    };
    told(i, "all") && !above.is_empty() && above.iter().all(|&k| told(k, "part"))
}

/// 整改率 in each row of the same two columns: where two rows or more hold, and another does not,
/// that one is wrong.
fn rates(cx: &Context, cells: &[usize], from: usize, out: &mut Vec<Relation>) {
    let place = |k: usize| cx.metrics[k].cell.map_or((0, 0), |c| (c.row, c.column));
    let known: FxHashMap<(usize, usize), usize> = cells.iter().map(|&k| (place(k), k)).collect();
    let rate = |k: &&usize| cx.metrics[**k].quantity.dimension == "ratio";
    let named = |k: &&usize| ratio::is_rate_name(&cx.metrics[**k].indicator);
    let by_column = cells.iter().filter(rate).filter(named);
    let pair = |r: &Relation| [place(r.parts[0]).1, place(r.parts[1]).1];
    // The quotients of this table, by their places.
    let is_quotient = |r: &&Relation| r.kind == RelationKind::Ratio && r.parts.len() == 2;
    let told = out[from..].iter().filter(is_quotient);
    let told: FxHashMap<usize, (bool, [usize; 2])> =
        told.map(|r| (r.total, (r.holds, pair(r)))).collect();
    for column in grouped(by_column.map(|&k| (place(k).1, k))) {
        let of = |k: &usize| told.get(k).filter(|t| t.0).map(|t| t.1);
        let Some([a, b]) = column.iter().find_map(of) else {
            continue;
        };
        let agree = column.iter().filter(|k| of(k) == Some([a, b])).count();
        if agree < 2 || 2 * agree < column.len() {
            continue;
        }
        for &k in column.iter().filter(|k| !told.contains_key(k)) {
            let at = |column| known.get(&(place(k).0, column)).copied();
            if let (Some(a), Some(b)) = (at(a), at(b)) {
                out.push(ratio::quotient(cx, k, a, b).relation());
            }
        }
    }
}

fn is_total(indicator: &str) -> bool {
    kept_rows!("stretches").any(|r| match r[0] {
        "total" => indicator.contains(r[1]),
        "whole" => indicator.starts_with(r[1]),
        _ => false,
    })
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
        } else if (m.kind == Kind::Change || is_change(cx, i, [a, b])) && cx.same_unit(i, a) {
            let (now, before) = years(cx, a, b);
            let goes = cx.goes(i, now, before);
            out.push(difference::finish(cx, i, now, before, goes));
        } else if m.quantity.dimension == "ratio" && m.indicator.ends_with('率') {
            out.extend(rate(cx, i, &row_before(cx, cells, n)));
        }
    }
}

/// 增减, 净增, 增加数: the column tells by how much the two before it differ.
fn is_change(cx: &Context, i: usize, before: [usize; 2]) -> bool {
    let name = |k: usize| cx.metrics[k].indicator.trim_end_matches(['数', '量']);
    let said = |k: usize| difference::contrasts("column").any(|word| name(k).ends_with(word));
    said(i) && !before.into_iter().any(said)
}

/// The counts of a row before its cell `n`, the nearest first.
fn row_before(cx: &Context, cells: &[usize], n: usize) -> Vec<usize> {
    let row = |k: usize| cx.metrics[k].cell.map(|c| c.row);
    let before = cells[..n].iter().rev().copied();
    let own = before.take_while(|&k| row(k) == row(cells[n]));
    let counts = own.filter(|&k| matches!(cx.metrics[k].kind, Kind::Count | Kind::Amount));
    counts.take(6).collect()
}

/// 受理683，准予659，不予24，准予率96.5%: of the two figures of its row that make it; where none
/// do, of the two before it, if there are no more.
fn rate(cx: &Context, i: usize, row: &[usize]) -> Option<Relation> {
    let pairs = row.iter().flat_map(|&a| row.iter().map(move |&b| (a, b)));
    let fits = |&(a, b): &(usize, usize)| a != b && cx.same_unit(a, b) && cx.value(b) > 0.0;
    let of = |(upper, lower)| ratio::quotient(cx, i, upper, lower).relation();
    let mut all = pairs.filter(fits).map(of).filter(|r| r.holds);
    all.next().or_else(|| {
        let &[a, b] = row else { return None };
        let (upper, lower) = match cx.value(a) >= cx.value(b) {
            true => (b, a),
            false => (a, b),
        };
        fits(&(upper, lower)).then(|| of((upper, lower)))
    })
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
        grade: Grade::Certain,
        cue: None,
        note,
    })
}
