//! The index against the plain ranking, on any directory: the same entries, the same scores, the same order.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use crate::plain::{Directory, Plain, TODAY, ids, ranked};
use crate::{Days, Entry, Index, MOST, Opening, PartOfDay, Point, Query};
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
        prop::option::weighted(0.1, prop::sample::select(vec!["one", "another"])),
    );
    (texts, places, facts).prop_map(
        |((name, organization, description, topics, audience), (mut place, at), facts)| {
            let (days, times, free, ages, (online, accessible, room), languages, assured, alike) = facts;
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
                alike: alike.unwrap_or_default().to_owned(),
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

/// The directory as the plain ranking needs it. Of what is gone, `before` has the words it had.
fn directory_of(index: &Index, held: &[Entry], before: &[Entry]) -> Directory {
    let counted = index.counted();
    let settled: BTreeSet<Uuid> = counted.iter().filter(|(_, gone)| !gone).map(|(id, _)| *id).collect();
    let of = |all: &[Entry], id: Uuid| all.iter().find(|entry| entry.id == id).cloned();
    Directory {
        held: held.to_vec(),
        settled: held.iter().map(|entry| settled.contains(&entry.id)).collect(),
        counted: counted
            .into_iter()
            .map(|(id, gone)| if gone { of(before, id) } else { of(held, id) }.expect("it was given"))
            .collect(),
    }
}

/// The index says what the plain ranking says.
fn same(index: &Index, directory: &Directory, query: &Query) {
    let found = index.search(query);
    let plain = ranked(directory, query, |place| index.centre(place));
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
        assert_eq!(hit.metres, itself[0].metres);
        let nearly = |score: f64| (hit.score - score).abs() < NEARLY;
        // Of two alike that are as good as each other, either may step down.
        let as_good = |plain: &&Plain| {
            plain.id != hit.id && (plain.before_steps - itself[0].before_steps).abs() < NEARLY
        };
        assert!(nearly(itself[0].score) || plain.iter().any(|plain| as_good(&plain)), "{hit:?} {itself:?}");
        // In its place stands it, or what is as good.
        assert!(hit.id == expected.id || nearly(expected.score), "{query:?}\n{hit:?}\n{expected:?}");
    }
    if plain.len() > MOST {
        return;
    }
    let whole = index.search(&Query { limit: MOST, offset: 0, ..query.clone() });
    assert_eq!(whole.hits.iter().map(|hit| hit.id).collect::<BTreeSet<_>>(), ids(&plain));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_question_of_any_directory(all in directory(60), queries in prop::collection::vec(query(), 1..8)) {
        let index = Index::build(all.clone()).unwrap();
        let directory = directory_of(&index, &all, &[]);
        queries.iter().for_each(|query| same(&index, &directory, query));
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
            same(&index, &directory_of(&index, &held, &[]), &query);
        }
        prop_assert_eq!(index.len(), held.len());
        same(&index, &directory_of(&index, &held, &[]), &query);
    }
}

/// Some hundred entries made of a few.
fn many(seeds: &[Entry], many: usize) -> Vec<Entry> {
    let one = |at: usize| {
        let (one, other) = (&seeds[at % seeds.len()], &seeds[at * 7 % seeds.len()]);
        Entry {
            id: Uuid::from_u128(at as u128 + 1),
            name: format!("{} {at}", one.name),
            description: other.description.clone(),
            at: one.at.iter().chain(&other.at).copied().take(2).collect(),
            ..one.clone()
        }
    };
    (0..many).map(one).collect()
}

/// Asks a few questions of a large directory: again and again, what is remembered being right too.
fn ask(index: &Index, held: &[Entry], before: &[Entry], queries: &[Query]) {
    let directory = directory_of(index, held, before);
    for query in queries {
        same(index, &directory, &Query { words: query.words.replace('5', ""), ..query.clone() });
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
        let all = many(&seeds, 700);
        let index = Index::build(all[..600].to_vec()).unwrap();
        index.put(all[600..].to_vec()).unwrap();
        let gone: Vec<Uuid> = gone.iter().map(|at| all[*at].id).collect();
        index.remove(&gone).unwrap();
        let held: Vec<Entry> = all.iter().filter(|entry| !gone.contains(&entry.id)).cloned().collect();
        ask(&index, &held, &all, &queries);
    }

    /// A few new entries at a time beside one large settled segment or two, some of them in the place of old ones, with the same
    /// questions asked between: those of which much is remembered.
    #[test]
    fn asked_between_changes(
        seeds in prop::collection::vec(entry(), 30),
        changes in prop::collection::vec((0..500_usize, entry(), any::<bool>()), 5),
        queries in prop::collection::vec(query(), 3),
        crowd in any::<bool>(),
    ) {
        let mut all = many(&seeds, 460);
        // So many more that they settle beside the others, or none.
        let more = all.split_off(400);
        let index = Index::build(all.clone()).unwrap();
        if crowd {
            index.put(more.clone()).unwrap();
            all.extend(more);
        }
        let mut held = all.clone();
        ask(&index, &held, &all, &queries);
        let mut changed = BTreeSet::new();
        for (at, entry, goes) in changes {
            let id = Uuid::from_u128(at as u128 + 1);
            if !changed.insert(id) {
                continue;
            }
            held.retain(|entry| entry.id != id);
            if goes {
                index.remove(&[id]).unwrap();
            } else {
                // A word that no settled entry has.
                let name = format!("{} falconry", entry.name);
                held.push(Entry { id, name, ..entry });
                index.put(held.last().cloned()).unwrap();
            }
            ask(&index, &held, &all, &queries);
            ask(&index, &held, &all, &[Query::words("walking falconry")]);
        }
        prop_assert!(index.segments()[0] == 400, "the settled segment stays");
    }
}
