//! What is done each minute without being asked: questions nobody answered lapse, leads are told
//! who is overdue, and the messages that wait go out.

use ::store::Db;

use super::lapse_unanswered;
use super::overdue::tell_overdue;
use crate::access::Actor;
use crate::messages::{self, Delivered, Mail};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::Area;

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    pub lapsed: usize,
    /// Messages written because somebody is overdue.
    pub alarms: usize,
    pub delivered: Delivered,
}

/// Does what is due. Without a mail server messages wait, and staff copy or print them; from
/// a demonstration nothing is ever sent.
pub fn chores(db: &Db, area: &Area, now: &Moment, mail: Option<&Mail>) -> Result<Done, Refusal> {
    let by = Actor::program(area.id, "Quilt");
    let lapsed = db.write("let unanswered questions lapse", |tx| lapse_unanswered(tx, &by, now))?;
    let alarms = tell_overdue(db, &by, now)?;
    let delivered = match mail.filter(|_| !area.demonstration) {
        Some(mail) => messages::deliver(db, area.id, now, mail)?,
        None => Delivered::default(),
    };
    Ok(Done { lapsed, alarms, delivered })
}
