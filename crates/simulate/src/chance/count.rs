//! Samplers of what is counted and shared out: Poisson and Dirichlet.

use libm::{exp, floor, lgamma, log, sqrt};

use super::{Stream, gamma};

/// Above this mean the count is drawn by rejection, below it one step at a time.
const MANY: f64 = 10.0;

/// How many came, when `mean` come on average.
pub fn poisson(stream: &mut Stream, mean: f64) -> u64 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    if mean < MANY { few(stream.unit(), mean) } else { many(stream, mean) }
}

/// By inversion: one number used.
pub(crate) fn few(unit: f64, mean: f64) -> u64 {
    let mut chance = exp(-mean);
    let mut sum = chance;
    let mut count = 0u64;
    while unit > sum && count < 1_000 {
        count += 1;
        chance *= mean / count as f64;
        sum += chance;
    }
    count
}

/// Transformed rejection with squeeze (Hörmann 1993, PTRS).
fn many(stream: &mut Stream, mean: f64) -> u64 {
    let b = 0.931 + 2.53 * sqrt(mean);
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let squeeze = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = stream.unit() - 0.5;
        let v = stream.unit();
        let us = 0.5 - u.abs();
        let k = floor((2.0 * a / us + b) * u + mean + 0.43);
        if us >= 0.07 && v <= squeeze {
            return k as u64;
        }
        if k < 0.0 || (us < 0.013 && v > us) {
            continue;
        }
        let accept = log(v * inverse_alpha / (a / (us * us) + b));
        if accept <= k * log(mean) - mean - lgamma(k + 1.0) {
            return k as u64;
        }
    }
}

/// Shares that add up to one, around `weights`, the closer the larger the weights are.
pub fn dirichlet(stream: &mut Stream, weights: &[f64]) -> Vec<f64> {
    let parts: Vec<f64> =
        weights.iter().map(|weight| if *weight > 0.0 { gamma(stream, *weight, 1.0) } else { 0.0 }).collect();
    let sum: f64 = parts.iter().sum();
    if sum > 0.0 {
        return parts.iter().map(|part| part / sum).collect();
    }
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId};

    #[test]
    fn poisson_has_its_mean_and_variance() {
        for mean in [0.3, 3.0, 9.9, 10.0, 47.0, 3_000.0] {
            let mut stream = StreamId::of(3, Purpose::Yardstick).stream();
            let n = 100_000;
            let (mut sum, mut squares) = (0.0, 0.0);
            for _ in 0..n {
                let x = poisson(&mut stream, mean) as f64 - mean;
                sum += x;
                squares += x * x;
            }
            let n = f64::from(n);
            assert!((sum / n).abs() < 4.0 * (mean / n).sqrt(), "{mean}: off by {}", sum / n);
            assert!((squares / n / mean - 1.0).abs() < 0.04, "{mean}: variance {}", squares / n);
        }
        assert_eq!(poisson(&mut StreamId::of(3, Purpose::Yardstick).stream(), 0.0), 0);
    }

    #[test]
    fn shares_add_up_and_gather_round_their_weights() {
        let mut stream = StreamId::of(4, Purpose::Yardstick).stream();
        let mut sums = [0.0; 3];
        for _ in 0..20_000 {
            let shares = dirichlet(&mut stream, &[6.0, 3.0, 1.0]);
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (sum, share) in sums.iter_mut().zip(shares) {
                *sum += share / 20_000.0;
            }
        }
        for (mean, expected) in sums.iter().zip([0.6, 0.3, 0.1]) {
            assert!((mean - expected).abs() < 0.005, "{sums:?}");
        }
        assert_eq!(dirichlet(&mut stream, &[1.0, 0.0])[1], 0.0);
    }

    #[test]
    fn the_first_values_never_change() {
        let stream = &mut StreamId::of(20, Purpose::Yardstick).stream();
        let counts: Vec<u64> = [0.5, 5.0, 50.0, 5_000.0].map(|mean| poisson(stream, mean)).to_vec();
        let shares: Vec<String> =
            dirichlet(stream, &[2.0, 1.0]).iter().map(|x| format!("{:016x}", x.to_bits())).collect();
        assert_eq!(
            format!("{counts:?} {}", shares.join(" ")),
            "[1, 5, 48, 4902] 3fe8c3c768e4ef09 3fccf0e25c6c43db"
        );
    }
}
