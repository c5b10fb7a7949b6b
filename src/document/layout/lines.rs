//! Runs → segments without gaps → rows on one line.

use super::{Run, is_narrow};

/// A gap of so many sizes parts two segments.
const GAP: f32 = 0.9;
/// Runs whose baselines differ by less than so many sizes stand on one line.
const SAME_LINE: f32 = 0.55;
/// Where the gap between two segments of a line of text is at least this, it is a blank.
const BLANK: f32 = 2.0;
/// A raised run is at most this share of its line's size, and raised at least by `RAISED`.
const SMALL: f32 = 0.78;
const RAISED: f32 = 0.12;

/// Words of one line with no wide gap among them.
#[derive(Clone, Debug)]
pub struct Segment {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

/// What stands on one line, from left to right.
#[derive(Clone, Debug)]
pub struct Row {
    pub segments: Vec<Segment>,
    pub y: f32,
    pub size: f32,
}

impl Row {
    pub fn x0(&self) -> f32 {
        self.segments.first().map_or(0.0, |segment| segment.x0)
    }

    pub fn x1(&self) -> f32 {
        let ends = self.segments.iter().map(|segment| segment.x1);
        ends.fold(f32::MIN, f32::max)
    }

    pub fn characters(&self) -> usize {
        let counts = self.segments.iter().map(|part| part.text.chars().count());
        counts.sum()
    }

    /// The words, with a blank where there is a wide gap.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut end = f32::MAX;
        for segment in &self.segments {
            if segment.x0 - end >= BLANK * self.size {
                text.push(' ');
                text.push_str(&segment.text);
            } else {
                append(&mut text, &segment.text, segment.x0 > end);
            }
            end = segment.x1;
        }
        text
    }
}

/// The runs of a page that lie level, put together where no gap parts them.
pub fn segments(runs: &[Run]) -> Vec<Segment> {
    let mut level: Vec<Segment> = runs.iter().filter_map(trimmed).collect();
    level.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut found = Vec::with_capacity(level.len());
    let mut line: Vec<Segment> = Vec::new();
    let mut size = 0.0_f32;
    for run in level {
        if let Some(first) = line.first()
            && run.y - first.y > SAME_LINE * size.max(run.size)
        {
            join(std::mem::take(&mut line), &mut found);
            size = 0.0;
        }
        size = size.max(run.size);
        line.push(run);
    }
    join(line, &mut found);
    found
}

/// A run without the blanks at its ends, if it is anything that can be placed.
fn trimmed(run: &Run) -> Option<Segment> {
    let numbers = [run.x, run.y, run.width, run.size];
    if !run.level || run.size <= 0.0 || !numbers.iter().all(|number| number.is_finite()) {
        return None;
    }
    let text = run.text.trim();
    if text.is_empty() {
        return None;
    }
    // Blanks before the words are as wide as the others on the whole.
    let before = run.text.len() - run.text.trim_start().len();
    let (all, blank) = (width_of(run.text).max(0.5), width_of(&run.text[..before]));
    Some(Segment {
        text: text.to_owned(),
        x0: run.x + run.width * blank / all,
        x1: run.x + run.width,
        y: run.y,
        size: run.size,
    })
}

/// In sizes, roughly.
pub fn width_of(text: &str) -> f32 {
    let widths = text
        .chars()
        .map(|character| if is_narrow(character) { 0.5 } else { 1.0 });
    widths.sum()
}

/// Puts the runs of one line together.
fn join(mut line: Vec<Segment>, found: &mut Vec<Segment>) {
    line.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    let longest = line.iter().max_by_key(|run| run.text.len());
    let Some((size, y)) = longest.map(|run| (run.size, run.y)) else {
        return;
    };
    let mut current: Option<Segment> = None;
    for run in line {
        let before = current.as_ref().map_or("", |last| last.text.as_str());
        if is_mark(&run, before, size, y) {
            continue;
        }
        let Some(last) = &mut current else {
            current = Some(run);
            continue;
        };
        if is_shadow(&run, last) {
            continue;
        }
        let gap = run.x0 - last.x1;
        if gap > GAP * size.max(run.size) {
            found.push(tidied(std::mem::replace(last, run)));
            continue;
        }
        append(&mut last.text, &run.text, gap > 0.15 * size);
        last.x1 = last.x1.max(run.x1);
        last.size = last.size.max(run.size);
    }
    found.extend(current.map(tidied));
}

/// Whether a run is the raised number of a note. Raised digits after a Latin letter are
/// a power or the like.
fn is_mark(run: &Segment, before: &str, size: f32, y: f32) -> bool {
    let letter = before.ends_with(|last: char| last.is_ascii_alphabetic());
    run.size < SMALL * size
        && y - run.y > RAISED * size
        && !letter
        && run.text.chars().count() <= 4
        && run
            .text
            .chars()
            .all(|one| one.is_numeric() || "[]［］()*".contains(one))
}

/// Whether a run is drawn again over itself, which makes it look bold.
fn is_shadow(run: &Segment, before: &Segment) -> bool {
    let again =
        run.x1 <= before.x1 + 0.3 * run.size && before.x1 - run.x0 > 0.6 * (run.x1 - run.x0);
    again && before.text.ends_with(run.text.as_str())
}

/// Adds words to words: a blank only between two that are narrow, and only where asked for.
pub fn append(text: &mut String, more: &str, blank: bool) {
    if blank
        && more
            .chars()
            .next()
            .is_some_and(|first| keeps_blank(text, first))
    {
        text.push(' ');
    }
    text.push_str(more);
}

/// Whether a blank after some words and before a character is more than the room that
/// lines are filled up with.
fn keeps_blank(text: &str, next: char) -> bool {
    text.chars().next_back().is_some_and(is_narrow)
        && is_narrow(next)
        && !"%,.;:)]}!?".contains(next)
}

/// A segment without the blanks that stand between Chinese and anything else.
fn tidied(mut segment: Segment) -> Segment {
    let mut text = String::with_capacity(segment.text.len());
    let mut blank = false;
    for character in segment.text.chars() {
        if character.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && keeps_blank(&text, character) {
            text.push(' ');
        }
        blank = false;
        text.push(character);
    }
    segment.text = text;
    segment
}

/// Segments by the line they stand on, from top to bottom.
pub fn rows(mut segments: Vec<Segment>) -> Vec<Row> {
    segments.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Row> = Vec::new();
    for segment in segments {
        match rows.last_mut() {
            Some(row) if segment.y - row.y <= SAME_LINE * row.size.max(segment.size) => {
                row.size = row.size.max(segment.size);
                row.segments.push(segment);
            }
            _ => rows.push(Row {
                y: segment.y,
                size: segment.size,
                segments: vec![segment],
            }),
        }
    }
    for row in &mut rows {
        row.segments
            .sort_by(|one, other| one.x0.total_cmp(&other.x0));
    }
    rows
}
