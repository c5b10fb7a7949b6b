//! The number that a browser sets before an item of a list.

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    None,
    Decimal,
    Zero,
    /// Letters from this one on.
    Letters(u8),
    Roman {
        upper: bool,
    },
    /// Digits and ranks of [`CHINESE`], by index.
    Chinese(usize),
    /// Digit by digit.
    Digits,
    Stems,
    Branches,
}

/// Zero to nine, ten, hundred, thousand, and what is set before a number below zero.
const CHINESE: [&str; 4] = [
    "零一二三四五六七八九十百千负",
    "零一二三四五六七八九十百千負",
    "零壹贰叁肆伍陆柒捌玖拾佰仟负",
    "零壹貳參肆伍陸柒捌玖拾佰仟負",
];
/// From this index of [`CHINESE`] on ten is one ten.
const FORMAL: usize = 2;
const DIGITS: &str = "〇一二三四五六七八九";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The names of CSS.
const NAMES: &[(&str, Style)] = &[
    ("none", Style::None),
    ("disc", Style::None),
    ("circle", Style::None),
    ("square", Style::None),
    ("decimal-leading-zero", Style::Zero),
    ("cjk-decimal", Style::Digits),
    ("decimal", Style::Decimal),
    ("lower-alpha", Style::Letters(b'a')),
    ("lower-latin", Style::Letters(b'a')),
    ("upper-alpha", Style::Letters(b'A')),
    ("upper-latin", Style::Letters(b'A')),
    ("lower-roman", Style::Roman { upper: false }),
    ("upper-roman", Style::Roman { upper: true }),
    ("simp-chinese-informal", Style::Chinese(0)),
    ("cjk-ideographic", Style::Chinese(1)),
    ("trad-chinese-informal", Style::Chinese(1)),
    ("simp-chinese-formal", Style::Chinese(2)),
    ("trad-chinese-formal", Style::Chinese(3)),
    ("cjk-heavenly-stem", Style::Stems),
    ("cjk-earthly-branch", Style::Branches),
];

impl Style {
    /// By the attribute `type` and by the style, which wins.
    pub fn of(kind: Option<&str>, css: Option<&str>) -> Option<Style> {
        let by_css = css.and_then(|css| {
            let (_, value) = css.rsplit_once("list-style")?;
            let (_, value) = value.split_once(':')?;
            let value = value.split(';').next()?;
            let mut words = value.split([' ', '!']);
            words.find_map(|word| NAMES.iter().find(|(name, _)| *name == word))
        });
        by_css.map(|(_, style)| *style).or(match kind {
            Some("1") => Some(Style::Decimal),
            Some("a") => Some(Style::Letters(b'a')),
            Some("A") => Some(Style::Letters(b'A')),
            Some("i") => Some(Style::Roman { upper: false }),
            Some("I") => Some(Style::Roman { upper: true }),
            Some("disc" | "circle" | "square") => Some(Style::None),
            _ => None,
        })
    }

    /// The number with the mark that stands after it.
    pub fn number(self, value: i64) -> String {
        let (number, mark) = match self {
            Style::None => return String::new(),
            Style::Zero if (0..10).contains(&value) => (["0", &value.to_string()].concat(), '.'),
            Style::Letters(first) if value > 0 => (letters(first, value), '.'),
            Style::Roman { upper } if (1..4000).contains(&value) => (roman(value, upper), '.'),
            Style::Chinese(index) if value.unsigned_abs() < 10_000 => (chinese(index, value), '、'),
            Style::Stems if (1..=10).contains(&value) => (nth(STEMS, value - 1), '、'),
            Style::Branches if (1..=12).contains(&value) => (nth(BRANCHES, value - 1), '、'),
            Style::Digits | Style::Chinese(_) | Style::Stems | Style::Branches => {
                let digit = |c: char| c.to_digit(10).map_or("-".into(), |d| nth(DIGITS, d.into()));
                (value.to_string().chars().map(digit).collect(), '、')
            }
            _ => (value.to_string(), '.'),
        };
        let mut number = number;
        number.push(mark);
        number
    }
}

fn nth(table: &str, index: i64) -> String {
    let index = usize::try_from(index).unwrap_or_default();
    table
        .chars()
        .nth(index)
        .map(String::from)
        .unwrap_or_default()
}

fn letters(first: u8, mut value: i64) -> String {
    let mut letters = Vec::new();
    while value > 0 {
        value -= 1;
        letters.push(char::from(first + (value % 26) as u8));
        value /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut value: i64, upper: bool) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut roman = String::new();
    for (worth, sign) in SIGNS {
        while value >= worth {
            roman.push_str(sign);
            value -= worth;
        }
    }
    if upper { roman.to_uppercase() } else { roman }
}

/// Below ten thousand.
fn chinese(index: usize, value: i64) -> String {
    let table = CHINESE[index];
    let size = value.unsigned_abs() as i64;
    if size == 0 {
        return nth(table, 0);
    }
    let mut words = if value < 0 {
        nth(table, 13)
    } else {
        String::new()
    };
    let mut started = false;
    let mut gap = false;
    for (rank, worth) in [(12, 1000), (11, 100), (10, 10), (0, 1)] {
        let digit = size / worth % 10;
        if digit == 0 {
            gap = started;
            continue;
        }
        if gap {
            words += &nth(table, 0);
            gap = false;
        }
        let bare_ten = worth == 10 && digit == 1 && !started && index < FORMAL;
        if !bare_ten {
            words += &nth(table, digit);
        }
        if rank > 0 {
            words += &nth(table, rank);
        }
        started = true;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn numbers_are_those_of_browsers() {
        let simple = Style::of(None, Some("list-style:simp-chinese-informal")).expect("a name");
        for (style, value, number) in [
            (Style::Decimal, 12, "12."),
            (Style::Decimal, -3, "-3."),
            (Style::Zero, 7, "07."),
            (Style::Letters(b'a'), 28, "ab."),
            (Style::Roman { upper: true }, 1994, "MCMXCIV."),
            (Style::Roman { upper: false }, 4000, "4000."),
            (simple, 3, "三、"),
            (simple, 10, "十、"),
            (simple, 110, "一百一十、"),
            (simple, 1001, "一千零一、"),
            (simple, 0, "零、"),
            (Style::Chinese(2), 11, "壹拾壹、"),
            (Style::Chinese(1), 10_000, "一〇〇〇〇、"),
            (Style::Stems, 2, "乙、"),
            (Style::Branches, 13, "一三、"),
            (Style::Decimal, i64::MAX, "9223372036854775807."),
        ] {
            assert_eq!(style.number(value), number);
        }
    }
}
