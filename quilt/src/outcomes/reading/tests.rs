//! Readings, taken on a real database.

use jiff::ToSpan;
use measure::{Administration, Answers, Instrument, Ons4Form};

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

fn taking<'a>(w: &World, instrument: &'a Instrument, typed: &[(&str, &str)]) -> Taking<'a> {
    Taking {
        instrument,
        answers: Answers::parse(instrument, typed.iter().copied()).unwrap(),
        how: HowTaken::Paper,
        who: WhoAnswered::Person,
        occasion: Some(Occasion::Start),
        why_missing: None,
        at: w.now.at,
        instead_of: None,
    }
}

fn built_in(code: &str) -> Instrument {
    measure::Shelf::built_in().get(code).unwrap().clone()
}

fn facts(db: &::store::Db, w: &World, thread: Uuid) -> Vec<Value> {
    let lines =
        db.read("lines", |tx| Ok::<_, Refusal>(ledger::thread(tx, w.area.id.into(), thread, 9, None)?));
    lines.unwrap().into_iter().filter(|l| l.kind == "reading.taken").filter_map(|l| l.facts).collect()
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
        let facts = facts(&db, &w, journey);
        let facts = facts.iter().find(|facts| facts["satisfied"] == 3).unwrap();
        assert_eq!((&facts["missing"]["happy"], &facts["who"]), (&Value::from("refused"), &"person".into()));
        assert!(facts.get("happy").is_none() && !facts.to_string().contains("bus"));
    }
}

#[test]
fn any_measure_is_kept_with_its_scores_and_put_right_without_being_lost() {
    for db in engines() {
        let w = world(&db);
        let (journey, ucla) = (w.now.id::<Uuid>(), built_in("ucla3"));
        let wrong = taking(&w, &ucla, &[("companionship", "3"), ("left_out", "2"), ("isolated", "3")]);
        let mut right = taking(&w, &ucla, &[("companionship", "1"), ("left_out", "2"), ("isolated", "3")]);
        let (old, kept) = db
            .write("take a reading, and put it right", |tx| {
                let person = somebody(tx, &w)?;
                let old = take(tx, &w.worker, &w.now, person, Some(journey), &wrong)?;
                right.instead_of = Some(old);
                take(tx, &w.worker, &w.now, person, Some(journey), &right)?;
                let again = take(tx, &w.worker, &w.now, person, Some(journey), &right);
                assert!(matches!(again, Err(Refusal::NotNow(_))), "put right once");
                Ok::<_, Refusal>((old, taken(tx, w.area.id, journey)?))
            })
            .unwrap();
        let [kept] = kept.as_slice() else { panic!("{kept:?}") };
        assert_eq!((kept.measure.as_str(), kept.scores.len()), ("ucla3", 1));
        assert!((kept.scores[0].1 - 6.0).abs() < 1e-9);
        assert_eq!((kept.answers["left_out"].as_i64(), kept.occasion), (Some(2), Some(Occasion::Start)));
        let facts = facts(&db, &w, journey);
        let newest = facts.iter().find(|facts| facts.get("replaces").is_some()).unwrap();
        assert_eq!(newest["replaces"], old.to_string());
        assert_eq!(newest["answers"]["companionship"], 1);
        assert_eq!(facts.len(), 2, "what was first written is in the ledger still");
    }
}

#[test]
fn an_adapted_pam_is_kept_and_not_scored() {
    for db in engines() {
        let w = world(&db);
        let (journey, pam) = (w.now.id::<Uuid>(), built_in("pam"));
        let mut adapted = taking(&w, &pam, &[("score", "56.4"), ("level", "3")]);
        adapted.answers = adapted.answers.administered(&pam, Administration::Adapted).unwrap();
        let kept = db
            .write("take an adapted questionnaire", |tx| {
                let person = somebody(tx, &w)?;
                take(tx, &w.worker, &w.now, person, Some(journey), &adapted)?;
                taken(tx, w.area.id, journey)
            })
            .unwrap();
        assert!(!kept[0].valid && kept[0].scores.is_empty());
        assert_eq!(kept[0].answers["score"], 56.4);
        assert_eq!(facts(&db, &w, journey)[0]["valid"], false);
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let db = &engines()[0];
    let w = world(db);
    let ucla = built_in("ucla3");
    let given = || taking(&w, &ucla, &[("companionship", "3")]);
    let refused = |taking: &Taking<'_>| {
        db.write("try", |tx| {
            let person = somebody(tx, &w)?;
            take(tx, &w.worker, &w.now, person, None, taking)
        })
    };
    let nothing = Taking { answers: Answers::none(&ucla), ..given() };
    let spaces = Taking { why_missing: Some(" ".into()), ..nothing.clone() };
    let tomorrow = Taking { at: w.now.at + 1.hours(), ..given() };
    let proxy = Taking { who: WhoAnswered::SomeoneElse, ..given() };
    let long = Taking { why_missing: Some("é".repeat(1_001)), ..given() };
    for (wrong, field) in [
        (nothing, "companionship"),
        (spaces, "companionship"),
        (tomorrow, "at"),
        (proxy, "who"),
        (long, "why_missing"),
    ] {
        let Err(Refusal::Invalid(problems)) = refused(&wrong) else { panic!("{field} was taken") };
        assert!(problems.of(field).is_some(), "{field}: {problems:?}");
    }
    let tired = Taking { answers: Answers::none(&ucla), why_missing: Some("Too tired.".into()), ..given() };
    assert!(refused(&tired).is_ok());
}
