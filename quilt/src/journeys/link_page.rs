//! Linking a person to a group: how, for which step, in exactly which words, and whether to
//! ask "room for one?" now. What would be shared is read with the person, word for word.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Choice, Form, Inset, Lang, Problems, Sheet, Typed};

use super::link_words::{Asker, Post, first_draft, holds_name};
use super::store_ending::asker;
use super::{
    How, Journey, JourneyId, LinkId, NewLink, Question, Step, StepState, ask_room, find_journey, make_link,
    put_question, store,
};
use crate::access::Act;
use crate::app::App;
use crate::directory::{self, DirectoryEntry, ServiceId};
use crate::messages::{self, Channel, NewMessage};
use crate::people::{Person, find_person, give_consent};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit, say};

/// The longest text taken in one field, in characters.
const LONGEST: usize = 2_000;

/// What the page is about.
struct Before {
    journey: Journey,
    person: Person,
    asker: Asker,
    service: DirectoryEntry,
    steps: Vec<Step>,
}

/// How a group is asked for room.
struct Ask {
    channel: Channel,
    send_to: String,
    question: String,
}

/// The form, read and understood.
struct Draft {
    link: NewLink,
    ask: Option<Ask>,
}

/// GET `/journeys/{id}/link/{service}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let before = open(visit)?;
    visit.looked("journey.looked_at", before.journey.person, Some(before.journey.id.into()))?;
    let draft = first_draft(&before.person, &before.service.name, How::Introduced, &before.asker);
    let typed = Typed::default()
        .with("how", How::Introduced.code())
        .with("shared", draft)
        .with("question", say(Lang::En, "link-room-question", &[]))
        .with("email", before.service.email.as_deref().unwrap_or_default())
        .with("phone", before.service.phone.as_deref().unwrap_or_default());
    Ok(Answer::page(render(visit, &before, &typed, &Problems::none())?))
}

fn open(visit: &Visit<'_>) -> Result<Before, Refusal> {
    let (id, service): (JourneyId, ServiceId) = (visit.param("id")?, visit.param("service")?);
    visit.read("open a link to be made", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, id)?;
        Ok(Before {
            person: find_person(tx, &visit.actor, journey.person)?,
            asker: asker(tx, visit.area(), &journey)?,
            service: directory::service(tx, visit.area(), service)?
                .filter(DirectoryEntry::is_offered)
                .ok_or_else(Refusal::not_found)?,
            steps: steps_ahead(tx, visit, &journey)?,
            journey,
        })
    })
}

/// The steps a link can help: those next or being done.
fn steps_ahead(tx: &mut Tx<'_>, visit: &Visit<'_>, journey: &Journey) -> Result<Vec<Step>, Refusal> {
    let mut steps = store::select_parts(tx, visit.area(), journey.id, journey.person)?.steps;
    steps.retain(|step| matches!(step.state, StepState::Next | StepState::Doing | StepState::SetBack));
    Ok(steps)
}

fn render(visit: &Visit<'_>, before: &Before, typed: &Typed, problems: &Problems) -> Result<Markup, Refusal> {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let (called, service) = (before.person.called(), before.service.name.as_str());
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.radios("how", "How")
            .choice(Choice::new("signposted", "Signposted").hint(format!("{called} knows about it and goes alone.")))
            .choice(Choice::new("introduced", "Introduced").hint("You speak with the group first."))
            .choice(Choice::new("accompanied", "Accompanied").hint("Somebody goes along.")))
        @if !before.steps.is_empty() {
            (before.steps.iter().fold(
                sheet.select("step", "Which step does it help?").option("", "None in particular"),
                |select, step| select.option(step.id.to_string(), step.words.as_str()),
            ).optional())
        }
        (asking(&sheet, before))
        (sheet.textarea("shared", format!("What {service} would be told, word for word"))
            .hint(format!("Read it to {called}, or turn the screen. They only see it once they say there is room. Add a name only if {called} wants you to."))
            .rows(5))
        (sheet.checkboxes("agreed", format!("Does {called} agree?")).option("yes", format!("{called} has heard these words and agrees")))
        (Button::new("Make the link"))
    });
    let body = html! {
        h1 { "Link " (called) " with " (service) }
        (form)
    };
    let home = format!("/journeys/{}", before.journey.id);
    let places = [("/caseload", "Caseload"), (home.as_str(), before.person.name.as_str())];
    Ok(Shell::new(format!("Link with {service}"))
        .under(&places)
        .narrow()
        .problems(problems)
        .render(visit, body))
}

fn asking(sheet: &Sheet<'_>, before: &Before) -> Markup {
    let ways = sheet
        .radios("ask", "Ask “room for one?” now?")
        .hint("No name goes with the question. They answer with one tap.")
        .choice(Choice::new("email", "By e-mail").reveal(sheet.email("email", "Their e-mail address")))
        .choice(Choice::new("text", "By text").reveal(sheet.phone("phone", "Their phone number")))
        .choice(
            Choice::new("ring", "I will ring and put the answer in myself")
                .hint("You also get the link, to copy and send as you like."),
        )
        .or()
        .option("no", "Do not ask now");
    html! {
        (ways)
        @if before.service.email.is_none() && before.service.phone.is_none() {
            (Inset::new(Lang::En, "The directory has no e-mail address or phone number for them."))
        }
        (sheet.textarea("question", "The question").hint("Leave out who it is. A day or a time helps: “room for one on Tuesday?”").rows(2))
    }
}

/// Reads the form. A question that holds the person's name is sent back.
fn read_form(fields: &Fields, before: &Before, service: ServiceId) -> Result<Draft, Problems> {
    let mut problems = Problems::none();
    let how = How::parse(fields.get("how"));
    if how.is_none() {
        problems.add("how", "Choose how they come to the group.");
    }
    for field in ["shared", "question"] {
        if fields.get(field).chars().count() > LONGEST {
            problems.add(field, format!("Write no more than {LONGEST} characters here."));
        }
    }
    let ask = read_ask(fields, before, &mut problems);
    if ask.is_some() && fields.get("shared").is_empty() {
        problems.add("shared", "Write what they would be told once they have room.");
    }
    if ask.is_some() && !fields.ticked("agreed") {
        problems.add(
            "agreed",
            format!(
                "Read the words with {} first. Nobody is asked until they agree.",
                before.person.called()
            ),
        );
    }
    let step = before.steps.iter().find(|step| step.id.to_string() == fields.get("step")).map(|step| step.id);
    match how {
        Some(how) if problems.is_empty() => {
            Ok(Draft { link: NewLink { service, step, how, shared: fields.get("shared").to_owned() }, ask })
        }
        _ => Err(problems),
    }
}

fn read_ask(fields: &Fields, before: &Before, problems: &mut Problems) -> Option<Ask> {
    let (channel, field) = match fields.get("ask") {
        "no" => return None,
        "email" => (Channel::Email, "email"),
        "text" => (Channel::Text, "phone"),
        "ring" => (Channel::Phone, "phone"),
        _ => {
            problems.add("ask", "Choose whether to ask them now, and how.");
            return None;
        }
    };
    let (send_to, question) = (fields.get(field).to_owned(), fields.get("question").to_owned());
    if channel == Channel::Email && !is_email(&send_to) {
        problems.add("email", "Write the group’s e-mail address, like name@example.org.");
    }
    if channel == Channel::Text && !is_phone(&send_to) {
        problems.add("phone", "Write the group’s phone number.");
    }
    if question.is_empty() {
        problems.add("question", "Write what to ask them.");
    } else if holds_name(&question, &before.person, &before.service.name) {
        problems.add("question", format!(
            "This question says who it is about. Leave the name and number of {} out: the group reads who it is once there is room.",
            before.person.called()
        ));
    }
    Some(Ask { channel, send_to, question })
}

/// Whether a message could be sent there: one address, no space or line in it.
pub(super) fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'))
}

pub(super) fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 7 && text.chars().count() <= 40
}

/// POST `/journeys/{id}/link/{service}`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let before = open(visit)?;
    let draft = match read_form(&visit.form, &before, visit.param("service")?) {
        Ok(draft) => draft,
        Err(problems) => {
            return Ok(Answer::again(render(visit, &before, &visit.form.as_typed(), &problems)?));
        }
    };
    visit.submit("link a person with a group", |tx| {
        let id = before.journey.id;
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, id)?;
        let link = make_link(tx, &visit.actor, &visit.now, &journey, &draft.link)?;
        let Some(ask) = &draft.ask else { return Ok(format!("/journeys/{id}#links")) };
        let about = format!("to share with {}: “{}”", before.service.name, draft.link.shared);
        give_consent(tx, &visit.actor, &visit.now, journey.person, &about, true, "in conversation")?;
        let post = Post {
            lang: Lang::En,
            channel: ask.channel,
            send_to: &ask.send_to,
            service: &before.service.name,
            asker: &before.asker,
        };
        ask_group(tx, visit, &journey, link, &post, &ask.question)?;
        Ok(match ask.channel {
            Channel::Phone => format!("/journeys/{id}/link/{link}/next"),
            _ => format!("/journeys/{id}#links"),
        })
    })
}

/// Asks the group for room: the link waits for an answer, the question is put, and the
/// message that carries it is written, all or nothing.
pub(super) fn ask_group(
    tx: &mut Tx<'_>,
    visit: &Visit<'_>,
    journey: &Journey,
    link: LinkId,
    post: &Post<'_>,
    question: &str,
) -> Result<(), Refusal> {
    ask_room(tx, &visit.actor, &visit.now, journey, link, question)?;
    let secret = put_question(tx, &visit.actor, &visit.now, journey.id, link, Question::RoomForOne)?;
    let message = post.room(question, &answer_address(visit.app, &secret.text(), post.lang));
    messages::write(tx, &visit.actor, &visit.now, &of_journey(journey, message))
}

/// The address that answers a question, in the language it is asked in.
pub(super) fn answer_address(app: &App, secret: &str, lang: Lang) -> String {
    let base = app.base.trim_end_matches('/');
    match lang {
        Lang::En => format!("{base}/answer/{secret}"),
        other => format!("{base}/answer/{secret}?lang={}", other.code()),
    }
}

/// The message, as one of this journey's.
pub(super) fn of_journey(journey: &Journey, message: NewMessage) -> NewMessage {
    NewMessage { person: Some(journey.person.into()), thread: Some(journey.id.into()), ..message }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_and_numbers() {
        for good in ["cafe@example.org", "a.b+c@x.y.uk"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "cafe", "@x.y", "a@b", "a@b.c, d@e.f", "a@b.c\nBcc: d@e.f", "a b@c.d", "<a@b.c>"] {
            assert!(!is_email(bad), "{bad}");
        }
        assert!(is_phone("01632 960100") && !is_phone("ring Jean"));
    }

    proptest! {
        #[test]
        fn no_address_smuggles_a_line(text in any::<String>()) {
            if is_email(&text) {
                prop_assert!(!text.contains(['\n', '\r', ' ']));
            }
        }
    }
}
