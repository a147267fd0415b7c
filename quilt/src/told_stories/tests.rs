//! A story from its first draft to the moment it is taken back, on every engine: who may do what
//! with it, where it is shown, and that nothing of it is left.

mod gone;

use ::store::testing::TestDb;

use super::*;
use crate::access::Actor;
use crate::app::App;
use crate::fixture::{World, app, asked_for, engines, visit, world};
use crate::journeys::{Journey, begin as begin_journey, say_what_matters};
use crate::people::{Name, PersonDraft};
use crate::referrals::{Decision, ReferralId, allocate, decide, refer};
use crate::web::{Answer, Serve};

/// Words that stand nowhere else.
const ONLY_HERE: &str = "the heron on the third post";

struct Telling {
    w: World,
    app: App,
    journey: Journey,
    referral: ReferralId,
}

fn telling(db: &TestDb) -> Telling {
    let w = world(db);
    let person = PersonDraft {
        phone: Some("01632 960200".into()),
        ..PersonDraft::named(Name::parse("Margaret Vowles").unwrap())
    };
    let draft = asked_for(w.scheme, person);
    let (referral, journey) = db
        .write("begin Margaret's journey", |tx| {
            let referral = refer(tx, &w.referrer, &w.now, &draft)?;
            decide(tx, &w.lead, &w.now, referral.id, 1, &Decision::Accept)?;
            allocate(tx, &w.lead, &w.now, referral.id, w.worker.account().unwrap())?;
            let journey = begin_journey(tx, &w.worker, &w.now, referral.id, w.worker.account().unwrap())?;
            let matters = "I want to be useful again, and not lean on Ada Greene.";
            say_what_matters(tx, &w.worker, &w.now, &journey, matters, None, None)?;
            Ok::<_, Refusal>((referral.id, journey))
        })
        .unwrap();
    Telling { app: app(db, &w), w, journey, referral }
}

/// What came of a visit: its status or where it leads, and the page.
struct Came {
    status: u16,
    to: String,
    page: String,
}

fn came(answer: Result<Answer, Refusal>) -> Came {
    match answer {
        Ok(Answer::Page { status, markup }) => {
            Came { status: status.as_u16(), to: String::new(), page: markup.into_string() }
        }
        Ok(Answer::Redirect { to, .. }) => Came { status: 303, to, page: String::new() },
        Ok(_) => panic!("neither a page nor a way on"),
        Err(refusal) => {
            let status = match &refusal {
                Refusal::NotFound { .. } => 404,
                Refusal::NotNow(_) => 409,
                Refusal::Invalid(_) => 422,
                Refusal::NeedsReason { .. } => 403,
                _ => 500,
            };
            Came { status, to: String::new(), page: refusal.to_string() }
        }
    }
}

impl Telling {
    fn ask(
        &self,
        serve: Serve,
        by: &Actor,
        path: &str,
        params: &[(&str, &str)],
        form: &[(&str, &str)],
    ) -> Came {
        let mut visit = visit(&self.app, by, path, params, form);
        // Each form has a token of its own.
        let once = visit.once();
        visit.form.put("once", once);
        came(serve(&visit))
    }

    fn team(&self, serve: Serve, by: &Actor, below: &str, form: &[(&str, &str)]) -> Came {
        let id = self.journey.id.to_string();
        let showing = below.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
        let path = format!("/journeys/{id}/own-story{below}");
        self.ask(serve, by, &path, &[("id", &id), ("showing", &showing)], form)
    }

    fn holder(&self, serve: Serve, token: &str, below: &str, form: &[(&str, &str)]) -> Came {
        let showing = below.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
        let path = format!("/my-story/{token}{below}");
        let nobody = Actor::anyone(self.w.area.id);
        self.ask(serve, &nobody, &path, &[("token", token), ("showing", &showing)], form)
    }

    /// Begins the story and puts it in words of its own; gives the person's link.
    fn begun(&self) -> String {
        let begun = self.team(team_page::save, &self.w.worker, "", &[("do", "begin")]);
        assert!(begun.to.ends_with("/words"), "{}", begun.page);
        let words = format!("I watch {ONLY_HERE}.");
        let form =
            [("version", "1"), ("mattered", words.as_str()), ("happened", "I walk with Jean to Cannington.")];
        assert_eq!(self.team(change_page::save, &self.w.worker, "/words", &form).status, 303);
        self.link()
    }

    fn link(&self) -> String {
        let story = self.story();
        let of = |tx: &mut Tx<'_>| open_link(tx, &self.w.worker, &self.app.now(), &story);
        self.app.db.write("make a link", of).unwrap().text()
    }

    fn story(&self) -> Story {
        let of = |tx: &mut Tx<'_>| store::select_of_journey(tx, self.w.area.id, self.journey.id);
        self.app.db.read("story", of).unwrap().unwrap()
    }

    fn agree_to(&self, token: &str, showing: Showing, called: &[(&str, &str)]) -> Came {
        let version = self.story().version.to_string();
        let mut form = vec![("do", "yes"), ("seen", "yes"), ("version", version.as_str())];
        form.extend(called);
        self.holder(agree_page::save, token, &format!("/show/{}", showing.code()), &form)
    }

    fn gallery(&self, by: &Actor) -> String {
        self.ask(gallery::show, by, "/stories/people", &[], &[]).page
    }

    fn public(&self) -> String {
        self.ask(gallery::show_public, &Actor::anyone(self.w.area.id), "/our-stories", &[], &[]).page
    }

    fn referred(&self) -> String {
        let id = self.referral.to_string();
        self.ask(referred::show, &self.w.referrer, "/referrals/x/story", &[("id", &id)], &[]).page
    }

    /// Everywhere Quilt shows a story, to everyone who may see one there.
    fn everywhere(&self) -> Vec<(&'static str, String)> {
        let w = &self.w;
        let paper = self.team(paper::show, &w.worker, "/paper", &[]).page;
        vec![
            ("gallery", self.gallery(&w.lead)),
            ("gallery of the link worker", self.gallery(&w.worker)),
            ("reports", self.gallery(&w.commissioner)),
            ("public", self.public()),
            ("referrer", self.referred()),
            ("paper", paper),
        ]
    }
}

/// The article of a story on a page.
fn article(page: &str) -> &str {
    let from = page.find("<article").unwrap_or_else(|| panic!("no story in {page}"));
    &page[from..from + page[from..].find("</article>").unwrap()]
}

#[test]
fn a_story_is_shown_where_there_is_a_yes_and_nowhere_else() {
    for db in engines() {
        let t = telling(&db);
        let first = t.team(team_page::show, &t.w.worker, "", &[]);
        assert!(first.page.contains("be useful again, and not lean on [a name]."), "{}", first.page);
        let token = t.begun();
        for (place, page) in t.everywhere() {
            assert!(!page.contains(ONLY_HERE), "{place} shows it before any yes");
        }
        for showing in Showing::ALL {
            let below = format!("/show/{}?called=another&another=Bea", showing.code());
            let asked = t.holder(agree_page::show, &token, &below, &[]);
            let said = t.agree_to(&token, showing, &[("called", "another"), ("another", "Bea")]);
            assert_eq!(said.status, 303, "{}", said.page);
            let page = match showing {
                Showing::Gallery => t.gallery(&t.w.lead),
                Showing::Reports => t.gallery(&t.w.commissioner),
                Showing::Public => t.public(),
                Showing::Referrer => t.referred(),
                Showing::Paper => t.team(paper::show, &t.w.worker, "/paper", &[]).page,
            };
            assert!(page.contains(ONLY_HERE), "{showing:?}");
            assert_eq!(article(&asked.page), article(&page), "{showing:?}: shown as it was asked about");
            assert_eq!(page.contains("Bea"), showing.to_strangers(), "{showing:?}");
            assert!(!showing.to_strangers() || !page.contains("Margaret"), "{showing:?}");
        }
        assert!(!t.gallery(&t.w.other_lead).contains(ONLY_HERE), "another scheme's gallery");
        assert!(t.public().contains("Bea") && !article(&t.public()).contains("Taunton Vale"));
    }
}

#[test]
fn other_words_want_another_yes() {
    for db in engines() {
        let t = telling(&db);
        let token = t.begun();
        t.agree_to(&token, Showing::Public, &[("called", "first")]);
        assert!(t.public().contains(ONLY_HERE));
        let form = [("version", "2"), ("mattered", "Quite other words.")];
        assert_eq!(t.holder(change_page::save, &token, "/words", &form).status, 303);
        let page = t.public();
        assert!(!page.contains(ONLY_HERE) && !page.contains("Quite other words"), "{page}");
        assert!(t.holder(home_page::show, &token, "", &[]).page.contains("to other words"));
        t.agree_to(&token, Showing::Public, &[("called", "none")]);
        assert!(t.public().contains("Quite other words") && !t.public().contains("Margaret"));
        // A yes to words that are gone is no yes.
        let late = [("do", "yes"), ("seen", "yes"), ("version", "2"), ("called", "first")];
        assert_eq!(t.holder(agree_page::save, &token, "/show/gallery", &late).status, 422);
        assert!(!t.gallery(&t.w.lead).contains("Quite other words"));
        let stop = [("do", "stop"), ("showing", "public")];
        assert_eq!(t.holder(home_page::save, &token, "", &stop).status, 303);
        assert!(!t.public().contains("Quite other words"));
    }
}

#[test]
fn what_may_tell_who_it_is_is_looked_at_before_strangers_read_it() {
    for db in engines() {
        let t = telling(&db);
        let token = t.begun();
        let asked = t.holder(agree_page::show, &token, "/show/gallery", &[]);
        for word in ["<mark>Jean</mark>", "<mark>Cannington</mark>"] {
            assert!(asked.page.contains(word), "{word}: {}", asked.page);
        }
        let quick = [("do", "yes"), ("version", "2"), ("called", "none")];
        let unseen = t.holder(agree_page::save, &token, "/show/gallery", &quick);
        assert_eq!(unseen.status, 422);
        assert!(unseen.page.contains("Say that you have looked"));
        let out = [("do", "take_out"), ("version", "2"), ("called", "none"), ("out", "Cannington")];
        let to = t.holder(agree_page::save, &token, "/show/gallery", &out).to;
        assert!(to.ends_with("/show/gallery?called=none"), "{to}");
        let again = t.holder(agree_page::show, &token, "/show/gallery", &[]).page;
        assert!(again.contains("with Jean to ….") && !again.contains("Cannington"), "{again}");
        // Their own printed copy asks for no such look.
        assert!(!t.holder(agree_page::show, &token, "/show/paper", &[]).page.contains("<mark>"));
    }
}

#[test]
fn words_that_cannot_be_taken_are_given_back() {
    for db in engines() {
        let t = telling(&db);
        let token = t.begun();
        let long = "word ".repeat(500);
        for (form, says) in [
            (vec![("version", "2"), ("mattered", " ")], "Write a few words"),
            (vec![("version", "2"), ("mattered", "x"), ("happened", long.as_str())], "too long"),
            (vec![("version", "1"), ("mattered", "Mine, typed late.")], "Mine, typed late."),
            (vec![("mattered", "No version at all.")], "No version at all."),
        ] {
            let again = t.holder(change_page::save, &token, "/words", &form);
            assert!(again.status == 422 && again.page.contains(says), "{says}: {}", again.page);
        }
        assert_eq!(t.story().version, 2);
        for (serve, below, form) in [
            (home_page::save as Serve, "", [("do", "burn")]),
            (home_page::save, "", [("do", "stop")]),
            (agree_page::show, "/show/everywhere", [("do", "")]),
        ] {
            assert!(matches!(t.holder(serve, &token, below, &form).status, 404 | 422), "{below} {form:?}");
        }
        let saved = t.team(agree_page::save, &t.w.worker, "/show/paper", &[("do", "yes"), ("version", "2")]);
        assert!(saved.status == 422 && saved.page.contains("Choose how they said yes"), "{}", saved.page);
        let how = [("do", "yes"), ("version", "2"), ("how", "phone")];
        assert_eq!(t.team(agree_page::save, &t.w.worker, "/show/paper", &how).status, 303);
        assert_eq!(t.story().agreed(Showing::Paper).unwrap().how, "by phone");
    }
}

#[test]
fn the_link_is_written_to_the_person_in_their_language() {
    for db in engines() {
        let t = telling(&db);
        t.begun();
        let to = t.team(team_page::save, &t.w.worker, "", &[("do", "link")]).to;
        assert!(to.ends_with("/messages"), "{to}");
        let of = |tx: &mut Tx<'_>| crate::messages::thread_messages(tx, t.w.area.id, t.journey.id.into());
        let messages = db.read("messages", of).unwrap();
        let message = messages.iter().find(|it| it.subject == "Your story").unwrap();
        let at = message.body.find("/my-story/").unwrap() + "/my-story/".len();
        let token: String = message.body[at..].chars().take_while(|c| !c.is_whitespace()).collect();
        let page = t.holder(home_page::show, &token, "", &[]).page;
        assert!(page.contains(ONLY_HERE) && page.contains("Take my story back"));
        let welsh = format!("?lang=cy&token={token}");
        let mut cymraeg = visit(
            &t.app,
            &Actor::anyone(t.w.area.id),
            &format!("/my-story/{token}{welsh}"),
            &[("token", &token)],
            &[],
        );
        cymraeg.lang = crate::web::Lang::Cy;
        let page = came(home_page::show(&cymraeg)).page;
        assert!(page.contains("Cymryd fy stori yn ôl") && page.contains("/words?lang=cy"), "{page}");
    }
}
