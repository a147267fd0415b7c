//! A content pack of any bytes is read without a panic, read twice says the same, names a line that is there when it is
//! refused, and when it is taken can be scored at both ends of every item and never makes a personal measure payable.
#![no_main]

use libfuzzer_sys::fuzz_target;
use measure::{Answer, Answers, InstrumentId, Pack, Shelf, score};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let first = Pack::parse(&text);
    assert_eq!(first, Pack::parse(&text));
    let pack = match first {
        Ok(pack) => pack,
        Err(error) => {
            assert!(error.line >= 1 && error.line <= text.lines().count() + 1, "{error}");
            return;
        }
    };
    let mut shelf = Shelf::built_in();
    assert_eq!(shelf.add(pack.clone()), Ok(()));
    assert_eq!(shelf.add(pack.clone()), Ok(()));
    let instrument = pack.instrument();
    let standard = matches!(instrument.id, InstrumentId::Standard(_));
    assert_eq!(shelf.payable(pack.code()).is_some(), standard);
    for high in [false, true] {
        let mut answers = Answers::none(instrument);
        for item in instrument.items.iter() {
            let number = if high { item.high } else { item.low };
            assert_eq!(answers.put(instrument, &item.code, Answer::Given(number)), Ok(()));
        }
        let Ok(scores) = score(instrument, &answers) else { continue };
        let scales = instrument.scales();
        for got in &scores.each {
            let scale = scales.iter().find(|scale| scale.code == got.code).expect("a score has its scale");
            assert!(scale.holds(got.value), "{got:?} {scale:?}");
        }
    }
});
