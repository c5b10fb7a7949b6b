//! Fits the weights of the evidence for relations: `cargo run --release --example fit < texts`.
//!
//! Standard input has one text a line, as a JSON string. Texts whose figures agree label
//! themselves: what closes over figures of many digits was meant, what does not was not.
//! For each formula a logistic regression over the pieces of evidence is printed as rows
//! of the table in `src/relation/evidence.rs`, each weight in bits with its support.

use fazhi_lens::relation::{self, Judged};
use fazhi_lens::text::Text;
use fazhi_lens::vocabulary::Vocabulary;
use fazhi_lens::{boilerplate, fact, outline};
use std::collections::BTreeMap;
use std::io::BufRead;

/// Formulae that share their evidence, with the bits from which on an agreement is no chance.
const GROUPS: &[(&[&str], f64)] = &[
    (&["sum"], 3.9),
    (&["quotient", "complement", "several"], 6.7),
    (&["growth", "change"], 5.5),
    (&["rest"], 3.9),
    (&["balance"], 3.9),
    (&["average"], 3.3),
    (
        &["times", "timesmore", "proportion", "proportionturned"],
        3.3,
    ),
];
const ROUNDS: usize = 400;
const STEP: f64 = 0.3;
/// Draws weights of little support towards nothing.
const RIDGE: f64 = 0.3;

fn main() {
    let lines = std::io::stdin().lock().lines().map_while(Result::ok);
    let judged: Vec<Judged> = lines.flat_map(|line| hypotheses(&line)).collect();
    for (formulae, least) in GROUPS {
        let ours = |j: &&Judged| formulae.contains(&j.formula) && j.gain >= *least;
        let rows: Vec<&Judged> = judged.iter().filter(ours).collect();
        println!("// {} hypotheses of {}", rows.len(), formulae.join(", "));
        for (name, (weight, support)) in fitted(&rows) {
            println!("    \"{name}\" {weight:.1} {support},");
        }
    }
}

fn hypotheses(line: &str) -> Vec<Judged> {
    let source: String = serde_json::from_str(line).unwrap_or_else(|_| line.to_string());
    let text = Text::new(&source);
    let boilerplate = boilerplate::read(&text);
    let outline = outline::read(&text, &boilerplate);
    let words = Vocabulary::default();
    let facts = fact::read(&text, &boilerplate, &outline, &words, &mut ());
    relation::judged(&text, &facts.metrics)
}

/// The weight of each piece of evidence in bits, by gradient steps scaled by what each
/// weight has moved so far, and how many rows have it.
fn fitted<'a>(rows: &[&'a Judged]) -> BTreeMap<&'a str, (f64, usize)> {
    let mut support: BTreeMap<&str, usize> = BTreeMap::new();
    for name in rows.iter().flat_map(|row| &row.evidence) {
        *support.entry(name).or_default() += 1;
    }
    let names: Vec<&str> = support.keys().copied().collect();
    let index = |name: &&str| names.binary_search(name).unwrap_or_default();
    let pieces: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| row.evidence.iter().map(index).collect())
        .collect();
    let mut weights = vec![0.0; names.len()];
    let mut moved = vec![1e-6; names.len()];
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|w| -RIDGE * w).collect();
        for (row, pieces) in rows.iter().zip(&pieces) {
            let sum: f64 = pieces.iter().map(|&n| weights[n]).sum();
            let error = f64::from(u8::from(row.closes)) - 1.0 / (1.0 + (-sum).exp());
            pieces.iter().for_each(|&n| gradient[n] += error);
        }
        for (n, g) in gradient.into_iter().enumerate() {
            moved[n] += g * g;
            weights[n] += STEP * g / f64::sqrt(moved[n]);
        }
    }
    let bits = weights.iter().map(|w| w / std::f64::consts::LN_2);
    let all = names.iter().zip(bits).zip(support.values());
    all.map(|((name, bits), n)| (*name, (bits, *n))).collect()
}
