//! The one page, asked for as a browser would, on every engine.

use axum::http::StatusCode;
use measure::Severity;
use store::{Db, statements_on_this_thread};

use super::super::{
    ContactKind, How, JourneyId, NewContact, NewLink, NewMeeting, NewStep, add_contact, add_gap,
    agree_meeting, agree_step, begin, find_journey, make_link, pause, raise_concern, say_what_matters,
};
use crate::access::{Act, Actor};
use crate::app::App;
use crate::directory::{NewService, add_service};
pub(in crate::journeys) use crate::fixture::app;
use crate::fixture::{World, asked_for, engines, world};
use crate::moment::Moment;
use crate::outcomes::{HowTaken, NewReading, Ons4, Ons4Form, add_reading};
use crate::people::{MayHear, Name, NewSupporter, PersonDraft, add_supporter};
use crate::referrals::{Decision, allocate, decide, refer};
use crate::refusal::Refusal;
use crate::settings::PostcodeGiven;
use crate::web::{Answer, Fields, Lang, Visit};

/// Margaret, accepted, given to Dan, her journey just begun.
pub(in crate::journeys) fn begun(db: &Db, w: &World) -> JourneyId {
    let person = PersonDraft {
        known_as: Some("Margaret".into()),
        postcode: PostcodeGiven::parse("TA5 2LX").unwrap(),
        lives_alone: Some(true),
        before_a_visit: Some("The dog is loud and kind.".into()),
        ..PersonDraft::named(Name::parse("Margaret Vowles").unwrap())
    };
    let draft = asked_for(w.scheme, person);
    db.write("begin Margaret's journey", |tx| {
        let referral = refer(tx, &w.referrer, &w.now, &draft)?;
        decide(tx, &w.lead, &w.now, referral.id, 1, &Decision::Accept)?;
        allocate(tx, &w.lead, &w.now, referral.id, w.worker.account().unwrap())?;
        let journey = begin(tx, &w.worker, &w.now, referral.id, w.worker.account().unwrap())?;
        Ok::<_, Refusal>(journey.id)
    })
    .unwrap()
}

pub(in crate::journeys) fn visit<'a>(app: &'a App, actor: &Actor, id: JourneyId, form: Fields) -> Visit<'a> {
    Visit {
        app,
        now: app.now(),
        actor: actor.clone(),
        session: None,
        lang: Lang::En,
        path: format!("/journeys/{id}"),
        params: vec![("id".into(), id.to_string())],
        query: Fields::default(),
        form,
        browser: "0123456789abcdef0123456789abcdef".into(),
        known_browser: true,
        from: None,
    }
}

/// The page's status and text.
pub(in crate::journeys) fn page_of(answer: Answer) -> (StatusCode, String) {
    match answer {
        Answer::Page { status, markup } => (status, markup.into_string()),
        _ => panic!("not a page"),
    }
}

/// Something of everything, `times` over.
fn live(db: &Db, w: &World, id: JourneyId, times: usize) {
    db.write("live", |tx| {
        let (by, now) = (&w.worker, &w.now);
        let journey = find_journey(tx, by, now, Act::RecordOnJourney, id)?;
        say_what_matters(tx, by, now, &journey, "I want to be <useful>.", Some("at her table"), None)?;
        for n in 0..times {
            let at = now.at + jiff::SignedDuration::from_mins(i64::try_from(n).unwrap());
            let now = &Moment { at, ..now.clone() };
            let contact = NewContact {
                kind: ContactKind::Call,
                reached: true,
                minutes: Some(12),
                with_whom: None,
                note: format!("Call {n}"),
                at: now.at,
            };
            add_contact(tx, by, now, &journey, &contact)?;
            let step =
                NewStep { words: format!("Step {n}"), who: "Margaret".into(), by_when: None, replaces: None };
            agree_step(tx, by, now, &journey, &step)?;
            raise_concern(tx, by, now, &journey, "Weekends", Severity::new(5).unwrap())?;
            add_gap(tx, by, now, &journey, "Sunday afternoons", Some("Cannington"))?;
            let service =
                openreferral::Service { name: "Talking Café".into(), ..openreferral::Service::default() };
            let service = add_service(tx, by, now, NewService { service, organization: None })?;
            let link =
                NewLink { service, step: None, how: How::Accompanied, shared: "First name only".into() };
            make_link(tx, by, now, &journey, &link)?;
            let form = Ons4Form { satisfied: "3", worthwhile: "5", happy: "", anxious: "7" };
            let answers = Ons4::parse(&form).unwrap();
            let reading = NewReading { answers, how: HowTaken::ReadAloud, why_missing: None, at: now.at };
            add_reading(tx, by, now, journey.person, Some(id.into()), &reading)?;
            let supporter = NewSupporter {
                name: "Jean Hobbs".into(),
                relation: "neighbour".into(),
                phone: None,
                may_hear: MayHear::Everything,
                note: None,
            };
            add_supporter(tx, by, now, journey.person, &supporter)?;
        }
        let at = now.at + jiff::SignedDuration::from_hours(48);
        agree_meeting(
            tx,
            by,
            now,
            &journey,
            &NewMeeting { kind: ContactKind::Visit, at, place: Some("at home".into()) },
        )?;
        pause(tx, by, now, &journey, "Her sister is visiting.", None)
    })
    .unwrap();
}

/// What one look at the page costs once its look is written down, and the page.
fn cost(db: &Db, w: &World, id: JourneyId) -> (u64, String) {
    let app = app(db, w);
    let show = || super::show(&visit(&app, &w.worker, id, Fields::default())).unwrap();
    show();
    let before = statements_on_this_thread();
    let answer = show();
    let cost = statements_on_this_thread() - before;
    (cost, page_of(answer).1)
}

#[test]
fn a_long_journey_asks_no_more_than_a_short_one() {
    for db in engines() {
        let w = world(&db);
        let (short, long) = (begun(&db, &w), begun(&db, &w));
        live(&db, &w, short, 1);
        live(&db, &w, long, 60);
        let (few, page) = cost(&db, &w, short);
        let (many, long_page) = cost(&db, &w, long);
        assert_eq!(few, many, "{}", db.name());
        // One more statement finds the session.
        assert!(few < 6, "{few} statements and the session’s");
        for said in [
            "Margaret’s journey",
            "I want to be &lt;useful&gt;.",
            "at her table",
            "The dog is loud and kind.",
            "lives alone, TA5 2LX",
            "Talking Café",
            "Nothing local: a gap",
            "Jean Hobbs, neighbour",
            "Next: visit at home, Wednesday 25 November, 10:00, at home.",
            "Paused since 23 November",
            "Satisfied 3",
            "5 of 6",
            "Rang, 12 minutes. Call 0",
            "by their GP, 23 Nov",
        ] {
            assert!(page.contains(said), "{said} in {page}");
        }
        assert_eq!(page.matches("class=\"nhsuk-button\"").count(), 1, "one green button");
        assert!(long_page.contains("Call 59"));
    }
}

#[test]
fn nobody_sees_a_journey_that_is_not_theirs_to_see() {
    for db in engines() {
        let w = world(&db);
        let id = begun(&db, &w);
        let app = app(&db, &w);
        let see = |actor: &Actor| super::show(&visit(&app, actor, id, Fields::default()));
        assert!(see(&w.worker).is_ok() && see(&w.lead).is_ok());
        assert!(matches!(see(&w.colleague), Err(Refusal::NeedsReason { .. })));
        assert!(matches!(see(&w.stranger), Err(Refusal::NotFound { refused: Some(_) })));
        assert!(matches!(see(&w.commissioner), Err(Refusal::NotFound { .. })));
        let timeline = crate::journeys::timeline::show;
        assert!(timeline(&visit(&app, &w.worker, id, Fields::default())).is_ok());
        assert!(timeline(&visit(&app, &w.stranger, id, Fields::default())).is_err());
        let mut looks = visit(&app, &w.lead, id, Fields::default());
        looks.query = Fields::of(&[("looks", "yes")]);
        let (_, page) = page_of(timeline(&looks).unwrap());
        assert!(page.contains("Dan Okafor") && page.contains("Who has looked"), "{page}");
    }
}
