//! The directory on every engine.

mod feeds;
mod feeds_broken;
mod feeds_ids;
mod feeds_kept;
mod feeds_marks;
mod feeds_root;
mod feeds_tables;
mod feeds_web;
mod groups;
mod lying_over;
mod pages;
mod publisher;
mod reread;

use ::store::testing::TestDb;
use serde_json::{Value, json};

use super::*;
use crate::fixture::World;
use crate::refusal::Refusal;

/// The feed these tests correct: one group, as the council says it.
fn council() -> Value {
    json!({
        "id": "7", "name": "Taking café", "description": "Tea and company.", "status": "active",
        "email": "tea@example.org", "phones": [{"number": "01632 960100"}],
        "organization": {"id": "org-1", "name": "Levels Together"},
        "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        "service_at_locations": [{"location": {"id": "hall", "name": "Village Hall", "physical_addresses":
            [{"address_1": "Brook Street", "city": "Cannington", "postal_code": "TA5 2HP"}]}}],
    })
}

fn say(db: &TestDb, world: &World, says: &Value) -> ImportReport {
    let source =
        FeedSource { name: "The council".into(), address: "https://directory.example.org/services".into() };
    import_feed(db, &world.admin, &world.now, &source, json!([says]).to_string().as_bytes()).unwrap()
}

/// The feed read once; the group in it.
fn read_council(db: &TestDb, world: &World) -> ServiceId {
    say(db, world, &council());
    db.read("find the group", |tx| {
        let row = tx.row("select id from service where area_id = $1", &::store::values![world.area.id])?;
        Ok::<ServiceId, Refusal>(row.unwrap().get("id")?)
    })
    .unwrap()
}

fn entry(db: &TestDb, world: &World, id: ServiceId) -> DirectoryEntry {
    db.read("the entry", |tx| service(tx, world.area.id, id)).unwrap().unwrap()
}

/// Somebody here changes these facts.
fn correct(db: &TestDb, world: &World, id: ServiceId, facts: &[layer::Fact]) {
    let editing = layer::Editing {
        facts: facts.to_vec(),
        why: Some("Spoke to Jean.".into()),
        hand: layer::Hand::Team,
        undoes: None,
    };
    let version = entry(db, world, id).version;
    db.write("edit", |tx| layer::edit(tx, &world.worker, &world.now, id, version, &editing)).unwrap();
}

fn corrections(db: &TestDb, world: &World, id: ServiceId) -> Vec<layer::Correction> {
    db.read("corrections", |tx| layer::corrections_of(tx, world.area.id, id)).unwrap()
}
