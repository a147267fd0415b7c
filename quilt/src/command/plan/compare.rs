//! `quilt plan compare`

use std::path::{Path, PathBuf};

use clap::Args;
use quilt::plans::comparing::{self, Compared};
use quilt::plans::running;
use quilt::plans::said::percent;
use quilt::plans::told::Told;
use simulate::plan::Plan;
use simulate::runs::{Rows, Task};
use tabular::Format;

use super::keep;
use super::run::Instead;

#[derive(Args)]
pub struct Compare {
    /// A plan, or the folder of its results.
    #[arg(value_name = "FIRST")]
    first: PathBuf,
    /// Another, to be told against the first.
    #[arg(value_name = "SECOND")]
    second: PathBuf,
    #[command(flatten)]
    instead: Instead,
    /// Threads. Without it: one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Write compare.html, compare.csv, compare.parquet and compare.json into this folder as well.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Gigabytes of memory each may need. Without it: about one.
    #[arg(long, value_name = "GB")]
    memory: Option<f64>,
}

impl Compare {
    pub fn run(&self) -> anyhow::Result<()> {
        let (first, first_rows) = self.side(&self.first)?;
        let (second, second_rows) = self.side(&self.second)?;
        let it = Compared::of((&first, &first_rows), (&second, &second_rows));
        let names = (self.first.display().to_string(), self.second.display().to_string());
        say(&it, (&names.0, &names.1));
        let (Some(folder), Some(told)) = (&self.out, Told::of(&second, &second_rows)) else { return Ok(()) };
        std::fs::create_dir_all(folder)?;
        let html = comparing::html(&it, (&names.0, &names.1), &second, &told);
        let files = [
            ("compare.html", html.into_bytes()),
            ("compare.csv", comparing::table(&it, Format::Csv)?),
            ("compare.parquet", comparing::table(&it, Format::Parquet)?),
            ("compare.json", serde_json::to_vec_pretty(&it)?),
        ];
        for file in &files {
            keep::write(folder, file)?;
        }
        say!("Wrote compare.html, .csv, .parquet and .json in {}.", folder.display());
        Ok(())
    }

    /// A plan and its rows: those there are, or made now.
    fn side(&self, path: &Path) -> anyhow::Result<(Plan, Rows)> {
        if path.is_dir() {
            let plan = keep::read(&path.join("plan.toml"), self.memory)?;
            let rows = running::read(&plan, &path.join("draws.rows"))?;
            return Ok((plan, rows));
        }
        let plan = self.instead.of(keep::read(path, self.memory)?, self.memory)?;
        let bar = keep::bar(u64::from(plan.draws));
        let watch = |done: usize, _: usize| {
            bar.set_position(done as u64);
            true
        };
        let rows = Task::new(&plan).threads(keep::threads(self.threads.map(usize::from))).watch(&watch).run();
        bar.finish_and_clear();
        Ok((plan, rows))
    }
}

fn say(it: &Compared, (first, second): (&str, &str)) {
    say!("{second} against {first}");
    if it.inputs.is_empty() {
        say!("They begin with the same.");
    }
    for input in &it.inputs {
        let said = |it: &Option<String>| it.clone().unwrap_or_else(|| "nothing".to_owned());
        say!("  {}: {} instead of {}", input.what, said(&input.second), said(&input.first));
    }
    say!("{}", it.says());
    for (way, than, lines) in &it.ways {
        say!("{}", if way == than { way.clone() } else { format!("{way} against {than}") });
        if lines.iter().all(|line| line.more.is_nothing()) {
            say!("  Nothing differs.");
            continue;
        }
        for line in lines {
            let unit = line.meaning.unit;
            let scenario = line.scenario.map_or_else(String::new, |it| format!(", {it}"));
            let name = format!("{}{scenario}", line.meaning.name);
            say!(
                "  {name:<44} {}  more in {} of draws",
                unit.difference(&line.more),
                percent(line.how_often_more)
            );
        }
    }
    if !it.alone.is_empty() {
        say!("Only one of them has: {}.", it.alone.join(", "));
    }
}
