//! `/admin/accounts/{id}`: one account's telephone number and roles.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Lang, Problems, Sheet, SummaryList};

use super::accounts::{in_words, read_grant, role_fields};
use crate::access::{
    Account, AccountId, Actor, Role, accounts, accounts_in_role, end_grant, grant, set_phone,
};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme};
use crate::web::{Answer, Shell, Visit};

/// GET `/admin/accounts/{id}`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &Problems::none())?))
}

fn found(tx: &mut Tx<'_>, visit: &Visit<'_>) -> Result<(Account, Vec<Scheme>), Refusal> {
    let id: AccountId = visit.param("id")?;
    let account =
        accounts(tx, visit.area())?.into_iter().find(|a| a.id == id).ok_or_else(Refusal::not_found)?;
    Ok((account, settings::schemes(tx, visit.area())?))
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let (account, schemes) = visit.read("open an account", |tx| found(tx, visit))?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let to = |end: &str| format!("/admin/accounts/{}/{end}", account.id);
    let facts = SummaryList::new()
        .row("E-mail", account.email.as_str())
        .row_if("Telephone", account.phone.as_deref());
    let body = html! {
        h1 { (account.name) }
        (Card::plain(html! {
            (facts)
            (Form::post(to("phone"), visit.csrf(), visit.once()).body(html! {
                (sheet.phone("phone", if account.phone.is_some() { "Another telephone number" } else { "Their telephone number" })
                    .hint("Their team lead rings it when they are late from a visit."))
                (Button::quiet("Keep this number").small())
            }))
        }))
        (Card::new("Roles", html! {
            @if account.grants.is_empty() { p { "No role: they can sign in and see nothing of anybody." } }
            @for held in &account.grants {
                (Form::post(to("end"), visit.csrf(), visit.once()).label(format!("End {}", held.role.words())).body(html! {
                    (Hidden::new("role", held.role.code()))
                    p { (in_words(held, &schemes)) " " (Button::quiet(html! { "End" span.nhsuk-u-visually-hidden { " being " (in_words(held, &schemes)) } }).small()) }
                }))
            }
        }))
        (Card::new("Give a role", Form::post(to("give"), visit.csrf(), visit.once()).body(html! {
            (role_fields(&sheet, &schemes))
            (Button::new("Give this role"))
        })))
    };
    let places = [("/admin", "Admin"), ("/admin/accounts", "People who sign in")];
    Ok(Shell::new(account.name).under(&places).problems(problems).render(visit, body))
}

/// POST `/admin/accounts/{id}/phone`
pub(super) fn phone(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (account, _) = visit.read("open an account", |tx| found(tx, visit))?;
    let Some(phone) = visit.form.some("phone") else {
        let problems = [("phone", "Enter a telephone number.")].into_iter().collect();
        return Ok(Answer::again(render(visit, &problems)?));
    };
    visit.submit("keep a telephone number", |tx| {
        set_phone(tx, &visit.actor, &visit.now, account.id, phone)?;
        Ok(format!("/admin/accounts/{}", account.id))
    })
}

/// POST `/admin/accounts/{id}/give`
pub(super) fn give(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (account, schemes) = visit.read("open an account", |tx| found(tx, visit))?;
    let mut problems = Problems::none();
    let Some(wanted) = read_grant(&visit.form, &schemes, &mut problems) else {
        return Ok(Answer::again(render(visit, &problems)?));
    };
    visit.submit("give a role", |tx| {
        grant(tx, &visit.actor, &visit.now, account.id, &wanted)?;
        Ok(format!("/admin/accounts/{}", account.id))
    })
}

/// POST `/admin/accounts/{id}/end`
pub(super) fn end(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (account, _) = visit.read("open an account", |tx| found(tx, visit))?;
    let role = Role::parse(visit.form.get("role")).ok_or_else(Refusal::not_found)?;
    visit.submit("end a role", |tx| {
        end_role(tx, &visit.actor, &visit.now, account.id, role)?;
        Ok(format!("/admin/accounts/{}", account.id))
    })
}

/// Ends a role, unless nobody would be left to look after the house.
pub(super) fn end_role(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    id: AccountId,
    role: Role,
) -> Result<(), Refusal> {
    if role == Role::Administrator {
        let others = accounts_in_role(tx, by.area, role, None)?;
        if others.iter().all(|account| account.id == id) {
            return Err(Refusal::not_now(
                "This is the last administrator. Give the role to somebody else first, so that the house is looked after.",
            ));
        }
    }
    end_grant(tx, by, now, id, role)
}
