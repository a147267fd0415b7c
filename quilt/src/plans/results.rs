//! What plans came to, kept beside them: rows of figures about invented people, and the one line a list says. Nothing
//! here is a fact about anybody, and all of it can be worked out again.

use std::io::Read as _;

use ::store::{Db, Tx};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use jiff::Timestamp;
use simulate::plan::Plan;
use simulate::runs::Rows;

use super::{one_line, store};
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// Larger results are worked out again instead.
const LARGEST: usize = 8_000_000;

/// The rows kept of a plan.
pub(super) fn find(
    tx: &mut Tx<'_>,
    area: AreaId,
    fingerprint: &str,
    plan: &Plan,
) -> Result<Option<Rows>, Refusal> {
    let Some(bytes) = store::select_result(tx, area, fingerprint)? else { return Ok(None) };
    let mut read = Vec::new();
    let unpacked = DeflateDecoder::new(bytes.as_slice()).read_to_end(&mut read);
    let rows = unpacked.ok().and_then(|_| Rows::read(plan, &mut read.as_slice()).ok());
    Ok(rows.filter(|rows| !rows.is_empty()))
}

/// Packed as they are kept; nothing when they are too large.
fn packed(rows: &Rows) -> Option<Vec<u8>> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::fast());
    rows.write(&mut writer).ok()?;
    writer.finish().ok().filter(|bytes| bytes.len() <= LARGEST)
}

/// Keeps what a plan came to, if the plan itself is kept. That it cannot be kept is no more than a wait next time.
pub(super) fn keep(db: &Db, area: AreaId, fingerprint: &str, plan: &Plan, rows: &Rows, at: Timestamp) {
    let (Some(bytes), Some(said)) = (packed(rows), one_line::of(plan, rows)) else { return };
    let kept = db.write("keep what a plan came to", |tx| {
        store::keep_result(tx, area, fingerprint, (rows.len(), &said, &bytes), at)
    });
    if let Err(refusal) = kept {
        tracing::warn!(%refusal, "what a plan came to was not kept");
    }
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;
    use simulate::runs::Task;

    use super::*;
    use crate::fixture::{engines, world};

    #[test]
    fn results_are_kept_of_plans_that_are_kept_and_go_with_them() {
        for db in engines() {
            let w = world(&db);
            let mut plan = Plan::read(EXAMPLE).unwrap();
            (plan.draws, plan.runs, plan.years) = (3, 1, 1);
            let rows = Task::new(&plan).run();
            let mark = super::super::fingerprint(&plan);
            let found = |plan: &Plan| db.read("find", |tx| find(tx, w.area.id, &mark, plan)).unwrap();
            keep(&db, w.area.id, &mark, &plan, &rows, w.now.at);
            assert_eq!(found(&plan), None, "of nobody's plan");
            let id = db
                .write("keep", |tx| super::super::keep(tx, &w.commissioner, &w.now, "One", &plan, "test"))
                .unwrap();
            keep(&db, w.area.id, &mark, &plan, &rows, w.now.at);
            assert_eq!(found(&plan), Some(rows));
            let mut other = plan.clone();
            other.years = 2;
            assert_eq!(found(&other), None, "of another plan");
            let said = db.read("said", |tx| store::select_said(tx, w.area.id)).unwrap();
            assert!(said.len() == 1 && said[0].1.contains("nine in ten"), "{said:?}");
            let kept = db.read("open", |tx| super::super::open(tx, &w.commissioner, id)).unwrap();
            db.write("withdraw", |tx| super::super::withdraw(tx, &w.commissioner, &w.now, &kept)).unwrap();
            assert_eq!(found(&plan), None);
        }
    }
}
