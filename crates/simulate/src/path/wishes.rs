//! Links: a seat at once, another kind of group, a place in the line, something bought, or going without.

use super::{
    WEEK,
    course::which,
    ledger::Count,
    someone::{Event, Someone, Wish},
    walk::Walk,
};
use crate::{
    chance::{Purpose, StreamId},
    kernel::{Handle, Tick},
};

impl Walk<'_> {
    fn link(&self, wish: &Wish) -> StreamId {
        let person = wish.number << 3 | u64::from(wish.which);
        self.course.stream(usize::from(wish.place), person, Purpose::Link)
    }

    fn room_at(&self, place: usize, service: usize) -> usize {
        place * self.course.services + service
    }

    /// Somebody wants a link. Whether they have one that suits at once.
    pub(super) fn seek(&mut self, now: Tick, person: Handle, it: &Someone) -> bool {
        let course = self.course;
        let (place, number, which_wish) = (usize::from(it.place), it.number, it.sought);
        let wanted = course.stream(place, number, Purpose::Wishes).four(1 + u64::from(which_wish / 4));
        let service = which(&course.service_up_to, wanted[usize::from(which_wish % 4)]);
        let wish = Wish {
            who: person,
            number,
            place: it.place,
            service: service as u16,
            which: which_wish,
            seated: false,
        };
        if self.rooms[self.room_at(place, service)].has_room() {
            let who = self.wishes.insert(wish);
            return self.sit(now, who, wish);
        }
        let [chooses, budget, ..] = self.link(&wish).four(0);
        let links = &course.links;
        if chooses < links.substitute {
            let others = (1..course.services).map(|step| (service + step) % course.services);
            let free = others.into_iter().find(|other| self.rooms[self.room_at(place, *other)].has_room());
            if let Some(other) = free {
                self.count(place, Count::Substituted, 1);
                let wish = Wish { service: other as u16, ..wish };
                let who = self.wishes.insert(wish);
                return self.sit(now, who, wish);
            }
        } else if chooses < links.substitute + links.wait {
            let who = self.wishes.insert(wish);
            let at = self.room_at(place, service);
            self.rooms[at].line.join(&mut self.wishes, who);
            let [patience, ..] = self.link(&wish).four(1);
            let ends = now + (-libm::log(patience) * links.patience) as Tick;
            self.heap.push(ends, Event::WishEnds(who));
            return false;
        }
        self.goes_without(place, service, budget)
    }

    /// No room: they buy something instead, of their own choice, or go without. Whether they bought.
    fn goes_without(&mut self, place: usize, service: usize, budget: f64) -> bool {
        let bought = budget < self.course.links.budget;
        self.count(place, if bought { Count::Bought } else { Count::Unmet(service) }, 1);
        bought
    }

    /// A wish is met after a wait: it counts for whose it was, if they are still under way.
    fn met_later(&mut self, wish: &Wish) {
        if let Some(it) = self.people.get_mut(wish.who) {
            it.suited += 1;
        }
    }

    /// Somebody has a seat: they keep it for a while, or find it does not suit. Whether it suits.
    fn sit(&mut self, now: Tick, who: Handle, wish: Wish) -> bool {
        let (place, service) = (usize::from(wish.place), usize::from(wish.service));
        let [_, suits, keeps, _] = self.link(&wish).four(1);
        let at = self.room_at(place, service);
        let held = self.rooms[at].held_until(now);
        self.rooms[at].held += 1;
        self.count(place, Count::Seats(service), held);
        self.count(place, Count::Linked(service), 1);
        if let Some(wish) = self.wishes.get_mut(who) {
            wish.seated = true;
        }
        let suits = suits < self.course.links.fit;
        let time = if suits {
            -libm::log(keeps) * self.course.places[place].seat_time
        } else {
            self.count(place, Count::Unsuited(service), 1);
            WEEK
        };
        self.heap.push(now + time as Tick, Event::SeatFree(who));
        suits
    }

    /// A seat is given back.
    pub(super) fn seat_free(&mut self, now: Tick, who: Handle) {
        let Some(wish) = self.wishes.get(who).copied() else { return };
        self.ledger.events += 1;
        self.wishes.remove(who);
        let (place, service) = (usize::from(wish.place), usize::from(wish.service));
        let at = self.room_at(place, service);
        let held = self.rooms[at].held_until(now);
        self.rooms[at].held -= 1;
        self.count(place, Count::Seats(service), held);
        self.sit_down(now, place, service);
    }

    /// Those who wait sit down while there is room.
    pub(super) fn sit_down(&mut self, now: Tick, place: usize, service: usize) {
        let at = self.room_at(place, service);
        while self.rooms[at].has_room() {
            let Some(who) = self.rooms[at].line.next(&mut self.wishes) else { return };
            let Some(wish) = self.wishes.get(who).copied() else { return };
            if self.sit(now, who, wish) {
                self.met_later(&wish);
            }
        }
    }

    /// Somebody has waited long enough for a seat.
    pub(super) fn wish_ends(&mut self, who: Handle) {
        let Some(wish) = self.wishes.get(who).copied().filter(|wish| !wish.seated) else { return };
        self.ledger.events += 1;
        let (place, service) = (usize::from(wish.place), usize::from(wish.service));
        let at = self.room_at(place, service);
        self.rooms[at].line.leave(&mut self.wishes, who);
        self.wishes.remove(who);
        let [_, budget, ..] = self.link(&wish).four(0);
        if self.goes_without(place, service, budget) {
            self.met_later(&wish);
        }
    }
}
