//! `quilt migrate`

use quilt::app::{MIGRATIONS, UNLEDGERED};
use store::{Db, Rules};

use super::settings::Resolved;

pub fn run(settings: &Resolved) -> anyhow::Result<()> {
    let db = Db::open(&settings.database, Rules { unledgered: UNLEDGERED })?;
    match db.migrate(MIGRATIONS)?.as_slice() {
        [] => println!("{} is up to date.", settings.shown_database()),
        applied => println!("{} was brought up to date: {applied:?}.", settings.shown_database()),
    }
    Ok(())
}
