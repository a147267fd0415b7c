//! The figures every run leaves: what each is, and where in a row it stands.

use std::collections::BTreeMap;

use crate::{
    money::Scenario,
    plan::{Item, Payer, Plan},
};

/// One figure of a run. Money is in pounds of the plan's price year, undiscounted unless it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// People referred.
    Referred,
    /// Said no.
    Declined,
    /// Gave up waiting.
    GaveUp,
    /// Began.
    Started,
    /// Never reached.
    NotReached,
    /// Planned endings.
    Completed,
    /// Left before.
    LeftEarly,
    /// Answered a follow-up.
    FollowedUp,
    /// Contacts.
    Contacts,
    /// Mean days from referral to beginning, of those who began.
    WaitMean,
    /// Days within which nine in ten had begun.
    Wait90,
    /// Links made.
    Linked,
    /// Links made that suited.
    Suited,
    /// The part of their wishes met by links that suited, of those with a planned ending who had any; nought without them.
    WishesMet,
    /// Took another kind of group.
    Substituted,
    /// Bought with a personal budget.
    Bought,
    /// Went without, by service: the builders' work list.
    Unmet(usize),
    /// Went without, all.
    UnmetAll,
    /// Referred in a place.
    PlaceReferred(usize),
    /// Began in a place.
    PlaceStarted(usize),
    /// Days within which nine in ten of a place had begun.
    PlaceWait90(usize),
    /// Began a year in a place, for each person who would gain.
    PlaceReached(usize),
    /// Referred a year for each thousand, by fifth of deprivation.
    FifthReferred(usize),
    /// Began a year for each thousand, by fifth.
    FifthStarted(usize),
    /// The slope index of inequality in beginning: most deprived less least, a year and thousand.
    Slope,
    /// Began, by month.
    MonthStarted(usize),
    /// Waiting at a month's end.
    MonthWaiting(usize),
    /// Open at a month's end.
    MonthOpen(usize),
    /// Slots at a month's end.
    MonthSlots(usize),
    /// Went without, by month.
    MonthUnmet(usize),
    /// Seats of builders' groups at a month's end.
    MonthNewSeats(usize),
    /// What an item costs in a year.
    Cost(Item, usize),
    /// What everything costs.
    CostAll,
    /// The same, discounted.
    CostPresent,
    /// Who pays what, by year.
    Pays(Scenario, Payer, usize),
    /// Cash that stays with whom, by year.
    CashOf(Scenario, Payer, usize),
    /// Capacity freed at whom, by year.
    FreedAt(Scenario, Payer, usize),
    /// Cash, all.
    Cash(Scenario),
    /// Cash, discounted.
    CashPresent(Scenario),
    /// Capacity freed, all.
    Freed(Scenario),
    /// WELLBYs, all.
    Wellbys(Scenario),
    /// WELLBYs, discounted as health is: 1.5%.
    WellbysHealth(Scenario),
    /// WELLBYs, discounted as money is: 3.5%.
    WellbysMoney(Scenario),
    /// WELLBYs at their price less costs plus cash, all discounted as money: what strategies are judged by.
    NetBenefit(Scenario),
    /// Paid for outcomes, all.
    Paid(Scenario),
    /// What comes into and goes out of the investor's purse in a year.
    InvestorYear(Scenario, usize),
    /// What is left to the investor in the end.
    InvestorSum(Scenario),
    /// One when the investor lost.
    InvestorLost(Scenario),
    /// The most the investor had out at once.
    PeakDraw(Scenario),
    /// Costs that nobody carried.
    Unfunded(Scenario),
    /// One when outcomes were paid though nothing compared was true.
    PaidForNothing,
    /// How much.
    PaidForNothingSum,
    /// Events that were somebody's.
    Events,
}

/// Where figures stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    figures: Vec<Figure>,
    places: BTreeMap<Figure, usize>,
}

impl Layout {
    /// The figures of a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let (months, years) = (plan.months() as usize, plan.years as usize);
        let mut all = vec![
            Figure::Referred,
            Figure::Declined,
            Figure::GaveUp,
            Figure::Started,
            Figure::NotReached,
            Figure::Completed,
            Figure::LeftEarly,
            Figure::FollowedUp,
            Figure::Contacts,
            Figure::WaitMean,
            Figure::Wait90,
            Figure::Linked,
            Figure::Suited,
            Figure::WishesMet,
            Figure::Substituted,
            Figure::Bought,
            Figure::UnmetAll,
            Figure::Slope,
            Figure::CostAll,
            Figure::CostPresent,
            Figure::PaidForNothing,
            Figure::PaidForNothingSum,
            Figure::Events,
        ];
        all.extend((0..plan.services.parts.len()).map(Figure::Unmet));
        for place in 0..plan.places.len() {
            let of = [Figure::PlaceReferred, Figure::PlaceStarted, Figure::PlaceWait90, Figure::PlaceReached];
            all.extend(of.map(|it| it(place)));
        }
        all.extend((0..5).flat_map(|fifth| [Figure::FifthReferred(fifth), Figure::FifthStarted(fifth)]));
        for month in 0..months {
            let of = [Figure::MonthStarted, Figure::MonthWaiting, Figure::MonthOpen, Figure::MonthSlots];
            all.extend(of.map(|it| it(month)));
            all.extend([Figure::MonthUnmet(month), Figure::MonthNewSeats(month)]);
        }
        all.extend(
            Item::ALL.into_iter().flat_map(|item| (0..years).map(move |year| Figure::Cost(item, year))),
        );
        all.extend(Scenario::ALL.into_iter().flat_map(|it| of_scenario(it, years)));
        let places = all.iter().enumerate().map(|(at, figure)| (*figure, at)).collect();
        Self { figures: all, places }
    }

    /// Every figure, as they stand.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// Never: every plan has figures.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// Where one stands.
    #[must_use]
    pub fn at(&self, figure: Figure) -> Option<usize> {
        self.places.get(&figure).copied()
    }
}

fn of_scenario(it: Scenario, years: usize) -> Vec<Figure> {
    let mut all = vec![
        Figure::Cash(it),
        Figure::CashPresent(it),
        Figure::Freed(it),
        Figure::Wellbys(it),
        Figure::WellbysHealth(it),
        Figure::WellbysMoney(it),
        Figure::NetBenefit(it),
        Figure::Paid(it),
        Figure::InvestorSum(it),
        Figure::InvestorLost(it),
        Figure::PeakDraw(it),
        Figure::Unfunded(it),
    ];
    for year in 0..years {
        all.push(Figure::InvestorYear(it, year));
        for payer in Payer::ALL {
            all.extend([Figure::Pays(it, payer, year), Figure::CashOf(it, payer, year)]);
            all.push(Figure::FreedAt(it, payer, year));
        }
    }
    all
}
