//! Lists of a .doc: what the numbers of their levels look like.

use super::properties::Paragraph;
use crate::bytes::{size_at, slice, u8_at, u16_at, u32_at, units};
use crate::list_count::{Counter, Follow, Level, Part};
use crate::list_number::Format;
use std::collections::{BTreeMap, BTreeSet};

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

impl Use {
    fn change(&self, level: usize) -> Option<&Change> {
        self.changes.iter().find(|change| change.level == level)
    }
}

/// A level of a list that a use begins anew or replaces.
struct Change {
    level: usize,
    start: Option<u32>,
    whole: Option<Level>,
}

/// How far the numbers of each list have come.
#[derive(Debug, Default)]
pub struct Counts {
    counters: BTreeMap<usize, Counter>,
    /// Uses and levels that have started where they say.
    started: BTreeSet<(u16, usize)>,
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
        let at = usize::from(paragraph.level);
        let number = paragraph.list.checked_sub(1);
        let found = number.and_then(|i| self.uses.get(usize::from(i)));
        let Some((used, index)) = found.and_then(|used| Some((used, used.list?))) else {
            return String::new();
        };
        let level = |at: usize| {
            let own = used.change(at).and_then(|change| change.whole.as_ref());
            own.or_else(|| self.lists[index].levels.get(at))
        };
        let start = used.change(at).and_then(|change| change.start);
        let start = start.filter(|_| counts.started.insert((paragraph.list, at)));
        let counter = counts.counters.entry(index).or_default();
        counter.count(level, at, start);
        counter.label(level, at)
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
        level: (flags & 0xF) as usize,
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
    let format = Format::coded(u8_at(bytes, 4)?);
    let level = Level {
        start: u32_at(bytes, 0)?,
        format,
        text: parts(text, format),
        decimal: digits,
        restart: if never {
            usize::from(u8_at(bytes, 26)?)
        } else {
            LEVELS
        },
        follow: match u8_at(bytes, 15)? {
            0 => Follow::Tab,
            1 => Follow::Blank,
            _ => Follow::Nothing,
        },
    };
    Some((level, at + 2 + len * 2))
}

/// The text of a level, where units below 9 stand for the number of that level.
fn parts(text: &[u8], format: Format) -> Vec<Part> {
    let units: Vec<u16> = units(text).collect();
    let mut parts = Vec::new();
    for run in units.chunk_by(|a, b| *a >= 9 && *b >= 9) {
        match run {
            [level @ 0..9] => parts.push(Part::Number(usize::from(*level))),
            _ if format == Format::Bullet => parts.push(Part::Text(bullet(run))),
            _ => parts.push(Part::Text(String::from_utf16_lossy(run))),
        }
    }
    parts
}

/// Fonts of symbols have their characters where no others are, or where others have
/// letters: a point stands for them.
fn bullet(units: &[u16]) -> String {
    let symbol = |unit: &u16| match *unit {
        0xE000..0xF900 | 0xA0..=0xFF => true,
        unit => u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphabetic() && byte != b'o'),
    };
    if units.iter().any(symbol) {
        return "\u{2022}".to_owned();
    }
    String::from_utf16_lossy(units)
}
