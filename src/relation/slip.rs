//! Slips of typing: what a figure may have been before one wrong touch of the keys.

use crate::fact::number::Decimal;

/// What a hand does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two neighbours changed places.
    Transposed,
    /// One digit is another.
    Digit,
    /// A digit is missing.
    Dropped,
    /// A digit stands twice, or one too many.
    Added,
}

impl Slip {
    /// How often a slip is of this kind, of all slips.
    pub fn share(self) -> f64 {
        match self {
            Slip::Transposed => 0.3,
            Slip::Digit => 0.4,
            Slip::Dropped | Slip::Added => 0.15,
        }
    }

    pub const ALL: [Slip; 4] = [Slip::Transposed, Slip::Digit, Slip::Dropped, Slip::Added];
}

/// The figures that one slip makes into `printed`, each with the slip: one digit another,
/// two neighbours exchanged, a digit too many or too few. The place of the last digit stays.
pub fn neighbours(printed: Decimal) -> Vec<(Slip, Decimal)> {
    let digits = printed.digits.unsigned_abs().to_string().into_bytes();
    let mut out: Vec<(Slip, Vec<u8>)> = Vec::new();
    // Longer figures than any report's have no neighbours.
    if digits.len() > 15 {
        return Vec::new();
    }
    for at in 0..digits.len() {
        for d in b'0'..=b'9' {
            let mut other = digits.clone();
            other[at] = d;
            out.push((Slip::Digit, other));
        }
        if at + 1 < digits.len() {
            let mut other = digits.clone();
            other.swap(at, at + 1);
            out.push((Slip::Transposed, other));
        }
        if digits.len() > 1 {
            let mut fewer = digits.clone();
            fewer.remove(at);
            out.push((Slip::Added, fewer));
        }
    }
    for at in 0..=digits.len() {
        for d in b'0'..=b'9' {
            let mut more = digits.clone();
            more.insert(at, d);
            out.push((Slip::Dropped, more));
        }
    }
    let value = |d: Vec<u8>| d.iter().fold(0i64, |n, d| n * 10 + i64::from(d - b'0'));
    let values = out.into_iter().map(|(slip, d)| (slip, value(d)));
    values
        .filter(|&(_, n)| n != printed.digits && n > 0)
        .map(|(slip, n)| (slip, Decimal::new(n, printed.exponent)))
        .collect()
}
