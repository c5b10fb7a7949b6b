//! Which of its two widths a mark has in the text: what is put in takes it too.

use crate::span::Span;
use crate::text::Text;

/// Marks that have two widths: the folded one and its full-width print.
pub(super) const MARKS: [(char, char); 7] = [
    (',', '，'),
    (';', '；'),
    (':', '：'),
    ('(', '（'),
    (')', '）'),
    ('?', '？'),
    ('!', '！'),
];

/// Of each of [`MARKS`], whether the text mostly has it half-width.
pub(super) struct Widths([bool; MARKS.len()]);

impl Widths {
    pub(super) fn read(text: &Text) -> Widths {
        let mut lead = [0i32; MARKS.len()];
        for at in text.marks(Span::new(0, text.len())) {
            let Some(k) = MARKS.iter().position(|m| m.0 == text.at(at)) else {
                continue;
            };
            // 1,234 and 15:05 are written so in any text.
            let word = |c: char| c.is_ascii_alphanumeric();
            if !(word(text.before(at)) && word(text.at(at + 1))) {
                lead[k] += if text.raw[at] == MARKS[k].0 { 1 } else { -1 };
            }
        }
        let [comma, semicolon, colon, open, close, question, exclamation] = lead;
        // Brackets go by pairs.
        let pair = open + close;
        let lead = [comma, semicolon, colon, pair, pair, question, exclamation];
        Widths(lead.map(|lead| lead > 0))
    }

    /// The print of a folded mark.
    pub(super) fn usual(&self, mark: char) -> char {
        match MARKS.iter().position(|m| m.0 == mark) {
            Some(k) if !self.0[k] => MARKS[k].1,
            _ => mark,
        }
    }
}
