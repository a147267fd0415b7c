//! The files postcodes come in: one CSV, a folder of them, or the ZIP archive they were
//! published as, read straight from it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use crate::refusal::Refusal;

/// One table of rows: its name, and what is done with its bytes.
pub(super) type EachTable<'a> = &'a mut dyn FnMut(&str, &mut dyn Read) -> Result<(), Refusal>;

/// How deep folders are looked into.
const DEEPEST: usize = 6;

/// Gives every table found there to `each`, one after the other. Answers with the names of
/// files that are no tables.
pub(super) fn each_table(path: &Path, each: EachTable<'_>) -> Result<(), Refusal> {
    if path.is_dir() {
        return folder(path, each);
    }
    match ending(path.to_string_lossy().as_ref()).as_str() {
        "zip" => archive(path, each),
        _ => each(&path.to_string_lossy(), &mut BufReader::new(open(path)?)),
    }
}

fn open(path: &Path) -> Result<File, Refusal> {
    File::open(path).map_err(|why| Refusal::not_now(format!("{} cannot be opened: {why}.", path.display())))
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

fn is_table(name: &str) -> bool {
    matches!(ending(name).as_str(), "csv" | "txt")
}

fn folder(path: &Path, each: EachTable<'_>) -> Result<(), Refusal> {
    let mut found = Vec::new();
    list(path, DEEPEST, &mut found)?;
    found.sort();
    let names: Vec<String> = found.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    for (path, name) in found.iter().zip(&names).filter(|(_, name)| !is_second_copy(name, &names)) {
        each(name, &mut BufReader::new(open(path)?))?;
    }
    Ok(())
}

fn list(path: &Path, deep: usize, found: &mut Vec<PathBuf>) -> Result<(), Refusal> {
    let broken = |why: std::io::Error| Refusal::not_now(format!("{} cannot be read: {why}.", path.display()));
    for entry in std::fs::read_dir(path).map_err(broken)? {
        let path = entry.map_err(broken)?.path();
        if path.is_dir() && deep > 0 {
            list(&path, deep - 1, found)?;
        } else if path.is_file() && is_table(&path.to_string_lossy()) {
            found.push(path);
        }
    }
    Ok(())
}

fn archive(path: &Path, each: EachTable<'_>) -> Result<(), Refusal> {
    let broken =
        |why: zip::result::ZipError| Refusal::not_now(format!("{} cannot be read: {why}.", path.display()));
    let mut archive = zip::ZipArchive::new(BufReader::new(open(path)?)).map_err(broken)?;
    let mut names: Vec<String> =
        archive.file_names().flatten().map(Cow::into_owned).filter(|name| is_table(name)).collect();
    names.sort();
    for name in names.iter().filter(|name| !is_second_copy(name, &names)) {
        let mut table = archive.by_name(name).map_err(broken)?;
        each(name, &mut table)?;
    }
    Ok(())
}

/// The ONS publishes the whole country twice: in one file, and cut up by area in `multi_csv`.
fn is_second_copy(name: &str, all: &[String]) -> bool {
    let cut_up = |name: &str| name.to_lowercase().contains("multi_csv");
    let whole = |name: &str| {
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
        last.starts_with("onspd_") || last.starts_with("nspl")
    };
    cut_up(name) && all.iter().any(|other| whole(other) && !cut_up(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_published_twice_is_read_once() {
        let names =
            ["Data/ONSPD_MAY_2024_UK.csv", "Data/multi_csv/ONSPD_MAY_2024_UK_AB.csv"].map(str::to_owned);
        assert!(!is_second_copy(&names[0], &names) && is_second_copy(&names[1], &names));
        assert!(!is_second_copy(&names[1], &names[1..]), "where it is all there is, it is read");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let missing = each_table(Path::new("/nowhere/at/all.csv"), &mut |_, _| Ok(()));
        assert!(matches!(missing, Err(Refusal::NotNow(said)) if said.contains("/nowhere/at/all.csv")));
    }
}
