//! The encoding, against values worked out by a separate program from the crate's page alone: it never changes silently.

use serde_json::json;
use store::{Row, values};
use uuid::Uuid;

use super::{databases, key};
use crate::{Line, checkpoint, record};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn hashes_and_signatures_are_as_written_down() {
    let (area, about) = (Uuid::from_bytes([0xa1; 16]), Uuid::from_bytes([0xb2; 16]));
    let first = Line {
        area,
        kind: "referral.asked",
        about,
        thread: Some(Uuid::from_bytes([0xc3; 16])),
        by: Uuid::from_bytes([0xd4; 16]),
        by_name: "Siân, link worker",
        happened: "2026-03-02T09:00:00.123456789Z".parse().unwrap(),
        written: "2026-03-02T09:05:00Z".parse().unwrap(),
        facts: json!({ "why": "new here, café", "urgent": false }),
    };
    let second = Line { kind: "referral.closed", by_name: "", facts: json!({}), ..first.clone() };
    let third = Line { kind: "person.looked_at", by_name: "Sam", thread: None, ..second.clone() };
    for db in databases() {
        for line in [&first, &second, &third] {
            db.write("add a line", |tx| record(tx, line)).unwrap();
        }
        let rows: Vec<Row> = db
            .read("look", |tx| {
                tx.rows("SELECT lane, seq, hash FROM ledger_line ORDER BY lane, seq", &values![])
            })
            .unwrap();
        let found: Vec<(i64, i64, String)> = rows
            .iter()
            .map(|row| (row.at(0).unwrap(), row.at(1).unwrap(), hex(&row.at::<[u8; 32]>(2).unwrap())))
            .collect();
        let expected = [
            (2, 1, "2479114c9997e177ec4de9dbb60ebe8a4fe448d335d71489db98baeb2face2bd"),
            (2, 2, "ed2d1370cec2741d75866181a086990f054d626d09c559ee6b2bea1efeefd07b"),
            (8, 1, "e3395e9df2285dc3e97a64d8fa5bf5de3f8c66a505144de6c415786159c21b05"),
        ];
        assert_eq!(found, expected.map(|(lane, seq, hash)| (lane, seq, hash.to_owned())), "{}", db.name());
        let signed = db.write("sign", |tx| checkpoint(tx, area, &key(), first.written)).unwrap().unwrap();
        assert_eq!(
            hex(&signed.signature),
            "1f04568b615f9f40785864d7132ef1e4e7614f0533f98038d9bc29e437ffc317\
             06b6168fa25c2ca8b54867ac65947519a2c5fa98d088226b3ebeb4833b988b0b",
            "{}",
            db.name()
        );
    }
}
