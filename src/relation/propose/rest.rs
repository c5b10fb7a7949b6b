//! What is left of a whole, what is left after coming and going, and net changes.

use super::{Formula, Hypothesis, is_part};
use crate::fact::metric::Link;
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::Cue;
use crate::relation::{Context, Reach, difference};

/// What is left of a whole, each with the whole and the part that is gone.
pub fn rests(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let site = &cx.layout[i];
        let said = site.cues.has(Cue::Rest);
        let not = site.cues.has(Cue::Not) || site.after.has(Cue::Not);
        if is_part(cx, i) && (said || not) {
            rest(cx, i, said, &mut out);
        }
    }
    out
}

fn rest(cx: &Context, i: usize, said: bool, out: &mut Vec<Hypothesis>) {
    let near = cx.earlier(i, Reach::Paragraph, 6, &|k| {
        is_part(cx, k) && cx.same_unit(k, i)
    });
    let name = |k: usize| cx.metrics[k].indicator.as_str();
    for (nth, &done) in near.iter().enumerate() {
        for (mth, &whole) in near.iter().enumerate() {
            // The whole is told before what was done of it.
            if whole >= done {
                continue;
            }
            let mut set = Set::of(&[E::Rest, if said { E::RestSaid } else { E::RestNot }]);
            let listed = |k: usize| cx.closed_list(k).is_some_and(|(_, parts)| parts.len() > 2);
            set.add_if(E::RestListed, listed(i) || listed(done));
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
            let stock = |k: usize| {
                let cues = cx.layout[k].cues;
                cues.has(Cue::Opening) || cues.has(Cue::Joint) || cues.has(Cue::Rest)
            };
            let before = whole.checked_sub(1).filter(|&k| super::here(cx, k, i));
            let stocked = [Some(whole), Some(done), before]
                .into_iter()
                .flatten()
                .any(stock);
            set.add_if(E::RestRow, row && !stocked);
            set.add_if(E::RestPart, cx.whole_of[done] == Some(whole));
            set.add_if(E::RestLess, cx.value(whole) < cx.value(done));
            out.push(Hypothesis::new(Formula::Rest, i, &[whole, done], set));
        }
    }
}

/// What was there and what came less what went, each with what is left; and net changes.
pub fn balances(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let cues = cx.layout[i].cues.with(cx.layout[i].after);
        if !is_part(cx, i) && cx.metrics[i].link != Link::Change {
            continue;
        }
        if cues.has(Cue::Net) {
            net(cx, i, &mut out);
        }
        if cues.has(Cue::Closing) || cues.has(Cue::Rest) {
            balance(cx, i, &mut out);
        }
    }
    out
}

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
    let near = around(cx, i, 5, 3);
    let cues = |k: usize| cx.layout[k].cues.with(cx.layout[k].after);
    for &a in &near {
        if !cues(a).has(Cue::Opening) {
            continue;
        }
        for &b in &near {
            for &gone in &near {
                if a == b || a == gone || b == gone {
                    continue;
                }
                let mut set = Set::of(&[E::Balance, E::BalanceOpening]);
                set.add_if(E::BalanceSaid, cues(i).has(Cue::Closing));
                set.add_if(E::BalanceRest, cues(i).has(Cue::Rest));
                set.add_if(E::BalanceInto, cues(b).has(Cue::Into));
                set.add_if(E::BalanceOut, cues(gone).has(Cue::Out));
                let mut row = [a, b, gone, i];
                set.add_if(E::BalanceOrder, a < b && b < gone && gone < i);
                set.add_if(E::BalanceAhead, i < a && a < b && b < gone);
                row.sort_unstable();
                set.add_if(E::BalanceRow, row[3] - row[0] == 3);
                let left = cx.value(a) + cx.value(b) - cx.value(gone);
                set.add_if(E::BalanceLess, left < 0.0);
                out.push(Hypothesis::new(Formula::Balance, i, &[a, b, gone], set));
            }
        }
    }
}

fn net(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let near = around(cx, i, 4, 2);
    let cues = |k: usize| cx.layout[k].cues.with(cx.layout[k].after);
    for &into in &near {
        for &gone in &near {
            if into == gone {
                continue;
            }
            let mut set = Set::of(&[E::Net]);
            set.add_if(E::NetInto, cues(into).has(Cue::Into));
            set.add_if(E::NetOut, cues(gone).has(Cue::Out));
            let (low, high) = (into.min(gone).min(i), into.max(gone).max(i));
            set.add_if(E::NetRow, high - low == 2);
            set.add_if(E::NetBehind, i < into && i < gone);
            set.add_if(E::NetSwapped, cx.value(into) < cx.value(gone));
            out.push(Hypothesis::new(Formula::Rest, i, &[into, gone], set));
        }
    }
}
