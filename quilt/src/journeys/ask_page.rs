//! Asking how somebody is: what is due, and four ways to go on. Ask now, let them answer alone by
//! link or on paper, leave it for a better day, or write down that they would rather not.

use ::store::Tx;
use maud::{Markup, html};
use measure::instrument::Offer;
use measure::{Instrument, Shelf};
use page::{Button, ButtonLink, Card, Form, Hidden, Lang, Row, Rows, text};

use super::asking::due_on;
use super::change::{Change, home, to_change};
use super::link_next::{best_way, send_to};
use super::link_page::of_journey;
use super::link_words::{language, signed};
use super::store_ending::asker;
use super::{Journey, find_journey, store};
use crate::access::Act;
use crate::app::App;
use crate::messages::{self, Channel, NewMessage};
use crate::outcomes::{self, Due, LINK_DAYS, Occasion, Whose, offer, shelf};
use crate::people::{Person, find_person};
use crate::refusal::Refusal;
use crate::web::{Answer, Visit, say};

/// What the page is drawn from.
struct Hub {
    due: Vec<Due>,
    shelf: Shelf,
}

/// GET `/journeys/{id}/ask`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let change = to_change(visit, Act::RecordOnJourney)?;
    let hub = visit.read("see what is due to be asked", |tx| {
        let area = visit.area();
        let head = store::select_head(tx, area, change.journey.id)?.ok_or_else(Refusal::not_found)?;
        let parts = store::select_parts(tx, area, change.journey.id, change.journey.person)?;
        let due = due_on(tx, area, &head, &parts.follow_ups, visit.now.today())?;
        Ok(Hub { due, shelf: shelf(tx, area)? })
    })?;
    let called = change.person.called();
    let title = format!("Ask how {called} is");
    let due: Vec<(&Due, &Instrument)> =
        hub.due.iter().filter_map(|due| Some((due, hub.shelf.get(&due.measure)?))).collect();
    let body = html! {
        h1 { (title) }
        @if due.is_empty() {
            p.q-lead { "Nothing is due. Nobody is asked more often than they need to be." }
        } @else {
            p.q-lead { (called) " may answer with you, alone, on paper, or say no. Every one of these is fine." }
        }
        @for (n, (due, instrument)) in due.iter().enumerate() { (one(visit, &change, due, instrument, n == 0)) }
        (Card::new("Something else", others(visit, &change, &hub, due.is_empty())))
    };
    Ok(Answer::page(change.shell(&title).render(visit, body)))
}

fn one(visit: &Visit<'_>, change: &Change, due: &Due, instrument: &Instrument, first: bool) -> Markup {
    let id = change.journey.id;
    let code = instrument.id.code();
    let worded = offer(instrument, visit.now.at) == Offer::Ask;
    let since = text::day(Lang::En, due.since, visit.now.today().year());
    let ask = format!("/journeys/{id}/ask/{code}?moment={}", due.occasion.code());
    let words = if worded { "Ask now" } else { "Enter their answers" };
    let body = html! {
        p { (due.occasion.words()) ": since " (since) "." }
        @if !worded { p.q-quiet { "The questions are their owners’ and not here. Use your own printed form, and enter the numbers." } }
        p { @if first { (ButtonLink::new(ask, words)) } @else { (ButtonLink::quiet(ask, words)) } }
        (ways(visit, change, instrument, due.occasion, true))
        p.q-quiet { "“Not now” leaves everything for a week. “They would rather not” closes this question for this time." }
    };
    html! { (Card::new(&*instrument.name, body)) }
}

/// The other ways to go on: by link, on paper, and, where it is due, not now or not at all.
pub(super) fn ways(
    visit: &Visit<'_>,
    change: &Change,
    instrument: &Instrument,
    occasion: Occasion,
    due: bool,
) -> Markup {
    let worded = offer(instrument, visit.now.at) == Offer::Ask;
    let link = link_way(&change.person).filter(|_| worded);
    let form = Form::post(format!("/journeys/{}/ask", change.journey.id), visit.csrf(), visit.once());
    html! {
        @if worded || due {
            (form.label(&*instrument.name).body(html! {
                (Hidden::new("measure", instrument.id.code()))
                (Hidden::new("moment", occasion.code()))
                div.q-actions {
                    @if let Some((channel, _)) = link {
                        (Button::quiet(format!("Send a link by {}", channel.words())).sends("do", "link").small())
                    }
                    @if worded { (Button::quiet("Print them").sends("do", "paper").small()) }
                    @if due {
                        (Button::quiet("Not now").sends("do", "not_now").small())
                        (Button::quiet("They would rather not").sends("do", "rather_not").small())
                    }
                }
            }))
        }
    }
}

/// The measures that are not due: they can always be entered.
fn others(visit: &Visit<'_>, change: &Change, hub: &Hub, green: bool) -> Markup {
    let id = change.journey.id;
    let offered = hub.shelf.all().filter(|one| {
        let code = one.id.code();
        let personal = one.scorer.takes_goals() || code == "concern";
        let due = hub.due.iter().any(|due| due.measure == code);
        !personal && !due && offer(one, visit.now.at) != Offer::Lapsed && one.language.starts_with("en")
    });
    let rows = offered.map(|one| {
        let under = match offer(one, visit.now.at) {
            Offer::Ask => "The questions are here",
            _ => "By numbers from its own form",
        };
        Row::new(&*one.name).href(format!("/journeys/{id}/ask/{}", one.id.code())).under(under)
    });
    let rows: Vec<Row> = rows.collect();
    html! {
        p { "What people answered on a form, or asked to be asked, can be entered on any day." }
        (Rows::new(rows, "No other measure is here."))
        p {
            @let lines = format!("/journeys/{id}/lines");
            @if green { (ButtonLink::new(lines, "See their lines")) } @else { (ButtonLink::quiet(lines, "See their lines").small()) }
        }
    }
}

/// How a link could reach the person: by text or e-mail, as they like it.
fn link_way(person: &Person) -> Option<(Channel, String)> {
    let liked = best_way(person);
    [liked, Channel::Text, Channel::Email]
        .into_iter()
        .filter(|channel| matches!(channel, Channel::Text | Channel::Email))
        .find_map(|channel| Some((channel, send_to(person, channel)?)))
}

/// POST `/journeys/{id}/ask`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    visit.submit("put a question", |tx| {
        let (by, now) = (&visit.actor, &visit.now);
        let journey = find_journey(tx, by, now, Act::RecordOnJourney, visit.param("id")?)?;
        let whose = Whose { person: journey.person, journey: journey.id.into() };
        let occasion = Occasion::parse(visit.form.get("moment")).unwrap_or(Occasion::Other);
        let shelf = shelf(tx, visit.area())?;
        let instrument = shelf
            .get(visit.form.get("measure"))
            .ok_or_else(|| Refusal::not_now("Choose what to ask, from the page of what is due."))?;
        let code = instrument.id.code();
        match visit.form.get("do") {
            "link" => {
                send_link(tx, visit, &journey, instrument, occasion)?;
                return Ok(format!("/journeys/{}/messages", journey.id));
            }
            "paper" => {
                outcomes::put_on_paper(tx, by, now, whose, code, occasion)?;
                return Ok(format!("/journeys/{}/ask/{code}/paper", journey.id));
            }
            "not_now" => outcomes::put_off(tx, by, now, whose, code, occasion)?,
            "rather_not" => outcomes::decline(tx, by, now, whose, code, occasion)?,
            _ => {
                return Err(Refusal::not_now(
                    "Choose how to go on: ask, send, print, not now, or rather not.",
                ));
            }
        }
        Ok(home(journey.id))
    })
}

fn send_link(
    tx: &mut Tx<'_>,
    visit: &Visit<'_>,
    journey: &Journey,
    instrument: &Instrument,
    occasion: Occasion,
) -> Result<(), Refusal> {
    let (by, now) = (&visit.actor, &visit.now);
    if offer(instrument, now.at) != Offer::Ask {
        return Err(Refusal::not_now("We do not hold the words of these questions, so they cannot be sent."));
    }
    let person = find_person(tx, by, journey.person)?;
    let (channel, to) = link_way(&person).ok_or_else(|| {
        Refusal::not_now("We have nowhere to send it to: add an e-mail address or a phone number first.")
    })?;
    let whose = Whose { person: journey.person, journey: journey.id.into() };
    let secret = outcomes::put_by_link(tx, by, now, whose, instrument.id.code(), occasion)?;
    let lang = language(&person);
    let link = own_address(visit.app, &secret.text(), lang);
    let asker = asker(tx, by.area, journey)?;
    let days = LINK_DAYS.to_string();
    let about = [
        ("name", person.called()),
        ("scheme", asker.scheme.as_str()),
        ("link", link.as_str()),
        ("days", days.as_str()),
    ];
    let words = ["own-hello", "own-ask", "own-tap", "own-free"].map(|key| say(lang, key, &about));
    let message = NewMessage {
        person: None,
        thread: None,
        channel,
        send_to: to,
        subject: say(lang, "own-subject", &about),
        body: format!("{}\n\n{}", words.join("\n\n"), signed(lang, &asker)),
    };
    messages::write(tx, by, now, &of_journey(journey, message))
}

/// The address that opens the questions, in the person's language.
fn own_address(app: &App, secret: &str, lang: Lang) -> String {
    let query = if lang == Lang::En { String::new() } else { format!("?lang={}", lang.code()) };
    format!("{}/answer/how-you-are/{secret}{query}", app.base.trim_end_matches('/'))
}
