//! The next free id of a yearly series: `SK-2021-04`.

/// The id behind the highest of a year's; others are passed over.
pub(super) fn next_id<'i>(series: &str, year: i32, ids: impl Iterator<Item = &'i str>) -> String {
    let prefix = format!("{series}-{year}-");
    let number = |id: &str| id.strip_prefix(&prefix)?.parse::<u32>().ok();
    let highest = ids.filter_map(number).max().unwrap_or(0);
    format!("{prefix}{:02}", highest.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_stands_behind_the_highest_of_its_year() {
        let next = |ids: &[&str]| next_id("SK", 2021, ids.iter().copied());
        assert_eq!(next(&[]), "SK-2021-01");
        assert_eq!(next(&["SK-2021-09", "SK-2021-02", "SK-2020-40", "yc-50", "SK-2021-x"]), "SK-2021-10");
        assert_eq!(next(&["SK-2021-099"]), "SK-2021-100");
    }
}
