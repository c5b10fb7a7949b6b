//! Facts: what the text states, read one kind after another in the order of
//! their claims.

pub mod catalogue;
pub mod citation;
pub mod coded;
pub mod date;
pub mod entity;
pub mod frozen;
pub mod governing;
pub mod identifier;
pub mod metric;
pub mod number;
mod predicate;
pub mod quantity;
mod stated;
pub mod table;
pub mod unit;

use crate::claim::{Claims, Owner};
use crate::outline::Outline;
use crate::span::Span;
use crate::text::Text;
use crate::token;
use crate::trace::Observer;
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
    /// The words of the text.
    pub tokens: token::Tokens,
}

/// Reads every kind of fact.
pub fn read(
    text: &Text,
    boilerplate: &[Span],
    outline: &Outline,
    vocabulary: &Vocabulary,
    o: &mut impl Observer,
) -> Facts {
    let mut claims = o.stage("claims", || claimed(text, boilerplate, outline));
    let citations = o.stage("citations", || citation::read(text, &mut claims));
    o.stage("identifiers", || identifier::claim(text, &mut claims));
    let mentions = o.stage("own words", || vocabulary.claim(text, &mut claims));
    o.stage("frozen", || frozen::claim(text, &mut claims));
    let dates = o.stage("dates", || date::read(text, &mut claims));
    let mut tables = o.stage("tables", || table::read(text, &mut claims, outline, &dates));
    let tokens = o.stage("tokens", || token::read(text, &claims, vocabulary));
    let quantities = o.stage("quantities", || stated::read(text, &tokens, &mut claims));
    let entities = o.stage("entities", || {
        entity::read(text, &tokens, &claims, mentions)
    });
    o.claims(&claims);
    let metrics = o.stage("metrics", || {
        let prose = metric::bind(
            text,
            &tokens,
            outline,
            &dates,
            &entities,
            quantities,
            &mut tables,
        );
        metric::merge(prose, tables)
    });
    for metric in &metrics {
        o.unit(metric.quantity.dimension, metric.quantity.factor);
    }
    let codes = o.stage("codes", || coded::read(text, vocabulary, &metrics));
    Facts {
        citations,
        dates,
        entities,
        metrics,
        codes,
        tokens,
    }
}

/// What is no fact to begin with: boilerplate and the markers of the outline.
fn claimed(text: &Text, boilerplate: &[Span], outline: &Outline) -> Claims {
    let mut claims = Claims::new(text);
    for s in boilerplate {
        claims.claim(*s, Owner::Boilerplate);
    }
    let headings = outline.sections.iter().filter_map(|s| s.marker);
    for marker in headings.chain(outline.points.iter().map(|p| p.marker)) {
        claims.claim(marker, Owner::Marker);
    }
    claims
}
