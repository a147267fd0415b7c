//! A bounded set of connections. Whoever waits is served in the order of coming,
//! so that a busy thread cannot starve a patient one; whoever waits too long is
//! told so.

use crate::Error;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

type Make<C> = Box<dyn Fn() -> Result<C, Error> + Send + Sync>;

pub(crate) struct Pool<C> {
    size: usize,
    patience: Duration,
    make: Make<C>,
    state: Mutex<State<C>>,
    freed: Condvar,
}

struct State<C> {
    idle: Vec<C>,
    /// Lent out, or being made.
    out: usize,
    /// Tickets of those who wait, first come first.
    waiting: VecDeque<u64>,
    next: u64,
}

impl<C> Pool<C> {
    pub fn new(size: usize, patience: Duration, make: Make<C>) -> Pool<C> {
        let state = State { idle: Vec::new(), out: 0, waiting: VecDeque::new(), next: 0 };
        Pool { size, patience, make, state: Mutex::new(state), freed: Condvar::new() }
    }

    /// A connection: an idle one, else a new one, else the next to come back.
    pub fn take(&self) -> Result<Lease<'_, C>, Error> {
        let idle = self.wait()?;
        let fresh = idle.is_none();
        // From here `out` counts this one; Lease gives it back whatever happens.
        let mut lease = Lease { pool: self, connection: idle, fresh };
        if fresh {
            lease.connection = Some((self.make)()?);
        }
        Ok(lease)
    }

    fn wait(&self) -> Result<Option<C>, Error> {
        let deadline = Instant::now() + self.patience;
        let mut state = self.state();
        let ticket = state.next;
        state.next += 1;
        state.waiting.push_back(ticket);
        while state.waiting.front() != Some(&ticket) || state.out >= self.size {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.waiting.retain(|it| *it != ticket);
                self.freed.notify_all();
                let why = format!("other work here took longer than {} s", self.patience.as_secs_f32());
                return Err(Error::Busy(why));
            }
            state = self.freed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.waiting.pop_front();
        state.out += 1;
        self.freed.notify_all();
        Ok(state.idle.pop())
    }

    /// The idle connections, taken out for good.
    pub fn drain(&self) -> Vec<C> {
        std::mem::take(&mut self.state().idle)
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan: it goes back when this is dropped.
pub(crate) struct Lease<'a, C> {
    pool: &'a Pool<C>,
    connection: Option<C>,
    fresh: bool,
}

impl<C> Lease<'_, C> {
    /// Made for this loan, so that a failure cannot be its age.
    pub fn fresh(&self) -> bool {
        self.fresh
    }

    pub fn peek(&self) -> Option<&C> {
        self.connection.as_ref()
    }

    /// Drops the connection instead of giving it back.
    pub fn discard(&mut self) {
        self.connection = None;
    }

    /// The connection, unless it was discarded.
    pub fn get(&mut self) -> Result<&mut C, Error> {
        self.connection.as_mut().ok_or_else(|| Error::Away("the connection was lost".to_owned()))
    }
}

impl<C> Drop for Lease<'_, C> {
    fn drop(&mut self) {
        let connection = self.connection.take();
        let mut state = self.pool.state();
        state.out -= 1;
        state.idle.extend(connection);
        self.pool.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::thread;

    fn counted(size: usize) -> Pool<u32> {
        let made = AtomicU32::new(0);
        Pool::new(size, Duration::from_millis(50), Box::new(move || Ok(made.fetch_add(1, Ordering::SeqCst))))
    }

    #[test]
    fn connections_are_used_again_and_broken_ones_replaced() {
        let pool = counted(1);
        assert!(pool.take().unwrap().fresh());
        let mut again = pool.take().unwrap();
        assert!(!again.fresh());
        again.discard();
        drop(again);
        assert_eq!(*pool.take().unwrap().get().unwrap(), 1);
    }

    #[test]
    fn waiting_too_long_is_busy_and_leaves_no_trace() {
        let pool = counted(1);
        let held = pool.take().unwrap();
        assert!(pool.take().err().unwrap().is_busy());
        drop(held);
        assert!(pool.take().is_ok());
    }

    #[test]
    fn a_connection_that_cannot_be_made_gives_its_place_back() {
        let pool: Pool<u32> =
            Pool::new(1, Duration::from_millis(50), Box::new(|| Err(Error::Away("gone".to_owned()))));
        for _ in 0..3 {
            assert!(pool.take().err().unwrap().is_away());
        }
    }

    #[test]
    fn the_patient_are_served_in_order() {
        let pool = Arc::new(counted(1));
        let order = Arc::new(Mutex::new(Vec::new()));
        let held = pool.take().unwrap();
        let threads: Vec<_> = (0..4)
            .map(|n| {
                let (pool, order) = (pool.clone(), order.clone());
                let queued = pool.state().waiting.len();
                let thread = thread::spawn({
                    let pool = pool.clone();
                    move || {
                        let _lease = pool.take().unwrap();
                        order.lock().unwrap().push(n);
                    }
                });
                while pool.state().waiting.len() == queued {
                    thread::yield_now();
                }
                thread
            })
            .collect();
        drop(held);
        threads.into_iter().for_each(|it| it.join().unwrap());
        assert_eq!(*order.lock().unwrap(), [0, 1, 2, 3]);
    }
}
