//! Folding: one character for one character, never more and never fewer.
//!
//! The later stages compare against one form of each mark instead of every
//! width and shape that keyboards, Word and web pages produce. Because a fold
//! never inserts or deletes, the folded text and the source share one index.

/// The folded form of `c`.
///
/// | printed | folded |
/// |---|---|
/// | `１２％（，：；．` | `12%(,:;.` |
/// | en dash, em dash, minus, horizontal bar | `-` |
/// | `～` `〜` `∼` | `~` |
/// | `•` `・` `‧` | `·` |
/// | `○` `◯` | `〇` |
/// | every kind of blank | a space |
pub fn fold(c: char) -> char {
    match c {
        // Nearly every character of a report.
        '\u{4E00}'..='\u{9FFF}' => c,
        // The block is ASCII moved up by 0xFEE0.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{30FC}' => '-',
        '\u{301C}' | '\u{223C}' | '\u{02DC}' => '~',
        '•' | '・' | '‧' | '∙' | '⋅' | '･' => '·',
        '○' | '◯' | '〇' => '〇',
        '〈' | '﹤' => '<',
        '〉' | '﹥' => '>',
        '﹪' => '%',
        '﹙' => '(',
        '﹚' => ')',
        '﹐' => ',',
        '﹒' => '.',
        '﹕' | '︰' | '∶' => ':',
        '﹔' => ';',
        '｡' => '。',
        '､' | '﹑' => '、',
        '✕' | '✖' => '×',
        '\t'
        | '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => ' ',
        _ => c,
    }
}

/// The first place of a word, in folded form, among folded characters.
pub(crate) fn find(c: &[char], word: &str) -> Option<usize> {
    let n = word.chars().count();
    c.windows(n)
        .position(|x| x.iter().copied().eq(word.chars()))
}

/// Whether a word stands among the characters.
pub(crate) fn contains(c: &[char], word: &str) -> bool {
    find(c, word).is_some()
}

/// Whether `c` is among the characters of `set`; [`one_of!`] asks a set that is known
/// beforehand.
pub fn is_one_of(c: char, set: &str) -> bool {
    set.chars().any(|x| x == c)
}

/// Whether a character is among those of a constant string, which are laid out when the
/// crate is compiled: to decode them each time took a tenth of a reading.
macro_rules! one_of {
    ($c:expr, $set:expr $(,)?) => {{
        const SET: &[u16] = &$crate::fold::units::<{ $crate::fold::count($set) }>($set);
        $crate::fold::is_among($c, SET)
    }};
}
pub(crate) use one_of;

/// `c` is among characters of the basic plane.
pub fn is_among(c: char, set: &[u16]) -> bool {
    set.iter().any(|&x| u32::from(x) == u32::from(c))
}

/// The number of characters.
pub const fn count(text: &str) -> usize {
    let (bytes, mut at, mut n) = (text.as_bytes(), 0, 0);
    while at < bytes.len() {
        // Not the inner byte of a character.
        n += (bytes[at] & 0xC0 != 0x80) as usize;
        at += 1;
    }
    n
}

/// The characters of a text, each of which takes one UTF-16 unit.
///
/// # Panics
/// Where one lies beyond the basic plane; used for constants, that ends the compilation.
pub const fn units<const N: usize>(text: &str) -> [u16; N] {
    let bytes = text.as_bytes();
    let mut units = [0; N];
    let (mut at, mut n) = (0, 0);
    while at < bytes.len() {
        let head = bytes[at] as u16;
        let (code, len) = match head {
            0..0x80 => (head, 1),
            0xC0..0xE0 => ((head & 0x1F) << 6 | inner(bytes[at + 1]), 2),
            0xE0..0xF0 => {
                let low = inner(bytes[at + 1]) << 6 | inner(bytes[at + 2]);
                ((head & 0x0F) << 12 | low, 3)
            }
            _ => panic!("beyond the basic plane"),
        };
        units[n] = code;
        n += 1;
        at += len;
    }
    units
}

/// What the inner byte of a character adds to it.
const fn inner(byte: u8) -> u16 {
    (byte & 0x3F) as u16
}

/// The last bytes of some characters: what is asked of every character of a text leaves
/// nine in ten out by it, before a list is looked through.
pub struct LastBytes([bool; 256]);

impl Default for LastBytes {
    fn default() -> LastBytes {
        LastBytes([false; 256])
    }
}

impl LastBytes {
    pub fn of(chars: impl Iterator<Item = char>) -> LastBytes {
        let mut bytes = LastBytes::default();
        chars.for_each(|c| bytes.add(c));
        bytes
    }

    pub fn add(&mut self, c: char) {
        self.0[c as usize & 0xFF] = true;
    }

    /// `c` may be among them; where this is false it is not.
    pub fn may_hold(&self, c: char) -> bool {
        self.0[c as usize & 0xFF]
    }
}

/// Han characters, the ideographic zero included.
#[inline(always)]
pub fn is_han(c: char) -> bool {
    // The first block holds nearly all of them.
    matches!(c, '\u{4E00}'..='\u{9FFF}')
        || matches!(c,
            '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// What a numeral can begin with: digits, Chinese numerals, those of cheques, scale words.
pub fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '〇'
            | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '两'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '廿'
            | '卅'
            | '壹'
            | '贰'
            | '貳'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
    )
}

/// Invisible characters that carry no text: byte-order marks, joiners, soft
/// hyphens, and control characters other than tab and line ends.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{AD}')
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}'))
}

/// A string in folded form, for comparing words of different widths.
pub(crate) fn fold_text(s: &str) -> String {
    // Nothing takes more bytes folded; to let it grow cost a hundredth of a reading.
    let mut out = String::with_capacity(s.len());
    out.extend(s.chars().map(fold));
    out
}

/// Whether the characters stand side by side in a string, as `contains` tells of a string.
pub(crate) fn has_chars(s: &str, chars: &[char]) -> bool {
    let mut rest = s.chars();
    loop {
        let mut here = rest.clone();
        if chars.iter().all(|c| here.next() == Some(*c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_each_family() {
        for (from, to) in [
            ("１２％（，：；．", "12%(,:;."),
            ("2016—2020", "2016-2020"),
            ("60％～70％", "60%~70%"),
            ("12•4", "12·4"),
            ("二○二一", "二〇二一"),
            ("〈办法〉", "<办法>"),
        ] {
            assert_eq!(from.chars().map(fold).collect::<String>(), to);
        }
    }

    #[test]
    fn leaves_the_marks_that_mean_something() {
        for c in "。、《》“”〔〕①%·".chars() {
            assert_eq!(fold(c), c);
        }
    }
}
