//! Data packages: a feed's tables as CSV files, in a folder, in a ZIP file, and over the network.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::publisher::{Publisher, ok, read};
use crate::directory::feeds::{ImportReport, Outcome, import_directory_path};
use crate::fixture::{World, engines, world};

const TABLES: [(&str, &str); 3] = [
    (
        "services.csv",
        "id,organization_id,name,status,description\ns1,o1,Tea and Talk,active,Company.\ns2,o1,Walk and Talk,active,Along the canal.\n",
    ),
    ("organizations.csv", "id,name,description\no1,Levels Together,Neighbours.\n"),
    ("phones.csv", "id,service_id,number\np1,s1,01632 960123\n"),
];

fn zipped(tables: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in tables {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_path(db: &::store::Db, world: &World, path: &Path) -> ImportReport {
    import_directory_path(db, world.area.id, &world.now, path).unwrap()
}

fn was_read_whole(report: &ImportReport) {
    assert_eq!((report.run.added, report.details.complete), (2, true), "{:#?}", report.lines());
    assert_eq!(report.run.format, "data package");
}

#[test]
fn a_folder_of_tables_is_a_feed() {
    for db in engines() {
        let world = world(&db);
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in TABLES {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        was_read_whole(&read_path(&db, &world, folder.path()));
        assert!(read_path(&db, &world, folder.path()).run.changed_nothing());
        // A service that is in the tables no more is withdrawn.
        std::fs::write(
            folder.path().join("services.csv"),
            TABLES[0].1.lines().take(2).collect::<Vec<_>>().join("\n"),
        )
        .unwrap();
        let fewer = read_path(&db, &world, folder.path());
        assert_eq!((fewer.run.withdrawn, fewer.run.unchanged), (1, 1), "{}: {:#?}", db.name(), fewer.lines());
    }
}

#[test]
fn a_zip_file_of_tables_is_a_feed_and_so_is_one_over_the_network() {
    for db in engines() {
        let world = world(&db);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("council.zip");
        std::fs::write(&path, zipped(&TABLES)).unwrap();
        was_read_whole(&read_path(&db, &world, &path));
        let again = read_path(&db, &world, &path);
        assert_eq!((again.run.outcome, again.run.unchanged), (Outcome::Same, 2), "{}", db.name());
        let publisher = Publisher::serve(|_| ok(zipped(&TABLES)));
        was_read_whole(&read(&db, &world, &format!("{}/package", publisher.address)));
    }
}

#[test]
fn half_a_zip_file_withdraws_nothing() {
    for db in engines() {
        let world = world(&db);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("council.zip");
        let whole = zipped(&TABLES);
        std::fs::write(&path, &whole).unwrap();
        was_read_whole(&read_path(&db, &world, &path));
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let half = read_path(&db, &world, &path);
        assert_eq!(
            (half.run.withdrawn, half.details.complete),
            (0, false),
            "{}: {:#?}",
            db.name(),
            half.lines()
        );
    }
}
