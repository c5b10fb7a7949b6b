//! Units: what stands behind a number and says what it counts in.
//!
//! | row | printed |
//! |---|---|
//! | listed | 件 人次 平方米 |
//! | 个 and a measure | 个百分点 个工作日 个名次 个批次 |
//! | thing and 次 | 航次 艘次 床次 |
//! | one unit or another | 台（艘）次 条（张） |
//! | one unit per another | 元/吨 毫克每升 人每天 |
//! | in brackets, or in a head | （万元） （单位：件） |

use super::number::moves_on;
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use crate::words::rows;
use std::sync::OnceLock;

/// A unit as printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Without its scale word.
    pub printed: String,
    /// The dimension of `words/units.tsv`.
    pub dimension: &'static str,
    /// What one is in the dimension's base unit, where they compare, as the word file has it.
    pub factor: Option<&'static str>,
    /// How small numbers in Chinese characters count in it.
    pub small: Small,
    /// How many places the scale word of a head shifts: 万元.
    pub places: i32,
}

/// Whether two, three or four of a thing state a figure in a text that counts in
/// Arabic digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// 召开两次会议: doings are counted.
    Doing,
    /// 两座公园, 两个基地, but not 两个方面: the noun decides.
    Thing,
    /// 三类, 两种, 四级: prose.
    Prose,
}

/// Makes a thing's unit one of its uses: 台次.
const TIMES: char = '次';
/// 户次, 台次: the last character of such a unit.
pub(super) fn is_times(c: char) -> bool {
    c == TIMES
}

/// Per: 毫克每升.
const EACH: char = '每';

fn words() -> &'static [Unit] {
    static WORDS: OnceLock<Vec<Unit>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let unit = |r: Vec<&'static str>| Unit {
            printed: String::new(),
            dimension: r[1],
            factor: Some(r[3]).filter(|f| !f.is_empty()),
            small: match r[4] {
                "doing" => Small::Doing,
                "thing" => Small::Thing,
                _ => Small::Prose,
            },
            places: 0,
        };
        rows(word_file!("units")).map(unit).collect()
    })
}

fn listed(entry: usize, printed: String) -> Unit {
    Unit {
        printed,
        ..words()[entry].clone()
    }
}

/// A unit that the list does not have.
pub fn made(printed: String, dimension: &'static str, factor: Option<&'static str>) -> Unit {
    Unit {
        printed,
        dimension,
        factor,
        small: Small::Prose,
        places: 0,
    }
}

/// A unit that stands alone: in a cell, in a column of units, in brackets. 万元,
/// 万人次 have a scale word; 单位：件 and 计量单位：件 say what it is.
pub fn alone(printed: &str) -> Option<Unit> {
    let printed = printed
        .trim_start_matches("计量")
        .trim_start_matches("单位")
        .trim_start_matches(':')
        .trim();
    let (places, rest) = match printed.chars().next()? {
        '万' => (4, &printed['万'.len_utf8()..]),
        '亿' => (8, &printed['亿'.len_utf8()..]),
        _ => (0, printed),
    };
    let whole = |part: &str| -> Option<usize> {
        let chars: Vec<char> = part.chars().collect();
        let (len, entry) = List::Units.longest(&chars, 0)?;
        (len == chars.len()).then_some(entry)
    };
    let unit = match whole(rest) {
        Some(entry) => listed(entry, rest.to_string()),
        None => {
            let (first, second) = rest.split_once(['/', EACH])?;
            whole(first).and(whole(second))?;
            made(rest.to_string(), "compound", None)
        }
    };
    Some(Unit { places, ..unit })
}

/// Reads the units of a text.
#[derive(Clone, Copy)]
pub struct Units<'a> {
    pub text: &'a Text<'a>,
    pub tokens: &'a Tokens,
    pub claims: &'a Claims,
}

impl Units<'_> {
    /// The unit that starts at `at`, if what follows does not make it part of another
    /// word, and where it ends.
    pub fn read(&self, at: usize) -> Option<(usize, Unit)> {
        let row = self
            .measure(at)
            .or_else(|| self.listed(at))
            .or_else(|| self.times(at));
        let (end, unit) = row?;
        let mut read = self.or_another(at, end, &unit).unwrap_or((end, unit));
        // 30元每人每天
        while let Some(longer) = self.per(at, read.0, &read.1) {
            read = longer;
        }
        Some(read)
    }

    /// A unit of the list: the longest at whose end a word ends: 5处次生灾害隐患. In 5部门
    /// and 93.1升至 there is none.
    fn listed(&self, at: usize) -> Option<(usize, Unit)> {
        let (text, claims) = (self.text, self.claims);
        let (longest, entry) = text.hits.longest(List::Units, at)?;
        let whole = (1..=longest).rev().find_map(|n| {
            let unit = text.hits.longest_within(List::Units, at, at + n)?;
            (unit.0 == n && self.tokens.is_edge(at + n)).then_some(unit)
        });
        let verb = one_of!(text.at(at + longest), "至到") && !self.tokens.is_edge(at + longest);
        let other = verb || text.hits.longest(List::Counters, at).is_some();
        let (mut len, mut e) = whole.or((!other).then_some((longest, entry)))?;
        let free = (at..at + len).take_while(|&p| claims.owner(p) == Owner::Free);
        let free = free.count();
        if free < len {
            // The unit is the head of a frozen word (一方面): only a shorter one could stand.
            (len, e) = text.hits.longest_within(List::Units, at, at + free)?;
        } else if text.at(at).is_ascii_alphabetic() && text.at(at + len).is_ascii_alphabetic() {
            // A Latin unit must end where the word ends.
            return None;
        }
        let end = at + len;
        let span = Span::new(at, end);
        // ％ is %: the sign has one name.
        let printed = match words()[e].dimension {
            "ratio" => text.folded(span),
            _ => text.printed(span),
        };
        Some((end, listed(e, printed)))
    }

    /// 个 before a measure that is told with it or without: 3个工作日, 2个名次.
    fn measure(&self, at: usize) -> Option<(usize, Unit)> {
        let text = self.text;
        if text.at(at) != '个' || !self.claims.is_free(Span::new(at, at + 2)) {
            return None;
        }
        // 3个多月, 2个多小时
        let more = usize::from(is_one_more(text.at(at + 1)));
        if more == 1 {
            let rest = text.slice(Span::new(at + 2, text.len().min(at + 4)));
            let chars: Vec<char> = [&[text.at(at)], rest].concat();
            let month = List::Units.longest(&chars, 0).filter(|(len, _)| *len > 1);
            if let Some((len, e)) = month {
                return Some((at + 1 + len, listed(e, chars[..len].iter().collect())));
            }
        }
        let (len, e) = text.hits.longest(List::Units, at + 1 + more)?;
        let end = at + 1 + more + len;
        let measures = |d: &str| {
            d.starts_with("duration")
                || matches!(d, "teaching-hour" | "credit" | "percentage-point" | "rank")
        };
        let dimension = words()[e].dimension;
        // 个日, 个年 are no words.
        let times = text.at(end - 1) == TIMES;
        if len < 2 || !(times || measures(dimension)) || !self.tokens.is_edge(end) {
            return None;
        }
        let rest = text.printed(Span::new(end - len, end));
        let printed = format!("{}{rest}", text.at(at));
        match dimension {
            "rank" => Some((end, made(printed, "places", None))),
            _ => Some((end, listed(e, printed))),
        }
    }

    /// 航次, 床次: how often a thing was used. Behind a numeral in Chinese characters
    /// 三层次 are three levels.
    fn times(&self, at: usize) -> Option<(usize, Unit)> {
        let text = self.text;
        let arabic = text.before(at).is_ascii_digit() || is_one_more(text.before(at));
        let times = arabic
            && is_han(text.at(at))
            && text.at(at + 1) == TIMES
            && self.claims.is_free(Span::new(at, at + 2))
            && self.tokens.is_edge(at + 2);
        let unit = || {
            made(
                text.printed(Span::new(at, at + 2)),
                "occurrence-of-things",
                None,
            )
        };
        times.then(|| (at + 2, unit()))
    }

    /// 台（艘）次, 条（张）: another unit in brackets for some of the things.
    fn or_another(&self, at: usize, end: usize, unit: &Unit) -> Option<(usize, Unit)> {
        let text = self.text;
        let (close, _) = (text.at(end) == '(').then(|| self.listed(end + 1))??;
        if text.at(close) != ')' {
            return None;
        }
        let times = text.at(close + 1) == TIMES && self.tokens.is_edge(close + 2);
        let to = close + 1 + usize::from(times);
        let printed = text.printed(Span::new(at, to));
        let unit = match times {
            true => made(printed, "occurrence-of-things", None),
            false => Unit {
                printed,
                ..unit.clone()
            },
        };
        Some((to, unit))
    }

    /// 微克/立方米, 毫克每升, 元/吨: a compound unit is one unit. Of things and times it
    /// is one at the end of its clause (40人每天，); elsewhere a new phrase begins behind
    /// 每: 走访20家每家两次.
    fn per(&self, at: usize, end: usize, unit: &Unit) -> Option<(usize, Unit)> {
        let text = self.text;
        let amount = matches!(
            unit.dimension,
            "mass" | "length" | "area" | "volume" | "power" | "data" | "compound"
        ) || unit.dimension.starts_with("money")
            || unit.dimension.starts_with("energy");
        if !matches!(text.at(end), '/' | EACH) {
            return None;
        }
        // 每餐: what has no unit of its own is counted by its noun.
        let noun = || {
            let single = text.at(end) == EACH && is_han(text.at(end + 1));
            (single && self.tokens.is_edge(end + 2)).then(|| end + 2)
        };
        let listed = self.measure(end + 1).or_else(|| self.listed(end + 1));
        let to = listed.as_ref().map(|(to, _)| *to).or_else(noun)?;
        let closed = !is_han(text.at(to)) && !text.at(to).is_ascii_digit() || moves_on(text, to);
        let known = listed.is_some() && (amount || text.at(end) == '/');
        if !known && !closed {
            return None;
        }
        Some((to, made(text.printed(Span::new(at, to)), "compound", None)))
    }
}

/// 80余航次
pub fn is_one_more(c: char) -> bool {
    one_of!(c, "余多")
}
