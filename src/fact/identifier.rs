//! Numbers that name and do not count: document and case numbers, articles,
//! index numbers, standards, telephone and identity numbers, addresses, clock
//! times. They are claimed so that no later stage reads a figure or a date in them.

use crate::claim::{Claims, Owner};
use crate::fold::{is_han, one_of};
use crate::span::{self, Span};
use crate::text::Text;

/// Claims every identifier on free text.
pub fn claim(text: &Text, claims: &mut Claims) {
    // The end of what has been claimed.
    let mut done = 0;
    // A number with 第 begins there, all others with a mark, a letter or a digit.
    let ordinals = (0..text.len()).filter(|&at| text.chars[at] == '第');
    for at in span::merged(text.marks(text.span()), ordinals) {
        if at < done || claims.owner(at) != Owner::Free {
            continue;
        }
        let ends = match text.at(at) {
            '第' => [ordinal(text, at), None, None, None],
            '〔' | '[' | '(' | '【' => [document(text, at), None, None, None],
            c if c.is_ascii_alphanumeric() => {
                let [address, code] = [address(text, at), code(text, at)];
                [address, code, digits(text, at), clock(text, at)]
            }
            _ => continue,
        };
        if let Some(end) = ends.into_iter().flatten().max().filter(|&end| end > at) {
            claims.claim(Span::new(at, end), Owner::Identifier);
            done = end;
        }
    }
}

fn is_digit(text: &Text, at: usize) -> bool {
    text.at(at).is_ascii_digit()
}

fn digits_end(text: &Text, at: usize) -> usize {
    (at..).find(|&k| !is_digit(text, k)).unwrap_or(at)
}

/// 〔2023〕18号, [2021]5号, （2021）津0119行初45号, 〔20*〕7号.
fn document(text: &Text, at: usize) -> Option<usize> {
    let close = match text.at(at) {
        '〔' => '〕',
        '[' => ']',
        '(' => ')',
        '【' => '】',
        _ => return None,
    };
    let shut = (at + 1..at + 8).find(|&k| text.at(k) == close || text.at(k) == '〕')?;
    let year = text.slice(Span::new(at + 1, shut));
    let masked = year.iter().any(|c| one_of!(*c, "*Xx×"));
    let whole = year.len() == 4 && year.iter().all(char::is_ascii_digit);
    if !(whole || masked && year.starts_with(&['2', '0'])) {
        return None;
    }
    // 第, the court's sign or a series may stand before the number.
    let mut number = false;
    for k in shut + 1..shut + 22 {
        match text.at(k) {
            '号' if number => return Some(k + 1),
            c if c.is_ascii_digit() || c == '*' => number = true,
            '-' | '、' | '第' | '之' => {}
            c if is_han(c) => {}
            _ => return None,
        }
    }
    None
}

/// 第三十二条, 第825号, 第12页.
fn ordinal(text: &Text, at: usize) -> Option<usize> {
    let numeral =
        |k: usize| is_digit(text, k) || one_of!(text.at(k), "零〇一二三四五六七八九十百千");
    let end = (at + 1..).find(|&k| !numeral(k))?;
    let unit = text.at(end);
    (end > at + 1 && one_of!(unit, "条款号页") && !text.starts_with(end, "条战线"))
        .then_some(end + 1)
}

/// What runs on for longer without a Han character or a blank is neither an
/// address nor a code.
const LONGEST: usize = 300;

/// Web and mail addresses.
fn address(text: &Text, at: usize) -> Option<usize> {
    let head = |w: &str| text.starts_with(at, w);
    if !(head("http")
        || head("www.")
        || text.at(at).is_ascii_alphanumeric() && !text.before(at).is_ascii_alphanumeric())
    {
        return None;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || one_of!(c, "./:@?&=_-%#~+");
    let end = (at..at + LONGEST).find(|&k| !part(text.at(k)))?;
    let run: String = text.folded(Span::new(at, end));
    let letters = run.chars().any(|c| c.is_ascii_alphabetic());
    let looks = run.starts_with("http")
        || run.starts_with("www.")
        || run.contains('@')
        || [".com", ".cn", ".gov", ".org", ".net"]
            .iter()
            .any(|w| run.contains(w));
    (letters && looks && run.len() > 5).then_some(end)
}

/// GB/T 9704-2012, LPZJ-2024-0017, PM2.5: a run that starts with a letter and holds a digit.
fn code(text: &Text, at: usize) -> Option<usize> {
    if !text.at(at).is_ascii_alphabetic() || text.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || one_of!(c, "-/._");
    let mut end = (at..at + LONGEST).find(|&k| !part(text.at(k)))?;
    // A standard's sign and its number may stand apart.
    let sign: String = text.folded(Span::new(at, end));
    if matches!(
        sign.as_str(),
        "GB" | "GB/T" | "DB" | "DB/T" | "ISO" | "HJ" | "JGJ" | "CJJ" | "GA" | "YY"
    ) && text.at(end) == ' '
        && is_digit(text, end + 1)
    {
        end = (end + 1..end + LONGEST).find(|&k| !part(text.at(k)))?;
    }
    let run = text.slice(Span::new(at, end));
    (run.len() >= 2 && run.iter().any(char::is_ascii_digit)).then_some(end)
}

/// What a number beside these words is called by.
const CONTEXT: [&str; 16] = [
    "电话",
    "热线",
    "传真",
    "手机",
    "联系方式",
    "邮编",
    "邮政编码",
    "账号",
    "卡号",
    "编号",
    "索引号",
    "案号",
    "文号",
    "QQ",
    "证号",
    "拨打",
];

/// As many digits as no count beside such a word has: 热线 386 counts calls.
const NAMED_DIGITS: usize = 5;

/// Whether a cell of so many digits under such a head is the number of a telephone, a
/// file or the like.
pub(super) fn is_number_of(head: &str, digits: usize) -> bool {
    digits >= NAMED_DIGITS && CONTEXT.iter().any(|word| head.ends_with(word))
}

/// Telephone, identity, account and credit numbers, told by their shape or by the word before them.
fn digits(text: &Text, at: usize) -> Option<usize> {
    if !is_digit(text, at) || text.before(at).is_ascii_digit() || text.before(at) == '.' {
        return None;
    }
    let end = digits_end(text, at);
    let n = end - at;
    let run: Vec<char> = text.slice(Span::new(at, end)).to_vec();
    let alnum = (at..)
        .find(|&k| !text.at(k).is_ascii_alphanumeric())
        .unwrap_or(end);
    // A credit code mixes letters in; an identity number may end in X.
    if alnum - at == 18 || (n == 17 && matches!(text.at(end), 'X' | 'x')) {
        return Some(alnum);
    }
    // Masked: 4599**********0436, 138****1234.
    if (3..=8).contains(&n) && matches!(text.at(end), '*') && text.at(end + 1) == '*' {
        let stars = (end..).find(|&k| text.at(k) != '*').unwrap_or(end);
        let tail = (stars..)
            .find(|&k| !text.at(k).is_ascii_alphanumeric())
            .unwrap_or(stars);
        return Some(tail);
    }
    if n == 11 && run[0] == '1' && ('3'..='9').contains(&run[1]) {
        return Some(end);
    }
    if text.at(end) == '-' {
        let second = digits_end(text, end + 1);
        let m = second - end - 1;
        // 022-12345678, 400-810-1234.
        if run[0] == '0' && (3..=4).contains(&n) && (7..=8).contains(&m) {
            return Some(second);
        }
        if matches!(run[..], ['4', '0', '0'] | ['8', '0', '0']) && text.at(second) == '-' {
            return Some(digits_end(text, second + 1));
        }
    }
    // Bank cards and the like: no count is printed with so many digits.
    if (15..=20).contains(&n) {
        return Some(end);
    }
    let from = at.saturating_sub(8);
    let named = n >= NAMED_DIGITS
        && CONTEXT.iter().any(|w| {
            (from..at).any(|k| {
                text.starts_with(k, w)
                    && (k + w.chars().count()..at)
                        .all(|j| one_of!(text.at(j), ": (为号码“、-") || is_digit(text, j))
            })
        });
    named.then_some(end)
}

/// 15:05, 15:05:30, 9时30分; a ratio such as 1:2.5 is none.
fn clock(text: &Text, at: usize) -> Option<usize> {
    if !is_digit(text, at)
        || text.before(at).is_ascii_digit()
        || matches!(text.before(at), '.' | ':')
    {
        return None;
    }
    let end = digits_end(text, at);
    let hour: u32 = number(text, at, end)?;
    if end - at > 2 || hour > 24 {
        return None;
    }
    let two = |k: usize| {
        (digits_end(text, k) == k + 2)
            .then(|| number(text, k, k + 2))
            .flatten()
            .filter(|&m| m < 60)
    };
    match text.at(end) {
        ':' => {
            two(end + 1)?;
            let ratio = (at.saturating_sub(6)..at).any(|k| one_of!(text.at(k), "比例按"));
            let minutes = end + 3;
            if ratio || text.at(minutes) == '.' {
                return None;
            }
            Some(if text.at(minutes) == ':' && two(minutes + 1).is_some() {
                minutes + 3
            } else {
                minutes
            })
        }
        '时' if !one_of!(text.at(end + 1), "间段长限") => {
            let minute_end = digits_end(text, end + 1);
            match text.at(minute_end) {
                '分' if minute_end > end + 1 => Some(minute_end + 1),
                _ => Some(end + 1),
            }
        }
        _ => None,
    }
}

fn number(text: &Text, from: usize, to: usize) -> Option<u32> {
    text.folded(Span::new(from, to)).parse().ok()
}
