//! The plan in two minutes: what each way costs, how long people wait, what comes of it, and what that rests on.

use maud::{Markup, html};
use page::{Card, Caution, Figures};
use simulate::money::Scenario;

use super::Shown;
use crate::plans::said::{Unit, about_pounds, of_a_hundred, percent};
use crate::plans::told::{Told, Way};

/// One card a way, and what to bear in mind.
pub fn cards(shown: &Shown<'_>) -> Markup {
    html! {
        div.q-columns { @for (number, way) in shown.ways() { div { (card(shown, number, way)) } } }
        (Caution::new(rests_on(shown.told)))
    }
}

fn card(shown: &Shown<'_>, number: usize, way: &Way) -> Card {
    let endings = way.flow.iter().find(|it| it.meaning.code == "planned_endings").map(|it| it.range);
    let years = shown.told.about.years;
    let mut figures = Figures::new().figure(
        about_pounds(way.costs.all.mean),
        format!(
            "over {years} years; {} to {} in 95 of 100 draws",
            about_pounds(way.costs.all.low),
            about_pounds(way.costs.all.high)
        ),
    );
    if let Some(endings) = endings {
        let each =
            way.costs.each_ending.map_or_else(String::new, |it| format!(", {} each", about_pounds(it)));
        figures = figures.figure(
            Unit::People.said(endings.mean),
            format!(
                "planned endings ({} to {}){each}",
                Unit::People.said(endings.low),
                Unit::People.said(endings.high)
            ),
        );
    }
    if let Some((place, wait)) = longest(way) {
        figures = figures.figure(
            format!("{} days", Unit::Days.said(wait.mean)),
            format!(
                "nine in ten began within, in {place}, where it is longest ({} to {})",
                Unit::Days.said(wait.low),
                Unit::Days.said(wait.high)
            ),
        );
    }
    let body = html! {
        p.q-quiet { (posts(way)) }
        (figures)
        p { (pays_for_itself(way)) }
        @if let Some(words) = chance(shown.told, number) { p { (words) } }
    };
    Card::new(way.name.as_str(), body).id(format!("way-{number}"))
}

/// “A quilt: 12 link workers and 2.5 builders in 3 teams.”
pub(in crate::plans) fn posts(way: &Way) -> String {
    let kind = if way.model == "quilt" { "A quilt of local schemes" } else { "One contract for all" };
    let said = |it: f64| page::text::decimal(it, 2);
    let teams = page::text::count(way.teams as u64, "team", "teams");
    format!(
        "{kind}: {} link workers and {} builders, in {teams}.",
        said(way.link_workers),
        said(way.builders)
    )
}

/// Where people wait longest, and how long.
pub(in crate::plans) fn longest(way: &Way) -> Option<(&str, crate::plans::told::Range)> {
    let place = way.waits_longest.as_ref()?;
    way.places.iter().find(|it| it.place == place.place).map(|it| (it.place.as_str(), it.wait_90))
}

/// “Of every £100 it costs, 19p comes back as cash under the cautious scenario.”
pub(in crate::plans) fn pays_for_itself(way: &Way) -> String {
    let cost = way.costs.all.mean;
    let back = |it: Scenario| way.ledgers.get(it.at()).map_or(0.0, |it| it.cash.0.mean);
    if cost <= 0.0 {
        return "It costs nothing.".into();
    }
    let said = |it: f64| {
        let pence = 10_000.0 * it / cost;
        if pence.abs() < 100.0 {
            format!("{}p", page::text::decimal(pence, 0))
        } else {
            format!("£{}", page::text::decimal(pence / 100.0, 2))
        }
    };
    let (claimed, cautious) = (back(Scenario::Claimed), back(Scenario::Cautious));
    let verdict = if claimed >= cost {
        "It may pay for itself in cash."
    } else {
        "It does not pay for itself in cash."
    };
    format!(
        "{verdict} Of every £100 it costs, {} comes back as cash if what studies claim is true, {} under the cautious scenario, and nothing if no service is used less.",
        said(claimed),
        said(cautious)
    )
}

/// How often it is the best, under the cautious scenario.
pub(in crate::plans) fn chance(told: &Told, number: usize) -> Option<String> {
    let judged = told.judged(Scenario::Cautious)?;
    let (chance, nothing) = (judged.chances.get(number + 1)?, judged.chances.first()?);
    let best = if judged.best == number + 1 { " It is the best on average." } else { "" };
    Some(format!(
        "With wellbeing at its price, it is the best choice {} under the cautious scenario; doing nothing is {}.{best}",
        of_a_hundred(*chance),
        of_a_hundred(*nothing)
    ))
}

/// What everything rests on.
pub(in crate::plans) fn rests_on(told: &Told) -> String {
    let about = &told.about;
    let (all, assumed) = (about.values, about.assumptions);
    let share = percent(assumed as f64 / all.max(1) as f64);
    format!(
        "This is a model, and {assumed} of its {all} values ({share}) are assumptions. Ranges are the middle 95% of {} draws of what the values may be. What is gained is counted from planned endings alone, much of it through links that suited.",
        page::text::number(about.draws as u64)
    )
}
