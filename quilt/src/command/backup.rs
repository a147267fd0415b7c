//! `quilt backup` and `quilt restore`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use quilt::app::{MIGRATIONS, UNLEDGERED};
use store::{Db, Rules};

use super::settings::Resolved;

/// Copy the records to a new file while Quilt runs. On PostgreSQL, use pg_dump.
#[derive(Args)]
pub struct Backup {
    /// The file to make; it must not be there yet.
    to: PathBuf,
}

/// Put a copy made by `quilt backup` where --database says, and check it.
#[derive(Args)]
pub struct Restore {
    /// The file `quilt backup` made.
    from: PathBuf,
}

impl Backup {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        let db = super::open(settings)?;
        db.backup(&self.to)?;
        let size = fs::metadata(&self.to)?.len();
        println!(
            "Copied to {} ({size} bytes). Keep a copy of the key file {} too, somewhere else: without it the ledger’s signatures cannot be checked.",
            self.to.display(),
            settings.key_file().display()
        );
        Ok(())
    }
}

impl Restore {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        if settings.is_postgres() {
            bail!("on PostgreSQL, put a copy back with pg_restore or psql");
        }
        let to = Path::new(settings.database.trim_start_matches("sqlite:"));
        if to.exists() {
            bail!("{} is there already. Move it away first: nothing is ever written over", to.display());
        }
        check(&self.from).with_context(|| format!("{} cannot be put back", self.from.display()))?;
        fs::copy(&self.from, to).with_context(|| format!("could not copy to {}", to.display()))?;
        println!(
            "Put back in {}. Put its key file beside it as {}.",
            to.display(),
            settings.key_file().display()
        );
        Ok(())
    }
}

/// A copy is good when the database engine finds nothing wrong and the ledger is whole.
fn check(copy: &Path) -> anyhow::Result<()> {
    let address = copy.to_str().context("the path is not text")?;
    if !copy.exists() {
        bail!("there is no such file");
    }
    let db = Db::open(address, Rules { unledgered: UNLEDGERED })?;
    if !db.pending(MIGRATIONS)?.is_empty() {
        println!("This copy is from an earlier release; it will be brought up to date when Quilt opens it.");
    }
    let wrong = db.check()?;
    if !wrong.is_empty() {
        bail!("the file is damaged: {}", wrong.join("; "));
    }
    let report = db.read("verify the ledger", |tx| ledger::verify(tx, None, None))?;
    if !report.is_whole() {
        bail!(
            "its ledger is not whole: {}",
            report.problems.first().map_or_else(String::new, ToString::to_string)
        );
    }
    println!("The copy is sound: {} ledger lines, all in their chain.", report.lines);
    Ok(())
}
