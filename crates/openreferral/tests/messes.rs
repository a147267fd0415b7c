//! Each mess that directories publish, invented small, and what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test file through and through: its helpers fail loudly too")]

use openreferral::{
    Access, Attending, Cost, Day, Format, Frequency, Reading, Refused, Service, Status, Step, changes, read,
    to_v3,
};
use serde_json::{Value, json};

fn one(entry: Value) -> (Service, Vec<String>) {
    let reading = read(json!([entry]).to_string().as_bytes());
    assert_eq!(reading.refused, []);
    let read = reading.services.into_iter().next().unwrap();
    let repairs = read.repairs.iter().map(|r| format!("{}: {}", r.field, r.did)).collect();
    (read.service, repairs)
}

/// A service that holds no more than a name and these fields.
fn with(fields: Value) -> (Service, Vec<String>) {
    let mut entry = json!({"id": "0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0001", "name": "Tea and Talk"});
    entry.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    one(entry)
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.services.iter().map(|r| r.service.name.as_str()).collect()
}

const A: &str = r#"{"id": "0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0001", "name": "A"}"#;
const B: &str = r#"{"id": "0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0002", "name": "B"}"#;

#[test]
fn every_shape_of_feed() {
    for (text, format) in [
        (format!("[{A},{B}]"), Format::Array),
        (format!("{{\"contents\": [{A},{B}], \"total_items\": 2}}"), Format::PageV3),
        (format!("{{\"totalElements\": 2, \"content\": [{A},\n{B}]}}"), Format::PageV1),
        (format!("{A}\n{B}\n"), Format::Lines),
        (format!("\u{feff}[{A},{B},]"), Format::Array),
    ] {
        let reading = read(text.as_bytes());
        assert_eq!((reading.format, names(&reading)), (format, vec!["A", "B"]), "{text}");
        assert_eq!(reading.refused, [], "{text}");
        if text.contains("otal") {
            assert_eq!(reading.page.unwrap().total_items, Some(2));
        }
    }
    assert_eq!(read(A.as_bytes()).format, Format::Single);
    let utf16: Vec<u8> = format!("[{A}]").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let reading = read(&utf16);
    assert_eq!(names(&reading), ["A"]);
    assert!(reading.notes[0].contains("UTF-16"));
}

#[test]
fn an_empty_page_is_no_fault() {
    let reading = read(br#"{"total_items": 0, "contents": [], "empty": true, "total_pages": 0}"#);
    assert_eq!((reading.services.len(), reading.refused.len()), (0, 0));
    assert_eq!(reading.page.unwrap().empty, Some(true));
    assert_eq!(read(b"[]").refused, []);
}

#[test]
fn what_is_no_feed_says_so() {
    for (text, why) in [
        ("", "empty"),
        ("<!doctype html><p>Not found", "web page"),
        ("{\"message\": \"no\"}", "no id, name or description. It holds message"),
        ("nonsense", "not a service"),
        ("[1]", "not an object"),
        ("[[]]", "not an object"),
        ("[{}]", "empty"),
    ] {
        let reading = read(text.as_bytes());
        assert_eq!(reading.services, []);
        assert_eq!(reading.refused.len(), 1, "{text}");
        assert!(reading.refused[0].why.contains(why), "{text}: {}", reading.refused[0].why);
    }
}

#[test]
fn a_cut_keeps_what_was_whole_and_says_where() {
    let text = format!("[{A},{B}]");
    for end in 1..text.len() {
        let reading = read(&text.as_bytes()[..end]);
        let whole = usize::from(end > A.len()) + usize::from(end > A.len() + 1 + B.len());
        assert_eq!(reading.services.len(), whole, "cut at {end}");
        let [Refused { why, .. }] = reading.refused.as_slice() else {
            panic!("cut at {end}: {:?}", reading.refused)
        };
        assert!(why.contains(&format!("stops at byte {end}")), "{why}");
    }
    let lines = format!("{A}\n{}", &B[..20]);
    let reading = read(lines.as_bytes());
    assert_eq!((reading.services.len(), reading.refused.len()), (1, 1));
}

#[test]
fn one_bad_entry_costs_one_refusal() {
    let reading = read(format!("[{A}, {{\"id\": tru}}, 7, {B}]").as_bytes());
    assert_eq!(names(&reading), ["A", "B"]);
    assert_eq!(reading.refused.len(), 2);
    assert_eq!((reading.refused[0].at.element, reading.refused[0].at.byte), (2, A.len() as u64 + 3));
    let reading = read(format!("{A}\n{{\"id\": \"x\ny\"\n{B}\n").as_bytes());
    assert_eq!(names(&reading), ["A", "B"]);
    assert!(!reading.refused.is_empty());
}

#[test]
fn limits_are_refused_in_a_sentence() {
    let deep = format!("[{}{}, {A}]", "[".repeat(5_000), "]".repeat(5_000));
    let long = format!("[{{\"name\": \"{}\"}}, {A}]", "x".repeat(5 << 20));
    for (text, why) in [(deep, "64 levels"), (long, "4 MiB")] {
        let reading = read(text.as_bytes());
        assert_eq!(names(&reading), ["A"]);
        assert!(reading.refused[0].why.contains(why), "{}", reading.refused[0].why);
    }
}

#[test]
fn windows_bytes_are_read_and_noted() {
    let reading = read(b"[{\"id\": \"1\", \"name\": \"Caf\xE9 \x93Tea\x94\"}]");
    assert_eq!(names(&reading), ["Café “Tea”"]);
    assert!(reading.notes[0].contains("Windows-1252"));
}

#[test]
fn the_same_service_twice() {
    let reading = read(format!("[{A},{A}]").as_bytes());
    assert_eq!((reading.services.len(), reading.refused.len()), (1, 0));
    assert!(reading.notes[0].contains("twice, word for word"));
    let other = A.replace("\"A\"", "\"Other\"");
    let reading = read(format!("[{A},{other}]").as_bytes());
    assert_eq!((names(&reading), reading.refused.len()), (vec!["A"], 1));
    assert_eq!(reading.refused[0].name.as_deref(), Some("Other"));
    let steps: Vec<Step> = openreferral::Reader::new(format!("[{A},{A}]").as_bytes()).collect();
    assert!(matches!(steps[1], Step::Twin { .. }));
}

#[test]
fn names_and_ids() {
    let (service, repairs) =
        one(json!({"id": "x", "name": " ", "organization": {"name": "Tea <b>Trust</b>"}}));
    assert_eq!(service.name, "Tea Trust");
    assert!(repairs[0].contains("organisation's name"));
    assert_eq!(service.source_id, "x");
    let again = one(json!({"id": "x", "name": "Y"})).0;
    assert_eq!(again.id, service.id);
    let (service, _) = one(json!({"id": 7, "name": "Fish &amp; chips\n club"}));
    assert_eq!((service.source_id.as_str(), service.name.as_str()), ("7", "Fish & chips club"));
    let (service, repairs) = one(json!({"name": "No id"}));
    assert!(!service.id.is_nil() && repairs[0].contains("no id"));
    let reading = read(br#"[{"id": "1", "name": "", "url": "https://example.org"}]"#);
    assert_eq!(reading.refused[0].why, "It has no name and nothing else says what it is.");
    let elsewhere = openreferral::read_within(br#"[{"id": "x", "name": "Y"}]"#, uuid::Uuid::from_u128(5));
    assert_ne!(elsewhere.services[0].service.id, again.id);
}

#[test]
fn a_long_description_is_cut_with_a_note() {
    let (service, repairs) = with(json!({"description": "A sentence. ".repeat(4_000)}));
    assert!(service.description.chars().count() <= 20_000 && service.description.ends_with("sentence."));
    assert!(repairs[0].contains("47999 characters long"), "{repairs:?}");
    assert!(service.summary.chars().count() <= 200);
}

#[test]
fn ways_to_reach() {
    let (service, repairs) =
        with(json!({"url": "www.example.org", "email": "email us at a@example.org or b@example.org"}));
    assert_eq!(service.url.as_deref(), Some("https://www.example.org"));
    assert_eq!(service.emails, ["a@example.org", "b@example.org"]);
    assert_eq!(repairs.len(), 2);
    let (service, repairs) = with(json!({"url": "Village Hall", "email": "ask at the desk"}));
    assert_eq!((service.url, service.emails.len(), repairs.len()), (None, 0, 2));
    let (service, repairs) = with(json!({"url": "a@example.org", "email": "www.example.org"}));
    assert_eq!((service.email(), repairs.len()), (Some("a@example.org"), 1));
    let (service, _) = with(json!({"email": "www.example.org"}));
    assert_eq!(service.url.as_deref(), Some("https://www.example.org"));
    let (service, repairs) = with(json!({"email": null, "url": ""}));
    assert_eq!((service.url, repairs.len()), (None, 0));
}

#[test]
fn phones_of_service_contacts_and_places() {
    let (service, repairs) = with(json!({
        "phones": [{"number": "Desk: 0117 496 0123", "extension": 4}],
        "contacts": [{"name": "Mary", "title": "Host", "phones": [{"number": "01174960123 / 07700900123"}, {"number": "none"}]}],
        "service_at_locations": [{"phones": [{"number": 1_632_960_123, "description": "Hall"}]}]
    }));
    let numbers: Vec<&str> = service.phones.iter().map(|p| p.number.as_str()).collect();
    assert_eq!(numbers, ["0117 496 0123", "01632 960123", "0117 496 0123", "07700 900123"]);
    assert_eq!(service.phones[0].label.as_deref(), Some("Desk"));
    assert_eq!(service.phones[0].extension.as_deref(), Some("4"));
    assert_eq!(service.phones[1].label.as_deref(), Some("Hall"));
    assert_eq!(service.phones[3].dial(), "07700900123");
    assert_eq!(service.contacts[0].name.as_deref(), Some("Mary"));
    assert_eq!(repairs.len(), 4, "{repairs:?}");
}

#[test]
fn ages() {
    let ages = |fields: Value| {
        let (service, repairs) = with(fields);
        (service.ages.min, service.ages.max, repairs.len())
    };
    assert_eq!(ages(json!({"minimum_age": -1, "maximum_age": -1})), (None, None, 0));
    assert_eq!(ages(json!({"minimum_age": 16, "maximum_age": 999})), (Some(16), None, 1));
    assert_eq!(ages(json!({"minimum_age": 25, "maximum_age": 16})), (Some(16), Some(25), 1));
    assert_eq!(ages(json!({"minimum_age": "50+", "maximum_age": "any"})), (Some(50), None, 1));
    assert_eq!(ages(json!({"minimum_age": 0, "maximum_age": 0})), (None, None, 0));
    assert_eq!(
        ages(
            json!({"eligibilitys": [{"minimum_age": 5, "maximum_age": 11}, {"minimum_age": 12, "maximum_age": 18}]})
        ),
        (Some(5), Some(18), 0)
    );
    assert!(with(json!({"minimum_age": 16})).0.ages.admit(16));
    assert!(!with(json!({"minimum_age": 16})).0.ages.admit(15));
}

#[test]
fn statuses() {
    assert_eq!(with(json!({"status": "Active"})).0.status, Status::Active);
    assert_eq!(with(json!({"status": "temporarily_closed"})).0.status, Status::TemporarilyClosed);
    assert_eq!(with(json!({})).0.status, Status::Active);
    let (service, repairs) = with(json!({"status": "purple"}));
    assert_eq!((service.status, repairs.len()), (Status::Inactive, 1));
}

#[test]
fn schedules_of_both_versions() {
    let (service, repairs) = with(json!({
        "schedules": [{"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00", "closes_at": "4pm", "interval": 2,
                       "valid_from": "2025-12-31", "valid_to": "2025-01-01", "dtstart": "soon"}],
        "regular_schedule": [{"weekday": 1, "opens_at": "09:00Z"}],
        "service_at_locations": [{"location": {"id": "hall", "name": "Hall"},
                                  "schedules": [{"freq": "MONTHLY", "byday": "-1FR", "bymonthday": "3"}]}]
    }));
    let [weekly, monday, monthly] = service.schedules.as_slice() else { panic!("{:?}", service.schedules) };
    assert_eq!(weekly.days.iter().map(|o| o.day).collect::<Vec<_>>(), [Day::Thursday, Day::Friday]);
    assert_eq!((weekly.freq, weekly.interval), (Some(Frequency::Weekly), Some(2)));
    assert_eq!(weekly.closes_at.unwrap().to_string(), "16:00:00");
    assert!(weekly.valid_from < weekly.valid_to);
    assert_eq!((monday.days[0].day, monday.freq), (Day::Monday, Some(Frequency::Weekly)));
    assert_eq!((monthly.days[0].nth, monthly.location), (Some(-1), Some(service.locations[0].id)));
    assert_eq!(repairs.len(), 2, "{repairs:?}");
}

#[test]
fn places() {
    let (service, repairs) = with(json!({"service_at_locations": [
        {"location": {"id": "1", "name": "Hall", "latitude": 51.45, "longitude": "-2.59",
            "physical_addresses": [{"address_1": "1 High St", "city": "Bristol", "state_province": "Avon", "postal_code": "bs15tr", "country": "GB"}],
            "accessibility_for_disabilities": [{"accessibility": "Ramp"}]}},
        {"location": {"id": "2", "latitude": 0, "longitude": 0}},
        {"location": {"id": "3", "latitude": -2.59, "longitude": 51.45}},
        {"location": {"id": "4", "latitude": 100, "longitude": 101, "addresses": [{"address_1": "2 High St", "postal_code": "BS1 OAA"}, ]}},
        {"location": {"id": "5", "location_type": "virtual", "addresses": [{"address_1": "x", "postal_code": "ABC 1234"}]}},
        {"location": {"id": "1", "name": "Hall again"}}
    ]}));
    assert_eq!(service.locations.len(), 5);
    let hall = &service.locations[0];
    assert_eq!(
        (hall.postcode.as_ref().unwrap().as_str(), hall.city.as_deref()),
        ("BS1 5TR", Some("Bristol"))
    );
    assert_eq!((hall.point.unwrap().lon, hall.accessibility[0].as_str()), (-2.59, "Ramp"));
    assert!(service.locations[1..].iter().all(|location| location.point.is_none()));
    assert_eq!(service.locations[3].postcode.as_ref().unwrap().as_str(), "BS1 0AA");
    assert_eq!(service.locations[4].lines, ["x", "ABC 1234"]);
    assert_eq!(repairs.len(), 5, "{repairs:?}");
}

#[test]
fn prices() {
    let costs = |fields: Value| {
        let (service, _) = with(fields);
        (service.free(), service.costs)
    };
    assert_eq!(costs(json!({"fees": "Free of charge"})).0, Some(true));
    assert_eq!(costs(json!({"fees": "Feel free to ask"})).0, None);
    assert_eq!(costs(json!({"cost_options": [{"amount": 0}]})).0, Some(true));
    let (free, list) = costs(
        json!({"cost_options": [{"amount": 3.5, "option": "Adults"}, {"amount": 0, "option": "Under 5s"}]}),
    );
    assert_eq!((free, list[0].pence), (Some(false), Some(350)));
    let (free, list) = costs(json!({"cost_options": [{"amount": 0, "amount_description": "£5 a week"}]}));
    assert_eq!((free, list[0].pence), (None, None));
    let (_, list) = costs(json!({"cost_options": [{"amount": "£3 to £5"}]}));
    assert_eq!(list, [Cost { text: Some("£3 to £5".into()), ..Cost::default() }]);
    assert_eq!(costs(json!({})), (None, vec![]));
}

#[test]
fn terms_audiences_languages_and_ways() {
    let (service, _) = with(json!({
        "attributes": [{"taxonomy_term": {"id": "3f7b145d-84af-42d7-8fae-eaca714b02b2", "name": "Carers", "taxonomy": "local"}}],
        "service_taxonomys": [{"taxonomy": {"id": "esdServiceType:298", "name": "Carers support groups"}}],
        "pc_targetAudience": [{"id": "80425", "audienceType": "Care leavers "}, {"id": "9", "audienceType": "care leavers"}],
        "languages": [{"code": "UR", "name": "Urdu"}, {"language": "Polish"}, {}],
        "attending_type": "Venue, Online", "attending_access": "Self referral", "deliverable_type": "Peer group",
        "service_areas": [{"service_area": "Somerset"}], "eligibility_description": "<p>Anyone</p>"
    }));
    assert_eq!(service.terms[1].vocabulary.as_deref(), Some("esdServiceType"));
    assert_eq!(service.audiences.len(), 1);
    assert_eq!(service.audiences[0].name, "Care leavers");
    assert_eq!(service.languages[0].code.as_deref(), Some("ur"));
    assert_eq!(service.languages.len(), 2);
    assert_eq!(service.attending, [Attending::Venue, Attending::Online]);
    assert_eq!(service.access, [Access::SelfReferral]);
    assert_eq!((service.areas[0].name.as_str(), service.eligibility[0].as_str()), ("Somerset", "Anyone"));
}

#[test]
fn times_without_a_zone_are_uk_times() {
    let modified = |said: &str| with(json!({"last_modified": said})).0.last_modified.map(|t| t.to_string());
    assert_eq!(modified("2025-09-02T12:06:15").as_deref(), Some("2025-09-02T11:06:15Z"));
    assert_eq!(modified("2025-01-02T12:06:15").as_deref(), Some("2025-01-02T12:06:15Z"));
    assert_eq!(modified("2025-09-02T12:06:15Z").as_deref(), Some("2025-09-02T12:06:15Z"));
    assert_eq!(modified("2025-09-02T12:06:15+02:00").as_deref(), Some("2025-09-02T10:06:15Z"));
    assert_eq!(modified("yesterday"), None);
}

#[test]
fn what_changed_and_only_that() {
    let (old, _) = with(json!({"description": "Tea", "url": "https://example.org", "pc_x": 1}));
    let (new, _) = with(json!({"description": "Tea and cake", "url": "https://example.org", "pc_x": 2}));
    let fields: Vec<String> = changes(&old, &new).into_iter().map(|c| c.field).collect();
    assert_eq!(fields, ["description", "summary"]);
    assert_ne!(old.fingerprint(), new.fingerprint());
    assert_eq!(changes(&old, &old), []);
    let stored: Service = serde_json::from_str(&serde_json::to_string(&new).unwrap()).unwrap();
    assert_eq!((stored.fingerprint(), &stored), (new.fingerprint(), &new));
}

#[test]
fn fields_left_out_are_noted_once() {
    let reading =
        read(format!("[{},{}]", A.replace('}', ",\"pc_x\":1}"), B.replace('}', ",\"pc_x\":1}")).as_bytes());
    assert_eq!(reading.notes, ["Fields that are not read, with how many services have them: pc_x (2)."]);
}

#[test]
fn a_repair_reads_as_a_sentence() {
    let reading =
        read(br#"[{"id": "0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0001", "name": "Tea", "url": "www.example.org"}]"#);
    assert_eq!(
        reading.repairs().next().unwrap().to_string(),
        "Tea (0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0001), url “www.example.org”: It was read as the web address https://www.example.org."
    );
}

#[test]
fn a_service_of_little_is_still_written_whole() {
    let (service, _) = with(json!({"organization": {"name": "Trust"}}));
    let written = to_v3(&service);
    assert_eq!(written["status"], "active");
    assert_eq!(written["organization"]["description"], "Trust");
}

/// Gives what it has and then breaks, as a connection does.
struct Broken<'a>(&'a [u8]);

impl std::io::Read for Broken<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(out)? {
            0 => Err(std::io::Error::other("the line went dead")),
            some => Ok(some),
        }
    }
}

#[test]
fn a_connection_that_breaks_keeps_what_came() {
    let text = format!("[{A},{}", &B[..30]);
    let steps: Vec<Step> = openreferral::Reader::new(Broken(text.as_bytes())).collect();
    let [Step::Kept(kept), Step::Refused(refused)] = steps.as_slice() else { panic!("{steps:?}") };
    assert_eq!(kept.service.name, "A");
    assert_eq!(refused.why, "The feed could not be read any further: the line went dead.");
}

#[test]
fn pages_one_after_another_are_read_as_one_feed() {
    let pages = format!("{{\"contents\": [{A}], \"page_number\": 1}}\n")
        + &format!("{{\"contents\": [{B}], \"page_number\": 2}}\n")
        + &"{\"contents\": []}\n".repeat(20_000);
    let reading = read(pages.as_bytes());
    assert_eq!((names(&reading), reading.refused.len()), (vec!["A", "B"], 0));
    assert_eq!(reading.page.unwrap().page_number, Some(2));
}
