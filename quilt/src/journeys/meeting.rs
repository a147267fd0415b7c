//! Meetings: a visit or call that has been agreed and has not happened yet.

use ::store::Tx;
use jiff::Timestamp;

use super::journey::still_open;
use super::{ContactKind, Journey, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;

#[derive(Debug, Clone)]
pub struct NewMeeting {
    pub kind: ContactKind,
    pub at: Timestamp,
    pub place: Option<String>,
}

/// The next meeting is agreed; it takes the place of any agreed before.
pub fn agree_meeting(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    meeting: &NewMeeting,
) -> Result<(), Refusal> {
    still_open(journey)?;
    store::close_meetings(tx, by.area, journey.id, "moved", None)?;
    store::insert_meeting(tx, by.area, now, journey, meeting)?;
    line(by, now, "meeting.agreed", journey.person)
        .thread(journey.id)
        .fact("kind", meeting.kind.code())
        .fact("at", meeting.at.to_string())
        .fact("place", meeting.place.as_deref())
        .record(tx)
}
