//! From the characters of a .doc to paragraphs and lines.

use super::lists::Counts;
use super::properties::{self, Character, Paragraph};
use super::table::Table;
use super::{Doc, Stories, plc_len};
use crate::budget::{self, Limit};
use crate::bytes::{size_at, u16_at, u32_at};
use crate::text::Text;
use crate::{Document, Kind, Options, Out, Refusal, Result};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph as it is read: without its number.
#[derive(Debug, Default)]
struct Written {
    text: String,
    properties: Paragraph,
    /// It ends with the mark of a cell or row.
    cell: bool,
    /// What ends it is left out.
    gone: bool,
    /// The shapes that hang on it.
    shapes: Vec<u32>,
}

/// A note that the text names.
#[derive(Clone, Copy, Debug)]
struct Note {
    endnote: bool,
    /// Its place among the notes of its kind.
    index: usize,
    /// Its mark is counted, and no text of the document.
    counted: bool,
}

/// Writes the text of a file.
pub struct Body<'a> {
    doc: &'a Doc<'a>,
    options: &'a Options,
    out: Out,
    text: Text,
    counts: Counts,
    /// Text boxes that were not written yet, by the shape they belong to.
    boxes: BTreeMap<u32, Vec<Written>>,
    /// Where notes are named, and those that were met, in order.
    references: BTreeMap<usize, Note>,
    notes: Vec<Note>,
}

/// Marks in the text.
mod mark {
    pub const PICTURE: u16 = 0x01;
    pub const CELL: u16 = 0x07;
    pub const SHAPE: u16 = 0x08;
    pub const TAB: u16 = 0x09;
    pub const LINE: u16 = 0x0B;
    pub const SECTION: u16 = 0x0C;
    pub const PARAGRAPH: u16 = 0x0D;
    pub const FIELD: u16 = 0x13;
    pub const FIELD_RESULT: u16 = 0x14;
    pub const FIELD_END: u16 = 0x15;
    pub const HYPHEN: u16 = 0x1E;
    pub const SYMBOL: u16 = 0x28;
}

/// Units of an instruction that are looked at.
const LONGEST_INSTRUCTION: usize = 1_000;

/// Bytes of what a table of places says of each text box, shape and comment.
const OF_BOX: usize = 22;
const OF_SHAPE: usize = 26;

impl<'a> Body<'a> {
    pub fn new(doc: &'a Doc<'a>, options: &'a Options) -> Self {
        Self {
            doc,
            options,
            out: Out::default(),
            counts: Counts::default(),
            text: Text::default(),
            boxes: BTreeMap::new(),
            references: references(doc),
            notes: Vec::new(),
        }
    }

    fn with(&self, kind: Kind) -> bool {
        self.options.with.contains(&kind)
    }

    /// Reads the text boxes, to be written where their shapes are.
    pub fn boxes(&mut self, stories: &Stories) -> Result<()> {
        let table = self.doc.boxes;
        let count = plc_len(table, OF_BOX);
        for (i, range) in parts(table, OF_BOX, &stories.boxes)?
            .into_iter()
            .enumerate()
        {
            let shape = u32_at(table, (count + 1) * 4 + i * OF_BOX + 14);
            let mut paragraphs = self.story(range)?;
            let of_shape = self.boxes.entry(shape.unwrap_or(0)).or_default();
            of_shape.append(&mut paragraphs);
        }
        Ok(())
    }

    /// Writes the body, and after it the text boxes that nothing stands for.
    pub fn text(&mut self, range: Range<usize>) -> Result<()> {
        let paragraphs = self.story(range)?;
        self.write(paragraphs)?;
        for (_, paragraphs) in std::mem::take(&mut self.boxes) {
            self.write(paragraphs)?;
        }
        Ok(())
    }

    /// Writes the notes that the text names, in its order, each under its mark.
    pub fn notes(&mut self, stories: &Stories) -> Result<()> {
        let notes = parts(self.doc.notes, 0, &stories.notes)?;
        let endnotes = parts(self.doc.endnotes, 0, &stories.endnotes)?;
        for (i, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let parts = if note.endnote { &endnotes } else { &notes };
            let Some(range) = parts.get(note.index) else {
                continue;
            };
            let mut paragraphs = self.story(range.clone())?;
            if let Some(first) = paragraphs.first_mut().filter(|_| note.counted) {
                first.text = crate::docx::mark(i + 1) + first.text.trim_start();
            }
            self.out.leave_out(Kind::Note, &joined(&paragraphs), true);
            self.write(paragraphs)?;
        }
        Ok(())
    }

    /// Notes comments, and writes them where they are asked for.
    pub fn comments(&mut self, story: Range<usize>, table: &[u8]) -> Result<()> {
        let read = self.with(Kind::Comment);
        for range in parts(table, 0, &story)? {
            let paragraphs = self.story(range)?;
            let words = joined(&paragraphs);
            self.out.leave_out(Kind::Comment, &words, read);
            if read {
                self.write(paragraphs)?;
            }
        }
        Ok(())
    }

    /// Notes headers and footers, and writes them where they are asked for.
    pub fn furniture(&mut self, story: Range<usize>) -> Result<()> {
        let read = self.with(Kind::Furniture);
        for paragraph in self.story(story)? {
            if paragraph.text.trim().is_empty() {
                continue;
            }
            self.out.leave_out(Kind::Furniture, &paragraph.text, read);
            if read {
                self.write(vec![paragraph])?;
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<Document> {
        self.text.write(&mut self.out)?;
        Ok(self.out.finish("doc", None, Vec::new()))
    }

    /// The paragraphs of a range of characters.
    fn story(&mut self, range: Range<usize>) -> Result<Vec<Written>> {
        if range.end > self.doc.pieces.units.len() {
            return Err(Refusal::Damaged);
        }
        let mut reader = Reader::new(self.doc, self.options, &mut self.out);
        reader.references = std::mem::take(&mut self.references);
        reader.notes = std::mem::take(&mut self.notes);
        for cp in range {
            reader.character(cp)?;
        }
        reader.end();
        self.references = reader.references;
        self.notes = reader.notes;
        Ok(reader.done)
    }

    /// Writes paragraphs, rows of tables as lines.
    fn write(&mut self, paragraphs: Vec<Written>) -> Result<()> {
        let mut table = Table::default();
        let mut shapes = Vec::new();
        for mut paragraph in paragraphs {
            let properties = &paragraph.properties;
            let inside = properties.depth > 0;
            if !inside {
                self.end_table(&mut table, &mut shapes)?;
            }
            shapes.append(&mut paragraph.shapes);
            let number = self.doc.lists.number(properties, &mut self.counts);
            if inside {
                paragraph.add_to(&mut table, &number)?;
            } else {
                self.text.number(&number)?;
                self.text.push(&paragraph.text)?;
                self.text.push("\n")?;
                self.end_table(&mut table, &mut shapes)?;
            }
        }
        self.end_table(&mut table, &mut shapes)
    }

    /// Writes a table, if there is one, and the text boxes that hang on what was written.
    fn end_table(&mut self, table: &mut Table, shapes: &mut Vec<u32>) -> Result<()> {
        std::mem::take(table).write(&mut self.out, &mut self.text)?;
        for shape in std::mem::take(shapes) {
            match self.boxes.remove(&shape) {
                Some(paragraphs) => self.write(paragraphs)?,
                None => self.out.leave_out(Kind::Picture, "", false),
            }
        }
        Ok(())
    }
}

impl Written {
    /// Adds the paragraph to the table it stands in.
    fn add_to(self, table: &mut Table, number: &str) -> Result<()> {
        if self.cell && self.properties.row_end && self.gone {
            table.drop_row();
            return Ok(());
        }
        if self.cell && self.properties.row_end {
            table.end_row(self.properties.cells);
            return Ok(());
        }
        if self.properties.inner_row_end {
            return Ok(());
        }
        let cell = table.cell();
        cell.number(number)?;
        // In a cell a tab would be one of the table.
        cell.push(&self.text.replace('\t', " "))?;
        if self.cell {
            table.end_cell();
        } else if self.properties.inner_cell {
            cell.push(" ")?;
        } else {
            cell.push("\n")?;
        }
        Ok(())
    }
}

/// Characters one over the other are a formula: what the lowest says, which is the last
/// in its brackets.
fn equation(instruction: &str) -> &str {
    let Some(over) = instruction.trim_start().get(..2) else {
        return "";
    };
    let formula = instruction
        .split_once("\\o")
        .map_or("", |(_, formula)| formula);
    if !over.eq_ignore_ascii_case("EQ") {
        return "";
    }
    let last = formula.rsplit([',', '，', ';']).next().unwrap_or_default();
    last.trim_end().trim_end_matches(')').trim()
}

/// What a character of a font of symbols shows: these have theirs where no others are.
fn symbol(unit: u16) -> u16 {
    if !(0xE000..0xF900).contains(&unit) {
        return unit;
    }
    let shown = crate::docx::symbol_of(&format!("{unit:04X}"));
    shown.encode_utf16().next().unwrap_or(unit)
}

/// Where notes are named: the characters, and the numbers of the notes' marks.
fn references(doc: &Doc) -> BTreeMap<usize, Note> {
    let mut all = BTreeMap::new();
    for (table, endnote) in [(doc.note_marks, false), (doc.endnote_marks, true)] {
        let count = plc_len(table, 2);
        for index in 0..count {
            let counted = u16_at(table, (count + 1) * 4 + index * 2).is_some_and(|n| n != 0);
            if let Some(cp) = size_at(table, index * 4) {
                all.insert(
                    cp,
                    Note {
                        endnote,
                        index,
                        counted,
                    },
                );
            }
        }
    }
    all
}

fn joined(paragraphs: &[Written]) -> String {
    let words: Vec<&str> = paragraphs.iter().map(|p| p.text.trim()).collect();
    words.join(" ").trim().to_owned()
}

/// The parts of a story: a table holds where each begins, and one more, which is no part,
/// where the story has a last paragraph of its own.
fn parts(table: &[u8], size: usize, story: &Range<usize>) -> Result<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    if story.is_empty() {
        return Ok(parts);
    }
    let place = |i: usize| size_at(table, i * 4).and_then(|at| at.checked_add(story.start));
    for i in 0..plc_len(table, size).saturating_sub(1) {
        let (Some(start), Some(end)) = (place(i), place(i + 1)) else {
            return Err(Refusal::Damaged);
        };
        let last = parts
            .last()
            .map_or(story.start, |part: &Range<usize>| part.end);
        if start < last || end < start || end > story.end {
            return Err(Refusal::Damaged);
        }
        parts.push(start..end);
    }
    Ok(parts)
}

/// Reads characters one by one.
struct Reader<'a, 'o> {
    doc: &'a Doc<'a>,
    options: &'a Options,
    out: &'o mut Out,
    done: Vec<Written>,
    /// The paragraph so far.
    units: Vec<u16>,
    shapes: Vec<u32>,
    /// For each field that is open, whether its instruction is being read.
    fields: Vec<bool>,
    /// How many of these are.
    instructions: usize,
    /// The beginning of the instruction of the outermost.
    instruction: Vec<u16>,
    /// The properties of the characters before `until`.
    properties: Character,
    until: usize,
    /// The properties of the paragraph whose characters end in the stretch of the file.
    paragraph: Option<(Range<usize>, u16, Paragraph)>,
    /// Words of one kind that are noted when they end.
    noted: Option<(Kind, Vec<u16>)>,
    /// Bytes of long lists of properties that were read.
    spent: usize,
    /// As in [`Body`].
    references: BTreeMap<usize, Note>,
    notes: Vec<Note>,
}

impl<'a, 'o> Reader<'a, 'o> {
    fn new(doc: &'a Doc<'a>, options: &'a Options, out: &'o mut Out) -> Self {
        Self {
            doc,
            options,
            out,
            done: Vec::new(),
            units: Vec::new(),
            shapes: Vec::new(),
            fields: Vec::new(),
            instructions: 0,
            instruction: Vec::new(),
            properties: Character::default(),
            until: 0,
            paragraph: None,
            noted: None,
            spent: 0,
            references: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    fn character(&mut self, cp: usize) -> Result<()> {
        self.look_up(cp)?;
        let unit = self.doc.pieces.units[cp];
        if self.field(unit) {
            return Ok(());
        }
        if self.instructions > 0 {
            if self.instruction.len() < LONGEST_INSTRUCTION {
                self.instruction.push(unit);
            }
            return Ok(());
        }
        let kind = self.kind();
        if kind != self.noted.as_ref().map(|(kind, _)| *kind) {
            self.note();
            self.noted = kind.map(|kind| (kind, Vec::new()));
        }
        let left_out = kind.is_some_and(|kind| !self.read(kind));
        match unit {
            mark::CELL => self.end_paragraph(cp, true, left_out),
            // Where the end of a paragraph goes, the next one is its continuation.
            mark::PARAGRAPH | mark::SECTION if !left_out => self.end_paragraph(cp, false, false),
            mark::PARAGRAPH | mark::SECTION => Ok(()),
            _ => {
                self.add(cp, unit, left_out);
                Ok(())
            }
        }
    }

    /// What kind of text that is noted the character belongs to.
    fn kind(&self) -> Option<Kind> {
        let properties = &self.properties;
        if properties.deleted {
            Some(Kind::Deletion)
        } else if properties.hidden {
            Some(Kind::Hidden)
        } else {
            properties.inserted.then_some(Kind::Insertion)
        }
    }

    fn read(&self, kind: Kind) -> bool {
        kind == Kind::Insertion || self.options.with.contains(&kind)
    }

    /// Notes the words of one kind that end here.
    fn note(&mut self) {
        if let Some((kind, units)) = self.noted.take()
            && !units.is_empty()
        {
            let read = self.read(kind);
            let words = String::from_utf16_lossy(&units);
            self.out.leave_out(kind, &words, read);
        }
    }

    /// Follows fields: an instruction, then its result, which is what is shown.
    /// Whether the unit is a mark of one.
    fn field(&mut self, unit: u16) -> bool {
        match unit {
            mark::FIELD => {
                if self.instructions == 0 {
                    self.instruction.clear();
                }
                self.fields.push(true);
                self.instructions += 1;
            }
            mark::FIELD_RESULT => {
                if let Some(instruction) = self.fields.last_mut() {
                    self.instructions -= usize::from(std::mem::take(instruction));
                }
            }
            mark::FIELD_END => {
                let instruction = self.fields.pop().unwrap_or(false);
                self.instructions -= usize::from(instruction);
                if instruction && self.instructions == 0 && self.kind().is_none() {
                    let instruction = String::from_utf16_lossy(&self.instruction);
                    self.units.extend(equation(&instruction).encode_utf16());
                }
            }
            _ => return false,
        }
        true
    }

    /// A note stands after the text, under the mark that stands here.
    fn reference(&mut self, cp: usize) {
        let body = cp < self.doc.body;
        if let Some(note) = self.references.get(&cp).filter(|_| body) {
            self.notes.push(*note);
            if note.counted {
                self.units
                    .extend(crate::docx::mark(self.notes.len()).encode_utf16());
            }
        }
    }

    /// Adds a character to the paragraph or to the words that are left out.
    fn add(&mut self, cp: usize, unit: u16, left_out: bool) {
        if !left_out {
            self.reference(cp);
        }
        let shown = match unit {
            mark::PICTURE if !left_out => {
                let object = self.properties.object;
                let kind = if object { Kind::Object } else { Kind::Picture };
                self.out.leave_out(kind, "", false);
                return;
            }
            mark::SHAPE if !left_out => {
                self.shapes.extend(self.shape(cp));
                return;
            }
            // At the beginning of a line it is an indent.
            mark::TAB if self.units.is_empty() && self.noted.is_none() => return,
            mark::TAB => unit,
            mark::LINE => u16::from(b'\n'),
            mark::HYPHEN => u16::from(b'-'),
            mark::SYMBOL if self.properties.symbol != 0 => symbol(self.properties.symbol),
            0xF000..=0xF0FF => symbol(unit),
            0..=0x1F => return,
            _ => unit,
        };
        if let Some((_, words)) = &mut self.noted {
            words.push(shown);
        }
        if !left_out {
            self.units.push(shown);
        }
    }

    /// The shape that a character of the body stands for.
    fn shape(&self, cp: usize) -> Option<u32> {
        // Boxes in boxes are not followed.
        let shapes = if cp < self.doc.body {
            self.doc.shapes
        } else {
            &[]
        };
        let count = plc_len(shapes, OF_SHAPE);
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            if size_at(shapes, middle * 4)? < cp {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = low < count && size_at(shapes, low * 4)? == cp;
        found.then(|| u32_at(shapes, (count + 1) * 4 + low * OF_SHAPE))?
    }

    fn end_paragraph(&mut self, cp: usize, cell: bool, gone: bool) -> Result<()> {
        self.note();
        let text = String::from_utf16_lossy(&self.units);
        self.units.clear();
        let properties = self.paragraph_at(cp)?.1;
        self.done.push(Written {
            text,
            properties,
            cell,
            gone,
            shapes: std::mem::take(&mut self.shapes),
        });
        Ok(())
    }

    /// Ends the story; what stands after the last end of a paragraph is one.
    fn end(&mut self) {
        self.note();
        if !self.units.is_empty() {
            self.done.push(Written {
                text: String::from_utf16_lossy(&self.units),
                shapes: std::mem::take(&mut self.shapes),
                ..Written::default()
            });
        }
    }

    /// Looks up the properties of a character where those of the one before end.
    fn look_up(&mut self, cp: usize) -> Result<()> {
        if cp < self.until {
            return Ok(());
        }
        let piece = self.doc.pieces.at(cp).ok_or(Refusal::Damaged)?;
        let offset = piece.offset(cp);
        self.properties = Character::default();
        self.until = piece.end;
        let (style, _) = self.paragraph_at(cp)?;
        if let Some((range, _, _)) = &self.paragraph {
            self.until = self.until.min(piece.character(range.end));
        }
        if let Some(stretch) = self.doc.characters.at(offset)? {
            self.until = self.until.min(piece.character(stretch.range.end));
            self.properties = properties::character(&stretch, &self.doc.styles, style);
        }
        if let Some(list) = self.doc.pieces.modifier(piece) {
            let base = self.properties;
            self.properties.apply(&list, base);
        }
        self.until = self.until.max(cp + 1);
        Ok(())
    }

    /// Many characters may name one long list of properties: what is read is bounded.
    fn spend(&mut self, bytes: usize) -> Result<()> {
        self.spent += bytes;
        budget::within(self.spent, budget::INFLATED, Limit::Part)
    }

    /// The style and the properties of the paragraph that a character ends or is in.
    fn paragraph_at(&mut self, cp: usize) -> Result<(u16, Paragraph)> {
        let doc = self.doc;
        let piece = doc.pieces.at(cp).ok_or(Refusal::Damaged)?;
        let offset = piece.offset(cp);
        let known = self.paragraph.as_ref();
        if !known.is_some_and(|(range, _, _)| range.contains(&offset)) {
            self.paragraph = None;
            if let Some(stretch) = doc.paragraphs.at(offset)? {
                let (style, _) = stretch.paragraph();
                let (properties, len) = properties::paragraph(&stretch, &doc.styles, doc.data);
                self.spend(len)?;
                self.paragraph = Some((stretch.range, style, properties));
            }
        }
        let (style, mut properties) = match &self.paragraph {
            Some((_, style, properties)) => (*style, properties.clone()),
            None => (0, Paragraph::default()),
        };
        if let Some(list) = doc.pieces.modifier(piece) {
            self.spend(list.len())?;
            properties.apply(&list);
        }
        Ok((style, properties))
    }
}
