//! `quilt plan check`

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use quilt::plans::checked;

use super::keep;

#[derive(Args)]
pub struct Check {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Gigabytes of memory it may need. Without it: about one.
    #[arg(long, value_name = "GB")]
    memory: Option<f64>,
}

impl Check {
    pub fn run(&self) -> anyhow::Result<()> {
        let plan = keep::read(&self.file, self.memory)?;
        say!("{} is right. {}", self.file.display(), checked::is(&plan));
        say!("{}", checked::rests_on(&plan));
        let began = Instant::now();
        checked::one_of_each(&plan);
        let each = began.elapsed().as_secs_f64() / plan.strategies.len() as f64;
        let threads = keep::threads(None);
        let seconds = each * checked::walks(&plan) / threads as f64;
        say!(
            "It needs at most {} of memory and about {} on {} (by one run of each way).",
            megabytes(checked::memory(&plan)),
            spent(seconds),
            page::text::count(threads as u64, "thread", "threads"),
        );
        for warning in checked::warnings(&plan) {
            say!("Take care: {warning}");
        }
        Ok(())
    }
}

fn megabytes(bytes: f64) -> String {
    if bytes < 1e9 { format!("{:.0} MB", (bytes / 1e6).max(1.0)) } else { format!("{:.1} GB", bytes / 1e9) }
}

fn spent(seconds: f64) -> String {
    match seconds {
        _ if seconds < 1.5 => "a second".into(),
        _ if seconds < 120.0 => format!("{seconds:.0} seconds"),
        _ if seconds < 7_200.0 => format!("{:.0} minutes", seconds / 60.0),
        _ => format!("{:.0} hours", seconds / 3_600.0),
    }
}
