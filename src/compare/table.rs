//! The aligned indicators as a table, with what changed from one report to the next.

use crate::align::{Place, Rows};
use crate::figure;
use crate::indicator::{Indicator, When};
use crate::input::Metric;
use crate::model::{Cell, Change, Compared, Row};
use crate::reading::Reading;
use std::collections::HashMap;

/// The report that each one's changes are reckoned from.
pub fn bases(readings: &[Reading]) -> Vec<Option<usize>> {
    let mut of_body: HashMap<&str, Vec<usize>> = HashMap::new();
    for (report, reading) in readings.iter().enumerate() {
        if let Some(body) = &reading.body {
            of_body.entry(body).or_default().push(report);
        }
    }
    let before = |report: usize| {
        let reading = &readings[report];
        let year = reading.year?;
        let own = of_body.get(reading.body.as_deref()?)?.iter().copied();
        let earlier = own.filter_map(|other| Some((readings[other].year?, other)));
        let earlier = earlier.filter(|&(other, _)| other < year);
        earlier
            .max_by_key(|&(year, _)| year)
            .map(|(_, other)| other)
    };
    let mut bases: Vec<Option<usize>> = (0..readings.len()).map(before).collect();
    if bases.len() == 2 && bases == [None, None] {
        bases[1] = Some(0);
    }
    bases
}

/// The reports as they are told of.
pub fn reports(readings: &[Reading], bases: &[Option<usize>], reused: &[f64]) -> Vec<Compared> {
    let reports = readings.iter().zip(bases).zip(reused);
    reports
        .map(|((reading, &base), &reused)| Compared {
            name: reading.input.name.clone(),
            body: reading.body.clone(),
            year: reading.year,
            base: base.map(|base| base as u32),
            reused,
        })
        .collect()
}

/// The table.
pub fn rows(
    readings: &[Reading],
    indicators: &[Vec<Indicator>],
    aligned: &Rows,
    bases: &[Option<usize>],
) -> Vec<Row> {
    let rows = aligned.rows.iter();
    rows.map(|members| row(readings, indicators, members, bases))
        .collect()
}

fn row(
    readings: &[Reading],
    indicators: &[Vec<Indicator>],
    members: &[Place],
    bases: &[Option<usize>],
) -> Row {
    let indicator = |place: Place| &indicators[place.report][place.indicator];
    let metric =
        |place: Place| &readings[place.report].input.report.metrics[indicator(place).metrics[0]];
    // Members come by year, so that the last is of the latest.
    let latest = members[members.len() - 1];
    let (lead, unit) = (metric(latest), &indicator(latest).unit);
    let mut cells: Vec<Option<Cell>> = vec![None; readings.len()];
    for &place in members {
        let value = indicator(place).unit.convert(signed(metric(place)), unit);
        cells[place.report] = Some(cell(&readings[place.report], indicator(place), value));
    }
    for (report, base) in bases.iter().enumerate() {
        let before = base.and_then(|base| cells[base].as_ref().map(|cell| cell.value));
        if let (Some(before), Some(cell)) = (before, cells[report].as_mut()) {
            cell.change = Some(change(lead, before, cell.value));
        }
    }
    Row {
        name: row_name(&cells, latest.report),
        unit: unit.word.clone(),
        kind: lead.kind.clone(),
        theme: lead.theme.clone(),
        target: indicator(latest).when == When::Target,
        cells,
    }
}

/// What most reports call it; of several names as frequent the latest report's.
fn row_name(cells: &[Option<Cell>], latest: usize) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for cell in cells.iter().flatten() {
        *counts.entry(&cell.name).or_default() += 1;
    }
    let latest = cells[latest].as_ref().map_or("", |cell| &cell.name);
    let most = counts.values().copied().max().unwrap_or(0);
    if counts.get(latest) == Some(&most) {
        return latest.to_owned();
    }
    let first = cells
        .iter()
        .flatten()
        .find(|cell| counts.get(cell.name.as_str()) == Some(&most));
    first.map_or(latest, |cell| &cell.name).to_owned()
}

fn cell(reading: &Reading, indicator: &Indicator, value: f64) -> Cell {
    let metrics = &reading.input.report.metrics;
    let first = indicator.metrics[0];
    let again = indicator.metrics[1..].iter().map(|&at| metrics[at].span);
    Cell {
        metric: first as u32,
        name: named(&metrics[first], indicator),
        printed: reading.quote(metrics[first].span),
        value,
        span: metrics[first].span,
        sentence: metrics[first].sentence,
        again: again.collect(),
        change: None,
    }
}

/// A name that tells little by itself has what it is told of before it: 社会组织 and 登记.
fn named(metric: &Metric, indicator: &Indicator) -> String {
    match (&metric.subject, &indicator.named) {
        (Some(subject), Some(_)) if !indicator.is_telling() => {
            format!("{subject}{}", metric.indicator)
        }
        _ => metric.indicator.clone(),
    }
}

/// A change downwards is negative.
pub fn signed(metric: &Metric) -> f64 {
    let down = metric.kind == "change" && metric.direction.as_deref() == Some("down");
    if down { -metric.value } else { metric.value }
}

fn change(lead: &Metric, before: f64, now: f64) -> Change {
    let counted = matches!(lead.kind.as_str(), "count" | "amount" | "duration");
    let percent = (counted && before != 0.0).then(|| (now - before) / before * 100.0);
    Change {
        difference: figure::rounded(now - before),
        percent: percent.map(figure::rounded),
    }
}
