//! One service as the directory knows it: what the publisher or its own people say, and
//! what we know besides.

use jiff::Timestamp;
use jiff::civil::Date;
use openreferral::{Kind, Service, Status};

use super::layer::Layer;
use super::{FeedId, NoteId, ServiceId};
use crate::settings::OrganizationId;

#[derive(Debug, Clone)]
pub struct DirectoryEntry {
    pub id: ServiceId,
    pub name: String,
    pub summary: String,
    pub status: Status,
    /// Who runs it, by name.
    pub organization: Option<String>,
    pub organization_id: Option<OrganizationId>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub url: Option<String>,
    /// "Tuesdays 10:00 to 12:00"; empty when nobody says. In English; see [`super::when_words`].
    pub when_words: String,
    /// The address it meets at, or empty.
    pub where_words: String,
    /// "Free", "£2 a visit", or empty.
    pub cost_words: String,
    pub town: Option<String>,
    pub postcode: Option<String>,
    pub point: Option<find::Point>,
    /// The day its publisher last said the entry is right.
    pub assured_on: Option<Date>,
    /// The last time somebody we linked came.
    pub arrived_at: Option<Timestamp>,
    /// Set when its feed no longer names it.
    pub withdrawn_at: Option<Timestamp>,
    /// The feed it is read from; nothing for what was written here.
    pub feed: Option<FeedId>,
    /// Everything that is published about it, with our corrections in it.
    pub record: Service,
    /// What lies over what is published.
    pub layer: Layer,
    /// Moves with every change of what is published or corrected.
    pub version: i64,
    /// The last day anybody confirmed it in any way.
    pub confirmed_on: Option<Date>,
}

impl DirectoryEntry {
    /// Whether people may be told about it.
    pub fn is_offered(&self) -> bool {
        self.withdrawn_at.is_none() && matches!(self.status, Status::Active | Status::TemporarilyClosed)
    }
}

/// What somebody here knows of a service: "Ring Jean first; steps at the door".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub words: String,
    pub by_name: String,
    pub at: Timestamp,
}

/// What of a service stands in columns of its own, so that lists need not open the record.
pub(super) struct Columns<'a> {
    pub name: &'a str,
    pub summary: &'a str,
    pub status: &'static str,
    pub topics: String,
    pub town: Option<&'a str>,
    pub postcode: Option<&'a str>,
    pub point: Option<(f64, f64)>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub assured_on: Option<Date>,
}

impl<'a> Columns<'a> {
    pub fn of(service: &'a Service) -> Columns<'a> {
        let places = || service.locations.iter().filter(|place| place.kind != Kind::Virtual);
        let mut topics: Vec<&str> = service.terms.iter().map(|term| term.name.as_str()).collect();
        topics.dedup();
        Columns {
            name: &service.name,
            summary: &service.summary,
            status: service.status.word(),
            topics: topics.join("\n"),
            town: places().find_map(|place| place.city.as_deref()),
            postcode: places().find_map(|place| place.postcode.as_ref()).map(|postcode| postcode.as_str()),
            point: places().find_map(|place| place.point).map(|point| (point.lat, point.lon)),
            email: service.email(),
            phone: service.phones.first().map(|phone| phone.number.as_str()),
            assured_on: service.assured_date,
        }
    }
}

/// Reads the status column back.
pub(super) fn status(word: &str) -> Option<Status> {
    [Status::Active, Status::Inactive, Status::Defunct, Status::TemporarilyClosed]
        .into_iter()
        .find(|status| status.word() == word)
}
