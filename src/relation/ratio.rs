//! Shares, rates, growth and averages.

use super::{
    Context, FARTHEST, Note, Reach, Relation, RelationKind, agrees, difference, half_unit,
    transposed,
};
use crate::fact::metric::{self, Direction, Link};
use crate::fact::number;
use crate::fact::number::{Decimal, shown as shown_number};
use crate::fact::quantity::Approx;
use crate::fold::{is_han, is_one_of};
use crate::span::Span;
use crate::words::rows;
use std::sync::OnceLock;

/// Finds every ratio.
pub fn find(cx: &Context) -> Vec<Relation> {
    let mut out = Vec::new();
    // What each share before was found to be taken of: the next one asks for it.
    let mut bases: Vec<Option<usize>> = vec![None; cx.metrics.len()];
    // Up to where shares are told in turn, each of a figure of its own.
    let mut turn = 0;
    for i in 0..cx.metrics.len() {
        let m = &cx.metrics[i];
        if i >= turn
            && let Some((end, found)) = in_turn(cx, i)
        {
            turn = end;
            for r in &found {
                bases[r.total] = Some(r.parts[1]);
            }
            out.extend(found);
        }
        if i < turn {
            continue;
        }
        let shared = share(cx, i, &bases);
        bases[i] = shared.as_ref().map(|r| r.parts[1]);
        if m.quantity.max.is_some() || m.cell.is_some() {
            continue;
        }
        if let Some(found) = times(cx, i) {
            out.push(found);
            continue;
        }
        if m.quantity.dimension != "ratio" {
            out.extend(average(cx, i));
            continue;
        }
        match &m.link {
            Link::Change => out.extend(growth(cx, i)),
            Link::Share { .. } => out.extend(shared),
            Link::ComparedWith | Link::From => {}
            _ => {
                let found = rate(cx, i, &bases);
                bases[i] = found.as_ref().and_then(|r| r.parts.get(1).copied());
                out.extend(found);
            }
        }
    }
    out
}

/// 一审528件、非诉291件、赔偿27件，占比分别为62.4%、34.4%和3.2%: so many shares as figures
/// before them, all of one base. Gives the end of the row.
fn in_turn(cx: &Context, i: usize) -> Option<(usize, Vec<Relation>)> {
    let is_rate = |k: usize| {
        let m = &cx.metrics[k];
        m.quantity.dimension == "ratio" && m.cell.is_none() && m.link != Link::Change
    };
    metric::in_turn(cx.text, cx.metrics[i].lead).filter(|_| is_rate(i))?;
    let joined = |k: &usize| {
        is_rate(*k)
            && cx.metrics[*k].sentence == cx.metrics[i].sentence
            && cx.metrics[*k].lead.len() <= 1
    };
    let end = (i + 1..cx.metrics.len()).take_while(joined).last()? + 1;
    let rates: Vec<usize> = (i..end).collect();
    let many = rates.len();
    let from = i.checked_sub(many)?;
    let peers = (from..i).all(|k| {
        cx.is_plain(k)
            && cx.metrics[k].sentence == cx.metrics[i].sentence
            && cx.metrics[k].quantity.dimension != "ratio"
            && cx.same_unit(k, from)
    });
    if !peers {
        return None;
    }
    let most = (from..i).map(|k| cx.value(k)).fold(0.0, f64::max);
    let mut bases: Vec<usize> = cx.whole_of[from].into_iter().collect();
    bases.extend(cx.earlier(from, Reach::Paragraph, 8, &|k| {
        cx.is_plain(k) && cx.same_unit(k, from) && cx.value(k) >= most
    }));
    let of = |base: usize| -> Vec<Relation> {
        let each = rates.iter().map(|&r| quotient(cx, r, r - many, base));
        each.map(Quotient::relation).collect()
    };
    let holding = |row: &Vec<Relation>| row.iter().filter(|r| r.holds).count();
    let rows = bases.into_iter().map(of);
    let best = rows.max_by_key(|row| (holding(row) * 2).max(many))?;
    // One slip among three or more; where two fail the base is another.
    let told = holding(&best) == many || many >= 3 && holding(&best) + 1 == many;
    told.then_some((end, best))
}

/// A quotient in hundredths against the stated percentage.
pub(super) fn percent(cx: &Context, i: usize, upper: f64, lower: f64) -> f64 {
    let hundred = match cx.metrics[i].quantity.unit.as_deref() {
        Some("‰") => 1000.0,
        _ => 100.0,
    };
    upper / lower * hundred
}

/// Whether the quotient of two figures agrees with the stated one.
pub(super) fn verdict(
    cx: &Context,
    i: usize,
    members: &[usize],
    computed: f64,
) -> Option<Option<Note>> {
    let stated = cx.metrics[i].quantity.value;
    if let Some(note) = agrees(stated, computed) {
        return Some(note);
    }
    // Members printed in 万 or with decimals carry half a unit each.
    let spread: f64 = members
        .iter()
        .map(|&k| {
            let v = cx.metrics[k].quantity.value;
            if v.exponent == 0 || v.value() == 0.0 {
                0.0
            } else {
                half_unit(v) / v.value()
            }
        })
        .sum();
    if spread > 0.0
        && (computed - stated.value()).abs() <= computed.abs() * spread + half_unit(stated)
    {
        return Some(Some(Note::RoundedParts));
    }
    let mut all = members.to_vec();
    all.push(i);
    // 三分之二 is said of what is nearly so.
    let rough = cx.any_approx(&all) || cx.metrics[i].quantity.fraction;
    if rough && (computed - stated.value()).abs() <= 0.1 * stated.value().abs() {
        return Some(Some(Note::Interval));
    }
    None
}

pub(super) struct Quotient<'a> {
    total: usize,
    parts: Vec<usize>,
    expr: String,
    pub(super) computed: f64,
    pub(super) verdict: Option<Option<Note>>,
    cue: Option<Span>,
    cx: &'a Context<'a>,
}

impl Quotient<'_> {
    pub(super) fn relation(self) -> Relation {
        let cx = self.cx;
        let stated = cx.metrics[self.total].quantity.value;
        let holds = self.verdict.is_some();
        let note = match self.verdict {
            Some(n) => n,
            None => transposed(stated, self.computed).then_some(Note::Transposed),
        };
        let mut members = self.parts.clone();
        members.push(self.total);
        Relation {
            kind: RelationKind::Ratio,
            total: self.total,
            expr: self.expr,
            holds,
            computed: shown(cx, self.total, self.computed),
            exact: holds && note.is_none() && !cx.any_approx(&members),
            cue: self.cue,
            note,
            parts: self.parts,
        }
    }
}

/// The computed quotient with two more digits than printed.
fn shown(cx: &Context, i: usize, computed: f64) -> String {
    match cx.metrics[i].quantity.unit.as_deref() {
        Some(u @ ("%" | "‰")) => {
            let places = (-cx.metrics[i].quantity.value.exponent).clamp(0, 4) as usize + 1;
            format!("{}{u}", shown_number(computed, places))
        }
        _ => cx.in_unit_of(i, computed, 2),
    }
}

pub(super) fn quotient<'a>(cx: &'a Context, i: usize, upper: usize, lower: usize) -> Quotient<'a> {
    let computed = percent(cx, i, cx.value(upper), cx.value(lower));
    Quotient {
        total: i,
        parts: vec![upper, lower],
        expr: format!(
            "{} = {} ÷ {}",
            cx.number(i),
            cx.number(upper),
            cx.number(lower)
        ),
        computed,
        verdict: verdict(cx, i, &[upper, lower], computed),
        cue: Some(cx.metrics[i].lead).filter(|s| !s.is_empty()),
        cx,
    }
}

/// 增长10.2%: the change over the figure before.
fn growth(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    // A yearly rate over several years compounds: it does not follow from one change.
    if cx.text.find("均", m.lead).is_some() {
        return None;
    }
    if let Some((now, before)) = difference::endpoints(cx, i) {
        // Of three figures two are told roughly: nothing can be tested.
        let rough = [i, now, before]
            .iter()
            .filter(|&&k| cx.any_approx(&[k]))
            .count();
        if rough > 1 {
            return None;
        }
        if !cx.same_unit(now, before) || cx.value(before) == 0.0 {
            return None;
        }
        let signed = cx.value(now) - cx.value(before);
        let rates = cx.metrics[now].quantity.dimension == "ratio";
        let mut q = growth_of(cx, i, now, before);
        let stated = m.quantity.value;
        let mut note = None;
        if q.verdict.is_none() {
            if rates && agrees(stated, signed.abs()).is_some() {
                // 提高5.5% between two rates: percentage points are meant.
                note = Some(Note::PointsForPercent);
            } else if cx.value(now) > 0.0
                && agrees(stated, percent(cx, i, signed.abs(), cx.value(now))).is_some()
            {
                note = Some(Note::WrongBase);
            }
        }
        if !cx.goes(i, now, before) {
            q.verdict = None;
        }
        if q.verdict.is_none()
            && let Some(k) = difference::stand_in(cx, i, before, &|k| {
                let gap = (cx.value(k) - cx.value(before)).abs();
                percent(cx, i, gap, cx.value(before))
            })
        {
            return Some(growth_of(cx, i, k, before).relation());
        }
        // Far off, the two figures are not what the change lies between.
        if q.verdict.is_none() && note.is_none() && !super::of_one_size(stated.value(), q.computed)
        {
            return None;
        }
        let mut r = q.relation();
        r.note = note.or(r.note);
        return Some(r);
    }
    // 增加37件，增长12.3%: the change and the present figure give the one before.
    let by = i
        .checked_sub(1)
        .filter(|&k| cx.metrics[k].sentence == m.sentence)?;
    let d = &cx.metrics[by];
    if d.link != Link::Change
        || d.quantity.dimension == "ratio"
        || d.quantity.dimension == "percentage-point"
    {
        return None;
    }
    let now = cx.nearest(by, &|k| {
        cx.same_unit(k, by)
            && cx.is_plain(k)
            && (d.inherits == Some(k) || d.indicator == cx.metrics[k].indicator)
    })?;
    if d.direction.is_some() && m.direction.is_some() && d.direction != m.direction {
        return None;
    }
    let before = match d.direction? {
        Direction::Up => cx.value(now) - cx.value(by),
        Direction::Down => cx.value(now) + cx.value(by),
    };
    if before <= 0.0 {
        return None;
    }
    let computed = percent(cx, i, cx.value(by), before);
    let sign = if d.direction == Some(Direction::Up) {
        "−"
    } else {
        "+"
    };
    let expr = format!(
        "{} = {} ÷ ({} {} {})",
        cx.number(i),
        cx.number(by),
        cx.number(now),
        sign,
        cx.number(by)
    );
    let mut v = verdict(cx, i, &[by, now], computed);
    if v.is_none() && cx.metrics[by].quantity.value.exponent != 0 {
        // A change printed to two digits cannot test a rate printed to three.
        let spread = half_unit(cx.metrics[by].quantity.value) / cx.value(by);
        if (computed - m.quantity.value.value()).abs()
            <= computed * spread + half_unit(m.quantity.value)
        {
            v = Some(Some(Note::RoundedParts));
        }
    }
    let wrong = v.is_none()
        && agrees(
            m.quantity.value,
            percent(cx, i, cx.value(by), cx.value(now)),
        )
        .is_some();
    let mut r = Quotient {
        total: i,
        parts: vec![by, now],
        expr,
        computed,
        verdict: v,
        cue: Some(m.lead),
        cx,
    }
    .relation();
    if wrong {
        r.note = Some(Note::WrongBase);
    }
    Some(r)
}

/// The change between two figures over the earlier one, against a stated percentage.
pub(super) fn growth_of<'a>(cx: &'a Context, i: usize, now: usize, base: usize) -> Quotient<'a> {
    let (high, low) = if cx.value(now) >= cx.value(base) {
        (now, base)
    } else {
        (base, now)
    };
    let computed = percent(cx, i, cx.value(high) - cx.value(low), cx.value(base));
    Quotient {
        total: i,
        parts: vec![now, base],
        expr: format!(
            "{} = ({} − {}) ÷ {}",
            cx.number(i),
            cx.number(high),
            cx.number(low),
            cx.number(base)
        ),
        computed,
        verdict: verdict(cx, i, &[now, base], computed),
        cue: Some(cx.metrics[i].lead),
        cx,
    }
}

/// 占42.9%, 占登记总数的10.3%, 占全市284家的12.7%. `bases` has what the shares
/// before this one are taken of.
fn share(cx: &Context, i: usize, bases: &[Option<usize>]) -> Option<Relation> {
    let m = &cx.metrics[i];
    let Link::Share { of } = &m.link else {
        return None;
    };
    let previous = i
        .checked_sub(1)
        .filter(|&p| cx.metrics[p].sentence == m.sentence);
    // The base is printed right before: 占全镇在编干部41名的34.1%.
    if let Some(p) = previous
        && cx.metrics[p].quantity.span.end < m.quantity.span.start
        && cx.text.folded(Span::new(
            cx.metrics[p].quantity.span.end,
            m.quantity.span.start,
        )) == "的"
    {
        let upper = cx.metrics[p]
            .inherits
            .filter(|_| cx.metrics[p].link == Link::ShareBase)
            .map(|u| plain_root(cx, u))
            .or_else(|| cx.nearest(p, &|k| cx.is_plain(k) && cx.same_unit(k, p)))?;
        return cx
            .same_unit(upper, p)
            .then(|| quotient(cx, i, upper, p).relation());
    }
    if let Some(several) = several(cx, i) {
        return Some(several);
    }
    let own = m.indicator.split('占').next().unwrap_or_default();
    let named = m.indicator_span.is_some_and(|s| m.lead.covers(s));
    let upper = if named {
        by_name(cx, i, own, None)?
    } else {
        plain_root(cx, m.inherits?)
    };
    if upper >= i || !cx.is_plain(upper) {
        return None;
    }
    if !of.is_empty() {
        let lower = by_name(cx, upper, of, Some(upper)).or_else(|| {
            // The base may stand behind the numerator.
            (upper + 1..i).find(|&k| {
                cx.is_plain(k)
                    && cx.same_unit(k, upper)
                    && matches_name(&cx.metrics[k].indicator, of)
            })
        })?;
        return Some(quotient(cx, i, upper, lower).relation());
    }
    let mut candidates: Vec<usize> = Vec::new();
    if let Some(w) = cx.whole_of[upper] {
        candidates.push(w);
    }
    let sentence = cx.metrics[upper].sentence;
    // 简易程序1340件，普通程序825件，合计2165件，普通程序占38.1%: the total stands behind.
    candidates.extend((upper + 1..i).filter(|&k| {
        ["共", "合计", "总计"]
            .iter()
            .any(|w| cx.text.find(w, cx.metrics[k].lead).is_some())
            && cx.metrics[k].sentence == sentence
            && cx.same_unit(k, upper)
            && cx.value(k) >= cx.value(upper)
    }));
    let not_less =
        |k: usize| cx.is_plain(k) && cx.same_unit(k, upper) && cx.value(k) >= cx.value(upper);
    candidates.extend(cx.earlier(upper, Reach::Sentence, 4, &|k| {
        // A part beside it is no base.
        not_less(k) && (cx.whole_of[k].is_none() || cx.whole_of[k] != cx.whole_of[upper])
    }));
    // A share before has found its base: 已完成…占90%；未完成…占10%.
    let is_share = |k: usize| matches!(cx.metrics[k].link, Link::Share { .. });
    let sibling = cx.nearest(i, &is_share);
    if let Some(before) = sibling
        && let Some(base) = bases[before]
        && cx.same_unit(base, upper)
    {
        candidates.push(base);
    }
    let holds = |&k: &usize| {
        let computed = percent(cx, i, cx.value(upper), cx.value(k));
        verdict(cx, i, &[upper, k], computed).is_some()
    };
    let holding = candidates.iter().copied().find(holds);
    if let Some(k) = holding {
        return Some(quotient(cx, i, upper, k).relation());
    }
    // Across the sentence's head: the nearest figure before it in the paragraph.
    if candidates.is_empty() {
        let earlier = cx.earlier(upper, Reach::Paragraph, 3, &not_less);
        let k = earlier.into_iter().find(holds)?;
        return Some(quotient(cx, i, upper, k).relation());
    }
    if cx.any_approx(&[i, upper]) {
        return None;
    }
    // None agrees: the structural base is the whole of the list, else the one figure before.
    let listed = || {
        let near = cx.in_sentence.get(&sentence.start)?.iter();
        near.map(|&n| &cx.partitions[n])
            .find(|p| p.run.iter().any(|&r| r < upper) && cx.same_unit(p.whole, upper))
            .map(|p| p.whole)
    };
    let lower = cx.whole_of[upper]
        .or_else(listed)
        .or_else(|| (candidates.len() == 1 && sibling.is_none()).then(|| candidates[0]))?;
    // A figure of the paragraph that agrees is the base, whatever its place.
    let others = cx.earlier(i, Reach::Paragraph, 12, &|k| {
        k != upper && cx.same_unit(k, upper) && cx.value(k) >= cx.value(upper)
    });
    if let Some(k) = others.into_iter().find(holds) {
        return Some(quotient(cx, i, upper, k).relation());
    }
    let q = quotient(cx, i, upper, lower);
    if told_beside(cx, i, q.computed) {
        return None;
    }
    // Without a word for the base only a near miss is a slip; else the base is elsewhere.
    let sure = cx.whole_of[upper] == Some(lower)
        || super::near(m.quantity.value.value(), q.computed, 0.25)
        || transposed(m.quantity.value, q.computed);
    (sure && cx.value(lower) >= cx.value(upper)).then(|| q.relation())
}

/// 前三类合计占61.2%, 两项共占…: the first figures of the list, or all, over its whole.
fn several(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let lead = cx.text.slice(m.lead);
    let (at, many) = lead.iter().enumerate().find_map(|(k, c)| {
        let many = match c {
            '两' => 2,
            _ => number::unit(*c).filter(|n| (3..=6).contains(n))? as usize,
        };
        let counts = lead
            .get(k + 1)
            .is_some_and(|c| is_one_of(*c, "类项者种位大"));
        counts.then_some((k, many))
    })?;
    let first = at > 0 && lead[at - 1] == '前';
    let together = lead[at..].iter().any(|c| is_one_of(*c, "合共计和"));
    let parts = cx.earlier(i, Reach::Paragraph, 4, &|k| cx.whole_of[k].is_some());
    let list = parts.into_iter().find_map(|k| cx.closed_list(k))?;
    let run = &list.run[..list.tight];
    let fits = match first {
        true => many < run.len(),
        false => together && many == run.len(),
    };
    if !fits {
        return None;
    }
    let parts = &run[..many];
    let computed = percent(
        cx,
        i,
        super::addition::add(cx, parts).0.value(),
        cx.value(list.whole),
    );
    let terms: Vec<String> = parts.iter().map(|&k| cx.number(k)).collect();
    let mut members = parts.to_vec();
    members.push(list.whole);
    let verdict = verdict(cx, i, &members, computed)?;
    let expr = format!(
        "{} = ({}) ÷ {}",
        cx.number(i),
        terms.join(" + "),
        cx.number(list.whole)
    );
    Some(
        Quotient {
            total: i,
            parts: members,
            expr,
            computed,
            verdict: Some(verdict),
            cue: Some(m.lead),
            cx,
        }
        .relation(),
    )
}

/// The figure itself, where a chain of shares and changes hangs on it.
fn plain_root(cx: &Context, mut k: usize) -> usize {
    let mut hops = 0;
    while !cx.is_plain(k) && hops < 8 {
        match cx.metrics[k].inherits {
            Some(p) if p < k => k = p,
            _ => break,
        }
        hops += 1;
    }
    k
}

/// The nearest figure before `i` that a name points to; in the unit of `unit` where given.
fn by_name(cx: &Context, i: usize, name: &str, unit: Option<usize>) -> Option<usize> {
    let name = bare_name(name)?;
    let paragraph = cx.text.paragraph_at(cx.metrics[i].sentence.start);
    (0..i)
        .rev()
        .take(FARTHEST)
        .take_while(|&k| {
            let p = cx.text.paragraph_at(cx.metrics[k].sentence.start);
            p == paragraph || p.zip(paragraph).is_some_and(|(a, b)| b - a <= 1)
        })
        .filter(|&k| {
            cx.is_plain(k) && unit.is_none_or(|u| cx.same_unit(k, u) && cx.value(k) >= cx.value(u))
        })
        .find(|&k| goes_by(&cx.metrics[k].indicator, name))
}

/// 登记总数 means 登记社会组织; 劳动报酬类 means 劳动报酬.
pub(super) fn matches_name(indicator: &str, name: &str) -> bool {
    bare_name(name).is_some_and(|name| goes_by(indicator, name))
}

/// A name without the words that only say that it is a number; none where too
/// little is left to know a figure by.
fn bare_name(name: &str) -> Option<&str> {
    let mut name = name;
    for tail in [
        "总数",
        "总量",
        "总额",
        "总人数",
        "总面积",
        "总件数",
        "数量",
        "数",
        "类",
        "人员",
        "案件",
        "总",
    ] {
        if let Some(rest) = name.strip_suffix(tail).filter(|r| r.chars().count() >= 2) {
            name = rest;
            break;
        }
    }
    for head in ["全部", "总", "所有", "同期"] {
        name = name
            .strip_prefix(head)
            .filter(|r| r.chars().count() >= 2)
            .unwrap_or(name);
    }
    (name.chars().count() >= 2).then_some(name)
}

/// The indicator has the bare name in it, or is the end of it.
fn goes_by(indicator: &str, name: &str) -> bool {
    indicator.contains(name) || (indicator.chars().count() >= 2 && name.ends_with(indicator))
}

/// 整改率98.2%: what the rate names over what it is taken of.
fn rate(cx: &Context, i: usize, bases: &[Option<usize>]) -> Option<Relation> {
    let m = &cx.metrics[i];
    let name = m.indicator.as_str();
    let share_of_whole = ["占比", "比例", "比重"]
        .iter()
        .find_map(|t| name.strip_suffix(t));
    let stem = share_of_whole.or_else(|| name.strip_suffix('率'))?;
    let stem: Vec<char> = stem.chars().filter(|c| is_han(*c)).collect();
    if stem.is_empty() {
        return None;
    }
    if let Some(moved) = moved(cx, i, &stem) {
        return Some(moved);
    }
    let plain = cx.earlier(i, Reach::Sentence, FARTHEST, &|k| {
        cx.is_plain(k) && cx.metrics[k].quantity.dimension != "ratio"
    });
    let strong =
        |k: usize| names(&stem, &cx.metrics[k].indicator) || names(&stem, &clause_of(cx, k));
    let uppers: Vec<usize> = plain
        .iter()
        .copied()
        .filter(|&k| strong(k))
        .take(2)
        .collect();
    let base_of = |upper: usize| -> Vec<usize> {
        let mut list: Vec<usize> = Vec::new();
        list.extend(cx.whole_of[upper].filter(|w| share_of_whole.is_some() || !plain.contains(w)));
        list.extend(plain.iter().copied().filter(|&k| {
            k != upper
                && cx.same_unit(k, upper)
                && cx.value(k) >= cx.value(upper)
                && (k < upper || share_of_whole.is_none())
                && (cx.whole_of[k].is_none() || cx.whole_of[k] != cx.whole_of[upper])
        }));
        list.truncate(5);
        list
    };
    for &upper in &uppers {
        for lower in base_of(upper) {
            let q = quotient(cx, i, upper, lower);
            if q.verdict.is_some() {
                return Some(q.relation());
            }
        }
    }
    // 计划240家次，实际完成268家次，计划完成率111.7%: more was done than planned.
    let planned = |k: usize| {
        ["计划", "目标", "任务"]
            .iter()
            .any(|w| clause_of(cx, k).contains(w))
    };
    if stem.ends_with(&['完', '成'])
        && let [upper, lower, ..] = plain[..]
        && cx.same_unit(upper, lower)
        && cx.value(upper) > cx.value(lower)
        && planned(lower)
    {
        let q = quotient(cx, i, upper, lower);
        if matches!(q.verdict, Some(None)) {
            return Some(q.relation());
        }
    }
    // The base may stand in a sentence before: …分解为36项。完成35项，完成率97.2%.
    let touches =
        |k: usize| k + 1 == i && stem.iter().any(|c| cx.metrics[k].indicator.contains(*c));
    let mut near: Vec<usize> = uppers.clone();
    near.extend(plain.first().copied().filter(|&k| touches(k)));
    for &upper in &near {
        let earlier = cx.earlier(upper, Reach::Paragraph, 4, &|k| {
            cx.is_plain(k)
                && cx.same_unit(k, upper)
                && cx.value(k) >= cx.value(upper)
                && cx.whole_of[k].is_none()
        });
        for lower in earlier {
            let q = quotient(cx, i, upper, lower);
            if matches!(q.verdict, Some(None)) {
                return Some(q.relation());
            }
        }
    }
    // The rates before are taken of one figure, wherever that stands: this one as well.
    let before = cx.earlier(i, Reach::Paragraph, 4, &|k| bases[k].is_some());
    for &upper in &near {
        for lower in before.iter().filter_map(|&k| bases[k]) {
            let q = quotient(cx, i, upper, lower);
            if cx.same_unit(upper, lower) && lower != upper && matches!(q.verdict, Some(None)) {
                return Some(q.relation());
            }
        }
    }
    // 撤诉138件 in a list that makes its whole, 撤诉率: of that whole.
    let named = |k: &&usize| {
        let stem: String = stem.iter().collect();
        cx.metrics[**k].indicator.ends_with(&stem) && cx.closed_whole(**k).is_some()
    };
    if let [upper] = uppers.iter().filter(named).collect::<Vec<_>>()[..]
        && let Some(whole) = cx.closed_whole(*upper)
        && !cx.any_approx(&[i, *upper, whole])
    {
        let q = quotient(cx, i, *upper, whole);
        let slip = super::near(m.quantity.value.value(), q.computed, 0.15);
        if slip && !told_beside(cx, i, q.computed) {
            return Some(q.relation());
        }
    }
    // The rate's own words name neither side (结案率 of 审结): only figures right there,
    // and only an agreement that chance does not give.
    let digits = m.quantity.value.digits.unsigned_abs();
    if digits >= 11 && digits != 100 && !digits.is_multiple_of(50) {
        for (n, &upper) in plain.iter().take(3).enumerate() {
            for &lower in plain.iter().skip(n + 1).take(6) {
                if cx.same_unit(upper, lower)
                    && cx.value(lower) > cx.value(upper)
                    && agrees(
                        m.quantity.value,
                        percent(cx, i, cx.value(upper), cx.value(lower)),
                    )
                    .is_some_and(|n| n.is_none())
                {
                    return Some(quotient(cx, i, upper, lower).relation());
                }
            }
        }
    }
    // Base, part and rate in a row, one digit off: 23160辆，其中18940辆，合规率83.8%.
    if let [upper, lower, ..] = plain[..]
        && (lower + 1, upper + 1) == (upper, i)
        && cx.same_unit(upper, lower)
        && cx.value(lower) > cx.value(upper)
        && !cx.any_approx(&[i, upper, lower])
    {
        let q = quotient(cx, i, upper, lower);
        if super::digit_off(m.quantity.value, q.computed) && !told_beside(cx, i, q.computed) {
            return Some(q.relation());
        }
    }
    // A named numerator right before its rate, and one base for it: it must agree.
    let &upper = uppers.first()?;
    if cx.any_approx(&[i, upper]) || upper + 1 != i {
        return None;
    }
    let bases: Vec<usize> = base_of(upper).into_iter().filter(|&k| k < upper).collect();
    let nearest = *bases.first()?;
    let between = (nearest + 1..upper)
        .any(|k| cx.is_plain(k) && cx.same_unit(k, upper) && cx.whole_of[k].is_none());
    // 立案120件，结案98件，其中当年结案85件，结案率: the whole answers to the rate as well.
    if cx.whole_of[upper] == Some(nearest) && strong(nearest) {
        return None;
    }
    let clear = bases.len() == 1 || !between && cx.whole_of[nearest].is_none();
    if !clear || cx.any_approx(&[nearest]) || cx.whole_of[upper].is_some_and(|w| w != nearest) {
        return None;
    }
    let q = quotient(cx, i, upper, nearest);
    let told = cx.whole_of[upper] == Some(nearest);
    // 受理62件，败诉4件，败诉率: base, part and rate side by side, the rate named after the part.
    let side_by_side = nearest + 1 == upper
        && stem.iter().collect::<String>() == cx.metrics[upper].indicator
        && !cx
            .text
            .slice(Span::new(
                cx.metrics[nearest].quantity.span.end,
                m.quantity.span.start,
            ))
            .contains(&'(');
    // 包案37件，化解35件，初信初访一次性化解率: the rate is told of other cases.
    let said = [upper, nearest].map(|k| cx.metrics[k].indicator.clone() + &clause_of(cx, k));
    let foreign = stem
        .iter()
        .filter(|&&c| said.iter().all(|s| !s.contains(c)))
        .count();
    if told_beside(cx, i, q.computed) || foreign > 2 && !told {
        return None;
    }
    let reach = if told || side_by_side { 0.5 } else { 0.15 };
    (super::near(m.quantity.value.value(), q.computed, reach)
        || transposed(m.quantity.value, q.computed))
    .then(|| q.relation())
}

/// 由24项精简到13项，精简率45.8%: the rate of a movement right before it.
fn moved(cx: &Context, i: usize, stem: &[char]) -> Option<Relation> {
    let (before, now) = (i.checked_sub(2)?, i - 1);
    let here = |k: usize| cx.metrics[k].sentence == cx.metrics[i].sentence;
    let pair = cx.metrics[before].link == Link::From && cx.metrics[now].link == Link::To;
    if !pair || !here(before) || !cx.same_unit(now, before) || cx.value(before) == 0.0 {
        return None;
    }
    let q = growth_of(cx, i, now, before);
    let verb: String = stem.iter().collect();
    let named = cx.text.find(&verb, cx.metrics[now].lead).is_some();
    let near = super::near(cx.metrics[i].quantity.value.value(), q.computed, 0.15);
    (q.verdict.is_some() || named && near && !cx.any_approx(&[i, now, before]))
        .then(|| q.relation())
}

/// 是同期一审案件（1126件）的2.35倍: a multiple of the figure right before it.
fn times(cx: &Context, i: usize) -> Option<Relation> {
    let base = i.checked_sub(1)?;
    let (m, b) = (&cx.metrics[i], &cx.metrics[base]);
    if m.quantity.unit.as_deref() != Some("倍") || b.sentence != m.sentence {
        return None;
    }
    let between = Span::new(b.quantity.span.end, m.quantity.span.start);
    let joined = matches!(cx.text.folded(between).as_str(), "的" | ")的");
    if !joined || cx.value(base) == 0.0 {
        return None;
    }
    let others = cx.earlier(base, Reach::Sentence, 6, &|k| {
        cx.is_plain(k) && cx.same_unit(k, base)
    });
    others.into_iter().find_map(|upper| {
        let computed = cx.value(upper) / cx.value(base);
        let holds = agrees(m.quantity.value, computed)?;
        Some(average_of(cx, i, [upper, base], 1.0, computed, Some(holds)))
    })
}

/// Another rate of the sentence states this quotient: 调解率100%，成功率95.7%.
fn told_beside(cx: &Context, i: usize, computed: f64) -> bool {
    let near = i.saturating_sub(4)..(i + 5).min(cx.metrics.len());
    near.into_iter().any(|k| {
        let m = &cx.metrics[k];
        k != i
            && m.sentence == cx.metrics[i].sentence
            && m.quantity.dimension == "ratio"
            && m.link != Link::Change
            && agrees(m.quantity.value, computed).is_some()
    })
}

/// Rates whose numerator goes by another word: 纠错率 of 撤销.
fn rate_words() -> &'static [(&'static str, Vec<&'static str>)] {
    static WORDS: OnceLock<Vec<(&'static str, Vec<&'static str>)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        rows(word_file!("numerators"))
            .map(|r| (r[0], r[1].split('|').collect()))
            .collect()
    })
}

/// The words round a figure up to the marks that close its clause.
fn clause_of(cx: &Context, k: usize) -> String {
    let m = &cx.metrics[k];
    let end = (m.quantity.span.end..m.sentence.end)
        .find(|&i| is_one_of(cx.text.at(i), ",;。、"))
        .unwrap_or(m.sentence.end);
    let start = m
        .indicator_span
        .map_or(m.quantity.span.start, |s| {
            s.start.min(m.quantity.span.start)
        })
        .max(m.sentence.start);
    cx.text
        .folded(Span::new(start, end.min(m.quantity.span.end + 14)))
}

/// The rate's stem names the figure: 整改 in 已整改, 网上可办 in 可网上办理.
fn names(stem: &[char], indicator: &str) -> bool {
    let said: String = stem.iter().collect();
    if rate_words()
        .iter()
        .any(|(name, parts)| said.ends_with(name) && parts.iter().any(|p| indicator.contains(p)))
    {
        return true;
    }
    let hit = |c: &char| indicator.contains(*c);
    let all = stem.iter().filter(|c| hit(c)).count();
    if stem.len() <= 2 {
        return all == stem.len();
    }
    // 案件公示率 of 案件: the last two characters carry the rate's meaning.
    let tail = &stem[stem.len() - 2..];
    all * 4 >= stem.len() * 3 && tail.iter().filter(|c| hit(c)).count() >= 1 || {
        let tail: String = tail.iter().collect();
        indicator.ends_with(&tail)
    }
}

/// What a rate can be taken of: 每十万人, 每百户.
const PER: [(char, f64); 5] = [
    ('十', 1e1),
    ('百', 1e2),
    ('千', 1e3),
    ('万', 1e4),
    ('亿', 1e8),
];

/// 平均每个社区6名, 人均追发约1.21万元, 每个村4名，共64名.
fn average(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    // 每个社区不少于3名 is a least, no average.
    let bound = matches!(m.quantity.approx, Approx::Over | Approx::Under);
    if m.link == Link::Change || m.link == Link::ComparedWith || bound {
        return None;
    }
    let lead = cx.text.folded(m.lead);
    let here = |k: usize| cx.metrics[k].sentence == m.sentence;
    let per_head = ["人均", "户均", "家均", "场均", "件均", "人平均"]
        .iter()
        .find(|w| lead.contains(**w));
    let per_each = lead.rfind('每').map(|at| &lead[at + '每'.len_utf8()..]);
    if per_head.is_none() && per_each.is_none() {
        return in_a_row(cx, i, &lead);
    }
    // 每万人20件: of so many, not of one.
    let per: f64 = per_each.map_or(1.0, |each| {
        each.chars()
            .map_while(|c| PER.iter().find(|(word, _)| *word == c))
            .map(|(_, n)| n)
            .product()
    });
    let said_average = lead.contains("平均") || per_head.is_some();
    let denominators: Vec<usize> = if let Some(w) = per_head {
        let units: &[&str] = match w.chars().next()? {
            '户' | '家' => &["household-or-business", "organisation"],
            '场' => &["session"],
            '件' => &["case-or-document"],
            _ => &["person"],
        };
        cx.earlier(i, Reach::Paragraph, 10, &|k| {
            units.contains(&cx.metrics[k].quantity.dimension) && cx.is_plain(k)
        })
    } else {
        let each = per_each?.trim_start_matches(PER.map(|(c, _)| c));
        if ["年", "月", "季", "周", "日", "天", "次", "半"]
            .iter()
            .any(|t| each.starts_with(t))
        {
            return None;
        }
        let noun: String = each
            .trim_start_matches(['个', '名', '位', '一'])
            .chars()
            .filter(|c| is_han(*c) || matches!(c, '(' | ')'))
            .collect();
        // 2 for the noun itself, 1 for a noun that ends in it or begins it.
        let fit = |k: usize| {
            let n = &cx.metrics[k];
            let unit = n.quantity.unit.as_deref().unwrap_or_default();
            let named = crate::fold::fold_text(&n.indicator);
            let name = named.trim_end_matches(['中', '内']);
            if noun.is_empty() || name.is_empty() {
                0
            } else if name == noun
                || unit == noun
                || noun.starts_with(name) && name.chars().count() >= 2
            {
                2
            } else if (2..=4).any(|n| {
                n <= name.chars().count()
                    && noun.starts_with(
                        &name
                            .chars()
                            .skip(name.chars().count() - n)
                            .collect::<String>(),
                    )
            }) {
                // 每名教师对应学生: the noun begins with what is counted.
                2
            } else {
                // 11个乡镇全部建成便民服务中心: the clause names what each is.
                usize::from(
                    name.ends_with(&noun)
                        || here(k) && noun.chars().count() >= 2 && clause_of(cx, k).contains(&noun),
                )
            }
        };
        let mut list: Vec<usize> = (0..i)
            .rev()
            .take(FARTHEST)
            .filter(|&k| cx.is_plain(k) && fit(k) > 0)
            .collect();
        crate::span::sort_by_key(&mut list, |&k| [usize::MAX - fit(k), usize::MAX - k, 0]);
        list.truncate(12);
        list
    };
    let unit_fits = |k: usize| {
        cx.same_unit(k, i)
            || match (&cx.metrics[k].quantity.unit, &m.quantity.unit) {
                (Some(a), Some(b)) => a.ends_with(b.as_str()) && a != b,
                _ => false,
            }
    };
    let mut numerators = cx.earlier(i, Reach::Sentence, 4, &|k| cx.is_plain(k) && unit_fits(k));
    // 每个村4名，共64名: the total follows.
    if let Some(next) = cx
        .metrics
        .get(i + 1)
        .filter(|n| n.sentence == m.sentence && n.link == Link::Total)
        && super::same_unit(next, m)
    {
        numerators.insert(0, i + 1);
    }
    for &upper in &numerators {
        for &lower in denominators.iter().filter(|&&d| d != upper) {
            let computed = cx.value(upper) / cx.value(lower) * per;
            let v = agrees(cx.metrics[i].quantity.value, computed);
            if cx.value(lower) > 0.0 && v.is_some() {
                return Some(average_of(cx, i, [upper, lower], per, computed, v));
            }
        }
    }
    for &upper in &numerators {
        for &lower in denominators.iter().filter(|&&d| d != upper && here(d)) {
            let computed = cx.value(upper) / cx.value(lower) * per;
            let v =
                verdict(cx, i, &[upper, lower], computed).or_else(|| near_average(cx, i, computed));
            if cx.value(lower) > 0.0 && v.is_some() {
                return Some(average_of(cx, i, [upper, lower], per, computed, v));
            }
        }
    }
    // One total, one number of heads, and the word 平均: it must agree.
    if said_average
        && numerators.len() == 1
        && denominators.len() == 1
        && here(denominators[0])
        && !cx.any_approx(&[i, numerators[0], denominators[0]])
    {
        let (upper, lower) = (numerators[0], denominators[0]);
        if upper != lower && cx.value(lower) > 0.0 {
            let computed = cx.value(upper) / cx.value(lower) * per;
            return Some(average_of(cx, i, [upper, lower], per, computed, None));
        }
    }
    None
}

/// 登记1016名，摊到127个村，平均8名: the figures stand in a row.
fn in_a_row(cx: &Context, i: usize, lead: &str) -> Option<Relation> {
    let said = lead.trim_start_matches([',', ';']);
    if !matches!(said, "平均" | "平均约" | "平均为" | "平均达") || i < 2 {
        return None;
    }
    let (upper, lower) = (i - 2, i - 1);
    let here = |k: usize| {
        cx.metrics[k].sentence == cx.metrics[i].sentence && cx.is_plain(k) && !cx.any_approx(&[k])
    };
    if !here(upper)
        || !here(lower)
        || !cx.same_unit(upper, i)
        || cx.same_unit(lower, i)
        || cx.value(lower) < 2.0
    {
        return None;
    }
    let computed = cx.value(upper) / cx.value(lower);
    let v = verdict(cx, i, &[upper, lower], computed);
    let near = super::near(cx.value(i), computed, 0.3);
    (v.is_some() || near).then(|| average_of(cx, i, [upper, lower], 1.0, computed, v))
}

/// 约1.21万元 for 1.206: an approximate average agrees to its printed place.
fn near_average(cx: &Context, i: usize, computed: f64) -> Option<Option<Note>> {
    let stated: Decimal = cx.metrics[i].quantity.value;
    (cx.any_approx(&[i]) && (computed - stated.value()).abs() <= 2.0 * half_unit(stated))
        .then_some(Some(Note::Interval))
}

pub(super) fn average_of(
    cx: &Context,
    i: usize,
    [upper, lower]: [usize; 2],
    per: f64,
    computed: f64,
    verdict: Option<Option<Note>>,
) -> Relation {
    let times = match per {
        1.0 => String::new(),
        n => format!(" × {}", shown_number(n, 0)),
    };
    Quotient {
        total: i,
        parts: vec![upper, lower],
        expr: format!(
            "{} = {} ÷ {}{times}",
            cx.number(i),
            cx.number(upper),
            cx.number(lower)
        ),
        computed,
        verdict,
        cue: Some(cx.metrics[i].lead),
        cx,
    }
    .relation()
}
