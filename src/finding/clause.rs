//! Clauses and sentences of the body, in a form that can be compared: letters,
//! numbers and Chinese characters alone, point markers left out.

use super::Seen;
use crate::fold::is_han;
use crate::lexicon::List;
use crate::outline::marker::han_number;
use crate::span::Span;
use crate::text::Text;

/// A stretch between two marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub span: Span,
    pub paragraph: usize,
    /// What is compared.
    pub key: Vec<char>,
    /// Chinese characters outside set phrases and cited titles: what the clause
    /// itself says.
    pub own: usize,
    /// It ends a sentence.
    pub last: bool,
    /// It begins one.
    pub first: bool,
}

/// Every clause of the body outside headings, in order.
pub(super) fn read(seen: &Seen) -> Vec<Clause> {
    let text = seen.text;
    let mut headings = seen.outline.sections.iter().map(|s| s.heading).peekable();
    let mut out = Vec::new();
    for (n, p) in seen.body().enumerate() {
        // The heads of a form come again by design.
        let row = text.paragraph_at(p.start);
        if row.is_some_and(|i| text.paragraphs[i].row) {
            continue;
        }
        let mut start = p.start;
        let mut first = true;
        let mut at = p.start;
        while at <= p.end {
            while headings.peek().is_some_and(|h| h.end <= at) {
                headings.next();
            }
            if let Some(h) = headings.peek().filter(|h| h.contains(at)) {
                at = h.end.max(at + 1);
                start = at;
                first = true;
                continue;
            }
            let c = if at == p.end { '\n' } else { text.at(at) };
            let stop = matches!(c, '。' | ';' | '!' | '?' | '\n');
            if stop || matches!(c, ',' | ':') {
                let clause = clause(seen, Span::new(start, at), n, first, stop);
                if let Some(clause) = clause {
                    out.push(clause);
                    first = false;
                }
                start = at + 1;
                first |= stop;
            }
            at += 1;
        }
    }
    out
}

fn clause(seen: &Seen, span: Span, paragraph: usize, first: bool, last: bool) -> Option<Clause> {
    let text = seen.text;
    let span = Span::new(span.start + point_marker(text, span), span.end);
    let mut key = Vec::with_capacity(span.len());
    let mut own = 0;
    let mut at = span.start;
    while at < span.end {
        let set = text
            .hits
            .longest(List::Formulas, at)
            .map_or(0, |(n, _)| n)
            .min(span.end - at);
        for k in at..at + set.max(1) {
            let c = text.at(k);
            if is_han(c) || c.is_ascii_alphanumeric() || c == '.' {
                key.push(c);
                own += usize::from(set == 0 && is_han(c) && !seen.in_citation(k));
            }
        }
        at += set.max(1);
    }
    (!key.is_empty()).then_some(Clause {
        span,
        paragraph,
        key,
        own,
        last,
        first,
    })
}

/// 一是, 第一, 1.: how long a point marker at the head is.
pub(super) fn point_marker(text: &Text, span: Span) -> usize {
    let c = text.slice(span);
    let nth = usize::from(c.first() == Some(&'第'));
    match han_number(&c[nth..]) {
        Some((_, n)) if nth == 1 && c.len() <= n + 1 => 0,
        Some((_, n)) if matches!(c.get(nth + n), Some('是' | '要' | '、')) && nth == 0 => n + 1,
        _ => 0,
    }
}
