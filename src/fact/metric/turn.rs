//! Figures told one after another of things named one after another: A和B分别下降11.8%、14.3%.

use super::Reader;
use super::before::{split_coordinated, strip_comparison};
use super::name::Name;
use super::site::{Site, clause_start};
use crate::fold::one_of;
use crate::lexicon::List;
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
    /// The one of several bodies that the figure is told of.
    pub member: Option<Span>,
    /// Where those told move on to others: 分别由60日、30日|压缩至18日、8日.
    pub moves: Option<usize>,
    /// How many are told, and which of them this one is.
    n: usize,
    k: usize,
}

impl Turn {
    /// What the figure is told of, where as many are named as are told.
    pub fn part(&self, r: &Reader) -> Option<Span> {
        if self.member.is_some() && !self.body.is_empty() {
            return self.member;
        }
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
        let from = super::site::FROM.contains(&text.at(at + 2));
        let moves = (at..end).find(|&i| from && self.moves_at(i));
        let told = match moves {
            Some(i) if q.span.start >= i => Span::new(i, end),
            Some(i) => Span::new(at, i),
            None => Span::new(at, end),
        };
        let segments = split_coordinated(text, told);
        let n = segments.len();
        let k = segments.iter().position(|s| s.contains(q.core.start))?;
        // 县公安局、住建局|分别查处: those named act.
        let whole = self.strip_head(Span::new(clause, q.span.start));
        let named = Span::new(clause, at);
        let of = super::site::rfind(text, named, super::OF).unwrap_or(clause);
        let owners = split_coordinated(text, Span::new(clause, of));
        let named_each =
            |all: &[Span]| all.len() == n && all.iter().all(|s| self.names_body(s.start));
        let own = named_each(&owners);
        // 县法院、县检察院|结案率|分别为
        let several = whole.subject.filter(|s| s.end < at && s.start == clause);
        let several = several.filter(|&s| n > 1 && named_each(&split_coordinated(text, s)));
        let actor = if own {
            Some(Span::new(clause, of))
        } else if several.is_some() {
            several
        } else {
            // 企业和合作社|则分别
            let named = self.strip_tail(Span::new(clause, at)).end;
            whole.subject.filter(|s| s.end == at || s.end == named)
        };
        let told = actor.unwrap_or_else(|| self.strip_head(Span::new(clause, at)).span);
        let body = self.strip_tail(strip_comparison(text, told));
        let member = self.members(site, Span::new(clause, at), n);
        (n > 1).then_some(Turn {
            at,
            member: member.map(|parts| parts[k]),
            said: said.is_some(),
            body,
            acting: actor.is_some(),
            moves,
            of_each: own
                .then_some(of + 1)
                .or(several.map(|s| s.end))
                .map(|start| Span::new(start, at)),
            n,
            k,
        })
    }

    /// A verb that moves a figure to another begins at `at`: 压缩至.
    fn moves_at(&self, at: usize) -> bool {
        let carrier = self.text.hits.longest(List::Carriers, at);
        carrier.is_some_and(|(n, entry)| {
            let words = super::words();
            words.carrier_moves[entry] && words.goals.contains(&self.text.at(at + n))
        })
    }

    /// 东所、西所、南所三个司法所|分别: the `n` bodies that are named before 分别, or at the
    /// head of the clause before (甲乡、乙镇案件最多，分别).
    fn members(&self, site: &Site, named: Span, n: usize) -> Option<Vec<Span>> {
        let text = self.text;
        let words = self.tokens.words(named).iter();
        let adverbs = words
            .rev()
            .take_while(|w| w.tag == b'd' || text.at(w.span.start) == ' ');
        let end = adverbs.last().map_or(named.end, |word| word.span.start);
        let before = named.start.checked_sub(1).filter(|&k| text.at(k) == ',');
        let (mut s, ahead) = match before.filter(|&k| named.start >= end && k > site.sentence.start)
        {
            Some(k) => (
                Span::new(clause_start(text, site.sentence.start, k), k),
                true,
            ),
            None => (Span::new(named.start, end), false),
        };
        s.start = self
            .strip_head(s)
            .subject
            .map_or(s.start, |body| body.start.max(s.start));
        let mut parts = split_coordinated(text, s);
        if parts.len() != n || n < 2 {
            return None;
        }
        let last = &mut parts[n - 1];
        let grouped = self.group_start(*last, n);
        last.end = match grouped {
            Some((start, _)) => start,
            None if ahead => self.body_end(*last)?,
            None => last.end,
        };
        parts[0].start = self.list_start(parts[0]);
        // 项目中|东县、西县: as long as the next.
        let alike = parts[0].end.saturating_sub(parts[1].len());
        if alike > parts[0].start + 1 && !self.is_apart(parts[0]) && self.tokens.is_edge(alike) {
            parts[0].start = alike;
        }
        let bodies =
            |s: &Span| !s.is_empty() && (self.is_apart(*s) || grouped.is_some_and(|(_, act)| act));
        parts.iter().all(bodies).then_some(parts)
    }

    /// 南所|三个司法所, 市|三级: where the words begin that tell how many were named, and
    /// whether these act.
    fn group_start(&self, s: Span, n: usize) -> Option<(usize, bool)> {
        let tiers = self
            .text
            .hits
            .longest_before(List::Tiers, s.start + 1, s.end);
        if let Some((n, _)) = tiers {
            return Some((s.end - n, true));
        }
        let i = self
            .out
            .partition_point(|m| m.quantity.span.start <= s.start);
        let q = &self.out.get(i)?.quantity;
        let last = self.tokens.at(s.end.checked_sub(1)?)?;
        let all = q.span.end < s.end && q.value.value() == n as f64;
        all.then(|| (q.span.start, self.is_actor(q.span.end, &last)))
    }

    /// Where the list begins in its first member: 罚款居前的|东区, 项目中|东县.
    fn list_start(&self, s: Span) -> usize {
        if let Some(of) = super::site::rfind(self.text, s, super::OF) {
            return of + 1;
        }
        let mut words = self.tokens.words(s).iter();
        let before = words.find(|word| {
            let opens = matches!(word.tag, b'f' | b'd' | b'p') && word.span.end < s.end;
            let adverb = word.tag != b'f' || word.span.start > s.start;
            opens && adverb && self.is_apart(Span::new(word.span.end, s.end))
        });
        before.map_or(s.start, |word| word.span.end)
    }

    /// A body or a place of its own.
    fn is_apart(&self, s: Span) -> bool {
        let sign = super::words().signs.contains(&self.text.before(s.end));
        self.entity_at(s) || sign && (2..12).contains(&s.len())
    }

    /// Where the body or the place ends that opens `s`.
    fn body_end(&self, s: Span) -> Option<usize> {
        let mut words = self.tokens.words(s).iter().map(|word| word.span.end);
        words.rfind(|&end| self.is_apart(Span::new(s.start, end)))
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
        // 纠错率分别是2017年24.6%、2018年21.5%: one thing at several times.
        let dated = super::date::within(self.dates, Span::new(at, site.q.span.start));
        let last = dated.filter(|d| d.span.end == site.q.span.start);
        if last.is_some() && !body.is_empty() {
            return Some(Name::of(self, body));
        }
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
