//! Reading many lines at constant memory: everything up to a moment, in the order it was written, and what each lane has had
//! since somebody looked last.

use jiff::Timestamp;
use store::{Tx, Value, places, values};
use uuid::Uuid;

use crate::{Entry, Error};

/// Where an area's lanes stood: how many lines each had. What is added to a lane comes after its head, whatever the
/// clocks of two machines said, so nothing is missed between two looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads(Vec<(i64, i64)>);

impl Heads {
    /// How many lines there were in all.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.0.iter().map(|(_, seq)| seq.unsigned_abs()).sum()
    }

    fn of(&self, lane: i64) -> i64 {
        self.0.iter().find(|(it, _)| *it == lane).map_or(0, |(_, seq)| *seq)
    }
}

/// Where the lanes of an area stand.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn heads(tx: &mut Tx<'_>, area: Uuid) -> Result<Heads, Error> {
    let rows =
        tx.rows("SELECT lane, seq FROM ledger_lane WHERE area_id = $1 ORDER BY lane", &values![area])?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect::<Result<_, Error>>().map(Heads)
}

/// Kind, whom or what it is about, and the story it belongs to, of each line between two looks.
///
/// # Errors
/// [`Error::Store`] when the database says no.
pub fn each_between(
    tx: &mut Tx<'_>,
    area: Uuid,
    before: &Heads,
    now: &Heads,
    take: &mut dyn FnMut(&str, Uuid, Option<Uuid>),
) -> Result<(), Error> {
    for (lane, seq) in &now.0 {
        let from = before.of(*lane);
        if from >= *seq {
            continue;
        }
        tx.each(
            "SELECT kind, about_id, thread_id FROM ledger_line \
             WHERE area_id = $1 AND lane = $2 AND seq > $3 AND seq <= $4",
            &values![area, *lane, from, *seq],
            &mut |row| {
                take(&row.at::<String>(0)?, row.at(1)?, row.at(2)?);
                Ok(())
            },
        )?;
    }
    Ok(())
}

/// Every line of these kinds written before `until`, in the order they were written. Names of who wrote them are left
/// out. What was emptied comes with no facts.
///
/// # Errors
/// [`Error::Store`] when the database says no, [`Error::StoredFacts`] when facts were damaged.
pub fn each_until(
    tx: &mut Tx<'_>,
    area: Uuid,
    kinds: &[&str],
    until: Timestamp,
    take: &mut dyn FnMut(Entry),
) -> Result<(), Error> {
    if kinds.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![area.into(), until.into()];
    values.extend(kinds.iter().map(|kind| Value::from(*kind)));
    let mut damaged = None;
    tx.each(
        &format!(
            "SELECT lane, seq, kind, about_id, thread_id, by_id, happened, written, facts FROM ledger_line \
             WHERE area_id = $1 AND written < $2 AND kind IN ({}) ORDER BY written, lane, seq",
            places(3, kinds.len())
        ),
        &values,
        &mut |row| {
            let facts = row.at::<Option<String>>(8)?.map(|facts| serde_json::from_str(&facts)).transpose();
            let (lane, seq) = (row.at(0)?, row.at(1)?);
            let Ok(facts) = facts else {
                damaged.get_or_insert((lane, seq));
                return Ok(());
            };
            take(Entry {
                area,
                lane,
                seq,
                kind: row.at(2)?,
                about: row.at(3)?,
                thread: row.at(4)?,
                by: row.at(5)?,
                by_name: String::new(),
                happened: row.at(6)?,
                written: row.at(7)?,
                facts,
            });
            Ok(())
        },
    )?;
    damaged.map_or(Ok(()), |(lane, seq)| Err(Error::StoredFacts { lane, seq }))
}
