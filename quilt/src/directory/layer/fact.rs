//! One thing an entry says, apart from all others: what can be corrected, compared, undone and
//! shown beside what somebody else says of it.
//!
//! A fact is taken [`Fact::of`] an entry and [`Fact::put`] into one. Put in and taken out again it
//! is the same, and no other fact has changed; a property test holds this.

use openreferral::{Ages, Cost, Kind, Phone, Schedule, Service, Status};
use serde::{Deserialize, Serialize};

use super::{Own, Spot};
use crate::directory::keep::opening;

/// An entry as people see it: what is published, corrected where we know better, and what only
/// we know.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Known {
    pub record: Service,
    pub own: Own,
}

/// Whether it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Running {
    Open,
    /// Closed for now.
    Closed,
    /// Not running any more.
    Ended,
}

impl Running {
    pub const ALL: [Running; 3] = [Running::Open, Running::Closed, Running::Ended];

    pub fn code(self) -> &'static str {
        match self {
            Running::Open => "open",
            Running::Closed => "closed",
            Running::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<Running> {
        Running::ALL.into_iter().find(|running| running.code() == code)
    }

    pub fn of(status: Status) -> Running {
        match status {
            Status::Active => Running::Open,
            Status::TemporarilyClosed => Running::Closed,
            Status::Inactive | Status::Defunct => Running::Ended,
        }
    }

    fn status(self) -> Status {
        match self {
            Running::Open => Status::Active,
            Running::Closed => Status::TemporarilyClosed,
            Running::Ended => Status::Defunct,
        }
    }
}

/// Which thing a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Running,
    Description,
    Times,
    Place,
    Costs,
    Ages,
    Phones,
    Emails,
    Web,
    Access,
    FirstVisit,
    Capacity,
    Waiting,
}

impl Field {
    /// In the order of the form.
    pub const ALL: [Field; 14] = [
        Field::Name,
        Field::Running,
        Field::Description,
        Field::Times,
        Field::Place,
        Field::Costs,
        Field::Ages,
        Field::Phones,
        Field::Emails,
        Field::Web,
        Field::Access,
        Field::FirstVisit,
        Field::Capacity,
        Field::Waiting,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Running => "running",
            Field::Description => "description",
            Field::Times => "times",
            Field::Place => "place",
            Field::Costs => "costs",
            Field::Ages => "ages",
            Field::Phones => "phones",
            Field::Emails => "emails",
            Field::Web => "web",
            Field::Access => "access",
            Field::FirstVisit => "first_visit",
            Field::Capacity => "capacity",
            Field::Waiting => "waiting",
        }
    }

    pub fn parse(code: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.code() == code)
    }

    /// Whether publishers speak of it; the others are known only here.
    pub fn is_published(self) -> bool {
        !matches!(self, Field::Access | Field::FirstVisit | Field::Capacity | Field::Waiting)
    }
}

/// One thing an entry says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "is", rename_all = "snake_case")]
pub enum Fact {
    Name(String),
    Running(Running),
    Description(String),
    Times(Vec<Schedule>),
    Place(Option<Spot>),
    Costs(Vec<Cost>),
    Ages(Ages),
    Phones(Vec<Phone>),
    Emails(Vec<String>),
    Web(Option<String>),
    /// How to get in: steps, a ramp, a bell to ring.
    Access(Option<String>),
    /// What to expect on a first visit.
    FirstVisit(Option<String>),
    /// For how many there is room.
    Capacity(Option<String>),
    /// How long people wait for a place.
    Waiting(Option<String>),
}

impl Fact {
    pub fn field(&self) -> Field {
        match self {
            Fact::Name(_) => Field::Name,
            Fact::Running(_) => Field::Running,
            Fact::Description(_) => Field::Description,
            Fact::Times(_) => Field::Times,
            Fact::Place(_) => Field::Place,
            Fact::Costs(_) => Field::Costs,
            Fact::Ages(_) => Field::Ages,
            Fact::Phones(_) => Field::Phones,
            Fact::Emails(_) => Field::Emails,
            Fact::Web(_) => Field::Web,
            Fact::Access(_) => Field::Access,
            Fact::FirstVisit(_) => Field::FirstVisit,
            Fact::Capacity(_) => Field::Capacity,
            Fact::Waiting(_) => Field::Waiting,
        }
    }

    /// What this entry says of that.
    pub fn of(field: Field, known: &Known) -> Fact {
        let (record, own) = (&known.record, &known.own);
        match field {
            Field::Name => Fact::Name(record.name.clone()),
            Field::Running => Fact::Running(Running::of(record.status)),
            Field::Description => Fact::Description(record.description.clone()),
            Field::Times => Fact::Times(record.schedules.clone()),
            Field::Place => Fact::Place(Spot::of(record)),
            Field::Costs => Fact::Costs(record.costs.clone()),
            Field::Ages => Fact::Ages(record.ages),
            Field::Phones => Fact::Phones(record.phones.clone()),
            Field::Emails => Fact::Emails(record.emails.clone()),
            Field::Web => Fact::Web(record.url.clone()),
            Field::Access => Fact::Access(own.access.clone()),
            Field::FirstVisit => Fact::FirstVisit(own.first_visit.clone()),
            Field::Capacity => Fact::Capacity(own.capacity.clone()),
            Field::Waiting => Fact::Waiting(own.waiting.clone()),
        }
    }

    /// What a publisher says of that.
    pub fn published(field: Field, record: &Service) -> Fact {
        Fact::of(field, &Known { record: record.clone(), own: Own::default() })
    }

    /// Makes the entry say this.
    pub fn put(&self, known: &mut Known) {
        if self.same(&Fact::of(self.field(), known)) {
            return;
        }
        let (record, own) = (&mut known.record, &mut known.own);
        match self {
            Fact::Name(name) => record.name.clone_from(name),
            Fact::Running(running) => record.status = running.status(),
            Fact::Description(words) => {
                record.summary = opening(words);
                record.description.clone_from(words);
            }
            Fact::Times(times) => record.schedules.clone_from(times),
            Fact::Place(Some(spot)) => spot.put(record),
            Fact::Place(None) => record.locations.retain(|place| place.kind != Kind::Physical),
            Fact::Costs(costs) => record.costs.clone_from(costs),
            Fact::Ages(ages) => record.ages = *ages,
            Fact::Phones(phones) => put_phones(phones, record),
            Fact::Emails(emails) => put_emails(emails, record),
            Fact::Web(url) => record.url.clone_from(url),
            Fact::Access(words) => own.access.clone_from(words),
            Fact::FirstVisit(words) => own.first_visit.clone_from(words),
            Fact::Capacity(words) => own.capacity.clone_from(words),
            Fact::Waiting(words) => own.waiting.clone_from(words),
        }
    }

    /// Whether the two say the same, however they are written: `07700 900 123` is `07700900123`,
    /// and a time is the same with and without the day it began on.
    pub fn same(&self, other: &Fact) -> bool {
        self.field() == other.field() && self.key() == other.key()
    }

    /// What must be equal for two facts to say the same.
    fn key(&self) -> String {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let or_none = |text: &Option<String>| text.as_deref().map(squeezed).unwrap_or_default();
        match self {
            Fact::Name(name) => squeezed(name),
            Fact::Running(running) => running.code().to_owned(),
            Fact::Description(words) => squeezed(words),
            Fact::Times(_) | Fact::Costs(_) | Fact::Ages(_) => self.words(page::Lang::En).to_lowercase(),
            Fact::Place(spot) => {
                spot.as_ref().map(|spot| squeezed(&spot.words()).to_lowercase()).unwrap_or_default()
            }
            Fact::Phones(phones) => phones.iter().map(dialled).collect::<Vec<_>>().join("\n"),
            Fact::Emails(emails) => emails.join("\n").to_lowercase(),
            Fact::Web(url) => url.as_deref().map(address).unwrap_or_default(),
            Fact::Access(words) | Fact::FirstVisit(words) | Fact::Capacity(words) | Fact::Waiting(words) => {
                or_none(words)
            }
        }
    }
}

fn dialled(phone: &Phone) -> String {
    let digits = phone.dial();
    let digits = digits.strip_prefix("+44").map_or(digits.clone(), |rest| format!("0{rest}"));
    match &phone.extension {
        Some(extension) => format!("{digits} {extension}"),
        None => digits,
    }
}

/// A web address without what makes no difference to where it leads.
fn address(url: &str) -> String {
    let bare = url.trim().trim_end_matches('/');
    let bare = bare.strip_prefix("https://").or(bare.strip_prefix("http://")).unwrap_or(bare);
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

/// A number that is no longer theirs is not left standing beside somebody's name either.
fn put_phones(phones: &[Phone], record: &mut Service) {
    for contact in &mut record.contacts {
        contact.phones.retain(|known| phones.iter().any(|phone| dialled(phone) == dialled(known)));
    }
    record.phones = phones.to_vec();
}

fn put_emails(emails: &[String], record: &mut Service) {
    for contact in &mut record.contacts {
        contact.emails.retain(|known| emails.iter().any(|email| email.eq_ignore_ascii_case(known)));
    }
    record.emails = emails.to_vec();
}
