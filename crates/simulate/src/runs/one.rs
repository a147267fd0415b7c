//! One run of one strategy, from numbers to figures.

use super::{Figure, Layout};
use crate::{
    judge::inequality::slope_index,
    money::{
        Account, Pence, Scenario,
        bond::Returns,
        costs::Costs,
        outcomes::{Contract, Measured},
        time::discount_factor,
    },
    path::{Checks, Count, Course, Ledger, TeamCount, WISHES, walk},
    plan::{Drawn, Funding, Item, Name, Payer, Plan},
};

/// Everything of one run.
#[derive(Debug, Clone)]
pub struct One {
    /// What happened.
    pub ledger: Ledger,
    /// Whether Little's law held, as it must.
    pub checks: Checks,
    /// What it cost.
    pub costs: Costs,
    /// The accounts, in the order of [`Scenario::ALL`].
    pub accounts: [Account; 3],
    /// The figures, in the order of [`Layout`].
    pub figures: Vec<f64>,
}

/// One run of a strategy: the draw and the run within it, by their numbers.
#[must_use]
pub fn one(plan: &Plan, strategy: usize, draw: u32, run: u32) -> One {
    let drawn = Drawn::of(plan, draw);
    one_with(plan, &Layout::of(plan), strategy, &drawn, (draw, run))
}

/// One run with every value at its middle: what a page shows at once.
#[must_use]
pub fn middle(plan: &Plan, strategy: usize, run: u32) -> One {
    one_with(plan, &Layout::of(plan), strategy, &Drawn::middle(plan), (0, run))
}

/// One run with these numbers; chance is that of (draw, run).
#[must_use]
pub fn one_with(
    plan: &Plan,
    layout: &Layout,
    strategy: usize,
    drawn: &Drawn,
    (draw, run): (u32, u32),
) -> One {
    let course = Course::new(plan, strategy, drawn, draw).run(run);
    let teams = plan.strategies[strategy].teams.len();
    let (sources, services) = (plan.sources.parts.len(), plan.services.parts.len());
    let mut ledger = Ledger::new(plan.months(), plan.places.len(), teams, sources, services);
    let checks = walk(&course, &mut ledger);
    let costs = Costs::of(plan, strategy, drawn, &ledger);
    let measured = Measured { plan, drawn, ledger: &ledger, draw, run };
    let accounts = Scenario::ALL.map(|scenario| Account::of(&measured, strategy, &costs, scenario));
    let mut sheet = Sheet { layout, cells: vec![0.0; layout.len()] };
    people(plan, drawn, &ledger, &mut sheet);
    months(&ledger, &mut sheet);
    let spent = spending(drawn, &costs, &mut sheet);
    for (scenario, account) in Scenario::ALL.into_iter().zip(&accounts) {
        worth(drawn, account, scenario, spent, &mut sheet);
    }
    nothing_true(&measured, strategy, &mut sheet);
    let figures = sheet.cells;
    One { ledger, checks, costs, accounts, figures }
}

struct Sheet<'a> {
    layout: &'a Layout,
    cells: Vec<f64>,
}

impl Sheet<'_> {
    fn set(&mut self, figure: Figure, value: f64) {
        if let Some(at) = self.layout.at(figure) {
            self.cells[at] = value;
        }
    }
}

fn people(plan: &Plan, drawn: &Drawn, ledger: &Ledger, sheet: &mut Sheet<'_>) {
    let counts = [
        (Figure::Referred, Count::Referred),
        (Figure::Declined, Count::Declined),
        (Figure::GaveUp, Count::GaveUp),
        (Figure::Started, Count::Started),
        (Figure::NotReached, Count::NotReached),
        (Figure::Completed, Count::Completed),
        (Figure::LeftEarly, Count::LeftEarly),
        (Figure::FollowedUp, Count::FollowedUp),
        (Figure::Contacts, Count::Contacts),
        (Figure::Substituted, Count::Substituted),
        (Figure::Bought, Count::Bought),
    ];
    for (figure, count) in counts {
        sheet.set(figure, ledger.total(count) as f64);
    }
    let started = ledger.total(Count::Started).max(1) as f64;
    sheet.set(Figure::WaitMean, ledger.total(Count::Waited) as f64 / started / 86_400.0);
    sheet.set(Figure::Wait90, ledger.wait_within(0..ledger.places(), 0.9) as f64);
    sheet.set(Figure::Events, ledger.events as f64);
    let (mut linked, mut unsuited, mut unmet) = (0, 0, 0);
    for service in 0..ledger.services() {
        linked += ledger.total(Count::Linked(service));
        unsuited += ledger.total(Count::Unsuited(service));
        let without = ledger.total(Count::Unmet(service));
        unmet += without;
        sheet.set(Figure::Unmet(service), without as f64);
    }
    sheet.set(Figure::Linked, linked as f64);
    sheet.set(Figure::Suited, (linked - unsuited) as f64);
    let wishing = (ledger.total(Count::Completed) - ledger.total(Count::Wishless)) * WISHES;
    sheet.set(Figure::WishesMet, ledger.total(Count::WishesMet) as f64 / wishing.max(1) as f64);
    sheet.set(Figure::UnmetAll, unmet as f64);
    let years = f64::from(plan.years);
    let (mut living, mut referred, mut began) = ([0.0; 5], [0.0; 5], [0.0; 5]);
    for (number, place) in plan.places.iter().enumerate() {
        let started = ledger.of_place(number, Count::Started) as f64;
        let need = place.people as f64 / 1_000.0 * drawn.at(number, Name::Need);
        sheet.set(Figure::PlaceReferred(number), ledger.of_place(number, Count::Referred) as f64);
        sheet.set(Figure::PlaceStarted(number), started);
        sheet.set(Figure::PlaceWait90(number), ledger.wait_within(number..number + 1, 0.9) as f64);
        sheet.set(Figure::PlaceReached(number), if need > 0.0 { started / years / need } else { 0.0 });
        for fifth in 0..5 {
            living[fifth] += place.people as f64 * place.deprivation[fifth];
            referred[fifth] += ledger.of_place(number, Count::ReferredFifth(fifth)) as f64;
            began[fifth] += ledger.of_place(number, Count::StartedFifth(fifth)) as f64;
        }
    }
    for fifth in 0..5 {
        let rate =
            |count: f64| if living[fifth] > 0.0 { count / living[fifth] * 1_000.0 / years } else { 0.0 };
        sheet.set(Figure::FifthReferred(fifth), rate(referred[fifth]));
        sheet.set(Figure::FifthStarted(fifth), rate(began[fifth]));
    }
    let rates: [f64; 5] =
        std::array::from_fn(|it| if living[it] > 0.0 { began[it] / living[it] } else { 0.0 });
    sheet.set(Figure::Slope, slope_index(&living, &rates).unwrap_or(0.0) * 1_000.0 / years);
}

fn months(ledger: &Ledger, sheet: &mut Sheet<'_>) {
    for month in 0..ledger.months() {
        let teams =
            |count| (0..ledger.teams()).map(|team| ledger.team(month, team, count)).sum::<u64>() as f64;
        let unmet: u64 = (0..ledger.services()).map(|it| ledger.of_month(month, Count::Unmet(it))).sum();
        sheet.set(Figure::MonthStarted(month), ledger.of_month(month, Count::Started) as f64);
        sheet.set(Figure::MonthWaiting(month), teams(TeamCount::Waiting));
        sheet.set(Figure::MonthOpen(month), teams(TeamCount::Open));
        sheet.set(Figure::MonthSlots(month), teams(TeamCount::Slots));
        sheet.set(Figure::MonthUnmet(month), unmet as f64);
        sheet.set(Figure::MonthNewSeats(month), teams(TeamCount::NewSeats) / 1_000.0);
    }
}

/// Costs by item and year; gives back the whole, discounted.
fn spending(drawn: &Drawn, costs: &Costs, sheet: &mut Sheet<'_>) -> f64 {
    let rate = drawn.get(Name::Discount);
    let (mut all, mut present) = (Pence(0), 0.0);
    for year in 0..costs.months.len() / 12 {
        for item in Item::ALL {
            sheet.set(Figure::Cost(item, year), costs.year(year, item).pounds());
        }
        let spent: Pence = (year * 12..year * 12 + 12).map(|month| costs.in_month(month)).sum();
        all += spent;
        present += spent.pounds() * discount_factor(rate, year as f64);
    }
    sheet.set(Figure::CostAll, all.pounds());
    sheet.set(Figure::CostPresent, present);
    present
}

fn worth(drawn: &Drawn, account: &Account, it: Scenario, spent: f64, sheet: &mut Sheet<'_>) {
    let (money, health) = (drawn.get(Name::Discount), drawn.get(Name::HealthDiscount));
    let (mut cash, mut by_money, mut by_health) = (0.0, 0.0, 0.0);
    for (year, wellbys) in account.wellbys.iter().enumerate() {
        let discounted = discount_factor(money, year as f64);
        by_money += wellbys * discounted;
        by_health += wellbys * discount_factor(health, year as f64);
        cash += account.cash[year].iter().copied().sum::<Pence>().pounds() * discounted;
        for payer in Payer::ALL {
            sheet.set(Figure::Pays(it, payer, year), account.pays[year][payer.at()].pounds());
            sheet.set(Figure::CashOf(it, payer, year), account.cash[year][payer.at()].pounds());
            sheet.set(Figure::FreedAt(it, payer, year), account.freed[year][payer.at()].pounds());
        }
    }
    let ledgers = &account.ledgers;
    sheet.set(Figure::Cash(it), ledgers.cash.0.pounds());
    sheet.set(Figure::CashPresent(it), cash);
    sheet.set(Figure::Freed(it), ledgers.freed.0.pounds());
    sheet.set(Figure::Wellbys(it), ledgers.wellbeing.0);
    sheet.set(Figure::WellbysHealth(it), by_health);
    sheet.set(Figure::WellbysMoney(it), by_money);
    sheet.set(Figure::NetBenefit(it), drawn.get(Name::Wellby) * by_money + cash - spent);
    sheet.set(Figure::Paid(it), account.payments.iter().copied().sum::<Pence>().pounds());
    let Some(flows) = &account.bond else { return };
    let pounds: Vec<f64> = flows.investor.iter().map(|it| it.pounds()).collect();
    let returns = Returns::of(&pounds);
    sheet.set(Figure::InvestorSum(it), returns.sum);
    sheet.set(Figure::InvestorLost(it), f64::from(u8::from(returns.loss)));
    sheet.set(Figure::PeakDraw(it), returns.peak_draw);
    sheet.set(Figure::Unfunded(it), flows.unfunded.iter().copied().sum::<Pence>().pounds());
    for (year, months) in pounds.chunks(12).enumerate() {
        sheet.set(Figure::InvestorYear(it, year), months.iter().sum());
    }
}

/// What an outcomes contract would pay if nothing it compares were true.
fn nothing_true(measured: &Measured<'_>, strategy: usize, sheet: &mut Sheet<'_>) {
    for funding in &measured.plan.strategies[strategy].funding {
        let Funding::Outcomes { terms, cap, lag_months, .. } = funding else { continue };
        let contract = Contract { terms, cap: *cap, lag: *lag_months as usize };
        let paid: Pence = contract.payments(&measured.without_effect(terms)).into_iter().sum();
        sheet.set(Figure::PaidForNothing, f64::from(u8::from(paid > Pence(0))));
        sheet.set(Figure::PaidForNothingSum, paid.pounds());
    }
}
