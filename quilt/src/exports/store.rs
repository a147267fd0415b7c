//! The SQL the tables of the export are drawn by: who is kept back, and the next rows of a table.

use std::collections::HashMap;

use ::store::{Row, Tx, Value, places, values};
use jiff::Timestamp;
use uuid::Uuid;

use super::table::{Owner, Sql, Table};
use super::{FILES, View};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Those whose rows may not leave, with the moment from which on.
#[derive(Debug, Default)]
pub(super) struct KeptBack {
    pub people: HashMap<Uuid, Timestamp>,
    pub journeys: HashMap<Uuid, Timestamp>,
}

/// Whoever took a consent back and did not give it again, and whoever said no to files.
pub(super) fn kept_back(tx: &mut Tx<'_>, area: AreaId) -> Result<KeptBack, Refusal> {
    let mut kept = KeptBack::default();
    let later = "not exists (select 1 from consent n where n.area_id = c.area_id and n.person_id = c.person_id \
                 and n.about = c.about and n.id <> c.id and n.at > c.at)";
    tx.each(
        &format!(
            "select c.person_id, coalesce(c.withdrawn_at, c.at) from consent c where c.area_id = $1 \
             and (c.withdrawn_at is not null or (c.about = $2 and not c.given)) and {later}"
        ),
        &values![area, FILES],
        &mut |row| {
            let since: Timestamp = row.at(1)?;
            kept.people.entry(row.at(0)?).and_modify(|at| *at = since.max(*at)).or_insert(since);
            Ok(())
        },
    )?;
    let people: Vec<Uuid> = kept.people.keys().copied().collect();
    for some in people.chunks(500) {
        let mut values: Vec<Value> = values![area].into();
        values.extend(some.iter().map(|id| Value::from(*id)));
        let listed = places(2, some.len());
        let sql = format!("select id, person_id from journey where area_id = $1 and person_id in ({listed})");
        for row in tx.rows(&sql, &values)? {
            if let Some(since) = kept.people.get(&row.at::<Uuid>(1)?) {
                kept.journeys.insert(row.at(0)?, *since);
            }
        }
    }
    Ok(kept)
}

/// What is asked for each batch of a table: its text never changes while the table is drawn.
pub(super) struct Drawn {
    sql: String,
    /// What follows area, place and number of rows.
    rest: Vec<Value>,
}

impl Drawn {
    /// Three columns stand before the table's own: its id, its owner's, and whether it is gone.
    pub fn new(table: &Table, of: &Sql, view: &View, since: Option<Timestamp>) -> Drawn {
        let mut rest: Vec<Value> = Vec::new();
        let mut filters = vec!["t.area_id = $1".to_owned(), format!("{} > $2", of.key)];
        if let Some(schemes) = &view.schemes {
            rest.extend(schemes.iter().map(|id| Value::from(*id)));
            // A list cannot be empty; no scheme has the nil id.
            if schemes.is_empty() {
                rest.push(Value::from(Uuid::nil()));
            }
            filters.push(of.within.replace("{schemes}", &places(4, rest.len())));
        }
        if let Some(since) = since {
            rest.push(Value::from(since));
            filters.push(of.since.replace("{since}", &format!("${}", 3 + rest.len())));
        }
        // Whoever reads on is told of rows that are no longer here; whoever begins never had them.
        let gone = match (of.only, since) {
            (Some(only), Some(_)) => format!("not ({only})"),
            (Some(only), None) => {
                filters.push(format!("({only})"));
                "1 = 0".to_owned()
            }
            (None, _) => "1 = 0".to_owned(),
        };
        let owner = match of.owner {
            Owner::Person(sql) | Owner::Journey(sql) => sql,
            Owner::Nobody => "null",
        };
        let columns: Vec<&str> = table.seen(view.named).map(|column| column.sql).collect();
        let sql = format!(
            "select {key}, {owner}, {gone}, {} from {} where {} order by {key} limit $3",
            columns.join(", "),
            of.from,
            filters.join(" and "),
            key = of.key
        );
        Drawn { sql, rest }
    }

    /// The next rows after this id.
    pub fn batch(&self, tx: &mut Tx<'_>, area: AreaId, after: Uuid, rows: i64) -> Result<Vec<Row>, Refusal> {
        let mut values: Vec<Value> = values![area, after, rows].into();
        values.extend(self.rest.iter().cloned());
        Ok(tx.rows(&self.sql, &values)?)
    }
}
