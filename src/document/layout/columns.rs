//! Pages in columns: what is read before what.

use super::lines::{self, Row, Segment};
use super::most_common;

/// Columns in columns are looked for so deep.
const DEPTH: usize = 2;
/// Lines that a column has at least.
const LINES: usize = 3;
/// A column is at least this share of what it is a part of.
const WIDE: f32 = 0.28;
/// How many sizes before the right edge a line may end and still be full.
const FULL: f32 = 1.8;
/// The share of lines that are full: cells of tables are not.
const MOSTLY: f32 = 0.45;
/// The share of its column that a full line covers.
const FILLED: f32 = 0.7;
/// Edges tried on a page.
const TRIED: usize = 5;
/// Places of columns that are kept from page to page.
const MOST_STARTS: usize = 4;
/// Two edges are one within this many sizes.
const STEP: f32 = 0.5;
/// A block with fewer rows takes its edges from a larger one that it fits in.
const FEW: usize = 8;

/// Rows between two edges, to be read from top to bottom.
pub struct Block {
    pub left: f32,
    pub right: f32,
    pub rows: Vec<Row>,
}

/// What the pages before have taught.
#[derive(Default)]
pub struct Columns {
    /// Where columns began.
    starts: Vec<f32>,
    /// The edges of large blocks.
    edges: Vec<(f32, f32)>,
}

impl Columns {
    /// The blocks of a page in the order of reading.
    pub fn blocks(&mut self, rows: Vec<Row>) -> Vec<Block> {
        let page = extent(rows.iter().flat_map(|row| &row.segments));
        let segments: Vec<Segment> = rows.into_iter().flat_map(|row| row.segments).collect();
        let mut parts = Vec::new();
        self.split(segments, true, DEPTH, &mut parts);
        parts
            .into_iter()
            .filter(|(part, _)| !part.is_empty())
            .map(|(part, whole)| self.block(lines::rows(part), whole.then_some(page)))
            .collect()
    }

    /// A block with its edges: its own where it has rows enough, else those of a block
    /// that it fits in, else those of the page if it reaches over it.
    fn block(&mut self, rows: Vec<Row>, page: Option<(f32, f32)>) -> Block {
        let size = most_common(rows.iter().map(|row| (row.size, row.characters())), 0.5);
        let size = size.unwrap_or(10.5);
        let (mut left, mut right) = edges(&rows, size);
        if rows.len() >= FEW {
            if self.edges.len() < 64 {
                self.edges.push((left, right));
            }
            return Block { left, right, rows };
        }
        let known = self.edges.iter().filter(|(known_left, known_right)| {
            *known_left <= left + size && right <= known_right + size
        });
        let narrowest = known.min_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
        if let Some(known) = narrowest.copied().or(page) {
            (left, right) = known;
        }
        Block { left, right, rows }
    }

    /// Parts segments into columns where there are any, from left to right, between what
    /// reaches over them.
    fn split(
        &mut self,
        segments: Vec<Segment>,
        whole: bool,
        depth: usize,
        parts: &mut Vec<(Vec<Segment>, bool)>,
    ) {
        let Some((start, bands)) = (depth > 0).then(|| self.gutter(&segments)).flatten() else {
            parts.push((segments, whole));
            return;
        };
        let known = self.starts.iter().any(|known| (known - start).abs() < 2.0);
        if !known && self.starts.len() < MOST_STARTS {
            self.starts.push(start);
        }
        let mut across = Vec::new();
        for (band, is_columns) in bands {
            if !is_columns {
                across.extend(band);
                continue;
            }
            parts.push((std::mem::take(&mut across), whole));
            let (left, right) = band
                .into_iter()
                .partition(|segment: &Segment| segment.x0 < start - 1.0);
            self.split(left, false, depth - 1, parts);
            self.split(right, false, depth - 1, parts);
        }
        parts.push((across, whole));
    }

    /// Where a second column begins, and the segments from top to bottom in bands, each
    /// with whether it is in columns.
    fn gutter(&self, segments: &[Segment]) -> Option<(f32, Vec<(Vec<Segment>, bool)>)> {
        let left = segments
            .iter()
            .map(|segment| segment.x0)
            .fold(f32::MAX, f32::min);
        let right = segments
            .iter()
            .map(|segment| segment.x1)
            .fold(f32::MIN, f32::max);
        let size = most_common(segments.iter().map(|segment| (segment.size, 1)), 0.5)?;
        let mut starts: Vec<f32> = segments.iter().map(|segment| segment.x0).collect();
        starts
            .retain(|x| (*x - left) > WIDE * (right - left) && *x < right - WIDE * (right - left));
        let mut tried: Vec<(f32, usize)> = frequent(starts, STEP * size, LINES);
        tried.extend(self.starts.iter().map(|start| (*start, 1)));
        let mut best: Option<(usize, f32, Vec<(Vec<Segment>, bool)>)> = None;
        for (start, lines) in tried {
            let bands = bands(segments, start, size, lines);
            let within = bands.iter().filter(|(_, is_columns)| *is_columns);
            let count: usize = within.map(|(band, _)| band.len()).sum();
            if count > best.as_ref().map_or(0, |(most, _, _)| *most) {
                best = Some((count, start, bands));
            }
        }
        best.map(|(_, start, bands)| (start, bands))
    }
}

/// From where to where segments reach.
fn extent<'a>(segments: impl Iterator<Item = &'a Segment>) -> (f32, f32) {
    segments.fold((f32::MAX, f32::MIN), |(from, to), segment| {
        (from.min(segment.x0), to.max(segment.x1))
    })
}

/// The values that come up most, each with how many lines a column there must have.
fn frequent(mut values: Vec<f32>, step: f32, lines: usize) -> Vec<(f32, usize)> {
    values.sort_by(f32::total_cmp);
    let mut found: Vec<(usize, f32)> = Vec::new();
    let mut at = 0;
    while at < values.len() {
        let first = values[at];
        let end = at + values[at..].partition_point(|value| *value <= first + step);
        found.push((end - at, first));
        at = end;
    }
    found.sort_by(|one, other| other.0.cmp(&one.0));
    let often = found.into_iter().filter(|(count, _)| *count >= lines);
    often.take(TRIED).map(|(_, value)| (value, lines)).collect()
}

/// Segments from top to bottom in bands, parted by what reaches over `start`.
fn bands(segments: &[Segment], start: f32, size: f32, lines: usize) -> Vec<(Vec<Segment>, bool)> {
    let mut bands = Vec::new();
    let mut band: Vec<Segment> = Vec::new();
    let end = |band: &mut Vec<Segment>, bands: &mut Vec<(Vec<Segment>, bool)>| {
        let is_columns = are_columns(band, start, size, lines);
        bands.push((std::mem::take(band), is_columns));
    };
    for segment in segments {
        if segment.x0 < start - 1.0 && segment.x1 > start + 1.0 {
            end(&mut band, &mut bands);
            bands.push((vec![segment.clone()], false));
        } else {
            band.push(segment.clone());
        }
    }
    end(&mut band, &mut bands);
    bands
}

/// Whether a band is two columns of text: both wide, and most lines of both full.
fn are_columns(band: &[Segment], start: f32, size: f32, lines: usize) -> bool {
    let (left, right): (Vec<&Segment>, Vec<&Segment>) =
        band.iter().partition(|segment| segment.x0 < start - 1.0);
    if left.len() < lines.max(2) || right.len() < lines {
        return false;
    }
    let ((left_from, left_to), (_, right_to)) =
        (extent(left.iter().copied()), extent(right.iter().copied()));
    let whole = right_to - left_from;
    let wide =
        left_to - left_from > WIDE * whole && (lines == 1 || right_to - start > WIDE * whole);
    wide && start - left_to > 0.6 * size
        && are_full(&left, left_from, left_to, size)
        && (lines == 1 || are_full(&right, start, right_to, size))
}

/// Whether most lines of a column reach its right edge and leave no gaps.
fn are_full(part: &[&Segment], from: f32, to: f32, size: f32) -> bool {
    let rows = lines::rows(part.iter().map(|segment| (*segment).clone()).collect());
    let full = rows.iter().filter(|row| {
        let covered: f32 = row
            .segments
            .iter()
            .map(|segment| segment.x1 - segment.x0)
            .sum();
        row.x1() > to - FULL * size && covered > FILLED * (to - from)
    });
    full.count() as f32 >= MOSTLY * rows.len() as f32
}

/// Where most lines begin at the left and end at the right.
fn edges(rows: &[Row], size: f32) -> (f32, f32) {
    let right = rows.iter().map(Row::x1).fold(f32::MIN, f32::max);
    // Titles are set larger, and stand in the middle.
    let text = rows.iter().filter(|row| row.size < 1.12 * size);
    let mut starts: Vec<f32> = text.map(Row::x0).collect();
    starts.sort_by(f32::total_cmp);
    // One line that stands out to the left is not the edge.
    let enough = (rows.len() / 10).clamp(1, 3);
    let at = (0..starts.len()).find(|at| {
        let end = starts.partition_point(|x| *x <= starts[*at] + STEP * size);
        end - at >= enough
    });
    let least = || rows.iter().map(Row::x0).fold(f32::MAX, f32::min);
    let left = at.map_or_else(least, |at| starts[at]);
    // Marks may hang over the edge where most lines end.
    let ends = rows.iter().map(Row::x1);
    let near = ends.filter(|x| *x > right - 2.2 * size).map(|x| (x, 1));
    let common = most_common(near, 0.3 * size).unwrap_or(right);
    (left, common)
}
