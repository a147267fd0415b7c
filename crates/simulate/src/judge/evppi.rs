//! What knowing one value would be worth, by regressing each strategy's net benefit on it.

use super::{
    NetBenefits, Worth,
    spline::{Basis, Fitted, along},
};
use crate::chance::{Purpose, StreamId, normal_quantile};

/// How often coefficients are shaken for the standard error.
const SHAKES: usize = 200;

/// E over φ of the best given φ, less the best on average; φ by draw. A value that does not vary is worth nothing to know.
/// `None` when φ has another number of draws.
#[must_use]
pub fn evppi(benefits: &NetBenefits, value: &[f64]) -> Option<Worth> {
    curves(benefits, value).map(|curves| curves.map_or(NOTHING, |curves| curves.worth(|row| *row)))
}

const NOTHING: Worth = Worth { worth: 0.0, error: 0.0 };

/// The curves of every strategy's advantage over the first; `Some(None)` when the value does not vary.
pub(super) fn curves(benefits: &NetBenefits, value: &[f64]) -> Option<Option<Curves>> {
    let all = benefits.by_strategy();
    let first = all.first().filter(|first| first.len() == value.len())?;
    let Some(basis) = Basis::new(value) else { return Some(None) };
    let fitted = all[1..]
        .iter()
        .map(|it| basis.fit(&it.iter().zip(first).map(|(a, b)| a - b).collect::<Vec<_>>()))
        .collect();
    Some(Some(Curves { basis, fitted }))
}

/// Fitted advantages.
pub(super) struct Curves {
    pub(super) basis: Basis,
    fitted: Vec<Fitted>,
}

impl Curves {
    /// The worth of knowing what `moved` makes of each draw's place on the curves.
    pub(super) fn worth(&self, moved: impl Fn(&[f64; 5]) -> [f64; 5]) -> Worth {
        let rows: Vec<[f64; 5]> = self.basis.rows().iter().map(moved).collect();
        let plain: Vec<[f64; 5]> = self.fitted.iter().map(|it| it.coefficients).collect();
        let mut chance = StreamId::of(0, Purpose::Measured).stream();
        let shaken: Vec<f64> = (0..SHAKES)
            .map(|_| {
                let shake = |it: &Fitted| {
                    let z = std::array::from_fn(|_| normal_quantile(chance.unit()));
                    self.basis.shaken(it, z)
                };
                gain(&rows, &self.fitted.iter().map(shake).collect::<Vec<_>>())
            })
            .collect();
        let n = SHAKES as f64;
        let mean = shaken.iter().sum::<f64>() / n;
        let by_fit = shaken.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / (n - 1.0);
        // Which values were drawn is chance as well.
        let by_draws = spread_of_gain(&rows, &plain) / rows.len() as f64;
        Worth { worth: gain(&rows, &plain), error: libm::sqrt(by_fit + by_draws) }
    }
}

/// The best along the curves, the first strategy's being flat nought.
fn best_at(row: &[f64; 5], coefficients: &[[f64; 5]]) -> f64 {
    coefficients.iter().map(|it| along(row, it)).fold(0.0, f64::max)
}

fn means(rows: &[[f64; 5]], coefficients: &[[f64; 5]]) -> Vec<f64> {
    coefficients
        .iter()
        .map(|it| rows.iter().map(|row| along(row, it)).sum::<f64>() / rows.len() as f64)
        .collect()
}

fn gain(rows: &[[f64; 5]], coefficients: &[[f64; 5]]) -> f64 {
    let knowing = rows.iter().map(|row| best_at(row, coefficients)).sum::<f64>() / rows.len() as f64;
    let now = means(rows, coefficients).into_iter().fold(0.0, f64::max);
    (knowing - now).max(0.0)
}

fn spread_of_gain(rows: &[[f64; 5]], coefficients: &[[f64; 5]]) -> f64 {
    let means = means(rows, coefficients);
    let best = means.iter().enumerate().filter(|(_, mean)| **mean > 0.0).max_by(|a, b| a.1.total_cmp(b.1));
    let best = best.map(|(at, _)| coefficients[at]);
    let lost = rows.iter().map(|row| best_at(row, coefficients) - best.map_or(0.0, |it| along(row, &it)));
    let lost: Vec<f64> = lost.collect();
    let mean = lost.iter().sum::<f64>() / lost.len() as f64;
    lost.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / (lost.len() as f64 - 1.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{normal, normal_density, normal_probability};

    #[test]
    fn two_values_of_a_vignette() {
        let mut chance = StreamId::of(9, Purpose::Yardstick).stream();
        let n = 50_000;
        let (mut first, mut second, mut inb) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..n {
            let (p1, p2) = (normal(&mut chance, 1.0, 1.0), normal(&mut chance, 0.0, 2.0));
            inb.push(p1 + p2);
            first.push(p1);
            second.push(p2);
        }
        let them = NetBenefits::new(vec![vec![0.0; n], inb]).unwrap();
        let exact = |sigma: f64| sigma * normal_density(1.0 / sigma) - normal_probability(-1.0 / sigma);
        for (value, sigma, tabled) in [(&first, 1.0, 0.083_315_5), (&second, 2.0, 0.395_593_1)] {
            assert!((exact(sigma) - tabled).abs() < 5e-8);
            let worth = evppi(&them, value).unwrap();
            assert!(
                (worth.worth - tabled).abs() < 4.0 * worth.error && worth.error < 0.02,
                "{worth:?} for {tabled}"
            );
        }
        assert_eq!(evppi(&them, &vec![3.0; n]), Some(NOTHING));
        assert_eq!(evppi(&them, &[1.0]), None);
    }
}
