//! A table of a .doc: rows know the edges of their cells, and no columns.

use super::properties::Cell;
use crate::text::Text;
use crate::{Out, Result};

/// Rows as they are read.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// The cells of the row that is open, and the lines of the cell that is.
    cells: Vec<Text>,
    open: Text,
}

#[derive(Debug)]
struct Row {
    cells: Vec<Text>,
    edges: Vec<Cell>,
}

/// Edges that are nearer to each other are one: a millimetre, in twentieths of a point.
const NEAR: i16 = 57;

impl Table {
    /// The cell that is open.
    pub fn cell(&mut self) -> &mut Text {
        &mut self.open
    }

    pub fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.open));
    }

    /// Ends the row; `edges` is how it defines its cells.
    pub fn end_row(&mut self, edges: Vec<Cell>) {
        self.open = Text::default();
        let cells = std::mem::take(&mut self.cells);
        self.rows.push(Row { cells, edges });
    }

    /// Forgets the row that is open: it is deleted.
    pub fn drop_row(&mut self) {
        self.open = Text::default();
        self.cells.clear();
    }

    /// Writes the rows as lines, counting cells in `out`. A cell that is wider than a
    /// column of the table, or continues another, is followed by empty ones.
    pub fn write(mut self, out: &mut Out, into: &mut Text) -> Result<()> {
        if !self.open.as_str().is_empty() {
            self.end_cell();
        }
        if !self.cells.is_empty() {
            self.end_row(Vec::new());
        }
        let columns = self.columns();
        for row in self.rows {
            row.write(&columns, out, into)?;
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
    fn write(self, columns: &[i16], out: &mut Out, into: &mut Text) -> Result<()> {
        // A row of one cell is a frame around lines, unless it is one line.
        if let [cell] = &self.cells[..]
            && cell.as_str().trim_end().contains('\n')
        {
            into.append(cell)?;
            return into.push("\n");
        }
        let known = self.edges.len() >= self.cells.len();
        for (i, cell) in self.cells.iter().enumerate() {
            let edges = self.edges.get(i).copied().unwrap_or_default();
            let (before, after) = if known {
                (edges.skipped(i, columns), edges.covered(columns))
            } else {
                (0, 0)
            };
            let tabs = before + usize::from(i > 0);
            into.push(&"\t".repeat(tabs))?;
            if !edges.below {
                into.append(&cell.flat()?)?;
            }
            into.push(&"\t".repeat(after))?;
            for _ in 0..before + 1 + after {
                out.count_cell()?;
            }
        }
        into.push("\n")
    }
}

impl Cell {
    /// Columns that lie before the first cell of a row.
    fn skipped(&self, i: usize, columns: &[i16]) -> usize {
        if i > 0 {
            return 0;
        }
        before(self.left.saturating_sub(NEAR), columns)
    }

    /// Columns that it covers beside its first.
    fn covered(&self, columns: &[i16]) -> usize {
        let right = before(self.right.saturating_sub(NEAR), columns);
        right.saturating_sub(before(self.left.saturating_add(NEAR), columns))
    }
}

/// How many columns begin before a place.
fn before(x: i16, columns: &[i16]) -> usize {
    columns.partition_point(|&edge| edge < x)
}
