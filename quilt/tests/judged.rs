//! Sixty questions as people say them, asked of a council's real directory through the same search as the page, and
//! weighed against what a good link worker would name first (`judged/bristol.txt`).
//!
//! The directory is not part of this repository: it is looked for at `QUILT_SHARED`, else in `shared` next to the
//! repository, and the test says so when it is absent.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first thing that is wrong, and this one prints what it measured"
)]

mod support;

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use quilt::app::App;
use quilt::directory::{Asked, FeedSource, import_feed, search_for};
use quilt::web::Fields;
use support::{Server, engines, found};

const JUDGED: &str = include_str!("judged/bristol.txt");
/// The least the mean may be, and the least one question may be.
const GOOD: f64 = 0.85;
const BEARABLE: f64 = 0.5;
/// Where a person stops reading: nothing here may be foolish.
const FIRST: usize = 3;

/// A question, and how well each service answers it.
struct Question<'a> {
    words: &'a str,
    /// Never looked at while tuning.
    held_out: bool,
    /// From 1 to 3, by the first eight characters of an id; what is not here is 0.
    grades: HashMap<&'a str, u8>,
}

/// Reads the judged file; what is wrong with a line is said with its number.
fn read(text: &str) -> Result<Vec<Question<'_>>, String> {
    let mut questions: Vec<Question<'_>> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        let wrong = |why: &str| format!("line {}: {why}: {line}", at + 1);
        let (mark, rest) = line.split_once(' ').ok_or_else(|| wrong("nothing after the mark"))?;
        if let "?" | "!" = mark {
            questions.push(Question { words: rest, held_out: mark == "!", grades: HashMap::new() });
            continue;
        }
        let grade = mark.parse().ok().filter(|grade| *grade <= 3);
        let grade: u8 = grade.ok_or_else(|| wrong("neither a question nor a grade from 0 to 3"))?;
        let question = questions.last_mut().ok_or_else(|| wrong("a grade before any question"))?;
        for id in rest.split_whitespace() {
            if id.len() != 8 || !id.chars().all(|c| c.is_ascii_hexdigit()) {
                return Err(wrong("an id is given by its first eight characters"));
            }
            if question.grades.insert(id, grade).is_some() {
                return Err(wrong(&format!("{id} is graded twice")));
            }
        }
    }
    match questions.iter().find(|question| question.grades.values().all(|grade| *grade == 0)) {
        Some(empty) => Err(format!("nothing answers “{}”", empty.words)),
        None => Ok(questions),
    }
}

fn gain(grade: u8, at: usize) -> f64 {
    (2_f64.powi(grade.into()) - 1.0) / (at as f64 + 2.0).log2()
}

impl Question<'_> {
    fn grade(&self, id: &str) -> u8 {
        self.grades.get(&id[..8]).copied().unwrap_or(0)
    }

    /// Normalised discounted cumulative gain over the first ten.
    fn ndcg(&self, ids: &[String]) -> f64 {
        let got: f64 = ids.iter().take(10).enumerate().map(|(at, id)| gain(self.grade(id), at)).sum();
        let mut best: Vec<u8> = self.grades.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        got / best.iter().take(10).enumerate().map(|(at, grade)| gain(*grade, at)).sum::<f64>()
    }

    /// Whether something among the first answers does not fit at all, though there is enough that does.
    fn looks_foolish(&self, ids: &[String]) -> bool {
        let fitting = self.grades.values().filter(|grade| **grade > 0).count();
        fitting >= FIRST && ids.iter().take(FIRST).any(|id| self.grade(id) == 0)
    }
}

/// One question, asked and weighed.
struct Answer<'a> {
    question: &'a Question<'a>,
    score: f64,
    foolish: bool,
    /// Grades of the first ten, as one word.
    grades: String,
}

fn ask<'a>(app: &App, question: &'a Question<'a>) -> Answer<'a> {
    let asked = Asked::read(&Fields::of(&[("what", question.words)]));
    let answered = search_for(app, &app.now(), &asked, None).unwrap();
    let ids: Vec<String> = answered.results.iter().map(|(_, entry)| entry.record.id.to_string()).collect();
    Answer {
        question,
        score: question.ndcg(&ids),
        foolish: question.looks_foolish(&ids),
        grades: ids.iter().map(|id| question.grade(id).to_string()).collect(),
    }
}

impl Answer<'_> {
    fn print(&self) {
        let mark = if self.question.held_out { "held out" } else { "" };
        println!("{:.3}  {:10}  {}  {mark}", self.score, self.grades, self.question.words);
    }
}

fn mean<'a>(answers: impl Iterator<Item = &'a Answer<'a>>) -> f64 {
    let scores: Vec<f64> = answers.map(|answer| answer.score).collect();
    scores.iter().sum::<f64>() / scores.len() as f64
}

fn bristol() -> Option<Vec<u8>> {
    let root = std::env::var_os("QUILT_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = root.join("data/oruk/feeds/bristol-services-list-2024-12.json");
    let read = std::fs::read(&path);
    if let Err(why) = &read {
        println!("skipped: {} cannot be read here ({why})", path.display());
    }
    read.ok()
}

#[test]
fn judged_questions_are_answered_as_a_link_worker_would() {
    let questions = read(JUDGED).unwrap_or_else(|why| panic!("judged/bristol.txt, {why}"));
    assert_eq!(questions.len(), 60);
    assert_eq!(questions.iter().filter(|question| question.held_out).count(), 20);
    let Some(feed) = bristol() else { return };
    let db = engines().swap_remove(0);
    let county = found(&db);
    let source = FeedSource { name: "Bristol".into(), address: "file:bristol.json".into() };
    let report =
        import_feed(db.db(), &county.admin.actor, &county.now(), &source, io::Cursor::new(feed)).unwrap();
    assert_eq!(report.run.added, 817, "{report:?}");
    let server = Server::start(&db, &county.chance);
    let answers: Vec<Answer<'_>> = questions.iter().map(|question| ask(&server.app, question)).collect();
    answers.iter().for_each(Answer::print);
    let mut worst: Vec<&Answer<'_>> = answers.iter().collect();
    worst.sort_by(|a, b| a.score.total_cmp(&b.score));
    println!("\nThe ten worst:");
    worst.iter().take(10).for_each(|answer| answer.print());
    let all = mean(answers.iter());
    let tuned = mean(answers.iter().filter(|answer| !answer.question.held_out));
    let held_out = mean(answers.iter().filter(|answer| answer.question.held_out));
    println!("\nmean nDCG@10 {all:.3}: tuned on {tuned:.3}, held out {held_out:.3}");
    assert!(all >= GOOD, "{all:.3}");
    assert!(worst[0].score >= BEARABLE, "{:.3}: {}", worst[0].score, worst[0].question.words);
    let foolish: Vec<&str> = answers.iter().filter(|a| a.foolish).map(|a| a.question.words).collect();
    assert!(foolish.is_empty(), "something among the first {FIRST} does not fit at all: {foolish:?}");
}

#[test]
fn what_is_wrong_with_the_judged_file_is_said_with_its_line() {
    let why = |text: &str| read(text).map(|_| ()).unwrap_err();
    assert!(why("3 0123abcd").starts_with("line 1: a grade before any question"));
    assert!(why("? tea\n4 0123abcd").starts_with("line 2: neither a question nor a grade"));
    assert!(why("# what\n? tea\n\n3 tea and cake").starts_with("line 4: an id is given by"));
    assert!(why("? tea\n3 0123abcd\n1 0123abcd").starts_with("line 3: 0123abcd is graded twice"));
    assert_eq!(why("? tea\n0 0123abcd"), "nothing answers “tea”");
    assert!(why("?").starts_with("line 1: nothing after the mark"));
    assert_eq!(
        read("? tea\n# drink\n3 0123abcd 4567abcd\n! cake\n2 0123abcd").unwrap()[1].grades["0123abcd"],
        2
    );
}
