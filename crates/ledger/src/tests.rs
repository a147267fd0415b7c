//! The ledger on real databases, both engines.

mod erasing;
mod golden;
mod reading;
mod recording;
mod speed;
mod tampering;

use jiff::Timestamp;
use serde_json::json;
use store::testing::{TestDb, engines};
use store::{Db, Migration, Rules, Tx};
use uuid::Uuid;

use crate::verify::lines;
use crate::{Error, Line, Report, SigningKey, checkpoint, record, verify};

const MIGRATIONS: &[Migration] =
    &[Migration { version: 1, name: "ledger", sqlite: crate::SQLITE, postgres: crate::POSTGRES }];

const AREA: Uuid = Uuid::from_u128(0xa);
const ELSEWHERE: Uuid = Uuid::from_u128(0xe);

fn databases() -> Vec<TestDb> {
    engines(MIGRATIONS, Rules::default())
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + second).unwrap()
}

fn person(number: u128) -> Uuid {
    Uuid::from_u128(0x9000 + number)
}

fn story(number: u128) -> Uuid {
    Uuid::from_u128(0x5000 + number)
}

/// The line of the given number: told so that every column differs from line to line.
fn line(number: i64) -> Line<'static> {
    let each = u128::try_from(number).unwrap();
    Line {
        area: AREA,
        kind: if number % 2 == 0 { "journey.contact" } else { "referral.asked" },
        about: person(each % 3),
        thread: (number % 4 != 3).then(|| story(each % 2)),
        by: Uuid::from_u128(0xb000 + each),
        by_name: ["Siân, link worker", "Sam", "the library"][usize::try_from(number % 3).unwrap()],
        happened: at(number - 60),
        written: at(number),
        facts: json!({ "number": number, "words": "a \"quoted\" café\u{0}" }),
    }
}

fn add(db: &Db, lines: impl IntoIterator<Item = Line<'static>>) {
    for line in lines {
        db.write("add a line", |tx| record(tx, &line)).unwrap();
    }
}

fn sign(db: &Db, area: Uuid, second: i64) -> Option<crate::Checkpoint> {
    db.write("sign", |tx| checkpoint(tx, area, &key(), at(second))).unwrap()
}

fn verified(db: &Db) -> Report {
    db.read("verify", |tx| verify(tx, None, Some(&key().verifying_key()))).unwrap()
}

/// Ends a transaction so that nothing of it stays.
enum Undo {
    Seen(Report),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Undo {
    fn from(why: E) -> Self {
        Undo::Failed(why.into())
    }
}

/// What a verification finds after `harm`, of which nothing stays.
fn after(db: &Db, harm: impl FnMut(&mut Tx<'_>) -> Result<(), store::Error>) -> Report {
    undone(db, harm, |tx| verify(tx, None, Some(&key().verifying_key())))
}

/// The same from the lines and heads alone, without any checkpoint.
fn after_by_lines(db: &Db, harm: impl FnMut(&mut Tx<'_>) -> Result<(), store::Error>) -> Report {
    undone(db, harm, |tx| lines(tx, None))
}

fn undone(
    db: &Db,
    mut harm: impl FnMut(&mut Tx<'_>) -> Result<(), store::Error>,
    look: impl Fn(&mut Tx<'_>) -> Result<Report, Error>,
) -> Report {
    let done: Result<(), Undo> = db.write("harm", |tx| {
        harm(tx)?;
        Err(Undo::Seen(look(tx)?))
    });
    match done {
        Err(Undo::Seen(report)) => report,
        Err(Undo::Failed(why)) => panic!("{why}"),
        Ok(()) => unreachable!("the harm was to be undone"),
    }
}
