//! Two people at one entry. Each one's form is compared with the entry as *they* saw it, so only
//! what they changed is written; where both changed the same thing, the second one is asked.

use page::Problems;

use crate::directory::layer::{Fact, Field, Known, Version, read};
use crate::web::{Fields, Lang};

/// What one person's form changes, seen from the entry as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    pub facts: Vec<Fact>,
    /// What somebody else changed meanwhile, to something else.
    pub clashes: Vec<Field>,
}

/// The entry as it was at that version: later changes taken back, newest first.
pub fn back_to(known: &Known, versions: &[Version], number: i64) -> Known {
    let mut back = known.clone();
    for version in versions.iter().filter(|version| version.number > number) {
        for change in &version.changes {
            if Fact::of(change.after.field(), &back).same(&change.after) {
                change.before.put(&mut back);
            }
        }
    }
    back
}

/// Reads a form that was drawn from version `number` of the entry.
///
/// # Errors
/// What was typed and cannot be kept.
pub fn merged(
    lang: Lang,
    typed: &Fields,
    known: &Known,
    versions: &[Version],
    number: i64,
) -> Result<Merged, Problems> {
    let seen = back_to(known, versions, number);
    let facts = read(lang, typed, &seen)?;
    let clashes = facts
        .iter()
        .map(|fact| (fact, Fact::of(fact.field(), known)))
        .filter(|(fact, now)| !now.same(&Fact::of(fact.field(), &seen)) && !now.same(fact))
        .map(|(fact, _)| fact.field())
        .collect();
    Ok(Merged { facts, clashes })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::directory::layer::{Change, VersionKind, as_typed};

    fn known(name: &str, web: &str) -> Known {
        let mut known = Known::default();
        Fact::Name(name.into()).put(&mut known);
        Fact::Web(Some(web.into())).put(&mut known);
        known
    }

    fn version(number: i64, before: Fact, after: Fact) -> Version {
        Version {
            number,
            kind: VersionKind::Edited,
            changes: vec![Change { before, after }],
            why: None,
            undoes: None,
            by_name: "Priya".into(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_the_other_one_changed_stays_changed() {
        let seen = known("Café", "https://old.example.org");
        let now = known("Talking café", "https://old.example.org");
        let versions = [version(2, Fact::Name("Café".into()), Fact::Name("Talking café".into()))];
        let mut typed = as_typed(Lang::En, &seen);
        typed.put("web", "new.example.org");
        let merged = merged(Lang::En, &typed, &now, &versions, 1).unwrap();
        assert_eq!(merged.facts, [Fact::Web(Some("https://new.example.org".into()))]);
        assert!(merged.clashes.is_empty(), "the name was not touched in this form");
    }

    #[test]
    fn both_changing_one_thing_is_a_clash_unless_they_agree() {
        let seen = known("Café", "https://old.example.org");
        let versions = [version(2, Fact::Name("Café".into()), Fact::Name("Talking café".into()))];
        let now = known("Talking café", "https://old.example.org");
        let mut typed = as_typed(Lang::En, &seen);
        typed.put("name", "Tea room");
        assert_eq!(merged(Lang::En, &typed, &now, &versions, 1).unwrap().clashes, [Field::Name]);
        typed.put("name", "Talking café");
        assert!(merged(Lang::En, &typed, &now, &versions, 1).unwrap().clashes.is_empty());
    }
}
