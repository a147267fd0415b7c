//! A directory feed of any bytes is read without a panic, and read twice says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let first = openreferral::read(bytes);
    assert_eq!(format!("{first:?}"), format!("{:?}", openreferral::read(bytes)));
});
