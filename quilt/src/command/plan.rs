//! `quilt plan`: try a plan before it is paid for. It opens no database and asks no network.

/// Says a line. Whoever listened may have gone (`| head`), and that is no trouble.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _gone = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod check;
mod compare;
mod keep;
mod merge;
mod new;
mod run;

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Plan {
    /// Write an example plan to begin from: a county of three places.
    New(new::New),
    /// Say everything that is wrong with a plan, with lines and remedies; or what it needs and rests on.
    Check(check::Check),
    /// Let people go through a plan, and write what comes of it: a report to read, one on paper, and files.
    /// A run that is stopped goes on where it was, when it is started again.
    Run(run::Run),
    /// Join what shards made on many machines: the same, bit for bit, as one run.
    Merge(merge::Merge),
    /// Two plans side by side: what differs in them, and in what comes of them.
    Compare(compare::Compare),
}

impl Plan {
    pub fn run(&self) -> anyhow::Result<()> {
        match self {
            Plan::New(new) => new.run(),
            Plan::Check(check) => check.run(),
            Plan::Run(run) => run.run(),
            Plan::Merge(merge) => merge.run(),
            Plan::Compare(compare) => compare.run(),
        }
    }
}
