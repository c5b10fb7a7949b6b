//! Which hypotheses are relations: what speaks for them, and whether they close.
//!
//! A hypothesis that closes has gained as many bits as its result could have had values:
//! little structure is enough for figures of many digits. One that fails is a relation
//! where its structure alone says so, the sooner the likelier one slip of typing explains
//! it; and what closes another way does not fail.
//!
//! The thresholds are log-odds in bits, as the weights of [`super::evidence`] are: at 0 a
//! relation is as likely as not. They were set on forty-one reports so that of what fails
//! no more than one in a hundred is no relation.

use super::evidence::{Evidence, SELDOM, Set, grade};
use super::layout::{Cue, Mark};
use super::propose::{self, Formula, Hypothesis};
use super::slip::{self, Slip};
use super::{Context, Grade, Note, Relation, RelationKind, Repair, common_end};
use super::{addition, agrees, difference, half_unit, layout, ratio, sum, unnumbered};
use crate::fact::metric::{Link, Metric, whole_place};
use crate::fact::number::Decimal;
use crate::fact::quantity::Approx;
use crate::fold::{is_han, one_of};
use crate::span::Span;

/// Bits from which on a hypothesis that closes is a relation.
const HOLDS: f64 = 0.25;
/// Bits from which on a list within a list speaks against the outer one.
const INNER: f64 = -2.0;
/// Bits from which on the beginning of a list speaks against all of it.
const BEGUN: f64 = -7.0;
/// What it costs more where no slip of typing explains it.
const UNEXPLAINED: f64 = -2.2;
/// What is gained where the parts make more than their whole: no incomplete list does.
const EXCESS: f64 = 1.0;
/// The least structure of a relation that fails.
const LEAST: f64 = -3.0;
/// By so many bits less it is a question.
const DOUBT: f64 = 0.5;
/// The least structure of an average that fails.
const LEAST_OF_AVERAGES: f64 = -1.5;
/// The least structure of a rate that fails without a name for what it is of.
const NAMED: f64 = 2.0;
/// The least structure of a rate of 100% that fails.
const WHOLLY: f64 = 2.2;
/// By so many bits what fails is likelier than what closes by chance.
const CLEAR: f64 = 2.0;

/// Bits from which on a rate that closes of another base is no failure of the first.
const OTHERWISE: f64 = -1.0;

/// No hypothesis has so many bits.
const RANKS: f64 = 100.0;

/// A hypothesis, reckoned.
pub struct Weighed {
    pub hypothesis: Hypothesis,
    pub closes: bool,
    /// How much likelier than not it is a relation, all told.
    pub bits: f64,
    /// It closes because something is said to be about so much.
    about: bool,
    /// No surer than that where it fails.
    most: Grade,
}

impl Weighed {
    /// How sure it is that it is wrong; none where nothing is said.
    pub fn fails(&self) -> Option<Grade> {
        let found = grade(self.bits).filter(|_| !self.closes)?;
        match self.most {
            Grade::Certain => Some(found),
            // What words do not say has to be as likely as what is certain.
            Grade::Likely => (found == Grade::Certain).then_some(Grade::Likely),
        }
    }
}

/// Adds to the relations known all that the structure says beside.
pub fn complete(cx: &Context, known: &mut Vec<Relation>) {
    let mut stated = vec![false; cx.metrics.len()];
    let results = known.iter().filter(|r| r.kind == RelationKind::Ratio);
    results.for_each(|r| stated[r.total] = true);
    let mut others = rates(cx, &mut |_| ());
    for hypotheses in propose::others(cx) {
        others.extend(of_each_result(cx, hypotheses));
    }
    for i in 0..cx.metrics.len() {
        let grows = cx.metrics[i].link == Link::Change || propose::is_extent(cx, i);
        let Some(found) = ratio::over_change(cx, i, grows) else {
            continue;
        };
        // 648户，多96户，增幅17.4%: what holds says more than what fails.
        others.retain(|o| o.total != i || o.holds || !found.holds);
        if others.iter().all(|o| o.total != i) {
            others.push(found);
        }
    }
    let mut found = sums(cx, propose::sums(cx));
    found.extend(others.into_iter().filter(|r| !stated[r.total]));
    // What closes explains its figures: no other reading of them fails.
    let holding = known.iter().chain(&found).filter(|r| r.holds);
    let mut explaining = vec![Vec::new(); cx.metrics.len()];
    for members in holding.map(Relation::members) {
        members
            .iter()
            .for_each(|&k| explaining[k].push(members.clone()));
    }
    let fails = |r: &Relation| {
        let own = r.members();
        let explains = |all: &Vec<usize>| own.iter().all(|k| all.contains(k));
        !explaining[r.total].iter().any(explains)
    };
    found.retain(|r| r.holds || fails(r));
    known.extend(found);
    let alone = |&i: &usize| cx.metrics[i].part && propose::run_length(cx, i) == 1;
    let parts = (0..cx.metrics.len()).filter(alone);
    known.extend(parts.filter_map(|i| sum::bound(cx, i)));
}

/// The lists that are sums, right or wrong.
pub fn sums(cx: &Context, hypotheses: Vec<Hypothesis>) -> Vec<Relation> {
    let mut weighed: Vec<Weighed> = hypotheses.into_iter().map(|h| weigh(cx, h)).collect();
    // The likeliest first, to a thousandth of a bit.
    let rank = |w: &Weighed| ((RANKS - w.bits.clamp(-RANKS, RANKS)) * 1000.0) as usize;
    crate::span::sort_by_key(&mut weighed, |w| [rank(w), 0, 0]);
    // The likeliest failing list that begins with each figure.
    let mut failing: Vec<Option<&Weighed>> = vec![None; cx.metrics.len()];
    let certain = |w: &&Weighed| w.fails() == Some(Grade::Certain);
    for w in weighed.iter().filter(certain) {
        failing[w.hypothesis.members[0]].get_or_insert(w);
    }
    // The lists that close, by their wholes.
    let inner = closing(cx, &weighed, INNER);
    // Where the list goes on behind them, that speaks against them alone.
    let begins = closing(cx, &weighed, BEGUN);
    let mut taken = Taken::new(cx);
    let mut out = Vec::new();
    for w in weighed.iter().filter(|w| w.closes && w.bits >= HOLDS) {
        let h = &w.hypothesis;
        let longer = failing[h.members[0]].is_some_and(|f| is_longer(cx, f, w));
        // 来信46件，其中城区41件、农村5件；来电368件: the first of them make the figure before.
        let before = h.members[0].checked_sub(1).filter(|&k| k != h.result);
        let nested = |n: &&Hypothesis| h.members.starts_with(&n.members) && *n != h;
        let levels = before.is_some_and(|k| inner[k].iter().any(nested));
        if !longer && !levels && (is_picked(h) || taken.takes(h)) {
            out.push(sum::told(cx, h.result, &h.members));
        }
    }
    let mut picked = vec![false; cx.metrics.len()];
    let own = weighed.iter().filter(|w| is_picked(&w.hypothesis));
    own.for_each(|w| picked[w.hypothesis.result] = true);
    for w in &weighed {
        let Some(grade) = w.fails() else { continue };
        let h = &w.hypothesis;
        // 撤销和变更合计16件 is of no others.
        if picked[h.result] && !is_picked(h) && h.result > h.members[0] {
            continue;
        }
        // 需要脱钩6个，已脱钩5个、1个未脱钩: parts that close among themselves are of two levels.
        let levels = h.members.iter().any(|&whole| {
            let within = |n: &&Hypothesis| n.members.iter().all(|k| h.members.contains(k));
            inner[whole].iter().any(within)
        });
        // 诉讼6件，胜诉5件，败诉1件，出庭3件: the first of them make it, and the last is beside.
        let begun = begins[h.result]
            .iter()
            .any(|n| h.members.starts_with(&n.members));
        // 化解1443起，其中445起、382起、316起，合计1143起: of two wholes it makes one.
        let free = grade == Grade::Certain && taken.is_told_twice(h) || taken.is_free(h);
        if is_picked(h) || !levels && !begun && free && taken.takes(h) {
            out.extend(failed(cx, h).map(|r| Relation { grade, ..r }));
        }
    }
    out
}

/// The lists of more than so many bits that close, by their wholes.
fn closing<'a>(cx: &Context, weighed: &'a [Weighed], bits: f64) -> Vec<Vec<&'a Hypothesis>> {
    let mut out = vec![Vec::new(); cx.metrics.len()];
    for w in weighed.iter().filter(|w| w.closes && w.bits > bits) {
        out[w.hypothesis.result].push(&w.hypothesis);
    }
    out
}

/// 撤销和变更合计16件: a total of some of a list, named one by one, leaves the list as it is.
fn is_picked(h: &Hypothesis) -> bool {
    h.evidence.has(Evidence::SumPicked)
}

/// 132件：8件、34件、48件、42件、20件: that four of five make it is chance.
fn is_longer(cx: &Context, failing: &Weighed, w: &Weighed) -> bool {
    let (all, h) = (&failing.hypothesis, &w.hypothesis);
    let more = all.members.len() > h.members.len();
    // 其中商品类339件、服务类173件；另有30件: what stands apart is none of them.
    let apart = |n: usize| {
        let mark = |k: usize| cx.layout[all.members[k]].mark;
        mark(n) >= Mark::Semicolon && (1..n).all(|k| mark(k) < Mark::Semicolon)
    };
    more && all.result == h.result && failing.bits > w.bits && !apart(h.members.len())
}

/// Which figures are parts of which list.
struct Taken {
    list_of: Vec<Option<usize>>,
    lists: Vec<Vec<usize>>,
    /// Whether the total of each stands behind it.
    behind: Vec<bool>,
}

impl Taken {
    fn new(cx: &Context) -> Taken {
        Taken {
            list_of: vec![None; cx.metrics.len()],
            lists: Vec::new(),
            behind: Vec::new(),
        }
    }

    fn is_free(&self, h: &Hypothesis) -> bool {
        h.members.iter().all(|&k| self.list_of[k].is_none())
    }

    /// The parts are a list that makes its whole before or its total behind, and this is the other.
    fn is_told_twice(&self, h: &Hypothesis) -> bool {
        let list = self.list_of[h.members[0]];
        let before = h.result < h.members[0];
        let told = before || h.evidence.has(Evidence::SumTotal);
        told && list.is_some_and(|n| self.behind[n] == before && self.lists[n] == h.members)
    }

    /// Takes a list whose parts are free, or are the same list of another whole.
    fn takes(&mut self, h: &Hypothesis) -> bool {
        let own = self.list_of[h.members[0]].map(|n| &self.lists[n]);
        if !self.is_free(h) && own != Some(&h.members) {
            return false;
        }
        let n = self.lists.len();
        h.members.iter().for_each(|&k| self.list_of[k] = Some(n));
        self.lists.push(h.members.clone());
        self.behind.push(h.result > h.members[0]);
        true
    }
}

/// A list that does not make its whole; where members without a number would make it, it
/// holds, and where they may, nothing is said.
fn failed(cx: &Context, h: &Hypothesis) -> Option<Relation> {
    // 查出428处，整改417处，未整改的21处: it is told of what is left.
    let left = |k: usize| cx.layout[k].cues.has(Cue::Not) || cx.layout[k].cues.has(Cue::Rest);
    if let &[done, rest] = &h.members[..]
        && h.result < done
        && cx.layout[rest].level == cx.layout[h.result].level
        && left(rest)
    {
        let told = difference::remainder(cx, rest, h.result, done);
        return Some(with_repairs(cx, h, told));
    }
    let first = &cx.metrics[h.members[0]];
    let names = unnumbered::read(cx, first.lead.start, &h.members);
    let sum: f64 = h.members.iter().map(|&k| cx.value(k)).sum();
    match sum::counted(cx, h.result, &h.members, &names) {
        None if sum < cx.value(h.result) && !names.is_empty() => None,
        None => Some(with_repairs(cx, h, sum::told(cx, h.result, &h.members))),
        found => found,
    }
}

/// The rates of a text; `look` is shown the hypotheses on each. What a rate is taken of
/// may be what the next one is taken of.
pub fn rates(cx: &Context, look: &mut dyn FnMut(&[Hypothesis])) -> Vec<Relation> {
    let mut out = Vec::new();
    let mut told: Vec<(usize, [usize; 2])> = Vec::new();
    for i in 0..cx.metrics.len() {
        let near = told
            .iter()
            .rev()
            .take(4)
            .filter(|t| cx.in_one_paragraph(t.0, i));
        let near: Vec<[usize; 2]> = near.map(|t| t.1).collect();
        let own = propose::quotients(cx, i, &near);
        look(&own);
        let found = of_each_result(cx, own);
        let holding = found.iter().filter(|r| r.holds);
        told.extend(holding.map(|r| (i, [r.parts[0], r.parts[1]])));
        out.extend(found);
    }
    out
}

/// Of each result the best hypothesis, right or wrong.
fn of_each_result(cx: &Context, hypotheses: Vec<Hypothesis>) -> Vec<Relation> {
    let weighed: Vec<Weighed> = hypotheses.into_iter().map(|h| weigh(cx, h)).collect();
    let mut out = Vec::new();
    for own in weighed.chunk_by(|a, b| a.hypothesis.result == b.hypothesis.result) {
        let best = |fit: &dyn Fn(&&Weighed) -> bool| {
            let fit = own.iter().filter(fit);
            fit.max_by(|a, b| a.bits.total_cmp(&b.bits))
        };
        // 占15.5%, of 29 in 276 by all words, is not 29 in 187 because that closes.
        let holds = best(&|w| w.closes && w.bits >= HOLDS);
        // 约1.21万 of 5218.6万 for 4327 is not 1.24 of what stands nearer.
        let exact = holds
            .filter(|w| w.about)
            .and_then(|about| best(&|w| w.closes && !w.about && w.bits + CLEAR > about.bits));
        let holds = exact.or(holds);
        let fails = best(&|w| w.fails() == Some(Grade::Certain));
        let chance = |w: &&Weighed| fails.is_some_and(|f| f.bits > w.bits + CLEAR);
        let found = holds.filter(|w| !chance(w)).or(fails);
        // 诉讼6件，胜诉5件，败诉1件，出庭应诉3件，出庭率50%: 3 is of what is more than it.
        let of = |w: &&Weighed| {
            let same = |f: &&Weighed| f.hypothesis.members[0] == w.hypothesis.members[0];
            let less = |f: &&Weighed| f.hypothesis.evidence.has(Evidence::LowerLess);
            w.closes && found.filter(less).is_some_and(|f| same(&f))
        };
        let found = best(&of).or(found);
        // 登记952件，其中受理913件，已办结574件、按时办结率63%: of the figure between, as it may be told.
        let other = |w: &&Weighed| {
            let fails = |f: &&Weighed| !f.closes && f.hypothesis.formula == Formula::Quotient;
            let unnamed = |f: &&Weighed| !f.hypothesis.evidence.has(Evidence::LowerNamed);
            let same = |f: &Weighed| f.hypothesis.members[0] == w.hypothesis.members[0];
            w.closes && w.bits >= OTHERWISE && found.filter(fails).filter(unnamed).is_some_and(same)
        };
        let found = best(&other).or(found);
        let found = found.or_else(|| best(&|w| w.fails().is_some()));
        let told = found.filter(|w| w.closes || !told_beside(cx, &w.hypothesis));
        out.extend(told.map(|w| Relation {
            grade: w.fails().unwrap_or(Grade::Certain),
            ..with_repairs(cx, &w.hypothesis, relation(cx, &w.hypothesis))
        }));
    }
    out
}

/// Another rate of the sentence states what this one does not.
fn told_beside(cx: &Context, h: &Hypothesis) -> bool {
    let rate = matches!(h.formula, Formula::Quotient | Formula::Growth);
    rate && ratio::told_beside(cx, h.result, computed(cx, h))
}

/// A hypothesis as a relation.
fn relation(cx: &Context, h: &Hypothesis) -> Relation {
    let (a, b) = (h.members[0], h.members[1.min(h.members.len() - 1)]);
    let of_each = || {
        let computed = computed(cx, h);
        ratio::average_of(cx, h.result, [a, b], per(cx, h), computed, verdict(cx, h))
    };
    let grown = || {
        let mut q = ratio::growth_of(cx, h.result, a, b);
        q.computed = computed(cx, h);
        q.verdict = verdict(cx, h);
        q.relation()
    };
    match h.formula {
        Formula::Sum => sum::told(cx, h.result, &h.members),
        Formula::Quotient => ratio::quotient(cx, h.result, a, b).relation(),
        Formula::Several => ratio::several(cx, h.result, &h.members).relation(),
        Formula::Complement => ratio::complement(cx, h.result, a, b).relation(),
        Formula::Average | Formula::Times => of_each(),
        Formula::Product => ratio::product(cx, h.result, [a, b], computed(cx, h), verdict(cx, h)),
        Formula::Monthly(months) => Relation {
            parts: vec![a],
            expr: format!("{} = {} ÷ {months}", cx.number(h.result), cx.number(a)),
            ..of_each()
        },
        Formula::Proportion | Formula::ProportionTurned => {
            let found = ratio::proportion(cx, h.result, [a, b]);
            found.unwrap_or_else(|| ratio::quotient(cx, h.result, a, b).relation())
        }
        Formula::Change => difference::finish(cx, h.result, a, b, cx.goes(h.result, a, b)),
        Formula::Growth | Formula::TimesMore => {
            let r = grown();
            let note = (!r.holds).then(|| misread(cx, h)).flatten();
            Relation {
                note: note.or(r.note.clone()),
                ..r
            }
        }
        Formula::Rest => difference::remainder(cx, h.result, a, b),
        Formula::Balance(into) => difference::settled(cx, h.result, &h.members, into),
    }
}

/// What a stated result is that is not the formula's: points between two rates, the change
/// over the later figure, or how many times as many for how many times more.
fn misread(cx: &Context, h: &Hypothesis) -> Option<Note> {
    let (now, then) = (h.members[0], h.members[h.members.len() - 1]);
    let stated = cx.metrics[h.result].quantity.value;
    let change = (cx.value(now) - cx.value(then)).abs();
    match h.formula {
        Formula::Growth => {
            let rates = cx.metrics[now].quantity.dimension == "ratio";
            if rates && agrees(stated, change).is_some() {
                return Some(Note::PointsForPercent);
            }
            let over_new = ratio::percent(cx, h.result, change, cx.value(now));
            (cx.value(now) > 0.0 && agrees(stated, over_new).is_some()).then_some(Note::WrongBase)
        }
        Formula::TimesMore => {
            let times = cx.value(now) / cx.value(then);
            agrees(stated, times)
                .is_some()
                .then_some(Note::LevelForGrowth)
        }
        _ => None,
    }
}

/// What is reckoned of so many: 每万人.
fn per(cx: &Context, h: &Hypothesis) -> f64 {
    let sides = || ratio::sides(cx, h.result).map(|all| all.map(Decimal::value));
    match h.formula {
        Formula::Proportion => sides().map_or(1.0, |all| all[1]),
        Formula::ProportionTurned => sides().map_or(1.0, |all| all[0]),
        Formula::Average => ratio::heads_of(cx, h.result).map_or(1.0, |heads| heads.per),
        _ => 1.0,
    }
}

/// The figure that is reckoned: of a proportion the side that is not one.
fn stated(cx: &Context, h: &Hypothesis) -> Decimal {
    let sides = || ratio::sides(cx, h.result);
    let side = match h.formula {
        Formula::Proportion => sides().map(|all| all[0]),
        Formula::ProportionTurned => sides().map(|all| all[1]),
        _ => None,
    };
    side.unwrap_or(cx.metrics[h.result].quantity.value)
}

/// What follows from the members of a hypothesis.
fn computed(cx: &Context, h: &Hypothesis) -> f64 {
    let values: Vec<f64> = h.members.iter().map(|&k| cx.value(k)).collect();
    let hundred = ratio::percent(cx, h.result, 1.0, 1.0);
    evaluate(h.formula, &values, hundred) * per(cx, h)
}

/// The result of a formula for the values of its members; `hundred` is what a whole is.
fn evaluate(formula: Formula, v: &[f64], hundred: f64) -> f64 {
    match formula {
        Formula::Sum => v.iter().sum(),
        Formula::Quotient => hundred * v[0] / v[1],
        Formula::Several => {
            let (parts, whole) = v.split_at(v.len() - 1);
            hundred * parts.iter().sum::<f64>() / whole[0]
        }
        Formula::Complement => hundred * (v[1] - v[0]) / v[1],
        Formula::Growth => hundred * (v[0] - v[1]).abs() / v[1],
        Formula::Change => (v[0] - v[1]).abs(),
        Formula::Rest => v[0] - v[1],
        Formula::Balance(into) => v[..into].iter().sum::<f64>() - v[into..].iter().sum::<f64>(),
        Formula::Average | Formula::Times | Formula::Proportion => v[0] / v[1],
        Formula::Product => v[0] * v[1],
        Formula::Monthly(months) => v[0] / f64::from(months),
        Formula::ProportionTurned => v[1] / v[0],
        Formula::TimesMore => v[0] / v[1] - 1.0,
    }
}

/// Whether a hypothesis closes, and with what word.
fn verdict(cx: &Context, h: &Hypothesis) -> Option<Option<Note>> {
    let exact = |computed: f64| (computed - cx.value(h.result)).abs() < 1e-9;
    let goes = || cx.goes(h.result, h.members[0], h.members[1]);
    match h.formula {
        Formula::Sum => addition::verdict(cx, h.result, &h.members),
        Formula::Change => {
            difference::verdict(cx, h.result, h.members[0], h.members[1]).filter(|_| goes())
        }
        Formula::Rest | Formula::Balance(_) => exact(computed(cx, h)).then_some(None),
        Formula::Growth if !goes() => None,
        Formula::Proportion | Formula::ProportionTurned => agrees(stated(cx, h), computed(cx, h)),
        _ => ratio::verdict(cx, h.result, &h.members, computed(cx, h)),
    }
}

/// Reckons a hypothesis and adds up what speaks for it.
pub fn weigh(cx: &Context, hypothesis: Hypothesis) -> Weighed {
    let h = &hypothesis;
    let verdict = verdict(cx, h);
    let (gain, most) = match verdict {
        Some(None) => (gained(cx, h), Grade::Certain),
        Some(Some(Note::Interval)) => (1.0, Grade::Certain),
        // Cut off or rounded apart: half as many values are excluded.
        Some(Some(_)) => (gained(cx, h) - 1.0, Grade::Certain),
        None => match may_fail(cx, h).filter(|_| may_tell(h)) {
            Some(most) => (lost(cx, h), most),
            None => (f64::NEG_INFINITY, Grade::Likely),
        },
    };
    Weighed {
        bits: h.evidence.bits() + gain,
        closes: verdict.is_some(),
        about: verdict == Some(Some(Note::Interval)),
        most,
        hypothesis,
    }
}

/// The bits of an agreement: how many values the result could have had.
pub fn gained(cx: &Context, h: &Hypothesis) -> f64 {
    let place = |k: usize| 2.0 * half_unit(cx.metrics[k].quantity.value);
    let stated = stated(cx, h).digits;
    let values = match h.formula {
        formula if formula.is_exact() => {
            let all = || h.members.iter().copied().chain([h.result]);
            let finest = all().map(place).fold(f64::INFINITY, f64::min);
            all().map(|k| cx.value(k)).fold(0.0, f64::max) / finest
        }
        // 100%, 50%: round shares come by themselves.
        _ if stated % 50 == 0 && cx.metrics[h.result].quantity.dimension == "ratio" => 2.0,
        _ => stated as f64,
    };
    values.max(1.0).log2()
}

/// A failure would be told where one slip explained it best; slips are not tried in vain.
fn may_tell(h: &Hypothesis) -> bool {
    let most = SELDOM + slip::MOST + EXCESS + slipped(h.evidence);
    grade(h.evidence.bits() + most).is_some()
}

/// What a failure takes from a hypothesis.
fn lost(cx: &Context, h: &Hypothesis) -> f64 {
    let exceeds = exceeds(cx, h);
    let slip = match explained(cx, h) {
        Some(bits) => bits,
        // 党员72人、本科80人 of 86: parts that overlap. 维持702件、撤销58件 of 1108: not all.
        None if h.formula == Formula::Sum && (exceeds || !is_complete(h)) => f64::NEG_INFINITY,
        // Others may have some as well.
        None if h.evidence.has(Evidence::ProductEach) && computed(cx, h) < cx.value(h.result) => {
            f64::NEG_INFINITY
        }
        // 又起诉65件，案结事了364件: more than its base, and no slip: of another one.
        None if TURNED.iter().any(|&e| h.evidence.has(e)) => f64::NEG_INFINITY,
        None => UNEXPLAINED,
    };
    SELDOM + slip + if exceeds { EXCESS } else { 0.0 } + slipped(h.evidence)
}

/// The parts make more than their whole.
fn exceeds(cx: &Context, h: &Hypothesis) -> bool {
    let sum: f64 = h.members.iter().map(|&k| cx.value(k)).sum();
    h.formula == Formula::Sum && sum > cx.value(h.result)
}

/// A slip of a leading digit turns a rise into a fall, and a part into more than its whole:
/// where the words say what is compared, that speaks for the slip and not against the words.
fn slipped(set: Set) -> f64 {
    let any = |list: &[Evidence]| list.iter().any(|&e| set.has(e));
    let named = any(&[
        Evidence::UpperHead,
        Evidence::UpperOwn,
        Evidence::UpperNamed,
    ]);
    let beside = any(&[Evidence::LowerNext])
        && any(&[
            Evidence::LowerNamed,
            Evidence::LowerWhole,
            Evidence::LowerRight,
            Evidence::LowerDue,
            Evidence::LowerBracket,
        ]);
    let mut bits = 0.0;
    if set.has(Evidence::LowerLess) {
        bits -= Set::of(&[Evidence::LowerLess]).bits();
    }
    // 维持21件、撤销4件、驳回6件，撤销案件占审结案件的9.1%: both are named, wherever they stand.
    let both = [Evidence::UpperOwn, Evidence::LowerNamed, Evidence::UpperFar];
    if both.iter().all(|&e| set.has(e)) {
        bits -= Set::of(&[Evidence::UpperFar]).bits();
    }
    // 新增35名、注销114名，净增245名: the words say what came and what went.
    let all = |list: &[Evidence]| list.iter().all(|&e| set.has(e));
    if all(&[
        Evidence::NetInto,
        Evidence::NetOut,
        Evidence::NetRow,
        Evidence::NetSwapped,
    ]) {
        bits -= Set::of(&[Evidence::NetSwapped]).bits();
    }
    if set.has(Evidence::ChangeTurned) {
        bits -= Set::of(&[Evidence::ChangeTurned]).bits();
    }
    // That about is said does not make what is told of it less known.
    if set.has(Evidence::RateApprox) && named && beside {
        bits -= Set::of(&[Evidence::RateApprox]).bits();
    }
    if all(&[Evidence::BalanceLess, Evidence::BalanceRow]) {
        bits -= Set::of(&[Evidence::BalanceLess]).bits();
    }
    if set.has(Evidence::RestLess) && set.has(Evidence::RestRow) {
        bits -= Set::of(&[Evidence::RestLess]).bits();
    }
    bits
}

/// What a slip of a leading digit may have made.
const TURNED: [Evidence; 2] = [Evidence::LowerLess, Evidence::ChangeTurned];

/// Words say that a list tells all parts.
fn is_complete(h: &Hypothesis) -> bool {
    // 报备8件，审查其他文件41件: two make no list by that word alone.
    let other = h.evidence.has(Evidence::SumOther);
    let listed = h.members.len() > 2 || h.evidence.has(Evidence::SumAmongAlone);
    let rest = h.evidence.has(Evidence::SumRest);
    other && listed || rest || COMPLETE.iter().any(|&e| h.evidence.has(e))
}

/// What says that a list tells all parts, beside its last one being the rest.
const COMPLETE: [Evidence; 13] = [
    Evidence::SumNot,
    Evidence::SumClass,
    Evidence::SumTurn,
    Evidence::SumFollow,
    Evidence::SumHalves,
    Evidence::SumColonNext,
    Evidence::SumTotal,
    Evidence::SumWeakTotal,
    Evidence::SumJoint,
    Evidence::SumUnion,
    Evidence::SumSaid,
    Evidence::SumExcept,
    Evidence::SumMany,
];

/// What tells what a rate is of.
const KNOWN: [Evidence; 5] = [
    Evidence::UpperHead,
    Evidence::UpperOwn,
    Evidence::UpperNamed,
    Evidence::UpperClause,
    Evidence::UpperDenied,
];

/// What puts a figure into an earlier time.
const EARLIER: [Evidence; 8] = [
    Evidence::ThenTold,
    Evidence::ThenSide,
    Evidence::ChangeEnds,
    Evidence::ThenCompared,
    Evidence::ThenFrom,
    Evidence::ThenPast,
    Evidence::ThenYear,
    // 今年156件: what stands beside it is of another year.
    Evidence::NowPresent,
];

/// The structure of a hypothesis is such that it may be wrong and no other is meant, for sure
/// or perhaps.
fn may_fail(cx: &Context, h: &Hypothesis) -> Option<Grade> {
    let bits = h.evidence.bits() + slipped(h.evidence);
    let result = &cx.metrics[h.result].quantity;
    let about = cx.any_approx(&[h.result]) || result.fraction;
    let rough = cx.any_approx(&h.members) || result.max.is_some() || about && !is_far(cx, h);
    let told = is_told(cx, h, bits)?;
    let least = match h.formula {
        Formula::Average => LEAST_OF_AVERAGES,
        _ => LEAST,
    };
    match told && bits >= least {
        _ if rough || bits < least - DOUBT => None,
        true => Some(Grade::Certain),
        // 100% and 六成 are told of other things often enough.
        false => {
            let vague = cx.value(h.result) == 100.0 || ratio::is_tenths(cx, h.result);
            (!vague).then_some(Grade::Likely)
        }
    }
}

/// Words say that the figures belong together; none where it is known that they do not.
fn is_told(cx: &Context, h: &Hypothesis, bits: f64) -> Option<bool> {
    let set = h.evidence;
    let any = |list: &[Evidence]| list.iter().any(|&e| set.has(e));
    match h.formula {
        Formula::Sum => is_list(cx, h),
        // 100% is of all, whatever other figures stand beside.
        Formula::Quotient | Formula::Complement if cx.value(h.result) == 100.0 => {
            Some(bits >= WHOLLY)
        }
        Formula::Quotient => is_rate_of(cx, h, bits),
        Formula::Complement if is_one_of_rates(cx, h) => None,
        Formula::Several => Some(any(&[Evidence::SeveralSaid, Evidence::SeveralShared])),
        // “案件比”由1:1.65降至1:1.21: of what stands nowhere.
        Formula::Proportion | Formula::ProportionTurned => {
            let follow = h.members.iter().all(|&k| k > h.result);
            (follow || cx.layout[h.result].mark < Mark::Semicolon).then_some(true)
        }
        Formula::Average if is_of_wider(cx, h) || is_of_others(cx, h) => None,
        Formula::Average => set.has(Evidence::AverageFits).then_some(true),
        Formula::Change | Formula::Growth => is_change(cx, h).then_some(true),
        Formula::Balance(_) if set.has(Evidence::BalanceElsewhere) => Some(false),
        Formula::Balance(_) => {
            let said = [
                Evidence::BalanceSaid,
                Evidence::BalanceRest,
                Evidence::BalanceBecomes,
            ];
            Some(any(&said))
        }
        Formula::Product => any(&[Evidence::ProductSaid, Evidence::ProductUnit]).then_some(true),
        Formula::Rest if overlaps(cx, h) => None,
        _ => Some(true),
    }
}

/// Words say that the two figures of a change are compared.
fn is_change(cx: &Context, h: &Hypothesis) -> bool {
    let set = h.evidence;
    let any = |list: &[Evidence]| list.iter().any(|&e| set.has(e));
    let (now, then) = (h.members[0], h.members[1]);
    // 380件，其中简易324件，同比增长12%; 新增26家，总数312家: a part is no year before.
    let list = cx.closed_list(then);
    let part = list.is_some_and(|(whole, _)| *whole == now);
    let flow = cx.layout[then].cues.has(Cue::Into) && cx.layout[now].cues.has(Cue::Total);
    let came = set.has(Evidence::NowReached) && !set.has(Evidence::ThenSide);
    // 越级上访同比少18批次, 高出全市平均水平1.4个百分点: of what the text may not tell.
    let other = set.has(Evidence::ChangeOwn) || !any(&EARLIER);
    // 12月637件，全年6905件，12月同比增长22.5%: the month grew, and no year before it.
    let time = |k: usize| cx.metrics[k].period.map(|span| cx.text.folded(span));
    let m = &cx.metrics[h.result];
    let own = m.period.is_some_and(|span| m.lead.covers(span));
    let same = own && time(h.result) == time(then);
    let other = other || same && time(then) != time(now);
    // 由358项调整为371项，新增28项、取消15项: both together make the change.
    let flows = [Cue::Into, Cue::Out].map(|c| cx.layout[h.result].cues.has(c));
    let next = h.result + 1;
    let turned = cx.metrics.get(next).is_some_and(|n| {
        let cues = cx.layout[next].cues;
        let back = [Cue::Out, Cue::Into].map(|c| cues.has(c));
        let row = n.sentence == m.sentence && cx.layout[next].mark <= Mark::Comma;
        row && cx.same_unit(next, h.result) && flows != [false; 2] && flows == back
    });
    // 按可比口径增长7.2%: of other bases than are printed.
    let other = other || layout::find(cx.text, "comparable", m.lead).is_some();
    !part && !flow && !came && !other && !turned
}

/// Words or marks say that it is a list; none where they say that it is not.
fn is_list(cx: &Context, h: &Hypothesis) -> Option<bool> {
    let set = h.evidence;
    let of = set.has(Evidence::SumOf) && h.members.len() > 2;
    let cued = of || CUED.iter().chain(&COMPLETE).any(|&e| set.has(e));
    // 纠纷类占40%，治安类占28%: the shares say that there are more parts. 办结85件，纠错11件: the
    // one is of the other. 价格类4件、规划类3件等: there are others.
    let two = h.members.len() == 2;
    // 调解结案25件，裁决结案43件: two ways of one thing.
    let ways = is_complete(h) || set.has(Evidence::SumTails);
    let done = two && cx.layout[h.members[0]].cues.has(Cue::Out) && !ways;
    let stages = (set.has(Evidence::SumStages) || done) && !cued;
    let open = set.has(Evidence::SumOpen) && !exceeds(cx, h);
    // 含合同18份、协议6份: there may be others.
    let some = set.has(Evidence::SumContain) && !is_complete(h) && !exceeds(cx, h);
    if h.members.iter().any(|&k| is_no_part(cx, h, k)) || set.has(Evidence::SumMet) {
        return None;
    }
    // 受理50件，上年结转7件，办结55件: of what came in some is left.
    let left = |k: &usize| cx.layout[*k].cues.has(Cue::Opening);
    let flow = cx.layout[h.result].cues.has(Cue::Out) && h.members.iter().any(left);
    // 党员62人、女性31人, 今年10个，明年5个: they overlap, or are of other times.
    let told = cued || is_complete(h);
    let before = h.result < h.members[0];
    let times = set.has(Evidence::SumTimes) && !(before && told);
    let apart = set.has(Evidence::SumTraits) || times;
    if stages || open || some || flow || apart || shares_open(cx, h) {
        return None;
    }
    // 司法所12个，其中规范化5个，市级3个: two parts that are told for their own sake are far from
    // making their whole.
    let whole = cx.value(h.result);
    let far = (computed(cx, h) - whole).abs() > PICKED * whole;
    // 查处217件，被复议31件、被起诉16件: nothing says that they are its parts.
    // 331件，356件，两者相差25件: one of them is what parts two others.
    let more = h.members.iter().any(|&k| cx.layout[k].cues.has(Cue::More));
    if two && !told && (more || computed(cx, h) < 0.5 * whole) {
        return None;
    }
    // 予以公开11件；部分公开9件；不予公开8件: three of one list.
    let all = [h.result, h.members[0], h.members[1]];
    let among = set.has(Evidence::SumAmongAlone);
    if before && !among && propose::are_items(cx, all) {
        return None;
    }
    let named = set.has(Evidence::SumAll) || two && !is_complete(h) && is_narrowed(cx, h);
    if named || overlaps(cx, h) {
        return None;
    }
    let picked = two && far && set.has(Evidence::SumAmongAlone) && !is_complete(h);
    // 隐患200处，其中重大12处、较大35处，整改190处: the sentence goes on with other things.
    if picked && set.has(Evidence::SumUnits) && computed(cx, h) < 0.5 * whole {
        return None;
    }
    Some(match () {
        () if picked => false,
        // 调解3421件，成功3389件，涉及1.2亿元，防止上访18件: nothing says that it is a list.
        () if !set.has(Evidence::SumAlone) => cued || set.has(Evidence::SumPause) && !two,
        () => true,
    })
}

/// The words of a member say that it is no part of the whole.
fn is_no_part(cx: &Context, h: &Hypothesis, k: usize) -> bool {
    let site = &cx.layout[k];
    // 较露地少35个: by how much two figures differ is no part of either.
    let gap = site.cues.has(Cue::More) && site.cues.has(Cue::Compared);
    // 由358项调整到371项: neither is a part of the other.
    let became = || propose::became(cx, k) == Some(h.result);
    // 其中重大隐患12处，12处全部整改: the same once more.
    let bare = site.words == 0 && site.mark >= Mark::Comma;
    gap || became() || bare && super::equal::is_of_all(cx, k)
}

/// （两类有交叉）, 不计入上述总数: what follows in the sentence says that the figures do not add up.
fn overlaps(cx: &Context, h: &Hypothesis) -> bool {
    let last = h.members.iter().fold(h.result, |a, &k| a.max(k));
    let m = &cx.metrics[last];
    let end = m.quantity.span.end;
    let behind = Span::new(end, m.sentence.end.min(end + REMARK));
    // 按标签统计（可多选）: or before the first part.
    let spans = [behind, cx.metrics[h.members[0]].lead];
    spans
        .into_iter()
        .any(|span| layout::find(cx.text, "overlap", span).is_some())
}

/// It is said no farther behind.
const REMARK: usize = 60;

/// 其中领导包案涉土地75件、涉工程48件: before the first of two like parts stands what picks them out.
fn is_narrowed(cx: &Context, h: &Hypothesis) -> bool {
    let [a, b] = [h.members[0], h.members[1]].map(|k| {
        let lead = cx.metrics[k].lead;
        let words = cx.text.slice(lead).iter().copied();
        words.filter(|&c| is_han(c)).collect::<Vec<char>>()
    });
    let among = layout::among(cx.text, cx.metrics[h.members[0]].lead);
    let Some(extra) = a.len().checked_sub(b.len() + among) else {
        return false;
    };
    let alike = b.len() > 1 && (a[a.len() - b.len()] == b[0] || a.last() == b.last());
    extra >= NARROWING && alike
}

/// From so many characters on what stands before a part says which ones are meant.
const NARROWING: usize = 4;

/// 24个村共开展391次，山区6个村平均每村23次: others than those of the average have done it.
fn is_of_others(cx: &Context, h: &Hypothesis) -> bool {
    let (done, heads) = (h.members[0], h.members[1]);
    let here =
        |k: &usize| cx.metrics[*k].sentence == cx.metrics[done].sentence && cx.same_unit(*k, heads);
    let own = done.checked_sub(1).filter(|&k| k != heads).filter(here);
    // 专职86名，兼职412名，调解3126件，人均6.3件: nor only the nearest of two.
    let two = heads.checked_sub(1).filter(here).filter(|_| heads < done);
    own.is_some() || two.is_some_and(|k| cx.whole_of[heads].is_none() && cx.is_plain(k))
}

/// Names say what a rate is of; none where they say that it is of something else.
fn is_rate_of(cx: &Context, h: &Hypothesis, bits: f64) -> Option<bool> {
    let set = h.evidence;
    let lower = h.members[1];
    // 纠纷类520起，占40%；治安类364起，占28%: what has a share is no base of the next.
    let shared = |k: usize| {
        let next = cx.metrics.get(k + 1);
        let of = |m: &&Metric| m.quantity.dimension == "ratio" && m.inherits == Some(k);
        // 受理652件，同比下降4.3%；败诉71件: a change is no share.
        next.filter(of).is_some_and(|m| m.link != Link::Change)
    };
    if shared(lower) && lower + 1 != h.result && !set.has(Evidence::LowerNamed) {
        return None;
    }
    // 46条历史线索和271条新线索中，核结229条: of both together.
    let own = set.has(Evidence::LowerNamed) || set.has(Evidence::LowerWhole);
    let own = own || cx.list_of[lower].is_some();
    if !own && is_joined(cx, lower, h.members[0]) || is_one_of_rates(cx, h) {
        return None;
    }
    let named = set.has(Evidence::LowerNamed) || set.has(Evidence::LowerBase);
    if !named && is_of_wider(cx, h) || is_of_topic(cx, h) {
        return None;
    }
    Some(match () {
        // Without a name for what it is of, a rate that does not agree is another's.
        () if set.has(Evidence::UpperNarrow) => false,
        // 涉企45件，占全部案件的15%；涉民生120件: what follows is the base by its name alone.
        () if set.has(Evidence::LowerFollows) && !set.has(Evidence::LowerNamed) => return None,
        // 调解211件，撤诉97件，调撤率70%: of both together.
        () if set.has(Evidence::UpperShared) => {
            return set.has(Evidence::UpperDenied).then_some(true);
        }
        // 15名 and 37.5% in one sentence, and 32人 of something in the one before.
        () if set.has(Evidence::UpperClause) && !set.has(Evidence::UpperNamed) => {
            !set.has(Evidence::LowerBefore) || bits >= NAMED
        }
        () if KNOWN.iter().any(|&e| set.has(e)) || bits >= NAMED => true,
        // 到期应付款219笔，按期支付191笔，履约率87.2%: what was to be done, what was, and the rate.
        () if [
            Evidence::LowerDue,
            Evidence::LowerRight,
            Evidence::UpperNext,
        ]
        .iter()
        .all(|&e| set.has(e)) =>
        {
            true
        }
        // 办结1245件，满意率96.5%: nothing of the name is in the figure's.
        () if set.has(Evidence::UpperForeign) => return None,
        () => false,
    })
}

/// Another figure of its unit stands beside it with 、 or 和 between.
fn is_joined(cx: &Context, k: usize, but: usize) -> bool {
    let before = k.checked_sub(1).filter(|&a| a != but);
    before.is_some_and(|a| cx.is_joined(a, k)) || k + 1 != but && cx.is_joined(k, k + 1)
}

/// 蔬菜合格率98.3%，水果合格率99.1%: each of two rates is of what its own name says, and the
/// figures do not say it.
fn is_one_of_rates(cx: &Context, h: &Hypothesis) -> bool {
    let m = &cx.metrics[h.result];
    let beside = [h.result.wrapping_sub(1), h.result + 1];
    let beside = beside.into_iter().filter_map(|k| cx.metrics.get(k));
    let rates = beside.filter(|n| n.quantity.dimension == "ratio" && n.sentence == m.sentence);
    rates.map(|n| &n.indicator).any(|other| {
        let same = common_end(&m.indicator, other);
        let [says, theirs] = [&m.indicator, other].map(|name| name.chars().count() - same);
        let says: Vec<char> = m.indicator.chars().take(says).collect();
        let told = |k: &usize| {
            let name = &cx.metrics[*k].indicator;
            says.iter().filter(|c| name.contains(**c)).count() * 2 > says.len()
        };
        same >= 3 && says.len() >= 2 && theirs >= 2 && !h.members.iter().any(told)
    })
}

/// 立案129宗，占全区案件的11.2%; 我县12名…共办案306件，全省人均办案19.8件: before the result
/// stands a place that is told of nowhere before.
fn is_of_wider(cx: &Context, h: &Hypothesis) -> bool {
    let m = &cx.metrics[h.result];
    let from = h
        .members
        .iter()
        .map(|&k| cx.metrics[k].sentence.start)
        .min();
    let before = Span::new(
        from.unwrap_or(m.sentence.start).min(m.lead.start),
        m.lead.start,
    );
    let place = |at: usize| Some(at..whole_place(cx.text, at).filter(|&end| end <= m.lead.end)?);
    // 全区办结率95%：受理200件，办结190件: what follows is of the place before them.
    let first = h.members.iter().any(|&k| k < h.result);
    let mut places = (m.lead.start..m.lead.end).filter_map(place);
    first
        && places.any(|at| {
            let place = cx.text.folded(Span::new(at.start, at.end));
            cx.text.find(&place, before).is_none()
        })
}

/// 受理187件，办结145件；就涉企事项而言，办结率98.2%: what the rate is of is named, and told of nowhere
/// before.
fn is_of_topic(cx: &Context, h: &Hypothesis) -> bool {
    let m = &cx.metrics[h.result];
    let Some(word) = layout::find(cx.text, "topic", m.lead) else {
        return false;
    };
    let mark = |at: &usize| one_of!(cx.text.at(*at), ",;。:");
    let start = (m.lead.start..word.start).rev().find(mark);
    // Behind 就 or 对.
    let topic = Span::new(start.map_or(m.lead.start, |at| at + 2), word.start);
    let before = Span::new(
        cx.metrics[h.members[0].min(h.members[1])].sentence.start,
        topic.start,
    );
    let name = cx.text.folded(topic);
    topic.len() > 1 && cx.text.find(&name, before).is_none() && !super::equal::points(&name)
}

/// 约18.5% of 31 in 140, 近四成 of 786 in 200: about is not so far away, and what is said to be
/// a bound may be twice as far on its own side.
fn is_far(cx: &Context, h: &Hypothesis) -> bool {
    let stated = cx.value(h.result);
    let off = computed(cx, h) - stated;
    let reach = match h.formula {
        _ if ratio::is_tenths(cx, h.result) => GROSS,
        Formula::Quotient => 0.1 * stated,
        _ => 0.2 * stated,
    };
    let own_side = match cx.metrics[h.result].quantity.approx {
        Approx::Over => off > 0.0,
        Approx::Under => off < 0.0,
        _ => false,
    };
    off.abs() > if own_side { 2.0 * reach } else { reach }
}

/// By more than so many hundredths no fraction is said to be nearly another.
const GROSS: f64 = 10.0;

/// A part of its whole by which two parts of a list are off that may be picked.
const PICKED: f64 = 0.2;

/// What says that figures are a list, beside their standing alone and what says that they
/// are all.
const CUED: [Evidence; 7] = [
    Evidence::SumHeads,
    Evidence::SumAmong,
    Evidence::SumAmongAlone,
    Evidence::SumContain,
    Evidence::SumColon,
    Evidence::SumBracket,
    Evidence::SumInTurn,
];

/// Each part has its share beside it, and together they are not the whole.
fn shares_open(cx: &Context, h: &Hypothesis) -> bool {
    let share = |&k: &usize| {
        let next = cx.metrics.get(k + 1)?;
        let of = matches!(next.link, Link::Share { .. }) || ratio::is_share_name(&next.indicator);
        (of && next.quantity.dimension == "ratio").then(|| cx.value(k + 1))
    };
    // 一级306处、二级664处，两类占57%: together they are not the whole.
    let next = h.members[h.members.len() - 1] + 1;
    let own = cx
        .metrics
        .get(next)
        .filter(|m| m.sentence == cx.metrics[h.result].sentence);
    let part = own.is_some_and(|m| m.quantity.dimension == "ratio" && m.link != Link::Change);
    if part && cx.value(next) < 100.0 {
        let mut several = h.members.clone();
        several.push(h.result);
        let holds = || ratio::several(cx, next, &several).verdict.is_some();
        let joint = || propose::is_joint(cx, next);
        if ratio::told_together(cx, next).is_some() || joint() || holds() {
            return true;
        }
    }
    let shares: Option<Vec<f64>> = h.members.iter().map(share).collect();
    shares.is_some_and(|all| all.iter().sum::<f64>() < 100.0 - all.len() as f64)
}

/// How much likelier a failure is where one slip explains it than by chance, in bits; none
/// where no slip does.
fn explained(cx: &Context, h: &Hypothesis) -> Option<f64> {
    let stated = stated(cx, h);
    if h.formula == Formula::Sum && scale_lost(cx, h).is_some() {
        return Some(slip::MOST);
    }
    if misread(cx, h).is_some() {
        return Some((stated.digits.max(2) as f64).log2().min(slip::MOST));
    }
    let mut tried = slip::Tried::default();
    each_slip(cx, h, |_, slip, _, closes| tried.add(slip, closes));
    let range = match h.formula {
        formula if formula.is_exact() && !is_coarse(cx, h) => {
            let printed = figures(cx, h).into_iter().map(|(_, printed)| printed);
            let most = printed.map(|d| d.value() / (2.0 * half_unit(d)));
            most.fold(0.0, f64::max)
        }
        _ => stated.digits as f64 * slip::OTHERS,
    };
    // Figures that are no parts lie a lost digit from a sum often enough.
    let plain = h.formula == Formula::Sum && !is_complete(h) && h.evidence.bits() < PLAIN;
    let length = |slip: Slip| matches!(slip, Slip::Dropped | Slip::Added);
    let best = tried.best(range, |slip| !(plain && length(slip)));
    let best = [best, copied(cx, h)]
        .into_iter()
        .flatten()
        .reduce(f64::max)?;
    let least = if h.formula.is_exact() && !is_coarse(cx, h) {
        0.0
    } else {
        UNEXPLAINED
    };
    Some(best.max(least))
}

/// 276.4万元，上半年135.9万元，下半年140.5元: the part that would make the sum with the scale of
/// the one beside it, and that scale.
fn scale_lost(cx: &Context, h: &Hypothesis) -> Option<(usize, char)> {
    let coarse = |k: usize| half_unit(cx.metrics[k].quantity.value) * 2.0;
    let amount = |k: usize| cx.metrics[k].quantity.dimension == "money";
    let sum: f64 = h.members.iter().map(|&k| cx.value(k)).sum();
    let fits = |k: usize, scale: f64| {
        let off = sum + cx.value(k) * (scale - 1.0) - cx.value(h.result);
        off.abs() <= coarse(h.result) * 0.5001 && cx.value(k) * scale < cx.value(h.result)
    };
    let plain = |k: &usize| amount(*k) && !cx.number(*k).contains(ratio::PER.map(|s| s.0));
    let mut parts = h.members.iter().copied().filter(plain);
    parts.find_map(|k| {
        let scale = ratio::PER.iter().find(|s| s.1 >= 1e4 && fits(k, s.1))?;
        Some((k, scale.0))
    })
}

/// What it is worth that a figure is another of the hypothesis once more: of a sum two parts.
fn copied(cx: &Context, h: &Hypothesis) -> Option<f64> {
    let mut all: Vec<f64> = h.members.iter().map(|&k| cx.value(k)).collect();
    let sum = h.formula == Formula::Sum;
    if !sum {
        all.push(cx.value(h.result));
    }
    let twice = |&(n, v): &(usize, &f64)| all[..n].contains(v);
    let value = all.iter().enumerate().filter(twice).map(|(_, v)| *v);
    let value = value.reduce(f64::max).filter(|_| h.formula.is_exact())?;
    let rest = all.iter().sum::<f64>() - value;
    (!sum || rest < cx.value(h.result)).then(|| slip::copied(value, all.len()))?
}

/// The figures of a hypothesis as they are reckoned, its result last.
fn figures(cx: &Context, h: &Hypothesis) -> Vec<(usize, Decimal)> {
    let members = h.members.iter();
    let members = members.map(|&k| (k, cx.metrics[k].quantity.value));
    members.chain([(h.result, stated(cx, h))]).collect()
}

/// Shows each slip in each figure of a hypothesis: the figure, the slip, what it would be
/// without it, and whether all would be right then.
fn each_slip(cx: &Context, h: &Hypothesis, mut look: impl FnMut(usize, Slip, Decimal, bool)) {
    let printed = figures(cx, h);
    let hundred = ratio::percent(cx, h.result, 1.0, 1.0);
    let per = per(cx, h);
    let slack = slack(cx, h, stated(cx, h));
    let mut values: Vec<f64> = printed.iter().map(|(_, d)| d.value()).collect();
    for (n, &(k, own)) in printed.iter().enumerate() {
        // 4.338亿 for 4.38亿: where a point is printed its places stay.
        let point = cx.number(k).contains('.').then(|| slip::behind_point(own));
        let amount = cx.metrics[k].quantity.dimension == "money" && h.formula != Formula::Sum;
        let scale = amount.then(|| slip::scaled(own));
        let all = slip::neighbours(own).chain(point.into_iter().flatten());
        let all = all.chain(scale.into_iter().flatten());
        all.for_each(|(slip, other)| {
            values[n] = other.value();
            let (members, result) = values.split_at(values.len() - 1);
            let off = evaluate(h.formula, members, hundred) * per - result[0];
            look(k, slip, other, off.abs() <= slack);
        });
        values[n] = own.value();
    }
}

/// How far off a result may be: by half its last place where it is rounded, which a total in 万
/// of whole counts is as well.
fn slack(cx: &Context, h: &Hypothesis, stated: Decimal) -> f64 {
    match is_coarse(cx, h) {
        false if h.formula.is_exact() => 1e-9 * stated.value(),
        _ => half_unit(stated) * 1.0001,
    }
}

/// 5.3万 of 28203 and 25023: the total is rounded, its parts are not.
fn is_coarse(cx: &Context, h: &Hypothesis) -> bool {
    let places = |k: usize| cx.metrics[k].quantity.value.exponent;
    h.formula == Formula::Sum && h.members.iter().all(|&k| places(k) < places(h.result))
}

/// The single slips of typing without which a failing relation would hold, the likeliest
/// first: no more than are worth a reader's time.
fn repairs(cx: &Context, h: &Hypothesis) -> Vec<Repair> {
    let lost = Some(h).filter(|h| h.formula == Formula::Sum);
    if let Some((k, scale)) = lost.and_then(|h| scale_lost(cx, h)) {
        let q = &cx.metrics[k].quantity;
        let (number, unit) = (cx.number(k), q.unit.as_deref().unwrap_or_default());
        return vec![Repair {
            reads: format!("{number}{scale}{unit}"),
            printed: number + unit,
        }];
    }
    let mut out: Vec<(usize, Repair)> = Vec::new();
    each_slip(cx, h, |k, slip, other, closes| {
        if closes {
            let repair = Repair {
                printed: cx.in_unit_of(k, cx.value(k), 0),
                reads: cx.in_unit_of(k, other.value(), 0),
            };
            out.push((slip as usize, repair));
        }
    });
    crate::span::sort_by_key(&mut out, |r| [r.0, 0, 0]);
    let mut list: Vec<Repair> = out.into_iter().map(|r| r.1).collect();
    list.dedup();
    list.truncate(REPAIRS);
    list
}

/// So many repairs are told.
const REPAIRS: usize = 3;

/// A failing relation with what would make it hold.
fn with_repairs(cx: &Context, h: &Hypothesis, r: Relation) -> Relation {
    let proportion = matches!(h.formula, Formula::Proportion | Formula::ProportionTurned);
    if r.holds || r.note.is_some() || proportion {
        return r;
    }
    let found = repairs(cx, h);
    Relation {
        note: (!found.is_empty()).then_some(Note::Repairs(found)),
        ..r
    }
}

/// From so many bits on a list is plainly one.
const PLAIN: f64 = 0.3;
