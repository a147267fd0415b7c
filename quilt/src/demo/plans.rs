//! Two plans somebody who pays has kept: the schemes as they are, and the same with one more builder in each of two places.
//! They begin from what the county's own journeys show.

use std::sync::Arc;

use ::store::Db;
use simulate::plan::Role;

use super::county::County;
use crate::moment::Moment;
use crate::plans::{Given, Runs, keep, open, our_area, share};
use crate::refusal::Refusal;
use crate::settings;

/// People for each link worker, scheme by scheme: some have room, some stand near the edge.
const PEOPLE_EACH: [u64; 4] = [6_800, 5_600, 4_300, 5_200];

/// How many builders there are in all; each scheme has a share.
const BUILDERS: f64 = 2.0;

/// Keeps and shares them, with what they came to.
pub(super) fn keep_some(db: &Db, county: &County, now: &Moment) -> Result<(), Refusal> {
    let Some(by) = county.commissioners.first() else { return Ok(()) };
    let plans = db.write("keep two plans", |tx| {
        let Some(area) = settings::area(tx)? else { return Ok::<_, Refusal>(Vec::new()) };
        let as_we_are = our_area(tx, by, &area, now, &given(county), false)?;
        let mut more = as_we_are.clone();
        for team in 0..2.min(as_we_are.strategies[0].teams.len()) {
            more = with_builder(&more, team)?;
        }
        let plans = [("The schemes as they are", as_we_are), ("Two more builders", more)];
        for (name, plan) in &plans {
            let id = keep(tx, by, now, name, plan, "the demonstration")?;
            let kept = open(tx, by, id)?;
            share(tx, by, now, &kept, true)?;
        }
        Ok(plans.into_iter().map(|(_, plan)| Arc::new(plan)).collect())
    })?;
    let runs = Runs::default();
    plans.iter().for_each(|plan| runs.keep(db, by.area, now.at, plan));
    Ok(())
}

fn given(county: &County) -> Vec<Given> {
    let share = BUILDERS / county.schemes.len().max(1) as f64;
    let builders = (share * 20.0).round() / 20.0;
    county
        .schemes
        .iter()
        .zip(&county.workers)
        .zip(PEOPLE_EACH.iter().cycle())
        .map(|((scheme, workers), each)| {
            let workers = workers.len() as u64;
            let people = (workers.max(1) * each).div_ceil(1_000) * 1_000;
            let practices = people.div_ceil(9_000);
            Given { scheme: scheme.id, people, practices, link_workers: workers as f64, builders }
        })
        .collect()
}

/// One full-time builder more in a team of the first way, and in the one contract beside it.
fn with_builder(plan: &simulate::plan::Plan, team: usize) -> Result<simulate::plan::Plan, Refusal> {
    let mut plan = plan.clone();
    for (strategy, team) in [(0, team), (1, 0)] {
        let posts =
            plan.strategies.get(strategy).and_then(|it| it.teams.get(team)).map(|it| it.posts.clone());
        let builder = posts.iter().flatten().position(|post| post.role == Role::Builder);
        if let (Some(posts), Some(at)) = (posts, builder) {
            let wte = posts[at].wte + 1.0;
            plan = plan
                .with_post(strategy, team, at, wte)
                .map_err(|error| Refusal::Internal(error.to_string()))?;
        }
    }
    Ok(plan)
}
