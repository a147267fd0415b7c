//! Who pays for what, and the ways money comes: grants, micro-commissioning, personal budgets, an outcomes contract, a bond.

use measure::Payable;

/// Somebody who pays or gains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Payer {
    /// The integrated care board.
    Icb,
    /// Practices and their network.
    Practices,
    /// Hospital and community trusts.
    Trusts,
    /// The council.
    Council,
    /// Charities and those who give to them.
    Vcse,
    /// A fund that pays for outcomes: lottery, life chances.
    Fund,
    /// Who lends against outcomes.
    Investor,
    /// The person.
    Person,
}

impl Payer {
    /// Every payer, in the order of a matrix.
    pub const ALL: [Self; 8] = [
        Self::Icb,
        Self::Practices,
        Self::Trusts,
        Self::Council,
        Self::Vcse,
        Self::Fund,
        Self::Investor,
        Self::Person,
    ];

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Icb => "icb",
            Self::Practices => "practices",
            Self::Trusts => "trusts",
            Self::Council => "council",
            Self::Vcse => "vcse",
            Self::Fund => "fund",
            Self::Investor => "investor",
            Self::Person => "person",
        }
    }

    /// Its number.
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }
}

/// What money is spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// Setting up.
    Setup,
    /// Link workers.
    LinkWorkers,
    /// Builders.
    Builders,
    /// Seats in groups.
    Seats,
    /// Grants that start groups.
    Groups,
    /// Supervision, records, evaluation, holding it together.
    Running,
}

impl Item {
    /// Every item.
    pub const ALL: [Self; 6] =
        [Self::Setup, Self::LinkWorkers, Self::Builders, Self::Seats, Self::Groups, Self::Running];

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::LinkWorkers => "link_workers",
            Self::Builders => "builders",
            Self::Seats => "seats",
            Self::Groups => "groups",
            Self::Running => "running",
        }
    }

    /// Its number.
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }
}

/// What use of services is spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// GP visits.
    Gp,
    /// A&E visits.
    Ae,
    /// Unplanned admissions.
    Admissions,
}

impl Use {
    /// Every kind of use.
    pub const ALL: [Self; 3] = [Self::Gp, Self::Ae, Self::Admissions];

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gp => "gp_visits_avoided",
            Self::Ae => "ae_visits_avoided",
            Self::Admissions => "admissions_avoided",
        }
    }

    /// Its number.
    #[must_use]
    pub fn at(self) -> usize {
        self as usize
    }
}

/// What an outcomes contract pays for. A person's own concern or goal has no variant here, and [`Payable`] cannot be
/// made of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// People with a planned ending.
    Completed,
    /// Use of services spared, as a comparison measures it.
    Spared(Use),
    /// Points gained on a standard measure, over those who answered a follow-up.
    Points(Payable),
}

/// One line of an outcomes contract.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// What is paid for.
    pub metric: Metric,
    /// Pounds for each, beyond the threshold.
    pub price: f64,
    /// What must come first in a month, unpaid.
    pub threshold: f64,
}

/// A way money comes.
#[derive(Debug, Clone, PartialEq)]
pub enum Funding {
    /// So much a year toward one item, in place of its payers.
    Grant {
        /// Who gives.
        payer: Payer,
        /// Pounds a year.
        yearly: f64,
        /// For how many years.
        years: u32,
        /// Toward what.
        toward: Item,
    },
    /// Seats bought from a group, held or not.
    Micro {
        /// Who buys.
        payer: Payer,
        /// The place's number.
        place: usize,
        /// The service's number.
        service: usize,
        /// How many seats.
        seats: u32,
        /// From which month.
        from_month: u32,
        /// Pounds a seat and week.
        price: f64,
    },
    /// Money a person may spend when nothing local has room.
    Budget {
        /// Who gives it.
        payer: Payer,
        /// For which share of unmet wishes.
        share: f64,
        /// Pounds each.
        amount: f64,
    },
    /// Payment by outcomes.
    Outcomes {
        /// Who pays.
        payer: Payer,
        /// For what.
        terms: Vec<Term>,
        /// The most paid in a month, pounds.
        cap: f64,
        /// Months until payment.
        lag_months: u32,
    },
    /// An investor carries the costs and lives on the outcome payments.
    Bond {
        /// The most the investor puts in, pounds.
        commitment: f64,
        /// The manager's fee a month, pounds.
        fee: f64,
        /// The investor's share of what is left once capital is back.
        upside: f64,
    },
}
