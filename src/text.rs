//! The text as it is read: folded characters with their places in the source.
//!
//! Reports arrive broken: lines cut by a PDF, page numbers between them, blanks
//! between characters. [`Text`] decides once what of the given string is read.
//! The *reading* is an array of characters beside an array of source places; what
//! is left out (a soft line break, a page number, a blank inside a word) is
//! simply not in it, so every later stage sees the sound text, while every
//! [`Span`] still points into the text as given.

use crate::fold::{fold, is_han, is_invisible, is_numeral, is_one_of, one_of};
use crate::lexicon::{Hits, List};
use crate::span::{Span, Utf16Span};

/// Why a stretch of the source is not in the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoiseKind {
    /// A page number on a line of its own.
    PageNumber,
    /// A line end in mid-sentence.
    LineBreak,
    /// A blank between characters of a word or a number and its unit.
    Blank,
}

/// A stretch of the source that is left out of the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noise {
    pub kind: NoiseKind,
    /// In UTF-16 units of the source.
    pub span: Utf16Span,
    /// The position in the reading before which it stood.
    pub at: usize,
}

/// A paragraph of the reading, without its line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span,
    /// A blank line stands before it.
    pub blank_before: bool,
    /// Blanks at its head, in half-widths.
    pub indent: u32,
    /// A row of a table flattened to lines: cells between blanks.
    pub row: bool,
}

/// The text as read. Each paragraph is followed by `'\n'` in [`Text::chars`].
#[derive(Clone, Debug)]
pub struct Text<'a> {
    pub source: &'a str,
    /// Folded characters: what all readers match against.
    pub chars: Vec<char>,
    /// The same characters as printed.
    pub raw: Vec<char>,
    /// The words of all lists that stand in [`Text::chars`].
    pub hits: Hits,
    /// UTF-16 start and end of each character in the source.
    utf16: Vec<(u32, u32)>,
    /// Byte start and end of each character in the source.
    bytes: Vec<(u32, u32)>,
    pub paragraphs: Vec<Paragraph>,
    /// The places of what is no Han character.
    marks: Vec<u32>,
    /// The places of what a numeral can begin with.
    numerals: Vec<u32>,
    /// Sentences, closing mark included; none crosses a paragraph's end.
    pub sentences: Vec<Span>,
    pub noise: Vec<Noise>,
}

/// One character of the source with its places.
#[derive(Clone, Copy)]
struct Ch {
    raw: char,
    folded: char,
    utf16: (u32, u32),
    bytes: (u32, u32),
}

/// A line of the source without its end, invisible characters dropped.
struct Line {
    chars: Vec<Ch>,
    indent: u32,
    blank_before: bool,
    /// A row of a flattened table.
    row: bool,
    /// Where the line end before it stands.
    break_before: Option<Utf16Span>,
}

impl<'a> Text<'a> {
    /// Reads any string; nothing can fail.
    pub fn new(source: &'a str) -> Text<'a> {
        let mut noise = Vec::new();
        let mut lines = stacked_rows(split_lines(source));
        lines.iter_mut().for_each(close_words);
        mark_table_rows(&mut lines);
        for line in &mut lines {
            drop_blanks(line, &mut noise);
        }
        let mut lines = drop_page_numbers(lines, &mut noise);
        let joins = joins(&lines);
        lines.iter_mut().for_each(drop_bullet);

        let mut text = Text {
            source,
            chars: Vec::with_capacity(source.len() / 3 + 8),
            raw: Vec::with_capacity(source.len() / 3 + 8),
            hits: Hits::default(),
            utf16: Vec::with_capacity(source.len() / 3 + 8),
            bytes: Vec::with_capacity(source.len() / 3 + 8),
            paragraphs: Vec::new(),
            marks: Vec::new(),
            numerals: Vec::new(),
            sentences: Vec::new(),
            noise: Vec::new(),
        };
        let mut start = 0;
        for (i, line) in lines.iter().enumerate() {
            let joined = i > 0 && joins[i - 1];
            if joined {
                if let Some(span) = line.break_before {
                    noise.push(Noise {
                        kind: NoiseKind::LineBreak,
                        span,
                        at: text.chars.len(),
                    });
                }
            } else {
                start = text.chars.len();
            }
            text.extend(&line.chars);
            if joins.get(i).copied().unwrap_or(false) {
                continue;
            }
            let head = head_of(&joins, i);
            text.paragraphs.push(Paragraph {
                span: Span::new(start, text.chars.len()),
                blank_before: lines[head].blank_before,
                indent: lines[head].indent,
                row: line.row,
            });
            let end = line.chars.last().map_or((0, 0), |c| (c.utf16.1, c.bytes.1));
            text.chars.push('\n');
            text.raw.push('\n');
            text.utf16.push((end.0, end.0));
            text.bytes.push((end.1, end.1));
        }
        crate::span::sort_by_key(&mut noise, |n| [n.span.start as usize, 0, 0]);
        // Noise found before the reading was laid out learns its place now.
        for n in &mut noise {
            n.at = text.utf16.partition_point(|u| u.0 < n.span.start);
        }
        text.noise = noise;
        for (at, &c) in (0..).zip(&text.chars) {
            if !is_han(c) {
                text.marks.push(at);
            }
            if is_numeral(c) {
                text.numerals.push(at);
            }
        }
        text.sentences = sentences(&text);
        text.hits = Hits::read(&text.chars);
        text
    }

    fn extend(&mut self, chars: &[Ch]) {
        self.chars.extend(chars.iter().map(|c| c.folded));
        self.raw.extend(chars.iter().map(|c| c.raw));
        self.utf16.extend(chars.iter().map(|c| c.utf16));
        self.bytes.extend(chars.iter().map(|c| c.bytes));
    }

    pub fn len(&self) -> usize {
        self.chars.len()
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The folded character at `at`, or a line end beyond the text.
    // Always inlined, like the other seven: at opt-level "s" a twentieth of a reading goes
    // into the calls, for 0.8 kB.
    #[inline(always)]
    pub fn at(&self, at: usize) -> char {
        self.chars.get(at).copied().unwrap_or('\n')
    }

    /// The folded character before `at`, or a line end at the head of the text.
    #[inline(always)]
    pub fn before(&self, at: usize) -> char {
        if at == 0 { '\n' } else { self.at(at - 1) }
    }

    /// The places within a span of what is no Han character: marks, digits, letters,
    /// blanks. Rules that ask for some of them pass over four characters in five: a
    /// twentieth of a reading.
    pub fn marks(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let from = self.marks.partition_point(|&at| (at as usize) < span.start);
        let rest = self.marks[from..].iter().map(|&at| at as usize);
        rest.take_while(move |&at| at < span.end)
    }

    /// The places within a span of digits and Chinese numerals: what reads figures, dates
    /// and numbers passes over nineteen characters in twenty.
    pub fn numerals(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let from = self
            .numerals
            .partition_point(|&at| (at as usize) < span.start);
        let rest = self.numerals[from..].iter().map(|&at| at as usize);
        rest.take_while(move |&at| at < span.end)
    }

    /// The whole of it.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The folded characters of a span.
    pub fn slice(&self, span: Span) -> &[char] {
        let end = span.end.min(self.chars.len());
        &self.chars[span.start.min(end)..end]
    }

    /// The folded text of a span.
    pub fn folded(&self, span: Span) -> String {
        string(self.slice(span))
    }

    /// Whether the folded text of a span is `word`.
    pub fn reads(&self, span: Span, word: &str) -> bool {
        self.slice(span).iter().copied().eq(word.chars())
    }

    /// The text of a span as printed, without what the reading leaves out.
    pub fn printed(&self, span: Span) -> String {
        let end = span.end.min(self.raw.len());
        string(&self.raw[span.start.min(end)..end])
    }

    /// The source of a span exactly as given, noise included.
    pub fn source_of(&self, span: Span) -> &'a str {
        if span.is_empty() || span.end > self.bytes.len() {
            return "";
        }
        &self.source[self.bytes[span.start].0 as usize..self.bytes[span.end - 1].1 as usize]
    }

    /// Whether `word` (in folded form) stands at `at`.
    pub fn starts_with(&self, at: usize, word: &str) -> bool {
        let mut here = self.chars.get(at..).unwrap_or_default().iter();
        word.chars().all(|c| here.next() == Some(&c))
    }

    /// Whether `word` (in folded form) ends at `at`.
    pub fn ends_with(&self, at: usize, word: &str) -> bool {
        let n = word.chars().count();
        at >= n && self.starts_with(at - n, word)
    }

    /// The first place of `word` (in folded form) within `span`.
    pub fn find(&self, word: &str, span: Span) -> Option<usize> {
        let first = word.chars().next()?;
        let end = (span.end + 1).saturating_sub(word.chars().count());
        let heads = self.chars.get(span.start..end.min(self.len()))?;
        let found = |(i, c): (usize, &char)| *c == first && self.starts_with(span.start + i, word);
        let nth = heads.iter().enumerate().position(found)?;
        Some(span.start + nth)
    }

    /// A span in UTF-16 units of the text as given.
    pub fn utf16(&self, span: Span) -> Utf16Span {
        if self.utf16.is_empty() {
            return Utf16Span { start: 0, end: 0 };
        }
        let last = self.utf16.len() - 1;
        let start = self.utf16[span.start.min(last)].0;
        if span.is_empty() {
            return Utf16Span { start, end: start };
        }
        let end = self.utf16[(span.end - 1).min(last)].1;
        Utf16Span {
            start,
            end: end.max(start),
        }
    }

    /// All of the source that stands between two characters of the reading, in UTF-16 units:
    /// what the reading leaves out there too.
    pub fn between(&self, before: usize, behind: usize) -> Utf16Span {
        Utf16Span {
            start: self.utf16(Span::new(before, before + 1)).end,
            end: self.utf16(Span::new(behind, behind + 1)).start,
        }
    }

    /// A page number of the source stood before the character at `at`: what is left
    /// out there is the page's, not the writer's.
    pub fn is_page_break(&self, at: usize) -> bool {
        let from = self.noise.partition_point(|n| n.at < at);
        let here = self.noise[from..].iter().take_while(|n| n.at == at);
        here.into_iter().any(|n| n.kind == NoiseKind::PageNumber)
    }

    /// The index of the paragraph that holds `at` (its line end included).
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let i = self.paragraphs.partition_point(|p| p.span.end < at);
        (i < self.paragraphs.len()).then_some(i)
    }

    /// The sentence that holds `at`, or an empty span.
    pub fn sentence_at(&self, at: usize) -> Span {
        let i = self.sentences.partition_point(|s| s.end <= at);
        match self.sentences.get(i) {
            Some(s) if s.contains(at) => *s,
            _ => Span::new(at, at),
        }
    }
}

/// The first line of the joined run that ends at line `i`.
fn head_of(joins: &[bool], mut i: usize) -> usize {
    while i > 0 && joins[i - 1] {
        i -= 1;
    }
    i
}

fn split_lines(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut chars = Vec::new();
    let mut utf16 = 0u32;
    let mut blank = false;
    let mut break_before = None;
    let mut it = source.char_indices().peekable();
    let mut flush = |chars: &mut Vec<Ch>, blank: &mut bool, before: &mut Option<Utf16Span>| {
        let indent = chars
            .iter()
            .take_while(|c: &&Ch| c.folded == ' ')
            .map(|c| match c.raw {
                '\u{3000}' => 2,
                '\t' => 4,
                _ => 1,
            })
            .sum();
        while chars.last().is_some_and(|c: &Ch| c.folded == ' ') {
            chars.pop();
        }
        let head = chars.iter().take_while(|c| c.folded == ' ').count();
        chars.drain(..head);
        if chars.is_empty() {
            *blank = true;
        } else {
            // Copied, so that it takes no more room than it needs.
            lines.push(Line {
                chars: chars.clone(),
                indent,
                blank_before: std::mem::take(blank),
                row: false,
                break_before: before.take(),
            });
            chars.clear();
        }
    };
    while let Some((byte, c)) = it.next() {
        let width = c.len_utf16() as u32;
        let start = utf16;
        utf16 += width;
        if matches!(
            c,
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        ) {
            if c == '\r' && it.peek().is_some_and(|&(_, n)| n == '\n') {
                it.next();
                utf16 += 1;
            }
            let was_empty = chars.is_empty();
            flush(&mut chars, &mut blank, &mut break_before);
            if !was_empty || break_before.is_none() {
                break_before = Some(Utf16Span { start, end: utf16 });
            }
            continue;
        }
        if !is_han(c) && is_invisible(c) {
            continue;
        }
        chars.push(Ch {
            raw: c,
            folded: fold(c),
            utf16: (start, utf16),
            bytes: (byte as u32, (byte + c.len_utf8()) as u32),
        });
    }
    flush(&mut chars, &mut blank, &mut break_before);
    lines
}

/// Where tabs part the cells of a line, no other blank between Han characters does: 合　计.
fn close_words(line: &mut Line) {
    if !line.chars.iter().any(|c| c.raw == '\t') {
        return;
    }
    let blank = |c: &Ch| c.folded == ' ' && c.raw != '\t';
    let mut kept: Vec<Ch> = Vec::with_capacity(line.chars.len());
    let han = |c: Option<&Ch>| c.is_some_and(|c| is_han(c.folded));
    let mut runs = line.chars.chunk_by(|a, b| blank(a) == blank(b)).peekable();
    while let Some(run) = runs.next() {
        let next = runs.peek().map(|run| &run[0]);
        if !(blank(&run[0]) && han(kept.last()) && han(next)) {
            kept.extend_from_slice(run);
        }
    }
    line.chars = kept;
}

/// Drops the blanks that separate nothing: between Han characters, between a
/// number and its unit or mark. A run of two or more, a tab or an ideographic
/// space is a column gap and stays as one blank.
fn drop_blanks(line: &mut Line, noise: &mut Vec<Noise>) {
    if !line.chars.iter().any(|c| c.folded == ' ') {
        return;
    }
    if line.row {
        // The blanks of a row part its cells: one stays of each run.
        line.chars
            .dedup_by(|b, a| a.folded == ' ' && b.folded == ' ');
        return;
    }
    // A line set with a blank after nearly every character loses them all,
    // those between digits too.
    let pairs = line
        .chars
        .windows(2)
        .filter(|w| is_han(w[0].folded) && is_han(w[1].folded))
        .count();
    let gaps = line
        .chars
        .windows(3)
        .filter(|w| is_han(w[0].folded) && w[1].folded == ' ' && is_han(w[2].folded))
        .count();
    let spaced = gaps >= 4 && gaps > 2 * pairs;

    let mut kept: Vec<Ch> = Vec::with_capacity(line.chars.len());
    let mut i = 0;
    while i < line.chars.len() {
        let c = line.chars[i];
        if c.folded != ' ' {
            kept.push(c);
            i += 1;
            continue;
        }
        let mut j = i;
        while j < line.chars.len() && line.chars[j].folded == ' ' {
            j += 1;
        }
        let wide = j - i >= 2 || matches!(c.raw, '\t' | '\u{3000}');
        let prev = kept.last().map_or('\n', |c| c.folded);
        let next = line.chars.get(j).map_or('\n', |c| c.folded);
        let word = |c: char| c.is_ascii_alphanumeric();
        let keep = if wide {
            !(spaced && j - i < 3)
        } else {
            word(prev) && word(next) && !spaced
        };
        // Next to a mark even a wide gap separates nothing more than the mark.
        let beside_mark = one_of!(prev, ",。;、(《“") || one_of!(next, ",。;、)》”%");
        if keep && !beside_mark {
            kept.push(c);
        } else {
            noise.push(Noise {
                kind: NoiseKind::Blank,
                span: Utf16Span {
                    start: c.utf16.0,
                    end: line.chars[j - 1].utf16.1,
                },
                at: 0,
            });
        }
        i = j;
    }
    line.chars = kept;
}

/// The words of a line.
fn words_of(line: &Line) -> String {
    line.chars.iter().map(|c| c.folded).collect()
}

/// What a line of a table that came one cell a line can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Name,
    Figure,
    /// 件, 万元: a cell of a column of units.
    Unit,
    /// No cell at all.
    Prose,
}

impl Cell {
    fn of(line: &Line) -> Cell {
        /// The longest name of a row or a column.
        const NAME: usize = 20;
        // A line of prose need not be put together: 其中： and a mark may come on top.
        if line.chars.len() > 2 * NAME {
            return Cell::Prose;
        }
        let words = words_of(line);
        let own = words
            .strip_prefix("其中")
            .map_or(&*words, |rest| rest.trim_start_matches(':'));
        let mark = |c: char| one_of!(c, ",。;:!?《 \t|");
        if is_figure(&words) {
            Cell::Figure
        } else if is_unit(&words) {
            Cell::Unit
        } else if line.chars.len() > NAME || own.contains(mark) {
            Cell::Prose
        } else {
            Cell::Name
        }
    }
}

/// 件, 万元, 万人次.
fn is_unit(cell: &str) -> bool {
    let unit: Vec<char> = cell
        .trim_start_matches(|c| one_of!(c, "万亿"))
        .chars()
        .collect();
    let found = List::Units.longest(&unit, 0);
    found.is_some_and(|(len, _)| len == unit.len())
}

/// Puts the cells of a table that came one a line (a row's name, then its
/// unit and figures) back into rows: at least two rows of one shape under their
/// heads, or three without.
fn stacked_rows(lines: Vec<Line>) -> Vec<Line> {
    let begins = rows_of_lines(&lines.iter().map(Cell::of).collect::<Vec<_>>());
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut left = 0;
    for (line, n) in lines.into_iter().zip(begins) {
        match out.last_mut() {
            Some(row) if left > 0 => {
                let (before, after) = (row.chars.last(), line.chars.first());
                if let (Some(a), Some(b)) = (before, after) {
                    // The line end is a gap between columns.
                    let gap = Ch {
                        raw: '\t',
                        folded: ' ',
                        utf16: (a.utf16.1, b.utf16.0),
                        bytes: (a.bytes.1, b.bytes.0),
                    };
                    row.chars.push(gap);
                }
                row.chars.extend(line.chars);
                left -= 1;
            }
            _ => {
                left = n.max(1) - 1;
                out.push(line);
            }
        }
    }
    out
}

/// The number of cells of each line that begins a row.
fn rows_of_lines(cell: &[Cell]) -> Vec<usize> {
    /// No table of a report is wider.
    const WIDEST: usize = 12;
    let mut begins = vec![0; cell.len()];
    let mut i = 0;
    while i < cell.len() {
        let values = cell[i + 1..].iter().take(WIDEST);
        let values = values.take_while(|c| matches!(c, Cell::Figure | Cell::Unit));
        let n = values.count() + 1;
        let shape = &cell[i..i + n];
        let mut end = i;
        if cell[i] == Cell::Name && shape.contains(&Cell::Figure) && n <= WIDEST {
            while cell.get(end..end + n) == Some(shape) {
                end += n;
            }
        }
        let rows = (end - i) / n;
        // The corner may be empty.
        let heads = |h: &usize| {
            let before = i.checked_sub(*h).map(|from| from..i);
            *h > 0 && before.is_some_and(|mut b| b.all(|k| cell[k] == Cell::Name && begins[k] == 0))
        };
        let head = [n, n - 1].into_iter().find(heads);
        if rows >= 3 || rows == 2 && head == Some(n) && n > 2 {
            for row in (i..end).step_by(n) {
                begins[row] = n;
            }
            if let Some(h) = head.filter(|&h| h > 1) {
                begins[i - h] = h;
            }
            i = end;
        } else {
            i += 1;
        }
    }
    begins
}

/// The cells of a row, each from where it begins to where it ends. Bars part them
/// where there are any, and an empty cell between two keeps its place; else blanks
/// do. 合　计 is one cell.
pub(crate) fn cells(row: &[char]) -> Vec<Span> {
    let bars = row.contains(&'|');
    let parts = |c: char| if bars { c == '|' } else { c == ' ' };
    let mut out: Vec<Span> = Vec::new();
    let mut start = 0;
    for i in 0..=row.len() {
        if i < row.len() && !parts(row[i]) {
            continue;
        }
        let blank = |k: &usize| row[*k] == ' ';
        let from = start + (start..i).take_while(blank).count();
        let to = i - (from..i).rev().take_while(blank).count();
        // The row may begin with a bar.
        if from < to || bars && !out.is_empty() {
            out.push(Span::new(from, to));
        }
        start = i + 1;
    }
    while out.last().is_some_and(|cell| cell.is_empty()) {
        out.pop();
    }
    let single = |s: &Span| s.len() == 1 && is_han(row[s.start]);
    if let [a, b, ..] = out[..]
        && !bars
        && single(&a)
        && single(&b)
    {
        out[0].end = b.end;
        out.remove(1);
    }
    out
}

/// What tells whether a line is a row.
struct Shape {
    /// How many cells it has.
    cells: usize,
    figures: bool,
    /// All its cells are.
    bare: bool,
    /// It begins with words, and the last cell is a figure.
    row: bool,
    /// Bars or wide gaps part its cells.
    parted: bool,
    bars: bool,
}

impl Shape {
    /// `None` where the line is prose.
    fn of(line: &Line) -> Option<Shape> {
        const MOST_CELLS: usize = 16;
        const LONGEST: usize = 120;
        let has = |set: &str| {
            let mut chars = line.chars.iter().map(|c| c.folded);
            chars.any(|c| !is_han(c) && is_one_of(c, set))
        };
        if line.chars.len() > LONGEST || has("。;《") || !has(" |") {
            return None;
        }
        let folded: Vec<char> = line.chars.iter().map(|c| c.folded).collect();
        let cells = cells(&folded);
        let figure = |s: &Span| is_figure(&folded[s.start..s.end].iter().collect::<String>());
        let (first, last) = (cells.first()?, cells.last()?);
        let bars = folded.contains(&'|');
        let gaps = line
            .chars
            .windows(2)
            .filter(|w| w[0].raw == '\t' || w[0].folded == ' ' && w[1].folded == ' ');
        Some(Shape {
            figures: cells.iter().skip(1).any(figure),
            bare: cells.iter().all(figure),
            row: (2..=MOST_CELLS).contains(&cells.len()) && !figure(first) && figure(last),
            parted: bars || gaps.count() > 0,
            bars,
            cells: cells.len(),
        })
    }

    /// The last cell may be a unit or a remark where wide gaps part the cells.
    fn is_row(&self) -> bool {
        self.row || self.figures && self.parted
    }
}

/// Marks the rows of tables that lost their grid.
fn mark_table_rows(lines: &mut [Line]) {
    let shapes: Vec<Option<Shape>> = lines.iter().map(Shape::of).collect();
    let mut i = 0;
    while i < lines.len() {
        let end = match &shapes[i] {
            Some(shape) if shape.bars => barred(&shapes, i),
            _ => i,
        };
        let rows = match end > i {
            true => i..end,
            false => blank_rows(lines, &shapes, i),
        };
        i = rows.end.max(i + 1);
        for line in &mut lines[rows] {
            line.row = true;
        }
    }
}

/// Where the lines end that bars part, if there are two and one has a figure: heads
/// may come again, and rows may be padded with empty cells. A menu has no figures.
fn barred(shapes: &[Option<Shape>], from: usize) -> usize {
    let rest = shapes[from..].iter();
    let rows: Vec<&Shape> = rest.map_while(|s| s.as_ref().filter(|s| s.bars)).collect();
    let table = rows.len() >= 2 && rows.iter().any(|s| s.figures);
    from + if table { rows.len() } else { 0 }
}

/// Rows parted by blanks: at least two with one number of cells, or of wide gaps, and
/// the heads before them, of which the corner may be empty.
fn blank_rows(lines: &[Line], shapes: &[Option<Shape>], from: usize) -> std::ops::Range<usize> {
    let row = |i: usize| shapes.get(i)?.as_ref().filter(|s| s.is_row() && !s.bars);
    let Some(first) = row(from) else {
        return from..from;
    };
    let like = |s: &Shape| s.cells == first.cells || s.parted && first.parted;
    let mut end = from + 1;
    while row(end).is_some_and(like) {
        end += 1;
    }
    let alone = end - from < 2;
    let head = from.checked_sub(1).filter(|&h| {
        let bare = !lines[h].chars.iter().any(|c| c.folded == ',');
        let shape = shapes[h]
            .as_ref()
            .filter(|s| !s.figures && !lines[h].row && s.cells >= 2);
        let corner = |s: &Shape| s.cells + 1 == first.cells && !alone;
        bare && shape.is_some_and(|s| s.cells == first.cells || corner(s))
    });
    match head {
        // 窗口 | 热线 | 合计 over 40 | 27 | 67: one row is a table where each figure has its head.
        _ if alone && !(first.bare && first.parted && first.cells > 2 && head.is_some()) => {
            from..from
        }
        head => head.unwrap_or(from)..end,
    }
}

/// A cell that is a figure: digits with marks, a sign, a unit of at most three characters.
pub fn is_figure(cell: &str) -> bool {
    let body = cell.trim_start_matches(['+', '-', '约']);
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return matches!(cell, "-" | "--" | "/" | "无" | "持平");
    }
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    // 2022年 is a column head, not a figure.
    !rest.starts_with(|c| one_of!(c, "年月日、"))
        && rest.chars().count() <= 4
        && !rest.contains(|c: char| c.is_ascii_digit())
}

/// A line such as `— 3 —`, `- 12 -`, `第3页`, `第 3 页 共 9 页`, `3/12`.
/// A bare number counts only where `bare` allows it.
fn is_page_number(line: &Line, bare: bool) -> bool {
    let shown = line.chars.iter().filter(|c| c.folded != ' ');
    if line.row || shown.take(15).count() > 14 {
        return false;
    }
    let chars: Vec<char> = line
        .chars
        .iter()
        .map(|c| c.folded)
        .filter(|&c| c != ' ')
        .collect();
    if !chars.iter().any(char::is_ascii_digit) {
        return false;
    }
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    if digits > 6
        || !chars
            .iter()
            .all(|c| c.is_ascii_digit() || one_of!(*c, "-·第页共/"))
    {
        return false;
    }
    let marked = chars[0] == '-' && chars[chars.len() - 1] == '-' && chars.len() > 2
        || chars[0] == '第' && chars.contains(&'页')
        || chars[0] == '·' && chars[chars.len() - 1] == '·' && chars.len() > 2;
    let slashed = chars.contains(&'/')
        && chars[0].is_ascii_digit()
        && chars.iter().all(|c| c.is_ascii_digit() || *c == '/');
    marked || (bare && (slashed || (digits == chars.len() && digits <= 3)))
}

fn drop_page_numbers(lines: Vec<Line>, noise: &mut Vec<Noise>) -> Vec<Line> {
    let open_end = |l: &Line| !ends_sentence(l);
    let marks: Vec<bool> = (0..lines.len())
        .map(|i| {
            // A bare number is a page number only in mid-sentence: a table's cell looks the same.
            let bare = i > 0
                && i + 1 < lines.len()
                && open_end(&lines[i - 1])
                && lines[i - 1].chars.len() >= 12
                && !starts_marked(&lines[i + 1])
                && ends_sentence_or_long(&lines[i + 1]);
            is_page_number(&lines[i], bare)
        })
        .collect();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut after_page = false;
    for (line, page) in lines.into_iter().zip(marks) {
        if page {
            let (first, last) = (line.chars[0], line.chars[line.chars.len() - 1]);
            noise.push(Noise {
                kind: NoiseKind::PageNumber,
                span: Utf16Span {
                    start: first.utf16.0,
                    end: last.utf16.1,
                },
                at: 0,
            });
            after_page = true;
            continue;
        }
        let mut line = line;
        if std::mem::take(&mut after_page) {
            // The blank lines round a page number are the page's, not the text's.
            line.blank_before = false;
        }
        out.push(line);
    }
    out
}

fn ends_sentence_or_long(l: &Line) -> bool {
    ends_sentence(l) || l.chars.len() >= 12
}

/// The line closes a sentence or announces a list.
fn ends_sentence(line: &Line) -> bool {
    let last = line
        .chars
        .iter()
        .rev()
        .map(|c| c.folded)
        .find(|c| !one_of!(*c, "”\")’"));
    matches!(last, Some('。' | '!' | '?' | ':' | ';' | '…'))
}

/// A sign that is set before an item of a list.
fn is_bullet(c: char) -> bool {
    one_of!(c, "●■◆▲★▪◇►➢•·")
}

/// Leaves out the sign before an item of a list: it is no word of it, and what reads a
/// clause from its beginning would stumble over it.
fn drop_bullet(line: &mut Line) {
    let [sign, rest @ ..] = &line.chars[..] else {
        return;
    };
    let blank = usize::from(rest.first().is_some_and(|c| c.folded == ' '));
    let item = rest.get(blank).map(|c| c.folded);
    if is_bullet(sign.raw) && item.is_some_and(|c| c.is_alphanumeric() || one_of!(c, "《“\"(")) {
        line.chars.drain(..=blank);
    }
}

/// The line begins with a section marker, a point marker or a bullet.
fn starts_marked(line: &Line) -> bool {
    if line.chars.first().is_some_and(|c| is_bullet(c.raw)) {
        return true;
    }
    let c: Vec<char> = line.chars.iter().take(8).map(|c| c.folded).collect();
    is_marked(&c)
}

/// The line's last words, behind a full stop, are a heading: …全部完成。二、存在的问题.
fn ends_in_heading(line: &Line) -> bool {
    let stop = line.chars.iter().rposition(|c| c.folded == '。');
    stop.is_some_and(|stop| {
        let tail: Vec<char> = line.chars[stop + 1..].iter().map(|c| c.folded).collect();
        tail.len() <= 40 && is_marked(&tail)
    })
}

fn is_marked(c: &[char]) -> bool {
    let numeral = |c: char| one_of!(c, "一二三四五六七八九十百");
    let Some(&first) = c.first() else {
        return false;
    };
    match first {
        '(' => c.get(1).is_some_and(|&c| numeral(c) || c.is_ascii_digit()),
        '第' => {
            let n = c[1..]
                .iter()
                .take_while(|&&c| numeral(c) || c.is_ascii_digit())
                .count();
            n > 0 && c.get(1 + n).is_some_and(|&c| one_of!(c, "部章节,、条"))
        }
        '①'..='⑳' => true,
        '、' => true,
        _ if numeral(first) => {
            let n = c.iter().take_while(|&&c| numeral(c)).count();
            c.get(n).is_some_and(|&c| one_of!(c, "、是.,:"))
        }
        _ if first.is_ascii_digit() => {
            let n = c.iter().take_while(|c| c.is_ascii_digit()).count();
            n <= 2
                && (matches!(c.get(n), Some('、'))
                    || matches!(c.get(n), Some('.'))
                        && !c.get(n + 1).is_some_and(char::is_ascii_digit))
        }
        _ => ["首先", "其次", "再次", "最后", "附件", "来源"]
            .iter()
            .any(|w| c.iter().copied().take(2).eq(w.chars())),
    }
}

/// Width in full-width characters, in halves.
fn width(line: &Line) -> usize {
    line.chars
        .iter()
        .map(|c| if c.raw.is_ascii() { 1 } else { 2 })
        .sum()
}

/// Which lines continue in the next one: `out[i]` joins line `i` with line `i + 1`.
///
/// Two signs: the text is *wrapped* (many lines reach one common width), or a
/// line stops where no sentence can stop.
fn joins(lines: &[Line]) -> Vec<bool> {
    let n = lines.len();
    let mut out = vec![false; n];
    if n < 2 {
        return out;
    }
    let widths: Vec<usize> = lines.iter().map(width).collect();
    let wrap = wrap_width(lines, &widths);
    for i in 0..n - 1 {
        let (a, b) = (&lines[i], &lines[i + 1]);
        if a.row || b.row || b.blank_before || starts_marked(b) || ends_sentence(a) {
            continue;
        }
        let last = a.chars[a.chars.len() - 1].folded;
        let first = b.chars[0].folded;
        // A mark that cannot end a paragraph, or cannot begin one.
        let hanging = one_of!(last, ",、(《“<〔") || one_of!(first, ",。)》”;>〕%");
        let full = wrap.is_some_and(|w| widths[i] + slack(w) >= w && b.indent < 4) && !is_column(a);
        let body = a.chars.iter().any(|c| matches!(c.folded, '。' | ';'))
            // A long numbered line without a stop may be a heading: it does not run on by itself.
            || (widths[i] >= 60 && !starts_marked(a) && a.chars.iter().any(|c| c.folded == ','));
        let b_body = b.chars.iter().any(|c| matches!(c.folded, '。' | ',' | ';'));
        let cut = body
            && b_body
            && !last.is_ascii_digit()
            && b.indent < 4
            && !ends_in_heading(a)
            && !is_column(a)
            && !is_column(b);
        out[i] = hanging || full || cut;
    }
    out
}

/// A line of column cells: a flattened table row.
fn is_column(line: &Line) -> bool {
    line.chars.iter().filter(|c| c.folded == ' ').count() >= 2
}

fn slack(wrap: usize) -> usize {
    (wrap / 8).max(6)
}

/// The common width of wrapped lines, in half-widths, where the text has one.
fn wrap_width(lines: &[Line], widths: &[usize]) -> Option<usize> {
    // Wider than any printed line: the text is not wrapped. Narrower: a list.
    let longest = *widths.iter().max()?;
    if !(36..=140).contains(&longest) {
        return None;
    }
    let is_full = |i: usize| widths[i] + slack(longest) >= longest;
    let full = (0..lines.len()).filter(|&i| is_full(i)).count();
    // Headings and whole sentences of one length wrap nothing: it takes lines in mid-sentence.
    let open = (0..lines.len())
        .filter(|&i| is_full(i) && !ends_sentence(&lines[i]) && !starts_marked(&lines[i]))
        .count();
    (open >= 3 && full * 4 >= widths.len()).then_some(longest)
}

/// Characters as a string. Room is made at once: to let it grow cost a twentieth of a
/// reading.
fn string(chars: &[char]) -> String {
    // Nearly all take three bytes.
    let mut out = String::with_capacity(3 * chars.len());
    out.extend(chars);
    out
}

/// Past so many characters a comma ends a sentence too: what is longer is a list
/// or no prose, and every figure of it would be weighed against all others.
const LONG_SENTENCE: usize = 800;

/// A digit, or a Chinese numeral that is no part of a unit.
fn is_plain_numeral(c: char) -> bool {
    c.is_ascii_digit() || one_of!(c, "〇零一二两三四五六七八九十")
}

/// A mark between two digits (1,234; 5、6处) parts no sentence.
fn is_inside_figure(text: &Text, at: usize) -> bool {
    text.at(at).is_ascii_digit()
        && at >= 2
        && text.chars[at - 2].is_ascii_digit()
        && one_of!(text.chars[at - 1], ",、")
}

/// Where a sentence that has no stop by `to` is cut, not before `from`: there, or
/// before the number it would part from its digits or its unit.
fn before_figure(text: &Text, from: usize, to: usize) -> usize {
    /// No figure with its qualifiers and its unit is longer.
    const FIGURE: usize = 48;
    let near = to.saturating_sub(FIGURE).max(from)..to;
    if !text.chars[near].iter().any(|&c| is_plain_numeral(c)) {
        return to;
    }
    let begins = |at: &usize| {
        let before = text.before(*at);
        // 3至5天, +2.5, 1,234 and 1:2 begin further left.
        let joined = is_plain_numeral(before)
            || one_of!(before, "百千万亿几余多点之分至到~-+")
            || one_of!(before, ".,:、/ ") && is_plain_numeral(text.before(at - 1));
        // 百余件, 百分之三; but 百分点, 平方千米.
        let scaled = one_of!(text.at(*at), "百千万亿") && one_of!(text.at(at + 1), "余多");
        let fraction = text.starts_with(*at, "百分之") || text.starts_with(*at, "千分之");
        (is_plain_numeral(text.at(*at)) || scaled || fraction) && !joined
    };
    (from + 1..to).rev().find(begins).unwrap_or(to)
}

fn sentences(text: &Text) -> Vec<Span> {
    let mut out = Vec::new();
    for p in &text.paragraphs {
        let mut start = p.span.start;
        let mut i = start;
        while i < p.span.end {
            if matches!(text.chars[i], '。' | '!' | '?') {
                let mut end = i + 1;
                while end < p.span.end && one_of!(text.chars[end], "”\"’)。") {
                    end += 1;
                }
                out.push(Span::new(start, end));
                start = end;
                i = end;
            } else {
                i += 1;
                let long = i - start;
                let pause = long > LONG_SENTENCE && one_of!(text.chars[i - 1], ",;、");
                if pause && !is_inside_figure(text, i) {
                    out.push(Span::new(start, i));
                    start = i;
                } else if long > 2 * LONG_SENTENCE {
                    let end = before_figure(text, start + LONG_SENTENCE, i);
                    out.push(Span::new(start, end));
                    start = end;
                }
            }
        }
        if start < p.span.end {
            out.push(Span::new(start, p.span.end));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(s: &str) -> String {
        Text::new(s).raw.iter().collect()
    }

    #[test]
    fn leaves_out_the_sign_before_an_item() {
        for sign in "●■◆▲★▪◇►➢•·".chars() {
            for item in [
                "全区共342个村",
                "12件",
                "《条例》",
                "“一网”",
                "\"a\"",
                "（一）甲",
            ] {
                let alone = reading(item);
                assert_eq!(reading(&format!("{sign}{item}")), alone);
                assert_eq!(reading(&format!("{sign} {item}")), alone);
            }
            let line = format!("{sign}\n");
            assert_eq!(reading(&sign.to_string()), line, "nothing stands behind it");
        }
    }

    #[test]
    fn leaves_out_what_separates_nothing() {
        for (given, read) in [
            ("全区 342 个村，占 90 %。", "全区342个村，占90%。\n"),
            ("全 区 共 有 村 3 4 2 个", "全区共有村342个\n"),
            ("累计 1 234 件", "累计1 234件\n"),
            ("用 Word 打开 A B", "用Word打开A B\n"),
            ("件数\t人数", "件数\t人数\n"),
            (
                "\u{FEFF}一、\u{200B}标题\r\n\r\n正文。",
                "一、标题\n正文。\n",
            ),
            (
                "全年召开会议12次，\n研究议题30项。",
                "全年召开会议12次，研究议题30项。\n",
            ),
            (
                "全年召开会议，\n— 3 —\n研究议题。",
                "全年召开会议，研究议题。\n",
            ),
            ("", ""),
            ("\n\n", ""),
        ] {
            assert_eq!(reading(given), read, "{given:?}");
        }
    }

    #[test]
    fn keeps_headings_apart() {
        for given in [
            "一、主要举措\n（一）加强领导，统筹抓好建设\n局党组开会，研究工作。\n",
            "某某局\n2021年度法治政府建设情况报告\n",
            "一、主要工作和成效\n（一）加快构建依法行政的制度体系\n完善各项制度。\n（二）完善行政争议多元化解机制\n办理案件。\n（三）主要负责人履行法治建设职责\n带头学法。\n",
            "（一）深入学习宣传贯彻习近平法治思想，坚定不移走中国特色社会主义法治道路，推动工作走深走实\n组织学习20场。\n",
            "推动落实。\n某某县人民政府\n2023年1月9日\n",
        ] {
            assert_eq!(reading(given), given);
        }
    }

    #[test]
    fn joins_wrapped_lines() {
        let given = "  二〇二二年全年共召开政府常务会议研究法治建\n设议题二十三次，把法治政府建设纳入高质量发\n展考核并且作为重要内容来抓，取得了明显的成\n效和进展。\n";
        assert_eq!(reading(given).lines().count(), 1);
    }

    #[test]
    fn keeps_the_cells_of_a_table() {
        let given = "领域 2022年 2023年 同比\n食品安全 412 456 +10.7%\n产品质量 238 221 -7.1%\n";
        assert_eq!(reading(given), given);
        assert!(Text::new(given).paragraphs.iter().all(|p| p.row));
        assert!(!Text::new("全区 342 个村\n其中 12 个").paragraphs[0].row);
    }

    #[test]
    fn puts_the_cells_of_a_table_into_rows() {
        for (given, rows) in [
            ("项目\n单位\n数量\n普法讲座\n场\n31\n收缴罚款\n万元\n9.5", 3),
            (
                "内容 | 数量 | ||\n行政许可 | 14 | ||\n内容 | 数量 | ||\n行政处罚 | 6 | ||",
                4,
            ),
            ("指标\t数量\t单位\n讲座\t31\t场\n罚款\t9.5\t万元", 3),
            ("首页 | 新闻\n地图 | 联系", 0),
            ("附后。\n1\n2\n3\n落实。", 0),
        ] {
            let text = Text::new(given);
            let found = text.paragraphs.iter().filter(|p| p.row).count();
            assert_eq!(found, rows, "{given}");
        }
    }

    #[test]
    fn spans_point_into_the_source() {
        let s = "😀全区 342 个村";
        let t = Text::new(s);
        let at = t.find("342", Span::new(0, t.len())).unwrap();
        let u = t.utf16(Span::new(at, at + 4));
        let utf16: Vec<u16> = s.encode_utf16().collect();
        assert_eq!(
            String::from_utf16(&utf16[u.start as usize..u.end as usize]).unwrap(),
            "342 个"
        );
        assert_eq!(t.source_of(Span::new(at, at + 4)), "342 个");
    }
}
