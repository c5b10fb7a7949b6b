//! What a report states, one entry an indicator: figures that say the same twice are one.

use crate::input::{Metric, Span};
use crate::name::{Name, pair};
use crate::reading::Reading;
use crate::unit::Unit;
use crate::words::rows;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// An indicator of one report.
pub struct Indicator {
    /// The figures that state it, by their places in the report; the first is quoted.
    pub metrics: Vec<usize>,
    pub name: Name,
    /// With the subject before it, where that is not the reporting body itself.
    pub named: Option<Name>,
    pub unit: Unit,
    pub when: When,
    /// A part of the year, as months.
    part: Option<String>,
    /// How many figures of the same name and unit stand before it in its sentence:
    /// 由60天压缩至12天 are the first and the second.
    turn: usize,
    theme: Option<String>,
    /// Pairs of characters of the words round the figure, each once, in order.
    context: Vec<u32>,
}

/// Which time a figure is of, seen from the report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// The year reported on.
    Current,
    /// The year before it.
    Before,
    /// A plan's.
    Target,
    /// Another time, as the report dates it.
    Other(String),
}

/// How many code units of words round a figure tell what it is of.
const BEFORE: u32 = 64;
const BEHIND: u32 = 20;

/// The indicators of a report, in the order of the text.
pub fn read(report: &Reading) -> Vec<Indicator> {
    let mut out: Vec<Indicator> = Vec::new();
    let mut known: HashMap<Said, usize> = HashMap::new();
    let mut turns: HashMap<Turn, usize> = HashMap::new();
    for (i, metric) in report.input.report.metrics.iter().enumerate() {
        if metric.indicator.trim().is_empty() || is_norm(report, metric) {
            continue;
        }
        let mut new = indicator(report, metric, i);
        let turn = turns.entry(where_it_turns(metric, &new)).or_default();
        new.turn = *turn;
        *turn += 1;
        match known.entry(what_it_says(metric, &new)) {
            Entry::Occupied(old) => out[*old.get()].metrics.push(i),
            Entry::Vacant(free) => {
                free.insert(out.len());
                out.push(new);
            }
        }
    }
    out
}

/// A time or a pair in words (三日内答复, 两名以上) belongs to a rule and is no result: what
/// reports count they print in digits.
fn is_norm(report: &Reading, metric: &Metric) -> bool {
    let printed = report.quote(metric.span);
    let in_words = !printed
        .chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    in_words && (metric.kind == "duration" || metric.value <= 2.0 || metric.approx == "under")
}

/// What a figure says: two that are alike say the same. The numbers by their bits.
#[derive(PartialEq, Eq, Hash)]
struct Said {
    value: u64,
    value_max: Option<u64>,
    kind: String,
    direction: Option<String>,
    unit: Option<String>,
    when: When,
    name: String,
    named: Option<String>,
}

fn what_it_says(metric: &Metric, read: &Indicator) -> Said {
    Said {
        value: metric.value.to_bits(),
        value_max: metric.value_max.map(f64::to_bits),
        kind: metric.kind.clone(),
        direction: metric.direction.clone(),
        unit: read.unit.word.clone(),
        when: read.when.clone(),
        name: read.name.key(),
        named: read.named.as_ref().map(Name::key),
    }
}

/// Where a figure stands and what it is of: those that are alike take turns in a sentence.
type Turn = (u32, String, Option<String>, When, String);

fn where_it_turns(metric: &Metric, read: &Indicator) -> Turn {
    (
        metric.sentence.start,
        metric.kind.clone(),
        read.unit.word.clone(),
        read.when.clone(),
        read.name.key(),
    )
}

fn indicator(report: &Reading, metric: &Metric, i: usize) -> Indicator {
    let subject = metric.subject.as_deref().filter(|s| is_other(report, s));
    let named = subject.map(|subject| Name::new(&format!("{subject}{}", metric.indicator)));
    Indicator {
        metrics: vec![i],
        name: Name::new(&metric.indicator),
        named,
        unit: Unit::new(metric.unit.as_deref()),
        when: when(report, metric),
        part: part_of_year(metric),
        turn: 0,
        theme: metric.theme.clone(),
        context: context(report, metric),
    }
}

/// Whether a subject is another than the reporting body with all that it has under it.
fn is_other(report: &Reading, subject: &str) -> bool {
    // Of a place alone (全区, 我局) nothing is left that weighs.
    if Name::new(subject).weight() < 0.5 {
        return false;
    }
    let body = report.body.as_deref().unwrap_or("");
    !body.contains(subject) && !subject.contains(body.trim()) || body.is_empty()
}

/// Words for the year before.
pub fn words_for(kind: &str) -> impl Iterator<Item = &'static str> {
    rows(include_str!("words/periods.tsv")).filter_map(move |row| (row[0] == kind).then(|| row[1]))
}

fn when(report: &Reading, metric: &Metric) -> When {
    let sections = &report.input.report.sections;
    let section = metric.section.and_then(|at| sections.get(at as usize));
    if section.is_some_and(|section| section.role == "plan") {
        return When::Target;
    }
    let Some(period) = &metric.period else {
        return When::Current;
    };
    let iso = period.iso.as_deref().unwrap_or("");
    let first = iso.get(..4).and_then(|year| year.parse::<i32>().ok());
    let last = iso.rsplit('/').next().and_then(|end| end.get(..4));
    let last = last.and_then(|year| year.parse::<i32>().ok());
    match (report.year, first, last) {
        (Some(year), Some(first), Some(last)) if first == last => match first - year {
            0 => When::Current,
            -1 => When::Before,
            1.. => When::Target,
            _ => When::Other(iso.to_owned()),
        },
        (_, Some(first), Some(last)) if first != last => When::Other(iso.to_owned()),
        _ if words_for("before").any(|word| period.text.contains(word)) => When::Before,
        _ => When::Current,
    }
}

/// `01/06` for the first half of a year; nothing for a whole year or the state at its end.
fn part_of_year(metric: &Metric) -> Option<String> {
    let iso = metric.period.as_ref()?.iso.as_deref()?;
    let months: Vec<&str> = iso.split('/').filter_map(|end| end.get(5..7)).collect();
    match months[..] {
        [] | ["12"] | ["01", "11" | "12"] => None,
        _ => Some(months.join("/")),
    }
}

fn context(report: &Reading, metric: &Metric) -> Vec<u32> {
    let start = metric.span.start.saturating_sub(BEFORE);
    let before = Span {
        start: start.max(metric.sentence.start),
        end: metric.span.start,
    };
    let behind = Span {
        start: metric.span.end,
        end: metric.sentence.end.min(metric.span.end + BEHIND),
    };
    // What stands behind the next mark is told of the next figure.
    let behind = report.slice(behind);
    let clause = behind.iter().position(|&unit| !is_word(unit));
    let behind = &behind[..clause.unwrap_or(behind.len())];
    let sections = &report.input.report.sections;
    let section = metric.section.and_then(|at| sections.get(at as usize));
    let title: Vec<u16> = section.map_or_else(Vec::new, |s| s.title.encode_utf16().collect());
    let mut pairs = Vec::new();
    for words in [&title[..], report.slice(before), behind] {
        let words: Vec<u16> = words
            .iter()
            .copied()
            .filter(|&unit| is_word(unit))
            .collect();
        let two = |two: &[u16]| pair(u32::from(two[0]), u32::from(two[1]));
        pairs.extend(words.windows(2).map(two));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Neither a mark, a blank nor a digit.
fn is_word(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(char::is_alphabetic)
}

/// Two indicators of different reports, of which `score` orders all that may be the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Of the names, 0 to 1.
    pub name: f32,
    /// Of the words round them, 0 to 1.
    pub context: f32,
    pub score: f32,
}

/// From here on a name alone says that two indicators are the same.
const SAME_NAME: f32 = 0.8;
/// From here on it does where the words round it agree to this share.
const NEAR_NAME: f32 = 0.7;
const NEAR_CONTEXT: f32 = 0.4;
/// A name that weighs less than this (合格, 建议) needs this much agreement round it.
const TELLING: f32 = 1.1;
const SOME_CONTEXT: f32 = 0.12;

impl Indicator {
    /// How far the two can be the same; nothing where they cannot.
    pub fn likeness(&self, other: &Indicator) -> Option<Likeness> {
        if !self.unit.fits(&other.unit) {
            return None;
        }
        let name = self.name_likeness(other);
        if name < NEAR_NAME {
            return None;
        }
        let context = dice(&self.context, &other.context);
        let enough = name >= SAME_NAME || (name >= NEAR_NAME && context >= NEAR_CONTEXT);
        let telling = self.is_telling() || other.is_telling();
        if !enough || !(telling || context >= SOME_CONTEXT) {
            return None;
        }
        let mut score = 0.7 * name + 0.25 * context;
        if self.theme == other.theme {
            score += 0.05;
        }
        if self.unit.word != other.unit.word {
            score -= 0.03;
        }
        if self.part != other.part {
            score -= 0.1;
        }
        if self.turn != other.turn {
            score -= 0.1;
        }
        Some(Likeness {
            name,
            context,
            score,
        })
    }

    /// Whether the name tells by itself what it is of.
    pub fn is_telling(&self) -> bool {
        self.name.weight() >= TELLING
    }

    /// How like the names are of two that can be the same, whether that is enough or not.
    pub fn kinship(&self, other: &Indicator) -> Option<f32> {
        let can_be = self.unit.fits(&other.unit) && !self.name.excludes(&other.name);
        can_be.then(|| self.name_likeness(other))
    }

    /// Whether all that tells this name is in the other's, and units and acts allow it.
    pub fn is_within(&self, other: &Indicator) -> bool {
        self.is_telling()
            && self.unit.fits(&other.unit)
            && !self.name.excludes(&other.name)
            && self.name.is_within(&other.name)
    }

    /// Of the names; where both are told of others than the reporting body, of those too.
    pub fn name_likeness(&self, other: &Indicator) -> f32 {
        let near = |a: &Name, b: &Name| a.similarity_in(&self.context, b, &other.context);
        let plain = near(&self.name, &other.name);
        match (&self.named, &other.named) {
            (None, None) => plain,
            (Some(a), None) => f32::max(plain * UNSAID, near(a, &other.name)),
            (None, Some(b)) => f32::max(plain * UNSAID, near(&self.name, b)),
            (Some(a), Some(b)) => {
                let crossed = f32::max(near(a, &other.name), near(&self.name, b));
                near(a, b).max(plain * OTHER).max(crossed * UNSAID)
            }
        }
    }
}

/// Names agree, and of whom is said in one report alone.
const UNSAID: f32 = 0.95;
/// Names agree, and they are told of two.
const OTHER: f32 = 0.85;

fn dice(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut common) = (0, 0, 0_u16);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1),
        }
    }
    let size = u16::try_from(a.len() + b.len()).unwrap_or(u16::MAX);
    2.0 * f32::from(common) / f32::from(size.max(1))
}
