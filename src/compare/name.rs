//! What an indicator is called, and how far two names mean the same.
//!
//! A name is folded to a bag of its characters, each with a weight: what tells the thing
//! weighs most, words that only say that something was done (开展, 举办), general heads
//! (案件, 数) and places (全区) next to nothing. 登记社会组织 and 社会组织登记数 are the same
//! bag. Acts that part one figure from another on the same things (受理, 办结) exclude each
//! other. What one name leaves unsaid and the words round it say (其中建议18件, of 人大代表建议)
//! costs little.

use crate::words::{Lexicon, rows};
use std::ops::Range;
use std::sync::OnceLock;

/// How a word takes part in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Light,
    Receive,
    Act,
    General,
    Same,
    Share,
    Area,
    Join,
    Coverb,
}

impl Use {
    fn of(name: &str) -> Use {
        match name {
            "light" => Use::Light,
            "receive" => Use::Receive,
            "act" => Use::Act,
            "general" => Use::General,
            "same" => Use::Same,
            "share" => Use::Share,
            "area" => Use::Area,
            "join" => Use::Join,
            _ => Use::Coverb,
        }
    }

    /// Of one character of the word.
    fn weight(self) -> f32 {
        match self {
            Use::Light | Use::Coverb => 0.06,
            Use::Receive => 0.15,
            Use::General => 0.2,
            Use::Act | Use::Same | Use::Share => CONTENT,
            Use::Area | Use::Join => 0.0,
        }
    }
}

/// Of a character that no list knows.
const CONTENT: f32 = 0.5;
/// What a character on one side costs when another stands for it on the other.
const SUBSTITUTED: f32 = 2.5;
/// What a character costs that one side has and the other lacks.
const ADDED: f32 = 1.0;
/// What is left of the cost where the words round the other name have the character.
const COVERED: f32 = 0.25;
/// The act of all words that only say that something came in.
const RECEIVED: &str = "receive";
/// No two names with acts that exclude each other are nearer than this.
const EXCLUDED: f32 = 0.3;

/// A character of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Part {
    char: char,
    weight: f32,
    /// With its neighbours in the name, as [`pair`] has them; 0 where there is none.
    pairs: [u32; 2],
}

/// Two characters in a row as one number.
pub fn pair(first: u32, second: u32) -> u32 {
    (first << 16) | (second & 0xffff)
}

/// A name as a bag of characters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// In order of the characters.
    bag: Vec<Part>,
    /// Acts, as they are called in the word file, in order.
    acts: Vec<&'static str>,
    /// It names two things that are counted together.
    joined: bool,
    total: f32,
}

impl Name {
    pub fn new(text: &str) -> Name {
        let all: Vec<char> = text.chars().filter_map(folded).collect();
        let chars = without_adjunct(&all);
        let mut name = Name::default();
        let mut at = 0;
        while at < chars.len() {
            let (length, how, same) = match lexicon().at(&chars[at..]) {
                Some((length, &(how, same))) => (length, Some(how), same),
                None => (1, None, ""),
            };
            name.add(chars, at..at + length, how, same);
            // What a share is of stands behind 占 in one report and before it in another.
            if how == Some(Use::Share) && at > 0 {
                break;
            }
            at += length;
        }
        let by_char = |a: &Part, b: &Part| a.char.cmp(&b.char).then(b.weight.total_cmp(&a.weight));
        name.bag.sort_by(by_char);
        name.acts.sort_unstable();
        name.acts.dedup();
        name.total = name.bag.iter().map(|part| part.weight).sum();
        name
    }

    fn add(&mut self, chars: &[char], word: Range<usize>, how: Option<Use>, same: &'static str) {
        match how {
            Some(Use::Act) => self.acts.push(same),
            // 收到 and 受理 are near each other, and both are far from what was done.
            Some(Use::Receive) => self.acts.push(RECEIVED),
            Some(Use::Join) => self.joined = true,
            _ => {}
        }
        let weight = how.map_or(CONTENT, Use::weight);
        let pairs = |at: usize| {
            let two = |first: usize| match (chars.get(first), chars.get(first + 1)) {
                (Some(&a), Some(&b)) => pair(u32::from(a), u32::from(b)),
                _ => 0,
            };
            [if at > 0 { two(at - 1) } else { 0 }, two(at)]
        };
        // Of a word that stands for another any two of its characters tell that it is there.
        let whole = pairs(word.start);
        if same.is_empty() {
            let parts = word.map(|at| Part {
                char: chars[at],
                weight,
                pairs: pairs(at),
            });
            self.bag.extend(parts);
        } else {
            self.bag.extend(same.chars().map(|char| Part {
                char,
                weight,
                pairs: [0, whole[1]],
            }));
        }
    }

    /// How much the name tells by itself: 合格 little, 行政复议案件 much.
    pub fn weight(&self) -> f32 {
        self.total
    }

    /// The same for the same bag.
    pub fn key(&self) -> String {
        self.bag.iter().map(|part| part.char).collect()
    }

    /// The characters that tell most, each once.
    pub fn telling(&self) -> impl Iterator<Item = char> {
        let strongest = self.bag.iter().map(|part| part.weight).fold(0.0, f32::max);
        let mut last = None;
        self.bag.iter().filter_map(move |part| {
            let new = last.replace(part.char) != Some(part.char);
            (new && part.weight >= strongest).then_some(part.char)
        })
    }

    /// 1 for the same bag, 0 for nothing in common.
    pub fn similarity(&self, other: &Name) -> f32 {
        self.similarity_in(&[], other, &[])
    }

    /// The same for names that stand among words: pairs of characters, in order.
    pub fn similarity_in(&self, words: &[u32], other: &Name, other_words: &[u32]) -> f32 {
        // Of two things counted together, one alone is another figure, whatever stands round it.
        let alone = self.joined != other.joined;
        let cost = |part: &Part, joined: bool, words: &[u32]| {
            let said = part
                .pairs
                .iter()
                .any(|pair| *pair != 0 && words.binary_search(pair).is_ok());
            if said && !(alone && joined) {
                part.weight * COVERED
            } else {
                part.weight
            }
        };
        let (mut common, mut left, mut right) = (0.0, 0.0, 0.0);
        let (mut i, mut j) = (0, 0);
        while i < self.bag.len() || j < other.bag.len() {
            match (self.bag.get(i), other.bag.get(j)) {
                (Some(a), Some(b)) if a.char == b.char => {
                    common += a.weight.max(b.weight);
                    (i, j) = (i + 1, j + 1);
                }
                (Some(a), b) if b.is_none_or(|b| a.char < b.char) => {
                    left += cost(a, self.joined, other_words);
                    i += 1;
                }
                (_, Some(b)) => {
                    right += cost(b, other.joined, words);
                    j += 1;
                }
                _ => break,
            }
        }
        if common == 0.0 {
            return 0.0;
        }
        let substituted = f32::min(left, right);
        let added = f32::max(left, right) - substituted;
        let near = common / (common + SUBSTITUTED * substituted + ADDED * added);
        if self.excludes(other) {
            near.min(EXCLUDED)
        } else {
            near
        }
    }

    /// Whether the other has each character that tells this one.
    pub fn is_within(&self, other: &Name) -> bool {
        let has = |char| other.bag.iter().any(|part| part.char == char);
        self.telling().all(has)
    }

    /// Each has an act that the other has not.
    pub fn excludes(&self, other: &Name) -> bool {
        let lacks = |a: &Name, b: &Name| a.acts.iter().any(|act| !b.acts.contains(act));
        lacks(self, other) && lacks(other, self)
    }
}

/// What is read of a character: letters and digits, of full width as of half.
fn folded(c: char) -> Option<char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    (c.is_alphanumeric() || matches!(c, '(' | ')' | '、')).then(|| c.to_ascii_lowercase())
}

/// Without the adjunct at its head that says by what or with whom: 会同区消防救援大队开展联合检查
/// is 开展联合检查.
fn without_adjunct(chars: &[char]) -> &[char] {
    let Some((length, (Use::Coverb, _))) = lexicon().at(chars) else {
        return chars;
    };
    let mut at = length;
    while at < chars.len() {
        match lexicon().at(&chars[at..]) {
            Some((length, (Use::Light | Use::Receive | Use::Act, _))) if length > 1 => {
                return &chars[at..];
            }
            Some((length, _)) => at += length,
            None => at += 1,
        }
    }
    chars
}

fn lexicon() -> &'static Lexicon<(Use, &'static str)> {
    static WORDS: OnceLock<Lexicon<(Use, &'static str)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let entries = rows(include_str!("words/names.tsv"))
            .map(|row| (row[1], (Use::of(row[0]), row.get(2).copied().unwrap_or(""))));
        Lexicon::new(entries)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str) -> f32 {
        Name::new(a).similarity(&Name::new(b))
    }

    #[test]
    fn the_same_in_other_words_is_near() {
        for (a, b) in [
            ("登记社会组织", "社会组织登记数"),
            (
                "会同区消防救援大队、区市场监督管理局开展联合检查",
                "开展联合检查",
            ),
            ("发生行政诉讼案件", "行政诉讼案件"),
            ("受理行政复议申请", "收到行政复议申请"),
            ("举办法治培训班", "组织法治培训"),
            ("调处矛盾纠纷", "调解矛盾纠纷"),
            ("就公开征求公众意见", "征求公众意见"),
            ("全区养老机构", "养老机构"),
        ] {
            assert!(near(a, b) >= 0.8, "{a} {b} {}", near(a, b));
        }
    }

    #[test]
    fn another_thing_is_far() {
        for (a, b) in [
            ("城市低保", "农村低保"),
            ("行政处罚", "行政许可"),
            ("受理行政复议案件", "办结行政复议案件"),
            ("民办养老机构", "公办养老机构"),
            ("一审案件", "二审案件"),
            ("整改率", "落实率"),
            ("养老机构", "养老床位"),
            ("抽查社会组织", "登记社会组织"),
        ] {
            assert!(near(a, b) < 0.75, "{a} {b} {}", near(a, b));
        }
    }

    #[test]
    fn what_a_name_leaves_unsaid_the_words_round_it_say() {
        let (whole, short) = (Name::new("承办人大代表建议"), Name::new("代表建议"));
        let words = [pair(u32::from('人'), u32::from('大'))];
        assert!(whole.similarity(&short) < whole.similarity_in(&[], &short, &words));
    }

    #[test]
    fn each_word_is_listed_once_and_by_a_use_that_is_known() {
        let mut seen = std::collections::HashSet::new();
        for row in rows(include_str!("words/names.tsv")) {
            let (how, same) = (Use::of(row[0]), row.get(2).copied().unwrap_or(""));
            assert!(seen.insert(row[1]), "{} stands twice", row[1]);
            assert_eq!(how == Use::Coverb, row[0] == "coverb", "{}", row[0]);
            let stands_for = matches!(how, Use::Act | Use::Receive | Use::Same | Use::Share);
            assert_eq!(stands_for, !same.is_empty(), "{}", row[1]);
            let word: Vec<char> = row[1].chars().collect();
            let folds = word.iter().all(|&c| folded(c) == Some(c));
            assert!(folds, "{} is never met so", row[1]);
        }
    }
}
