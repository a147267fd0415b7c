//! `/referrals/{id}/story`: the story of somebody who was referred, for whoever asked for them, if
//! the person said that they may read it.

use maud::html;

use super::{Showing, looks, store};
use crate::referrals::{ReferralId, followed};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/referrals/{id}/story`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: ReferralId = visit.param("id")?;
    let found = visit.read("read a story one was given to read", |tx| {
        let (referral, _) = followed(tx, &visit.actor, id)?;
        let Some(journey) = referral.journey else { return Ok((referral.person, None)) };
        let story = store::select_of_journey(tx, visit.area(), journey.into())?;
        Ok((referral.person, story.filter(|story| story.is_shown(Showing::Referrer))))
    })?;
    let (person, story) = found;
    let body = match &story {
        Some(story) => {
            visit.looked("told_story.read", person, Some(story.journey.into()))?;
            let called = story.agreed(Showing::Referrer).and_then(|agreed| agreed.called.as_deref());
            html! {
                h1 { "Their own story" }
                p.q-lead { "They said you may read this. They can take it back at any time, so please do not copy it." }
                (looks::told(story.lang, &story.words, called, looks::place(Showing::Referrer, &story.scheme_name)))
            }
        }
        None => html! {
            h1 { "Their own story" }
            p.q-lead { "There is no story here for you to read. If they tell one, it is theirs to share or to keep." }
        },
    };
    let places = [("/referrals", "Referrals"), (&format!("/referrals/{id}"), "This referral")];
    Ok(Answer::page(Shell::new("Their own story").narrow().under(&places).render(visit, body)))
}
