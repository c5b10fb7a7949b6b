//! Slips of words that a phrase list proves: `src/words/slips.tsv`.
//!
//! | column | says |
//! |---|---|
//! | code | the rule it belongs to |
//! | severity | warning or info |
//! | wrong | as printed; `*` stands for up to ten characters of one clause |
//! | right | what it should be; empty where more than one repair is possible |
//! | not_before, not_after | characters beside it that make it sound |
//! | since | the first reported year for which it is wrong |
//! | zh, en | the remark |

use super::{Finding, Rule, Seen, Severity, quoted};
use crate::fold::{fold, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::words::rows;
use std::sync::OnceLock;

struct Slip {
    code: &'static str,
    severity: Severity,
    /// The parts between the stars, folded.
    parts: Vec<Vec<char>>,
    right: &'static str,
    not_before: &'static str,
    not_after: &'static str,
    since: Option<i32>,
    zh: &'static str,
    en: &'static str,
}

/// The longest stretch that a star stands for.
const STAR: usize = 10;

fn slips() -> &'static [Slip] {
    static SLIPS: OnceLock<Vec<Slip>> = OnceLock::new();
    SLIPS.get_or_init(|| {
        rows(word_file!("slips"))
            .map(|r| {
                let at = |i: usize| r.get(i).copied().unwrap_or("");
                Slip {
                    code: at(0),
                    severity: if at(1) == "info" {
                        Severity::Info
                    } else {
                        Severity::Warning
                    },
                    parts: at(2)
                        .split('*')
                        .map(|p| p.chars().map(fold).collect())
                        .collect(),
                    right: at(3),
                    not_before: at(4),
                    not_after: at(5),
                    since: at(6).parse().ok(),
                    zh: at(7),
                    en: at(8),
                }
            })
            .collect()
    })
}

/// Every slip of one code.
pub(super) fn find(seen: &Seen, rule: &Rule) -> Vec<Finding> {
    let list = slips();
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut done = p.start;
        for i in text.hits.places(List::Slips, p) {
            if i < done {
                continue;
            }
            done = i + 1;
            let hit = lines_at(seen, i).iter().find_map(|&k| {
                let s = &list[k];
                let applies = s.code == rule.code
                    && s.since.is_none_or(|y| seen.year().is_some_and(|r| r >= y));
                let end = applies.then(|| matches_at(seen, s, i, p.end)).flatten()?;
                let beside =
                    !s.not_before.contains(text.before(i)) && !s.not_after.contains(text.at(end));
                (beside && !seen.in_citation(i)).then_some((s, end))
            });
            let Some((s, end)) = hit else {
                continue;
            };
            let place = Span::new(i, end);
            let printed = quoted(&text.printed(place));
            let right = if s.right.is_empty() {
                String::new()
            } else {
                format!("应为“{}”", s.right)
            };
            let (zh, en) = match (s.zh, s.right) {
                ("", "") => (
                    format!("{printed}用词有误。"),
                    format!("{printed} is a slip."),
                ),
                ("", r) => (
                    format!("{printed}{right}。"),
                    format!("{printed} should be “{r}”."),
                ),
                (note, "") => (
                    format!("{printed}：{note}。"),
                    format!("{printed}: {}.", s.en),
                ),
                (note, r) => (
                    format!("{printed}{right}：{note}。"),
                    format!("{printed} should be “{r}”: {}.", s.en),
                ),
            };
            let mut found = rule.at(place, zh, en).severe(s.severity);
            if !s.right.is_empty() && s.parts.len() == 1 && s.severity == Severity::Warning {
                found = found.fixed(place, s.right);
            }
            out.push(found);
            done = end;
        }
    }
    out
}

/// The lines whose first part stands at a place, in the order of the file: a line stands
/// before a more general one.
fn lines_at(seen: &Seen, at: usize) -> Vec<usize> {
    let starts = seen.text.hits.at(at).filter(|hit| hit.list == List::Slips);
    let mut lines: Vec<usize> = starts.map(|hit| hit.entry).collect();
    crate::span::sort(&mut lines);
    lines
}

fn matches_at(seen: &Seen, s: &Slip, at: usize, end: usize) -> Option<usize> {
    let text = seen.text;
    let mut k = at;
    for (n, part) in s.parts.iter().enumerate() {
        let fits = |j: usize| j + part.len() <= end && text.chars[j..].starts_with(part);
        if n == 0 {
            k = fits(k).then_some(k + part.len())?;
            continue;
        }
        let stop = |j: usize| one_of!(text.at(j), ",。;:\n");
        let reach = (k..end.min(k + STAR + 1)).take_while(|&j| j == k || !stop(j - 1));
        k = reach.skip(1).find(|&j| fits(j)).map(|j| j + part.len())?;
    }
    Some(k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_complete() {
        for s in slips() {
            assert!(
                super::super::RULES.iter().any(|r| r.code == s.code),
                "{}",
                s.code
            );
            assert!(
                s.parts.iter().all(|p| !p.is_empty()),
                "an empty part beside a star"
            );
            assert_eq!(s.zh.is_empty(), s.en.is_empty(), "{}", s.zh);
            let wrong: String = s.parts.iter().flatten().collect();
            assert!(
                s.right.is_empty() || !s.right.contains(&wrong) || !s.not_before.is_empty(),
                "{wrong}"
            );
        }
    }
}
