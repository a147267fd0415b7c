//! Feeds read into a database and read again, on every engine.

use std::path::PathBuf;

use ::store::testing::TestDb;
use jiff::ToSpan;
use serde_json::{Value, json};

use crate::directory::*;
use crate::fixture::{World, engines, world};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings;

fn source() -> FeedSource {
    FeedSource { name: "Bristol".into(), address: "https://directory.example.org/services".into() }
}

fn read(db: &TestDb, world: &World, feed: &[u8]) -> ImportReport {
    import_feed(db, &world.admin, &world.now, &source(), feed).unwrap()
}

fn counts(report: &ImportReport) -> [i64; 5] {
    let run = &report.run;
    [run.added, run.changed, run.unchanged, run.withdrawn, run.refused]
}

/// Three groups of one organisation, as a whole feed.
fn groups() -> Vec<Value> {
    let group = |id: &str, name: &str, description: &str| {
        json!({
            "id": id, "name": name, "description": description, "status": "active",
            "organization": {"id": "org-1", "name": "Levels Together"},
            "service_at_locations": [{"location": {"id": "hall", "name": "Village Hall", "physical_addresses":
                [{"address_1": "Brook Street", "city": "Cannington", "postal_code": "TA5 2HP"}]}}],
        })
    };
    vec![
        group("1", "Talking café", "Tea and company on Thursdays."),
        group("2", "Sunday strollers", "A gentle walk, and a sit down after."),
        group("3", "Shed and share", "Mend things side by side."),
    ]
}

fn feed(groups: &[Value]) -> Vec<u8> {
    serde_json::to_vec(groups).unwrap()
}

fn all(db: &TestDb, world: &World) -> Vec<DirectoryEntry> {
    let area = world.area.id;
    db.read("all services", |tx| {
        let rows =
            tx.rows("select id from service where area_id = $1 order by name", &::store::values![area])?;
        let ids: Vec<ServiceId> = rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?;
        services_by_id(tx, area, &ids)
    })
    .unwrap()
}

fn lines(db: &TestDb, world: &World, kind: &str) -> Vec<Value> {
    db.read("lines of a kind", |tx| {
        let rows = tx.rows(
            "select facts from ledger_line where area_id = $1 and kind = $2",
            &::store::values![world.area.id, kind],
        )?;
        rows.iter().map(|row| row.get::<String>("facts")).collect::<Result<Vec<_>, _>>()
    })
    .map_err(|why: ::store::Error| why)
    .unwrap()
    .iter()
    .map(|facts| serde_json::from_str(facts).unwrap())
    .collect()
}

#[test]
fn a_second_reading_changes_nothing_and_says_so() {
    for db in engines() {
        let world = world(&db);
        let first = read(&db, &world, &feed(&groups()));
        assert_eq!(counts(&first), [3, 0, 0, 0, 0], "{}", db.name());
        let before = change(&db, &world);
        let second = read(&db, &world, &feed(&groups()));
        assert_eq!(counts(&second), [0, 0, 3, 0, 0], "{}", db.name());
        assert!(second.summary().contains("3 services read, nothing has changed"), "{}", second.summary());
        assert_eq!(change(&db, &world), before, "nobody needs to look again");
        assert_eq!(lines(&db, &world, "service.added").len(), 3);
        assert_eq!(lines(&db, &world, "feed.read").len(), 2);
        assert_eq!(lines(&db, &world, "organization.added").len(), 1, "one organisation runs all three");
    }
}

fn change(db: &TestDb, world: &World) -> i64 {
    db.read("the change number", |tx| store::change_number(tx, world.area.id)).unwrap()
}

#[test]
fn only_what_changed_is_updated_and_notes_stay() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let walk = all(&db, &world).into_iter().find(|entry| entry.name == "Sunday strollers").unwrap();
        db.write("add a note", |tx| add_note(tx, &world.worker, &world.now, walk.id, "Ring Jean first."))
            .unwrap();
        let mut changed = groups();
        changed[1]["description"] = json!("A gentle walk of two miles.");
        changed[1]["email"] = json!("walks@example.org");
        let later = Moment { at: world.now.at + 1.hours(), ..world.now.clone() };
        let report = import_feed(&db, &world.admin, &later, &source(), feed(&changed).as_slice()).unwrap();
        assert_eq!(counts(&report), [0, 1, 2, 0, 0], "{}", db.name());
        let (entry, notes) = db
            .read("the walk", |tx| {
                Ok::<_, Refusal>((service(tx, world.area.id, walk.id)?, notes(tx, world.area.id, walk.id)?))
            })
            .unwrap();
        assert_eq!(entry.unwrap().email.as_deref(), Some("walks@example.org"));
        assert_eq!(notes.iter().map(|note| note.words.as_str()).collect::<Vec<_>>(), ["Ring Jean first."]);
        let said = lines(&db, &world, "service.changed");
        assert_eq!(said.len(), 1);
        assert_eq!(said[0]["fields"], json!(["description", "emails", "summary"]));
    }
}

#[test]
fn what_a_whole_feed_no_longer_names_is_withdrawn_and_may_come_back() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let gone = read(&db, &world, &feed(&groups()[..2]));
        assert_eq!(counts(&gone), [0, 0, 2, 1, 0], "{}", db.name());
        let shed = all(&db, &world).into_iter().find(|entry| entry.name == "Shed and share").unwrap();
        assert!(shed.withdrawn_at.is_some() && !shed.is_offered());
        assert_eq!(lines(&db, &world, "service.withdrawn")[0]["name"], "Shed and share");
        let back = read(&db, &world, &feed(&groups()));
        assert_eq!(counts(&back), [0, 1, 2, 0, 0], "{}", db.name());
        assert!(all(&db, &world).iter().all(DirectoryEntry::is_offered));
    }
}

#[test]
fn a_feed_cut_short_keeps_what_came_before_and_withdraws_nothing() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let mut longer = groups();
        longer.insert(0, json!({"id": "0", "name": "Knit and natter"}));
        let whole = feed(&longer);
        let cut = &whole[..whole.len() * 2 / 3];
        let report = read(&db, &world, cut);
        assert_eq!((report.run.added, report.run.withdrawn, report.run.refused), (1, 0, 1), "{}", db.name());
        assert!(!report.details.complete);
        assert!(
            report.lines().iter().any(|line| line.contains("The feed stops at byte")),
            "{:#?}",
            report.lines()
        );
        assert!(all(&db, &world).iter().all(DirectoryEntry::is_offered));
    }
}

#[test]
fn one_page_of_several_or_an_empty_feed_withdraws_nothing() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let page = json!({"total_items": 3, "total_pages": 3, "page_number": 1, "size": 1, "last_page": false,
            "contents": [groups()[0]]});
        for partial in [
            serde_json::to_vec(&page).unwrap(),
            b"[]".to_vec(),
            b"<html>".to_vec(),
            Vec::new(),
            groups()[0].to_string().into_bytes(),
        ] {
            let report = read(&db, &world, &partial);
            assert_eq!(report.run.withdrawn, 0, "{}: {}", db.name(), String::from_utf8_lossy(&partial));
            assert!(!report.details.complete && report.run.changed_nothing());
        }
    }
}

#[test]
fn an_entry_that_cannot_be_read_any_more_stays_as_it_was() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let mut broken = groups();
        broken[2] = json!({"id": "3", "name": "", "description": "\u{7}nobody knows"});
        let report = read(&db, &world, &feed(&broken));
        assert_eq!(counts(&report), [0, 0, 2, 0, 1], "{}", db.name());
        assert!(report.lines().iter().all(|line| !line.chars().any(char::is_control)));
    }
}

#[test]
fn a_run_is_kept_with_every_line_of_its_report() {
    for db in engines() {
        let world = world(&db);
        let mut mended = groups();
        mended[0]["email"] = json!("write to us at tea@example.org");
        let report = read(&db, &world, &feed(&mended));
        assert!(report.run.repaired > 0);
        let area = world.area.id;
        let (feeds, runs, kept) = db
            .read("the run", |tx| {
                let feeds = feeds(tx, area)?;
                let runs = feed_runs(tx, area, feeds[0].id)?;
                let kept = feed_report(tx, area, runs[0].id)?;
                Ok::<_, Refusal>((feeds, runs, kept))
            })
            .unwrap();
        assert_eq!((feeds.len(), feeds[0].last_run_at), (1, Some(world.now.at)));
        assert_eq!(runs, std::slice::from_ref(&report.run));
        assert_eq!(kept.unwrap().lines(), report.lines(), "{}", db.name());
    }
}

#[test]
fn two_feeds_that_number_alike_stand_side_by_side() {
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &feed(&groups()));
        let other = FeedSource { name: "Dorset".into(), address: "file:dorset.json".into() };
        let report =
            import_feed(&db, &world.admin, &world.now, &other, feed(&groups()[..1]).as_slice()).unwrap();
        assert_eq!(counts(&report), [1, 0, 0, 0, 0], "{}", db.name());
        assert_eq!(all(&db, &world).len(), 4);
    }
}

#[test]
fn what_is_written_here_is_found_and_no_feed_withdraws_it() {
    for db in engines() {
        let world = world(&db);
        let finder = Finder::load(&db, world.area.id).unwrap();
        let organization =
            openreferral::Organization { name: "Watchet Boat Museum".into(), ..Default::default() };
        let knots = |name: &str| NewService {
            service: openreferral::Service {
                name: name.into(),
                description: "Learn to splice rope.".into(),
                organization: Some(organization.clone()),
                ..Default::default()
            },
            organization: None,
        };
        let id = db
            .write("add two groups", |tx| {
                add_service(tx, &world.admin, &world.now, knots("Knots on Mondays"))?;
                add_service(tx, &world.admin, &world.now, knots("Knots on Fridays"))
            })
            .unwrap();
        assert_eq!(lines(&db, &world, "organization.added").len(), 1);
        read(&db, &world, &feed(&groups()));
        read(&db, &world, &feed(&groups()[..2]));
        let search = |words: &str, seconds: i64| {
            let now = Moment { at: world.now.at + seconds.seconds(), ..world.now.clone() };
            let found = finder.search(&db, &now, &find::Query::words(words)).unwrap();
            found.hits.iter().map(|hit| ServiceId::from(hit.id)).collect::<Vec<_>>()
        };
        assert!(search("splicing rope", 0).contains(&id), "{}", db.name());
        assert_eq!(finder.len(), 4);
        assert!(search("mending things", 0).is_empty(), "withdrawn things are not offered");
        read(&db, &world, &feed(&groups()));
        assert!(search("mending things", 0).is_empty(), "a look holds for a second");
        assert_eq!(search("mend things", 2).len(), 1);
    }
}

#[test]
fn a_place_without_a_point_is_put_where_its_postcode_is() {
    for db in engines() {
        let world = world(&db);
        let place = settings::Place { lat: 51.15, lon: -3.06, ward: None, lsoa: None, decile: None };
        db.write("know a place", |tx| settings::put_places(tx, &[("TA5 2HP".into(), place.clone())]))
            .unwrap();
        read(&db, &world, &feed(&groups()));
        let cafe = &all(&db, &world)[2];
        assert_eq!(cafe.town.as_deref(), Some("Cannington"), "{}", db.name());
        assert_eq!(cafe.point, find::Point::new(51.15, -3.06));
        assert_eq!(cafe.where_words, "Village Hall, Brook Street, Cannington, TA5 2HP");
    }
}

fn bristol() -> Option<Vec<u8>> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = root.join("data/oruk/feeds/bristol-services-list-2024-12.json");
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: the feed of Bristol is not at {}", path.display());
    }
    bytes
}

#[test]
fn a_real_feed_cut_in_the_middle_withdraws_nothing() {
    let Some(bytes) = bristol() else { return };
    for db in engines() {
        let world = world(&db);
        let half = read(&db, &world, &bytes[..bytes.len() / 2]);
        assert!(half.run.added > 300 && !half.details.complete, "{}: {}", db.name(), half.summary());
        let whole = read(&db, &world, &bytes);
        assert_eq!((whole.run.kept(), whole.run.changed), (817, 0), "{}", db.name());
        let again = read(&db, &world, &bytes[..bytes.len() / 2]);
        assert!(again.run.changed_nothing(), "{}: {}", db.name(), again.summary());
        let named: std::collections::HashSet<_> = all(&db, &world).iter().map(|entry| entry.id).collect();
        assert_eq!(named.len(), 817);
    }
}

#[test]
fn a_real_citys_feed_is_read_twice() {
    let Some(bytes) = bristol() else { return };
    for db in engines() {
        let world = world(&db);
        let began = std::time::Instant::now();
        let first = read(&db, &world, &bytes);
        let took = began.elapsed();
        assert_eq!((first.run.added, first.run.changed), (817, 0), "{}", db.name());
        let began = std::time::Instant::now();
        let second = read(&db, &world, &bytes);
        eprintln!("{}: read in {took:?}, again in {:?}. {}", db.name(), began.elapsed(), first.summary());
        assert_eq!((second.run.added, second.run.changed, second.run.withdrawn), (0, 0, 0), "{}", db.name());
        assert_eq!(second.run.unchanged, 817);
        assert_eq!(first.details.refusals, second.details.refusals);
        let finder = Finder::load(&db, world.area.id).unwrap();
        let found = finder.search(&db, &world.now, &find::Query::words("young carers")).unwrap();
        assert!(found.hits.iter().all(|hit| !hit.because().is_empty()) && found.total > 3, "{}", db.name());
        let checked = db.read("verify", |tx| ledger::verify(tx, Some(world.area.id.into()), None));
        assert!(checked.is_ok());
    }
}
