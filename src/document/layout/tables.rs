//! Rows whose segments stand under one another are a table.

use super::lines::{self, Row, Segment};

/// The share of segments that stand under others.
const ALIGNED: f32 = 0.6;
/// Two edges are one within this many sizes.
const EDGE: f32 = 0.5;
/// Rows of a table lie at most so many sizes apart.
const APART: f32 = 5.0;
/// Lines so close are one row, its cells being set to the middle.
const CLOSE: f32 = 0.85;
/// Lines of one cell lie at most so many sizes apart.
const WRAPPED: f32 = 1.7;
/// A cell is full when it ends so many sizes before the column does, or less.
const FULL: f32 = 1.2;

pub enum Part {
    Row(Row),
    /// Rows of cells.
    Table(Vec<Vec<String>>),
}

/// Finds the tables among the rows of a block.
pub fn parts(rows: Vec<Row>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rows = rows.into_iter().peekable();
    let mut open: Vec<Row> = Vec::new();
    while let Some(row) = rows.next() {
        let near = open.last().is_none_or(|last| row.y - last.y < APART * row.size);
        let goes_on = row.segments.len() > 1
            || open.last().is_some_and(|last| is_cell(&row, last) && follows(&row, rows.peek()));
        if !(near && goes_on) {
            close(&mut open, &mut parts);
        }
        if row.segments.len() > 1 || (near && goes_on) {
            open.push(row);
        } else {
            parts.push(Part::Row(row));
        }
    }
    close(&mut open, &mut parts);
    parts
}

/// Whether a row with one segment may be inside a table: a row with more comes right after.
fn follows(row: &Row, next: Option<&Row>) -> bool {
    next.is_some_and(|next| next.segments.len() > 1 && next.y - row.y < WRAPPED * 1.3 * row.size)
}

/// Whether a row with one segment is a line of one cell: it does not reach over two.
fn is_cell(row: &Row, before: &Row) -> bool {
    let under = before
        .segments
        .iter()
        .filter(|other| row.x0() < other.x1 && row.x1() > other.x0);
    under.count() < 2
}

fn close(open: &mut Vec<Row>, parts: &mut Vec<Part>) {
    let rows = std::mem::take(open);
    if is_table(&rows) {
        parts.push(Part::Table(cells(rows)));
    } else {
        parts.extend(rows.into_iter().map(Part::Row));
    }
}

/// Whether most segments stand under or over others, by their left, middle or right.
fn is_table(rows: &[Row]) -> bool {
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
            let fits = others.flat_map(|other| &other.segments).any(|other| is_under(segment, other));
            aligned += usize::from(fits);
        }
    }
    aligned as f32 >= ALIGNED * all as f32
}

/// Whether a row by itself, as at the end of a page, is one of a table. Three values with
/// their names on a line are none.
fn is_lone_row(row: &Row) -> bool {
    row.segments.len() > 2 && !row.segments.iter().any(|part| part.text.contains(['：', ':']))
}

fn is_under(one: &Segment, other: &Segment) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < EDGE * one.size;
    near(one.x0, other.x0)
        || near(one.x1, other.x1)
        || near(one.x0 + one.x1, other.x0 + other.x1)
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
    let over = columns.iter().position(|(from, to)| segment.x0 < *to && segment.x1 > *from);
    over.unwrap_or_else(|| {
        let distance = |(from, to): &(f32, f32)| ((from + to) - (segment.x0 + segment.x1)).abs();
        let nearest = columns.iter().enumerate();
        let nearest = nearest.min_by(|one, other| distance(one.1).total_cmp(&distance(other.1)));
        nearest.map_or(0, |(at, _)| at)
    })
}

/// The cells of each row; the lines of a cell are put together.
fn cells(rows: Vec<Row>) -> Vec<Vec<String>> {
    let columns = columns(&rows);
    let mut table: Vec<Vec<String>> = Vec::new();
    let mut y = f32::MIN;
    // Where the last line of the first cell ends.
    let mut first_end = f32::MIN;
    for row in rows {
        let places: Vec<usize> = row.segments.iter().map(|part| column_of(part, &columns)).collect();
        let gap = row.y - y;
        let first_only = places == [0];
        let continues = gap < CLOSE * row.size
            || gap < WRAPPED * row.size
                && (!places.contains(&0) && places.len() + 1 < columns.len().max(3)
                    || first_only && columns.first().is_some_and(|first| first_end > first.1 - FULL * row.size));
        if !continues || table.is_empty() {
            table.push(vec![String::new(); columns.len()]);
        }
        let Some(cells) = table.last_mut() else {
            break;
        };
        for (segment, place) in row.segments.iter().zip(places) {
            lines::append(&mut cells[place], &segment.text, true);
            if place == 0 {
                first_end = segment.x1;
            }
        }
        y = row.y;
    }
    table
}
