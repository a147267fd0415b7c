//! People: how far they come, how long they wait and where, month by month; what nobody had room for; who is reached.

use serde::{Serialize, Serializer};
use simulate::judge;
use simulate::plan::Plan;
use simulate::runs::{Figure, Rows};

use super::range::{Range, of};
use crate::plans::meanings::{self, Meaning};
use crate::plans::said;

/// One figure with its range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    #[serde(rename = "figure", serialize_with = "code")]
    pub meaning: Meaning,
    pub range: Range,
}

pub(super) fn code<S: Serializer>(it: &Meaning, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(it.code)
}

/// A place, and what its people have of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtPlace {
    pub place: String,
    pub people: u64,
    pub referred: Range,
    pub began: Range,
    /// Days within which nine in ten had begun.
    pub wait_90: Range,
    /// Of those who would gain in a year.
    pub reached: Range,
    /// Whether nowhere else is waited longer, on average; and whether nowhere else fewer are reached.
    pub waits_longest: bool,
    pub reached_least: bool,
}

/// The place that is served worst by one measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worst {
    pub place: String,
    pub value: f64,
    /// The share of draws in which it is the worst.
    pub how_often: f64,
}

impl Worst {
    pub(super) fn of(plan: &Plan, it: judge::Worst) -> Self {
        let place = plan.places.get(it.place).map_or_else(String::new, |it| it.name.clone());
        Self { place, value: it.value, how_often: it.how_often }
    }
}

/// A month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// “April 2026”.
    pub month: String,
    pub began: Range,
    /// At its end.
    pub waiting: Range,
    pub open: Range,
    pub slots: Range,
    pub unmet: Range,
    pub new_seats: Range,
}

/// A kind of service that had no room.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unmet {
    pub service: String,
    pub wishes: Range,
}

/// A fifth of neighbourhoods by deprivation, number one the most deprived; for each thousand who live there, a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fifth {
    pub fifth: usize,
    pub referred: Range,
    pub began: Range,
}

/// Who is reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Equality {
    pub fifths: Vec<Fifth>,
    /// The slope index: how many more of the most deprived begin than of the least.
    pub slope: Range,
}

const FLOW: [Figure; 17] = [
    Figure::Referred,
    Figure::Declined,
    Figure::GaveUp,
    Figure::Started,
    Figure::NotReached,
    Figure::LeftEarly,
    Figure::Completed,
    Figure::FollowedUp,
    Figure::Contacts,
    Figure::WaitMean,
    Figure::Wait90,
    Figure::Linked,
    Figure::Suited,
    Figure::WishesMet,
    Figure::Substituted,
    Figure::Bought,
    Figure::UnmetAll,
];

pub(super) fn lines(rows: &Rows, way: usize) -> Vec<Line> {
    let line = |it: Figure| Line { meaning: meanings::of(it), range: of(rows, way, it) };
    FLOW.into_iter().map(line).collect()
}

pub(super) fn places(plan: &Plan, rows: &Rows, way: usize) -> Vec<AtPlace> {
    let worst = judge::worst(rows, way, plan.places.len()).filter(|_| plan.places.len() > 1);
    let place = |(number, it): (usize, &simulate::plan::Place)| AtPlace {
        place: it.name.clone(),
        people: it.people,
        referred: of(rows, way, Figure::PlaceReferred(number)),
        began: of(rows, way, Figure::PlaceStarted(number)),
        wait_90: of(rows, way, Figure::PlaceWait90(number)),
        reached: of(rows, way, Figure::PlaceReached(number)),
        waits_longest: worst.is_some_and(|(waits, _)| waits.place == number && waits.value > 0.0),
        reached_least: worst.is_some_and(|(_, reached)| reached.place == number),
    };
    plan.places.iter().enumerate().map(place).collect()
}

pub(super) fn months(plan: &Plan, rows: &Rows, way: usize) -> Vec<Month> {
    let month = |month: usize| Month {
        month: said::month(plan.first_year.year(), month),
        began: of(rows, way, Figure::MonthStarted(month)),
        waiting: of(rows, way, Figure::MonthWaiting(month)),
        open: of(rows, way, Figure::MonthOpen(month)),
        slots: of(rows, way, Figure::MonthSlots(month)),
        unmet: of(rows, way, Figure::MonthUnmet(month)),
        new_seats: of(rows, way, Figure::MonthNewSeats(month)),
    };
    (0..plan.months() as usize).map(month).collect()
}

pub(super) fn unmet(plan: &Plan, rows: &Rows, way: usize) -> Vec<Unmet> {
    let service = |(number, it): (usize, &simulate::plan::Part)| Unmet {
        service: it.name.clone(),
        wishes: of(rows, way, Figure::Unmet(number)),
    };
    let mut all: Vec<Unmet> = plan.services.parts.iter().enumerate().map(service).collect();
    all.sort_by(|a, b| b.wishes.mean.total_cmp(&a.wishes.mean));
    all
}

pub(super) fn equality(rows: &Rows, way: usize) -> Equality {
    let fifth = |it: usize| Fifth {
        fifth: it + 1,
        referred: of(rows, way, Figure::FifthReferred(it)),
        began: of(rows, way, Figure::FifthStarted(it)),
    };
    Equality { fifths: (0..5).map(fifth).collect(), slope: of(rows, way, Figure::Slope) }
}
