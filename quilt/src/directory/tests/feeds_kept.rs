//! What is kept of readings: claims, readings broken off, the history, where facts come from,
//! and organisations that two feeds name.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ::store::testing::TestDb;
use jiff::ToSpan;
use serde_json::json;

use super::publisher::*;
use crate::directory::feeds::*;
use crate::directory::*;
use crate::fixture::{World, engines, world};
use crate::moment::Moment;
use crate::refusal::Refusal;

fn source(name: &str) -> FeedSource {
    FeedSource { name: name.into(), address: format!("file:{name}.json") }
}

fn import(db: &TestDb, world: &World, name: &str, feed: &serde_json::Value) -> ImportReport {
    import_feed(db, &world.admin, &world.now, &source(name), feed.to_string().as_bytes()).unwrap()
}

fn count(db: &TestDb, sql: &str) -> i64 {
    db.read("count", |tx| tx.row(sql, &[])?.unwrap().get::<i64>("n")).unwrap()
}

#[test]
fn two_never_read_the_same_feed_at_once() {
    for db in engines() {
        let world = world(&db);
        let publisher = Publisher::serve(three);
        read(&db, &world, &publisher.address);
        // While the first is at its second page, another tries.
        let (other, second_db, address) = (world.admin.clone(), db.db().clone(), publisher.address.clone());
        let (now, tried) = (world.now.clone(), Arc::new(AtomicBool::new(false)));
        let told = tried.clone();
        publisher.now(move |asked| {
            if asked.page() == 2 && !told.load(Ordering::SeqCst) {
                let answer = read_with(&second_db, &other, &now, quick(), &address);
                let kept_out =
                    matches!(&answer, Err(Refusal::NotNow(why)) if why.contains("being read just now"));
                told.store(kept_out, Ordering::SeqCst);
            }
            three(asked)
        });
        let first = read(&db, &world, &publisher.address);
        assert!(first.details.complete && tried.load(Ordering::SeqCst), "{}", db.name());
    }
}

#[test]
fn a_reading_that_was_broken_off_goes_on_where_it_was() {
    for db in engines() {
        let world = world(&db);
        let publisher = Publisher::serve(three);
        let stop = Arc::new(AtomicBool::new(false));
        let pulled = stop.clone();
        publisher.now(move |asked| {
            if asked.page() == 3 {
                pulled.store(true, Ordering::SeqCst);
                return with("503 Busy", "");
            }
            three(asked)
        });
        let reading = |stop: &AtomicBool| {
            read_address(
                &Reading {
                    db: &db,
                    by: &world.admin,
                    now: &world.now,
                    reach: Reach::Anywhere,
                    bounds: quick(),
                    stop,
                },
                &publisher.address,
            )
        };
        let stopped = reading(&stop);
        assert!(matches!(&stopped, Err(Refusal::NotNow(why)) if why.contains("goes on")), "{stopped:?}");
        assert_eq!(count(&db, "select count(*) as n from service"), 2, "what was read is whole and is there");
        assert_eq!(count(&db, "select count(*) as n from feed_run"), 0);
        publisher.now(three);
        publisher.asked();
        let went_on = reading(&AtomicBool::new(false)).unwrap();
        assert_eq!(publisher.asked(), 1, "only the page that was missing");
        assert_eq!(
            (went_on.run.added, went_on.run.kept(), went_on.run.outcome),
            (3, 3, Outcome::Whole),
            "{:#?}",
            went_on.lines()
        );
        must_say(&went_on, "broken off once");
        assert_eq!(count(&db, "select count(*) as n from feed_reading"), 0);
    }
}

#[test]
fn the_history_is_kept_for_so_many_runs() {
    for db in engines() {
        let world = world(&db);
        for n in 0..55 {
            let now = Moment { at: world.now.at + jiff::SignedDuration::from_hours(n), ..world.now.clone() };
            let feed = json!([{"id": "1", "name": "Tea", "description": format!("Version {n}")}]).to_string();
            import_feed(&db, &world.admin, &now, &source("Council"), feed.as_bytes()).unwrap();
        }
        let feed = db.read("feeds", |tx| feeds(tx, world.area.id)).unwrap().remove(0);
        let runs = db.read("runs", |tx| feed_runs(tx, world.area.id, feed.id)).unwrap();
        assert_eq!(runs.len(), 50, "{}", db.name());
        let newest = db.read("report", |tx| feed_report(tx, world.area.id, runs[0].id)).unwrap().unwrap();
        assert_eq!(
            newest.details.changes[0].facts[0].to_string(),
            "description was “Version 53”, is now “Version 54”"
        );
    }
}

#[test]
fn each_fact_says_who_said_it_and_since_when() {
    for db in engines() {
        let world = world(&db);
        let at = |hours| Moment {
            at: world.now.at + jiff::SignedDuration::from_hours(hours),
            ..world.now.clone()
        };
        let published = |email: &str| {
            json!([{"id": "1", "name": "Tea", "description": "Company.", "email": email}]).to_string()
        };
        for (hours, email) in [(0, "a@example.org"), (5, "b@example.org"), (9, "b@example.org")] {
            import_feed(&db, &world.admin, &at(hours), &source("Council"), published(email).as_bytes())
                .unwrap();
        }
        let id = db
            .read("one", |tx| tx.row("select id from service", &[])?.unwrap().get::<ServiceId>("id"))
            .unwrap();
        let said = db.read("said", |tx| provenance(tx, world.area.id, id)).unwrap();
        let of = |field: &str| {
            said.iter().find(|it| it.field == field).map(|it| (it.source.clone(), it.at)).unwrap()
        };
        assert_eq!(of("name"), ("Council".into(), at(0).at), "{}", db.name());
        assert_eq!(of("emails"), ("Council".into(), at(5).at));
        assert!(said.iter().all(|it| !["id", "summary", "source_id"].contains(&it.field.as_str())));
    }
}

#[test]
fn the_same_organisation_in_two_feeds_is_suggested_and_shown_as_one_when_somebody_says_so() {
    for db in engines() {
        let world = world(&db);
        let entry = |id: &str, club: &str, assured: &str| {
            json!({"id": id, "name": "Chess Club", "assured_date": assured,
                "organization": {"id": "o", "name": club, "url": "https://levels.org.uk"}})
        };
        import(&db, &world, "Council", &json!([entry("1", "Levels Together", "2026-01-01")]));
        let pairs = || db.read("pairs", |tx| organization_pairs(tx, world.area.id, 10)).unwrap();
        assert!(pairs().is_empty(), "one source has nothing to compare with");
        import(
            &db,
            &world,
            "Charities",
            &json!([entry("9", "The Levels Together CIC", "2026-06-01"), {"id": "8", "name": "Other", "organization": {"id": "x", "name": "Somebody Else"}}]),
        );
        let found = pairs();
        assert_eq!(found.len(), 1, "{}: {found:#?}", db.name());
        assert_eq!(
            (found[0].why.as_str(), found[0].state),
            ("the same name and website", PairState::Suggested)
        );
        let (one, other) = (found[0].one, found[0].other);
        let council = db
            .read("one", |tx| {
                tx.row(
                    "select id from service where assured_on = $1",
                    &::store::values![jiff::civil::date(2026, 1, 1)],
                )?
                .unwrap()
                .get::<ServiceId>("id")
            })
            .unwrap();
        let twins = || db.read("twins", |tx| twins(tx, world.area.id, council)).unwrap();
        assert!(twins().is_empty(), "nothing is merged silently");
        let decide = |state| {
            db.write("decide", |tx| decide_pair(tx, &world.admin, &world.now, (one, other), state)).unwrap()
        };
        // Each turn a second later, for a look at the directory holds for one.
        let finder = Finder::load(&db, world.area.id).unwrap();
        let mut at = world.now.at;
        let mut found = || {
            at = at.saturating_add(2.seconds()).unwrap();
            let now = Moment { at, chance: world.now.chance.clone() };
            finder.search(&db, &now, &find::Query::words("levels together")).unwrap().total
        };
        let twice = || db.read("twice", |tx| listed_twice(tx, world.area.id)).unwrap();
        assert_eq!((found(), twice().elsewhere.len(), twice().perhaps.len()), (2, 0, 2), "one steps down");
        decide(PairState::Same);
        assert_eq!(found(), 1, "the search shows one of them");
        decide(PairState::Different);
        assert_eq!((found(), twice()), (2, ListedTwice::default()));
        decide(PairState::Same);
        assert_eq!(twins().iter().map(|twin| twin.feed.as_deref()).collect::<Vec<_>>(), [Some("Charities")]);
        let also = db.read("also", |tx| also_known_as(tx, world.area.id, other)).unwrap();
        assert_eq!(also.len(), 1);
        assert_eq!(count(&db, "select count(*) as n from organization"), 3, "all records stay");
        decide(PairState::Different);
        assert!(twins().is_empty());
        import(&db, &world, "Charities", &json!([entry("9", "The Levels Together CIC", "2026-07-01")]));
        assert_eq!(pairs()[0].state, PairState::Different, "nobody is asked twice");
        let unknown =
            db.write("decide", |tx| decide_pair(tx, &world.admin, &world.now, (other, one), PairState::Same));
        assert!(matches!(unknown, Err(Refusal::NotFound { .. })));
    }
}

#[test]
fn a_change_is_found_on_every_node_within_two_seconds() {
    for db in engines() {
        let world = world(&db);
        // Two nodes, each with connections of its own to the one database.
        let rules = ::store::Rules { unledgered: crate::app::UNLEDGERED };
        let nodes = [0, 1].map(|_| {
            let own = ::store::Db::open(db.address(), rules).unwrap();
            (Finder::load(&own, world.area.id).unwrap(), own)
        });
        let clock = crate::moment::Clock::System;
        let now = || Moment { at: clock.now(), chance: world.now.chance.clone() };
        let found = |node: &(Finder, ::store::Db)| {
            node.0.search(&node.1, &now(), &find::Query::words("knitting")).unwrap().total
        };
        assert!(nodes.iter().all(|node| found(node) == 0));
        import(&db, &world, "Council", &json!([{"id": "1", "name": "Knitting circle"}]));
        let began = std::time::Instant::now();
        while !nodes.iter().all(|node| found(node) == 1) {
            assert!(began.elapsed() < std::time::Duration::from_secs(2), "{}", db.name());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}

#[test]
fn a_feed_is_due_when_its_hours_have_passed_and_not_while_it_is_paused() {
    for db in engines() {
        let world = world(&db);
        let publisher = Publisher::serve(three);
        let source = FeedSource { name: "Council".into(), address: publisher.address.clone() };
        let id = db.write("add", |tx| add_feed(tx, &world.admin, &world.now, &source, Some(24))).unwrap();
        let stop = AtomicBool::new(false);
        let due = |hours: i64| {
            let now = Moment { at: world.now.at + hours.hours(), ..world.now.clone() };
            read_due(&Reading {
                db: &db,
                by: &world.admin,
                now: &now,
                reach: Reach::Anywhere,
                bounds: quick(),
                stop: &stop,
            })
            .unwrap()
        };
        assert_eq!([due(0), due(0), due(23), due(24), due(25)], [1, 0, 0, 1, 0], "{}", db.name());
        let change = |hours, paused| {
            db.write("change", |tx| {
                change_feed(tx, &world.admin, &world.now, id, "The council", hours, paused)
            })
            .unwrap()
        };
        change(Some(1), true);
        assert_eq!(due(50), 0);
        change(None, false);
        assert_eq!(due(50), 0, "only when somebody asks");
        db.write("ask", |tx| ask_to_read(tx, &world.admin, &world.now, id)).unwrap();
        assert_eq!([due(50), due(90)], [1, 0]);
    }
}
