//! A plan: places, services, strategies and values, whole and free of contradictions, since only [`super::Plan::read`]
//! and [`super::Plan::with`] make one.

use super::{FinancialYear, Funding, Indices, Name, Value};

/// How referrals grow to their full flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ramp {
    /// Evenly.
    Linear,
    /// Slowly, quickly, slowly.
    Logistic,
}

/// Who employs a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// A practice or network.
    Gp,
    /// A charity.
    Vcse,
    /// A council.
    Council,
    /// A trust.
    Trust,
}

impl Host {
    /// Every host.
    pub const ALL: [Self; 4] = [Self::Gp, Self::Vcse, Self::Council, Self::Trust];

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gp => "gp",
            Self::Vcse => "vcse",
            Self::Council => "council",
            Self::Trust => "trust",
        }
    }
}

/// What somebody in a post does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Links.
    LinkWorker,
    /// Builds.
    Builder,
}

/// Posts of one role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Post {
    /// What they do.
    pub role: Role,
    /// How many, full-time.
    pub wte: f64,
    /// The first month.
    pub from: u32,
    /// The month after the last.
    pub to: u32,
}

/// A team: people of one employer who work in some places.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Who employs it.
    pub host: Host,
    /// The places it works in, by number; every place has exactly one team.
    pub places: Vec<usize>,
    /// Its posts.
    pub posts: Vec<Post>,
    /// Months until referrals to it come in full, where that is its own.
    pub ramp_months: Option<f64>,
}

/// What a strategy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// What works in each place, knitted together.
    Quilt,
    /// One contract for all.
    Blanket,
}

/// A way to do it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strategy {
    /// Its name.
    pub name: String,
    /// What it is.
    pub model: Model,
    /// Its teams.
    pub teams: Vec<Team>,
    /// For each [`super::Item`], the share of each [`super::Payer`].
    pub pays: [[f64; 8]; 6],
    /// The other ways money comes.
    pub funding: Vec<Funding>,
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// How many live there.
    pub people: u64,
    /// Their shares by fifth of deprivation, the most deprived first.
    pub deprivation: [f64; 5],
    /// How many practices it has; each is an employer of its own.
    pub practices: u32,
    /// The trust its people go to, by number.
    pub trust: usize,
    /// People who wait for a link worker on the first day.
    pub waiting_now: u32,
    /// Journeys under way on the first day.
    pub open_now: u32,
    /// Seats that stand there already, by service.
    pub seats: Vec<f64>,
    /// Values that are its own.
    pub own: Vec<(Name, Value)>,
}

impl Place {
    /// Whether so many people may be there on the first day: no more than live in a place, and never more than a million.
    pub(super) fn holds(living: u64, there: u32) -> bool {
        u64::from(there) <= living.min(1_000_000)
    }
}

/// Something with a share: a source of referrals, a kind of service.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its share.
    pub share: f64,
}

/// Shares that add up to one, and how many observations they are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The parts.
    pub parts: Vec<Part>,
    /// Nought: the shares are known exactly. Otherwise they are drawn as if counted among so many.
    pub counted: f64,
    /// Where the shares come from; without a source they are an assumption.
    pub source: Option<String>,
}

/// How much more a WELLBY is worth to richer people: its price grows with real income to this power (HM Treasury, Wellbeing
/// guidance for appraisal, July 2021: a marginal utility of income of 1.3).
const INCOME_POWER: f64 = 1.3;

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// How many years.
    pub years: u32,
    /// The first.
    pub first_year: FinancialYear,
    /// The year whose prices everything is told in.
    pub price_year: FinancialYear,
    /// The seed.
    pub seed: u64,
    /// How many draws of the values.
    pub draws: u32,
    /// How many runs in each draw.
    pub runs: u32,
    /// Enough draws once the net benefit's error is below this, pounds.
    pub stop_at_error: Option<f64>,
    /// How referrals grow.
    pub ramp: Ramp,
    /// Referrals by month of the year, around one.
    pub season: [f64; 12],
    /// How often a first appointment is offered.
    pub attempts: u8,
    /// Its values.
    pub values: Vec<Value>,
    /// Where referrals come from.
    pub sources: Split,
    /// Kinds of services.
    pub services: Split,
    /// Trusts' names.
    pub trusts: Vec<String>,
    /// Its places.
    pub places: Vec<Place>,
    /// Its strategies.
    pub strategies: Vec<Strategy>,
    /// What a pound was worth: the GDP deflator.
    pub deflator: Indices,
    /// How rich people are: real GDP a head.
    pub income: Indices,
}

impl Plan {
    /// A value.
    #[must_use]
    pub fn value(&self, name: Name) -> &Value {
        &self.values[name.at()]
    }

    /// How many months.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.years * 12
    }

    /// What to multiply a value's money with to have it in the plan's prices: the deflator, and for a WELLBY what the Treasury
    /// adds for real income, as far as that is known. One for what is not money.
    #[must_use]
    pub fn factor(&self, name: Name) -> f64 {
        let Some(from) = self.value(name).price_year else { return 1.0 };
        let prices = self.deflator.factor(from, self.price_year).unwrap_or(1.0);
        let richer = (name == Name::Wellby).then(|| self.income.factor_so_far(from, self.price_year));
        prices * richer.flatten().map_or(1.0, |richer| libm::pow(richer, INCOME_POWER))
    }

    /// A number that is the same for the same plan and another for any other: what shards are known by.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        // Debug prints every field, and numbers so that they can be told apart.
        format!("{self:?}")
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wellby(price_year: u16) -> f64 {
        let mut plan = Plan::read(crate::plan::EXAMPLE).unwrap();
        plan.price_year = FinancialYear::beginning(price_year).unwrap();
        plan.value(Name::Wellby).value * plan.factor(Name::Wellby)
    }

    #[test]
    fn a_wellby_as_the_treasury_moves_it() {
        // £16,300 in 2024, £12,540 to £20,064: 1.254 times 2019's, and £16,074 by the deflator alone.
        assert!((wellby(2024) - 13_000.0 * 1.254).abs() < 0.5, "{}", wellby(2024));
        // Beyond the last year whose income is known, prices alone.
        assert!((wellby(2026) / wellby(2024) - 1.046).abs() < 1e-9);
        // Before the first, as well.
        assert!((wellby(2018) - 13_000.0 * 78.7948 / 80.8738).abs() < 1e-6);
    }

    #[test]
    fn other_money_does_not_grow_with_income() {
        let plan = Plan::read(crate::plan::EXAMPLE).unwrap();
        assert!((plan.factor(Name::GpCost) - 104.6 / 91.2996).abs() < 1e-12);
        assert_eq!(plan.factor(Name::Decline), 1.0);
    }
}
