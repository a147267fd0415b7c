//! Every example the standards give, as JSON and as tables, is read for what it is. They are not part of this
//! repository: the tests look for them as those of `real_feeds.rs` do, and say so when they are absent.
#![expect(clippy::print_stdout, reason = "says what is not here, and what is read")]

use std::{fs, path::PathBuf};

use openreferral::{Reading, package, read};
use serde_json::Value;

fn folder(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let folder = root.join("data/oruk").join(path);
    if !folder.is_dir() {
        println!("skipped: {} is not here", folder.display());
        return None;
    }
    Some(folder)
}

/// How many services, refusals and notes there should be.
fn expected(file: &str) -> (usize, usize) {
    match file {
        "service_full.json" | "service_list.json" | "organization_full.json" => (1, 0),
        "service_at_location_full.json" | "service_at_location_list.json" => (1, 0),
        // Organisations that name no services are counted in a note.
        "organization_list.json" => (0, 0),
        // Places, lists, terms and what the API says of itself are no services.
        _ => (0, 1),
    }
}

fn why(reading: &Reading) -> Vec<&str> {
    reading.refused.iter().map(|refused| refused.why.as_str()).collect()
}

#[test]
fn examples_in_json() {
    let mut read_so_far = 0;
    for path in ["hsds-3.0/examples", "uk-profile-3.0/examples", "validator/mocks/V3.0-UK-Default"] {
        let Some(folder) = folder(path) else { return };
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            if !name.ends_with(".json") {
                continue;
            }
            let reading = read(&fs::read(&file).unwrap());
            let found = (reading.services.len(), reading.refused.len());
            assert_eq!(found, expected(&name), "{path}/{name}: {:?}", why(&reading));
            for kept in &reading.services {
                assert_eq!(kept.service.name, "Community Counselling", "{path}/{name}");
                assert!(
                    kept.service.organization.is_some() || !name.starts_with("organization"),
                    "{path}/{name}"
                );
                assert_eq!(
                    kept.service.locations.len(),
                    usize::from(name.contains("full") || name.contains("at_loc")),
                    "{path}/{name}"
                );
            }
            read_so_far += 1;
        }
    }
    assert!(read_so_far > 30, "{read_so_far}");
}

#[test]
fn examples_in_tables() {
    for path in ["hsds-3.0/examples/csv", "uk-profile-3.0/examples/csv"] {
        let Some(folder) = folder(path) else { return };
        let reading = package::read(|name| fs::File::open(folder.join(name)).ok());
        assert_eq!((reading.services.len(), reading.refused.len()), (1, 0), "{path}: {:?}", why(&reading));
        println!("{path}: {:#?}", reading.notes);
        let service = &reading.services[0].service;
        assert_eq!(service.name, "Community Counselling");
        assert!(
            service.organization.is_some() && !service.phones.is_empty() && !service.schedules.is_empty()
        );
        assert_eq!(service.locations[0].name.as_deref(), Some("MyCity Civic Center"));
        assert!(!service.locations[0].lines.is_empty() && !service.locations[0].accessibility.is_empty());
        assert!(!service.costs.is_empty() && !service.areas.is_empty());
        // The UK profile's table of languages names none.
        assert_eq!(service.languages.is_empty(), path.starts_with("uk"));
    }
}

#[test]
fn a_mock_api_of_the_government() {
    let Some(folder) = folder("dfe-mock-hsda") else { return };
    let answers: Value = serde_json::from_slice(&fs::read(folder.join("responses.json")).unwrap()).unwrap();
    let mut services = 0;
    for answer in answers.as_array().unwrap() {
        let reading = read(answer["body"].to_string().as_bytes());
        services += reading.services.len();
        if answer["operation"] == "getFullyNestedServiceById" {
            assert_eq!((reading.services.len(), reading.refused.len()), (1, 0));
            assert_eq!(reading.services[0].service.locations.len(), 1);
        }
    }
    assert!(services >= 3, "{services}");
}
