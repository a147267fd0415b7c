//! A plan of any bytes is read or refused without a panic. What is refused is refused with lines that are there; what is
//! read reads the same when it is written, and a small one can be walked and its curves drawn.
#![no_main]

use libfuzzer_sys::fuzz_target;
use simulate::{
    curves::{Builders, cliff, saturation},
    plan::Plan,
    runs::middle,
};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Plan::read(text) {
        Err(problems) => {
            let last = text.lines().count() + 1;
            assert!(!problems.all().is_empty());
            assert!(problems.all().iter().all(|it| it.line >= 1 && it.line <= last), "{problems}");
        }
        Ok(plan) => {
            let again = Plan::read_within(&plan.to_toml(), u64::MAX).unwrap_or_else(|it| panic!("{it}"));
            assert_eq!(plan, again);
            let people: u64 = plan.places.iter().map(|place| place.people.min(1 << 40)).sum();
            let posts: f64 = plan
                .strategies
                .iter()
                .flat_map(|it| &it.teams)
                .flat_map(|it| &it.posts)
                .map(|it| it.wte)
                .sum();
            if people < 20_000 && plan.places.len() < 10 && posts < 50.0 && plan.years <= 5 {
                for strategy in 0..plan.strategies.len() {
                    let it = middle(&plan, strategy, 0);
                    assert!(it.checks.waiting && it.checks.open);
                    assert!(it.figures.iter().all(|figure| figure.is_finite()));
                    for team in 0..plan.strategies[strategy].teams.len() {
                        let Some(cliff) = cliff(&plan, strategy, team, plan.months() - 1, 5) else {
                            continue;
                        };
                        assert!(
                            cliff.points.iter().all(|it| it.wait >= 0.0 && (0.0..=1.0).contains(&it.give_up))
                        );
                    }
                    let curve = saturation(&plan, strategy, Builders::None, &[0.5, 2.0], 1);
                    assert!(curve.iter().all(|it| it.suited <= it.linked && it.unmet.is_finite()));
                }
            }
        }
    }
});
