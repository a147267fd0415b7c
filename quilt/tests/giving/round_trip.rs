//! Quilt reads what Quilt gives: another directory that takes everything from this one has the
//! same entries, gives them on the same, and finds nothing new when it reads again.

use std::collections::BTreeMap;

use openreferral::{Access, Attending, Service};
use quilt::access::Actor;
use quilt::directory::{FeedSource, ImportReport, import_feed, services_by_id};
use serde_json::Value;
use store::testing::TestDb;
use uuid::Uuid;

use crate::client::{Client, id};
use crate::known::{council, demonstration, now};
use crate::support::{County, Server, engines, found};

/// Every page of the services in full, as one feed.
fn feed(api: &Client) -> Vec<u8> {
    let mut lines = Vec::new();
    for entry in api.all("/services?full=true&per_page=100") {
        lines.extend_from_slice(entry.to_string().as_bytes());
        lines.push(b'\n');
    }
    lines
}

fn read(db: &TestDb, county: &County, feed: &[u8]) -> ImportReport {
    let source = FeedSource { name: "Quilt".into(), address: "https://quilt.example/services".into() };
    import_feed(db.db(), &Actor::program(county.area, "Quilt"), &now(), &source, feed).unwrap()
}

/// What stands in a database, under the ids it is given under.
fn records(db: &TestDb, server: &Server) -> BTreeMap<Uuid, Service> {
    let area = server.app.area.id;
    let shelf = server.app.giving.shelf(db.db(), area).unwrap();
    let ids: Vec<_> = shelf.services().map(|it| it.id).collect();
    let entries = db.read("read everything", |tx| services_by_id(tx, area, &ids)).unwrap();
    let mut found = BTreeMap::new();
    for (given, entry) in shelf.services().zip(entries) {
        let mut service = told(&entry.record);
        service.id = given.given;
        if let (Some(organization), Some(id)) = (&mut service.organization, given.organization) {
            organization.id = id;
        }
        found.insert(given.given, service);
    }
    found
}

/// A service as far as the standard can say it: version 3 has no place for these.
fn told(service: &Service) -> Service {
    let mut service = service.clone();
    service.source_id = String::new();
    service.summary = String::new();
    service.last_modified = None;
    service.audiences = Vec::new();
    service.attending = Vec::<Attending>::new();
    service.access = Vec::<Access>::new();
    service.deliverable = None;
    service.emails.truncate(1);
    for contact in &mut service.contacts {
        contact.emails.truncate(1);
    }
    for place in &mut service.locations {
        place.source_id = String::new();
        // An address must have a country.
        place.country = place.country.take().filter(|country| country != "GB");
    }
    if let Some(organization) = &mut service.organization {
        organization.source_id = String::new();
        // Where nobody describes it the standard has its name.
        if organization.description == organization.name {
            organization.description = String::new();
        }
    }
    service
}

fn by_id(api: &Client) -> BTreeMap<String, Value> {
    let without_date = |mut entry: Value| {
        entry.as_object_mut().unwrap().remove("last_modified");
        entry
    };
    let all = api.lines("/services?full=true&format=ndjson");
    all.into_iter().map(|entry| (id(&entry), without_date(entry))).collect()
}

fn must_come_round(from: &TestDb, server: &Server, api: &Client, to: &TestDb) {
    let county = found(to);
    let given = feed(api);
    let first = read(to, &county, &given);
    let all = api.json("/services")["total_items"].as_i64().unwrap();
    assert_eq!((first.run.added, first.run.refused), (all, 0), "{:?}", first.details);
    assert!(
        first.details.repairs.is_empty(),
        "nothing of ours has to be mended: {:#?}",
        first.details.repairs
    );
    let again = read(to, &county, &given);
    assert_eq!(
        (again.run.unchanged, again.run.added, again.run.changed, again.run.withdrawn),
        (all, 0, 0, 0)
    );

    let copy = Server::start(to, &county.chance);
    let copied = Client(copy.address);
    let (here, there) = (by_id(api), by_id(&copied));
    assert_eq!(here.len(), there.len());
    for (id, entry) in &here {
        assert_eq!(&there[id], entry, "{id} is given on as something else");
    }
    let (here, there) = (records(from, server), records(to, &copy));
    for (id, service) in &here {
        let changes = openreferral::changes(service, &there[id]);
        assert!(changes.is_empty(), "{}: {changes:#?}", service.name);
    }
}

#[test]
fn the_demonstration_county_comes_round() {
    for (from, to) in engines().into_iter().zip(engines()) {
        let (server, api) = demonstration(&from);
        must_come_round(&from, &server, &api, &to);
    }
}

#[test]
fn a_real_councils_feed_comes_round() {
    for (from, to) in engines().into_iter().zip(engines()) {
        let Some((server, api)) = council(&from) else { return };
        must_come_round(&from, &server, &api, &to);
    }
}
