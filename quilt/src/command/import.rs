//! `quilt import`

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use anyhow::{Context, bail};
use clap::Subcommand;
use quilt::access::Actor;
use quilt::directory::feeds::{self, Outcome};
use quilt::directory::{ImportReport, import_directory_path, import_directory_url, place_services};
use quilt::referrals::file;
use quilt::refusal::Refusal;
use quilt::settings::{AreaId, PostcodesRead, SchemeId, read_postcodes};
use quilt::system_use::{self, Taken};
use store::Db;

use super::settings::Resolved;

/// How many seconds a feed that is being read is waited for.
const WAITS: u32 = 20;

#[derive(Subcommand)]
pub enum Import {
    /// Read a directory feed (Open Referral UK 1 or 3, HSDS 3) from a file or an address, wherever
    /// that is. Safe to run again, and after it was broken off.
    Directory {
        #[arg(value_name = "FILE|URL")]
        from: String,
    },
    /// Read where postcodes are: Code-Point Open, the ONS Postcode Directory, or a list with the
    /// columns postcode, lat and lon. A CSV file, a folder of them, or the ZIP as published.
    /// Safe to run again.
    Postcodes {
        #[arg(value_name = "FILE|FOLDER")]
        from: PathBuf,
    },
    /// Read what people used of the health service by month, or whose journey began when: a file
    /// made by “quilt pseudonymise”. Taken whole or not at all; safe to run again.
    Use {
        #[arg(value_name = "FILE", required_unless_present_any = ["salt", "forget"])]
        file: Option<PathBuf>,
        /// Only say what would be done.
        #[arg(long)]
        preview: bool,
        /// Work out whose journey began when from the people here whose NHS number is known, under
        /// this salt. The salt is not kept.
        #[arg(long, value_name = "FILE")]
        salt: Option<PathBuf>,
        /// Forget all of it first, so that a new salt can be begun with.
        #[arg(long, conflicts_with = "preview")]
        forget: bool,
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
        let area = super::area(&db)?.id;
        match self {
            Import::Directory { from } => directory(&db, area, from),
            Import::Postcodes { from } => postcodes(&db, area, from),
            Import::Use { file, preview, salt, forget } => {
                use_files(&db, area, file.as_deref(), salt.as_deref(), *preview, *forget)
            }
            Import::Referrals { file, scheme, preview } => {
                referrals(&db, area, file, scheme.as_deref(), *preview)
            }
        }
    }
}

fn directory(db: &Db, area: AreaId, from: &str) -> anyhow::Result<()> {
    let report = first_free(db, area, from)?;
    for line in report.lines() {
        println!("{line}");
    }
    println!("{}", report.summary());
    if report.run.outcome == Outcome::Failed {
        bail!("nothing could be read from {from}");
    }
    Ok(())
}

/// How many rows there are between two lines of progress.
const A_WHILE: u64 = 100_000;

fn postcodes(db: &Db, area: AreaId, from: &Path) -> anyhow::Result<()> {
    let now = super::now();
    let began = std::time::Instant::now();
    let mut told = 0;
    let read = read_postcodes(db, from, &mut |so_far: &PostcodesRead| {
        if so_far.rows - told >= A_WHILE {
            told = so_far.rows;
            println!("  {} rows …", page::text::number(told));
        }
    })?;
    let by = Actor::program(area, "the command line");
    let placed = db.write("place services by their postcodes", |tx| place_services(tx, &by, &now, &read))?;
    for line in read.lines() {
        println!("{line}");
    }
    println!("{} It took {:.1} seconds.", read.summary(), began.elapsed().as_secs_f64());
    if placed > 0 {
        println!("{} services have a place on the map now.", page::text::number(placed));
    }
    Ok(())
}

/// Reads the feed, once nobody else does. A reading that died keeps others out for a quarter of
/// a minute, in case it is only slow.
fn first_free(db: &Db, area: AreaId, from: &str) -> anyhow::Result<ImportReport> {
    let on_the_web = from.starts_with("http://") || from.starts_with("https://");
    let address = if on_the_web { from.to_owned() } else { feeds::file_address(Path::new(from)) };
    for tries in 0..WAITS {
        let now = super::now();
        if !db.read("see who reads a feed", |tx| feeds::is_being_read(tx, area, now.at, &address))? {
            break;
        }
        if tries == 0 {
            eprintln!("Somebody is reading this feed, or was a moment ago. Waiting for it to be free …");
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    let now = super::now();
    Ok(if on_the_web {
        import_directory_url(db, area, &now, from)?
    } else {
        import_directory_path(db, area, &now, Path::new(from))?
    })
}

fn use_files(
    db: &Db,
    area: AreaId,
    file: Option<&Path>,
    salt: Option<&Path>,
    preview: bool,
    forget: bool,
) -> anyhow::Result<()> {
    let by = Actor::program(area, "the command line");
    let now = super::now();
    if forget {
        db.write("forget what people used", |tx| system_use::forget(tx, &by, &now))?;
        println!("Forgotten.");
    }
    if let Some(path) = salt {
        let salt = super::pseudonymise::read_salt(path)?;
        let (tied, without) =
            db.write("tie journeys to keys", |tx| system_use::tie_own(tx, &by, &now, &salt))?;
        println!(
            "{} people whose journey began are known by their keys now. {} journeys have no NHS number.",
            page::text::number(tied),
            page::text::number(without)
        );
    }
    let Some(path) = file else { return Ok(()) };
    let taken = if preview { Taken::Previewed } else { Taken::Kept };
    let open = || fs::File::open(path).map(io::BufReader::new);
    let report = match system_use::import(db, &by, &now, taken, open) {
        Err(Refusal::Invalid(problems)) => bail!("{}", problems.iter().map(|(_, it)| it).collect::<String>()),
        other => other?,
    };
    for sentence in report.sentences() {
        println!("{sentence}");
    }
    println!("{}", report.summary());
    if !report.is_clean() {
        bail!("nothing was kept of {}", path.display());
    }
    Ok(())
}

fn referrals(db: &Db, area: AreaId, path: &Path, scheme: Option<&str>, preview: bool) -> anyhow::Result<()> {
    let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let scheme = scheme.map(|name| named(db, area, name)).transpose()?;
    let by = Actor::program(area, "the command line");
    let now = super::now();
    let report = if preview {
        file::preview(db, &by, &now, &bytes, scheme)?
    } else {
        file::import(db, &by, &now, &bytes, scheme)?
    };
    for line in report.sentences() {
        println!("{line}");
    }
    println!("{}", report.summary());
    Ok(())
}

fn named(db: &Db, area: AreaId, name: &str) -> anyhow::Result<SchemeId> {
    let schemes = db.read("find the scheme", |tx| quilt::settings::schemes(tx, area))?;
    match schemes.iter().find(|scheme| scheme.name.eq_ignore_ascii_case(name)) {
        Some(scheme) => Ok(scheme.id),
        None => {
            let known: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
            bail!("there is no scheme called “{name}”. There are: {}", known.join(", "))
        }
    }
}
