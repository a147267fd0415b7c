//! People on a journey as one line through the months, beside a mixture of groups without one: the synthetic comparison.
//! The groups are people alike in age band and fifth; their months are the same months, weighted as journeys began in them,
//! so that a bad winter is in both lines.

use std::collections::BTreeMap;

use measure::Crowd;
use measure::compare::{Synthetic, Trend, Warning, synthetic};

use super::people::{Free, Likeness, People, Seen, crowd};
use super::read::AGE_BANDS;

/// The mixture, with how many people stand in each group that is in it.
#[derive(Debug, Clone)]
pub struct Mixture {
    /// Of one person in a month.
    pub of: Synthetic,
    pub groups: usize,
    /// Who is in the groups with a weight.
    pub people: Crowd,
    /// Name, weight, people: the largest weight first.
    pub weights: Vec<(String, f64, Crowd)>,
}

impl Mixture {
    pub fn fits(&self) -> bool {
        !self.of.warnings.contains(&Warning::PoorFit)
    }

    /// Whether there are groups enough to tell anything from chance.
    pub fn can_tell(&self) -> bool {
        self.of.interval.is_some()
    }
}

/// The name of the line itself, which no group has.
const OWN: &str = "With a journey";

/// Nothing where fewer than eight people began, or there are not two groups of eight people to mix.
pub(super) fn mixture(people: &People<'_>) -> Option<Mixture> {
    if people.seen.len() < super::FEWEST_PEOPLE {
        return None;
    }
    let mut groups: BTreeMap<Likeness, Vec<&Free<'_>>> = BTreeMap::new();
    for free in &people.free {
        groups.entry(free.like).or_default().push(free);
    }
    groups.retain(|_, group| group.len() >= super::FEWEST_PEOPLE);
    let starts = starts(people);
    let others: Vec<Trend> =
        groups.iter().filter_map(|(like, group)| trend(people, &starts, *like, group)).collect();
    let of = synthetic(&own(people)?, &others).ok()?;
    let crowds: BTreeMap<String, Crowd> =
        groups.iter().map(|(like, group)| (name(*like), crowd(group.iter().map(|free| free.key)))).collect();
    let weights: Vec<(String, f64, Crowd)> = of
        .weights
        .iter()
        .map(|(name, weight)| (name.clone(), *weight, crowds.get(name).copied().unwrap_or_default()))
        .collect();
    let of = moved(of, people);
    Some(Mixture { of, groups: others.len(), people: weights.iter().map(|it| it.2).sum(), weights })
}

/// What is printed is moved as the change of the same people is.
fn moved(mut of: Synthetic, people: &People<'_>) -> Synthetic {
    let months = people.scope.months.max(1) as f64;
    let by = people.seen_crowd().nudge(people.scope.figure() + 1, people.range) / months;
    of.points += by;
    if let Some(interval) = &mut of.interval {
        interval.low += by;
        interval.high += by;
    }
    of
}

/// How many journeys began in each month.
fn starts(people: &People<'_>) -> BTreeMap<i64, f64> {
    let mut starts = BTreeMap::new();
    for seen in &people.seen {
        *starts.entry(seen.month).or_insert(0.0) += 1.0;
    }
    starts
}

/// The months before a journey began and after it, counted from the one it began in.
fn months(people: &People<'_>) -> Option<(Vec<i64>, Vec<i64>)> {
    let months = i64::try_from(people.scope.months).ok()?;
    Some(((-months..0).collect(), (1..=months).collect()))
}

/// A line through those months, where each is known.
fn line(name: String, people: &People<'_>, at: impl Fn(i64) -> Option<f64>) -> Option<Trend> {
    let (before, after) = months(people)?;
    let side = |months: Vec<i64>| months.into_iter().map(&at).collect::<Option<Vec<f64>>>();
    Some(Trend { name, before: side(before)?, after: side(after)? })
}

/// The mean use of a person in each month round the one theirs began in.
fn own(people: &People<'_>) -> Option<Trend> {
    let n = people.seen.len() as f64;
    line(OWN.into(), people, |off| {
        let count = |seen: &Seen<'_>| Some(f64::from(*seen.counts.get(people.place(seen.month + off)?)?));
        Some(people.seen.iter().map(count).sum::<Option<f64>>()? / n)
    })
}

fn trend(
    people: &People<'_>,
    starts: &BTreeMap<i64, f64>,
    like: Likeness,
    group: &[&Free<'_>],
) -> Option<Trend> {
    let long = group.iter().map(|free| free.counts.len()).min()?;
    let mean: Vec<f64> = (0..long)
        .map(|at| group.iter().map(|free| f64::from(free.counts[at])).sum::<f64>() / group.len() as f64)
        .collect();
    let all: f64 = starts.values().sum();
    line(name(like), people, |off| {
        let weighted = starts.iter().map(|(month, n)| Some(mean.get(people.place(month + off)?)? * n));
        Some(weighted.sum::<Option<f64>>()? / all)
    })
}

fn name((age, fifth): Likeness) -> String {
    let age = age
        .and_then(|at| AGE_BANDS.get(at))
        .map_or("age not known".to_owned(), |band| format!("aged {}", band.replace('-', "–")));
    let fifth = match fifth {
        Some(1) => "most deprived fifth".to_owned(),
        Some(5) => "least deprived fifth".to_owned(),
        Some(fifth) => format!("fifth {fifth} of 5"),
        None => "fifth not known".to_owned(),
    };
    super::page_parts::sentence_case(&format!("{age}, {fifth}"))
}
