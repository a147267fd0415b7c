//! SWEMWBS scores. The wording is not here (it needs registration with its owners); the numbers come from their form.
//!
//! The seven answers are summed and the sum is looked up in the published table, because steps of the sum are not equal
//! steps of wellbeing. Transform each person first, then average: the metric of a mean is not the mean of metrics.

use serde::{Deserialize, Serialize};

use crate::Error;

/// Raw 7 to 35 to metric: Stewart-Brown and others 2009, Health and Quality of Life Outcomes 7:15 (CC BY 2.0).
pub(crate) static METRIC: [f64; 29] = [
    7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25,
    19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00,
];

/// A complete sum, 7 to 35. Cannot be out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Swemwbs(u8);

impl Swemwbs {
    /// From seven answers of 1 to 5. All seven are needed: the table is built on the whole sum.
    ///
    /// # Errors
    /// [`Error::OffScale`] for an answer outside 1 to 5.
    pub fn from_items(items: [u8; 7]) -> Result<Self, Error> {
        match items.iter().find(|n| !(1..=5).contains(*n)) {
            Some(off) => Err(Error::OffScale {
                item: "SWEMWBS answer".into(),
                low: "1".into(),
                high: "5".into(),
                given: off.to_string(),
            }),
            None => Ok(Self(items.iter().sum())),
        }
    }

    /// From a sum worked out elsewhere.
    ///
    /// # Errors
    /// [`Error::OffScale`] outside 7 to 35.
    pub fn from_raw(raw: u8) -> Result<Self, Error> {
        if (7..=35).contains(&raw) {
            Ok(Self(raw))
        } else {
            Err(Error::OffScale {
                item: "SWEMWBS total".into(),
                low: "7".into(),
                high: "35".into(),
                given: raw.to_string(),
            })
        }
    }

    /// The sum.
    #[must_use]
    pub fn raw(self) -> u8 {
        self.0
    }

    /// The metric score, 7.00 to 35.00; higher is better.
    #[must_use]
    pub fn metric(self) -> f64 {
        METRIC[usize::from(self.0 - 7)]
    }
}

impl TryFrom<u8> for Swemwbs {
    type Error = Error;
    fn try_from(raw: u8) -> Result<Self, Error> {
        Self::from_raw(raw)
    }
}

impl From<Swemwbs> for u8 {
    fn from(score: Swemwbs) -> Self {
        score.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_checksum() {
        assert_eq!(METRIC.len(), 29);
        assert!((METRIC.iter().sum::<f64>() - 585.66).abs() < 1e-9);
        let steps: Vec<f64> = METRIC.windows(2).map(|w| w[1] - w[0]).collect();
        let (min, max) = steps.iter().fold((f64::MAX, f64::MIN), |(lo, hi), &s| (lo.min(s), hi.max(s)));
        assert!((min - 0.52).abs() < 1e-9 && (max - 2.51).abs() < 1e-9, "{min} {max}");
    }

    #[test]
    fn transform_each_person_then_average() {
        let metric = |raw| Swemwbs::from_raw(raw).unwrap().metric();
        assert_eq!((metric(14), metric(28)), (15.32, 25.03));
        assert!(((metric(14) + metric(28)) / 2.0 - 20.175).abs() < 1e-9);
        assert_eq!(metric(21), 19.25);
    }

    #[test]
    fn seven_answers_of_one_to_five() {
        assert_eq!(Swemwbs::from_items([1; 7]).unwrap().metric(), 7.0);
        assert_eq!(Swemwbs::from_items([5; 7]).unwrap().metric(), 35.0);
        assert!(Swemwbs::from_items([1, 2, 3, 4, 5, 0, 1]).is_err());
        assert!(Swemwbs::from_items([255; 7]).is_err());
        assert!(Swemwbs::from_raw(6).is_err() && Swemwbs::from_raw(36).is_err());
    }
}
