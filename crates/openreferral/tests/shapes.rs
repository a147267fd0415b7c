//! The shapes a directory comes in beside a list of services, and feeds without end.

mod generated;

use std::{collections::HashMap, io::Read};

use openreferral::{Format, Reader, Reading, Step, read};
use serde_json::json;

fn names(reading: &Reading) -> Vec<&str> {
    reading.services.iter().map(|r| r.service.name.as_str()).collect()
}

fn owners(reading: &Reading) -> Vec<Option<&str>> {
    reading.services.iter().map(|r| r.service.organization.as_ref().map(|o| o.name.as_str())).collect()
}

#[test]
fn organisations_with_their_services_inside() {
    let trust = json!({"id": "o1", "name": "Trust", "website": "https://example.org", "services": [
        {"id": "1", "name": "Tea", "status": "active"}, {"id": "2", "name": "Talk"}, {"id": "3"}, 7]});
    let other = json!({"id": "o2", "name": "Other", "services": [{"id": "4", "name": "Walks"}]});
    for (feed, format) in [
        (json!([trust, other]), Format::Array),
        (json!({"organizations": [trust, other]}), Format::Document),
        (json!({"contents": [trust, other], "total_pages": 1}), Format::PageV3),
    ] {
        let reading = read(feed.to_string().as_bytes());
        assert_eq!(reading.format, format);
        // A service without a name of its own takes the organisation's; a number is no service.
        assert_eq!(reading.refused.len(), 1);
        assert_eq!(names(&reading), ["Tea", "Talk", "Trust", "Walks"].to_vec(), "{:?}", reading.refused);
        assert_eq!(owners(&reading)[..3], [Some("Trust"); 3]);
        assert_eq!(owners(&reading)[3], Some("Other"));
        assert_eq!(
            reading.services[0].service.organization.as_ref().unwrap().url.as_deref(),
            Some("https://example.org")
        );
    }
    let alone = read(trust.to_string().as_bytes());
    assert_eq!((alone.format, alone.services.len()), (Format::Single, 3));
}

#[test]
fn organisations_before_the_services_that_name_them() {
    let feed = r#"{"version": "3", "organizations": [{"id": "o1", "name": "Trust", "description": "We help."}],
        "services": [{"id": "1", "name": "Tea", "organization_id": "o1"}, {"id": "2", "name": "Walks", "organization_id": "x"}]}"#;
    let reading = read(feed.as_bytes());
    assert_eq!((names(&reading), reading.refused.len()), (vec!["Tea", "Walks"], 0));
    assert_eq!(owners(&reading), [Some("Trust"), None]);
    assert!(reading.notes[0].contains("1 entries are organisations"), "{:?}", reading.notes);
    let list = read(br#"{"contents": [{"id": "1", "name": "Trust", "legal_status": "Charity"}]}"#);
    assert_eq!((list.services.len(), list.refused.len(), list.notes.len()), (0, 0, 1));
}

#[test]
fn a_single_service_is_no_document() {
    let reading = read(br#"{"id": "1", "name": "Tea", "services": "none", "service_at_locations": [{"location": {"id": "h"}}]}"#);
    assert_eq!((reading.format, names(&reading)), (Format::Single, vec!["Tea"]));
    assert_eq!(reading.services[0].service.locations.len(), 1);
}

#[test]
fn places_of_one_service_come_together() {
    let at = |id: &str, service: &str, place: &str| {
        json!({"id": id, "service": {"id": service, "name": service}, "location": {"id": place, "name": place},
               "schedules": [{"byday": "MO"}]})
    };
    let feed =
        json!({"contents": [at("a", "tea", "hall"), at("b", "tea", "church"), at("c", "walks", "park")]});
    let reading = read(feed.to_string().as_bytes());
    assert_eq!((names(&reading), reading.refused.len()), (vec!["tea", "walks"], 0));
    let tea = &reading.services[0].service;
    assert_eq!((tea.locations.len(), tea.schedules.len()), (2, 2));
    assert_eq!(tea.schedules[1].location, Some(tea.locations[1].id));
}

#[test]
fn what_is_known_is_passed_over() {
    let feed = br#"[{"id": "1", "name": "Tea"}, {"id": "2", "name": "Talk"}, {"id": "2", "name": "Talk"}, {"id": "3", "name": ""}]"#;
    let known: HashMap<[u8; 32], _> =
        read(feed).services.iter().map(|kept| (kept.raw.unwrap(), kept.service.id)).collect();
    assert_eq!(known.len(), 2);
    let look_up = known.clone();
    let steps: Vec<Step> = Reader::new(&feed[..]).knowing(move |mark| look_up.get(mark).copied()).collect();
    assert!(matches!(
        steps.as_slice(),
        [Step::Same { .. }, Step::Same { .. }, Step::Twin { .. }, Step::Refused(_)]
    ));
    let changed = String::from_utf8_lossy(feed).replace("\"Tea\"", "\"Tea!\"");
    let steps: Vec<Step> =
        Reader::new(changed.as_bytes()).knowing(move |mark| known.get(mark).copied()).collect();
    assert!(matches!(&steps[0], Step::Kept(read) if read.service.name == "Tea!"));
    assert!(matches!(&steps[1], Step::Same { .. }));
}

/// However a service comes (inside its organisation, place by place, naming an organisation told of before), it is
/// passed over when all it comes to is as it was, and read when any part of it is not.
#[test]
fn what_is_put_together_is_passed_over_as_well() {
    let place = |id: &str, place: &str| json!({"id": id, "service": {"id": "tea", "name": "Tea"}, "location": {"id": place, "name": place}});
    let feeds = [
        json!([{"id": "o", "name": "Trust", "services": [{"id": "a", "name": "Walks"}, {"id": "b", "name": "Talks"}]}]),
        json!([place("1", "hall"), place("2", "church"), {"id": "c", "name": "Chess", "status": "active"}]),
        json!({"organizations": [{"id": "o", "name": "Trust", "legal_status": "charity"}],
               "services": [{"id": "a", "name": "Walks", "organization_id": "o", "status": "active"}]}),
    ];
    for (feed, part) in feeds.iter().zip(["Trust", "church", "Trust"]) {
        let text = feed.to_string();
        let first = read(text.as_bytes());
        let known: HashMap<[u8; 32], _> =
            first.services.iter().map(|kept| (kept.raw.unwrap(), kept.service.id)).collect();
        let count = |text: &str| {
            let known = known.clone();
            let mut same = 0;
            let mut kept = 0;
            for step in Reader::new(text.as_bytes()).knowing(move |mark| known.get(mark).copied()) {
                same += usize::from(matches!(step, Step::Same { .. }));
                kept += usize::from(matches!(step, Step::Kept(_)));
            }
            (same, kept)
        };
        assert_eq!(count(&text), (first.services.len(), 0), "{text}");
        assert!(count(&text.replace(part, "Other")).1 > 0, "{text}");
    }
}

/// Bytes this process holds, where the system tells.
fn held() -> Option<u64> {
    let said = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = said.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib << 10)
}

#[test]
fn memory_does_not_grow_with_the_feed() {
    let count = if cfg!(debug_assertions) { 30_000 } else { 200_000 };
    let mut reader = Reader::new(generated::Feed::of(count));
    let mut kept = 0_u64;
    for step in reader.by_ref().take(1_000) {
        kept += u64::from(matches!(step, Step::Kept(_)));
    }
    let before = held();
    for step in reader.by_ref() {
        kept += u64::from(matches!(step, Step::Kept(_)));
    }
    assert_eq!(kept, count);
    if let (Some(before), Some(after)) = (before, held()) {
        let each = after.saturating_sub(before) / count;
        // The table of those seen doubles as it grows: 48 bytes a service become 200 at the worst moment.
        assert!(each < 300, "{each} bytes a service");
    }
}

/// A list that never ends is left after so many bytes by whoever reads it; what came is there.
#[test]
fn a_feed_without_end() {
    let endless = std::io::repeat(b' ').take(8 << 20);
    let reader = Reader::new((&br#"[{"id": "1", "name": "A"},"#[..]).chain(endless));
    let steps: Vec<Step> = reader.collect();
    assert!(matches!(steps.as_slice(), [Step::Kept(_), Step::Refused(_)]));
    let nothings = format!("[{}", "1,".repeat(100_000));
    assert_eq!(Reader::new(nothings.as_bytes()).count(), 100_001);
}
