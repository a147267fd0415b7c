//! The record form, sent as a browser sends it, on every engine.

use ::store::{Db, values};
use axum::http::StatusCode;

use super::*;
use crate::access::Actor;
use crate::fixture::{World, engines, world};
use crate::journeys::page::tests::{app, begun, page_of, visit};
use crate::journeys::{NewStep, agree_step, find_journey, raise_concern};
use crate::web::Fields;

/// A form as it stands right after it was drawn, with these things typed.
fn typed(db: &Db, w: &World, id: JourneyId, once: &str, changes: &[(&str, &str)]) -> Fields {
    let version = version(db, w, id).to_string();
    let drawn = w.now.at.to_string();
    let mut fields = Fields::of(&[
        ("once", once),
        ("version", &version),
        ("drawn", &drawn),
        ("kind", "visit"),
        ("reached", "yes"),
        ("on", "today"),
        ("at", "09:30"),
    ]);
    for (name, value) in changes {
        fields.put(name, *value);
    }
    fields
}

fn version(db: &Db, w: &World, id: JourneyId) -> i64 {
    let by = &w.worker;
    db.read("see the version", |tx| find_journey(tx, by, &w.now, Act::OpenJourney, id)).unwrap().version
}

fn count(db: &Db, table: &str) -> i64 {
    let text = format!("select count(*) as n from {table} where area_id is not null");
    db.read("count", |tx| Ok::<_, Refusal>(tx.row(&text, &values![])?.unwrap().get("n")?)).unwrap()
}

fn led_to(answer: Result<Answer, Refusal>) -> String {
    match answer {
        Ok(Answer::Redirect { to, .. }) => to,
        Ok(other) => panic!("{}", page_of(other).1),
        Err(refusal) => panic!("{refusal:?}"),
    }
}

#[test]
fn everything_a_contact_brought_is_kept_in_one_transaction_and_once() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let (step, concern) = db
            .write("before", |tx| {
                let journey = find_journey(tx, &w.worker, &w.now, Act::RecordOnJourney, id)?;
                let step = NewStep {
                    words: "Catch the bus".into(),
                    who: "Margaret".into(),
                    by_when: None,
                    replaces: None,
                };
                let step = agree_step(tx, &w.worker, &w.now, &journey, &step)?;
                let severity = measure::Severity::new(5).unwrap();
                let concern = raise_concern(tx, &w.worker, &w.now, &journey, "Weekends", severity)?;
                Ok::<_, Refusal>((step, concern))
            })
            .unwrap();
        let (step, concern) = (format!("step-{step}"), format!("concern-{concern}"));
        let form = typed(
            &db,
            &w,
            id,
            "once-1",
            &[
                ("minutes", "40"),
                ("note", "Tea, and 🧵 \u{202b}مرحبا\u{202c}."),
                ("matters", "I want to be useful."),
                (&step, "done"),
                (&concern, "3"),
                ("step", "Ring the hall"),
                ("who", "Margaret"),
                ("satisfied", "4"),
                ("asked_how", "read_aloud"),
                ("next_on", "Thursday"),
                ("next_at", "14:00"),
            ],
        );
        let app = app(&db, &w);
        let home = format!("/journeys/{id}");
        assert_eq!(led_to(save(&visit(&app, &w.worker, id, form.clone()))), home);
        let meter = app.db.meters().into_iter().find(|m| m.name == "record a contact").unwrap();
        assert_eq!((meter.runs, meter.retries), (1, 0), "{}", db.name());
        // The same form again: the same answer, and nothing twice.
        assert_eq!(led_to(save(&visit(&app, &w.worker, id, form))), home);
        for (table, n) in [("contact", 1), ("step", 2), ("concern_rating", 2), ("reading", 1), ("meeting", 1)]
        {
            assert_eq!(count(&db, table), n, "{table}");
        }
        let (_, page) =
            page_of(crate::journeys::page::show(&visit(&app, &w.worker, id, Fields::default())).unwrap());
        for said in [
            "Visited, 40 minutes. Tea, and 🧵",
            "Done: Catch the bus",
            "5 → 3 of 6",
            "Thursday 26 November, 14:00",
        ] {
            assert!(page.contains(said), "{said}");
        }
    }
}

#[test]
fn whoever_comes_second_sees_what_changed_and_sends_again() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let mut app = app(&db, &w);
        let mine =
            typed(&db, &w, id, "once-1", &[("note", "What I wrote at the table"), ("step", "Bake a cake")]);
        let theirs = typed(&db, &w, id, "once-2", &[("note", "Rang about the gas bill"), ("kind", "call")]);
        app.clock.put(w.now.at + jiff::SignedDuration::from_mins(5));
        led_to(save(&visit(&app, &w.lead, id, theirs)));
        app.clock.put(w.now.at + jiff::SignedDuration::from_mins(9));
        app.looks = crate::web::Looks::default();
        let (status, page) = page_of(save(&visit(&app, &w.worker, id, mine.clone())).unwrap());
        assert_eq!(status, StatusCode::CONFLICT);
        for kept in [
            "Something was recorded while",
            "What I wrote at the table",
            "Bake a cake",
            "Rang about the gas bill",
            "Sue Marsh",
        ] {
            assert!(page.contains(kept), "{kept}");
        }
        assert_eq!(count(&db, "contact"), 1, "nothing of the second was kept");
        let version = version(&db, &w, id).to_string();
        assert!(page.contains(&format!("name=\"version\" value=\"{version}\"")));
        let mut again = mine;
        again.put("version", version);
        again.put("once", "once-3");
        led_to(save(&visit(&app, &w.worker, id, again)));
        assert_eq!(count(&db, "contact"), 2);
    }
}

#[test]
fn a_slip_of_the_pen_does_not_hide_what_somebody_else_did() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let app = app(&db, &w);
        let old = version(&db, &w, id).to_string();
        let slip = typed(&db, &w, id, "once-1", &[("on", "one fine day")]);
        let theirs = typed(&db, &w, id, "once-2", &[("kind", "call")]);
        led_to(save(&visit(&app, &w.lead, id, theirs)));
        let (_, page) = page_of(save(&visit(&app, &w.worker, id, slip.clone())).unwrap());
        assert!(page.contains(&format!("name=\"version\" value=\"{old}\"")), "{page}");
        let mut mended = slip;
        mended.put("on", "today");
        let (status, _) = page_of(save(&visit(&app, &w.worker, id, mended)).unwrap());
        assert_eq!(status, StatusCode::CONFLICT);
    }
}

#[test]
fn a_contact_to_come_or_before_anybody_asked_is_given_back_with_a_sentence() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let app = app(&db, &w);
        for (on, at, sentence) in [
            ("today", "18:00", "still to come"),
            ("3 March 2027", "10:00", "still to come"),
            ("yesterday", "10:00", "before they were asked for, on 23 November"),
            ("one fine day", "10:00", "Write the day like"),
        ] {
            let form = typed(&db, &w, id, "once-1", &[("on", on), ("at", at), ("note", "Kept <all> of it")]);
            let (status, page) = page_of(save(&visit(&app, &w.worker, id, form)).unwrap());
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{on}");
            assert!(page.contains(sentence) && page.contains("Kept &lt;all&gt; of it"), "{on}: {page}");
        }
        assert_eq!(count(&db, "contact"), 0);
    }
}

#[test]
fn the_form_is_for_those_who_may_record_and_begins_where_they_are() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let app = app(&db, &w);
        let form = |actor: &Actor| show(&visit(&app, actor, id, Fields::default()));
        let (_, page) = page_of(form(&w.worker).unwrap());
        assert!(
            page.contains("Record a contact with Margaret") && page.contains("value=\"10:00\""),
            "{page}"
        );
        assert_eq!(page.matches("class=\"nhsuk-button\"").count(), 1);
        assert!(matches!(form(&w.stranger), Err(Refusal::NotFound { refused: Some(_) })));
        let sent = typed(&db, &w, id, "once-9", &[]);
        assert!(save(&visit(&app, &w.stranger, id, sent)).is_err());
    }
}
