//! What a person needs to know to go somewhere for the first time: when, where, whom to ring,
//! what it costs, how to get there, what to expect. Each in a line or two.

use openreferral::{Attending, Kind};

use crate::directory::result::shortened;
use crate::directory::words::place_words;
use crate::directory::{DirectoryEntry, cost_words, show, when_words};
use crate::web::{Lang, say};

/// One fact: what it is about, and what it says.
pub(super) struct Fact {
    pub label: String,
    pub words: String,
    /// A number to ring, as it is dialled.
    pub dial: Option<String>,
}

/// How much of each fact stands on a sheet, in characters: with more on it, less of each.
pub(super) fn most(on_it: usize) -> usize {
    if on_it > 4 { 100 } else { 180 }
}

/// The facts, those nobody says left out.
pub(super) fn facts(lang: Lang, entry: &DirectoryEntry, most: usize) -> Vec<Fact> {
    let said = |key: &str, words: String| Fact {
        label: say(lang, key, &[]),
        words: shortened(&one_line(&words), most),
        dial: None,
    };
    let ring = entry.record.phones.first().map(|phone| Fact {
        label: say(lang, "sheet-ring", &[]),
        words: phone.number.clone(),
        dial: Some(phone.dial()),
    });
    let write = match &ring {
        None => entry.email.clone().map(|email| said("sheet-write", email)),
        Some(_) => None,
    };
    let mut facts = vec![
        said("service-when", when_words(lang, &entry.record)),
        said("service-where", place(lang, entry)),
        said("service-travel", travel(entry)),
    ];
    facts.extend(ring);
    facts.extend(write);
    facts.push(said("service-cost", cost_words(lang, &entry.record)));
    facts.push(said("sheet-expect", expect(lang, entry)));
    facts.retain(|fact| !fact.words.is_empty());
    facts
}

/// Where it meets, or how one takes part without going anywhere.
fn place(lang: Lang, entry: &DirectoryEntry) -> String {
    let meets = entry.record.locations.iter().filter(|place| place.kind == Kind::Physical);
    if let Some(words) = meets.map(place_words).find(|words| !words.is_empty()) {
        return words;
    }
    let ways: Vec<String> = entry
        .record
        .attending
        .iter()
        .filter_map(|way| match way {
            Attending::Online => Some(say(lang, "attend-online", &[])),
            Attending::Phone => Some(say(lang, "attend-phone", &[])),
            Attending::HomeVisit => Some(say(lang, "attend-home", &[])),
            Attending::Venue | Attending::Other(_) => None,
        })
        .collect();
    if ways.is_empty() { entry.town.clone().unwrap_or_default() } else { ways.join(" · ") }
}

fn travel(entry: &DirectoryEntry) -> String {
    entry.record.locations.iter().find_map(|place| place.transport.clone()).unwrap_or_default()
}

/// What to expect: what we know of a first visit, how one starts, and how one gets in.
fn expect(lang: Lang, entry: &DirectoryEntry) -> String {
    let own = &entry.layer.own;
    let start = show::access_words(lang, entry);
    let published = entry.record.locations.iter().flat_map(|place| &place.accessibility).next();
    let getting_in = own.access.as_ref().or(published).cloned();
    let parts = [own.first_visit.clone(), Some(start), entry.record.application_process.clone(), getting_in];
    parts.into_iter().flatten().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
