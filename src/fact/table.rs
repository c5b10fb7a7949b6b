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
use super::identifier;
use super::metric::{Cell, Direction, Kind, Link, Metric, kind_of_unit};
use super::number::{self, Decimal, Setting, Style};
use super::quantity::{Approx, Quantity};
use super::unit::{self, Unit};
use crate::claim::{Claims, Owner};
use crate::fold::one_of;
use crate::lexicon::List;
use crate::outline::{Outline, marker};
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
    let mut reader = Reader {
        text,
        outline,
        dates,
        table: 0,
        row: 0,
        columns: Vec::new(),
        caption: None,
        out: Vec::new(),
    };
    let mut i = 0;
    while i < text.paragraphs.len() {
        let from = i;
        while i < text.paragraphs.len() && text.paragraphs[i].row {
            i += 1;
        }
        if i > from {
            reader.block(from..i);
        }
        i += 1;
    }
    for line in text.paragraphs.iter().filter(|p| p.row) {
        // Heads and cells without a value are closed to the reader of prose.
        claims.claim(line.span, Owner::Quantity);
    }
    reader.out
}

/// A row: the whole line and its cells.
struct Row {
    line: Span,
    cells: Vec<Span>,
}

struct Reader<'a> {
    text: &'a Text<'a>,
    outline: &'a Outline,
    dates: &'a [DateExpr],
    /// Tables so far, and rows of this one.
    table: usize,
    row: usize,
    /// The heads of this table by column.
    columns: Vec<Option<Head>>,
    caption: Option<Unit>,
    out: Vec<Metric>,
}

impl Reader<'_> {
    fn is_figure(&self, cell: Span) -> bool {
        crate::text::is_figure(&self.text.folded(cell))
    }

    /// Rows that follow on one another: one table, or several, each under its heads.
    fn block(&mut self, lines: std::ops::Range<usize>) {
        let text = self.text;
        self.caption = caption_unit(text, lines.start);
        self.columns.clear();
        self.row = 0;
        let row = |p: usize| {
            let line = text.paragraphs[p].span;
            let shifted = |c: Span| Span::new(line.start + c.start, line.start + c.end);
            let cells = crate::text::cells(text.slice(line));
            Row {
                line,
                cells: cells.into_iter().map(shifted).collect(),
            }
        };
        let rows: Vec<Row> = lines.map(row).collect();
        let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        // | --- | --- | rules the heads off.
        let is_rule = |c: &Span| text.slice(*c).iter().all(|c| matches!(c, '-' | ':'));
        let told = |r: &Row| r.cells.iter().skip(1).any(|c| self.is_figure(*c));
        let alone = rows.iter().filter(|r| told(r)).count() == 1;
        let begins = |r: &Row| self.is_figure(r.cells[0]);
        let numbered = !alone && rows.iter().any(|r| told(r) && begins(r));
        for row in rows.iter().filter(|r| !r.cells.iter().all(is_rule)) {
            if row.cells.iter().skip(1).any(|c| self.is_figure(*c)) {
                // 合计 under a column of numbers has none of its own.
                let lacks = numbered && !self.is_figure(row.cells[0]);
                let lacking = if lacks { width - row.cells.len() } else { 0 };
                self.figures(row, lacking, alone);
            } else if row.cells.len() > 1 {
                self.heads(row, width);
            }
            self.row += 1;
        }
        self.table += 1;
    }

    /// A row of heads; under figures it begins another table.
    fn heads(&mut self, row: &Row, width: usize) {
        let begun = self.out.last().and_then(|m| m.cell);
        if begun.is_some_and(|cell| cell.table == self.table) {
            self.table += 1;
            self.row = 0;
        }
        // The corner may be empty; where bars part the cells it has its place.
        let bars = self.text.slice(row.line).contains(&'|');
        let shift = if bars { 0 } else { width - row.cells.len() };
        self.columns = (0..shift).map(|_| None).collect();
        for cell in &row.cells {
            self.columns.push(Some(column_head(self.text, *cell)));
            // 类别（单位：件） at the head of the names is said of all columns.
            if let Some(unit) = told_unit(&self.text.folded(*cell)) {
                self.caption = Some(unit);
            }
        }
    }

    /// A row of figures, before which so many cells are empty, or the only one of its table.
    fn figures(&mut self, row: &Row, lacking: usize, alone: bool) {
        let text = self.text;
        let figure = |c: &Span| self.is_figure(*c);
        let Some(first) = row.cells.iter().skip(1).position(&figure).map(|k| k + 1) else {
            return;
        };
        let unit_of = |c: &Span| unit::alone(&text.folded(*c));
        // 日常巡查 | 次 | 647: a column of units before the figures or behind them.
        let before = unit_of(&row.cells[first - 1]).filter(|_| first > 1);
        let behind = row.cells.get(first + 1).and_then(unit_of);
        let names = if before.is_some() { first - 1 } else { first };
        let named = row.cells[..names].iter().rev().find(|c| !c.is_empty());
        let Some(mut name) = named.map(|c| head(text, *c)) else {
            return;
        };
        name.unmark(text);
        let part = name.parts_from(text);
        name.unit = before.or(name.unit).or(behind);
        let several = row.cells[first..].iter().filter(|c| figure(c)).count() > 1;
        // 窗口 | 热线 | 合计 over 40 | 27 | 67: each figure has its head, but for a year before them.
        let year = row.cells[0].len() == 4
            && matches!(text.slice(row.cells[0]), ['1', '9', ..] | ['2', '0', ..]);
        let bare = alone && !year && row.cells.iter().all(figure);
        let first = if bare { 0 } else { first };
        let found = (first..row.cells.len()).filter_map(|c| {
            let (cell, column) = (row.cells[c], c + lacking);
            let head = || self.columns.get(column).and_then(Option::as_ref);
            let name = if bare { head()? } else { &name };
            let place = Cell {
                table: self.table,
                row: self.row,
                column,
            };
            let m =
                figure(&cell).then(|| self.metric(row.line, cell, name, several && !bare, place));
            Some(Metric { part, ..m?? })
        });
        let found: Vec<Metric> = found.collect();
        self.out.extend(found);
    }

    /// The figure of a cell. Where a row has several, the head of the column says which it is.
    fn metric(
        &self,
        line: Span,
        cell: Span,
        row: &Head,
        several: bool,
        place: Cell,
    ) -> Option<Metric> {
        let (text, outline, dates) = (self.text, self.outline, self.dates);
        let column = self.columns.get(place.column).and_then(|h| h.as_ref());
        // 联系电话 | 5512301: the cells number something, they count nothing.
        let mut heads = [Some(row), column].into_iter().flatten();
        if heads.any(|h| identifier::is_number_of(&h.name, cell.len())) {
            return None;
        }
        let caption = self.caption.as_ref();
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
        let own = (!printed.is_empty())
            .then(|| unit::alone(&printed))
            .flatten();
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
        if let Some(h) =
            column.filter(|h| period.is_none() && !is_generic(&h.name) && (several || named_rate))
        {
            // 立案合计, as 甲局立案.
            let total = kept_rows!("stretches").any(|r| r[0] == "total" && r[1] == row.name);
            match total && !compared && !named_rate {
                true => indicator.insert_str(0, &h.name),
                false => indicator.push_str(&h.name),
            }
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
            full: None,
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
            frame: "table",
            quantity,
        })
    }
}

impl Head {
    /// （一）本年新收: a row's name without the marker before it.
    fn unmark(&mut self, text: &Text) {
        if let Some(marker) = marker::read(text, self.span)
            && marker.span.end < self.span.end
        {
            self.span.start = marker.span.end;
            self.name = text.printed(self.span).replace(char::is_whitespace, "");
        }
    }

    /// 其中：新办: takes the word off that makes it a part of the row above.
    fn parts_from(&mut self, text: &Text) -> bool {
        let whole = self.name.len();
        let own = self
            .name
            .trim_start_matches("其中")
            .trim_start_matches([':', '：']);
        let taken = self.name[..whole - own.len()].chars().count();
        if taken == 0 || own.is_empty() {
            return false;
        }
        self.span.start += taken;
        self.name = text.printed(self.span);
        true
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

/// The head of a column, which may itself be the unit (万元), or end with one of uses:
/// 检查户次.
fn column_head(text: &Text, cell: Span) -> Head {
    let mut column = head(text, cell);
    if column.unit.is_none() {
        column.unit = unit::alone(&text.folded(cell));
        if column.unit.is_some() {
            column.name.clear();
        } else {
            let last = text.hits.longest_before(List::Units, cell.start, cell.end);
            let times = last.filter(|&(len, _)| len > 1 && unit::is_times(text.at(cell.end - 1)));
            column.unit = times.and_then(|(len, _)| {
                unit::alone(&text.folded(Span::new(cell.end - len, cell.end)))
            });
        }
    }
    column
}

/// （单位：件） in the caption over the table.
fn caption_unit(text: &Text, first: usize) -> Option<Unit> {
    let lines = first.saturating_sub(3)..first;
    for p in lines.rev() {
        let s = text.folded(text.paragraphs[p].span);
        if let Some(unit) = told_unit(&s) {
            return Some(unit);
        }
        if s.chars().count() > 40 {
            break;
        }
    }
    None
}

/// The unit behind 单位：.
fn told_unit(s: &str) -> Option<Unit> {
    let (_, rest) = s.split_once("单位:")?;
    let end = rest.find(|c| one_of!(c, "), 、;"));
    unit::alone(&rest[..end.unwrap_or(rest.len())])
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
    )
}
