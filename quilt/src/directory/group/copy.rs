//! A copy of its entry for a group to keep: to read and print, and for programs.

use maud::html;
use page::{ButtonLink, SummaryList};

use super::home::{enter, home};
use crate::directory::layer::{Fact, Field};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit, say};

/// GET `/group/{token}/copy`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (held, opened) = match enter(visit)? {
        Ok(entered) => entered,
        Err(ended) => return Ok(ended),
    };
    let word = |key: &str| say(visit.lang, key, &[("group", &held.entry.name)]);
    let facts = Field::ALL.into_iter().map(|field| Fact::of(field, &opened.known)).fold(
        SummaryList::new(),
        |list, fact| {
            let words = fact.words_or_none(visit.lang);
            list.row(
                fact.field().label(visit.lang),
                html! {
                    @for (n, line) in words.lines().enumerate() { @if n > 0 { br; } (line) }
                },
            )
        },
    );
    let home = home(visit);
    let body = html! {
        h1 { (held.entry.name) }
        p.q-lead { (held.entry.fresh().line(visit.lang, visit.now.today())) }
        (facts)
        div.q-actions { (ButtonLink::quiet(format!("{home}/copy.json"), word("group-copy-json"))) }
        p { (word("group-copy-print")) }
        p { a href=(home) { (word("group-leave")) } }
    };
    Ok(Answer::page(Shell::new(held.entry.name.as_str()).narrow().render(visit, body)))
}

/// GET `/group/{token}/copy.json`: Open Referral UK 3.0.
pub fn as_json(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (_, opened) = match enter(visit)? {
        Ok(entered) => entered,
        Err(ended) => return Ok(ended),
    };
    let written = openreferral::to_v3(&opened.known.record);
    let bytes = serde_json::to_vec_pretty(&written).map_err(|_| Refusal::broken("service.record"))?;
    Ok(Answer::File { name: "entry.json".into(), kind: "application/json", bytes })
}
