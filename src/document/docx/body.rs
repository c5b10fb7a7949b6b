//! The text of a part: paragraphs, tables, and what lies in them.
//!
//! Lines and rows are gathered first and written when they are whole: a paragraph whose
//! mark is deleted goes on in the next, and the number of the line is that of the last.

use super::numbering::{Numbering, Place};
use super::styles::{self, Styles, switch};
use crate::out::{Kind, Out, Piece};
use crate::xml::{Event, Tag, Xml};
use crate::{Options, Result, budget};
use std::borrow::Cow;

/// Word has no more columns than this.
const MOST_COLUMNS: u32 = 63;

/// What is written on.
#[derive(Debug)]
pub enum Block<'a> {
    Line(Line<'a>),
    Row(Vec<Cell<'a>>),
}

#[derive(Debug, Default)]
pub struct Line<'a> {
    number: String,
    words: Vec<Words<'a>>,
}

#[derive(Debug)]
struct Words<'a> {
    text: Cow<'a, str>,
    piece: Option<Piece>,
}

#[derive(Debug, Default)]
pub struct Cell<'a> {
    blocks: Vec<Block<'a>>,
    /// Columns before it that are empty.
    skipped: u32,
    /// Columns it takes.
    span: u32,
}

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

/// Reads the parts of a document.
pub struct Body<'a> {
    pub out: Out,
    /// The notes in the order in which the text names them.
    pub notes: Vec<Note>,
    styles: &'a Styles,
    numbering: Numbering,
    with: &'a [Kind],
    part: usize,
    blocks: Vec<Block<'a>>,
    /// The line that grows, and what decides its number.
    line: Line<'a>,
    /// The paragraph whose number the line is to have although others go on in it.
    number_of: Option<Place>,
    /// Text boxes of the paragraph: they follow it.
    boxes: Vec<Block<'a>>,
    apart: Option<Apart>,
    /// Fields that are open: whether each is in its instruction.
    fields: Vec<bool>,
    /// Whether the style of the paragraph hides its text.
    hidden: bool,
    /// Kinds of what is being read into the line.
    inside: Vec<Kind>,
    /// Whether numbers count: not in what is deleted.
    counts: bool,
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
            blocks: Vec::new(),
            line: Line::default(),
            number_of: None,
            boxes: Vec::new(),
            apart: None,
            fields: Vec::new(),
            hidden: false,
            inside: Vec::new(),
            counts: true,
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
        for block in std::mem::take(&mut self.blocks) {
            block.write(&mut self.out)?;
        }
        Ok(())
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
        self.line.words.push(Words {
            text: words.into(),
            piece: None,
        });
    }

    /// Whether something is read that is usually left out.
    #[must_use]
    pub fn reads(&self, kind: Kind) -> bool {
        self.with.contains(&kind)
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
        let from = self.line.words.len();
        self.inside.push(kind);
        let done = read(self);
        self.inside.pop();
        let words = self.line.words.get(from..).unwrap_or_default();
        let words: String = words.iter().map(|words| &*words.text).collect();
        if !words.is_empty() && !self.inside.contains(&kind) {
            self.tell(kind, &words, true);
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
        let line = std::mem::take(&mut self.line);
        let blocks = std::mem::take(&mut self.blocks);
        let boxes = std::mem::take(&mut self.boxes);
        let number_of = self.number_of.take();
        let apart = self.apart.take();
        let hidden = self.hidden;
        let counts = std::mem::replace(&mut self.counts, false);
        let done = read(self);
        self.end_line();
        let read = std::mem::replace(&mut self.blocks, blocks);
        self.line = line;
        self.boxes = boxes;
        self.number_of = number_of;
        self.apart = apart;
        self.hidden = hidden;
        self.counts = counts;
        done?;
        let mut words = String::new();
        gather(&read, &mut words);
        Ok(words.trim().into())
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
        Ok(())
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let joins = paragraph.joins && !self.reads(Kind::Deletion);
        let hidden = paragraph.hidden == Some(true) && !self.reads(Kind::Hidden);
        if joins || hidden {
            if hidden && !self.line.words.is_empty() && self.number_of.is_none() {
                self.number_of = Some(paragraph.place);
            }
            return;
        }
        let place = self.number_of.take().unwrap_or(paragraph.place);
        self.push_line(Some(&place));
    }

    /// Ends a line that no paragraph ends: the last mark is deleted or hidden.
    fn end_line(&mut self) {
        let place = self.number_of.take();
        if self.line.words.is_empty() {
            self.blocks.append(&mut self.boxes);
        } else {
            self.push_line(place.as_ref());
        }
    }

    fn push_line(&mut self, place: Option<&Place>) {
        self.told();
        if let Some(place) = place.filter(|_| self.counts) {
            self.line.number = self.numbering.count(place, self.styles);
        }
        let line = std::mem::take(&mut self.line);
        self.blocks.push(Block::Line(line));
        self.blocks.append(&mut self.boxes);
    }

    // Runs.

    fn run(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let start = xml.at().start;
        let mut properties = start..start;
        let mut hidden = None;
        let from = self.line.words.len();
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
        for words in self.line.words.get_mut(from..).unwrap_or_default() {
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
        self.line.words.push(Words { text, piece });
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
        let line = std::mem::take(&mut self.line);
        let blocks = std::mem::take(&mut self.blocks);
        let outer = std::mem::take(&mut self.boxes);
        let number_of = self.number_of.take();
        let done = self.children(xml);
        self.end_line();
        let read = std::mem::replace(&mut self.blocks, blocks);
        self.line = line;
        self.boxes = outer;
        self.number_of = number_of;
        self.boxes.extend(read);
        done
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

    // Tables.

    fn table(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        self.end_line();
        self.rows(xml)
    }

    fn rows(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "tr" => self.row(xml)?,
                "sdt" | "sdtContent" | "customXml" | "ins" | "del" | "moveTo" | "moveFrom" => {
                    self.rows(xml)?;
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'a>) -> Result<()> {
        let mut row = Row::default();
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            self.row_child(&tag, xml, &mut row)?;
        }
        self.out_of_row(row)
    }

    fn out_of_row(&mut self, row: Row<'a>) -> Result<()> {
        if let Some(kind) = row.left_out {
            let mut words = String::new();
            gather(&[Block::Row(row.cells)], &mut words);
            self.tell(kind, words.trim(), false);
            self.told();
        } else if !row.cells.is_empty() {
            self.blocks.push(Block::Row(row.cells));
        }
        Ok(())
    }

    fn row_child(&mut self, tag: &Tag<'a>, xml: &mut Xml<'a>, row: &mut Row<'a>) -> Result<()> {
        match tag.name {
            "trPr" => self.row_properties(xml, row),
            "tc" => {
                let counts = self.counts;
                self.counts = counts && row.left_out.is_none();
                let cell = self.cell(xml);
                self.counts = counts;
                if let Some(mut cell) = cell? {
                    cell.skipped = std::mem::take(&mut row.skipped);
                    row.cells.push(cell);
                }
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" => {
                let outside = xml.depth() - 1;
                while xml.depth() > outside {
                    if let Event::Start(tag) = xml.next()? {
                        self.row_child(&tag, xml, row)?;
                    }
                }
                Ok(())
            }
            _ => xml.skip(),
        }
    }

    fn row_properties(&mut self, xml: &mut Xml<'a>, row: &mut Row<'a>) -> Result<()> {
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "gridBefore" => row.skipped = columns(&tag),
                "del" if !self.reads(Kind::Deletion) => row.left_out = Some(Kind::Deletion),
                "hidden" if switch(&tag) && !self.reads(Kind::Hidden) => {
                    row.left_out = Some(Kind::Hidden);
                }
                "trPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A cell; `None` where it is deleted. One that continues another is empty.
    fn cell(&mut self, xml: &mut Xml<'a>) -> Result<Option<Cell<'a>>> {
        let line = std::mem::take(&mut self.line);
        let blocks = std::mem::take(&mut self.blocks);
        let boxes = std::mem::take(&mut self.boxes);
        let number_of = self.number_of.take();
        let read = self.cell_children(xml);
        self.end_line();
        let content = std::mem::replace(&mut self.blocks, blocks);
        self.line = line;
        self.boxes = boxes;
        self.number_of = number_of;
        let mut cell = read?;
        if let Some(cell) = &mut cell {
            self.out.count_cell()?;
            cell.blocks = content;
        }
        Ok(cell)
    }

    fn cell_children(&mut self, xml: &mut Xml<'a>) -> Result<Option<Cell<'a>>> {
        let mut cell = Some(Cell {
            span: 1,
            ..Cell::default()
        });
        let mut continues = false;
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            if tag.name == "tcPr" {
                let (deleted, merged, span) = self.cell_properties(xml)?;
                continues = merged;
                cell = (!deleted).then(|| Cell {
                    span,
                    ..Cell::default()
                });
            } else if continues || cell.is_none() {
                xml.skip()?;
            } else {
                self.element(&tag, xml)?;
            }
        }
        Ok(cell)
    }

    /// Whether a cell is deleted, whether it continues another, and how many columns it takes.
    fn cell_properties(&mut self, xml: &mut Xml<'a>) -> Result<(bool, bool, u32)> {
        let (mut deleted, mut continues, mut span) = (false, false, 1);
        let outside = xml.depth() - 1;
        while xml.depth() > outside {
            let Event::Start(tag) = xml.next()? else {
                continue;
            };
            match tag.name {
                "gridSpan" => span = columns(&tag).max(1),
                "vMerge" | "hMerge" => {
                    continues |= tag.attribute("val").as_deref() != Some("restart");
                }
                "cellDel" => deleted = !self.reads(Kind::Deletion),
                "tcPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok((deleted, continues, span))
    }
}

#[derive(Debug, Default)]
struct Row<'a> {
    cells: Vec<Cell<'a>>,
    /// Columns before the next cell that are empty.
    skipped: u32,
    left_out: Option<Kind>,
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

impl Block<'_> {
    fn write(self, out: &mut Out) -> Result<()> {
        match self {
            Self::Line(line) => {
                line.write(out, false)?;
                out.end_line()
            }
            Self::Row(mut cells) => {
                // A row of one cell is a frame around lines, unless it is one line.
                if cells.len() == 1 && cells[0].blocks.len() > 1 {
                    let blocks = std::mem::take(&mut cells[0].blocks);
                    return blocks.into_iter().try_for_each(|block| block.write(out));
                }
                for (at, cell) in cells.into_iter().enumerate() {
                    cell.write(at == 0, out)?;
                }
                out.end_line()
            }
        }
    }

    /// Writes what lies in a cell, all in one line.
    fn write_in_cell(self, out: &mut Out, from: usize) -> Result<()> {
        match self {
            Self::Line(line) => {
                if !line.is_empty() && parts(out, from, line.first()) {
                    out.push(" ")?;
                }
                line.write(out, true)
            }
            Self::Row(cells) => {
                for cell in cells {
                    if out.text().len() > from && !out.text().ends_with(' ') {
                        out.push(" ")?;
                    }
                    for block in cell.blocks {
                        block.write_in_cell(out, from)?;
                    }
                }
                Ok(())
            }
        }
    }
}

/// Whether a blank is needed between what a cell has so far and what follows: words and
/// figures of two paragraphs do not run together.
fn parts(out: &Out, from: usize, next: Option<char>) -> bool {
    let last = out.text().get(from..).and_then(|text| text.chars().last());
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
    word(last) && word(next)
}

impl Line<'_> {
    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.words.is_empty()
    }

    fn first(&self) -> Option<char> {
        let words = self.words.first().map(|words| &*words.text);
        self.number
            .chars()
            .chain(words.unwrap_or_default().chars())
            .next()
    }

    /// In a cell a line end or a tab would be one of the table: a blank stands for it. At
    /// the beginning of a line a tab is an indent.
    fn write(self, out: &mut Out, in_cell: bool) -> Result<()> {
        out.number(&self.number)?;
        let mut begun = false;
        for Words { text, piece } in self.words {
            match (piece, &*text) {
                (Some(piece), text) => out.push_from(text, piece)?,
                (None, "\t") if !begun => {}
                (None, "\t" | "\n") if in_cell => out.push(" ")?,
                (None, text) => out.push(text)?,
            }
            begun = true;
        }
        Ok(())
    }
}

impl Cell<'_> {
    fn write(self, first: bool, out: &mut Out) -> Result<()> {
        let before = self.skipped + u32::from(!first);
        tabs(before, out)?;
        let from = out.text().len();
        for block in self.blocks {
            block.write_in_cell(out, from)?;
        }
        tabs(self.span.saturating_sub(1), out)
    }
}

fn tabs(count: u32, out: &mut Out) -> Result<()> {
    (0..count).try_for_each(|_| out.push("\t"))
}

/// The text of blocks, lines and cells parted by blanks.
fn gather(blocks: &[Block], words: &mut String) {
    for block in blocks {
        if !words.is_empty() {
            words.push(' ');
        }
        match block {
            Block::Line(line) => {
                words.push_str(&line.number);
                words.extend(line.words.iter().map(|words| &*words.text));
            }
            Block::Row(cells) => cells.iter().for_each(|cell| gather(&cell.blocks, words)),
        }
    }
}

fn columns(tag: &Tag) -> u32 {
    styles::number(tag).unwrap_or(1).min(MOST_COLUMNS)
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
    let code = tag.attribute("char").unwrap_or_default();
    let found = SYMBOLS
        .iter()
        .find(|(known, _)| code.eq_ignore_ascii_case(known));
    found.map_or("□", |(_, shown)| shown)
}
