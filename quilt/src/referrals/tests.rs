//! Referrals from the door to the link worker, on every engine there is.

use ::store::testing::TestDb;
use jiff::ToSpan;
use jiff::civil::date;

use super::store_list::{After, Shown, Whose, count_open, select_list, select_loads};
use super::*;
use crate::access::Actor;
use crate::fixture::{World, app, engines, shown, visit, world};
use crate::moment::Moment;
use crate::people::{Name, PersonDraft, PersonId, ties_and_opening};
use crate::refusal::Refusal;

/// Somebody referred to the world's first scheme.
pub fn referred(db: &TestDb, world: &World, by: &Actor, name: &str) -> ReferralId {
    referred_at(db, world, by, name, &world.now)
}

fn referred_at(db: &TestDb, world: &World, by: &Actor, name: &str, now: &Moment) -> ReferralId {
    let draft = Draft {
        person: PersonDraft {
            phone: Some("01632 960123".into()),
            ..PersonDraft::named(Name::parse(name).unwrap())
        },
        scheme: world.scheme,
        source: Source::Form,
        source_key: None,
        referrer_name: by.name.clone(),
        referrer_kind: ReferrerKind::Gp,
        referrer_contact: Some("ada@example.org".into()),
        organization: None,
        why_now: "The weekends are the long bit.".into(),
        note: None,
        consent: Consent::Given,
        offered: false,
        answer_wanted: true,
    };
    db.write("refer", |tx| refer(tx, by, now, &draft)).unwrap().id
}

fn stands(db: &TestDb, world: &World, id: ReferralId) -> Referral {
    db.read("look", |tx| referral(tx, &world.lead, id)).unwrap()
}

fn decided(
    db: &TestDb,
    world: &World,
    id: ReferralId,
    version: i64,
    decision: &Decision,
) -> Result<(), Refusal> {
    db.write("decide", |tx| decide(tx, &world.lead, &world.now, id, version, decision))
}

#[test]
fn the_second_to_decide_hears_of_the_first() {
    for db in engines() {
        let world = world(&db);
        let id = referred(&db, &world, &world.referrer, "Margaret Vowles");
        decided(
            &db,
            &world,
            id,
            1,
            &Decision::Later { on: date(2027, 3, 3), why: "After her operation".into() },
        )
        .unwrap();
        assert!(matches!(decided(&db, &world, id, 1, &Decision::Accept), Err(Refusal::NotNow(_))));
        decided(&db, &world, id, 2, &Decision::Accept).unwrap();
        let accepted = stands(&db, &world, id);
        assert_eq!(
            (accepted.state, accepted.ask_again_on, accepted.offered_at.is_some()),
            (State::Accepted, None, true)
        );
        decided(&db, &world, id, 3, &Decision::Decline { why: Some("Not for me".into()) }).unwrap();
        let settled = decided(&db, &world, id, 4, &Decision::Accept);
        assert!(matches!(settled, Err(Refusal::NotNow(sentence)) if sentence.contains("Said no")));
    }
}

#[test]
fn offered_is_a_fact_of_its_own() {
    for db in engines() {
        let world = world(&db);
        let id = referred(&db, &world, &world.referrer, "Margaret Vowles");
        assert_eq!(stands(&db, &world, id).offered_at, None);
        db.write("offer", |tx| offer(tx, &world.lead, &world.now, id)).unwrap();
        db.write("offer again", |tx| offer(tx, &world.lead, &world.now, id)).unwrap();
        let offered = stands(&db, &world, id);
        assert_eq!(
            (offered.offered_at, offered.state, offered.version),
            (Some(world.now.at), State::Waiting, 1)
        );
    }
}

#[test]
fn only_a_link_worker_of_the_scheme_can_be_given() {
    for db in engines() {
        let world = world(&db);
        let id = referred(&db, &world, &world.referrer, "Margaret Vowles");
        let give = |to: &Actor| {
            db.write("allocate", |tx| allocate(tx, &world.lead, &world.now, id, to.account().unwrap()))
        };
        assert!(matches!(give(&world.worker), Err(Refusal::NotNow(_))), "nobody said yes yet");
        decided(&db, &world, id, 1, &Decision::Accept).unwrap();
        for not in [&world.stranger, &world.lead, &world.referrer] {
            assert!(
                matches!(give(not), Err(Refusal::Invalid(problems)) if problems.of("worker").is_some()),
                "{}",
                not.name
            );
        }
        assert_eq!(stands(&db, &world, id).allocated_to, None);
        give(&world.worker).unwrap();
        give(&world.colleague).unwrap();
        let given = stands(&db, &world, id);
        assert_eq!(given.allocated_to, world.colleague.account());
        let (ties, _) =
            db.read("ties", |tx| ties_and_opening(tx, &world.lead, &world.now, given.person)).unwrap();
        assert_eq!(ties.iter().map(|tie| tie.account).collect::<Vec<_>>(), [world.colleague.account()]);
        let loads = db.read("loads", |tx| select_loads(tx, world.area.id)).unwrap();
        assert_eq!(loads.get(&world.colleague.account().unwrap()), Some(&(0, 1)));
        assert_eq!(loads.get(&world.worker.account().unwrap()), None);
    }
}

/// Twelve referrals a day apart, the first three together at one moment.
fn queue(db: &TestDb, world: &World) -> Vec<ReferralId> {
    (0..12_i64)
        .map(|n| {
            let mut now = world.now.clone();
            now.at -= (24 * 20).hours();
            now.at += (24 * (n - 2).max(0)).hours();
            referred_at(
                db,
                world,
                &world.referrer,
                &format!("Person {}", ["A", "B", "C", "D"][n as usize % 4]),
                &now,
            )
        })
        .collect()
}

#[test]
fn pages_of_the_queue_meet_without_gap_or_overlap() {
    for db in engines() {
        let world = world(&db);
        let ids = queue(&db, &world);
        let whose = Whose::Schemes(vec![world.scheme]);
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let (page, next) = db
                .read("page", |tx| select_list(tx, world.area.id, &whose, Shown::Waiting, after, 2))
                .unwrap();
            seen.extend(page.iter().map(|queued| (queued.referral.asked_at, queued.referral.id)));
            // As it travels in an address.
            after = next.map(|next| After::parse(Shown::Waiting, &next.text()).unwrap());
            if after.is_none() {
                break;
            }
        }
        assert!(seen.windows(2).all(|pair| pair[0] < pair[1]), "oldest first");
        assert_eq!(seen.len(), ids.len());
        let elsewhere = Whose::Schemes(vec![world.other_scheme]);
        assert!(
            db.read("page", |tx| select_list(tx, world.area.id, &elsewhere, Shown::Waiting, None, 9))
                .unwrap()
                .0
                .is_empty()
        );
        assert_eq!(After::parse(Shown::Later, "nonsense"), None);
        assert_eq!(After::parse(Shown::Waiting, "99999999999999999999_x"), None);
    }
}

#[test]
fn every_list_holds_its_own() {
    for db in engines() {
        let world = world(&db);
        let ids = queue(&db, &world);
        let (far, near) = (date(2027, 6, 1), date(2026, 12, 1));
        decided(&db, &world, ids[0], 1, &Decision::Later { on: far, why: "x".into() }).unwrap();
        decided(&db, &world, ids[1], 1, &Decision::Later { on: near, why: "x".into() }).unwrap();
        decided(&db, &world, ids[2], 1, &Decision::Route { to: "x".into() }).unwrap();
        decided(&db, &world, ids[3], 1, &Decision::Accept).unwrap();
        decided(&db, &world, ids[4], 1, &Decision::Accept).unwrap();
        db.write("give", |tx| allocate(tx, &world.lead, &world.now, ids[4], world.worker.account().unwrap()))
            .unwrap();
        let list = |whose: &Whose, shown| -> Vec<ReferralId> {
            let (list, _) =
                db.read("list", |tx| select_list(tx, world.area.id, whose, shown, None, 50)).unwrap();
            list.iter().map(|queued| queued.referral.id).collect()
        };
        let scheme = Whose::Schemes(vec![world.scheme]);
        assert_eq!(list(&scheme, Shown::Later), [ids[1], ids[0]], "soonest first");
        assert_eq!(list(&scheme, Shown::Settled), [ids[2]]);
        assert_eq!(list(&scheme, Shown::SaidYes), [ids[3]]);
        assert_eq!(list(&scheme, Shown::Given), [ids[4]]);
        assert_eq!(list(&Whose::Worker(world.worker.account().unwrap()), Shown::Given), [ids[4]]);
        assert_eq!(list(&Whose::Referrer(world.referrer.account().unwrap()), Shown::All).len(), 12);
        assert!(list(&Whose::Referrer(world.worker.account().unwrap()), Shown::All).is_empty());
        let counts = db.read("count", |tx| count_open(tx, world.area.id, &scheme)).unwrap();
        assert_eq!(counts, [(Shown::Waiting, 7), (Shown::SaidYes, 1), (Shown::Given, 1), (Shown::Later, 2)]);
    }
}

#[test]
fn a_referrer_reads_what_became_of_it_and_nothing_of_the_record() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let id = referred(&db, &world, &world.referrer, "Margaret Vowles").to_string();
        let see = |who: &Actor| {
            triage_page::show(&visit(&app, who, &format!("/referrals/{id}"), &[("id", &id)], &[]))
        };
        let referrer = shown(see(&world.referrer));
        assert!(referrer.contains("Waiting for the team"));
        for private in ["Margaret", "960123", "long bit"] {
            assert!(!referrer.contains(private), "{private}");
        }
        let lead = shown(see(&world.lead));
        for whole in ["Margaret", "960123", "long bit", "871731000000106", "What becomes of it?"] {
            assert!(lead.contains(whole), "{whole}");
        }
        // A colleague of the scheme follows the referral; the record itself asks for a reason.
        let worker = shown(see(&world.worker));
        assert!(worker.contains("long bit") && !worker.contains("960123"));
        assert!(matches!(see(&world.stranger), Err(Refusal::NotFound { refused: Some(_) })));
    }
}

#[test]
fn nothing_typed_is_lost_to_a_quicker_colleague() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let referral = referred(&db, &world, &world.referrer, "Margaret Vowles");
        let id = referral.to_string();
        let typed =
            [("decision", "not_reached"), ("tried", "Rang Monday after 10"), ("version", "1"), ("once", "a")];
        let send = |once: &'static str| {
            let mut form = typed.to_vec();
            form[3].1 = once;
            decide::save(&visit(&app, &world.lead, &format!("/referrals/{id}/decide"), &[("id", &id)], &form))
        };
        decided(
            &db,
            &world,
            referral,
            1,
            &Decision::Later { on: date(2027, 3, 3), why: "Too soon for her".into() },
        )
        .unwrap();
        let page = shown(send("a"));
        assert!(
            page.contains("A colleague changed this referral") && page.contains("Too soon for her"),
            "what the first decided"
        );
        assert!(
            page.contains("Rang Monday after 10") && page.contains("name=\"version\" value=\"2\""),
            "what was typed, ready to send"
        );
        decided(&db, &world, referral, 2, &Decision::Route { to: "Adult social care".into() }).unwrap();
        let page = shown(send("b"));
        assert!(
            page.contains("Went elsewhere")
                && page.contains("Rang Monday after 10")
                && page.contains("What you had written")
        );
    }
}

#[test]
fn lists_are_drawn_for_each_of_them() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        queue(&db, &world);
        let see = |who: &Actor, path: &str| shown(list::show(&visit(&app, who, path, &[], &[])));
        let lead = see(&world.lead, "/referrals");
        assert!(lead.contains("Waiting 20 days") && lead.contains("Waiting (12)"));
        assert!(see(&world.worker, "/referrals").contains("Given to you"));
        assert!(see(&world.stranger, "/referrals").contains("Nobody is waiting"));
        let referrer = see(&world.referrer, "/referrals");
        assert!(referrer.contains("You asked 20 days ago") && referrer.contains("12 people are waiting now"));
        // The team's lists are nobody else's, whatever the address says.
        assert!(!see(&world.referrer, "/referrals?show=waiting").contains("Person A"));
    }
}

#[test]
fn the_same_key_is_taken_in_once() {
    for db in engines() {
        let world = world(&db);
        let twice = || {
            let draft = Draft {
                person: PersonDraft::named(Name::parse("Ron Pope").unwrap()),
                scheme: world.scheme,
                source: Source::File,
                source_key: Some("7".into()),
                referrer_name: "Ada".into(),
                referrer_kind: ReferrerKind::Gp,
                referrer_contact: None,
                organization: None,
                why_now: "x".into(),
                note: None,
                consent: Consent::ToAsk,
                offered: true,
                answer_wanted: false,
            };
            db.write("refer", |tx| refer(tx, &world.lead, &world.now, &draft)).unwrap()
        };
        let (first, second): (Referral, Referral) = (twice(), twice());
        assert_eq!((first.id, first.person), (second.id, second.person));
        let _: PersonId = first.person;
    }
}
