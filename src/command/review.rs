//! The remarks on a report as Markdown, which also reads well as plain text. The page's
//! review (`www/exports/markdown.js`) looks alike, and has more: what a reader decided,
//! several changes to choose from, both sides of figures that disagree.

use crate::page::Page;
use crate::row::joined;
use crate::words::{Lang, filled, t};
use fazhi_lens::report::{Finding, Fix, Relation, Report, Rule, Span};

/// UTF-16 code units that are shown on either side of what is quoted.
const REACH: usize = 20;
/// Longer quotes are cut.
const LONGEST: usize = 90;

/// A remark before it is worded.
struct Remark<'a> {
    code: &'static str,
    severity: &'static str,
    likely: bool,
    span: Span,
    says: String,
    fix: Option<&'a Fix>,
}

/// The remarks on a report, each with its place, its words, its reason and its source.
pub fn review(lang: Lang, name: &str, text: &str, report: &Report) -> String {
    let page = Page::new(&masked(text, report));
    let title = report.meta.title.as_ref();
    let title = title.map_or(name.to_owned(), |title| joined(&title.text));
    let title = one_line(&title, 120);
    let remarks = remarks(lang, report);
    let rules = fazhi_lens::rules();
    let mut parts = vec![
        format!(
            "# {}",
            plain(&filled(lang, "review.of", &[("title", &title)]))
        ),
        counted(lang, &remarks),
    ];
    let (by, count) = (t(lang, "name"), rules.len().to_string());
    let facts = [("name", by), ("rules", count.as_str())];
    parts.push(filled(lang, "cmd.review.by", &facts));
    for (at, remark) in remarks.iter().enumerate() {
        let n = at + 1;
        let kind = match remark.likely {
            true => t(lang, "grade.likely"),
            false => severity(lang, remark.severity),
        };
        let place = place(lang, &page, report, remark.span);
        parts.push(format!("## {n}. {kind} · {}", plain(&place)));
        if let Some(quote) = quote(&page, remark.span) {
            parts.push(format!("> {}", plain(&quote)));
        }
        let rule = rules.iter().find(|rule| rule.code == remark.code);
        parts.push(reasons(lang, &page, remark, rule));
    }
    parts.join("\n\n") + "\n"
}

/// How many remarks there are, and of which kinds.
fn counted(lang: Lang, remarks: &[Remark]) -> String {
    if remarks.is_empty() {
        return t(lang, "findings.none").to_owned();
    }
    let kinds = ["error", "warning", "info"].into_iter().filter_map(|kind| {
        let n = remarks.iter().filter(|r| r.severity == kind).count();
        (n > 0).then(|| format!("{} {n}", severity(lang, kind)))
    });
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    let kinds = kinds.collect::<Vec<_>>().join(comma);
    let n = remarks.len().to_string();
    filled(lang, "review.count", &[("n", &n), ("kinds", &kinds)])
}

fn severity(lang: Lang, name: &str) -> &'static str {
    let key = match name {
        "error" => "severity.error",
        "warning" => "severity.warning",
        _ => "severity.info",
    };
    t(lang, key)
}

/// Every finding, and every check that fails without one, in the order of the text.
fn remarks<'a>(lang: Lang, report: &'a Report) -> Vec<Remark<'a>> {
    let told = |f: &'a Finding| Remark {
        code: f.code,
        severity: f.severity,
        likely: f.grade == "likely",
        span: f.span,
        says: match lang {
            Lang::Zh => f.message.zh.clone(),
            Lang::En => f.message.en.clone(),
        },
        fix: f.fix.as_ref(),
    };
    let failing = report.relations.iter().filter(|r| !r.holds);
    let untold = failing.filter(|r| !is_told(report, r));
    let mut all: Vec<Remark> = report.findings.iter().map(told).collect();
    all.extend(untold.map(|r| check(lang, report, r)));
    all.sort_by_key(|remark| remark.span.start);
    all
}

/// Whether a finding tells of a check: it names all of its figures, or stands at the one
/// that states the result.
fn is_told(report: &Report, relation: &Relation) -> bool {
    let span = |&index: &u32| report.metrics[index as usize].span;
    let total = span(&relation.total);
    report.findings.iter().any(|finding| {
        let names = |place| finding.span == place || finding.related.contains(&place);
        let all = names(total) && relation.parts.iter().map(span).all(names);
        all || finding.span == total && finding.code != "unit-missing"
    })
}

/// A check that fails, as a remark under the rule that it belongs to.
fn check<'a>(lang: Lang, report: &Report, relation: &Relation) -> Remark<'a> {
    let likely = relation.grade == "likely";
    let (code, severity) = match relation.kind {
        "ratio" => ("ratio-mismatch", "error"),
        "difference" => ("difference-mismatch", "error"),
        "equal" => ("figure-conflict", "warning"),
        "bound" => ("part-exceeds-whole", "error"),
        "list" => ("list-mismatch", "warning"),
        _ => ("sum-mismatch", "error"),
    };
    let key = match likely {
        true => "trouble.question",
        false => "trouble.check",
    };
    Remark {
        code,
        severity: if likely { "info" } else { severity },
        likely,
        span: report.metrics[relation.total as usize].span,
        says: filled(lang, key, &[("expr", &relation.expr)]),
        fix: None,
    }
}

/// What is said at a place, what is suggested, why, and who says so.
fn reasons(lang: Lang, page: &Page, remark: &Remark, rule: Option<&Rule>) -> String {
    let mut lines = vec![("review.says", remark.says.clone())];
    if let Some(fix) = remark.fix {
        let old = page.words(fix.span);
        let (key, words) = match (old.as_str(), fix.text.as_str()) {
            ("", new) => ("findings.fix.insert", one_line(new, 24)),
            (old, "") if old.trim().is_empty() => ("findings.fix.blank", String::new()),
            (old, "") => ("findings.fix.delete", one_line(old, 20)),
            (_, new) => ("findings.fix", one_line(new, 40)),
        };
        lines.push(("review.suggests", filled(lang, key, &[("text", &words)])));
    }
    if let Some(rule) = rule {
        let said = |words: &fazhi_lens::report::Bilingual| match lang {
            Lang::Zh => words.zh.clone(),
            Lang::En => words.en.clone(),
        };
        lines.push(("review.why", said(&rule.why)));
        lines.push(("findings.source", said(&rule.source)));
    }
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let lines = lines.iter().filter(|(_, words)| !words.is_empty());
    let lines = lines.map(|(key, words)| format!("- {}{colon}{}", t(lang, key), plain(words)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The headings that enclose a place, and its line.
fn place(lang: Lang, page: &Page, report: &Report, span: Span) -> String {
    let holds = |at: &usize| {
        let section = report.sections[*at].span;
        section.start <= span.start && span.start < section.end
    };
    let innermost = (0..report.sections.len()).rev().find(holds);
    let above = |at: &usize| report.sections[*at].parent.map(|at| at as usize);
    let mut path: Vec<String> = std::iter::successors(innermost, above)
        .map(|at| {
            let section = &report.sections[at];
            let marker = section.marker.as_deref().unwrap_or("");
            one_line(&format!("{marker}{}", section.title), 40)
        })
        .collect();
    if path.is_empty() {
        path.push(t(lang, "place.outside").to_owned());
    }
    path.reverse();
    let line = page.place(span.start).0.to_string();
    path.push(filled(lang, "cmd.review.line", &[("n", &line)]));
    path.join(" › ")
}

/// The words of a place between those round it, up to the ends of its paragraph; `None`
/// where something is missing and there are no words.
fn quote(page: &Page, span: Span) -> Option<String> {
    let (start, end) = (span.start as usize, span.end as usize);
    if end <= start {
        return None;
    }
    let long = end - start > LONGEST;
    let reach = if long { 6 } else { REACH };
    let before = page.between(start.saturating_sub(reach), start);
    let before = match before.rfind(['\n', '\r']) {
        Some(at) => before[at + 1..].to_owned(),
        None if start > reach => format!("…{before}"),
        None => before,
    };
    let after = page.between(end, end + reach);
    let after = match after.find(['\n', '\r']) {
        Some(at) => after[..at].to_owned(),
        None if end + reach < page.len() => format!("{after}…"),
        None => after,
    };
    let words = one_line(&page.words(span), if long { LONGEST } else { usize::MAX });
    let (before, after) = (before.trim_start(), after.trim_end());
    Some(format!("{before}【{words}】{after}"))
}

/// The text without the numbers by which a person is known: a review is handed on.
fn masked(text: &str, report: &Report) -> String {
    let exposed = |f: &&Finding| f.code.ends_with("-exposed");
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for fix in report
        .findings
        .iter()
        .filter(exposed)
        .filter_map(|f| f.fix.as_ref())
    {
        let new: Vec<u16> = fix.text.encode_utf16().collect();
        let place = fix.span.start as usize..fix.span.end as usize;
        if let Some(old) = units.get_mut(place).filter(|old| old.len() == new.len()) {
            old.copy_from_slice(&new);
        }
    }
    String::from_utf16_lossy(&units)
}

/// Words on one line, cut where they are long, in characters.
fn one_line(words: &str, longest: usize) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// Words that stand for themselves in Markdown.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' => out.extend(['\\', c]),
            '\r' | '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
