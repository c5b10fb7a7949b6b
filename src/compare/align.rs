//! Indicators of different reports that are the same, by meaning.
//!
//! Report after report is laid against the rows there are. A row takes an indicator where
//! each is the other's best by a margin, again and again among those that are left; what
//! stays undecided starts a row of its own, so that nothing is aligned on a guess. A name has
//! to be like each name in the row: no chain leads from one meaning to another.
//!
//! Reports of a body tell the same in the same order. Where what stands before and behind
//! two indicators is aligned, names that are less like each other will do.

use crate::indicator::{Indicator, Likeness, When};
use crate::reading::Reading;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// By how much the best has to be better than the next.
const MARGIN: f32 = 0.025;
/// How near each name of a row has to be at the least.
const ALL_NAMES: f32 = 0.6;
/// How like two names have to be that stand between the same neighbours, or beside one.
const BETWEEN: f32 = 0.3;
const BESIDE: f32 = 0.5;
/// How often neighbours lead on to the next.
const STEPS: usize = 4;
/// How many members of a row, the first of each name, an indicator is held against.
const HELD_AGAINST: usize = 6;
/// How often the rest is decided anew at most.
const ROUNDS: usize = 32;

/// An indicator: its report, and its place among that report's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub report: usize,
    pub indicator: usize,
}

/// Rows, in the order of the texts.
pub struct Rows {
    pub rows: Vec<Vec<Place>>,
    /// The row of each indicator that is in one.
    pub of: HashMap<Place, usize>,
}

impl Rows {
    /// What `report` has in a row.
    pub fn member(&self, row: usize, report: usize) -> Option<Place> {
        let found = self.rows[row].iter().find(|place| place.report == report);
        found.copied()
    }
}

/// What has to be equal in a row: kind and time.
type Gate = (String, When);

struct Draft {
    members: Vec<Place>,
    /// Those of them that others are held against.
    shown: Vec<Place>,
}

struct Aligner<'a> {
    readings: &'a [Reading<'a>],
    indicators: &'a [Vec<Indicator>],
    drafts: Vec<Draft>,
    /// The draft that is to stand behind each; `first` stands on top.
    next: Vec<Option<usize>>,
    first: Option<usize>,
    /// The draft of each indicator that is in one.
    of: HashMap<Place, usize>,
    /// Of each report what can be in a row and is no change, in order.
    lines: Vec<Vec<usize>>,
    /// Drafts by a character that tells them.
    index: HashMap<(Gate, char), Vec<usize>>,
}

/// Aligns the indicators of all reports, which are taken by year.
pub fn rows(readings: &[Reading], indicators: &[Vec<Indicator>]) -> Rows {
    let mut aligner = Aligner {
        readings,
        indicators,
        drafts: Vec::new(),
        next: Vec::new(),
        first: None,
        of: HashMap::new(),
        lines: Vec::new(),
        index: HashMap::new(),
    };
    aligner.lines = (0..readings.len())
        .map(|report| aligner.line(report))
        .collect();
    let mut by_year: Vec<usize> = (0..readings.len()).collect();
    by_year.sort_by_key(|&report| (readings[report].year, report));
    for report in by_year {
        aligner.take(report);
    }
    let order = std::iter::successors(aligner.first, |&draft| aligner.next[draft]);
    let rows: Vec<Vec<Place>> = order
        .map(|draft| aligner.drafts[draft].members.clone())
        .collect();
    let mut of = HashMap::new();
    for (row, members) in rows.iter().enumerate() {
        of.extend(members.iter().map(|&place| (place, row)));
    }
    Rows { rows, of }
}

impl Aligner<'_> {
    fn get(&self, place: Place) -> &Indicator {
        &self.indicators[place.report][place.indicator]
    }

    /// Figures of the year before belong to that year's report.
    fn gate(&self, place: Place) -> Option<Gate> {
        let indicator = self.get(place);
        let metrics = &self.readings[place.report].input.report.metrics;
        let kind = metrics[indicator.metrics[0]].kind.clone();
        match &indicator.when {
            When::Before => None,
            when => Some((kind, when.clone())),
        }
    }

    fn take(&mut self, report: usize) {
        let places: Vec<(Place, Gate)> = (0..self.indicators[report].len())
            .map(|indicator| Place { report, indicator })
            .filter_map(|place| Some((place, self.gate(place)?)))
            .collect();
        let mut pairs = Vec::new();
        for (place, gate) in &places {
            for draft in self.candidates(*place, gate) {
                if let Some(like) = self.likeness(*place, draft) {
                    pairs.push((place.indicator, draft, like.score));
                }
            }
        }
        let mut decided = mutual_best(pairs);
        for _ in 0..STEPS {
            let more = mutual_best(self.between(report, &decided));
            if more.is_empty() {
                break;
            }
            decided.extend(more);
        }
        let mut after = None;
        for (place, gate) in places {
            let draft = match decided.get(&place.indicator) {
                Some(&draft) => draft,
                None => self.start(after),
            };
            self.put(place, gate, draft);
            after = Some(draft);
        }
    }

    /// A new row, behind the one that the report had before.
    fn start(&mut self, after: Option<usize>) -> usize {
        let draft = self.drafts.len();
        self.drafts.push(Draft {
            members: Vec::new(),
            shown: Vec::new(),
        });
        match after {
            Some(after) => {
                self.next.push(self.next[after]);
                self.next[after] = Some(draft);
            }
            None => {
                self.next.push(self.first);
                self.first = Some(draft);
            }
        }
        draft
    }

    fn put(&mut self, place: Place, gate: Gate, draft: usize) {
        let name = &self.indicators[place.report][place.indicator].name;
        let shown = &self.drafts[draft].shown;
        let new = shown.iter().all(|&other| self.get(other).name != *name);
        if shown.len() < HELD_AGAINST && (new || shown.len() < 2) {
            let telling: Vec<char> = name.telling().collect();
            for c in telling {
                let rows = self.index.entry((gate.clone(), c)).or_default();
                if rows.last() != Some(&draft) {
                    rows.push(draft);
                }
            }
            self.drafts[draft].shown.push(place);
        }
        self.drafts[draft].members.push(place);
        self.of.insert(place, draft);
    }

    fn line(&self, report: usize) -> Vec<usize> {
        let places =
            (0..self.indicators[report].len()).map(|indicator| Place { report, indicator });
        let levels = places.filter(|&place| {
            let gate = self.gate(place);
            gate.is_some_and(|(kind, _)| kind != "change")
        });
        levels.map(|place| place.indicator).collect()
    }

    /// Pairs of what is not decided and a row that has the same neighbours in another report.
    fn between(&self, report: usize, decided: &BTreeMap<usize, usize>) -> Vec<(usize, usize, f32)> {
        let line = &self.lines[report];
        let taken: BTreeSet<usize> = decided.values().copied().collect();
        let mut pairs: BTreeMap<(usize, usize), (u8, f32)> = BTreeMap::new();
        for (at, &indicator) in line.iter().enumerate() {
            if decided.contains_key(&indicator) {
                continue;
            }
            let before = at.checked_sub(1).map(|at| (line[at], 1));
            let behind = line.get(at + 1).map(|&next| (next, -1));
            for (neighbour, step) in [before, behind].into_iter().flatten() {
                let Some(&draft) = decided.get(&neighbour) else {
                    continue;
                };
                for &member in &self.drafts[draft].shown {
                    let place = Place { report, indicator };
                    let Some((draft, like)) = self.beside(member, step, place) else {
                        continue;
                    };
                    if !taken.contains(&draft) {
                        let seen = pairs.entry((indicator, draft)).or_insert((0, like));
                        seen.0 |= if step > 0 { 1 } else { 2 };
                        seen.1 = seen.1.max(like);
                    }
                }
            }
        }
        let enough = |&(_, &(sides, like)): &(&(usize, usize), &(u8, f32))| {
            like >= if sides == 3 { BETWEEN } else { BESIDE }
        };
        let pairs = pairs.iter().filter(enough);
        pairs
            .map(|(&(indicator, draft), &(sides, like))| {
                (indicator, draft, like + if sides == 3 { 1.0 } else { 0.0 })
            })
            .collect()
    }

    /// What stands beside a member of a row in its own report, if it can be the same as `place`.
    fn beside(&self, member: Place, step: isize, place: Place) -> Option<(usize, f32)> {
        let line = &self.lines[member.report];
        let at = line.binary_search(&member.indicator).ok()?;
        let other = Place {
            report: member.report,
            indicator: *line.get(at.checked_add_signed(step)?)?,
        };
        if self.gate(other) != self.gate(place) {
            return None;
        }
        let draft = *self.of.get(&other)?;
        let like = self.get(place).kinship(self.get(other))?;
        Some((draft, like))
    }

    /// The rows that share enough of what tells the name: at least half of two names that
    /// are near is in both, so one of the rarer half is.
    fn candidates(&self, place: Place, gate: &Gate) -> Vec<usize> {
        let mut lists: Vec<&[usize]> = self
            .get(place)
            .name
            .telling()
            .map(|c| {
                let rows = self.index.get(&(gate.clone(), c));
                rows.map_or(&[][..], Vec::as_slice)
            })
            .collect();
        lists.sort_by_key(|list| list.len());
        let half = lists.len().div_ceil(2);
        let mut rows: Vec<usize> = lists[..half].concat();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// How like an indicator is to the nearest of a row, if it is like all of them.
    fn likeness(&self, place: Place, draft: usize) -> Option<Likeness> {
        let indicator = self.get(place);
        let mut best: Option<Likeness> = None;
        for &other in &self.drafts[draft].shown {
            let other = self.get(other);
            match indicator.likeness(other) {
                Some(like) if best.is_none_or(|best| best.score < like.score) => best = Some(like),
                None if indicator.name.similarity(&other.name) < ALL_NAMES => return None,
                _ => {}
            }
        }
        best
    }
}

/// Of scored pairs, those in which each is the other's best by the margin, decided again and
/// again among those that are left. The right side of each left one that was decided.
fn mutual_best(mut pairs: Vec<(usize, usize, f32)>) -> BTreeMap<usize, usize> {
    let mut decided = BTreeMap::new();
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2));
    for _ in 0..ROUNDS {
        let (left, right) = (by_side(&pairs, |p| p.0), by_side(&pairs, |p| p.1));
        let clear = |best: &Best, pair: &(usize, usize, f32)| {
            best.first == pair.2 && best.first - best.second >= MARGIN
        };
        let taken: Vec<(usize, usize)> = pairs
            .iter()
            .filter(|pair| clear(&left[&pair.0], pair) && clear(&right[&pair.1], pair))
            .map(|pair| (pair.0, pair.1))
            .collect();
        if taken.is_empty() {
            break;
        }
        decided.extend(taken.iter().copied());
        let gone: (Vec<usize>, Vec<usize>) = taken.into_iter().unzip();
        let (mut lefts, mut rights) = gone;
        lefts.sort_unstable();
        rights.sort_unstable();
        pairs.retain(|pair| {
            lefts.binary_search(&pair.0).is_err() && rights.binary_search(&pair.1).is_err()
        });
    }
    decided
}

/// The two best scores of one side.
struct Best {
    first: f32,
    second: f32,
}

/// Of pairs from the best on.
fn by_side(
    pairs: &[(usize, usize, f32)],
    side: impl Fn(&(usize, usize, f32)) -> usize,
) -> HashMap<usize, Best> {
    let mut best: HashMap<usize, Best> = HashMap::new();
    for pair in pairs {
        let seen = best.entry(side(pair)).or_insert(Best {
            first: f32::MIN,
            second: f32::MIN,
        });
        if seen.first == f32::MIN {
            seen.first = pair.2;
        } else if seen.second == f32::MIN {
            seen.second = pair.2;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undecided_is_left() {
        let decided = mutual_best(vec![(0, 0, 0.9), (0, 1, 0.89), (1, 2, 0.8)]);
        assert_eq!(decided.into_iter().collect::<Vec<_>>(), [(1, 2)]);
    }

    #[test]
    fn a_rival_that_has_its_own_is_none() {
        let pairs = vec![(0, 0, 0.9), (0, 1, 0.89), (1, 1, 0.99)];
        let decided = mutual_best(pairs);
        assert_eq!(decided.into_iter().collect::<Vec<_>>(), [(0, 0), (1, 1)]);
    }
}
