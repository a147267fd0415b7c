//! How the numbers of a plan are said: pounds, people, days, shares; and each with its range, never without.

use jiff::civil::Date;
use page::Lang;
use page::text::{self, decimal, number};
use simulate::money::Scenario;
use simulate::plan::{Item, Payer};

use super::told::Range;

/// What a figure is counted in, which decides how it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    People,
    Days,
    Pounds,
    /// From nought to one; said in percent.
    Share,
    /// A year, for each thousand who live there.
    PerThousand,
    Seats,
    Wellbys,
    Count,
}

impl Unit {
    /// As a file has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Days => "days",
            Self::Pounds => "pounds",
            Self::Share => "share",
            Self::PerThousand => "per_thousand_and_year",
            Self::Seats => "seats",
            Self::Wellbys => "wellbys",
            Self::Count => "count",
        }
    }

    /// As a reader has it.
    pub fn words(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Days => "days",
            Self::Pounds => "pounds",
            Self::Share => "a share, in percent",
            Self::PerThousand => "for each 1,000 people, a year",
            Self::Seats => "seats",
            Self::Wellbys => "WELLBYs",
            Self::Count => "a count",
        }
    }

    /// One number in this unit.
    pub fn said(self, value: f64) -> String {
        match self {
            Self::Pounds => pounds(value),
            Self::Share => percent(value),
            Self::PerThousand => decimal(value, 1),
            Self::Days if value.abs() < 10.0 => decimal(value, 1),
            _ => whole(value),
        }
    }

    /// A mean and its range: “8,884 (5,414 to 13,268)”.
    pub fn range(self, it: &Range) -> String {
        if it.low == it.high {
            return self.said(it.mean);
        }
        format!("{} ({} to {})", self.said(it.mean), self.said(it.low), self.said(it.high))
    }

    /// The same for a difference: “+205 (−95 to +540)”.
    pub fn difference(self, it: &Range) -> String {
        format!("{} ({} to {})", self.signed(it.mean), self.signed(it.low), self.signed(it.high))
    }

    /// A difference: with its sign.
    pub fn signed(self, value: f64) -> String {
        let said = self.said(value);
        let more = value > 0.0 && said.chars().any(|c| ('1'..='9').contains(&c));
        if more { format!("+{said}") } else { said }
    }
}

/// “8,884”, “−95”.
pub fn whole(value: f64) -> String {
    let rounded = value.abs().round();
    let minus = if value < 0.0 && rounded > 0.0 { "−" } else { "" };
    format!("{minus}{}", number(rounded as u64))
}

/// “£5,120,933”, “−£95”.
pub fn pounds(value: f64) -> String {
    let rounded = value.abs().round();
    let minus = if value < 0.0 && rounded > 0.0 { "−" } else { "" };
    format!("{minus}£{}", number(rounded as u64))
}

/// “£5.1 million”, “£486,000”, “£95”: for a sentence, not for a table.
pub fn about_pounds(value: f64) -> String {
    let minus = if value < 0.0 { "−" } else { "" };
    let size = value.abs();
    match size {
        _ if size >= 999_500.0 => format!("{minus}£{} million", decimal(size / 1e6, 1)),
        _ if size >= 9_950.0 => format!("{minus}£{},000", number((size / 1e3).round() as u64)),
        _ if size >= 995.0 => pounds((value / 10.0).round() * 10.0),
        _ => pounds(value),
    }
}

/// “£5.12m”, “£486k”, “£95”: where a cell is narrow.
pub fn short_pounds(value: f64) -> String {
    let minus = if value < 0.0 && value.abs() >= 0.5 { "−" } else { "" };
    let size = value.abs();
    match size {
        _ if size >= 999_500.0 => format!("{minus}£{}m", decimal(size / 1e6, 2)),
        _ if size >= 9_950.0 => format!("{minus}£{}k", decimal(size / 1e3, 0)),
        _ => pounds(value),
    }
}

/// A mean and its range, short.
pub fn short_range(it: &Range) -> String {
    if it.low == it.high {
        return short_pounds(it.mean);
    }
    format!("{} ({} to {})", short_pounds(it.mean), short_pounds(it.low), short_pounds(it.high))
}

/// “31%”; “less than 1%” where rounding would say none.
pub fn percent(share: f64) -> String {
    match share {
        _ if share > 0.0 && share < 0.005 => "less than 1%".into(),
        _ if share > 0.995 && share < 1.0 => "over 99%".into(),
        _ => format!("{}%", decimal(share * 100.0, 0)),
    }
}

/// “in 97 of 100 draws”.
pub fn of_a_hundred(share: f64) -> String {
    match percent(share).trim_end_matches('%') {
        "less than 1" => "in fewer than 1 of 100 draws".into(),
        "over 99" => "in more than 99 of 100 draws".into(),
        said => format!("in {said} of 100 draws"),
    }
}

/// A value of a plan as its author wrote it: as many places as it needs, thousands marked.
pub fn exact(value: f64) -> String {
    let size = value.abs();
    if size >= 1_000.0 && size.fract() == 0.0 { whole(value) } else { decimal(value, 5) }
}

pub fn payer(it: Payer) -> &'static str {
    match it {
        Payer::Icb => "The integrated care board",
        Payer::Practices => "Practices",
        Payer::Trusts => "Hospital trusts",
        Payer::Council => "The council",
        Payer::Vcse => "Charities and those who give to them",
        Payer::Fund => "An outcomes fund",
        Payer::Investor => "The investor",
        Payer::Person => "People themselves",
    }
}

pub fn item(it: Item) -> &'static str {
    match it {
        Item::Setup => "Setting up",
        Item::LinkWorkers => "Link workers",
        Item::Builders => "Builders",
        Item::Seats => "Seats in groups",
        Item::Groups => "Grants that start groups",
        Item::Running => "Supervision, records, evaluation",
    }
}

/// “As claimed”, as a heading.
pub fn scenario(it: Scenario) -> &'static str {
    match it {
        Scenario::Claimed => "As claimed",
        Scenario::Cautious => "Cautious",
        Scenario::Nil => "Nil",
    }
}

/// What the scenario believes, in a line.
pub fn believes(it: Scenario) -> &'static str {
    match it {
        Scenario::Claimed => "before-and-after studies, shared once with what would have come anyway",
        Scenario::Cautious => "comparisons with people who were not referred",
        Scenario::Nil => "nobody uses any service less; wellbeing as in cautious",
    }
}

/// “April 2026”: the plan's month of that number, from nought, when its first year begins in April of `first`.
pub fn month(first: u16, number: usize) -> String {
    let since_january = APRIL + number;
    let year = i16::try_from(usize::from(first) + since_january / 12).unwrap_or(i16::MAX);
    let month = i8::try_from(since_january % 12 + 1).unwrap_or(1);
    Date::new(year, month, 1).map_or_else(|_| String::new(), |day| text::month(Lang::En, day, i16::MIN))
}

/// Months of a year before a plan's first.
const APRIL: usize = 3;

/// “2026-27”: the plan's year of that number, from nought.
pub fn year(first: u16, number: usize) -> String {
    let begins = usize::from(first) + number;
    format!("{begins}-{:02}", (begins + 1) % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(pounds(-1_176_827.4), "−£1,176,827");
        assert_eq!((pounds(-0.2), whole(-0.4), pounds(0.0)), ("£0".into(), "0".into(), "£0".into()));
        assert_eq!(about_pounds(5_120_933.0), "£5.1 million");
        assert_eq!(about_pounds(999_600.0), "£1 million");
        assert_eq!(about_pounds(1_247.0), "£1,250");
        assert_eq!(about_pounds(-486_055.0), "−£486,000");
        assert_eq!(
            (percent(0.003), percent(0.0), percent(1.0)),
            ("less than 1%".into(), "0%".into(), "100%".into())
        );
        assert_eq!((short_pounds(5_120_933.0), short_pounds(-486_055.0)), ("£5.12m".into(), "−£486k".into()));
        assert_eq!((short_pounds(999_600.0), short_pounds(-0.1)), ("£1m".into(), "£0".into()));
        assert_eq!(of_a_hundred(0.97), "in 97 of 100 draws");
        let it = Range { mean: 0.2, error: 0.1, low: -3.0, median: 0.0, high: 4.0 };
        assert_eq!(Unit::People.difference(&it), "0 (−3 to +4)");
        assert_eq!(Unit::Share.range(&it), "20% (−300% to 400%)");
        assert_eq!((exact(31_049.0), exact(0.04909)), ("31,049".into(), "0.04909".into()));
    }

    #[test]
    fn months_and_years_begin_in_april() {
        assert_eq!((month(2026, 0), month(2026, 9)), ("April 2026".into(), "January 2027".into()));
        assert_eq!((month(2026, 8), month(2026, 12)), ("December 2026".into(), "April 2027".into()));
        assert_eq!((year(2026, 0), year(2098, 1)), ("2026-27".into(), "2099-00".into()));
    }
}
