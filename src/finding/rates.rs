//! What the names of rates say: `src/words/rates.tsv`.

use crate::words::{Lexicon, rows};
use std::sync::OnceLock;

/// What is known of a rate by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    /// It is a part of a whole: more than 100% is impossible.
    pub bounded: bool,
    /// It is counted of cases, persons or things that the report can name.
    pub counted: bool,
}

/// What the end of an indicator says: 按期办结率, 隐患整改率.
pub(super) fn of(indicator: &str) -> Option<Rate> {
    static RATES: OnceLock<(Lexicon, Vec<Rate>)> = OnceLock::new();
    let (names, rates) = RATES.get_or_init(|| {
        let list: Vec<_> = rows(word_file!("rates")).collect();
        let names = Lexicon::new(list.iter().enumerate().map(|(i, r)| (r[0], i)));
        let rates = list
            .iter()
            .map(|r| Rate {
                bounded: r[1] == "yes",
                counted: r[2] == "yes",
            })
            .collect();
        (names, rates)
    });
    let chars: Vec<char> = indicator.chars().collect();
    names
        .longest_before(&chars, 0, chars.len())
        .map(|(_, e)| rates[e])
}
