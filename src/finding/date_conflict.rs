//! Two dates of the paper exclude each other: published before it was signed,
//! signed before the reported year began, or before what it tells of.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fact::date::DateExpr;
use crate::outline::Role;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "date-conflict",
    severity: Severity::Info,
    what: Words {
        zh: "日期互相矛盾",
        en: "Dates that exclude each other",
    },
    why: Words {
        zh: "公开不会早于成文，成文不会早于报告年度，也不会早于文中已经做完的事；有一个日期写错或取错。",
        en: "Nothing is published before it is signed, nor signed before its year began or before what it tells of; one of the dates is wrong.",
    },
    source: Words {
        zh: "据原文：同一报告的日期相互比对",
        en: "The text itself: the dates of the report compared",
    },
    faulty: examples![
        "来源：某某区民政局 发布时间：2023-03-13 15:05\n某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年3月14日",
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2021年3月14日",
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。2023年2月6日召开了总结会。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年1月14日",
    ],
    sound: examples![
        "某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。2023年1月6日召开了总结会，力争在2023年3月31日前整改到位。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年1月14日",
        "来源：某某区民政局 发布时间：2023-03-15 15:05\n某某区民政局2022年法治政府建设年度报告\n一、主要工作\n组织学法6次。\n二、2023年工作安排\n抓好落实。\n某某区民政局\n2023年3月14日",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let mut out = Vec::new();
    let Some((signed, day)) = seen.meta.signed_date.as_ref() else {
        return out;
    };
    if let Some((published, iso)) = seen.meta.published_date.as_ref()
        && iso < day
    {
        let zh = format!("公开日期{iso}早于成文日期{day}。");
        let en = format!("Published on {iso}, before it was signed on {day}.");
        out.push(RULE.at(*published, zh, en).with([*signed]));
    }
    if let Some(year) = seen.year()
        && day
            .get(..4)
            .and_then(|y| y.parse::<i32>().ok())
            .is_some_and(|y| y < year)
    {
        let zh = format!("成文日期{day}早于报告年度{year}年。");
        let en = format!("Signed on {day}, before the reported year {year} began.");
        let related = seen.meta.year.map(|y| y.0);
        out.push(
            RULE.at(*signed, zh, en)
                .with(related)
                .severe(Severity::Warning),
        );
    }
    let later = seen.facts.dates.iter().filter(|d| is_later(seen, d, day));
    out.extend(later.map(|d| {
        let quote = seen.quote(d.span);
        let zh = format!("{quote}晚于成文日期{day}，而文中写的是已经做完的事。");
        let en = format!("{quote} is later than the signature, {day}, but told as done.");
        RULE.at(d.span, zh, en)
            .with([*signed])
            .severe(Severity::Warning)
    }));
    out.extend(left_over(seen));
    out
}

/// 截至2021年12月31日 in a report on 2022, where the sentence has no other day: perhaps the
/// former report's.
fn left_over(seen: &Seen) -> Vec<Finding> {
    let (text, dates) = (seen.text, &seen.facts.dates);
    let Some(year) = seen.year() else {
        return Vec::new();
    };
    let ends = ["12", "12-31"].map(|end| format!("{}-{end}", year - 1));
    let is_left = |&(n, d): &(usize, &DateExpr)| {
        let at = d.span.start;
        let as_of = kept_rows!("stretches").any(|r| r[0] == "as of" && text.ends_with(at, r[1]));
        let is_end = d.iso.as_ref().is_some_and(|iso| ends.contains(iso));
        let sentence = text.sentence_at(at);
        let beside = [n.checked_sub(1), Some(n + 1)];
        let mut beside = beside.into_iter().flatten().filter_map(|k| dates.get(k));
        let alone = !beside.any(|other| sentence.contains(other.span.start));
        as_of && is_end && alone && is_own(seen, at)
    };
    let tell = |d: &DateExpr| {
        let quote = seen.quote(d.span);
        let zh = format!("{quote}是上一年的年末，报告的是{year}年；如果不是有意对比，请核对年份。");
        let en = format!(
            "{quote} is the end of the year before; the report is on {year}. If no comparison is meant, check the year."
        );
        RULE.at(d.span, zh, en)
    };
    let left = dates.iter().enumerate().filter(is_left);
    left.map(|(_, d)| tell(d)).collect()
}

/// A place of the body, in no title that is cited.
fn is_own(seen: &Seen, at: usize) -> bool {
    let body = &seen.outline.frame.body;
    let paragraph = seen.text.paragraph_at(at).filter(|i| body.contains(i));
    let is_printed = |i: usize| !seen.in_boilerplate(seen.text.paragraphs[i].span.start);
    paragraph.is_some_and(is_printed) && !seen.in_citation(at)
}

/// A day after the signature, in the body, on which something is said to have been done:
/// no day by which or from which something is to be (`src/words/stretches.tsv`), none of a
/// plan or an aim.
fn is_later(seen: &Seen, date: &DateExpr, signed: &str) -> bool {
    const DAY: usize = "2022-01-01".len();
    let text = seen.text;
    let Some(iso) = date.iso.as_deref() else {
        return false;
    };
    if iso.len() != DAY || signed.len() != DAY || iso <= signed {
        return false;
    }
    let at = date.span.start;
    let sentence = text.sentence_at(at);
    let section = seen.outline.section_at(at);
    let planned = |s: usize| seen.outline.sections[s].role == Role::Plan;
    let word = |kind: &str, stands: &dyn Fn(&str) -> bool| {
        kept_rows!("stretches").any(|r| r[0] == kind && stands(r[1]))
    };
    let until = word("until", &|w| text.starts_with(date.span.end, w));
    let by = word("by", &|w| text.ends_with(at, w));
    let before = Span::new(sentence.start, at);
    let aimed = word("aim", &|w| text.find(w, before).is_some());
    is_own(seen, at) && !section.is_some_and(planned) && !until && !by && !aimed
}
