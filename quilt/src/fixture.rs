//! A small world for tests, those beside the code and those of the whole application: an area, two
//! schemes, and somebody in every role.
#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use store::testing::TestDb;
use store::uuid::Uuid;
use store::{Db, Tx, Value, values};

use crate::access::{AccountId, Actor, Grant, NewAccount, Role, Who, open_account};
use crate::app::App;
use crate::moment::{Chance, Clock, Moment};
use crate::people::{Birth, Person, PersonDraft};
use crate::referrals::{Consent, Draft, ReferrerKind, Source};
use crate::refusal::Refusal;
use crate::settings::{Area, NewScheme, SchemeId, SchemeKind, found_area, found_scheme};
use crate::web::{Answer, Fields, Lang, Visit};

pub struct World {
    pub area: Area,
    pub scheme: SchemeId,
    pub other_scheme: SchemeId,
    pub referrer: Actor,
    pub other_referrer: Actor,
    pub worker: Actor,
    pub colleague: Actor,
    /// A link worker of the other scheme.
    pub stranger: Actor,
    pub lead: Actor,
    /// Leads the other scheme.
    pub other_lead: Actor,
    pub builder: Actor,
    pub commissioner: Actor,
    pub admin: Actor,
    pub now: Moment,
}

/// Fresh databases of every engine there is, migrated.
pub fn engines() -> Vec<TestDb> {
    store::testing::engines(crate::app::MIGRATIONS, store::Rules { unledgered: crate::app::UNLEDGERED })
}

/// Monday 23 November 2026, ten in the morning.
pub fn moment() -> Moment {
    Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), chance: Chance::seeded(42) }
}

pub fn world(db: &Db) -> World {
    let now = moment();
    db.write("found a small world", |tx| found(tx, &now)).unwrap()
}

fn found(tx: &mut Tx<'_>, now: &Moment) -> Result<World, Refusal> {
    let area = found_area(tx, now, "Somerset", true)?;
    let quilt = Actor::program(area.id, "Quilt");
    let scheme = |tx: &mut Tx<'_>, name: &str, kind, towns: &[&str]| {
        let new = NewScheme {
            name: name.into(),
            kind,
            about: "People of the place.".into(),
            worker_term: "link worker".into(),
            weeks: 12,
            caseload: 30,
            phone: Some("01632 960100".into()),
            email: Some("team@example.org".into()),
            postcode: Some("TA1 1NW".into()),
            towns: towns.iter().map(|town| (*town).to_owned()).collect(),
        };
        found_scheme(tx, &quilt, now, new).map(|scheme| scheme.id)
    };
    let here = scheme(tx, "Taunton Vale", SchemeKind::GpNetwork, &["Taunton"])?;
    let there = scheme(tx, "Levels", SchemeKind::Charity, &["Glastonbury", "Street"])?;
    let mut open = |name: &str, role: Role, scheme: Option<SchemeId>| {
        let grants = vec![Grant { role, scheme }];
        let new = NewAccount {
            name: name.into(),
            email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
            phone: None,
            password_hash: None,
            organization: None,
            grants: grants.clone(),
        };
        let id: AccountId = open_account(tx, &quilt, now, new)?;
        Ok::<Actor, Refusal>(Actor {
            area: area.id,
            who: Who::Account(id),
            name: name.into(),
            organization: None,
            grants,
        })
    };
    Ok(World {
        referrer: open("Ada Greene", Role::Referrer, None)?,
        other_referrer: open("Ben Ito", Role::Referrer, None)?,
        worker: open("Dan Okafor", Role::LinkWorker, Some(here))?,
        colleague: open("Priya Nair", Role::LinkWorker, Some(here))?,
        stranger: open("Tom Reed", Role::LinkWorker, Some(there))?,
        lead: open("Sue Marsh", Role::TeamLead, Some(here))?,
        other_lead: open("Una Day", Role::TeamLead, Some(there))?,
        builder: open("Kit Lowe", Role::Builder, None)?,
        commissioner: open("Ruth Amadi", Role::Commissioner, None)?,
        admin: open("Bev Hill", Role::Administrator, None)?,
        scheme: here,
        other_scheme: there,
        area,
        now: now.clone(),
    })
}

/// Somebody of whom nothing is known but a name.
pub fn person(name: &str) -> Person {
    Person {
        id: Uuid::nil().into(),
        name: name.into(),
        known_as: None,
        birth: Birth::NotGiven,
        postcode: None,
        address: None,
        phone: None,
        email: None,
        contact_how: None,
        contact_when: None,
        language: None,
        interpreter: false,
        access_needs: None,
        gender: None,
        ethnicity: None,
        lives_alone: None,
        nhs_number: None,
        nhs_number_note: None,
        before_a_visit: None,
        merged_into: None,
        version: 1,
        created_at: moment().at,
    }
}

/// A line of the ledger that Dan Okafor wrote on an afternoon in October, when it happened.
pub fn entry(kind: &str, facts: Option<serde_json::Value>) -> ledger::Entry {
    let at = "2026-10-15T13:00:00Z".parse().unwrap();
    ledger::Entry {
        area: Uuid::nil(),
        lane: 0,
        seq: 1,
        kind: kind.into(),
        about: Uuid::nil(),
        thread: None,
        by: Uuid::nil(),
        by_name: "Dan Okafor".into(),
        happened: at,
        written: at,
        facts,
    }
}

/// Somebody their GP asks support for, who knows of it and said yes.
pub fn asked_for(scheme: SchemeId, person: PersonDraft) -> Draft {
    Draft {
        person,
        scheme,
        source: Source::Form,
        source_key: None,
        referrer_name: "Ada Greene".into(),
        referrer_kind: ReferrerKind::Gp,
        referrer_contact: None,
        organization: None,
        why_now: "Since Ron died the weekends are the long bit.".into(),
        note: None,
        consent: Consent::Given,
        offered: true,
        answer_wanted: true,
    }
}

/// A running Quilt on that database, at the world's moment.
pub fn app(db: &Db, world: &World) -> App {
    App {
        db: db.clone(),
        clock: Clock::set(world.now.at),
        chance: world.now.chance.clone(),
        keys: identity::Keys::new([7; 32]),
        area: world.area.clone(),
        base: "http://127.0.0.1".into(),
        looks: crate::web::Looks::default(),
        alarms: crate::web::Alarms::default(),
        private_feeds: false,
        mail: None,
        stories: crate::reports::Stories::default(),
        use_told: crate::system_use::Told::default(),
        plans: crate::plans::Runs::default(),
        counts: crate::admin::Counts::default(),
        giving: crate::directory::Giving::default(),
        tiles: None,
        finder: crate::directory::Finder::load(db, world.area.id).unwrap(),
    }
}

/// Every place, in every table and every line of the ledger, in which one of these stands: once for each row, in order.
pub fn holding(db: &TestDb, told: &[&str]) -> Vec<String> {
    let tables = match db.name() {
        "PostgreSQL" => {
            "select table_name::text as name from information_schema.tables where table_schema = current_schema()"
        }
        _ => "select name from sqlite_schema where type = 'table'",
    };
    let names: Vec<String> = db
        .read("list the tables", |tx| {
            let rows = tx.rows(tables, &values![])?;
            rows.iter().map(|row| Ok::<_, Refusal>(row.get("name")?)).collect()
        })
        .unwrap();
    assert!(names.len() > 50 && names.iter().any(|name| name == "ledger_line"), "{names:?}");
    let mut found = Vec::new();
    for name in names {
        let all = format!("select * from {name}");
        let rows = db.read("read a table", |tx| Ok::<_, Refusal>(tx.rows(&all, &values![])?)).unwrap();
        for row in rows {
            for (column, value) in row.columns().iter().zip(row.values()) {
                let text = match value {
                    Value::Text(text) => text.clone(),
                    other => format!("{other:?}"),
                };
                if told.iter().any(|word| text.contains(word)) {
                    found.push(format!("{name}.{column}"));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// This actor's visit to `path`, with the parts of the address and what was typed.
pub fn visit<'a>(
    app: &'a App,
    actor: &Actor,
    path: &str,
    params: &[(&str, &str)],
    form: &[(&str, &str)],
) -> Visit<'a> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    Visit {
        app,
        now: app.now(),
        actor: actor.clone(),
        session: None,
        lang: Lang::En,
        path: path.to_owned(),
        params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        query: Fields::parse(query.as_bytes()),
        form: Fields::of(form),
        browser: "00".repeat(16),
        known_browser: true,
        from: None,
    }
}

/// What a visit was answered with: the page's text, or where it leads.
pub fn shown(answer: Result<Answer, Refusal>) -> String {
    match answer.unwrap() {
        Answer::Page { markup, .. } => markup.into_string(),
        Answer::Redirect { to, .. } => to,
        Answer::File { .. } | Answer::Inline { .. } | Answer::Document(_) | Answer::Made(_) => String::new(),
    }
}
