//! Whether a run settles, or whether more and more orders pile up.

/// Says whether the number of orders in the house keeps growing.
///
/// Compares the last quarter of the samples with the second: a settled run wanders around one
/// level, an overloaded one climbs. Small numbers may wander far, hence the allowance of four
/// square roots.
pub fn is_growing(in_house: &[usize]) -> bool {
    let quarter = in_house.len() / 4;
    if quarter < 2 {
        return false;
    }
    let mean = |part: &[usize]| part.iter().sum::<usize>() as f64 / part.len() as f64;
    let before = mean(&in_house[quarter..2 * quarter]);
    let after = mean(&in_house[in_house.len() - quarter..]);
    after > 1.5 * before + 4.0 * before.sqrt() + 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_climb_is_growing_and_a_level_is_not() {
        let climb: Vec<usize> = (0..40).map(|n| n * 5).collect();
        assert!(is_growing(&climb));
        let level: Vec<usize> = (0..40).map(|n| 50 + n % 7).collect();
        assert!(!is_growing(&level));
        let few: Vec<usize> = (0..40).map(|n| n % 4).collect();
        assert!(!is_growing(&few));
        assert!(!is_growing(&[]));
    }
}
