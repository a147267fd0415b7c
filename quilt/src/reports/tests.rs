//! A small world worked out by hand: eleven people of one scheme and one of another.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::store::{Db, Tx};
use jiff::{Timestamp, ToSpan};
use maud::Render;
use measure::Secret;
use uuid::Uuid;

use super::choice::{Choice, readable};
use super::cube::{Cube, NONE, Row, Second, Who, load, refresh};
use super::known;
use super::story::{self, Measures, Story};
use crate::fixture::{World, app, asked_for, engines, shown, visit, world};
use crate::journeys::{self, ContactKind, Ending, EndingReason, FollowUpAnswer, Journey, NewContact};
use crate::moment::Moment;
use crate::outcomes::{HowTaken, NewReading, Ons4, Ons4Form, add_reading};
use crate::people::{self, Name, PersonDraft};
use crate::referrals::{Decision, Draft, Referral, State, decide, refer};
use crate::refusal::Refusal;
use crate::settings::{self, Place, PostcodeGiven, SchemeId};
use crate::web::Fields;

mod missing;
mod redrawn;

fn secret() -> Secret {
    Secret::new([7; 32])
}

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
    person.ethnicity = Some("White British".into());
    let draft = Draft { offered: false, answer_wanted: false, ..asked_for(scheme, person) };
    refer(tx, &w.referrer, &ago(w, days_ago), &draft)
}

fn answered(
    tx: &mut Tx<'_>,
    w: &World,
    journey: &Journey,
    when: &Moment,
    at: Timestamp,
    satisfied: &str,
) -> Result<(), Refusal> {
    let answers = Ons4::parse(&Ons4Form { satisfied, anxious: "5", ..Ons4Form::default() }).unwrap();
    let new = NewReading { answers, how: HowTaken::ReadAloud, why_missing: None, at };
    add_reading(tx, &w.worker, when, journey.person, Some(journey.id.into()), &new)
}

/// Asked 200 days ago, yes after 2 days, first conversation after `wait` more, two readings, ended 14 weeks later or not.
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
        answered(tx, w, &journey, when, when.at, answer)?;
    }
    let severity = measure::Severity::try_from(4).unwrap();
    journeys::raise_concern(tx, &w.worker, &first, &journey, "Lonely on Sundays", severity)?;
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
    settings::put_towns(tx, &[settings::Town { name: "Taunton".into(), lat: 51.01, lon: -3.1 }])?;
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

fn filled(db: &Db) -> World {
    let w = world(db);
    db.write("fill", |tx| fill(tx, &w)).unwrap();
    w
}

fn cube(db: &Db, w: &World) -> Cube {
    db.read("load", |tx| load(tx, w.area.id, &secret(), w.now.at)).unwrap()
}

fn chosen(db: &Db, w: &World, by: &crate::access::Actor, query: &[(&str, &str)]) -> Result<Choice, Refusal> {
    db.read("choose", |tx| {
        let schemes = readable(by, settings::schemes(tx, w.area.id)?);
        Choice::read(&Fields::of(query), w.now.today(), &schemes)
    })
}

fn told(db: &Db, w: &World, by: &crate::access::Actor, query: &[(&str, &str)]) -> Result<Story, Refusal> {
    Ok(story::tell(&cube(db, w), &chosen(db, w, by, query)?, &Measures::default()))
}

/// A row with its words in place of their numbers, and what was answered and not found.
type Plain = BTreeMap<Uuid, (Row, Option<SchemeId>, Vec<String>, Vec<String>, Vec<(String, String)>)>;

fn plain(cube: &Cube) -> Plain {
    let mut all: Plain = (0..cube.rows())
        .map(|at| {
            let row = cube.columns.row(at);
            let words = [cube.towns.words(row.who.town), cube.languages.words(row.who.language)];
            let words = words.into_iter().flatten().map(str::to_owned).collect();
            let scheme = cube.schemes.get(usize::from(row.scheme)).copied();
            let bare = Row { scheme: 0, who: Who { town: 0, language: 0, ..row.who }, ..row };
            (row.referral, (bare, scheme, words, Vec::new(), Vec::new()))
        })
        .collect();
    let of = |row: u32| cube.columns.referral[row as usize];
    for scored in &cube.scores {
        for at in 0..scored.len() {
            let last = scored.last[at];
            let last = (last != NONE).then(|| scored.levels[usize::from(last)]);
            let said = format!(
                "{} {} {last:?} {}",
                scored.code,
                scored.levels[usize::from(scored.first[at])],
                scored.apart[at]
            );
            all.get_mut(&of(scored.rows[at])).unwrap().3.push(said);
        }
    }
    for one in &cube.absences {
        for (row, absent) in &one.rows {
            all.get_mut(&of(*row)).unwrap().3.push(format!("{} {absent:?}", one.key));
        }
    }
    for gap in &cube.gaps {
        let said = (
            cube.needs.words(gap.need).unwrap_or_default().to_owned(),
            cube.places.words(gap.town).unwrap_or_default().to_owned(),
        );
        all.get_mut(&of(gap.row)).unwrap().4.push(said);
    }
    all.values_mut().for_each(|row| row.4.sort());
    all
}

#[test]
fn the_small_world_adds_up() {
    for db in engines() {
        let w = filled(&db);
        let all = told(&db, &w, &w.commissioner, &[("from", ""), ("to", "")]).unwrap();
        let counts = &all.counts;
        let n = |crowd: measure::Crowd| crowd.n();
        assert_eq!(
            (n(counts.asked), n(counts.offered), n(counts.said_yes), n(counts.said_no)),
            (12, 10, 9, 1)
        );
        assert_eq!(
            (n(counts.began), n(counts.ended), n(counts.followed_up), n(counts.undecided)),
            (9, 8, 8, 2)
        );
        assert_eq!((n(counts.spoke), n(counts.paired)), (9, 9));
        assert_eq!(all.waits.from_yes.median.shown(), Some(35.0));
        assert_eq!(all.waits.to_start.median.shown(), Some(37.0));
        assert_eq!(all.waits.walked.in_weeks().median.shown(), Some(14.0));
        assert_eq!(all.waits.contacts.median.shown(), Some(1.0));
        let satisfied = &all.changes[0];
        assert_eq!((satisfied.n.shown(), satisfied.only_one.is_hidden()), (Some(10), true));
        let figures = satisfied.figures.as_ref().unwrap();
        // Eight people: a mean is moved by ten eighths at most.
        assert!(
            (figures.before.mean.shown().unwrap() - 3.0).abs() <= 1.25
                && (figures.change - 2.0).abs() <= 1.25
        );
        assert!(all.changes[1].figures.is_none(), "nobody was asked");
        assert!(all.changes[3].figures.as_ref().unwrap().change.abs() <= 10.0 / 9.0);
        let fifths: Vec<u64> = all.groups[0].rows().map(|(_, counts)| n(counts.asked)).collect();
        assert_eq!(fifths, [9, 0, 0, 0, 1, 2]);
        assert_eq!((all.gaps.len(), all.gaps[0].people.shown()), (1, Some(10)));
    }
}

#[test]
fn days_and_schemes_choose_whom_the_story_is_of() {
    for db in engines() {
        let w = filled(&db);
        let asked = |by: &crate::access::Actor, query: &[(&str, &str)]| {
            told(&db, &w, by, query).map(|story| (story.counts.asked.n(), story.too_few))
        };
        let (here, there) = (w.scheme.to_string(), w.other_scheme.to_string());
        assert_eq!(asked(&w.commissioner, &[("from", ""), ("to", "")]).unwrap(), (12, false));
        assert_eq!(asked(&w.commissioner, &[("from", "2026-11-01")]).unwrap(), (0, false));
        assert_eq!(asked(&w.commissioner, &[("scheme", &there)]).unwrap(), (1, true));
        // One person was asked for long before the others: leaving them out would tell of them.
        let year = told(&db, &w, &w.commissioner, &[]).unwrap();
        assert_eq!(year.counts.asked.n(), 12);
        assert_eq!(year.selection.widened.unwrap().0.unwrap().to_string(), "2025-07-11");
        // A team lead reads their own scheme's story, and another scheme is not there for them.
        assert_eq!(asked(&w.lead, &[]).unwrap(), (11, false));
        assert_eq!(asked(&w.lead, &[("scheme", &here)]).unwrap(), (11, false));
        assert!(matches!(asked(&w.lead, &[("scheme", &there)]), Err(Refusal::NotFound { .. })));
        assert_eq!(asked(&w.referrer, &[]).unwrap(), (0, false));
        assert_eq!(asked(&w.admin, &[("from", "")]).unwrap(), (0, false));
    }
}

#[test]
fn closer_choices_are_made_unless_they_tell_of_a_few() {
    for db in engines() {
        let w = filled(&db);
        let all = |more: &[(&'static str, &'static str)]| {
            let query: Vec<_> = [("from", ""), ("to", "")].into_iter().chain(more.iter().copied()).collect();
            told(&db, &w, &w.commissioner, &query).unwrap()
        };
        // Nine of twelve live in the most deprived fifth: the other three would be told of.
        let fifth = all(&[("deprived", "f1")]);
        assert_eq!((fifth.counts.asked.n(), fifth.selection.undone.len()), (12, 1));
        // All are White: choosing it leaves out nobody, and choosing another group leaves nobody.
        assert_eq!(all(&[("ethnicity", "white")]).counts.asked.n(), 12);
        let nobody = all(&[("ethnicity", "black")]);
        assert_eq!((nobody.counts.asked.n(), nobody.too_few), (0, false));
        let apart = all(&[("apart", "200-300")]);
        assert_eq!((apart.changes[0].n.shown(), apart.changes[0].outside.shown()), (Some(0), Some(10)));
    }
}

/// What a page prints of the small world: no name, and no count from 1 to 7.
#[test]
fn small_numbers_and_names_never_print() {
    for db in engines() {
        let w = filled(&db);
        let app = app(&db, &w);
        let asked = |actor, address: &str| match address.split('?').next().unwrap() {
            "/stories" => shown(super::page::show(&visit(&app, actor, address, &[], &[]))),
            "/stories/behind" => shown(super::behind::show(&visit(&app, actor, address, &[], &[]))),
            _ => shown(super::numbers::show(&visit(&app, actor, address, &[], &[]))),
        };
        for address in [
            "/stories?from=&to=",
            "/stories/numbers?score=ons4.satisfied&from=&to=",
            "/stories/behind?from=&to=",
        ] {
            let page = asked(&w.commissioner, address);
            assert!(!page.contains("June") && !page.contains("Hart"));
        }
        let story = told(&db, &w, &w.commissioner, &[("from", ""), ("to", "")]).unwrap();
        let counted =
            super::tables::all(&story).into_iter().filter(|it| !["waits", "changes"].contains(&it.code));
        let cells: Vec<String> =
            counted.flat_map(|it| it.rows.into_iter().flat_map(|row| row.into_iter().skip(1))).collect();
        let count = |cell: &str| cell.split(' ').next().and_then(|count| count.parse::<u64>().ok());
        assert!(cells.iter().filter(|cell| count(cell).is_some()).count() > 20, "{cells:?}");
        assert!(
            cells.iter().filter_map(|cell| count(cell)).all(|count| count.is_multiple_of(5)),
            "{cells:?}"
        );
        assert!(cells.iter().filter(|cell| *cell == "*").count() > 5, "{cells:?}");
        let page = asked(&w.commissioner, "/stories?from=&to=");
        assert!(page.contains("Fewer than 8 people said no and nobody could not be reached."), "{page}");
        // The rows behind a number are for team leads, and that they looked is a line.
        let rows = asked(&w.commissioner, "/stories/behind?number=began&from=&to=");
        assert!(rows.contains("Rows are shown to team leads") && !rows.contains("href=\"/journeys/"));
        let rows = asked(&w.lead, "/stories/behind?number=began&from=&to=");
        assert_eq!(rows.matches("href=\"/journeys/").count(), 9, "{rows}");
        let lines = db
            .read("lines", |tx| {
                Ok::<_, Refusal>(ledger::recent(tx, w.area.id.into(), &["story.rows_looked_at"], 9, None)?)
            })
            .unwrap();
        assert_eq!((lines.len(), lines[0].about), (1, w.scheme.into()));
        // A cohort of one shows nothing, on the page and in a file.
        let few = format!("/stories?scheme={}&from=&to=", w.other_scheme);
        let page = asked(&w.commissioner, &few);
        assert!(page.contains("of so few nothing is told") && !page.contains("From asking to following up"));
        let file = super::csv_page::show(&visit(
            &app,
            &w.commissioner,
            &few.replace("stories?", "stories/csv?table=all&"),
            &[],
            &[],
        ));
        assert!(matches!(file, Err(Refusal::NotNow(_))));
    }
}

#[test]
fn a_file_says_as_known_when() {
    for db in engines() {
        let w = filled(&db);
        let app = app(&db, &w);
        let file = |query: &str| {
            let address = format!("/stories/csv?{query}&from=&to=");
            match super::csv_page::show(&visit(&app, &w.commissioner, &address, &[], &[])).unwrap() {
                crate::web::Answer::File { name, bytes, .. } => (name, String::from_utf8(bytes).unwrap()),
                _ => panic!("a file"),
            }
        };
        let (name, flow) = file("table=flow");
        assert_eq!((name.as_str(), flow.lines().count()), ("quilt-flow.csv", 9));
        assert!(flow.lines().skip(1).all(|line| line.ends_with("as known today at 10:00")), "{flow}");
        let (name, flow) = file("table=flow&as_known=2026-11-01");
        assert_eq!(name, "quilt-flow-as-known-2026-11-01.csv");
        assert!(
            flow.lines().skip(1).all(|line| line.ends_with("as known at the end of 1 November 2026")),
            "{flow}"
        );
        assert!(file("table=all&score=ons4.satisfied").1.contains("Effect sizes, each by its name"));
        let address = "/stories/pdf?from=&to=&as_known=2026-11-01";
        match super::paper_page::show(&visit(&app, &w.commissioner, address, &[], &[])).unwrap() {
            crate::web::Answer::File { name, bytes, .. } => {
                assert_eq!(name, "quilt-stories-as-known-2026-11-01.pdf");
                assert!(bytes.starts_with(b"%PDF-1.7") && bytes.len() > 10_000);
            }
            _ => panic!("a file"),
        }
    }
}
