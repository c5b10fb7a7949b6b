//! Automatic numbering, as the reader of the document sees it.
//!
//! A paragraph names a list (`num`), itself or by its style; the list names its
//! definition (`abstractNum`), directly or over a list style. All lists of one definition
//! count on in one another, until one of them says where it starts.

use super::styles::{Styles, number, switch, value};
use crate::Result;
use crate::list_count::{Counter, Follow, Level, Part};
use crate::list_number::Format;
use crate::xml::{Event, Tag, Xml};
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;
/// Word takes a text of no more characters before an item.
const LONGEST_TEXT: usize = 255;
/// List styles on list styles are followed so far: more is a loop.
const LONGEST_CHAIN: usize = 8;
/// What stands for a bullet whose character only a font of symbols has.
const BULLET: &str = "•";

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    /// By definition.
    counters: HashMap<u32, Counter>,
    /// Lists and levels that have started where they say.
    started: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// By level: the style whose paragraphs are of it.
    styles: [Option<String>; LEVELS],
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
        let Some((id, at)) = self.place(place, styles) else {
            return String::new();
        };
        let Some(list) = self.lists.get(&id) else {
            return String::new();
        };
        let definition = self.definitions.get(&list.definition);
        let level = |at: usize| {
            let own = list.levels.get(at)?.as_ref();
            own.or_else(|| definition?.levels[at].as_ref())
        };
        let counter = self.counters.entry(list.definition).or_default();
        // The list starts where it says, when it comes first and when it starts again.
        let start = list.starts[at];
        let starts = start.is_some() && self.started.insert((id, at));
        let start = start.filter(|_| starts || counter.last(at).is_none());
        counter.count(level, at, start);
        counter.label(level, at)
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
                let mut of_levels = levels?.styles.iter();
                of_levels.position(|style| style.as_deref() == Some(id))
            });
        let by_style = || styles.chain(style).find_map(|(_, style)| style.level);
        Some((list, of_style.or_else(by_style).unwrap_or(0)))
    }
}

/// Reads a level; its place, and the style whose paragraphs are of it.
fn read_level(tag: &Tag, xml: &mut Xml) -> Result<(usize, Level, Option<String>)> {
    let at = id(tag, "ilvl") as usize;
    let mut level = Level {
        start: 0,
        format: Format::Decimal,
        text: Vec::new(),
        decimal: false,
        restart: at,
        follow: Follow::Tab,
    };
    let (mut text, mut style, mut symbols) = (String::new(), None, false);
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Event::Start(tag) = xml.next()? else {
            continue;
        };
        match tag.name {
            "start" => level.start = number(&tag).unwrap_or(0),
            "numFmt" => level.format = format(&tag),
            "lvlText" => text = value(&tag).unwrap_or_default(),
            "lvlRestart" => level.restart = number(&tag).map_or(at, |value| value as usize),
            "isLgl" => level.decimal = switch(&tag),
            "pStyle" => style = value(&tag),
            "rFonts" => symbols = tag.attribute("ascii").is_some_and(|it| is_symbols(&it)),
            "suff" => {
                level.follow = match tag.attribute("val").as_deref() {
                    Some("nothing") => Follow::Nothing,
                    Some("space") => Follow::Blank,
                    _ => Follow::Tab,
                }
            }
            // A format of its own, and beside it what to show in its place.
            "Fallback" | "pPrChange" | "rPrChange" => xml.skip()?,
            _ => {}
        }
    }
    let private = |c| ('\u{E000}'..='\u{F8FF}').contains(&c);
    if level.format == Format::Bullet && (symbols || text.contains(private)) {
        text = BULLET.into();
    }
    level.text = parts(&text);
    Ok((at, level, style))
}

/// The text before an item: `%1` is the number of the first level.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = text.chars().take(LONGEST_TEXT).peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|next| next.to_digit(10));
        let Some(shown) = digit.filter(|&digit| c == '%' && digit > 0) else {
            words.push(c);
            continue;
        };
        rest.next();
        parts.push(Part::Text(std::mem::take(&mut words)));
        parts.push(Part::Number(shown as usize - 1));
    }
    parts.push(Part::Text(words));
    parts
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
                "lvl" => {
                    let (at, level, style) = read_level(&tag, xml)?;
                    if at < LEVELS {
                        definition.levels[at] = Some(level);
                        definition.styles[at] = style;
                    }
                }
                _ => {}
            }
        }
        Ok(definition)
    }
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
                "lvl" => {
                    let (at, level, _) = read_level(&tag, xml)?;
                    if let Some(slot) = list.levels.get_mut(at) {
                        *slot = Some(level);
                    }
                }
                _ => {}
            }
        }
        Ok(list)
    }
}
