//! Data packages of our own making, read table by table.

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::schedule::Day;

fn package(tables: &[(&str, &str)]) -> Reading {
    read(|name| tables.iter().find(|(file, _)| *file == name).map(|(_, text)| text.as_bytes()))
}

#[test]
fn a_service_whose_rows_are_as_they_were_is_passed_over() {
    let tables = version_3();
    let open = |tables: &[(&'static str, String)]| {
        let tables = tables.to_vec();
        Package::open(move |name| {
            let text = tables.iter().find(|(file, _)| *file == name)?.1.clone();
            Some(Cursor::new(text.into_bytes()))
        })
    };
    let as_it_was: Vec<(&str, String)> =
        tables.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let known: std::collections::HashMap<[u8; 32], Uuid> = gather(open(&as_it_was))
        .services
        .iter()
        .map(|read| (read.raw.unwrap_or_default(), read.service.id))
        .collect();
    let again = |tables: &[(&'static str, String)]| {
        let known = known.clone();
        let package = open(tables).knowing(move |mark| known.get(mark).copied());
        package.map(|step| matches!(step, Step::Same { .. })).collect::<Vec<_>>()
    };
    assert_eq!(again(&as_it_was), [true, true]);
    let mut moved = as_it_was.clone();
    for (name, text) in &mut moved {
        if *name == "phones.csv" {
            *text = text.replace("960123", "960199");
        }
    }
    assert_eq!(again(&moved), [false, true], "another telephone number is another service");
}

const SERVICES: &str = "id,organization_id,name,description,status\r\ns1,o1,Tea & Talk,\"Tea,\r\nand talk\",active\r\ns2,,Walks,,\r\n";

fn version_3() -> Vec<(&'static str, &'static str)> {
    vec![
        ("services.csv", SERVICES),
        ("organizations.csv", "name,id,website\nTea Trust,o1,www.example.org\n"),
        ("service_at_location.csv", "id,service_id,location_id\nl1,S1,p1\nl2,s2,p1\n"),
        ("locations.csv", "id,name,latitude,longitude\np1,Hall,51.2,-2.6\n"),
        (
            "addresses.csv",
            "id,location_id,address_1,postal_code,address_type\na,p1,1 High St,ta11aa,physical\n",
        ),
        ("accessibility.csv", "id,location_id,description\nx,p1,Ramp\n"),
        ("contacts.csv", "id,service_id,name\nc1,s1,Mary\n"),
        ("phones.csv", "id,contact_id,service_id,number\n1,,s1,01632 960123\n2,c1,s1,01632 960124\n"),
        (
            "schedules.csv",
            "id,service_id,service_at_location_id,freq,byday,opens_at\n1,s1,l1,WEEKLY,MO,10:00\n2,s1,,WEEKLY,TU,11:00\n",
        ),
        ("languages.csv", "id,service_id,name,code\n1,s1,Welsh,cy\n"),
        ("cost_options.csv", "id,service_id,amount\n1,s1,3.5\n"),
        ("service_areas.csv", "id,service_id,name\n1,s1,Somerset\n"),
        ("attributes.csv", "id,link_id,taxonomy_term_id\n1,s1,t1\n"),
        ("taxonomy_terms.csv", "id,code,name,taxonomy_id\nt1,esdNeed:69,Company,x1\n"),
        ("taxonomies.csv", "id,name\nx1,esdNeed\n"),
    ]
}

#[test]
fn a_service_is_joined_from_its_tables() {
    let reading = package(&version_3());
    assert_eq!((reading.refused.len(), reading.format), (0, Format::Package), "{:?}", reading.refused);
    let [tea, walks] = reading.services.as_slice() else { panic!("{:?}", reading.services) };
    let service = &tea.service;
    assert_eq!((service.name.as_str(), service.description.as_str()), ("Tea & Talk", "Tea,\nand talk"));
    let owner = service.organization.as_ref().unwrap();
    assert_eq!((owner.name.as_str(), owner.url.as_deref()), ("Tea Trust", Some("https://www.example.org")));
    let hall = &service.locations[0];
    assert_eq!((hall.postcode.as_ref().unwrap().as_str(), hall.accessibility.len()), ("TA1 1AA", 1));
    let days: Vec<(Day, bool)> =
        service.schedules.iter().map(|s| (s.days[0].day, s.location == Some(hall.id))).collect();
    assert_eq!(days, [(Day::Tuesday, false), (Day::Monday, true)]);
    assert_eq!((service.phones.len(), service.contacts[0].phones.len()), (2, 1));
    assert_eq!((service.free(), service.languages.len(), service.areas.len()), (Some(false), 1, 1));
    let term = &service.terms[0];
    assert_eq!((term.id.as_str(), term.vocabulary.as_deref()), ("esdNeed:69", Some("esdNeed")));
    assert!(tea.repairs.iter().any(|repair| repair.did.contains("web address")));
    assert_eq!(walks.service.locations[0].id, hall.id);
}

#[test]
fn version_1_has_other_names() {
    let reading = package(&[
        ("services.csv", "id,name,fees,location_id\ns1,Tea,Free,p1\n"),
        ("locations.csv", "id,name\np1,Hall\n"),
        ("physical_addresses.csv", "id,location_id,address_1,postal_code\n1,p1,1 High St,TA1 1AA\n"),
        ("regular_schedules.csv", "id,service_id,location_id,weekday,opens_at\n1,s1,p1,1,09:00\n"),
        ("eligibility.csv", "id,service_id,eligibility,minimum_age\n1,s1,Carers,18\n"),
        (
            "services_taxonomy.csv",
            "id,service_id,taxonomy_id\n1,s1,esdServiceType:298\n2,s1,openEligibility:7\n",
        ),
        ("taxonomy.csv", "id,name,vocabulary\nesdServiceType:298,Carers groups,esdServiceType\n"),
    ]);
    let service = &reading.services[0].service;
    assert_eq!(service.schedules[0].location, Some(service.locations[0].id));
    assert_eq!((service.ages.min, service.free(), service.eligibility.len()), (Some(18), Some(true), 1));
    assert_eq!(
        service.terms.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(),
        ["Carers groups", "openEligibility:7"]
    );
    assert!(reading.notes.iter().any(|note| note.contains("not in the package: organizations.csv")));
}

#[test]
fn each_mess_is_a_sentence() {
    let reading = package(&[
        (
            "services.csv",
            "\u{feff}Name;ID;Colour\nTea;1;red\nShort\nLong;2;x;more;cells\nOpen;\"3;x\nLast;\"4\";y\n;;\n;5;\n",
        ),
        ("phones.csv", "number,owner\n1,2\n"),
        ("locations.csv", "\"id"),
    ]);
    let names: Vec<&str> = reading.services.iter().map(|read| read.service.name.as_str()).collect();
    assert_eq!(names, ["Tea", "Short", "Last"]);
    let why: Vec<&str> = reading.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert!(why[0].starts_with("Row 4 of services.csv has 5 cells where the first row names 3"), "{why:?}");
    assert!(why[1].starts_with("Row 5 of services.csv has a quotation mark that is never closed"), "{why:?}");
    assert!(why[2].contains("no name"), "{why:?}");
    let notes = reading.notes.join("\n");
    for said in [
        "phones.csv has no column “contact_id”",
        "locations.csv does not begin with a row of column names",
        "1 rows of services.csv have fewer than 3 cells",
        "colour (2)",
    ] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
}

#[test]
fn nothing_to_read_says_so() {
    let why = |reading: Reading| reading.refused[0].why.clone();
    assert!(why(package(&[])).contains("no table of services"));
    assert!(why(package(&[("services.csv", "id,title\n1,Tea\n")])).contains("no column “name”"));
    assert!(why(read_zip(Cursor::new(b"PK\x03\x04 not really"))).contains("not a ZIP file"));
    let windows = read(|name| (name == "service.csv").then_some(&b"id,name\n1,Caf\xE9\n"[..]));
    assert_eq!(windows.services[0].service.name, "Café");
    assert!(windows.notes.iter().any(|note| note.contains("Windows-1252")));
}

fn zipped(files: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap()
}

#[test]
fn a_zip_file_of_tables() {
    let tables: Vec<(String, &str)> =
        version_3().iter().map(|(name, text)| (format!("Export/{}", name.to_uppercase()), *text)).collect();
    let files: Vec<(&str, &[u8])> =
        tables.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let zip = zipped(&files);
    assert!(is_zip(zip.get_ref()));
    let (one, other) = (read_zip(zip), package(&version_3()));
    assert_eq!((one.services, one.notes), (other.services, other.notes));
}

#[test]
fn bombs_are_not_unpacked() {
    let began = Instant::now();
    let zeros = vec![b' '; 64 << 20];
    let why = |files: &[(&str, &[u8])]| read_zip(zipped(files)).refused[0].why.clone();
    assert!(why(&[("services.csv", &zeros)]).contains("more tightly than text can be"));
    let many: Vec<String> = (0..300).map(|n| format!("{n}.csv")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(why(&many).contains("holds 300 files"));
    assert!(began.elapsed() < Duration::from_secs(30));
}

/// Every service at every place, each place with every telephone: the product is never made.
#[test]
fn tables_that_multiply_are_bounded() {
    let began = Instant::now();
    let services = "id,name\n".to_owned() + &"s,Tea\n".repeat(2_000);
    let (mut links, mut places) = ("service_id,location_id\n".to_owned(), "id,name\n".to_owned());
    let mut phones = "location_id,number\n".to_owned();
    for place in 0..500 {
        links.push_str(&format!("s,{place}\n"));
        places.push_str(&format!("{place},Hall\n"));
        phones.push_str(&format!("{place},01632 960123\n").repeat(20));
    }
    let tables = [
        ("services.csv", services.as_str()),
        ("service_at_location.csv", &links),
        ("locations.csv", &places),
        ("phones.csv", &phones),
    ];
    let mut package =
        Package::open(|name| tables.iter().find(|(file, _)| *file == name).map(|(_, text)| text.as_bytes()));
    let last = package.by_ref().last();
    assert!(matches!(last, Some(Step::Refused(refused)) if refused.why.contains("so many times over")));
    assert!(package.next().is_none());
    assert!(began.elapsed() < Duration::from_secs(120), "{:?}", began.elapsed());
}
