//! Who is there already on the first day: people who wait, and journeys under way.
//!
//! Everything about them counts from that day on, their waits and Little's law too. A journey under way is as far as one
//! met at a chance moment: it is drawn whole, with a moment within the longest it could last, and drawn again when it would
//! have been over by then. Links made before that day are not known; wishes not yet sought then are sought.

use super::{
    course::which,
    ledger::Count,
    someone::{Event, Someone, Stage},
    walk::Walk,
};
use crate::chance::{Purpose, few};

/// Numbers of people from here on are of those under way before, and from twice this on of those who waited: nobody who comes
/// later has so high a one.
const UNDER_WAY: u64 = 1 << 40;
const WAITED: u64 = 2 * UNDER_WAY;
/// How often a journey is drawn again; one that is never under way has its last contact at once.
const TRIES: u64 = 64;

impl Walk<'_> {
    /// Everybody of a place who is there already.
    pub(super) fn are_there(&mut self, place: usize) {
        let (waiting, open) = (self.course.places[place].waiting_now, self.course.places[place].open_now);
        for number in 0..u64::from(open) {
            self.is_under_way(place, UNDER_WAY + number);
        }
        for number in 0..u64::from(waiting) {
            let [_, _, fifth, patience] = self.course.stream(place, WAITED + number, Purpose::Person).four(0);
            let fifth = which(&self.course.places[place].fifth_up_to, fifth);
            self.count(place, Count::WaitingBefore, 1);
            self.waits(0, Someone::new(WAITED + number, place, fifth, 0), patience);
        }
    }

    fn is_under_way(&mut self, place: usize, number: u64) {
        let course = self.course;
        let here = &course.places[place];
        let [_, _, fifth, _] = course.stream(place, number, Purpose::Person).four(0);
        let mut it = Someone::new(number, place, which(&here.fifth_up_to, fifth), 0);
        it.stage = Stage::Met;
        let id = course.stream(place, number, Purpose::Before);
        let due = (0..TRIES).find_map(|again| {
            let [stays, leaves, contacts, moment] = id.four(again);
            it.sets_out(here, [stays, leaves, contacts]);
            let last = if it.leaves_after > 0 { it.leaves_after } else { it.planned };
            let (age, gap) = ((moment * here.length) as u64, u64::from(it.gap));
            it.contacts = 1 + u8::try_from(age.checked_div(gap)?).ok()?;
            (it.contacts < last).then(|| gap - age % gap)
        });
        if due.is_none() {
            (it.planned, it.leaves_after, it.contacts) = (2, 0, 1);
        }
        let [wishes, ..] = course.stream(place, number, Purpose::Wishes).four(0);
        it.wishes = few(wishes, here.wishes).min(6) as u8;
        it.wishes -= it.wishes.min(it.contacts - 1);
        let who = self.people.insert(it);
        self.open += 1;
        self.opened.enter(0);
        self.count(place, Count::OpenBefore, 1);
        self.heap.push(due.unwrap_or(0), Event::Due(who));
    }
}
