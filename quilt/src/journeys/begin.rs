//! A journey begins: an accepted referral, a link worker, a length agreed.

use ::store::Tx;
use jiff::ToSpan;

use super::{Journey, JourneyId, JourneyState, store};
use crate::access::{AccountId, Act, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::people::{opened, tie_worker};
use crate::referrals::{ReferralId, State, referral, started};
use crate::refusal::Refusal;
use crate::settings::scheme;
use crate::web::{Answer, Visit};

/// Begins the journey this referral asked for, with this link worker beside the person.
pub fn begin(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    referral_id: ReferralId,
    worker: AccountId,
) -> Result<Journey, Refusal> {
    let referral = referral(tx, by, referral_id)?;
    if let (State::Started, Some(journey)) = (referral.state, referral.journey) {
        return store::select_journey(tx, by.area, journey.into())?.ok_or_else(Refusal::not_found);
    }
    if referral.state != State::Accepted {
        return Err(Refusal::not_now("This person has not said yes yet, so there is no journey to begin."));
    }
    let scheme = scheme(tx, by.area, referral.scheme)?;
    let journey = Journey {
        id: now.id::<JourneyId>(),
        person: referral.person,
        referral: referral.id,
        scheme: referral.scheme,
        worker,
        state: JourneyState::Going,
        said_yes_at: referral.decided_at.unwrap_or(now.at),
        first_conversation_at: None,
        weeks: scheme.weeks,
        ends_on: now.today().saturating_add((scheme.weeks * 7).days()),
        last_contact_at: None,
        contacts: 0,
        matters: None,
        tried: None,
        ended_at: None,
        ending: None,
        what_changed: None,
        what_holds: None,
        who_to_call: None,
        letter: None,
        story_consent: None,
        version: 1,
    };
    store::insert_journey(tx, by.area, &journey)?;
    tie_worker(tx, by, now, referral.person, referral.scheme, worker)?;
    started(tx, by, now, &referral, journey.id, worker)?;
    line(by, now, "journey.begun", journey.person)
        .thread(journey.id)
        .fact("weeks", journey.weeks)
        .fact("asked_by", referral.referrer_name.as_str())
        .fact("asked_on", referral.asked_at.to_string())
        .fact("why_now", referral.why_now.as_str())
        .record(tx)?;
    super::tell::tell_begun(tx, by, now, &journey, &referral)?;
    Ok(journey)
}

/// POST `/referrals/{id}/begin`: the link worker it was given to begins.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ReferralId = visit.param("id")?;
    visit.submit("begin a journey", |tx| {
        let referral = referral(tx, &visit.actor, id)?;
        opened(tx, &visit.actor, &visit.now, Act::RecordOnJourney, referral.person)?;
        let worker = referral.allocated_to.or(visit.actor.account()).ok_or_else(Refusal::not_found)?;
        let journey = begin(tx, &visit.actor, &visit.now, id, worker)?;
        Ok(format!("/journeys/{}", journey.id))
    })
}
