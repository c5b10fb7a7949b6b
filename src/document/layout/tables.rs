//! Rows whose segments stand under one another are a table.

use super::lines::{self, Row, Segment};

/// The share of segments that stand under others.
const ALIGNED: f32 = 0.6;
/// Two edges are one within this many sizes.
const EDGE: f32 = 0.5;
/// Rows of a table lie at most so many sizes apart.
const APART: f32 = 5.0;
/// Lines of one cell lie at most so many sizes apart.
const WRAPPED: f32 = 1.8;
/// Lines that are nearer than this are of one row.
const CLOSE: f32 = 1.05;
/// Lines whose places differ by less than so many sizes are at the same height.
const LEVEL: f32 = 0.3;
/// A row has cells in at least this share of the columns; what has fewer goes on.
const ROW: f32 = 0.6;
/// More columns no table has on a page.
const MOST_COLUMNS: usize = 200;
/// A line of a cell covers at most this share of the block.
const NARROW: f32 = 0.6;

pub enum Part {
    Row(Row),
    /// A line by itself.
    Text(String),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// Finds the tables among the rows of a block of some width.
pub fn parts(rows: Vec<Row>, width: f32) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    let above = above(&rows, width);
    for (row, is_above) in rows.into_iter().zip(above) {
        let many = row.segments.len() > 1;
        let goes_on = open.last().is_some_and(|last| {
            (many || is_above) && row.y - last.y < APART * row.size || is_cell(&row, &open, width)
        });
        if !goes_on {
            close(&mut open, &mut parts);
        }
        if goes_on || many || is_above {
            open.push(row);
        } else {
            parts.push(Part::Row(row));
        }
    }
    close(&mut open, &mut parts);
    parts
}

/// Whether a row with one segment may be a line of a cell below others: it is near, narrow,
/// and not under two cells at once.
fn is_cell(row: &Row, open: &[Row], width: f32) -> bool {
    let near = open
        .last()
        .is_some_and(|last| row.y - last.y < WRAPPED * row.size);
    if !near || row.x1() - row.x0() > NARROW * width {
        return false;
    }
    let cells = open
        .iter()
        .rev()
        .take(8)
        .find(|other| other.segments.len() > 1);
    cells.is_none_or(|cells| {
        let under = cells.segments.iter();
        under
            .filter(|other| row.x0() < other.x1 && row.x1() > other.x0)
            .count()
            < 2
    })
}

/// Which rows may be first lines of a cell whose neighbours are set to its middle: such a
/// row stands over a cell that is not the first, or over another such line, or nearer to
/// the row below than lines are.
fn above(rows: &[Row], width: f32) -> Vec<bool> {
    let mut above = vec![false; rows.len()];
    for at in (0..rows.len().saturating_sub(1)).rev() {
        let (row, next) = (&rows[at], &rows[at + 1]);
        let near = next.y - row.y < WRAPPED * row.size && (next.size - row.size).abs() < 0.5;
        let narrow = row.segments.len() == 1 && row.x1() - row.x0() <= NARROW * width;
        let cells = if next.segments.len() == 1 && above[at + 1] {
            &next.segments[..]
        } else {
            &next.segments[1..]
        };
        let close = next.y - row.y < CLOSE * row.size && next.segments.len() > 1;
        let stands = close || cells.iter().any(|cell| is_under(&row.segments[0], cell));
        above[at] = near && narrow && stands;
    }
    above
}

fn close(open: &mut Vec<Row>, parts: &mut Vec<Part>) {
    let rows = std::mem::take(open);
    if is_table(&rows) {
        cells(rows, parts);
    } else {
        parts.extend(rows.into_iter().map(Part::Row));
    }
}

/// Whether most segments stand under or over others, by their left, middle or right.
fn is_table(rows: &[Row]) -> bool {
    if rows.iter().any(|row| row.segments.len() > MOST_COLUMNS) {
        return false;
    }
    let many: Vec<&Row> = rows.iter().filter(|row| row.segments.len() > 1).collect();
    if many.len() < 2 {
        return many.first().is_some_and(|row| is_lone_row(row));
    }
    let mut aligned = 0;
    let mut all = 0;
    for (at, row) in many.iter().enumerate() {
        // The rows around it say enough.
        let around = &many[at.saturating_sub(3)..(at + 4).min(many.len())];
        for segment in &row.segments[1..] {
            all += 1;
            let others = around.iter().filter(|other| other.y != row.y);
            let fits = others
                .flat_map(|other| &other.segments)
                .any(|other| is_under(segment, other));
            aligned += usize::from(fits);
        }
    }
    aligned as f32 >= ALIGNED * all as f32
}

/// Whether a row by itself, as at the end of a page, is one of a table. Three values with
/// their names on a line are none.
fn is_lone_row(row: &Row) -> bool {
    row.segments.len() > 2
        && !row
            .segments
            .iter()
            .any(|part| part.text.contains(['：', ':']))
}

fn is_under(one: &Segment, other: &Segment) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < EDGE * one.size;
    near(one.x0, other.x0) || near(one.x1, other.x1) || near(one.x0 + one.x1, other.x0 + other.x1)
}

/// The columns: where the rows with most cells have them.
fn columns(rows: &[Row]) -> Vec<(f32, f32)> {
    let most = rows.iter().map(|row| row.segments.len()).max().unwrap_or(0);
    let full = rows.iter().filter(|row| row.segments.len() == most);
    let mut spans: Vec<(f32, f32)> = full
        .flat_map(|row| row.segments.iter().map(|segment| (segment.x0, segment.x1)))
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match columns.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => columns.push((from, to)),
        }
    }
    columns
}

/// The column that a segment lies in, or the first of those that it reaches over.
fn column_of(segment: &Segment, columns: &[(f32, f32)]) -> usize {
    let over = columns
        .iter()
        .position(|(from, to)| segment.x0 < *to && segment.x1 > *from);
    over.unwrap_or_else(|| {
        let distance = |(from, to): &(f32, f32)| ((from + to) - (segment.x0 + segment.x1)).abs();
        let nearest = columns.iter().enumerate();
        let nearest = nearest.min_by(|one, other| distance(one.1).total_cmp(&distance(other.1)));
        nearest.map_or(0, |(at, _)| at)
    })
}

/// A line of one cell.
struct Piece {
    column: usize,
    y: f32,
    size: f32,
    text: String,
}

/// The cells of each row; the lines of a cell are put together.
fn cells(rows: Vec<Row>, parts: &mut Vec<Part>) {
    let columns = columns(&rows);
    let mut heads: Vec<f32> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    for row in rows {
        let places: Vec<usize> = row
            .segments
            .iter()
            .map(|part| column_of(part, &columns))
            .collect();
        let enough = places.len() as f32 >= ROW * columns.len() as f32;
        if enough || places.len() > 1 && places[0] == 0 || places[0] == 0 && columns.len() == 2 {
            heads.push(row.y);
        }
        for (segment, column) in row.segments.into_iter().zip(places) {
            let Segment {
                y: _, size, text, ..
            } = segment;
            pieces.push(Piece {
                column,
                y: row.y,
                size,
                text,
            });
        }
    }
    let mut table = vec![vec![String::new(); columns.len()]; heads.len()];
    let mut before = String::new();
    for column in 0..columns.len() {
        let lines: Vec<&Piece> = pieces
            .iter()
            .filter(|piece| piece.column == column)
            .collect();
        let rows = centred(&lines, &heads).unwrap_or_else(|| from_top(&lines, &heads));
        for (line, row) in lines.into_iter().zip(rows) {
            match row {
                Some(row) => lines::append(&mut table[row][column], &line.text, true),
                None => lines::append(&mut before, &line.text, true),
            }
        }
    }
    if !before.is_empty() {
        parts.push(Part::Text(before));
    }
    parts.push(Part::Table(table));
}

/// The row that each line of a column belongs to when its cells are set to the middle:
/// the lines of a cell lie as far over the middle as under it. `None` where that does not
/// come out.
fn centred(lines: &[&Piece], heads: &[f32]) -> Option<Vec<Option<usize>>> {
    let mut rows = Vec::with_capacity(lines.len());
    let mut at = 0;
    for (number, head) in heads.iter().enumerate() {
        let Some(first) = lines.get(at) else {
            break;
        };
        let level = LEVEL * first.size;
        if first.y > head + level {
            // An empty cell, if the line belongs to the next row; else the cell begins too late.
            if heads
                .get(number + 1)
                .is_some_and(|next| first.y > next + level || first.y - head > WRAPPED * first.size)
            {
                continue;
            }
            return None;
        }
        let end = 2.0 * head - first.y;
        let mut count = lines[at..]
            .iter()
            .take_while(|line| line.y < end + level)
            .count();
        if number > 0 && number + 1 == heads.len() {
            // The last cell may go on, on the next page.
            count = lines.len() - at;
        } else if (lines[at + count - 1].y - end).abs() > level {
            return None;
        }
        rows.extend(std::iter::repeat_n(Some(number), count));
        at += count;
    }
    (at == lines.len()).then_some(rows)
}

/// The row that each line belongs to when cells begin at the top: the last that begins
/// above. What stands over all is no cell.
fn from_top(lines: &[&Piece], heads: &[f32]) -> Vec<Option<usize>> {
    let row = |line: &&Piece| {
        let above = heads.partition_point(|head| *head <= line.y + LEVEL * line.size);
        above.checked_sub(1)
    };
    lines.iter().map(row).collect()
}
