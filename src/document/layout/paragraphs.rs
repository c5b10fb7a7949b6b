//! Lines → paragraphs, by where lines begin and end and how far apart they are.

use super::columns::Block;
use super::is_narrow;
use super::lines::{Row, append, width_of};
use crate::{Kind, Out, Result};

/// Sizes differ when they do by more than this share.
const OTHER_SIZE: f32 = 0.12;
/// Lines of a paragraph lie at most this much farther apart than most lines of the block.
const PITCH: f32 = 1.2;
/// Titles are at least this much larger than the text.
const TITLE: f32 = 1.15;
/// In sizes: an indent, and what a line may lack of the right edge.
const INDENT: f32 = 0.8;
const SHORT: f32 = 1.4;

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
}

impl Line {
    pub fn of(row: &Row) -> Line {
        Line {
            text: row.text(),
            x0: row.x0(),
            x1: row.x1(),
            y: row.y,
            size: row.size,
        }
    }
}

/// The edges that lines are measured by.
#[derive(Clone, Copy, Debug, Default)]
struct Edges {
    left: f32,
    right: f32,
    /// How far apart most lines are.
    pitch: f32,
    /// Which block it is.
    block: usize,
}

/// The paragraph that is being written.
struct Open {
    last: Line,
    first_x: f32,
    lines: usize,
    edges: Edges,
    text: String,
}

pub struct Paragraphs<'a> {
    out: &'a mut Out,
    /// The size of the text.
    size: f32,
    edges: Edges,
    open: Option<Open>,
    /// What comes after the paragraph that is open.
    held: Vec<String>,
}

impl<'a> Paragraphs<'a> {
    pub fn new(size: f32, out: &'a mut Out) -> Paragraphs<'a> {
        Paragraphs {
            out,
            size,
            edges: Edges::default(),
            open: None,
            held: Vec::new(),
        }
    }

    pub fn start_block(&mut self, block: &Block) {
        self.edges = Edges {
            left: block.left,
            right: block.right,
            pitch: pitch(block),
            block: self.edges.block + 1,
        };
    }

    /// Adds a line to the paragraph that is open, or begins one.
    pub fn line(&mut self, line: Line) -> Result<()> {
        if line.text.is_empty() {
            return Ok(());
        }
        if let Some(open) = &mut self.open
            && continues(open, &line, &self.edges, self.size)
        {
            append_line(&mut open.text, &line.text);
            open.lines += 1;
            open.edges = self.edges;
            open.last = line;
            return Ok(());
        }
        self.close()?;
        self.open = Some(Open {
            text: line.text.clone(),
            first_x: line.x0 - self.edges.left,
            lines: 1,
            edges: self.edges,
            last: line,
        });
        Ok(())
    }

    /// A line that no other goes on with.
    pub fn whole(&mut self, words: &str) -> Result<()> {
        self.close()?;
        self.out.push(words)?;
        self.out.end_line()
    }

    pub fn table_row(&mut self, cells: &[String]) -> Result<()> {
        self.close()?;
        for (at, cell) in cells.iter().enumerate() {
            self.out.count_cell()?;
            if at > 0 {
                self.out.push("\t")?;
            }
            self.out.push(cell)?;
        }
        self.out.end_line()
    }

    /// Keeps words until the paragraph ends that reaches over the page.
    pub fn hold(&mut self, words: &str) {
        self.held.push(words.to_owned());
    }

    /// A footnote of the page.
    pub fn note(&mut self, words: &str) {
        self.out.leave_out(Kind::Note, words, true);
        self.hold(words);
    }

    fn close(&mut self) -> Result<()> {
        if let Some(open) = self.open.take() {
            self.out.push(&open.text)?;
            self.out.end_line()?;
        }
        for words in std::mem::take(&mut self.held) {
            self.out.push(&words)?;
            self.out.end_line()?;
        }
        Ok(())
    }

    pub fn end(mut self) -> Result<()> {
        self.close()
    }
}

/// How far apart most lines of a block are: those after full lines, where there are such,
/// since paragraphs and rows of tables may lie farther apart or nearer.
fn pitch(block: &Block) -> f32 {
    let full = |row: &Row| row.x1() > block.right - SHORT * row.size;
    let gaps = |of: &dyn Fn(&Row) -> bool| {
        let pairs = block.rows.windows(2).filter(|pair| {
            pair[0].segments.len() == 1 && pair[1].segments.len() == 1 && of(&pair[0])
        });
        let mut gaps: Vec<f32> = pairs.map(|pair| pair[1].y - pair[0].y).collect();
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() * 2 / 5).copied()
    };
    gaps(&full).or_else(|| gaps(&|_| true)).unwrap_or(0.0)
}

/// Whether a line goes on with the paragraph.
fn continues(open: &Open, line: &Line, edges: &Edges, body: f32) -> bool {
    let last = &open.last;
    let size = last.size.max(line.size);
    if (last.size - line.size).abs() > OTHER_SIZE * size {
        return false;
    }
    let same_block = open.edges.block == edges.block;
    let title = size > TITLE * body;
    if same_block {
        let widest = if title {
            2.2 * size
        } else {
            PITCH * edges.pitch
        };
        let gap = line.y - last.y;
        if gap <= 0.0 || gap > widest.max(1.2 * size) {
            return false;
        }
    }
    let (was, is) = (is_centred(last, &open.edges), is_centred(line, edges));
    if title && was && is {
        return same_block;
    }
    if open.edges.right - last.x1 > (SHORT * size).max(first_word(&line.text) * size + 0.7 * size) {
        return false;
    }
    if begins_item(&line.text) && (ends_sentence(&open.text) || is_heading(open)) {
        return false;
    }
    let indent = line.x0 - edges.left;
    if indent <= INDENT * size {
        return true;
    }
    // What is set in stays so: a list whose lines hang under its words.
    let hangs = if open.lines == 1 {
        begins_item(&open.text) && indent > open.first_x + 0.5 * size
    } else {
        ((last.x0 - open.edges.left) - indent).abs() < 0.4 * size
            && open.first_x < indent - 0.5 * size
    };
    hangs && !begins_item(&line.text)
}

/// Whether a line stands in the middle, with room on both sides.
fn is_centred(line: &Line, edges: &Edges) -> bool {
    let (before, after) = (line.x0 - edges.left, edges.right - line.x1);
    before > -line.size && (before - after).abs() < 2.0 * line.size
}

const OPENING: &str = "（〔《“‘「【〈『([<";
const CLOSING: &str = "）〕》”’」】〉』)]>，。、；：！？,.;:!?%％";

/// How much room the words at the beginning of a line take that are not parted, in sizes:
/// what opens, one Chinese character or Latin ones, what closes.
fn first_word(text: &str) -> f32 {
    let words = text.trim_start_matches(|one| OPENING.contains(one));
    let mut rest = words.trim_start_matches(|one: char| is_narrow(one) && !one.is_whitespace());
    if rest.len() == words.len() {
        let mut characters = words.chars();
        characters.next();
        rest = characters.as_str();
    }
    let rest = rest.trim_start_matches(|one| CLOSING.contains(one));
    width_of(&text[..text.len() - rest.len()]).clamp(1.0, 20.0)
}

/// Adds the words of a line: a blank only between Latin words.
fn append_line(text: &mut String, more: &str) {
    let last = text.chars().next_back();
    let first = more.chars().next();
    let letter = first.is_some_and(|first| first.is_ascii_alphabetic());
    let word = last.is_some_and(|last| last.is_ascii_alphabetic());
    let mark = last.is_some_and(|last| last.is_ascii_digit() || ".,;:)".contains(last));
    let digit = first.is_some_and(|first| first.is_ascii_digit());
    append(text, more, letter && (word || mark) || word && digit);
}

/// Whether a paragraph may be a heading: the number of an item and words of one line.
fn is_heading(open: &Open) -> bool {
    open.lines == 1 && begins_item(&open.text)
}

/// What a sentence ends with.
const ENDS: &str = "。；：！？;:!?”）";

fn ends_sentence(text: &str) -> bool {
    text.ends_with(|last| ENDS.contains(last))
}

const NUMERALS: &str = "一二三四五六七八九十百零〇";

/// Whether words begin with the number of an item: 一、 （一） 1. 1、 （1） ① 第一章 ·
fn begins_item(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(', '第']);
    if rest.starts_with(|first| ('①'..='⑳').contains(&first) || "·•●■◆".contains(first))
    {
        return true;
    }
    let after = rest.trim_start_matches(|one: char| NUMERALS.contains(one) || one.is_ascii_digit());
    let counted = rest.len() - after.len();
    counted > 0
        && counted <= 12
        && after.starts_with(['、', '.', '．', '）', ')', '章', '节', '条'])
        && !decimal(after)
}

/// `.5`: what was counted is the beginning of a figure.
fn decimal(after: &str) -> bool {
    let mut characters = after.chars();
    characters.next() == Some('.') && characters.next().is_some_and(|next| next.is_ascii_digit())
}
