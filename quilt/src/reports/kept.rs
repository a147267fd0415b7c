//! Stories told lately, kept for a few minutes: adding up twenty thousand journeys takes a
//! moment, and a board opens the same address together. The page says when it was known.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use super::scope::Scope;
use super::story::Story;
use crate::refusal::Refusal;
use crate::settings::AreaId;

/// How long a story is told again as it was, in seconds.
const HOLDS: i64 = 300;

/// How many are kept; when there are more, old ones are let go.
const MOST: usize = 64;

/// A story and the moment it was added up.
pub(super) type Known = (Timestamp, Arc<Story>);

/// The stories told lately. What is kept is what may be printed: small numbers are hidden in
/// it already, and a scope holds only schemes its reader may see.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<(AreaId, Scope), Known>>);

impl Kept {
    /// The story of a scope, from lately or added up now.
    pub(super) fn story(
        &self,
        area: AreaId,
        scope: &Scope,
        now: Timestamp,
        add_up: impl FnOnce() -> Result<Story, Refusal>,
    ) -> Result<Known, Refusal> {
        let key = (area, scope.clone());
        let fresh = |known: &Known| (0..HOLDS).contains(&(now.as_second() - known.0.as_second()));
        if let Some(known) =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).filter(|k| fresh(k))
        {
            return Ok(known.clone());
        }
        let known = (now, Arc::new(add_up()?));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, known| fresh(known));
        }
        if kept.len() < MOST {
            kept.insert(key, known.clone());
        }
        Ok(known)
    }
}
