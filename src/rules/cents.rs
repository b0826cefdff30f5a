//! From an amount of money to whole cents.

/// The most cents that are counted, either way: floats still tell each from the next.
const MOST: f64 = 9e15;

/// Returns an amount in cents, halves to the even one; none if it is too large or no number.
pub fn cents(amount: f64) -> Option<i64> {
    let cents = (amount * 100.0).round_ties_even();
    (cents.abs() <= MOST).then_some(cents as i64)
}

#[cfg(test)]
mod tests {
    use super::cents;

    #[test]
    fn halves_go_to_the_even_cent() {
        let rounded = [0.125, 0.375, -0.125, 62.5, 0.1 + 0.2, 0.0].map(cents);
        assert_eq!(rounded, [12, 38, -12, 6250, 30, 0].map(Some));
    }

    #[test]
    fn what_is_no_amount_has_no_cents() {
        for amount in [f64::NAN, f64::INFINITY, -f64::INFINITY, 9.1e13, -9.1e13, f64::MAX] {
            assert_eq!(cents(amount), None, "{amount}");
        }
        assert_eq!(cents(-9e13), Some(-9_000_000_000_000_000));
    }
}
