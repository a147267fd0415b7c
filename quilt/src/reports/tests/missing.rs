//! Who has no answer, and why.

use super::*;
use crate::outcomes::{self, Absent, Occasion};

/// Who is missing and why: not knowing, not wanting to say, not having been asked and not having been reached are four
/// things; a reason from before an answer is none for what is missing since; and the ledger says the same.
#[test]
fn who_is_missing_is_told_apart_by_why() {
    for db in engines() {
        let w = world(&db);
        db.write("twenty-seven journeys", |tx| {
            for n in 0..27 {
                let referral = asked(tx, &w, w.scheme, "TA1 1AA", 100)?;
                decide(tx, &w.lead, &ago(&w, 99), referral.id, 1, &Decision::Accept)?;
                let worker = w.worker.account().unwrap();
                let journey = journeys::begin(tx, &w.worker, &ago(&w, 98), referral.id, worker)?;
                let whose = outcomes::Whose { person: journey.person, journey: journey.id.into() };
                let at = ago(&w, 60);
                match n {
                    // A link brought an answer; a second link brought nothing.
                    0..8 => {
                        outcomes::put_by_link(tx, &w.worker, &ago(&w, 97), whose, "ons4", Occasion::Start)?;
                        answered(tx, &w, &journey, &at, at.at, "4")?;
                        outcomes::put_by_link(tx, &w.worker, &ago(&w, 20), whose, "ons4", Occasion::Along)?;
                    }
                    8..16 => answered(tx, &w, &journey, &at, at.at, "refused")?,
                    16..24 => outcomes::decline(tx, &w.worker, &at, whose, "ons4", Occasion::Start)?,
                    24 => answered(tx, &w, &journey, &at, at.at, "not_reached")?,
                    25 => answered(tx, &w, &journey, &at, at.at, "")?,
                    _ => {}
                }
            }
            Ok::<_, Refusal>(())
        })
        .unwrap();
        let all = told(&db, &w, &w.commissioner, &[("from", ""), ("to", "")]).unwrap();
        let of = |code: &str| {
            let change = all.changes.iter().find(|change| change.spec.code == code).unwrap();
            let rows = change
                .why
                .iter()
                .map(|it| (it.words, it.none.shown().map(|n| n > 0), it.no_second.shown().map(|n| n > 0)));
            rows.collect::<Vec<_>>()
        };
        let (some, few, none) = (Some(true), None, Some(false));
        assert_eq!(
            of("ons4.satisfied"),
            [
                (Absent::Refused.words(), some, none),
                (Absent::NotReached.words(), few, none),
                (Absent::NoReply.words(), none, some),
                (Absent::NotAsked.words(), few, none),
                ("Nothing was put, or nobody wrote down why", few, none),
            ]
        );
        // Everybody who answered at all was anxious at 5: of them none is missing but the second.
        assert!(of("ons4.anxious").contains(&(Absent::NoReply.words(), none, some)));
        let drawn =
            db.read("draw", |tx| known::as_known(tx, w.area.id, &secret(), w.now.today(), w.now.at)).unwrap();
        assert_eq!(plain(&drawn), plain(&cube(&db, &w)));
        // As it was known before the second link went out, nobody had failed to answer it.
        let day = ago(&w, 30).today();
        let early = db.read("draw", |tx| known::as_known(tx, w.area.id, &secret(), day, w.now.at)).unwrap();
        let no_reply = |cube: &Cube| {
            let one = cube.absences.iter().find(|one| one.key == "ons4.satisfied");
            one.map_or(0, |one| one.rows.iter().filter(|(_, why)| *why == Absent::NoReply).count())
        };
        assert_eq!((no_reply(&early), no_reply(&drawn)), (0, 8));
    }
}
