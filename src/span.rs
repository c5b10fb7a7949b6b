//! Positions: [`Span`] in the reading, [`Utf16Span`] in the text as given.
//!
//! Both are plain pairs that every stage may hold. They stand apart from the
//! finished model so that no stage has to look up at the roof for a position.

use rustc_hash::FxHashMap;

/// A half-open stretch of the reading: positions in `Text::chars`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }
    /// In characters of the reading.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
    pub fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
    /// `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The places of two rows, each in order, as one row in order without a place told twice.
pub fn merged(
    a: impl Iterator<Item = usize>,
    b: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    let mut last = None;
    std::iter::from_fn(move || {
        loop {
            let next = match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x <= y => a.next(),
                (Some(_), None) => a.next(),
                _ => b.next(),
            }?;
            if last.replace(next) != Some(next) {
                return Some(next);
            }
        }
    })
}

/// Puts items in the order of their keys, equal ones as they stood.
///
/// Every kind of item that `sort_by_key` sorts brings its own copy of the standard
/// library's sort; here one copy sorts the keys of all.
pub fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> [usize; 3]) {
    let keys = items.iter().map(key).enumerate();
    let mut order: Vec<([usize; 3], usize)> = keys.map(|(i, key)| (key, i)).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut left: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|(_, i)| left[i].take()));
}

/// Puts numbers in their order, by the sort that the keys of [`sort_by_key`] have: another
/// would be 4 kB of WebAssembly.
pub fn sort(numbers: &mut Vec<usize>) {
    sort_by_key(numbers, |&n| [n, 0, 0]);
}

/// The members of each group, as they came; the groups in the order of their numbers.
///
/// Takes pairs of a group and a member. In place of a `BTreeMap`: each kind of value brought
/// its own sort and tree, some 16 kB of WebAssembly in all.
pub fn grouped(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut nth: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for (group, member) in pairs {
        let at = *nth.entry(group).or_insert(groups.len());
        if at == groups.len() {
            groups.push((group, Vec::new()));
        }
        groups[at].1.push(member);
    }
    sort_by_key(&mut groups, |group| [group.0, 0, 0]);
    groups.into_iter().map(|(_, members)| members).collect()
}

/// A half-open stretch of the text exactly as given, in UTF-16 code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Span {
    pub start: u32,
    pub end: u32,
}
