//! Finding something near you: by anybody, by a link worker with somebody in mind, and
//! saying that an entry is wrong.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

mod support;

use jiff::ToSpan;
use openreferral::{Cost, Day, Frequency, Location, Occurrence, Organization, Postcode, Schedule, Service};
use quilt::directory::{NewService, ServiceId, add_service};
use quilt::settings::{Place, Town, put_places, put_towns};
use store::testing::TestDb;
use support::{County, Server, engines, found};

/// A group that meets on a day at a postcode.
fn group(name: &str, words: &str, day: Day, postcode: &str, pence: u64) -> Service {
    Service {
        name: name.into(),
        description: words.into(),
        organization: Some(Organization { name: "Levels Together".into(), ..Organization::default() }),
        emails: vec!["hello@example.org".into()],
        schedules: vec![Schedule {
            freq: Some(Frequency::Weekly),
            days: vec![Occurrence { day, nth: None }],
            ..Schedule::default()
        }],
        costs: vec![Cost { pence: Some(pence), ..Cost::default() }],
        locations: vec![Location {
            name: Some("Village Hall".into()),
            city: Some("Taunton".into()),
            postcode: Postcode::parse(postcode),
            ..Location::default()
        }],
        ..Service::default()
    }
}

fn everywhere(test: impl Fn(&TestDb, &County, &Server, ServiceId)) {
    for db in engines() {
        let county = found(&db);
        let now = county.now();
        let walk = db
            .write("fill a directory", |tx| {
                let place = |lat, lon| Place { lat, lon, ward: None, lsoa: None, decile: None };
                let places =
                    [("TA1 1NW".into(), place(51.015, -3.1)), ("TA21 8AA".into(), place(50.978, -3.23))];
                put_places(tx, &places)?;
                put_towns(tx, &[Town { name: "Taunton".into(), lat: 51.0148, lon: -3.1029 }])?;
                let mut add = |service| {
                    add_service(tx, &county.admin.actor, &now, NewService { service, organization: None })
                };
                add(group("Far strollers", "A walk in the hills.", Day::Sunday, "TA21 8AA", 200))?;
                for n in 1..=11 {
                    add(group(&format!("Chess {n}"), "A game of chess.", Day::Monday, "TA1 1NW", 0))?;
                }
                add(group("Sunday strollers", "A gentle walk <b>with</b> tea.", Day::Sunday, "TA1 1NW", 0))
            })
            .unwrap();
        let server = Server::start(&db, &county.chance);
        test(&db, &county, &server, walk);
    }
}

fn count(db: &TestDb, sql: &str) -> i64 {
    db.read("count", |tx| tx.row(sql, &[])?.unwrap().get::<i64>("n")).unwrap()
}

#[test]
fn anybody_finds_what_matters_and_reads_why() {
    everywhere(|_, _, server, walk| {
        let mut anybody = server.visitor("anybody");
        anybody.get("/").must_be(200).must_say("Ask for support").must_say("Find something near you");
        anybody.get("/find").must_be(200).must_say("Many people look for");
        let page = anybody.get("/find?what=walking&near=TA1+1NW");
        page.must_be(200).must_say("2 things found").must_say("Here because: matches").must_say("Sundays");
        assert!(
            page.words().find("Sunday strollers") < page.words().find("Far strollers"),
            "{}",
            page.words()
        );
        let page = anybody.get("/find?what=walking&near=taunton&within=3");
        page.must_say("1 thing found").must_say("Sunday strollers").must_not_say("Far strollers");
        page.must_not_say("Link ").must_not_say("gap");
        let page = anybody.get(&format!("/find/{walk}"));
        page.must_be(200)
            .must_say("Village Hall, Taunton, TA1 1NW")
            .must_say("Free")
            .must_say("hello@example.org");
        page.must_say("A gentle walk <b>with</b> tea.").must_not_say("What we know");
    });
}

#[test]
fn many_results_are_turned_page_by_page() {
    everywhere(|_, _, server, _| {
        let mut anybody = server.visitor("anybody");
        let first = anybody.get("/find?what=chess&day=1&free=yes");
        first.must_say("11 things found").must_say("2 of 2");
        let next = first.link(&["/find?", "what=chess", "day=1", "free=yes", "page=2"]);
        anybody.get(&next).must_be(200).must_say("1 of 2").must_not_say("2 of 2");
        anybody.get("/find?what=chess&page=40").must_be(200).must_say("Go to the first of them");
        anybody.get("/find?what=%FF%00&near=%F0%9F%98%80&within=x&day=99&page=-1").must_be(200);
    });
}

#[test]
fn nothing_found_is_met_kindly() {
    everywhere(|_, _, server, _| {
        let mut anybody = server.visitor("anybody");
        let page = anybody.get("/find?what=qqqzzqq&near=Atlantis&day=3&free=yes");
        page.must_be(200).must_say("Nothing here fits all of that").must_say("any day of the week");
        page.must_say("We do not know where “Atlantis” is").must_say("someone will look with you");
        let links = page.links();
        assert!(links.iter().any(|link| link.contains("free=yes") && !link.contains("day=")), "{links:?}");
        assert!(links.iter().any(|link| link.contains("day=3") && !link.contains("free=")), "{links:?}");
    });
}

#[test]
fn anybody_may_say_that_an_entry_is_wrong() {
    everywhere(|db, county, server, walk| {
        let reports = "select count(*) as n from service_report";
        let mut anybody = server.visitor("anybody");
        let path = format!("/find/{walk}/wrong");
        // Nobody reads a page and writes about it in no time at all.
        let form = |browser: &mut support::Browser| {
            let form = browser.get(&format!("/find/{walk}")).form(&path);
            server.pass(10.seconds());
            form
        };
        let quick = anybody.get(&format!("/find/{walk}")).form(&path).with("wrong", "It moved.");
        let looked_at = anybody.send_only(&quick);
        looked_at.must_be(422).must_say("That was very quick.");
        let empty = form(&mut anybody);
        anybody.send_only(&empty).must_be(422).must_say("Say in a few words what is wrong.");
        let robot = form(&mut anybody).with("wrong", "Buy now").with("website", "http://spam.example");
        anybody.send(&robot).must_be(200).must_say("Thank you.");
        assert_eq!(count(db, reports), 0, "a program that fills in everything is thanked and not heard");
        let told = form(&mut anybody).with("wrong", "It moved to Saturdays.").with("from", "jo@example.org");
        anybody.send(&told).must_be(200).must_say("Thank you.");
        anybody.send_only(&told);
        assert_eq!(count(db, reports), 1, "pressed twice, heard once");
        for n in 2..=3 {
            let more = form(&mut anybody).with("wrong", &format!("Wrong {n}"));
            anybody.send(&more).must_be(200);
        }
        let too_many = form(&mut anybody).with("wrong", "Wrong again");
        anybody.send_only(&too_many).must_be(429).must_say("Too many tries");
        for n in 4..=5 {
            let mut other = server.visitor("somebody else");
            let more = form(&mut other).with("wrong", &format!("Wrong {n}"));
            other.send(&more).must_be(200);
        }
        let mut other = server.visitor("somebody else");
        let too_many = form(&mut other).with("wrong", "Wrong once more");
        other.send_only(&too_many).must_be(429).must_say("Too many tries");
        server.pass(61.minutes());
        let later = form(&mut anybody).with("wrong", "Wrong again");
        anybody.send(&later).must_be(200);
        anybody.get(&format!("/find/{walk}")).must_not_say("It moved to Saturdays.");
        let mut worker = server.browser("the worker", &county.worker.id.to_string());
        let page = worker.get(&format!("/find/{walk}"));
        page.must_say("It moved to Saturdays.").must_say("jo@example.org");
        let forms = page.forms();
        let settle = forms.iter().find(|form| form.action.contains("/settled/")).unwrap();
        worker.send(settle).must_be(200);
        assert_eq!(count(db, "select count(*) as n from service_report where settled_at is not null"), 1);
    });
}

#[test]
fn notes_are_for_those_who_keep_the_directory() {
    everywhere(|db, county, server, walk| {
        let path = format!("/find/{walk}");
        let mut worker = server.browser("the worker", &county.worker.id.to_string());
        let form = worker.get(&path).form(&format!("{path}/note"));
        worker.send_only(&form).must_be(422).must_say("Write what others should know.");
        let page = worker.send(&form.with("words", "Ring Jean first; <steps> at the door."));
        page.must_be(200).must_say("Ring Jean first; <steps> at the door.");
        let mut colleague = server.browser("a colleague", &county.stranger.id.to_string());
        colleague.get(&path).must_say("Ring Jean first");
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        gp.get(&path).must_not_say("Ring Jean first");
        let mut anybody = server.visitor("anybody");
        anybody.get(&path).must_not_say("Ring Jean first");
        assert_eq!(count(db, "select count(*) as n from service_note"), 1);
    });
}

#[test]
fn what_is_not_there_is_said_plainly() {
    everywhere(|_, county, server, walk| {
        let mut anybody = server.visitor("anybody");
        anybody.get("/find/nonsense").must_be(404);
        anybody.get("/find/00000000-0000-7000-8000-000000000000").must_be(404);
        // Somebody else's journey in the address tells a passer-by nothing.
        anybody.get("/find?what=walk&journey=00000000-0000-7000-8000-000000000000").must_be(200);
        let mut worker = server.browser("the worker", &county.worker.id.to_string());
        worker.get(&format!("/find/{walk}?journey=00000000-0000-7000-8000-000000000000")).must_be(404);
    });
}
