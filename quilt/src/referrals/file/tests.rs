//! Files as they come, good and bad, on every engine there is.

use ::store::testing::TestDb;
use ::store::values;

use super::*;
use crate::fixture::{World, engines, world};
use crate::referrals::{Referral, State};

const HEADING: &str = "ID,Name,D.O.B.,Post Code,Telephone,Reason for referral,Consent,NHS No\n";

fn sent(db: &TestDb, world: &World, text: impl AsRef<[u8]>) -> FileReport {
    import(db, &world.lead, &world.now, text.as_ref(), Some(world.scheme)).unwrap()
}

fn count(db: &TestDb, table: &str) -> i64 {
    let sql = format!("select count(*) as n from {table}");
    db.read("count", |tx| Ok::<i64, Refusal>(tx.row(&sql, &[])?.unwrap().get("n")?)).unwrap()
}

fn person(db: &TestDb, world: &World, report: &FileReport, line: usize) -> (Referral, crate::people::Person) {
    let outcome = &report.lines.iter().find(|report| report.line == line).unwrap().outcome;
    let Outcome::Taken { reference: Some(reference), .. } = outcome else { panic!("{outcome:?}") };
    db.read("find", |tx| {
        let referral = store::select_by_reference(tx, world.area.id, reference)?.unwrap();
        let person = crate::people::find_person(tx, &world.lead, referral.person)?;
        Ok::<_, Refusal>((referral, person))
    })
    .unwrap()
}

fn sentence(report: &FileReport, line: usize) -> String {
    let start = format!("Line {line}: ");
    report.sentences().into_iter().find(|sentence| sentence.starts_with(&start)).unwrap_or_default()
}

#[test]
fn good_lines_are_taken_and_bad_ones_said() {
    for db in engines() {
        let world = world(&db);
        let text = format!(
            "{HEADING}\
             1,Margaret Vowles,12/03/1948,ta5 2lx,01632 960123,The weekends are long,yes,943 476 5919\n\
             2,Ron Pope,31/02/2024,TA1 1AA,01632 960124,Lonely,yes,\n\
             3,Jean Hobbs,1950,ZZ99 3VZ,01632 960125,Bills,,943 476 5918\n\
             4,,1/1/1960,TA1 1AA,01632 960126,x,yes,\n\
             5,Suharto,,,01632 960127,,no idea,\n\
             6,Ann Lee,1/1/1960,TA1 1AA,,x,yes,\n\
             7,Bob Day,1/1/1960,Cannington,01632 960128,x,no,\n\
             8,Cy Hill,1948-03-12 00:00:00,Cannington,01632 960129,\"Bills, and the damp\",Y,\n\
             9,Di Fox,1/1/1960,TA1 1AA,01632 960130,one, two,yes,\n"
        );
        let report = sent(&db, &world, &text);
        assert_eq!(report.summary(), "4 taken, 0 already here, 5 refused.");
        let (referral, margaret) = person(&db, &world, &report, 2);
        assert_eq!((referral.state, referral.consent.as_str()), (State::Waiting, "given"));
        assert_eq!(
            (margaret.postcode.as_deref(), margaret.nhs_number.as_deref()),
            (Some("TA5 2LX"), Some("9434765919"))
        );
        assert!(sentence(&report, 3).contains("There is no such day as 31/2/2024"));
        let (referral, jean) = person(&db, &world, &report, 4);
        assert_eq!(
            (referral.consent.as_str(), jean.nhs_number.as_deref(), jean.nhs_number_note.as_deref()),
            ("to_ask", None, Some("943 476 5918"))
        );
        assert_eq!(jean.postcode.as_deref(), Some("ZZ99 3VZ"));
        assert!(sentence(&report, 4).contains("“943 476 5918” is not a complete NHS number"));
        assert!(sentence(&report, 5).contains("Write the person’s name"));
        assert!(
            sentence(&report, 6).contains("No reason was given")
                && sentence(&report, 6).contains("“no idea”")
        );
        assert!(sentence(&report, 7).contains("at least one way to reach"));
        assert!(sentence(&report, 8).contains("does not agree"));
        let (referral, cy) = person(&db, &world, &report, 9);
        assert_eq!(
            (referral.why_now.as_str(), cy.address.as_deref()),
            ("Bills, and the damp", Some("Cannington"))
        );
        assert_eq!(cy.birth.date(), Some(jiff::civil::date(1948, 3, 12)));
        assert!(sentence(&report, 10).contains("9 cells where the first line has 8"));
        assert_eq!(
            (count(&db, "referral"), count(&db, "person")),
            (4, 4),
            "of a refused line nothing is written"
        );
    }
}

#[test]
fn a_second_run_changes_nothing() {
    for db in engines() {
        let world = world(&db);
        let with_ids = format!(
            "{HEADING}1,Ron Pope,,,01632 960124,Lonely,yes,\n1,Jean Hobbs,,,01632 960125,Bills,yes,\n"
        );
        let first = sent(&db, &world, &with_ids);
        assert_eq!(first.taken(), 2, "two practices may both have a number 1");
        let again = sent(&db, &world, &with_ids);
        assert_eq!((again.taken(), again.here(), again.refused()), (0, 2, 0));
        // Without ids the content counts, in any order of columns and by any parting.
        let without = "name,phone,why\nAnn Lee,01632 960126,Bills\nAnn Lee,01632 960126,Bills\n";
        let report = sent(&db, &world, without);
        assert_eq!((report.taken(), report.here()), (1, 1), "twice in one file");
        let turned = "why;name;phone\r\nBills;Ann Lee;01632 960126\r\n";
        assert_eq!(sent(&db, &world, turned).here(), 1);
        assert_eq!(count(&db, "referral"), 3);
    }
}

#[test]
fn a_preview_says_the_same_and_writes_nothing() {
    for db in engines() {
        let world = world(&db);
        let text = format!(
            "{HEADING}1,Ron Pope,31/02/2024,,01632 960124,x,yes,\n2,Jean Hobbs,,,01632 960125,x,yes,\n2,Jean Hobbs,,,01632 960125,x,yes,\n"
        );
        let before = preview(&db, &world.lead, &world.now, text.as_bytes(), Some(world.scheme)).unwrap();
        assert_eq!((before.taken(), before.here(), before.refused(), count(&db, "person")), (1, 1, 1, 0));
        let after = sent(&db, &world, &text);
        assert_eq!((after.taken(), after.here(), after.refused()), (1, 1, 1));
        assert_eq!(
            preview(&db, &world.lead, &world.now, text.as_bytes(), Some(world.scheme)).unwrap().here(),
            2
        );
    }
}

#[test]
fn a_file_broken_in_the_middle_is_taken_up_to_there() {
    for db in engines() {
        let world = world(&db);
        let text = format!(
            "{HEADING}1,Ron Pope,,,01632 960124,x,yes,\n2,Jean Hobbs,,,01632 960125,\"Bills,yes,\n3,Ann Lee,,,01632 960126,x,yes,\n"
        );
        let report = sent(&db, &world, &text);
        assert_eq!((report.taken(), count(&db, "referral")), (1, 1));
        assert!(report.broken.as_ref().unwrap().contains("opens on line 3"));
        assert!(report.summary().ends_with("The file could not be read to its end."));
        let mended = text.replace("\"Bills", "Bills");
        let report = sent(&db, &world, &mended);
        assert_eq!((report.taken(), report.here(), report.broken), (2, 1, None));
    }
}

#[test]
fn windows_letters_arrive_whole() {
    for db in engines() {
        let world = world(&db);
        let mut bytes =
            b"Forename;Surname;Mobile;Why now\r\nRen\xe9e;O\x92Brien;01632 960124;caf\xe9\r\n".to_vec();
        let report = sent(&db, &world, &bytes);
        let (referral, renee) = person(&db, &world, &report, 2);
        assert_eq!((renee.name.as_str(), referral.why_now.as_str()), ("Renée O’Brien", "café"));
        bytes.clear();
        assert_eq!(sent(&db, &world, &bytes).broken.as_deref(), Some("The file is empty."));
        assert!(sent(&db, &world, "colour,size\nred,4\n").broken.unwrap().contains("must name the columns"));
    }
}

#[test]
fn the_wait_counts_from_the_day_it_was_asked() {
    for db in engines() {
        let world = world(&db);
        let text = "name,phone,why,date referred,scheme,role,shoe size\n\
                    Ron Pope,1,x,3 November 2026,levels,Social Worker,4\n\
                    Jean Hobbs,1,x,1/1/2090,,Vicar,5\n\
                    Ann Lee,1,x,,Mars,,6\n";
        let report = sent(&db, &world, text);
        let (ron, _) = person(&db, &world, &report, 2);
        assert_eq!(ron.asked_at.to_string(), "2026-11-03T12:00:00Z");
        assert_eq!((ron.scheme, ron.referrer_kind.code()), (world.other_scheme, "social_worker"));
        let (jean, _) = person(&db, &world, &report, 3);
        assert_eq!((jean.asked_at, jean.referrer_name.as_str()), (world.now.at, "Sue Marsh (Vicar)"));
        assert!(sentence(&report, 3).contains("it counts from today"));
        assert!(sentence(&report, 4).contains("no scheme called “Mars”. There are: Levels, Taunton Vale."));
        assert!(report.sentences()[0].contains("shoe size"));
        let asked = db.read("look", |tx| tx.row("select happened, written from ledger_line where kind = 'referral.asked' and thread_id = $1", &values![ron.id])).unwrap();
        assert!(asked.is_some());
    }
}

#[test]
fn many_lines_are_taken_in_batches() {
    for db in engines() {
        let world = world(&db);
        let lines: String = (0..120)
            .map(|n| format!("{n},Person {},,,01632 960124,x,yes,\n", ["A", "B", "C"][n % 3]))
            .collect();
        let report = sent(&db, &world, format!("{HEADING}{lines}"));
        assert_eq!((report.taken(), count(&db, "referral")), (120, 120));
        assert!(report.lines.windows(2).all(|pair| pair[0].line < pair[1].line));
    }
}
