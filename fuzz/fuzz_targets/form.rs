//! What a form may bring: fields of any bytes, and in them names, dates of birth, postcodes
//! and NHS numbers. Nothing panics, and what is understood can be shown again.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use quilt::people::{Birth, Name, NhsGiven};
use quilt::settings::PostcodeGiven;
use quilt::web::Fields;

fuzz_target!(|bytes: &[u8]| {
    let fields = Fields::parse(bytes);
    assert_eq!(Fields::parse(fields.query().as_bytes()), fields);
    for (_, typed) in fields.typed() {
        if let Ok(name) = Name::parse(typed) {
            assert!(!name.as_str().trim().is_empty());
        }
        if let Ok(birth) = Birth::parse(typed, date(2026, 11, 23)) {
            let _years = birth.age(date(2026, 11, 23));
        }
        if let Ok(postcode) = PostcodeGiven::parse(typed) {
            let _kept = postcode.stored();
        }
        let nhs = NhsGiven::parse(typed);
        assert!(nhs.number().is_none() || nhs.note().is_none());
    }
});
