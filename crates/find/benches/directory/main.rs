//! How quick the search of a directory is, at a hundred thousand services and at a million, next to what databases offer.
//!
//! `make bench-directory` invents a directory of England, builds the index, and asks thousands of questions of some forty
//! kinds from where people live: words in any order, within ten miles, about a topic, the best twenty. The same directory and
//! questions go to PostgreSQL (`tsvector` and PostGIS) and to SQLite (FTS5, with a word for each topic and square). `FIND_SIZES`
//! chooses other sizes, and `FIND_RIVALS=0` leaves the databases out.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench speaks, and stops at the first thing that is wrong"
)]

mod chance;
mod england;
mod kinds;
mod postgres;
mod questions;
mod services;
mod sqlite;

use std::time::Instant;

use find::{Entry, Index, Query};
use questions::{Question, questions, with_a_slip};
use services::service;

/// How many questions are asked, and how often each; the best time of each counts, for others use this machine too.
const QUESTIONS: usize = 2_400;
const ROUNDS: usize = 3;
/// The same for databases, which take longer, and for changes.
const FEWER: usize = 400;
/// How many kinds of questions there are; they come in turn.
const KINDS: usize = 42;

fn main() {
    let sizes = std::env::var("FIND_SIZES").unwrap_or_else(|_| "100000,1000000".to_owned());
    for size in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        println!("\n## {size} services");
        measure(size);
    }
}

fn measure(size: u64) {
    let before = resident();
    let began = Instant::now();
    let index = Index::build((0..size).map(service)).unwrap();
    println!("build, services invented meanwhile: {:.1} s", began.elapsed().as_secs_f64());
    let memory = || format!("{:.0} MB counted, {:.0} MB more resident", index.bytes() as f64 / 1e6, resident() - before);
    println!("memory right after building: {}", memory());
    let asked = questions(QUESTIONS);
    let mut cold = Times::default();
    asked[..KINDS].iter().for_each(|question| {
        cold.take(|| index.search(&question.query));
    });
    println!("ours, the very first question of each kind: {}", cold.say());
    let ours = best_of(&asked, |query| index.search(query).total);
    println!("ours, any words + 10 miles + topic, first 20 exactly: {}", ours.say());
    println!("found: {}", mix(&asked, &index));
    let slipped = best_of(&with_a_slip(&asked), |query| index.search(query).total);
    println!("ours, a word slipped in each: {}, {}", slipped.say(), slipped.beside(&ours));
    let all: Vec<Question> = asked.iter().map(Question::without_topic).collect();
    println!("ours, without the topic: {}", best_of(&all, |query| index.search(query).total).say());
    changes(&index, size, &asked);
    println!("memory after all that: {}", memory());
    drop_and_compare(index, size, &asked[..FEWER], &ours);
}

/// How long building takes when the services are at hand already.
fn build(size: u64) {
    let entries: Vec<Entry> = (0..size).map(service).collect();
    let began = Instant::now();
    let index = Index::build(entries).unwrap();
    println!("build, services at hand: {:.1} s for {}", began.elapsed().as_secs_f64(), index.len());
}

/// One entry put at a time, each found at once; and questions asked right after, when nothing is remembered.
fn changes(index: &Index, size: u64, asked: &[Question]) {
    let (mut puts, mut firsts, mut usual) = (Times::default(), Times::default(), Times::default());
    for (turn, question) in asked.iter().take(FEWER).enumerate() {
        let new = Entry { name: format!("Falconry number{turn}"), ..service(size + turn as u64) };
        let (id, words) = (new.id, format!("falconry number{turn}"));
        puts.take(|| index.put([new]).unwrap());
        firsts.take(|| index.search(&question.query));
        usual.take(|| index.search(&question.query));
        assert_eq!(index.search(&Query::words(words)).hits[0].id, id);
    }
    println!("put of one entry: {}, longest {:.1} ms", puts.say(), puts.longest());
    println!("ours, first question after a put: {}, {}", firsts.say(), firsts.beside(&usual));
    println!("  the same again: {}", usual.say());
}

fn drop_and_compare(index: Index, size: u64, asked: &[Question], ours: &Times) {
    let exact: Vec<Vec<uuid::Uuid>> = asked
        .iter()
        .map(|question| index.search(&question.query).hits.into_iter().map(|hit| hit.id).collect())
        .collect();
    drop(index);
    build(size);
    if std::env::var("FIND_RIVALS").is_ok_and(|rivals| rivals == "0") {
        return;
    }
    let rivals: [(&str, Ask); 2] = [
        ("SQLite FTS5, topic and square in one word", sqlite::ask),
        ("PostgreSQL, tsvector and PostGIS", postgres::ask),
    ];
    for (name, ask) in rivals {
        match ask(size, asked) {
            Err(why) => println!("{name}: not measured, {why}"),
            Ok(rival) => {
                let (said, beside) = (rival.times.say(), rival.times.beside(ours));
                println!("{name}: {said}, {beside}; filled in {:.0} s", rival.filled);
                let near = exact
                    .iter()
                    .zip(&rival.counts)
                    .filter(|(ours, theirs)| !ours.is_empty() && **theirs == 0);
                println!("  finds nothing where something is: {} of {}", near.count(), asked.len());
            }
        }
    }
}

/// Fills another engine and asks it, or says why it cannot.
type Ask = fn(u64, &[Question]) -> Result<Rival, String>;

/// What another engine took for the same.
pub struct Rival {
    pub times: Times,
    pub filled: f64,
    /// How many it found for each question, twenty at most.
    pub counts: Vec<usize>,
}

/// Times in milliseconds.
#[derive(Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn take<T>(&mut self, act: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = act();
        self.0.push(began.elapsed().as_secs_f64() * 1e3);
        result
    }

    fn at(&self, share: f64) -> f64 {
        let mut times = self.0.clone();
        times.sort_by(f64::total_cmp);
        times[((times.len() - 1) as f64 * share).round() as usize]
    }

    fn beside(&self, other: &Times) -> String {
        let times = |share| self.at(share) / other.at(share);
        format!("{:.1} and {:.1} times as long", times(0.5), times(0.99))
    }

    fn longest(&self) -> f64 {
        self.at(1.0)
    }

    fn say(&self) -> String {
        format!("half within {:.2} ms, 99 in 100 within {:.2} ms", self.at(0.5), self.at(0.99))
    }
}

fn best_of(asked: &[Question], mut ask: impl FnMut(&Query) -> usize) -> Times {
    let mut best = vec![f64::MAX; asked.len()];
    for _ in 0..ROUNDS {
        for (question, best) in asked.iter().zip(&mut best) {
            let mut time = Times::default();
            time.take(|| std::hint::black_box(ask(&question.query)));
            *best = best.min(time.0[0]);
        }
    }
    Times(best)
}

/// How much there is to find, so that nobody takes an empty answer for a quick one.
fn mix(asked: &[Question], index: &Index) -> String {
    let mut totals: Vec<usize> = asked.iter().map(|question| index.search(&question.query).total).collect();
    totals.sort_unstable();
    let at = |share: f64| totals[((totals.len() - 1) as f64 * share) as usize];
    format!("{} in half of the answers, {} in one of ten, {} at most", at(0.5), at(0.9), at(1.0))
}

/// Megabytes of this process in memory.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .map_or(0.0, |pages: f64| pages * 4096.0 / 1e6)
}
