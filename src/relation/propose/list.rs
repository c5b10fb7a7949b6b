//! Lists and the figures that may be their wholes.

use super::{Formula, Hypothesis, here, is_base, is_part, is_sibling, mark_between};
use crate::fact::metric::{Kind, Link};
use crate::fact::number;
use crate::fold::{has_chars, one_of};
use crate::outline::marker;
use crate::relation::equal::is_of_all;
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{self, Cue, Mark};
use crate::relation::{Context, FARTHEST, Reach, common_end, difference, ratio, sum};
use crate::span::Span;

/// Longer lists are not tried part by part.
const LONGEST: usize = 24;

/// So many figures before a list may be its whole.
const WHOLES: usize = 6;

/// The lists of a text, each with every figure that may be its whole.
pub fn sums(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for first in 0..cx.metrics.len() {
        if is_part(cx, first) {
            list(cx, first, &mut out);
        }
        out.extend(mixed(cx, first));
        out.extend(lines(cx, first));
        out.extend(points(cx, first));
        out.extend(picked(cx, first));
        out.extend(joined(cx, first));
        if is_excepted(cx, first) {
            excepted(cx, first, &mut out);
        }
    }
    out
}

/// 登记册200份、证书120张，共计320件: what is counted in words of its own, each, and a total that
/// takes all of it together.
fn mixed(cx: &Context, first: usize) -> Option<Hypothesis> {
    let counts = |k: usize| is_part(cx, k) && cx.metrics[k].kind == Kind::Count;
    let begins = first == 0 || !here(cx, first - 1, first);
    let opened = begins || cx.layout[first].mark >= Mark::Colon;
    let whole = (first + 2..cx.metrics.len())
        .take(LONGEST)
        .take_while(|&k| is_sibling(cx, first, k) && cx.layout[k].mark <= Mark::Comma)
        .find(|&k| cx.layout[k].cues.has(Cue::Total))?;
    let parts: Vec<usize> = (first..whole).collect();
    let unit = |k: usize| cx.metrics[k].quantity.unit.is_some();
    let joined = |k: &usize| is_sibling(cx, first, *k) && counts(*k) && unit(*k);
    // 312名，市局86名，8个县合计226名: of one kind.
    let several = parts[1..].iter().any(|&k| !cx.same_unit(k, first));
    let unlike = several && !cx.same_unit(first, whole);
    let fits = opened && unlike && parts.iter().all(joined);
    let total = cx.metrics[whole].kind == Kind::Count;
    (fits && total).then(|| {
        let set = shape(cx, &parts, parts.len()).with(summed(cx, &parts, whole));
        let set = set.with(Set::of(&[E::SumAlone, E::SumUnlike]));
        Hypothesis::new(Formula::Sum, whole, &parts, set)
    })
}

/// 办理245件，具体如下：⏎1.许可105件；⏎2.处罚140件。: a part in each of the numbered lines behind.
fn lines(cx: &Context, whole: usize) -> Option<Hypothesis> {
    let end = cx.metrics[whole].sentence.end;
    let colon = (end.saturating_sub(2)..end).any(|at| cx.text.at(at) == ':');
    let last = cx
        .metrics
        .get(whole + 1)
        .is_none_or(|_| !here(cx, whole, whole + 1));
    if !colon || !last || !is_part(cx, whole) {
        return None;
    }
    let from = cx
        .text
        .paragraph_at(cx.metrics[whole].quantity.span.start)?
        + 1;
    let numbered = cx.text.paragraphs[from.min(cx.text.paragraphs.len())..]
        .iter()
        .take(LONGEST)
        .take_while(|p| marker::read(cx.text, p.span).is_some());
    let mut next = whole + 1;
    let mut parts = Vec::new();
    for line in numbered {
        let inside = |k: &usize| cx.metrics[*k].quantity.span.start < line.span.end;
        let own: Vec<usize> = (next..cx.metrics.len()).take_while(inside).collect();
        next += own.len();
        // What tells more than one of them is prose.
        let mut counts = own.into_iter().filter(|&k| cx.same_unit(k, whole));
        parts.push(counts.next().filter(|_| counts.next().is_none())?);
    }
    let fits = parts.len() > 1 && parts.iter().all(|&k| is_part(cx, k));
    let mut set = Set::of(&[
        E::Sum,
        E::SumSemicolon,
        E::SumEnds,
        E::SumAlone,
        E::SumColonNext,
    ]);
    let said = layout::said(cx.text, Span::new(cx.metrics[whole].quantity.span.end, end));
    set.add_if(E::SumFollow, said.has(Cue::Follow));
    set.add_if(E::SumOpen, said.has(Cue::Open));
    fits.then(|| Hypothesis::new(Formula::Sum, whole, &parts, set))
}

/// 一是…宣讲130场。二是…249场。三是…137场。三类共516场。: a part in each of the points, and their
/// total behind them.
fn points(cx: &Context, first: usize) -> Option<Hypothesis> {
    if !is_part(cx, first) || ordinal(cx, first) != Some(1) {
        return None;
    }
    let mut parts = vec![first];
    let mut next = first + 1;
    let (mut end, mut whole) = (cx.metrics[first].sentence.end, None);
    while let Some(m) = cx.metrics.get(next) {
        let sentence = m.sentence;
        let inside = |k: &usize| cx.metrics[*k].sentence == sentence;
        let own: Vec<usize> = (next..cx.metrics.len()).take_while(inside).collect();
        next += own.len();
        let mut counts = own.iter().filter(|&&k| cx.same_unit(k, first));
        if sentence == cx.metrics[first].sentence {
            if counts.next().is_some() {
                return None;
            }
            continue;
        }
        let goes_on = ordinal(cx, own[0]) == Some(parts.len() as i64 + 1);
        if sentence.start != end || parts.len() == LONGEST {
            break;
        }
        let part = counts.next().copied();
        if !goes_on {
            whole = part.filter(|&k| cx.layout[k].cues.sums_up());
            break;
        }
        end = sentence.end;
        // What tells more than one of them is prose.
        parts.push(part.filter(|&k| is_part(cx, k) && counts.next().is_none())?);
    }
    // 三类合计 is no total of two points.
    let many = |k: usize| layout::so_many(cx.text, cx.metrics[k].lead);
    let fits = |k: usize| many(k).is_none_or(|(_, many)| many == parts.len());
    let whole = whole.filter(|&k| parts.len() > 1 && cx.in_one_paragraph(k, first) && fits(k))?;
    let mut set = Set::of(&[E::Sum, E::SumSemicolon, E::SumEnds, E::SumAlone]);
    add_many(&mut set, parts.len());
    set.add_if(E::SumMany, are_so_many(cx, whole, &parts));
    let set = set.with(summed(cx, &parts, whole));
    Some(Hypothesis::new(Formula::Sum, whole, &parts, set))
}

/// 一是 of the point that a figure is told in.
fn ordinal(cx: &Context, k: usize) -> Option<i64> {
    /// A point tells its first figure no farther behind.
    const REACH: usize = 80;
    let m = &cx.metrics[k];
    let number = m.quantity.span.start;
    let from = m.sentence.start.max(number.saturating_sub(REACH));
    let colon = (from..number).rev().find(|&at| cx.text.at(at) == ':');
    let at = colon.map_or(from, |at| at + 1);
    let point = layout::structures("point").any(|w| cx.text.starts_with(at + 1, w));
    let begins = colon.is_some() || from == m.sentence.start;
    number::digit(cx.text.at(at)).filter(|_| point && begins)
}

/// 撤销12件，确认违法5件，责令履行4件，终止67件；撤销、确认违法和责令履行合计21件: a total of those that it
/// names.
fn picked(cx: &Context, whole: usize) -> Option<Hypothesis> {
    /// So many figures back a part may stand.
    const REACH: usize = 12;
    let m = &cx.metrics[whole];
    let site = &cx.layout[whole];
    let counts = is_part(cx, whole) || m.link == Link::Total;
    if !counts || !site.cues.sums_up() {
        return None;
    }
    let mark = |&k: &usize| one_of!(cx.text.at(k), ",;:。\n");
    let lead = m.lead;
    let start = (lead.start..lead.end).rev().find(mark);
    let clause = Span::new(start.map_or(lead.start, |k| k + 1), lead.end);
    let (end, _) = layout::first(cx.text, clause, &[Cue::Total, Cue::Sum])?;
    let names = cx.text.folded(Span::new(clause.start, end));
    let joins = |c: char| ratio::told_names("and").any(|w| w.starts_with(c));
    let names: Vec<&str> = names.split(joins).collect();
    let fits = |k: usize| is_part(cx, k) && cx.same_unit(k, whole);
    let near = cx.earlier(whole, Reach::Paragraph, REACH, &fits);
    let part = |name: &&str| {
        let goes = |k: &&usize| cx.metrics[**k].indicator.ends_with(*name);
        let known = name.chars().count() > 1;
        near.iter().find(goes).copied().filter(|_| known)
    };
    let mut parts = names.iter().map(part).collect::<Option<Vec<usize>>>()?;
    crate::span::sort(&mut parts);
    let twice = parts.windows(2).any(|w| w[0] == w[1]);
    let set = Set::of(&[E::Sum, E::SumTotal, E::SumPicked]);
    (parts.len() > 1 && !twice).then(|| Hypothesis::new(Formula::Sum, whole, &parts, set))
}

/// 上年结转35件，本年收到380件，受理351件；连同上年结转，共办理386件: what was there before, told with
/// its number or by its name alone, and what came.
fn joined(cx: &Context, whole: usize) -> Vec<Hypothesis> {
    /// So many figures back what came may stand.
    const REACH: usize = 6;
    let joint = |k: usize| cx.layout[k].cues.has(Cue::Joint);
    let fits = |k: usize| is_part(cx, k) && cx.same_unit(k, whole);
    let before = whole
        .checked_sub(1)
        .filter(|&k| joint(k) && fits(k) && here(cx, k, whole));
    let m = &cx.metrics[whole];
    let counts = is_part(cx, whole) || m.link == Link::Total;
    if !counts || before.is_none() && !joint(whole) {
        return Vec::new();
    }
    let opening = |k: usize| fits(k) && cx.layout[k].cues.has(Cue::Opening);
    let named = || {
        cx.earlier(whole, Reach::Paragraph, 1, &opening)
            .first()
            .copied()
    };
    let Some(stock) = before.or_else(named) else {
        return Vec::new();
    };
    let came = cx
        .earlier(whole, Reach::Paragraph, REACH, &fits)
        .into_iter();
    let came = came.filter(|&k| k != stock && cx.layout[k].cues.has(Cue::Into));
    let of = |(nth, k): (usize, usize)| {
        let parts = [stock.min(k), stock.max(k)];
        let mut set = Set::of(&[E::Sum, E::SumJoint, E::SumEnds]);
        set.add_if(E::SumSkipped, nth > 0);
        Hypothesis::new(Formula::Sum, whole, &parts, set)
    };
    came.enumerate().map(of).collect()
}

/// 除8个尚在筹建外: what is left out of the whole.
fn is_excepted(cx: &Context, k: usize) -> bool {
    let site = &cx.layout[k];
    is_part(cx, k) && site.cues.has(Cue::Except) && site.after.has(Cue::Left)
}

/// 全市118个乡镇，除8个尚在筹建外，已有110个建成: the whole before or behind, and what is done.
fn excepted(cx: &Context, except: usize, out: &mut Vec<Hypothesis>) {
    let fits = |&k: &usize| is_part(cx, k) && here(cx, k, except) && cx.same_unit(k, except);
    let behind: Vec<usize> = (except + 1..cx.metrics.len())
        .take(3)
        .filter(fits)
        .collect();
    let before = except.checked_sub(1).filter(fits);
    let (whole, done) = match (before, &behind[..]) {
        (Some(whole), &[done, ..]) => (whole, done),
        (None, &[whole, done, ..]) => (whole, done),
        _ => return,
    };
    let parts = [except.min(done), except.max(done)];
    let evidence = Set::of(&[E::Sum, E::SumExcept]);
    out.push(Hypothesis::new(Formula::Sum, whole, &parts, evidence));
}

/// The list that begins with a figure.
fn list(cx: &Context, first: usize, out: &mut Vec<Hypothesis>) {
    let before = (0..first)
        .rev()
        .take(8)
        .take_while(|&k| here(cx, k, first))
        .find(|&k| is_part(cx, k) && is_sibling(cx, k, first) && cx.same_unit(k, first));
    let inside = before.is_some_and(|k| mark_between(cx, k, first) == Mark::Pause);
    if inside && !cx.layout[first].cues.has(Cue::Among) {
        return;
    }
    let run = run(cx, first);
    let wholes = wholes(cx, first);
    paired(cx, &run, out);
    of_heads(cx, &heads(cx, &run), &wholes, out);
    for n in 2..=run.len() {
        let parts = &run[..n];
        let (distant, behind) = (distant(cx, parts), behind(cx, &run, n));
        if wholes.is_empty() && distant.is_none() && behind.is_none() {
            continue;
        }
        let shape = shape(cx, &run, n);
        for &(nth, whole) in &wholes {
            if whole != first {
                let told = told(cx, first, whole, nth);
                let mut evidence = shape.with(told).with(counted(cx, whole, parts));
                // 受理458件，受理率88.8%；不予受理27件，撤回31件: what has a rate has been told of.
                let rated = (whole..first).any(|k| is_rate(cx, k + 1));
                let among = cx.layout[first].cues.has(Cue::Among);
                evidence.add_if(E::SumRated, rated && !among);
                // 办结案件中，维持41件: the word is the whole's.
                let own = !among && !evidence.has(E::SumOf) && !shape.has(E::SumExcept);
                evidence.add_if(E::SumStages, own && has_stages(cx, parts));
                let among_beside = if n > 2 { E::SumAmong } else { E::SumAmongAlone };
                evidence.add_if(among_beside, is_beside(cx, parts, whole));
                evidence.add_if(E::SumTimes, are_of_other_times(cx, whole, parts));
                let alone = is_alone(cx, whole, parts, false);
                evidence.add_if(E::SumAlone, alone);
                let units = among && !alone && !evidence.has(E::SumGap);
                let units = units && is_alone_in_unit(cx, whole, parts);
                evidence.add_if(E::SumUnits, units);
                out.push(Hypothesis::new(Formula::Sum, whole, parts, evidence));
            }
        }
        if let Some(whole) = distant {
            let evidence = shape.with(Set::of(&[E::SumDistant]));
            out.push(Hypothesis::new(Formula::Sum, whole, parts, evidence));
        }
        if let Some(whole) = behind {
            let shape = match run.get(n) {
                Some(&next) if next == whole => self::shape(cx, &run[..n], n),
                _ => shape,
            };
            let mut evidence = shape.with(summed(cx, parts, whole));
            evidence.add_if(E::SumMany, are_so_many(cx, whole, parts));
            evidence.add_if(E::SumAlone, is_alone(cx, whole, parts, false));
            out.push(Hypothesis::new(Formula::Sum, whole, parts, evidence));
        }
    }
}

/// 检查24次，其中日常15次、专项9次，发现问题58个: what follows counts other things. 会议12次，其中专题3次；
/// 组织学法11次: behind a stronger mark it is another doing.
fn is_alone_in_unit(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    let close = |w: &[usize]| mark_between(cx, w[0], w[1]) <= Mark::Comma;
    parts.windows(2).all(close) && is_alone(cx, whole, parts, true)
}

/// 793批2569人次，其中初次访308批891人次，重复访485批1688人次: what is said of the series beside it
/// is said of this one.
fn is_beside(cx: &Context, parts: &[usize], whole: usize) -> bool {
    let first = parts[0];
    whole > 0
        && here(cx, whole, first)
        && is_parallel(cx, parts, false)
        && cx.same_unit(whole - 1, first - 1)
        && cx.layout[first - 1].cues.has(Cue::Among)
}

/// 排查2412件、化解2368件；县级排查126件、化解121件，镇级排查2286件、化解2247件: each part tells what
/// the whole does, two figures in turn; the first of each make the first.
fn paired(cx: &Context, run: &[usize], out: &mut Vec<Hypothesis>) {
    let first = run[0];
    let many = run.len();
    let row = many > 3 && many.is_multiple_of(2) && run[many - 1] - first + 1 == many;
    let within = |w: &&[usize]| cx.layout[w[1]].mark == Mark::Pause;
    let between = |w: &[usize]| cx.layout[w[0]].mark > Mark::Pause;
    if !row || !run.chunks(2).all(|w| within(&w)) || !run.chunks(2).skip(1).all(between) {
        return;
    }
    for side in 0..2 {
        let parts: Vec<usize> = run.iter().copied().skip(side).step_by(2).collect();
        let name = |k: usize| cx.metrics[k].indicator.as_str();
        // 县级排查, 镇级排查 and 排查矛盾纠纷: they share a word at the end that the whole has.
        let own: Vec<char> = name(parts[0]).chars().collect();
        let verb = &own[own.len().saturating_sub(2)..];
        let says = |k: usize| verb.len() == 2 && has_chars(name(k), verb);
        let counts = |k: usize| is_part(cx, k) && cx.same_unit(k, first) && says(k);
        let whole = cx.earlier(first, Reach::Paragraph, 1, &counts);
        let Some(&whole) = whole.first().filter(|_| parts.iter().all(|&k| says(k))) else {
            continue;
        };
        let mut set = names(cx, &parts).with(told(cx, first, whole, 0));
        set = set.with(Set::of(&[E::Sum, E::SumComma, E::SumEnds, E::SumAlone]));
        add_many(&mut set, parts.len());
        set.add_if(E::SumAmong, cx.layout[first].cues.has(Cue::Among));
        out.push(Hypothesis::new(Formula::Sum, whole, &parts, set));
    }
}

/// What stands first between semicolons, as one list; two where words open it.
fn of_heads(cx: &Context, heads: &[usize], wholes: &[(usize, usize)], out: &mut Vec<Hypothesis>) {
    let Some(&first) = heads.first() else { return };
    let cues = cx.layout[first].cues;
    let among = cues.has(Cue::Among);
    let opened = among || cues.has(Cue::Follow) || cues.has(Cue::Colon);
    if heads.len() < if opened { 2 } else { 3 } {
        return;
    }
    for &(nth, whole) in wholes {
        let mut evidence = shape(cx, heads, heads.len()).with(told(cx, first, whole, nth));
        evidence.add(E::SumHeads);
        evidence.add_if(
            E::SumHeadsNext,
            nth == 0 && here(cx, whole, first) && !among,
        );
        out.push(Hypothesis::new(Formula::Sum, whole, heads, evidence));
    }
}

/// 累计建成75个，今年建成10个，明年再建5个: of years of their own.
fn are_of_other_times(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    let any = |cues: &[Cue]| {
        let has = |&k: &usize| cues.iter().any(|&c| cx.layout[k].cues.has(c));
        parts.iter().any(has)
    };
    let years = |&k: &usize| difference::year_of(cx, k).zip(difference::year_of(cx, whole));
    let year = years(&parts[0]).is_some_and(|(own, of)| own != of);
    let sum = cx.layout[whole].cues.has(Cue::Sum) && !cx.layout[parts[0]].cues.has(Cue::Among);
    let flows = any(&[Cue::Present, Cue::Due, Cue::Into]) && !any(&[Cue::Opening, Cue::Joint]);
    // 今年建成5个，历年累计33个: nor is what all years make a part of one.
    year || sum && flows || any(&[Cue::Sum])
}

/// 收到64件，受理59件，审结55件，维持40件: each is a part of the one before.
fn has_stages(cx: &Context, parts: &[usize]) -> bool {
    let has = |k: usize, cue: Cue| cx.layout[k].cues.has(cue);
    let done = parts[1..].iter().any(|&k| has(k, Cue::Out));
    let first = parts[0];
    has(first, Cue::Into) && done || has(first, Cue::Out) && parts.len() > 2
}

/// Between semicolons nothing is counted but the whole and its parts, the parts of a part,
/// and what is told of the same things in another unit; or nothing in their unit, whatever
/// else is counted (`unit`).
fn is_alone(cx: &Context, whole: usize, parts: &[usize], unit: bool) -> bool {
    let level = cx.layout[parts[0]].level;
    let (first, last) = (whole.min(parts[0]), whole.max(parts[parts.len() - 1]));
    let own = |k: usize| k == whole || parts.contains(&k);
    let beside = |k: usize| cx.metrics.get(k).is_some_and(|m| m.link == Link::SameHead);
    let (after, ahead) = (is_parallel(cx, parts, true), is_parallel(cx, parts, false));
    let paired = |k: usize| {
        let same = beside(k) && own(k - 1) || beside(k + 1) && own(k + 1);
        let partner = after && k > 0 && own(k - 1) || ahead && own(k + 1);
        same || partner && !own(k)
    };
    let counts = |&k: &usize| {
        let other = unit && !cx.same_unit(k, whole);
        is_part(cx, k) && cx.layout[k].level <= level && !paired(k) && !other
    };
    let outside = |k: usize| here(cx, k, first) && counts(&k);
    // 收到67件，上年结转3件，共办理70件；公开32件…: what makes the whole does not stand beside it.
    let makes = |k: usize| cx.closed_list(k).is_some_and(|(total, _)| *total == whole);
    let before = first.checked_sub(1).filter(|&k| !makes(k));
    let before = before.is_some_and(outside) && cx.layout[first].mark < Mark::Semicolon;
    let next = cx.layout.get(last + 1);
    let after = next.is_some_and(|site| {
        site.mark < Mark::Semicolon && !site.cues.has(Cue::Among) && outside(last + 1)
    });
    !before && !after && (first..=last).filter(counts).all(own)
}

/// 进校园28场、1008人次，进企业43场、499人次: each part has one figure more, all of one unit,
/// behind it (`true`) or before it.
fn is_parallel(cx: &Context, parts: &[usize], behind: bool) -> bool {
    let partner = |k: usize| match behind {
        true => Some(k + 1).filter(|&k| k < cx.metrics.len()),
        false => k.checked_sub(1),
    };
    let Some(model) = partner(parts[0]).filter(|&k| !cx.same_unit(k, parts[0])) else {
        return false;
    };
    parts.iter().all(|&k| {
        let told = partner(k).filter(|&p| here(cx, k, p) && cx.same_unit(p, model));
        told.is_some_and(|p| {
            let second = &cx.layout[k.max(p)];
            second.mark <= Mark::Pause && second.level == cx.layout[k.min(p)].level
        })
    })
}

/// The figures from `first` on in its unit, on its level, up to a total or to parts of
/// a part.
fn run(cx: &Context, first: usize) -> Vec<usize> {
    let mut run = vec![first];
    let mut nested = false;
    let counts = |k: usize| is_part(cx, k) && cx.same_unit(k, first);
    let whole = cx.earlier(first, Reach::Paragraph, 1, &counts);
    let whole = whole.first().copied();
    let done = whole.is_some_and(|k| {
        let cues = cx.layout[k].cues.with(cx.layout[k].after);
        cues.has(Cue::Out)
    });
    for k in first + 1..cx.metrics.len() {
        let m = &cx.metrics[k];
        if m.sentence != cx.metrics[first].sentence || run.len() == LONGEST {
            break;
        }
        let site = &cx.layout[k];
        if site.level != cx.layout[first].level {
            // The bracket that the list stands in is closed.
            if site.level < cx.layout[first].level {
                break;
            }
            continue;
        }
        // 民事80件，其中简易50件、普通30件；行政40件: parts of a part end with their clause.
        let inner = site.cues.has(Cue::Among) || site.cues.has(Cue::Contain);
        nested |= inner;
        if nested && site.mark < Mark::Semicolon {
            continue;
        }
        nested = inner;
        let same = cx.same_unit(k, first);
        if nested || !is_part(cx, k) || m.link == Link::SameHead && !same {
            continue;
        }
        let total = m.link == Link::Total || site.cues.has(Cue::Total);
        if total && !site.cues.has(Cue::Open) {
            break;
        }
        // 离婚登记20 among counts of 对: a figure that lost its unit.
        let bare = m.quantity.unit.is_none() && m.kind == Kind::Count && !m.frame.is_empty();
        if cx.same_unit(k, first) || bare && cx.metrics[first].kind == Kind::Count {
            // 审结22件，维持12件、驳回10件，尚有3件正在审理: what is not done ends them, and so does the
            // whole told again: 98项，第一批62项，第二批36项，98项全部承接到位.
            let again = whole.is_some_and(|w| w + 1 < k && cx.value(w) == cx.value(k));
            if done && is_pending(cx, k) || again && cx.layout[k].words == 0 {
                break;
            }
            run.push(k);
        }
    }
    run
}

/// 尚有3件正在审理, 另有3件未审结: it is left, and what is done with it is still to come.
fn is_pending(cx: &Context, k: usize) -> bool {
    let site = &cx.layout[k];
    let said = site.cues.has(Cue::Rest) || site.cues.has(Cue::Only);
    said && (site.after.has(Cue::Left) || site.after.has(Cue::Not))
}

/// 食品类336件，涉案货值11万元；药品类303件，移送4件；其他类74件: what stands first between
/// semicolons, where more of its unit follows. Empty where that is the whole run.
fn heads(cx: &Context, run: &[usize]) -> Vec<usize> {
    let first = run[0];
    let next = (first + 1..cx.metrics.len()).take_while(|&k| here(cx, k, first));
    let begins = |k: &usize| {
        let site = &cx.layout[*k];
        site.mark == Mark::Semicolon && site.level == cx.layout[first].level
    };
    let counts = |k: &usize| is_part(cx, *k) && cx.same_unit(*k, first);
    let mut heads = vec![first];
    heads.extend(next.filter(begins).take(LONGEST).take_while(counts));
    match heads.len() < run.len() {
        true => heads,
        false => Vec::new(),
    }
}

/// How many figures the list that begins with `first` may have.
pub fn run_length(cx: &Context, first: usize) -> usize {
    run(cx, first).len()
}

/// The whole that the words 其中 and 包括 give each part.
pub fn wholes_told(cx: &mut Context) {
    for first in 0..cx.metrics.len() {
        let cues = cx.layout[first].cues;
        let told = cues.has(Cue::Among) || cues.has(Cue::Contain);
        if !told || !is_part(cx, first) {
            continue;
        }
        let Some(&(_, whole)) = wholes(cx, first).first() else {
            continue;
        };
        let run = run(cx, first);
        // 结婚登记40对，离婚登记20，补发结婚证10对: joined by one mark throughout.
        let mark = run
            .get(1)
            .map_or(Mark::Pause, |&k| mark_between(cx, first, k));
        let joined = run
            .windows(2)
            .take_while(|w| mark <= Mark::Comma && mark_between(cx, w[0], w[1]) <= mark);
        let parts = 1 + joined.count();
        run[..parts]
            .iter()
            .for_each(|&k| cx.whole_of[k] = Some(whole));
    }
}

/// The figures before a list that may be its whole, the nearest first, each with how many
/// stand between. The parts of another list do not count: 案卷21卷，其中处罚9卷、许可12卷，
/// 优秀17卷、合格4卷.
fn wholes(cx: &Context, first: usize) -> Vec<(usize, usize)> {
    let site = &cx.layout[first];
    // 许可事项（共465项）按类别分：…: what a bracket alone tells is of what stands before it.
    let told = |k: usize| {
        let own = &cx.layout[k];
        own.level <= site.level || own.host.is_none() && own.cues.has(Cue::Sum)
    };
    let fits = |k: usize| is_part(cx, k) && cx.same_unit(k, first) && told(k);
    let mut near = cx.earlier(first, Reach::Paragraph, 2 * WHOLES, &fits);
    let classed = classed_before(cx, first);
    near.retain(|&k| Some(k) != classed);
    let mut between = 0;
    let mut out = Vec::new();
    out.extend(classed.map(|whole| (0, whole)));
    for (raw, whole) in near.into_iter().enumerate() {
        match cx.list_of[whole].is_some() {
            true if is_named(cx, first, whole) => out.push((0, whole)),
            true if raw > 0 => continue,
            true => out.push((0, whole)),
            false => {
                out.push((between, whole));
                between += 1;
            }
        }
    }
    out.truncate(WHOLES);
    out
}

/// 办理736件，按领域分，城管318件、市监418件；按程序分，简易281件、普通455件: what is classified once more.
fn classed_before(cx: &Context, first: usize) -> Option<usize> {
    let classes = |k: usize| cx.layout[k].cues.has(Cue::Class);
    if !classes(first) {
        return None;
    }
    let unit = |k: usize| is_part(cx, k) && cx.same_unit(k, first);
    let before = |k: usize, fits: &dyn Fn(usize) -> bool| {
        cx.earlier(k, Reach::Paragraph, 1, fits).first().copied()
    };
    let list = before(first, &|k| classes(k) && unit(k))?;
    let level = cx.layout[list].level;
    before(list, &|k| unit(k) && cx.layout[k].level <= level)
}

/// The nearest figure of another paragraph that a list makes, where the list says that it
/// tells all: reports give a total in one section and its parts in the next.
fn distant(cx: &Context, parts: &[usize]) -> Option<usize> {
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let site = &cx.layout[first];
    let rest = cx.layout[last].cues.has(Cue::Other) || cx.layout[last].cues.has(Cue::Rest);
    let told = site.cues.has(Cue::Class) || site.cues.has(Cue::Among) || site.cues.has(Cue::Inside);
    if parts.len() < 3 || !rest && !told {
        return None;
    }
    let sum: f64 = parts.iter().map(|&k| cx.value(k)).sum();
    (0..first).rev().take(FARTHEST).find(|&k| {
        !cx.in_one_paragraph(k, first)
            && is_part(cx, k)
            && cx.same_unit(k, first)
            && (cx.value(k) - sum).abs() < 1e-9
    })
}

/// The figure behind the first `n` of a list that may be their total.
fn behind(cx: &Context, run: &[usize], n: usize) -> Option<usize> {
    let last = run[n - 1];
    let first = run[0];
    let level = cx.layout[first].level;
    let counts = |k: usize| {
        let m = &cx.metrics[k];
        let counts = is_part(cx, k) || m.link == Link::Total;
        counts && cx.same_unit(k, first) && cx.layout[k].level <= level && !is_base(cx, k + 1)
    };
    // 结婚31件，离婚20件（城区12件，农村8件），共51件: the bracket is of the figure before it.
    let host = cx.layout[first].host;
    if host.is_some_and(|host| is_part(cx, host) && cx.same_unit(host, first)) {
        return None;
    }
    let after = || (last + 1..cx.metrics.len()).take(6);
    let next = after()
        .take_while(|&k| here(cx, k, first))
        .find(|&k| counts(k));
    let Some(next) = next else {
        // 上述三项合计603个: the first figure of its unit in the sentence behind, where it says so.
        let goes_on = run.len() == n && !cx.layout[first].cues.has(Cue::Among);
        let next = after().find(|&k| !here(cx, k, first) && counts(k))?;
        let near = (last + 1..=next).all(|k| here(cx, k, first) || here(cx, k, next));
        let cues = cx.layout[next].cues;
        let said = [Cue::Total, Cue::Sum, Cue::Year]
            .iter()
            .any(|&c| cues.has(c));
        let beside = cx.metrics[first].sentence.end == cx.metrics[next].sentence.start;
        // 上半年133件；下半年32件。全年165件: two halves make a year. 以上两类合计: or as many.
        let halves = cues.has(Cue::Year) && cx.layout[first].cues.has(Cue::Stretch);
        let many = || are_so_many(cx, next, &run[..n]);
        let fits = goes_on && near && beside && said && (n > 2 || halves || many());
        return (fits && cx.in_one_paragraph(next, first)).then_some(next);
    };
    let site = &cx.layout[next];
    let opened = level > 0 && site.level < level;
    let joined = cx.layout[last].cues.has(Cue::Joint);
    let said = [Cue::Total, Cue::Sum, Cue::Year]
        .iter()
        .any(|&c| site.cues.has(c));
    let told = said || opened || joined || cx.metrics[next].link == Link::Total;
    // 来信45件、来访45件、网上信访180件: what a 、 joins to the parts is one of them.
    let apart = site.mark > Mark::Pause;
    let all = || site.words == 0 && is_of_all(cx, next);
    (told || apart && (unites(cx, next, &run[..n]) || all())).then_some(next)
}

/// 市级以上示范所 of 省级 and 市级, 村（居） of 行政村 and 社区: a name that takes its parts together.
fn unites(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    let name = |k: usize| crate::fold::fold_text(&cx.metrics[k].indicator);
    let all = name(whole);
    let names: Vec<String> = parts.iter().map(|&k| name(k)).collect();
    if all.is_empty() || names.iter().any(String::is_empty) {
        return false;
    }
    // 国家级, 省级 and 省级以上: the lowest grade, and what is above it.
    let last = &names[names.len() - 1];
    let graded = |r: &Vec<&'static str>| Some((all.split_once(r[0])?.0, r[1]));
    let grade = kept_rows!("grades").find_map(graded);
    if let Some((grade, class)) = grade.filter(|(grade, class)| grade.ends_with(class)) {
        let two: String = grade
            .chars()
            .skip(grade.chars().count().saturating_sub(2))
            .collect();
        return last.contains(&two) && names.iter().all(|n| n.contains(class));
    }
    if parts.iter().any(|&k| cx.value(k) >= cx.value(whole)) {
        return false;
    }
    // 公办养老机构 and 民办养老机构: the name without what tells them apart.
    let whole_name = |n: &String| n.ends_with(&all) && *n != all;
    if all.chars().count() > 1 && names.iter().all(whole_name) {
        return true;
    }
    // 国省干线公路 of 国道 and 省道: one character of each in turn.
    let initials = all.chars().zip(&names).enumerate().all(|(nth, (c, own))| {
        let others = || {
            names
                .iter()
                .enumerate()
                .any(|(k, n)| k != nth && n.contains(c))
        };
        own.contains(c) && !others()
    });
    if initials && all.chars().count() > names.len() {
        return true;
    }
    // Of each part's noun the name has two characters, or one where it is short, that no
    // other part has.
    let core: Vec<char> = all.chars().filter(|c| crate::fold::is_han(*c)).collect();
    let many = if core.len() <= SHORT { 1 } else { 2 };
    let noun = |n: &usize| -> Vec<char> {
        let short = kept_rows!("unions").find(|r| names[*n].ends_with(r[1]));
        let tail = names[*n].chars().rev().take(3).collect::<Vec<_>>();
        let short = short.into_iter().flat_map(|r| r[0].chars());
        tail.into_iter().rev().chain(short).collect()
    };
    let own = |n: &usize| {
        let said = noun(n);
        let of_others = |w: &[char]| (0..names.len()).any(|k| k != *n && has_chars(&names[k], w));
        let hit = |w: &[char]| core.windows(many).any(|x| x == w) && !of_others(w);
        said.windows(many).any(hit)
    };
    (0..names.len()).all(|n| own(&n))
}

/// A name that takes its parts together by one character of each is no longer than that.
const SHORT: usize = 4;

/// What the first `n` figures of a run look like as a list.
fn shape(cx: &Context, run: &[usize], n: usize) -> Set {
    let parts = &run[..n];
    let (first, last) = (parts[0], parts[n - 1]);
    let mut set = Set::of(&[E::Sum]);
    let rest = |k: usize| {
        let cues = cx.layout[k].cues;
        cues.has(Cue::Rest) || cues.has(Cue::Other)
    };
    // 宣布失效17件、拟修改5件，其余40件: what is left may stand apart.
    let even = if n > 2 && rest(last) {
        &parts[..n - 1]
    } else {
        parts
    };
    set.add_if(E::SumRest, cx.layout[last].cues.has(Cue::Rest));
    // 除撤回110件、移送102件外，其余804件: nothing is left.
    let except = n > 2 && cx.layout[first].cues.has(Cue::Except);
    set.add_if(E::SumExcept, except && set.has(E::SumRest));
    let marks: Vec<Mark> = even
        .windows(2)
        .map(|w| mark_between(cx, w[0], w[1]))
        .collect();
    let all = |mark: Mark| marks.iter().all(|&m| m == mark);
    set.add(match () {
        () if all(Mark::Pause) => E::SumPause,
        () if all(Mark::Comma) => E::SumComma,
        () if all(Mark::Semicolon) => E::SumSemicolon,
        () => E::SumMixed,
    });
    add_many(&mut set, n);
    let next = run.get(n).map(|&k| mark_between(cx, last, k));
    let most = marks.iter().copied().max().unwrap_or(Mark::None);
    set.add_if(E::SumEnds, next.is_none_or(|m| m > most));
    let on = next.is_some_and(|m| marks.iter().all(|&x| m <= x) || rest(run[n]));
    let names = names(cx, parts);
    // 胜诉5件，败诉1件，出庭3件: two sides are all, whatever follows.
    let next = [E::SumContinues, E::SumEnds][usize::from(names.has(E::SumNot))];
    set.add_if(next, on);
    let site = &cx.layout[first];
    set.add_if(E::SumAmong, site.cues.has(Cue::Among) && n > 2);
    set.add_if(E::SumAmongAlone, site.cues.has(Cue::Among) && n == 2);
    set.add_if(E::SumContain, site.cues.has(Cue::Contain));
    set.add_if(
        E::SumColon,
        site.cues.has(Cue::Colon) && site.mark != Mark::Colon,
    );
    set.add_if(E::SumClass, site.cues.has(Cue::Class));
    set.add_if(in_turn(cx, parts), site.cues.has(Cue::Turn));
    set.add_if(E::SumFollow, site.cues.has(Cue::Follow));
    set.add_if(E::SumOther, cx.layout[last].cues.has(Cue::Other));
    // The first of 民事80件、行政40件、其他类9件等 are no more complete than all.
    let end = if on { run[run.len() - 1] } else { last };
    let open = cx.layout[end].after.has(Cue::Open) || site.cues.has(Cue::Open);
    let untold = is_untold(cx, parts, end, most);
    set.add_if(E::SumOpen, open || untold);
    set.with(names)
}

/// 三类案件依次为519件、286件、27件: what each counts stands elsewhere.
fn in_turn(cx: &Context, parts: &[usize]) -> E {
    match parts[1..].iter().all(|&k| cx.layout[k].words > 0) {
        true => E::SumTurn,
        false => E::SumInTurn,
    }
}

/// How many parts a list has.
fn add_many(set: &mut Set, n: usize) {
    set.add_if(E::SumThree, n == 3);
    set.add_if(E::SumFour, n > 3);
}

/// 其中民事812件，刑事312件，行政案件下降12%: behind a list, which ends in the figure `end`, one more
/// is told without its count.
fn is_untold(cx: &Context, parts: &[usize], end: usize, most: Mark) -> bool {
    let Some(m) = cx.metrics.get(end + 1).filter(|_| here(cx, end, end + 1)) else {
        return false;
    };
    let own = m.inherits.is_none() && m.indicator_span.is_some_and(|s| m.lead.covers(s));
    let moved = m.link == Link::Change && m.quantity.dimension == "ratio" && own;
    // 刑事312件，刑事案件下降12%: of one that is told.
    let name: Vec<char> = m.indicator.chars().take(2).collect();
    let told = |&k: &usize| has_chars(&cx.metrics[k].indicator, &name);
    moved && cx.layout[end + 1].mark <= most && !parts.iter().any(told)
}

/// What the names and units of some figures say of them as one list.
fn names(cx: &Context, parts: &[usize]) -> Set {
    let (n, first, last) = (parts.len(), parts[0], parts[parts.len() - 1]);
    let mut set = Set::default();
    let name = |k: usize| cx.metrics[k].indicator.as_str();
    let sides =
        n == 2 && (sum::complementary(name(first), name(last)) || sum::complements(cx, parts));
    set.add_if(E::SumNot, sides);
    set.add_if(
        E::SumTails,
        parts
            .windows(2)
            .all(|w| common_end(name(w[0]), name(w[1])) >= 2),
    );
    set.add_if(
        E::SumHalves,
        parts.iter().all(|&k| cx.layout[k].cues.has(Cue::Stretch)),
    );
    set.add_if(E::SumBare, parts.iter().all(|&k| cx.layout[k].words <= 5));
    set.add_if(E::SumApprox, cx.any_approx(parts));
    // 听取汇报9次，督查6次，接访3次: small numbers of doings add up by chance.
    let opener = match is_parallel(cx, parts, false) {
        true => first - 1,
        false => first,
    };
    let among = cx.layout[opener].cues.has(Cue::Among);
    let doings = matches!(
        cx.metrics[first].quantity.dimension,
        "session" | "occurrence" | "round" | "issue-or-run" | "person-time"
    );
    set.add_if(E::SumDoings, doings && n == 2 && !among);
    set.add_if(
        E::SumUnitless,
        parts.iter().any(|&k| !cx.same_unit(k, first)),
    );
    let beside = |k: usize| cx.metrics[k].link == Link::SameHead;
    let parallel = is_parallel(cx, parts, true) || is_parallel(cx, parts, false);
    let other = |k: usize| {
        let paired = beside(k) || beside(k + 1) && parts.contains(&(k + 1));
        is_part(cx, k) && !paired && !parallel
    };
    let gap = parts.windows(2).any(|w| {
        (w[0] + 1..w[1]).any(|k| cx.layout[k].level == cx.layout[first].level && other(k))
    });
    set.add_if(E::SumGap, gap);
    set.add_if(E::SumTraits, are_traits(cx, parts) && !sides);
    // 应由负责人出庭41件，实际出庭38件: what was to be done, and what of it was.
    let met =
        |w: &[usize]| cx.layout[w[0]].cues.has(Cue::Due) && cx.layout[w[1]].cues.has(Cue::Actual);
    set.add_if(E::SumMet, parts.windows(2).any(met));
    // 上年结转8件，新增21件，办结24件，在办5件: what was there before is no part.
    let stock = |k: &usize| cx.layout[*k].cues.has(Cue::Opening);
    set.add_if(E::SumStock, parts.iter().any(stock));
    // 审结1653件，经调解终止521件，直接纠错176件，直接纠错率10.6%: of what has a rate the next is a part.
    set.add_if(E::SumRated, (first..last).any(|k| is_rate(cx, k + 1)));
    set
}

/// 党员62人、女性31人: what several traits tell of one body of people overlaps.
fn are_traits(cx: &Context, parts: &[usize]) -> bool {
    let last = cx.layout[parts[parts.len() - 1]].cues;
    let others = last.has(Cue::Rest) || last.has(Cue::Other);
    if others || cx.metrics[parts[0]].quantity.dimension != "person" {
        return false;
    }
    let aspect = |&k: &usize| {
        let name = &cx.metrics[k].indicator;
        let own = kept_rows!("traits").find(|r| name.contains(r[1]));
        own.map(|r| r[0])
    };
    let told: Vec<&str> = parts.iter().filter_map(aspect).collect();
    // （村干部117名、网格员41名、退役军人66名、致富带头人113名）: four in a bracket are a list.
    let bracket = parts.len() > 3 && cx.layout[parts[0]].host.is_some();
    told.len() == 1 && !bracket || told.iter().any(|aspect| *aspect != told[0])
}

/// A rate with a name of its own, no share.
fn is_rate(cx: &Context, k: usize) -> bool {
    let m = &cx.metrics[k];
    m.quantity.dimension == "ratio" && m.link == Link::None && ratio::is_rate_name(&m.indicator)
}

/// 吊销、暂扣证件1888本，吊销302本，暂扣1586本: the whole's name has those of its parts.
fn is_said(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    let all = &cx.metrics[whole].indicator;
    // The first two characters: of hundreds of lists most end here, without a string for each.
    let head = |k: usize| {
        let mut own = cx.metrics[k].indicator.chars();
        (own.next(), own.next())
    };
    let said = |&&k: &&usize| match head(k) {
        (Some(a), Some(b)) => all.contains(&String::from_iter([a, b])),
        _ => false,
    };
    let many = parts.iter().filter(said).count();
    let mut heads = parts.iter().enumerate();
    many >= 2
        && many + 1 >= parts.len()
        && heads.all(|(nth, &k)| parts[..nth].iter().all(|&other| head(other) != head(k)))
}

/// 三个窗口受理总量417件, 五类加总706件: as many parts as are told of before the whole or before
/// the first part.
fn are_so_many(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    /// A clause is not looked through farther back: a list may have hundreds of wholes to try.
    const REACH: usize = 40;
    [whole, parts[0]].iter().any(|&k| {
        let m = &cx.metrics[k];
        let end = m.quantity.span.start;
        // 由三部分构成：一审件…: before the colon as well.
        let from = m.sentence.start.max(end.saturating_sub(REACH));
        let mark = (from..end)
            .rev()
            .find(|&at| one_of!(cx.text.at(at), ",;。"));
        let clause = Span::new(mark.map_or(from, |at| at + 1), end);
        let told = layout::so_many(cx.text, clause);
        told.is_some_and(|(_, many)| many == parts.len())
    })
}

/// What the number of a whole and of its parts says.
fn counted(cx: &Context, whole: usize, parts: &[usize]) -> Set {
    let mut set = Set::default();
    set.add_if(E::SumSaid, is_said(cx, whole, parts));
    set.add_if(E::SumSmall, is_small(cx, whole, parts));
    set.add_if(E::SumMany, are_so_many(cx, whole, parts));
    set
}

/// 组成3个督察组，对15个乡镇和22个单位: a whole of one digit with larger parts would be a slip
/// of two digits, where nothing says that they are its parts.
fn is_small(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    let site = &cx.layout[parts[0]];
    let said = site.cues.has(Cue::Among) || site.mark == Mark::Colon;
    let bracket = site.host == Some(whole);
    let small = parts.iter().all(|&k| cx.value(k) >= 10.0);
    !said && !bracket && cx.value(whole) < 10.0 && small
}

/// How a whole before a list stands to it; `nth` counts the figures between.
fn told(cx: &Context, first: usize, whole: usize, nth: usize) -> Set {
    let mut set = Set::default();
    let (a, b) = (&cx.metrics[whole], &cx.metrics[first]);
    let (la, lb) = (&cx.layout[whole], &cx.layout[first]);
    let hosted = lb.level > la.level && lb.host == Some(whole);
    set.add_if(E::SumBracket, hosted);
    if a.sentence != b.sentence {
        set.add(if nth == 0 {
            E::SumBefore
        } else {
            E::SumParagraph
        });
    } else {
        set.add(match nth {
            0 => E::SumAdjacent,
            1 => E::SumSkipped,
            _ => E::SumFar,
        });
        set.add_if(E::SumColonNext, nth == 0 && lb.mark == Mark::Colon);
        // 其中搭建14起，焚烧11起，占道9起，其他3起: the second part is no whole of the others.
        let among =
            |&k: &usize| cx.layout[k].cues.has(Cue::Among) && cx.metrics[k].sentence == b.sentence;
        let told = (0..=whole).rev().take(LONGEST).find(among);
        let listed = told.is_some_and(|k| run(cx, k).contains(&first));
        let listed = listed && told != Some(whole) && !lb.cues.has(Cue::Among);
        // 办结案件中，维持41件，驳回12件，撤销9件: nor is the first of those of a whole named before.
        let opens = la.of.is_some() && nth == 0 && lb.mark == Mark::Comma;
        let even = cx
            .layout
            .get(first + 1)
            .is_some_and(|next| next.mark == Mark::Comma);
        set.add_if(E::SumInside, listed || opens && even);
    }
    set.add_if(E::SumApprox, cx.any_approx(&[whole]));
    set.add_if(E::SumStock, la.cues.has(Cue::Opening));
    set.add_if(E::SumOf, is_named(cx, first, whole));
    set
}

/// 外地户籍申请中, 其中，外地户籍申请又包括: what the parts are of is named before them.
fn is_named(cx: &Context, first: usize, whole: usize) -> bool {
    let name = &cx.metrics[whole].indicator;
    let of = cx.layout[first].of.map(|of| cx.text.folded(of));
    if of.is_some_and(|of| of.chars().count() >= 2 && goes_by(&of, name)) {
        return true;
    }
    // 民事80件。民事案件90件 is told of the same once more.
    let m = &cx.metrics[first];
    let opens = first > 0 && !here(cx, first - 1, first);
    let lead = Span::new(m.sentence.start, m.quantity.span.start);
    let length = name.chars().count();
    let named = cx.text.find(name, lead).filter(|_| opens && length > 2);
    named.is_some_and(|at| {
        let way = Span::new(at + length, lead.end);
        let cues = layout::said(cx.text, way);
        let listed = cues.has(Cue::Among) || cues.has(Cue::Follow);
        listed || cx.text.slice(way).iter().any(|c| one_of!(*c, ",:"))
    })
}

/// The name is that of a figure, or begins like it: 外地户籍申请 of 外地户籍.
pub fn goes_by(name: &str, indicator: &str) -> bool {
    let short = indicator.chars().count() >= 2;
    // 在所立案件中, of 立案查处: the verb, behind one or two characters that lead to it.
    let chars: Vec<char> = name.chars().take(4).collect();
    let verb = chars.windows(2).any(|w| has_chars(indicator, w));
    short && (name.starts_with(indicator) || indicator.ends_with(name) || verb)
}

/// How a total behind a list stands to it.
fn summed(cx: &Context, parts: &[usize], whole: usize) -> Set {
    let last = parts[parts.len() - 1];
    let cues = cx.layout[whole].cues;
    let mut set = Set::default();
    set.add(match () {
        () if cx.layout[last].cues.has(Cue::Joint) => E::SumJoint,
        () if cues.has(Cue::Total) => E::SumTotal,
        () if cues.has(Cue::Sum) => E::SumWeakTotal,
        () if cues.has(Cue::Year) => E::SumYear,
        () if unites(cx, whole, parts) => E::SumUnion,
        () => E::SumBareTotal,
    });
    set.add_if(E::SumBefore, !here(cx, whole, last));
    // 14个行政村、1个居委会，共163个村民小组: something else is counted.
    let m = &cx.metrics[whole];
    let behind = m
        .indicator_span
        .is_some_and(|s| s.start >= m.quantity.span.end);
    // 部门述法32人，街道述法14人，共46人述法: the noun of all parts.
    let noun = &m.indicator;
    let shared = || {
        parts
            .iter()
            .all(|&k| cx.metrics[k].indicator.contains(noun.as_str()))
    };
    set.add_if(E::SumOwnNoun, behind && !set.has(E::SumUnion) && !shared());
    set.add_if(E::SumAll, set.has(E::SumOwnNoun) && is_of_all(cx, whole));
    // 前三季度459名；12月105名；近三年累计1064名: of more time than its parts.
    let since = |k: usize| layout::find(cx.text, "since", cx.metrics[k].lead).is_some();
    set.add_if(
        E::SumTimes,
        since(whole) && !parts.iter().any(|&k| since(k)),
    );
    // （执法记录仪52台、对讲机39台）共91台: what the bracket holds.
    let level = |k: usize| cx.layout[k].level;
    let said = cues.sums_up();
    set.add_if(E::SumBracket, said && level(last) > level(whole));
    set.add_if(E::SumApprox, cx.any_approx(&[whole]));
    set
}
