//! From places where two reports meet to passages, with what is the same in them.

use super::LEAST;
use super::fold::{BREAK, Folded};
use super::index::Seed;
use crate::input::Span;
use crate::model::{Passage, Piece};
use crate::reading::Reading;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How many characters between two pieces may differ, on each side.
const GAP: usize = 16;
/// The least share of characters that both stretches of a passage have.
const NEAR: f64 = 0.7;
/// The longest stretch that is compared character by character.
const LONGEST: usize = 20_000;
/// From one figure in so many characters on, a passage with new figures is told anew.
const FIGURES: usize = 16;
/// Marks behind a passage that belong to it, at most.
const CLOSING: u32 = 3;
const OPENING: [char; 5] = ['《', '“', '（', '〔', '('];
/// What parts clauses, and sentences.
const CLAUSES: [char; 6] = ['，', '。', '；', '：', '！', '\n'];
const SENTENCE: [char; 4] = ['。', '；', '！', '\n'];
/// How far an edge may be drawn back to the edge of a clause, and how far out.
const CLAUSE: usize = 14;
const OUT: usize = 9;

/// The same characters in a row: from where in the later, from where in the earlier, how many.
#[derive(Clone, Copy)]
struct Run {
    at: usize,
    source: usize,
    length: usize,
}

/// Stretches of folded characters, of the later and of the earlier report.
type Stretch = (Range<usize>, Range<usize>);

/// The passages of one pair of reports, in the order of the later.
pub fn read(
    report: (&Reading, &Folded),
    source: (&Reading, &Folded),
    seeds: &[Seed],
) -> Vec<Passage> {
    let (a, b) = (report.1, source.1);
    let mut passages = Vec::new();
    for stretch in stretches(a, b, &runs(a, b, seeds)) {
        for stretch in sentences(report, source, stretch) {
            if let Some(stretch) = trimmed(report, source, stretch) {
                passages.extend(passage(report, source, &stretch));
            }
        }
    }
    passages
}

/// The longest runs of the same characters through the seeds, each character of the later
/// in one of them.
fn runs(a: &Folded, b: &Folded, seeds: &[Seed]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &(at, source) in seeds {
        let known = |run: &Run| {
            at >= run.at
                && at < run.at + run.length
                && at.wrapping_sub(run.at) == source.wrapping_sub(run.source)
        };
        if runs.iter().rev().take(32).any(known) {
            continue;
        }
        let same = |(x, y): (&u16, &u16)| x == y && *x != BREAK;
        let back = a.units[..at]
            .iter()
            .rev()
            .zip(b.units[..source].iter().rev());
        let back = back.take_while(|&pair| same(pair)).count();
        let on = a.units[at..].iter().zip(&b.units[source..]);
        let on = on.take_while(|&pair| same(pair)).count();
        runs.push(Run {
            at: at - back,
            source: source - back,
            length: back + on,
        });
    }
    // The longest first; what it covers no other has.
    runs.sort_by_key(|run| (std::cmp::Reverse(run.length), run.at, run.source));
    let mut free = vec![true; a.units.len()];
    runs.retain(|run| {
        let whole = free[run.at..run.at + run.length].iter().all(|free| *free);
        if whole {
            free[run.at..run.at + run.length].fill(false);
        }
        whole
    });
    runs.sort_by_key(|run| run.at);
    runs
}

/// Runs joined where little lies between them on both sides, and no paragraph ends.
fn stretches(a: &Folded, b: &Folded, runs: &[Run]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for run in runs {
        let (at, source) = (
            run.at..run.at + run.length,
            run.source..run.source + run.length,
        );
        if let Some(last) = out.last_mut() {
            let near = |text: &Folded, end: usize, start: usize| {
                start >= end && start - end <= GAP && !text.units[end..start].contains(&BREAK)
            };
            if near(a, last.0.end, at.start) && near(b, last.1.end, source.start) {
                last.0.end = at.end;
                last.1.end = source.end;
                continue;
            }
        }
        out.push((at, source));
    }
    out
}

/// Drawn out on both sides to where a clause begins and ends in both texts, as far as that is
/// near; else drawn back to where one does.
fn trimmed(
    report: (&Reading, &Folded),
    source: (&Reading, &Folded),
    (mut at, mut from): Stretch,
) -> Option<Stretch> {
    let (a, b) = (report.1, source.1);
    let equal = |i: usize, j: usize| a.units.get(i) == b.units.get(j);
    let front = (
        out(at.start, |i| begins(report, i)),
        out(from.start, |i| begins(source, i)),
    );
    if let (Some(start), Some(other)) = front {
        (at.start, from.start) = (start, other);
    } else {
        let back = (0..CLAUSE.min(at.len())).find(|&by| begins(report, at.start + by));
        let same = |by: &usize| (0..*by).all(|i| equal(at.start + i, from.start + i));
        let by = back.filter(same).unwrap_or(0);
        at.start += by;
        from.start += by;
    }
    let behind = (
        on(a, at.end, |i| begins(report, i)),
        on(b, from.end, |i| begins(source, i)),
    );
    if let (Some(end), Some(other)) = behind {
        (at.end, from.end) = (end, other);
    } else {
        let back = (0..CLAUSE.min(at.len())).find(|&by| begins(report, at.end - by));
        let same = |by: &usize| (1..=*by).all(|i| equal(at.end - i, from.end.wrapping_sub(i)));
        let by = back.filter(same).unwrap_or(0);
        at.end -= by;
        from.end = from.end.saturating_sub(by);
    }
    (at.start < at.end && from.start < from.end).then_some((at, from))
}

/// The nearest place before that is an edge.
fn out(start: usize, edge: impl Fn(usize) -> bool) -> Option<usize> {
    (0..=OUT.min(start)).map(|by| start - by).find(|&i| edge(i))
}

/// The nearest place behind that is an edge.
fn on(folded: &Folded, end: usize, edge: impl Fn(usize) -> bool) -> Option<usize> {
    (end..=(end + OUT).min(folded.units.len())).find(|&i| edge(i))
}

/// Whether a clause begins at a folded character, or would behind the last.
fn begins(report: (&Reading, &Folded), i: usize) -> bool {
    let folded = report.1;
    i == 0
        || i == folded.units.len()
        || parted(report, i, &CLAUSES)
        || folded.is_break(i)
        || folded.is_break(i - 1)
}

/// One of the marks stands before a folded character.
fn parted((reading, folded): (&Reading, &Folded), at: usize, marks: &[char]) -> bool {
    let between = reading.slice(Span {
        start: folded.spans[at - 1].end,
        end: folded.spans.get(at).map_or(u32::MAX, |span| span.start),
    });
    let is_mark = |unit: &u16| {
        marks
            .iter()
            .any(|&mark| u32::from(mark) == u32::from(*unit))
    };
    between.iter().any(is_mark)
}

/// How a stretch was taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Verbatim,
    Near,
    Updated,
}

/// Two stretches held against each other.
struct Held {
    ops: Vec<DiffOp>,
    taken: Taken,
    /// The share of characters that both have.
    similarity: f64,
    /// How many of the report's own characters both have.
    own: usize,
}

fn held(report: (&Reading, &Folded), source: (&Reading, &Folded), (at, from): &Stretch) -> Held {
    let (x, y) = (words(report, at), words(source, from));
    let ops = capture_diff_slices(Algorithm::Myers, &x, &y);
    let figures = x.iter().filter(|word| is_digit(word)).count();
    let (mut own, mut same, mut changed) = (0, 0, 0);
    for op in &ops {
        let old = op.old_range();
        if let DiffOp::Equal { len, .. } = op {
            same += len;
            own += report.1.weight(at.start + old.start, at.start + old.end);
        } else {
            changed += x[old].iter().filter(|word| is_digit(word)).count();
        }
    }
    let longest = x.len().max(y.len());
    let told_anew = 2 * changed > figures && figures * FIGURES >= longest;
    Held {
        ops,
        taken: match (same == longest, told_anew) {
            (true, _) => Taken::Verbatim,
            (_, true) => Taken::Updated,
            _ => Taken::Near,
        },
        similarity: same as f64 / longest.max(1) as f64,
        own,
    }
}

/// The stretch cut where sentences end in both; neighbours that were taken over alike stay
/// together, so that what only tells new figures is parted from what was copied.
fn sentences(
    report: (&Reading, &Folded),
    source: (&Reading, &Folded),
    stretch: Stretch,
) -> Vec<Stretch> {
    if stretch.0.len().max(stretch.1.len()) > LONGEST {
        return Vec::new();
    }
    let whole = held(report, source, &stretch);
    let mut cuts = Vec::new();
    for op in &whole.ops {
        let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = *op
        else {
            continue;
        };
        for i in 1..len {
            let (at, from) = (
                stretch.0.start + old_index + i,
                stretch.1.start + new_index + i,
            );
            if parted(report, at, &SENTENCE) && parted(source, from, &SENTENCE) {
                cuts.push((at, from));
            }
        }
    }
    cuts.push((stretch.0.end, stretch.1.end));
    let mut out: Vec<(Stretch, bool)> = Vec::new();
    let (mut at, mut from) = (stretch.0.start, stretch.1.start);
    for (end, source_end) in cuts {
        let sentence = (at..end, from..source_end);
        let updated = held(report, source, &sentence).taken == Taken::Updated;
        match out.last_mut() {
            Some((last, before)) if *before == updated => {
                last.0.end = end;
                last.1.end = source_end;
            }
            _ => out.push((sentence, updated)),
        }
        (at, from) = (end, source_end);
    }
    out.into_iter().map(|(stretch, _)| stretch).collect()
}

/// A passage, if it has enough own characters that both have.
fn passage(
    report: (&Reading, &Folded),
    source: (&Reading, &Folded),
    stretch: &Stretch,
) -> Option<Passage> {
    let held = held(report, source, stretch);
    if held.own < LEAST || held.similarity < NEAR {
        return None;
    }
    let (at, from) = stretch;
    let (span, place) = (closed(report, at), closed(source, from));
    Some(Passage {
        kind: match held.taken {
            Taken::Verbatim => "verbatim",
            Taken::Near => "near",
            Taken::Updated => "updated",
        },
        similarity: held.similarity,
        span,
        source: place,
        pieces: pieces(&held.ops, (report.1, at, span), (source.1, from, place)),
    })
}

/// The stretch in the text, with the marks that close it: 占60%。
fn closed((reading, folded): (&Reading, &Folded), range: &Range<usize>) -> Span {
    let start = folded.spans[range.start].start;
    let end = folded.spans[range.end - 1].end;
    let behind = reading.slice(Span {
        start: end,
        end: end + CLOSING,
    });
    let marks = behind.iter().take_while(|&&unit| {
        char::from_u32(u32::from(unit))
            .is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace() && !OPENING.contains(&c))
    });
    Span {
        start,
        end: end + marks.count() as u32,
    }
}

/// The folded characters of a stretch, runs of digits as they are printed.
fn words<'a>((reading, folded): (&'a Reading, &Folded), range: &Range<usize>) -> Vec<&'a [u16]> {
    let spans = folded.spans[range.clone()].iter();
    spans.map(|&span| reading.slice(span)).collect()
}

fn is_digit(word: &[u16]) -> bool {
    word.first()
        .and_then(|&unit| char::from_u32(u32::from(unit)))
        .is_some_and(char::is_numeric)
}

/// Each piece reaches to where the next begins, so that the marks between are in one too.
fn pieces(
    ops: &[DiffOp],
    (a, at, span): (&Folded, &Range<usize>, Span),
    (b, from, source): (&Folded, &Range<usize>, Span),
) -> Vec<Piece> {
    let place = |folded: &Folded, range: &Range<usize>, whole: Span, i: usize| {
        let i = range.start + i;
        if i < range.end {
            folded.spans[i].start
        } else {
            whole.end
        }
    };
    let mut out: Vec<Piece> = Vec::new();
    let last = ops.len().saturating_sub(1);
    for (i, op) in ops.iter().enumerate() {
        // One character between two changes is the same by chance: 十 of 十九届 and 二十大.
        let chance = i > 0 && i < last && op.old_range().len() == 1;
        let (old, new) = (op.old_range(), op.new_range());
        let piece = Piece {
            same: matches!(op, DiffOp::Equal { .. }) && !chance,
            span: Span {
                start: place(a, at, span, old.start),
                end: place(a, at, span, old.end),
            },
            source: Span {
                start: place(b, from, source, new.start),
                end: place(b, from, source, new.end),
            },
        };
        match out.last_mut() {
            Some(last) if last.same == piece.same => {
                last.span.end = piece.span.end;
                last.source.end = piece.source.end;
            }
            _ => out.push(piece),
        }
    }
    out
}
