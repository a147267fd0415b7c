//! One question's card: before and after on the same people, the uncertainty, who is missing,
//! and how much of it may be nothing that anybody did.

use maud::{Markup, html};
use page::chart::Pairs;
use page::text::{decimal, number};
use page::{Card, Caution, Column, Details, Lang, Table};

use super::definitions;
use super::pairs::{Change, Figures, country};
use measure::{Direction, Suppressed};

/// A count as it prints.
pub(super) fn shown(count: Suppressed) -> String {
    count.shown().map_or_else(|| "*".to_owned(), number)
}

/// "135 people", "fewer than 8 people", "nobody".
pub(super) fn people(count: Suppressed) -> String {
    match count.shown() {
        None => "fewer than 8 people".into(),
        Some(0) => "nobody".into(),
        Some(n) => format!("{} people", number(n)),
    }
}

/// "+1.5", "−0.8", "0".
fn signed(change: f64) -> String {
    let said = decimal(change, 1);
    if change > 0.0 && said != "0" { format!("+{said}") } else { said }
}

pub(super) fn card(change: &Change) -> Markup {
    let item = change.item;
    let heading = format!("{}, {} to {}", item.name, item.low, item.high);
    let lower = item.direction == Direction::LowerIsBetter;
    let body = html! {
        @if lower { p.q-quiet { "A lower number is better." } }
        @match &change.figures {
            Some(figures) => (with_figures(change, figures)),
            None => (too_few(change)),
        }
    };
    html! { (Card::new(heading, body).id(format!("change-{}", item.code))) }
}

fn too_few(change: &Change) -> Markup {
    html! {
        p { "Too few people have two readings to say anything: " (people(change.n)) " of " (people(change.began)) " who began." }
        (definitions::change())
    }
}

fn with_figures(change: &Change, figures: &Figures) -> Markup {
    let interval = figures
        .interval
        .map_or_else(String::new, |i| format!("95% interval {} to {}", signed(i.low), signed(i.high)));
    let srm = figures.srm.map_or_else(String::new, |srm| format!(" · SRM {}", decimal(srm, 2)));
    let both = change.both.map_or_else(|| "*".to_owned(), |share| format!("{share}%"));
    html! {
        (page::Figures::new()
            .figure(
                format!("{} → {}", figures.before, figures.after),
                format!("mean of the same {}, first and last reading", people(change.n)),
            )
            .figure(signed(figures.change), format!("{interval}{srm}"))
            .figure(both, format!("have both readings, of {} who began", shown(change.began))))
        (histogram(change, figures))
        (caution(change, figures))
        (Details::new("Show who is missing", who_is_missing(change, figures)))
        @if let Some(mean) = country(change.item) { (definitions::why_we_say_so(mean)) }
        (definitions::change())
    }
}

fn histogram(change: &Change, figures: &Figures) -> Pairs {
    let id = format!("scores-{}", change.item.code);
    let chart = Pairs::new(Lang::En, id, format!("{}: people at each score", change.item.name));
    figures.scores.iter().fold(chart, |chart, (score, before, after)| {
        chart.score_or_few(score.to_string(), before.shown(), after.shown())
    })
}

fn caution(change: &Change, figures: &Figures) -> Markup {
    let missing = change.both.is_none_or(|share| share < 60);
    let words = html! {
            "No comparison group: "
            @match figures.by_itself {
                Some(drift) => {
                    @if drift.abs() >= figures.change.abs() { "all of this change" }
                    @else { "up to " (decimal(drift.abs(), 1)) " of this change" }
                    " could be people "
                    @if change.item.direction == Direction::LowerIsBetter { "growing calmer" } @else { "feeling better" }
                    " anyway, since people come at a low point."
                }
                None => { "nobody can say what would have happened anyway." }
            }
            @if missing { " Many who began have no second reading, and may have fared otherwise." }
    };
    html! { (Caution::new(words)) }
}

fn who_is_missing(change: &Change, figures: &Figures) -> Markup {
    let table = Table::new(format!("Readings: {}", change.item.name))
        .caption_unseen()
        .columns([Column::text("Of those who began"), Column::number("People")])
        .row(["Two readings or more".to_owned(), shown(change.n)])
        .row(["Only one".to_owned(), shown(change.only_one)])
        .row(["None yet, or did not say".to_owned(), shown(change.none)])
        .row(["All".to_owned(), shown(change.began)]);
    let moved = Table::new(format!("How many changed: {}", change.item.name))
        .caption_unseen()
        .columns([Column::text("Of those with two"), Column::number("People")])
        .row(["A higher number".to_owned(), shown(figures.up)])
        .row(["The same".to_owned(), shown(figures.same)])
        .row(["A lower number".to_owned(), shown(figures.down)]);
    html! {
        (table)
        (moved)
        @if let Some(all) = figures.if_missing_stayed {
            p { "If everyone with only one reading had stayed as they were, the mean change would be " (signed(all)) "." }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_counts_are_said_plainly() {
        assert_eq!([1.46, -0.84, 0.01, -0.01].map(signed), ["+1.5", "−0.8", "0", "0"].map(str::to_owned));
        assert_eq!(
            [0, 3, 1_240].map(|n| people(Suppressed::new(n))),
            ["nobody", "fewer than 8 people", "1,240 people"]
        );
    }
}
