//! Figures told one after another of things named one after another: A和B分别下降11.8%、14.3%.

use super::Reader;
use super::before::{split_coordinated, strip_comparison};
use super::name::Name;
use super::site::{Site, clause_start};
use crate::fold::is_one_of;
use crate::span::Span;

impl Reader<'_> {
    /// The heads in turn, or the figures before.
    ///
    /// The stretch from 分别 to the end of its clause falls into as many segments
    /// as things are told; 持平 is a segment without a figure.
    pub(super) fn in_turn(&self, site: &Site) -> Option<Name> {
        let text = self.text;
        let q = site.q;
        // The clause that holds 分别 may begin before the figures told first.
        let clause = clause_start(text, site.sentence.start, q.span.start);
        let at = super::in_turn(text, Span::new(clause, q.span.start))?;
        let end = (q.span.end..site.sentence.end)
            .find(|&i| is_one_of(text.at(i), ",;。:"))
            .unwrap_or(site.sentence.end);
        let segments = split_coordinated(text, Span::new(at, end));
        let n = segments.len();
        let k = segments.iter().position(|s| s.contains(q.core.start))?;
        if n < 2 {
            return None;
        }
        let head = self.strip_head(Span::new(clause, at));
        let body = self.strip_tail(strip_comparison(text, head.span));
        let parts = split_coordinated(text, body);
        if !body.is_empty() && parts.len() == n {
            let part = self.strip_tail(parts[k]);
            return Some(Name::of(self, part).with_verb(self, site, at));
        }
        let share = text.at(body.start) == super::SHARE && body.len() == 2;
        if !body.is_empty() && !share {
            return None;
        }
        self.parts_of_head(site, at, n, k)
            .or_else(|| self.figure_in_turn(site, at, n, k))
    }

    /// 反诈、禁毒、交通安全宣传390场，分别为175场…: the parts of one head.
    fn parts_of_head(&self, site: &Site, at: usize, n: usize, k: usize) -> Option<Name> {
        let p = site.previous?;
        if self.out[p].quantity.span.end > at && k == 0 {
            return None;
        }
        let head = self.out[..=p]
            .iter()
            .rfind(|m| m.quantity.span.end <= at)
            .filter(|m| m.quantity.unit == site.q.unit && m.sentence == site.sentence)?;
        let parts = split_coordinated(self.text, head.indicator_span?);
        (parts.len() == n).then(|| Name::of(self, parts[k]))
    }

    /// No heads of its own: the last n figures before the clause.
    fn figure_in_turn(&self, site: &Site, at: usize, n: usize, k: usize) -> Option<Name> {
        let first = (0..=site.previous?)
            .rev()
            .find(|&i| self.out[i].quantity.span.end <= at)?;
        if self.out[first].sentence != site.sentence || first + 1 < n {
            return None;
        }
        let i = first + 1 - n + k;
        (self.out[i].sentence == site.sentence).then(|| Name::from_figure(self, i))
    }
}
