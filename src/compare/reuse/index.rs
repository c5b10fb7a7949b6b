//! Where reports meet: places at which two of them have the same characters in a row.

use super::fold::{BREAK, Folded};
use super::{GRAM, WINDOW};
use std::collections::BTreeMap;

/// Of a digest that more than this share of many reports has, nobody took it from anybody.
const COMMON: usize = 2;
/// From how many reports on that can be told.
const MANY: usize = 6;
/// How many earlier reports one is led to from a digest, the first that have it.
const SOURCES: usize = 8;
/// How many places of one report with one digest are looked at.
const PLACES: usize = 4;

/// A place where two reports meet, as places in their folded characters: first the later's.
pub type Seed = (usize, usize);

struct Print {
    digest: u64,
    rank: usize,
    report: usize,
    at: usize,
}

/// Seeds by pair of reports, the later first; each in the order of the later.
pub fn meetings(folded: &[Folded], ranks: &[usize]) -> BTreeMap<(usize, usize), Vec<Seed>> {
    let mut prints: Vec<Print> = Vec::new();
    for (report, text) in folded.iter().enumerate() {
        prints.extend(winnow(&text.units).into_iter().map(|(digest, at)| Print {
            digest,
            rank: ranks[report],
            report,
            at,
        }));
    }
    prints.sort_unstable_by_key(|print| (print.digest, print.rank, print.at));
    let mut out: BTreeMap<(usize, usize), Vec<Seed>> = BTreeMap::new();
    for same in prints.chunk_by(|a, b| a.digest == b.digest) {
        let reports: Vec<&[Print]> = same.chunk_by(|a, b| a.report == b.report).collect();
        if folded.len() >= MANY && reports.len() > folded.len() / COMMON {
            continue;
        }
        for (later, places) in reports.iter().enumerate().skip(1) {
            for source in &reports[..later.min(SOURCES)] {
                let seeds = out.entry((places[0].report, source[0].report)).or_default();
                for a in places.iter().take(PLACES) {
                    seeds.extend(source.iter().take(PLACES).map(|b| (a.at, b.at)));
                }
            }
        }
    }
    for seeds in out.values_mut() {
        seeds.sort_unstable();
    }
    out
}

/// The digests that are kept of a text, each with its place.
fn winnow(units: &[u16]) -> Vec<(u64, usize)> {
    let digests: Vec<u64> = units.windows(GRAM).map(digest).collect();
    let mut kept: Vec<(u64, usize)> = Vec::new();
    for (start, window) in digests.windows(WINDOW).enumerate() {
        // Of equals the last, which stays the least for longest.
        let least = window.iter().enumerate().rev().min_by_key(|entry| entry.1);
        let Some((at, &digest)) = least else { continue };
        if digest != NONE && kept.last().is_none_or(|last| last.1 != start + at) {
            kept.push((digest, start + at));
        }
    }
    kept
}

/// Of characters with a paragraph's end among them, which no other text has.
const NONE: u64 = u64::MAX;

/// FNV-1a, mixed once more so that the least digest is not the least character.
fn digest(gram: &[u16]) -> u64 {
    if gram.contains(&BREAK) {
        return NONE;
    }
    let fnv = gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &unit| {
        (hash ^ u64::from(unit)).wrapping_mul(0x0100_0000_01b3)
    });
    (fnv ^ (fnv >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}
