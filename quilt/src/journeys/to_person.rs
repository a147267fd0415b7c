//! Writing to the person themself: in their language, by the way they like to be reached, signed
//! by their link worker.

use ::store::Tx;

use super::Journey;
use super::link_next::{best_way, send_to};
use super::link_words::signed;
use super::store_ending::asker;
use crate::access::Actor;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::Moment;
use crate::people::Person;
use crate::refusal::Refusal;
use crate::web::Lang;

/// Writes it, and says how it travels: what cannot go by itself waits to be copied or read out.
pub fn write_to_person(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    person: &Person,
    lang: Lang,
    (subject, body): (String, String),
) -> Result<Channel, Refusal> {
    let channel = best_way(person);
    let asker = asker(tx, by.area, journey)?;
    let message = NewMessage {
        person: Some(journey.person.into()),
        thread: Some(journey.id.into()),
        channel,
        send_to: send_to(person, channel).unwrap_or_default(),
        subject,
        body: format!("{body}\n\n{}", signed(lang, &asker)),
    };
    messages::write(tx, by, now, &message)?;
    Ok(channel)
}
