//! PostgreSQL's full text search with PostGIS, each with its index. `scripts/with-postgres` starts a server for it.

use std::io::Write;
use std::time::Instant;

use postgres::{Client, NoTls};

use crate::questions::Question;
use crate::services::service;
use crate::{Rival, Times};

pub fn ask(size: u64, asked: &[Question]) -> Result<Rival, String> {
    let server = std::env::var("QUILT_TEST_PG")
        .map_err(|_| "no server was started (scripts/with-postgres)".to_owned())?;
    let said = |why: postgres::Error| why.to_string();
    let mut db = Client::connect(&server, NoTls).map_err(said)?;
    db.batch_execute("create extension if not exists postgis")
        .map_err(|why| format!("PostGIS is not here ({why})"))?;
    let began = Instant::now();
    fill(&mut db, size).map_err(said)?;
    let filled = began.elapsed().as_secs_f64();
    let (mut times, mut counts) = (Times::default(), Vec::new());
    let statement = db
        .prepare(
            "select id from service where text @@ to_tsquery('english', $1) and topics @> array[$2] \
             and st_dwithin(at, st_point($3, $4)::geography, 16093.44) \
             order by ts_rank(text, to_tsquery('english', $1)) desc limit 20",
        )
        .map_err(said)?;
    for question in asked {
        let (words, near) = (question.terms.join(" | "), question.near());
        let found =
            times.take(|| db.query(&statement, &[&words, &question.topic(), &near.lon(), &near.lat()]));
        counts.push(found.map_err(said)?.len());
    }
    db.batch_execute("drop table service").map_err(said)?;
    Ok(Rival { times, filled, counts })
}

fn fill(db: &mut Client, size: u64) -> Result<(), postgres::Error> {
    db.batch_execute(
        "drop table if exists service; drop table if exists given;
         create unlogged table given(id bigint, name text, topics text[], description text, lat float8, lon float8)",
    )?;
    let mut copy = db.copy_in("copy given from stdin")?;
    for number in 0..size {
        let entry = service(number);
        let at = entry.at.first();
        let degrees = |of: fn(&find::Point) -> f64| at.map_or("\\N".to_owned(), |at| of(at).to_string());
        let topics: Vec<String> = entry.topics.iter().map(|topic| format!("\"{topic}\"")).collect();
        let line = format!(
            "{number}\t{}\t{{{}}}\t{}\t{}\t{}\n",
            entry.name,
            topics.join(","),
            entry.description,
            degrees(|at| at.lat()),
            degrees(|at| at.lon())
        );
        // What cannot be sent is said when the copy is finished.
        let _ = copy.write_all(line.as_bytes());
    }
    copy.finish()?;
    db.batch_execute(
        "create unlogged table service as select id, topics,
           setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', array_to_string(topics, ' ')), 'A')
             || to_tsvector('english', description) as text,
           st_point(lon, lat)::geography as at from given;
         drop table given;
         create index on service using gin(text); create index on service using gin(topics);
         create index on service using gist(at); analyze service",
    )
}
