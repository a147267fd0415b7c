//! `/plan/{id}`: a plan to try. What is assumed stands on one side, what follows from it on the other; both are in the
//! address. Without a script a button works it out; with one, each slider answers as it moves.

use maud::{Markup, html};
use page::{Button, Card, Details, Form, Hidden, Problems};

use super::levers::{self, Group};
use super::opened::{self, Opened};
use super::{answer, posts, save};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/plan/{id}?decline=15&…`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    // A button was pressed: what it asks for gets an address that says no more than what was changed.
    if let Some(nudge) = visit.query.some("nudge") {
        let field = nudge.split_once('~').map_or("", |(field, _)| field);
        return Ok(Answer::redirect(format!("{}#{field}", with_open(&opened, open_group(visit)))));
    }
    if visit.query.some("go").is_some() && opened.tuned.problems.is_empty() {
        return Ok(Answer::redirect(with_open(&opened, open_group(visit))));
    }
    let problems = opened.tuned.problems.clone();
    Ok(Answer::page(render(visit, &opened, &problems, None)))
}

fn open_group(visit: &Visit<'_>) -> Option<Group> {
    Group::ALL.into_iter().find(|group| group.code() == visit.query.get("more"))
}

/// This state with the values of a group opened.
fn with_open(opened: &Opened, group: Option<Group>) -> String {
    let address = opened.at("");
    let sign = if address.contains('?') { '&' } else { '?' };
    group.map_or_else(|| address.clone(), |group| format!("{address}{sign}more={}", group.code()))
}

/// The whole page; `named` is what was typed as a name and could not be taken.
pub(in crate::plans) fn render(
    visit: &Visit<'_>,
    opened: &Opened,
    problems: &Problems,
    named: Option<&str>,
) -> Markup {
    let so_far = opened.so_far(visit);
    let body = html! {
        h1 { (opened.kept.name) }
        (lead(opened))
        div.q-plan data-module="quilt-plan" data-at={ "/plan/" (opened.kept.id) } {
            div.q-plan__set { (form(visit, opened)) }
            div.q-plan__says { (answer::now(opened, &so_far)) }
        }
        (answer::rest(opened, &so_far))
        (save::card(visit, opened, problems, named))
    };
    let shell = Shell::new(opened.kept.name.clone())
        .under(&[("/plan", "Plans")])
        .problems(problems)
        .style("plan.css");
    shell.render(visit, body)
}

fn lead(opened: &Opened) -> Markup {
    let plan = &opened.tuned.plan;
    let people: u64 = plan.places.iter().map(|place| place.people).sum();
    let whose = if opened.kept.shared { "shared with everybody who plans here" } else { "yours alone" };
    html! {
        p.q-lead {
            (page::text::number(people)) " people in " (page::text::count(plan.places.len() as u64, "place", "places"))
            " · " (page::text::count(u64::from(plan.years), "year", "years")) " from April " (plan.first_year.year())
            " · prices of " (plan.price_year) " · " (whose)
        }
        (Details::new("What this is, and what it is not", html! {
            p { "A model lets invented people go through the plan: they are referred, asked, wait, meet a link worker, join groups. Nobody real is in it." }
            p { "Every answer is a range, because what it begins with is not known exactly: 95 of 100 draws of the assumptions fall into it. Most of what it begins with are assumptions, and say so. It cannot tell you what will happen. It can tell you which of your choices matters." }
        }))
    }
}

fn form(visit: &Visit<'_>, opened: &Opened) -> Markup {
    let open = open_group(visit);
    let more = |group: Group| format!("{}#more-{}", with_open(opened, Some(group)), group.code());
    let (base, tuned) = (&opened.base, &opened.tuned);
    let body = html! {
        // First in the form: it is what the Enter key presses.
        div.q-plan__go {
            (Button::new("Work it out").sends("go", "1"))
            @if !tuned.is_as_kept() { p { a href={ "/plan/" (opened.kept.id) } { "Back to the plan as it is kept" } } }
        }
        @if let Some(group) = open { (Hidden::new("more", group.code())) }
        h2 { "Who works where" }
        (posts::posts(base, tuned))
        h2 id="values" { "What is assumed" }
        (levers::levers(base, tuned, open, &more))
        p { a href={ "/plan/" (opened.kept.id) "/ours" } { "Use what our own journeys show" } }
    };
    html! { (Card::plain(Form::get(format!("/plan/{}", opened.kept.id)).label("Change the plan").body(body))) }
}

/// GET `/plan/{id}/so-far?…`: the parts of the page that tell what follows, for a script to put in their place.
pub(in crate::plans) fn so_far(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let so_far = opened.so_far(visit);
    Ok(Answer::page(html! { (answer::now(&opened, &so_far)) (answer::rest(&opened, &so_far)) }))
}
