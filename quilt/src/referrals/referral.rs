//! What a referral is, and the states it can be in.

use ::store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{ReferralId, store};
use crate::access::{AccountId, Actor};
use crate::line::line;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::{OrganizationId, SchemeId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nobody has decided anything yet.
    Waiting,
    /// The person said yes and waits for a link worker, or for the first conversation.
    Accepted,
    /// Not now: somebody asks again on a day.
    Later,
    /// Something else fits better, and it went there.
    Routed,
    /// The person said no.
    Declined,
    NotReached,
    /// There is a journey.
    Started,
}

impl State {
    pub const ALL: [State; 7] = [
        State::Waiting,
        State::Accepted,
        State::Later,
        State::Routed,
        State::Declined,
        State::NotReached,
        State::Started,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Accepted => "accepted",
            State::Later => "later",
            State::Routed => "routed",
            State::Declined => "declined",
            State::NotReached => "not_reached",
            State::Started => "started",
        }
    }

    /// As the referrer and the team read it.
    pub fn words(self) -> &'static str {
        match self {
            State::Waiting => "Waiting for the team",
            State::Accepted => "Said yes",
            State::Later => "Not now",
            State::Routed => "Went elsewhere",
            State::Declined => "Said no",
            State::NotReached => "We could not reach them",
            State::Started => "Journey begun",
        }
    }

    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Still somebody's to act on.
    pub fn is_open(self) -> bool {
        matches!(self, State::Waiting | State::Accepted | State::Later)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReferrerKind {
    Gp,
    Nurse,
    Pharmacist,
    Hospital,
    SocialWorker,
    Police,
    Fire,
    Library,
    Housing,
    School,
    Charity,
    Group,
    Friend,
    Themself,
    Other,
}

impl ReferrerKind {
    pub const ALL: [ReferrerKind; 15] = [
        ReferrerKind::Gp,
        ReferrerKind::Nurse,
        ReferrerKind::Pharmacist,
        ReferrerKind::Hospital,
        ReferrerKind::SocialWorker,
        ReferrerKind::Police,
        ReferrerKind::Fire,
        ReferrerKind::Library,
        ReferrerKind::Housing,
        ReferrerKind::School,
        ReferrerKind::Charity,
        ReferrerKind::Group,
        ReferrerKind::Friend,
        ReferrerKind::Themself,
        ReferrerKind::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ReferrerKind::Gp => "gp",
            ReferrerKind::Nurse => "nurse",
            ReferrerKind::Pharmacist => "pharmacist",
            ReferrerKind::Hospital => "hospital",
            ReferrerKind::SocialWorker => "social_worker",
            ReferrerKind::Police => "police",
            ReferrerKind::Fire => "fire",
            ReferrerKind::Library => "library",
            ReferrerKind::Housing => "housing",
            ReferrerKind::School => "school",
            ReferrerKind::Charity => "charity",
            ReferrerKind::Group => "group",
            ReferrerKind::Friend => "friend",
            ReferrerKind::Themself => "themself",
            ReferrerKind::Other => "other",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            ReferrerKind::Gp => "GP",
            ReferrerKind::Nurse => "nurse",
            ReferrerKind::Pharmacist => "pharmacist",
            ReferrerKind::Hospital => "hospital",
            ReferrerKind::SocialWorker => "social worker",
            ReferrerKind::Police => "police",
            ReferrerKind::Fire => "fire service",
            ReferrerKind::Library => "library",
            ReferrerKind::Housing => "housing",
            ReferrerKind::School => "school",
            ReferrerKind::Charity => "charity",
            ReferrerKind::Group => "group",
            ReferrerKind::Friend => "friend or relative",
            ReferrerKind::Themself => "themself",
            ReferrerKind::Other => "somebody else",
        }
    }

    /// Who asked, as a list says it: "Ada Greene, GP", "a friend or relative", "they themself".
    pub fn asked_as(self, name: &str) -> String {
        match self {
            ReferrerKind::Themself => "they themself".to_owned(),
            ReferrerKind::Other => name.to_owned(),
            kind => format!("{name}, {},", kind.words()),
        }
    }

    pub fn parse(code: &str) -> Option<ReferrerKind> {
        ReferrerKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Referral {
    pub id: ReferralId,
    /// What people quote on the phone: "7F3K-2M9Q".
    pub reference: String,
    pub person: PersonId,
    pub scheme: SchemeId,
    pub state: State,
    pub referrer: Option<AccountId>,
    pub referrer_name: String,
    pub referrer_kind: ReferrerKind,
    pub referrer_contact: Option<String>,
    pub organization: Option<OrganizationId>,
    /// Why now, in the person's words where somebody asked them.
    pub why_now: String,
    pub note: Option<String>,
    pub consent: String,
    pub answer_wanted: bool,
    pub asked_at: Timestamp,
    pub offered_at: Option<Timestamp>,
    pub decided_at: Option<Timestamp>,
    pub decision_note: Option<String>,
    pub ask_again_on: Option<Date>,
    pub routed_to: Option<String>,
    pub allocated_to: Option<AccountId>,
    pub allocated_at: Option<Timestamp>,
    pub journey: Option<Uuid>,
    pub started_at: Option<Timestamp>,
    pub version: i64,
}

/// A referral as a worklist shows it.
#[derive(Debug, Clone)]
pub struct Queued {
    pub referral: Referral,
    pub person_name: String,
    pub town_or_postcode: Option<String>,
    pub scheme_name: String,
    pub worker_name: Option<String>,
    /// When the journey that came of it ended.
    pub journey_ended_at: Option<Timestamp>,
}

/// The referral with this id. Asks nobody's permission: callers do.
pub fn referral(tx: &mut Tx<'_>, by: &Actor, id: ReferralId) -> Result<Referral, Refusal> {
    store::select_referral(tx, by.area, id)?.ok_or_else(Refusal::not_found)
}

/// A journey has begun from it. Journeys call this; the referral only remembers.
pub fn started(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    referral: &Referral,
    journey: impl Into<Uuid>,
    worker: AccountId,
) -> Result<(), Refusal> {
    let journey = journey.into();
    store::set_started(tx, by.area, referral.id, journey, worker, now.at)?;
    line(by, now, "referral.started", referral.person)
        .thread(referral.id)
        .fact("journey", journey.to_string())
        .fact("reference", referral.reference.as_str())
        .record(tx)
}
