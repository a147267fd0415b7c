//! The form of an entry: what each field begins with, and what was typed, read into facts.
//!
//! A field left as it was shown is no change, whatever stands behind it: nobody who mends a
//! telephone number rewrites the times by the way. What is typed goes through the door feeds go
//! through, so that it comes out as clean.

use openreferral::{Ages, Phone, Postcode};
use page::Problems;
use serde_json::json;

use super::{Fact, Field, Known, Running, Spot, times};
use crate::web::{Fields, Lang, say};

/// The longest text taken in a field, in characters; a description may be longer.
const LONGEST: usize = 1_000;
const LONGEST_DESCRIPTION: usize = 10_000;

/// How many numbers, addresses, times or prices one entry takes.
const MOST: usize = 20;

/// The names of the boxes of a field.
fn boxes(field: Field) -> &'static [&'static str] {
    match field {
        Field::Place => &["address", "town", "postcode"],
        Field::Ages => &["age_from", "age_to"],
        Field::Name => &["name"],
        Field::Running => &["running"],
        Field::Description => &["description"],
        Field::Times => &["times"],
        Field::Costs => &["costs"],
        Field::Phones => &["phones"],
        Field::Emails => &["emails"],
        Field::Web => &["web"],
        Field::Access => &["access"],
        Field::FirstVisit => &["first_visit"],
        Field::Capacity => &["capacity"],
        Field::Waiting => &["waiting"],
    }
}

/// What the form begins with.
pub fn as_typed(lang: Lang, known: &Known) -> Fields {
    let mut fields = Fields::default();
    for field in Field::ALL {
        match Fact::of(field, known) {
            Fact::Place(spot) => {
                let spot = spot.unwrap_or_default();
                fields.put("address", spot.lines.join("\n"));
                fields.put("town", spot.town.unwrap_or_default());
                fields.put("postcode", spot.postcode.map(String::from).unwrap_or_default());
            }
            Fact::Ages(ages) => {
                let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
                fields.put("age_from", age(ages.min));
                fields.put("age_to", age(ages.max));
            }
            Fact::Running(running) => fields.put("running", running.code()),
            fact => fields.put(field.code(), fact.words(lang).trim()),
        }
    }
    fields
}

/// What was changed in the form.
///
/// # Errors
/// What cannot be kept, box by box.
pub fn read(lang: Lang, typed: &Fields, known: &Known) -> Result<Vec<Fact>, Problems> {
    let shown = as_typed(lang, known);
    let mut problems = Problems::none();
    let mut facts = Vec::new();
    for field in Field::ALL {
        let sent = boxes(field).iter().any(|name| typed.all(name).next().is_some());
        let changed = boxes(field).iter().any(|name| typed.get(name) != shown.get(name));
        if !sent || !changed {
            continue;
        }
        match read_one(field, typed) {
            Ok(fact) => facts.push(fact),
            Err((name, key)) => problems.add(name, say(lang, key, &[])),
        }
    }
    if problems.is_empty() { Ok(facts) } else { Err(problems) }
}

/// A box and the key of what to say about it.
type Wrong = (&'static str, &'static str);

fn read_one(field: Field, typed: &Fields) -> Result<Fact, Wrong> {
    let name = boxes(field)[0];
    let words = typed.get(name);
    let longest = if field == Field::Description { LONGEST_DESCRIPTION } else { LONGEST };
    if words.chars().count() > longest || words.lines().count() > MOST && field != Field::Description {
        return Err((name, "edit-long"));
    }
    let text = || (!words.is_empty()).then(|| openreferral::plain(words)).filter(|words| !words.is_empty());
    Ok(match field {
        Field::Name => Fact::Name(line(words).ok_or(("name", "edit-name-empty"))?),
        Field::Running => Fact::Running(Running::parse(words).ok_or(("running", "edit-running-empty"))?),
        Field::Description => Fact::Description(text().unwrap_or_default()),
        Field::Times => Fact::Times(times::times(words)),
        Field::Place => Fact::Place(spot(typed)?),
        Field::Costs => Fact::Costs(times::costs(words)),
        Field::Ages => Fact::Ages(ages(typed)?),
        Field::Phones => Fact::Phones(phones(words).ok_or(("phones", "edit-phone-wrong"))?),
        Field::Emails => Fact::Emails(emails(words).ok_or(("emails", "edit-email-wrong"))?),
        Field::Web => Fact::Web(web(words).ok_or(("web", "edit-web-wrong"))?),
        Field::Access => Fact::Access(text()),
        Field::FirstVisit => Fact::FirstVisit(text()),
        Field::Capacity => Fact::Capacity(text()),
        Field::Waiting => Fact::Waiting(text()),
    })
}

/// One line of text, cleaned; nothing when nothing is left.
fn line(words: &str) -> Option<String> {
    let clean = openreferral::plain(words).split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !clean.is_empty() && clean.chars().count() <= openreferral::limits::NAME_CHARS;
    fits.then_some(clean)
}

fn spot(typed: &Fields) -> Result<Option<Spot>, Wrong> {
    let postcode = match typed.get("postcode") {
        "" => None,
        said => Some(Postcode::parse(said).ok_or(("postcode", "edit-postcode-wrong"))?),
    };
    let mut lines: Vec<String> = Vec::new();
    for said in typed.get("address").lines().filter_map(line) {
        if !lines.contains(&said) {
            lines.push(said);
        }
    }
    let town = line(typed.get("town"));
    let nothing = lines.is_empty() && town.is_none() && postcode.is_none();
    Ok((!nothing).then_some(Spot { lines, town, postcode, point: None }))
}

fn ages(typed: &Fields) -> Result<Ages, Wrong> {
    let age = |name: &'static str| match typed.get(name) {
        "" => Ok(None),
        said => match said.parse::<u8>() {
            Ok(0) => Ok(None),
            Ok(age @ 1..=120) => Ok(Some(age)),
            _ => Err((name, "edit-age-wrong")),
        },
    };
    match (age("age_from")?, age("age_to")?) {
        (Some(from), Some(to)) if from > to => Err(("age_from", "edit-ages-order")),
        (min, max) => Ok(Ages { min, max }),
    }
}

/// Through the door feeds come in by: one service that says only this.
fn through_the_door(says: serde_json::Value) -> openreferral::Service {
    let feed = json!([says]).to_string();
    openreferral::read(feed.as_bytes())
        .services
        .into_iter()
        .next()
        .map(|read| read.service)
        .unwrap_or_default()
}

fn phones(words: &str) -> Option<Vec<Phone>> {
    let mut all: Vec<Phone> = Vec::new();
    for said in words.lines().map(str::trim).filter(|said| !said.is_empty()) {
        let mut read = through_the_door(json!({"id": "1", "name": "-", "phones": [{"number": said}]})).phones;
        if read.is_empty() {
            return None;
        }
        read.retain(|phone| !all.contains(phone));
        all.append(&mut read);
    }
    Some(all)
}

fn emails(words: &str) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for said in words.split([' ', '\n', ',', ';']).filter(|said| !said.is_empty()) {
        let mut read = through_the_door(json!({"id": "1", "name": "-", "email": said})).emails;
        if read.is_empty() {
            return None;
        }
        read.retain(|email| !all.contains(email));
        all.append(&mut read);
    }
    Some(all)
}

fn web(words: &str) -> Option<Option<String>> {
    if words.is_empty() {
        return Some(None);
    }
    through_the_door(json!({"id": "1", "name": "-", "url": words})).url.map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let feed = json!([{"id": "1", "name": "Talking café", "description": "Tea.", "status": "active",
            "email": "tea@example.org", "phones": [{"number": "01632 960100", "description": "Reception"}],
            "schedules": [{"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00", "dtstart": "2020-01-07"}],
            "service_at_locations": [{"location": {"id": "hall", "name": "Village Hall", "physical_addresses":
                [{"address_1": "Brook Street", "city": "Cannington", "postal_code": "TA5 2HP"}],
                "accessibility": [{"description": "Step-free"}]}}]}]);
        let record = openreferral::read(feed.to_string().as_bytes()).services.remove(0).service;
        Known { record, own: super::super::Own::default() }
    }

    fn with(changes: &[(&str, &str)]) -> Result<Vec<Fact>, Problems> {
        let mut typed = as_typed(Lang::En, &known());
        changes.iter().for_each(|(name, value)| typed.put(name, *value));
        read(Lang::En, &typed, &known())
    }

    #[test]
    fn a_form_sent_back_as_it_was_changes_nothing() {
        assert_eq!(with(&[]), Ok(Vec::new()));
        let welsh = as_typed(Lang::Cy, &known());
        assert_eq!(read(Lang::Cy, &welsh, &known()), Ok(Vec::new()));
        assert_eq!(
            read(Lang::En, &Fields::default(), &known()),
            Ok(Vec::new()),
            "what was not asked is not changed"
        );
    }

    #[test]
    fn only_what_was_changed_is_read() {
        let facts = with(&[("phones", "01632 960123")]).unwrap();
        assert_eq!(facts, [Fact::Phones(vec![Phone { number: "01632 960123".into(), ..Phone::default() }])]);
        let mut after = known();
        with(&[("postcode", "ta52hq"), ("times", "Thursdays 2pm to 4pm")])
            .unwrap()
            .iter()
            .for_each(|fact| fact.put(&mut after));
        let words = |field| Fact::of(field, &after).words(Lang::En);
        assert_eq!(words(Field::Place), "Village Hall, Brook Street, Cannington, TA5 2HQ");
        assert_eq!(words(Field::Times), "Thursdays 14:00 to 16:00");
        assert!(after.record.locations[0].accessibility.is_empty(), "another door may have steps");
        assert_eq!(words(Field::Phones), "Reception: 01632 960100");
    }

    #[test]
    fn what_cannot_be_kept_is_said_beside_its_box() {
        for (name, value) in [
            ("name", "  "),
            ("name", "<b></b>"),
            ("phones", "ring us"),
            ("emails", "tea at example"),
            ("web", "javascript:alert(1)"),
            ("postcode", "TA5"),
            ("age_from", "old"),
            ("age_to", "900"),
            ("running", "sometimes"),
        ] {
            let problems = with(&[(name, value)]).unwrap_err();
            assert!(problems.of(name).is_some(), "{name}: {value}");
        }
        assert!(with(&[("age_from", "60"), ("age_to", "50")]).unwrap_err().of("age_from").is_some());
        assert!(with(&[("description", &"a".repeat(10_001))]).unwrap_err().of("description").is_some());
        assert!(with(&[("times", &"Mondays\n".repeat(21))]).unwrap_err().of("times").is_some());
    }
}
