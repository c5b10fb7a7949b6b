//! Tables of a page: rows with tabs, or plain lines where the table only lays the page out.

use super::build::Line;
use crate::text::Text;
use crate::{Result, budget, budget::Limit};
use std::ops::Range;

/// A table that is being read.
#[derive(Default)]
pub struct Table {
    /// Where its lines begin.
    pub first: usize,
    /// Where its boxes begin.
    pub boxes: usize,
    /// It is known to hold no rows of words.
    pub layout: bool,
    pub rows: Vec<Vec<Cell>>,
}

pub struct Cell {
    /// Its lines.
    pub lines: Range<usize>,
    pub columns: usize,
    pub rows: usize,
}

/// What a browser takes at most.
const MOST_COLUMNS: usize = 1000;
const MOST_ROWS: usize = 65_534;

impl Cell {
    /// `columns` and `rows` as the attributes say.
    pub fn new(first: usize, columns: Option<&str>, rows: Option<&str>) -> Cell {
        let number = |words: Option<&str>| words.and_then(|w| w.trim().parse::<usize>().ok());
        Cell {
            lines: first..first,
            columns: number(columns).unwrap_or(1).clamp(1, MOST_COLUMNS),
            // Zero is: to the last row.
            rows: match number(rows).unwrap_or(1) {
                0 => MOST_ROWS,
                rows => rows.min(MOST_ROWS),
            },
        }
    }

    /// Its lines, counted from the first of the table.
    fn within(&self, first: usize) -> Range<usize> {
        self.lines.start.saturating_sub(first)..self.lines.end.saturating_sub(first)
    }
}

/// A cell of so many lines and characters is a part of the page and no cell, unless the
/// table has as many rows.
const PARAGRAPHS: usize = 3;
const CHARACTERS: usize = 300;

impl Table {
    fn is_layout(&self, lines: &[Line]) -> bool {
        let columns = |row: &Vec<Cell>| row.iter().map(|cell| cell.columns).sum::<usize>();
        let long = |cell: &Cell| {
            let lines = lines.get(cell.lines.clone()).unwrap_or_default();
            let words: usize = lines.iter().map(|line| line.chars).sum();
            lines.len() >= PARAGRAPHS && words >= CHARACTERS
        };
        self.layout
            || self.rows.iter().map(columns).max().unwrap_or(0) <= 1
            || self.rows.iter().all(|row| row.len() <= 1)
            || (self.rows.len() <= PARAGRAPHS && self.rows.iter().flatten().any(long))
    }

    /// Makes the lines that were read since the table began its rows. Whether it did.
    ///
    /// # Errors
    /// Where there are too many cells; `cells` counts them.
    pub fn close(self, lines: &mut Vec<Line>, at: usize, cells: &mut usize) -> Result<bool> {
        if self.is_layout(lines) {
            return Ok(false);
        }
        let first = self.first.min(lines.len());
        let mut read = lines.split_off(first);
        let mut inside = vec![false; read.len()];
        for cell in self.rows.iter().flatten() {
            let range = cell.within(first);
            inside.get_mut(range).unwrap_or_default().fill(true);
        }
        // Words between the cells: a browser shows them before the table.
        for (line, _) in read.iter_mut().zip(&inside).filter(|(_, inside)| !**inside) {
            lines.push(std::mem::take(line));
        }
        let mut spans: Vec<usize> = Vec::new();
        for row in &self.rows {
            let line = write_row(row, &read, first, &mut spans, cells)?;
            if line.chars > 0 {
                lines.push(Line { at, ..line });
            }
        }
        Ok(true)
    }
}

/// `spans`: by column, how many more rows the cell above reaches down.
fn write_row(
    row: &[Cell],
    read: &[Line],
    first: usize,
    spans: &mut Vec<usize>,
    cells: &mut usize,
) -> Result<Line> {
    let mut line = Line::default();
    let mut column = 0;
    let mut next = |line: &mut Line, column: &mut usize| {
        if *column > 0 {
            line.words.push("\t")?;
        }
        *column += 1;
        *cells += 1;
        budget::within(*cells, budget::CELLS, Limit::Cells)
    };
    for cell in row {
        while spans.get(column).is_some_and(|&rows| rows > 0) {
            spans[column] -= 1;
            next(&mut line, &mut column)?;
        }
        for index in 0..cell.columns {
            if spans.len() <= column {
                spans.push(0);
            }
            spans[column] = cell.rows - 1;
            next(&mut line, &mut column)?;
            if index == 0 {
                let mut words = Text::default();
                for part in read.get(cell.within(first)).unwrap_or_default() {
                    words.join(&part.words)?;
                    line.count(part);
                }
                line.words.append(&words)?;
            }
        }
    }
    // What reaches down to nowhere further goes, so that no row looks at it again.
    let open = spans.iter().rposition(|&rows| rows > 0);
    spans.truncate(open.map_or(0, |last| last + 1));
    for rows in spans.iter_mut().skip(column) {
        *rows = rows.saturating_sub(1);
        next(&mut line, &mut column)?;
    }
    Ok(line)
}
