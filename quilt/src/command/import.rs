//! `quilt import`

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Subcommand;

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
                if from.starts_with("http://") || from.starts_with("https://") {
                    bail!(
                        "reading over the network is not built yet: fetch the feed to a file and give that"
                    );
                }
                let report =
                    quilt::directory::import_directory_path(&db, area.id, &super::now(), Path::new(from))?;
                for line in report.lines() {
                    println!("{line}");
                }
                Ok(())
            }
            Import::Referrals { .. } => bail!("not built yet"),
        }
    }
}
