//! Metrics: each quantity bound to what it counts, for whom and when.
//!
//! A binding looks left within its clause and sentence, then at the noun that
//! follows the unit, then at the paragraph's head and the section's title, and
//! stops. The word orders it knows:
//!
//! | order | example | indicator |
//! |---|---|---|
//! | noun before | 登记社会组织626个 | 登记社会组织 |
//! | noun after | 342个村(社区) | 村(社区) |
//! | relative clause | 不再符合条件的214户 | 不再符合条件 |
//! | share | 即办件18项，占42.9% | 即办件占 |
//! | share of a base | 占全镇在编干部41名的34.1% | …占在编干部 |
//! | comparison | 比上年的4次增加2次 | that of the figure compared |
//! | from – to | 由7份减至3份 | what stands before 由 |
//! | one after another | 4238户6602人 | both the same |
//! | in turn | A和B分别下降11.8%、14.3% | A; B |

use super::date::{self, DateExpr};
use super::entity::{Entity, EntityKind};
use super::governing::Times;
use super::predicate;
use super::quantity::Quantity;
use crate::fold::is_one_of;
use crate::lexicon::List;
use crate::outline::Outline;
use crate::span::Span;
use crate::text::Text;
use crate::token::{self, Tokens};
use crate::words::rows;
use std::sync::OnceLock;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Count,
    Ratio,
    /// Money, weight, length, area, volume.
    Amount,
    /// An increase or decrease.
    Change,
    Duration,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Ratio => "ratio",
            Kind::Amount => "amount",
            Kind::Change => "change",
            Kind::Duration => "duration",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// How a figure hangs on another one in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It stands on its own.
    None,
    /// 占…: a share; the share's base noun as printed, if any.
    Share { of: String },
    /// The base named inside a share: 占全市284家的.
    ShareBase,
    /// 比上年的4次: the figure compared with.
    ComparedWith,
    /// 增加2次, 增长10.2%: a change.
    Change,
    /// 由7份 …: where a movement starts.
    From,
    /// … 减至3份: where it ends.
    To,
    /// 4238户6602人: told of the same things as the figure before.
    SameHead,
    /// 合计, 共: a total of what stands before.
    Total,
}

/// Where a figure stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Counts the tables of the text.
    pub table: usize,
    pub row: usize,
    pub column: usize,
}

/// A bound figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    pub quantity: Quantity,
    pub kind: Kind,
    pub direction: Option<Direction>,
    pub indicator: String,
    pub indicator_span: Option<Span>,
    pub subject: Option<String>,
    /// The time it covers, as a date of the text.
    pub period: Option<Span>,
    pub section: Option<usize>,
    pub sentence: Span,
    /// Index of the metric whose indicator this one takes over.
    pub inherits: Option<usize>,
    pub link: Link,
    /// The stretch between the figure before (or the clause's head) and this one.
    pub lead: Span,
    /// 其中, 包括: a part of a whole named before.
    pub part: bool,
    /// 均, 各, 每, 人均, 平均: said of each, not of all.
    pub each: bool,
    /// Its place in a flattened table.
    pub cell: Option<Cell>,
}

struct Words {
    /// The class of classifiers that counts what ends so.
    counted: Vec<&'static str>,
    /// The characters before which alone each opener is dropped; none for all.
    lead_before: Vec<&'static str>,
    change_direction: Vec<Option<Direction>>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let changes: Vec<_> = rows(word_file!("changes")).collect();
        Words {
            counted: rows(word_file!("counted_heads")).map(|r| r[0]).collect(),
            lead_before: rows(word_file!("leads"))
                .map(|r| r.get(1).copied().unwrap_or(""))
                .collect(),
            change_direction: changes
                .iter()
                .map(|r| match r[1] {
                    "up" => Some(Direction::Up),
                    "down" => Some(Direction::Down),
                    // 提速30%: the time falls as the speed rises.
                    _ => None,
                })
                .collect(),
        }
    })
}

/// Longest indicator: beyond it a phrase is cut at its last inner boundary.
const LONGEST: usize = 22;
/// Longest noun read after a unit.
const LONGEST_AFTER: usize = 16;

/// Binds every quantity.
pub fn bind(
    text: &Text,
    tokens: &Tokens,
    outline: &Outline,
    dates: &[DateExpr],
    entities: &[Entity],
    quantities: Vec<Quantity>,
) -> Vec<Metric> {
    let mut b = Binder {
        text,
        tokens,
        outline,
        dates,
        entities,
        out: Vec::with_capacity(quantities.len()),
        whole: None,
        consumed: 0,
    };
    for k in 0..quantities.len() {
        let next = quantities.get(k + 1);
        b.bind(&quantities[k], next);
    }
    b.out
}

/// Puts the figures of prose and of tables in document order.
pub fn merge(prose: Vec<Metric>, tables: Vec<Metric>) -> Vec<Metric> {
    if tables.is_empty() {
        return prose;
    }
    let before =
        |m: &Metric| tables.partition_point(|t| t.quantity.span.start < m.quantity.span.start);
    let shift: Vec<usize> = prose.iter().map(before).collect();
    let mut out: Vec<Metric> = prose
        .into_iter()
        .map(|mut m| {
            m.inherits = m.inherits.map(|i| i + shift[i]);
            m
        })
        .chain(tables)
        .collect();
    out.sort_by_key(|m| m.quantity.span.start);
    out
}

struct Binder<'a> {
    text: &'a Text<'a>,
    tokens: &'a Tokens,
    outline: &'a Outline,
    dates: &'a [DateExpr],
    entities: &'a [Entity],
    out: Vec<Metric>,
    /// The figure whose parts are being told, and how many parts so far.
    whole: Option<(usize, usize)>,
    /// Where the text taken by the figure before ends (its noun included).
    consumed: usize,
}

/// What stripping a clause's head yields.
struct Head {
    span: Span,
    period: Option<Span>,
    subject: Option<Span>,
    part: bool,
    each: bool,
}

impl Binder<'_> {
    fn bind(&mut self, q: &Quantity, next: Option<&Quantity>) {
        let text = self.text;
        let w = words();
        let sentence = text.sentence_at(q.core.start);
        let previous = self
            .out
            .len()
            .checked_sub(1)
            .filter(|&p| self.out[p].sentence == sentence);
        if previous.is_none() {
            self.whole = None;
        }
        let from = previous.map_or(self.past_marker(sentence), |_| {
            self.consumed.max(sentence.start)
        });
        let clause = clause_start(text, from, q.span.start);
        let lead = Span::new(from, q.span.start);
        let adjacent = previous.is_some_and(|p| self.out[p].quantity.span.end == q.span.start);
        let mut head = self.strip_head(Span::new(clause, q.span.start));
        let mut link = Link::None;
        let mut direction = None;
        let mut inherits = None;

        // The tail before the number: changes, movements, comparisons.
        let mut body = head.span;
        // 由2022年的91.2%提升至2023年的93.5%: the date belongs to the figure, not to its name.
        let moving = previous.is_some_and(|p| self.out[p].link == Link::From);
        if moving
            && let Some(to) = (body.start..body.end)
                .find(|&k| is_one_of(text.at(k), "至到为"))
                .filter(|&k| self.is_dated(Span::new(k + 1, body.end)))
        {
            body.end = to + 1;
        }
        let raw_body = body;
        let mut moved_to = text
            .hits
            .longest_before(List::Tails, body.start, body.end)
            .is_some_and(|(n, _)| {
                n >= 2
                    && matches!(text.at(body.end - 1), '至' | '到' | '为')
                    && !matches!(text.at(body.end - n), '分' | '细' | '均')
            });
        if !moved_to && moving && body.len() <= 4 && is_one_of(text.before(body.end), "到至为成")
        {
            moved_to = true;
            body.start = body.end;
        }
        let change_end = if text.before(body.end) == '了' && body.len() > 1 {
            body.end - 1
        } else {
            body.end
        };
        if let Some((n, e)) = text
            .hits
            .longest_before(List::Changes, body.start, change_end)
            && !moved_to
            && is_change(
                text,
                body,
                change_end - n,
                n,
                q,
                previous.is_some_and(|p| self.out[p].link == Link::ComparedWith),
            )
        {
            direction = w.change_direction[e];
            link = Link::Change;
            body.end = change_end - n;
        }
        let relative = text.before(body.end) == '的' && !body.is_empty();
        if let sign @ ('+' | '-') = text.at(q.span.start) {
            direction = Some(if sign == '+' {
                Direction::Up
            } else {
                Direction::Down
            });
            link = Link::Change;
        }
        let share = if link == Link::None && is_ratio(q) {
            rfind(text, body, '占')
        } else {
            None
        };
        body = self.strip_tail(body);
        // 比上年, 较上年同期: what precedes is the head.
        let mut compared = None;
        if let Some(at) = comparison(text, body).or_else(|| self.compared_ahead(body, q)) {
            compared = Some(Span::new(at, body.end));
            body = self.strip_tail(Span::new(body.start, at));
            if link == Link::None {
                link = Link::ComparedWith;
            }
        }
        if link == Link::None && self.other_year(lead, &head, body, q, previous) {
            link = Link::ComparedWith;
            body.start = body.end;
        }
        // 由…的60个工作日压缩至: the head stands before 由.
        if moves_on(text, q.span.end)
            && let Some(at) = rfind_any(text, raw_body, &['由', '从'])
            && compared.is_none_or(|c| at < c.start)
        {
            body = self.strip_tail(Span::new(raw_body.start, at.max(raw_body.start)));
            link = Link::From;
        } else if moved_to && body.is_empty() {
            link = Link::To;
        }

        // The second of two figures compared with: 与…4756件、4.61亿元相比.
        if link == Link::None
            && body.is_empty()
            && text.at(lead.start) == '、'
            && previous.is_some_and(|p| self.out[p].link == Link::ComparedWith)
            && self.compared_ahead(body, q).is_some()
        {
            link = Link::ComparedWith;
        }
        // 实现对全区50家: a preposition and a place name nothing.
        if let Some(at) = rfind_any(text, body, &['对', '为', '在', '向', '于'])
            && self.strip_head(Span::new(at + 1, body.end)).span.is_empty()
            && link == Link::None
            && at > body.start
            && !is_one_of(text.before(at), "面行作针应核")
        {
            let verb = Span::new(body.start, at);
            body = if verb.len() <= 4 && predicate::longest(text, verb.start).is_some() {
                Span::new(at, at)
            } else {
                body
            };
        }
        // The noun that follows the unit.
        // 12.3万件增至: a movement is no noun.
        let shared = next.filter(|n| adjacent_next(Some(n), q) && body.is_empty());
        let after = if let Some(next) = shared {
            // 4大类39项监管事项: both count what stands behind the second.
            self.noun_after(next, None, body)
        } else if adjacent_next(next, q) || link == Link::From {
            Span::default()
        } else {
            let noun = self.noun_after(q, next, body);
            // 312天多出7天, 31件少发8件: a comparison goes on.
            let compares = next.is_some_and(|n| n.span.start == noun.end && noun.len() <= 3)
                && is_one_of(text.at(noun.start), "多少高低超净");
            if compares { Span::default() } else { noun }
        };
        let mut consumed = if after.is_empty() || shared.is_some() {
            q.span.end
        } else {
            after.end
        };
        let mut indicator;
        let mut indicator_span = None;

        let base_before = previous.filter(|&p| {
            is_ratio(q)
                && self.out[p].quantity.span.end < q.span.start
                && text.folded(Span::new(self.out[p].quantity.span.end, q.span.start)) == "的"
        });
        if let Some(p) = base_before {
            // 占全市284家的12.7%, 完成年度目标6.5万人的105.1%.
            let share_of = match &self.out[p].link {
                Link::ShareBase => self.out[p]
                    .inherits
                    .map(|i| self.out[i].indicator.clone())
                    .unwrap_or_default(),
                _ => String::new(),
            };
            let own = self.out[p].indicator.clone();
            if self.out[p].link == Link::ShareBase {
                inherits = self.out[p].inherits;
                indicator = if own == share_of {
                    format!("{share_of}占")
                } else {
                    format!("{share_of}占{own}")
                };
                link = Link::Share { of: own };
            } else {
                indicator = own;
                indicator_span = self.out[p].indicator_span;
                link = Link::Share {
                    of: indicator.clone(),
                };
            }
            consumed = q.span.end;
        } else if let Some(at) = share {
            // 占42.9%, 占登记总数的10.3%.
            let mut of = Span::new(at + 1, body.end.max(at + 1));
            if text.before(of.end) == '的' {
                of.end -= 1;
            }
            if matches!(text.at(of.start), '比') && body.start == at {
                // （占比28.0%）: of what stands before the bracket.
                let (name, span, from) = self.inherit(previous, clause, false);
                indicator = format!("{name}{}", text.printed(body));
                indicator_span = span;
                inherits = from.or(previous);
                // 占比由上年的66.9%提高到71.4%: not a share of this year's.
                if link != Link::From {
                    link = Link::Share { of: String::new() };
                }
            } else if matches!(text.at(of.start), '比') {
                // 企业职工占比57.3%: a noun of its own.
                indicator = self.phrase(body);
                indicator_span = Some(body);
            } else {
                let of_text = self.strip_head(of);
                let of = self.phrase(self.strip_tail(of_text.span));
                let own = self.strip_tail(Span::new(raw_body.start, at.max(raw_body.start)));
                let own = self.strip_inner(own);
                let (name, span, from) = if let Some(turn) = self.in_turn(q, lead, previous) {
                    turn
                } else if own.is_empty() {
                    let (n, s, i) = self.inherit(previous, clause, false);
                    (n, s, i)
                } else {
                    (self.phrase(own), Some(own), None)
                };
                indicator = format!("{name}占{of}");
                indicator_span = span;
                inherits = from.or(previous);
                link = Link::Share { of };
            }
        } else if let Some(at) = rfind(text, raw_body, '占').filter(|&at| {
            at == raw_body.start
                && text.at(at + 1) != '地'
                && text.at(at + 1) != '比'
                && text.at(q.span.end) == '的'
        }) {
            // The base named in a share: 占全镇在编干部41名的34.1%.
            let of = self.strip_head(Span::new(at + 1, raw_body.end));
            let body = self.strip_tail(of.span);
            head.subject = head.subject.or(of.subject);
            inherits = previous;
            link = Link::ShareBase;
            if body.is_empty() {
                (indicator, indicator_span, _) = self.inherit(previous, clause, false);
            } else {
                indicator = self.phrase(body);
                indicator_span = Some(body);
            }
            consumed = q.span.end;
        } else {
            let sum_word = is_sum_word(text, body);
            if let Some((name, span, from)) = self.in_turn(q, lead, previous) {
                // 分别占83.3%和85.8%: the second share has no 占 of its own.
                let shared = previous
                    .filter(|_| is_ratio(q) && link == Link::None)
                    .and_then(|p| match &self.out[p].link {
                        Link::Share { of } if self.out[p].sentence == sentence => Some(of.clone()),
                        _ => None,
                    });
                indicator = name;
                if let Some(of) = shared {
                    indicator = format!("{indicator}占{of}");
                    link = Link::Share { of };
                } else if link == Link::None
                    && body.is_empty()
                    && let Some(p) = previous.filter(|&p| self.out[p].link == Link::Change)
                {
                    link = Link::Change;
                    direction = self.out[p].direction;
                }
                indicator_span = span;
                inherits = from;
            } else if adjacent && after.is_empty() {
                let p = previous.unwrap_or(0);
                indicator = self.out[p].indicator.clone();
                indicator_span = self.out[p].indicator_span;
                inherits = Some(p);
                link = Link::SameHead;
            } else if body.is_empty() && text.folded(Span::new(clause, q.span.start)) == "实有" {
                // 核定编制268名，实有251名: all that the clause says.
                indicator = "实有".to_string();
                indicator_span = Some(Span::new(clause, q.span.start));
            } else if body.is_empty() || sum_word {
                let has_change = matches!(link, Link::Change | Link::ComparedWith | Link::To);
                // 90%以上的纠纷化解在社区
                let from = q.span.end + usize::from(is_ratio(q) && text.at(q.span.end) == '的');
                let told = if has_change || sum_word {
                    Span::default()
                } else {
                    self.predicate_after(from, next)
                };
                let whole_clause = is_ratio(q) && told.len() > after.len();
                if !has_change && !after.is_empty() && !whole_clause {
                    indicator = self.phrase(after);
                    indicator_span = Some(after);
                } else if !told.is_empty() {
                    // 先后3次上门协调; 近七成以调解方式结案.
                    indicator = self.phrase(told);
                    indicator_span = Some(told);
                } else {
                    let to_whole = (compared.is_some() || sum_word)
                        && self.whole.is_some_and(|(_, parts)| parts >= 2 || sum_word);
                    (indicator, indicator_span, inherits) =
                        self.inherit(previous, clause, to_whole);
                    // What is compared has the unit of what it is compared with.
                    if link == Link::ComparedWith
                        && let Some(i) = inherits.filter(|&i| {
                            self.out[i].quantity.unit != q.unit
                                || self.out[i].each
                                || !of_one_size(&self.out[i].quantity, q)
                                || is_change_link(&self.out[i].link)
                                || self.out[i].link == Link::ComparedWith
                        })
                        && let Some(now) = self.counterpart(i, q)
                    {
                        (indicator, indicator_span, inherits) = (
                            self.out[now].indicator.clone(),
                            self.out[now].indicator_span,
                            Some(now),
                        );
                    }
                    // 惠及47个村3.6万人: the noun is the first figure's alone.
                    if let Some(p) = previous.filter(|_| lead.is_empty() && link == Link::None) {
                        let noun = Span::new(self.out[p].quantity.span.end, lead.start);
                        let rest = indicator.strip_suffix(&text.printed(noun));
                        if let Some(rest) = rest.filter(|r| !r.is_empty() && !noun.is_empty()) {
                            indicator = rest.to_string();
                            indicator_span = None;
                        }
                    }
                    if link == Link::None && is_total_lead(text, lead) {
                        link = Link::Total;
                        if let Some((name, span)) = self.topic(q, inherits) {
                            (indicator, indicator_span) = (name, span);
                        }
                    }
                    if has_change {
                        consumed = q.span.end;
                    }
                }
            } else if is_per_word(text, body) && previous.is_some() && after.is_empty() {
                // 办理诉求48.6万件，日均1332件
                let (name, span, from) = self.inherit(previous, clause, false);
                indicator = format!("{name}{}", text.printed(body));
                (indicator_span, inherits) = (span, from);
            } else {
                let body = self.strip_inner(body);
                if relative && !after.is_empty() {
                    // 已完成整治的305个村(社区)
                    indicator = format!("{}的{}", self.phrase(body), self.phrase(after));
                    indicator_span = Some(after);
                } else if relative || after.is_empty() || link != Link::None {
                    indicator = self.phrase(body);
                    indicator_span = Some(self.cut(body));
                    consumed = q.span.end;
                } else if body.len() <= 8 && !is_one_of(text.before(q.span.start), "到在赴进、")
                {
                    indicator = format!("{}{}", self.phrase(body), self.phrase(after));
                    indicator_span = Some(after);
                } else {
                    indicator = self.phrase(after);
                    indicator_span = Some(after);
                }
            }
        }
        if link == Link::None && is_total_lead(text, lead) && inherits.is_some() {
            link = Link::Total;
        }
        if indicator.is_empty() {
            (indicator, indicator_span) = self.fallback(sentence, q);
        }

        // Time and subject: those of the clause, else those still in force.
        let compared_period = compared
            .and_then(|c| date::within(self.dates, c))
            .map(|d| d.span);
        let inherited = previous.map(|p| &self.out[p]);
        let section = self.outline.section_at(q.core.start);
        let times = self.times();
        let last = previous.map_or(sentence.start, |p| self.out[p].quantity.span.end);
        let period = match link {
            Link::ComparedWith => compared_period.or(head.period),
            // 全年新设6840户；截至2024年底，全区实有4.62万户: told since the last figure.
            _ => times
                .governing(Span::new(last, q.span.start))
                .or(head.period)
                .filter(|p| !times.is_vague(*p))
                .or_else(|| self.current_period(previous))
                .or_else(|| self.continued_period(sentence)),
        }
        .or_else(|| times.planned(section))
        .or(head.period);
        let subject = head
            .subject
            .map(|s| text.printed(s))
            .or_else(|| inherited.and_then(|m| m.subject.clone()))
            .or_else(|| self.sentence_subject(sentence, q.span.start));
        let k = self.out.len();
        // Whole and parts.
        if head.part {
            match self.whole {
                Some((whole, parts)) => self.whole = Some((whole, parts + 1)),
                None => {
                    if let Some(p) = previous {
                        self.whole = Some((self.root(p), 1));
                    }
                }
            }
        } else if let (Some((whole, parts)), true) = (self.whole, starts_with_pause(text, lead)) {
            self.whole = Some((whole, parts + 1));
        } else if self.whole.is_none() && previous.is_some() && starts_with_pause(text, lead) {
            self.whole = previous.map(|p| (self.root(p), 1));
        } else if link == Link::None && !head.part && !is_ratio(q) {
            self.whole = None;
        }
        let kind = kind_of(q, &link, &indicator);
        self.consumed = consumed;
        let each = head.each;
        self.out.push(Metric {
            quantity: q.clone(),
            kind,
            direction,
            indicator,
            indicator_span,
            subject,
            period,
            section,
            sentence,
            inherits,
            link,
            lead,
            part: head.part,
            each,
            cell: None,
        });
        debug_assert_eq!(self.out.len(), k + 1);
    }

    /// A date and no more, but for the 的 behind it.
    fn is_dated(&self, span: Span) -> bool {
        let end = span.end - usize::from(!span.is_empty() && self.text.before(span.end) == '的');
        !span.is_empty()
            && date::starting_at(self.dates, span.start).is_some_and(|d| d.span.end == end)
    }

    /// Where a sentence's words begin, past a point's or a section's marker.
    fn past_marker(&self, sentence: Span) -> usize {
        let i = self
            .outline
            .points
            .partition_point(|p| p.marker.start < sentence.start);
        let point = self
            .outline
            .points
            .get(i)
            .filter(|p| p.marker.start == sentence.start)
            .map(|p| p.marker.end);
        let i = self
            .outline
            .sections
            .partition_point(|s| s.heading.start < sentence.start);
        let section = self
            .outline
            .sections
            .get(i)
            .and_then(|s| s.marker)
            .filter(|m| m.start == sentence.start)
            .map(|m| m.end);
        point.or(section).unwrap_or(sentence.start)
    }

    /// The figure at the start of a chain of comparisons.
    fn root(&self, mut k: usize) -> usize {
        while let (
            Link::SameHead | Link::Change | Link::ComparedWith | Link::Share { .. },
            Some(i),
        ) = (&self.out[k].link, self.out[k].inherits)
        {
            if i >= k {
                break;
            }
            k = i;
        }
        k
    }

    /// Takes over the indicator of the figure (or clause) before.
    fn inherit(
        &self,
        previous: Option<usize>,
        clause: usize,
        to_whole: bool,
    ) -> (String, Option<Span>, Option<usize>) {
        let text = self.text;
        if to_whole && let Some((whole, _)) = self.whole {
            return (
                self.out[whole].indicator.clone(),
                self.out[whole].indicator_span,
                Some(whole),
            );
        }
        let sentence = text.sentence_at(clause);
        let since = previous.map_or(self.past_marker(sentence), |_| {
            self.consumed.max(sentence.start)
        });
        // A clause without figures right before: 开展法治宣传活动，共12场次.
        if clause > since {
            let end = clause - 1;
            let start = clause_start(text, since, end);
            // 37个村实现全覆盖，占82.2%: the clause goes on with the figure before.
            if let Some(p) = previous.filter(|_| start == since) {
                return (
                    self.out[p].indicator.clone(),
                    self.out[p].indicator_span,
                    Some(p),
                );
            }
            let head = self.strip_head(Span::new(start, end.max(start)));
            let body = self.strip_tail(head.span);
            if body.len() >= 2 {
                let body = self.strip_inner(body);
                return (self.phrase(body), Some(self.cut(body)), None);
            }
        }
        match previous {
            Some(p) => (
                self.out[p].indicator.clone(),
                self.out[p].indicator_span,
                Some(p),
            ),
            None => (String::new(), None, None),
        }
    }

    /// What a list before a total is told of: 文件清理，保留128件、修改15件，共143件.
    fn topic(&self, q: &Quantity, last: Option<usize>) -> Option<(String, Option<Span>)> {
        let text = self.text;
        let last = last?;
        let sentence = self.out[last].sentence;
        let mut first = last;
        while first > 0
            && self.out[first - 1].sentence == sentence
            && text.at(self.out[first].lead.start) == '、'
        {
            first -= 1;
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
            if body.len() >= 4 && !told {
                return Some((self.phrase(body), Some(self.cut(body))));
            }
        }
        // Two parts name the total together: 人大代表建议、政协提案.
        let same = |k: usize| self.out[k].quantity.unit == q.unit && self.out[k].link == Link::None;
        (first + 1 == last && same(first) && same(last))
            .then(|| {
                (
                    format!(
                        "{}、{}",
                        self.out[first].indicator, self.out[last].indicator
                    ),
                    self.out[last].indicator_span,
                )
            })
            .filter(|(name, _)| name.chars().count() <= LONGEST)
    }

    /// A和B分别下降11.8%、14.3%: the heads in turn, or the figures before.
    ///
    /// The stretch from 分别 to the end of its clause falls into as many segments
    /// as things are told; 持平 is a segment without a figure.
    fn in_turn(
        &self,
        q: &Quantity,
        lead: Span,
        previous: Option<usize>,
    ) -> Option<(String, Option<Span>, Option<usize>)> {
        let text = self.text;
        let sentence = text.sentence_at(q.core.start);
        // The clause that holds 分别 may begin before the figures told first.
        let clause = clause_start(text, sentence.start, q.span.start);
        let at = ["分别", "各占", "依次"]
            .iter()
            .find_map(|w| text.find(w, Span::new(clause, q.span.start)))?;
        let end = (q.span.end..sentence.end)
            .find(|&i| is_one_of(text.at(i), ",;。:"))
            .unwrap_or(sentence.end);
        let segments = split_coordinated(text, Span::new(at, end));
        let n = segments.len();
        let k = segments.iter().position(|s| s.contains(q.core.start))?;
        if n < 2 {
            return None;
        }
        let head = self.strip_head(Span::new(clause.max(lead.start.min(at)), at));
        let head = if clause <= at {
            self.strip_head(Span::new(clause, at))
        } else {
            head
        };
        let body = self.strip_tail(strip_comparison(text, head.span));
        let parts = split_coordinated(text, body);
        if !body.is_empty() && parts.len() == n {
            let part = self.strip_tail(parts[k]);
            return Some((self.phrase(part), Some(part), None));
        }
        // 反诈、禁毒、交通安全宣传390场，分别为175场…: the parts of one head.
        if let Some(head) = previous
            .filter(|&p| body.is_empty() && self.out[p].sentence == sentence)
            .filter(|&p| self.out[p].quantity.span.end <= at || k > 0)
            .and_then(|p| self.out[..=p].iter().rfind(|m| m.quantity.span.end <= at))
            .filter(|m| m.quantity.unit == q.unit)
            .and_then(|m| m.indicator_span)
        {
            let parts = split_coordinated(text, head);
            if parts.len() == n {
                return Some((self.phrase(parts[k]), Some(parts[k]), None));
            }
        }
        // No heads of its own: the last n figures before the clause.
        let first = (0..=previous?)
            .rev()
            .find(|&i| self.out[i].quantity.span.end <= at)?;
        if self.out[first].sentence != sentence || first + 1 < n {
            return None;
        }
        let i = first + 1 - n + k;
        (self.out[i].sentence == sentence && body.is_empty()).then(|| {
            (
                self.out[i].indicator.clone(),
                self.out[i].indicator_span,
                Some(i),
            )
        })
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
                        && !is_change_link(&self.out[k].link)
                        && of_one_size(&self.out[k].quantity, q)
                        && (listed || !self.text.slice(self.out[k].lead).contains(&'、'))
                })
        })
    }

    /// 与2023年的4756件、4.61亿元相比: the comparison closes behind its figures.
    fn compared_ahead(&self, body: Span, q: &Quantity) -> Option<usize> {
        let text = self.text;
        let sentence = text.sentence_at(q.core.start);
        let end = (q.span.end..sentence.end)
            .find(|&i| matches!(text.at(i), ',' | ';' | '。'))
            .unwrap_or(sentence.end);
        if !text.ends_with(end, "相比") && !text.ends_with(end, "比较") {
            return None;
        }
        let clause = clause_start(text, sentence.start, q.span.start);
        matches!(text.at(clause), '与' | '和' | '同').then_some(body.start)
    }

    /// （2023年为30.5）, 上年为13.4万册: the same figure of another year.
    fn other_year(
        &self,
        lead: Span,
        head: &Head,
        body: Span,
        q: &Quantity,
        previous: Option<usize>,
    ) -> bool {
        let text = self.text;
        let (Some(p), Some(period)) = (previous, head.period) else {
            return false;
        };
        let now = (0..=p)
            .rev()
            .take_while(|&k| self.out[k].sentence == self.out[p].sentence)
            .find(|&k| self.out[k].quantity.unit == q.unit && !is_change_link(&self.out[k].link));
        let Some(now) = now else { return false };
        // 上一年度公开10360条, 前一年末的数字是35910户: nothing new is named.
        let said = text.folded(body);
        let said = said.trim_start_matches('的');
        let again = [
            "数字",
            "数",
            "数据",
            "数量",
            "总数",
            "总量",
            "这一数字",
            "同期数",
        ];
        if !said.is_empty() && !again.contains(&said) && !self.out[now].indicator.contains(said) {
            return false;
        }
        let word = text.folded(period);
        let earlier = ["上年", "去年", "上一年", "前一年", "同期"]
            .iter()
            .any(|w| word.contains(w));
        let bracket = (self.out[now].quantity.span.end..lead.end).any(|i| text.at(i) == '(');
        let is = matches!(text.before(q.span.start), '为' | '是' | '仅');
        // 年末为1814项: the same year's end.
        let dated = word.starts_with(|c: char| c.is_ascii_digit());
        earlier
            || (bracket || is)
                && (dated || word.contains(['上', '去', '前']))
                && self.out[now]
                    .period
                    .is_none_or(|own| text.folded(own) != word)
    }

    /// Drops joiners, adverbs, dates and subjects from a clause's head.
    fn strip_head(&self, span: Span) -> Head {
        let text = self.text;
        let mut s = span;
        let (mut period, mut subject, mut part, mut each) = (None, None, false, false);
        // 与县公安局、县检察院召开联席会议: with whom, not who.
        let mut partner = false;
        loop {
            if s.is_empty() {
                break;
            }
            if is_one_of(text.at(s.start), " 、,-·)") {
                s.start += 1;
                continue;
            }
            if let Some(d) = date::starting_at(self.dates, s.start).filter(|d| d.span.end <= s.end)
            {
                period = Some(d.span);
                s.start = d.span.end;
                continue;
            }
            if let Some(end) = self.subject_end(s) {
                subject = Some(Span::new(s.start, end)).filter(|_| !partner);
                s.start = end;
                continue;
            }
            if let Some((n, _)) = text.hits.longest(List::Leads, s.start)
                && n <= s.len()
                && (n == s.len() || self.leads(s.start, n))
            {
                let word = text.folded(Span::new(s.start, s.start + n));
                part |= matches!(word.as_str(), "其中" | "包括" | "包含" | "含");
                each |= matches!(word.as_str(), "各" | "均");
                partner |= matches!(word.as_str(), "与" | "同" | "会同");
                s.start += n;
                continue;
            }
            break;
        }
        let phrase = text.folded(Span::new(span.start, span.end));
        each |= [
            "每", "人均", "平均", "户均", "日均", "均为", "月均", "场均", "各有",
        ]
        .iter()
        .any(|w| phrase.contains(w));
        Head {
            span: s,
            period,
            subject,
            part,
            each,
        }
    }

    /// Where a subject at the head of a clause ends: 我局, 全区, a named body.
    fn subject_end(&self, s: Span) -> Option<usize> {
        let text = self.text;
        let places = [
            '局', '区', '市', '县', '镇', '街', '乡', '省', '院', '厅', '委', '办', '州', '旗',
            '所', '队', '站', '村', '校', '盟',
        ];
        if is_one_of(text.at(s.start), "我全本该") && places.contains(&text.at(s.start + 1)) {
            let mut end = s.start + 2;
            if text.starts_with(s.start + 1, "街道") || text.starts_with(s.start + 1, "系统") {
                end += 1;
            }
            // 全市法院: the place qualifies the noun.
            while end < s.end && matches!(text.at(end), '域' | '上') {
                end += 1;
            }
            if text.starts_with(end, "各级") {
                end += 2;
            }
            return (end <= s.end).then_some(end);
        }
        let i = self.entities.partition_point(|e| e.span.start < s.start);
        let e = self.entities[i..]
            .iter()
            .take_while(|e| e.span.start == s.start)
            .filter(|e| e.kind == EntityKind::Org && e.span.end < s.end)
            .max_by_key(|e| e.span.end)?;
        // 区政务服务中心窗口: a longer noun than the body's name is no subject.
        Some(e.span.end)
    }

    /// Drops copulas, movements and qualifiers before a number.
    fn strip_tail(&self, span: Span) -> Span {
        let text = self.text;
        let mut s = span;
        loop {
            if s.is_empty() {
                break;
            }
            if matches!(text.before(s.end), ' ' | ',' | '-') {
                s.end -= 1;
                continue;
            }
            match text.hits.longest_before(List::Tails, s.start, s.end) {
                Some((n, _)) if self.tails(s, n) => s.end -= n,
                _ => break,
            }
        }
        s
    }

    /// The opener of `n` characters at `at` is a word of its own, and one that may be
    /// dropped before what follows: 为全市37个乡镇, but 为老年人挽回损失.
    fn leads(&self, at: usize, n: usize) -> bool {
        let next = self.text.at(at + n);
        let only = match self.text.hits.longest(List::Leads, at) {
            Some((_, entry)) => words().lead_before[entry],
            None => "",
        };
        self.tokens.is_edge(at + n) && (only.is_empty() || only.contains(next))
    }

    /// The last `n` characters are words of their own that name nothing. A total that
    /// stands alone (合计, 两项合计) is all that is named.
    fn tails(&self, s: Span, n: usize) -> bool {
        let at = s.end - n;
        let total = ["合计", "总计"]
            .iter()
            .any(|w| self.text.starts_with(at, w));
        let alone = s.len() == n || s.len() == n + 2 && is_one_of(self.text.before(at), "项者类");
        self.tokens.is_edge(at) && !(total && alone)
    }

    /// Drops a comparison at the end (同比, 环比) and what stands before an inner subject.
    fn strip_inner(&self, span: Span) -> Span {
        strip_comparison(self.text, span)
    }

    /// A phrase short enough to name a row.
    fn cut(&self, s: Span) -> Span {
        let text = self.text;
        let mut s = s;
        // An unclosed bracket or quotation mark at the head belongs to what stood before.
        if let Some(at) = (s.start..s.end).rev().find(|&i| text.at(i) == '(')
            && !text.slice(Span::new(at, s.end)).contains(&')')
        {
            s.start = at + 1;
        }
        if s.len() <= LONGEST {
            return s;
        }
        for mark in ['的', '、', '等'] {
            if let Some(at) = (s.start..s.end).rev().find(|&i| text.at(i) == mark)
                && s.end - at > 4
                && s.end - at <= LONGEST
            {
                s.start = at + 1;
                break;
            }
        }
        s
    }

    fn phrase(&self, s: Span) -> String {
        let text = self.text;
        // 组织学习《…》《…》等法律法规: the titles are examples of the noun behind.
        if let Some(close) = (s.start..s.end).rev().find(|&i| text.at(i) == '》')
            && let Some(open) = (s.start..close).find(|&i| text.at(i) == '《')
        {
            let mut noun = Span::new(close + 1, s.end);
            while matches!(text.at(noun.start), '等' | '、' | ',') && !noun.is_empty() {
                noun.start += 1;
            }
            if noun.len() >= 2 {
                let verb = Span::new(s.start, open);
                // 依据《…条例》审查政策措施: what it rests on is no part of the name.
                let ground = ["依据", "依照", "根据", "按照", "对照", "遵照"]
                    .contains(&text.folded(verb).as_str());
                let verb = if verb.len() <= 8 && !ground {
                    text.printed(verb)
                } else {
                    String::new()
                };
                return format!("{verb}{}", text.printed(noun));
            }
        }
        text.printed(self.cut(s)).trim().to_string()
    }

    /// The noun phrase that follows a unit, empty where a predicate or a mark follows.
    fn noun_after(&self, q: &Quantity, next: Option<&Quantity>, before: Span) -> Span {
        let text = self.text;
        let at = q.span.end;
        // 清退26名不符合条件的低保对象: right behind a verb and its figure stands the object.
        let object = self.ends_with_verb(before);
        let limit = next
            .map_or(text.len(), |n| n.span.start)
            .min(at + LONGEST_AFTER);
        let mut i = at;
        let mut depth = 0usize;
        let mut quote = false;
        while i < limit {
            let c = text.at(i);
            match c {
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                '“' => quote = true,
                '”' if !quote => break,
                '”' => quote = false,
                _ if quote || depth > 0 => {
                    if c == '\n' {
                        break;
                    }
                }
                '《' | '》' => break,
                _ if !crate::fold::is_han(c) && !c.is_ascii_alphabetic() => break,
                '的' => break,
                _ => {
                    let joined = (object && i == at && self.opens_object(at, limit))
                        || predicate::joins_nouns(text, self.tokens, i, at);
                    if !joined && predicate::starts(text, self.tokens, i, at) {
                        break;
                    }
                    if self
                        .dates
                        .binary_search_by_key(&i, |d| d.span.start)
                        .is_ok()
                    {
                        break;
                    }
                }
            }
            i += 1;
        }
        if depth > 0 || quote {
            // A bracket that does not close within reach is no part of the noun.
            i = (at..i)
                .rev()
                .find(|&p| matches!(text.at(p), '(' | '“'))
                .unwrap_or(at);
        }
        let noun = self.before_predicate(q, Span::new(at, i), object);
        match self.modified(noun, limit) {
            Some(head) if object => head,
            _ => noun,
        }
    }

    /// A verb stands right before the figure.
    fn ends_with_verb(&self, before: Span) -> bool {
        let word = before.end.checked_sub(1).and_then(|k| self.tokens.at(k));
        word.is_some_and(|word| {
            before.start <= word.span.start
                && word.kind == token::Kind::Word
                && matches!(word.tag, b'v' | b'g')
                && word.span.len() > 1
        })
    }

    /// What would be a predicate opens the object of the verb before: a word of one
    /// character (不符合条件, 以案释法故事), or a clause that ends with 的.
    fn opens_object(&self, at: usize, limit: usize) -> bool {
        let single = predicate::longest(self.text, at).is_some_and(|(n, _)| n == 1);
        let bare = is_one_of(self.text.at(at), "等为至到");
        single && !bare || self.modified(Span::new(at, at), limit).is_some()
    }

    /// 存在严重隐患的自建房: the noun behind the clause that says which, up to a mark.
    fn modified(&self, clause: Span, limit: usize) -> Option<Span> {
        let text = self.text;
        let end = (clause.start..limit)
            .find(|&k| !crate::fold::is_han(text.at(k)))
            .unwrap_or(limit);
        let of = (clause.start + 2..end.saturating_sub(1)).find(|&k| text.at(k) == '的')?;
        // 86个网格的信息流程: of two nouns the first is counted.
        let clause = self.tokens.words(Span::new(clause.start, of));
        if !clause
            .iter()
            .any(|word| matches!(word.tag, b'v' | b'p' | b'd'))
        {
            return None;
        }
        let head = Span::new(of + 1, end);
        let nominal = self.tokens.at(end - 1).is_some_and(|word| word.tag != b'v');
        (nominal && end < limit && head.len() <= LONGEST_AFTER).then_some(head)
    }

    /// The noun phrase without the clause that begins inside it: 6名调解员|充实矛调中心,
    /// 6个国控断面|稳定达标. The words tell, where no list knows the verb.
    fn before_predicate(&self, q: &Quantity, s: Span, object: bool) -> Span {
        let Some(class) = counted_class(q, object) else {
            return s;
        };
        // A noun that the classifier counts is whole where it ends: 86名公职人员|年度考试.
        if let Some(end) = self.counted_end(s, class) {
            return Span::new(s.start, end);
        }
        // 8名|现场述法: an adverb right behind the figure opens the predicate.
        if !object && self.tokens.at(s.start).is_some_and(|word| word.tag == b'd') {
            return Span::new(s.start, s.start);
        }
        let mut at = s.start;
        // Where the last noun ended: adverbs and adjectives before a verb are the verb's.
        let mut noun = s.start;
        while let Some(word) = self.tokens.at(at).filter(|_| at < s.end) {
            let verb = word.tag == b'v' && word.span.len() > 1;
            if verb && noun > s.start && !self.modifies(Span::new(word.span.end, s.end)) {
                return Span::new(s.start, noun);
            }
            if !matches!(word.tag, b'a' | b'd' | b'f' | b'p' | b'r' | b't' | b'v') {
                noun = word.span.end.min(s.end);
            }
            at = word.span.end;
        }
        // 行政村随后|跟进: the clause goes on behind what no noun ends with.
        if !object && noun > s.start && noun < s.end && crate::fold::is_han(self.text.at(s.end)) {
            return Span::new(s.start, noun);
        }
        s
    }

    /// What follows a verb begins or closes with a noun that takes verbs before it:
    /// 普法宣讲队, 许可办理窗口.
    fn modifies(&self, rest: Span) -> bool {
        (rest.start..rest.end).any(|at| {
            let head = self.text.hits.longest_within(List::VerbHeads, at, rest.end);
            head.is_some_and(|(n, _)| at == rest.start || at + n == rest.end)
        })
    }

    /// Where the last word ends that the classifier's class counts, before any verb.
    fn counted_end(&self, s: Span, class: &str) -> Option<usize> {
        let mut found = None;
        let mut at = s.start;
        while let Some(word) = self.tokens.at(at).filter(|_| at < s.end) {
            let end = word.span.end.min(s.end);
            if word.tag == b'v' && found.is_some() {
                break;
            }
            let head = self
                .text
                .hits
                .longest_before(List::CountedHeads, s.start, end);
            if head.is_some_and(|(_, entry)| words().counted[entry] == class) {
                found = Some(end);
            }
            at = word.span.end;
        }
        found
    }

    /// The predicate that follows a figure at the head of its clause, up to the next mark.
    fn predicate_after(&self, at: usize, next: Option<&Quantity>) -> Span {
        let text = self.text;
        let limit = next
            .map_or(text.len(), |n| n.span.start)
            .min(at + LONGEST_AFTER);
        let mut end = at;
        while end < limit
            && (crate::fold::is_han(text.at(end)) || matches!(text.at(end), '“' | '”'))
        {
            end += 1;
        }
        // A phrase that runs on beyond reach, or into the next figure, names nothing.
        if end == limit || end - at < 2 || text.at(at) == '的' {
            return Span::default();
        }
        let head = self.strip_head(Span::new(at, end));
        if head.span.is_empty() {
            Span::default()
        } else {
            head.span
        }
    }

    /// The paragraph's head, then the section's title.
    fn fallback(&self, sentence: Span, q: &Quantity) -> (String, Option<Span>) {
        let text = self.text;
        if let Some(p) = text.paragraph_at(q.core.start) {
            let p = text.paragraphs[p].span;
            let first = text.sentence_at(p.start);
            if first != sentence && first.len() <= LONGEST {
                let start = self.past_marker(first);
                let end = first.end.saturating_sub(1).max(start);
                let s = self.strip_tail(Span::new(start, end));
                return (self.phrase(s), Some(s));
            }
        }
        if let Some(s) = self.outline.section_at(q.core.start) {
            let s = self.outline.sections[s].title;
            return (self.phrase(s), Some(s));
        }
        (String::new(), None)
    }

    fn times(&self) -> Times<'_> {
        Times {
            text: self.text,
            tokens: self.tokens,
            outline: self.outline,
            dates: self.dates,
        }
    }

    /// The period of the figure before stays in force, unless it was a comparison's or
    /// that figure's alone (上年的17个).
    fn current_period(&self, previous: Option<usize>) -> Option<Span> {
        let mut k = previous?;
        let alone = |m: &Metric| {
            m.link == Link::ComparedWith
                || m.period.is_some_and(|p| {
                    p.end + 1 == m.quantity.span.start && self.text.at(p.end) == '的'
                })
        };
        while alone(&self.out[k]) {
            k = k
                .checked_sub(1)
                .filter(|&i| self.out[i].sentence == self.out[k].sentence)?;
        }
        self.out[k].period
    }

    /// The period of the sentence right before, where this one goes on with it.
    fn continued_period(&self, sentence: Span) -> Option<Span> {
        let last = self.out.len().checked_sub(1)?;
        let told = self.out[last].sentence;
        let near = told.end == sentence.start;
        // 上半年42次，下半年58次。累计100次: of neither.
        let mut same = self.out.iter().rev().take_while(|m| m.sentence == told);
        let of_one =
            same.all(|m| m.period == self.out[last].period || m.link == Link::ComparedWith);
        (near && of_one && self.times().goes_on(sentence))
            .then(|| self.current_period(Some(last)))?
    }

    /// A body at the head of the sentence.
    fn sentence_subject(&self, sentence: Span, before: usize) -> Option<String> {
        let mut s = Span::new(sentence.start, before);
        // Past a leading date: 截至2022年底，全区共有….
        for _ in 0..4 {
            let head = self.strip_head(s);
            if let Some(subject) = head.subject {
                return Some(self.text.printed(subject));
            }
            let comma = (head.span.start..before).find(|&i| matches!(self.text.at(i), ','))?;
            s = Span::new(comma + 1, before);
        }
        None
    }
}

/// A figure and the one it is compared with are seldom farther apart.
const SIZES: f64 = 5.0;

/// Neither figure is many times the other.
fn of_one_size(a: &Quantity, b: &Quantity) -> bool {
    let (a, b) = (a.value.value(), b.value.value());
    is_zero(a) || is_zero(b) || a <= SIZES * b && b <= SIZES * a
}

fn is_zero(x: f64) -> bool {
    x.abs() < 1e-9
}

fn is_change_link(link: &Link) -> bool {
    matches!(link, Link::Change | Link::ComparedWith)
}

/// The head of the clause that ends at `end`.
fn clause_start(text: &Text, from: usize, end: usize) -> usize {
    let mut depth = 0;
    let mut i = end;
    while i > from {
        match text.at(i - 1) {
            ')' => depth += 1,
            '(' if depth == 0 => return i,
            '(' => depth -= 1,
            ',' | ';' | '。' | ':' | '!' | '?' | '\n' if depth == 0 => return i,
            _ => {}
        }
        i -= 1;
    }
    from
}

/// The class of things that a classifier counts one by one; doings and cases (件, 次)
/// are named by verbs as often as by nouns and have none.
fn counted_class(q: &Quantity, object: bool) -> Option<&'static str> {
    match q.unit.as_deref()? {
        "名" | "位" | "人" => Some("person"),
        "台" | "辆" => Some("machine"),
        "次" | "场" | "场次" | "期" | "轮" | "批" | "批次" | "人次" | "%" => None,
        "个" | "家" | "所" | "座" | "处" | "套" | "支" => Some("thing"),
        // Cases and items are named by verbs as often as by nouns; as the subject of
        // their clause they end before its verb all the same.
        _ if object => None,
        _ => Some("thing"),
    }
}

fn is_ratio(q: &Quantity) -> bool {
    matches!(q.dimension, "ratio")
}

fn find_any(text: &Text, s: Span, list: &[&str]) -> Option<usize> {
    list.iter().filter_map(|w| text.find(w, s)).min()
}

fn rfind(text: &Text, s: Span, c: char) -> Option<usize> {
    (s.start..s.end).rev().find(|&i| text.at(i) == c)
}

fn rfind_any(text: &Text, s: Span, list: &[char]) -> Option<usize> {
    (s.start..s.end).rev().find(|&i| list.contains(&text.at(i)))
}

/// 比上年, 较去年同期, 同比: where the comparison starts.
fn comparison(text: &Text, s: Span) -> Option<usize> {
    for i in (s.start..s.end).rev() {
        let c = text.at(i);
        if c == '比' {
            // 师生比: a noun.
            if i + 1 == s.end && !matches!(text.before(i), '同' | '环') {
                continue;
            }
            if matches!(text.before(i), '同' | '环') && i > s.start {
                return Some(i - 1);
            }
            if is_one_of(text.before(i), "占对评相配百可无攀类")
                || is_one_of(text.at(i + 1), "例率重对较赛武选")
            {
                continue;
            }
            return Some(i);
        }
        if c == '较'
            && ["上", "去", "前", "同", "往", "年", "2", "1"]
                .iter()
                .any(|w| text.starts_with(i + 1, w))
        {
            return Some(i);
        }
        // 对照2023年的298份
        let dated = text.at(i + 2).is_ascii_digit() || is_one_of(text.at(i + 2), "上去前同往");
        if c == '对' && is_one_of(text.at(i + 1), "照比") && dated {
            return Some(i);
        }
        if c == '与' && text.folded(Span::new(i, s.end)).ends_with("相比") {
            return Some(i);
        }
    }
    None
}

fn strip_comparison(text: &Text, s: Span) -> Span {
    let end = comparison(text, s).unwrap_or(s.end);
    Span::new(s.start, end)
}

/// 增加, 下降 … right before a number, and not part of a noun or a verb with an object.
fn is_change(text: &Text, body: Span, at: usize, n: usize, q: &Quantity, compared: bool) -> bool {
    if n == 1 {
        // 增, 减, 多, 少: only after a comparison or in 同比增.
        let head = Span::new(body.start, at);
        let word = text.at(at);
        if matches!(word, '多' | '少') && is_one_of(text.before(at), "不至最较更很减许") {
            return false;
        }
        return comparison(text, head).is_some() || (head.is_empty() && (is_ratio(q) || compared));
    }
    true
}

/// Right after the figure a movement goes on: 由7份减至….
fn moves_on(text: &Text, at: usize) -> bool {
    const MOVES: [&str; 17] = [
        "减少", "压缩", "压减", "下降", "降低", "提高", "提升", "增加", "上升", "缩短", "缩减",
        "上涨", "下调", "改善", "攀升", "升高", "归并",
    ];
    // 升到, 降为, 增至.
    let moved = is_one_of(text.at(at), "升降增减涨跌扩压缩提变调并")
        && is_one_of(text.at(at + 1), "至到为成");
    let more = [
        "扩大", "增长", "精简", "调整", "变为", "优化", "跃升", "到", "至", "回落",
    ];
    // 由58名充实到72名: whatever the verb.
    let to = |n: usize| {
        let figure = text.at(at + n + 1);
        is_one_of(text.at(at + n), "到至为成")
            && (figure.is_ascii_digit() || is_one_of(figure, "一二两三四五六七八九十百"))
            && (at..at + n).all(|k| crate::fold::is_han(text.at(k)))
    };
    moved
        || (1..=3).any(to)
        || MOVES
            .iter()
            .chain(more.iter())
            .any(|w| text.starts_with(at, w))
}

/// 总额, 合计, 两项合计: words for a sum that name nothing themselves.
fn is_sum_word(text: &Text, s: Span) -> bool {
    matches!(
        text.folded(s).as_str(),
        "总额" | "总数" | "总量" | "总计" | "总体"
    )
}

/// 日均, 人均 alone: the noun is the one before.
fn is_per_word(text: &Text, s: Span) -> bool {
    matches!(
        text.folded(s).as_str(),
        "日均" | "月均" | "年均" | "人均" | "户均" | "平均" | "均" | "每天" | "每月" | "每年"
    )
}

fn is_total_lead(text: &Text, lead: Span) -> bool {
    find_any(text, lead, &["共", "合计", "总计", "总共", "一共"]).is_some()
}

fn starts_with_pause(text: &Text, lead: Span) -> bool {
    let lead = past_bracket(text, lead);
    matches!(text.at(lead.start), '、')
        || ["和", "及", "以及"]
            .iter()
            .any(|w| text.starts_with(lead.start, w))
}

/// The stretch behind a closing bracket: ）、个体工商户.
pub(crate) fn past_bracket(text: &Text, lead: Span) -> Span {
    let n = (lead.start..lead.end)
        .take_while(|&i| matches!(text.at(i), ')' | ' '))
        .count();
    Span::new(lead.start + n, lead.end)
}

fn adjacent_next(next: Option<&Quantity>, q: &Quantity) -> bool {
    next.is_some_and(|n| n.span.start == q.span.end)
}

/// Splits A、B和C, brackets kept whole.
fn split_coordinated(text: &Text, s: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = s.start;
    let mut depth = 0usize;
    for i in s.start..s.end {
        match text.at(i) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '、' | '和' | '与' | '及' if depth == 0 && i > start => {
                // 以及
                let end = if text.at(i) == '及' && text.before(i) == '以' {
                    i - 1
                } else {
                    i
                };
                parts.push(Span::new(start, end));
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(Span::new(start, s.end));
    parts
}

/// What the figure is, from its unit, how it is told and what is counted.
fn kind_of(q: &Quantity, link: &Link, indicator: &str) -> Kind {
    if *link == Link::Change || q.dimension == "percentage-point" {
        return Kind::Change;
    }
    // 块 counts boards and plots; of a fee or a sum it is money.
    let last = indicator.chars().next_back().unwrap_or(' ');
    if q.unit.as_deref() == Some("块") && is_one_of(last, "费款金钱价资薪") {
        return Kind::Amount;
    }
    kind_of_unit(q.dimension)
}

/// What a figure in a unit of this dimension is.
pub(super) fn kind_of_unit(dimension: &str) -> Kind {
    match dimension {
        "ratio" | "multiple" | "proportion" => Kind::Ratio,
        d if d.starts_with("money") => Kind::Amount,
        "compound" | "mass" | "area" | "length" | "volume" | "energy-coal" | "energy-electric"
        | "power" | "data" | "lane-length" => Kind::Amount,
        d if d.starts_with("duration") || d == "teaching-hour" => Kind::Duration,
        _ => Kind::Count,
    }
}
