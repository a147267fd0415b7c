//! A person's record, and the act of beginning one.

use ::store::Tx;
use jiff::Timestamp;

use super::{Birth, Described, Name, NhsGiven, PersonId, name_key, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::PostcodeGiven;

#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// What they like to be called.
    pub known_as: Option<String>,
    pub birth: Birth,
    pub postcode: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// How they like to be reached: "phone", "text", "letter"…
    pub contact_how: Option<String>,
    /// When, in their words: "after 10", "not Tuesdays".
    pub contact_when: Option<String>,
    pub language: Option<String>,
    pub interpreter: bool,
    /// What makes it easier for them: "hearing aid, speak on her left".
    pub access_needs: Option<String>,
    pub gender: Option<String>,
    pub ethnicity: Option<String>,
    pub lives_alone: Option<bool>,
    pub nhs_number: Option<String>,
    /// What was written where an NHS number was asked for and its check digit is wrong.
    pub nhs_number_note: Option<String>,
    /// What to know before a visit: the dog, the stairs, the neighbour.
    pub before_a_visit: Option<String>,
    pub merged_into: Option<PersonId>,
    pub version: i64,
    pub created_at: Timestamp,
}

impl Person {
    /// What to call them: as they like it, else the first word of their name.
    pub fn called(&self) -> &str {
        self.known_as.as_deref().unwrap_or_else(|| self.name.split_whitespace().next().unwrap_or(&self.name))
    }
}

/// What is known of a person when they are first written down. Only the name is needed.
#[derive(Debug, Clone)]
pub struct PersonDraft {
    pub name: Name,
    pub known_as: Option<String>,
    pub birth: Birth,
    pub postcode: PostcodeGiven,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact_how: Option<String>,
    pub contact_when: Option<String>,
    pub language: Option<String>,
    pub interpreter: bool,
    pub access_needs: Option<String>,
    pub gender: Option<String>,
    pub ethnicity: Option<String>,
    pub lives_alone: Option<bool>,
    pub nhs: NhsGiven,
    pub before_a_visit: Option<String>,
}

impl PersonDraft {
    pub fn named(name: Name) -> PersonDraft {
        PersonDraft {
            name,
            known_as: None,
            birth: Birth::NotGiven,
            postcode: PostcodeGiven::NotGiven,
            address: None,
            phone: None,
            email: None,
            contact_how: None,
            contact_when: None,
            language: None,
            interpreter: false,
            access_needs: None,
            gender: None,
            ethnicity: None,
            lives_alone: None,
            nhs: NhsGiven::NotGiven,
            before_a_visit: None,
        }
    }

    pub(super) fn person(&self, id: PersonId, at: Timestamp) -> Person {
        Person {
            id,
            name: self.name.as_str().to_owned(),
            known_as: self.known_as.clone(),
            birth: self.birth.clone(),
            postcode: self.postcode.stored().map(str::to_owned),
            address: self.address.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            contact_how: self.contact_how.clone(),
            contact_when: self.contact_when.clone(),
            language: self.language.clone(),
            interpreter: self.interpreter,
            access_needs: self.access_needs.clone(),
            gender: self.gender.clone(),
            ethnicity: self.ethnicity.clone(),
            lives_alone: self.lives_alone,
            nhs_number: self.nhs.number().map(str::to_owned),
            nhs_number_note: self.nhs.note().map(str::to_owned),
            before_a_visit: self.before_a_visit.clone(),
            merged_into: None,
            version: 1,
            created_at: at,
        }
    }
}

/// Begins a person's record. Says nothing about who may see it: that is the tie's to say.
pub fn add_person(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    draft: &PersonDraft,
) -> Result<PersonId, Refusal> {
    let person = draft.person(now.id(), now.at);
    store::insert_person(tx, by.area, &person, &name_key(&person.name))?;
    let known = Described::of(tx, &person)?;
    line(by, now, "person.added", person.id)
        .fact("name", person.name.as_str())
        .fact("known", known.facts())
        .record(tx)?;
    Ok(person.id)
}

/// The person with this id. Asks nobody's permission: callers do, through `opened`.
pub fn find_person(tx: &mut Tx<'_>, by: &Actor, id: PersonId) -> Result<Person, Refusal> {
    store::select_person(tx, by.area, id)?.ok_or_else(Refusal::not_found)
}

/// Something a person agreed to, or did not.
#[derive(Debug, Clone)]
pub struct Consent {
    pub about: String,
    pub given: bool,
    pub how: String,
    pub at: Timestamp,
    pub withdrawn_at: Option<Timestamp>,
}

/// Writes down what the person agreed to, or declined, and how they said so.
pub fn give_consent(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    about: &str,
    given: bool,
    how: &str,
) -> Result<(), Refusal> {
    store::insert_consent(tx, by.area, now, person, about, given, how)?;
    line(by, now, "consent.recorded", person)
        .fact("about", about)
        .fact("given", given)
        .fact("how", how)
        .record(tx)
}

pub fn consents(tx: &mut Tx<'_>, by: &Actor, person: PersonId) -> Result<Vec<Consent>, Refusal> {
    store::select_consents(tx, by.area, person)
}
