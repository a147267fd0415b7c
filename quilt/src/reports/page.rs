//! `/stories`: the group's story at a glance; every number leads on to what is behind it.

use jiff::Timestamp;
use maud::{Markup, html};
use measure::Suppressed;
use page::chart::{Flow, FlowStage, Patch, Patchwork};
use page::text::decimal;
use page::{Card, Caution, Details, Lang};

use super::choice::Choice;
use super::cube::Cube;
use super::flow::Middle;
use super::opened::{self, Opened};
use super::story::Story;
use super::tables::{self, people};
use super::{beside, change_card, choose, definitions};
use crate::refusal::Refusal;
use crate::settings::Scheme;
use crate::web::{Answer, Shell, Visit};

/// GET `/stories?scheme=&from=&to=&…`
pub(super) fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let opened = match opened::open(visit)? {
        Ok(opened) => opened,
        Err(soon) => return Ok(soon),
    };
    let Opened { schemes, choice, cube, story, known_at } = &opened;
    let beside = beside::card(visit, choice)?;
    let body = html! {
        (told(story, schemes, choice, cube, *known_at))
        (beside)
        (choose::card(visit, schemes, choice, cube))
    };
    Ok(Answer::page(Shell::new("Stories").render(visit, body)))
}

/// The story itself, whoever reads it.
pub(super) fn told(
    story: &Story,
    schemes: &[Scheme],
    choice: &Choice,
    cube: &Cube,
    known_at: Timestamp,
) -> Markup {
    html! {
        h1 { "What changed, and for whom" }
        (choose::lead(schemes, choice, &story.selection, known_at))
        (choose::notes(choice, &story.selection, cube))
        @if story.too_few { (too_few()) } @else { (whole(story, schemes, choice)) }
    }
}

fn too_few() -> Markup {
    html! { (Card::new("Too few people", html! {
        p { "Fewer than 8 people fit this choice, and of so few nothing is told. Choose more days, or fewer things about people." }
    })) }
}

fn whole(story: &Story, schemes: &[Scheme], choice: &Choice) -> Markup {
    let everything = choice.at("csv", &[("table", "all")]);
    html! {
        (flow_card(story, choice))
        div.q-grid {
            div { @for change in &story.changes { (change_card::card(change, choice)) } }
            div {
                (quilt_card(story, schemes, choice))
                (gaps_card(story))
            }
        }
        (change_notes(story))
        (equity_card(story))
        p.q-screen-only { "Take it with you: " a href=(everything) { "every table of this page in one file" } ", " a href=(choice.at("pdf", &[])) { "two minutes’ reading for a board" } " (PDF), or print the page." }
    }
}

/// What holds for all the cards of change together, once.
fn change_notes(story: &Story) -> Markup {
    let countries =
        story.changes.iter().filter(|change| change.figures.as_ref().is_some_and(|f| f.by_itself.is_some()));
    let country = countries.filter_map(|change| change.spec.country).next();
    let primary = story.changes.iter().any(|change| change.spec.primary);
    html! { (Card::new("How to read what changed", html! {
        @if !primary { p { "No measure was declared in advance as the one to judge by, so every score here is exploratory: look, and do not conclude." } }
        (tables::changes(story).table())
        (definitions::change())
        @if let Some(country) = country { (definitions::why_we_say_so(country)) }
    }).id("how-to-read")) }
}

fn stage(name: &str, people: measure::Crowd, under: String) -> FlowStage {
    let stage = match Suppressed::of(people).shown() {
        Some(people) => FlowStage::new(name, people),
        None => FlowStage::few(name),
    };
    stage.under(under)
}

/// "wait 19 days"; nothing when it may not be shown.
fn under(before: &str, middle: Middle, unit: &str) -> String {
    middle.median.shown().map_or_else(String::new, |median| format!("{before}{} {unit}", decimal(median, 1)))
}

fn flow_card(story: &Story, choice: &Choice) -> Card {
    let (counts, waits) = (&story.counts, &story.waits);
    let flow = Flow::new(Lang::En, "flow", "From asking to following up")
        .stage(stage("asked", counts.asked, under("answer ", waits.to_decision, "days")))
        .stage(stage("offered", counts.offered, String::new()))
        .stage(stage("said yes", counts.said_yes, under("wait ", waits.from_yes, "days")))
        .stage(stage("began", counts.began, under("", waits.contacts, "contacts")))
        .stage(stage("ended", counts.ended, under("", waits.walked.in_weeks(), "weeks")))
        .stage(stage("followed up", counts.followed_up, String::new()));
    let body = html! {
        (flow)
        @if counts.asked.n() > 0 { (missing_caution(story)) }
        (Details::new("Show how far people came, and what is behind it", html! {
            (tables::flow(story).table())
            p { a href=(choice.at("behind", &[])) { "What is behind each of these numbers" } }
        }))
        (Details::new("Show the waits", tables::waits(story).table()))
        (Details::new("Show who did not begin", tables::settled(story).table()))
        (definitions::flow())
    };
    Card::new("From asking to following up", body)
}

fn missing_caution(story: &Story) -> Caution {
    let counts = &story.counts;
    let start = |words: String| {
        let mut letters = words.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    Caution::new(html! {
            (start(people(Suppressed::of(counts.said_no)))) " said no and " (people(Suppressed::of(counts.not_reached)))
            " could not be reached. "
            @if let Some(sentence) = story.groups.first().and_then(super::equity::Groups::sentence) { (sentence) " " }
        a.q-screen-only href="#for-whom" { "See who is missing" }
    })
}

fn quilt_card(story: &Story, schemes: &[Scheme], choice: &Choice) -> Card {
    let name = |id| schemes.iter().find(|s| s.id == id).map_or("", |s| s.name.as_str());
    let mut patches: Vec<_> = story.patches.iter().map(|(id, patch)| (name(*id), *id, patch)).collect();
    patches.sort_by_key(|(name, ..)| *name);
    let title = "Median weeks from yes to first conversation";
    let quilt = patches.into_iter().fold(
        Patchwork::new(Lang::En, "quilt", "The quilt", title),
        |quilt, (name, id, own)| {
            let figure = match own.wait.in_weeks().median.shown() {
                Some(weeks) => format!("{} weeks", decimal(weeks, 1)),
                None => "*".to_owned(),
            };
            let patch = Patch::new(short(name), figure).href(choice.within(Some(id)).address());
            quilt.patch(match own.journeys.shown() {
                Some(journeys) => patch.journeys(journeys),
                None => patch,
            })
        },
    );
    let body = html! {
        (quilt)
        p.q-quiet { (title) ". A stitch is ten journeys. * is fewer than 8 people." }
        @if choice.chosen.is_some() && schemes.len() > 1 { p { a href=(choice.within(None).address()) { "All schemes" } } }
    };
    Card::new("The quilt", body)
}

/// As many words of a scheme's name as fit on a patch.
fn short(name: &str) -> String {
    let mut kept = String::new();
    for word in name.split_whitespace() {
        if !kept.is_empty() && kept.chars().count() + 1 + word.chars().count() > 14 {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept.trim_end_matches(" and").to_owned()
}

fn gaps_card(story: &Story) -> Card {
    let body = html! {
        @if story.gaps.is_empty() {
            p { "No need has been met with nothing by three people or more." }
        } @else { (tables::gaps(story).table().caption_unseen()) }
        p.q-quiet {
            "* is fewer than 8 people. Needs that only one or two people spoke of are not shown in their words: "
            (people(story.other_gaps)) "."
        }
    };
    Card::new("What people could not find", body)
}

fn equity_card(story: &Story) -> Card {
    let fifths = story.groups.first();
    let asked = Suppressed::of(story.counts.asked);
    let body = html! {
        @if let Some(fifths) = fifths {
            (tables::group(fifths).table().caption_unseen())
            @if story.counts.asked.n() > 0 {
                (Caution::new(format!(
                    "The place is known for {} of {}. It describes a neighbourhood, never a person.",
                    people(Suppressed::of(fifths.known())),
                    tables::shown(asked)
                )))
            }
        }
        @for groups in story.groups.iter().skip(1) {
            (Details::new(groups.cut.words(), tables::group(groups).table().caption_unseen()))
        }
        (definitions::equity())
    };
    Card::new("Who is offered, who is reached, who answers", body).id("for-whom")
}
