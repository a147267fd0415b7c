//! Closed forms: Erlang B, C and A, a finite room, general service, a ramp without a limit, and overload as a fluid.

use libm::{exp, expm1};

/// What waiting is like once a queue has settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting {
    /// The share of people who wait at all.
    pub share: f64,
    /// The mean wait, of everybody who is let in.
    pub wait: f64,
    /// How many wait, on average.
    pub queue: f64,
    /// How fast waits die out beyond nought; [`Waiting::longer_than`] uses it.
    drain: f64,
}

impl Waiting {
    /// The share of people who wait longer than `t`. Exact for [`erlang_c`], from which alone this can be had.
    #[must_use]
    pub fn longer_than(&self, t: f64) -> f64 {
        self.share * exp(-self.drain * t)
    }
}

/// The share turned away by `servers` places without a waiting room, with `load` = λ/μ.
#[must_use]
pub fn erlang_b(load: f64, servers: u32) -> f64 {
    (1..=servers).fold(1.0, |blocked, k| load * blocked / (f64::from(k) + load * blocked))
}

/// Arrivals λ, each served at rate μ by one of `servers`: the wait. `None` when more comes than can be served: then there
/// is no settling, and [`fluid`] says what happens.
#[must_use]
pub fn erlang_c(lambda: f64, mu: f64, servers: u32) -> Option<Waiting> {
    let (load, c) = (lambda / mu, f64::from(servers));
    let rho = load / c;
    if !(0.0..1.0).contains(&rho) {
        return None;
    }
    let blocked = erlang_b(load, servers);
    let share = blocked / (1.0 - rho * (1.0 - blocked));
    let drain = c * mu - lambda;
    let wait = share / drain;
    Some(Waiting { share, wait, queue: lambda * wait, drain })
}

/// A room for `room` people, those being served among them; who finds it full goes away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FiniteRoom {
    /// The share turned away.
    pub blocked: f64,
    /// The mean wait of those let in.
    pub wait: f64,
    /// How many are let in, a unit of time.
    pub throughput: f64,
}

/// M/M/c/K.
#[must_use]
pub fn finite_room(lambda: f64, mu: f64, servers: u32, room: u32) -> FiniteRoom {
    let room = room.max(servers);
    let (mut weight, mut sum, mut waiting) = (1.0, 1.0, 0.0);
    for n in 1..=room {
        weight *= lambda / (mu * f64::from(n.min(servers)));
        sum += weight;
        waiting += weight * f64::from(n.saturating_sub(servers));
    }
    let blocked = weight / sum;
    let throughput = lambda * (1.0 - blocked);
    FiniteRoom { blocked, wait: waiting / sum / throughput, throughput }
}

/// What becomes of people who give up waiting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impatient {
    /// The share who wait at all.
    pub share: f64,
    /// How many wait, on average.
    pub queue: f64,
    /// The share who give up.
    pub abandon: f64,
}

/// Erlang A: patience is exponential with rate θ. Exact, by the chain of states until they no longer matter.
#[must_use]
pub fn erlang_a(lambda: f64, mu: f64, servers: u32, theta: f64) -> Impatient {
    let (mut weight, mut sum, mut busy, mut waiting) = (1.0, 1.0, 0.0, 0.0);
    if servers == 0 {
        busy = 1.0;
    }
    for n in 1..10_000_000u32 {
        let beyond = f64::from(n.saturating_sub(servers));
        weight *= lambda / (mu * f64::from(n.min(servers)) + theta * beyond);
        sum += weight;
        waiting += weight * beyond;
        if n >= servers {
            busy += weight;
            if weight * (beyond + 1.0) < 1e-18 * sum {
                break;
            }
        }
        if sum > 1e200 {
            let scale = 1e-200;
            (weight, sum, busy, waiting) = (weight * scale, sum * scale, busy * scale, waiting * scale);
        }
    }
    let queue = waiting / sum;
    Impatient { share: busy / sum, queue, abandon: theta * queue / lambda }
}

/// One server whose service has mean 1/μ and squared coefficient of variation `cs2` (nought: always the same; one:
/// exponential): the mean wait, by Pollaczek and Khinchine. `None` when more comes than can be served.
#[must_use]
pub fn general_service(lambda: f64, mu: f64, cs2: f64) -> Option<f64> {
    let rho = lambda / mu;
    (0.0..1.0).contains(&rho).then(|| rho * (1.0 + cs2) / (2.0 * mu * (1.0 - rho)))
}

/// How many cases are open a time `t` after a scheme without any limit begins, and the variance too: it is Poisson.
#[must_use]
pub fn ramp(lambda: f64, length: f64, t: f64) -> f64 {
    -lambda * length * expm1(-t / length)
}

/// More comes than can be served: backlog and wait a time `t` after an empty beginning, as if people were water.
#[must_use]
pub fn fluid(lambda: f64, capacity: f64, t: f64) -> (f64, f64) {
    let backlog = ((lambda - capacity) * t).max(0.0);
    (backlog, if capacity > 0.0 { backlog / capacity } else { f64::INFINITY })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, places: i32) {
        assert!((found - expected).abs() < 0.6 * 10f64.powi(-places), "{found} for {expected}");
    }

    #[test]
    fn erlang_c_as_tabled() {
        let w = |l, m, c| erlang_c(l, m, c).unwrap();
        near(w(0.9, 1.0, 1).wait, 9.0, 9);
        near(w(1.5, 1.0, 2).wait, 1.285_714, 6);
        near(w(1.5, 1.0, 2).share, 9.0 / 14.0, 12);
        near(w(2.8, 1.0, 4).wait, 0.357_212, 6);
        near(w(2.8, 1.0, 4).share, 0.428_654, 6);
        near(w(3.6, 1.0, 4).wait, 1.969_383, 6);
        near(w(3.6, 1.0, 4).share, 0.787_753, 6);
        near(w(3.6, 1.0, 4).longer_than(2.0), 0.353_960, 6);
        near(w(9.0, 1.0, 10).wait, 0.668_732, 6);
        near(w(95.0, 1.0, 100).wait, 0.101_291, 6);
        near(w(95.0, 1.0, 100).share, 0.506_457, 6);
        assert_eq!(erlang_c(4.0, 1.0, 4), None);
    }

    #[test]
    fn the_cliff() {
        for (referrals, wait, over_four) in [
            (15.0, 0.05668, 0.00012),
            (15.5, 0.19121, 0.0021),
            (16.0, 0.68648, 0.0318),
            (16.5, 5.0168, 0.429),
        ] {
            let w = erlang_c(referrals, 1.0 / 12.0, 200).unwrap();
            near(w.wait, wait, if wait > 1.0 { 4 } else { 5 });
            assert!((w.longer_than(4.0) / over_four - 1.0).abs() < 0.05, "{}", w.longer_than(4.0));
        }
    }

    #[test]
    fn one_pool_beside_five_teams() {
        near(erlang_c(18.0, 1.0, 20).unwrap().wait, 0.275_385, 6);
        near(erlang_c(3.6, 1.0, 4).unwrap().wait, 1.969_383, 6);
    }

    #[test]
    fn rooms_and_patience() {
        near(erlang_b(8.0, 10), 0.121_661, 6);
        let room = finite_room(3.6, 1.0, 4, 10);
        near(room.blocked, 0.067_174_4, 7);
        near(room.wait, 0.507_100_3, 7);
        near(room.throughput, 3.358_172_1, 7);
        let a = erlang_a(5.0, 1.0, 4, 0.5);
        near(a.share, 0.820_950_9, 7);
        near(a.queue, 2.590_255, 6);
        near(a.abandon, 0.259_025_5, 7);
        // Patience without end is Erlang C.
        near(erlang_a(3.6, 1.0, 4, 1e-9).queue / 3.6, 1.969_383, 5);
    }

    #[test]
    fn one_server() {
        near(general_service(0.9, 1.0, 0.0).unwrap(), 4.5, 9);
        near(general_service(0.9, 1.0, 0.5).unwrap(), 6.75, 9);
        near(general_service(0.9, 1.0, 1.0).unwrap(), 9.0, 9);
        assert_eq!(general_service(1.0, 1.0, 1.0), None);
    }

    #[test]
    fn beginnings_and_overload() {
        for (month, open) in [(1.0, 8.504_061), (6.0, 25.939_942), (12.0, 29.450_531), (24.0, 29.989_936)] {
            near(ramp(10.0, 3.0, month), open, 6);
        }
        assert_eq!(fluid(6.0, 4.0, 10.0), (20.0, 5.0));
        assert_eq!(fluid(3.0, 4.0, 10.0), (0.0, 0.0));
    }

    #[test]
    fn slots_a_year_of_cases_needs() {
        // Little: people a year times years each.
        near(225.0 * 12.0 / 52.0, 51.9, 1);
        near(225.0 * 26.0 / 52.0, 112.5, 6);
        near(250.0 * 12.0 / 52.0, 57.7, 1);
    }
}
