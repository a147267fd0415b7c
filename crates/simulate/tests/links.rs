//! What follows from links: gains that come through those that suit, and seats that are paid for once.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is wrong")]

use simulate::{
    money::{Scenario, attribution::Attributed, wellby},
    path::Count,
    plan::{EXAMPLE, Item, Name, Plan},
    runs::{Figure, Layout, One, middle},
};

fn example() -> Plan {
    Plan::read(EXAMPLE).unwrap_or_else(|problems| panic!("{problems}"))
}

fn with(plan: &Plan, values: &[(Name, f64)]) -> Plan {
    values.iter().fold(plan.clone(), |plan, (name, value)| plan.with(*name, *value).unwrap())
}

fn without_builders(plan: &Plan) -> Plan {
    (0..3).fold(plan.clone(), |plan, team| plan.with_post(0, team, 1, 0.0).unwrap())
}

/// The mean of a figure over runs that all meet the same people.
fn mean(plan: &Plan, strategy: usize, figure: Figure) -> f64 {
    let at = Layout::of(plan).at(figure).unwrap();
    (0..6).map(|run| middle(plan, strategy, run).figures[at] / 6.0).sum()
}

/// WELLBYs of each planned ending under the cautious scenario, where links are as in the schemes studied.
fn each(plan: &Plan) -> f64 {
    let value = |name| plan.value(name).value;
    let gain = Attributed::net_of_comparator(value(Name::SatisfactionControlled));
    wellby::for_each(gain, value(Name::Decay), value(Name::WellbeingMonths))
}

fn wellbys(one: &One) -> f64 {
    one.accounts[Scenario::Cautious.at()].ledgers.wellbeing.0
}

#[test]
fn when_nothing_comes_through_links_every_ending_gains_the_same() {
    let plan = with(&example(), &[(Name::GainThroughLinks, 0.0)]);
    for strategy in 0..2 {
        let it = middle(&plan, strategy, 0);
        let account = &it.accounts[Scenario::Cautious.at()];
        for (year, found) in account.wellbys.iter().enumerate() {
            let ended: u64 =
                (year * 12..year * 12 + 12).map(|it_| it.ledger.of_month(it_, Count::Completed)).sum();
            assert_eq!(*found, ended as f64 * each(&plan));
        }
    }
    let cut = without_builders(&plan);
    assert_eq!(wellbys(&middle(&plan, 0, 1)), wellbys(&middle(&cut, 0, 1)));
}

#[test]
fn cutting_builders_where_groups_are_full_lowers_what_is_gained() {
    for through_links in [0.2, 0.5, 1.0] {
        let plan = with(&example(), &[(Name::GainThroughLinks, through_links)]);
        let cut = without_builders(&plan);
        let lost = |figure| mean(&cut, 0, figure) / mean(&plan, 0, figure);
        assert!(lost(Figure::Wellbys(Scenario::Cautious)) < 1.0 - 0.15 * through_links);
        assert!(lost(Figure::Freed(Scenario::Cautious)) < 1.0 - 0.1 * through_links);
        // The same people, with the same endings.
        assert_eq!(mean(&cut, 0, Figure::Completed), mean(&plan, 0, Figure::Completed));
        assert_eq!(mean(&cut, 0, Figure::Cash(Scenario::Nil)), 0.0);
    }
}

#[test]
fn a_worse_fit_lowers_what_is_gained() {
    let plan = example();
    let mut before = f64::INFINITY;
    for fit in [0.95, 0.8, 0.65, 0.5] {
        let gained = mean(&with(&plan, &[(Name::Fit, fit)]), 0, Figure::Wellbys(Scenario::Claimed));
        assert!(gained < before, "{fit}: {gained} after {before}");
        before = gained;
    }
    let blanket = |penalty| with(&plan, &[(Name::FitPenalty, penalty)]);
    let gained = |plan: &Plan| mean(plan, 1, Figure::Wellbys(Scenario::Cautious));
    assert!(gained(&blanket(0.3)) < gained(&blanket(0.0)));
}

#[test]
fn nobody_gains_more_than_the_most() {
    for (through_links, studied, fit) in [(0.5, 0.6, 1.0), (1.0, 0.3, 1.0), (1.0, 0.2, 0.7), (0.3, 1.0, 1.0)]
    {
        let values =
            [(Name::GainThroughLinks, through_links), (Name::WishesMetStudied, studied), (Name::Fit, fit)];
        let mut plan = with(&example(), &values);
        plan.places.iter_mut().for_each(|place| place.seats = vec![900.0; 4]);
        let it = middle(&plan, 0, 0);
        let most = 1.0 - through_links + through_links / studied;
        let ended = it.ledger.total(Count::Completed) as f64;
        assert!(wellbys(&it) <= ended * each(&plan) * most * (1.0 + 1e-12));
        let all_met =
            it.ledger.total(Count::WishesMet) as f64 / 60.0 + it.ledger.total(Count::Wishless) as f64;
        assert!(all_met <= ended && (fit < 1.0 || all_met > 0.95 * ended), "{all_met} of {ended}");
    }
}

#[test]
fn where_links_are_as_in_the_schemes_studied_the_gain_is_the_studies_own() {
    // Room for everybody, so that the part of wishes met is the part of links that suit.
    for studied in [0.5, 0.8] {
        let values = [
            (Name::WishesMetStudied, studied),
            (Name::Fit, studied),
            (Name::FitPenalty, 0.0),
            (Name::GainThroughLinks, 1.0),
        ];
        let mut plan = with(&example(), &values);
        plan.places.iter_mut().for_each(|place| place.seats = vec![5_000.0; 4]);
        let runs: Vec<f64> = (0..10)
            .map(|run| {
                let it = middle(&plan, 1, run);
                assert_eq!(it.figures[Layout::of(&plan).at(Figure::UnmetAll).unwrap()], 0.0);
                wellbys(&it) / (it.ledger.total(Count::Completed) as f64 * each(&plan))
            })
            .collect();
        let mean = runs.iter().sum::<f64>() / 10.0;
        let error = (runs.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / 90.0).sqrt();
        assert!((mean - 1.0).abs() < 4.0 * error && error < 0.01, "{studied}: {mean} ± {error}");
    }
}

#[test]
fn what_a_personal_budget_buys_counts_as_a_link_that_suits() {
    let budget = "\n[[strategy.funding]]\nkind = \"budget\"\npayer = \"vcse\"\nshare = 1.0\namount = 60\n";
    // Funding at the end of the file is the blanket's.
    let plan = Plan::read(&format!("{EXAMPLE}{budget}")).unwrap();
    assert!(mean(&plan, 1, Figure::Bought) > 0.0);
    assert!(mean(&plan, 1, Figure::WishesMet) > mean(&example(), 1, Figure::WishesMet));
    assert_eq!(mean(&plan, 1, Figure::UnmetAll), 0.0);
}

/// The villages buy so many seats of one kind, in the blanket, at the usual price.
fn buying(text: &str, seats: u32) -> Plan {
    let bought = format!(
        "\n[[strategy.funding]]\nkind = \"micro\"\npayer = \"icb\"\nplace = \"The villages\"\nservice = \"Company\"\nseats = {seats}\nprice = 15\n"
    );
    let plan = Plan::read(&format!("{text}{bought}")).unwrap_or_else(|problems| panic!("{problems}"));
    plan.with(Name::SeatPrice, 15.0).unwrap()
}

#[test]
fn a_bought_seat_is_paid_for_once() {
    // With the same seats there is the same to be had, so people do the same; what is held of the bought ones is paid for by
    // who bought them, and no more than that is taken off.
    let standing = EXAMPLE.replace("\"Company\" = 8,", "\"Company\" = 18,");
    assert_ne!(standing, EXAMPLE);
    let stands = Plan::read(&standing).unwrap().with(Name::SeatPrice, 15.0).unwrap();
    let (stands, bought) = (middle(&stands, 1, 0), middle(&buying(EXAMPLE, 10), 1, 0));
    assert_eq!(stands.ledger.total(Count::Linked(1)), bought.ledger.total(Count::Linked(1)));
    let usual = |one: &One| (0..5).map(|year| one.costs.year(year, Item::Seats).pounds()).sum::<f64>();
    let agreed = bought.costs.agreed.iter().flatten().map(|it| it.pounds()).sum::<f64>();
    let weeks = 60.0 * 2_629_800.0 / 604_800.0;
    assert!((agreed - 10.0 * 15.0 * weeks).abs() < 1.0);
    let held = usual(&stands) - usual(&bought);
    assert!(held <= agreed + 1.0 && held > 0.5 * agreed, "{held} of {agreed}");
}

#[test]
fn with_more_seats_bought_than_held_nothing_else_is_paid() {
    let none = EXAMPLE.replace("\"Company\" = 8,", "");
    let mut plan = buying(&none, 2_000);
    plan = plan.with(Name::SeatsPerBuilder, 0.0).unwrap();
    let it = middle(&plan, 1, 0);
    assert!(it.ledger.of_place(2, Count::Linked(1)) > 100);
    assert_eq!(it.ledger.of_place(2, Count::Seats(1)), 0);
    assert!(it.ledger.of_place(2, Count::Seats(0)) > 0);
}
