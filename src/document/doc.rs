//! Word's binary format, .doc, which WPS writes too and calls .wps.
//!
//! The file is a compound file; its text lies in pieces in one stream, and tables in
//! another say what the characters are.

mod body;
mod lists;
mod pieces;
mod properties;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use crate::budget::{self, Limit};
use crate::bytes::{size_at, u16_at};
use crate::{Decoder, Document, Options, Refusal, Result};
use cfb::CompoundFile;
use lists::Lists;
use pieces::Pieces;
use properties::Places;
use std::io::{Cursor, Read};
use std::ops::Range;
use styles::Styles;

/// What a compound file begins with.
pub const MARK: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Streams that tell what else a compound file is. What has none of them is taken for a
/// text of a program that wrote no Word files yet: old WPS, Works.
const OTHERS: &[(&str, Refusal)] = &[
    ("EncryptedPackage", Refusal::Encrypted),
    ("Workbook", Refusal::Other { what: "table" }),
    ("Book", Refusal::Other { what: "table" }),
    ("PowerPoint Document", Refusal::Other { what: "slide" }),
    // Mail.
    ("__properties_version1.0", Refusal::Unknown),
];

/// What a file is to be saved as that is no Word file of 1997 or later.
const SAVE_AS: Refusal = Refusal::SaveAs { format: "docx" };

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Reads a compound file: a .doc, or what else it is.
///
/// # Errors
/// Where it is none that is read.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if !file.is_stream("WordDocument") {
        let other = OTHERS.iter().find(|(name, _)| file.is_stream(name));
        return Err(other.map_or(SAVE_AS, |(_, why)| why.clone()));
    }
    let main = stream(&mut file, "WordDocument")?;
    let head = Head::read(&main)?;
    let table = stream(&mut file, head.table)?;
    let data = match file.is_stream("Data") {
        true => stream(&mut file, "Data")?,
        false => Vec::new(),
    };
    let doc = Doc::new(&head, &main, &table, &data, decoder)?;
    doc.write(&head.stories()?, options)
}

/// All bytes of a stream.
fn stream(file: &mut File, name: &str) -> Result<Vec<u8>> {
    let stream = file.open_stream(name).map_err(|_| Refusal::Damaged)?;
    let most = budget::FILE as u64;
    if stream.len() > most {
        return Err(Refusal::TooMuch { limit: Limit::Part });
    }
    let mut bytes = Vec::new();
    let read = stream.take(most).read_to_end(&mut bytes);
    read.map_err(|_| Refusal::Damaged)?;
    Ok(bytes)
}

/// A table of positions and what lies between them: how many pieces of data of `size`
/// bytes it holds. It has one position more than data.
fn plc_len(bytes: &[u8], size: usize) -> usize {
    bytes.len().saturating_sub(4) / (4 + size)
}

/// The beginning of the main stream (FIB), which says where everything lies.
struct Head<'a> {
    main: &'a [u8],
    /// The name of the stream with the tables.
    table: &'static str,
    /// Where the counts of characters stand.
    counts: usize,
    /// Where the places of the tables stand, and how many there are.
    places: usize,
}

const WORD_97: u16 = 0xA5EC;
/// Word 97 is the first whose tables have a stream of their own.
const OLDEST: u16 = 0xC1;
const ENCRYPTED: u16 = 0x100;
const SECOND_TABLE: u16 = 0x200;

/// Tables, by their number in the list of places.
#[derive(Clone, Copy)]
enum Table {
    Styles = 1,
    NoteMarks = 2,
    NoteText = 3,
    CommentText = 5,
    Characters = 12,
    Paragraphs = 13,
    Clx = 33,
    Shapes = 40,
    EndnoteMarks = 46,
    EndnoteText = 47,
    BoxText = 56,
    Lists = 73,
    ListUses = 74,
}

impl<'a> Head<'a> {
    fn read(main: &'a [u8]) -> Result<Self> {
        let number = |at| u16_at(main, at).ok_or(Refusal::Damaged);
        if number(0)? != WORD_97 || number(2)? < OLDEST {
            return Err(SAVE_AS);
        }
        let flags = number(10)?;
        if flags & ENCRYPTED != 0 {
            return Err(Refusal::Encrypted);
        }
        let counts = 34 + usize::from(number(32)?) * 2 + 2;
        let places = counts + usize::from(number(counts - 2)?) * 4 + 2;
        let second = flags & SECOND_TABLE != 0;
        let table = if second { "1Table" } else { "0Table" };
        Ok(Self {
            main,
            table,
            counts,
            places,
        })
    }

    /// Where a table lies in its stream. One that is not there is empty.
    fn place(&self, table: Table) -> Option<Range<usize>> {
        let at = self.places + table as usize * 8;
        let start = size_at(self.main, at)?;
        Some(start..start.checked_add(size_at(self.main, at + 4)?)?)
    }

    /// The bytes of a table.
    fn table<'t>(&self, stream: &'t [u8], table: Table) -> &'t [u8] {
        let place = self.place(table).and_then(|place| stream.get(place));
        place.unwrap_or_default()
    }

    /// Where the parts of the text lie in it.
    fn stories(&self) -> Result<Stories> {
        let count = |i: usize| size_at(self.main, self.counts + 12 + i * 4);
        let mut start = 0;
        let mut next = |i| {
            let end = count(i).and_then(|count| count.checked_add(start));
            let range = start..end.ok_or(Refusal::Damaged)?;
            start = range.end;
            Ok(range)
        };
        let (text, notes, furniture) = (next(0)?, next(1)?, next(2)?);
        next(3)?;
        let (comments, endnotes, boxes) = (next(4)?, next(5)?, next(6)?);
        Ok(Stories {
            text,
            notes,
            furniture,
            comments,
            endnotes,
            boxes,
        })
    }
}

/// The parts of the text, which follow one another.
struct Stories {
    text: Range<usize>,
    notes: Range<usize>,
    furniture: Range<usize>,
    comments: Range<usize>,
    endnotes: Range<usize>,
    boxes: Range<usize>,
}

/// A file taken apart.
struct Doc<'a> {
    pieces: Pieces<'a>,
    characters: Places<'a>,
    paragraphs: Places<'a>,
    styles: Styles,
    lists: Lists,
    /// How many characters the body has.
    body: usize,
    data: &'a [u8],
    /// Where each box, note and comment begins in its story.
    boxes: &'a [u8],
    notes: &'a [u8],
    endnotes: &'a [u8],
    /// Where notes are named in the body.
    note_marks: &'a [u8],
    endnote_marks: &'a [u8],
    comments: &'a [u8],
    shapes: &'a [u8],
}

impl<'a> Doc<'a> {
    fn new(
        head: &Head<'a>,
        main: &'a [u8],
        table: &'a [u8],
        data: &'a [u8],
        decoder: Decoder,
    ) -> Result<Self> {
        let of = |kind| head.table(table, kind);
        // The levels of lists stand after the table of lists.
        let lists = head.place(Table::Lists).and_then(|place| {
            let levels = table.get(place.end..).unwrap_or_default();
            Some(Lists::read(table.get(place)?, levels, of(Table::ListUses)))
        });
        Ok(Self {
            pieces: Pieces::read(main, of(Table::Clx), decoder)?,
            characters: Places::characters(main, of(Table::Characters)),
            paragraphs: Places::paragraphs(main, of(Table::Paragraphs)),
            styles: Styles::read(of(Table::Styles)),
            lists: lists.unwrap_or_default(),
            body: head.stories()?.text.end,
            data,
            boxes: of(Table::BoxText),
            notes: of(Table::NoteText),
            endnotes: of(Table::EndnoteText),
            note_marks: of(Table::NoteMarks),
            endnote_marks: of(Table::EndnoteMarks),
            comments: of(Table::CommentText),
            shapes: of(Table::Shapes),
        })
    }

    /// Writes the text: the body, each text box after the paragraph that it hangs on,
    /// then the notes.
    fn write(&self, stories: &Stories, options: &Options) -> Result<Document> {
        let mut body = body::Body::new(self, options);
        body.boxes(stories)?;
        body.text(stories.text.clone())?;
        body.notes(stories)?;
        body.comments(stories.comments.clone(), self.comments)?;
        body.furniture(stories.furniture.clone())?;
        body.finish()
    }
}
