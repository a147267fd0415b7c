//! Data packages: the tables of a whole feed as CSV files, in a folder or a ZIP file. Whether a
//! file is one is told by how it opens, for its name and content type say all kinds of things.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use openreferral::package::{Package, is_zip};
use sha2::{Digest, Sha256};

use super::run::Run;
use crate::refusal::Refusal;

/// Reads a feed that lies in a file, whichever it is. Answers how many services it named for the
/// first time.
pub(super) fn read_either(run: &mut Run<'_>, file: &mut File) -> Result<usize, Refusal> {
    if !opens_as_zip(file).unwrap_or(false) {
        return run.read(BufReader::new(file));
    }
    match Package::unzip(file) {
        Ok(package) => run.read_package(package),
        Err(why) => {
            run.partial(&format!("{why} Nothing was withdrawn."));
            Ok(0)
        }
    }
}

/// Reads a folder of tables. Answers a hash of all its tables, by which it is known again.
pub(super) fn read_folder(run: &mut Run<'_>, folder: &Path) -> Result<[u8; 32], Refusal> {
    let mut hash = Sha256::new();
    let package = Package::open(|name| {
        let table = std::fs::read(folder.join(name)).ok()?;
        hash.update(name.as_bytes());
        hash.update(&table);
        run.bytes += table.len() as u64;
        Some(io::Cursor::new(table))
    });
    run.read_package(package)?;
    Ok(hash.finalize().into())
}

fn opens_as_zip(file: &mut File) -> io::Result<bool> {
    let mut opening = Vec::with_capacity(4);
    file.by_ref().take(4).read_to_end(&mut opening)?;
    file.rewind()?;
    Ok(is_zip(&opening))
}
