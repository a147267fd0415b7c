//! A data package of any bytes, as a ZIP file and as tables that a line of dashes parts, is read without a panic, and
//! read twice says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openreferral::package;

const TABLES: [&str; 12] = [
    "services.csv",
    "organizations.csv",
    "service_at_locations.csv",
    "locations.csv",
    "addresses.csv",
    "phones.csv",
    "contacts.csv",
    "schedules.csv",
    "attributes.csv",
    "taxonomy_terms.csv",
    "taxonomies.csv",
    "cost_options.csv",
];

fuzz_target!(|bytes: &[u8]| {
    if package::is_zip(bytes) {
        let read = || package::read_zip(std::io::Cursor::new(bytes));
        assert_eq!(format!("{:?}", read()), format!("{:?}", read()));
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    let tables: Vec<&str> = text.split("-----\n").collect();
    let read = || {
        package::read(|name| {
            let place = TABLES.iter().position(|table| *table == name)?;
            tables.get(place).map(|table| table.as_bytes())
        })
    };
    let first = read();
    assert_eq!(format!("{first:?}"), format!("{:?}", read()));
    for kept in &first.services {
        let again = openreferral::read(openreferral::to_v3(&kept.service).to_string().as_bytes());
        assert_eq!(again.services.len(), 1, "{:?}", again.refused);
    }
});
