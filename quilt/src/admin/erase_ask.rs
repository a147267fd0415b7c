//! `/people/{id}/erase`: the first of two people asks that a record be erased.

use maud::{Markup, html};
use page::{Button, Form, Inset, Lang, Problems, Sheet, Warning, text};

use super::erase::{Asked, Why, ask};
use super::{erase_words, store_erase};
use crate::access::Act;
use crate::moment::local;
use crate::people::{self, Person, PersonId};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (person, open) = see(visit)?;
    visit.looked("person.looked_at", person.id, None)?;
    Ok(Answer::page(render(visit, &person, open.as_ref(), &Problems::none())))
}

pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (person, open) = see(visit)?;
    let mut problems = Problems::none();
    let why = Why::parse(visit.form.get("why"));
    if why.is_none() {
        problems.add("why", "Choose why their record is to be erased.");
    }
    if !visit.form.ticked("no_hold") {
        problems.add(
            "no_hold",
            "Ask your safeguarding lead first. Tick this when nothing requires us to keep it.",
        );
    }
    match why.filter(|_| problems.is_empty()) {
        Some(why) => visit.submit("ask that a record be erased", |tx| {
            ask(tx, &visit.actor, &visit.now, person.id, why)?;
            Ok(format!("/people/{}/erase", person.id))
        }),
        None => Ok(Answer::again(render(visit, &person, open.as_ref(), &problems))),
    }
}

fn see(visit: &Visit<'_>) -> Result<(Person, Option<Asked>), Refusal> {
    let id: PersonId = visit.param("id")?;
    visit.read("open a person to be erased", |tx| {
        let opened = people::opened(tx, &visit.actor, &visit.now, Act::AskErasure, id)?;
        Ok((opened.person, store_erase::select_open(tx, visit.area(), id)?))
    })
}

fn render(visit: &Visit<'_>, person: &Person, open: Option<&Asked>, problems: &Problems) -> Markup {
    let title = format!("Erase what we know of {}", person.called());
    let body = html! {
        h1 { (title) }
        @match open {
            Some(asked) => (Inset::new(Lang::En, format!(
                "{} asked for this on {}. An administrator looks at it now; until they agree, nothing goes.",
                asked.asked_name,
                text::day(Lang::En, local(asked.asked_at).date(), visit.now.today().year())
            ))),
            None => {
                (Warning::new(Lang::En, "This cannot be undone, by us or by anybody.").heading("Before you ask").second_level())
                p { "You ask, and an administrator, who does not see the record, agrees. Then it is gone." }
            }
        }
        (erase_words::what_goes())
        (erase_words::what_stays())
        @if open.is_none() { (form(visit, person, problems)) }
        p { a href=(format!("/people/{}", person.id)) { "Go back without changing anything" } }
    };
    let back = format!("/people/{}", person.id);
    Shell::new(title.clone())
        .narrow()
        .under(&[(&back, person.name.as_str())])
        .problems(problems)
        .render(visit, body)
}

fn form(visit: &Visit<'_>, person: &Person, problems: &Problems) -> Form {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let whys = Why::ALL
        .iter()
        .fold(sheet.radios("why", "Why?"), |radios, why| radios.option(why.code(), why.words()));
    Form::post(format!("/people/{}/erase", person.id), visit.csrf(), visit.once()).body(html! {
        (whys)
        (sheet.checkboxes("no_hold", "Must it be kept?")
            .option("yes", "No safeguarding concern is open, and no law, court or claim requires us to keep it"))
        (Button::warning("Ask for it to be erased").prevent_double_click())
    })
}
