//! The index against the plain ranking, on any directory: the same entries, the same scores, the same order.

use proptest::prelude::*;
use uuid::Uuid;

use crate::plain::{Plain, TODAY, ids, ranked};
use crate::{Days, Entry, Index, Opening, PartOfDay, Point, Query};
use jiff::civil::{Weekday, date, time};

/// Scores are worked out in other ways and sizes of numbers, so they may differ by less than this.
const NEARLY: f64 = 1e-5;

const WORDS: &[&str] = &[
    "walking",
    "walks",
    "group",
    "for",
    "older",
    "people",
    "lunch",
    "club",
    "tea",
    "and",
    "company",
    "on",
    "my",
    "own",
    "out",
    "of",
    "work",
    "mental",
    "health",
    "friendship",
    "befriending",
    "coffee",
    "morning",
    "yoga",
    "gentle",
    "exercise",
    "debt",
    "advice",
    "help",
    "with",
    "forms",
    "the",
    "stourcombe",
    "free",
    "food",
    "bank",
    "lonely",
    "garden",
    "gardening",
    "women's",
    "café",
    "5",
    "polish",
    "sunday",
    "over",
    "60s",
    "closed",
    "bereavement",
    "night",
    "shelter",
    "evening",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..most).prop_map(|words| words.join(" "))
}

fn point() -> impl Strategy<Value = Point> {
    (0..40_i32, 0..40_i32).prop_map(|(lat, lon)| {
        Point::new(51.0 + f64::from(lat) * 0.013, -3.0 + f64::from(lon) * 0.017).unwrap()
    })
}

fn some<T: Clone + std::fmt::Debug + 'static>(
    from: &'static [T],
    most: usize,
) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(prop::sample::select(from), 0..=most)
}

fn names(from: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<String>> {
    some(from, most).prop_map(|names| names.into_iter().map(str::to_owned).collect())
}

const TOPICS: &[&str] = &[
    "Walking",
    "Lunch club",
    "Debt advice",
    "Mental health",
    "Yoga",
    " walking",
    "Bereavement",
    "For men",
    "Young people",
];
const DAYS: &[Weekday] = &[Weekday::Monday, Weekday::Tuesday, Weekday::Sunday];

fn entry() -> impl Strategy<Value = Entry> {
    let texts = (text(5), text(3), text(25), names(TOPICS, 2), text(3));
    let places =
        (names(&["Stourcombe", "Ash-on-Moor", "Ash on Moor"], 2), prop::collection::vec(point(), 0..3));
    let facts = (
        some(DAYS, 2),
        some(&[(Weekday::Monday, 9), (Weekday::Sunday, 18), (Weekday::Tuesday, 13)], 2),
        prop::option::of(any::<bool>()),
        (prop::option::of(0..90_u8), prop::option::of(0..90_u8)),
        (any::<bool>(), any::<bool>(), prop::option::of(any::<bool>())),
        names(&["Polish", "pl", "English"], 2),
        prop::option::of(0..1_200_i64),
    );
    (texts, places, facts).prop_map(
        |((name, organization, description, topics, audience), (mut place, at), facts)| {
            let (days, times, free, ages, (online, accessible, room), languages, assured) = facts;
            place.sort_unstable();
            place.dedup();
            Entry {
                id: Uuid::nil(),
                name,
                organization,
                description,
                topics,
                audience: vec![audience],
                place,
                at,
                days: days.into_iter().collect::<Days>(),
                times: times
                    .into_iter()
                    .map(|(day, hour)| Opening {
                        day,
                        opens: time(hour, 0, 0, 0),
                        closes: time(hour + 3, 0, 0, 0),
                    })
                    .collect(),
                free,
                ages,
                online,
                accessible,
                languages,
                room,
                assured: assured.map(|days| date(2026, 3, 1) - jiff::Span::new().days(days)),
            }
        },
    )
}

/// Entries numbered from one.
fn directory(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 1..most).prop_map(|mut all| {
        for (number, entry) in (1_u128..).zip(&mut all) {
            entry.id = Uuid::from_u128(number);
        }
        all
    })
}

fn query() -> impl Strategy<Value = Query> {
    let asked = prop_oneof![
        text(5),
        prop::sample::select(vec![
            "walking group for over 60s",
            "company on Sundays",
            "out of work and on my own",
            "free yoga in polish near Stourcombe",
            "lunch club ash on moor",
            "husband has died and nowhere to sleep",
            "free bereavement group for men on sunday evening",
            "online help for young people",
            "mental health tomorrow morning",
        ])
        .prop_map(str::to_owned),
    ];
    let place = (prop::option::of(point()), prop::option::of(0.0..20.0));
    let filters = (
        prop::option::weighted(0.2, prop::sample::select(DAYS)),
        prop::option::weighted(0.2, prop::sample::select(vec![PartOfDay::Morning, PartOfDay::Evening])),
        prop::option::weighted(0.2, 0..90_u8),
        prop::option::weighted(0.2, any::<bool>()),
        (prop::bool::weighted(0.1), prop::bool::weighted(0.1), prop::bool::weighted(0.1)),
        prop::option::weighted(0.1, prop::sample::select(vec!["Polish", "en", "Welsh"])),
        prop::option::weighted(0.3, prop::sample::select(TOPICS)),
        names(TOPICS, 2),
    );
    (asked, place, filters, 0..30_usize, 0..8_usize).prop_map(
        |(words, (near, within_miles), filters, limit, offset)| {
            let (day, part, age, online, (free, room, accessible), language, topic, topics) = filters;
            Query {
                words,
                near,
                within_miles,
                day,
                part,
                room,
                free,
                age,
                online,
                accessible,
                language: language.map(str::to_owned),
                topic: topic.map(str::to_owned),
                topics: if topics.len() > 1 { topics } else { Vec::new() },
                today: Some(TODAY),
                limit,
                offset,
            }
        },
    )
}

/// The index says what the plain ranking says.
fn same(index: &Index, held: &[Entry], counted: &[Entry], query: &Query) {
    let found = index.search(query);
    let plain = ranked(held, counted, query, |place| index.centre(place));
    // A slip put right makes it another question, which the plain ranking does not know.
    if found.said.iter().any(|said| said.starts_with("Nothing for")) {
        return;
    }
    assert_eq!(found.total, plain.len(), "{query:?}");
    let shown = plain.iter().skip(query.offset).take(query.limit);
    assert_eq!(found.hits.len(), shown.len());
    for (hit, expected) in found.hits.iter().zip(shown) {
        let itself: Vec<&Plain> = plain.iter().filter(|plain| plain.id == hit.id).collect();
        assert_eq!(itself.len(), 1, "found once");
        assert!((hit.score - itself[0].score).abs() < NEARLY, "{hit:?} {itself:?}");
        assert_eq!(hit.metres, itself[0].metres);
        // In its place stands it, or what is as good.
        let alike = hit.id == expected.id || (hit.score - expected.score).abs() < NEARLY;
        assert!(alike, "{query:?}\n{hit:?}\n{expected:?}");
    }
    let whole = index.search(&Query { limit: 500, offset: 0, ..query.clone() });
    assert_eq!(whole.hits.iter().map(|hit| hit.id).collect::<std::collections::BTreeSet<_>>(), ids(&plain));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_question_of_any_directory(all in directory(60), queries in prop::collection::vec(query(), 1..8)) {
        let index = Index::build(all.clone()).unwrap();
        queries.iter().for_each(|query| same(&index, &all, &all, query));
    }

    #[test]
    fn however_it_came_to_be(
        all in directory(60),
        changes in prop::collection::vec((0..60_usize, entry()), 0..12),
        batch in 1..30_usize,
        query in query(),
    ) {
        let index = Index::build([]).unwrap();
        all.chunks(batch).for_each(|some| index.put(some.to_vec()).unwrap());
        let mut held = all;
        for (at, entry) in changes {
            match held.get_mut(at) {
                Some(old) => {
                    *old = Entry { id: old.id, ..entry };
                    index.put([old.clone()]).unwrap();
                }
                None => {
                    let gone = held.remove(at % held.len());
                    index.remove(&[gone.id]).unwrap();
                    if held.is_empty() {
                        return Ok(());
                    }
                }
            }
        }
        prop_assert_eq!(index.len(), held.len());
        same(&index, &held, &held, &query);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Large enough for several segments with gone entries in them, which count for how rare words are.
    #[test]
    fn with_entries_gone_from_large_segments(
        seeds in prop::collection::vec(entry(), 40),
        gone in prop::collection::btree_set(0..700_usize, 1..40),
        queries in prop::collection::vec(query(), 6),
    ) {
        let all: Vec<Entry> = (0..700_usize)
            .map(|at| {
                let (one, other) = (&seeds[at % seeds.len()], &seeds[at * 7 % seeds.len()]);
                Entry {
                    id: Uuid::from_u128(at as u128 + 1),
                    name: format!("{} {at}", one.name),
                    description: other.description.clone(),
                    at: one.at.iter().chain(&other.at).copied().take(2).collect(),
                    ..one.clone()
                }
            })
            .collect();
        let index = Index::build(all[..600].to_vec()).unwrap();
        index.put(all[600..].to_vec()).unwrap();
        let gone: Vec<Uuid> = gone.iter().map(|at| all[*at].id).collect();
        index.remove(&gone).unwrap();
        let held: Vec<Entry> = all.iter().filter(|entry| !gone.contains(&entry.id)).cloned().collect();
        let counted = index.counted();
        let counted: Vec<Entry> = all.iter().filter(|entry| counted.contains(&entry.id)).cloned().collect();
        for query in &queries {
            let query = Query { words: query.words.replace("5", ""), ..query.clone() };
            if ranked(&held, &counted, &query, |place| index.centre(place)).len() <= crate::MOST {
                same(&index, &held, &counted, &query);
            }
        }
    }
}
