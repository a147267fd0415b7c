//! Finding something near you: the page anybody may search, and that a link worker
//! searches with somebody in mind.

use find::Hit;
use jiff::civil::Weekday;
use maud::{Markup, Render, html};
use page::{
    Button, ButtonLink, Card, Checkboxes, Details, Form, Hidden, Input, Pagination, Select, Tag, Width,
};

use super::asked::{A_PAGE, Answered, Asked, DISTANCES, search_for};
use super::because::{because, day_key, said};
use super::{DirectoryEntry, cost_words, show, when_words};
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
}

impl ForWhom {
    pub(super) fn link(&self, entry: &DirectoryEntry) -> String {
        format!("/journeys/{}/link/{}", self.journey, entry.id)
    }
}

/// Things people look for, to begin with: keys of words, and what is searched for.
const BEGIN: [(&str, &str, &str); 8] = [
    ("find-begin-company", "company", "cwmni"),
    ("find-begin-walking", "walking", "cerdded"),
    ("find-begin-money", "help with money", "help with money"),
    ("find-begin-making", "arts and crafts", "arts and crafts"),
    ("find-begin-garden", "gardening", "gardening"),
    ("find-begin-loss", "bereavement", "bereavement"),
    ("find-begin-carers", "carers", "carers"),
    ("find-begin-transport", "transport", "transport"),
];

/// GET `/find`, for anybody or with somebody in mind.
pub fn find_page(visit: &Visit<'_>, whom: Option<&ForWhom>) -> Result<Answer, Refusal> {
    let asked = Asked::read(&visit.query);
    let answered = if asked.is_anything() {
        Some(search_for(visit.app, &visit.now, &asked, whom.and_then(|whom| whom.home))?)
    } else {
        None
    };
    let title = match whom {
        Some(whom) => format!("Find something for {}", whom.first_name),
        None => say(visit.lang, "find-title", &[]),
    };
    let body = html! {
        h1 { (title) }
        p.q-lead { (say(visit.lang, "find-lead", &[])) }
        (Card::plain(question(visit, &asked, whom)))
        @match &answered {
            None => { (to_begin(visit, whom)) }
            Some(answered) if answered.total == 0 => { (nothing(visit, &asked, answered, whom)) }
            Some(answered) => { (list(visit, &asked, answered, whom)) }
        }
    };
    let shell = Shell::new(title.clone());
    let shell = match whom {
        Some(whom) => shell
            .under(&[("/caseload", "Caseload"), (&format!("/journeys/{}", whom.journey), &whom.first_name)]),
        None => shell,
    };
    Ok(Answer::page(shell.render(visit, body)))
}

/// The question: two fields, and more for those who want it.
fn question(visit: &Visit<'_>, asked: &Asked, whom: Option<&ForWhom>) -> Markup {
    let word = |key: &str| say(visit.lang, key, &[]);
    let within = asked.within.map(|miles| miles.to_string()).unwrap_or_default();
    let day = asked.day.map(|day| day.to_monday_one_offset().to_string()).unwrap_or_default();
    let distances = DISTANCES.iter().fold(
        Select::new("within", word("find-within")).option("", word("find-any")),
        |select, miles| {
            let n = miles.to_string();
            select.option(n.clone(), say(visit.lang, "find-miles", &[("n", &n)]))
        },
    );
    let days = Weekday::Monday
        .cycle_forward()
        .take(7)
        .fold(Select::new("day", word("find-day")).option("", word("find-any-day")), |select, day| {
            select.option(day.to_monday_one_offset().to_string(), word(day_key(day)))
        });
    let tick = |name: &'static str, on: bool, key: &str| {
        Checkboxes::new(name, word(key))
            .small()
            .option("yes", word(&format!("{key}-yes")))
            .values(on.then_some("yes"))
    };
    let more = Details::new(
        word("find-more"),
        html! {
            div.q-columns {
                (distances.value(within))
                (days.value(day))
                (tick("free", asked.free, "find-cost"))
                (tick("online", asked.online, "find-how"))
            }
        },
    );
    let what = whom.map_or_else(|| word("find-what"), |whom| format!("What matters to {}?", whom.first_name));
    let near = match whom {
        Some(whom) if whom.home.is_some() => format!("Empty means where {} lives", whom.first_name),
        _ => word("find-near-hint"),
    };
    Form::get("/find").label(word("find-title")).body(html! {
        @if let Some(whom) = whom { (Hidden::new("journey", whom.journey.as_str())) }
        div.nhsuk-form-group.q-columns {
            (Input::new("what", what).hint(word("find-what-hint")).value(asked.what.as_str()))
            (Input::new("near", word("find-near")).hint(near).value(asked.near.as_str()).width(Width::Chars20).autocomplete("postal-code"))
        }
        div.nhsuk-form-group { @if asked.is_choosy() { (more.open()) } @else { (more) } }
        (Button::new(word("find-button")))
    })
    .render()
}

/// The address of a question, with whom it is asked for.
fn address(asked: &Asked, whom: Option<&ForWhom>, page: usize) -> String {
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
        query if query.is_empty() => "/find".to_owned(),
        query => format!("/find?{query}"),
    }
}

fn to_begin(visit: &Visit<'_>, whom: Option<&ForWhom>) -> Markup {
    html! {
        h2 { (say(visit.lang, "find-begin", &[])) }
        ul.q-rows {
            @for (key, en, cy) in BEGIN {
                @let what = if visit.lang == page::Lang::Cy { cy } else { en };
                @let asked = Asked { what: what.to_owned(), page: 1, ..Asked::default() };
                li.q-row { div.q-row__body { a href=(address(&asked, whom, 1)) { (say(visit.lang, key, &[])) } } }
            }
        }
    }
}

fn list(visit: &Visit<'_>, asked: &Asked, answered: &Answered, whom: Option<&ForWhom>) -> Markup {
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
    html! {
        h2 { (say(visit.lang, "find-found", &[("n", &answered.total.to_string())])) }
        (sentences(visit, asked, answered))
        @for (hit, entry) in &answered.results { (result(visit, hit, entry, whom)) }
        @if answered.results.is_empty() { p { a href=(address(asked, whom, 1)) { (say(visit.lang, "find-first-page", &[])) } } }
        (pages)
        @if let Some(whom) = whom { (Details::new("None of these?", gap(visit, asked, whom))) }
    }
}

fn sentences(visit: &Visit<'_>, asked: &Asked, answered: &Answered) -> Markup {
    let hits: Vec<&Hit> = answered.results.iter().map(|(hit, _)| hit).collect();
    html! {
        @if answered.place_unknown { p { (say(visit.lang, "find-place-unknown", &[("near", &asked.near)])) } }
        @for sentence in said(visit.lang, &answered.said, &hits) { p { (sentence) } }
    }
}

/// One service found: enough to choose by.
fn result(visit: &Visit<'_>, hit: &Hit, entry: &DirectoryEntry, whom: Option<&ForWhom>) -> Markup {
    let because = because(visit.lang, hit);
    let href = match whom {
        Some(whom) => format!("/find/{}?journey={}", entry.id, whom.journey),
        None => format!("/find/{}", entry.id),
    };
    let by = entry.organization.as_deref().filter(|by| *by != entry.name);
    let place = entry.town.clone().or_else(|| entry.postcode.clone());
    let under: Vec<&str> = by.into_iter().chain(place.as_deref()).collect();
    let facts: Vec<String> = [
        when_words(visit.lang, &entry.record),
        cost_words(visit.lang, &entry.record),
        show::access_words(visit.lang, entry),
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .map(|words| shortened(&words, 140))
    .collect();
    Card::plain(html! {
        h3.q-card__heading {
            a href=(href) { (entry.name) }
            @if entry.status == openreferral::Status::TemporarilyClosed { " " (Tag::ochre(say(visit.lang, "service-closed", &[]))) }
        }
        @if !under.is_empty() { p.q-quiet { (under.join(" · ")) } }
        @if !entry.summary.is_empty() { p { (entry.summary) } }
        @if !facts.is_empty() { p { (facts.join(" · ")) } }
        @if !because.is_empty() { p { strong { (say(visit.lang, "find-because", &[])) } " " (because) } }
        p.q-quiet { (freshness(visit, entry)) }
        @if let Some(whom) = whom {
            div.q-actions { (ButtonLink::quiet(whom.link(entry), format!("Link {}", whom.first_name)).small()) }
        }
    })
    .render()
}

/// The beginning of a long line, for lists.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before))
}

/// How sure one can be that this still holds.
pub(super) fn freshness(visit: &Visit<'_>, entry: &DirectoryEntry) -> String {
    entry.fresh().line(visit.lang, visit.now.today())
}

fn nothing(visit: &Visit<'_>, asked: &Asked, answered: &Answered, whom: Option<&ForWhom>) -> Markup {
    let wider = |wider: Asked| address(&Asked { page: 1, ..wider }, whom, 1);
    let word = |key: &str| say(visit.lang, key, &[]);
    html! {
        h2 { (word("find-nothing")) }
        (sentences(visit, asked, answered))
        p { (word("find-nothing-try")) }
        ul {
            @if asked.within.is_some() { li { a href=(wider(Asked { within: None, ..asked.clone() })) { (word("find-try-further")) } } }
            @if asked.day.is_some() { li { a href=(wider(Asked { day: None, ..asked.clone() })) { (word("find-try-any-day")) } } }
            @if asked.free { li { a href=(wider(Asked { free: false, ..asked.clone() })) { (word("find-try-cost")) } } }
            @if asked.online { li { a href=(wider(Asked { online: false, ..asked.clone() })) { (word("find-try-places")) } } }
            @if !asked.what.is_empty() { li { (word("find-try-words")) } }
            @if whom.is_none() { li { a href="/ask" { (word("find-try-ask")) } } }
        }
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
