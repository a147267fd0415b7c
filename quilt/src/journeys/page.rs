//! A journey on one page: what matters, the next small steps, links and their answers, how
//! the person says they are, what has happened, and one green button.

use ledger::Entry;
use maud::{Markup, html};
use page::{
    Button, ButtonLink, Card, Form, Inset, Lang, Lead, Patches, Row, Rows, Says, Stage, State, Tag, Timeline,
    Warning, text,
};

use super::asking::due_on;
use super::store_view::{Head, Parts};
use super::told::LOOKS;
use super::{JourneyId, JourneyState, StepState, page_links, page_side, stages, store, timeline};
use crate::access::{Act, Tied, ask};
use crate::moment::local;
use crate::outcomes::{Due, Reading, readings};
use crate::people::ties_and_opening;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// Everything the page says.
pub(super) struct View {
    pub head: Head,
    pub parts: Parts,
    pub readings: Vec<Reading>,
    /// What is due to be asked.
    pub due: Vec<Due>,
    pub lines: Vec<Entry>,
    pub ties: Vec<Tied>,
}

/// How many lines are read for the page, and how many moments of them are shown.
const LINES: usize = 40;
const MOMENTS: usize = 10;

/// GET `/journeys/{id}`: seven statements, however long the journey.
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let view = visit.read("open a journey", |tx| {
        let head = store::select_head(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
        let person = head.journey.person;
        let (ties, opened) = ties_and_opening(tx, &visit.actor, &visit.now, person)?;
        ask(&visit.actor, Act::OpenJourney, person, &ties, opened)?;
        let parts = store::select_parts(tx, visit.area(), id, person)?;
        Ok(View {
            due: due_on(tx, visit.area(), &head, &parts.follow_ups, visit.now.today())?,
            parts,
            readings: readings(tx, visit.area(), id.into())?,
            lines: ledger::thread_of(tx, visit.area().into(), id.into(), &LOOKS, false, LINES, None)?,
            head,
            ties,
        })
    })?;
    visit.looked("journey.looked_at", view.head.journey.person, Some(id.into()))?;
    let title = format!("{} journey", text::possessive(view.head.called()));
    let shell = Shell::new(title.clone()).under(&[("/caseload", "Caseload")]);
    Ok(Answer::page(shell.render(visit, body(visit, &view, &title))))
}

fn body(visit: &Visit<'_>, view: &View, title: &str) -> Markup {
    let (head, today) = (&view.head, visit.now.today());
    let called = head.called();
    let patches = stages::stages(head, &view.parts, today).into_iter().map(|stage| match stage.state {
        State::Done => Stage::done(stage.name, stage.when),
        State::Now => Stage::now(stage.name, stage.when),
        State::ToCome => Stage::to_come(stage.name, stage.when),
    });
    html! {
        h1 { (title) }
        (lead(head, today))
        (page_side::act(view))
        (Patches::new(Lang::En, patches))
        (state_of_it(visit, view))
        @if let Some(note) = head.before_a_visit.as_deref().filter(|n| !n.is_empty()) {
            (Warning::new(Lang::En, note).heading("Before a visit").second_level())
        }
        div.q-grid {
            div {
                (Card::new(format!("What matters to {called}"), matters(head, today.year())))
                (Card::new("Next small steps", steps(view)).id("steps"))
                (Card::new("Links", page_links::links(visit, view)).id("links"))
                (Card::new("What has happened", what_happened(view, today.year())).id("happened"))
            }
            div { (page_side::side(visit, view)) }
        }
    }
}

/// "78, lives alone · likes to be rung after 10 · hearing aid, speak on her left"
fn lead(head: &Head, today: jiff::civil::Date) -> Lead {
    let age = head.birth.age(today).map(|age| age.to_string());
    let home = match (head.lives_alone, &head.postcode) {
        (Some(true), Some(postcode)) => Some(format!("lives alone, {postcode}")),
        (Some(true), None) => Some("lives alone".to_owned()),
        (_, Some(postcode)) if postcode.starts_with("ZZ99") => Some("no fixed home".to_owned()),
        (_, postcode) => postcode.clone(),
    };
    let language = head.language.as_ref().map(|language| {
        if head.interpreter {
            format!("speaks {language}, with an interpreter")
        } else {
            format!("speaks {language}")
        }
    });
    let reach = head.contact_when.as_ref().map(|when| format!("reach them: {when}"));
    let first = [age, home].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let name = if head.known_as.is_some() { head.name.clone() } else { String::new() };
    [Some(first), head.phone.clone(), reach, language, head.access_needs.clone()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .fold(Lead::new(name), Lead::and)
}

/// Paused, ended, or nothing to say.
fn state_of_it(visit: &Visit<'_>, view: &View) -> Markup {
    let (journey, year) = (&view.head.journey, visit.now.today().year());
    let day = |at| text::day(Lang::En, local(at).date(), year);
    html! {
        @if let (JourneyState::Paused, Some(paused)) = (journey.state, &view.parts.paused) {
            (Inset::body(Lang::En, html! {
                p {
                    strong { "Paused since " (day(paused.since)) } ": " (paused.reason)
                    @if let Some(until) = paused.until { " Until about " (text::day(Lang::En, until, year)) "." }
                }
                (Form::post(format!("/journeys/{}/resume", journey.id), visit.csrf(), visit.once())
                    .body(html! { (Button::quiet("Go on with the journey").small()) }))
            }))
        }
        @if let (JourneyState::Ended, Some(at)) = (journey.state, journey.ended_at) {
            (Inset::body(Lang::En, html! {
                p { strong { "Ended " (day(at)) } ". The door stays open." }
                @if let Some(changed) = &journey.what_changed { p { strong { "What changed: " } (changed) } }
                @if let Some(holds) = &journey.what_holds { p { strong { "What holds: " } (holds) } }
                @if let Some(call) = &journey.who_to_call { p { strong { "Who to call: " } (call) } }
            }))
        }
    }
}

/// Their words first; until the first conversation, why they were asked for.
fn matters(head: &Head, year: i16) -> Markup {
    let said = |at| text::day(Lang::En, local(at).date(), year);
    html! {
        @if let Some(matters) = &head.journey.matters {
            @let context = matters.context.as_deref().map_or_else(String::new, |context| format!(", {context}"));
            (Says::new(matters.words.as_str()).source(format!("In their words, {}{context}", said(matters.at))))
            @if let Some(tried) = &head.journey.tried { p { strong { "What they have tried: " } (tried) } }
        } @else {
            p { "You have not talked about it yet. This is why they were asked for:" }
            (Says::new(head.why_now.as_str()).source(format!("As written when they were asked for, {}", said(head.asked_at))))
        }
    }
}

/// Open steps in the order one looks for them, then a few that are done.
fn steps(view: &View) -> Markup {
    let order = |state| match state {
        StepState::Doing => 0,
        StepState::SetBack => 1,
        StepState::Next => 2,
        StepState::Done | StepState::LetGo => 3,
    };
    let (mut open, mut past): (Vec<_>, Vec<_>) = view.parts.steps.iter().partition(|s| s.state.is_open());
    open.sort_by_key(|step| (order(step.state), step.agreed_at));
    past.sort_by_key(|step| std::cmp::Reverse(step.moved_at));
    html! {
        (Rows::new(open.into_iter().map(step_row).collect::<Vec<_>>(), "No step is agreed yet. Small is good: one thing, in their words."))
        @if !past.is_empty() {
            (page::Details::new(text::count(past.len() as u64, "step behind them", "steps behind them"),
                Rows::new(past.into_iter().take(30).map(step_row).collect::<Vec<_>>(), "")))
        }
    }
}

fn step_row(step: &super::Step) -> Row {
    let words = step.state.words();
    let tag = match step.state {
        StepState::Doing => Tag::teal(words),
        StepState::SetBack => Tag::ochre(words),
        StepState::Next => Tag::sky(words),
        StepState::Done => Tag::moss(words),
        StepState::LetGo => Tag::plain(words),
    };
    let agreed = [Some(step.who.as_str()), step.by_when.as_deref()];
    let agreed = agreed.into_iter().flatten().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
    let row = Row::new(step.words.as_str()).tag(tag);
    match step.note.as_deref().filter(|note| !note.is_empty()) {
        Some(note) => row.under(timeline::shortened(note, 300)),
        None => row.under(agreed),
    }
}

fn what_happened(view: &View, year: i16) -> Markup {
    let id = view.head.journey.id;
    let moments = timeline::happened(&view.lines);
    let rows = moments.iter().take(MOMENTS).map(|m| timeline::row(m, year, 280)).collect::<Vec<_>>();
    html! {
        (Timeline::new(rows, "Nothing has happened yet."))
        p.q-quiet {
            a href={ "/journeys/" (id) "/timeline" } { "Everything that has happened" } " · "
            a href={ "/journeys/" (id) "/timeline?looks=yes" } { "Who has looked at this journey?" }
        }
    }
}

/// A quiet button to a page, used on both sides.
pub(super) fn quiet(id: JourneyId, page: &str, words: &str) -> ButtonLink {
    ButtonLink::quiet(format!("/journeys/{id}/{page}"), words).small()
}

#[cfg(test)]
pub(super) mod tests;
