//! What must never leave with the directory: what people here noted, what somebody said is
//! wrong, who said so, and whether anybody was sent there.

use std::collections::BTreeSet;

use quilt::directory::{add_note, say_wrong};
use serde_json::Value;

use crate::client::{Client, id};
use crate::known::{demonstration, everywhere, uuid};
use crate::support::{engines, seed};

const LISTS: [&str; 5] =
    ["/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms"];

/// Everything the API says at all.
fn everything(api: &Client) -> String {
    let mut said = api.get("/").text() + &api.get("/openapi.json").text();
    for list in LISTS {
        said += &api.get(&format!("{list}?format=ndjson")).text();
        for entry in api.all(list) {
            said += &api.get(&format!("{list}/{}", id(&entry))).text();
        }
        if !list.contains("taxonom") {
            said += &api.get(&format!("{list}?full=true&format=ndjson")).text();
        }
    }
    said + &api.get("/services?minimal=true").text()
}

#[test]
fn nothing_personal_is_given_away() {
    everywhere(|db, few| {
        // Three people are sent to a group here; each has a journey, a link and a message.
        let people = seed(db, &few.county);
        let before = everything(&few.api);
        let (now, worker, gp) = (few.county.now(), &few.county.worker, &few.county.gp);
        db.write("note and complain", |tx| {
            add_note(tx, &worker.actor, &now, few.walk, "Ring Jean first; steps at the door.")?;
            say_wrong(tx, &gp.actor, &now, few.walk, "It has moved to Thursdays.", Some("mae@example.org"))
        })
        .unwrap();
        let after = everything(&few.api);
        assert_eq!(before, after, "a note or a report changed what is given");
        for secret in [
            "Ring Jean",
            "steps at the door",
            "Thursdays",
            "mae@",
            "Okafor",
            "Greene",
            "Tidball",
            "Popham",
            "Sealy",
            "gardens",
            "arrived",
            "room for one",
        ] {
            assert!(!after.to_lowercase().contains(&secret.to_lowercase()), "{secret} is given away");
        }
        assert!(after.contains(&uuid(people.service)), "the group they were sent to was not looked at");
    });
}

/// The fields of an entry, whatever hangs below it: a new one is to be thought about here.
#[test]
fn only_what_the_standard_knows_is_said() {
    const KNOWN: &str = "id name alternate_name description organization_id url email status minimum_age maximum_age \
        eligibility_description accreditations assured_date last_modified alert application_process wait_time \
        interpretation_services organization phones contacts schedules service_at_locations service_areas languages \
        cost_options attributes website number extension title freq interval byday bymonthday opens_at closes_at \
        dtstart valid_from valid_to attending_type service_id location_id location location_type transportation \
        latitude longitude addresses accessibility address_1 address_2 address_3 address_4 city state_province \
        postal_code country address_type uri code option amount currency amount_description link_id link_type \
        link_entity taxonomy_term_id taxonomy_term parent_id taxonomy taxonomy_id term_uri";
    fn fields(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| {
                found.insert(name.clone());
                fields(value, found);
            }),
            Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
            _ => {}
        }
    }
    let known: BTreeSet<String> = KNOWN.split_whitespace().map(str::to_owned).collect();
    for db in engines() {
        let (_server, api) = demonstration(&db);
        let mut found = BTreeSet::new();
        api.lines("/services?full=true&format=ndjson").iter().for_each(|entry| fields(entry, &mut found));
        let news: Vec<&String> = found.difference(&known).collect();
        assert!(news.is_empty(), "given away, and nobody said that it may be: {news:?}");
        assert!(found.len() > 30);
    }
}
