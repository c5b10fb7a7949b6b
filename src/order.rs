//! Putting lists in document order.
//!
//! Every type that is sorted by the standard library brings its own copy of the
//! sorting code into the download. Here the keys are sorted, always of one type,
//! and the list is laid out after them.

/// Sorts by a pair of numbers; what is equal keeps its order.
pub(crate) fn by<T>(list: &mut Vec<T>, key: impl Fn(&T) -> (usize, usize)) {
    let mut keys: Vec<(usize, usize, usize)> = list
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let (a, b) = key(item);
            (a, b, i)
        })
        .collect();
    if keys.is_sorted() {
        return;
    }
    keys.sort_unstable();
    let mut items: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(keys.into_iter().filter_map(|(_, _, i)| items[i].take()));
}

/// Items by their keys, the keys in order; items of one key keep theirs.
pub(crate) fn grouped(mut items: Vec<(usize, usize)>) -> Vec<Vec<usize>> {
    by(&mut items, |&(key, _)| (key, 0));
    items
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| group.iter().map(|&(_, item)| item).collect())
        .collect()
}

/// A key that sorts the other way round.
pub(crate) fn last_first(key: usize) -> usize {
    usize::MAX - key
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_stable() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        super::by(&mut list, |x| (x.0, 0));
        assert_eq!(list, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
