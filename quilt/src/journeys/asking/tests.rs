//! Asking, answering alone, putting right and looking back, as a browser would do it, on every engine.

use axum::http::StatusCode;
use jiff::ToSpan;
use measure::goal::Attainment;
use store::Db;
use store::testing::TestDb;

use super::super::hope::LEVELS;
use super::super::page::tests::begun;
use super::super::{
    ContactKind, JourneyId, NewContact, NewHope, NewStep, add_contact, agree_step, ask_form, ask_page,
    ask_paper, find_journey, hope_page, lines, own_answer, page, pause, record, story,
};
use crate::access::{Act, Actor};
use crate::app::App;
use crate::fixture::{World, app, engines, shown, visit, world};
use crate::moment::Moment;
use crate::outcomes::{Kept, Occasion, taken};
use crate::refusal::Refusal;
use crate::web::{Answer, Lang};

struct Talked {
    w: World,
    id: JourneyId,
}

/// A journey whose first conversation was just now.
fn talked(db: &Db) -> Talked {
    let w = world(db);
    let id = begun(db, &w);
    db.write("talk", |tx| {
        let journey = find_journey(tx, &w.worker, &w.now, Act::RecordOnJourney, id)?;
        let contact = NewContact {
            kind: ContactKind::Visit,
            reached: true,
            minutes: None,
            with_whom: None,
            note: "Tea.".into(),
            at: w.now.at,
        };
        add_contact(tx, &w.worker, &w.now, &journey, &contact)
    })
    .unwrap();
    db.write("give her an address", |tx| {
        let journey = find_journey(tx, &w.worker, &w.now, Act::RecordOnJourney, id)?;
        tx.run(
            "update person set email = $3 where area_id = $1 and id = $2",
            &::store::values![w.area.id, journey.person, "margaret@example.org"],
        )?;
        crate::line::line(&w.worker, &w.now, "person.changed", journey.person).record(tx)
    })
    .unwrap();
    Talked { w, id }
}

fn go(
    app: &App,
    by: &Actor,
    at: &str,
    params: &[(&str, &str)],
    form: &[(&str, &str)],
    serve: crate::web::Serve,
) -> Result<Answer, Refusal> {
    serve(&visit(app, by, at, params, form))
}

fn kept(db: &Db, t: &Talked) -> Vec<Kept> {
    db.read("read", |tx| taken(tx, t.w.area.id, t.id.into())).unwrap()
}

/// The secret of the newest link that was sent.
fn link(db: &Db, t: &Talked) -> String {
    let sent =
        db.read("messages", |tx| crate::messages::thread_messages(tx, t.w.area.id, t.id.into())).unwrap();
    let body = sent.iter().rev().map(|m| &m.body).find(|body| body.contains("how-you-are")).unwrap();
    let from = body.find("how-you-are/").unwrap() + "how-you-are/".len();
    body[from..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
}

fn send(db: &TestDb, t: &Talked, how: &str) -> Result<Answer, Refusal> {
    let app = app(db, &t.w);
    let id = t.id.to_string();
    let form = [("measure", "ons4"), ("moment", "start"), ("do", how)];
    go(&app, &t.w.worker, &format!("/journeys/{id}/ask"), &[("id", &id)], &form, ask_page::save)
}

#[test]
fn what_is_due_is_said_on_the_journey_the_record_and_its_own_page() {
    for db in engines() {
        let t = talked(&db);
        let (app, id) = (app(&db, &t.w), t.id.to_string());
        let see = |serve| shown(go(&app, &t.w.worker, "/", &[("id", &id)], &[], serve));
        assert!(see(page::show).contains("The questions are due"));
        assert!(see(record::show).contains("The questions are due"));
        let hub = see(ask_page::show);
        for said in [
            "At the start",
            "Ask now",
            "Send a link by e-mail",
            "Print them",
            "Not now",
            "They would rather not",
        ] {
            assert!(hub.contains(said), "{said}: {hub}");
        }
        assert_eq!(hub.matches("class=\"nhsuk-button\"").count(), 1, "one green button");
        send(&db, &t, "not_now").unwrap();
        assert!(!see(page::show).contains("questions are due"), "a hard day puts everything off");
        assert!(see(ask_page::show).contains("Nothing is due"));
        app.clock.put(t.w.now.at + (8 * 24).hours());
        assert!(see(page::show).contains("The questions are due"), "and only off");
        db.write("pause", |tx| {
            let journey = find_journey(tx, &t.w.worker, &t.w.now, Act::RecordOnJourney, t.id)?;
            pause(tx, &t.w.worker, &t.w.now, &journey, "Away.", None)
        })
        .unwrap();
        assert!(!see(page::show).contains("questions are due"), "nothing is asked in a pause");
    }
}

#[test]
fn a_link_is_answered_once_and_stopping_keeps_what_was_said() {
    for db in engines() {
        let t = talked(&db);
        let app = app(&db, &t.w);
        assert!(shown(send(&db, &t, "link")).ends_with("/messages"));
        assert!(matches!(send(&db, &t, "link"), Err(Refusal::NotNow(_))), "nobody is sent it twice");
        let (token, nobody) = (link(&db, &t), Actor::anyone(t.w.area.id));
        let own = |form: &[(&str, &str)], serve| {
            go(&app, &nobody, "/answer/how-you-are/x", &[("token", &token)], form, serve)
        };
        let asked = shown(own(&[], own_answer::show));
        assert!(asked.contains("Overall, how satisfied are you with your life nowadays?"));
        assert!(
            !asked.contains("Margaret") && !asked.contains("Vowles"),
            "no name on a page without an account"
        );
        let Answer::Page { status, markup } = own(&[("do", "send")], own_answer::save).unwrap() else {
            panic!()
        };
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(markup.into_string().contains("Choose an answer to one of the questions"));
        let typed = [("a-satisfied", "4"), ("a-worthwhile", "dont_know"), ("do", "stop")];
        own(&typed, own_answer::save).unwrap();
        own(&[("a-satisfied", "9"), ("do", "send")], own_answer::save).unwrap();
        let kept = kept(&db, &t);
        assert_eq!(kept.len(), 1, "sent again it changes nothing");
        assert_eq!((kept[0].how.code(), kept[0].occasion), ("online", Some(Occasion::Start)));
        assert_eq!(
            (&kept[0].answers["satisfied"], &kept[0].answers["worthwhile"]),
            (&4.into(), &"dont_know".into())
        );
        assert_eq!(kept[0].why_missing.as_deref(), Some("They stopped here."));
        assert!(shown(own(&[], own_answer::show)).contains("Your answers are kept"));
    }
}

#[test]
fn a_link_can_be_declined_and_runs_out() {
    for db in engines() {
        let t = talked(&db);
        let app = app(&db, &t.w);
        let nobody = Actor::anyone(t.w.area.id);
        send(&db, &t, "link").unwrap();
        let token = link(&db, &t);
        let own = |form: &[(&str, &str)], serve| go(&app, &nobody, "/", &[("token", &token)], form, serve);
        app.clock.put(t.w.now.at + (22 * 24).hours());
        assert!(shown(own(&[], own_answer::show)).contains("This question has closed"));
        let late = own(&[("a-satisfied", "4"), ("do", "send")], own_answer::save).unwrap();
        assert!(matches!(late, Answer::Page { status: StatusCode::CONFLICT, .. }));
        app.clock.put(t.w.now.at + 1.hours());
        own(&[("do", "stop")], own_answer::save).unwrap();
        assert!(shown(own(&[], own_answer::show)).contains("We will not ask you again this time"));
        assert!(kept(&db, &t).is_empty());
        let wrong = go(&app, &nobody, "/", &[("token", "no")], &[], own_answer::show);
        assert!(matches!(wrong, Err(Refusal::NotFound { .. })));
    }
}

/// The fields every entry has, and these.
fn entry<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("on", "today"),
        ("at", "09:30"),
        ("asked_how", "paper"),
        ("moment", "start"),
        ("who", "person"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(more);
    fields
}

#[test]
fn numbers_are_entered_put_right_and_seen_in_words() {
    for db in engines() {
        let t = talked(&db);
        let (app, id) = (app(&db, &t.w), t.id.to_string());
        let enter = |measure: &str, at: &str, form: &[(&str, &str)]| {
            go(&app, &t.w.worker, at, &[("id", &id), ("measure", measure)], &entry(form), ask_form::save)
        };
        let off = enter("ucla3", "/", &[("a-companionship", "4"), ("a-left_out", "2")]).unwrap();
        let Answer::Page { status: StatusCode::UNPROCESSABLE_ENTITY, markup } = off else { panic!() };
        assert!(markup.into_string().contains("value=\"2\" selected"), "what was typed is kept");
        enter("ucla3", "/", &[("a-companionship", "3"), ("a-left_out", "2"), ("a-isolated", "3")]).unwrap();
        let first = kept(&db, &t)[0].id.to_string();
        let again = format!("/x?instead_of={first}");
        enter("ucla3", &again, &[("a-companionship", "1"), ("a-left_out", "2"), ("a-isolated", "3")])
            .unwrap();
        let proxy = enter("ons4", "/", &[("a-happy", "3"), ("who", "someone_else")]).unwrap();
        assert!(matches!(proxy, Answer::Page { status: StatusCode::UNPROCESSABLE_ENTITY, .. }));
        let nines = "9".repeat(100_000);
        for (field, value) in [("on", "1 January 2027"), ("a-happy", nines.as_str()), ("a-happy", "-1")] {
            let refused = enter("ons4", "/", &[("a-satisfied", "3"), (field, value)]).unwrap();
            let Answer::Page { status, markup } = refused else { panic!("{field} {value:.9} was taken") };
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(markup.into_string().contains("There is a problem"));
        }
        let before = enter("ons4", "/", &[("a-happy", "3"), ("on", "1 March 2026")]).unwrap();
        assert!(matches!(before, Answer::Redirect { .. }), "from before they were asked for: kept");
        enter("pam", "/", &[("a-score", "56.4"), ("a-level", "3"), ("adapted", "yes")]).unwrap();
        let kept = kept(&db, &t);
        assert_eq!(kept.len(), 3, "{kept:?}");
        assert_eq!(kept.iter().find(|one| one.measure == "ons4").unwrap().occasion, Some(Occasion::Other));

        let seen = shown(go(&app, &t.w.worker, "/", &[("id", &id)], &[], lines::show));
        assert!(seen.contains(": 6 on 23 November. One answer cannot show a change."), "{seen}");
        assert!(seen.contains("not valid to score") && seen.contains("is not counted as a beginning"));
        let told = shown(go(&app, &t.w.worker, "/", &[("id", &id)], &[], story::show));
        assert!(told.contains(": 6 on 23 November"), "the story says it too");
        let mut cy = visit(&app, &t.w.worker, "/", &[("id", &id)], &[]);
        cy.lang = Lang::Cy;
        assert!(shown(lines::show(&cy)).contains("Ni all un ateb ddangos newid"));
    }
}

#[test]
fn paper_has_the_words_we_hold_and_no_name() {
    let db = &engines()[0];
    let t = talked(db);
    let (app, id) = (app(db, &t.w), t.id.to_string());
    let paper = |measure: &str| {
        go(&app, &t.w.worker, "/", &[("id", &id), ("measure", measure)], &[], ask_paper::show)
    };
    let sheet = shown(paper("ucla3"));
    assert!(sheet.contains("How often do you feel left out?") && sheet.contains("Open Government Licence"));
    let main = sheet.split("<main").nth(1).unwrap();
    assert!(!main.contains("Vowles") && !main.contains("Margaret"));
    assert!(matches!(paper("swemwbs"), Err(Refusal::NotNow(_))), "whose words are not ours");
    assert!(matches!(paper("nothing"), Err(Refusal::NotFound { .. })));
}

#[test]
fn what_was_hoped_for_stays_and_comes_out_in_words_and_a_number() {
    for db in engines() {
        let t = talked(&db);
        let (app, id) = (app(&db, &t.w), t.id.to_string());
        let (by, now): (&Actor, &Moment) = (&t.w.worker, &t.w.now);
        let step = db
            .write("agree", |tx| {
                let journey = find_journey(tx, by, now, Act::RecordOnJourney, t.id)?;
                let new = NewStep {
                    words: "Ring the hall".into(),
                    who: "me".into(),
                    by_when: None,
                    replaces: None,
                };
                agree_step(tx, by, now, &journey, &new)
            })
            .unwrap();
        let save = |form: &[(&str, &str)]| go(&app, by, "/", &[("id", &id)], form, hope_page::save);
        let field = |what: &str| format!("{what}-{step}");
        let (expected, baseline, level) = (field("expected"), field("baseline"), field("level"));
        save(&[(&expected, "I have rung once."), (&baseline, "-1")]).unwrap();
        assert!(shown(go(&app, by, "/", &[("id", &id)], &[], hope_page::show)).contains("I have rung once."));
        let rewritten = db.write("make it easier", |tx| {
            let journey = find_journey(tx, by, now, Act::RecordOnJourney, t.id)?;
            let new = NewHope { step, expected: "Nothing".into(), weight: 1, baseline: Attainment::Less };
            super::super::set_hope(tx, by, now, &journey, &new)
        });
        assert!(matches!(rewritten, Err(Refusal::NotNow(_))), "a hope rewritten is a new step");
        save(&[(&level, "1")]).unwrap();
        let seen = shown(go(&app, by, "/", &[("id", &id)], &[], lines::show));
        assert!(
            seen.contains("More than you hoped") && seen.contains("(60, where 50 is as hoped)"),
            "{seen}"
        );
        assert!(seen.contains("At the beginning it was 40."), "{seen}");
        assert_eq!(LEVELS.len(), 5);
    }
}

#[test]
fn only_those_who_may_ask_and_look_can() {
    let db = &engines()[0];
    let t = talked(db);
    let (app, id) = (app(db, &t.w), t.id.to_string());
    let try_as = |by: &Actor, serve| go(&app, by, "/", &[("id", &id), ("measure", "ons4")], &[], serve);
    let pages: [crate::web::Serve; 5] =
        [ask_page::show, ask_form::show, ask_paper::show, lines::show, hope_page::show];
    for serve in pages {
        assert!(try_as(&t.w.worker, serve).is_ok() && try_as(&t.w.lead, serve).is_ok());
        assert!(matches!(try_as(&t.w.colleague, serve), Err(Refusal::NeedsReason { .. })));
        for by in [&t.w.stranger, &t.w.commissioner, &t.w.admin, &t.w.referrer] {
            assert!(matches!(try_as(by, serve), Err(Refusal::NotFound { .. })));
        }
    }
}
