//! Passages that a report has from an earlier one.
//!
//! Found by winnowing: of every [`GRAM`] folded characters in a row a digest, of every
//! [`WINDOW`] digests in a row the least is kept, so that any [`GRAM`] + [`WINDOW`] − 1
//! characters that two texts share are found (S. Schleimer, D. Wilkerson, A. Aiken, SIGMOD
//! 2003). Digests lead through one index over all reports to the places where two meet;
//! from there what is the same is followed both ways, and near pieces are joined.
//!
//! Folding leaves out marks and blanks and reads any run of digits as one. Set phrases,
//! titles of acts and headings are read but carry no weight: a passage counts by its own words.

mod fold;
mod index;
mod passage;

use crate::input::Span;
use crate::model::{Passage, Reuse};
use crate::reading::Reading;
use fold::Folded;
use std::collections::BTreeMap;

/// Folded characters of a digest.
const GRAM: usize = 9;
/// Digests of which one is kept.
const WINDOW: usize = 6;
/// The least number of own characters that make a passage.
const LEAST: usize = 18;

/// For each pair of reports what the later has from the earlier, and for each report which
/// share of its own words stands in any earlier one.
pub fn read(readings: &[Reading]) -> (Vec<Reuse>, Vec<f64>) {
    let folded: Vec<Folded> = readings.iter().map(fold::fold).collect();
    let order = fold::ranks(readings);
    let meetings = index::meetings(&folded, &order);
    let mut out = Vec::new();
    let mut taken: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for ((report, source), seeds) in meetings {
        let (a, b) = (&folded[report], &folded[source]);
        let passages = passage::read((&readings[report], a), (&readings[source], b), &seeds);
        if passages.is_empty() {
            continue;
        }
        let counted = passages.iter().filter(|passage| counts(passage));
        let spans: Vec<Span> = counted.map(|passage| passage.span).collect();
        let share = a.share(&spans);
        taken.entry(report).or_default().extend(spans);
        out.push(Reuse {
            report: report as u32,
            source: source as u32,
            share,
            passages,
        });
    }
    out.sort_by(|a, b| b.share.total_cmp(&a.share));
    let share = |report| {
        taken
            .get(&report)
            .map_or(0.0, |spans| folded[report].share(spans))
    };
    (out, (0..readings.len()).map(share).collect())
}

/// A sentence kept for its new figures is not taken over.
fn counts(passage: &Passage) -> bool {
    passage.kind != "updated"
}
