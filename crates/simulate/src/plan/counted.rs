//! What one's own journeys show, in place of the literature: each value with how sure the count makes it.
//!
//! | Counted | How | Value |
//! |---|---|---|
//! | referrals, by place | [`Counted::of_rate`]: referrals, by thousands of people times years | `referral_rate` |
//! | who said no, of those asked | [`Counted::of_share`] | `decline` |
//! | first appointments kept, of those offered | [`Counted::of_share`] | `first_attendance` |
//! | later contacts missed, of those planned | [`Counted::of_share`] | `missed_contact` |
//! | planned endings, of all endings of people who were met | [`Counted::of_share`] | `completion` |
//! | follow-ups answered, of planned endings | [`Counted::of_share`] | `follow_up` |
//! | contacts, weeks and links of an ended journey | [`Counted::of_mean`] | `contacts`, `case_weeks`, `links_per_person` |
//! | weeks waited by everybody, by how many gave up | [`Counted::of_time`] | `patience_weeks` |
//! | links that suited, of those made | [`Counted::of_share`] | `fit` |
//! | wishes by kind of service, met or not | [`Plan::with_services_counted`] | the services' shares |
//! | referrals by source | [`Plan::with_sources_counted`] | the sources' shares |
//! | who waits and who is under way today | [`Plan::with_now`] | `waiting_now`, `open_now` |
//!
//! Waits and wishes that nobody had room for are what a plan *makes* of these; a page shows the counted ones beside them.

use super::{Kind, Name, Part, Place, Plan, Split, Unit, Unmoved, Value};
use crate::chance::{Distribution, Shape, beta_quantile, gamma_quantile};

/// A value as one's own records have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The value.
    pub value: f64,
    /// The low end of its middle 95%.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Which records, in words.
    pub source: String,
    /// On which day, as 2026-11-25.
    pub read_on: String,
}

/// What a count is worth before anything is counted (Jeffreys): so that none of twenty is not "never".
const HALF: f64 = 0.5;

impl Counted {
    fn new([value, low, high]: [f64; 3], source: &str, read_on: &str) -> Option<Self> {
        let fine = [value, low, high].iter().all(|it| it.is_finite());
        let (source, read_on) = (source.to_owned(), read_on.to_owned());
        fine.then_some(Self { value, low, high, source, read_on })
    }

    /// A share seen in `times` of `of` people. `None` when nobody was counted.
    #[must_use]
    pub fn of_share(times: u64, of: u64, source: &str, read_on: &str) -> Option<Self> {
        if of == 0 || times > of {
            return None;
        }
        let (a, b) = (times as f64 + HALF, (of - times) as f64 + HALF);
        let at = |p| beta_quantile(a, b, p);
        Self::new([a / (a + b), at(0.025), at(0.975)], source, read_on)
    }

    /// A rate: so many times in `exposure`, which is years, or thousands of people times years. `None` without exposure.
    #[must_use]
    pub fn of_rate(times: u64, exposure: f64, source: &str, read_on: &str) -> Option<Self> {
        let shape = times as f64 + HALF;
        let at = |p| gamma_quantile(shape, p) / exposure;
        let counted = exposure > 0.0 && exposure.is_finite();
        counted.then(|| Self::new([shape / exposure, at(0.025), at(0.975)], source, read_on)).flatten()
    }

    /// How long it takes on average until something happens to somebody, from the time spent by all, those to whom it never
    /// happened among them, and how often it happened. `None` when it never did.
    #[must_use]
    pub fn of_time(spent: f64, times: u64, source: &str, read_on: &str) -> Option<Self> {
        if times == 0 {
            return None;
        }
        let rate = Self::of_rate(times, spent, source, read_on)?;
        Self::new([1.0 / rate.value, 1.0 / rate.high, 1.0 / rate.low], source, read_on)
    }

    /// A mean and its standard error. `None` when either is no number or the error is below nought.
    #[must_use]
    pub fn of_mean(mean: f64, error: f64, source: &str, read_on: &str) -> Option<Self> {
        let ends = [mean, mean - 1.96 * error, mean + 1.96 * error];
        if error >= 0.0 { Self::new(ends, source, read_on) } else { None }
    }
}

impl Plan {
    /// The plan with a value as it was counted in one's own records, with its middle 95%; for one place, or for all. A range
    /// that goes beyond what the value may be at all ends there.
    ///
    /// # Errors
    /// When it is out of order or bounds, is not counted but priced, or the place has no such value of its own.
    pub fn with_counted(&self, place: Option<usize>, name: Name, counted: &Counted) -> Result<Self, Unmoved> {
        let value = value_of(name, counted)?;
        let mut plan = self.clone();
        match place {
            None => plan.values[name.at()] = value,
            Some(place) => {
                let place = plan.places.get_mut(place).filter(|_| Name::OF_A_PLACE.contains(&name));
                let place = place.ok_or(Unmoved::Nobody)?;
                place.own.retain(|(it, _)| *it != name);
                place.own.push((name, value));
                place.own.sort_by_key(|(name, _)| name.text());
            }
        }
        plan.together()
    }

    /// The plan with the services' shares as wishes were counted, in the order of the plan's services, met or not; `source`
    /// says which records, and when.
    ///
    /// # Errors
    /// When there are not as many counts as services.
    pub fn with_services_counted(&self, wishes: &[u64], source: &str) -> Result<Self, Unmoved> {
        Ok(Self { services: counted(&self.services, wishes, source)?, ..self.clone() })
    }

    /// The plan with the sources' shares as referrals were counted, in the order of the plan's sources; `source` says which
    /// records, and when.
    ///
    /// # Errors
    /// When there are not as many counts as sources.
    pub fn with_sources_counted(&self, referrals: &[u64], source: &str) -> Result<Self, Unmoved> {
        Ok(Self { sources: counted(&self.sources, referrals, source)?, ..self.clone() })
    }

    /// The plan with so many people waiting, and so many journeys under way, in a place on its first day.
    ///
    /// # Errors
    /// When there is no such place, or more people than live there.
    pub fn with_now(&self, place: usize, waiting: u32, open: u32) -> Result<Self, Unmoved> {
        let mut plan = self.clone();
        let it: &mut Place = plan.places.get_mut(place).ok_or(Unmoved::Nobody)?;
        if !Place::holds(it.people, waiting) || !Place::holds(it.people, open) {
            return Err(Unmoved::TooMany { place: it.name.clone() });
        }
        (it.waiting_now, it.open_now) = (waiting, open);
        Ok(plan)
    }
}

fn value_of(name: Name, counted: &Counted) -> Result<Value, Unmoved> {
    let (least, most) = name.bounds();
    let value = counted.value;
    let (low, high) = (counted.low.max(least), counted.high.min(most));
    let in_order = least <= low && low <= value && value <= high && high <= most;
    let shape = match name.unit() {
        Unit::Share if value > 0.0 && value < 1.0 => Shape::Beta,
        _ if value > 0.0 && least >= 0.0 => Shape::Gamma,
        _ => Shape::Normal,
    };
    let distribution = Distribution::fit(shape, value, low, high, least, most);
    let (true, true, Ok(distribution)) = (in_order, name.unit() != Unit::Pounds, distribution) else {
        return Err(Unmoved::Beyond { name: name.text(), least, most });
    };
    Ok(Value {
        low,
        high,
        shape: if low == high { Shape::Fixed } else { shape },
        source: Some(counted.source.clone()),
        read_on: Some(counted.read_on.clone()),
        kind: Kind::Counted,
        distribution,
        ..Value::known(value, None)
    })
}

fn counted(split: &Split, counts: &[u64], source: &str) -> Result<Split, Unmoved> {
    if counts.len() != split.parts.len() {
        return Err(Unmoved::Nobody);
    }
    let all: f64 = counts.iter().map(|count| *count as f64 + HALF).sum();
    let part =
        |(part, count): (&Part, &u64)| Part { name: part.name.clone(), share: (*count as f64 + HALF) / all };
    let parts = split.parts.iter().zip(counts).map(part).collect();
    Ok(Split { parts, counted: all.min(1e9), source: Some(source.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::EXAMPLE;

    /// scipy: `beta(k + .5, n - k + .5).ppf([.025, .975])`, `gamma(k + .5, scale=1/t).ppf(...)`.
    #[test]
    fn as_scipy_has_them() {
        let near = |it: &Counted, value: f64, low: f64, high: f64| {
            let found = [(it.value, value), (it.low, low), (it.high, high)];
            assert!(found.iter().all(|(a, b)| (a - b).abs() < 1e-6 * b), "{it:?} for {value} {low} {high}");
        };
        near(
            &Counted::of_share(18, 120, "", "").unwrap(),
            0.152_892_56,
            0.094_737_737_279_3,
            0.221_895_264_239,
        );
        near(&Counted::of_share(0, 20, "", "").unwrap(), 0.5 / 21.0, 2.424_647_845_92e-5, 0.116_638_982_905);
        near(&Counted::of_rate(930, 62.0, "", "").unwrap(), 930.5 / 62.0, 14.059_125_519_7, 15.987_554_471_5);
        near(&Counted::of_time(900.0, 40, "", "").unwrap(), 900.0 / 40.5, 16.700_158_267_3, 31.035_330_062);
        near(&Counted::of_mean(7.2, 0.25, "", "").unwrap(), 7.2, 6.71, 7.69);
    }

    #[test]
    fn what_was_not_counted_is_not_known() {
        assert_eq!(Counted::of_share(0, 0, "", ""), None);
        assert_eq!(Counted::of_share(3, 2, "", ""), None);
        assert_eq!(Counted::of_rate(3, 0.0, "", ""), None);
        assert_eq!(Counted::of_rate(3, f64::NAN, "", ""), None);
        assert_eq!(Counted::of_time(90.0, 0, "", ""), None);
        assert_eq!(Counted::of_mean(1.0, -1.0, "", ""), None);
        assert_eq!(Counted::of_mean(f64::INFINITY, 1.0, "", ""), None);
    }

    #[test]
    fn every_count_of_the_table_can_be_taken_in() {
        let plan = Plan::read(EXAMPLE).unwrap();
        let (from, on) = ("Our own journeys", "2026-11-25");
        let share = Counted::of_share(0, 9, from, on).unwrap();
        let mut ours = plan.clone();
        for name in
            [Name::Decline, Name::MissedContact, Name::Completion, Name::FollowUp, Name::FirstAttendance]
        {
            ours = ours.with_counted(Some(1), name, &share).unwrap();
        }
        ours = ours.with_counted(None, Name::Fit, &share).unwrap();
        let rate = Counted::of_rate(301, 34.0 * 0.5, from, on).unwrap();
        ours = ours.with_counted(Some(1), Name::ReferralRate, &rate).unwrap();
        for name in [Name::Contacts, Name::CaseWeeks, Name::LinksPerPerson] {
            ours = ours.with_counted(Some(1), name, &Counted::of_mean(2.0, 1.5, from, on).unwrap()).unwrap();
        }
        let patience = Counted::of_time(400.0, 12, from, on).unwrap();
        ours = ours.with_counted(Some(1), Name::PatienceWeeks, &patience).unwrap();
        ours = ours
            .with_services_counted(&[40, 0, 12, 3], from)
            .unwrap()
            .with_sources_counted(&[90, 20, 4], from)
            .unwrap();
        ours = ours.with_now(1, 31, 140).unwrap();
        assert!(ours.services.parts[1].share > 0.0 && ours.services.counted == 57.0);
        let again = Plan::read(&ours.to_toml()).unwrap_or_else(|it| panic!("{it}"));
        assert_eq!(again, ours);
        assert!(
            plan.with_services_counted(&[1], from).is_err() && plan.with_sources_counted(&[], from).is_err()
        );
        assert!(plan.with_now(7, 0, 0).is_err());
        assert!(matches!(plan.with_now(2, 24_001, 0), Err(Unmoved::TooMany { .. })));
    }
}
