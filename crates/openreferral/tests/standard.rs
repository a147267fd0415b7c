//! Whatever is written for the API of Open Referral UK 3.0 is valid by the standard's own schemas, and by the
//! description we publish ourselves. The schemas are not part of this repository: the tests look for them as those of
//! `real_feeds.rs` do, and say so when they are absent.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test file through and through: its helpers fail loudly too"
)]

use std::{fs, path::PathBuf};

use jsonschema::{Draft, Validator};
use openreferral::{Service, openapi, read, v3};
use serde_json::{Value, json};

fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join("data/oruk").join(path);
    let read = fs::read(&path);
    if let Err(error) = &read {
        println!("skipped: {} cannot be read here ({error})", path.display());
    }
    read.ok()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).build(schema).unwrap()
}

/// The standard's schema of a name.
fn theirs(name: &str) -> Option<Validator> {
    let bytes = shared(&format!("validator/schemas/V3.0-UK/{name}.json"))?;
    Some(validator(&serde_json::from_slice(&bytes).unwrap()))
}

/// The schema of that name in our own description.
fn ours(name: &str) -> Validator {
    let mut schema = openapi("/");
    schema["$ref"] = json!(format!("#/components/schemas/{name}"));
    validator(&schema)
}

fn wrong(validator: &Validator, written: &Value) -> Vec<String> {
    validator.iter_errors(written).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// Everything that can be read of what is saved, and an invented service that says all there is to say.
fn services() -> Option<Vec<Service>> {
    let feeds = [
        "feeds/bristol-services-list-2024-12.json",
        "feeds/v3-bristol-services-page1.json",
        "feeds/v3-bristol-service-1625ip.json",
        "hsds-3.0/examples/service_full.json",
        "uk-profile-3.0/examples/service_full.json",
        "validator/mocks/V3.0-UK-Default/service_full.json",
        "validator/mocks/V3.0-UK-Default/service_list.json",
        "validator/mocks/V3.0-UK-Warn/service_full.json",
    ];
    let mut services = invented();
    for feed in feeds {
        services.extend(read(&shared(feed)?).services.into_iter().map(|read| read.service));
    }
    Some(services)
}

fn invented() -> Vec<Service> {
    let entry = r#"[{
        "id": "tea", "name": "Tea & Talk", "alternate_name": "T&T", "description": "Tea.\n\nTalk.",
        "url": "https://example.org/tea", "email": "tea@example.org, two@example.org", "status": "temporarily closed",
        "minimum_age": 18, "maximum_age": 99, "eligibility_description": "Anyone", "accreditations": "None",
        "assured_date": "2026-01-02", "last_modified": "2026-01-02T10:00:00", "alert": "Closed in May",
        "application_process": "Ring", "wait_time": "A week", "interpretation_services": "BSL",
        "organization": {"id": "o1", "name": "Tea Trust", "url": "example.org", "email": "trust@example.org"},
        "phones": [{"number": "01632 960123", "extension": "007", "description": "Desk"}],
        "contacts": [{"name": "Mary", "title": "Host", "email": "mary@example.org", "phones": [{"number": "01632960124"}]}],
        "schedules": [{"freq": "MONTHLY", "byday": "2TU,-1FR", "bymonthday": "1,-1", "interval": 2, "opens_at": "10:00",
            "closes_at": "12:00", "dtstart": "2026-01-01", "valid_from": "2026-01-01", "valid_to": "2027-01-01",
            "description": "Not in August", "attending_type": "in person"}],
        "languages": [{"name": "Welsh", "code": "cy"}], "service_areas": [{"name": "Somerset", "uri": "https://example.org/a"}],
        "cost_options": [{"amount": 3.5, "option": "Adults", "amount_description": "a session", "valid_from": "2026-01-01"}],
        "service_taxonomys": [{"taxonomy": {"id": "esdServiceType:298", "name": "Carers", "parent_id": "esdServiceType:200"}}],
        "attributes": [{"taxonomy_term": {"id": "3f7b145d-84af-42d7-8fae-eaca714b02b2", "code": "c", "name": "n",
            "taxonomy": "local", "term_uri": "https://example.org/t"}}, {"taxonomy_term": {"name": "No id"}}],
        "service_at_locations": [{"schedules": [{"freq": "WEEKLY", "byday": "MO"}], "location": {"id": "hall", "name": "Hall",
            "description": "Big", "transportation": "Bus 1", "latitude": 51.2, "longitude": -2.6, "location_type": "physical",
            "addresses": [{"address_1": "1", "address_2": "2", "address_3": "3", "address_4": "4", "city": "Wells",
                "state_province": "Somerset", "postal_code": "BA5 2AA", "country": "GB"}],
            "accessibility": [{"description": "Ramp"}]}}, {"location": {"location_type": "virtual"}}]
    }, {"name": "Bare"}]"#;
    read(entry.as_bytes()).services.into_iter().map(|read| read.service).collect()
}

/// How many documents of each kind were judged.
#[derive(Default)]
struct Tally(std::collections::BTreeMap<String, usize>);

impl Tally {
    /// Holds a document to the standard's schema and to ours; either may have none for it.
    fn judge(&mut self, schemas: &(String, Option<Validator>, Option<Validator>), written: &Value) {
        let (name, theirs, ours) = schemas;
        for (whose, validator) in [("the standard's", theirs), ("our", ours)] {
            if let Some(validator) = validator {
                let wrong = wrong(validator, written);
                assert!(wrong.is_empty(), "{whose} {name}: {wrong:#?}\n{written:#}");
                *self.0.entry(format!("{whose} {name}")).or_default() += 1;
            }
        }
    }
}

#[test]
fn every_answer_is_valid() {
    let Some(services) = services() else { return };
    let pair = |theirs_name: &str, ours_name: &str| {
        (
            format!("{theirs_name} {ours_name}"),
            (!theirs_name.is_empty()).then(|| theirs(theirs_name)).flatten(),
            (!ours_name.is_empty()).then(|| ours(ours_name)),
        )
    };
    let mut tally = Tally::default();
    let full = pair("service", "Service");
    let (item, minimal) = (pair("", "ServiceItem"), pair("", "ServiceMinimal"));
    let (at, at_item) = (pair("service_at_location", "ServiceAtLocation"), pair("", "ServiceAtLocationItem"));
    let (organization, organization_item) =
        (pair("organization", "Organization"), pair("organization_list", "OrganizationItem"));
    let (mut items, mut places, mut owners) = (Vec::new(), Vec::new(), Vec::new());
    for service in &services {
        tally.judge(&full, &v3::service(service));
        tally.judge(&item, &v3::service_item(service));
        tally.judge(&minimal, &v3::service_minimal(service));
        items.push(v3::service_item(service));
        items.push(v3::service_minimal(service));
        for location in &service.locations {
            let whole = v3::service_at_location(service, location);
            tally.judge(&at, &whole);
            assert_eq!(whole["id"], v3::service_at_location_id(service.id, location.id).to_string());
            places.push(v3::service_at_location_item(service, location));
            tally.judge(&at_item, &v3::service_at_location_item(service, location));
        }
        if let Some(owner) = &service.organization {
            tally.judge(&organization, &v3::organization(owner, [service]));
            tally.judge(&organization_item, &v3::organization_item(owner));
            owners.push(v3::organization_item(owner));
        }
    }
    let page = |list: &[Value]| v3::page(list.to_vec(), 1, 50, list.len() as u64);
    tally.judge(&pair("service_list", "Page"), &page(&items));
    tally.judge(&pair("service_at_location_list", "Page"), &page(&places));
    tally.judge(&pair("", "Page"), &page(&owners));
    tally.judge(&pair("empy_list_response", "Page"), &page(&[]));
    topics(&services, &mut tally);
    tally.judge(&pair("api_details", "ApiDetails"), &v3::api_details("https://example.org/api/openapi.json"));
    println!("valid: {:#?}", tally.0);
    assert!(tally.0.values().sum::<usize>() > 5_000 && places.len() >= 4);
}

fn topics(services: &[Service], tally: &mut Tally) {
    let all = v3::Taxonomies::of(services);
    let (list, term) = ("taxonomy", "taxonomy_term");
    let schemas = |theirs_name: &str, ours_name: &str| {
        (theirs_name.to_owned(), theirs(theirs_name), Some(ours(ours_name)))
    };
    let lists: Vec<Value> = all.taxonomies().map(v3::Taxonomy::to_v3).collect();
    let terms: Vec<Value> = all.terms().map(v3::TaxonomyTerm::to_v3).collect();
    assert!(lists.len() >= 2 && terms.len() >= 3);
    lists.iter().for_each(|written| tally.judge(&schemas(list, "Taxonomy"), written));
    terms.iter().for_each(|written| tally.judge(&schemas(term, "TaxonomyTerm"), written));
    tally.judge(&schemas("taxonomy_list", "Page"), &v3::page(lists, 1, 50, 2));
    tally.judge(&schemas("taxonomy_term_list", "Page"), &v3::page(terms, 1, 50, 3));
}

/// The mocks that are meant to fail do fail: the schemas can say no.
#[test]
fn the_schemas_can_say_no() {
    for name in ["api_details", "service_list", "taxonomy_term"] {
        let Some(bytes) = shared(&format!("validator/mocks/V3.0-UK-Fail/{name}.json")) else { return };
        let said: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(!wrong(&theirs(name).unwrap(), &said).is_empty(), "{name}");
    }
    assert!(!wrong(&ours("Service"), &json!({"id": "x", "name": "A", "status": "active"})).is_empty());
}
