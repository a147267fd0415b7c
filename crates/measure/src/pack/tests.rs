//! Packs as people write them: right, and wrong in every way that was thought of.

use super::*;
use crate::{Answers, Day, Payable, Shelf, score};

const HARBOUR: &str = include_str!("../../examples/harbour.toml");

/// Numbers stand in for the owners' words, which are not here.
fn who5(wording: &str) -> String {
    let licence =
        "[licence]\nname = \"CC BY-NC-SA 3.0 IGO\"\nreference = \"WHO-2026-7\"\nexpires = 2026-12-31\n";
    let items: String =
        (1..=5).map(|n| format!("[[item]]\ncode = \"i{n}\"\nwording = \"{wording} {n}\"\n")).collect();
    format!("code = \"who5\"\nedition = \"2024\"\nlanguage = \"en-GB\"\n{licence}{items}")
}

fn refused(text: &str, line: usize, said: &str) {
    let error = Pack::parse(text).expect_err(text);
    assert_eq!(error.line, line, "{error}\n{text}");
    assert!(error.said.contains(said) || error.remedy.contains(said), "{error}");
    assert!(error.remedy.ends_with('.') && error.said.ends_with(['.', '?']), "{error}");
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn the_example_is_whole() {
    let pack = Pack::parse(HARBOUR).unwrap();
    let harbour = pack.instrument();
    assert_eq!((pack.code(), harbour.items.len()), ("harbour", 3));
    let full = Answers::parse(harbour, [("calm", "like glass"), ("anchor", "3"), ("crew", "2")]).unwrap();
    assert_eq!(score(harbour, &full).unwrap().get("steadiness"), Some(9.0));
    let one_missing =
        Answers::parse(harbour, [("calm", "4"), ("anchor", "3"), ("crew", "don't know")]).unwrap();
    let got = score(harbour, &one_missing).unwrap();
    assert_eq!((got.get("steadiness"), got.each[0].filled_in), (Some(10.5), 1));
    let two_missing = Answers::parse(harbour, [("calm", "4")]).unwrap();
    assert!(score(harbour, &two_missing).is_err());
    assert!(harbour.thresholds[0].source.to_string().ends_with("(unconfirmed)"));
}

#[test]
fn offered_until_its_last_day() {
    let mut shelf = Shelf::built_in();
    let on = |shelf: &Shelf, text| shelf.offered(day(text)).any(|it| it.id.code() == "harbour");
    assert!(!on(&shelf, "2026-11-25"));
    shelf.add(Pack::parse(HARBOUR).unwrap()).unwrap();
    assert!(on(&shelf, "2027-03-31") && !on(&shelf, "2027-04-01"));
    assert!(shelf.get("harbour").is_some(), "what was recorded can still be read");
    let renewed = HARBOUR.replace("2027-03-31", "2029-03-31");
    shelf.add(Pack::parse(&renewed).unwrap()).unwrap();
    assert!(on(&shelf, "2028-01-01"));
    assert_eq!(shelf.all().filter(|it| it.id.code() == "harbour").count(), 1);
}

#[test]
fn wording_attaches_to_a_scorer_that_is_built_in() {
    let mut shelf = Shelf::built_in();
    let today = day("2026-11-25");
    assert_eq!(shelf.get("who5").unwrap().offer(today), crate::instrument::Offer::NumbersOnly);
    shelf.add(Pack::parse(&who5("Words")).unwrap()).unwrap();
    let who5 = shelf.get("who5").unwrap();
    assert_eq!(who5.offer(today), crate::instrument::Offer::Ask);
    assert_eq!(who5.items[4].words(), "Words 5");
    let answers = Answers::parse(who5, ["i1", "i2", "i3", "i4", "i5"].map(|code| (code, "3"))).unwrap();
    assert_eq!(score(who5, &answers).unwrap().get("index"), Some(60.0));
    assert!(!who5.offered(day("2027-01-01")));
}

#[test]
fn the_same_edition_reworded_is_refused_and_a_new_edition_is_not() {
    let mut shelf = Shelf::built_in();
    shelf.add(Pack::parse(&who5("Words")).unwrap()).unwrap();
    shelf.add(Pack::parse(&who5("Words")).unwrap()).unwrap();
    let error = shelf.add(Pack::parse(&who5("Easier words")).unwrap()).unwrap_err();
    assert_eq!((error.line, error.said.contains("other wording")), (2, true));
    let newer = who5("Easier words").replace("\"2024\"", "\"2030\"");
    shelf.add(Pack::parse(&newer).unwrap()).unwrap();
    assert_eq!(shelf.get("who5").unwrap().items[0].words(), "Easier words 1");
    let welsh = who5("Geiriau").replace("en-GB", "cy");
    shelf.add(Pack::parse(&welsh).unwrap()).unwrap();
    assert_eq!(shelf.get("who5").unwrap().items[0].words(), "Easier words 1");
    assert_eq!(shelf.get_in("who5", "cy").unwrap().items[0].words(), "Geiriau 1");
    shelf.add(Pack::parse(HARBOUR).unwrap()).unwrap();
    for changed in [
        HARBOUR.replace("First edition", "Second edition").replace("times = 1", "times = 2"),
        HARBOUR.replace("kind = \"standard\"", "kind = \"personal\""),
    ] {
        let error = shelf.add(Pack::parse(&changed).unwrap()).unwrap_err();
        assert_eq!(error.remedy, "Give this one another code.");
    }
}

#[test]
fn what_is_built_in_cannot_be_changed() {
    refused(
        "code = \"ons4\"\nedition = \"x\"\nlanguage = \"en\"\n[licence]\nname = \"n\"\nreference = \"r\"\nexpires = 2027-01-01\n",
        1,
        "an instrument reworded is no longer that instrument",
    );
    refused(
        &who5("Words").replace("wording = \"Words 1\"", "wording = \"Words 1\"\nhigh = 6"),
        11,
        "runs from 0 to 5",
    );
    refused(&who5("Words").replace("code = \"i2\"", "code = \"i9\""), 12, "code = \"i2\"");
    refused(&format!("{}[score]\nhow = \"sum\"\n", who5("Words")), 23, "[score] of");
    refused(
        &who5("Words").replace("[[item]]\ncode = \"i5\"\nwording = \"Words 5\"\n", ""),
        17,
        "has 5 items; 4 are here",
    );
    refused(
        &who5("Words").replace("edition", "kind = \"personal\"\nedition"),
        2,
        "standard measure, whatever",
    );
    let mycaw = who5("Words").replace("who5", "mycaw").replace("edition", "kind = \"standard\"\nedition");
    refused(&mycaw, 2, "is a personal measure, whatever a pack says");
    refused(&who5("Words").replace("who5", "pam"), 8, "kept by its scores alone");
}

#[test]
fn bad_packs_name_the_line_and_the_remedy() {
    refused("", 1, "code = ");
    refused("code = 5", 1, "cannot be read");
    refused("code = \"x\"\nedition = \"e\"\nlanguage = \"en\"\n", 1, "[licence]");
    refused(&HARBOUR.replace("expires = 2027-03-31 ", "expires = \"soon\" "), 14, "This is not a day");
    refused(&HARBOUR.replace("reference = \"HSS-2025-0042\"", "reference = \" \""), 13, "no words");
    refused(&HARBOUR.replace("reference = \"HSS-2025-0042\"\n", ""), 10, "reference");
    refused(&HARBOUR.replace("code = \"harbour\"", "code = \"Harbour!\""), 2, "not a code");
    refused(&HARBOUR.replace("kind = \"standard\"", "kind = \"payable\""), 3, "no such kind");
    refused(&HARBOUR.replace("kind = \"standard\" ", "colour = \"blue\" "), 3, "cannot be read");
    refused(&HARBOUR.replace("high = 4", "high = 400"), 21, "not from 0 to 100");
    refused(&HARBOUR.replace("value = 4", "value = 3"), 16, "cover the range");
    refused(&HARBOUR.replace("rule = \"person mean\"", "rule = \"guess\""), 58, "does not fit");
    refused(&HARBOUR.replace("of = \"steadiness\"", "of = \"speed\""), 68, "Use one of: steadiness.");
    refused(&HARBOUR.replace("mean = 7.5", "mean = 75"), 67, "off the scale");
    refused(&HARBOUR.replace("how = \"sum\" ", "how = \"guess\" "), 52, "no such way");
    refused(&HARBOUR.replacen("better = \"higher\"", "better = \"lower\"", 1), 51, "both ways");
    refused(&HARBOUR.replace("code = \"crew\"", "code = \"calm\""), 42, "Two items");
    refused(&"#".repeat(LARGEST + 1), 1, "larger");
}

#[test]
fn another_name_does_not_make_goals_payable() {
    for name in ["Our MYMOP", "Goals of the week", "Concerns, rated"] {
        let text = HARBOUR.replace("Harbour steadiness scale (invented)", name);
        refused(&text, 4, "personal measure");
    }
    refused(&HARBOUR.replace("code = \"calm\"", "own_words = true\ncode = \"calm\""), 16, "personal measure");
    refused(&HARBOUR.replace("Harbour steadiness scale", "MYCaW®, shortened"), 4, "mycaw");
    let mut shelf = Shelf::built_in();
    let personal = HARBOUR.replace("kind = \"standard\"", "kind = \"personal\"");
    shelf.add(Pack::parse(&personal).unwrap()).unwrap();
    assert_eq!(shelf.payable("harbour"), None);
    let mut shelf = Shelf::built_in();
    shelf.add(Pack::parse(HARBOUR).unwrap()).unwrap();
    assert_eq!(shelf.payable("harbour").map(|payable| payable.id()), Some(shelf.get("harbour").unwrap().id));
    let stored = serde_json::to_string(&shelf.payable("harbour").unwrap()).unwrap();
    assert_eq!(stored, "\"harbour\"");
    assert!(
        serde_json::from_str::<Payable>(&stored).is_err(),
        "only the shelf can tell what a packed code is"
    );
}

#[test]
fn returned_and_table_and_means() {
    let head = "code = \"tide\"\nkind = \"standard\"\nname = \"Tide\"\nedition = \"1\"\nlanguage = \"en\"\n[licence]\nname = \"n\"\nreference = \"r\"\nexpires = \"2027-01-01\"\n";
    let item = |code: &str| format!("[[item]]\ncode = \"{code}\"\nlow = 1\nhigh = 2\nbetter = \"lower\"\n");
    let two = format!("{head}{}{}", item("a"), item("b"));
    let table = |numbers: &str| {
        format!("{two}[score]\nhow = \"table\"\ncode = \"m\"\nname = \"M\"\ntable = [{numbers}]\n")
    };
    let pack = Pack::parse(&table("2.0, 3.5, 4.0")).unwrap();
    let answers = Answers::parse(pack.instrument(), [("a", "1"), ("b", "2")]).unwrap();
    assert_eq!(score(pack.instrument(), &answers).unwrap().get("m"), Some(3.5));
    refused(&table("2.0, 3.5"), 24, "Give 3 rising numbers");
    refused(&table("2.0, 3.5, nan"), 24, "Give 3 rising numbers");
    let means = format!(
        "{two}[score]\nhow = \"means\"\n[[score.group]]\ncode = \"m\"\nname = \"M\"\nitems = [\"a\", \"b\"]\n"
    );
    let pack = Pack::parse(&means).unwrap();
    assert_eq!(score(pack.instrument(), &answers).unwrap().get("m"), Some(1.5));
    refused(&means.replace("\"b\"]", "\"c\"]"), 22, "cannot be averaged");
    let returned = format!(
        "{head}[score]\nhow = \"returned\"\n[[score.returned]]\ncode = \"s\"\nname = \"S\"\nlow = 0\nhigh = 1\ndecimals = 2\nbetter = \"higher\"\n"
    );
    let pack = Pack::parse(&returned).unwrap();
    let answers = Answers::parse(pack.instrument(), [("s", "0.25")]).unwrap();
    assert_eq!(score(pack.instrument(), &answers).unwrap().get("s"), Some(0.25));
    refused(&returned.replace("high = 1", "high = inf"), 12, "no scale");
}

#[test]
fn the_mark_of_the_wording_is_fnv() {
    // Published vectors of FNV-1a, 128 bits.
    let mark = |text: &str| {
        let mut mark = Fingerprint(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d);
        mark.bytes(text.as_bytes());
        mark.to_string()
    };
    assert_eq!(mark(""), "6c62272e07bb014262b821756295c58d");
    assert_eq!(mark("a"), "d228cb696f1a8caf78912b704e4a8964");
    assert_eq!(mark("foobar"), "343e1662793c64bf6f0d3597ba446f18");
}
