//! Recording a contact: one form for whatever happened, quick enough for a kitchen table.
//! Steps, concerns, links and the next meeting are brought up to date in the same breath.

use ::store::Tx;
use axum::http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};
use page::{Banner, Lang, Problems, Timeline, Typed, text};

use super::asking::due_on;
use super::journey::still_open;
use super::record_form::read_form;
use super::recorded::{Taken, record};
use super::store_view::{Head, Parts};
use super::told::LOOKS;
use super::{ContactKind, JourneyId, record_page, store, timeline};
use crate::access::{Act, ask};
use crate::moment::local;
use crate::outcomes::Due;
use crate::people::ties_and_opening;
use crate::refusal::Refusal;
use crate::web::{Answer, Shell, Visit};

/// What the form is drawn from.
pub(super) struct Drawn {
    pub head: Head,
    pub parts: Parts,
    /// What is due to be asked.
    pub due: Vec<Due>,
    /// The version of the journey its writer has seen, and when, as the form carries them.
    pub seen: String,
    pub at: String,
}

/// GET `/journeys/{id}/record`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let drawn = visit.read("open the record form", |tx| drawn(tx, visit, id))?;
    still_open(&drawn.head.journey)?;
    visit.looked("journey.looked_at", drawn.head.journey.person, Some(id.into()))?;
    let typed = beginnings(&drawn, visit);
    Ok(Answer::page(render(visit, &drawn, &typed, &Problems::none(), None)))
}

/// POST `/journeys/{id}/record`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let recorded = match read_form(&visit.form, &visit.now) {
        Ok(recorded) => recorded,
        Err(problems) => return again(visit, id, &problems),
    };
    let seen = visit.form.get("version").parse().unwrap_or(0);
    let mut moved_on = false;
    let answer = visit.submit("record a contact", |tx| {
        let taken = record(tx, &visit.actor, &visit.now, id, seen, &recorded)?;
        moved_on = taken == Taken::MovedOn;
        if moved_on {
            return Err(Refusal::not_now("Somebody else recorded on this journey."));
        }
        Ok(format!("/journeys/{id}"))
    });
    match answer {
        Err(_) if moved_on => changed_meanwhile(visit, id),
        Err(Refusal::Invalid(problems)) => again(visit, id, &problems),
        answer => answer,
    }
}

fn drawn(tx: &mut Tx<'_>, visit: &Visit<'_>, id: JourneyId) -> Result<Drawn, Refusal> {
    let head = store::select_head(tx, visit.area(), id)?.ok_or_else(Refusal::not_found)?;
    let (ties, opened) = ties_and_opening(tx, &visit.actor, &visit.now, head.journey.person)?;
    ask(&visit.actor, Act::RecordOnJourney, head.journey.person, &ties, opened)?;
    let parts = store::select_parts(tx, visit.area(), id, head.journey.person)?;
    Ok(Drawn {
        due: due_on(tx, visit.area(), &head, &parts.follow_ups, visit.now.today())?,
        parts,
        seen: head.journey.version.to_string(),
        at: visit.now.at.to_string(),
        head,
    })
}

/// What the form begins with: the meeting that was agreed for about now, else a call, now.
fn beginnings(drawn: &Drawn, visit: &Visit<'_>) -> Typed {
    let today = visit.now.today();
    let agreed = drawn.parts.meeting.as_ref().filter(|meeting| local(meeting.at).date() <= today);
    let kind = agreed.map_or(ContactKind::Call, |meeting| meeting.kind);
    let how = match kind {
        ContactKind::Visit | ContactKind::MetOut | ContactKind::WentAlong => "read_aloud",
        ContactKind::Video | ContactKind::Call => "phone",
        _ => "",
    };
    Typed::default()
        .with("kind", kind.code())
        .with("reached", "yes")
        .with("on", "today")
        .with("at", text::time(local(visit.now.at).time()))
        .with("asked_how", how)
        .with("who", drawn.head.called())
        .with("next_kind", "visit")
}

/// The form again: everything typed, and what was wrong.
fn again(visit: &Visit<'_>, id: JourneyId, problems: &Problems) -> Result<Answer, Refusal> {
    let mut drawn = visit.read("open the record form", |tx| drawn(tx, visit, id))?;
    // What their writer has not seen stays unseen, until it is shown to them.
    drawn.seen = visit.form.get("version").to_owned();
    drawn.at = visit.form.get("drawn").to_owned();
    let typed = visit.form.as_typed();
    Ok(Answer::again(render(visit, &drawn, &typed, problems, None)))
}

/// Somebody else recorded meanwhile: what they did, everything typed, and one more press.
fn changed_meanwhile(visit: &Visit<'_>, id: JourneyId) -> Result<Answer, Refusal> {
    let since = visit.form.get("drawn").parse::<Timestamp>().ok();
    let (drawn, lines) = visit.read("see what changed meanwhile", |tx| {
        let drawn = drawn(tx, visit, id)?;
        let lines = ledger::thread_of(tx, visit.area().into(), id.into(), &LOOKS, false, 30, None)?;
        Ok((drawn, lines))
    })?;
    still_open(&drawn.head.journey)?;
    let new: Vec<_> = match since {
        Some(since) => lines.into_iter().filter(|line| line.written > since).collect(),
        None => lines.into_iter().take(5).collect(),
    };
    let year = visit.now.today().year();
    let rows = timeline::happened(&new).iter().map(|m| timeline::row(m, year, 280)).collect::<Vec<_>>();
    let news = Banner::new(Lang::En, "").body(html! {
        p.nhsuk-notification-banner__heading { "Something was recorded while you were writing" }
        p { "Nothing you wrote is lost: it is all below. Read what is new, change what you like, and send it again." }
        (Timeline::new(rows, "The journey changed, and its lines do not say how."))
    });
    let typed = visit.form.as_typed();
    let markup = render(visit, &drawn, &typed, &Problems::none(), Some(&news));
    Ok(Answer::Page { status: StatusCode::CONFLICT, markup })
}

fn render(
    visit: &Visit<'_>,
    drawn: &Drawn,
    typed: &Typed,
    problems: &Problems,
    news: Option<&Banner>,
) -> Markup {
    let called = drawn.head.called();
    let journey = format!("/journeys/{}", drawn.head.journey.id);
    let title = format!("Record a contact with {called}");
    let body = html! {
        @if let Some(news) = news { (news) }
        h1 { (title) }
        (record_page::form(visit, drawn, typed, problems))
    };
    let name = format!("{} journey", text::possessive(called));
    let crumbs = [("/caseload", "Caseload"), (journey.as_str(), name.as_str())];
    Shell::new(title.clone()).under(&crumbs).narrow().problems(problems).render(visit, body)
}

#[cfg(test)]
mod tests;
