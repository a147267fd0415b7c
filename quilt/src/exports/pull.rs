//! Drawing a table: batch after batch through the primary key, each in a short transaction of its own, into a writer whose
//! bytes are taken as they come. The next batch is fetched while the last one is written. Memory stays the same for ten
//! rows and for ten million, and a slow reader holds no transaction.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use ::store::{Db, Row, Value};
use identity::{Aliases, Keys};
use jiff::Timestamp;
use tabular::{Cell, Format, Kind, Writer};
use uuid::Uuid;

use super::codes;
use super::mark::Mark;
use super::store::{self, Drawn, KeptBack};
use super::table::{Column, Holds, Owner, Table};
use super::{Source, View};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Rows asked for at once: few enough to hold, enough to be worth asking.
const BATCH: usize = 5_000;

/// What is wanted of a table.
pub struct Wanted {
    pub table: &'static Table,
    pub format: Format,
    pub view: View,
    pub since: Option<Mark>,
}

/// A table being drawn.
pub struct Pull {
    db: Db,
    area: AreaId,
    wanted: Wanted,
    since: Option<Timestamp>,
    columns: Vec<&'static Column>,
    drawn: Option<Arc<Drawn>>,
    /// The next rows, on their way.
    ahead: Option<JoinHandle<Result<Vec<Row>, Refusal>>>,
    /// Rows that are written: whoever fetches the next lets go of them, for that takes as long as a part of writing.
    spent: Vec<Row>,
    kept_back: KeptBack,
    aliases: Aliases,
    ids: Ids,
    writer: Option<Writer>,
    after: Uuid,
    counted: Counted,
}

/// What came of it so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    pub rows: u64,
    /// Of them, those that say that a row is gone.
    pub gone: u64,
}

impl Pull {
    /// Begins. `mark` is where this export stands; Parquet files carry it inside.
    pub fn begin(db: &Db, area: AreaId, keys: &Keys, wanted: Wanted, mark: &str) -> Result<Pull, Refusal> {
        let columns: Vec<&Column> = wanted.table.seen(wanted.view.named).collect();
        let mut heads = vec![tabular::Column::new("gone", Kind::Yes)];
        heads.extend(columns.iter().map(|column| tabular::Column::new(column.name, column.holds.kind())));
        heads.swap(0, 1);
        let about = [("quilt.mark", mark), ("quilt.table", wanted.table.name)];
        let writer = Writer::new(wanted.format, &heads, &about).map_err(broken)?;
        let since = wanted.since.map(Mark::since);
        let drawn = match &wanted.table.sql {
            Source::Rows(of) => Some(Arc::new(Drawn::new(wanted.table, of, &wanted.view, since))),
            Source::Codes => None,
        };
        let kept_back = db.read("know who is kept back", |tx| store::kept_back(tx, area))?;
        Ok(Pull {
            db: db.clone(),
            area,
            since,
            columns,
            drawn,
            ahead: None,
            spent: Vec::new(),
            kept_back,
            aliases: Aliases::new(&keys.aliases()),
            ids: Ids::default(),
            writer: Some(writer),
            after: Uuid::nil(),
            counted: Counted::default(),
            wanted,
        })
    }

    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    pub fn counted(&self) -> Counted {
        self.counted
    }

    /// The next bytes; nothing at the end.
    pub fn more(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        while let Some(mut writer) = self.writer.take() {
            let over = self.batch(&mut writer)?;
            let mut bytes = writer.take();
            if over {
                bytes.extend(writer.finish().map_err(broken)?);
                return Ok(Some(bytes));
            }
            self.writer = Some(writer);
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
        Ok(None)
    }

    /// Writes the next rows; true when there are no more.
    fn batch(&mut self, writer: &mut Writer) -> Result<bool, Refusal> {
        let Some(drawn) = &self.drawn else {
            self.counted.rows = codes::write(&self.db, self.area, writer)?;
            return Ok(true);
        };
        let rows = match self.ahead.take() {
            Some(ahead) => ahead.join().map_err(|_| Refusal::Internal("an export stopped".into()))??,
            None => fetch(&self.db, drawn, self.area, self.after)?,
        };
        let over = rows.len() < BATCH;
        if let Some(last) = rows.last().filter(|_| !over) {
            self.after = last.at(0)?;
            let (db, drawn, area, after) = (self.db.clone(), Arc::clone(drawn), self.area, self.after);
            let spent = std::mem::take(&mut self.spent);
            self.ahead = Some(thread::spawn(move || {
                drop(spent);
                fetch(&db, &drawn, area, after)
            }));
        }
        for row in &rows {
            self.put(row, writer)?;
        }
        self.spent = rows;
        Ok(over)
    }

    fn put(&mut self, row: &Row, writer: &mut Writer) -> Result<(), Refusal> {
        let mut gone = row.at::<bool>(2)?;
        if let Some(kept_since) = self.kept_back_since(row)? {
            // Whoever reads on and had the row before is told to let it go; nobody else hears of it.
            if self.since.is_none_or(|since| kept_since <= since) {
                return Ok(());
            }
            gone = true;
        }
        self.name(row)?;
        let mut cells: Vec<Cell<'_>> = Vec::with_capacity(self.columns.len() + 1);
        for (index, (column, id)) in self.columns.iter().zip(&self.ids.places).enumerate() {
            cells.push(match id {
                Some((from, to)) => Cell::Text(self.ids.text.get(*from..*to).unwrap_or_default()),
                None if gone => Cell::Nothing,
                None => cell(column, row, index + 3)?,
            });
            if index == 0 {
                cells.push(Cell::Yes(gone));
            } else if gone && let Some(last) = cells.last_mut() {
                *last = Cell::Nothing;
            }
        }
        writer.row(&cells).map_err(broken)?;
        self.counted.rows += 1;
        self.counted.gone += u64::from(gone);
        Ok(())
    }

    /// From when on the row's owner is kept back, if they are.
    fn kept_back_since(&self, row: &Row) -> Result<Option<Timestamp>, Refusal> {
        let Source::Rows(of) = &self.wanted.table.sql else { return Ok(None) };
        let owners = match of.owner {
            Owner::Nobody => return Ok(None),
            Owner::Person(_) => &self.kept_back.people,
            Owner::Journey(_) => &self.kept_back.journeys,
        };
        if owners.is_empty() {
            return Ok(None);
        }
        Ok(row.at::<Option<Uuid>>(1)?.and_then(|owner| owners.get(&owner)).copied())
    }

    /// Writes the ids of a row as the file has them.
    fn name(&mut self, row: &Row) -> Result<(), Refusal> {
        let Ids { text, places } = &mut self.ids;
        text.clear();
        places.clear();
        for (index, column) in self.columns.iter().enumerate() {
            let id: Option<Uuid> = match column.holds {
                Holds::Id | Holds::OpenId => row.at(index + 3)?,
                _ => None,
            };
            let from = text.len();
            match (id, column.holds) {
                (None, _) => {}
                (Some(id), Holds::Id) if !self.wanted.view.named => self.aliases.put(id.as_bytes(), text),
                (Some(id), _) => text.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer())),
            }
            places.push(id.map(|_| (from, text.len())));
        }
        Ok(())
    }
}

/// The ids of one row, written one behind the other, and where each column's stands.
#[derive(Default)]
struct Ids {
    text: String,
    places: Vec<Option<(usize, usize)>>,
}

fn fetch(db: &Db, drawn: &Drawn, area: AreaId, after: Uuid) -> Result<Vec<Row>, Refusal> {
    let rows = i64::try_from(BATCH).unwrap_or(i64::MAX);
    db.read("draw rows to take away", |tx| drawn.batch(tx, area, after, rows))
}

fn broken(error: tabular::Error) -> Refusal {
    Refusal::Internal(format!("an export could not be written: {error}"))
}

/// What stands in a column, as the file has it.
fn cell<'a>(column: &Column, row: &'a Row, index: usize) -> Result<Cell<'a>, Refusal> {
    let value = row.values().get(index);
    Ok(match (column.holds, value) {
        (_, None | Some(Value::Null)) => Cell::Nothing,
        (Holds::Text, Some(Value::Text(text))) => Cell::Text(text),
        (Holds::Whole, Some(_)) => Cell::Whole(row.at(index)?),
        (Holds::Real, Some(_)) => Cell::Real(row.at(index)?),
        (Holds::Moment, Some(_)) => Cell::Moment(row.at(index)?),
        (Holds::Day, Some(_)) => Cell::Day(row.at(index)?),
        (Holds::Yes, Some(_)) => Cell::Yes(row.at(index)?),
        (Holds::Text | Holds::Id | Holds::OpenId, Some(_)) => return Err(Refusal::broken(column.name)),
    })
}
