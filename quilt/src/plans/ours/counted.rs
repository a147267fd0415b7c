//! From counts to values with their uncertainty: the leaf's own counting, a share by Jeffreys, a mean by its error, a
//! rate by what chance does to a count. Nothing is made of fewer than eight people, nor of a share whose part, or whose rest, is fewer.

use measure::suppress::FEWEST;
use simulate::plan::{Counted, Name};

use super::COUNTED_HERE;
use super::raw::{Part, Raw, Tally, Waits, Window};

/// A value found, or why it was not used.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub name: Name,
    /// How many it is from, rounded as every count that is shown.
    pub n: measure::Suppressed,
    pub is: Result<Counted, &'static str>,
}

const TOO_FEW: &str = "too few people: fewer than 8, or fewer than 8 on one side of it";
const NO_PEOPLE: &str = "nobody said how many people live there";

const NOT_ALL: &str = "not every referral of these places is kept here";

/// The same, unless it is how many are asked for.
pub(super) fn without_rate(found: Found) -> Found {
    if found.name == Name::ReferralRate { Found { is: Err(NOT_ALL), ..found } } else { found }
}

/// Three figures: enough for a plan, too few to count anybody back.
fn rounded(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let size = 10_f64.powi(2 - x.abs().log10().floor() as i32);
    (x * size).round() / size
}

/// Everything there is to say of these counts; `people` live there, where that is known.
pub(super) fn all(raw: &Raw, people: Option<u64>, of: &str, window: &Window) -> Vec<Found> {
    let said = Said { of, window };
    vec![
        rate(raw, people, &said),
        share(Name::Decline, raw.said_no, "people who answered", &said),
        time(Name::PatienceWeeks, raw.waits, "people who said yes", &said),
        share(Name::FirstAttendance, raw.first_time, "first contacts that were tried", &said),
        share(Name::MissedContact, raw.missed, "later contacts", &said),
        share(Name::Completion, raw.planned, "journeys that ended", &said),
        share(Name::FollowUp, raw.followed_up, "follow-ups that were due", &said),
        mean(Name::Contacts, raw.contacts, "journeys that ended", &said),
        mean(Name::CaseWeeks, raw.weeks, "journeys that ended", &said),
        mean(Name::LinksPerPerson, raw.links, "journeys that ended", &said),
        share(Name::Fit, raw.suited, "links of which it is known whether the person came", &said),
    ]
}

/// Of whom, and when.
struct Said<'a> {
    of: &'a str,
    window: &'a Window,
}

impl Said<'_> {
    /// Which records, in words.
    fn source(&self, n: u64, what: &str) -> String {
        let n = measure::Suppressed::new(n);
        format!("{COUNTED_HERE}: {n} {what}, {}, {} to {}", self.of, self.window.from, self.window.until)
    }

    fn read_on(&self) -> String {
        self.window.until.to_string()
    }
}

fn three_figures(it: Counted) -> Counted {
    Counted { value: rounded(it.value), low: rounded(it.low), high: rounded(it.high), ..it }
}

fn found(name: Name, n: u64, counted: Option<Counted>) -> Found {
    Found { name, n: measure::Suppressed::new(n), is: counted.map(three_figures).ok_or(TOO_FEW) }
}

fn share(name: Name, part: Part, what: &str, said: &Said<'_>) -> Found {
    let counted = Counted::of_share(part.of_them, part.all, &said.source(part.all, what), &said.read_on());
    found(name, part.all, counted.filter(|_| part.is_enough()))
}

/// How long it takes until somebody gives up, from all who waited.
fn time(name: Name, waits: Waits, what: &str, said: &Said<'_>) -> Found {
    let Part { of_them, all } = waits.gave_up;
    let counted = Counted::of_time(waits.weeks, of_them, &said.source(all, what), &said.read_on());
    found(name, all, counted.filter(|_| waits.gave_up.is_enough()))
}

fn mean(name: Name, tally: Tally, what: &str, said: &Said<'_>) -> Found {
    let error = tally.sd() / (tally.n as f64).sqrt();
    let counted = Counted::of_mean(tally.mean(), error, &said.source(tally.n, what), &said.read_on());
    found(name, tally.n, counted.filter(|_| tally.n >= FEWEST))
}

/// People asked for a year, for each thousand. A scheme that began lately is told by the days it has had, and of a few
/// days nothing is told.
fn rate(raw: &Raw, people: Option<u64>, said: &Said<'_>) -> Found {
    let Some(people) = people.filter(|people| *people > 0) else {
        return Found { is: Err(NO_PEOPLE), ..found(Name::ReferralRate, raw.asked, None) };
    };
    let exposure = people as f64 / 1_000.0 * raw.days.min(366.0) / 365.25;
    let counted =
        Counted::of_rate(raw.asked, exposure, &said.source(raw.asked, "people asked for"), &said.read_on());
    found(Name::ReferralRate, raw.asked, counted.filter(|_| raw.asked >= FEWEST && raw.days >= 28.0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn window() -> Window {
        Window { from: date(2025, 11, 23), until: date(2026, 11, 23) }
    }

    fn raw() -> Raw {
        let mut raw = Raw { asked: 400, days: 365.25, ..Raw::default() };
        raw.said_no = Part { of_them: 30, all: 250 };
        raw.planned = Part { of_them: 150, all: 157 };
        for n in 0..100 {
            raw.contacts.add(f64::from(n % 5 + 6));
        }
        for _ in 0..7 {
            raw.weeks.add(12.0);
        }
        raw
    }

    #[test]
    fn values_carry_how_sure_they_are_and_from_how_many() {
        let all = all(&raw(), Some(20_000), "all schemes", &window());
        let of = |name: Name| all.iter().find(|it| it.name == name).unwrap();
        let rate = of(Name::ReferralRate).is.as_ref().unwrap();
        assert_eq!((rate.value, rate.low, rate.high), (20.0, 18.1, 22.0));
        let decline = of(Name::Decline).is.as_ref().unwrap();
        assert!((decline.value - 0.12).abs() < 0.003 && decline.low < 0.09 && decline.high > 0.16);
        assert_eq!(
            decline.source,
            "Counted here: 250 people who answered, all schemes, 2025-11-23 to 2026-11-23"
        );
        let contacts = of(Name::Contacts).is.as_ref().unwrap();
        assert!(contacts.value == 8.0 && contacts.low < 8.0 && contacts.high > 8.0);
    }

    #[test]
    fn patience_is_what_all_waited_for_each_who_gave_up() {
        let mut raw = raw();
        for n in 0..60 {
            raw.waits.add(3.0, n % 6 == 0);
        }
        let all = all(&raw, None, "all schemes", &window());
        let patience = all.iter().find(|it| it.name == Name::PatienceWeeks).unwrap().is.clone().unwrap();
        assert!((patience.value - 180.0 / 10.5).abs() < 0.1 && patience.low < 11.0 && patience.high > 30.0);
        assert!(patience.source.starts_with("Counted here: 60 people who said yes"));
    }

    #[test]
    fn few_people_are_not_used_on_either_side() {
        let all = all(&raw(), None, "all schemes", &window());
        let why = |name: Name| all.iter().find(|it| it.name == name).unwrap().is.clone().unwrap_err();
        assert_eq!(why(Name::Completion), TOO_FEW, "seven of them did not");
        assert_eq!(why(Name::CaseWeeks), TOO_FEW);
        assert_eq!(why(Name::FollowUp), TOO_FEW);
        assert_eq!(why(Name::ReferralRate), NO_PEOPLE);
    }

    #[test]
    fn a_number_cannot_be_counted_back() {
        assert_eq!(
            [rounded(0.123_456), rounded(12_345.6), rounded(0.0), rounded(-7.777)],
            [0.123, 12_300.0, 0.0, -7.78]
        );
    }
}
