//! Whatever comes in, something sensible comes out.
#![expect(clippy::unwrap_used, reason = "a test file through and through: its helpers fail loudly too")]

use std::time::{Duration, Instant};

use openreferral::{plain, read, to_v3};
use proptest::prelude::*;
use serde_json::{Value, json};

const SMALL: &str = r#"{"total_items": 2, "contents": [
 {"id": "0b7f3c52-58a5-4d2c-9a55-1f0a5f5b0001", "name": "Tea &amp; Talk", "description": "<p>Caf\u00e9 <a href=\"https://example.org\">link</a></p>",
  "url": "www.example.org", "email": "a@example.org", "minimum_age": -1, "last_modified": "2025-09-02T12:06:15.654",
  "phones": [{"number": "Desk: 0117 496 0123 / 07700 900123"}], "cost_options": [{"amount": 3.5}],
  "schedules": [{"freq": "WEEKLY", "byday": "MO,2TU", "opens_at": "09:00"}],
  "service_at_locations": [{"location": {"latitude": 51.4, "longitude": -2.5, "addresses": [{"postal_code": "BS1 5TR"}]}}]},
 {"id": "2", "name": "Café 🧵 ‘two’"}], "page_number": 1}"#;

/// Reads, and holds the reading to what it promises.
fn sound(bytes: &[u8]) {
    let reading = read(bytes);
    for kept in &reading.services {
        let service = &kept.service;
        assert!(!service.name.is_empty() && service.name.chars().count() <= openreferral::limits::NAME_CHARS);
        assert!(service.ages.min.is_none_or(|min| service.ages.max.is_none_or(|max| min <= max)));
        assert_eq!(kept.fingerprint, service.fingerprint());
        let stored = serde_json::to_string(service).unwrap();
        assert_eq!(&serde_json::from_str::<openreferral::Service>(&stored).unwrap(), service);
        let again = read(to_v3(service).to_string().as_bytes());
        assert_eq!(again.services.len(), 1, "{:?}", again.refused);
    }
}

#[test]
fn cut_anywhere() {
    for end in 0..SMALL.len() {
        sound(&SMALL.as_bytes()[..end]);
    }
    assert_eq!(read(SMALL.as_bytes()).services.len(), 2);
}

#[test]
fn any_byte_turned() {
    for at in 0..SMALL.len() {
        for to in [0x00, b'"', b'{', b']', b'\\', b',', 0xFF, b'9'] {
            let mut bytes = SMALL.as_bytes().to_vec();
            bytes[at] = to;
            sound(&bytes);
        }
    }
}

/// Texts made to be slow are not: a megabyte of each is read at once.
#[test]
fn hostile_markup_is_read_in_one_pass() {
    let began = Instant::now();
    for piece in [
        "<a ",
        "<!",
        "<svg>",
        "<li> <p>",
        "&",
        "&amp;amp;",
        "<zz ",
        "<a x='",
        "</",
        "<a href=",
        "a. ",
        "•\n",
        "<ul><li>",
        "<!--",
    ] {
        for end in ["", ">", "'>"] {
            let text = piece.repeat((1 << 20) / piece.len()) + end;
            let _ = plain(&text);
        }
    }
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

fn names() -> impl Strategy<Value = String> {
    let known = [
        "id",
        "name",
        "description",
        "url",
        "email",
        "status",
        "phones",
        "number",
        "extension",
        "schedules",
        "byday",
        "freq",
        "opens_at",
        "valid_from",
        "organization",
        "service_at_locations",
        "location",
        "latitude",
        "longitude",
        "addresses",
        "postal_code",
        "cost_options",
        "amount",
        "minimum_age",
        "maximum_age",
        "attributes",
        "taxonomy_term",
        "languages",
        "contacts",
        "eligibilitys",
        "last_modified",
        "assured_date",
        "contents",
        "content",
        "total_items",
        "pc_targetAudience",
        "attending_type",
        "weekday",
        "interval",
        "accessibility",
    ];
    prop_oneof![9 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,8}"]
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|b| json!(b)),
        any::<i64>().prop_map(|n| json!(n)),
        any::<f64>().prop_map(|n| json!(n)),
        "\\PC{0,40}".prop_map(|s| json!(s)),
        "[<>/&;a-z \"'=@.:0-9£-]{0,60}".prop_map(|s| json!(s)),
        "[0-9 +()./,-]{0,40}".prop_map(|s| json!(s)),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?".prop_map(|s| json!(s)),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((names(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        sound(&bytes);
    }

    #[test]
    fn any_near_json(text in "[\\[\\]{}\",:\\\\ a-z0-9\n]{0,200}") {
        sound(text.as_bytes());
    }

    #[test]
    fn any_json(value in tree()) {
        sound(value.to_string().as_bytes());
    }

    #[test]
    fn any_service(fields in proptest::collection::vec((names(), tree()), 0..20)) {
        let mut service = json!({"id": "x", "name": "Tea"});
        service.as_object_mut().unwrap().extend(fields);
        sound(json!([service]).to_string().as_bytes());
    }

    #[test]
    fn plain_text_is_plain(text in "[<>/&;a-zA-Z \n\"'=!-]{0,200}") {
        let out = plain(&text);
        let lower = out.to_lowercase();
        for tag in ["<p>", "<script", "<style", "<a ", "<div>", "<br>", "</p>", "<img "] {
            prop_assert!(!(lower.contains(tag) && lower.split(tag).nth(1).unwrap_or_default().contains('>')), "{out}");
        }
        prop_assert!(!out.contains("\n\n\n"));
        prop_assert_eq!(out.trim(), &out);
    }
}
