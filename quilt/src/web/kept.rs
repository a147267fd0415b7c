//! What was added up lately and holds for a while: adding up a whole county takes a moment, and a
//! board opens the same address together. A page that shows something kept says when it was known.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::refusal::Refusal;

/// How many are kept; when there are more, old ones are let go.
const MOST: usize = 64;

/// Something added up, and the moment it was.
pub type Known<V> = (Timestamp, Arc<V>);

/// Answers kept for some seconds, by what was asked.
pub struct Kept<K, V> {
    holds: i64,
    known: Mutex<HashMap<K, Known<V>>>,
}

impl<K: Eq + Hash, V> Kept<K, V> {
    pub fn for_seconds(holds: i64) -> Kept<K, V> {
        Kept { holds, known: Mutex::default() }
    }

    /// The answer from lately, or added up now.
    ///
    /// # Errors
    /// When it cannot be added up.
    pub fn get(
        &self,
        asked: K,
        now: Timestamp,
        add_up: impl FnOnce() -> Result<V, Refusal>,
    ) -> Result<Known<V>, Refusal> {
        let fresh = |known: &Known<V>| (0..self.holds).contains(&(now.as_second() - known.0.as_second()));
        let lately = |known: &HashMap<K, Known<V>>| known.get(&asked).filter(|known| fresh(known)).cloned();
        if let Some(known) = lately(&self.known.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(known);
        }
        let known = (now, Arc::new(add_up()?));
        let mut kept = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, known| fresh(known));
        }
        if kept.len() < MOST {
            kept.insert(asked, known.clone());
        }
        Ok(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_for_a_while_and_is_then_added_up_anew() {
        let kept: Kept<&str, i64> = Kept::for_seconds(60);
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        assert_eq!(*kept.get("a", at(0), || Ok(1)).unwrap().1, 1);
        assert_eq!(*kept.get("a", at(59), || Ok(2)).unwrap().1, 1);
        assert_eq!(*kept.get("b", at(59), || Ok(3)).unwrap().1, 3);
        assert_eq!(*kept.get("a", at(60), || Ok(4)).unwrap().1, 4);
        assert_eq!(*kept.get("a", at(0), || Ok(5)).unwrap().1, 5, "a clock put back");
        assert!(kept.get("c", at(0), || Err(Refusal::not_found())).is_err());
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let kept: Kept<usize, usize> = Kept::for_seconds(60);
        for n in 0..2 * MOST {
            kept.get(n, Timestamp::UNIX_EPOCH, || Ok(n)).unwrap();
        }
        assert_eq!(kept.known.lock().unwrap().len(), MOST);
    }
}
