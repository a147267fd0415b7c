//! `/people/{id}/counted`: whether somebody's record may be counted and taken away in numbers. Nobody has to give a reason
//! for no, and it can be taken back.

use maud::html;
use page::{Button, Card, Form, Input, Lang, Problems, Sheet};

use super::NUMBERS;
use crate::access::Act;
use crate::people::{PersonId, consents, give_consent, opened};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What was last said about it; counted unless somebody said no.
fn is_counted(consents: &[crate::people::Consent]) -> bool {
    let said = consents.iter().filter(|one| one.about == NUMBERS).max_by_key(|one| one.at);
    said.is_none_or(|one| one.given && one.withdrawn_at.is_none())
}

/// GET `/people/{id}/counted`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    ask(visit, &Problems::none()).map(Answer::page)
}

fn ask(visit: &Visit<'_>, problems: &Problems) -> Result<maud::Markup, Refusal> {
    let id: PersonId = visit.param("id")?;
    let (person, counted) = visit.read("ask whether somebody is counted", |tx| {
        let open = opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        Ok((open.person, is_counted(&consents(tx, &visit.actor, id)?)))
    })?;
    visit.looked("person.looked_at", id, None)?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let how: Input =
        sheet.input("how", "How did they say so?").hint("For example: on the telephone, at the last visit.");
    let form = Form::post(format!("/people/{id}/counted"), visit.csrf(), visit.once()).body(html! {
        (how)
        @if counted { (Button::new("They say no").sends("counted", "no")) }
        @else { (Button::new("They agree after all").sends("counted", "yes")) }
    });
    let body = html! {
        h1 { "Being counted" }
        (Card::new(person.called(), html! {
            @if counted { p { "Their record goes into numbers about many people, without their name." } }
            @else { p { "They said no. Their record is in no export and no set for analysts." } }
            p { "Saying no changes nothing in the support they get. Whoever has their rows already is told to let them go." }
            (form)
        }))
    };
    let back = format!("/people/{id}");
    Ok(Shell::new("Being counted")
        .under(&[(&back, person.called())])
        .narrow()
        .problems(problems)
        .render(visit, body))
}

/// POST `/people/{id}/counted`
pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let how = visit.form.get("how");
    if how.is_empty() || how.chars().count() > 200 {
        let problems = [("how", "Say in a few words how they told you.")].into_iter().collect();
        return Ok(Answer::again(ask(visit, &problems)?));
    }
    let yes = visit.form.get("counted") == "yes";
    visit.submit("say whether somebody is counted", |tx| {
        opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        give_consent(tx, &visit.actor, &visit.now, id, NUMBERS, yes, how)?;
        Ok(format!("/people/{id}/counted"))
    })
}
