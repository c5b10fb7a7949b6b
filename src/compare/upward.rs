//! Upward: what a body states for its whole area, against the sum of what the bodies under
//! it state in their reports of the same year.

use crate::figure::{Figure, rounded};
use crate::model::{Row, Total};
use crate::reading::Reading;
use crate::words::rows as entries;
use std::collections::HashMap;

/// An area that a body governs, and its rank: 1 for townships, 4 for provinces.
struct Area {
    name: String,
    rank: u8,
}

/// What the report of a whole says of its parts.
struct Whole {
    /// Reports of its parts.
    parts: Vec<usize>,
    /// How many there are by its own words.
    expected: Option<usize>,
}

/// Every total of which parts are there.
pub fn read(readings: &[Reading], rows: &[Row]) -> Vec<Total> {
    let areas: Vec<Option<Area>> = readings.iter().map(area).collect();
    let mut out = Vec::new();
    for (report, part_of) in parts(readings, &areas) {
        let whole = Whole {
            expected: expected(&readings[report], &areas, report),
            parts: part_of,
        };
        for (at, row) in rows.iter().enumerate() {
            out.extend(total(readings, report, &whole, at, row));
        }
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
    let heads: Vec<&str> = entries(include_str!("words/places.tsv"))
        .filter_map(|row| (row[0] == "part").then(|| row[1]))
        .collect();
    let report = &whole.input.report;
    let counted = report.metrics.iter().filter(|metric| {
        let name: String = metric
            .indicator
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        metric.approx == "exact" && metric.kind == "count" && heads.contains(&name.as_str())
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

/// What counts things or sums money adds up; shares and times do not.
fn adds_up(row: &Row) -> bool {
    matches!(row.kind.as_str(), "count" | "amount") && !row.target
}

fn total(
    readings: &[Reading],
    report: usize,
    whole: &Whole,
    at: usize,
    row: &Row,
) -> Option<Total> {
    let cell = row.cells[report].as_ref().filter(|_| adds_up(row))?;
    let stating = whole.parts.iter().copied();
    let stating: Vec<usize> = stating.filter(|&part| row.cells[part].is_some()).collect();
    if stating.len() < 2 {
        return None;
    }
    let (mut sum, mut slack, mut exact) = (0.0, 0.0, true);
    for &part in &stating {
        let part_cell = row.cells[part].as_ref()?;
        let metric = &readings[part].input.report.metrics[part_cell.metric as usize];
        let figure = Figure::new(metric, &part_cell.printed);
        sum += part_cell.value;
        slack += figure.slack();
        exact &= figure.is_exact();
    }
    let metric = &readings[report].input.report.metrics[cell.metric as usize];
    let figure = Figure::new(metric, &cell.printed);
    let complete = whole.expected == Some(stating.len());
    let all_exact = exact && figure.is_exact();
    let state = match figure.agrees(sum, slack) {
        true if complete => "holds",
        false if all_exact && sum - slack > cell.value + figure.slack() => "exceeded",
        false if complete && all_exact => "differs",
        _ => "partial",
    };
    Some(Total {
        report: report as u32,
        row: at as u32,
        state,
        stated: cell.printed.clone(),
        sum: rounded(sum),
        span: cell.span,
        sentence: cell.sentence,
        parts: stating.into_iter().map(|part| part as u32).collect(),
        expected: whole.expected.map(|expected| expected as u32),
    })
}
