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
    /// 元 for 万元.
    Scale,
}

impl Slip {
    /// How often a slip is of this kind, of all slips.
    pub fn share(self) -> f64 {
        match self {
            Slip::Transposed => 0.3,
            Slip::Digit => 0.4,
            Slip::Dropped | Slip::Added => 0.15,
            Slip::Scale => 0.05,
        }
    }

    /// What it is worth in bits that this slip explains a failure, where so many slips of the
    /// kind were tried and so many values were possible.
    fn worth(self, values: f64, tried: f64) -> f64 {
        (self.share() * values.max(1.0) * OTHERS / tried).log2()
    }

    pub const ALL: [Slip; 5] = [
        Slip::Transposed,
        Slip::Digit,
        Slip::Dropped,
        Slip::Added,
        Slip::Scale,
    ];
}

/// Of three results that the structure might have meant, one is another's.
pub const OTHERS: f64 = 3.0;

/// The most that a slip which explains a failure is worth.
pub const MOST: f64 = 6.0;

/// Slips that were tried, by kind: how many, and whether one of them explains a failure. Each
/// kind is weighed by itself: that two digits exchanged make a sum right is seldom chance, that
/// one digit changed does often is.
#[derive(Default)]
pub struct Tried([(f64, bool); Slip::ALL.len()]);

impl Tried {
    pub fn add(&mut self, slip: Slip, explains: bool) {
        let kind = &mut self.0[slip as usize];
        kind.0 += 1.0;
        kind.1 |= explains;
    }

    /// What the best explanation is worth, where so many values were possible; kinds that are
    /// not to count are left out. None where no slip explains it.
    pub fn best(&self, values: f64, counts: impl Fn(Slip) -> bool) -> Option<f64> {
        let all = Slip::ALL.iter().zip(self.0);
        let explaining = all.filter(|(slip, kind)| kind.1 && counts(**slip));
        let worth = explaining.map(|(slip, (tried, _))| slip.worth(values, tried));
        worth.reduce(f64::max).map(|bits| bits.min(MOST))
    }
}

/// How often, of all slips, a figure is one beside it once more.
const COPIED: f64 = 0.1;

/// What it is worth that a figure stands twice among so many that fail; none where small ones
/// are alike by chance.
pub fn copied(value: f64, among: usize) -> Option<f64> {
    let pairs = (among * (among - 1) / 2) as f64;
    let bits = (COPIED * value * OTHERS / pairs).log2();
    (bits > 0.0).then(|| bits.min(MOST))
}

/// The figures that one slip behind the point makes into `printed`: a digit too many or too few
/// leaves the places before it, and the point itself may stand one place off.
pub fn behind_point(printed: Decimal) -> impl Iterator<Item = (Slip, Decimal)> {
    let moved = move |slip: Slip, digits: i64, by: i32| {
        let other = Decimal::new(digits, printed.exponent + by);
        (digits != 0).then_some((slip, other))
    };
    let length = neighbours(printed).filter_map(move |(slip, other)| match slip {
        Slip::Dropped => moved(slip, other.digits, -1),
        Slip::Added => moved(slip, other.digits, 1),
        _ => None,
    });
    let point = [-1, 1]
        .into_iter()
        .filter_map(move |by| moved(Slip::Digit, printed.digits, by));
    length.chain(point)
}

/// An amount of which 万 was lost, or put in: 8379元 for 8379万元.
pub fn scaled(printed: Decimal) -> impl Iterator<Item = (Slip, Decimal)> {
    let by = move |by: i32| {
        (
            Slip::Scale,
            Decimal::new(printed.digits, printed.exponent + by),
        )
    };
    [4, -4].into_iter().map(by)
}

/// What it is worth that one slip in either makes two figures one; none where no slip does.
pub fn between(a: Decimal, b: Decimal) -> Option<f64> {
    if !may_slip(a, b) {
        return None;
    }
    let mut tried = Tried::default();
    for (one, other) in [(a, b), (b, a)] {
        for (slip, read) in neighbours(one) {
            tried.add(slip, (read.value() - other.value()).abs() < 1e-9);
        }
    }
    let best = tried.best(a.digits.max(b.digits) as f64, |_| true);
    best.map(|bits| bits.max(0.0))
}

/// One slip may make the one figure of the other; where this is false none does. Most pairs
/// are out by it: to try all slips took a fortieth of a reading.
fn may_slip(a: Decimal, b: Decimal) -> bool {
    // Of smaller places figures that differ are taken for the same.
    if a.exponent != b.exponent || a.exponent < -8 {
        return true;
    }
    let (mut a, mut b) = (a.digits.unsigned_abs(), b.digits.unsigned_abs());
    while a != b && a % 10 == b % 10 {
        (a, b) = (a / 10, b / 10);
    }
    // What is left ends in the slip: in two digits exchanged, in another, in one too many.
    a / 100 == b / 100 || a / 10 == b || a == b / 10
}

/// Longer figures than any report's have no neighbours: so many digits fit, with one more.
const MOST_DIGITS: u32 = 15;

/// The figures that one slip makes into `printed`, each with the slip: one digit another,
/// two neighbours exchanged, a digit too many or too few. The place of the last digit stays.
pub fn neighbours(printed: Decimal) -> impl Iterator<Item = (Slip, Decimal)> {
    let n = printed.digits.unsigned_abs();
    let len = n.checked_ilog10().map_or(1, |log| log + 1);
    let places = 0..if len > MOST_DIGITS { 0 } else { len };
    let within = places.clone().flat_map(move |place| {
        let unit = 10u64.pow(place);
        let (head, digit, tail) = (n / unit / 10, n / unit % 10, n % unit);
        let other = (0..10).map(move |d| (Slip::Digit, n - digit * unit + d * unit));
        // 351 for 315: the digit and the one before it.
        let before = head % 10;
        let swapped = n - before * unit * 10 - digit * unit + digit * unit * 10 + before * unit;
        let swapped = (place + 1 < len).then_some((Slip::Transposed, swapped));
        let fewer = (len > 1).then_some((Slip::Added, head * unit + tail));
        other.chain(swapped).chain(fewer)
    });
    let longer = 0..if places.is_empty() { 0 } else { len + 1 };
    let more = longer.flat_map(move |place| {
        let unit = 10u64.pow(place);
        let (head, tail) = (n / unit, n % unit);
        (0..10).map(move |d| (Slip::Dropped, (head * 10 + d) * unit + tail))
    });
    within
        .chain(more)
        .filter(move |&(_, other)| other != n && other > 0)
        .filter_map(move |(slip, other)| {
            let digits = i64::try_from(other).ok()?;
            Some((slip, Decimal::new(digits, printed.exponent)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_touch() {
        let of = |digits| -> Vec<(Slip, i64)> {
            let all = neighbours(Decimal::new(digits, 0));
            all.map(|(slip, other)| (slip, other.digits)).collect()
        };
        let all = of(315);
        for expected in [
            (Slip::Transposed, 351),
            (Slip::Transposed, 135),
            (Slip::Digit, 215),
            (Slip::Digit, 310),
            (Slip::Added, 35),
            (Slip::Added, 31),
            (Slip::Dropped, 3150),
            (Slip::Dropped, 4315),
        ] {
            assert!(all.contains(&expected), "{expected:?}");
        }
        assert!(all.iter().all(|&(_, other)| other != 315));
        for &(_, other) in &all {
            assert!(
                may_slip(Decimal::new(315, 0), Decimal::new(other, 0)),
                "{other}"
            );
        }
        assert!(!may_slip(Decimal::new(315, 0), Decimal::new(462, 0)));
        assert!(!of(7).contains(&(Slip::Added, 0)));
        assert!(of(1_000_000_000_000_000).is_empty());
    }
}
