//! Who is told that a lone worker is overdue, when, how often and in which words.

use ::store::testing::TestDb;
use jiff::ToSpan;

use super::super::check_in::{go_out, is_safe};
use super::*;
use crate::access::end_grant;
use crate::fixture::{World, engines, world};
use crate::messages::Message;

fn later(w: &World, minutes: i64) -> Moment {
    Moment { at: w.now.at + minutes.minutes(), chance: w.now.chance.clone() }
}

/// Dan goes out for an hour, and has a telephone.
fn out(db: &TestDb, w: &World) {
    db.write("go out", |tx| go_out(tx, &w.worker, &w.now, 60)).unwrap();
}

fn chore(db: &TestDb, w: &World, minutes: i64) -> usize {
    tell_overdue(db, &Actor::program(w.area.id, "Quilt"), &later(w, minutes)).unwrap()
}

/// Everything written about check-ins so far, in the order it was written.
fn written(db: &TestDb, w: &World) -> Vec<Message> {
    let lines = db
        .read("lines", |tx| {
            ledger::recent(tx, w.area.id.into(), &["check_in.overdue", "check_in.still_overdue"], 10, None)
        })
        .unwrap();
    let Some(thread) = lines.first().and_then(|line| line.thread) else { return Vec::new() };
    let mut all = db.read("messages", |tx| messages::thread_messages(tx, w.area.id, thread)).unwrap();
    all.sort_by(|a, b| (a.written_at, &a.send_to).cmp(&(b.written_at, &b.send_to)));
    all
}

/// This lead is no lead any more.
fn steps_down(db: &TestDb, w: &World, lead: &Actor) {
    let id = lead.account().unwrap();
    db.write("end a role", |tx| end_grant(tx, &w.admin, &w.now, id, Role::TeamLead)).unwrap();
}

#[test]
fn leads_are_told_once_and_everyone_once_more() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        assert_eq!(chore(&db, &w, 59), 0, "they still have time");
        assert_eq!(chore(&db, &w, 64), 0, "a few minutes' grace");
        assert_eq!(chore(&db, &w, 66), 1);
        assert_eq!(chore(&db, &w, 67), 0, "and not again");
        assert_eq!(chore(&db, &w, 82), 2, "every lead of the area");
        assert_eq!(chore(&db, &w, 300), 0, "and never again");
        let to: Vec<String> = written(&db, &w).into_iter().map(|m| m.send_to).collect();
        assert_eq!(
            to,
            ["sue.marsh@example.org", "sue.marsh@example.org", "una.day@example.org"],
            "{}",
            db.name()
        );
    }
}

#[test]
fn the_message_says_what_to_do_and_names_nobody_who_is_visited() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        chore(&db, &w, 66);
        let all = written(&db, &w);
        let message = all.first().unwrap();
        assert_eq!(message.subject, "Urgent: Dan Okafor should be back from a visit and is not");
        for words in ["at 10:00", "by 11:00", "Ring them now", "no number", "lone-working procedure"] {
            assert!(message.body.contains(words), "“{words}” is not in: {}", message.body);
        }
    }
}

#[test]
fn who_was_told_hears_that_they_are_safe() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        chore(&db, &w, 66);
        db.write("safe", |tx| is_safe(tx, &w.worker, &later(&w, 70))).unwrap();
        let all = written(&db, &w);
        let said: Vec<(&str, &str)> = all.iter().map(|m| (m.subject.as_str(), m.state_words())).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert_eq!(said[0].1, "held back", "what has not gone need not go");
        assert_eq!(said[1], ("Dan Okafor is safe", "waiting to be sent"));
        assert_eq!(chore(&db, &w, 90), 0);
        assert!(alarms(&db, w.area.id, &later(&w, 90)).unwrap().is_empty());
    }
}

#[test]
fn who_goes_out_anew_was_safe() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        chore(&db, &w, 66);
        db.write("go out again", |tx| go_out(tx, &w.worker, &later(&w, 70), 60)).unwrap();
        assert_eq!(written(&db, &w).len(), 2, "told that they are safe");
        assert_eq!(chore(&db, &w, 90), 0);
        assert_eq!(chore(&db, &w, 140), 1, "and told anew when they are late anew");
    }
}

#[test]
fn who_is_back_in_time_troubles_nobody() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        db.write("safe", |tx| is_safe(tx, &w.worker, &later(&w, 62))).unwrap();
        assert_eq!(chore(&db, &w, 70), 0);
        assert!(written(&db, &w).is_empty());
    }
}

#[test]
fn without_a_lead_the_schemes_own_address_is_told_and_then_who_keeps_the_house() {
    for db in engines() {
        let w = world(&db);
        steps_down(&db, &w, &w.lead);
        db.write("go out", |tx| go_out(tx, &w.worker, &w.now, 60)).unwrap();
        chore(&db, &w, 66);
        assert_eq!(written(&db, &w)[0].send_to, "team@example.org", "{}", db.name());
        steps_down(&db, &w, &w.other_lead);
        chore(&db, &w, 82);
        assert_eq!(written(&db, &w).last().unwrap().send_to, "bev.hill@example.org");
    }
}

#[test]
fn two_nodes_tell_once() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        let by = Actor::program(w.area.id, "Quilt");
        let told: usize = std::thread::scope(|scope| {
            let nodes: Vec<_> =
                (0..4).map(|_| scope.spawn(|| tell_overdue(&db, &by, &later(&w, 66)).unwrap())).collect();
            nodes.into_iter().map(|node| node.join().unwrap()).sum()
        });
        assert_eq!((told, written(&db, &w).len()), (1, 1), "{}", db.name());
    }
}

#[test]
fn leads_see_it_on_every_page_and_later_every_lead_does() {
    for db in engines() {
        let w = world(&db);
        out(&db, &w);
        let alarms = |minutes| alarms(&db, w.area.id, &later(&w, minutes)).unwrap();
        assert!(alarms(64).is_empty());
        assert_eq!(alarms(66)[0].schemes, Some(vec![w.scheme]));
        assert!(alarms(66)[0].words.starts_with("Dan Okafor went out on a visit alone at 10:00"));
        assert_eq!(alarms(82)[0].schemes, None);
    }
}

#[test]
fn each_round_comes_once() {
    let at = |minutes: i64| "2026-11-23T10:00:00Z".parse::<Timestamp>().unwrap() + minutes.minutes();
    assert_eq!(round(None, at(0)), Some(Round::TheirLeads));
    assert_eq!(round(Some((at(0), at(0))), at(14)), None);
    assert_eq!(round(Some((at(0), at(0))), at(15)), Some(Round::EveryLead));
    assert_eq!(round(Some((at(0), at(15))), at(600)), None);
}
