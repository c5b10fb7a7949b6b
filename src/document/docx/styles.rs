//! What a paragraph has from its style: its list, and whether it is hidden.

use crate::Result;
use crate::xml::{Event, Tag, Xml};
use std::collections::HashMap;

/// Styles on styles are followed so far: more is a loop.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// What one style says itself.
#[derive(Debug, Default)]
pub struct Style {
    based_on: Option<String>,
    /// The list of its paragraphs; 0 is none.
    pub list: Option<u32>,
    /// The level in the list, from 0.
    pub level: Option<usize>,
    hidden: Option<bool>,
}

impl Styles {
    /// # Errors
    /// Where the part is damaged.
    pub fn read(text: &str) -> Result<Self> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "style" => styles.add(&tag, &mut xml)?,
                Event::Done => return Ok(styles),
                _ => {}
            }
        }
    }

    fn add(&mut self, tag: &Tag, xml: &mut Xml) -> Result<()> {
        let id = tag.attribute("styleId").unwrap_or_default().into_owned();
        let is_default = tag.attribute("default").is_some_and(|value| is_on(&value));
        if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
            self.default = Some(id.clone());
        }
        let mut style = Style::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "basedOn" => style.based_on = value(&tag),
                "numId" => style.list = number(&tag),
                "ilvl" => style.level = level(&tag),
                "vanish" => style.hidden = Some(switch(&tag)),
                "pPrChange" | "rPrChange" | "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        self.styles.insert(id, style);
        Ok(())
    }

    /// A style and those it is based on, by id.
    pub fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.or(self.default.as_deref());
        let found = |id: &'a str| Some((id, self.styles.get(id)?));
        std::iter::successors(first.and_then(found), move |(_, style)| {
            style.based_on.as_deref().and_then(found)
        })
        .take(LONGEST_CHAIN)
    }

    /// What a style says itself.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    /// Whether the text of a style is hidden; `None` where it does not say.
    #[must_use]
    pub fn hidden(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }
}

/// The value of an element that has one.
#[must_use]
pub fn value(tag: &Tag) -> Option<String> {
    tag.attribute("val").map(std::borrow::Cow::into_owned)
}

/// A number that counts something: what is below 0 is 0, what is too large is as much as fits.
#[must_use]
pub fn number(tag: &Tag) -> Option<u32> {
    let value = tag.attribute("val")?;
    let value: i64 = value.trim().parse().ok()?;
    Some(u32::try_from(value.max(0)).unwrap_or(u32::MAX))
}

/// A level of a list, from 0 to 8.
#[must_use]
pub fn level(tag: &Tag) -> Option<usize> {
    let level = usize::try_from(number(tag)?).ok()?;
    (level < 9).then_some(level)
}

/// Whether an element that is a switch is on: without a value it is.
#[must_use]
pub fn switch(tag: &Tag) -> bool {
    tag.attribute("val").is_none_or(|value| is_on(&value))
}

/// Whether a value of a switch is on.
#[must_use]
pub fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}
