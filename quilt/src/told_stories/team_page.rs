//! `/journeys/{id}/own-story`: a person's story as the team helps with it: begun, sent to them,
//! shown where they said yes, taken back.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Lang, Row, Rows, Tag, text};

use super::opening::{Opened, open};
use super::{Showing, Story, Words, begin, draft, looks, open_link, stop, withdraw};
use crate::access::{Act, Verdict};
use crate::journeys::{Journey, language, own_words, write_to_person};
use crate::moment::local;
use crate::people::ties_and_opening;
use crate::refusal::Refusal;
use crate::web::{Answer, Visit, say};

/// GET `/journeys/{id}/own-story`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (opened, drafted, changes) = visit.read("open a person’s own story", |tx| {
        let opened = open(tx, visit, Act::ReadStory)?;
        let (ties, _) = ties_and_opening(tx, &visit.actor, &visit.now, opened.person.id)?;
        let changes = visit.verdict(Act::RecordOnJourney, &ties) != Verdict::No;
        let there = opened.story.as_ref().is_some_and(|story| story.withdrawn_at.is_none());
        let drafted = if there { Words::default() } else { drafted(tx, visit, &opened)? };
        Ok((opened, drafted, changes))
    })?;
    opened.looked(visit)?;
    let name = opened.first_name();
    let title = format!("{} own story", text::possessive(name));
    let body = html! {
        h1 { (title) }
        @match &opened.story {
            Some(story) if story.withdrawn_at.is_none() => (live(visit, &opened, story, changes)),
            Some(story) => {
                p.q-lead { (name) " took this story back on " (day(visit, story.withdrawn_at)) ". No words of it are left, here or anywhere in Quilt." }
                @if changes { (to_begin(visit, &opened, &drafted)) }
            },
            None => (to_begin(visit, &opened, &drafted)),
        }
    };
    Ok(Answer::page(opened.shell(visit, &title).render(visit, body)))
}

fn drafted(tx: &mut Tx<'_>, visit: &Visit<'_>, opened: &Opened) -> Result<Words, Refusal> {
    let Some(journey) = &opened.journey else { return Ok(Words::default()) };
    Ok(draft(language(&opened.person), &own_words(tx, &visit.actor, journey.id)?))
}

fn day(visit: &Visit<'_>, at: Option<jiff::Timestamp>) -> String {
    at.map_or_else(String::new, |at| text::date(Lang::En, local(at).date(), visit.now.today().year()))
}

fn to_begin(visit: &Visit<'_>, opened: &Opened, drafted: &Words) -> Markup {
    let name = opened.first_name();
    html! {
        p.q-lead { "Tell it together, in " (text::possessive(name)) " words. Nobody else reads it until " (name) " says yes, once for each place." }
        @if drafted.is_empty() {
            p { "Nothing of " (text::possessive(name)) " own words is written down yet, so this begins with an empty page." }
        } @else {
            (Card::new("A first draft", html! {
                p.q-quiet { "From what mattered, the steps and what holds. Names of others stand in [brackets]: " (name) " may put them back. No notes and no readings are in it; what " (name) " said about their health may be." }
                (looks::told(language(&opened.person), drafted, Some(name), None))
            }))
        }
        (post(visit, opened, "begin", html! { (Button::new("Begin with this")) }))
    }
}

/// A form that says one thing.
fn post(visit: &Visit<'_>, opened: &Opened, does: &str, body: Markup) -> Markup {
    html! { (Form::post(opened.to(""), visit.csrf(), visit.once()).body(html! { (Hidden::new("do", does)) (body) })) }
}

fn live(visit: &Visit<'_>, opened: &Opened, story: &Story, changes: bool) -> Markup {
    let name = opened.first_name();
    let rows = Showing::ALL.into_iter().map(|showing| row(visit, opened, story, showing, changes));
    html! {
        (Card::plain(html! {
            (looks::own(story, name))
            p.q-quiet { "Last changed by " (story.changed_by) ", " (day(visit, Some(story.changed_at))) "." }
            div.q-actions {
                @if changes { a href=(opened.to("/words")) { "Change the words" } }
                a href=(opened.to("/paper")) { "On paper" }
            }
        }))
        (Card::new("Where it may be shown", html! {
            (Rows::new(rows.collect::<Vec<_>>(), ""))
            p.q-quiet { "Each yes is by itself, and holds for the words " (name) " was shown. Change the words, and it is shown nowhere until there is another yes." }
        }).id("showing"))
        @if changes {
            (Card::new("By themself", html! {
                p { (name) " can read and change it, say yes or no, and take it back by a link of their own, without an account." }
                (post(visit, opened, "link", html! { (Button::quiet("Write to them with a link")) }))
            }))
            (Card::new("Take it back", html! {
                p { "At once, everywhere. The words are gone for good; that there was a story stays in the ledger." }
                (post(visit, opened, "withdraw", html! { (Button::warning("Take the whole story back")) }))
            }).id("withdraw"))
        }
    }
}

fn row(visit: &Visit<'_>, opened: &Opened, story: &Story, showing: Showing, changes: bool) -> Row {
    let mut row = Row::new(showing.words()).strong();
    let standing = story.agreed(showing);
    row = match standing {
        Some(agreed) => {
            let called = match &agreed.called {
                Some(name) => format!("as “{name}”"),
                None => "without a name".into(),
            };
            let tag = if story.is_shown(showing) { Tag::teal("shown") } else { Tag::ochre("ask again") };
            row.tag_after(tag)
                .under(format!("Yes on {}, {called}", day(visit, Some(agreed.at))))
                .under(agreed.how.as_str())
        }
        None => row.under("No yes: not shown"),
    };
    if !changes {
        return row;
    }
    row.aside(html! {
        @if !story.is_shown(showing) { a href=(opened.to(&format!("/show/{}", showing.code()))) { "Ask " span.nhsuk-u-visually-hidden { ": " (showing.words()) } } }
        @if standing.is_some() {
            (post(visit, opened, "stop", html! {
                (Hidden::new("showing", showing.code()))
                (Button::quiet(html! { "Stop" span.nhsuk-u-visually-hidden { ": " (showing.words()) } }).small())
            }))
        }
    })
}

/// POST `/journeys/{id}/own-story`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    visit.submit("change what becomes of a person’s story", |tx| {
        let opened = open(tx, visit, Act::RecordOnJourney)?;
        let (by, now) = (&visit.actor, &visit.now);
        match (visit.form.get("do"), &opened.journey) {
            ("begin", Some(journey)) => {
                let words = drafted(tx, visit, &opened)?;
                begin(tx, by, now, journey, language(&opened.person), &words)?;
                return Ok(opened.to("/words"));
            }
            ("link", Some(journey)) => send_link(tx, visit, &opened, journey)?,
            ("stop", _) => {
                let showing = Showing::parse(visit.form.get("showing")).ok_or_else(Refusal::not_found)?;
                stop(tx, by, now, opened.live()?, showing)?;
            }
            ("withdraw", _) => withdraw(tx, by, now, opened.story.as_ref().ok_or_else(Refusal::not_found)?)?,
            _ => return Err(Refusal::invalid("do", "Choose what to do with this story.")),
        }
        Ok(match visit.form.get("do") {
            "link" => format!("/journeys/{}/messages", visit.text_param("id")),
            _ => opened.to(""),
        })
    })
}

fn send_link(tx: &mut Tx<'_>, visit: &Visit<'_>, opened: &Opened, journey: &Journey) -> Result<(), Refusal> {
    let secret = open_link(tx, &visit.actor, &visit.now, opened.live()?)?;
    let lang = language(&opened.person);
    let base = visit.app.base.trim_end_matches('/');
    let tail = if lang == Lang::En { String::new() } else { format!("?lang={}", lang.code()) };
    let link = format!("{base}/my-story/{}{tail}", secret.text());
    let about = [("name", opened.first_name()), ("link", link.as_str())];
    let post = (say(lang, "own-link-subject", &about), say(lang, "own-link-body", &about));
    write_to_person(tx, &visit.actor, &visit.now, journey, &opened.person, lang, post)?;
    Ok(())
}
