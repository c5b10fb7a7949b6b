//! Rows of a table, whose cells are told by where they end.

use crate::text::Text;
use crate::{Out, Result};

/// A row: the paragraphs of its cells, and where the cells end (twips).
#[derive(Default)]
pub struct Row {
    pub cells: Vec<Vec<Text>>,
    pub edges: Vec<i64>,
}

/// Edges as close as this are one (twips, a twentieth of a point).
const CLOSE: i64 = 60;

/// Writes the rows of one table. A cell as wide as several of another row has so many
/// empty ones after it; a table of one column is no table.
///
/// # Errors
/// Where there is too much of something.
pub fn write(rows: &[Row], out: &mut Out) -> Result<()> {
    if rows.iter().all(|row| row.cells.len() <= 1) {
        let lines = rows.iter().flat_map(|row| row.cells.iter().flatten());
        return lines.into_iter().try_for_each(|line| line.write_line(out));
    }
    let mut edges: Vec<i64> = rows
        .iter()
        .flat_map(|row| row.edges.iter().copied())
        .collect();
    edges.sort_unstable();
    edges.dedup_by(|next, edge| *next - *edge <= CLOSE);
    for row in rows {
        let line = line(row, &edges, out)?;
        if !line.as_str().trim().is_empty() {
            line.write_line(out)?;
        }
    }
    Ok(())
}

fn line(row: &Row, edges: &[i64], out: &mut Out) -> Result<Text> {
    let mut line = Text::default();
    // The column after the last that was written.
    let mut column = 0;
    for (index, cell) in row.cells.iter().enumerate() {
        let mut words = Text::default();
        cell.iter().try_for_each(|part| words.join(part))?;
        if index > 0 {
            line.push("\t")?;
        }
        line.append(&words)?;
        let end = row.edges.get(index);
        let after = end.map_or(column + 1, |end| edges.partition_point(|edge| edge <= end));
        for _ in column + 1..after {
            out.count_cell()?;
            line.push("\t")?;
        }
        column = after.max(column + 1);
    }
    Ok(line)
}
