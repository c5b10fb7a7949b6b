//! Two facts run together where a comma was lost: 讲课2次全年组织学法6次.

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
        zh: "两句之间缺标点",
        en: "Two statements without a mark between them",
    },
    why: Words {
        zh: "前一件事说完了，后一件事另有时间和数字，中间应当断开；连写时数字像是同一件事的。",
        en: "One thing is told to its end and another with a time and a figure of its own follows: run together, the figures seem to speak of one.",
    },
    source: Words {
        zh: "GB/T 15834-2011《标点符号用法》4.4：句子内部的停顿用逗号",
        en: "GB/T 15834-2011, 4.4: a comma for a pause within a sentence",
    },
    faulty: examples![
        "局主要负责人讲法治课3次全年组织旁听庭审4场。",
        "开展联合检查12次今年查处案件5件。",
        "认真落实行政应诉制度2024年组织旁听庭审5次。",
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
        .collect()
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
