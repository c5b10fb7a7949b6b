//! A figure that is told again: with the same number, or with a slip of typing in one of the two.
//!
//! Whether two figures tell of one thing is weighed as everything else is ([`super::evidence`]): by
//! what their names share, which is worth the more the fewer names of the report have it, by the
//! words that point back, and by how unlikely it is that the numbers agree, or lie one slip apart,
//! by chance.

use super::evidence::{Evidence as E, SELDOM, Set, grade};
use super::layout::{Cue, Mark};
use super::{Context, Grade, Relation, RelationKind, half_unit, slip};
use crate::fact::metric::{Kind, Link, Metric, OF};
use crate::fact::quantity::Approx;
use crate::fold::{fold_text, is_han};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// Bits from which on two equal numbers tell of one thing.
const HOLDS: f64 = 0.0;
/// Smaller figures lie one slip apart by chance.
const LARGE: f64 = 10.0;
/// So many figures back what points back looks.
const NEAR: usize = 4;

/// Finds every restatement.
pub fn find(cx: &Context) -> Vec<Relation> {
    let names = Names::read(cx);
    let counts = counting(cx);
    let mut out = Vec::new();
    for i in 1..cx.metrics.len() {
        let told = reworded(cx, i).or_else(|| again(cx, &names, &counts, i));
        out.extend(told.or_else(|| twice(cx, &names, i)));
    }
    out
}

/// 1.27亿元，也就是12700万元: one amount in two prints.
fn reworded(cx: &Context, i: usize) -> Option<Relation> {
    let lead = cx.text.folded(cx.metrics[i].lead);
    let said = lead.trim_start_matches([',', '(']);
    let cued = super::layout::structures("reworded").any(|w| w == said);
    if !cued
        || cx.metrics[i - 1].sentence != cx.metrics[i].sentence
        || !cx.same_unit(i - 1, i)
        || cx.any_approx(&[i - 1, i])
    {
        return None;
    }
    Some(relation(cx, i - 1, i, agree(cx, i - 1, i)))
}

/// The numbers are the same, or the one is the other rounded.
fn agree(cx: &Context, a: usize, b: usize) -> bool {
    let place = |k: usize| half_unit(cx.metrics[k].quantity.value);
    let coarse = place(a).max(place(b));
    let gap = (cx.value(a) - cx.value(b)).abs();
    gap < 1e-9 || coarse > 0.5 && place(a) != place(b) && gap <= coarse * 1.0001
}

/// So many figures of other names are thought beside those of a text: that two of two figures
/// share a word says something as well.
const FEW: f64 = 30.0;

/// The pairs of characters in a name.
type Pairs = Vec<[char; 2]>;

/// The pairs of characters in the names of the figures, and what it is worth in bits that two
/// names share one.
struct Names {
    /// The full name and its own part, which says what was done.
    of: Vec<[Pairs; 2]>,
    worth: FxHashMap<[char; 2], f64>,
}

impl Names {
    fn read(cx: &Context) -> Names {
        let pairs = |name: &str| -> Pairs {
            let name = fold_text(name);
            // 这57名, 受理合计: what points or sums up is no part of the name.
            let this = pointers("this").find_map(|w| name.strip_prefix(w));
            let name = this.unwrap_or(&name);
            let total = kept_rows!("stretches").filter(|r| r[0] == "total");
            let name = total.fold(name, |name, r| name.strip_suffix(r[1]).unwrap_or(name));
            let chars: Vec<char> = name.chars().collect();
            let pairs = chars.windows(2).map(|w| [w[0], w[1]]);
            pairs
                .filter(|p| p.iter().all(|&c| is_han(c) && c != OF))
                .collect()
        };
        let name = |m: &Metric| {
            let own = pairs(&m.indicator);
            // With the noun that was told before: 行政复议案件|审结.
            let full = m.full.as_deref().map(pairs);
            [full.unwrap_or_else(|| own.clone()), own]
        };
        let of: Vec<[Pairs; 2]> = cx.metrics.iter().map(name).collect();
        let mut worth: FxHashMap<[char; 2], f64> = FxHashMap::default();
        of.iter()
            .flat_map(|n| &n[0])
            .for_each(|&pair| *worth.entry(pair).or_default() += 1.0);
        // Neighbouring pairs overlap: each counts half.
        let all = of.len() as f64 + FEW;
        worth
            .values_mut()
            .for_each(|n| *n = (all / *n).log2().max(0.0) / 2.0);
        Names { of, worth }
    }

    /// One of the two names is the other, or its end.
    fn end_alike(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.of[a][0], &self.of[b][0]);
        a.ends_with(b) || b.ends_with(a)
    }

    /// What the names of two figures say for their being one, in bits; none where they share
    /// nothing. What the shorter one has beside speaks against it, and so does what the longer one
    /// has, the less where both end alike: 优良率 and 空气质量优良率. A cell has its head's few words.
    fn shared(&self, a: usize, b: usize, cell: bool) -> Option<f64> {
        let (a, b) = (&self.of[a], &self.of[b]);
        // 原有项目19项，保留11项: what was done is not what was there.
        let says = |own: &[[char; 2]], all: &[[char; 2]]| own.iter().any(|p| all.contains(p));
        if !says(&a[1], &b[0]) || !says(&b[1], &a[0]) {
            return None;
        }
        let (a, b) = (&a[0], &b[0]);
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        // Where something is put in, the pair across its edge is no word of either: what has a
        // character of a shared pair does not count.
        let shared: Vec<[char; 2]> = short.iter().copied().filter(|p| long.contains(p)).collect();
        let covered = |p: &[char; 2]| shared.iter().flatten().any(|c| p.contains(c));
        let left = |own: &[[char; 2]]| -> f64 {
            own.iter()
                .filter(|p| !covered(p))
                .map(|p| self.worth[p])
                .sum()
        };
        let common: f64 = shared.iter().map(|p| self.worth[p]).sum();
        let beside = match short.last() == long.last() {
            _ if cell => 0.0,
            true => 0.25,
            false => 0.5,
        };
        (common > 0.0).then(|| common - left(short) - beside * left(long))
    }
}

/// What says that a figure was told before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Back {
    /// 这21个, 上述21个, 全部21个, 占21个村的25%.
    This,
    /// 所排查的21栋: what was done is told again.
    Told,
    /// 21个问题全部销号.
    All,
}

/// What points back to a figure before its number (`this`) or behind it (`all`).
fn pointers(kind: &'static str) -> impl Iterator<Item = &'static str> {
    kept_rows!("restating")
        .filter(move |r| r[0] == kind)
        .map(|r| r[1])
}

/// 上述案件: the words point back.
pub(super) fn points(words: &str) -> bool {
    pointers("this").any(|w| words.starts_with(w))
}

/// 3794笔贷款用途均合规: the clause says that it is of all of them.
pub(super) fn is_of_all(cx: &Context, i: usize) -> bool {
    let rest = clause(cx, i);
    pointers("all").any(|w| rest.contains(w))
}

/// What stands behind a figure in its clause.
fn clause(cx: &Context, i: usize) -> String {
    let (start, text) = (cx.metrics[i].quantity.span.end, cx.text);
    let most = cx.metrics[i].sentence.end.min(start + CLAUSE);
    let end = (start..most).find(|&k| matches!(text.at(k), ',' | ';' | '。' | ':'));
    text.folded(Span::new(start, end.unwrap_or(most)))
}

/// No more of a clause is looked at, in characters.
const CLAUSE: usize = 24;

/// What points back from a figure.
fn points_back(cx: &Context, i: usize) -> Option<Back> {
    let m = &cx.metrics[i];
    let (text, start) = (cx.text, m.quantity.span.start);
    let behind = m.indicator_span.is_some_and(|s| s.start >= start);
    // 在86份送审合同之外, 在91件立案数里.
    let among = behind && pointers("among").any(|w| text.ends_with(start, w));
    // 市级以上118名 is of a grade.
    let points =
        |w: &str| text.ends_with(start, w) && text.before(start - w.chars().count()) != '级';
    match () {
        () if among || pointers("this").any(points) || m.link == Link::ShareBase => {
            Some(Back::This)
        }
        () if start > 0 && text.before(start) == OF => Some(Back::Told),
        () if is_of_all(cx, i) => Some(Back::All),
        () => None,
    }
}

/// Which figures may be told again, or tell again.
fn counting(cx: &Context) -> Vec<bool> {
    let mut past = false;
    let mut counts = |k: usize| {
        let m = &cx.metrics[k];
        let q = &m.quantity;
        let site = &cx.layout[k];
        // 上年工单3355件、满意率95.7%: what stands beside the first with 、 is of its time.
        past = site.cues.has(Cue::Past) || past && site.mark == Mark::Pause;
        let kind = match m.kind {
            Kind::Count | Kind::Amount => true,
            Kind::Ratio => m.link == Link::None,
            Kind::Change | Kind::Duration => false,
        };
        // 上半年案件31件 and 其他31件 are parts.
        let part = [Cue::Other, Cue::Rest, Cue::Stretch];
        let part = part.iter().any(|&c| site.cues.has(c));
        // 压减50项 is a change.
        let change = m.direction.is_some() && m.link != Link::To;
        let told = !change && q.max.is_none() && q.approx == Approx::Exact && !m.each;
        kind && told && !part && !past && m.link != Link::ComparedWith
    };
    (0..cx.metrics.len()).map(&mut counts).collect()
}

/// One of the two is a cell of a table.
fn is_of_table(cx: &Context, figures: [usize; 2]) -> bool {
    figures.iter().any(|&k| cx.metrics[k].cell.is_some())
}

/// A figure that is told once more of the same things: 排查隐患215处…这215处隐患全部销号; or of which
/// one of the two was mistyped.
fn again(cx: &Context, names: &Names, counts: &[bool], i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    if !counts[i] || matches!(m.link, Link::From | Link::To | Link::Change) {
        return None;
    }
    let back = points_back(cx, i);
    let near = (0..i).rev().take(super::FARTHEST);
    let near = near.filter(|&k| {
        let one = m.cell.is_none() || cx.metrics[k].cell.is_none();
        counts[k] && one && cx.same_unit(k, i) && m.kind == cx.metrics[k].kind
    });
    let near: Vec<usize> = near.collect();
    let mut best: Option<(f64, usize, bool)> = None;
    for (nth, &k) in near.iter().enumerate() {
        let holds = agree(cx, k, i);
        if !holds && !may_be_mistyped(cx, names, [k, i], back) {
            continue;
        }
        let Some(shared) = names.shared(k, i, is_of_table(cx, [k, i])) else {
            continue;
        };
        let mut set = told_again(cx, k, i, nth, back);
        // Two figures of much the same name are two things oftener than one mistyped.
        set.add_if(E::AgainUnsaid, !holds && back.is_none());
        let bits = set.bits() + shared;
        let gain = match holds {
            true => Some(closing(cx, k, i)),
            // Slips are not tried where the likeliest would not do.
            false if grade(bits + slip::MOST + SELDOM).is_none() => None,
            false => slipped(cx, k, i),
        };
        let Some(bits) = gain.map(|gain| bits + gain) else {
            continue;
        };
        if best.is_none_or(|b| bits > b.0) {
            best = Some((bits, k, holds));
        }
    }
    let (bits, k, holds) = best?;
    if holds {
        return (bits >= HOLDS).then(|| relation(cx, k, i, true));
    }
    let makes = back == Some(Back::This) && adds_up(cx, i, &near);
    // 8次 and 9次 of much the same are two things often enough, and so are a column's total and a
    // figure beside the table: a question.
    let small = is_of_table(cx, [k, i]) || cx.value(i).min(cx.value(k)) < LARGE;
    let grade = grade(bits).filter(|_| !makes)?;
    Some(Relation {
        grade: if small { Grade::Likely } else { grade },
        ..relation(cx, k, i, false)
    })
}

/// What is asked of two figures that differ before their names and their digits are compared.
fn may_be_mistyped(cx: &Context, names: &Names, [k, i]: [usize; 2], back: Option<Back>) -> bool {
    // 前者负责的16件，后者负责的11件: one word in common says too little.
    let short = names.of[k][0].len().min(names.of[i][0].len());
    let brief = short < 2 && back != Some(Back::This) && !is_of_table(cx, [k, i]);
    // 750项, 再压减50项: nor is a digit lost where nothing points back.
    let (less, more) = (cx.value(k).min(cx.value(i)), cx.value(k).max(cx.value(i)));
    let lost = back.is_none() && more > 5.0 * less;
    // 分解为5大类重点任务, 分解为8大类任务: one digit is any other by a slip, so that nothing but the
    // whole name says that they are of one thing.
    let loose = less < LARGE && !names.end_alike(k, i);
    !brief && !lost && !loose
}

/// 其中离婚登记3818，…，办理离婚登记2478对: one list gives one thing two figures, the unit of one perhaps
/// lost.
fn twice(cx: &Context, names: &Names, i: usize) -> Option<Relation> {
    let list = cx.whole_of[i]?;
    let own = |k: usize| {
        let m = &cx.metrics[k];
        let bare = m.quantity.unit.is_none() || cx.metrics[i].quantity.unit.is_none();
        let counts = m.link == Link::None && m.inherits.is_none() && !m.each;
        let turn = cx
            .layout
            .get(k + 1)
            .is_some_and(|s| s.mark == Mark::Pause && s.words == 0);
        counts && !turn && (bare || cx.same_unit(k, i))
    };
    let same = |&k: &usize| {
        let long = names.of[k][0].len().min(names.of[i][0].len()) > 2;
        cx.whole_of[k] == Some(list) && long && names.end_alike(k, i)
    };
    let told = (list + 1..i)
        .rev()
        .take(super::FARTHEST)
        .find(|k| own(*k) && same(k))?;
    (own(i) && cx.value(told) != cx.value(i)).then(|| relation(cx, told, i, false))
}

/// What it is worth that two numbers agree: how many there might have been. Round shares come by
/// themselves.
fn closing(cx: &Context, a: usize, b: usize) -> f64 {
    let digits = |k: usize| cx.metrics[k].quantity.value.digits;
    let fewer = digits(a).min(digits(b));
    match cx.metrics[a].kind {
        Kind::Ratio if fewer % 50 == 0 => 1.0,
        _ => (fewer.max(1) as f64).log2(),
    }
}

/// What it is worth that two numbers lie one slip of typing apart; none where they do not.
fn slipped(cx: &Context, a: usize, b: usize) -> Option<f64> {
    let value = |k: usize| cx.metrics[k].quantity.value;
    Some(slip::between(value(a), value(b))? + SELDOM)
}

/// 办理民事8件、行政14件。上述22件: the figures before make it together.
fn adds_up(cx: &Context, i: usize, before: &[usize]) -> bool {
    const MOST: usize = 6;
    let near = &before[..before.len().min(MOST)];
    let makes = |sum: f64| (sum - cx.value(i)).abs() < 1e-9;
    let sums = |from: usize| {
        let values = near[from..].iter().map(|&k| cx.value(k));
        let sums = values.scan(0.0, |sum, v| {
            *sum += v;
            Some(*sum)
        });
        sums.into_iter().any(makes)
    };
    let left = |&a: &usize| near.iter().any(|&b| makes(cx.value(a) - cx.value(b)));
    (0..near.len()).any(sums) || near.iter().any(left)
}

/// What says that the figure `i` tells of the same things as the figure `a`, the `nth` before it,
/// their names apart.
fn told_again(cx: &Context, a: usize, i: usize, nth: usize, back: Option<Back>) -> Set {
    let (ma, mi) = (&cx.metrics[a], &cx.metrics[i]);
    let mut set = Set::of(&[E::Again]);
    set.add_if(E::AgainThis, back == Some(Back::This));
    set.add_if(E::AgainVerb, back == Some(Back::Told));
    set.add_if(E::AgainAll, back == Some(Back::All));
    set.add_if(E::AgainNext, nth == 0 && back.is_some());
    set.add_if(E::AgainFar, nth >= NEAR && back.is_some());
    // Without a word that points back two figures side by side are of two things.
    set.add_if(E::AgainBeside, back.is_none() && cx.in_one_paragraph(a, i));
    set.add_if(E::AgainRow, ma.sentence == mi.sentence && back.is_none());
    set.add_if(E::AgainPart, ma.part || mi.part);
    let (less, more) = (cx.value(a).min(cx.value(i)), cx.value(a).max(cx.value(i)));
    set.add_if(E::AgainSmall, more > less && less < LARGE);
    let differ = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => !a.contains(b.as_str()) && !b.contains(a.as_str()),
        _ => false,
    };
    set.add_if(E::AgainOthers, differ(&ma.subject, &mi.subject));
    let time = |k: usize| {
        let time = cx.metrics[k].period.map(|span| cx.text.folded(span));
        time.filter(|t| !is_whole_year(t))
    };
    set.add_if(E::AgainTime, differ(&time(a), &time(i)));
    let listed = |k: usize| cx.list_of[k].is_some() || cx.whole_of[k].is_some();
    set.add_if(E::AgainListed, listed(a) && listed(i));
    set
}

/// 全年, 2023年: the time that a report is of.
fn is_whole_year(time: &str) -> bool {
    time.contains("全年") || time.ends_with(['年', '度'])
}

/// Two figures of one thing, equal or not.
pub(super) fn relation(cx: &Context, a: usize, b: usize, holds: bool) -> Relation {
    // The conflict is shown where it is read second.
    let sign = if holds { "=" } else { "≠" };
    Relation {
        kind: RelationKind::Equal,
        total: if holds { a } else { b },
        parts: vec![if holds { b } else { a }],
        expr: format!("{} {sign} {}", cx.number(a), cx.number(b)),
        holds,
        computed: cx.in_unit_of(a, cx.value(a), 0),
        exact: holds,
        grade: Grade::Certain,
        cue: cx.metrics[b].indicator_span,
        note: None,
    }
}
