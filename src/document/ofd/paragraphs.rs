//! From the lines of pages to paragraphs: what repeats on pages is set apart, and lines
//! that were broken for the width of the page are joined.

use super::lines::{CLOSING, Line, join};
use crate::{Kind, Options, Out, Result};
use std::collections::BTreeMap;

/// Headers and footers stand in this part of the page's height, at its top and bottom.
const MARGIN: f64 = 0.14;
/// So many lines at the top or the bottom of a page may be of a header.
const MOST_LINES: usize = 3;

/// The width and the height of a page.
type Size = (f64, f64);

/// Writes the text of pages.
///
/// # Errors
/// Where the text gets too long.
pub fn write(pages: Vec<(Size, Vec<Line>)>, options: &Options, out: &mut Out) -> Result<()> {
    let furniture = furniture(&pages);
    let read = options.with.contains(&Kind::Furniture);
    let mut lines: Vec<(usize, Line)> = Vec::new();
    for (page, (_, all)) in pages.into_iter().enumerate() {
        for (i, line) in all.into_iter().enumerate() {
            if furniture.binary_search(&(page, i)).is_ok() {
                out.leave_out(Kind::Furniture, &line.text, read);
                if !read {
                    continue;
                }
            }
            lines.push((page, line));
        }
    }
    let block = Block::new(&lines);
    let mut paragraph = String::new();
    let mut before: Option<&(usize, Line)> = None;
    for line in &lines {
        match before {
            Some(before) if block.joins(before, line) => {
                if before.1.blank_after || line.1.blank_before {
                    paragraph.push(' ');
                }
                join(&mut paragraph, &line.1.text, char::is_ascii_alphabetic);
            }
            _ => {
                end(&mut paragraph, out)?;
                paragraph.push_str(&line.1.text);
            }
        }
        if line.1.row {
            let cells = line.1.text.split('\t').count();
            (0..cells).try_for_each(|_| out.count_cell())?;
        }
        before = Some(line);
    }
    end(&mut paragraph, out)
}

fn end(paragraph: &mut String, out: &mut Out) -> Result<()> {
    if paragraph.is_empty() {
        return Ok(());
    }
    out.push(paragraph)?;
    paragraph.clear();
    out.end_line()
}

/// Which lines of which pages are headers, footers and page numbers: numbers alone, and
/// what stands at the same end of many pages, whatever numbers are in it.
fn furniture(pages: &[(Size, Vec<Line>)]) -> Vec<(usize, usize)> {
    let mut found: BTreeMap<(bool, String), Vec<(usize, usize)>> = BTreeMap::new();
    let mut all = Vec::new();
    for (page, ((_, height), lines)) in pages.iter().enumerate() {
        for (i, line) in lines.iter().enumerate() {
            let top = i < MOST_LINES && line.y < height * MARGIN;
            let bottom = i + MOST_LINES >= lines.len() && line.y > height * (1.0 - MARGIN);
            if line.row || !(top || bottom) {
                continue;
            }
            if is_page_number(&line.text) {
                all.push((page, i));
            } else {
                let key = (top, pattern(&line.text));
                found.entry(key).or_default().push((page, i));
            }
        }
    }
    for places in found.into_values() {
        if places.len() >= 2 && places.len() * 3 >= pages.len() {
            all.extend(places);
        }
    }
    all.sort_unstable();
    all
}

/// A line without its numbers and blanks.
fn pattern(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_numeric());
    kept.collect()
}

/// What may stand around the number of a page.
const AROUND: &str = "-—–－―·•第页共/()（）";

fn is_page_number(text: &str) -> bool {
    let kept = text
        .chars()
        .filter(|c| !c.is_whitespace() && !AROUND.contains(*c));
    let kept: Vec<char> = kept.collect();
    !kept.is_empty() && kept.len() <= 8 && kept.iter().all(|c| c.is_numeric())
}

/// A block that is indented as a whole is by more than this.
const BLOCK: f64 = 3.0;

/// What the running text looks like.
#[derive(Debug)]
struct Block {
    size: f64,
    left: f64,
    right: f64,
    /// From one base line to the next.
    pitch: f64,
}

/// Sizes that differ less are one.
const SAME_SIZE: f64 = 0.15;
/// Paragraphs are indented by two characters; less is none, to a character's size.
const INDENT: f64 = 1.2;

impl Block {
    fn new(lines: &[(usize, Line)]) -> Self {
        let running = |line: &&(usize, Line)| !line.1.is_table();
        let mut sizes: Vec<f64> = Vec::new();
        for (_, line) in lines.iter().filter(running) {
            // A size counts as often as it has lines' worth of characters.
            let worth = line.text.chars().count() / 8 + 1;
            sizes.extend(std::iter::repeat_n(line.size, worth));
        }
        let size = at(sizes, 0.5);
        let body = |(_, line): &&(usize, Line)| !line.is_table() && same(line.size, size);
        let places = |of: fn(&Line) -> f64| lines.iter().filter(body).map(|(_, l)| of(l)).collect();
        let pairs = lines.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let pitches = pairs.map(|pair| pair[1].1.y - pair[0].1.y).collect();
        Self {
            size,
            left: at(places(|line| line.left), 0.05),
            right: at(places(|line| line.right), 0.95),
            pitch: at(pitches, 0.5),
        }
    }

    /// Whether a line goes on in the next.
    fn joins(&self, before: &(usize, Line), line: &(usize, Line)) -> bool {
        let (page, before) = before;
        let (next_page, line) = line;
        if before.is_table() || line.is_table() || !same(before.size, line.size) {
            return false;
        }
        let apart = line.y - before.y;
        if self.is_title(before) && self.is_title(line) {
            return page == next_page && apart < line.size * 2.5;
        }
        let wide = apart > self.pitch.max(line.size) * 1.25;
        if page == next_page && wide || before.text.ends_with('。') && begins_item(&line.text) {
            return false;
        }
        let full = before.right + line.lead > self.right + line.size * 0.3;
        let indent = (line.left - self.left) / line.size;
        if indent < INDENT {
            // No paragraph begins with a mark that closes.
            return full || line.text.starts_with(|c| CLOSING.contains(c));
        }
        // A block that is indented as a whole, and by more than the beginning of a paragraph.
        let level = (line.left - before.left).abs() < line.size * 0.3;
        full && level
            && indent > BLOCK
            && !before
                .text
                .ends_with(['。', '；', '：', '！', '？', ';', ':', '.'])
    }

    /// Larger than the text, and neither begins nor ends at its edges.
    fn is_title(&self, line: &Line) -> bool {
        let middle = (line.left + line.right - self.left - self.right) / 2.0;
        line.size > self.size * (1.0 + SAME_SIZE) && middle.abs() < line.size * 1.5
    }
}

impl Line {
    fn is_table(&self) -> bool {
        self.row || self.text.contains('\t')
    }
}

/// Whether a line begins as a heading does: （一）, 二、.
fn begins_item(text: &str) -> bool {
    let text = text.strip_prefix('（').unwrap_or(text);
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    rest.len() < text.len() && rest.starts_with(['、', '）'])
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= a.max(b) * SAME_SIZE
}

/// The number that so much of all are below.
fn at(mut numbers: Vec<f64>, share: f64) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let place = (numbers.len() as f64 * share) as usize;
    numbers
        .get(place)
        .or(numbers.last())
        .copied()
        .unwrap_or(0.0)
}
