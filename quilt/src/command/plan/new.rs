//! `quilt plan new`

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use simulate::plan::EXAMPLE;

#[derive(Args)]
pub struct New {
    /// Where to write it. What is there already is never written over.
    #[arg(value_name = "FILE", default_value = "plan.toml")]
    file: PathBuf,
}

impl New {
    pub fn run(&self) -> anyhow::Result<()> {
        let shown = self.file.display();
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.file)
            .with_context(|| format!("could not make {shown}: choose another name"))?;
        file.write_all(EXAMPLE.as_bytes())?;
        say!(
            "Wrote {shown}: a county of three places, a quilt and a blanket. Change what you know better, then:"
        );
        say!("  quilt plan check {shown}");
        say!("  quilt plan run {shown}");
        Ok(())
    }
}
