//! The first page: what this is, and the three things most people come to do.

use maud::html;
use page::{Button, ButtonLink, Card, Form, Input, Width};

use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

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
                    div.q-columns {
                        (Input::new("what", word("find-what")).hint(word("find-what-hint")))
                        (Input::new("near", word("find-near")).hint(word("find-near-hint")).width(Width::Chars20).autocomplete("postal-code"))
                    }
                    (Button::quiet(word("find-button")))
                })))
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
                    p { a href="/privacy" { (word("home-privacy")) } }
                }))
            }
        }
    };
    Ok(Answer::page(Shell::new(word("home-title")).render(visit, body)))
}
