//! Packs, on a real database: the invented measure of the measure crate's own example.

use super::*;
use crate::fixture::{World, engines, world};

const HARBOUR: &str = include_str!("../../../../crates/measure/examples/harbour.toml");

fn add(db: &::store::Db, w: &World, text: &str) -> Result<PackTaken, String> {
    let mut why = None;
    let taken = db.write("load", |tx| {
        add_pack(tx, &w.admin, &w.now, text).map_err(|refused| {
            why = Some(refused.to_string());
            Refusal::not_now("no")
        })
    });
    taken.map_err(|_| why.unwrap_or_default())
}

fn loaded(db: &::store::Db, w: &World) -> Vec<LoadedPack> {
    db.read("list", |tx| packs(tx, w.area.id)).unwrap()
}

#[test]
fn a_pack_is_loaded_once_renewed_and_taken_away() {
    for db in engines() {
        let w = world(&db);
        assert_eq!(add(&db, &w, HARBOUR), Ok(PackTaken::Added));
        assert_eq!(add(&db, &w, HARBOUR), Ok(PackTaken::Known));
        let renewed = HARBOUR.replace("2027-03-31", "2029-03-31");
        assert_eq!(add(&db, &w, &renewed), Ok(PackTaken::Renewed));
        let packs = loaded(&db, &w);
        assert_eq!(packs.len(), 1);
        assert_eq!(packs[0].expires_on.unwrap().to_string(), "2029-03-31");
        assert_eq!(packs[0].licence_reference, "HSS-2025-0042");
        let shelf = db.read("shelf", |tx| shelf(tx, w.area.id)).unwrap();
        assert_eq!(shelf.get("harbour").unwrap().items.len(), 3);
        let remove = || db.write("remove", |tx| remove_packs(tx, &w.admin, &w.now, "harbour", None));
        assert_eq!(remove().unwrap(), 1);
        assert!(matches!(remove(), Err(Refusal::NotNow(_))));
        assert!(db.read("shelf", |tx| super::shelf(tx, w.area.id)).unwrap().get("harbour").is_none());
        assert!(db.read("shelf", |tx| shelf_ever(tx, w.area.id)).unwrap().get("harbour").is_some());
    }
}

#[test]
fn reworded_it_is_refused_with_its_line_also_after_it_was_taken_away() {
    for db in engines() {
        let w = world(&db);
        add(&db, &w, HARBOUR).unwrap();
        let reworded = HARBOUR.replace("How calm has the water been?", "How calm was it?");
        let why = add(&db, &w, &reworded).unwrap_err();
        assert!(why.starts_with("Line ") && why.contains("reworded is no longer that instrument"), "{why}");
        db.write("remove", |tx| remove_packs(tx, &w.admin, &w.now, "harbour", None)).unwrap();
        assert!(add(&db, &w, &reworded).is_err());
        assert!(loaded(&db, &w).is_empty());
        let broken = add(&db, &w, "code = 3").unwrap_err();
        assert!(broken.starts_with("Line 1"), "{broken}");
    }
}

#[test]
fn a_licence_says_how_long_it_has() {
    for db in engines() {
        let w = world(&db);
        add(&db, &w, HARBOUR).unwrap();
        let pack = &loaded(&db, &w)[0];
        assert_eq!(pack.days_left("2027-03-31".parse().unwrap()), Some(0));
        assert_eq!(pack.days_left("2027-04-01".parse().unwrap()), Some(-1));
    }
}
