//! Quantities: a numeral with its qualifiers and its unit, on unclaimed text.

use super::number::{self, Decimal, Numeral, Style};
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, is_one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::Tokens;
use crate::words::rows;
use std::sync::OnceLock;

/// How a figure is qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approx {
    Exact,
    /// 约, 左右, 余, 多
    About,
    /// 超过, 以上, 不少于
    Over,
    /// 近, 不足, 以内
    Under,
}

impl Approx {
    pub fn name(self) -> &'static str {
        match self {
            Approx::Exact => "exact",
            Approx::About => "about",
            Approx::Over => "over",
            Approx::Under => "under",
        }
    }
}

/// A numeral with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// With qualifiers and unit, as printed.
    pub span: Span,
    /// From the first digit to the end of the unit, without qualifiers.
    pub core: Span,
    /// In base units, the exponent being the place of the last printed digit.
    pub value: Decimal,
    pub max: Option<Decimal>,
    /// The unit as printed, scale words left out; `%` for 百分之….
    pub unit: Option<String>,
    /// The unit's dimension of `words/units.tsv`; empty without a unit.
    pub dimension: &'static str,
    /// What one unit is in the dimension's base unit, where they compare, as the word file has it.
    pub factor: Option<&'static str>,
    pub approx: Approx,
    pub style: Style,
}

struct Unit {
    dimension: &'static str,
    factor: Option<&'static str>,
}

struct Words {
    unit: Vec<Unit>,
    /// What each row of the approximators says.
    approx: Vec<Approx>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let unit = |r: Vec<&'static str>| Unit {
            dimension: r[1],
            factor: Some(r[3]).filter(|f| !f.is_empty()),
        };
        let meaning = |r: Vec<&'static str>| match r[2] {
            "over" => Approx::Over,
            "under" => Approx::Under,
            _ => Approx::About,
        };
        Words {
            unit: rows(word_file!("units")).map(unit).collect(),
            approx: rows(word_file!("approximators")).map(meaning).collect(),
        }
    })
}

/// The dimension of a unit as printed, and its factor to the base unit.
pub(super) fn unit_of(printed: &str) -> Option<(&'static str, Option<&'static str>)> {
    let w = words();
    let chars: Vec<char> = printed.chars().collect();
    let (len, e) = List::Units.longest(&chars, 0)?;
    (len == chars.len()).then(|| (w.unit[e].dimension, w.unit[e].factor))
}

/// A candidate before it is judged: where Chinese numerals are not the text's
/// way of stating figures, a small one is prose (两个方面, 三级网络).
struct Candidate {
    quantity: Quantity,
    numeral: Numeral,
    /// No noun follows: 召开会议三次，
    closed: bool,
    qualified: bool,
}

/// Reads every quantity on unclaimed text and claims it.
pub fn read(text: &Text, tokens: &Tokens, claims: &mut Claims) -> Vec<Quantity> {
    // Scale-initial units (千瓦时) that a numeral must not eat.
    let unit_at = |at: usize| {
        is_one_of(text.at(at), "百千万亿") && text.hits.longest(List::Units, at).is_some()
    };
    let rows = table_rows(text);
    let mut found: Vec<Candidate> = Vec::new();
    let mut i = 0;
    while i < text.len() {
        if claims.owner(i) != Owner::Free || !may_start(text, i) {
            i += 1;
            continue;
        }
        let Some(n) = number::read(text, i, &unit_at) else {
            // A digit run that is no numeral is passed over whole.
            let run = text.chars[i..]
                .iter()
                .take_while(|c| c.is_ascii_digit() || **c == '.')
                .count();
            i += run.max(1);
            continue;
        };
        if !claims.is_free(n.span) {
            i = (i + 1).max(
                (n.span.start..n.span.end)
                    .find(|&p| claims.owner(p) != Owner::Free)
                    .unwrap_or(i),
            );
            continue;
        }
        match candidate(text, tokens, claims, n, &unit_at, &rows) {
            Some(c) => {
                i = c.quantity.span.end;
                found.push(c);
            }
            None => i = n.span.end,
        }
    }
    // The text counts in Chinese numerals when several of them are beyond ten.
    let han_style = found
        .iter()
        .filter(|c| {
            c.numeral.style == Style::Han && c.numeral.span.len() >= 2 && c.quantity.unit.is_some()
        })
        .count()
        >= 4;
    let keep: Vec<bool> = (0..found.len())
        .map(|k| is_stated(text, &found, k, han_style))
        .collect();
    let mut out = Vec::new();
    for (c, keep) in found.into_iter().zip(keep) {
        if keep {
            claims.claim(c.quantity.span, Owner::Quantity);
            out.push(c.quantity);
        }
    }
    out
}

/// 5、6处: two figures that follow on each other, the unit behind the second.
fn is_row_of_two(text: &Text, n: Span) -> bool {
    let figure = |at: usize| text.at(at).to_digit(10);
    n.len() == 1
        && text.at(n.end) == '、'
        && figure(n.start)
            .zip(figure(n.end + 1))
            .is_some_and(|(a, b)| b == a + 1)
        && figure(n.end + 2).is_none()
        && is_han(text.before(n.start))
        && !is_one_of(text.before(n.start), "第图表号条款项和")
        && is_han(text.at(n.end + 2))
}

/// A numeral cannot start inside a word of Latin letters, a version or a decimal.
fn may_start(text: &Text, at: usize) -> bool {
    let before = text.before(at);
    let c = text.at(at);
    // A point is passed over with the digits behind it.
    if !number::begins(c) && c != '.' {
        false
    } else if c.is_ascii_digit() {
        !(before.is_ascii_alphanumeric() || is_one_of(before, "._/#№"))
    } else {
        // 第三, 初一, 星期三 are no quantities; 第… is claimed before.
        !is_one_of(before, "第初期拜周其统唯单同任逐之进万专不")
    }
}

fn candidate(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    mut n: Numeral,
    unit_at: &dyn Fn(usize) -> bool,
    rows: &[bool],
) -> Option<Candidate> {
    let w = words();
    let mut core = n.span;
    let mut unit = None;
    let mut end = n.span.end;
    if let Some(sign) = n.ratio {
        let factor = match sign {
            '%' => "0.01",
            '‰' => "0.001",
            _ => "0.1",
        };
        unit = Some((Span::new(end, end), sign.to_string(), "ratio", Some(factor)));
    } else if let Some((len, e)) = unit_after(text, tokens, claims, end) {
        unit = Some((
            Span::new(end, end + len),
            text.printed(Span::new(end, end + len)),
            w.unit[e].dimension,
            w.unit[e].factor,
        ));
        end += len;
        // 微克/立方米, 元/吨: a compound unit is one unit.
        if text.at(end) == '/'
            && let Some((per, _)) = unit_after(text, tokens, claims, end + 1)
        {
            let from = end - len;
            end += 1 + per;
            unit = Some((
                Span::new(from, end),
                text.printed(Span::new(from, end)),
                "compound",
                None,
            ));
        }
    }
    // 一天半, 两年半: half a unit more.
    let lasts = unit.as_ref().is_some_and(|u| u.2.starts_with("duration"));
    if lasts && text.at(end) == '半' && !is_one_of(text.at(end + 1), "年月数天截边径途") {
        n.value = Decimal::new(n.value.digits * 10 + 5, n.value.exponent - 1);
        end += 1;
    }
    // A range: 3至5天, 60%~70%, 1—2天.
    let mut max = n.max;
    if max.is_none()
        && (is_one_of(text.at(end), "-~至到") || is_row_of_two(text, n.span))
        && !matches!(text.before(n.span.start), '由' | '从' | '自')
    {
        let mut from = end + 1;
        while matches!(text.at(from), '-' | '~') {
            from += 1;
        }
        if claims.owner(from) == Owner::Free
            && let Some(upper) = number::read(text, from, unit_at)
            && claims.is_free(upper.span)
            && upper.style == n.style
        {
            let upper_unit = unit_after(text, tokens, claims, upper.span.end);
            let same_unit = match (&unit, upper_unit) {
                (None, Some(_)) => n.ratio.is_none(),
                (Some((_, u, ..)), Some((len, _))) => {
                    *u == text.printed(Span::new(upper.span.end, upper.span.end + len))
                }
                _ => unit.is_none() && upper.ratio.is_none(),
            };
            // 3至5万元: the lower end takes the scale of the upper one.
            let mut lower = n.value;
            if unit.is_none()
                && upper.value.exponent > 0
                && lower.value() < 1000.0
                && n.span.len() <= 4
            {
                let scales = text
                    .slice(upper.span)
                    .iter()
                    .filter(|c| matches!(c, '万' | '亿'))
                    .count();
                if scales > 0 && !text.slice(n.span).iter().any(|c| matches!(c, '万' | '亿')) {
                    lower.exponent += if text.slice(upper.span).contains(&'亿') {
                        8
                    } else {
                        4
                    };
                }
            }
            if same_unit && upper.value.value() > lower.value() {
                n.value = lower;
                max = Some(upper.value);
                end = upper.span.end;
                n.more |= upper.more;
                if let Some((len, e)) = upper_unit {
                    unit = Some((
                        Span::new(end, end + len),
                        text.printed(Span::new(end, end + len)),
                        w.unit[e].dimension,
                        w.unit[e].factor,
                    ));
                    end += len;
                }
            }
        }
    }
    // 1:2.5 is one quantity, the first over the second.
    if unit.is_none()
        && text.at(end) == ':'
        && let Some(second) = number::read(text, end + 1, unit_at)
        && claims.is_free(second.span)
        && second.style == Style::Arabic
        && second.value.digits > 0
        && !crate::fold::is_han(text.at(second.span.end))
    {
        let quotient = n.value.value() / second.value.value();
        n.value = Decimal::new((quotient * 1e6).round() as i64, -6);
        end = second.span.end;
        unit = Some((Span::new(end, end), String::new(), "proportion", None));
    }
    core.end = end;
    let dimension = unit.as_ref().map_or("", |u| u.2);
    let mut start = n.span.start;
    let mut approx = if n.more { Approx::About } else { Approx::Exact };
    let mut qualified = n.more;
    // Qualifiers before: 约, 近, 超过, 不少于.
    let sentence = text.sentence_at(start);
    let mut after_more = end;
    if let Some((len, e)) = text
        .hits
        .longest_before(List::ApproxBefore, sentence.start, start)
        && qualifies(text, start - len, len, dimension)
        && (start - len..start).all(|p| claims.owner(p) == Owner::Free)
    {
        let word: String = text.slice(Span::new(start - len, start)).iter().collect();
        match word.as_str() {
            // 数十, 几百, 成千: no value to state. 决议数10159个 is another word.
            "数" | "几" | "若干" | "成" => {
                if n.bare_scale {
                    return None;
                }
            }
            // 上万, 上百: only with a bare scale word.
            "上" if !n.bare_scale => {}
            _ => {
                approx = w.approx[e];
                start -= len;
                qualified = true;
            }
        }
    }
    // Qualifiers after: 以上, 左右, 以内; 在 slipped in between is read over (95%在以上).
    let slip = usize::from(text.at(after_more) == '在');
    if let Some((len, e)) = text.hits.longest(List::ApproxAfter, after_more + slip) {
        let word: String = text
            .slice(Span::new(after_more + slip, after_more + slip + len))
            .iter()
            .collect();
        let next = text.at(after_more + slip + len);
        let follows = match word.as_str() {
            // 内 and 多 after a unit are other words too.
            "内" => dimension.starts_with("duration") && !matches!(next, '部' | '容'),
            "多" => dimension.starts_with("duration") && !is_one_of(next, "出于"),
            _ => true,
        };
        if follows && (slip == 0 || len >= 2) {
            if !(approx != Approx::Exact && w.approx[e] == Approx::About) {
                approx = w.approx[e];
            }
            after_more += slip + len;
            qualified = true;
        }
    }
    // 同比+12.3%, 较上年-0.5个百分点: the sign is printed for the direction.
    if start == n.span.start
        && matches!(text.before(start), '+' | '-')
        && (matches!(dimension, "ratio" | "percentage-point") || text.ends_with(start - 1, "同比"))
        && is_one_of(text.before(start - 1), "比年( 期:")
    {
        start -= 1;
    }
    let span = Span::new(start, after_more);
    let next = text.at(after_more);
    let closed = !crate::fold::is_han(next)
        && !next.is_ascii_alphanumeric()
        && !matches!(next, '“' | '《' | '(');
    let (unit_text, dimension, factor) = match unit {
        Some((_, t, d, f)) => (Some(t).filter(|t| !t.is_empty()), d, f),
        None => (None, "", None),
    };
    let quantity = Quantity {
        span,
        core,
        value: n.value,
        max,
        unit: unit_text,
        dimension,
        factor,
        approx,
        style: n.style,
    };
    is_possible(text, tokens, rows, &quantity, &n).then_some(Candidate {
        quantity,
        numeral: n,
        closed,
        qualified,
    })
}

/// The unit that starts at `at`, if what follows does not make it part of another word.
fn unit_after(text: &Text, tokens: &Tokens, claims: &Claims, at: usize) -> Option<(usize, usize)> {
    let (longest, entry) = text.hits.longest(List::Units, at)?;
    // 5处次生灾害隐患: the longest unit at whose end a word ends, if there is one.
    let whole = (1..=longest).rev().find_map(|n| {
        let unit = text.hits.longest_within(List::Units, at, at + n)?;
        (unit.0 == n && tokens.is_edge(at + n)).then_some(unit)
    });
    let (len, e) = whole.unwrap_or((longest, entry));
    if (at..at + len).any(|p| claims.owner(p) != Owner::Free) {
        // The unit is the head of a frozen word (一方面): only a shorter one could stand.
        let free = (at..at + len)
            .take_while(|&p| claims.owner(p) == Owner::Free)
            .count();
        let shorter = text.hits.longest_within(List::Units, at, at + free)?;
        return Some(shorter);
    }
    // A Latin unit must end where the word ends.
    if text.at(at).is_ascii_alphabetic() && text.at(at + len).is_ascii_alphabetic() {
        return None;
    }
    Some((len, e))
}

/// The word before the number qualifies it and is no verb or noun of its own.
fn qualifies(text: &Text, at: usize, len: usize, dimension: &str) -> bool {
    let word: String = text.slice(Span::new(at, at + len)).iter().collect();
    let before = text.before(at);
    match word.as_str() {
        // 近三年, 近年: a stretch of time up to now.
        "近" => {
            !matches!(dimension, "duration-year" | "duration-month")
                && !is_one_of(before, "最附靠就邻贴")
        }
        "上" => !is_one_of(before, "以网线早马会身"),
        "约" => !is_one_of(before, "预合节公条制签履违集"),
        "超" => before != '赶',
        "不足" => before != '的',
        _ => true,
    }
}

/// What no quantity can be, whatever its style.
fn is_possible(text: &Text, tokens: &Tokens, rows: &[bool], q: &Quantity, n: &Numeral) -> bool {
    let before = text.before(q.span.start);
    let next = text.at(q.core.end);
    // 第5、6条: ordinals in a row.
    if before == '、' && in_ordinals(text, q.span.start - 1) {
        return false;
    }
    if n.bare_scale && !n.more && q.approx == Approx::Exact {
        // 百姓, 千家, 万元户: a scale word counts only when something qualifies it, save 十.
        let ten = text.at(n.span.start) == '十';
        if !ten {
            return false;
        }
    }
    match q.dimension {
        // Document and house numbers, sessions, anniversaries, grades, stars: ordinals.
        "ordinal" | "ordinal-session" | "ordinal-anniversary" | "grade" | "rank" => return false,
        // 近三年, 三年行动: a plan's or a span's length states nothing of the year; a
        // duration that is stated stands closed or qualified.
        "duration-year" => {
            if n.span.len() == 4 && n.style == Style::Arabic
                || is_one_of(next, "来度级前行计期底末初规攻")
            {
                return false;
            }
            if is_one_of(text.before(q.core.start), "近前后第每连本过这") {
                return false;
            }
        }
        // 15日 alone is a date that lost its month.
        "duration"
            if unit_is(q, "日")
                && q.approx == Approx::Exact
                && !is_one_of(before, "满期后前足为至到")
                && !["征求意见", "公示", "公告", "公开"]
                    .iter()
                    .any(|w| text.ends_with(q.span.start, w)) =>
        {
            return false;
        }
        "duration-month" if unit_is(q, "月") => return false,
        _ => {}
    }
    if unit_is(q, "分")
        && (text.at(q.core.end) == '钟'
            || next == '之'
            || is_one_of(next, "类析别为批级工局管公布"))
    {
        return false;
    }
    if matches!(before, '前')
        && matches!(q.unit.as_deref(), Some("名" | "位" | "强" | "个"))
        && n.value.value() <= 100.0
    {
        return false;
    }
    // 60岁以上老人, 超亿元的企业: a threshold that tells a group apart.
    let threshold = matches!(q.approx, Approx::Over | Approx::Under)
        && q.span.end > q.core.end
        && q.dimension != "ratio"
        && !q.dimension.starts_with("duration")
        && crate::fold::is_han(text.at(q.span.end))
        && !super::predicate::starts(text, tokens, q.span.end, q.span.end);
    let bare_threshold = n.bare_scale && q.approx == Approx::Over && text.at(q.span.end) == '的';
    if threshold || bare_threshold {
        return false;
    }
    if q.dimension == "age" {
        let head = text.folded(Span::new(q.span.start.saturating_sub(6), q.span.start));
        return head.contains("年龄") || head.contains("平均") || head.contains("寿命");
    }
    if q.unit.is_none() && q.dimension != "proportion" {
        return bare_is_possible(text, rows, q, n);
    }
    true
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

/// A number that printed no unit: a figure whose unit was lost (离婚登记3818，), or a
/// scaled one before its noun (44.1万农民).
fn bare_is_possible(text: &Text, rows: &[bool], q: &Quantity, n: &Numeral) -> bool {
    if n.style == Style::Han {
        // 将近八万居民: qualified, scaled and right before its noun.
        let scaled = matches!(text.before(n.span.end), '万' | '亿');
        let qualified = q.approx != Approx::Exact && q.span.start < n.span.start;
        return scaled && qualified && !n.bare_scale && crate::fold::is_han(text.at(q.span.end));
    }
    let before = text.before(q.span.start);
    let next = text.at(q.span.end);
    let scaled = text.slice(n.span).iter().any(|c| matches!(c, '万' | '亿'));
    if scaled {
        return crate::fold::is_han(next) || is_one_of(next, ",。;、\n)");
    }
    if next == ':' && text.at(q.span.end + 1).is_ascii_digit()
        || before == ':' && text.at(q.span.start.saturating_sub(2)).is_ascii_digit()
    {
        return false;
    }
    let closed = is_one_of(next, ",。;、\n)") || next == ' ';
    let headed = crate::fold::is_han(before) || matches!(before, ')' | '”');
    // A cell of a flattened table stands between blanks.
    let cell = matches!(before, ' ' | '\n')
        && matches!(next, ' ' | '\n')
        && text.paragraph_at(q.span.start).is_some_and(|p| rows[p]);
    let named = !is_one_of(before, "第号年月日版型楼至到的和与按用");
    (closed && headed && named && n.span.len() >= 2) || cell
}

/// For each paragraph whether it is a table row: blanks separate its cells, and
/// there are cells that hold figures and cells that hold words.
fn table_rows(text: &Text) -> Vec<bool> {
    let is_figure = |cell: &&[char]| {
        let marks = |c: &char| c.is_ascii_digit() || is_one_of(*c, ".,%");
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

/// Whether candidate `k` states a figure, given how the text writes its figures.
fn is_stated(text: &Text, found: &[Candidate], k: usize, han_style: bool) -> bool {
    let c = &found[k];
    if c.numeral.style == Style::Arabic || c.qualified || c.numeral.ratio.is_some() {
        return true;
    }
    if c.quantity.unit.is_none() {
        return c.qualified;
    }
    let value = c.numeral.value.value();
    let noun_before = crate::fold::is_han(text.before(c.quantity.span.start))
        && !is_one_of(text.before(c.quantity.span.start), "这那每各某哪另的了");
    // 一 with a classifier is the article of Chinese prose.
    if value == 1.0 {
        let listed = k + 1 < found.len()
            && found[k + 1].numeral.style == Style::Han
            && found[k + 1].quantity.span.start - c.quantity.span.end <= 6
            && text
                .slice(Span::new(
                    c.quantity.span.end,
                    found[k + 1].quantity.span.start,
                ))
                .contains(&'、');
        return han_style && ((c.closed && noun_before) || listed);
    }
    if han_style {
        return true;
    }
    // 开展活动三次，: in a text of Arabic figures only a closed one counts.
    value > 10.0 || (c.closed && noun_before)
}
