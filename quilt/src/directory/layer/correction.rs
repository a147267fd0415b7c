//! A published fact put right by us, and what became of it.

use ::store::Tx;
use jiff::Timestamp;

use super::{Fact, Field, lay_over, store_corrections};
use crate::access::Actor;
use crate::directory::{CorrectionId, FeedId, ServiceId};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How a correction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ended {
    /// Its publisher says the same now.
    TakenUp,
    /// Somebody found that the publisher is right.
    GaveWay,
    /// Corrected once more.
    Replaced,
    Undone,
}

impl Ended {
    pub const ALL: [Ended; 4] = [Ended::TakenUp, Ended::GaveWay, Ended::Replaced, Ended::Undone];

    pub fn code(self) -> &'static str {
        match self {
            Ended::TakenUp => "taken_up",
            Ended::GaveWay => "gave_way",
            Ended::Replaced => "replaced",
            Ended::Undone => "undone",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Ended::TakenUp => "taken up by the publisher",
            Ended::GaveWay => "the publisher was right",
            Ended::Replaced => "corrected again",
            Ended::Undone => "undone",
        }
    }

    pub fn parse(code: &str) -> Option<Ended> {
        Ended::ALL.into_iter().find(|ended| ended.code() == code)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    pub id: CorrectionId,
    pub service: ServiceId,
    pub feed: Option<FeedId>,
    pub ours: Fact,
    /// What was published when it was corrected, or when we last stood by it.
    pub published: Fact,
    /// What is published by now, when it is neither the one nor the other.
    pub disputed: Option<Fact>,
    pub why: String,
    pub by_name: String,
    pub at: Timestamp,
    pub ended: Option<(Ended, Timestamp)>,
}

impl Correction {
    pub fn field(&self) -> Field {
        self.ours.field()
    }

    /// What its publisher says, as far as we have read.
    pub fn theirs(&self) -> &Fact {
        self.disputed.as_ref().unwrap_or(&self.published)
    }
}

/// All corrections of a service, those that ended too, newest first.
pub fn corrections_of(tx: &mut Tx<'_>, area: AreaId, service: ServiceId) -> Result<Vec<Correction>, Refusal> {
    store_corrections::of_service(tx, area, service)
}

/// The publisher changed the fact, and we looked: they are right, our correction ends.
pub fn let_theirs_stand(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: CorrectionId) -> Result<(), Refusal> {
    let correction = still_held(tx, by.area, id)?;
    store_corrections::end(tx, by, id, Ended::GaveWay, now.at)?;
    let theirs =
        super::version::Change { before: correction.ours.clone(), after: correction.theirs().clone() };
    super::version::keep(
        tx,
        by,
        now,
        correction.service,
        super::VersionKind::Corrected,
        &[theirs],
        None,
        None,
        None,
    )?;
    lay_over(tx, by.area, correction.service, now.at)?;
    line(by, now, "service.gave_way", correction.service).fact("field", correction.field().code()).record(tx)
}

/// The publisher changed the fact, and we looked: it is still as we say.
pub fn stand_by_ours(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: CorrectionId) -> Result<(), Refusal> {
    let correction = still_held(tx, by.area, id)?;
    store_corrections::stand_by(tx, by.area, id, correction.theirs())?;
    line(by, now, "service.stood_by", correction.service).fact("field", correction.field().code()).record(tx)
}

fn still_held(tx: &mut Tx<'_>, area: AreaId, id: CorrectionId) -> Result<Correction, Refusal> {
    let correction = store_corrections::select(tx, area, id)?.ok_or_else(Refusal::not_found)?;
    match correction.ended {
        None => Ok(correction),
        Some(_) => Err(Refusal::not_now("This correction has ended already.")),
    }
}
