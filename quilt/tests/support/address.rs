//! Where every route leads in the small county: its address, about one of the people there.

use std::collections::BTreeMap;
use std::fmt::Write;

use quilt::api::openreferral;
use quilt::web::Route;

use super::{County, People, Server, Walker};

/// What people outside the teams hold: somebody's own request for support, half written, and what
/// other directories are given.
pub struct Outside {
    code: String,
    question: String,
    /// The first of each list, by the list's name.
    given: BTreeMap<&'static str, String>,
}

pub fn outside(server: &Server) -> Outside {
    let mut person = server.visitor("somebody asking for themself");
    let form = person.get("/ask").form("/ask");
    let page = person.send_only(&form);
    let to = page.to.unwrap_or_else(|| panic!("/ask leads nowhere: {}", page.text));
    let parts: Vec<&str> = to.split(['/', '?']).collect();
    let lists = ["services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"];
    let given = lists.map(|list| (list, first_given(server, list))).into();
    Outside { code: parts[2].to_owned(), question: parts[3].to_owned(), given }
}

/// The id of something of that list that is given to other directories.
fn first_given(server: &Server, list: &str) -> String {
    let page = server.visitor("another directory").get(&format!("{}/{list}", openreferral::BASE));
    let page: serde_json::Value = serde_json::from_str(&page.text).unwrap();
    page["contents"][0]["id"].as_str().unwrap_or_else(|| panic!("no {list} are given")).to_owned()
}

/// The address of a route about this person; what its parts are is known by where they stand.
///
/// # Panics
/// When a route has a part that is not known here: say what it is.
pub fn address(
    route: &Route,
    walker: &Walker,
    people: &People,
    outside: &Outside,
    county: &County,
) -> String {
    let mut address = String::new();
    let mut before = "";
    for part in route.path.split('/').skip(1) {
        let filled = match (before, part) {
            ("people", "{id}") => walker.person.to_string(),
            ("referrals", "{id}") => walker.referral.id.to_string(),
            ("journeys", "{id}") => walker.journey.id.to_string(),
            (_, "{reference}") => walker.referral.reference.clone(),
            // What hangs below a link is about the link itself.
            ("link", "{service}") if !route.path.ends_with("{service}") => walker.link.to_string(),
            ("find", "{service}") if route.path.contains("{correction}") => people.corrected.to_string(),
            (_, "{service}") | ("find" | "groups", "{id}") => people.service.to_string(),
            ("follow-up", "{months}") => "3".into(),
            ("how-you-are", "{token}") => walker.own_secret.text(),
            ("ask", "{measure}") => "ons4".into(),
            ("schemes", "{id}") => county.scheme.to_string(),
            ("answer", "{token}") => walker.secret.text(),
            ("my-story", "{token}") => walker.story.text(),
            (_, "{showing}") => "gallery".into(),
            ("group", "{token}") => people.group.text(),
            ("group", "{link}") => people.group_link.to_string(),
            ("correction", "{correction}") => people.correction.to_string(),
            ("corrections", "{feed}") => people.feed.to_string(),
            // The first change of the group's entry.
            ("undo", "{number}") => "2".into(),
            // A table about people, as those who may have one ask for it.
            ("exports", "{table}") => "readings".into(),
            (_, "{format}") => "csv".into(),
            ("codes", "{list}") => "needs".into(),
            ("assets", "{name}") => "quilt.css".into(),
            ("language", "{lang}") => "cy".into(),
            ("settled", "{report}") => people.report.to_string(),
            ("ask", "{code}") => outside.code.clone(),
            (_, "{question}") => outside.question.clone(),
            ("accounts", "{id}") => county.other_gp.id.to_string(),
            ("erasures", "{id}") => people.erasure.to_string(),
            ("feeds", "{feed}") => people.feed.to_string(),
            (_, "{run}") => people.feed_run.to_string(),
            (list, "{id}") if route.path.starts_with(openreferral::BASE) => outside.given[list].clone(),
            (_, part) if part.starts_with('{') => panic!("{}: say here what {part} is", route.path),
            (_, part) => part.to_owned(),
        };
        write!(address, "/{filled}").unwrap();
        before = part;
    }
    address
}

/// Whether a page is there only once a journey has ended.
pub fn stands_after_the_end(route: &Route) -> bool {
    ["/follow-up/", "/letter"].iter().any(|part| route.path.contains(part))
}
