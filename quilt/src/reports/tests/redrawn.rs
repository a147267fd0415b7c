//! Rows drawn again from the ledger, and rows read again after something happened, beside rows read anew.

use super::*;

/// The ledger says what the tables say.
#[test]
fn the_fold_up_to_now_is_what_the_tables_hold() {
    for db in engines() {
        let w = filled(&db);
        // Two records are one person, and then they are not; a third stays merged.
        let ids: Vec<people::PersonId> =
            cube(&db, &w).columns.person.iter().take(3).map(|id| (*id).into()).collect();
        db.write("merge", |tx| {
            people::merge(tx, &w.lead, &w.now, ids[0], ids[1])?;
            people::unmerge(tx, &w.lead, &w.now, ids[1])?;
            people::merge(tx, &w.lead, &w.now, ids[0], ids[2])
        })
        .unwrap_or_else(|_: Refusal| panic!("merged"));
        let drawn =
            db.read("draw", |tx| known::as_known(tx, w.area.id, &secret(), w.now.today(), w.now.at)).unwrap();
        assert_eq!(plain(&drawn), plain(&cube(&db, &w)));
        assert!(drawn.drawn.unwrap().lines > 80 && drawn.drawn.unwrap().emptied == 0);
    }
}

/// Two years of a county, lived through by its own functions: every line of it is enough to draw every row again.
#[test]
fn the_fold_of_a_county_is_what_its_tables_hold() {
    for db in engines() {
        let until = crate::fixture::moment().at;
        let wanted = crate::demo::Wanted { journeys: 60, seed: 7, until };
        crate::demo::fill(&db, &wanted, &mut |_| {}).unwrap();
        let (drawn, read) = db
            .read("draw and load", |tx| {
                let area = settings::area(tx)?.unwrap().id;
                let today = crate::moment::local(until).date();
                let drawn = known::as_known(tx, area, &secret(), today, until)?;
                Ok::<_, Refusal>((drawn, load(tx, area, &secret(), until)?))
            })
            .unwrap();
        let (drawn, read) = (plain(&drawn), plain(&read));
        assert!(read.len() >= 60 && read.values().any(|row| !row.3.is_empty() && !row.4.is_empty()));
        for (id, row) in &read {
            assert_eq!(drawn.get(id), Some(row));
        }
        assert_eq!(drawn.len(), read.len());
    }
}

#[test]
fn what_was_written_later_was_not_known_before() {
    for db in engines() {
        let w = filled(&db);
        let known = |days: i64| {
            let day = ago(&w, days).today();
            db.read("draw", |tx| known::as_known(tx, w.area.id, &secret(), day, w.now.at)).unwrap()
        };
        let pairs = |cube: &Cube| {
            cube.score("ons4.satisfied")
                .map_or(0, |scored| scored.last.iter().filter(|last| **last != NONE).count())
        };
        let before = (known(199).rows(), pairs(&known(199)), pairs(&known(50)));
        let all = pairs(&known(0));
        assert_eq!((before.0, before.1), (12, 0));
        // An answer given long ago and written down today.
        db.write("a late reading", |tx| {
            let referral = asked(tx, &w, w.scheme, "TA1 1AA", 150)?;
            decide(tx, &w.lead, &ago(&w, 149), referral.id, 1, &Decision::Accept)?;
            let worker = w.worker.account().unwrap();
            let journey = journeys::begin(tx, &w.worker, &ago(&w, 149), referral.id, worker)?;
            answered(tx, &w, &journey, &ago(&w, 149), ago(&w, 149).at, "2")?;
            answered(tx, &w, &journey, &w.now, ago(&w, 60).at, "7")
        })
        .unwrap();
        assert_eq!(pairs(&known(50)), before.2, "given 60 days ago, written today");
        assert_eq!(pairs(&known(0)), all + 1);
        // Nobody had said yes on the day they were asked for.
        let early = known(200);
        assert!(early.columns.state.iter().all(|state| *state == State::Waiting));
        assert_eq!(early.columns.decided.iter().filter(|at| **at != Second::NEVER).count(), 0);
    }
}

#[test]
fn whoever_was_erased_is_counted_nowhere() {
    for db in engines() {
        let w = filled(&db);
        let known = cube(&db, &w);
        let gone = known.columns.person[(0..known.rows()).find(|row| known.columns.began(*row)).unwrap()];
        db.write("erase", |tx| {
            let emptied = ledger::erase(tx, w.area.id.into(), gone)?;
            crate::line::line(&w.admin, &w.now, "person.erased", gone).fact("lines", emptied).record(tx)
        })
        .unwrap();
        let drawn =
            db.read("draw", |tx| known::as_known(tx, w.area.id, &secret(), w.now.today(), w.now.at)).unwrap();
        assert_eq!(drawn.rows(), 11);
        assert!(!drawn.columns.person.contains(&gone));
        assert!(drawn.drawn.unwrap().emptied > 5);
        assert!(plain(&drawn).values().all(|row| row.0.person != gone));
    }
}

/// Somebody may say no to being counted, and yes again.
#[test]
fn whoever_says_no_to_being_counted_is_not() {
    for db in engines() {
        let w = filled(&db);
        let person = cube(&db, &w).columns.person[0];
        let say = |yes: bool, days: i64| {
            let about = super::super::store_cube::BEING_COUNTED;
            db.write("say", |tx| {
                people::give_consent(tx, &w.worker, &ago(&w, days), person.into(), about, yes, "at the door")
            })
            .unwrap();
            let counted = cube(&db, &w).columns.counted.iter().filter(|it| **it).count();
            let drawn = db
                .read("draw", |tx| known::as_known(tx, w.area.id, &secret(), w.now.today(), w.now.at))
                .unwrap();
            assert_eq!(plain(&drawn), plain(&cube(&db, &w)));
            (counted, told(&db, &w, &w.commissioner, &[("from", ""), ("to", "")]).unwrap().counts.asked.n())
        };
        assert_eq!((say(false, 5), say(true, 4)), ((11, 11), (12, 12)));
    }
}

/// What the ledger says went on is read again, and comes to what reading everything anew comes to.
#[test]
fn a_refresh_is_a_load() {
    for db in engines() {
        let w = filled(&db);
        let old = cube(&db, &w);
        let heads = || db.read("heads", |tx| ledger::heads(tx, w.area.id.into())).unwrap();
        let before = heads();
        let again = |cube: &Cube| {
            let now = heads();
            db.read("refresh", |tx| refresh(tx, w.area.id, cube, (&before, &now), &secret(), w.now.at))
                .unwrap()
        };
        assert!(again(&old).is_none(), "nothing happened");
        db.write("go on", |tx| {
            walked(tx, &w, 21, ("1", "9"), true)?;
            let open = asked(tx, &w, w.other_scheme, "TA1 1AB", 3)?;
            decide(tx, &w.other_lead, &ago(&w, 2), open.id, 1, &Decision::Decline { why: None })?;
            let waiting =
                old.columns.referral[old.columns.state.iter().position(|s| *s == State::Waiting).unwrap()];
            decide(tx, &w.lead, &w.now, waiting.into(), 1, &Decision::Accept)
        })
        .unwrap();
        let fresh = again(&old).unwrap();
        assert_eq!(plain(&fresh), plain(&cube(&db, &w)));
        assert_eq!(fresh.rows(), 14);
        assert_eq!(fresh.columns.paired.iter().filter(|it| **it).count(), 10);
        let story = |cube: &Cube| {
            let choice = chosen(&db, &w, &w.commissioner, &[("from", ""), ("to", "")]).unwrap();
            let story = Arc::new(story::tell(cube, &choice, &Measures::default()));
            let schemes = db.read("schemes", |tx| settings::schemes(tx, w.area.id)).unwrap();
            super::super::page::told(&story, &schemes, &choice, cube, w.now.at).render().0
        };
        assert_eq!(story(&fresh), story(&cube(&db, &w)), "the same people print the same, to the letter");
    }
}
