//! Many results at once: the more one looks at, the more looks like something by chance.
//!
//! One result is declared in advance as the main one; the others are exploratory and say so. Where several were declared,
//! Holm's method sets their p values beside what so many looks would give by chance.

use serde::Serialize;

use crate::Error;

/// Whether a result was declared before anybody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// Named in advance.
    InAdvance,
    /// Looked at afterwards, or along with others.
    Exploratory,
}

impl Declared {
    /// Words to print beside the result.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::InAdvance => "declared in advance",
            Self::Exploratory => "exploratory",
        }
    }
}

/// A result among others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Looked<T> {
    /// Which.
    pub of: T,
    /// Whether it was declared in advance.
    pub declared: Declared,
    /// Its p value by itself.
    pub p: f64,
    /// Its p value among those declared (Holm); `None` for an exploratory one, whose p value should not be leant on.
    pub holm: Option<f64>,
}

/// Sets each declared result among the declared ones, in the order given.
///
/// # Errors
/// [`Error::OutOfDomain`] for a p value outside 0 to 1.
pub fn among<T>(results: impl IntoIterator<Item = (T, Declared, f64)>) -> Result<Vec<Looked<T>>, Error> {
    let results: Vec<_> = results.into_iter().collect();
    let in_advance = |declared: &Declared| *declared == Declared::InAdvance;
    let declared: Vec<f64> = results.iter().filter(|(_, d, _)| in_advance(d)).map(|(_, _, p)| *p).collect();
    if !results.iter().all(|(_, _, p)| (0.0..=1.0).contains(p)) {
        return Err(Error::OutOfDomain("A p value lies from 0 to 1."));
    }
    let mut adjusted = holm(&declared)?.into_iter();
    let looked = |(of, declared, p)| {
        let holm = if in_advance(&declared) { adjusted.next() } else { None };
        Looked { of, declared, p, holm }
    };
    Ok(results.into_iter().map(looked).collect())
}

/// Holm's adjusted p values, in the order given.
///
/// # Errors
/// [`Error::OutOfDomain`] for a p value outside 0 to 1.
pub fn holm(p_values: &[f64]) -> Result<Vec<f64>, Error> {
    if !p_values.iter().all(|p| (0.0..=1.0).contains(p)) {
        return Err(Error::OutOfDomain("A p value lies from 0 to 1."));
    }
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut highest = 0.0_f64;
    for (place, at) in order.into_iter().enumerate() {
        highest = highest.max((p_values.len() - place) as f64 * p_values[at]).min(1.0);
        adjusted[at] = highest;
    }
    Ok(adjusted)
}

/// The chance that a person whose life did not change goes up in at least one of several areas.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AnyOf {
    /// When areas go up and down each by themselves.
    pub apart: f64,
    /// The least it can be, when they all move together.
    pub least: f64,
    /// The most it can be.
    pub most: f64,
}

/// "Improved in at least one of eight areas" is a trap: with each area as likely as not to wobble, most people go up in
/// one. `each` is the chance that an unchanged person goes up in each area.
///
/// # Errors
/// [`Error::OutOfDomain`] for no area, or a chance outside 0 to 1.
pub fn any_of(each: &[f64]) -> Result<AnyOf, Error> {
    if each.is_empty() || !each.iter().all(|p| (0.0..=1.0).contains(p)) {
        return Err(Error::OutOfDomain("Give at least one area, and a chance from 0 to 1 for each."));
    }
    Ok(AnyOf {
        apart: 1.0 - each.iter().map(|p| 1.0 - p).product::<f64>(),
        least: each.iter().copied().fold(0.0, f64::max),
        most: each.iter().sum::<f64>().min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn holm_in_the_order_given() {
        let close = |got: Vec<f64>, expected: &[f64]| {
            assert!(got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{got:?}");
        };
        close(holm(&[0.01, 0.04, 0.03, 0.005]).unwrap(), &[0.03, 0.06, 0.06, 0.02]);
        close(holm(&[0.6, 0.9]).unwrap(), &[1.0, 1.0]);
        assert!(holm(&[]).unwrap().is_empty() && holm(&[f64::NAN]).is_err() && holm(&[1.1]).is_err());
    }

    #[test]
    fn exploratory_results_say_so_and_do_not_count() {
        use Declared::{Exploratory, InAdvance};
        let got = among([
            ("satisfied", InAdvance, 0.02),
            ("happy", Exploratory, 0.001),
            ("anxious", InAdvance, 0.03),
        ]);
        let holm: Vec<Option<f64>> = got.as_ref().unwrap().iter().map(|it| it.holm).collect();
        assert_eq!(holm, [Some(0.04), None, Some(0.04)]);
        assert_eq!(got.unwrap()[1].declared.words(), "exploratory");
        assert!(among([("a", Exploratory, 2.0)]).is_err());
    }

    /// Rotherham's pilot printed "83% improved in at least one of eight areas". If nobody changed, and one reading in five
    /// wobbled upwards in each area, it would have printed the same.
    #[test]
    fn rotherham() {
        let by_chance = any_of(&[0.2; 8]).unwrap();
        assert!((by_chance.apart - 0.832).abs() < 5e-4, "{}", by_chance.apart);
        assert_eq!((by_chance.least, by_chance.most), (0.2, 1.0));
        assert!(any_of(&[0.3; 8]).unwrap().apart > 0.94);
        assert!(any_of(&[]).is_err() && any_of(&[-0.1]).is_err());
    }

    proptest! {
        #[test]
        fn holm_never_flatters(p in prop::collection::vec(0.0..=1.0f64, 1..20)) {
            let adjusted = holm(&p).unwrap();
            prop_assert!(p.iter().zip(&adjusted).all(|(raw, adjusted)| raw <= adjusted && *adjusted <= 1.0));
        }
    }
}
