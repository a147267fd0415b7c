//! `quilt plan run`

use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::Args;
use quilt::plans::told::Told;
use quilt::plans::{checked, merging, running, said};
use simulate::plan::Plan;
use simulate::runs::{Rows, Shard};

use super::keep;

/// New rows are written down this often, once every thread has made a few: the threads wait for each other to do it.
const OFTEN: Duration = Duration::from_millis(250);
const FEW: usize = 4;

#[derive(Args)]
pub struct Run {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    instead: Instead,
    /// Threads. Without it: one for each processor. The result is the same on any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// The folder results go into; it is made when it is not there. Without it: beside the plan.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Make part I of N alone, for `quilt plan merge` to join: 3/8.
    #[arg(long, value_name = "I/N")]
    shard: Option<String>,
    /// Write every draw as well: draws.csv and draws.parquet.
    #[arg(long)]
    each_draw: bool,
    /// Gigabytes of memory it may need. Without it: about one.
    #[arg(long, value_name = "GB")]
    memory: Option<f64>,
}

/// What is run in place of what the file says.
#[derive(Args)]
pub struct Instead {
    /// Draws of the values, in place of the plan's.
    #[arg(long, value_name = "N")]
    draws: Option<u32>,
    /// Runs in each draw, in place of the plan's.
    #[arg(long, value_name = "N")]
    runs: Option<u32>,
    /// The seed, in place of the plan's.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Stop once the Monte Carlo error of every way's net benefit is below this, pounds.
    #[arg(long, value_name = "POUNDS")]
    stop_at_error: Option<f64>,
}

impl Instead {
    /// The plan so changed, held to the same as any other.
    pub fn of(&self, mut plan: Plan, memory: Option<f64>) -> anyhow::Result<Plan> {
        plan.draws = self.draws.unwrap_or(plan.draws);
        plan.runs = self.runs.unwrap_or(plan.runs);
        plan.seed = self.seed.unwrap_or(plan.seed);
        plan.stop_at_error = self.stop_at_error.or(plan.stop_at_error);
        keep::understood(&plan.to_toml(), "the plan as asked for", memory)
    }
}

impl Run {
    pub fn run(&self) -> anyhow::Result<()> {
        let plan = self.instead.of(keep::read(&self.file, self.memory)?, self.memory)?;
        let (index, of) = self.part()?;
        let shard = Shard::new(index, of).context("there is no such shard")?;
        let folder = self.out.clone().unwrap_or_else(|| keep::usual(&self.file));
        keep::folder(&folder, &plan)?;
        let threads = keep::threads(self.threads.map(usize::from));
        for warning in checked::warnings(&plan) {
            eprintln!("Take care: {warning}");
        }
        if of > 1 && plan.stop_at_error.is_some() {
            eprintln!(
                "Take care: “stop_at_error” counts only when a plan is run whole; every draw of the shard is made."
            );
        }
        let path = folder.join(merging::file_name(index, of));
        let rows = made(&plan, shard, threads, &path)?;
        if of > 1 {
            say!(
                "Shard {index} of {of}: {} draws in {}. When all are there: quilt plan merge {}",
                rows.len(),
                path.display(),
                folder.display()
            );
            return Ok(());
        }
        headlines(&plan, &rows);
        keep::tell(&folder, &plan, &rows, threads, self.each_draw)
    }

    fn part(&self) -> anyhow::Result<(u32, u32)> {
        let Some(text) = &self.shard else { return Ok((1, 1)) };
        let parts =
            text.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((index, of)) if Shard::new(index, of).is_some() => Ok((index, of)),
            _ => bail!("“{text}” is no shard: write 3/8 for the third of eight"),
        }
    }
}

/// The rows, made with a bar for whoever looks.
pub fn made(plan: &Plan, shard: Shard, threads: usize, path: &std::path::Path) -> anyhow::Result<Rows> {
    let bar = keep::bar(0);
    let written = Mutex::new((Instant::now(), 0));
    let watch = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        let Ok(mut last) = written.lock() else { return true };
        let due = last.0.elapsed() >= OFTEN && done >= last.1 + FEW * threads;
        if due {
            *last = (Instant::now(), done);
        }
        due
    };
    let rows = running::Work { plan, shard, threads, path, watch: &watch }.run()?;
    bar.finish_and_clear();
    Ok(rows)
}

/// What a commissioner asks first.
pub fn headlines(plan: &Plan, rows: &Rows) {
    let Some(told) = Told::of(plan, rows) else { return };
    say!("{}: {} draws", told.about.name, told.about.draws);
    for way in &told.ways {
        say!("  {}", way.name);
        for it in way
            .flow
            .iter()
            .filter(|it| ["began", "planned_endings", "wait_90", "unmet_all"].contains(&it.meaning.code))
        {
            say!("    {:<40} {}", it.meaning.name, it.meaning.unit.range(&it.range));
        }
        say!("    {:<40} {}", "Cost", said::Unit::Pounds.range(&way.costs.all));
    }
    if let Some(judged) = told.judged(simulate::money::Scenario::Cautious) {
        say!(
            "  Cautious: best on average {}, the best {}.",
            judged.best_name(),
            said::of_a_hundred(judged.chances[judged.best])
        );
    }
}
