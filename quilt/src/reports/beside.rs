//! What stands beside the group's numbers: what people used of the health service, in a sentence each, and the stories
//! people told themselves. Each is shown to whoever may open it.

use maud::{Markup, html};
use page::{Card, Caution};

use super::choice::Choice;
use crate::access::Act;
use crate::refusal::Refusal;
use crate::system_use::{self, Figure};
use crate::web::Visit;

/// Nothing for those who may open neither.
pub(super) fn card(visit: &Visit<'_>, choice: &Choice) -> Result<Markup, Refusal> {
    let told = visit.actor.area_wide(Act::ReadToldStories)
        || !visit.actor.schemes_for(Act::ReadToldStories).is_empty();
    let used = visit.actor.area_wide(Act::ReadUse);
    let figures = if used { system_use::figures(visit, choice.chosen)? } else { Vec::new() };
    Ok(html! {
        @if told || used { (Card::new("Beside these numbers", body(told, used, &figures))) }
    })
}

fn body(told: bool, used: bool, figures: &[Figure]) -> Markup {
    let said: Vec<String> = figures.iter().filter_map(Figure::words).collect();
    html! {
        @if !said.is_empty() {
            ul { @for words in &said { li { (words) } } }
            @if figures.iter().all(|figure| figure.compared) {
                (Caution::new("These are of everyone a file was taken in for, whatever is chosen above but the scheme. Read them beside the change of people alike who were not referred."))
            } @else {
                (Caution::new("These are of everyone a file was taken in for, whatever is chosen above but the scheme. There is nobody to compare with: people come at a bad time, and most use less afterwards whatever is done."))
            }
        }
        ul.q-screen-only {
            @if used { li { a href="/stories/use" { "What people used of the health service, before and after" } } }
            @if told { li { a href="/stories/people" { "Stories people told, in their own words" } } }
        }
    }
}
