//! Markers: the numbers that head sections.
//!
//! | printed | kind | GB/T 9704-2012, 7.3.3 |
//! |---|---|---|
//! | `第一部分` `第一章` `第一节` | [`Kind::Part`] [`Kind::Chapter`] [`Kind::Clause`] | – |
//! | `壹、` | [`Kind::Capital`] | – |
//! | `Ⅰ、` `II.` | [`Kind::Roman`] | – |
//! | `一、` `一.` `一 ` | [`Kind::Han`] | first level |
//! | `（一）` `(一）` `（一）、` `（一` `一）` `㈠` | [`Kind::HanParen`] | second level |
//! | `1.` `1、` `1．` `⒈` | [`Kind::Digit`] | third level |
//! | `1.1` `1.1.1` | [`Kind::Decimal`] | – |
//! | `（1）` `1）` `⑴` | [`Kind::DigitParen`] | fourth level |
//! | `①` | [`Kind::Circled`] | – |
//! | `一是` `第一，` on a line of its own | [`Kind::Word`] | – |
//! | `、` `（）` with the numeral lost | [`Kind::Han`] or [`Kind::HanParen`], no ordinal | – |
//!
//! A marker is only a shape. Whether the paragraph behind it is a heading is
//! decided in [`super::heading`].

use crate::fold::{is_han, one_of};
use crate::span::Span;
use crate::text::Text;

/// The shape of a marker, in the order in which the shapes usually nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Part,
    Chapter,
    Clause,
    /// 壹、
    Capital,
    Roman,
    Han,
    HanParen,
    Digit,
    /// 1.1 has two numbers, 1.1.1 three.
    Decimal(u8),
    DigitParen,
    Circled,
    Word,
    /// A heading that never had a number.
    Plain,
}

/// A marker at the head of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    pub kind: Kind,
    /// None where the numeral was lost: `、存在问题`.
    pub ordinal: Option<u32>,
    /// From the paragraph's head to the title, marks included, blanks behind it not.
    pub span: Span,
    /// The shape alone proves little (a bracket missing, a comma for 、): only
    /// a short line may follow.
    pub doubtful: bool,
}

/// Reads a Han numeral from 一 to 九十九; gives its value and its length.
pub fn han_number(chars: &[char]) -> Option<(u32, usize)> {
    let digit = |c: Option<&char>| {
        "一二三四五六七八九"
            .chars()
            .position(|d| Some(&d) == c)
            .map(|p| p as u32 + 1)
    };
    let tens = digit(chars.first());
    let (value, len) = match (tens, chars.get(tens.is_some() as usize)) {
        (tens, Some('十')) => {
            let len = tens.is_some() as usize + 1;
            let units = digit(chars.get(len));
            (
                tens.unwrap_or(1) * 10 + units.unwrap_or(0),
                len + units.is_some() as usize,
            )
        }
        (Some(n), _) => (n, 1),
        _ => return None,
    };
    // 一百, 三千, 二〇: a quantity or a year, no ordinal.
    let more = chars
        .get(len)
        .is_some_and(|c| one_of!(*c, "一二三四五六七八九十百千万亿〇零两"));
    (!more).then_some((value, len))
}

/// Reads an Arabic ordinal of one or two digits; gives its value and its length.
pub fn digit_number(chars: &[char]) -> Option<(u32, usize)> {
    let len = chars
        .iter()
        .take(3)
        .take_while(|c| c.is_ascii_digit())
        .count();
    if len == 0 || len > 2 || chars[0] == '0' {
        return None;
    }
    let value = chars[..len]
        .iter()
        .fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0));
    Some((value, len))
}

/// The marker at the head of `span`, which is a paragraph or its rest.
pub fn read(text: &Text, span: Span) -> Option<Marker> {
    let c = text.slice(span);
    let (kind, ordinal, mut len, mut doubtful) = shape(c)?;
    if matches!(kind, Kind::Decimal(_)) {
        doubtful = !blank_at(text, span.start + len);
    }
    // (一)、 and （一）. print a second mark.
    if matches!(
        kind,
        Kind::HanParen | Kind::DigitParen | Kind::Part | Kind::Chapter | Kind::Clause
    ) && matches!(c.get(len), Some('、' | '.' | ':' | ','))
        && ordinal.is_some()
    {
        len += 1;
    }
    Some(Marker {
        kind,
        ordinal,
        span: Span::new(span.start, span.start + len),
        doubtful,
    })
}

/// A number of one or two digits with a blank behind it: `1 总体情况`.
pub fn spaced(text: &Text, span: Span) -> Option<Marker> {
    let c = text.slice(span);
    let (n, len) = digit_number(c)?;
    let at = span.start + len;
    let title = c[len..].iter().find(|c| **c != ' ')?;
    (blank_at(text, at) && is_han(*title)).then_some(Marker {
        kind: Kind::Digit,
        ordinal: Some(n),
        span: Span::new(span.start, at),
        doubtful: false,
    })
}

/// A blank stands before `at` in the source, read or left out.
fn blank_at(text: &Text, at: usize) -> bool {
    at > 0
        && text
            .source_of(Span::new(at - 1, at + 1))
            .contains([' ', '\t', '\u{3000}', '\u{A0}'])
}

/// 1.1, 1.1.1, in front of a title: the count of numbers, the last of them, the length.
fn decimal(c: &[char]) -> Option<(u8, u32, usize)> {
    let (mut n, mut at) = digit_number(c)?;
    let mut count = 1;
    while count <= 4
        && c.get(at) == Some(&'.')
        && let Some((next, len)) = digit_number(&c[at + 1..])
    {
        count += 1;
        n = next;
        at += 1 + len;
    }
    let title = c[at..].iter().find(|c| **c != ' ');
    let begins = title.is_none_or(|c| {
        is_han(*c) && !one_of!(*c, "年月日万亿元千百个件次人名倍级度分公平米亩")
            || matches!(c, '“' | '《')
    });
    ((2..=4).contains(&count) && begins).then_some((count, n, at))
}

/// 壹 to 拾.
fn capital(c: char) -> Option<u32> {
    "壹贰叁肆伍陆柒捌玖拾"
        .chars()
        .position(|d| d == c)
        .map(|p| p as u32 + 1)
}

/// I to X in letters.
fn roman(c: &[char]) -> Option<(u32, usize)> {
    const NUMBERS: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    let len = c
        .iter()
        .take_while(|c| matches!(c, 'I' | 'V' | 'X'))
        .count();
    let printed: String = c[..len].iter().collect();
    let n = NUMBERS.iter().position(|r| *r == printed)?;
    Some((n as u32 + 1, len))
}

fn shape(c: &[char]) -> Option<(Kind, Option<u32>, usize, bool)> {
    let first = *c.first()?;
    let code = first as u32;
    let single = |kind, from: u32| Some((kind, Some(code - from + 1), 1, false));
    match first {
        '第' => return part(c),
        '(' | '[' | '〔' | '【' | '{' => return bracket(c),
        '、' => {
            return c
                .get(1)
                .is_some_and(|&c| is_han(c) || is_year_digit(c))
                .then_some((Kind::Han, None, 1, false));
        }
        '①'..='⑳' => return single(Kind::Circled, '①' as u32),
        '❶'..='❿' => return single(Kind::Circled, '❶' as u32),
        '㈠'..='㈩' => return single(Kind::HanParen, '㈠' as u32),
        '⑴'..='⒇' => return single(Kind::DigitParen, '⑴' as u32),
        '⒈'..='⒛' => return single(Kind::Digit, '⒈' as u32),
        'Ⅰ'..='Ⅻ' => {
            let mark = matches!(c.get(1), Some('、' | '.' | ' '));
            return mark.then_some((Kind::Roman, Some(code - 'Ⅰ' as u32 + 1), 2, false));
        }
        'I' | 'V' | 'X' => {
            let (n, len) = roman(c)?;
            let mark = matches!(c.get(len), Some('、' | '.'))
                && c.get(len + 1).is_some_and(|c| is_han(*c));
            return mark.then_some((Kind::Roman, Some(n), len + 1, false));
        }
        _ => {}
    }
    if let Some(n) = capital(first) {
        return matches!(c.get(1), Some('、' | '.')).then_some((Kind::Capital, Some(n), 2, false));
    }
    if let Some((count, n, len)) = decimal(c) {
        return Some((Kind::Decimal(count), Some(n), len, true));
    }
    if let Some((n, len)) = digit_number(c) {
        return match c.get(len)? {
            ')' => Some((Kind::DigitParen, Some(n), len + 1, false)),
            '.' | '、' if begins_title(&c[len + 1..]) => {
                Some((Kind::Digit, Some(n), len + 1, false))
            }
            _ => None,
        };
    }
    let (n, len) = han_number(c)?;
    match c.get(len) {
        Some(')') => Some((Kind::HanParen, Some(n), len + 1, false)),
        Some('、') if !counts_on(n, &c[len + 1..]) => Some((Kind::Han, Some(n), len + 1, false)),
        Some('.') => Some((Kind::Han, Some(n), len + 1, false)),
        Some(',' | ':') if !counts_on(n, &c[len + 1..]) => {
            Some((Kind::Han, Some(n), len + 1, true))
        }
        Some(' ') => Some((Kind::Han, Some(n), len, true)),
        // 一是 and 一要, as a title on a line of its own.
        Some('是' | '要') if c.get(len + 1) != c.first() => {
            Some((Kind::Word, Some(n), len + 1, true))
        }
        _ => None,
    }
}

/// 第一部分, 第二章, 第三节; 第一， is a word.
fn part(c: &[char]) -> Option<(Kind, Option<u32>, usize, bool)> {
    let (n, len) = han_number(&c[1..]).or_else(|| digit_number(&c[1..]))?;
    let at = 1 + len;
    let (kind, unit) = match (c.get(at)?, c.get(at + 1)) {
        ('部', Some('分')) => (Kind::Part, 2),
        ('编' | '篇', _) => (Kind::Part, 1),
        ('章', _) => (Kind::Chapter, 1),
        ('节', _) => (Kind::Clause, 1),
        (',' | '、' | ':', _) => return Some((Kind::Word, Some(n), at + 1, true)),
        _ => return None,
    };
    let end = at + unit;
    // 第一章程, 第一部分是: the words of a sentence.
    let clean = !c.get(end).is_some_and(|c| one_of!(*c, "是的中内里程课日"));
    clean.then_some((kind, Some(n), end, false))
}

/// （一） in any width and with any bracket, one of them possibly lost.
fn bracket(c: &[char]) -> Option<(Kind, Option<u32>, usize, bool)> {
    let close = |c: Option<&char>| matches!(c, Some(')' | ']' | '〕' | '】' | '}'));
    let skip = c[1..].iter().take_while(|c| **c == ' ').count() + 1;
    let rest = &c[skip..];
    if close(rest.first()) {
        // （）加强…: the numeral was lost.
        return (c[0] == '(').then_some((Kind::HanParen, None, skip + 1, true));
    }
    let (kind, n, len) = match (han_number(rest), digit_number(rest)) {
        (Some((n, len)), _) => (Kind::HanParen, n, len),
        (_, Some((n, len))) => (Kind::DigitParen, n, len),
        _ => return None,
    };
    let blanks = rest[len..].iter().take_while(|c| **c == ' ').count();
    if close(rest.get(len + blanks)) {
        // [1] and 〔1〕 number notes and documents rather than sections.
        let odd = c[0] != '(' && kind == Kind::DigitParen;
        return (!odd).then_some((kind, Some(n), skip + len + blanks + 1, c[0] != '('));
    }
    if c[0] != '(' {
        return None;
    }
    match rest.get(len)? {
        '、' | '.' => Some((kind, Some(n), skip + len + 1, true)),
        // （五强化…: no bracket closes before the sentence ends, and no
        // classifier makes the numeral a quantity.
        &next
            if kind == Kind::HanParen
                && is_han(next)
                && !one_of!(next, "年月日期次个级类号项批届届季条名件十百千万") =>
        {
            let sentence = rest.iter().take(60).take_while(|c| **c != '。');
            (!sentence.clone().any(|c| *c == ')')).then_some((kind, Some(n), skip + len, true))
        }
        _ => None,
    }
}

fn is_year_digit(c: char) -> bool {
    c == '2' || c == '1'
}

/// What follows `1.` may begin a title: not 1.5万 nor 1、2月份, yet 1.2023年….
fn begins_title(rest: &[char]) -> bool {
    match rest.first() {
        None => true,
        Some(c) if c.is_ascii_digit() => {
            let year =
                rest.iter().take(4).all(|c| c.is_ascii_digit() || *c == '*') && rest.len() > 4;
            year && rest[4] == '年' && matches!(rest[0], '1' | '2')
        }
        Some(c) => !one_of!(*c, "%,.~-"),
    }
}

/// 一、二季度, 二、三产业: two numerals of one phrase, not a marker.
fn counts_on(n: u32, rest: &[char]) -> bool {
    match han_number(rest) {
        Some((m, len)) if m == n + 1 => rest
            .get(len)
            .is_some_and(|c| one_of!(*c, "、季级线类产期批审楼年月等号档届次是项个")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(s: &str) -> Option<(Kind, Option<u32>, String)> {
        let text = Text::new(s);
        let m = read(&text, text.paragraphs[0].span)?;
        Some((m.kind, m.ordinal, text.source_of(m.span).to_string()))
    }

    #[test]
    fn reads_every_shape() {
        for (line, kind, ordinal, printed) in [
            ("一、主要举措", Kind::Han, Some(1), "一、"),
            ("十二、其他", Kind::Han, Some(12), "十二、"),
            ("二十一、其他", Kind::Han, Some(21), "二十一、"),
            ("（一）加强领导", Kind::HanParen, Some(1), "（一）"),
            ("(一）加强领导", Kind::HanParen, Some(1), "(一）"),
            ("(一)、加强领导", Kind::HanParen, Some(1), "(一)、"),
            (
                "（五强化普法宣传，增强法治观念",
                Kind::HanParen,
                Some(5),
                "（五",
            ),
            ("五）强化普法", Kind::HanParen, Some(5), "五）"),
            ("㈡强化普法", Kind::HanParen, Some(2), "㈡"),
            ("1.规范审批", Kind::Digit, Some(1), "1."),
            ("1．规范审批", Kind::Digit, Some(1), "1．"),
            ("12、规范审批", Kind::Digit, Some(12), "12、"),
            ("1.2023年安排", Kind::Digit, Some(1), "1."),
            ("（1）公租房", Kind::DigitParen, Some(1), "（1）"),
            ("2)公租房", Kind::DigitParen, Some(2), "2)"),
            ("③公租房", Kind::Circled, Some(3), "③"),
            ("第一部分 主要举措", Kind::Part, Some(1), "第一部分"),
            ("第二章　主要举措", Kind::Chapter, Some(2), "第二章"),
            ("壹、主要举措", Kind::Capital, Some(1), "壹、"),
            ("II.主要举措", Kind::Roman, Some(2), "II."),
            ("Ⅱ.主要举措", Kind::Roman, Some(2), "Ⅱ."),
            ("1.1 规范审批", Kind::Decimal(2), Some(1), "1.1"),
            ("2.1.3　规范审批", Kind::Decimal(3), Some(3), "2.1.3"),
            ("( 一 )规范审批", Kind::HanParen, Some(1), "( 一 )"),
            ("一 、主要举措", Kind::Han, Some(1), "一 、"),
            ("、存在问题", Kind::Han, None, "、"),
            ("、2023年主要安排", Kind::Han, None, "、"),
            ("（）存在问题", Kind::HanParen, None, "（）"),
        ] {
            assert_eq!(
                marker(line),
                Some((kind, ordinal, printed.to_string())),
                "{line}"
            );
        }
    }

    #[test]
    fn a_decimal_without_a_blank_is_doubtful() {
        for (line, sure) in [
            ("1.1 规范审批", true),
            ("1.1规范审批", false),
            ("12.4国家宪法日", false),
        ] {
            let text = Text::new(line);
            let m = read(&text, text.paragraphs[0].span);
            assert_eq!(m.map(|m| !m.doubtful), Some(sure), "{line}");
        }
    }

    #[test]
    fn a_number_is_not_a_marker() {
        for line in [
            "1.5万份资料",
            "2.3亿元",
            "2.3 亿元",
            "3.15.晚会%",
            "IV级响应",
            "柒佰元",
            "2022年，我局",
            "2022.1.5",
            "1、2月份全区",
            "一、二季度全区",
            "二、三产业占比",
            "（十三五规划）明确",
            "（三年行动）方案",
            "一百二十件",
            "一个中心",
            "第一责任人履职",
            "第一章程",
            "3%以上",
            "10余件",
            "一是一，二是二",
            "二〇二二年",
            "100.增加",
            "（2022）年",
            "〔1〕注释",
            "三项制度",
        ] {
            assert_eq!(marker(line), None, "{line}");
        }
    }
}
