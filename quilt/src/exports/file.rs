//! `/exports/{table}/{format}`: a table as a file, made while it is sent.

use tabular::Format;

use super::mark::Mark;
use super::pull::{Pull, Wanted};
use super::{View, kept, table_named};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::web::{Answer, Made, Visit};

/// The header in which a file's mark travels besides its name.
const HEADER: &str = "quilt-mark";

/// GET `/exports/readings/csv?since=MARK&names=yes`
pub(super) fn give(visit: &Visit<'_>) -> Result<Answer, Refusal> {
    let table = table_named(visit.text_param("table")).ok_or_else(Refusal::not_found)?;
    let format = Format::parse(visit.text_param("format")).ok_or_else(Refusal::not_found)?;
    let view = View::of(&visit.actor, table, visit.query.ticked("names")).ok_or_else(Refusal::not_found)?;
    let (app, now) = (visit.app, visit.now.clone());
    let key = app.keys.aliases();
    let reader = View::of_reader(&visit.actor, view.named);
    let since =
        visit.query.some("since").map(|mark| Mark::parse(mark, &key, visit.area(), &reader)).transpose()?;
    let mark = Mark::at(now.at).text(&key, visit.area(), &reader);
    let name = format!("{}-{mark}.{}", table.name, format.code());
    let wanted = Wanted { table, format, view, since };
    kept::begun(&app.db, &visit.actor, &now, &wanted)?;
    let mut pull = Pull::begin(&app.db, visit.area(), &app.keys, wanted, &mark)?;
    let (db, by, clock, chance) =
        (app.db.clone(), visit.actor.clone(), app.clock.clone(), app.chance.clone());
    let mut over = false;
    let next = move || {
        if over {
            return Ok(None);
        }
        let bytes = pull.more()?;
        if bytes.is_none() {
            over = true;
            let now = Moment { at: clock.now(), chance: chance.clone() };
            kept::given(&db, &by, &now, pull.wanted(), pull.counted())?;
        }
        Ok(bytes)
    };
    Ok(Answer::Made(Made {
        name,
        kind: format.content_type(),
        beside: Some((HEADER, mark)),
        next: Box::new(next),
    }))
}
