//! Endings, pauses, handovers and what goes out, on every engine.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;

use super::super::page::tests::{app, begun};
use super::super::store_ending::select_follow_up;
use super::super::{
    JourneyId, chores, end_page, find_journey, follow_up, handover, messages_page, pause, resume, story,
};
use super::*;
use crate::access::Act;
use crate::app::App;
use crate::fixture::{World, engines, shown, visit, world};
use crate::messages::{self, Channel, Mail, NewMessage, thread_messages};
use crate::web::Answer;

struct Going {
    w: World,
    app: App,
    id: JourneyId,
}

fn going(db: &::store::testing::TestDb) -> Going {
    let w = world(db);
    let id = begun(db, &w);
    Going { app: app(db, &w), w, id }
}

impl Going {
    fn journey(&self) -> Journey {
        let of = |tx: &mut Tx<'_>| store::select_journey(tx, self.w.area.id, self.id);
        self.app.db.read("journey", of).unwrap().unwrap()
    }

    fn end_page(&self, form: &[(&str, &str)]) -> Answer {
        let id = self.id.to_string();
        end_page::save(&visit(
            &self.app,
            &self.w.worker,
            &format!("/journeys/{id}/end"),
            &[("id", &id)],
            form,
        ))
        .unwrap()
    }

    fn end(&self, reason: EndingReason) {
        let form = [
            ("do", "end"),
            ("reason", reason.code()),
            ("what_changed", "I go out."),
            ("what_holds", "The café."),
            ("letter", "Dear Margaret,"),
            ("send", "print"),
        ];
        let Answer::Redirect { .. } = self.end_page(&form) else { panic!("{reason:?} was not taken in") };
    }

    fn follow_ups(&self) -> Vec<(i64, Date, String)> {
        let of = |tx: &mut Tx<'_>| {
            let mut found = Vec::new();
            for months in 1..=24 {
                if let Some(f) = select_follow_up(tx, self.w.area.id, self.id, months)? {
                    found.push((months, f.due_on, f.state));
                }
            }
            Ok::<_, Refusal>(found)
        };
        self.app.db.read("follow-ups", of).unwrap()
    }

    fn page(&self, page: fn(&crate::web::Visit<'_>) -> Result<Answer, Refusal>, path: &str) -> String {
        let id = self.id.to_string();
        shown(page(&visit(&self.app, &self.w.worker, path, &[("id", &id), ("months", "3")], &[])))
    }
}

#[test]
fn an_ending_is_followed_up_at_three_six_and_twelve_months_but_not_for_those_who_died_or_moved() {
    for reason in EndingReason::ALL {
        for db in engines() {
            let going = going(&db);
            going.end(reason);
            let due: Vec<String> = going.follow_ups().iter().map(|(_, due, _)| due.to_string()).collect();
            if reason.is_followed_up() {
                assert_eq!(due, ["2027-02-23", "2027-05-23", "2027-11-23"]);
            } else {
                assert!(due.is_empty(), "{reason:?}");
            }
            let journey = going.journey();
            assert_eq!(
                (journey.state, journey.ending.as_deref()),
                (super::super::JourneyState::Ended, Some(reason.code()))
            );
            assert_eq!(journey.letter.is_some(), reason != EndingReason::Died);
        }
    }
}

#[test]
fn the_guided_ending_drafts_again_keeps_what_was_typed_and_ends_once() {
    for db in engines() {
        let going = going(&db);
        let page = going.page(end_page::show, "/end");
        assert!(page.contains("Dear Margaret,") && page.contains("Ask how they are"));
        let Answer::Page { markup, .. } =
            going.end_page(&[("do", "draft"), ("reason", "complete"), ("what_holds", "Singing <3")])
        else {
            panic!()
        };
        assert!(markup.into_string().contains("This is what keeps going:\nSinging &lt;3"));
        let Answer::Page { status, markup } =
            going.end_page(&[("do", "end"), ("reason", "complete"), ("letter", "Mine")])
        else {
            panic!()
        };
        let again = markup.into_string();
        assert_eq!(status.as_u16(), 422);
        assert!(again.contains("Write what holds") && again.contains("Mine"));
        let Answer::Page { status, .. } =
            going.end_page(&[("do", "end"), ("reason", "lost_touch"), ("back", "She sings now")])
        else {
            panic!()
        };
        assert_eq!(status.as_u16(), 422);
        going.end(EndingReason::Complete);
        let id = going.id.to_string();
        let twice = end_page::show(&visit(&going.app, &going.w.worker, "/end", &[("id", &id)], &[]));
        assert!(matches!(twice, Err(Refusal::NotNow(_))));
        assert!(going.page(story::letter, "/letter").contains("Dear Margaret,"));
    }
}

#[test]
fn nothing_reaches_somebody_who_died() {
    for db in engines() {
        let going = going(&db);
        let (w, journey) = (&going.w, going.journey());
        let new = NewMessage {
            person: Some(journey.person.into()),
            thread: Some(going.id.into()),
            channel: Channel::Email,
            send_to: "margaret@example.org".into(),
            subject: "Did you get there?".into(),
            body: "x".into(),
        };
        going.app.db.write("write", |tx| messages::write(tx, &w.worker, &w.now, &new)).unwrap();
        going.end(EndingReason::Died);
        let real = crate::settings::Area { demonstration: false, ..w.area.clone() };
        let kept = Arc::new(Mutex::new(Vec::new()));
        chores(&going.app.db, &real, &w.now, Some(&Mail::Kept(kept.clone()))).unwrap();
        assert!(kept.lock().unwrap().iter().all(|m| m.send_to != "margaret@example.org"));
    }
}

#[test]
fn messages_go_once_wait_without_a_server_and_never_leave_a_demonstration() {
    for db in engines() {
        let going = going(&db);
        let (w, db) = (&going.w, &going.app.db);
        let kept = Arc::new(Mutex::new(Vec::new()));
        let mail = Mail::Kept(kept.clone());
        let real = crate::settings::Area { demonstration: false, ..w.area.clone() };
        let shown_area = crate::settings::Area { demonstration: true, ..w.area.clone() };
        assert_eq!(chores(db, &real, &w.now, None).unwrap().delivered.sent, 0);
        assert_eq!(chores(db, &shown_area, &w.now, Some(&mail)).unwrap().delivered.sent, 0);
        let sent = chores(db, &real, &w.now, Some(&mail)).unwrap().delivered.sent;
        assert!(sent >= 1 && sent == kept.lock().unwrap().len());
        assert_eq!(chores(db, &real, &w.now, Some(&mail)).unwrap().delivered.sent, 0);
        let lines = db.read("lines", |tx| {
            Ok::<_, Refusal>(ledger::recent(tx, w.area.id.into(), &["message.sent"], 50, None)?)
        });
        assert_eq!(lines.unwrap().len(), sent);
    }
}

#[test]
fn a_server_that_is_away_is_tried_again_later_and_given_up_at_last() {
    for db in engines() {
        let going = going(&db);
        let (w, db) = (&going.w, &going.app.db);
        let mail = Mail::smtp("smtp://127.0.0.1:1", "hello@example.org").unwrap();
        let real = crate::settings::Area { demonstration: false, ..w.area.clone() };
        let at = |at: Timestamp| Moment { at, chance: w.now.chance.clone() };
        let mut now = w.now.at;
        let waiting = chores(db, &real, &at(now), Some(&mail)).unwrap().delivered.again;
        assert!(waiting >= 1);
        assert_eq!(
            chores(db, &real, &at(now), Some(&mail)).unwrap().delivered,
            messages::Delivered::default()
        );
        for wait in messages::WAITS {
            now += wait;
            let tried = chores(db, &real, &at(now), Some(&mail)).unwrap().delivered;
            let last = wait == messages::WAITS[4];
            assert_eq!(
                (tried.again, tried.failed),
                if last { (0, waiting) } else { (waiting, 0) },
                "{wait:?}"
            );
        }
    }
}

#[test]
fn a_pause_gives_its_days_back() {
    for db in engines() {
        let going = going(&db);
        let w = &going.w;
        let before = going.journey().ends_on;
        let later = Moment { at: w.now.at + (10 * 24).hours(), chance: w.now.chance.clone() };
        let journey = going.journey();
        going
            .app
            .db
            .write("pause", |tx| pause(tx, &w.worker, &w.now, &journey, "Her sister is here.", None))
            .unwrap();
        let journey = going.journey();
        going.app.db.write("resume", |tx| resume(tx, &w.worker, &later, &journey)).unwrap();
        assert_eq!(going.journey().ends_on, before.saturating_add(10.days()));
    }
}

#[test]
fn the_lead_hands_over_to_a_colleague_of_the_scheme_only() {
    for db in engines() {
        let going = going(&db);
        let (w, id) = (&going.w, going.id.to_string());
        let hand = |to: &str| {
            let form = [("to", to), ("note", "She likes tea at three.")];
            handover::save(&visit(&going.app, &w.lead, "/handover", &[("id", &id)], &form)).unwrap()
        };
        let page = shown(handover::show(&visit(&going.app, &w.lead, "/handover", &[("id", &id)], &[])));
        assert!(page.contains("Priya Nair") && !page.contains("Tom Reed"));
        let Answer::Page { status, .. } = hand(&w.stranger.account().unwrap().to_string()) else { panic!() };
        assert_eq!(status.as_u16(), 422);
        shown(Ok(hand(&w.colleague.account().unwrap().to_string())));
        assert_eq!(going.journey().worker, w.colleague.account().unwrap());
        let new = going
            .app
            .db
            .read("open", |tx| find_journey(tx, &w.colleague, &w.now, Act::RecordOnJourney, going.id));
        assert!(new.is_ok());
    }
}

#[test]
fn a_follow_up_is_answered_once_and_wanting_more_reaches_the_team_without_a_name() {
    for db in engines() {
        let going = going(&db);
        going.end(EndingReason::Complete);
        let id = going.id.to_string();
        let save = |form: &[(&str, &str)]| {
            follow_up::save(&visit(
                &going.app,
                &going.w.worker,
                "/follow-up/3",
                &[("id", &id), ("months", "3")],
                form,
            ))
        };
        assert!(
            going.page(follow_up::show, "/follow-up/3").contains("Are you still going to what you found?")
        );
        let said = [
            ("reached", "yes"),
            ("how_are_you", "Up and down"),
            ("still_going", "Most weeks"),
            ("wants_more", "yes"),
        ];
        shown(save(&said));
        assert!(matches!(save(&said), Err(Refusal::NotNow(_))));
        assert!(going.page(follow_up::show, "/follow-up/3").contains("Up and down"));
        let all =
            going.app.db.read("all", |tx| thread_messages(tx, going.w.area.id, going.id.into())).unwrap();
        let team = all.iter().find(|m| m.subject.starts_with("Someone would like us")).unwrap();
        assert!(!team.body.contains("Margaret") && team.send_to == "team@example.org");
        assert!(going.page(messages_page::show, "/messages").contains("waiting to be sent"));
    }
}

#[test]
fn the_story_and_the_letter_are_shown_on_paper() {
    for db in engines() {
        let going = going(&db);
        let story = going.page(story::show, "/story");
        assert!(story.contains("q-paper") && story.contains("Ada Greene"));
        let large = going.page(story::show, "/story?print=large");
        assert!(large.contains("q-paper--large"));
        assert!(going.page(story::letter, "/letter").contains("No letter was written"));
        let id = going.id.to_string();
        let commissioner =
            story::show(&visit(&going.app, &going.w.commissioner, "/story", &[("id", &id)], &[]));
        assert!(matches!(commissioner, Err(Refusal::NotFound { .. })));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_words_make_an_ending_that_renders(changed in "\\PC{1,80}", holds in "[\\u{590}-\\u{6ff}\\u{1f300}-\\u{1f64f}<&\"]{1,40}", letter in "\\PC{1,200}") {
        let db = ::store::testing::sqlite(crate::app::MIGRATIONS, ::store::Rules { unledgered: crate::app::UNLEDGERED });
        let going = going(&db);
        let form = [("do", "end"), ("reason", "lost_touch"), ("what_changed", changed.as_str()), ("what_holds", holds.as_str()), ("letter", letter.as_str())];
        going.end_page(&form);
        prop_assert!(going.page(story::show, "/story").contains("</html>"));
        prop_assert!(going.page(story::letter, "/letter").contains("</html>"));
        prop_assert_eq!(going.journey().what_holds.unwrap(), holds.trim());
    }
}
