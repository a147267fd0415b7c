//! One score's card at a glance: words, three numbers and a picture; the rest is a page of its own.

use maud::{Markup, html};
use page::chart::Pairs;
use page::text::decimal;
use page::{Card, Caution, Details, Lang, Tag};

use super::choice::Choice;
use super::figures::{Change, Figures};
use super::tables::{people, shown, signed};

pub(super) fn card(change: &Change, choice: &Choice) -> Markup {
    let spec = &change.spec;
    let heading = format!("{}, {} to {}", spec.name, decimal(spec.low, 1), decimal(spec.high, 1));
    let id = spec.code.replace('.', "-");
    let numbers = choice.at("numbers", &[("score", spec.code.as_str())]);
    let body = html! {
        @if spec.lower_is_better() { p.q-quiet { "A lower number is better." } }
        @match &change.figures {
            Some(figures) => (with_figures(change, figures)),
            None => p { "Too few people have two answers to say anything: " (people(change.n)) " of " (people(change.began)) " who began." },
        }
        @if let Some(why) = super::tables::why(change) {
            (Details::new("Who is missing, and why", why.table().caption_unseen()))
        }
        p.q-screen-only {
            a href=(numbers) { "Show the numbers" span.nhsuk-u-visually-hidden { ": " (spec.name) } }
            " · " (standing(change))
        }
    };
    html! { (Card::new(heading, body).id(format!("change-{id}"))) }
}

/// Whether it was declared in advance what the scheme judges itself by.
pub(super) fn standing(change: &Change) -> Tag {
    if change.spec.primary { Tag::teal("Declared in advance") } else { Tag::plain("Exploratory") }
}

/// "Their answers changed by +1.5 on average: 60% gave a higher number, 15% a lower one."
pub(super) fn in_words(change: &Change, figures: &Figures) -> String {
    let share = |part: measure::Suppressed| part.percent_of(change.n);
    let moved = match (share(figures.up), share(figures.down)) {
        (Some(up), Some(down)) => {
            format!(": {up}% gave a higher number the second time, {down}% a lower one")
        }
        _ => String::new(),
    };
    format!("On average the answers of the same people changed by {}{moved}.", signed(figures.change, 1))
}

fn with_figures(change: &Change, figures: &Figures) -> Markup {
    let interval =
        figures.resampled.filter(|_| figures.doubtful).or(figures.interval).map_or_else(String::new, |i| {
            format!("95% interval {} to {}", signed(i.low, 1), signed(i.high, 1))
        });
    let srm = figures.effects.srm.map_or_else(String::new, |srm| format!(" · SRM {}", decimal(srm, 2)));
    let both = change.both.map_or_else(|| "*".to_owned(), |share| format!("{share}%"));
    html! {
        p { (in_words(change, figures)) }
        (page::Figures::new()
            .figure(
                format!("{} → {}", figures.before.mean, figures.after.mean),
                format!("mean of the same {}, first and last answer", people(change.n)),
            )
            .figure(signed(figures.change, 1), format!("{interval}{srm}"))
            .figure(both, format!("answered twice, of {} who began", shown(change.began))))
        (picture(change, figures))
        (caution(change, figures))
    }
}

/// People at each score; in words where there are too few at any to draw.
pub(super) fn picture(change: &Change, figures: &Figures) -> Markup {
    let drawn = |count: measure::Suppressed| count.shown().is_some_and(|n| n > 0);
    let any = figures.scores.iter().any(|(_, before, after)| drawn(*before) || drawn(*after));
    html! {
        @if any { (histogram(change, figures)) }
        @else { p.q-quiet { "Fewer than 8 people gave each score, so none is drawn." } }
    }
}

fn histogram(change: &Change, figures: &Figures) -> Pairs {
    let id = format!("scores-{}", change.spec.code.replace('.', "-"));
    let chart = Pairs::new(Lang::En, id, format!("{}: people at each score", change.spec.name));
    figures.scores.iter().fold(chart, |chart, (score, before, after)| {
        chart.score_or_few(score.clone(), before.shown(), after.shown())
    })
}

pub(super) fn caution(change: &Change, figures: &Figures) -> Markup {
    let missing = change.both.is_none_or(|share| share < 60);
    let words = html! {
        "No comparison group: "
        @match figures.by_itself {
            Some(drift) => {
                @if drift.abs() >= figures.change.abs() { "all of this change" }
                @else { "up to " (decimal(drift.abs(), 1)) " of this change" }
                " could be people "
                @if change.spec.lower_is_better() { "growing calmer" } @else { "feeling better" }
                " anyway, since people come at a low point."
            }
            None => { "nobody can say what would have happened anyway." }
        }
        @if missing { " Many who began have no second answer, and may have fared otherwise." }
    };
    html! { (Caution::new(words)) }
}
