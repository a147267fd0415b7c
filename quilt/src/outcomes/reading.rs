//! A reading: one person's answers to the four wellbeing questions, once.

use ::store::Tx;
use jiff::Timestamp;
use measure::{Answer, Ons4};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{HowTaken, ReadingId, store};
use crate::access::Actor;
use crate::line::line;
use crate::moment::Moment;
use crate::people::PersonId;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// The measure every reading is of, as stored.
pub(super) const ONS4: &str = "ons4";

/// The longest reason taken for a missing answer, in characters.
const LONGEST_REASON: usize = 1_000;

/// A reading about to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading {
    /// The person's own answers; nobody answers these questions for somebody else.
    pub answers: Ons4,
    pub how: HowTaken,
    /// Why answers are missing, in words, where there is more to say than "don't know".
    pub why_missing: Option<String>,
    /// When the person answered.
    pub at: Timestamp,
}

/// A reading as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub id: ReadingId,
    pub person: PersonId,
    pub journey: Option<Uuid>,
    pub answers: Ons4,
    pub how: HowTaken,
    pub why_missing: Option<String>,
    /// When the person answered.
    pub at: Timestamp,
    /// When it was written down.
    pub written_at: Timestamp,
}

/// Keeps a reading. Whether this actor may record about this person is for the caller to
/// have asked.
///
/// # Errors
/// Refused when nothing was answered and no reason is given, or when it lies in the future.
pub fn add_reading(
    tx: &mut Tx<'_>,
    by: &Actor,
    now: &Moment,
    person: PersonId,
    journey: Option<Uuid>,
    new: &NewReading,
) -> Result<(), Refusal> {
    check(new, now.at)?;
    let reading = Reading {
        id: now.id(),
        person,
        journey,
        answers: new.answers,
        how: new.how,
        why_missing: new.why_missing.clone(),
        at: new.at,
        written_at: now.at,
    };
    store::insert(tx, by, &reading)?;
    let mut line = line(by, now, "reading.taken", person)
        .happened(reading.at)
        .fact("measure", ONS4)
        .fact("how", reading.how.code())
        .fact("missing", missing(&reading.answers, None));
    if let Some(journey) = journey {
        line = line.thread(journey);
    }
    for (item, answer) in reading.answers.items() {
        line = line.fact(&item.code, answer.given());
    }
    line.record(tx)
}

/// The readings of a journey, oldest first. Asks nobody's permission: callers do.
pub fn readings(tx: &mut Tx<'_>, area: AreaId, journey: Uuid) -> Result<Vec<Reading>, Refusal> {
    store::select(tx, area, journey)
}

fn check(new: &NewReading, now: Timestamp) -> Result<(), Refusal> {
    let why = new.why_missing.as_deref().unwrap_or_default().trim();
    if new.answers.items().iter().all(|(_, answer)| *answer == Answer::NotAsked) && why.is_empty() {
        return Err(Refusal::invalid("satisfied", "Give at least one answer, or say why there is none."));
    }
    if why.chars().count() > LONGEST_REASON {
        let sentence = format!("Keep the reason to {LONGEST_REASON} characters or fewer.");
        return Err(Refusal::invalid("why_missing", sentence));
    }
    if new.at > now {
        return Err(Refusal::invalid(
            "at",
            "The answers cannot have been given in the future. Check the day.",
        ));
    }
    Ok(())
}

/// What is missing and why, by item; nothing when all four answers and no words are there.
pub(super) fn missing(answers: &Ons4, why: Option<&str>) -> Value {
    let mut reasons = Map::new();
    for (item, answer) in answers.items() {
        let reason = match answer {
            Answer::Given(_) => continue,
            Answer::DontKnow => "dont_know",
            Answer::Refused => "refused",
            Answer::NotAsked => "not_asked",
        };
        reasons.insert(item.code.to_string(), reason.into());
    }
    if let Some(why) = why.map(str::trim).filter(|why| !why.is_empty()) {
        reasons.insert("why".to_owned(), why.into());
    }
    if reasons.is_empty() { Value::Null } else { Value::Object(reasons) }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use measure::Ons4Form;

    use super::*;
    use crate::fixture::{World, engines, world};
    use crate::people::{Name, PersonDraft, add_person};

    fn somebody(tx: &mut Tx<'_>, w: &World) -> Result<PersonId, Refusal> {
        let draft = PersonDraft::named(Name::parse("June Hart").unwrap());
        add_person(tx, &w.worker, &w.now, &draft)
    }

    fn new(w: &World, satisfied: &str, worthwhile: &str, happy: &str, anxious: &str) -> NewReading {
        NewReading {
            answers: Ons4::parse(&Ons4Form { satisfied, worthwhile, happy, anxious }).unwrap(),
            how: HowTaken::ReadAloud,
            why_missing: None,
            at: w.now.at,
        }
    }

    #[test]
    fn what_was_answered_comes_back_and_what_was_not_stays_missing_with_its_reason() {
        for db in engines() {
            let w = world(&db);
            let journey = w.now.id::<Uuid>();
            let mut first = new(&w, "3", "don't know", "rather not say", "");
            first.why_missing = Some("The bus came.".into());
            first.at = w.now.at - 48.hours();
            let full = new(&w, "0", "10", "5", "6");
            let kept = db
                .write("take two readings", |tx| {
                    let person = somebody(tx, &w)?;
                    add_reading(tx, &w.worker, &w.now, person, Some(journey), &full)?;
                    add_reading(tx, &w.worker, &w.now, person, Some(journey), &first)?;
                    add_reading(tx, &w.worker, &w.now, person, None, &full)?;
                    readings(tx, w.area.id, journey)
                })
                .unwrap();
            assert_eq!(kept.len(), 2);
            assert_eq!(kept[0].answers, first.answers);
            assert_eq!(kept[0].why_missing.as_deref(), Some("The bus came."));
            assert_eq!((kept[1].answers, kept[1].how), (full.answers, HowTaken::ReadAloud));
            let lines = db
                .read("lines", |tx| Ok::<_, Refusal>(ledger::thread(tx, w.area.id.into(), journey, 9, None)?))
                .unwrap();
            let line = lines.iter().find(|line| line.happened == first.at).unwrap();
            let facts = line.facts.clone().unwrap();
            assert_eq!((line.kind.as_str(), &facts["satisfied"]), ("reading.taken", &Value::from(3)));
            assert_eq!(facts["missing"]["happy"], "refused");
            assert!(facts.get("happy").is_none() && !facts.to_string().contains("bus"));
        }
    }

    #[test]
    fn nothing_at_all_needs_a_reason_and_nobody_answers_tomorrow() {
        let now = crate::fixture::moment().at;
        let answers = Ons4::parse(&Ons4Form::default()).unwrap();
        let mut new = NewReading { answers, how: HowTaken::Phone, why_missing: Some(" ".into()), at: now };
        assert!(matches!(check(&new, now), Err(Refusal::Invalid(_))));
        new.why_missing = Some("Too tired today.".into());
        assert!(check(&new, now).is_ok());
        new.at = now + 1.hours();
        assert!(matches!(check(&new, now), Err(Refusal::Invalid(_))));
    }
}
