//! What stands on a page, and where.

use crate::budget::{self, Limit};
use crate::xml::{Event, Tag, Xml};
use crate::{Refusal, Result};

/// Glyphs of one page: more no reader sees.
const MOST_GLYPHS: usize = 500_000;
/// Rules of one page.
const MOST_RULES: usize = 20_000;
/// Places farther out than this, in millimetres, are on no page.
const FARTHEST: f64 = 1e5;
/// Bytes of what is put aside and quoted.
const LONGEST_ASIDE: usize = 10_000;

/// A character on a page. Places are in millimetres from the upper left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub c: char,
    pub x: f64,
    /// Its base line.
    pub y: f64,
    pub width: f64,
    pub size: f64,
}

/// A line that is drawn: upright or level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    pub upright: bool,
    /// Its place across.
    pub at: f64,
    pub from: f64,
    pub to: f64,
}

#[derive(Debug, Default)]
pub struct Page {
    /// Width and height.
    pub size: (f64, f64),
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub pictures: usize,
    /// Words that stand askew: watermarks.
    pub aside: Vec<String>,
    /// Words that are not shown.
    pub hidden: String,
}

/// A4.
const USUAL: (f64, f64) = (210.0, 297.0);

/// A rectangle as four numbers: its left, its top, its width and its height.
pub type Rectangle = [f64; 4];

impl Page {
    /// Reads the part of a page. `usual` is the rectangle of pages that say none.
    ///
    /// # Errors
    /// Where it is damaged or holds too much.
    pub fn read(part: &str, usual: Option<Rectangle>) -> Result<Self> {
        let size = |[_, _, width, height]: Rectangle| (width, height);
        let mut page = Self {
            size: usual.map_or(USUAL, size),
            ..Self::default()
        };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    "PhysicalBox" => {
                        if let Event::Text(text) = xml.next()? {
                            page.size = rectangle(&text).map_or(page.size, size);
                        }
                    }
                    "TextObject" => page.text(&tag, &mut xml)?,
                    "PathObject" => page.path(&tag, &mut xml)?,
                    "ImageObject" => page.pictures += 1,
                    _ => {}
                },
                Event::Done => return Ok(page),
                _ => {}
            }
        }
    }

    fn text(&mut self, tag: &Tag, xml: &mut Xml) -> Result<()> {
        let object = Object::new(tag);
        let mut pen = (0.0, 0.0);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name != "TextCode" {
                continue;
            }
            let start = |name: &str, before: f64| number(&tag, name).unwrap_or(before);
            pen = (start("X", pen.0), start("Y", pen.1));
            if let Event::Text(text) = xml.next()? {
                let most = text.chars().count();
                let steps = (steps(&tag, "DeltaX", most), steps(&tag, "DeltaY", most));
                self.words(&object, &text, pen, &steps)?;
            }
        }
        Ok(())
    }

    fn words(
        &mut self,
        object: &Object,
        text: &str,
        pen: (f64, f64),
        steps: &(Vec<f64>, Vec<f64>),
    ) -> Result<()> {
        if !object.visible {
            add_aside(&mut self.hidden, text);
            return Ok(());
        }
        if object.is_askew() {
            match self.aside.last_mut().filter(|words| words.len() < 100) {
                Some(words) => add_aside(words, text),
                None => self.aside.push(text.trim().to_owned()),
            }
            return Ok(());
        }
        let (mut x, mut y) = pen;
        for (i, c) in text.chars().enumerate() {
            let width = object.size * object.stretch * em(c);
            let (left, line) = object.place(x, y);
            if !matches!(c, '\n' | '\r' | '\t') && left.abs() + line.abs() < FARTHEST {
                budget::within(self.glyphs.len() + 1, MOST_GLYPHS, Limit::Characters)?;
                self.glyphs.push(Glyph {
                    c,
                    x: left,
                    y: line,
                    width: width * object.scale().0,
                    size: object.size * object.scale().1,
                });
            }
            x += steps.0.get(i).copied().unwrap_or(match steps.1.is_empty() {
                true => width,
                false => 0.0,
            });
            y += steps.1.get(i).copied().unwrap_or(0.0);
        }
        Ok(())
    }

    /// Keeps the level and upright lines of a path.
    fn path(&mut self, tag: &Tag, xml: &mut Xml) -> Result<()> {
        let object = Object::new(tag);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name == "AbbreviatedData"
                && let Event::Text(text) = xml.next()?
            {
                self.strokes(&object, &text)?;
            }
        }
        Ok(())
    }

    fn strokes(&mut self, object: &Object, data: &str) -> Result<()> {
        let mut words = data.split_ascii_whitespace();
        let (mut first, mut last) = ((0.0, 0.0), (0.0, 0.0));
        while let Some(word) = words.next() {
            let mut next = || words.next().and_then(finite);
            let to = match word {
                "C" => Some(first),
                "S" | "M" | "L" => next().zip(next()).map(|(x, y)| object.place(x, y)),
                _ => None,
            };
            let Some(to) = to else { continue };
            match word {
                "S" | "M" => first = to,
                _ => self.rule(last, to)?,
            }
            last = to;
        }
        Ok(())
    }

    fn rule(&mut self, a: (f64, f64), b: (f64, f64)) -> Result<()> {
        /// Millimetres that a straight line may be off.
        const OFF: f64 = 0.3;
        /// Shorter ones part no cells.
        const SHORTEST: f64 = 2.0;
        let (across, along) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        let upright = across < OFF;
        if (!upright && along >= OFF) || across.max(along) < SHORTEST {
            return Ok(());
        }
        budget::within(self.rules.len() + 1, MOST_RULES, Limit::Cells)?;
        let (at, from, to) = match upright {
            true => (a.0, a.1.min(b.1), a.1.max(b.1)),
            false => (a.1, a.0.min(b.0), a.0.max(b.0)),
        };
        self.rules.push(Rule {
            upright,
            at,
            from,
            to,
        });
        Ok(())
    }
}

fn add_aside(aside: &mut String, text: &str) {
    if aside.len() < LONGEST_ASIDE {
        aside.push_str(text.trim());
    }
}

/// Where an object stands and how its own places are turned into the page's.
struct Object {
    left: f64,
    top: f64,
    /// Moves, turns and scales: x' = a x + c y + e, y' = b x + d y + f.
    matrix: [f64; 6],
    size: f64,
    /// How wide letters are, to what is usual.
    stretch: f64,
    visible: bool,
}

impl Object {
    fn new(tag: &Tag) -> Self {
        let numbers = |name: &str| tag.attribute(name).map(|text| numbers(&text));
        let boundary = numbers("Boundary").unwrap_or_default();
        let matrix = numbers("CTM").and_then(|all| all.try_into().ok());
        Self {
            left: boundary.first().copied().unwrap_or(0.0),
            top: boundary.get(1).copied().unwrap_or(0.0),
            matrix: matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
            size: number(tag, "Size").unwrap_or(1.0).abs(),
            stretch: number(tag, "HScale").unwrap_or(1.0).abs(),
            visible: tag.attribute("Visible").as_deref() != Some("false"),
        }
    }

    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.matrix;
        (a * x + c * y + e + self.left, b * x + d * y + f + self.top)
    }

    /// How much larger things are on the page, along and across.
    fn scale(&self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.matrix;
        (a.hypot(b), c.hypot(d))
    }

    fn is_askew(&self) -> bool {
        let [a, b, ..] = self.matrix;
        b.abs() > a.abs() * 0.1 || a < 0.0
    }
}

/// How wide a character is to its height, where the file does not say.
fn em(c: char) -> f64 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

fn finite(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.abs() < FARTHEST).then_some(number)
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_ascii_whitespace().map_while(finite).collect()
}

fn number(tag: &Tag, name: &str) -> Option<f64> {
    finite(tag.attribute(name)?.trim())
}

pub fn rectangle(text: &str) -> Option<Rectangle> {
    let rectangle: Rectangle = numbers(text).try_into().ok()?;
    (rectangle[2] > 0.0 && rectangle[3] > 0.0).then_some(rectangle)
}

/// The distances between characters, as many as there are: `g 3 5.6` stands for three
/// of 5.6.
fn steps(tag: &Tag, name: &str, most: usize) -> Vec<f64> {
    let mut steps = Vec::new();
    let text = tag.attribute(name).unwrap_or_default();
    let mut words = text.split_ascii_whitespace();
    while let Some(word) = words.next() {
        let (times, step): (Option<usize>, _) = match word {
            "g" => (words.next().and_then(|n| n.parse().ok()), words.next()),
            _ => (Some(1), Some(word)),
        };
        let (Some(times), Some(step)) = (times, step.and_then(finite)) else {
            break;
        };
        let room = most.saturating_sub(steps.len());
        steps.extend(std::iter::repeat_n(step, room.min(times)));
        if steps.len() >= most {
            break;
        }
    }
    steps
}

/// The words of annotations: a remark, or what is drawn.
///
/// # Errors
/// Where the part is damaged.
pub fn annotations(part: &str) -> Result<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == "Annot" => all.push(String::new()),
            Event::Start(tag) if matches!(tag.name, "Remark" | "TextCode") => {
                if let (Some(words), Event::Text(text)) = (all.last_mut(), xml.next()?) {
                    add_aside(words, &text);
                }
            }
            Event::Done if xml.depth() == 0 => return Ok(all),
            Event::Done => return Err(Refusal::Damaged),
            _ => {}
        }
    }
}
