//! Texts that are made: of the pieces that the readers look for, or out of reports.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::sound::pieces::PIECES;

/// Put together from what the readers look for.
pub fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// A stretch of a report, with up to eight changes.
pub fn mutated() -> impl Strategy<Value = String> {
    let edit = (
        any::<proptest::sample::Index>(),
        0_usize..24,
        proptest::sample::select(PIECES),
        0..3,
    );
    let edits = proptest::collection::vec(edit, 0..8);
    let stretch = (
        any::<proptest::sample::Index>(),
        any::<proptest::sample::Index>(),
    );
    (stretch, edits).prop_map(|((which, from), edits)| {
        let text: Vec<char> = corpus()[which.index(corpus().len())].chars().collect();
        let from = from.index(text.len());
        // From the top in half of the cases, where title and issuer stand.
        let from = if from % 2 == 0 { 0 } else { from };
        let mut text = text[from..text.len().min(from + 900)].to_vec();
        for (at, length, piece, kind) in edits {
            let at = at.index(text.len() + 1);
            let end = text.len().min(at + length);
            let taken = text[at..end].to_vec();
            match kind {
                0 => drop(text.splice(at..end, [])),
                1 => drop(text.splice(at..at, taken)),
                _ => drop(text.splice(at..at, piece.chars())),
            }
        }
        text.into_iter().collect()
    })
}

/// The reports of the corpus, read once.
pub fn corpus() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        super::reports::corpus()
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    })
}
