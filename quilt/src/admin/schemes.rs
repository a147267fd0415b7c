//! `/admin/schemes`: the patches of the quilt as they are set up.

use maud::html;
use page::{ButtonLink, Card, SummaryList};

use super::under_admin;
use crate::access::{Role, accounts_in_role};
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let schemes = visit.read("list the schemes", |tx| {
        let schemes = settings::schemes(tx, visit.area())?;
        schemes
            .into_iter()
            .map(|scheme| {
                let workers = accounts_in_role(tx, visit.area(), Role::LinkWorker, Some(scheme.id))?.len();
                Ok((scheme, workers))
            })
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    let body = html! {
        p { (ButtonLink::new("/admin/schemes/new", "Found a scheme")) }
        @for (scheme, workers) in &schemes {
            @let facts = SummaryList::new()
                .row("Kind", scheme.kind.words())
                .row(format!("{}s", capital(&scheme.worker_term)), workers.to_string())
                .row("Length of a journey", format!("{} weeks", scheme.weeks))
                .row("People at once", format!("at most {} for each", scheme.caseload))
                .row("Towns", scheme.towns.join(", "))
                .row_if("Telephone", scheme.phone.as_deref())
                .row_if("E-mail", scheme.email.as_deref());
            (Card::new(scheme.name.as_str(), html! {
                p { (scheme.about) }
                (facts)
                p { (ButtonLink::quiet(format!("/admin/schemes/{}/measures", scheme.id), "What it asks, and when").small()) }
            }))
        }
        @if schemes.is_empty() { p { "There is no scheme yet." } }
    };
    Ok(under_admin(visit, "Schemes", body))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
