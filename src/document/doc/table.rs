//! A table of a .doc: rows know the edges of their cells, and no columns.

use super::properties::Cell;
use crate::{Out, Result};

/// What a paragraph says, with the number of its list before it.
#[derive(Debug, Default)]
pub struct Words {
    pub number: String,
    pub text: String,
}

/// Rows as they are read.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// The cells of the row that is open, and the paragraphs of the cell that is.
    cells: Vec<Vec<Words>>,
    open: Vec<Words>,
}

#[derive(Debug)]
struct Row {
    cells: Vec<Vec<Words>>,
    edges: Vec<Cell>,
}

/// Edges that are nearer to each other are one: a millimetre, in twentieths of a point.
const NEAR: i16 = 57;

impl Table {
    /// Adds a paragraph to the cell that is open.
    pub fn add(&mut self, words: Words) {
        self.open.push(words);
    }

    pub fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.open));
    }

    /// Ends the row; `edges` is how it defines its cells.
    pub fn end_row(&mut self, edges: Vec<Cell>) {
        self.open.clear();
        let cells = std::mem::take(&mut self.cells);
        self.rows.push(Row { cells, edges });
    }

    /// Writes the rows as lines. A cell that is wider than a column of the table, or
    /// continues another, is followed by empty ones.
    pub fn write(mut self, out: &mut Out) -> Result<()> {
        if !self.open.is_empty() {
            self.end_cell();
        }
        if !self.cells.is_empty() {
            self.end_row(Vec::new());
        }
        let columns = self.columns();
        for row in self.rows {
            row.write(&columns, out)?;
        }
        Ok(())
    }

    /// The left edges of columns, where rows differ in them.
    fn columns(&self) -> Vec<i16> {
        let known = |row: &&Row| row.edges.len() >= row.cells.len();
        let rows = self.rows.iter().filter(known);
        let edges = |row: &Row| row.edges.iter().map(|cell| cell.left).collect::<Vec<_>>();
        let mut all: Vec<i16> = rows.flat_map(edges).collect();
        all.sort_unstable();
        all.dedup_by(|next, edge| next.saturating_sub(*edge) < NEAR);
        all
    }
}

impl Row {
    fn write(self, columns: &[i16], out: &mut Out) -> Result<()> {
        let known = self.edges.len() >= self.cells.len();
        for (i, cell) in self.cells.into_iter().enumerate() {
            if i > 0 {
                out.push("\t")?;
            }
            out.count_cell()?;
            let edges = self.edges.get(i).copied().unwrap_or_default();
            if !edges.merged && !edges.below {
                write_cell(&cell, out)?;
            }
            let before = |x: i16| columns.partition_point(|&edge| edge < x);
            let left = before(edges.left.saturating_add(NEAR));
            let right = before(edges.right.saturating_sub(NEAR).saturating_add(1));
            let more = if known { right.saturating_sub(left) } else { 0 };
            for _ in 0..more {
                out.count_cell()?;
                out.push("\t")?;
            }
        }
        out.end_line()
    }
}

/// The paragraphs of a cell stand on one line.
fn write_cell(cell: &[Words], out: &mut Out) -> Result<()> {
    let mut first = true;
    for words in cell {
        let text = words.text.replace(['\t', '\n'], " ");
        if text.is_empty() && words.number.is_empty() {
            continue;
        }
        if !first {
            out.push(" ")?;
        }
        first = false;
        out.number(&words.number)?;
        out.push(&text)?;
    }
    Ok(())
}
