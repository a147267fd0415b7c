//! A group behind its link: its pages, what it changes, and a link that has ended.

use identity::Secret;
use jiff::ToSpan;

use super::super::group;
use super::*;
use crate::access::Actor;
use crate::app::App;
use crate::fixture::{app, engines, shown, visit, world};
use crate::web::{Answer, Visit};

struct Door<'a> {
    app: &'a App,
    token: String,
    link: GroupLinkId,
}

impl Door<'_> {
    fn at(&self, path: &str, form: &[(&str, &str)]) -> Visit<'_> {
        let anyone = Actor::anyone(self.app.area.id);
        visit(self.app, &anyone, &path.replace("{token}", &self.token), &[("token", &self.token)], form)
    }
}

fn door<'a>(db: &TestDb, world: &World, app: &'a App, id: ServiceId) -> Door<'a> {
    let made = db.write("make a link", |tx| make_link(tx, &world.worker, &world.now, id, None)).unwrap();
    Door { app, token: made.1.text(), link: made.0 }
}

#[test]
fn a_group_keeps_its_own_entry() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let door = door(&db, &world, &app, id);
        let page = shown(group::show_home(&door.at("/group/{token}", &[])));
        for words in ["Taking café", "We have room", "Tuesdays 10:00 to 12:00", "All of this is right"] {
            assert!(page.contains(words), "{}: {words}", db.name());
        }
        let kept = format!("/group/{}?said=kept", door.token);
        assert_eq!(shown(group::save_room(&door.at("/group/{token}", &[("do", "room")]))), kept);
        assert_eq!(entry(&db, &world, id).layer.has_room(world.now.today()), Some(true));
        let closed = [("do", "closed"), ("until-day", "5"), ("until-month", "1"), ("until-year", "2027")];
        assert_eq!(shown(group::save_room(&door.at("/group/{token}", &closed))), kept);
        assert_eq!(entry(&db, &world, id).status, openreferral::Status::TemporarilyClosed);
        let past = [("do", "closed"), ("until-day", "5"), ("until-month", "1"), ("until-year", "2020")];
        let page = shown(group::save_room(&door.at("/group/{token}", &past)));
        assert!(page.contains("still to come") && page.contains("2020"));
        let version = entry(&db, &world, id).version.to_string();
        let page = shown(group::show_edit(&door.at("/group/{token}/edit", &[])));
        assert!(page.contains("Change your entry"));
        let typed = [
            ("version", version.as_str()),
            ("times", "Thursdays 2pm to 4pm"),
            ("first_visit", "Ask for Jean."),
        ];
        assert_eq!(shown(group::save_edit(&door.at("/group/{token}/edit", &typed))), kept);
        let now = entry(&db, &world, id);
        assert_eq!(now.when_words, "Thursdays 14:00 to 16:00");
        assert_eq!(now.layer.edited_at, Some(world.now.at));
        let held = corrections(&db, &world, id);
        assert_eq!(
            (held.len(), held[0].by_name.as_str()),
            (1, "Taking café"),
            "a feed's entry is corrected, not written over"
        );
        // The same form sent a second time finds everything said already.
        assert_eq!(shown(group::save_edit(&door.at("/group/{token}/edit", &typed))), kept);
        assert_eq!(corrections(&db, &world, id).len(), 1);
    }
}

#[test]
fn a_group_takes_its_entry_out_brings_it_back_and_keeps_a_copy() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let door = door(&db, &world, &app, id);
        assert!(shown(group::show_out(&door.at("/group/{token}/out", &[]))).contains("Take Taking café out"));
        group::save_out(&door.at("/group/{token}/out", &[("do", "out"), ("why", "We moved.")])).unwrap();
        assert!(!entry(&db, &world, id).is_offered(), "{}", db.name());
        let page = shown(group::show_home(&door.at("/group/{token}", &[])));
        assert!(page.contains("Put us back in the directory") && !page.contains("We have room"));
        assert!(shown(group::show_copy(&door.at("/group/{token}/copy", &[]))).contains("Brook Street"));
        let Ok(Answer::File { bytes, .. }) = group::as_json(&door.at("/group/{token}/copy.json", &[])) else {
            panic!("no file")
        };
        let copy: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((copy["name"].as_str(), copy["status"].as_str()), (Some("Taking café"), Some("active")));
        group::save_out(&door.at("/group/{token}/out", &[("do", "back")])).unwrap();
        assert!(entry(&db, &world, id).is_offered());
    }
}

#[test]
fn a_link_that_ended_or_ran_out_or_was_made_up_opens_nothing() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let first = door(&db, &world, &app, id);
        let second = door(&db, &world, &app, id);
        db.write("end it", |tx| end_link(tx, &world.lead, &world.now, id, first.link)).unwrap();
        let says = |door: &Door<'_>| shown(group::show_home(&door.at("/group/{token}", &[])));
        assert!(
            says(&first).contains("This link has ended") && !says(&first).contains("Taking café"),
            "{}",
            db.name()
        );
        assert!(says(&second).contains("Taking café"));
        let full = [("do", "full")];
        assert!(matches!(group::save_room(&first.at("/group/{token}", &full)), Err(Refusal::NotNow(_))));
        app.clock.put(world.now.at + (181 * 24).hours());
        assert!(says(&second).contains("This link has ended"));
        for act in [group::save_room, group::save_out] {
            assert!(matches!(act(&second.at("/group/{token}", &full)), Err(Refusal::NotNow(_))));
        }
        assert!(
            shown(group::save_edit(&second.at("/group/{token}/edit", &[("name", "Mine")])))
                .contains("has ended")
        );
        let unknown = Door { app: &app, token: Secret::new([9; 20]).text(), link: second.link };
        let broken = Door { app: &app, token: "x".into(), link: second.link };
        for stranger in [unknown, broken] {
            for page in [
                group::show_home,
                group::show_edit,
                group::show_out,
                group::show_copy,
                group::as_json,
                group::save_room,
            ] {
                let answer = page(&stranger.at("/group/{token}", &full));
                assert!(matches!(answer, Err(Refusal::NotFound { .. })));
            }
        }
        assert!(entry(&db, &world, id).layer.room.is_none());
    }
}

#[test]
fn a_link_is_sent_or_read_out_in_their_language_and_only_its_fingerprint_is_kept() {
    for db in engines() {
        let world = world(&db);
        let id = read_council(&db, &world);
        let app = app(&db, &world);
        let (service, path) = (id.to_string(), format!("/find/{id}/group"));
        let staff = |form: &[(&str, &str)]| visit(&app, &world.worker, &path, &[("service", &service)], form);
        assert!(shown(group::show_staff(&staff(&[]))).contains("tea@example.org"));
        assert!(
            shown(group::save_staff(&staff(&[("email", "no address")]))).contains("like name@example.org")
        );
        assert_eq!(shown(group::save_staff(&staff(&[("lang", "cy")]))), path);
        let page = shown(group::show_staff(&staff(&[])));
        assert!(
            page.contains("Gyda&#39;r ddolen hon") || page.contains("Gyda'r ddolen hon"),
            "{}",
            db.name()
        );
        let token = page.split("/group/").nth(1).and_then(|rest| rest.split(['?', '<', ' ']).next()).unwrap();
        let all = db.read("links", |tx| links(tx, world.area.id, id)).unwrap();
        assert_eq!((all.len(), all[0].sent_to.clone()), (1, None));
        let anyone = Actor::anyone(world.area.id);
        let open = visit(&app, &anyone, &format!("/group/{token}"), &[("token", token)], &[]);
        assert!(shown(group::show_home(&open)).contains("Taking café"));
        group::save_staff(&staff(&[("email", "tea@example.org"), ("lang", "en")])).unwrap();
        let page = shown(group::show_staff(&staff(&[])));
        assert_eq!(page.matches("http://127.0.0.1/group/").count(), 1, "what was sent is not shown");
    }
}
