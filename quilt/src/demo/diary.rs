//! When link workers meet people: one after another, with the way between them, in the daytime of
//! days that are worked.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::life::{Happening, Life, What, at};
use super::words::Picker;
use super::working_days::working;
use crate::journeys::ContactKind;
use crate::moment::local;

/// Where meetings may begin. An hour with somebody and at least half an hour on the road lie between
/// one and the next.
const BEGINNINGS: [(i8, i8); 5] = [(9, 15), (10, 45), (13, 0), (14, 30), (16, 0)];

/// A meeting taken up in somebody's diary: their scheme, which of its workers, and when.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Booked {
    pub scheme: usize,
    pub worker: usize,
    pub at: Timestamp,
}

/// The first time from `day` on at which this worker is free; which time of day is tried first is
/// as chance has it.
pub(super) fn free(
    taken: impl Fn(Booked) -> bool,
    scheme: usize,
    worker: usize,
    day: Date,
    p: &mut Picker,
) -> Booked {
    let mut day = working(day);
    loop {
        for (hour, minute) in p.shuffled(&BEGINNINGS) {
            let booked = Booked { scheme, worker, at: at(day, hour, minute) };
            if !taken(booked) {
                return booked;
            }
        }
        let next = working(day.saturating_add(1.days()));
        if next == day {
            return Booked { scheme, worker, at: at(day, 9, 15) };
        }
        day = next;
    }
}

/// Gives every visit among the happenings, which are in order, a time of its own on its day, as far
/// as the day has room. Where it has none the visit keeps its time; five a day is more than anybody does.
pub(super) fn spread_visits(lives: &[Life], happenings: &mut [Happening]) {
    let mut with: Vec<usize> = lives.iter().map(|life| life.worker).collect();
    let mut taken: HashSet<(usize, usize, Timestamp)> = HashSet::new();
    for happening in happenings {
        let life = happening.life;
        match &happening.what {
            What::HandOver { to } => with[life] = *to,
            What::Contact(contact) if is_in_person(contact.kind) => {
                let (scheme, worker) = (lives[life].scheme, with[life]);
                let day = local(happening.at).date();
                let mut p = Picker::new(life as u64).fork(&day.to_string());
                let times = p.shuffled(&BEGINNINGS);
                let free = times.into_iter().map(|(hour, minute)| at(day, hour, minute));
                if let Some(at) = free.into_iter().find(|at| taken.insert((scheme, worker, *at))) {
                    happening.at = at;
                }
            }
            _ => {}
        }
    }
}

fn is_in_person(kind: ContactKind) -> bool {
    matches!(kind, ContactKind::Visit | ContactKind::MetOut | ContactKind::WentAlong)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn forty_meetings_asked_for_one_christmas_eve_find_forty_times() {
        let taken: RefCell<Vec<Booked>> = RefCell::default();
        let mut p = Picker::new(3);
        for _ in 0..40 {
            let found = free(|b| taken.borrow().contains(&b), 0, 1, date(2026, 12, 24), &mut p);
            taken.borrow_mut().push(found);
        }
        let mut times: Vec<Timestamp> = taken.borrow().iter().map(|b| b.at).collect();
        times.sort();
        assert!(times.windows(2).all(|two| two[1].duration_since(two[0]).as_mins() >= 90));
        assert!(times.iter().all(|at| (9..17).contains(&local(*at).hour())));
        assert_eq!(local(times[5]).date(), date(2026, 12, 29), "five on Christmas Eve, then a long holiday");
    }
}
