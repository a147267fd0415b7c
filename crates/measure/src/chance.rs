//! Chance that comes out the same for ever: for intervals that must not change between two printings of a report.
//!
//! The generator is xoshiro256++ seeded by SplitMix64 (Blackman and Vigna), checked against their published outputs. The
//! samplers use nothing but IEEE arithmetic and our own logarithm, so that neither a new release of a library nor another
//! machine gives other numbers.

/// A seeded generator.
#[derive(Debug, Clone)]
pub struct Chance([u64; 4]);

impl Chance {
    /// The same seed, the same numbers.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed;
        Self([(); 4].map(|()| split_mix(&mut state)))
    }

    /// Sixty-four random bits.
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let out = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let kept = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= kept;
        *d = d.rotate_left(45);
        out
    }

    /// A number from nought up to, not including, one.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// A whole number below `end`, each as likely; nought for nought (Lemire's method).
    pub fn below(&mut self, end: u64) -> u64 {
        let lowest = end.wrapping_neg().checked_rem(end).unwrap_or(0);
        loop {
            let wide = u128::from(self.bits()) * u128::from(end);
            if wide as u64 >= lowest {
                return (wide >> 64) as u64;
            }
        }
    }

    /// How many of `n` tries come off when each does with chance `p`. The cost does not grow with `n`.
    pub fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if p.is_nan() || p <= 0.0 || n == 0 {
            return 0;
        }
        if p >= 1.0 {
            return n;
        }
        if p > 0.5 {
            return n - self.binomial(n, 1.0 - p);
        }
        if n as f64 * p < 10.0 { self.by_inversion(n, p) } else { self.by_rejection(n, p) }
    }

    /// Walks up the distribution from nought.
    fn by_inversion(&mut self, n: u64, p: f64) -> u64 {
        let (q, odds) = (1.0 - p, p / (1.0 - p));
        let at_nought = power(q, n);
        loop {
            let (mut left, mut chance) = (self.share(), at_nought);
            for k in 0..=n.min(200) {
                if left < chance {
                    return k;
                }
                left -= chance;
                chance *= odds * (n - k) as f64 / (k + 1) as f64;
            }
        }
    }

    /// Hörmann's transformed rejection (BTRS, 1993).
    fn by_rejection(&mut self, n: u64, p: f64) -> u64 {
        let (size, q) = (n as f64, 1.0 - p);
        let spread = (size * p * q).sqrt();
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let centre = size * p + 0.5;
        let easy = 0.92 - 4.2 / b;
        let alpha = (2.83 + 5.1 / b) * spread;
        let (odds, mode) = (p / q, ((size + 1.0) * p).floor());
        loop {
            let (u, v) = (self.share() - 0.5, self.share());
            let edge = 0.5 - u.abs();
            let k = ((2.0 * a / edge + b) * u + centre).floor();
            if edge >= 0.07 && v <= easy {
                return k as u64;
            }
            if !(0.0..=size).contains(&k) {
                continue;
            }
            let height = ln(v * alpha / (a / (edge * edge) + b));
            let upper = (mode + 0.5) * ln((mode + 1.0) / (odds * (size - mode + 1.0)))
                + (size + 1.0) * ln((size - mode + 1.0) / (size - k + 1.0))
                + (k + 0.5) * ln(odds * (size - k + 1.0) / (k + 1.0))
                + tail(mode)
                + tail(size - mode)
                - tail(k)
                - tail(size - k);
            if height <= upper {
                return k as u64;
            }
        }
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// `base` to a whole power, multiplied in one fixed order.
fn power(base: f64, exponent: u64) -> f64 {
    let (mut result, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result *= square;
        }
        square *= square;
        left >>= 1;
    }
    result
}

/// What Stirling's formula leaves out of ln k!.
fn tail(k: f64) -> f64 {
    const FIRST: [f64; 10] = [
        0.081_061_466_795_327_26,
        0.041_340_695_955_409_29,
        0.027_677_925_684_998_34,
        0.020_790_672_103_765_09,
        0.016_644_691_189_821_19,
        0.013_876_128_823_070_75,
        0.011_896_709_945_891_77,
        0.010_411_265_261_972_09,
        0.009_255_462_182_712_732,
        0.008_330_563_433_362_87,
    ];
    if let Some(known) = FIRST.get(k as usize) {
        return *known;
    }
    let square = (k + 1.0) * (k + 1.0);
    (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0)
}

/// The natural logarithm of a positive, normal number by a series in plain arithmetic: the same bits everywhere.
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as f64 - 1023.0;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        mantissa /= 2.0;
        exponent += 1.0;
    }
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let z = s * s;
    let series = (0..12).rev().fold(0.0, |sum, n| sum * z + 1.0 / f64::from(2 * n + 1));
    exponent * std::f64::consts::LN_2 + 2.0 * s * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_outputs() {
        let mut generator = Chance([1, 2, 3, 4]);
        let published = [
            41_943_041,
            58_720_359,
            3_588_806_011_781_223,
            3_591_011_842_654_386,
            9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
            14_011_001_112_246_962_877,
            12_406_186_145_184_390_807,
            15_849_039_046_786_891_736,
            10_450_023_813_501_588_000,
        ];
        for expected in published {
            assert_eq!(generator.bits(), expected);
        }
        let mut state = 1_234_567;
        for expected in [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423_u64]
        {
            assert_eq!(split_mix(&mut state), expected);
        }
    }

    #[test]
    fn our_logarithm_is_the_logarithm() {
        for step in 1..4_000 {
            let x = f64::from(step) * 0.37;
            assert!((ln(x) - x.ln()).abs() <= 4e-16 * x.ln().abs().max(1.0), "{x}");
        }
    }

    /// Mean and variance of each sampler, over many draws, within five standard errors.
    #[test]
    fn binomials_have_their_mean_and_spread() {
        let mut chance = Chance::seeded(7);
        for (n, p) in [(1, 0.5), (20, 0.1), (1_000_000, 0.000_005), (40, 0.5), (300, 0.9), (600_000, 0.3)] {
            let draws: Vec<f64> = (0..40_000).map(|_| chance.binomial(n, p) as f64).collect();
            let mean = draws.iter().sum::<f64>() / 40_000.0;
            let variance = draws.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 39_999.0;
            let expected = n as f64 * p * (1.0 - p);
            assert!((mean - n as f64 * p).abs() < 5.0 * (expected / 40_000.0).sqrt(), "{n} {p} {mean}");
            assert!((variance / expected - 1.0).abs() < 0.05, "{n} {p} {variance}");
        }
        assert_eq!(
            (chance.binomial(9, 0.0), chance.binomial(9, 1.0), chance.binomial(9, f64::NAN)),
            (0, 9, 0)
        );
    }

    #[test]
    fn whole_numbers_are_even_handed() {
        let mut chance = Chance::seeded(1);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[chance.below(7) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
        assert_eq!(chance.below(0), 0);
    }
}
