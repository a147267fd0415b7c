//! Looks are lines too: who opened whose record. One line an hour for each viewer and
//! record keeps the ledger readable and a page quick.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::uuid::Uuid;

use super::Visit;
use crate::line::line;
use crate::refusal::Refusal;

/// How long one line covers, in seconds.
const COVERS: i64 = 3_600;

/// How many recent looks are remembered before old ones are let go.
const MOST: usize = 50_000;

#[derive(Default)]
pub struct Looks(Mutex<HashMap<(Uuid, Uuid, &'static str), i64>>);

impl Looks {
    /// Writes the line before the page is shown: nothing is seen that is not recorded.
    pub fn looked(
        &self,
        visit: &Visit<'_>,
        kind: &'static str,
        about: Uuid,
        thread: Option<Uuid>,
    ) -> Result<(), Refusal> {
        let key = (visit.actor.id(), thread.unwrap_or(about), kind);
        let second = visit.now.at.as_second();
        {
            let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if seen.get(&key).is_some_and(|at| second - at < COVERS) {
                return Ok(());
            }
        }
        visit.app.db.write("record a look", |tx| {
            let mut line = line(&visit.actor, &visit.now, kind, about);
            if let Some(thread) = thread {
                line = line.thread(thread);
            }
            line.record(tx)
        })?;
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST {
            seen.retain(|_, at| second - *at < COVERS);
        }
        seen.insert(key, second);
        Ok(())
    }
}
