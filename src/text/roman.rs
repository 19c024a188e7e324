//! Roman numbers, for parts, annexes and quarters.

/// Writes a number from 1 to 3999 in Roman digits; 0 is empty.
#[must_use]
pub fn roman(number: usize) -> String {
    const DIGITS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number;
    let mut text = String::new();
    for (value, digits) in DIGITS {
        text.push_str(&digits.repeat(left / value));
        left %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn fours_and_nines_are_written_by_subtraction() {
        let numbers = [1, 2, 3, 4, 5, 8, 9, 10, 14, 19, 40, 90, 1994].map(roman);
        assert_eq!(
            numbers,
            ["I", "II", "III", "IV", "V", "VIII", "IX", "X", "XIV", "XIX", "XL", "XC", "MCMXCIV"]
        );
    }
}
