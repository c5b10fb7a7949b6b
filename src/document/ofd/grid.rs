//! Tables by the lines that are drawn around their cells.

use super::lines::{self, Line};
use super::page::{Glyph, Rule};

/// Lines nearer than this, in millimetres, are one.
const NEAR: f64 = 1.0;
/// Tables of one page; more are read as lines.
const MOST_TABLES: usize = 100;
/// Tables of more cells on one page are read as lines.
const MOST_CELLS: usize = 20_000;

/// The rows of the tables of a page, and the characters in none.
pub fn rows(rules: &[Rule], mut glyphs: Vec<Glyph>) -> (Vec<Line>, Vec<Glyph>) {
    let mut rows = Vec::new();
    for (top, bottom) in stretches(rules).into_iter().take(MOST_TABLES) {
        let Some(grid) = Grid::new(rules, top, bottom) else {
            continue;
        };
        let (inside, outside): (Vec<Glyph>, _) = glyphs
            .into_iter()
            .partition(|glyph| grid.cell(glyph).is_some());
        glyphs = outside;
        rows.extend(grid.rows(inside));
    }
    (rows, glyphs)
}

/// Where upright lines run: tables, from top to bottom.
fn stretches(rules: &[Rule]) -> Vec<(f64, f64)> {
    let mut upright: Vec<_> = rules.iter().filter(|rule| rule.upright).collect();
    upright.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut stretches: Vec<(f64, f64)> = Vec::new();
    for rule in upright {
        match stretches.last_mut() {
            Some((_, bottom)) if rule.from <= *bottom + NEAR => *bottom = bottom.max(rule.to),
            _ => stretches.push((rule.from, rule.to)),
        }
    }
    stretches
}

/// The cells of one table.
struct Grid {
    /// Edges of columns and rows.
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// For each cell, row by row, the cell that it is part of.
    owners: Vec<usize>,
}

impl Grid {
    /// The table between a top and a bottom; `None` where there are no columns.
    fn new(rules: &[Rule], top: f64, bottom: f64) -> Option<Self> {
        let inside = |rule: &&Rule| match rule.upright {
            true => rule.from >= top - NEAR && rule.to <= bottom + NEAR,
            false => rule.at >= top - NEAR && rule.at <= bottom + NEAR,
        };
        let rules: Vec<&Rule> = rules.iter().filter(inside).collect();
        let level = rules.iter().filter(|rule| !rule.upright);
        let upright = rules.iter().filter(|rule| rule.upright);
        let ends = level.clone().flat_map(|rule| [rule.from, rule.to]);
        let ends: Vec<f64> = ends.collect();
        let outer = [
            ends.iter().copied().reduce(f64::min),
            ends.iter().copied().reduce(f64::max),
        ];
        let xs = edges(
            upright
                .map(|rule| rule.at)
                .chain(outer.into_iter().flatten()),
        );
        let ys = edges(level.map(|rule| rule.at).chain([top, bottom]));
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        if columns < 2 || rows < 1 || columns * rows > MOST_CELLS {
            return None;
        }
        let walls = covered(&rules, true, &xs, &ys);
        let floors = covered(&rules, false, &ys, &xs);
        let mut owners: Vec<usize> = (0..columns * rows).collect();
        for cell in 0..owners.len() {
            let (row, column) = (cell / columns, cell % columns);
            if column > 0 && !walls[column * rows + row] {
                owners[cell] = owners[cell - 1];
            } else if row > 0 && !floors[row * columns + column] {
                owners[cell] = owners[cell - columns];
            }
        }
        Some(Self { xs, ys, owners })
    }

    /// The cell that a character stands in.
    fn cell(&self, glyph: &Glyph) -> Option<usize> {
        let column = between(&self.xs, glyph.x + glyph.width / 2.0)?;
        let row = between(&self.ys, glyph.y - glyph.size * 0.35)?;
        Some(self.owners[row * (self.xs.len() - 1) + column])
    }

    /// The rows, with the text of each cell where it begins.
    fn rows(&self, glyphs: Vec<Glyph>) -> Vec<Line> {
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); self.owners.len()];
        for glyph in glyphs {
            if let Some(cell) = self.cell(&glyph) {
                cells[cell].push(glyph);
            }
        }
        let columns = self.xs.len() - 1;
        let mut rows = Vec::new();
        for (row, cells) in cells.chunks_mut(columns).enumerate() {
            let texts: Vec<String> = cells
                .iter_mut()
                .map(|cell| text(std::mem::take(cell)))
                .collect();
            rows.push(Line {
                text: texts.join("\t"),
                y: self.ys[row],
                left: self.xs[0],
                right: self.xs[columns],
                row: true,
                ..Line::default()
            });
        }
        rows
    }
}

/// The lines of a cell in one.
fn text(glyphs: Vec<Glyph>) -> String {
    let mut text = String::new();
    for line in lines::of(glyphs) {
        lines::join(
            &mut text,
            &line.text.replace('\t', " "),
            char::is_ascii_graphic,
        );
    }
    text
}

/// Places in order, those near each other as one.
fn edges(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut edges: Vec<f64> = places.collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|next, edge| *next - *edge < NEAR);
    edges
}

/// The stretch between two edges that a place lies in.
fn between(edges: &[f64], place: f64) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= place);
    (after < edges.len()).then(|| after.checked_sub(1))?
}

/// Along each edge, edge by edge, which of the stretches across have a line drawn on it.
fn covered(rules: &[&Rule], upright: bool, edges: &[f64], across: &[f64]) -> Vec<bool> {
    let count = across.len() - 1;
    let mut changes = vec![0_i32; edges.len() * (count + 1)];
    for rule in rules.iter().filter(|rule| rule.upright == upright) {
        let edge = edges.partition_point(|edge| *edge <= rule.at + NEAR / 2.0);
        let edge = edge.saturating_sub(1);
        let from = across.partition_point(|place| *place < rule.from - NEAR);
        let to = across.partition_point(|place| *place <= rule.to + NEAR);
        if to > from + 1 {
            changes[edge * (count + 1) + from] += 1;
            changes[edge * (count + 1) + to - 1] -= 1;
        }
    }
    let mut covered = Vec::with_capacity(edges.len() * count);
    for changes in changes.chunks(count + 1) {
        let mut open = 0;
        for change in &changes[..count] {
            open += change;
            covered.push(open > 0);
        }
    }
    covered
}
