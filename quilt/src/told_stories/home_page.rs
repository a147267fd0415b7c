//! `/my-story/{token}`: somebody's own story, by their own link: what it says, where it is shown,
//! and one tap to take it back.

use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Row, Rows, Tag, text};

use super::opening::{Opened, open};
use super::{Showing, Story, looks, stop, withdraw};
use crate::access::Act;
use crate::moment::local;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// GET `/my-story/{token}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = visit.read("open their own story", |tx| open(tx, visit, Act::ReadStory))?;
    let story = opened.story.as_ref().ok_or_else(Refusal::not_found)?;
    let words = |key: &str| say(visit.lang, key, &[]);
    let (title, body) = if story.withdrawn_at.is_some() {
        (words("own-gone-title"), html! { p.q-lead { (words("own-gone")) } p { (words("own-gone-again")) } })
    } else if opened.expired {
        (words("own-your-story"), html! { p.q-lead { (words("own-old-link")) } (take_back(visit, &opened)) })
    } else {
        (words("own-your-story"), live(visit, &opened, story))
    };
    let body = html! { h1 { (title) } (body) };
    Ok(Answer::page(Shell::new(title.clone()).narrow().render(visit, body)))
}

fn live(visit: &Visit<'_>, opened: &Opened, story: &Story) -> Markup {
    let words = |key: &str| say(visit.lang, key, &[]);
    let rows = Showing::ALL.into_iter().map(|showing| row(visit, opened, story, showing));
    html! {
        p.q-lead { (words("own-yours")) }
        (Card::plain(html! {
            (looks::own(story, opened.first_name()))
            div.q-actions {
                a href=(opened.to("/words")) { (words("own-change")) }
                a href=(opened.to("/paper")) { (words("own-paper")) }
            }
        }))
        (Card::new(words("own-where"), html! {
            p { (words("own-where-each")) }
            (Rows::new(rows.collect::<Vec<_>>(), ""))
        }).id("showing"))
        (take_back(visit, opened))
    }
}

/// One tap, and it is gone.
fn take_back(visit: &Visit<'_>, opened: &Opened) -> Markup {
    let words = |key: &str| say(visit.lang, key, &[]);
    let form = Form::post(opened.to(""), visit.csrf(), visit.once()).body(html! {
        (Hidden::new("do", "withdraw"))
        (Button::warning(words("own-take-back")))
    });
    html! { (Card::new(words("own-take-back-title"), html! { p { (words("own-take-back-what")) } (form) }).id("withdraw")) }
}

/// What a showing is called, to the person.
pub(super) fn showing_words(visit: &Visit<'_>, showing: Showing) -> String {
    say(visit.lang, &format!("own-showing-{}", showing.code()), &[])
}

fn row(visit: &Visit<'_>, opened: &Opened, story: &Story, showing: Showing) -> Row {
    let lang = visit.lang;
    let words = showing_words(visit, showing);
    let mut row = Row::new(words.as_str()).strong();
    let standing = story.agreed(showing);
    if let Some(agreed) = standing {
        let day = text::date(lang, local(agreed.at).date(), visit.now.today().year());
        let (key, tag) = if story.is_shown(showing) {
            ("own-yes-on", Tag::teal(say(lang, "own-shown", &[])))
        } else {
            ("own-yes-before", Tag::ochre(say(lang, "own-not-shown", &[])))
        };
        row = row.tag_after(tag).under(say(lang, key, &[("day", &day)]));
        if let Some(name) = &agreed.called {
            row = row.under(say(lang, "own-as", &[("name", name)]));
        }
    } else {
        row = row.under(say(lang, "own-not-asked", &[]));
    }
    let unseen = html! { span.nhsuk-u-visually-hidden { ": " (words) } };
    row.aside(html! {
        @if !story.is_shown(showing) {
            a href=(opened.to(&format!("/show/{}", showing.code()))) { (say(lang, "own-look", &[])) (unseen) }
        }
        @if standing.is_some() {
            (Form::post(opened.to(""), visit.csrf(), visit.once()).body(html! {
                (Hidden::new("do", "stop"))
                (Hidden::new("showing", showing.code()))
                (Button::quiet(html! { (say(lang, "own-hide", &[])) (unseen) }).small())
            }))
        }
    })
}

/// POST `/my-story/{token}`: take it back, or one yes of it.
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    visit.submit("take back a story, or a yes", |tx| {
        let opened = open(tx, visit, Act::ReadStory)?;
        let story = opened.story.as_ref().ok_or_else(Refusal::not_found)?;
        match visit.form.get("do") {
            "withdraw" => withdraw(tx, &opened.by, &visit.now, story)?,
            "stop" => {
                let showing = Showing::parse(visit.form.get("showing")).ok_or_else(Refusal::not_found)?;
                stop(tx, &opened.by, &visit.now, story, showing)?;
            }
            _ => return Err(Refusal::invalid("do", "Choose what to do with this story.")),
        }
        Ok(opened.to(""))
    })
}
