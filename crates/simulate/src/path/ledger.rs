//! What happened, counted: month by month, place by place, in whole numbers.

/// What is counted in a place and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// Asked to be seen, by anybody.
    Referred,
    /// Said no.
    Declined,
    /// Gave up waiting.
    GaveUp,
    /// Began with a link worker.
    Started,
    /// Came to a first appointment.
    Met,
    /// Never came to a first appointment.
    NotReached,
    /// Contacts that took place.
    Contacts,
    /// Contacts that were missed.
    Missed,
    /// Came to a planned ending.
    Completed,
    /// Left before it.
    LeftEarly,
    /// Answered a follow-up.
    FollowedUp,
    /// Seconds waited by those who started.
    Waited,
    /// Seconds of the team's time.
    Worked,
    /// Took another kind of group, the first being full.
    Substituted,
    /// Bought something with a personal budget.
    Bought,
    /// Referred, by fifth of deprivation.
    ReferredFifth(usize),
    /// Started, by fifth of deprivation.
    StartedFifth(usize),
    /// Referred, by source.
    Source(usize),
    /// Linked to a service.
    Linked(usize),
    /// Linked, and it did not suit.
    Unsuited(usize),
    /// Found no room in a service nor anything instead: the builders' work list.
    Unmet(usize),
    /// Seconds that seats were held, beyond those that somebody has bought and pays for anyway.
    Seats(usize),
    /// Waited already on the first day.
    WaitingBefore,
    /// Were under way already on the first day.
    OpenBefore,
    /// The parts of the wishes they voiced that links met which suited, added up over those with a planned ending who voiced
    /// any: each has from none to [`super::WISHES`].
    WishesMet,
    /// Came to a planned ending and voiced no wish for a link.
    Wishless,
    /// As [`Count::WishesMet`], over those who answered a follow-up.
    FollowedWishesMet,
    /// Answered a follow-up and had voiced no wish.
    FollowedWishless,
}

const FIXED: usize = 21;
const FIFTHS: usize = 5;

/// What is counted for a team and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamCount {
    /// Thousandths of a full-time link worker, times seconds, that were paid.
    LinkPaid,
    /// The same for builders.
    BuilderPaid,
    /// Waiting at the month's end.
    Waiting,
    /// Open journeys at the month's end.
    Open,
    /// Slots at the month's end.
    Slots,
    /// Thousandths of seats that builders' groups had at the month's end.
    NewSeats,
}

const TEAM: usize = 6;
/// Waits are kept by days, up to this many; longer ones count as this.
const DAYS: usize = 1_100;

/// The counts of one run of one strategy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    months: usize,
    places: usize,
    sources: usize,
    services: usize,
    width: usize,
    cells: Vec<u64>,
    teams: Vec<u64>,
    waits: Vec<u32>,
    /// Events that were somebody's.
    pub events: u64,
}

impl Ledger {
    /// An empty ledger.
    #[must_use]
    pub fn new(months: u32, places: usize, teams: usize, sources: usize, services: usize) -> Self {
        let months = months as usize;
        let width = FIXED + 2 * FIFTHS + sources + 4 * services;
        Self {
            months,
            places,
            sources,
            services,
            width,
            cells: vec![0; months * places * width],
            teams: vec![0; months * teams * TEAM],
            waits: vec![0; places * DAYS],
            events: 0,
        }
    }

    /// Empties it, keeping its memory.
    pub fn clear(&mut self) {
        self.cells.fill(0);
        self.teams.fill(0);
        self.waits.fill(0);
        self.events = 0;
    }

    #[inline]
    fn column(&self, count: Count) -> usize {
        let services = FIXED + 2 * FIFTHS + self.sources;
        match count {
            Count::Referred => 0,
            Count::Declined => 1,
            Count::GaveUp => 2,
            Count::Started => 3,
            Count::Met => 4,
            Count::NotReached => 5,
            Count::Contacts => 6,
            Count::Missed => 7,
            Count::Completed => 8,
            Count::LeftEarly => 9,
            Count::FollowedUp => 10,
            Count::Waited => 11,
            Count::Worked => 12,
            Count::Substituted => 13,
            Count::Bought => 14,
            Count::WaitingBefore => 15,
            Count::OpenBefore => 16,
            Count::WishesMet => 17,
            Count::Wishless => 18,
            Count::FollowedWishesMet => 19,
            Count::FollowedWishless => 20,
            Count::ReferredFifth(fifth) => FIXED + fifth,
            Count::StartedFifth(fifth) => FIXED + FIFTHS + fifth,
            Count::Source(source) => FIXED + 2 * FIFTHS + source,
            Count::Linked(service) => services + service,
            Count::Unsuited(service) => services + self.services + service,
            Count::Unmet(service) => services + 2 * self.services + service,
            Count::Seats(service) => services + 3 * self.services + service,
        }
    }

    #[inline]
    pub(super) fn add(&mut self, month: usize, place: usize, count: Count, by: u64) {
        let at = (month * self.places + place) * self.width + self.column(count);
        self.cells[at] += by;
    }

    #[inline]
    pub(super) fn waited(&mut self, place: usize, seconds: u64) {
        let day = ((seconds / 86_400) as usize).min(DAYS - 1);
        self.waits[place * DAYS + day] += 1;
    }

    #[inline]
    fn team_at(month: usize, team: usize, teams: usize, count: TeamCount) -> usize {
        (month * teams + team) * TEAM + count as usize
    }

    pub(super) fn add_team(&mut self, month: usize, team: usize, count: TeamCount, by: u64) {
        let at = Self::team_at(month, team, self.teams(), count);
        self.teams[at] += by;
    }

    /// How many months.
    #[must_use]
    pub fn months(&self) -> usize {
        self.months
    }

    /// How many places.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places
    }

    /// How many kinds of services.
    #[must_use]
    pub fn services(&self) -> usize {
        self.services
    }

    /// How many teams.
    #[must_use]
    pub fn teams(&self) -> usize {
        self.teams.len() / (self.months * TEAM).max(1)
    }

    /// One count.
    #[must_use]
    #[inline]
    pub fn get(&self, month: usize, place: usize, count: Count) -> u64 {
        self.cells[(month * self.places + place) * self.width + self.column(count)]
    }

    /// One count of a team.
    #[must_use]
    pub fn team(&self, month: usize, team: usize, count: TeamCount) -> u64 {
        self.teams[Self::team_at(month, team, self.teams(), count)]
    }

    /// A count over all months of a place.
    #[must_use]
    pub fn of_place(&self, place: usize, count: Count) -> u64 {
        (0..self.months).map(|month| self.get(month, place, count)).sum()
    }

    /// A count over all places of a month.
    #[must_use]
    pub fn of_month(&self, month: usize, count: Count) -> u64 {
        (0..self.places).map(|place| self.get(month, place, count)).sum()
    }

    /// A count over everything.
    #[must_use]
    pub fn total(&self, count: Count) -> u64 {
        (0..self.months).map(|month| self.of_month(month, count)).sum()
    }

    /// The days within which this share of those who started had started, over the places named; nought when nobody did.
    #[must_use]
    pub fn wait_within(&self, places: impl Iterator<Item = usize> + Clone, share: f64) -> u64 {
        let on = |day: usize| {
            places.clone().map(move |place| u64::from(self.waits[place * DAYS + day])).sum::<u64>()
        };
        let all: u64 = (0..DAYS).map(on).sum();
        let mut reached = 0;
        for day in 0..DAYS {
            reached += on(day);
            if reached > 0 && reached as f64 >= share * all as f64 {
                return day as u64;
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_has_a_column_of_its_own() {
        let ledger = Ledger::new(1, 1, 1, 3, 2);
        let mut all = vec![
            Count::Referred,
            Count::Declined,
            Count::GaveUp,
            Count::Started,
            Count::Met,
            Count::NotReached,
            Count::Contacts,
            Count::Missed,
            Count::Completed,
            Count::LeftEarly,
            Count::FollowedUp,
            Count::Waited,
            Count::Worked,
            Count::Substituted,
            Count::Bought,
            Count::WaitingBefore,
            Count::OpenBefore,
            Count::WishesMet,
            Count::Wishless,
            Count::FollowedWishesMet,
            Count::FollowedWishless,
        ];
        for fifth in 0..5 {
            all.extend([Count::ReferredFifth(fifth), Count::StartedFifth(fifth)]);
        }
        all.extend((0..3).map(Count::Source));
        for service in 0..2 {
            let of = [Count::Linked, Count::Unsuited, Count::Unmet, Count::Seats];
            all.extend(of.map(|count| count(service)));
        }
        let mut columns: Vec<usize> = all.iter().map(|count| ledger.column(*count)).collect();
        columns.sort_unstable();
        assert_eq!(columns, (0..ledger.width).collect::<Vec<_>>());
    }

    #[test]
    fn waits_by_days() {
        let mut ledger = Ledger::new(1, 2, 1, 1, 1);
        for day in 0..10 {
            ledger.waited(0, day * 86_400 + 5);
        }
        ledger.waited(1, u64::MAX);
        assert_eq!(ledger.wait_within(0..1, 0.9), 8);
        assert_eq!(ledger.wait_within(0..2, 1.0), 1_099);
        assert_eq!(Ledger::new(1, 1, 1, 1, 1).wait_within(0..1, 0.9), 0);
    }
}
