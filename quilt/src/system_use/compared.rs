//! “Beside people without a journey”: the comparison that was chosen, why it was, and the others for whoever checks.

use maud::{Markup, html};
use measure::compare::{Arm, Difference, Synthetic, Warning};
use measure::{Crowd, Suppressed};
use page::text::decimal;
use page::{Card, Caution, Column, Details, Table};

use super::beside::{Beside, InPairs, USED_BEFORE, is_far};
use super::chosen::Chosen;
use super::mixture::Mixture;
use super::page_parts::{between, mean, signed, under};
use super::story::Story;

pub fn compared(story: &Story) -> Markup {
    let body = match (story.chosen, &story.pairs, &story.mixture) {
        (Chosen::Pairs(why), Some(pairs), mixture) => html! {
            (in_pairs(story, pairs, Some(why)))
            @if let Some(mixture) = mixture { (Details::new("The other comparison: a mixture of groups", of_mixture(story, mixture, None))) }
            (everybody(story))
        },
        (Chosen::Mixture(why), pairs, Some(mixture)) => html! {
            (of_mixture(story, mixture, Some(why)))
            @if let Some(pairs) = pairs { (Details::new("The other comparison: in pairs", in_pairs(story, pairs, None))) }
            (everybody(story))
        },
        _ if story.change.is_some() && story.free.n() > 0 => html! {
            p { "There are " (Suppressed::of(story.free)) " people to compare with. Too few of them are near enough to somebody with a journey in age, place and use before, and no mixture of them went the same way before." }
            @if let Some(mixture) = &story.mixture { (Details::new("A mixture of groups, which does not fit", of_mixture(story, mixture, None))) }
            (everybody(story))
        },
        _ => return html! {},
    };
    html! { (Card::new("Beside people without a journey", body).id("compared")) }
}

fn lead(sentence: &str, why: Option<&str>) -> Markup {
    html! {
        @match why {
            Some(why) => { p.q-lead { (sentence) } p { (why) } },
            None => p { (sentence) },
        }
    }
}

/// What the difference comes to, and what may be said of it.
fn verdict(points: f64, interval: Option<measure::Interval>, story: &Story, beside: &str) -> String {
    let what = story.scope.kind.words();
    let Some(interval) = interval else {
        return format!(
            "The change was {} {what} a year beside {beside}. Nothing here can tell that from chance.",
            signed(points)
        );
    };
    if interval.low <= 0.0 && interval.high >= 0.0 {
        return format!(
            "No difference can be told from chance: {} {what} a year beside {beside} (95% interval {}).",
            signed(points),
            between(interval, 1.0)
        );
    }
    let way = if points < 0.0 { "lower" } else { "higher" };
    format!(
        "The change was {:.1} {what} a year {way} than for {beside} (95% interval {}).",
        points.abs(),
        between(interval, 1.0)
    )
}

fn a_year(interval: Option<measure::Interval>, by: f64) -> Option<measure::Interval> {
    interval.map(|it| measure::Interval { low: it.low * by, high: it.high * by })
}

fn in_pairs(story: &Story, pairs: &InPairs, why: Option<&str>) -> Markup {
    let (year, beside) = (story.scope.a_year(), &pairs.beside);
    let held = &beside.difference;
    html! {
        (lead(&verdict(held.points * year, a_year(held.interval, year), story, "people alike"), why))
        (groups("Pairs alike in age band, deprivation, months and use before", beside, year))
        p.q-quiet { (Suppressed::of(beside.own)) " of " (Suppressed::of(story.seen)) " people found a pair among " (Suppressed::of(story.free)) ". Nobody is used twice." }
        (balance("How alike the pairs were to begin with", beside, year))
        @for warning in told(&held.warnings) { (Caution::new(warning)) }
        @if let Some(drift) = pairs.drift.as_ref().filter(|drift| drift.may_be_nought() == Some(false)) {
            (Caution::new(format!(
                "Before anything began, the two were moving apart already, by {} over half the time. That makes the difference after it hard to read.",
                signed(drift.points)
            )))
        }
        (Caution::new("Pairs are alike in what is in the file, and in nothing else: not in illness, not in loneliness, not in what made somebody ask for support. People chosen for high use fall back; paired with people of ordinarily lower use, the fall looks larger or smaller than it is."))
    }
}

/// Warnings the words of the card do not say already.
fn told(warnings: &[Warning]) -> impl Iterator<Item = &'static str> {
    warnings.iter().filter(|it| **it != Warning::Unmatched).map(|it| it.sentence())
}

fn of_mixture(story: &Story, mixture: &Mixture, why: Option<&str>) -> Markup {
    let of = &mixture.of;
    html! {
        (lead(&verdict(of.points * 12.0, a_year(of.interval, 12.0), story, "a mixture of groups alike before"), why))
        @if let Some(change) = &story.change { (lines(story, &change.seen, mixture)) }
        p { (fit(of)) }
        (weights(mixture))
        p.q-quiet { "Mixed of " (mixture.groups) " groups of eight people or more; " (Suppressed::of(mixture.people)) " people are in those with a weight. " (rank(of)) }
        @for warning in told(&of.warnings) { (Caution::new(warning)) }
        (Caution::new("The mixture is like the people with a journey in how much they used before, taken together, and in nothing else. If something else happened to one side only, it is in the difference."))
    }
}

/// “Before, the two lines lay 0.05 apart in a month.”
fn fit(of: &Synthetic) -> String {
    format!(
        "How well it fits: before the journeys the two lines lay {} apart in a month of one person (root mean square), and the line of those with a journey went up and down by {}.",
        decimal(of.fit, 2),
        decimal(of.own_spread, 2)
    )
}

fn rank(of: &Synthetic) -> String {
    let all = of.placebos.len();
    let place = (of.rank * all as f64).round();
    format!("Put in its place, each group without a journey strays from its own mixture as well: of {all} lines this one strayed {place:.0} furthest once the journeys began.")
        .replace(" 1 furthest", " furthest")
}

fn lines(story: &Story, seen: &Arm, mixture: &Mixture) -> Markup {
    let (year, n) = (story.scope.a_year(), story.seen.n());
    let (before, after) = (seen.before.mean * year, seen.after.mean * year);
    let mixed = before - mixture.of.gap_before * 12.0;
    let moved = (after - before) - mixture.of.points * 12.0;
    let row = |name: &str, before: f64, after: f64| {
        [name.to_owned(), mean(before, n), mean(after, n), signed(after - before)]
    };
    let caption = "A mixture of groups without a journey";
    let table = Table::new(caption)
        .columns([
            Column::text("Who"),
            Column::number("Before, a year"),
            Column::number("After, a year"),
            Column::number("Change"),
        ])
        .row(row("With a journey", before, after))
        .row(row("The mixture", mixed, mixed + moved));
    under(caption, table)
}

fn weights(mixture: &Mixture) -> Markup {
    let caption = "What it is mixed of";
    let rows = mixture.weights.iter().map(|(name, weight, people)| {
        [name.clone(), Suppressed::of(*people).to_string(), format!("{:.0}%", weight * 100.0)]
    });
    let table = Table::new(caption)
        .columns([Column::text("Group"), Column::number("People"), Column::number("Weight")])
        .rows(rows);
    under(caption, table)
}

fn everybody(story: &Story) -> Markup {
    let year = story.scope.a_year();
    let Some(all) = &story.everybody else { return html! {} };
    let Difference { points, interval, .. } = &all.difference;
    html! {
        (Details::new("Everybody beside everybody, neither paired nor mixed", html! {
            p { "Difference: " (signed(points * year)) (interval.map(|it| format!(", 95% interval {}", between(it, year))).unwrap_or_default()) " a year." }
            (groups("Everybody", all, year))
            (balance("How alike everybody was to begin with", all, year))
            @if all.started_apart() { (Caution::new("These groups started far apart. What each would have done next may differ for that reason alone.")) }
        }))
    }
}

fn groups(caption: &str, beside: &Beside, year: f64) -> Markup {
    let row = |name: &str, people: Crowd, arm: &Arm| {
        let n = people.n();
        [
            name.to_owned(),
            Suppressed::of(people).to_string(),
            mean(arm.before.mean * year, n),
            mean(arm.after.mean * year, n),
            if n >= measure::suppress::FEWEST { signed(arm.change.mean * year) } else { "*".into() },
        ]
    };
    let held = &beside.difference;
    let table = Table::new(caption)
        .columns([
            Column::text("Who"),
            Column::number("People"),
            Column::number("Before, a year"),
            Column::number("After, a year"),
            Column::number("Change"),
        ])
        .row(row("With a journey", beside.own, &held.seen))
        .rows(held.others.iter().map(|others| row("Without", beside.others, others)));
    under(caption, table)
}

fn balance(caption: &str, beside: &Beside, year: f64) -> Markup {
    let rows = beside.balance.iter().map(|(name, alike)| {
        let shown = |value: f64| {
            if value.is_nan() {
                "*".to_owned()
            } else if name == USED_BEFORE {
                format!("{:.1}", value * year)
            } else {
                format!("{:.0}%", value * 100.0)
            }
        };
        let apart = match alike.apart {
            Some(it) if is_far(alike) => format!("{} apart", signed(it)),
            Some(it) => signed(it),
            None => "–".into(),
        };
        [name.clone(), shown(alike.one), shown(alike.other), apart]
    });
    let table = Table::new(caption)
        .columns([
            Column::text("To begin with"),
            Column::number("With a journey"),
            Column::number("Without"),
            Column::number("Apart, in standard deviations"),
        ])
        .rows(rows);
    under(caption, table)
}
