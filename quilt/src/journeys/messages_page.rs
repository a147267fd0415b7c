//! The messages of a journey: what went out, what waits, and what is for staff to copy,
//! print or read out.

use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Lang, Tag, text};
use uuid::Uuid;

use super::change::{home, to_change};
use super::paragraphs::paragraphs;
use super::{JourneyId, find_journey};
use crate::access::Act;
use crate::messages::{self, Message};
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit};

/// GET `/journeys/{id}/messages`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::RecordOnJourney)?;
    let messages = visit.read("read the messages of a journey", |tx| {
        messages::thread_messages(tx, visit.area(), change.journey.id.into())
    })?;
    let body = html! {
        h1 { "Messages" }
        @if messages.is_empty() { p { "Nothing has been written yet." } }
        @for message in &messages { (one(visit, change.journey.id, message)) }
    };
    Ok(Answer::page(change.shell("Messages").render(visit, body)))
}

pub(super) fn one(visit: &Visit<'_>, journey: JourneyId, message: &Message) -> Markup {
    let day = text::date(Lang::En, local(message.written_at).date(), visit.now.today().year());
    let tag = match message.state.as_str() {
        "sent" => Tag::teal(message.state_words()),
        "failed" => Tag::rose(message.state_words()),
        "held_back" => Tag::plain(message.state_words()),
        _ => Tag::ochre(message.state_words()),
    };
    // Not a landmark: two messages may have one subject.
    let body = html! {
        h2.q-card__heading { (message.subject) }
        p.q-quiet { (message.channel.words()) " to " (message.send_to) ", written " (day) " " (tag) }
        @if let Some(problem) = &message.problem { p.q-quiet { (problem) } }
        (paragraphs(&message.body))
        @if !matches!(message.state.as_str(), "sent" | "held_back") {
            (Form::post(format!("{}/messages", home(journey)), visit.csrf(), visit.once()).body(html! {
                (Hidden::new("message", message.id.to_string()))
                (Button::quiet("I have passed this on myself").small())
            }))
        }
    };
    html! { (Card::plain(body)) }
}

/// POST `/journeys/{id}/messages`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let message: Uuid = visit.form.get("message").parse().map_err(|_| Refusal::not_found())?;
    visit.submit("pass a message on by hand", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, visit.param("id")?)?;
        let (thread, person) = (journey.id.into(), journey.person.into());
        messages::went_by_hand(tx, &visit.actor, &visit.now, thread, person, message)?;
        Ok(format!("{}/messages", home(journey.id)))
    })
}
