//! Sums: a whole and its parts, and totals of what stands before.

use super::addition::{add, first_closing, verdict};
use super::partition::Partition;
use super::unnumbered::{self, Unnumbered};
use super::{Context, Note, Reach, Relation, RelationKind, transposed};
use crate::fact::metric::{Kind, Link};
use crate::span::Span;
use crate::words::rows;

/// Finds every sum.
pub fn find(cx: &Context) -> Vec<Relation> {
    let mut out = Vec::new();
    for p in &cx.partitions {
        out.extend(partition(cx, p));
        out.extend(bound(cx, p));
    }
    for i in (0..cx.metrics.len()).filter(|&i| cx.metrics[i].cell.is_none()) {
        if let Some(sum) = total(cx, i) {
            out.extend(restated(cx, &sum));
            out.push(sum);
        }
        out.extend(shares(cx, i));
    }
    out
}

/// A list that does not close may run on past a semicolon until it does, or tell the
/// parts of a figure before the nearest one: 立案37起，结案35起，其中….
pub(super) fn extended(cx: &Context, mut p: Partition) -> Partition {
    if p.cued && p.tight >= 2 && !closes(cx, &p) {
        let list = &p.run[..p.tight];
        let makes = |k: usize| {
            k < p.whole
                && cx.is_plain(k)
                && !cx.metrics[k].part
                && cx.same_unit(k, list[0])
                && verdict(cx, k, list) == Some(None)
        };
        if let Some(whole) = cx.nearest(p.whole, &makes) {
            p.whole = whole;
            return p;
        }
    }
    if p.cued && !closes(cx, &p) {
        let n = first_closing(cx, p.whole, &p.run, p.tight.max(1) + 1);
        p.tight = n.unwrap_or(p.tight);
    }
    p
}

/// The list makes its whole.
pub(super) fn closes(cx: &Context, p: &Partition) -> bool {
    p.tight >= 2 && verdict(cx, p.whole, &p.run[..p.tight]).is_some()
}

/// 听取汇报9次，督查6次，接访3次: small numbers of doings side by side add up by chance.
pub(super) fn happens(cx: &Context, p: &Partition) -> bool {
    let &[_, last] = &p.run[..p.tight] else {
        return false;
    };
    let unit = cx.metrics[last].quantity.unit.as_deref();
    cx.value(p.whole) < 20.0
        && matches!(unit, Some("次" | "场" | "场次" | "期" | "轮" | "人次"))
        && cx.text.at(cx.metrics[last].lead.start) == ','
}

pub(super) fn relation(
    cx: &Context,
    total: usize,
    parts: &[usize],
    holds: bool,
    note: Option<Note>,
    cue: Option<crate::span::Span>,
) -> Relation {
    let (sum, _) = add(cx, parts);
    let terms: Vec<String> = parts.iter().map(|&i| cx.number(i)).collect();
    Relation {
        kind: RelationKind::Sum,
        total,
        parts: parts.to_vec(),
        expr: format!("{} = {}", cx.number(total), terms.join(" + ")),
        holds,
        computed: cx.in_unit_of(total, sum.value(), 2),
        exact: holds && note.is_none() && !cx.any_approx(parts) && !cx.any_approx(&[total]),
        cue,
        note,
    }
}

fn partition(cx: &Context, p: &Partition) -> Option<Relation> {
    let value = |i: usize| cx.value(i);
    let tight = &p.run[..p.tight];
    if tight.len() >= 2
        && let Some(note) = verdict(cx, p.whole, tight)
    {
        return Some(relation(cx, p.whole, tight, true, note, p.cue));
    }
    let gap = value(p.whole) - add(cx, tight).0.value();
    let from = p.cue.map_or(cx.metrics[tight[0]].lead.start, |c| c.end);
    let names = unnumbered::read(cx, from, tight);
    if let Some(found) = counted(cx, p.whole, tight, &names, p.cue) {
        return Some(found);
    }
    if !p.cued || tight.len() < 2 || gap > 0.0 && !names.is_empty() {
        return None;
    }
    // A total may close over a subset: a few of many stand outside.
    if p.run.len() >= 4
        && let Some((inside, outside)) = subset(cx, p)
    {
        return Some(relation(
            cx,
            p.whole,
            &inside,
            true,
            Some(Note::Outside(outside)),
            p.cue,
        ));
    }
    if p.open || cx.any_approx(tight) || cx.any_approx(&[p.whole]) {
        return None;
    }
    // 其中 need not tell everything: a gap is one only where the list means to be complete.
    let (sum, _) = add(cx, tight);
    let (s, t) = (sum.value(), value(p.whole));
    let gap = (s - t).abs() / t.max(1.0);
    let counts = (s - t).abs();
    let near = gap <= 0.05
        || (tight.len() >= 3 && gap <= 0.1)
        || (counts <= 1.0 && tight.len() >= 3 && t >= 5.0)
        || transposed(cx.metrics[p.whole].quantity.value, s)
        || slip_in_part(cx, p.whole, tight);
    // More than the whole by far: the parts overlap (其中党员25人、本科28人).
    let complete = (p.exhaustive || complements(cx, tight)) && gap <= 0.3 || near;
    complete.then(|| {
        let note = transposed(cx.metrics[p.whole].quantity.value, s).then_some(Note::Transposed);
        relation(cx, p.whole, tight, false, note, p.cue)
    })
}

/// 59个，包括市政府及其37个部门和21个乡镇: what stands without a number counts one.
fn counted(
    cx: &Context,
    total: usize,
    parts: &[usize],
    names: &Unnumbered,
    cue: Option<Span>,
) -> Option<Relation> {
    let mut members = parts.to_vec();
    members.push(total);
    let things = members
        .iter()
        .all(|&i| cx.metrics[i].kind == Kind::Count && cx.metrics[i].quantity.value.exponent == 0);
    if !things || cx.any_approx(&members) {
        return None;
    }
    let found = names.filling(cx.value(total) - add(cx, parts).0.value())?;
    let plain = relation(cx, total, parts, true, None, cue);
    let (stated, sum) = plain.expr.split_once(" = ")?;
    Some(Relation {
        expr: format!("{stated} = {}{sum}", "1 + ".repeat(found.len())),
        computed: cx.in_unit_of(total, cx.value(total), 0),
        note: Some(Note::Unnumbered(found)),
        ..plain
    })
}

/// Two parts that leave nothing out: 专职5名，兼职8名.
fn complements(cx: &Context, parts: &[usize]) -> bool {
    let &[a, b] = parts else { return false };
    let (a, b) = (&cx.metrics[a].indicator, &cx.metrics[b].indicator);
    rows(word_file!("complements"))
        .any(|r| a.contains(r[0]) && b.contains(r[1]) || a.contains(r[1]) && b.contains(r[0]))
}

/// Exchanging two neighbouring digits of one part makes the sum right.
fn slip_in_part(cx: &Context, whole: usize, parts: &[usize]) -> bool {
    parts.iter().any(|&i| {
        let others: f64 = parts
            .iter()
            .filter(|&&j| j != i)
            .map(|&j| cx.value(j))
            .sum();
        let v = cx.metrics[i].quantity.value;
        v.digits >= 100 && transposed(v, cx.value(whole) - others)
    })
}

/// Leaves out up to two figures of a long list so that the rest makes the total.
fn subset(cx: &Context, p: &Partition) -> Option<(Vec<usize>, Vec<usize>)> {
    let run = &p.run[..p.run.len().min(12)];
    let without = |skip: &[usize]| -> Vec<usize> {
        run.iter().copied().filter(|i| !skip.contains(i)).collect()
    };
    let mut hits = Vec::new();
    for &a in run {
        let rest = without(&[a]);
        if let Some(None) = verdict(cx, p.whole, &rest) {
            hits.push((rest, vec![a]));
        }
    }
    if hits.is_empty() {
        for (k, &a) in run.iter().enumerate() {
            for &b in &run[k + 1..] {
                let rest = without(&[a, b]);
                if rest.len() >= 3
                    && let Some(None) = verdict(cx, p.whole, &rest)
                {
                    hits.push((rest, vec![a, b]));
                }
            }
        }
    }
    // Two ways to close would be coincidence.
    (hits.len() == 1).then(|| hits.remove(0))
}

/// 其中 names a part greater than its whole.
fn bound(cx: &Context, p: &Partition) -> Option<Relation> {
    let first = *p.run.first()?;
    // 从领域看，公安142件: which figure is classified is a guess.
    if !p.cued || p.exhaustive || p.tight != 1 || cx.any_approx(&[first, p.whole]) {
        return None;
    }
    let (part, whole) = (cx.value(first), cx.value(p.whole));
    (part > whole).then(|| Relation {
        kind: RelationKind::Bound,
        total: p.whole,
        parts: vec![first],
        expr: format!("{} ≤ {}", cx.number(first), cx.number(p.whole)),
        holds: false,
        computed: format!("≤ {}", cx.in_unit_of(p.whole, whole, 0)),
        exact: false,
        cue: p.cue,
        note: None,
    })
}

/// 合计1110件, 共868件, 两项合计398万元: a total of what stands before it.
fn total(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    if !cx.is_plain(i) && m.link != Link::Total {
        return None;
    }
    let lead = cx.text.folded(m.lead);
    let said = lead.trim_start_matches([',', '、', ';', ' ']);
    let strong = [
        "合计",
        "共计",
        "总计",
        "总共",
        "一共",
        "加起来",
        "加在一起",
        "两项合计",
        "三项合计",
        "以上共计",
        "两者合计",
    ]
    .iter()
    .find(|w| said.ends_with(**w) || said.starts_with(**w));
    let weak = said == "共"
        || said == "共有"
        || said.ends_with("部门共")
        || said.ends_with('共') && said.chars().count() <= 8;
    let running = ["累计投入", "投入总额", "总投入", "总金额", "总量", "总数"]
        .iter()
        .find(|w| said.ends_with(**w));
    if strong.is_none() && !weak && running.is_none() {
        return None;
    }
    let word = strong.or(running).unwrap_or(&"共");
    let at = cx.text.find(word, m.lead)?;
    let cue = Some(crate::span::Span::new(at, at + word.chars().count()));
    let before = cx.earlier(i, Reach::Sentence, 40, &|k| {
        cx.is_plain(k) && cx.same_unit(k, i)
    });
    for n in 2..=before.len().min(8) {
        let mut parts: Vec<usize> = before[..n].to_vec();
        parts.reverse();
        if let Some(note) = verdict(cx, i, &parts)
            && note.is_none()
        {
            return Some(relation(cx, i, &parts, true, note, cue));
        }
    }
    // 累计投入505万元 behind 286, 94 and 135万元: one digit of a plain list's sum is wrong.
    if strong.is_none() && !weak {
        let mut parts = before.clone();
        let beside = |n: usize| before[n] + n + 1 == i;
        parts.truncate(
            (0..before.len())
                .position(|n| !beside(n))
                .unwrap_or(before.len()),
        );
        parts.reverse();
        let (sum, _) = add(cx, &parts);
        let slip = super::digit_off(m.quantity.value, sum.value())
            || transposed(m.quantity.value, sum.value());
        return (parts.len() >= 3 && slip && !cx.any_approx(&parts))
            .then(|| relation(cx, i, &parts, false, None, cue));
    }
    // 三项合计 says how many; otherwise the list joined by 、 right before.
    let said_many = ["两", "三", "四", "五"]
        .iter()
        .position(|w| said.starts_with(w))
        .map(|p| p + 2);
    let listed = 1 + before
        .windows(2)
        .take_while(|w| {
            cx.text.at(cx.metrics[w[0]].lead.start) == '、'
                || cx.text.at(cx.metrics[w[0]].lead.start) == '和'
        })
        .count();
    let plain_total = matches!(said, "共" | "共有" | "总共");
    let n = said_many.unwrap_or(if strong.is_some() || plain_total {
        listed
    } else {
        0
    });
    if n < 2
        || n > before.len()
        || cx.any_approx(&before[..n])
        || cx.any_approx(&[i])
        || before[..n].iter().any(|&k| cx.whole_of[k].is_some())
    {
        return None;
    }
    let mut parts: Vec<usize> = before[..n].to_vec();
    parts.reverse();
    let (sum, _) = add(cx, &parts);
    let names = unnumbered::read(cx, cx.metrics[parts[0]].lead.start, &parts);
    if let Some(found) = counted(cx, i, &parts, &names, cue) {
        return Some(found);
    }
    if cx.value(i) > sum.value() && !names.is_empty() {
        return None;
    }
    let gap = (sum.value() - cx.value(i)).abs() / cx.value(i).max(1.0);
    let reach = if strong.is_some() { 0.3 } else { 0.1 };
    (gap <= reach).then(|| {
        let note = transposed(m.quantity.value, sum.value()).then_some(Note::Transposed);
        relation(cx, i, &parts, false, note, cue)
    })
}

/// A total behind its parts that states the whole before them once more.
fn restated(cx: &Context, sum: &Relation) -> Option<Relation> {
    let first = *sum.parts.first()?;
    let same = |k: usize| {
        cx.is_plain(k)
            && first - k <= 12
            && cx.same_unit(k, sum.total)
            && (cx.value(k) - cx.value(sum.total)).abs() < 1e-9
    };
    let whole = *cx.earlier(first, Reach::Paragraph, 1, &same).first()?;
    sum.holds.then(|| Relation {
        cue: sum.cue,
        ..super::equal::relation(cx, whole, sum.total, true)
    })
}

/// Two shares that part one whole make a hundred: 占90%；…占10%.
fn shares(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let numerator = |k: usize| match &cx.metrics[k].link {
        Link::Share { of } if of.is_empty() => cx.metrics[k].inherits,
        _ => None,
    };
    let a = numerator(i)?;
    let j = (i + 1..cx.metrics.len().min(i + 4))
        .find(|&j| cx.metrics[j].sentence == m.sentence && numerator(j).is_some())?;
    let b = numerator(j)?;
    if !cx.same_unit(a, b) || !complementary(&cx.metrics[a].indicator, &cx.metrics[b].indicator) {
        return None;
    }
    let (sum, _) = add(cx, &[i, j]);
    let s = sum.value();
    let hundred = (s - 100.0).abs() < 1e-9;
    hundred.then(|| Relation {
        kind: RelationKind::Sum,
        total: i,
        parts: vec![j],
        expr: format!("{} + {} = 100%", cx.number(i), cx.number(j)),
        holds: true,
        computed: "100%".to_string(),
        exact: true,
        cue: None,
        note: None,
    })
}

/// 已完成… and 未完成…: the two sides of one whole.
pub(super) fn complementary(a: &str, b: &str) -> bool {
    let strip = |s: &str| -> Option<(bool, String)> {
        for (w, neg) in [
            ("未", true),
            ("不予", true),
            ("不", true),
            ("非", true),
            ("没有", true),
            ("已", false),
        ] {
            if let Some(rest) = s.strip_prefix(w) {
                return Some((neg, rest.to_string()));
            }
        }
        None
    };
    let bare = |s: &str| strip(s).map_or((false, s.to_string()), |x| x);
    let ((na, ra), (nb, rb)) = (bare(a), bare(b));
    na != nb && ra.chars().count() >= 2 && (ra == rb || ra.starts_with(&rb) || rb.starts_with(&ra))
}
