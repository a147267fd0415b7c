//! Going on from a mark, and taking an agreement back.

use super::*;

#[test]
fn since_a_mark_comes_what_changed_and_nothing_is_missed() {
    for db in engines() {
        let held = held(&db);
        let by = held.commissioner();
        held.app.clock.put(held.app.clock.now() + 3.hours());
        let (_, mark) = held.file(&by, "people", "csv", "").unwrap();
        let since = format!("since={mark}");
        for table in TABLES.iter().filter(|table| table.name != "codes") {
            assert_eq!(held.rows(&by, table.name, &since).len(), 0, "{}", table.name);
        }
        held.app.clock.put(held.app.clock.now() + 1.hour());
        let journey = held.ids("select id from journey where area_id = $1 order by id limit 1")[0];
        let now = held.app.now();
        let person = held.ids("select person_id from journey where area_id = $1 order by id limit 1")[0];
        held.app
            .db
            .write("say yes", |tx| {
                tx.run(
                    "update journey set weeks = 20 where area_id = $1 and id = $2",
                    &values![held.area, journey],
                )?;
                crate::line::line(&by, &now, "journey.extended", person).thread(journey).record(tx)
            })
            .unwrap();
        let changed = held.rows(&by, "journeys", &since);
        assert!(changed.iter().any(|row| row["weeks"] == "20"));
        assert!(
            changed.len() < 5
                && held.rows(&by, "contacts", &since).len() < held.rows(&by, "contacts", "").len()
        );
        // A mark is good for every table of the same reader, and for no other reader.
        let scheme = held.ids("select scheme_id from journey where area_id = $1 limit 1")[0];
        let lead = actor(held.area, Role::TeamLead, Some(scheme));
        for (by, query) in [(&lead, since.as_str()), (&by, "since=yesterday"), (&by, "since=0000000000000")] {
            assert!(matches!(held.file(by, "journeys", "csv", query), Err(Refusal::Invalid(_))), "{query}");
        }
    }
}

#[test]
fn whoever_took_their_agreement_back_is_in_none_and_whoever_had_them_is_told() {
    for db in engines() {
        let held = held(&db);
        let by = held.commissioner();
        let (_, mark) = held.file(&by, "people", "csv", "").unwrap();
        held.app.clock.put(held.app.clock.now() + 2.hours());
        let people = held.ids("select person_id from journey where area_id = $1 order by id limit 2");
        let before = held.rows(&by, "journeys", "").len();
        let at = held.app.clock.now();
        held.change(
            "update consent set withdrawn_at = $3 where area_id = $1 and person_id = $2",
            &values![held.area, people[0], at],
        );
        held.app
            .db
            .write("say no", |tx| {
                crate::people::give_consent(
                    tx,
                    &by,
                    &held.app.now(),
                    people[1].into(),
                    FILES,
                    false,
                    "on the telephone",
                )
            })
            .unwrap();
        let aliases = identity::Aliases::new(&held.app.keys.aliases());
        let gone: BTreeSet<String> = people.iter().map(|id| aliases.of(id.as_bytes())).collect();
        for table in TABLES.iter().filter(|table| table.about == About::People) {
            for row in held.rows(&by, table.name, "") {
                let owner = row.get("person").unwrap_or(&row["id"]);
                assert!(!gone.contains(owner), "{}", table.name);
            }
        }
        assert!(held.rows(&by, "journeys", "").len() <= before - 2);
        held.app.clock.put(held.app.clock.now() + 2.hours());
        for id in &people {
            let now = held.app.now();
            held.app
                .db
                .write("touch", |tx| crate::line::line(&by, &now, "consent.taken_back", *id).record(tx))
                .unwrap();
        }
        let told = held.rows(&by, "people", &format!("since={mark}"));
        let told: BTreeSet<String> = told
            .iter()
            .filter(|row| row["gone"] == "true")
            .inspect(|row| assert!(row["born_year"].is_empty() && row["written"].is_empty()))
            .map(|row| row["id"].clone())
            .collect();
        assert_eq!(told, gone);
        let journeys = held.rows(&by, "journeys", &format!("since={mark}"));
        let journeys: Vec<_> = journeys.iter().filter(|row| row["gone"] == "true").collect();
        assert!(
            !journeys.is_empty()
                && journeys.iter().all(|row| row["person"].is_empty() && row["scheme"].is_empty())
        );
        // Given again, they are back.
        held.app.clock.put(held.app.clock.now() + 2.hours());
        held.app
            .db
            .write("say yes", |tx| {
                crate::people::give_consent(
                    tx,
                    &by,
                    &held.app.now(),
                    people[1].into(),
                    FILES,
                    true,
                    "on the telephone",
                )
            })
            .unwrap();
        let back = held.rows(&by, "people", "");
        assert!(back.iter().any(|row| row["id"] == aliases.of(people[1].as_bytes())));
    }
}

#[test]
fn somebody_is_asked_and_is_in_files_or_not() {
    for db in engines() {
        let held = held(&db);
        let journey = held.app.db.read("one", |tx| {
            tx.rows("select person_id, scheme_id, worker_id from journey where area_id = $1 and state = 'going' order by id limit 1", &values![held.area])
        });
        let row = &journey.unwrap()[0];
        let (person, scheme): (Uuid, Uuid) = (row.at(0).unwrap(), row.at(1).unwrap());
        let lead = actor(held.area, Role::TeamLead, Some(scheme));
        let id = person.to_string();
        let on = |form: &[(&str, &str)]| {
            let visit = visit(&held.app, &lead, &format!("/people/{id}/files"), &[("id", &id)], form);
            if form.is_empty() { agreed::show(&visit) } else { agreed::save(&visit) }
        };
        let before = held.rows(&lead, "people", "").len();
        assert!(fixture::shown(on(&[])).contains("They say no"));
        assert!(fixture::shown(on(&[("files", "no")])).contains("Say in a few words"));
        fixture::shown(on(&[("files", "no"), ("how", "at the door")]));
        assert!(fixture::shown(on(&[])).contains("They agree after all"));
        assert_eq!(held.rows(&lead, "people", "").len(), before - 1);
        held.app.clock.put(held.app.clock.now() + 1.hour());
        fixture::shown(on(&[("files", "yes"), ("how", "by letter")]));
        assert_eq!(held.rows(&lead, "people", "").len(), before);
    }
}
