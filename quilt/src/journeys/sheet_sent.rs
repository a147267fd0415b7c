//! Sending a person the sheet of services that was made with them: as an e-mail, or as a text
//! message for their link worker to send.

use ::store::Tx;

use super::link_next::send_to;
use super::link_words::{Asker, language, signed};
use super::store_ending::asker;
use super::{Journey, find_journey};
use crate::access::{Act, Actor};
use crate::directory::Sheet;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::Moment;
use crate::people::{self, Person};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit, say};

/// Writes a person the sheet.
///
/// # Errors
/// When there is nothing on it, or nowhere to send it to.
pub fn send_sheet(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    sheet: &Sheet,
    channel: Channel,
) -> Result<(), Refusal> {
    let person = people::find_person(tx, by, journey.person)?;
    if sheet.is_empty() {
        return Err(Refusal::not_now("Nothing is on the sheet yet. Choose something first."));
    }
    let to = send_to(&person, channel).ok_or_else(|| {
        Refusal::not_now("We have nowhere to send it to: add an e-mail address or a phone number first.")
    })?;
    let message = message(journey, &person, &asker(tx, by.area, journey)?, sheet, (channel, to));
    messages::write(tx, by, now, &message)
}

fn message(
    journey: &Journey,
    person: &Person,
    asker: &Asker,
    sheet: &Sheet,
    (channel, send_to): (Channel, String),
) -> NewMessage {
    let lang = language(person);
    let body = match channel {
        Channel::Text => format!("{}\n{}", sheet.as_text(lang), asker.worker),
        _ => {
            let greeting = say(lang, "sheet-email", &[("name", person.called())]);
            format!("{greeting}\n\n{}\n\n{}", sheet.as_email(lang), signed(lang, asker))
        }
    };
    NewMessage {
        person: Some(journey.person.into()),
        thread: Some(journey.id.into()),
        channel,
        send_to,
        subject: say(lang, "sheet-subject", &[]),
        body,
    }
}

/// POST `/journeys/{id}/sheet`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let channel = match visit.form.get("how") {
        "text" => Channel::Text,
        _ => Channel::Email,
    };
    visit.submit("send a sheet", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, visit.param("id")?)?;
        let sheet = Sheet::chosen(tx, visit.area(), &visit.form)?;
        send_sheet(tx, &visit.actor, &visit.now, &journey, &sheet, channel)?;
        Ok(back(visit, &journey))
    })
}

/// The sheet again, without whatever was asked to find it: where somebody stands stays out of
/// what is kept.
fn back(visit: &Visit<'_>, journey: &Journey) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for id in visit.form.all("sheet") {
        query.append_pair("sheet", id);
    }
    query.append_pair("journey", &journey.id.to_string()).append_pair("said", "sent");
    format!("/find/sheet?{}", query.finish())
}
