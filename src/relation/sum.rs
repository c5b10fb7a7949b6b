//! Sums: how they are told, and what only looks like one.

use super::addition::{add, verdict};
use super::evidence::{Evidence as E, SELDOM, Set, grade};
use super::layout::Cue;
use super::unnumbered::Unnumbered;
use super::{Context, Grade, Note, Relation, RelationKind, half_unit, layout, slip, transposed};
use crate::fact::metric::{Kind, Link};
use crate::lexicon::List;
use crate::span::Span;
use crate::words::rows;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// A whole and its parts, as told.
pub(super) fn told(cx: &Context, total: usize, parts: &[usize]) -> Relation {
    let lead = cx.metrics[parts[0]].lead;
    let hits = &cx.text.hits;
    let word = hits.places(List::Reckoning, lead).find_map(|at| {
        let (len, _) = hits.longest_within(List::Reckoning, at, lead.end)?;
        Some(Span::new(at, at + len))
    });
    let cue = word.or(Some(lead).filter(|lead| !lead.is_empty()));
    Relation {
        cue,
        ..reckoned(cx, total, parts)
    }
}

/// A whole and its parts, right or wrong.
pub(super) fn reckoned(cx: &Context, total: usize, parts: &[usize]) -> Relation {
    let verdict = verdict(cx, total, parts);
    relation(cx, total, parts, verdict.is_some(), verdict.flatten(), None)
}

pub(super) fn relation(
    cx: &Context,
    total: usize,
    parts: &[usize],
    holds: bool,
    note: Option<Note>,
    cue: Option<Span>,
) -> Relation {
    let (sum, _) = add(cx, parts);
    // 351 for 315: what the total may have been.
    let slip = || transposed(cx.metrics[total].quantity.value, sum.value());
    let note = note.or_else(|| (!holds && slip()).then_some(Note::Transposed));
    let terms: Vec<String> = parts.iter().map(|&i| cx.number(i)).collect();
    Relation {
        kind: RelationKind::Sum,
        total,
        parts: parts.to_vec(),
        expr: format!("{} = {}", cx.number(total), terms.join(" + ")),
        holds,
        computed: cx.in_unit_of(total, sum.value(), 2),
        exact: holds && note.is_none() && !cx.any_approx(parts) && !cx.any_approx(&[total]),
        grade: Grade::Certain,
        cue,
        note,
    }
}

/// 59个，包括市政府及其37个部门和21个乡镇: what stands without a number counts one.
pub(super) fn counted(
    cx: &Context,
    total: usize,
    parts: &[usize],
    names: &Unnumbered,
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
    let plain = relation(cx, total, parts, true, None, None);
    let (stated, sum) = plain.expr.split_once(" = ")?;
    Some(Relation {
        expr: format!("{stated} = {}{sum}", "1 + ".repeat(found.len())),
        computed: cx.in_unit_of(total, cx.value(total), 0),
        note: Some(Note::Unnumbered(found)),
        ..plain
    })
}

/// 市监局及其25个监管所，共26个单位: a part, and the names that count one each, right or wrong.
pub(super) fn headed(
    cx: &Context,
    total: usize,
    part: usize,
    names: Vec<Span>,
    holds: bool,
) -> Relation {
    let plain = relation(cx, total, &[part], holds, None, names.first().copied());
    let sum = cx.value(part) + names.len() as f64;
    Relation {
        expr: format!(
            "{} = {}{}",
            cx.number(total),
            "1 + ".repeat(names.len()),
            cx.number(part)
        ),
        computed: cx.in_unit_of(total, sum, 0),
        note: holds.then_some(Note::Unnumbered(names)),
        ..plain
    }
}

/// Two parts that leave nothing out: 专职5名，兼职8名.
pub(super) fn complements(cx: &Context, parts: &[usize]) -> bool {
    let &[a, b] = parts else { return false };
    let [a, b] = [a, b].map(|k| sides(&cx.metrics[k].indicator));
    // The other word of a row is one number on or back.
    a.iter().any(|n| b.contains(&(n ^ 1)))
}

/// The words of `complements.tsv` that stand in a name, by their numbers. They are looked for
/// by the characters of the name: to look for each word in turn took a fiftieth of a reading.
fn sides(name: &str) -> Vec<usize> {
    /// The words, and by its first character the numbers of each.
    type Sides = (Vec<&'static str>, FxHashMap<char, Vec<usize>>);
    static WORDS: OnceLock<Sides> = OnceLock::new();
    let (words, by_first) = WORDS.get_or_init(|| {
        let pairs = rows(word_file!("complements")).flat_map(|r| [r[0], r[1]]);
        let words: Vec<&str> = pairs.collect();
        let mut by_first: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        for (n, word) in words.iter().enumerate() {
            let first = word.chars().take(1);
            first.for_each(|c| by_first.entry(c).or_default().push(n));
        }
        (words, by_first)
    });
    let mut found = Vec::new();
    for (at, c) in name.char_indices() {
        let here = by_first.get(&c).into_iter().flatten();
        found.extend(here.filter(|&&n| name[at..].starts_with(words[n])));
    }
    found
}

/// Two shares that part one whole make a hundred: 占90%；…占10%.
pub(super) fn shares(cx: &Context, i: usize) -> Option<Relation> {
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
        grade: Grade::Certain,
        cue: None,
        note: None,
    })
}

/// 已完成… and 未完成…: the two sides of one whole.
pub(super) fn complementary(a: &str, b: &str) -> bool {
    const SIDES: [(&str, bool); 6] = [
        ("未", true),
        ("不予", true),
        ("不", true),
        ("非", true),
        ("没有", true),
        ("已", false),
    ];
    fn bare(name: &str) -> (bool, &str) {
        let strip = |&(word, denied): &(&str, bool)| Some((denied, name.strip_prefix(word)?));
        SIDES.iter().find_map(strip).unwrap_or((false, name))
    }
    let ((na, a), (nb, b)) = (bare(a), bare(b));
    let like = |a: &str, b: &str| a.starts_with(b) || a.ends_with(b) && b.chars().count() >= 2;
    na != nb && a.chars().count() >= 2 && (like(a, b) || like(b, a))
}

/// 其中 names a part greater than its whole.
pub(super) fn bound(cx: &Context, part: usize) -> Option<Relation> {
    let whole = cx.whole_of[part]?;
    let exceeds = cx.value(part) > cx.value(whole) && !cx.any_approx(&[part, whole]);
    let here = cx.metrics[part].sentence == cx.metrics[whole].sentence;
    // 平均每个6名，其中女性54名: of all of them.
    let mean = cx.layout[whole].cues.has(Cue::Mean) || cx.metrics[whole].each;
    // 由罚款873.5万元和没收172.8万元构成，其中食品类385.6万元: of both together.
    let listed = cx.closed_list(whole);
    let of_all = listed.is_some_and(|&(total, _)| cx.value(part) <= cx.value(total));
    (exceeds && here && !mean && !of_all).then(|| exceeding(cx, whole, part))
}

/// A figure greater than the one that it cannot exceed.
pub(super) fn exceeding(cx: &Context, whole: usize, part: usize) -> Relation {
    Relation {
        kind: RelationKind::Bound,
        total: whole,
        parts: vec![part],
        expr: format!("{} ≤ {}", cx.number(part), cx.number(whole)),
        holds: false,
        computed: format!("≤ {}", cx.in_unit_of(whole, cx.value(whole), 0)),
        exact: false,
        grade: Grade::Certain,
        cue: None,
        note: None,
    }
}

/// 37.5%、41.7%和20.8%，合计100%, or without the total: shares that make up a whole.
pub(super) fn hundred(cx: &Context, first: usize) -> Option<Relation> {
    let is_share = |k: usize| {
        let m = &cx.metrics[k];
        m.quantity.dimension == "ratio"
            && m.cell.is_none()
            && m.quantity.max.is_none()
            && !matches!(
                m.link,
                Link::Change | Link::ComparedWith | Link::From | Link::To
            )
    };
    let joined =
        |k: usize| k > 0 && is_share(k) && cx.metrics[k - 1].sentence == cx.metrics[k].sentence;
    if !is_share(first) || joined(first) && is_share(first - 1) {
        return None;
    }
    let run = (first + 1..cx.metrics.len())
        .take_while(|&k| joined(k))
        .take(12);
    let mut list: Vec<usize> = std::iter::once(first).chain(run).collect();
    let stated = list.len() > 2 && cx.value(list[list.len() - 1]) == 100.0;
    if stated {
        let total = list.pop()?;
        return (verdict(cx, total, &list).is_some()).then(|| told(cx, total, &list));
    }
    if list.len() < 3 || cx.any_approx(&list) {
        return None;
    }
    let (sum, slack) = add(cx, &list);
    let makes = (sum.value() - 100.0).abs() <= slack.max(1e-9);
    let terms: Vec<String> = list.iter().map(|&k| cx.number(k)).collect();
    let terms = terms.join(" + ");
    let told = Relation {
        kind: RelationKind::Sum,
        total: first,
        parts: list[1..].to_vec(),
        expr: format!("{terms} = 100%"),
        holds: true,
        computed: "100%".to_string(),
        exact: sum.value() == 100.0,
        grade: Grade::Certain,
        cue: None,
        note: None,
    };
    if makes {
        return Some(told);
    }
    let bits = all_shares(cx, &list).bits() + slipped(cx, &list)? + SELDOM;
    Some(Relation {
        expr: format!("100% = {terms}"),
        holds: false,
        grade: grade(bits)?,
        computed: format!("{}%", crate::fact::number::shown(sum.value(), 2)),
        ..told
    })
}

/// What says that some shares are all of one whole: 结构为…、…、其他占29.8%.
fn all_shares(cx: &Context, list: &[usize]) -> Set {
    let (first, last) = (list[0], list[list.len() - 1]);
    let share = |&k: &usize| match &cx.metrics[k].link {
        Link::Share { of } => of.is_empty() || cx.metrics[k].link == cx.metrics[first].link,
        _ => false,
    };
    let mut set = Set::of(&[E::Hundred]);
    set.add_if(E::HundredShares, list.iter().all(share));
    let rest = cx.layout[last].cues;
    let left = rest.has(Cue::Other) || rest.has(Cue::Rest);
    set.add_if(E::HundredRest, left);
    let m = &cx.metrics[first];
    let lead = Span::new(m.sentence.start, m.quantity.span.start);
    let many = layout::so_many(cx.text, lead).is_some_and(|(_, many)| many == list.len());
    let cues = cx.layout[first].cues;
    let follow = cues.has(Cue::Follow) || cues.has(Cue::Colon);
    set.add_if(E::HundredSaid, many || follow);
    set.add_if(E::HundredFour, list.len() > 3);
    let level = |&k: &usize| cx.layout[k].mark == cx.layout[list[1]].mark;
    set.add_if(E::HundredEven, list[1..].iter().all(level));
    set
}

/// What it is worth that one slip makes a hundred of the shares; none where none does.
fn slipped(cx: &Context, list: &[usize]) -> Option<f64> {
    let (sum, slack) = add(cx, list);
    let mut tried = slip::Tried::default();
    for &k in list {
        let own = cx.metrics[k].quantity.value;
        let rest = sum.value() - own.value();
        for (kind, d) in slip::neighbours(own) {
            let makes = (rest + d.value() - 100.0).abs() <= slack.max(1e-9);
            tried.add(kind, makes);
        }
    }
    tried.best(100.0 / (2.0 * half_unit(sum)), |_| true)
}
