//! Changes and growth, and the two figures that they may lie between.

use super::{Formula, Hypothesis, here, is_past, is_single};
use crate::fact::metric::{Kind, Link, Metric};
use crate::fact::quantity::Approx;
use crate::fold::has_chars;
use crate::lexicon::List;
use crate::relation::evidence::{Evidence as E, Set};
use crate::relation::layout::{self, Cue, Mark};
use crate::relation::{Context, Reach, difference, ratio};
use crate::span::Span;

/// The changes of a text, each with the two figures that it may lie between.
pub fn changes(cx: &Context) -> Vec<Hypothesis> {
    let mut out = Vec::new();
    for i in 0..cx.metrics.len() {
        let m = &cx.metrics[i];
        let changes = m.link == Link::Change || m.kind == Kind::Change || is_extent(cx, i);
        let risen = risen(cx, i);
        if is_single(cx, i) && is_moved(cx, i) {
            out.extend(in_turn(cx, i));
        }
        let counts = !matches!(m.quantity.dimension, "ratio" | "percentage-point");
        let came = risen.filter(|_| counts && is_single(cx, i));
        out.extend(came.map(|set| Hypothesis::new(Formula::Change, i, &[i + 1, i - 1], set)));
        if (changes || risen.is_some()) && is_single(cx, i) {
            change(cx, i, &mut out);
        }
    }
    out
}

/// 60天、30天压缩至18天、8天，压缩比例分别为70%、73.3%: each is of one pair, whatever stands
/// beside it.
pub fn is_dealt_out(cx: &Context, i: usize) -> bool {
    let turn = |k: usize| cx.layout[k].cues.has(Cue::Turn);
    let beside = |a: usize, b: usize| {
        let rates = [a, b].map(|k| cx.metrics[k].quantity.dimension == "ratio");
        here(cx, a, b) && cx.layout[b].mark == Mark::Pause && rates == [true, true]
    };
    let next = i + 1 < cx.metrics.len() && beside(i, i + 1);
    turn(i) && next || i > 0 && beside(i - 1, i) && turn(i - 1)
}

/// 受理396件528人，同比分别下降12.0%和17.5%，上年两项为450件、640人: as many figures now and
/// before as changes, each told in its place.
fn in_turn(cx: &Context, i: usize) -> Option<Hypothesis> {
    let moved = |k: usize| is_moved(cx, k);
    let joined = |k: usize| {
        let close = cx.layout[k].mark <= Mark::Pause;
        moved(k) && moved(k - 1) && here(cx, k - 1, k) && close
    };
    let first = (1..=i).rev().take(TURN).find(|&k| !joined(k)).unwrap_or(i);
    let many = (first + 1..cx.metrics.len())
        .take(TURN)
        .take_while(|&k| joined(k))
        .count()
        + 1;
    if many < 2 {
        return None;
    }
    let nth = i - first;
    // 上年两项数字为450件、640人: how many they are stands between.
    let past = |all: &Vec<usize>| {
        let before = all[0].checked_sub(1).filter(|&k| here(cx, k, all[0]));
        let counts = before
            .filter(|&k| cx.metrics[k].quantity.dimension == "item" && cx.value(k) == many as f64);
        is_past(cx, all[0]) || counts.is_some_and(|k| is_past(cx, k))
    };
    // The rows of figures near the changes, told now or before.
    let near = first.saturating_sub(3 * many)..(first + 3 * many).min(cx.metrics.len());
    let rows: Vec<Vec<usize>> = near.filter_map(|from| row(cx, from, many)).collect();
    let here = |all: &&Vec<usize>| cx.in_one_paragraph(all[0], i);
    let pairs = |now: &Vec<usize>, then: &Vec<usize>| {
        let units = now.iter().zip(then).all(|(&a, &b)| cx.same_unit(a, b));
        let apart = now[many - 1] < then[0] || then[many - 1] < now[0];
        now[many - 1] < first && units && apart && !past(now)
    };
    let (now, then) = rows
        .iter()
        .filter(here)
        .filter(|all| past(all))
        .find_map(|then| {
            let now = rows.iter().rev().find(|now| pairs(now, then))?;
            Some((now, then))
        })?;
    let growth = cx.metrics[i].quantity.dimension == "ratio";
    let (now, then) = (now[nth], then[nth]);
    if !growth && !cx.same_unit(i, now) {
        return None;
    }
    let formula = match growth {
        true => Formula::Growth,
        false => Formula::Change,
    };
    let mut set = Set::of(&[E::Change, E::ChangeTurn, E::ThenPast]);
    set.add_if(E::ChangeGrowth, growth);
    set.add_if(E::ChangeTurned, !cx.goes(i, now, then));
    Some(Hypothesis::new(formula, i, &[now, then], set))
}

/// So many figures in a row that are counts, from `from` on.
fn row(cx: &Context, from: usize, many: usize) -> Option<Vec<usize>> {
    let all: Vec<usize> = (from..from + many).collect();
    // 噪声7件；罚款1243万元: the last part of a list and what follows are no row.
    let part = |k: usize| cx.closed_list(k).is_some_and(|(whole, _)| *whole < k);
    let plain = |&k: &usize| {
        let counts = cx.metrics[k].quantity.dimension != "ratio" && !part(k);
        counts && is_single(cx, k) && !is_moved(cx, k)
    };
    let close = |&k: &usize| here(cx, k - 1, k) && cx.layout[k].words <= TURN;
    let inside = from + many <= cx.metrics.len() && all.iter().all(plain);
    (inside && all[1..].iter().all(close)).then_some(all)
}

/// A change, or one of some told in turn: 降幅为25%和21.1%.
fn is_moved(cx: &Context, i: usize) -> bool {
    let bare = |k: usize| cx.layout[k].mark <= Mark::Pause && cx.layout[k].words == 0;
    let head = (0..=i)
        .rev()
        .take(TURN)
        .find(|&k| k == 0 || !bare(k) || !here(cx, k - 1, k));
    let Some(k) = head else { return false };
    let m = &cx.metrics[k];
    let ratio = m.quantity.dimension == "ratio";
    let lead = cx.text.folded(m.lead);
    let extent = ratio && kept_rows!("extents").any(|r| r[1] == "change" && lead.contains(r[0]));
    m.link == Link::Change || is_extent(cx, k) || extent
}

/// The name says how far something changed: 降幅, 压减率, 精简比例.
fn is_extent_name(name: &str) -> bool {
    kept_rows!("extents").any(|r| name.ends_with(r[0]))
}

/// 精简 of 精简幅度 and 压减 of 压减比例 are words of a change; 节约率 may be of a budget.
fn named_after_change(name: &str, kind: &str) -> bool {
    let told = kept_rows!("extents").filter(|r| r[1] == kind);
    let stems = told.filter_map(|r| name.strip_suffix(r[0]));
    let changes = |stem: &str| {
        let stem: Vec<char> = stem.chars().collect();
        List::Changes.longest_at_end(&stem).is_some()
    };
    stems.into_iter().any(changes)
}

/// 精简率, and 压缩比例 behind 压缩至: the name at `span` is of a change, in a word for changes or in
/// that of the movement before it.
fn is_change_name(cx: &Context, i: usize, span: Span) -> bool {
    let number = cx.metrics[i - 1].quantity.span.start;
    let verb = Span::new(number.saturating_sub(3), number.saturating_sub(1));
    let said =
        || (span.start..span.end).any(|at| cx.text.hits.longest(List::Changes, at).is_some());
    has_chars(&cx.metrics[i].indicator, cx.text.slice(verb)) || said()
}

/// The movement behind a change is of the same thing.
fn is_of(cx: &Context, i: usize, from: usize) -> bool {
    let (m, of) = (&cx.metrics[i], &cx.metrics[from]);
    // 由2023年的51次下降至2024年的28次: nothing else stands between.
    let bare = of
        .period
        .is_some_and(|p| cx.layout[from].words <= p.len() + BARE);
    let named = of.inherits == Some(i) || of.indicator == m.indicator;
    cx.layout[from].mark <= Mark::Comma && (named || bare)
}

/// 由 and 的 round a year.
const BARE: usize = 2;

/// No more figures are told in turn, and no more characters stand before each.
const TURN: usize = 6;

/// 升幅21.3%, and 精简率45.8% behind 由24项精简到13项: the extent of a change.
pub fn is_extent(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    let moved = || {
        let from = i.checked_sub(2).map(|k| &cx.metrics[k]);
        from.is_some_and(|f| f.link == Link::From && f.sentence == m.sentence)
            && cx.metrics[i - 1].link == Link::To
    };
    let site = &cx.layout[i];
    let compared = || {
        let plain = matches!(m.link, Link::None | Link::ComparedWith);
        let cues = site.cues;
        // 占比 and 结收比 compare nothing with another time.
        plain
            && m.frame != "share"
            && !m.indicator.ends_with(['率', '比', '例', '重'])
            && cues.has(Cue::Compared)
            && !cues.has(Cue::Past)
    };
    // 高出平均水平91.4分2.2分: the word stands before what is compared with.
    let beside = || {
        let before = i
            .checked_sub(1)
            .filter(|&k| cx.metrics[k].quantity.span.end == m.quantity.span.start);
        before.is_some_and(|k| cx.layout[k].cues.has(Cue::More))
    };
    match m.quantity.dimension {
        "ratio" if i > 1 && is_moved_by_name(cx, i) => true,
        "ratio" => {
            let extent = is_extent_name(&m.indicator);
            let changes = |r: &Vec<&str>| r[1] == "change" && m.indicator.ends_with(r[0]);
            let change = kept_rows!("extents").any(changes);
            // 调解率由96.2%提高到97.5%，满意率98.6%: of rates it is another rate.
            let counted = i > 0 && cx.metrics[i - 1].quantity.dimension != "ratio";
            // 精简幅度 says of itself that something changed, 压减比例 beside a change.
            let changed = || {
                let of = i.checked_sub(2).map(|k| &cx.metrics[k].link);
                let ends = [Link::ComparedWith, Link::From, Link::To];
                let moved = of.is_some_and(|link| ends.contains(link));
                moved && cx.metrics[i - 1].link == Link::Change && here(cx, i - 2, i)
            };
            let named = named_after_change(&m.indicator, "name")
                || counted && changed() && named_after_change(&m.indicator, "beside");
            let still = !matches!(m.link, Link::From | Link::To);
            // 由12个扩大至18个，覆盖率75%: the name says another thing than the change.
            let changes = || m.indicator_span.is_some_and(|s| is_change_name(cx, i, s));
            let told = named || moved() && changes();
            change || extent && still && counted && told || compared()
        }
        // 多收91.2万元: the word before says more or less.
        _ => {
            // 从349人扩充至544人，新增195人.
            // 增至1359件，其中线上受理986件: a part has not come to it.
            let into = site.cues.has(Cue::Into) && !site.cues.has(Cue::Among);
            let added = || into && moved() && cx.same_unit(i - 1, i);
            let more = site.cues.has(Cue::More) || beside() || added() || is_gap(cx, i);
            matches!(m.link, Link::None | Link::SameHead) && more
        }
    }
}

/// 升至1891箱: what something has come to.
fn is_reached(cx: &Context, k: usize) -> bool {
    let before = cx.text.before(cx.metrics[k].quantity.span.start);
    matches!(before, '至' | '到' | '达' | '为' | '有')
}

/// 在法定时限12960天的基础上压缩至3240天，压缩率75%: its name has the verb between the two figures.
fn is_moved_by_name(cx: &Context, i: usize) -> bool {
    let (then, now) = (i - 2, i - 1);
    let to = is_reached(cx, now) && cx.layout[now].mark == Mark::None;
    let near = here(cx, then, i) && cx.same_unit(then, now) && is_single(cx, then) && to;
    let m = &cx.metrics[i];
    let named = || m.indicator_span.is_some_and(|s| is_change_name(cx, i, s));
    near && is_extent_name(&m.indicator) && named()
}

/// 42天，较法定期限60天缩短18天，缩短30%: what is compared with stands between the figure and the
/// change.
fn is_against(cx: &Context, i: usize, [now, then]: [usize; 2]) -> bool {
    let by = |k: usize| cx.metrics[k].link == Link::Change;
    let own = then + 1 == i || then + 2 == i && by(i - 1) && cx.layout[i].mark <= Mark::Comma;
    let site = &cx.layout[then];
    let close =
        now + 1 == then && site.mark == Mark::Comma && cx.layout[then + 1].mark == Mark::None;
    let compared = site.cues.has(Cue::Compared) && cx.metrics[then].lead.len() <= LEAD;
    own && by(i) && close && compared && here(cx, now, i)
}

/// No more stands between 较 and what is compared with.
const LEAD: usize = 10;

/// 两者相差24件: by so much two figures of its unit differ.
fn is_gap(cx: &Context, i: usize) -> bool {
    let lead = cx.text.folded(cx.metrics[i].lead);
    difference::contrasts("apart").any(|word| lead.ends_with(word))
}

fn change(cx: &Context, i: usize, out: &mut Vec<Hypothesis>) {
    let m = &cx.metrics[i];
    let dimension = m.quantity.dimension;
    // 年均增长23% compounds: it does not follow from one change.
    if cx.text.find("均", m.lead).is_some() && dimension == "ratio" {
        return;
    }
    let growth = dimension == "ratio";
    let points = dimension == "percentage-point";
    let formula = match growth {
        true => Formula::Growth,
        false => Formula::Change,
    };
    // 同比下降33%，由上年的457宗降至305宗: the movement follows.
    let moves = |k: usize, link: &Link| {
        let next = cx
            .metrics
            .get(k)
            .filter(|n| n.link == *link && here(cx, k, i));
        next.is_some_and(|n| match n.quantity.dimension {
            "ratio" => points,
            _ => growth || cx.same_unit(k, i),
        })
    };
    let follows = moves(i + 1, &Link::From) && moves(i + 2, &Link::To);
    if follows && is_of(cx, i, i + 1) && cx.same_unit(i + 1, i + 2) {
        let mut set = Set::of(&[E::Change, E::NowTo, E::ThenFrom, E::ThenBeside]);
        set.add_if(E::ChangeGrowth, growth);
        set.add_if(E::ChangeTurned, !cx.goes(i, i + 2, i + 1));
        set.add_if(E::ChangeEnds, true);
        out.push(Hypothesis::new(formula, i, &[i + 2, i + 1], set));
    }
    let near = near(cx, i);
    let ends = difference::endpoints(cx, i);
    for &now in near.iter().filter(|&&k| k < i) {
        // What is told of an earlier time stands between without harm.
        let between = |&&k: &&usize| {
            let part = cx.whole_of[k] == Some(now);
            now < k && k < i && !is_past(cx, k) && cx.same_unit(k, now) && !part
        };
        let nth = near.iter().filter(between).count();
        for (mth, &then) in near.iter().enumerate() {
            if now == then || !cx.same_unit(now, then) || is_later(cx, i, [now, then]) {
                continue;
            }
            let mut set = now_set(cx, i, now, nth).with(then_set(cx, i, [now, then], mth));
            let named = now + 1 == i && i < then && is_named(cx, i, then);
            let moved = then + 1 == now && now + 1 == i && then + 2 == i && is_moved_by_name(cx, i);
            let named = named || moved || is_against(cx, i, [now, then]);
            set.add_if(E::ChangeEnds, ends == Some((now, then)) || named);
            set.add_if(E::ChangeExtent, m.link != Link::Change);
            set.add_if(E::ChangePoints, points);
            set.add_if(E::ChangeGrowth, growth);
            set.add_if(E::ChangeTurned, !cx.goes(i, now, then));
            set.add_if(E::ChangeApprox, cx.any_approx(&[i, now, then]));
            out.push(Hypothesis::new(formula, i, &[now, then], set));
        }
    }
}

/// 年初库存1550箱，年内补充341箱，库存升至1891箱: what was there, what came to it, and what it has
/// come to.
fn risen(cx: &Context, i: usize) -> Option<Set> {
    let (then, now) = (i.checked_sub(1)?, i + 1);
    let own = cx.metrics.get(now)?;
    let units = cx.same_unit(then, i) && cx.same_unit(i, now);
    let alone = cx
        .metrics
        .get(now + 1)
        .is_none_or(|_| !here(cx, now + 1, i) || !cx.same_unit(now + 1, i));
    let flows = |k: usize| {
        [Cue::Into, Cue::Out]
            .iter()
            .any(|&c| cx.layout[k].cues.has(c))
    };
    let reached = is_reached(cx, now) || own.link == Link::To;
    let fits = units && alone && reached && is_single(cx, now) && is_single(cx, then);
    let fits = fits && here(cx, then, now) && !flows(now) && ratio::is_before(cx, then, i);
    // 新增 and 补充 add, 注销 takes away, and what only stands between does neither.
    let moved = cx.metrics[i].link == Link::Change || flows(i) || cx.layout[i].cues.has(Cue::More);
    fits.then(|| {
        let mut set = Set::of(&[E::Change, E::ThenPast, E::NowReached]);
        set.add_if(E::ThenSide, moved);
        set
    })
}

/// 2019年568件升至2020年643件，2021年为920件，2021年增长43.1%: what a change of the year it names,
/// or of the later of two years, is not against.
fn is_later(cx: &Context, i: usize, [now, then]: [usize; 2]) -> bool {
    let year = |k: usize| difference::year_of(cx, k);
    let m = &cx.metrics[i];
    let own = m.period.filter(|&p| m.lead.covers(p)).and(year(i));
    let turned = year(then).zip(year(now)).is_some_and(|(x, y)| x > y);
    turned || own.is_some_and(|own| year(then) == Some(own) || year(now).is_some_and(|y| y != own))
}

/// The figures that a change may lie between, those behind it first, then the nearest.
fn near(cx: &Context, i: usize) -> Vec<usize> {
    let dimension = cx.metrics[i].quantity.dimension;
    let (growth, points) = (dimension == "ratio", dimension == "percentage-point");
    let fits = |k: usize| {
        let n = &cx.metrics[k];
        let rate = n.quantity.dimension == "ratio";
        // 超过1万件: nothing follows from it.
        let bound = matches!(n.quantity.approx, Approx::Over | Approx::Under);
        // 5814件，其中甲类2607件、乙类3207件。上年办理6120件: the parts are of their whole.
        let told = cx.closed_list(k).is_some_and(|(whole, _)| *whole < k);
        let part = told && k + 2 < i;
        let cues = cx.layout[k].cues;
        let more = cues.has(Cue::More) && cues.has(Cue::Compared);
        let change = more || n.link == Link::Change || n.kind == Kind::Change;
        let other = change || bound || part || is_flow(cx, k);
        !other
            && is_single(cx, k)
            && match (points, growth) {
                (true, _) => rate,
                // A rate grows by points; where it does by hundredths, it stands right before.
                (_, true) => !rate || k + 3 > i && k <= i + 2,
                _ => !rate && cx.same_unit(k, i),
            }
    };
    let mut near = cx.earlier(i, Reach::Paragraph, 6, &fits);
    // 受理684件，…。2018年受理612件，2019年同比上升11.8%: of the base that is told right before it.
    if let Some(base) = i
        .checked_sub(1)
        .filter(|&k| is_past(cx, k) && growth && fits(k))
    {
        let alike = |k: usize| fits(k) && cx.same_unit(k, base) && names_alike(cx, k, base);
        let far = cx.earlier(i, Reach::Paragraph, 2, &alike);
        near.extend(far.into_iter().rfind(|&k| k != base));
        near.dedup();
    }
    // 同比增长25%，上年为1200人次: what is compared with may follow.
    let behind = (i + 1..cx.metrics.len()).take(4).filter(|&k| {
        let cues = cx.layout[k].cues;
        let past = cues.has(Cue::Past)
            || cx.metrics[k].link == Link::ComparedWith
            || is_named(cx, i, k)
            || difference::year_of(cx, k)
                .is_some_and(|y| difference::year_of(cx, i).is_none_or(|x| x != y));
        past && cx.in_one_paragraph(k, i) && fits(k)
    });
    let behind: Vec<usize> = behind.collect();
    near.splice(0..0, behind);
    near
}

/// 年初24.86万户，新设3.92万户、注销2.17万户，年末26.61万户: what came and went between is neither.
fn is_flow(cx: &Context, k: usize) -> bool {
    let has = |k: usize, cue: Cue| cx.layout[k].cues.has(cue);
    let into = match has(k, Cue::Into) {
        true => Some(k),
        false => k.checked_sub(1).filter(|_| has(k, Cue::Out)),
    };
    let Some(into) = into.filter(|&into| into > 0 && into + 2 < cx.metrics.len()) else {
        return false;
    };
    let flows = |k: usize| has(k, Cue::Into) || has(k, Cue::Out);
    let stock = |k: usize| !flows(k) && here(cx, k, into) && cx.same_unit(k, into);
    let time = |k: usize| cx.metrics[k].period.map(|p| cx.text.folded(p));
    let apart = || {
        time(into - 1)
            .zip(time(into + 2))
            .is_some_and(|(x, y)| x != y)
    };
    let moved = has(into, Cue::Into) && has(into + 1, Cue::Out);
    moved && stock(into - 1) && stock(into + 2) && apart()
}

/// One of the names holds the other.
fn names_alike(cx: &Context, a: usize, b: usize) -> bool {
    let [a, b] = [a, b].map(|k| cx.metrics[k].indicator.as_str());
    !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
}

/// 甲类291件，较乙类少58件，乙类为349件: what is compared with is named before the difference.
fn is_named(cx: &Context, i: usize, then: usize) -> bool {
    let (m, of) = (&cx.metrics[i], &cx.metrics[then].indicator);
    let cues = cx.layout[i].cues;
    let compared = cues.has(Cue::Compared) && cues.has(Cue::More);
    compared && of.chars().count() > 1 && cx.text.find(of, m.lead).is_some()
}

fn now_set(cx: &Context, i: usize, now: usize, nth: usize) -> Set {
    let m = &cx.metrics[i];
    let mut set = Set::of(&[E::Change]);
    set.add(match nth {
        0 => E::NowNext,
        1 => E::NowSecond,
        _ => E::NowFar,
    });
    let head = m.inherits.map(|k| ratio::plain_root(cx, k));
    set.add_if(E::NowHead, head == Some(now) || m.inherits == Some(now));
    set.add_if(E::NowTo, cx.metrics[now].link == Link::To);
    set.add_if(E::NowPast, is_past(cx, now));
    set.add_if(E::NowPresent, cx.layout[now].cues.has(Cue::Present));
    set.add_if(E::NowElsewhere, !here(cx, now, i));
    let points = m.quantity.dimension == "percentage-point" && is_compared(cx, i);
    set.add_if(E::ChangeOwn, !points && is_of_its_own(cx, i, now));
    set
}

/// 房屋征收信访降至273批次，越级上访同比少18批次: the change has a noun that the figure has not.
fn is_of_its_own(cx: &Context, i: usize, now: usize) -> bool {
    let m = &cx.metrics[i];
    let own: Vec<char> = m.indicator.chars().collect();
    let said = m.inherits.is_none() && m.indicator_span.is_some_and(|s| m.lead.covers(s));
    let of = &cx.metrics[now].indicator;
    let shared = || own.windows(2).any(|w| has_chars(of, w));
    // 较乙类少, 两者相差: it says what is compared.
    let compares = |s: Span| layout::said(cx.text, s).has(Cue::Compared) || is_gap(cx, i);
    // 办理公证1169件；公证收费同比增长: it measures something else of them.
    let money = cx.metrics[now].quantity.dimension == "money";
    let other = |w: &str| m.indicator.ends_with(w) && !of.contains(w);
    let other = said && !money && layout::structures("measure").any(other);
    let name = said && !is_extent_name(&m.indicator) && !m.indicator_span.is_some_and(compares);
    other || name && own.len() > 3 && !of.is_empty() && !shared()
}

/// 前者比后者高9.6个百分点, 环比上升40.2%: the two figures right before it are compared, whatever
/// they are of.
fn is_compared(cx: &Context, i: usize) -> bool {
    let lead = cx.text.folded(cx.metrics[i].lead);
    let cues = cx.layout[i].cues;
    let said = cues.has(Cue::Compared) || cues.has(Cue::More);
    said || difference::contrasts("between").any(|word| lead.contains(word))
}

/// 年初1052名 … 比年初增长7.5%: the change names the time of the figure.
fn is_named_time(cx: &Context, i: usize, then: usize) -> bool {
    let of = &cx.metrics[then];
    let own = of
        .period
        .filter(|p| p.start >= of.lead.start && p.end <= of.quantity.span.start);
    own.is_some_and(|time| {
        let time = cx.text.folded(time);
        let compared = cx.layout[i].cues.has(Cue::Compared);
        compared && cx.text.find(&time, cx.metrics[i].lead).is_some()
    })
}

fn then_set(cx: &Context, i: usize, [now, then]: [usize; 2], mth: usize) -> Set {
    let (a, b) = (&cx.metrics[now], &cx.metrics[then]);
    let mut set = Set::default();
    set.add_if(E::ThenCompared, b.link == Link::ComparedWith);
    set.add_if(E::ThenFrom, b.link == Link::From);
    set.add_if(E::ThenPast, cx.layout[then].cues.has(Cue::Past));
    set.add_if(E::ThenYear, difference::follows(cx, now, then));
    set.add_if(E::ThenBehind, then > i);
    set.add_if(E::ThenElsewhere, b.sentence != a.sentence);
    // 许可102项，包括设立11项、变更91项；上年130项: its parts stand between.
    let parts = now < then && (now + 1..then).all(|k| cx.whole_of[k] == Some(now));
    let parts = parts && (now + 1 == then || is_past(cx, then));
    set.add_if(E::ThenBeside, parts || then + 1 == now);
    let told = is_named_time(cx, i, then);
    set.add_if(E::ThenTold, told);
    set.add_if(E::ThenFar, mth > 2 && !told);
    let beside = now.max(then) + 1 == i && (now.abs_diff(then) == 1 || parts);
    // 一季度1779起，四季度1283起: the two are told of two times.
    let time = |k: usize| cx.metrics[k].period.map(|p| cx.text.folded(p));
    let apart = time(now).zip(time(then)).is_some_and(|(x, y)| x != y);
    let points = cx.metrics[i].quantity.dimension == "percentage-point";
    // 较上年增长9.1%, 同比: with another year, whatever stands beside.
    let year =
        cx.layout[i].cues.has(Cue::Past) || cx.text.find("同比", cx.metrics[i].lead).is_some();
    let compared = beside && is_compared(cx, i) && !(year && !points && !is_past(cx, then));
    set.add_if(E::ThenSide, compared || beside && apart && !points);
    set.add_if(E::ThenPoints, compared && points);
    let named = a.indicator == b.indicator || b.inherits == Some(now) || a.inherits == Some(then);
    set.add_if(E::ThenNamed, named);
    set.add_if(E::ThenLike, !named && names_alike(cx, now, then));
    // 许可186件，投诉同比增长10.1%，上年受理投诉207件: the change and the year before are of what
    // this year's figure is not of.
    let m = &cx.metrics[i];
    let own = m.indicator.as_str();
    let said = m.inherits.is_none() && m.indicator_span.is_some_and(|s| m.lead.covers(s));
    let holds = |of: &Metric| of.indicator.contains(own);
    let apart = said && own.chars().count() > 1 && holds(b) && !holds(a);
    set.add_if(E::ChangeOwn, apart);
    set
}
