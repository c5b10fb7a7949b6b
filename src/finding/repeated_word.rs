//! A word or a character is printed twice: 落实落实, 进一步进一步, 规范性性文件.
//!
//! Many doubles are sound, since one word ends as the next begins (局局长,
//! 学习习近平): two or more characters count unless `src/words/doubles.tsv` knows
//! the double; a single one only inside a set phrase, or where the text itself
//! prints the same words without it.

use super::{Finding, Rule, Seen, Severity, Words};
use crate::fold::{LastBytes, is_han, one_of};
use crate::lexicon::List;
use crate::span::Span;
use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

pub static RULE: Rule = Rule {
    code: "repeated-word",
    severity: Severity::Warning,
    what: Words {
        zh: "字词重复",
        en: "A word printed twice",
    },
    why: Words {
        zh: "同一个词连着写了两遍，是输入或删改时的疏漏。",
        en: "A word printed twice is a slip of typing or editing.",
    },
    source: Words {
        zh: "据原文：同一词语接连出现；叠用词（如“一个一个”）见《现代汉语词典》",
        en: "The text itself: the same word twice in a row; words that may be doubled are in 《现代汉语词典》",
    },
    faulty: examples![
        "推动各项法规规章落实落实。",
        "执法队伍建设需要进一步进一步加强。",
        "个别规范性性文件论证不充分。",
        "加强工作的的协调。",
        "全镇没有发生赴省进京上访，没有发生赴省进京上访，没有发生行政诉讼。",
    ],
    sound: examples![
        "民政局局长主持会议，学习习近平法治思想。",
        "工作作风扎实，公开开展活动，主任任组长。",
        "一件一件抓落实，一个一个去解决。",
        "以建设法治政府为目的的活动。",
        "某某社区社区居委会开展普法活动。",
    ],
    find,
};

/// No set phrase is longer, in characters.
const LONGEST_PHRASE: usize = 40;
/// The longest word that is looked for twice.
const LONGEST: usize = 10;

/// 全镇没有发生集体上访，没有发生集体上访，: the clause behind the mark at `at` once more, with its mark.
fn clause_again(text: &Text, at: usize) -> Option<Span> {
    if !matches!(text.at(at), ',' | '、' | ';') {
        return None;
    }
    let n = (at + 1..at + 16)
        .take_while(|&k| is_han(text.at(k)))
        .count();
    let closed = one_of!(text.at(at + 1 + n), ",、;。");
    let (before, behind) = (
        Span::new(at.saturating_sub(n), at),
        Span::new(at + 1, at + 1 + n),
    );
    let same = n >= 6 && at >= n && text.slice(before) == text.slice(behind);
    // From clause to clause it is a matter of repeated text.
    (closed && same && is_han(text.before(at - n))).then(|| Span::new(at, at + 1 + n))
}

/// 以上以上以上: where the last of a word of `n` characters ends that stands at `i` and again
/// behind itself.
fn last_of(text: &Text, i: usize, n: usize, end: usize) -> usize {
    let line = text.slice(Span::new(i, end));
    let again = line.chunks_exact(n).take_while(|word| *word == &line[..n]);
    i + n * again.count()
}

fn find(seen: &Seen) -> Vec<Finding> {
    let text = seen.text;
    let mut out = Vec::new();
    let mut singles = Vec::new();
    let marked = OnceCell::new();
    let ahead = stands_ahead(text);
    for p in seen.lines() {
        let mut i = p.start;
        while i < p.end {
            if !ahead[i] || !is_han(text.at(i)) {
                i += 1;
                continue;
            }
            let again = doubled(text, i, p.end, &marked);
            if let Some(n) = again.filter(|_| !seen.in_citation(i)) {
                let word = text.printed(Span::new(i, i + n));
                let end = last_of(text, i, n, p.end);
                let found = say(Span::new(i, end), &word);
                out.push(found.fixed(Span::new(i + n, end), ""));
                i = end;
                continue;
            }
            if text.at(i) == text.at(i + 1) && !seen.in_citation(i) {
                singles.push(i);
            }
            i += 1;
        }
        for at in text.marks(p) {
            if let Some(again) = clause_again(text, at) {
                let word = text.printed(Span::new(again.start + 1, again.end));
                out.push(say(again, &word).fixed(again, ""));
            }
        }
    }
    // What the text would print without the double, where it does so.
    let wanted: Vec<[char; 5]> = singles.iter().filter_map(|&i| single(text, i)).collect();
    let mut printed: FxHashMap<&[char], usize> = wanted.iter().map(|w| (&w[..], 0)).collect();
    if !printed.is_empty() {
        // By its first character, which the fewest have.
        let first = LastBytes::of(wanted.iter().map(|w| w[0]));
        for w in text.chars.windows(5).filter(|w| first.may_hold(w[0])) {
            if let Some(times) = printed.get_mut(w) {
                *times += 1;
            }
        }
    }
    let stands = |gram: [char; 5]| printed.get(&gram[..]).is_some_and(|&times| times > 0);
    for i in singles {
        if particle(text, i)
            || (!sound_double(text, i)
                && (in_phrase(text, i) || single(text, i).is_some_and(stands)))
        {
            let place = Span::new(i.saturating_sub(2).max(line_start(text, i)), i + 2);
            out.push(
                say(place, &text.printed(Span::new(i, i + 1))).fixed(Span::new(i + 1, i + 2), ""),
            );
        }
    }
    out
}

fn say(place: Span, word: &str) -> Finding {
    RULE.at(
        place,
        format!("“{word}”重复了。"),
        format!("“{word}” is printed twice."),
    )
}

fn line_start(text: &Text, at: usize) -> usize {
    text.paragraph_at(at)
        .map_or(0, |p| text.paragraphs[p].span.start)
}

/// Of each character, whether it can stand once more where a word that it begins could
/// be printed again. It may be said of one that does not: characters share their slots.
fn stands_ahead(text: &Text) -> Vec<bool> {
    const SLOTS: usize = 256;
    // The next place of a character of the slot.
    let mut next = [usize::MAX; SLOTS];
    let mut out = vec![false; text.len()];
    for (i, &c) in text.chars.iter().enumerate().rev() {
        let slot = &mut next[c as usize % SLOTS];
        out[i] = *slot - i <= LONGEST;
        *slot = i;
    }
    out
}

/// The length of a word of two or more characters that is printed twice at `i`.
fn doubled<'a>(
    text: &'a Text,
    i: usize,
    end: usize,
    marked: &OnceCell<Marked<'a>>,
) -> Option<usize> {
    for n in (2..=LONGEST.min((end - i) / 2)).rev() {
        if text.at(i + n) != text.at(i) {
            continue;
        }
        let (a, b) = (
            text.slice(Span::new(i, i + n)),
            text.slice(Span::new(i + n, i + 2 * n)),
        );
        if a == b && a.iter().all(|c| is_han(*c)) {
            let same = a.iter().all(|c| *c == a[0]);
            // 一件一件, 一步一步: one by one.
            let each = n == 2 && matches!(a[0], '一' | '每');
            let known = text
                .hits
                .longest(List::Doubles, i)
                .is_some_and(|(m, _)| m == 2 * n);
            // 一个中心一个中心: a list without marks is no slip of the pen; a phrase is.
            // 民政行政行为 ends one word as the next begins: two characters must be a word, or the
            // middle two none.
            let apart = || !text.hits.general(i + 1).any(|word| word.len >= 2);
            let word = || n > 2 || is_word(text, i, marked) || apart();
            // 二〇二〇年: digits stand as they come.
            let digits = a.iter().all(|c| one_of!(*c, "〇零一二三四五六七八九"));
            let sound = same || digits || each || known || leaves_double(text, i + n, n);
            return (!sound && word()).then_some(n);
        }
    }
    None
}

/// 存在的不足不足存在的不足: without the word of `n` characters before `at` more is printed twice.
fn leaves_double(text: &Text, at: usize, n: usize) -> bool {
    (n + 1..=LONGEST.min(at)).any(|more| {
        let own = text.slice(Span::new(at - more, at));
        text.chars.get(at + n..at + n + more) == Some(own)
    })
}

/// Pairs of characters.
type Marked<'a> = FxHashSet<&'a [char]>;

/// Pairs of characters that stand beside a mark somewhere: words of their own.
fn beside_marks<'a>(text: &'a Text) -> Marked<'a> {
    let marks = text.marks(Span::new(0, text.len()));
    let beside = marks.flat_map(|mark| [mark.saturating_sub(2), mark + 1]);
    let pairs = std::iter::once(0)
        .chain(beside)
        .filter_map(|k| text.chars.get(k..k + 2));
    pairs.filter(|w| w.iter().all(|&c| is_han(c))).collect()
}

/// The two characters at `i` are a word: a verb of the lists, or found beside a mark.
fn is_word<'a>(text: &'a Text, i: usize, marked: &OnceCell<Marked<'a>>) -> bool {
    let word = [text.at(i), text.at(i + 1)];
    let listed = |list: List| text.hits.at(i).any(|hit| hit.list == list && hit.len == 2);
    [List::Predicates, List::Edges, List::Adverbs]
        .into_iter()
        .any(listed)
        || marked
            .get_or_init(|| beside_marks(text))
            .contains(&word[..])
}

/// 局局(长), 等等, 层层: sound as they are.
fn sound_double(text: &Text, i: usize) -> bool {
    text.hits
        .longest(List::Doubles, i)
        .is_some_and(|(n, _)| n == 2)
}

/// 的的, 了了: a particle is never doubled but before a few words.
fn particle(text: &Text, i: usize) -> bool {
    let (before, after) = (text.before(i), text.at(i + 2));
    match text.at(i) {
        '的' => before != '目' && !matches!(after, '确' | '士'),
        '了' => !one_of!(after, "解结然断事却之") && before != '不' && before != '为',
        '和' => {
            !one_of!(after, "谐平睦解气田好县")
                && before != '谐'
                && before != '共'
                && before != '饱'
        }
        '及' => !matches!(after, '时' | '早' | '格') && !one_of!(before, "涉普以危"),
        _ => false,
    }
}

/// The double stands inside a set phrase: 规范性性文件.
fn in_phrase(text: &Text, i: usize) -> bool {
    // The text round it as it would stand without the double.
    let reach = |k: usize| (i.saturating_sub(k).max(line_start(text, i)), i + 2 + k);
    let (start, end) = reach(LONGEST_PHRASE);
    let once = [
        text.slice(Span::new(start, i + 1)),
        text.slice(Span::new(i + 2, end)),
    ]
    .concat();
    let at = i - start;
    // A phrase holds the character, with others of its own before and behind it.
    (0..at).any(|from| {
        let phrase = List::Formulas.longest(&once, from);
        phrase.is_some_and(|(n, _)| from + n > at + 1)
    })
}

/// The double printed once, with two characters on either side.
fn single(text: &Text, i: usize) -> Option<[char; 5]> {
    if i < 2 || sound_double(text, i) {
        return None;
    }
    let gram = [
        text.at(i - 2),
        text.at(i - 1),
        text.at(i),
        text.at(i + 2),
        text.at(i + 3),
    ];
    gram.iter().all(|c| is_han(*c)).then_some(gram)
}
