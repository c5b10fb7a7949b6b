//! Which lines of a page are its text, and which are menus, related links and feet.

use super::build::{Line, Page};
use super::han::is_han;
use std::ops::Range;
use std::sync::LazyLock;

/// In tenths: a part that holds less of the Chinese outside links and menus is not
/// trusted to be the text.
const ENOUGH: usize = 8;
/// In tenths: the innermost element with so much of the running text is the text.
const MOST: usize = 9;

/// The words that lines are told by.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |kind: &str| {
        let lines = include_str!("words.tsv").lines();
        let words = lines.filter_map(|line| line.split_once('\t'));
        let words = words.filter(|(known, _)| *known == kind);
        words.map(|(_, word)| word).collect()
    };
    Words {
        furniture: of("furniture"),
        foot: of("foot"),
        related: of("related"),
        published: of("published"),
    }
});

struct Words {
    /// Of a short line that is set apart wherever it stands.
    furniture: Vec<&'static str>,
    /// Of a short line that is set apart after the last sentence.
    foot: Vec<&'static str>,
    /// Of the heading of a list of links.
    related: Vec<&'static str>,
    /// Of the line that says who published the page and when.
    published: Vec<&'static str>,
}

/// What a list of files to be fetched begins with.
const FILES: &str = "附件";
/// What the path to a page begins with.
const HOME: &str = "首页";
/// What stands between a title and the name of the site.
const JOINTS: &[char] = &['_', '|', '｜', '－', '-', '—', '–', '>', '<', '·'];

/// Longer lines are sentences, whatever they hold (characters).
const SHORT: usize = 60;
const LONGEST_PUBLISHED: usize = 160;
/// So many lines before the text may be its head.
const HEAD: usize = 16;

/// Sums over the lines before each.
struct Sums {
    links: Vec<usize>,
    han: Vec<usize>,
    free: Vec<usize>,
}

impl Sums {
    fn of(lines: &[Line]) -> Sums {
        let sums = |count: fn(&Line) -> usize| running(lines.iter().map(count));
        Sums {
            links: sums(|line| line.links),
            han: sums(|line| line.han),
            free: sums(|line| line.free),
        }
    }
}

/// The sum before each, and the sum of all.
fn running(counts: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(counts.map(|count| {
        sum += count;
        sum
    }));
    sums
}

fn within(sums: &[usize], range: &Range<usize>) -> usize {
    sums[range.end] - sums[range.start]
}

/// The lines that are the text, and the title where none of them has it.
pub struct Article {
    /// By line.
    pub text: Vec<bool>,
    /// A title that only the head of the page tells.
    pub title: Option<String>,
}

/// Tells the text of a page from what stands round it.
pub fn find(page: &Page) -> Article {
    let lines = &page.lines;
    if lines.iter().all(|line| line.links == 0) {
        // What a program saved as a page has no menus.
        return Article {
            text: vec![true; lines.len()],
            title: None,
        };
    }
    let menus = menus(page);
    let furniture = furniture(lines, &menus);
    let aside: Vec<bool> = menus
        .iter()
        .zip(&furniture)
        .map(|(m, f)| *m || *f)
        .collect();
    let range = part(page, &aside);
    let title = title(page);
    let head = head(lines, &aside, &range);
    let titled = lines[head.clone()]
        .iter()
        .any(|line| line.han >= 8 && !is_published(line));
    let mut text: Vec<bool> = (0..lines.len())
        .map(|index| {
            let line = &lines[index];
            if range.contains(&index) {
                return !aside[index];
            }
            let heading = line.heading && line.han >= 8 && line.free > 0;
            let heads = !titled && (heading || is_title(line, &title));
            let told = heads || is_published(line);
            index < range.start && !menus[index] && told
        })
        .collect();
    for index in head.chain(files(lines, &menus, &range)) {
        text[index] = true;
    }
    if !text.contains(&true) {
        text.fill(true);
    }
    let title = title.filter(|title| {
        let missing = !page.article.is_empty() || begins_untitled(lines, &text);
        missing && !has_title(lines, &text, title)
    });
    Article { text, title }
}

/// Lines right before the text that are its title, its date and what else is said of it.
fn head(lines: &[Line], aside: &[bool], range: &Range<usize>) -> Range<usize> {
    let first = range.start.saturating_sub(HEAD);
    let tells = |line: &Line| {
        let text = line.words.as_str();
        let free = line.free * 2 > line.han && (line.han >= 6 || text.contains([':', '：']));
        line.chars <= SHORT * 2 && (free || has_date(text))
    };
    let start = (first..range.start)
        .rev()
        .find(|at| aside[*at] || !tells(&lines[*at]));
    start.map_or(first, |at| at + 1)..range.start
}

/// Lines right after the text that lead to its attachments.
fn files(lines: &[Line], menus: &[bool], range: &Range<usize>) -> Range<usize> {
    let is_file = |at: &usize| lines[*at].words.as_str().starts_with(FILES) && !menus[*at];
    let files = (range.end..lines.len()).take_while(is_file).count();
    range.end..range.end + files
}

/// Whether a day stands in the words: `2024-01-20`, `2024年1月`.
fn has_date(text: &str) -> bool {
    text.as_bytes().windows(7).any(|bytes| {
        bytes[..4].iter().all(u8::is_ascii_digit)
            && (bytes[4..].starts_with("年".as_bytes())
                || (matches!(bytes[4], b'-' | b'/' | b'.') && bytes[5].is_ascii_digit()))
    })
}

/// Lines in elements that hold links and little else, or that say they are menus.
fn menus(page: &Page) -> Vec<bool> {
    let lines = &page.lines;
    let sums = Sums::of(lines);
    let all = sums.free[lines.len()];
    let mut edges = vec![0_isize; lines.len() + 1];
    for area in page.areas.iter().skip(1) {
        let range = area.first..area.last;
        let (links, han) = (within(&sums.links, &range), within(&sums.han, &range));
        let free = within(&sums.free, &range);
        let linked = (links >= 3 && (han - free) * 10 > han * 7)
            || (links >= 2 && (han - free) * 10 > han * 9);
        let said = area.furniture && free * 10 < all * 3;
        let files = lines
            .get(area.first)
            .is_some_and(|line| line.words.as_str().starts_with(FILES));
        if said || (linked && !files) {
            edges[range.start] += 1;
            edges[range.end] -= 1;
        }
    }
    let mut depth = 0;
    let menus = edges[..lines.len()].iter().map(|edge| {
        depth += edge;
        depth > 0
    });
    menus.collect()
}

/// Short lines by their words.
fn furniture(lines: &[Line], menus: &[bool]) -> Vec<bool> {
    let sentence = |(line, menu): (&Line, &bool)| !*menu && line.words.as_str().ends_with('。');
    let last = lines
        .iter()
        .zip(menus)
        .rposition(sentence)
        .unwrap_or(lines.len());
    let mut furniture: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let text = line.words.as_str();
            let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
            // The line of the publisher often has the buttons in it.
            let short = line.chars <= SHORT && !text.contains('。');
            let path = text.starts_with(HOME) && text.contains(['>', '/', '»', '→', '-']);
            short
                && (path
                    || has(&WORDS.furniture) && !is_published(line)
                    || index > last && has(&WORDS.foot))
        })
        .collect();
    // The heading of a menu, from the last on.
    for index in (0..lines.len().saturating_sub(1)).rev() {
        let line = &lines[index];
        let heads = (menus[index + 1] && !menus[index]) && line.han <= 10;
        furniture[index] |= heads
            && WORDS
                .related
                .iter()
                .any(|word| line.words.as_str().contains(word));
    }
    furniture
}

/// The range of lines that the text stands in.
fn part(page: &Page, aside: &[bool]) -> Range<usize> {
    let lines = &page.lines;
    let counted = |count: fn(&Line) -> usize| {
        let counts = lines.iter().zip(aside);
        running(counts.map(|(line, aside)| if *aside { 0 } else { count(line) }))
    };
    let free = counted(|line| line.free);
    // Running text has its marks; what has none is worth a quarter.
    let worth = counted(|line| {
        if line.marks > 0 {
            line.free * 4
        } else {
            line.free
        }
    });
    let holds = |range: &Range<usize>, sums: &[usize], tenths| {
        within(sums, range) * 10 >= sums[lines.len()] * tenths
    };
    let areas = || {
        page.areas
            .iter()
            .enumerate()
            .skip(1)
            .map(|(at, area)| (at, area, area.first..area.last))
    };
    let known = areas()
        .filter(|(_, area, range)| area.rank.is_some() && holds(range, &free, ENOUGH))
        .min_by_key(|(_, area, range)| (area.rank, range.len()));
    if let Some((_, _, range)) = known {
        return range;
    }
    let dense = areas()
        .filter(|(_, _, range)| holds(range, &worth, MOST) && holds(range, &free, ENOUGH))
        .min_by_key(|(at, _, range)| (range.len(), usize::MAX - at));
    dense.map_or(0..lines.len(), |(at, _, range)| {
        widen(page, aside, at, range)
    })
}

/// The outermost element round the text that adds nothing which is set apart: what is
/// signed and dated often stands beside the paragraphs.
fn widen(page: &Page, aside: &[bool], mut at: usize, mut range: Range<usize>) -> Range<usize> {
    let apart = running(aside.iter().map(|aside| usize::from(*aside)));
    let most = within(&apart, &range);
    while at > 0 {
        at = page.areas[at].parent;
        let area = &page.areas[at];
        let wider = area.first..area.last;
        if within(&apart, &wider) > most {
            break;
        }
        range = wider;
    }
    range
}

/// The title: the article's, else the page's without the name of the site.
fn title(page: &Page) -> Option<String> {
    if !page.article.is_empty() {
        return Some(page.article.clone());
    }
    let parts = page.title.split(JOINTS).map(str::trim);
    let title = parts.max_by_key(|part| part.chars().filter(|c| is_han(*c)).count())?;
    (title.chars().filter(|c| is_han(*c)).count() >= 6).then(|| title.to_owned())
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a line is the title or a good part of it.
fn is_title(line: &Line, title: &Option<String>) -> bool {
    if line.free < 4 || line.chars > SHORT * 2 {
        return false;
    }
    let words = bare(line.words.as_str());
    title.as_ref().is_some_and(|title| {
        let title = bare(title);
        title.contains(&words) || (words.contains(&title) && words.len() < title.len() * 2)
    })
}

fn is_published(line: &Line) -> bool {
    let text = bare(line.words.as_str());
    line.chars <= LONGEST_PUBLISHED
        && (line.free * 2 > line.han || line.han == 0)
        && !text.contains('。')
        && (text.contains([':', '：']) || line.words.as_str().contains('\t'))
        && WORDS.published.iter().any(|word| text.contains(word))
}

/// Whether the text begins with a sentence, tables and the publisher's line apart.
fn begins_untitled(lines: &[Line], text: &[bool]) -> bool {
    let told = |line: &Line| is_published(line) || line.words.as_str().contains('\t');
    let mut kept = lines.iter().zip(text).filter(|(_, text)| **text);
    let first = kept.find(|(line, _)| !told(line));
    first.is_some_and(|(line, _)| line.marks > 0 || line.chars > SHORT)
}

/// Whether the text begins with its title, which may be broken over lines.
fn has_title(lines: &[Line], text: &[bool], title: &str) -> bool {
    let kept = lines.iter().zip(text).filter(|(_, text)| **text);
    let begin: String = kept
        .take(12)
        .map(|(line, _)| bare(line.words.as_str()))
        .collect();
    begin.contains(&bare(title))
}
