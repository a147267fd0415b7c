//! What tells one state of a service from another: a hash of the whole, and a list of what differs.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::service::Service;

/// One field of a service that differs between two readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The name of the field of [`Service`], such as `schedules`.
    pub field: String,
    /// What was there; `null` for nothing.
    pub old: Value,
    pub new: Value,
}

impl Service {
    /// SHA-256 over everything a cleaned service says. Two readings of the same feed give the same; any difference
    /// that [`changes`] would show gives another.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"openreferral service 1\n");
        hash.update(Value::Object(fields(self)).to_string());
        hash.finalize().into()
    }
}

impl Service {
    /// What stays the same when a publisher gives its services new ids: a key made of the name, the organisation's
    /// name and the first postcode, however they are cased, spaced and punctuated. Two services that are alike need
    /// not be one: a group may meet twice under one name.
    pub fn likeness(&self) -> Uuid {
        let owner = self.organization.as_ref().map_or("", |owner| owner.name.as_str());
        let postcode = self.locations.iter().filter_map(|place| place.postcode.as_ref()).min();
        let postcode = postcode.map_or("", |postcode| postcode.as_str());
        let says = [words(&self.name), words(owner), postcode.to_owned()].join("\n");
        Uuid::new_v5(&crate::reader::NAMESPACE, format!("like\n{says}").as_bytes())
    }
}

/// The words of a name without what people write one day and leave out the next.
fn words(name: &str) -> String {
    const IDLE: [&str; 8] = ["the", "a", "ltd", "limited", "cic", "cio", "charity", "uk"];
    let plain = name.to_lowercase().replace('&', " and ").replace(['\'', '’', '‘', '.'], "");
    let all: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let telling: Vec<&str> = all.iter().copied().filter(|word| !IDLE.contains(word)).collect();
    if telling.is_empty() { all.join(" ") } else { telling.join(" ") }
}

/// What differs, by field name, in the order of the names.
pub fn changes(old: &Service, new: &Service) -> Vec<FieldChange> {
    let (mut old, mut new) = (fields(old), fields(new));
    let mut names: Vec<String> = old.keys().chain(new.keys()).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|field| FieldChange {
            old: old.remove(&field).unwrap_or_default(),
            new: new.remove(&field).unwrap_or_default(),
            field,
        })
        .filter(|change| change.old != change.new)
        .collect()
}

/// The fields of a service as JSON. A `Service` always becomes an object: its keys are its field names and every
/// number in it is finite.
fn fields(service: &Service) -> Map<String, Value> {
    let mut value = serde_json::to_value(service).unwrap_or_default();
    // The order must not depend on how serde_json is built.
    value.sort_all_objects();
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        place::{Location, Postcode},
        service::Organization,
    };

    fn service(name: &str, owner: &str, postcodes: &[&str]) -> Service {
        let place = |said: &&str| Location { postcode: Postcode::parse(said), ..Location::default() };
        Service {
            name: name.into(),
            organization: Some(Organization { name: owner.into(), ..Organization::default() }),
            locations: postcodes.iter().map(place).collect(),
            ..Service::default()
        }
    }

    #[test]
    fn a_service_is_known_again_under_another_id() {
        let first = service("Tea & Talk", "The Carers' Trust Ltd.", &["TA2 1AA", "TA1 1AA"]);
        let mut again = service("TEA and TALK ", "Carers’ Trust", &["ta1 1aa", "TA2 1AA"]);
        again.id = Uuid::from_u128(7);
        again.description = "Other words.".into();
        assert_eq!(first.likeness(), again.likeness());
        for other in [
            service("Tea & Talks", "Carers Trust", &["TA1 1AA"]),
            service("Tea & Talk", "Carers Union", &["TA1 1AA"]),
            service("Tea & Talk", "Carers Trust", &["TA9 1AA"]),
        ] {
            assert_ne!(first.likeness(), other.likeness());
        }
        assert_ne!(service("The", "", &[]).likeness(), service("A", "", &[]).likeness());
    }
}
