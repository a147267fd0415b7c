//! Searching the directory with somebody in mind: the page is the directory's, whom it is
//! for is known here.

use crate::access::Act;
use crate::directory::{self, ForWhom};
use crate::people;
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Visit};

use super::link_page::{is_email, is_phone};
use super::{JourneyId, find_journey};

/// GET `/find`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    directory::find_page(visit, for_whom(visit)?.as_ref())
}

/// GET `/find/sheet`
pub fn show_sheet(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    directory::sheet_page(visit, for_whom(visit)?.as_ref())
}

/// GET `/find/{service}`
pub fn show_service(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    directory::service_page(visit, for_whom(visit)?.as_ref())
}

/// Whom the address names a journey of; nobody for whoever walks beside nobody.
fn for_whom(visit: &Visit<'_>) -> Result<Option<ForWhom>, Refusal> {
    let Some(journey) = visit.query.some("journey").filter(|_| visit.may(Act::RecordOnJourney)) else {
        return Ok(None);
    };
    let id: JourneyId = journey.parse().map_err(|_| Refusal::not_found())?;
    let (journey, person, place) = visit.read("know whom to find for", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, id)?;
        let person = people::find_person(tx, &visit.actor, journey.person)?;
        let place = match &person.postcode {
            Some(postcode) => settings::find_place(tx, postcode)?,
            None => None,
        };
        Ok((journey, person, place))
    })?;
    visit.looked("journey.looked_at", journey.person, Some(id.into()))?;
    let called = person.known_as.as_deref().unwrap_or_else(|| page::text::first_name(&person.name));
    let home = place.and_then(|place| find::Point::new(place.lat, place.lon));
    Ok(Some(ForWhom {
        journey: id.to_string(),
        first_name: called.to_owned(),
        home,
        email: person.email.clone().filter(|to| is_email(to)),
        phone: person.phone.clone().filter(|to| is_phone(to)),
    }))
}
