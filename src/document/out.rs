//! The text as it grows, with where it comes from and what is left out.

use crate::budget::{self, Limit};
use crate::{Document, Result};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a file can hold beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Deletions that are tracked; the text is read as accepted.
    Deletion,
    /// Insertions that are tracked: they are in the text.
    Insertion,
    /// Hidden text.
    Hidden,
    /// Comments.
    Comment,
    /// Headers, footers and page numbers.
    Furniture,
    /// Footnotes and endnotes: they are in the text, after it.
    Note,
    /// Pictures.
    Picture,
    /// Formulae, charts and other objects.
    Object,
    /// Menus, related links and the like around the text of a web page.
    Boilerplate,
}

/// How much there is of one kind, and the beginning of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    pub kind: Kind,
    pub count: usize,
    /// Whether the text holds it all the same.
    pub read: bool,
    /// The words, of the first 50, each cut at 200 characters.
    pub quotes: Vec<String>,
}

const MOST_QUOTES: usize = 50;
const LONGEST_QUOTE: usize = 200;

/// A stretch of the text that stands in one text node of an XML part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of [`Document::text`].
    pub text: Range<usize>,
    /// Index into [`Document::parts`].
    pub part: usize,
    /// Bytes of the part's XML: the node's content as it is written, entities and all.
    pub raw: Range<usize>,
    /// The run element around it, from its `<` to its last `>`.
    pub run: Range<usize>,
    /// The run's properties element in it; empty where there is none.
    pub properties: Range<usize>,
}

/// A part of a package, as XML in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in the package: `word/document.xml`.
    pub name: String,
}

/// A text that is being written.
#[derive(Debug, Default)]
pub struct Out {
    text: String,
    numbers: Vec<(usize, usize)>,
    left_out: Vec<LeftOut>,
    pieces: Vec<Piece>,
    cells: usize,
}

impl Out {
    /// Adds text as it stands; a line end in it starts a line.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn push(&mut self, words: &str) -> Result<()> {
        budget::within(
            self.text.len() + words.len(),
            budget::TEXT,
            Limit::Characters,
        )?;
        self.text.push_str(words);
        Ok(())
    }

    /// Adds text that stands in the file at a place: `piece.text` is set here.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn push_from(&mut self, words: &str, mut piece: Piece) -> Result<()> {
        let start = self.text.len();
        self.push(words)?;
        piece.text = start..self.text.len();
        self.pieces.push(piece);
        Ok(())
    }

    /// Adds the number of a list's item, which the file does not hold as text.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn number(&mut self, number: &str) -> Result<()> {
        let start = self.text.len();
        self.push(number)?;
        if start < self.text.len() {
            self.numbers.push((start, self.text.len()));
        }
        Ok(())
    }

    /// Ends the line, unless it is the first and empty.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn end_line(&mut self) -> Result<()> {
        if self.text.is_empty() {
            return Ok(());
        }
        self.push("\n")
    }

    /// Counts a cell of a table.
    ///
    /// # Errors
    /// Where there are too many.
    pub fn count_cell(&mut self) -> Result<()> {
        self.cells += 1;
        budget::within(self.cells, budget::CELLS, Limit::Cells)
    }

    /// Notes what is left out, or read though it might not be meant.
    pub fn leave_out(&mut self, kind: Kind, words: &str, read: bool) {
        let at = self.left_out.iter().position(|left| left.kind == kind);
        let left = match at {
            Some(at) => &mut self.left_out[at],
            None => {
                self.left_out.push(LeftOut {
                    kind,
                    count: 0,
                    read,
                    quotes: Vec::new(),
                });
                self.left_out.last_mut().expect("one was just added")
            }
        };
        left.count += 1;
        if left.quotes.len() < MOST_QUOTES && !words.is_empty() {
            left.quotes
                .push(words.chars().take(LONGEST_QUOTE).collect());
        }
    }

    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Ends the text: line ends at its end go.
    #[must_use]
    pub fn finish(
        mut self,
        format: &'static str,
        encoding: Option<&'static str>,
        parts: Vec<Part>,
    ) -> Document {
        let end = self.text.trim_end_matches(['\n', '\t']).len();
        self.text.truncate(end);
        self.left_out.sort_by_key(|left| left.kind);
        Document {
            format,
            encoding,
            text: self.text,
            numbers: self.numbers,
            left_out: self.left_out,
            pieces: self.pieces,
            parts,
        }
    }
}
