//! Workers fall ill, come back, leave and are followed by others: events, not averages. What is left of them is slots and
//! pace.

use super::course::{Course, WorkerCourse};
use crate::{
    chance::{Purpose, Stream, exponential},
    kernel::Tick,
    plan::Role,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotYet,
    Present,
    Sick,
    Vacant,
    Over,
}

/// Somebody in a post, or the post without anybody.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    course: WorkerCourse,
    stream: Stream,
    state: State,
    since: Tick,
    /// Seats begun by this builder, before any of them ended.
    pub(super) built: f64,
}

impl Worker {
    pub(super) fn new(course: &Course, it: WorkerCourse) -> Self {
        let stream = course.stream(0, it.number, Purpose::Staff).stream();
        Self { course: it, stream, state: State::NotYet, since: it.from, built: 0.0 }
    }

    pub(super) fn from(&self) -> Tick {
        self.course.from
    }

    pub(super) fn role(&self) -> Role {
        self.course.role
    }

    /// Thousandths of a post at work now.
    pub(super) fn at_work(&self) -> u64 {
        if self.state == State::Present { self.course.milli } else { 0 }
    }

    /// Milli-posts times seconds paid since this was last asked.
    pub(super) fn paid_until(&mut self, now: Tick) -> u64 {
        let span = now.saturating_sub(self.since);
        self.since = self.since.max(now);
        match self.state {
            State::Present | State::Sick => span * self.course.milli,
            State::NotYet | State::Vacant | State::Over => 0,
        }
    }

    /// Moves on, and says when something changes next; call [`Worker::paid_until`] first.
    pub(super) fn moves(&mut self, now: Tick, course: &Course) -> Option<Tick> {
        if now >= self.course.to {
            self.state = State::Over;
            return None;
        }
        let staff = &course.staff;
        let wait = match self.state {
            State::Present => {
                // Which came first was settled when the wait was drawn; one number tells it again.
                let both = staff.sickness + staff.leaving;
                self.state =
                    if self.stream.unit() * both < staff.sickness { State::Sick } else { State::Vacant };
                let mean = if self.state == State::Sick { staff.sick_for } else { staff.vacant_for };
                exponential(&mut self.stream, mean)
            }
            State::NotYet | State::Sick | State::Vacant | State::Over => {
                self.state = State::Present;
                let both = staff.sickness + staff.leaving;
                if both > 0.0 { exponential(&mut self.stream, 1.0 / both) } else { f64::INFINITY }
            }
        };
        let next = now as f64 + wait;
        Some(if next < self.course.to as f64 { next as Tick } else { self.course.to })
    }

    /// A month of building at the month's end.
    pub(super) fn builds(&mut self, month_end: Tick, course: &Course) {
        if self.course.role != Role::Builder {
            return;
        }
        let staff = &course.staff;
        let month = super::MONTH as f64;
        let age = month_end.saturating_sub(self.course.from) as f64 / month;
        let fresh = (age - staff.lag).clamp(0.0, 1.0);
        let trust = if staff.trust > 0.0 { (age / staff.trust).min(1.0) } else { 1.0 };
        self.built += staff.builds * self.at_work() as f64 / 1_000.0 * fresh * trust;
    }

    /// Seats of this builder's groups that still stand.
    pub(super) fn standing(&self, now: Tick, course: &Course) -> f64 {
        let age = now.saturating_sub(self.course.from) as f64 / super::MONTH as f64;
        self.built * crate::chance::power(1.0 - course.staff.attrition, age)
    }
}
