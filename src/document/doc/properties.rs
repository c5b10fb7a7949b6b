//! Properties of characters and paragraphs: lists of changes (`sprm`), each a code and its
//! operand, found by where the text lies in the file.

use super::plc_len;
use super::styles::Styles;
use crate::bytes::{size_at, slice, u8_at, u16_at, u32_at};
use crate::{Refusal, Result};
use std::ops::Range;

/// What of a character's properties decides how it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Character {
    /// A deletion that is tracked.
    pub deleted: bool,
    /// An insertion that is tracked.
    pub inserted: bool,
    pub hidden: bool,
    /// The character stands for something else: a picture, a note.
    pub special: bool,
    /// What it stands for is an object or a field's data, not a picture.
    pub object: bool,
    /// The character of a symbol font that is shown, else 0.
    pub symbol: u16,
}

/// What of a paragraph's properties decides how it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The list it is in, from 1; 0 in none.
    pub list: u16,
    /// Level in the list, from 0.
    pub level: u8,
    /// How many tables it lies in.
    pub depth: u32,
    /// Its end is the end of a row.
    pub row_end: bool,
    /// Its end is the end of a cell in a table within a table.
    pub inner_cell: bool,
    /// Its end is the end of a row in a table within a table.
    pub inner_row_end: bool,
    /// The cells of the row that it ends.
    pub cells: Vec<Cell>,
}

/// A cell as its row defines it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its left and right edge in twentieths of a point.
    pub left: i16,
    pub right: i16,
    /// It continues the cell above.
    pub below: bool,
}

/// Calls `change` with the code and the operand of each property in a list, as long as
/// the list holds to its form.
pub fn each(list: &[u8], mut change: impl FnMut(u16, &[u8])) {
    let mut at = 0;
    while let Some(code) = u16_at(list, at) {
        at += 2;
        let Some(len) = operand_len(code, list, at) else {
            return;
        };
        let Some(operand) = slice(list, at, len) else {
            return;
        };
        change(code, operand);
        at += len;
    }
}

const DEFINE_TABLE: u16 = 0xD608;
const CHANGE_TABS: u16 = 0xC615;

/// How long the operand of a property is, with the bytes that count it.
fn operand_len(code: u16, list: &[u8], at: usize) -> Option<usize> {
    Some(match code >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ if code == DEFINE_TABLE => usize::from(u16_at(list, at)?) + 1,
        _ => match u8_at(list, at)? {
            255 if code == CHANGE_TABS => {
                let deleted = usize::from(u8_at(list, at + 1)?);
                let added = usize::from(u8_at(list, at + 2 + 4 * deleted)?);
                3 + 4 * deleted + 3 * added
            }
            len => usize::from(len) + 1,
        },
    })
}

impl Character {
    /// Takes over what a list of properties says; `base` is what its style has.
    pub fn apply(&mut self, list: &[u8], base: Self) {
        each(list, |code, operand| {
            let on = operand.first().is_some_and(|&byte| byte & 1 == 1);
            match code {
                0x0800 => self.deleted = on,
                0x0801 => self.inserted = on,
                0x0806 | 0x0856 | 0x080A => self.object = on,
                0x0855 => self.special = on,
                0x083C => self.hidden = toggled(operand, base.hidden),
                0x6A09 => self.symbol = u16_at(operand, 2).unwrap_or(0),
                _ => {}
            }
        });
    }
}

/// A property that is on, off, as in the style or the contrary of it.
fn toggled(operand: &[u8], base: bool) -> bool {
    match operand.first() {
        Some(0x80) => base,
        Some(0x81) => !base,
        Some(&byte) => byte == 1,
        None => base,
    }
}

impl Paragraph {
    /// Takes over what a list of properties says.
    pub fn apply(&mut self, list: &[u8]) {
        each(list, |code, operand| {
            let on = operand.first().is_some_and(|&byte| byte & 1 == 1);
            match code {
                0x260A => self.level = operand[0].min(8),
                0x460B => self.list = list_of(operand),
                0x2416 => self.depth = self.depth.max(u32::from(on)),
                0x2417 => self.row_end = on,
                0x6649 => self.depth = u32_at(operand, 0).unwrap_or(0),
                0x244B => self.inner_cell = on,
                0x244C => self.inner_row_end = on,
                DEFINE_TABLE => self.cells = cells(operand).unwrap_or_default(),
                0xD62B => self.merge_down(operand),
                _ => {}
            }
        });
    }

    /// One cell of the row is said to be merged with the one above.
    fn merge_down(&mut self, operand: &[u8]) {
        let index = operand.get(1).map(|&i| usize::from(i));
        if let Some(cell) = index.and_then(|i| self.cells.get_mut(i)) {
            cell.below = operand.get(2) == Some(&1);
        }
    }
}

/// The list a paragraph is put into: numbers above those of lists take it out of its
/// style's.
fn list_of(operand: &[u8]) -> u16 {
    u16_at(operand, 0)
        .filter(|list| *list <= 0x7FE)
        .unwrap_or_default()
}

/// The cells of a row out of its definition: a count, the edges, 20 bytes for each cell.
fn cells(operand: &[u8]) -> Option<Vec<Cell>> {
    let count = usize::from(u8_at(operand, 2)?);
    let edge = |i: usize| u16_at(operand, 3 + 2 * i).map(u16::cast_signed);
    let mut cells = Vec::with_capacity(count);
    for i in 0..count {
        // What follows the edges may be left out.
        let flags = u16_at(operand, 3 + 2 * (count + 1) + 20 * i).unwrap_or(0);
        cells.push(Cell {
            left: edge(i)?,
            right: edge(i + 1)?,
            below: flags & 0x60 == 0x20,
        });
    }
    Some(cells)
}

/// Where properties are found: a table of pages of 512 bytes, each with the places in
/// the file that it tells of.
pub struct Places<'a> {
    main: &'a [u8],
    table: &'a [u8],
    /// Bytes that each stretch of a page has beside its two ends.
    entry: usize,
}

const PAGE: usize = 512;

/// A stretch of the file with one list of properties.
pub struct Stretch<'a> {
    /// Bytes of the main stream.
    pub range: Range<usize>,
    /// The page and the place in it where its properties lie; `None` where it has none.
    found: Option<(&'a [u8], usize)>,
}

impl<'a> Places<'a> {
    pub fn characters(main: &'a [u8], table: &'a [u8]) -> Self {
        let entry = 1;
        Self { main, table, entry }
    }

    pub fn paragraphs(main: &'a [u8], table: &'a [u8]) -> Self {
        let entry = 13;
        Self { main, table, entry }
    }

    /// The stretch that holds a place of the main stream.
    ///
    /// # Errors
    /// Where its page is broken.
    pub fn at(&self, offset: usize) -> Result<Option<Stretch<'a>>> {
        let pages = plc_len(self.table, 4);
        let Some(page) = search(self.table, pages, offset) else {
            return Ok(None);
        };
        let number = u32_at(self.table, (pages + 1) * 4 + page * 4).unwrap_or(0) & 0x3F_FFFF;
        let page = slice(self.main, number as usize * PAGE, PAGE).ok_or(Refusal::Damaged)?;
        let count = usize::from(page[PAGE - 1]);
        if (count + 1) * 4 + count * self.entry > PAGE - 1 {
            return Err(Refusal::Damaged);
        }
        Ok(self.on_page(page, count, offset))
    }

    fn on_page(&self, page: &'a [u8], count: usize, offset: usize) -> Option<Stretch<'a>> {
        let i = search(page, count, offset)?;
        let at = usize::from(page[(count + 1) * 4 + i * self.entry]) * 2;
        Some(Stretch {
            range: size_at(page, i * 4)?..size_at(page, i * 4 + 4)?,
            found: (at > 0).then_some((page, at)),
        })
    }
}

/// Among stretches whose ends lie one after the other, the one that holds a place.
fn search(ends: &[u8], count: usize, offset: usize) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if size_at(ends, middle * 4 + 4)? <= offset {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    (low < count && size_at(ends, low * 4)? <= offset).then_some(low)
}

impl<'a> Stretch<'a> {
    /// The properties of characters.
    pub fn character(&self) -> &'a [u8] {
        let list = self.found.and_then(|(page, at)| {
            let len = usize::from(u8_at(page, at)?);
            slice(page, at + 1, len)
        });
        list.unwrap_or_default()
    }

    /// The style of a paragraph and its properties.
    pub fn paragraph(&self) -> (u16, &'a [u8]) {
        let all = self.found.and_then(|(page, at)| {
            // Words, counted with or without the byte of the count.
            match usize::from(u8_at(page, at)?) {
                0 => slice(page, at + 2, usize::from(u8_at(page, at + 1)?) * 2),
                words => slice(page, at + 1, words * 2 - 1),
            }
        });
        let all = all.unwrap_or_default();
        let style = u16_at(all, 0).unwrap_or(0);
        (style, all.get(2..).unwrap_or_default())
    }
}

/// The properties of a paragraph: its style's, then its own, and how many
/// bytes those take in `data`.
/// which is the stream that holds lists too long for a page.
pub fn paragraph(stretch: &Stretch, styles: &Styles, data: &[u8]) -> (Paragraph, usize) {
    let (style, list) = stretch.paragraph();
    let mut properties = styles.paragraph(style);
    properties.apply(list);
    let mut elsewhere = None;
    each(list, |code, operand| {
        if matches!(code, 0x6645 | 0x6646) {
            elsewhere = size_at(operand, 0);
        }
    });
    let list = elsewhere.and_then(|at| slice(data, at + 2, usize::from(u16_at(data, at)?)));
    let list = list.unwrap_or_default();
    properties.apply(list);
    (properties, list.len())
}

/// The properties of characters: those of the paragraph's style, of their own style,
/// then their own.
pub fn character(stretch: &Stretch, styles: &Styles, paragraph: u16) -> Character {
    let list = stretch.character();
    let mut style = None;
    each(list, |code, operand| {
        if code == 0x4A30 {
            style = u16_at(operand, 0);
        }
    });
    let base = styles.character(paragraph, style);
    let mut properties = base;
    properties.apply(list, base);
    properties
}
