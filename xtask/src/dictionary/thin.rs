//! Thins the general dictionary.

use std::collections::{HashMap, HashSet};

/// Words rarer than this in the source's corpus (60 million words) are left out.
const RARE: u64 = 206;
/// A single character is kept from here on, if a word has it too.
const RARE_CHARACTER: u64 = 60;
/// No longer word is taken; the long ones are names and mottoes.
const LONGEST: usize = 6;
/// Costs are printed in this part of a nat.
const PARTS: f64 = 2.0;
/// A word of four characters and more that splits into kept words of two and
/// more is left out when they cost at most this much more, in nats.
const REGULAR: f64 = 3.0;

/// One line of the source.
#[derive(Clone, Copy)]
struct Entry<'a> {
    word: &'a str,
    frequency: u64,
    tag: &'a str,
}

/// The lines of `general.tsv` for a dictionary in jieba's format.
pub fn thin(dictionary: &str, kept: &str) -> String {
    let entries: Vec<Entry> = dictionary.lines().filter_map(entry).collect();
    let total: u64 = entries.iter().map(|e| e.frequency).sum();
    let tags: HashMap<&str, &str> = kept
        .lines()
        .skip(1)
        .filter_map(|l| l.split_once('\t'))
        .collect();
    let cost = |e: &Entry| (total as f64 / e.frequency as f64).ln();
    let mut words: Vec<Entry> = entries
        .iter()
        .filter(|e| is_wanted(e, tags.contains_key(e.word)))
        .copied()
        .collect();
    words.sort_by_key(|e| (e.word.chars().count(), e.word));
    let words = irregular(&words, &cost);
    let used: HashSet<char> = words
        .iter()
        .filter(|e| e.word.chars().count() > 1)
        .flat_map(|e| e.word.chars())
        .collect();
    let mut lines: Vec<String> = words
        .iter()
        .filter(|e| e.word.chars().count() > 1 || e.word.chars().all(|c| used.contains(&c)))
        .map(|e| {
            let tag = tags.get(e.word).copied().unwrap_or_else(|| tag(e));
            format!("{}\t{}\t{tag}\n", e.word, (cost(e) * PARTS).round())
        })
        .collect();
    lines.sort();
    format!("word\tcost\ttag\n{}", lines.concat())
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let mut parts = line.split(' ');
    Some(Entry {
        word: parts.next()?,
        frequency: parts.next()?.parse().ok().filter(|f| *f > 0)?,
        tag: parts.next()?,
    })
}

/// Whether a word is worth its place, the regular ones still among them.
fn is_wanted(e: &Entry, kept: bool) -> bool {
    let length = e.word.chars().count();
    let is_han = e
        .word
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_name = e.tag.starts_with("nr") || ["ns", "nt"].contains(&e.tag);
    match length {
        _ if !is_han || length > LONGEST => false,
        1 => e.frequency >= RARE_CHARACTER,
        _ if kept => true,
        // 三家, 十八点, 二十余: figures and dates are read by rule.
        _ if ["m", "mq", "t"].contains(&e.tag) && e.word.starts_with(is_numeral) => false,
        _ if e
            .word
            .chars()
            .all(|c| is_numeral(c) || "一两零〇".contains(c)) =>
        {
            false
        }
        _ => !is_name && e.frequency >= RARE,
    }
}

/// Characters that begin a figure and little else; 一 begins 一般 and 一些.
fn is_numeral(c: char) -> bool {
    "二三四五六七八九十百千万亿余".contains(c)
}

/// The words that a reading from kept words alone would miss. Shorter ones come first.
fn irregular<'a>(words: &[Entry<'a>], cost: &dyn Fn(&Entry) -> f64) -> Vec<Entry<'a>> {
    let mut costs: HashMap<String, f64> = HashMap::new();
    let mut out = Vec::new();
    for e in words {
        let chars: Vec<char> = e.word.chars().collect();
        let own = cost(e);
        let by_any = composed(&chars, 1, &costs);
        let by_words = composed(&chars, 2, &costs);
        if by_any > own && (chars.len() < 4 || by_words > own + REGULAR) {
            costs.insert(e.word.to_owned(), own);
            out.push(*e);
        }
    }
    out
}

/// What the cheapest reading of a word costs that is made of kept words with at
/// least `shortest` characters each, in nats.
fn composed(chars: &[char], shortest: usize, costs: &HashMap<String, f64>) -> f64 {
    let mut best = vec![f64::INFINITY; chars.len() + 1];
    best[0] = 0.0;
    for end in shortest..=chars.len() {
        for start in 0..=end - shortest {
            let part: String = chars[start..end].iter().collect();
            if let Some(cost) = costs.get(&part) {
                best[end] = f64::min(best[end], best[start] + cost);
            }
        }
    }
    best[chars.len()]
}

/// The coarse class of a word:
///
/// `n` noun, `g` noun of action (vn: 管理, 调解), `v` verb, `a` adjective or
/// attribute, `d` adverb, `m` numeral, `q` classifier, `p` preposition,
/// `c` conjunction, `u` particle, `r` pronoun, `t` time, `s` place,
/// `f` direction, `i` idiom or set phrase, `x` a bound character or what has no class.
fn tag(e: &Entry) -> &'static str {
    let is_character = e.word.chars().count() == 1;
    match e.tag {
        // A character that is no word of its own, or a name.
        _ if is_character && (e.tag.starts_with("nr") || e.tag.ends_with('g')) => "x",
        "ns" | "nz" | "nt" | "j" | "b" | "h" | "k" | "x" if is_character => "x",
        "vn" => "g",
        "b" | "z" | "zg" | "ag" | "an" | "a" => "a",
        "ad" | "d" | "dg" | "df" => "d",
        "m" | "mq" | "mg" => "m",
        "q" => "q",
        "p" => "p",
        "c" => "c",
        "u" | "y" | "ul" | "uj" | "uz" | "uv" | "ud" | "ug" => "u",
        "r" | "rr" | "rz" | "rg" => "r",
        "t" | "tg" => "t",
        "s" => "s",
        "f" => "f",
        "i" | "l" => "i",
        "e" | "o" | "x" | "g" => "x",
        tag if tag.starts_with('v') => "v",
        _ => "n",
    }
}
