//! A text by its UTF-16 code units, in which reports count.

use fazhi_lens::report::Span;

/// A text whose places can be told and whose stretches can be quoted.
pub struct Page {
    units: Vec<u16>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl Page {
    pub fn new(source: &str) -> Page {
        let units: Vec<u16> = source.encode_utf16().collect();
        let ends = (0..units.len()).filter(|&i| units[i] == u16::from(b'\n'));
        let lines = std::iter::once(0).chain(ends.map(|i| i + 1)).collect();
        Page { units, lines }
    }

    /// The line and the place in it, in UTF-16 code units, both from 1.
    pub fn place(&self, at: u32) -> (usize, usize) {
        let at = at as usize;
        let line = self.lines.partition_point(|&start| start <= at);
        (line, at - self.lines[line - 1] + 1)
    }

    /// The words of a stretch as they stand.
    pub fn words(&self, span: Span) -> String {
        self.between(span.start as usize, span.end as usize)
    }

    /// The words between two places; what lies outside the text is left out, and so is
    /// half of a character at either end.
    pub fn between(&self, start: usize, end: usize) -> String {
        let end = end.min(self.units.len());
        let mut units = &self.units[start.min(end)..end];
        if let [0xDC00..=0xDFFF, rest @ ..] = units {
            units = rest;
        }
        if let [rest @ .., 0xD800..=0xDBFF] = units {
            units = rest;
        }
        String::from_utf16_lossy(units)
    }

    /// How many code units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }
}
