//! Words are data: line files, compiled in, one entry a line under a header row.

use std::collections::HashMap;

/// The rows of a word file as their fields, header left out.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = file.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|line| line.split('\t').collect())
}

/// Words with what is known of each; the longest that stands at a place is found there.
pub struct Lexicon<T> {
    by_first: HashMap<char, Vec<(Vec<char>, T)>>,
}

impl<T> Lexicon<T> {
    pub fn new(entries: impl Iterator<Item = (impl AsRef<str>, T)>) -> Lexicon<T> {
        let mut by_first: HashMap<char, Vec<(Vec<char>, T)>> = HashMap::new();
        for (word, value) in entries {
            let word: Vec<char> = word.as_ref().chars().collect();
            if let Some(&first) = word.first() {
                by_first.entry(first).or_default().push((word, value));
            }
        }
        for words in by_first.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Lexicon { by_first }
    }

    /// The longest word at the head of `text`: its length in characters and what is known of it.
    pub fn at(&self, text: &[char]) -> Option<(usize, &T)> {
        let words = self.by_first.get(text.first()?)?;
        words
            .iter()
            .find(|(word, _)| text.starts_with(word))
            .map(|(word, value)| (word.len(), value))
    }
}
