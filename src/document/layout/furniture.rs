//! What stands on every page and is not the text: headers, footers, page numbers, what
//! lies askew. And footnotes, which are text but stand elsewhere.

use super::{Page, Row, Sheet};
use std::collections::{HashMap, HashSet};

/// How far from the edge a header or footer lies, as a share of the page's height.
const ZONE: f32 = 0.15;
/// How far a number that stands alone lies from the edge.
const NUMBER_ZONE: f32 = 0.12;
/// Rows looked at from each edge.
const DEEP: usize = 3;
/// How much the places of a repeated row differ at most, as a share of the page's height.
const DRIFT: f32 = 0.02;
/// A row is repeated when it stands on this share of the pages, as those of left pages do.
const SHARE: f32 = 0.3;
/// Notes are at most this share of the text's size.
const NOTE: f32 = 0.93;

/// What was taken off the pages, in order: the page, what makes it the same as others,
/// the words.
#[derive(Default)]
pub struct Aside {
    taken: Vec<(usize, String, String)>,
}

impl Aside {
    /// Each once, in the words of the first page that has it.
    pub fn distinct(&self) -> impl Iterator<Item = &str> {
        let mut seen = HashSet::new();
        let new = self
            .taken
            .iter()
            .filter(move |(_, key, _)| seen.insert(key));
        new.map(|(_, _, words)| words.as_str())
    }

    pub fn of_page(&self, page: usize) -> impl Iterator<Item = &str> {
        let start = self.taken.partition_point(|(of, _, _)| *of < page);
        let rest = self.taken[start..].iter();
        rest.take_while(move |(of, _, _)| *of == page)
            .map(|(_, _, words)| words.as_str())
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// Takes headers, footers, page numbers and what lies askew off the pages.
pub fn take(pages: &[Page], sheets: &mut [Sheet]) -> Aside {
    let repeated = repeated(sheets);
    let mut aside = Aside::default();
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let first = count(number, sheet, Edge::Top, &repeated);
        let rest = sheet.rows.split_off(first);
        let mut off = std::mem::replace(&mut sheet.rows, rest);
        let last = sheet.rows.len() - count(number, sheet, Edge::Bottom, &repeated);
        off.extend(sheet.rows.split_off(last));
        for row in off {
            let words = row.text();
            aside.taken.push((number, key(&words), words));
        }
        for run in &pages[number].runs {
            if !run.level && !run.text.trim().is_empty() {
                let words = run.text.trim().to_owned();
                aside.taken.push((number, key(&words), words));
            }
        }
    }
    aside
}

/// The row that is the `nth` from an edge, if it lies near the edge.
fn row_at(sheet: &Sheet, edge: Edge, nth: usize, zone: f32) -> Option<&Row> {
    let (row, distance) = match edge {
        Edge::Top => {
            let row = sheet.rows.get(nth)?;
            (row, row.y)
        }
        Edge::Bottom => {
            let row = sheet.rows.iter().nth_back(nth)?;
            (row, sheet.height - row.y)
        }
    };
    (distance <= zone * sheet.height).then_some(row)
}

/// A row near an edge: its page, its place as a share of the height, its numbers.
type Place = (usize, f32, Vec<u32>);

/// The rows that stand on many pages at one place, the same but for numbers that count the
/// pages: by page, edge and words.
fn repeated(sheets: &[Sheet]) -> HashSet<(usize, Edge, String)> {
    let written = sheets.iter().filter(|sheet| !sheet.rows.is_empty()).count();
    let enough = ((written as f32 * SHARE).ceil() as usize).max(2);
    let mut places: HashMap<(Edge, String), Vec<Place>> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for edge in [Edge::Top, Edge::Bottom] {
            for nth in 0..DEEP {
                let Some(row) = row_at(sheet, edge, nth, ZONE) else {
                    break;
                };
                let words = row.text();
                let place = (number, row.y / sheet.height, numbers(&words));
                places.entry((edge, key(&words))).or_default().push(place);
            }
        }
    }
    let mut found = HashSet::new();
    for ((edge, words), places) in places {
        let goes_on = |pair: &&[Place]| goes_on(&pair[0], &pair[1]);
        let pairs: Vec<&[Place]> = places.windows(2).filter(goes_on).collect();
        if pairs.len() + 1 >= enough {
            let pages = pairs.iter().flat_map(|pair| [pair[0].0, pair[1].0]);
            found.extend(pages.map(|page| (page, edge, words.clone())));
        }
    }
    found
}

/// Whether a row is that of an earlier page again: at its place, each number the same or
/// as much higher as the page is.
fn goes_on(before: &Place, after: &Place) -> bool {
    let pages = after.0 - before.0;
    let counts = |(one, other): (&u32, &u32)| {
        one == other
            || other
                .checked_sub(*one)
                .is_some_and(|more| more as usize == pages)
    };
    pages > 0 && (before.1 - after.1).abs() < DRIFT && before.2.iter().zip(&after.2).all(counts)
}

/// The numbers among words, the first few.
fn numbers(words: &str) -> Vec<u32> {
    let digits = words.split(|one: char| !one.is_ascii_digit());
    let numbers = digits.filter_map(|digits| digits.parse().ok());
    numbers.take(8).collect()
}

/// How many rows from an edge on are no text.
fn count(
    number: usize,
    sheet: &Sheet,
    edge: Edge,
    repeated: &HashSet<(usize, Edge, String)>,
) -> usize {
    let mut count = 0;
    while count < DEEP {
        let Some(row) = row_at(sheet, edge, count, ZONE) else {
            break;
        };
        let words = row.text();
        let near = row_at(sheet, edge, count, NUMBER_ZONE).is_some();
        if !(near && is_page_number(&words)) && !repeated.contains(&(number, edge, key(&words))) {
            break;
        }
        count += 1;
    }
    count
}

/// The words with `#` for each number.
fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for character in words.chars().filter(|character| !character.is_whitespace()) {
        if character.is_numeric() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else {
            key.push(character);
        }
    }
    key
}

/// What stands around the number of a page.
const AROUND: &str = "第页共/-—–－―·.~〜～|｜";

/// `3`, `— 3 —`, `第 3 页 共 9 页`, `3/9`
fn is_page_number(words: &str) -> bool {
    let mut digits = 0;
    let mut others = 0;
    for character in words.chars().filter(|character| !character.is_whitespace()) {
        if character.is_ascii_digit() || ('０'..='９').contains(&character) {
            digits += 1;
        } else if AROUND.contains(character) {
            others += 1;
        } else {
            return false;
        }
    }
    (1..=8).contains(&digits) && others <= 8 && (others > 0 || digits <= 4)
}

/// Takes the footnotes off a page: the rows at its foot that are set smaller than the
/// text, from the first that begins with the mark of a note.
pub fn take_notes(sheet: &mut Sheet, size: f32) -> Vec<String> {
    let small = sheet.rows.iter().rev();
    let small = small.take_while(|row| {
        row.size <= NOTE * size && row.y > sheet.height / 2.0 && row.segments.len() == 1
    });
    let mut start = sheet.rows.len() - small.count();
    while start < sheet.rows.len() && !is_note(&sheet.rows[start].text()) {
        start += 1;
    }
    // A page set small all over has no notes.
    if start == 0 {
        return Vec::new();
    }
    let mut notes: Vec<String> = Vec::new();
    for row in sheet.rows.split_off(start) {
        let words = row.text();
        match notes.last_mut() {
            Some(note) if !is_note(&words) => super::lines::append(note, &words, true),
            _ => notes.push(words),
        }
    }
    notes
}

/// Whether words begin with the mark of a note: a circled number, a number in brackets,
/// a digit right before them, an asterisk.
fn is_note(words: &str) -> bool {
    let mut characters = words.chars();
    let (first, second) = (characters.next(), characters.next());
    match (first, second) {
        (Some('①'..='⑳' | '*' | '＊' | '※'), _) => true,
        (Some('[' | '［' | '〔'), Some(second)) => second.is_numeric(),
        (Some(first), Some(second)) => first.is_ascii_digit() && !second.is_ascii_digit(),
        _ => false,
    }
}
