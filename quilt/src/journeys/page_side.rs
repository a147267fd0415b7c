//! The side of a journey's page: the green button and the time left, how the person says
//! they are, who helps, and what was shared with whom.

use maud::{Markup, html};
use page::chart::{Lines, Series};
use page::{ButtonLink, Card, Inset, Lang, Row, Rows, text};

use super::page::{View, quiet};
use super::{JourneyState, LinkState, stages};
use crate::access::{Act, Verdict};
use crate::moment::local;
use crate::outcomes::{Absent, Reading};
use crate::people::MayHear;
use crate::web::Visit;

pub(super) fn side(visit: &Visit<'_>, view: &View) -> Markup {
    let called = view.head.called();
    html! {
        (Card::plain(next(visit, view)))
        (Card::new(format!("How {called} says they are"), how_they_are(view, visit.now.today().year())).id("readings"))
        (Card::new("Who helps", who_helps(view)))
        (Card::new("Shared with", shared(view)).id("shared"))
    }
}

/// What most people come here to do: near the top, where a thumb finds it.
pub(super) fn act(view: &View) -> Markup {
    let id = view.head.journey.id;
    let story = format!("{} story", text::possessive(view.head.called()));
    html! {
        div.q-actions {
            @if view.head.journey.state != JourneyState::Ended { (ButtonLink::new(format!("/journeys/{id}/record"), "Record a contact")) }
            (ButtonLink::quiet(format!("/journeys/{id}/story"), story))
        }
    }
}

/// How long is left, what is agreed, and the quieter things to do.
fn next(visit: &Visit<'_>, view: &View) -> Markup {
    let (journey, today) = (&view.head.journey, visit.now.today());
    let id = journey.id;
    let going = journey.state != JourneyState::Ended;
    let may = |act| visit.verdict(act, &view.ties) != Verdict::No;
    html! {
        @if going {
            h3 { (stages::time_left(journey, today)) }
            p { (meeting(view, today.year())) }
            @if stages::ending_is_near(journey, today) { p.q-quiet { "The ending is near: begin to talk about what holds, and who to call." } }
        }
        p.q-quiet { "With " (view.head.worker_name) ", " (view.head.scheme_name) }
        div.q-actions {
            @if going {
                @if journey.state == JourneyState::Going { (quiet(id, "pause", "Pause")) }
                (quiet(id, "extend", "More time"))
                @if may(Act::Triage) { (quiet(id, "handover", "Hand over")) }
                @if may(Act::EndJourney) { (quiet(id, "end", "End well")) }
            } @else {
                @if journey.letter.is_some() { (quiet(id, "letter", "The letter")) }
                @for due in view.parts.follow_ups.iter().filter(|f| f.state == "due" && f.due_on <= today) {
                    (quiet(id, &format!("follow-up/{}", due.months), &format!("Ask how they are: {} months", due.months)))
                }
            }
            (quiet(id, "own-story", "Their own story"))
            (quiet(id, "messages", "Messages"))
            (ButtonLink::quiet(format!("/people/{}", journey.person), "Their page").small())
        }
    }
}

/// "Next: visit at home, Thursday 24 October, 14:00, at home."
fn meeting(view: &View, year: i16) -> String {
    let Some(meeting) = &view.parts.meeting else { return "No next meeting is agreed.".into() };
    let at = local(meeting.at);
    let place = meeting.place.as_deref().map_or_else(String::new, |place| format!(", {place}"));
    let when = text::date(Lang::En, at.date(), year);
    format!("Next: {}, {when}, {}{place}.", meeting.kind.words().to_lowercase(), text::time(at.time()))
}

fn how_they_are(view: &View, year: i16) -> Markup {
    let id = view.head.journey.id;
    let concerns = view.parts.concerns.iter().map(|concern| {
        let row = Row::new(concern.words.as_str());
        if concern.rated_at == concern.raised_at && concern.severity == concern.first_severity {
            row.under(format!("{} of 6", concern.severity)).under("rated once")
        } else {
            row.under(format!("{} → {} of 6", concern.first_severity, concern.severity))
        }
    });
    html! {
        (due(view))
        @if view.readings.is_empty() { p.q-quiet { "They have not been asked yet." } }
        @else {
            (chart(view, year))
            p.q-quiet { (caution(&view.readings)) }
        }
        h3 { "Concerns, as they rate them" }
        (Rows::new(concerns.collect::<Vec<_>>(), "None raised yet."))
        @if !view.parts.concerns.is_empty() { p.q-quiet { "Lower is better." } }
        div.q-actions {
            (quiet(id, "lines", "Their lines"))
            @if view.due.is_empty() { (quiet(id, "ask", "Ask, or enter answers")) }
            @if !view.parts.steps.is_empty() { (quiet(id, "hopes", "Hopes")) }
        }
    }
}

/// That it is time to ask, and that nobody has to answer.
fn due(view: &View) -> Markup {
    let Some(first) = view.due.first() else { return html! {} };
    let id = view.head.journey.id;
    let words = match view.due.len() {
        1 => "The questions are due".to_owned(),
        n => format!("{n} sets of questions are due"),
    };
    html! {
        (Inset::body(Lang::En, html! {
            p { strong { (words) ": " (first.occasion.words().to_lowercase()) } ". Ask, send a link, print them, or say not now, or that they would rather not." }
            p { (quiet(id, "ask", &format!("Ask how {} is", view.head.called()))) }
        }))
    }
}

fn chart(view: &View, year: i16) -> Lines {
    let series = [("Satisfied", 0), ("Worthwhile", 1), ("Happy", 2), ("Anxious", 3)].map(|(name, item)| {
        let series = if item == 3 { Series::new(name).lower_is_better() } else { Series::new(name) };
        view.readings.iter().fold(series, |series, reading| match reading.answers.items()[item].1.given() {
            Some(given) => series.reading(local(reading.at).date(), f64::from(given)),
            None => series,
        })
    });
    let title = format!("How {} says they are", view.head.called());
    series.into_iter().fold(Lines::new(Lang::En, "ons4", title, year), Lines::series)
}

/// What to keep in mind beside the numbers.
fn caution(readings: &[Reading]) -> String {
    let given =
        |reading: &&Reading| reading.answers.items().iter().any(|(_, answer)| answer.given().is_some());
    let gap = |reading: &&Reading| reading.answers.items().iter().any(|(_, answer)| answer.given().is_none());
    let numbers: Vec<&Reading> = readings.iter().filter(given).collect();
    let mut hows: Vec<&str> = numbers.iter().map(|reading| reading.how.words()).collect();
    hows.dedup();
    let how = match hows.as_slice() {
        [] => "They were asked, and gave no numbers.".to_owned(),
        [one] => format!("ONS4. {one}. Lower is better for anxious."),
        _ => "ONS4, asked in different ways, which can move the answers by itself. Lower is better for anxious.".into(),
    };
    let few = match numbers.len() {
        1 => " One reading says where they stand, not where they are going.",
        2 => " Two readings say little yet.",
        _ => "",
    };
    let missing = match (numbers.len(), numbers.iter().copied().filter(gap).count()) {
        (_, 0) => String::new(),
        (1, _) => " An answer is missing.".into(),
        (all, n) => format!(" {n} of {all} have an answer missing."),
    };
    let reasons = readings.last().map(missing_why).unwrap_or_default();
    let why = readings.iter().rev().find_map(|reading| reading.why_missing.as_deref());
    let why = why.map_or_else(String::new, |why| format!(" “{why}”"));
    format!("{how}{few}{missing}{reasons}{why}")
}

/// “Last time: anxious, they would rather not say.”
fn missing_why(reading: &Reading) -> String {
    let said: Vec<String> = reading
        .answers
        .items()
        .into_iter()
        .filter(|(_, answer)| *answer != measure::Answer::NotAsked)
        .filter_map(|(item, answer)| {
            Some(format!("{}, {}", item.name.to_lowercase(), lower_first(Absent::of(answer)?.words())))
        })
        .collect();
    if said.is_empty() { String::new() } else { format!(" Last time: {}.", said.join("; ")) }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn who_helps(view: &View) -> Markup {
    let rows = view.parts.supporters.iter().map(|supporter| {
        Row::new(format!("{}, {}", supporter.name, supporter.relation))
            .under(supporter.may_hear.words())
            .under(supporter.note.as_deref().unwrap_or_default())
            .under(
                supporter
                    .phone
                    .as_deref()
                    .filter(|_| supporter.may_hear != MayHear::Nothing)
                    .unwrap_or_default(),
            )
    });
    html! { (Rows::new(rows.collect::<Vec<_>>(), "Nobody is written down yet. Ask who helps already.")) }
}

/// What left the team, and what the person agreed to.
fn shared(view: &View) -> Markup {
    let told = [LinkState::Room, LinkState::Came, LinkState::DidNotGo];
    let groups =
        view.parts.links.iter().filter(|l| told.contains(&l.link.state) && !l.link.shared.is_empty());
    let groups = groups.map(|l| Row::new(l.link.service_name.as_str()).under(l.link.shared.as_str()));
    let referrer = view.head.answer_wanted.then(|| {
        Row::new(format!("Whoever asked for them ({})", view.head.referrer.words()))
            .under("that they said yes, and how it ends")
    });
    let consents = view.parts.consents.iter().map(|consent| {
        let said = match (consent.given, consent.withdrawn_at) {
            (_, Some(_)) => "Took back:",
            (true, None) => "Agreed",
            (false, None) => "Did not agree",
        };
        Row::new(format!("{said} {}", consent.about)).under(consent.how.as_str())
    });
    html! {
        (Rows::new(referrer.into_iter().chain(groups).collect::<Vec<_>>(), "Nothing has been shared."))
        h3 { "What they agreed to" }
        (Rows::new(consents.collect::<Vec<_>>(), "Nothing is written down yet."))
    }
}
