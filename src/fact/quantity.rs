//! Quantities: a numeral with its qualifiers and its unit, on unclaimed text.
//!
//! | part | printed |
//! |---|---|
//! | qualifier before | 约 近 超过 不少于 |
//! | numeral | see [`super::number`] |
//! | upper end | 3至5天 60%~70% 5、6处 |
//! | unit | see [`super::unit`] |
//! | qualifier behind | 以上 左右 以内 |
//!
//! What a quantity has to be to state a figure is said in [`super::stated`].

use super::number::{self, Decimal, Numeral, Setting, Share, Style, moves_on};
use super::unit::{self, Unit, Units};
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use crate::token::{Token, Tokens};
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
    /// The unit's dimension of `words/units.tsv`; empty without a unit, `index` for
    /// what is told without one.
    pub dimension: &'static str,
    /// What one unit is in the dimension's base unit, where they compare, as the word file has it.
    pub factor: Option<&'static str>,
    pub approx: Approx,
    pub style: Style,
    /// 三分之二, 2/3: rounded to no place.
    pub fraction: bool,
}

/// What each row of the approximators says.
fn meanings() -> &'static [Approx] {
    static MEANINGS: OnceLock<Vec<Approx>> = OnceLock::new();
    MEANINGS.get_or_init(|| {
        let meaning = |r: Vec<&'static str>| match r[2] {
            "over" => Approx::Over,
            "under" => Approx::Under,
            _ => Approx::About,
        };
        rows(word_file!("approximators")).map(meaning).collect()
    })
}

/// A quantity before it is known whether it states a figure: where Chinese numerals
/// are not the text's way of stating figures, a small one is prose (两个方面, 三级网络).
pub(super) struct Candidate {
    pub quantity: Quantity,
    pub numeral: Numeral,
    pub unit: Option<Unit>,
    /// No noun follows: 召开会议三次，
    pub closed: bool,
    pub qualified: bool,
}

/// What qualifies a bare scale word only: 上百, 数十, 几千.
const OF_SCALE: [&str; 5] = ["上", "数", "几", "若干", "成"];

/// A quantity while it is read.
struct Draft {
    n: Numeral,
    /// Where the unit in brackets before the number begins, or the number.
    start: usize,
    end: usize,
    unit: Option<Unit>,
    max: Option<Decimal>,
}

/// Reads every quantity on unclaimed text that `is_possible` lets stand.
pub(super) fn candidates(
    text: &Text,
    tokens: &Tokens,
    claims: &Claims,
    is_possible: &dyn Fn(&mut Candidate) -> bool,
) -> Vec<Candidate> {
    // Scale-initial units (千瓦时) that a numeral must not eat.
    let unit_at = |at: usize| {
        one_of!(text.at(at), "百千万亿") && text.hits.longest(List::Units, at).is_some()
    };
    let is_free = |at: usize| claims.owner(at) == Owner::Free;
    let reader = Reader {
        text,
        units: Units {
            text,
            tokens,
            claims,
        },
        setting: Setting {
            text,
            unit_at: &unit_at,
            is_free: &is_free,
        },
    };
    let mut found: Vec<Candidate> = Vec::new();
    // The end of what has been read.
    let mut i = 0;
    for at in text.numerals(text.span()) {
        if at < i || !is_free(at) || !may_start(text, at) {
            continue;
        }
        let Some(n) = number::read(reader.setting, at) else {
            // A digit run that is no numeral is passed over whole.
            let digits = |c: &&char| c.is_ascii_digit() || **c == '.';
            i = at + text.chars[at..].iter().take_while(digits).count();
            continue;
        };
        if is_inside_word(tokens, n.span) || is_inside_place(text, tokens, n.span) {
            i = n.span.end;
            continue;
        }
        if let Some(owned) = (n.span.start..n.span.end).find(|&p| !is_free(p)) {
            i = owned;
            continue;
        }
        match reader
            .candidate(n)
            .and_then(|mut c| is_possible(&mut c).then_some(c))
        {
            Some(c) => {
                i = c.quantity.span.end;
                found.push(c);
            }
            None => i = n.span.end,
        }
    }
    found
}

/// A numeral cannot start inside a word of Latin letters, a version or a decimal.
fn may_start(text: &Text, at: usize) -> bool {
    let before = text.before(at);
    let c = text.at(at);
    if c.is_ascii_digit() {
        // K1523+200: a place on a road.
        let goes_on = before == '+' && text.before(at - 1).is_ascii_digit();
        !(before.is_ascii_alphanumeric() || goes_on || one_of!(before, "._/#№"))
    } else {
        // 第三, 之一 are no quantities.
        !one_of!(before, "第之")
    }
}

/// 单一, 初一, 周三: the numeral is the end of a word that is none itself, as 上万 is. In
/// 宣传单三万份 it begins a word, and one that goes on behind the word is no part of it:
/// 罚单一千张.
fn is_inside_word(tokens: &Tokens, n: Span) -> bool {
    let within = |word: Token| word.span.start < n.start && n.end <= word.span.end;
    let word = tokens.at(n.start);
    word.is_some_and(|word| word.tag != b'm' && within(word))
}

/// 五台县, 九龙坡区: the numeral opens the name of a place.
fn is_inside_place(text: &Text, tokens: &Tokens, n: Span) -> bool {
    let place = |len: usize| len > 2 && len > n.len() && tokens.is_edge(n.start + len);
    let mut words = text.hits.general(n.start);
    words.any(|word| word.tag == b's' && place(word.len))
}

struct Reader<'a> {
    text: &'a Text<'a>,
    units: Units<'a>,
    setting: Setting<'a>,
}

impl Reader<'_> {
    fn candidate(&self, n: Numeral) -> Option<Candidate> {
        let text = self.text;
        let mut d = Draft {
            n,
            start: n.span.start,
            end: n.span.end,
            unit: None,
            max: n.max,
        };
        self.unit(&mut d);
        self.join(&mut d);
        self.half(&mut d);
        self.range(&mut d);
        self.proportion(&mut d);
        let core = Span::new(d.n.span.start, d.end);
        let dimension = d.unit.as_ref().map_or("", |u| u.dimension);
        let (start, before) = self.qualified_before(&d, dimension)?;
        let (mut end, behind) = self.qualified_behind(core.end, dimension);
        // 8-15%之间
        if d.max.is_some() && text.starts_with(end, "之间") {
            end += 2;
        }
        let mut approx = if d.n.more {
            Approx::About
        } else {
            Approx::Exact
        };
        approx = before.unwrap_or(approx);
        // 约30件左右 is as rough as 约30件; 近30件以上 is not 近.
        approx = match behind {
            Some(Approx::About) if approx != Approx::Exact => approx,
            other => other.unwrap_or(approx),
        };
        let next = text.at(end);
        let (unit, factor) = match &d.unit {
            Some(u) => (Some(u.printed.clone()).filter(|t| !t.is_empty()), u.factor),
            None => (None, None),
        };
        let quantity = Quantity {
            span: Span::new(start, end),
            core,
            value: d.n.value,
            max: d.max,
            unit,
            dimension,
            factor,
            approx,
            style: d.n.style,
            fraction: d.n.share == Some(Share::Fraction),
        };
        Some(Candidate {
            quantity,
            numeral: d.n,
            unit: d.unit,
            closed: !is_han(next)
                && !next.is_ascii_alphanumeric()
                && !matches!(next, '“' | '《' | '('),
            qualified: d.n.more || before.is_some() || behind.is_some(),
        })
    }

    /// The unit behind the number, the sign in it, or the unit in brackets before it:
    /// 罚没款（万元）36.80, 罚没款（万元）：36.80.
    fn unit(&self, d: &mut Draft) {
        let text = self.text;
        if let Some(share) = d.n.share {
            let (sign, factor) = match share {
                Share::Thousandths => ("‰", "0.001"),
                _ => ("%", "0.01"),
            };
            d.unit = Some(unit::made(sign.to_string(), "ratio", Some(factor)));
        } else if let Some((end, unit)) = self.units.read(d.end) {
            // 3个|多月
            d.n.more |= unit::is_one_more(text.at(d.end + 1)) && end > d.end + 2;
            d.unit = Some(unit);
            d.end = end;
        } else if let Some((last, unit)) = self.last_of_row(d) {
            d.n.value = self.scaled_like(d, &last);
            d.unit = Some(unit);
        } else if !is_han(text.at(d.end)) {
            const LONGEST: usize = 10;
            // 应诉案件（件）：35
            let close = d.start - usize::from(text.before(d.start) == ':');
            if text.before(close) != ')' {
                return;
            }
            let open = (close.saturating_sub(LONGEST)..close).rev();
            let Some(open) = { open }.find(|&k| text.at(k) == '(') else {
                return;
            };
            let inside = text.folded(Span::new(open + 1, close - 1));
            if let Some(unit) = unit::alone(&inside) {
                d.start = open;
                d.n.value.exponent += unit.places;
                d.unit = Some(unit);
            }
        }
    }

    /// 分别为34、128和43件: of numbers told in turn the last has the unit of all.
    fn last_of_row(&self, d: &Draft) -> Option<(Numeral, Unit)> {
        const LONGEST: usize = 80;
        const WORDS: usize = 4;
        let text = self.text;
        let joined = |k: usize| one_of!(text.at(k), "、和及与以");
        if !joined(d.end) {
            return None;
        }
        let row = (d.start.saturating_sub(LONGEST)..d.start).rev();
        let digit = |k: usize| text.at(k).is_ascii_digit() || text.at(k) == '.';
        let start = row.take_while(|&k| digit(k) || joined(k)).last();
        let start = start.unwrap_or(d.start);
        let lead = Span::new(start.saturating_sub(WORDS), start);
        let mut turns = kept_rows!("naming").filter(|r| r[0] == "turn");
        turns.find(|r| text.find(r[1], lead).is_some())?;
        let mut at = d.end;
        while joined(at) && at < d.end + LONGEST {
            let next = (at..).find(|&k| !joined(k))?;
            let n = number::read(self.setting, next).filter(|n| n.share.is_none())?;
            if let Some((_, unit)) = self.units.read(n.span.end) {
                return Some((n, unit));
            }
            at = n.span.end;
        }
        None
    }

    /// 2 3起: a blank inside the digits before the unit. 表2 3起 are two.
    fn join(&self, d: &mut Draft) {
        let text = self.text;
        let plain = |n: &Numeral| {
            n.style == Style::Arabic && n.value.exponent == 0 && !n.more && n.share.is_none()
        };
        let alone = d.unit.is_none() && plain(&d.n) && text.at(d.end) == ' ';
        let row = text
            .paragraph_at(d.start)
            .is_some_and(|p| text.paragraphs[p].row);
        let named = !is_han(text.before(d.start))
            || one_of!(text.before(d.start), "第表图号章节条款项例之")
            || text.ends_with(d.start, "附件");
        if !alone || row || named || d.n.span.len() > 3 {
            return;
        }
        let Some(rest) = number::read(self.setting, d.end + 1).filter(|r| plain(r)) else {
            return;
        };
        let places = rest.span.len() as u32;
        if places <= 3
            && let Some((end, unit)) = self.units.read(rest.span.end)
        {
            let digits = d.n.value.digits * 10i64.pow(places) + rest.value.digits;
            d.n.value = Decimal::new(digits, 0);
            d.n.span.end = rest.span.end;
            d.unit = Some(unit);
            d.end = end;
        }
    }

    /// 一天半, 两年半: half a unit more.
    fn half(&self, d: &mut Draft) {
        let lasts = d
            .unit
            .as_ref()
            .is_some_and(|u| u.dimension.starts_with("duration"));
        if lasts
            && self.text.at(d.end) == '半'
            && !one_of!(self.text.at(d.end + 1), "年月数天截边径途")
        {
            let value = d.n.value;
            d.n.value = Decimal::new(value.digits * 10 + 5, value.exponent - 1);
            d.end += 1;
        }
    }

    /// The upper end: 3至5天, 60%~70%, 1—2天, 5、6处.
    fn range(&self, d: &mut Draft) {
        let text = self.text;
        let two = d.unit.is_none() && is_row_of_two(text, d.n.span);
        let parted = one_of!(text.at(d.end), "-~至到") || two;
        let from = (d.end + 1..).find(|&k| !matches!(text.at(k), '-' | '~'));
        let upper = from.filter(|&k| parted && d.max.is_none() && (self.setting.is_free)(k));
        let Some(upper) = upper.and_then(|k| number::read(self.setting, k)) else {
            return;
        };
        if !self.units.claims.is_free(upper.span) || upper.style != d.n.style {
            return;
        }
        let unit = self.units.read(upper.span.end);
        let end = unit.as_ref().map_or(upper.span.end, |(end, _)| *end);
        // 由12家到17家 is a movement; 由3至4个月压缩至… starts from a range.
        let starts = one_of!(text.before(d.start), "由从自");
        if starts && (d.unit.is_some() || !moves_on(text, end)) {
            return;
        }
        let same_unit = match (&d.unit, &unit) {
            (None, Some(_)) => d.n.share.is_none(),
            (Some(lower), Some((_, upper))) => lower.printed == upper.printed,
            _ => d.unit.is_none() && upper.share.is_none(),
        };
        let lower = self.scaled_like(d, &upper);
        if !same_unit || upper.value.value() <= lower.value() {
            return;
        }
        d.n.value = lower;
        d.n.more |= upper.more;
        d.max = Some(upper.value);
        d.end = end;
        if let Some((_, unit)) = unit {
            d.unit = Some(unit);
        }
    }

    /// 3至5万元: the lower end takes the scale of the upper one.
    fn scaled_like(&self, d: &Draft, upper: &Numeral) -> Decimal {
        let text = self.text;
        let mut lower = d.n.value;
        let scale = |s: Span| text.slice(s).iter().copied().find(|c| one_of!(*c, "万亿"));
        let open = d.unit.is_none() && lower.value() < 1000.0 && d.n.span.len() <= 4;
        if let Some(word) = scale(upper.span).filter(|_| open && scale(d.n.span).is_none()) {
            lower.exponent += if word == '亿' { 8 } else { 4 };
        }
        lower
    }

    /// 1:2.5 is one quantity, the first over the second.
    fn proportion(&self, d: &mut Draft) {
        let text = self.text;
        if d.unit.is_some() || text.at(d.end) != ':' {
            return;
        }
        let Some(second) = number::read(self.setting, d.end + 1) else {
            return;
        };
        if self.units.claims.is_free(second.span)
            && second.style == Style::Arabic
            && second.value.digits > 0
            && !is_han(text.at(second.span.end))
        {
            let quotient = d.n.value.value() / second.value.value();
            d.n.value = Decimal::new((quotient * 1e6).round() as i64, -6);
            d.end = second.span.end;
            d.unit = Some(unit::made(String::new(), "proportion", None));
        }
    }

    /// 约, 近, 超过, 不少于 before the number, 约 before the verb of a share, and a sign.
    /// `None` where what stands there leaves no value to state.
    fn qualified_before(&self, d: &Draft, dimension: &str) -> Option<(usize, Option<Approx>)> {
        let text = self.text;
        // 人民币玖仟元: which money it is belongs to the unit.
        if dimension == "money" && text.ends_with(d.start, "人民币") {
            return Some((d.start - 3, None));
        }
        let sentence = text.sentence_at(d.start);
        let free = |s: Span| self.units.claims.is_free(s);
        let found = text
            .hits
            .longest_before(List::ApproxBefore, sentence.start, d.start)
            .filter(|&(len, _)| self.qualifies(d.start - len, len, dimension))
            .filter(|&(len, _)| free(Span::new(d.start - len, d.start)));
        if let Some((len, e)) = found {
            let start = d.start - len;
            let word = text.folded(Span::new(start, d.start));
            match (OF_SCALE.contains(&word.as_str()), d.n.bare_scale) {
                // 决议数10159个 is another word.
                (true, false) => {}
                // 数十, 几百, 成千: no value to state, as 上万 has.
                (true, true) if word != OF_SCALE[0] => return None,
                _ => return Some((start, Some(meanings()[e]))),
            }
        } else if dimension == "ratio"
            && let Some(approx) = self.share_qualified(sentence.start, d.start)
        {
            return Some((d.start, Some(approx)));
        }
        // 同比+12.3%, 较上年-0.5个百分点: the sign is printed for the direction.
        let rate = matches!(dimension, "ratio" | "percentage-point");
        let signed = matches!(text.before(d.start), '+' | '-')
            && (rate || text.ends_with(d.start - 1, "同比"))
            && one_of!(text.before(d.start - 1), "比年( 期:");
        Some((d.start - usize::from(signed), None))
    }

    /// 约占全部案件的2/3: the qualifier stands before the verb.
    fn share_qualified(&self, from: usize, to: usize) -> Option<Approx> {
        let text = self.text;
        const REACH: usize = 20;
        let reach = (from.max(to.saturating_sub(REACH))..to).rev();
        let verb = reach
            .take_while(|&k| !one_of!(text.at(k), ",;、:(") && !text.at(k).is_ascii_digit())
            .find(|&k| text.at(k) == '占')?;
        let (len, e) = text.hits.longest_before(List::ApproxBefore, from, verb)?;
        // 户数占: what qualifies scale words only is here the end of a noun.
        let word = text.folded(Span::new(verb - len, verb));
        let of_scale = OF_SCALE.contains(&word.as_str());
        (!of_scale && self.qualifies(verb - len, len, "ratio")).then(|| meanings()[e])
    }

    /// The word before the number qualifies it and is no verb or noun of its own.
    fn qualifies(&self, at: usize, len: usize, dimension: &str) -> bool {
        let text = self.text;
        let before = text.before(at);
        match text.folded(Span::new(at, at + len)).as_str() {
            // 近三年, 近年: a stretch of time up to now.
            "近" => {
                !matches!(dimension, "duration-year" | "duration-month")
                    && !one_of!(before, "最附靠就邻贴")
            }
            "上" => !one_of!(before, "以网线早马会身"),
            // 预约, 村规民约
            "约" => self.units.tokens.is_edge(at),
            "超" => before != '赶',
            "不足" => before != '的',
            _ => true,
        }
    }

    /// 以上, 左右, 以内 behind the unit; 在 slipped in between is read over (95%在以上).
    fn qualified_behind(&self, end: usize, dimension: &str) -> (usize, Option<Approx>) {
        let text = self.text;
        let lasts = dimension.starts_with("duration");
        // 伍仟元整: the words close the sum.
        let end = match text.at(end) {
            '整' if dimension.starts_with("money") && !one_of!(text.at(end + 1), "改治理合顿") => {
                end + 1
            }
            _ => end,
        };
        let slip = usize::from(text.at(end) == '在');
        let Some((len, e)) = text.hits.longest(List::ApproxAfter, end + slip) else {
            return (end, None);
        };
        let to = end + slip + len;
        let next = text.at(to);
        let follows = match text.folded(Span::new(end + slip, to)).as_str() {
            // 内 and 多 after a unit are other words too.
            "内" => lasts && !matches!(next, '部' | '容'),
            "多" => lasts && !one_of!(next, "出于"),
            _ => true,
        };
        match follows && (slip == 0 || len >= 2) {
            true => (to, Some(meanings()[e])),
            false => (end, None),
        }
    }
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
        && !one_of!(text.before(n.start), "第图表号条款项和")
        && is_han(text.at(n.end + 2))
}
