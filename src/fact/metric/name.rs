//! The name of a figure: what a table's row could be called.

use super::site::Site;
use super::{Link, Reader};
use crate::lexicon::List;
use crate::span::Span;
use crate::token::Token;

/// What a figure is called, where that is printed, and the figure it is taken over from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    pub text: String,
    pub span: Option<Span>,
    pub inherits: Option<usize>,
}

impl Name {
    /// The words of a span, without what it is compared with.
    pub fn of(r: &Reader, s: Span) -> Name {
        Name {
            text: r.phrase(s),
            span: Some(r.cut(s)).filter(|s| !s.is_empty()),
            inherits: None,
        }
    }

    /// The name of the figure with this index.
    pub fn from_figure(r: &Reader, k: usize) -> Name {
        Name {
            text: r.out[k].indicator.clone(),
            span: r.out[k].indicator_span,
            inherits: Some(k),
        }
    }

    /// A和B分别|新建12个、3个: with the predicate that the heads before `at` share.
    pub fn with_verb(mut self, r: &Reader, site: &Site, at: usize) -> Name {
        let first = r
            .out
            .iter()
            .rev()
            .take_while(|m| m.quantity.span.start > at)
            .last()
            .map_or(site.q.span.start, |m| m.quantity.span.start);
        let verb = r.strip_tail(Span::new((at + 2).min(first), first));
        let acts = |word: &Token| matches!(word.tag, b'v' | b'g');
        let tells = site.link == Link::None
            && r.text.at(verb.start) != super::SHARE
            && r.tokens.words(verb).iter().any(acts)
            && r.text.hits.longest(List::Changes, verb.start).is_none();
        if tells {
            self.text.push_str(&r.text.printed(verb));
        }
        self
    }
}
