//! The reader's own words: indicators, bodies, mechanisms and themes of a small
//! file, taken in beside the words that are compiled in.
//!
//! One entry a line, cells parted by a tab or a comma (`类别 词 名称`). A line
//! that cannot be taken is told with its number and does no harm to the others.

use crate::claim::{Claims, Owner};
use crate::fold::{fold, is_han, is_one_of};
use crate::lexicon::WordSet;
use crate::span::Span;
use crate::text::Text;
use rustc_hash::FxHashSet;

/// More entries are not taken in.
pub const MOST_ENTRIES: usize = 5000;
/// No longer word is taken, in characters.
pub const LONGEST_WORD: usize = 60;

/// What a word of the reader's is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What figures count; the name is what the table shows.
    Indicator,
    /// A body; the name is its full name.
    Body,
    /// A mechanism or slogan.
    Mechanism,
    /// A keyword of a theme; the name is the theme.
    Theme,
}

/// Why a line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The first cell names no kind.
    Kind,
    /// No word, a word of one character, or one longer than [`LONGEST_WORD`].
    Word,
    /// A theme's keyword without its theme.
    Name,
    /// The same word of the same kind stands in an earlier line.
    Twice,
    /// Beyond [`MOST_ENTRIES`].
    TooMany,
}

impl Reason {
    /// Its code, as the report of a word file has it.
    ///
    /// ```
    /// use fazhi_lens::vocabulary::Reason;
    /// assert_eq!(Reason::TooMany.name(), "too-many");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Reason::Kind => "kind",
            Reason::Word => "word",
            Reason::Name => "name",
            Reason::Twice => "twice",
            Reason::TooMany => "too-many",
        }
    }
}

/// Words that a reader gave, ready for use. The default is none.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub(crate) indicators: WordSet,
    pub(crate) themes: WordSet,
    /// Bodies and mechanisms.
    named: WordSet,
    /// Kind and name of every entry.
    pub(crate) entries: Vec<(Kind, String)>,
    /// Line numbers, from 1, of what was not taken.
    pub problems: Vec<(usize, Reason)>,
}

/// A place where a body or a mechanism of the reader's is named.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub span: Span,
    pub kind: Kind,
    pub name: String,
}

impl Vocabulary {
    /// Reads a file of words. Blank lines, lines that begin with `#`, and a first
    /// line of column heads are passed over.
    ///
    /// ```
    /// use fazhi_lens::vocabulary::{Reason, Vocabulary};
    ///
    /// let words = Vocabulary::new("类别\t词\t名称\n机构\t区法援中心\t区法律援助中心\n主题\t积水点");
    /// // A theme's keyword without its theme.
    /// assert_eq!(words.problems, [(3, Reason::Name)]);
    /// ```
    pub fn new(file: &str) -> Vocabulary {
        let mut out = Vocabulary::default();
        let mut words: Vec<(Kind, String, usize)> = Vec::new();
        let mut seen: FxHashSet<Vec<usize>> = FxHashSet::default();
        for (n, line) in file.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            match out.entry(line) {
                Err(Reason::Kind) if n == 0 => {}
                Err(reason) => out.problems.push((n + 1, reason)),
                Ok((kind, word, name)) => {
                    let mut key: Vec<usize> = word.chars().map(|c| fold(c) as usize).collect();
                    key.push(kind as usize);
                    if !seen.insert(key) {
                        out.problems.push((n + 1, Reason::Twice));
                        continue;
                    }
                    words.push((kind, word, out.entries.len()));
                    out.entries.push((kind, name));
                }
            }
        }
        let of = |kinds: &[Kind]| {
            let chosen = words.iter().filter(|(k, ..)| kinds.contains(k));
            WordSet::new(chosen.map(|(_, w, i)| (w.as_str(), *i)))
        };
        out.indicators = of(&[Kind::Indicator]);
        out.themes = of(&[Kind::Theme]);
        out.named = of(&[Kind::Body, Kind::Mechanism]);
        out
    }

    /// One line: its kind, its word, and the name that the word stands for.
    fn entry(&self, line: &str) -> Result<(Kind, String, String), Reason> {
        // Of cells parted by tabs a comma is a part.
        let marks = if line.contains('\t') { "\t" } else { ",，" };
        let mut cells = vec![String::new()];
        for c in line.chars() {
            match cells.last_mut() {
                Some(cell) if !is_one_of(c, marks) => cell.push(c),
                _ => cells.push(String::new()),
            }
        }
        cells.resize(3, String::new());
        let [kind, word, name] = [0, 1, 2].map(|k| clean(&cells[k]));
        let kind = match kind.as_str() {
            "指标" | "indicator" => Kind::Indicator,
            "机构" | "单位" | "body" => Kind::Body,
            "机制" | "mechanism" => Kind::Mechanism,
            "主题" | "theme" => Kind::Theme,
            _ => return Err(Reason::Kind),
        };
        if !(2..=LONGEST_WORD).contains(&word.chars().count()) {
            return Err(Reason::Word);
        }
        if kind == Kind::Theme && name.is_empty() {
            return Err(Reason::Name);
        }
        if self.entries.len() >= MOST_ENTRIES {
            return Err(Reason::TooMany);
        }
        let name = if name.is_empty() { word.clone() } else { name };
        Ok((kind, word, name))
    }

    /// Where its bodies and mechanisms are named. They are closed to what reads
    /// numbers and dates: 三横四纵 of a name counts nothing.
    #[doc(hidden)]
    pub fn claim(&self, text: &Text, claims: &mut Claims) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut i = 0;
        while self.has_words() && i < text.len() {
            let found = self.named.longest(&text.chars, i);
            let Some((n, entry)) = found.filter(|_| claims.owner(i) == Owner::Free) else {
                i += 1;
                continue;
            };
            let span = Span::new(i, i + n);
            if claims.is_free(span) {
                claims.claim(span, Owner::Frozen);
                let (kind, name) = self.entries[entry].clone();
                out.push(Mention { span, kind, name });
            }
            i += n;
        }
        out
    }

    /// The reader has given words: most have none, and asking each place of a text for
    /// them would be a tenth of its reading.
    ///
    /// ```
    /// use fazhi_lens::vocabulary::Vocabulary;
    /// assert!(!Vocabulary::new("# 机构").has_words());
    /// ```
    pub fn has_words(&self) -> bool {
        !self.entries.is_empty()
    }

    /// The lengths of the reader's words of any kind that start at `at`.
    #[doc(hidden)]
    pub fn words_at<'a>(
        &'a self,
        chars: &'a [char],
        at: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        [&self.indicators, &self.themes, &self.named]
            .into_iter()
            .flat_map(move |set| set.all(chars, at))
            .map(|(len, _)| len)
    }

    /// The theme whose keywords a stretch holds most of, by characters.
    #[doc(hidden)]
    pub fn theme(&self, text: &Text, span: Span) -> Option<&str> {
        let mut scores: Vec<(&str, usize)> = Vec::new();
        let mut i = span.start;
        while self.has_words() && i < span.end {
            let Some((n, entry)) = self.themes.longest(&text.chars, i) else {
                i += 1;
                continue;
            };
            let theme = self.entries[entry].1.as_str();
            match scores.iter_mut().find(|(t, _)| *t == theme) {
                Some((_, score)) => *score += n,
                None => scores.push((theme, n)),
            }
            i += n;
        }
        let most = scores.iter().map(|&(_, n)| n).max()?;
        scores.iter().find(|&&(_, n)| n == most).map(|&(t, _)| t)
    }
}

/// A cell without the quotation marks of a spreadsheet, and without the blanks
/// that the reading of a Chinese text leaves out.
fn clean(cell: &str) -> String {
    let chinese = cell.chars().any(is_han);
    let keeps = |c: &char| *c != '"' && !(chinese && c.is_whitespace());
    let kept: String = cell.chars().filter(keeps).collect();
    kept.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_lines_and_tells_of_those_it_cannot_take() {
        let v = Vocabulary::new(
            "\u{feff}类别\t词\t名称\n# 机构\n机构,区法援中心,区法律援助中心\r\n\n单位\t水城 区应急局\n别的\t词语\n指标\t件\n\
             主题\t积水点\nbody，区法援中心\n主题\t积水点\t海绵城市\n",
        );
        let taken: Vec<_> = v.entries.iter().map(|(k, n)| (*k, n.as_str())).collect();
        assert_eq!(
            taken,
            [
                (Kind::Body, "区法律援助中心"),
                (Kind::Body, "水城区应急局"),
                (Kind::Theme, "海绵城市")
            ]
        );
        assert_eq!(
            v.problems,
            [
                (6, Reason::Kind),
                (7, Reason::Word),
                (8, Reason::Name),
                (9, Reason::Twice)
            ]
        );
    }

    #[test]
    fn stops_taking_at_its_limit() {
        let file: String = (0..MOST_ENTRIES + 2)
            .map(|i| format!("机制\t甲{i}法\n"))
            .collect();
        let v = Vocabulary::new(&file);
        assert_eq!(v.entries.len(), MOST_ENTRIES);
        assert_eq!(v.problems.len(), 2);
        assert_eq!(v.problems[0], (MOST_ENTRIES + 1, Reason::TooMany));
    }
}
