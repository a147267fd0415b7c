//! `quilt pseudonymise`: for whoever holds NHS numbers. It opens no database and asks no network.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use page::text::number;
use quilt::moment::Chance;
use quilt::system_use::{Salt, Why, pseudonymise};

/// How many lines that were left out are named; of the rest only how many there are.
const NAMED: u64 = 200;

/// Put a key in place of each NHS number of a CSV file, before it leaves whoever holds the numbers.
/// The numbers are never written. Columns that may leave: month, kind, count, group, age_band,
/// fifth; for a list of who began when: began, scheme. Every other column stays behind.
#[derive(Args)]
pub struct Pseudonymise {
    /// The file with the numbers. Without it: what comes in.
    file: Option<PathBuf>,
    /// Where the salt is. Everybody who makes files for one area uses the same.
    #[arg(long, value_name = "FILE")]
    salt: PathBuf,
    /// Make the salt first. Once for an area; without it nothing made before can be matched.
    #[arg(long)]
    new_salt: bool,
    /// The column the numbers are in. Without it: “NHS number”.
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// Where to write. Without it: to the screen.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Pseudonymise {
    pub fn run(&self) -> anyhow::Result<()> {
        let salt = if self.new_salt { make_salt(&self.salt)? } else { read_salt(&self.salt)? };
        let from: Box<dyn io::Read> = match &self.file {
            Some(path) => {
                Box::new(File::open(path).with_context(|| format!("could not read {}", path.display()))?)
            }
            None => Box::new(io::stdin()),
        };
        let mut named = 0;
        let bad = |line: u64, why: Why| {
            named += 1;
            if named <= NAMED {
                eprintln!("Line {line} is left out: {}.", why.words());
            }
        };
        let from = BufReader::with_capacity(1 << 16, from);
        let done = match &self.out {
            Some(path) => whole(path, |to| Ok(pseudonymise(from, to, &salt, self.column.as_deref(), bad)?))?,
            None => pseudonymise(from, BufWriter::new(io::stdout()), &salt, self.column.as_deref(), bad)?,
        };
        if !done.dropped.is_empty() {
            eprintln!("These columns stayed behind: {}.", done.dropped.join(", "));
        }
        eprintln!(
            "{} lines written under salt {}, {} left out. No NHS number was written.",
            number(done.written),
            salt.mark(),
            number(done.left_out)
        );
        Ok(())
    }
}

/// Writes a file that is either whole or not there, and never over another.
fn whole<T>(path: &Path, write: impl FnOnce(BufWriter<File>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    if path.exists() {
        bail!("{} is there already. Choose another name, or remove it first", path.display());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part).with_context(|| format!("could not write {}", part.display()))?;
    match write(BufWriter::new(file)) {
        Ok(done) => {
            fs::rename(&part, path)?;
            Ok(done)
        }
        Err(trouble) => {
            fs::remove_file(&part)?;
            Err(trouble)
        }
    }
}

/// The salt of this file.
pub fn read_salt(path: &Path) -> anyhow::Result<Salt> {
    let Ok(text) = fs::read_to_string(path) else {
        bail!(
            "there is no salt at {}. Ask whoever made the area's salt for it, or make the first with --new-salt",
            path.display()
        );
    };
    Salt::parse(&text).with_context(|| format!("{} is not a salt made by this tool", path.display()))
}

fn make_salt(path: &Path) -> anyhow::Result<Salt> {
    let mut random = [0; 32];
    Chance::System.fill(&mut random);
    let salt = Salt::new(random);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).with_context(|| {
        format!("could not make {}: a salt that is there already is never written over", path.display())
    })?;
    file.write_all(salt.text().as_bytes())?;
    file.sync_all()?;
    eprintln!(
        "Made a new salt, {}. Keep it as you keep the numbers, and give it to nobody who does not hold them.",
        salt.mark()
    );
    Ok(salt)
}
