//! One line of a file as a referral: what can be repaired is repaired and said, what cannot
//! is refused and said.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::columns::{Column, Heading};
use super::table::Record;
use crate::access::Actor;
use crate::moment::{Moment, zone};
use crate::people::{Birth, Name, NhsGiven, PersonDraft, name_key};
use crate::referrals::refer::LONGEST;
use crate::referrals::{Consent, Draft, ReferrerKind, Source};
use crate::settings::{PostcodeGiven, Scheme, SchemeId};

/// What every line of one file is read against.
pub struct Setting<'a> {
    pub heading: &'a Heading,
    pub by: &'a Actor,
    pub now: &'a Moment,
    pub schemes: &'a [Scheme],
    /// For lines that name none.
    pub scheme: Option<SchemeId>,
}

/// A line understood: the referral, when it was asked, and what was repaired.
#[derive(Debug)]
pub struct Understood {
    pub draft: Draft,
    pub asked_at: Timestamp,
    pub notes: Vec<String>,
}

/// Reads one line.
///
/// # Errors
/// Every reason for refusing it, as sentences.
pub fn understand(setting: &Setting<'_>, record: &Record) -> Result<Understood, Vec<String>> {
    let mut line = Line { setting, record, wrong: Vec::new(), notes: Vec::new() };
    line.whole();
    let name = line.name();
    let person = name.map(|name| line.person(name));
    let scheme = line.scheme();
    let consent = line.consent();
    let asked_at = line.asked_at();
    let (referrer_name, referrer_kind) = line.referrer();
    let why_now = line.some(Column::Why).unwrap_or_else(|| {
        line.notes.push("No reason was given; ask the referrer".into());
        "No reason was given.".into()
    });
    match (person, scheme, consent) {
        (Some(person), Some(scheme), Some(consent)) if line.wrong.is_empty() => {
            let answer_to = line.some(Column::AnswerTo);
            let draft = Draft {
                source_key: Some(line.key(scheme, person.name.as_str())),
                person,
                scheme,
                source: Source::File,
                referrer_name,
                referrer_kind,
                answer_wanted: answer_to.is_some(),
                referrer_contact: answer_to,
                organization: setting.by.organization,
                why_now,
                note: line.some(Column::Note),
                consent,
                offered: yes(&line.get(Column::Offered)) == Some(true),
            };
            Ok(Understood { draft, asked_at, notes: line.notes })
        }
        _ => Err(line.wrong),
    }
}

struct Line<'a> {
    setting: &'a Setting<'a>,
    record: &'a Record,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl Line<'_> {
    fn get(&self, column: Column) -> String {
        self.setting.heading.get(&self.record.cells, column)
    }

    fn some(&self, column: Column) -> Option<String> {
        Some(self.get(column)).filter(|words| !words.is_empty())
    }

    /// More cells than columns means that something in the line parts it where it should not,
    /// and a consent may stand under another heading: even when the last one is empty, it is refused.
    fn whole(&mut self) {
        let (width, cells) = (self.setting.heading.width(), &self.record.cells);
        if cells.len() > width {
            self.wrong.push(format!(
                "It has {} cells where the first line has {width}. Put words that hold a comma in quotation marks.",
                cells.len()
            ));
        }
        if cells.iter().any(|cell| cell.chars().count() > LONGEST) {
            self.wrong.push(format!("One of its cells is longer than {LONGEST} characters."));
        }
    }

    fn name(&mut self) -> Option<Name> {
        let whole = self
            .some(Column::Name)
            .unwrap_or_else(|| format!("{} {}", self.get(Column::First), self.get(Column::Last)));
        Name::parse(&whole).map_err(|sentence| self.wrong.push(sentence)).ok()
    }

    fn person(&mut self, name: Name) -> PersonDraft {
        let birth = without_time(&self.get(Column::Born));
        let birth = Birth::parse(&birth, self.setting.now.today()).unwrap_or_else(|sentence| {
            self.wrong.push(sentence);
            Birth::NotGiven
        });
        let (postcode, address) = self.place();
        let (phone, email) = (self.some(Column::Phone), self.some(Column::Email));
        if phone.is_none() && email.is_none() && address.is_none() {
            self.wrong.push("Give at least one way to reach the person: phone, e-mail or address.".into());
        }
        let nhs = NhsGiven::parse(&self.get(Column::Nhs));
        if let Some(note) = nhs.note() {
            self.notes.push(format!("“{note}” is not a complete NHS number; it is kept as a note"));
        }
        PersonDraft {
            known_as: self.some(Column::KnownAs),
            birth,
            postcode,
            address,
            phone,
            email,
            contact_how: self.some(Column::How),
            contact_when: self.some(Column::When),
            language: self.some(Column::Language),
            interpreter: yes(&self.get(Column::Interpreter)) == Some(true),
            access_needs: self.some(Column::Access),
            gender: self.some(Column::Gender),
            ethnicity: self.some(Column::Ethnicity),
            lives_alone: yes(&self.get(Column::LivesAlone)),
            nhs,
            ..PersonDraft::named(name)
        }
    }

    /// A postcode that is none is kept with the address: it may be a village.
    fn place(&mut self) -> (PostcodeGiven, Option<String>) {
        let (typed, address) = (self.get(Column::Postcode), self.some(Column::Address));
        match PostcodeGiven::parse(&typed) {
            Ok(postcode) => (postcode, address),
            Err(_) => {
                self.notes.push(format!("“{typed}” is not a full postcode; it is kept with the address"));
                let kept = address.map_or(typed.clone(), |address| format!("{address}, {typed}"));
                (PostcodeGiven::NotGiven, Some(kept))
            }
        }
    }

    fn scheme(&mut self) -> Option<SchemeId> {
        let named = self.get(Column::Scheme);
        let schemes = self.setting.schemes;
        let found = if named.is_empty() {
            self.setting.scheme.or(match schemes {
                [only] => Some(only.id),
                _ => None,
            })
        } else {
            schemes
                .iter()
                .find(|scheme| scheme.name.to_lowercase() == named.to_lowercase())
                .map(|scheme| scheme.id)
        };
        if found.is_none() {
            let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
            let which = if named.is_empty() {
                "It does not say for which scheme".to_owned()
            } else {
                format!("There is no scheme called “{named}”")
            };
            self.wrong.push(format!("{which}. There are: {}.", names.join(", ")));
        }
        found
    }

    fn consent(&mut self) -> Option<Consent> {
        let said = self.get(Column::Consent);
        match yes(&said) {
            Some(true) => Some(Consent::Given),
            Some(false) => {
                self.wrong.push(
                    "It says that the person does not agree. Ask them first, and send it when they do."
                        .into(),
                );
                None
            }
            None => {
                if !said.is_empty() {
                    self.notes.push(format!("“{said}” does not say whether they agree; the team asks first"));
                }
                Some(Consent::ToAsk)
            }
        }
    }

    /// When it was asked: midday of the day it says, or now.
    fn asked_at(&mut self) -> Timestamp {
        let now = self.setting.now;
        let said = without_time(&self.get(Column::Asked));
        let day = match Birth::parse(&said, now.today()) {
            Ok(Birth::NotGiven) => return now.at,
            Ok(Birth::On(day)) if day == now.today() => return now.at,
            Ok(Birth::On(day)) => day.at(12, 0, 0, 0).to_zoned(zone()).ok(),
            Ok(Birth::About { .. }) | Err(_) => None,
        };
        day.map_or_else(
            || {
                self.notes
                    .push(format!("“{said}” is not a day it can have been asked on; it counts from today"));
                now.at
            },
            |day| day.timestamp(),
        )
    }

    fn referrer(&mut self) -> (String, ReferrerKind) {
        let name = self.some(Column::Referrer).unwrap_or_else(|| self.setting.by.name.clone());
        let role = self.get(Column::Role);
        let bare = |text: &str| {
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
        };
        let known = ReferrerKind::ALL
            .into_iter()
            .find(|kind| [kind.code(), kind.words()].iter().any(|words| bare(words) == bare(&role)));
        match (known, bare(&role).as_str()) {
            (Some(kind), _) => (name, kind),
            (None, "doctor" | "dr" | "generalpractitioner") => (name, ReferrerKind::Gp),
            (None, "self" | "selfreferral") => (name, ReferrerKind::Themself),
            (None, "") => (name, ReferrerKind::Other),
            (None, _) => (format!("{name} ({role})"), ReferrerKind::Other),
        }
    }

    /// What the line is known by, so that it is taken in once. An id counts together with
    /// the name, because two practices may both begin their ids at 1 and nobody may be lost
    /// for it. Without an id, the content is the key, whatever the order of its columns.
    fn key(&self, scheme: SchemeId, name: &str) -> String {
        if let Some(id) = self.some(Column::Id) {
            return format!("{scheme}/{id}/{}", name_key(name));
        }
        let mut hash = Sha256::new();
        for (column, words) in self.setting.heading.content(&self.record.cells) {
            hash.update(column.code());
            hash.update([0]);
            hash.update(words.as_bytes());
            hash.update([0]);
        }
        let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{scheme}/line/{hash}")
    }
}

fn yes(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "✓" | "given" | "agreed" | "agrees" | "consented"
        | "consent given" => Some(true),
        "no" | "n" | "false" | "0" | "refused" | "declined" | "withheld" | "not given" => Some(false),
        _ => None,
    }
}

/// A day without the midnight that spreadsheets write after it.
fn without_time(words: &str) -> String {
    let day = words.split([' ', 'T']).next().unwrap_or("");
    let rest = words[day.len()..].trim_start_matches([' ', 'T']);
    let is_time = rest.contains(':') && rest.chars().next().is_some_and(|c| c.is_ascii_digit());
    if is_time { day.to_owned() } else { words.to_owned() }
}
