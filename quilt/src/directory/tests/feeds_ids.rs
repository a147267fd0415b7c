//! Ids that change, and a feed that loses a great many services at once.

use ::store::testing::TestDb;
use serde_json::{Value, json};

use crate::directory::feeds::*;
use crate::directory::*;
use crate::fixture::{World, engines, world};
use crate::moment::Moment;

fn source() -> FeedSource {
    FeedSource { name: "Council".into(), address: "file:council.json".into() }
}

fn read(db: &TestDb, world: &World, groups: &[Value]) -> ImportReport {
    import_feed(db, &world.admin, &world.now, &source(), serde_json::to_vec(groups).unwrap().as_slice())
        .unwrap()
}

fn group(id: &str, n: usize) -> Value {
    json!({
        "id": id, "name": format!("Group {n}"), "description": format!("Number {n}."),
        "organization": {"id": format!("o{}", n % 3), "name": format!("Club {}", n % 3)},
    })
}

fn groups(many: usize, id: impl Fn(usize) -> String) -> Vec<Value> {
    (0..many).map(|n| group(&id(n), n)).collect()
}

fn offered(db: &TestDb, world: &World) -> Vec<(ServiceId, String)> {
    db.read("offered", |tx| {
        let rows = tx.rows(
            "select id, name from service where area_id = $1 and withdrawn_at is null order by name",
            &::store::values![world.area.id],
        )?;
        rows.iter()
            .map(|row| Ok((row.get("id")?, row.get("name")?)))
            .collect::<Result<Vec<_>, ::store::Error>>()
    })
    .unwrap()
}

#[test]
fn services_under_new_ids_are_the_same_services_with_their_notes() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &groups(40, |n| format!("old-{n}")));
        let before = offered(&db, &world);
        db.write("note", |tx| add_note(tx, &world.worker, &world.now, before[7].0, "Ring Jean first."))
            .unwrap();
        let mut renewed = groups(39, |n| format!("new-{n}"));
        renewed.push(group("brand-new", 77));
        let report = read(&db, &world, &renewed);
        let run = &report.run;
        assert_eq!(
            (run.added, run.changed, run.withdrawn, run.held),
            (1, 39, 1, 0),
            "{}: {:#?}",
            db.name(),
            report.lines()
        );
        assert!(
            report.details.notes.iter().any(|note| note.starts_with("39 services came under another id"))
        );
        let after = offered(&db, &world);
        let kept = before.iter().filter(|one| after.contains(one)).count();
        assert_eq!(kept, 39, "{}", db.name());
        let notes = db.read("notes", |tx| notes(tx, world.area.id, before[7].0)).unwrap();
        assert_eq!(notes.len(), 1);
        let again = read(&db, &world, &renewed);
        assert!(again.run.changed_nothing(), "{:#?}", again.lines());
    }
}

#[test]
fn half_a_feed_under_new_ids_doubles_nothing() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &groups(40, |n| format!("old-{n}")));
        let renewed = serde_json::to_vec(&groups(40, |n| format!("new-{n}"))).unwrap();
        let cut = &renewed[..renewed.len() / 2];
        let report = import_feed(&db, &world.admin, &world.now, &source(), cut).unwrap();
        assert_eq!(
            (report.run.added, report.run.withdrawn, offered(&db, &world).len()),
            (0, 0, 40),
            "{:#?}",
            report.lines()
        );
        assert!(
            report
                .details
                .notes
                .iter()
                .any(|note| note.contains("decided when the whole feed has been read"))
        );
        let whole = import_feed(&db, &world.admin, &world.now, &source(), renewed.as_slice()).unwrap();
        assert_eq!(
            (whole.run.added, whole.run.changed, offered(&db, &world).len()),
            (0, 40, 40),
            "{}",
            db.name()
        );
    }
}

#[test]
fn a_second_session_of_the_same_name_is_a_service_of_its_own() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &groups(5, |n| format!("{n}")));
        // Before the one it looks like, and after it.
        for at in [0, 5] {
            let mut more = groups(5, |n| format!("{n}"));
            more.insert(at, group(&format!("second-{at}"), 3));
            let report = read(&db, &world, &more);
            assert_eq!(report.run.added, 1, "{}: {:#?}", db.name(), report.lines());
            read(&db, &world, &groups(5, |n| format!("{n}")));
        }
    }
}

fn later(world: &World, hours: i64) -> Moment {
    Moment { at: world.now.at + jiff::SignedDuration::from_hours(hours), ..world.now.clone() }
}

#[test]
fn a_great_loss_waits_for_a_person_who_may_refuse_it_or_confirm_it() {
    for db in engines() {
        let world = world(&db);
        let all = groups(40, |n| format!("{n}"));
        read(&db, &world, &all);
        let lost = read(&db, &world, &all[..20]);
        assert_eq!(
            (lost.run.outcome, lost.run.withdrawn, lost.run.held),
            (Outcome::Held, 0, 20),
            "{}",
            db.name()
        );
        assert_eq!((offered(&db, &world).len(), lost.details.gone.len()), (40, 20));
        let id = lost.run.feed;
        let of = || db.read("gone", |tx| gone(tx, world.area.id, id)).unwrap();
        assert_eq!(of().len(), 20);
        assert_eq!(db.read("waiting", |tx| waiting(tx, world.area.id)).unwrap(), [(id, 20)]);
        // Some come back by themselves: they wait no longer.
        let fewer = read(&db, &world, &all[..25]);
        assert_eq!((fewer.run.held, of().len()), (15, 15));
        // The feed is wrong: all stay, and nobody is asked again.
        db.write("keep", |tx| keep_gone(tx, &world.admin, &later(&world, 1), id)).unwrap();
        let same = read(&db, &world, &all[..25]);
        assert_eq!((same.run.outcome, same.run.held, same.run.withdrawn), (Outcome::Whole, 0, 0));
        assert_eq!(of().iter().filter(|gone| gone.keep).count(), 15);
        // A few more go as ever; what was kept stays.
        let few = read(&db, &world, &all[..22]);
        assert_eq!((few.run.withdrawn, offered(&db, &world).len()), (3, 37), "{}", db.name());
        // Really gone, says somebody.
        let gone_now =
            db.write("confirm", |tx| confirm_gone(tx, &world.admin, &later(&world, 2), id)).unwrap();
        assert_eq!((gone_now, offered(&db, &world).len(), of().len()), (15, 22, 0));
        for kind in ["feed.loss_refused", "feed.loss_confirmed"] {
            let lines =
                db.read("lines", |tx| ledger::recent(tx, world.area.id.into(), &[kind], 5, None)).unwrap();
            assert_eq!((lines.len(), lines[0].by), (1, world.admin.id()), "{kind}");
        }
        // And back again: the same services.
        let back = read(&db, &world, &all);
        assert_eq!((back.run.changed, back.run.added, offered(&db, &world).len()), (18, 0, 40));
    }
}
