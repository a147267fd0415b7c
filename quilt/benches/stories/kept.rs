//! Databases filled once and kept, with who is who in them.

use std::path::PathBuf;
use std::time::Instant;

use quilt::app::{MIGRATIONS, UNLEDGERED};
use quilt::fixture::{World, world};
use quilt::refusal::Refusal;
use store::{Db, Engine, Rules};

use crate::fill::fill;

pub struct Kept {
    pub engine: &'static str,
    pub db: Db,
    pub world: World,
    /// Where the script finds its rows.
    pub folder: PathBuf,
    /// How it came about.
    pub how: String,
}

/// Those asked for, filled.
pub fn engines(journeys: usize) -> Vec<Kept> {
    let wanted = std::env::var("ENGINE").unwrap_or_default();
    let mut all = Vec::new();
    if wanted != "postgres" {
        all.push(kept(journeys, "SQLite", |folder| folder.join("stories.sqlite").display().to_string()));
    }
    if wanted != "sqlite" {
        match std::env::var("QUILT_TEST_PG") {
            Ok(server) => all.push(kept(journeys, "PostgreSQL", |_| {
                store::testing::schema(&server, &format!("stories_{journeys}")).unwrap()
            })),
            Err(_) => println!("NOT RUN: PostgreSQL, because QUILT_TEST_PG is not set."),
        }
    }
    all
}

fn kept(journeys: usize, engine: &'static str, address: impl Fn(&PathBuf) -> String) -> Kept {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("stories-{engine}-{journeys}"));
    std::fs::create_dir_all(&folder).unwrap();
    let address = address(&folder);
    let open = || Db::open(&address, Rules { unledgered: UNLEDGERED }).unwrap();
    let db = open();
    assert!(db.engine() == if engine == "SQLite" { Engine::Sqlite } else { Engine::Postgres });
    db.migrate(MIGRATIONS).unwrap();
    let (there, wanted) = (referrals(&db), journeys + journeys / 10);
    if there > 0 {
        assert!(
            there.abs_diff(wanted) <= journeys.div_ceil(20_000),
            "{address} holds {there} referrals of {wanted}: it was not filled to its end. Remove it and run again."
        );
        // The same small world as it was filled for: its ids come from a seed.
        let world = world(&store::testing::sqlite(MIGRATIONS, Rules { unledgered: UNLEDGERED }));
        return Kept {
            engine,
            db,
            world,
            folder,
            how: format!("{journeys} journeys kept from an earlier run"),
        };
    }
    let world = world(&db);
    let began = Instant::now();
    let readings = fill(&db, &world, journeys, &folder);
    let how = format!(
        "made up {journeys} journeys and {readings} readings in {:.0} s",
        began.elapsed().as_secs_f64()
    );
    // What filling remembers is forgotten.
    drop(db);
    Kept { engine, db: open(), world, folder, how }
}

fn referrals(db: &Db) -> usize {
    let count = db.read("see what there is", |tx| {
        let row = tx.row("select count(*) from referral", &[])?;
        Ok::<i64, Refusal>(row.map_or(Ok(0), |row| row.at(0))?)
    });
    usize::try_from(count.unwrap()).unwrap()
}
