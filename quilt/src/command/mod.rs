//! The commands, a file each. Every setting may be given as a flag, as a `QUILT_…`
//! variable or in one TOML file; the first of these that says something wins.

mod area;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod measures;
mod migrate;
mod plan;
mod pseudonymise;
mod serve;
mod settings;
mod token;
mod user;
mod verify;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use quilt::app::{MIGRATIONS, UNLEDGERED};
use quilt::moment::{Chance, Clock};
use quilt::refusal::Refusal;
use store::{Db, Rules};

/// Quilt runs social prescribing: people are referred, listened to, linked to what is good
/// near them, and followed up.
///
/// Try it with invented people:
///   quilt demo && quilt serve        then open http://127.0.0.1:8700
///
/// Begin in earnest:
///   quilt user add --name "Sam Lea" --email sam@example.org --role administrator
///   quilt serve --base https://quilt.example.org
///
/// Settings come from flags, from QUILT_… variables, or from quilt.toml, in that order.
#[derive(Parser)]
#[command(version, verbatim_doc_comment)]
pub struct Line {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
pub struct Settings {
    /// Where the records are: a file (SQLite) or postgres://user@host/name.
    /// Without it: quilt.sqlite in this folder.
    #[arg(long, global = true, env = "QUILT_DATABASE", value_name = "PATH|URL")]
    database: Option<String>,
    /// The address to serve on. Without it: 127.0.0.1:8700.
    #[arg(long, global = true, env = "QUILT_LISTEN", value_name = "HOST:PORT")]
    listen: Option<String>,
    /// The address people reach this installation by; links in messages begin with it.
    #[arg(long, global = true, env = "QUILT_BASE", value_name = "URL")]
    base: Option<String>,
    /// The secret every other secret grows from: 64 hexadecimal digits. Without it, a key
    /// file beside the database, made on first use.
    #[arg(long, global = true, env = "QUILT_KEY", hide_env_values = true, value_name = "HEX")]
    key: Option<String>,
    /// Let feeds that are added on a page stand in the private network Quilt runs in.
    #[arg(long, global = true, env = "QUILT_ALLOW_PRIVATE_FEEDS")]
    allow_private_feeds: bool,
    /// A settings file. Without it: quilt.toml in this folder, if there is one.
    #[arg(long, global = true, env = "QUILT_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages, until told to stop (SIGTERM finishes what is in flight).
    Serve,
    /// Fill an empty database with a demonstration county of invented people.
    Demo(demo::Demo),
    /// Bring the database up to this release.
    Migrate,
    /// Read a directory feed, or a file of referrals.
    #[command(subcommand)]
    Import(import::Import),
    /// Take tables away as files.
    Export(export::Export),
    /// Measures: the wording you hold the licence for.
    #[command(subcommand)]
    Measures(measures::Measures),
    /// Copy the records, whole, while Quilt runs (SQLite).
    Backup(backup::Backup),
    /// Put a copy back in an empty place, and check it.
    Restore(backup::Restore),
    /// Check every line of the ledger against its chain.
    Verify,
    /// Say what is wrong with this installation, and how to mend it.
    Doctor,
    /// Say what the area is called, or give it its name.
    Area(area::AreaName),
    /// Try a plan before it is paid for: how many link workers and builders, where, what it costs whom.
    #[command(subcommand)]
    Plan(plan::Plan),
    /// Put keys in place of NHS numbers, before a file leaves whoever holds them.
    Pseudonymise(pseudonymise::Pseudonymise),
    /// Accounts: who can sign in.
    #[command(subcommand)]
    User(user::User),
    /// Tokens: programs that may speak with Quilt.
    #[command(subcommand)]
    Token(token::Token),
}

impl Line {
    pub fn run(self) -> anyhow::Result<()> {
        let settings = settings::resolve(&self.settings)?;
        match self.command {
            Command::Serve => serve::run(&settings),
            Command::Demo(demo) => demo.run(&settings),
            Command::Migrate => migrate::run(&settings),
            Command::Import(import) => import.run(&settings),
            Command::Export(export) => export.run(&settings),
            Command::Measures(measures) => measures.run(&settings),
            Command::Backup(backup) => backup.run(&settings),
            Command::Restore(restore) => restore.run(&settings),
            Command::Verify => verify::run(&settings),
            Command::Doctor => doctor::run(&settings),
            Command::Area(area) => area.run(&settings),
            Command::Plan(plan) => plan.run(),
            Command::Pseudonymise(pseudonymise) => pseudonymise.run(),
            Command::User(user) => user.run(&settings),
            Command::Token(token) => token.run(&settings),
        }
    }
}

/// The database, opened and brought up to date.
fn open(settings: &settings::Resolved) -> anyhow::Result<Db> {
    let db = Db::open(&settings.database, Rules { unledgered: UNLEDGERED })
        .with_context(|| format!("could not open {}", settings.shown_database()))?;
    let applied = db.migrate(MIGRATIONS)?;
    if !applied.is_empty() {
        tracing::info!(?applied, "brought the database up to date");
    }
    Ok(db)
}

/// The moment a command runs at.
fn now() -> quilt::moment::Moment {
    quilt::moment::Moment { at: Clock::System.now(), chance: Chance::System }
}

/// The area of this installation, founded if there is none yet.
fn area(db: &Db) -> anyhow::Result<quilt::settings::Area> {
    let now = now();
    let found = db.read("find the area", quilt::settings::area)?;
    match found {
        Some(area) => Ok(area),
        None => Ok(db.write("found the area", |tx| match quilt::settings::area(tx)? {
            Some(area) => Ok::<_, Refusal>(area),
            None => quilt::settings::found_area(tx, &now, "Our area", false),
        })?),
    }
}
