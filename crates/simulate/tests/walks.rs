//! The whole path, on the example's county: what must hold in every run, and what must follow when something is changed.

use simulate::{
    judge,
    money::Scenario,
    path::{Count, Ledger, TeamCount, WISHES},
    plan::{Counted, EXAMPLE, Name, Plan},
    runs::{Figure, Layout, One, Rows, Shard, Task, middle, one, summary},
};

fn example() -> Plan {
    Plan::read(EXAMPLE).unwrap_or_else(|problems| panic!("{problems}"))
}

fn everybody_is_somewhere(ledger: &Ledger) {
    let total = |count| ledger.total(count);
    let (waited, open) = (total(Count::WaitingBefore), total(Count::OpenBefore));
    let gone = total(Count::Declined) + total(Count::GaveUp) + total(Count::Started);
    assert!(total(Count::Referred) + waited >= gone);
    assert!(total(Count::Started) >= total(Count::Met) + total(Count::NotReached));
    assert!(total(Count::Met) + open >= total(Count::Completed) + total(Count::LeftEarly));
    let wishing = total(Count::Completed) - total(Count::Wishless);
    assert!(total(Count::WishesMet) <= WISHES * wishing);
    let wishing = total(Count::FollowedUp) - total(Count::FollowedWishless);
    assert!(total(Count::FollowedWishesMet) <= WISHES * wishing);
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

const BOND: &str = r#"
[[strategy.funding]]
kind = "outcomes"
payer = "fund"
cap = 90000
lag = 3
terms = [
  { metric = "completed", price = 450 },
  { metric = "ae_visits_avoided", price = 900, threshold = 2 },
  { metric = "life_satisfaction", price = 200 },
]
[[strategy.funding]]
kind = "micro"
payer = "icb"
place = "The villages"
service = "Company"
seats = 6
from = 12
price = 12
[[strategy.funding]]
kind = "budget"
payer = "vcse"
share = 0.3
amount = 60
[[strategy.funding]]
kind = "grant"
payer = "vcse"
yearly = 30000
years = 2
toward = "builders"
"#;

#[test]
fn whatever_way_money_comes_nothing_is_lost() {
    let text = format!("{EXAMPLE}{BOND}");
    let bond = "[[strategy.funding]]\nkind = \"bond\"\ncommitment = 900000\nfee = 1500\nupside = 0.6\n";
    for (text, fees) in [(text.clone(), 0), (format!("{text}{bond}"), 60 * 150_000)] {
        let plan = Plan::read(&text).unwrap_or_else(|problems| panic!("{problems}"));
        let again = Plan::read(&plan.to_toml()).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(plan, again);
        let it = one(&plan, 1, 4, 0);
        assert!(it.ledger.total(Count::Bought) > 0);
        let cost: i64 = (0..60).map(|month| it.costs.in_month(month).0).sum();
        for account in &it.accounts {
            let paid: i64 = account.pays.iter().flatten().map(|it| it.0).sum();
            assert_eq!(paid, cost + fees);
            assert_eq!(account.bond.is_some(), fees > 0);
        }
        let paid = |scenario| it.figures[Layout::of(&plan).at(Figure::Paid(scenario)).unwrap()];
        assert!(paid(Scenario::Claimed) > paid(Scenario::Nil) && paid(Scenario::Nil) > 0.0);
    }
}

#[test]
fn a_comparison_pays_for_nothing_as_often_as_chance_has_it() {
    // One month's comparison beyond its threshold: the chance is that of a bell curve, and every run has many months.
    let contract = "\n[[strategy.funding]]\nkind = \"outcomes\"\npayer = \"fund\"\nterms = [{ metric = \"ae_visits_avoided\", price = 100, threshold = 1e6 }]\n";
    let never = Plan::read(&format!("{EXAMPLE}{contract}")).unwrap();
    let at = |plan: &Plan, figure| Layout::of(plan).at(figure).unwrap();
    let paid = |plan: &Plan| one(plan, 1, 0, 0).figures[at(plan, Figure::PaidForNothing)];
    assert_eq!(paid(&never), 0.0);
    let often = Plan::read(&format!("{EXAMPLE}{contract}").replace("1e6", "0")).unwrap();
    assert_eq!(paid(&often), 1.0);
    // Errors with no effect average to φ(0)·σ a month: what is paid is pounds times that.
    let mut sum = 0.0;
    let mut expected = 0.0;
    for run in 0..40 {
        let it = middle(&often, 1, run);
        sum += it.figures[at(&often, Figure::PaidForNothingSum)];
        for month in 0..60 {
            let people = it.ledger.of_month(month, Count::Completed) as f64;
            let visits = often.value(Name::AeVisits).value;
            expected += 100.0 * (2.0 * people * visits).sqrt() / (2.0 * std::f64::consts::PI).sqrt();
        }
    }
    assert!((sum / expected - 1.0).abs() < 0.12, "{sum} for {expected}");
}

#[test]
fn builders_seats_follow_their_formula() {
    // No vacancies, no illness, trusted at once: s(t) = γ·B·(t − τ)·(1 − attrition)^t.
    let mut plan = example();
    for (name, value) in [
        (Name::Turnover, 0.0),
        (Name::SicknessSpells, 0.0),
        (Name::BuilderTrustMonths, 0.0),
        (Name::BuilderLagMonths, 6.0),
        (Name::SeatAttrition, 0.02),
        (Name::SeatsPerBuilder, 5.0),
    ] {
        plan = plan.with(name, value).unwrap();
    }
    let ledger = middle(&plan, 1, 0).ledger;
    for month in [3u16, 5, 6, 11, 35, 59] {
        let t = f64::from(month + 1);
        let expected = 5.0 * 2.5 * (t - 6.0).max(0.0) * 0.98f64.powf(t);
        let seats = ledger.team(usize::from(month), 0, TeamCount::NewSeats) as f64 / 1_000.0;
        assert!((seats - expected).abs() < 0.01, "month {month}: {seats} for {expected}");
    }
}

/// The county as it would be found today: people wait, and journeys are under way.
fn found() -> Plan {
    let plan = example();
    plan.with_now(0, 90, 280).unwrap().with_now(1, 0, 150).unwrap().with_now(2, 12, 0).unwrap()
}

#[test]
fn a_scheme_that_is_there_already() {
    let (fresh, found) = (example(), found());
    for strategy in 0..2 {
        for run in 0..4 {
            let it = middle(&found, strategy, run);
            // Little's law, from the first day on, over those who were there as well.
            assert!(it.checks.waiting && it.checks.open);
            everybody_is_somewhere(&it.ledger);
            let total = |count| it.ledger.total(count);
            assert_eq!((total(Count::WaitingBefore), total(Count::OpenBefore)), (102, 430));
            let before = middle(&fresh, strategy, run);
            // The same people come, and more are under way in the first month.
            assert_eq!(total(Count::Referred), before.ledger.total(Count::Referred));
            let open = |one: &One| {
                (0..it.ledger.teams()).map(|t| one.ledger.team(0, t, TeamCount::Open)).sum::<u64>()
            };
            assert!(open(&it) > open(&before) + 250, "{} {}", open(&it), open(&before));
            let ended = |ledger: &Ledger| ledger.total(Count::Completed) + ledger.total(Count::LeftEarly);
            assert!(ended(&it.ledger) > ended(&before.ledger) + 400);
        }
    }
    let ours = |rows: &Rows| rows.means(0, Figure::Started);
    let mut small = found.clone();
    small.draws = 3;
    assert_eq!(ours(&Task::new(&small).run()), ours(&Task::new(&small).threads(2).run()));
}

#[test]
fn those_under_way_are_as_far_as_a_chance_moment_finds_them() {
    // In a scheme that has long been level as many are under way as before, from the first month to the last, and as many end.
    let mut plan = example();
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

#[test]
fn what_our_journeys_show_takes_the_place_of_the_literature() {
    let plan = example();
    let counted = |value, low, high| Counted {
        value,
        low,
        high,
        source: "Our own journeys".to_owned(),
        read_on: "2026-11-25".to_owned(),
    };
    let ours = plan.with_counted(Some(0), Name::Decline, &counted(0.3, 0.25, 0.35)).unwrap();
    let ours = ours.with_counted(None, Name::Contacts, &counted(6.5, 6.2, 6.8)).unwrap();
    assert!(!ours.value(Name::Contacts).is_assumption());
    assert_eq!(ours, Plan::read(&ours.to_toml()).unwrap_or_else(|problems| panic!("{problems}")));
    let declined = |plan: &Plan, place| {
        let ledger = middle(plan, 0, 0).ledger;
        ledger.of_place(place, Count::Declined) as f64 / ledger.of_place(place, Count::Referred) as f64
    };
    assert!(declined(&ours, 0) > 0.25 && declined(&ours, 1) < 0.16);
    assert!(plan.with_counted(None, Name::Decline, &counted(0.3, 0.4, 0.35)).is_err());
    assert!(plan.with_counted(Some(9), Name::Decline, &counted(0.3, 0.25, 0.35)).is_err());
    assert!(plan.with_counted(Some(0), Name::Fit, &counted(0.3, 0.25, 0.35)).is_err());
}

#[test]
fn a_decision_is_judged_whole() {
    let mut plan = example();
    plan.draws = 64;
    let rows = Task::new(&plan).threads(2).run();
    let them = judge::from_rows(&rows, Scenario::Cautious).unwrap();
    assert!((them.probabilities().iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let evpi = them.evpi();
    assert!(evpi.worth >= 0.0 && evpi.error >= 0.0);
    for (which, worth) in judge::of_values(&plan, &rows, &them) {
        assert!(worth.worth <= evpi.worth + 4.0 * (worth.error + evpi.error), "{}", which.told(&plan));
    }
    let (waits, reached) = judge::worst(&rows, 0, 3).unwrap();
    assert!(waits.place < 3 && reached.place < 3 && reached.value < 1.0);
    let spread = summary(&rows, 0, Figure::CostAll).unwrap();
    assert!(spread.within.is_some_and(|within| within > 0.0 && within < spread.between));
    let tornado = judge::tornado(&plan, Scenario::Cautious, 1, 2);
    assert_eq!(tornado.bars, judge::tornado(&plan, Scenario::Cautious, 1, 1).bars);
    assert!(tornado.bars.windows(2).all(|pair| pair[0].width >= pair[1].width));
    let moves = |name| tornado.bars.iter().position(|bar| bar.name == name).unwrap();
    assert!(moves(Name::SatisfactionControlled) < moves(Name::NotesMinutes));
    let best = |at: &[f64]| (0..at.len()).fold(0, |best, it| if at[it] > at[best] { it } else { best });
    for bar in &tornado.bars {
        let changes = best(&bar.low) != tornado.best || best(&bar.high) != tornado.best;
        assert_eq!(bar.changes_decision, changes, "{bar:?}");
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
        let price = value.value * plan.factor(*name);
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
