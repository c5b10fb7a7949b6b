//! The same indicator stated twice: equal, or in conflict.

use super::evidence::{Evidence as E, SELDOM, Set, grade};
use super::layout::Cue;
use super::{Context, Grade, Relation, RelationKind, common_end, transposed};
use crate::fact::metric::{Kind, Link};
use crate::fact::quantity::Approx;
use crate::fold::{fold_text, has_chars, one_of};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// A head that many different things share; two of them say nothing.
fn is_generic(name: &str) -> bool {
    kept_rows!("generic_heads").any(|r| r[0] == name)
}

/// Light verbs and openers that do not change what is counted.
const OPENERS: [&str; 25] = [
    "主持召开",
    "主持",
    "召开",
    "组织召开",
    "组织开展",
    "开展",
    "组织",
    "举办",
    "办理",
    "登记",
    "共",
    "累计",
    "新增",
    "现有",
    "进行",
    "完成",
    "带头",
    "参加",
    "推动",
    "全年",
    "集中",
    "认真",
    "先后",
    "听取",
    "我局",
];

/// Finds every restatement.
pub fn find(cx: &Context) -> Vec<Relation> {
    let keys: Vec<Option<String>> = (0..cx.metrics.len()).map(|i| key(cx, i)).collect();
    let mut out: Vec<Relation> = (1..cx.metrics.len())
        .filter_map(|i| reworded(cx, i).or_else(|| again(cx, i)))
        .collect();
    let mut taken = vec![false; cx.metrics.len()];
    // Names that can be the same end in the same two characters.
    let mut by_tail: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for b in 0..cx.metrics.len() {
        let Some(kb) = &keys[b] else { continue };
        let count = kb.chars().count();
        let earlier = by_tail
            .entry(kb.chars().skip(count - 2).collect())
            .or_default();
        // A report states a thing a few times; beyond that a text is no report.
        for &a in earlier
            .iter()
            .rev()
            .take(40)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            let Some(ka) = &keys[a] else { continue };
            if taken[a] || taken[b] {
                continue;
            }
            if cx.metrics[a].sentence == cx.metrics[b].sentence {
                // One list gives one thing two figures: 离婚登记3818，…办理离婚登记2478对.
                let row = in_turn(cx, a) || in_turn(cx, b);
                if ka == kb && !row && ka.chars().count() >= 4 && told_twice(cx, a, b) {
                    taken[b] = true;
                    out.push(relation(cx, a, b, false));
                }
                continue;
            }
            if !cx.same_unit(a, b) {
                continue;
            }
            let equal = (cx.value(a) - cx.value(b)).abs() < 1e-9;
            // 支队党委研究法治议题9次, 主持党委会研究法治议题9次: who did it aside.
            let told_again = equal && common_end(ka, kb) >= 6;
            // 查处违法案件286件, 查处的案件268件: the digits give the slip away.
            let slipped = told_of_all(cx, a, b, ka == kb) && common_start(ka, kb) >= 4;
            if !same_name(ka, kb) && !told_again && !slipped {
                continue;
            }
            if equal && is_repeated(cx, a, b, ka, kb) {
                taken[b] = true;
                out.push(relation(cx, a, b, true));
            } else if !equal && (slipped || conflicts(cx, a, b, ka, kb)) {
                taken[b] = true;
                out.push(relation(cx, a, b, false));
            }
        }
        earlier.push(b);
    }
    out
}

/// 两个季度调解215件、125件: the next figure has the name of this one.
fn in_turn(cx: &Context, k: usize) -> bool {
    let next = cx.layout.get(k + 1);
    next.is_some_and(|site| site.mark == super::layout::Mark::Pause && site.words == 0)
}

/// 1.27亿元，也就是12700万元: one amount in two prints.
fn reworded(cx: &Context, i: usize) -> Option<Relation> {
    let lead = cx.text.folded(cx.metrics[i].lead);
    let said = lead.trim_start_matches([',', '(']);
    let cued = [
        "即",
        "也就是",
        "折合",
        "折算为",
        "换算为",
        "合",
        "约合",
        "相当于",
    ]
    .contains(&said);
    if !cued
        || cx.metrics[i - 1].sentence != cx.metrics[i].sentence
        || !cx.same_unit(i - 1, i)
        || cx.any_approx(&[i - 1, i])
    {
        return None;
    }
    let rounded = |k: usize| super::half_unit(cx.metrics[k].quantity.value);
    let gap = (cx.value(i - 1) - cx.value(i)).abs();
    let equal = gap <= rounded(i - 1).max(rounded(i)) * 1.0001;
    Some(relation(cx, i - 1, i, equal))
}

/// What says that a figure was told before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Back {
    /// 这21个, 上述21个, 全部21个, 占21个村的25%.
    This,
    /// 所排查的21栋: what was done is told again.
    Told,
    /// 21个问题全部销号.
    Perhaps,
    /// 950件物业投诉反映出: by its noun alone.
    Bare,
}

/// From so many on two figures of one noun in two paragraphs are the same.
const KNOWN: f64 = 20.0;

/// What points back to a figure before its number (`this`) or behind it (`all`).
fn pointers(kind: &'static str) -> impl Iterator<Item = &'static str> {
    kept_rows!("restating")
        .filter(move |r| r[0] == kind)
        .map(|r| r[1])
}

/// 上述案件: the words point back.
pub(super) fn points(words: &str) -> bool {
    pointers("this").any(|w| words.starts_with(w))
}

/// 3794笔贷款用途均合规: the clause says that it is of all of them.
pub(super) fn is_of_all(cx: &Context, i: usize) -> bool {
    let rest = clause(cx, i);
    pointers("all").any(|w| rest.contains(w))
}

/// What stands behind a figure in its clause.
fn clause(cx: &Context, i: usize) -> String {
    let (start, text) = (cx.metrics[i].quantity.span.end, cx.text);
    let most = cx.metrics[i].sentence.end.min(start + CLAUSE);
    let end = (start..most).find(|&k| matches!(text.at(k), ',' | ';' | '。' | ':'));
    text.folded(Span::new(start, end.unwrap_or(most)))
}

/// No more of a clause is looked at, in characters.
const CLAUSE: usize = 24;

/// What points back from a figure, and the noun that it counts.
fn points_back(cx: &Context, i: usize) -> Option<(Back, String)> {
    let m = &cx.metrics[i];
    let number = m.quantity.span;
    let (text, start) = (cx.text, number.start);
    let behind = m.indicator_span.filter(|s| s.start >= number.end);
    // 这57名 and 全年行政许可2681件均: what points is no part of the name.
    let noun = fold_text(&m.indicator);
    let noun = noun
        .trim_start_matches('占')
        .trim_end_matches(|c| one_of!(c, "均都"));
    let noun = pointers("this")
        .find_map(|w| noun.strip_prefix(w))
        .unwrap_or(noun);
    let noun = noun.to_string();
    let all = is_of_all(cx, i);
    // 在86份送审合同之外, 在91件立案数里.
    let among = behind.is_some() && pointers("among").any(|w| text.ends_with(start, w));
    // 市级以上118名 is of a grade.
    let points =
        |w: &str| text.ends_with(start, w) && text.before(start - w.chars().count()) != '级';
    let this = among || pointers("this").any(points) || m.link == Link::ShareBase;
    let told = start > 0 && text.before(start) == OF;
    let back = match () {
        () if this => Back::This,
        () if told => Back::Told,
        () if behind.is_some() && all => Back::Perhaps,
        // 全年行政许可2681件均在时限内办结.
        () if all && behind.is_none() => Back::Perhaps,
        () if behind.is_some() && cx.value(i) >= KNOWN => Back::Bare,
        () => return None,
    };
    (noun.chars().count() >= 2 && !m.part).then_some((back, noun))
}

/// A figure that is told once more of the same things: 排查隐患215处…这215处隐患全部销号.
fn again(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let plain = |k: usize| {
        let n = &cx.metrics[k];
        n.cell.is_none()
            && n.quantity.max.is_none()
            && n.quantity.approx == Approx::Exact
            && matches!(n.kind, Kind::Count | Kind::Amount)
            && !n.each
    };
    let told = matches!(m.link, Link::None | Link::ShareBase | Link::SameHead);
    if !told || !plain(i) || cx.value(i) < 3.0 {
        return None;
    }
    let counts = |k: &usize| {
        let own = matches!(
            cx.metrics[*k].link,
            Link::None | Link::SameHead | Link::Total | Link::To
        );
        own && plain(*k) && cx.same_unit(*k, i)
    };
    let before: Vec<usize> = (0..i).rev().take(super::FARTHEST).filter(counts).collect();
    let Some((back, noun)) = points_back(cx, i) else {
        return named_again(cx, i, &before).or_else(|| mistold(cx, i, &before, None));
    };
    let last = noun.chars().count() - 2;
    let head: String = noun.chars().skip(last).collect();
    let alike = |k: &usize| {
        let name = fold_text(&cx.metrics[*k].indicator);
        let short = name.chars().count() >= 2;
        let all = !(back == Back::Bare && is_generic(&noun));
        short && all && (name.contains(&head) || noun.contains(&name) || name.contains(&noun))
    };
    let near = |k: usize| {
        let coarse = super::half_unit(cx.metrics[i].quantity.value)
            .max(super::half_unit(cx.metrics[k].quantity.value));
        let gap = (cx.value(k) - cx.value(i)).abs();
        gap < 1e-9 || coarse > 0.5 && gap <= coarse
    };
    let apart = |k: usize| back != Back::Bare || !cx.in_one_paragraph(k, i);
    if let Some(&same) = before.iter().find(|&&k| near(k) && alike(&k) && apart(k)) {
        return Some(relation(cx, same, i, true));
    }
    if let Some(r) = named_again(cx, i, &before) {
        return Some(r);
    }
    mistold(cx, i, &before, Some((back, &noun)))
}

/// 发放贷款3794笔，经抽查，3794笔贷款用途均合规: the same number once more, with a word of the
/// first right behind it, or with what points back before it.
fn named_again(cx: &Context, i: usize, before: &[usize]) -> Option<Relation> {
    let (text, number) = (cx.text, cx.metrics[i].quantity.span);
    if cx.value(i) < NUMBERED {
        return None;
    }
    let same = |k: &&usize| (cx.value(**k) - cx.value(i)).abs() < 1e-9;
    let &first = before.iter().take(NEAR).find(same)?;
    let this = pointers("this").any(|w| text.ends_with(number.start, w));
    let fits = cx.in_one_paragraph(first, i) && (shares(cx, first, i) || this);
    fits.then(|| relation(cx, first, i, true))
}

/// What stands right behind the figure `i` has a word of what the figure `a` is told of.
fn shares(cx: &Context, a: usize, i: usize) -> bool {
    let start = cx.metrics[i].quantity.span.end;
    let most = cx.metrics[i].sentence.end.min(start + NOUN);
    let end = (start..most)
        .find(|&k| matches!(cx.text.at(k), ',' | ';' | '。' | ':' | '、'))
        .unwrap_or(most);
    let of = &cx.metrics[a];
    let name = fold_text(&of.indicator) + &cx.text.folded(of.lead);
    let behind = cx.text.slice(Span::new(start, end));
    behind.windows(2).any(|w| has_chars(&name, w))
}

/// From so many on the same number twice is no chance.
const NUMBERED: f64 = 100.0;
/// So many figures back it is looked for.
const NEAR: usize = 4;
/// So many characters behind it may name what it counts.
const NOUN: usize = 8;

/// 办理民事8件、行政14件。上述22件: the figures before make it together.
fn adds_up(cx: &Context, i: usize, before: &[usize]) -> bool {
    const MOST: usize = 6;
    let from = |start: usize| {
        let values = before[start..].iter().take(MOST).map(|&k| cx.value(k));
        let sums = values.scan(0.0, |sum, v| {
            *sum += v;
            Some(*sum)
        });
        sums.into_iter().any(|sum| (sum - cx.value(i)).abs() < 1e-9)
    };
    let starts = before.len().min(MOST);
    let differences = || {
        let near = before.iter().take(MOST);
        near.clone().any(|&a| {
            near.clone()
                .any(|&b| (cx.value(a) - cx.value(b) - cx.value(i)).abs() < 1e-9)
        })
    };
    (0..starts).any(from) || differences()
}

/// 办理线索440件 … 4440件线索均已评估: a figure that is told again with a slip.
fn mistold(
    cx: &Context,
    i: usize,
    before: &[usize],
    back: Option<(Back, &str)>,
) -> Option<Relation> {
    let apart = |k: &usize| (cx.value(*k) - cx.value(i)).abs() > 1e-9;
    let counts = |k: usize| cx.value(k) >= LARGE && !cx.layout[k].cues.has(Cue::Past);
    let listed = cx.list_of[i].is_some() || cx.whole_of[i].is_some();
    if listed || !counts(i) || !before.iter().all(apart) || adds_up(cx, i, before) {
        return None;
    }
    let value = |k: usize| cx.metrics[k].quantity.value;
    let slipped = before.iter().copied().enumerate();
    let slipped = slipped.filter(|&(_, k)| counts(k)).filter_map(|(nth, k)| {
        // Far off two digits have to have changed places.
        let swapped = || cx.value(i) >= NUMBERED && transposed(value(k), cx.value(i));
        if nth >= NEAR && !swapped() {
            return None;
        }
        let slip = super::slip::between(value(k), value(i))?;
        let set = told_again(cx, k, i, nth, back);
        if nth >= NEAR {
            let said = set.has(E::AgainVerb) || set.has(E::AgainThis) || set.has(E::AgainLong);
            let told = said && (set.has(E::AgainNoun) || set.has(E::AgainShared));
            return told.then(|| (set.bits() + slip, k));
        }
        let any = |list: &[E]| list.iter().any(|&e| set.has(e));
        // That all of them are so says nothing of what else was counted.
        let named = any(&[E::AgainNoun, E::AgainLong, E::AgainShared]);
        let points = any(&[E::AgainThis, E::AgainVerb]) || named && set.has(E::AgainAll);
        points.then(|| (set.bits() + slip, k))
    });
    let (bits, first) = slipped.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let grade = grade(bits + SELDOM)?;
    Some(Relation {
        grade,
        ..relation(cx, first, i, false)
    })
}

/// 查处的案件: what was done, and what it was done to.
const OF: char = '的';

/// Smaller figures are told again by chance.
const LARGE: f64 = 10.0;

/// What says that the figure `i` tells of the same things as the figure `a`.
fn told_again(cx: &Context, a: usize, i: usize, nth: usize, back: Option<(Back, &str)>) -> Set {
    let mut set = Set::of(&[E::Again]);
    let (back, noun) = back.map_or((None, ""), |(back, noun)| (Some(back), noun));
    let name = fold_text(&cx.metrics[a].indicator);
    let common = common_end(&name, noun);
    let shorter = name.chars().count().min(noun.chars().count());
    set.add_if(E::AgainThis, back == Some(Back::This));
    set.add_if(E::AgainVerb, back == Some(Back::Told) && repeats(cx, a, i));
    set.add_if(E::AgainAll, is_of_all(cx, i));
    set.add_if(E::AgainNoun, common >= 2 && common == shorter);
    set.add_if(E::AgainLong, common >= 4);
    set.add_if(E::AgainShared, shares(cx, a, i));
    set.add_if(E::AgainNext, nth == 0);
    set.add_if(E::AgainFar, !cx.in_one_paragraph(a, i));
    // What is more than all is no part of it.
    set.add_if(E::AgainMore, cx.value(i) > cx.value(a));
    set
}

/// 排查隐患70处 … 排查出的60处: the verb of the one is said again before the other.
fn repeats(cx: &Context, a: usize, i: usize) -> bool {
    let start = cx.metrics[i].quantity.span.start;
    let name = fold_text(&cx.metrics[a].indicator);
    // 的, and perhaps 出 or 到 before it.
    let end = start.saturating_sub(1);
    let end = end - usize::from(end > 0 && matches!(cx.text.before(end), '出' | '到'));
    let verb = cx.text.folded(Span::new(end.saturating_sub(2), end));
    verb.chars().count() == 2 && name.contains(&verb)
}

/// What is counted, without openers; none where it could be anything.
pub(super) fn key(cx: &Context, i: usize) -> Option<String> {
    let m = &cx.metrics[i];
    if m.cell.is_some()
        || !cx.is_plain(i)
        || m.quantity.approx != Approx::Exact
        || m.quantity.max.is_some()
        || m.kind == Kind::Duration
    {
        return None;
    }
    if matches!(m.link, Link::From | Link::To | Link::Total) {
        return None;
    }
    // 受理的矛盾纠纷有3485件, 执法人员虽有862人: as 受理矛盾纠纷, 执法人员.
    let mut name = fold_text(&m.indicator).replace(OF, "");
    while let Some(rest) = pointers("light").find_map(|w| name.strip_suffix(w)) {
        name.truncate(rest.len());
    }
    loop {
        let before = name.len();
        for o in OPENERS {
            if let Some(rest) = name.strip_prefix(o).filter(|r| r.chars().count() >= 2) {
                name = rest.to_string();
            }
        }
        if name.len() == before {
            break;
        }
    }
    (name.chars().count() >= 2).then_some(name)
}

pub(super) fn same_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.chars().count() >= 2 && long.ends_with(short))
}

/// How many characters two names begin with together.
pub(super) fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

/// Both figures are the year's, of three digits or more, and two digits changed places; of one
/// name in two sections one of them need be.
fn told_of_all(cx: &Context, a: usize, b: usize, alike: bool) -> bool {
    let section = |k: usize| cx.metrics[k].section;
    let past = |k: usize| cx.layout[k].cues.has(Cue::Past) || cx.metrics[k].part;
    let alike = alike && section(a) != section(b) && !past(a) && !past(b);
    cx.value(a) >= 100.0
        && transposed(cx.metrics[a].quantity.value, cx.value(b))
        && match said_of_all_year(cx, a) {
            true => alike || said_of_all_year(cx, b),
            false => alike && said_of_all_year(cx, b),
        }
}

/// Two equal figures of one thing: specific enough not to be chance.
fn is_repeated(cx: &Context, a: usize, b: usize, ka: &str, kb: &str) -> bool {
    let short = if ka.chars().count() <= kb.chars().count() {
        ka
    } else {
        kb
    };
    // 23项任务全部办结 takes up 分解为4类23项.
    let n = short.chars().count();
    if same_name(ka, kb) && is_generic(short) {
        return n >= 2
            && cx.value(a) >= 10.0
            && ka.ends_with(short)
            && ka != kb
            && cx.in_one_paragraph(a, b);
    }
    n >= 4
}

/// Two figures of one name in one list, the unit of one perhaps lost.
fn told_twice(cx: &Context, a: usize, b: usize) -> bool {
    let (ma, mb) = (&cx.metrics[a], &cx.metrics[b]);
    let differ = (cx.value(a) - cx.value(b)).abs() > 1e-9;
    let units = cx.same_unit(a, b) || ma.quantity.unit.is_none() || mb.quantity.unit.is_none();
    let own =
        |m: &crate::fact::metric::Metric| m.inherits.is_none() && m.link == Link::None && !m.each;
    differ
        && units
        && own(ma)
        && own(mb)
        && cx.whole_of[a].is_some()
        && cx.whole_of[a] == cx.whole_of[b]
}

/// Two different figures of one thing, told by the same name of the same body.
fn conflicts(cx: &Context, a: usize, b: usize, ka: &str, kb: &str) -> bool {
    let (ma, mb) = (&cx.metrics[a], &cx.metrics[b]);
    let (na, nb) = (ka.chars().count(), kb.chars().count());
    let slip = ka == kb && transposed(ma.quantity.value, cx.value(b));
    let short = na < 4 || nb < 4 || ka != kb && na.min(nb) < 6;
    if ma.part || mb.part || ma.each || mb.each || short && !slip {
        return false;
    }
    if is_generic(ka) {
        return false;
    }
    // Plans and other years are other figures.
    let sections = |m: &crate::fact::metric::Metric| m.section;
    let same_part = sections(ma) == sections(mb);
    let period = |m: &crate::fact::metric::Metric| m.period.map(|s| cx.text.folded(s));
    let (pa, pb) = (period(ma), period(mb));
    let whole_year = |p: &Option<String>| {
        p.as_deref()
            .is_none_or(|p| p.contains("全年") || p.contains("年度") || p.ends_with('年'))
    };
    let periods = pa == pb || whole_year(&pa) && whole_year(&pb);
    // In one paragraph two statements of one name are two events, told apart by what precedes.
    // A long name and a near figure need the year's word once.
    let alike = na.min(nb) >= 8 && super::near(cx.value(a), cx.value(b), 0.2);
    let (all_a, all_b) = (said_of_all_year(cx, a), said_of_all_year(cx, b));
    periods && !same_part && (all_a && all_b || alike && (all_a || all_b))
}

/// The sentence sums up the year: 全年, 共, 累计, or a standing count.
fn said_of_all_year(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    let head = cx.text.folded(crate::span::Span::new(
        m.sentence.start,
        m.quantity.span.start,
    ));
    [
        "全年",
        "年度",
        "累计",
        "共",
        "截至",
        "现有",
        "一年来",
        "全市",
        "全区",
        "全县",
        "全省",
        "全镇",
        "全州",
        "全街道",
        "全系统",
        "全乡",
    ]
    .iter()
    .any(|w| head.contains(w))
        || m.period.is_some_and(|p| cx.text.folded(p).contains("全年"))
}

/// Two figures of one thing, equal or not.
pub(super) fn relation(cx: &Context, a: usize, b: usize, holds: bool) -> Relation {
    // The conflict is shown where it is read second.
    let sign = if holds { "=" } else { "≠" };
    Relation {
        kind: RelationKind::Equal,
        total: if holds { a } else { b },
        parts: vec![if holds { b } else { a }],
        expr: format!("{} {sign} {}", cx.number(a), cx.number(b)),
        holds,
        computed: cx.in_unit_of(a, cx.value(a), 0),
        exact: holds,
        grade: Grade::Certain,
        cue: cx.metrics[b].indicator_span,
        note: None,
    }
}
