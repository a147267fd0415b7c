//! The promises of a search: exact filters, exact distances, reasons, kindness to slips, and no way to break it.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its index should stop there")]

mod county;

use std::collections::HashMap;

use find::{Days, Entry, Index, METRES_IN_A_MILE, Opening, PartOfDay, Point, Query, Synonyms, Where, Why};
use jiff::civil::{Weekday, time};
use proptest::prelude::*;
use uuid::Uuid;

fn index() -> Index {
    Index::build(county::entries()).unwrap()
}

fn named() -> HashMap<Uuid, Entry> {
    county::entries().into_iter().map(|e| (e.id, e)).collect()
}

fn names(index: &Index, query: &Query) -> Vec<String> {
    let named = named();
    index.search(query).hits.iter().map(|hit| named[&hit.id].name.clone()).collect()
}

#[test]
fn says_why_in_one_line() {
    let query = Query { near: Point::new(51.0, -2.9765), ..Query::words("free wlaking on sundys") };
    let found = index().search(&query);
    assert_eq!(found.hits[0].because(), "matches walking · 1 mile · Sundays · free");
    assert_eq!(
        found.said,
        ["Nothing for “wlaking”, showing “walking”.", "Nothing for “sundys”, showing “sundays”."]
    );
    let lonely = index().search(&Query::words("lonely"));
    let reasons: Vec<_> = lonely.hits.iter().flat_map(|hit| hit.why.clone()).collect();
    assert!(reasons.contains(&Why::Synonym { asked: "lonely".into(), found: "companionship".into() }));
    let debt = index().search(&Query::words("debt"));
    assert!(
        debt.hits.iter().all(|hit| hit.why == [Why::Words { word: "debt".into(), found_in: Where::Topic }])
    );
}

#[test]
fn the_radius_is_exact() {
    let index = index();
    let near = county::town("Stourcombe").unwrap();
    let millbrook = near.metres_to(county::town("Millbrook").unwrap()) / METRES_IN_A_MILE;
    for (miles, expected) in [(millbrook - 1e-6, false), (millbrook + 1e-6, true)] {
        let query = Query { near: Some(near), within_miles: Some(miles), limit: 500, ..Query::default() };
        assert_eq!(names(&index, &query).contains(&"Tea and Company".to_owned()), expected);
        for hit in index.search(&query).hits {
            assert!(hit.metres.is_none_or(|metres| metres <= miles * METRES_IN_A_MILE));
        }
    }
    let whole_county = Query { near: Some(near), within_miles: Some(0.1), ..Query::words("befriending") };
    assert_eq!(names(&index, &whole_county)[0], "Phone Friends");
}

#[test]
fn a_place_alone_lists_by_distance() {
    let query = Query { near: county::town("Highmoor"), limit: 500, ..Query::default() };
    let found = index().search(&query);
    assert_eq!(found.total, county::entries().len());
    let far: Vec<f64> = found.hits.iter().map(|hit| hit.metres.unwrap_or(f64::MAX)).collect();
    assert!(far.is_sorted());
    assert_eq!(far[0], 0.0);
}

#[test]
fn a_place_in_words_measures_from_there() {
    let found = index().search(&Query::words("walking near Oldport"));
    let first = &found.hits[0];
    assert!(first.metres.is_some_and(|metres| metres < 1.0), "{first:?}");
    assert!(first.why.contains(&Why::Place("Oldport".into())));
    let index = index();
    index.know_places([("Far Corner".to_owned(), Point::new(51.3, -3.0).unwrap())]);
    assert!(
        index.search(&Query::words("walking near far corner")).hits[0].metres.is_some_and(|m| m > 20_000.0)
    );
}

#[test]
fn filters_are_exact() {
    let index = index();
    let named = named();
    let all = |query: Query, keep: fn(&Entry) -> bool| {
        let found = index.search(&Query { limit: 500, ..query });
        let kept = named.values().filter(|e| keep(e)).count();
        assert!(found.hits.iter().all(|hit| keep(&named[&hit.id])));
        assert_eq!((found.total, found.hits.len()), (kept, kept));
        assert!(kept > 0);
    };
    all(Query { day: Some(Weekday::Sunday), ..Query::default() }, |e| e.days.has(Weekday::Sunday));
    all(Query { free: true, ..Query::default() }, |e| e.free == Some(true));
    all(Query { online: Some(true), ..Query::default() }, |e| e.online);
    all(Query { online: Some(false), ..Query::default() }, |e| !e.online || !e.at.is_empty());
    all(Query { accessible: true, ..Query::default() }, |e| e.accessible);
    all(Query { topic: Some("walking".into()), ..Query::default() }, |e| {
        e.topics.contains(&"Walking".into())
    });
    all(Query { language: Some("pl".into()), ..Query::default() }, |e| {
        e.languages.contains(&"Polish".into())
    });
    all(Query { age: Some(30), ..Query::default() }, |e| {
        e.ages.0.is_none_or(|low| low <= 30) && e.ages.1.is_none_or(|high| high >= 30)
    });
}

#[test]
fn any_of_several_topics_will_do() {
    let index = index();
    let named = named();
    let asked = |topics: &[&str]| {
        let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
        index.search(&Query { topics, limit: 500, ..Query::default() })
    };
    let found = asked(&["walking", "Yoga", "no such topic"]);
    let kept = named.values().filter(|e| e.topics.iter().any(|t| t == "Walking" || t == "Yoga")).count();
    assert_eq!((found.total, found.hits.len()), (kept, kept));
    assert!(found.hits.iter().all(|hit| hit.why.iter().any(|why| matches!(why, Why::Topic(_)))));
    assert_eq!(asked(&["Walking"]).total + asked(&["Yoga"]).total, kept);
    assert_eq!(asked(&["no such topic"]).total, 0);
    let both = Query { topic: Some("yoga".into()), topics: vec!["exercise".into()], ..Query::default() };
    let both = index.search(&both);
    assert_eq!(both.hits[0].why, [Why::Topic("yoga".into()), Why::Topic("exercise".into())]);
    assert_eq!(both.total, 1);
}

#[test]
fn room_and_part_of_the_day_must_be_known() {
    let opening = |day, hour| Opening { day, opens: time(hour, 0, 0, 0), closes: time(hour + 2, 0, 0, 0) };
    let entry = |id: u128, room, times: &[Opening]| Entry {
        id: Uuid::from_u128(id),
        name: "Choir".into(),
        days: times.iter().map(|t| t.day).collect(),
        times: times.to_vec(),
        room,
        ..Entry::default()
    };
    let index = Index::build([
        entry(1, Some(true), &[opening(Weekday::Monday, 10), opening(Weekday::Tuesday, 18)]),
        entry(2, Some(false), &[opening(Weekday::Monday, 18)]),
        entry(3, None, &[]),
    ])
    .unwrap();
    let ids = |query: &Query| {
        let mut ids: Vec<u128> = index.search(query).hits.iter().map(|hit| hit.id.as_u128()).collect();
        ids.sort_unstable();
        ids
    };
    let room = Query { room: true, ..Query::words("choir") };
    assert_eq!(ids(&room), [1]);
    assert_eq!(index.search(&room).hits[0].because(), "matches choir · has room");
    let evening = Query { part: Some(PartOfDay::Evening), ..Query::default() };
    assert_eq!(ids(&evening), [1, 2]);
    assert_eq!(index.search(&evening).hits[0].because(), "evenings");
    assert_eq!(ids(&Query { day: Some(Weekday::Monday), ..evening.clone() }), [2]);
    assert_eq!(ids(&Query { room: true, ..evening }), [1]);
    assert_eq!(ids(&Query { part: Some(PartOfDay::Afternoon), ..Query::default() }), [0_u128; 0]);
}

#[test]
fn words_leave_out_only_what_is_known_not_to_fit() {
    let entry = |id: u128, days: Days| Entry {
        id: Uuid::from_u128(id),
        name: "Choir".into(),
        days,
        ..Entry::default()
    };
    let (sunday, unknown, monday) =
        (entry(1, Weekday::Sunday.into()), entry(2, Days::NONE), entry(3, Weekday::Monday.into()));
    let index = Index::build([monday.clone(), unknown.clone(), sunday.clone()]).unwrap();
    let ids: Vec<_> = index.search(&Query::words("choir on sundays")).hits.iter().map(|hit| hit.id).collect();
    assert_eq!(ids, [sunday.id, unknown.id]);
    let relaxed = index.search(&Query { day: Some(Weekday::Monday), ..Query::words("choir on sundays") });
    assert_eq!(relaxed.hits[0].id, monday.id);
    assert_eq!(relaxed.said, ["Nothing fits everything you asked for, showing the nearest we have."]);
}

#[test]
fn today_and_tomorrow() {
    let query = Query { today: Some(county::TODAY), ..Query::words("walking tomorrow") };
    assert_eq!(names(&index(), &query), ["Highmoor Health Walks"]);
}

#[test]
fn changes_are_seen_at_once() {
    let index = index();
    let before = index.len();
    let falconry = Entry { id: Uuid::from_u128(900), name: "Falconry".into(), ..Entry::default() };
    assert_eq!(index.search(&Query::words("falconry")).total, 0);
    index.put([falconry.clone()]).unwrap();
    assert_eq!((index.search(&Query::words("falconry")).total, index.len()), (1, before + 1));
    index.put([Entry { name: "Beekeeping".into(), ..falconry.clone() }]).unwrap();
    assert_eq!(index.search(&Query::words("falconry")).total, 0);
    assert_eq!((index.search(&Query::words("beekeping")).total, index.len()), (1, before + 1));
    index.remove(&[falconry.id, Uuid::from_u128(12_345)]).unwrap();
    assert_eq!((index.search(&Query::words("beekeeping")).total, index.len()), (0, before));
    for turn in 0..30 {
        index.put([Entry { description: format!("turn {turn}"), ..falconry.clone() }]).unwrap();
    }
    assert_eq!((index.search(&Query::words("falconry")).total, index.len()), (1, before + 1));
}

/// Large segments are merged aside, while searches and changes go on.
#[test]
fn a_large_directory_stays_whole_while_it_changes() {
    let entry =
        |id: u128, name: &str| Entry { id: Uuid::from_u128(id), name: name.into(), ..Entry::default() };
    let many = |from: u128| (from..from + 3_000).map(move |id| entry(id, "Falconry"));
    let index = Index::build(many(0)).unwrap();
    for turn in 1..6 {
        index.put(many(turn * 3_000)).unwrap();
        index.remove(&[Uuid::from_u128(turn * 3_000 - 1)]).unwrap();
        index.put([entry(turn * 3_000 - 2, "Beekeeping")]).unwrap();
        let whole = usize::try_from((turn + 1) * 3_000 - turn).unwrap();
        assert_eq!(index.len(), whole);
        let (falconry, bees) = (Query::words("falconry"), Query::words("beekeeping"));
        assert_eq!(index.search(&falconry).total, whole - usize::try_from(turn).unwrap());
        assert_eq!(index.search(&bees).total, usize::try_from(turn).unwrap());
    }
}

#[test]
fn the_same_id_twice_in_one_go_counts_once() {
    let entry = |name: &str| Entry { id: Uuid::from_u128(1), name: name.into(), ..Entry::default() };
    let index = Index::build([entry("Falconry"), entry("Beekeeping")]).unwrap();
    assert_eq!((index.len(), index.search(&Query::words("falconry")).total), (1, 0));
    assert_eq!(index.search(&Query::words("beekeeping")).total, 1);
}

#[test]
fn pages_join_up() {
    let index = index();
    let whole = index.search(&Query { limit: 500, ..Query::words("free") });
    let mut joined = Vec::new();
    for offset in (0..whole.total).step_by(7) {
        joined.extend(index.search(&Query { limit: 7, offset, ..Query::words("free") }).hits);
    }
    assert_eq!(joined, whole.hits);
    let beyond = index.search(&Query { offset: usize::MAX, limit: usize::MAX, ..Query::words("free") });
    assert_eq!((beyond.total, beyond.hits.len()), (whole.total, 0));
}

#[test]
fn synonyms_can_be_ones_own() {
    let entry = Entry { id: Uuid::from_u128(1), name: "Falconry".into(), ..Entry::default() };
    let index = Index::with_synonyms(Synonyms::read("big birds > falconry"), [entry]).unwrap();
    assert_eq!(index.search(&Query::words("i like big birds")).total, 1);
}

#[test]
fn a_language_nobody_lists_is_looked_for_in_the_text() {
    let signed = Entry { id: Uuid::from_u128(1), description: "Signed in BSL.".into(), ..Entry::default() };
    let other = Entry { id: Uuid::from_u128(2), name: "Choir".into(), ..Entry::default() };
    let index = Index::build([signed.clone(), other]).unwrap();
    let found = index.search(&Query::words("sign language"));
    assert_eq!(found.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [signed.id]);
}

#[test]
fn an_empty_directory_answers() {
    let index = Index::build([]).unwrap();
    assert!(index.is_empty());
    for words in ["", "walking", "near Taunton", "sundys"] {
        assert_eq!(index.search(&Query::words(words)).total, 0);
    }
}

#[test]
fn nothing_typed_can_break_it() {
    let index = index();
    let long = "walking ".repeat(262_144);
    let one_word = "w".repeat(2_000_000);
    for words in [
        long.as_str(),
        &one_word,
        "🙂🙂 walking 🙂",
        "مجموعة المشي",
        "\u{202e}gniklaw\u{202c}",
        "\"walking",
        "name:walking AND NOT (tea OR",
        "walking~2^9 [a TO z] {* /re.*/ \\ + - && || ! ?",
        "'; DROP TABLE entries; --",
        "\0\u{1}\u{feff}",
        "ﬁﬂ Ǆ ß İ",
    ] {
        let found = index.search(&Query::words(words));
        assert!(found.hits.len() <= 20);
    }
    assert!(index.search(&Query::words(long)).total > 0);
    assert!(index.search(&Query::words("\"walking\" AND (tea)")).total > 0);
    let odd = Query { within_miles: Some(f64::NAN), near: Point::new(0.0, 0.0), ..Query::words("walking") };
    assert!(index.search(&odd).hits.iter().all(|hit| hit.metres.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_gives_an_ordered_answer(texts in prop::collection::vec("\\PC{0,80}", 1..12)) {
        let index = index();
        for words in texts {
            let found = index.search(&Query { near: county::town("Stourcombe"), ..Query::words(words) });
            prop_assert!(found.hits.len() <= found.total);
            prop_assert!(found.hits.iter().all(|hit| hit.score.is_finite()));
        }
    }
}

/// One organization's lunches in several halls, all alike; others' things about lunch; one that two feeds list.
fn lunches() -> Vec<Entry> {
    let lunch = |id: u128, organization: &str, name: &str, description: &str, alike: &str| Entry {
        id: Uuid::from_u128(id),
        name: name.into(),
        organization: organization.into(),
        description: description.into(),
        topics: vec!["Lunch club".into()],
        alike: alike.into(),
        ..Entry::default()
    };
    let mut all: Vec<Entry> = (1..=6)
        .map(|id| lunch(id, "Age Well", "Lunch club", &format!("A hot lunch in hall {id}."), ""))
        .collect();
    all.push(lunch(7, "Friday Table", "Lunch club together", "A hot lunch for anybody.", ""));
    all.push(lunch(8, "St Ann's", "Lunch club", "A hot lunch of soup.", "st anns lunch"));
    all.push(lunch(9, "Parish of St Ann", "Lunch club", "A hot lunch of soup.", "st anns lunch"));
    all
}

#[test]
fn what_is_alike_does_not_fill_the_first_page() {
    let index = Index::build(lunches()).unwrap();
    let found = index.search(&Query::words("lunch club"));
    let order: Vec<u128> = found.hits.iter().map(|hit| hit.id.as_u128()).collect();
    assert_eq!(found.total, 9);
    let first = |which: fn(&&u128) -> bool| order.iter().take(3).filter(which).count();
    assert_eq!(first(|id| **id <= 6), 1, "one of six alike: {order:?}");
    assert_eq!(first(|id| **id >= 8), 1, "one of two twins: {order:?}");
    assert!(found.hits.is_sorted_by(|a, b| a.score >= b.score));
}

#[test]
fn pages_fit_together_whatever_steps_down() {
    let index = Index::build(lunches()).unwrap();
    let whole = index.search(&Query::words("lunch club")).hits;
    let page = |offset| index.search(&Query { offset, limit: 2, ..Query::words("lunch club") }).hits;
    let pages: Vec<_> = (0..5).flat_map(|number| page(number * 2)).collect();
    assert_eq!(pages, whole);
}

/// What is asked for comes before what is merely for the right age, on the right day or free.
#[test]
fn words_come_before_wishes() {
    let entry = |n: u128, name: &str, description: &str| Entry {
        id: Uuid::from_u128(n),
        name: name.to_owned(),
        description: description.to_owned(),
        topics: find::topics_of(&format!("{name}\n{description}"))
            .iter()
            .map(|it| it.name().into())
            .collect(),
        ..Entry::default()
    };
    let adults = (Some(18), None);
    let entries = [
        entry(1, "Short Walks", "A led walk of a mile or so."),
        Entry { ages: adults, ..entry(2, "Walking On", "A bereavement group for the first year.") },
        Entry { ages: (Some(50), None), ..entry(3, "Best Foot", "A walking group with a café at the end.") },
        Entry { ages: (Some(50), None), ..entry(4, "Slow Strikers", "Walking football on soft ground.") },
        Entry { free: Some(false), ..entry(5, "Monday Singers", "A choir: singing for anybody.") },
        Entry { free: Some(true), ..entry(6, "Level Up", "Pool table, sofas, music kit.") },
        Entry { days: Weekday::Saturday.into(), ..entry(7, "Day Trips", "By coach.") },
        entry(8, "Ring-Round", "A call."),
    ];
    let names: HashMap<Uuid, String> = entries.iter().map(|it| (it.id, it.name.clone())).collect();
    let index = Index::build(entries).unwrap();
    let found = |words: &str| {
        let found = index.search(&Query::words(words));
        let shown: Vec<&str> = found.hits.iter().map(|hit| names[&hit.id].as_str()).collect();
        (shown.join(", "), found.said)
    };
    let (walking, _) = found("walking for over 60s");
    assert!(walking.starts_with("Best Foot, Short Walks, "), "{walking}");
    let (singing, said) = found("free singing");
    assert!(singing.starts_with("Monday Singers"), "{singing}");
    assert_eq!(said, ["Nothing fits everything you asked for, showing the nearest we have."]);
    assert_eq!(found("something on Saturday evening").0, "Day Trips");
}
