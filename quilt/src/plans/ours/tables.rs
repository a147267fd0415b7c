//! What was replaced by what, from how many people and which dates, as a page shows it.

use maud::{Markup, html};
use measure::Suppressed;
use page::text::decimal;
use page::{Card, Caution, Column, Details, Table};
use simulate::plan::Plan;

use super::apply::{Replaced, Told};
use super::raw::Year;
use super::split::Shares;
use crate::plans::pages::levers::said;
use crate::plans::tuned::as_shown;
use crate::reports::printed;

/// Everything that was counted, used or not.
pub(super) fn card(plan: &Plan, year: &Year, told: &Told) -> Markup {
    let used = told.used();
    html! {
        (Card::new("What our own journeys show", html! {
            p {
                "Of the twelve months from " (year.window.from) " to " (year.window.until) ". "
                (page::text::count(used as u64, "value is", "values are")) " replaced and marked " strong { "counted here" } "; the rest stay as they are."
            }
            @if !year.every { p { "Only schemes whose numbers you may read are counted." } }
            (table("What is replaced by what", plan, told.values.iter().filter(|it| it.place.is_none())))
            @for place in places(told) {
                (Details::new(place, html! { (table(place, plan, told.values.iter().filter(|it| it.place.as_deref() == Some(place)))) }))
            }
            @for shares in &told.shares { (split(shares)) }
            (Caution::new("What was counted is what happened under the teams there are. People who were never asked for are in no count, and a scheme that is still becoming known will be asked for more."))
            p { "Who waits today and whose journey is under way is carried over as well, where every referral of a place is kept here." }
            p.q-quiet { "From fewer than 8 people, or where fewer than 8 are on one side, nothing is used. Numbers of people are rounded to the nearest five, values to three figures." }
        }))
        (waits(year))
        (unmet(year))
    }
}

/// The places of which something was counted, in the plan's order.
fn places(told: &Told) -> Vec<&str> {
    let mut places: Vec<&str> = told.values.iter().filter_map(|it| it.place.as_deref()).collect();
    places.dedup();
    places
}

fn table<'a>(caption: &str, plan: &Plan, told: impl Iterator<Item = &'a Replaced>) -> Table {
    let columns = [
        Column::text("What"),
        Column::number("Before"),
        Column::number("Counted here"),
        Column::number("From"),
    ];
    let rows = told.map(|it| {
        let name = it.found.name;
        let range = |value: f64, low: f64, high: f64| {
            let end = |number| said(name, as_shown(plan, name, number));
            if low == high { end(value) } else { format!("{} ({} to {})", end(value), end(low), end(high)) }
        };
        let counted = match &it.found.is {
            Ok(_) if it.refused => "not used: beyond what it may be".to_owned(),
            Ok(is) => range(is.value, is.low, is.high),
            Err(why) => format!("not used: {why}"),
        };
        [name.means().to_owned(), range(it.was[0], it.was[1], it.was[2]), counted, printed(it.found.n)]
    });
    Table::new(caption).caption_unseen().columns(columns).rows(rows)
}

/// Shares of a whole, before and counted.
fn split(shares: &Shares) -> Markup {
    let unmet = shares.parts.iter().any(|part| part.unmet.shown() != Some(0));
    let mut columns =
        vec![Column::text(shares.what), Column::number("Before"), Column::number("Counted here")];
    columns.push(Column::number("From"));
    if unmet {
        columns.push(Column::number("Of them unmet"));
    }
    let percent = |share: f64| format!("{}%", decimal(share * 100.0, 0));
    let rows = shares.parts.iter().map(|part| {
        let counted = part.counted.map_or_else(|| "not used".to_owned(), percent);
        let mut row = vec![part.name.clone(), percent(part.was), counted, printed(part.n)];
        row.extend(unmet.then(|| printed(part.unmet)));
        row
    });
    html! {
        p.q-ours__split { (shares.words) }
        (Table::new(shares.what).caption_unseen().columns(columns).rows(rows))
        @if let Some(why) = shares.why_not { p { "These shares are not used: " (why) "." } }
        @if shares.others.shown() != Some(0) {
            p.q-quiet { "From about " (printed(shares.others)) " more, for something that no kind of this plan is about: they count in no share. A wish goes to the kind whose name says what it is about." }
        }
    }
}

/// Waits are what a plan tells, not what it begins with: here to be held against it.
fn waits(year: &Year) -> Markup {
    let wait = year.all().wait;
    html! {
        @if wait.n >= measure::suppress::FEWEST {
            (Card::new("To hold the plan against", html! {
                p {
                    "People waited " (decimal(wait.mean(), 0)) " days on average from being asked for to their first conversation (from about "
                    (printed(Suppressed::new(wait.n))) " people). A plan works its waits out; if its first months say something else, look at its teams and its caseload first."
                }
            }))
        }
    }
}

/// The builders' work list as it was said: needs by what they are about.
fn unmet(year: &Year) -> Markup {
    let mut shown: Vec<(&str, u64)> = year
        .sought
        .unmet
        .iter()
        .map(|(topic, n)| (*topic, *n))
        .filter(|(_, n)| *n >= measure::suppress::FEWEST)
        .collect();
    shown.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    html! {
        @if !shown.is_empty() {
            (Card::new("What people could not find", Table::new("What people could not find").caption_unseen()
                .columns([Column::text("About"), Column::number("Times, about")])
                .rows(shown.iter().take(10).map(|(topic, n)| [(*topic).to_owned(), printed(Suppressed::new(*n))]))))
        }
    }
}
