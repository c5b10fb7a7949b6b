//! From the tokens of a page to its lines, in one pass and without a tree.

use super::element::{self, Attributes, Element, Name};
use super::han::{is_han, touch};
use super::list::Style;
use super::table::{Cell, Table};
use crate::text::Text;
use crate::{Kind, Options, Refusal, Result, budget, budget::Limit};
use html5gum::emitters::callback::CallbackEvent;

/// A line of the page, a row of a table being one.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub words: Text,
    /// Index of the innermost box.
    pub at: usize,
    /// Characters that are no blanks.
    pub chars: usize,
    /// Chinese characters.
    pub han: usize,
    /// Chinese characters outside links.
    pub free: usize,
    /// Marks that part sentences, outside links.
    pub marks: usize,
    pub links: usize,
    /// A heading of the first two ranks.
    pub heading: bool,
}

impl Line {
    /// Adds what another line counts.
    pub fn count(&mut self, other: &Line) {
        self.chars += other.chars;
        self.han += other.han;
        self.free += other.free;
        self.marks += other.marks;
        self.links += other.links;
        self.heading |= other.heading;
    }
}

/// An element that holds lines: a range of them.
#[derive(Clone, Debug)]
pub struct Area {
    pub parent: usize,
    pub first: usize,
    pub last: usize,
    /// How surely it holds the text, one being the surest.
    pub rank: Option<u8>,
    /// It says of itself that it is a menu, a foot or the like.
    pub furniture: bool,
}

/// Words that are noted: hidden, deleted and so on.
#[derive(Debug)]
pub struct Apart {
    /// The line they stand in or before.
    pub line: usize,
    /// Characters of that line before them.
    at: usize,
    pub kind: Kind,
    pub words: String,
}

/// The marks that part sentences.
const MARKS: &str = "，。；,;";
/// Bullets, and the letters that are bullets in a font of signs.
const BULLETS: &str = "·•●■◆▪○□◇※➢➤✓";
const LETTERS: &str = "lnvqoüØ§uwp";

/// So many Chinese characters may be hidden and be no article.
const MOST_HIDDEN: usize = 300;

/// What holds for an element and all within.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Mode {
    silent: bool,
    apart: Option<Kind>,
    pre: bool,
    link: bool,
    heading: bool,
    /// Within a number that Word wrote out.
    number: bool,
    /// In a font of signs.
    signs: bool,
}

struct Open {
    name: Name,
    element: Element,
    /// What held before it.
    before: Mode,
    area: Option<usize>,
}

struct List {
    style: Style,
    next: i64,
    step: i64,
}

#[derive(Clone, Copy, PartialEq)]
enum Blank {
    None,
    Space,
    /// With a line end in it.
    Break,
}

/// Which part of a clipboard is what was copied.
#[derive(Clone, Copy, PartialEq)]
enum Fragment {
    Before,
    Within,
    After,
}

/// What is known of a page when all tokens are read.
pub struct Page {
    pub lines: Vec<Line>,
    /// The first is the whole page.
    pub areas: Vec<Area>,
    pub apart: Vec<Apart>,
    /// What the head says the title is: the article's, else the page's.
    pub article: String,
    pub title: String,
}

impl Page {
    /// Whether more of it is hidden than shown.
    pub fn is_hidden(&self) -> bool {
        let hidden = self.apart.iter().filter(|apart| apart.kind == Kind::Hidden);
        let hidden: usize = hidden
            .map(|a| a.words.chars().filter(|c| is_han(*c)).count())
            .sum();
        let shown: usize = self.lines.iter().map(|line| line.han).sum();
        hidden > shown.max(MOST_HIDDEN)
    }
}

pub struct Builder<'a> {
    options: &'a Options,
    page: Page,
    line: Line,
    blank: Blank,
    mode: Mode,
    stack: Vec<Open>,
    /// Elements that are open and no longer on the stack, which is full.
    deeper: usize,
    tables: Vec<Table>,
    lists: Vec<List>,
    /// The items of each reversed list of the page, the next last.
    reversed: Vec<usize>,
    /// A number that waits for the first word after it.
    number: String,
    /// Where the number that is being read begins in the line.
    numbered_from: usize,
    fresh_link: bool,
    fragment: Fragment,
    /// The area that a comment opened.
    commented: Option<usize>,
    name: Name,
    attributes: Attributes,
    opened_cells: usize,
    cells: usize,
}

impl Builder<'_> {
    /// Reads the next token; a refusal where there is too much of something.
    pub fn read(&mut self, event: CallbackEvent<'_>) -> Option<Refusal> {
        let read = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = Name::of(name);
                self.attributes.clear();
                Ok(())
            }
            CallbackEvent::AttributeName { name } => {
                self.attributes.name(name);
                Ok(())
            }
            CallbackEvent::AttributeValue { value } => {
                self.attributes.value(value);
                Ok(())
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(Name::of(name)),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => Ok(()),
        };
        read.err()
    }
}

impl<'a> Builder<'a> {
    /// `fragment`: only what stands between the marks of a clipboard is read.
    pub fn new(options: &'a Options, reversed: Vec<usize>, fragment: bool) -> Self {
        let whole = Area {
            parent: 0,
            first: 0,
            last: 0,
            rank: None,
            furniture: false,
        };
        Builder {
            options,
            page: Page {
                lines: Vec::new(),
                areas: vec![whole],
                apart: Vec::new(),
                article: String::new(),
                title: String::new(),
            },
            line: Line::default(),
            blank: Blank::None,
            mode: Mode::default(),
            stack: Vec::new(),
            deeper: 0,
            tables: Vec::new(),
            lists: Vec::new(),
            reversed,
            number: String::new(),
            numbered_from: 0,
            fresh_link: false,
            fragment: if fragment {
                Fragment::Before
            } else {
                Fragment::Within
            },
            commented: None,
            name: Name::default(),
            attributes: Attributes::default(),
            opened_cells: 0,
            cells: 0,
        }
    }

    /// Ends the page: what is open is closed.
    ///
    /// # Errors
    /// Where there is too much of something.
    pub fn finish(mut self) -> Result<Page> {
        self.pop_to(0)?;
        self.end_line()?;
        let lines = self.page.lines.len();
        for area in &mut self.page.areas {
            area.last = area.last.min(lines);
            area.first = area.first.min(area.last);
        }
        self.page.areas[0].last = lines;
        Ok(self.page)
    }

    fn comment(&mut self, value: &[u8]) -> Result<()> {
        let words = String::from_utf8_lossy(&value[..value.len().min(100)]);
        let words: String = words.split_whitespace().collect();
        match words.to_ascii_lowercase().as_str() {
            "startfragment" => self.fragment = Fragment::Within,
            "endfragment" if self.fragment == Fragment::Within => {
                self.end_line()?;
                self.fragment = Fragment::After;
            }
            words => return self.mark(words),
        }
        Ok(())
    }

    /// A comment or a `meta` that says where the article begins or ends.
    fn mark(&mut self, words: &str) -> Result<()> {
        if element::is_start(words) && self.commented.is_none() {
            self.end_line()?;
            let area = self.open_area(Some(1), false);
            self.commented = Some(area);
        } else if element::is_end(words) {
            self.end_line()?;
            let area = self.commented.take();
            if let Some(area) = area.and_then(|area| self.page.areas.get_mut(area)) {
                area.last = self.page.lines.len();
            }
        }
        Ok(())
    }

    /// The innermost area.
    fn area(&self) -> usize {
        let innermost = self.stack.iter().rev().find_map(|open| open.area);
        innermost.unwrap_or(0)
    }

    fn open_area(&mut self, rank: Option<u8>, furniture: bool) -> usize {
        self.page.areas.push(Area {
            parent: self.area(),
            first: self.page.lines.len(),
            last: usize::MAX,
            rank,
            furniture,
        });
        self.page.areas.len() - 1
    }

    fn start(&mut self, self_closing: bool) -> Result<()> {
        let name = self.name;
        let element = name.element();
        self.close_implied(name, element)?;
        match element {
            Element::Break | Element::Rule => return self.end_line(),
            Element::Image => {
                if !self.mode.silent && self.mode.apart.is_none() {
                    return self.note(Kind::Picture);
                }
                return Ok(());
            }
            Element::Meta => return self.meta(),
            Element::Void => return Ok(()),
            // What is no HTML may close itself: `<o:p/>`.
            Element::Inline if self_closing && !name.is_html() => return Ok(()),
            _ => {}
        }
        let silent = usize::from(element == Element::Silent);
        if self.stack.len() >= budget::DEPTH + silent {
            self.deeper += 1;
            return if element.is_block() {
                self.end_line()
            } else {
                Ok(())
            };
        }
        let css = self.attributes.css();
        let block = element.is_block() || css.contains("display:block");
        if block {
            self.end_line()?;
        }
        let before = self.mode;
        self.enter(element, &css)?;
        let area = element.is_area().then(|| {
            let furniture = self.attributes.is_furniture(name);
            self.open_area(self.attributes.rank(), furniture)
        });
        let element = if block && !element.is_block() {
            Element::Block
        } else {
            element
        };
        self.open(element, &css)?;
        self.stack.push(Open {
            name,
            element,
            before,
            area,
        });
        Ok(())
    }

    /// What an element changes for all within.
    fn enter(&mut self, element: Element, css: &str) -> Result<()> {
        let mode = &mut self.mode;
        mode.silent |= element == Element::Silent || element == Element::Title;
        mode.pre |= element == Element::Pre || css.contains("white-space:pre");
        mode.heading |= element == Element::Heading;
        if element == Element::Link && self.attributes.is_link() {
            mode.link = true;
            self.fresh_link = true;
        }
        if css.contains("wingdings") || css.contains("font-family:symbol") {
            mode.signs = true;
        }
        if css.contains("mso-list:ignore") && !mode.number {
            mode.number = true;
            self.flush_number()?;
            self.numbered_from = self.line.words.as_str().len();
        }
        let apart = self.attributes.apart(element, css);
        if self.mode.apart.is_none() {
            self.mode.apart = apart;
            if let Some(kind) = apart {
                self.note(kind)?;
            }
        }
        self.mode.silent |= self.attributes.is_reference();
        Ok(())
    }

    /// What an element that holds others begins.
    fn open(&mut self, element: Element, css: &str) -> Result<()> {
        let lines = self.page.lines.len();
        let attributes = &self.attributes;
        match element {
            Element::Table => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.layout = true;
                }
                self.tables.push(Table {
                    first: lines,
                    boxes: self.page.areas.len(),
                    layout: attributes.get(element::ROLE) == Some("presentation"),
                    rows: Vec::new(),
                });
            }
            Element::Row | Element::Cell => {
                self.opened_cells += 1;
                budget::within(self.opened_cells, budget::CELLS, Limit::Cells)?;
                let Some(table) = self.tables.last_mut() else {
                    return Ok(());
                };
                if element == Element::Row || table.rows.is_empty() {
                    table.rows.push(Vec::new());
                }
                if let (Element::Cell, Some(row)) = (element, table.rows.last_mut()) {
                    let columns = attributes.get(element::COLSPAN);
                    row.push(Cell::new(lines, columns, attributes.get(element::ROWSPAN)));
                }
            }
            Element::List { ordered } => self.open_list(ordered, css),
            Element::Item => self.open_item(css),
            _ => {}
        }
        Ok(())
    }

    fn open_list(&mut self, ordered: bool, css: &str) {
        let kind = self.attributes.get(element::TYPE);
        let usual = if ordered { Style::Decimal } else { Style::None };
        let backwards = ordered && self.attributes.has(element::REVERSED);
        let items = backwards.then(|| self.reversed.pop().unwrap_or(1));
        let first = items.map_or(1, |items| i64::try_from(items).unwrap_or(1));
        self.lists.push(List {
            style: Style::of(kind, Some(css)).unwrap_or(usual),
            next: self.attributes.number(element::START).unwrap_or(first),
            step: if backwards { -1 } else { 1 },
        });
    }

    fn open_item(&mut self, css: &str) {
        let kind = self.attributes.get(element::TYPE);
        let value = self.attributes.number(element::VALUE);
        if let Some(list) = self.lists.last_mut() {
            let style = Style::of(kind, Some(css)).unwrap_or(list.style);
            let value = value.unwrap_or(list.next);
            list.next = value.saturating_add(list.step);
            if !self.mode.silent && self.mode.apart.is_none() {
                self.number = style.number(value);
            }
        }
    }

    fn meta(&mut self) -> Result<()> {
        let name = self.attributes.get(element::NAME);
        let name = name.or(self.attributes.get(element::PROPERTY));
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let content = self.attributes.get(element::CONTENT).unwrap_or_default();
        match name.as_str() {
            "articletitle" => self.page.article = content.trim().to_owned(),
            "og:title" if self.page.article.is_empty() => {
                self.page.article = content.trim().to_owned();
            }
            mark => return self.mark(mark),
        }
        Ok(())
    }

    /// Closes what an element that begins ends: a paragraph, an item, a cell.
    fn close_implied(&mut self, name: Name, element: Element) -> Result<()> {
        if !element.is_block() && element != Element::Link {
            return Ok(());
        }
        let mut at = self.stack.len();
        let mut found = None;
        while at > 0 {
            at -= 1;
            let open = &self.stack[at];
            if element::implies_end(name, element, open.name, open.element) {
                found = Some(at);
            }
            if element::bounds(element, open.element) {
                break;
            }
        }
        found.map_or(Ok(()), |at| self.pop_to(at))
    }

    fn end(&mut self, name: Name) -> Result<()> {
        let element = name.element();
        if element == Element::Break {
            return self.end_line();
        }
        let top = self.stack.last().is_some_and(|open| open.name == name);
        if self.deeper > 0 && !(top && element == Element::Silent) {
            self.deeper -= 1;
            return if element.is_block() {
                self.end_line()
            } else {
                Ok(())
            };
        }
        for at in (0..self.stack.len()).rev() {
            let open = &self.stack[at];
            if open.name == name {
                return self.pop_to(at);
            }
            if element::holds_back(element, open.element) {
                break;
            }
        }
        if element == Element::Link {
            self.mode.link = false;
        }
        if element.is_block() {
            self.end_line()
        } else {
            Ok(())
        }
    }

    fn pop_to(&mut self, length: usize) -> Result<()> {
        while self.stack.len() > length
            && let Some(open) = self.stack.pop()
        {
            if self.mode.number && !open.before.number {
                self.end_number();
            }
            if open.element.is_block() {
                self.end_line()?;
            }
            self.mode = open.before;
            if matches!(open.element, Element::List { .. }) {
                self.lists.pop();
                self.number.clear();
            }
            if open.element == Element::Cell
                && let Some(cell) = self
                    .tables
                    .last_mut()
                    .and_then(|t| t.rows.last_mut()?.last_mut())
            {
                cell.lines.end = self.page.lines.len();
            }
            if open.element == Element::Table
                && let Some(table) = self.tables.pop()
            {
                let boxes = table.boxes;
                let at = open.area.unwrap_or(0);
                if table.close(&mut self.page.lines, at, &mut self.cells)? {
                    self.page.areas.truncate(boxes);
                }
            }
            if let Some(area) = open.area {
                self.close_area(area);
            }
        }
        Ok(())
    }

    fn close_area(&mut self, index: usize) {
        let last = self.page.lines.len();
        let newest = self.page.areas.len() == index + 1;
        if let Some(area) = self.page.areas.get_mut(index) {
            area.last = last;
            if newest && area.first >= last {
                self.page.areas.pop();
            }
        }
    }

    fn text(&mut self, words: &str) -> Result<()> {
        if self.fragment != Fragment::Within {
            return Ok(());
        }
        let within = self.stack.last().map(|open| open.element);
        if within == Some(Element::Title) && self.page.title.is_empty() {
            self.page.title = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if self.mode.silent {
            return Ok(());
        }
        if let Some(kind) = self.mode.apart {
            if let Some(apart) = self.page.apart.last_mut()
                && apart.kind == kind
            {
                apart.words.push_str(words);
            }
            if kind != Kind::Insertion && !self.options.with.contains(&kind) {
                return Ok(());
            }
        }
        words.chars().try_for_each(|c| self.char(c))
    }

    fn char(&mut self, c: char) -> Result<()> {
        let words = &mut self.line.words;
        let fresh = words.is_empty() || words.ends_in_number();
        match c {
            '\n' if self.mode.pre => return self.end_line(),
            '\t' | ' ' if self.mode.pre && !fresh => words.put(c)?,
            '\n' | '\r' => self.blank = Blank::Break,
            '\t' | ' ' | '\u{C}' if self.blank == Blank::None => self.blank = Blank::Space,
            '\t' | ' ' | '\u{C}' => {}
            '\u{A0}' if fresh => {}
            '\u{200B}' | '\u{FEFF}' | '\u{AD}' => {}
            c if c < ' ' => {}
            c => {
                self.put_blank(c)?;
                self.flush_number()?;
                self.count(c);
                self.line.words.put(if c == '\u{A0}' { ' ' } else { c })?;
            }
        }
        Ok(())
    }

    /// Writes what is left of white space before `next`.
    fn put_blank(&mut self, next: char) -> Result<()> {
        let words = &mut self.line.words;
        let fresh = words.is_empty() || words.ends_in_number();
        let close =
            self.blank == Blank::Break && touch(words.as_str().chars().next_back(), Some(next));
        if self.blank != Blank::None && !fresh && !close {
            words.put(' ')?;
        }
        self.blank = Blank::None;
        Ok(())
    }

    fn flush_number(&mut self) -> Result<()> {
        if !self.number.is_empty() && self.line.words.is_empty() {
            self.line.words.number(&self.number)?;
            self.number.clear();
        }
        Ok(())
    }

    fn count(&mut self, c: char) {
        let line = &mut self.line;
        line.chars += usize::from(!c.is_whitespace());
        line.heading |= self.mode.heading;
        let han = usize::from(is_han(c));
        line.han += han;
        if self.mode.link {
            line.links += usize::from(std::mem::take(&mut self.fresh_link));
        } else {
            line.free += han;
            line.marks += usize::from(MARKS.contains(c));
        }
    }

    /// What stands since the number began is the number, or a bullet, which goes.
    fn end_number(&mut self) {
        let words = &mut self.line.words;
        let from = self.numbered_from.min(words.as_str().len());
        let number = words.as_str()[from..].trim();
        let mut chars = number.chars();
        let alone = chars.next().filter(|_| chars.next().is_none());
        let bullet = |c| BULLETS.contains(c) || (self.mode.signs && LETTERS.contains(c));
        if alone.is_some_and(|c| bullet(c) || ('\u{E000}'..='\u{F8FF}').contains(&c)) {
            words.cut(from);
        } else {
            words.number_from(from);
        }
        self.blank = Blank::None;
    }

    /// Begins a note, or goes on with the last where nothing stands between.
    fn note(&mut self, kind: Kind) -> Result<()> {
        budget::within(self.page.apart.len(), budget::LINES, Limit::Characters)?;
        let (line, at) = (self.page.lines.len(), self.line.chars);
        let goes_on = |last: &Apart| (last.kind, last.line, last.at) == (kind, line, at);
        if kind == Kind::Picture || !self.page.apart.last().is_some_and(goes_on) {
            let words = String::new();
            self.page.apart.push(Apart {
                line,
                at,
                kind,
                words,
            });
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<()> {
        self.blank = Blank::None;
        if self.mode.number {
            self.end_number();
            self.mode.number = false;
        }
        self.line.words.trim();
        if self.line.words.is_empty() {
            self.line = Line::default();
            return Ok(());
        }
        budget::within(self.page.lines.len(), budget::LINES, Limit::Characters)?;
        let mut line = std::mem::take(&mut self.line);
        line.at = self.area();
        self.page.lines.push(line);
        Ok(())
    }
}
