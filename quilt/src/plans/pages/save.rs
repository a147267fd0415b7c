//! Keeping what was tried: under the same name, or as another plan; sharing it; taking it away; carrying it off as a file.

use maud::{Markup, html};
use page::{Button, Card, Details, Form, Hidden, Input, Problems, Width};

use super::opened::{self, Opened};
use super::plan_page;
use crate::plans::{PlanId, kept};
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Visit};

/// The card at the foot of a plan.
pub(in crate::plans) fn card(
    visit: &Visit<'_>,
    opened: &Opened,
    problems: &Problems,
    named: Option<&str>,
) -> Markup {
    let kept = &opened.kept;
    let own = kept.is_of(&visit.actor);
    let post = |body: Markup, label: &str| {
        Form::post(format!("/plan/{}", kept.id), visit.csrf(), visit.once()).label(label).body(html! {
            (Hidden::new("version", kept.version.to_string()))
            input type="hidden" name="state" value=(opened.tuned.query()) data-plan-state;
            (body)
        })
    };
    let name = Input::new("name", "Name")
        .value(named.unwrap_or(&kept.name))
        .width(Width::TwoThirds)
        .error(problems.of("name"));
    let keep = post(
        html! {
            (name)
            div.q-actions {
                @if own { (Button::quiet("Save").sends("do", "save")) }
                (Button::quiet("Save as another plan").sends("do", "keep")) }
        },
        "Save the plan",
    );
    let share = html! {
        @if own && kept.shared {
            p { "Everybody who plans here may open it. To change it, they save one of their own." }
            (post(html! { (Button::quiet("Keep it to yourself").sends("do", "unshare")) }, "Stop sharing"))
        } @else if own {
            p { "Only you see it. Its address opens for nobody else until you share it." }
            (post(html! { (Button::quiet("Share with everybody who plans here").sends("do", "share")) }, "Share the plan"))
        } @else { p { (kept.by_name) " made it and shares it. Save it as another plan to keep what you change." } }
        @if own {
            (Details::new("Take it away", html! {
                p { "Nobody will find it here any more. What you downloaded stays yours." }
                (post(html! { (Button::quiet("Take this plan away").sends("do", "withdraw")) }, "Take the plan away"))
            }))
        }
    };
    html! {
        (Card::new("Keep it", html! { (keep) (share) }).id("keep"))
        (take(opened))
    }
}

/// What can be carried off, and where the state stands.
fn take(opened: &Opened) -> Markup {
    let compare = || format!("/plan/compare?a={0}&b={0}&bs=", opened.kept.id);
    let escaped: String = form_urlencoded::byte_serialize(opened.tuned.query().as_bytes()).collect();
    let link = |to: &str, words: &str| {
        html! { a href=(opened.at(to)) data-plan-to={ "/plan/" (opened.kept.id) (to) } { (words) } }
    };
    html! {
        (Card::new("Take it with you", html! {
            ul {
                li { (link("/report", "The plan looked at closer")) ", and what each figure means" }
                li { (link("/pdf", "A report on paper")) " (PDF)" }
                li { (link("/csv", "Every figure with its range")) " (CSV)" }
                li { (link("/toml", "The plan itself")) " (plan.toml), to change by hand or to give to " code { "quilt plan run" } }
                li { a href={ (compare()) (escaped) } data-plan-compare=(compare()) { "What you changed, beside the plan as it is kept" } }
                li { "What is on the screen, to send to somebody who may open it: " (link("", "its address")) }
            }
        }).id("take"))
    }
}

/// POST `/plan/{id}`
pub(in crate::plans) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: PlanId = visit.param("id")?;
    let state = Fields::parse(visit.form.get("state").as_bytes());
    let opened = opened::of(visit, id, &state)?;
    let done = match visit.form.get("do") {
        "share" => shared(visit, &opened, true),
        "unshare" => shared(visit, &opened, false),
        "withdraw" => visit.submit("take a plan away", |tx| {
            kept::withdraw(tx, &visit.actor, &visit.now, &opened.kept)?;
            Ok("/plan".into())
        }),
        "save" => saved(visit, &opened),
        _ => another(visit, &opened),
    };
    match done {
        Err(Refusal::Invalid(problems)) => {
            Ok(Answer::again(plan_page::render(visit, &opened, &problems, Some(visit.form.get("name")))))
        }
        // Somebody was quicker: what was chosen is still on the sliders, to be saved beside or over theirs.
        Err(Refusal::NotNow(sentence)) => {
            let said = format!(
                "{sentence} What you chose is kept below: save it again to put it in place of that one, or save it as another plan."
            );
            let problems: Problems = [("name", said)].into_iter().collect();
            Ok(Answer::again(plan_page::render(visit, &opened, &problems, Some(visit.form.get("name")))))
        }
        done => done,
    }
}

fn shared(visit: &Visit<'_>, opened: &Opened, shared: bool) -> Result<Answer, Refusal> {
    visit.submit("share a plan", |tx| {
        kept::share(tx, &visit.actor, &visit.now, &opened.kept, shared)?;
        Ok(format!("{}#keep", opened.at("")))
    })
}

/// What is wrong with the sliders keeps it from being saved.
fn right(opened: &Opened) -> Result<(), Refusal> {
    if opened.tuned.problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(opened.tuned.problems.clone()))
    }
}

fn saved(visit: &Visit<'_>, opened: &Opened) -> Result<Answer, Refusal> {
    right(opened)?;
    let version = visit.form.get("version").parse().unwrap_or(0);
    let done = visit.submit("save a plan", |tx| {
        let kept = kept::open(tx, &visit.actor, opened.kept.id)?;
        kept::change(
            tx,
            &visit.actor,
            &visit.now,
            &kept,
            version,
            visit.form.get("name"),
            &opened.tuned.plan,
        )?;
        Ok(format!("/plan/{}", kept.id))
    })?;
    visit.app.plans.keep(&visit.app.db, visit.area(), visit.now.at, &opened.tuned.plan);
    Ok(done)
}

fn another(visit: &Visit<'_>, opened: &Opened) -> Result<Answer, Refusal> {
    right(opened)?;
    let done = visit.submit("save a plan as another", |tx| {
        let from = opened.kept.id.to_string();
        let id = kept::keep(tx, &visit.actor, &visit.now, visit.form.get("name"), &opened.tuned.plan, &from)?;
        Ok(format!("/plan/{id}"))
    })?;
    visit.app.plans.keep(&visit.app.db, visit.area(), visit.now.at, &opened.tuned.plan);
    Ok(done)
}
