//! What is asked: some forty kinds of questions as people type them, from where they live.

use find::{Point, Query};

use crate::chance::Chance;
use crate::england::somewhere;
use crate::kinds::KINDS;

/// A question, with its words as a database would be asked them.
#[derive(Clone)]
pub struct Question {
    pub query: Query,
    /// Words that matter, without days and ages.
    pub terms: Vec<&'static str>,
}

impl Question {
    pub fn topic(&self) -> &str {
        self.query.topic.as_deref().unwrap_or_default()
    }

    pub fn near(&self) -> Point {
        self.query.near.expect("every question is asked from somewhere")
    }

    pub fn without_topic(&self) -> Question {
        Question { query: Query { topic: None, ..self.query.clone() }, ..self.clone() }
    }
}

/// How it is asked; the words that matter; the topic, by its place in [`KINDS`].
const ASKED: &[(&str, &[&str], usize)] = &[
    ("walking group for over 60s", &["walking", "group"], 0),
    ("gentle walks on sundays", &["gentle", "walks"], 0),
    ("i feel lonely", &["lonely"], 1),
    ("someone to talk to", &["talk", "befriending"], 1),
    ("lunch club for older people", &["lunch", "club", "older"], 2),
    ("hot meal and company", &["hot", "meal", "company"], 2),
    ("coffee morning to make new friends", &["coffee", "morning", "friends"], 3),
    ("help with debt", &["help", "debt"], 4),
    ("behind with bills and rent", &["bills", "rent"], 4),
    ("help filling in benefits forms", &["help", "benefits", "forms"], 5),
    ("facing eviction", &["eviction"], 6),
    ("homeless tonight", &["homeless"], 6),
    ("food bank no appointment", &["food", "bank", "appointment"], 7),
    ("counselling for anxiety", &["counselling", "anxiety"], 8),
    ("feeling low and depressed", &["feeling", "low", "depressed"], 8),
    ("my husband died", &["husband", "died", "bereavement"], 9),
    ("memory cafe for my mum", &["memory", "cafe"], 10),
    ("a break from caring", &["break", "caring"], 11),
    ("support group for carers", &["support", "group", "carers"], 11),
    ("gardening with other people", &["gardening"], 12),
    ("community choir no auditions", &["community", "choir", "auditions"], 13),
    ("chair yoga for beginners", &["chair", "yoga", "beginners"], 14),
    ("swimming lessons for women", &["swimming", "lessons", "women"], 15),
    ("walking football over 50", &["walking", "football"], 16),
    ("tea dance", &["tea", "dance"], 17),
    ("strength and balance classes", &["strength", "balance", "classes"], 18),
    ("stop smoking", &["stop", "smoking"], 19),
    ("lose weight with others", &["lose", "weight"], 20),
    ("type 2 diabetes group", &["type", "diabetes", "group"], 21),
    ("drinking too much", &["drinking", "alcohol"], 22),
    ("help with cv and interviews", &["help", "cv", "interviews"], 23),
    ("learn to use a tablet", &["learn", "tablet"], 24),
    ("english conversation", &["english", "conversation"], 25),
    ("knitting and crafts", &["knitting", "crafts"], 26),
    ("painting for wellbeing free", &["painting", "wellbeing"], 27),
    ("men's shed woodwork", &["shed", "woodwork"], 28),
    ("activities for young people after school", &["activities", "young", "school"], 29),
    ("baby group free", &["baby", "group"], 30),
    ("parenting course", &["parenting", "course"], 31),
    ("lift to hospital", &["lift", "hospital", "transport"], 33),
    ("warm space with wifi", &["warm", "space", "wifi"], 35),
    ("social evenings for autistic adults", &["social", "evenings", "autistic"], 36),
];

/// So many questions, the same every time.
pub fn questions(many: usize) -> Vec<Question> {
    let mut chance = Chance(2_026);
    (0..many)
        .map(|number| {
            let (words, terms, kind) = ASKED[number % ASKED.len()];
            let query = Query {
                near: Some(somewhere(&mut chance).point),
                within_miles: Some(10.0),
                topic: Some(KINDS[kind].topic.to_owned()),
                today: Some(jiff::civil::date(2026, 11, 25)),
                ..Query::words(words)
            };
            Question { query, terms: terms.to_vec() }
        })
        .collect()
}

/// The same, with two letters of the longest word changing places.
pub fn with_a_slip(asked: &[Question]) -> Vec<Question> {
    asked.iter().map(|question| Question { query: slipped(&question.query), ..question.clone() }).collect()
}

fn slipped(query: &Query) -> Query {
    let longest = query.words.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle - 1, middle);
    let slip: String = letters.into_iter().collect();
    Query { words: query.words.replacen(longest, &slip, 1), ..query.clone() }
}
