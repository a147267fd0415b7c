//! SQLite's full text search, asked as it is best asked: a word that means topic and square together narrows the search before
//! ranking, more than needed is taken, and what is outside the circle is left out afterwards.

use std::time::Instant;

use find::METRES_IN_A_MILE;
use rusqlite::{Connection, params};

use crate::questions::Question;
use crate::services::service;
use crate::{Rival, Times};

/// A square is as wide as the circle's radius, so that a circle touches few.
const LAT: f64 = 0.15;
const LON: f64 = 0.24;
/// How many are taken to have twenty left.
const TAKEN: usize = 100;

fn square(topic: &str, row: i64, column: i64) -> String {
    let topic: String = topic.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{topic}x{row}y{}", column + 1_000)
}

pub fn ask(size: u64, asked: &[Question]) -> Result<Rival, String> {
    let said = |why: rusqlite::Error| why.to_string();
    let mut db = Connection::open_in_memory().map_err(said)?;
    db.execute_batch(
        "create virtual table service using fts5(square, name, topics, description, tokenize = 'porter unicode61', \
         detail = full); create table place(id integer primary key, lat real, lon real)",
    )
    .map_err(said)?;
    let began = Instant::now();
    fill(&mut db, size).map_err(said)?;
    let filled = began.elapsed().as_secs_f64();
    let (mut times, mut counts) = (Times::default(), Vec::new());
    for question in asked {
        counts.push(times.take(|| search(&db, question)).map_err(said)?);
    }
    Ok(Rival { times, filled, counts })
}

fn fill(db: &mut Connection, size: u64) -> rusqlite::Result<()> {
    let tx = db.transaction()?;
    {
        let mut text = tx.prepare(
            "insert into service(rowid, square, name, topics, description) values (?, ?, ?, ?, ?)",
        )?;
        let mut place = tx.prepare("insert into place values (?, ?, ?)")?;
        for number in 0..size {
            let entry = service(number);
            let squares: Vec<String> = entry
                .at
                .iter()
                .flat_map(|at| {
                    entry
                        .topics
                        .iter()
                        .map(|topic| square(topic, (at.lat() / LAT) as i64, (at.lon() / LON).floor() as i64))
                })
                .collect();
            text.execute(params![
                number as i64,
                squares.join(" "),
                entry.name,
                entry.topics.join(" "),
                entry.description
            ])?;
            if let Some(at) = entry.at.first() {
                place.execute(params![number as i64, at.lat(), at.lon()])?;
            }
        }
    }
    tx.commit()?;
    db.execute("insert into service(service) values ('optimize')", [])?;
    Ok(())
}

fn search(db: &Connection, question: &Question) -> rusqlite::Result<usize> {
    let near = question.near();
    let (row, column) = (near.lat() / LAT, near.lon() / LON);
    let mut squares = Vec::new();
    for row in (row - 1.0) as i64..=(row + 1.0) as i64 {
        for column in (column - 1.0).floor() as i64..=(column + 1.0).floor() as i64 {
            squares.push(square(question.topic(), row, column));
        }
    }
    let words: Vec<String> = question.terms.iter().map(|term| format!("\"{term}\"")).collect();
    let asked = format!("square:({}) AND ({})", squares.join(" OR "), words.join(" OR "));
    let mut statement = db.prepare_cached(
        "select s.rowid, p.lat, p.lon from (select rowid from service where service match ? order by rank limit ?) s \
         join place p on p.id = s.rowid",
    )?;
    let found = statement.query_map(params![asked, TAKEN as i64], |row| Ok((row.get(1)?, row.get(2)?)))?;
    let inside = found.filter_map(|at: rusqlite::Result<(f64, f64)>| {
        let at = at.ok().and_then(|(lat, lon)| find::Point::new(lat, lon))?;
        (near.metres_to(at) <= 10.0 * METRES_IN_A_MILE).then_some(())
    });
    Ok(inside.take(20).count())
}
