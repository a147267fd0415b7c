//! `quilt verify`

use anyhow::bail;

use super::settings::Resolved;

pub fn run(settings: &Resolved) -> anyhow::Result<()> {
    let db = super::open(settings)?;
    let key = settings.keys()?.ledger().verifying_key();
    let report = db.read("verify the ledger", |tx| ledger::verify(tx, None, Some(&key)))?;
    println!(
        "{} lines in {} lanes, {} with their facts erased, {} checkpoints.",
        report.lines, report.lanes, report.erased, report.checkpoints
    );
    if report.is_whole() {
        println!("The ledger is whole.");
        return Ok(());
    }
    for problem in &report.problems {
        println!("{problem}");
    }
    bail!("the ledger is not whole: {} problems", report.problems.len() as u64 + report.unlisted)
}
