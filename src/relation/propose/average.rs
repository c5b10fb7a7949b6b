//! Averages and multiples.

use super::product::dealt;
use super::{Formula, Hypothesis, here, is_part, is_past, is_single};
use crate::fact::metric::{Kind, Link};
use crate::fact::quantity::Approx;
use crate::fold::has_chars;
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{Cue, Mark};
use crate::relation::ratio::{self, Heads};
use crate::relation::{Context, FARTHEST, Reach, difference};
use crate::span::Span;

/// What falls to each, with the sum and the number that it is spread over.
pub fn averages(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let m = &cx.metrics[i];
        let compared = matches!(m.link, Link::Change | Link::ComparedWith | Link::From);
        let counts = m.quantity.dimension != "ratio" && is_single(cx, i);
        let told = m.each || cx.layout[i].cues.has(Cue::Mean) || is_brief(cx, i);
        // 各次为130处、308处: so many of each in turn.
        if !counts || compared || !told || super::is_dealt(cx, i) || dealt(cx, i).is_some() {
            continue;
        }
        // 每个社区不少于3名 is a least, no average; 场均超过500人次 is one.
        let bound = matches!(m.quantity.approx, Approx::Over | Approx::Under);
        let heads = ratio::heads_of(cx, i).filter(|heads| !bound || heads.said);
        if let Some(heads) = heads {
            average(cx, i, &heads, &mut out);
            out.extend(spread_behind(cx, i, &heads));
            out.extend(both_behind(cx, i, &heads));
        }
    }
    out
}

/// 2023年办案648件，月均54件: the year's figure over its months.
pub fn monthly(cx: &Context) -> Vec<Hypothesis> {
    let of = |i: usize| {
        let m = &cx.metrics[i];
        let upper = i.checked_sub(1).filter(|&k| here(cx, k, i))?;
        let lead = cx.text.folded(m.lead);
        let of = &cx.metrics[upper];
        let done = cx
            .text
            .folded(Span::new(of.lead.start, of.quantity.span.start));
        // 调解603起，月均调解50起: what was done may be told again.
        let again = |rest: &str| rest.chars().count() <= AGAIN && done.contains(rest);
        let month = |w: &str| lead.rsplit_once(w).is_some_and(|(_, rest)| again(rest));
        if !kept_rows!("times").any(|r| r[0] == "month" && month(r[1])) {
            return None;
        }
        let months = months(&cx.text.folded(cx.metrics[upper].period?))?;
        let sides = is_single(cx, i) && is_part(cx, upper) && cx.same_unit(upper, i);
        let set = Set::of(&[E::Average, E::AverageSaid, E::AverageYear]);
        sides.then(|| Hypothesis::new(Formula::Monthly(months), i, &[upper], set))
    };
    (0..cx.metrics.len()).filter_map(of).collect()
}

/// How many months a time has: twelve of a year, nine of 前三季度, ten of 1至10月.
fn months(time: &str) -> Option<u8> {
    let row = |kind: &'static str| {
        let of_kind = kept_rows!("times").filter(move |r| r[0] == kind);
        of_kind.filter_map(|r| Some((r[1], r[2].parse::<u8>().ok()?)))
    };
    let told = |kind| {
        row(kind)
            .find(|(word, _)| time.ends_with(word))
            .map(|(_, months)| months)
    };
    let numbers = time.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<u8> = numbers.filter_map(|n| n.parse().ok()).collect();
    // Of the year or without it.
    let till = match numbers[..] {
        [.., 1, last] => told("till").filter(|_| last <= 12).map(|_| last),
        _ => None,
    };
    told("stretch").or(till).or_else(|| told("year"))
}

/// So long is a verb that is told again at most, in characters.
const AGAIN: usize = 4;

/// 所均382件, 件均补贴860元: the average stands right before its number.
fn is_brief(cx: &Context, i: usize) -> bool {
    let number = cx.metrics[i].quantity.span.start;
    let near = (0..=BRIEF).find(|n| number > *n && cx.text.before(number - n) == ratio::MEAN);
    near.is_some_and(|n| {
        let at = number - n - 1;
        // 均为45件, 均达45件: all of them.
        let head = at > 0 && crate::fold::is_han(cx.text.before(at));
        head && (n == 0 || !kept_rows!("all_of_them").any(|r| cx.text.starts_with(at + 1, r[0])))
    })
}

/// So many characters may stand between an average's word and its number.
const BRIEF: usize = 2;

fn average(cx: &Context, i: usize, heads: &Heads, out: &mut Vec<Hypothesis>) {
    let m = &cx.metrics[i];
    let plain = |k: usize| is_part(cx, k) && cx.metrics[k].quantity.dimension != "ratio";
    let unit = |k: usize| match (&cx.metrics[k].quantity.unit, &m.quantity.unit) {
        _ if cx.same_unit(k, i) => 2,
        // 810人次 and 每次30人.
        (Some(a), Some(b)) if a.ends_with(b.as_str()) || a.starts_with(b.as_str()) => 1,
        _ => 0,
    };
    // The parts of a figure, in its bracket or behind it, do not stand between.
    let level = cx.layout[i].level;
    let own = |k: usize| plain(k) && cx.layout[k].level <= level;
    let before = cx.earlier(i, Reach::Paragraph, 8, &own);
    // 罚款3313万元，事前1265万元、事故2048万元，件均…: the parts stand behind their whole.
    let is_part = |k: &usize| cx.list_of[*k].is_some();
    let (parts, mut before): (Vec<_>, Vec<_>) = before.into_iter().partition(is_part);
    before.extend(parts);
    // 11个社区, told at the report's head.
    let far = (0..i)
        .rev()
        .take(FARTHEST)
        .filter(|&k| plain(k) && !before.contains(&k));
    let far: Vec<usize> = far
        .filter(|&k| ratio::heads_fit(cx, heads, k) > 1)
        .take(3)
        .collect();
    let near = before.len();
    before.extend(far);
    let behind = (i + 1..cx.metrics.len())
        .take(3)
        .take_while(|&k| here(cx, k, i))
        .find(|&k| unit(k) > 0 && (plain(k) || cx.metrics[k].link == Link::Total));
    let uppers = before[..near]
        .iter()
        .copied()
        .filter(|&k| unit(k) > 0)
        .take(4);
    for (nth, upper) in uppers.enumerate().chain(behind.map(|k| (BEHIND, k))) {
        // Nothing is spread over what it counts itself, 人均服务1.2万人 apart: 新增312名，总数1486名，
        // 平均5.2名.
        let own = |k: usize| cx.same_unit(k, i) && ratio::heads_fit(cx, heads, k) < 2;
        let apart = |k: &&usize| **k != upper && !own(**k);
        for (mth, &lower) in before.iter().filter(apart).enumerate() {
            let evidence = told(cx, i, heads, [upper, lower], [nth, mth]);
            out.push(Hypothesis::new(
                Formula::Average,
                i,
                &[upper, lower],
                evidence,
            ));
        }
    }
}

/// 接访186次，平均每个站点31次，共设站点6个; 律师542名，每万人拥有2.1名，人口258万人: what the sum is
/// spread over follows the average.
fn spread_behind(cx: &Context, i: usize, heads: &Heads) -> Option<Hypothesis> {
    let (upper, lower) = (i.checked_sub(1)?, i + 1);
    let site = cx.layout.get(lower)?;
    let said = site.cues.sums_up() || heads.per > 1.0;
    let fit = ratio::heads_fit(cx, heads, lower);
    // 平均每村（社区）5人，全县252个村（社区）: by its whole name.
    let joined = (said || fit == 3) && site.mark <= Mark::Comma && here(cx, upper, lower);
    let counts = is_part(cx, upper) && is_part(cx, lower) && cx.same_unit(upper, i);
    let fits = joined && counts && fit > 1;
    let evidence = || told(cx, i, heads, [upper, lower], [0, 0]);
    fits.then(|| Hypothesis::new(Formula::Average, i, &[upper, lower], evidence()))
}

/// 平均每村配备2.3名，全县210个村共有483名: both follow the average, and what it is spread over has
/// its noun.
fn both_behind(cx: &Context, i: usize, heads: &Heads) -> Option<Hypothesis> {
    let (lower, upper) = (i + 1, i + 2);
    let site = cx.layout.get(upper)?;
    let said = site.cues.sums_up() || site.cues.has(Cue::Year);
    let row = [lower, upper].iter().all(|&k| {
        let own = &cx.layout[k];
        own.level == cx.layout[i].level && own.mark <= Mark::Comma && !own.cues.has(Cue::Among)
    });
    let joined = said && row && here(cx, i, upper);
    let counts =
        (is_part(cx, upper) || cx.metrics[upper].link == Link::Total) && is_part(cx, lower);
    let fits = joined && counts && cx.same_unit(upper, i) && !cx.same_unit(lower, i);
    let fits = fits && ratio::heads_fit(cx, heads, lower) > 1;
    let evidence = || told(cx, i, heads, [upper, lower], [0, 0]);
    fits.then(|| Hypothesis::new(Formula::Average, i, &[upper, lower], evidence()))
}

/// The place in the order that stands for a sum behind its average.
const BEHIND: usize = 9;

/// How a sum and the number it is spread over stand to their average; `order` counts the
/// figures between.
fn told(cx: &Context, i: usize, heads: &Heads, figures: [usize; 2], order: [usize; 2]) -> Set {
    let ([upper, lower], [nth, mth]) = (figures, order);
    let mut set = Set::of(&[E::Average]);
    set.add(match nth {
        0 => E::AverageUpperNext,
        BEHIND => E::AverageUpperBehind,
        _ => E::AverageUpperFar,
    });
    let bare = heads.is_bare() && lower + 1 == i;
    let fit = ratio::heads_fit(cx, heads, lower);
    // 11个社区 … 平均每个社区6名: by its whole name it is known from afar.
    let known = fit == 3 && mth > 0;
    set.add(match fit {
        _ if known => E::AverageExact,
        _ if bare || fit > 1 => E::AverageFits,
        1 => E::AverageLoose,
        _ => E::AverageStrange,
    });
    match mth {
        0 => set.add(E::AverageLowerNext),
        _ => set.add_if(E::AverageLowerFar, !known),
    }
    set.add(match heads.said {
        true => E::AverageSaid,
        false => E::AverageEach,
    });
    set.add_if(
        E::AverageElsewhere,
        !here(cx, upper, i) || !known && !here(cx, lower, i),
    );
    set.add_if(E::AverageApprox, cx.any_approx(&[i, upper, lower]));
    set.add_if(E::AverageBeside, lower + 1 == upper || upper + 1 == lower);
    set
}

/// Multiples, each with the two figures compared.
pub fn multiples(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let m = &cx.metrics[i];
        if m.quantity.dimension == "proportion" && is_single(cx, i) {
            proportion(cx, i, &mut out);
        }
        if m.quantity.unit.as_deref() != Some("倍") || !is_single(cx, i) {
            continue;
        }
        let more = m.link == Link::Change && m.kind == Kind::Change;
        let counts = |k: usize| {
            cx.metrics[k].quantity.dimension != "ratio"
                && cx.metrics[k].cell.is_none()
                && cx.metrics[k].link != Link::Change
        };
        let near = cx.earlier(i, Reach::Paragraph, 5, &counts);
        for (a, b, mut set) in pairs(cx, &near) {
            set.add_if(E::TimesChange, more);
            let past = |k: usize| is_past(cx, k) || cx.layout[k].cues.has(Cue::Opening);
            // 2023年30件，2024年60件: of the year before.
            let turned = past(b) && !past(a) || difference::follows(cx, a, b);
            set.add_if(E::TimesPast, turned);
            set.add_if(E::TimesOf, b + 1 == i && cx.layout[i].words <= 3);
            set.add_if(E::TimesElsewhere, !here(cx, a, i) || !here(cx, b, i));
            // 东城1007件，西城219件，东城是西城的4.6倍.
            let row = a + 1 == b && b + 1 == i;
            set.add_if(E::TimesSaid, row && is_compared(cx, i, a));
            set.add_if(E::TimesApprox, cx.any_approx(&[i, a, b]));
            let (x, y) = (&cx.metrics[a], &cx.metrics[b]);
            set.add_if(
                E::TimesNamed,
                x.indicator == y.indicator || y.inherits == Some(a),
            );
            out.push(Hypothesis::new(
                if more {
                    Formula::TimesMore
                } else {
                    Formula::Times
                },
                i,
                &[a, b],
                set,
            ));
        }
    }
    out
}

/// Each two of some figures of one unit, the nearest first, and how near both are: 两个
/// of 两个渠道之比 does not part them.
fn pairs(cx: &Context, near: &[usize]) -> Vec<(usize, usize, Set)> {
    let mut out = Vec::new();
    for (nth, &a) in near.iter().enumerate() {
        for (mth, &b) in near.iter().enumerate() {
            if a != b && cx.same_unit(a, b) {
                let nearer = near[..nth.max(mth)].iter();
                let next = nearer.filter(|k| cx.same_unit(**k, a)).count() < 2 && nth.max(mth) < 3;
                let near = if next { E::TimesNext } else { E::TimesFar };
                out.push((a, b, Set::of(&[E::Times, near])));
            }
        }
    }
    out
}

/// 东城1007件，西城219件，东城是西城的4.6倍: what is compared is what the figure `a` tells of.
fn is_compared(cx: &Context, i: usize, a: usize) -> bool {
    let lead = cx.text.folded(cx.metrics[i].lead);
    let of = cx.text.folded(cx.metrics[a].lead);
    let Some((subject, base)) = lead.split_once(['是', '为']) else {
        return false;
    };
    let rest = subject.trim_matches([',', '数', '量']);
    let named = rest == "前者" || rest.chars().all(|c| of.contains(c));
    base.ends_with('的') && !rest.is_empty() && named
}

/// 专职15人、兼职60人，专兼比为1:4: two figures as they are told, the first to the second.
fn proportion(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let Some([_, other]) = ratio::sides(cx, i) else {
        return;
    };
    let counts = |k: usize| is_part(cx, k) && cx.metrics[k].quantity.dimension != "ratio";
    let mut near = cx.earlier(i, Reach::Paragraph, 6, &counts);
    // 复议与诉讼之比为3.2:1，其中复议512件、诉讼160件: both follow, and go by their names.
    let lead = cx.text.slice(cx.metrics[i].lead);
    let named = |k: &usize| {
        let name = &cx.metrics[*k].indicator;
        counts(*k) && here(cx, *k, i) && lead.windows(2).any(|w| has_chars(name, w))
    };
    let behind = [i + 1, i + 2];
    if i + 2 < cx.metrics.len() && behind.iter().all(named) {
        near.splice(0..0, behind);
    }
    for (a, b, mut set) in pairs(cx, &near) {
        if a > b && b > i {
            continue;
        }
        set.add_if(E::TimesOrder, a < b);
        set.add_if(E::TimesBeside, a + 1 == b || b + 1 == a);
        set.add_if(E::TimesElsewhere, !here(cx, a, i) || !here(cx, b, i));
        set.add_if(E::TimesApprox, cx.any_approx(&[i, a, b]));
        // What is reckoned is the side that is not one.
        let formula = match other.value() == 1.0 {
            true => Formula::Proportion,
            false => Formula::ProportionTurned,
        };
        out.push(Hypothesis::new(formula, i, &[a, b], set));
    }
}
