//! From characters at places to lines.

use super::grid;
use super::page::{Glyph, Page};

/// A line of a page, or a row of a table.
#[derive(Debug, Default)]
pub struct Line {
    /// Cells are parted by tabs.
    pub text: String,
    /// Its base line.
    pub y: f64,
    pub left: f64,
    pub right: f64,
    pub size: f64,
    /// How wide what cannot be parted is at its beginning: a character with the marks that
    /// close after it, a number, a word.
    pub lead: f64,
    /// Blanks stand before it, and after it.
    pub blank_before: bool,
    pub blank_after: bool,
    /// It is a row between drawn lines.
    pub row: bool,
}

/// Gaps, to the size of the characters, from which on cells, words of letters and numbers
/// are parted: the figures of one number may be set wide.
const CELL_GAP: f64 = 1.6;
const WORD_GAP: f64 = 0.3;
const NUMBER_GAP: f64 = 0.8;
/// Characters of one line differ less in height than this, to their size.
const LINE_HEIGHT: f64 = 0.5;

/// The lines of a page from its top to its bottom.
pub fn all(page: Page) -> Vec<Line> {
    let (mut lines, outside) = grid::rows(&page.rules, page.glyphs);
    lines.extend(of(outside));
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    lines
}

/// The lines that characters make.
pub fn of(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut rest = &mut glyphs[..];
    while let Some(first) = rest.first().copied() {
        let mut size = first.size;
        let len = rest.iter().take_while(|glyph| {
            size = size.max(glyph.size);
            glyph.y - first.y <= size * LINE_HEIGHT
        });
        let (line, after) = rest.split_at_mut(len.count().max(1));
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        lines.extend(Line::new(line));
        rest = after;
    }
    lines
}

impl Line {
    /// A line of characters from the left to the right; `None` of blanks alone.
    fn new(glyphs: &[Glyph]) -> Option<Self> {
        let first = glyphs.iter().position(|glyph| !glyph.c.is_whitespace())?;
        let last = glyphs.iter().rposition(|glyph| !glyph.c.is_whitespace())?;
        let blanks = (first > 0, last + 1 < glyphs.len());
        let glyphs = glyphs.get(first..=last)?;
        let middle = glyphs.get(glyphs.len() / 2)?;
        let mut line = Self {
            y: middle.y,
            left: glyphs[0].x,
            size: middle.size,
            lead: lead(glyphs),
            blank_before: blanks.0,
            blank_after: blanks.1,
            ..Self::default()
        };
        let mut before: Option<&Glyph> = None;
        for glyph in glyphs {
            // Bold may be drawn as the same character twice.
            let twice = |b: &&Glyph| b.c == glyph.c && glyph.x - b.x < glyph.size * 0.15;
            if before.filter(twice).is_some() {
                continue;
            }
            line.right = line.right.max(glyph.x + glyph.width);
            if let Some(before) = before {
                line.part(before, glyph);
            }
            line.text.push(glyph.c);
            before = Some(glyph);
        }
        Some(line)
    }

    /// Adds what parts two characters.
    fn part(&mut self, before: &Glyph, glyph: &Glyph) {
        let gap = (glyph.x - before.x - before.width) / glyph.size.max(before.size);
        let words = before.c.is_ascii_alphanumeric() && glyph.c.is_ascii_alphanumeric();
        let figures = before.c.is_ascii_digit() && glyph.c.is_ascii_digit();
        let least = if figures { NUMBER_GAP } else { WORD_GAP };
        if gap > CELL_GAP {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\t');
        } else if words && gap > least {
            self.text.push(' ');
        }
    }
}

/// Marks that do not begin a line.
pub const CLOSING: &str = "，。、；：！？）》”’】〕」』,.;:!?)%％";

/// Marks that do not end a line.
const OPENING: &str = "（《“‘【〔「『([";

fn lead(glyphs: &[Glyph]) -> f64 {
    let count = |from: usize, of: fn(char) -> bool| {
        let rest = glyphs.get(from..).unwrap_or_default().iter();
        rest.take_while(|glyph| of(glyph.c)).count()
    };
    let opening = count(0, |c| OPENING.contains(c));
    let word = count(opening, |c| c.is_ascii_alphanumeric() || c == '.');
    let end = opening + word.max(1);
    let end = end + count(end, |c| CLOSING.contains(c));
    let first = glyphs.first().map_or(0.0, |glyph| glyph.x);
    let last = glyphs.get(end - 1).or(glyphs.last());
    last.map_or(0.0, |glyph| glyph.x + glyph.width - first)
}

/// Adds a line to one that it continues: words of letters stay apart.
pub fn join(text: &mut String, line: &str, apart: fn(&char) -> bool) {
    let last = text.chars().last().filter(apart);
    if last.is_some() && line.chars().next().filter(apart).is_some() {
        text.push(' ');
    }
    text.push_str(line);
}
