//! `/plan`: the plans there are, each with what it says in one line; and three ways to begin one.

use std::collections::HashMap;

use maud::{Markup, html};
use page::{Button, ButtonLink, Card, Form, Lang, Problems, Row, Select, Sheet, Typed, text};

use crate::moment::local;
use crate::plans::{Kept, store};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/plan`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    Ok(Answer::page(render(visit, &Problems::none(), None, html! {})?))
}

/// The page; `text` is a plan's file that was sent and could not be read, `wrong` what is wrong with it.
pub(in crate::plans) fn render(
    visit: &Visit<'_>,
    problems: &Problems,
    text: Option<&str>,
    wrong: Markup,
) -> Result<Markup, Refusal> {
    let (plans, said) = visit.read("list the plans", |tx| {
        let own = visit.actor.account().ok_or(Refusal::SignIn)?;
        let plans = store::select_plans(tx, visit.area(), own)?;
        let said: HashMap<String, String> = store::select_said(tx, visit.area())?.into_iter().collect();
        Ok((plans, said))
    })?;
    let body = html! {
        h1 { "Plans" }
        p.q-lead { "How many link workers and builders, where; how long people would wait, what it costs whom, and what is honestly gained." }
        @if !plans.is_empty() { (kept(visit, &plans, &said)) }
        (begin(visit, problems, text, &wrong))
        @if plans.len() > 1 { (compare(&plans)) }
    };
    Ok(Shell::new("Plans").problems(problems).style("plan.css").render(visit, body))
}

/// `/plan/compare` before anything is chosen.
pub(in crate::plans) fn choose(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let own = visit.actor.account().ok_or(Refusal::SignIn)?;
    let plans = visit.read("list the plans", |tx| store::select_plans(tx, visit.area(), own))?;
    let body = html! {
        h1 { "Two plans beside each other" }
        @if plans.len() > 1 { (compare(&plans)) } @else { p { "There are not two plans yet." } }
    };
    let shell = Shell::new("Two plans beside each other").under(&[("/plan", "Plans")]).style("plan.css");
    Ok(Answer::page(shell.render(visit, body)))
}

fn kept(visit: &Visit<'_>, plans: &[Kept], said: &HashMap<String, String>) -> Card {
    let year = visit.now.today().year();
    Card::new(
        "Plans kept here",
        html! {
            ul.q-rows {
                @for plan in plans {
                    @let when = text::short_date(Lang::En, local(plan.changed_at).date(), year);
                    @let whose = match (plan.is_of(&visit.actor), plan.shared) {
                        (true, true) => format!("yours, shared · changed {when}"),
                        (true, false) => format!("yours · changed {when}"),
                        (false, _) => format!("shared by {} · changed {when}", plan.by_name),
                    };
                    @let line = said.get(&plan.fingerprint).map_or("Not worked out yet: open it and it will be.", String::as_str);
                    (Row::new(plan.name.as_str()).href(format!("/plan/{}", plan.id)).under(html! { (line) br; (whose) }))
                }
            }
        },
    )
}

fn begin(visit: &Visit<'_>, problems: &Problems, text: Option<&str>, wrong: &Markup) -> Markup {
    let typed = Typed::default().with("text", text.unwrap_or_default());
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let post = || Form::post("/plan", visit.csrf(), visit.once());
    html! {
        (Card::new("Begin a plan", html! {
            h3 { "From our own area" }
            p { "Each scheme is a place. What our own journeys show takes the place of assumptions: how many are asked for, how many say no, how long journeys last, how they end." }
            div.q-actions { (ButtonLink::new("/plan/ours", "Begin from our own area")) }
            h3 { "From an example" }
            p { "A county of 120,000 people with a town, a market town and villages. Nobody’s: its numbers are invented, or published." }
            (post().label("Begin from the example").body(html! { (Button::quiet("Begin from the example").sends("do", "example")) }))
            h3 id="from-file" { "From a file" }
            (wrong)
            (post().multipart().label("Begin from a file").body(html! {
                @if text.is_some() { (sheet.textarea("text", "The plan, to be put right here").rows(20)) }
                @else { (sheet.file("file", "A plan.toml").hint("As you downloaded it here, or wrote it by hand.").accept(".toml,text/plain")) }
                (Button::quiet("Read this plan").sends("do", "file"))
            }))
        }).id("begin"))
    }
}

fn compare(plans: &[Kept]) -> Card {
    let choice = |name: &'static str, label: &'static str, at: usize| {
        let options = plans.iter().map(|plan| (plan.id.to_string(), plan.name.clone()));
        Select::new(name, label)
            .options(options)
            .value(plans.get(at).map_or_else(String::new, |it| it.id.to_string()))
    };
    Card::new(
        "Compare two",
        Form::get("/plan/compare").label("Compare two plans").body(html! {
            (choice("a", "This plan", 0))
            (choice("b", "against this one", 1))
            (Button::quiet("Show them side by side"))
        }),
    )
}
