//! 减少, 下降, 缩短 … 倍: a quantity cannot fall by a multiple of itself.

use super::{Finding, Rule, Seen, Severity, Words, quoted};
use crate::fold::one_of;
use crate::span::Span;

pub static RULE: Rule = Rule {
    code: "multiple-decrease",
    severity: Severity::Warning,
    what: Words {
        zh: "减少不能用倍",
        en: "A decrease in multiples",
    },
    why: Words {
        zh: "减少一倍即为零，“减少两倍”没有意义；减少用百分数或分数表示。",
        en: "To fall by one time itself is to fall to nothing; a decrease is stated in percent or fractions.",
    },
    source: Words {
        zh: "据倍数的定义：减少一倍即减为零",
        en: "The definition of a multiple: less by once as much is nothing left",
    },
    faulty: examples!["信访总量比上年减少2倍。", "平均办理时长缩短了三倍。"],
    sound: examples!["办件量比上年增加2倍。", "信访总量减少40%，办件量增长2倍。"],
    find,
};

const DOWN: [&str; 13] = [
    "减少", "下降", "降低", "缩短", "压缩", "减小", "缩小", "减轻", "回落", "精简", "压减", "降",
    "减",
];

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.body() {
        for end in (p.start..p.end).filter(|&k| text.at(k) == '倍') {
            let numeral =
                |c: char| c.is_ascii_digit() || one_of!(c, ".一二两三四五六七八九十几数半多余");
            let mut at = end;
            while at > p.start && numeral(text.before(at)) {
                at -= 1;
            }
            if at == end {
                continue;
            }
            while at > p.start && one_of!(text.before(at), "了约近达") {
                at -= 1;
            }
            let Some(word) = DOWN.iter().find(|w| text.ends_with(at, w)) else {
                continue;
            };
            let span = Span::new(at - word.chars().count(), end + 1);
            let quote = quoted(&text.printed(span));
            let zh = format!("{quote}：减少不能用倍数表示，应当用百分数或分数。");
            let en = format!(
                "{quote}: a decrease cannot be stated in multiples; use percent or a fraction."
            );
            out.push(RULE.at(span, zh, en));
        }
    }
    out
}
