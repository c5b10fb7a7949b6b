//! Names that do not stand alone: 受理行政复议申请86件，不予受理7件.
//!
//! In its sentence 不予受理 is clear, in a table's row it is not. A name that is but a step
//! of handling, a kind or a rest asks for the noun of a figure told before in the same
//! unit, and is printed with it: 行政复议申请不予受理, 纠纷：其他. The name that the text
//! prints stays what figures are compared by.

use super::site::clause_start;
use super::{Link, Metric, is_ratio};
use crate::fold::one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Kind, Token, Tokens};

/// How many figures back the noun may stand.
const BACK: usize = 8;
/// Between what is told apart and one of its kinds.
const MEMBER: char = '：';
/// Longest noun that is put to a name, in characters.
const LONGEST: usize = 12;

/// Gives each name that does not stand alone the noun that it is told of.
pub(super) fn complete(text: &Text, tokens: &Tokens, out: &mut [Metric]) {
    let topics = Topics { text, tokens };
    // The noun of each figure, its own or the one it was told of.
    let mut nouns: Vec<Option<String>> = Vec::with_capacity(out.len());
    for k in 0..out.len() {
        let (before, rest) = out.split_at(k);
        let told = Told {
            m: &rest[0],
            before,
            nouns: &nouns,
        };
        let (full, noun) = topics.read(&told);
        nouns.push(noun);
        out[k].full = full;
    }
}

/// A figure, those before it, and their nouns.
struct Told<'a> {
    m: &'a Metric,
    before: &'a [Metric],
    nouns: &'a [Option<String>],
}

impl Told<'_> {
    /// The figure before in the same sentence and unit.
    fn sibling(&self) -> Option<&Metric> {
        let same = |b: &&Metric| b.sentence == self.m.sentence && self.has_unit_of(b);
        self.before.last().filter(same)
    }

    fn has_unit_of(&self, other: &Metric) -> bool {
        self.m.quantity.unit == other.quantity.unit
    }

    /// The noun of the figure right before, whatever its unit.
    fn of_last(&self) -> Option<String> {
        let last = self.before.last()?;
        let noun = self.nouns.last()?.clone();
        noun.filter(|_| last.sentence == self.m.sentence)
    }

    /// 受理20件，其中调解9件、裁决6件，其余5件: the noun of the figure that the rest fills up.
    fn of_sum(&self) -> Option<String> {
        let near = self.before.iter().zip(self.nouns).rev().take(BACK);
        let near = near.take_while(|(b, _)| b.cell.is_none());
        let mut sum = self.m.quantity.value.value();
        for (b, noun) in near.filter(|(b, _)| self.has_unit_of(b)) {
            let value = b.quantity.value.value();
            if (value - sum).abs() < 1e-6 {
                return noun.clone();
            }
            sum += value;
        }
        None
    }

    /// 行政复议案件结转17件，新收209件，合计226件: the noun that all those summed up share.
    fn of_parts(&self) -> Option<String> {
        let near = self.before.iter().zip(self.nouns).rev().take(BACK);
        let mut near = near.take_while(|(b, _)| b.sentence == self.m.sentence);
        let mut rest = self.m.quantity.value.value();
        let (_, noun) = near.clone().next()?;
        while rest > 1e-6 {
            let (b, of) = near.next()?;
            if !self.has_unit_of(b) || b.link != Link::None || of != noun {
                return None;
            }
            rest -= b.quantity.value.value();
        }
        noun.clone().filter(|_| rest > -1e-6)
    }

    /// 审议议题204个，平均每次12个: the name of what is shared out.
    fn shared_out(&self) -> Option<String> {
        let same = |b: &&Metric| self.has_unit_of(b) && !b.each;
        let near = self.before.iter().rev();
        let near = near.take_while(|b| b.sentence == self.m.sentence);
        let all = near.take(BACK).find(same)?;
        Some(format!("{}{}", all.name(), self.m.indicator))
    }
}

/// The whole name where the printed one is short, and the noun that it is told of.
type Named = (Option<String>, Option<String>);

struct Topics<'a> {
    text: &'a Text<'a>,
    tokens: &'a Tokens,
}

impl Topics<'_> {
    fn read(&self, told: &Told) -> Named {
        let m = told.m;
        let sum = Some(told).filter(|_| m.link == Link::Total);
        if let Some(noun) = sum.and_then(Told::of_parts) {
            return (Some(noun.clone()), Some(noun));
        }
        if let Some(taken) = taken_over(told) {
            return taken;
        }
        let span = m
            .indicator_span
            .filter(|&s| m.indicator.ends_with(&self.text.printed(s)));
        let Some(span) = span else {
            let named = !m.indicator.is_empty() && !is_ratio(&m.quantity);
            return (None, named.then(|| m.indicator.clone()));
        };
        // 3家拒不整改|的企业: it tells of the noun behind it.
        let tells = self.text.at(span.end) == super::OF && span.start >= m.quantity.span.end;
        let whole = self.text.printed(span) == m.indicator && !tells;
        match self.short(span, told).filter(|_| whole) {
            Some(short) => self.completed(told, &short),
            None => (None, self.own_noun(told, span)),
        }
    }

    /// The name with what it is told of.
    fn completed(&self, told: &Told, short: &Short) -> Named {
        let noun = match short {
            Short::Each => return (told.shared_out(), None),
            Short::Rest => told.of_sum(),
            Short::Join | Short::Member => told.of_last(),
            Short::Step => self.before_time(told).or_else(|| self.told_before(told)),
            Short::Kind => self.told_before(told),
        };
        let name = &told.m.indicator;
        let full = noun.as_ref().map(|noun| match short {
            Short::Kind | Short::Rest | Short::Member => format!("{noun}{MEMBER}{name}"),
            _ => format!("{noun}{name}"),
        });
        (full, noun)
    }

    /// The noun in a name that stands alone.
    fn own_noun(&self, told: &Told, span: Span) -> Option<String> {
        let m = told.m;
        if m.each || is_ratio(&m.quantity) {
            return None;
        }
        // 引发的3件, 原告撤诉4件: who or which of those told of before.
        let which = self.text.at(span.end) == super::OF && span.end < m.quantity.span.start;
        match self.noun(span)? {
            Noun::Thing(noun) if !which => Some(noun),
            _ => self.told_before(told),
        }
    }

    /// 行政复议案件|上年|结转17件: the noun before the time that the step stands behind.
    fn before_time(&self, told: &Told) -> Option<String> {
        let at = told.m.indicator_span?.start;
        let end = told.m.period.filter(|time| time.end == at)?.start;
        let clause = clause_start(self.text, told.m.lead.start.min(end), end);
        let words = self.tokens.words(Span::new(clause, end));
        let noun = words.iter().rev();
        let noun =
            noun.take_while(|word| word.kind == Kind::Word && matches!(word.tag, b'n' | b'g'));
        let start = noun.last()?.span.start.max(clause);
        let noun = Span::new(super::whole_place(self.text, start).unwrap_or(start), end);
        let actor = self.text.hits.longest_before(List::Actors, start, end);
        let fits = (2..=LONGEST).contains(&noun.len()) && actor.is_none() && !self.is_who(words);
        fits.then(|| self.text.printed(noun))
    }

    /// The noun of the nearest figure before in the same unit.
    fn told_before(&self, told: &Told) -> Option<String> {
        let paragraph = self.text.paragraph_at(told.m.sentence.start)?;
        let from = self.text.paragraphs[paragraph].span.start;
        let sentence = told.m.sentence;
        let near = told.before.iter().zip(told.nouns).rev().take(BACK);
        let near = near.take_while(|(b, _)| b.quantity.span.start >= from && b.cell.is_none());
        let mut near = near.filter(|(b, _)| told.has_unit_of(b) && b.link != Link::ComparedWith);
        let here = near.clone().take_while(|(b, _)| b.sentence == sentence);
        let here = { here }.find_map(|(_, noun)| noun.clone());
        here.or_else(|| self.aspect(sentence))
            .or_else(|| near.find_map(|(_, noun)| noun.clone()))
    }

    /// 行政复议|方面，上年转入6件: what the sentence says that it is about.
    fn aspect(&self, sentence: Span) -> Option<String> {
        let mut clause = (sentence.start..sentence.end).take(LONGEST + 3);
        let end = clause.find(|&k| self.text.at(k) == ',')?;
        let known = super::words();
        let mut aspects = known.aspects.iter();
        let aspect = aspects.find(|w| self.text.ends_with(end, w))?;
        let noun = Span::new(sentence.start, end - aspect.chars().count());
        let noun = self.text.printed(noun);
        let noun = noun.trim_start_matches(|c| known.coverbs.contains(&c));
        Some(noun.to_string()).filter(|noun| !noun.is_empty())
    }

    /// A name that is but a step of handling, a kind, a member or a measure of each.
    fn short(&self, span: Span, told: &Told) -> Option<Short> {
        /// 受理移送审查起诉 says what.
        const WORDS: usize = 3;
        let known = super::words();
        let words = self.tokens.words(span);
        let first = words.first()?;
        let is = |list: &[&str], word: &Token| list.iter().any(|w| self.text.reads(word.span, w));
        let bare = words.len() <= WORDS && words.iter().all(|word| self.is_bare(word));
        if bare && words.iter().any(|word| self.is_step(word)) {
            return Some(Short::Step);
        }
        if bare && words.iter().any(|word| is(&known.joining, word)) {
            return Some(Short::Join);
        }
        let each = super::stands(self.text, &known.per_head, first.span.start);
        if each && self.text.at(first.span.end) == super::EACH {
            return Some(Short::Each);
        }
        match words {
            [word] if is(&known.rests, word) => Some(Short::Rest),
            _ if self.is_kind(span) => Some(Short::Kind),
            // 12个乡镇（7个|镇）: a noun behind its figure is no member of another.
            _ if span.start < told.m.quantity.span.start && self.is_member(words, told) => {
                Some(Short::Member)
            }
            _ => None,
        }
    }

    /// 处罚90件（公安|60件、城管|30件）: one of those that a bracket tells a figure apart into.
    fn is_member(&self, words: &[Token], told: &Told) -> bool {
        let lead = told.m.lead;
        let opens = self.text.at(lead.start) == '(' && told.sibling().is_some();
        let listed = one_of!(self.text.at(lead.start), "、,;");
        let full = told.sibling().and_then(|b| b.full.as_ref());
        let goes_on = listed && full.is_some_and(|full| full.contains(MEMBER));
        let closed = self.text.slice(lead).contains(&')');
        let named = |word: &Token| {
            word.kind == Kind::Word && matches!(word.tag, b'n' | b's' | b'x' | b'a' | b't')
        };
        (opens || goes_on) && !closed && told.m.link == Link::None && words.iter().all(named)
    }

    /// Says nothing of what is told: a verb, an adverb, 已, 被, 经.
    fn is_bare(&self, word: &Token) -> bool {
        let mark = word.kind == Kind::Other && self.text.at(word.span.start) == '、';
        let small = matches!(word.tag, b'd' | b'p' | b'u' | b'f' | b'c' | b't' | b's');
        mark || self.does(word) || word.kind == Kind::Word && small
    }

    /// What a name is told of, without its verb: 收到|行政复议申请, 案件|受理.
    fn noun(&self, span: Span) -> Option<Noun> {
        let of = (span.start..span.end)
            .rev()
            .find(|&k| self.text.at(k) == super::OF);
        let span = Span::new(of.map_or(span.start, |k| k + 1), span.end);
        let all = self.tokens.words(span);
        let words = self.without_predicate(all);
        let done = words.len() < all.len();
        if done && self.is_who(words) {
            return Some(Noun::Actor);
        }
        let words = self.behind_verb(words);
        let noun = Span::new(
            words.first()?.span.start.max(span.start),
            words.last()?.span.end,
        );
        let named =
            |word: &Token| word.kind != Kind::Word || matches!(word.tag, b'n' | b'g' | b'x');
        // “双随机、一公开”抽查: how; 镇级化解: which of those told of.
        if done && self.text.before(noun.end) == '”' {
            return None;
        }
        if self.is_kind(noun) {
            return Some(Noun::Actor);
        }
        // 群众自行申请: a clause.
        let clause = (1..words.len()).any(|k| words[k].tag == b'd' && self.is_who(&words[..k]));
        if clause || words[0].tag == b'c' {
            return Some(Noun::Actor);
        }
        let fits = words.iter().any(named) && (2..=LONGEST).contains(&noun.len());
        fits.then(|| Noun::Thing(self.text.printed(noun)))
    }

    /// 案件|受理, 法院|委派: the words before a step of handling, or before what somebody does.
    fn without_predicate<'t>(&self, mut words: &'t [Token]) -> &'t [Token] {
        let mut told = false;
        while let [rest @ .., last] = words {
            let mark = matches!(last.tag, b'd' | b'f' | b'c');
            let verb = self.does(last) && (told || self.is_step(last) || self.is_who(rest));
            // 民主法治村|省级
            let kind = !rest.is_empty() && self.is_kind(last.span);
            if !(mark || verb || kind) {
                break;
            }
            told |= verb;
            words = rest;
        }
        words
    }

    /// 收到|申请, 向行政机关制发|建议: the words behind the verb.
    fn behind_verb<'t>(&self, mut words: &'t [Token]) -> &'t [Token] {
        let coverbs = &super::words().coverbs;
        let opens =
            |word: &Token| word.tag == b'p' && coverbs.contains(&self.text.at(word.span.start));
        if words.first().is_some_and(opens)
            && let Some(at) = words.iter().rposition(|word| word.tag == b'v')
        {
            return &words[at + 1..];
        }
        let mut done = false;
        while let [word, rest @ ..] = words {
            // 占道|经营, 被复议|案件 are one; of two verbs the second is the noun's.
            let long = word.span.len() > 1 || rest.first().is_some_and(|next| next.span.len() > 1);
            let verb = self.does(word) && !done && (long || self.opens_verb(words));
            let opens = word.tag == b'a' && word.span.len() == 1;
            let mark = matches!(word.tag, b'd' | b't' | b'm' | b'u' | b'f');
            // 吊销、暂扣|驾驶证
            if done && self.text.at(word.span.start) == '、' {
                (done, words) = (false, rest);
                continue;
            }
            if word.kind != Kind::Word || !(verb || opens || mark) {
                break;
            }
            done |= verb && !self.opens_verb(words);
            words = rest;
        }
        words
    }

    /// 选|育: two verbs of one character are one that no dictionary has.
    fn opens_verb(&self, words: &[Token]) -> bool {
        let single = |word: &Token| word.tag == b'v' && word.span.len() == 1;
        words.len() > 1 && words.iter().take(2).all(single)
    }

    /// The words end with a word for those who act.
    fn is_who(&self, words: &[Token]) -> bool {
        let lists = [
            List::Actors,
            List::Persons,
            List::PersonTitles,
            List::CountedHeads,
        ];
        words.last().is_some_and(|word| {
            let mut lists = lists.into_iter();
            lists.any(|list| self.text.hits.is_word(list, word.span))
        })
    }

    /// 省级, 一审: which of those told of.
    fn is_kind(&self, s: Span) -> bool {
        let mut kinds = super::words().kinds.iter();
        kinds.any(|w| self.text.reads(s, w))
    }

    fn is_step(&self, word: &Token) -> bool {
        super::is_step(self.text, word.span)
    }

    /// A verb, or a word that is a noun as well and tells what was done.
    fn does(&self, word: &Token) -> bool {
        let predicate = word.tag == b'g' && self.text.hits.is_word(List::Predicates, word.span);
        word.tag == b'v' || predicate || self.is_step(word)
    }
}

/// The name and the noun of the figure that this one takes its name from.
fn taken_over(told: &Told) -> Option<Named> {
    let i = told.m.inherits?;
    let (other, noun) = (told.before.get(i)?, told.nouns.get(i)?);
    let rest = told.m.indicator.strip_prefix(&other.indicator)?;
    let full = other.full.as_ref().map(|full| full.clone() + rest);
    (!other.indicator.is_empty()).then(|| (full, noun.clone()))
}

/// What a name is told of.
enum Noun {
    Thing(String),
    /// 法院委派, 原告撤诉: somebody who does what was told before.
    Actor,
}

enum Short {
    /// 不予受理, 已办结: what was done with it.
    Step,
    /// 参加: who took part in what was held.
    Join,
    /// 平均每次: of what stands before.
    Each,
    /// 省级, 男: which of them.
    Kind,
    /// （公安60件）: one of those that a bracket lists.
    Member,
    /// 其他, 其余: those that are left of them.
    Rest,
}
