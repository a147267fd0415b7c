//! Costs as they fall: month by month, item by item, in whole pence of the plan's price year.

use super::Pence;
use crate::{
    path::{Count, Ledger, MONTH, TeamCount},
    plan::{Drawn, Funding, Host, Item, Model, Name, Payer, Plan, Role},
};

const WEEK: f64 = 604_800.0;
/// Milli-posts times seconds in a full-time year.
const POST_YEAR: f64 = 1_000.0 * 12.0 * MONTH as f64;

/// What a strategy costs in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costs {
    /// By month and item, to be paid by those who pay for the item.
    pub months: Vec<[Pence; 6]>,
    /// By month, what one payer has agreed to pay alone: bought seats and personal budgets.
    pub agreed: Vec<[Pence; 8]>,
}

impl Costs {
    /// The costs of a run.
    #[must_use]
    pub fn of(plan: &Plan, strategy: usize, drawn: &Drawn, ledger: &Ledger) -> Self {
        let months = ledger.months();
        let month = |month| Self::month(plan, strategy, drawn, ledger, month);
        let agreed = (0..months).map(|month| agreed(plan, strategy, ledger, month)).collect();
        Self { months: (0..months).map(month).collect(), agreed }
    }

    fn month(plan: &Plan, strategy: usize, drawn: &Drawn, ledger: &Ledger, month: usize) -> [Pence; 6] {
        let get = |name| drawn.get(name);
        let it = &plan.strategies[strategy];
        let mut items = [Pence(0); 6];
        let mut posts = 0.0;
        for (number, team) in it.teams.iter().enumerate() {
            let on_cost = match team.host {
                Host::Vcse => get(Name::OnCostVcse),
                Host::Gp | Host::Council | Host::Trust => get(Name::OnCostNhs),
            };
            for (role, count, pay, item) in [
                (Role::LinkWorker, TeamCount::LinkPaid, Name::LinkPay, Item::LinkWorkers),
                (Role::Builder, TeamCount::BuilderPaid, Name::BuilderPay, Item::Builders),
            ] {
                if team.posts.iter().all(|post| post.role != role) {
                    continue;
                }
                let years = ledger.team(month, number, count) as f64 / POST_YEAR;
                posts += years;
                let pounds = years * get(pay) * (1.0 + on_cost) * (1.0 + get(Name::Overhead));
                items[item.at()] += Pence::of(pounds);
            }
        }
        let quilt = it.model == Model::Quilt;
        let together = if quilt { get(Name::Integration) * plan.places.len() as f64 } else { 0.0 };
        let yearly = get(Name::Platform) + get(Name::Evaluation) + together;
        items[Item::Running.at()] = Pence::of(posts * get(Name::Supervision) + yearly / 12.0);
        items[Item::Setup.at()] =
            Pence::of(setup(drawn, if quilt { it.teams.len() } else { 1 }, month, plan.years));
        let held: u64 = (0..ledger.places())
            .flat_map(|place| (0..ledger.services()).map(move |service| (place, service)))
            .map(|(place, service)| ledger.get(month, place, Count::Seats(service)))
            .sum();
        items[Item::Seats.at()] = Pence::of(held as f64 / WEEK * get(Name::SeatPrice));
        items[Item::Groups.at()] =
            Pence::of(begun(ledger, month) / get(Name::GroupSize) * get(Name::GroupGrant));
        items
    }

    /// A year's cost of an item.
    #[must_use]
    pub fn year(&self, year: usize, item: Item) -> Pence {
        self.months.iter().skip(year * 12).take(12).map(|items| items[item.at()]).sum()
    }

    /// Everything in a month.
    #[must_use]
    pub fn in_month(&self, month: usize) -> Pence {
        self.months[month].iter().copied().sum::<Pence>() + self.agreed[month].iter().copied().sum::<Pence>()
    }
}

/// Setting up falls into the first two years; into the one there is, when there is only one.
fn setup(drawn: &Drawn, schemes: usize, month: usize, years: u32) -> f64 {
    let whole = drawn.get(Name::Setup) * schemes as f64;
    let first = if years == 1 { 1.0 } else { drawn.get(Name::SetupFirstYear) };
    match month / 12 {
        0 => whole * first / 12.0,
        1 => whole * (1.0 - first) / 12.0,
        _ => 0.0,
    }
}

/// Seats that builders' groups have more than a month before.
fn begun(ledger: &Ledger, month: usize) -> f64 {
    (0..ledger.teams())
        .map(|team| {
            let at = |month| ledger.team(month, team, TeamCount::NewSeats) as f64 / 1_000.0;
            (at(month) - if month == 0 { 0.0 } else { at(month - 1) }).max(0.0)
        })
        .sum()
}

fn agreed(plan: &Plan, strategy: usize, ledger: &Ledger, month: usize) -> [Pence; 8] {
    let mut paid = [Pence(0); 8];
    let mut pays = |payer: Payer, pounds: f64| paid[payer.at()] += Pence::of(pounds);
    for funding in &plan.strategies[strategy].funding {
        match funding {
            Funding::Micro { payer, seats, from_month, price, .. } if *from_month as usize <= month => {
                pays(*payer, f64::from(*seats) * price * MONTH as f64 / WEEK);
            }
            Funding::Budget { payer, amount, .. } => {
                pays(*payer, ledger.of_month(month, Count::Bought) as f64 * amount);
            }
            _ => {}
        }
    }
    paid
}
