//! Letting somebody in, roles given and ended, and what no administrator's page may read.

use super::account_page::end_role;
use super::accounts::{hashed, let_in, read_form};
use super::codes;
use crate::access::{Act, Role, accounts};
use crate::fixture::{app, engines, shown, visit, world};
use crate::refusal::Refusal;
use crate::settings;
use crate::web::{Door, Fields};

#[test]
fn every_address_asks_for_the_right_to_administer() {
    // To erase somebody takes two people, by rights of their own.
    let erasing = |path: &str| path.starts_with("/admin/erasures") || path == "/people/{id}/erase";
    for route in super::ROUTES {
        let doors: &[Act] =
            if erasing(route.path) { &[Act::Erase, Act::AskErasure] } else { &[Act::Administer] };
        assert!(doors.iter().any(|act| route.door == Door::May(*act)), "{}", route.path);
    }
    let own = |path: &str| path == "/admin" || path.starts_with("/admin/") || erasing(path);
    assert!(super::ROUTES.iter().all(|route| own(route.path)));
}

#[test]
fn a_form_is_read_or_says_what_is_wrong_with_every_field() {
    let wrong = read_form(&Fields::of(&[("email", "dan"), ("password", "short"), ("role", "queen")]), &[]);
    let problems: Vec<String> = wrong.err().unwrap().iter().map(|(field, _)| field.to_owned()).collect();
    assert_eq!(problems, ["name", "email", "password", "role"]);
    let homeless = [
        ("name", "Dan"),
        ("email", "d@example.org"),
        ("password", "otter lamp gravel"),
        ("role", "link_worker"),
    ];
    let problems = read_form(&Fields::of(&homeless), &[]).err().unwrap();
    assert_eq!(problems.of("scheme"), Some("Choose the scheme: a link worker belongs to one."));
}

#[test]
fn somebody_is_let_in_once_and_can_sign_in_as_what_they_are() {
    for db in engines() {
        let w = world(&db);
        let scheme = w.scheme.to_string();
        let fields = Fields::of(&[
            ("name", "Nell Cray"),
            ("email", "Nell@Example.org"),
            ("password", "otter lamp gravel"),
            ("role", "link_worker"),
            ("scheme", &scheme),
        ]);
        let schemes = db.read("schemes", |tx| settings::schemes(tx, w.area.id)).unwrap();
        let draft = read_form(&fields, &schemes).ok().unwrap();
        let hash = hashed(draft.password(), &w.now).unwrap();
        let id = db.write("let in", |tx| let_in(tx, &w.admin, &w.now, &draft, &hash)).unwrap();
        let all = db.read("list", |tx| accounts(tx, w.area.id)).unwrap();
        let nell = all.iter().find(|account| account.id == id).unwrap();
        assert_eq!((nell.email.as_str(), nell.grants[0].scheme), ("nell@example.org", Some(w.scheme)));
        let again = db.write("let in", |tx| let_in(tx, &w.admin, &w.now, &draft, &hash));
        assert!(matches!(again, Err(Refusal::Invalid(_))));
    }
}

#[test]
fn the_last_administrator_stays() {
    for db in engines() {
        let w = world(&db);
        let (bev, dan) = (w.admin.account().unwrap(), w.worker.account().unwrap());
        let last = db.write("end", |tx| end_role(tx, &w.admin, &w.now, bev, Role::Administrator));
        assert!(matches!(last, Err(Refusal::NotNow(_))));
        db.write("end", |tx| end_role(tx, &w.admin, &w.now, dan, Role::LinkWorker)).unwrap();
        let all = db.read("list", |tx| accounts(tx, w.area.id)).unwrap();
        assert!(all.iter().find(|account| account.id == dan).unwrap().grants.is_empty());
    }
}

#[test]
fn a_list_of_codes_is_changed_on_its_page_and_what_is_wrong_is_said_beside_it() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        let on = |list: &str, query: &str, form: &[(&str, &str)]| {
            let path = format!("/admin/codes/{list}{query}");
            let visit = visit(&app, &w.admin, &path, &[("list", list)], form);
            if form.is_empty() { codes::show(&visit) } else { codes::keep(&visit) }
        };
        let page = shown(on("outcomes", "?code=complete", &[]));
        assert!(page.contains("Change a choice") && page.contains("The time agreed came to a good end"));
        let wrong = [("code", "complete"), ("label", "Well"), ("position", "5"), ("snomed", "123456")];
        let again = shown(on("outcomes", "", &wrong));
        assert!(again.contains("check digit does not hold") && again.contains("value=\"Well\""));
        let right = [
            ("code", "complete"),
            ("label", "It went well"),
            ("position", "5"),
            ("snomed", ""),
            ("in_use", "yes"),
        ];
        assert_eq!(shown(on("outcomes", "", &right)), "/admin/codes/outcomes");
        assert!(shown(on("outcomes", "", &[])).contains("It went well"));
        let added = [("code", "pets"), ("label", "Pets"), ("position", "many")];
        assert!(shown(on("needs", "", &added)).contains("Give a place"));
        assert!(matches!(on("secrets", "", &[]), Err(Refusal::NotFound { .. })));
        assert!(matches!(on("outcomes", "", &added[..2]), Err(Refusal::NotFound { .. })));
    }
}
