//! The text as it is looked through for what others have too.

use crate::input::Span;
use crate::reading::Reading;
use crate::words::{Lexicon, rows};
use std::sync::OnceLock;

/// Stands for a run of digits.
const FIGURE: u16 = b'0' as u16;
/// Stands between paragraphs. It is the same as nothing, not even as itself.
pub const BREAK: u16 = 0;

/// Characters of a text, folded, each with its place.
pub struct Folded {
    pub units: Vec<u16>,
    /// Where each stands in the text.
    pub spans: Vec<Span>,
    /// Whether it is the report's own word: no set phrase, title or heading.
    pub own: Vec<bool>,
}

impl Folded {
    /// The share of own characters that lie in any of the stretches.
    pub fn share(&self, stretches: &[Span]) -> f64 {
        let mut sorted = stretches.to_vec();
        sorted.sort_unstable();
        let (mut at, mut reach, mut inside, mut all) = (0, 0, 0_u32, 0_u32);
        for (span, own) in self.spans.iter().zip(&self.own) {
            if !own {
                continue;
            }
            while at < sorted.len() && sorted[at].start <= span.start {
                reach = reach.max(sorted[at].end);
                at += 1;
            }
            all += 1;
            inside += u32::from(span.start < reach);
        }
        f64::from(inside) / f64::from(all.max(1))
    }

    /// Whether a paragraph ends here.
    pub fn is_break(&self, at: usize) -> bool {
        self.units.get(at) == Some(&BREAK)
    }

    /// How many of a run of characters are the report's own.
    pub fn weight(&self, from: usize, to: usize) -> usize {
        self.own[from..to].iter().filter(|own| **own).count()
    }
}

/// The place of each report among all, the earliest first.
pub fn ranks(readings: &[Reading]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_key(|&report| (readings[report].year, report));
    let mut ranks = vec![0; order.len()];
    for (rank, report) in order.into_iter().enumerate() {
        ranks[report] = rank;
    }
    ranks
}

/// Folds a report.
pub fn fold(reading: &Reading) -> Folded {
    let left_out = left_out(reading);
    let edges = edges(reading);
    let mut out = Folded {
        units: Vec::new(),
        spans: Vec::new(),
        own: Vec::new(),
    };
    let mut last = 0;
    for (at, &unit) in reading.units().iter().enumerate() {
        if left_out.binary_search_by(|span| compare(*span, at)).is_ok() {
            continue;
        }
        let span = Span {
            start: at as u32,
            end: at as u32 + 1,
        };
        let edge = edges.binary_search(&span.start).is_ok();
        if edge || (matches!(kind(unit), Kind::Line) && ends_paragraph(last)) {
            let place = Span {
                end: span.start,
                ..span
            };
            out.push(BREAK, place, false);
        }
        match kind(unit) {
            Kind::Word(0xdc00..=0xdfff) => out.join(unit, span.end),
            Kind::Digit if is_digit_part(last) && out.units.last() == Some(&FIGURE) => {
                if let Some(run) = out.spans.last_mut() {
                    run.end = span.end;
                }
            }
            Kind::Digit => out.push(FIGURE, span, true),
            Kind::Word(unit) => out.push(unit, span, true),
            Kind::Line | Kind::Mark => {}
        }
        if !matches!(kind(unit), Kind::Line) && !is_blank(unit) {
            last = unit;
        }
    }
    without_phrases(&mut out);
    without_titles(&mut out, reading);
    out
}

impl Folded {
    /// The second half of a character of two.
    fn join(&mut self, unit: u16, end: u32) {
        if let (Some(first), Some(span)) = (self.units.last_mut(), self.spans.last_mut()) {
            *first ^= unit;
            span.end = end;
        }
    }

    fn push(&mut self, unit: u16, span: Span, own: bool) {
        self.units.push(unit);
        self.spans.push(span);
        self.own.push(own);
    }
}

enum Kind {
    Line,
    Mark,
    Digit,
    Word(u16),
}

fn kind(unit: u16) -> Kind {
    match unit {
        0x0a | 0x0d => Kind::Line,
        // Digits of both widths, and the point within them.
        0x30..=0x39 | 0xff10..=0xff19 => Kind::Digit,
        0xd800..=0xdfff => Kind::Word(unit),
        _ => match char::from_u32(u32::from(unit)) {
            Some(c) if c.is_alphabetic() => Kind::Word(unit),
            _ => Kind::Mark,
        },
    }
}

fn is_blank(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(char::is_whitespace)
}

fn is_digit_part(unit: u16) -> bool {
    matches!(kind(unit), Kind::Digit) || unit == u16::from(b'.') || unit == u16::from(b',')
}

/// A line that ends so is no line of text that a page has broken.
fn ends_paragraph(unit: u16) -> bool {
    const ENDS: [char; 8] = ['。', '！', '？', '；', '：', '”', '）', ':'];
    !char::from_u32(u32::from(unit)).is_some_and(char::is_alphanumeric)
        || ENDS.iter().any(|&end| u32::from(end) == u32::from(unit))
}

fn compare(span: Span, at: usize) -> std::cmp::Ordering {
    let at = at as u32;
    if span.end <= at {
        std::cmp::Ordering::Less
    } else if span.start > at {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    }
}

/// Where the title and headings begin and end, in order.
fn edges(reading: &Reading) -> Vec<u32> {
    let report = &reading.input.report;
    let headings = report.sections.iter().map(|section| section.heading);
    let title = report.meta.title.iter().map(|title| title.span);
    let mut edges: Vec<u32> = headings
        .chain(title)
        .flat_map(|s| [s.start, s.end])
        .collect();
    edges.sort_unstable();
    edges
}

/// What a web page printed round the report.
fn left_out(reading: &Reading) -> Vec<Span> {
    let mut spans = reading.input.report.meta.boilerplate.clone();
    spans.sort_unstable();
    spans
}

/// Phrases that every report has are nobody's own.
fn without_phrases(folded: &mut Folded) {
    let chars: Vec<char> = folded
        .units
        .iter()
        .map(|&unit| char::from_u32(u32::from(unit)).unwrap_or(' '))
        .collect();
    let mut at = 0;
    while at < chars.len() {
        match phrases().at(&chars[at..]) {
            Some((length, ())) => {
                folded.own[at..at + length].fill(false);
                at += length;
            }
            None => at += 1,
        }
    }
}

/// Nor are titles of acts, headings and the title of the report.
fn without_titles(folded: &mut Folded, reading: &Reading) {
    let report = &reading.input.report;
    let titles = report.citations.iter().map(|citation| citation.span);
    let headings = report.sections.iter().map(|section| section.heading);
    let named = [&report.meta.title, &report.meta.issuer];
    let named = named.into_iter().flatten().map(|quote| quote.span);
    for span in titles.chain(headings).chain(named) {
        let from = folded
            .spans
            .partition_point(|place| place.end <= span.start);
        let to = folded.spans.partition_point(|place| place.start < span.end);
        folded.own[from..to.max(from)].fill(false);
    }
}

fn phrases() -> &'static Lexicon<()> {
    static PHRASES: OnceLock<Lexicon<()>> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let files = [
            include_str!("../../words/phrases.tsv"),
            include_str!("../../words/formulas.tsv"),
            include_str!("../words/phrases.tsv"),
        ];
        let words = files.into_iter().flat_map(rows).map(|row| {
            let word: String = row[0].chars().filter(|c| c.is_alphabetic()).collect();
            (word, ())
        });
        Lexicon::new(words)
    })
}
