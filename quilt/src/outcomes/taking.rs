//! Taking a reading of any measure: who answered, how they were asked, on which occasion, and why
//! something is missing. Out of range cannot be kept, because [`Answers`] cannot hold it; a reading
//! put right is replaced and never lost.

use ::store::Tx;
use jiff::Timestamp;
use measure::instrument::Offer;
use measure::{Administration, Answers, Instrument, Ons4, WhoAnswered};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::due::Occasion;
use super::{HowTaken, ReadingId, store, store_asking};
use crate::access::Actor;
use crate::line::line;
use crate::moment::{Moment, local};
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The four wellbeing questions, as stored.
pub(super) const ONS4: &str = "ons4";

/// The longest reason taken for a missing answer, in characters.
const LONGEST_REASON: usize = 1_000;

/// A reading about to be kept.
#[derive(Debug, Clone)]
pub struct Taking<'a> {
    pub instrument: &'a Instrument,
    pub answers: Answers,
    pub how: HowTaken,
    pub who: WhoAnswered,
    /// When in a journey; nothing outside one.
    pub occasion: Option<Occasion>,
    /// Why answers are missing, in words, where there is more to say than "don't know".
    pub why_missing: Option<String>,
    /// When the person answered.
    pub at: Timestamp,
    /// The reading this one puts right.
    pub instead_of: Option<ReadingId>,
}

/// Keeps a reading. Whether this actor may record about this person is for the caller to have asked.
///
/// # Errors
/// Refused when nothing was answered and no reason is given, when it lies in the future, when
/// somebody else answered what only the person can, or when the licence had lapsed by that day.
pub fn take(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    journey: Option<Uuid>,
    taking: &Taking<'_>,
) -> Result<ReadingId, Refusal> {
    check(taking, now.at)?;
    let id: ReadingId = now.id();
    if let Some(old) = taking.instead_of {
        let measure = taking.instrument.id.code();
        if store::replace(tx, by.area, person, measure, old, id)? == 0 {
            return Err(Refusal::not_now("This reading was put right already. Look at it again."));
        }
    }
    store::insert(tx, by, now, (id, person, journey), taking)?;
    if let Some(journey) = journey {
        let measure = taking.instrument.id.code();
        store_asking::close_asks(tx, by.area, journey, measure, now.at, Some(id.into()))?;
    }
    write_line(tx, by, now, (id, person, journey), taking)?;
    Ok(id)
}

fn write_line(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    (id, person, journey): (ReadingId, PersonId, Option<Uuid>),
    taking: &Taking<'_>,
) -> Result<(), Refusal> {
    let instrument = taking.instrument;
    let mut line = line(by, now, "reading.taken", person)
        .happened(taking.at)
        .fact("reading", id.to_string())
        .fact("measure", instrument.id.code())
        .fact("edition", &*instrument.edition)
        .fact("language", &*instrument.language)
        .fact("how", taking.how.code())
        .fact("who", who_code(taking.who))
        .fact("moment", taking.occasion.map(Occasion::code))
        .fact("valid", is_valid(&taking.answers))
        .fact("missing", reasons(instrument, &taking.answers))
        .fact("replaces", taking.instead_of.map(|old| old.to_string()));
    if let Some(journey) = journey {
        line = line.thread(journey);
    }
    if instrument.id.code() == ONS4 {
        for item in instrument.items.iter() {
            line = line.fact(&item.code, taking.answers.get(&item.code).given());
        }
    } else {
        line = line.fact("answers", given(&taking.answers)).fact("scores", scores(taking));
    }
    line.record(tx)
}

fn check(taking: &Taking<'_>, now: Timestamp) -> Result<(), Refusal> {
    let instrument = taking.instrument;
    let why = taking.why_missing.as_deref().unwrap_or_default().trim();
    if taking.answers.is_empty() && why.is_empty() {
        let first = instrument.items.first().map(|item| item.code.to_string());
        let entered = instrument.scorer.entered().first().map(|scale| scale.code.to_string());
        let field = first.or(entered).unwrap_or_else(|| "why_missing".into());
        return Err(Refusal::invalid(&field, "Give at least one answer, or say why there is none."));
    }
    if why.chars().count() > LONGEST_REASON {
        let sentence = format!("Keep the reason to {LONGEST_REASON} characters or fewer.");
        return Err(Refusal::invalid("why_missing", sentence));
    }
    if taking.at > now {
        let sentence = "The answers cannot have been given in the future. Check the day.";
        return Err(Refusal::invalid("at", sentence));
    }
    if let Err(error) = taking.answers.clone().answered_by(instrument, taking.who) {
        return Err(Refusal::invalid("who", error.to_string()));
    }
    if offer(instrument, taking.at) == Offer::Lapsed {
        return Err(Refusal::not_now(format!(
            "The licence for “{}” had run out by that day. Nothing new is taken until it is renewed; what was recorded stays.",
            instrument.name
        )));
    }
    Ok(())
}

/// Whether a reading of this measure was taken in this journey before, on any occasion of it.
pub fn has_start(tx: &mut Tx<'_>, area: AreaId, journey: Uuid, measure: &str) -> Result<bool, Refusal> {
    store::has_start(tx, area, journey, measure)
}

/// What may be offered of a measure at that moment.
pub fn offer(instrument: &Instrument, at: Timestamp) -> Offer {
    let on = local(at).date();
    measure::Day::new(on.year(), on.month(), on.day()).map_or(Offer::NumbersOnly, |on| instrument.offer(on))
}

pub(super) fn is_valid(answers: &Answers) -> bool {
    answers.administration() != Administration::Adapted
}

pub(super) fn who_code(who: WhoAnswered) -> &'static str {
    match who {
        WhoAnswered::Person => "person",
        WhoAnswered::SomeoneElse => "someone_else",
    }
}

/// Every answer by its item: a number, or the reason why there is none; and every number as given.
pub(super) fn given(answers: &Answers) -> Value {
    let each = answers.each().map(|(code, answer)| {
        let value = answer.given().map_or_else(|| Value::from(answer.code()), Value::from);
        (code.to_owned(), value)
    });
    let entered = answers.each_entered().map(|(code, number)| (code.to_owned(), Value::from(number)));
    Value::Object(each.chain(entered).collect())
}

/// What the answers come to; nothing where they may not be scored, or not enough of them are there.
pub(super) fn scores(taking: &Taking<'_>) -> Value {
    let Ok(scores) = measure::score(taking.instrument, &taking.answers) else { return Value::Null };
    Value::Object(scores.each.iter().map(|one| (one.code.to_string(), Value::from(one.value))).collect())
}

/// What is missing and why, by item, each of a closed list; nothing when everything is there.
pub(super) fn reasons(instrument: &Instrument, answers: &Answers) -> Value {
    let reason = |code: &str| answers.get(code).code().map(Value::from);
    let reasons: Map<String, Value> = instrument
        .items
        .iter()
        .filter_map(|item| Some((item.code.to_string(), reason(&item.code)?)))
        .collect();
    if reasons.is_empty() { Value::Null } else { Value::Object(reasons) }
}

/// What there is to say of it in words; nothing where nobody said more.
pub(super) fn in_words(why: Option<&str>) -> Value {
    let why = why.map(str::trim).filter(|why| !why.is_empty());
    why.map_or(Value::Null, |why| serde_json::json!({ "why": why }))
}

/// The four answers as answers to any measure are held.
pub fn ons4_answers(answers: &Ons4) -> Answers {
    let instrument = &measure::instrument::ONS4;
    let mut held = Answers::none(instrument);
    for (item, answer) in answers.items() {
        // An `Ons4` holds nothing off its scales, so nothing is refused here.
        let _on_the_scale = held.put(instrument, &item.code, answer);
    }
    held
}
