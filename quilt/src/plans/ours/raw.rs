//! Counts and lengths of a year, by scheme: raw, for this context alone.

use std::collections::BTreeMap;

use ::store::Tx;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use measure::suppress::FEWEST;

use super::kinds::Kinds;
use super::store_ours;
use super::wishes::Sought;
use crate::access::{Act, Actor};
use crate::moment::{Moment, zone};
use crate::referrals::ReferrerKind;
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

    /// Whether there are enough on either side of it to be told of.
    pub fn is_enough(&self) -> bool {
        self.of_them >= FEWEST && self.all.saturating_sub(self.of_them) >= FEWEST
    }

    pub fn with(self, other: Part) -> Part {
        Part { of_them: self.of_them + other.of_them, all: self.all + other.all }
    }
}

/// How long people who had said yes waited for somebody to try to reach them, those who left before that among them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Waits {
    /// All their weeks together.
    pub weeks: f64,
    pub gave_up: Part,
}

impl Waits {
    pub fn add(&mut self, weeks: f64, gave_up: bool) {
        self.weeks += weeks;
        self.gave_up.add(gave_up);
    }

    pub fn with(self, other: Waits) -> Waits {
        Waits { weeks: self.weeks + other.weeks, gave_up: self.gave_up.with(other.gave_up) }
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
    /// Later contacts, once somebody was reached, that were missed.
    pub missed: Part,
    pub planned: Part,
    pub followed_up: Part,
    pub contacts: Tally,
    pub weeks: Tally,
    pub links: Tally,
    /// Links of which it is known how they went: whether the person came.
    pub suited: Part,
    pub waits: Waits,
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
            missed: self.missed.with(other.missed),
            planned: self.planned.with(other.planned),
            followed_up: self.followed_up.with(other.followed_up),
            contacts: self.contacts.with(other.contacts),
            weeks: self.weeks.with(other.weeks),
            links: self.links.with(other.links),
            suited: self.suited.with(other.suited),
            waits: self.waits.with(other.waits),
            waiting_now: self.waiting_now + other.waiting_now,
            open_now: self.open_now + other.open_now,
            wait: self.wait.with(other.wait),
        }
    }
}

/// The schemes whose numbers somebody may read.
pub(super) struct Readable {
    own: Vec<SchemeId>,
    every: bool,
}

impl Readable {
    fn of(by: &Actor) -> Readable {
        Readable { own: by.schemes_for(Act::ReadGroupStory), every: by.area_wide(Act::ReadGroupStory) }
    }

    pub fn read(&self, scheme: SchemeId) -> bool {
        self.every || self.own.contains(&scheme)
    }
}

/// Everything counted of a year.
#[derive(Debug, Clone)]
pub(super) struct Year {
    pub window: Window,
    pub schemes: BTreeMap<SchemeId, Raw>,
    pub sought: Sought,
    /// People asked for, by who asked: in the order of [`simulate::plan::USUAL_SOURCES`].
    pub sources: [u64; 3],
    /// Whether no scheme was left out for want of a right to its numbers.
    pub every: bool,
}

impl Year {
    /// Counts the schemes whose numbers this actor may read, and no other; wishes by these kinds of groups.
    pub fn read(tx: &mut Tx<'_>, by: &Actor, now: &Moment, kinds: &Kinds) -> Result<Year, Refusal> {
        let window = Window::of(now);
        let may = Readable::of(by);
        let mut schemes = store_ours::read(tx, by.area, &window)?;
        schemes.retain(|scheme, _| may.read(*scheme));
        let mut sources = [0; 3];
        store_ours::each_source(tx, by.area, &window, &mut |scheme, kind, n| {
            if may.read(scheme) {
                sources[source_of(kind)] += n;
            }
        })?;
        let sought = Sought::read(tx, by.area, &window, &may, kinds)?;
        Ok(Year { window, schemes, sought, sources, every: may.every })
    }

    /// The same year, its wishes counted by other kinds of groups.
    pub fn by_kinds(self, tx: &mut Tx<'_>, by: &Actor, kinds: &Kinds) -> Result<Year, Refusal> {
        let sought = Sought::read(tx, by.area, &self.window, &Readable::of(by), kinds)?;
        Ok(Year { sought, ..self })
    }

    /// All schemes together.
    pub fn all(&self) -> Raw {
        self.schemes.values().fold(Raw::default(), |all, raw| all.with(*raw))
    }

    pub fn of(&self, scheme: SchemeId) -> Raw {
        self.schemes.get(&scheme).copied().unwrap_or_default()
    }
}

/// Which of the usual sources somebody who asks belongs to: a friend asks as people themselves do.
fn source_of(kind: ReferrerKind) -> usize {
    match kind {
        ReferrerKind::Gp | ReferrerKind::Nurse => 0,
        ReferrerKind::Themself | ReferrerKind::Friend => 2,
        _ => 1,
    }
}
