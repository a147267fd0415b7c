//! How often each named transaction ran and how long it took. Kept in memory,
//! one short lock a transaction.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What one name has done since the database was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meter {
    /// The name the transactions were opened with.
    pub name: &'static str,
    /// Transactions that came to an end, kept or not.
    pub runs: u64,
    /// Times one was run again because another change came first.
    pub retries: u64,
    /// Transactions that ended with an error.
    pub failures: u64,
    /// Statements sent, those of retries included.
    pub statements: u64,
    /// Microseconds in all, waiting for a connection and retries included.
    pub total_micros: u64,
    /// Microseconds of the longest.
    pub longest_micros: u64,
}

/// One transaction from beginning to end.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reading {
    pub retries: u32,
    pub statements: u32,
    pub failed: bool,
    pub took: Duration,
}

#[derive(Debug, Default)]
pub(crate) struct Meters(Mutex<HashMap<&'static str, Meter>>);

impl Meters {
    pub fn add(&self, name: &'static str, reading: Reading) {
        let micros = u64::try_from(reading.took.as_micros()).unwrap_or(u64::MAX);
        let mut meters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let meter = meters.entry(name).or_insert(Meter {
            name,
            runs: 0,
            retries: 0,
            failures: 0,
            statements: 0,
            total_micros: 0,
            longest_micros: 0,
        });
        meter.runs += 1;
        meter.retries += u64::from(reading.retries);
        meter.failures += u64::from(reading.failed);
        meter.statements += u64::from(reading.statements);
        meter.total_micros = meter.total_micros.saturating_add(micros);
        meter.longest_micros = meter.longest_micros.max(micros);
    }

    /// All meters, by name.
    pub fn all(&self) -> Vec<Meter> {
        let meters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Meter> = meters.values().copied().collect();
        all.sort_unstable_by_key(|meter| meter.name);
        all
    }
}

thread_local! {
    static STATEMENTS: Cell<u64> = const { Cell::new(0) };
}

pub(crate) fn count_statement() {
    STATEMENTS.with(|count| count.set(count.get() + 1));
}

/// How many statements this thread has sent since it began, on every database.
/// The difference of two readings is what a piece of work on this thread cost.
pub fn statements_on_this_thread() -> u64 {
    STATEMENTS.with(Cell::get)
}
