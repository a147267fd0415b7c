//! Somebody asked whether an entry is still right, or knows that it is.

use ::store::Tx;

use super::store::When;
use super::{Rang, store};
use crate::access::Actor;
use crate::directory::{ServiceId, report_wrong, service_name};
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// How somebody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They rang, and heard this.
    Rang(Rang),
    /// They were there, or know it otherwise: it is right.
    Knows,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    pub how: How,
}

impl Checked {
    pub fn is_right(self) -> bool {
        matches!(self.how, How::Knows | How::Rang(Rang::Right))
    }
}

/// Keeps that somebody checked an entry. Found right, what was reported is settled with it.
pub fn checked(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ServiceId,
    found: Checked,
) -> Result<(), Refusal> {
    let name = service_name(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    let how = match found.how {
        How::Knows => {
            store::write_when(tx, by.area, id, When::Checked, now.at)?;
            None
        }
        How::Rang(said) => {
            store::write_rang(tx, by.area, id, said, now.at)?;
            Some(said.code())
        }
    };
    if found.is_right() {
        store::confirmed(tx, by.area, id, now.today())?;
        for report in report_wrong::unsettled(tx, by.area, id)? {
            report_wrong::settle(tx, by, now, id, report.id)?;
        }
    }
    line(by, now, "service.checked", id).fact("name", name).fact("rang", how).record(tx)
}
