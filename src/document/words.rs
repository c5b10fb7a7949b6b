//! A line of text with the numbers in it that the file does not hold.

use crate::{Out, Result};

/// Words of one paragraph or one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    /// Byte offsets in `text`, in order.
    numbers: Vec<(usize, usize)>,
}

impl Words {
    pub fn push(&mut self, c: char) {
        // `1.` and `2020年` beside each other would be another number.
        let counted = c.is_ascii_alphanumeric() && self.ends_in_number();
        if counted && self.text.ends_with(|c: char| c.is_ascii()) {
            self.text.push(' ');
        }
        self.text.push(c);
    }

    /// Adds a number which the program that shows the file counts.
    pub fn number(&mut self, number: &str) {
        let start = self.text.len();
        self.text.push_str(number);
        if start < self.text.len() {
            self.numbers.push((start, self.text.len()));
        }
    }

    /// Whether nothing stands after a number.
    #[must_use]
    pub fn ends_in_number(&self) -> bool {
        let last = self.numbers.last();
        last.is_some_and(|number| number.1 == self.text.len())
    }

    /// Says that what stands from byte `start` on is a number.
    pub fn number_from(&mut self, start: usize) {
        self.trim();
        let before = self.numbers.last().map_or(0, |number| number.1);
        let start = start.max(before);
        if start < self.text.len() {
            self.numbers.push((start, self.text.len()));
        }
    }

    /// Takes the words from byte `start` on away again.
    pub fn cut(&mut self, start: usize) {
        self.text.truncate(start);
        self.numbers.retain(|number| number.1 <= start);
    }

    /// Adds the next line of the same cell, as close as Chinese is written.
    pub fn join(&mut self, next: &Words) {
        let ends = self.text.chars().next_back();
        if !self.is_empty() && !next.is_empty() && !touch(ends, next.text.chars().next()) {
            self.text.push(' ');
        }
        self.append(next);
    }

    pub fn append(&mut self, next: &Words) {
        let by = self.text.len();
        self.text.push_str(&next.text);
        let moved = next
            .numbers
            .iter()
            .map(|(start, end)| (start + by, end + by));
        self.numbers.extend(moved);
    }

    /// Adds a tab, which parts the cells of a row.
    pub fn tab(&mut self) {
        self.text.push('\t');
    }

    /// Blanks at the end go.
    pub fn trim(&mut self) {
        let number = self.numbers.last().map_or(0, |number| number.1);
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end.max(number));
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Writes the words as a line.
    ///
    /// # Errors
    /// Where the text gets too long.
    pub fn write(&self, out: &mut Out) -> Result<()> {
        let mut at = 0;
        for &(start, end) in &self.numbers {
            out.push(&self.text[at..start])?;
            out.number(&self.text[start..end])?;
            at = end;
        }
        out.push(&self.text[at..])?;
        out.end_line()
    }
}

/// Whether no blank is written between two characters of one text: both are Chinese.
#[must_use]
pub fn touch(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_wide) && after.is_some_and(is_wide)
}

/// A character as wide as it is high: Chinese, with its marks.
fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'
            | '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{2460}'..='\u{24FF}')
}

#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}
