//! Feeds as councils really publish them, and the schemas of the standard. They are not part of this repository: the
//! tests look for them at `QUILT_SHARED`, else in `shared` next to the repository, and say so when they are absent.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test file through and through: its helpers fail loudly too"
)]

use std::{collections::HashSet, fs, path::PathBuf};

use openreferral::{Format, Organization, Reader, Service, Step, read, to_v3};
use serde_json::Value;

fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join("data/oruk").join(path);
    match fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            println!("skipped: {} cannot be read here ({error})", path.display());
            None
        }
    }
}

const BRISTOL: &str = "feeds/bristol-services-list-2024-12.json";
const PAGE: &str = "feeds/v3-bristol-services-page1.json";

/// Whether a browser would see a tag in a text.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        text[at + 1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
            && text[at..].contains('>')
    })
}

#[test]
fn a_councils_whole_v1_list() {
    let Some(bytes) = shared(BRISTOL) else { return };
    let reading = read(&bytes);
    assert_eq!(reading.format, Format::Array);
    assert_eq!(reading.services.len(), 817);
    let why: Vec<&str> = reading.refused.iter().map(|r| r.why.as_str()).collect();
    assert_eq!(why.len(), 2, "{why:?}");
    assert!(why[0].contains("no name"), "{why:?}");
    assert!(why[1].contains("same id"), "{why:?}");
    let of = |field: &str| reading.repairs().filter(|repair| repair.field == field).count();
    println!("{:#?}", reading.notes);
    for field in ["email", "url", "organization.url", "description"] {
        println!("{field}: {} repairs", of(field));
    }
    assert_eq!(of("email"), 4, "spaces that do not break around an address");
    assert!(of("url") >= 60);
    for read in &reading.services {
        let service = &read.service;
        assert!(!has_tag(&service.description), "{}: {}", service.name, service.description);
        assert!(service.description.chars().count() <= openreferral::limits::TEXT_CHARS);
        assert!(!service.description.contains("\n\n\n") && !service.description.contains("&nbsp;"));
        assert!(!service.description.contains(['\u{200b}', '\u{a0}']));
        assert!(service.summary.chars().count() <= openreferral::limits::SUMMARY_CHARS);
        assert!(!service.name.trim().is_empty());
        for url in service.url.iter().chain(service.organization.iter().filter_map(|o| o.url.as_ref())) {
            assert!(url.starts_with("https://") || url.starts_with("http://"), "{url}");
        }
    }
    assert!(reading.notes.iter().any(|note| note.contains("pc_metadata (818)")), "{:?}", reading.notes);
}

#[test]
fn a_second_reading_says_the_same() {
    let Some(bytes) = shared(BRISTOL) else { return };
    let prints = |bytes: &[u8]| read(bytes).services.iter().map(|r| r.fingerprint).collect::<Vec<_>>();
    let first = prints(&bytes);
    assert_eq!(first, prints(&bytes));
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), first.len());
    let streamed: Vec<[u8; 32]> = Reader::new(bytes.as_slice())
        .filter_map(|step| if let Step::Kept(read) = step { Some(read.fingerprint) } else { None })
        .collect();
    assert_eq!(first, streamed);
}

#[test]
fn what_is_written_and_read_again_is_the_same() {
    for path in [BRISTOL, PAGE] {
        let Some(bytes) = shared(path) else { return };
        for read_once in read(&bytes).services {
            // The platform's own audiences and the v1 fields have no place in v3.
            let service = Service {
                audiences: Vec::new(),
                attending: Vec::new(),
                access: Vec::new(),
                deliverable: None,
                ..read_once.service
            };
            let organization =
                service.organization.clone().map(|o| Organization { source_id: o.id.to_string(), ..o });
            let service = Service { organization, ..service };
            let written = to_v3(&service).to_string();
            let again = read(written.as_bytes());
            assert_eq!(again.refused, []);
            let changes = openreferral::changes(&service, &again.services[0].service);
            let changes: Vec<_> = changes
                .into_iter()
                .filter(|c| c.field != "organization" || c.new["name"] != c.new["description"])
                .collect();
            assert!(changes.is_empty(), "{changes:#?}");
        }
    }
}

#[test]
fn a_councils_v3_page_is_kept_whole() {
    let Some(bytes) = shared(PAGE) else { return };
    let reading = read(&bytes);
    assert_eq!((reading.format, reading.services.len(), reading.refused.len()), (Format::PageV3, 3, 0));
    let page = reading.page.unwrap();
    assert_eq!((page.total_items, page.total_pages, page.page_number), (Some(874), Some(292), Some(1)));
    assert_eq!((page.last_page, page.empty), (Some(false), Some(false)));

    let Some(bytes) = shared("feeds/v3-bristol-service-1625ip.json") else { return };
    let reading = read(&bytes);
    assert_eq!((reading.format, reading.services.len()), (Format::Single, 1));
    let service = &reading.services[0].service;
    let labelled = service.phones.iter().find(|phone| phone.label.is_some()).unwrap();
    assert!(labelled.number.starts_with("0117 ") && labelled.dial().len() == 11);
    assert_eq!(service.last_modified.unwrap().to_string(), "2025-09-02T11:06:15.654Z", "British summer time");
    assert_eq!(service.areas.len(), 2);
    assert!(service.ages.is_any());
    assert!(reading.notes.iter().any(|note| note.contains("time zone")));
}

#[test]
fn every_place_to_cut_a_page() {
    let Some(bytes) = shared(PAGE) else { return };
    for end in 0..bytes.len() {
        let reading = read(&bytes[..end]);
        let whole = reading.services.len();
        assert!(whole <= 3);
        assert!(!reading.refused.is_empty(), "cut at {end} went unseen");
    }
}

fn schema() -> Option<jsonschema::Validator> {
    let schema: Value = serde_json::from_slice(&shared("validator/schemas/V3.0-UK/service.json")?).unwrap();
    Some(
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .unwrap(),
    )
}

#[test]
fn what_is_written_is_valid_open_referral_uk() {
    let Some(validator) = schema() else { return };
    let feeds = [
        BRISTOL,
        PAGE,
        "feeds/v3-bristol-service-1625ip.json",
        "hsds-3.0/examples/service_full.json",
        "uk-profile-3.0/examples/service_full.json",
        "validator/mocks/V3.0-UK-Default/service_full.json",
        "validator/mocks/V3.0-UK-Default/service_list.json",
        "validator/mocks/V3.0-UK-Fail/service_full.json",
    ];
    for path in feeds {
        let Some(bytes) = shared(path) else { return };
        let reading = read(&bytes);
        assert!(!reading.services.is_empty() || path.contains("Fail"), "{path}: {:?}", reading.refused);
        for read in reading.services {
            let written = to_v3(&read.service);
            let wrong: Vec<String> =
                validator.iter_errors(&written).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(wrong.is_empty(), "{path}, {}: {wrong:#?}", read.service.name);
        }
    }
}
