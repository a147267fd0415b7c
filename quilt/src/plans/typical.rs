//! Which few draws stand best for all. A plan that is kept has every draw; a slider moved is told at first from a few of
//! them. Those are taken that say of the kept plan nearly what all of them say, so that what is seen to change is what was
//! changed, and not who happened to be drawn.

use simulate::runs::{Figure, Rows};

/// What a page tells first.
const TOLD: [Figure; 2] = [Figure::Wait90, Figure::GaveUp];

/// Of so many parts of the draws, each every so-manieth of them, the one whose means lie nearest to those of all; from one.
pub(super) fn part(rows: &Rows, parts: u32) -> u32 {
    let draws: Vec<u32> = rows.draws().collect();
    let told: Vec<Series> = (0..rows.strategies())
        .flat_map(|way| TOLD.map(|figure| rows.means(way, figure)))
        .filter_map(Series::of)
        .collect();
    let far = |part: u32| {
        let its: Vec<usize> = (0..draws.len()).filter(|at| draws[*at] % parts == part - 1).collect();
        if its.is_empty() { f64::INFINITY } else { told.iter().map(|series| series.far(&its)).sum::<f64>() }
    };
    (1..=parts).min_by(|a, b| far(*a).total_cmp(&far(*b))).unwrap_or(1)
}

/// One figure in every draw.
struct Series {
    values: Vec<f64>,
    mean: f64,
    spread: f64,
}

impl Series {
    /// None where it is the same in every draw.
    fn of(values: Vec<f64>) -> Option<Series> {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
        (spread > 0.0).then_some(Series { values, mean, spread })
    }

    /// How far the mean of some lies from that of all, in spreads, squared.
    fn far(&self, some: &[usize]) -> f64 {
        let mean = some.iter().map(|at| self.values[*at]).sum::<f64>() / some.len() as f64;
        ((mean - self.mean) / self.spread).powi(2)
    }
}

#[cfg(test)]
mod tests {
    use simulate::plan::{EXAMPLE, Name, Plan};
    use simulate::runs::{Shard, Task, summary};

    use super::*;

    fn plan() -> Plan {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        (plan.runs, plan.draws) = (1, 120);
        for place in &mut plan.places {
            place.people /= 10;
        }
        for team in plan.strategies.iter_mut().flat_map(|way| &mut way.teams) {
            for post in &mut team.posts {
                post.wte *= 0.08;
            }
        }
        plan
    }

    fn wait(rows: &Rows) -> f64 {
        summary(rows, 0, Figure::Wait90).unwrap().mean
    }

    #[test]
    fn the_part_taken_is_nearer_than_most_for_the_kept_plan_and_for_another() {
        let kept = plan();
        let all = Task::new(&kept).threads(2).run();
        let taken = part(&all, 12);
        let other = kept.with(Name::Decline, 0.3).unwrap();
        for plan in [&kept, &other] {
            let whole = wait(&Task::new(plan).threads(2).run());
            let far = |index: u32| {
                let few = Task::new(plan).shard(Shard::new(index, 12).unwrap()).run();
                (wait(&few) - whole).abs()
            };
            let its = far(taken);
            assert!((1..=12).filter(|index| far(*index) >= its).count() >= 9);
        }
    }

    #[test]
    fn nothing_known_is_the_first_part() {
        assert_eq!(part(&Rows::none(&plan()), 20), 1);
    }
}
