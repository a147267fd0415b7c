//! Whatever a feed says next: our notes, our facts and our live corrections stay as they are.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::super::layer::*;
use super::*;
use crate::fixture::{engines, world};

/// What a feed may say of the same group next time, or that it names it no longer.
fn says() -> impl Strategy<Value = Option<Value>> {
    let names = prop::sample::select(vec!["Taking café", "Talking café", "Tea room", "Café"]);
    let phones = prop::sample::select(vec!["01632 960100", "01632 960111", "01632 960122"]);
    let statuses = prop::sample::select(vec!["active", "inactive", "temporarily closed", "defunct"]);
    let postcodes = prop::sample::select(vec!["TA5 2HP", "TA1 1NW", "BS1 5TR"]);
    let said = (names, phones, statuses, postcodes, "[a-z <>&]{0,30}", prop::option::of(0u8..90));
    prop::option::weighted(0.9, said).prop_map(|said| {
        let (name, phone, status, postcode, description, age) = said?;
        let mut says = council();
        says["name"] = json!(name);
        says["phones"] = json!([{"number": phone}]);
        says["status"] = json!(status);
        says["description"] = json!(description);
        says["minimum_age"] = json!(age);
        says["service_at_locations"][0]["location"]["physical_addresses"][0]["postal_code"] = json!(postcode);
        Some(says)
    })
}

fn feed_says(db: &TestDb, world: &World, says: Option<&Value>) {
    let other = json!({"id": "8", "name": "Shed", "status": "active"});
    let services: Vec<&Value> = says.into_iter().chain([&other]).collect();
    let source =
        FeedSource { name: "The council".into(), address: "https://directory.example.org/services".into() };
    import_feed(db, &world.admin, &world.now, &source, json!(services).to_string().as_bytes()).unwrap();
}

#[test]
fn no_feed_content_changes_what_is_ours() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let phone = openreferral::Phone { number: "01632 960111".into(), ..Default::default() };
        let ours = [
            Fact::Name("Talking café".into()),
            Fact::Phones(vec![phone]),
            Fact::Access(Some("Steps at the door.".into())),
            Fact::FirstVisit(Some("Ask for Jean.".into())),
        ];
        correct(&db, &world, id, &ours);
        db.write("note", |tx| add_note(tx, &world.worker, &world.now, id, "Ring Jean first.")).unwrap();
        db.write("room", |tx| {
            room_said(tx, &world.worker, &world.now, id, RoomState::Full, Some("May"), None)
        })
        .unwrap();
        let before = entry(&db, &world, id);
        let mut runner =
            TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
        let held = |fact: &Fact| {
            corrections(&db, &world, id).iter().any(|held| held.ended.is_none() && held.ours == *fact)
        };
        runner
            .run(&says(), |says| {
                correct(&db, &world, id, &ours);
                let stood: Vec<bool> = ours.iter().map(held).collect();
                feed_says(&db, &world, says.as_ref());
                let after = entry(&db, &world, id);
                let known = db.read("open", |tx| open(tx, world.area.id, id)).unwrap().known;
                prop_assert_eq!(&after.layer, &before.layer);
                let notes = db.read("notes", |tx| notes(tx, world.area.id, id)).unwrap();
                prop_assert_eq!(notes.len(), 1);
                for (fact, stood) in ours.iter().zip(stood) {
                    // A correction ends only by the feed saying the same: then it says what we say.
                    if !fact.field().is_published() || held(fact) {
                        prop_assert!(Fact::of(fact.field(), &known).same(fact), "{:?}", fact);
                    } else if stood {
                        let says = says
                            .as_ref()
                            .map(|says| [says["name"].clone(), says["phones"][0]["number"].clone()]);
                        let words = json!(fact.words(crate::web::Lang::En));
                        prop_assert!(
                            says.is_some_and(|says| says.contains(&words)),
                            "{:?} was dropped",
                            fact
                        );
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}
