//! The styles of a .doc, as far as they put paragraphs into lists or hide text.

use super::properties::{Character, Paragraph};
use crate::bytes::{slice, u16_at};

/// All styles, by their numbers.
#[derive(Default)]
pub struct Styles {
    styles: Vec<Style>,
}

#[derive(Clone, Default)]
struct Style {
    paragraph: Paragraph,
    character: Character,
    done: bool,
}

/// A style as it is written.
#[derive(Clone, Copy, Default)]
struct Written<'a> {
    base: u16,
    paragraph: &'a [u8],
    character: &'a [u8],
}

/// How many styles may be based on one another.
const MOST_BASES: usize = 16;
/// More styles than this no file has: numbers of styles have 12 bits.
const MOST_STYLES: usize = 4096;

impl Styles {
    /// Reads the sheet of styles (`Stsh`) as far as it holds to its form.
    pub fn read(sheet: &[u8]) -> Self {
        let written = all_written(sheet).unwrap_or_default();
        let mut styles = Self {
            styles: vec![Style::default(); written.len()],
        };
        for i in 0..written.len() {
            styles.resolve(i, &written);
        }
        styles
    }

    /// Works out a style, those that it is based on before it.
    fn resolve(&mut self, style: usize, written: &[Written]) {
        let mut chain = Vec::new();
        let mut next = style;
        while next < written.len() && !self.styles[next].done && chain.len() < MOST_BASES {
            chain.push(next);
            next = usize::from(written[next].base);
        }
        for &i in chain.iter().rev() {
            let base = usize::from(written[i].base);
            let base = self.styles.get(base).filter(|base| base.done);
            let mut own = base.cloned().unwrap_or_default();
            own.paragraph.apply(written[i].paragraph);
            own.character.apply(written[i].character, own.character);
            own.done = true;
            self.styles[i] = own;
        }
    }

    /// The properties a paragraph has by its style.
    pub fn paragraph(&self, style: u16) -> Paragraph {
        let style = self.styles.get(usize::from(style));
        style.map(|s| s.paragraph.clone()).unwrap_or_default()
    }

    /// The properties a character has by the style of its paragraph and its own.
    pub fn character(&self, paragraph: u16, own: Option<u16>) -> Character {
        let of = |style: u16| self.styles.get(usize::from(style)).map(|s| s.character);
        let mut properties = of(paragraph).unwrap_or_default();
        if let Some(own) = own.and_then(of) {
            properties.hidden |= own.hidden;
        }
        properties
    }
}

fn all_written(sheet: &[u8]) -> Option<Vec<Written<'_>>> {
    let head = usize::from(u16_at(sheet, 0)?);
    let count = usize::from(u16_at(sheet, 2)?).min(MOST_STYLES);
    let fixed = usize::from(u16_at(sheet, 4)?);
    let mut at = 2 + head;
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let Some(len) = u16_at(sheet, at).map(usize::from) else {
            break;
        };
        let style = slice(sheet, at + 2, len).unwrap_or_default();
        all.push(written(style, fixed).unwrap_or_default());
        at += 2 + len + len % 2;
    }
    Some(all)
}

const OF_PARAGRAPHS: u16 = 1;
const OF_CHARACTERS: u16 = 2;

/// One style: a fixed part, its name, then lists of properties, each with its length
/// before it and filled up to an even one.
fn written(style: &[u8], fixed: usize) -> Option<Written<'_>> {
    let kind = u16_at(style, 2)?;
    let name = usize::from(u16_at(style, fixed)?);
    let mut at = fixed + 2 + name * 2 + 2;
    let mut next = || {
        let len = usize::from(u16_at(style, at)?);
        let list = slice(style, at + 2, len)?;
        at += 2 + len + len % 2;
        Some(list)
    };
    let mut found = Written {
        base: kind >> 4,
        ..Written::default()
    };
    match kind & 0xF {
        OF_PARAGRAPHS => {
            found.paragraph = next()?.get(2..).unwrap_or_default();
            found.character = next().unwrap_or_default();
        }
        OF_CHARACTERS => found.character = next()?,
        _ => {}
    }
    Some(found)
}
