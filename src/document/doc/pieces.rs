//! The text of a .doc: characters are numbered through, and lie in the file in pieces.

use super::plc_len;
use crate::budget::{self, Limit};
use crate::bytes::{self, size_at, slice, u8_at, u16_at, u32_at};
use crate::{Decoder, Refusal, Result};
use std::borrow::Cow;

/// One stretch of characters that lie together in the file.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// The first character, and the one after the last.
    pub start: usize,
    pub end: usize,
    /// Where the first lies in the file.
    offset: usize,
    /// Bytes of a character: 1 or 2.
    width: usize,
    /// A property that the whole piece takes, or the number of a list of them.
    modifier: u16,
}

impl Piece {
    /// Where a character lies in the file.
    pub fn offset(&self, cp: usize) -> usize {
        self.offset + (cp - self.start) * self.width
    }

    /// The first character at or after a place in the file, at most the piece's end.
    pub fn character(&self, offset: usize) -> usize {
        let ahead = offset.saturating_sub(self.offset).div_ceil(self.width);
        (self.start + ahead).min(self.end)
    }
}

/// Properties that a piece names by a short number, of those that matter here.
const SHORT: [(u16, u16); 6] = [
    (0x0E, 0x260A),
    (0x18, 0x2416),
    (0x19, 0x2417),
    (0x41, 0x0800),
    (0x42, 0x0801),
    (0x5C, 0x083C),
];

/// All text of the file.
pub struct Pieces<'a> {
    /// One unit of UTF-16 for each character; 0 where two bytes gave one character.
    pub units: Vec<u16>,
    pieces: Vec<Piece>,
    /// Lists of properties that pieces name.
    modifiers: Vec<&'a [u8]>,
}

impl<'a> Pieces<'a> {
    /// Reads the table of pieces (`Clx`) and the text it points to in the main stream.
    ///
    /// # Errors
    /// Where the table is broken, points beyond the file, or the text is too long.
    pub fn read(main: &[u8], clx: &'a [u8], decoder: Decoder) -> Result<Self> {
        let (modifiers, table) = parts(clx).ok_or(Refusal::Damaged)?;
        let mut all = Self {
            units: Vec::new(),
            pieces: Vec::new(),
            modifiers,
        };
        let count = plc_len(table, 8);
        for i in 0..count {
            let piece = piece(table, i, count).ok_or(Refusal::Damaged)?;
            if piece.start != all.units.len() || piece.end < piece.start {
                return Err(Refusal::Damaged);
            }
            // A unit of UTF-16 makes three bytes of UTF-8.
            budget::within(piece.end, budget::TEXT / 3, Limit::Characters)?;
            let len = (piece.end - piece.start) * piece.width;
            let bytes = slice(main, piece.offset, len).ok_or(Refusal::Damaged)?;
            add_text(&mut all.units, bytes, piece.width, decoder);
            all.pieces.push(piece);
        }
        Ok(all)
    }

    /// The piece that holds a character.
    pub fn at(&self, cp: usize) -> Option<&Piece> {
        let i = self.pieces.partition_point(|piece| piece.end <= cp);
        self.pieces.get(i)
    }

    /// The list of properties that a whole piece takes.
    pub fn modifier(&self, piece: &Piece) -> Option<Cow<'a, [u8]>> {
        let number = piece.modifier >> 1;
        if piece.modifier & 1 == 1 {
            let list = self.modifiers.get(usize::from(number))?;
            return Some(Cow::Borrowed(list));
        }
        let short = SHORT.iter().find(|(short, _)| number & 0x7F == *short)?;
        let [code, value] = [short.1.to_le_bytes(), number.to_le_bytes()];
        Some(Cow::Owned(vec![
            code[0],
            code[1],
            value[0] >> 7 | value[1] << 1,
        ]))
    }
}

/// The lists of properties and the table of pieces in a `Clx`.
fn parts(clx: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut modifiers = Vec::new();
    let mut at = 0;
    while u8_at(clx, at)? == 1 {
        let len = usize::from(u16_at(clx, at + 1)?);
        modifiers.push(slice(clx, at + 3, len)?);
        at += 3 + len;
    }
    if u8_at(clx, at)? != 2 {
        return None;
    }
    let len = size_at(clx, at + 1)?;
    Some((modifiers, slice(clx, at + 5, len)?))
}

const COMPRESSED: u32 = 0x4000_0000;

fn piece(table: &[u8], i: usize, count: usize) -> Option<Piece> {
    let data = (count + 1) * 4 + i * 8;
    let fc = u32_at(table, data + 2)?;
    let compressed = fc & COMPRESSED != 0;
    let offset = (fc & (COMPRESSED - 1)) as usize;
    Some(Piece {
        start: size_at(table, i * 4)?,
        end: size_at(table, i * 4 + 4)?,
        offset: if compressed { offset / 2 } else { offset },
        width: if compressed { 1 } else { 2 },
        modifier: u16_at(table, data + 6)?,
    })
}

fn add_text(units: &mut Vec<u16>, bytes: &[u8], width: usize, decoder: Decoder) {
    if width == 2 {
        units.extend(bytes::units(bytes));
    } else if !is_chinese(bytes) || !add_chinese(units, bytes, decoder) {
        units.extend(bytes.iter().map(|&byte| western(byte)));
    }
}

/// Pieces of one byte are in the Western code page. Some programs write Chinese ones
/// into them: most bytes above ASCII then are pairs of GB 2312's characters.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut high, mut paired, mut at) = (0, 0, 0);
    while at < bytes.len() {
        let pair = (bytes[at], bytes.get(at + 1).copied().unwrap_or(0));
        high += usize::from(pair.0 >= 0x80);
        if matches!(pair, (0xA1..=0xA9 | 0xB0..=0xF7, 0xA1..=0xFE)) {
            high += 1;
            paired += 2;
            at += 1;
        }
        at += 1;
    }
    paired >= 4 && paired * 10 > high * 9
}

/// Adds a piece in GBK, each character at its first byte. Whether it is one.
fn add_chinese(units: &mut Vec<u16>, bytes: &[u8], decoder: Decoder) -> bool {
    let Some(text) = decoder("gbk", bytes) else {
        return false;
    };
    let start = units.len();
    for c in text.chars() {
        let at = units.len() - start;
        let mut pair = [0; 2];
        let encoded = c.encode_utf16(&mut pair).len();
        units.extend_from_slice(&pair[..encoded]);
        let four = bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let taken = match bytes.get(at) {
            Some(0..=0x80) | None => 1,
            Some(_) if four => 4,
            Some(_) => 2,
        };
        units.resize(start + at + taken.max(encoded), 0);
    }
    if units.len() - start == bytes.len() {
        return true;
    }
    units.truncate(start);
    false
}

/// What Windows-1252 has where Latin-1 has control characters.
const WESTERN: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
    0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
];

fn western(byte: u8) -> u16 {
    match byte {
        0x80..=0x9F => WESTERN[usize::from(byte - 0x80)],
        _ => u16::from(byte),
    }
}
