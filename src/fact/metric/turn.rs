//! Figures told one after another of things named one after another: A和B分别下降11.8%、14.3%.

use super::Reader;
use super::before::{split_coordinated, strip_comparison};
use super::name::Name;
use super::site::{Site, clause_start};
use crate::fold::one_of;
use crate::span::Span;

/// The place of a figure among those told in turn.
pub(super) struct Turn {
    /// Where 分别 stands.
    at: usize,
    /// 分别 is said, and not only meant.
    said: bool,
    /// What is named before it.
    body: Span,
    /// Those named are the ones that act.
    pub acting: bool,
    /// What is told of each of them: 教育局、卫健局的|持证率.
    of_each: Option<Span>,
    /// How many are told, and which of them this one is.
    n: usize,
    k: usize,
}

impl Turn {
    /// What the figure is told of, where as many are named as are told.
    pub fn part(&self, r: &Reader) -> Option<Span> {
        let parts = split_coordinated(r.text, self.body);
        let fits = !self.body.is_empty() && parts.len() == self.n;
        fits.then(|| r.strip_tail(parts[self.k]))
            .filter(|part| !part.is_empty())
    }
}

impl Reader<'_> {
    /// The stretch from 分别 to the end of its clause falls into as many segments
    /// as things are told; 持平 is a segment without a figure.
    pub(super) fn turn(&self, site: &Site) -> Option<Turn> {
        let text = self.text;
        let q = site.q;
        // The clause that holds 分别 may begin before the figures told first.
        let clause = clause_start(text, site.sentence.start, q.span.start);
        let before = Span::new(clause, q.span.start);
        let said = super::in_turn(text, before);
        let at = said.or_else(|| self.actors_in_turn(before))?;
        let end = (q.span.end..site.sentence.end)
            .find(|&i| one_of!(text.at(i), ",;。:"))
            .unwrap_or(site.sentence.end);
        let segments = split_coordinated(text, Span::new(at, end));
        let n = segments.len();
        let k = segments.iter().position(|s| s.contains(q.core.start))?;
        // 县公安局、住建局|分别查处: those named act.
        let whole = self.strip_head(Span::new(clause, q.span.start));
        let named = Span::new(clause, at);
        let of = super::site::rfind(text, named, super::OF).unwrap_or(clause);
        let owners = split_coordinated(text, Span::new(clause, of));
        let own = owners.len() == n && owners.iter().all(|s| self.names_body(s.start));
        let actor = if own {
            Some(Span::new(clause, of))
        } else {
            whole.subject.filter(|s| s.end == at)
        };
        let told = actor.unwrap_or_else(|| self.strip_head(Span::new(clause, at)).span);
        let body = self.strip_tail(strip_comparison(text, told));
        (n > 1).then_some(Turn {
            at,
            said: said.is_some(),
            body,
            acting: actor.is_some(),
            of_each: own.then_some(Span::new(of + 1, at)),
            n,
            k,
        })
    }

    /// 县公安局、住建局|立案3件和5件: several act, with as many figures as they are.
    fn actors_in_turn(&self, clause: Span) -> Option<usize> {
        let subject = self.strip_head(clause).subject?;
        let several = split_coordinated(self.text, subject);
        let named = several.len() > 1 && several.iter().all(|s| self.names_body(s.start));
        named.then_some(subject.end)
    }

    /// The heads in turn, or the figures before.
    pub(super) fn in_turn(&self, site: &Site) -> Option<Name> {
        let turn = self.turn(site).filter(|turn| turn.said)?;
        if let Some(noun) = turn.of_each {
            return Some(Name::of(self, self.strip_tail(noun)));
        }
        if let Some(part) = turn.part(self) {
            return Some(Name::of(self, part).with_verb(self, site, turn.at));
        }
        let (body, at) = (turn.body, turn.at);
        let share = self.text.at(body.start) == super::SHARE && body.len() == 2;
        if !body.is_empty() && !share && !turn.acting {
            return None;
        }
        self.parts_of_head(site, at, turn.n, turn.k)
            .or_else(|| self.figure_in_turn(site, at, turn.n, turn.k))
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
