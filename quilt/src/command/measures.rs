//! `quilt measures`

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;
use quilt::access::Actor;
use quilt::outcomes::{self, PackRefused, PackTaken};
use quilt::refusal::Refusal;

use super::settings::Resolved;

#[derive(Subcommand)]
pub enum Measures {
    /// Load the wording of a measure you hold the licence for, from a content pack.
    /// Safe to run again. docs/running/measures.md says what a pack looks like.
    Add {
        #[arg(value_name = "PACK.TOML")]
        pack: PathBuf,
    },
    /// Every measure at hand: whether its words are here, on what terms, and until when.
    List,
    /// Take a measure's wording away. What was recorded stays.
    Remove {
        /// Its code, as `quilt measures list` shows it.
        code: String,
        /// Only in this language, such as cy.
        #[arg(long)]
        language: Option<String>,
    },
}

impl Measures {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        let db = super::open(settings)?;
        let area = super::area(&db)?.id;
        let by = Actor::program(area, "the command line");
        let now = super::now();
        match self {
            Measures::Add { pack } => {
                let text = fs::read_to_string(pack)
                    .with_context(|| format!("could not read {} as text", pack.display()))?;
                let mut refused = None;
                let taken = db.write("load a measure", |tx| match outcomes::add_pack(tx, &by, &now, &text) {
                    Ok(taken) => Ok(taken),
                    Err(PackRefused::Refused(refusal)) => Err(refusal),
                    Err(PackRefused::Pack(error)) => {
                        refused = Some(error.to_string());
                        Err(Refusal::not_now("The pack was not taken."))
                    }
                });
                match (taken, refused) {
                    (_, Some(sentence)) => bail!("{}: {sentence}", pack.display()),
                    (Ok(taken), None) => println!("{}", said(taken)),
                    (Err(refusal), None) => bail!("{refusal}"),
                }
            }
            Measures::List => list(&db, area, &now)?,
            Measures::Remove { code, language } => {
                let removed = db.write("take a measure's wording away", |tx| {
                    outcomes::remove_packs(tx, &by, &now, code, language.as_deref())
                })?;
                println!("Removed {removed}. What was recorded stays.");
            }
        }
        Ok(())
    }
}

fn said(taken: PackTaken) -> &'static str {
    match taken {
        PackTaken::Added => "Loaded. Choose who is asked it, and when, under Admin, Measures.",
        PackTaken::Renewed => "Loaded again: the same wording, under the terms in this file.",
        PackTaken::Known => "It was loaded already, word for word. Nothing changed.",
    }
}

fn list(db: &store::Db, area: quilt::settings::AreaId, now: &quilt::moment::Moment) -> anyhow::Result<()> {
    let (shelf, packs) = db.read("list the measures", |tx| {
        Ok::<_, Refusal>((outcomes::shelf(tx, area)?, outcomes::packs(tx, area)?))
    })?;
    for one in shelf.all() {
        let words = match outcomes::offer(one, now.at) {
            measure::instrument::Offer::Ask => "words here",
            measure::instrument::Offer::NumbersOnly => "by numbers",
            measure::instrument::Offer::Lapsed => "LAPSED",
        };
        println!("{:<20} {:<6} {:<11} {}", one.id.code(), one.language, words, one.name);
    }
    for pack in &packs {
        let until = pack.expires_on.map_or_else(|| "for good".to_owned(), |day| format!("until {day}"));
        let readable =
            if outcomes::is_readable(pack) { "" } else { " NOT READABLE by this release: load it again." };
        println!(
            "pack: {} ({}), edition “{}”, licence {}, {until}.{readable}",
            pack.measure, pack.language, pack.edition, pack.licence_reference
        );
    }
    Ok(())
}
