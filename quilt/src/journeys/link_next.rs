//! What comes next with a link: put in what a group said on the telephone, tell the person
//! there is room, ask whether they got there, and the link to copy for whoever is to answer.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Lang, Problems, Sheet, SummaryList, Typed, text};

use super::link::{find_link, group_said};
use super::link_page::{answer_address, ask_group, is_email, is_phone, of_journey};
use super::link_words::{Asker, Post, good_news, holds_name, language};
use super::messages_page::one;
use super::store_ending::asker;
use super::{Journey, JourneyId, Link, LinkId, LinkState, Question, arrived, find_journey, put_question};
use crate::access::Act;
use crate::directory::{self, DirectoryEntry};
use crate::messages::{self, Channel, Message, NewMessage};
use crate::moment::local;
use crate::people::{Person, find_person};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

struct Next {
    journey: Journey,
    person: Person,
    asker: Asker,
    link: Link,
    reach: Option<DirectoryEntry>,
    messages: Vec<Message>,
}

impl Next {
    fn address(&self) -> String {
        format!("/journeys/{}/link/{}/next", self.journey.id, self.link.id)
    }
}

fn open(tx: &mut Tx<'_>, visit: &Visit<'_>) -> Result<Next, Refusal> {
    // One place in an address has one name: here it holds the link's id, not a service's.
    let (id, link): (JourneyId, LinkId) = (visit.param("id")?, visit.param("service")?);
    let journey = find_journey(tx, &visit.actor, &visit.now, Act::RecordOnJourney, id)?;
    let link = find_link(tx, &visit.actor, &journey, link)?;
    let mut messages = messages::thread_messages(tx, visit.area(), journey.id.into())?;
    messages.retain(|message| message.subject.contains(&link.service_name));
    Ok(Next {
        person: find_person(tx, &visit.actor, journey.person)?,
        asker: asker(tx, visit.area(), &journey)?,
        reach: directory::service(tx, visit.area(), link.service)?,
        messages,
        link,
        journey,
    })
}

/// GET `/journeys/{id}/link/{link}/next`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let next = visit.read("open what comes next with a link", |tx| open(tx, visit))?;
    visit.looked("journey.looked_at", next.journey.person, Some(next.journey.id.into()))?;
    Ok(Answer::page(render(visit, &next, &Typed::default(), &Problems::none())))
}

fn render(visit: &Visit<'_>, next: &Next, typed: &Typed, problems: &Problems) -> Markup {
    let service = next.link.service_name.as_str();
    let sheet = Sheet::new(Lang::En, typed, problems);
    let year = visit.now.today().year();
    let home = format!("/journeys/{}", next.journey.id);
    let day = |at: Option<jiff::Timestamp>| at.map(|at| text::day(Lang::En, local(at).date(), year));
    let body = html! {
        h1 { (service) }
        (SummaryList::new()
            .row("Now", next.link.state.words())
            .row("How", next.link.how.words())
            .row_if("Asked", day(next.link.asked_at))
            .row_if("They said", day(next.link.answered_at))
            .row_if("In their words", next.link.answer_note.clone())
            .row_if("Agreed to be told", Some(next.link.shared.as_str()).filter(|shared| !shared.is_empty())))
        @if matches!(next.link.state, LinkState::Made | LinkState::Lapsed) { (ask(visit, next, typed, problems)) }
        @if next.link.state == LinkState::Asked { (said(visit, next, &sheet)) }
        @if next.link.state == LinkState::Room { (tell(visit, next, typed, problems)) }
        @if matches!(next.link.state, LinkState::Made | LinkState::Room | LinkState::Came | LinkState::DidNotGo) {
            (arrival(visit, next, &sheet))
        }
        @if !next.messages.is_empty() {
            h2 { "Messages" }
            @for message in &next.messages { (one(visit, next.journey.id, message)) }
        }
    };
    let places = [("/caseload", "Caseload"), (home.as_str(), next.person.name.as_str())];
    Shell::new(service).under(&places).narrow().problems(problems).render(visit, body)
}

fn form(visit: &Visit<'_>, next: &Next, what: &str, body: Markup) -> Form {
    Form::post(next.address(), visit.csrf(), visit.once()).body(html! { (Hidden::new("do", what)) (body) })
}

fn ask(visit: &Visit<'_>, next: &Next, typed: &Typed, problems: &Problems) -> Markup {
    let reach = next.reach.as_ref();
    let start = if typed.get("do") == "ask" {
        typed.clone()
    } else {
        Typed::default()
            .with(
                "question",
                next.link.question.clone().unwrap_or_else(|| say(Lang::En, "link-room-question", &[])),
            )
            .with("email", reach.and_then(|r| r.email.as_deref()).unwrap_or_default())
    };
    let sheet = Sheet::new(Lang::En, &start, problems);
    let form = form(
        visit,
        next,
        "ask",
        html! {
            (sheet.textarea("question", "The question").hint("Leave out who it is.").rows(2))
            (sheet.email("email", "Their e-mail address").hint("Leave it empty to ring them: you get the link to copy."))
            (sheet.checkboxes("agreed", "Agreed").option("yes", format!("{} agrees to what would be told: “{}”", next.person.called(), next.link.shared)))
            (Button::new("Ask “room for one?”"))
        },
    );
    html! { (Card::new("Ask them", form)) }
}

fn said(visit: &Visit<'_>, next: &Next, sheet: &Sheet<'_>) -> Markup {
    let form = form(
        visit,
        next,
        "said",
        html! {
            (sheet.radios("said", "What did they say?").option("room", "There is room").option("full", "Full for now").option("not_for_us", "Not the right place"))
            (sheet.input("note", "In their words").optional())
            (Button::new("Keep their answer"))
        },
    );
    html! { (Card::new("You heard from them yourself?", form)) }
}

fn tell(visit: &Visit<'_>, next: &Next, typed: &Typed, problems: &Problems) -> Markup {
    let called = next.person.called();
    let draft = good_news(
        language(&next.person),
        called,
        &next.link.service_name,
        next.link.answer_note.as_deref(),
        &next.asker,
    );
    let start = if typed.get("do") == "tell" {
        typed.clone()
    } else {
        Typed::default().with("words", draft).with("by", best_way(&next.person).code())
    };
    let sheet = Sheet::new(Lang::En, &start, problems);
    let form = form(
        visit,
        next,
        "tell",
        html! {
            (ways(&sheet, &next.person))
            (sheet.textarea("words", "The message").rows(8))
            (Button::new(format!("Tell {called}")))
        },
    );
    html! { (Card::new(format!("Tell {called} there is room"), form)) }
}

fn ways(sheet: &Sheet<'_>, person: &Person) -> page::Radios {
    Channel::ALL.into_iter().filter_map(|channel| send_to(person, channel).map(|to| (channel, to))).fold(
        sheet.radios("by", "How"),
        |radios, (channel, to)| {
            let label = if to.is_empty() {
                channel.words().to_owned()
            } else {
                format!("{}: {}", channel.words(), to.replace('\n', ", "))
            };
            radios.option(channel.code(), label)
        },
    )
}

fn arrival(visit: &Visit<'_>, next: &Next, sheet: &Sheet<'_>) -> Markup {
    let called = next.person.called();
    let ask = format!("/journeys/{}/link/{}/ask-arrival", next.journey.id, next.link.id);
    let body = html! {
        (form(visit, next, "arrived", html! {
            (sheet.radios("came", format!("Did {called} get there?")).option("yes", "Yes").option("no", "Not yet").inline())
            (sheet.input("came_note", format!("In {} words", text::possessive(called))).optional())
            (Button::quiet("Keep"))
        }))
        (Form::post(ask, visit.csrf(), visit.once()).body(html! {
            p { "Or ask with a link that needs no account. Either answer is fine." }
            div.q-actions {
                (Button::quiet(format!("Ask {called}")).sends("whom", "person"))
                (Button::quiet("Ask the group").sends("whom", "group"))
            }
        }))
    };
    html! { (Card::new("Did they get there?", body)) }
}

/// The ways there are to reach the person; a call or a letter can always be made.
pub(super) fn send_to(person: &Person, channel: Channel) -> Option<String> {
    match channel {
        Channel::Email => person.email.clone().filter(|email| is_email(email)),
        Channel::Text => person.phone.clone().filter(|phone| is_phone(phone)),
        Channel::Phone => person.phone.clone(),
        Channel::Letter => Some(person.address.clone().unwrap_or_default()),
    }
}

/// How the person likes to be reached, when that can be done.
pub(super) fn best_way(person: &Person) -> Channel {
    let liked = match person.contact_how.as_deref() {
        Some("email") => Some(Channel::Email),
        Some("text") => Some(Channel::Text),
        Some("letter") => Some(Channel::Letter),
        Some("phone" | "call") => Some(Channel::Phone),
        _ => None,
    };
    let orderly = [Channel::Text, Channel::Email, Channel::Phone, Channel::Letter];
    liked
        .into_iter()
        .chain(orderly)
        .find(|channel| send_to(person, *channel).is_some())
        .unwrap_or(Channel::Letter)
}

/// POST `/journeys/{id}/link/{link}/next`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let next = visit.read("open what comes next with a link", |tx| open(tx, visit))?;
    let problems = check(visit, &next);
    if !problems.is_empty() {
        return Ok(Answer::again(render(visit, &next, &visit.form.as_typed(), &problems)));
    }
    visit.submit("go on with a link", |tx| {
        let next = open(tx, visit)?;
        go_on(tx, visit, &next)?;
        let rings = visit.form.get("do") == "ask" && visit.form.get("email").is_empty();
        Ok(if rings { next.address() } else { format!("/journeys/{}#links", next.journey.id) })
    })
}

fn check(visit: &Visit<'_>, next: &Next) -> Problems {
    let mut problems = Problems::none();
    let (form, called) = (&visit.form, next.person.called());
    match form.get("do") {
        "ask" => {
            if form.get("question").is_empty() {
                problems.add("question", "Write what to ask them.");
            } else if holds_name(form.get("question"), &next.person, &next.link.service_name) {
                problems.add(
                    "question",
                    format!("This question says who it is about. Leave the name and number of {called} out."),
                );
            }
            if !form.get("email").is_empty() && !is_email(form.get("email")) {
                problems.add("email", "Write the group’s e-mail address, like name@example.org.");
            }
            if !form.ticked("agreed") {
                problems.add(
                    "agreed",
                    format!("Read the words with {called} first. Nobody is asked until they agree."),
                );
            }
        }
        "said" if !matches!(form.get("said"), "room" | "full" | "not_for_us") => {
            problems.add("said", "Choose what they said.")
        }
        "arrived" if !matches!(form.get("came"), "yes" | "no") => {
            problems.add("came", format!("Choose whether {called} got there."))
        }
        "tell" => {
            if form.get("words").is_empty() {
                problems.add("words", "Write what to tell them.");
            }
            if Channel::parse(form.get("by")).and_then(|by| send_to(&next.person, by)).is_none() {
                problems.add("by", "Choose how to reach them.");
            }
        }
        _ => {}
    }
    problems
}

fn go_on(tx: &mut Tx<'_>, visit: &Visit<'_>, next: &Next) -> Result<(), Refusal> {
    let (by, now, form) = (&visit.actor, &visit.now, &visit.form);
    match form.get("do") {
        "said" => {
            let state = LinkState::parse(form.get("said")).ok_or_else(Refusal::not_found)?;
            group_said(tx, by, now, &next.journey, next.link.id, state, form.some("note"))
        }
        "arrived" => {
            arrived(tx, by, now, &next.journey, next.link.id, form.ticked("came"), form.some("came_note"))
        }
        "ask" => {
            let phone = next.reach.as_ref().and_then(|reach| reach.phone.clone()).unwrap_or_default();
            let (channel, to) = match form.some("email") {
                Some(email) => (Channel::Email, email),
                None => (Channel::Phone, phone.as_str()),
            };
            let about = format!("to share with {}: “{}”", next.link.service_name, next.link.shared);
            crate::people::give_consent(tx, by, now, next.journey.person, &about, true, "in conversation")?;
            let post = Post {
                lang: Lang::En,
                channel,
                send_to: to,
                service: &next.link.service_name,
                asker: &next.asker,
            };
            ask_group(tx, visit, &next.journey, next.link.id, &post, form.get("question"))
        }
        "tell" => {
            let channel = Channel::parse(form.get("by")).ok_or_else(Refusal::not_found)?;
            let message = NewMessage {
                person: None,
                thread: None,
                channel,
                send_to: send_to(&next.person, channel).ok_or_else(Refusal::not_found)?,
                subject: say(
                    language(&next.person),
                    "link-told-subject",
                    &[("service", &next.link.service_name)],
                ),
                body: form.get("words").to_owned(),
            };
            messages::write(tx, by, now, &of_journey(&next.journey, message))
        }
        _ => Err(Refusal::not_found()),
    }
}

/// POST `/journeys/{id}/link/{link}/ask-arrival`: "did you get there?" to the person, or
/// "did they come?" to the group.
pub fn ask_arrival(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    visit.submit("ask whether they got there", |tx| {
        let next = open(tx, visit)?;
        let of_group = visit.form.get("whom") == "group";
        let question = if of_group { Question::DidTheyCome } else { Question::DidYouGetThere };
        let secret = put_question(tx, &visit.actor, &visit.now, next.journey.id, next.link.id, question)?;
        let email = next.reach.as_ref().and_then(|reach| reach.email.clone()).filter(|email| is_email(email));
        let (channel, to, lang) = match (of_group, email) {
            (true, Some(email)) => (Channel::Email, email, Lang::En),
            (true, None) => {
                let phone = next.reach.as_ref().and_then(|reach| reach.phone.clone());
                (Channel::Phone, phone.unwrap_or_default(), Lang::En)
            }
            (false, _) => {
                let way = best_way(&next.person);
                (way, send_to(&next.person, way).unwrap_or_default(), language(&next.person))
            }
        };
        let address = answer_address(visit.app, &secret.text(), lang);
        let post = Post { lang, channel, send_to: &to, service: &next.link.service_name, asker: &next.asker };
        let message =
            if of_group { post.came(&address) } else { post.arrival(next.person.called(), &address) };
        messages::write(tx, &visit.actor, &visit.now, &of_journey(&next.journey, message))?;
        // What cannot go by itself is shown, to be copied or read out.
        Ok(if channel == Channel::Email {
            format!("/journeys/{}#links", next.journey.id)
        } else {
            next.address()
        })
    })
}
