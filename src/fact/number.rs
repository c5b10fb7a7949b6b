//! Numerals: Arabic, Chinese and mixed, as exact decimals.
//!
//! | printed | value | digits after the point of the printed unit |
//! |---|---|---|
//! | `1,234` `1 234` `１２３４` | 1234 | 0 |
//! | `1.81亿余` | 181000000 | 6 places left of it: the last printed digit counts 百万 |
//! | `三百二十余` | 320 | |
//! | `百分之九十八点六` | 98.6 % | |
//! | `近五成` | 5 成 | |

use crate::fold::is_one_of;
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
    /// In base units: scale words are multiplied in. The exponent is the place
    /// of the last printed digit, so that rounding can be judged.
    pub value: Decimal,
    /// The upper end where two adjacent numerals estimate: 三四个, 五六十人.
    pub max: Option<Decimal>,
    pub style: Style,
    /// 余, 多, 来 or 几 stands inside.
    pub more: bool,
    /// `%`, `‰` or `成` where the numeral itself says it: 百分之…, …成.
    pub ratio: Option<char>,
    /// Only a scale word, as in 近百, 上万: no digit of its own.
    pub bare_scale: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Arabic,
    Han,
}

/// More digits than any figure of a report has; all fit into 64 bits.
const MOST_DIGITS: usize = 18;

fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

fn is_more(c: char) -> bool {
    is_one_of(c, "余多来几")
}

/// What a numeral begins with.
pub fn begins(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || scale(c).is_some()
}

/// Reads the numeral that starts at `at`, if one does. `unit_at` says whether a
/// unit starts at a place: 5千瓦时 is five kilowatt-hours, not five thousand.
pub fn read(text: &Text, at: usize, unit_at: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let c = text.at(at);
    if c.is_ascii_digit() {
        arabic(text, at, unit_at)
    } else if digit(c).is_some() || scale(c).is_some() {
        fraction(text, at).or_else(|| han(text, at, unit_at))
    } else {
        None
    }
}

fn arabic(text: &Text, at: usize, unit_at: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let run = |from: usize| {
        (from..)
            .take_while(|&i| text.at(i).is_ascii_digit())
            .count()
    };
    let first = run(at);
    let mut digits: String = text.slice(Span::new(at, at + first)).iter().collect();
    let mut end = at + first;
    // Groups of three after a comma or a blank: 1,234,567.
    if first <= 3 {
        let separator = text.at(end);
        // In a table a blank parts cells: 836 829 are two.
        let row = separator == ' '
            && text
                .paragraph_at(at)
                .is_some_and(|p| text.paragraphs[p].row);
        if separator == ',' || separator == ' ' && !row {
            let mut groups = String::new();
            let mut e = end;
            // More groups than a figure can have are not counted: in a list of
            // thousands of them every group would walk over all that follow.
            while groups.len() <= MOST_DIGITS && text.at(e) == separator && run(e + 1) == 3 {
                groups.extend(text.slice(Span::new(e + 1, e + 4)));
                e += 4;
            }
            // 12,345 is one number; 第1,234 items stay apart by their units.
            if !groups.is_empty() && !digits.starts_with('0') {
                digits.push_str(&groups);
                end = e;
            }
        }
    }
    let mut exponent = 0i32;
    if text.at(end) == '.' && text.at(end + 1).is_ascii_digit() {
        let n = run(end + 1);
        // A second point makes it a version, a section number or a date.
        if text.at(end + 1 + n) == '.' && text.at(end + 2 + n).is_ascii_digit() {
            return None;
        }
        digits.extend(text.slice(Span::new(end + 1, end + 1 + n)));
        exponent = -(n as i32);
        end += 1 + n;
    }
    if digits.len() > MOST_DIGITS {
        return None;
    }
    let mut value = Decimal::new(digits.parse().ok()?, exponent);
    let mut more = false;
    // 余 before the scale word: 1000余万元.
    if matches!(text.at(end), '余' | '多')
        && scale(text.at(end + 1)).is_some_and(|s| s >= 3)
        && !unit_at(end + 1)
    {
        more = true;
        end += 1;
    }
    while let Some(s) = scale(text.at(end)) {
        if s < 2 || unit_at(end) {
            break;
        }
        value.exponent += s;
        end += 1;
    }
    // 12百百百…: no number that anyone wrote, and soon none that can be stored.
    if value.exponent > MOST_DIGITS as i32 {
        return None;
    }
    if is_more(text.at(end)) && text.at(end) != '几' {
        more = true;
        end += 1;
    }
    Some(Numeral {
        span: Span::new(at, end),
        value,
        max: None,
        style: Style::Arabic,
        more,
        ratio: None,
        bare_scale: false,
    })
}

/// 百分之…, 千分之….
fn fraction(text: &Text, at: usize) -> Option<Numeral> {
    let sign = if text.starts_with(at, "百分之") {
        '%'
    } else if text.starts_with(at, "千分之") {
        '‰'
    } else {
        return None;
    };
    let from = at + 3;
    let none = |_: usize| false;
    let mut n = if text.at(from).is_ascii_digit() {
        arabic(text, from, &none)?
    } else if text.at(from) == '百' {
        let mut n = han(text, from, &none)?;
        n.value = Decimal::new(100, 0);
        n
    } else {
        han(text, from, &none)?
    };
    n.span.start = at;
    n.ratio = Some(sign);
    n.bare_scale = false;
    Some(n)
}

/// A Chinese numeral: 一百零八, 两万三千, 三百二十余, 十余, 近百, 上万, 九十八点六, 三四.
fn han(text: &Text, at: usize, unit_at: &dyn Fn(usize) -> bool) -> Option<Numeral> {
    let mut i = at;
    let mut total: i64 = 0; // above the last 万 or 亿
    let mut section: i64 = 0; // below it
    let mut current: Option<i64> = None; // the digit that waits for its scale
    let mut last_scale = 0i32; // place of the last scale word
    let mut scales = 0;
    let mut digits_seen = 0;
    let mut more = false;
    let mut high = None;
    let mut zero = false;
    loop {
        let c = text.at(i);
        if let Some(d) = digit(c) {
            if let Some(before) = current {
                // Two adjacent digits: an estimate (三四个) when they follow each other,
                // a digit sequence (二〇二三) otherwise, which is no quantity here.
                if d == before + 1
                    && before > 0
                    && digit(text.at(i + 1)).is_none()
                    && high.is_none()
                {
                    high = Some(d);
                    i += 1;
                    continue;
                }
                return None;
            }
            if d == 0 {
                zero = true;
                if scales == 0 {
                    // 零 alone begins no quantity.
                    return None;
                }
            } else {
                current = Some(d);
            }
            digits_seen += 1;
            i += 1;
        } else if let Some(s) = scale(c) {
            if (unit_at(i) && digits_seen > 0) || more && s < 4 {
                break;
            }
            let factor = 10i64.pow(s as u32);
            if s >= 4 {
                let part = section + current.take().unwrap_or(0);
                let part = if part == 0 && total == 0 { 1 } else { part };
                if s == 8 && total > 0 {
                    // 一万亿
                    total = total.checked_add(part)?.checked_mul(factor)?;
                } else if part == 0 {
                    total = total.checked_mul(factor)?;
                } else {
                    total = total.checked_add(part.checked_mul(factor)?)?;
                }
                if high.is_some() && section > 0 {
                    return None;
                }
                section = 0;
            } else {
                // A scale word with no digit counts one only at the head: 十二, 百余.
                let d = match current.take() {
                    Some(d) => d,
                    None if scales == 0 || (s == 1 && zero) => 1,
                    None => break,
                };
                if scales > 0 && last_scale < 4 && s >= last_scale {
                    break;
                }
                section += d * factor;
            }
            last_scale = s;
            scales += 1;
            zero = false;
            i += 1;
            if is_more(text.at(i)) && !(text.at(i) == '来' && text.at(i + 1) == '自') {
                more = true;
                i += 1;
                continue;
            }
        } else {
            break;
        }
        if more {
            break;
        }
    }
    if i == at {
        return None;
    }
    let mut exponent = 0;
    let mut value = total.checked_add(section)?;
    if let Some(d) = current {
        // 一万二, 三百五: the digit after a scale word counts the next place down.
        let tail = if scales > 0 && !zero && last_scale > 1 && !more {
            10i64.pow(last_scale as u32 - 1)
        } else {
            1
        };
        value = value.checked_add(d * tail)?;
    }
    if scales > 0 && (more || current.is_none()) && value > 0 {
        // The last printed place is the last scale word's.
        let mut place = last_scale;
        if last_scale >= 4 {
            let mut v = value;
            place = 0;
            while v % 10 == 0 {
                v /= 10;
                place += 1;
            }
            place = place.min(last_scale);
        }
        let unit = 10i64.pow(place.max(0) as u32);
        if more && value % unit == 0 {
            value /= unit;
            exponent = place;
        }
    }
    // 九十八点六
    if text.at(i) == '点' && digit(text.at(i + 1)).is_some() {
        let mut j = i + 1;
        while let Some(d) = digit(text.at(j)) {
            value = value.checked_mul(10)?.checked_add(d)?;
            exponent -= 1;
            j += 1;
            if exponent < -6 {
                return None;
            }
        }
        // 三点意见, 两点一: a scale word may close it: 一点五万.
        i = j;
        while let Some(s) = scale(text.at(i)) {
            if s < 4 || unit_at(i) {
                break;
            }
            exponent += s;
            i += 1;
        }
    }
    if exponent > MOST_DIGITS as i32 {
        return None;
    }
    let max = high.map(|h| {
        // 五六十人: the upper end takes the same scale.
        let low = value;
        let lead = h - 1;
        let scaled = if low >= lead && lead > 0 && low % lead == 0 {
            (low / lead).saturating_mul(h)
        } else {
            low.saturating_add(1)
        };
        Decimal::new(scaled, exponent)
    });
    let mut ratio = None;
    if text.at(i) == '成' && scales == 0 && !is_one_of(text.at(i + 1), "立效果员为本功都")
    {
        ratio = Some('成');
        i += 1;
    }
    Some(Numeral {
        span: Span::new(at, i),
        value: Decimal::new(value, exponent),
        max,
        style: Style::Han,
        more,
        ratio,
        bare_scale: digits_seen == 0 && ratio.is_none(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(s: &str) -> Option<(f64, usize, bool)> {
        let t = Text::new(s);
        let unit = |at: usize| {
            t.starts_with(at, "千瓦") || t.starts_with(at, "千克") || t.starts_with(at, "千米")
        };
        read(&t, 0, &unit).map(|n| (n.value.value(), n.span.len(), n.more))
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
            ("五成", 5.0, 2, false),
            ("三百五", 350.0, 3, false),
            ("六点五", 6.5, 3, false),
        ] {
            assert_eq!(value(s), Some((v, len, more)), "{s}");
        }
    }

    #[test]
    fn leaves_what_is_no_numeral() {
        for s in ["二〇二三年", "零容忍", "1.2.3", "人"] {
            assert_eq!(value(s), None, "{s}");
        }
    }
}
