//! Which quantities state a figure: not thresholds, spans, ordinals and what prose
//! counts without telling anything.
//!
//! | printed | a figure? |
//! |---|---|
//! | 第5、6条, 第三名 | no: ordinals |
//! | 过去三年, 近两年 | no: a stretch of time |
//! | 落实24小时备勤制度 | no: a mode of service; 缩短至24小时 is one |
//! | 60岁以上老人 | no: tells a group apart |
//! | 突出两个方面 | no: the noun is abstract; 直管两个基地 is one |
//! | 召开三次会议 | yes: doings are counted |
//! | 满意度指数升至0.87 | yes, without a unit |
//! | 会同4部门 | yes, without a unit |

use super::number::{Numeral, Share, Style, moves_on};
use super::predicate;
use super::quantity::{Approx, Candidate, Quantity, candidates};
use super::unit::Small;
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, is_numeral, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Kind, Tokens};

/// Reads every figure on unclaimed text and claims it.
pub fn read(text: &Text, tokens: &Tokens, claims: &mut Claims) -> Vec<Quantity> {
    let rows = table_rows(text);
    let possible = |c: &mut Candidate| is_possible(text, tokens, &rows, c);
    let found = candidates(text, tokens, claims, &possible);
    let judge = Judge::new(text, tokens, &found);
    let keep: Vec<bool> = (0..found.len()).map(|k| judge.is_stated(k)).collect();
    let mut out = Vec::new();
    for (c, keep) in found.into_iter().zip(keep) {
        if keep {
            claims.claim(c.quantity.span, Owner::Quantity);
            out.push(c.quantity);
        }
    }
    out
}

/// What no quantity can be, whatever its style. `rows` says for each paragraph whether
/// it is a table row. What is told without a unit gets the dimension `index`.
fn is_possible(text: &Text, tokens: &Tokens, rows: &[bool], c: &mut Candidate) -> bool {
    let (q, n) = (&c.quantity, &c.numeral);
    // 第5、6条: ordinals in a row.
    if text.before(q.span.start) == '、' && in_ordinals(text, q.span.start - 1) {
        return false;
    }
    // 百姓, 千家, 万元户: a scale word counts only when something qualifies it, save 十.
    if n.bare_scale && !n.more && q.approx == Approx::Exact && text.at(n.span.start) != '十' {
        return false;
    }
    if !fits_dimension(text, tokens, q, n) || is_threshold(text, tokens, q, n) {
        return false;
    }
    // 产业结构为3.2:45.6:51.2
    let goes_on = text.at(q.core.end) == ':' || text.before(q.core.start) == ':';
    let row = q.dimension == "proportion" && goes_on;
    if row || is_bound_of_law(text, q) {
        return false;
    }
    match n.share {
        Some(Share::Tenths) => return is_tenths(text, tokens, q),
        Some(Share::Fraction) => return is_fraction(text, q, n),
        _ => {}
    }
    if matches!(q.dimension, "duration") && is_service(text, tokens, q, n) {
        return false;
    }
    if q.unit.is_some() || q.dimension == "proportion" {
        return true;
    }
    if is_index(text, q, n) || is_counter(text, tokens, q, n) {
        c.quantity.dimension = "index";
        return true;
    }
    bare_is_possible(text, rows, q, n)
}

/// 处2000元以上1万元以下罚款: what a law allows, both ends of it.
fn is_bound_of_law(text: &Text, q: &Quantity) -> bool {
    const REACH: usize = 12;
    let (start, end) = (q.span.start, q.span.end);
    if end == q.core.end {
        return false;
    }
    match q.approx {
        Approx::Over if is_numeral(text.at(end)) => {
            (end + 1..text.len().min(end + REACH)).any(|k| ends(text, List::ApproxAfter, k))
        }
        Approx::Under => ends(text, List::ApproxAfter, start),
        _ => false,
    }
}

/// What stands before the mark at `at` is 第 and numbers.
fn in_ordinals(text: &Text, at: usize) -> bool {
    let listed = |k: &usize| text.at(*k).is_ascii_digit() || text.at(*k) == '、';
    let start = (0..at).rev().take(8).take_while(listed).last();
    start.is_some_and(|s| text.before(s) == '第')
}

fn unit_is(q: &Quantity, unit: &str) -> bool {
    q.unit.as_deref() == Some(unit)
}

/// A word of the list ends at `at`.
fn ends(text: &Text, list: List, at: usize) -> bool {
    let start = text.sentence_at(at).start;
    text.hits.longest_before(list, start, at).is_some()
}

/// What units ask of the words beside them.
fn fits_dimension(text: &Text, tokens: &Tokens, q: &Quantity, n: &Numeral) -> bool {
    let before = text.before(q.span.start);
    let next = text.at(q.core.end);
    let top = matches!(q.unit.as_deref(), Some("名" | "位" | "强" | "个"));
    if is_void(text, q) {
        return false;
    }
    match q.dimension {
        // Document and house numbers, sessions, anniversaries, grades, stars: ordinals.
        "ordinal" | "ordinal-session" | "ordinal-anniversary" | "grade" | "rank" => false,
        // 近三年, 三年行动: a plan's or a span's length states nothing of the year; a
        // duration that is stated stands closed or qualified.
        "duration-year" => {
            let year = n.span.len() == 4 && n.value.exponent == 0 && n.value.digits >= 1000;
            !year && !is_span(text, q) && !describes(text, tokens, q)
        }
        "duration-month" => !unit_is(q, "月") && !is_span(text, q) && !is_limit_of_rate(text, q),
        // 15日 alone is a date that lost its month.
        "duration" if is_limit_of_rate(text, q) => false,
        "duration" if unit_is(q, "日") && q.approx == Approx::Exact => {
            one_of!(before, "满期后前足为至到")
                || matches!(before, '由' | '从') && moves_on(text, q.core.end)
                || ends(text, List::Lasting, q.span.start)
        }
        "age" => {
            let head = text.folded(Span::new(q.span.start.saturating_sub(6), q.span.start));
            head.contains("年龄") || head.contains("平均") || head.contains("寿命")
        }
        "duration" => !is_circle(text, q),
        // 十里铺 is a place.
        "length" if unit_is(q, "里") && n.style == Style::Han => !is_han(next),
        "length" => !is_circle(text, q),
        // 52栋至54栋: house numbers.
        "building" => q.max.is_none() || !is_han(text.at(n.span.end)) || n.max.is_some(),
        // 3.2节: the number of a section.
        "session-or-lesson" if n.value.exponent < 0 => false,
        // 前3名; but 目前34个.
        _ => {
            let first = before == '前' && tokens.is_edge(q.span.start - 1);
            !(first && top && n.value.value() <= 100.0)
        }
    }
}

/// 8栋|1单元, 2公里|范围内, 公交|26路, 三期|扩容: a word beside the number makes it none of a
/// thing of its kind (`words/voids.tsv`).
fn is_void(text: &Text, q: &Quantity) -> bool {
    kept_rows!("voids").any(|row| {
        row[1] == q.dimension
            && match row[2] {
                // 公交|26路
                "before" => text.ends_with(q.span.start, row[0]),
                // 50米处
                "last" => text.starts_with(q.core.end - 1, row[0]),
                // 全年365天
                "whole" => text.folded(q.core) == row[0],
                // 三年|来
                "next" => text.starts_with(q.core.end, row[0]),
                _ => text.starts_with(q.span.end, row[0]),
            }
    })
}

/// 十年以上|陈案, 三年内|无违法记录, 29年|积案: a number of years that says which.
fn describes(text: &Text, tokens: &Tokens, q: &Quantity) -> bool {
    let at = q.span.end;
    let noun = tokens.at(at).is_some_and(|word| word.tag == b'n');
    let lacks = one_of!(text.at(at), "未无没");
    let bounded = at > q.core.end || lacks && q.approx == Approx::Over;
    let told = !lacks && predicate::starts(text, tokens, at, at);
    is_han(text.at(at)) && !ends(text, List::Lasting, q.span.start) && (noun || bounded && !told)
}

/// 三个月内|答复率: within which time something is rated.
fn is_limit_of_rate(text: &Text, q: &Quantity) -> bool {
    const REACH: usize = 14;
    let within = q.span.end > q.core.end && q.approx == Approx::Under;
    let run = (q.span.end..q.span.end + REACH).take_while(|&k| is_han(text.at(k)));
    let end = run.last().map_or(q.span.end, |k| k + 1);
    let rated = |k: usize| {
        text.hits
            .longest_before(List::Rates, q.span.end, k)
            .is_some()
    };
    within && (q.span.end + 2..=end).any(rated)
}

/// 15分钟|便民服务圈: a slogan for what is near.
fn is_circle(text: &Text, q: &Quantity) -> bool {
    const REACH: usize = 10;
    let mut run = (q.span.end..q.span.end + REACH).take_while(|&k| is_han(text.at(k)));
    run.any(|k| text.at(k) == '圈')
}

/// 近三年, 过去一年, 每两个月: a stretch of time and no count.
fn is_span(text: &Text, q: &Quantity) -> bool {
    let years = q.dimension == "duration-year";
    // 使用年限超过10年 is told.
    // 两年内|实现全覆盖: when.
    let under = q.span.end > q.core.end && q.approx == Approx::Under;
    let within = under && is_han(text.at(q.span.end));
    years && (one_of!(text.before(q.span.start), "近前后第每连本过这") || within)
        || ends(text, List::Spans, q.core.start)
}

/// 60岁以上老人, 超亿元的企业: a threshold that tells a group apart. It is a round number:
/// 1.8万户以上经营主体 states one.
fn is_threshold(text: &Text, tokens: &Tokens, q: &Quantity, n: &Numeral) -> bool {
    let next = text.at(q.span.end);
    let qualified = matches!(q.approx, Approx::Over | Approx::Under);
    let money = q.dimension.starts_with("money");
    let modifies = is_han(next) && !predicate::starts(text, tokens, q.span.end, q.span.end);
    let apart = qualified
        && q.span.end > q.core.end
        && q.dimension != "ratio"
        && (n.value.value() < 1000.0 || is_round(n) || money)
        && !q.dimension.starts_with("duration")
        && modifies;
    // 超亿元|投资项目
    let over = n.bare_scale && q.approx == Approx::Over;
    apart || over && (next == '的' || money && modifies)
}

/// One digit and noughts: 5000, 2万.
fn is_round(n: &Numeral) -> bool {
    n.value.digits.to_string().trim_end_matches('0').len() < 2
}

/// 近三成, 占七成五, 有三至四成; 九成宫 is a place, 已成立 a verb, 九成新 how a thing looks.
fn is_tenths(text: &Text, tokens: &Tokens, q: &Quantity) -> bool {
    if !tokens.is_edge(q.core.end) {
        return false;
    }
    let named = tokens.at(q.core.end).filter(|word| {
        let single = word.span.len() == 1 && matches!(word.tag, b'n' | b's' | b'x' | b'a');
        single && word.kind == Kind::Word && text.hits.longest(List::Units, q.core.end).is_none()
    });
    q.approx != Approx::Exact || named.is_none() || text.before(q.core.start) == '占'
}

/// 占总量的1/3, 1/3以上; a quotient of digits that nothing marks is a date or a number.
fn is_fraction(text: &Text, q: &Quantity, n: &Numeral) -> bool {
    if n.style == Style::Han || !text.slice(n.span).contains(&'/') {
        return true;
    }
    let told = one_of!(text.before(q.span.start), "占达近约超为到的过仅");
    let closed = !is_han(text.at(q.span.end)) && !text.at(q.span.end).is_ascii_alphanumeric();
    q.approx != Approx::Exact || text.at(q.span.end) == '的' || told && closed
}

/// 24小时 right before what is done round the clock: 24小时备勤, 7×24小时服务. As a time
/// measured it is a figure: 缩短至24小时, 24小时内.
fn is_service(text: &Text, tokens: &Tokens, q: &Quantity, n: &Numeral) -> bool {
    if !unit_is(q, "小时") || n.value.value() != 24.0 || q.span.end > q.core.end {
        return false;
    }
    let head = text.before(q.span.start);
    let measured =
        one_of!(head, "至到为达超过于在满前后即以约近") || ends(text, List::Lasting, q.span.start);
    let next = tokens.at(q.core.end);
    let duty = next.is_some_and(|word| {
        word.kind == Kind::Word
            && is_han(text.at(q.core.end))
            && !matches!(word.tag, b'f' | b'p' | b'c' | b'u')
            && !one_of!(text.at(q.core.end), "内前后的至到以之")
    });
    // 实行24小时: round the clock where nothing measures and a verb stands before.
    q.approx == Approx::Exact && !measured && duty || one_of!(head, "×*天")
}

/// 指数升至0.87, 综合得分达到86.4: what is told as a bare number.
fn is_index(text: &Text, q: &Quantity, n: &Numeral) -> bool {
    const REACH: usize = 10;
    let at = q.span.start;
    let next = text.at(q.span.end);
    let closed = one_of!(next, ",。;、\n)") || moves_on(text, q.span.end);
    let told = one_of!(text.before(at), "为达到至在于是由从:") || ends(text, List::Indices, at);
    if n.style != Style::Arabic || !closed || !told {
        return false;
    }
    let from = at.saturating_sub(REACH).max(text.sentence_at(at).start);
    let clause = (from..at)
        .rev()
        .take_while(|&k| !one_of!(text.at(k), ",;、。("));
    let clause = clause.last().unwrap_or(at);
    (clause..=at).any(|end| {
        text.hits
            .longest_before(List::Indices, clause, end)
            .is_some()
    })
}

/// 会同4部门: a noun that counts itself.
fn is_counter(text: &Text, tokens: &Tokens, q: &Quantity, n: &Numeral) -> bool {
    let counter = text.hits.longest(List::Counters, q.core.end);
    let small = n.value.exponent == 0 && (2..100).contains(&n.value.digits) && n.share.is_none();
    small
        && !one_of!(text.before(q.span.start), "、第-~.")
        && counter.is_some_and(|(len, _)| tokens.is_edge(q.core.end + len))
}

/// A number that printed no unit: a figure whose unit was lost (离婚登记3818，), or a
/// scaled one before its noun (44.1万农民).
fn bare_is_possible(text: &Text, rows: &[bool], q: &Quantity, n: &Numeral) -> bool {
    if n.style == Style::Han {
        // 将近八万居民: qualified, scaled and right before its noun.
        let scaled = matches!(text.before(n.span.end), '万' | '亿');
        let qualified = q.approx != Approx::Exact && q.span.start < n.span.start;
        return scaled && qualified && !n.bare_scale && is_han(text.at(q.span.end));
    }
    let before = text.before(q.span.start);
    let next = text.at(q.span.end);
    let scaled = text.slice(n.span).iter().any(|c| matches!(c, '万' | '亿'));
    if scaled {
        return is_han(next) || one_of!(next, ",。;、\n)");
    }
    if next == ':' && text.at(q.span.end + 1).is_ascii_digit()
        || before == ':' && text.at(q.span.start.saturating_sub(2)).is_ascii_digit()
    {
        return false;
    }
    let closed = one_of!(next, ",。;、\n)") || next == ' ';
    let headed = is_han(before) || matches!(before, ')' | '”');
    // A cell of a flattened table stands between blanks.
    let cell = matches!(before, ' ' | '\n')
        && matches!(next, ' ' | '\n')
        && text.paragraph_at(q.span.start).is_some_and(|p| rows[p]);
    let named = !one_of!(before, "第号年月日版型楼至到的和与按用码转");
    (closed && headed && named && n.span.len() >= 2) || cell
}

/// For each paragraph whether it is a table row: blanks separate its cells, and
/// there are cells that hold figures and cells that hold words.
fn table_rows(text: &Text) -> Vec<bool> {
    let is_figure = |cell: &&[char]| {
        let marks = |c: &char| c.is_ascii_digit() || one_of!(*c, ".,%");
        !cell.is_empty() && cell.iter().all(marks)
    };
    let paragraphs = text.paragraphs.iter();
    paragraphs
        .map(|p| {
            let row = text.slice(p.span);
            let mut cells = row.split(|c| *c == ' ');
            row.contains(&' ') && cells.any(|c| is_figure(&c)) && row.iter().any(|c| is_han(*c))
        })
        .collect()
}

/// Judges each candidate by the way the text writes its figures.
struct Judge<'a> {
    text: &'a Text<'a>,
    tokens: &'a Tokens,
    found: &'a [Candidate],
    /// The text counts in Chinese numerals: several of them are beyond ten.
    han_style: bool,
}

impl<'a> Judge<'a> {
    fn new(text: &'a Text<'a>, tokens: &'a Tokens, found: &'a [Candidate]) -> Judge<'a> {
        const SEVERAL: usize = 4;
        let han = |c: &&Candidate| {
            c.numeral.style == Style::Han && c.numeral.span.len() >= 2 && c.quantity.unit.is_some()
        };
        Judge {
            text,
            tokens,
            found,
            han_style: found.iter().filter(han).count() >= SEVERAL,
        }
    }

    /// Whether candidate `k` states a figure.
    fn is_stated(&self, k: usize) -> bool {
        let c = &self.found[k];
        let q = &c.quantity;
        let exact = c.numeral.value.exponent < 0;
        if c.numeral.style == Style::Arabic || c.qualified || c.numeral.share.is_some() || exact {
            return true;
        }
        if q.unit.is_none() {
            return q.dimension == "index";
        }
        // 连续两年获评, 轮训为期三天
        if q.dimension.starts_with("duration") && ends(self.text, List::Lasting, q.span.start) {
            return true;
        }
        let value = c.numeral.value.value();
        if value == 1.0 {
            return self.is_one(k);
        }
        // 开展活动三次，: in a text of Arabic figures only a closed one counts.
        self.han_style
            || value > 10.0
            || self.is_closed(c)
            || self.is_movement(q)
            || self.is_small_count(c)
    }

    /// No noun follows, and one stands before.
    fn is_closed(&self, c: &Candidate) -> bool {
        let before = self.text.before(c.quantity.span.start);
        c.closed && is_han(before) && !one_of!(before, "这那每各某哪另的了")
    }

    /// 由五天|压缩至三天
    fn is_movement(&self, q: &Quantity) -> bool {
        let starts = matches!(self.text.before(q.span.start), '由' | '从');
        starts && moves_on(self.text, q.core.end) || self.is_moved_to(q.span.start)
    }

    /// 降为|一次, 压缩至|三天: not 以季度为|一轮.
    fn is_moved_to(&self, at: usize) -> bool {
        let verb = self.text.before(at.saturating_sub(1));
        one_of!(self.text.before(at), "为至到") && one_of!(verb, "升降增减缩短压少低长高展变")
    }

    /// 一 with a classifier is the article of Chinese prose, but for a time that
    /// something took, the end of a movement and, where the text counts in Chinese
    /// numerals, one in a list or at the end of its clause.
    fn is_one(&self, k: usize) -> bool {
        let (c, text) = (&self.found[k], self.text);
        let q = &c.quantity;
        if self.is_moved_to(q.span.start) {
            return true;
        }
        let next = self.found.get(k + 1).filter(|next| {
            let gap = next.quantity.span.start - q.span.end;
            next.numeral.style == Style::Han && gap <= 6
        });
        let listed = next.is_some_and(|next| {
            let between = Span::new(q.span.end, next.quantity.span.start);
            text.slice(between).contains(&'、')
        });
        self.han_style && (self.is_closed(c) && text.before(q.span.start) != '为' || listed)
    }

    /// 召开三次会议, 管护两座公园, 两个普法基地.
    fn is_small_count(&self, c: &Candidate) -> bool {
        let (text, q) = (self.text, &c.quantity);
        let Some(unit) = &c.unit else {
            return false;
        };
        // 二期, 二轮: counted are 两期, 两轮.
        let ordinal = text.folded(c.numeral.span) == "二";
        let before = self.tokens.at(q.span.start.wrapping_sub(1));
        // 这两次, 前三家; but 先后四次.
        let chosen = before.is_some_and(|word| {
            word.span.len() == 1
                && one_of!(
                    text.before(word.span.end),
                    "这那每各某哪首再逐上下前后历任届第",
                )
        });
        if ordinal || chosen {
            return false;
        }
        match unit.small {
            Small::Doing => true,
            Small::Thing => self
                .counts_a_noun(q.core.end)
                // 其中六篇被转载: the noun stands before.
                .unwrap_or(text.ends_with(q.span.start, "其中")),
            Small::Prose => false,
        }
    }

    /// Whether the noun phrase from `at` on names things one can count. Its last noun
    /// decides: 两个重点项目, but not 两个重点. `None` where no noun follows.
    fn counts_a_noun(&self, at: usize) -> Option<bool> {
        const WORDS: usize = 4;
        let first = self.tokens.index(at)?;
        let mut noun = None;
        for word in self.tokens.all[first..].iter().take(WORDS) {
            let han = word.kind == Kind::Word && is_han(self.text.at(word.span.start));
            let ends = matches!(word.tag, b'p' | b'd' | b'c' | b'f' | b'r' | b't' | b'u');
            // 两项合计收案: a sum of what stands before.
            let sums =
                word.tag == b'v' && self.text.hits.longest(List::AbstractHeads, at).is_some();
            if !han || ends || sums || noun.is_some() && word.tag == b'v' {
                break;
            }
            if word.tag != b'v' {
                noun = Some(word.span);
            }
        }
        let hits = &self.text.hits;
        let noun = noun?;
        let head = hits.longest_before(List::AbstractHeads, at, noun.end);
        Some(head.is_none())
    }
}
