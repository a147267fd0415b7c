//! What people and machines do to forms: far too much text, two presses, a lost session, a
//! page from last week, a full disk, a locked or missing database. Each gets a plain
//! sentence, nothing typed is lost, nothing is half written.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

mod support;

use store::testing::TestDb;
use support::{Browser, County, Form, Page, Server, engines, found};

const WHY: &str = "Her husband died in the spring. 😔 ‏שלום‏ She used to run the WI teas.";

fn refer_form(gp: &mut Browser, county: &County) -> Form {
    gp.get("/refer")
        .form("/refer")
        .with("name", "Maureen Tidball")
        .with("phone", "01632 960200")
        .with("why", WHY)
        .with("consent", "given")
        .with("scheme", &county.scheme.to_string())
}

fn count(db: &TestDb, table: &str) -> i64 {
    let sql = format!("select count(*) as n from {table}");
    db.read("count", |tx| tx.row(&sql, &[])?.unwrap().get::<i64>("n")).unwrap()
}

/// What would be sent again by the page that gives back what was typed.
#[track_caller]
fn kept(page: &Page, action: &str) -> Form {
    let form = page.form(action);
    assert!(form.pairs().iter().any(|(name, value)| name == "why" && value == WHY), "{}", page.words());
    form
}

fn everywhere(test: impl Fn(&TestDb, &County, &Server)) {
    for db in engines() {
        let county = found(&db);
        let server = Server::start(&db, &county.chance);
        test(&db, &county, &server);
    }
}

#[test]
fn two_megabytes_of_text_are_refused_kindly_and_kept() {
    everywhere(|db, county, server| {
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        let much = "so much to say ".repeat(140_000);
        let form = refer_form(&mut gp, county).with("why", &much);
        let page = gp.send_only(&form);
        page.must_be(422).must_say("Write no more than 10000 characters here.");
        let given_back = page.form("/refer").pairs();
        assert!(given_back.iter().any(|(name, value)| name == "why" && value.trim() == much.trim()));
        assert_eq!(count(db, "referral"), 0);
    });
}

#[test]
fn more_than_can_be_taken_at_all_is_said_so() {
    everywhere(|_, county, server| {
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        let form = refer_form(&mut gp, county).with("why", &"x".repeat(9 << 20));
        // The server may close while the rest is still being sent: either way it stands.
        if let Ok(page) = gp.try_to_send(&form) {
            page.must_be(413).must_say("too much at once");
        }
        gp.get("/refer").must_be(200);
    });
}

#[test]
fn a_form_sent_twice_is_one_referral() {
    everywhere(|db, county, server| {
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        let form = refer_form(&mut gp, county);
        let first = gp.send_only(&form);
        let again = gp.send_only(&form);
        assert_eq!(first.to, again.to);
        assert_eq!(count(db, "referral"), 1);
        assert_eq!(count(db, "person"), 1);
    });
}

#[test]
fn a_form_from_elsewhere_is_turned_away_and_a_stale_one_can_be_sent_again() {
    everywhere(|db, county, server| {
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        let form = refer_form(&mut gp, county).with("csrf", "made up");
        let page = gp.send_only(&form);
        page.must_be(409).must_say("Nothing you typed is lost");
        assert_eq!(count(db, "referral"), 0);
        let done = gp.send(&kept(&page, "/refer"));
        done.must_say("They are on the list.");
        assert_eq!(count(db, "referral"), 1);
    });
}

#[test]
fn a_lost_session_loses_nothing_typed() {
    everywhere(|db, county, server| {
        let mut gp = server.browser("the GP", &county.gp.id.to_string());
        let form = refer_form(&mut gp, county);
        server.pass(jiff::Span::new().days(8));
        let page = gp.send_only(&form);
        page.must_be(401).must_say("You were signed out");
        let again = kept(&page, "/refer");
        gp.be(&county.gp.id.to_string());
        gp.send(&again).must_say("They are on the list.");
        assert_eq!(count(db, "referral"), 1);
    });
}

#[test]
fn a_full_disk_keeps_what_was_typed_and_writes_no_half() {
    let db =
        store::testing::sqlite(quilt::app::MIGRATIONS, store::Rules { unledgered: quilt::app::UNLEDGERED });
    let county = found(&db);
    let server = Server::start(&db, &county.chance);
    let mut gp = server.browser("the GP", &county.gp.id.to_string());
    let form = refer_form(&mut gp, &county).with("note", &"a long note ".repeat(800));
    db.write("shrink the disk", |tx| tx.rows("PRAGMA max_page_count = 1", &[]).map(|_| ())).unwrap();
    let mut page = gp.send_only(&form);
    // A little room may be left in the last pages; it does not last.
    for _ in 0..50 {
        if page.status == 503 {
            break;
        }
        let more = refer_form(&mut gp, &county).with("note", &"a long note ".repeat(800));
        page = gp.send_only(&more);
    }
    page.must_be(503).must_say("We have run out of room to save").must_say("Nothing you typed is lost");
    let before = (count(&db, "referral"), count(&db, "person"));
    assert_eq!(before.0, before.1, "no person without their referral");
    db.write("a bigger disk", |tx| tx.rows("PRAGMA max_page_count = 100000", &[]).map(|_| ())).unwrap();
    gp.send(&kept(&page, "/refer")).must_say("They are on the list.");
    assert_eq!(count(&db, "referral"), before.0 + 1);
    let report = db.read("verify", |tx| ledger::verify(tx, None, None)).unwrap();
    assert!(report.is_whole(), "{:?}", report.problems);
}

#[test]
fn a_locked_database_asks_for_patience() {
    let db =
        store::testing::sqlite(quilt::app::MIGRATIONS, store::Rules { unledgered: quilt::app::UNLEDGERED });
    let county = found(&db);
    let server = Server::start(&db, &county.chance);
    let mut gp = server.browser("the GP", &county.gp.id.to_string());
    let form = refer_form(&mut gp, &county);
    let (held, release) = (std::sync::mpsc::channel::<()>(), std::sync::mpsc::channel::<()>());
    std::thread::scope(|scope| {
        let other =
            store::Db::open(db.address(), store::Rules { unledgered: quilt::app::UNLEDGERED }).unwrap();
        let (tell, wait) = (held.0, release.1);
        scope.spawn(move || {
            other.write("hold the database", |_| {
                tell.send(()).unwrap();
                wait.recv_timeout(std::time::Duration::from_secs(60)).unwrap();
                Ok::<(), store::Error>(())
            })
        });
        held.1.recv().unwrap();
        let page = gp.send_only(&form);
        page.must_be(503).must_say("We could not save this just now");
        release.0.send(()).unwrap();
        gp.send(&kept(&page, "/refer")).must_say("They are on the list.");
    });
    assert_eq!(count(&db, "referral"), 1);
}

#[test]
fn a_database_that_is_away_is_said_so_and_nothing_is_lost() {
    let rules = store::Rules { unledgered: quilt::app::UNLEDGERED };
    let Some(db) = store::testing::postgres(quilt::app::MIGRATIONS, rules) else { return };
    let county = found(&db);
    let server = Server::start(&db, &county.chance);
    let mut gp = server.browser("the GP", &county.gp.id.to_string());
    let form = refer_form(&mut gp, &county);
    drop(db);
    let page = gp.send_only(&form);
    assert!(page.status >= 500, "{}", page.words());
    kept(&page, "/refer");
}
