//! Positions: [`Span`] in the reading, [`Utf16Span`] in the text as given.
//!
//! Both are plain pairs that every stage may hold. They stand apart from the
//! finished model so that no stage has to look up at the roof for a position.

/// A half-open stretch of the reading: positions in `Text::chars`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }
    /// In characters of the reading.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
    pub fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
    /// `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A half-open stretch of the text exactly as given, in UTF-16 code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Span {
    pub start: u32,
    pub end: u32,
}
