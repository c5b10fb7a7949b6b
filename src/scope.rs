//! What kind of text this is, and how much of it: a report, a passage of one, or
//! something else. What is absent is said of a report alone.
//!
//! | scope | evidence |
//! |---|---|
//! | [`Scope::Other`] | none of what follows |
//! | [`Scope::Passage`] | a title of the kind; or headings of two of the four parts, or of the first responsible person; or the words of the field ([`words_needed`]) |
//! | [`Scope::Report`] | a passage's evidence, and it could be whole: a title of the kind, two headings of the first level, or [`WHOLE`] characters of body |
//!
//! The words (`src/words/scope.tsv`) weigh 3 where other texts hardly have them
//! (行政复议, 规范性文件) and 1 where they have them now and then (群众, 整改); each
//! word counts once. Reports of 2,000 characters weigh 80 and more, a weather
//! forecast, a recipe, a contract or a novel up to 4. The bar lies near the
//! latter: what is in doubt counts as a report, since a wrong “this is no report”
//! hides what is missing, and a wrong “missing” is seen at once.
//!
//! A short piece of a report may have no word of the field (分配公租房312套…): it
//! cannot be told from another text and is one to this module. Its figures,
//! checks and wording are read all the same.

use crate::lexicon::List;
use crate::meta::Meta;
use crate::outline::{Outline, Role};
use crate::text::Text;
use crate::words::rows;
use std::sync::OnceLock;

/// How much of a report a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// It reads like a whole report.
    Report,
    /// It is of the kind, but may be a piece: what is absent may stand elsewhere.
    Passage,
    /// Nothing shows that it is of the kind.
    Other,
}

impl Scope {
    /// The name in the report contract.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Report => "report",
            Scope::Passage => "passage",
            Scope::Other => "other",
        }
    }
}

/// A body of so many characters could be a whole report without title or headings.
const WHOLE: usize = 600;

/// Judges the whole text.
pub fn read(text: &Text, outline: &Outline, meta: &Meta) -> Scope {
    let titled = meta.kind.is_some_and(|k| k != "other");
    let body = text
        .paragraphs
        .get(outline.frame.body.clone())
        .unwrap_or(&[]);
    let chars: usize = body.iter().map(|p| p.span.len()).sum();
    let of_kind = titled || has_parts(outline) || weighs(text, words_needed(chars));
    let tops = outline.sections.iter().filter(|s| s.level == 1).count();
    match (of_kind, titled || tops >= 2 || chars >= WHOLE) {
        (false, _) => Scope::Other,
        (true, false) => Scope::Passage,
        (true, true) => Scope::Report,
    }
}

/// Headings of two of the four parts, or of the one that no other text has.
fn has_parts(outline: &Outline) -> bool {
    let has = |role| outline.sections.iter().any(|s| s.role == role);
    let common = [Role::Achievements, Role::Problems, Role::Plan];
    // A line is no evidence for what it would be the heading of.
    let alone = outline.sections.len() == 1;
    has(Role::FirstResponsible) && !alone || common.into_iter().filter(|r| has(*r)).count() >= 2
}

/// The weight that the words of a body of `chars` characters must reach: one word
/// of the field in a paragraph; in a long text, where words of every kind occur,
/// one more unit per hundred characters, up to 24.
fn words_needed(chars: usize) -> u32 {
    (chars / 100).clamp(3, 24) as u32
}

/// Whether the words of the field reach a weight, each counted once.
fn weighs(text: &Text, needed: u32) -> bool {
    static WEIGHTS: OnceLock<Vec<u32>> = OnceLock::new();
    let weights = WEIGHTS.get_or_init(|| {
        let weight = |r: Vec<&'static str>| r[1].parse().unwrap_or(0);
        rows(word_file!("scope")).map(weight).collect()
    });
    let mut seen = vec![false; weights.len()];
    let mut weight = 0;
    let mut at = 0;
    while at < text.len() {
        let Some((len, word)) = text.hits.longest(List::Scope, at) else {
            at += 1;
            continue;
        };
        if !std::mem::replace(&mut seen[word], true) {
            weight += weights[word];
            if weight >= needed {
                return true;
            }
        }
        at += len;
    }
    false
}
