//! Somebody is written into every table there is, and erased: every table and every line of the ledger is read for their
//! name, their numbers and their words, and none is there.

use ::store::Db;

use super::*;
use crate::admin::{erase_ask, erasures};
use crate::app::App;
use crate::fixture::{World, app, asked_for, engines, holding, visit, world};
use crate::journeys::{
    ContactKind, Ending, EndingReason, FollowUpAnswer, Journey, NewContact, NewMeeting, NewStep,
};
use crate::messages::{Channel, NewMessage};
use crate::outcomes::{HowTaken, NewReading, Occasion, Ons4, Ons4Form, Whose};
use crate::people::{Birth, MayHear, Name, NhsGiven, PersonDraft, Supporter};
use crate::referrals::{Decision, allocate, decide, refer};
use crate::settings::PostcodeGiven;
use crate::web::{Answer, Lang};

/// What must be nowhere: each stands in many tables before.
const TOLD: [&str; 8] = [
    "Zephyrine",
    "Quillfeather",
    "zephyrine",
    "9990000018",
    "TA23 0ZZ",
    "01632 960777",
    "marmalade heron",
    "1938-04-17",
];

fn nhs() -> String {
    (999_000_001_u64..)
        .flat_map(|nine| (0..10).map(move |check| format!("{nine}{check}")))
        .find(|text| people::NhsNumber::parse(text).is_some())
        .unwrap()
}

fn draft(w: &World) -> referrals::Draft {
    let person = PersonDraft {
        known_as: Some("Zephyrine".into()),
        birth: Birth::parse("17 4 1938", w.now.today()).unwrap(),
        postcode: PostcodeGiven::parse("TA23 0ZZ").unwrap(),
        address: Some("1 marmalade heron Lane".into()),
        phone: Some("01632 960777".into()),
        email: Some("zephyrine@example.org".into()),
        nhs: NhsGiven::parse(&nhs()),
        before_a_visit: Some("Mind the marmalade heron".into()),
        access_needs: Some("Speak of the marmalade heron".into()),
        ethnicity: Some("White British".into()),
        ..PersonDraft::named(Name::parse("Zephyrine Quillfeather").unwrap())
    };
    referrals::Draft {
        why_now: "The marmalade heron flew. Zephyrine is alone.".into(),
        note: Some("Ask for Quillfeather at 01632 960777".into()),
        referrer_contact: Some("01632 960777".into()),
        ..asked_for(w.scheme, person)
    }
}

fn told(tx: &mut Tx<'_>, w: &World, journey: &Journey) -> Result<(), Refusal> {
    let (by, now) = (&w.worker, &w.now);
    let words = "Zephyrine Quillfeather and the marmalade heron";
    journeys::say_what_matters(tx, by, now, journey, words, Some(words), Some(words))?;
    let contact = NewContact {
        kind: ContactKind::Visit,
        reached: true,
        minutes: Some(5),
        with_whom: Some(words.into()),
        note: words.into(),
        at: now.at,
    };
    journeys::add_contact(tx, by, now, journey, &contact)?;
    journeys::raise_concern(tx, by, now, journey, words, measure::Severity::try_from(4).unwrap())?;
    let step = NewStep { words: words.into(), who: words.into(), by_when: None, replaces: None };
    journeys::agree_step(tx, by, now, journey, &step)?;
    journeys::add_gap(tx, by, now, journey, words, Some("Watchet"))?;
    let meeting = NewMeeting {
        kind: ContactKind::Visit,
        at: now.at + jiff::ToSpan::hours(48),
        place: Some(words.into()),
    };
    journeys::agree_meeting(tx, by, now, journey, &meeting)?;
    journeys::pause(tx, by, now, journey, words, None)?;
    let paused = journeys::find_journey(tx, by, now, Act::RecordOnJourney, journey.id)?;
    journeys::resume(tx, by, now, &paused)?;
    let answers = Ons4::parse(&Ons4Form { satisfied: "4", happy: "refused", ..Ons4Form::default() }).unwrap();
    let new = NewReading { answers, how: HowTaken::ReadAloud, why_missing: Some(words.into()), at: now.at };
    outcomes::add_reading(tx, by, now, journey.person, Some(journey.id.into()), &new)?;
    let whose = Whose { person: journey.person, journey: journey.id.into() };
    outcomes::put_by_link(tx, by, now, whose, "ucla3", Occasion::Start)?;
    let story = told_stories::Words { mattered: words.into(), happened: words.into(), now_is: words.into() };
    told_stories::begin(tx, by, now, journey, Lang::En, &story)?;
    let message = NewMessage {
        person: Some(journey.person.into()),
        thread: Some(journey.id.into()),
        channel: Channel::Text,
        send_to: "01632 960777".into(),
        subject: words.into(),
        body: words.into(),
    };
    messages::write(tx, by, now, &message)
}

/// Zephyrine, two records of her, a journey that ended, and a word of her in every place there is.
fn written(db: &Db, w: &World) -> Journey {
    db.write("write somebody everywhere", |tx| {
        let (now, words) = (&w.now, "the marmalade heron");
        let referral = refer(tx, &w.referrer, now, &draft(w))?;
        decide(tx, &w.lead, now, referral.id, 1, &Decision::Accept)?;
        let worker = w.worker.account().unwrap();
        allocate(tx, &w.lead, now, referral.id, worker)?;
        let journey = journeys::begin(tx, &w.worker, now, referral.id, worker)?;
        let supporter = Supporter {
            name: "Basil Quillfeather".into(),
            relation: "brother".into(),
            phone: Some("01632 960777".into()),
            may_hear: MayHear::Everything,
            note: Some(words.into()),
        };
        people::add_supporter(tx, &w.worker, now, journey.person, &supporter)?;
        people::give_consent(tx, &w.worker, now, journey.person, "a photograph", true, words)?;
        told(tx, w, &journey)?;
        // A second record of hers, referred and not settled, that was found to be the same person.
        let second = refer(tx, &w.referrer, now, &draft(w))?;
        people::merge(tx, &w.lead, now, journey.person, second.person)?;
        people::open_with_reason(tx, &w.colleague, now, journey.person, words)?;
        let ending = Ending {
            reason: EndingReason::Complete,
            what_changed: words.into(),
            what_holds: words.into(),
            who_to_call: words.into(),
            letter: Some(words.into()),
            story_consent: None,
        };
        journeys::end(tx, &w.worker, now, &journey, &ending)?;
        let said = FollowUpAnswer { how_are_you: words.into(), still_going: words.into(), wants_more: false };
        journeys::answer_follow_up(tx, &w.worker, now, journey.id, 3, &said)?;
        Ok::<_, Refusal>(journey)
    })
    .unwrap()
}

fn came(answer: Result<Answer, Refusal>) -> (u16, String) {
    match answer {
        Ok(Answer::Page { status, markup }) => (status.as_u16(), markup.into_string()),
        Ok(Answer::Redirect { to, .. }) => (303, to),
        Ok(_) => panic!("neither a page nor a way on"),
        Err(Refusal::NotFound { .. }) => (404, String::new()),
        Err(Refusal::NotNow(sentence)) => (409, sentence),
        Err(other) => panic!("{other}"),
    }
}

fn asks(app: &App, by: &Actor, person: PersonId, form: &[(&str, &str)]) -> (u16, String) {
    let id = person.to_string();
    let visit = visit(app, by, &format!("/people/{id}/erase"), &[("id", &id)], form);
    came(if form.is_empty() { erase_ask::show(&visit) } else { erase_ask::save(&visit) })
}

fn decides(app: &App, by: &Actor, id: &str, form: &[(&str, &str)]) -> (u16, String) {
    let visit = visit(app, by, &format!("/admin/erasures/{id}"), &[("id", id)], form);
    came(if form.is_empty() { erasures::one(&visit) } else { erasures::save(&visit) })
}

fn waiting(db: &Db, w: &World) -> Vec<Asked> {
    db.read("who waits", |tx| store::select_all(tx, w.area.id)).unwrap()
}

#[test]
fn after_it_no_table_and_no_line_says_who_they_were_and_the_chain_is_whole() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        let told: Vec<&str> = TOLD.iter().copied().filter(|word| *word != "9990000018").collect();
        let number = nhs();
        let told: Vec<&str> = told.into_iter().chain([number.as_str()]).collect();
        let journey = written(&db, &w);
        let before = holding(&db, &told);
        for place in [
            "person.name",
            "person.nhs_number",
            "person.postcode",
            "supporter.name",
            "consent.how",
            "opening.reason",
            "referral.why_now",
            "referral.note",
            "journey.matters",
            "journey.letter",
            "contact.note",
            "concern.words",
            "step.words",
            "gap.need",
            "pause.reason",
            "meeting.place",
            "reading.missing",
            "follow_up.how_are_you",
            "told_version.mattered",
            "message.body",
            "message.send_to",
            "ledger_line.facts",
        ] {
            assert!(before.iter().any(|it| it == place), "{place} was never written: {before:?}");
        }
        let yes = [("why", "they_asked"), ("no_hold", "yes")];
        assert_eq!(asks(&app, &w.lead, journey.person, &yes).0, 303);
        let id = waiting(&db, &w)[0].id.to_string();
        let page = decides(&app, &w.admin, &id, &[]).1;
        assert!(page.contains("cannot be undone") && told.iter().all(|word| !page.contains(word)), "{page}");
        assert_eq!(decides(&app, &w.admin, &id, &[("do", "erase"), ("typed", "erase")]).0, 303);

        assert_eq!(holding(&db, &told), Vec::<String>::new());
        let report = db.read("verify", |tx| ledger::verify(tx, None, None)).unwrap();
        assert!(report.is_whole() && report.erased > 20, "{:?}", report.problems);
        // Whoever walked with them finds nobody, and is not told who was here.
        for by in [&w.worker, &w.lead] {
            let id = journey.person.to_string();
            let visit = visit(&app, by, "/people/x", &[("id", &id)], &[]);
            assert_eq!(came((people::ROUTES[0].serve)(&visit)).0, 404, "{}", by.name);
        }
        assert_eq!(decides(&app, &w.admin, &id, &[("do", "erase"), ("typed", "erase")]).0, 409, "once");
        assert!(decides(&app, &w.admin, &id, &[]).1.contains("Erased by Bev Hill"));
        let said = db
            .read("the ledger", |tx| {
                Ok::<_, Refusal>(ledger::about(tx, w.area.id.into(), journey.person.into(), 500, None)?)
            })
            .unwrap();
        let erased: Vec<_> = said.iter().filter(|line| line.kind == "person.erased").collect();
        assert!(erased.len() >= 4 && erased.iter().all(|line| line.by_name == "Bev Hill"));
        assert!(said.iter().filter(|line| line.kind != "person.erased").all(|line| line.facts.is_none()));
    }
}

#[test]
fn two_people_must_agree_and_what_must_be_kept_is() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        let journey = written(&db, &w);
        let whole = holding(&db, &TOLD);
        let page = asks(&app, &w.lead, journey.person, &[]).1;
        assert!(page.contains("What goes") && page.contains("What stays, and why"));
        for (form, why) in [
            (vec![("no_hold", "yes")], "Choose why"),
            (vec![("why", "they_asked")], "safeguarding lead"),
            (vec![("why", "because"), ("no_hold", "yes")], "Choose why"),
        ] {
            let (status, page) = asks(&app, &w.lead, journey.person, &form);
            assert!(status == 422 && page.contains(why), "{why}");
        }
        let yes = [("why", "for_them"), ("no_hold", "yes")];
        for stranger in [&w.other_lead, &w.worker, &w.admin, &w.commissioner, &w.referrer] {
            assert_eq!(asks(&app, stranger, journey.person, &yes).0, 404, "{}", stranger.name);
        }
        assert!(waiting(&db, &w).is_empty());
        assert_eq!(asks(&app, &w.lead, journey.person, &yes).0, 303);
        assert_eq!(asks(&app, &w.lead, journey.person, &yes).0, 303, "twice is once");
        let all = waiting(&db, &w);
        assert_eq!(all.len(), 1);
        assert!(asks(&app, &w.lead, journey.person, &[]).1.contains("Sue Marsh asked for this"));
        let id = all[0].id.to_string();
        for form in [vec![("do", "erase")], vec![("do", "erase"), ("typed", "yes")], vec![("do", "keep")]] {
            assert_eq!(decides(&app, &w.admin, &id, &form).0, 422, "{form:?}");
        }
        // Whoever asked cannot agree as well, whatever roles they hold.
        let (status, said) = decides(&app, &w.lead, &id, &[("do", "erase"), ("typed", "erase")]);
        assert!(status == 409 && said.contains("Somebody else must agree"), "{said}");
        assert_eq!(decides(&app, &w.admin, &id, &[("do", "keep"), ("kept", "safeguarding")]).0, 303);
        assert_eq!(holding(&db, &TOLD), whole, "nothing went");
        assert_eq!(decides(&app, &w.admin, &id, &[("do", "erase"), ("typed", "erase")]).0, 409);
        assert_eq!(decides(&app, &w.admin, "00000000-0000-0000-0000-000000000009", &[]).0, 404);
        assert_eq!(asks(&app, &w.lead, journey.person, &yes).0, 303, "it may be asked again");
    }
}

/// Whoever reads on from an export is told to let them go, and whoever begins anew never hears of them.
#[test]
fn files_that_read_on_are_told_to_let_them_go() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        let journey = written(&db, &w);
        let mark = app.clock.now();
        app.clock.put(mark + jiff::ToSpan::hours(4));
        assert_eq!(asks(&app, &w.lead, journey.person, &[("why", "they_asked"), ("no_hold", "yes")]).0, 303);
        let id = waiting(&db, &w)[0].id.to_string();
        assert_eq!(decides(&app, &w.admin, &id, &[("do", "erase"), ("typed", "erase")]).0, 303);
        let given = |table: &str, since: Option<exports::Mark>| {
            let table = exports::table_named(table).unwrap();
            let view = exports::View::of(&w.commissioner, table, false).unwrap();
            let wanted = exports::Wanted { table, format: tabular::Format::Csv, view, since };
            let mut pull = exports::Pull::begin(&db, w.area.id, &app.keys, wanted, "mark").unwrap();
            let mut bytes = Vec::new();
            while let Some(more) = pull.more().unwrap() {
                bytes.extend(more);
            }
            let text = String::from_utf8(bytes).unwrap();
            let gone = text.lines().skip(1).filter(|line| line.split(',').nth(1) == Some("true")).count();
            (text.lines().count() - 1, gone)
        };
        let since = Some(exports::Mark::at(mark));
        for table in ["people", "referrals", "journeys", "contacts", "concerns", "steps", "readings"] {
            let (rows, gone) = given(table, since);
            assert!(gone > 0 && rows == gone, "{table}: {rows} {gone}");
            assert_eq!(given(table, None), (0, 0), "{table}");
        }
    }
}
