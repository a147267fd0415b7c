//! Where every route leads in the small county: its address, about one of the people there.

use std::fmt::Write;

use quilt::web::Route;

use super::{County, People, Server, Walker};

/// Somebody's own request for support, half written.
pub struct Ask {
    pub code: String,
    pub question: String,
}

pub fn ask(server: &Server) -> Ask {
    let mut person = server.visitor("somebody asking for themself");
    let form = person.get("/ask").form("/ask");
    let page = person.send_only(&form);
    let to = page.to.unwrap_or_else(|| panic!("/ask leads nowhere: {}", page.text));
    let parts: Vec<&str> = to.split(['/', '?']).collect();
    Ask { code: parts[2].to_owned(), question: parts[3].to_owned() }
}

/// The address of a route about this person; what its parts are is known by where they stand.
///
/// # Panics
/// When a route has a part that is not known here: say what it is.
pub fn address(route: &Route, walker: &Walker, people: &People, ask: &Ask, county: &County) -> String {
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
            (_, "{service}") | ("find" | "groups", "{id}") => people.service.to_string(),
            ("follow-up", "{months}") => "3".into(),
            ("answer", "{token}") => walker.secret.text(),
            ("assets", "{name}") => "quilt.css".into(),
            ("language", "{lang}") => "cy".into(),
            ("settled", "{report}") => people.report.to_string(),
            ("ask", "{code}") => ask.code.clone(),
            (_, "{question}") => ask.question.clone(),
            ("accounts", "{id}") => county.other_gp.id.to_string(),
            ("feeds", "{feed}") => people.feed.to_string(),
            (_, "{run}") => people.feed_run.to_string(),
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
