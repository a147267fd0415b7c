//! Referring somebody: the one way a referral begins, whatever door it came through.

use ::store::Tx;
use identity::Code;
use jiff::Timestamp;

use super::{Referral, ReferralId, ReferrerKind, State, store};
use crate::access::Actor;
use crate::line::line;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::Moment;
use crate::people::{self, PersonDraft, add_person, tie_scheme};
use crate::refusal::Refusal;
use crate::settings::{self, OrganizationId, Scheme, SchemeId};

/// Which door a referral came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Form,
    /// The person's own form, or a friend's.
    Ask,
    File,
    Demonstration,
}

impl Source {
    pub fn code(self) -> &'static str {
        match self {
            Source::Form => "form",
            Source::Ask => "ask",
            Source::File => "file",
            Source::Demonstration => "demonstration",
        }
    }
}

/// What the person said about being referred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// They know, and agree to be contacted.
    Given,
    /// Nobody could ask them yet; the first contact asks.
    ToAsk,
}

impl Consent {
    pub fn code(self) -> &'static str {
        match self {
            Consent::Given => "given",
            Consent::ToAsk => "to_ask",
        }
    }
}

/// A referral as it arrives, every part of it read and understood.
#[derive(Debug, Clone)]
pub struct Draft {
    pub person: PersonDraft,
    pub scheme: SchemeId,
    pub source: Source,
    /// Its name where it came from, so that it is taken in once.
    pub source_key: Option<String>,
    pub referrer_name: String,
    pub referrer_kind: ReferrerKind,
    pub referrer_contact: Option<String>,
    pub organization: Option<OrganizationId>,
    pub why_now: String,
    pub note: Option<String>,
    pub consent: Consent,
    /// Whether the referrer has offered social prescribing to the person already.
    pub offered: bool,
    pub answer_wanted: bool,
}

/// The longest text taken in one field, in characters.
pub const LONGEST: usize = 10_000;

/// Takes a referral in: the person is written down, tied to the scheme, and waits in its
/// queue; the team hears of it. The same source and key a second time changes nothing.
pub fn refer(tx: &mut Tx<'_>, by: &Actor, now: &Moment, draft: &Draft) -> Result<Referral, Refusal> {
    refer_since(tx, by, now, draft, now.at)
}

/// The same, for a referral that was asked earlier than it is written down.
pub(super) fn refer_since(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    draft: &Draft,
    asked_at: Timestamp,
) -> Result<Referral, Refusal> {
    if let Some(key) = &draft.source_key
        && let Some(known) = store::select_by_source(tx, by.area, draft.source.code(), key)?
    {
        return Ok(known);
    }
    let scheme = settings::scheme(tx, by.area, draft.scheme)?;
    let person = add_person(tx, by, now, &draft.person)?;
    tie_scheme(tx, by, now, person, draft.scheme)?;
    let agreed = draft.consent == Consent::Given;
    people::give_consent(
        tx,
        by,
        now,
        person,
        "to be contacted about support",
        agreed,
        "as the referrer says",
    )?;
    let referral = Referral {
        id: now.id::<ReferralId>(),
        reference: Code::short(now.bytes()).to_string(),
        person,
        scheme: draft.scheme,
        state: State::Waiting,
        referrer: by.account(),
        referrer_name: draft.referrer_name.clone(),
        referrer_kind: draft.referrer_kind,
        referrer_contact: draft.referrer_contact.clone(),
        organization: draft.organization,
        why_now: draft.why_now.clone(),
        note: draft.note.clone(),
        consent: draft.consent.code().to_owned(),
        answer_wanted: draft.answer_wanted,
        asked_at,
        offered_at: draft.offered.then_some(asked_at),
        decided_at: None,
        decision_note: None,
        ask_again_on: None,
        routed_to: None,
        allocated_to: None,
        allocated_at: None,
        journey: None,
        started_at: None,
        version: 1,
    };
    store::insert_referral(tx, by.area, &referral, draft.source.code(), draft.source_key.as_deref())?;
    line(by, now, "referral.asked", person)
        .thread(referral.id)
        .happened(asked_at)
        .fact("reference", referral.reference.as_str())
        .fact("scheme", scheme.name.as_str())
        .fact("scheme_id", scheme.id.to_string())
        .fact("referrer", referral.referrer_name.as_str())
        .fact("referrer_kind", referral.referrer_kind.code())
        .fact("why_now", referral.why_now.as_str())
        .fact("consent", draft.consent.code())
        .fact("offered", draft.offered)
        .fact("source", draft.source.code())
        .record(tx)?;
    tell_team(tx, by, now, &scheme, &referral)?;
    Ok(referral)
}

/// The team hears that somebody waits: a reference, never a name.
fn tell_team(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    scheme: &Scheme,
    referral: &Referral,
) -> Result<(), Refusal> {
    let Some(email) = scheme.email.clone() else { return Ok(()) };
    let new = NewMessage {
        person: Some(referral.person.into()),
        thread: Some(referral.id.into()),
        channel: Channel::Email,
        send_to: email,
        subject: format!("A new referral is waiting: {}", referral.reference),
        body: format!(
            "{}. Sign in to Quilt and open Referrals to see them. Reference {}.",
            who_asked(scheme, referral.referrer_kind),
            referral.reference
        ),
    };
    messages::write(tx, by, now, &new)
}

fn who_asked(scheme: &Scheme, kind: ReferrerKind) -> String {
    match kind {
        ReferrerKind::Themself => format!("Someone has asked {} for support", scheme.name),
        ReferrerKind::Other => format!("Someone has been referred to {}", scheme.name),
        kind => format!("Someone has been referred to {} by a {}", scheme.name, kind.words()),
    }
}
