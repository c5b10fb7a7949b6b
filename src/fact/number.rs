//! Numerals: Arabic, Chinese and mixed, as exact decimals.
//!
//! A numeral is read by the first row that fits:
//!
//! | row | printed | value |
//! |---|---|---|
//! | hundredths | `百分之九十八点六` `万分之五` | 98.6 % · 0.05 % |
//! | fraction | `三分之二` `2/3` | 66.67 %, kept unrounded |
//! | tenths | `近两成` `七成五` `三成半` `三至四成` | 20 · 75 · 35 · 30 to 40 % |
//! | Arabic | `1,234` `1.81亿余` `2亿3500万` `3万4000` `7千3百` | 1234 · 181000000 · 235000000 · 34000 · 7300 |
//! | mixed | `2亿3千5百万` `2百8十6万` `2万零六十` | 235000000 · 2860000 · 20060 |
//! | places | `三〇六` | 306 |
//! | Chinese | `三百二十余` `卅余` `叁拾伍万` `八点九` | 320 · 30 · 350000 · 8.9 |
//! | estimate | `两三` `三五` `五六十` `十七八` | 2 to 3 · 3 to 5 · 50 to 60 · 17 to 18 |
//!
//! The exponent of a value is the place of its last printed digit: 1.81亿 counts
//! in 百万, 四成 in ten points, so that rounding can be judged.

use crate::fold::{is_han, is_numeral, one_of};
use crate::span::Span;
use crate::text::Text;

/// A decimal number: `digits × 10^exponent`, exact as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub digits: i64,
    pub exponent: i32,
}

impl Decimal {
    pub fn new(digits: i64, exponent: i32) -> Decimal {
        Decimal { digits, exponent }
    }

    /// The nearest floating-point number.
    pub fn value(self) -> f64 {
        // One operation on two exact numbers rounds once. Parsing would bring its
        // tables into the download.
        if self.exponent >= 0 {
            self.digits as f64 * 10f64.powi(self.exponent)
        } else {
            self.digits as f64 / 10f64.powi(-self.exponent)
        }
    }

    /// The number with smaller digits put behind: 2亿 and 3500万. `None` beyond what
    /// can be stored.
    fn and(self, tail: Decimal) -> Option<Decimal> {
        let shift = u32::try_from(self.exponent - tail.exponent).ok()?;
        let head = self.digits.checked_mul(10i64.checked_pow(shift)?)?;
        Some(Decimal::new(head.checked_add(tail.digits)?, tail.exponent))
    }
}

/// A number with a fixed count of decimals, rounded half up, for showing.
pub fn shown(value: f64, places: usize) -> String {
    let scale = 10i64.pow(places.min(9) as u32);
    let scaled = (value.abs() * scale as f64).round() as i64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, rest) = (scaled / scale, scaled % scale);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0places$}")
    }
}

/// A numeral with what is fused into it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    pub span: Span,
    /// In base units: scale words are multiplied in.
    pub value: Decimal,
    /// The upper end: of an estimate by two digits (三四个, 五六十人), of 三至四成.
    pub max: Option<Decimal>,
    pub style: Style,
    /// 余, 多, 来 or 几 stands inside, or two digits estimate.
    pub more: bool,
    /// The numeral itself says that it is a share.
    pub share: Option<Share>,
    /// Only a scale word, as in 近百, 上万: no digit of its own.
    pub bare_scale: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Arabic,
    Han,
}

/// A share that needs no unit behind it; its value is in hundredths, that of
/// 千分之 in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// 百分之…, 万分之….
    Hundredths,
    /// 千分之….
    Thousandths,
    /// …成.
    Tenths,
    /// 三分之二, 2/3: two numbers, neither of them rounded to a place.
    Fraction,
}

/// Before decimals in Chinese characters.
const POINT: char = '点';

/// More digits than any figure of a report has; all fit into 64 bits.
const MOST_DIGITS: usize = 18;

/// A digit of prose from 一 to 九.
pub fn unit(c: char) -> Option<u32> {
    let plain = |&d: &i64| d > 0 && c != '两' && !is_capital(c);
    digit(c).filter(plain).map(|d| d as u32)
}

/// Digits of prose, and those of cheques and receipts.
// A match and no table: a twentieth of a reading went into looking through one.
pub fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '貳' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn is_zero(c: char) -> bool {
    one_of!(c, "零〇")
}

/// Scale words by their places, and those of cheques and receipts.
fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// Tens in one character.
fn tens(c: char) -> Option<i64> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

/// A digit or a scale word of cheques and receipts.
fn is_capital(c: char) -> bool {
    matches!(
        c,
        '壹' | '贰' | '貳' | '叁' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' | '佰' | '仟'
    )
}

fn is_more(c: char) -> bool {
    matches!(c, '余' | '多' | '来' | '几')
}

/// 几 begins the next numeral.
fn is_more_behind(c: char) -> bool {
    is_more(c) && c != '几'
}

/// Where a numeral is read.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub text: &'a Text<'a>,
    /// Whether a unit starts at a place: 5千瓦时 is five kilowatt-hours, not five thousand.
    pub unit_at: &'a dyn Fn(usize) -> bool,
    /// Whether a place has no owner: 3万 before the year 2024 has no digits behind it.
    pub is_free: &'a dyn Fn(usize) -> bool,
}

/// Reads the numeral that starts at `at`, if one does.
pub fn read(s: Setting, at: usize) -> Option<Numeral> {
    if !is_numeral(s.text.at(at)) {
        return None;
    }
    let rows = [hundredths, fraction, tenths, mixed, arabic, places, chinese];
    rows.iter().find_map(|row| row(s, at))
}

/// The printed figures go on to another value: 由30日|缩短至12日.
pub(super) fn moves_on(text: &Text, at: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit() || one_of!(c, "一二两三四五六七八九十百近约不");
    (1..=4).any(|n| {
        (at..at + n).all(|k| is_han(text.at(k)))
            && one_of!(text.at(at + n), "至到为成")
            && digit(text.at(at + n + 1))
    })
}

impl Setting<'_> {
    fn at(&self, at: usize) -> char {
        self.text.at(at)
    }

    /// How many digits stand from a place on.
    fn run(&self, from: usize) -> usize {
        let digits = (from..).take_while(|&i| self.at(i).is_ascii_digit());
        digits.count()
    }

    /// The scale words from a place on, multiplied, and where they end.
    fn scales(&self, from: usize, least: i32) -> (i32, usize) {
        let (mut places, mut end) = (0, from);
        while let Some(s) = scale(self.at(end)).filter(|&s| s >= least && !(self.unit_at)(end)) {
            places += s;
            end += 1;
        }
        (places, end)
    }
}

/// A share that ends at `end`, of Chinese or Arabic digits.
fn share(s: Setting, span: Span, value: Decimal, kind: Share) -> Numeral {
    Numeral {
        span,
        value,
        max: None,
        style: match s.at(span.start).is_ascii_digit() {
            true => Style::Arabic,
            false => Style::Han,
        },
        more: false,
        share: Some(kind),
        bare_scale: false,
    }
}

/// 百分之…, 千分之…, 万分之…: the number behind is the value.
fn hundredths(s: Setting, at: usize) -> Option<Numeral> {
    const HEADS: [(&str, Share, i32); 3] = [
        ("百分之", Share::Hundredths, 0),
        ("千分之", Share::Thousandths, 0),
        ("万分之", Share::Hundredths, -2),
    ];
    let head = |(word, ..): &&(&str, Share, i32)| s.text.starts_with(at, word);
    let (_, kind, shift) = HEADS.iter().find(head)?;
    let from = at + 3;
    let none = |_: usize| false;
    let plain = Setting {
        unit_at: &none,
        ..s
    };
    let mut n = arabic(plain, from).or_else(|| chinese(plain, from))?;
    n.value.exponent += shift;
    n.span.start = at;
    n.style = Style::Han;
    n.share = Some(*kind);
    n.bare_scale = false;
    Some(n)
}

/// 三分之二, 2/3. Of 2/3 only the words beside it tell that it is no date and no
/// number of a house; see [`super::quantity`].
fn fraction(s: Setting, at: usize) -> Option<Numeral> {
    let number = |from: usize| {
        let run = s.run(from);
        if run > 0 {
            let printed = s.text.folded(Span::new(from, from + run.min(4)));
            return Some((printed.parse::<i64>().ok()?, from + run)).filter(|_| run <= 3);
        }
        let n = chinese(s, from).filter(|n| !n.more && n.value.exponent == 0)?;
        Some((n.value.digits, n.span.end))
    };
    let (first, end) = number(at)?;
    let slashed = s.at(end) == '/' && s.at(at).is_ascii_digit();
    let from = match slashed {
        true => end + 1,
        false if s.text.starts_with(end, "分之") => end + 2,
        false => return None,
    };
    let (second, end) = number(from)?;
    let (upper, lower) = if slashed {
        (first, second)
    } else {
        (second, first)
    };
    // 1/4/2023 is a date, 24/7 a service.
    if upper == 0 || upper >= lower || slashed && s.at(end) == '/' {
        return None;
    }
    let value = match (upper * 100) % lower {
        0 => Decimal::new(upper * 100 / lower, 0),
        _ => {
            let hundredths = 100.0 * upper as f64 / lower as f64;
            Decimal::new((hundredths * 1e12).round() as i64, -12)
        }
    };
    Some(share(s, Span::new(at, end), value, Share::Fraction))
}

/// 三成, 七成五, 三成半; 三至四成, 三四成.
fn tenths(s: Setting, at: usize) -> Option<Numeral> {
    let arabic = s.at(at).is_ascii_digit();
    let one = |k: usize| match s.at(k).to_digit(10) {
        Some(d) if arabic => Some(i64::from(d)),
        _ => digit(s.at(k)).filter(|&d| d > 0 && !arabic && !is_capital(s.at(k))),
    };
    let low = one(at)?;
    let (high, end) = if one_of!(s.at(at + 1), "至到-~") {
        (Some(one(at + 2)?), at + 3)
    } else {
        match one(at + 1) {
            Some(high) if !arabic => (Some(high), at + 2),
            _ => (None, at + 1),
        }
    };
    if s.at(end) != '成' || high.is_some_and(|high| high <= low) {
        return None;
    }
    let half = |k: usize| match s.at(k) {
        '半' => Some(5),
        _ => one(k).filter(|_| scale(s.at(k + 1)).is_none() && digit(s.at(k + 1)).is_none()),
    };
    // 两成至三成
    let second = (one_of!(s.at(end + 1), "至到-~") && high.is_none() && s.at(end + 3) == '成')
        .then(|| one(end + 2).filter(|&high| high > low))
        .flatten();
    let (high, end) = match second {
        Some(second) => (Some(second), end + 3),
        None => (high, end),
    };
    let mut n = share(
        s,
        Span::new(at, end + 1),
        Decimal::new(low, 1),
        Share::Tenths,
    );
    n.max = high.map(|high| Decimal::new(high, 1));
    // 三四成 is an estimate, 三至四成 has two ends.
    n.more = high.is_some() && end == at + 2;
    if let Some(points) = half(end + 1).filter(|_| high.is_none()) {
        n.value = Decimal::new(low * 10 + points, 0);
        n.span.end += 1;
    } else if one_of!(s.at(end + 1), "多余") {
        n.more = true;
        n.span.end += 1;
    }
    Some(n)
}

/// Arabic digits with the scale words behind them.
fn arabic(s: Setting, at: usize) -> Option<Numeral> {
    let (mut value, mut end) = digits(s, at)?;
    let mut more = false;
    // 余 before the scale word: 1000余万元.
    if matches!(s.at(end), '余' | '多')
        && scale(s.at(end + 1)).is_some_and(|s| s >= 3)
        && !(s.unit_at)(end + 1)
    {
        more = true;
        end += 1;
    }
    let (places, scaled) = s.scales(end, 2);
    value.exponent += places;
    end = scaled;
    // 12百百百…: no number that anyone wrote, and soon none that can be stored.
    if value.exponent > MOST_DIGITS as i32 {
        return None;
    }
    while !more && let Some((whole, to)) = tail(s, value, end) {
        value = whole;
        end = to;
    }
    if is_more_behind(s.at(end)) {
        more = true;
        end += 1;
    }
    Some(Numeral {
        span: Span::new(at, end),
        value,
        max: None,
        style: Style::Arabic,
        more,
        share: None,
        bare_scale: false,
    })
}

/// Digits, with groups of three and a decimal point.
fn digits(s: Setting, at: usize) -> Option<(Decimal, usize)> {
    let text = s.text;
    let first = s.run(at);
    if first == 0 {
        return None;
    }
    let mut digits = text.folded(Span::new(at, at + first));
    let mut end = at + first;
    // Groups of three after a comma or a blank: 1,234,567.
    let separator = s.at(end);
    // In a table a blank parts cells: 836 829 are two.
    let row = || {
        text.paragraph_at(at)
            .is_some_and(|p| text.paragraphs[p].row)
    };
    if first <= 3 && (separator == ',' || separator == ' ' && !row()) {
        let mut groups = String::new();
        let mut e = end;
        // More groups than a figure can have are not counted: in a list of
        // thousands of them every group would walk over all that follow.
        while groups.len() <= MOST_DIGITS && s.at(e) == separator && s.run(e + 1) == 3 {
            groups.extend(text.slice(Span::new(e + 1, e + 4)));
            e += 4;
        }
        // 12,345 is one number; 第1,234 items stay apart by their units.
        if !groups.is_empty() && !digits.starts_with('0') {
            digits.push_str(&groups);
            end = e;
        }
    }
    let mut exponent = 0;
    if s.at(end) == '.' && s.at(end + 1).is_ascii_digit() {
        let n = s.run(end + 1);
        // A second point makes it a version, a section number or a date.
        if s.at(end + 1 + n) == '.' && s.at(end + 2 + n).is_ascii_digit() {
            return None;
        }
        digits.extend(text.slice(Span::new(end + 1, end + 1 + n)));
        exponent = -(n as i32);
        end += 1 + n;
    }
    if digits.len() > MOST_DIGITS {
        return None;
    }
    Some((Decimal::new(digits.parse().ok()?, exponent), end))
}

/// What of smaller scale stands behind 2亿, 3万, 7千: 3500万, 4000, 3百. One digit
/// alone counts the next place down (3万2), as in 一万二. In 2千3百万 the last scale
/// word is of both.
fn tail(s: Setting, head: Decimal, at: usize) -> Option<(Decimal, usize)> {
    const TEN_THOUSAND: f64 = 1e4;
    let zero = usize::from(is_zero(s.at(at)));
    let from = at + zero;
    if head.exponent < 2 || !s.at(from).is_ascii_digit() || !(s.is_free)(from) {
        return None;
    }
    let (mut value, end) = digits(s, from)?;
    let (mut places, mut to) = s.scales(end, 2);
    // 百万 behind 2千: the 百 alone is of the 3.
    let both = places > 4 && head.value() < TEN_THOUSAND;
    if both {
        (places, to) = (places - 4, to - 1);
    }
    let single = value.exponent == 0 && end == from + 1 && places == 0 && zero == 0;
    value.exponent += if single { head.exponent - 1 } else { places };
    let smaller = value.value() < Decimal::new(1, head.exponent).value();
    let exact = places > 0 || value.exponent >= 0;
    let mut whole = head.and(value).filter(|_| smaller && exact)?;
    if both && scale(s.at(to)) == Some(4) {
        whole.exponent += 4;
        to += 1;
    }
    Some((whole, to))
}

/// 2亿3千5百万, 2百8十6万, 2万零六十: Arabic digits in the places of Chinese ones. What
/// [`arabic`] reads as far is left to it.
fn mixed(s: Setting, at: usize) -> Option<Numeral> {
    const LONGEST: usize = 4;
    scale(s.at(at + s.run(at))).filter(|_| s.run(at) > 0)?;
    let mut n = Chinese::default();
    let mut i = at;
    while (s.is_free)(i) {
        let c = s.at(i);
        let run = s.run(i);
        if run > 0 {
            // 3万4000 has no scale word at its end, 1亿2345.6万 a point.
            if run > LONGEST || n.waiting.is_some() || s.at(i + run) == '.' {
                return None;
            }
            let printed = s.text.folded(Span::new(i, i + run));
            n.digit(printed.parse().ok()?, true)?;
            i += run - 1;
        } else if let Some(d) = digit(c) {
            // 投入3万|三类人员: a digit alone begins what follows.
            if n.waiting.is_some() || !n.zero && d > 0 && scale(s.at(i + 1)).is_none() {
                break;
            }
            n.digit(d, true)?;
        } else if let Some(places) = scale(c).filter(|_| !(s.unit_at)(i)) {
            if !n.scale(places)? {
                break;
            }
        } else {
            break;
        }
        i += 1;
    }
    if is_more_behind(s.at(i)) && n.waiting.is_none() {
        n.more = true;
        i += 1;
    }
    let ([value, _], exponent) = n.ends()?;
    let further = arabic(s, at).is_none_or(|n| n.span.end < i);
    further.then_some(Numeral {
        span: Span::new(at, i),
        value: Decimal::new(value / 10i64.pow(exponent as u32), exponent),
        max: None,
        style: Style::Arabic,
        more: n.more,
        share: None,
        bare_scale: false,
    })
}

/// 三〇六: digits told one by one. A year is no number, and what begins with a zero
/// is a number of a house or a car.
fn places(s: Setting, at: usize) -> Option<Numeral> {
    let mut value: i64 = 0;
    let mut end = at;
    while let Some(d) = digit(s.at(end)).filter(|_| end - at < MOST_DIGITS) {
        value = value.checked_mul(10)?.checked_add(d)?;
        end += 1;
    }
    let told = end - at >= 3 && digit(s.at(at)) != Some(0) && !one_of!(s.at(end), "年点成");
    (told && scale(s.at(end)).is_none()).then_some(Numeral {
        span: Span::new(at, end),
        value: Decimal::new(value, 0),
        max: None,
        style: Style::Han,
        more: false,
        share: None,
        bare_scale: false,
    })
}

/// The lower and the upper end of what has been read of a Chinese numeral; they part
/// where two digits estimate.
type Ends = [i64; 2];

/// A Chinese numeral while it is read.
#[derive(Default)]
struct Chinese {
    /// Above the last 万 or 亿, and below it.
    total: Ends,
    section: Ends,
    /// The digit that waits for its scale word.
    waiting: Option<Ends>,
    /// The places of the last scale word.
    last_scale: i32,
    scales: usize,
    digits: usize,
    zero: bool,
    more: bool,
    estimate: bool,
}

impl Chinese {
    /// Takes a digit; two that follow on each other estimate (三四个, 三五名).
    fn digit(&mut self, d: i64, last: bool) -> Option<()> {
        match self.waiting {
            Some([before, _]) => {
                let follows = d == before + 1 && before > 0 || (before, d) == (3, 5);
                if !follows || !last || self.estimate {
                    return None;
                }
                self.waiting = Some([before, d]);
                self.estimate = true;
            }
            None if d > 0 => self.waiting = Some([d, d]),
            // 零 alone begins no quantity.
            None if self.scales == 0 => return None,
            None => self.zero = true,
        }
        self.digits += 1;
        Some(())
    }

    /// Takes a scale word; `Some(false)` where it belongs to what follows.
    fn scale(&mut self, places: i32) -> Option<bool> {
        let factor = 10i64.pow(places as u32);
        if places >= 4 {
            self.close(places, factor)?;
        } else {
            // A scale word with no digit counts one only at the head: 十二, 百余.
            let bare = self.waiting.is_none();
            if bare && self.scales > 0 && !(places == 1 && self.zero) {
                return Some(false);
            }
            if self.scales > 0 && self.last_scale < 4 && places >= self.last_scale {
                return Some(false);
            }
            let digit = self.waiting.take().unwrap_or([1, 1]);
            for (sum, d) in self.section.iter_mut().zip(digit) {
                *sum += d * factor;
            }
        }
        self.last_scale = places;
        self.scales += 1;
        self.zero = false;
        Some(true)
    }

    /// 万 and 亿 close what stands below them; 万亿 is the one times the other.
    fn close(&mut self, places: i32, factor: i64) -> Option<()> {
        let waiting = self.waiting.take().unwrap_or_default();
        for ((total, section), waits) in self.total.iter_mut().zip(self.section).zip(waiting) {
            let mut part = section + waits;
            if part == 0 && *total == 0 {
                part = 1;
            }
            *total = if places == 8 && *total > 0 {
                total.checked_add(part)?.checked_mul(factor)?
            } else if part == 0 {
                total.checked_mul(factor)?
            } else {
                total.checked_add(part.checked_mul(factor)?)?
            };
        }
        self.section = [0, 0];
        Some(())
    }

    /// The two ends, and the place of the last scale word where nothing more exact is told.
    fn ends(&self) -> Option<(Ends, i32)> {
        // 一万二, 三百五: the digit after a scale word counts the next place down.
        let next_down = self.scales > 0 && !self.zero && self.last_scale > 1 && !self.more;
        let place = match next_down {
            true => 10i64.pow(self.last_scale as u32 - 1),
            false => 1,
        };
        let waiting = self.waiting.unwrap_or_default();
        let end = |k: usize| {
            let sum = self.total[k].checked_add(self.section[k])?;
            sum.checked_add(waiting[k].checked_mul(place)?)
        };
        let ends = [end(0)?, end(1)?];
        let rough = self.scales > 0 && self.more && ends[0] > 0;
        let mut exponent = 0;
        while rough && exponent < self.last_scale && ends[0] % 10i64.pow(exponent as u32 + 1) == 0 {
            exponent += 1;
        }
        Some((ends, exponent))
    }
}

/// A Chinese numeral: 一百零八, 两万三千, 三百二十余, 十余, 近百, 上万, 九十八点六, 三四.
fn chinese(s: Setting, at: usize) -> Option<Numeral> {
    let mut n = Chinese::default();
    // 零点八: before the point 零 is a number.
    let mut i = at + usize::from(is_zero(s.at(at)) && s.at(at + 1) == POINT);
    while !n.more {
        let c = s.at(i);
        if let Some(d) = digit(c) {
            // 一两次 and 十一二名 are estimates; 一二期 are two.
            let next = s.at(i + 1);
            let two = c == '二' && n.waiting == Some([1, 1]) && n.scales == 0;
            n.digit(d, digit(next).is_none() && !(two && scale(next).is_none()))?;
        } else if let Some(ten) = tens(c).filter(|_| i == at) {
            n.section = [ten, ten];
            (n.scales, n.last_scale, n.digits) = (1, 1, 1);
        } else if let Some(places) = scale(c) {
            if (s.unit_at)(i) && n.digits > 0 || !n.scale(places)? {
                break;
            }
        } else {
            break;
        }
        i += 1;
        if n.scales > 0 && n.waiting.is_none() {
            n.more = is_more(s.at(i)) && !(s.at(i) == '来' && s.at(i + 1) == '自');
        }
        if n.more {
            i += 1;
            // 百余万元
            if scale(s.at(i)).is_some_and(|places| places >= 4) && !(s.unit_at)(i) {
                n.scale(scale(s.at(i))?)?;
                i += 1;
            }
        }
    }
    // A digit of a cheque alone is a surname: 伍某, 陆家.
    if i == at || i == at + 1 && is_capital(s.at(at)) {
        return None;
    }
    let ([low, high], exponent) = n.ends()?;
    let unit = 10i64.pow(exponent as u32);
    let mut value = Decimal::new(low / unit, exponent);
    let mut max = n.estimate.then(|| Decimal::new(high / unit, exponent));
    if max.is_none() && s.at(i) == POINT && digit(s.at(i + 1)).is_some() {
        (value, i) = decimals(s, value, i + 1)?;
    }
    if value.exponent > MOST_DIGITS as i32 || value.digits == 0 {
        return None;
    }
    max = max.filter(|max| max.value() > value.value());
    Some(Numeral {
        span: Span::new(at, i),
        value,
        max,
        style: Style::Han,
        more: n.more || max.is_some(),
        share: None,
        bare_scale: n.scales > 0 && n.digits == 0,
    })
}

/// The digits behind 点: 九十八点六, 一点五万. 八点三十分 is an hour.
fn decimals(s: Setting, whole: Decimal, from: usize) -> Option<(Decimal, usize)> {
    let mut value = whole;
    let mut i = from;
    // 三点两个: told as points.
    let told = |c: char| digit(c).filter(|&d| d == 0 || unit(c).is_some());
    while let Some(d) = told(s.at(i)) {
        value = Decimal::new(
            value.digits.checked_mul(10)?.checked_add(d)?,
            value.exponent - 1,
        );
        i += 1;
        if value.exponent < -6 {
            return None;
        }
    }
    if i == from || scale(s.at(i)) == Some(1) {
        return None;
    }
    let (places, end) = s.scales(i, 4);
    value.exponent += places;
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(s: &str) -> Option<(f64, usize, bool)> {
        let t = Text::new(s);
        let unit = |at: usize| {
            t.starts_with(at, "千瓦") || t.starts_with(at, "千克") || t.starts_with(at, "千米")
        };
        let setting = Setting {
            text: &t,
            unit_at: &unit,
            is_free: &|_| true,
        };
        read(setting, 0).map(|n| (n.value.value(), n.span.len(), n.more))
    }

    #[test]
    fn a_numeral_begins_with_what_has_a_value() {
        for c in (0..=0xFFFF).filter_map(char::from_u32) {
            let valued = digit(c).is_some() || scale(c).is_some() || tens(c).is_some();
            assert_eq!(is_numeral(c), valued || c.is_ascii_digit(), "{c}");
        }
    }

    #[test]
    fn reads_numerals() {
        for (s, v, len, more) in [
            ("1,234件", 1234.0, 5, false),
            ("1 234件", 1234.0, 5, false),
            ("１２３４件", 1234.0, 4, false),
            ("0.98", 0.98, 4, false),
            ("1.5万余份", 15000.0, 5, true),
            ("2.3亿元", 230000000.0, 4, false),
            ("1.81亿余元", 181000000.0, 6, true),
            ("30余万元", 300000.0, 4, true),
            ("1000余万元", 10000000.0, 6, true),
            ("5千瓦时", 5.0, 1, false),
            ("5千人", 5000.0, 2, false),
            ("260多台次", 260.0, 4, true),
            ("一百零八", 108.0, 4, false),
            ("三百二十余", 320.0, 5, true),
            ("两千多", 2000.0, 3, true),
            ("两万三千家", 23000.0, 4, false),
            ("二千三百六十六", 2366.0, 7, false),
            ("一百二十", 120.0, 4, false),
            ("十二", 12.0, 2, false),
            ("二十三", 23.0, 3, false),
            ("十余", 10.0, 2, true),
            ("百余", 100.0, 2, true),
            ("一千八百余", 1800.0, 5, true),
            ("一亿三千万", 130000000.0, 5, false),
            ("三万亿元", 3e12, 3, false),
            ("百分之九十八点六", 98.6, 8, false),
            ("百分之百", 100.0, 4, false),
            ("百分之95.2", 95.2, 7, false),
            ("千分之三", 3.0, 4, false),
            ("万分之五", 0.05, 4, false),
            ("五成", 50.0, 2, false),
            ("3成", 30.0, 2, false),
            ("七成五", 75.0, 3, false),
            ("三成半", 35.0, 3, false),
            ("四成多", 40.0, 3, true),
            ("三至四成", 30.0, 4, false),
            ("两成至三成", 20.0, 5, false),
            ("三四成", 30.0, 3, true),
            ("五分之三", 60.0, 4, false),
            ("3/4左右", 75.0, 3, false),
            ("2亿3500万元", 235000000.0, 7, false),
            ("4万5千余元", 45000.0, 5, true),
            ("3万4000件", 34000.0, 6, false),
            ("3万2件", 32000.0, 3, false),
            ("3万零20件", 30020.0, 5, false),
            ("7千3百条", 7300.0, 4, false),
            ("2千3百万元", 23000000.0, 5, false),
            ("1亿2345.6万元", 123456000.0, 9, false),
            ("2亿3千5百万元", 235000000.0, 7, false),
            ("2百8十6万元", 2860000.0, 6, false),
            ("2万零六十张", 20060.0, 5, false),
            ("4千零9户", 4009.0, 4, false),
            ("3万两千余元", 32000.0, 5, true),
            ("12万三类", 120000.0, 3, false),
            ("三〇六卷", 306.0, 3, false),
            ("十一二名", 11.0, 3, true),
            ("廿三户", 23.0, 2, false),
            ("卅余株", 30.0, 2, true),
            ("叁拾伍万元", 350000.0, 4, false),
            ("八点九分", 8.9, 3, false),
            ("一点五万元", 15000.0, 4, false),
            ("零点八万户", 8000.0, 4, false),
            ("二点五六亿元", 256000000.0, 5, false),
            ("百分之十点二", 10.2, 6, false),
            ("百分之十", 10.0, 4, false),
            ("百分之零点三", 0.3, 6, false),
            ("千分之零点五", 0.5, 6, false),
            ("一点建议", 1.0, 1, false),
            ("两三次", 2.0, 2, true),
            ("三五名", 3.0, 2, true),
            ("七八十户", 70.0, 3, true),
            ("百余万元", 1000000.0, 3, true),
            ("三百五", 350.0, 3, false),
            ("六点五", 6.5, 3, false),
        ] {
            assert_eq!(value(s), Some((v, len, more)), "{s}");
        }
    }

    #[test]
    fn leaves_what_is_no_numeral() {
        for s in [
            "二〇二三年",
            "零容忍",
            "零点三十分",
            "零点起",
            "1.2.3",
            "人",
            "〇七三号",
            "八点三十分",
            "伍某",
            "一二期",
            "四七次",
        ] {
            assert_eq!(value(s), None, "{s}");
        }
    }
}
