//! `quilt import`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;
use quilt::access::Actor;
use quilt::settings::AreaId;
use store::Db;

use super::settings::Resolved;

#[derive(Subcommand)]
pub enum Import {
    /// Read an Open Referral UK feed (version 1 or 3) from a file or an address. Safe to run again.
    Directory {
        #[arg(value_name = "FILE|URL")]
        from: String,
    },
    /// Read referrals from a CSV file. Safe to run again.
    Referrals {
        file: PathBuf,
        /// The scheme they are for, by name; only needed where there are several.
        #[arg(long)]
        scheme: Option<String>,
        /// Only say what would be done.
        #[arg(long)]
        preview: bool,
    },
}

impl Import {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        let db = super::open(settings)?;
        let area = super::area(&db)?;
        match self {
            Import::Directory { from } => {
                let now = super::now();
                let report = if from.starts_with("http://") || from.starts_with("https://") {
                    quilt::directory::import_directory_url(&db, area.id, &now, from)?
                } else {
                    quilt::directory::import_directory_path(&db, area.id, &now, Path::new(from))?
                };
                for line in report.lines() {
                    println!("{line}");
                }
                Ok(())
            }
            Import::Referrals { file, scheme, preview } => {
                referrals(&db, area.id, file, scheme.as_deref(), *preview)
            }
        }
    }
}

/// Takes a file of referrals in, or only says what that would do.
fn referrals(db: &Db, area: AreaId, file: &Path, scheme: Option<&str>, preview: bool) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let (by, now) = (Actor::program(area, "Quilt, from a file"), super::now());
    let schemes = db.read("know the schemes", |tx| quilt::settings::schemes(tx, area))?;
    let named = match scheme {
        Some(name) => match schemes.iter().find(|scheme| scheme.name.to_lowercase() == name.to_lowercase()) {
            Some(scheme) => Some(scheme.id),
            None => bail!("there is no scheme called {name}"),
        },
        None => None,
    };
    let read = if preview { quilt::referrals::file::preview } else { quilt::referrals::file::import };
    let report = read(db, &by, &now, &bytes, named)?;
    for sentence in report.sentences() {
        println!("{sentence}");
    }
    println!("{}", report.summary());
    Ok(())
}
