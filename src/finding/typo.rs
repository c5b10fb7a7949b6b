//! A wrong character or word that a list proves, and 的 for 地 before a verb.
//!
//! `src/words/slips.tsv` holds slips as they are printed; `src/words/phrases.tsv`
//! holds the set phrases of these reports and `src/words/confusables.tsv` the
//! characters that are taken for each other: a phrase with one of its characters
//! mistaken is no other word.

use super::{Finding, Place, Rule, Seen, Severity, Words, quoted, slips};
use crate::fold::is_one_of;
use crate::span::Span;
use crate::words::{BUCKETS, Lexicon, bucket, rows};
use std::sync::OnceLock;

pub static RULE: Rule = Rule {
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
        zh: "《现代汉语词典》《通用规范汉字表》",
        en: "《现代汉语词典》 (the standard dictionary), 《通用规范汉字表》 (the table of standard characters)",
    },
    faulty: examples![
        "执法的专业化程度有侍加强。",
        "健全矛盾纠份多元化解机制，提升执法人负素质。",
        "落实公平竟争审查制度，规范行处政罚行为。",
        "主动接受监督，积极主动的对下级单位进行检查。",
        "有效的提升了执法水平。",
        "截止2022年底，全区共有社会组织438个。",
    ],
    sound: examples![
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
    // What the list of slips has said need not be said again.
    let said: Vec<Place> = out.iter().map(|f| f.place).collect();
    let overlaps = |a: &Place| matches!(a, Place::Reading(a) if said.iter().any(|b| matches!(b, Place::Reading(b) if a.overlaps(*b))));
    out.extend(damaged(seen).into_iter().filter(|f| !overlaps(&f.place)));
    out
}

/// A set phrase with one character mistaken for a like one, or two exchanged.
fn damaged(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let (wrong, right) = damaged_phrases();
    let mut out = Vec::new();
    for p in seen.lines() {
        let mut i = p.start;
        while i < p.end {
            let hit = wrong.longest(&text.chars, i);
            let Some((n, phrase)) = hit.filter(|_| !seen.in_citation(i)) else {
                i += 1;
                continue;
            };
            let place = Span::new(i, i + n);
            let quote = quoted(&text.printed(place));
            let zh = format!("{quote}应为“{}”。", right[phrase]);
            let en = format!("{quote} should be “{}”.", right[phrase]);
            out.push(RULE.at(place, zh, en).fixed(place, right[phrase]));
            i = place.end;
        }
    }
    out
}

/// Characters that begin or end other words: at the edge of a phrase they prove nothing.
const FREE: &str = "置致为以已在再有由又是和合过来进近起的之中到及即既接结立受带代做作自令全正人家更才按安按里事示时分现合平认介校转材权意义";

/// Words of their own that look like a slip of a phrase.
const SOUND: [&str; 7] = [
    "村民规约",
    "人群民众",
    "取得时效",
    "经验作法",
    "型式单一",
    "互连互通",
    "公证执法",
];

/// Every phrase of `words/phrases.tsv` with one slip of `words/confusables.tsv`.
fn damaged_phrases() -> &'static (Lexicon, Vec<&'static str>) {
    static DAMAGED: OnceLock<(Lexicon, Vec<&'static str>)> = OnceLock::new();
    DAMAGED.get_or_init(|| {
        let right: Vec<&'static str> = rows(word_file!("phrases")).map(|r| r[0]).collect();
        let mut like: Vec<Vec<(char, char)>> = vec![Vec::new(); BUCKETS];
        for row in rows(word_file!("confusables")) {
            for a in row[0].chars() {
                let others = row[0].chars().filter(|b| *b != a);
                like[bucket(a)].extend(others.map(|b| (a, b)));
            }
        }
        let sound = Lexicon::new(right.iter().copied().chain(SOUND).map(|w| (w, 0)));
        let mut wrong: Vec<(String, usize)> = Vec::new();
        for (k, phrase) in right.iter().enumerate() {
            let chars: Vec<char> = phrase.chars().collect();
            let last = chars.len() - 1;
            let mut add = |damaged: Vec<char>| {
                let whole = Some(damaged.len());
                if sound.longest(&damaged, 0).map(|(n, _)| n) != whole {
                    wrong.push((damaged.into_iter().collect::<String>(), k));
                }
            };
            for j in 0..=last {
                for &(a, c) in &like[bucket(chars[j])] {
                    if a != chars[j] {
                        continue;
                    }
                    if (j == 0 || j == last) && FREE.contains(c) {
                        continue;
                    }
                    let mut damaged = chars.clone();
                    damaged[j] = c;
                    add(damaged);
                }
            }
            // Two inner characters exchanged: 行处政罚. At the edges it may be two words.
            for j in 1..last.saturating_sub(1) {
                if chars[j] != chars[j + 1] {
                    let mut damaged = chars.clone();
                    damaged.swap(j, j + 1);
                    add(damaged);
                }
            }
        }
        (Lexicon::new(wrong), right)
    })
}

/// 积极主动的对…, 有效的提升了…: an adverb takes 地.
fn adverbs(seen: &Seen) -> Vec<Finding> {
    static ADVERBS: OnceLock<Lexicon> = OnceLock::new();
    let adverbs = ADVERBS.get_or_init(|| Lexicon::of(word_file!("adverbs")));
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
            let preposition = is_one_of(text.at(after), "对向将把")
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
