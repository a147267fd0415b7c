//! The first page: what this is, and the three things most people come to do.

use maud::{Markup, html};
use page::{Button, ButtonLink, Card, Form, Input, Row, Rows, Width};

use super::store;

use crate::access::Act;
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Fields, Shell, Visit, say};

/// Where somebody's day begins, by what they are here to do.
const DAYS: [(Act, &str); 5] = [
    (Act::SeeToday, "/today"),
    (Act::Triage, "/referrals"),
    (Act::Administer, "/admin"),
    (Act::ReadGroupStory, "/stories"),
    (Act::Refer, "/refer"),
];

/// GET `/`
pub fn home(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let word = |key: &str| say(visit.lang, key, &[]);
    let area = visit.app.area.name.as_str();
    let day = DAYS.iter().find(|(act, _)| visit.may(*act)).map(|(_, href)| *href);
    let teams = teams(visit)?;
    let body = html! {
        h1 { (word("home-title")) }
        p.q-lead { (say(visit.lang, "home-lead", &[("area", area)])) }
        div.q-grid {
            div {
                (Card::new(word("home-ask"), html! {
                    p { (word("home-ask-1")) }
                    p { (word("home-ask-2")) }
                    div.q-actions { (ButtonLink::new("/ask", word("home-ask-button"))) }
                }))
                (Card::new(word("home-find"), Form::get("/find").label(word("home-find")).body(html! {
                    div.nhsuk-form-group.q-columns {
                        (Input::new("what", word("find-what")).hint(word("find-what-hint")))
                        (Input::new("near", word("find-near")).hint(word("find-near-hint")).width(Width::Chars20).autocomplete("postal-code"))
                    }
                    (Button::quiet(word("find-button")))
                })))
                @if let Some(teams) = teams { (teams) }
            }
            div {
                @if let Some(href) = day {
                    (Card::new(word("home-yours"), html! { div.q-actions { (ButtonLink::quiet(href, word("home-day"))) } }))
                } @else {
                    (Card::new(word("home-teams"), html! {
                        p { (word("home-teams-1")) }
                        div.q-actions { (ButtonLink::quiet("/sign-in", word("sign-in"))) }
                    }))
                }
                (Card::new(word("home-how"), html! {
                    ol { @for n in 1..=4 { li { (word(&format!("home-how-{n}"))) } } }
                    p { a href="/our-stories" { (word("our-stories-title")) } }
                    p { a href="/privacy" { (word("home-privacy")) } }
                }))
            }
        }
    };
    Ok(Answer::page(Shell::new(word("home-title")).render(visit, body)))
}

/// The teams of the area, each with its towns and how much there is to find in them.
/// Nothing when there is no team yet.
fn teams(visit: &Visit<'_>) -> Result<Option<Markup>, Refusal> {
    let (schemes, by_town) = visit.read("show the teams", |tx| {
        Ok((settings::schemes(tx, visit.area())?, store::by_town(tx, visit.area())?))
    })?;
    if schemes.is_empty() {
        return Ok(None);
    }
    let word = |key: &str| say(visit.lang, key, &[]);
    let rows = schemes.iter().map(|scheme| {
        let groups: u64 = scheme.towns.iter().filter_map(|town| by_town.get(town)).sum();
        let row = Row::new(scheme.name.as_str()).strong().under(scheme.towns.join(", ")).aside(say(
            visit.lang,
            "home-teams-groups",
            &[("n", &groups.to_string())],
        ));
        match scheme.towns.first() {
            Some(town) => row.href(format!("/find?{}", Fields::of(&[("near", town)]).query())),
            None => row,
        }
    });
    Ok(Some(html! {
        (Card::new(word("home-near"), html! { p { (word("home-near-1")) } (Rows::new(rows, "")) }))
    }))
}
