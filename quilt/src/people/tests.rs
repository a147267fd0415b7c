//! Records of people: merged and parted again, changed by two at once, and who sees what.

use ::store::testing::TestDb;
use ::store::values;
use uuid::Uuid;

use super::*;
use crate::access::Actor;
use crate::fixture::{World, app, engines, shown, visit, world};
use crate::refusal::Refusal;
use crate::settings::{PostcodeGiven, SchemeId};

/// Somebody of a scheme, with their link worker when there is one.
fn somebody(db: &TestDb, world: &World, name: &str, scheme: SchemeId, worker: Option<&Actor>) -> PersonId {
    let draft = PersonDraft {
        postcode: PostcodeGiven::parse("TA5 2LX").unwrap(),
        phone: Some("01632 960123".into()),
        ..PersonDraft::named(Name::parse(name).unwrap())
    };
    db.write("write somebody down", |tx| {
        let id = add_person(tx, &world.lead, &world.now, &draft)?;
        tie_scheme(tx, &world.lead, &world.now, id, scheme)?;
        if let Some(worker) = worker.and_then(Actor::account) {
            tie_worker(tx, &world.lead, &world.now, id, scheme, worker)?;
        }
        Ok::<_, Refusal>(id)
    })
    .unwrap()
}

fn helper(name: &str) -> NewSupporter {
    Supporter {
        name: name.into(),
        relation: "neighbour".into(),
        phone: None,
        may_hear: MayHear::Everything,
        note: None,
    }
}

/// Everything that belongs to a person, table by table, so that two moments can be compared.
fn belongings(db: &TestDb, world: &World, id: PersonId) -> Vec<(&'static str, Vec<Uuid>)> {
    db.read("count belongings", |tx| {
        ["tie", "supporter", "consent"]
            .into_iter()
            .map(|table| {
                let sql = format!("select id from {table} where area_id = $1 and person_id = $2 order by id");
                let rows = tx.rows(&sql, &values![world.area.id, id])?;
                Ok((table, rows.iter().map(|row| row.get("id")).collect::<Result<_, _>>()?))
            })
            .collect::<Result<Vec<_>, Refusal>>()
    })
    .unwrap()
}

fn give_belongings(db: &TestDb, world: &World, id: PersonId, friend: &str) {
    db.write("give belongings", |tx| {
        add_supporter(tx, &world.lead, &world.now, id, &helper(friend))?;
        give_consent(tx, &world.lead, &world.now, id, "to be contacted", true, "on the phone")
    })
    .unwrap();
}

#[test]
fn an_undone_merge_gives_back_exactly_what_came() {
    for db in engines() {
        let world = world(&db);
        let kept = somebody(&db, &world, "Margaret Vowles", world.scheme, Some(&world.worker));
        let merged = somebody(&db, &world, "Margret Vowles", world.scheme, Some(&world.colleague));
        give_belongings(&db, &world, kept, "Jean");
        give_belongings(&db, &world, merged, "Karen");
        let (before_kept, before_merged) = (belongings(&db, &world, kept), belongings(&db, &world, merged));
        db.write("merge", |tx| merge(tx, &world.lead, &world.now, kept, merged)).unwrap();
        let both = belongings(&db, &world, kept);
        assert!(
            both.iter()
                .zip(&before_kept)
                .zip(&before_merged)
                .all(|((all, k), m)| all.1.len() == k.1.len() + m.1.len())
        );
        assert!(belongings(&db, &world, merged).iter().all(|(_, ids)| ids.is_empty()));
        // What the kept record gains meanwhile stays with it.
        db.write("one more", |tx| add_supporter(tx, &world.lead, &world.now, kept, &helper("Ron"))).unwrap();
        assert_eq!(db.write("part", |tx| unmerge(tx, &world.lead, &world.now, merged)).unwrap(), kept);
        assert_eq!(belongings(&db, &world, merged), before_merged);
        let after_kept = belongings(&db, &world, kept);
        assert_eq!(after_kept[0], before_kept[0]);
        assert_eq!(after_kept[1].1.len(), before_kept[1].1.len() + 1);
        let again = db.write("part again", |tx| unmerge(tx, &world.lead, &world.now, merged));
        assert!(matches!(again, Err(Refusal::NotNow(_))));
    }
}

#[test]
fn merges_are_undone_in_the_order_they_lie() {
    for db in engines() {
        let world = world(&db);
        let ids = ["Margaret Vowles", "Margret Vowles", "Margaret Vowle"]
            .map(|name| somebody(&db, &world, name, world.scheme, None));
        let [a, b, c] = ids;
        ids.iter().for_each(|id| give_belongings(&db, &world, *id, "Jean"));
        let before = ids.map(|id| belongings(&db, &world, id));
        let join = |kept, merged| db.write("merge", |tx| merge(tx, &world.lead, &world.now, kept, merged));
        let part = |merged| db.write("part", |tx| unmerge(tx, &world.lead, &world.now, merged));
        join(b, a).unwrap();
        join(c, b).unwrap();
        assert!(matches!(join(c, a), Err(Refusal::NotNow(_))), "merged already");
        assert!(matches!(join(c, c), Err(Refusal::NotNow(_))));
        assert!(matches!(part(a), Err(Refusal::NotNow(_))), "the later merge first");
        part(b).unwrap();
        part(a).unwrap();
        assert_eq!(ids.map(|id| belongings(&db, &world, id)), before);
    }
}

#[test]
fn a_record_of_another_scheme_is_only_said_to_be_there() {
    for db in engines() {
        let world = world(&db);
        let here = somebody(&db, &world, "Margaret Vowles", world.scheme, None);
        let same = somebody(&db, &world, "Margaret Vowles", world.scheme, None);
        let there = somebody(&db, &world, "Margret Vowles", world.other_scheme, None);
        let found = db.read("suggest", |tx| suggestions(tx, &world.lead, &world.now, here)).unwrap();
        assert_eq!(found.here.iter().map(|likeness| likeness.person.id).collect::<Vec<_>>(), [same]);
        assert_eq!(found.elsewhere.iter().map(|scheme| scheme.id).collect::<Vec<_>>(), [world.other_scheme]);
        let app = app(&db, &world);
        let send = |other: PersonId| {
            let (id, other) = (here.to_string(), other.to_string());
            merge::save(&visit(
                &app,
                &world.lead,
                &format!("/people/{id}/merge"),
                &[("id", &id)],
                &[("other", &other)],
            ))
        };
        assert!(matches!(send(there), Err(Refusal::NotFound { refused: Some(_) })));
        assert_eq!(shown(send(same)), format!("/people/{here}"));
        // Whoever follows an old address of the merged record comes to the kept one.
        let old = same.to_string();
        let to = |who: &Actor| page::show(&visit(&app, who, &format!("/people/{old}"), &[("id", &old)], &[]));
        assert_eq!(shown(to(&world.lead)), format!("/people/{here}"));
        assert!(to(&world.stranger).is_err());
    }
}

#[test]
fn the_page_shows_what_may_be_seen_and_who_looked() {
    for db in engines() {
        let world = world(&db);
        let id = somebody(&db, &world, "Margaret Vowles", world.scheme, Some(&world.worker));
        db.write("open", |tx| open_with_reason(tx, &world.colleague, &world.now, id, "covering for Dan"))
            .unwrap();
        let app = app(&db, &world);
        let text = id.to_string();
        let see =
            |who: &Actor| page::show(&visit(&app, who, &format!("/people/{text}"), &[("id", &text)], &[]));
        shown(see(&world.lead));
        let page = shown(see(&world.worker));
        for words in ["Margaret Vowles", "01632 960123", "covering for Dan", "Sue Marsh", "TA5 2LX"] {
            assert!(page.contains(words), "{words}");
        }
        for not in [&world.stranger, &world.referrer, &world.admin, &world.commissioner] {
            assert!(matches!(see(not), Err(Refusal::NotFound { .. })), "{}", not.name);
        }
    }
}

#[test]
fn two_who_change_a_record_at_once_lose_nothing() {
    for db in engines() {
        let world = world(&db);
        let id = somebody(&db, &world, "Margaret Vowles", world.scheme, Some(&world.worker));
        let app = app(&db, &world);
        let text = id.to_string();
        let send = |who: &Actor, phone: &str, version: &str, once: &str| {
            let form = [
                ("name", "Margaret Vowles"),
                ("postcode", "TA5 2LX"),
                ("phone", phone),
                ("version", version),
                ("once", once),
            ];
            change::save(&visit(&app, who, &format!("/people/{text}/change"), &[("id", &text)], &form))
        };
        assert_eq!(shown(send(&world.lead, "01632 960200", "1", "a")), format!("/people/{id}"));
        let page = shown(send(&world.worker, "01632 960300", "1", "b"));
        for words in [
            "A colleague changed this record",
            "Sue Marsh",
            "01632 960200",
            "01632 960300",
            "name=\"version\" value=\"2\"",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let now = db.read("look", |tx| find_person(tx, &world.lead, id)).unwrap();
        assert_eq!((now.phone.as_deref(), now.version), (Some("01632 960200"), 2));
        // The same form twice, and a form that changes nothing, write nothing.
        assert_eq!(shown(send(&world.worker, "01632 960300", "2", "c")), format!("/people/{id}"));
        assert_eq!(shown(send(&world.worker, "01632 960300", "2", "c")), format!("/people/{id}"));
        assert_eq!(shown(send(&world.worker, "01632 960300", "3", "d")), format!("/people/{id}"));
        assert_eq!(db.read("look", |tx| find_person(tx, &world.lead, id)).unwrap().version, 3);
        assert!(shown(send(&world.worker, "1", "3", "e")).contains("/people/"));
    }
}

#[test]
fn an_impossible_birthday_is_said_and_the_rest_kept() {
    for db in engines() {
        let world = world(&db);
        let id = somebody(&db, &world, "Margaret Vowles", world.scheme, Some(&world.worker)).to_string();
        let app = app(&db, &world);
        let form = [("name", "Margaret Rose"), ("born", "31/02/2024"), ("version", "1")];
        let page = shown(change::save(&visit(
            &app,
            &world.worker,
            &format!("/people/{id}/change"),
            &[("id", &id)],
            &form,
        )));
        assert!(page.contains("There is no such day as 31/2/2024") && page.contains("Margaret Rose"));
    }
}
