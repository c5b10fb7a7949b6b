//! Tokens: the words of the text, which tile it.
//!
//! A run of Chinese characters can be cut into words in many ways. Each word of
//! the lexicon has a cost, the less the commoner it is; the way that costs least
//! is taken (a unigram lattice, cut by dynamic programming). What has been
//! claimed — figures, dates, titles, markers — and marks are walls: no word
//! crosses one.
//!
//! | text | tokens |
//! |---|---|
//! | 认领省级许可事项 | 认领 · 省级 · 许可 · 事项 |
//! | 内退2名 | 内退 · 2名 |
//!
//! Tried beside it: part-of-speech bigrams and 60,000 words, which change
//! almost nothing; the domain lists without a general dictionary, which is worse
//! than no tokens.

use crate::claim::{Claims, Owner};
use crate::fold::is_han;
use crate::lexicon::{Hits, Joints, Letter, List, Node};
use crate::span::Span;
use crate::text::Text;
use crate::vocabulary::Vocabulary;
use std::cell::OnceCell;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of the lexicon, or a single character that no word holds.
    Word,
    /// A stretch with an owner: a figure, a date, a title, a marker.
    Claimed,
    /// A mark, a blank, a line end, or a run of letters or digits.
    Other,
}

/// A piece of the text. Tokens follow one another without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    /// The part of speech of a general word by its letter in `general.tsv`; `x`
    /// for a word that only a list of the genre knows, and for what is no word.
    pub tag: u8,
    /// −ln of the word’s probability, in halves.
    pub cost: u16,
}

/// The tokens of a text.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    pub all: Vec<Token>,
    /// For each character the token that holds it.
    of: Vec<u32>,
}

/// What a character costs at most: one that is no word by itself is rarer than any
/// listed word. Between 10 and 20 nat the readings of the corpora are the same.
const UNKNOWN: u16 = 32;

/// What a word of a list costs that the dictionary does not have, in halves of a
/// nat. Flat costs were tried: below 9.5 nat they cut 司法局长 behind 局, above 14
/// they leave more characters stranded.
fn listed(len: usize) -> u16 {
    (16 + 5 * len / 2) as u16
}

/// No word is longer, in characters; a longer entry of a list is a phrase.
const LONGEST: usize = 12;

/// The part of speech of a list's words, for the lists whose entries are words: the
/// others hold phrases, or pieces of names.
fn tag_of(list: List) -> Option<u8> {
    match list {
        List::Changes | List::Edges | List::Predicates | List::Tails => Some(b'v'),
        List::Offices | List::OrgSuffixes | List::PersonTitles => Some(b'n'),
        List::Rates | List::Titles => Some(b'n'),
        List::Adverbs | List::ApproxBefore | List::Leads => Some(b'd'),
        List::ApproxAfter => Some(b'f'),
        List::Places => Some(b's'),
        List::RelativeDates => Some(b't'),
        _ => None,
    }
}

/// Cuts the text into tokens.
pub fn read(text: &Text, claims: &Claims, vocabulary: &Vocabulary) -> Tokens {
    let mut tokens = Tokens {
        all: Vec::with_capacity(text.len() / 2),
        of: Vec::with_capacity(text.len()),
    };
    let is_word = |at: usize| claims.owner(at) == Owner::Free && is_han(text.at(at));
    let mut at = 0;
    while at < text.len() {
        let start = at;
        if is_word(at) {
            while at < text.len() && is_word(at) {
                at += 1;
            }
            words(text, Span::new(start, at), vocabulary, &mut tokens);
            continue;
        }
        let owner = claims.owner(at);
        let same = |k: usize| match owner {
            Owner::Free => {
                claims.owner(k) == owner
                    && text.at(k).is_ascii_alphanumeric()
                    && text.at(start).is_ascii_alphanumeric()
            }
            _ => claims.owner(k) == owner && text.at(k) != '\n',
        };
        at += 1;
        while at < text.len() && same(at) {
            at += 1;
        }
        let kind = match owner {
            Owner::Free => Kind::Other,
            _ => Kind::Claimed,
        };
        tokens.push(Token {
            span: Span::new(start, at),
            kind,
            tag: b'x',
            cost: 0,
        });
    }
    tokens
}

/// A way to a place: what it costs in all, and the word that leads there.
#[derive(Clone, Copy)]
struct Way {
    cost: u32,
    from: usize,
    word: (u16, u8),
}

/// The cheapest words that tile a run of Chinese characters.
fn words(text: &Text, run: Span, vocabulary: &Vocabulary, out: &mut Tokens) {
    let ways = ways(&text.chars, &text.hits, run, vocabulary, &tag_of);
    let first = out.all.len();
    let mut at = run.len();
    while at > 0 {
        let way = ways[at];
        out.all.push(Token {
            span: Span::new(run.start + way.from, run.start + at),
            kind: Kind::Word,
            tag: way.word.1,
            cost: way.word.0,
        });
        at = way.from;
    }
    out.all[first..].reverse();
    for k in first..out.all.len() {
        out.of
            .extend(std::iter::repeat_n(k as u32, out.all[k].span.len()));
    }
}

/// The words that tile a run of Chinese characters at least cost, and that cost, in
/// halves of a nat.
#[derive(Clone, Debug)]
pub struct Cut {
    pub cost: u32,
    /// In order, counted from the head of the run, each with its part of speech.
    pub words: Vec<(Span, u8)>,
}

/// Cuts folded characters that need not stand in the text: a run as it would be with
/// another character in it. Set phrases are words here: who mistakes a character
/// of 有待加强 breaks the phrase, while the tokens keep 有待 and 加强 apart.
/// So are seldom told words that look like a slip: 执业, one character from 职业.
pub fn cut(chars: &[char], vocabulary: &Vocabulary) -> Cut {
    let run = Span::new(0, chars.len());
    let ways = ways(chars, &Hits::read(chars), run, vocabulary, &with_phrases);
    let mut words = Vec::new();
    let mut at = chars.len();
    while at > 0 {
        words.push((Span::new(ways[at].from, at), ways[at].word.1));
        at = ways[at].from;
    }
    words.reverse();
    Cut {
        cost: ways[chars.len()].cost,
        words,
    }
}

/// The class of a seldom told word, which is sound where it is printed and is never what
/// was meant by another.
pub const SELDOM_TOLD: u8 = b'-';

/// The lists whose entries are words where a run is tried with other characters.
fn with_phrases(list: List) -> Option<u8> {
    match list {
        List::Phrases => Some(b'x'),
        List::Rare => Some(SELDOM_TOLD),
        _ => tag_of(list),
    }
}

/// What a run would cost with other characters at one place of it. Only the words that
/// hold the place are looked for anew; [`cut`] says which they are, at ten times the cost.
pub struct Repair<'a> {
    text: &'a Text<'a>,
    vocabulary: &'a Vocabulary,
    span: Span,
    run: &'a [char],
    nth: usize,
    /// Asked for where a word has been found at all.
    costs: OnceCell<Costs>,
    /// The places before `nth` where a word can begin that reaches it, and how far it is.
    begun: Vec<(usize, Node)>,
    /// What may follow there, or begin a word with the character behind the place.
    joints: Joints,
}

/// What the words of a run cost at least.
struct Costs {
    /// From its head to each place of it.
    before: Vec<u32>,
    /// From each place to its end.
    behind: Vec<u32>,
}

impl Costs {
    fn new(text: &Text, run: Span, vocabulary: &Vocabulary) -> Costs {
        let ways = ways(&text.chars, &text.hits, run, vocabulary, &with_phrases);
        let mut behind = vec![0; run.len() + 1];
        for from in (0..run.len()).rev() {
            let mut least = u32::from(UNKNOWN) + behind[from + 1];
            let mut arc = |len: usize, cost: u16| {
                if let Some(rest) = behind.get(from + len) {
                    least = least.min(u32::from(cost) + rest);
                }
            };
            let at = run.start + from;
            for word in text.hits.general(at) {
                arc(word.len, general_cost(word.len, word.cost));
            }
            for hit in text.hits.at(at).filter(|hit| is_listed(hit.list, hit.len)) {
                arc(hit.len, listed(hit.len));
            }
            behind[from] = least;
        }
        Costs {
            before: ways.iter().map(|way| way.cost).collect(),
            behind,
        }
    }
}

impl<'a> Repair<'a> {
    /// At the place `nth` of a run of the text.
    pub fn new(text: &'a Text, span: Span, nth: usize, vocabulary: &'a Vocabulary) -> Repair<'a> {
        let run = text.slice(span);
        // The sweep knows from where the beginning of a word goes on so far.
        let reaches = |from: &usize| text.hits.depth(span.start + from) >= nth - from;
        let before = (nth.saturating_sub(LONGEST - 1)..nth).filter(reaches);
        let begun = before.filter_map(|from| {
            let mut way = run[from..nth].iter();
            Some((from, way.try_fold(Node::ROOT, |node, &c| node.step(c))?))
        });
        let begun: Vec<(usize, Node)> = begun.collect();
        Repair {
            text,
            vocabulary,
            span,
            run,
            nth,
            costs: OnceCell::new(),
            joints: Joints::new(begun.iter().map(|(_, node)| *node), run.get(nth + 1)),
            begun,
        }
    }

    fn costs(&self) -> &Costs {
        let read = || Costs::new(self.text, self.span, self.vocabulary);
        self.costs.get_or_init(read)
    }

    /// What the run costs as it is printed, in halves of a nat.
    pub fn printed(&self) -> u32 {
        self.costs().before[self.run.len()]
    }

    /// Whether a word may hold the character at its place and one beside it; where this is
    /// false none does.
    #[inline(always)]
    pub fn may_join(&self, new: &Letter) -> bool {
        self.joints.may_join(new)
    }

    /// Whether a word can hold the first of `new` and a character beside it.
    fn joins<const N: usize>(&self, new: [char; N]) -> bool {
        let next = new.get(1).or(self.run.get(self.nth + N));
        let letter = Letter::new(new[0]);
        // What may stand there is known of one character alone.
        let may = N > 1 || self.joints.may_begin(&letter);
        let begins = || may && next.is_some_and(|&next| Node::begins([new[0], next]));
        let goes_on = |(_, node): &(usize, Node)| node.step(new[0]).is_some();
        self.joints.may_follow(&letter) && self.begun.iter().any(goes_on) || begins()
    }

    /// What it would cost with `new` at its place, the reader's own words left out.
    /// `None` where no word holds all of `new` and one character more.
    pub fn with<const N: usize>(&self, new: [char; N]) -> Option<u32> {
        if !self.joins(new) {
            return None;
        }
        let costs = self.costs();
        let end = self.nth + N;
        // The least costs to the places within `new`; the first is known.
        let mut inside = [u32::MAX; N];
        inside[0] = costs.before[self.nth];
        let (mut best, mut held) = (u32::MAX, false);
        let heads = (self.nth..end).map(|from| (from, Node::ROOT));
        for (from, mut node) in self.begun.iter().copied().chain(heads) {
            let so_far = match from.checked_sub(self.nth) {
                None => costs.before[from],
                Some(k) => inside[k],
            };
            let first = from.max(self.nth);
            let mut arc = |to: usize, cost: u16| match inside.get_mut(to - self.nth) {
                Some(least) => *least = (*least).min(so_far + u32::from(cost)),
                None => best = best.min(so_far + u32::from(cost) + costs.behind[to]),
            };
            if from >= self.nth {
                arc(from + 1, UNKNOWN);
            }
            let rest = new[first - self.nth..].iter().chain(&self.run[end..]);
            for (&c, to) in rest.zip(first + 1..) {
                let Some(next) = node.step(c) else {
                    break;
                };
                node = next;
                let len = to - from;
                if let Some(cost) = node.general() {
                    arc(to, general_cost(len, cost));
                }
                if node.lists().any(|list| is_listed(list, len)) {
                    arc(to, listed(len));
                }
                // No general word is longer than six characters.
                let near = from <= self.nth && from + 6 > self.nth;
                held |= near && to >= end && len > N && node.is_word();
            }
        }
        held.then_some(best)
    }
}

/// What a general word costs.
fn general_cost(len: usize, cost: u8) -> u16 {
    match u16::from(cost) {
        cost if len == 1 => cost.min(UNKNOWN),
        cost => cost,
    }
}

/// A word of a list is a word of a run tried with other characters.
fn is_listed(list: List, len: usize) -> bool {
    (2..=LONGEST).contains(&len) && with_phrases(list).is_some()
}

/// For each place of the run the cheapest way to it, over the words of the lists that
/// have a tag.
fn ways(
    chars: &[char],
    hits: &Hits,
    run: Span,
    vocabulary: &Vocabulary,
    tags: &impl Fn(List) -> Option<u8>,
) -> Vec<Way> {
    const NONE: Way = Way {
        cost: u32::MAX,
        from: 0,
        word: (UNKNOWN, b'x'),
    };
    let mut ways = vec![NONE; run.len() + 1];
    ways[0].cost = 0;
    for from in 0..run.len() {
        let at = run.start + from;
        let so_far = ways[from].cost;
        let mut arc = |len: usize, cost: u16, tag: u8| {
            let Some(way) = ways.get_mut(from + len) else {
                return;
            };
            let cost_there = so_far + u32::from(cost);
            if cost_there < way.cost {
                *way = Way {
                    cost: cost_there,
                    from,
                    word: (cost, tag),
                };
            }
        };
        for word in hits.general(at) {
            arc(word.len, general_cost(word.len, word.cost), word.tag);
        }
        for hit in hits.at(at) {
            // A word of a list is common in the genre; what it is, the dictionary knows best.
            if (2..=LONGEST).contains(&hit.len)
                && let Some(tag) = tags(hit.list)
            {
                let known = hits.general(at).find(|word| word.len == hit.len);
                arc(hit.len, listed(hit.len), known.map_or(tag, |word| word.tag));
            }
        }
        if vocabulary.has_words() {
            for len in vocabulary.words_at(chars, at) {
                arc(len, listed(len), b'n');
            }
        }
        arc(1, UNKNOWN, b'x');
    }
    ways
}

impl Tokens {
    fn push(&mut self, token: Token) {
        let index = self.all.len() as u32;
        self.of.extend(std::iter::repeat_n(index, token.span.len()));
        self.all.push(token);
    }

    /// The index in [`Tokens::all`] of the token that holds the character at `at`.
    pub fn index(&self, at: usize) -> Option<usize> {
        self.of.get(at).map(|&index| index as usize)
    }

    /// The token that holds the character at `at`.
    pub fn at(&self, at: usize) -> Option<Token> {
        Some(self.all[self.index(at)?])
    }

    /// The tokens that hold a character of the span.
    pub fn words(&self, span: Span) -> &[Token] {
        match (
            self.index(span.start),
            span.end.checked_sub(1).and_then(|k| self.index(k)),
        ) {
            (Some(first), Some(last)) if first <= last => &self.all[first..=last],
            _ => &[],
        }
    }

    /// No token lies across the place before the character at `at`.
    pub fn is_edge(&self, at: usize) -> bool {
        at == 0 || at >= self.of.len() || self.of[at - 1] != self.of[at]
    }

    /// A word begins at the head of the span and a word ends at its end.
    pub fn fits(&self, span: Span) -> bool {
        self.is_edge(span.start) && self.is_edge(span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        let text = Text::new(line);
        let tokens = read(&text, &Claims::new(&text), &Vocabulary::default());
        let words = tokens.all.iter().map(|word| text.printed(word.span));
        words.filter(|word| word != "\n").collect()
    }

    #[test]
    fn tokens_tile_the_text() {
        for line in ["认领省级许可事项32项,内退2名。", "a1 b\n获鹿县", ""] {
            let text = Text::new(line);
            let tokens = read(&text, &Claims::new(&text), &Vocabulary::default());
            let mut end = 0;
            for word in &tokens.all {
                assert_eq!(word.span.start, end, "{line}");
                assert!(!word.span.is_empty(), "{line}");
                end = word.span.end;
            }
            assert_eq!(end, text.len(), "{line}");
        }
    }

    #[test]
    fn no_word_crosses_a_wall() {
        let text = Text::new("行政许可");
        let mut claims = Claims::new(&text);
        claims.claim(Span::new(1, 2), Owner::Quantity);
        let tokens = read(&text, &claims, &Vocabulary::default());
        assert!(tokens.is_edge(1) && tokens.is_edge(2));
    }

    /// Every line of the genre's words: its example holds it as one word, and would
    /// be cut in another way without the line.
    #[test]
    fn every_word_of_the_genre_is_needed() {
        let mut idle = Vec::new();
        for row in crate::words::rows(include_str!("words/genre.tsv")) {
            let (word, cost, example) = (row[0], row[1], row[3]);
            let cost: u32 = cost.parse().expect("a cost");
            if !cut(example).iter().any(|token| token == word) || split(word) <= cost {
                idle.push(word);
            }
        }
        assert!(idle.is_empty(), "{idle:?}");
    }

    /// What the characters of a word cost when it is no word itself.
    fn split(word: &str) -> u32 {
        let text = Text::new(word);
        let whole = word.chars().count();
        let mut cost = vec![u32::MAX; whole + 1];
        cost[0] = 0;
        for at in 0..whole {
            let general = text.hits.general(at).map(|w| (w.len, u16::from(w.cost)));
            let hits = text
                .hits
                .at(at)
                .filter(|hit| hit.len > 1 && tag_of(hit.list).is_some());
            let listed = hits.map(|hit| (hit.len, listed(hit.len)));
            for (len, word) in general.chain(listed).chain([(1, UNKNOWN)]) {
                if len < whole && at + len <= whole {
                    cost[at + len] =
                        cost[at + len].min(cost[at] + u32::from(word.min(UNKNOWN * len as u16)));
                }
            }
        }
        cost[whole]
    }
}
