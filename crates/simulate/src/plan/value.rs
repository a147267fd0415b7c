//! A value with where it comes from: how sure it is, what it is based on, and in which year's prices.

use crate::chance::{Distribution, Shape};

/// What a value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A randomised trial.
    Trial,
    /// A comparison with people who were not referred.
    Controlled,
    /// Before and after, the same people, nobody to compare with.
    BeforeAfter,
    /// A published price, pay scale or rule.
    ListPrice,
    /// Counted, in published or in one's own records.
    Counted,
    /// Nobody knows; somebody chose.
    Assumption,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Trial, Self::Controlled, Self::BeforeAfter, Self::ListPrice, Self::Counted, Self::Assumption];

    /// Its name in a file, and on a page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::Controlled => "controlled",
            Self::BeforeAfter => "before-after",
            Self::ListPrice => "list price",
            Self::Counted => "counted",
            Self::Assumption => "assumption",
        }
    }
}

/// A financial year, April to March, by the calendar year it begins in: 2024 is 2024-25.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FinancialYear(u16);

impl FinancialYear {
    /// The year that begins in April of this calendar year, from 1980 to 2099.
    #[must_use]
    pub fn beginning(year: u16) -> Option<Self> {
        (1980..2100).contains(&year).then_some(Self(year))
    }

    /// From "2024-25".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if from.len() != 4 || to.len() != 2 || !digits(from) || !digits(to) {
            return None;
        }
        let year = from.parse::<u16>().ok()?;
        (to.parse::<u16>().ok()? == (year + 1) % 100).then(|| Self::beginning(year)).flatten()
    }

    /// The calendar year it begins in.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0
    }
}

impl core::fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// One value of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The best single number.
    pub value: f64,
    /// The low end of the middle 95%.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The family it is drawn from.
    pub shape: Shape,
    /// Of a normal: nothing below, where that is narrower than what the value may be at all.
    pub least: Option<f64>,
    /// Of a normal: nothing above.
    pub most: Option<f64>,
    /// The year whose prices it is in; money has one, nothing else does.
    pub price_year: Option<FinancialYear>,
    /// Where it comes from; a value without a source is an assumption.
    pub source: Option<String>,
    /// When that was read, as a date.
    pub read_on: Option<String>,
    /// What it rests on.
    pub kind: Kind,
    /// What it is drawn from, in its own year's prices.
    pub distribution: Distribution,
}

impl Value {
    /// A number somebody knows, or chose: no range, no source, and so an assumption.
    #[must_use]
    pub fn known(value: f64, price_year: Option<FinancialYear>) -> Self {
        Self {
            value,
            low: value,
            high: value,
            shape: Shape::Fixed,
            least: None,
            most: None,
            price_year,
            source: None,
            read_on: None,
            kind: Kind::Assumption,
            distribution: Distribution::Fixed(value),
        }
    }

    /// Whether a page must say *assumption*.
    #[must_use]
    pub fn is_assumption(&self) -> bool {
        self.source.is_none() || self.kind == Kind::Assumption
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn financial_years() {
        assert_eq!(FinancialYear::parse("2024-25").map(|it| it.to_string()).as_deref(), Some("2024-25"));
        assert_eq!(FinancialYear::parse("1999-00").map(|it| it.to_string()).as_deref(), Some("1999-00"));
        for wrong in ["2024", "2024-26", "24-25", "2024/25", "", "2024-2025", "9999-00", "+024-25", "é024-25"]
        {
            assert_eq!(FinancialYear::parse(wrong), None, "{wrong}");
        }
    }
}
