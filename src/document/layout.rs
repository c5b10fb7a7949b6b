//! From words with their places on pages to paragraphs and tables, for formats that hold
//! no paragraphs. Who reads the format brings the runs; what comes out is the text.
//!
//! Lengths are points, or any unit as long as it is one; `y` grows downwards. All steps
//! sort or walk over runs and rows, so that time grows with the file and no more.

mod columns;
mod furniture;
mod lines;
mod paragraphs;
mod tables;
#[cfg(test)]
mod tests;

use crate::budget::{self, Limit};
use crate::{Document, Kind, Out, Refusal, Result};
use columns::Columns;
use lines::Row;
use paragraphs::{Line, Paragraphs};

/// Words that stand in a line, with no gap in them.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub text: &'a str,
    /// The left end.
    pub x: f32,
    /// The line that the letters stand on, from the top of the page.
    pub y: f32,
    pub width: f32,
    /// The height of the font.
    pub size: f32,
    /// Whether the words lie level, as those of a watermark do not.
    pub level: bool,
}

/// A page with all that is written on it, in any order.
#[derive(Clone, Debug, Default)]
pub struct Page<'a> {
    pub height: f32,
    pub runs: Vec<Run<'a>>,
}

/// Pages as a program outside hands them over, which reads the format.
#[derive(Clone, Copy, Debug)]
pub struct Packed<'a> {
    /// The words of a run on each line.
    pub words: &'a str,
    /// For each run: the index of its page, `x`, `y`, width, size; the size is negative where
    /// the run does not lie level.
    pub places: &'a [f32],
    /// The heights of the pages.
    pub heights: &'a [f32],
    /// The pages that are pictures, by index: they are told of as left out.
    pub pictures: &'a [u32],
}

/// Numbers of a run in [`Packed::places`].
const PLACE: usize = 5;

/// Reads pages that were read outside.
///
/// # Errors
/// Where there are too many pages, too much text or none.
pub fn read(packed: &Packed, format: &'static str, with: &[Kind]) -> Result<Document> {
    budget::within(packed.heights.len(), budget::PAGES, Limit::Pages)?;
    let heights = packed.heights.iter();
    let mut pages: Vec<Page> = heights
        .map(|height| Page {
            height: *height,
            runs: Vec::new(),
        })
        .collect();
    for (text, place) in packed
        .words
        .split('\n')
        .zip(packed.places.chunks_exact(PLACE))
    {
        if let Some(page) = pages.get_mut(place[0] as usize) {
            page.runs.push(Run {
                text,
                x: place[1],
                y: place[2],
                width: place[3],
                size: place[4].abs(),
                level: place[4] > 0.0,
            });
        }
    }
    let mut out = Out::default();
    lay_out(&pages, with, &mut out)?;
    for page in packed.pictures {
        out.leave_out(Kind::Picture, &format!("第 {} 页", page + 1), false);
    }
    if out.text().trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(out.finish(format, None, Vec::new()))
}

/// The rows of one page, from top to bottom, and its height.
struct Sheet {
    height: f32,
    rows: Vec<Row>,
}

/// Writes the text of the pages. Headers, footers and page numbers are left out unless
/// `with` names them; footnotes come after the paragraph that their page ends in.
///
/// # Errors
/// Where the text or its tables get too large.
pub fn lay_out(pages: &[Page], with: &[Kind], out: &mut Out) -> Result<()> {
    let mut sheets: Vec<Sheet> = pages.iter().map(sheet).collect();
    let size = body_size(&sheets);
    let aside = furniture::take(pages, &mut sheets);
    let read = with.contains(&Kind::Furniture);
    for words in aside.distinct() {
        out.leave_out(Kind::Furniture, words, read);
    }
    let mut columns = Columns::default();
    let mut paragraphs = Paragraphs::new(size, out);
    for (number, mut sheet) in sheets.into_iter().enumerate() {
        if read {
            for words in aside.of_page(number) {
                paragraphs.hold(words);
            }
        }
        let notes = furniture::take_notes(&mut sheet, size);
        for block in columns.blocks(sheet.rows) {
            write_block(block, &mut paragraphs)?;
        }
        for note in notes {
            paragraphs.note(&note);
        }
    }
    paragraphs.end()
}

fn sheet(page: &Page) -> Sheet {
    Sheet {
        height: page.height,
        rows: lines::rows(lines::segments(&page.runs)),
    }
}

fn write_block(block: columns::Block, paragraphs: &mut Paragraphs) -> Result<()> {
    paragraphs.start_block(&block);
    let width = block.right - block.left;
    for part in tables::parts(block.rows, width) {
        match part {
            tables::Part::Table(rows) => {
                for cells in rows {
                    paragraphs.table_row(&cells)?;
                }
            }
            tables::Part::Text(words) => paragraphs.whole(&words)?,
            tables::Part::Row(row) => paragraphs.line(Line::of(&row))?,
        }
    }
    Ok(())
}

/// The size that most characters have.
fn body_size(sheets: &[Sheet]) -> f32 {
    let all = sheets.iter().flat_map(|sheet| &sheet.rows);
    let sizes = all.map(|row| (row.size, row.characters()));
    most_common(sizes, 0.5).unwrap_or(10.5)
}

/// The value that weighs most where values within a step count as one.
fn most_common(values: impl Iterator<Item = (f32, usize)>, step: f32) -> Option<f32> {
    let mut sorted: Vec<(f32, usize)> = values.collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut best = (0, None);
    let mut at = 0;
    while at < sorted.len() {
        let first = sorted[at].0;
        let mut weight = 0;
        while at < sorted.len() && sorted[at].0 <= first + step {
            weight += sorted[at].1;
            at += 1;
        }
        if weight > best.0 {
            best = (weight, Some(first));
        }
    }
    best.1
}

/// Letters, digits and signs that stand narrow among Chinese: only between two of these
/// is a blank a blank.
fn is_narrow(character: char) -> bool {
    (character as u32) < 0x2000
}
