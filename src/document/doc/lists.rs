//! Lists of a .doc: what the numbers of their levels look like.

use super::properties::Paragraph;
use super::bytes::{size_at, slice, u8_at, u16_at, u32_at};

/// The definitions of all lists and how paragraphs use them.
#[derive(Default)]
pub struct Lists {
    /// Lists by their numbers in the file.
    lists: Vec<List>,
    /// What a paragraph names, from 1: a list, and what is changed of it.
    uses: Vec<Use>,
}

#[derive(Default)]
struct List {
    id: u32,
    levels: Vec<Level>,
}

#[derive(Default)]
struct Use {
    /// Index of the list; `None` where the file has none of that number.
    list: Option<usize>,
    changes: Vec<Change>,
}

/// A level of a list that a use begins anew or replaces.
struct Change {
    level: u8,
    start: Option<u32>,
    whole: Option<Level>,
}

/// How far the numbers of each list have come.
#[derive(Debug, Default)]
pub struct Counts {}

/// One level of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    pub start: u32,
    /// The form of its numbers, as Word counts forms.
    pub form: u8,
    /// Numbers of higher levels are shown in digits.
    pub digits: bool,
    /// The level above and including which the count begins anew; 0 for never.
    pub restart: u8,
    /// Units below 9 stand for the number of that level.
    pub text: Vec<u16>,
    /// What follows: 0 a tab, 1 a blank, 2 nothing.
    pub follow: u8,
}

const LEVELS: usize = 9;
const OF_LIST: usize = 28;
const OF_USE: usize = 16;

impl Lists {
    /// Reads lists, their levels and their uses as far as they hold to their form.
    pub fn read(table: &[u8], levels: &[u8], uses: &[u8]) -> Self {
        let mut all = Self::default();
        let mut at = 0;
        let count = u16_at(table, 0).map_or(0, usize::from);
        for i in 0..count {
            let Some(list) = slice(table, 2 + i * OF_LIST, OF_LIST) else {
                break;
            };
            let simple = list[26] & 1 == 1;
            let mut read = List {
                id: u32_at(list, 0).unwrap_or(0),
                levels: Vec::new(),
            };
            for _ in 0..if simple { 1 } else { LEVELS } {
                let Some((level, len)) = level(levels.get(at..).unwrap_or_default()) else {
                    break;
                };
                read.levels.push(level);
                at += len;
            }
            all.lists.push(read);
        }
        all.read_uses(uses);
        all
    }

    /// The number of the next paragraph, with what parts it from the text.
    pub fn number(&self, paragraph: &Paragraph, counts: &mut Counts) -> String {
        String::new()
    }

    fn read_uses(&mut self, uses: &[u8]) -> Option<()> {
        let count = size_at(uses, 0)?.min(0x7FE);
        let mut at = 4 + count * OF_USE;
        for i in 0..count {
            let id = u32_at(uses, 4 + i * OF_USE)?;
            let list = self.lists.iter().position(|list| list.id == id);
            self.uses.push(Use {
                list,
                changes: Vec::new(),
            });
        }
        for i in 0..count {
            let changes = u8_at(uses, 4 + i * OF_USE + 12)?;
            at += 4;
            for _ in 0..changes {
                let (change, len) = change(uses.get(at..)?)?;
                self.uses[i].changes.push(change);
                at += len;
            }
        }
        Some(())
    }
}

/// What a use changes of a level, and how many bytes that took.
fn change(bytes: &[u8]) -> Option<(Change, usize)> {
    const STARTS: u32 = 0x10;
    const REPLACES: u32 = 0x20;
    let flags = u32_at(bytes, 4)?;
    let mut change = Change {
        level: (flags & 0xF) as u8,
        start: (flags & STARTS != 0).then_some(u32_at(bytes, 0)?),
        whole: None,
    };
    let mut len = 8;
    if flags & REPLACES != 0 {
        let (whole, more) = level(bytes.get(8..)?)?;
        if change.start.is_some() {
            change.start = Some(whole.start);
        }
        change.whole = Some(whole);
        len += more;
    }
    Some((change, len))
}

/// One level, and how many bytes it took.
fn level(bytes: &[u8]) -> Option<(Level, usize)> {
    let flags = u8_at(bytes, 5)?;
    let (digits, never) = (flags & 4 != 0, flags & 8 != 0);
    let properties = usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let at = OF_LIST + properties;
    let len = usize::from(u16_at(bytes, at)?);
    let text = slice(bytes, at + 2, len * 2)?;
    let units = text.chunks_exact(2);
    let level = Level {
        start: u32_at(bytes, 0)?,
        form: u8_at(bytes, 4)?,
        digits,
        restart: if never { u8_at(bytes, 26)? } else { u8::MAX },
        text: units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect(),
        follow: u8_at(bytes, 15)?,
    };
    Some((level, at + 2 + len * 2))
}
