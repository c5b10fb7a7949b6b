//! Rates and shares, and what they may be taken of.

use super::change::{is_dealt_out, is_extent};
use super::list::goes_by;
use super::{Formula, Hypothesis, here, is_base, is_part, is_single};
use crate::fact::metric::{Link, Metric};
use crate::fact::quantity::Approx;
use crate::fold::{has_chars, is_han};
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{self, Cue, Mark};
use crate::relation::{Context, FARTHEST, Reach, ratio, sum};
use crate::span::Span;

/// What a rate or a share may be taken of. `told` has the members of the rates before it.
pub fn quotients(cx: &Context, i: usize, told: &[[usize; 2]]) -> Vec<Hypothesis> {
    let m = &cx.metrics[i];
    let rate = m.quantity.dimension == "ratio" && is_single(cx, i);
    let compared = matches!(m.link, Link::Change | Link::ComparedWith | Link::From);
    let rate = rate && !compared && !is_extent(cx, i);
    let name = name_of(m).or_else(|| in_bracket(cx, i)).filter(|_| rate);
    let mut out = Vec::new();
    out.extend(of_next(cx, i).filter(|_| rate));
    if let Some(name) = name {
        let mut rate = Rate {
            cx,
            i,
            name,
            told,
            numerated: false,
            shared: false,
            based: false,
        };
        let far = rate.named_afar();
        let before = cx.earlier(i, Reach::Paragraph, BASES, &|k| rate.counts(k));
        let named = |&k: &usize| {
            let indicator = &cx.metrics[k].indicator;
            let named = ratio::names(&rate.name.stem, indicator);
            here(cx, k, i) && named && !negates(indicator, &rate.name)
        };
        let many = before.iter().take(UPPERS).filter(|k| named(k)).count();
        rate.numerated = many > 0;
        // 案件625件，审结598件，结案率: of the one that it names, whatever characters the base has.
        rate.shared =
            many != 1 && rate.is_shared(&before) || rate.is_of_both(&before) || is_joint(cx, i);
        let of: String = rate.name.stem.iter().collect();
        let base = |&k: &usize| ratio::matches_name(&cx.metrics[k].indicator, &of);
        rate.based = rate.name.evidence == E::QuotientOf && before.iter().any(base);
        for (nth, upper) in rate.uppers(&before) {
            rate.of_upper(&before, nth, upper, &mut out);
            rate.of_afar(&far, nth, upper, &mut out);
        }
        rate.several(&before, &mut out);
        rate.of_named(&before, &mut out);
        rate.of_both_behind(&mut out);
    }
    out
}

/// So many figures of the base's name are tried.
const AFAR: usize = 3;

/// So many figures before a rate are looked at.
const BASES: usize = 14;

/// A rate and what is known of it.
struct Rate<'a> {
    cx: &'a Context<'a>,
    i: usize,
    name: Name,
    told: &'a [[usize; 2]],
    /// What it is of is named in its sentence.
    numerated: bool,
    /// By two figures or more: 调撤率 behind 调解211件，撤诉97件.
    shared: bool,
    /// Of a share, a figure of its paragraph goes by the name of its base.
    based: bool,
}

impl Rate<'_> {
    /// A figure that a rate may be taken of.
    fn counts(&self, k: usize) -> bool {
        let n = &self.cx.metrics[k];
        let base = n.link == Link::ShareBase && is_single(self.cx, k);
        // 超过1万件: nothing follows from it.
        let bound = matches!(n.quantity.approx, Approx::Over | Approx::Under);
        (is_part(self.cx, k) || base) && n.quantity.dimension != "ratio" && !bound
    }

    /// What may be its numerator, each with how many figures stand between.
    fn uppers(&self, before: &[usize]) -> Vec<(usize, usize)> {
        let near = before.iter().copied().take(UPPERS);
        // 在检查总量（192次）中占比25%: the base is none.
        let base = |k: usize| k + 1 == self.i && is_inside(self.cx, self.i);
        let near = near.enumerate().filter(|n| !base(n.1));
        let mut out: Vec<(usize, usize)> = near.collect();
        // 派单1062件，按期办结率为88.5%，按期办结940件: what it is of may follow; not in a bracket
        // where it has been told.
        let base = |k: &usize| self.numerated && self.cx.layout[*k].host == Some(self.i);
        let next = self.following().filter(|k| !base(k));
        out.extend(next.map(|next| (0, next)));
        out
    }

    /// Each character of the rate's name belongs to another figure.
    fn is_shared(&self, before: &[usize]) -> bool {
        let &[one, other] = &self.name.stem[..] else {
            return false;
        };
        let has = |k: usize, c: char| self.cx.metrics[k].indicator.contains(c);
        let only = |k: &&usize, c: char, no: char| {
            here(self.cx, **k, self.i) && has(**k, c) && !has(**k, no)
        };
        let near = || before.iter().take(UPPERS);
        near().any(|k| only(&k, one, other)) && near().any(|k| only(&k, other, one))
    }

    /// 老幼占42% of 老人425人、儿童213人: each figure's name has a character of what has the share,
    /// and no other has it.
    fn names_each(&self, row: std::ops::RangeInclusive<usize>) -> bool {
        let name = |k: usize| self.cx.metrics[k].indicator.as_str();
        let subject = owner(&self.cx.metrics[self.i]);
        let has = |k: usize, c: char| name(k).contains(c);
        row.clone().all(|k| {
            let only = |c: char| has(k, c) && row.clone().all(|n| n == k || !has(n, c));
            subject.chars().any(only)
        })
    }

    /// 目标任务3500人 is what is to be done, never what was done of it.
    fn is_turned(&self, upper: usize, lower: usize) -> bool {
        let cx = self.cx;
        // 应诉 is no target, and 任务 of 45项任务，已完成41项 is not of the second.
        let due = |k: usize| {
            let m = &cx.metrics[k];
            layout::said(cx.text, m.lead).has(Cue::Due) && !m.indicator.contains('应')
        };
        let other = cx.value(upper) != cx.value(lower);
        self.name.evidence == E::QuotientRate && other && due(upper) && !due(lower)
    }

    /// 省级采用190篇、市级采用127篇，采用率25%: both are named, and it may be of both together.
    fn is_of_both(&self, before: &[usize]) -> bool {
        let &[last, first, ..] = before else {
            return false;
        };
        let named = |k: usize| ratio::names(&self.name.stem, &self.cx.metrics[k].indicator);
        let close = self.cx.layout[last].mark == Mark::Pause && first + 1 == last;
        !self.name.stem.is_empty()
            && close
            && here(self.cx, first, last)
            && named(first)
            && named(last)
    }

    /// 占投诉量的30%: what goes by the name of the base, before the paragraph.
    fn named_afar(&self) -> Vec<usize> {
        let of: String = self.name.stem.iter().collect();
        if self.name.evidence != E::QuotientOf || of.is_empty() {
            return Vec::new();
        }
        let goes_by = |&k: &usize| {
            let named = ratio::matches_name(&self.cx.metrics[k].indicator, &of);
            named && self.counts(k) && !self.cx.in_one_paragraph(k, self.i)
        };
        let before = (0..self.i).rev().take(FARTHEST);
        before.filter(goes_by).take(AFAR).collect()
    }

    fn of_afar(&self, far: &[usize], nth: usize, upper: usize, out: &mut Vec<Hypothesis>) {
        let (cx, i) = (self.cx, self.i);
        for &lower in far.iter().filter(|&&k| cx.same_unit(k, upper)) {
            let (_, top) = upper_set(cx, i, upper, nth, &self.name);
            let set = top.with(lower_set(cx, [upper, lower], 0, &self.name));
            let set = set.with(Set::of(&[E::LowerDistant]));
            out.push(Hypothesis::new(Formula::Quotient, i, &[upper, lower], set));
        }
    }

    /// 盗窃79件、诈骗75件，合计占39.1%: of the figures right before it together, or of the first of
    /// their list; the whole is what stands before them.
    fn several(&self, before: &[usize], out: &mut Vec<Hypothesis>) {
        let (cx, i) = (self.cx, self.i);
        let said = ratio::told_together(cx, i);
        if said.is_none() && is_dealt_out(cx, i) {
            return;
        }
        // 前三类分别占42.5%、23.3%、19.2%: each of one.
        let said = said.filter(|_| !cx.layout[i].cues.has(Cue::Turn));
        let list = before.iter().take(4).find_map(|&k| cx.closed_list(k));
        if let (Some((many, first)), Some((whole, run))) = (said, list)
            && (first && many < run.len() || many == run.len())
        {
            let members = [&run[..many], &[*whole]].concat();
            let set = Set::of(&[E::Quotient, E::SeveralSaid]);
            out.push(Hypothesis::new(Formula::Several, i, &members, set));
            return;
        }
        // 二者合计占案件总数560件的51%: the base stands right before its share.
        let base = before.first().filter(|&&k| k + 1 == i && is_base(cx, i));
        let before = &before[usize::from(base.is_some())..];
        let end = base.map_or(i, |&k| k);
        let Some(&last) = before.first().filter(|&&k| k + 1 == end) else {
            return;
        };
        let joint = is_joint(cx, i);
        let together = said.is_some() || joint;
        let fits = |k: usize| here(cx, k, i) && self.counts(k) && cx.same_unit(k, last);
        let joined = |k: usize| fits(k) && cx.layout[k + 1].mark == Mark::Pause;
        let many = said.filter(|_| joint).map(|(many, _)| many);
        let row = |&first: &usize| match many {
            Some(many) => fits(first) && last - first < many,
            None => joined(first),
        };
        for first in (0..last).rev().take(3).take_while(row) {
            let whole = |&&k: &&usize| match joint {
                true => k < first && cx.same_unit(k, last),
                false => k + 1 == first && fits(k) && !joined(k),
            };
            let whole = base.or_else(|| before.iter().find(whole));
            let Some(&whole) = whole.filter(|_| many.is_none_or(|n| n == last - first + 1)) else {
                continue;
            };
            let members: Vec<usize> = (first..=last).chain([whole]).collect();
            let sum: f64 = (first..=last).map(|k| cx.value(k)).sum();
            let mut set = Set::of(&[E::Quotient, self.name.evidence]);
            set.add(match together {
                true => E::SeveralSaid,
                false if self.shared || self.names_each(first..=last) => E::SeveralShared,
                false => E::SeveralAlone,
            });
            if sum < cx.value(whole) || together {
                out.push(Hypothesis::new(Formula::Several, i, &members, set));
            }
        }
    }

    /// 保留51件、修改14件、废止18件，修改和废止的占38.6%: of the figures that it names, together.
    fn of_named(&self, before: &[usize], out: &mut Vec<Hypothesis>) {
        let (cx, i) = (self.cx, self.i);
        let m = &cx.metrics[i];
        let own = m.indicator_span.is_some_and(|s| m.lead.covers(s));
        if !own || !matches!(m.link, Link::Share { .. }) {
            return;
        }
        let owner = crate::fold::fold_text(owner(m));
        let joins = |c: char| ratio::told_names("and").any(|w| w.starts_with(c));
        let names = owner.split(joins).filter(|name| !name.is_empty());
        let figure = |name: &str| {
            let goes = |k: &&usize| here(cx, **k, i) && cx.metrics[**k].indicator.ends_with(name);
            let figure = before
                .iter()
                .find(goes)
                .filter(|_| name.chars().count() >= 2);
            figure.copied()
        };
        let Some(mut members) = names.map(figure).collect::<Option<Vec<usize>>>() else {
            return;
        };
        let many = members.len();
        let Some(&first) = members.first() else {
            return;
        };
        let alike = members.iter().all(|&k| cx.same_unit(k, first));
        if many < 2 || !alike || members.windows(2).any(|w| w[0] >= w[1]) {
            return;
        }
        let of: String = self.name.stem.iter().collect();
        let named = |k: &&usize| ratio::matches_name(&cx.metrics[**k].indicator, &of);
        let base = |k: &&usize| **k < first && cx.same_unit(**k, first);
        let named = before.iter().filter(base).find(named).copied();
        if let Some(whole) = named.or(cx.whole_of[first]) {
            members.push(whole);
            let set = Set::of(&[E::Quotient, self.name.evidence, E::SeveralSaid]);
            out.push(Hypothesis::new(Formula::Several, i, &members, set));
        }
    }

    /// The figure right behind the rate, in its sentence, if a rate may be taken of it.
    fn following(&self) -> Option<usize> {
        let next = Some(self.i + 1).filter(|&k| k < self.cx.metrics.len())?;
        (here(self.cx, next, self.i) && self.counts(next)).then_some(next)
    }

    /// 建议办结190件，办结率95%，同期共承办建议200件: where nothing before is its base, what follows
    /// is, told of the same and of no time of its own.
    fn followed(&self, upper: usize, lowers: &[usize], known: bool) -> Set {
        let (cx, lower) = (self.cx, self.i + 1);
        let m = &cx.metrics[lower];
        let name: Vec<char> = m.indicator.chars().collect();
        let noun = &name[name.len().saturating_sub(2)..];
        let shared = noun.len() == 2 && has_chars(&cx.metrics[upper].indicator, noun);
        let cues = cx.layout[lower].cues;
        let said = cues.has(Cue::Sum) && cues.has(Cue::Past);
        let time = m.period.is_some_and(|span| m.lead.covers(span));
        let before = lowers.iter().any(|&k| here(cx, k, self.i));
        let beside = upper + 1 == lower - 1;
        let rate = self.name.evidence == E::QuotientRate;
        // 修复率95.5%（申请修复67家）: what a bracket tells right behind a rate is its base.
        if known && beside && rate && cx.layout[lower].host == Some(self.i) {
            return Set::of(&[E::LowerBracket]);
        }
        match known && beside && rate && said && shared && !time && !before {
            true => Set::of(&[E::LowerOnly]),
            false => Set::of(&[E::LowerFollows]),
        }
    }

    /// 办结率达95%（受理200件，办结190件）: its base and what it is of may follow, in the next
    /// sentence as well.
    fn of_both_behind(&self, out: &mut Vec<Hypothesis>) {
        let (cx, i) = (self.cx, self.i);
        let (lower, upper) = (i + 1, i + 2);
        let rate = self.name.evidence == E::QuotientRate && !self.numerated;
        if !rate || upper >= cx.metrics.len() || !cx.in_one_paragraph(i, upper) {
            return;
        }
        let next = cx.metrics[i].sentence.end == cx.metrics[lower].sentence.start;
        let near = here(cx, i, lower) || next;
        let counts = self.counts(lower) && self.counts(upper) && here(cx, lower, upper);
        let (known, top) = upper_set(cx, i, upper, 0, &self.name);
        let units = cx.same_unit(lower, upper) || known && counts_alike(cx, lower, upper);
        if near && counts && units {
            let mut set = top.with(lower_set(cx, [upper, lower], 0, &self.name));
            // 提前办结率 of 办结: the name says what nothing behind it does.
            let from = cx.metrics[i].quantity.span.end;
            let till = cx.metrics[upper].quantity.span.end;
            let said = cx.text.folded(Span::new(from, till)) + &ratio::clause_of(cx, upper);
            let all = self.name.stem.iter().all(|c| said.contains(*c));
            // 办结率95%，受理200件，仅10件正在办理: what is left of the base.
            let left = is_left(cx, upper, &self.name) || denied(cx, upper, &self.name);
            set.add_if(E::UpperDenied, left);
            set.add_if(E::UpperBoth, left || set.has(E::UpperNamed) && all);
            let formula = match left {
                true => Formula::Complement,
                false => Formula::Quotient,
            };
            out.push(Hypothesis::new(formula, i, &[upper, lower], set));
        }
    }

    /// 占在编人员的41.2%，而在编人员为347名: a base by name may follow.
    fn base_behind(&self, upper: usize) -> Option<usize> {
        // 占案件的15%；涉民生案件120件: a name that anything may have is none.
        let general = self.name.evidence == E::QuotientOf && self.name.stem.len() < 3;
        let fits = |&next: &usize| next != upper && self.cx.same_unit(next, upper) && !general;
        self.following().filter(fits)
    }

    /// 劳动报酬占43.6%，经济补偿占29.6%: the bases of the shares before, wherever they stand,
    /// and the whole that the numerator is a part of; not those among `lowers`.
    fn again(&self, upper: usize, lowers: &[usize]) -> Vec<usize> {
        let mut again: Vec<usize> = self.told.iter().map(|t| t[1]).collect();
        again.extend(self.cx.whole_of[upper]);
        crate::span::sort(&mut again);
        again.dedup();
        again.retain(|&b| b != upper && !lowers.contains(&b) && self.cx.same_unit(b, upper));
        again
    }

    /// The figure tells of the other side of the base: 未整改, 仅有16件尚在办理.
    fn is_denied(&self, upper: usize) -> bool {
        let left = is_left(self.cx, upper, &self.name) || denied(self.cx, upper, &self.name);
        left && !self.numerated
    }

    /// The hypotheses of one numerator; `nth` counts the figures between.
    fn of_upper(&self, before: &[usize], nth: usize, upper: usize, out: &mut Vec<Hypothesis>) {
        let (cx, i) = (self.cx, self.i);
        let (known, mut top) = upper_set(cx, i, upper, nth, &self.name);
        // 移交问题151个，整改率92.7%，未整改11个: of what is denied it tells the other side.
        let denied = self.is_denied(upper);
        top.add_if(E::UpperDenied, denied);
        top.add_if(E::UpperShared, self.shared);
        let formula = [Formula::Quotient, Formula::Complement][usize::from(denied)];
        let mut of = |lower: usize, evidence: Set| {
            out.push(Hypothesis::new(formula, i, &[upper, lower], evidence));
        };
        let (between, rest) = match upper < i {
            true => (&before[..nth], &before[nth + 1..]),
            false => (&before[..0], before),
        };
        let mut lowers = rest.to_vec();
        lowers.retain(|&k| cx.same_unit(k, upper) || known && counts_alike(cx, k, upper));
        let free = |&&k: &&usize| here(cx, k, i) && cx.list_of[k].is_none();
        let alone = lowers.iter().filter(free).count() == 1;
        let mut mth = 0;
        for &lower in lowers.iter().take(10) {
            if self.is_turned(upper, lower) {
                continue;
            }
            let used = cx.list_of[lower].is_some() || self.told.iter().any(|t| t[0] == lower);
            // 办结80件，未结9件；办结案件中维持44件、驳回36件: what stands between a list and its whole is
            // nothing to its parts.
            let listed = cx.whole_of[upper] == Some(lower);
            let spent = used && !listed;
            let order = if listed { 0 } else { mth };
            let mut set = top.with(lower_set(cx, [upper, lower], order, &self.name));
            set.add_if(E::LowerOnly, alone && here(cx, lower, i));
            set.add_if(E::LowerUnlike, !cx.same_unit(lower, upper));
            // 占办结数 names it, whatever else it was told of.
            set.add_if(E::LowerSpent, spent && !set.has(E::LowerNamed));
            set.add_if(E::LowerOther, self.based && set.has(E::LowerUnnamed));
            set.add_if(
                E::LowerAgain,
                known && self.told.iter().any(|t| t[1] == lower),
            );
            mth += usize::from(!spent);
            of(lower, set);
        }
        for lower in self.again(upper, &lowers) {
            let mut set = top.with(lower_set(cx, [upper, lower], 0, &self.name));
            set.add_if(E::LowerAgain, known && cx.whole_of[upper] != Some(lower));
            of(lower, set);
        }
        if let Some(next) = self.base_behind(upper) {
            let set = top.with(lower_set(cx, [upper, next], 0, &self.name));
            of(next, set.with(self.followed(upper, &lowers, known)));
        }
        // 占全镇在编干部41名的34.1%: the base stands between the figure and its share.
        for (mth, &lower) in between.iter().enumerate() {
            if cx.same_unit(lower, upper) {
                let set = top.with(lower_set(cx, [upper, lower], mth, &self.name));
                of(lower, set.with(self.between(lower)));
            }
        }
    }

    /// What says that a figure between one and its share is the base.
    fn between(&self, lower: usize) -> Set {
        let (cx, i) = (self.cx, self.i);
        let base = cx.metrics[lower].link == Link::ShareBase;
        let base = base || lower + 1 == i && (is_base(cx, i) || is_inside(cx, i));
        Set::of(&[if base { E::LowerBase } else { E::LowerBehind }])
    }
}

/// 合计占, 两者之和占: the share is of what stands before it together.
pub fn is_joint(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    let parts = i.checked_sub(1 + usize::from(is_base(cx, i)));
    let Some(last) = parts.filter(|&k| here(cx, k, i)) else {
        return false;
    };
    let lead = Span::new(cx.metrics[last].quantity.span.end, m.quantity.span.start);
    let share = cx.text.find("占", lead);
    share.is_some_and(|at| {
        let cues = layout::said(cx.text, Span::new(lead.start, at));
        cues.sums_up()
    })
}

/// What has the share: 老幼 of 老幼占.
fn owner(m: &Metric) -> &str {
    m.indicator.split('占').next().unwrap_or_default()
}

/// The name of a rate: what it says was done, and of what.
struct Name {
    /// The characters before 率, or of a share what it is the share of.
    stem: Vec<char>,
    evidence: E,
}

fn name_of(m: &Metric) -> Option<Name> {
    let named = |text: &str, evidence: E| Name {
        stem: text.chars().filter(|c| is_han(*c)).collect(),
        evidence,
    };
    if let Link::Share { of } = &m.link {
        return Some(match of.is_empty() {
            true => named("", E::QuotientBare),
            false => named(of, E::QuotientOf),
        });
    }
    let name = m.indicator.as_str();
    // 相当于许可总量的12%: of what follows, in other words.
    if let Some(of) = ratio::told_names("equivalent").find_map(|w| name.strip_prefix(w)) {
        return Some(named(of, E::QuotientOf));
    }
    let ends = |kind| ratio::told_names(kind).find_map(|t| name.strip_suffix(t));
    if let Some(stem) = ends("proportion") {
        return Some(named(stem, E::QuotientProportion));
    }
    ends("rate").map(|stem| named(stem, E::QuotientRate))
}

/// 民事案件53件（27.2%）: a bare share behind a part of a whole.
fn in_bracket(cx: &Context, i: usize) -> Option<Name> {
    let (m, site) = (&cx.metrics[i], &cx.layout[i]);
    let host = site
        .host
        .filter(|&k| k + 1 == i && cx.whole_of[k].is_some())?;
    let bare = m.lead.len() == 1 && m.inherits == Some(host);
    bare.then(|| Name {
        stem: Vec::new(),
        evidence: E::QuotientBare,
    })
}

/// 835件中，27%为民事，共225件; 民事占比27%，计225件: what has the share is counted right behind it.
fn of_next(cx: &Context, i: usize) -> Option<Hypothesis> {
    let m = &cx.metrics[i];
    let inside = cx.layout[i].cues.has(Cue::Inside);
    let next = Some(i + 1).filter(|&k| k < cx.metrics.len() && here(cx, k, i))?;
    let site = &cx.layout[next];
    let own = site.mark == Mark::Comma && site.words <= BARE && is_part(cx, next);
    if !own || !inside && m.frame != "share" || m.inherits.is_some() {
        return None;
    }
    let counts = |k: usize| is_part(cx, k) && cx.same_unit(k, next);
    let &lower = cx.earlier(i, Reach::Paragraph, 1, &counts).first()?;
    let mut set = Set::of(&[E::Quotient, E::QuotientBare, E::UpperHead, E::LowerOnly]);
    set.add(match here(cx, lower, i) {
        true => E::LowerNext,
        false => E::LowerBefore,
    });
    set.add_if(E::LowerInside, inside);
    Some(Hypothesis::new(Formula::Quotient, i, &[next, lower], set))
}

/// No more words lead to a figure that names nothing of its own: 计225件, 共有225件.
const BARE: usize = 2;

/// So many figures before a rate may be what it is taken of.
const UPPERS: usize = 8;

/// The figure says 未 or 不, and the rate does not.
fn negates(indicator: &str, name: &Name) -> bool {
    let no = |c: &char| matches!(c, '未' | '不' | '没');
    indicator.contains(|c| no(&c)) && !name.stem.iter().any(no)
}

/// 未整改 denies what 整改率 names.
fn denied(cx: &Context, upper: usize, name: &Name) -> bool {
    let indicator = &cx.metrics[upper].indicator;
    !name.stem.is_empty() && negates(indicator, name) && ratio::names(&name.stem, indicator)
}

/// 在检查总量（192次）中占比25%: the figure before is the base.
fn is_inside(cx: &Context, i: usize) -> bool {
    let lead = cx.text.folded(cx.metrics[i].lead);
    let lead = lead.trim_start_matches(')');
    ratio::told_names("share").any(|word| lead.starts_with(word))
}

/// 办结率88.7%，仅有16件尚在办理; 除6件由工作人员出庭外: what is left of the base.
fn is_left(cx: &Context, upper: usize, name: &Name) -> bool {
    let m = &cx.metrics[upper];
    let site = &cx.layout[upper];
    let only = site.cues.has(Cue::Only) || site.cues.has(Cue::Except);
    let rate = name.evidence == E::QuotientRate;
    // 仅101处正在整改: what is still to be done goes by the rate's name.
    let left = only && site.after.has(Cue::Left);
    rate && (left || site.cues.has(Cue::Rest) && !ratio::names(&name.stem, &m.indicator))
}

/// 被诉25件，出庭24次: cases are counted by more than one word.
fn counts_alike(cx: &Context, a: usize, b: usize) -> bool {
    let of_cases = |k: usize| {
        let dimension = cx.metrics[k].quantity.dimension;
        CASES.contains(&dimension)
    };
    of_cases(a) && of_cases(b)
}

/// What cases, and what is done about each, are counted in.
const CASES: [&str; 7] = [
    "case-or-document",
    "case",
    "occurrence",
    "session",
    "document-copy",
    "letter",
    "item",
];

/// What speaks for a numerator, and whether the words point to it.
fn upper_set(cx: &Context, i: usize, upper: usize, nth: usize, name: &Name) -> (bool, Set) {
    let m = &cx.metrics[i];
    let mut set = Set::of(&[E::Quotient, name.evidence]);
    set.add_if(E::UpperBefore, !here(cx, upper, i));
    set.add(match nth {
        _ if upper > i => E::UpperBehind,
        0 => E::UpperNext,
        1 => E::UpperSecond,
        _ => E::UpperFar,
    });
    let link = matches!(m.link, Link::Share { .. });
    let shares = link || matches!(name.evidence, E::QuotientOf | E::QuotientBare);
    // 联合检查48次，相当于检查总量192次的25%: the base stands between.
    let before = i
        .checked_sub(1 + usize::from(link))
        .filter(|_| !link || is_base(cx, i));
    let inside = i.checked_sub(2).filter(|_| is_inside(cx, i));
    let head = inside.or(m.inherits).or(before);
    let head = head.map(|k| ratio::plain_root(cx, k));
    let own = owner(m);
    let said = link && m.indicator_span.is_some_and(|s| m.lead.covers(s));
    let owned = said && ratio::matches_name(&cx.metrics[upper].indicator, own);
    set.add_if(E::UpperOwn, owned);
    let mut known = owned || shares && !said && head == Some(upper);
    set.add_if(E::UpperHead, shares && !said && head == Some(upper));
    if !shares {
        let indicator = &cx.metrics[upper].indicator;
        let clause = ratio::clause_of(cx, upper);
        let named = ratio::names(&name.stem, indicator) && !negates(indicator, name);
        known = named;
        set.add_if(E::UpperNamed, named);
        // 提前办结率 of 办结: the name says more.
        let all = name.stem.iter().all(|c| indicator.contains(*c));
        set.add_if(E::UpperTail, named && !all);
        set.add_if(E::UpperClause, !named && ratio::names(&name.stem, &clause));
        let said = indicator.clone() + &clause;
        let hits = name.stem.iter().filter(|c| said.contains(**c)).count();
        set.add_if(E::UpperForeign, hits == 0);
        // 工业用地“标准地”出让占比 is of other things than 出让41宗.
        set.add_if(
            E::UpperNarrow,
            !named && hits > 0 && hits + 3 <= name.stem.len(),
        );
    }
    set.add_if(E::RateApprox, cx.any_approx(&[i, upper]));
    let moved = matches!(cx.metrics[upper].link, Link::To | Link::From);
    set.add_if(E::RateMoved, moved);
    (known, set)
}

/// 人民调解委员会受理324件。法庭调解成功177件: what one body did is no base of another's.
fn are_strangers(cx: &Context, upper: usize, lower: usize) -> bool {
    let body = |k: usize| cx.metrics[k].subject.as_deref();
    let bodies = body(upper).zip(body(lower));
    bodies.is_some_and(|(a, b)| !a.contains(b) && !b.contains(a))
}

fn lower_set(cx: &Context, [upper, lower]: [usize; 2], mth: usize, name: &Name) -> Set {
    let mut set = Set::default();
    set.add(match mth {
        0 => E::LowerNext,
        1 => E::LowerSecond,
        _ => E::LowerFar,
    });
    let here = here(cx, lower, upper);
    set.add_if(E::LowerBefore, !here && mth == 0);
    set.add_if(E::LowerParagraph, !here && mth > 0);
    set.add_if(E::LowerWhole, cx.whole_of[upper] == Some(lower));
    let siblings = cx.whole_of[lower].is_some() && cx.whole_of[lower] == cx.whole_of[upper];
    set.add_if(E::LowerSibling, siblings);
    let indicator = &cx.metrics[lower].indicator;
    // 已判决案件中胜诉16件: of those that are named.
    let of = cx.layout[upper].of.map(|of| cx.text.folded(of));
    let inside = of.is_some_and(|of| of.chars().count() >= 2 && goes_by(&of, indicator));
    set.add_if(E::LowerInside, inside);
    if matches!(name.evidence, E::QuotientOf) {
        let of: String = name.stem.iter().collect();
        let named = ratio::matches_name(indicator, &of);
        set.add(if named {
            E::LowerNamed
        } else {
            E::LowerUnnamed
        });
    }
    set.add_if(E::LowerDue, cx.layout[lower].cues.has(Cue::Due));
    let first = (0..lower)
        .next_back()
        .is_none_or(|k| cx.metrics[k].sentence != cx.metrics[lower].sentence);
    set.add_if(E::LowerFirst, first);
    // 计划完成2294卷，实际完成3209卷: more is done than was asked.
    let due = set.has(E::LowerDue);
    set.add_if(E::LowerLess, cx.value(lower) < cx.value(upper) && !due);
    set.add_if(E::LowerRight, lower + 1 == upper);
    // 批准逮捕276人、不批准逮捕41人，不捕率12.9%: of both sides together.
    let name = |k: usize| cx.metrics[k].indicator.as_str();
    let sides = sum::complementary(name(upper), name(lower));
    set.add_if(E::LowerSide, sides);
    set.add_if(E::LowerOthers, !here && are_strangers(cx, upper, lower));
    set.add_if(E::RateApprox, cx.any_approx(&[lower]));
    set
}
