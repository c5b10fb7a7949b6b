//! Themes: what each part of the report speaks of, and how much of it.
//!
//! The fourteen themes and their keywords stand in `words/themes.tsv`; they map
//! to the parts of the 2021–2025 and 2015–2020 outlines. A heading outweighs the
//! words of the body.

use crate::fact::metric::Metric;
use crate::lexicon::List;
use crate::outline::{Outline, Role};
use crate::span::Span;
use crate::text::Text;
use crate::vocabulary::{self, Vocabulary};
use crate::words::rows;
use std::sync::OnceLock;

struct Words {
    ids: Vec<&'static str>,
    names: Vec<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let table: Vec<_> = rows(word_file!("themes")).collect();
        Words {
            ids: table.iter().map(|r| r[0]).collect(),
            names: table.iter().map(|r| r[1]).collect(),
        }
    })
}

/// How much of the report speaks of one theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub id: String,
    pub metrics: u32,
    /// Characters of body text.
    pub characters: u32,
    pub sections: u32,
}

/// The theme of each metric, and the share of every theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Themes {
    pub of_metric: Vec<Option<String>>,
    /// Themes that the report speaks of, in the order of the table.
    pub shares: Vec<Theme>,
}

/// Reads what each part speaks of. A sentence that holds a keyword of the
/// reader's own is of that keyword's theme, whatever its heading says.
pub fn read(
    text: &Text,
    boilerplate: &[Span],
    outline: &Outline,
    metrics: &[Metric],
    vocabulary: &Vocabulary,
) -> Themes {
    let w = words();
    let mut ids: Vec<&str> = w.ids.clone();
    // The theme of each of the reader's keywords; a new theme follows the fourteen.
    for (_, name) in vocabulary
        .entries
        .iter()
        .filter(|e| e.0 == vocabulary::Kind::Theme)
    {
        if known(&ids, name).is_none() {
            ids.push(name);
        }
    }
    let mut shares: Vec<Theme> = ids
        .iter()
        .map(|id| Theme {
            id: id.to_string(),
            metrics: 0,
            characters: 0,
            sections: 0,
        })
        .collect();
    let by_section: Vec<Option<usize>> = outline
        .sections
        .iter()
        .map(|s| w.ids.iter().position(|i| *i == s.role.name()))
        .collect();
    for (s, theme) in outline.sections.iter().zip(&by_section) {
        if let (Some(t), true) = (theme, s.role != Role::Achievements) {
            shares[*t].sections += 1;
        }
    }
    let own = |span: Span| vocabulary.theme(text, span).and_then(|t| known(&ids, t));
    let mut of_metric = Vec::with_capacity(metrics.len());
    // The figures of one sentence have one theme.
    let mut last = None;
    for m in metrics {
        let place = (m.sentence, m.section);
        let theme = match last {
            Some((before, theme)) if before == place => theme,
            _ => own(m.sentence)
                .or_else(|| m.section.and_then(|s| by_section[s]))
                .or_else(|| of_words(text, m.sentence)),
        };
        last = Some((place, theme));
        if let Some(t) = theme {
            shares[t].metrics += 1;
        }
        of_metric.push(theme.map(|t| ids[t].to_string()));
    }
    for p in &text.paragraphs {
        let next = boilerplate.partition_point(|f| f.end <= p.span.start);
        if boilerplate.get(next).is_some_and(|f| f.overlaps(p.span)) {
            continue;
        }
        let mut rest = p.span.len() as u32;
        let from = text.sentences.partition_point(|s| s.end <= p.span.start);
        for s in text.sentences[from..]
            .iter()
            .take_while(|s| s.start < p.span.end)
        {
            if let Some(t) = own(*s) {
                let n = (s.len() as u32).min(rest);
                shares[t].characters += n;
                rest -= n;
            }
        }
        let theme = outline
            .section_at(p.span.start)
            .and_then(|s| by_section[s])
            .or_else(|| of_words(text, p.span));
        if let Some(t) = theme {
            shares[t].characters += rest;
        }
    }
    shares.retain(|t| t.metrics + t.characters + t.sections > 0);
    Themes { of_metric, shares }
}

/// The place of a theme by its name: that of the contract, or the Chinese one.
fn known(ids: &[&str], name: &str) -> Option<usize> {
    let w = words();
    let chinese = w.names.iter().position(|n| *n == name);
    chinese.or_else(|| ids.iter().position(|i| *i == name))
}

/// The theme whose keywords a stretch holds most of, by characters.
fn of_words(text: &Text, span: Span) -> Option<usize> {
    let w = words();
    let mut score = vec![0usize; w.ids.len()];
    let mut done = span.start;
    for at in text.hits.places(List::Themes, span) {
        let word = text.hits.longest(List::Themes, at);
        if let Some((n, theme)) = word.filter(|_| at >= done) {
            score[theme] += n;
            done = at + n;
        }
    }
    let best = (0..score.len()).max_by_key(|&t| (score[t], std::cmp::Reverse(t)))?;
    (score[best] > 0).then_some(best)
}
