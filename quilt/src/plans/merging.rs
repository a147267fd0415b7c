//! Joining what shards made: bit for bit what one run would have given, or a sentence that says what is missing.

use std::path::{Path, PathBuf};

use simulate::plan::Plan;
use simulate::runs::{Rows, Unmergeable};

use super::running::{Trouble, read};

/// Why shards could not be joined.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unjoined {
    #[error("{0}")]
    Trouble(#[from] Trouble),
    #[error("{0}")]
    Apart(#[from] Unmergeable),
    #[error("There are no rows here: run `quilt plan run` with --shard first.")]
    Nothing,
    #[error(
        "{missing} of {all} draws are missing{shards}. Run what is missing, with the same plan file, and merge again."
    )]
    Missing { missing: usize, all: u32, shards: String },
}

/// Joins the rows in these files.
///
/// # Errors
/// [`Unjoined`].
pub fn join(plan: &Plan, files: &[PathBuf]) -> Result<Rows, Unjoined> {
    let mut parts = Vec::new();
    for path in files {
        parts.push(read(plan, path)?);
    }
    let rows = Rows::merge(parts)?.ok_or(Unjoined::Nothing)?;
    let there: std::collections::BTreeSet<u32> = rows.draws().collect();
    let missing: Vec<u32> = (0..plan.draws).filter(|draw| !there.contains(draw)).collect();
    if missing.is_empty() {
        return Ok(rows);
    }
    Err(Unjoined::Missing { missing: missing.len(), all: plan.draws, shards: which(files, &missing) })
}

/// “: shard 2 of 3 is not there or not finished”, as the files' names tell.
fn which(files: &[PathBuf], missing: &[u32]) -> String {
    let Some((_, of)) = files.iter().find_map(|path| shard_of(path)) else { return String::new() };
    let mut shards: Vec<u32> = missing.iter().map(|draw| draw % of + 1).collect();
    shards.sort_unstable();
    shards.dedup();
    let said: Vec<String> = shards.iter().map(u32::to_string).collect();
    match said.as_slice() {
        [one] => format!(": shard {one} of {of} is not there or not finished"),
        [most @ .., last] => {
            format!(": shards {} and {last} of {of} are not there or not finished", most.join(", "))
        }
        [] => String::new(),
    }
}

/// What a shard's file is called.
#[must_use]
pub fn file_name(index: u32, of: u32) -> String {
    if of == 1 { "draws.rows".to_owned() } else { format!("part-{index}-of-{of}.rows") }
}

/// The shard a file's name says.
fn shard_of(path: &Path) -> Option<(u32, u32)> {
    let (index, of) = path.file_stem()?.to_str()?.strip_prefix("part-")?.split_once("-of-")?;
    let (index, of) = (index.parse().ok()?, of.parse().ok()?);
    (index >= 1 && index <= of).then_some((index, of))
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::{Shard, Task};

    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs) = (6, 1);
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = (1..=3).map(|it| folder.path().join(file_name(it, 3))).collect();
        for (number, path) in files.iter().enumerate() {
            let shard = Shard::new(number as u32 + 1, 3).unwrap();
            let rows = Task::new(&plan).shard(shard).run();
            rows.write(&mut std::fs::File::create(path).unwrap()).unwrap();
        }
        assert_eq!(join(&plan, &files).unwrap(), Task::new(&plan).run());
        let said = join(&plan, &files[..1]).unwrap_err().to_string();
        assert!(said.starts_with("4 of 6 draws are missing: shards 2 and 3 of 3 are not there"), "{said}");
        assert!(matches!(join(&plan, &[]), Err(Unjoined::Nothing)));
        let other = plan.with(simulate::plan::Name::Decline, 0.3).unwrap();
        assert!(join(&other, &files).unwrap_err().to_string().contains("of another plan"));
    }

    #[test]
    fn names_of_shards() {
        assert_eq!(shard_of(Path::new("a/part-2-of-8.rows")), Some((2, 8)));
        for wrong in ["draws.rows", "part-9-of-8.rows", "part-0-of-8.rows", "part-a-of-8.rows"] {
            assert_eq!(shard_of(Path::new(wrong)), None);
        }
    }
}
