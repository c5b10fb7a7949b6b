//! What the rules on figures say of a relation that does not hold: the figures
//! with their names, and the slip that would explain them.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::relation::{Grade, Note, Relation, RelationKind, told_repairs};

/// `持证执法人员（96名）`: a figure with what it counts.
pub(super) fn named(seen: &Seen, metric: usize) -> String {
    let m = &seen.facts.metrics[metric];
    let printed = seen.text.printed(m.quantity.span);
    let name = m.indicator.trim();
    if name.is_empty() {
        format!("“{printed}”")
    } else {
        format!("{name}“{printed}”")
    }
}

/// The figure as printed.
pub(super) fn printed(seen: &Seen, metric: usize) -> String {
    seen.text.printed(seen.facts.metrics[metric].quantity.span)
}

/// The relations of a kind that do not hold.
pub(super) fn failing<'a>(
    seen: &'a Seen,
    kind: RelationKind,
) -> impl Iterator<Item = &'a Relation> {
    seen.relations.iter().filter(move |r| {
        // Points for percent is a rule of its own.
        r.kind == kind && !r.holds && r.note != Some(Note::PointsForPercent)
    })
}

/// The likely slip, or what would make the figures agree, as a sentence of its own;
/// nothing where none is known.
pub(super) fn slip(note: &Option<Note>) -> (String, String) {
    let (zh, en) = match note {
        Some(Note::WrongBase) => (
            "像是用变化量除以了本期数，应当除以基期数。",
            " It looks as if the change was divided by the new figure instead of the old one.",
        ),
        Some(Note::LevelForGrowth) => (
            "像是把“是基期数的几倍”写成了“增长几倍”。",
            " It looks as if how many times as many was told for how many times more.",
        ),
        Some(Note::Transposed) => (
            "像是有两位数字前后颠倒。",
            " Two digits seem to be transposed.",
        ),
        Some(Note::Repairs(repairs)) => {
            let (zh, en) = told_repairs(repairs);
            return (zh, format!(" {en}"));
        }
        _ => ("", ""),
    };
    (zh.to_string(), en.to_string())
}

/// A finding at the stated result, related to the figures it follows from. Where it is not
/// certain that they belong together, it asks.
pub(super) fn at_result(rule: &Rule, seen: &Seen, r: &Relation, zh: String, en: String) -> Finding {
    let span = |i: usize| seen.facts.metrics[i].quantity.span;
    let (zh_slip, en_slip) = slip(&r.note);
    let told = rule.at(span(r.total), zh + &zh_slip, en + &en_slip);
    let told = told.with(r.parts.iter().map(|&i| span(i)));
    match r.grade {
        Grade::Certain => told,
        Grade::Likely => Finding {
            severity: Severity::Info,
            grade: Grade::Likely,
            zh: format!("这几个数字是否应当对得上？{}", told.zh),
            en: format!("Are these figures meant to agree? {}", told.en),
            ..told
        },
    }
}

/// The stated result against what follows from the others; `of` is what they are to it.
pub(super) fn disagreeing(rule: &Rule, seen: &Seen, r: &Relation, of: Words) -> Finding {
    let reckoned = r.expr.split_once(" = ").map_or(r.expr.as_str(), |e| e.1);
    let total = named(seen, r.total);
    let zh = format!("{total}，而{}{reckoned} = {}。", of.zh, r.computed);
    let en = format!("{total}, and {}{reckoned} = {}.", of.en, r.computed);
    let (zh, en) = match r.grade {
        Grade::Certain => (
            format!("这几个数字对不上：{zh}"),
            format!("These figures disagree: {en}"),
        ),
        Grade::Likely => (zh, en),
    };
    at_result(rule, seen, r, zh, en)
}
