//! What a report says of the year before, held against the report of that year.

use crate::align::{Place, Rows};
use crate::figure::Figure;
use crate::indicator::{Indicator, Likeness, When, words_for};
use crate::input::{Metric, Span};
use crate::model::Statement;
use crate::reading::Reading;
use std::collections::HashMap;

/// By how much the best counterpart has to be better than the next.
const MARGIN: f32 = 0.025;
/// From here on two names are the same beyond doubt.
const SURE: f32 = 0.9;
/// How far before a statement its figure of this year stands at most, and how like its name is.
const FAR: u32 = 120;
const OF_A_NAME: f32 = 0.7;
/// How far behind a figure it is said that nothing has changed.
const NEAR: u32 = 16;

/// Reckons a change from this year's figure and the year before's.
type Reckon = fn(f64, f64) -> f64;

/// A report, and the one of an earlier year that it speaks of.
struct Pair<'a> {
    /// Places in the list of reports.
    at: (usize, usize),
    now: &'a Reading<'a>,
    then: &'a Reading<'a>,
    /// Of this report.
    stated: &'a [Indicator],
    /// Of the earlier one.
    known: &'a [Indicator],
    rows: &'a Rows,
    /// This report's own figures of its year, by what they are called.
    current: HashMap<String, Vec<usize>>,
}

/// An indicator of the earlier report, and how like it is.
struct Counterpart<'a> {
    metric: &'a Metric,
    indicator: &'a Indicator,
    sure: bool,
}

/// Every statement of each report on an earlier year of whose body the report is there.
pub fn read(readings: &[Reading], indicators: &[Vec<Indicator>], rows: &Rows) -> Vec<Statement> {
    let mut of: HashMap<(&str, i32), usize> = HashMap::new();
    for (report, reading) in readings.iter().enumerate() {
        if let (Some(body), Some(year)) = (&reading.body, reading.year) {
            of.entry((body, year)).or_insert(report);
        }
    }
    let mut out = Vec::new();
    for (report, now) in readings.iter().enumerate() {
        let (Some(body), Some(year)) = (&now.body, now.year) else {
            continue;
        };
        let Some(&earlier) = of.get(&(body.as_str(), year - 1)) else {
            continue;
        };
        let pair = Pair {
            at: (report, earlier),
            now,
            then: &readings[earlier],
            stated: &indicators[report],
            known: &indicators[earlier],
            rows,
            current: current(&indicators[report]),
        };
        let mut found: Vec<Statement> = (0..pair.stated.len())
            .flat_map(|indicator| pair.statements(indicator, year))
            .collect();
        found.sort_by_key(|statement| statement.span);
        out.extend(found);
    }
    out
}

fn current(indicators: &[Indicator]) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, indicator) in indicators.iter().enumerate() {
        if indicator.when == When::Current {
            by_name.entry(indicator.name.key()).or_default().push(at);
        }
    }
    by_name
}

impl Pair<'_> {
    fn metric(&self, indicator: usize) -> &Metric {
        &self.now.input.report.metrics[self.stated[indicator].metrics[0]]
    }

    fn statements(&self, indicator: usize, year: i32) -> Option<Statement> {
        let metric = self.metric(indicator);
        match (&self.stated[indicator].when, metric.kind.as_str()) {
            (When::Before, "change") => None,
            (When::Before | When::Current, "ratio")
                if self.stated[indicator].unit.is("multiple") =>
            {
                self.multiple(indicator)
            }
            (When::Before, _) => Some(self.value(indicator)),
            (When::Current, "change") => self.change(indicator, year),
            (When::Current, _) => self.unchanged(indicator, year),
            _ => None,
        }
    }

    /// The figure of the year before itself: 上年的3012件.
    fn value(&self, indicator: usize) -> Statement {
        let metric = self.metric(indicator);
        let found = self.counterpart(indicator);
        let mut statement = self.open("value", indicator, found.as_ref());
        if let Some(found) = found {
            let printed = (statement.stated.clone(), self.then.quote(found.metric.span));
            let (a, b) = (
                Figure::new(metric, &printed.0),
                Figure::new(found.metric, &printed.1),
            );
            let unit = &self.stated[indicator].unit;
            let value = found.indicator.unit.convert(found.metric.value, unit);
            statement.computed = Some(printed.1.clone());
            judge(
                &mut statement,
                a.equals(&b, value),
                a.is_exact() && b.is_exact() && found.sure,
            );
        }
        statement
    }

    /// What has become of the year before's figure: 比上年增长10.2%.
    fn change(&self, indicator: usize, year: i32) -> Option<Statement> {
        let metric = self.metric(indicator);
        let of = self.level(indicator, metric)?;
        let level = self.metric(of);
        let (kind, reckon) = way(&self.stated[indicator], &self.stated[of], level)?;
        let mut statement = self.reckoned(kind, reckon, indicator, of)?;
        if !self.speaks_of_before(level, metric, year) {
            // In a yearly report a change without a time is one since last year, unless it is
            // a movement between two figures told here. It may agree, and never accuses.
            if self.moves(of) || statement.state == "open" {
                return None;
            }
            statement.grade = "likely";
            if statement.state == "differs" {
                statement.state = "open";
            }
        }
        Some(statement)
    }

    /// 由60天压缩至12天: two figures of one name in a sentence.
    fn moves(&self, level: usize) -> bool {
        let metric = self.metric(level);
        let named = self.current.get(&self.stated[level].name.key());
        let others = named.into_iter().flatten().filter(|&&at| at != level);
        others.into_iter().any(|&at| {
            let other = self.metric(at);
            other.sentence == metric.sentence
                && other.unit == metric.unit
                && other.kind == metric.kind
        })
    }

    /// 为上年的1.5倍.
    fn multiple(&self, indicator: usize) -> Option<Statement> {
        let metric = self.metric(indicator);
        let said = self.now.quote(Span {
            start: metric
                .span
                .start
                .saturating_sub(NEAR)
                .max(metric.sentence.start),
            end: metric.span.start,
        });
        let year = self.now.year?;
        let of = self
            .level(indicator, metric)
            .filter(|_| tells_before(&said, year))?;
        self.reckoned("multiple", |now, then| now / then, indicator, of)
    }

    /// 与上年持平.
    fn unchanged(&self, indicator: usize, year: i32) -> Option<Statement> {
        let metric = self.metric(indicator);
        let metrics = &self.now.input.report.metrics;
        let next = metrics.get(self.stated[indicator].metrics[0] + 1);
        let end = (metric.span.end + NEAR).min(metric.sentence.end);
        let behind = self.now.quote(Span {
            start: metric.span.end,
            end: next.map_or(end, |next| end.min(next.span.start)),
        });
        let said = words_for("same").any(|word| behind.contains(word));
        if !said || !tells_before(&behind, year) {
            return None;
        }
        let mut statement = self.reckoned("unchanged", |_, then| then, indicator, indicator)?;
        statement.current = None;
        Some(statement)
    }

    /// A statement that follows from this report's figure `of` and its counterpart.
    fn reckoned(
        &self,
        kind: &'static str,
        reckon: Reckon,
        indicator: usize,
        of: usize,
    ) -> Option<Statement> {
        let (metric, level) = (self.metric(indicator), self.metric(of));
        let found = self.counterpart(of);
        let mut statement = self.open(kind, indicator, found.as_ref());
        statement.current = Some(level.span);
        let Some(found) = found else {
            return Some(statement);
        };
        let printed = (
            self.now.quote(level.span),
            self.then.quote(found.metric.span),
        );
        let (now, then) = (
            Figure::new(level, &printed.0),
            Figure::new(found.metric, &printed.1),
        );
        let then_value = found
            .indicator
            .unit
            .convert(found.metric.value, &self.stated[of].unit);
        let range = corners(
            reckon,
            (level.value, now.slack()),
            (then_value, then.slack()),
        );
        let (low, high, middle) = range?;
        let stated = statement.stated.clone();
        let figure = Figure::new(metric, &stated);
        let down = metric.kind == "change" && metric.direction.as_deref() == Some("down");
        let sign = if down { -1.0 } else { 1.0 };
        let slack = f64::max(high - middle, middle - low);
        statement.computed = Some(printed_change(&figure, middle, kind));
        let holds = figure.agrees(middle * sign, slack);
        let exact = figure.is_exact() && now.is_exact() && then.is_exact();
        judge(&mut statement, holds, exact && found.sure);
        Some(statement)
    }

    /// A statement before it is judged.
    fn open(&self, kind: &'static str, indicator: usize, found: Option<&Counterpart>) -> Statement {
        let metric = self.metric(indicator);
        Statement {
            report: self.at.0 as u32,
            metric: self.stated[indicator].metrics[0] as u32,
            kind,
            state: "open",
            grade: "likely",
            name: metric.indicator.clone(),
            stated: self.now.quote(metric.span),
            computed: None,
            span: metric.span,
            sentence: metric.sentence,
            current: None,
            earlier: self.at.1 as u32,
            earlier_stated: found.map(|found| self.then.quote(found.metric.span)),
            earlier_span: found.map(|found| found.metric.span),
            earlier_sentence: found.map(|found| found.metric.sentence),
        }
    }

    /// The figure of this year that a change or a figure of the year before goes with: of the
    /// same name and in the same sentence, the nearest before it or else behind it; or one of
    /// nearly that name not far before.
    fn level(&self, indicator: usize, metric: &Metric) -> Option<usize> {
        let stated = &self.stated[indicator];
        let named = self.current.get(&stated.name.key());
        let is_level = |at: usize| {
            let kind = &self.metric(at).kind;
            kind != "change" && !self.stated[at].unit.is("multiple")
        };
        let distance = |at: &usize| {
            let other = self.metric(*at).span;
            match metric.span.start.checked_sub(other.end) {
                Some(before) => (0, before),
                None => (1, other.start.saturating_sub(metric.span.end)),
            }
        };
        let named = named.into_iter().flatten().copied();
        let here = named.filter(|&at| is_level(at) && self.metric(at).sentence == metric.sentence);
        let found = here.min_by_key(distance);
        found.or_else(|| {
            let before = (0..self.stated.len()).filter(|&at| {
                let gap = metric.span.start.checked_sub(self.metric(at).span.end);
                let fits = self.stated[at].unit.fits(&stated.unit);
                gap.is_some_and(|gap| gap < FAR)
                    && self.stated[at].when == When::Current
                    && is_level(at)
                    && (fits || stated.unit.is("percentage-point") || stated.unit.is("ratio"))
            });
            let like = |at: usize| self.stated[at].name_likeness(stated);
            // 人均培训60学时，上年人均为48学时: what is left of a name says no other thing.
            before
                .filter(|&at| like(at) >= OF_A_NAME)
                .min_by_key(distance)
        })
    }

    /// Whether a change is told against the year before: 比上年, 同比 stand before it.
    fn speaks_of_before(&self, level: &Metric, change: &Metric, year: i32) -> bool {
        let start = if level.span.end <= change.span.start {
            level.span.end
        } else {
            change.sentence.start
        };
        let between = self.now.quote(Span {
            start,
            end: change.span.start,
        });
        tells_before(&between, year)
    }

    /// What the earlier report states of the same.
    fn counterpart(&self, indicator: usize) -> Option<Counterpart<'_>> {
        let stated = &self.stated[indicator];
        let own = match stated.when {
            When::Before => self.level(indicator, self.metric(indicator)),
            _ => Some(indicator),
        };
        let found = own.and_then(|own| self.by_row(own));
        let (at, name) = found.or_else(|| self.best(stated, &self.metric(indicator).kind))?;
        let indicator = &self.known[at];
        Some(Counterpart {
            metric: &self.then.input.report.metrics[indicator.metrics[0]],
            indicator,
            sure: name >= SURE,
        })
    }

    fn by_row(&self, indicator: usize) -> Option<(usize, f32)> {
        let place = Place {
            report: self.at.0,
            indicator,
        };
        let row = *self.rows.of.get(&place)?;
        let there = self.rows.member(row, self.at.1)?.indicator;
        let like = self.stated[indicator].kinship(&self.known[there])?;
        Some((there, like))
    }

    /// The best of all that the earlier report states of its year, if it is so by the margin.
    fn best(&self, stated: &Indicator, kind: &str) -> Option<(usize, f32)> {
        let metrics = &self.then.input.report.metrics;
        let of_year = self.known.iter().enumerate().filter(|(_, known)| {
            known.when == When::Current && metrics[known.metrics[0]].kind == kind
        });
        let mut likes: Vec<(usize, Likeness)> = of_year
            .filter_map(|(at, known)| Some((at, stated.likeness(known)?)))
            .collect();
        likes.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        let &(at, first) = likes.first()?;
        let clear = likes
            .get(1)
            .is_none_or(|next| first.score - next.1.score >= MARGIN);
        clear.then_some((at, first.name))
    }
}

/// How a change is reckoned from two figures.
fn way(change: &Indicator, level: &Indicator, metric: &Metric) -> Option<(&'static str, Reckon)> {
    let percent = |now: f64, then: f64| (now - then) / then * 100.0;
    let times = |now: f64, then: f64| (now - then) / then;
    if change.unit.is("percentage-point") {
        return (metric.kind == "ratio").then_some(("points", |now, then| now - then));
    }
    if change.unit.is("ratio") {
        return (metric.kind != "ratio").then_some(("percent", percent));
    }
    if change.unit.is("multiple") {
        return Some(("multiple", times));
    }
    let fits = change.unit.word == level.unit.word;
    fits.then_some(("difference", |now, then| now - then))
}

/// The least, the greatest and the middle of what is reckoned from two figures, each known
/// to its slack.
fn corners(reckon: Reckon, now: (f64, f64), then: (f64, f64)) -> Option<(f64, f64, f64)> {
    let middle = reckon(now.0, then.0);
    let (mut low, mut high) = (middle, middle);
    for a in [now.0 - now.1, now.0 + now.1] {
        for b in [then.0 - then.1, then.0 + then.1] {
            let value = reckon(a, b);
            low = low.min(value);
            high = high.max(value);
        }
    }
    (low.is_finite() && high.is_finite()).then_some((low, high, middle))
}

/// With its sign: a rise that is a fall must not look the same.
fn printed_change(figure: &Figure, value: f64, kind: &str) -> String {
    let printed = figure.print(value);
    match kind {
        "unchanged" => printed,
        _ if value < 0.0 => format!("−{printed}"),
        "multiple" => printed,
        _ => format!("+{printed}"),
    }
}

fn judge(statement: &mut Statement, holds: bool, certain: bool) {
    statement.state = if holds { "holds" } else { "differs" };
    statement.grade = if certain { "certain" } else { "likely" };
}

/// 上年, 同比, or the year before by its number.
fn tells_before(words: &str, year: i32) -> bool {
    words_for("before").any(|word| words.contains(word)) || words.contains(&(year - 1).to_string())
}
