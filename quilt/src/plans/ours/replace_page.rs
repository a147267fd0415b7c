//! `/plan/{id}/ours`: what would be replaced in this plan by what our own journeys show, and by how much; then one button.

use maud::html;
use page::{Button, Card, Form, Hidden};

use super::apply::{apply, place_of};
use super::kinds::Kinds;
use super::raw::Year;
use super::tables;
use crate::plans::kept;
use crate::plans::pages::opened;
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Answer, Fields, Shell, Visit};

/// Whether every referral of these places is kept here.
pub(super) const ALL_HERE: &str = "all_here";

pub(super) fn all_here(fields: &Fields) -> bool {
    fields.ticked(ALL_HERE)
}

/// GET `/plan/{id}/ours`
pub(in crate::plans) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let kinds = Kinds::of(&opened.base);
    let (schemes, year) = visit.read("count what our journeys show", |tx| {
        Ok((settings::schemes(tx, visit.area())?, Year::read(tx, &visit.actor, &visit.now, &kinds)?))
    })?;
    let every = all_here(&visit.query);
    let (_, told) = apply(&opened.base, &year, &schemes, every);
    let apart: Vec<&str> = schemes
        .iter()
        .filter(|scheme| place_of(&opened.base, scheme).is_none())
        .map(|scheme| scheme.name.as_str())
        .collect();
    let any = told.used() > 0;
    let own = opened.kept.is_of(&visit.actor);
    let address = || format!("/plan/{}/ours", opened.kept.id);
    let form =
        Form::post(address(), visit.csrf(), visit.once()).label("Use what our journeys show").body(html! {
            (Hidden::new("version", opened.kept.version.to_string()))
            @if every { (Hidden::new(ALL_HERE, "yes")) }
            @if own { (Button::new("Use them in this plan").sends("do", "save")) }
            @else { (Button::new("Use them in a plan of my own").sends("do", "keep")) }
        });
    let body = html! {
        h1 { "Use what our own journeys show" }
        p.q-lead { "In the plan “" (opened.kept.name) "”" }
        p {
            @if every { "Every referral of these places is kept here, so how many are asked for is counted too. " a href=(address()) { "Only some are" } }
            @else { "How many are asked for is not counted, since perhaps not every referral of these places is kept here. " a href={ (address()) "?" (ALL_HERE) "=yes" } { "Every one is" } }
        }
        (tables::card(&opened.base, &year, &told))
        @if !apart.is_empty() { p { "No place of the plan has the name of " (apart.join(", ")) ": what was counted there is used only in what holds everywhere." } }
        @if any { (Card::plain(form)) } @else { p { "Nothing was counted from enough people yet, so nothing is replaced." } }
    };
    let back = format!("/plan/{}", opened.kept.id);
    let shell = Shell::new("Use what our own journeys show")
        .under(&[("/plan", "Plans"), (&back, &opened.kept.name)])
        .style("plan.css");
    Ok(Answer::page(shell.render(visit, body)))
}

/// POST `/plan/{id}/ours`
pub(in crate::plans) fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = opened::open(visit)?;
    let version = visit.form.get("version").parse().unwrap_or(0);
    visit.submit("use what our journeys show", |tx| {
        let kept = kept::open(tx, &visit.actor, opened.kept.id)?;
        let schemes = settings::schemes(tx, visit.area())?;
        let before = kept.plan()?;
        let year = Year::read(tx, &visit.actor, &visit.now, &Kinds::of(&before))?;
        let (plan, _) = apply(&before, &year, &schemes, all_here(&visit.form));
        if visit.form.get("do") == "keep" || !kept.is_of(&visit.actor) {
            let id = kept::keep(tx, &visit.actor, &visit.now, &kept.name, &plan, "our own journeys")?;
            return Ok(format!("/plan/{id}"));
        }
        kept::change(tx, &visit.actor, &visit.now, &kept, version, &kept.name, &plan)?;
        Ok(format!("/plan/{}", kept.id))
    })
}
