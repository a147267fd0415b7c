//! One station on the kernel: people come, wait for one of so many servers, give up or are served, and go.

use crate::{
    chance::{Purpose, Stream, StreamId, Ziggurat, gamma},
    kernel::{Handle, Heap, Line, Little, Slab, Tick},
};

/// Ticks in a unit of time: fine enough that rounding is far below chance, and a million units are far from the end.
const UNIT: f64 = (1u64 << 32) as f64;

/// How long serving takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Service {
    /// Exponential with this mean.
    Exponential(f64),
    /// Always the same.
    Always(f64),
    /// Gamma with this mean and squared coefficient of variation.
    Gamma(f64, f64),
}

/// A station to be watched.
#[derive(Debug, Clone, Copy)]
pub struct Station {
    /// Arrivals a unit of time, as chance has it.
    pub lambda: f64,
    /// How long serving takes.
    pub service: Service,
    /// How many are served at once.
    pub servers: u32,
    /// How many fit in, those being served among them; `None`: anybody.
    pub room: Option<u32>,
    /// How long people wait before they give up, on average; `None`: for ever.
    pub patience: Option<f64>,
    /// The seed.
    pub seed: u64,
}

/// What was seen.
#[derive(Debug, Clone)]
pub struct Observed {
    /// How many came, were turned away, gave up, were served.
    pub came: u64,
    /// Turned away at a full room.
    pub blocked: u64,
    /// Gave up waiting.
    pub abandoned: u64,
    /// Began to be served.
    pub served: u64,
    /// Of those, how many had to wait.
    pub waited: u64,
    /// The mean wait of those served.
    pub wait: f64,
    /// Its standard error, by the means of forty batches.
    pub error: f64,
    /// How many waited, on average over time.
    pub queue: f64,
    /// How many were there at the end.
    pub left_over: u64,
    /// Both countings of everybody in the station.
    pub little: Little,
    /// Both countings of those waiting.
    pub little_waiting: Little,
    /// The most who were there at once: what memory grows with.
    pub most: usize,
    /// How many events happened.
    pub events: u64,
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Done { who: Handle },
    GivesUp { who: Handle },
}

#[derive(Debug, Clone, Copy)]
struct Guest {
    came: Tick,
    waiting: bool,
}

/// When a watch ends.
#[derive(Debug, Clone, Copy)]
enum Until {
    /// After so many have come and the last has gone.
    Empty(u64),
    /// At a moment, whoever is there.
    Time(Tick),
}

impl Station {
    /// Watches until `arrivals` people have come and everybody has gone.
    #[must_use]
    pub fn watch(&self, arrivals: u64) -> Observed {
        Watch::new(self, arrivals).run(Until::Empty(arrivals))
    }

    /// Watches for a time `t` from an empty beginning.
    #[must_use]
    pub fn watch_for(&self, t: f64) -> Observed {
        let batch = (self.lambda * t) as u64;
        Watch::new(self, batch).run(Until::Time((t * UNIT) as Tick))
    }
}

const BATCHES: u64 = 40;

struct Watch<'a> {
    station: &'a Station,
    ziggurat: Ziggurat,
    arrivals: Stream,
    services: Stream,
    patience: Stream,
    heap: Heap<Event>,
    guests: Slab<Guest>,
    line: Line,
    busy: u32,
    seen: Observed,
    batch: u64,
    batches: Vec<u128>,
    waits: u128,
}

impl<'a> Watch<'a> {
    fn new(station: &'a Station, arrivals: u64) -> Self {
        let stream = |place| StreamId { place, ..StreamId::of(station.seed, Purpose::Yardstick) }.stream();
        Self {
            station,
            ziggurat: Ziggurat::default(),
            arrivals: stream(0),
            services: stream(1),
            patience: stream(2),
            heap: Heap::default(),
            guests: Slab::default(),
            line: Line::default(),
            busy: 0,
            seen: Observed::nothing(),
            batch: (arrivals / BATCHES).max(1),
            batches: Vec::new(),
            waits: 0,
        }
    }

    /// The next arrival waits beside the heap, not in it: there is always exactly one.
    fn run(mut self, until: Until) -> Observed {
        let mut next = Some(self.gap());
        let mut now = 0;
        loop {
            let comes = next.filter(|time| self.heap.next_time().is_none_or(|event| *time <= event));
            let Some(time) = comes.or_else(|| self.heap.next_time()) else { break };
            if let Until::Time(end) = until
                && time >= end
            {
                now = end;
                break;
            }
            now = time;
            self.seen.events += 1;
            if comes.is_some() {
                self.comes(now);
                let last = matches!(until, Until::Empty(n) if self.seen.came >= n);
                next = if last { None } else { Some(now + self.gap()) };
                continue;
            }
            match self.heap.pop() {
                Some((_, Event::Done { who })) => self.done(now, who),
                Some((_, Event::GivesUp { who })) => self.gives_up(now, who),
                None => {}
            }
        }
        self.finish(now)
    }

    #[inline]
    fn gap(&mut self) -> Tick {
        (self.ziggurat.exponential(&mut self.arrivals) / self.station.lambda * UNIT) as Tick
    }

    #[inline]
    fn comes(&mut self, now: Tick) {
        self.seen.came += 1;
        if self.station.room.is_some_and(|room| self.guests.len() >= room as usize) {
            self.seen.blocked += 1;
            return;
        }
        self.seen.little.enter(now);
        let free = self.busy < self.station.servers;
        let who = self.guests.insert(Guest { came: now, waiting: !free });
        if free {
            self.begin(now, who, now);
            return;
        }
        self.seen.little_waiting.enter(now);
        self.line.join(&mut self.guests, who);
        if let Some(mean) = self.station.patience {
            let gives_up = now + (self.ziggurat.exponential(&mut self.patience) * mean * UNIT) as Tick;
            self.heap.push(gives_up, Event::GivesUp { who });
        }
    }

    #[inline]
    fn begin(&mut self, now: Tick, who: Handle, came: Tick) {
        self.busy += 1;
        let wait = u128::from(now - came);
        self.waits += wait;
        self.seen.served += 1;
        self.seen.waited += u64::from(now > came);
        let batch = ((self.seen.served - 1) / self.batch) as usize;
        if batch == self.batches.len() {
            self.batches.push(0);
        }
        self.batches[batch] += wait;
        let time = match self.station.service {
            Service::Exponential(mean) => self.ziggurat.exponential(&mut self.services) * mean,
            Service::Always(time) => time,
            Service::Gamma(mean, cs2) => gamma(&mut self.services, 1.0 / cs2, mean * cs2),
        };
        self.heap.push(now + (time * UNIT) as Tick, Event::Done { who });
    }

    #[inline]
    fn done(&mut self, now: Tick, who: Handle) {
        if let Some(guest) = self.guests.get(who) {
            self.seen.little.leave(now, guest.came);
            self.guests.remove(who);
            self.busy -= 1;
        }
        let Some(next) = self.line.next(&mut self.guests) else { return };
        if let Some(guest) = self.guests.get_mut(next) {
            guest.waiting = false;
            let came = guest.came;
            self.seen.little_waiting.leave(now, came);
            self.begin(now, next, came);
        }
    }

    #[inline]
    fn gives_up(&mut self, now: Tick, who: Handle) {
        let Some(guest) = self.guests.get(who).copied().filter(|guest| guest.waiting) else { return };
        self.line.leave(&mut self.guests, who);
        self.guests.remove(who);
        self.seen.little_waiting.leave(now, guest.came);
        self.seen.little.leave(now, guest.came);
        self.seen.abandoned += 1;
    }

    fn finish(mut self, now: Tick) -> Observed {
        self.seen.little.close(now, self.guests.iter().map(|guest| guest.came));
        let waiting = self.guests.iter().filter(|guest| guest.waiting).map(|guest| guest.came);
        self.seen.little_waiting.close(now, waiting);
        self.seen.left_over = self.guests.len() as u64;
        self.seen.most = self.guests.most();
        let served = self.seen.served.max(1) as f64;
        self.seen.wait = self.waits as f64 / UNIT / served;
        self.seen.queue = self.seen.little_waiting.area() as f64 / now.max(1) as f64;
        let whole = (self.seen.served / self.batch) as usize;
        let means: Vec<f64> =
            self.batches[..whole].iter().map(|sum| *sum as f64 / UNIT / self.batch as f64).collect();
        let n = means.len() as f64;
        let mean = means.iter().sum::<f64>() / n;
        let variance = means.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>() / (n - 1.0);
        self.seen.error = libm::sqrt(variance / n);
        self.seen
    }
}

impl Observed {
    fn nothing() -> Self {
        Self {
            came: 0,
            blocked: 0,
            abandoned: 0,
            served: 0,
            waited: 0,
            wait: 0.0,
            error: f64::NAN,
            queue: 0.0,
            left_over: 0,
            little: Little::default(),
            little_waiting: Little::default(),
            most: 0,
            events: 0,
        }
    }
}
