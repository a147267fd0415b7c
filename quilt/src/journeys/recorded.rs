//! The act of recording: a contact and everything it brought, in one transaction.

use ::store::Tx;
use jiff::{Timestamp, ToSpan};
use measure::Severity;
use page::{Lang, text};

use super::asking::occasion;
use super::journey::still_open;
use super::{
    ConcernId, ContactKind, Journey, JourneyId, LinkId, NewContact, NewMeeting, NewStep, StepId, StepState,
    add_contact, agree_meeting, agree_step, arrived, find_journey, move_step, raise_concern, rate_concern,
    say_what_matters, store,
};
use crate::access::{Act, Actor};
use crate::moment::{Moment, local};
use crate::outcomes::{NewReading, take};
use crate::referrals::referral;
use crate::refusal::Refusal;

/// A contact, and what changed with it.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub contact: NewContact,
    pub matters: Option<NewMatters>,
    pub moved: Vec<MovedStep>,
    pub step: Option<NewStep>,
    pub rated: Vec<(ConcernId, Severity)>,
    pub raised: Option<(String, Severity)>,
    pub reading: Option<NewReading>,
    pub arrivals: Vec<Arrival>,
    pub next: Option<NewMeeting>,
}

#[derive(Debug, Clone)]
pub struct NewMatters {
    pub words: String,
    pub context: Option<String>,
    pub tried: Option<String>,
}

#[derive(Debug, Clone)]
pub struct MovedStep {
    pub step: StepId,
    pub to: StepState,
    pub note: Option<String>,
}

/// Whether the person got to a group.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub link: LinkId,
    pub came: bool,
    pub note: Option<String>,
}

/// What became of a record sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    Kept,
    /// Somebody changed the journey since it was last seen: nothing was kept.
    MovedOn,
}

/// Records all of it, or none. `seen` is the version of the journey its writer had before them.
pub fn record(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: JourneyId,
    seen: i64,
    what: &Recorded,
) -> Result<Taken, Refusal> {
    let journey = find_journey(tx, by, now, Act::RecordOnJourney, id)?;
    still_open(&journey)?;
    if journey.version != seen {
        return Ok(Taken::MovedOn);
    }
    let asked_at = referral(tx, by, journey.referral)?.asked_at;
    if let Some(sentence) = impossible(what.contact.at, asked_at, now.at) {
        return Err(Refusal::invalid("on", sentence));
    }
    close_meeting(tx, by, &journey, &what.contact)?;
    add_contact(tx, by, now, &journey, &what.contact)?;
    keep_words(tx, by, now, &journey, what)?;
    keep_steps(tx, by, now, &journey, what)?;
    if let Some(reading) = &what.reading {
        let occasion = occasion(tx, by.area, &journey, now, "ons4", reading.at)?;
        take(tx, by, now, journey.person, Some(id.into()), &reading.taking(Some(occasion)))?;
    }
    for Arrival { link, came, note } in &what.arrivals {
        arrived(tx, by, now, &journey, *link, *came, note.as_deref())?;
    }
    if let Some(next) = &what.next {
        agree_meeting(tx, by, now, &journey, next)?;
    }
    Ok(Taken::Kept)
}

/// Why a contact cannot have been then, in a sentence; nothing when it can.
pub(super) fn impossible(at: Timestamp, asked_at: Timestamp, now: Timestamp) -> Option<String> {
    let (day, asked) = (local(at).date(), local(asked_at).date());
    let year = local(now).year();
    if at > now {
        return Some("This is still to come. A contact is recorded once it has happened; a visit you have agreed goes under “Next meeting”.".into());
    }
    (day < asked).then(|| {
        format!("This is before they were asked for, on {}. Check the day.", text::day(Lang::En, asked, year))
    })
}

/// A conversation closes the meeting that was agreed for it: one due by an hour after.
fn close_meeting(
    tx: &mut Tx<'_>,
    by: &Actor,
    journey: &Journey,
    contact: &NewContact,
) -> Result<(), Refusal> {
    let meets = !matches!(
        contact.kind,
        ContactKind::Text | ContactKind::Email | ContactKind::Letter | ContactKind::ForThem
    );
    if !meets {
        return Ok(());
    }
    let state = if contact.reached { "held" } else { "not_held" };
    store::close_meetings(tx, by.area, journey.id, state, Some(contact.at + 1.hours()))
}

fn keep_words(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    what: &Recorded,
) -> Result<(), Refusal> {
    if let Some(NewMatters { words, context, tried }) = &what.matters {
        say_what_matters(tx, by, now, journey, words, context.as_deref(), tried.as_deref())?;
    }
    for (concern, severity) in &what.rated {
        rate_concern(tx, by, now, journey, *concern, *severity)?;
    }
    if let Some((words, severity)) = &what.raised {
        raise_concern(tx, by, now, journey, words, *severity)?;
    }
    Ok(())
}

fn keep_steps(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    what: &Recorded,
) -> Result<(), Refusal> {
    for MovedStep { step, to, note } in &what.moved {
        move_step(tx, by, now, journey, *step, *to, note.as_deref())?;
    }
    if let Some(step) = &what.step {
        agree_step(tx, by, now, journey, step)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_neither_to_come_nor_before_anybody_asked() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (asked, now) = (at("2026-09-02T15:00:00Z"), at("2026-11-23T10:00:00Z"));
        assert_eq!(impossible(at("2026-11-23T09:59:00Z"), asked, now), None);
        // Written down on the day they were asked for, whatever the hour.
        assert_eq!(impossible(at("2026-09-02T08:00:00Z"), asked, now), None);
        assert!(impossible(at("2026-11-23T10:01:00Z"), asked, now).unwrap().contains("still to come"));
        assert!(impossible(at("2026-09-01T08:00:00Z"), asked, now).unwrap().contains("2 September"));
    }
}
