//! The place of a figure: what stands before it in its clause, and how it is told
//! there — as a change, a share, the end of a movement, beside another year's figure.

use super::before::{self, Head, JOINS};
use super::{Direction, Link, Reader, is_ratio};
use crate::fact::date;
use crate::fact::number;
use crate::fact::quantity::Quantity;
use crate::fold::one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;

/// A figure in its clause, before it has a name.
pub(super) struct Site<'q> {
    pub q: &'q Quantity,
    pub next: Option<&'q Quantity>,
    pub sentence: Span,
    /// The figure before it in the sentence.
    pub previous: Option<usize>,
    /// Where its clause begins.
    pub clause: usize,
    /// From what the figure before has taken to this figure.
    pub lead: Span,
    pub head: Head,
    /// The words of the clause before the figure, past openers, dates and bodies.
    pub raw: Span,
    /// Those of them that may name it.
    pub body: Span,
    pub link: Link,
    pub direction: Option<Direction>,
    /// 比上年: the comparison.
    pub compared: Option<Span>,
    /// 整治的305个: a clause that says which.
    pub relative: bool,
    /// Where 占 stands before a share.
    pub share: Option<usize>,
    /// The noun behind the unit.
    pub after: Span,
    /// The noun behind the next figure counts for this one as well: 4大类39项事项.
    pub shared: bool,
}

/// Before where a movement starts: 由7份减至3份.
pub(super) const FROM: [char; 2] = ['由', '从'];

impl Reader<'_> {
    /// Reads what stands round a figure.
    pub(super) fn site<'q>(&self, q: &'q Quantity, next: Option<&'q Quantity>) -> Site<'q> {
        let text = self.text;
        let sentence = text.sentence_at(q.core.start);
        let last = self.out.len().checked_sub(1);
        let previous = last.filter(|&p| self.out[p].sentence == sentence);
        let from = previous.map_or(self.past_marker(sentence), |_| {
            self.consumed.max(sentence.start)
        });
        let clause = clause_start(text, from, q.span.start);
        let head = self.strip_head(Span::new(clause, q.span.start));
        let mut site = Site {
            q,
            next,
            sentence,
            previous,
            clause,
            lead: Span::new(from, q.span.start),
            raw: head.span,
            body: head.span,
            head,
            link: Link::None,
            direction: None,
            compared: None,
            relative: false,
            share: None,
            after: Span::default(),
            shared: false,
        };
        self.joined(&mut site);
        let moved_to = self.movement_end(&mut site);
        self.change(&mut site, moved_to);
        site.relative = text.before(site.body.end) == super::OF && !site.body.is_empty();
        if site.link == Link::None && is_ratio(q) {
            site.share = rfind(text, site.body, super::SHARE);
        }
        site.body = self.strip_tail(self.past_copula(q, site.body));
        self.comparison(&mut site);
        self.movement_start(&mut site, moved_to);
        self.following_noun(&mut site);
        self.possessor(&mut site);
        self.trailing_preposition(&mut site);
        site
    }

    /// 与上年的43件|相比多出38件, 降幅为25%|和12.1%: words that join the figure to the one
    /// before, and name nothing.
    fn joined(&self, site: &mut Site) {
        let text = self.text;
        if site.previous.is_none() || site.body.start != site.lead.start {
            return;
        }
        let compared = super::words().closes.iter();
        let n = compared
            .filter(|w| text.starts_with(site.body.start, w))
            .map(|w| w.chars().count());
        let alone = site.body.len() == 1 && one_of!(text.at(site.body.start), JOINS);
        site.body.start += n.max().unwrap_or(usize::from(alone)).min(site.body.len());
    }

    /// What closes a movement before the figure: 由7份减|至3份, 提升|到. The date of its
    /// end, 由2022年的91.2%提升至2023年的93.5%, belongs to the figure and not to its name.
    fn movement_end(&self, site: &mut Site) -> bool {
        let text = self.text;
        let moving = site
            .previous
            .is_some_and(|p| self.out[p].link == Link::From);
        if moving
            && let Some(to) = (site.body.start..site.body.end)
                .find(|&k| one_of!(text.at(k), "至到为"))
                .filter(|&k| self.is_time(Span::new(k + 1, site.body.end)))
        {
            site.body.end = to + 1;
        }
        site.raw = site.body;
        let carrier = self.carrier(site.body).filter(|(_, moves)| *moves);
        if let Some((start, _)) = carrier {
            // 由4126项|动态|调整为3984项: only how it moved.
            if moving && start <= site.body.start + 4 {
                site.body.start = start;
            }
            return true;
        }
        if !moving || site.body.len() > 4 {
            return false;
        }
        let closes = one_of!(text.before(site.body.end), "到至为成");
        if closes {
            site.body.start = site.body.end;
        }
        closes
    }

    /// 增加, 下降 right before the figure, or its sign.
    fn change(&self, site: &mut Site, moved_to: bool) {
        let text = self.text;
        let body = site.body;
        let end = if text.before(body.end) == '了' && body.len() > 1 {
            body.end - 1
        } else {
            body.end
        };
        let compared = site
            .previous
            .is_some_and(|p| self.out[p].link == Link::ComparedWith);
        if !moved_to
            && let Some((n, entry)) = text.hits.longest_before(List::Changes, body.start, end)
            && (n > 1 || self.is_short_change(body, end - n, site.q, compared))
        {
            site.direction = super::words().change_direction[entry];
            site.link = Link::Change;
            site.body.end = end - n;
        }
        if let sign @ ('+' | '-') = text.at(site.q.span.start) {
            let up = sign == '+';
            site.direction = Some(if up { Direction::Up } else { Direction::Down });
            site.link = Link::Change;
        }
    }

    /// 增, 减, 多, 少 alone are a change only after a comparison, or where nothing else is told.
    fn is_short_change(&self, body: Span, at: usize, q: &Quantity, compared: bool) -> bool {
        let text = self.text;
        let head = Span::new(body.start, at);
        if one_of!(text.at(at), "多少") && one_of!(text.before(at), "不至最较更很减许") {
            return false;
        }
        // 9艘，少3艘; 减少81项，其中3个部门各增1项: all that is said of a figure before.
        let sentence = text.sentence_at(q.core.start);
        let same = self
            .out
            .iter()
            .rev()
            .take_while(|m| m.sentence == sentence)
            .any(|m| m.quantity.unit == q.unit);
        before::comparison(text, head).is_some()
            || (head.is_empty() && (is_ratio(q) || compared || same))
    }

    /// 结果为|维持12件、驳回4件, 分为|许可4项、处罚67项: what opens a list is no part of the
    /// name of its first member.
    fn past_copula(&self, q: &Quantity, body: Span) -> Span {
        if self.text.at(q.span.end) != '、' {
            return body;
        }
        let words = self.tokens.words(body);
        let copula = words.iter().rev().find(|word| {
            let copula = super::words()
                .copulas
                .contains(&self.text.before(word.span.end));
            copula && word.span.len() <= 2 && word.span.end < body.end
        });
        let start = copula.map_or(body.start, |word| word.span.end);
        Span::new(start.min(body.end), body.end)
    }

    /// 比上年, 与…相比, （2023年为30.5）: what the figure is compared with, or that it is what
    /// another is compared with.
    fn comparison(&self, site: &mut Site) {
        let text = self.text;
        let at =
            before::comparison(text, site.body).or_else(|| self.compared_ahead(site.body, site.q));
        if let Some(at) = at {
            site.compared = Some(Span::new(at, site.body.end));
            site.body = self.strip_tail(Span::new(site.body.start, at));
            if site.link == Link::None {
                site.link = Link::ComparedWith;
            }
        }
        if site.link == Link::None && self.is_other_year(site) {
            site.link = Link::ComparedWith;
            site.body.start = site.body.end;
        }
    }

    /// 由7份|减至3份: where a movement starts the name stands before 由.
    fn movement_start(&self, site: &mut Site, moved_to: bool) {
        let text = self.text;
        let from = rfind_any(text, site.raw, &FROM).filter(|&at| {
            moves_on(text, site.q.span.end) && site.compared.is_none_or(|c| at < c.start)
        });
        if let Some(at) = from {
            site.body = self.strip_tail(Span::new(site.raw.start, at.max(site.raw.start)));
            site.link = Link::From;
        } else if moved_to && site.body.is_empty() {
            site.link = Link::To;
        }
        let second = site.previous.filter(|&p| self.is_second_compared(site, p));
        if let Some(p) = second.filter(|_| site.link == Link::None && site.body.is_empty()) {
            site.link = Link::ComparedWith;
            site.compared = self.out[p].period;
        }
    }

    /// The second of two figures compared with: 与…4756件、4.61亿元相比, 较…88.4%、63.2%分别提高.
    pub(super) fn is_second_compared(&self, site: &Site, p: usize) -> bool {
        let (text, end) = (self.text, site.q.span.end);
        text.at(site.lead.start) == '、'
            && self.out[p].link == Link::ComparedWith
            && (self.tells_in_turn(end) || self.compared_ahead(site.body, site.q).is_some())
    }

    /// 分别 stands at `at`.
    pub(super) fn tells_in_turn(&self, at: usize) -> bool {
        super::stands(self.text, &super::words().in_turn, at)
    }

    /// The noun behind the unit, or behind that of the figure that follows at once.
    fn following_noun(&self, site: &mut Site) {
        let text = self.text;
        let next = site.next.filter(|n| n.span.start == site.q.span.end);
        if let Some(next) = next {
            let one_by_one = !is_ratio(site.q) && site.link == Link::None;
            if one_by_one && (site.body.is_empty() || self.ends_with_verb(site.body)) {
                site.after = self.noun_after(next, None, site.body);
                site.shared = true;
            }
            return;
        }
        // 12.3万件增至: a movement is no noun.
        if site.link == Link::From {
            return;
        }
        let noun = self.noun_after(site.q, site.next, site.body);
        // 312天多出7天, 31件少发8件: a comparison goes on.
        let compares = site
            .next
            .is_some_and(|n| n.span.start == noun.end && noun.len() <= 3)
            && one_of!(text.at(noun.start), "多少高低超净");
        // 存在风险的412栋|委托机构鉴定: behind a clause that says which, a verb tells of it.
        let tag = |at: usize| self.tokens.at(at).map_or(b'x', |word| word.tag);
        let first = self
            .tokens
            .at(noun.start)
            .map_or(noun.start, |w| w.span.end);
        let verb = |at: usize| tag(at) == b'v';
        // 已判决的3件|均胜诉
        let told = site.relative && (verb(noun.start) || tag(noun.start) == b'd' && verb(first));
        if !compares && !told {
            site.after = noun;
        }
    }

    /// 实现对全区|50家养老机构: what ends with a preposition, or with a place behind one, names
    /// nothing where a noun follows the unit.
    fn trailing_preposition(&self, site: &mut Site) {
        if site.link != Link::None || site.after.is_empty() || site.shared {
            return;
        }
        let words = self.tokens.words(site.raw);
        let scope = |at: usize| {
            let rest = Span::new(at, site.raw.end);
            rest.is_empty() || self.strip_head(rest).span.is_empty()
        };
        // 摊到127个村: 到 is a verb to the dictionary.
        let preposition = words.iter().rev().take(4).find(|word| {
            word.tag == b'p'
                || word.span.len() == 1 && one_of!(self.text.at(word.span.start), "到给")
        });
        if preposition.is_some_and(|p| p.span.start >= site.raw.start && scope(p.span.end)) {
            site.body = Span::new(site.raw.end, site.raw.end);
        }
    }

    /// 与2023年的4756件、4.61亿元相比: the comparison closes behind its figures.
    fn compared_ahead(&self, body: Span, q: &Quantity) -> Option<usize> {
        let text = self.text;
        let sentence = text.sentence_at(q.core.start);
        let end = (q.span.end..sentence.end)
            .find(|&i| matches!(text.at(i), ',' | ';' | '。'))
            .unwrap_or(sentence.end);
        let closed = super::stands(text, &super::words().closes, q.span.end);
        if !closed && !text.ends_with(end, "相比") && !text.ends_with(end, "比较") {
            return None;
        }
        let clause = clause_start(text, sentence.start, q.span.start);
        matches!(text.at(clause), '与' | '和' | '同').then_some(body.start)
    }

    /// （2023年为30.5）, 上年为13.4万册: the same figure of another year.
    fn is_other_year(&self, site: &Site) -> bool {
        let text = self.text;
        let (Some(p), Some(period)) = (site.previous, site.head.period) else {
            return false;
        };
        let now = (0..=p)
            .rev()
            .take_while(|&k| self.out[k].sentence == self.out[p].sentence)
            .find(|&k| {
                self.out[k].quantity.unit == site.q.unit && !is_change_link(&self.out[k].link)
            });
        let Some(now) = now else { return false };
        // 上一年度公开10360条, 前一年末的数字是35910户: nothing new is named.
        let said = text.folded(site.body);
        let said = said.trim_start_matches(super::OF);
        let again = super::words().again.contains(&said);
        if !said.is_empty() && !again && !self.out[now].indicator.contains(said) {
            return false;
        }
        let word = text.folded(period);
        let earlier = ["上年", "去年", "上一年", "前一年", "同期"]
            .iter()
            .any(|w| word.contains(w));
        let bracket = (self.out[now].quantity.span.end..site.lead.end).any(|i| text.at(i) == '(');
        let is = one_of!(text.before(site.q.span.start), "为是仅");
        // 年末为1814项: the same year's end.
        let dated = word.starts_with(|c: char| c.is_ascii_digit());
        earlier
            || (bracket || is)
                && (dated || word.contains(['上', '去', '前']) && !word.contains(['半', '季']))
                && self.out[now]
                    .period
                    .is_none_or(|own| text.folded(own) != word)
    }

    /// A date, or the words for a part of the year: 四季度的.
    fn is_time(&self, span: Span) -> bool {
        const LONGEST: usize = 6;
        let end = span.end.saturating_sub(1);
        let of = self.text.at(end) == super::OF && (3..=LONGEST).contains(&span.len());
        of && before::ends_as_time(self.text, Span::new(span.start, end)) || self.is_dated(span)
    }

    /// A date and no more, but for the 的 behind it.
    fn is_dated(&self, span: Span) -> bool {
        let end =
            span.end - usize::from(!span.is_empty() && self.text.before(span.end) == super::OF);
        !span.is_empty()
            && date::starting_at(self.dates, span.start).is_some_and(|d| d.span.end == end)
    }

    /// Where the marker of a point ends that begins at `at`.
    pub(super) fn point_at(&self, at: usize) -> Option<usize> {
        let points = &self.outline.points;
        let i = points.partition_point(|p| p.marker.start < at);
        let point = points.get(i).filter(|p| p.marker.start == at);
        point.map(|p| p.marker.end)
    }

    /// Where a sentence's words begin, past a point's or a section's marker.
    pub(super) fn past_marker(&self, sentence: Span) -> usize {
        let point = self.point_at(sentence.start);
        let sections = &self.outline.sections;
        let i = sections.partition_point(|s| s.heading.start < sentence.start);
        let section = sections
            .get(i)
            .and_then(|s| s.marker)
            .filter(|m| m.start == sentence.start)
            .map(|m| m.end);
        point.or(section).unwrap_or(sentence.start)
    }
}

pub(super) fn is_change_link(link: &Link) -> bool {
    matches!(link, Link::Change | Link::ComparedWith)
}

/// The head of the clause that ends at `end`.
pub(super) fn clause_start(text: &Text, from: usize, end: usize) -> usize {
    let mut depth = 0;
    let mut i = end;
    while i > from {
        match text.at(i - 1) {
            ')' => depth += 1,
            '(' if depth == 0 => return i,
            '(' => depth -= 1,
            ',' | ';' | '。' | ':' | '!' | '?' | '\n' if depth == 0 => return i,
            _ => {}
        }
        i -= 1;
    }
    from
}

pub(super) fn rfind(text: &Text, s: Span, c: char) -> Option<usize> {
    (s.start..s.end).rev().find(|&i| text.at(i) == c)
}

pub(super) fn rfind_any(text: &Text, s: Span, list: &[char]) -> Option<usize> {
    (s.start..s.end).rev().find(|&i| list.contains(&text.at(i)))
}

/// Right after the figure a movement goes on: 由7份|减至…, 由58名|充实到72名.
fn moves_on(text: &Text, at: usize) -> bool {
    // Whatever the verb, where the figure follows; a verb of movement anyway.
    let carrier = text.hits.longest(List::Carriers, at);
    let carries = carrier.is_some_and(|(n, entry)| match n {
        1 => one_of!(text.at(at + 1), "到至为成"),
        _ => super::words().carrier_moves[entry],
    });
    number::moves_on(text, at) || carries || one_of!(text.at(at), "到至")
}
