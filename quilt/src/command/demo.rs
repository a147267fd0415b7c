//! `quilt demo`

use clap::Args;

use super::settings::Resolved;

/// Fill an empty database with a demonstration county: invented people in real places.
#[derive(Args)]
pub struct Demo {
    /// How many journeys to invent.
    #[arg(long, default_value_t = 2_000)]
    journeys: usize,
    /// The same seed makes the same county.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Demo {
    pub fn run(&self, settings: &Resolved) -> anyhow::Result<()> {
        let db = super::open(settings)?;
        let _wanted = (self.journeys, self.seed, db);
        Ok(())
    }
}
