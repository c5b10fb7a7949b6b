//! Every word of every list in one trie, and one pass over a text that finds
//! them all.
//!
//! `build.rs` compiles the word files of [`LISTS`](list::LISTS) and the general
//! dictionary into `lexicon.bin`; here it is laid out once and read. A text is
//! swept once ([`Hits::read`]); asking which word of a list stands at a place is
//! then a look into an array. Words that come with the text or with the reader
//! have a trie of their own ([`WordSet`]).

pub mod list;

pub use list::List;

use crate::fold::fold;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A word of a list that was found: it ends where it starts and `len` characters on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub list: List,
    /// In characters.
    pub len: usize,
    /// The row of the word in the list's file, from 0; always 0 for
    /// [`WORDS_ALONE`](list::WORDS_ALONE).
    pub entry: usize,
}

/// A general word: what it costs in a sentence, and its part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct General {
    /// In characters.
    pub len: usize,
    /// −ln of its probability, in halves.
    pub cost: u8,
    /// The letter of `general.tsv`: `n`, `v`, `a`, `d`, …
    pub tag: u8,
}

/// The compiled words as a level-order trie: the children of a node stand side by
/// side, in the order of their characters' numbers, behind the children of the node before it.
struct Lexicon {
    /// By character, folded: one more than its number in the trie, and 0 for none.
    numbers: Vec<u16>,
    /// The number of the character that leads to a node.
    label: Vec<u16>,
    /// One more than there are nodes.
    nodes: Vec<Entry>,
    /// The root's children by the number of the character: from 1, and 0 for none.
    root: Vec<u16>,
    /// Of each of them, a bit for each character that its own children have: most words
    /// that begin nowhere are told at their second character.
    heads: Vec<u64>,
    /// The list entries of all nodes, as hits: a sweep copies those of a node in one go.
    values: Vec<Stored>,
}

/// What is known of a node, side by side: a sweep asks for all of it.
#[derive(Clone, Copy)]
struct Entry {
    /// Where its children begin; they end where the next node's begin.
    first: u32,
    /// Where its list entries begin in `values`; they end where the next node's begin.
    value: u16,
    /// Cost and tag of its general word; no tag, no word.
    cost: u8,
    tag: u8,
}

const ROOT: usize = 0;
/// A node's flags in `lexicon.bin`.
mod flag {
    pub const LAST_SIBLING: u8 = 1;
    pub const HAS_CHILDREN: u8 = 2;
    pub const HAS_VALUES: u8 = 4;
    pub const IS_GENERAL: u8 = 8;
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON
        .get_or_init(|| Lexicon::unpack(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))))
}

/// Reads `lexicon.bin`, whose columns `build.rs` describes.
struct Columns<'a>(&'a [u8]);

impl<'a> Columns<'a> {
    fn take(&mut self, n: usize) -> &'a [u8] {
        let (head, rest) = self.0.split_at(n);
        self.0 = rest;
        head
    }

    /// Numbers as far as each is from the one before it: the low bytes, then the high ones.
    fn steps(&mut self, n: usize) -> Vec<u16> {
        let [low, high] = [0; 2].map(|_| self.take(n));
        let steps = low.iter().zip(high);
        steps.map(|(&l, &h)| u16::from_le_bytes([l, h])).collect()
    }

    fn number(&mut self) -> usize {
        self.take(4)
            .iter()
            .rev()
            .fold(0, |n, &b| n << 8 | usize::from(b))
    }
}

/// By character: one more than its number, from how far each is from the one before it.
fn numbers(alphabet: &[u16]) -> Vec<u16> {
    let mut numbers = vec![0; 0x1_0000];
    let mut letter = 0u16;
    for (number, &step) in (1..).zip(alphabet) {
        letter = letter.wrapping_add(step);
        numbers[usize::from(letter)] = number;
    }
    numbers
}

/// The number of the character that leads to each node, from how far it is from its elder
/// sibling's; `remainders` has what the long steps leave.
fn labels(steps: &[u8], flags: &[u8], remainders: &[u8]) -> Vec<u16> {
    let mut remainders = remainders.iter();
    let mut number = 0u16;
    let label = |(&step, &own): (&u8, &u8)| {
        number += match step.checked_sub(list::LONG_STEP) {
            None => u16::from(step),
            Some(multiple) => {
                let rest = remainders.next().copied().unwrap_or(0);
                u16::from_le_bytes([rest, multiple])
            }
        };
        let label = number;
        if own & flag::LAST_SIBLING != 0 {
            number = 0;
        }
        label
    };
    steps.iter().zip(flags).map(label).collect()
}

/// The list entries, from how far each is from the one before it of its list.
fn list_entries(lists: &[u8], low: &[u8], high: &[u8]) -> Vec<Stored> {
    let mut last = [0u16; list::LISTS.len()];
    let entry = |((&list, &low), &high): ((&u8, &u8), &u8)| {
        let (list, entry) = (usize::from(list), &mut last[usize::from(list)]);
        *entry = entry.wrapping_add(u16::from_le_bytes([low, high]));
        Stored {
            list: list::LISTS[list].0,
            len: 0,
            entry: *entry,
        }
    };
    lists.iter().zip(low).zip(high).map(entry).collect()
}

impl Lexicon {
    fn unpack(packed: &[u8]) -> Lexicon {
        let mut columns = Columns(packed);
        let [letters, nodes, words, values, general] = [0; 5].map(|_| columns.number());
        let alphabet = columns.steps(letters);
        let steps = columns.take(nodes);
        let flags = columns.take(nodes);
        let counts = columns.take(words);
        let [lists, entry_low, entry_high] = [0; 3].map(|_| columns.take(values));
        let [costs, tags] = [0; 2].map(|_| columns.take(general));
        let remainders = columns.0;

        let mut lexicon = Lexicon {
            numbers: numbers(&alphabet),
            label: labels(steps, flags, remainders),
            nodes: Vec::with_capacity(nodes + 1),
            root: vec![0; letters],
            heads: Vec::new(),
            values: list_entries(lists, entry_low, entry_high),
        };
        // The root is the first node and the only one without siblings before it.
        let (mut child, mut value, mut word, mut plain) = (1, 0, 0, 0);
        for &own in flags {
            let mut entry = Entry {
                first: child as u32,
                value: value as u16,
                cost: 0,
                tag: 0,
            };
            if own & flag::HAS_CHILDREN != 0 {
                while flags[child] & flag::LAST_SIBLING == 0 {
                    child += 1;
                }
                child += 1;
            }
            if own & flag::HAS_VALUES != 0 {
                value += usize::from(counts[word]);
                word += 1;
            }
            if own & flag::IS_GENERAL != 0 {
                (entry.cost, entry.tag) = (costs[plain], tags[plain]);
                plain += 1;
            }
            lexicon.nodes.push(entry);
        }
        lexicon.nodes.push(Entry {
            first: child as u32,
            value: value as u16,
            cost: 0,
            tag: 0,
        });
        lexicon.index_heads();
        lexicon.measure();
        lexicon
    }

    /// How long the word of each list entry is: how deep its node lies.
    fn measure(&mut self) {
        // The nodes of one depth stand side by side.
        let (mut level, mut len) = (ROOT..ROOT + 1, 0);
        while !level.is_empty() {
            let (first, last) = (&self.nodes[level.start], &self.nodes[level.end]);
            for value in &mut self.values[usize::from(first.value)..usize::from(last.value)] {
                value.len = len;
            }
            level = first.first as usize..last.first as usize;
            // build.rs sees to it that no word is longer than 255 characters.
            len = len.wrapping_add(1);
        }
    }

    /// What is known of the characters that words begin with.
    fn index_heads(&mut self) {
        let heads = self.children(ROOT);
        self.heads = heads.clone().map(|head| self.followers(head)).collect();
        for (nth, child) in heads.enumerate() {
            self.root[usize::from(self.label[child])] = nth as u16 + 1;
        }
    }

    #[inline(always)]
    fn children(&self, node: usize) -> std::ops::Range<usize> {
        self.nodes[node].first as usize..self.nodes[node + 1].first as usize
    }

    /// A bit for each character that leads on from a node; two may share one.
    fn followers(&self, node: usize) -> u64 {
        match self.heads.get(node.wrapping_sub(1)) {
            Some(&bits) => bits,
            None => {
                let labels = &self.label[self.children(node)];
                labels
                    .iter()
                    .fold(0, |bits, &label| bits | bit(u32::from(label)))
            }
        }
    }

    /// One more than the number of a character, and 0 for one that is in no word.
    #[inline(always)]
    fn number(&self, c: char) -> u16 {
        self.numbers.get(c as usize).copied().unwrap_or(0)
    }

    fn step(&self, node: usize, c: char) -> Option<usize> {
        self.step_by(node, self.number(c))
    }

    /// By one more than the number of the character.
    #[inline(always)]
    fn step_by(&self, node: usize, number: u16) -> Option<usize> {
        let label = number.checked_sub(1)?;
        if node == ROOT {
            // The root's children are the nodes behind it.
            let nth = usize::from(self.root[usize::from(label)]);
            return (nth > 0).then_some(nth);
        }
        let head = self.heads.get(node - 1);
        if head.is_some_and(|bits| bits & bit(u32::from(label)) == 0) {
            return None;
        }
        let children = self.children(node);
        let labels = &self.label[children.clone()];
        // Most nodes have one child or none, some of the first level hundreds.
        let at = match labels.len() {
            ..=4 => labels.iter().position(|&l| l == label)?,
            _ => labels.binary_search(&label).ok()?,
        };
        Some(children.start + at)
    }

    #[inline(always)]
    fn values(&self, node: usize) -> &[Stored] {
        &self.values[self.nodes[node].value as usize..self.nodes[node + 1].value as usize]
    }

    /// Cost and tag of the general word that ends at a node.
    #[inline(always)]
    fn general(&self, node: usize) -> Option<(u8, u8)> {
        let Entry { cost, tag, .. } = self.nodes[node];
        (tag != 0).then_some((cost, tag))
    }

    /// The nodes on the way from `at` on, each with the length that leads to it.
    fn walk<'a>(&'a self, chars: &'a [char], at: usize) -> impl Iterator<Item = (usize, usize)> {
        let mut node = ROOT;
        let rest = chars.get(at..).unwrap_or_default();
        rest.iter().zip(1..).map_while(move |(&c, len)| {
            node = self.step(node, c)?;
            Some((len, node))
        })
    }
}

fn bit(c: u32) -> u64 {
    1 << (c % u64::BITS)
}

impl List {
    /// The longest word of the list that starts at `at`: its length in characters
    /// and its entry. For a text, [`Hits`] knows the answer already.
    pub fn longest(self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        let lexicon = lexicon();
        let mut found = None;
        for (len, node) in lexicon.walk(chars, at) {
            let here = lexicon.values(node).iter().find(|hit| hit.list == self);
            found = here.map(|hit| (len, usize::from(hit.entry))).or(found);
        }
        found
    }

    /// The longest word of the list that ends at the end of `chars`.
    pub fn longest_at_end(self, chars: &[char]) -> Option<(usize, usize)> {
        let lexicon = lexicon();
        // No word is longer than a byte can tell.
        let from = chars.len().saturating_sub(usize::from(u8::MAX));
        (from..chars.len()).find_map(|at| {
            let (_, node) = lexicon
                .walk(chars, at)
                .find(|&(len, _)| at + len == chars.len())?;
            let here = lexicon.values(node).iter().find(|hit| hit.list == self);
            here.map(|hit| (chars.len() - at, usize::from(hit.entry)))
        })
    }
}

/// A place in the trie, for who tries characters that stand in no text.
#[derive(Clone, Copy, Debug)]
pub struct Node(usize);

impl Node {
    /// Where every word begins.
    pub const ROOT: Node = Node(ROOT);

    /// Two folded characters begin a word.
    pub fn begins(pair: [char; 2]) -> bool {
        let lexicon = lexicon();
        let [first, second] = pair.map(|c| lexicon.number(c));
        let head = lexicon.step_by(ROOT, first);
        head.is_some_and(|head| lexicon.step_by(head, second).is_some())
    }

    /// One folded character on; `None` where no word goes on so.
    pub fn step(self, c: char) -> Option<Node> {
        lexicon().step(self.0, c).map(Node)
    }

    /// The cost of the general word that ends here.
    pub fn general(self) -> Option<u8> {
        lexicon().general(self.0).map(|(cost, _)| cost)
    }

    /// The lists that have the word that ends here.
    pub fn lists(self) -> impl Iterator<Item = List> {
        lexicon().values(self.0).iter().map(|hit| hit.list)
    }

    /// A word of the dictionary or of a list ends here.
    pub fn is_word(self) -> bool {
        self.general().is_some() || self.lists().next().is_some()
    }
}

/// A folded character with what tells quickly whether words may hold it.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub char: char,
    /// Its bit; none where it is in no word.
    own: u64,
    /// The bits of the characters that follow it at the head of a word.
    leads: u64,
}

impl Letter {
    pub fn new(char: char) -> Letter {
        let lexicon = lexicon();
        let number = lexicon.number(char).checked_sub(1);
        let nth = number.and_then(|number| lexicon.root[usize::from(number)].checked_sub(1));
        Letter {
            char,
            own: number.map_or(0, |number| bit(u32::from(number))),
            leads: nth.map_or(0, |nth| lexicon.heads[usize::from(nth)]),
        }
    }
}

/// Which characters may stand at a place of a run, told by bits that some share: what goes
/// on with a word begun before, or begins one with the character behind.
#[derive(Clone, Copy, Debug)]
pub struct Joints {
    /// A bit for each character that leads on.
    before: u64,
    /// The bit of the folded character behind; none where it is in no word.
    behind: u64,
}

impl Joints {
    /// Behind words begun, and before a folded character.
    pub fn new(begun: impl Iterator<Item = Node>, behind: Option<&char>) -> Joints {
        let lexicon = lexicon();
        let number = behind.and_then(|&c| lexicon.number(c).checked_sub(1));
        Joints {
            before: begun.fold(0, |bits, node| bits | lexicon.followers(node.0)),
            behind: number.map_or(0, |number| bit(u32::from(number))),
        }
    }

    /// A letter may be among them; where this is false it is not. A twentieth of a reading
    /// went into asking exactly for each character that is like another.
    #[inline(always)]
    pub fn may_join(self, letter: &Letter) -> bool {
        self.may_follow(letter) || self.may_begin(letter)
    }

    /// A word begun before may go on with it.
    #[inline(always)]
    pub fn may_follow(self, letter: &Letter) -> bool {
        self.before & letter.own != 0
    }

    /// It may begin a word with the character behind.
    #[inline(always)]
    pub fn may_begin(self, letter: &Letter) -> bool {
        self.behind & letter.leads != 0
    }
}

/// Things in rows, one row for each place of a text.
#[derive(Clone, Debug)]
struct Rows<T> {
    items: Vec<T>,
    /// Where the row of a place begins; one more than there are places.
    start: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Rows<T> {
        Rows {
            items: Vec::new(),
            start: Vec::new(),
        }
    }
}

impl<T> Rows<T> {
    /// For so many places and things.
    fn with_capacity(places: usize, items: usize) -> Rows<T> {
        Rows {
            items: Vec::with_capacity(items),
            start: Vec::with_capacity(places + 1),
        }
    }

    fn begin(&mut self) {
        self.start.push(self.items.len() as u32);
    }

    #[inline(always)]
    fn at(&self, place: usize) -> &[T] {
        match self.start.get(place..place + 2) {
            Some(&[from, to]) => &self.items[from as usize..to as usize],
            _ => &[],
        }
    }
}

/// A hit as it is stored: 4 bytes, since a text has some three a character.
#[derive(Clone, Copy, Debug)]
struct Stored {
    list: List,
    len: u8,
    entry: u16,
}

impl From<Stored> for Hit {
    fn from(hit: Stored) -> Hit {
        Hit {
            list: hit.list,
            len: usize::from(hit.len),
            entry: usize::from(hit.entry),
        }
    }
}

/// Every word of every list that stands in a text.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// By the place where they start, the shorter first.
    forward: Rows<Stored>,
    /// By the place where they end, the longer first.
    backward: Rows<Stored>,
    /// General words by the place where they start, the shorter first: length, cost, tag.
    general: Rows<(u8, u8, u8)>,
    /// By list, the places where a word of it starts.
    places: Rows<u32>,
    /// Of each place, the lists that may have a word that starts there, and one that
    /// ends there: most questions are asked where the list has none, and are answered
    /// by a bit (a twentieth of a reading).
    lists: Vec<[Lists; 2]>,
    /// Of each place, for how many characters the beginning of a word goes on there.
    depth: Vec<u8>,
}

/// Some lists, as a bit each; two may share one.
#[derive(Clone, Copy, Debug, Default)]
struct Lists(u64);

impl Lists {
    #[inline(always)]
    fn add(&mut self, list: List) {
        self.0 |= bit(list as u32);
    }

    #[inline(always)]
    fn may_hold(self, list: List) -> bool {
        self.0 & bit(list as u32) != 0
    }
}

impl Hits {
    /// Sweeps folded characters once.
    pub fn read(chars: &[char]) -> Hits {
        let lexicon = lexicon();
        let numbers: Vec<u16> = chars.iter().map(|&c| lexicon.number(c)).collect();
        // A text has fewer hits than characters, and fewer than two general words for each.
        let mut forward = Rows::with_capacity(chars.len(), chars.len());
        let mut general = Rows::with_capacity(chars.len(), 2 * chars.len());
        let mut depth = vec![0; chars.len()];
        // How many hits end at each place, one place later.
        let mut ends = vec![0u32; chars.len() + 2];
        for at in 0..chars.len() {
            forward.begin();
            general.begin();
            // Not by `walk`: its steps would be calls here.
            let mut node = ROOT;
            let mut deep = 0;
            for &number in &numbers[at..] {
                let Some(next) = lexicon.step_by(node, number) else {
                    break;
                };
                node = next;
                deep += 1;
                let found = lexicon.values(node);
                if !found.is_empty() {
                    forward.items.extend_from_slice(found);
                    ends[at + usize::from(deep) + 1] += found.len() as u32;
                }
                if let Some((cost, tag)) = lexicon.general(node) {
                    general.items.push((deep, cost, tag));
                }
            }
            depth[at] = deep;
        }
        forward.begin();
        general.begin();
        let hits = Hits {
            forward,
            general,
            depth,
            ..Hits::default()
        };
        hits.told_by_end_and_list(ends)
    }

    /// The same hits once more, by where they end and by list; how many end at each place,
    /// one place later.
    fn told_by_end_and_list(self, mut ends: Vec<u32>) -> Hits {
        let (forward, places) = (&self.forward, self.depth.len());
        // How many each list has, in the same way: sums give the rows.
        let mut of_list = vec![0u32; list::LISTS.len() + 1];
        for hit in &forward.items {
            of_list[hit.list as usize + 1] += 1;
        }
        for sums in [&mut ends, &mut of_list] {
            for i in 1..sums.len() {
                sums[i] += sums[i - 1];
            }
        }
        let mut next = ends.clone();
        let mut next_of_list = of_list.clone();
        let mut starts = vec![0; forward.items.len()];
        let mut items = forward.items.clone();
        let mut lists = vec![[Lists::default(); 2]; places + 1];
        // In the order of their starts: at each end the longer come first.
        for (at, row) in forward.start.windows(2).enumerate() {
            for hit in &forward.items[row[0] as usize..row[1] as usize] {
                lists[at][0].add(hit.list);
                lists[at + usize::from(hit.len)][1].add(hit.list);
                let slot = &mut next[at + usize::from(hit.len)];
                items[*slot as usize] = *hit;
                *slot += 1;
                let slot = &mut next_of_list[hit.list as usize];
                starts[*slot as usize] = at as u32;
                *slot += 1;
            }
        }
        Hits {
            backward: Rows { items, start: ends },
            places: Rows {
                items: starts,
                start: of_list,
            },
            lists,
            ..self
        }
    }

    /// For how many characters the beginning of a word goes on from a place.
    pub fn depth(&self, at: usize) -> usize {
        self.depth.get(at).map_or(0, |&n| usize::from(n))
    }

    /// A word of the list may start at `at`; where this is false none does. For loops
    /// over all places: [`Hits::longest`] asks it as well.
    #[inline(always)]
    pub fn may_start(&self, list: List, at: usize) -> bool {
        self.lists.get(at).is_some_and(|[s, _]| s.may_hold(list))
    }

    /// The places of a span where a word of a list starts, in order; one where several
    /// start comes several times.
    pub fn places(&self, list: List, span: Span) -> impl Iterator<Item = usize> {
        let all = self.places.at(list as usize);
        let from = all.partition_point(|&at| (at as usize) < span.start);
        let rest = all[from..].iter().map(|&at| at as usize);
        rest.take_while(move |&at| at < span.end)
    }

    /// Every hit that starts at `at`, the shorter first.
    pub fn at(&self, at: usize) -> impl Iterator<Item = Hit> {
        self.forward.at(at).iter().map(|&hit| hit.into())
    }

    /// The general words that start at `at`, the shorter first.
    pub fn general(&self, at: usize) -> impl Iterator<Item = General> {
        let of = |&(len, cost, tag): &(u8, u8, u8)| General {
            len: usize::from(len),
            cost,
            tag,
        };
        self.general.at(at).iter().map(of)
    }

    /// The longest word of a list that starts at `at`: its length and its entry.
    pub fn longest(&self, list: List, at: usize) -> Option<(usize, usize)> {
        self.longest_within(list, at, usize::MAX)
    }

    /// The span is the longest word of the list that starts where it starts.
    pub fn is_word(&self, list: List, span: crate::span::Span) -> bool {
        let found = self.longest(list, span.start);
        found.is_some_and(|(len, _)| len == span.len())
    }

    /// The longest among the words that end at `end` or before.
    pub fn longest_within(&self, list: List, at: usize, end: usize) -> Option<(usize, usize)> {
        if !self.may_start(list, at) {
            return None;
        }
        let mut found: Option<&Stored> = None;
        for hit in self.forward.at(at).iter().filter(|hit| hit.list == list) {
            // Of the rows of one word the first counts.
            if at + usize::from(hit.len) <= end && found.is_none_or(|f| f.len < hit.len) {
                found = Some(hit);
            }
        }
        found.map(|hit| (usize::from(hit.len), usize::from(hit.entry)))
    }

    /// The longest word of a list that ends at `end` and does not start before `from`.
    pub fn longest_before(&self, list: List, from: usize, end: usize) -> Option<(usize, usize)> {
        if !self.lists.get(end)?[1].may_hold(list) {
            return None;
        }
        let mut row = self.backward.at(end).iter();
        let hit = row.find(|hit| hit.list == list && usize::from(hit.len) + from <= end)?;
        Some((usize::from(hit.len), usize::from(hit.entry)))
    }
}

/// A set of words made at run time, with the longest match at a place.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    /// The node that a character leads to, from a node.
    next: FxHashMap<(u32, char), u32>,
    /// The entry of the word that ends at a node.
    entries: Vec<Option<u32>>,
}

impl WordSet {
    /// Each word comes with the entry it stands for; of two entries for one word
    /// the first counts.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, usize)>) -> WordSet {
        let mut set = WordSet {
            next: FxHashMap::default(),
            entries: vec![None],
        };
        for (word, entry) in words {
            let mut node = 0;
            for c in word.as_ref().chars().map(fold) {
                let fresh = set.entries.len() as u32;
                node = *set.next.entry((node, c)).or_insert(fresh);
                if node == fresh {
                    set.entries.push(None);
                }
            }
            if node > 0 {
                set.entries[node as usize].get_or_insert(entry as u32);
            }
        }
        set
    }

    /// The longest word that starts at `at`: its length in characters and its entry.
    pub fn longest(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        self.all(chars, at).last()
    }

    /// Every word that starts at `at`, the shorter first.
    pub fn all<'a>(
        &'a self,
        chars: &'a [char],
        at: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut node = 0;
        let rest = chars.get(at..).unwrap_or_default();
        let nodes = rest.iter().zip(1..).map_while(move |(&c, len)| {
            node = *self.next.get(&(node, c))?;
            Some((len, node))
        });
        nodes.filter_map(|(len, node)| Some((len, self.entries[node as usize]? as usize)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_word_wins_from_either_side() {
        let text = chars("3万人次,有所提高");
        let unit = List::Units.longest(&text, 2).map(|(n, _)| n);
        assert_eq!(unit, Some(2));
        let hits = Hits::read(&text);
        assert_eq!(hits.longest(List::Units, 2).map(|(n, _)| n), Some(2));
        assert_eq!(
            hits.longest_within(List::Units, 2, 3).map(|(n, _)| n),
            Some(1)
        );
        assert_eq!(
            hits.longest_before(List::Units, 0, 4).map(|(n, _)| n),
            Some(2)
        );
        assert_eq!(
            hits.longest_before(List::Units, 3, 4).map(|(n, _)| n),
            Some(1)
        );
        assert_eq!(hits.longest(List::Units, 99), None);
        assert_eq!(hits.longest_before(List::Units, 0, 99), None);
    }

    #[test]
    fn the_sweep_and_the_single_question_agree() {
        let text = chars("全县共办理行政复议案件35件,同比增长12.5%;市场监督管理局局长张三参加。");
        let hits = Hits::read(&text);
        for (list, _) in list::LISTS {
            for at in 0..=text.len() {
                assert_eq!(
                    hits.longest(*list, at),
                    list.longest(&text, at),
                    "{list:?} {at}"
                );
                let before = list.longest_at_end(&text[..at]);
                assert_eq!(hits.longest_before(*list, 0, at), before, "{list:?} {at}");
            }
        }
    }

    #[test]
    fn lists_stand_in_the_order_of_their_numbers() {
        for (nth, (list, _)) in list::LISTS.iter().enumerate() {
            assert_eq!(*list as usize, nth);
        }
    }

    #[test]
    fn a_set_of_words_takes_the_first_of_two_entries() {
        let set = WordSet::new([("人", 0), ("人次", 1), ("人次", 2), ("", 3)]);
        assert_eq!(set.longest(&chars("3万人次"), 2), Some((2, 1)));
        assert_eq!(set.longest(&chars("3万人"), 2), Some((1, 0)));
        assert_eq!(set.longest(&chars("3万"), 1), None);
        assert_eq!(set.longest(&chars("3万"), 9), None);
    }
}
