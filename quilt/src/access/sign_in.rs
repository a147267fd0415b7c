//! Signing in and out.
//!
//! In a demonstration one chooses who to be. That a database is a demonstration is
//! written in it when it is first filled and can be written at no other time, so no
//! switch, setting or mistake can open a real one.

use jiff::SignedDuration;
use maud::{Markup, html};
use page::{Button, Card, Form, Hidden, Input, PasswordInput, Problems};

use super::{Account, Act, Role, open_session, store};
use crate::line::line;
use crate::refusal::Refusal;
use crate::settings::{self, SchemeId};
use crate::web::{Answer, Shell, Visit, say};

/// GET `/sign-in`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &Problems::none()).map(Answer::page)
}

fn render(visit: &Visit<'_>, problems: &Problems) -> Result<Markup, Refusal> {
    let to = visit.query.some("to").or(visit.form.some("to")).unwrap_or("/").to_owned();
    let choices = if visit.app.area.demonstration { Some(choices(visit, &to)?) } else { None };
    let title = say(visit.lang, "sign-in-title", &[]);
    let body = html! {
        h1 { (title) }
        @if let Some(choices) = choices { (choices) }
        @else { (with_password(visit, problems, &to)) }
    };
    let shell = Shell::new(title.clone()).problems(problems);
    Ok(if visit.app.area.demonstration { shell } else { shell.narrow() }.render(visit, body))
}

fn with_password(visit: &Visit<'_>, problems: &Problems, to: &str) -> Markup {
    let form = Form::post("/sign-in", visit.csrf(), visit.once()).body(html! {
        (Hidden::new("to", to))
        (Input::new("email", say(visit.lang, "email", &[])).value(visit.form.get("email")).autocomplete("username").error(problems.of("email")))
        (PasswordInput::new("password", say(visit.lang, "password", &[])).error(problems.of("password")))
        (Button::new(say(visit.lang, "sign-in", &[])))
    });
    html! { (form) }
}

/// Everyone one can be in a demonstration, scheme by scheme.
fn choices(visit: &Visit<'_>, to: &str) -> Result<Markup, Refusal> {
    let (accounts, schemes) = visit.read("choose who to be", |tx| {
        Ok((store::select_accounts(tx, visit.area())?, settings::schemes(tx, visit.area())?))
    })?;
    let of = |role: Role, scheme: Option<SchemeId>| -> Vec<&Account> {
        accounts
            .iter()
            .filter(|a| a.grants.iter().any(|g| g.role == role && (scheme.is_none() || g.scheme == scheme)))
            .collect()
    };
    let group = |heading: &str, accounts: Vec<&Account>| {
        html! { h3 { (heading) } div.q-actions { @for account in accounts { (choice(visit, account, to)) } } }
    };
    Ok(html! {
        p.q-lead { "This is a demonstration. Nobody here is real. Choose who to be." }
        @for scheme in &schemes {
            (Card::new(&scheme.name, html! {
                p.q-quiet { (scheme.about) }
                (group("Team lead", of(Role::TeamLead, Some(scheme.id))))
                (group("Link workers", of(Role::LinkWorker, Some(scheme.id))))
            }))
        }
        (Card::new("Across the county", html! {
            (group("Referrers", of(Role::Referrer, None)))
            (group("Builders", of(Role::Builder, None)))
            (group("Commissioners", of(Role::Commissioner, None)))
            (group("Administrator", of(Role::Administrator, None)))
        }))
    })
}

fn choice(visit: &Visit<'_>, account: &Account, to: &str) -> Markup {
    let form = Form::post("/sign-in/as", visit.csrf(), visit.once()).body(html! {
        (Hidden::new("account", account.id.to_string()))
        (Hidden::new("to", to))
        (Button::quiet(account.name.as_str()).small())
    });
    html! { (form) }
}

/// POST `/sign-in/as`: in a demonstration only.
pub fn be(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    if !visit.app.area.demonstration {
        return Err(Refusal::not_found());
    }
    let id = visit.form.get("account").parse().map_err(|_| Refusal::not_found())?;
    let account = visit
        .read("find who to be", |tx| store::account_by_id(tx, visit.area(), id))?
        .ok_or_else(Refusal::not_found)?;
    signed_in(visit, visit.area(), &account)
}

/// POST `/sign-in`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let email = visit.form.get("email").to_lowercase();
    let failures = visit.read("count failures to sign in", |tx| store::failures(tx, &email))?;
    if let Some((count, last)) = failures {
        let since = SignedDuration::from_secs(visit.now.at.as_second() - last.as_second());
        if let Some(wait) = identity::lockout::wait(count, since) {
            return Err(Refusal::Wait(minutes(wait.as_secs())));
        }
    }
    let found = visit.read("sign in", |tx| store::account_by_email(tx, &email))?;
    let password = visit.form.get("password");
    let good = match found.as_ref().and_then(|(_, account)| account.password_hash.as_deref()) {
        Some(hash) => identity::password::verify(password, hash).unwrap_or(false),
        None => {
            identity::password::dummy_verify();
            false
        }
    };
    match (found, good) {
        (Some((area, account)), true) => signed_in(visit, area, &account),
        _ => {
            visit
                .app
                .db
                .write("count a failure to sign in", |tx| store::count_failure(tx, &email, visit.now.at))?;
            let sentence = say(visit.lang, "sign-in-wrong", &[]);
            render(visit, &[("email", sentence)].into_iter().collect()).map(Answer::again)
        }
    }
}

fn minutes(seconds: u64) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "a minute".to_owned(),
        n => format!("{n} minutes"),
    }
}

fn signed_in(visit: &Visit<'_>, area: settings::AreaId, account: &Account) -> Result<Answer, Refusal> {
    let secret = visit.app.db.write("begin a session", |tx| {
        store::forget_failures(tx, &account.email)?;
        let by = super::Actor {
            area,
            who: super::Who::Account(account.id),
            name: account.name.clone(),
            organization: account.organization,
            grants: account.grants.clone(),
        };
        line(&by, &visit.now, "session.begun", account.id).record(tx)?;
        open_session(tx, area, account.id, &visit.now)
    })?;
    let to = visit.form.get("to");
    let home = home(account);
    let to = if to.starts_with('/') && !to.starts_with("//") && to != "/" { to } else { home };
    Ok(Answer::Redirect {
        to: to.to_owned(),
        cookies: vec![crate::web::session_cookie(&secret.text(), visit.app.secure())],
    })
}

/// Where somebody's day begins.
fn home(account: &Account) -> &'static str {
    let may = |act| account.grants.iter().any(|g| super::verdict_own(g.role, act));
    if may(Act::SeeToday) {
        "/today"
    } else if may(Act::Triage) {
        "/referrals"
    } else if may(Act::Administer) {
        "/admin"
    } else if may(Act::ReadGroupStory) {
        "/stories"
    } else {
        "/refer"
    }
}

/// POST `/sign-out`
pub fn out(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    if let Some(session) = &visit.session {
        visit.app.db.write("end a session", |tx| {
            super::end_session(tx, session)?;
            line(&visit.actor, &visit.now, "session.ended", visit.actor.id()).record(tx)
        })?;
    }
    Ok(Answer::Redirect { to: "/".into(), cookies: vec![crate::web::session_cookie("", visit.app.secure())] })
}

/// GET `/signed-in`: after signing in beside a form that waits in another tab.
pub fn signed_in_page(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let title = say(visit.lang, "signed-in-title", &[]);
    let body = html! { h1 { (title) } p.q-lead { (say(visit.lang, "signed-in", &[])) } };
    Ok(Answer::page(Shell::new(title.clone()).narrow().render(visit, body)))
}
