//! `/people/{id}/files`: whether somebody's record may be taken away in files. Nobody has to give a reason for no, and it
//! can be taken back. The group's story still counts them, as a number among others.

use maud::html;
use page::{Button, Card, Form, Input, Lang, Problems, Sheet};

use super::FILES;
use crate::access::Act;
use crate::people::{PersonId, consents, give_consent, opened};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What was last said about it; yes unless somebody said no.
fn is_given(consents: &[crate::people::Consent]) -> bool {
    let said = consents.iter().filter(|one| one.about == FILES).max_by_key(|one| one.at);
    said.is_none_or(|one| one.given && one.withdrawn_at.is_none())
}

/// GET `/people/{id}/files`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    ask(visit, &Problems::none()).map(Answer::page)
}

fn ask(visit: &Visit<'_>, problems: &Problems) -> Result<maud::Markup, Refusal> {
    let id: PersonId = visit.param("id")?;
    let (person, given) = visit.read("ask whether somebody is in files", |tx| {
        let open = opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        Ok((open.person, is_given(&consents(tx, &visit.actor, id)?)))
    })?;
    visit.looked("person.looked_at", id, None)?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let how: Input =
        sheet.input("how", "How did they say so?").hint("For example: on the telephone, at the last visit.");
    let form = Form::post(format!("/people/{id}/files"), visit.csrf(), visit.once()).body(html! {
        (how)
        @if given { (Button::new("They say no").sends("files", "no")) }
        @else { (Button::new("They agree after all").sends("files", "yes")) }
    });
    let body = html! {
        h1 { "Files that are taken away" }
        (Card::new(person.called(), html! {
            @if given { p { "Their record is in the files that are taken away to count and compare: without their name, unless their own team’s lead takes them." } }
            @else { p { "They said no. Their record is in no file that is taken away. Their team’s own numbers still count them." } }
            p { "Saying no changes nothing in the support they get. Whoever has their rows already is told to let them go." }
            (form)
        }))
    };
    let back = format!("/people/{id}");
    Ok(Shell::new("Files that are taken away")
        .under(&[(&back, person.called())])
        .narrow()
        .problems(problems)
        .render(visit, body))
}

/// POST `/people/{id}/files`
pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PersonId = visit.param("id")?;
    let how = visit.form.get("how");
    if how.is_empty() || how.chars().count() > 200 {
        let problems = [("how", "Say in a few words how they told you.")].into_iter().collect();
        return Ok(Answer::again(ask(visit, &problems)?));
    }
    let yes = visit.form.get("files") == "yes";
    visit.submit("say whether somebody is in files", |tx| {
        opened(tx, &visit.actor, &visit.now, Act::ChangePerson, id)?;
        give_consent(tx, &visit.actor, &visit.now, id, FILES, yes, how)?;
        Ok(format!("/people/{id}/files"))
    })
}
