//! The county read back: that it lives, that its ledger is whole, and that it keeps the calendar.

use std::collections::BTreeMap;

use ::store::{Db, values};
use jiff::Timestamp;

use super::working_days::is_worked;
use super::*;
use crate::moment::local;

fn filled(db: &Db, journeys: usize) -> Filled {
    let wanted = Wanted { journeys, seed: 7, until: "2026-11-20T08:30:00Z".parse().unwrap() };
    fill(db, &wanted, &mut |_| {}).unwrap()
}

#[test]
fn a_small_county_comes_to_life_and_its_ledger_is_whole() {
    for db in crate::fixture::engines() {
        assert!(matches!(filled(&db, 40), Filled::Now { happenings } if happenings > 300));
        let report = db.read("verify", |tx| ledger::verify(tx, None, None)).unwrap();
        assert!(report.is_whole(), "{:?}", report.problems);
        assert_eq!(filled(&db, 40), Filled::Already);
    }
}

#[test]
fn a_real_area_is_never_filled() {
    for db in crate::fixture::engines() {
        let now = crate::fixture::moment();
        db.write("found", |tx| settings::found_area(tx, &now, "Somerset", false)).unwrap();
        let wanted = Wanted { journeys: 1, seed: 7, until: now.at };
        assert!(matches!(fill(&db, &wanted, &mut |_| {}), Err(Refusal::NotNow(_))));
    }
}

/// Words and the months in which a reader would believe them, chosen apart from those the stories are
/// made with.
const SEASONS: &[(&str, &[i8])] = &[
    ("icy", &[12, 1, 2]),
    ("leaves on", &[9, 10, 11, 12]),
    ("wet leaves", &[9, 10, 11, 12]),
    ("tomatoes", &[4, 5, 6, 7, 8, 9, 10]),
    ("beans", &[5, 6, 7, 8, 9]),
    ("hay fever", &[4, 5, 6, 7, 8]),
    ("harvest", &[7, 8, 9]),
    ("lambing", &[2, 3, 4]),
    ("school holidays", &[7, 8]),
    ("boiler broken", &[9, 10, 11, 12, 1, 2, 3, 4]),
    ("heating is", &[10, 11, 12, 1, 2, 3, 4]),
    ("this winter", &[11, 12, 1, 2, 3]),
    ("sat in the garden", &[4, 5, 6, 7, 8, 9, 10]),
    ("since christmas", &[1, 2, 3, 4, 5, 6]),
    ("since easter", &[4, 5, 6, 7, 8, 9, 10]),
    ("since the spring", &[5, 6, 7, 8, 9, 10, 11, 12]),
    ("since the summer", &[8, 9, 10, 11, 12, 1, 2]),
    ("since the autumn", &[10, 11, 12, 1, 2, 3, 4]),
    ("since the new year", &[1, 2, 3, 4, 5, 6, 7]),
    ("different by the summer", &[1, 2, 3, 4, 5]),
    ("different by christmas", &[8, 9, 10, 11]),
    ("different by the spring", &[10, 11, 12, 1, 2]),
];

/// Everything said with the day it was said: why people came, what was noted, and every fact of every
/// line of the ledger, but for the line that says why somebody came once more when they begin.
fn said(db: &Db, area: settings::AreaId) -> Vec<(Timestamp, String)> {
    let texts = [
        "select asked_at, why_now from referral where area_id = $1",
        "select asked_at, note from referral where area_id = $1 and note is not null",
        "select at, note from contact where area_id = $1",
        "select happened, facts from ledger_line where area_id = $1 and facts is not null and kind <> 'journey.begun'",
    ];
    texts.iter().flat_map(|sql| rows(db, area, sql, |row| Ok((row.at(0)?, row.at(1)?)))).collect()
}

fn rows<T>(
    db: &Db,
    area: settings::AreaId,
    sql: &str,
    read: impl Fn(&::store::Row) -> Result<T, ::store::Error>,
) -> Vec<T> {
    db.read("read the county", |tx| {
        let rows = tx.rows(sql, &values![area])?;
        rows.iter().map(|row| read(row).map_err(Refusal::from)).collect::<Result<Vec<T>, Refusal>>()
    })
    .unwrap()
}

#[test]
fn the_county_keeps_the_calendar() {
    let rules = ::store::Rules { unledgered: crate::app::UNLEDGERED };
    let db = ::store::testing::sqlite(crate::app::MIGRATIONS, rules);
    filled(&db, 300);
    let area = db.read("area", settings::area).unwrap().unwrap().id;
    seasons_are_kept(&said(&db, area));
    let agreed = "select worker_id, at from meeting where area_id = $1 and state = 'agreed'";
    visits_follow_one_another(rows(&db, area, agreed, |row| Ok((row.at(0)?, row.at(1)?))));
    let held =
        "select by_id, at from contact where area_id = $1 and kind in ('visit', 'met_out', 'went_along')";
    visits_follow_one_another(rows(&db, area, held, |row| Ok((row.at(0)?, row.at(1)?))));
}

fn seasons_are_kept(said: &[(Timestamp, String)]) {
    assert!(said.len() > 5_000, "only {} things were said", said.len());
    let mut found = 0;
    for (at, text) in said {
        let month = local(*at).month();
        let low: String =
            text.to_lowercase().chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
        let says = |words: &str| format!(" {low} ").contains(&format!(" {words} "));
        for (words, months) in SEASONS.iter().filter(|(words, _)| says(words)) {
            assert!(months.contains(&month), "“{words}” was said on {at}: {text}");
            found += 1;
        }
    }
    assert!(found > 20, "the seasons are hardly spoken of: {found} times");
}

/// An hour with somebody and half an hour on the way, in the daytime of days that are worked.
fn visits_follow_one_another(visits: Vec<(uuid::Uuid, Timestamp)>) {
    assert!(visits.len() > 20, "only {} visits", visits.len());
    let mut diaries: BTreeMap<uuid::Uuid, Vec<Timestamp>> = BTreeMap::new();
    for (worker, at) in visits {
        let local = local(at);
        assert!(is_worked(local.date()), "a visit on {local}");
        assert!((9..17).contains(&local.hour()), "a visit at {local}");
        diaries.entry(worker).or_default().push(at);
    }
    for (worker, mut times) in diaries {
        times.sort();
        for two in times.windows(2) {
            assert!(two[1].duration_since(two[0]).as_mins() >= 90, "{worker}: {} and {}", two[0], two[1]);
        }
    }
}
