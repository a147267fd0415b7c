//! The cards of `/stories/use`. Every number stands beside how many people it is of and what keeps
//! it honest; a mean of fewer than eight people is not shown, and money is not.

use maud::{Markup, html};
use measure::compare::CAPACITY_IS_NOT_CASH;
use measure::{Interval, Suppressed, SuppressedMean};
use page::text::decimal;
use page::{Card, Caution, Column, Details, Figures, Table, Warning, Words};

use super::chosen::Chosen;
use super::figure::figure_of;
use super::story::{Level, Story};

/// The fewest people a mean is shown of.
const FEWEST: u64 = measure::suppress::FEWEST;

pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A mean of so many people, or `*`.
pub(super) fn mean(value: f64, n: u64) -> String {
    SuppressedMean::new(value, n).shown().map_or_else(|| "*".to_owned(), |shown| format!("{shown:.1}"))
}

/// “−1.8”, “+0.4”.
pub(super) fn signed(value: f64) -> String {
    let size = format!("{:.1}", value.abs());
    match value {
        v if v < 0.0 && size != "0.0" => format!("−{size}"),
        v if v > 0.0 && size != "0.0" => format!("+{size}"),
        _ => size,
    }
}

pub(super) fn between(interval: Interval, year: f64) -> String {
    format!("{} to {}", signed(interval.low * year), signed(interval.high * year))
}

/// A table under a heading that does not scroll with it.
pub(super) fn under(heading: &str, table: Table) -> Markup {
    html! { h3 { (heading) } (table.caption_unseen()) }
}

pub fn before_and_after(story: &Story) -> Card {
    let year = story.scope.a_year();
    let began = Suppressed::of(story.began);
    let body = match &story.change {
        None => html! {
            p { "Too few people have numbers on both sides to say anything: at least " (FEWEST) " are needed. A few numbers would say more about someone than about the journeys." }
            p.q-quiet { "Journeys known: " (began) "." }
        },
        Some(change) => html! {
            p.q-lead { (figure_of(story).and_then(|figure| figure.words()).unwrap_or_default()) }
            (Figures::new()
                .figure(mean(change.seen.before.mean * year, story.seen.n()), "a year, before")
                .figure(mean(change.seen.after.mean * year, story.seen.n()), "a year, after")
                .figure(signed(change.points * year), of_interval(change.interval, year)))
            p.q-quiet { "Of " (began) " people whose journey began, " (Suppressed::of(story.seen)) " have numbers " (story.scope.months) " months to both sides. The rest began too lately, or too early for the numbers." }
            @if story.chosen == Chosen::Nothing { (no_comparison()) }
        },
    };
    Card::new("Before and after", body).id("before-after")
}

fn of_interval(interval: Option<Interval>, year: f64) -> String {
    interval.map_or_else(|| "change".into(), |it| format!("change, 95% interval {}", between(it, year)))
}

fn no_comparison() -> Warning {
    Warning::new(
        page::Lang::En,
        "There is nobody here to compare with, so this change says nothing about why. People are asked for when things are at their worst; many use less afterwards whatever is done. Do not report this number alone.",
    )
    .heading("No comparison")
}

pub fn falls(story: &Story) -> Markup {
    if story.change.is_none() {
        return html! {};
    }
    let rows = story.levels.iter().map(|level| {
        let (seen, n) = (level.change.seen, level.people.n());
        [
            used(level),
            Suppressed::of(level.people).to_string(),
            mean(seen.before.mean, n),
            mean(seen.after.mean, n),
        ]
    });
    let heading = format!("By what they used in the {} months before", story.scope.months);
    let table = Table::new(heading.as_str())
        .columns([
            Column::text("Used before"),
            Column::number("People"),
            Column::number("Before, on average"),
            Column::number("After, on average"),
        ])
        .rows(rows);
    let body = html! {
        p { "Whoever used a great deal just before a journey will mostly use less after it, and whoever used nothing will mostly use something: numbers that go up and down fall back towards their middle. It happens without any journey." }
        (under(&heading, table))
        (Caution::new(match story.drew_together {
            Some(true) => "That pattern is here: frequent users fell, rare users rose. Some of the change above, perhaps all of it, is this.",
            Some(false) => "That pattern does not show plainly here. It may still be a part of the change.",
            None => "Too few people, or too much alike before, to see here whether that is so. It may still be a part of the change.",
        }))
    };
    html! { (Card::new("Frequent users fall, rare users rise", body).id("falls")) }
}

fn used(level: &Level) -> String {
    match (level.from, level.to) {
        (0, _) => "None".into(),
        (from, Some(to)) => format!("{from} to {to}"),
        (from, None) => format!("{from} or more"),
    }
}

/// What one GP is worked out at in a year: an assumption, for the size of the thing only.
const A_GP_A_YEAR: f64 = 5_500.0;

/// How many fewer a year over everybody it was worked out for, where the comparison that is told first tells a fall from
/// chance.
fn fewer(story: &Story) -> Option<f64> {
    let (points, interval, people) = match story.chosen {
        Chosen::Pairs(_) => {
            let pairs = &story.pairs.as_ref()?.beside;
            (pairs.difference.points, pairs.difference.interval?, pairs.own)
        }
        Chosen::Mixture(_) => {
            let (of, months) = (&story.mixture.as_ref()?.of, story.scope.months as f64);
            let interval = of.interval?;
            let whole = Interval { low: interval.low * months, high: interval.high * months };
            (of.points * months, whole, story.seen)
        }
        Chosen::Nothing => return None,
    };
    let people = Suppressed::of(people).shown()? as f64;
    (interval.high < 0.0).then_some(-points * story.scope.a_year() * people)
}

pub fn not_cash(story: &Story) -> Card {
    let is_gp = story.scope.kind == super::UseKind::Gp;
    let body = html! {
        p { "An appointment that nobody needed is time for somebody else who waits. " (CAPACITY_IS_NOT_CASH) }
        p { "Money is only let go when a whole post, a whole clinic or a whole ward is no longer needed, at one employer. Ten practices with a tenth of a post free each have let go of nothing. What is truly saved each time, such as medicines or dressings, is small." }
        @match fewer(story).filter(|_| is_gp) {
            Some(fewer) => {
                p { "Here that is about " (page::text::number(rounded(fewer))) " GP appointments a year over all of these people: " (decimal(fewer / A_GP_A_YEAR, 2)) " of one GP’s year, if one GP has about 5,500 (an assumption). Whole posts at any one practice: " (whole_posts(fewer)) "." }
            },
            None => {
                p { "Nothing is worked out here: there is no fall that can be told from chance and set beside people alike." }
            }
        }
        p.q-quiet { "So no pounds are added up on this page. Time set free and money saved are two things, and so is what a person’s better day is worth." }
    };
    Card::new("Time set free is not cash", body).id("not-cash")
}

/// To the nearest five, as counts of people are.
fn rounded(count: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of appointments, not below nought"
    )]
    let fives = (count.clamp(0.0, 1e12) / 5.0).round() as u64;
    fives * 5
}

fn whole_posts(fewer: f64) -> Words {
    if fewer < A_GP_A_YEAR {
        Words::from("none")
    } else {
        Words::from("ask each practice; they are not added up across practices")
    }
}

pub fn how_counted(story: &Story) -> Details {
    let span = story
        .span
        .map_or_else(|| "none".to_owned(), |(first, last)| format!("{} to {}", first.words(), last.words()));
    Details::new(
        "How this is counted",
        html! {
            ul {
                li { "Months there are numbers for: " (span) ". A month without a line is taken as none used." }
                li { "The month a journey began in is left out, for a referral often comes with a visit." }
                li { "Before and after are the same number of months for everybody, shown as if they were a year." }
                li { "A pair: the same age band and fifth of deprivation, the same months, and use before within a fifth of its standard deviation (at least one). Each person is used once; whoever used most is paired first." }
                li { "Difference: the change of the one less the change of the other, averaged over pairs, with Student’s interval. Unpaired: Welch’s." }
                li { "A mixture: groups of eight people or more without a journey, alike in age band and fifth, weighted so that their line before the journeys lies as near as it can to the line of those with one. The difference is what lies between the two lines after, less what lay between them before. Its interval is as wide as what the same method finds in groups nothing happened to." }
                li { "Which of the two is told first is decided by what was before the journeys, and by a rule: pairs, where 30 or more were found for half of the people or more and used as much before; else the mixture, where it fits and 19 groups or more can stand against it." }
                li { "More than " (decimal(measure::compare::FAR, 2)) " standard deviations apart counts as not alike." }
                li { "Counts of people: nought, * for 1 to 7; else moved by two at most and rounded to the nearest five, so that the same people give the same number everywhere. Averages of fewer than eight people are not shown; others are moved by less than one person can move them. A scheme is not told of by itself where that would tell of a few people elsewhere." }
                li { "People who died or moved away look here like people who used nothing. The file cannot tell." }
            }
        },
    )
}
