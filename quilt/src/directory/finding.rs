//! Finding something near you: the page anybody may search, and that a link worker
//! searches with somebody in mind.

use maud::{Markup, Render, html};
use page::{Button, Card, Details, Form, Input, Pagination, Width};

use super::answered::{Answered, Measured, search_for};
use super::asked::{A_PAGE, Asked};
use super::because::said;
use super::browse::{About, ROW};
use super::map::{Dot, Map};
use super::question::{chips, circle, question, wider};
use super::result::{place_of, result};
use super::{DirectoryEntry, sheet};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// Whom a link worker searches for.
#[derive(Debug, Clone)]
pub struct ForWhom {
    /// Their journey, as it stands in addresses.
    pub journey: String,
    pub first_name: String,
    /// Where they live: distances are measured from there when no other place is named. It
    /// never stands in an address.
    pub home: Option<find::Point>,
    /// Where a sheet may be sent to.
    pub email: Option<String>,
    pub phone: Option<String>,
}

impl ForWhom {
    pub(super) fn link(&self, entry: &DirectoryEntry) -> String {
        format!("/journeys/{}/link/{}", self.journey, entry.id)
    }
}

/// GET `/find`, for anybody or with somebody in mind.
pub fn find_page(visit: &Visit<'_>, whom: Option<&ForWhom>) -> Result<Answer, Refusal> {
    let asked = Asked::read(&visit.query);
    let found = if asked.is_anything() {
        let answered = search_for(visit.app, &visit.now, &asked, whom.and_then(|whom| whom.home))?;
        if answered.total == 0 {
            nothing(visit, &asked, &answered, whom)
        } else {
            list(visit, &asked, &answered, whom)?
        }
    } else {
        html! { (to_begin(visit, &asked, whom)) (sheet::waiting(visit, &asked, whom)) }
    };
    let title = match whom {
        Some(whom) => format!("Find something for {}", whom.first_name),
        None => say(visit.lang, "find-title", &[]),
    };
    let body = html! {
        h1 { (title) }
        p.q-lead { (say(visit.lang, "find-lead", &[])) }
        (Card::plain(question(visit, &asked, whom)))
        // A script that looks while one types says here how much there is.
        p.nhsuk-u-visually-hidden #found-said role="status" {}
        div #found { (found) }
    };
    let shell = Shell::new(title.clone()).style("find.css");
    let shell = match whom {
        Some(whom) => shell
            .under(&[("/caseload", "Caseload"), (&format!("/journeys/{}", whom.journey), &whom.first_name)]),
        None => shell,
    };
    Ok(Answer::page(shell.render(visit, body)))
}

/// The address of a question, with whom it is asked for.
pub(super) fn address(asked: &Asked, whom: Option<&ForWhom>, page: usize) -> String {
    with_address("/find", asked, whom, page)
}

/// The same, of another page that carries the question along.
pub(super) fn with_address(path: &str, asked: &Asked, whom: Option<&ForWhom>, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in asked.fields() {
        query.append_pair(name, &value);
    }
    if let Some(whom) = whom {
        query.append_pair("journey", &whom.journey);
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn to_begin(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    let begun = |about: &'static About| {
        let asked = Asked { page: 1, sheet: asked.sheet.clone(), ..Asked::default() };
        if visit.app.finder.has(about) {
            Asked { about: Some(about), ..asked }
        } else {
            Asked { what: about.words(visit.lang).to_owned(), ..asked }
        }
    };
    html! {
        h2 { (say(visit.lang, "find-begin", &[])) }
        ul.q-begin {
            @for about in ROW {
                li { a href=(address(&begun(about), whom, 1)) { (say(visit.lang, about.key, &[])) } }
            }
        }
    }
}

fn list(
    visit: &Visit<'_>,
    asked: &Asked,
    answered: &Answered,
    whom: Option<&ForWhom>,
) -> Result<Markup, Refusal> {
    let map = map(visit, asked, answered)?;
    let first = (asked.page - 1) * A_PAGE + 1;
    let results = html! {
        @for (number, (hit, entry)) in (first..).zip(&answered.results) {
            (result(visit, number, (hit, entry), asked.sheet.contains(&entry.id), whom))
        }
    };
    Ok(html! {
        h2 { (say(visit.lang, "find-found", &[("n", &answered.total.to_string())])) }
        (sentences(visit, asked, answered))
        (chips(visit, asked, whom))
        @if answered.results.is_empty() { p { a href=(address(asked, whom, 1)) { (say(visit.lang, "find-first-page", &[])) } } }
        @else {
            @if !map.0.is_empty() { p.q-found__jump { a href="#map" { (say(visit.lang, "map-jump", &[])) } } }
            div.q-found {
                (sheet::choosing(visit, asked, &answered.results, whom, &results))
                (map)
            }
        }
        (pages(visit, asked, answered, whom))
        @if let Some(whom) = whom { (Details::new("None of these?", gap(visit, asked, whom))) }
    })
}

fn pages(visit: &Visit<'_>, asked: &Asked, answered: &Answered, whom: Option<&ForWhom>) -> Markup {
    let last = answered.total.min(find::MOST).div_ceil(A_PAGE);
    let mut pages = Pagination::new(visit.lang);
    let of = |page: usize| {
        say(visit.lang, "find-page-of", &[("page", &page.to_string()), ("last", &last.to_string())])
    };
    if asked.page > 1 {
        pages = pages.previous(address(asked, whom, asked.page - 1), of(asked.page - 1));
    }
    if asked.page < last {
        pages = pages.next(address(asked, whom, asked.page + 1), of(asked.page + 1));
    }
    pages.render()
}

/// The map of this page of the list; empty where nothing on it has a place.
fn map(visit: &Visit<'_>, asked: &Asked, answered: &Answered) -> Result<Markup, Refusal> {
    let from = answered.from.point();
    let first = (asked.page - 1) * A_PAGE + 1;
    let (mut dots, mut elsewhere) = (Vec::new(), Vec::new());
    for (number, (_, entry)) in (first..).zip(&answered.results) {
        match place_of(entry, from) {
            Some(at) => dots.push(Dot { number, name: entry.name.clone(), at }),
            None => elsewhere.push(number),
        }
    }
    if dots.is_empty() {
        return Ok(html! {});
    }
    let ground = visit.app.finder.ground(&visit.app.db, &visit.now)?;
    let map = Map {
        lang: visit.lang,
        ground: &ground,
        dots,
        elsewhere,
        from,
        from_home: matches!(answered.from, Measured::Home(_)),
        within: circle(asked),
        tiles: visit.app.tiles.as_ref(),
    };
    Ok(map.render())
}

fn sentences(visit: &Visit<'_>, asked: &Asked, answered: &Answered) -> Markup {
    let hits: Vec<&find::Hit> = answered.results.iter().map(|(hit, _)| hit).collect();
    let place = match &answered.from {
        Measured::Unknown => Some(say(visit.lang, "find-place-unknown", &[("near", &asked.near)])),
        Measured::About(_, of) => {
            Some(say(visit.lang, "find-place-about", &[("near", &asked.near), ("of", of)]))
        }
        _ => None,
    };
    html! {
        @for sentence in place.into_iter().chain(said(visit.lang, &answered.said, &hits)) { p { (sentence) } }
    }
}

/// How sure one can be that this still holds.
pub(super) fn freshness(visit: &Visit<'_>, entry: &DirectoryEntry) -> String {
    entry.fresh().line(visit.lang, visit.now.today())
}

fn nothing(visit: &Visit<'_>, asked: &Asked, answered: &Answered, whom: Option<&ForWhom>) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    html! {
        h2 { (word("find-nothing")) }
        (sentences(visit, asked, answered))
        (chips(visit, asked, whom))
        p { (word("find-nothing-try")) }
        (wider(visit, asked, whom))
        (sheet::waiting(visit, asked, whom))
        @if let Some(whom) = whom { (Card::new("Nothing local? Keep it as a gap", gap(visit, asked, whom))) }
    }
}

/// What nothing local meets, kept so that builders can count it.
fn gap(visit: &Visit<'_>, asked: &Asked, whom: &ForWhom) -> Markup {
    let town = if crate::settings::Postcode::parse(&asked.near).is_some() { "" } else { asked.near.as_str() };
    Form::post(format!("/journeys/{}/gap", whom.journey), visit.csrf(), visit.once())
        .label("Keep it as a gap")
        .body(html! {
            p { "Builders see what people could not find, and start things." }
            (Input::new("need", format!("What would {} like that is not here?", whom.first_name)).value(asked.what.as_str()))
            (Input::new("town", "Where").value(town).width(Width::Chars20).optional())
            (Button::quiet("Keep it as a gap"))
        })
        .render()
}
