//! Automatic numbering, as the reader of the document sees it.
//!
//! A paragraph names a list (`num`), itself or by its style; the list names its
//! definition (`abstractNum`), directly or over a list style. All lists of one definition
//! count on in one another, until one of them says where it starts.

use super::styles::{Styles, number, switch, value};
use crate::Result;
use crate::list_number::Format;
use crate::xml::{Event, Tag, Xml};
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;
/// List styles on list styles are followed so far: more is a loop.
const LONGEST_CHAIN: usize = 8;
/// What stands for a bullet whose character only a font of symbols has.
const BULLET: &str = "•";

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    /// By definition: the number last given on each level.
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have started where they say.
    started: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The list style that holds the levels in its place.
    by_style: Option<String>,
    /// The list style that this defines.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

#[derive(Debug)]
struct Level {
    start: u32,
    format: Format,
    /// `%1` is the number of the first level.
    text: String,
    suffix: Suffix,
    /// Starts again after a level above this one; 0 is never.
    restart: Option<usize>,
    /// Whether all numbers are decimal.
    decimal: bool,
    /// The paragraphs of this style are of this level.
    style: Option<String>,
    /// Whether its text is in a font of symbols.
    symbols: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suffix {
    Tab,
    Space,
    Nothing,
}

/// What a paragraph says of its list.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub style: Option<String>,
    pub list: Option<u32>,
    pub level: Option<usize>,
}

impl Numbering {
    /// # Errors
    /// Where the part is damaged.
    pub fn read(text: &str, styles: &Styles) -> Result<Self> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "abstractNum" => {
                    let id = id(&tag, "abstractNumId");
                    let definition = Definition::read(&mut xml)?;
                    numbering.definitions.insert(id, definition);
                }
                Event::Start(tag) if tag.name == "num" => {
                    let id = id(&tag, "numId");
                    numbering.lists.insert(id, List::read(&mut xml)?);
                }
                Event::Done => break,
                _ => {}
            }
        }
        numbering.follow_styles(styles);
        Ok(numbering)
    }

    /// Leads each list to the definition that has its levels: over a list style, which
    /// names a list itself, or which a definition says it defines.
    fn follow_styles(&mut self, styles: &Styles) {
        let defines = |(&id, it): (&u32, &Definition)| Some((it.style.clone()?, id));
        let by_style: HashMap<String, u32> = self.definitions.iter().filter_map(defines).collect();
        let next = |id: u32| {
            let name = self.definitions.get(&id)?.by_style.as_deref()?;
            let list = styles.get(name).and_then(|style| style.list);
            let list = list.and_then(|list| self.lists.get(&list));
            list.map(|list| list.definition)
                .or_else(|| by_style.get(name).copied())
        };
        let last = |&id: &u32| {
            let chain =
                std::iter::successors(self.lists.get(&id).map(|it| it.definition), |&id| next(id));
            (id, chain.take(LONGEST_CHAIN).last())
        };
        let found: Vec<_> = self.lists.keys().map(last).collect();
        for (id, definition) in found {
            if let (Some(list), Some(definition)) = (self.lists.get_mut(&id), definition) {
                list.definition = definition;
            }
        }
    }

    /// Counts a paragraph; gives its number with what follows it, empty where it has none.
    pub fn count(&mut self, place: &Place, styles: &Styles) -> String {
        let Some((list, at)) = self.place(place, styles) else {
            return String::new();
        };
        let Some(definition) = self.lists.get(&list).map(|list| list.definition) else {
            return String::new();
        };
        if self.level(list, definition, at).is_none() {
            return String::new();
        }
        let value = self.advance(list, definition, at);
        self.label(list, definition, at, value)
    }

    /// The list and the level of a paragraph.
    fn place(&self, place: &Place, styles: &Styles) -> Option<(u32, usize)> {
        let style = place.style.as_deref();
        let by_style = || styles.chain(style).find_map(|(_, style)| style.list);
        let list = place.list.or_else(by_style).filter(|&list| list != 0)?;
        if place.level.is_some() || place.list.is_some() {
            return Some((list, place.level.unwrap_or(0)));
        }
        let levels = self.lists.get(&list);
        let levels = levels.and_then(|list| self.definitions.get(&list.definition));
        // The level whose style it is, up to the style that names the list.
        let mut named = false;
        let of_style = styles
            .chain(style)
            .take_while(|(_, style)| !std::mem::replace(&mut named, style.list.is_some()))
            .find_map(|(id, _)| {
                let is = |level: &Level| level.style.as_deref() == Some(id);
                let mut levels = levels?.levels.iter();
                levels.position(|level| level.as_ref().is_some_and(is))
            });
        let by_style = || styles.chain(style).find_map(|(_, style)| style.level);
        Some((list, of_style.or_else(by_style).unwrap_or(0)))
    }

    fn level(&self, list: u32, definition: u32, at: usize) -> Option<&Level> {
        let own = self
            .lists
            .get(&list)
            .and_then(|list| list.levels[at].as_ref());
        own.or_else(|| self.definitions.get(&definition)?.levels[at].as_ref())
    }

    fn start(&self, list: u32, definition: u32, at: usize) -> u32 {
        let said = self.lists.get(&list).and_then(|list| list.starts[at]);
        said.or_else(|| Some(self.level(list, definition, at)?.start))
            .unwrap_or(0)
    }

    /// The next number of a level; those below it start again.
    fn advance(&mut self, list: u32, definition: u32, at: usize) -> u32 {
        let start = self.start(list, definition, at);
        let says = self
            .lists
            .get(&list)
            .is_some_and(|list| list.starts[at].is_some());
        let starts = says && self.started.insert((list, at));
        let restarts: [bool; LEVELS] = std::array::from_fn(|below| {
            let level = self.level(list, definition, below);
            let after = level.and_then(|level| level.restart).unwrap_or(below);
            below > at && at < after
        });
        let counters = self.counters.entry(definition).or_default();
        for (counter, restarts) in counters.iter_mut().zip(restarts) {
            if restarts {
                *counter = None;
            }
        }
        let value = match counters[at] {
            Some(last) if !starts => last.saturating_add(1),
            _ => start,
        };
        counters[at] = Some(value);
        value
    }

    fn label(&self, list: u32, definition: u32, at: usize, value: u32) -> String {
        let Some(level) = self.level(list, definition, at) else {
            return String::new();
        };
        let mut label = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest.peek().and_then(|next| next.to_digit(10));
            let Some(shown) = digit.filter(|_| c == '%').and_then(|it| it.checked_sub(1)) else {
                label.push(c);
                continue;
            };
            rest.next();
            let shown = shown as usize;
            if shown == at {
                label.push_str(&level.write(level.format, value));
            } else if let Some(above) = self.level(list, definition, shown).filter(|_| shown < at) {
                let counted = self.counters.get(&definition).and_then(|all| all[shown]);
                let value = counted.unwrap_or_else(|| self.start(list, definition, shown));
                label.push_str(&level.write(above.format, value));
            }
        }
        if level.format == Format::Bullet && level.is_symbol() {
            label = BULLET.into();
        }
        level.finish(label)
    }
}

impl Level {
    fn write(&self, format: Format, value: u32) -> String {
        let format = if self.decimal {
            Format::Decimal
        } else {
            format
        };
        format.write(value)
    }

    /// Whether its bullet shows as what it is in a font of symbols only.
    fn is_symbol(&self) -> bool {
        let private = |c| ('\u{E000}'..='\u{F8FF}').contains(&c);
        !self.text.is_empty() && (self.symbols || self.text.chars().any(private))
    }

    /// What follows the number. A tab would make a row of a table of the line: a blank
    /// stands for it, or nothing after a mark that is as wide as a character.
    fn finish(&self, mut label: String) -> String {
        let wide = label
            .chars()
            .last()
            .is_none_or(|c| matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'));
        match self.suffix {
            Suffix::Space => label.push(' '),
            Suffix::Tab if !wide => label.push(' '),
            Suffix::Tab | Suffix::Nothing => {}
        }
        label
    }

    fn read(xml: &mut Xml) -> Result<Self> {
        let mut level = Self {
            start: 0,
            format: Format::Decimal,
            text: String::new(),
            suffix: Suffix::Tab,
            restart: None,
            decimal: false,
            style: None,
            symbols: false,
        };
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "start" => level.start = number(&tag).unwrap_or(0),
                "numFmt" => level.format = format(&tag),
                "lvlText" => level.text = value(&tag).unwrap_or_default(),
                "lvlRestart" => level.restart = number(&tag).map(|value| value as usize),
                "isLgl" => level.decimal = switch(&tag),
                "pStyle" => level.style = value(&tag),
                "rFonts" => {
                    level.symbols = tag.attribute("ascii").is_some_and(|it| is_symbols(&it))
                }
                "suff" => {
                    level.suffix = match tag.attribute("val").as_deref() {
                        Some("nothing") => Suffix::Nothing,
                        Some("space") => Suffix::Space,
                        _ => Suffix::Tab,
                    }
                }
                // A format of its own, and beside it what to show in its place.
                "Fallback" | "pPrChange" | "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(level)
    }
}

/// Fonts whose letters are drawn as symbols.
fn is_symbols(font: &str) -> bool {
    ["Symbol", "Wingdings", "Webdings"]
        .iter()
        .any(|name| font.starts_with(name))
}

/// A format by its name, or by an example of the form `001, 002, …`.
fn format(tag: &Tag) -> Format {
    let name = tag.attribute("val").unwrap_or_default();
    let example = tag.attribute("format").filter(|_| name == "custom");
    let Some(example) = example else {
        return Format::named(&name);
    };
    let first = example.split(',').next().unwrap_or_default();
    let width = u8::try_from(first.len()).unwrap_or(0);
    Format::Zeros(width.min(9))
}

fn id(tag: &Tag, name: &str) -> u32 {
    let id = tag.attribute(name).and_then(|id| id.trim().parse().ok());
    id.unwrap_or(u32::MAX)
}

impl Definition {
    fn read(xml: &mut Xml) -> Result<Self> {
        let mut definition = Self::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "numStyleLink" => definition.by_style = value(&tag),
                "styleLink" => definition.style = value(&tag),
                "lvl" => read_level(&tag, xml, &mut definition.levels)?,
                _ => {}
            }
        }
        Ok(definition)
    }
}

fn read_level(tag: &Tag, xml: &mut Xml, levels: &mut [Option<Level>; LEVELS]) -> Result<()> {
    let at = id(tag, "ilvl") as usize;
    let level = Level::read(xml)?;
    if let Some(slot) = levels.get_mut(at) {
        *slot = Some(level);
    }
    Ok(())
}

impl List {
    fn read(xml: &mut Xml) -> Result<Self> {
        let mut list = Self::default();
        let mut at = LEVELS;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "abstractNumId" => list.definition = number(&tag).unwrap_or(u32::MAX),
                "lvlOverride" => at = id(&tag, "ilvl") as usize,
                "startOverride" => {
                    if let Some(start) = list.starts.get_mut(at) {
                        *start = number(&tag);
                    }
                }
                "lvl" => read_level(&tag, xml, &mut list.levels)?,
                _ => {}
            }
        }
        Ok(list)
    }
}
