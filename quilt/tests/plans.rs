//! Plans over HTTP: begun, tuned, saved, shared, compared and taken away; and everything that can be sent wrong.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use store::testing::TestDb;
use support::{Browser, County, Page, Server, encode, engines, found};

struct World {
    county: County,
    server: Server,
}

fn world(db: &TestDb) -> World {
    let county = found(db);
    let server = Server::start(db, &county.chance);
    World { county, server }
}

impl World {
    fn ruth(&self) -> Browser {
        self.server.browser("commissioner", &self.county.commissioner.id.to_string())
    }

    fn sue(&self) -> Browser {
        self.server.browser("team lead", &self.county.lead.id.to_string())
    }
}

fn send(browser: &mut Browser, to: &str, fields: &[(&str, &str)]) -> Page {
    let mut all = vec![("csrf".to_owned(), browser.csrf())];
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    browser.ask("POST", to, &encode(&all))
}

/// A small plan, so that a test does not wait: the example with a twentieth of the people.
fn small() -> String {
    let text = simulate::plan::EXAMPLE.replace("runs = 2", "runs = 1");
    text.replace("people = 62000", "people = 3100")
        .replace("people = 34000", "people = 1700")
        .replace("people = 24000", "people = 1200")
}

/// Where a plan begun from this text stands.
fn begun(browser: &mut Browser, text: &str) -> String {
    let page = send(browser, "/plan", &[("do", "file"), ("text", text)]);
    page.must_be(303);
    page.to.unwrap()
}

/// What the answer says the address is.
fn query_of(page: &Page) -> String {
    let at = page.text.split("data-query=\"").nth(1).unwrap();
    at.split('"').next().unwrap().replace("&amp;", "&")
}

#[test]
fn a_plan_is_begun_tuned_saved_and_shared() {
    for db in engines() {
        let world = world(&db);
        let (mut ruth, mut sue) = (world.ruth(), world.sue());
        ruth.get("/plan").must_say("Begin a plan");
        let plan = begun(&mut ruth, &small());
        let page = ruth.get(&plan);
        page.must_say("A county of three places");
        page.must_say("How long people would wait");
        page.must_say(" draws so far, of 200");
        world.server.app.plans.rest();
        ruth.get(&plan).must_say("200 draws: all there are");
        // Tuned by an address, which says no more than what was changed.
        let tuned = ruth.ask("GET", &format!("{plan}?go=1&decline=40&case_weeks=12&s0t0p0=0.25"), "");
        tuned.must_be(303);
        let to = tuned.to.unwrap();
        assert_eq!(to, format!("{plan}?decline=40&s0t0p0=0.25"));
        let page = ruth.get(&to);
        page.must_say("Was 12%");
        assert_eq!(query_of(&page), "decline=40&s0t0p0=0.25");
        let nudged = ruth.ask("GET", &format!("{plan}?decline=40&nudge=s0t0p0~0.5"), "");
        assert_eq!(nudged.to.unwrap(), format!("{plan}?decline=40&s0t0p0=6.5#s0t0p0"));
        // Nobody else sees it, until it is shared.
        sue.ask("GET", &plan, "").must_be(404);
        send(&mut ruth, &plan, &[("do", "share")]).must_be(303);
        let seen = sue.get(&plan);
        seen.must_say("shares it");
        send(&mut sue, &plan, &[("do", "save"), ("version", "1"), ("name", "Mine now")]).must_be(404);
        send(&mut sue, &plan, &[("do", "withdraw")]).must_be(404);
        let mine = send(&mut sue, &plan, &[("do", "keep"), ("name", "Mine"), ("state", "decline=30")]);
        mine.must_be(303);
        assert!(sue.get(&mine.to.unwrap()).text.contains("value=\"30\""));
        // Saved with what was tuned; sent twice it is saved once.
        let save = [
            ("do", "save"),
            ("version", "1"),
            ("name", "Forty say no"),
            ("state", "decline=40"),
            ("once", "a1"),
        ];
        for _ in 0..2 {
            assert_eq!(send(&mut ruth, &plan, &save).to.unwrap(), plan);
        }
        let page = ruth.get("/plan");
        page.must_say("Forty say no");
        page.must_say("nine in ten begin within");
        // From another tab, which does not know: nothing is lost.
        let late = send(
            &mut ruth,
            &plan,
            &[("do", "save"), ("version", "1"), ("name", "Late"), ("state", "decline=20")],
        );
        late.must_be(422);
        late.must_say("saved a moment ago");
        assert!(late.text.contains("value=\"Late\"") && query_of(&late) == "decline=20");
        send(&mut ruth, &plan, &[("do", "withdraw")]).must_be(303);
        ruth.ask("GET", &plan, "").must_be(404);
        world.server.app.plans.rest();
    }
}

#[test]
fn two_plans_are_compared_draw_by_draw() {
    let db = engines().remove(0);
    let world = world(&db);
    let mut ruth = world.ruth();
    let (a, b) = (
        begun(&mut ruth, &small()),
        begun(&mut ruth, &small().replace("link_workers = 6", "link_workers = 3")),
    );
    let id = |plan: &str| plan.strip_prefix("/plan/").unwrap().to_owned();
    let page = ruth.get(&format!("/plan/compare?a={}&b={}&bs=decline%3D50", id(&a), id(&b)));
    page.must_say("Practices of the town: link workers");
    page.must_say("12% (10% to 22%)");
    page.must_say("The difference");
    page.must_say("those that both have are compared");
    ruth.ask("GET", &format!("/plan/compare?a={}", id(&a)), "").must_be(404);
    world.server.app.plans.rest();
}

#[test]
fn what_is_sent_wrong_is_said_and_nothing_breaks() {
    let db = engines().remove(0);
    let world = world(&db);
    let mut ruth = world.ruth();
    let plan = begun(&mut ruth, &small());
    let page = ruth.get(&format!("{plan}?go=1&decline=lots&referral_rate=9999&s0t0p0=-2"));
    for words in ["Write a number", "This goes from 0 to 500", "A team has from 0 to 10,000"] {
        page.must_say(words);
    }
    assert!(page.text.contains("value=\"lots\"") && page.text.contains("value=\"9999\""));
    let unsaved =
        send(&mut ruth, &plan, &[("do", "save"), ("version", "1"), ("name", "X"), ("state", "decline=lots")]);
    unsaved.must_be(422);
    let nameless = send(&mut ruth, &plan, &[("do", "save"), ("version", "1"), ("name", " "), ("state", "")]);
    nameless.must_be(422);
    nameless.must_say("Give the plan a name");
    // A crowd no machine holds, a file with mistakes, a file that is no plan, one far too large, none.
    let crowd = small().replace("people = 3100", "people = 1000000000");
    let refused = send(&mut ruth, "/plan", &[("do", "file"), ("text", &crowd)]);
    refused.must_be(422);
    refused.must_say("GB");
    assert!(refused.text.contains("1000000000"), "what was typed is kept");
    let mistakes =
        send(&mut ruth, "/plan", &[("do", "file"), ("text", &small().replace("years = 5", "years = five"))]);
    mistakes.must_be(422);
    mistakes.must_say("Line 6:");
    send(&mut ruth, "/plan", &[("do", "file"), ("text", "<html>\u{1}</html>")]).must_be(422);
    let large = send(&mut ruth, "/plan", &[("do", "file"), ("file", &"# a plan\n".repeat(560_000))]);
    large.must_be(422);
    large.must_say("kB");
    send(&mut ruth, "/plan", &[("do", "file")]).must_be(422);
    for nowhere in ["/plan/7", "/plan/00000000-0000-0000-0000-000000000000", "/plan/compare?a=1&b=2"] {
        ruth.ask("GET", nowhere, "").must_be(404);
    }
    world.server.app.plans.rest();
}

#[test]
fn a_plan_is_carried_off_and_read_again() {
    let db = engines().remove(0);
    let world = world(&db);
    let mut ruth = world.ruth();
    let plan = begun(&mut ruth, &small());
    let file = ruth.get(&format!("{plan}/toml?decline=33"));
    assert!(file.text.contains("decline = { value = 0.33"), "{}", file.text);
    let again = begun(&mut ruth, &file.text);
    assert!(ruth.get(&again).text.contains("value=\"33\""));
    let part = ruth.get(&format!("{plan}/so-far?decline=33"));
    assert!(part.text.contains("id=\"plan-now\"") && !part.text.contains("<html"));
    world.server.app.plans.rest();
}

#[test]
fn many_ask_at_once_and_each_is_answered() {
    let db = engines().remove(0);
    let world = world(&db);
    let plan = begun(&mut world.ruth(), &small());
    std::thread::scope(|scope| {
        for n in 0..8 {
            let (world, plan) = (&world, &plan);
            scope.spawn(move || {
                let page = world.ruth().get(&format!("{plan}/so-far?decline={}", 20 + n));
                assert!(page.text.contains("nine in ten have begun by then"), "{}", page.text);
            });
        }
    });
    world.server.app.plans.rest();
}
