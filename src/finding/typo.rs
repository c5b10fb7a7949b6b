//! A wrong character or word that a phrase list proves (`src/words/slips.tsv`),
//! and 的 for 地 before a verb.

use super::{Finding, Rule, Seen, Severity, Words, quoted, slips};
use crate::text::Span;
use crate::words::Lexicon;
use std::sync::OnceLock;

pub const RULE: Rule = Rule {
    code: "typo",
    severity: Severity::Warning,
    what: Words {
        zh: "错别字",
        en: "A wrong character",
    },
    why: Words {
        zh: "形近、音近字写错，或漏字多字；只标词表能够证明的。",
        en: "A character of like shape or sound, or one dropped or added; only what a phrase list proves is marked.",
    },
    source: Words {
        zh: "词表 words/slips.tsv；《现代汉语词典》",
        en: "words/slips.tsv; the standard dictionary",
    },
    faulty: &[
        "执法的专业化程度有侍加强。",
        "主动接受监督，积极主动的对下级单位进行检查。",
        "有效的提升了执法水平。",
        "截止2022年底，全区共有社会组织438个。",
    ],
    sound: &[
        "执法的专业化程度有待加强。",
        "积极主动地对下级单位进行检查。",
        "采取有效的对策，发挥积极的推动作用。",
        "报名截止日期为6月1日，截至2022年底完成。",
        "自己经营的企业，原因难以查明。",
    ],
    find,
};

fn find(seen: &Seen) -> Vec<Finding> {
    let mut out = slips::find(seen, &RULE);
    out.extend(adverbs(seen));
    out
}

/// 积极主动的对…, 有效的提升了…: an adverb takes 地.
fn adverbs(seen: &Seen) -> Vec<Finding> {
    static ADVERBS: OnceLock<Lexicon> = OnceLock::new();
    let adverbs = ADVERBS.get_or_init(|| Lexicon::of(include_str!("../words/adverbs.tsv")));
    const NOUNS: [&str; 20] = [
        "对策", "对象", "对话", "对比", "对照", "对手", "对外", "对口", "对接", "对应", "向导",
        "向往", "向上", "将来", "把握", "把关", "对标", "把控", "向心", "对抗",
    ];
    const VERBS: [&str; 18] = [
        "提升", "提高", "促进", "推动", "推进", "保障", "维护", "化解", "解决", "遏制", "增强",
        "保护", "规范", "调动", "防范", "改善", "完成", "落实",
    ];
    let text = seen.text;
    let mut out = Vec::new();
    for p in seen.body() {
        for at in (p.start..p.end).filter(|&k| text.at(k) == '的') {
            let Some((n, _)) = adverbs.longest_before(&text.chars, p.start, at) else {
                continue;
            };
            let after = at + 1;
            let preposition = matches!(text.at(after), '对' | '向' | '将' | '把')
                && !NOUNS.iter().any(|w| text.starts_with(after, w));
            let done =
                VERBS.iter().any(|w| text.starts_with(after, w)) && text.at(after + 2) == '了';
            if preposition || done {
                let place = Span::new(at - n, after + 2);
                let quote = quoted(&text.printed(place));
                let zh = format!("{quote}：动词或介词短语之前用“地”，不用“的”。");
                let en = format!("{quote}: before a verb 地 is written, not 的.");
                out.push(RULE.at(place, zh, en).fixed(Span::new(at, at + 1), "地"));
            }
        }
    }
    out
}
