//! Files taken in and told of, on every engine: the good, the wrong salt, the file nobody made with
//! the tool, the month that stands twice, the group of three.

use std::fmt::Write;
use std::io::Cursor;

use ::store::Db;

use super::*;
use crate::app::App;
use crate::fixture::{World, app, asked_for, engines, visit, world};
use crate::journeys::begin;
use crate::people::{Name, NhsGiven, NhsNumber, PersonDraft};
use crate::referrals::{Decision, allocate, decide, refer};
use crate::refusal::Refusal;
use crate::web::Answer;

fn salt() -> Salt {
    Salt::new([5; 32])
}

/// The n-th number with a right check digit of those kept for tests.
fn number(n: usize) -> NhsNumber {
    let all = (999_000_000_u64..).flat_map(|nine| (0..10).map(move |check| format!("{nine}{check}")));
    all.filter_map(|text| NhsNumber::parse(&text)).nth(n).unwrap()
}

fn key(n: usize) -> String {
    salt().key(&number(n)).to_string()
}

fn head() -> String {
    format!("# quilt use, salt {}\n", salt().mark())
}

fn starts(many: usize) -> String {
    let mut text = head() + "key,began,scheme\n";
    for n in 0..many {
        writeln!(text, "{},2026-01,Taunton Vale", key(n)).unwrap();
    }
    text
}

/// `many` people with a journey who use 2 a month and then 1, and as many alike who stay at 2.
fn used(many: usize) -> String {
    let mut text = head() + "key,month,kind,count,group,age_band,fifth\n";
    for n in 0..2 * many {
        let (group, with) = if n < many { ("journey", true) } else { ("comparison", false) };
        for (at, month) in (0..15).map(|at| (at, Month::parse("2025-07").unwrap().plus(at))) {
            let count = if with && at > 6 { 1 } else { 2 + i64::from(n % 2 == 0 && at % 5 == 0) };
            writeln!(text, "{},{month},gp,{count},{group},65-79,1", key(n)).unwrap();
        }
    }
    text
}

fn take(db: &Db, w: &World, taken: Taken, text: &str) -> Result<Report, String> {
    let open = || Ok(Cursor::new(text.as_bytes().to_vec()));
    import(db, &w.commissioner, &w.now, taken, open).map_err(|refusal| match refusal {
        Refusal::Invalid(problems) => problems.iter().map(|(_, it)| it).collect(),
        other => other.to_string(),
    })
}

fn rows(db: &Db) -> i64 {
    let of = |tx: &mut ::store::Tx<'_>| {
        let row = tx.row("select count(*) as n from use_month", &::store::values![])?;
        Ok::<_, Refusal>(row.unwrap().get("n")?)
    };
    db.read("count", of).unwrap()
}

fn page(app: &App, w: &World, query: &str) -> String {
    let visit = visit(app, &w.commissioner, &format!("/stories/use{query}"), &[], &[]);
    match page::show(&visit) {
        Ok(Answer::Page { markup, .. }) => markup.into_string(),
        Ok(_) => panic!("no page"),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn a_file_is_looked_at_and_kept_and_twice_is_once() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        assert!(page(&app, &w, "").contains("Nothing to tell yet"));
        let text = used(12);
        let looked = take(&db, &w, Taken::Previewed, &text).unwrap();
        assert!(!looked.kept && looked.is_clean(), "{:?}", looked.sentences());
        assert_eq!((looked.rows, looked.people, looked.compares, looked.unknown), (360, 24, 12, 12));
        assert_eq!(rows(&db), 0, "a look keeps nothing");
        assert!(take(&db, &w, Taken::Kept, &starts(12)).unwrap().kept);
        let kept = take(&db, &w, Taken::Kept, &text).unwrap();
        assert!(kept.kept && kept.replaced == 0 && kept.unknown == 0);
        let again = take(&db, &w, Taken::Kept, &text).unwrap();
        assert_eq!((again.replaced, rows(&db)), (360, 360));
        let told = page(&app, &w, "?kind=gp&months=6");
        for words in [
            "a year lower than for people alike",
            "95% interval",
            "Time set free is not cash",
            "Pairs are told, though they are few",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains('£'), "no money stands on this page");
        assert!(!told.contains(&key(0)), "no key stands on a page");
        let scheme = format!("?kind=gp&months=6&scheme={}", w.other_scheme);
        assert!(page(&app, &w, &scheme).contains("Too few people"));
        assert!(page(&app, &w, "?scheme=018f6f1e-0000-7000-8000-000000000000").contains("nothing here"));
        let visit = visit(&app, &w.commissioner, "/stories", &[], &[]);
        assert_eq!(figures(&visit, Some(w.scheme)).unwrap(), [], "a year to both sides is not there yet");
    }
}

#[test]
fn whoever_has_a_line_of_one_kind_used_nothing_of_the_others() {
    for db in engines() {
        let w = world(&db);
        take(&db, &w, Taken::Kept, &starts(12)).unwrap();
        take(&db, &w, Taken::Kept, &used(12)).unwrap();
        // One of twelve went to A&E, three times in the half year before.
        let mut text = head() + "key,month,kind,count,group,age_band,fifth\n";
        for month in ["2025-07", "2025-09", "2025-12", "2026-09"] {
            let count = u8::from(month != "2026-09");
            writeln!(text, "{},{month},ae,{count},journey,65-79,1", key(0)).unwrap();
        }
        take(&db, &w, Taken::Kept, &text).unwrap();
        let scope = story::Scope { kind: UseKind::Emergency, months: 6, scheme: None };
        let told =
            db.read("story", |tx| story::read(tx, w.area.id, scope, &measure::Secret::new([1; 32]))).unwrap();
        let change = told.change.unwrap().seen;
        assert_eq!(told.seen.n(), 12);
        // Before, and the change, are each moved by less than one person can: a visit among twelve.
        assert!((change.before.mean - 0.25).abs() <= 1.0 / 12.0, "{change:?}");
        assert!(change.after.mean <= 2.0 / 12.0, "{change:?}");
    }
}

#[test]
fn without_anybody_to_compare_with_the_page_says_so() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        take(&db, &w, Taken::Kept, &starts(12)).unwrap();
        let alone: String = used(12)
            .lines()
            .filter(|line| !line.contains("comparison"))
            .fold(String::new(), |all, line| all + line + "\n");
        take(&db, &w, Taken::Kept, &alone).unwrap();
        let told = page(&app, &w, "?months=6");
        for words in [
            "There is nobody here to compare with",
            "Frequent users fall, rare users rise",
            "Nothing is worked out here",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(!told.contains("a year lower"));
    }
}

#[test]
fn three_people_are_not_told_of() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        take(&db, &w, Taken::Kept, &starts(3)).unwrap();
        take(&db, &w, Taken::Kept, &used(3)).unwrap();
        let told = page(&app, &w, "?months=6");
        assert!(told.contains("Too few people have numbers"), "{told}");
        for gone in ["On average", "a year, before", "95% interval", "24.0", "12.0"] {
            assert!(!told.contains(gone), "{gone}: {told}");
        }
    }
}

#[test]
fn a_file_with_anything_wrong_in_it_changes_nothing() {
    for db in engines() {
        let w = world(&db);
        take(&db, &w, Taken::Kept, &used(2)).unwrap();
        let before = rows(&db);
        let good = format!("{},2026-02,gp,1,,,", key(1));
        for (line, why) in [
            (format!("{},2026-02,gp,-4,,,", key(0)), "below nought"),
            (format!("{},2026-02,gp,4000,,,", key(0)), "more than anybody has"),
            (format!("{},2027-02,gp,1,,,", key(0)), "has not come yet"),
            (format!("{},2026-02,dentist,1,,,", key(0)), "not gp, ae or admission"),
            (format!("{},2026-02,gp,1", key(0)), "more or fewer cells"),
            (good.clone(), "said before"),
            (format!("{},2026-03,gp,1,comparison,,", key(1)), "another group, age or fifth"),
            ("9434765919,2026-02,gp,1,,,".into(), "the key is none that the tool makes"),
        ] {
            let text = format!("{}key,month,kind,count,group,age_band,fifth\n{good}\n{line}\n", head());
            let report = take(&db, &w, Taken::Kept, &text).unwrap();
            let said = report.sentences().join(" ");
            assert!(!report.kept && said.contains(why) && said.contains("Line 4"), "{why}: {said}");
            assert!(!said.contains("9434765919") && !said.contains(&key(0)), "no value is said: {said}");
            assert_eq!(rows(&db), before, "{why}");
        }
        for (text, why) in [
            (used(2).replace(&salt().mark(), "0123456789abcdef"), "another salt"),
            ("key,month,kind,count\n".to_owned(), "was not made by"),
            ("# quilt use, salt zz\nkey,month\n".to_owned(), "was not made by"),
            (String::new(), "was not made by"),
            (head(), "names its columns"),
            (head() + "key,month\n", "columns are not the ones"),
        ] {
            let said = take(&db, &w, Taken::Kept, &text).unwrap_err();
            assert!(said.contains(why), "{why}: {said}");
        }
        let nothing = take(&db, &w, Taken::Kept, &(head() + "key,month,kind,count\n")).unwrap();
        assert!(!nothing.kept, "a file of nothing does not empty what is here");
        let unknown = starts(2).replace("Taunton Vale", "Nowhere Valley");
        let said = take(&db, &w, Taken::Kept, &unknown).unwrap();
        assert!(!said.kept && said.sentences().join(" ").contains("no scheme called “Nowhere Valley”"));
        assert_eq!(rows(&db), before);
        // Forgotten, another salt may be begun with.
        db.write("forget", |tx| forget(tx, &w.admin, &w.now)).unwrap();
        assert_eq!(rows(&db), 0);
        assert!(
            take(&db, &w, Taken::Kept, &used(2).replace(&salt().mark(), "0123456789abcdef")).unwrap().kept
        );
    }
}

#[test]
fn journeys_are_tied_by_the_salt_and_the_salt_is_not_kept() {
    for db in engines() {
        let w = world(&db);
        let tie = |salt: &Salt| db.write("tie", |tx| tie_own(tx, &w.admin, &w.now, salt));
        assert_eq!(tie(&salt()).unwrap(), (0, 0), "nobody is on a journey yet");
        assert!(matches!(tie(&Salt::new([6; 32])), Err(Refusal::NotNow(_))), "another salt");
        let of = |tx: &mut ::store::Tx<'_>| store::select_mark(tx, w.area.id);
        assert_eq!(db.read("mark", of).unwrap(), Some(salt().mark()));
    }
}

/// Somebody with this NHS number begins a journey with Dan.
fn walks(db: &Db, w: &World, nhs: NhsGiven) {
    let person = PersonDraft { nhs, ..PersonDraft::named(Name::parse("Margaret Vowles").unwrap()) };
    let draft = asked_for(w.scheme, person);
    db.write("begin a journey", |tx| {
        let (worker, now) = (w.worker.account().unwrap(), &w.now);
        let referral = refer(tx, &w.referrer, now, &draft)?;
        decide(tx, &w.lead, now, referral.id, 1, &Decision::Accept)?;
        allocate(tx, &w.lead, now, referral.id, worker)?;
        begin(tx, &w.worker, now, referral.id, worker).map(|_| ())
    })
    .unwrap();
}

#[test]
fn people_here_are_known_by_the_key_the_tool_makes() {
    for db in engines() {
        let w = world(&db);
        walks(&db, &w, NhsGiven::Number(number(0)));
        walks(&db, &w, NhsGiven::NotGiven);
        let tied = db.write("tie", |tx| tie_own(tx, &w.admin, &w.now, &salt())).unwrap();
        assert_eq!(tied, (1, 1), "one with a number, one without");
        let begun = db.read("begun", |tx| store::select_begun(tx, w.area.id)).unwrap();
        assert_eq!(begun.into_iter().collect::<Vec<_>>(), [salt().key(&number(0))]);
        let report = take(&db, &w, Taken::Kept, &used(2)).unwrap();
        assert_eq!((report.people, report.unknown), (4, 1), "the other journey is not known here");
    }
}

#[test]
fn an_administrator_looks_first_and_then_keeps() {
    for db in engines() {
        let w = world(&db);
        let app = app(&db, &w);
        let send = |form: &[(&str, &str)]| {
            let visit = visit(&app, &w.admin, "/admin/use", &[], form);
            match desk::save(&visit).unwrap() {
                Answer::Page { status, markup } => (status.as_u16(), markup.into_string()),
                Answer::Redirect { to, .. } => (303, to),
                _ => panic!("neither a page nor a way on"),
            }
        };
        let text = used(4);
        let (status, looked) = send(&[("do", "look"), ("file", &text)]);
        assert!(
            status == 200 && looked.contains("Nothing was kept yet") && looked.contains("Keep it"),
            "{looked}"
        );
        assert_eq!(rows(&db), 0);
        assert_eq!(send(&[("do", "keep"), ("text", &text)]), (303, "/admin/use".to_owned()));
        assert_eq!(rows(&db), 120);
        let negative = text.replacen(",gp,2,", ",gp,-2,", 1);
        let (status, said) = send(&[("do", "look"), ("file", &negative)]);
        assert!(status == 200 && said.contains("below nought") && !said.contains("Keep it"), "{said}");
        assert_eq!(send(&[("do", "keep"), ("text", &negative)]).0, 422);
        for wrong in [
            vec![("do", "look")],
            vec![("do", "keep")],
            vec![("do", "dance")],
            vec![("do", "look"), ("file", "a,b\n")],
        ] {
            assert_eq!(send(&wrong).0, 422, "{wrong:?}");
        }
        assert_eq!(rows(&db), 120);
        assert_eq!(send(&[("do", "forget")]).0, 303);
        assert_eq!(rows(&db), 0);
    }
}
