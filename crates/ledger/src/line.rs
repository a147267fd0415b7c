//! A line on its way in, and an entry as it comes out.

use jiff::Timestamp;
use uuid::Uuid;

use crate::Error;

const LONGEST_KIND: usize = 100;

/// One thing that happened, to be recorded.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The area of separation.
    pub area: Uuid,
    /// What happened: `referral.asked`, `person.looked_at` …
    pub kind: &'a str,
    /// Whom or what it happened to: a person's id when it is about a person.
    pub about: Uuid,
    /// The story it belongs to: a referral's or journey's id.
    pub thread: Option<Uuid>,
    /// Who did it: an account's id, or nil.
    pub by: Uuid,
    /// A readable name or role for who did it.
    pub by_name: &'a str,
    /// When it happened. Cut off to whole microseconds.
    pub happened: Timestamp,
    /// When it was written down. Cut off to whole microseconds.
    pub written: Timestamp,
    /// What there is to know about it: an object, emptied when the person is erased. It should hold nothing that identifies anybody.
    pub facts: serde_json::Value,
}

impl Line<'_> {
    pub(crate) fn check(&self) -> Result<(), Error> {
        let fits =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'.');
        if self.kind.is_empty() || self.kind.len() > LONGEST_KIND || !self.kind.bytes().all(fits) {
            return Err(Error::Kind(self.kind.chars().take(LONGEST_KIND).collect()));
        }
        if self.facts.is_object() { Ok(()) } else { Err(Error::Facts(self.kind.to_owned())) }
    }
}

/// One thing that happened, as the ledger holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The area of separation.
    pub area: Uuid,
    /// The lane it stands in.
    pub lane: i64,
    /// Its number in the lane, from 1.
    pub seq: i64,
    /// What happened.
    pub kind: String,
    /// Whom or what it happened to.
    pub about: Uuid,
    /// The story it belongs to.
    pub thread: Option<Uuid>,
    /// Who did it.
    pub by: Uuid,
    /// A readable name or role for who did it; empty once erased.
    pub by_name: String,
    /// When it happened.
    pub happened: Timestamp,
    /// When it was written down.
    pub written: Timestamp,
    /// What there is to know about it; nothing once erased.
    pub facts: Option<serde_json::Value>,
}
