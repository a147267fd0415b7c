//! `quilt demo`

use clap::Args;
use quilt::demo::{Filled, Wanted, fill};

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
        let wanted =
            Wanted { journeys: self.journeys, seed: self.seed, until: this_morning(super::now().at) };
        let began = std::time::Instant::now();
        let filled = fill(&db, &wanted, &mut |told| println!("  {told}"))?;
        match filled {
            Filled::Already => println!("The demonstration county is here already; nothing was changed."),
            Filled::Now { happenings } => println!(
                "The demonstration county is ready: {} journeys, {happenings} happenings, in {:.1} seconds.",
                self.journeys,
                began.elapsed().as_secs_f64()
            ),
        }
        Ok(())
    }
}

/// Half past eight on the day, so that the day's visits are still to come.
fn this_morning(now: jiff::Timestamp) -> jiff::Timestamp {
    let day = quilt::moment::local(now).date();
    day.at(8, 30, 0, 0).to_zoned(quilt::moment::zone()).map_or(now, |zoned| zoned.timestamp()).min(now)
}
