//! Figures under the reader's own names: a code book put to the text.
//!
//! The binding of figures stays what it is, and so do the checks that rest on
//! it; what is named here is what a table shows.

use super::metric::{Kind, Link, Metric};
use crate::span::Span;
use crate::text::Text;
use crate::vocabulary::Vocabulary;

/// How far after a unit its noun is looked for, in characters.
const AFTER: usize = 16;

/// For each figure the reader's name for what it counts, and where its word stands.
pub fn read(
    text: &Text,
    vocabulary: &Vocabulary,
    metrics: &[Metric],
) -> Vec<Option<(String, Span)>> {
    let next = |k: usize| {
        metrics
            .get(k + 1)
            .map_or(text.len(), |m| m.quantity.span.start)
    };
    metrics
        .iter()
        .enumerate()
        .map(|(k, m)| coded(text, vocabulary, m, next(k)))
        .collect()
}

fn coded(text: &Text, v: &Vocabulary, m: &Metric, next: usize) -> Option<(String, Span)> {
    let end = m.quantity.span.end;
    let mut limit = end;
    while limit < next.min(end + AFTER)
        && !text.at(limit).is_ascii_punctuation()
        && !stops(text.at(limit))
    {
        limit += 1;
    }
    let places = [m.indicator_span, Some(m.lead), Some(Span::new(end, limit))];
    let own = m.indicator_span.unwrap_or(Span::new(end, end));
    let (span, name) = places
        .into_iter()
        .flatten()
        .find_map(|s| last(text, v, s))?;
    // 即办件占, 比上年增长: the figure is of the word, not the word's own.
    if m.kind == Kind::Ratio && m.link != Link::None || m.kind == Kind::Change {
        let word = text.printed(span);
        let (before, after) = m.indicator.split_once(&word)?;
        // 占在编干部: what stands before the base is more than its verb.
        let before = if before.contains('占') { before } else { "" };
        return own
            .covers(span)
            .then(|| ([before, name, after].concat(), own));
    }
    Some((name.to_string(), span))
}

fn stops(c: char) -> bool {
    matches!(c, '。' | '、' | '“' | '”' | '《' | '》' | '\n')
}

/// The longest word in a stretch; of equals the one nearest to its end.
fn last<'v>(text: &Text, v: &'v Vocabulary, span: Span) -> Option<(Span, &'v str)> {
    let mut best: Option<(usize, usize, usize)> = None;
    for i in span.start..span.end {
        if let Some((n, entry)) = v.indicators.longest(&text.chars, i)
            && i + n <= span.end
            && best.is_none_or(|(b, ..)| n >= b)
        {
            best = Some((n, i, entry));
        }
    }
    best.map(|(n, i, entry)| (Span::new(i, i + n), v.entries[entry].1.as_str()))
}
