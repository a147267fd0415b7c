//! How a gain fades: what is left of it later, by a steady share each month.

use serde::Serialize;

use crate::Error;

/// A gain that fades by a steady share.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fading {
    /// The rate a month, `ln(first/later)/months`; negative when the gain grew.
    pub monthly: f64,
    /// Months until half is left; `None` when it does not fade.
    pub half_life: Option<f64>,
}

impl Fading {
    /// What share of the gain is left after so many months.
    #[must_use]
    pub fn left_after(&self, months: f64) -> f64 {
        (-self.monthly * months).exp()
    }
}

/// From a change at one month and what was left of it at a later one, both from the same start.
///
/// # Errors
/// [`Error::OutOfDomain`] when the months do not follow one another, or the changes are not on one side of nought.
pub fn fading(first: f64, at_month: f64, later: f64, at_later: f64) -> Result<Fading, Error> {
    let between = at_later - at_month;
    if !(between.is_finite() && between > 0.0 && at_month >= 0.0) {
        return Err(Error::OutOfDomain("The second reading must come some months after the first."));
    }
    let share = first / later;
    if !(share.is_finite() && share > 0.0) {
        return Err(Error::OutOfDomain("Both changes must be on the same side of nought."));
    }
    let monthly = share.ln() / between;
    Ok(Fading { monthly, half_life: (monthly > 0.0).then(|| std::f64::consts::LN_2 / monthly) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reconnections, UCLA-4: −1.4 at nine months and −0.9 at eighteen.
    #[test]
    fn reconnections() {
        let got = fading(-1.4, 9.0, -0.9, 18.0).unwrap();
        assert!((got.monthly - 0.049).abs() < 5e-4, "{}", got.monthly);
        assert!((got.half_life.unwrap() - 14.1).abs() < 0.05, "{got:?}");
        assert!((got.left_after(9.0) - 0.9 / 1.4).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_fade_has_no_half_life() {
        assert_eq!(fading(1.0, 3.0, 1.5, 6.0).unwrap().half_life, None);
        assert_eq!(fading(1.0, 3.0, 1.0, 6.0).unwrap(), Fading { monthly: 0.0, half_life: None });
        assert!(fading(1.0, 6.0, 0.5, 3.0).is_err() && fading(1.0, 3.0, -0.5, 6.0).is_err());
        assert!(fading(1.0, 3.0, 0.0, 6.0).is_err() && fading(f64::NAN, 3.0, 1.0, 6.0).is_err());
    }
}
