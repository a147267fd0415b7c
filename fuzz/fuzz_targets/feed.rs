//! A directory feed of any bytes is read without a panic, read twice says the same, and what is written of it can be
//! read again. An entry known by its mark is passed over, and nothing else is.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use openreferral::{Reader, Step};

fuzz_target!(|bytes: &[u8]| {
    let first = openreferral::read(bytes);
    assert_eq!(format!("{first:?}"), format!("{:?}", openreferral::read(bytes)));
    let known: HashMap<[u8; 32], _> =
        first.services.iter().filter_map(|kept| Some((kept.raw?, kept.service.id))).collect();
    let all = known.len();
    let (mut same, mut kept) = (0, 0);
    for step in Reader::new(bytes).knowing(move |mark| known.get(mark).copied()) {
        match step {
            Step::Same { .. } => same += 1,
            Step::Kept(_) => kept += 1,
            Step::Refused(_) | Step::Twin { .. } => {}
        }
    }
    assert!(same >= all && kept + all == first.services.len(), "{same} {kept} {all}");
    for kept in &first.services {
        let again = openreferral::read(openreferral::to_v3(&kept.service).to_string().as_bytes());
        assert_eq!(again.services.len(), 1, "{:?}", again.refused);
    }
});
