//! What one column of a table is of others: 年初 + 购入 − 领用 = 年末, 办结 ÷ 受理.
//!
//! The equation of a column is the one that most of its rows agree with. Where a head says what
//! the column is (合计, 同比, 办结率), a single row is enough; where none does, two rows have to
//! agree. The rows that do not are then wrong.

use super::layout::{self, Cue};
use super::{Context, Relation, addition, difference, half_unit, ratio, sum};
use crate::fact::metric::Kind;
use crate::span::{Span, grouped};
use rustc_hash::FxHashMap;

/// Wider tables are looked at no farther.
const WIDEST: usize = 12;
/// From so many bits in all its rows on an equation that no head tells is no chance.
const CLEAR: f64 = 10.0;

/// How the figures of a row are reckoned into the one of the column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Formula {
    /// All of them together.
    Sum,
    /// What parts the two.
    Apart,
    /// The first and the second less the third.
    Left,
    /// The first over the second.
    Quotient,
    /// How much more the first is than the second, over the second.
    Growth,
}

/// An equation, with the columns that it takes.
struct Equation {
    formula: Formula,
    columns: Vec<usize>,
    /// A head says so.
    told: bool,
}

/// A table by its rows and columns.
struct Grid<'a> {
    cx: &'a Context<'a>,
    at: FxHashMap<(usize, usize), usize>,
    rows: Vec<usize>,
    columns: Vec<usize>,
    heads: Vec<Span>,
}

/// The equations of every column, each in all its rows.
pub(super) fn find(cx: &Context, cells: &[usize], out: &mut Vec<Relation>) {
    let place = |&k: &usize| Some((cx.metrics[k].cell?.row, cx.metrics[k].cell?.column, k));
    let places = || cells.iter().filter_map(place);
    let keys = |groups: Vec<Vec<usize>>| -> Vec<usize> {
        groups.iter().filter_map(|g| g.first().copied()).collect()
    };
    let grid = Grid {
        cx,
        at: places()
            .map(|(row, column, k)| ((row, column), k))
            .collect(),
        rows: keys(grouped(places().map(|p| (p.0, p.0)))),
        columns: keys(grouped(places().map(|p| (p.1, p.1)))),
        heads: heads(cx, cells),
    };
    for &column in grid.columns.iter().take(WIDEST) {
        grid.column(column, out);
    }
}

impl Grid<'_> {
    /// The first figure of a column.
    fn first(&self, column: usize) -> Option<usize> {
        self.rows
            .iter()
            .find_map(|&row| self.at.get(&(row, column)).copied())
    }

    fn head(&self, column: usize) -> Span {
        self.heads.get(column).copied().unwrap_or_default()
    }

    /// Adds what the column is of the others.
    fn column(&self, column: usize, out: &mut Vec<Relation>) {
        let Some(own) = self.first(column) else {
            return;
        };
        let mut best: Option<(usize, usize, Equation)> = None;
        for equation in self.equations(column, own) {
            let rows = self.rows_of(column, &equation);
            let bits = |&i: &usize| {
                let d = self.cx.metrics[i].quantity.value;
                (d.value() / (2.0 * half_unit(d))).max(1.0).log2()
            };
            let holding = rows
                .iter()
                .filter(|(i, members)| self.holds(&equation, *i, members));
            let holding: Vec<usize> = holding.map(|r| r.0).collect();
            let (holds, fails) = (holding.len(), rows.len() - holding.len());
            let clear = || holding.iter().map(bits).sum::<f64>() >= CLEAR;
            let meant = match equation.told {
                true => holds > 0 && holds >= fails || rows.len() == 1 && self.is_sure(&equation),
                false => holds > 1 && holds >= 2 * fails && clear(),
            };
            let better = |b: &(usize, usize, Equation)| holds + b.1 > b.0 + fails;
            if meant && best.as_ref().is_none_or(better) {
                best = Some((holds, fails, equation));
            }
        }
        let Some((_, _, equation)) = best else { return };
        for (i, members) in self.rows_of(column, &equation) {
            out.push(self.relation(&equation, i, &members));
        }
    }

    /// Each figure of the column with those of its row that the equation takes.
    fn rows_of(&self, column: usize, equation: &Equation) -> Vec<(usize, Vec<usize>)> {
        let figure = |row: usize, column: usize| self.at.get(&(row, column)).copied();
        let row = |&row: &usize| {
            let i = figure(row, column)?;
            let members: Option<Vec<usize>> =
                equation.columns.iter().map(|&c| figure(row, c)).collect();
            let counts = |k: &usize| matches!(self.cx.metrics[*k].kind, Kind::Count | Kind::Amount);
            let members = members.filter(|m| m.iter().all(counts))?;
            Some((i, members))
        };
        self.rows.iter().filter_map(row).collect()
    }

    /// Of one row alone: a rate is of its two figures, if there are no more.
    fn is_sure(&self, equation: &Equation) -> bool {
        let counts = self.columns.iter().filter(|&&c| self.is_count(c)).count();
        equation.formula != Formula::Quotient || counts == 2
    }

    fn is_count(&self, column: usize) -> bool {
        let kind = self.first(column).map(|k| self.cx.metrics[k].kind);
        matches!(kind, Some(Kind::Count | Kind::Amount))
    }

    /// What the column may be of the others, what is likelier first.
    fn equations(&self, column: usize, own: usize) -> Vec<Equation> {
        let cx = self.cx;
        let m = &cx.metrics[own];
        let ratio = m.quantity.dimension == "ratio";
        let others = self.columns.iter().copied().take(WIDEST);
        let mut counts: Vec<usize> = others
            .filter(|&c| c != column && self.is_count(c))
            .collect();
        let mut out = Vec::new();
        let mut add = |formula, columns: &[usize], told| {
            let columns = columns.to_vec();
            out.push(Equation {
                formula,
                columns,
                told,
            });
        };
        let one_unit = |a: usize, b: usize| match (self.first(a), self.first(b)) {
            (Some(a), Some(b)) => cx.same_unit(a, b),
            _ => false,
        };
        let change = !ratio && (m.kind == Kind::Change || self.is_change(column));
        if ratio || change {
            // The figures before it, the nearest first.
            counts.retain(|&c| c < column);
            counts.reverse();
            let pairs = counts
                .iter()
                .flat_map(|&a| counts.iter().map(move |&b| (a, b)));
            for (a, b) in pairs.filter(|&(a, b)| a != b && one_unit(a, b)) {
                match m.kind {
                    Kind::Change if ratio => add(Formula::Growth, &[a, b], true),
                    _ if ratio => add(Formula::Quotient, &[a, b], self.is_rate(column)),
                    _ if a < b && one_unit(a, column) => {
                        add(Formula::Apart, &self.years(a, b), true);
                    }
                    _ => (),
                }
            }
            return out;
        }
        counts.retain(|&c| one_unit(c, column));
        self.sums(column, &counts, &mut add);
        out
    }

    /// The columns beside one that it may be the sum of, or what they leave.
    fn sums(&self, column: usize, counts: &[usize], add: &mut dyn FnMut(Formula, &[usize], bool)) {
        let cx = self.cx;
        let before: Vec<usize> = counts.iter().copied().filter(|&c| c < column).collect();
        let behind: Vec<usize> = counts.iter().copied().filter(|&c| c > column).collect();
        let row = |columns: &[usize]| columns.windows(2).all(|w| w[1] == w[0] + 1);
        let beside = before.last().is_some_and(|&c| c + 1 == column) && row(&before);
        if let [.., a, into, gone] = before[..]
            && beside
        {
            let said = |c: usize, cue: Cue| layout::said(cx.text, self.head(c)).has(cue);
            let told = said(a, Cue::Opening) && said(column, Cue::Closing);
            add(Formula::Left, &[a, into, gone], told);
        }
        if before.len() > 1 && beside {
            add(Formula::Sum, &before, self.is_whole(column, &before));
        }
        if behind.len() > 1 && behind[0] == column + 1 && row(&behind) && before.is_empty() {
            add(Formula::Sum, &behind, self.is_whole(column, &behind));
        }
    }

    /// 合计, or 全年 of the quarters.
    fn is_whole(&self, column: usize, parts: &[usize]) -> bool {
        let head = |column: usize| self.cx.text.folded(self.head(column));
        let year = is_stretch("all", &head(column));
        is_total(&head(column)) || year && parts.iter().all(|&c| is_stretch("part", &head(c)))
    }

    /// What the column counts, as its first figure is named.
    fn name(&self, column: usize) -> &str {
        let name = |k: usize| self.cx.metrics[k].indicator.as_str();
        self.first(column).map_or("", name)
    }

    /// 增减, 净增, 增加数: by how much two columns differ.
    fn is_change(&self, column: usize) -> bool {
        let said = |c: usize| difference::contrasts("column").any(|w| self.name(c).ends_with(w));
        let before = self.columns.iter().rev();
        let before = before.filter(|&&c| c < column && self.is_count(c));
        said(column) && !before.take(2).any(|&c| said(c))
    }

    /// 办结率, 办结占比.
    fn is_rate(&self, column: usize) -> bool {
        let name = self.name(column);
        ratio::is_rate_name(name) || ratio::is_share_name(name)
    }

    /// The later and the earlier of two years' columns, whichever stands first.
    fn years(&self, a: usize, b: usize) -> [usize; 2] {
        let year = |c: usize| {
            let period = self.cx.metrics[self.first(c)?].period;
            period.map(|p| self.cx.text.folded(p))
        };
        match (year(a), year(b)) {
            (Some(x), Some(y)) if x > y => [a, b],
            _ => [b, a],
        }
    }

    fn computed(&self, equation: &Equation, i: usize, members: &[usize]) -> f64 {
        let (cx, v) = (self.cx, |n: usize| self.cx.value(members[n]));
        match equation.formula {
            Formula::Quotient => ratio::percent(cx, i, v(0), v(1)),
            _ => ratio::percent(cx, i, (v(0) - v(1)).abs(), v(1)),
        }
    }

    fn holds(&self, equation: &Equation, i: usize, members: &[usize]) -> bool {
        let cx = self.cx;
        let goes = || cx.goes(i, members[0], members[1]);
        match equation.formula {
            Formula::Sum => addition::verdict(cx, i, members).is_some(),
            Formula::Apart => {
                difference::verdict(cx, i, members[0], members[1]).is_some() && goes()
            }
            Formula::Left => difference::settled(cx, i, members, 2).holds,
            Formula::Quotient | Formula::Growth => {
                let computed = self.computed(equation, i, members);
                let agrees = ratio::verdict(cx, i, members, computed).is_some();
                agrees && (equation.formula == Formula::Quotient || goes())
            }
        }
    }

    fn relation(&self, equation: &Equation, i: usize, members: &[usize]) -> Relation {
        let cx = self.cx;
        match equation.formula {
            Formula::Sum => sum::reckoned(cx, i, members),
            Formula::Left => difference::settled(cx, i, members, 2),
            Formula::Quotient => ratio::quotient(cx, i, members[0], members[1]).relation(),
            Formula::Apart => {
                let goes = cx.goes(i, members[0], members[1]);
                difference::finish(cx, i, members[0], members[1], goes)
            }
            Formula::Growth => {
                let mut grown = ratio::growth_of(cx, i, members[0], members[1]);
                if !cx.goes(i, members[0], members[1]) {
                    grown.verdict = None;
                }
                grown.relation()
            }
        }
    }
}

/// The heads of the columns, from the line above the first figures.
fn heads(cx: &Context, cells: &[usize]) -> Vec<Span> {
    let Some(&first) = cells.first() else {
        return Vec::new();
    };
    let line = |end: usize| {
        let before = (0..end).rev().find(|&k| cx.text.at(k) == '\n');
        before.map_or(0, |k| k + 1)
    };
    let own = line(cx.metrics[first].quantity.span.start);
    let above = Span::new(line(own.saturating_sub(1)), own.saturating_sub(1));
    let cells = crate::text::cells(cx.text.slice(above)).into_iter();
    let head = |c: Span| Span::new(above.start + c.start, above.start + c.end);
    cells.map(head).collect()
}

/// 全年, which is all of a year (`all`), or 一季度, which is a part of it.
pub(super) fn is_stretch(kind: &str, name: &str) -> bool {
    kept_rows!("stretches").any(|r| r[0] == kind && name.contains(r[1]))
}

/// 合计, 总数: the name of a row or a column that takes all others together.
pub(super) fn is_total(name: &str) -> bool {
    kept_rows!("stretches").any(|r| match r[0] {
        "total" => name.contains(r[1]),
        "whole" => name.starts_with(r[1]),
        _ => false,
    })
}
