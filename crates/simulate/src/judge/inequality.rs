//! The slope index of inequality: how much more the most deprived are served than the least, by a line through all fifths.

/// The slope index: what the line says of the most deprived less what it says of the least. `living` and `rates` go from the
/// most deprived fifth to the least; fifths count by how many live in them. Nothing when everybody lives in one fifth.
#[must_use]
pub fn slope_index(living: &[f64; 5], rates: &[f64; 5]) -> Option<f64> {
    let all: f64 = living.iter().sum();
    if all <= 0.0 {
        return None;
    }
    // Each fifth stands at the middle of its part of everybody, in order of deprivation.
    let mut before = 0.0;
    let ranks = living.map(|people| {
        let middle = (before + people / 2.0) / all;
        before += people;
        middle
    });
    let mean = |of: &dyn Fn(usize) -> f64| (0..5).map(|it| living[it] * of(it)).sum::<f64>() / all;
    let (rank, rate) = (mean(&|it| ranks[it]), mean(&|it| rates[it]));
    let together = mean(&|it| (ranks[it] - rank) * (rates[it] - rate));
    let spread = mean(&|it| (ranks[it] - rank) * (ranks[it] - rank));
    (spread > 1e-12).then(|| -together / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        // On a line from 30 at the most deprived end to 10 at the least, whatever the fifths' sizes.
        for living in [[1.0; 5], [5.0, 1.0, 2.0, 8.0, 3.0]] {
            let all: f64 = living.iter().sum();
            let mut before = 0.0;
            let rates = living.map(|people| {
                let middle = (before + people / 2.0) / all;
                before += people;
                30.0 - 20.0 * middle
            });
            assert!((slope_index(&living, &rates).unwrap() - 20.0).abs() < 1e-9);
        }
        assert_eq!(slope_index(&[1.0, 0.0, 0.0, 0.0, 0.0], &[1.0; 5]), None);
        assert!(slope_index(&[1.0; 5], &[2.0; 5]).unwrap().abs() < 1e-12);
    }
}
