//! Text as it is put together, with the numbers in it that the file does not hold.

use crate::budget::{self, Limit};
use crate::{Out, Result};
use std::ops::Range;

/// A line, a cell or several lines.
#[derive(Clone, Debug, Default)]
pub struct Text {
    text: String,
    /// Numbers which the program that shows the file counts: byte offsets in `text`, in order.
    numbers: Vec<(usize, usize)>,
    /// It ends with a blank that more blanks fall together with.
    blank: bool,
}

impl Text {
    /// Adds text as it stands.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn push(&mut self, words: &str) -> Result<()> {
        self.blank = false;
        let len = self.text.len() + words.len();
        budget::within(len, budget::TEXT, Limit::Characters)?;
        self.text.push_str(words);
        Ok(())
    }

    /// Adds text as XML has it: blanks and line ends that follow each other are one
    /// blank, and none at the beginning.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn push_words(&mut self, words: &str) -> Result<()> {
        let blank = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
        for (i, word) in words.split(blank).enumerate() {
            if i > 0 && !self.blank && !self.text.is_empty() {
                self.push(" ")?;
                self.blank = true;
            }
            if !word.is_empty() {
                self.push(word)?;
            }
        }
        Ok(())
    }

    /// Adds a character: not so near to a number that it would be another one, as `1.` and
    /// `2020年` beside each other.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn put(&mut self, c: char) -> Result<()> {
        let counted = c.is_ascii_alphanumeric() && self.ends_in_number();
        if counted && self.text.ends_with(|c: char| c.is_ascii()) {
            self.push(" ")?;
        }
        self.push(c.encode_utf8(&mut [0; 4]))
    }

    /// Adds the number of a list's item.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn number(&mut self, number: &str) -> Result<()> {
        let start = self.text.len();
        self.push(number)?;
        if !number.is_empty() {
            self.numbers.push((start, self.text.len()));
        }
        Ok(())
    }

    /// Says that what stands from byte `start` on is a number.
    pub fn number_from(&mut self, start: usize) {
        self.trim();
        let start = start.max(self.last_number());
        if start < self.text.len() {
            self.numbers.push((start, self.text.len()));
        }
    }

    /// Whether nothing stands after a number.
    #[must_use]
    pub fn ends_in_number(&self) -> bool {
        !self.numbers.is_empty() && self.last_number() == self.text.len()
    }

    /// Where the last number ends.
    fn last_number(&self) -> usize {
        self.numbers.last().map_or(0, |&(_, end)| end)
    }

    /// Takes what stands from byte `start` on away again.
    pub fn cut(&mut self, start: usize) {
        self.text.truncate(start);
        self.numbers.retain(|number| number.1 <= start);
    }

    /// Blanks at the end go, but for those of a number.
    pub fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end.max(self.last_number()));
    }

    /// Adds another text.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn append(&mut self, other: &Self) -> Result<()> {
        self.append_stretch(other, 0..other.text.len())
    }

    /// Adds a stretch of another text, and what lies in it of its numbers.
    fn append_stretch(&mut self, other: &Self, stretch: Range<usize>) -> Result<()> {
        let Range { start, end } = stretch;
        let to = self.text.len();
        self.push(&other.text[start..end])?;
        let first = other.numbers.partition_point(|number| number.1 <= start);
        let within = other.numbers[first..].iter();
        let within = within.take_while(|number| number.0 < end);
        let moved = within.map(|number| {
            let (from, until) = (number.0.max(start), number.1.min(end));
            (from - start + to, until - start + to)
        });
        self.numbers.extend(moved);
        Ok(())
    }

    /// Adds the next line of the same cell: words and figures do not run together.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn join(&mut self, next: &Self) -> Result<()> {
        self.join_stretch(next, 0..next.text.len())
    }

    fn join_stretch(&mut self, other: &Self, stretch: Range<usize>) -> Result<()> {
        let (last, next) = (&self.text, &other.text[stretch.clone()]);
        if run_together(last.chars().next_back(), next.chars().next()) {
            self.push(" ")?;
        }
        self.append_stretch(other, stretch)
    }

    /// All of it on one line, as a cell of a table has it.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn flat(&self) -> Result<Self> {
        let mut flat = Self::default();
        let end = self.text.trim_end_matches(['\n', ' ']).len();
        let mut start = 0;
        for line in self.text[..end].split('\n') {
            flat.join_stretch(self, start..start + line.len())?;
            start += line.len() + 1;
        }
        flat.text = flat.text.replace('\t', " ");
        Ok(flat)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Writes it into the document.
    ///
    /// # Errors
    /// Where the document gets too long.
    pub fn write(&self, out: &mut Out) -> Result<()> {
        let mut at = 0;
        for &(start, end) in &self.numbers {
            out.push(&self.text[at..start])?;
            out.number(&self.text[start..end])?;
            at = end;
        }
        out.push(&self.text[at..])
    }

    /// Writes it as a line of the document.
    ///
    /// # Errors
    /// Where the document gets too long.
    pub fn write_line(&self, out: &mut Out) -> Result<()> {
        self.write(out)?;
        out.end_line()
    }
}

/// Whether the words or figures of two lines of a cell would be one with nothing between.
#[must_use]
pub fn run_together(last: Option<char>, next: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    word(last) && word(next)
}
