//! Samplers of what is measured: exponential, Weibull, normal, lognormal, gamma, beta. By inversion where that is exact
//! and quick, so that one number drawn is one number used and a larger one means a larger value.

use libm::{exp, log, sqrt};

use super::{Stream, normal_quantile, special::power};

/// How long until something that comes `1/mean` times a unit of time: one number used.
#[inline]
pub fn exponential(stream: &mut Stream, mean: f64) -> f64 {
    -log(stream.unit()) * mean
}

/// A Weibull of this shape and scale: one number used.
#[inline]
pub fn weibull(stream: &mut Stream, shape: f64, scale: f64) -> f64 {
    scale * power(-log(stream.unit()), 1.0 / shape)
}

/// A normal: one number used.
#[inline]
pub fn normal(stream: &mut Stream, mean: f64, sd: f64) -> f64 {
    mean + sd * normal_quantile(stream.unit())
}

/// A lognormal whose logarithm has this mean and standard deviation: one number used.
#[inline]
pub fn lognormal(stream: &mut Stream, mu: f64, sigma: f64) -> f64 {
    exp(normal(stream, mu, sigma))
}

/// A gamma (Marsaglia and Tsang 2000): two numbers a try, and few tries.
pub fn gamma(stream: &mut Stream, shape: f64, scale: f64) -> f64 {
    if shape < 1.0 {
        let whole = gamma(stream, shape + 1.0, scale);
        return whole * power(stream.unit(), 1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (3.0 * sqrt(d));
    loop {
        let x = normal(stream, 0.0, 1.0);
        let u = stream.unit();
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        if log(u) < 0.5 * x * x + d - d * v + d * log(v) {
            return d * v * scale;
        }
    }
}

/// A beta: the share of one gamma in two.
pub fn beta(stream: &mut Stream, a: f64, b: f64) -> f64 {
    let x = gamma(stream, a, 1.0);
    let y = gamma(stream, b, 1.0);
    if x + y > 0.0 { x / (x + y) } else { a / (a + b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId};

    fn stream(seed: u64) -> Stream {
        StreamId::of(seed, Purpose::Yardstick).stream()
    }

    /// Mean and variance of many, beside what they should be, in standard errors of the mean.
    fn moments(draw: impl Fn(&mut Stream) -> f64, mean: f64, variance: f64) {
        let mut from = stream(7);
        let n = 200_000;
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..n {
            let x = draw(&mut from) - mean;
            sum += x;
            squares += x * x;
        }
        let n = f64::from(n);
        assert!((sum / n).abs() < 4.0 * (variance / n).sqrt(), "mean off by {}", sum / n);
        assert!((squares / n / variance - 1.0).abs() < 0.05, "variance {} for {variance}", squares / n);
    }

    #[test]
    fn moments_are_those_of_the_books() {
        moments(|s| exponential(s, 3.0), 3.0, 9.0);
        moments(|s| normal(s, -2.0, 4.0), -2.0, 16.0);
        moments(|s| gamma(s, 2.5, 2.0), 5.0, 10.0);
        moments(|s| gamma(s, 0.4, 1.0), 0.4, 0.4);
        moments(|s| beta(s, 2.0, 3.0), 0.4, 0.04);
        let grows = |k: f64| exp(libm::lgamma(1.0 + k / 1.5));
        moments(|s| weibull(s, 1.5, 1.0), grows(1.0), grows(2.0) - grows(1.0) * grows(1.0));
        let (m, v): (f64, f64) = ((0.02f64).exp(), ((0.04f64).exp() - 1.0) * (0.04f64).exp());
        moments(|s| lognormal(s, 0.0, 0.2), m, v);
    }

    /// The exact bits of the first values: another machine, compiler or release must give the same.
    #[test]
    fn the_first_values_never_change() {
        let s = &mut stream(20);
        let drawn = [
            exponential(s, 1.0),
            weibull(s, 1.5, 1.0),
            normal(s, 0.0, 1.0),
            lognormal(s, 0.0, 1.0),
            gamma(s, 2.5, 1.0),
            gamma(s, 0.4, 1.0),
            beta(s, 2.0, 3.0),
        ];
        let bits: Vec<String> = drawn.iter().map(|x| format!("{:016x}", x.to_bits())).collect();
        assert_eq!(
            bits.join(" "),
            "3fd8e9cb32e22dbc 3fe887c8caa6ff7e bfc97811dbad56c1 3fed603c6db06088 3feae806d0c548aa 3fb631357fda8181 3fe0d2f20505d2e6"
        );
    }
}
