//! The whole path, on the example's county: what must hold in every run, and what must follow when something is changed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use simulate::{
    path::{Count, Ledger},
    plan::{EXAMPLE, Name, Plan},
    runs::{Figure, One, Rows, Shard, Task, middle, one, summary},
};

fn example() -> Plan {
    Plan::read(EXAMPLE).unwrap_or_else(|problems| panic!("{problems}"))
}

fn everybody_is_somewhere(ledger: &Ledger) {
    let total = |count| ledger.total(count);
    assert!(total(Count::Referred) >= total(Count::Declined) + total(Count::GaveUp) + total(Count::Started));
    assert!(total(Count::Started) >= total(Count::Met) + total(Count::NotReached));
    assert!(total(Count::Met) >= total(Count::Completed) + total(Count::LeftEarly));
    assert!(total(Count::FollowedUp) <= total(Count::Completed));
    let fifths: u64 = (0..5).map(|it| total(Count::ReferredFifth(it))).sum();
    let sources: u64 = (0..3).map(|it| total(Count::Source(it))).sum();
    assert_eq!((fifths, sources), (total(Count::Referred), total(Count::Referred)));
    let started: u64 = (0..5).map(|it| total(Count::StartedFifth(it))).sum();
    assert_eq!(started, total(Count::Started));
}

#[test]
fn littles_law_holds_in_every_run() {
    let plan = example();
    for draw in 0..12 {
        for strategy in 0..2 {
            let it = one(&plan, strategy, draw, draw % 2);
            assert!(it.checks.waiting && it.checks.open, "{draw} {strategy}");
            everybody_is_somewhere(&it.ledger);
            assert!(it.figures.iter().all(|figure| figure.is_finite()));
        }
    }
}

#[test]
fn all_that_is_paid_is_all_it_costs() {
    let plan = example();
    for strategy in 0..2 {
        let it = one(&plan, strategy, 3, 0);
        let cost: i64 = (0..60).map(|month| it.costs.in_month(month).0).sum();
        for account in &it.accounts {
            let paid: i64 = account.pays.iter().flatten().map(|it| it.0).sum();
            assert_eq!(paid, cost);
        }
    }
}

#[test]
fn both_strategies_meet_the_same_people() {
    let text = EXAMPLE.replace("ramp_months = 24\n", "");
    let plan = Plan::read(&text).unwrap();
    let (quilt, blanket) = (one(&plan, 0, 5, 0).ledger, one(&plan, 1, 5, 0).ledger);
    for month in 0..quilt.months() {
        for place in 0..3 {
            for count in [Count::Referred, Count::Declined, Count::ReferredFifth(0), Count::Source(2)] {
                assert_eq!(quilt.get(month, place, count), blanket.get(month, place, count));
            }
        }
    }
}

#[test]
fn threads_and_shards_change_nothing() {
    let mut plan = example();
    plan.draws = 24;
    let whole = Task::new(&plan).run();
    assert_eq!(whole, Task::new(&plan).threads(2).run());
    assert_eq!(whole, Task::new(&plan).threads(7).run());
    let parts =
        (1..=5).rev().map(|index| Task::new(&plan).shard(Shard::new(index, 5).unwrap()).threads(2).run());
    assert_eq!(Rows::merge(parts).unwrap().unwrap(), whole);
    let bytes = |rows: &Rows| {
        let mut bytes = Vec::new();
        rows.write(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(Rows::read(&plan, &mut &bytes(&whole)[..]).unwrap(), whole);
    // Killed in the middle of writing, or of a draw: what is whole is kept, the rest is made again.
    let stop = |done: usize, _: usize| done < 10;
    let some = Task::new(&plan).watch(&stop).run();
    assert_eq!(some.len(), 10);
    let cut = &bytes(&some)[..bytes(&some).len() - 5];
    let kept = Rows::read(&plan, &mut &cut[..]).unwrap();
    assert_eq!(kept.len(), 9);
    assert_eq!(Task::new(&plan).from(kept).threads(2).run(), whole);
    let other = plan.with(Name::Decline, 0.5).unwrap();
    assert!(Rows::read(&other, &mut &bytes(&whole)[..]).is_err());
    assert!(Rows::merge([whole, Rows::none(&other)]).is_err());
    assert!(Shard::new(0, 3).is_none() && Shard::new(4, 3).is_none());
}

#[test]
fn it_stops_when_it_is_sure_enough() {
    let mut plan = example();
    plan.draws = 400;
    plan.stop_at_error = Some(1e9);
    let rows = Task::new(&plan).threads(2).run();
    assert_eq!(rows.len(), 64);
    assert!(summary(&rows, 0, Figure::CostAll).unwrap().error < 1e6);
}

fn mean(plan: &Plan, strategy: usize, of: impl Fn(&One) -> f64) -> f64 {
    (0..6).map(|run| of(&middle(plan, strategy, run)) / 6.0).sum()
}

#[test]
fn more_link_workers_never_lengthen_waits() {
    let plan = example();
    for run in 0..6 {
        let mut before = f64::INFINITY;
        for wte in [3.0, 4.0, 5.0, 6.0, 8.0, 12.0] {
            let more = plan.with_post(0, 0, 0, wte).unwrap();
            let ledger = middle(&more, 0, run).ledger;
            let wait = ledger.of_place(0, Count::Waited) as f64 / ledger.of_place(0, Count::Started) as f64;
            assert!(wait <= before, "{wte} workers: {wait} seconds after {before}");
            before = wait;
        }
    }
}

#[test]
fn without_builders_it_saturates() {
    let plan = example();
    let without = (0..3).fold(plan.clone(), |plan, team| plan.with_post(0, team, 1, 0.0).unwrap());
    let last_year = |ledger: &Ledger, count: fn(usize) -> Count| {
        (48..60)
            .flat_map(|month| (0..4).map(move |it| (month, it)))
            .map(|(m, it)| ledger.of_month(m, count(it)))
            .sum::<u64>() as f64
    };
    let share = |it: &One| {
        let (met, unmet) = (last_year(&it.ledger, Count::Linked), last_year(&it.ledger, Count::Unmet));
        unmet / (met + unmet)
    };
    let (with, none) = (mean(&plan, 0, share), mean(&without, 0, share));
    assert!(none > 0.25 && none > 2.0 * with, "{none} of wishes unmet without builders, {with} with them");
    // However many link workers are added, no more people are linked than there are seats.
    let crowd = (0..3).fold(without.clone(), |plan, team| plan.with_post(0, team, 0, 15.0).unwrap());
    let linked = |it: &One| last_year(&it.ledger, Count::Linked);
    assert!(mean(&crowd, 0, linked) < 1.15 * mean(&without, 0, linked));
}

#[test]
fn doubling_all_prices_doubles_all_costs() {
    let plan = example();
    let mut doubled = plan.clone();
    for name in Name::ALL.iter().filter(|name| name.unit() == simulate::plan::Unit::Pounds) {
        let value = plan.value(*name);
        let price = value.value * plan.factor(value);
        doubled = doubled.with(*name, 2.0 * price).unwrap();
    }
    for strategy in 0..2 {
        let (once, twice) = (middle(&plan, strategy, 0), middle(&doubled, strategy, 0));
        assert_eq!(once.ledger, twice.ledger);
        for (a, b) in once.costs.months.iter().flatten().zip(twice.costs.months.iter().flatten()) {
            assert!((2 * a.0 - b.0).abs() <= 2, "{a:?} {b:?}");
        }
    }
}

#[test]
fn swapping_the_names_of_places_changes_nothing() {
    let swapped =
        EXAMPLE.replace("The town", "?").replace("The villages", "The town").replace('?', "The villages");
    let (plan, swapped) = (example(), Plan::read(&swapped).unwrap());
    for strategy in 0..2 {
        assert_eq!(one(&plan, strategy, 2, 1).figures, one(&swapped, strategy, 2, 1).figures);
    }
}

#[test]
fn a_plan_reads_back_as_it_was_written() {
    let plan = example();
    let text = plan.to_toml();
    let again = Plan::read(&text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert_eq!(plan, again);
    assert_eq!(plan.fingerprint(), again.fingerprint());
}
