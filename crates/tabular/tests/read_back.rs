//! What was written is read back by other readers, whatever stood in it.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use jiff::Timestamp;
use jiff::civil::date;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;
use tabular::{Cell, Column, Error, Format, Kind, Writer};

const COLUMNS: [Column<'static>; 6] = [
    Column::new("said", Kind::Text),
    Column::new("times", Kind::Whole),
    Column::new("share", Kind::Real),
    Column::new("at", Kind::Moment),
    Column::new("on_day", Kind::Day),
    Column::new("came", Kind::Yes),
];

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

fn written(format: Format, rows: &[[Cell<'_>; 6]]) -> Vec<u8> {
    let mut writer = Writer::new(format, &COLUMNS, &[("mark", "m1")]).unwrap();
    let mut all = Vec::new();
    for row in rows {
        writer.row(row).unwrap();
        all.extend(writer.take());
    }
    all.extend(writer.finish().unwrap());
    all
}

fn read(bytes: Vec<u8>) -> Vec<Vec<Field>> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap();
    assert_eq!((metadata[0].key.as_str(), metadata[0].value.as_deref()), ("mark", Some("m1")));
    reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect())
        .collect()
}

#[test]
fn every_kind_comes_back() {
    let rows = [
        [
            Cell::Text("Tŷ, “Gŵyr”"),
            Cell::Whole(-3),
            Cell::Real(0.25),
            Cell::Moment(at(1_772_530_200_000_001)),
            Cell::Day(date(2026, 3, 3)),
            Cell::Yes(true),
        ],
        [Cell::Nothing; 6],
    ];
    let text = String::from_utf8(written(Format::Csv, &rows)).unwrap();
    let (head, row) = (
        "said,times,share,at,on_day,came",
        "\"Tŷ, “Gŵyr”\",-3,0.25,2026-03-03T09:30:00.000001Z,2026-03-03,true",
    );
    assert_eq!(text, format!("{head}\r\n{row}\r\n,,,,,\r\n"));
    let read = read(written(Format::Parquet, &rows));
    assert_eq!(read[0][0], Field::Str("Tŷ, “Gŵyr”".into()));
    assert_eq!(read[0][1], Field::Long(-3));
    assert_eq!(read[0][2], Field::Double(0.25));
    assert_eq!(read[0][3], Field::TimestampMicros(1_772_530_200_000_001));
    assert_eq!(read[0][4], Field::Date(20_515));
    assert_eq!(read[0][5], Field::Bool(true));
    assert!(read[1].iter().all(|field| *field == Field::Null));
}

#[test]
fn a_long_table_goes_out_in_groups_and_is_whole() {
    let columns = [Column::new("id", Kind::Text), Column::new("n", Kind::Whole)];
    let mut writer = Writer::new(Format::Parquet, &columns, &[]).unwrap();
    let (mut all, mut most) = (Vec::new(), 0);
    for n in 0..200_000_i64 {
        writer.row(&[Cell::Text(&n.to_string()), Cell::Whole(n)]).unwrap();
        let taken = writer.take();
        most = most.max(taken.len());
        all.extend(taken);
    }
    let rest = writer.finish().unwrap();
    assert!(rest.len() < all.len() && most < all.len() / 2);
    all.extend(rest);
    let reader = SerializedFileReader::new(bytes::Bytes::from(all)).unwrap();
    assert_eq!(reader.metadata().num_row_groups(), 4);
    let sum: i64 = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| match row.unwrap().get_column_iter().nth(1).unwrap().1 {
            Field::Long(n) => *n,
            _ => 0,
        })
        .sum();
    assert_eq!(sum, 199_999 * 100_000);
}

#[test]
fn what_is_wrong_is_refused_before_it_is_written() {
    let mut writer = Writer::new(Format::Csv, &COLUMNS[..2], &[]).unwrap();
    assert!(matches!(writer.row(&[Cell::Nothing]), Err(Error::Width { given: 1, columns: 2 })));
    assert!(matches!(writer.row(&[Cell::Text("a"), Cell::Yes(true)]), Err(Error::Wrong { .. })));
    assert_eq!(writer.take(), b"said,times\r\n");
    for name in ["", "A", "1a", "a b", "a-b", "a; drop"] {
        assert!(matches!(
            Writer::new(Format::Parquet, &[Column::new(name, Kind::Yes)], &[]),
            Err(Error::Name(_))
        ));
    }
    assert_eq!(
        (Format::parse("csv"), Format::parse("CSV"), Format::parse("xls")),
        (Some(Format::Csv), None, None)
    );
}

#[test]
fn no_text_is_a_formula() {
    for text in ["=1+1", "+44 1632", "-2", "@sum", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\",=1"] {
        let rows =
            [[Cell::Text(text), Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing, Cell::Nothing]];
        let bytes = written(Format::Csv, &rows);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let back = reader.records().next().unwrap().unwrap()[0].to_owned();
        assert!(!back.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?} came back as {back:?}");
        assert_eq!(back.strip_prefix('\'').unwrap_or(&back), text);
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(any::<String>(), 1..8), number in any::<i64>(), real in any::<f64>()) {
        let rows: Vec<[Cell<'_>; 6]> = texts
            .iter()
            .map(|text| [Cell::Text(text), Cell::Whole(number), Cell::Real(real), Cell::Nothing, Cell::Nothing, Cell::Nothing])
            .collect();
        let bytes = written(Format::Csv, &rows);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let back: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        prop_assert_eq!(back.len(), texts.len());
        for (back, text) in back.iter().zip(&texts) {
            let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
            prop_assert_eq!(back.clone(), if formula { format!("'{text}") } else { text.clone() });
        }
        let read = read(written(Format::Parquet, &rows));
        for (row, text) in read.iter().zip(&texts) {
            prop_assert_eq!(&row[0], &Field::Str(text.clone()));
            prop_assert_eq!(&row[1], &Field::Long(number));
        }
    }
}
