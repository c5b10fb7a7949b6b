//! Differences: changes against another figure, and what remains of a whole.

use super::{Context, Grade, Note, Relation, RelationKind, agrees, transposed};
use crate::fact::metric::{Kind, Link};
use crate::span::Span;

/// What sets two figures against each other: words before the amount by which they differ
/// (`between`), or what a table's column of such amounts is called (`column`).
pub(super) fn contrasts(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = kept_rows!("contrasts").filter(move |r| r[0] == kind);
    rows.map(|r| r[1])
}

/// The two figures a change lies between: the present one and the one before.
pub(super) fn endpoints(cx: &Context, i: usize) -> Option<(usize, usize)> {
    let m = &cx.metrics[i];
    if m.link != Link::Change && m.kind != Kind::Change {
        return None;
    }
    // Told in turn, the change names the figure it is compared with.
    if let Some(k) = m
        .inherits
        .filter(|&k| cx.metrics[k].link == Link::ComparedWith)
        && let Some(now) = cx.metrics[k].inherits.filter(|&n| comparable(cx, n, k))
    {
        return Some((now, k));
    }
    // （同比+12.3%，2022年末为38.01万户）: the figure compared with follows.
    if let Some(n) = cx
        .metrics
        .get(i + 1)
        .filter(|n| n.sentence == m.sentence && n.link == Link::ComparedWith)
        && let Some(now) = n.inherits.filter(|&k| k < i && comparable(cx, k, i + 1))
        && m.inherits == Some(now)
    {
        return Some((now, i + 1));
    }
    // 到岗率由79.2%提高到90%；把纠错率降低2个百分点: another thing changes.
    if m.inherits.is_none() && cx.text.slice(m.lead).contains(&';') {
        return None;
    }
    let mut earlier = None;
    for k in (0..i)
        .rev()
        .take_while(|&k| cx.metrics[k].sentence == m.sentence)
    {
        let n = &cx.metrics[k];
        match n.link {
            Link::Change => continue,
            Link::ComparedWith if earlier.is_none() => {
                // 比上年的X: the present figure is the one it is compared with.
                let now = cx.nearest(k, &|j| {
                    comparable(cx, j, k)
                        && matches!(
                            cx.metrics[j].link,
                            Link::None
                                | Link::Total
                                | Link::SameHead
                                | Link::To
                                | Link::Share { .. }
                        )
                        && shares_head(cx, j, k)
                })?;
                earlier = Some((now, k));
                break;
            }
            // 由A … 至B: whatever the marks between, the pair stands together.
            Link::To | Link::None
                if k > 0
                    && cx.metrics[k - 1].link == Link::From
                    && cx.metrics[k - 1].sentence == m.sentence =>
            {
                earlier = Some((k, k - 1));
                break;
            }
            // 2022年4.8亿元，2023年5.4亿元: one name in two years.
            Link::None if k > 0 && of_two_years(cx, k, k - 1) => {
                earlier = Some((k, k - 1));
                break;
            }
            _ => return None,
        }
    }
    earlier
}

/// The same is told of a year and of the one before it, side by side.
fn of_two_years(cx: &Context, now: usize, before: usize) -> bool {
    let (a, b) = (&cx.metrics[now], &cx.metrics[before]);
    a.sentence == b.sentence
        && cx.is_plain(before)
        && comparable(cx, now, before)
        && (b.indicator.starts_with(&a.indicator) || a.inherits == Some(before))
        && follows(cx, now, before)
}

/// The year that a figure is told of, in digits.
pub(super) fn year_of(cx: &Context, k: usize) -> Option<u32> {
    let printed = cx.text.folded(cx.metrics[k].period?);
    let (year, _) = printed.split_once('年')?;
    year.parse().ok()
}

/// The one figure is told of the year behind the other's.
pub(super) fn follows(cx: &Context, now: usize, before: usize) -> bool {
    let years = year_of(cx, now).zip(year_of(cx, before));
    years.is_some_and(|(now, before)| now == before + 1)
}

/// The two figures may be subtracted from each other.
fn comparable(cx: &Context, a: usize, b: usize) -> bool {
    cx.same_unit(a, b)
}

/// The figure compared with belongs to this one: it took over its indicator.
fn shares_head(cx: &Context, now: usize, before: usize) -> bool {
    cx.metrics[before].inherits == Some(now)
        || cx.metrics[before].indicator == cx.metrics[now].indicator
        || {
            // Through a chain of shares and parts.
            let mut k = before;
            let mut hops = 0;
            while let Some(p) = cx.metrics[k].inherits.filter(|&p| p < k && hops < 8) {
                if p == now {
                    return true;
                }
                k = p;
                hops += 1;
            }
            false
        }
}

/// Whether a stated change is the gap of two figures, and with what word.
pub(super) fn verdict(cx: &Context, i: usize, now: usize, before: usize) -> Option<Option<Note>> {
    let computed = (cx.value(now) - cx.value(before)).abs();
    let stated = cx.metrics[i].quantity.value;
    if let Some(note) = agrees(stated, computed) {
        return Some(note);
    }
    // Rounded ends leave a margin: each is known to half a unit of its last place.
    let places = |k: usize| cx.metrics[k].quantity.value.exponent;
    let rounded = |k: &&usize| places(**k) != 0 && places(**k) > stated.exponent;
    let margins = [now, before];
    let margins = margins
        .iter()
        .filter(rounded)
        .map(|&k| super::half_unit(cx.metrics[k].quantity.value));
    let slack: f64 = margins.sum();
    let gap = (computed - stated.value()).abs();
    if gap <= slack + super::half_unit(stated) {
        return Some(Some(Note::RoundedParts));
    }
    let reach = (0.1 * cx.value(now).max(cx.value(before))).max(0.1 * stated.value());
    (cx.any_approx(&[i, now, before]) && gap <= reach).then_some(Some(Note::Interval))
}

/// A stated change against the gap of two figures.
pub(super) fn finish(
    cx: &Context,
    i: usize,
    now: usize,
    before: usize,
    direction_ok: bool,
) -> Relation {
    let computed = (cx.value(now) - cx.value(before)).abs();
    let verdict = verdict(cx, i, now, before);
    let holds = direction_ok && verdict.is_some();
    let slip = || transposed(cx.metrics[i].quantity.value, computed);
    let note = match verdict {
        Some(note) => note,
        None => slip().then_some(Note::Transposed),
    };
    let (high, low) = if cx.value(now) >= cx.value(before) {
        (now, before)
    } else {
        (before, now)
    };
    Relation {
        kind: RelationKind::Difference,
        total: i,
        parts: vec![high, low],
        expr: format!(
            "{} = {} − {}",
            cx.number(i),
            cx.number(high),
            cx.number(low)
        ),
        holds,
        computed: cx.in_unit_of(i, computed, 2),
        exact: holds && note.is_none() && !cx.any_approx(&[i, now, before]),
        grade: Grade::Certain,
        cue: cue(cx, i),
        note,
    }
}

fn cue(cx: &Context, i: usize) -> Option<Span> {
    let lead = cx.metrics[i].lead;
    (!lead.is_empty()).then_some(lead)
}

/// What the first `into` figures less the others leave, against what is stated.
pub(super) fn settled(cx: &Context, i: usize, members: &[usize], into: usize) -> Relation {
    let (came, went) = members.split_at(into);
    let told = |list: &[usize], sign: &str| {
        let terms: Vec<String> = list.iter().map(|&k| cx.number(k)).collect();
        terms.join(sign)
    };
    let sum = |list: &[usize]| list.iter().map(|&k| cx.value(k)).sum::<f64>();
    let left = sum(came) - sum(went);
    let holds = (left - cx.value(i)).abs() < 1e-9;
    let (came, went) = (told(came, " + "), told(went, " − "));
    Relation {
        parts: members.to_vec(),
        expr: format!("{} = {came} − {went}", cx.number(i)),
        holds,
        exact: holds,
        computed: cx.in_unit_of(i, left, 0),
        ..remainder(cx, i, members[0], members[into])
    }
}

/// What a whole less its done part leaves, against what is stated.
pub(super) fn remainder(cx: &Context, i: usize, whole: usize, done: usize) -> Relation {
    let [stated, all, gone] = [i, whole, done].map(|k| cx.number(k));
    let left = cx.value(whole) - cx.value(done);
    let holds = (left - cx.value(i)).abs() < 1e-9;
    Relation {
        kind: RelationKind::Difference,
        total: i,
        parts: vec![whole, done],
        expr: format!("{stated} = {all} − {gone}"),
        holds,
        computed: cx.in_unit_of(i, left, 0),
        exact: holds,
        grade: Grade::Certain,
        cue: cue(cx, i),
        note: None,
    }
}

/// 未参检 denies 实际参检, 未完成整治 denies 已完成整治.
pub(super) fn denies(a: &str, b: &str) -> bool {
    let Some(at) = a.find(['未', '没']) else {
        return super::sum::complementary(a, b);
    };
    let word: Vec<char> = a[at..]
        .chars()
        .skip(1)
        .filter(|c| !matches!(c, '的' | '有' | '被'))
        .collect();
    let head: String = word.iter().take(2).collect();
    !head.is_empty() && b.contains(&head) && !b.contains(['未', '没'])
}
