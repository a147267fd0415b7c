//! What the pages that change a journey share: the journey opened for the act, and the
//! places the page stands under.

use super::{Journey, JourneyId, find_journey};
use crate::access::Act;
use crate::people::{Person, find_person};
use crate::refusal::Refusal;
use crate::web::{Shell, Visit};

/// A journey about to be changed, and whose it is.
pub(super) struct Change {
    pub journey: Journey,
    pub person: Person,
}

impl Change {
    /// A narrow page under the journey's own.
    pub fn shell(&self, title: &str) -> Shell<'static> {
        let places = [("/caseload", "Caseload"), (&home(self.journey.id), self.person.called())];
        Shell::new(title).under(&places).narrow()
    }
}

/// Opens the journey of this address for an act, and writes down that it was looked at.
pub(super) fn to_change(visit: &Visit<'_>, act: Act) -> Result<Change, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let change = visit.read("open a journey to change it", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, act, id)?;
        Ok(Change { person: find_person(tx, &visit.actor, journey.person)?, journey })
    })?;
    visit.looked("journey.looked_at", change.journey.person, Some(id.into()))?;
    Ok(change)
}

/// The address of a journey's page.
pub(super) fn home(id: JourneyId) -> String {
    format!("/journeys/{id}")
}
