//! What more link workers bring when nobody builds: they fill the groups there are, and then link nobody more.

use crate::{
    path::{Count, Course, Ledger, walk},
    plan::{Drawn, Plan, Role},
};

/// Whether builders work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Builders {
    /// As the plan has them.
    Planned,
    /// Nobody builds.
    None,
}

/// One point of the curve; people and links of the plan's last year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SaturationPoint {
    /// Full-time link workers, over all teams; posts of the last month.
    pub link_workers: f64,
    /// People who began.
    pub began: f64,
    /// Links made.
    pub linked: f64,
    /// Links made that suited.
    pub suited: f64,
    /// Links wished for that nobody had room for.
    pub unmet: f64,
}

/// Links made and wishes unmet, with every link worker's post multiplied by each of `times` in turn. Every value is at its
/// middle; the mean of so many runs, all meeting the same people. Nothing when there is no such strategy.
#[must_use]
pub fn saturation(
    plan: &Plan,
    strategy: usize,
    builders: Builders,
    times: &[f64],
    runs: u32,
) -> Vec<SaturationPoint> {
    if strategy >= plan.strategies.len() {
        return Vec::new();
    }
    let drawn = Drawn::middle(plan);
    let mut plan = plan.clone();
    let posts = plan.strategies[strategy].teams.clone();
    let at = |times: &f64| {
        plan.strategies[strategy].teams.clone_from(&posts);
        for post in plan.strategies[strategy].teams.iter_mut().flat_map(|team| &mut team.posts) {
            match post.role {
                Role::LinkWorker => post.wte = (post.wte * times.max(0.0)).min(10_000.0),
                Role::Builder if builders == Builders::None => post.wte = 0.0,
                Role::Builder => {}
            }
        }
        point(&plan, strategy, &Course::new(&plan, strategy, &drawn, 0), runs.max(1))
    };
    times.iter().filter(|it| it.is_finite()).map(at).collect()
}

fn point(plan: &Plan, strategy: usize, course: &Course, runs: u32) -> SaturationPoint {
    let it = &plan.strategies[strategy];
    let last = plan.months();
    let working = it.teams.iter().flat_map(|team| &team.posts);
    let working = working.filter(|post| post.role == Role::LinkWorker && post.to >= last);
    let mut point = SaturationPoint {
        link_workers: working.map(|post| post.wte).sum(),
        began: 0.0,
        linked: 0.0,
        suited: 0.0,
        unmet: 0.0,
    };
    let (sources, services) = (plan.sources.parts.len(), plan.services.parts.len());
    for run in 0..runs {
        let mut ledger = Ledger::new(last, plan.places.len(), it.teams.len(), sources, services);
        walk(&course.clone().run(run), &mut ledger);
        let year = |count| {
            let months = last as usize - 12..last as usize;
            months.map(|month| ledger.of_month(month, count)).sum::<u64>() as f64 / f64::from(runs)
        };
        let by_service = |count: fn(usize) -> Count| (0..services).map(|it| year(count(it))).sum::<f64>();
        let linked = by_service(Count::Linked);
        point.began += year(Count::Started);
        point.linked += linked;
        point.suited += linked - by_service(Count::Unsuited);
        point.unmet += by_service(Count::Unmet);
    }
    point
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::EXAMPLE;

    #[test]
    fn without_builders_more_link_workers_link_nobody_more() {
        let plan = Plan::read(EXAMPLE).unwrap();
        let none = saturation(&plan, 0, Builders::None, &[0.0, 0.25, 0.5, 1.0, 2.0], 2);
        let built = saturation(&plan, 0, Builders::Planned, &[1.0], 2);
        assert_eq!(none.iter().map(|it| it.link_workers).collect::<Vec<_>>(), [0.0, 3.0, 6.0, 12.0, 24.0]);
        assert_eq!((none[0].began, none[0].linked), (0.0, 0.0));
        let gain = |from: usize| none[from + 1].linked - none[from].linked;
        assert!(gain(0) > 3.0 * gain(2).max(0.0), "{none:?}");
        assert!(gain(3) < 0.1 * none[3].linked, "{none:?}");
        assert!(none.windows(2).all(|pair| pair[0].unmet <= 1.05 * pair[1].unmet), "{none:?}");
        assert!(built[0].linked > 1.1 * none[3].linked && built[0].unmet < none[3].unmet, "{built:?}");
        assert!(none.iter().all(|it| it.suited <= it.linked));
        assert!(saturation(&plan, 9, Builders::None, &[1.0], 1).is_empty());
    }
}
