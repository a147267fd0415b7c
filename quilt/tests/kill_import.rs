//! Pulling the plug while a directory is read: the real program is killed again and again in
//! the middle of a feed of 20,000 services. Read at last, the directory is what it would have
//! been undisturbed, and the ledger is whole.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use quilt::app::{MIGRATIONS, UNLEDGERED};
use store::testing::TestDb;

const SERVICES: usize = 20_000;
const KILLS: i64 = 3;

fn feed(without: usize) -> String {
    let mut text = String::from("[");
    for n in without..SERVICES {
        let begins = if n == without { "" } else { "," };
        let club = n / 5;
        write!(
            text,
            r#"{begins}{{"id":"{n}","name":"Group {n}","description":"Tea and company, number {n}.","organization":{{"id":"o{club}","name":"Club {club}"}}}}"#
        )
        .unwrap();
    }
    text.push(']');
    text
}

fn quilt(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quilt"));
    command.arg("--database").arg(database).current_dir(database.parent().unwrap());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn import(database: &Path, file: &Path) -> Command {
    let mut command = quilt(database);
    command.args(["import", "directory"]).arg(file);
    command
}

fn fresh() -> (TestDb, std::path::PathBuf) {
    let db = store::testing::sqlite(MIGRATIONS, store::Rules { unledgered: UNLEDGERED });
    let path = db.directory().unwrap().join("test.sqlite");
    (db, path)
}

fn count(db: &TestDb) -> i64 {
    let sql = "select count(*) as n from service";
    db.read("count", |tx| tx.row(sql, &[])).unwrap().unwrap().get("n").unwrap()
}

/// Everything a reader could see, in an order of its own.
fn seen(db: &TestDb) -> Vec<String> {
    let sql = "select s.name, s.record, s.withdrawn_at is null as stands, o.name as club from service s \
               join organization o on o.id = s.organization_id order by s.name";
    let rows = db.read("see all", |tx| tx.rows(sql, &[])).unwrap();
    // Ids made from a publisher's are made within its feed, which each database names anew.
    let plain = |record: String| {
        let mut record: serde_json::Value = serde_json::from_str(&record).unwrap();
        record["id"] = serde_json::Value::Null;
        record["organization"]["id"] = serde_json::Value::Null;
        record.to_string()
    };
    rows.iter()
        .map(|row| {
            let text = |name: &str| row.get::<String>(name).unwrap();
            format!(
                "{} {} {} {}",
                text("name"),
                plain(text("record")),
                row.get::<bool>("stands").unwrap(),
                text("club")
            )
        })
        .collect()
}

/// Kills it once so many more services are there.
fn kill_after(db: &TestDb, database: &Path, file: &Path, more: i64) {
    let begins = count(db);
    let mut child = import(database, file).spawn().unwrap();
    let began = Instant::now();
    while count(db) < begins + more {
        assert!(began.elapsed() < Duration::from_secs(180), "the reading does not go on");
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_reading_killed_again_and_again_comes_to_the_same() {
    let (db, database) = fresh();
    let file = database.with_file_name("groups.json");
    std::fs::write(&file, feed(0)).unwrap();
    for kill in 0..KILLS {
        kill_after(&db, &database, &file, 1_500 + 700 * kill);
        let standing = count(&db);
        assert!(standing > 0 && standing < SERVICES as i64, "killed in the middle: {standing}");
        let gone = "select count(*) as n from service where withdrawn_at is not null";
        let gone: i64 = db.read("gone", |tx| tx.row(gone, &[])).unwrap().unwrap().get("n").unwrap();
        assert_eq!(gone, 0, "half a reading withdraws nothing");
    }
    assert!(import(&database, &file).status().unwrap().success());
    // And once more without some of them, which are withdrawn.
    std::fs::write(&file, feed(2_000)).unwrap();
    assert!(import(&database, &file).status().unwrap().success());

    let (other, undisturbed) = fresh();
    let calm = undisturbed.with_file_name("groups.json");
    for without in [0, 2_000] {
        std::fs::write(&calm, feed(without)).unwrap();
        assert!(import(&undisturbed, &calm).status().unwrap().success());
    }
    let (here, there) = (seen(&db), seen(&other));
    assert_eq!(here.len(), SERVICES);
    assert!(here == there, "the directories differ: {:?}", here.iter().zip(&there).find(|(a, b)| a != b));
    assert!(quilt(&database).arg("verify").status().unwrap().success(), "the ledger is whole");
    for table in ["feed_reading", "feed_waiting"] {
        let sql = format!("select count(*) as n from {table}");
        let left: i64 = db.read("left over", |tx| tx.row(&sql, &[])).unwrap().unwrap().get("n").unwrap();
        assert_eq!(left, 0, "{table}");
    }
}
