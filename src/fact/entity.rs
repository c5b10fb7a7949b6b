//! Bodies, persons, mechanisms and slogans: who and what the report names.
//!
//! Bodies are told by the words they end with and by where their names can
//! begin ([`org`]), persons by the office or the role beside them ([`person`]),
//! mechanisms by a word list and by their quotation marks ([`mechanism`]).

mod mechanism;
pub(crate) mod org;
mod person;

pub use person::{is_described, title_before};

use crate::claim::Claims;
use crate::fold::LastBytes;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use crate::vocabulary;
use crate::words::rows;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    Org,
    Person {
        /// No public office is named with the name.
        private: bool,
    },
    Mechanism,
}

/// A named body, person or mechanism; every mention is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub span: Span,
    pub kind: EntityKind,
    /// The full name where the report introduces one for a short form.
    pub name: String,
}

impl Entity {
    /// The full name; 我局, 我镇 and the like stand for the body that reports.
    pub fn full_name(&self, issuer: Option<&str>) -> String {
        match issuer {
            Some(issuer) if self.kind == EntityKind::Org => {
                org::own(&self.name, issuer).unwrap_or_else(|| self.name.clone())
            }
            _ => self.name.clone(),
        }
    }
}

/// The parts of names of one kind.
struct Parts {
    words: Vec<&'static str>,
    /// Of the characters they begin with: most places are out by it, at a tenth of the
    /// time of reading names.
    first: LastBytes,
}

/// What names are made of or told by (`words/name_parts.tsv`), by kind.
fn parts_of(kind: &str) -> Option<&'static Parts> {
    static PARTS: OnceLock<FxHashMap<&'static str, Parts>> = OnceLock::new();
    let all = PARTS.get_or_init(|| {
        let mut all: FxHashMap<_, Parts> = FxHashMap::default();
        for r in rows(word_file!("name_parts")) {
            let none = || Parts {
                words: Vec::new(),
                first: LastBytes::default(),
            };
            let of_kind = all.entry(r[0]).or_insert_with(none);
            of_kind.words.push(r[1]);
            r[1].chars().take(1).for_each(|c| of_kind.first.add(c));
        }
        all
    });
    all.get(kind)
}

fn parts(kind: &str) -> impl Iterator<Item = &'static str> + use<> {
    let words = parts_of(kind).map(|parts| parts.words.iter());
    words.into_iter().flatten().copied()
}

/// A part of that kind begins at `at`.
fn stands(text: &Text, kind: &str, at: usize) -> bool {
    let begin = |parts: &&Parts| parts.first.may_hold(text.at(at));
    let found = parts_of(kind).filter(begin);
    found.is_some_and(|parts| parts.words.iter().any(|w| text.starts_with(at, w)))
}

/// Reads every mention, in document order; `given` are those of the reader's own words.
pub fn read(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    given: Vec<vocabulary::Mention>,
) -> Vec<Entity> {
    let orgs = org::read(text, tokens, claims);
    // A body is no mechanism, 法治建设领导小组 meets; nor is a piece of its name a person.
    let mut mechanisms = mechanism::read(text, tokens, claims);
    mechanisms.extend(person::read(text, tokens, claims));
    in_order(&mut mechanisms);
    let mut from = 0;
    mechanisms.retain(|m| {
        while orgs.get(from).is_some_and(|o| o.span.end <= m.span.start) {
            from += 1;
        }
        !orgs[from..]
            .iter()
            .take_while(|o| o.span.start < m.span.end)
            .any(|o| o.span.covers(m.span) && o.span != m.span)
    });
    // …and what the report puts in quotes is the whole name: “老支书调解室”.
    let mut out = orgs;
    let mut from = 0;
    out.retain(|o| {
        while mechanisms
            .get(from)
            .is_some_and(|m| m.span.end <= o.span.start)
        {
            from += 1;
        }
        !mechanisms.get(from).is_some_and(|m| {
            m.span.covers(o.span) && (m.name.starts_with(['“', '"']) || m.span == o.span)
        })
    });
    out.extend(mechanisms);
    in_order(&mut out);
    if !given.is_empty() {
        take_in(&mut out, given);
        in_order(&mut out);
    }
    out
}

fn in_order(out: &mut Vec<Entity>) {
    crate::span::sort_by_key(out, |e| [e.span.start, usize::MAX - e.span.end, 0]);
}

/// Puts in what the reader's own words name. It stands above what was read,
/// save where it is a part of a longer name.
fn take_in(out: &mut Vec<Entity>, mut given: Vec<vocabulary::Mention>) {
    given.retain(|m| {
        // No name that was read is longer than this.
        let from = out.partition_point(|e| e.span.start + 64 < m.span.start);
        !out[from..]
            .iter()
            .take_while(|e| e.span.start <= m.span.start)
            .any(|e| e.span.covers(m.span) && e.span != m.span)
    });
    out.retain(|e| {
        let at = given.partition_point(|m| m.span.end <= e.span.start);
        given.get(at).is_none_or(|m| !m.span.overlaps(e.span))
    });
    out.extend(given.into_iter().map(|m| Entity {
        span: m.span,
        kind: match m.kind {
            vocabulary::Kind::Mechanism => EntityKind::Mechanism,
            _ => EntityKind::Org,
        },
        name: m.name,
    }));
}
