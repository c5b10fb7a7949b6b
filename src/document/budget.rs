//! How much of a file is read. Each limit stops the reader while it reads, not after.

use crate::Refusal;
use serde::Serialize;

/// What a reader met too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    /// Bytes of the file itself.
    File,
    /// Bytes of one part of a package, inflated.
    Part,
    /// Bytes of all parts, inflated.
    Inflated,
    /// Entries of a package.
    Entries,
    /// How deep elements may lie in one another.
    Depth,
    /// Cells of tables.
    Cells,
    /// Pages.
    Pages,
    /// Characters of the text.
    Characters,
}

/// Bytes of a file.
pub const FILE: usize = 64 << 20;
/// Bytes of one part, inflated.
pub const PART: usize = 32 << 20;
/// Bytes of all parts, inflated.
pub const INFLATED: usize = 64 << 20;
/// Entries of a package.
pub const ENTRIES: usize = 5_000;
/// Elements in one another.
pub const DEPTH: usize = 256;
/// Cells of all tables.
pub const CELLS: usize = 1_000_000;
/// Lines that are held at once, before it is known which of them are the text.
pub const LINES: usize = 1_000_000;
/// Pages.
pub const PAGES: usize = 2_000;
/// Bytes of the text in UTF-8: what the page takes at most, in Chinese.
pub const TEXT: usize = 60_000_000;

/// # Errors
/// [`Refusal::TooMuch`] when `count` is above `most`.
pub fn within(count: usize, most: usize, limit: Limit) -> Result<(), Refusal> {
    if count > most {
        return Err(Refusal::TooMuch { limit });
    }
    Ok(())
}
