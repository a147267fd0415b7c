//! What a directory says about one service, once it has been cleaned.
//!
//! Every value here has been through the door in [`crate::read`]: text is plain text, web addresses open in a
//! browser, ages are ages, a point is on the Earth. Absent means absent: there are no empty strings in an `Option`.

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::{
    contact::Phone,
    cost::Cost,
    place::{Location, Point, Postcode},
    schedule::{Day, Frequency, Occurrence, Schedule},
};

/// One service: what it offers, who runs it, where, when, for whom and at what price.
///
/// Serialises to JSON for storage. Fields that are empty are left out, so a field added in a later version does
/// not change the fingerprint of services that do not use it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The published id, or one made from it when it is not a UUID.
    pub id: Uuid,
    /// The id exactly as the publisher gives it; empty only when the publisher gave none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_id: String,
    /// Never empty, one line, at most [`crate::limits::NAME_CHARS`] characters.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<String>,
    /// Plain text: paragraphs are parted by a blank line, list items begin with `• `. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The opening of the description on one line, about 200 characters, ending with a sentence where it can.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// `http` or `https` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Each one an address that mail can be sent to; the first is the one to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Numbers of the service itself and of its contacts, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    #[serde(default)]
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<Location>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    #[serde(default, skip_serializing_if = "Ages::is_any")]
    pub ages: Ages,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Who the service is for, in the publisher's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<String>,
    /// Audiences the publisher's platform names, such as "Care leavers".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Audience>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// How people take part: at a venue, by phone, online, at home.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attending: Vec<Attending>,
    /// How people get in: drop in, by appointment, by referral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// What kind of thing is given, in the publisher's words, such as "Peer group".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditations: Option<String>,
    /// The day somebody last confirmed the entry is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured_date: Option<civil::Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<ServiceArea>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Something to know before going, such as "closed until May".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_process: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
}

impl Service {
    /// The address to show and write to first.
    pub fn email(&self) -> Option<&str> {
        self.emails.first().map(String::as_str)
    }

    /// `Some(true)` when every cost that is known is free, `Some(false)` when one is not, `None` when nothing is said.
    pub fn free(&self) -> Option<bool> {
        let known: Vec<bool> = self.costs.iter().filter_map(Cost::free).collect();
        if known.is_empty() { None } else { Some(known.iter().all(|free| *free)) }
    }
}

/// Whether a service runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Active,
    Inactive,
    Defunct,
    TemporarilyClosed,
}

impl Status {
    /// The word Open Referral uses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Defunct => "defunct",
            Self::TemporarilyClosed => "temporarily closed",
        }
    }
}

/// Who runs a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    pub id: Uuid,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_id: String,
    /// Never empty.
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Ages a service is for, in whole years, both ends included; `None` is no limit. `min` is never above `max`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ages {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u8>,
}

impl Ages {
    /// True when neither end is limited.
    pub const fn is_any(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// True when a person of this age is within the limits.
    pub fn admit(&self, age: u8) -> bool {
        self.min.is_none_or(|min| min <= age) && self.max.is_none_or(|max| age <= max)
    }
}

/// A language the service is offered in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its English name as published, such as "Urdu"; the code when only a code is published.
    pub name: String,
    /// ISO 639 code, lower case, when published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// An audience named by the publisher's platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub name: String,
}

/// A term of a list (taxonomy) that says what the service is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As published; often a prefixed code such as `esdServiceType:298`.
    pub id: String,
    pub name: String,
    /// The list it comes from, such as `esdServiceType`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vocabulary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The [`Term::uuid`] of the wider term it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uuid>,
    /// The UUID its publisher gives it beside the code in `id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Uuid>,
}

impl Term {
    /// The id Open Referral UK 3.0 asks for: the published one where there is one, else one made from the list and
    /// the code (without a code the name), so that a term is the same in every service of every feed.
    pub fn uuid(&self) -> Uuid {
        self.published
            .or_else(|| Uuid::parse_str(&self.id).ok())
            .unwrap_or_else(|| Self::made_uuid(self.vocabulary.as_deref(), &self.id, &self.name))
    }

    /// The id made for a code of a list.
    pub(crate) fn made_uuid(vocabulary: Option<&str>, code: &str, name: &str) -> Uuid {
        let says = if code.is_empty() { name } else { code };
        let list = vocabulary.unwrap_or_default();
        Uuid::new_v5(&crate::reader::NAMESPACE, format!("term\n{list}\n{says}").as_bytes())
    }
}

/// A place whose people the service is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceArea {
    pub name: String,
    /// A link that identifies the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
}

/// Somebody to get in touch with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their role, such as "Reception manager".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
}

/// How a person takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Attending {
    Venue,
    Phone,
    Online,
    HomeVisit,
    /// In the publisher's words.
    Other(String),
}

impl From<String> for Attending {
    fn from(said: String) -> Self {
        match said.trim().to_lowercase().replace(['-', '_'], " ").as_str() {
            "venue" | "in person" | "physical" => Self::Venue,
            "phone" | "telephone" | "by phone" => Self::Phone,
            "online" | "virtual" => Self::Online,
            "home visit" | "at home" | "home" => Self::HomeVisit,
            _ => Self::Other(said),
        }
    }
}

impl From<Attending> for String {
    fn from(way: Attending) -> Self {
        match way {
            Attending::Venue => "venue".into(),
            Attending::Phone => "phone".into(),
            Attending::Online => "online".into(),
            Attending::HomeVisit => "home visit".into(),
            Attending::Other(said) => said,
        }
    }
}

/// How a person gets in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Access {
    DropIn,
    Appointment,
    Membership,
    /// A referral is needed; the publisher does not say whose.
    Referral,
    SelfReferral,
    ProfessionalReferral,
    /// In the publisher's words.
    Other(String),
}

impl From<String> for Access {
    fn from(said: String) -> Self {
        match said.trim().to_lowercase().replace(['-', '_'], " ").as_str() {
            "drop in" | "dropin" => Self::DropIn,
            "appointment" | "by appointment" => Self::Appointment,
            "membership" => Self::Membership,
            "referral" => Self::Referral,
            "self referral" => Self::SelfReferral,
            "professional referral" => Self::ProfessionalReferral,
            _ => Self::Other(said),
        }
    }
}

impl From<Access> for String {
    fn from(way: Access) -> Self {
        match way {
            Access::DropIn => "drop-in".into(),
            Access::Appointment => "appointment".into(),
            Access::Membership => "membership".into(),
            Access::Referral => "referral".into(),
            Access::SelfReferral => "self referral".into(),
            Access::ProfessionalReferral => "professional referral".into(),
            Access::Other(said) => said,
        }
    }
}
