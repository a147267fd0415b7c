//! A publisher's server of the test's own, that answers as it is told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::access::Actor;
use crate::directory::feeds::*;
use crate::fixture::World;
use crate::moment::Moment;
use crate::refusal::Refusal;
use ::store::Db;

/// What was asked for: a path and the headers, in small letters.
pub struct Asked {
    pub path: String,
    pub headers: String,
}

impl Asked {
    pub fn page(&self) -> u64 {
        self.path.split("page=").nth(1).and_then(|page| page.split('&').next()?.parse().ok()).unwrap_or(1)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

/// An answer: status line and headers, what comes after, and how long it says that is.
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
    pub says: usize,
}

pub fn ok(body: impl Into<Vec<u8>>) -> Answer {
    with("200 OK", body)
}

pub fn with(head: &str, body: impl Into<Vec<u8>>) -> Answer {
    let body = body.into();
    Answer { head: head.to_owned(), says: body.len(), body }
}

type Answering = Arc<Mutex<Box<dyn FnMut(&Asked) -> Answer + Send>>>;

pub struct Publisher {
    pub address: String,
    asked: Arc<AtomicUsize>,
    answer: Answering,
}

impl Publisher {
    /// Serves on a port of its own.
    pub fn serve(answer: impl FnMut(&Asked) -> Answer + Send + 'static) -> Publisher {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answer: Answering = Arc::new(Mutex::new(Box::new(answer)));
        let asked = Arc::new(AtomicUsize::new(0));
        let (told, count) = (answer.clone(), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let Some(Ok(first)) = lines.next() else { continue };
                let headers: Vec<String> = lines
                    .map_while(Result::ok)
                    .take_while(|line| !line.is_empty())
                    .map(|it| it.to_lowercase())
                    .collect();
                count.fetch_add(1, Ordering::SeqCst);
                let asked =
                    Asked { path: first.split(' ').nth(1).unwrap().to_owned(), headers: headers.join("\n") };
                let Answer { head, body, says } = (told.lock().unwrap())(&asked);
                let _gone =
                    write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {says}\r\nconnection: close\r\n\r\n");
                let _gone = stream.write_all(&body);
            }
        });
        Publisher { address, asked, answer }
    }

    /// How often it was asked since last time.
    pub fn asked(&self) -> usize {
        self.asked.swap(0, Ordering::SeqCst)
    }

    /// From now on it answers like this.
    pub fn now(&self, answer: impl FnMut(&Asked) -> Answer + Send + 'static) {
        *self.answer.lock().unwrap() = Box::new(answer);
    }
}

/// Bounds that make no test wait.
pub fn quick() -> Bounds {
    Bounds {
        patience: Patience {
            tries: 3,
            first_pause: Duration::from_millis(2),
            longest_pause: Duration::from_millis(50),
        },
        response: Duration::from_secs(2),
        ..Bounds::default()
    }
}

pub fn read_with(
    db: &Db,
    by: &Actor,
    now: &Moment,
    bounds: Bounds,
    address: &str,
) -> Result<ImportReport, Refusal> {
    let stop = std::sync::atomic::AtomicBool::new(false);
    read_address(&Reading { db, by, now, reach: Reach::Anywhere, bounds, stop: &stop }, address)
}

/// Reads what is published there, as the world's administrator.
pub fn read(db: &Db, world: &World, address: &str) -> ImportReport {
    read_with(db, &world.admin, &world.now, quick(), address).unwrap()
}

/// A service of that number.
pub fn group(n: u64) -> Value {
    json!({"id": n.to_string(), "name": format!("Group {n}"), "description": "Tea and company."})
}

/// These services as page `number` of `pages`.
pub fn page(number: u64, pages: u64, groups: &[Value]) -> Vec<u8> {
    json!({"total_pages": pages, "page_number": number, "last_page": number == pages, "contents": groups})
        .to_string()
        .into_bytes()
}

/// Three pages of one service each.
pub fn three(asked: &Asked) -> Answer {
    ok(page(asked.page(), 3, &[group(asked.page())]))
}

/// Whether one of the report's lines says this.
#[track_caller]
pub fn must_say(report: &ImportReport, words: &str) {
    let lines = report.lines();
    assert!(lines.iter().any(|line| line.contains(words)), "“{words}” is not in {lines:#?}");
}
