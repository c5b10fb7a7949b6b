//! What the names of rates say: `src/words/rates.tsv`.

use crate::lexicon::List;
use crate::words::rows;
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
    static RATES: OnceLock<Vec<Rate>> = OnceLock::new();
    let chars: Vec<char> = indicator.chars().collect();
    let (_, entry) = List::Rates.longest_at_end(&chars)?;
    let rates = RATES.get_or_init(|| {
        let rate = |r: Vec<&'static str>| Rate {
            bounded: r[1] == "yes",
            counted: r[2] == "yes",
        };
        rows(word_file!("rates")).map(rate).collect()
    });
    Some(rates[entry])
}
