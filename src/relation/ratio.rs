//! Shares, rates, growth and averages.

use super::layout::Cue;
use super::{Context, Grade, Note, Reach, Relation, RelationKind, agrees, half_unit, transposed};
use crate::fact::metric::{self, Direction, Link};
use crate::fact::number::Decimal;
use crate::fact::number::shown as shown_number;
use crate::fact::quantity::Approx;
use crate::fold::{has_chars, is_han, one_of};
use crate::span::Span;
use crate::words::rows;
use std::sync::OnceLock;

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
    let off = computed - stated.value();
    let tenths = || is_tenths(cx, i) && is_tenth(cx.metrics[i].quantity.approx, off);
    (rough && (off.abs() <= 0.1 * stated.value().abs() || tenths())).then_some(Some(Note::Interval))
}

/// A share in tenths or another fraction.
pub(super) fn is_tenths(cx: &Context, i: usize) -> bool {
    cx.metrics[i].quantity.fraction || cx.number(i).contains('成')
}

/// 近三成 of 25.5%, 八成以上 of 89%: up to the next tenth.
fn is_tenth(approx: Approx, off: f64) -> bool {
    let ahead = match approx {
        Approx::Over => off,
        Approx::Under => -off,
        _ => return off.abs() <= 5.0,
    };
    (-1.0..10.0).contains(&ahead)
}

pub(super) struct Quotient<'a> {
    pub(super) total: usize,
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
            grade: Grade::Certain,
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

/// What a part leaves of its base, in hundredths: 整改率92.7%，未整改11个.
pub(super) fn complement<'a>(cx: &'a Context, i: usize, part: usize, lower: usize) -> Quotient<'a> {
    let computed = percent(cx, i, cx.value(lower) - cx.value(part), cx.value(lower));
    let [stated, base, left] = [i, lower, part].map(|k| cx.number(k));
    Quotient {
        expr: format!("{stated} = ({base} − {left}) ÷ {base}"),
        computed,
        verdict: verdict(cx, i, &[part, lower], computed),
        ..quotient(cx, i, part, lower)
    }
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

/// Several parts together over their whole, against a stated percentage.
pub(super) fn several<'a>(cx: &'a Context, i: usize, members: &[usize]) -> Quotient<'a> {
    let (parts, whole) = members.split_at(members.len() - 1);
    let sum = super::addition::add(cx, parts).0.value();
    let computed = percent(cx, i, sum, cx.value(whole[0]));
    let terms: Vec<String> = parts.iter().map(|&k| cx.number(k)).collect();
    let [stated, terms, whole] = [cx.number(i), terms.join(" + "), cx.number(whole[0])];
    Quotient {
        total: i,
        parts: members.to_vec(),
        expr: format!("{stated} = ({terms}) ÷ {whole}"),
        computed,
        verdict: verdict(cx, i, members, computed),
        cue: Some(cx.metrics[i].lead),
        cx,
    }
}

/// How many a share says it takes together, and whether they are the first of them: 前三类, 两项共.
pub(super) fn told_together(cx: &Context, i: usize) -> Option<(usize, bool)> {
    let lead = cx.text.slice(cx.metrics[i].lead);
    let (at, many) = super::layout::so_many(cx.text, cx.metrics[i].lead)?;
    let at = at - cx.metrics[i].lead.start;
    let first = at > 0 && lead[at - 1] == '前';
    let together = lead[at..].iter().any(|c| one_of!(*c, "合共计和加"));
    (first || together).then_some((many, first))
}

/// The figure itself, where a chain of shares and changes hangs on it.
pub(super) fn plain_root(cx: &Context, mut k: usize) -> usize {
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

/// 登记总数 means 登记社会组织; 劳动报酬类 means 劳动报酬.
pub(super) fn matches_name(indicator: &str, name: &str) -> bool {
    bare_name(name).is_some_and(|name| goes_by(indicator, name))
}

/// What the names of rates end in, or what tells a share without 占, by their kind.
pub(super) fn told_names(kind: &'static str) -> impl Iterator<Item = &'static str> {
    kept_rows!("rate_names")
        .filter(move |r| r[0] == kind)
        .map(|r| r[1])
}

/// The name says that it is a share: 占比, 所占比例.
pub(super) fn is_share_name(name: &str) -> bool {
    told_names("proportion").any(|w| name.ends_with(w))
}

/// The name of a rate of its own: 办结率.
pub(super) fn is_rate_name(name: &str) -> bool {
    told_names("rate").next().is_some_and(|w| name.ends_with(w))
}

/// 均, which makes an average of what it follows.
pub(super) const MEAN: char = '均';

/// A name without the words that only say that it is a number; none where too
/// little is left to know a figure by.
fn bare_name(name: &str) -> Option<&str> {
    let mut name = name;
    // 受理案件总数, 网签总套数: 受理, 网签.
    if let Some((head, _)) = name
        .rsplit_once('总')
        .filter(|_| name.ends_with(['数', '额', '量', '积']))
    {
        name = if head.chars().count() >= 2 {
            head
        } else {
            name
        };
    }
    let tails = ["数", "量", "类", "人员", "案件", "总"];
    while let Some(rest) = tails
        .iter()
        .filter_map(|tail| name.strip_suffix(tail))
        .find(|rest| rest.chars().count() >= 2)
    {
        name = rest;
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
    // 非住宅 is no 住宅.
    let of = || {
        name.strip_suffix(indicator)
            .is_some_and(|head| !head.ends_with(['非', '未', '不']))
    };
    indicator.contains(name) || indicator.chars().count() >= 2 && of()
}

/// Another rate of the sentence states this quotient: 调解率100%，成功率95.7%.
pub(super) fn told_beside(cx: &Context, i: usize, computed: f64) -> bool {
    let near = i.saturating_sub(4)..(i + 5).min(cx.metrics.len());
    near.into_iter().any(|k| {
        let m = &cx.metrics[k];
        k != i
            && m.sentence == cx.metrics[i].sentence
            && m.quantity.dimension == "ratio"
            && (m.link == Link::Change) == (cx.metrics[i].link == Link::Change)
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
pub(super) fn clause_of(cx: &Context, k: usize) -> String {
    let m = &cx.metrics[k];
    let end = (m.quantity.span.end..m.sentence.end)
        .find(|&i| one_of!(cx.text.at(i), ",;。、"))
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
pub(super) fn names(stem: &[char], indicator: &str) -> bool {
    let said: String = stem.iter().collect();
    if rate_words()
        .iter()
        .any(|(name, parts)| said.contains(name) && parts.iter().any(|p| indicator.contains(p)))
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

/// The two sides of a proportion: 1 and 4 of 1:4.
pub(super) fn sides(cx: &Context, i: usize) -> Option<[Decimal; 2]> {
    let printed = crate::fold::fold_text(&cx.number(i));
    let (a, b) = printed.split_once(':')?;
    let side = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, part].concat().parse().ok()?;
        Some(Decimal::new(digits, -(part.len() as i32)))
    };
    Some([side(a)?, side(b)?]).filter(|all| all.iter().all(|d| d.digits > 0))
}

/// A proportion against two figures in the order of its sides; `turned` where the figures
/// stand the other way round, so that the side that is not one is what is reckoned.
pub(super) fn proportion(cx: &Context, i: usize, [a, b]: [usize; 2]) -> Option<Relation> {
    let [one, other] = sides(cx, i)?;
    let turned = other.value() != 1.0;
    let (stated, computed) = match turned {
        true => (other, cx.value(b) / cx.value(a) * one.value()),
        false => (one, cx.value(a) / cx.value(b)),
    };
    let verdict = agrees(stated, computed);
    let places = (1 - stated.exponent).clamp(0, 6) as usize;
    let computed = shown_number(computed, places);
    let q = quotient(cx, i, a, b).relation();
    Some(Relation {
        holds: verdict.is_some(),
        exact: verdict == Some(None) && !cx.any_approx(&[i, a, b]),
        computed: match turned {
            true => format!("{}:{computed}", shown_number(one.value(), 0)),
            false => format!("{computed}:{}", shown_number(other.value(), 0)),
        },
        note: verdict.flatten(),
        ..q
    })
}

/// What a rate can be taken of: 每十万人, 每百户.
pub(super) const PER: [(char, f64); 5] = [
    ('十', 1e1),
    ('百', 1e2),
    ('千', 1e3),
    ('万', 1e4),
    ('亿', 1e8),
];

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

/// What each has times how many there are, against what is stated.
pub(super) fn product(
    cx: &Context,
    i: usize,
    [a, b]: [usize; 2],
    computed: f64,
    verdict: Option<Option<Note>>,
) -> Relation {
    let [stated, times, each] = [i, a, b].map(|k| cx.number(k));
    Quotient {
        total: i,
        parts: vec![a, b],
        expr: format!("{stated} = {times} × {each}"),
        computed,
        verdict,
        cue: Some(cx.metrics[b].lead),
        cx,
    }
    .relation()
}

/// What an average is of: 人 of 人均, 村 of 每个村.
pub(super) struct Heads {
    noun: String,
    /// 名 of 每名.
    unit: Option<char>,
    /// One character alone, told before 均.
    brief: bool,
    /// 平均, 人均: the word says that it is an average.
    pub said: bool,
    /// 每万人: of so many.
    pub per: f64,
}

impl Heads {
    /// 平均 alone: it is not said of what.
    pub fn is_bare(&self) -> bool {
        self.noun.is_empty()
    }
}

/// Reads what the figure `i` is told of each of; none where that is a stretch of time.
pub(super) fn heads_of(cx: &Context, i: usize) -> Option<Heads> {
    let m = &cx.metrics[i];
    let start = match i.checked_sub(1) {
        Some(k) if cx.metrics[k].sentence == m.sentence => cx.metrics[k].quantity.span.end,
        _ => m.sentence.start,
    };
    let lead = cx.text.folded(Span::new(
        start.min(m.quantity.span.start),
        m.quantity.span.start,
    ));
    let said = lead.contains(MEAN);
    let each = lead
        .rfind(['每', '各'])
        .map(|at| &lead[at + '每'.len_utf8()..]);
    let time = |s: &str| s.starts_with(['年', '月', '季', '周', '日', '天', '半']);
    if let Some(each) = each {
        let factors = each
            .chars()
            .map_while(|c| PER.iter().find(|(word, _)| *word == c));
        let per = factors.map(|(_, n)| n).product();
        let each = each.trim_start_matches(PER.map(|(c, _)| c));
        let unit = each.chars().next();
        let noun: String = each
            .trim_start_matches(['个', '一'])
            .trim_start_matches(PERSONS)
            .chars()
            .take_while(|c| is_han(*c) || matches!(c, '(' | ')'))
            .collect();
        return (!time(each)).then_some(Heads {
            noun,
            unit,
            brief: false,
            said,
            per,
        });
    }
    let at = lead.rfind(MEAN)?;
    let noun: String = lead[..at]
        .chars()
        .next_back()
        .filter(|c| *c != '平')
        .into_iter()
        .collect();
    (!time(&noun)).then_some(Heads {
        brief: true,
        unit: None,
        noun,
        said,
        per: 1.0,
    })
}

/// 调委会 of 调解委员会: the noun begins with the name in short.
fn is_short(noun: &str, name: &str) -> bool {
    let end = name.chars().last().filter(|_| name.chars().count() > 3);
    let last = noun.chars().skip(2).take(3).find(|c| Some(*c) == end);
    let mut rest = name.chars();
    let mut head = noun.chars().take_while(|c| Some(*c) != end);
    last.is_some() && head.all(|c| rest.any(|x| x == c))
}

/// What people are counted in.
const PERSONS: [char; 2] = ['名', '位'];

/// How well a figure counts the heads of an average: 3 by its whole name, 2 by its noun or unit, 1 nearly,
/// or where none is named.
pub(super) fn heads_fit(cx: &Context, heads: &Heads, k: usize) -> usize {
    let n = &cx.metrics[k];
    let unit = n.quantity.unit.as_deref().unwrap_or_default();
    let noun = heads.noun.as_str();
    // 每名 of 16名 and of 16人.
    let person = heads.unit.is_some_and(|c| PERSONS.contains(&c));
    if person && n.quantity.dimension == "person" {
        return 2;
    }
    if noun.is_empty() {
        return 1;
    }
    if heads.brief {
        let person = noun == "人" && n.quantity.dimension == "person";
        let named =
            unit.contains(noun) || n.indicator.contains(noun) || clause_of(cx, k).contains(noun);
        return 2 * usize::from(person || named);
    }
    let named = crate::fold::fold_text(&n.indicator);
    let name = named.trim_end_matches(['中', '内']);
    let tail = |n: usize| {
        name.chars()
            .rev()
            .take(n)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<String>()
    };
    // 每个村配备4名: the noun, and then what each has.
    let first: String = noun.chars().take(1).collect();
    // 8个镇街 of 每个镇街: the noun right behind the number.
    let two: String = noun.chars().take(2).collect();
    let behind = two.chars().count() == 2 && cx.text.starts_with(n.quantity.span.end, &two);
    // 每个村（社区）: the whole name.
    if name.chars().count() > 1 && noun.starts_with(name) {
        return 3;
    }
    if behind || unit == first || noun.starts_with(unit) && !unit.is_empty() {
        return 2;
    }
    if is_short(noun, name) {
        return 2;
    }
    if !name.is_empty()
        && (noun.starts_with(name)
            || (1..=4).rev().any(|n| {
                n <= name.chars().count() && (n > 1 || unit == "个") && noun.starts_with(&tail(n))
            }))
    {
        return 2;
    }
    usize::from(clause_of(cx, k).contains(&noun.chars().take(2).collect::<String>()))
}

/// 增加37件，增长12.3%: the change and the present figure give the one before.
pub fn over_change(cx: &Context, i: usize, grows: bool) -> Option<Relation> {
    let m = &cx.metrics[i];
    let grows = grows && m.quantity.dimension == "ratio";
    if !grows || cx.text.slice(m.lead).contains(&MEAN) {
        return None;
    }
    let (by, way) = change_beside(cx, i)?;
    let d = &cx.metrics[by];
    let fits = |k: usize| {
        // 受理来访接待2386人次，接待量增长18.2%，比去年增加367人次: by a word of its name.
        let of: Vec<char> = d.indicator.chars().collect();
        let shared = || {
            of.windows(2)
                .any(|w| has_chars(&cx.metrics[k].indicator, w))
        };
        let own = head_of(cx, by) == Some(k) || d.link == Link::None || shared();
        is_beside(cx, k, by) && (cx.is_plain(k) && own || is_before(cx, k, by))
    };
    // 同比增长12%，为280件，较上年多30件: the present figure stands between.
    let between = Some(i + 1).filter(|&k| k + 1 == by && fits(k));
    let now = between.or_else(|| cx.nearest(by.min(i), &fits))?;
    // 上年199件，今年增加56件，增长28.1%: what was there is told itself.
    let told = is_before(cx, now, by);
    let (sign, before) = match way {
        _ if told => ("", cx.value(now)),
        Direction::Up => ("−", cx.value(now) - cx.value(by)),
        Direction::Down => ("+", cx.value(now) + cx.value(by)),
    };
    if before <= 0.0 || m.direction.is_some_and(|own| own != way) {
        return None;
    }
    let computed = percent(cx, i, cx.value(by), before);
    let [stated, change, present] = [i, by, now].map(|k| cx.number(k));
    let wrong = agrees(
        m.quantity.value,
        percent(cx, i, cx.value(by), cx.value(now)),
    );
    let verdict = verdict(cx, i, &[by, now], computed);
    let note = (verdict.is_none() && wrong.is_some()).then_some(Note::WrongBase);
    let r = Quotient {
        total: i,
        parts: vec![by, now],
        expr: match told {
            true => format!("{stated} = {change} ÷ {present}"),
            false => format!("{stated} = {change} ÷ ({present} {sign} {change})"),
        },
        computed,
        verdict,
        cue: Some(m.lead),
        cx,
    };
    let r = r.relation();
    // Without a word for what came or went it may be the present figure itself.
    let flow = [Cue::Into, Cue::Out, Cue::More].map(|c| cx.layout[by].cues.has(c));
    let said = d.link == Link::Change || flow.contains(&true);
    (said || r.holds).then(|| Relation {
        note: note.or(r.note.clone()),
        ..r
    })
}

/// 办理2973件（一般1286件、简易1687件），同比减少421件: what a bracket holds ends with it.
fn is_beside(cx: &Context, k: usize, by: usize) -> bool {
    let host = cx.layout[k].host;
    cx.same_unit(k, by) && (host.is_none() || host == cx.layout[by].host)
}

/// The figure that the change is told of, of a bracket the one before it.
fn head_of(cx: &Context, by: usize) -> Option<usize> {
    let head = cx.metrics[by].inherits?;
    Some(cx.layout[head].host.unwrap_or(head))
}

/// The figure is told of a time before that of the change `by`, right behind it.
pub fn is_before(cx: &Context, k: usize, by: usize) -> bool {
    let cues = cx.layout[k].cues;
    let earlier = cues.has(Cue::Past) || cues.has(Cue::Opening);
    let link = matches!(cx.metrics[k].link, Link::From | Link::ComparedWith);
    let year = |k| super::difference::year_of(cx, k);
    let present = cx.layout[by].cues.has(Cue::Present);
    let dated = year(k).is_some_and(|y| present || year(by).is_some_and(|x| x > y));
    let counts = cx.metrics[k].link != Link::Change && !cx.metrics[by].part;
    k + 1 == by && counts && (earlier || link || dated)
}

/// The change in figures beside a growth, before it or right behind, and its direction.
fn change_beside(cx: &Context, i: usize) -> Option<(usize, Direction)> {
    let way = |k: usize| {
        let d = &cx.metrics[k];
        let counts = !matches!(d.quantity.dimension, "ratio" | "percentage-point");
        let here = d.sentence == cx.metrics[i].sentence && counts;
        // 同比多办152件: the word before says more or less.
        let more = || match cx
            .text
            .slice(d.lead)
            .iter()
            .rev()
            .find(|c| one_of!(**c, "多少"))?
        {
            '多' => Some(Direction::Up),
            _ => Some(Direction::Down),
        };
        let more = || more().filter(|_| cx.layout[k].cues.has(Cue::More));
        // 原有14辆，新购9辆: what comes to what was there, or goes.
        let flow = || {
            let before = k.checked_sub(1).filter(|&n| is_before(cx, n, k))?;
            let cues = cx.layout[k].cues;
            let same = cx.same_unit(before, k);
            let was = cx.layout[before].cues;
            match [Cue::Into, Cue::Out].map(|c| cues.has(c) && !was.has(c)) {
                _ if !same => None,
                [true, false] => Some(Direction::Up),
                [false, true] => Some(Direction::Down),
                // 今年消化322件，压降45.9%: the growth says which way.
                _ => cx.metrics[i].direction,
            }
        };
        let way = match d.link {
            Link::Change => d.direction,
            Link::None => more().or_else(flow),
            _ => None,
        };
        way.filter(|_| here).map(|way| (k, way))
    };
    let behind = |k: usize| (k < cx.metrics.len()).then(|| way(k)).flatten();
    let before = i.checked_sub(1).and_then(way);
    let next = before.or_else(|| behind(i + 1));
    let between = cx.metrics.get(i + 1).is_some_and(|m| m.inherits == Some(i));
    next.or_else(|| behind(i + 2).filter(|_| between))
}

/// Shares told in turn.
pub fn find(cx: &Context) -> Vec<Relation> {
    let mut out = Vec::new();
    let mut turn = 0;
    for i in 0..cx.metrics.len() {
        if i >= turn
            && let Some((end, found)) = in_turn(cx, i)
        {
            turn = end;
            out.extend(found);
        }
    }
    out
}
