//! Words are data: line files under `src/words/`, compiled in, one entry a line.
//!
//! Every file is tab-separated with one header row. Adding a unit, a mechanism,
//! a law or a theme is adding a line.

use crate::fold::fold;

/// The text of a word file, as `build.rs` has put it out.
macro_rules! word_file {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/words/", $name, ".tsv"))
    };
}

/// The rows of a word file as their fields, header left out.
// Not an adapter over lines: each caller would bring its own copy of it.
#[inline(never)]
pub fn rows(file: &'static str) -> std::vec::IntoIter<Vec<&'static str>> {
    let lines = file.lines().skip(1).filter(|l| !l.trim().is_empty());
    let rows: Vec<_> = lines.map(|l| l.split('\t').collect()).collect();
    rows.into_iter()
}

/// Buckets of a lexicon; Han characters that begin words spread well over them.
pub(crate) const BUCKETS: usize = 512;

/// Words with their entries.
pub(crate) type Bucket = Vec<(Vec<char>, usize)>;

/// A set of words with longest match at a place.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// By first character, longest first.
    by_first: Vec<Bucket>,
    /// By last character, for matches that end at a place.
    by_last: Vec<Bucket>,
}

/// Where a word that begins, or ends, with `c` is kept.
pub(crate) fn bucket(c: char) -> usize {
    c as usize % BUCKETS
}

impl Lexicon {
    /// Builds a lexicon; each word comes with the entry it stands for.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, usize)>) -> Lexicon {
        let mut lexicon = Lexicon {
            by_first: vec![Vec::new(); BUCKETS],
            by_last: vec![Vec::new(); BUCKETS],
        };
        for (word, entry) in words {
            lexicon.add(word.as_ref(), entry);
        }
        lexicon.ordered()
    }

    #[inline(never)]
    fn add(&mut self, word: &str, entry: usize) {
        let word: Vec<char> = word.chars().map(fold).collect();
        if let (Some(&first), Some(&last)) = (word.first(), word.last()) {
            self.by_first[bucket(first)].push((word.clone(), entry));
            self.by_last[bucket(last)].push((word, entry));
        }
    }

    /// Longest first in every bucket.
    #[inline(never)]
    fn ordered(mut self) -> Lexicon {
        for list in self.by_first.iter_mut().chain(&mut self.by_last) {
            crate::order::by(list, |(w, _)| (crate::order::last_first(w.len()), 0));
        }
        self
    }

    /// A lexicon of plain words, one a line.
    pub fn of(words: &'static str) -> Lexicon {
        Lexicon::new(rows(words).enumerate().map(|(i, r)| (r[0], i)))
    }

    /// The longest word that starts at `at`: its length in characters and its entry.
    #[inline(never)]
    pub fn longest(&self, chars: &[char], at: usize) -> Option<(usize, usize)> {
        let list = self.by_first.get(bucket(*chars.get(at)?))?;
        list.iter()
            .find(|(w, _)| chars[at..].starts_with(w))
            .map(|(w, e)| (w.len(), *e))
    }

    /// The longest word that ends at `end` and does not start before `from`.
    #[inline(never)]
    pub fn longest_before(
        &self,
        chars: &[char],
        from: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let head = chars.get(from..end)?;
        let list = self.by_last.get(bucket(*head.last()?))?;
        list.iter()
            .find(|(w, _)| head.ends_with(w))
            .map(|(w, e)| (w.len(), *e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_wins_from_either_side() {
        let l = Lexicon::new([("人", 0), ("人次", 1), ("万人次", 2)]);
        let c: Vec<char> = "3万人次".chars().collect();
        assert_eq!(l.longest(&c, 2), Some((2, 1)));
        assert_eq!(l.longest_before(&c, 0, 4), Some((3, 2)));
        assert_eq!(l.longest_before(&c, 2, 4), Some((2, 1)));
        assert_eq!(l.longest(&c, 9), None);
    }
}
