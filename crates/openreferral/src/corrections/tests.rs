//! What a change file says, and what it leaves out.

use uuid::Uuid;

use super::*;
use crate::{
    place::{Location, Postcode},
    service::{Organization, Phone},
};

fn published() -> Service {
    Service {
        id: Uuid::from_u128(1),
        source_id: "tea-1".into(),
        name: "Tea & Talk".into(),
        description: "Tea.".into(),
        url: Some("https://example.org".into()),
        phones: vec![Phone { number: "01632 960123".into(), ..Phone::default() }],
        organization: Some(Organization {
            id: Uuid::from_u128(2),
            name: "Trust".into(),
            ..Organization::default()
        }),
        locations: vec![Location {
            id: Uuid::from_u128(3),
            name: Some("Hall".into()),
            postcode: Postcode::parse("TA1 1AA"),
            ..Location::default()
        }],
        ..Service::default()
    }
}

fn corrected() -> Service {
    let mut service = published();
    service.description = "Tea, and talk.".into();
    service.url = None;
    service.alert = Some("Closed in May".into());
    service.access = vec![crate::Access::DropIn];
    service.phones[0].number = "01632 960124".into();
    service.locations[0].name = Some("Village hall".into());
    service.locations[0].postcode = Postcode::parse("TA1 1AB");
    service
}

fn correction<'a>(published: &'a Service, corrected: &'a Service) -> Correction<'a> {
    Correction { published, corrected, on: Date::constant(2026, 11, 25), by: "Ann, village agent" }
}

#[test]
fn only_what_differs_is_written() {
    let (old, new) = (published(), corrected());
    let written = to_hsds(&[correction(&old, &new)]);
    let service = &written["services"][0];
    assert_eq!(service["description"], "Tea, and talk.");
    assert_eq!((&service["url"], &service["alert"]), (&Value::Null, &json!("Closed in May")));
    assert_eq!((&service["name"], &service["published_id"]), (&json!("Tea & Talk"), &json!("tea-1")));
    assert_eq!(service["attending_access"], "drop-in");
    assert!(service.get("status").is_none() && service.get("organization").is_none());
    assert_eq!(service["phones"][0]["number"], "01632 960124");
    let place = &service["service_at_locations"][0]["location"];
    assert_eq!((&place["name"], &place["id"]), (&json!("Village hall"), &json!(Uuid::from_u128(3))));
    assert_eq!(place["addresses"][0]["postal_code"], "TA1 1AB");
    assert!(place.get("location_type").is_none());
}

#[test]
fn each_change_is_on_record() {
    let (old, new) = (published(), corrected());
    let all = changes(&[correction(&old, &new)]);
    let of = |field: &str| all.iter().find(|change| change.field_name == field).unwrap();
    assert_eq!((of("url").last_action_type, of("alert").last_action_type), ("delete", "create"));
    let changed = of("description");
    assert_eq!(
        (changed.last_action_type, changed.previous_value.as_str(), changed.replacement_value.as_str()),
        ("update", "Tea.", "Tea, and talk.")
    );
    assert_eq!((of("name").resource_type, of("name").resource_id), ("location", Uuid::from_u128(3)));
    assert_eq!(all.iter().filter(|change| change.field_name == "phones").count(), 2);
    assert_eq!(all.iter().filter(|change| change.resource_type == "address").count(), 2);
    let record = changed.to_hsds();
    assert_eq!(
        (&record["updated_by"], &record["last_action_date"]),
        (&json!("Ann, village agent"), &json!("2026-11-25"))
    );
    assert_eq!(record.as_object().unwrap().len(), 9);
    let csv = to_csv(&[correction(&old, &new)]);
    assert_eq!(csv.lines().count(), 1 + all.len());
    assert!(
        csv.contains(",update,description,Tea.,\"Tea, and talk.\",\"Ann, village agent\",tea-1,"),
        "{csv}"
    );
}

#[test]
fn nothing_changed_is_nothing_written() {
    let old = published();
    let written = to_hsds(&[correction(&old, &old)]);
    assert_eq!((&written["services"], &written["metadata"]), (&json!([]), &json!([])));
    assert_eq!(to_csv(&[correction(&old, &old)]).lines().count(), 1);
}

#[test]
fn places_and_owners_come_and_go() {
    let old = published();
    let mut new = published();
    new.locations = vec![Location { id: Uuid::from_u128(4), ..Location::default() }];
    new.organization = None;
    let all = changes(&[correction(&old, &new)]);
    let said: Vec<(&str, &str)> = all.iter().map(|c| (c.resource_type, c.last_action_type)).collect();
    assert_eq!(said, [("organization", "delete"), ("location", "delete"), ("location", "create")]);
    let service = &to_hsds(&[correction(&old, &new)])["services"][0];
    assert_eq!(service["organization"], Value::Null);
    assert_eq!(service["service_at_locations"][0]["location"]["location_type"], "physical");
}
