//! `quilt plan merge`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use quilt::plans::{merging, running};

use super::{keep, run};

#[derive(Args)]
pub struct Merge {
    /// The folder the shards were written into, or their files.
    #[arg(value_name = "FOLDER|FILES", required = true)]
    from: Vec<PathBuf>,
    /// The plan they are of. Without it: plan.toml beside them.
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// The folder results go into. Without it: where the shards are.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Write every draw as well: draws.csv and draws.parquet.
    #[arg(long)]
    each_draw: bool,
    /// Gigabytes of memory it may need. Without it: about one.
    #[arg(long, value_name = "GB")]
    memory: Option<f64>,
}

impl Merge {
    pub fn run(&self) -> anyhow::Result<()> {
        let files = self.files()?;
        let first = self.from.first().context("say which folder or files to merge")?;
        let beside =
            if first.is_dir() { first.clone() } else { first.parent().unwrap_or(Path::new("")).to_owned() };
        let plan_file = self.plan.clone().unwrap_or_else(|| beside.join("plan.toml"));
        let plan = keep::read(&plan_file, self.memory)?;
        let rows = merging::join(&plan, &files)?;
        let folder = self.out.clone().unwrap_or(beside);
        keep::folder(&folder, &plan)?;
        let path = folder.join(merging::file_name(1, 1));
        running::whole(&path, |to| rows.write(to))
            .with_context(|| format!("could not write {}", path.display()))?;
        say!("Joined {}.", page::text::count(files.len() as u64, "file", "files"));
        run::headlines(&plan, &rows);
        keep::tell(&folder, &plan, &rows, keep::threads(None), self.each_draw)
    }

    /// Every file of rows, in order of names.
    fn files(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in &self.from {
            if !path.is_dir() {
                files.push(path.clone());
                continue;
            }
            let listed =
                fs::read_dir(path).with_context(|| format!("could not look into {}", path.display()))?;
            for entry in listed {
                let path = entry?.path();
                if path.extension().is_some_and(|it| it == "rows") {
                    files.push(path);
                }
            }
        }
        files.sort();
        if files.is_empty() {
            bail!("there are no rows here: run `quilt plan run` with --shard first");
        }
        Ok(files)
    }
}
