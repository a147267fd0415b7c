//! Making a plan's rows with a file beside them: rows are written as they are made, and a run that was killed goes on where
//! it stopped, with the same bytes in the end.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use simulate::plan::Plan;
use simulate::runs::{BLOCK, Rows, Shard, Task, Unreadable};

/// Why rows could not be made or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    #[error("{path}: {why} Choose another folder with --out, or remove that file")]
    Unreadable { path: PathBuf, why: Unreadable },
    #[error("{0} is being written by another run. Wait for it, or choose another folder with --out")]
    Busy(PathBuf),
    #[error("{path} could not be written: {why}")]
    Unwritten { path: PathBuf, why: io::Error },
}

/// What to make.
pub struct Work<'a> {
    pub plan: &'a Plan,
    pub shard: Shard,
    pub threads: usize,
    /// Where rows are kept.
    pub path: &'a Path,
    /// Told after each draw how many are done, of how many; answers whether to write down now what is new.
    pub watch: &'a (dyn Fn(usize, usize) -> bool + Sync),
}

impl Work<'_> {
    /// Makes them, going on from what is in the file.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn run(&self) -> Result<Rows, Trouble> {
        let failed = |why| Trouble::Unwritten { path: self.path.to_owned(), why };
        let lock = self.lock()?;
        let mut rows = self.begun()?;
        whole(self.path, |to| rows.write(to)).map_err(failed)?;
        let mut file = OpenOptions::new().append(true).open(self.path).map_err(failed)?;
        loop {
            let before: BTreeSet<u32> = rows.draws().collect();
            let (after, paused) = self.some(rows, before.len());
            rows = after;
            let mut bytes = Vec::new();
            rows.write_draws(|draw| !before.contains(&draw), &mut bytes).map_err(failed)?;
            file.write_all(&bytes).map_err(failed)?;
            file.sync_data().map_err(failed)?;
            if !paused || rows.len() == before.len() {
                break;
            }
        }
        // In order of draws, however many threads made them.
        whole(self.path, |to| rows.write(to)).map_err(failed)?;
        drop(lock);
        Ok(rows)
    }

    /// Some more, until it is time to write them down; and whether there may be more to make.
    fn some(&self, rows: Rows, before: usize) -> (Rows, bool) {
        let paused = AtomicBool::new(false);
        let watch = |done: usize, all: usize| {
            let wanted = (self.watch)(done, all);
            let write = if self.stops() { done >= before + BLOCK as usize } else { wanted };
            if write {
                paused.store(true, Ordering::Relaxed);
            }
            !write
        };
        let task = Task::new(self.plan).threads(self.threads).shard(self.shard).from(rows).watch(&watch);
        let rows = task.run();
        (rows, paused.load(Ordering::Relaxed))
    }

    /// Whether it may stop before all draws: only the whole can tell, and only between blocks.
    fn stops(&self) -> bool {
        self.plan.stop_at_error.is_some() && self.shard == Shard::WHOLE
    }

    /// What an earlier run left. Where it may stop early, a block that was cut off is made again, or stopping would depend
    /// on where it was cut.
    fn begun(&self) -> Result<Rows, Trouble> {
        // A file without a byte is one that was begun on a full disk.
        if fs::metadata(self.path).map_or(0, |it| it.len()) == 0 {
            return Ok(Rows::none(self.plan));
        }
        let rows = read(self.plan, self.path)?;
        let whole = rows.len() / BLOCK as usize * BLOCK as usize;
        if !self.stops() || whole == rows.len() || rows.len() == self.plan.draws as usize {
            return Ok(rows);
        }
        let mut bytes = Vec::new();
        let unreadable = |why| Trouble::Unreadable { path: self.path.to_owned(), why };
        Rows::none(self.plan).write(&mut bytes).map_err(|why| unreadable(why.into()))?;
        rows.write_draws(|draw| (draw as usize) < whole, &mut bytes).map_err(|why| unreadable(why.into()))?;
        Rows::read(self.plan, &mut bytes.as_slice()).map_err(unreadable)
    }

    /// Held while the file is written; let go when the process ends, however it ends.
    fn lock(&self) -> Result<File, Trouble> {
        let path = beside(self.path, "lock");
        let file = File::create(&path).map_err(|why| Trouble::Unwritten { path: path.clone(), why })?;
        file.try_lock().map_err(|_| Trouble::Busy(self.path.to_owned()))?;
        Ok(file)
    }
}

/// The rows of a plan in a file.
///
/// # Errors
/// When it cannot be read, or is of another plan.
pub fn read(plan: &Plan, path: &Path) -> Result<Rows, Trouble> {
    let unreadable = |why| Trouble::Unreadable { path: path.to_owned(), why };
    let file = File::open(path).map_err(|why| unreadable(why.into()))?;
    Rows::read(plan, &mut BufReader::new(file)).map_err(unreadable)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Writes a file that is either whole or as it was.
///
/// # Errors
/// When it cannot be written.
pub fn whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    // The process is in the name: two machines may write the same file at once, and it will be the same.
    let part = beside(path, &format!("{}.part", std::process::id()));
    let mut to = BufWriter::new(File::create(&part)?);
    let written = write(&mut to).and_then(|()| to.flush()).and_then(|()| to.get_ref().sync_all());
    let kept = written.and_then(|()| fs::rename(&part, path));
    if kept.is_err() {
        let _gone = fs::remove_file(&part);
    }
    kept
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;

    use super::*;

    fn small() -> Plan {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.draws, plan.runs, plan.years) = (5, 1, 5);
        plan
    }

    fn make(plan: &Plan, path: &Path, threads: usize, pause: bool) -> Rows {
        Work { plan, shard: Shard::WHOLE, threads, path, watch: &|_, _| pause }.run().unwrap()
    }

    #[test]
    fn cut_off_anywhere_it_goes_on_to_the_same_bytes() {
        let (plan, folder) = (small(), tempfile::tempdir().unwrap());
        let (one, two) = (folder.path().join("one.rows"), folder.path().join("two.rows"));
        let rows = make(&plan, &one, 1, false);
        let bytes = fs::read(&one).unwrap();
        for cut in [0.0, 0.3, 0.5, 0.99] {
            fs::write(&two, &bytes[..(bytes.len() as f64 * cut) as usize]).unwrap();
            assert_eq!(make(&plan, &two, 2, true), rows);
            assert_eq!(fs::read(&two).unwrap(), bytes);
        }
        let other = plan.with(simulate::plan::Name::Decline, 0.3).unwrap();
        let refused =
            Work { plan: &other, shard: Shard::WHOLE, threads: 1, path: &one, watch: &|_, _| false }.run();
        assert!(matches!(refused, Err(Trouble::Unreadable { .. })));
        assert_eq!(fs::read(&one).unwrap(), bytes, "what is refused is left as it was");
    }

    #[test]
    fn where_it_may_stop_it_stops_at_the_same_draw() {
        let mut plan = small();
        (plan.draws, plan.stop_at_error) = (192, Some(1e9));
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one.rows"), folder.path().join("two.rows"));
        assert_eq!(make(&plan, &one, 2, false).len(), 64);
        let bytes = fs::read(&one).unwrap();
        fs::write(&two, &bytes[..bytes.len() / 2]).unwrap();
        make(&plan, &two, 1, true);
        assert_eq!(fs::read(&two).unwrap(), bytes);
    }

    #[test]
    fn two_runs_do_not_write_one_file() {
        let (plan, folder) = (small(), tempfile::tempdir().unwrap());
        let path = folder.path().join("one.rows");
        let work = Work { plan: &plan, shard: Shard::WHOLE, threads: 1, path: &path, watch: &|_, _| false };
        let held = work.lock().unwrap();
        assert!(matches!(work.run(), Err(Trouble::Busy(_))));
        drop(held);
        assert!(work.run().is_ok());
    }
}
