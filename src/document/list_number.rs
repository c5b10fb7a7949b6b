//! The numbers of lists that the program which shows a file counts: the formats of
//! Office, by the name that .docx gives them and the code that .doc and .rtf give them.
//!
//! Where a set of characters ends, and how zeros are written, is as Word draws it.

/// How a counter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Decimal,
    /// With zeros before it up to a width.
    Zeros(u8),
    Roman(Case),
    Letter(Case),
    Hex,
    /// Between dashes.
    Dash,
    /// Ten digits, place by place.
    Digits(&'static str),
    /// Up to 99 with the word for ten, then place by place.
    Tens(&'static str),
    /// With words for ten, hundred, thousand.
    Counting(&'static Counting),
    /// From one character on as many; then decimal.
    Run(char, u32),
    /// These characters; then decimal.
    Set(&'static str),
    /// The sixty pairs of stems and branches.
    Sexagenary,
    Bullet,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Lower,
    Upper,
}

/// How numbers are counted in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Counting {
    digits: &'static str,
    /// Ten, hundred, thousand, ten thousand.
    units: &'static str,
    /// Whether a zero is written for skipped places.
    zero: bool,
    one: One,
}

/// Where the word for one is left out before a unit.
#[derive(Debug, PartialEq, Eq)]
enum One {
    Never,
    /// From 10 to 19.
    Teens,
    /// Before ten, hundred, thousand.
    Always,
}

const SIMPLIFIED: Counting = Counting {
    digits: "〇一二三四五六七八九",
    units: "十百千万",
    zero: true,
    one: One::Teens,
};
const TAIWANESE: Counting = Counting {
    digits: "零一二三四五六七八九",
    units: "十百千萬",
    zero: true,
    one: One::Teens,
};
const LEGAL: Counting = Counting {
    digits: "零壹贰叁肆伍陆柒捌玖",
    units: "拾佰仟万",
    zero: true,
    one: One::Never,
};
const LEGAL_TRADITIONAL: Counting = Counting {
    digits: "零壹貳參肆伍陸柒捌玖",
    units: "拾佰仟萬",
    zero: true,
    one: One::Never,
};
const JAPANESE: Counting = Counting {
    digits: "〇一二三四五六七八九",
    units: "十百千万",
    zero: false,
    one: One::Always,
};
const JAPANESE_LEGAL: Counting = Counting {
    digits: "〇壱弐参四伍六七八九",
    units: "拾百阡萬",
    zero: false,
    one: One::Never,
};

const DIGITS: &str = "〇一二三四五六七八九";
const CIRCLE_DIGITS: &str = "○一二三四五六七八九";
const FULL_WIDTH: &str = "０１２３４５６７８９";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// From this number on counting in words gives nothing.
const COUNTING_END: u32 = 1_000_000;
/// Letters are repeated up to so many times: then decimal.
const MOST_LETTERS: u32 = 30;
/// The last number that has Roman letters.
const ROMAN_END: u32 = 32_767;

/// Name in .docx, code in .doc and .rtf, format. What is not here is decimal.
const FORMATS: [(&str, u8, Format); 32] = [
    ("decimal", 0, Format::Decimal),
    ("upperRoman", 1, Format::Roman(Case::Upper)),
    ("lowerRoman", 2, Format::Roman(Case::Lower)),
    ("upperLetter", 3, Format::Letter(Case::Upper)),
    ("lowerLetter", 4, Format::Letter(Case::Lower)),
    ("hex", 8, Format::Hex),
    ("ideographDigital", 10, Format::Digits(DIGITS)),
    ("japaneseCounting", 11, Format::Counting(&JAPANESE)),
    ("decimalFullWidth", 14, Format::Digits(FULL_WIDTH)),
    ("japaneseLegal", 16, Format::Counting(&JAPANESE_LEGAL)),
    ("japaneseDigitalTenThousand", 17, Format::Digits(DIGITS)),
    ("decimalEnclosedCircle", 18, Format::Run('①', 20)),
    ("decimalFullWidth2", 19, Format::Digits(FULL_WIDTH)),
    ("decimalZero", 22, Format::Zeros(2)),
    ("bullet", 23, Format::Bullet),
    ("decimalEnclosedFullstop", 26, Format::Run('⒈', 20)),
    ("decimalEnclosedParen", 27, Format::Run('⑴', 20)),
    ("decimalEnclosedCircleChinese", 28, Format::Run('①', 10)),
    ("ideographEnclosedCircle", 29, Format::Run('㈠', 10)),
    ("ideographTraditional", 30, Format::Set(STEMS)),
    ("ideographZodiac", 31, Format::Set(BRANCHES)),
    ("ideographZodiacTraditional", 32, Format::Sexagenary),
    ("taiwaneseCounting", 33, Format::Tens(CIRCLE_DIGITS)),
    (
        "ideographLegalTraditional",
        34,
        Format::Counting(&LEGAL_TRADITIONAL),
    ),
    (
        "taiwaneseCountingThousand",
        35,
        Format::Counting(&TAIWANESE),
    ),
    ("taiwaneseDigital", 36, Format::Digits(CIRCLE_DIGITS)),
    ("chineseCounting", 37, Format::Tens(CIRCLE_DIGITS)),
    ("chineseLegalSimplified", 38, Format::Counting(&LEGAL)),
    ("chineseCountingThousand", 39, Format::Counting(&SIMPLIFIED)),
    ("koreanDigital2", 44, Format::Digits(DIGITS)),
    ("numberInDash", 57, Format::Dash),
    ("none", 255, Format::None),
];

impl Format {
    /// The format that .docx calls so.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let found = FORMATS.iter().find(|(known, ..)| *known == name);
        found.map_or(Self::Decimal, |&(_, _, format)| format)
    }

    /// The format that .doc and .rtf give this code.
    #[must_use]
    pub fn coded(code: u8) -> Self {
        let found = FORMATS.iter().find(|(_, known, _)| *known == code);
        found.map_or(Self::Decimal, |&(_, _, format)| format)
    }

    /// The number that a counter shows.
    #[must_use]
    pub fn write(self, value: u32) -> String {
        match self {
            Self::None | Self::Bullet => String::new(),
            Self::Decimal => value.to_string(),
            Self::Zeros(width) => {
                let number = value.to_string();
                let zeros = usize::from(width).saturating_sub(number.len());
                "0".repeat(zeros) + &number
            }
            Self::Roman(case) => roman(value, case),
            Self::Letter(case) => letters(value, case),
            Self::Hex => hex(value),
            Self::Dash => ["- ", &value.to_string(), " -"].concat(),
            Self::Digits(digits) => by_place(value, digits),
            Self::Tens(digits) if value < 100 => tens(value, digits),
            Self::Tens(digits) => by_place(value, digits),
            Self::Counting(counting) => counting.write(value),
            Self::Run(first, count) => match value.checked_sub(1) {
                Some(index) if index < count => {
                    char::from_u32(u32::from(first) + index).map_or_else(String::new, String::from)
                }
                _ => value.to_string(),
            },
            Self::Set(set) => match nth(set, value.wrapping_sub(1)) {
                Some(c) => c.into(),
                None => value.to_string(),
            },
            Self::Sexagenary => {
                let index = value.saturating_sub(1);
                [nth(STEMS, index % 10), nth(BRANCHES, index % 12)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
        }
    }
}

impl Counting {
    fn write(&self, value: u32) -> String {
        if value >= COUNTING_END {
            return String::new();
        }
        if value == 0 {
            return by_place(0, self.digits);
        }
        let mut written = String::new();
        let (high, low) = (value / 10_000, value % 10_000);
        if high > 0 {
            self.below_ten_thousand(&mut written, high, value);
            written.extend(nth(self.units, 3));
        }
        if self.zero && high > 0 && (1..1_000).contains(&low) {
            written.extend(nth(self.digits, 0));
        }
        self.below_ten_thousand(&mut written, low, value);
        written
    }

    fn below_ten_thousand(&self, written: &mut String, number: u32, value: u32) {
        let mut skipped = false;
        let mut begun = false;
        for (place, unit) in [(1_000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None)] {
            let digit = number / place % 10;
            if digit == 0 {
                skipped = begun;
                continue;
            }
            if skipped && self.zero {
                written.extend(nth(self.digits, 0));
            }
            (skipped, begun) = (false, true);
            let bare = match self.one {
                One::Never => false,
                One::Teens => (10..20).contains(&value) || (10..20).contains(&(value / 10_000)),
                One::Always => true,
            };
            if digit != 1 || unit.is_none() || !bare {
                written.extend(nth(self.digits, digit));
            }
            written.extend(unit.and_then(|unit| nth(self.units, unit)));
        }
    }
}

fn nth(set: &str, index: u32) -> Option<char> {
    set.chars().nth(usize::try_from(index).ok()?)
}

fn by_place(value: u32, digits: &str) -> String {
    value
        .to_string()
        .chars()
        .filter_map(|c| nth(digits, c.to_digit(10)?))
        .collect()
}

fn tens(value: u32, digits: &str) -> String {
    let (ten, one) = (value / 10, value % 10);
    let mut written = String::new();
    if ten > 1 {
        written.extend(nth(digits, ten));
    }
    if ten > 0 {
        written.extend(nth(SIMPLIFIED.units, 0));
    }
    if one > 0 || ten == 0 {
        written.extend(nth(digits, one));
    }
    written
}

fn letters(value: u32, case: Case) -> String {
    let Some(index) = value.checked_sub(1) else {
        return String::new();
    };
    let times = index / 26 + 1;
    if times > MOST_LETTERS {
        return value.to_string();
    }
    let first = if case == Case::Upper { b'A' } else { b'a' };
    let letter = char::from_u32(u32::from(first) + index % 26);
    letter.into_iter().cycle().take(times as usize).collect()
}

const ROMAN: [(u32, &str); 13] = [
    (1_000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

fn roman(mut value: u32, case: Case) -> String {
    if value > ROMAN_END {
        return value.to_string();
    }
    let mut written = String::new();
    for (worth, letters) in ROMAN {
        while value >= worth {
            written.push_str(letters);
            value -= worth;
        }
    }
    match case {
        Case::Upper => written,
        Case::Lower => written.to_lowercase(),
    }
}

fn hex(value: u32) -> String {
    let digits = (0..8).rev().map(|place| value >> (place * 4) & 0xF);
    let written: String = digits
        .skip_while(|&digit| digit == 0)
        .filter_map(|digit| char::from_digit(digit, 16))
        .collect();
    if written.is_empty() {
        "0".into()
    } else {
        written.to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, values: &[u32]) -> String {
        let shown = values.iter().map(|&value| Format::named(name).write(value));
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn chinese_numbers_end_where_word_ends_them() {
        for (name, values, expected) in [
            (
                "chineseCounting",
                &[1, 10, 11, 20, 99, 100, 101][..],
                "一 十 十一 二十 九十九 一○○ 一○一",
            ),
            ("taiwaneseCounting", &[12, 110], "十二 一一○"),
            (
                "chineseCountingThousand",
                &[
                    10, 19, 21, 100, 101, 110, 1001, 1010, 10_000, 10_001, 20_010, 120_000,
                ],
                "十 十九 二十一 一百 一百〇一 一百一十 一千〇一 一千〇一十 一万 一万〇一 二万〇一十 十二万",
            ),
            (
                "chineseCountingThousand",
                &[999_999, 1_000_000, u32::MAX],
                "九十九万九千九百九十九  ",
            ),
            ("taiwaneseCountingThousand", &[105, 10_000], "一百零五 一萬"),
            (
                "chineseLegalSimplified",
                &[1, 10, 11, 101],
                "壹 壹拾 壹拾壹 壹佰零壹",
            ),
            ("ideographLegalTraditional", &[2, 3, 16], "貳 參 壹拾陸"),
            (
                "japaneseCounting",
                &[10, 11, 100, 101, 1_000, 10_000],
                "十 十一 百 百一 千 一万",
            ),
            ("ideographDigital", &[10, 11, 101], "一〇 一一 一〇一"),
            ("ideographTraditional", &[1, 10, 11, 0], "甲 癸 11 0"),
            ("ideographZodiac", &[1, 12, 13], "子 亥 13"),
            ("ideographZodiacTraditional", &[1, 60, 61], "甲子 癸亥 甲子"),
            ("decimalEnclosedCircle", &[1, 20, 21, 0], "① ⑳ 21 0"),
            ("decimalEnclosedCircleChinese", &[10, 11], "⑩ 11"),
            ("ideographEnclosedCircle", &[1, 10, 11], "㈠ ㈩ 11"),
            ("decimalEnclosedParen", &[20, 21], "⒇ 21"),
            ("decimalFullWidth", &[10], "１０"),
        ] {
            assert_eq!(shown(name, values), expected, "{name}");
        }
    }

    #[test]
    fn other_numbers() {
        for (name, values, expected) in [
            ("decimalZero", &[1, 10, 100][..], "01 10 100"),
            (
                "lowerLetter",
                &[1, 26, 27, 53, 780, 781, 0],
                "a z aa aaa zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz 781 ",
            ),
            (
                "upperRoman",
                &[4, 1994, 32_768, u32::MAX],
                "IV MCMXCIV 32768 4294967295",
            ),
            ("lowerRoman", &[9], "ix"),
            ("hex", &[0, 10, 255], "0 A FF"),
            ("numberInDash", &[3], "- 3 -"),
            ("none", &[3], ""),
            ("never heard of", &[3], "3"),
        ] {
            assert_eq!(shown(name, values), expected, "{name}");
        }
    }
}
