//! `/admin/accounts`: who may sign in, and letting somebody new in.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, ButtonLink, Column, Form, Input, Lang, Problems, Sheet, Table, Width};

use super::under_admin;
use crate::access::{AccountId, Actor, Grant, NewAccount, Role, accounts, open_account};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::settings::{self, Scheme, SchemeId};
use crate::web::{Answer, Fields, Shell, Visit};

pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let (schemes, accounts) = visit.read("list accounts", |tx| {
        Ok((settings::schemes(tx, visit.area())?, accounts(tx, visit.area())?))
    })?;
    let table = Table::new("People who sign in")
        .caption_unseen()
        .columns([Column::text("Name"), Column::text("E-mail"), Column::text("Roles")])
        .rows(accounts.iter().map(|account| {
            let roles =
                account.grants.iter().map(|grant| in_words(grant, &schemes)).collect::<Vec<_>>().join("; ");
            [
                html! { a href={ "/admin/accounts/" (account.id) } { (account.name) } },
                html! { (account.email) },
                html! { (if roles.is_empty() { "no role" } else { roles.as_str() }) },
            ]
        }));
    let body = html! {
        (ButtonLink::new("/admin/accounts/new", "Let somebody in"))
        (table)
    };
    Ok(under_admin(visit, "People who sign in", body))
}

/// "link worker, Taunton Vale"
pub(super) fn in_words(grant: &Grant, schemes: &[Scheme]) -> String {
    let scheme = grant.scheme.and_then(|id| schemes.iter().find(|scheme| scheme.id == id));
    scheme.map_or_else(|| grant.role.words().to_owned(), |s| format!("{}, {}", grant.role.words(), s.name))
}

/// Whether a role is held in one scheme.
fn is_of_a_scheme(role: Role) -> bool {
    matches!(role, Role::LinkWorker | Role::TeamLead)
}

/// Reads which role, and where. Says what is wrong in `problems`.
pub(super) fn read_grant(form: &Fields, schemes: &[Scheme], problems: &mut Problems) -> Option<Grant> {
    let Some(role) = Role::parse(form.get("role")) else {
        problems.add("role", "Choose a role.");
        return None;
    };
    let scheme: Option<SchemeId> =
        schemes.iter().find(|s| s.id.to_string() == form.get("scheme")).map(|s| s.id);
    if is_of_a_scheme(role) && scheme.is_none() {
        problems.add("scheme", format!("Choose the scheme: a {} belongs to one.", role.words()));
        return None;
    }
    Some(Grant { role, scheme: scheme.filter(|_| is_of_a_scheme(role)) })
}

/// The two fields a role is chosen by.
pub(super) fn role_fields(sheet: &Sheet<'_>, schemes: &[Scheme]) -> Markup {
    let roles = Role::ALL.into_iter().fold(sheet.radios("role", "Role"), |radios, role| {
        let words = role.words();
        let first = words[..1].to_uppercase();
        radios.option(role.code(), format!("{first}{}", &words[1..]))
    });
    html! {
        (roles)
        (sheet.select("scheme", "Scheme").hint("For link workers and team leads.")
            .option("", "None").options(schemes.iter().map(|scheme| (scheme.id.to_string(), scheme.name.clone()))))
    }
}

/// An account as typed, read and understood; the password in words still.
pub(super) struct Draft {
    name: String,
    email: String,
    phone: Option<String>,
    password: String,
    grant: Grant,
}

/// # Errors
/// What was wrong, field by field.
pub(super) fn read_form(form: &Fields, schemes: &[Scheme]) -> Result<Draft, Problems> {
    let mut problems = Problems::none();
    let (name, email, password) = (form.get("name"), form.get("email"), form.get("password"));
    if name.is_empty() {
        problems.add("name", "Enter a name.");
    }
    let whole = email.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    if !whole || email.contains(char::is_whitespace) {
        problems.add("email", "Enter an e-mail address, like name@example.org.");
    }
    if let Err(weakness) = identity::password::acceptable(password) {
        problems.add("password", weakness.to_string());
    }
    match read_grant(form, schemes, &mut problems) {
        Some(grant) if problems.is_empty() => {
            let phone = form.some("phone").map(str::to_owned);
            Ok(Draft { name: name.into(), email: email.into(), phone, password: password.into(), grant })
        }
        _ => Err(problems),
    }
}

pub(super) fn let_in(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    draft: &Draft,
    hash: &str,
) -> Result<AccountId, Refusal> {
    let new = NewAccount {
        name: draft.name.clone(),
        email: draft.email.clone(),
        phone: draft.phone.clone(),
        password_hash: Some(hash.to_owned()),
        organization: None,
        grants: vec![draft.grant.clone()],
    };
    open_account(tx, by, now, new)
}

/// The words of a password, made ready to keep.
pub(super) fn hashed(password: &str, now: &Moment) -> Result<String, Refusal> {
    identity::password::hash(password, now.bytes()).map_err(|error| Refusal::Internal(error.to_string()))
}

impl Draft {
    pub(super) fn password(&self) -> &str {
        &self.password
    }
}

/// GET `/admin/accounts/new`
pub(super) fn new(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(form(visit, &Problems::none())?))
}

fn form(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let schemes = visit.read("list the schemes", |tx| settings::schemes(tx, visit.area()))?;
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let first = visit
        .form
        .some("password")
        .map_or_else(|| identity::Code::long(visit.now.bytes()).to_string(), str::to_owned);
    let password = Input::new("password", "Their first password")
        .hint("Tell it to them yourself, and not by e-mail. It is shown only here.")
        .width(Width::Chars20)
        .autocomplete("off")
        .error(problems.of("password"))
        .value(first);
    let form = Form::post("/admin/accounts/new", visit.csrf(), visit.once()).body(html! {
        (sheet.input("name", "Their name").autocomplete("off"))
        (sheet.email("email", "E-mail address").hint("They sign in with it.").autocomplete("off"))
        (sheet.phone("phone", "Telephone").hint("Their team lead rings it when they are late from a visit.").autocomplete("off").optional())
        (role_fields(&sheet, &schemes))
        (password)
        (Button::new("Let them in"))
    });
    let body = html! { h1 { "Let somebody in" } (form) };
    let places = [("/admin", "Admin"), ("/admin/accounts", "People who sign in")];
    Ok(Shell::new("Let somebody in").narrow().under(&places).problems(problems).render(visit, body))
}

/// POST `/admin/accounts/new`
pub(super) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let schemes = visit.read("list the schemes", |tx| settings::schemes(tx, visit.area()))?;
    let draft = match read_form(&visit.form, &schemes) {
        Ok(draft) => draft,
        Err(problems) => return Ok(Answer::again(form(visit, &problems)?)),
    };
    let hash = hashed(draft.password(), &visit.now)?;
    let saved = visit.submit("open an account", |tx| {
        let id = let_in(tx, &visit.actor, &visit.now, &draft, &hash)?;
        Ok(format!("/admin/accounts/{id}"))
    });
    match saved {
        Err(Refusal::Invalid(problems)) => Ok(Answer::again(form(visit, &problems)?)),
        other => other,
    }
}
