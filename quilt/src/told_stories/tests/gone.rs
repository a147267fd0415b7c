//! A story taken back, and everybody it is not for: no word of it is anywhere, and nobody else
//! reads, changes or takes it back.

use jiff::ToSpan;

use super::*;
use crate::fixture::holding;

#[test]
fn taken_back_by_one_tap_it_is_gone_from_everywhere() {
    for db in engines() {
        let t = telling(&db);
        let token = t.begun();
        for showing in Showing::ALL {
            t.agree_to(&token, showing, &[("called", "another"), ("another", "Zephyrine")]);
        }
        assert_eq!(holding(&db, &[ONLY_HERE]), ["told_version.mattered"], "words stand in one place");
        assert!(holding(&db, &["Zephyrine"]).iter().all(|place| place == "told_use.called"));
        let tap = t.holder(home_page::save, &token, "", &[("do", "withdraw")]);
        assert_eq!(tap.status, 303, "{}", tap.page);
        for (place, page) in t.everywhere() {
            assert!(!page.contains(ONLY_HERE) && !page.contains("Zephyrine"), "{place} still shows it");
        }
        assert_eq!(holding(&db, &[ONLY_HERE]), Vec::<String>::new());
        assert_eq!(holding(&db, &["Zephyrine"]), Vec::<String>::new());
        assert!(t.holder(home_page::show, &token, "", &[]).page.contains("Your story is gone"));
        assert!(t.team(team_page::show, &t.w.worker, "", &[]).page.contains("took this story back"));
        for (serve, below) in [
            (change_page::show as Serve, "/words"),
            (paper::show, "/paper"),
            (agree_page::show, "/show/public"),
        ] {
            let page = t.holder(serve, &token, below, &[]);
            assert!(!page.page.contains(ONLY_HERE), "{below}");
        }
        // Twice does it once, and the ledger keeps that there was one.
        assert_eq!(t.holder(home_page::save, &token, "", &[("do", "withdraw")]).status, 303);
        let kinds = ["told_story.begun", "told_story.agreed", "told_story.withdrawn"];
        let of = |tx: &mut Tx<'_>| {
            Ok::<_, Refusal>(ledger::thread_of(
                tx,
                t.w.area.id.into(),
                t.journey.id.into(),
                &kinds,
                true,
                100,
                None,
            )?)
        };
        let lines = db.read("the ledger", of).unwrap();
        let count = |kind: &str| lines.iter().filter(|line| line.kind == kind).count();
        assert_eq!(kinds.map(count), [1, 5, 1]);
        // The team does the same, and a new story may be begun.
        assert!(t.team(team_page::save, &t.w.worker, "", &[("do", "begin")]).to.ends_with("/words"));
        assert_eq!(t.team(team_page::save, &t.w.worker, "", &[("do", "withdraw")]).status, 303);
    }
}

#[test]
fn nobody_else_reads_or_changes_it() {
    for db in engines() {
        let t = telling(&db);
        let token = t.begun();
        let w = &t.w;
        for by in [&w.commissioner, &w.admin, &w.builder, &w.referrer, &w.stranger, &w.other_lead] {
            assert_eq!(t.team(team_page::show, by, "", &[]).status, 404, "{}", by.name);
            assert_eq!(t.team(team_page::save, by, "", &[("do", "withdraw")]).status, 404, "{}", by.name);
        }
        assert!(matches!(t.team(team_page::show, &w.colleague, "", &[]).status, 403));
        for wrong in ["", "x", "AAAA", &"A".repeat(27)] {
            assert_eq!(t.holder(home_page::show, wrong, "", &[]).status, 404, "{wrong}");
        }
        let id = t.referral.to_string();
        let other = t.ask(referred::show, &w.other_referrer, "/referrals/x/story", &[("id", &id)], &[]);
        assert_eq!(other.status, 404);
        assert_eq!(t.story().withdrawn_at, None);
        // A link a year old takes the story back, and shows nothing of it.
        t.app.clock.put(w.now.at + (366 * 24).hours());
        let old = t.holder(home_page::show, &token, "", &[]);
        assert!(old.page.contains("This link is old") && !old.page.contains(ONLY_HERE));
        assert_eq!(t.holder(change_page::show, &token, "/words", &[]).status, 404);
        assert_eq!(t.holder(home_page::save, &token, "", &[("do", "withdraw")]).status, 303);
        assert!(t.story().withdrawn_at.is_some());
    }
}
