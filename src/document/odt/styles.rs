//! Styles of OpenDocument: which hide text, and what the numbers of lists look like.

use super::events;
use crate::Result;
use crate::list_count::{Follow, LEVELS, Level, Part};
use crate::list_number::Format;
use crate::xml::{Event, Tag, Xml};
use std::collections::BTreeMap;

/// How many styles may be based on one another.
const MOST_PARENTS: usize = 16;

/// Styles of paragraphs, of text and of lists.
#[derive(Default)]
pub struct Styles {
    paragraphs: BTreeMap<String, Style>,
    texts: BTreeMap<String, Style>,
    lists: BTreeMap<String, List>,
    /// The numbers of headings.
    outline: List,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    hidden: Option<bool>,
}

type List = [Option<Level>; LEVELS];

impl Styles {
    /// Reads the styles of parts, a later one before an earlier.
    ///
    /// # Errors
    /// Where a part is damaged.
    pub fn read(parts: &[&str]) -> Result<Self> {
        let mut styles = Self::default();
        for part in parts {
            styles.read_part(&mut events(part))?;
        }
        Ok(styles)
    }

    /// Reads what stands before the text.
    fn read_part(&mut self, xml: &mut Xml) -> Result<()> {
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    "body" | "master-styles" => return Ok(()),
                    "style" => self.style(&tag, xml)?,
                    "list-style" => {
                        let name = attribute(&tag, "name").unwrap_or_default();
                        self.lists.insert(name, list(xml)?);
                    }
                    "outline-style" => self.outline = list(xml)?,
                    _ => {}
                },
                Event::Done => return Ok(()),
                _ => {}
            }
        }
    }

    fn style(&mut self, tag: &Tag, xml: &mut Xml) -> Result<()> {
        let name = attribute(tag, "name").unwrap_or_default();
        let family = attribute(tag, "family").unwrap_or_default();
        let mut style = Style {
            parent: attribute(tag, "parent-style-name"),
            list: attribute(tag, "list-style-name").filter(|list| !list.is_empty()),
            hidden: None,
        };
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            if let Event::Start(tag) = xml.next()?
                && tag.name == "text-properties"
            {
                style.hidden = attribute(&tag, "display").map(|display| display == "none");
            }
        }
        match &*family {
            "paragraph" => self.paragraphs.insert(name, style),
            "text" => self.texts.insert(name, style),
            _ => None,
        };
        Ok(())
    }

    /// Whether a style of paragraphs hides their text.
    pub fn hides_paragraph(&self, style: Option<&str>) -> bool {
        chain(&self.paragraphs, style).find_map(|style| style.hidden) == Some(true)
    }

    /// Whether a style of text hides it.
    pub fn hides_text(&self, style: Option<&str>) -> bool {
        chain(&self.texts, style).find_map(|style| style.hidden) == Some(true)
    }

    /// The style of lists that a style of paragraphs names.
    pub fn list_of(&self, style: Option<&str>) -> Option<&str> {
        chain(&self.paragraphs, style).find_map(|style| style.list.as_deref())
    }

    /// A level of a style of lists.
    pub fn level(&self, list: &str, at: usize) -> Option<&Level> {
        self.lists.get(list)?.get(at)?.as_ref()
    }

    /// A level of headings.
    pub fn outline(&self, at: usize) -> Option<&Level> {
        self.outline.get(at)?.as_ref()
    }
}

/// A style and those it is based on.
fn chain<'s>(
    styles: &'s BTreeMap<String, Style>,
    style: Option<&str>,
) -> impl Iterator<Item = &'s Style> {
    let first = style.and_then(|style| styles.get(style));
    let parent = |style: &&'s Style| styles.get(style.parent.as_deref()?);
    std::iter::successors(first, parent).take(MOST_PARENTS)
}

pub fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attribute(name).map(String::from)
}

/// A number of an attribute.
pub fn count(tag: &Tag, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

/// The levels of a list's style.
fn list(xml: &mut Xml) -> Result<List> {
    let mut list = List::default();
    let mut at = LEVELS;
    let outside = xml.depth() - 1;
    while xml.depth() > outside {
        let Event::Start(tag) = xml.next()? else {
            continue;
        };
        match tag.name {
            "list-level-style-number" | "outline-level-style" | "list-level-style-bullet" => {
                at = count(&tag, "level").map_or(LEVELS, |level| level.wrapping_sub(1) as usize);
                if at < LEVELS {
                    list[at] = Some(level(&tag, at, &list));
                }
            }
            "list-level-label-alignment" => {
                if let Some(level) = list.get_mut(at).and_then(Option::as_mut) {
                    level.follow = match tag.attribute("label-followed-by").as_deref() {
                        Some("space") => Follow::Blank,
                        Some("nothing") => Follow::Nothing,
                        _ => Follow::Tab,
                    };
                }
            }
            _ => {}
        }
    }
    Ok(list)
}

fn level(tag: &Tag, at: usize, above: &List) -> Level {
    let bullet = attribute(tag, "bullet-char");
    let form = attribute(tag, "num-format").unwrap_or_default();
    let format = match &bullet {
        Some(_) => Format::Bullet,
        None => format(&form),
    };
    let text = match (bullet, tag.attribute("num-list-format")) {
        (Some(bullet), _) => vec![Part::Text(shown(bullet))],
        (None, Some(text)) => listed(&text),
        (None, None) => composed(tag, at, above),
    };
    Level {
        start: count(tag, "start-value").unwrap_or(1),
        format,
        text,
        decimal: false,
        restart: LEVELS,
        // Older files know a distance only.
        follow: Follow::Tab,
    }
}

/// A bullet that only a font of symbols has is shown as a point.
fn shown(bullet: String) -> String {
    let private = |c| ('\u{E000}'..='\u{F8FF}').contains(&c);
    if bullet.contains(private) {
        return "\u{2022}".to_owned();
    }
    bullet
}

/// `第%1%条`: the number of a level stands between percent signs.
fn listed(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (i, piece) in text.split('%').enumerate() {
        let level = piece
            .parse()
            .ok()
            .and_then(|level: usize| level.checked_sub(1));
        match level {
            Some(level) if i % 2 == 1 => parts.push(Part::Number(level)),
            _ if piece.is_empty() => {}
            _ => parts.push(Part::Text(piece.to_owned())),
        }
    }
    parts
}

/// What stands before, the numbers of as many levels as are shown, what stands after.
fn composed(tag: &Tag, at: usize, above: &List) -> Vec<Part> {
    let text = |name: &str| attribute(tag, name).map(Part::Text);
    let levels = count(tag, "display-levels").map_or(1, |levels| levels as usize);
    let mut parts = Vec::from_iter(text("num-prefix"));
    let first = (at + 1).saturating_sub(levels);
    for (shown, level) in above.iter().enumerate().take(at).skip(first) {
        if level
            .as_ref()
            .is_some_and(|level| level.format != Format::None)
        {
            parts.extend([Part::Number(shown), Part::Text(".".to_owned())]);
        }
    }
    parts.push(Part::Number(at));
    parts.extend(text("num-suffix"));
    parts
}

/// How the examples begin that name formats, and the names that Word has for them.
const EXAMPLES: [(&str, &str); 14] = [
    ("1", "decimal"),
    ("01", "decimalZero"),
    ("a", "lowerLetter"),
    ("A", "upperLetter"),
    ("i", "lowerRoman"),
    ("I", "upperRoman"),
    ("一", "chineseCountingThousand"),
    ("壹, 贰", "chineseLegalSimplified"),
    ("壹", "ideographLegalTraditional"),
    ("甲", "ideographTraditional"),
    ("子", "ideographZodiac"),
    ("①", "decimalEnclosedCircle"),
    ("１", "decimalFullWidth"),
    ("〇", "ideographDigital"),
];

/// A format by its letter or an example of the form `一, 二, 三, ...`.
fn format(form: &str) -> Format {
    if form.is_empty() {
        return Format::None;
    }
    let found = EXAMPLES.iter().find(|(example, _)| {
        let rest = form.strip_prefix(example);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
    });
    found.map_or(Format::Decimal, |(_, name)| Format::named(name))
}
