//! Looking after a SQLite file: copying it while it is in use, and reading it
//! through for damage.

use super::{Connection, plain, private};
use crate::Error;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};

impl Connection {
    /// Copies everything to a new file, in one step and so from one snapshot; writers go on meanwhile. The copy
    /// gets its name only once it is whole and was read through.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::Backup(format!("{} is there already", to.display())));
        }
        let unfinished = with_ending(to, "unfinished");
        let copied = self.copy(&unfinished).and_then(|()| {
            std::fs::rename(&unfinished, to)
                .map_err(|why| Error::Backup(format!("{} cannot be written: {why}", to.display())))
        });
        if copied.is_err() {
            drop(std::fs::remove_file(&unfinished));
        }
        copied
    }

    fn copy(&self, to: &Path) -> Result<(), Error> {
        drop(std::fs::remove_file(to));
        private(to)?;
        let mut copy = rusqlite::Connection::open(to).map_err(plain)?;
        let step = Backup::new(&self.raw, &mut copy).and_then(|it| it.step(-1)).map_err(plain)?;
        if step != StepResult::Done {
            return Err(Error::Busy("another program or connection holds the file".to_owned()));
        }
        // One file that stands alone, with no log beside it.
        copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(plain)?;
        let found: String = copy.query_row("PRAGMA integrity_check(1)", [], |it| it.get(0)).map_err(plain)?;
        if found != "ok" {
            return Err(Error::Damaged(found));
        }
        copy.close().map_err(|(_, why)| plain(why))
    }

    /// What is wrong with the file, empty when well.
    pub fn check(&mut self) -> Result<Vec<String>, Error> {
        let mut wrong = match self.report("PRAGMA integrity_check(100)") {
            Err(Error::Damaged(why)) => return Ok(vec![format!("The file is damaged: {why}.")]),
            found => found?,
        };
        wrong.retain(|it| it != "ok");
        let dangling = self.report("PRAGMA foreign_key_check")?;
        wrong.extend(dangling.iter().take(100).map(|it| {
            format!("A row points to something that is not there (table, row, points to, key): {it}.")
        }));
        Ok(wrong)
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}
