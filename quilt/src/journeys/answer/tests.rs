//! A group asked for room and answering by its link, page by page, on every engine.

use jiff::{Timestamp, ToSpan};

use super::super::page::tests::{app, begun};
use super::super::{
    How, JourneyId, Link, LinkState, NewLink, answer_page, link_next, link_page, make_link, store,
};
use super::super::{find_journey, lapse_unanswered};
use super::*;
use crate::access::Act;
use crate::app::App;
use crate::directory::{NewService, ServiceId, add_service};
use crate::fixture::{World, engines, shown, visit, world};
use crate::messages::{Message, thread_messages};
use crate::web::Answer;

struct Asking {
    w: World,
    app: App,
    journey: JourneyId,
    service: ServiceId,
}

fn asking(db: &::store::testing::TestDb) -> Asking {
    let w = world(db);
    let journey = begun(db, &w);
    let service = openreferral::Service {
        name: "Talking Café".into(),
        emails: vec!["cafe@example.org".into()],
        ..Default::default()
    };
    let service = db
        .write("add a café", |tx| {
            add_service(tx, &w.admin, &w.now, NewService { service: service.clone(), organization: None })
        })
        .unwrap();
    Asking { app: app(db, &w), w, journey, service }
}

impl Asking {
    fn link_page(&self, form: &[(&str, &str)]) -> Result<Answer, Refusal> {
        let (id, service) = (self.journey.to_string(), self.service.to_string());
        let path = format!("/journeys/{id}/link/{service}");
        link_page::save(&visit(&self.app, &self.w.worker, &path, &[("id", &id), ("service", &service)], form))
    }

    /// Links and asks by e-mail; gives the message.
    fn ask(&self) -> Message {
        let said = shown(self.link_page(&ASK));
        assert_eq!(said, format!("/journeys/{}#links", self.journey));
        self.messages().remove(0)
    }

    fn messages(&self) -> Vec<Message> {
        let of = |tx: &mut Tx<'_>| thread_messages(tx, self.w.area.id, self.journey.into());
        let mut messages = self.app.db.read("messages", of).unwrap();
        messages.retain(|message| message.subject.starts_with("Room for one?"));
        messages
    }

    fn link(&self) -> Link {
        let of = |tx: &mut Tx<'_>| {
            let journey = find_journey(tx, &self.w.worker, &self.w.now, Act::OpenJourney, self.journey)?;
            Ok::<_, Refusal>(store::select_parts(tx, self.w.area.id, self.journey, journey.person)?.links)
        };
        self.app.db.read("links", of).unwrap().remove(0).link
    }

    fn look(&self, token: &str) -> String {
        let nobody = Actor::anyone(self.w.area.id);
        shown(answer_page::show(&visit(
            &self.app,
            &nobody,
            &format!("/answer/{token}"),
            &[("token", token)],
            &[],
        )))
    }

    fn say(&self, token: &str, said: &str, note: &str) -> Result<Answer, Refusal> {
        let nobody = Actor::anyone(self.w.area.id);
        let form = [("said", said), ("note", note)];
        answer_page::save(&visit(&self.app, &nobody, &format!("/answer/{token}"), &[("token", token)], &form))
    }

    fn lapse(&self, at: Timestamp) -> usize {
        let quilt = Actor::program(self.w.area.id, "Quilt");
        let now = Moment { at, chance: self.w.now.chance.clone() };
        self.app.db.write("lapse", |tx| lapse_unanswered(tx, &quilt, &now)).unwrap()
    }
}

const ASK: [(&str, &str); 6] = [
    ("how", "accompanied"),
    ("ask", "email"),
    ("email", "cafe@example.org"),
    ("question", "Have you room for one on Tuesday?"),
    ("shared", "Margaret would like to come; she likes a chair near the door."),
    ("agreed", "yes"),
];

fn token(message: &Message) -> String {
    let at = message.body.find("/answer/").unwrap() + "/answer/".len();
    message.body[at..].split_whitespace().next().unwrap().to_owned()
}

fn lines(asking: &Asking, kind: &str) -> usize {
    let of = |tx: &mut Tx<'_>| {
        Ok::<_, Refusal>(ledger::thread(tx, asking.w.area.id.into(), asking.journey.into(), 200, None)?)
    };
    asking.app.db.read("lines", of).unwrap().iter().filter(|line| line.kind == kind).count()
}

#[test]
fn a_group_answers_once_with_one_tap_and_reads_who_it_is_only_then() {
    for (said, state) in
        [("room", LinkState::Room), ("full", LinkState::Full), ("not_for_us", LinkState::NotForUs)]
    {
        for db in engines() {
            let asking = asking(&db);
            let message = asking.ask();
            assert_eq!(
                (message.send_to.as_str(), asking.link().state),
                ("cafe@example.org", LinkState::Asked)
            );
            assert!(!message.body.contains("Margaret") && !message.subject.contains("Margaret"));
            let token = token(&message);
            let before = asking.look(&token);
            assert!(
                before.contains("Have you room for one on Tuesday?") && before.contains("Yes, there is room")
            );
            for secret in ["Margaret", "Vowles", "chair near the door", "Ron died", "TA5"] {
                assert!(!before.contains(secret), "{secret}");
            }
            assert_eq!(shown(asking.say(&token, said, "Tuesdays only")), format!("/answer/{token}"));
            let link = asking.link();
            assert_eq!((link.state, link.answer_note.as_deref()), (state, Some("Tuesdays only")));
            let after = asking.look(&token);
            assert!(after.contains("Thank you"), "{after}");
            assert_eq!(after.contains("chair near the door"), said == "room");
            assert_eq!(after.matches("Margaret").count(), usize::from(said == "room"));
        }
    }
}

#[test]
fn said_twice_nothing_changes_and_said_otherwise_it_is_refused() {
    for db in engines() {
        let asking = asking(&db);
        let token = token(&asking.ask());
        shown(asking.say(&token, "room", ""));
        shown(asking.say(&token, "room", "again"));
        assert_eq!((asking.link().answer_note, lines(&asking, "link.answered")), (None, 1));
        let Answer::Page { status, markup } = asking.say(&token, "full", "").unwrap() else {
            panic!("no page")
        };
        assert_eq!(status.as_u16(), 409);
        assert!(markup.into_string().contains("we kept your first answer"));
        assert_eq!(asking.link().state, LinkState::Room);
        let Answer::Page { status, .. } = asking.say(&token, "<script>", "").unwrap() else {
            panic!("no page")
        };
        assert_eq!(status.as_u16(), 422);
    }
}

#[test]
fn a_question_lapses_after_fourteen_days_and_not_before() {
    for db in engines() {
        let asking = asking(&db);
        let token = token(&asking.ask());
        let at = asking.w.now.at;
        assert_eq!(asking.lapse(at + (14 * 24).hours() - 1.second()), 0);
        assert_eq!(asking.link().state, LinkState::Asked);
        assert_eq!(asking.lapse(at + (14 * 24).hours()), 1);
        assert_eq!((asking.link().state, lines(&asking, "link.lapsed")), (LinkState::Lapsed, 1));
        assert_eq!(asking.lapse(at + (15 * 24).hours()), 0);
        asking.app.clock.put(at + (14 * 24).hours());
        let late = asking.look(&token);
        assert!(late.contains("This question has closed") && !late.contains("Yes, there is room"));
        let Answer::Page { status, .. } = asking.say(&token, "room", "").unwrap() else { panic!("no page") };
        assert_eq!((status.as_u16(), asking.link().state), (409, LinkState::Lapsed));
    }
}

#[test]
fn what_was_shared_is_shown_for_two_weeks() {
    for db in engines() {
        let asking = asking(&db);
        let token = token(&asking.ask());
        shown(asking.say(&token, "room", ""));
        asking.app.clock.put(asking.w.now.at + (14 * 24).hours());
        assert!(!asking.look(&token).contains("Margaret"));
    }
}

#[test]
fn nobody_is_asked_with_a_name_or_without_agreement() {
    for db in engines() {
        let asking = asking(&db);
        let with = |name: &str, value: &str| {
            let form: Vec<(&str, &str)> = ASK
                .iter()
                .map(|(k, v)| if *k == name { (*k, value.to_owned().leak() as &str) } else { (*k, *v) })
                .collect();
            asking.link_page(&form).unwrap()
        };
        for (name, value) in [
            ("question", "Room for Margaret on Tuesday?"),
            ("agreed", ""),
            ("email", "no"),
            ("question", ""),
            ("ask", ""),
            ("how", ""),
        ] {
            let Answer::Page { status, markup } = with(name, value) else { panic!("{name} was taken in") };
            assert_eq!(status.as_u16(), 422, "{name}");
            assert!(markup.into_string().contains("chair near the door"), "what was typed is kept");
        }
        assert!(asking.messages().is_empty());
        let page = asking.link_page(&[("how", "signposted"), ("ask", "no")]).unwrap();
        assert_eq!(shown(Ok(page)), format!("/journeys/{}#links", asking.journey));
        assert_eq!(asking.link().state, LinkState::Made);
    }
}

#[test]
fn unknown_links_open_nothing() {
    for db in engines() {
        let asking = asking(&db);
        let nobody = Actor::anyone(asking.w.area.id);
        let other = Secret::new([9u8; 20]).text();
        for token in ["", "x", "%00", other.as_str(), "../../etc", "\u{202e}"] {
            let show = answer_page::show(&visit(&asking.app, &nobody, "/answer/x", &[("token", token)], &[]));
            assert!(matches!(show, Err(Refusal::NotFound { .. })), "{token}");
        }
    }
}

#[test]
fn a_link_worker_puts_in_what_was_said_and_asks_whether_they_got_there() {
    for db in engines() {
        let asking = asking(&db);
        let rings: Vec<(&str, &str)> =
            ASK.iter().map(|(k, v)| if *k == "ask" { (*k, "ring") } else { (*k, *v) }).collect();
        let to = shown(asking.link_page(&rings));
        let link = asking.link();
        assert_eq!(to, format!("/journeys/{}/link/{}/next", asking.journey, link.id));
        let (id, link_id) = (asking.journey.to_string(), link.id.to_string());
        let at = [("id", id.as_str()), ("service", link_id.as_str())];
        let next =
            |form: &[(&str, &str)]| link_next::save(&visit(&asking.app, &asking.w.worker, &to, &at, form));
        let page = shown(link_next::show(&visit(&asking.app, &asking.w.worker, &to, &at, &[])));
        assert!(page.contains("/answer/") && page.contains("for you to read out"), "{page}");
        shown(next(&[("do", "said"), ("said", "room"), ("note", "Ring Jean first")]));
        assert_eq!(asking.link().state, LinkState::Room);
        let page = shown(link_next::show(&visit(&asking.app, &asking.w.worker, &to, &at, &[])));
        assert!(page.contains("Tell Margaret there is room") && page.contains("Ring Jean first"));
        let ask = visit(&asking.app, &asking.w.worker, "/ask", &at, &[("whom", "person")]);
        shown(link_next::ask_arrival(&ask));
        let all = asking
            .app
            .db
            .read("all", |tx| thread_messages(tx, asking.w.area.id, asking.journey.into()))
            .unwrap();
        let arrival = all.iter().find(|m| m.subject.starts_with("Did you get there?")).unwrap();
        shown(asking.say(&token(arrival), "came", "Lovely scones"));
        let link = asking.link();
        assert_eq!(
            (link.state, link.times_came, link.answer_note.as_deref()),
            (LinkState::Came, 1, Some("Lovely scones"))
        );
        let stranger = visit(&asking.app, &asking.w.stranger, &to, &at, &[]);
        assert!(matches!(link_next::show(&stranger), Err(Refusal::NotFound { .. })));
    }
}

#[test]
fn an_answer_about_room_does_not_undo_that_they_came() {
    for db in engines() {
        let asking = asking(&db);
        let token = token(&asking.ask());
        let (w, link) = (&asking.w, asking.link());
        asking
            .app
            .db
            .write("came", |tx| {
                let journey = find_journey(tx, &w.worker, &w.now, Act::RecordOnJourney, asking.journey)?;
                super::super::arrived(tx, &w.worker, &w.now, &journey, link.id, true, None)
            })
            .unwrap();
        shown(asking.say(&token, "full", ""));
        assert_eq!(asking.link().state, LinkState::Came);
    }
}

#[test]
fn a_journey_may_hold_any_words() {
    for db in engines() {
        let asking = asking(&db);
        let odd = "שלום \u{202e}👵🏽 <b>&amp;</b> \u{0301}";
        let form = [
            ("how", "introduced"),
            ("ask", "email"),
            ("email", "cafe@example.org"),
            ("question", odd),
            ("shared", odd),
            ("agreed", "yes"),
        ];
        shown(asking.link_page(&form));
        let token = token(&asking.messages()[0]);
        assert!(asking.look(&token).contains("👵🏽 &lt;b&gt;&amp;amp;&lt;/b&gt;"));
        shown(asking.say(&token, "room", odd));
        assert_eq!(asking.link().answer_note.as_deref(), Some(odd));
        let made = asking.app.db.write("make", |tx| {
            let journey =
                find_journey(tx, &asking.w.worker, &asking.w.now, Act::RecordOnJourney, asking.journey)?;
            let new =
                NewLink { service: asking.service, step: None, how: How::Signposted, shared: odd.into() };
            make_link(tx, &asking.w.worker, &asking.w.now, &journey, &new)
        });
        assert!(made.is_ok());
    }
}
