//! Asking for support from the first page to the last, on every engine there is.

use ::store::values;
use jiff::ToSpan;

use super::*;
use crate::access::AccountId;
use crate::app::App;
use crate::fixture::{World, app, engines, shown, visit, world};
use crate::referrals::{State, referral};
use crate::web::Lang;

fn at(path: &str) -> (String, String) {
    let mut parts = path.split('?').next().unwrap().trim_start_matches("/ask/").split('/');
    (parts.next().unwrap().to_owned(), parts.next().unwrap_or("").to_owned())
}

fn send_to(app: &App, world: &World, path: &str, form: &[(&str, &str)]) -> String {
    let (code, question) = at(path);
    let anyone = Actor::anyone(world.area.id);
    shown(save(&visit(app, &anyone, path, &[("code", &code), ("question", &question)], form)))
}

fn look_at(app: &App, world: &World, path: &str, lang: Lang) -> String {
    let (code, question) = at(path);
    let mut visit =
        visit(app, &Actor::anyone(world.area.id), path, &[("code", &code), ("question", &question)], &[]);
    visit.lang = lang;
    shown(show(&visit))
}

fn begun(app: &App, world: &World) -> String {
    shown(begin(&visit(app, &Actor::anyone(world.area.id), "/ask", &[], &[])))
}

fn drafts(app: &App) -> i64 {
    app.db
        .read("count drafts", |tx| {
            Ok::<i64, Refusal>(tx.row("select count(*) as n from ask_draft", &[])?.unwrap().get("n")?)
        })
        .unwrap()
}

/// Answers everything but the last page; gives the address of that one.
fn answered(app: &App, world: &World) -> String {
    let mut path = begun(app, world);
    for form in [
        [("who", "me"), ("", "")],
        [("why", "The evenings are long"), ("different", "See more people")],
        [("name", "Siân O’Brien"), ("", "")],
        [("phone", "01632 960123"), ("when", "after 10")],
        [("place", "Nowhere near"), ("", "")],
    ] {
        path = send_to(app, world, &path, &form);
    }
    assert!(path.ends_with("/team"), "nobody can tell which team: {path}");
    path = send_to(app, world, &path, &[("scheme", &world.other_scheme.to_string())]);
    send_to(app, world, &path, &[("language", "Cymraeg")])
}

#[test]
fn somebody_asks_and_is_waiting() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let path = answered(&app, &world);
        assert!(path.ends_with("/check"));
        let page = look_at(&app, &world, &path, Lang::En);
        assert!(
            page.contains("The evenings are long") && page.contains("Levels") && page.contains("Cymraeg")
        );
        let to = send_to(&app, &world, &path, &[("once", "token")]);
        assert!(to.starts_with("/ask/done/"), "{to}");
        assert_eq!(send_to(&app, &world, &path, &[("once", "token")]), to, "a double click");
        assert_eq!(drafts(&app), 0, "nothing is kept once it is sent");
        let (reference, _) = to.trim_start_matches("/ask/done/").split_once('?').unwrap();
        let row = db
            .read("find it", |tx| {
                tx.row("select id, referrer_id from referral where reference = $1", &values![reference])
            })
            .unwrap()
            .unwrap();
        assert_eq!(row.get::<Option<AccountId>>("referrer_id").unwrap(), None);
        let made = db.read("look", |tx| referral(tx, &world.lead, row.get("id")?)).unwrap();
        assert_eq!(
            (made.state, made.scheme, made.why_now.as_str()),
            (State::Waiting, world.other_scheme, "The evenings are long\n\nSee more people")
        );
        let done_visit = visit(&app, &Actor::anyone(world.area.id), &to, &[("reference", reference)], &[]);
        let done_page = shown(done(&done_visit));
        assert!(done_page.contains(reference) && done_page.contains("Levels") && !done_page.contains("Siân"));
        // From another tab, later.
        assert!(send_to(&app, &world, &path, &[("once", "other")]).contains("We cannot find these answers"));
    }
}

#[test]
fn one_comes_back_with_the_code_and_no_other() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let path = begun(&app, &world);
        let (code, _) = at(&path);
        send_to(&app, &world, &path, &[("who", "me")]);
        let come = |code: &str| {
            shown(come_back(&visit(&app, &Actor::anyone(world.area.id), "/ask/back", &[], &[("code", code)])))
        };
        assert_eq!(come(&code.to_lowercase().replace('-', " ")), format!("/ask/{code}/why"));
        assert!(come("hello").contains("This code is not complete"));
        assert!(come(&Code::long([9; 8]).to_string()).contains("We have nothing under this code"));
        assert!(
            look_at(&app, &world, "/ask/nonsense/who", Lang::En).contains("We cannot find these answers")
        );
        // The database holds no code, only its fingerprint.
        let kept: Vec<u8> = db
            .read("look", |tx| tx.row("select fingerprint from ask_draft", &[]))
            .unwrap()
            .unwrap()
            .get("fingerprint")
            .unwrap();
        assert_eq!(kept, code.parse::<Code>().unwrap().fingerprint(&app.keys.codes()));
        // Two weeks after the last answer it is gone, and the next to begin clears it away.
        app.clock.put(world.now.at + (14 * 24).hours());
        assert!(come(&code).contains("We have nothing under this code"));
        begun(&app, &world);
        assert_eq!(drafts(&app), 1);
    }
}

#[test]
fn what_is_missing_is_said_and_what_was_typed_is_kept() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let path = begun(&app, &world);
        let page = send_to(&app, &world, &path, &[("who", "other"), ("asker", "Jean Hobbs")]);
        assert!(page.contains("Tell us if they know") && page.contains("Jean Hobbs"));
        // Going straight to the end leads to what is missing.
        let (code, _) = at(&path);
        assert_eq!(
            send_to(&app, &world, &format!("/ask/{code}/check"), &[("once", "x")]),
            format!("/ask/{code}/who")
        );
    }
}

#[test]
fn a_change_leads_back_to_the_last_page() {
    for db in engines() {
        let world = world(&db);
        let app = app(&db, &world);
        let check = answered(&app, &world);
        let (code, _) = at(&check);
        assert_eq!(
            send_to(&app, &world, &format!("/ask/{code}/name"), &[("name", "Ron"), ("to", "check")]),
            check
        );
        assert!(look_at(&app, &world, &check, Lang::En).contains("Ron"));
        // A place that tells which team is nearest changes the team as well.
        let moved =
            send_to(&app, &world, &format!("/ask/{code}/place"), &[("place", "taunton"), ("to", "check")]);
        assert_eq!(moved, check);
    }
}

/// The words people read on a page, without its markup.
fn text(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or(page);
    let mut words = String::new();
    let mut tag = false;
    for c in main.chars() {
        match c {
            '<' => tag = true,
            '>' => {
                tag = false;
                words.push(' ');
            }
            c if !tag => words.push(c),
            _ => {}
        }
    }
    words.to_lowercase()
}

#[test]
fn every_page_says_everything_in_kind_words() {
    const UNWANTED: [&str; 12] = [
        "vulnerable",
        "patient",
        "service user",
        "navigat",
        "coach",
        "case",
        "plan",
        "goal",
        "did not attend",
        "failed",
        "invalid",
        "⟨",
    ];
    for db in engines().into_iter().take(1) {
        let world = world(&db);
        let app = app(&db, &world);
        let (check, other) = (answered(&app, &world), begun(&app, &world));
        send_to(&app, &world, &other, &[("who", "other"), ("asker", "Jean"), ("know", "yes")]);
        for lang in [Lang::En, Lang::Cy] {
            let mut visit = visit(&app, &Actor::anyone(world.area.id), "/ask", &[], &[]);
            visit.lang = lang;
            let schemes = schemes(&visit).unwrap();
            let reference = Code::short([3; 5]);
            let mut pages = vec![
                pages::start(&visit, &schemes).into_string(),
                pages::back(&visit, &Problems::none()).into_string(),
                pages::gone(&visit, &schemes).into_string(),
                pages::done(&visit, &reference, schemes.first()).into_string(),
                pages::done(&visit, &reference, None).into_string(),
            ];
            for path in [&check, &other] {
                let (code, _) = at(path);
                for question in Question::ALL {
                    pages.push(look_at(&app, &world, &format!("/ask/{code}/{}", question.code()), lang));
                    let problems = Answers::default().problems(question, lang, &[]);
                    pages.push(problems.iter().map(|(_, sentence)| sentence).collect());
                }
            }
            for page in pages {
                let words = text(&page);
                for unwanted in UNWANTED {
                    assert!(!words.contains(unwanted), "{unwanted:?} in {words}");
                }
            }
        }
    }
}
