//! Synthetic control: one unit beside a weighted mixture of others that went the same way before the start.
//!
//! Weights are nought or more and come to one; they make the squared distance before the start as small as it can be
//! (Frank and Wolfe's method with exact steps: no chance in it, the same input gives the same bits). How sure one can be
//! is read from placebos: each of the others takes the place of the unit, and the unit is ranked among them.

use serde::Serialize;

use super::{Verdict, Warning};
use crate::{Error, Interval};

/// One unit over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Its name, for the table of weights.
    pub name: String,
    /// One number a period before the start, oldest first.
    pub before: Vec<f64>,
    /// One number a period after it.
    pub after: Vec<f64>,
}

/// One unit in the ranking of placebos.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Placebo {
    /// Name.
    pub name: String,
    /// Root mean squared distance after over that before: how much further it strayed once it started.
    pub strayed: f64,
    /// The mean distance after less that before.
    pub points: f64,
}

/// A unit beside its mixture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Synthetic {
    /// Names and weights, largest first, those of nothing left out.
    pub weights: Vec<(String, f64)>,
    /// The unit less the mixture in each period after the start.
    pub gaps: Vec<f64>,
    /// The mean distance before the start, near nought where the mixture fits.
    pub gap_before: f64,
    /// Their mean less that: the difference in differences.
    pub points: f64,
    /// 95% interval of `points`, as wide as what the same method finds among those who did not start; `None` below nineteen
    /// of them, for no fewer can say as much.
    pub interval: Option<Interval>,
    /// Root mean squared distance before the start.
    pub fit: f64,
    /// How much the unit's own line went up and down before the start: a fit beyond it is poor.
    pub own_spread: f64,
    /// Every unit by how far it strayed, furthest first.
    pub placebos: Vec<Placebo>,
    /// The unit's place among them over their number: 1/20 is the least twenty units can say.
    pub rank: f64,
    /// What the reader must know first.
    pub warnings: Vec<Warning>,
    /// What may be said.
    pub verdict: Verdict,
}

const STEPS: usize = 2_000;

/// The unit beside a mixture of the others.
///
/// # Errors
/// [`Error::OutOfDomain`] for fewer than two others, no period before or after, or trends of different length;
/// [`Error::NotFinite`] for a number that is not finite.
pub fn synthetic(unit: &Trend, others: &[Trend]) -> Result<Synthetic, Error> {
    check(unit, others)?;
    let everyone: Vec<&Trend> = others.iter().collect();
    let weights = mixture(unit, &everyone);
    let gaps = gaps(&unit.after, &everyone, &weights, |trend| &trend.after);
    let off_before = self::gaps(&unit.before, &everyone, &weights, |trend| &trend.before);
    let (fit, gap_before) = (rms(&off_before), mean(&off_before));
    let placebos = placebos(unit, others);
    let place =
        placebos.iter().position(|placebo| placebo.name == unit.name).unwrap_or(placebos.len() - 1) + 1;
    let rank = place as f64 / placebos.len() as f64;
    let own_spread = spread(&unit.before);
    let poor = fit > own_spread.max(1e-12);
    let points = mean(&gaps) - gap_before;
    let interval = by_placebos(points, &placebos, &unit.name);
    let mut named: Vec<(String, f64)> = others
        .iter()
        .zip(&weights)
        .filter(|(_, w)| **w > 1e-4)
        .map(|(trend, w)| (trend.name.clone(), *w))
        .collect();
    named.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut warnings: Vec<Warning> = poor.then_some(Warning::PoorFit).into_iter().collect();
    warnings.extend((others.len() < 19).then_some(Warning::FewUnits));
    let told = rank <= 0.05 && !poor && interval.is_some_and(|it| it.low > 0.0 || it.high < 0.0);
    Ok(Synthetic {
        weights: named,
        gap_before,
        points,
        interval,
        gaps,
        fit,
        own_spread,
        placebos,
        rank,
        warnings,
        verdict: if told { Verdict::ChangedMoreThanComparison } else { Verdict::NotTellable },
    })
}

fn check(unit: &Trend, others: &[Trend]) -> Result<(), Error> {
    let alike =
        |trend: &Trend| trend.before.len() == unit.before.len() && trend.after.len() == unit.after.len();
    if others.len() < 2 || unit.before.is_empty() || unit.after.is_empty() || !others.iter().all(alike) {
        return Err(Error::OutOfDomain(
            "A mixture needs two others or more, and as many periods for each, some before and some after the start.",
        ));
    }
    if others.iter().any(|other| other.name == unit.name) {
        return Err(Error::OutOfDomain("The unit cannot be part of its own comparison."));
    }
    let finite = |trend: &Trend| trend.before.iter().chain(&trend.after).all(|number| number.is_finite());
    if std::iter::once(unit).chain(others).all(finite) { Ok(()) } else { Err(Error::NotFinite) }
}

/// Each unit in the place of the one that started, the true one among the others.
fn placebos(unit: &Trend, others: &[Trend]) -> Vec<Placebo> {
    let all: Vec<&Trend> = std::iter::once(unit).chain(others).collect();
    let mut placebos: Vec<Placebo> = (0..all.len())
        .map(|place| {
            // The unit itself never stands in a placebo's mixture: it did start.
            let rest: Vec<&Trend> = (1..all.len()).filter(|at| *at != place).map(|at| all[at]).collect();
            let weights = mixture(all[place], &rest);
            let before = gaps(&all[place].before, &rest, &weights, |trend| &trend.before);
            let after = gaps(&all[place].after, &rest, &weights, |trend| &trend.after);
            Placebo {
                name: all[place].name.clone(),
                strayed: rms(&after) / rms(&before).max(1e-9),
                points: mean(&after) - mean(&before),
            }
        })
        .collect();
    placebos.sort_by(|a, b| b.strayed.total_cmp(&a.strayed));
    placebos
}

/// The points give or take what 95 in 100 of those who did not start moved by, the unit counted among them (a placebo
/// test turned about, for a change that is the same in each period).
fn by_placebos(points: f64, placebos: &[Placebo], unit: &str) -> Option<Interval> {
    let mut moved: Vec<f64> =
        placebos.iter().filter(|one| one.name != unit).map(|one| one.points.abs()).collect();
    moved.sort_by(f64::total_cmp);
    let place = (placebos.len() * 95).div_ceil(100);
    let half = *moved.get(place.checked_sub(1)?)?;
    Some(Interval { low: points - half, high: points + half })
}

/// Weights of nought or more that come to one and leave the least squared distance before the start.
fn mixture(unit: &Trend, others: &[&Trend]) -> Vec<f64> {
    let mut weights = vec![1.0 / others.len() as f64; others.len()];
    let size: f64 = unit.before.iter().map(|number| number * number).sum::<f64>().max(1e-12);
    for _ in 0..STEPS {
        let off = gaps(&unit.before, others, &weights, |trend| &trend.before);
        let slope: Vec<f64> = others
            .iter()
            .map(|trend| -2.0 * trend.before.iter().zip(&off).map(|(x, e)| x * e).sum::<f64>())
            .collect();
        let at = |best: fn(f64, f64) -> bool, among: &dyn Fn(usize) -> bool| {
            (0..slope.len()).filter(|i| among(*i)).reduce(|a, b| if best(slope[b], slope[a]) { b } else { a })
        };
        let (Some(to), Some(from)) = (at(|a, b| a < b, &|_| true), at(|a, b| a > b, &|i| weights[i] > 0.0))
        else {
            break;
        };
        if slope[from] - slope[to] < 1e-12 * size {
            break;
        }
        // Weight moves from the worst to the best (pairwise steps), as far as helps and no further than there is.
        let along: Vec<f64> =
            others[to].before.iter().zip(&others[from].before).map(|(a, b)| a - b).collect();
        let squares: f64 = along.iter().map(|d| d * d).sum();
        if squares <= 0.0 {
            break;
        }
        let wish = along.iter().zip(&off).map(|(d, e)| d * e).sum::<f64>() / squares;
        let step = wish.clamp(0.0, weights[from]);
        weights[to] += step;
        weights[from] = if step == weights[from] { 0.0 } else { weights[from] - step };
    }
    weights
}

fn gaps(unit: &[f64], others: &[&Trend], weights: &[f64], of: fn(&Trend) -> &Vec<f64>) -> Vec<f64> {
    let mixed = |at: usize| others.iter().zip(weights).map(|(trend, w)| of(trend)[at] * w).sum::<f64>();
    unit.iter().enumerate().map(|(at, number)| number - mixed(at)).collect()
}

fn rms(numbers: &[f64]) -> f64 {
    (numbers.iter().map(|n| n * n).sum::<f64>() / numbers.len() as f64).sqrt()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn spread(numbers: &[f64]) -> f64 {
    let mean = mean(numbers);
    rms(&numbers.iter().map(|n| n - mean).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;

    fn world(n: usize) -> Vec<Trend> {
        let mut chance = Chance::seeded(11);
        (0..n)
            .map(|at| {
                let (level, wave) = (10.0 + 10.0 * chance.share(), chance.share());
                let mut walk = |months: std::ops::Range<i32>| {
                    months.map(|m| level + wave * f64::from(m % 6) + chance.share()).collect::<Vec<_>>()
                };
                Trend { name: format!("Place {at}"), before: walk(0..48), after: walk(48..60) }
            })
            .collect()
    }

    #[test]
    fn finds_the_mixture_it_was_made_of() {
        let others = world(24);
        let mix = |of: fn(&Trend) -> &Vec<f64>, fall: f64| -> Vec<f64> {
            of(&others[3]).iter().zip(of(&others[7])).map(|(a, b)| 0.7 * a + 0.3 * b - fall).collect()
        };
        let unit =
            Trend { name: "Here".into(), before: mix(|t| &t.before, 0.0), after: mix(|t| &t.after, 2.0) };
        let got = synthetic(&unit, &others).unwrap();
        assert_eq!(got.weights.iter().map(|w| w.0.as_str()).collect::<Vec<_>>(), ["Place 3", "Place 7"]);
        assert!((got.weights[0].1 - 0.7).abs() < 1e-3 && (got.points + 2.0).abs() < 1e-2, "{got:?}");
        assert_eq!((got.rank, got.verdict), (1.0 / 25.0, Verdict::ChangedMoreThanComparison));
        let interval = got.interval.unwrap();
        let mut moved: Vec<f64> =
            got.placebos.iter().filter(|one| one.name != "Here").map(|one| one.points.abs()).collect();
        moved.sort_by(f64::total_cmp);
        assert!((interval.width() - 2.0 * moved[23]).abs() < 1e-12 && interval.high < 0.0, "all 24 of 25");
        assert!(got.fit < got.own_spread);
        assert_eq!(synthetic(&unit, &others[..18]).unwrap().interval, None, "18 cannot say 95 in 100");
        assert_eq!(got, synthetic(&unit, &others).unwrap());
    }

    #[test]
    fn nothing_happened_and_nothing_is_said() {
        let mut all = world(24);
        let unit = all.remove(5);
        let got = synthetic(&unit, &all).unwrap();
        assert!((got.weights.iter().map(|w| w.1).sum::<f64>() - 1.0).abs() < 1e-2);
        assert_eq!(got.verdict, Verdict::NotTellable);
        assert!(got.rank > 0.05);
    }

    #[test]
    fn a_unit_unlike_all_others_says_so() {
        let others = world(24);
        let far = |numbers: &[f64]| numbers.iter().map(|n| n * 5.0).collect::<Vec<_>>();
        let unit = Trend { name: "Far".into(), before: far(&others[0].before), after: far(&others[0].after) };
        let got = synthetic(&unit, &others[1..]).unwrap();
        assert!(got.warnings.contains(&Warning::PoorFit) && got.verdict == Verdict::NotTellable);
        assert!(synthetic(&others[0], &others).is_err() && synthetic(&unit, &others[..1]).is_err());
        let mut short = others.clone();
        short[2].before.pop();
        assert!(synthetic(&unit, &short).is_err());
    }
}
