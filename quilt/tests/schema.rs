//! The tables: the same on both engines, and `schema.sql` of each says what the migrations
//! build. After a migration is added, `QUILT_REWRITE=1 scripts/with-postgres cargo test -p quilt --test schema`
//! writes both files anew; read them in review.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use quilt::app::{MIGRATIONS, UNLEDGERED};
use store::testing::TestDb;
use store::{Error, Rules, Tx};

fn file(engine: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine).join("schema.sql")
}

#[test]
fn the_first_migration_holds_the_ledger_as_its_crate_writes_it() {
    assert!(
        MIGRATIONS[0].sqlite.contains(ledger::SQLITE.trim()),
        "0001 for SQLite: copy crates/ledger/schema/sqlite.sql into it"
    );
    assert!(
        MIGRATIONS[0].postgres.contains(ledger::POSTGRES.trim()),
        "0001 for PostgreSQL: copy crates/ledger/schema/postgres.sql into it"
    );
}

#[test]
fn every_migration_is_in_the_list() {
    for (engine, text) in [("sqlite", 0), ("postgres", 1)] {
        let folder = file(engine).with_file_name("");
        let found =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut found: Vec<String> =
            found.filter(|name| name.ends_with(".sql") && name != "schema.sql").collect();
        found.sort();
        let named = |at: usize| {
            format!("{:04}_{}.sql", MIGRATIONS[at].version, MIGRATIONS[at].name.replace(' ', "_"))
        };
        let listed: Vec<String> = (0..MIGRATIONS.len()).map(named).collect();
        assert_eq!(found, listed, "migrations/{engine} and app::MIGRATIONS differ");
        assert!(MIGRATIONS.iter().all(|it| !(if text == 0 { it.sqlite } else { it.postgres }).is_empty()));
    }
}

/// Table → column → kind, null allowed?
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

const SQLITE_COLUMNS: &str = "select m.name as t, c.name as c, lower(c.type) as kind, \
    case when c.\"notnull\" = 1 or c.pk > 0 then 0 else 1 end as nullable \
    from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'";
const POSTGRES_COLUMNS: &str = "select table_name::text as t, column_name::text as c, data_type::text as kind, \
    case when is_nullable = 'YES' then 1::bigint else 0::bigint end as nullable \
    from information_schema.columns where table_schema = current_schema()";

fn columns(db: &TestDb, sql: &str) -> Tables {
    let rows = db.read("read the columns", |tx| tx.rows(sql, &[])).unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let text = |name: &str| row.get::<String>(name).unwrap();
        let nullable = row.get::<i64>("nullable").unwrap() == 1;
        tables.entry(text("t")).or_default().insert(text("c"), (text("kind"), nullable));
    }
    tables
}

/// How SQLite keeps what PostgreSQL calls this.
fn on_sqlite(kind: &str) -> &'static str {
    match kind {
        "uuid" | "bytea" => "blob",
        "bigint" | "integer" | "boolean" | "timestamp with time zone" => "integer",
        "double precision" => "real",
        "text" | "date" => "text",
        _ => "(a kind this test does not know)",
    }
}

#[test]
fn both_engines_have_the_same_tables_and_columns() {
    let rules = Rules { unledgered: UNLEDGERED };
    let sqlite = columns(&store::testing::sqlite(MIGRATIONS, rules), SQLITE_COLUMNS);
    let Some(postgres) = store::testing::postgres(MIGRATIONS, rules) else { return };
    let mut differences = Vec::new();
    let postgres: Tables = columns(&postgres, POSTGRES_COLUMNS);
    // The store's own table, written before any of ours, keeps its time as each engine gives it.
    for table in sqlite.keys().chain(postgres.keys()).filter(|table| *table != "schema_migration") {
        let (Some(here), Some(there)) = (sqlite.get(table), postgres.get(table)) else {
            differences.push(format!("{table} is on one engine only"));
            continue;
        };
        for column in here.keys().chain(there.keys()) {
            match (here.get(column), there.get(column)) {
                (Some(a), Some(b)) if a.0 == on_sqlite(&b.0) && a.1 == b.1 => {}
                (a, b) => differences.push(format!("{table}.{column}: SQLite {a:?}, PostgreSQL {b:?}")),
            }
        }
    }
    differences.sort();
    differences.dedup();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
    assert!(sqlite.len() > 20, "the tables were not found");
}

fn lines(tx: &mut Tx<'_>, sql: &str) -> Result<Vec<String>, Error> {
    tx.rows(sql, &[])?.iter().map(|row| row.get("line")).collect()
}

fn sqlite_schema(tx: &mut Tx<'_>) -> Result<String, Error> {
    let statements = lines(
        tx,
        "select sql as line from sqlite_schema where sql is not null and name not like 'sqlite_%' \
         order by tbl_name, type desc, name",
    )?;
    Ok(statements.iter().map(|sql| format!("{sql};\n\n")).collect())
}

/// From PostgreSQL's own catalogue: columns, then constraints, then indexes, table by table.
fn postgres_schema(tx: &mut Tx<'_>) -> Result<String, Error> {
    let mut text = String::new();
    let tables = lines(
        tx,
        "select table_name::text as line from information_schema.tables where table_schema = current_schema() order by 1",
    )?;
    let schema = lines(tx, "select current_schema()::text as line")?.remove(0);
    for table in tables {
        let within = lines(
            tx,
            &format!(
                "select line from ( \
                 select 1 as part, a.attnum::bigint as place, a.attname || ' ' || format_type(a.atttypid, a.atttypmod) \
                   || case when a.attnotnull then ' not null' else '' end \
                   || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line \
                 from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum \
                 where a.attrelid = '{table}'::regclass and a.attnum > 0 and not a.attisdropped \
                 union all \
                 select 2, row_number() over (order by contype, conname), 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) \
                 from pg_constraint where conrelid = '{table}'::regclass and contype in ('p', 'u', 'f', 'c')) x \
                 order by part, place"
            ),
        )?;
        text += &format!("create table {table} (\n  {}\n);\n", within.join(",\n  "));
        let indexes = lines(
            tx,
            &format!(
                "select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indexrelid \
                 where i.indrelid = '{table}'::regclass and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) \
                 order by c.relname"
            ),
        )?;
        text.extend(indexes.iter().map(|index| format!("{index};\n")));
        text.push('\n');
    }
    Ok(text.replace(&format!("{schema}."), ""))
}

fn must_equal(engine: &str, built: &str) {
    let head = "-- What the migrations build, written by quilt/tests/schema.rs (which says how to write it anew).\n\n";
    let built = format!("{head}{}\n", built.trim_end());
    if std::env::var("QUILT_REWRITE").is_ok() {
        std::fs::write(file(engine), &built).unwrap();
    }
    let kept = std::fs::read_to_string(file(engine)).unwrap_or_default();
    let first = built.lines().zip(kept.lines()).find(|(a, b)| a != b);
    assert!(
        kept == built,
        "migrations/{engine}/schema.sql is not what the migrations build. First difference (built, kept): {first:?}. \
         If the migrations are right, write it anew: QUILT_REWRITE=1 scripts/with-postgres cargo test -p quilt --test schema"
    );
}

#[test]
fn schema_sql_is_what_the_migrations_build() {
    let rules = Rules { unledgered: UNLEDGERED };
    let sqlite = store::testing::sqlite(MIGRATIONS, rules);
    must_equal("sqlite", &sqlite.read("read the schema", sqlite_schema).unwrap());
    if let Some(postgres) = store::testing::postgres(MIGRATIONS, rules) {
        must_equal("postgres", &postgres.read("read the schema", postgres_schema).unwrap());
    }
}
