//! Chinese characters and their marks.

/// Whether no blank is written between two characters of one text: both are Chinese.
pub fn touch(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_wide) && after.is_some_and(is_wide)
}

/// A character as wide as it is high: Chinese, with its marks.
fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'
            | '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{2460}'..='\u{24FF}')
}

/// A Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}
