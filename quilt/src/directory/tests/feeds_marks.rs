//! Feeds of which a little changed: what is as it was is not read again, and the history says of
//! it what it would have said.

use ::store::testing::TestDb;
use serde_json::{Value, json};

use crate::directory::feeds::*;
use crate::fixture::{World, engines, world};

const PASSED_OVER: &str = "word for word as when last read, and were not read again";

fn read(db: &TestDb, world: &World, feed: &[Value]) -> ImportReport {
    let source = FeedSource { name: "Council".into(), address: "file:council.json".into() };
    import_feed(db, &world.admin, &world.now, &source, json!(feed).to_string().as_bytes()).unwrap()
}

/// The same, without anything known of what was read before.
fn read_afresh(db: &TestDb, world: &World, feed: &[Value]) -> ImportReport {
    db.write("forget", |tx| {
        tx.run("delete from service_mark where area_id = $1", &::store::values![world.area.id])
    })
    .unwrap();
    read(db, world, feed)
}

fn says(report: &ImportReport, words: &str) -> bool {
    report.details.notes.iter().any(|note| note.contains(words))
}

/// Twelve groups, with a telephone number to mend in each.
fn groups() -> Vec<Value> {
    let group = |n: u64| {
        json!({"id": n.to_string(), "name": format!("Group {n}"), "description": "<p>Tea</p>", "status": "active",
               "minimum_age": -1})
    };
    (0..12).map(group).collect()
}

#[test]
fn what_is_as_it_was_is_passed_over_and_counted() {
    for db in engines() {
        let world = world(&db);
        let mut feed = groups();
        let first = read(&db, &world, &feed);
        assert_eq!((first.run.added, first.run.repaired > 0), (12, true));
        feed[3]["description"] = json!("Tea and cake");
        feed.remove(7);
        let second = read(&db, &world, &feed);
        let run = &second.run;
        assert_eq!((run.changed, run.unchanged, run.withdrawn), (1, 10, 1), "{:#?}", second.lines());
        assert!(says(&second, "10 entries are"), "{:#?}", second.details.notes);
        assert!(says(&second, "What is said of the feed as a whole is of the others"));
        // What a reading that passes over nothing would have counted.
        let afresh = read_afresh(&db, &world, &feed);
        assert!(!says(&afresh, "word for word"), "{}", db.name());
        assert_eq!(
            (afresh.run.unchanged, afresh.run.repaired, afresh.run.refused),
            (11, second.run.repaired, second.run.refused)
        );
        // And by that one they are known again.
        assert!(says(&read(&db, &world, &feed), "11 entries are"));
    }
}

#[test]
fn what_was_withdrawn_and_comes_back_is_read() {
    for db in engines() {
        let world = world(&db);
        let feed = groups();
        read(&db, &world, &feed);
        assert_eq!(read(&db, &world, &feed[1..]).run.withdrawn, 1);
        let back = read(&db, &world, &feed);
        assert_eq!((back.run.changed, back.run.unchanged), (1, 11), "{}: {:#?}", db.name(), back.lines());
    }
}

#[test]
fn of_what_stands_there_twice_both_are_read_each_time() {
    for db in engines() {
        let world = world(&db);
        let mut feed = groups();
        // Once word for word, once in another order of words, once saying something else.
        feed.push(feed[0].clone());
        feed.push(json!({"id": "1", "minimum_age": -1, "description": "<p>Tea</p>", "status": "active", "name": "Group  1"}));
        feed.push(json!({"id": "2", "name": "Somebody else"}));
        let first = read(&db, &world, &feed);
        for _ in 0..2 {
            let again = read(&db, &world, &feed);
            assert_eq!(
                (again.run.kept(), again.run.refused, again.run.repaired),
                (first.run.kept(), first.run.refused, first.run.repaired),
                "{}: {:#?}",
                db.name(),
                again.lines()
            );
            for note in first.details.notes.iter().filter(|note| note.contains("twice")) {
                assert!(again.details.notes.contains(note), "{note}");
            }
            assert!(says(&again, "9 entries are"), "{:#?}", again.details.notes);
        }
    }
}

#[test]
fn an_entry_that_moves_to_another_page_is_known_there() {
    use super::publisher::{Publisher, group, ok, page, read};
    for db in engines() {
        let world = world(&db);
        let publisher = Publisher::serve(|asked| {
            ok(page(asked.page(), 2, &[group(asked.page()), group(asked.page() + 10)]))
        });
        assert_eq!(read(&db, &world, &publisher.address).run.added, 4);
        // One is new at the front, so all others move on by one.
        publisher.now(|asked| match asked.page() {
            1 => ok(page(1, 3, &[group(99), group(1)])),
            2 => ok(page(2, 3, &[group(11), group(2)])),
            _ => ok(page(3, 3, &[group(12)])),
        });
        let moved = read(&db, &world, &publisher.address);
        assert_eq!(
            (moved.run.added, moved.run.unchanged, moved.run.withdrawn),
            (1, 4, 0),
            "{:#?}",
            moved.lines()
        );
        assert!(says(&moved, PASSED_OVER) && moved.details.complete, "{}: {:#?}", db.name(), moved.lines());
    }
}
