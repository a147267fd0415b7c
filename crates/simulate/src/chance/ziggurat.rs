//! Exponential numbers at the price of one word: Marsaglia and Tsang's ziggurat (2000), 256 layers.
//!
//! Not monotone in the word, so it is not for people whose fate two strategies share; it is for queues by themselves, where
//! millions of gaps and services are drawn.

use libm::{exp, log};

use super::Stream;

const LAYERS: usize = 256;
/// Where the tail begins, and the area of a layer.
const TAIL: f64 = 7.697_117_470_131_487;
const AREA: f64 = 0.003_949_659_822_581_557;

/// The layers.
#[derive(Debug, Clone)]
pub struct Ziggurat {
    x: [f64; LAYERS + 1],
    f: [f64; LAYERS + 1],
}

impl Default for Ziggurat {
    fn default() -> Self {
        let mut x = [0.0; LAYERS + 1];
        x[0] = AREA * exp(TAIL);
        x[1] = TAIL;
        for layer in 2..LAYERS {
            x[layer] = -log(exp(-x[layer - 1]) + AREA / x[layer - 1]);
        }
        let f = x.map(|x| exp(-x));
        Self { x, f }
    }
}

impl Ziggurat {
    /// An exponential with mean one.
    #[inline]
    pub fn exponential(&self, stream: &mut Stream) -> f64 {
        loop {
            let word = stream.word();
            let layer = (word & 0xff) as usize;
            let x = (word >> 12) as f64 * (1.0 / (1u64 << 52) as f64) * self.x[layer];
            if x < self.x[layer + 1] {
                return x;
            }
            if layer == 0 {
                return TAIL - log(stream.unit());
            }
            if self.f[layer + 1] + (self.f[layer] - self.f[layer + 1]) * stream.unit() < exp(-x) {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Purpose, StreamId};

    #[test]
    fn it_is_exponential_to_the_tail() {
        let (ziggurat, mut stream) = (Ziggurat::default(), StreamId::of(6, Purpose::Yardstick).stream());
        let n = 2_000_000;
        let bounds = [0.01, 0.1, 0.5, 1.0, 2.0, 4.0, 7.6, 7.8, 10.0];
        let (mut sum, mut above) = (0.0, [0u32; 9]);
        for _ in 0..n {
            let x = ziggurat.exponential(&mut stream);
            sum += x;
            for (count, bound) in above.iter_mut().zip(bounds) {
                *count += u32::from(x > bound);
            }
        }
        let n = f64::from(n);
        assert!((sum / n - 1.0).abs() < 4.0 / n.sqrt());
        for (count, bound) in above.into_iter().zip(bounds) {
            let p = exp(-bound);
            assert!((f64::from(count) / n - p).abs() < 4.5 * (p * (1.0 - p) / n).sqrt(), "{bound}");
        }
    }
}
