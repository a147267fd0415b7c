//! Takes down what was mended while one service is read, and what is met again and again across the feed.

use std::collections::BTreeMap;

use crate::{limits, report::Repair, text};

/// The repairs of one service.
pub(crate) struct Clerk {
    source_id: String,
    name: String,
    pub(crate) repairs: Vec<Repair>,
}

impl Clerk {
    pub(crate) fn new(source_id: &str, name: &str) -> Self {
        Self {
            source_id: shortened(source_id, limits::NAME_CHARS),
            name: name.to_owned(),
            repairs: Vec::new(),
        }
    }

    /// Takes down a repair: where, what was said, and in a sentence what was done.
    pub(crate) fn note(&mut self, field: &str, said: &str, did: impl Into<String>) {
        let room = limits::REPAIRS.saturating_sub(self.repairs.len());
        let (field, said, did) = match room {
            0 => return,
            1 => ("", "", "More was mended; only this much is listed.".to_owned()),
            _ => (field, said, did.into()),
        };
        self.repairs.push(Repair {
            source_id: self.source_id.clone(),
            name: self.name.clone(),
            field: field.to_owned(),
            said: shortened(&one_line(said), 160),
            did,
        });
    }
}

fn one_line(said: &str) -> String {
    said.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The beginning of a text, with an ellipsis when something was left off.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().nth(limit).is_none() {
        return text.to_owned();
    }
    text.chars().take(limit.saturating_sub(1)).chain(['…']).collect()
}

/// Things met across the whole feed that are worth one note and not one a service.
#[derive(Default)]
pub(crate) struct Sighted {
    foreign: BTreeMap<String, u64>,
    blank: BTreeMap<String, u64>,
    html: u64,
    zoneless: u64,
}

impl Sighted {
    /// A field that Open Referral does not know, or that is not kept.
    pub(crate) fn foreign(&mut self, field: &str) {
        tally(&mut self.foreign, field);
    }

    /// A field that is there and says nothing.
    pub(crate) fn blank(&mut self, field: &str) {
        tally(&mut self.blank, field);
    }

    pub(crate) fn description(&mut self, said: &str) {
        self.html += u64::from(text::is_markup(said));
    }

    pub(crate) fn zoneless(&mut self) {
        self.zoneless += 1;
    }

    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.html > 0 {
            notes.push(format!("{} descriptions were HTML; they were made plain text.", self.html));
        }
        if self.zoneless > 0 {
            notes.push(format!(
                "{} times of change (last_modified) named no time zone; they were taken as UK time.",
                self.zoneless
            ));
        }
        if !self.blank.is_empty() {
            notes.push(format!("Left blank by the publisher, so taken as absent: {}.", listed(&self.blank)));
        }
        if !self.foreign.is_empty() {
            notes.push(format!(
                "Fields that are not read, with how many services have them: {}.",
                listed(&self.foreign)
            ));
        }
        notes
    }
}

fn listed(tally: &BTreeMap<String, u64>) -> String {
    tally.iter().map(|(name, times)| format!("{name} ({times})")).collect::<Vec<_>>().join(", ")
}

/// Counts by name without growing for ever on made-up names.
fn tally(tally: &mut BTreeMap<String, u64>, name: &str) {
    const KINDS: usize = 200;
    let name = shortened(name, 60);
    if let Some(times) = tally.get_mut(&name) {
        *times += 1;
    } else if tally.len() < KINDS {
        tally.insert(name, 1);
    }
}
