//! Journeys as they are lived, counted and put into a plan, on every engine.

use simulate::plan::{EXAMPLE, Name, Plan};
use store::Db;

use super::apply::{Told, apply};
use super::kinds::Kinds;
use super::raw::Year;
use super::split::Share;
use crate::access::{Act, Actor};
use crate::directory::{NewService, ServiceId, add_service};
use crate::fixture::{World, asked_for, engines, world};
use crate::journeys::{
    ContactKind, Ending, EndingReason, How, Journey, NewContact, NewLink, add_contact, add_gap, arrived,
    begin, end, find_journey, make_link,
};
use crate::moment::Moment;
use crate::people::{Name as PersonName, PersonDraft};
use crate::referrals::{Decision, ReferrerKind, allocate, decide, refer};
use crate::refusal::Refusal;
use crate::settings;

/// What one person lives through.
#[derive(Default)]
struct Life {
    referrer: Option<ReferrerKind>,
    /// Whether they were there, call after call.
    calls: Vec<bool>,
    /// Whether they came to the walking group.
    came: Option<bool>,
    gaps: Vec<&'static str>,
    gives_up: bool,
}

fn service(db: &Db, w: &World) -> ServiceId {
    db.write("a group", |tx| {
        let service = openreferral::Service {
            name: "Tuesday Strollers".into(),
            description: "A gentle walking group along the canal.".into(),
            ..openreferral::Service::default()
        };
        add_service(tx, &w.worker, &w.now, NewService { service, organization: None })
    })
    .unwrap()
}

fn live(db: &Db, w: &World, group: ServiceId, lives: &[Life]) {
    for (n, life) in lives.iter().enumerate() {
        let then = |days: i32| Moment {
            at: w.now.at - jiff::SignedDuration::from_hours(24 * i64::from(40 - days)),
            ..w.now.clone()
        };
        db.write("live", |tx| {
            let by = &w.worker;
            let name = format!("Person {}", char::from(b'A' + n as u8));
            let mut draft = asked_for(w.scheme, PersonDraft::named(PersonName::parse(&name).unwrap()));
            draft.referrer_kind = life.referrer.unwrap_or(ReferrerKind::Gp);
            let worker = by.account().unwrap();
            let referral = refer(tx, &w.referrer, &then(0), &draft)?;
            decide(tx, &w.lead, &then(0), referral.id, 1, &Decision::Accept)?;
            allocate(tx, &w.lead, &then(0), referral.id, worker)?;
            let journey = begin(tx, by, &then(0), referral.id, worker)?;
            for (day, reached) in (1..).zip(&life.calls) {
                call(tx, by, &then(day), &journey, *reached)?;
            }
            let now = then(20);
            let journey = find_journey(tx, by, &now, Act::RecordOnJourney, journey.id)?;
            if let Some(came) = life.came {
                let new = NewLink { service: group, step: None, how: How::Signposted, shared: String::new() };
                let link = make_link(tx, by, &now, &journey, &new)?;
                arrived(tx, by, &now, &journey, link, came, None)?;
            }
            for need in &life.gaps {
                add_gap(tx, by, &now, &journey, need, None)?;
            }
            if life.gives_up {
                let ending = Ending {
                    reason: EndingReason::TheirChoice,
                    what_changed: String::new(),
                    what_holds: String::new(),
                    who_to_call: String::new(),
                    letter: None,
                    story_consent: None,
                };
                end(tx, by, &then(21), &journey, &ending)?;
            }
            Ok::<_, Refusal>(())
        })
        .unwrap();
    }
}

fn call(
    tx: &mut store::Tx<'_>,
    by: &Actor,
    now: &Moment,
    journey: &Journey,
    reached: bool,
) -> Result<(), Refusal> {
    let contact = NewContact {
        kind: ContactKind::Call,
        reached,
        minutes: None,
        with_whom: None,
        note: String::new(),
        at: now.at,
    };
    add_contact(tx, by, now, journey, &contact).map(|_| ())
}

fn counted(db: &Db, w: &World, by: &Actor, plan: &Plan) -> (Plan, Told) {
    db.read("count", |tx| {
        let year = Year::read(tx, by, &w.now, &Kinds::of(plan))?;
        let schemes = settings::schemes(tx, by.area)?;
        Ok::<_, Refusal>(apply(plan, &year, &schemes, true))
    })
    .unwrap()
}

/// Twenty people: as many wishes of each kind as the plan needs to be told of.
fn twenty() -> Vec<Life> {
    (0..20)
        .map(|n| Life {
            referrer: Some(if n < 9 { ReferrerKind::Gp } else { ReferrerKind::Library }),
            calls: vec![true, n % 2 == 0],
            came: Some(n < 12),
            gaps: [
                (n < 10, "Help with debt"),
                (n < 9, "She is lonely"),
                (n < 8, "An allotment to share"),
                (n < 3, "A choir"),
            ]
            .into_iter()
            .filter_map(|(is, need)| is.then_some(need))
            .collect(),
            gives_up: false,
        })
        .collect()
}

#[test]
fn wishes_met_or_not_set_the_shares_of_kinds() {
    for db in engines() {
        let w = world(&db);
        live(&db, &w, service(&db, &w), &twenty());
        let plan = Plan::read(EXAMPLE).unwrap();
        let (after, told) = counted(&db, &w, &w.commissioner, &plan);
        let [wishes, sources] = &told.shares;
        assert_eq!((wishes.why_not, wishes.others.to_string().as_str()), (None, "*"));
        let of = |share: &Share| (share.name.clone(), share.n.to_string(), share.unmet.to_string());
        let told: Vec<_> = wishes.parts.iter().map(of).collect();
        let said = |name: &str, n: &str, unmet: &str| (name.to_owned(), n.to_owned(), unmet.to_owned());
        assert_eq!(
            told,
            [
                said("Walking and being active", "20", "0"),
                said("Company", "10", "10"),
                said("Money and housing advice", "10", "10"),
                said("Gardens and green", "10", "10"),
            ]
        );
        let shares: Vec<f64> = after.services.parts.iter().map(|part| part.share).collect();
        let wanted = [20.5 / 52.0, 10.5 / 52.0, 10.5 / 52.0, 10.5 / 52.0];
        assert!(shares.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{shares:?}");
        assert_eq!(
            after.services.source.as_deref(),
            Some("Counted here: 50 wishes, all schemes, 2025-11-23 to 2026-11-23")
        );
        // Nobody asked for themselves: of too few people nothing is told, and the plan keeps what it had.
        assert!(sources.why_not.is_some() && after.sources == plan.sources);
        assert_eq!(Plan::read(&after.to_toml()).unwrap(), after);
        // A lead of the other scheme counts nobody here.
        let (elsewhere, told) = counted(&db, &w, &w.other_lead, &plan);
        assert!(told.used() == 0 && elsewhere == plan, "{told:?}");
    }
}

#[test]
fn what_happened_to_contacts_links_and_waits_is_counted() {
    for db in engines() {
        let w = world(&db);
        let mut lives = twenty();
        lives.truncate(18);
        lives.extend((0..8).map(|_| Life { gives_up: true, ..Life::default() }));
        live(&db, &w, service(&db, &w), &lives);
        let (_, told) = counted(&db, &w, &w.commissioner, &Plan::read(EXAMPLE).unwrap());
        let of = |name: Name| {
            let found = told.values.iter().find(|it| it.place.is_none() && it.found.name == name).unwrap();
            found.found.is.clone().unwrap_or_else(|why| panic!("{}: {why}", name.text()))
        };
        // Nine of eighteen second calls; eight gave up in three weeks, and eighteen waited a day.
        assert!((of(Name::MissedContact).value - 0.5).abs() < 0.001);
        let weeks = (8.0 * 21.0 + 18.0) / 7.0;
        assert!((of(Name::PatienceWeeks).value - weeks / 8.5).abs() < 0.01);
        let fit = told.values.iter().find(|it| it.found.name == Name::Fit).unwrap();
        assert!(fit.found.is.is_err(), "six did not come, which is too few to tell of");
    }
}

#[test]
fn one_kind_of_few_people_keeps_all_shares_as_they_were() {
    for db in engines() {
        let w = world(&db);
        let mut lives = twenty();
        for life in &mut lives[6..8] {
            life.gaps.retain(|need| !need.contains("allotment"));
        }
        live(&db, &w, service(&db, &w), &lives);
        let plan = Plan::read(EXAMPLE).unwrap();
        let (after, told) = counted(&db, &w, &w.commissioner, &plan);
        assert_eq!(after.services, plan.services);
        let wishes = &told.shares[0];
        assert!(wishes.why_not.is_some() && wishes.parts[3].n.is_hidden());
        // One person with eight wishes of a kind is one person: the seventh.
        lives.truncate(1);
        lives[0].gaps = vec!["An allotment to share"; 8];
        live(&db, &w, service(&db, &w), &lives);
        assert!(counted(&db, &w, &w.commissioner, &plan).1.shares[0].why_not.is_some());
    }
}
