//! A person's page: who they are, who helps, what to know before a visit, their journeys.

use maud::{Markup, html};
use page::{Lang, Problems};

use super::PersonId;
use crate::access::Act;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/people/{id}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, visit.param("id")?, &Problems::none()).map(Answer::page)
}

pub(super) fn render(visit: &Visit<'_>, id: PersonId, problems: &Problems) -> Result<Markup, Refusal> {
    let opened =
        visit.read("open a person", |tx| super::opened(tx, &visit.actor, &visit.now, Act::OpenPerson, id))?;
    visit.looked("person.looked_at", id, None)?;
    let _lang = Lang::En;
    let body = html! { h1 { (opened.person.name) } };
    Ok(Shell::new(opened.person.name.clone()).problems(problems).render(visit, body))
}
