//! Facts: what the text states, read one kind after another in the order of
//! their claims.

pub mod catalogue;
pub mod citation;
pub mod coded;
pub mod date;
pub mod entity;
pub mod frozen;
pub mod identifier;
pub mod metric;
pub mod number;
pub mod quantity;
pub mod table;

use crate::claim::{Claims, Owner};
use crate::outline::Outline;
use crate::span::Span;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// All that the text states, each list in document order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub citations: Vec<citation::Citation>,
    pub dates: Vec<date::DateExpr>,
    pub entities: Vec<entity::Entity>,
    pub metrics: Vec<metric::Metric>,
    /// For each figure the reader's own name for what it counts, and its place.
    pub codes: Vec<Option<(String, Span)>>,
}

/// Reads every kind of fact.
pub fn read(text: &Text, furniture: &[Span], outline: &Outline, vocabulary: &Vocabulary) -> Facts {
    let mut claims = Claims::new(text);
    for s in furniture {
        claims.claim(*s, Owner::Furniture);
    }
    for s in &outline.sections {
        if let Some(m) = s.marker {
            claims.claim(m, Owner::Marker);
        }
    }
    for p in &outline.points {
        claims.claim(p.marker, Owner::Marker);
    }
    let citations = citation::read(text, &mut claims);
    identifier::claim(text, &mut claims);
    let mentions = vocabulary.claim(text, &mut claims);
    frozen::claim(text, &mut claims);
    let dates = date::read(text, &mut claims);
    let tables = table::read(text, &mut claims, outline, &dates);
    let quantities = quantity::read(text, &mut claims);
    let entities = entity::read(text, &claims, mentions);
    let metrics = metric::merge(
        metric::bind(text, outline, &dates, &entities, quantities),
        tables,
    );
    let codes = coded::read(text, vocabulary, &metrics);
    Facts {
        citations,
        dates,
        entities,
        metrics,
        codes,
    }
}
