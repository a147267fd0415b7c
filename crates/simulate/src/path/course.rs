//! A strategy with one draw's numbers, worked out into seconds and chances, ready to be walked.

use super::{MONTH, WEEK};
use crate::{
    chance::Purpose,
    plan::{Drawn, Funding, Model, Name, Plan, Ramp, Role, Team},
};

/// Builders are numbered from here, so that one more or fewer changes nothing for link workers.
const BUILDERS: u64 = 1 << 32;

/// What a walk needs to know.
#[derive(Debug, Clone)]
pub struct Course {
    pub(super) seed: u64,
    pub(super) draw: u32,
    pub(super) run: u32,
    pub(super) months: u32,
    pub(super) services: usize,
    pub(super) attempts: u8,
    pub(super) season: [f64; 12],
    pub(super) logistic: bool,
    pub(super) places: Vec<PlaceCourse>,
    pub(super) teams: Vec<TeamCourse>,
    pub(super) links: LinkCourse,
    pub(super) staff: StaffCourse,
    pub(super) patience_shape: f64,
    pub(super) rebook: u64,
    pub(super) follow_up_after: u64,
    pub(super) source_up_to: Vec<f64>,
    pub(super) service_up_to: Vec<f64>,
}

#[derive(Debug, Clone)]
pub(super) struct PlaceCourse {
    /// Referrals a second in full flow.
    pub(super) rate: f64,
    /// Seconds until full flow.
    pub(super) ramp: f64,
    pub(super) decline: f64,
    /// The Weibull's scale, seconds.
    pub(super) patience: f64,
    pub(super) attendance: f64,
    pub(super) missed: f64,
    pub(super) completion: f64,
    pub(super) more_contacts: f64,
    pub(super) length: f64,
    pub(super) follow_up: f64,
    pub(super) wishes: f64,
    pub(super) seat_time: f64,
    /// Seconds of work for a contact, travel and notes among them.
    pub(super) work: u64,
    pub(super) fifth_up_to: [f64; 5],
    /// People who wait, and journeys under way, on the first day.
    pub(super) waiting_now: u32,
    pub(super) open_now: u32,
    /// Seats that stand there, and those bought: (service, seats, from month).
    pub(super) seats: Vec<f64>,
    pub(super) bought: Vec<(usize, f64, u32)>,
    /// Its share of its team's people: builders go where people are.
    pub(super) share: f64,
}

#[derive(Debug, Clone)]
pub(super) struct TeamCourse {
    pub(super) places: Vec<usize>,
    pub(super) workers: Vec<WorkerCourse>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct WorkerCourse {
    pub(super) role: Role,
    /// Thousandths of a full-time post.
    pub(super) milli: u64,
    pub(super) from: u64,
    pub(super) to: u64,
    /// Whose illnesses these are: the same worker in every strategy.
    pub(super) number: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct LinkCourse {
    pub(super) substitute: f64,
    pub(super) wait: f64,
    pub(super) patience: f64,
    pub(super) fit: f64,
    pub(super) budget: f64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StaffCourse {
    pub(super) caseload: f64,
    /// Seconds of work a second, of one full-time worker.
    pub(super) pace: f64,
    /// Times a second.
    pub(super) sickness: f64,
    pub(super) sick_for: f64,
    pub(super) leaving: f64,
    pub(super) vacant_for: f64,
    /// Seats a month.
    pub(super) builds: f64,
    pub(super) lag: f64,
    pub(super) trust: f64,
    pub(super) attrition: f64,
}

/// Running sums, the last of which is one.
fn up_to(shares: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut all: Vec<f64> = shares
        .iter()
        .map(|share| {
            sum += share;
            sum
        })
        .collect();
    if let Some(last) = all.last_mut() {
        *last = f64::INFINITY;
    }
    all
}

/// Which of the running sums a number falls into.
#[inline]
pub(super) fn which(up_to: &[f64], unit: f64) -> usize {
    up_to.iter().position(|sum| unit < *sum).unwrap_or(0)
}

impl Course {
    /// The course of a strategy in one draw.
    #[must_use]
    pub fn new(plan: &Plan, strategy: usize, drawn: &Drawn, draw: u32) -> Self {
        let blanket = plan.strategies[strategy].model == Model::Blanket;
        let get = |name| drawn.get(name);
        let mut places: Vec<PlaceCourse> =
            (0..plan.places.len()).map(|place| PlaceCourse::new(plan, place, drawn, blanket)).collect();
        let mut budget = 0.0;
        for funding in &plan.strategies[strategy].funding {
            match funding {
                Funding::Micro { place, service, seats, from_month, .. } => {
                    places[*place].bought.push((*service, f64::from(*seats), *from_month));
                }
                Funding::Budget { share, .. } => budget = *share,
                Funding::Grant { .. } | Funding::Outcomes { .. } | Funding::Bond { .. } => {}
            }
        }
        let mut numbers = [0, BUILDERS];
        let teams = plan.strategies[strategy].teams.iter();
        let teams = teams.map(|team| TeamCourse::new(plan, team, &mut places, &mut numbers)).collect();
        let year = 12.0 * MONTH as f64;
        let hours = get(Name::WorkerHours) * (1.0 - get(Name::Absence)) * get(Name::Productivity);
        Self {
            seed: plan.seed,
            draw,
            run: 0,
            months: plan.months(),
            services: plan.services.parts.len(),
            attempts: plan.attempts,
            season: plan.season,
            logistic: plan.ramp == Ramp::Logistic,
            places,
            teams,
            links: LinkCourse {
                substitute: get(Name::Substitute),
                wait: get(Name::WaitForSeat),
                patience: get(Name::SeatPatienceWeeks) * WEEK,
                fit: get(Name::Fit) * if blanket { 1.0 - get(Name::FitPenalty) } else { 1.0 },
                budget,
            },
            staff: StaffCourse {
                caseload: get(Name::Caseload),
                pace: hours * 3_600.0 / WEEK,
                sickness: get(Name::SicknessSpells) / year,
                sick_for: get(Name::SicknessWeeks) * WEEK,
                leaving: get(Name::Turnover) / year,
                vacant_for: get(Name::RecruitWeeks) * WEEK,
                builds: get(Name::SeatsPerBuilder),
                lag: get(Name::BuilderLagMonths),
                trust: get(Name::BuilderTrustMonths),
                attrition: get(Name::SeatAttrition),
            },
            patience_shape: get(Name::PatienceShape),
            rebook: (get(Name::RebookWeeks) * WEEK) as u64,
            follow_up_after: (get(Name::FollowUpWeeks) * WEEK) as u64,
            source_up_to: up_to(&drawn.sources),
            service_up_to: up_to(&drawn.services),
        }
    }

    /// The same course for another run.
    #[must_use]
    pub fn run(mut self, run: u32) -> Self {
        self.run = run;
        self
    }

    /// A name for a stream of chance in this run.
    #[inline]
    pub(super) fn stream(&self, place: usize, person: u64, purpose: Purpose) -> crate::chance::StreamId {
        crate::chance::StreamId {
            seed: self.seed,
            draw: self.draw,
            run: self.run,
            place: place as u32,
            person,
            purpose,
        }
    }
}

impl PlaceCourse {
    fn new(plan: &Plan, place: usize, drawn: &Drawn, blanket: bool) -> Self {
        let it = &plan.places[place];
        let at = |name| drawn.at(place, name);
        let year = 12.0 * MONTH as f64;
        // The gradient runs evenly from the most deprived fifth to the least.
        let gradient = drawn.get(Name::DeprivationGradient);
        let weight =
            |fifth: usize| it.deprivation[fifth] * (gradient + (1.0 - gradient) * fifth as f64 / 4.0);
        let weights: [f64; 5] = std::array::from_fn(weight);
        let sum: f64 = weights.iter().sum();
        let shares = weights.map(|weight| weight / sum);
        let up_to = up_to(&shares);
        let travel = at(Name::TravelMinutes) * if blanket { drawn.get(Name::BlanketTravel) } else { 1.0 };
        let minutes = drawn.get(Name::ContactMinutes) + drawn.get(Name::NotesMinutes) + travel;
        let mean = crate::chance::weibull_mean(drawn.get(Name::PatienceShape));
        Self {
            rate: it.people as f64 / 1_000.0 * at(Name::ReferralRate) / year,
            ramp: at(Name::RampMonths) * MONTH as f64,
            decline: at(Name::Decline),
            patience: at(Name::PatienceWeeks) * WEEK / mean,
            attendance: at(Name::FirstAttendance),
            missed: at(Name::MissedContact),
            completion: at(Name::Completion),
            more_contacts: at(Name::Contacts) - 1.0,
            length: at(Name::CaseWeeks) * WEEK,
            follow_up: at(Name::FollowUp),
            wishes: at(Name::LinksPerPerson),
            seat_time: at(Name::SeatWeeks) * WEEK,
            work: (minutes * 60.0) as u64,
            fifth_up_to: std::array::from_fn(|fifth| up_to[fifth]),
            waiting_now: it.waiting_now,
            open_now: it.open_now,
            seats: it.seats.clone(),
            bought: Vec::new(),
            share: 0.0,
        }
    }
}

impl TeamCourse {
    fn new(plan: &Plan, team: &Team, places: &mut [PlaceCourse], numbers: &mut [u64; 2]) -> Self {
        let people: f64 = team.places.iter().map(|place| plan.places[*place].people as f64).sum();
        for place in &team.places {
            places[*place].share = plan.places[*place].people as f64 / people.max(1.0);
            if let Some(months) = team.ramp_months {
                places[*place].ramp = months * MONTH as f64;
            }
        }
        let mut workers = Vec::new();
        for post in &team.posts {
            let number = &mut numbers[usize::from(post.role == Role::Builder)];
            let mut left = (post.wte * 1_000.0).round() as u64;
            while left > 0 {
                let milli = left.min(1_000);
                left -= milli;
                let (from, to) = (u64::from(post.from) * MONTH, u64::from(post.to) * MONTH);
                workers.push(WorkerCourse { role: post.role, milli, from, to, number: *number });
                *number += 1;
            }
        }
        Self { places: team.places.clone(), workers }
    }
}
