//! A group nobody publishes, written down here.

use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Sheet};

use super::form;
use crate::directory::layer::{Editing, Fact, Hand, Known, as_typed, edit, read};
use crate::directory::{NewService, add_service};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit};

/// GET `/directory/new`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let mut typed = as_typed(Lang::En, &Known::default());
    typed.put("name", visit.query.get("name"));
    Ok(Answer::page(render(visit, &typed, &Problems::none())))
}

fn render(visit: &Visit<'_>, typed: &Fields, problems: &Problems) -> Markup {
    let typed = typed.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post("/directory/new", visit.csrf(), visit.once()).body(html! {
        (sheet.input("organization", "Who runs it").hint("The name of the club, charity or church.").optional())
        (form::fields(&sheet))
        (Button::new("Add it to the directory"))
    });
    let body = html! {
        h1 { "Add a group" }
        p.q-lead { "For what no publisher lists. Only the name is needed; the rest can come later." }
        p { "All of it is public: here, on printed sheets, and to any program that asks. Ask the group before you write down somebody’s own name, number, e-mail or home." }
        (form)
    };
    Shell::new("Add a group").narrow().under(&[("/find", "Find")]).problems(problems).render(visit, body)
}

/// POST `/directory/new`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let read = read(Lang::En, &visit.form, &Known::default());
    let (facts, problems) = match read {
        Ok(facts) => (facts, Problems::none()),
        Err(problems) => (Vec::new(), problems),
    };
    let mut problems = problems;
    if visit.form.get("name").is_empty() {
        problems.add("name", "Write what it is called.");
    }
    if visit.form.get("organization").chars().count() > openreferral::limits::NAME_CHARS {
        problems.add("organization", "Write no more than 250 characters.");
    }
    if !problems.is_empty() {
        return Ok(Answer::again(render(visit, &visit.form, &problems)));
    }
    let mut known = Known::default();
    facts.iter().for_each(|fact| fact.put(&mut known));
    known.record.organization = visit.form.some("organization").map(|name| openreferral::Organization {
        name: openreferral::plain(name),
        ..openreferral::Organization::default()
    });
    let own: Vec<Fact> = facts.into_iter().filter(|fact| !fact.field().is_published()).collect();
    let editing = Editing { facts: own, why: None, hand: Hand::Team, undoes: None };
    visit.submit("add a group", |tx| {
        let new = NewService { service: known.record.clone(), organization: None };
        let id = add_service(tx, &visit.actor, &visit.now, new)?;
        edit(tx, &visit.actor, &visit.now, id, 1, &editing)?;
        Ok(format!("/find/{id}"))
    })
}
