//! Whatever is typed in the search box is understood as something.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _understood = find::understand(text, |words| words.len() == 4);
});
