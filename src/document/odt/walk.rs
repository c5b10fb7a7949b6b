//! From the elements of OpenDocument to lines.

use super::events;
use super::styles::{Styles, attribute, count};
use crate::docx::{mark, symbol_of};
use crate::list_count::{Counter, Level};
use crate::text::Text;
use crate::xml::{Event, Tag, Xml};
use crate::{Document, Kind, Options, Out, Result};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Blanks that one element may stand for.
const MOST_BLANKS: u32 = 1_000;
/// Bytes of an insertion that are kept to be quoted.
const LONGEST_QUOTE: usize = 1_000;

/// Elements whose text is none of the document.
const SKIPPED: &[&str] = &[
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "dde-connection-decls",
    "forms",
    "event-listeners",
    "title",
    "desc",
    "script",
    "ruby-text",
    "note-citation",
    "creator",
    "date",
    "date-string",
    "initials",
    "creator-initials",
    "sender-initials",
    "table-template",
    "table-of-content-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "alphabetical-index-source",
    "bibliography-source",
    "glue-point",
    "binary-data",
    "named-expressions",
];

/// Elements that hold paragraphs of their own.
const BOXES: &[&str] = &[
    "frame",
    "g",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "path",
    "polygon",
    "polyline",
    "caption",
    "connector",
    "control",
    "measure",
    "regular-polygon",
];

pub struct Walk<'a> {
    styles: &'a Styles,
    options: &'a Options,
    xml: Xml<'a>,
    out: Out,
    changes: BTreeMap<String, Change>,
    /// The words of the insertion that is open, if one is.
    insertion: Option<String>,
    /// Notes in the order in which the text names them, and comments.
    notes: Vec<Text>,
    comments: Text,
    /// How many cells of tables lie around what is read.
    cells: usize,
    counters: Vec<Counter>,
    /// Counters of lists, by what the lists are called, and by their styles the last.
    named: BTreeMap<String, usize>,
    last: BTreeMap<String, usize>,
    outline: Counter,
    /// What the next paragraph is in its list, and whether it is in one.
    item: Option<Item>,
    in_list: bool,
}

/// A change that is tracked.
enum Change {
    Insertion,
    Deletion(String),
}

/// An item of a list.
#[derive(Clone)]
struct Item {
    /// The style of the list; the paragraph's own where it has none.
    style: Option<String>,
    counter: usize,
    level: usize,
    start: Option<u32>,
}

/// What a paragraph holds beside its line.
#[derive(Default)]
struct Around {
    /// Text boxes.
    after: Text,
    /// It says that it is hidden.
    hidden: bool,
}

impl<'a> Walk<'a> {
    pub fn new(styles: &'a Styles, options: &'a Options, content: &'a str) -> Self {
        Self {
            styles,
            options,
            xml: events(content),
            out: Out::default(),
            changes: BTreeMap::new(),
            insertion: None,
            notes: Vec::new(),
            comments: Text::default(),
            cells: 0,
            counters: Vec::new(),
            named: BTreeMap::new(),
            last: BTreeMap::new(),
            outline: Counter::default(),
            item: None,
            in_list: false,
        }
    }

    /// Reads the document; `common` is the part that has headers and footers.
    ///
    /// # Errors
    /// Where the content is damaged or more than the budget.
    pub fn document(mut self, common: &'a str) -> Result<Document> {
        let mut text = Text::default();
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == "text" && self.xml.depth() == 3 => {
                    self.blocks(&mut text)?;
                }
                Event::Done => break,
                _ => {}
            }
        }
        self.end_insertion();
        for note in std::mem::take(&mut self.notes) {
            self.out.leave_out(Kind::Note, note.as_str().trim(), true);
            text.append(&note)?;
        }
        text.append(&std::mem::take(&mut self.comments))?;
        self.furniture(common, &mut text)?;
        text.write(&mut self.out)?;
        Ok(self.out.finish("odt", None, Vec::new()))
    }

    fn with(&self, kind: Kind) -> bool {
        self.options.with.contains(&kind)
    }

    /// Notes headers and footers.
    fn furniture(&mut self, common: &'a str, text: &mut Text) -> Result<()> {
        self.xml = events(common);
        let mut inside = false;
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == "master-styles" => inside = true,
                Event::End("master-styles") => inside = false,
                Event::Start(tag)
                    if inside
                        && (tag.name.starts_with("header") || tag.name.starts_with("footer")) =>
                {
                    let shown = tag
                        .attribute("display")
                        .is_none_or(|shown| shown != "false");
                    let mut words = Text::default();
                    self.blocks(&mut words)?;
                    if shown && !words.as_str().trim().is_empty() {
                        let read = self.with(Kind::Furniture);
                        self.out
                            .leave_out(Kind::Furniture, words.as_str().trim(), read);
                        if read {
                            text.append(&words)?;
                        }
                    }
                }
                Event::Done => return Ok(()),
                _ => {}
            }
        }
    }

    /// The paragraphs, lists and tables of the element that was just begun, as lines.
    fn blocks(&mut self, into: &mut Text) -> Result<()> {
        let mut object = false;
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            match tag.name {
                "object" | "object-ole" | "math" => {
                    object = true;
                    self.out.leave_out(Kind::Object, "", false);
                    self.xml.skip()?;
                }
                // Beside an object stands a picture of it.
                "image" => {
                    if !object {
                        self.out.leave_out(Kind::Picture, "", false);
                    }
                    self.xml.skip()?;
                }
                _ => self.block(&tag, into)?,
            }
        }
        Ok(())
    }

    /// One element among paragraphs.
    fn block(&mut self, tag: &Tag, into: &mut Text) -> Result<()> {
        match tag.name {
            "p" | "h" => self.paragraph(tag, into),
            "list" => self.list(tag, None, into),
            "numbered-paragraph" => self.numbered(tag, into),
            "table" => self.table(into),
            "tracked-changes" => self.read_changes(),
            "change" | "change-start" | "change-end" => self.change(tag, into),
            "section" if tag.attribute("display").as_deref() == Some("none") => {
                let mut hidden = Text::default();
                self.blocks(&mut hidden)?;
                self.hide(&hidden, into)
            }
            name if SKIPPED.contains(&name) => self.xml.skip(),
            _ => self.blocks(into),
        }
    }

    /// Leaves hidden text out, or takes it where it is asked for.
    fn hide(&mut self, hidden: &Text, into: &mut Text) -> Result<()> {
        if hidden.as_str().trim().is_empty() {
            return Ok(());
        }
        let read = self.with(Kind::Hidden);
        self.out
            .leave_out(Kind::Hidden, hidden.as_str().trim(), read);
        if read { into.append(hidden) } else { Ok(()) }
    }

    fn paragraph(&mut self, tag: &Tag, into: &mut Text) -> Result<()> {
        let item = self.item.take();
        let in_list = std::mem::take(&mut self.in_list);
        let style = attribute(tag, "style-name");
        let heading = (tag.name == "h" && !in_list).then(|| Heading::new(tag));
        let mut around = Around::default();
        let mut words = Text::default();
        self.inline(&mut words, &mut around)?;
        let hidden = around.hidden || self.styles.hides_paragraph(style.as_deref());
        if hidden && !self.with(Kind::Hidden) {
            self.hide(&words, into)?;
            return into.append(&around.after);
        }
        if hidden {
            self.out.leave_out(Kind::Hidden, words.as_str(), true);
        }
        let number = match (item, heading) {
            (Some(item), _) => self.number(&item, style.as_deref()),
            (None, Some(heading)) => self.heading(&heading),
            (None, None) => String::new(),
        };
        into.number(&number)?;
        into.append(&words)?;
        into.push("\n")?;
        into.append(&around.after)
    }

    /// The number of an item of a list.
    fn number(&mut self, item: &Item, paragraph: Option<&str>) -> String {
        let styles = self.styles;
        let style = item.style.as_deref();
        let Some(style) = style.or_else(|| styles.list_of(paragraph)) else {
            return String::new();
        };
        let level = |at: usize| styles.level(style, at);
        counted(
            &mut self.counters[item.counter],
            level,
            item.level,
            item.start,
        )
    }

    /// The number of a heading that is in no list.
    fn heading(&mut self, heading: &Heading) -> String {
        let Some(at) = heading.level.filter(|_| heading.counts) else {
            return String::new();
        };
        let styles = self.styles;
        counted(
            &mut self.outline,
            |at| styles.outline(at),
            at,
            heading.start,
        )
    }

    /// The text of the element that was just begun.
    fn inline(&mut self, words: &mut Text, around: &mut Around) -> Result<()> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            match self.xml.next()? {
                Event::Text(text) => {
                    let text = plain(text);
                    self.keep_inserted(&text);
                    words.push_words(&text)?;
                }
                Event::Start(tag) => self.element(&tag, words, around)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// One element among words.
    fn element(&mut self, tag: &Tag, words: &mut Text, around: &mut Around) -> Result<()> {
        match tag.name {
            "s" => {
                let blanks = count(tag, "c").unwrap_or(1).min(MOST_BLANKS);
                words.push(&" ".repeat(blanks as usize))?;
                self.xml.skip()
            }
            // At the beginning of a line a tab is an indent; in a cell it would end it.
            "tab" | "line-break" => {
                let mark = match tag.name {
                    "line-break" => "\n",
                    _ if words.as_str().is_empty() => "",
                    _ if self.cells > 0 => " ",
                    _ => "\t",
                };
                words.push(mark)?;
                self.xml.skip()
            }
            "span"
                if self
                    .styles
                    .hides_text(attribute(tag, "style-name").as_deref()) =>
            {
                let mut hidden = Text::default();
                self.inline(&mut hidden, around)?;
                self.hide(&hidden, words)
            }
            "hidden-text" => {
                let mut hidden = Text::default();
                hidden.push(&tag.attribute("string-value").unwrap_or_default())?;
                self.xml.skip()?;
                self.hide(&hidden, words)
            }
            "hidden-paragraph" => {
                around.hidden |= tag.attribute("is-hidden").as_deref() == Some("true");
                self.xml.skip()
            }
            "note" => self.note(words),
            "annotation" => self.comment(),
            "change" | "change-start" | "change-end" => self.change(tag, words),
            name if BOXES.contains(&name) => self.blocks(&mut around.after),
            "p" | "h" | "list" | "table" => self.block(tag, &mut around.after),
            name if SKIPPED.contains(&name) => self.xml.skip(),
            _ => self.inline(words, around),
        }
    }

    /// A note stands after the text, under the mark that stands here.
    fn note(&mut self, words: &mut Text) -> Result<()> {
        let at = self.notes.len();
        let mark = mark(at + 1);
        words.push(&mark)?;
        self.notes.push(Text::default());
        let mut note = Text::default();
        note.push(&mark)?;
        let cells = std::mem::take(&mut self.cells);
        self.blocks(&mut note)?;
        self.cells = cells;
        self.notes[at] = note;
        Ok(())
    }

    fn comment(&mut self) -> Result<()> {
        let mut comment = Text::default();
        let cells = std::mem::take(&mut self.cells);
        self.blocks(&mut comment)?;
        self.cells = cells;
        let read = self.with(Kind::Comment);
        let words = comment.as_str().trim();
        self.out.leave_out(Kind::Comment, words, read);
        if read {
            self.comments.append(&comment)?;
        }
        Ok(())
    }

    // Changes that are tracked.

    fn read_changes(&mut self) -> Result<()> {
        let mut id = String::new();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            match tag.name {
                "changed-region" => id = attribute(&tag, "id").unwrap_or_default(),
                "insertion" => {
                    self.changes.insert(id.clone(), Change::Insertion);
                    self.xml.skip()?;
                }
                "deletion" => {
                    let mut deleted = Text::default();
                    self.blocks(&mut deleted)?;
                    let words = deleted.as_str().trim_end().to_owned();
                    self.changes.insert(id.clone(), Change::Deletion(words));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The place of a deletion, or where an insertion begins or ends.
    fn change(&mut self, tag: &Tag, words: &mut Text) -> Result<()> {
        let id = tag.attribute("change-id").unwrap_or_default();
        match (self.changes.get(&*id), tag.name) {
            (Some(Change::Deletion(deleted)), "change") if !deleted.is_empty() => {
                let read = self.with(Kind::Deletion);
                self.out.leave_out(Kind::Deletion, deleted, read);
                if read {
                    words.push(deleted)?;
                }
            }
            (Some(Change::Insertion), "change-start") => {
                self.end_insertion();
                self.insertion = Some(String::new());
            }
            (Some(Change::Insertion), "change-end") => self.end_insertion(),
            _ => {}
        }
        self.xml.skip()
    }

    fn keep_inserted(&mut self, text: &str) {
        if let Some(insertion) = &mut self.insertion
            && insertion.len() < LONGEST_QUOTE
        {
            insertion.push_str(text);
        }
    }

    fn end_insertion(&mut self) {
        if let Some(insertion) = self.insertion.take().filter(|words| !words.is_empty()) {
            self.out.leave_out(Kind::Insertion, &insertion, true);
        }
    }

    // Lists.

    /// A list; `outer` is the item that it lies in.
    fn list(&mut self, tag: &Tag, outer: Option<Item>, into: &mut Text) -> Result<()> {
        let style = attribute(tag, "style-name").filter(|style| !style.is_empty());
        let item = match outer {
            Some(outer) => Item {
                style: style.or(outer.style),
                level: outer.level + 1,
                ..outer
            },
            None => Item {
                counter: self.counter(tag, style.as_deref().unwrap_or_default()),
                level: 0,
                start: None,
                style,
            },
        };
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            match tag.name {
                "list-item" => {
                    let item = Item {
                        style: attribute(&tag, "style-override").or(item.style.clone()),
                        start: count(&tag, "start-value"),
                        ..item
                    };
                    self.list_item(item, true, into)?;
                }
                "list-header" => self.list_item(item.clone(), false, into)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// The counter of a list: its own, or that of the list that it continues.
    fn counter(&mut self, tag: &Tag, style: &str) -> usize {
        let continued = match tag.attribute("continue-list") {
            Some(name) => self.named.get(&*name),
            None => {
                let continues = tag.attribute("continue-numbering").as_deref() == Some("true");
                self.last.get(style).filter(|_| continues)
            }
        };
        let counter = continued.copied().unwrap_or_else(|| {
            self.counters.push(Counter::default());
            self.counters.len() - 1
        });
        self.last.insert(style.to_owned(), counter);
        if let Some(name) = attribute(tag, "id") {
            self.named.insert(name, counter);
        }
        counter
    }

    /// An item: its first paragraph has the number.
    fn list_item(&mut self, item: Item, numbered: bool, into: &mut Text) -> Result<()> {
        let mut number = numbered.then(|| item.clone());
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            match tag.name {
                "p" | "h" => {
                    self.item = number.take();
                    self.in_list = true;
                    self.paragraph(&tag, into)?;
                    self.in_list = false;
                }
                "list" => self.list(&tag, Some(item.clone()), into)?,
                _ => self.block(&tag, into)?,
            }
        }
        Ok(())
    }

    /// A paragraph that says itself what list it is in.
    fn numbered(&mut self, tag: &Tag, into: &mut Text) -> Result<()> {
        let list = attribute(tag, "list-id").unwrap_or_default();
        let counter = match self.named.get(&list) {
            Some(counter) => *counter,
            None => {
                self.counters.push(Counter::default());
                self.named.insert(list, self.counters.len() - 1);
                self.counters.len() - 1
            }
        };
        let item = Item {
            style: attribute(tag, "style-name"),
            counter,
            level: count(tag, "level").map_or(0, |level| level.saturating_sub(1) as usize),
            start: count(tag, "start-value"),
        };
        self.list_item(item, true, into)
    }

    // Tables.

    /// The rows of a table, each as a line.
    fn table(&mut self, into: &mut Text) -> Result<()> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            match tag.name {
                "table-row" => self.row(into)?,
                "table-rows" | "table-header-rows" | "table-row-group" => self.table(into)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, into: &mut Text) -> Result<()> {
        // What is covered is empty.
        let mut cells: Vec<Option<Text>> = Vec::new();
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Event::Start(tag) = self.xml.next()? else {
                continue;
            };
            if !matches!(tag.name, "table-cell" | "covered-table-cell") {
                self.xml.skip()?;
                continue;
            }
            let covered = tag.name == "covered-table-cell";
            let times = count(&tag, "number-columns-repeated").unwrap_or(1);
            let mut cell = Text::default();
            self.cells += 1;
            self.blocks(&mut cell)?;
            self.cells -= 1;
            let mut cell = Some(cell).filter(|_| !covered);
            for _ in 0..times {
                self.out.count_cell()?;
                let empty = (!covered).then(Text::default);
                cells.push(cell.take().or(empty));
            }
        }
        end_row(&cells, into)
    }
}

/// Writes a row. One of one cell is a frame around lines, unless it is one line.
fn end_row(cells: &[Option<Text>], into: &mut Text) -> Result<()> {
    let mut own = cells.iter().flatten();
    if let (Some(cell), None) = (own.next(), own.next())
        && cell.as_str().trim_end().contains('\n')
    {
        return into.append(cell);
    }
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            into.push("\t")?;
        }
        if let Some(cell) = cell {
            into.append(&cell.flat()?)?;
        }
    }
    into.push("\n")
}

/// A text in which a hyphen at which no line is broken is one like others, and what only
/// fonts of symbols have is shown by what others have.
fn plain(text: Cow<str>) -> Cow<str> {
    let odd = |c: char| matches!(c, '\u{2011}' | '\u{F000}'..='\u{F0FF}');
    if !text.contains(odd) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2011}' => plain.push('-'),
            c if odd(c) => plain.push_str(symbol_of(&format!("{:04X}", u32::from(c)))),
            c => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// The number of the next item of a level.
fn counted<'l>(
    counter: &mut Counter,
    level: impl Fn(usize) -> Option<&'l Level> + Copy,
    at: usize,
    start: Option<u32>,
) -> String {
    counter.count(level, at, start);
    counter.label(level, at)
}

/// What a heading says of its number.
struct Heading {
    level: Option<usize>,
    start: Option<u32>,
    counts: bool,
}

impl Heading {
    fn new(tag: &Tag) -> Self {
        let restarts = tag.attribute("restart-numbering").as_deref() == Some("true");
        let level = count(tag, "outline-level").unwrap_or(1);
        Self {
            level: level.checked_sub(1).map(|level| level as usize),
            start: count(tag, "start-value").filter(|_| restarts),
            counts: tag.attribute("is-list-header").as_deref() != Some("true"),
        }
    }
}
