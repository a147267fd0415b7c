//! Following up: two questions, three, six and twelve months after the ending.

use ::store::Tx;
use maud::{Markup, html};
use page::{Button, Form, Lang, Problems, Says, Sheet, SummaryList, text};

use super::change::{Change, home, to_change};
use super::store_ending::{FollowUpAsked, select_follow_up};
use super::{Journey, JourneyId, find_journey, store};
use crate::access::{Act, Actor};
use crate::line::line;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::{Moment, local};
use crate::referrals::referral;
use crate::refusal::Refusal;
use crate::settings::scheme;
use crate::web::{Answer, Visit};

#[derive(Debug, Clone)]
pub struct FollowUpAnswer {
    /// "How are you?", in their words.
    pub how_are_you: String,
    /// "Are you still going to what you found?", in their words.
    pub still_going: String,
    /// Whether they would like somebody to get in touch again.
    pub wants_more: bool,
}

/// The person answered. Wanting more is for the team to act on: the door stays open.
pub fn answer_follow_up(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    months: i64,
    said: &FollowUpAnswer,
) -> Result<(), Refusal> {
    let person = store::answer_follow_up(tx, by.area, journey, months, Some(said), now.at)?
        .ok_or_else(|| Refusal::not_now("This follow-up has been answered already."))?;
    line(by, now, "follow_up.answered", person)
        .thread(journey)
        .fact("months", months)
        .fact("how_are_you", said.how_are_you.as_str())
        .fact("still_going", said.still_going.as_str())
        .fact("wants_more", said.wants_more)
        .record(tx)
}

/// Nobody could be reached this time.
pub fn follow_up_not_reached(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: JourneyId,
    months: i64,
) -> Result<(), Refusal> {
    let person = store::answer_follow_up(tx, by.area, journey, months, None, now.at)?
        .ok_or_else(|| Refusal::not_now("This follow-up has been answered already."))?;
    line(by, now, "follow_up.not_reached", person).thread(journey).fact("months", months).record(tx)
}

/// GET `/journeys/{id}/follow-up/{months}`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    render(visit, &to_change(visit, Act::RecordOnJourney)?, &Problems::none()).map(Answer::page)
}

fn render(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Result<Markup, Refusal> {
    let months: i64 = visit.param("months")?;
    let asked = visit
        .read("open a follow-up", |tx| select_follow_up(tx, visit.area(), change.journey.id, months))?
        .ok_or_else(Refusal::not_found)?;
    let (journey, person, year) = (&change.journey, &change.person, visit.now.today().year());
    let title = format!("How is {} now?", person.called());
    let ended = journey.ended_at.map(|at| text::date(Lang::En, local(at).date(), year));
    let body = html! {
        h1 { (title) }
        p.q-lead { (text::count(months.unsigned_abs(), "month", "months")) " after their journey ended." }
        (SummaryList::new()
            .row_if("Phone", person.phone.as_deref())
            .row_if("How and when to reach them", person.contact_when.as_deref())
            .row_if("It helps to know", person.access_needs.as_deref())
            .row_if("Their journey ended", ended)
            .row_if("What was to hold", journey.what_holds.as_deref()))
        @if asked.state == "due" { (questions(visit, change, problems)) } @else { (answered(&asked, year)) }
    };
    Ok(change.shell(&title).problems(problems).render(visit, body))
}

fn questions(visit: &Visit<'_>, change: &Change, problems: &Problems) -> Markup {
    let typed = visit.form.as_typed();
    let sheet = Sheet::new(Lang::En, &typed, problems);
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        (sheet.textarea("how_are_you", "How are you?").hint("In their words.").rows(3))
        (sheet.textarea("still_going", "Are you still going to what you found?").hint("In their words.").rows(3))
        (sheet.radios("wants_more", "Would you like us to be in touch again?").option("yes", "Yes").option("no", "No, all is well").inline())
        div.q-actions {
            (Button::new("Keep what they said").sends("reached", "yes"))
            (Button::quiet(format!("I could not reach {}", change.person.called())).sends("reached", "no"))
        }
    });
    let ask = format!("/journeys/{}/ask", change.journey.id);
    html! {
        (form)
        p.q-quiet { "If they like, they can answer the questions about how they are once more: " a href=(ask) { "ask, send a link, or print them" } "." }
    }
}

fn answered(asked: &FollowUpAsked, year: i16) -> Markup {
    let day = asked.asked_at.map(|at| text::date(Lang::En, local(at).date(), year)).unwrap_or_default();
    html! {
        @if let Some(words) = asked.how_are_you.as_deref().filter(|w| !w.is_empty()) {
            (Says::new(words).source(format!("“How are you?”, {day}")))
        }
        @if let Some(words) = asked.still_going.as_deref().filter(|w| !w.is_empty()) {
            (Says::new(words).source(format!("“Are you still going?”, {day}")))
        }
        @if asked.wants_more == Some(true) { p { "They would like us to be in touch again." } }
        @if asked.state == "not_reached" { p { "We could not reach them: " (day) "." } }
        @if asked.state == "not_needed" { p { "It is not needed any more." } }
        p.q-quiet { "It was due on " (text::date(Lang::En, asked.due_on, year)) "." }
    }
}

/// POST `/journeys/{id}/follow-up/{months}`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let months: i64 = visit.param("months")?;
    let (form, reached) = (&visit.form, visit.form.get("reached") != "no");
    let mut problems = Problems::none();
    if reached && form.get("how_are_you").is_empty() && form.get("still_going").is_empty() {
        problems.add("how_are_you", "Write what they said, in their words.");
    }
    if reached && !matches!(form.get("wants_more"), "yes" | "no") {
        problems.add("wants_more", "Ask whether they would like us to be in touch again.");
    }
    if !problems.is_empty() {
        return render(visit, &to_change(visit, Act::RecordOnJourney)?, &problems).map(Answer::again);
    }
    visit.submit("follow up", |tx| {
        let (by, now) = (&visit.actor, &visit.now);
        let journey = find_journey(tx, by, now, Act::RecordOnJourney, visit.param("id")?)?;
        if !reached {
            follow_up_not_reached(tx, by, now, journey.id, months)?;
            return Ok(home(journey.id));
        }
        let said = FollowUpAnswer {
            how_are_you: form.get("how_are_you").to_owned(),
            still_going: form.get("still_going").to_owned(),
            wants_more: form.ticked("wants_more"),
        };
        answer_follow_up(tx, by, now, journey.id, months, &said)?;
        if said.wants_more {
            tell_team(tx, by, now, &journey, months)?;
        }
        Ok(home(journey.id))
    })
}

/// Somebody would like us back: the team hears of it, by reference and never by name.
fn tell_team(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    months: i64,
) -> Result<(), Refusal> {
    let Some(email) = scheme(tx, by.area, journey.scheme)?.email else { return Ok(()) };
    let reference = referral(tx, by, journey.referral)?.reference;
    let new = NewMessage {
        person: Some(journey.person.into()),
        thread: Some(journey.id.into()),
        channel: Channel::Email,
        send_to: email,
        subject: format!("Someone would like us to be in touch again: {reference}"),
        body: format!(
            "We asked how they are, {months} months after their journey ended. They would like us to be in touch. \
             Sign in to Quilt to see them. Reference {reference}."
        ),
    };
    messages::write(tx, by, now, &new)
}
