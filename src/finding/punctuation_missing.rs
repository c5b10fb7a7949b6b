//! A lost mark: two facts run together where a comma was (讲课2次全年组织学法6次), and a
//! paragraph that ends without its full stop.

use super::widths::Widths;
use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::entity::{Entity, EntityKind};
use crate::fact::metric::Metric;
use crate::fold::is_han;
use crate::lexicon::List;
use crate::span::Span;
use std::cell::LazyCell;

pub static RULE: Rule = Rule {
    code: "punctuation-missing",
    severity: Severity::Warning,
    what: Words {
        zh: "两句之间或段末缺标点",
        en: "No mark between two statements, or at the end of a paragraph",
    },
    why: Words {
        zh: "前一件事说完了，后一件事另有时间和数字，中间应当断开；连写时数字像是同一件事的。别的段落都以句号收尾，只有这一段没有，也可能漏了半句。",
        en: "One thing is told to its end and another with a time and a figure of its own follows: run together, the figures seem to speak of one. Where the other paragraphs end in a full stop and one does not, half a sentence may be lost with it.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》4.4：句子内部的停顿用逗号；4.1：陈述句末尾用句号",
        en: "GB/T 15834-2011, 4.4: a comma for a pause within a sentence; 4.1: a full stop at the end of a statement",
    },
    faulty: examples![
        "局主要负责人讲法治课3次全年组织旁听庭审4场。",
        "开展联合检查12次今年查处案件5件。",
        "认真落实行政应诉制度2024年组织旁听庭审5次。",
        "一、规范执法\n全年评查案卷240卷，优秀的78卷，不合格的6卷，占2.5%\n二、化解争议\n全年受理案件20件，审结18件，均在法定期限内。\n三、普法宣传\n全年举办讲座12场，参加的有900人，发放资料2000份。\n四、存在的问题\n执法力量不足，专业人员偏少，培训也不够经常。",
    ],
    sound: examples![
        "局主要负责人讲法治课3次，全年组织旁听庭审4场。",
        "设立3个全年无休窗口，办理事项26件。",
        "抽查12家2022年新登记企业，发现问题5个。",
        "完成4件2021年结转案件，结案率100%。",
        "受理案件58件、2022年结转6件。",
        "认真落实行政应诉制度，2024年组织旁听庭审5次。",
        "行政复议案件2024年受理36件。",
        "县司法局2024年组织旁听庭审5次。",
        "根据行政应诉规定2024年应当组织旁听庭审5次。",
        "印发行政执法培训方案2024年版2份。",
        // One paragraph in two ends so: the manner of the text, and no slip.
        "一、规范执法\n全年评查案卷240卷，优秀的78卷，不合格的6卷，占2.5%\n二、化解争议\n全年受理案件20件，审结18件，均在法定期限内\n三、普法宣传\n全年举办讲座12场，参加的有900人，发放资料2000份。\n四、存在的问题\n执法力量不足，专业人员偏少，培训也不够经常。",
    ],
    find,
};

/// The classifiers of what is done: what was done stands before the number, and no noun
/// follows it.
const DOINGS: [&str; 6] = ["次", "场", "起", "场次", "人次", "件次"];

fn find(seen: &Seen) -> Vec<Finding> {
    let mut places = behind_figures(seen);
    places.extend(behind_objects(seen));
    let widths = LazyCell::new(|| Widths::read(seen.text));
    let remarks = places.into_iter();
    remarks
        .map(|(before, behind)| remark(seen, before, behind, widths.usual(',')))
        .chain(unended(seen))
        .collect()
}

/// So long is a paragraph of prose at least, in characters, and not a heading that no
/// marker tells.
const PROSE: usize = 20;
/// For each paragraph without a mark at its end there are so many with one at least.
const ENDED: usize = 3;

/// A paragraph of prose that a heading follows, or the signature, and that ends without
/// a mark, where the others end with one.
fn unended(seen: &Seen) -> Vec<Finding> {
    let (text, frame) = (seen.text, &seen.outline.frame);
    // Before the first of its level a heading of the level above may stand, unread.
    let heads = |at: usize| {
        let sections = &seen.outline.sections;
        let i = sections.partition_point(|s| s.heading.start < at);
        sections
            .get(i)
            .is_some_and(|s| s.heading.start == at && s.ordinal != Some(1))
    };
    // A heading that has run into the paragraph before it ends without a pause.
    let is_prose = |p: &Span| {
        let pauses = text.marks(*p).filter(|&k| matches!(text.at(k), ',' | '。'));
        let pauses: Vec<usize> = pauses.collect();
        let last = pauses
            .last()
            .is_some_and(|&k| text.at(k) == ',' || k + 1 == p.end);
        p.len() >= PROSE && pauses.len() > 1 && last
    };
    let list: Vec<Span> = seen.body().filter(|p| !p.is_empty()).collect();
    let ends = |p: &Span| {
        let last = text.before(p.end);
        is_han(last) || last == '%'
    };
    let (mut without, mut with) = (Vec::new(), 0);
    for (nth, p) in list.iter().enumerate().filter(|(_, p)| is_prose(p)) {
        let behind = list.get(nth + 1);
        if !ends(p) {
            with += 1;
        } else if behind.map_or(frame.signature.is_some(), |next| heads(next.start)) {
            without.push(*p);
        }
    }
    if without.len() * ENDED > with {
        return Vec::new();
    }
    let remark = |p: Span| {
        let place = Span::new(p.end.saturating_sub(6).max(p.start), p.end);
        let quote = seen.quote(place);
        let zh = format!("{quote}：段末缺句号。");
        let en = format!("{quote}: the paragraph ends without a full stop.");
        RULE.at(place, zh, en).fixed(Span::new(p.end, p.end), "。")
    };
    without.into_iter().map(remark).collect()
}

/// 讲课2次|全年组织学法6次
fn behind_figures(seen: &Seen) -> Vec<(Span, Span)> {
    let ends = seen.facts.metrics.windows(2);
    let run_on = ends.filter(|pair| !seen.in_boilerplate(pair[0].quantity.span.start));
    let list = run_on.filter_map(|pair| {
        let time = time_behind(seen, &pair[0])?;
        let rest = Span::new(time.end, pair[1].quantity.span.start);
        (pair[0].sentence == pair[1].sentence && tells(seen, rest))
            .then_some((pair[0].quantity.span, time))
    });
    list.collect()
}

/// No more names stand within another.
const INNER: usize = 4;

/// 落实制度|2024年组织旁听5次: a verb with its object, then a year with a verb and a figure.
fn behind_objects(seen: &Seen) -> Vec<(Span, Span)> {
    let (text, tokens) = (seen.text, &seen.facts.tokens);
    let mut out = Vec::new();
    for m in seen.facts.metrics.iter().filter(|m| was_done(m)) {
        let years = &seen.facts.dates;
        let at = years.partition_point(|d| d.span.end <= m.quantity.span.start);
        let Some(year) = at.checked_sub(1).map(|at| years[at].span) else {
            continue;
        };
        let head = (m.sentence.start..year.start)
            .rev()
            .find(|&k| !is_han(text.at(k)))
            .map_or(m.sentence.start, |k| k + 1);
        let told = tokens.words(Span::new(head, year.start));
        let [first, .., object] = told else {
            continue;
        };
        // 全面落实, 认真组织; 落实 and 规定 are both verb and noun (g).
        let act = told.iter().find(|w| !matches!(w.tag, b'd' | b'a'));
        let verb = act.is_some_and(|w| matches!(w.tag, b'v' | b'g'));
        let entities = &seen.facts.entities;
        let at = entities.partition_point(|e| e.span.start <= object.span.start);
        let body = |e: &Entity| e.kind == EntityKind::Org && e.span.covers(object.span);
        let named = entities[..at].iter().rev().take(INNER).any(body);
        let whole = text.before(year.end) == '年' && first.span.len() > 1;
        if verb
            && whole
            && matches!(object.tag, b'n' | b'g')
            && object.span.len() > 1
            && !named
            && tells(seen, Span::new(year.end, m.quantity.span.start))
        {
            out.push((object.span, year));
        }
    }
    out
}

/// The figure counts something done that is told before it.
fn was_done(m: &Metric) -> bool {
    let q = &m.quantity;
    let told_before = m.indicator_span.is_some_and(|s| s.end <= q.span.start);
    let unit = q.unit.as_deref().unwrap_or_default();
    DOINGS.contains(&unit) && m.cell.is_none() && told_before
}

/// The time that stands right behind a figure of something done.
fn time_behind(seen: &Seen, m: &Metric) -> Option<Span> {
    let end = m.quantity.span.end;
    let dates = &seen.facts.dates;
    let at = dates.partition_point(|d| d.span.start < end);
    let date = dates.get(at).map(|d| d.span).filter(|d| d.start == end);
    let word = || {
        let (len, _) = seen.text.hits.longest(List::RelativeDates, end)?;
        Some(Span::new(end, end + len))
    };
    date.or_else(word).filter(|_| was_done(m))
}

/// A verb and what it was done to: words alone, and no 的 that would make the time an
/// attribute.
fn tells(seen: &Seen, rest: Span) -> bool {
    let words = seen.facts.tokens.words(rest);
    let plain = seen
        .text
        .slice(rest)
        .iter()
        .all(|&c| is_han(c) && c != '的');
    let verb = words
        .first()
        .is_some_and(|w| matches!(w.tag, b'v' | b'g' | b'd'));
    plain && verb && words.len() >= 2
}

/// A remark that a comma is missing between two stretches.
fn remark(seen: &Seen, figure: Span, time: Span, comma: char) -> Finding {
    let place = Span::new(figure.start, time.end);
    let quote = seen.quote(place);
    let (before, behind) = (seen.text.printed(figure), seen.text.printed(time));
    let zh = format!("{quote}：“{before}”之后是另一件事，中间缺逗号。");
    let en = format!("{quote}: what follows “{before}” is another thing; a comma is missing.");
    RULE.at(place, zh, en)
        .fixed(place, format!("{before}{comma}{behind}"))
}
