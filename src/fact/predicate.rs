//! Predicates: the words at which a noun phrase ends (`words/predicates.tsv`), told
//! from the same words inside a noun: 办理事项, 检查机构, 培训班.

use crate::fold::{is_han, one_of};
use crate::lexicon::List;
use crate::text::Text;
use crate::token::{self, Tokens};
use crate::words::rows;
use std::sync::OnceLock;

/// Beside each predicate: it is as often part of a noun (行政处罚案件).
fn joins(entry: usize) -> bool {
    static JOINS: OnceLock<Vec<bool>> = OnceLock::new();
    let joins = JOINS.get_or_init(|| {
        let rows = rows(word_file!("predicates"));
        rows.map(|r| r[1] == "both").collect()
    });
    joins[entry]
}

/// The longest word of the list at `at`, noun or not: its length in characters
/// and its line.
pub(super) fn longest(text: &Text, at: usize) -> Option<(usize, usize)> {
    text.hits.longest(List::Predicates, at)
}

/// A predicate, and not part of a noun, starts at `at` in a phrase that starts at `from`.
pub(super) fn starts(text: &Text, tokens: &Tokens, at: usize, from: usize) -> bool {
    longest(text, at).is_some_and(|(n, entry)| {
        // 9000份宣传折页通过邮局送达: of two predicates the first is the noun's.
        let clause = (at + n..text.len()).take_while(|&k| is_han(text.at(k)));
        let mut behind = clause.filter(|&k| tokens.is_edge(k));
        let first = at == from && n > 1 && joins(entry);
        if first && behind.any(|k| longest(text, k).is_some_and(|(m, _)| tokens.is_edge(k + m))) {
            return false;
        }
        // 行政许可, 内退: a predicate that is a piece of a word is none.
        let whole = (at == from || tokens.is_edge(at)) && tokens.is_edge(at + n);
        whole && !is_nominal(text, at, n, entry, from)
    })
}

/// A predicate word that is the modifier of a noun here: 办理事项, 检查机构, 培训班.
fn is_nominal(text: &Text, at: usize, n: usize, entry: usize, from: usize) -> bool {
    if n == 1 {
        return false;
    }
    if at == from {
        // At the very head after the unit a verb is a predicate, unless a noun that
        // takes verbs before it closes it: 检查站, 培训班, 登记点.
        return text.hits.longest(List::VerbHeads, at + n).is_some();
    }
    // Inside the phrase a word that is as often part of a noun joins it.
    joins(entry)
}

/// Words that join nouns into one phrase, where nouns stand on both sides: 消防栓和取水口.
pub(super) fn joins_nouns(text: &Text, tokens: &Tokens, at: usize, from: usize) -> bool {
    let noun = |k: usize| {
        tokens.at(k).is_some_and(|word| {
            let other = matches!(word.tag, b'd' | b'p' | b'c' | b'r' | b'u' | b'm' | b't');
            word.kind == token::Kind::Word && !other
        })
    };
    one_of!(text.at(at), "和及与或")
        && at > from + 1
        && noun(at - 1)
        && noun(at + 1)
        && tokens
            .at(at + 1)
            .is_some_and(|word| word.tag != b'v' || word.span.len() == 1)
        && tokens.is_edge(at)
        && tokens.is_edge(at + 1)
}
