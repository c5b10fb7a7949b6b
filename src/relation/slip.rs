//! Slips of typing: what a figure may have been before one wrong touch of the keys.

use crate::fact::number::Decimal;

/// The figures that one slip makes of `printed`: one digit another, two neighbours
/// exchanged, a digit too many or too few. The place of the last digit stays.
pub fn neighbours(printed: Decimal) -> Vec<Decimal> {
    let digits = printed.digits.unsigned_abs().to_string().into_bytes();
    let mut out: Vec<Vec<u8>> = Vec::new();
    // Longer figures than any report's have no neighbours.
    if digits.len() > 15 {
        return Vec::new();
    }
    for at in 0..digits.len() {
        for d in b'0'..=b'9' {
            let mut other = digits.clone();
            other[at] = d;
            out.push(other);
        }
        if at + 1 < digits.len() {
            let mut other = digits.clone();
            other.swap(at, at + 1);
            out.push(other);
            let mut fewer = digits.clone();
            fewer.remove(at);
            out.push(fewer);
        }
    }
    for at in 0..=digits.len() {
        for d in b'0'..=b'9' {
            let mut more = digits.clone();
            more.insert(at, d);
            out.push(more);
        }
    }
    let value = |d: Vec<u8>| d.iter().fold(0i64, |n, d| n * 10 + i64::from(d - b'0'));
    let values = out.into_iter().map(value);
    values
        .filter(|&n| n != printed.digits && n > 0)
        .map(|n| Decimal::new(n, printed.exponent))
        .collect()
}
