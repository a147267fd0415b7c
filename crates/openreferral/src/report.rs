//! What was mended and what was refused, in sentences that can be sent back to the publisher.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::service::Service;

/// A service that was kept, with what had to be mended to keep it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Read {
    pub at: At,
    pub service: Service,
    /// [`Service::fingerprint`] of `service`.
    pub fingerprint: [u8; 32],
    /// The mark of what it was read from, to know it by at the next reading ([`crate::Reader::knowing`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<[u8; 32]>,
    pub repairs: Vec<Repair>,
}

/// One thing that was mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The id of the service as published.
    pub source_id: String,
    /// The name of the service.
    pub name: String,
    /// Where in the published entry, such as `email` or `locations.postal_code`.
    pub field: String,
    /// What was published, shortened.
    pub said: String,
    /// What was done about it: a plain sentence.
    pub did: String,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.said.is_empty() {
            write!(f, "{} ({}), {}: {}", self.name, self.source_id, self.field, self.did)
        } else {
            write!(f, "{} ({}), {} “{}”: {}", self.name, self.source_id, self.field, self.said, self.did)
        }
    }
}

/// Something that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub at: At,
    /// The id as published, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A plain sentence.
    pub why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.name, &self.id) {
            (Some(name), Some(id)) => write!(f, "{name} ({id}), {}: {}", self.at, self.why),
            (Some(one), None) | (None, Some(one)) => write!(f, "{one}, {}: {}", self.at, self.why),
            (None, None) => write!(f, "{}: {}", self.at, self.why),
        }
    }
}

/// Where in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct At {
    /// Which element, counted from 1.
    pub element: u64,
    /// The byte it begins at, counted from 0; for a feed in UTF-16, of its UTF-8 form.
    pub byte: u64,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} at byte {}", self.element, self.byte)
    }
}

/// How the feed is put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Nothing that could be a feed was found.
    #[default]
    Unknown,
    /// A bare array of services.
    Array,
    /// A page of Open Referral UK v1: `{"content": [...]}`.
    PageV1,
    /// A page of Open Referral UK v3 or HSDS 3: `{"contents": [...]}`.
    PageV3,
    /// One service on its own.
    Single,
    /// One service a line.
    Lines,
    /// An HSDS document of lists by name: `{"organizations": [...]}`, `{"services": [...]}`.
    Document,
    /// A data package of tables.
    Package,
}

/// What a page says about its place among the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageInfo {
    pub total_items: Option<u64>,
    pub total_pages: Option<u64>,
    /// As published: v3 counts from 1, v1 publishers from 0 or 1.
    pub page_number: Option<u64>,
    pub size: Option<u64>,
    pub last_page: Option<bool>,
    pub empty: Option<bool>,
}

/// A whole feed, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub format: Format,
    pub page: Option<PageInfo>,
    pub services: Vec<Read>,
    pub refused: Vec<Refused>,
    /// What holds for the feed as a whole, each a plain sentence.
    pub notes: Vec<String>,
}

impl Reading {
    /// Every repair of every service, in the order of the feed.
    pub fn repairs(&self) -> impl Iterator<Item = &Repair> {
        self.services.iter().flat_map(|read| &read.repairs)
    }
}

/// One step of reading a feed as a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Kept(Box<Read>),
    Refused(Refused),
    /// The same service again, word for word: nothing to do.
    Twin {
        at: At,
        id: Uuid,
        name: String,
    },
    /// A service that is as it was at an earlier reading, so it was not read again.
    Same {
        at: At,
        id: Uuid,
        /// The mark it is known by.
        raw: [u8; 32],
    },
}
