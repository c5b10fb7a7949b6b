//! Names that do not stand alone: 受理行政复议申请86件，不予受理7件.
//!
//! In its sentence 不予受理 is clear, in a table's row it is not. A name that is but a step
//! of handling, a kind or a rest asks for the noun of a figure told before in the same
//! unit, and is printed with it: 行政复议申请不予受理, 纠纷（其他）. The name that the text
//! prints stays what figures are compared by.

use super::{Link, Metric, Words, is_ratio};
use crate::fold::is_one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Kind, Token, Tokens};

/// How many figures back the noun may stand.
const BACK: usize = 8;
/// Longest noun that is put to a name, in characters.
const LONGEST: usize = 12;

/// Gives each name that does not stand alone the noun that it is told of.
pub(super) fn complete(text: &Text, tokens: &Tokens, out: &mut [Metric]) {
    let topics = Topics { text, tokens };
    // The noun of each figure, its own or the one it was told of.
    let mut nouns: Vec<Option<String>> = Vec::with_capacity(out.len());
    for k in 0..out.len() {
        let (full, noun) = topics.read(&out[..=k], &nouns);
        nouns.push(noun);
        out[k].full = full;
    }
}

struct Topics<'a> {
    text: &'a Text<'a>,
    tokens: &'a Tokens,
}

impl Topics<'_> {
    /// The whole name of the last of the figures where its own is short, and its noun.
    fn read(&self, told: &[Metric], nouns: &[Option<String>]) -> (Option<String>, Option<String>) {
        let (m, before) = told.split_last().expect("a figure");
        if let Some(of) = m
            .inherits
            .and_then(|i| Some((before.get(i)?, nouns.get(i)?)))
        {
            let (other, noun) = of;
            let rest = m.indicator.strip_prefix(&other.indicator);
            if let Some(rest) = rest.filter(|_| !other.indicator.is_empty()) {
                let full = other.full.as_ref().map(|full| full.clone() + rest);
                return (full, noun.clone());
            }
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
        let words = self.tokens.words(span);
        let short = if whole { self.short(words) } else { None };
        let Some(short) = short else {
            // 引发的3件, 原告撤诉4件: who or which of those told of before.
            let which = self.text.at(span.end) == super::OF && span.end < m.quantity.span.start;
            let noun = match self.noun(span) {
                _ if m.each || is_ratio(&m.quantity) => None,
                Some(Noun::Actor) => self.told_before(m, before, nouns),
                Some(Noun::Thing(_)) if which => self.told_before(m, before, nouns),
                Some(Noun::Thing(noun)) => Some(noun),
                None => None,
            };
            return (None, noun);
        };
        if let Short::Each = short {
            let same = |b: &&Metric| b.quantity.unit == m.quantity.unit && !b.each;
            let near = before.iter().rev().take_while(|b| b.sentence == m.sentence);
            let all = near.take(BACK).find(same);
            return (
                all.map(|all| format!("{}{}", all.name(), m.indicator)),
                None,
            );
        }
        let noun = match short {
            Short::Rest => self.told_of_sum(m, before, nouns),
            Short::Join => nouns
                .last()
                .cloned()
                .flatten()
                .filter(|_| before.last().is_some_and(|b| b.sentence == m.sentence)),
            _ => self.told_before(m, before, nouns),
        };
        let full = noun.as_ref().map(|noun| match short {
            Short::Kind | Short::Rest => format!("{noun}（{}）", m.indicator),
            _ => format!("{noun}{}", m.indicator),
        });
        (full, noun)
    }

    /// The noun of the nearest figure before in the same unit.
    fn told_before(
        &self,
        m: &Metric,
        before: &[Metric],
        nouns: &[Option<String>],
    ) -> Option<String> {
        let paragraph = self.text.paragraph_at(m.sentence.start)?;
        let from = self.text.paragraphs[paragraph].span.start;
        let near = before.iter().zip(nouns).rev().take(BACK);
        let mut near = near.take_while(|(b, _)| b.quantity.span.start >= from && b.cell.is_none());
        near.find_map(|(b, noun)| {
            let same = b.quantity.unit == m.quantity.unit && b.link != Link::ComparedWith;
            noun.clone().filter(|_| same)
        })
    }

    /// 受理20件，其中调解9件、裁决6件，其余5件: the noun of the figure that the rest fills up.
    fn told_of_sum(
        &self,
        m: &Metric,
        before: &[Metric],
        nouns: &[Option<String>],
    ) -> Option<String> {
        let same = |b: &&(&Metric, &Option<String>)| b.0.quantity.unit == m.quantity.unit;
        let near = before.iter().zip(nouns).rev().take(BACK);
        let mut sum = m.quantity.value.value();
        for (b, noun) in near.filter(|b| same(&b)).take_while(|b| b.0.cell.is_none()) {
            let value = b.quantity.value.value();
            if (value - sum).abs() < 1e-6 {
                return noun.clone();
            }
            sum += value;
        }
        None
    }

    /// A name that is but a step of handling, a kind, or a measure of each.
    fn short(&self, words: &[Token]) -> Option<Short> {
        /// 受理移送审查起诉 says what.
        const WORDS: usize = 3;
        let known = super::words();
        let is = |list: &[&str], word: &Token| list.iter().any(|w| self.text.reads(word.span, w));
        let bare = words.len() <= WORDS && words.iter().all(|word| self.is_bare(word, known));
        let first = words.first()?;
        if bare && words.iter().any(|word| is(&known.steps, word)) {
            return Some(Short::Step);
        }
        if bare && words.iter().any(|word| is(&known.joining, word)) {
            return Some(Short::Join);
        }
        if self.text.at(first.span.end) == super::EACH
            && super::stands(self.text, &known.per_head, first.span.start)
        {
            return Some(Short::Each);
        }
        match words {
            [word] if is(&known.rests, word) => Some(Short::Rest),
            [word] if is(&known.kinds, word) => Some(Short::Kind),
            _ => None,
        }
    }

    /// Says nothing of what is told: a verb, an adverb, 已, 被, 经.
    fn is_bare(&self, word: &Token, known: &Words) -> bool {
        let verb = word.tag == b'v'
            || self.text.hits.is_word(List::Predicates, word.span)
            || known.steps.iter().any(|w| self.text.reads(word.span, w));
        let mark = word.kind == Kind::Other && is_one_of(self.text.at(word.span.start), "、");
        verb || mark
            || word.kind == Kind::Word
                && matches!(word.tag, b'd' | b'p' | b'u' | b'f' | b'c' | b't' | b's')
    }

    /// What a name is told of, without its verb: 收到|行政复议申请, 案件|受理.
    fn noun(&self, span: Span) -> Option<Noun> {
        let known = super::words();
        let of = (span.start..span.end)
            .rev()
            .find(|&k| self.text.at(k) == super::OF);
        let span = Span::new(of.map_or(span.start, |k| k + 1), span.end);
        let mut words = self.tokens.words(span);
        let step = |word: &Token| known.steps.iter().any(|w| self.text.reads(word.span, w));
        let mut acts = false;
        while let [rest @ .., last] = words
            && (self.does(last) || matches!(last.tag, b'd' | b'f'))
            && (step(last) || acts || matches!(last.tag, b'd' | b'f') || self.is_who(rest))
        {
            acts |= self.does(last);
            words = rest;
        }
        if acts && self.is_who(words) {
            return Some(Noun::Actor);
        }
        // 向行政机关|制发检察建议
        if words
            .first()
            .is_some_and(|word| super::has(&known.coverbs, self.text.at(word.span.start)))
            && let Some(at) = words.iter().position(|word| self.does(word))
        {
            words = &words[at..];
        }
        let mut done = false;
        while let [word, rest @ ..] = words {
            // 占道|经营, 被复议|案件 are one; of two verbs the second is the noun's.
            let verb = self.does(word) && word.span.len() > 1 && !done;
            let opens = word.tag == b'a' && word.span.len() == 1;
            let mark = matches!(word.tag, b'd' | b't' | b'm' | b'u' | b'f');
            if word.kind != Kind::Word || !(verb || opens || mark) {
                break;
            }
            done |= verb;
            words = rest;
        }
        let noun = Span::new(
            words.first()?.span.start.max(span.start),
            words.last()?.span.end,
        );
        let named =
            |word: &Token| word.kind != Kind::Word || matches!(word.tag, b'n' | b'g' | b'x');
        let fits =
            words[0].tag != b'c' && words.iter().any(named) && (2..=LONGEST).contains(&noun.len());
        fits.then(|| Noun::Thing(self.text.printed(noun)))
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

    /// A verb, or a word that is a noun as well and tells what was done.
    fn does(&self, word: &Token) -> bool {
        word.tag == b'v' || word.tag == b'g' && self.text.hits.is_word(List::Predicates, word.span)
    }
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
    /// 其他, 其余: those that are left of them.
    Rest,
}
