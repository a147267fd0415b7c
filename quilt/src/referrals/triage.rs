//! Triage: what the team decides with each referral, and who of them walks beside the person.

use ::store::Tx;
use jiff::civil::Date;

use super::store::Decided;
use super::{Referral, ReferralId, State, referral, store};
use crate::access::{AccountId, Actor, Role, accounts_in_role};
use crate::line::line;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::Moment;
use crate::people::tie_worker;
use crate::refusal::Refusal;

/// What became of a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The person was offered support and said yes.
    Accept,
    /// Too soon: ask again on a day.
    Later {
        on: Date,
        why: String,
    },
    /// Something else fits better. Social prescribing is not social work, occupational
    /// therapy, crisis support or plain signposting: it says where it went.
    Route {
        to: String,
    },
    /// The person was offered support and said no.
    Decline {
        why: Option<String>,
    },
    NotReached {
        tried: String,
    },
}

impl Decision {
    fn state(&self) -> State {
        match self {
            Decision::Accept => State::Accepted,
            Decision::Later { .. } => State::Later,
            Decision::Route { .. } => State::Routed,
            Decision::Decline { .. } => State::Declined,
            Decision::NotReached { .. } => State::NotReached,
        }
    }

    fn decided(&self) -> Decided<'_> {
        let (note, offered, ask_again_on, routed_to) = match self {
            Decision::Accept => (None, true, None, None),
            Decision::Later { on, why } => (Some(why.as_str()), false, Some(*on), None),
            Decision::Route { to } => (None, false, None, Some(to.as_str())),
            Decision::Decline { why } => (why.as_deref(), true, None, None),
            Decision::NotReached { tried } => (Some(tried.as_str()), false, None, None),
        };
        Decided { state: self.state(), note, offered, ask_again_on, routed_to }
    }

    /// What the referrer is told.
    fn for_referrer(&self) -> &'static str {
        match self {
            Decision::Accept => "They said yes. A link worker will be in touch with them.",
            Decision::Later { .. } => "They would like us to ask again later, and we will.",
            Decision::Route { .. } => {
                "Something else fits them better, and we have passed it on with their agreement."
            }
            Decision::Decline { .. } => "They said no for now. The door stays open.",
            Decision::NotReached { .. } => {
                "We could not reach them. If you have another way to, please tell us."
            }
        }
    }
}

/// Support was offered to the person; what they say comes later.
pub fn offer(tx: &mut Tx<'_>, by: &Actor, now: &Moment, id: ReferralId) -> Result<(), Refusal> {
    let referral = referral(tx, by, id)?;
    if referral.offered_at.is_some() {
        return Ok(());
    }
    store::set_offered(tx, by.area, id, now.at)?;
    line(by, now, "referral.offered", referral.person).thread(id).record(tx)
}

/// Decides what becomes of a referral that is still open, seen at `version`.
pub fn decide(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ReferralId,
    version: i64,
    decision: &Decision,
) -> Result<(), Refusal> {
    let referral = referral(tx, by, id)?;
    if !referral.state.is_open() {
        return Err(Refusal::not_now(format!(
            "This referral has been settled already: {}.",
            referral.state.words()
        )));
    }
    if !store::decide(tx, by.area, id, version, now.at, &decision.decided())? {
        return Err(Refusal::not_now(
            "A colleague changed this referral while you were looking at it. Open it again to see how it stands.",
        ));
    }
    let decided = decision.decided();
    line(by, now, "referral.decided", referral.person)
        .thread(id)
        .fact("state", decided.state.code())
        .fact("note", decided.note)
        .fact("ask_again_on", decided.ask_again_on.map(|date| date.to_string()))
        .fact("routed_to", decided.routed_to)
        .record(tx)?;
    answer_referrer(tx, by, now, &referral, decision.for_referrer())
}

/// The referrer hears what became of it, when they asked to and left an address.
fn answer_referrer(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    referral: &Referral,
    sentence: &str,
) -> Result<(), Refusal> {
    let address = referral
        .referrer_contact
        .as_deref()
        .filter(|contact| contact.contains('@') && referral.answer_wanted);
    let Some(address) = address else { return Ok(()) };
    let new = NewMessage {
        person: Some(referral.person.into()),
        thread: Some(referral.id.into()),
        channel: Channel::Email,
        send_to: address.to_owned(),
        subject: format!("Your referral {}", referral.reference),
        body: format!("Thank you for referring someone to us. {sentence} Reference {}.", referral.reference),
    };
    messages::write(tx, by, now, &new)
}

/// Gives an accepted referral to a link worker of its scheme.
pub fn allocate(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: ReferralId,
    worker: AccountId,
) -> Result<(), Refusal> {
    let referral = referral(tx, by, id)?;
    if referral.state != State::Accepted {
        return Err(Refusal::not_now("Only someone who said yes can be given a link worker."));
    }
    let workers = accounts_in_role(tx, by.area, Role::LinkWorker, Some(referral.scheme))?;
    let Some(chosen) = workers.iter().find(|account| account.id == worker) else {
        return Err(Refusal::invalid("worker", "Choose a link worker of this scheme."));
    };
    store::set_allocated(tx, by.area, id, worker, now.at)?;
    tie_worker(tx, by, now, referral.person, referral.scheme, worker)?;
    line(by, now, "referral.allocated", referral.person)
        .thread(id)
        .fact("worker", chosen.name.as_str())
        .record(tx)
}
