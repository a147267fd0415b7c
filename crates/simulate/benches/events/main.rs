//! How many events a second.
#![expect(clippy::print_stdout, reason = "a bench speaks")]

use std::time::Instant;

use simulate::queue::{Service, Station};

fn main() {
    let station = Station {
        lambda: 3.6,
        service: Service::Exponential(1.0),
        servers: 4,
        room: None,
        patience: None,
        seed: 1,
    };
    for _ in 0..3 {
        let began = Instant::now();
        let seen = station.watch(5_000_000);
        let took = began.elapsed().as_secs_f64();
        println!("{:.1} ns an arrival, wait {:.3}", took / 5e6 * 1e9, seen.wait);
    }
}
