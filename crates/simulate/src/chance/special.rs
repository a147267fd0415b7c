//! The probabilities of gamma and beta distributions, and the values at a probability: what a tornado and a draw by
//! inversion stand on.

use libm::{exp, lgamma, log, log1p, pow};

const ENOUGH: f64 = 1e-15;
const STEPS: usize = 2_000;

/// The probability that a gamma of this shape and scale 1 is at most `x`.
#[must_use]
pub fn gamma_probability(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = exp(shape * log(x) - x - lgamma(shape));
    if x < shape + 1.0 {
        let mut term = 1.0 / shape;
        let mut sum = term;
        for n in 1..STEPS {
            term *= x / (shape + n as f64);
            sum += term;
            if term < sum * ENOUGH {
                break;
            }
        }
        return (front * sum).min(1.0);
    }
    // Lentz's way through the continued fraction of the upper tail.
    let mut b = x + 1.0 - shape;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut h = d;
    for n in 1..STEPS {
        let n = n as f64;
        let a = n * (shape - n);
        b += 2.0;
        d = 1.0 / nonzero(a * d + b);
        c = nonzero(b + a / c);
        h *= d * c;
        if (d * c - 1.0).abs() < ENOUGH {
            break;
        }
    }
    (1.0 - front * h).clamp(0.0, 1.0)
}

/// The probability that a beta with these two shapes is at most `x`.
#[must_use]
pub fn beta_probability(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_probability(b, a, 1.0 - x);
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..STEPS {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / nonzero(1.0 + even * d);
        c = nonzero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / nonzero(1.0 + odd * d);
        c = nonzero(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < ENOUGH {
            break;
        }
    }
    (front * h).clamp(0.0, 1.0)
}

fn nonzero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

/// The value a gamma of this shape and scale 1 stays below with probability `p`.
#[must_use]
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    let mut high = shape.max(1.0);
    while gamma_probability(shape, high) < p && high < 1e300 {
        high *= 2.0;
    }
    crossing(|x| gamma_probability(shape, x), 0.0, high, p)
}

/// The value a beta with these two shapes stays below with probability `p`.
#[must_use]
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    crossing(|x| beta_probability(a, b, x), 0.0, 1.0, p)
}

/// Where a rising function meets `p`: secant steps that halve the bracket whenever they do not help (Illinois).
fn crossing(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64, p: f64) -> f64 {
    let (mut below, mut above) = (f(low) - p, f(high) - p);
    if below >= 0.0 {
        return low;
    }
    if above <= 0.0 {
        return high;
    }
    for step in 0..200 {
        let secant = (low * above - high * below) / (above - below);
        let halving = step % 3 == 2 || !(secant > low && secant < high);
        let x = if halving { 0.5 * (low + high) } else { secant };
        let y = f(x) - p;
        if y == 0.0 || (high - low) <= 1e-15 * high.abs() {
            return x;
        }
        if y < 0.0 {
            (low, below) = (x, y);
        } else {
            (high, above) = (x, y);
        }
    }
    0.5 * (low + high)
}

/// The mean of a Weibull of scale 1 and this shape: Γ(1 + 1/shape).
#[must_use]
pub(crate) fn weibull_mean(shape: f64) -> f64 {
    exp(lgamma(1.0 + 1.0 / shape))
}

/// A power, here so that every caller takes it from the same library.
pub(crate) fn power(base: f64, exponent: f64) -> f64 {
    pow(base, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_probabilities() {
        // Shape 1 is the exponential; shapes 1 and 1 the uniform; 2 and 2 the cubic.
        for x in [0.1, 1.0, 3.0, 20.0] {
            assert!((gamma_probability(1.0, x) - (1.0 - exp(-x))).abs() < 1e-14);
        }
        for x in [0.1, 0.5, 0.9] {
            assert!((beta_probability(1.0, 1.0, x) - x).abs() < 1e-14);
            assert!((beta_probability(2.0, 2.0, x) - x * x * (3.0 - 2.0 * x)).abs() < 1e-14);
        }
        // Half a chi-square with five degrees of freedom at 11.0705 is the table's 95%.
        assert!((gamma_probability(2.5, 11.070_497_693_516_351 / 2.0) - 0.95).abs() < 1e-12);
    }

    #[test]
    fn values_at_probabilities_go_back() {
        for p in [1e-6, 0.025, 0.3, 0.975, 0.999_9] {
            for shape in [0.2, 1.0, 7.5, 400.0] {
                assert!((gamma_probability(shape, gamma_quantile(shape, p)) - p).abs() < 1e-10);
            }
            for (a, b) in [(0.3, 0.6), (1.673, 4.303), (300.0, 20.0)] {
                assert!((beta_probability(a, b, beta_quantile(a, b, p)) - p).abs() < 1e-10);
            }
        }
    }
}
