//! Feeds read over the network, from a server of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::json;

use crate::directory::*;
use crate::fixture::{engines, world};

/// Serves on a port of its own: `answer` gives status line, extra headers and body for a path.
fn serve(answer: impl Fn(&str) -> (String, String) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let _headers: Vec<String> =
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let (head, body) = answer(first.split(' ').nth(1).unwrap());
            let length = body.len();
            let _gone = write!(
                stream,
                "HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
        }
    });
    address
}

/// One service a page, on this page of three.
fn page(number: u64) -> String {
    json!({"total_items": 3, "total_pages": 3, "page_number": number, "size": 1, "last_page": number == 3,
        "contents": [{"id": number.to_string(), "name": format!("Group {number}")}]})
    .to_string()
}

fn asked(path: &str) -> u64 {
    path.split("page=").nth(1).map_or(1, |page| page.parse().unwrap())
}

#[test]
fn all_pages_together_are_the_whole_feed() {
    let address = serve(|path| ("200 OK".into(), page(asked(path))));
    for db in engines() {
        let world = world(&db);
        let read =
            || import_directory_url(&db, world.area.id, &world.now, &format!("{address}/services")).unwrap();
        let first = read();
        assert_eq!((first.run.added, first.details.complete), (3, true), "{:#?}", first.lines());
        assert_eq!(first.feed_name, "127.0.0.1");
        let second = read();
        assert!(second.run.changed_nothing() && second.details.complete, "{}", db.name());
    }
}

#[test]
fn a_page_that_repeats_or_fails_withdraws_nothing() {
    let repeats = serve(|_| ("200 OK".into(), page(1)));
    let fails = serve(|path| {
        if asked(path) == 2 { ("500 Oh".into(), String::new()) } else { ("200 OK".into(), page(asked(path))) }
    });
    let breaks = serve(|path| {
        ("200 OK".into(), if asked(path) == 2 { page(2)[..80].to_owned() } else { page(asked(path)) })
    });
    for db in engines() {
        let world = world(&db);
        for (address, why) in [
            (&repeats, "names nothing new"),
            (&fails, "answered 500"),
            (&breaks, "Part of the feed could not be read"),
        ] {
            let report = import_directory_url(&db, world.area.id, &world.now, address).unwrap();
            assert!(!report.details.complete, "{}", db.name());
            assert!(report.lines().iter().any(|line| line.contains(why)), "{:#?}", report.lines());
        }
    }
}

#[test]
fn nobody_leads_us_into_the_private_network() {
    let inside = serve(|_| ("200 OK".into(), page(3)));
    let leads = serve(move |_| (format!("302 Found\r\nlocation: {inside}/secret"), String::new()));
    let absent = serve(|_| ("404 Not Found".into(), "[]".into()));
    for db in engines() {
        let world = world(&db);
        for address in
            [leads.as_str(), absent.as_str(), "http://127.0.0.1:1/", "https://", "http://exa mple/"]
        {
            let answer = import_directory_url(&db, world.area.id, &world.now, address);
            assert!(matches!(&answer, Err(crate::refusal::Refusal::NotNow(_))), "{address}: {answer:?}");
        }
        assert!(db.read("no feed", |tx| feeds(tx, world.area.id)).unwrap().is_empty(), "nothing was read");
    }
}
