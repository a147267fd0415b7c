//! One walk: events in their order until the last month ends.

use super::{
    MONTH,
    arrivals::Arrivals,
    course::{Course, TeamCourse},
    hours::Hours,
    ledger::{Count, Ledger, TeamCount},
    seats::{Room, seats},
    someone::{Event, Someone, Stage, Wish},
    staff::Worker,
};
use crate::{
    kernel::{Heap, Line, Little, Slab, Tick},
    plan::Role,
};

/// Little's law, counted twice in every walk: of those waiting and of open journeys, over all teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checks {
    /// Whether it held for everybody waiting, in every team.
    pub waiting: bool,
    /// Whether it held for every open journey.
    pub open: bool,
    /// The most people who were under way at once in any team.
    pub most: usize,
}

/// Lets everybody of a course go their way once, and writes what happened into `ledger`, which must be empty and of the
/// course's size.
pub fn walk(course: &Course, ledger: &mut Ledger) -> Checks {
    let mut checks = Checks { waiting: true, open: true, most: 0 };
    let mut team_walk = Walk::new(course, ledger);
    for team in 0..course.teams.len() {
        let (waiting, open) = team_walk.team(team);
        checks.waiting &= waiting.holds();
        checks.open &= open.holds();
        checks.most = checks.most.max(team_walk.people.most());
    }
    checks
}

/// A team under way.
pub(super) struct Walk<'a> {
    pub(super) course: &'a Course,
    pub(super) ledger: &'a mut Ledger,
    pub(super) heap: Heap<Event>,
    pub(super) people: Slab<Someone>,
    pub(super) wishes: Slab<Wish>,
    pub(super) hours: Hours,
    pub(super) line: Line,
    pub(super) waiting: Little,
    pub(super) opened: Little,
    pub(super) open: u64,
    pub(super) slots: u64,
    /// By place and service; only this team's places are used.
    pub(super) rooms: Vec<Room>,
    pub(super) month: usize,
    arrivals: Vec<Option<Arrivals>>,
    workers: Vec<Worker>,
    end: Tick,
}

impl<'a> Walk<'a> {
    fn new(course: &'a Course, ledger: &'a mut Ledger) -> Self {
        Self {
            course,
            ledger,
            heap: Heap::default(),
            people: Slab::default(),
            wishes: Slab::default(),
            hours: Hours::default(),
            line: Line::default(),
            waiting: Little::default(),
            opened: Little::default(),
            open: 0,
            slots: 0,
            rooms: vec![Room::default(); course.places.len() * course.services],
            month: 0,
            arrivals: vec![None; course.places.len()],
            workers: Vec::new(),
            end: u64::from(course.months) * MONTH,
        }
    }

    fn begin(&mut self, team: &TeamCourse) {
        self.heap.clear();
        self.people.clear();
        self.wishes.clear();
        self.hours.clear();
        self.line = Line::default();
        (self.waiting, self.opened) = (Little::default(), Little::default());
        (self.open, self.slots, self.month) = (0, 0, 0);
        self.workers = team.workers.iter().map(|it| Worker::new(self.course, *it)).collect();
        for (number, worker) in self.workers.iter().enumerate() {
            self.heap.push(worker.from(), Event::Staff(number as u16));
        }
        self.heap.push(MONTH, Event::MonthEnds);
        self.stand(team, 0, 0.0);
        for place in &team.places {
            let mut arrivals = Arrivals::new(self.course, *place);
            if let Some(time) = arrivals.next(self.course, *place, self.end) {
                self.heap.push(time, Event::Comes(*place as u16));
            }
            self.arrivals[*place] = Some(arrivals);
            self.are_there(*place);
        }
    }

    /// Walks one team to the end.
    fn team(&mut self, number: usize) -> (Little, Little) {
        let course = self.course;
        let team = &course.teams[number];
        self.begin(team);
        while let Some((now, event)) = self.heap.pop() {
            if now >= self.end {
                // What is due at the very end still ends the last month.
                if matches!(event, Event::MonthEnds) {
                    self.month_ends(now, number);
                }
                if self.month >= course.months as usize {
                    break;
                }
                continue;
            }
            match event {
                Event::Comes(place) => self.comes(now, usize::from(place)),
                Event::GivesUp(who) => self.gives_up(now, who),
                Event::Due(who) => self.due(now, who),
                Event::Done(turn) => self.done(now, turn),
                Event::SeatFree(wish) => self.seat_free(now, wish),
                Event::WishEnds(wish) => self.wish_ends(wish),
                Event::FollowUp(place, met) => self.answers(usize::from(place), met),
                Event::Staff(worker) => self.staff(now, number, usize::from(worker)),
                Event::MonthEnds => self.month_ends(now, number),
            }
        }
        let waiting = self.people.iter().filter(|it| it.stage == Stage::Waiting).map(|it| it.came);
        self.waiting.close(self.end, waiting);
        let open = self.people.iter().filter(|it| it.stage != Stage::Waiting).map(|it| it.began);
        self.opened.close(self.end, open);
        (self.waiting, self.opened)
    }

    #[inline]
    pub(super) fn count(&mut self, place: usize, count: Count, by: u64) {
        self.ledger.add(self.month, place, count, by);
    }

    /// The next person of a place.
    #[inline]
    pub(super) fn next_arrival(&mut self, place: usize) -> u64 {
        let Some(arrivals) = &mut self.arrivals[place] else { return 0 };
        let number = arrivals.candidates;
        if let Some(time) = arrivals.next(self.course, place, self.end) {
            self.heap.push(time, Event::Comes(place as u16));
        }
        number
    }

    /// Something changes for a worker: slots and pace follow.
    fn staff(&mut self, now: Tick, team: usize, number: usize) {
        self.pay(now, team, number);
        if let Some(next) = self.workers[number].moves(now, self.course) {
            self.heap.push(next, Event::Staff(number as u16));
        }
        if self.workers[number].role() == Role::Builder {
            return;
        }
        let links = self.workers.iter().filter(|it| it.role() == Role::LinkWorker);
        let milli = links.map(Worker::at_work).sum::<u64>() as f64 / 1_000.0;
        self.slots = (milli * self.course.staff.caseload) as u64;
        if let Some((time, turn)) = self.hours.change(now, milli * self.course.staff.pace) {
            self.heap.push(time, Event::Done(turn));
        }
        self.fill(now);
    }

    fn pay(&mut self, now: Tick, team: usize, number: usize) {
        if self.month >= self.course.months as usize {
            return;
        }
        let worker = &mut self.workers[number];
        let paid = worker.paid_until(now);
        let count =
            if worker.role() == Role::LinkWorker { TeamCount::LinkPaid } else { TeamCount::BuilderPaid };
        self.ledger.add_team(self.month, team, count, paid);
    }

    fn month_ends(&mut self, now: Tick, number: usize) {
        let course = self.course;
        let team = &course.teams[number];
        for place in &team.places {
            for service in 0..course.services {
                let held = self.rooms[place * course.services + service].held_until(now);
                self.count(*place, Count::Seats(service), held);
            }
        }
        let mut built = 0.0;
        for worker in 0..self.workers.len() {
            self.pay(now, number, worker);
            self.workers[worker].builds(now, course);
            built += self.workers[worker].standing(now, course);
        }
        let ends = [
            (TeamCount::Waiting, self.line.len() as u64),
            (TeamCount::Open, self.open),
            (TeamCount::Slots, self.slots),
            (TeamCount::NewSeats, (built * 1_000.0) as u64),
        ];
        for (count, by) in ends {
            self.ledger.add_team(self.month, number, count, by);
        }
        self.month += 1;
        if self.month < course.months as usize {
            self.stand(team, now, built);
            self.heap.push(now + MONTH, Event::MonthEnds);
        }
    }

    /// Sets out the seats of a month, and lets those who wait sit down.
    fn stand(&mut self, team: &TeamCourse, now: Tick, built: f64) {
        for place in &team.places {
            for service in 0..self.course.services {
                let here = &self.course.places[*place];
                let (number, bought) = seats(self.course, here, service, self.month as u32, built);
                let room = &mut self.rooms[place * self.course.services + service];
                (room.seats, room.bought) = (number, bought);
                self.sit_down(now, *place, service);
            }
        }
    }
}
