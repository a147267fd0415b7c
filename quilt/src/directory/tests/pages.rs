//! The pages of those who keep the directory: two at one entry, what to check next, what was
//! corrected and given back, and reports from people who have no account.

use jiff::ToSpan;

use super::super::layer::*;
use super::super::{check, edit as edit_pages, give_back, report_wrong};
use super::*;
use crate::access::Actor;
use crate::app::App;
use crate::fixture::{app, engines, shown, visit, world};
use crate::messages::thread_messages;
use crate::web::{Answer, Visit};

/// A page asked for, or a form sent, about one service.
fn at<'a>(app: &'a App, by: &Actor, id: ServiceId, path: &str, form: &[(&str, &str)]) -> Visit<'a> {
    let id = id.to_string();
    visit(app, by, &path.replace("{id}", &id), &[("service", &id)], form)
}

fn status(answer: &Answer) -> u16 {
    match answer {
        Answer::Page { status, .. } => status.as_u16(),
        _ => 303,
    }
}

#[test]
fn two_people_at_one_entry_lose_nothing() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let path = "/find/{id}/edit";
        let first = entry(&db, &world, id).version.to_string();
        let page = shown(edit_pages::show(&at(&app, &world.worker, id, path, &[])));
        assert!(page.contains("Taking café") && page.contains("This comes from"), "{page}");
        let typed = [("version", first.as_str()), ("name", "Talking café")];
        assert!(shown(edit_pages::save(&at(&app, &world.worker, id, path, &typed))).starts_with("/find/"));
        // The second one has the page from before, and changes something else: both stand.
        let typed = [
            ("version", first.as_str()),
            ("name", "Taking café"),
            ("web", "cafe.example.org"),
            ("asked", "yes"),
        ];
        let answer = edit_pages::save(&at(&app, &world.lead, id, path, &typed)).unwrap();
        assert_eq!(status(&answer), 303, "{}", db.name());
        let both = entry(&db, &world, id);
        assert_eq!(
            (both.name.as_str(), both.url.as_deref()),
            ("Talking café", Some("https://cafe.example.org"))
        );
        assert!(both.fresh().line(crate::web::Lang::En, world.now.today()).contains("by a call today"));
        // The third changes the name as well: shown both, and what was typed stays in the form.
        let typed = [("version", first.as_str()), ("name", "Tea room"), ("why", "The sign says so.")];
        let answer = edit_pages::save(&at(&app, &world.lead, id, path, &typed)).unwrap();
        assert_eq!(status(&answer), 409);
        let page = shown(Ok(answer));
        for words in ["Somebody changed this", "Talking café", "Tea room", "The sign says so."] {
            assert!(page.contains(words), "{words} is not on the page");
        }
        let now = entry(&db, &world, id).version.to_string();
        assert!(page.contains(&format!("name=\"version\" value=\"{now}\"")));
        let typed = [("version", now.as_str()), ("name", "Tea room")];
        edit_pages::save(&at(&app, &world.lead, id, path, &typed)).unwrap();
        assert_eq!(entry(&db, &world, id).name, "Tea room");
        let page = shown(edit_pages::show_history(&at(&app, &world.lead, id, "/find/{id}/history", &[])));
        assert!(page.contains("Take this back") && page.contains("Talking café"));
    }
}

#[test]
fn what_cannot_be_kept_comes_back_with_what_was_typed() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let typed = [("version", "1"), ("name", ""), ("postcode", "TA"), ("times", "Mondays at ten")];
        let answer = edit_pages::save(&at(&app, &world.worker, id, "/find/{id}/edit", &typed)).unwrap();
        assert_eq!(status(&answer), 422, "{}", db.name());
        let page = shown(Ok(answer));
        assert!(
            page.contains("Write a name")
                && page.contains("whole postcode")
                && page.contains("Mondays at ten")
        );
        assert_eq!(entry(&db, &world, id).version, 1);
    }
}

#[test]
fn what_to_check_next_is_answered_in_one_tap() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        db.write("tell us", |tx| {
            say_wrong(tx, &Actor::anyone(world.area.id), &world.now, id, "It moved to Thursdays.", None)
        })
        .unwrap();
        let queue = || shown(check::show(&visit(&app, &world.worker, "/directory/check", &[], &[])));
        assert!(
            queue().contains("It moved to Thursdays.") && queue().contains("Taking café"),
            "{}",
            db.name()
        );
        let service = id.to_string();
        let tap = |said: &str| {
            let form = [("service", service.as_str()), ("said", said)];
            shown(check::save_one(&visit(&app, &world.worker, "/directory/check", &[], &form)))
        };
        assert_eq!(tap("no_answer"), "/directory/check?said=thanks");
        assert!(!queue().contains("It moved"), "it rests");
        app.clock.put(world.now.at + 73.hours());
        assert!(queue().contains("It moved"));
        assert_eq!(tap("wrong"), format!("/find/{id}/edit"));
        assert!(queue().contains("is not right any more"));
        assert_eq!(tap("right"), "/directory/check?said=thanks");
        assert!(!queue().contains("Taking café"), "confirmed today, and the report is settled");
    }
}

#[test]
fn corrections_are_given_back_and_kept_count_of() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        correct(&db, &world, id, &[Fact::Name("Talking café".into()), Fact::Emails(Vec::new())]);
        let feed = corrections(&db, &world, id)[0].feed.unwrap().to_string();
        let page = || shown(give_back::show(&visit(&app, &world.worker, "/directory/corrections", &[], &[])));
        assert!(
            page().contains("2 not sent back yet") && page().contains("tea@example.org"),
            "{}",
            db.name()
        );
        let send = |email: &str| {
            let field = format!("email-{feed}");
            let form = [(field.as_str(), email), ("do", "email")];
            let path = format!("/directory/corrections/{feed}");
            give_back::save(&visit(&app, &world.worker, &path, &[("feed", &feed)], &form)).unwrap()
        };
        assert_eq!(status(&send("nobody")), 422);
        assert_eq!(shown(Ok(send("keeper@council.example.org"))), "/directory/corrections?said=sent");
        assert!(
            page().contains("Written to keeper@council.example.org") && page().contains("waiting to be sent")
        );
        let letters = db
            .read("the letters", |tx| {
                let rows = tx.rows("select id from correction_sending", &[])?;
                let mut all = Vec::new();
                for row in &rows {
                    all.extend(thread_messages(tx, world.area.id, row.get("id")?)?);
                }
                Ok::<_, Refusal>(all)
            })
            .unwrap();
        assert_eq!(letters.len(), 1);
        assert!(
            letters[0].body.contains("published: Taking café\n    correct: Talking café"),
            "{}",
            letters[0].body
        );
        assert!(letters[0].body.contains("signature: Ed25519 "));
        let csv = give_back::as_csv(&visit(&app, &world.worker, "", &[("feed", &feed)], &[])).unwrap();
        let Answer::File { bytes, .. } = csv else { panic!("no file") };
        let csv = String::from_utf8(bytes).unwrap();
        assert!(
            csv.contains("7,Talking café,name,Taking café,Talking café,Spoke to Jean.,2026-11-23,2026-11-23"),
            "{csv}"
        );
        let file = give_back::as_json(&visit(&app, &world.worker, "", &[("feed", &feed)], &[])).unwrap();
        let Answer::File { bytes, .. } = file else { panic!("no file") };
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(file["services"][0]["name"], "Talking café");
        assert!(file["metadata"].as_array().is_some_and(|changes| changes.len() >= 2), "{file}");
        let mut says = council();
        says["name"] = serde_json::json!("Talking café");
        say(&db, &world, &says);
        assert!(page().contains("Taken up by the publisher"));
    }
}

#[test]
fn a_page_says_what_was_corrected_and_what_the_publisher_still_says() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        correct(
            &db,
            &world,
            id,
            &[Fact::Emails(vec!["new@example.org".into()]), Fact::Access(Some("Ring the bell.".into()))],
        );
        db.write("room", |tx| room_said(tx, &world.worker, &world.now, id, RoomState::Full, None, None))
            .unwrap();
        let anyone = Actor::anyone(world.area.id);
        let page = shown(service_page(&at(&app, &anyone, id, "/find/{id}", &[]), None));
        for words in [
            "new@example.org",
            "The council says “tea@example.org”",
            "Ring the bell.",
            "Full for now. They told us today.",
        ] {
            assert!(page.contains(words), "{}: {words}", db.name());
        }
        assert!(
            !page.contains("Dan Okafor") && !page.contains("Spoke to Jean."),
            "who and why is for the team"
        );
        let page = shown(service_page(&at(&app, &world.worker, id, "/find/{id}", &[]), None));
        assert!(
            page.contains("Dan Okafor") && page.contains("Spoke to Jean.") && page.contains("Correct it")
        );
    }
}

/// The stamp of a form as it was drawn.
fn drawn(app: &App, id: ServiceId, by: &Actor) -> String {
    let page = shown(service_page(&at(app, by, id, "/find/{id}", &[]), None));
    let after = page.split("name=\"drawn\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn reports_come_from_people_and_not_too_many_from_one() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let anyone = Actor::anyone(world.area.id);
        let stamp = drawn(&app, id, &anyone);
        let tell = |words: &str, stamp: &str, browser: &str, from: &str| {
            let mut visit = at(&app, &anyone, id, "/find/{id}/wrong", &[("wrong", words), ("drawn", stamp)]);
            visit.from = from.parse().ok();
            if !browser.is_empty() {
                visit.browser = browser.to_owned();
            }
            report_wrong::save_wrong(&visit)
        };
        let home = "192.0.2.7";
        assert_eq!(status(&tell("Too quick", &stamp, "", home).unwrap()), 422, "{}", db.name());
        app.clock.put(world.now.at + 20.seconds());
        assert_eq!(status(&tell("Made up", "1.abc", "", home).unwrap()), 422);
        assert_eq!(status(&tell("Somebody else’s form", &stamp, &"11".repeat(16), home).unwrap()), 422);
        for n in 0..3 {
            assert_eq!(status(&tell(&format!("It moved {n}"), &stamp, "", home).unwrap()), 303);
        }
        assert!(
            matches!(tell("Once more", &stamp, "", home), Err(Refusal::Wait(_))),
            "three from one browser"
        );
        let told = db.read("reports", |tx| unsettled(tx, world.area.id, id)).unwrap();
        assert_eq!(told.len(), 3);
        let marks = |db: &TestDb| {
            db.read("marks", |tx| {
                let rows = tx.rows("select mark from report_mark", &[])?;
                rows.iter().map(|row| row.get::<Vec<u8>>("mark")).collect::<Result<Vec<_>, _>>()
            })
            .map_err(|why: ::store::Error| why)
            .unwrap()
        };
        assert_eq!(marks(&db).len(), 6, "a browser and an address each");
        assert!(marks(&db).iter().all(|mark| !mark.windows(4).any(|four| four == [192, 0, 2, 7])));
        let tomorrow = crate::moment::Moment { at: world.now.at + 25.hours(), ..world.now.clone() };
        db.write("forget", |tx| forget_marks(tx, &tomorrow)).unwrap();
        assert!(marks(&db).is_empty());
    }
}
