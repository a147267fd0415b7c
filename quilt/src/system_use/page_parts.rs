//! The cards of `/stories/use`. Every number stands beside how many people it is of and what keeps
//! it honest; a mean of fewer than eight people is not shown, and money is not.

use maud::{Markup, html};
use measure::{Interval, Suppressed, SuppressedMean};
use page::text::decimal;
use page::{Card, Caution, Column, Details, Figures, Table, Warning, Words};

use super::compare::difference::Difference;
use super::compare::falling::falls_to_the_middle;
use super::compare::{Change, Fall};
use super::story::{Beside, Story, USED_BEFORE, figure_of};

/// The fewest people a mean is shown of.
const FEWEST: u64 = measure::suppress::FEWEST;

pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A mean of so many people, or `*`.
fn mean(value: f64, n: u64) -> String {
    SuppressedMean::new(value, n).shown().map_or_else(|| "*".to_owned(), |shown| format!("{shown:.1}"))
}

/// “−1.8”, “+0.4”.
fn signed(value: f64) -> String {
    let size = format!("{:.1}", value.abs());
    match value {
        v if v < 0.0 && size != "0.0" => format!("−{size}"),
        v if v > 0.0 && size != "0.0" => format!("+{size}"),
        _ => size,
    }
}

fn between(interval: Interval, year: f64) -> String {
    format!("{} to {}", signed(interval.low * year), signed(interval.high * year))
}

pub fn before_and_after(story: &Story) -> Card {
    let year = story.scope.a_year();
    let few = Suppressed::new(story.began);
    let body = match story.change.filter(|change| change.n >= FEWEST) {
        None => html! {
            p { "Too few people have numbers on both sides to say anything: at least " (FEWEST) " are needed. A few numbers would say more about someone than about the journeys." }
            p.q-quiet { "Journeys known: " (few) "." }
        },
        Some(change) => html! {
            p.q-lead { (figure_of(story).and_then(|figure| figure.words()).unwrap_or_default()) }
            (Figures::new()
                .figure(mean(change.before * year, change.n), "a year, before")
                .figure(mean(change.after * year, change.n), "a year, after")
                .figure(signed(change.change() * year), of_interval(change.interval, year)))
            p.q-quiet { "Of " (few) " people whose journey began, " (Suppressed::new(change.n)) " have numbers " (story.scope.months) " months to both sides. The rest began too lately, or too early for the numbers." }
            @if no_pairs(story) { (no_comparison()) }
        },
    };
    Card::new("Before and after", body).id("before-after")
}

fn of_interval(interval: Option<Interval>, year: f64) -> String {
    interval.map_or_else(|| "change".into(), |it| format!("change, 95% interval {}", between(it, year)))
}

fn no_pairs(story: &Story) -> bool {
    story.pairs.as_ref().is_none_or(|pairs| pairs.own.n < FEWEST)
}

fn no_comparison() -> Warning {
    Warning::new(
        page::Lang::En,
        "There is nobody here to compare with, so this change says nothing about why. People are asked for when things are at their worst; many use less afterwards whatever is done. Do not report this number alone.",
    )
    .heading("No comparison")
}

pub fn compared(story: &Story) -> Markup {
    let year = story.scope.a_year();
    let Some(pairs) = story.pairs.as_ref().filter(|pairs| pairs.own.n >= FEWEST) else {
        return html! {
            @if story.candidates > 0 {
                (Card::new("Beside people without a journey", html! {
                    p { "There are " (Suppressed::new(story.candidates)) " people to compare with, and too few of them are near enough to somebody with a journey in age, place and use before." }
                }))
            }
        };
    };
    let body = html! {
        p.q-lead { (verdict(&pairs.difference, story)) }
        (beside("Pairs alike in age band, deprivation, months and use before", pairs, year))
        p.q-quiet { (paired_words(story, pairs)) }
        (balance_table("How alike the pairs were to begin with", pairs, year))
        @if let Some(drift) = story.drift.filter(|drift| drift.may_be_nought() == Some(false)) {
            (Caution::new(format!(
                "Before anything began, the two were moving apart already, by {} over half the time. That makes the difference after it hard to read.",
                signed(drift.difference)
            )))
        }
        @if let Some(all) = story.everybody.as_ref().filter(|all| all.own.n >= FEWEST && all.others.n >= FEWEST) {
            (Details::new("Everybody beside everybody, not paired", html! {
                p { "Difference: " (signed(all.difference.difference * year)) (all.difference.interval.map(|it| format!(", 95% interval {}", between(it, year))).unwrap_or_default()) " a year." }
                (beside("Everybody", all, year))
                (balance_table("How alike everybody was to begin with", all, year))
                @if all.started_apart() { (Caution::new("These groups started far apart. What each would have done next may differ for that reason alone.")) }
            }))
        }
        (Caution::new("Pairs are alike in what is in the file, and in nothing else: not in illness, not in loneliness, not in what made somebody ask for support. People chosen for high use fall back; paired with people of ordinarily lower use, the fall looks larger or smaller than it is."))
    };
    html! { (Card::new("Beside people without a journey", body).id("compared")) }
}

fn verdict(difference: &Difference, story: &Story) -> String {
    let year = story.scope.a_year();
    let what = story.scope.kind.words();
    let size = (difference.difference * year).abs();
    let way = if difference.difference < 0.0 { "lower" } else { "higher" };
    match (difference.interval, difference.may_be_nought()) {
        (Some(it), Some(false)) => format!(
            "The change was {size:.1} {what} a year {way} than for people alike (95% interval {}).",
            between(it, year)
        ),
        (Some(it), _) => format!(
            "No difference can be told from chance: {} {what} a year beside people alike (95% interval {}).",
            signed(difference.difference * year),
            between(it, year)
        ),
        (None, _) => "Too few pairs to say anything.".into(),
    }
}

fn paired_words(story: &Story, pairs: &Beside) -> String {
    let whole = story.change.map_or(0, |change| change.n);
    format!(
        "{} of {} people found a pair among {}. Nobody is used twice.",
        Suppressed::new(pairs.own.n),
        Suppressed::new(whole),
        Suppressed::new(story.candidates)
    )
}

/// A table under a heading that does not scroll with it.
fn under(heading: &str, table: Table) -> Markup {
    html! { h3 { (heading) } (table.caption_unseen()) }
}

fn beside(caption: &str, beside: &Beside, year: f64) -> Markup {
    let row = |name: &str, change: &Change| {
        [
            name.to_owned(),
            Suppressed::new(change.n).to_string(),
            mean(change.before * year, change.n),
            mean(change.after * year, change.n),
            if change.n >= FEWEST { signed(change.change() * year) } else { "*".into() },
        ]
    };
    let table = Table::new(caption)
        .columns([
            Column::text("Who"),
            Column::number("People"),
            Column::number("Before, a year"),
            Column::number("After, a year"),
            Column::number("Change"),
        ])
        .row(row("With a journey", &beside.own))
        .row(row("Without", &beside.others));
    under(caption, table)
}

fn balance_table(caption: &str, beside: &Beside, year: f64) -> Markup {
    let rows = beside.balance.iter().map(|(name, balance)| {
        let shown = |value: f64| {
            if name == USED_BEFORE {
                format!("{:.1}", value * year)
            } else {
                format!("{:.0}%", value * 100.0)
            }
        };
        let apart = match balance.standardised {
            Some(it) if balance.is_apart() => format!("{} apart", signed(it)),
            Some(it) => signed(it),
            None => "–".into(),
        };
        [name.clone(), shown(balance.one), shown(balance.other), apart]
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

pub fn falls(story: &Story) -> Markup {
    if story.change.is_none_or(|change| change.n < FEWEST) {
        return html! {};
    }
    let rows = story.falls.iter().map(|fall| {
        [used(fall), Suppressed::new(fall.n).to_string(), mean(fall.before, fall.n), mean(fall.after, fall.n)]
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
        @if falls_to_the_middle(&story.falls, FEWEST) {
            (Caution::new("That pattern is here: frequent users fell, rare users rose. Some of the change above, perhaps all of it, is this."))
        } @else {
            (Caution::new("That pattern does not show plainly here. It may still be a part of the change."))
        }
    };
    html! { (Card::new("Frequent users fall, rare users rise", body).id("falls")) }
}

fn used(fall: &Fall) -> String {
    match (fall.from, fall.to) {
        (0, _) => "None".into(),
        (from, Some(to)) => format!("{from} to {to}"),
        (from, None) => format!("{from} or more"),
    }
}

/// What one GP is worked out at in a year: an assumption, for the size of the thing only.
const A_GP_A_YEAR: f64 = 5_500.0;

pub fn not_cash(story: &Story) -> Card {
    let year = story.scope.a_year();
    let pairs = story.pairs.as_ref().filter(|pairs| pairs.own.n >= FEWEST);
    let fewer = pairs
        .filter(|pairs| pairs.difference.may_be_nought() == Some(false) && pairs.difference.difference < 0.0)
        .map(|pairs| -pairs.difference.difference * year * pairs.own.n as f64);
    let is_gp = story.scope.kind == super::UseKind::Gp;
    let body = html! {
        p { "An appointment that nobody needed is time for somebody else who waits. It is not money: the practice, its rooms and its people cost the same." }
        p { "Money is only let go when a whole post, a whole clinic or a whole ward is no longer needed, at one employer. Ten practices with a tenth of a post free each have let go of nothing. What is truly saved each time, such as medicines or dressings, is small." }
        @match fewer.filter(|_| is_gp) {
            Some(fewer) => {
                p { "Here that is about " (page::text::number(rounded(fewer))) " GP appointments a year over all of these people: " (decimal(fewer / A_GP_A_YEAR, 2)) " of one GP’s year, if one GP has about 5,500 (an assumption). Whole posts at any one practice: " (whole_posts(fewer)) "." }
            },
            None => {
                p { "Nothing is worked out here: there is no difference that can be told from chance and set beside people alike." }
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
                li { "More than " (decimal(measure::compare::FAR, 2)) " standard deviations apart counts as not alike." }
                li { "Counts of people: nought, * for 1 to 7, else to the nearest five. Averages of fewer than eight people are not shown." }
                li { "People who died or moved away look here like people who used nothing. The file cannot tell." }
            }
        },
    )
}
