//! Opening a story: by whoever walks beside the person, or by the person with their own link.

use ::store::Tx;
use identity::Secret;
use page::text;

use super::{Story, store};
use crate::access::{Act, Actor};
use crate::journeys::{Journey, JourneyId, find_journey};
use crate::people::{Person, find_person};
use crate::refusal::Refusal;
use crate::web::{Lang, Shell, Visit};

/// A story about to be shown or changed.
pub(super) struct Opened {
    pub person: Person,
    /// The journey, for the team; whoever holds the link needs none.
    pub journey: Option<Journey>,
    /// The story begun last, taken back or not.
    pub story: Option<Story>,
    pub by: Actor,
    /// Whether the link's year is over: it can take the story back and nothing more.
    pub expired: bool,
    home: String,
    lang: Option<Lang>,
}

/// Opens the story of this address: `{token}` is the person's own link, `{id}` a journey.
pub(super) fn open(tx: &mut Tx<'_>, visit: &Visit<'_>, act: Act) -> Result<Opened, Refusal> {
    if visit.text_param("token").is_empty() { by_team(tx, visit, act) } else { by_link(tx, visit) }
}

fn by_team(tx: &mut Tx<'_>, visit: &Visit<'_>, act: Act) -> Result<Opened, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let journey = find_journey(tx, &visit.actor, &visit.now, act, id)?;
    Ok(Opened {
        person: find_person(tx, &visit.actor, journey.person)?,
        story: store::select_of_journey(tx, visit.area(), id)?,
        journey: Some(journey),
        by: visit.actor.clone(),
        expired: false,
        home: format!("/journeys/{id}/own-story"),
        lang: None,
    })
}

fn by_link(tx: &mut Tx<'_>, visit: &Visit<'_>) -> Result<Opened, Refusal> {
    let token = visit.text_param("token");
    let secret = Secret::parse(token).map_err(|_| Refusal::not_found())?;
    let (area, story, until) =
        store::select_link(tx, &secret.fingerprint())?.ok_or_else(Refusal::not_found)?;
    let by = Actor::holder(area, "the person");
    Ok(Opened {
        person: find_person(tx, &by, story.person)?,
        journey: None,
        story: Some(story),
        by,
        expired: until <= visit.now.at,
        home: format!("/my-story/{token}"),
        lang: Some(visit.lang),
    })
}

impl Opened {
    pub fn is_the_person(&self) -> bool {
        self.journey.is_none()
    }

    pub fn first_name(&self) -> &str {
        text::first_name(self.person.called())
    }

    /// The story, if there is one to change.
    pub fn live(&self) -> Result<&Story, Refusal> {
        let story = self.story.as_ref().filter(|story| story.withdrawn_at.is_none() && !self.expired);
        story.ok_or_else(Refusal::not_found)
    }

    /// The address of the story's own page, or of one below it. A link keeps its language: whoever
    /// holds it has chosen none before.
    pub fn to(&self, below: &str) -> String {
        match self.lang {
            Some(lang) if lang != Lang::En => format!("{}{below}?lang={}", self.home, lang.code()),
            _ => format!("{}{below}", self.home),
        }
    }

    pub fn shell(&self, visit: &Visit<'_>, title: &str) -> Shell<'static> {
        let shell = Shell::new(title).narrow();
        match &self.journey {
            Some(journey) => {
                let name = self.person.called();
                let journey = format!("/journeys/{}", journey.id);
                shell.under(&[("/caseload", "Caseload"), (&journey, name), (&self.home, "Their own story")])
            }
            None => shell.back(visit.lang, &self.to("")),
        }
    }

    /// Writes down that the team looked; a person looking at their own story is nobody's business.
    pub fn looked(&self, visit: &Visit<'_>) -> Result<(), Refusal> {
        match &self.journey {
            Some(journey) => visit.looked("journey.looked_at", journey.person, Some(journey.id.into())),
            None => Ok(()),
        }
    }
}
