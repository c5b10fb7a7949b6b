//! A wrong character or word, and 的 for 地 before a verb.
//!
//! `src/words/slips.tsv` holds slips as they are printed. `src/words/confusables.tsv`
//! holds the characters that are taken for each other: those that are typed alike,
//! whatever their tone, and those of like shape. Where one stands alone between
//! words and a like one would make words of the run, it is a slip. Set phrases
//! (`src/words/phrases.tsv`) are words here, and so are seldom told words one
//! character from a commoner one (`src/words/rare.tsv`).

use super::{Finding, Place, Rule, Seen, Severity, Words, quoted, slips};
use crate::fold::one_of;
use crate::lexicon::{Letter, List};
use crate::span::Span;
use crate::token::{Kind, Repair, SELDOM_TOLD, Token, cut};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

pub static RULE: Rule = Rule {
    code: "typo",
    severity: Severity::Warning,
    what: Words {
        zh: "错别字",
        en: "A wrong character",
    },
    why: Words {
        zh: "形近、音近字写错，或漏字多字；只标换回一字即成词的。",
        en: "A character of like shape or sound, or one dropped or added; only what one character put back turns into words is marked.",
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
    out.extend(mistaken(seen).into_iter().filter(|f| !overlaps(&f.place)));
    out
}

/// By how much a repair makes the run cheaper at least, in halves of a nat, by the
/// length of the word that it gives: the longer the word, the less is chance. At 8
/// nat for words of two characters one more slip in eight is found, and sound words
/// that the dictionary lacks (审读, 胜诉率) begin to be marked.
fn enough(len: usize) -> u32 {
    match len {
        ..=2 => 18,
        3 => 16,
        _ => 14,
    }
}
/// What is asked for beyond, in halves of a nat, where the character belongs to a word as
/// it is printed (督查组, 民政办公示): that word is evidence of its own.
const HELD: u32 = 6;
/// A character that costs less, in halves of a nat, stands alone often enough (的, 对).
const SELDOM: u16 = 14;
/// Of two repairs the better one is clear by so much, in halves of a nat.
const CLEAR: u32 = 4;
/// How far from the place words count, in characters.
const REACH: usize = 8;
/// A longer stretch between quotation marks is a sentence and no phrase.
const PHRASE: usize = 20;
/// So many characters on either side of the dot belong to a name.
const FOREIGN: usize = 6;

/// A character put for a like one, or two exchanged, where the run with the right
/// ones back is so much the likelier Chinese.
///
/// | printed | costs | put right | costs |
/// |---|---|---|---|
/// | 依法·形·政 | 29 nat | 依法·行政 | 15 nat |
///
/// Tried before: a list of set phrases, each damaged by every like character, which
/// found half as many.
fn mistaken(seen: &Seen) -> Vec<Finding> {
    let judged = judged(seen);
    let tokens = &seen.facts.tokens;
    let mut out = Vec::new();
    for p in seen.lines() {
        let Some((first, last)) = tokens.index(p.start).zip(tokens.index(p.end)) else {
            continue;
        };
        // The end of what has been tried or said: a character is tried once.
        let mut done = p.start;
        for k in (first..last).filter(|&k| is_stranded(&tokens.all[k])) {
            let at = tokens.all[k].span;
            let near = [k.wrapping_sub(1), k, k + 1].map(|k| tokens.all.get(k));
            let near = near.into_iter().flatten().filter(|t| is_tried(t));
            let near = near.fold(at, |near, t| {
                Span::new(near.start.min(t.span.start), near.end.max(t.span.end))
            });
            let places = near.start.max(done)..near.end;
            done = near.end;
            if let Some(slip) = likeliest(seen, &judged, places) {
                done = done.max(slip.span.end);
                out.push(slip.finding(seen));
            }
        }
    }
    out
}

/// A token that no word took in: a single character that seldom stands alone.
fn is_stranded(token: &Token) -> bool {
    token.kind == Kind::Word && token.span.len() == 1 && token.cost >= SELDOM
}

/// A character of a longer word beside a stranded one is taken to be sound.
fn is_tried(token: &Token) -> bool {
    token.kind == Kind::Word && token.span.len() <= 3
}

/// A run with the right character put back.
struct Slip {
    /// The word as it is printed.
    span: Span,
    right: String,
    /// By how much the run gets cheaper, in halves of a nat.
    gain: u32,
    /// Another character would do about as well.
    doubtful: bool,
}

/// Of all like characters at the places, and of all neighbours exchanged, what makes
/// the run cheapest.
fn likeliest(seen: &Seen, judged: &[bool], places: Range<usize>) -> Option<Slip> {
    let mut found: Vec<Slip> = Vec::new();
    for at in places.filter(|&at| judged[at]) {
        let window = window(seen, at);
        let printed = seen.text.slice(window);
        let nth = at - window.start;
        let repair = Repair::new(seen.text, window, nth, seen.vocabulary);
        let own_words = seen.vocabulary.has_words();
        let is_held = seen.facts.tokens.at(at).is_some_and(|t| t.span.len() > 1);
        let mut judge = |after: Option<u32>, changed: usize, run: &dyn Fn() -> Vec<char>| {
            // With words of the reader's own it may cost less.
            let promises =
                |after| own_words || repair.printed().saturating_sub(after) > enough(usize::MAX);
            if !after.is_some_and(promises) {
                return;
            }
            let run = run();
            let after = cut(&run, seen.vocabulary);
            let gain = repair.printed().saturating_sub(after.cost);
            // A place is a name: 沧南 need not be 苍南.
            let holds = |(w, tag): &(Span, u8)| {
                let holds = w.start <= nth && nth + changed <= w.end && w.len() > changed;
                holds && *tag != b's' && *tag != SELDOM_TOLD
            };
            let word = after.words.into_iter().find(holds).map(|(w, _)| w);
            let held = if is_held { HELD } else { 0 };
            if let Some(word) = word.filter(|w| gain > enough(w.len()) + held) {
                found.push(Slip {
                    span: Span::new(window.start + word.start, window.start + word.end),
                    right: run[word.start..word.end].iter().collect(),
                    gain,
                    doubtful: false,
                });
            }
        };
        // Most would stand as alone as what is printed.
        let likes = confusables(printed[nth]).filter(|like| repair.may_join(like));
        for like in likes.map(|like| like.char) {
            judge(repair.with([like]), 1, &|| {
                let mut run = printed.to_vec();
                run[nth] = like;
                run
            });
        }
        if nth + 1 < printed.len() && printed[nth] != printed[nth + 1] {
            judge(repair.with([printed[nth + 1], printed[nth]]), 2, &|| {
                let mut run = printed.to_vec();
                run.swap(nth, nth + 1);
                run
            });
        }
    }
    let best = found.iter().map(|slip| slip.gain).max()?;
    let first = found.iter().position(|slip| slip.gain == best)?;
    let mut slip = found.swap_remove(first);
    let rival = |other: &Slip| other.gain + CLEAR >= best && other.right != slip.right;
    slip.doubtful = found.iter().any(rival);
    Some(slip)
}

/// The words about a place, as far as marks and figures let them reach.
fn window(seen: &Seen, at: usize) -> Span {
    let tokens = &seen.facts.tokens;
    let word = |k: usize| {
        tokens
            .at(k)
            .filter(|t| t.kind == Kind::Word)
            .map(|t| t.span)
    };
    let mut window = word(at).unwrap_or(Span::new(at, at + 1));
    while let Some(before) = window.start.checked_sub(1).and_then(word)
        && before.start + REACH >= at
    {
        window.start = before.start;
    }
    while let Some(behind) = word(window.end).filter(|w| w.end <= at + 1 + REACH) {
        window.end = behind.end;
    }
    window
}

/// Of each character, whether it may be judged: names are not, nor cited titles, quoted
/// phrases, rows of tables and names from other languages (安娜·彼得罗娃).
fn judged(seen: &Seen) -> Vec<bool> {
    let text = seen.text;
    let mut judged = vec![true; text.len()];
    let mut except = |span: Span| judged[span.start..span.end.min(text.len())].fill(false);
    seen.facts.entities.iter().for_each(|e| except(e.span));
    seen.facts.citations.iter().for_each(|c| except(c.span));
    for p in &text.paragraphs {
        if p.row {
            except(p.span);
        }
        let mut open = None;
        for at in text.marks(p.span) {
            match text.at(at) {
                '“' | '‘' | '"' if open.is_none() => open = Some(at),
                '”' | '’' | '"' => {
                    if let Some(from) = open.take().filter(|from| at - from <= PHRASE) {
                        except(Span::new(from, at));
                    }
                }
                '·' => except(Span::new(at.saturating_sub(FOREIGN), at + 1 + FOREIGN)),
                _ => {}
            }
        }
    }
    judged
}

/// Characters that are taken for each other.
#[derive(Default)]
struct Confusables {
    sets: Vec<Vec<Letter>>,
    /// The sets that have a character.
    of: FxHashMap<char, Vec<usize>>,
}

/// The characters that are taken for this one, in the order of the file; one that two
/// sets have comes twice.
fn confusables(of: char) -> impl Iterator<Item = &'static Letter> {
    static KNOWN: OnceLock<Confusables> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = Confusables::default();
        for (nth, row) in word_file!("confusables").lines().skip(1).enumerate() {
            let set = row.split('\t').next().unwrap_or_default();
            known.sets.push(set.chars().map(Letter::new).collect());
            for c in set.chars() {
                known.of.entry(c).or_default().push(nth);
            }
        }
        known
    });
    let own = known.of.get(&of).map_or(&[][..], Vec::as_slice);
    let all = own.iter().flat_map(|&nth| &known.sets[nth]);
    all.filter(move |letter| letter.char != of)
}

impl Slip {
    fn finding(&self, seen: &Seen) -> Finding {
        let quote = quoted(&seen.text.printed(self.span));
        let right = &self.right;
        if self.doubtful {
            let zh = format!("{quote}疑为“{right}”。");
            let en = format!("{quote} may be a slip for “{right}”.");
            return RULE.at(self.span, zh, en);
        }
        let zh = format!("{quote}应为“{right}”。");
        let en = format!("{quote} should be “{right}”.");
        RULE.at(self.span, zh, en).fixed(self.span, right.as_str())
    }
}

/// 积极主动的对…, 有效的提升了…: an adverb takes 地.
fn adverbs(seen: &Seen) -> Vec<Finding> {
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
            let Some((n, _)) = text.hits.longest_before(List::Adverbs, p.start, at) else {
                continue;
            };
            let after = at + 1;
            let preposition = one_of!(text.at(after), "对向将把")
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
