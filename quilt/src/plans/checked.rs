//! What to know of a plan before it is run: what it needs, what it rests on, and what its results will not be able to tell.

use simulate::plan::{Name, Plan, Room};
use simulate::runs::{BLOCK, middle};

use super::told::assumptions;

/// Draws below which what knowing one value is worth cannot be told.
const FEW: u32 = 100;

/// A sentence on what the plan is.
#[must_use]
pub fn is(plan: &Plan) -> String {
    let count = page::text::count;
    let people: u64 = plan.places.iter().map(|it| it.people).sum();
    format!(
        "“{}”: {} in {}, {} of doing it, {} from {}, {} of {} each.",
        plan.name,
        count(people, "person", "people"),
        count(plan.places.len() as u64, "place", "places"),
        count(plan.strategies.len() as u64, "way", "ways"),
        count(u64::from(plan.years), "year", "years"),
        plan.first_year,
        count(u64::from(plan.draws), "draw", "draws"),
        count(u64::from(plan.runs), "run", "runs"),
    )
}

/// “It begins with 85 values, of which are assumptions.”
#[must_use]
pub fn rests_on(plan: &Plan) -> String {
    let all = plan.values.len() + plan.places.iter().map(|it| it.own.len()).sum::<usize>();
    format!(
        "It begins with {all} values, of which {} are assumptions: nobody knows them, and somebody chose.",
        assumptions(plan)
    )
}

/// Memory, in bytes, on the high side.
#[must_use]
pub fn memory(plan: &Plan) -> f64 {
    Room::of(plan).bytes
}

/// Runs of people through the plan that a whole run makes, with what it finds out about values.
#[must_use]
pub fn walks(plan: &Plan) -> f64 {
    let uncertain = Name::ALL.iter().filter(|it| plan.value(**it).low < plan.value(**it).high).count();
    let draws = f64::from(plan.draws) * f64::from(plan.runs);
    (draws + 2.0 * uncertain as f64) * plan.strategies.len() as f64
}

/// One run of every way, to see how long one takes.
pub fn one_of_each(plan: &Plan) {
    for way in 0..plan.strategies.len() {
        let _gone = middle(plan, way, 0);
    }
}

/// What its results will not be able to tell, each with what to do about it.
#[must_use]
pub fn warnings(plan: &Plan) -> Vec<String> {
    let mut all = Vec::new();
    if plan.draws < FEW {
        all.push(format!("{} draws are few: ranges are rough, and what knowing one value is worth cannot be told. Ask for {FEW} or more.", plan.draws));
    }
    if plan.runs == 1 {
        all.push(
            "With one run in a draw nobody can tell chance from not knowing the values. Ask for runs = 2."
                .into(),
        );
    }
    if plan.strategies.len() == 1 {
        all.push("There is one way of doing it, so it is compared with doing nothing alone. Add another [[strategy]].".into());
    }
    if plan.stop_at_error.is_some() && plan.draws <= BLOCK {
        all.push(format!("“stop_at_error” is looked at after each {BLOCK} draws, so it changes nothing here. Ask for more draws."));
    }
    if plan
        .strategies
        .iter()
        .any(|it| it.teams.iter().all(|team| team.posts.iter().all(|post| post.wte == 0.0)))
    {
        all.push("A way has nobody at work: everybody will wait and give up.".into());
    }
    all
}

#[cfg(test)]
mod tests {
    use simulate::plan::EXAMPLE;

    use super::*;

    #[test]
    fn a_plan_is_told_before_it_is_run() {
        let mut plan = Plan::read(EXAMPLE).unwrap();
        assert_eq!(
            is(&plan),
            "“A county of three places”: 120,000 people in 3 places, 2 ways of doing it, 5 years from 2026-27, 200 draws of 2 runs each."
        );
        assert!(
            warnings(&plan).is_empty() && rests_on(&plan).contains("are assumptions"),
            "{}",
            rests_on(&plan)
        );
        assert!(walks(&plan) > 800.0 && memory(&plan) > 1e6);
        (plan.draws, plan.runs, plan.stop_at_error) = (20, 1, Some(5.0));
        plan.strategies.truncate(1);
        assert_eq!(warnings(&plan).len(), 4);
    }
}
