//! Frames: the word orders in which a figure is told, and what each names it by.
//!
//! The frames are tried in the order of their table; the first that fits reads the
//! figure. Each stands with a sentence that it reads, which is its test.

use super::before::strip_comparison;
use super::name::Name;
use super::site::{Site, clause_start, is_change_link};
use super::{Direction, Link, Reader, is_ratio};
use crate::fact::number;
use crate::fact::quantity::Quantity;
use crate::fold::one_of;
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Kind, Token};

/// What a frame makes of a figure.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub name: Name,
    pub link: Link,
    pub direction: Option<Direction>,
    /// Where the text ends that the figure has taken.
    pub consumed: usize,
    pub frame: &'static str,
}

type Fit = fn(&Reader, &Site) -> Option<Reading>;

/// The frames by name, each with a sentence that it reads, and how.
const FRAMES: [(&str, &str, Fit); 17] = [
    (
        "share of a base",
        "占全镇在编干部41名的34.1%。",
        share_of_base,
    ),
    ("share", "即办件18项，占42.9%。", share),
    (
        "base of a share",
        "党员占全镇在编干部41名的34.1%。",
        base_of_share,
    ),
    (
        "said again",
        "调解纠纷486起、612人。去年同期两项数字分别为540起、640人。",
        said_again,
    ),
    ("in turn", "信访量和投诉量分别下降11.8%、14.3%。", in_turn),
    ("multiple", "收件260件，为上年的1.5倍。", multiple),
    ("net change", "新聘26名，解聘7名，净增19名。", net_change),
    (
        "closing stock",
        "年初事项46项，取消11项，下放3项，到年末调整为32项。",
        closing_stock,
    ),
    ("same head", "登记4238户6602人。", same_head),
    ("doing", "县长2次主持专题会。", doing),
    ("noun behind", "342个村(社区)参加评选。", noun_behind),
    (
        "predicate behind",
        "每季度2次上门为商户提供合规体检。",
        predicate_behind,
    ),
    ("counted actor", "全区公益性机构有1050家。", counted_actor),
    ("inherited", "办理案件30件，同比增加2件。", inherited),
    ("per head", "办理诉求4860件，日均13件。", per_head),
    (
        "light verb",
        "组织专题学习，全年累计开展20余次。",
        light_verb,
    ),
    ("noun before", "登记社会组织626个。", noun_before),
];

/// Reads a figure by the first frame that fits.
pub(super) fn read(r: &Reader, site: &Site) -> Reading {
    let mut reading = FRAMES
        .iter()
        .find_map(|&(frame, _, fit)| fit(r, site).map(|reading| Reading { frame, ..reading }))
        .unwrap_or_else(|| Reading::of(site, Name::default()));
    if reading.link == Link::None
        && is_total_lead(r.text, site.lead)
        && reading.name.inherits.is_some()
    {
        reading.link = Link::Total;
    }
    if reading.name.text.is_empty() {
        reading.name = r.fallback(site);
    }
    if let Some(told) = r.referred(site, &reading.name) {
        reading.name = Name {
            inherits: reading.name.inherits,
            ..told
        };
    }
    reading
}

impl Reading {
    fn of(site: &Site, name: Name) -> Reading {
        Reading {
            name,
            link: site.link.clone(),
            direction: site.direction,
            consumed: site.q.span.end,
            frame: "",
        }
    }

    /// The noun behind the unit belongs to the figure as well.
    fn with_after(mut self, site: &Site) -> Reading {
        if !site.after.is_empty() && !site.shared {
            self.consumed = site.after.end;
        }
        self
    }

    fn linked(mut self, link: Link) -> Reading {
        self.link = link;
        self
    }
}

/// 占全市284家的12.7%, 完成年度目标6.5万人的105.1%.
fn share_of_base(r: &Reader, site: &Site) -> Option<Reading> {
    let p = site.previous.filter(|&p| {
        let end = r.out[p].quantity.span.end.max(r.consumed);
        let between = Span::new(end.min(site.q.span.start), site.q.span.start);
        let between = r.text.folded(between);
        is_ratio(site.q) && between.trim_start_matches(')') == "的"
    })?;
    let base = Name::from_figure(r, p);
    let of = base.text.clone();
    let name = if r.out[p].link == Link::ShareBase {
        let whole = r.out[p].inherits;
        let part = whole.map_or(String::new(), |i| r.out[i].indicator.clone());
        let text = if of == part {
            format!("{part}占")
        } else {
            format!("{part}占{of}")
        };
        Name {
            text,
            span: None,
            inherits: whole,
        }
    } else {
        Name {
            inherits: None,
            ..base
        }
    };
    Some(Reading::of(site, name).linked(Link::Share { of }))
}

/// 占42.9%, 占登记总数的10.3%, 占比57.3%.
fn share(r: &Reader, site: &Site) -> Option<Reading> {
    let text = r.text;
    let at = site.share?;
    let mut of = Span::new(at + 1, site.body.end.max(at + 1));
    if text.before(of.end) == super::OF {
        of.end -= 1;
    }
    if text.at(of.start) == '比' {
        return Some(share_word(r, site, at));
    }
    let printed = r.phrase(r.strip_tail(of));
    let of = r.phrase(r.strip_tail(r.strip_head(of).span));
    let own = r.strip_tail(Span::new(site.raw.start, at.max(site.raw.start)));
    let own = r.core(strip_comparison(text, own));
    let name = r.in_turn(site).unwrap_or_else(|| {
        if own.is_empty() {
            r.inherit(site, false)
        } else {
            Name::of(r, own)
        }
    });
    let name = Name {
        text: format!("{}占{printed}", name.text),
        span: name.span,
        inherits: name.inherits.or(site.previous),
    };
    Some(
        Reading::of(site, name)
            .with_after(site)
            .linked(Link::Share { of }),
    )
}

/// （占比28.0%）: of what stands before; 企业职工占比57.3%: a noun of its own.
fn share_word(r: &Reader, site: &Site, at: usize) -> Reading {
    if site.body.start != at {
        return Reading::of(site, Name::of(r, r.core(site.body))).with_after(site);
    }
    // 占比分别为62.4%、34.4%: of the figures before, in turn.
    let name = r.in_turn(site).unwrap_or_else(|| r.inherit(site, false));
    let name = Name {
        text: format!("{}{}", name.text, r.text.printed(Span::new(at, at + 2))),
        span: name.span,
        inherits: name.inherits.or(site.previous),
    };
    let reading = Reading::of(site, name).with_after(site);
    // 占比由上年的66.9%提高到71.4%: not a share of this year's.
    if site.link == Link::From {
        reading
    } else {
        reading.linked(Link::Share { of: String::new() })
    }
}

/// The base named in a share: 占全镇在编干部41名|的34.1%.
fn base_of_share(r: &Reader, site: &Site) -> Option<Reading> {
    let text = r.text;
    let end = site.q.span.end.max(site.after.end);
    let start = site.q.span.start;
    // 占案件总数（650件）的26%: the base's name stands before the bracket.
    let set_off = text.at(end) == ')' && start > 0 && text.before(start) == '(';
    let (raw, end) = match set_off {
        true => (Span::new(r.since(site).min(start - 1), start - 1), end + 1),
        false => (site.raw, end),
    };
    let at = super::site::rfind(text, raw, super::SHARE).filter(|&at| {
        let of = text.at(end) == super::OF && r.is_share_of(site, end);
        !one_of!(text.at(at + 1), "地比") && of
    })?;
    let of = r.strip_head(Span::new(at + 1, raw.end));
    let body = r.strip_tail(of.span);
    let name = match (body.is_empty(), site.after.is_empty()) {
        (false, _) => Name::of(r, body),
        // 占38人|执法人员的28.9%
        (true, false) => Name::of(r, site.after),
        (true, true) => r.inherit(site, false),
    };
    let name = Name {
        inherits: site.previous,
        ..name
    };
    let reading = Reading::of(site, name).linked(Link::ShareBase);
    Some(if body.is_empty() {
        reading.with_after(site)
    } else {
        reading
    })
}

/// 为上年的1.5倍: what the figure before counts.
fn multiple(r: &Reader, site: &Site) -> Option<Reading> {
    let multiple = site.q.dimension == "multiple" && site.link == Link::None;
    let p = site.previous.filter(|_| multiple)?;
    // 盗抢类|为上年的0.6倍: what stands before the copula, else the figure before.
    let copula = super::site::rfind_any(r.text, site.raw, &['为', '是', '达', '于']);
    let own = Span::new(site.raw.start, copula.unwrap_or(site.raw.end));
    let own = r.strip_tail(own);
    let name = if own.is_empty() || copula.is_none() {
        Name::from_figure(r, p)
    } else {
        Name::of(r, r.core(own))
    };
    (copula.is_some() || site.body.is_empty()).then(|| Reading::of(site, name))
}

/// 净增19名 behind what came and what went: neither of them, but the change itself.
fn net_change(r: &Reader, site: &Site) -> Option<Reading> {
    let word = r.strip_tail(site.raw);
    let net = site.link == Link::Change && r.text.at(word.start) == '净' && site.compared.is_none();
    let flows = site.previous.is_some_and(|p| r.out[p].link == Link::None);
    (net && site.body.is_empty() && flows).then(|| Reading::of(site, Name::of(r, word)))
}

/// 年初46项，取消11项，到年末调整为35项: what is left in the end is of what was there.
fn closing_stock(r: &Reader, site: &Site) -> Option<Reading> {
    let ends = |s: Span| super::before::ends_as_time(r.text, s);
    let real = super::words()
        .stocks
        .iter()
        .any(|w| r.text.reads(site.body, w));
    let left = real && site.link == Link::None || site.body.is_empty() && site.link == Link::To;
    let now = site.head.period.filter(|&s| left && ends(s))?;
    let here = |k: &usize| r.out[*k].sentence == site.sentence;
    let first = (0..=site.previous?).rev().take_while(here).filter(|&k| {
        let m = &r.out[k];
        let then = m.period.is_some_and(|s| s != now && ends(s));
        m.link == Link::None && m.quantity.unit == site.q.unit && then
    });
    Some(Reading::of(site, Name::from_figure(r, first.last()?)))
}

/// 去年同期两项数字分别为540起、640人: the figures told before, each in its unit.
fn said_again(r: &Reader, site: &Site) -> Option<Reading> {
    const BACK: usize = 12;
    let goes_on = site.body.is_empty()
        && super::starts_with_pause(r.text, site.lead)
        && r.out[site.previous?].frame == "said again";
    let words = super::words();
    let again = words.again.iter().find_map(|w| {
        let at = site.body.end.checked_sub(w.chars().count())?;
        (at >= site.body.start && r.text.starts_with(at, w)).then_some(at)
    });
    let counted = again.is_some_and(|at| summed_end(r, Span::new(site.body.start, at)) == at);
    let told = goes_on || counted && site.head.period.is_some();
    if !told || site.link != Link::None {
        return None;
    }
    let fits = |k: &usize| {
        let m = &r.out[*k];
        m.quantity.unit == site.q.unit && !is_change_link(&m.link) && m.frame != "said again"
    };
    // The first is the nearest of its unit, each other stands behind the one before.
    let last = site
        .previous
        .filter(|_| goes_on)
        .map(|p| r.out[p].indicator_span);
    let from = r.out.len().saturating_sub(BACK);
    let told = match last {
        Some(span) => {
            let before = (from..r.out.len()).find(|&k| r.out[k].indicator_span == span)?;
            (before + 1..r.out.len()).find(fits)?
        }
        None => (from..r.out.len()).rev().find(fits)?,
    };
    let name = Name::from_figure(r, told);
    let inherits = name
        .inherits
        .filter(|&k| r.out[k].sentence == site.sentence);
    Some(Reading::of(site, Name { inherits, ..name }))
}

/// 信访量和投诉量分别下降11.8%、14.3%.
fn in_turn(r: &Reader, site: &Site) -> Option<Reading> {
    let name = r.in_turn(site)?;
    let reading = Reading::of(site, name);
    // 分别由60日、30日|压缩至18日、8日
    if let Some(to) = r.turn(site).and_then(|turn| turn.moves) {
        let link = if site.q.span.start < to {
            Link::From
        } else {
            Link::To
        };
        return Some(reading.linked(link));
    }
    let reading = reading.with_after(site);
    let before = site.previous.map(|p| &r.out[p]);
    Some(match before.map(|m| (&m.link, m.direction)) {
        // 分别占83.3%和85.8%: the second share has no 占 of its own.
        Some((Link::Share { of }, _)) if is_ratio(site.q) && site.link == Link::None => Reading {
            name: Name {
                text: format!("{}占{of}", reading.name.text),
                ..reading.name
            },
            link: Link::Share { of: of.clone() },
            ..reading
        },
        Some((Link::Change, direction)) if site.link == Link::None && site.body.is_empty() => {
            Reading {
                link: Link::Change,
                direction,
                ..reading
            }
        }
        _ => reading,
    })
}

/// 4238户|6602人: told of the same things as the figure before.
fn same_head(r: &Reader, site: &Site) -> Option<Reading> {
    let p = site
        .previous
        .filter(|&p| r.out[p].quantity.span.end == site.q.span.start)?;
    (site.after.is_empty())
        .then(|| Reading::of(site, Name::from_figure(r, p)).linked(Link::SameHead))
}

/// 县长两次|主持专题会: beside who acts, the doing behind the figure names it.
fn doing(r: &Reader, site: &Site) -> Option<Reading> {
    let body = site.body;
    let times = matches!(site.q.unit.as_deref()?, "次" | "回" | "遍");
    let last = r.tokens.at(body.end.checked_sub(1)?)?;
    let ends_with = |list| {
        r.text
            .hits
            .longest_before(list, body.start, body.end)
            .is_some()
    };
    let actor = ends_with(List::PersonTitles) || ends_with(List::CountedHeads);
    // 安排5天|进行接访: the time is spent on what stands behind.
    let spent = site.q.dimension.starts_with("duration") && r.ends_with_verb(body);
    if body.is_empty() || !spent && (!times || last.tag == b'v' || !actor) {
        return None;
    }
    let told = r.predicate_after(site.q.span.end, site.next);
    (!told.is_empty()).then(|| Reading::of(site, Name::of(r, told)))
}

/// 342个村(社区), 90%以上的纠纷: where nothing before the figure names it.
fn noun_behind(r: &Reader, site: &Site) -> Option<Reading> {
    if !is_unnamed(r, site) || site.after.is_empty() {
        return None;
    }
    // 压减|21项审批环节: nothing is told but what was added or taken away.
    if site.link == Link::Change && site.compared.is_none() && !is_ratio(site.q) {
        let verb = Span::new(site.body.end, site.q.span.start);
        let text = format!("{}{}", r.text.printed(verb), r.phrase(site.after));
        let name = Name {
            text,
            span: Some(r.cut(site.after)),
            inherits: None,
        };
        return Some(Reading::of(site, name).with_after(site));
    }
    if is_told_of_another(r, site) {
        return None;
    }
    // 90%以上的纠纷化解在社区: of a share the whole clause is told.
    let told = r.predicate_after(past_of(r.text, site.q), site.next);
    let whole_clause = is_ratio(site.q) && told.len() > site.after.len();
    (!whole_clause).then(|| Reading::of(site, Name::of(r, site.after)).with_after(site))
}

/// 先后3次|上门协调, 近七成|以调解方式结案.
fn predicate_behind(r: &Reader, site: &Site) -> Option<Reading> {
    // 成员中|三分之二由教师担任: of whom, not what.
    let last = site.body.end.checked_sub(1).and_then(|k| r.tokens.at(k));
    let among = is_ratio(site.q) && last.is_some_and(|word| word.tag == b'f');
    if !(is_unnamed(r, site) || among) || is_told_of_another(r, site) {
        return None;
    }
    // 4972户8535人|享受低保: both figures are told of it.
    let adjacent = site.next.filter(|next| next.span.start == site.q.span.end);
    let told = match adjacent {
        Some(next) => r.predicate_after(next.span.end, None),
        None => r.predicate_after(past_of(r.text, site.q), site.next),
    };
    (!told.is_empty()).then(|| Reading::of(site, Name::of(r, told)).with_after(site))
}

/// 规模以上企业|有1050家: nothing but who seemed to act is there to be counted.
fn counted_actor(r: &Reader, site: &Site) -> Option<Reading> {
    let actor = site.head.subject?;
    let alone = site.body.is_empty() && site.after.is_empty() && site.link == Link::None;
    let has = Span::new(actor.end, site.q.span.start);
    // 全区|规模以上企业: the place owns the figure. 我乡|所辖行政村 are what the place has.
    let rest = r.strip_tail(has);
    let counted = match rest.is_empty() {
        true => Span::new(r.place_end(actor).unwrap_or(actor.start), actor.end),
        false => rest,
    };
    let noun = r.tokens.at(counted.end.checked_sub(1)?)?.tag == b'n';
    let named = !counted.is_empty() && (rest.is_empty() || r.is_place(actor) && noun);
    let carried = alone && named && rest.end < has.end;
    carried.then(|| Reading::of(site, Name::of(r, counted)))
}

/// Nothing before the figure names it: that of the figure, or of the clause, before goes on.
fn inherited(r: &Reader, site: &Site) -> Option<Reading> {
    if !is_unnamed(r, site) {
        return None;
    }
    let sum_word = is_sum_word(r, site.body);
    let to_whole = (site.compared.is_some() || sum_word)
        && r.whole.is_some_and(|(_, parts)| parts >= 2 || sum_word);
    let mut name = r.inherit(site, to_whole);
    // 陶器占比22.3%，计58件
    let counts = site.link == Link::None && !is_ratio(site.q);
    let share = |p: &usize| r.out[*p].frame == "share" && counts;
    let share = name.inherits.filter(share);
    if let Some(at) = share.and_then(|_| name.text.rfind(super::SHARE)) {
        name.text.truncate(at);
    }
    if let Some(changed) = changed_by(r, site) {
        name = changed;
    }
    if let Some(now) = compared_now(r, site, &name, to_whole) {
        name = Name::from_figure(r, now);
    }
    // 惠及47个村3.6万人: the noun is the first figure's alone.
    if let Some(p) = site
        .previous
        .filter(|_| site.lead.is_empty() && site.link == Link::None)
    {
        let noun = Span::new(r.out[p].quantity.span.end, site.lead.start);
        let rest = name.text.strip_suffix(&r.text.printed(noun));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty() && !noun.is_empty()) {
            name.text = rest.to_string();
            name.span = None;
        }
    }
    let mut reading = Reading::of(site, name);
    if site.link == Link::None && (sum_word || is_total_lead(r.text, site.lead)) {
        reading.link = Link::Total;
        // Without a topic a printed 合计 is all the name that there is.
        let alone = sum_word && is_total_lead(r.text, site.lead);
        let printed = Some(site.body).filter(|_| alone).map(|s| Name::of(r, s));
        // 由73件减为52件，合计125件: of what moved.
        let moved = site.previous.filter(|&p| r.out[p].link == Link::To);
        let moved = moved.map(|p| Name::from_figure(r, p));
        let topic = r.topic(site.q, site.previous).or(moved).or(printed);
        if let Some(Name { text, span, .. }) = topic {
            reading.name = Name {
                text,
                span,
                ..reading.name
            };
        }
    }
    Some(if is_told_of_another(r, site) {
        reading
    } else {
        reading.with_after(site)
    })
}

/// The figure that the site's is compared with, where its name is not of that one. It has the
/// unit; the second of two has the place of the second: 较上年的88.4%、63.2%分别提高.
fn compared_now(r: &Reader, site: &Site, name: &Name, to_whole: bool) -> Option<usize> {
    if site.link != Link::ComparedWith {
        return None;
    }
    let second = site.previous.filter(|&p| r.is_second_compared(site, p));
    let second = second.and_then(|p| Some((p, r.out[p].inherits? + 1)));
    let same = |&(p, next): &(usize, usize)| next < p && r.out[next].quantity.unit == site.q.unit;
    second.filter(same).map(|(_, next)| next).or_else(|| {
        // The first of two is of the first.
        let two = site.next.filter(|_| r.text.at(site.q.span.end) == '、');
        let two = two.is_some_and(|next| r.tells_in_turn(next.span.end));
        let i = name
            .inherits
            .filter(|&i| two || !is_counterpart(r, site, i))?;
        let last = site.previous.filter(|_| to_whole).unwrap_or(i);
        r.counterpart(last, site.q)
    })
}

/// 15个部门|减少84项: those who are counted first changed what was named before them.
fn changed_by(r: &Reader, site: &Site) -> Option<Name> {
    let counted = |&p: &usize| r.out[p].link == Link::None && !is_ratio(&r.out[p].quantity);
    let p = site.previous.filter(counted)?;
    let who = &r.out[p].quantity;
    let between = Span::new(who.span.end, site.q.span.start);
    let acts = who.unit != site.q.unit && !r.text.slice(between).contains(&',');
    let thing = (0..p)
        .rev()
        .take_while(|&k| r.out[k].sentence == site.sentence)
        .find(|&k| r.out[k].quantity.unit == site.q.unit)?;
    (acts && site.link == Link::Change && !is_ratio(site.q)).then(|| Name::from_figure(r, thing))
}

/// 办理诉求48.6万件，日均1332件.
fn per_head(r: &Reader, site: &Site) -> Option<Reading> {
    // 达到|日均710件: behind a verb that carries the number.
    let per = super::words().per_head.iter().find_map(|word| {
        let len = word.chars().count();
        let at = site.body.end.checked_sub(len)?;
        let head = Span::new(site.body.start.min(at), at);
        let whole = at >= site.body.start && r.text.starts_with(at, word);
        (whole && r.strip_tail(head).is_empty()).then_some(Span::new(at, site.body.end))
    })?;
    if site.previous.is_none() && site.clause == site.sentence.start || !site.after.is_empty() {
        return None;
    }
    // 发放救助金30万元，惠及12人，人均2.5万元: of what has the unit.
    let shared = (0..r.out.len())
        .rev()
        .take_while(|&k| r.out[k].sentence == site.sentence)
        .find(|&k| r.out[k].quantity.unit == site.q.unit && r.out[k].link == Link::None);
    let name = shared.map_or_else(|| r.inherit(site, false), |k| Name::from_figure(r, k));
    Some(Reading::of(
        site,
        Name {
            text: format!("{}{}", name.text, r.text.printed(per)),
            ..name
        },
    ))
}

/// 组织专题学习，全年累计|开展20余次: a verb that says only that it was done takes what the
/// clause before tells.
fn light_verb(r: &Reader, site: &Site) -> Option<Reading> {
    let light = r.text.hits.longest(List::LightVerbs, site.body.start);
    let alone = light.is_some_and(|(n, _)| n == site.body.len());
    if !alone || !site.after.is_empty() || site.link != Link::None {
        return None;
    }
    let since = r.since(site);
    let name = r
        .clause_before(site, since)
        .filter(|_| site.clause > since)?;
    Some(Reading::of(site, name))
}

/// 登记社会组织626个; with the noun behind the unit: 召开36次党组会议, 整治的305个村.
fn noun_before(r: &Reader, site: &Site) -> Option<Reading> {
    if site.body.is_empty() {
        return None;
    }
    let text = r.text;
    let mut body = r.core(site.body);
    if site.after.is_empty() {
        body = r.without_light_verb(body);
    }
    let before = Reading::of(site, Name::of(r, body));
    // 高新片区3.6平方公里|区域: a measure belongs to the noun before it.
    let amount = super::kind_of_unit(site.q.dimension) == super::Kind::Amount;
    let of = text.at(site.q.span.end) == super::OF;
    let measured = amount && !of && !r.ends_with_verb(body) && !site.relative;
    // 其余16个|限期整改: what becomes of the rest is no noun.
    let mut rests = super::words().rests.iter();
    let done = rests.any(|w| text.reads(body, w)) && r.opens_with_verb(site.after);
    if done {
        return Some(before.with_after(site));
    }
    if measured || site.after.is_empty() || site.link != Link::None {
        return Some(before);
    }
    let after = text.printed(r.cut(site.after));
    let behind = |text: String| {
        let name = Name {
            text,
            span: Some(r.cut(site.after)),
            inherits: None,
        };
        Some(Reading::of(site, name).with_after(site))
    };
    if site.relative {
        return behind(format!("{}的{after}", r.phrase(body)));
    }
    if site.share.is_some() {
        return Some(before);
    }
    // A long phrase before the number is a clause of its own; the noun alone names the row.
    let adjunct = r.opens_adjunct(body.start) && r.tokens.words(body).len() == 1;
    let short =
        body.len() <= 8 && !adjunct && !one_of!(text.before(site.q.span.start), "到在赴进、有");
    let joined = if short { r.phrase(body) } else { String::new() };
    behind(format!("{joined}{after}"))
}

/// Nothing before the figure says what it counts: no word, a word for a sum, or adverbs and
/// times alone.
fn is_unnamed(r: &Reader, site: &Site) -> bool {
    let words = r.tokens.words(site.body);
    site.body.is_empty()
        || is_sum_word(r, site.body)
        || is_frequency(r, site.body)
        || words.iter().all(|word| is_function_word(r, word))
            && r.tokens.fits(site.body)
            && !super::is_per_head(r.text, site.body)
}

/// 先后, 目前, 虽然; 及格 is an adverb to the dictionary alone.
fn is_function_word(r: &Reader, word: &Token) -> bool {
    let listed = |list| {
        let hit = r.text.hits.longest(list, word.span.start);
        hit.is_some_and(|(n, _)| n >= word.span.len())
    };
    matches!(word.tag, b't' | b'c') || listed(List::Leads) || listed(List::Totals)
}

/// 每季度, 每月: says how often, not what; 每天 alone asks for what was named before.
fn is_frequency(r: &Reader, s: Span) -> bool {
    let time = r.text.at(s.start) == super::EACH
        && (1..=3).contains(&s.len())
        && one_of!(r.text.before(s.end), "年度月周天日旬");
    time && !super::is_per_head(r.text, s)
}

/// The figure says something of another one: its change, what it is compared with, a sum.
fn is_told_of_another(r: &Reader, site: &Site) -> bool {
    matches!(site.link, Link::Change | Link::ComparedWith | Link::To) || is_sum_word(r, site.body)
}

/// Behind the unit, past the 的 of 90%以上的纠纷.
fn past_of(text: &Text, q: &Quantity) -> usize {
    q.span.end + usize::from(is_ratio(q) && text.at(q.span.end) == super::OF)
}

/// 总额, 总数: words for a sum that name nothing themselves; 两项 before 共.
fn is_sum_word(r: &Reader, s: Span) -> bool {
    let sum = Span::new(summed_end(r, s), s.end);
    let several = sum.is_empty() && !s.is_empty();
    let mut sums = super::words().sums.iter();
    several && is_total_lead(r.text, Span::new(s.end, s.end + 2))
        || sums.any(|w| r.text.reads(sum, w))
}

/// Where what is summed up ends at the head of the span: 三者|合计, 上述|总数.
fn summed_end(r: &Reader, s: Span) -> usize {
    let words = super::words();
    let several = number::digit(r.text.at(s.start)).is_some()
        && words.summed_of.contains(&r.text.at(s.start + 1));
    let listed = words.summed.iter().any(|w| r.text.starts_with(s.start, w));
    s.start + if several || listed { 2.min(s.len()) } else { 0 }
}

/// 共, 合计 stand before the figure.
fn is_total_lead(text: &Text, lead: Span) -> bool {
    super::words()
        .totals
        .iter()
        .any(|word| text.find(word, lead).is_some())
}

/// The figure `i` can be what the site's is compared with.
fn is_counterpart(r: &Reader, site: &Site, i: usize) -> bool {
    let m = &r.out[i];
    m.quantity.unit == site.q.unit
        && !m.each
        && of_one_size(&m.quantity, site.q)
        && !is_change_link(&m.link)
}

/// A figure and the one it is compared with are seldom farther apart.
const SIZES: f64 = 5.0;

/// Neither figure is many times the other.
fn of_one_size(a: &Quantity, b: &Quantity) -> bool {
    let (a, b) = (a.value.value(), b.value.value());
    let zero = |x: f64| x.abs() < 1e-9;
    zero(a) || zero(b) || a <= SIZES * b && b <= SIZES * a
}

impl Reader<'_> {
    fn opens_with_verb(&self, s: Span) -> bool {
        let first = self.tokens.at(s.start).filter(|_| !s.is_empty());
        first.is_some_and(|word| matches!(word.tag, b'v' | b'd'))
    }

    /// 联合巡查|开展12次: a light verb behind its object says no more than the number.
    fn without_light_verb(&self, body: Span) -> Span {
        let light = self
            .text
            .hits
            .longest_before(List::LightVerbs, body.start, body.end);
        let at = light.map_or(body.end, |(n, _)| body.end - n);
        let object = at.checked_sub(1).and_then(|k| self.tokens.at(k));
        let noun = object.is_some_and(|word| matches!(word.tag, b'n' | b'g'));
        // 调解组织 is a body.
        let noun = noun && self.text.hits.longest(List::Actors, at).is_none();
        if at > body.start + 1 && noun && self.tokens.is_edge(at) {
            Span::new(body.start, at)
        } else {
            body
        }
    }

    /// Behind the 的 at `of` stands the share itself.
    fn is_share_of(&self, site: &Site, of: usize) -> bool {
        let next = site.next.filter(|next| next.span.start == of + 1);
        of == site.q.span.end || next.is_some_and(is_ratio)
    }

    /// Where what the figure before has taken ends, or the sentence's words begin.
    fn since(&self, site: &Site) -> usize {
        site.previous.map_or(self.past_marker(site.sentence), |_| {
            self.consumed.max(site.sentence.start)
        })
    }

    /// Takes over the name of the figure, or of the clause, before.
    pub(super) fn inherit(&self, site: &Site, to_whole: bool) -> Name {
        if let Some(told) = self.past_closed(site) {
            return Name::from_figure(self, told);
        }
        if let Some((whole, _)) = self.whole.filter(|_| to_whole) {
            return Name::from_figure(self, whole);
        }
        let since = self.since(site);
        if site.clause > since {
            // 37个村实现全覆盖，占82.2%: the clause goes on with the figure before.
            let start = clause_start(self.text, since, site.clause - 1);
            if let Some(p) = site.previous.filter(|_| start == since) {
                return Name::from_figure(self, p);
            }
            if let Some(name) = self.clause_before(site, since) {
                return name;
            }
        }
        site.previous
            .map_or(Name::default(), |p| Name::from_figure(self, p))
    }

    /// 办案30件（简易程序12件、一般程序18件），|同比减少: behind a bracket that tells figures,
    /// the figure before it goes on.
    fn past_closed(&self, site: &Site) -> Option<usize> {
        let text = self.text;
        let inner = &self.out[site.previous?];
        let close = super::site::rfind(text, site.lead, ')')?;
        let mut depth = 0;
        let open = (site.sentence.start..close).rev().find(|&i| {
            match text.at(i) {
                ')' => depth += 1,
                '(' if depth == 0 => return true,
                '(' => depth -= 1,
                _ => {}
            }
            false
        })?;
        let mut before = self.out.iter().rposition(|m| m.quantity.span.end <= open);
        before = before.filter(|&k| self.out[k].sentence == site.sentence);
        let behind = Span::new(self.out[before?].quantity.span.end, open);
        let at_once = !text.slice(behind).iter().any(|&c| one_of!(c, ",;:"));
        before.filter(|_| at_once && inner.quantity.span.start > open)
    }

    /// A clause without figures right before: 开展法治宣传活动，共12场次. Of a rate it is the
    /// rate that is told: 普法率得到提升，达98%.
    fn clause_before(&self, site: &Site, since: usize) -> Option<Name> {
        let end = site.clause.checked_sub(1)?;
        let start = clause_start(self.text, since, end);
        let head = self.strip_head(Span::new(start, end.max(start)));
        let mut body = self.core(self.strip_tail(head.span));
        // 居委干部|最多，有34名: nothing but that they come first.
        if let Some(subject) = head
            .subject
            .filter(|&s| body.is_empty() && !self.is_place(s))
        {
            body = subject;
        }
        if is_ratio(site.q)
            && let Some(rate) = self.rate_end(body)
        {
            body.end = rate;
        }
        (body.len() >= 2).then(|| Name::of(self, body))
    }

    /// Where the last name of a rate in the span ends.
    fn rate_end(&self, s: Span) -> Option<usize> {
        (s.start + 2..=s.end).rev().find(|&end| {
            one_of!(self.text.before(end), "率度") && self.tokens.is_edge(end)
                || self
                    .text
                    .hits
                    .longest_before(List::Rates, s.start, end)
                    .is_some()
        })
    }

    /// 宅基地纠纷和邻里纠纷居前，前者|97件: the one of two named before, or of two figures, that
    /// this one is told of or compared with.
    fn referred(&self, site: &Site, name: &Name) -> Option<Name> {
        let word = site.compared.or(name.span.filter(|s| s.len() == 2))?;
        let pair = &super::words().pair;
        let k = pair
            .iter()
            .position(|w| self.text.find(w, word).is_some())?;
        let named = (site.sentence.start..word.start).rev();
        let named = { named }.find_map(|at| self.two_joined(at, site.sentence));
        let two = self.out.len().checked_sub(2).filter(|&p| {
            let own = self.out[p].indicator_span;
            let own = own.is_some_and(|s| named.is_none_or(|named| s.start > named[1].end));
            let here = self.out[p].sentence == site.sentence;
            own && here && self.out[p].quantity.unit == self.out[p + 1].quantity.unit
        });
        match two {
            Some(p) => Some(Name::from_figure(self, p + k)),
            None => named.map(|named| Name::of(self, named[k])),
        }
    }

    /// The two nouns that the mark at `at` joins: 适用|一般程序和简易程序|的.
    fn two_joined(&self, at: usize, sentence: Span) -> Option<[Span; 2]> {
        let text = self.text;
        let joins = |k: usize| one_of!(text.at(k), super::before::JOINS);
        let joined = joins(at) && self.tokens.at(at)?.span.len() == 1;
        let noun = |word: &&Token| {
            word.kind != Kind::Other && matches!(word.tag, b'n' | b'g' | b'x' | b'a' | b's')
        };
        // The head of the first: 收件 may be two words.
        let head = Span::new(at.checked_sub(2).filter(|_| joined)?, at);
        let start = self.tokens.at(head.start)?.span.start;
        let before = self.tokens.words(Span::new(sentence.start, start));
        let start = before.iter().rev().take_while(noun).last();
        let start = start.map_or(head.start, |word| word.span.start);
        let behind = self.tokens.words(Span::new(at + 1, sentence.end));
        // 窗口收件与网上|收件: both end with one word.
        let near = Span::new(at + 1, sentence.end.min(2 * at + 3 - start));
        let shared = text.find(&text.folded(head), near).map(|k| k + 2);
        let rest = || behind.iter().skip(1).take_while(noun).last();
        let end = shared.or_else(|| rest().or(behind.first()).map(|word| word.span.end))?;
        let named = [Span::new(start, at), Span::new(at + 1, end)];
        let alone = !joins(end) && (start == 0 || !joins(start - 1));
        (alone && named.iter().all(|s| s.len() > 1)).then_some(named)
    }

    /// What a list before a total is told of: 文件清理，保留128件、修改15件，共143件.
    fn topic(&self, q: &Quantity, last: Option<usize>) -> Option<Name> {
        let text = self.text;
        let last = last?;
        let sentence = self.out[last].sentence;
        let mut first = last;
        let listed = |m: &super::Metric| match text.at(m.lead.start) {
            '、' => true,
            // 继续有效的34件，失效的9件，两者合计43件
            ',' => m.quantity.unit == q.unit && m.link == Link::None,
            _ => false,
        };
        while first > 0 && self.out[first - 1].sentence == sentence && listed(&self.out[first]) {
            first -= 1;
        }
        // 甲局、乙局分别检查6次、14次，合计20次: what all of them are told of.
        let told = |m: &super::Metric| {
            let who = m.indicator_span.filter(|_| m.frame == "in turn");
            let verb = who.and_then(|s| m.indicator.strip_prefix(&text.printed(s)));
            verb.unwrap_or(&m.indicator).to_string()
        };
        let one = told(&self.out[first]);
        if first < last && self.out[first + 1..=last].iter().all(|m| told(m) == one) {
            return Some(Name {
                text: one,
                ..Name::default()
            })
            .filter(|name| !name.text.is_empty());
        }
        let clause = clause_start(text, sentence.start, self.out[first].quantity.span.start);
        if clause > sentence.start && first < last {
            let start = clause_start(text, sentence.start, clause - 1);
            let body = self.strip_tail(self.strip_head(Span::new(start, clause - 1)).span);
            let told = self
                .out
                .iter()
                .rev()
                .take_while(|m| m.sentence == sentence)
                .any(|m| m.quantity.span.overlaps(Span::new(start, clause)));
            if body.len() >= 4 && !told && !self.opens_adjunct(start) {
                return Some(Name::of(self, body));
            }
        }
        // Two parts name the total together: 人大代表建议、政协提案.
        let same = |k: usize| self.out[k].quantity.unit == q.unit && self.out[k].link == Link::None;
        let text = format!(
            "{}、{}",
            self.out[first].indicator, self.out[last].indicator
        );
        (first + 1 == last && same(first) && same(last) && text.chars().count() <= 22).then_some(
            Name {
                text,
                span: self.out[last].indicator_span,
                inherits: None,
            },
        )
    }

    /// The figure up to `last` that `q` is compared with: the nearest in its unit
    /// that is not far from it in size, and rather none out of a list.
    fn counterpart(&self, last: usize, q: &Quantity) -> Option<usize> {
        let sentence = self.out[last].sentence;
        [false, true].into_iter().find_map(|listed| {
            (0..=last)
                .rev()
                .take_while(|&k| self.out[k].sentence == sentence)
                .find(|&k| {
                    self.out[k].quantity.unit == q.unit
                        && !self.out[k].each
                        && (listed || !self.out[k].part)
                        && !is_change_link(&self.out[k].link)
                        && of_one_size(&self.out[k].quantity, q)
                        && (listed || !super::starts_with_pause(self.text, self.out[k].lead))
                })
        })
    }

    /// The paragraph's head, then the section's title.
    fn fallback(&self, site: &Site) -> Name {
        let text = self.text;
        let at = site.q.core.start;
        if let Some(p) = text.paragraph_at(at) {
            let first = text.sentence_at(text.paragraphs[p].span.start);
            if first != site.sentence && first.len() <= 22 {
                let start = self.past_marker(first);
                let end = first.end.saturating_sub(1).max(start);
                return Name::of(self, self.strip_tail(Span::new(start, end)));
            }
        }
        self.outline.section_at(at).map_or(Name::default(), |s| {
            Name::of(self, self.outline.sections[s].title)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::FRAMES;
    use crate::fact;
    use crate::text::Text;
    use crate::vocabulary::Vocabulary;

    /// Every frame reads a figure of its sentence.
    #[test]
    fn every_frame_reads_its_example() {
        for frame in FRAMES {
            let text = Text::new(frame.1);
            let outline = crate::outline::read(&text, &[]);
            let words = Vocabulary::default();
            let facts = fact::read(&text, &[], &outline, &words, &mut ());
            let frames: Vec<_> = facts.metrics.iter().map(|m| m.frame).collect();
            assert!(frames.contains(&frame.0), "{}: {frames:?}", frame.1);
        }
    }
}
