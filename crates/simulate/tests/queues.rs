//! The kernel beside the textbooks: within four standard errors of the exact answers, with a million arrivals at a load of
//! seven tenths, and Little's law to the last tick.

use simulate::queue::{
    Observed, Service, Station, erlang_a, erlang_b, erlang_c, finite_room, fluid, general_service, ramp,
};

const MANY: u64 = 1_000_000;

fn station(lambda: f64, servers: u32) -> Station {
    Station { lambda, service: Service::Exponential(1.0), servers, room: None, patience: None, seed: 11 }
}

fn watched(station: &Station, arrivals: u64) -> Observed {
    let seen = station.watch(arrivals);
    assert!(seen.little.holds() && seen.little_waiting.holds(), "{seen:?}");
    assert_eq!(seen.came, arrivals);
    assert_eq!(seen.came, seen.blocked + seen.abandoned + seen.served);
    seen
}

/// Within four standard errors, and the error itself small enough that this says something.
fn agrees(seen: &Observed, expected: f64) {
    assert!(seen.error < 0.04 * expected, "{seen:?} says nothing about {expected}");
    let off = (seen.wait - expected).abs() / seen.error;
    assert!(off < 4.0, "{} for {expected}: {off:.1} standard errors", seen.wait);
}

/// A share among n, within four standard errors of independent ones widened for their being alike.
fn share(count: u64, of: u64, expected: f64) {
    let error = (expected * (1.0 - expected) / of as f64).sqrt() * 5.0;
    let found = count as f64 / of as f64;
    assert!((found - expected).abs() < 4.0 * error, "{found} for {expected}");
}

#[test]
fn many_servers() {
    for (lambda, servers) in [(0.7, 1), (1.4, 2), (2.8, 4), (7.0, 10)] {
        let seen = watched(&station(lambda, servers), MANY);
        let exact = erlang_c(lambda, 1.0, servers).unwrap();
        agrees(&seen, exact.wait);
        share(seen.waited, seen.served, exact.share);
    }
}

#[test]
fn the_error_is_what_theory_says() {
    // Daley: √(ρ(2+5ρ−4ρ²+ρ³)/((1−ρ)⁴c²n)), a guide within a factor.
    let seen = watched(&station(2.8, 4), MANY);
    let (rho, c, n) = (0.7f64, 4.0, MANY as f64);
    let theory =
        (rho * (2.0 + 5.0 * rho - 4.0 * rho * rho + rho.powi(3)) / ((1.0 - rho).powi(4) * c * c * n)).sqrt();
    assert!(seen.error > theory / 1.6 && seen.error < theory * 1.6, "{} for {theory}", seen.error);
}

#[test]
fn one_server_with_other_services() {
    let even = Station { service: Service::Always(1.0), ..station(0.7, 1) };
    agrees(&watched(&even, MANY), general_service(0.7, 1.0, 0.0).unwrap());
    let half = Station { service: Service::Gamma(1.0, 0.5), ..station(0.7, 1) };
    agrees(&watched(&half, MANY), general_service(0.7, 1.0, 0.5).unwrap());
}

#[test]
fn rooms() {
    let room = Station { room: Some(10), ..station(3.6, 4) };
    let exact = finite_room(3.6, 1.0, 4, 10);
    let seen = watched(&room, MANY);
    agrees(&seen, exact.wait);
    share(seen.blocked, seen.came, exact.blocked);
    let group = Station { room: Some(10), ..station(8.0, 10) };
    let seen = watched(&group, MANY);
    share(seen.blocked, seen.came, erlang_b(8.0, 10));
    assert_eq!(seen.waited, 0);
}

#[test]
fn patience() {
    let exact = erlang_a(5.0, 1.0, 4, 0.5);
    let seen = watched(&Station { patience: Some(2.0), ..station(5.0, 4) }, MANY);
    share(seen.abandoned, seen.came, exact.abandon);
    assert!((seen.queue / exact.queue - 1.0).abs() < 0.01, "{} for {}", seen.queue, exact.queue);
}

#[test]
fn a_pool_waits_less_than_its_parts() {
    let pool = watched(&station(14.0, 20), MANY);
    let part = watched(&station(2.8, 4), MANY);
    agrees(&pool, erlang_c(14.0, 1.0, 20).unwrap().wait);
    assert!(pool.wait < part.wait / 5.0, "{} {}", pool.wait, part.wait);
}

#[test]
fn a_scheme_begins() {
    // No limit: more servers than people. The number open is Poisson, so its variance is its mean.
    for month in [1.0, 6.0, 12.0, 24.0] {
        let exact = ramp(10.0, 3.0, month);
        let runs = 4_000u32;
        let (mut sum, mut squares) = (0.0, 0.0);
        for seed in 0..runs {
            let open = Station {
                lambda: 10.0,
                service: Service::Exponential(3.0),
                servers: 1_000,
                room: None,
                patience: None,
                seed: u64::from(seed),
            };
            let seen = open.watch_for(month);
            assert!(seen.little.holds() && seen.little_waiting.holds());
            let off = seen.left_over as f64 - exact;
            sum += off;
            squares += off * off;
        }
        let n = f64::from(runs);
        assert!((sum / n).abs() < 4.0 * (exact / n).sqrt(), "month {month}: off by {}", sum / n);
        assert!((squares / n / exact - 1.0).abs() < 0.12, "month {month}: variance {}", squares / n);
    }
}

#[test]
fn overload_is_a_fluid() {
    // Six thousand come and four thousand can be served: the backlog is known but for its noise.
    let seen = Station { lambda: 6_000.0, ..station(6_000.0, 4_000) }.watch_for(10.0);
    assert!(seen.little.holds() && seen.little_waiting.holds());
    let (backlog, _) = fluid(6.0, 4.0, 10.0);
    let waiting = (seen.left_over - 4_000) as f64 / 1_000.0;
    // It starts with empty chairs, which take their own number of people (four thousand) out of the line, and on the way serve
    // less than they could: ∫ (1 − busy) until they are full at t = ln 3 is 4·(1 − …) thousand.
    let full = 3f64.ln();
    let served_while_filling = 6.0 * full - 6.0 * (1.0 - (-full).exp());
    let expected = 6.0 * full - served_while_filling - 4.0 + (10.0 - full) * 2.0;
    assert!((waiting - expected).abs() < 1.5, "{waiting} for {expected}");
    assert!(waiting < backlog);
}

#[test]
fn memory_does_not_grow_with_arrivals() {
    let short = watched(&station(2.8, 4), 100_000);
    let long = watched(&station(2.8, 4), 2_000_000);
    assert!(long.most < 2 * short.most, "{} {}", short.most, long.most);
}
