//! Who is under way on the first day is as far as a chance moment finds them.

use simulate::{
    path::{Count, Ledger, TeamCount},
    plan::{EXAMPLE, Name, Plan},
    runs::{One, middle},
};

#[test]
fn those_under_way_are_as_far_as_a_chance_moment_finds_them() {
    // In a scheme that has long been level as many are under way as before, from the first month to the last, and as many end.
    let mut plan = Plan::read(EXAMPLE).unwrap();
    plan.season = [1.0; 12];
    for (name, value) in [(Name::Turnover, 0.0), (Name::SicknessSpells, 0.0), (Name::RampMonths, 0.0)] {
        plan = plan.with(name, value).unwrap();
    }
    plan.strategies[0].teams.iter_mut().for_each(|team| team.ramp_months = None);
    let level =
        (12..60).map(|month| middle(&plan, 0, 0).ledger.team(month, 0, TeamCount::Open)).sum::<u64>() / 48;
    let there = plan.with_now(0, 0, level as u32).unwrap();
    let runs: Vec<One> = (0..12).map(|run| middle(&there, 0, run)).collect();
    let mean = |of: &dyn Fn(&Ledger) -> u64| runs.iter().map(|it| of(&it.ledger)).sum::<u64>() as f64 / 12.0;
    for month in [0, 1, 2, 4] {
        let open = mean(&|ledger| ledger.team(month, 0, TeamCount::Open));
        assert!((open / level as f64 - 1.0).abs() < 0.08, "month {month}: {open} of {level}");
    }
    let ended = |ledger: &Ledger, months: std::ops::Range<usize>| {
        months
            .map(|it| ledger.get(it, 0, Count::Completed) + ledger.get(it, 0, Count::LeftEarly))
            .sum::<u64>()
    };
    let (early, late) = (mean(&|it| ended(it, 0..3)) / 3.0, mean(&|it| ended(it, 12..60)) / 48.0);
    assert!((early / late - 1.0).abs() < 0.08, "{early} {late}");
}
