//! The root of an API, given for a feed's address: what it says of itself, and where below it
//! the services are. An Open Referral UK 3.0 root names its `version`, `profile` and
//! `openapi_url`; version 1 says nothing, and often has a page for people there.

use std::fs::File;
use std::io::{self, Read, Seek};

use serde_json::{Map, Value};

/// The longest document that is looked at.
const LONGEST: u64 = 64 << 10;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root {
    /// Where the services are.
    pub services: String,
    /// What was found, in a sentence.
    pub says: String,
}

impl Root {
    /// The root that this document is, if it is one: an object that says which version of the
    /// standard is spoken here, and holds no services itself.
    pub fn of(address: &str, file: &mut File) -> io::Result<Option<Root>> {
        let mut text = Vec::new();
        let read = file.take(LONGEST).read_to_end(&mut text);
        file.rewind()?;
        read?;
        let Ok(Value::Object(fields)) = serde_json::from_slice(&text) else { return Ok(None) };
        Ok(Root::said(address, &fields))
    }

    fn said(address: &str, fields: &Map<String, Value>) -> Option<Root> {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let holds = ["contents", "content", "services", "organizations", "id"];
        let version = text("version");
        let is_root = text("openapi_url").is_some() || version.zip(text("profile")).is_some();
        if !is_root || holds.iter().any(|name| fields.contains_key(*name)) {
            return None;
        }
        let services = services_below(address)?;
        let version: String = version.unwrap_or("no version named").chars().take(60).collect();
        let says =
            format!("The address is the root of an API ({version}). Its services are read from {services}.");
        Some(Root { services, says })
    }

    /// The root of an API that says nothing of itself, whose services were found all the same.
    pub fn silent(services: String) -> Root {
        let says = format!(
            "There is no feed at the address itself. The services below it are read, from {services}."
        );
        Root { services, says }
    }
}

/// Where an API whose root this is has its services; nothing for what cannot be a root.
pub(super) fn services_below(address: &str) -> Option<String> {
    let bare = address.split('#').next().unwrap_or_default();
    let (path, query) = match bare.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (bare, String::new()),
    };
    let path = path.trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = path.matches('/').count() > 2 && last.contains('.') && !last.starts_with('v');
    (!is_file && !last.eq_ignore_ascii_case("services")).then(|| format!("{path}/services{query}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(document: &Value) -> Option<String> {
        Root::said("https://example.org/openreferral/", document.as_object()?).map(|root| root.says)
    }

    #[test]
    fn a_root_says_what_it_is() {
        let root = json!({"version": "HSDS-UK-3.0", "profile": "https://docs.openreferraluk.org", "openapi_url": "https://x/openapi.json"});
        let says = said(&root).unwrap();
        assert!(
            says.contains("HSDS-UK-3.0") && says.contains("https://example.org/openreferral/services"),
            "{says}"
        );
        assert!(said(&json!({"openapi_url": "https://x"})).is_some());
        for not in [
            json!({"version": "3"}),
            json!({"id": "1", "name": "Tea", "version": "3", "profile": "x"}),
            json!({"version": "3.0", "profile": "x", "contents": []}),
            json!([]),
        ] {
            assert_eq!(said(&not), None, "{not}");
        }
    }

    #[test]
    fn services_are_below_the_root() {
        let below = |address: &str| services_below(address);
        assert_eq!(below("https://example.org").as_deref(), Some("https://example.org/services"));
        assert_eq!(below("https://example.org/v1.0/").as_deref(), Some("https://example.org/v1.0/services"));
        assert_eq!(below("https://a.org/api?key=1#x").as_deref(), Some("https://a.org/api/services?key=1"));
        for not in ["https://a.org/services", "https://a.org/api/Services/?page=1", "https://a.org/list.json"]
        {
            assert_eq!(below(not), None, "{not}");
        }
    }
}
