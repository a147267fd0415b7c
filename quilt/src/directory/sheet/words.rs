//! A sheet as plain text: whole for an e-mail, the least one needs for a text message.

use super::facts::facts;
use crate::directory::result::shortened;
use crate::directory::{DirectoryEntry, when_words};
use crate::web::{Lang, say};

/// As much of each fact as an e-mail carries.
const WHOLE: usize = 400;

/// As much of when something happens as a text message carries.
const SHORT: usize = 60;

pub(super) fn email(lang: Lang, entries: &[DirectoryEntry]) -> String {
    let mut parts: Vec<String> = entries
        .iter()
        .map(|entry| {
            let told = facts(lang, entry, WHOLE);
            let mut lines: Vec<String> = vec![entry.name.clone()];
            lines.extend(told.iter().map(|fact| format!("{}: {}", fact.label, fact.words)));
            lines.extend(entry.record.url.clone());
            lines.join("\n")
        })
        .collect();
    parts.push(say(lang, "sheet-may-change", &[]));
    parts.join("\n\n")
}

pub(super) fn text(lang: Lang, entries: &[DirectoryEntry]) -> String {
    let lines = entries.iter().map(|entry| {
        let when = shortened(&when_words(lang, &entry.record), SHORT);
        let place = entry.town.clone().unwrap_or_default();
        let ring = entry.phone.clone().unwrap_or_default();
        let told: Vec<String> = [when, place, ring].into_iter().filter(|part| !part.is_empty()).collect();
        if told.is_empty() { entry.name.clone() } else { format!("{}: {}", entry.name, told.join(", ")) }
    });
    lines.collect::<Vec<_>>().join("\n")
}
