//! From the offer to the ending.

use super::{
    course::{PlaceCourse, which},
    ledger::Count,
    someone::{Event, Someone, Stage},
    walk::Walk,
};
use crate::{
    chance::{Purpose, few, power},
    kernel::{Handle, Tick},
};

/// More contacts or wishes than this are nobody's.
const MOST: u64 = 200;

impl Someone {
    /// How the journey is to go: how many contacts, how far apart, and after which of them they leave early, if they do.
    pub(super) fn sets_out(&mut self, here: &PlaceCourse, [stays, leaves, contacts]: [f64; 3]) {
        let more = few(contacts, here.more_contacts).min(MOST);
        self.planned = 1 + more as u8;
        self.leaves_after = if stays >= here.completion { 1 + (leaves * more as f64) as u8 } else { 0 };
        self.gap = (here.length / more.max(1) as f64) as u32;
    }
}

impl Walk<'_> {
    /// Somebody is referred and asked.
    pub(super) fn comes(&mut self, now: Tick, place: usize) {
        self.ledger.events += 1;
        let number = self.next_arrival(place);
        let course = self.course;
        let it = &course.places[place];
        let [says, source, fifth, patience] = course.stream(place, number, Purpose::Person).four(0);
        let fifth = which(&it.fifth_up_to, fifth);
        self.count(place, Count::Referred, 1);
        self.count(place, Count::ReferredFifth(fifth), 1);
        self.count(place, Count::Source(which(&course.source_up_to, source)), 1);
        if says < it.decline {
            self.count(place, Count::Declined, 1);
            return;
        }
        self.waits(now, Someone::new(number, place, fifth, now), patience);
    }

    /// Somebody joins the line, and begins at once when there is a slot.
    pub(super) fn waits(&mut self, now: Tick, it: Someone, patience: f64) {
        let here = &self.course.places[usize::from(it.place)];
        let who = self.people.insert(it);
        self.waiting.enter(now);
        self.line.join(&mut self.people, who);
        self.fill(now);
        if self.people.get(who).is_some_and(|it| it.stage == Stage::Waiting) {
            let wait = here.patience * power(-libm::log(patience), 1.0 / self.course.patience_shape);
            self.heap.push(now + wait as Tick, Event::GivesUp(who));
        }
    }

    /// Whoever is next begins, while there are slots.
    pub(super) fn fill(&mut self, now: Tick) {
        while self.open < self.slots {
            let Some(who) = self.line.next(&mut self.people) else { return };
            let Some(it) = self.people.get_mut(who) else { return };
            it.stage = Stage::Begun;
            it.began = now;
            let (came, place, fifth) = (it.came, usize::from(it.place), usize::from(it.fifth));
            self.open += 1;
            self.waiting.leave(now, came);
            self.opened.enter(now);
            self.count(place, Count::Started, 1);
            self.count(place, Count::StartedFifth(fifth), 1);
            self.count(place, Count::Waited, now - came);
            self.ledger.waited(place, now - came);
            self.ask(now, who, place);
        }
    }

    /// Somebody has waited long enough.
    pub(super) fn gives_up(&mut self, now: Tick, who: Handle) {
        let Some(it) = self.people.get(who).copied().filter(|it| it.stage == Stage::Waiting) else { return };
        self.ledger.events += 1;
        self.line.leave(&mut self.people, who);
        self.people.remove(who);
        self.waiting.leave(now, it.came);
        self.count(usize::from(it.place), Count::GaveUp, 1);
    }

    /// A contact is due: it asks for the team's time.
    pub(super) fn due(&mut self, now: Tick, who: Handle) {
        let Some(it) = self.people.get(who) else { return };
        let place = usize::from(it.place);
        self.ledger.events += 1;
        self.ask(now, who, place);
    }

    fn ask(&mut self, now: Tick, who: Handle, place: usize) {
        let work = self.course.places[place].work;
        if let Some((time, turn)) = self.hours.ask(now, who, work) {
            self.heap.push(time, Event::Done(turn));
        }
    }

    /// The contact at hand is over.
    pub(super) fn done(&mut self, now: Tick, turn: u32) {
        let Some((who, work, next)) = self.hours.done(now, turn) else { return };
        if let Some((time, turn)) = next {
            self.heap.push(time, Event::Done(turn));
        }
        let Some(it) = self.people.get(who).copied() else { return };
        self.ledger.events += 1;
        self.count(usize::from(it.place), Count::Worked, work);
        if it.stage == Stage::Begun { self.first(now, who, it) } else { self.later(now, who, it) }
    }

    /// A first appointment: did they come?
    fn first(&mut self, now: Tick, who: Handle, mut it: Someone) {
        let course = self.course;
        let place = usize::from(it.place);
        let here = &course.places[place];
        let comes = course.stream(place, it.number, Purpose::Person).four(1 + u64::from(it.missed / 4));
        if comes[usize::from(it.missed % 4)] >= here.attendance {
            it.missed += 1;
            self.count(place, Count::Missed, 1);
            if it.missed >= course.attempts {
                self.close(now, who, it, Count::NotReached);
                return;
            }
            self.keep(who, it);
            self.heap.push(now + course.rebook, Event::Due(who));
            return;
        }
        let [stays, leaves, contacts, _] = course.stream(place, it.number, Purpose::Case).four(0);
        it.stage = Stage::Met;
        it.sets_out(here, [stays, leaves, contacts]);
        let [wishes, ..] = course.stream(place, it.number, Purpose::Wishes).four(0);
        it.wishes = few(wishes, here.wishes).min(6) as u8;
        self.count(place, Count::Met, 1);
        self.after_contact(now, who, it);
    }

    /// A later contact: missed or not, it was prepared and took its time.
    fn later(&mut self, now: Tick, who: Handle, it: Someone) {
        let place = usize::from(it.place);
        let number = u64::from(it.contacts);
        let chance = self.course.stream(place, it.number, Purpose::Case).four(1 + number / 4);
        if chance[(number % 4) as usize] < self.course.places[place].missed {
            self.count(place, Count::Missed, 1);
            let mut it = it;
            it.contacts += 1;
            self.go_on(now, who, it);
        } else {
            self.after_contact(now, who, it);
        }
    }

    /// A contact took place: a link is sought from the second on.
    fn after_contact(&mut self, now: Tick, who: Handle, mut it: Someone) {
        let place = usize::from(it.place);
        self.count(place, Count::Contacts, 1);
        it.contacts += 1;
        let last = it.contacts == it.planned;
        while it.sought < it.wishes && (it.contacts >= 2 || last) {
            it.suited += u8::from(self.seek(now, who, &it));
            it.sought += 1;
            if !last {
                break;
            }
        }
        self.go_on(now, who, it);
    }

    /// The next contact, or the end.
    fn go_on(&mut self, now: Tick, who: Handle, it: Someone) {
        if it.leaves_after > 0 && it.contacts >= it.leaves_after {
            self.close(now, who, it, Count::LeftEarly);
        } else if it.contacts >= it.planned {
            self.close(now, who, it, Count::Completed);
        } else {
            self.keep(who, it);
            self.heap.push(now + u64::from(it.gap), Event::Due(who));
        }
    }

    /// A follow-up is answered.
    pub(super) fn answers(&mut self, place: usize, met: Option<u8>) {
        self.ledger.events += 1;
        self.count(place, Count::FollowedUp, 1);
        self.count_met(place, met, (Count::FollowedWishesMet, Count::FollowedWishless));
    }

    fn count_met(&mut self, place: usize, met: Option<u8>, (parts, wishless): (Count, Count)) {
        match met {
            Some(met) => self.count(place, parts, u64::from(met)),
            None => self.count(place, wishless, 1),
        }
    }

    fn keep(&mut self, who: Handle, it: Someone) {
        if let Some(place) = self.people.get_mut(who) {
            *place = it;
        }
    }

    fn close(&mut self, now: Tick, who: Handle, it: Someone, how: Count) {
        let place = usize::from(it.place);
        self.people.remove(who);
        self.open -= 1;
        self.opened.leave(now, it.began);
        self.count(place, how, 1);
        if how == Count::Completed {
            self.count_met(place, it.met(), (Count::WishesMet, Count::Wishless));
            let [.., answers] = self.course.stream(place, it.number, Purpose::Case).four(0);
            if answers < self.course.places[place].follow_up {
                self.heap.push(now + self.course.follow_up_after, Event::FollowUp(it.place, it.met()));
            }
        }
        self.fill(now);
    }
}
