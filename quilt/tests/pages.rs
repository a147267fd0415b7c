//! Every page, for everyone who may open it, and in every language where it is read by people outside
//! the teams: its headings, labels, ids and names are as somebody needs them who listens to it. A route
//! that nobody in the small county can open fails the test, so a new page is read here too.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use std::collections::BTreeSet;

use quilt::app::routes;
use quilt::web::{Door, Route, Verb};
use support::{
    Browser, County, Outside, Page, People, Server, Worker, address, encode, engines, faults, found, outside,
    seed, seed_ended, stands_after_the_end,
};

/// Served, and no pages: styles and script, a change of language, a word for watchers.
const NOT_PAGES: &[&str] = &[
    "/exports/anonymous",
    "/exports/{table}/{format}",
    "/plan/{id}/so-far",
    "/plan/{id}/toml",
    "/plan/{id}/csv",
    "/plan/{id}/pdf",
    "/stories/csv",
    "/stories/pdf",
    "/assets/{name}",
    "/language/{lang}",
    "/health",
    "/directory/key",
    "/directory/corrections/{feed}/csv",
    "/directory/corrections/{feed}/json",
    "/group/{token}/copy.json",
];

/// What is asked of somebody who asks for support, one question a page.
const QUESTIONS: [&str; 8] = ["who", "why", "name", "reach", "place", "team", "easier", "check"];

const LANGUAGES: [&str; 2] = ["en", "cy"];

struct World {
    county: County,
    people: People,
    ended: People,
    outside: Outside,
    server: Server,
}

fn world() -> (store::testing::TestDb, World) {
    let db = engines().remove(0);
    let county = found(&db);
    let people = seed(&db, &county);
    let server = Server::start(&db, &county.chance);
    let ended = seed_ended(&db, &county);
    let outside = outside(&server);
    (db, World { county, people, ended, outside, server })
}

fn everyone(world: &World) -> Vec<Browser> {
    let county = &world.county;
    let staff: [(&str, &Worker); 6] = [
        ("referrer", &county.gp),
        ("link worker", &county.worker),
        ("team lead", &county.lead),
        ("builder", &county.builder),
        ("commissioner", &county.commissioner),
        ("administrator", &county.admin),
    ];
    let mut all = vec![world.server.visitor("somebody passing by")];
    all.extend(staff.iter().map(|(title, worker)| world.server.browser(title, &worker.id.to_string())));
    all
}

/// The addresses of a route: one, or one for every question of it.
fn addresses(route: &Route, world: &World) -> Vec<String> {
    let people = if stands_after_the_end(route) { &world.ended } else { &world.people };
    let address = address(route, &people.own, people, &world.outside, &world.county);
    if !route.path.ends_with("/{question}") {
        return vec![address];
    }
    let (beginning, _) = address.rsplit_once('/').unwrap();
    QUESTIONS.iter().map(|question| format!("{beginning}/{question}")).collect()
}

fn is_page(page: &Page) -> bool {
    page.kind.starts_with("text/html")
}

fn read(wrong: &mut BTreeSet<String>, browser: &Browser, page: &Page, what: &str, lang: &str) {
    for fault in faults(&page.text, lang) {
        wrong.insert(format!("{what} in {lang}, as a {}: {fault}", browser.name));
    }
}

fn speak(browser: &mut Browser, lang: &str) {
    assert_eq!(browser.ask("GET", &format!("/language/{lang}"), "").status, 303);
}

fn must_be_empty(wrong: &BTreeSet<String>) {
    assert!(wrong.is_empty(), "\n\n{}\n", wrong.iter().cloned().collect::<Vec<_>>().join("\n"));
}

fn pages() -> impl Iterator<Item = &'static Route> {
    routes().iter().filter(|route| {
        route.verb == Verb::Get && route.door != Door::Program && !NOT_PAGES.contains(&route.path)
    })
}

#[test]
fn every_page_in_every_language_can_be_found_ones_way_in() {
    let (_db, world) = world();
    let mut wrong = BTreeSet::new();
    let mut browsers = everyone(&world);
    for route in pages() {
        let languages = if route.door == Door::Anyone { &LANGUAGES[..] } else { &LANGUAGES[..1] };
        for address in addresses(route, &world) {
            let mut opened = 0;
            for browser in &mut browsers {
                for lang in languages {
                    speak(browser, lang);
                    let page = browser.ask("GET", &address, "");
                    if page.status == 200 {
                        assert!(is_page(&page), "{} is {}", route.path, page.kind);
                        read(&mut wrong, browser, &page, route.path, lang);
                        opened += 1;
                    }
                }
                speak(browser, "en");
            }
            if opened == 0 {
                wrong.insert(format!(
                    "{} ({address}) was opened by nobody: seed what it needs, or add it to NOT_PAGES",
                    route.path
                ));
            }
        }
    }
    must_be_empty(&wrong);
}

#[test]
fn every_form_sent_empty_comes_back_as_a_page_one_can_find_ones_way_in() {
    let (_db, world) = world();
    let mut wrong = BTreeSet::new();
    let mut came_back = 0;
    for browser in &mut everyone(&world) {
        for route in pages() {
            for address in addresses(route, &world) {
                let page = browser.ask("GET", &address, "");
                if page.status != 200 {
                    continue;
                }
                for form in
                    page.forms().into_iter().filter(|form| form.post && !form.action.starts_with("/sign"))
                {
                    let hidden = |name: &str| matches!(name, "csrf" | "once" | "version");
                    let sent: Vec<(String, String)> =
                        form.pairs().into_iter().filter(|(name, _)| hidden(name)).collect();
                    let back = browser.ask("POST", &form.action, &encode(&sent));
                    if back.status == 422 {
                        read(
                            &mut wrong,
                            browser,
                            &back,
                            &format!("the form of {} sent empty", route.path),
                            "en",
                        );
                        came_back += 1;
                    }
                }
            }
        }
    }
    assert!(came_back > 20, "only {came_back} forms came back");
    must_be_empty(&wrong);
}

#[test]
fn what_is_refused_is_a_page_too() {
    let (_db, world) = world();
    let mut wrong = BTreeSet::new();
    for lang in LANGUAGES {
        let mut browser = world.server.visitor("somebody passing by");
        speak(&mut browser, lang);
        let nowhere = browser.ask("GET", "/nowhere", "");
        nowhere.must_be(404);
        read(&mut wrong, &browser, &nowhere, "a page that is not there", lang);
        let stale = browser.ask("POST", "/ask", "csrf=00");
        stale.must_be(409);
        read(&mut wrong, &browser, &stale, "a form from elsewhere", lang);
    }
    must_be_empty(&wrong);
}

/// The reader of pages can find what it looks for: a page with every fault, one by one.
#[test]
fn the_reader_finds_each_fault() {
    let page = |main: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>A · Quilt</title></head><body>{main}</body></html>"
        )
    };
    let good =
        "<h1>A</h1><h2>B</h2><label for=\"x\">X</label><input id=\"x\" name=\"x\"><a href=\"/\">Home</a>";
    assert_eq!(faults(&page(good), "en"), Vec::<String>::new());
    let bad = [
        "<h2>B</h2>",
        "<h1>A</h1><h1>A</h1>",
        "<h1>A</h1><h3>C</h3>",
        "<h1></h1>",
        "<h1>A</h1><input name=\"x\">",
        "<h1>A</h1><select name=\"x\" id=\"x\"></select>",
        "<h1>A</h1><label for=\"x\"></label><textarea id=\"x\"></textarea>",
        "<h1>A</h1><p id=\"x\"></p><p id=\"x\"></p>",
        "<h1>A</h1><a href=\"/\"></a>",
        "<h1>A</h1><button> </button>",
        "<h1>A</h1><p aria-describedby=\"gone\"></p>",
        "<h1>A</h1><a href=\"#gone\">There</a>",
        "<h1>A</h1><img src=\"a.png\">",
        "<h1>A</h1>Hello { $name }",
        "<h1>A</h1>⟨some-key⟩",
    ];
    for main in bad {
        assert_eq!(faults(&page(main), "en").len(), 1, "{main}: {:?}", faults(&page(main), "en"));
    }
    assert_eq!(faults(&page(good), "cy").len(), 1);
}
