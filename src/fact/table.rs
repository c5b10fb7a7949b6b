//! Tables flattened to lines: rows of cells under column heads.
//!
//! | text | reading |
//! |---|---|
//! | `领域 2022年 2023年 同比` over `食品安全 412 456 +10.7%` | 食品安全: 412 for 2022, 456 for 2023, a change of 10.7% |
//! | `罚没金额（万元） 2386.4` | 罚没金额: 2386.4, the unit 元 from the head |
//!
//! The unit stands in the cell, in the column's or the row's head in brackets, or
//! in the caption (单位：件).

use super::date::{self, DateExpr};
use super::metric::{Cell, Direction, Kind, Link, Metric, kind_of_unit};
use super::number::{self, Decimal, Setting, Style};
use super::quantity::{Approx, Quantity};
use super::unit::{self, Unit};
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, is_one_of};
use crate::outline::Outline;
use crate::span::Span;
use crate::text::Text;

/// A head's words, its unit in brackets taken off.
struct Head {
    span: Span,
    name: String,
    unit: Option<Unit>,
}

/// Reads every table row and claims its cells.
pub fn read(
    text: &Text,
    claims: &mut Claims,
    outline: &Outline,
    dates: &[DateExpr],
) -> Vec<Metric> {
    let mut out = Vec::new();
    let mut table = 0;
    let mut i = 0;
    while i < text.paragraphs.len() {
        if !text.paragraphs[i].row {
            i += 1;
            continue;
        }
        let from = i;
        while i < text.paragraphs.len() && text.paragraphs[i].row {
            i += 1;
        }
        block(text, claims, outline, dates, from..i, table, &mut out);
        table += 1;
    }
    out
}

/// The cells of a row.
fn cells(text: &Text, row: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = row.start;
    for i in row.start..=row.end {
        if i == row.end || matches!(text.at(i), ' ' | '|') {
            if i > start {
                out.push(Span::new(start, i));
            }
            start = i + 1;
        }
    }
    // 合　计: a word with its letters spaced.
    let single = |s: Span| s.len() == 1 && is_han(text.at(s.start));
    if let [a, b, ..] = out[..]
        && single(a)
        && single(b)
        && text.at(a.end) == ' '
    {
        out[0].end = b.end;
        out.remove(1);
    }
    out
}

fn block(
    text: &Text,
    claims: &mut Claims,
    outline: &Outline,
    dates: &[DateExpr],
    rows: std::ops::Range<usize>,
    table: usize,
    out: &mut Vec<Metric>,
) {
    let lines: Vec<(Span, Vec<Span>)> = rows
        .clone()
        .map(|p| {
            (
                text.paragraphs[p].span,
                cells(text, text.paragraphs[p].span),
            )
        })
        .collect();
    let width = lines.iter().map(|l| l.1.len()).max().unwrap_or(0);
    let figure = |s: Span| crate::text::is_figure(&text.folded(s));
    let headed = lines.len() > 1 && lines[0].1.iter().all(|c| !figure(*c));
    let mut columns: Vec<Option<Head>> = (0..width).map(|_| None).collect();
    if headed {
        let shift = width - lines[0].1.len();
        for (k, c) in lines[0].1.iter().enumerate() {
            columns[k + shift] = Some(head(text, *c));
        }
    }
    let caption = caption_unit(text, rows.start);
    for (r, (line, cells)) in lines.iter().enumerate().skip(usize::from(headed)) {
        let names: Vec<Span> = cells.iter().copied().take_while(|c| !figure(*c)).collect();
        let Some(name) = names.last().map(|n| head(text, *n)) else {
            continue;
        };
        for (c, cell) in cells.iter().enumerate().skip(names.len()) {
            let column = columns.get(c).and_then(|h| h.as_ref());
            let Some(m) = metric(
                text,
                outline,
                dates,
                *line,
                *cell,
                &name,
                column,
                caption.as_ref(),
                Cell {
                    table,
                    row: r,
                    column: c,
                },
            ) else {
                continue;
            };
            claims.claim(*cell, Owner::Quantity);
            out.push(m);
        }
    }
    // Heads and cells without a value are closed to the reader of prose.
    for (line, _) in &lines {
        claims.claim(*line, Owner::Quantity);
    }
}

/// A head with its unit in brackets: 在用数量（台）.
fn head(text: &Text, span: Span) -> Head {
    let name = text.folded(span);
    if let (Some(open), true) = (name.find('('), name.ends_with(')')) {
        let inner = name[open + 1..name.len() - 1]
            .trim_start_matches("单位:")
            .to_string();
        if let Some(unit) = unit::alone(&inner) {
            let chars = name[..open].chars().count();
            let span = Span::new(span.start, span.start + chars);
            return Head {
                span,
                name: text.printed(span),
                unit: Some(unit),
            };
        }
    }
    Head {
        span,
        name: text.printed(span).replace(char::is_whitespace, ""),
        unit: None,
    }
}

/// （单位：件） in the caption over the table.
fn caption_unit(text: &Text, first: usize) -> Option<Unit> {
    let lines = first.saturating_sub(3)..first;
    for p in lines.rev() {
        let s = text.folded(text.paragraphs[p].span);
        if let Some(at) = s.find("单位:") {
            let rest: String = s[at + "单位:".len()..]
                .chars()
                .take_while(|c| !is_one_of(*c, "), 、;"))
                .collect();
            return unit::alone(&rest);
        }
        if s.chars().count() > 40 {
            break;
        }
    }
    None
}

/// Heads that say what a column is, not what it counts.
fn is_generic(head: &str) -> bool {
    matches!(
        head,
        "数量"
            | "件数"
            | "数值"
            | "数据"
            | "总数"
            | "人数"
            | "次数"
            | "金额"
            | "合计"
            | "小计"
            | "完成情况"
            | "完成数"
            | "本年"
            | "本期"
    )
}

#[allow(clippy::too_many_arguments)]
fn metric(
    text: &Text,
    outline: &Outline,
    dates: &[DateExpr],
    line: Span,
    cell: Span,
    row: &Head,
    column: Option<&Head>,
    caption: Option<&Unit>,
    place: Cell,
) -> Option<Metric> {
    let sign = text.at(cell.start);
    let signed = matches!(sign, '+' | '-');
    let start = cell.start + usize::from(signed);
    let none = |_: usize| false;
    let setting = Setting {
        text,
        unit_at: &none,
        is_free: &|_| true,
    };
    let n = number::read(setting, start).filter(|n| n.span.end <= cell.end)?;
    let printed = text.folded(Span::new(n.span.end, cell.end));
    let own = (!printed.is_empty()).then(|| unit::alone(&printed)).flatten();
    let named_rate = column.is_some_and(|h| {
        h.name.ends_with('率') || h.name.ends_with("占比") || h.name.contains('%')
    });
    let unit = own
        .clone()
        .or_else(|| column.and_then(|h| h.unit.clone()))
        .or_else(|| row.unit.clone())
        .or_else(|| caption.cloned().filter(|_| !named_rate));
    let places = if own.is_some() {
        0
    } else {
        unit.as_ref().map_or(0, |u| u.places)
    };
    let period = column
        .and_then(|h| date::within(dates, h.span))
        .map(|d| d.span);
    let compared = column.is_some_and(|h| {
        ["同比", "增长", "增幅", "增减", "变化", "升降"]
            .iter()
            .any(|w| h.name.contains(w))
    });
    let mut indicator = row.name.clone();
    if let Some(h) = column.filter(|h| period.is_none() && !is_generic(&h.name)) {
        indicator.push_str(&h.name);
    }
    let change = compared || signed;
    let (dimension, factor) = unit
        .as_ref()
        .map_or(("", None), |u| (u.dimension, u.factor));
    let value = Decimal::new(n.value.digits, n.value.exponent + places);
    let quantity = Quantity {
        span: cell,
        core: Span::new(start, cell.end),
        value,
        max: None,
        unit: unit.map(|u| u.printed),
        dimension,
        factor,
        approx: if n.more { Approx::About } else { Approx::Exact },
        style: Style::Arabic,
        fraction: false,
    };
    let direction = match sign {
        '+' => Some(Direction::Up),
        '-' => Some(Direction::Down),
        _ => None,
    };
    Some(Metric {
        kind: if change {
            Kind::Change
        } else {
            kind_of_unit(dimension)
        },
        direction,
        indicator,
        indicator_span: Some(row.span),
        subject: None,
        period,
        section: outline.section_at(cell.start),
        sentence: line,
        inherits: None,
        link: if change { Link::Change } else { Link::None },
        lead: Span::new(cell.start, cell.start),
        part: false,
        each: false,
        cell: Some(place),
        quantity,
    })
}
