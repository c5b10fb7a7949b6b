//! Hypotheses: figures that the structure of a text puts together, with what speaks for it.
//!
//! Nothing is reckoned here. What stands in a sentence like parts and their whole, or like
//! a rate and the two figures it is taken of, is proposed as it stands, whether or not it
//! closes; [`super::decide`] reckons.

mod average;
mod change;
mod list;
mod product;
mod rate;
mod rest;

pub(super) use change::is_extent;
pub(super) use list::{run_length, sums, wholes_told};
pub(super) use rate::{is_joint, quotients};
pub(super) use rest::{are_items, became};

use super::Context;
use super::evidence::Set;
use super::layout::{Cue, Mark};
use crate::fact::metric::Link;

/// What the figures of a hypothesis are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The result is the sum of the members.
    Sum,
    /// The result is the first member over the second.
    Quotient,
    /// The result is all members but the last together over the last.
    Several,
    /// The result is what the first member leaves of the second.
    Complement,
    /// The result is what parts the first member from the second, the one before it.
    Change,
    /// The result is that over the second member.
    Growth,
    /// The result is the first member less the second.
    Rest,
    /// The result is the first so many members less the others.
    Balance(usize),
    /// The result is the first member over the second, of each.
    Average,
    /// The result is the first member times the second.
    Product,
    /// The result is what falls to each of so many months of the member.
    Monthly(u8),
    /// The result is how many times the second member the first is.
    Times,
    /// The result is how many times the second member the first is more.
    TimesMore,
    /// The result is the first member to the second: 4:1.
    Proportion,
    /// The result is the second member to the first: 1:4.
    ProportionTurned,
}

impl Formula {
    /// The name that `explain` shows.
    pub fn name(self) -> &'static str {
        match self {
            Formula::Sum => "sum",
            Formula::Quotient => "quotient",
            Formula::Several => "several",
            Formula::Complement => "complement",
            Formula::Change => "change",
            Formula::Growth => "growth",
            Formula::Rest => "rest",
            Formula::Balance(_) => "balance",
            Formula::Average => "average",
            Formula::Product => "product",
            Formula::Monthly(_) => "monthly",
            Formula::Times => "times",
            Formula::TimesMore => "timesmore",
            Formula::Proportion => "proportion",
            Formula::ProportionTurned => "proportionturned",
        }
    }

    /// Counts are added and taken away, and nothing is rounded.
    pub fn is_exact(self) -> bool {
        matches!(
            self,
            Formula::Sum | Formula::Change | Formula::Rest | Formula::Balance(_)
        )
    }
}

/// Figures that may be related.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypothesis {
    pub formula: Formula,
    pub result: usize,
    pub members: Vec<usize>,
    pub evidence: Set,
}

impl Hypothesis {
    fn new(formula: Formula, result: usize, members: &[usize], evidence: Set) -> Hypothesis {
        Hypothesis {
            formula,
            result,
            members: members.to_vec(),
            evidence,
        }
    }
}

/// A figure that may be a part or a whole.
fn is_part(cx: &Context, i: usize) -> bool {
    (cx.is_plain(i) || is_dealt(cx, i)) && is_single(cx, i)
}

/// 三个片区各有9人、79人、35人: what each has is told in turn, one figure for one of them.
fn is_dealt(cx: &Context, i: usize) -> bool {
    let next = cx.layout.get(i + 1);
    let bare = next.is_some_and(|site| site.mark == Mark::Pause && site.words == 0);
    let m = &cx.metrics[i];
    bare && m.each && m.link == Link::None && here(cx, i, i + 1) && cx.same_unit(i, i + 1)
}

/// One value in prose: no cell of a table, which has its own readers, and no range.
fn is_single(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    m.cell.is_none() && m.quantity.max.is_none()
}

/// The two stand on one level of one sentence.
fn is_sibling(cx: &Context, a: usize, b: usize) -> bool {
    here(cx, a, b) && cx.layout[a].level == cx.layout[b].level
}

/// What parts two figures of one level.
fn mark_between(cx: &Context, a: usize, b: usize) -> Mark {
    let level = cx.layout[b].level;
    let here = |k: &usize| cx.layout[*k].level == level;
    let marks = (a + 1..=b).filter(here).map(|k| cx.layout[k].mark);
    marks.max().unwrap_or(Mark::None)
}

/// Every hypothesis of a text but the sums, in the order of their results within a formula.
pub(super) fn others(cx: &Context) -> [Vec<Hypothesis>; 7] {
    [
        change::changes(cx),
        rest::balances(cx),
        rest::rests(cx),
        average::averages(cx),
        product::products(cx),
        average::monthly(cx),
        average::multiples(cx),
    ]
}

/// The figure is told of an earlier time.
fn is_past(cx: &Context, k: usize) -> bool {
    let link = &cx.metrics[k].link;
    matches!(link, Link::ComparedWith | Link::From) || cx.layout[k].cues.has(Cue::Past)
}

/// The two stand in one sentence.
fn here(cx: &Context, a: usize, b: usize) -> bool {
    cx.metrics[a].sentence == cx.metrics[b].sentence
}

/// The figure before a share is its base: 检查总量192次的25%.
fn is_base(cx: &Context, i: usize) -> bool {
    let share = cx.metrics.get(i).map(|m| m.frame) == Some("share of a base");
    share && i > 0 && here(cx, i - 1, i)
}
