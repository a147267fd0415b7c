//! `/plan/compare?a=&b=`: two plans side by side. What differs in what they begin with, and what differs in what comes
//! of it, draw by draw: both meet the same people, so that a small difference can be told from chance. `as=` and `bs=`
//! are how each is tuned.

use maud::{Markup, html};
use page::{Card, Caution};

use super::list_page;
use super::opened::{self, Opened};
use crate::plans::comparing::{self, Compared};
use crate::plans::runs::{Progress, SoFar};
use crate::plans::sections::Shown;
use crate::plans::told::Told;
use crate::refusal::Refusal;
use crate::web::{Answer, Fields, Shell, Visit};

/// GET `/plan/compare?a=&as=&b=&bs=`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    if visit.query.some("a").is_none() && visit.query.some("b").is_none() {
        return list_page::choose(visit);
    }
    let side = |id: &str, state: &str| {
        let id = visit.query.get(id).parse().map_err(|_| Refusal::not_found())?;
        opened::of(visit, id, &Fields::parse(visit.query.get(state).as_bytes()))
    };
    let (a, b) = (side("a", "as")?, side("b", "bs")?);
    let (first, second) = (a.so_far(visit), b.so_far(visit));
    let names = names(&a, &b);
    let whole = first.progress == Progress::Whole && second.progress == Progress::Whole;
    let body = html! {
        h1 { "Two plans beside each other" }
        p.q-lead { a href=(a.at("")) { (names.0) } " and " a href=(b.at("")) { (names.1) } }
        (compared(&names, &first, (&b, &second)))
    };
    let mut shell = Shell::new("Two plans beside each other").under(&[("/plan", "Plans")]).style("plan.css");
    if !whole {
        let query = visit.query.query();
        shell = shell.refresh_to(3, format!("/plan/compare?{query}"));
    }
    Ok(Answer::page(shell.render(visit, body)))
}

/// What each is called: the same plan twice is told apart by what was changed.
fn names(a: &Opened, b: &Opened) -> (String, String) {
    let name = |it: &Opened| {
        if it.tuned.is_as_kept() { it.kept.name.clone() } else { format!("{}, changed", it.kept.name) }
    };
    let (first, second) = (name(a), name(b));
    if first == second { (format!("{first} (1)"), format!("{second} (2)")) } else { (first, second) }
}

fn compared(names: &(String, String), first: &SoFar, (b, second): (&Opened, &SoFar)) -> Markup {
    let rows = first.rows.as_ref().zip(second.rows.as_ref());
    let Some((rows, of_second, told)) = rows.and_then(|(a, b)| Some((a, b, Told::of(&second.plan, b)?)))
    else {
        return html! { (Card::new("What differs", html! { p { "The first numbers come in a moment." } })) };
    };
    let it = Compared::of((&first.plan, rows), (&second.plan, of_second));
    let shown = Shown { plan: &second.plan, told: &told, definitions: &b.at("/report") };
    html! {
        (comparing::cards(&it, (&names.0, &names.1), &shown))
        @if first.plan.years != second.plan.years {
            (Caution::new("The plans do not last equally long. Totals are over all years of each."))
        }
        p.q-quiet { "So far " (first.draws()) " and " (second.draws()) " draws; those that both have are compared." }
    }
}
