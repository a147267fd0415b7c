//! What a team could hold if everything stayed as it is in one month: the few numbers that a queue of textbooks asks for.

use super::{
    MONTH, WEEK,
    arrivals::ramp,
    course::{Course, PlaceCourse},
};
use crate::plan::Role;

/// More contacts than this are nobody's.
const MOST: u32 = 200;

/// A team when nothing changes any more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steady {
    /// Referrals a week, in a month without a season.
    pub referrals: f64,
    /// The share of those referred who say yes.
    pub accept: f64,
    /// Open journeys the team holds at once, its usual illnesses and vacancies taken off.
    pub slots: u32,
    /// Weeks that somebody's journey takes up a slot, missed first appointments and early leavers among them.
    pub weeks: f64,
    /// How many people a week the team's hours let begin.
    pub by_hours: f64,
    /// Weeks people wait before they give up, on average.
    pub patience: f64,
}

/// What one person takes up, on average.
struct Each {
    weeks: f64,
    seconds: f64,
}

impl Course {
    /// A team as it would be if the staff and the flow of this month stayed for ever.
    #[must_use]
    pub fn steady(&self, team: usize, month: u32) -> Steady {
        let staff = &self.staff;
        let now = u64::from(month) * MONTH;
        let team = &self.teams[team];
        let working =
            |it: &&super::course::WorkerCourse| it.role == Role::LinkWorker && it.from <= now && now < it.to;
        let posts = team.workers.iter().filter(working).map(|it| it.milli).sum::<u64>() as f64 / 1_000.0;
        let away = staff.sickness * staff.sick_for + staff.leaving * staff.vacant_for;
        let at_work = posts / (1.0 + away);
        let (mut referrals, mut accepted, mut weeks, mut seconds, mut patience) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for place in &team.places {
            let it = &self.places[*place];
            let flow = it.rate * WEEK * ramp(now as f64, it.ramp, self.logistic);
            let yes = flow * (1.0 - it.decline);
            let each = self.each(it);
            referrals += flow;
            accepted += yes;
            weeks += yes * each.weeks;
            seconds += yes * each.seconds;
            patience += yes * it.patience * crate::chance::weibull_mean(self.patience_shape) / WEEK;
        }
        let share = |sum: f64, of: f64, none: f64| if of > 0.0 { sum / of } else { none };
        Steady {
            referrals,
            accept: share(accepted, referrals, 1.0),
            slots: (at_work * staff.caseload) as u32,
            weeks: share(weeks, accepted, 0.0),
            by_hours: share(staff.pace * at_work * WEEK, share(seconds, accepted, 0.0), f64::INFINITY),
            patience: share(patience, accepted, 0.0),
        }
    }

    /// What a person of a place takes up: the same sums as a walk draws, over all its chances.
    fn each(&self, it: &PlaceCourse) -> Each {
        // Contacts after the first are Poisson: that there are any, and the mean of one over how many.
        let more = it.more_contacts;
        let (mut chance, mut inverse) = (libm::exp(-more), 0.0);
        let any = 1.0 - chance;
        for n in 1..MOST {
            chance *= more / f64::from(n);
            inverse += chance / f64::from(n);
        }
        let stays = it.completion;
        let length = it.length * (stays * any + (1.0 - stays) * 0.5 * (any - inverse));
        let later = stays * more + (1.0 - stays) * 0.5 * (more - any);
        let lost = libm::pow(1.0 - it.attendance, f64::from(self.attempts));
        let first = (1.0 - lost) / it.attendance;
        let weeks = ((first - 1.0) * self.rebook as f64 + (1.0 - lost) * length) / WEEK;
        // Nobody comes and goes within the hour.
        Each { weeks: weeks.max(1.0 / 168.0), seconds: (first + (1.0 - lost) * later) * it.work as f64 }
    }
}
