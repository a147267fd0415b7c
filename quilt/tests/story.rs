//! One whole journey, over HTTP, as six people meet it: a GP, a team lead, a link worker, a
//! café, the person, a commissioner. Then the ledger of it, read and verified. On each engine.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod support;

use jiff::ToSpan;
use ledger::Entry;
use quilt::directory::ServiceId;
use quilt::messages::{Message, thread_messages};
use store::testing::TestDb;
use store::uuid::Uuid;
use support::{Browser, County, Page, Server, engines, found, group};

struct Cast<'a> {
    db: &'a TestDb,
    server: &'a Server,
    county: &'a County,
    cafe: ServiceId,
}

#[test]
fn one_journey_from_the_surgery_to_the_ledger() {
    for db in engines() {
        let county = found(&db);
        let cafe = db.write("found a café", |tx| group(tx, &county, "Cannington Talking Café")).unwrap();
        let server = Server::start(&db, &county.chance);
        let cast = Cast { db: &db, server: &server, county: &county, cafe };
        let reference = cast.the_gp_refers();
        let referral = cast.the_team_lead_takes_it_in(&reference);
        let journey = cast.the_link_worker_begins(&referral);
        cast.the_first_conversation(&journey);
        cast.room_for_one(&journey);
        cast.the_cafe_answers(&journey);
        cast.she_got_there(&journey);
        cast.a_good_ending(&journey);
        cast.three_months_on(&journey);
        cast.what_the_gp_sees(&reference);
        cast.what_the_commissioner_reads();
        cast.what_the_ledger_tells(&referral, &journey);
    }
}

/// The last part of an address, without what hangs behind it.
fn id_in(page: &Page) -> Uuid {
    let path = page.path.split(['#', '?']).next().unwrap_or_default();
    path.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id in {}", page.path))
}

impl Cast<'_> {
    fn link_worker(&self) -> Browser {
        self.server.browser("the link worker", &self.county.worker.id.to_string())
    }

    fn the_gp_refers(&self) -> String {
        let mut gp = self.server.browser("the GP", &self.county.gp.id.to_string());
        let form = gp
            .get("/refer")
            .form("/refer")
            .with("name", "Maureen Tidball")
            .with("born", "12 3 1948")
            .with("postcode", "TA1 1NW")
            .with("phone", "01632 960200")
            .with("why", "Her husband died in the spring and she has not been out since.")
            .with("consent", "given")
            .with("scheme", &self.county.scheme.to_string())
            .with("answer_to", "ada.greene@example.org")
            .with("offered", "yes");
        let done = gp.send(&form);
        done.must_be(200).must_say("They are on the list.");
        assert_eq!(gp.send(&form).path, done.path, "a double click is the same referral");
        done.path.trim_start_matches("/refer/done/").to_owned()
    }

    fn the_team_lead_takes_it_in(&self, reference: &str) -> String {
        self.server.pass(1.day());
        let mut lead = self.server.browser("the team lead", &self.county.lead.id.to_string());
        let list = lead.get("/referrals");
        list.must_be(200).must_say("Maureen Tidball");
        let at = list.link(&["/referrals/"]);
        let page = lead.get(&at);
        page.must_say(reference).must_say("Her husband died in the spring");
        let decided = lead.send(&page.form(&format!("{at}/decide")).with("decision", "accept"));
        let worker = self.county.worker.id.to_string();
        let given = lead.send(&decided.must_be(200).form(&format!("{at}/allocate")).with("worker", &worker));
        given.must_be(200).must_say(&self.county.worker.name);
        // The other team's lead finds nobody there.
        let mut other = self.server.browser("the other lead", &self.county.other_lead.id.to_string());
        other.get("/referrals").must_not_say("Maureen");
        other.get(&at).must_be(404);
        at
    }

    fn the_link_worker_begins(&self, referral: &str) -> String {
        let mut worker = self.link_worker();
        worker.get("/today").must_be(200).must_say("Maureen");
        let page = worker.get(referral);
        let journey = worker.send(&page.form(&format!("{referral}/begin")));
        journey.must_be(200).must_say("Maureen");
        format!("/journeys/{}", id_in(&journey))
    }

    fn the_first_conversation(&self, journey: &str) {
        self.server.pass(2.days());
        let mut worker = self.link_worker();
        let record = format!("{journey}/record");
        let form = worker
            .get(&record)
            .form(&record)
            .with("kind", "visit")
            .with("reached", "yes")
            .with("minutes", "55")
            .with("note", "Tea at her kitchen table. She showed me Roy’s garden.")
            .with("matters", "I want somebody to talk to who knew Roy’s garden.")
            .with("context", "at her kitchen table")
            .with("step", "Ring Jean about the café")
            .with("by_when", "by next Tuesday")
            .with("concern", "The evenings are very long")
            .with("severity", "5")
            .with("satisfied", "4")
            .with("worthwhile", "5")
            .with("happy", "3")
            .with("anxious", "7")
            .with("asked_how", "read_aloud");
        let page = worker.send(&form);
        page.must_be(200).must_say("who knew Roy’s garden").must_say("Ring Jean about the café");
        page.must_say("The evenings are very long");
    }

    fn room_for_one(&self, journey: &str) {
        let mut worker = self.link_worker();
        let found = worker.get("/find?what=company+and+cake");
        found.must_be(200).must_say("Cannington Talking Café");
        let link = format!("{journey}/link/{}", self.cafe);
        let form = worker.get(&link).form(&link).with("how", "introduced").with("ask", "email");
        let named = form.clone().with("question", "Is there room for Maureen?").with("agreed", "yes");
        worker.send(&named).must_be(422);
        let form = form
            .with("email", "cafe@example.org")
            .with("question", "Have you room for one on Tuesday?")
            .with("shared", "Maureen likes gardens and would come with me the first time.")
            .with("agreed", "yes");
        worker.send(&form).must_be(200).must_say("Cannington Talking Café");
    }

    fn messages(&self, journey: &str) -> Vec<Message> {
        let id: Uuid = journey.trim_start_matches("/journeys/").parse().unwrap();
        self.db.read("read the messages", |tx| thread_messages(tx, self.county.area, id)).unwrap()
    }

    fn the_cafe_answers(&self, journey: &str) {
        let messages = self.messages(journey);
        let asked = messages.iter().find(|message| message.body.contains("/answer/"));
        let asked = asked.expect("the café is asked by e-mail");
        assert_eq!(asked.send_to, "cafe@example.org");
        assert!(!asked.body.contains("Maureen"), "no name goes with the question: {}", asked.body);
        let address = asked.body.split_whitespace().find(|word| word.contains("/answer/")).unwrap();
        let path = &address[address.find("/answer/").unwrap()..];
        self.server.pass(1.day());
        let mut cafe = self.server.visitor("the café");
        let page = cafe.get(path);
        page.must_be(200).must_say("Have you room for one on Tuesday?").must_not_say("Maureen");
        let action = page.path.split('?').next().unwrap_or_default();
        let form = page.form(action).with("said", "room").with("note", "Ask for Jo at the door.");
        cafe.send(&form).must_be(200).must_say("Maureen likes gardens");
        // Tapping again is no second answer, and another one is turned down.
        cafe.send(&form).must_be(200);
        assert_eq!(cafe.send_only(&form.with("said", "full")).status, 409);
    }

    fn she_got_there(&self, journey: &str) {
        let mut worker = self.link_worker();
        worker.get("/today").must_say("Cannington Talking Café");
        self.server.pass(5.days());
        let mut worker_later = self.link_worker();
        let record = format!("{journey}/record");
        let page = worker_later.get(&record);
        let form = page.form(&record);
        let names = form.names();
        let the = |begin: &str| {
            let found = names.iter().find(|name| name.starts_with(begin));
            found.unwrap_or_else(|| panic!("nothing on the form begins with {begin}: {names:?}")).clone()
        };
        let form = form
            .with("kind", "went_along")
            .with("reached", "yes")
            .with(&the("link-"), "came")
            .with(&the("step-"), "done")
            .with(&the("concern-"), "3");
        worker_later.send(&form).must_be(200);
        worker.get(&format!("{journey}/timeline")).must_be(200).must_say("Cannington Talking Café");
    }

    fn a_good_ending(&self, journey: &str) {
        self.server.pass(8.weeks());
        let mut worker = self.link_worker();
        let record = format!("{journey}/record");
        let last = worker.get(&record).form(&record).with("kind", "visit").with("reached", "yes");
        let last =
            last.with("satisfied", "7").with("worthwhile", "8").with("happy", "6").with("anxious", "4");
        worker.send(&last.with("asked_how", "read_aloud")).must_be(200);
        let end = format!("{journey}/end");
        let form = worker
            .get(&end)
            .form(&end)
            .with("what_changed", "She goes on Tuesdays, and Jean rings in between.")
            .with("what_holds", "The café, Jean, and the garden.")
            .with("reason", "complete")
            .with("send", "print")
            .with("story", "yes");
        let drafted = worker.send(&form.with("do", "draft"));
        let letter = drafted.must_be(200).form(&end);
        let words =
            letter.fields.iter().find(|field| field.name == "letter").map(|field| field.value.clone());
        let words = words.unwrap_or_default();
        assert!(
            words.contains("Maureen") && words.contains("Roy’s garden"),
            "the letter is drafted: {words}"
        );
        assert_eq!(worker.send_only(&letter.with("do", "end")).status, 303);
        worker.get(journey).must_be(200);
        // What has ended stays as it was.
        assert!(worker.get(&record).status >= 400, "nothing more is recorded on a journey that ended");
    }

    fn three_months_on(&self, journey: &str) {
        self.server.pass(13.weeks());
        let mut worker = self.link_worker();
        let address = format!("{journey}/follow-up/3");
        let form = worker
            .get(&address)
            .form(&address)
            .with("how_are_you", "Better than I thought I would be.")
            .with("still_going", "Every Tuesday.")
            .with("wants_more", "no")
            .with("reached", "yes");
        worker.send(&form).must_be(200).must_say("Every Tuesday.");
    }

    fn what_the_gp_sees(&self, reference: &str) {
        let mut gp = self.server.browser("the GP", &self.county.gp.id.to_string());
        let list = gp.get("/referrals");
        list.must_be(200).must_say("Maureen Tidball").must_not_say("Roy’s garden");
        gp.get(&list.link(&["/referrals/"])).must_be(200).must_say(reference);
        let mut other = self.server.browser("another GP", &self.county.other_gp.id.to_string());
        other.get("/referrals").must_be(200).must_not_say("Maureen");
    }

    fn what_the_commissioner_reads(&self) {
        let mut commissioner =
            self.server.browser("the commissioner", &self.county.commissioner.id.to_string());
        commissioner.get("/stories").must_be(200).must_not_say("Maureen");
        commissioner.get("/caseload").must_be(404);
    }

    fn what_the_ledger_tells(&self, referral: &str, journey: &str) {
        let of = |path: &str, begin: &str| -> Vec<Entry> {
            let id: Uuid = path.trim_start_matches(begin).parse().unwrap();
            let mut lines =
                self.db.read("read a story", |tx| ledger::thread(tx, self.county.area.into(), id, 500, None));
            lines.as_mut().unwrap().reverse();
            lines.unwrap()
        };
        let (asked, walked) = (of(referral, "/referrals/"), of(journey, "/journeys/"));
        in_order(&asked, &["referral.asked", "referral.decided", "referral.allocated"]);
        let story = [
            "journey.begun",
            "link.made",
            "link.asked",
            "link.answered",
            "link.arrival",
            "journey.ended",
            "follow_up.",
        ];
        in_order(&walked, &story);
        let answered = walked.iter().find(|line| line.kind == "link.answered").unwrap();
        assert_eq!(
            answered.by_name, "Cannington Talking Café",
            "whoever held the link is named as what they are"
        );
        let keys = &self.server.app.keys;
        let key = keys.ledger().verifying_key();
        let report = self.db.read("verify the ledger", |tx| ledger::verify(tx, None, Some(&key))).unwrap();
        assert!(report.is_whole(), "{}: {:?}", self.db.name(), report.problems);
    }
}

/// Each of these kinds (or beginnings of one) comes after the one before it.
#[track_caller]
fn in_order(lines: &[Entry], kinds: &[&str]) {
    let found: Vec<&str> = lines.iter().map(|line| line.kind.as_str()).collect();
    let mut rest = found.iter();
    for kind in kinds {
        assert!(rest.any(|it| it.starts_with(kind)), "{kind} is not where it should be in {found:?}");
    }
}
