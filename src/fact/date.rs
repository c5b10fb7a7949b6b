//! Calendar expressions.
//!
//! | printed | iso |
//! |---|---|
//! | `2020年12月14日` `2020-12-14` `2020.12.14` `二〇二〇年十二月十四日` | `2020-12-14` |
//! | `2020年11月底` | `2020-11` |
//! | `2022年底` `2022年度` | `2022` |
//! | `2021-2025年` `2021年至2025年` | `2021/2025` |
//! | `2022年1至11月` | `2022-01/2022-11` |
//! | `6月18日` `12·4` `“12.4”` | `--06-18` `--12-04` |
//! | `今年` `20*年` `2月30日` | none |
//! | `2023314` on its own line | `2023-03-14`, garbled |

use super::number;
use crate::claim::{Claims, Owner};
use crate::fold::{is_han, is_numeral, one_of};
use crate::lexicon::List;
use crate::span::{self, Span};
use crate::text::Text;

/// A calendar expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpr {
    pub span: Span,
    /// 2020-12-14 · 2020-11 · 2020 · 2016/2020 · 2021-01/2021-11 · --12-04; none when masked or relative.
    pub iso: Option<String>,
    /// The characters of a date were lost or garbled: 2023314, 20231月9.
    pub garbled: bool,
    /// No calendar has such a day: 2月30日, 2022年13月.
    pub impossible: bool,
}

/// The date that starts at `start`. `dates` are in document order.
pub fn starting_at(dates: &[DateExpr], start: usize) -> Option<&DateExpr> {
    dates
        .binary_search_by_key(&start, |d| d.span.start)
        .ok()
        .map(|i| &dates[i])
}

/// The first date that lies within `span`.
pub fn within(dates: &[DateExpr], span: Span) -> Option<&DateExpr> {
    let i = dates.partition_point(|d| d.span.start < span.start);
    dates.get(i).filter(|d| d.span.end <= span.end)
}

/// Reads every date and claims its place. Dates inside titles and in what a web
/// page printed round the report are dates too.
pub fn read(text: &Text, claims: &mut Claims) -> Vec<DateExpr> {
    let mut out: Vec<DateExpr> = Vec::new();
    for paragraph in &text.paragraphs {
        let p = paragraph.span;
        // A line of digits and nothing else may be a day that lost its 年月日.
        if let Some(found) = bare_line(text.slice(p))
            && claims.owner(p.start) != Owner::Marker
        {
            push(&mut out, claims, p.start, found);
            continue;
        }
        // The end of what has been read.
        let mut end = p.start;
        let relatives = text.hits.places(List::RelativeDates, p);
        for at in span::merged(text.numerals(p), relatives) {
            if at < end || matches!(claims.owner(at), Owner::Identifier | Owner::Marker) {
                continue;
            }
            let found = expression(&text.chars[..p.end], at).or_else(|| relative(text, p.end, at));
            if let Some(found) = found {
                end = at + found.len.max(1);
                push(&mut out, claims, at, found);
            }
        }
    }
    out
}

/// The ISO day of a line that is a date and nothing else: `2023年1月12日`,
/// `二〇二三年三月二十日`, `2023-1-12`, `2023314`.
pub fn parse_day(chars: &[char]) -> Option<String> {
    let folded: Vec<char> = chars
        .iter()
        .map(|&c| crate::fold::fold(c))
        .filter(|&c| c != ' ')
        .collect();
    let found = match bare_line(&folded) {
        Some(f) => f,
        None => expression(&folded, 0).filter(|f| f.len == folded.len())?,
    };
    found
        .iso
        .filter(|iso| iso.len() == 10 && !iso.contains('/') && !iso.starts_with('-'))
}

fn push(out: &mut Vec<DateExpr>, claims: &mut Claims, at: usize, found: Found) {
    let span = Span::new(at, at + found.len);
    claims.claim(span, Owner::Date);
    out.push(DateExpr {
        span,
        iso: found.iso,
        garbled: found.garbled,
        impossible: found.impossible,
    });
}

/// What was read at a place.
#[derive(Default)]
struct Found {
    len: usize,
    iso: Option<String>,
    garbled: bool,
    impossible: bool,
}

/// A year, month and day as far as they are printed.
#[derive(Clone, Copy, Default)]
struct Ymd {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    /// 20*年, 20XX年.
    masked: bool,
}

impl Ymd {
    fn iso(self) -> Option<String> {
        if self.masked || !self.is_possible() {
            return None;
        }
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => Some(format!("{y:04}-{m:02}-{d:02}")),
            (Some(y), Some(m), None) => Some(format!("{y:04}-{m:02}")),
            (Some(y), None, None) => Some(format!("{y:04}")),
            (None, Some(m), Some(d)) => Some(format!("--{m:02}-{d:02}")),
            (None, Some(m), None) => Some(format!("--{m:02}")),
            _ => None,
        }
    }

    fn is_possible(self) -> bool {
        let Some(m) = self.month else { return true };
        let leap = self
            .year
            .is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
        let last = match m {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        self.day.is_none_or(|d| (1..=last).contains(&d))
    }
}

fn at(chars: &[char], i: usize) -> char {
    chars.get(i).copied().unwrap_or('\n')
}

fn before(chars: &[char], i: usize) -> char {
    if i == 0 { '\n' } else { at(chars, i - 1) }
}

fn starts(chars: &[char], i: usize, word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(k, c)| chars.get(i + k) == Some(&c))
}

/// ASCII digits at `i`: their value and their number, at most eight.
fn digits(chars: &[char], i: usize) -> Option<(u32, usize)> {
    let n = chars
        .get(i..)?
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .take(9)
        .count();
    (1..=8).contains(&n).then(|| {
        (
            chars[i..i + n]
                .iter()
                .fold(0, |v, c| v * 10 + c.to_digit(10).unwrap_or(0)),
            n,
        )
    })
}

/// A digit of a year in any writing; the letter O is typed for 〇 and for 0 (二OO五年, 2O12年).
pub fn year_digit(c: char) -> Option<u32> {
    if is_letter_zero(c) || number::digit(c) == Some(0) {
        return Some(0);
    }
    c.to_digit(10).or_else(|| number::unit(c))
}

/// The letter O, which is no digit.
pub fn is_letter_zero(c: char) -> bool {
    matches!(c, 'O' | 'o')
}

/// 一 … 三十一 at `i`.
fn han_small(chars: &[char], i: usize) -> Option<(u32, usize)> {
    let unit = |k: usize| number::unit(at(chars, k));
    let (value, n) = match (unit(i), at(chars, i), at(chars, i + 1)) {
        (Some(t), _, '十') => match unit(i + 2) {
            Some(u) => (t * 10 + u, 3),
            None => (t * 10, 2),
        },
        (None, '十', _) => match unit(i + 1) {
            Some(u) => (10 + u, 2),
            None => (10, 1),
        },
        (None, '廿', _) => (
            20 + unit(i + 1).unwrap_or(0),
            1 + usize::from(unit(i + 1).is_some()),
        ),
        (Some(u), _, _) => (u, 1),
        _ => return None,
    };
    Some((value, n))
}

/// A month or a day: one or two ASCII digits, or Chinese numerals.
fn small(chars: &[char], i: usize) -> Option<(u32, usize)> {
    match digits(chars, i) {
        Some((v, n)) if n <= 2 => Some((v, n)),
        Some(_) => None,
        None => han_small(chars, i),
    }
}

fn is_year(v: u32) -> bool {
    (1900..=2099).contains(&v)
}

/// Whether a number or a word that takes one in ends before `i`.
fn number_before(chars: &[char], i: usize) -> bool {
    let c = before(chars, i);
    c.is_ascii_digit()
        || (c == '.' && i >= 2 && chars[i - 2].is_ascii_digit())
        || c.is_ascii_alphabetic()
}

/// A year at `i` without its 年: its value (none when masked) and length.
fn year(chars: &[char], i: usize) -> Option<(Option<u32>, usize)> {
    if let Some((v, n)) = digits(chars, i) {
        if n == 4 && is_year(v) {
            return Some((Some(v), 4));
        }
        // 20*年, 20XX年, 202*年.
        if (n == 2 || n == 3) && (v == 20 || v == 19 || v / 10 == 20) {
            let stars = chars[i + n..]
                .iter()
                .take_while(|&&c| is_mask(c))
                .take(4)
                .count();
            if stars > 0 {
                return Some((None, n + stars));
            }
        }
        // 20二三 does not occur; 2O12 does.
        let is_mixed = |c: &char| !c.is_ascii_digit() && !is_letter_zero(*c);
        if chars.get(i..i + 4)?.iter().any(is_mixed) {
            return None;
        }
    }
    let mut v = 0;
    for k in 0..4 {
        v = v * 10 + year_digit(at(chars, i + k))?;
    }
    (is_year(v) && year_digit(at(chars, i + 4)).is_none()).then_some((Some(v), 4))
}

fn is_mask(c: char) -> bool {
    matches!(c, '*' | 'X' | 'x' | '×' | '_' | '?' | '□' | '某')
}

fn is_dash(c: char) -> bool {
    one_of!(c, "-~至到")
}

/// A dash of one or two characters (`——`), or none.
fn dash(chars: &[char], i: usize) -> Option<usize> {
    if !is_dash(at(chars, i)) {
        return None;
    }
    Some(if at(chars, i) == '-' && at(chars, i + 1) == '-' {
        i + 2
    } else {
        i + 1
    })
}

/// Every expression that starts with a number.
fn expression(chars: &[char], i: usize) -> Option<Found> {
    if !is_numeral(at(chars, i)) || number_before(chars, i) {
        return None;
    }
    glued(chars, i)
        .or_else(|| year_range(chars, i))
        .or_else(|| separated(chars, i))
        .or_else(|| from_year(chars, i))
        .or_else(|| from_month(chars, i))
        .or_else(|| dotted_day(chars, i))
}

/// 农历十月初七, 阴历腊月廿三: a day of another calendar, which has no ISO form. What
/// stands behind the calendar's name, from `k` on.
fn lunar(chars: &[char], k: usize) -> Option<usize> {
    let day = |c: &&char| one_of!(**c, "闰正冬腊一二三四五六七八九十廿月初日");
    let len = chars[k..].iter().take_while(day).count();
    chars[k..k + len].contains(&'月').then_some(len)
}

/// Digits that lost a mark between them: 20212025年, 20078月, 20231月9日.
fn glued(chars: &[char], i: usize) -> Option<Found> {
    let (v, n) = digits(chars, i)?;
    let end = i + n;
    let found = |len: usize, iso: Option<String>| {
        Some(Found {
            len,
            iso,
            garbled: true,
            impossible: false,
        })
    };
    if n == 8
        && at(chars, end) == '年'
        && is_year(v / 10000)
        && is_year(v % 10000)
        && v / 10000 < v % 10000
    {
        return found(9, Some(format!("{}/{}", v / 10000, v % 10000)));
    }
    if !(n == 5 || n == 6) || at(chars, end) != '月' {
        return None;
    }
    let split = 10u32.pow(n as u32 - 4);
    let ymd = Ymd {
        year: Some(v / split),
        month: Some(v % split),
        ..Ymd::default()
    };
    if !is_year(v / split) || !ymd.is_possible() || v % split == 0 {
        return None;
    }
    match small(chars, end + 1) {
        Some((d, m)) if at(chars, end + 1 + m) == '日' => found(
            n + m + 2,
            Ymd {
                day: Some(d),
                ..ymd
            }
            .iso(),
        ),
        // Two marks are lost: what is left may be a day and may be another figure.
        Some((_, m)) if !is_han(at(chars, end + 1 + m)) => found(n + m + 1, None),
        _ => found(n + 1, ymd.iso()),
    }
}

/// 2016-2020年, 2021年至2025年, (2020-2035).
fn year_range(chars: &[char], i: usize) -> Option<Found> {
    let (a, n) = year(chars, i)?;
    let a = a?;
    let mut k = i + n;
    let mut said = starts(chars, k, "年度") || at(chars, k) == '年';
    k += if starts(chars, k, "年度") {
        2
    } else {
        usize::from(at(chars, k) == '年')
    };
    let second = dash(chars, k)?;
    let (b, m) = year(chars, second)?;
    let b = b.filter(|&b| b >= a)?;
    k = second + m;
    if at(chars, k).is_ascii_digit() {
        return None;
    }
    if at(chars, k) == '年' {
        said = true;
        k += 1;
        // 2021年3月至2022年5月 is read with its months; 2021年至2022年5月 as well.
        if small(chars, k).is_some_and(|(_, n)| at(chars, k + n) == '月') {
            return None;
        }
        k += usize::from(at(chars, k) == '度');
    } else if !said {
        // Without 年 only brackets show that years are meant.
        said = matches!(before(chars, i), '(' | '《')
            || at(chars, k) == ')'
            || starts(chars, k, "学年");
    }
    said.then(|| Found {
        len: k - i,
        iso: Some(format!("{a}/{b}")),
        ..Found::default()
    })
}

/// 2023-03-13, 2023/3/13, 2023.3.13, 20*-03-12, 2023-03.
fn separated(chars: &[char], i: usize) -> Option<Found> {
    let (y, n) = year(chars, i)?;
    let mark = at(chars, i + n);
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let part = |k: usize| match digits(chars, k) {
        Some((v, n)) if n <= 2 => Some((Some(v), n)),
        Some(_) => None,
        None => {
            let stars = chars[k.min(chars.len())..]
                .iter()
                .take_while(|&&c| is_mask(c))
                .take(3)
                .count();
            (stars > 0).then_some((None, stars))
        }
    };
    let (m, a) = part(i + n + 1)?;
    let second = i + n + 1 + a;
    if at(chars, second) != mark {
        // 2023-03 stands for a month; 2023.3 for a number.
        let month = Ymd {
            year: y,
            month: m,
            ..Ymd::default()
        };
        let sound = y.is_some()
            && mark == '-'
            && a == 2
            && month.is_possible()
            && !unit_like(at(chars, second));
        return (sound && m != Some(0) && at(chars, second) != '年').then(|| Found {
            len: second - i,
            iso: month.iso(),
            ..Found::default()
        });
    }
    let (d, b) = part(second + 1)?;
    let end = second + 1 + b;
    if at(chars, end) == mark && digits(chars, end + 1).is_some() {
        return None;
    }
    let ymd = Ymd {
        year: y,
        month: m,
        day: d,
        masked: y.is_none() || m.is_none() || d.is_none(),
    };
    let possible = ymd.is_possible() && m != Some(0);
    Some(Found {
        len: end - i,
        iso: if possible { ymd.iso() } else { None },
        garbled: false,
        impossible: !possible,
    })
}

fn unit_like(c: char) -> bool {
    c.is_ascii_digit() || c == '.' || (is_han(c) && !one_of!(c, "至日起前止"))
}

/// 2022年…: a year with what follows it.
fn from_year(chars: &[char], i: usize) -> Option<Found> {
    let (y, n) = year(chars, i).or_else(|| short_year(chars, i))?;
    let k = i + n;
    if at(chars, k) != '年' {
        return bare_year(chars, i, y, n);
    }
    if y.is_none() && masked_rest(chars, k + 1) > 0 {
        return Some(Found {
            len: k + 1 + masked_rest(chars, k + 1) - i,
            ..Found::default()
        });
    }
    let start = Ymd {
        year: y,
        masked: y.is_none(),
        ..Ymd::default()
    };
    Some(after_year(chars, i, k + 1, start))
}

/// 21年12月: two digits are a year only where a month follows.
fn short_year(chars: &[char], i: usize) -> Option<(Option<u32>, usize)> {
    let (v, n) = digits(chars, i)?;
    let month = small(chars, i + 3).is_some_and(|(_, m)| at(chars, i + 3 + m) == '月');
    (n == 2 && at(chars, i + 2) == '年' && month).then_some((Some(2000 + v), 2))
}

/// 2022总共办理70件: at the head of a clause, before a word that sums up; 共建 and 共同
/// are other words.
fn lacks_its_sign(chars: &[char], i: usize, end: usize) -> bool {
    let goes_on = one_of!(at(chars, end + 1), "同建治享产青和赢用鸣通");
    let sums = List::Totals
        .longest(chars, end)
        .is_some_and(|(len, _)| len > 1 || !goes_on);
    let heads = matches!(before(chars, i), '\n' | ',' | '。' | ';' | ':' | '(');
    sums && heads || is_end(chars, i, end)
}

/// 截至2023末, 到2023底: the end of a year.
fn is_end(chars: &[char], i: usize, end: usize) -> bool {
    is_dash(before(chars, i)) && one_of!(at(chars, end), "末底")
}

/// 2022法治政府建设…, 2020、2021年, (2021版): a year without 年.
fn bare_year(chars: &[char], i: usize, y: Option<u32>, n: usize) -> Option<Found> {
    let y = y?;
    let k = i + n;
    if lacks_its_sign(chars, i, k) {
        return Some(Found {
            len: n,
            iso: Some(y.to_string()),
            garbled: true,
            impossible: false,
        });
    }
    let listed = matches!(at(chars, k), '、' | '和' | '与')
        && year(chars, k + 1).is_some_and(|(v, m)| {
            v > Some(y)
                && (at(chars, k + 1 + m) == '年' || matches!(at(chars, k + 1 + m), '、' | '和'))
        });
    let named = starts(chars, k, "法治政府") || starts(chars, k, "年度") || starts(chars, k, "版");
    (listed || named && !is_han(before(chars, i)) || starts(chars, k, "法治政府")).then(|| Found {
        len: n,
        iso: Some(y.to_string()),
        ..Found::default()
    })
}

/// **月**日 after a masked year: how many characters.
fn masked_rest(chars: &[char], i: usize) -> usize {
    let mut k = i;
    for mark in ['月', '日'] {
        let run = (k..chars.len())
            .take_while(|&j| is_mask(chars[j]) || chars[j].is_ascii_digit())
            .take(3)
            .count();
        if run == 0 || at(chars, k + run) != mark {
            break;
        }
        k += run + 1;
    }
    k - i
}

/// What may follow 年: 度, 底, a quarter, a month, a range of months.
fn after_year(chars: &[char], i: usize, k: usize, start: Ymd) -> Found {
    let done = |end: usize, iso: Option<String>| Found {
        len: end - i,
        iso,
        ..Found::default()
    };
    let months = |a: u32, b: u32| start.year.map(|y| format!("{y:04}-{a:02}/{y:04}-{b:02}"));
    for (word, span) in [
        ("上半年", Some((1, 6))),
        ("下半年", Some((7, 12))),
        ("第一季度", Some((1, 3))),
        ("第二季度", Some((4, 6))),
        ("第三季度", Some((7, 9))),
        ("第四季度", Some((10, 12))),
        ("一季度", Some((1, 3))),
        ("二季度", Some((4, 6))),
        ("三季度", Some((7, 9))),
        ("四季度", Some((10, 12))),
        ("前三季度", Some((1, 9))),
        ("全年", None),
        ("年底", None),
        ("年末", None),
        ("度", None),
        ("底", None),
        ("末", None),
        ("初", None),
        ("春节", None),
    ] {
        // 初次, 初步 are other words.
        if starts(chars, k, word) && !(word == "初" && one_of!(at(chars, k + 1), "次步始审")) {
            let end = k + word.chars().count();
            return done(end, span.map_or_else(|| start.iso(), |(a, b)| months(a, b)));
        }
    }
    // 2022年1130日: 月 was lost.
    if let (Some(y), Some((_, n @ 3..=4))) = (start.year, digits(chars, k))
        && let Some(iso) = undivided(y, &digits_of(&chars[k..k + n]))
    {
        // 截至2020年1130，: 日 as well.
        let marked = at(chars, k + n) == '日';
        let until = one_of!(before(chars, i), "至止到") && at(chars, k + n) == ',';
        if marked || until {
            return Found {
                garbled: true,
                ..done(k + n + usize::from(marked), iso)
            };
        }
    }
    let months = month_part(chars, i, k, start);
    let months = months.or_else(|| two_days(chars, i, k, start));
    months.unwrap_or_else(|| done(k, start.iso()))
}

/// 2019年9日20日: the month has the sign of a day.
fn two_days(chars: &[char], i: usize, k: usize, start: Ymd) -> Option<Found> {
    let (month, n) = day_at(chars, k)?;
    let (day, more) = day_at(chars, k + n)?;
    let of_year = start.year.is_some() && (1..=12).contains(&month);
    let whole = Ymd {
        month: Some(month),
        day: Some(day),
        ..start
    };
    of_year.then(|| Found {
        garbled: true,
        ..with_day(chars, i, k + n + more, whole)
    })
}

fn digits_of(chars: &[char]) -> Vec<u32> {
    chars.iter().filter_map(|c| c.to_digit(10)).collect()
}

/// 6月18日, 1至11月, 3月至5月: months with or without a year, from `k` on.
fn month_part(chars: &[char], i: usize, k: usize, start: Ymd) -> Option<Found> {
    let (m, n) = small(chars, k)?;
    let mut e = k + n;
    let done = |end: usize, iso: Option<String>| Found {
        len: end - i,
        iso,
        ..Found::default()
    };
    let range = |a: Ymd, b: Ymd| Some(format!("{}/{}", a.iso()?, b.iso()?));
    let first = Ymd {
        month: Some(m),
        ..start
    };
    // 1至11月, 1-11月份.
    if let Some(s) = dash(chars, e)
        && let Some((m2, n2)) = small(chars, s).filter(|&(_, n2)| at(chars, s + n2) == '月')
    {
        let end = s + n2 + 1 + usize::from(at(chars, s + n2 + 1) == '份');
        let last = Ymd {
            month: Some(m2),
            ..start
        };
        if m2 > m && m2 <= 12 && m >= 1 && day_at(chars, end).is_none() {
            return Some(done(end, range(first, last)));
        }
    }
    if at(chars, e) != '月' {
        return None;
    }
    e += 1;
    if !(1..=12).contains(&m) {
        let len = e - i + day_at(chars, e).map_or(0, |(_, n)| n);
        return Some(Found {
            len,
            iso: None,
            garbled: false,
            impossible: true,
        });
    }
    if let Some((d, n)) = day_at(chars, e) {
        return Some(with_day(
            chars,
            i,
            e + n,
            Ymd {
                day: Some(d),
                ..first
            },
        ));
    }
    let bare = e;
    for word in ["份", "底", "末", "初", "上旬", "中旬", "下旬"] {
        if starts(chars, e, word) && !(word == "初" && one_of!(at(chars, e + 1), "次步")) {
            e += word.chars().count();
        }
    }
    // 3月至5月, 2021年3月至2022年5月.
    if let Some(s) = dash(chars, e).filter(|_| e <= bare + 1)
        && let Some((last, end)) = month_point(chars, s, start)
    {
        let end = end + usize::from(at(chars, end) == '份' || at(chars, end) == '底');
        return Some(done(end, range(first, last)));
    }
    Some(done(e, first.iso()))
}

/// A month of the same or a later year, as the end of a range.
fn month_point(chars: &[char], s: usize, start: Ymd) -> Option<(Ymd, usize)> {
    let (y, k) = match year(chars, s) {
        Some((Some(y), n)) if at(chars, s + n) == '年' => (Some(y), s + n + 1),
        _ => (start.year, s),
    };
    let (m, n) = small(chars, k)?;
    let end = k + n + 1;
    (at(chars, k + n) == '月' && (1..=12).contains(&m) && day_at(chars, end).is_none()).then_some((
        Ymd {
            year: y,
            month: Some(m),
            masked: start.masked,
            ..Ymd::default()
        },
        end,
    ))
}

/// 18日, 18号, 十八日 at `k`: the day and its length with its mark.
fn day_at(chars: &[char], k: usize) -> Option<(u32, usize)> {
    let (d, n) = small(chars, k)?;
    match at(chars, k + n) {
        '日' => Some((d, n + 1)),
        '号' if !one_of!(at(chars, k + n + 1), "文楼令线院") => Some((d, n + 1)),
        // The day lost its mark at the end of a line: 2023年1月9.
        '\n' if chars.get(k + n).is_none() && before(chars, k) == '月' => Some((d, n)),
        _ => None,
    }
}

/// A full day, and the range that it may open: 3月1日至5日, 2021年3月1日至2022年2月28日.
fn with_day(chars: &[char], i: usize, e: usize, first: Ymd) -> Found {
    let garbled = !matches!(before(chars, e), '日' | '号');
    let done = |end: usize, iso: Option<String>, possible: bool| Found {
        len: end - i,
        iso,
        garbled,
        impossible: !possible,
    };
    let possible = first.is_possible() && first.day != Some(0);
    if let Some(s) = dash(chars, e) {
        let (y, mut k) = match year(chars, s) {
            Some((Some(y), n)) if at(chars, s + n) == '年' => (Some(y), s + n + 1),
            _ => (first.year, s),
        };
        let mut month = first.month;
        if let Some((m, n)) = small(chars, k).filter(|&(_, n)| at(chars, k + n) == '月') {
            month = Some(m);
            k += n + 1;
        }
        if let Some((d, n)) = day_at(chars, k) {
            let last = Ymd {
                year: y,
                month,
                day: Some(d),
                masked: first.masked,
            };
            let iso = first.iso().zip(last.iso()).map(|(a, b)| format!("{a}/{b}"));
            return done(k + n, iso, possible && last.is_possible());
        }
    }
    done(e, first.iso().filter(|_| possible), possible)
}

/// 6月18日, 12月底, 1-11月 without a year.
fn from_month(chars: &[char], i: usize) -> Option<Found> {
    let (m, n) = small(chars, i)?;
    let han = !at(chars, i).is_ascii_digit();
    let prev = before(chars, i);
    // 二十一月, 第三月, 每一月; 3.5月.
    if one_of!(prev, "第每几数近逐") || han && one_of!(prev, "零〇一二三四五六七八九十百两")
    {
        return None;
    }
    let found = month_part(chars, i, i, Ymd::default())?;
    let end = i + found.len;
    // 3月 may be a duration, 3月的 too, but a month printed so is far commoner; a
    // Chinese numeral needs a day, a range or 截至 to be one (一月一议).
    if han {
        let marked = found.len > n + 1;
        let led = ["截至", "截止", "自", "从", "到", "于", "在"]
            .iter()
            .any(|w| {
                let c: Vec<char> = w.chars().collect();
                chars[..i].ends_with(&c)
            });
        if !marked && !led || (m == 1 && at(chars, end) == '一') {
            return None;
        }
    }
    (!found.impossible || at(chars, end.saturating_sub(1)) == '日').then_some(found)
}

/// 12·4, “12.4”, 5.12防灾减灾日: a day named by its numbers.
fn dotted_day(chars: &[char], i: usize) -> Option<Found> {
    let (m, n) = digits(chars, i).filter(|&(m, n)| n <= 2 && (1..=12).contains(&m))?;
    let mark = at(chars, i + n);
    if !matches!(mark, '·' | '.') {
        return None;
    }
    let (d, k) = digits(chars, i + n + 1).filter(|&(_, n)| n <= 2)?;
    let end = i + n + 1 + k;
    let ymd = Ymd {
        month: Some(m),
        day: Some(d),
        ..Ymd::default()
    };
    if d == 0 || !ymd.is_possible() || at(chars, end) == '%' || at(chars, end) == mark {
        return None;
    }
    let quoted = one_of!(before(chars, i), "“\"‘'") && one_of!(at(chars, end), "”\"’'");
    let end = end + usize::from(at(chars, end) == '日' && mark == '.');
    let day = mark == '·' || quoted || before(chars, end) == '日' || names_a_day(chars, end);
    day.then(|| Found {
        len: end - i,
        iso: ymd.iso(),
        ..Found::default()
    })
}

/// 全国防灾减灾日 follows, and nothing that could be a unit.
fn names_a_day(chars: &[char], i: usize) -> bool {
    const HEADS: [&str; 18] = [
        "国家",
        "全国",
        "全民",
        "世界",
        "国际",
        "中国",
        "宪法",
        "防灾",
        "消费",
        "消防",
        "法制",
        "法治",
        "禁毒",
        "环境",
        "交通",
        "知识产权",
        "安全",
        "国防",
    ];
    HEADS.iter().any(|w| starts(chars, i, w))
        && (i..i + 16)
            .take_while(|&k| is_han(at(chars, k)))
            .any(|k| matches!(at(chars, k), '日' | '周'))
}

/// A whole line of seven or eight digits that can only be a day, or a day
/// without any mark: 20230314, 2023314.
fn bare_line(line: &[char]) -> Option<Found> {
    let digits: Vec<u32> = line
        .iter()
        .filter(|c| **c != ' ')
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()?;
    if !(6..=8).contains(&digits.len()) {
        return None;
    }
    let value = |s: &[u32]| s.iter().fold(0, |v, d| v * 10 + d);
    let year = value(&digits[..4]);
    if !is_year(year) {
        return None;
    }
    Some(Found {
        len: line.len(),
        iso: undivided(year, &digits[4..])?,
        garbled: true,
        impossible: false,
    })
}

/// The day that digits without a mark between month and day mean, where only one
/// is possible: 314, 0314, 1130. Nothing where none is.
fn undivided(year: u32, rest: &[u32]) -> Option<Option<String>> {
    let value = |s: &[u32]| s.iter().fold(0, |v, d| v * 10 + d);
    let readings: Vec<Ymd> = (1..rest.len())
        .filter(|&m| {
            m <= 2
                && rest.len() - m <= 2
                && (rest[0] != 0 || m == 2)
                && (rest[m] != 0 || rest.len() - m == 2)
        })
        .map(|m| Ymd {
            year: Some(year),
            month: Some(value(&rest[..m])),
            day: Some(value(&rest[m..])),
            masked: false,
        })
        .filter(|r| r.is_possible() && r.month != Some(0) && r.day != Some(0))
        .collect();
    match readings[..] {
        [] => None,
        [only] => Some(only.iso()),
        _ => Some(None),
    }
}

/// A column of a row of `relative_dates.tsv`.
fn relative_field(row: usize, column: usize) -> &'static str {
    let cells = kept_rows!("relative_dates").nth(row);
    cells
        .and_then(|cells| cells.get(column).copied())
        .unwrap_or("")
}

/// 下一步 at `at`: when, is said elsewhere.
pub fn is_vague(text: &Text, at: usize) -> bool {
    word_of(text, at, "vague").is_some()
}

/// How long the word at `at` is that is no date and says when (目前), or what the kind says.
pub fn word_of(text: &Text, at: usize, kind: &str) -> Option<usize> {
    let (len, row) = text.hits.longest(List::RelativeDates, at)?;
    (relative_field(row, 3) == kind).then_some(len)
}

/// The words from `from` to `end` end with one of that kind: 创建以来.
pub fn word_before(text: &Text, from: usize, end: usize, kind: &str) -> bool {
    let word = text.hits.longest_before(List::RelativeDates, from, end);
    word.is_some_and(|(_, row)| relative_field(row, 3) == kind)
}

/// 2023年底, 11月末: the time is told by its end.
pub fn ends_at_point(text: &Text, time: Span) -> bool {
    let word = text
        .hits
        .longest_before(List::RelativeDates, time.start, time.end);
    word.is_some_and(|(_, row)| relative_field(row, 4).is_empty())
}

/// Whether the time at `at` goes on through the sentences behind it: all of the year, or a part
/// of it, which ends where another one is named. None where it is a point in time.
pub fn runs(text: &Text, at: usize) -> Option<bool> {
    let word = text.hits.longest(List::RelativeDates, at);
    match word.map_or("whole", |(_, row)| relative_field(row, 4)) {
        "" => None,
        extent => Some(extent == "whole"),
    }
}

/// 今年, 上年末, 今年1至11月, 下一步, 春节.
fn relative(text: &Text, end: usize, i: usize) -> Option<Found> {
    if !text.hits.may_start(List::RelativeDates, i) {
        return None;
    }
    let (n, row) = text.hits.longest_within(List::RelativeDates, i, end)?;
    let chars = &text.chars[..end];
    let field = |k: usize| relative_field(row, k);
    match field(3) {
        "period" | "part" | "point" | "ends" => return None,
        "lunar" => {
            return lunar(chars, i + n).map(|len| Found {
                len: n + len,
                ..Found::default()
            });
        }
        _ => {}
    }
    if field(1).contains(before(chars, i)) || field(2).contains(at(chars, i + n)) {
        return None;
    }
    let (mut len, mut iso) = (n, None);
    // The months belong to the relative year: neither says more without the other. Those
    // of this year are told by the reported one: 今年5月 is --05.
    let current = field(3) == "current";
    if one_of!(before(chars, i + n), "年度")
        && let Some(found) = month_part(
            chars,
            i,
            i + n,
            Ymd {
                masked: !current,
                ..Ymd::default()
            },
        )
    {
        (len, iso) = (found.len, found.iso);
    }
    Some(Found {
        len,
        iso,
        ..Found::default()
    })
}
