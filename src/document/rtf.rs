//! Rich Text Format, of Word, WPS and WordPad: one pass, groups on a stack of states.

mod table;

use crate::sniff::Sample;
use crate::text::Text;
use crate::{Decoder, Document, Kind, Options, Out, Refusal, Result, budget, budget::Limit, mht};
use table::Row;

pub fn is(sample: &Sample) -> bool {
    let bytes = sample.bytes;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Where the words of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sink {
    Body,
    /// The number of a list's item, which the program that saved the file counted.
    Number,
    Fonts,
    /// A drawing, of which only the text is read.
    Shape,
    /// The text of a drawing, which stands after the paragraph it hangs on.
    Box,
    Apart(Kind),
    Nowhere,
}

/// What holds within a group.
#[derive(Clone, Copy, Debug)]
struct State {
    sink: Sink,
    hidden: bool,
    deleted: bool,
    inserted: bool,
    /// Bytes that stand after a character of Unicode for programs without.
    fallback: usize,
    font: i64,
    in_table: bool,
}

/// The encoding of a byte where nothing says another.
const LATIN: &str = "windows-1252";

struct Reader<'a> {
    options: &'a Options,
    decoder: Decoder<'a>,
    out: Out,
    state: State,
    stack: Vec<State>,
    /// The group began with `\*`: what is not known of it is left out.
    starred: bool,
    /// The encodings of fonts, by number.
    fonts: Vec<(i64, &'static str)>,
    ansi: &'static str,
    /// Bytes that are not decoded yet, and their encoding.
    bytes: Vec<u8>,
    encoding: &'static str,
    /// The last of them is the first of a pair.
    half: bool,
    high: Option<u16>,
    /// How much of a fallback is still to come.
    skip: usize,
    line: Text,
    number: String,
    /// Words that are noted, and those of drawings.
    apart: String,
    boxed: String,
    hidden: String,
    deleted: String,
    inserted: String,
    notes: String,
    cell: Vec<Text>,
    row: Row,
    table: Vec<Row>,
    /// Rows and the edges of their cells.
    ends: usize,
    /// Characters, and those that could not be decoded.
    all: usize,
    odd: usize,
}

/// Reads a file.
///
/// # Errors
/// Where it is cut short, its bytes are in no encoding, or there is too much of something.
pub fn read(bytes: &[u8], options: &Options, decoder: Decoder) -> Result<Document> {
    let mut reader = Reader::new(options, decoder);
    reader.run(bytes)?;
    reader.finish()
}

impl<'a> Reader<'a> {
    fn new(options: &'a Options, decoder: Decoder<'a>) -> Self {
        Reader {
            options,
            decoder,
            out: Out::default(),
            state: State {
                sink: Sink::Body,
                hidden: false,
                deleted: false,
                inserted: false,
                fallback: 1,
                font: -1,
                in_table: false,
            },
            stack: Vec::new(),
            starred: false,
            fonts: Vec::new(),
            ansi: LATIN,
            bytes: Vec::new(),
            encoding: LATIN,
            half: false,
            high: None,
            skip: 0,
            line: Text::default(),
            number: String::new(),
            apart: String::new(),
            boxed: String::new(),
            hidden: String::new(),
            deleted: String::new(),
            inserted: String::new(),
            notes: String::new(),
            cell: Vec::new(),
            row: Row::default(),
            table: Vec::new(),
            ends: 0,
            all: 0,
            odd: 0,
        }
    }

    fn run(&mut self, bytes: &[u8]) -> Result<()> {
        let mut at = bytes.iter().position(|b| *b == b'{').unwrap_or(0);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush_whole()?;
                    self.skip = 0;
                    budget::within(self.stack.len(), budget::DEPTH, Limit::Depth)?;
                    self.stack.push(self.state);
                    self.starred = false;
                }
                b'}' => {
                    self.end_group()?;
                    if self.stack.is_empty() {
                        return Ok(());
                    }
                }
                b'\\' => at = self.control(bytes, at)?,
                b'\r' | b'\n' => {}
                byte => self.byte(byte)?,
            }
        }
        // A group is open: the rest of the file is missing.
        Err(Refusal::Damaged)
    }

    /// Reads what follows a backslash at `at`; gives where it ends.
    fn control(&mut self, bytes: &[u8], at: usize) -> Result<usize> {
        let Some(&first) = bytes.get(at) else {
            return Ok(at);
        };
        if !first.is_ascii_alphabetic() {
            return self.symbol(bytes, at, first);
        }
        let rest = &bytes[at..];
        let letters = rest
            .iter()
            .take(32)
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        let word = &rest[..letters];
        let mut end = letters;
        let minus = rest.get(end) == Some(&b'-');
        end += usize::from(minus);
        let digits = rest[end..]
            .iter()
            .take(10)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let number = rest[end..end + digits]
            .iter()
            .fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
        let number = (digits > 0).then_some(if minus { -number } else { number });
        end += digits;
        end += usize::from(rest.get(end) == Some(&b' '));
        if word == b"bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return Ok(bytes.len().min(at + end + length));
        }
        self.flush_whole()?;
        let word = std::str::from_utf8(word).unwrap_or_default();
        // A sign may stand for a character that was read; what does something does not.
        if self.skip > 0 && SIGNS.iter().any(|(known, _)| *known == word) {
            self.skip -= 1;
            return Ok(at + end);
        }
        if word != "uc" {
            self.skip = 0;
        }
        self.word(word, number)?;
        self.starred = false;
        Ok(at + end)
    }

    fn symbol(&mut self, bytes: &[u8], at: usize, symbol: u8) -> Result<usize> {
        match symbol {
            b'\'' => {
                let digits = (bytes.get(at + 1), bytes.get(at + 2));
                if let (Some(&high), Some(&low)) = digits
                    && let Some(byte) = mht::hex(high, low)
                {
                    self.byte(byte)?;
                    return Ok(at + 3);
                }
            }
            b'*' => self.starred = true,
            b'~' | b'_' if self.skip > 0 => self.skip -= 1,
            b'~' => self.char('\u{A0}')?,
            b'_' => self.char('-')?,
            b'\\' | b'{' | b'}' => self.byte(symbol)?,
            b'\r' | b'\n' => self.paragraph()?,
            b'\t' => self.tab()?,
            _ => {}
        }
        Ok(at + 1)
    }

    fn word(&mut self, word: &str, number: Option<i64>) -> Result<()> {
        let on = number != Some(0);
        match word {
            "u" => return self.unicode(number.unwrap_or(0)),
            "uc" => {
                let bytes = usize::try_from(number.unwrap_or(1)).unwrap_or(1);
                self.state.fallback = bytes.min(16);
            }
            "ansicpg" => self.ansi = code_page(number.unwrap_or(0)),
            "f" => self.state.font = number.unwrap_or(-1),
            "fcharset" if self.state.sink == Sink::Fonts => {
                if let Some(label) = charset(number.unwrap_or(0)) {
                    self.fonts.push((self.state.font, label));
                }
            }
            "plain" => {
                self.state.hidden = false;
                self.state.deleted = false;
                self.state.inserted = false;
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "revised" => self.state.inserted = on,
            "pard" => self.state.in_table = false,
            "intbl" => self.state.in_table = true,
            "par" | "line" | "page" | "sect" | "softline" => return self.paragraph(),
            "tab" => return self.tab(),
            "cell" | "row" | "nestcell" | "trowd" | "cellx" | "clmrg" => {
                return self.table_word(word, number.unwrap_or(0));
            }
            _ => {
                if let Some((_, c)) = SIGNS.iter().find(|(known, _)| *known == word) {
                    return self.char(*c);
                }
                self.destination(word);
            }
        }
        Ok(())
    }

    /// A word that begins a group of its own kind.
    fn destination(&mut self, word: &str) {
        if matches!(self.state.sink, Sink::Nowhere | Sink::Fonts) {
            return;
        }
        let sink = DESTINATIONS.iter().find(|(known, _)| *known == word);
        let sink = match (sink, self.state.sink) {
            (Some((_, Sink::Box)), Sink::Shape) => Some(Sink::Box),
            (Some((_, Sink::Box)), _) => None,
            // In a drawing nothing but its text counts.
            (Some((_, Sink::Nowhere)) | None, Sink::Shape) => None,
            (Some((_, sink)), _) => Some(*sink),
            (None, _) => self.starred.then_some(Sink::Nowhere),
        };
        match word {
            "pict" => self.out.leave_out(Kind::Picture, "", false),
            "object" => self.out.leave_out(Kind::Object, "", false),
            _ => {}
        }
        self.state.sink = sink.unwrap_or(self.state.sink);
    }

    fn end_group(&mut self) -> Result<()> {
        self.flush_whole()?;
        self.skip = 0;
        let before = self.stack.pop().ok_or(Refusal::Damaged)?;
        if before.sink != self.state.sink {
            self.flush()?;
            match self.state.sink {
                Sink::Number => self.end_number()?,
                Sink::Apart(kind) => self.end_apart(kind),
                _ => {}
            }
        }
        self.state = before;
        Ok(())
    }

    fn end_number(&mut self) -> Result<()> {
        let number = std::mem::take(&mut self.number);
        let number = number.trim();
        let mut chars = number.chars();
        let alone = chars.next().filter(|_| chars.next().is_none());
        if !alone.is_some_and(is_bullet) {
            self.line.number(number)?;
        }
        Ok(())
    }

    fn end_apart(&mut self, kind: Kind) {
        let words = std::mem::take(&mut self.apart);
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let read = kind == Kind::Note || self.options.with.contains(&kind);
        self.out.leave_out(kind, words, read);
        if read {
            self.notes.push_str(words);
            self.notes.push('\n');
        }
    }

    /// One byte of text. Bytes of one character may stand in different groups.
    fn byte(&mut self, byte: u8) -> Result<()> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        if matches!(self.state.sink, Sink::Nowhere | Sink::Fonts | Sink::Shape) {
            return Ok(());
        }
        if byte < 0x80 && !self.half {
            return self.char(char::from(byte));
        }
        if !self.half {
            let font = self.state.font;
            let by_font = self.fonts.iter().rfind(|(known, _)| *known == font);
            let encoding = by_font.map_or(self.ansi, |(_, label)| *label);
            if encoding != self.encoding {
                self.flush()?;
                self.encoding = encoding;
            }
        }
        self.half = !self.half && byte > 0x80 && self.encoding != LATIN && self.encoding != "utf-8";
        self.bytes.push(byte);
        Ok(())
    }

    /// Decodes the bytes that were read.
    fn flush(&mut self) -> Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.half = false;
        let bytes = std::mem::take(&mut self.bytes);
        match (self.decoder)(self.encoding, &bytes) {
            Some(text) => text.chars().try_for_each(|c| self.put(c)),
            None => {
                self.odd += bytes.len();
                bytes.iter().try_for_each(|_| self.put('\u{FFFD}'))
            }
        }
    }

    /// Decodes what was read before something else holds, unless a character is begun.
    fn flush_whole(&mut self) -> Result<()> {
        if self.half { Ok(()) } else { self.flush() }
    }

    /// A UTF-16 unit, as a number with a sign.
    fn unicode(&mut self, number: i64) -> Result<()> {
        self.skip = self.state.fallback;
        let unit = (number & 0xFFFF) as u16;
        match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                Ok(())
            }
            (Some(high), 0xDC00..=0xDFFF) => {
                let c = char::decode_utf16([high, unit]).next();
                self.char(c.and_then(|c| c.ok()).unwrap_or('\u{FFFD}'))
            }
            _ => self.char(char::from_u32(unit.into()).unwrap_or('\u{FFFD}')),
        }
    }

    fn char(&mut self, c: char) -> Result<()> {
        self.flush()?;
        self.put(c)
    }

    /// Puts a character where the group's words go.
    fn put(&mut self, c: char) -> Result<()> {
        let c = if c == '\u{A0}' { ' ' } else { c };
        if c < ' ' && c != '\t' && c != '\n' {
            return Ok(());
        }
        self.all += 1;
        budget::within(self.all, budget::TEXT, Limit::Characters)?;
        match self.state.sink {
            Sink::Body => self.put_body(c)?,
            Sink::Number => self.number.push(c),
            Sink::Box => self.boxed.push(c),
            Sink::Apart(_) => self.apart.push(c),
            Sink::Fonts | Sink::Shape | Sink::Nowhere => {}
        }
        Ok(())
    }

    fn put_body(&mut self, c: char) -> Result<()> {
        let State {
            hidden,
            deleted,
            inserted,
            ..
        } = self.state;
        for (holds, kind) in [
            (deleted, Kind::Deletion),
            (hidden, Kind::Hidden),
            (inserted, Kind::Insertion),
        ] {
            if holds {
                self.noted(kind).push(c);
            } else if !self.noted(kind).is_empty() {
                self.note(kind);
            }
        }
        let with = |kind| self.options.with.contains(&kind);
        if (!deleted || with(Kind::Deletion)) && (!hidden || with(Kind::Hidden)) {
            self.line.put(c)?;
        }
        Ok(())
    }

    fn noted(&mut self, kind: Kind) -> &mut String {
        match kind {
            Kind::Deletion => &mut self.deleted,
            Kind::Hidden => &mut self.hidden,
            _ => &mut self.inserted,
        }
    }

    /// Notes the words of a kind that were read until here.
    fn note(&mut self, kind: Kind) {
        let words = std::mem::take(self.noted(kind));
        if !words.trim().is_empty() {
            let read = kind == Kind::Insertion || self.options.with.contains(&kind);
            self.out.leave_out(kind, words.trim(), read);
        }
    }

    fn tab(&mut self) -> Result<()> {
        self.flush()?;
        match self.state.sink {
            // A tab at the beginning only indents; in a cell it would part cells.
            Sink::Body if self.line.is_empty() => Ok(()),
            Sink::Body if self.state.in_table => self.put(' '),
            _ => self.put('\t'),
        }
    }

    /// Ends a line, of a paragraph or within one.
    fn paragraph(&mut self) -> Result<()> {
        self.flush()?;
        match self.state.sink {
            Sink::Body if self.state.in_table => {
                self.end_line_of_cell();
                Ok(())
            }
            Sink::Body => {
                self.end_table()?;
                self.end_line()
            }
            _ => self.put('\n'),
        }
    }

    fn end_line(&mut self) -> Result<()> {
        let mut line = std::mem::take(&mut self.line);
        line.trim();
        if !line.as_str().trim().is_empty() {
            line.write_line(&mut self.out)?;
        }
        let boxed = std::mem::take(&mut self.boxed);
        self.write_lines(&boxed)
    }

    fn write_lines(&mut self, lines: &str) -> Result<()> {
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            self.out.push(line)?;
            self.out.end_line()?;
        }
        Ok(())
    }

    fn end_line_of_cell(&mut self) {
        self.line.trim();
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.cell.push(line);
        }
    }

    fn table_word(&mut self, word: &str, number: i64) -> Result<()> {
        self.flush()?;
        if self.state.sink != Sink::Body {
            return Ok(());
        }
        match word {
            "nestcell" => self.end_line_of_cell(),
            "cell" => {
                self.out.count_cell()?;
                self.end_line_of_cell();
                self.row.cells.push(std::mem::take(&mut self.cell));
            }
            "row" => {
                self.ends += 1 + self.row.edges.len();
                budget::within(self.ends, budget::CELLS, Limit::Cells)?;
                let edges = self.row.edges.clone();
                let row = std::mem::replace(
                    &mut self.row,
                    Row {
                        cells: Vec::new(),
                        edges,
                    },
                );
                self.table.push(row);
            }
            "trowd" => self.row.edges.clear(),
            "cellx" => {
                budget::within(self.row.edges.len(), budget::CELLS, Limit::Cells)?;
                self.row.edges.push(number);
            }
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.table);
        table::write(&rows, &mut self.out)
    }

    fn finish(mut self) -> Result<Document> {
        self.flush()?;
        self.end_line_of_cell();
        if !self.cell.is_empty() || !self.row.cells.is_empty() {
            self.row.cells.push(std::mem::take(&mut self.cell));
            let row = std::mem::take(&mut self.row);
            self.table.push(row);
        }
        self.end_table()?;
        self.end_line()?;
        let notes = std::mem::take(&mut self.notes);
        self.write_lines(&notes)?;
        for kind in [Kind::Deletion, Kind::Hidden, Kind::Insertion] {
            self.note(kind);
        }
        if self.odd * 200 > self.all {
            return Err(Refusal::Damaged);
        }
        let encoding = (self.ansi != LATIN).then_some(self.ansi);
        Ok(self.out.finish("rtf", encoding, Vec::new()))
    }
}

fn is_bullet(c: char) -> bool {
    "·•●■◆▪○□◇➢".contains(c) || ('\u{E000}'..='\u{F8FF}').contains(&c)
}

/// The encoding of a Windows code page.
fn code_page(number: i64) -> &'static str {
    match number {
        936 | 54936 => "gb18030",
        950 => "big5",
        932 => "shift_jis",
        949 => "euc-kr",
        65001 => "utf-8",
        _ => LATIN,
    }
}

/// The encoding of a font's character set, where it is not the file's.
fn charset(number: i64) -> Option<&'static str> {
    match number {
        134 => Some("gb18030"),
        136 => Some("big5"),
        128 => Some("shift_jis"),
        129 => Some("euc-kr"),
        _ => None,
    }
}

/// Words that stand for a character.
const SIGNS: &[(&str, char)] = &[
    ("emdash", '—'),
    ("endash", '–'),
    ("lquote", '‘'),
    ("rquote", '’'),
    ("ldblquote", '“'),
    ("rdblquote", '”'),
    ("bullet", '•'),
    ("emspace", '\u{3000}'),
    ("enspace", ' '),
    ("qmspace", ' '),
];

/// Words that begin a group, and where its words go. What is not here and has no star is
/// read as text.
const DESTINATIONS: &[(&str, Sink)] = &[
    ("listtext", Sink::Number),
    ("pntext", Sink::Number),
    ("fonttbl", Sink::Fonts),
    ("shpinst", Sink::Shape),
    ("shptxt", Sink::Box),
    ("footnote", Sink::Apart(Kind::Note)),
    ("annotation", Sink::Apart(Kind::Comment)),
    ("header", Sink::Apart(Kind::Furniture)),
    ("headerl", Sink::Apart(Kind::Furniture)),
    ("headerr", Sink::Apart(Kind::Furniture)),
    ("headerf", Sink::Apart(Kind::Furniture)),
    ("footer", Sink::Apart(Kind::Furniture)),
    ("footerl", Sink::Apart(Kind::Furniture)),
    ("footerr", Sink::Apart(Kind::Furniture)),
    ("footerf", Sink::Apart(Kind::Furniture)),
    ("colortbl", Sink::Nowhere),
    ("stylesheet", Sink::Nowhere),
    ("info", Sink::Nowhere),
    ("pict", Sink::Nowhere),
    ("objdata", Sink::Nowhere),
    ("objclass", Sink::Nowhere),
    ("shprslt", Sink::Nowhere),
    ("nonshppict", Sink::Nowhere),
    ("nonesttables", Sink::Nowhere),
    ("listtable", Sink::Nowhere),
    ("revtbl", Sink::Nowhere),
    ("fldinst", Sink::Nowhere),
    ("atnid", Sink::Nowhere),
    ("atnauthor", Sink::Nowhere),
    ("tc", Sink::Nowhere),
    ("xe", Sink::Nowhere),
    ("ftnsep", Sink::Nowhere),
    ("ftnsepc", Sink::Nowhere),
    ("ftncn", Sink::Nowhere),
    ("aftnsep", Sink::Nowhere),
    ("aftnsepc", Sink::Nowhere),
    ("aftncn", Sink::Nowhere),
];
