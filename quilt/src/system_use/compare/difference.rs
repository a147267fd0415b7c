//! Difference in differences: the change of one group less the change of the other, with a 95%
//! interval; of everybody in both groups, or of pairs.

use measure::Interval;
use measure::paired::Spread;

use super::{Paired, Window};

/// The fewest people on either side that an interval is worked out for.
const FEWEST: usize = 8;

/// Means before and after, and of the change, for one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub n: u64,
    pub before: f64,
    pub after: f64,
    /// Nothing below two people.
    pub interval: Option<Interval>,
}

impl Change {
    /// Of a group; nothing of nobody.
    pub fn of(windows: &[Window]) -> Option<Change> {
        let changes: Vec<f64> = windows.iter().map(|window| window.change()).collect();
        let mean = |of: fn(&Window) -> u32| {
            windows.iter().map(|window| f64::from(of(window))).sum::<f64>() / windows.len() as f64
        };
        let change = Spread::of(&changes)?;
        let n = u64::try_from(windows.len()).unwrap_or(u64::MAX);
        let interval = change.sd.and_then(|sd| Interval::of_mean(change.mean, sd, n));
        Some(Change { n, before: mean(|w| w.before), after: mean(|w| w.after), interval })
    }

    pub fn change(&self) -> f64 {
        self.after - self.before
    }

    /// The change as a share of what it was before.
    pub fn share(&self) -> Option<f64> {
        (self.before > 0.0).then(|| self.change() / self.before)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    pub difference: f64,
    /// Nothing where there are too few people, or only means are known.
    pub interval: Option<Interval>,
}

impl Difference {
    /// From published means: before and after of one group, and of the other.
    pub fn of_means(one: (f64, f64), other: (f64, f64)) -> Difference {
        Difference { difference: (one.1 - one.0) - (other.1 - other.0), interval: None }
    }

    /// Whether nought is inside the interval, as far as there is one.
    pub fn may_be_nought(&self) -> Option<bool> {
        self.interval.map(|interval| interval.low <= 0.0 && interval.high >= 0.0)
    }
}

/// Everybody with a journey beside everybody without one: Welch's interval.
pub fn difference(journeys: &[Window], others: &[Window]) -> Option<Difference> {
    let changes = |of: &[Window]| of.iter().map(|window| window.change()).collect::<Vec<_>>();
    welch(&changes(journeys), &changes(others))
}

/// How much further the ones had moved before anything began: far from nought, the two groups were
/// on different ways already, and the difference after says little.
pub fn drifted_apart(pairs: &[Paired]) -> Option<Difference> {
    of_differences(&pairs.iter().map(|pair| pair.journey.drift() - pair.other.drift()).collect::<Vec<_>>())
}

/// Pair by pair.
pub fn difference_of_pairs(pairs: &[Paired]) -> Option<Difference> {
    of_differences(&pairs.iter().map(|pair| pair.journey.change() - pair.other.change()).collect::<Vec<_>>())
}

fn of_differences(differences: &[f64]) -> Option<Difference> {
    let spread = Spread::of(differences)?;
    let n = u64::try_from(differences.len()).unwrap_or(u64::MAX);
    let sd = spread.sd.filter(|_| differences.len() >= FEWEST);
    Some(Difference {
        difference: spread.mean,
        interval: sd.and_then(|sd| Interval::of_mean(spread.mean, sd, n)),
    })
}

/// The difference of two means with unequal spreads.
fn welch(one: &[f64], other: &[f64]) -> Option<Difference> {
    let (a, b) = (Spread::of(one)?, Spread::of(other)?);
    let difference = a.mean - b.mean;
    let interval = match (a.sd, b.sd) {
        (Some(sa), Some(sb)) if one.len() >= FEWEST && other.len() >= FEWEST => {
            let (na, nb) = (one.len() as f64, other.len() as f64);
            let (va, vb) = (sa * sa / na, sb * sb / nb);
            let free = (va + vb).powi(2) / (va * va / (na - 1.0) + vb * vb / (nb - 1.0));
            // Down to a whole number: a little too wide rather than too narrow.
            let n = if free.is_finite() { free.floor().clamp(1.0, 1e9) + 1.0 } else { na.min(nb) };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 2 and a billion"
            )]
            let whole = n as u64;
            Interval::of_mean(difference, ((va + vb) * n).sqrt(), whole)
        }
        _ => None,
    };
    Some(Difference { difference, interval })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn window(before: u32, after: u32) -> Window {
        Window { before, after, ..Window::default() }
    }

    fn near(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() < 1e-6
    }

    /// Carnes and others 2017: GP visits a year 10.0 → 8.6 with a link worker, 3.9 → 4.3 without.
    #[test]
    fn hackney_as_it_was_published() {
        let naive: f64 = 8.6 - 10.0;
        assert!(near(naive, -1.4) && near(naive / 10.0, -0.14));
        let did = Difference::of_means((10.0, 8.6), (3.9, 4.3));
        assert!(near(did.difference, -1.8));
        assert_eq!(did.may_be_nought(), None, "means alone carry no interval");
    }

    /// scipy 1.x: ttest_ind(a, b, equal_var=False).confidence_interval(), degrees of freedom 12.79.
    #[test]
    fn welchs_interval_is_scipys_or_a_hair_wider() {
        let one = [-3.0, -1.0, 0.0, -4.0, -2.0, -2.0, 1.0, -5.0, -3.0];
        let other = [0.0, 1.0, -1.0, 2.0, 0.0, 0.0, 1.0, -2.0, 1.0, 0.0];
        let did = welch(&one, &other).unwrap();
        assert!(near(did.difference, -2.311_111_111));
        let interval = did.interval.unwrap();
        let (low, high) = (-3.886_671_739, -0.735_550_483);
        assert!(interval.low <= low && low - interval.low < 0.02, "{interval:?}");
        assert!(interval.high >= high && interval.high - high < 0.02, "{interval:?}");
        assert_eq!(did.may_be_nought(), Some(false));
    }

    #[test]
    fn pairs_give_the_mean_of_their_differences() {
        let pairs: Vec<Paired> =
            (0..8).map(|n| Paired { journey: window(10, 8 + n % 2), other: window(10, 10) }).collect();
        let did = difference_of_pairs(&pairs).unwrap();
        assert!(near(did.difference, -1.5));
        let interval = did.interval.unwrap();
        assert!(interval.low < -1.5 && interval.high < 0.0 && interval.high > -1.5);
        assert_eq!(difference_of_pairs(&pairs[..3]).unwrap().interval, None, "three pairs say nothing");
        assert_eq!(difference_of_pairs(&[]), None);
    }

    #[test]
    fn a_group_without_change_has_none() {
        let same = vec![window(4, 4); 9];
        let change = Change::of(&same).unwrap();
        assert!(near(change.change(), 0.0) && change.share() == Some(0.0));
        assert_eq!(Change::of(&[window(0, 3)]).unwrap().share(), None);
        assert_eq!(Change::of(&[]), None);
        let none = difference(&same, &same).unwrap();
        assert!(near(none.difference, 0.0) && none.may_be_nought() == Some(true));
    }

    proptest! {
        /// Adding the same to everybody's after moves nothing but both groups.
        #[test]
        fn what_happens_to_everybody_is_taken_out(
            one in proptest::collection::vec((0_u32..50, 0_u32..50), 8..40),
            other in proptest::collection::vec((0_u32..50, 0_u32..50), 8..40),
            all in 0_u32..20,
        ) {
            let of = |group: &[(u32, u32)], more: u32| -> Vec<Window> {
                group.iter().map(|(b, a)| window(*b, a + more)).collect()
            };
            let plain = difference(&of(&one, 0), &of(&other, 0)).unwrap();
            let moved = difference(&of(&one, all), &of(&other, all)).unwrap();
            prop_assert!((plain.difference - moved.difference).abs() < 1e-9);
            let mut turned = of(&one, 0);
            turned.reverse();
            prop_assert!((difference(&turned, &of(&other, 0)).unwrap().difference - plain.difference).abs() < 1e-9);
        }
    }
}
