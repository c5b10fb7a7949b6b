//! Places in a text, counted in bytes here and in UTF-16 code units by JavaScript.

/// Turns places counted in UTF-16 code units into bytes. They come in any order; one within
/// a character is its beginning, one past the end is the end.
pub fn to_bytes<'a>(text: &str, places: impl IntoIterator<Item = &'a mut usize>) {
    turn(text, places, |c| (c.len_utf16(), c.len_utf8()));
}

/// Turns places counted in bytes into UTF-16 code units, likewise.
pub fn to_utf16<'a>(text: &str, places: impl IntoIterator<Item = &'a mut usize>) {
    turn(text, places, |c| (c.len_utf8(), c.len_utf16()));
}

/// One walk through the text for all places; `width` counts a character both ways.
fn turn<'a>(
    text: &str,
    places: impl IntoIterator<Item = &'a mut usize>,
    width: fn(char) -> (usize, usize),
) {
    let mut places: Vec<&mut usize> = places.into_iter().collect();
    places.sort_unstable();
    let mut places = places.into_iter().peekable();
    let (mut from, mut to) = (0, 0);
    for c in text.chars() {
        let (one, other) = width(c);
        while let Some(place) = places.next_if(|place| **place < from + one) {
            *place = to;
        }
        from += one;
        to += other;
    }
    places.for_each(|place| *place = to);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_both_ways() {
        let text = "一𠀀a二";
        let mut units = [5, 0, 3, 1, 2, 9, 4];
        to_bytes(text, &mut units);
        assert_eq!(units, [11, 0, 7, 3, 3, 11, 8]);
        let mut bytes = [11, 0, 7, 3, 8, 99];
        to_utf16(text, &mut bytes);
        assert_eq!(bytes, [5, 0, 3, 1, 4, 5]);
    }
}
