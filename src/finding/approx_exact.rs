//! 余 or 多 after an exact figure: 2046余公斤, 1.81亿余元.

use super::{Finding, Rule, Seen, Severity, Words, quoted};
use crate::fact::number::Style;

pub static RULE: Rule = Rule {
    code: "approx-exact",
    severity: Severity::Info,
    what: Words {
        zh: "精确数字后用“余”“多”",
        en: "余 or 多 after an exact figure",
    },
    why: Words {
        zh: "“余”“多”接在整数之后表示零头不计；数字已精确到个位或百分位，零头已经写出，不必再用。",
        en: "余 and 多 follow a round figure; where the last digits are printed there is no rest.",
    },
    source: Words {
        zh: "GB/T 15835-2011《出版物上数字用法》概数的写法",
        en: "GB/T 15835-2011 on approximate numbers",
    },
    faulty: examples!["清理、收缴各类用品2046余公斤。", "发放救助资金1.81亿余元。"],
    sound: examples![
        "发放资料5200余份。",
        "发放资料1.5万余份。",
        "清退收费1356万余元。",
        "开展演练一百二十余场。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let list = seen.facts.metrics.iter().map(|m| &m.quantity);
    list.filter_map(|q| {
        let core = text.slice(q.core);
        let more = core.iter().position(|c| matches!(c, '余' | '多'))?;
        let number: String = core[..more].iter().filter(|c| **c != ',').collect();
        let digits = number.trim_end_matches(['万', '亿', '千', '百']);
        let scaled = digits.len() < number.len();
        let exact = match digits.split_once('.') {
            Some((_, places)) => places.len() >= 2 || !scaled,
            None => !scaled && digits.len() >= 3 && !digits.ends_with('0'),
        };
        if !exact
            || q.style != Style::Arabic
            || !digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        {
            return None;
        }
        let quote = quoted(&text.printed(q.span));
        let word = core[more];
        let zh = format!("{quote}的数字已经精确，后面不必再用“{word}”。");
        let en = format!("The figure in {quote} is exact; “{word}” contradicts it.");
        Some(RULE.at(q.span, zh, en))
    })
    .collect()
}
