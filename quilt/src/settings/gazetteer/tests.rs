//! Files of postcodes as they come, and as they had better not come.

use std::io::Write;
use std::path::PathBuf;

use super::*;
use crate::fixture::engines;
use crate::settings::{find_place, whereabouts};

const CODE_POINT: &str = "\"TA5 2LX\",10,322700,139600,\"E92000001\",\"\",\"\",\"\",\"E06000066\",\"E05014377\"\n\
    \"TA5 1AA\",10,323900,138000,\"E92000001\",\"\",\"\",\"\",\"E06000066\",\"E05014377\"\n\
    \"TA5 9ZZ\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n";

const DIRECTORY: &str = "pcd,pcds,doterm,oseast1m,osnrth1m,lsoa11,lat,long\n\
    TA5 2LX,TA5 2LX,,322700,139600,E01029001,51.1501,-3.1062\n\
    TA5 2XX,TA5 2XX,201201,322700,139600,,51.1501,-3.1062\n\
    nonsense,nonsense,,,,,,\n\
    TA5 2YY,TA5 2YY,,,,,north,-3.1\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("quilt-postcodes-{name}-{}", std::process::id()));
        std::fs::create_dir_all(path.join("Data/CSV")).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

fn read(db: &Db, path: &Path) -> PostcodesRead {
    read_postcodes(db, path, &mut |_| ()).unwrap()
}

#[test]
fn both_kinds_are_read_and_read_again() {
    let folder = Folder::new("both");
    let (grid, named) = (folder.file("ta.csv", CODE_POINT), folder.file("ONSPD.csv", DIRECTORY));
    for db in engines() {
        let first = read(&db, &grid);
        assert_eq!((first.rows, first.kept, first.nowhere), (3, 2, 1), "{first:?}");
        let again = read(&db, &grid);
        assert_eq!((again.kept, again.as_before), (0, 2), "{}", again.summary());
        let place = |code: &str| db.read("look", |tx| find_place(tx, code)).unwrap();
        let before = place("TA5 2LX").unwrap();
        assert_eq!((before.ward.as_deref(), before.lsoa), (Some("E05014377"), None));
        let second = read(&db, &named);
        assert_eq!((second.kept, second.ended, second.unreadable), (1, 1, 2), "{second:?}");
        assert!(second.lines()[0].contains("nonsense"), "{:?}", second.lines());
        let after = place("TA5 2LX").unwrap();
        assert_eq!((after.lat, after.lsoa.as_deref()), (51.1501, Some("E01029001")));
        assert_eq!(after.ward.as_deref(), Some("E05014377"), "what the second file does not know stays");
        assert_eq!(place("TA5 2XX"), None);
    }
}

#[test]
fn parts_of_postcodes_lie_in_the_middle_of_what_is_known() {
    let folder = Folder::new("parts");
    let file = folder.file("ta.csv", CODE_POINT);
    for db in engines() {
        read(&db, &file);
        let at = |typed: &str| db.read("look", |tx| whereabouts(tx, typed)).unwrap();
        let exact = at("ta5 2lx").unwrap();
        assert_eq!(exact.of, "TA5 2LX");
        let part = at("TA5").unwrap();
        let other = at("TA51AA").unwrap();
        assert!((part.lat - (exact.lat + other.lat) / 2.0).abs() < 1e-9);
        for (typed, of) in [
            ("ta5 2", "TA5 2"),
            ("TA52", "TA5 2"),
            ("ta5 2l", "TA5 2"),
            ("TA5 2ZZ", "TA5 2"),
            ("TA5 8ZZ", "TA5"),
        ] {
            assert_eq!(at(typed).unwrap().of, of, "{typed}");
        }
        for unknown in ["TA9", "Taunton", "", "TA", "💐", "ZZ99 3VZ"] {
            assert_eq!(at(unknown), None, "{unknown}");
        }
    }
}

#[test]
fn a_folder_and_an_archive_are_read_whole() {
    let folder = Folder::new("whole");
    folder.file("Data/CSV/ta.csv", CODE_POINT);
    folder.file("Data/CSV/more.csv", "TA6 1AA,10,329800,137100,E92000001\n");
    folder.file("Data/names.csv", "LAD23CD,LAD23NM\nE06000066,Somerset\n");
    folder.file("Data/empty.csv", "");
    folder.file("readme.pdf", "not a table");
    let archive = folder.0.join("codepo_gb.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&archive).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [("Data/CSV/ta.csv", CODE_POINT), ("Doc/licence.txt", "Open Government Licence\n")] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    for db in engines() {
        let report = read(&db, &archive);
        assert_eq!((report.kept, report.other_files.len()), (2, 1), "{report:?}");
        let report = read(&db, &folder.0);
        assert_eq!((report.rows, report.kept, report.as_before), (4, 1, 2), "{report:?}");
        assert!(report.other_files[0].contains("names.csv"), "{report:?}");
    }
}

#[test]
fn bad_files_are_refused_with_a_sentence() {
    let folder = Folder::new("bad");
    let broken = folder.file("broken.zip", "PK\u{3}\u{4}not really");
    let other = folder.file("other.csv", "name,colour\nash,green\n");
    let bytes = folder.file("bytes.csv", [0_u8, 255, 254, 10, 34, 44]);
    for db in engines() {
        for path in [&broken, &other, &bytes] {
            let refused = read_postcodes(&db, path, &mut |_| ());
            assert!(matches!(refused, Err(Refusal::NotNow(_))), "{refused:?}");
        }
    }
}
