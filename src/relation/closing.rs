//! Relations that close: figures that stand together as a list, a comparison or
//! a share stands, and make their result to the last printed digit.
//!
//! The finders before this one follow words that say what is reckoned. Writers
//! have more words than any list; where the place of the figures says it and the
//! result is exact, a hint is enough. A mismatch is told in one case alone, where a
//! balance stands in a row; and the smaller the figures, the more the structure
//! must say, so that figures that happen to agree make no relation.

use super::{
    Context, Reach, Relation, RelationKind, addition, agrees, difference, partition, ratio, sum,
};
use crate::fact::metric::{Kind, Link};
use crate::fact::quantity::Approx;
use crate::fold::is_one_of;
use crate::span::Span;
use rustc_hash::FxHashSet;

/// Finds what closes beside the relations already found.
pub fn find(cx: &Context, known: &[Relation]) -> Vec<Relation> {
    let mut seen: FxHashSet<Vec<usize>> = known.iter().map(Relation::members).collect();
    let mut stated: Vec<bool> = vec![false; cx.metrics.len()];
    let mut parts: Vec<bool> = stated.clone();
    for r in known {
        match r.kind {
            RelationKind::Sum => r.parts.iter().for_each(|&p| parts[p] = true),
            RelationKind::Ratio | RelationKind::Difference => stated[r.total] = true,
            _ => {}
        }
    }
    // The figures that each known share was taken of.
    let mut of: Vec<Option<[usize; 2]>> = vec![None; cx.metrics.len()];
    let pair = |r: &Relation| match (r.kind, r.parts.as_slice()) {
        (RelationKind::Ratio, &[upper, lower]) => Some([upper, lower]),
        _ => None,
    };
    for r in known {
        of[r.total] = pair(r);
    }
    let mut out: Vec<Relation> = Vec::new();
    // Lists first: what is a part of one is not what another part leaves.
    for i in (0..cx.metrics.len()).filter(|&i| is_exact(cx, i)) {
        let listed = (!parts[i]).then(|| list(cx, i, &parts)).flatten();
        let listed = listed.or_else(|| mixed(cx, i)).or_else(|| total(cx, i));
        let Some(r) = listed else {
            continue;
        };
        if seen.insert(r.members()) {
            match r.kind {
                RelationKind::Sum => r.parts.iter().for_each(|&p| parts[p] = true),
                _ => stated[r.total] = true,
            }
            out.push(r);
        }
    }
    let single = |i: usize| cx.metrics[i].cell.is_none() && cx.metrics[i].quantity.max.is_none();
    for i in (0..cx.metrics.len()).filter(|&i| !stated[i] && single(i)) {
        let found = if cx.metrics[i].quantity.dimension == "ratio" {
            let row = i.checked_sub(1).and_then(|k| of[k]);
            growth(cx, i)
                .or_else(|| years(cx, i))
                .or_else(|| rate(cx, i, row))
        } else {
            change(cx, i)
                .or_else(|| years(cx, i))
                .or_else(|| rest(cx, i).filter(|_| !parts[i]))
                .or_else(|| balance(cx, i))
                .or_else(|| average(cx, i))
        };
        if let Some(r) = found.filter(|r| seen.insert(r.members())) {
            of[r.total] = of[r.total].or(pair(&r));
            out.push(r);
        }
    }
    out
}

fn is_exact(cx: &Context, i: usize) -> bool {
    let q = &cx.metrics[i].quantity;
    q.approx == Approx::Exact && q.max.is_none() && cx.metrics[i].cell.is_none()
}

/// A count or amount of the report's own.
fn is_count(cx: &Context, k: usize) -> bool {
    cx.metrics[k].quantity.dimension != "ratio"
}

/// A plain exact figure in the unit of another one.
fn is_peer(cx: &Context, k: usize, of: usize) -> bool {
    cx.is_plain(k) && is_exact(cx, k) && cx.same_unit(k, of)
}

fn here(cx: &Context, a: usize, b: usize) -> bool {
    cx.metrics[a].sentence == cx.metrics[b].sentence
}

/// How many values a figure of this size and precision could have had: the
/// measure of what an agreement is worth.
fn weight(cx: &Context, list: &[usize]) -> f64 {
    let finest = |&i: &usize| super::half_unit(cx.metrics[i].quantity.value) * 2.0;
    let unit = list.iter().map(finest).fold(f64::INFINITY, f64::min);
    let most = list.iter().map(|&i| cx.value(i)).fold(0.0, f64::max);
    most / unit
}

/// A list that makes the figure before it: 申请2389件，准予许可2351件，不予许可24件，自行撤回14件.
fn list(cx: &Context, first: usize, parts: &[bool]) -> Option<Relation> {
    let m = &cx.metrics[first];
    if !cx.is_plain(first) || !is_exact(cx, first) || m.link == Link::Total {
        return None;
    }
    // The parts of another list do not hide the whole behind them.
    let mut wholes = cx.earlier(first, Reach::Paragraph, 10, &|k| is_peer(cx, k, first));
    if let Some((n, _)) = wholes
        .iter()
        .enumerate()
        .filter(|(_, k)| !parts[**k])
        .nth(4)
    {
        wholes.truncate(n);
    }
    let (run, paused) = run_from(cx, first);
    let lead = cx.text.folded(m.lead);
    let lead = lead.trim_start_matches([',', ';', ' ']);
    let told = m.part
        || ["中", "里", ":", "由"].iter().any(|w| lead.starts_with(w))
        || ["中,", "里,", "为:", "是:", "包括", "分为", "构成"]
            .iter()
            .any(|w| lead.contains(w));
    for (nth, &whole) in wholes.iter().enumerate() {
        // A list of equals: 例会12次、会商会5次、推进会7次.
        let peers = whole + 1 == first && is_one_of(cx.text.at(m.lead.start), "、和及");
        if peers || cx.whole_of[first] == Some(whole) {
            continue;
        }
        let Some(n) = addition::first_closing(cx, whole, &run, 2) else {
            continue;
        };
        let sides = |a: usize, b: usize| {
            sum::complementary(&cx.metrics[a].indicator, &cx.metrics[b].indicator)
        };
        // What follows a semicolon is another list.
        let ends = |k: usize| cx.text.slice(cx.metrics[k].lead).contains(&';');
        let complete = run.get(n).is_none_or(|&k| ends(k));
        let needed = match (complete, nth == 0 && here(cx, whole, first)) {
            // 不予受理8件，受理124件: the two sides of one whole.
            (_, true) if n == 2 && sides(run[0], run[1]) => 10.0,
            (true, _) if told || paused => 15.0,
            (true, true) if n >= 3 => 10.0,
            (true, true) => 60.0,
            (true, false) if n >= 3 => 100.0,
            (false, true) if n >= 3 => 300.0,
            _ => 1000.0,
        };
        let mut all = run[..n].to_vec();
        all.push(whole);
        if weight(cx, &all) >= needed {
            // 实有251名，尚缺17名: what is left is told, not what is joined.
            if n == 2 && leaves(cx, run[1]) {
                return Some(difference::remainder(cx, run[1], whole, run[0]));
            }
            let cue = Some(m.lead).filter(|l| !l.is_empty());
            return Some(sum::relation(cx, whole, &run[..n], true, None, cue));
        }
    }
    None
}

/// 阵地2140处，其中公园97个、广场318个、长廊1725处: each part has a measure word of its own.
fn mixed(cx: &Context, first: usize) -> Option<Relation> {
    let m = &cx.metrics[first];
    let counts = |k: usize| cx.is_plain(k) && is_exact(cx, k) && cx.metrics[k].kind == Kind::Count;
    if !m.part || !counts(first) {
        return None;
    }
    let whole = cx.nearest(first, &|k| counts(k) && !cx.metrics[k].part)?;
    let joined = |&k: &usize| {
        let next = &cx.metrics[k];
        here(cx, k, first)
            && counts(k)
            && next.link == Link::None
            && !next.part
            && partition::is_paused(cx.text, cx.metrics, k - 1, k)
    };
    let mut run = vec![first];
    run.extend((first + 1..cx.metrics.len()).take_while(joined).take(12));
    let differ = run.iter().any(|&k| !cx.same_unit(k, first)) && run.len() >= 3;
    let ours = run.iter().any(|&k| cx.same_unit(k, whole));
    let closes = differ && ours && addition::verdict(cx, whole, &run) == Some(None);
    let cue = Some(m.lead).filter(|l| !l.is_empty());
    (closes && cx.value(whole) >= 60.0).then(|| sum::relation(cx, whole, &run, true, None, cue))
}

/// The exact figures in one unit from `first` on, and whether all are joined by 、.
fn run_from(cx: &Context, first: usize) -> (Vec<usize>, bool) {
    let mut run = vec![first];
    let mut paused = true;
    for k in first + 1..cx.metrics.len().min(first + 40) {
        let m = &cx.metrics[k];
        if !here(cx, k, first) || m.part {
            break;
        }
        if !cx.is_plain(k) || m.link == Link::SameHead && !cx.same_unit(k, first) {
            continue;
        }
        if !cx.same_unit(k, first) || !is_exact(cx, k) || m.link == Link::Total {
            break;
        }
        let last = run[run.len() - 1];
        paused &= partition::is_paused(cx.text, cx.metrics, last, k);
        run.push(k);
    }
    let paused = paused && run.len() > 1;
    (run, paused)
}

/// 两级资金合起来是4846万元, 总量二百一十五件, 这214件: a total behind its parts.
fn total(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let shares = m.quantity.dimension == "ratio";
    if m.kind == Kind::Change {
        return None;
    }
    let cue = |k: usize| {
        let both = ["加起", "合起", "相加", "合计", "总计"];
        both.iter().any(|w| cx.text.starts_with(k, w))
            || !shares && is_one_of(cx.text.at(k), "合共总这述")
            || !shares && cx.text.starts_with(k, "全年")
    };
    // 连同上年结转的4件，应办91件: the cue stands before the last part.
    let joined = |k: usize| cx.text.starts_with(k, "连同") || cx.text.starts_with(k, "加上");
    let last = i.checked_sub(1).map_or(m.lead, |k| cx.metrics[k].lead);
    let at = (m.lead.start..m.lead.end)
        .rev()
        .take(8)
        .find(|&k| cue(k))
        .or_else(|| (last.start..last.end).find(|&k| joined(k)))?;
    // 各分局局长述法4人: 各 may be said of all.
    let counts = |k: usize| shares || cx.is_plain(k) || cx.metrics[k].each;
    let mut run = Vec::new();
    for k in cx.earlier(i, Reach::Sentence, 8, &counts) {
        if !cx.same_unit(k, i) || !is_exact(cx, k) {
            break;
        }
        run.insert(0, k);
        let closes = run.len() > 1 && addition::verdict(cx, i, &run) == Some(None);
        let mut all = run.clone();
        all.push(i);
        if closes && weight(cx, &all) >= 15.0 {
            let cue = Some(Span::new(at, at + 1));
            return Some(sum::relation(cx, i, &run, true, None, cue));
        }
    }
    None
}

/// The words right before a figure speak of more or less.
fn changes(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    if m.link == Link::Change {
        return true;
    }
    let said = |lead: Span, n: usize| {
        let near = Span::new(lead.end.saturating_sub(n).max(lead.start), lead.end);
        let more_or_less =
            |c: &char| is_one_of(*c, "增减升降涨跌多少高低超缩压净差快慢提落扩短幅扬滑");
        cx.text.slice(near).iter().any(more_or_less)
    };
    // 高于国家规定的70%标准18.5个百分点: the word stands before what is compared with.
    let compared = i
        .checked_sub(1)
        .filter(|&k| here(cx, k, i) && m.lead.len() <= 4);
    said(m.lead, 5) || compared.is_some_and(|k| said(cx.metrics[k].lead, 9))
}

/// 高于国家规定的70%标准18.5个百分点, 少收168.9万元: the difference of two figures before it.
fn change(cx: &Context, i: usize) -> Option<Relation> {
    if !changes(cx, i) || !is_exact(cx, i) {
        return None;
    }
    let points = cx.metrics[i].quantity.dimension == "percentage-point";
    let mut ends = cx.earlier(i, Reach::Sentence, 4, &|k| {
        let fits = match points {
            true => cx.metrics[k].quantity.dimension == "ratio",
            false => cx.same_unit(k, i),
        };
        fits && is_exact(cx, k) && cx.metrics[k].link != Link::Change
    });
    // 同比减少312起，2023年是1260起: what is compared with may follow.
    if let Some(next) = cx.metrics.get(i + 1)
        && next.link == Link::ComparedWith
        && here(cx, i + 1, i)
        && is_exact(cx, i + 1)
        && cx.same_unit(i + 1, i)
    {
        ends.insert(0, i + 1);
    }
    for (a, b) in pairs(&ends) {
        let gap = (cx.value(a) - cx.value(b)).abs();
        let closes = agrees(cx.metrics[i].quantity.value, gap) == Some(None);
        if closes && gap > 0.0 && weight(cx, &[a, b]) >= 20.0 {
            return Some(difference::finish(cx, i, a, b, true));
        }
    }
    None
}

/// 而2023年为4517件，增长7.6%: the change of two figures before it over the earlier one.
fn growth(cx: &Context, i: usize) -> Option<Relation> {
    if !changes(cx, i) || !is_exact(cx, i) || cx.metrics[i].quantity.value.digits.abs() < 11 {
        return None;
    }
    let ends = cx.earlier(i, Reach::Sentence, 4, &|k| {
        is_count(cx, k) && is_exact(cx, k) && cx.metrics[k].link != Link::Change
    });
    // The figure compared with is the later one in most sentences, and has a word.
    for (late, early) in pairs(&ends) {
        if !cx.same_unit(late, early) {
            continue;
        }
        for (now, base) in [(early, late), (late, early)] {
            let compared = matches!(cx.metrics[base].link, Link::ComparedWith | Link::From);
            if cx.value(base) <= 0.0 || !compared && base != late {
                continue;
            }
            let q = ratio::growth_of(cx, i, now, base);
            if matches!(q.verdict, Some(None)) {
                return Some(q.relation());
            }
        }
    }
    None
}

/// 2020年受理1873件，同比减少228件。2019年为2101件: the figure of the other year stands
/// in a sentence of its own.
fn years(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    let rate = m.quantity.dimension == "ratio";
    if !changes(cx, i) || !is_exact(cx, i) || m.quantity.value.digits.abs() < 11 {
        return None;
    }
    let peer = |k: usize| {
        cx.is_plain(k) && is_count(cx, k) && is_exact(cx, k) && (rate || cx.same_unit(k, i))
    };
    let mut near = cx.earlier(i, Reach::Paragraph, 12, &peer);
    let paragraph = |k: usize| cx.text.paragraph_at(cx.metrics[k].sentence.start);
    let behind = (i + 1..cx.metrics.len().min(i + 9)).filter(|&k| paragraph(k) == paragraph(i));
    near.extend(behind.filter(|&k| peer(k)));
    let year = |k: usize| cx.metrics[k].period.map(|p| cx.text.folded(p));
    let past = |k: usize| {
        ["上年", "去年", "同期", "同口径"]
            .iter()
            .any(|w| cx.text.find(w, cx.metrics[k].lead).is_some())
            || year(k).is_some_and(|y| y.ends_with('年') && y != "全年")
    };
    for &before in near.iter().filter(|&&k| past(k) && cx.value(k) > 0.0) {
        for &now in &near {
            let (a, b) = (&cx.metrics[now], &cx.metrics[before]);
            let one = a.indicator == b.indicator || m.inherits == Some(now) && before > i;
            if now == before
                || !one
                || !cx.same_unit(now, before)
                || here(cx, now, before)
                || year(now) == year(before)
                || weight(cx, &[now, before]) < 20.0
                || !cx.goes(i, now, before)
            {
                continue;
            }
            let gap = (cx.value(now) - cx.value(before)).abs();
            if rate {
                let q = ratio::growth_of(cx, i, now, before);
                if matches!(q.verdict, Some(None)) {
                    return Some(q.relation());
                }
            } else if agrees(m.quantity.value, gap) == Some(None) {
                return Some(difference::finish(cx, i, now, before, true));
            }
        }
    }
    None
}

/// Every two of some figures, the nearest to the end first.
fn pairs(list: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (n, &b) in list.iter().enumerate() {
        for &a in &list[n + 1..] {
            out.push((b, a));
        }
    }
    out
}

/// 余, 待, 未, 尚缺: the words right before a figure, or behind it, tell what is left.
fn leaves(cx: &Context, i: usize) -> bool {
    let m = &cx.metrics[i];
    let near = cx.text.slice(Span::new(
        m.lead.end.saturating_sub(6).max(m.lead.start),
        m.lead.end,
    ));
    let behind = cx
        .text
        .slice(Span::new(m.quantity.span.end, m.quantity.span.end + 3));
    near.iter().any(|&c| is_one_of(c, "余剩尚仍还未待没缺"))
        || behind.iter().any(|&c| is_one_of(c, "仍尚待未"))
        || cx.text.find("另有", m.lead).is_some()
        || cx.text.find("另外", m.lead).is_some()
}

/// 已结案4705件，另有157件仍在办理中: what a whole less its done part leaves.
fn rest(cx: &Context, i: usize) -> Option<Relation> {
    if !cx.is_plain(i) || !is_exact(cx, i) || !leaves(cx, i) {
        return None;
    }
    let others = cx.earlier(i, Reach::Paragraph, 8, &|k| is_peer(cx, k, i));
    // The done part stands right before, its whole anywhere before that.
    let &done = others.first().filter(|&&k| here(cx, k, i))?;
    let whole = others[1..].iter().copied().find(|&w| {
        agrees(cx.metrics[i].quantity.value, cx.value(w) - cx.value(done)) == Some(None)
    })?;
    // 目录9项，6项已出台，其余3项: small figures side by side need the plainest words.
    let plainest = ["其余", "余下", "剩余", "剩下", "还剩", "尚有", "仍有"];
    let said = plainest
        .iter()
        .any(|w| cx.text.find(w, cx.metrics[i].lead).is_some());
    let needed = if said && whole == others[1] {
        3.0
    } else {
        15.0
    };
    (weight(cx, &[whole, done]) >= needed).then(|| difference::remainder(cx, i, whole, done))
}

/// 上年结转5件，新收203件，办复198件，结转下年10件: what was there and what came, less what went.
fn balance(cx: &Context, i: usize) -> Option<Relation> {
    let carried = |k: usize, words: &[&str]| {
        let lead = cx.metrics[k].lead;
        let near = Span::new(lead.start.max(lead.end.saturating_sub(10)), lead.end);
        words.iter().any(|w| cx.text.find(w, near).is_some())
    };
    let out = [
        "结转下",
        "结余",
        "年末",
        "期末",
        "年底",
        "在审",
        "未结",
        "在办",
    ];
    if !is_exact(cx, i) || !cx.is_plain(i) || !carried(i, &out) {
        return None;
    }
    let list = cx.earlier(i, Reach::Paragraph, 6, &|k| is_peer(cx, k, i));
    // 上年结转, 新收, 办复, 结转下年 in a row: here the sum must close.
    let in_a_row = list
        .get(..3)
        .is_some_and(|l| l[0] + 1 == i && l[2] + 3 == i);
    let must = carried(i, &["结转下"]) && in_a_row;
    let opening = |k: usize| carried(k, &["结转", "年初", "上年"]);
    for &gone in list.iter().take(3) {
        for (a, b) in pairs(&list) {
            let left = cx.value(a) + cx.value(b) - cx.value(gone);
            let holds = (left - cx.value(i)).abs() < 1e-9;
            let fails = must && gone == list[0] && super::near(left, cx.value(i), 0.5);
            if a != gone
                && b != gone
                && (opening(a) || opening(b))
                && (holds || fails)
                && weight(cx, &[a, b]) >= 15.0
            {
                let (first, second) = (a.min(b), a.max(b));
                return Some(difference::settled(cx, i, first, second, gone));
            }
        }
    }
    None
}

/// A share or rate of two figures of the paragraph, told to three digits.
/// Shares told in a row, as after `row`, have one base: 依次为54.4%、27.1%、12.2%.
fn rate(cx: &Context, i: usize, row: Option<[usize; 2]>) -> Option<Relation> {
    let m = &cx.metrics[i];
    let v = m.quantity.value;
    let digits = v.digits.unsigned_abs();
    let told = m.indicator.contains(['率', '占', '比'])
        || cx
            .text
            .slice(m.lead)
            .iter()
            .any(|&c| is_one_of(c, "率占比"));
    if let Some([before, lower]) = row.filter(|_| m.lead.len() <= 1 && digits >= 11) {
        let upper = before + 1;
        let q = ratio::quotient(cx, i, upper, lower);
        if here(cx, i - 1, i) && cx.same_unit(upper, lower) && matches!(q.verdict, Some(None)) {
            return Some(q.relation());
        }
    }
    if !told
        || !is_exact(cx, i)
        || digits < 11
        || digits.is_multiple_of(50)
        || changes(cx, i)
        || m.link == Link::ComparedWith
        || m.link == Link::From
    {
        return None;
    }
    let plain = cx.earlier(i, Reach::Paragraph, 16, &|k| {
        cx.is_plain(k) && is_exact(cx, k) && is_count(cx, k)
    });
    let closing = |upper: usize, lower: usize| {
        let q = ratio::quotient(cx, i, upper, lower);
        (cx.value(lower) > cx.value(upper) && matches!(q.verdict, Some(None))).then(|| q.relation())
    };
    let mut uppers = plain.clone();
    uppers.retain(|&k| here(cx, k, i));
    uppers.truncate(8);
    // 占全局在编民警的4.8%: the base is named, and stands somewhere before, or right behind.
    if let Link::Share { of } = &m.link
        && let Some(&upper) = uppers.first()
        && of.chars().count() >= 2
    {
        let most = upper.min(300);
        for n in 0..=most {
            let k = if n < most { upper - 1 - n } else { i + 1 };
            if k < cx.metrics.len()
                && (k < i || here(cx, k, i))
                && is_peer(cx, k, upper)
                && ratio::matches_name(&cx.metrics[k].indicator, of)
                && let Some(r) = closing(upper, k)
            {
                return Some(r);
            }
        }
    }
    if digits < 100 {
        return None;
    }
    for &upper in &uppers {
        for &lower in &plain {
            if lower >= upper || !cx.same_unit(lower, upper) {
                continue;
            }
            // Nearly all of many figures are some share of some other one.
            let beside = upper + 1 == i && here(cx, lower, i) || cx.whole_of[upper] == Some(lower);
            if weight(cx, &[lower]) >= if beside { 10.0 } else { 50.0 }
                && let Some(r) = closing(upper, lower)
            {
                return Some(r);
            }
        }
    }
    None
}

/// 平均一宗150平方米, 案均5849元: one figure of the paragraph over another.
fn average(cx: &Context, i: usize) -> Option<Relation> {
    let m = &cx.metrics[i];
    if m.link == Link::ComparedWith || m.quantity.value.digits.abs() < 11 {
        return None;
    }
    let lead = cx.text.slice(m.lead);
    let at = lead.iter().rposition(|&c| is_one_of(c, "均每"))?;
    // 案均, 每台, 平均一宗: of which.
    let of: Vec<char> = if lead[at] == '均' && at > 0 && lead[at - 1] != '平' {
        vec![lead[at - 1]]
    } else {
        let each = lead[at + 1..]
            .iter()
            .filter(|&&c| !is_one_of(c, "每一个名约"));
        each.take(2).copied().collect()
    };
    if of.is_empty() || is_one_of(of[0], "年月季周日天") {
        return None;
    }
    let plain = cx.earlier(i, Reach::Paragraph, 24, &|k| {
        cx.is_plain(k) && is_count(cx, k) && cx.metrics[k].quantity.max.is_none()
    });
    let of_kind = |k: usize| {
        let n = &cx.metrics[k];
        let unit = n.quantity.unit.as_deref().unwrap_or_default();
        of[0] == '人' && n.quantity.dimension == "person"
            || of
                .iter()
                .any(|&c| unit.contains(c) || n.indicator.contains(c))
    };
    for &upper in plain.iter().take(12) {
        if !here(cx, upper, i) || !cx.same_unit(upper, i) {
            continue;
        }
        for &lower in &plain {
            let computed = cx.value(upper) / cx.value(lower);
            if lower != upper
                && of_kind(lower)
                && cx.value(lower) > 1.0
                && agrees(m.quantity.value, computed) == Some(None)
            {
                let list = [upper, lower];
                let r = ratio::average_of(cx, i, list, 1.0, computed, Some(None));
                return Some(r);
            }
        }
    }
    None
}
