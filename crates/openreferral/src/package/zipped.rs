//! Takes the tables out of a ZIP file, and no more of it than an honest package would hold.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::limits;

/// Whether a file begins as ZIP files do.
pub fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// The tables of a ZIP file by their bare names.
#[derive(Debug, Default)]
pub(super) struct Files {
    held: Vec<(String, Vec<u8>)>,
    pub(super) notes: Vec<String>,
}

impl Files {
    /// Gives a table away.
    pub(super) fn take(&mut self, name: &str) -> Option<Cursor<Vec<u8>>> {
        let place = self.held.iter().position(|(held, _)| held == name)?;
        Some(Cursor::new(self.held.swap_remove(place).1))
    }
}

pub(super) fn files(file: impl Read + io::Seek) -> Result<Files, String> {
    let mut archive = ZipArchive::new(file)
        .map_err(|error| format!("This is not a ZIP file that can be read: {error}."))?;
    if archive.len() > limits::PACKAGE_FILES {
        return Err(format!(
            "This ZIP file holds {} files; a package of tables has at most {}.",
            archive.len(),
            limits::PACKAGE_FILES
        ));
    }
    let mut files = Files::default();
    let mut room = limits::PACKAGE_BYTES;
    for place in 0..archive.len() {
        let name = archive.name_for_index(place).and_then(Result::ok).and_then(|path| bare(&path));
        let Some(name) = name else { continue };
        if files.held.iter().any(|(held, _)| *held == name) {
            files.notes.push(format!("{name} is there twice; the first was read."));
            continue;
        }
        match archive.by_index(place).map_err(|error| error.to_string()).and_then(|entry| unpack(entry, room))
        {
            Ok(bytes) => {
                room -= bytes.len();
                files.held.push((name, bytes));
            }
            Err(why) => return Err(format!("{name} could not be unpacked: {why}.")),
        }
    }
    Ok(files)
}

/// The name of a table without its folder; `None` for what is no table.
fn bare(path: &str) -> Option<String> {
    if path.contains("__MACOSX") {
        return None;
    }
    let name = path.rsplit(['/', '\\']).next()?.to_lowercase();
    name.ends_with(".csv").then_some(name)
}

fn unpack<R: Read + ?Sized>(entry: zip::read::ZipFile<'_, R>, room: usize) -> Result<Vec<u8>, String> {
    // What the file says of its own size is not believed: only so much is taken as its packed size can honestly
    // hold, and one byte to see that there is more.
    let honest = entry.compressed_size().saturating_mul(limits::PACKAGE_RATIO).saturating_add(1 << 10);
    let most = honest.min(room as u64);
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > most {
        return Err(if most == honest {
            "it is packed more tightly than text can be".into()
        } else {
            format!("the tables together are larger than {} MiB", limits::PACKAGE_BYTES >> 20)
        });
    }
    Ok(bytes)
}
