//! Feeds as an administrator keeps them, over HTTP: added, read, watched, paused; what a feed
//! lost, and organisations that are one.

#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

mod support;

use jiff::ToSpan;
use quilt::access::Actor;
use quilt::directory::feeds::{FeedSource, import_feed};
use quilt::moment::Moment;
use store::testing::TestDb;
use support::{Browser, County, Server, engines, found};

fn everywhere(test: impl Fn(&TestDb, &County, &Server, &mut Browser)) {
    for db in engines() {
        let county = found(&db);
        let server = Server::start(&db, &county.chance);
        let mut admin = server.browser("the administrator", &county.admin.id.to_string());
        test(&db, &county, &server, &mut admin);
    }
}

fn import(db: &TestDb, county: &County, name: &str, feed: &serde_json::Value) -> String {
    import_at(db, name, feed, &county.admin.actor, &county.now())
}

fn import_at(db: &TestDb, name: &str, feed: &serde_json::Value, by: &Actor, now: &Moment) -> String {
    let source = FeedSource { name: name.into(), address: format!("file:{name}.json") };
    let read = import_feed(db.db(), by, now, &source, feed.to_string().as_bytes());
    format!("/admin/feeds/{}", read.unwrap().run.feed)
}

fn groups(many: usize) -> serde_json::Value {
    (0..many).map(|n| serde_json::json!({"id": n.to_string(), "name": format!("Group {n}")})).collect()
}

#[test]
fn a_feed_is_added_by_address_and_waits_to_be_read() {
    everywhere(|_, _, _, admin| {
        let form = |admin: &mut Browser| admin.get("/admin/feeds").form("/admin/feeds");
        let nothing = form(admin).with("address", "").with("every", "24");
        admin.send_only(&nothing).must_be(422).must_say("Write the feed’s web address.");
        let inside = form(admin)
            .with("address", "http://127.0.0.1:9/services")
            .with("every", "24")
            .with("name", "Mine");
        let again = admin.send_only(&inside);
        again.must_be(422).must_say("inside a private network");
        assert!(again.text.contains("http://127.0.0.1:9/services"), "what was typed is kept");
        let good = form(admin)
            .with("address", "https://directory.example.gov.uk/services")
            .with("every", "6")
            .with("name", "The <council>");
        let page = admin.send(&good);
        page.must_be(200)
            .must_say("The <council>")
            .must_say("Every 6 hours, to be read now")
            .must_say("Not read yet");
        let settings =
            page.form(&page.path).with("name", "The council").with("every", "0").with("paused", "yes");
        admin.send(&settings).must_be(200).must_say("Paused");
        let form = admin.get(&page.path).form(&format!("{}/read", page.path));
        admin.send(&form).must_say("Read when somebody asks, to be read now");
        admin.get("/admin/feeds").must_say("The council").must_say("Not read yet");
    });
}

#[test]
fn what_came_of_a_reading_can_be_read() {
    everywhere(|db, county, _, admin| {
        let mut feed = serde_json::json!([{"id": "1", "name": "Tea", "description": "On Mondays."},
            {"id": "2", "name": "", "description": "<script>alert(1)</script>"}]);
        let path = import(db, county, "Council", &feed);
        feed[0]["description"] = "On <b>Tuesdays</b> & Fridays.".into();
        let later = Moment { at: county.now().at + 1.hours(), ..county.now() };
        import_at(db, "Council", &feed, &county.admin.actor, &later);
        let page = admin.get(&path);
        page.must_be(200).must_say("read whole").must_say("A file, read by the command line");
        let run = page.links().into_iter().find(|link| link.starts_with(&format!("{path}/"))).unwrap();
        let report = admin.get(&run);
        report.must_be(200).must_say("description was “On Mondays.”, is now “On Tuesdays & Fridays.”");
        report.must_say("It has no name and nothing else says what it is.");
        assert!(!report.text.contains("<script>alert"));
        admin.get(&format!("{path}/00000000-0000-7000-8000-000000000000")).must_be(404);
        admin.get("/admin/feeds/00000000-0000-7000-8000-000000000000").must_be(404);
        admin.get("/admin/feeds/nonsense").must_be(404);
    });
}

#[test]
fn a_great_loss_is_shown_with_its_names_and_settled_by_a_button() {
    everywhere(|db, county, _, admin| {
        import(db, county, "Council", &groups(40));
        let path = import(db, county, "Council", &groups(5));
        admin.get("/admin/feeds").must_say("35 wait for you");
        let page = admin.get(&path);
        page.must_say("35 services are not in the feed any more")
            .must_say("Group 39")
            .must_say("And 25 more");
        let forms = page.forms();
        let keep = forms.iter().find(|form| form.action.ends_with("/gone")).unwrap();
        let kept = admin.send(&keep.clone().with("do", "keep"));
        kept.must_be(200).must_say("35 services stay though the feed no longer names them.");
        let withdraw = kept.form(&format!("{path}/gone"));
        admin.send(&withdraw.with("do", "withdraw")).must_be(200).must_not_say("no longer names them");
        let standing = "select count(*) as n from service where withdrawn_at is null";
        let standing: i64 = db.read("count", |tx| tx.row(standing, &[])).unwrap().unwrap().get("n").unwrap();
        assert_eq!(standing, 5);
    });
}

#[test]
fn organisations_of_two_feeds_are_made_one_and_parted_again() {
    everywhere(|db, county, server, admin| {
        let one = |id: &str, club: &str, on: &str| serde_json::json!([{"id": id, "name": "Chess", "assured_date": on, "organization": {"id": "o", "name": club}}]);
        import(db, county, "Council", &one("1", "Levels Together", "2026-01-02"));
        import(db, county, "Charities", &one("2", "The Levels Together", "2026-05-06"));
        let page = admin.get("/admin/organisations");
        page.must_say("The same organisation?")
            .must_say("Council")
            .must_say("Charities")
            .must_say("the same name");
        let said = admin.send(&page.form("/admin/organisations/same").with("do", "same"));
        said.must_say("shown as one").must_say("2 records");
        let id = "select id from service where assured_on is not null order by assured_on limit 1";
        let id: uuid::Uuid = db.read("older", |tx| tx.row(id, &[])).unwrap().unwrap().get("id").unwrap();
        let mut anybody = server.visitor("anybody");
        let shown = anybody.get(&format!("/find/{id}"));
        shown
            .must_say("Also listed by Charities, which checked it more recently")
            .must_not_say("Where each fact comes from");
        let mut worker = server.browser("the worker", &county.worker.id.to_string());
        worker
            .get(&format!("/find/{id}"))
            .must_say("Where each fact comes from")
            .must_say("Council, since Monday 23 November");
        let parted = admin.send(&said.form("/admin/organisations/same").with("do", "suggested"));
        parted.must_say("They are one").must_not_say("2 records");
        anybody.get(&format!("/find/{id}")).must_not_say("Also listed by");
    });
}
