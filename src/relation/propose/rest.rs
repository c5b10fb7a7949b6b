//! What is left of a whole, what is left after coming and going, and net changes.

use super::{Formula, Hypothesis, is_part};
use crate::fact::metric::{Direction, Link};
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{self, Cue, Mark};
use crate::relation::{Context, Reach, difference};
use crate::span::Span;

/// 予以公开11件；部分公开8件；不予公开7件: three of one list.
pub fn are_items(cx: &Context, figures: [usize; 3]) -> bool {
    let mark = |w: &[usize]| super::mark_between(cx, w[0], w[1]);
    figures.windows(2).all(|w| mark(w) == Mark::Semicolon)
}

/// It was there before; 年初确定的45项任务 were not.
fn is_stock(cx: &Context, k: usize) -> bool {
    let cues = cx.layout[k].cues;
    let due = cx.layout[k].after.has(Cue::Due);
    cues.has(Cue::Opening) && !due || cues.has(Cue::Joint) || cues.has(Cue::Rest)
}

/// What is left of a whole, each with the whole and the part that is gone.
pub fn rests(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let site = &cx.layout[i];
        // 立案1136件，办结1082件，年末在办54件: nothing was there before.
        let opening = |k: usize| cues(cx, k).has(Cue::Opening);
        let closing = || cx.earlier(i, Reach::Paragraph, 1, &opening).is_empty();
        let said = site.cues.has(Cue::Rest) || site.cues.has(Cue::Closing) && closing();
        let not = site.cues.has(Cue::Not) || site.after.has(Cue::Not);
        if is_part(cx, i) && (said || not) {
            rest(cx, i, said, &mut out);
        }
    }
    out
}

/// The figures before a rest that may be its whole or what is gone of it, the nearest first.
fn beside(cx: &Context, i: usize) -> Vec<usize> {
    let mut near = cx.earlier(i, Reach::Paragraph, 6, &|k| {
        is_part(cx, k) && cx.same_unit(k, i)
    });
    // 受理25件，已审结22件，其中维持12件、驳回10件，尚有3件: the parts of what is done do not stand
    // between.
    let all = near.clone();
    near.retain(|&k| {
        let list = cx.closed_list(k);
        let apart = list.is_none_or(|(whole, parts)| parts.contains(&i) || !all.contains(whole));
        let told = cx.whole_of[k].filter(|w| all.contains(w));
        apart && (told.is_none() || told == cx.whole_of[i])
    });
    near
}

fn rest(cx: &Context, i: usize, said: bool, out: &mut Vec<Hypothesis>) {
    let near = beside(cx, i);
    let site = &cx.layout[i];
    let name = |k: usize| cx.metrics[k].indicator.as_str();
    for (nth, &done) in near.iter().enumerate() {
        for (mth, &whole) in near.iter().enumerate() {
            // The whole is told before what was done of it. Two parts of one list leave
            // nothing of each other.
            let parts = cx.list_of[done].is_some() && cx.list_of[done] == cx.list_of[whole];
            if whole >= done || parts {
                continue;
            }
            let mut set = Set::of(&[E::Rest, if said { E::RestSaid } else { E::RestNot }]);
            let listed = |k: usize| cx.closed_list(k).is_some_and(|(_, parts)| parts.len() > 2);
            // 受理188件、不予受理145件、转送90件: two of more than two.
            let open = cx.is_joined(i, i + 1) || site.after.has(Cue::Open);
            set.add_if(
                E::RestListed,
                listed(i) || listed(done) || !said && (open || are_items(cx, [whole, done, i])),
            );
            set.add(if nth == 0 {
                E::RestDone
            } else {
                E::RestDoneFar
            });
            set.add(if mth == nth + 1 {
                E::RestWhole
            } else {
                E::RestWholeFar
            });
            let denies = difference::denies(name(i), name(done));
            // 未签劳动合同17件 denies nothing: the word is a part of a name.
            if !said && !denies {
                continue;
            }
            set.add_if(E::RestDenies, denies);
            set.add_if(
                E::RestElsewhere,
                cx.metrics[whole].sentence != cx.metrics[i].sentence,
            );
            // 受理79件，办结74件，剩余5件: the three stand in one row, and nothing came from before.
            let row = said && nth == 0 && mth == 1 && super::here(cx, whole, i);
            let before = whole.checked_sub(1).filter(|&k| super::here(cx, k, i));
            let stocked = [Some(whole), Some(done), before]
                .into_iter()
                .flatten()
                .any(|k| is_stock(cx, k));
            // 办理22件，审结22件，尚有3件: of what is done altogether nothing is left.
            let some = cx.value(whole) != cx.value(done);
            set.add_if(E::RestRow, row && !stocked && some);
            set.add_if(E::RestPart, cx.whole_of[done] == Some(whole));
            set.add_if(E::RestLess, cx.value(whole) < cx.value(done));
            out.push(Hypothesis::new(Formula::Rest, i, &[whole, done], set));
        }
    }
}

/// What is left, in other words than those of an inventory: 仍未缴29户, 待核110条.
const LEFT: [Cue; 4] = [Cue::Rest, Cue::Left, Cue::Not, Cue::Opening];

/// What was there and what came less what went, each with what is left; and net changes.
pub fn balances(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        if !is_part(cx, i) && cx.metrics[i].link != Link::Change {
            continue;
        }
        let said = |all: &[Cue]| all.iter().any(|&c| cues(cx, i).has(c));
        // 上年结余72.9万元，收入…，支出…，结余78.3万元: what there was counts as well.
        let stocked = said(&[Cue::Net]) && is_stocked(cx, i);
        match stocked {
            true => (),
            false if said(&[Cue::Net]) => net(cx, i, &mut out),
            false => becomes(cx, i, &mut out),
        }
        let left = stocked || said(&[Cue::Closing]) || said(&LEFT);
        let own = cx.metrics[i].sentence;
        let mut behind = (i + 1..cx.metrics.len()).take_while(|&k| cx.metrics[k].sentence == own);
        // 余114人: what closes the row needs no word to be what is left, and never fails then.
        if left || !behind.any(|k| cx.same_unit(k, i)) {
            balance(cx, i, &mut out);
        }
    }
    out
}

/// What was there is told before `i` in its sentence, or it is what is there at one end; 本年结余 and
/// what two others leave are of the year alone.
fn is_stocked(cx: &Context, i: usize) -> bool {
    let opening = |k: usize| cues(cx, k).has(Cue::Opening) && cx.same_unit(k, i);
    if is_end(cx, i) || cx.nearest(i, &opening).is_none() {
        return is_end(cx, i);
    }
    let near = around(cx, i, 4, 0);
    let left = |a: &usize, b: &usize| (cx.value(*a) - cx.value(*b) - cx.value(i)).abs() < 1e-6;
    let net = near.iter().any(|a| near.iter().any(|b| left(a, b)));
    !net && !cues(cx, i).has(Cue::Present)
}

/// 由年初的357名变动为372名: the figure that the figure `i` came from.
pub fn became(cx: &Context, i: usize) -> Option<usize> {
    let a = i.checked_sub(1)?;
    let beside = super::here(cx, a, i) && cx.same_unit(a, i) && cx.layout[i].mark <= Mark::Comma;
    let end = cx.metrics[i].quantity.span.start;
    let to = || layout::structures("becomes").any(|w| cx.text.ends_with(end, w));
    let from = || layout::find(cx.text, "from", cx.metrics[a].lead).is_some();
    (beside && is_part(cx, a) && to() && from()).then_some(a)
}

/// 由年初的357名变动为372名，其间新聘72名、解聘57名: both ends, and what came and went between.
fn becomes(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let Some(a) = became(cx, i) else { return };
    let flows = |&k: &usize| {
        let site = &cx.layout[k];
        let within = layout::find(cx.text, "within", cx.metrics[k].lead);
        let words = site.words - within.map_or(0, |w| w.len()).min(site.words);
        let bare = words <= BARE && site.mark <= Mark::Comma && site.level == cx.layout[i].level;
        // 净减少26项 is what both make.
        let flow = bare && !cues(cx, k).has(Cue::Net);
        flow && super::here(cx, i, k) && cx.same_unit(k, i)
    };
    let flows = (i + 1..cx.metrics.len()).take_while(flows).take(MOST);
    let (mut into, mut gone, mut left) = (vec![a], Vec::new(), cx.value(a) - cx.value(i));
    let mut known = true;
    for k in flows {
        match comes(cx, k) {
            Some(true) => into.push(k),
            Some(false) => gone.push(k),
            // 修改44项 changes no number; of 整合5项 nobody knows.
            None => known = false,
        }
    }
    into[1..].iter().for_each(|&k| left += cx.value(k));
    gone.iter().for_each(|&k| left -= cx.value(k));
    if into.len() < 2 || gone.is_empty() || !known && left != 0.0 {
        return;
    }
    let set = Set::of(&[
        E::Balance,
        E::BalanceBecomes,
        E::BalanceInto,
        E::BalanceOut,
        E::BalanceRow,
    ]);
    let formula = Formula::Balance(into.len());
    out.push(Hypothesis::new(formula, i, &[into, gone].concat(), set));
}

/// What comes or goes has no more words before it: 新建调解室 is another thing.
const BARE: usize = 4;
/// So many figures tell at most what came and went.
const MOST: usize = 6;

/// Figures before `i`, and as many behind, that count the same.
fn around(cx: &Context, i: usize, before: usize, behind: usize) -> Vec<usize> {
    let fits = |k: usize| {
        // 由年初3860万元提高到年末4520万元，增加660万元: no flow, but the change itself.
        let ends = k
            .checked_sub(1)
            .is_some_and(|p| cx.metrics[p].link == Link::To);
        let flows = cx.metrics[k].link == Link::Change && cx.metrics[k].cell.is_none() && !ends;
        let plain = is_part(cx, k) || flows;
        plain && cx.same_unit(k, i)
    };
    let mut near = cx.earlier(i, Reach::Paragraph, before, &fits);
    let own = cx.metrics[i].sentence;
    let next = (i + 1..cx.metrics.len()).take_while(|&k| cx.metrics[k].sentence == own);
    near.extend(next.filter(|&k| fits(k)).take(behind));
    near
}

fn balance(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let near = around(cx, i, 7, 4);
    // 2023年底在册178人 … 2024年底在册201人: the end of the year before.
    let opens = |a: usize| {
        let year = || difference::follows(cx, i, a);
        cues(cx, a).has(Cue::Opening) || cues(cx, a).has(Cue::Closing) && year()
    };
    // 共有943件（上年结转254件，新立案689件）: what was there and what came make it, and nothing
    // is left.
    let part = |a: usize| cx.layout[a].host == Some(i) || cx.whole_of[a] == Some(i);
    for &a in near.iter().filter(|&&a| opens(a) && !part(a)) {
        // 当期结余0.74亿元 is what has come and gone already.
        let flows = near.iter().copied();
        // 共152件（含上年结转17件）: what was there is a part of it already.
        let inside = cues(cx, a).has(Cue::Contain) || cues(cx, a).has(Cue::Among);
        let has = |k: usize| inside && (cx.layout[a].host == Some(k) || cx.whole_of[a] == Some(k));
        let net = |k: usize| cues(cx, k).has(Cue::Net) && !is_end(cx, k);
        let flows = flows.filter(|&k| k != a && !net(k) && !has(k));
        let mut flows: Vec<usize> = flows.collect();
        crate::span::sort(&mut flows);
        let (low, high) = (a.min(i), a.max(i));
        let between: Vec<usize> = flows
            .iter()
            .copied()
            .filter(|&k| low < k && k < high && flows_in_row(cx, k, a, i))
            .collect();
        // Whatever comes and goes between the two ends counts.
        if between.len() > 1 {
            let (into, gone) = sides(cx, a, &between);
            settle(cx, i, a, &into, &gone, out);
            // 收到298件，受理271件，审结268件: of what came in only the last stage counts.
            if let [.., before, last] = into[..]
                && cx.value(last) <= cx.value(before)
            {
                settle(cx, i, a, &[last], &gone, out);
            }
            continue;
        }
        for &into in &flows {
            for &gone in flows.iter().filter(|&&gone| gone != into) {
                settle(cx, i, a, &[into], &[gone], out);
            }
        }
    }
}

/// 期末结余: what is there at one end.
fn is_end(cx: &Context, k: usize) -> bool {
    cues(cx, k).has(Cue::Opening) || cues(cx, k).has(Cue::Closing)
}

/// What the words before and behind a figure say.
fn cues(cx: &Context, k: usize) -> crate::relation::layout::Cues {
    cx.layout[k].cues.with(cx.layout[k].after)
}

/// Between what was there and what is left a figure comes or goes, unless it is a part of one
/// that does, or what all before it makes.
fn flows_in_row(cx: &Context, k: usize, a: usize, i: usize) -> bool {
    let cues = cues(cx, k);
    let made: f64 = (a..k).map(|n| cx.value(n)).sum();
    let total = cues.sums_up();
    let total = total || a < k && (cx.value(k) - made).abs() < 1e-9;
    let level = cx.layout[a].level.max(cx.layout[i].level);
    cx.layout[k].level <= level && !cx.metrics[k].part && !total
}

/// The words say that a figure comes or that it goes; where they say both, 承接上级下放3项, the first
/// of them.
fn comes(cx: &Context, k: usize) -> Option<bool> {
    match [Cue::Into, Cue::Out].map(|c| cues(cx, k).has(c)) {
        [false, false] => None,
        [into, false] => Some(into),
        [false, _] => Some(false),
        _ => {
            let m = &cx.metrics[k];
            let lead = Span::new(m.lead.start, m.quantity.span.start);
            let first = layout::first(cx.text, lead, &[Cue::Into, Cue::Out]);
            Some(first.is_none_or(|(_, cue)| cue == Cue::Into))
        }
    }
}

/// What came and what went of a row in the order of the text: as the words say; without a word
/// first what came, and what stands behind something that went has gone as well.
fn sides(cx: &Context, a: usize, row: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let (mut into, mut gone) = (vec![a], Vec::new());
    for (n, &k) in row.iter().enumerate() {
        match comes(cx, k).unwrap_or(n == 0) {
            true => into.push(k),
            false => gone.push(k),
        }
    }
    into.remove(0);
    (into, gone)
}

fn settle(
    cx: &Context,
    i: usize,
    a: usize,
    into: &[usize],
    gone: &[usize],
    out: &mut Vec<Hypothesis>,
) {
    if into.is_empty() || gone.is_empty() {
        return;
    }
    let said = |k: usize, cue: Cue| cues(cx, k).has(cue);
    let members = [&[a], into, gone].concat();
    let mut set = Set::of(&[E::Balance, E::BalanceOpening]);
    let net = said(i, Cue::Net) && is_stocked(cx, i);
    set.add_if(E::BalanceSaid, said(i, Cue::Closing) || net);
    set.add_if(E::BalanceRest, LEFT.iter().any(|&c| said(i, c)));
    set.add_if(E::BalanceInto, into.iter().any(|&k| said(k, Cue::Into)));
    set.add_if(E::BalanceOut, gone.iter().any(|&k| said(k, Cue::Out)));
    let rising = members.windows(2).all(|w| w[0] < w[1]);
    let last = members[members.len() - 1];
    set.add_if(E::BalanceOrder, rising && last < i);
    set.add_if(E::BalanceAhead, rising && i < a);
    let mut row = members.clone();
    row.push(i);
    crate::span::sort(&mut row);
    set.add_if(E::BalanceRow, row[row.len() - 1] - row[0] + 1 == row.len());
    let sum = |list: &[usize]| list.iter().map(|&k| cx.value(k)).sum::<f64>();
    set.add_if(E::BalanceElsewhere, !super::here(cx, a, i));
    set.add_if(E::BalanceLess, cx.value(a) + sum(into) < sum(gone));
    let formula = Formula::Balance(1 + into.len());
    out.push(Hypothesis::new(formula, i, &members, set));
}

fn net(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let mut near = around(cx, i, 4, 2);
    // 由412项调整为386项: neither comes or goes.
    near.retain(|&k| !matches!(cx.metrics[k].link, Link::From | Link::To));
    // 取消38项、新增12项，净减少26项: more has gone than came.
    let down = cx.metrics[i].direction == Some(Direction::Down);
    for &more in &near {
        for &less in &near {
            if more == less {
                continue;
            }
            let (into, gone) = if down { (less, more) } else { (more, less) };
            // 新设80户，注销120户 is no 净增40户.
            let turned = cues(cx, into).has(Cue::Out) && cues(cx, gone).has(Cue::Into);
            if turned {
                continue;
            }
            let mut set = Set::of(&[E::Net]);
            set.add_if(E::NetInto, cues(cx, into).has(Cue::Into));
            set.add_if(E::NetOut, cues(cx, gone).has(Cue::Out));
            let (low, high) = (more.min(less).min(i), more.max(less).max(i));
            set.add_if(E::NetRow, high - low == 2);
            set.add_if(E::NetBehind, i < more && i < less);
            set.add_if(E::NetSwapped, cx.value(more) < cx.value(less));
            out.push(Hypothesis::new(Formula::Rest, i, &[more, less], set));
        }
    }
}
