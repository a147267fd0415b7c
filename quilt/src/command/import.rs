//! `quilt import`

use std::path::PathBuf;

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
        let _db = super::open(settings)?;
        Ok(())
    }
}
