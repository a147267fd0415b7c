//! `/stories/numbers?score=…`: everything there is to say of one score, for whoever wants to check it.

use maud::{Markup, html};
use page::text::decimal;
use page::{Card, Caution, Figures as Large};

use super::choice::Choice;
use super::equity::changes;
use super::facet::Cut;
use super::figures::{Change, Figures};
use super::listing::Listing;
use super::opened::{self, Opened};
use super::tables::{self, people, shown, signed};
use super::{change_card, choose, definitions};
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// GET `/stories/numbers?score=ons4.satisfied&…`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = match opened::open(visit)? {
        Ok(opened) => opened,
        Err(soon) => return Ok(soon),
    };
    let change = wanted(visit, &opened)?;
    let Opened { schemes, choice, cube, story, known_at } = &opened;
    let title = format!("{}: the numbers", change.spec.name);
    let body = html! {
        h1 { (title) }
        (choose::lead(schemes, choice, &story.selection, *known_at))
        (choose::notes(choice, &story.selection, cube))
        p { (change_card::standing(change)) " Of " (choose::told_of(schemes, choice, &story.selection)) "." }
        @if !story.too_few { (told(&opened, change)) }
    };
    let shell = Shell::new(title.clone()).under(&[(choice.address().as_str(), "Stories")]);
    Ok(Answer::page(shell.render(visit, body)))
}

/// The score an address asks for.
pub(super) fn wanted<'a>(visit: &Visit<'_>, opened: &'a Opened) -> Result<&'a Change, Refusal> {
    let changes = &opened.story.changes;
    let found = match visit.query.some("score") {
        None => changes.first(),
        Some(code) => changes.iter().find(|change| change.spec.code == code),
    };
    found.ok_or_else(Refusal::not_found)
}

/// Every table of one score.
pub(super) fn tables(opened: &Opened, change: &Change) -> Vec<Listing> {
    let mut all = vec![tables::answered(change)];
    all.extend(tables::why(change));
    if let Some(figures) = &change.figures {
        all.extend([tables::places(figures), tables::effects(figures), tables::moved(figures)]);
        all.extend(tables::reliable(figures));
        all.push(tables::scores(figures));
        all.extend(tables::moves(change, figures));
    }
    all.extend(groups(opened, change));
    all
}

fn groups(opened: &Opened, change: &Change) -> Vec<Listing> {
    let Opened { choice, cube, story, .. } = opened;
    let Some(scored) = cube.score(&change.spec.code) else { return Vec::new() };
    let apart = choice.apart.filter(|_| !change.kept_outside);
    let table = |cut: Cut| {
        tables::of_group(
            cut.words(),
            cut.code(),
            &changes(cube, scored, &change.spec, &story.selection.rows, apart, cut),
        )
    };
    Cut::ALL.into_iter().map(table).collect()
}

fn told(opened: &Opened, change: &Change) -> Markup {
    let choice = &opened.choice;
    html! {
        (Card::new("Who answered, and who is missing", html! {
            (tables::answered(change).table().caption_unseen())
            @if let Some(why) = tables::why(change) {
                (why.table())
                p.q-quiet { "A reason is what somebody wrote down last, after the one answer where there is one. Readings from before reasons were recorded say none." }
            }
            @if change.kept_outside { p.q-quiet { "Fewer than 8 people’s answers lie nearer together or farther apart than was asked for: they are in the figures." } }
            @if let Some(figures) = &change.figures { (missing(change, figures)) }
        }))
        @match &change.figures {
            None => p { "Too few people have two answers to say more." },
            Some(figures) => (with_figures(change, figures)),
        }
        (Card::new("For whom", html! {
            p { "Who answers twice differs from group to group, and so may what changed. Compare groups with care: each of these is a look at many numbers at once." }
            @for listing in groups(opened, change) { (listing.table()) }
        }))
        p.q-screen-only {
            a href=(choice.at("csv", &[("table", "all"), ("score", change.spec.code.as_str())])) { "Every table of this page in one file" }
            " · " a href=(choice.at("behind", &[])) { "What is behind each number" }
        }
    }
}

fn missing(change: &Change, figures: &Figures) -> Markup {
    html! {
        @if let Some(lost) = &figures.lost {
            p {
                "Those who answered once began at a mean of " (lost.before) ", those who answered twice at " (figures.before.mean)
                @if let Some(difference) = lost.difference {
                    ": a difference of " (signed(difference, 2)) " standard deviations"
                    @if difference.abs() >= 0.25 { ", which is large enough to matter" }
                }
                "."
            }
        }
        @if let Some([lowest, stayed, highest]) = figures.bounds {
            p {
                "If all " (people(change.only_one)) " who answered once had stayed as they were, the mean change of everyone with a first answer would be "
                (signed(stayed, 1)) ". It lies somewhere between " (signed(lowest, 1)) " (had they all ended at the lowest number) and "
                (signed(highest, 1)) " (at the highest). Nothing in these numbers can say where."
            }
        }
    }
}

fn with_figures(change: &Change, figures: &Figures) -> Markup {
    let spec = &change.spec;
    html! {
        (Card::new("What changed, on the same people", html! {
            p { (change_card::in_words(change, figures)) @if spec.lower_is_better() { " A lower number is better." } }
            (Large::new()
                .figure(format!("{} → {}", figures.before.mean, figures.after.mean), format!("mean of the same {}", people(change.n)))
                .figure(signed(figures.change, 1), intervals(figures)))
            (change_card::caution(change, figures))
            (tables::places(figures).table())
            (tables::effects(figures).table())
            (definitions::moved_by(figures))
            (definitions::change())
            @if let Some(country) = spec.country { (definitions::why_we_say_so(country)) }
            @if !spec.attribution.is_empty() { p.q-quiet { (spec.attribution) } }
        }))
        (Card::new("How many changed, and how far", html! {
            (tables::moved(figures).table().caption_unseen())
            (beyond_noise(change, figures))
        }))
        (Card::new("Where everybody stands", html! {
            (change_card::picture(change, figures))
            (ends(change, figures))
            @if let Some(moves) = tables::moves(change, figures) {
                p { "The bands are those their authors published: " (spec.bands.iter().map(|band| band.name.clone()).collect::<Vec<_>>().join(", ")) "." }
                (moves.table())
            }
        }))
    }
}

fn intervals(figures: &Figures) -> String {
    let said = |name: &str, it: &measure::Interval| {
        format!("{name} {} to {}", signed(it.low, 1), signed(it.high, 1))
    };
    let usual = figures.interval.as_ref().map(|it| said("95% interval (t)", it));
    let resampled = figures.resampled.as_ref().map(|it| said("resampled", it));
    usual.into_iter().chain(resampled).collect::<Vec<_>>().join(" · ")
}

fn beyond_noise(change: &Change, figures: &Figures) -> Markup {
    html! {
        @match (&change.spec.noise, figures.reliable, tables::reliable(figures)) {
            (Some(published), Some((points, _)), Some(listing)) => {
                p { "A change of " (decimal(points, 1)) " points or more is taken as more than the noise of one answer (" (published.source) ")." }
                (listing.table())
            }
            _ => p { "No published threshold says how large a change of one person is more than noise, so nobody is counted as “reliably” changed." },
        }
    }
}

fn ends(change: &Change, figures: &Figures) -> Markup {
    let share = |it: Option<u8>| it.map_or_else(|| "too few to say".to_owned(), |share| format!("{share}%"));
    let [(low_before, high_before), (low_after, high_after)] = figures.ends;
    html! {
        p {
            "At the lowest score: " (share(low_before)) " before, " (share(low_after)) " after. At the highest: "
            (share(high_before)) " before, " (share(high_after)) " after, of " (shown(change.n)) " people."
        }
        @if figures.doubtful {
            (Caution::new("Few people, or many at an end of the scale: read the resampled interval rather than the other."))
        }
    }
}

/// The address of one table, for whoever wants it alone.
pub(super) fn file_name(choice: &Choice, table: &str) -> String {
    let known = choice.as_known.map_or_else(String::new, |day| format!("-as-known-{day}"));
    format!("quilt-{table}{known}.csv")
}
