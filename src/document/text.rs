//! Text as it is put together, with the numbers of lists in it.

use crate::budget::{self, Limit};
use crate::{Out, Result};

#[derive(Debug, Default)]
pub struct Text {
    text: String,
    /// Where numbers of lists stand.
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

    /// Adds another text.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn append(&mut self, other: &Self) -> Result<()> {
        let start = self.text.len();
        self.push(&other.text)?;
        let moved = other.numbers.iter().map(|(a, b)| (a + start, b + start));
        self.numbers.extend(moved);
        Ok(())
    }

    /// All of it on one line, as a cell of a table has it: words and figures of two
    /// paragraphs do not run together.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn flat(&self) -> Result<Self> {
        let mut flat = Self::default();
        let mut numbers = self.numbers.iter();
        let mut next = numbers.next();
        let mut at = 0;
        let end = self.text.trim_end_matches(['\n', ' ']).len();
        for line in self.text[..end].split('\n') {
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
            if word(flat.text.chars().last()) && word(line.chars().next()) {
                flat.push(" ")?;
            }
            let moved = flat.text.len();
            flat.push(&line.replace('\t', " "))?;
            while let Some((from, to)) = next.filter(|(from, _)| *from < at + line.len().max(1)) {
                flat.numbers.push((from - at + moved, to - at + moved));
                next = numbers.next();
            }
            at += line.len() + 1;
        }
        Ok(flat)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Writes it as lines of the document.
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
}
