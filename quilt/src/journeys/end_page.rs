//! The ending conversation, guided: what changed, what holds, who to call, how they say they
//! are, a letter they help to write, and what whoever asked for them may hear.

use ::store::Tx;
use maud::{Markup, html};
use page::{
    Button, ButtonLink, Card, Choice, Form, Inset, Lang, Problems, Row, Rows, Says, Sheet, Typed, text,
};

use super::letter::{LetterFacts, draft};
use super::link_next::send_to;
use super::link_page::of_journey;
use super::link_words::{Asker, language, phone_words};
use super::store_ending::asker;
use super::store_view::Parts;
use super::tell::answer_to;
use super::{
    Ending, EndingReason, Journey, JourneyId, JourneyState, LinkState, StepState, end, find_journey, store,
    tell,
};
use crate::access::Act;
use crate::messages::{self, Channel, NewMessage};
use crate::moment::local;
use crate::outcomes::{Reading, readings};
use crate::people::{MayHear, Person, find_person};
use crate::referrals::{Referral, referral};
use crate::refusal::Refusal;
use crate::settings::{Coded, CodedList, coded};
use crate::web::{Answer, Fields, Shell, Visit, say};

/// The longest text taken in one field, in characters.
const LONGEST: usize = 10_000;

/// Everything the ending is drawn from.
struct Near {
    journey: Journey,
    person: Person,
    parts: Parts,
    readings: Vec<Reading>,
    asker: Asker,
    referral: Referral,
    /// The list of outcomes, as it is said and ordered here.
    outcomes: Vec<Coded>,
}

fn open(visit: &Visit<'_>) -> Result<Near, Refusal> {
    let id: JourneyId = visit.param("id")?;
    let near = visit.read("open an ending", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::EndJourney, id)?;
        Ok(Near {
            person: find_person(tx, &visit.actor, journey.person)?,
            parts: store::select_parts(tx, visit.area(), id, journey.person)?,
            readings: readings(tx, visit.area(), id.into())?,
            asker: asker(tx, visit.area(), &journey)?,
            referral: referral(tx, &visit.actor, journey.referral)?,
            outcomes: coded(tx, visit.area(), CodedList::Outcomes)?,
            journey,
        })
    })?;
    visit.looked("journey.looked_at", near.journey.person, Some(id.into()))?;
    match near.journey.state {
        JourneyState::Ended => Err(Refusal::not_now("This journey has ended already. Its door stays open.")),
        JourneyState::Going | JourneyState::Paused => Ok(near),
    }
}

/// GET `/journeys/{id}/end`
pub fn show(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let near = open(visit)?;
    let typed = Typed::default()
        .with("reason", EndingReason::Complete.code())
        .with("who_to_call", who_to_call(&near))
        .with("send", "print");
    let letter = letter(&near, &Fields::of(&[("who_to_call", &who_to_call(&near))]));
    Ok(Answer::page(render(visit, &near, &typed.with("letter", letter), &Problems::none())))
}

/// The ways to end that are offered here, in the words and the order of the list; one that was chosen stays.
fn reasons(outcomes: &[Coded], chosen: &str) -> Vec<Choice> {
    let offered = outcomes.iter().filter(|one| one.in_use || one.code == chosen);
    offered
        .filter(|one| EndingReason::parse(&one.code).is_some())
        .map(|one| Choice::new(one.code.clone(), one.label.clone()))
        .collect()
}

/// Those who may hear everything, then the scheme: a beginning for the person to change.
fn who_to_call(near: &Near) -> String {
    let friends = near.parts.supporters.iter().filter(|supporter| supporter.may_hear != MayHear::Nothing);
    let friends = friends.map(|s| match &s.phone {
        Some(phone) => format!("{}, {}: {}", s.name, s.relation, phone_words(phone)),
        None => format!("{}, {}", s.name, s.relation),
    });
    let us =
        near.asker.phone.as_deref().map(|phone| format!("{}: {}", near.asker.scheme, phone_words(phone)));
    friends.chain(us).collect::<Vec<_>>().join("\n")
}

fn letter(near: &Near, typed: &Fields) -> String {
    let reason = EndingReason::parse(typed.get("reason")).unwrap_or(EndingReason::Complete);
    let did = near.parts.steps.iter().filter(|step| step.state == StepState::Done);
    let came = near.parts.links.iter().filter(|linked| linked.link.state == LinkState::Came);
    draft(&LetterFacts {
        lang: language(&near.person),
        called: near.person.called(),
        matters: near.journey.matters.as_ref().map(|matters| matters.words.as_str()),
        did: did.map(|step| step.words.as_str()).collect(),
        groups: came.map(|linked| linked.link.service_name.as_str()).collect(),
        what_changed: typed.get("what_changed"),
        what_holds: typed.get("what_holds"),
        who_to_call: typed.get("who_to_call"),
        followed_up: reason.is_followed_up(),
        asker: &near.asker,
    })
}

fn render(visit: &Visit<'_>, near: &Near, typed: &Typed, problems: &Problems) -> Markup {
    let sheet = Sheet::new(Lang::En, typed, problems);
    let called = near.person.called();
    let form = Form::post(visit.path.as_str(), visit.csrf(), visit.once()).body(html! {
        h2 { "Talk about it together" }
        (sheet.textarea("what_changed", "What changed?").hint(format!("In {} words. Small things count.", text::possessive(called))).rows(4))
        (sheet.textarea("what_holds", "What holds?").hint("What keeps going when we are not there: people, places, habits.").rows(4))
        (sheet.textarea("who_to_call", "Who to call").hint("When a day is hard, and when things are well.").rows(4))
        (sheet.radios("reason", "How did it come to its end?").choices(reasons(&near.outcomes, typed.get("reason"))))
        (letter_part(&sheet, near))
        (sharing(&sheet, near))
        (Button::new("End the journey").sends("do", "end"))
    });
    let body = html! {
        h1 { "A good ending" }
        p.q-lead { "The door stays open. We ask how " (called) " is in 3, 6 and 12 months." }
        (looking_back(visit, near))
        (form)
    };
    let home = format!("/journeys/{}", near.journey.id);
    Shell::new("A good ending")
        .under(&[("/caseload", "Caseload"), (&home, called)])
        .narrow()
        .problems(problems)
        .render(visit, body)
}

/// What there is to look back on, and the last reading if it has not been taken.
fn looking_back(visit: &Visit<'_>, near: &Near) -> Markup {
    let year = visit.now.today().year();
    let done = near.parts.steps.iter().filter(|step| step.state == StepState::Done);
    let done: Vec<Row> = done.map(|step| Row::new(step.words.as_str())).collect();
    let last = near.readings.last().map(|reading| local(reading.at).date());
    let lately = last.is_some_and(|day| day.until(visit.now.today()).is_ok_and(|span| span.get_days() <= 14));
    let record = format!("/journeys/{}/record", near.journey.id);
    html! {
        @if let Some(matters) = &near.journey.matters {
            (Says::new(matters.words.as_str()).source(format!("What matters, {}", text::day(Lang::En, local(matters.at).date(), year))))
        }
        @if !done.is_empty() { (Card::new("Steps behind them", Rows::new(done, ""))) }
        @if !lately {
            (Inset::body(Lang::En, html! {
                @match last {
                    Some(day) => p { "They were last asked how they are on " (text::day(Lang::En, day, year)) ". Ask once more before the end." },
                    None => p { "They have not been asked how they are. Ask before the end, if they like." },
                }
                p { (ButtonLink::quiet(record, "Ask how they are").small()) }
            }))
        }
    }
}

fn letter_part(sheet: &Sheet<'_>, near: &Near) -> Markup {
    let person = &near.person;
    let ways =
        [(Channel::Email, "email"), (Channel::Letter, "post")].into_iter().filter_map(|(channel, code)| {
            let to = send_to(person, channel).filter(|to| !to.is_empty())?;
            let words = if channel == Channel::Email { "Send it to" } else { "Print it for the post to" };
            Some(Choice::new(code, format!("{words} {}", to.replace('\n', ", "))))
        });
    html! {
        h2 { "Their letter" }
        p { "Write it together. Leave it empty if they want none." }
        (sheet.textarea("letter", "The letter").rows(18))
        p { (Button::quiet("Draft it again from what is written above").sends("do", "draft")) }
        (sheet.radios("send", "How do they get it?").option("print", "I print it and give it to them").choices(ways))
    }
}

fn sharing(sheet: &Sheet<'_>, near: &Near) -> Markup {
    let called = near.person.called();
    html! {
        h2 { "What others may hear" }
        @if answer_to(&near.referral).is_some() {
            p { (near.referral.referrer_name) " asked for them, and hears that the time with us has ended. Nothing else, unless it is written here." }
            (sheet.textarea("back", format!("A few words for {}", near.referral.referrer_name)).rows(3).optional())
            (sheet.checkboxes("back_agreed", "Agreed").option("yes", format!("{called} has seen these words and agrees")).optional())
        }
        (sheet.radios("story", format!("May {} story be told to others, without the name?", text::possessive(called)))
            .option("yes", "Yes").option("no", "No").option("", "Not asked"))
    }
}

/// POST `/journeys/{id}/end`
pub fn save(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let near = open(visit)?;
    if visit.form.get("do") == "draft" {
        let mut fields = visit.form.clone();
        fields.put("letter", letter(&near, &visit.form));
        return Ok(Answer::page(render(visit, &near, &fields.as_typed(), &Problems::none())));
    }
    let ending = match read_form(&visit.form, &near) {
        Ok(ending) => ending,
        Err(problems) => return Ok(Answer::again(render(visit, &near, &visit.form.as_typed(), &problems))),
    };
    visit.submit("end a journey", |tx| {
        let journey = find_journey(tx, &visit.actor, &visit.now, Act::EndJourney, near.journey.id)?;
        end(tx, &visit.actor, &visit.now, &journey, &ending)?;
        tell::tell_ended(tx, &visit.actor, &visit.now, &journey, ending.reason, visit.form.some("back"))?;
        send_letter(tx, visit, &near, &ending)?;
        let to = if ending.letter.is_some() { "/letter" } else { "" };
        Ok(format!("/journeys/{}{to}", journey.id))
    })
}

fn read_form(fields: &Fields, near: &Near) -> Result<Ending, Problems> {
    let mut problems = Problems::none();
    let reason = EndingReason::parse(fields.get("reason"));
    if reason.is_none() {
        problems.add("reason", "Choose how it came to its end.");
    }
    let together = matches!(
        reason,
        Some(EndingReason::Complete | EndingReason::TheirChoice | EndingReason::OtherSupport)
    );
    if together && fields.get("what_holds").is_empty() {
        problems.add("what_holds", "Write what holds when we are not there, even if it is little.");
    }
    if together && fields.get("what_changed").is_empty() {
        problems.add("what_changed", "Write what changed. “Not much” may be true too.");
    }
    for field in ["what_changed", "what_holds", "who_to_call", "letter", "back"] {
        if fields.get(field).chars().count() > LONGEST {
            problems.add(field, format!("Write no more than {LONGEST} characters here."));
        }
    }
    if !fields.get("back").is_empty() && !fields.ticked("back_agreed") {
        problems.add(
            "back_agreed",
            format!("Show these words to {} first, or leave them out.", near.person.called()),
        );
    }
    let own = |name: &str| fields.get(name).to_owned();
    match reason {
        Some(reason) if problems.is_empty() => Ok(Ending {
            reason,
            what_changed: own("what_changed"),
            what_holds: own("what_holds"),
            who_to_call: own("who_to_call"),
            letter: fields.some("letter").filter(|_| reason != EndingReason::Died).map(str::to_owned),
            story_consent: match fields.get("story") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }),
        _ => Err(problems),
    }
}

/// The letter goes out as the person chose; one that is handed over is only kept.
fn send_letter(tx: &mut Tx<'_>, visit: &Visit<'_>, near: &Near, ending: &Ending) -> Result<(), Refusal> {
    let channel = match visit.form.get("send") {
        "email" => Channel::Email,
        "post" => Channel::Letter,
        _ => return Ok(()),
    };
    let (Some(letter), Some(to)) = (&ending.letter, send_to(&near.person, channel)) else { return Ok(()) };
    let message = NewMessage {
        person: None,
        thread: None,
        channel,
        send_to: to,
        subject: say(language(&near.person), "letter-subject", &[("scheme", &near.asker.scheme)]),
        body: letter.clone(),
    };
    messages::write(tx, &visit.actor, &visit.now, &of_journey(&near.journey, message))
}
