//! Upward: what a body states for its whole area, against the sum of what the bodies under
//! it state in their reports of the same year.

use crate::figure::{Figure, rounded};
use crate::indicator::{Indicator, When};
use crate::input::Span;
use crate::model::{Total, TotalPart};
use crate::reading::Reading;
use crate::unit::Unit;
use crate::words::rows as entries;
use std::collections::HashMap;

/// An area that a body governs, and its rank: 1 for townships, 4 for provinces.
struct Area {
    name: String,
    rank: u8,
}

/// A body with reports of its parts.
struct Whole<'a> {
    readings: &'a [Reading<'a>],
    indicators: &'a [Vec<Indicator>],
    report: usize,
    /// Reports of its parts.
    parts: Vec<usize>,
    /// How many there are by its own words.
    expected: Option<usize>,
}

/// How like the names of a total and of a part have to be, and how like to be sure.
const LIKE: f32 = 0.55;
const SURE: f32 = 0.85;
/// By how much the best of a part has to be better than the next.
const MARGIN: f32 = 0.02;

/// Every total that at least two parts state.
pub fn read(readings: &[Reading], indicators: &[Vec<Indicator>]) -> Vec<Total> {
    let areas: Vec<Option<Area>> = readings.iter().map(area).collect();
    let mut out = Vec::new();
    for (report, parts) in parts(readings, &areas) {
        let whole = Whole {
            readings,
            indicators,
            report,
            parts,
            expected: expected(&readings[report], &areas, report),
        };
        let totals = (0..indicators[report].len()).filter_map(|at| whole.total(at));
        out.extend(totals);
    }
    out
}

/// The reports with parts, and those parts.
fn parts(readings: &[Reading], areas: &[Option<Area>]) -> Vec<(usize, Vec<usize>)> {
    let mut by_rank: HashMap<(u8, Option<i32>), Vec<usize>> = HashMap::new();
    for (at, area) in areas.iter().enumerate() {
        if let Some(area) = area {
            let key = (area.rank, readings[at].year);
            by_rank.entry(key).or_default().push(at);
        }
    }
    let mut out = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let Some(area) = area.as_ref().filter(|area| area.rank > 1) else {
            continue;
        };
        let below = by_rank.get(&(area.rank - 1, readings[at].year));
        let parts: Vec<usize> = below
            .into_iter()
            .flatten()
            .copied()
            .filter(|&part| is_part(&readings[at], area, areas[part].as_ref()))
            .collect();
        if parts.len() > 1 {
            out.push((at, parts));
        }
    }
    out
}

/// A part bears the whole's name before its own, or the whole's report names it.
fn is_part(whole: &Reading, area: &Area, part: Option<&Area>) -> bool {
    let Some(part) = part else { return false };
    let own = last_name(&area.name);
    part.name.starts_with(&area.name)
        || part.name.starts_with(own)
        || whole.input.text.contains(last_name(&part.name))
}

/// The area of a government: its name without 人民政府 and the like. A bureau has none.
fn area(reading: &Reading) -> Option<Area> {
    let body = reading.body.as_deref()?;
    let endings = entries(include_str!("words/places.tsv"));
    let (levels, bodies): (Vec<_>, Vec<_>) = endings.partition(|row| row[0].parse::<u8>().is_ok());
    let name = bodies
        .iter()
        .filter(|row| row[0] == "body")
        .find_map(|row| body.strip_suffix(row[1]))?;
    // Of 街道办事处 the area keeps its own ending.
    let name = if body.contains(&format!("{name}{}", street())) {
        format!("{name}{}", street())
    } else {
        name.to_owned()
    };
    let ending = levels.iter().find(|row| name.ends_with(row[1]))?;
    let rank = ending[0].parse().ok()?;
    Some(Area { name, rank })
}

fn street() -> &'static str {
    let mut rows = entries(include_str!("words/places.tsv"));
    rows.find(|row| row[0] == "street").map_or("", |row| row[1])
}

/// The last place in a name of several: of 青岚市澄湖区 it is 澄湖区.
fn last_name(name: &str) -> &str {
    let ends: Vec<usize> = entries(include_str!("words/places.tsv"))
        .filter(|row| row[0].parse::<u8>().is_ok())
        .flat_map(|row| {
            name.match_indices(row[1])
                .map(|(at, ending)| at + ending.len())
                .collect::<Vec<_>>()
        })
        .filter(|&end| end < name.len())
        .collect();
    let start = ends.into_iter().filter(|&end| name.len() - end > 3).max();
    &name[start.unwrap_or(0)..]
}

/// How many parts the report says that there are; or, where it names more than that, as
/// many as it names.
fn expected(whole: &Reading, areas: &[Option<Area>], at: usize) -> Option<usize> {
    let rank = areas[at].as_ref()?.rank;
    let report = &whole.input.report;
    // Bodies are counted in units of things: 乡镇107名 are people.
    let things = |unit: Option<&str>| {
        let unit = Unit::new(unit);
        unit.fits(&Unit::new(None)) && !unit.is("person")
    };
    let counted = report.metrics.iter().filter(|metric| {
        metric.approx == "exact"
            && metric.kind == "count"
            && things(metric.unit.as_deref())
            && counts_parts(&metric.indicator)
    });
    let counted = counted.map(|metric| metric.value as usize).max();
    let below: Vec<&str> = entries(include_str!("words/places.tsv"))
        .filter_map(|row| (row[0].parse() == Ok(rank - 1)).then(|| row[1]))
        .collect();
    let mut named: Vec<&str> = report
        .entities
        .iter()
        .filter(|entity| entity.kind == "org")
        .map(|entity| last_name(&entity.name))
        .filter(|name| below.iter().any(|ending| name.ends_with(ending)))
        .collect();
    named.sort_unstable();
    named.dedup();
    // One that is named by the way is no list of all.
    let named = (named.len() > 1).then_some(named.len());
    counted.max(named)
}

/// What a part states of a total.
struct Part<'a> {
    report: usize,
    indicator: &'a Indicator,
    sure: bool,
}

impl<'a> Whole<'a> {
    /// A total held against its parts.
    fn total(&self, at: usize) -> Option<Total> {
        let (reading, indicator) = (
            &self.readings[self.report],
            &self.indicators[self.report][at],
        );
        let metric = &reading.input.report.metrics[indicator.metrics[0]];
        // Shares and times do not add up.
        let adds_up = matches!(metric.kind.as_str(), "count" | "amount");
        if !adds_up || indicator.when != When::Current || counts_parts(&metric.indicator) {
            return None;
        }
        let names = self.names(at);
        let parts = self.parts.iter();
        let stating: Vec<Part> = parts
            .filter_map(|&part| self.part(part, &names, &metric.kind))
            .collect();
        if stating.len() < 2 {
            return None;
        }
        let printed = reading.quote(metric.span);
        let figure = Figure::new(metric, &printed);
        let (sum, slack, exact) = self.sum(&stating, &indicator.unit);
        let (exact, of_parts) = (exact && figure.is_exact(), self.is_of_parts(at));
        let sure = stating.iter().all(|part| part.sure);
        let complete = self.expected == Some(stating.len());
        let exceeds = sum - slack > metric.value + figure.slack();
        let state = match figure.agrees(sum, slack) {
            true if complete => "holds",
            false if exact && complete && of_parts => "differs",
            false if exact && exceeds && sure => "exceeded",
            false if complete => "more",
            _ => "partial",
        };
        // Where nothing is claimed, what is only like the parts' figures tells nothing.
        if matches!(state, "more" | "partial") && !sure && !of_parts {
            return None;
        }
        Some(Total {
            report: self.report as u32,
            metric: indicator.metrics[0] as u32,
            name: metric.indicator.clone(),
            state,
            grade: if sure && exact { "certain" } else { "likely" },
            stated: printed.clone(),
            sum: rounded(sum),
            unit: metric.unit.clone(),
            span: metric.span,
            sentence: metric.sentence,
            parts: stating.iter().map(|part| self.told(part)).collect(),
            expected: self.expected.map(|expected| expected as u32),
        })
    }

    /// The sum of the parts in a unit, its slack, and whether all of them are exact.
    fn sum(&self, stating: &[Part], unit: &Unit) -> (f64, f64, bool) {
        let (mut sum, mut slack, mut exact) = (0.0, 0.0, true);
        for part in stating {
            let reading = &self.readings[part.report];
            let metric = &reading.input.report.metrics[part.indicator.metrics[0]];
            let printed = reading.quote(metric.span);
            let figure = Figure::new(metric, &printed);
            sum += part.indicator.unit.convert(metric.value, unit);
            slack += figure.slack();
            exact &= figure.is_exact();
        }
        (sum, slack, exact)
    }

    fn told(&self, part: &Part) -> TotalPart {
        let reading = &self.readings[part.report];
        let at = part.indicator.metrics[0];
        let metric = &reading.input.report.metrics[at];
        TotalPart {
            report: part.report as u32,
            metric: at as u32,
            name: metric.indicator.clone(),
            stated: reading.quote(metric.span),
            span: metric.span,
            sentence: metric.sentence,
        }
    }

    /// The total itself, and where it is a part of another figure that one: of
    /// 作出处罚决定2316件，其中乡镇作出137件 the second is named by the first.
    fn names(&self, at: usize) -> Vec<&'a Indicator> {
        let own = &self.indicators[self.report][at];
        let relations = &self.readings[self.report].input.report.relations;
        let mut names = vec![own];
        for relation in relations
            .iter()
            .filter(|relation| relation.kind == "sum" && relation.holds)
        {
            let is_part = own
                .metrics
                .iter()
                .any(|&metric| relation.parts.contains(&(metric as u32)));
            let all = self.indicators[self.report].iter();
            let total = all.filter(|other| other.metrics.contains(&(relation.total as usize)));
            names.extend(total.filter(|_| is_part));
        }
        names
    }

    /// The figure of a part that is the best by the margin, by the first name that leads to
    /// one; or else the first sentence's total that has a whole name in its own.
    fn part(&self, part: usize, names: &[&Indicator], kind: &str) -> Option<Part<'a>> {
        let metrics = &self.readings[part].input.report.metrics;
        let figures: Vec<&'a Indicator> = self.indicators[part]
            .iter()
            .filter(|one| one.when == When::Current && metrics[one.metrics[0]].kind == kind)
            .collect();
        let all = || figures.iter().copied();
        let best = names.iter().find_map(|name| nearest(name, all(), LIKE));
        let best = best.or_else(|| {
            let mut with = names.iter().filter_map(|name| {
                let mut with = all().filter(|one| name.is_within(one));
                let first = with.next()?;
                // A total stands before what it is made up of, in one sentence; two figures of
                // one name are not told apart.
                let sentence = |one: &Indicator| metrics[one.metrics[0]].sentence;
                let alone =
                    with.all(|one| sentence(one) == sentence(first) && one.name != first.name);
                alone.then_some((0.0, first))
            });
            with.next()
        });
        best.map(|(like, indicator)| Part {
            report: part,
            indicator,
            sure: like >= SURE,
        })
    }

    /// Whether the total is told of the parts alone: 5个乡镇共化解…, 乡镇107名.
    fn is_of_parts(&self, at: usize) -> bool {
        let reading = &self.readings[self.report];
        let metrics = &reading.input.report.metrics;
        let metric = &metrics[self.indicators[self.report][at].metrics[0]];
        let before = reading.quote(Span {
            start: metric.sentence.start,
            end: metric.span.start,
        });
        let clause = before
            .rsplit(['，', '；', '。', '、', '：'])
            .next()
            .unwrap_or("");
        part_words().any(|word| word.chars().count() > 1 && clause.contains(word))
    }
}

/// The figure that is most like a name, from `least` on, by the margin.
fn nearest<'a>(
    name: &Indicator,
    figures: impl Iterator<Item = &'a Indicator>,
    least: f32,
) -> Option<(f32, &'a Indicator)> {
    let likes = figures.filter_map(|one| Some((name.kinship(one)?, one)));
    let mut likes: Vec<(f32, &Indicator)> = likes.filter(|like| like.0 >= least).collect();
    likes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let &(like, indicator) = likes.first()?;
    let clear = likes.get(1).is_none_or(|next| like - next.0 >= MARGIN);
    clear.then_some((like, indicator))
}

/// What bodies of the rank below are called: 乡镇, 街道.
fn part_words() -> impl Iterator<Item = &'static str> {
    entries(include_str!("words/places.tsv")).filter_map(|row| (row[0] == "part").then(|| row[1]))
}

/// The figure tells how many parts there are.
fn counts_parts(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    part_words().any(|word| word == name)
}
