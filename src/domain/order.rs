//! Putting rows in order, made once for every kind of row: the standard sort
//! is built anew for each of them, five kilobytes of program a time, for lists
//! of a few dozen. Equal rows keep their order, as with that one. Where a key
//! press waits for hundreds of rows, use the standard one.

use std::cmp::Ordering;

pub fn sort_by<T>(rows: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order_of(rows.len(), &|a, b| compare(&rows[a], &rows[b]));
    let mut taken: Vec<Option<T>> = std::mem::take(rows).into_iter().map(Some).collect();
    rows.extend(order.into_iter().filter_map(|n| taken[n].take()));
}

pub fn sort_by_key<T, K: Ord>(rows: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(rows, |a, b| key(a).cmp(&key(b)));
}

/// The one sort: places of rows, not rows.
fn order_of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_keep_their_order() {
        let mut rows = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut rows, |it| it.0);
        assert_eq!(rows, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        sort_by(&mut rows, |a, b| b.1.cmp(&a.1));
        assert_eq!(rows, [(1, 'd'), (2, 'c'), (1, 'b'), (2, 'a')]);
    }
}
