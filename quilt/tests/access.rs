//! Who may open what: every route, for everyone, and people who stand near and far. What is
//! found is compared with `access.txt`, which is there to be read by whoever answers for
//! people's privacy. After a route is added or a right changed:
//! `QUILT_REWRITE=1 cargo test -p quilt --test access`, and read what changed in review.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use quilt::app::routes;
use quilt::web::{Route, Verb};
use store::testing::TestDb;
use support::{
    Browser, County, Outside, Page, People, Server, Walker, address, encode, engines, found, outside, seed,
    seed_ended, stands_after_the_end,
};

const HEAD: &str = "\
# Who may open what. Written by quilt/tests/access.rs; read in review, never by hand.
#
#   yes     the page opens, or the form is taken (or asked to be looked at again)
#   why     only after saying why
#   in      sign in first
#   -       nothing is there, as far as they can tell
#
# Where a page is about somebody, three answers: someone of their own / of a colleague in the
# same scheme (for a referrer: referred by somebody else) / of another scheme.
#
";

struct Viewer {
    title: &'static str,
    account: Option<(String, uuid::Uuid)>,
}

fn viewers(county: &County) -> Vec<Viewer> {
    let one = |title, worker: &support::Worker| Viewer {
        title,
        account: Some((worker.id.to_string(), worker.id.into())),
    };
    vec![
        Viewer { title: "nobody", account: None },
        one("referrer", &county.gp),
        one("link worker", &county.worker),
        one("team lead", &county.lead),
        one("builder", &county.builder),
        one("commissioner", &county.commissioner),
        one("administrator", &county.admin),
    ]
}

/// Whether a route speaks of one person.
fn is_about_somebody(route: &Route) -> bool {
    ["/people/{", "/referrals/{", "/journeys/{", "/refer/done/{"]
        .iter()
        .any(|begin| route.path.starts_with(begin))
}

fn knock(browser: &mut Browser, route: &Route, address: &str, walker: &Walker) -> Page {
    match route.verb {
        Verb::Get => browser.ask("GET", address, ""),
        // As empty as a form can be, but one of ours: rights are asked before anything is read.
        Verb::Post => {
            let mut fields = vec![("csrf".to_owned(), browser.csrf())];
            // A form that may say several things says which, and what it is about.
            fields.push(("role".into(), "builder".into()));
            fields.push(("do".into(), "arrived".into()));
            fields.push(("message".into(), walker.message.to_string()));
            browser.ask("POST", address, &encode(&fields))
        }
    }
}

fn class(route: &Route, page: &Page) -> &'static str {
    let to = page.to.as_deref().unwrap_or_default();
    match page.status {
        303 if to.starts_with("/sign-in?to=") => "in",
        303 if to.contains("/why?to=") => "why",
        // 429: the door was open, and somebody knocked too often.
        200 | 303 | 422 | 409 | 429 => "yes",
        401 => "in",
        404 => "-",
        other => panic!("{} {} answered {other}: {}", verb(route), page.path, page.words()),
    }
}

fn verb(route: &Route) -> &'static str {
    match route.verb {
        Verb::Get => "GET",
        Verb::Post => "POST",
    }
}

/// Whether the newest refused look in the ledger is this viewer's, written just now.
fn is_told(db: &TestDb, world: &World, by: uuid::Uuid) -> bool {
    let (area, kinds) = (world.county.area.into(), ["look.refused"]);
    let newest = db.read("read the refused looks", |tx| ledger::recent(tx, area, &kinds, 1, None)).unwrap();
    newest.iter().any(|line| line.by == by && line.written == world.server.now().at)
}

/// Their browser, signed in if they can be.
fn arrive(server: &Server, viewer: &Viewer) -> Browser {
    let mut browser = server.visitor(viewer.title);
    if let Some((account, _)) = &viewer.account {
        browser.be(account);
    }
    browser
}

struct World {
    county: County,
    people: People,
    /// The same people, their journeys ended.
    ended: People,
    outside: Outside,
    server: Server,
}

/// One route, for one viewer, for everybody it may be about.
fn answers(db: &TestDb, world: &World, viewer: &Viewer, browser: &mut Browser, route: &Route) -> String {
    let server = &world.server;
    let people = if stands_after_the_end(route) { &world.ended } else { &world.people };
    let about = [&people.own, &people.scheme, &people.other];
    let asked = if is_about_somebody(route) { &about[..] } else { &about[..1] };
    let mut said = Vec::new();
    for walker in asked {
        // Each knock has a moment of its own, so that its line can be told from the last one.
        server.pass(1.second());
        let page =
            knock(browser, route, &address(route, walker, people, &world.outside, &world.county), walker);
        let answer = class(route, &page);
        if let (Some((_, id)), "-", true) = (&viewer.account, answer, is_about_somebody(route)) {
            let told = is_told(db, world, *id);
            let (verb, path, who) = (verb(route), route.path, viewer.title);
            assert!(told, "{verb} {path} was refused to a {who} and the ledger does not say so");
        }
        said.push(answer);
    }
    said.join("/")
}

fn table(db: &TestDb) -> String {
    let county = found(db);
    let people = seed(db, &county);
    let server = Server::start(db, &county.chance);
    let ended = seed_ended(db, &county);
    let world = World { outside: outside(&server), county, people, ended, server };
    let viewers = viewers(&world.county);
    let mut browsers: Vec<Browser> = viewers.iter().map(|viewer| arrive(&world.server, viewer)).collect();
    let mut text = String::from(HEAD);
    let mut routes: Vec<&Route> = routes().iter().collect();
    // What changes something comes last, so that every page is seen as it was seeded.
    // Signing out comes after everything.
    routes.sort_by_key(|route| (route.verb == Verb::Post, route.path.starts_with("/sign"), route.path));
    let title = |text: &mut String, words: &str, width: usize| write!(text, "{words:<width$}").unwrap();
    title(&mut text, "", 48);
    viewers.iter().for_each(|viewer| title(&mut text, viewer.title, 15));
    text = format!("{}\n", text.trim_end());
    for route in routes {
        let mut line = String::new();
        title(&mut line, &format!("{:<5}{}", verb(route), route.path), 48);
        for (viewer, browser) in viewers.iter().zip(&mut browsers) {
            if route.path.starts_with("/sign") {
                *browser = arrive(&world.server, viewer);
            }
            title(&mut line, &answers(db, &world, viewer, browser, route), 15);
        }
        text += &format!("{}\n", line.trim_end());
    }
    text
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access.txt")
}

#[test]
fn everyone_may_open_what_the_table_says_and_nothing_else() {
    for db in engines() {
        let table = table(&db);
        if std::env::var("QUILT_REWRITE").is_ok() {
            std::fs::write(kept(), &table).unwrap();
        }
        let known = std::fs::read_to_string(kept()).unwrap_or_default();
        let lines: Vec<&str> = known.lines().collect();
        let news: Vec<&str> = table.lines().filter(|line| !lines.contains(line)).collect();
        let gone: Vec<&str> =
            lines.iter().copied().filter(|line| !table.lines().any(|it| it == *line)).collect();
        assert!(
            table == known,
            "\n{}: who may open what is not what access.txt says.\n\nnow:\n{}\n\nin access.txt:\n{}\n\nIf this is meant: \
             QUILT_REWRITE=1 cargo test -p quilt --test access\n",
            db.name(),
            news.join("\n"),
            gone.join("\n")
        );
    }
}
