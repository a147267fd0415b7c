//! Reads a feed: walks it, turns each element into a service, watches for the same service twice.

use std::{
    collections::{HashMap, hash_map::Entry},
    io,
};

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    clerk::{Sighted, shortened},
    entry, field, limits, mend,
    report::{At, Format, PageInfo, Read, Reading, Refused, Step},
    source,
    walk::{Found, Walk},
};

/// The namespace in which ids that are not UUIDs become UUIDs when the caller names none of its own.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x6f72_756b_0003_5000_8000_7175_696c_7431);

/// Reads a whole feed at once. Never fails: what cannot be kept is in `refused`, with its reason.
pub fn read(bytes: &[u8]) -> Reading {
    gather(Reader::new(bytes))
}

/// As [`read`], with ids that are not UUIDs made within `namespace`, so that two feeds that both number
/// their services 1, 2, 3 do not collide.
pub fn read_within(bytes: &[u8], namespace: Uuid) -> Reading {
    gather(Reader::new(bytes).within(namespace))
}

fn gather<R: io::Read>(mut reader: Reader<R>) -> Reading {
    let mut reading = Reading::default();
    let mut unlisted = 0_u64;
    for step in reader.by_ref() {
        match step {
            Step::Kept(read) => reading.services.push(*read),
            Step::Refused(refused) if reading.refused.len() < limits::LISTED => reading.refused.push(refused),
            Step::Refused(_) => unlisted += 1,
            Step::Twin { at, name, .. } if reading.notes.len() < limits::LISTED => {
                reading
                    .notes
                    .push(format!("“{name}” is there twice, word for word; the second, {at}, was left out."));
            }
            Step::Twin { .. } => {}
        }
    }
    if unlisted > 0 {
        reading.notes.push(format!("{unlisted} more entries were refused and are not listed."));
    }
    reading.notes.extend(reader.notes());
    reading.format = reader.format();
    reading.page = reader.page().cloned();
    reading
}

/// Reads a feed as a stream: an iterator of [`Step`]s that holds one element at a time, and for each service kept
/// its id and fingerprint.
pub struct Reader<R> {
    walk: Walk<R>,
    namespace: Uuid,
    seen: HashMap<Uuid, [u8; 32]>,
    sighted: Sighted,
    mended_bytes: u64,
}

impl<R: io::Read> Reader<R> {
    pub fn new(input: R) -> Self {
        Self {
            walk: Walk::new(input),
            namespace: NAMESPACE,
            seen: HashMap::new(),
            sighted: Sighted::default(),
            mended_bytes: 0,
        }
    }

    /// Makes ids that are not UUIDs within this namespace; give each feed its own.
    #[must_use]
    pub fn within(mut self, namespace: Uuid) -> Self {
        self.namespace = namespace;
        self
    }

    /// How the feed is put together, as far as it has been read.
    pub fn format(&self) -> Format {
        self.walk.format
    }

    /// What the page says about itself; complete once the iterator has ended.
    pub fn page(&self) -> Option<&PageInfo> {
        self.walk.page.as_ref()
    }

    /// What holds for the feed as a whole, as far as it has been read.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.walk.utf16() {
            notes.push("The feed is in UTF-16; it was read as such. JSON should be in UTF-8.".to_owned());
        }
        if self.mended_bytes > 0 {
            notes.push(format!(
                "{} entries held bytes that are not UTF-8; they were read as Windows-1252.",
                self.mended_bytes
            ));
        }
        notes.extend(self.sighted.notes());
        notes
    }

    fn element(&mut self, at: At, bytes: &[u8]) -> Step {
        let (text, mended) = source::text(bytes);
        self.mended_bytes += u64::from(mended);
        match mend::parse(&text) {
            Ok(Value::Object(fields)) => self.service(at, &fields),
            Ok(_) => refused(at, None, "This entry is not a service: it is not an object.".into()),
            Err(error) => refused(at, None, format!("This entry is not well-formed JSON: {error}.")),
        }
    }

    fn service(&mut self, at: At, fields: &Map<String, Value>) -> Step {
        let (service, repairs) = match entry::service(fields, self.namespace, &mut self.sighted) {
            Ok(kept) => kept,
            Err(why) => return refused(at, Some(fields), why),
        };
        let fingerprint = service.fingerprint();
        match self.seen.entry(service.id) {
            Entry::Vacant(place) => {
                place.insert(fingerprint);
                Step::Kept(Box::new(Read { at, service, fingerprint, repairs }))
            }
            Entry::Occupied(first) if *first.get() == fingerprint => {
                Step::Twin { at, id: service.id, name: service.name }
            }
            Entry::Occupied(_) => refused(
                at,
                Some(fields),
                "Another service with the same id came before it and says something else; the first was kept.".into(),
            ),
        }
    }
}

fn refused(at: At, fields: Option<&Map<String, Value>>, why: String) -> Step {
    let said = |name: &str| field::raw(fields?, name).map(|text| shortened(text.trim(), limits::NAME_CHARS));
    Step::Refused(Refused { at, id: said("id"), name: said("name"), why })
}

impl<R: io::Read> Iterator for Reader<R> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        Some(match self.walk.walk()? {
            Found::Element { at, bytes } => self.element(at, &bytes),
            Found::Bad { at, why } => refused(at, None, why),
        })
    }
}
