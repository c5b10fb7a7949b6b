//! What each has times how many there are.

use super::{Formula, Hypothesis, here, is_part, is_single};
use crate::fact::metric::Kind;
use crate::fold::{has_chars, is_han, one_of};
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{self, Cue, Mark};
use crate::relation::{Context, ratio};
use crate::span::Span;

/// What each has, of so many, each with all of it.
pub fn products(cx: &Context) -> Vec<Hypothesis> {
    let each = |k: usize| dealt(cx, k).or_else(|| priced(cx, k));
    (0..cx.metrics.len()).filter_map(each).collect()
}

/// 24个乡镇各配备专职调解员4名，全市共配备96名: what each has, right behind how many there are.
pub fn dealt(cx: &Context, k: usize) -> Option<Hypothesis> {
    let m = &cx.metrics[k];
    let heads = k
        .checked_sub(1)
        .filter(|&n| here(cx, n, k) && is_part(cx, n))?;
    let way = Span::new(cx.metrics[heads].quantity.span.end, m.quantity.span.start);
    let word = layout::find(cx.text, "each", way)?;
    // 各类, 各项 are of kinds.
    let longer = cx.text.hits.general(word.start).any(|g| g.len > word.len());
    let noun = Span::new(way.start, word.start);
    let named = (1..=NOUN).contains(&noun.len());
    let named = named
        && cx
            .text
            .slice(noun)
            .iter()
            .all(|c| is_han(*c) || one_of!(*c, "()"));
    let site = &cx.layout[k];
    let counts = cx.metrics[heads].kind == Kind::Count && m.quantity.dimension != "ratio";
    let plain = counts && is_single(cx, k) && site.mark == Mark::None && !cx.same_unit(heads, k);
    // 4名、6名和5名: each another.
    let turn = cx.is_joined(k, k + 1);
    if longer || !named || !plain || turn || super::is_dealt(cx, k) {
        return None;
    }
    let said = |k: usize| cx.layout[k].cues.sums_up();
    let all = |&t: &usize| here(cx, t, k) && cx.same_unit(t, k) && is_single(cx, t);
    let behind = Some(k + 1).filter(|t| *t < cx.metrics.len() && said(*t) && all(t));
    let total = behind.or_else(|| heads.checked_sub(1).filter(|t| said(*t) && all(t)))?;
    // 12个村各配备1名，全镇共有15名: what there is besides is no product.
    let verb = Span::new(word.end, m.quantity.span.start.min(word.end + VERB));
    let verb = cx.text.slice(verb);
    let again = cx.text.folded(cx.metrics[total].lead);
    let mut set = Set::of(&[E::Product, E::ProductEach, E::ProductRow]);
    set.add_if(E::ProductSaid, verb.len() < VERB || has_chars(&again, verb));
    Some(Hypothesis::new(Formula::Product, total, &[heads, k], set))
}

/// So many characters of what is done to each are told again of all.
const VERB: usize = 2;

/// The longest name of those that have each so much.
const NOUN: usize = 8;

/// 按每件300元的标准，对988件案件兑付29.64万元: a rate of money, the one figure that it is paid for, and
/// the one sum.
fn priced(cx: &Context, k: usize) -> Option<Hypothesis> {
    let m = &cx.metrics[k];
    if !m.each || m.quantity.dimension != "money" || !is_single(cx, k) {
        return None;
    }
    let word = layout::find(cx.text, "per", m.lead)?;
    if cx.text.slice(m.lead).contains(&ratio::MEAN) {
        return None;
    }
    let end = m.quantity.span.end;
    let stop = (end..m.sentence.end).find(|&at| one_of!(cx.text.at(at), ",;。:、"));
    let around = Span::new(word.end, stop.unwrap_or(m.sentence.end));
    if layout::find(cx.text, "bound", around).is_some() || cx.layout[k].after.has(Cue::Mean) {
        return None;
    }
    let near = |j: &usize| *j != k && *j < cx.metrics.len() && here(cx, *j, k);
    let near: Vec<usize> = (k.saturating_sub(3)..k + 4).filter(near).collect();
    let one = |fits: &dyn Fn(usize) -> bool| {
        let mut all = near.iter().copied().filter(|&j| fits(j));
        all.next().filter(|_| all.next().is_none())
    };
    let unit = |j: usize| cx.metrics[j].quantity.unit.as_deref().unwrap_or("?");
    let of = one(&|j| is_part(cx, j) && cx.text.starts_with(word.end, unit(j)))?;
    let total = one(&|j| is_single(cx, j) && cx.same_unit(j, k))?;
    if total < of.max(k) || cx.metrics[total].each {
        return None;
    }
    let mut set = Set::of(&[E::Product, E::ProductUnit]);
    set.add_if(E::ProductRow, total.abs_diff(of.min(k)) == 2);
    set.add_if(E::ProductSaid, cx.layout[total].cues.sums_up());
    Some(Hypothesis::new(Formula::Product, total, &[k, of], set))
}
