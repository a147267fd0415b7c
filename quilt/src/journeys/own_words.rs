//! What a person said and did on a journey, for whoever drafts their own story with them: their
//! words and steps and the groups they came to. Nothing about health, no notes, no readings; and
//! beside it the names of others, so that a draft can leave them out.

use ::store::Tx;

use super::store_ending::asker;
use super::{JourneyId, StepState, store};
use crate::access::Actor;
use crate::referrals::{ReferrerKind, referral};
use crate::refusal::Refusal;

/// Somebody else on this journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub name: String,
    /// "neighbour"; nothing where the team only knows a name.
    pub relation: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    pub mattered: Option<String>,
    /// Steps taken, steps being taken, and steps that did not work out, oldest first.
    pub did: Vec<String>,
    pub doing: Vec<String>,
    pub set_back: Vec<String>,
    /// Groups they came to, and how often.
    pub groups: Vec<(String, i64)>,
    pub changed: Option<String>,
    pub holds: Option<String>,
    pub others: Vec<Other>,
}

/// Gathers them. Asks nobody's permission: callers opened the journey.
pub fn own_words(tx: &mut Tx<'_>, by: &Actor, id: JourneyId) -> Result<OwnWords, Refusal> {
    let journey = store::select_journey(tx, by.area, id)?.ok_or_else(Refusal::not_found)?;
    let parts = store::select_parts(tx, by.area, journey.id, journey.person)?;
    let asked = referral(tx, by, journey.referral)?;
    let worker = asker(tx, by.area, &journey)?.worker;
    let of = |state: StepState| {
        parts.steps.iter().filter(|step| step.state == state).map(|step| step.words.clone()).collect()
    };
    let referrer = Some(asked.referrer_name).filter(|_| asked.referrer_kind != ReferrerKind::Themself);
    let friends =
        parts.supporters.iter().map(|s| Other { name: s.name.clone(), relation: Some(s.relation.clone()) });
    let team = referrer.into_iter().chain([worker]).map(|name| Other { name, relation: None });
    Ok(OwnWords {
        mattered: journey.matters.as_ref().map(|matters| matters.words.clone()),
        did: of(StepState::Done),
        doing: of(StepState::Doing),
        set_back: of(StepState::SetBack),
        groups: parts
            .links
            .iter()
            .filter(|linked| linked.link.times_came > 0)
            .map(|linked| (linked.link.service_name.clone(), linked.link.times_came))
            .collect(),
        changed: journey.what_changed,
        holds: journey.what_holds,
        others: friends.chain(team).collect(),
    })
}
