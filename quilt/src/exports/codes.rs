//! The lists of codes, as a table of the export: what the columns of the others mean, and the SNOMED CT codes somebody here
//! has entered.

use ::store::Db;
use tabular::{Cell, Writer};

use super::Source;
use super::store_people::column;
use super::table::Holds::{Text, Whole, Yes};
use super::table::Seen::Always;
use super::table::{About, Table};
use crate::refusal::Refusal;
use crate::settings::{AreaId, CodedList, coded};

pub(super) static CODES: Table = Table {
    name: "codes",
    row: "one choice of one of the four lists of the minimum dataset",
    about: About::House,
    columns: &[
        column("id", "", Text, Always, "list and code, with a point between"),
        column("list", "", Text, Always, "`about_people`, `needs`, `support` or `outcomes`"),
        column("code", "", Text, Always, "the word that stands in the other tables; it never changes"),
        column("label", "", Text, Always, "how it is said here; may be changed"),
        column("position", "", Whole, Always, "where it stands in its list"),
        column("in_use", "", Yes, Always, "whether it is still offered"),
        column("snomed", "", Text, Always, "its SNOMED CT concept; empty where none is confirmed"),
    ],
    sql: Source::Codes,
};

/// Writes all of them: they are few, so they come whole every time.
pub(super) fn write(db: &Db, area: AreaId, writer: &mut Writer) -> Result<u64, Refusal> {
    let mut rows = 0;
    for list in CodedList::ALL {
        for item in db.read("read a list of codes", |tx| coded(tx, area, list))? {
            let id = format!("{}.{}", list.code(), item.code);
            let cells = [
                Cell::Text(&id),
                Cell::Yes(false),
                Cell::Text(list.code()),
                Cell::Text(&item.code),
                Cell::Text(&item.label),
                Cell::Whole(item.position),
                Cell::Yes(item.in_use),
                item.snomed.as_deref().map_or(Cell::Nothing, Cell::Text),
            ];
            writer.row(&cells).map_err(|e| Refusal::Internal(e.to_string()))?;
            rows += 1;
        }
    }
    Ok(rows)
}
