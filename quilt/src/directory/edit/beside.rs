//! What the entry says now beside what somebody typed, where two people changed the same thing.

use maud::{Markup, html};
use page::{Banner, Column, Table};

use crate::directory::layer::{Fact, Field, Known, as_typed};
use crate::web::{Fields, Lang, Visit, say};

/// The notice above the form.
pub fn notice(visit: &Visit<'_>, lang: Lang, now: &Known, mine: &[Fact], clashes: &[Field]) -> Markup {
    let rows: Vec<[String; 3]> = mine
        .iter()
        .filter(|fact| clashes.contains(&fact.field()))
        .map(|fact| {
            let theirs = Fact::of(fact.field(), now).words_or_none(lang);
            [fact.field().label(lang), theirs, fact.words_or_none(lang)]
        })
        .collect();
    let columns = ["edit-beside-what", "edit-beside-now", "edit-beside-typed"];
    let table = Table::new(say(lang, "edit-beside-where", &[]))
        .columns(columns.map(|key| Column::text(say(lang, key, &[]))))
        .rows(rows);
    let body = html! {
        p.nhsuk-notification-banner__heading { (say(lang, "edit-beside-title", &[])) }
        p { (say(lang, "edit-beside", &[])) }
    };
    html! { (Banner::new(visit.lang, "").body(body)) (table) }
}

/// The form to send again: as the entry is now, with what this person changed in it.
pub fn again(lang: Lang, now: &Known, mine: &[Fact], typed: &Fields) -> Fields {
    let mut known = now.clone();
    mine.iter().for_each(|fact| fact.put(&mut known));
    let mut fields = as_typed(lang, &known);
    for name in ["why", "settles", "asked"] {
        if typed.some(name).is_some() {
            fields.put(name, typed.get(name));
        }
    }
    fields
}
