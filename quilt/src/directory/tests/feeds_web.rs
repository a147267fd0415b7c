//! Feeds read over the network: pages, marks, retries, limits, and everything a server may do wrong.

use std::time::Duration;

use serde_json::json;

use super::publisher::*;
use crate::directory::feeds::*;
use crate::fixture::{engines, world};
use crate::refusal::Refusal;

#[test]
fn all_pages_together_are_the_whole_feed() {
    let publisher = Publisher::serve(three);
    for db in engines() {
        let world = world(&db);
        let first = read(&db, &world, &format!("{}/services", publisher.address));
        assert_eq!(
            (first.run.added, first.details.complete, first.run.pages),
            (3, true, 3),
            "{:#?}",
            first.lines()
        );
        assert_eq!(first.feed_name, "127.0.0.1");
        let second = read(&db, &world, &format!("{}/services", publisher.address));
        assert!(second.run.changed_nothing() && second.details.complete, "{}", db.name());
        assert_eq!(
            (second.run.outcome, second.run.unchanged),
            (Outcome::Same, 3),
            "the same bytes are not read again"
        );
    }
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let marked = |asked: &Asked| {
        let mark = format!("\"p{}\"", asked.page());
        if asked.header("if-none-match") == Some(&mark) {
            return with("304 Not Modified", "");
        }
        with(&format!("200 OK\r\netag: {mark}"), page(asked.page(), 3, &[group(asked.page())]))
    };
    for db in engines() {
        let publisher = Publisher::serve(marked);
        let world = world(&db);
        let address = format!("{}/services", publisher.address);
        read(&db, &world, &address);
        let again = read(&db, &world, &address);
        assert_eq!(
            (again.run.outcome, again.run.unchanged, again.run.bytes),
            (Outcome::Same, 3, 0),
            "{}",
            db.name()
        );
        // One page changed: only that one is read, and what it no longer names is withdrawn.
        publisher
            .now(move |asked| if asked.page() == 2 { ok(page(2, 3, &[group(22)])) } else { marked(asked) });
        let changed = read(&db, &world, &address);
        let run = &changed.run;
        assert_eq!((run.added, run.unchanged, run.withdrawn), (1, 2, 1), "{:#?}", changed.lines());
        // A page that goes away and comes back as it was brings back what it named.
        publisher.now(move |asked| {
            if asked.page() < 3 {
                ok(page(asked.page(), 2, &[group(asked.page())]))
            } else {
                with("404 Not Found", "")
            }
        });
        assert_eq!(read(&db, &world, &address).run.withdrawn, 2);
        publisher.now(marked);
        let back = read(&db, &world, &address);
        assert_eq!((back.run.changed, back.run.unchanged), (1, 2), "{:#?}", back.lines());
    }
}

#[test]
fn last_modified_is_asked_with_as_well() {
    let publisher = Publisher::serve(|asked| {
        if asked.header("if-modified-since") == Some("mon, 23 nov 2026 09:00:00 gmt") {
            return with("304 Not Modified", "");
        }
        with("200 OK\r\nlast-modified: Mon, 23 Nov 2026 09:00:00 GMT", page(1, 1, &[group(1)]))
    });
    for db in engines() {
        let world = world(&db);
        read(&db, &world, &publisher.address);
        assert_eq!(read(&db, &world, &publisher.address).run.outcome, Outcome::Same, "{}", db.name());
    }
}

#[test]
fn a_busy_server_is_asked_again_and_a_dead_one_is_left() {
    for db in engines() {
        let world = world(&db);
        let mut times = 0;
        let publisher = Publisher::serve(move |asked| {
            times += 1;
            if times % 3 == 0 { three(asked) } else { with("503 Busy\r\nretry-after: 0", "") }
        });
        let read_it = read(&db, &world, &publisher.address);
        assert!(read_it.details.complete && read_it.run.added == 3, "{:#?}", read_it.lines());
        assert_eq!(publisher.asked(), 9);
        publisher.now(|_| with("500 Oh", ""));
        let failed = read(&db, &world, &publisher.address);
        assert_eq!((failed.run.outcome, failed.run.withdrawn, publisher.asked()), (Outcome::Failed, 0, 3));
        must_say(&failed, "answered 500");
        publisher.now(|_| with("404 Gone fishing", ""));
        must_say(&read(&db, &world, &publisher.address), "there is no feed there any more");
        assert_eq!(
            publisher.asked(),
            2,
            "not asked for again; only the services below it are looked for, once"
        );
    }
}

#[test]
fn a_server_that_wants_to_be_left_alone_is() {
    for db in engines() {
        let world = world(&db);
        let publisher = Publisher::serve(three);
        let report = read(&db, &world, &publisher.address);
        let id = report.run.feed;
        db.write("daily", |tx| change_feed(tx, &world.admin, &world.now, id, "Busy", Some(24), false))
            .unwrap();
        publisher.now(|_| with("429 Too Many\r\nretry-after: 7200", ""));
        publisher.asked();
        let report = read(&db, &world, &publisher.address);
        must_say(&report, "asks us to come back later");
        assert_eq!(publisher.asked(), 1);
        let feed = db.read("the feed", |tx| feed(tx, world.area.id, id)).unwrap().unwrap();
        assert_eq!(feed.next_at.unwrap().duration_since(world.now.at), jiff::SignedDuration::from_hours(2));
    }
}

#[test]
fn whatever_is_wrong_with_a_page_withdraws_nothing() {
    type Wrong = fn(&Asked) -> Answer;
    let login = "<!doctype html><title>Sign in</title><script>alert(1)</script>";
    assert!(login.starts_with('<'));
    let wrongs: [(&str, Wrong); 8] = [
        ("names nothing new", |_| ok(page(1, 3, &[group(1)]))),
        ("answered 500", |asked| if asked.page() == 2 { with("500 Oh", "") } else { three(asked) }),
        ("Part of the feed could not be read", |asked| {
            let whole = page(asked.page(), 3, &[group(asked.page())]);
            ok(if asked.page() == 2 { whole[..whole.len() - 30].to_vec() } else { whole })
        }),
        ("broke off", |asked| {
            let whole = three(asked);
            if asked.page() == 2 { Answer { body: whole.body[..60].to_vec(), ..whole } } else { whole }
        }),
        ("a web page and not with a feed", |asked| {
            if asked.page() == 2 {
                with(
                    "200 OK\r\ncontent-type: application/json",
                    "\n<!doctype html><title>Sign in</title><script>alert(1)</script>",
                )
            } else {
                three(asked)
            }
        }),
        ("it grows while it is read", |asked| {
            ok(page(asked.page(), asked.page() + 1, &[group(asked.page())]))
        }),
        ("The feed says it holds 9", |asked| {
            ok(json!({"total_items": 9, "total_pages": 3, "page_number": asked.page(), "contents": [group(asked.page())]}).to_string())
        }),
        ("leads to", |asked| {
            if asked.page() == 2 {
                with("302 Found\r\nlocation: file:///etc/passwd", "")
            } else {
                three(asked)
            }
        }),
    ];
    for db in engines() {
        let world = world(&db);
        for (why, wrong) in wrongs {
            let publisher = Publisher::serve(|asked| {
                ok(page(asked.page(), 3, &[group(asked.page()), group(asked.page() + 90)]))
            });
            assert_eq!(read(&db, &world, &publisher.address).run.added, 6);
            publisher.now(wrong);
            let report = read(&db, &world, &publisher.address);
            must_say(&report, why);
            assert!(
                !report.details.complete && report.run.withdrawn == 0,
                "{}, {why}: {:#?}",
                db.name(),
                report.lines()
            );
            assert_eq!(report.run.outcome, Outcome::Partial, "{why}");
            publisher.now(three);
            let mended = read(&db, &world, &publisher.address);
            assert!(mended.details.complete, "{why}: {:#?}", mended.lines());
            // The feed that grew had named one more by then.
            assert!((3..=4).contains(&mended.run.withdrawn), "{}, {why}: {:#?}", db.name(), mended.lines());
        }
    }
}

#[test]
fn a_broken_line_is_asked_for_again_before_it_is_taken_as_it_is() {
    let publisher = Publisher::serve(|_| Answer { says: 1_000, ..ok("") });
    for db in engines() {
        let world = world(&db);
        publisher.asked();
        let answer = read_with(&db, &world.admin, &world.now, quick(), &publisher.address);
        assert!(matches!(&answer, Err(Refusal::NotNow(why)) if why.contains("broke off")), "{answer:?}");
        assert_eq!(publisher.asked(), 3);
    }
}

#[test]
fn no_more_is_read_than_there_is_room_for() {
    let many: Vec<_> = (0..2_000).map(group).collect();
    let body = json!(many).to_string();
    let whole = body.len();
    let plain = Publisher::serve(move |_| ok(body.clone()));
    // Twenty megabytes of blanks, packed into twenty kilobytes.
    let bomb = {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packed, format!("[{}", " ".repeat(20 << 20)).as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    assert!(bomb.len() < 40_000);
    let bombs = Publisher::serve(move |_| with("200 OK\r\ncontent-encoding: gzip", bomb.clone()));
    for db in engines() {
        let world = world(&db);
        let tight = Bounds { answer: whole as u64 / 2, ..quick() };
        let report = read_with(&db, &world.admin, &world.now, tight, &plain.address).unwrap();
        must_say(&report, "it is larger than what is read of one feed");
        assert!(report.run.added > 500 && !report.details.complete, "what was whole was kept");
        assert!(report.run.bytes <= whole as i64 / 2);
        let report =
            read_with(&db, &world.admin, &world.now, Bounds { answer: 1 << 20, ..quick() }, &bombs.address)
                .unwrap();
        must_say(&report, "it is larger than what is read of one feed");
        assert_eq!((report.run.added, report.run.bytes), (0, 1 << 20), "{:#?}", report.lines());
    }
}

#[test]
fn a_reading_takes_no_longer_than_it_may() {
    let slow = Publisher::serve(|asked| {
        std::thread::sleep(Duration::from_millis(60));
        ok(page(asked.page(), 1_000, &[group(asked.page())]))
    });
    for db in engines() {
        let world = world(&db);
        let bounds = Bounds { run: Duration::from_millis(250), ..quick() };
        let report = read_with(&db, &world.admin, &world.now, bounds, &slow.address).unwrap();
        must_say(&report, "was not reached in that time");
        assert!(report.run.added > 0 && report.run.pages < 10);
    }
}

#[test]
fn nobody_leads_us_into_the_private_network() {
    let inside = Publisher::serve(three);
    let to = inside.address.clone();
    let leads = Publisher::serve(move |_| with(&format!("302 Found\r\nlocation: {to}/secret"), ""));
    let absent = Publisher::serve(|_| with("404 Not Found", "[]"));
    for db in engines() {
        let world = world(&db);
        for address in [
            leads.address.as_str(),
            absent.address.as_str(),
            "http://127.0.0.1:1/",
            "https://",
            "http://exa mple/",
        ] {
            let answer = read_with(&db, &world.admin, &world.now, quick(), address);
            assert!(matches!(&answer, Err(Refusal::NotNow(_))), "{address}: {answer:?}");
        }
        assert!(db.read("no feed", |tx| feeds(tx, world.area.id)).unwrap().is_empty(), "nothing was read");
        assert_eq!(inside.asked(), 0);
    }
}

#[test]
fn the_schedule_reads_the_public_internet_only() {
    let inside = Publisher::serve(three);
    for db in engines() {
        let world = world(&db);
        inside.asked();
        let source = FeedSource { name: "Inside".into(), address: inside.address.clone() };
        let id = db.write("add", |tx| add_feed(tx, &world.admin, &world.now, &source, Some(24))).unwrap();
        let stop = std::sync::atomic::AtomicBool::new(false);
        let reading = |reach| Reading {
            db: &db,
            by: &world.admin,
            now: &world.now,
            reach,
            bounds: quick(),
            stop: &stop,
        };
        assert_eq!(read_due(&reading(Reach::PublicOnly)).unwrap(), 1);
        let runs = db.read("runs", |tx| feed_runs(tx, world.area.id, id)).unwrap();
        let report = db.read("report", |tx| feed_report(tx, world.area.id, runs[0].id)).unwrap().unwrap();
        must_say(&report, "it is inside a private network");
        assert_eq!(inside.asked(), 0);
        db.write("again", |tx| ask_to_read(tx, &world.admin, &world.now, id)).unwrap();
        assert_eq!(read_due(&reading(Reach::Anywhere)).unwrap(), 1);
        assert_eq!(
            db.read("runs", |tx| feed_runs(tx, world.area.id, id)).unwrap()[0].added,
            3,
            "{}",
            db.name()
        );
    }
}
