//! Where every entry ends up, whatever shape the feed had: read into a service, and held against those before it.

use std::collections::{HashMap, hash_map::Entry};

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    clerk::{Sighted, shortened},
    entry,
    field::{self, Fields},
    limits, mend,
    report::{At, Read, Refused, Step},
    source,
};

/// Counted up whenever entries are read differently, so that a mark of old never hides what would now come out
/// another way.
const READING: &str = "openreferral reading 1\n";

pub(crate) const NO_OBJECT: &str = "This entry is not a service: it is not an object.";

/// The mark of an entry's bytes: the same bytes read by the same rules.
pub(crate) fn mark(bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(READING);
    hash.update(bytes);
    hash.finalize().into()
}

/// The mark of an entry that was put together from several: of what it comes to.
fn joined_mark(fields: &Fields) -> Option<[u8; 32]> {
    let text = serde_json::to_vec(fields).ok()?;
    let mut hash = Sha256::new();
    hash.update(READING);
    hash.update("joined\n");
    hash.update(text);
    Some(hash.finalize().into())
}

/// Which service an entry of an earlier reading was, by its mark.
pub(crate) type Known = Box<dyn Fn(&[u8; 32]) -> Option<Uuid> + Send>;

/// As much of a fingerprint or mark as tells two apart: half of it, for there may be a million.
type Short = [u8; 16];

fn short(whole: &[u8; 32]) -> Short {
    let mut half = Short::default();
    half.iter_mut().zip(whole).for_each(|(to, from)| *to = *from);
    half
}

pub(crate) struct Desk {
    pub(crate) namespace: Uuid,
    pub(crate) known: Option<Known>,
    /// Each service met, with its fingerprint; of one passed over, its mark.
    seen: HashMap<Uuid, Short>,
    pub(crate) sighted: Sighted,
    mended_bytes: u64,
}

impl Desk {
    pub(crate) fn new(namespace: Uuid) -> Self {
        Self { namespace, known: None, seen: HashMap::new(), sighted: Sighted::default(), mended_bytes: 0 }
    }

    /// What holds for the feed as a whole.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.mended_bytes > 0 {
            notes.push(format!(
                "{} entries held bytes that are not UTF-8; they were read as Windows-1252.",
                self.mended_bytes
            ));
        }
        notes.extend(self.sighted.notes());
        notes
    }

    /// The object in these bytes.
    pub(crate) fn object(&mut self, at: At, bytes: &[u8]) -> Result<Fields, Step> {
        let (text, mended) = source::text(bytes);
        self.mended_bytes += u64::from(mended);
        match mend::parse(&text) {
            Ok(Value::Object(fields)) => Ok(fields),
            Ok(_) => Err(refused(at, None, NO_OBJECT.into())),
            Err(error) => Err(refused(at, None, format!("This entry is not well-formed JSON: {error}."))),
        }
    }

    /// An entry that is known by its mark; `None` when it has to be looked at after all, for nobody knows it or its
    /// service came before.
    pub(crate) fn same(&mut self, at: At, raw: [u8; 32]) -> Option<Step> {
        let id = self.known.as_ref()?(&raw)?;
        match self.seen.entry(id) {
            Entry::Vacant(place) => {
                place.insert(short(&raw));
                Some(Step::Same { at, id, raw })
            }
            Entry::Occupied(_) => None,
        }
    }

    /// An entry that was put together: its service is in no bytes alone, so it is known by what it comes to.
    pub(crate) fn joined(&mut self, at: At, fields: &Fields) -> Step {
        let Some(mark) = joined_mark(fields) else { return self.service(at, fields, None) };
        self.same(at, mark).unwrap_or_else(|| self.service(at, fields, Some(mark)))
    }

    /// An entry read; `raw` is its mark.
    pub(crate) fn service(&mut self, at: At, fields: &Fields, raw: Option<[u8; 32]>) -> Step {
        let (service, repairs) = match entry::service(fields, self.namespace, &mut self.sighted) {
            Ok(kept) => kept,
            Err(why) => return refused(at, Some(fields), why),
        };
        let fingerprint = service.fingerprint();
        match self.seen.entry(service.id) {
            Entry::Vacant(place) => {
                place.insert(short(&fingerprint));
                Step::Kept(Box::new(Read { at, service, fingerprint, raw, repairs }))
            }
            Entry::Occupied(first)
                if *first.get() == short(&fingerprint) || raw.is_some_and(|raw| *first.get() == short(&raw)) =>
            {
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

pub(crate) fn refused(at: At, fields: Option<&Fields>, why: String) -> Step {
    let said = |name: &str| field::raw(fields?, name).map(|text| shortened(text.trim(), limits::NAME_CHARS));
    Step::Refused(Refused { at, id: said("id"), name: said("name"), why })
}
