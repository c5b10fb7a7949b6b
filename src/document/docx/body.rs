//! The text of a part: paragraphs, tables, and what lies in them.
//!
//! Lines and rows are gathered first and written when they are whole: a paragraph whose
//! mark is deleted goes on in the next, and the number of the line is that of the last.

mod table;

use super::block::{Block, Line, Words, gather};
use super::numbering::{Numbering, Place};
use super::styles::{self, Styles, switch};
use crate::out::{Kind, Out, Piece};
use crate::xml::{Event, Tag, Xml};
use crate::{Options, Result, budget};
use std::borrow::Cow;

/// What a paragraph says of itself.
#[derive(Debug, Default)]
struct Paragraph {
    place: Place,
    /// Its mark is deleted: the next goes on in it.
    joins: bool,
    /// Its mark is hidden: the next goes on in it, under its number.
    hidden: Option<bool>,
}

/// A note that the text names.
#[derive(Clone, Debug)]
pub struct Note {
    /// `footnotes` or `endnotes`.
    pub kind: &'static str,
    pub id: String,
    /// Whether its mark is text of the document.
    pub own_mark: bool,
}

/// Something set apart that has not been told yet: what follows at once belongs to it.
#[derive(Debug)]
struct Apart {
    kind: Kind,
    words: String,
    read: bool,
}

/// What is gathered of a part, a cell or a box.
#[derive(Debug, Default)]
struct Growing<'a> {
    blocks: Vec<Block<'a>>,
    line: Line<'a>,
    /// The paragraph whose number the line is to have although others go on in it.
    number_of: Option<Place>,
    /// Text boxes of the paragraph: they follow it.
    boxes: Vec<Block<'a>>,
}

/// Reads the parts of a document.
pub struct Body<'a> {
    pub out: Out,
    /// The notes in the order in which the text names them.
    pub notes: Vec<Note>,
    styles: &'a Styles,
    numbering: Numbering,
    with: &'a [Kind],
    part: usize,
    now: Growing<'a>,
    apart: Option<Apart>,
    /// Fields that are open: whether each is in its instruction.
    fields: Vec<bool>,
    /// Whether the style of the paragraph hides its text.
    hidden: bool,
    /// Kinds of what is being read into the line.
    inside: Vec<Kind>,
    /// Whether numbers count: not in what is deleted.
    counts: bool,
    /// How many cells, boxes and the like are gathered: what stands in none is written at once.
    held: usize,
}

impl<'a> Body<'a> {
    #[must_use]
    pub fn new(styles: &'a Styles, numbering: Numbering, options: &'a Options) -> Self {
        Self {
            out: Out::default(),
            notes: Vec::new(),
            styles,
            numbering,
            with: &options.with,
            part: 0,
            now: Growing::default(),
            apart: None,
            fields: Vec::new(),
            hidden: false,
            inside: Vec::new(),
            counts: true,
            held: 0,
        }
    }

    /// Reads a part, or an element of it, and writes it on.
    ///
    /// # Errors
    /// Where the part is damaged or more than the budget holds.
    pub fn read(&mut self, xml: &mut Xml<'a>, part: usize) -> Result<()> {
        self.part = part;
        loop {
            match xml.next()? {
                Event::Start(tag) => self.element(&tag, xml)?,
                Event::Done => break,
                _ => {}
            }
        }
        self.end_line();
        self.told();
        self.write()
    }

    /// The text of a part or an element, for what is set apart.
    ///
    /// # Errors
    /// As [`Body::read`].
    pub fn quote(&mut self, xml: &mut Xml<'a>) -> Result<String> {
        self.aside(|body| {
            loop {
                match xml.next()? {
                    Event::Start(tag) => body.element(&tag, xml)?,
                    Event::Done => return Ok(()),
                    _ => {}
                }
            }
        })
    }

    /// Begins a line with words that are not in the file.
    pub fn begin(&mut self, words: String) {
        self.now.line.before = words;
    }

    /// Whether something is read that is usually left out.
    #[must_use]
    pub fn reads(&self, kind: Kind) -> bool {
        self.with.contains(&kind)
    }

    fn write(&mut self) -> Result<()> {
        if self.held == 0 {
            for block in self.now.blocks.drain(..) {
                block.write(&mut self.out)?;
            }
        }
        Ok(())
    }

    /// The children of the element whose start was the last event.
    fn children(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            if let Event::Start(tag) = xml.next()? {
                self.element(&tag, xml)?;
            }
        }
        Ok(())
    }

    fn element(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>) -> Result<()> {
        match tag.name {
            "document" | "body" | "hdr" | "ftr" | "footnote" | "endnote" | "comment" | "sdt"
            | "sdtContent" | "smartTag" | "customXml" | "hyperlink" | "fldSimple" | "dir"
            | "bdo" => self.children(xml),
            "p" => self.paragraph(xml),
            "r" => self.run(xml),
            "tbl" => self.table(xml),
            "ins" | "moveTo" => self.noted(Kind::Insertion, |body| body.children(xml)),
            "del" | "moveFrom" => self.set_apart(Kind::Deletion, |body| body.children(xml)),
            "AlternateContent" => self.alternative(xml),
            "oMath" | "oMathPara" => self.formula(xml),
            "altChunk" => {
                self.tell(Kind::Object, "", false);
                xml.skip()
            }
            _ => xml.skip(),
        }
    }

    /// The first of several forms of the same; the last where there is no other.
    fn alternative(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let mut chosen = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if !chosen && matches!(tag.name, "Choice" | "Fallback") {
                chosen = true;
                self.in_run(xml, None)?;
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    // What is set apart.

    /// Reads what `read` reads into the line, and notes that it is of a kind.
    fn noted(&mut self, kind: Kind, read: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let from = self.now.line.words.len();
        self.inside.push(kind);
        let done = read(self);
        self.inside.pop();
        if !self.inside.contains(&kind) {
            let words = self.now.line.text_from(from);
            if !words.is_empty() {
                self.tell(kind, &words, true);
            }
        }
        done
    }

    /// Reads what `read` reads into the line if its kind is asked for, and else beside it.
    fn set_apart(&mut self, kind: Kind, read: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if self.reads(kind) {
            return self.noted(kind, read);
        }
        let words = self.aside(read)?;
        if !words.is_empty() {
            self.tell(kind, &words, false);
        }
        Ok(())
    }

    /// What `read` reads, as text beside the text.
    fn aside(&mut self, read: impl FnOnce(&mut Self) -> Result<()>) -> Result<String> {
        let apart = self.apart.take();
        let counts = std::mem::replace(&mut self.counts, false);
        let ((), blocks) = self.gathered(read)?;
        self.apart = apart;
        self.counts = counts;
        let mut words = String::new();
        gather(&blocks, &mut words);
        Ok(words.trim().into())
    }

    /// What `read` reads, gathered and not written.
    fn gathered<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<(T, Vec<Block<'a>>)> {
        let outer = std::mem::take(&mut self.now);
        self.held += 1;
        let done = read(self)?;
        self.end_line();
        self.held -= 1;
        let inner = std::mem::replace(&mut self.now, outer);
        Ok((done, inner.blocks))
    }

    /// Notes what is set apart; what goes on in it at once is no second one.
    fn tell(&mut self, kind: Kind, words: &str, read: bool) {
        if let Some(apart) = &mut self.apart
            && (apart.kind, apart.read) == (kind, read)
        {
            apart.words.push_str(words);
            return;
        }
        self.told();
        let words = words.into();
        self.apart = Some(Apart { kind, words, read });
    }

    fn told(&mut self) {
        if let Some(apart) = self.apart.take() {
            self.out.leave_out(apart.kind, &apart.words, apart.read);
        }
    }

    // Paragraphs.

    fn paragraph(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let mut paragraph = Paragraph::default();
        let style = self.styles.hidden(None);
        let outer = std::mem::replace(&mut self.hidden, style == Some(true));
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name == "pPr" {
                paragraph = Paragraph::read(xml)?;
                let style = self.styles.hidden(paragraph.place.style.as_deref());
                self.hidden = style == Some(true);
            } else {
                self.element(&tag, xml)?;
            }
        }
        paragraph.hidden.get_or_insert(self.hidden);
        self.hidden = outer;
        // A field whose end is missing does not swallow the rest of the text.
        self.fields
            .iter_mut()
            .for_each(|instruction| *instruction = false);
        self.end_paragraph(paragraph);
        self.write()
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let joins = paragraph.joins && !self.reads(Kind::Deletion);
        let hidden = paragraph.hidden == Some(true) && !self.reads(Kind::Hidden);
        if joins || hidden {
            if hidden && !self.now.line.words.is_empty() && self.now.number_of.is_none() {
                self.now.number_of = Some(paragraph.place);
            }
            return;
        }
        let place = self.now.number_of.take().unwrap_or(paragraph.place);
        self.push_line(Some(&place));
    }

    /// Ends a line that no paragraph ends: the last mark is deleted or hidden.
    fn end_line(&mut self) {
        let place = self.now.number_of.take();
        if self.now.line.words.is_empty() {
            self.now.blocks.append(&mut self.now.boxes);
        } else {
            self.push_line(place.as_ref());
        }
    }

    fn push_line(&mut self, place: Option<&Place>) {
        self.told();
        if let Some(place) = place.filter(|_| self.counts) {
            self.now.line.number = self.numbering.count(place, self.styles);
        }
        let line = std::mem::take(&mut self.now.line);
        self.now.blocks.push(Block::Line(line));
        self.now.blocks.append(&mut self.now.boxes);
    }

    // Runs.

    fn run(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let start = xml.at().start;
        let mut properties = start..start;
        let mut hidden = None;
        let from = self.now.line.words.len();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name == "rPr" {
                properties.start = xml.at().start;
                hidden = self.run_properties(xml)?;
                properties.end = xml.at().end;
                continue;
            }
            let piece = Piece {
                text: 0..0,
                part: self.part,
                raw: 0..0,
                run: start..start,
                properties: properties.clone(),
            };
            if hidden.unwrap_or(self.hidden) {
                let read = |body: &mut Self| body.run_child(&tag, xml, Some(&piece));
                self.set_apart(Kind::Hidden, read)?;
            } else {
                self.run_child(&tag, xml, Some(&piece))?;
            }
        }
        let end = xml.at().end;
        for words in self.now.line.words.get_mut(from..).unwrap_or_default() {
            if let Some(piece) = words.piece.as_mut().filter(|it| it.run.start == start) {
                piece.run.end = end;
            }
        }
        Ok(())
    }

    /// Whether the properties of a run say that it is hidden, themselves or by a style.
    fn run_properties(&mut self, xml: &mut Xml<'a>) -> Result<Option<bool>> {
        let mut direct = None;
        let mut by_style = None;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "vanish" => direct = Some(switch(&tag)),
                "rStyle" => {
                    let id = styles::value(&tag);
                    by_style = id.and_then(|id| self.styles.hidden(Some(&id)));
                }
                "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(direct.or(by_style))
    }

    /// Children of a run, or of what stands in one.
    fn in_run(&mut self, xml: &mut Xml<'a>, piece: Option<&Piece>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            if let Event::Start(tag) = xml.next()? {
                self.run_child(&tag, xml, piece)?;
            }
        }
        Ok(())
    }

    fn run_child(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>, piece: Option<&Piece>) -> Result<()> {
        match tag.name {
            "t" | "delText" => return self.text(tag, xml, piece),
            "fldChar" => self.field(tag),
            "tab" | "ptab" => self.mark("\t"),
            "br" | "cr" => self.mark("\n"),
            "noBreakHyphen" => self.mark("-"),
            "sym" => self.mark(symbol(tag)),
            "footnoteReference" => self.note("footnotes", tag),
            "endnoteReference" => self.note("endnotes", tag),
            "ruby" | "rubyBase" => return self.children_of_ruby(xml),
            "drawing" | "pict" | "object" => return self.drawing(tag, xml),
            "AlternateContent" => return self.alternative(xml),
            _ => return self.element(tag, xml),
        }
        xml.skip()
    }

    fn children_of_ruby(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                // What stands above the characters.
                Event::Start(tag) if matches!(tag.name, "rt" | "rubyPr") => xml.skip()?,
                Event::Start(tag) if tag.name == "rubyBase" => self.children(xml)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>, piece: Option<&Piece>) -> Result<()> {
        let keeps = tag.attribute("space").as_deref() == Some("preserve");
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Text(text) = xml.next()? else {
                continue;
            };
            let mut raw = xml.at();
            let text = if keeps {
                text
            } else {
                trim(text, xml.source(), &mut raw)
            };
            if text.is_empty() || self.in_instruction() {
                continue;
            }
            let piece = piece.map(|piece| Piece {
                raw,
                ..piece.clone()
            });
            let text = if text.contains(['\n', '\t', '\r']) {
                text.replace(['\n', '\t', '\r'], " ").into()
            } else {
                text
            };
            self.push(text, piece);
        }
        Ok(())
    }

    fn push(&mut self, text: Cow<'a, str>, piece: Option<Piece>) {
        let goes_on = |apart: &Apart| self.inside.contains(&apart.kind);
        if !self.apart.as_ref().is_some_and(goes_on) {
            self.told();
        }
        self.now.line.words.push(Words { text, piece });
    }

    fn mark(&mut self, mark: &'static str) {
        if !self.in_instruction() {
            self.push(mark.into(), None);
        }
    }

    fn in_instruction(&self) -> bool {
        self.fields.contains(&true)
    }

    fn field(&mut self, tag: &Tag) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < budget::DEPTH => self.fields.push(true),
            Some("separate") => {
                if let Some(instruction) = self.fields.last_mut() {
                    *instruction = false;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// A note stands after the text, under the mark that stands here.
    fn note(&mut self, kind: &'static str, tag: &Tag) {
        let Some(id) = tag.attribute("id").filter(|_| self.counts) else {
            return;
        };
        let own = tag.attribute("customMarkFollows");
        let own_mark = own.is_some_and(|own| styles::is_on(&own));
        let id = id.into_owned();
        self.notes.push(Note { kind, id, own_mark });
        if !own_mark {
            self.push(mark(self.notes.len()).into(), None);
        }
    }

    /// Pictures, charts and the like: what is text in them are boxes.
    fn drawing(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>) -> Result<()> {
        let mut kind = (tag.name == "object").then_some(Kind::Object);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "blip" | "imagedata" => kind = kind.or(Some(Kind::Picture)),
                "chart" | "relIds" | "OLEObject" => kind = Some(Kind::Object),
                "txbxContent" => self.text_box(xml)?,
                "Fallback" => xml.skip()?,
                _ => {}
            }
        }
        if let Some(kind) = kind.filter(|_| self.counts) {
            self.out.leave_out(kind, "", false);
        }
        Ok(())
    }

    fn text_box(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let ((), blocks) = self.gathered(|body| body.children(xml))?;
        // Boxes in boxes are not moved one by one.
        if self.now.boxes.is_empty() {
            self.now.boxes = blocks;
        } else {
            self.now.boxes.extend(blocks);
        }
        Ok(())
    }

    /// The letters of a formula, in a row.
    fn formula(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let mut words = String::new();
        let mut in_text = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            match xml.next()? {
                Event::Start(tag) => in_text = tag.name == "t",
                Event::End(_) => in_text = false,
                Event::Text(text) if in_text => words.push_str(&text),
                _ => {}
            }
        }
        if self.counts {
            self.out.leave_out(Kind::Object, &words, true);
        }
        self.push(words.into(), None);
        Ok(())
    }
}

impl Paragraph {
    fn read(xml: &mut Xml) -> Result<Self> {
        let mut paragraph = Self::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "pStyle" => paragraph.place.style = styles::value(&tag),
                "numId" => paragraph.place.list = styles::number(&tag),
                "ilvl" => paragraph.place.level = styles::level(&tag),
                "rPr" => paragraph.mark(xml)?,
                "pPrChange" | "sectPr" => xml.skip()?,
                _ => {}
            }
        }
        Ok(paragraph)
    }

    /// The properties of the mark at the end of the paragraph.
    fn mark(&mut self, xml: &mut Xml) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "del" | "moveFrom" => self.joins = true,
                "vanish" => self.hidden = Some(switch(&tag)),
                "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// The mark of a note.
#[must_use]
pub fn mark(number: usize) -> String {
    ["[", &number.to_string(), "]"].concat()
}

/// Blanks at the ends of a text are no part of it unless it says so.
fn trim<'a>(text: Cow<'a, str>, source: &str, raw: &mut std::ops::Range<usize>) -> Cow<'a, str> {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let written = source.get(raw.clone()).unwrap_or_default();
    if !written.contains(blank) || written.contains(['\r', '<']) {
        return text;
    }
    let start = written.len() - written.trim_start_matches(blank).len();
    let end = written.len() - written.trim_end_matches(blank).len();
    if start + end >= written.len() {
        raw.end = raw.start;
        return "".into();
    }
    *raw = raw.start + start..raw.end - end;
    text[start..text.len() - end].to_owned().into()
}

/// Characters of fonts of symbols, by the code that stands in the file: boxes with and
/// without a tick, ticks and bullets.
const SYMBOLS: [(&str, &str); 9] = [
    ("F0FE", "☑"),
    ("F052", "☑"),
    ("F0FC", "✓"),
    ("F0A8", "□"),
    ("F06F", "□"),
    ("F0A3", "□"),
    ("F06C", "●"),
    ("F06E", "■"),
    ("F0B7", "•"),
];

fn symbol(tag: &Tag) -> &'static str {
    symbol_of(&tag.attribute("char").unwrap_or_default())
}

/// What shows in place of a character that only a font of symbols has, by its code in
/// hexadecimal digits.
#[must_use]
pub fn symbol_of(code: &str) -> &'static str {
    let found = SYMBOLS
        .iter()
        .find(|(known, _)| code.eq_ignore_ascii_case(known));
    found.map_or("□", |(_, shown)| shown)
}
