//! Differences: changes against another figure, and what remains of a whole.

use super::{Context, Note, Reach, Relation, RelationKind, agrees, transposed};
use crate::fact::metric::{Kind, Link};
use crate::span::Span;

/// Finds every difference.
pub fn find(cx: &Context) -> Vec<Relation> {
    let mut out = Vec::new();
    for i in (0..cx.metrics.len()).filter(|&i| cx.metrics[i].cell.is_none()) {
        out.extend(change(cx, i));
        out.extend(rest(cx, i));
        out.extend(balance(cx, i));
    }
    out
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
    let year = |m: &crate::fact::metric::Metric| {
        let printed = cx.text.folded(m.period?);
        printed.strip_suffix('年')?.parse::<u32>().ok()
    };
    a.sentence == b.sentence
        && cx.is_plain(before)
        && comparable(cx, now, before)
        && (b.indicator.starts_with(&a.indicator) || a.inherits == Some(before))
        && year(a).zip(year(b)).is_some_and(|(a, b)| a == b + 1)
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

/// 增加37件, 提高0.8个百分点.
fn change(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let (now, before) = endpoints(cx, i)?;
    let points = m.quantity.dimension == "percentage-point";
    let both_rates = cx.metrics[now].quantity.dimension == "ratio";
    if !(points && both_rates
        || !points && !both_rates && cx.same_unit(i, now) && m.quantity.dimension != "ratio")
    {
        return None;
    }
    let mut r = finish(cx, i, now, before, cx.goes(i, now, before));
    // Another figure of the sentence makes it hold: that is the one compared.
    if !r.holds && !points {
        let other = stand_in(cx, i, before, &|k| (cx.value(k) - cx.value(before)).abs());
        r = other.map_or(r, |k| finish(cx, i, k, before, true));
    }
    // Far off, the two figures are not what the change lies between.
    let gap = (cx.value(now) - cx.value(before)).abs();
    (r.holds || super::of_one_size(cx.value(i), gap)).then_some(r)
}

/// A figure of the same sentence with which the stated result is exact.
pub(super) fn stand_in(
    cx: &Context,
    i: usize,
    before: usize,
    result: &dyn Fn(usize) -> f64,
) -> Option<usize> {
    let fits = |k: usize| {
        k != before
            && cx.is_plain(k)
            && cx.same_unit(k, before)
            && agrees(cx.metrics[i].quantity.value, result(k)) == Some(None)
    };
    cx.nearest(i, &fits)
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
    let stated = cx.metrics[i].quantity.value;
    let mut holds = direction_ok;
    let mut note = None;
    // Rounded ends leave a margin: each is known to half a unit of its last place.
    let places = |k: usize| cx.metrics[k].quantity.value.exponent;
    let slack: f64 = [now, before]
        .iter()
        .filter(|&&k| places(k) != 0 && places(k) > stated.exponent)
        .map(|&k| super::half_unit(cx.metrics[k].quantity.value))
        .sum();
    match agrees(stated, computed) {
        Some(n) => note = n,
        None if (computed - stated.value()).abs() <= slack + super::half_unit(stated) => {
            note = Some(Note::RoundedParts)
        }
        None if cx.any_approx(&[i, now, before]) => {
            note = Some(Note::Interval);
            let reach = 0.1 * cx.value(now).max(cx.value(before));
            holds &= (computed - stated.value()).abs() <= reach.max(0.1 * stated.value());
        }
        None => {
            holds = false;
            if transposed(stated, computed) {
                note = Some(Note::Transposed);
            }
        }
    }
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
        cue: cue(cx, i),
        note,
    }
}

fn cue(cx: &Context, i: usize) -> Option<Span> {
    let lead = cx.metrics[i].lead;
    (!lead.is_empty()).then_some(lead)
}

/// 剩余1项, 未参检的14个, 仍有1个: what a whole less its done part leaves.
fn rest(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    if !cx.is_plain(i) {
        return None;
    }
    let lead = cx.text.folded(m.lead);
    let said = lead.trim_start_matches([',', '、', ';', '。', ' ']);
    let strong = [
        "剩余",
        "余下",
        "其余",
        "尚有",
        "仍有",
        "尚余",
        "还有",
        "尚未",
        "剩下",
        "仅剩",
        "中剩余",
    ]
    .iter()
    .any(|w| said.starts_with(w));
    let negated = said.starts_with("不予") || lead.contains('未') || lead.contains('没');
    if !strong && !negated {
        return None;
    }
    let before = cx.earlier(i, Reach::Paragraph, 6, &|k| {
        cx.is_plain(k) && cx.same_unit(k, i) && !cx.in_list[k]
    });
    for (n, &done) in before.iter().enumerate() {
        for &whole in &before[n + 1..] {
            let left = cx.value(whole) - cx.value(done);
            let near = cx.metrics[whole].sentence == m.sentence || strong;
            // The done part names what the remainder denies: 参检 / 未参检.
            let denies = negated && {
                let a = &cx.metrics[i].indicator;
                let b = &cx.metrics[done].indicator;
                denies(a, b)
            };
            // 继续有效118件，失效27件，废止19件，余下8件: the last of a longer list.
            let listed = before[n + 2..].iter().any(|&w| {
                let others = cx.value(whole) + cx.value(done) + cx.value(i);
                cx.value(w) >= others && in_sight(cx, w, whole, others)
            });
            if left > 0.0
                && (left - cx.value(i)).abs() < 1e-9
                && (denies || strong && near)
                && !listed
            {
                return Some(remainder(cx, i, whole, done));
            }
        }
    }
    // 剩余 right after a whole and its done part must be their difference.
    let (done, whole) = (*before.first()?, *before.get(1)?);
    let adjacent =
        cx.metrics[done].sentence == m.sentence && cx.metrics[whole].sentence == m.sentence;
    let left = cx.value(whole) - cx.value(done);
    let only = ["剩余", "余下", "其余", "剩下", "仅剩", "尚余"]
        .iter()
        .any(|w| said.starts_with(w));
    if !only
        || !adjacent
        || left <= 0.0
        // It agrees, and was left to the list above.
        || (left - cx.value(i)).abs() < 1e-9
        || cx.any_approx(&[i, done, whole])
        || (left - cx.value(i)).abs() > 0.3 * cx.value(whole)
    {
        return None;
    }
    Some(finish_rest(cx, i, whole, done, left))
}

/// From behind `w` on to `whole`, the figures before it make up what `others` lacks.
fn in_sight(cx: &Context, w: usize, whole: usize, others: f64) -> bool {
    let between: f64 = (w + 1..whole)
        .filter(|&k| cx.is_plain(k) && cx.same_unit(k, whole))
        .map(|k| cx.value(k))
        .sum();
    (between + others - cx.value(w)).abs() < 1e-9
}

/// What two figures less a third leave, against what is stated.
pub(super) fn settled(cx: &Context, i: usize, a: usize, b: usize, gone: usize) -> Relation {
    let terms = [cx.number(i), cx.number(a), cx.number(b), cx.number(gone)];
    let [stated, first, second, less] = terms;
    let left = cx.value(a) + cx.value(b) - cx.value(gone);
    let holds = (left - cx.value(i)).abs() < 1e-9;
    Relation {
        parts: vec![a, b, gone],
        expr: format!("{stated} = {first} + {second} − {less}"),
        holds,
        exact: holds,
        computed: cx.in_unit_of(i, left, 0),
        ..remainder(cx, i, a, gone)
    }
}

/// What a whole less its done part leaves, as stated.
pub(super) fn remainder(cx: &Context, i: usize, whole: usize, done: usize) -> Relation {
    Relation {
        holds: true,
        exact: true,
        ..finish_rest(cx, i, whole, done, cx.value(whole) - cx.value(done))
    }
}

fn finish_rest(cx: &Context, i: usize, whole: usize, done: usize, left: f64) -> Relation {
    Relation {
        kind: RelationKind::Difference,
        total: i,
        parts: vec![whole, done],
        expr: format!(
            "{} = {} − {}",
            cx.number(i),
            cx.number(whole),
            cx.number(done)
        ),
        holds: false,
        computed: cx.in_unit_of(i, left, 0),
        exact: false,
        cue: cue(cx, i),
        note: None,
    }
}

/// 未参检 denies 实际参检, 未完成整治 denies 已完成整治.
fn denies(a: &str, b: &str) -> bool {
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

/// 收入, 支出, 结余: the words make the subtraction.
fn balance(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    if !["结余", "盈余", "净增", "净收入", "差额"]
        .iter()
        .any(|w| m.indicator.ends_with(w))
    {
        return None;
    }
    let before = cx.earlier(i, Reach::Sentence, 40, &|k| {
        cx.is_plain(k) && cx.same_unit(k, i)
    });
    let out = before.iter().copied().find(|&k| {
        cx.metrics[k].indicator.ends_with("支出") || cx.metrics[k].indicator.ends_with("减少")
    })?;
    let into = before.iter().copied().find(|&k| {
        cx.metrics[k].indicator.ends_with("收入")
            || cx.metrics[k].indicator.ends_with("增加")
            || cx.metrics[k].indicator.ends_with("新增")
    })?;
    Some(finish(cx, i, into, out, cx.value(into) >= cx.value(out)))
}
