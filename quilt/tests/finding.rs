//! Choosing on `/find`: filters that can be shared and taken off again, places given in many
//! ways, the map that is there without a script, and a sheet to print or to send.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

mod support;

use jiff::civil::time;
use openreferral::{
    Attending, Cost, Day, Frequency, Language, Location, Occurrence, Phone, Postcode, Schedule, Service,
};
use quilt::directory::{NewService, ServiceId, add_service};
use quilt::settings::{Place, Town, gather_parts, put_places, put_towns};
use store::testing::TestDb;
use support::{County, People, Server, engines, found, seed};

fn group(name: &str, day: Day, opens: i8, postcode: &str) -> Service {
    Service {
        name: name.into(),
        description: "Tea and company.".into(),
        phones: vec![Phone { number: "01632 960123".into(), ..Phone::default() }],
        schedules: vec![Schedule {
            freq: Some(Frequency::Weekly),
            days: vec![Occurrence { day, nth: None }],
            opens_at: Some(time(opens, 0, 0, 0)),
            closes_at: Some(time(opens + 2, 0, 0, 0)),
            ..Schedule::default()
        }],
        costs: vec![Cost { pence: Some(0), ..Cost::default() }],
        locations: vec![Location {
            name: Some("Village Hall".into()),
            city: Some("Cannington".into()),
            postcode: Postcode::parse(postcode),
            accessibility: vec!["Step-free from the car park".into()],
            transport: Some("Bus 14 stops outside.".into()),
            ..Location::default()
        }],
        ..Service::default()
    }
}

struct World {
    county: County,
    people: People,
    server: Server,
    early: ServiceId,
    late: ServiceId,
    online: ServiceId,
}

fn everywhere(test: impl Fn(&TestDb, &World)) {
    for db in engines() {
        let county = found(&db);
        let people = seed(&db, &county);
        let now = county.now();
        let (early, late, online) = db
            .write("fill a directory", |tx| {
                let place = |lat, lon| Place { lat, lon, ward: None, lsoa: None, decile: None };
                let places =
                    [("TA5 2LX".into(), place(51.15, -3.06)), ("TA6 1AA".into(), place(51.13, -3.0))];
                put_places(tx, &places)?;
                gather_parts(tx)?;
                put_towns(tx, &[Town { name: "Bridgwater".into(), lat: 51.13, lon: -3.0 }])?;
                let mut add = |service| {
                    add_service(tx, &county.admin.actor, &now, NewService { service, organization: None })
                };
                let early = add(group("Early tea", Day::Monday, 10, "TA5 2LX"))?;
                let late = add(Service {
                    languages: vec![Language { name: "Polish".into(), ..Language::default() }],
                    ..group("Late <tea>", Day::Monday, 18, "TA6 1AA")
                })?;
                let online = add(Service {
                    locations: Vec::new(),
                    attending: vec![Attending::Online],
                    ..group("Tea on a screen", Day::Friday, 14, "TA6 1AA")
                })?;
                Ok::<_, quilt::refusal::Refusal>((early, late, online))
            })
            .unwrap();
        let server = Server::start(&db, &county.chance);
        test(&db, &World { county, people, server, early, late, online });
    }
}

#[test]
fn every_choice_is_kept_in_the_address_and_can_be_taken_off() {
    everywhere(|_, world| {
        let mut anybody = world.server.visitor("anybody");
        let page = anybody.get("/find?what=tea&part=evening");
        page.must_say("Late <tea>").must_not_say("Early tea").must_say("Evenings").must_say("evenings");
        page.link(&["/find?what=tea"]);
        anybody.get("/find?what=tea&language=Polish").must_say("Late <tea>").must_not_say("Early tea");
        anybody.get("/find?what=tea&access=yes").must_say("Early tea").must_not_say("Tea on a screen");
        anybody.get("/find?what=tea&online=yes").must_say("Tea on a screen").must_not_say("Early tea");
        let form = anybody.get("/find").form("/find");
        assert_eq!(form.choices("language"), ["Polish"], "only what somebody speaks can be chosen");
        let page = anybody.get("/find?what=tea&room=yes");
        page.must_say("Nothing here fits all of that").must_say("things that may be full just now");
        let welsh = anybody.get("/find?what=tea&part=evening&age=70&lang=cy");
        welsh.must_say("Gyda'r nos").must_not_say("⟨");
    });
}

#[test]
fn a_place_is_given_in_many_ways() {
    everywhere(|_, world| {
        let mut anybody = world.server.visitor("anybody");
        for near in ["TA5+2LX", "ta52lx", "TA5", "TA5+2", "51.15,+-3.06"] {
            let page = anybody.get(&format!("/find?what=tea&near={near}&within=1"));
            page.must_say("Early tea").must_not_say("Late <tea>").must_not_say("We do not know where");
            page.must_not_say("distances are from");
        }
        let page = anybody.get("/find?what=tea&near=TA5+2ZZ");
        page.must_say("We do not know TA5 2ZZ yet, so distances are from the middle of TA5 2.");
        anybody.get("/find?near=51.15,-3.06").must_say("Near where you are");
        anybody.get("/find?near=95,500").must_be(200);
        let page = anybody.get("/find?what=tea&near=ZE3+9ZZ");
        page.must_be(200).must_say("We do not know where “ZE3 9ZZ” is");
    });
}

#[test]
fn the_map_is_there_without_a_script_and_asks_nobody() {
    everywhere(|_, world| {
        let mut anybody = world.server.visitor("anybody");
        let page = anybody.get("/find?what=tea&near=Bridgwater");
        assert!(page.text.contains("q-map__land\" d=\"M"), "an outline is drawn");
        for (number, name) in page.text.split("aria-label=\"").skip(1).filter_map(|part| {
            let (number, name) = part.split('"').next()?.split_once(": ")?;
            Some((number.parse::<usize>().ok()?, name.to_owned()))
        }) {
            assert!(page.text.contains(&format!("id=\"found-{number}\"")), "{number} leads to its place");
            assert!(name.contains("tea"), "{name}");
        }
        assert!(page.text.contains(">Bridgwater</text>") || page.text.contains("Cannington</text>"));
        assert!(!page.text.contains("data-map"), "no source of streets is set");
        page.must_say("Not on the map");
        assert!(!anybody.get("/find?what=tea&online=yes").text.contains("q-map__land"));
    });
}

#[test]
fn a_sheet_is_made_of_what_was_ticked() {
    everywhere(|_, world| {
        let mut anybody = world.server.visitor("anybody");
        let form = anybody.get("/find?what=tea&near=TA5").form("/find/sheet");
        let chosen = form.with("sheet", &world.early.to_string());
        let sheet = anybody.send(&chosen);
        sheet.must_be(200).must_say("Things near you").must_say("Early tea").must_not_say("Late <tea>");
        sheet.must_say("Mondays 10:00 to 12:00").must_say("Village Hall, Cannington, TA5 2LX");
        sheet.must_say("Bus 14 stops outside.").must_say("01632 960123").must_say("Free");
        sheet.must_say("Step-free from the car park").must_say("Printed on Monday 23 November 2026");
        assert!(sheet.text.contains("q-paper") && !sheet.text.contains("q-paper--large"));
        let large = sheet.link(&["/find/sheet?", "what=tea", "large=yes"]);
        assert!(anybody.get(&large).text.contains("q-paper--large"));
        let off =
            sheet.links().into_iter().find(|to| to.starts_with("/find/sheet?") && !to.contains("sheet=0"));
        anybody.get(&off.unwrap()).must_say("Nothing is on the sheet yet");
        // From question to question, what was ticked goes along.
        let page = anybody.get(&format!("/find?what=walking&sheet={}", world.late));
        page.must_say("There is 1 thing on your sheet.");
        let next = page.form("/find").with("what", "tea");
        anybody.send(&next).must_say("There is 1 thing on your sheet.");
        let welsh = anybody.get(&format!("/find/sheet?sheet={}&sheet={}&lang=cy", world.late, world.online));
        welsh.must_be(200).must_say("Pethau yn eich ardal").must_not_say("⟨");
        let gone = "00000000-0000-7000-8000-000000000000";
        let page = anybody.get(&format!("/find/sheet?sheet={}&sheet={gone}&sheet=nonsense", world.late));
        page.must_say("Late <tea>").must_say("1 of them is no longer in the list");
        page.must_not_say("Send it to");
        anybody.get("/find/sheet").must_be(200).must_say("Nothing is on the sheet yet");
    });
}

#[test]
fn a_link_worker_sends_the_sheet_to_the_person() {
    everywhere(|db, world| {
        let journey = world.people.own.journey.id;
        let mut worker = world.server.browser("the worker", &world.county.worker.id.to_string());
        let at = format!("/find/sheet?journey={journey}&sheet={}&sheet={}", world.early, world.late);
        let sheet = worker.get(&at);
        sheet.must_say("For Maureen").must_say("Send it to Maureen");
        worker.get(&format!("{at}&name=no")).must_say("Things near you").must_say("Put the name on");
        let written = |db: &TestDb| {
            db.read("read the messages", |tx| {
                quilt::messages::thread_messages(tx, world.county.area, journey.into())
            })
            .unwrap()
        };
        let before = written(db).len();
        let form = sheet.form(&format!("/journeys/{journey}/sheet")).with("how", "text");
        worker.send(&form).must_be(200).must_say("The message is written.");
        worker.send_only(&form);
        let messages = written(db);
        assert_eq!(messages.len(), before + 1, "pressed twice, written once");
        let text = messages.iter().find(|message| message.body.contains("Early tea")).unwrap();
        assert!(text.body.contains("Mondays 10:00 to 12:00") && text.body.contains("01632 960123"));
        let mut stranger = world.server.browser("a stranger", &world.county.stranger.id.to_string());
        stranger.get(&at).must_be(404);
        let mut anybody = world.server.visitor("anybody");
        anybody.get(&at).must_be(200).must_not_say("Maureen");
        let only_ours = support::encode(&[("csrf".into(), worker.csrf())]);
        let empty = worker.ask("POST", &format!("/journeys/{journey}/sheet"), &only_ours);
        empty.must_be(409).must_say("Nothing is on the sheet yet");
    });
}
