//! Pulling the plug: the real program is killed twenty times at odd moments while referrals
//! come in. Whatever it said yes to is there afterwards, once, and its ledger is whole.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use quilt::app::{MIGRATIONS, UNLEDGERED};
use quilt::moment::Chance;
use support::{Browser, Form, found};

const TIMES: u32 = 20;
const WRITERS: usize = 3;

/// The program, serving a file.
struct Served {
    child: Child,
    address: SocketAddr,
}

fn serve(database: &Path) -> Served {
    let mut child = quilt(database)
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env("QUILT_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("Quilt is at http://").and_then(|it| it.parse().ok());
    Served { child, address: address.unwrap_or_else(|| panic!("the program said “{line}”")) }
}

fn quilt(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quilt"));
    command.arg("--database").arg(database).current_dir(database.parent().unwrap());
    command
}

/// Somebody who refers one person after another, and knows which they were thanked for.
struct Writer {
    browser: Browser,
    thanked: BTreeSet<String>,
    /// Sent, and the program died before it answered.
    unanswered: Option<Form>,
    number: usize,
}

impl Writer {
    fn write_until_it_dies(&mut self) {
        while let Some(form) = self.unanswered.take().or_else(|| self.next_form()) {
            match self.browser.try_to_send(&form) {
                Ok(page) => {
                    assert_eq!(page.status, 303, "{}", page.words());
                    let to = page.to.unwrap_or_default();
                    let reference = to.strip_prefix("/refer/done/").expect("a referral leads to its thanks");
                    self.thanked.insert(reference.to_owned());
                }
                Err(_) => {
                    self.unanswered = Some(form);
                    return;
                }
            }
        }
    }

    fn next_form(&mut self) -> Option<Form> {
        let page = self.browser.try_to_ask("GET", "/refer", "").ok()?;
        self.number += 1;
        let scheme = page.form("/refer").choices("scheme").remove(0);
        let form =
            page.form("/refer").with("name", &format!("Walker {}", self.number)).with("scheme", &scheme);
        Some(form.with("phone", "01632 960200").with("why", "Would like company.").with("consent", "given"))
    }
}

/// One life of the program, as long as chance will have it.
fn live_once(database: &Path, writers: &[Arc<Mutex<Writer>>], chance: &Chance) {
    let mut served = serve(database);
    let mut bytes = [0; 2];
    chance.fill(&mut bytes);
    let life = Duration::from_millis(20 + u64::from(u16::from_le_bytes(bytes) % 180));
    std::thread::scope(|scope| {
        for writer in writers {
            let address = served.address;
            scope.spawn(move || {
                let mut writer = writer.lock().unwrap();
                writer.browser.moved_to(address);
                writer.write_until_it_dies();
            });
        }
        std::thread::sleep(life);
        served.child.kill().unwrap();
        served.child.wait().unwrap();
    });
}

#[test]
fn what_was_acknowledged_survives_the_plug_being_pulled() {
    let db = store::testing::sqlite(MIGRATIONS, store::Rules { unledgered: UNLEDGERED });
    let database = db.directory().unwrap().join("test.sqlite");
    let county = found(&db);
    let chance = Chance::seeded(20);

    let mut first = serve(&database);
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let mut browser = Browser::new("a GP", first.address);
            browser.be(&county.gp.id.to_string());
            Arc::new(Mutex::new(Writer { browser, thanked: BTreeSet::new(), unanswered: None, number: 0 }))
        })
        .collect();
    first.child.kill().unwrap();
    first.child.wait().unwrap();

    for _ in 0..TIMES {
        live_once(&database, &writers, &chance);
    }

    // Whoever got no answer sends the same form again, and it counts once.
    let mut last = serve(&database);
    let mut thanked = BTreeSet::new();
    for writer in &writers {
        let mut writer = writer.lock().unwrap();
        writer.browser.moved_to(last.address);
        if let Some(form) = writer.unanswered.take() {
            let page = writer.browser.send(&form);
            page.must_be(200);
            writer.thanked.insert(page.path.trim_start_matches("/refer/done/").to_owned());
        }
        for reference in writer.thanked.clone() {
            let page = writer.browser.get(&format!("/refer/done/{reference}"));
            page.must_be(200).must_say(&reference);
        }
        thanked.extend(writer.thanked.iter().cloned());
    }
    last.child.kill().unwrap();
    last.child.wait().unwrap();

    let sql = "select count(*) as kept from referral";
    let kept =
        db.read("count the referrals", |tx| tx.row(sql, &[])).unwrap().unwrap().get::<i64>("kept").unwrap();
    assert_eq!(
        kept,
        i64::try_from(thanked.len()).unwrap(),
        "every referral was acknowledged to somebody, once"
    );
    assert!(kept > i64::from(TIMES), "too few referrals ({kept}) were made for the test to say anything");

    let verified = quilt(&database).arg("verify").output().unwrap();
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success() && said.contains("The ledger is whole."), "quilt verify: {said}");
    println!("{kept} referrals, {TIMES} kills");
}
