//! What a part is made of, gathered before it is written: lines and rows of tables.

use crate::Result;
use crate::out::{Out, Piece};
use crate::text::run_together;
use std::borrow::Cow;

/// A line, or a row of a table.
#[derive(Debug)]
pub enum Block<'a> {
    Line(Line<'a>),
    Row(Vec<Cell<'a>>),
}

/// A paragraph, or what goes on as one.
#[derive(Debug, Default)]
pub struct Line<'a> {
    /// Words that are not in the file: the mark of a note.
    pub before: String,
    /// The number of the list, with what follows it.
    pub number: String,
    pub words: Vec<Words<'a>>,
}

/// A stretch of a line, with its place where it is text of the file.
#[derive(Debug)]
pub struct Words<'a> {
    pub text: Cow<'a, str>,
    pub piece: Option<Piece>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub struct Cell<'a> {
    pub blocks: Vec<Block<'a>>,
    /// Columns before it that are empty.
    pub skipped: u32,
    /// Columns it takes.
    pub span: u32,
}

impl Block<'_> {
    /// # Errors
    /// Where the text gets too long.
    pub fn write(self, out: &mut Out) -> Result<()> {
        match self {
            Self::Line(line) => {
                line.write(out, None)?;
                out.end_line()
            }
            Self::Row(mut cells) => {
                // A row of one cell is a frame around lines, unless it is one line.
                if cells.len() == 1 && cells[0].blocks.len() > 1 {
                    let blocks = std::mem::take(&mut cells[0].blocks);
                    return blocks.into_iter().try_for_each(|block| block.write(out));
                }
                for (at, cell) in cells.into_iter().enumerate() {
                    cell.write(at == 0, out)?;
                }
                out.end_line()
            }
        }
    }

    /// Writes what lies in a cell, all in one line.
    fn write_in_cell(self, out: &mut Out, from: usize) -> Result<()> {
        match self {
            Self::Line(line) => {
                if !line.is_empty() && parts(out, from, line.first()) {
                    out.push(" ")?;
                }
                line.write(out, Some(from))
            }
            Self::Row(cells) => {
                for cell in cells {
                    if out.text().len() > from && !out.text().ends_with(' ') {
                        out.push(" ")?;
                    }
                    for block in cell.blocks {
                        block.write_in_cell(out, from)?;
                    }
                }
                Ok(())
            }
        }
    }
}

/// Whether a blank is needed between what a cell has so far and what follows: words and
/// figures of two paragraphs do not run together.
fn parts(out: &Out, from: usize, next: Option<char>) -> bool {
    let last = out.text().get(from..).and_then(|text| text.chars().last());
    run_together(last, next)
}

impl Line<'_> {
    /// The text from a stretch on.
    #[must_use]
    pub fn text_from(&self, from: usize) -> String {
        let words = self.words.get(from..).unwrap_or_default();
        words.iter().map(|words| &*words.text).collect()
    }

    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.words.is_empty()
    }

    fn first(&self) -> Option<char> {
        let words = self.words.first().map(|words| &*words.text);
        self.number
            .chars()
            .chain(words.unwrap_or_default().chars())
            .next()
    }

    /// In a cell, which begins at `cell`, a tab would be one of the table: a blank stands
    /// for it, and for a line end where words would run together. At the beginning of a line
    /// a tab is an indent.
    fn write(self, out: &mut Out, cell: Option<usize>) -> Result<()> {
        out.push(&self.before)?;
        out.number(&self.number)?;
        let (mut begun, mut ended) = (false, false);
        for Words { text, piece } in self.words {
            let shown = match (&piece, &*text) {
                (None, "\n") if cell.is_some() => {
                    ended = true;
                    continue;
                }
                (None, "\t") if cell.is_some() => " ",
                (None, "\t") if !begun => continue,
                (_, text) => text,
            };
            if std::mem::take(&mut ended)
                && cell.is_some_and(|cell| parts(out, cell, shown.chars().next()))
            {
                out.push(" ")?;
            }
            begun = shown != "\n";
            match piece {
                Some(piece) => out.push_from(shown, piece)?,
                None => out.push(shown)?,
            }
        }
        Ok(())
    }
}

impl Cell<'_> {
    fn write(self, first: bool, out: &mut Out) -> Result<()> {
        let before = self.skipped + u32::from(!first);
        tabs(before, out)?;
        let from = out.text().len();
        for block in self.blocks {
            block.write_in_cell(out, from)?;
        }
        tabs(self.span.saturating_sub(1), out)
    }
}

fn tabs(count: u32, out: &mut Out) -> Result<()> {
    (0..count).try_for_each(|_| out.push("\t"))
}

/// The text of blocks, lines and cells parted by blanks.
pub fn gather(blocks: &[Block], words: &mut String) {
    for block in blocks {
        if !words.is_empty() {
            words.push(' ');
        }
        match block {
            Block::Line(line) => {
                words.push_str(&line.number);
                words.extend(line.words.iter().map(|words| &*words.text));
            }
            Block::Row(cells) => cells.iter().for_each(|cell| gather(&cell.blocks, words)),
        }
    }
}
