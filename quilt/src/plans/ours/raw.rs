//! Counts and lengths of a year, by scheme: raw, for this context alone.

use std::collections::{BTreeMap, BTreeSet};

use ::store::Tx;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::store_ours;
use crate::access::{Act, Actor};
use crate::moment::{Moment, zone};
use crate::refusal::Refusal;
use crate::settings::SchemeId;

/// The days counted: twelve months, up to and with yesterday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub from: Date,
    /// The first day not counted.
    pub until: Date,
}

impl Window {
    pub fn of(now: &Moment) -> Window {
        let until = now.today();
        Window { from: until.saturating_sub(1.year()), until }
    }

    /// Its ends as moments.
    pub fn moments(&self) -> (Timestamp, Timestamp) {
        let at = |day: Date| day.to_zoned(zone()).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp());
        (at(self.from), at(self.until))
    }
}

/// Numbers met: how many, their sum and the sum of their squares.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tally {
    pub n: u64,
    sum: f64,
    squares: f64,
}

impl Tally {
    pub fn add(&mut self, number: f64) {
        self.n += 1;
        self.sum += number;
        self.squares += number * number;
    }

    pub fn with(self, other: Tally) -> Tally {
        Tally { n: self.n + other.n, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }

    pub fn mean(&self) -> f64 {
        self.sum / self.n as f64
    }

    /// The standard deviation among them.
    pub fn sd(&self) -> f64 {
        let n = self.n as f64;
        ((self.squares - self.sum * self.sum / n) / (n - 1.0)).max(0.0).sqrt()
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Part {
    pub of_them: u64,
    pub all: u64,
}

impl Part {
    pub fn add(&mut self, is: bool) {
        self.all += 1;
        self.of_them += u64::from(is);
    }

    pub fn with(self, other: Part) -> Part {
        Part { of_them: self.of_them + other.of_them, all: self.all + other.all }
    }
}

/// What is counted of one scheme, or of all together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Raw {
    pub asked: u64,
    /// Days since the first of them was asked for, within the window.
    pub days: f64,
    pub said_no: Part,
    pub first_time: Part,
    pub planned: Part,
    pub followed_up: Part,
    pub contacts: Tally,
    pub weeks: Tally,
    pub links: Tally,
    /// Who waits for a link worker today, and whose journey is under way.
    pub waiting_now: u64,
    pub open_now: u64,
    /// Days from being asked for to the first conversation: what a plan tells, to compare with.
    pub wait: Tally,
}

impl Raw {
    pub fn with(self, other: Raw) -> Raw {
        Raw {
            asked: self.asked + other.asked,
            days: self.days.max(other.days),
            said_no: self.said_no.with(other.said_no),
            first_time: self.first_time.with(other.first_time),
            planned: self.planned.with(other.planned),
            followed_up: self.followed_up.with(other.followed_up),
            contacts: self.contacts.with(other.contacts),
            weeks: self.weeks.with(other.weeks),
            links: self.links.with(other.links),
            waiting_now: self.waiting_now + other.waiting_now,
            open_now: self.open_now + other.open_now,
            wait: self.wait.with(other.wait),
        }
    }
}

/// Everything counted of a year.
#[derive(Debug, Clone)]
pub(super) struct Year {
    pub window: Window,
    pub schemes: BTreeMap<SchemeId, Raw>,
    /// Needs that nothing local met, by what they are about; how many journeys said so.
    pub unmet: BTreeMap<&'static str, u64>,
    /// Whether no scheme was left out for want of a right to its numbers.
    pub every: bool,
}

impl Year {
    /// Counts the schemes whose numbers this actor may read, and no other.
    pub fn read(tx: &mut Tx<'_>, by: &Actor, now: &Moment) -> Result<Year, Refusal> {
        let (area, window) = (by.area, Window::of(now));
        let own = by.schemes_for(Act::ReadGroupStory);
        let every = by.area_wide(Act::ReadGroupStory);
        let may = |scheme: SchemeId| every || own.contains(&scheme);
        let mut schemes = store_ours::read(tx, area, &window)?;
        schemes.retain(|scheme, _| may(*scheme));
        let mut unmet = BTreeMap::new();
        store_ours::each_gap(tx, area, &window, &mut |scheme, need| {
            if !may(scheme) {
                return;
            }
            let topics = [find::topics_of(need), find::topics_said(need)].concat();
            let topics: BTreeSet<&str> = topics.into_iter().map(find::Topic::name).collect();
            for topic in topics {
                *unmet.entry(topic).or_default() += 1;
            }
        })?;
        Ok(Year { window, schemes, unmet, every })
    }

    /// All schemes together.
    pub fn all(&self) -> Raw {
        self.schemes.values().fold(Raw::default(), |all, raw| all.with(*raw))
    }

    pub fn of(&self, scheme: SchemeId) -> Raw {
        self.schemes.get(&scheme).copied().unwrap_or_default()
    }
}
