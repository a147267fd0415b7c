//! The form of a contact, part by part.

use maud::{Markup, html};
use measure::instrument::ONS4;
use page::{Button, Details, Form, Hidden, Lang, Problems, Sheet, Typed, Width, text};

use super::record::Drawn;
use super::record_form::LONGEST;
use super::store_view::Linked;
use super::{Concern, ContactKind, JourneyState, LinkState, Step, StepState, measure_words};
use crate::moment::local;
use crate::outcomes::HowTaken;
use crate::web::Visit;

pub(super) fn form(visit: &Visit<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Form {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let journey = &drawn.head.journey;
    let form = Form::post(format!("/journeys/{}/record", journey.id), visit.csrf(), visit.once());
    form.body(html! {
        (Hidden::new("version", drawn.seen.as_str()))
        (Hidden::new("drawn", drawn.at.as_str()))
        @if journey.state == JourneyState::Paused { p.q-quiet { "This journey is paused. You can record all the same." } }
        (contact(&sheet))
        (matters(&sheet, drawn, typed, problems))
        (steps(&sheet, drawn, typed, problems))
        (concerns(&sheet, drawn, typed, problems))
        (reading(&sheet, drawn, typed, problems))
        (links(&sheet, drawn, typed, problems))
        (next(&sheet, drawn, visit))
        (Button::new("Save").prevent_double_click())
    })
}

/// Short boxes side by side, as the boxes of a date stand.
fn beside(boxes: &[Markup]) -> Markup {
    html! { div.nhsuk-date-input { @for each in boxes { div.nhsuk-date-input__item { (each) } } } }
}

fn contact(sheet: &Sheet<'_>) -> Markup {
    let kinds = ContactKind::ALL
        .iter()
        .fold(sheet.select("kind", "What was it?"), |select, kind| select.option(kind.code(), kind.words()));
    html! {
        (kinds)
        (sheet.radios("reached", "Did you speak with them?").inline().option("yes", "Yes").option("no", "No answer"))
        (beside(&[
            html! { (sheet.input("on", "Day").width(Width::Chars10)) },
            html! { (sheet.input("at", "Time").width(Width::Chars5)) },
            html! { (sheet.whole_number("minutes", "Minutes").width(Width::Chars3)) },
        ]))
        (sheet.input("with", "Who else was there?").optional())
        (sheet.textarea("note", "What was said and done").rows(5).max_characters(LONGEST).count_from(90).optional())
    }
}

/// Open at the first conversation; folded away when it was said before, unless it was typed in.
fn matters(sheet: &Sheet<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    let called = drawn.head.called();
    let names = ["matters", "context", "tried"];
    let fields = html! {
        (sheet.textarea("matters", format!("What matters to {called}")).hint("In their words, as they said it.").rows(4).optional())
        (sheet.input("context", "Where and with whom did they say it?").hint("For example: at her kitchen table, with her neighbour Jean").optional())
        (sheet.textarea("tried", "What have they tried already?").rows(2).optional())
    };
    match &drawn.head.journey.matters {
        None => html! { h2 { "What matters" } (fields) },
        Some(known) => {
            let until_now = html! { p.q-quiet { "Until now: “" (known.words) "”" } (fields) };
            folded("What matters has changed", &names.map(str::to_owned), typed, problems, until_now)
        }
    }
}

fn steps(sheet: &Sheet<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    let open: Vec<&Step> = drawn.parts.steps.iter().filter(|s| s.state.is_open()).collect();
    let note = |step: &Step| format!("note-{}", step.id);
    let notes: Vec<String> = open.iter().map(|step| note(step)).collect();
    html! {
        h2 { "Small steps" }
        @for step in &open { (one_step(sheet, step)) }
        @if !open.is_empty() {
            (folded("Say more about a step", &notes, typed, problems, html! {
                p.q-quiet { "Kept with a step that moves." }
                @for step in &open { (sheet.input(&note(step), step.words.as_str()).optional()) }
            }))
        }
        (sheet.input("step", "A new step, in their words").hint("Small is good: one thing they want to do next.").optional())
        (folded("Who does it, and by when?", &["by_when".into()], typed, problems, html! {
            (sheet.input("who", "Who does it?").optional())
            (sheet.input("by_when", "By when?").hint("As they said it: by next Tuesday").optional())
        }))
    }
}

/// Folded away, unless something was typed in it or is wrong with it.
fn folded(summary: &str, names: &[String], typed: &Typed, problems: &Problems, body: Markup) -> Markup {
    let open = names.iter().any(|name| !typed.get(name).is_empty() || problems.of(name).is_some());
    let details = Details::new(summary, body);
    html! { (if open { details.open() } else { details }) }
}

fn one_step(sheet: &Sheet<'_>, step: &Step) -> Markup {
    let field = format!("step-{}", step.id);
    let stays =
        sheet.select(&field, step.words.as_str()).option("", format!("Stays: {}", step.state.words()));
    let others = StepState::ALL.into_iter().filter(|state| *state != step.state);
    let select = others.fold(stays, |select, state| {
        let words = if state == StepState::SetBack { "Did not work out this time" } else { state.words() };
        select.option(state.code(), words)
    });
    html! { (select) }
}

fn concerns(sheet: &Sheet<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    html! {
        h2 { "What troubles them" }
        @if !drawn.parts.concerns.is_empty() {
            p.q-quiet { "From 0, not at all, to 6, it could not be worse. They rate it, not you." }
        }
        @for concern in &drawn.parts.concerns { (one_concern(sheet, concern)) }
        (folded("Something new troubles them", &["concern".into(), "severity".into()], typed, problems, html! {
            (sheet.input("concern", "In their words").optional())
            (severities(sheet, "severity", "How much, from 0 to 6?", "Choose"))
        }))
    }
}

fn one_concern(sheet: &Sheet<'_>, concern: &Concern) -> Markup {
    let was = format!("Not asked today. Last time {}", concern.severity);
    severities(sheet, &format!("concern-{}", concern.id), &concern.words, &was)
}

fn severities(sheet: &Sheet<'_>, name: &str, label: &str, none: &str) -> Markup {
    let select =
        measure::Severity::ALL.iter().fold(sheet.select(name, label).option("", none), |select, n| {
            let words = match n.value() {
                0 => "0, not at all".to_owned(),
                6 => "6, could not be worse".to_owned(),
                n => n.to_string(),
            };
            select.option(n.to_string(), words)
        });
    html! { (select) }
}

/// The four questions, folded away once they have been asked.
fn reading(sheet: &Sheet<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    let names = ["satisfied", "worthwhile", "happy", "anxious", "why_missing", "asked_how"];
    let reasons = names[..4].iter().map(|name| measure_words::why_name(name));
    let first = drawn.head.journey.first_conversation_at.is_none();
    let four_due = drawn.due.iter().any(|due| due.measure == "ons4");
    let open = first
        || four_due
        || names[..5].iter().any(|name| !typed.get(name).is_empty())
        || reasons.into_iter().any(|name| !typed.get(&name).is_empty())
        || names.iter().any(|name| problems.of(name).is_some());
    let how = HowTaken::ALL
        .iter()
        .fold(sheet.select("asked_how", "How were they asked?").option("", "Choose"), |select, how| {
            select.option(how.code(), how.words())
        });
    let fields = html! {
        p.q-quiet { (ONS4.introduction) " Leave out any they would rather not answer." }
        @for item in ONS4.items.iter() {
            (sheet.whole_number(&item.code, item.words()).width(Width::Chars2).optional()
                .hint(format!("0 {} – 10 {}", item.low_label.to_lowercase(), item.high_label.to_lowercase())))
            (measure_words::why_none(sheet, &item.code))
        }
        (how)
        (sheet.input("why_missing", "Anything else to say about what is missing?").optional())
    };
    let details = Details::new("How they say they are: the four questions", fields);
    html! {
        @if !drawn.due.is_empty() {
            p {
                "The questions are due. Ask them below, or "
                a href={ "/journeys/" (drawn.head.journey.id) "/ask" } { "send a link, print them, or say not now, or that they would rather not" } "."
            }
        }
        (if open { details.open() } else { details })
    }
}

/// Whether they got there: asked of every link that leads anywhere.
fn links(sheet: &Sheet<'_>, drawn: &Drawn, typed: &Typed, problems: &Problems) -> Markup {
    let leads = [LinkState::Room, LinkState::Made, LinkState::Came, LinkState::DidNotGo];
    let links: Vec<&Linked> = drawn.parts.links.iter().filter(|l| leads.contains(&l.link.state)).collect();
    let said = |linked: &Linked| format!("said-{}", linked.link.id);
    let names: Vec<String> = links.iter().map(|linked| said(linked)).collect();
    html! {
        @if !links.is_empty() {
            h2 { "Did they get there?" }
            @for Linked { link, .. } in &links {
                (sheet.radios(&format!("link-{}", link.id), link.service_name.as_str()).small().inline()
                    .option("came", if link.times_came > 0 { "Came again" } else { "Came" }).option("did_not_go", "Did not go").optional())
            }
            (folded("What they said about it", &names, typed, problems, html! {
                p.q-quiet { "Kept with an answer above." }
                @for linked in &links { (sheet.input(&said(linked), linked.link.service_name.as_str()).optional()) }
            }))
        }
    }
}

fn next(sheet: &Sheet<'_>, drawn: &Drawn, visit: &Visit<'_>) -> Markup {
    let year = visit.now.today().year();
    let agreed = drawn.parts.meeting.as_ref().filter(|meeting| meeting.at > visit.now.at).map(|meeting| {
        let at = local(meeting.at);
        let day = text::date(Lang::En, at.date(), year);
        format!(
            "Agreed until now: {}, {day}, {}. A new one takes its place.",
            meeting.kind.words(),
            text::time(at.time())
        )
    });
    let kinds = ContactKind::ALL.iter().filter(|kind| **kind != ContactKind::Letter);
    let kinds = kinds.fold(sheet.select("next_kind", "What will it be?"), |select, kind| {
        select.option(kind.code(), kind.words())
    });
    html! {
        h2 { "Next meeting" }
        @if let Some(agreed) = agreed { p.q-quiet { (agreed) } }
        p.q-quiet { "Leave the day empty when none is agreed." }
        (beside(&[
            html! { (sheet.input("next_on", "Day").width(Width::Chars10)) },
            html! { (sheet.input("next_at", "Time").width(Width::Chars5)) },
        ]))
        (kinds)
        (sheet.input("next_place", "Where, and who will be there?").optional())
    }
}
