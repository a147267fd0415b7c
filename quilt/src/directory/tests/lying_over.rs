//! Corrections, versions and what else lies over an entry.

use jiff::ToSpan;
use jiff::civil::date;

use super::super::layer::*;
use super::*;
use crate::fixture::{engines, world};
use crate::moment::Moment;

fn name(words: &str) -> Fact {
    Fact::Name(words.into())
}

fn found(finder: &Finder, db: &TestDb, now: &Moment, words: &str) -> usize {
    finder.search(db, now, &find::Query::words(words)).unwrap().total
}

fn later(world: &World, hours: i64) -> Moment {
    Moment { at: world.now.at + hours.hours(), ..world.now.clone() }
}

#[test]
fn what_we_correct_is_what_everybody_reads_and_finds() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let finder = Finder::load(&db, world.area.id).unwrap();
        assert_eq!(found(&finder, &db, &world.now, "macramé"), 0);
        let web = Fact::Web(Some("https://cafe.example.org".into()));
        correct(&db, &world, id, &[name("Macramé and tea"), web.clone()]);
        assert_eq!(found(&finder, &db, &later(&world, 1), "macramé"), 1, "{}", db.name());
        let shown = entry(&db, &world, id);
        assert_eq!(
            (shown.name.as_str(), shown.url.as_deref()),
            ("Macramé and tea", Some("https://cafe.example.org"))
        );
        let called = db.read("the name", |tx| service_name(tx, world.area.id, id)).unwrap();
        assert_eq!(called.as_deref(), Some("Macramé and tea"), "links read it too");
        let held = corrections(&db, &world, id);
        assert_eq!(held.len(), 2);
        let named = held.iter().find(|held| held.field() == Field::Name).unwrap();
        assert_eq!((&named.published, named.by_name.as_str()), (&name("Taking café"), "Dan Okafor"));
        assert_eq!(named.why, "Spoke to Jean.");
        let said = say(&db, &world, &council());
        assert!(said.run.changed_nothing(), "a feed that says the same is the same");
        assert_eq!(entry(&db, &world, id).name, "Macramé and tea");
    }
}

#[test]
fn a_publisher_who_says_the_same_ends_the_correction() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        correct(&db, &world, id, &[name("Talking café")]);
        let mut says = council();
        says["name"] = json!("Talking café");
        say(&db, &world, &says);
        let held = corrections(&db, &world, id);
        assert_eq!(held[0].ended.map(|(how, _)| how), Some(Ended::TakenUp), "{}", db.name());
        assert_eq!(entry(&db, &world, id).name, "Talking café");
        says["name"] = json!("Tea room");
        say(&db, &world, &says);
        assert_eq!(entry(&db, &world, id).name, "Tea room", "nothing of ours stands in the way any more");
    }
}

#[test]
fn a_publisher_who_says_a_third_thing_is_asked_about() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        correct(&db, &world, id, &[name("Talking café")]);
        let mut says = council();
        says["name"] = json!("Tea room");
        say(&db, &world, &says);
        assert_eq!(
            entry(&db, &world, id).name,
            "Talking café",
            "{}: ours stands until somebody looked",
            db.name()
        );
        let held = corrections(&db, &world, id).remove(0);
        assert_eq!((held.disputed.as_ref(), held.ended), (Some(&name("Tea room")), None));
        let asked = db.read("disputed", |tx| disputed(tx, world.area.id)).unwrap();
        assert_eq!(asked.len(), 1);
        db.write("stand by ours", |tx| stand_by_ours(tx, &world.worker, &world.now, held.id)).unwrap();
        says["description"] = json!("Tea.");
        say(&db, &world, &says);
        assert!(db.read("disputed", |tx| disputed(tx, world.area.id)).unwrap().is_empty(), "we know of that");
        says["name"] = json!("Tea rooms");
        say(&db, &world, &says);
        db.write("they are right", |tx| let_theirs_stand(tx, &world.worker, &world.now, held.id)).unwrap();
        assert_eq!(entry(&db, &world, id).name, "Tea rooms");
        let again = db.write("again", |tx| let_theirs_stand(tx, &world.worker, &world.now, held.id));
        assert!(matches!(again, Err(Refusal::NotNow(_))));
    }
}

#[test]
fn what_does_not_run_any_more_is_not_found_and_every_change_can_be_taken_back() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let finder = Finder::load(&db, world.area.id).unwrap();
        correct(&db, &world, id, &[Fact::Running(Running::Ended)]);
        assert!(!entry(&db, &world, id).is_offered());
        assert_eq!(found(&finder, &db, &later(&world, 1), "company"), 0, "{}", db.name());
        let all = db.read("versions", |tx| versions(tx, world.area.id, id)).unwrap();
        assert_eq!(all.len(), 1);
        db.write("undo", |tx| undo(tx, &world.lead, &world.now, id, all[0].number)).unwrap();
        assert!(entry(&db, &world, id).is_offered() && corrections(&db, &world, id)[0].ended.is_some());
        let later_on = Moment { at: world.now.at + 2.hours(), ..world.now.clone() };
        assert_eq!(found(&finder, &db, &later_on, "company"), 1);
        let all = db.read("versions", |tx| versions(tx, world.area.id, id)).unwrap();
        assert_eq!(
            (all.len(), all[0].undoes, all[0].by_name.as_str()),
            (2, Some(all[1].number), "Sue Marsh")
        );
        db.write("undo the undoing", |tx| undo(tx, &world.lead, &world.now, id, all[0].number)).unwrap();
        assert!(!entry(&db, &world, id).is_offered());
    }
}

#[test]
fn a_publishers_change_can_be_taken_back_too_and_nothing_is_lost() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let mut says = council();
        says["description"] = json!("");
        says["schedules"] = json!([]);
        say(&db, &world, &says);
        let all = db.read("versions", |tx| versions(tx, world.area.id, id)).unwrap();
        assert_eq!((all.len(), all[0].kind, all[0].changes.len()), (1, VersionKind::Published, 2));
        db.write("undo", |tx| undo(tx, &world.lead, &world.now, id, all[0].number)).unwrap();
        let shown = entry(&db, &world, id);
        assert_eq!(shown.when_words, "Tuesdays 10:00 to 12:00", "{}", db.name());
        assert_eq!(shown.record.description, "Tea and company.");
        let kept = db
            .read("the record replaced", |tx| {
                let row = tx.row("select record from service_version where kind = 'published'", &[])?;
                Ok::<String, Refusal>(row.unwrap().get("record")?)
            })
            .unwrap();
        assert!(kept.contains("Tea and company."), "the whole record is kept");
    }
}

#[test]
fn an_entry_of_our_own_is_written_anew() {
    for db in engines() {
        let world = world(&db);
        let service = openreferral::Service { name: "Knots".into(), ..Default::default() };
        let new = NewService { service, organization: None };
        let id = db.write("add", |tx| add_service(tx, &world.admin, &world.now, new.clone())).unwrap();
        correct(&db, &world, id, &[name("Knots and splices"), Fact::Access(Some("Ring the bell.".into()))]);
        let shown = entry(&db, &world, id);
        assert_eq!((shown.name.as_str(), shown.version), ("Knots and splices", 2), "{}", db.name());
        assert_eq!(shown.layer.own.access.as_deref(), Some("Ring the bell."));
        assert!(corrections(&db, &world, id).is_empty());
        db.write("undo", |tx| undo(tx, &world.lead, &world.now, id, 2)).unwrap();
        let shown = entry(&db, &world, id);
        assert_eq!((shown.name.as_str(), shown.layer.own.access), ("Knots", None));
        let stale = Editing { facts: vec![name("Bends")], why: None, hand: Hand::Team, undoes: None };
        let stale = db.write("edit", |tx| edit(tx, &world.lead, &world.now, id, 2, &stale));
        assert!(matches!(stale, Err(Refusal::NotNow(_))), "somebody else was quicker");
    }
}

#[test]
fn what_a_group_says_of_room_is_shown_searched_and_wears_off() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let said = |state, until| {
            db.write("room", |tx| room_said(tx, &world.worker, &world.now, id, state, None, until)).unwrap();
        };
        let room = |day| entry(&db, &world, id).layer.has_room(day);
        let today = world.now.today();
        assert_eq!(room(today), None);
        said(RoomState::Room, None);
        assert_eq!(room(today), Some(true));
        assert_eq!(room(today + 28.days()), Some(true));
        assert_eq!(room(today + 29.days()), None);
        said(RoomState::Full, None);
        assert_eq!(room(today), Some(false), "{}", db.name());
        said(RoomState::NotForUs, None);
        assert_eq!(room(today), None, "one person is not everybody");
        said(RoomState::Closed, Some(date(2026, 11, 30)));
        let shown = entry(&db, &world, id);
        assert_eq!((shown.status, room(today)), (openreferral::Status::TemporarilyClosed, Some(false)));
        assert!(shown.is_offered());
        say(&db, &world, &council());
        let open_again = |days: i64| {
            let now = later(&world, days * 24);
            db.write("open again", |tx| open_again(tx, world.area.id, &now)).unwrap()
        };
        assert_eq!((open_again(6), open_again(7), open_again(8)), (0, 1, 0));
        assert_eq!(entry(&db, &world, id).status, openreferral::Status::Active);
    }
}

#[test]
fn who_was_sent_and_who_came_is_counted_without_a_name() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        db.write("send two", |tx| {
            sent(tx, world.area.id, id, world.now.at)?;
            sent(tx, world.area.id, id, world.now.at - (24 * 100).hours())?;
            sent(tx, world.area.id, id, world.now.at)?;
            came(tx, world.area.id, id, world.now.at)?;
            crate::line::line(&world.worker, &world.now, "link.made", id).record(tx)
        })
        .unwrap();
        let lately = world.now.today() - 90.days();
        let load = db.read("load", |tx| sent_since(tx, world.area.id, lately, None)).unwrap();
        assert_eq!(load.get(&id), Some(&2), "{}", db.name());
        assert_eq!(entry(&db, &world, id).confirmed_on, Some(world.now.today()));
    }
}

#[test]
fn an_entry_taken_out_stays_out_until_it_is_brought_back() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let finder = Finder::load(&db, world.area.id).unwrap();
        let group = crate::access::Actor::holder(world.area.id, "Taking café");
        db.write("out", |tx| take_out(tx, &group, &world.now, id, Some("We stop at Easter."))).unwrap();
        let mut says = council();
        says["description"] = json!("Coffee and company.");
        say(&db, &world, &says);
        assert!(!entry(&db, &world, id).is_offered(), "{}: no feed brings it back", db.name());
        assert_eq!(found(&finder, &db, &later(&world, 1), "company"), 0);
        db.write("back", |tx| bring_back(tx, &group, &world.now, id)).unwrap();
        assert!(entry(&db, &world, id).is_offered());
        assert_eq!(found(&finder, &db, &later(&world, 2), "company"), 1);
        let all = db.read("versions", |tx| versions(tx, world.area.id, id)).unwrap();
        let kinds: Vec<VersionKind> = all.iter().map(|version| version.kind).collect();
        assert_eq!(kinds, [VersionKind::BroughtBack, VersionKind::Published, VersionKind::TakenOut]);
        let checked = db.read("verify", |tx| ledger::verify(tx, Some(world.area.id.into()), None)).unwrap();
        assert!(checked.is_whole());
    }
}
