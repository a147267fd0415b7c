//! Exports read back as their readers would, on every engine: what is in them, what is not, and what came since.

mod since;

use std::collections::{BTreeSet, HashMap};

use ::store::values;
use jiff::{Timestamp, ToSpan};
use tabular::Format;
use uuid::Uuid;

use super::*;
use crate::access::{AccountId, Actor, Grant, Role, Who};
use crate::app::App;
use crate::demo::{self, Wanted as County};
use crate::fixture::{self, engines, visit, world};
use crate::refusal::Refusal;
use crate::settings::{self, AreaId};
use crate::web::Answer;

/// Columns by name, of each row.
type Rows = Vec<HashMap<String, String>>;

/// A county of invented people, and a running Quilt on it.
struct Held {
    app: App,
    area: AreaId,
}

fn held(db: &::store::Db) -> Held {
    let until: Timestamp = "2026-11-20T08:30:00Z".parse().unwrap();
    demo::fill(db, &County { journeys: 40, seed: 7, until }, &mut |_| {}).unwrap();
    let area = db.read("area", settings::area).unwrap().unwrap();
    let now = crate::moment::Moment { at: until, chance: crate::moment::Chance::seeded(3) };
    let w = fixture::World { area: area.clone(), now, ..somebody(area.id) };
    Held { app: fixture::app(db, &w), area: area.id }
}

/// A world in which only the area matters.
fn somebody(area: AreaId) -> fixture::World {
    let one = actor(area, Role::Commissioner, None);
    let nil = || Uuid::nil().into();
    let area = settings::Area { id: area, name: "Anywhere".into(), demonstration: true };
    let (a, b, c, d, e, f, g, h) = (
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
        one.clone(),
    );
    fixture::World {
        area,
        scheme: nil(),
        other_scheme: nil(),
        referrer: a,
        other_referrer: b,
        worker: c,
        colleague: d,
        stranger: e,
        lead: f,
        other_lead: g,
        builder: h,
        commissioner: one.clone(),
        admin: one,
        now: fixture::moment(),
    }
}

fn actor(area: AreaId, role: Role, scheme: Option<Uuid>) -> Actor {
    Actor {
        area,
        who: Who::Account(AccountId::from(Uuid::from_u128(77))),
        name: "Ruth Amadi".into(),
        organization: None,
        grants: vec![Grant { role, scheme: scheme.map(Into::into) }],
    }
}

impl Held {
    /// The bytes of one file, and its mark.
    fn file(&self, by: &Actor, table: &str, format: &str, query: &str) -> Result<(Vec<u8>, String), Refusal> {
        let path = format!("/exports/{table}/{format}?{query}");
        let visit = visit(&self.app, by, &path, &[("table", table), ("format", format)], &[]);
        let Answer::Made(mut made) = file::give(&visit)? else { panic!("no file") };
        let mut bytes = Vec::new();
        while let Some(more) = (made.next)()? {
            bytes.extend(more);
        }
        let (_, mark) = made.beside.unwrap();
        assert_eq!(made.name, format!("{table}-{mark}.{format}"));
        Ok((bytes, mark))
    }

    fn rows(&self, by: &Actor, table: &str, query: &str) -> Rows {
        read(&self.file(by, table, "csv", query).unwrap().0)
    }

    fn count(&self, sql: &str) -> usize {
        let row = self.app.db.read("count", |tx| tx.row(sql, &values![self.area])).unwrap().unwrap();
        usize::try_from(row.at::<i64>(0).unwrap()).unwrap()
    }

    fn ids(&self, sql: &str) -> Vec<Uuid> {
        let rows = self.app.db.read("ids", |tx| tx.rows(sql, &values![self.area])).unwrap();
        rows.iter().map(|row| row.at(0).unwrap()).collect()
    }

    fn commissioner(&self) -> Actor {
        actor(self.area, Role::Commissioner, None)
    }

    fn change(&self, sql: &str, values: &[::store::Value]) {
        let by = Actor::program(self.area, "a test");
        let now = self.app.now();
        self.app
            .db
            .write("change", |tx| {
                tx.run(sql, values)?;
                crate::line::line(&by, &now, "test.changed", self.area).record(tx)
            })
            .unwrap();
    }
}

fn read(bytes: &[u8]) -> Rows {
    let mut reader = csv::Reader::from_reader(bytes);
    let heads = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| heads.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}

#[test]
fn every_table_has_all_its_rows_and_rows_of_one_person_stay_together() {
    for db in engines() {
        let held = held(&db);
        let by = held.commissioner();
        for (table, from) in [
            ("people", "person where area_id = $1 and merged_into is null"),
            ("referrals", "referral where area_id = $1"),
            ("journeys", "journey where area_id = $1"),
            ("concerns", "concern where area_id = $1"),
            ("concern_ratings", "concern_rating where area_id = $1"),
            ("steps", "step where area_id = $1"),
            ("contacts", "contact where area_id = $1"),
            ("readings", "reading where area_id = $1"),
            ("links", "link where area_id = $1"),
            ("follow_ups", "follow_up where area_id = $1"),
            ("gaps", "gap where area_id = $1"),
            ("pauses", "pause where area_id = $1"),
            ("asks", "measure_ask where area_id = $1"),
            ("step_hopes", "step_hope where area_id = $1"),
            ("step_attainments", "step_attainment where area_id = $1"),
            ("scheme_measures", "scheme_measure where area_id = $1"),
            ("services", "service where area_id = $1"),
            ("schemes", "scheme where area_id = $1"),
        ] {
            let rows = held.rows(&by, table, "");
            assert_eq!(rows.len(), held.count(&format!("select count(*) from {from}")), "{table}");
            let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
            assert_eq!(ids.len(), rows.len(), "{table}");
            assert!(rows.iter().all(|row| row["gone"] == "false"), "{table}");
        }
        let people: BTreeSet<String> =
            held.rows(&by, "people", "").into_iter().map(|mut row| row.remove("id").unwrap()).collect();
        let journeys = held.rows(&by, "journeys", "");
        assert!(journeys.len() > 20 && journeys.iter().all(|row| people.contains(&row["person"])));
        let known: BTreeSet<&str> = journeys.iter().map(|row| row["id"].as_str()).collect();
        let contacts = held.rows(&by, "contacts", "");
        assert!(!contacts.is_empty() && contacts.iter().all(|row| known.contains(row["journey"].as_str())));
        assert!(held.rows(&by, "codes", "").iter().any(|row| row["snomed"] == "871691000000100"));
    }
}

#[test]
fn without_names_nothing_leads_back() {
    for db in engines() {
        let held = held(&db);
        let by = held.commissioner();
        let mut secrets: Vec<String> = Vec::new();
        let rows = held.app.db.read("names", |tx| {
            tx.rows(
                "select name, postcode, phone, email, nhs_number from person where area_id = $1",
                &values![held.area],
            )
        });
        for row in rows.unwrap() {
            secrets.extend(
                (0..5).filter_map(|at| row.at::<Option<String>>(at).unwrap()).filter(|word| word.len() > 5),
            );
        }
        for sql in ["person", "journey", "referral", "contact", "step"] {
            secrets.extend(
                held.ids(&format!("select id from {sql} where area_id = $1")).iter().map(ToString::to_string),
            );
        }
        for sql in [
            "select words from concern where area_id = $1",
            "select note from contact where area_id = $1",
            "select why_now from referral where area_id = $1",
        ] {
            let rows = held.app.db.read("words", |tx| tx.rows(sql, &values![held.area])).unwrap();
            secrets
                .extend(rows.iter().map(|row| row.at::<String>(0).unwrap()).filter(|words| words.len() > 12));
        }
        assert!(secrets.len() > 300);
        for table in TABLES.iter().filter(|table| table.about == About::People) {
            let (bytes, _) = held.file(&by, table.name, "csv", "").unwrap();
            let text = String::from_utf8(bytes).unwrap();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "{}: {secret}", table.name);
            }
        }
    }
}

#[test]
fn each_role_takes_what_the_rights_say() {
    for db in engines() {
        let held = held(&db);
        let scheme =
            held.ids("select scheme_id from journey where area_id = $1 order by scheme_id limit 1")[0];
        let lead = actor(held.area, Role::TeamLead, Some(scheme));
        let own = held.rows(&lead, "journeys", "");
        let all = held.rows(&held.commissioner(), "journeys", "");
        assert!(!own.is_empty() && own.len() < all.len());
        assert!(own.iter().all(|row| row["scheme"] == scheme.to_string()));
        let named = held.rows(&lead, "people", "names=yes");
        assert!(
            !named.is_empty() && named.iter().all(|row| !row["name"].is_empty() && row["id"].len() == 36)
        );
        for table in ["contacts", "steps", "readings", "follow_ups", "gaps"] {
            assert!(
                held.rows(&lead, table, "").len() < held.rows(&held.commissioner(), table, "").len(),
                "{table}"
            );
        }
        for (role, table, query) in [
            (Role::Commissioner, "people", "names=yes"),
            (Role::Administrator, "people", ""),
            (Role::Administrator, "readings", ""),
            (Role::Builder, "gaps", ""),
            (Role::LinkWorker, "readings", ""),
            (Role::Referrer, "services", ""),
            (Role::Commissioner, "accounts", ""),
            (Role::Commissioner, "people; drop", ""),
        ] {
            let refused = held.file(&actor(held.area, role, Some(scheme)), table, "csv", query);
            assert!(matches!(refused, Err(Refusal::NotFound { .. })), "{role:?} {table}");
        }
        assert!(matches!(
            held.file(&held.commissioner(), "people", "xlsx", ""),
            Err(Refusal::NotFound { .. })
        ));
        for role in [Role::Administrator, Role::Builder] {
            assert!(!held.rows(&actor(held.area, role, None), "services", "").is_empty());
        }
    }
}

#[test]
fn what_was_taken_is_in_the_ledger_with_its_rows() {
    for db in engines() {
        let held = held(&db);
        let rows = held.rows(&held.commissioner(), "contacts", "").len();
        let kinds = ["export.begun", "export.given"];
        let lines =
            held.app.db.read("lines", |tx| ledger::recent(tx, held.area.into(), &kinds, 10, None)).unwrap();
        assert_eq!(lines.len(), 2);
        let given = lines.iter().find(|line| line.kind == "export.given").unwrap();
        let facts = given.facts.as_ref().unwrap();
        assert_eq!(given.by_name, "Ruth Amadi");
        assert_eq!((facts["table"].as_str(), facts["rows"].as_u64()), (Some("contacts"), Some(rows as u64)));
        assert_eq!((facts["names"].as_bool(), facts["format"].as_str()), (Some(false), Some("csv")));
    }
}

#[test]
fn both_formats_hold_the_same_number_of_rows_and_parquet_carries_its_mark() {
    for db in engines() {
        let held = held(&db);
        let by = held.commissioner();
        for table in TABLES {
            let view = View::whole(false);
            let wanted = Wanted { table, format: Format::Parquet, view, since: None };
            let mut pull = Pull::begin(&held.app.db, held.area, &held.app.keys, wanted, "m1").unwrap();
            let mut bytes = Vec::new();
            while let Some(more) = pull.more().unwrap() {
                bytes.extend(more);
            }
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{}", table.name);
            assert!(bytes.windows(10).any(|part| part == b"quilt.mark"));
            assert_eq!(pull.counted().rows, held.rows(&by, table.name, "").len() as u64, "{}", table.name);
        }
    }
}

#[test]
fn tables_and_columns_are_named_once_and_described() {
    let mut names = BTreeSet::new();
    for table in TABLES {
        assert!(names.insert(table.name), "{}", table.name);
        let mut columns = BTreeSet::from(["gone"]);
        for column in table.columns {
            assert!(columns.insert(column.name), "{}.{}", table.name, column.name);
            assert!(column.means.len() > 5 && !column.means.contains('|'), "{}.{}", table.name, column.name);
        }
        assert_eq!(table.columns[0].name, "id");
    }
}

/// `QUILT_REWRITE=1` writes the dictionary into the page anew.
#[test]
fn the_dictionary_in_the_docs_is_the_one_that_is_given() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/exports.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- dictionary: written by a test -->\n", "<!-- end of dictionary -->");
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, foot) = rest.split_once(end).unwrap();
    let wanted = format!("{head}{begin}\n{}{end}{foot}", dictionary());
    if std::env::var_os("QUILT_REWRITE").is_some() {
        std::fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(
        text == wanted,
        "docs/exports.md is not what is given: QUILT_REWRITE=1 cargo test -p quilt --lib exports::"
    );
}

#[test]
fn the_page_shows_what_each_may_take() {
    for db in engines() {
        let w = world(&db);
        let app = fixture::app(&db, &w);
        let show = |by: &Actor, query: &str| {
            fixture::shown(page::show(&visit(&app, by, &format!("/exports?{query}"), &[], &[])))
        };
        let commissioner = show(&w.commissioner, "");
        assert!(commissioner.contains("/exports/readings/csv") && !commissioner.contains("With names"));
        let lead = show(&w.lead, "names=yes");
        assert!(lead.contains("/exports/people/parquet?names=yes") && lead.contains("with names"));
        let admin = show(&w.admin, "names=yes");
        assert!(admin.contains("/exports/services/csv") && !admin.contains("/exports/people"));
        let wrong = show(&w.commissioner, "since=yesterday");
        assert!(wrong.contains("not the mark of an export") && wrong.contains("value=\"yesterday\""));
    }
}
