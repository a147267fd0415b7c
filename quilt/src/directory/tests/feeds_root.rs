//! The root of an API given for a feed: its services are found, and the feed's page says where.

use serde_json::json;

use super::publisher::*;
use crate::directory::feeds::*;
use crate::fixture::{World, engines, world};
use crate::refusal::Refusal;

fn found(db: &::store::Db, world: &World, report: &ImportReport) -> Option<String> {
    db.read("the feed", |tx| feed(tx, world.area.id, report.run.feed)).unwrap().unwrap().found
}

#[test]
fn a_root_that_says_what_it_is() {
    let publisher = Publisher::serve(|asked| match asked.path.split('?').next().unwrap() {
        "/openreferral/" => ok(json!({
            "version": "HSDS-UK-3.0", "profile": "https://docs.openreferraluk.org/en/latest/",
            "openapi_url": "https://directory.example.org/openapi.json"
        })
        .to_string()),
        "/openreferral/services" => three(asked),
        other => panic!("{other} was asked for"),
    });
    for db in engines() {
        let world = world(&db);
        let address = format!("{}/openreferral/", publisher.address);
        for round in [3, 0] {
            let report = read(&db, &world, &address);
            let run = &report.run;
            assert_eq!(
                (run.added, run.pages, report.details.complete),
                (round, 3, true),
                "{:#?}",
                report.lines()
            );
            must_say(&report, "The address is the root of an API (HSDS-UK-3.0).");
            let says = found(&db, &world, &report).unwrap();
            assert!(says.ends_with("/openreferral/services."), "{}: {says}", db.name());
        }
        // The address of the services themselves is another feed, and says nothing of a root.
        let report = read(&db, &world, &format!("{address}services"));
        assert_eq!(found(&db, &world, &report), None);
    }
}

#[test]
fn a_root_of_version_1_that_is_a_page_for_people() {
    let v1 = |asked: &Asked| {
        let page = json!({"totalElements": 2, "totalPages": 2, "number": asked.page(), "size": 1,
                          "last": asked.page() == 2, "content": [group(asked.page())]});
        match asked.path.split('?').next().unwrap() {
            "/v1.0/services" => ok(page.to_string()),
            "/v1.0" => with("200 OK\r\ncontent-type: text/html", "<html><title>Our API</title></html>"),
            _ => with("404 Not Found", ""),
        }
    };
    let publisher = Publisher::serve(v1);
    for db in engines() {
        let world = world(&db);
        let report = read(&db, &world, &format!("{}/v1.0", publisher.address));
        assert_eq!((report.run.added, report.details.complete), (2, true), "{:#?}", report.lines());
        assert_eq!(report.run.format, "page v1");
        let says = found(&db, &world, &report).unwrap();
        assert!(
            says.contains("There is no feed at the address itself") && says.contains("/v1.0/services"),
            "{says}"
        );
        // Where nothing is below it either, what is said is what is wrong with the address given.
        let address = format!("{}/nowhere", publisher.address);
        let answer = read_with(&db, &world.admin, &world.now, quick(), &address);
        assert!(
            matches!(&answer, Err(Refusal::NotNow(why)) if why.contains("/nowhere answered 404")),
            "{answer:?}"
        );
    }
}
