//! The whole account of one run: costs by who pays in which year, and the four ledgers, under one scenario.
//!
//! Whatever way money comes, nothing is lost: all that payers pay is what the strategy costs, and a bond's fees.

use super::{
    Cash, FourLedgers, Freed, Pence, Scenario, Unpriced, Wellbeing,
    bond::{Terms, Waterfall},
    costs::Costs,
    effects::{self, Who},
    outcomes::{Contract, Measured},
};
use crate::{
    path::{Count, Ledger, TeamCount},
    plan::{Drawn, Funding, Item, Payer, Plan, Use},
};

/// Pence by year and [`Payer`].
pub type Payers = Vec<[Pence; 8]>;

/// The account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Who pays, by year, in the plan's prices. The investor's is below nought when more came back than went in.
    pub pays: Payers,
    /// Cash that stays with each, by year.
    pub cash: Payers,
    /// Capacity freed at each, by year.
    pub freed: Payers,
    /// WELLBYs by year.
    pub wellbys: Vec<f64>,
    /// What outcomes brought, by month.
    pub payments: Vec<Pence>,
    /// The bond, where there is one.
    pub bond: Option<Waterfall>,
    /// All four ledgers over all years.
    pub ledgers: FourLedgers,
}

impl Account {
    /// The account of a run under a scenario.
    #[must_use]
    pub fn of(measured: &Measured<'_>, strategy: usize, costs: &Costs, scenario: Scenario) -> Self {
        let (plan, drawn, ledger) = (measured.plan, measured.drawn, measured.ledger);
        let years = ledger.months() / 12;
        let funding = &plan.strategies[strategy].funding;
        let mut pays = by_shares(plan, strategy, costs, years);
        let (mut payments, mut bond) = (vec![Pence(0); ledger.months()], None);
        for it in funding {
            let Funding::Outcomes { payer, terms, cap, lag_months } = it else { continue };
            let contract = Contract { terms, cap: *cap, lag: *lag_months as usize };
            payments = contract.payments(&measured.under(terms, scenario));
            bond = waterfall(funding, costs, &payments);
            match &bond {
                Some(flows) => carried_by_investor(&mut pays, flows),
                None => income(&mut pays, &payments),
            }
            for (month, paid) in payments.iter().enumerate() {
                pays[month / 12][payer.at()] += *paid;
            }
        }
        let gains = gains(drawn, ledger, years);
        let (cash, freed) = spared(plan, drawn, &gains, scenario);
        let each = effects::wellbys(drawn, scenario);
        let wellbys: Vec<f64> = gains.iter().map(|places| places.iter().sum::<f64>() * each).collect();
        let ledgers = FourLedgers {
            cash: cash.iter().flatten().map(|it| Cash(*it)).sum(),
            freed: freed.iter().flatten().map(|it| Freed(*it)).sum(),
            wellbeing: Wellbeing(wellbys.iter().sum()),
            unpriced: unpriced(ledger),
        };
        Self { pays, cash, freed, wellbys, payments, bond, ledgers }
    }
}

/// What to multiply the plan's prices with to have the money of its year number `year`, from nought.
#[must_use]
pub fn nominal_factor(plan: &Plan, inflation: f64, year: usize) -> f64 {
    let apart = f64::from(plan.first_year.year()) - f64::from(plan.price_year.year()) + year as f64;
    libm::pow(1.0 + inflation, apart)
}

/// What each payer pays by the plan's shares, with grants in place of some of it.
fn by_shares(plan: &Plan, strategy: usize, costs: &Costs, years: usize) -> Payers {
    let it = &plan.strategies[strategy];
    let mut pays = vec![[Pence(0); 8]; years];
    for (year, paid) in pays.iter_mut().enumerate() {
        for item in Item::ALL {
            let mut left = costs.year(year, item);
            for funding in &it.funding {
                let Funding::Grant { payer, yearly, years, toward } = funding else { continue };
                if *toward == item && year < *years as usize {
                    let given = Pence::of(*yearly).min(left);
                    left = left - given;
                    paid[payer.at()] += given;
                }
            }
            for (payer, part) in left.shared(&it.pays[item.at()]).into_iter().enumerate() {
                paid[payer] += part;
            }
        }
        for agreed in costs.agreed.iter().skip(year * 12).take(12) {
            for (payer, part) in agreed.iter().enumerate() {
                paid[payer] += *part;
            }
        }
    }
    pays
}

fn waterfall(funding: &[Funding], costs: &Costs, payments: &[Pence]) -> Option<Waterfall> {
    funding.iter().find_map(|it| match it {
        Funding::Bond { commitment, fee, upside } => {
            let costs: Vec<Pence> = (0..payments.len()).map(|month| costs.in_month(month)).collect();
            let terms = Terms { commitment: Pence::of(*commitment), fee: Pence::of(*fee), upside: *upside };
            Some(terms.run(&costs, payments))
        }
        _ => None,
    })
}

/// Under a bond, payers carry only what nobody else does; what is kept stays with the charity that runs it.
fn carried_by_investor(pays: &mut Payers, flows: &Waterfall) {
    for (year, paid) in pays.iter_mut().enumerate() {
        let months = |of: &[Pence]| of.iter().skip(year * 12).take(12).copied().sum::<Pence>();
        let mut shares = paid.map(|it| it.0 as f64);
        if shares.iter().all(|share| *share == 0.0) {
            shares[Payer::Vcse.at()] = 1.0;
        }
        *paid = months(&flows.unfunded).shared(&shares);
        paid[Payer::Investor.at()] += -months(&flows.investor);
        paid[Payer::Vcse.at()] += -months(&flows.kept);
    }
}

/// Without one, what outcomes bring lowers what the others pay.
fn income(pays: &mut Payers, payments: &[Pence]) {
    for (year, paid) in pays.iter_mut().enumerate() {
        let income: Pence = payments.iter().skip(year * 12).take(12).copied().sum();
        let total: Pence = paid.iter().copied().sum();
        let mut shares = paid.map(|it| it.0.max(0) as f64);
        if total.0 <= 0 {
            shares[Payer::Vcse.at()] = 1.0;
        }
        for (payer, part) in income.shared(&shares).into_iter().enumerate() {
            paid[payer] = paid[payer] - part;
        }
    }
}

/// How many times the studies' gain people have, by year and place.
fn gains(drawn: &Drawn, ledger: &Ledger, years: usize) -> Vec<Vec<f64>> {
    let of = |year: usize, place: usize| {
        let months = year * 12..year * 12 + 12;
        months.map(|month| effects::times_studied(drawn, ledger, (month, place), Who::Ended)).sum()
    };
    (0..years).map(|year| (0..ledger.places()).map(|place| of(year, place)).collect()).collect()
}

/// Cash and capacity, by year and by whose they are: each practice and each trust for itself.
fn spared(plan: &Plan, drawn: &Drawn, gains: &[Vec<f64>], scenario: Scenario) -> (Payers, Payers) {
    let mut cash = vec![[Pence(0); 8]; gains.len()];
    let mut freed = cash.clone();
    for (year, gains) in gains.iter().enumerate() {
        for kind in Use::ALL {
            let rule = effects::rule(drawn, kind);
            let mut trusts = vec![0.0; plan.trusts.len()];
            let mut settle = |payer: Payer, units: f64, employers: i64| {
                let (c, f) = rule.settle(units);
                cash[year][payer.at()] += Pence(c.0.0 * employers);
                freed[year][payer.at()] += Pence(f.0.0 * employers);
            };
            for (number, place) in plan.places.iter().enumerate() {
                let units = gains[number] * effects::spared(drawn, number, kind, scenario);
                if kind == Use::Gp {
                    settle(Payer::Practices, units / f64::from(place.practices), i64::from(place.practices));
                } else {
                    trusts[place.trust] += units;
                }
            }
            if kind != Use::Gp {
                trusts.into_iter().for_each(|units| settle(Payer::Trusts, units, 1));
            }
        }
    }
    (cash, freed)
}

fn unpriced(ledger: &Ledger) -> Unpriced {
    let services = 0..ledger.services();
    let links: u64 = services.clone().map(|it| ledger.total(Count::Linked(it))).sum();
    let unsuited: u64 = services.map(|it| ledger.total(Count::Unsuited(it))).sum();
    let last = ledger.months().saturating_sub(1);
    let seats: u64 = (0..ledger.teams()).map(|team| ledger.team(last, team, TeamCount::NewSeats)).sum();
    Unpriced { met: ledger.total(Count::Met), links: links - unsuited, new_seats: seats / 1_000 }
}
