//! A small world worked out by hand: eleven people of one scheme and one of another.

use ::store::Tx;
use jiff::ToSpan;
use maud::Render;

use super::scope::{Scope, readable};
use super::story::{self, Story};
use crate::fixture::{World, engines, world};
use crate::journeys::{self, ContactKind, Ending, EndingReason, FollowUpAnswer, NewContact};
use crate::moment::Moment;
use crate::outcomes::{HowTaken, NewReading, Ons4, Ons4Form, add_reading};
use crate::people::{Name, PersonDraft};
use crate::referrals::{Consent, Decision, Draft, Referral, ReferrerKind, Source, decide, refer};
use crate::refusal::Refusal;
use crate::settings::{self, Place, PostcodeGiven, SchemeId};
use crate::web::Fields;

/// The world's moment, this many days earlier.
fn ago(w: &World, days: i64) -> Moment {
    Moment { at: w.now.at - (days * 24).hours(), chance: w.now.chance.clone() }
}

fn asked(
    tx: &mut Tx<'_>,
    w: &World,
    scheme: SchemeId,
    postcode: &str,
    days_ago: i64,
) -> Result<Referral, Refusal> {
    let mut person = PersonDraft::named(Name::parse("June Hart").unwrap());
    person.postcode = PostcodeGiven::parse(postcode).unwrap();
    let draft = Draft {
        person,
        scheme,
        source: Source::Form,
        source_key: None,
        referrer_name: "Ada Greene".into(),
        referrer_kind: ReferrerKind::Gp,
        referrer_contact: None,
        organization: None,
        why_now: "Alone since the winter.".into(),
        note: None,
        consent: Consent::Given,
        offered: false,
        answer_wanted: false,
    };
    refer(tx, &w.referrer, &ago(w, days_ago), &draft)
}

/// Asked 100 days ago, yes after 2 days, first conversation after `wait` more, two readings, ended 14 weeks later or not.
fn walked(tx: &mut Tx<'_>, w: &World, wait: i64, satisfied: (&str, &str), ends: bool) -> Result<(), Refusal> {
    let referral = asked(tx, w, w.scheme, "TA1 1AA", 200)?;
    decide(tx, &w.lead, &ago(w, 198), referral.id, 1, &Decision::Accept)?;
    let worker = w.worker.account().unwrap();
    let journey = journeys::begin(tx, &w.worker, &ago(w, 198), referral.id, worker)?;
    let first = ago(w, 198 - wait);
    let contact = NewContact {
        kind: ContactKind::Visit,
        reached: true,
        minutes: Some(50),
        with_whom: None,
        note: String::new(),
        at: first.at,
    };
    journeys::add_contact(tx, &w.worker, &first, &journey, &contact)?;
    let last = ago(w, 198 - wait - 98);
    for (when, answer) in [(&first, satisfied.0), (&last, satisfied.1)] {
        let answers =
            Ons4::parse(&Ons4Form { satisfied: answer, anxious: "5", ..Ons4Form::default() }).unwrap();
        let new = NewReading { answers, how: HowTaken::ReadAloud, why_missing: None, at: when.at };
        add_reading(tx, &w.worker, when, journey.person, Some(journey.id.into()), &new)?;
    }
    journeys::add_gap(tx, &w.worker, &last, &journey, "Company on Sundays", Some("Watchet"))?;
    if ends {
        let ending = Ending {
            reason: EndingReason::Complete,
            what_changed: "Out most days.".into(),
            what_holds: "The café.".into(),
            who_to_call: "Dan".into(),
            letter: None,
            story_consent: None,
        };
        journeys::end(tx, &w.worker, &last, &journey, &ending)?;
        let said =
            FollowUpAnswer { how_are_you: "Well".into(), still_going: "Yes".into(), wants_more: false };
        journeys::answer_follow_up(tx, &w.worker, &w.now, journey.id, 3, &said)?;
    }
    Ok(())
}

fn fill(tx: &mut Tx<'_>, w: &World) -> Result<(), Refusal> {
    let place = |decile| Place { lat: 51.0, lon: -3.1, ward: None, lsoa: None, decile: Some(decile) };
    settings::put_places(tx, &[("TA1 1AA".into(), place(2)), ("TA1 1AB".into(), place(9))])?;
    // Waits from yes: 7 to 63 days, the middle of nine is 35. Satisfied: 3 to 5 for eight, don't know first for one.
    for n in 1..=9 {
        walked(tx, w, n * 7, (if n == 9 { "don't know" } else { "3" }, "5"), n != 1)?;
    }
    let no = asked(tx, w, w.scheme, "TA1 1AB", 200)?;
    decide(tx, &w.lead, &ago(w, 190), no.id, 1, &Decision::Decline { why: None })?;
    asked(tx, w, w.scheme, "", 500)?;
    asked(tx, w, w.other_scheme, "", 200)?;
    Ok(())
}

fn told(
    tx: &mut Tx<'_>,
    w: &World,
    by: &crate::access::Actor,
    query: &[(&str, &str)],
) -> Result<Story, Refusal> {
    let schemes = readable(by, settings::schemes(tx, w.area.id)?);
    let scope = Scope::read(&Fields::of(query), w.now.today(), &schemes)?;
    story::read(tx, w.area.id, &scope)
}

#[test]
fn the_small_world_adds_up() {
    for db in engines() {
        let w = world(&db);
        db.write("fill", |tx| fill(tx, &w)).unwrap();
        let all = db.read("tell", |tx| told(tx, &w, &w.commissioner, &[])).unwrap();
        let counts = &all.counts;
        assert_eq!((counts.asked, counts.offered, counts.said_yes, counts.said_no), (11, 10, 9, 1));
        assert_eq!((counts.began, counts.ended, counts.followed_up, counts.undecided), (9, 8, 8, 1));
        assert_eq!(all.waits.from_yes.median.shown(), Some(35.0));
        assert_eq!(all.waits.to_start.median.shown(), Some(37.0));
        assert_eq!(all.waits.walked.in_weeks().median.shown(), Some(14.0));
        assert_eq!(all.waits.contacts.median.shown(), Some(1.0));
        let satisfied = &all.changes[0];
        assert_eq!((satisfied.n.shown(), satisfied.only_one.is_hidden()), (Some(10), true));
        let figures = satisfied.figures.as_ref().unwrap();
        assert_eq!(
            (figures.before.shown(), figures.after.shown(), figures.change),
            (Some(3.0), Some(5.0), 2.0)
        );
        assert!(all.changes[1].figures.is_none(), "nobody was asked");
        assert_eq!(all.changes[3].figures.as_ref().unwrap().change, 0.0);
        let fifths: Vec<u64> = all.fifths.rows().map(|(_, counts)| counts.asked).collect();
        assert_eq!(fifths, [9, 0, 0, 0, 1, 1]);
        assert_eq!((all.gaps.len(), all.gaps[0].people.shown()), (1, Some(10)));
    }
}

#[test]
fn days_and_schemes_choose_whom_the_story_is_of() {
    for db in engines() {
        let w = world(&db);
        db.write("fill", |tx| fill(tx, &w)).unwrap();
        let asked = |by: &crate::access::Actor, query: &[(&str, &str)]| {
            db.read("tell", |tx| told(tx, &w, by, query)).map(|story| story.counts.asked)
        };
        let (here, there) = (w.scheme.to_string(), w.other_scheme.to_string());
        assert_eq!(asked(&w.commissioner, &[("from", ""), ("to", "")]).unwrap(), 12);
        assert_eq!(asked(&w.commissioner, &[("from", "2026-11-01")]).unwrap(), 0);
        assert_eq!(asked(&w.commissioner, &[("scheme", &there)]).unwrap(), 1);
        // A team lead reads their own scheme's story, and another scheme is not there for them.
        assert_eq!(asked(&w.lead, &[]).unwrap(), 10);
        assert_eq!(asked(&w.lead, &[("scheme", &here)]).unwrap(), 10);
        assert!(matches!(asked(&w.lead, &[("scheme", &there)]), Err(Refusal::NotFound { .. })));
        assert_eq!(asked(&w.referrer, &[]).unwrap(), 0);
        assert_eq!(asked(&w.admin, &[("from", "")]).unwrap(), 0);
    }
}

/// What a page prints of the small world: no name, and no count from 1 to 7.
#[test]
fn small_numbers_and_names_never_print() {
    for db in engines() {
        let w = world(&db);
        db.write("fill", |tx| fill(tx, &w)).unwrap();
        let (schemes, scope, story) = db
            .read("tell", |tx| {
                let schemes = settings::schemes(tx, w.area.id)?;
                let scope = Scope::read(&Fields::of(&[]), w.now.today(), &schemes)?;
                let story = story::read(tx, w.area.id, &scope)?;
                Ok::<_, Refusal>((schemes, scope, story))
            })
            .unwrap();
        let page = super::page::told(&story, &schemes, &scope, crate::fixture::moment().at).render().0;
        assert!(!page.contains("June") && !page.contains("Hart"));
        let cells: Vec<&str> =
            page.split("numeric\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        let counts: Vec<u64> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
        assert!(counts.len() > 20, "{cells:?}");
        assert!(counts.iter().all(|count| count.is_multiple_of(5)), "{counts:?}");
        assert!(cells.iter().filter(|cell| **cell == "*").count() > 5, "{cells:?}");
        assert!(page.contains("Fewer than 8 people said no and nobody could not be reached."), "{page}");
    }
}
