//! Facts in words: for a form to begin with, for a line that shows the old beside the new, for
//! a letter to a publisher. Words typed back unchanged are the same fact.

use openreferral::{Ages, Phone};

use super::{Fact, Field, Running};
use crate::directory::{cost_words, when_words};
use crate::web::{Lang, say};

impl Field {
    /// What it is called on pages: "When", "Phone".
    pub fn label(self, lang: Lang) -> String {
        say(lang, &format!("field-{}", self.code().replace('_', "-")), &[])
    }
}

impl Fact {
    /// In words, a line each where there are several; empty when nothing is said.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Fact::Name(words) | Fact::Description(words) => words.clone(),
            Fact::Running(running) => running.words(lang),
            Fact::Times(times) => {
                let service = openreferral::Service { schedules: times.clone(), ..Default::default() };
                when_words(lang, &service).replace("; ", "\n")
            }
            Fact::Place(spot) => spot.as_ref().map(super::Spot::words).unwrap_or_default(),
            Fact::Costs(costs) => {
                let service = openreferral::Service { costs: costs.clone(), ..Default::default() };
                cost_words(lang, &service).replace("; ", "\n")
            }
            Fact::Ages(ages) => ages_words(lang, *ages),
            Fact::Phones(phones) => phones.iter().map(phone_words).collect::<Vec<_>>().join("\n"),
            Fact::Emails(emails) => emails.join("\n"),
            Fact::Web(words)
            | Fact::Access(words)
            | Fact::FirstVisit(words)
            | Fact::Capacity(words)
            | Fact::Waiting(words) => words.clone().unwrap_or_default(),
        }
    }

    /// The same, with a word for nothing.
    pub fn words_or_none(&self, lang: Lang) -> String {
        let words = self.words(lang);
        if words.is_empty() { say(lang, "field-nothing", &[]) } else { words }
    }
}

impl Running {
    pub fn words(self, lang: Lang) -> String {
        say(lang, &format!("running-{}", self.code()), &[])
    }
}

/// "Reception: 01632 960100 ext 12": as it is read back.
fn phone_words(phone: &Phone) -> String {
    let label = phone.label.as_deref().map(|label| format!("{label}: ")).unwrap_or_default();
    let extension = phone.extension.as_deref().map(|number| format!(" ext {number}")).unwrap_or_default();
    format!("{label}{}{extension}", phone.number)
}

/// "People aged 16 to 25"; empty for anybody.
pub(in crate::directory) fn ages_words(lang: Lang, ages: Ages) -> String {
    let age = |n: u8| n.to_string();
    match ages {
        Ages { min: Some(from), max: Some(to) } => {
            say(lang, "service-ages", &[("from", &age(from)), ("to", &age(to))])
        }
        Ages { min: Some(from), max: None } => say(lang, "service-age-from", &[("from", &age(from))]),
        Ages { min: None, max: Some(to) } => say(lang, "service-age-to", &[("to", &age(to))]),
        Ages { min: None, max: None } => String::new(),
    }
}
