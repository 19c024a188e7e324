//! Which row of the log each exported row is now.

use std::collections::BTreeMap;

/// For each exported row its place among the rows of now; `None` where it is not there as it was, nor known by its key.
///
/// Rows that say the same pair up in their order; of the others those whose key nobody else has on either side.
pub(super) fn pair(exported: &[&[String]], now: &[Vec<String>], key: &[usize]) -> Vec<Option<usize>> {
    let mut same: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (at, row) in now.iter().enumerate().rev() {
        same.entry(row).or_default().push(at);
    }
    let mut pairs: Vec<Option<usize>> =
        exported.iter().map(|row| same.get_mut(row).and_then(Vec::pop)).collect();
    let mut taken = vec![false; now.len()];
    for at in pairs.iter().flatten() {
        taken[*at] = true;
    }
    let key_of = |row: &[String]| key.iter().map(|&at| row[at].trim().to_owned()).collect::<Vec<String>>();
    let left = pairs.iter().enumerate().filter(|(_, pair)| pair.is_none()).map(|(at, _)| at);
    let old = unique(left.map(|at| (key_of(exported[at]), at)));
    let left = (0..now.len()).filter(|&at| !taken[at]);
    let new = unique(left.map(|at| (key_of(&now[at]), at)));
    for (key, at) in old {
        if let (Some(at), Some(Some(now))) = (at, new.get(&key)) {
            pairs[at] = Some(*now);
        }
    }
    pairs
}

/// The places of keys; `None` where two rows have the same, or the key says nothing.
pub(super) fn unique(
    rows: impl Iterator<Item = (Vec<String>, usize)>,
) -> BTreeMap<Vec<String>, Option<usize>> {
    let mut places: BTreeMap<Vec<String>, Option<usize>> = BTreeMap::new();
    for (key, at) in rows {
        let is_empty = key.iter().all(String::is_empty);
        places.entry(key).and_modify(|place| *place = None).or_insert((!is_empty).then_some(at));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(exported: &[&str], now: &[&str], pairs: &[Option<usize>]) {
        let rows = |texts: &[&str]| -> Vec<Vec<String>> {
            texts.iter().map(|text| text.split(',').map(str::to_owned).collect()).collect()
        };
        let exported = rows(exported);
        let exported: Vec<&[String]> = exported.iter().map(Vec::as_slice).collect();
        assert_eq!(pair(&exported, &rows(now), &[0]), pairs);
    }

    #[test]
    fn rows_pair_by_what_they_say_then_by_their_key() {
        check(&["a,1", "b,2"], &["b,2", "a,9"], &[Some(1), Some(0)]);
        check(&["a,1", "a,1"], &["a,1", "x,1", "a,1"], &[Some(0), Some(2)]);
        check(&["a,1", "b,2"], &["b,2"], &[None, Some(0)]);
        // Two rows of one key that both changed cannot be told apart.
        check(&["a,1", "a,2"], &["a,3", "a,4"], &[None, None]);
        check(&["a,1", "a,2"], &["a,1", "a,4"], &[Some(0), Some(1)]);
        check(&[",1"], &[",2"], &[None]);
    }
}
