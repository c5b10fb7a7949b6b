//! Reports held against each other: the same indicators of several, what one says of the
//! year that another reports on, passages taken over, and what each speaks of.
//!
//! It knows the report model and nothing of how it is made. The whole story is [`compare`].

// The bindings for JavaScript alone make some, on their own target.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

mod align;
mod coverage;
mod figure;
mod indicator;
pub mod input;
mod last_year;
pub mod model;
mod name;
mod reading;
mod reuse;
mod table;
mod unit;
mod upward;
mod words;

#[cfg(target_arch = "wasm32")]
mod wasm;

use input::Input;
use model::Comparison;
use reading::Reading;

/// Holds reports against each other. Any reports can be; one alone has nothing to be held against.
pub fn compare(inputs: &[Input]) -> Comparison {
    let readings: Vec<Reading> = inputs.iter().map(Reading::new).collect();
    let indicators: Vec<_> = readings.iter().map(indicator::read).collect();
    let aligned = align::rows(&readings, &indicators);
    let bases = table::bases(&readings);
    let rows = table::rows(&readings, &indicators, &aligned, &bases);
    let statements = last_year::read(&readings, &indicators, &aligned);
    let totals = upward::read(&readings, &indicators);
    let (reuse, reused) = reuse::read(&readings);
    Comparison {
        reports: table::reports(&readings, &bases, &reused),
        rows,
        statements,
        totals,
        reuse,
        themes: coverage::themes(&readings),
        requirements: coverage::requirements(&readings),
    }
}
