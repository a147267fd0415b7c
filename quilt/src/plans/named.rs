//! Where a figure belongs: its code, and the place, service, item, payer, fifth, month, year and scenario it is of, so that
//! a file can have a column for each.

use simulate::money::Scenario;
use simulate::plan::{Item, Payer};
use simulate::runs::Figure;

use super::meanings;
use super::said::Unit;

/// A figure with everything it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub code: &'static str,
    pub unit: Unit,
    pub scenario: Option<Scenario>,
    pub place: Option<usize>,
    pub service: Option<usize>,
    pub item: Option<Item>,
    pub payer: Option<Payer>,
    pub fifth: Option<usize>,
    pub year: Option<usize>,
    pub month: Option<usize>,
}

impl Named {
    /// Of a figure.
    #[must_use]
    pub fn of(figure: Figure) -> Self {
        let meaning = meanings::of(figure);
        let plain = Self {
            code: meaning.code,
            unit: meaning.unit,
            scenario: None,
            place: None,
            service: None,
            item: None,
            payer: None,
            fifth: None,
            year: None,
            month: None,
        };
        plain.counted(figure).worth(figure)
    }

    fn counted(self, figure: Figure) -> Self {
        match figure {
            Figure::Unmet(it) => Self { service: Some(it), ..self },
            Figure::PlaceReferred(it)
            | Figure::PlaceStarted(it)
            | Figure::PlaceWait90(it)
            | Figure::PlaceReached(it) => Self { place: Some(it), ..self },
            Figure::FifthReferred(it) | Figure::FifthStarted(it) => Self { fifth: Some(it), ..self },
            Figure::MonthStarted(it)
            | Figure::MonthWaiting(it)
            | Figure::MonthOpen(it)
            | Figure::MonthSlots(it)
            | Figure::MonthUnmet(it)
            | Figure::MonthNewSeats(it) => Self { month: Some(it), ..self },
            Figure::Cost(item, year) => Self { item: Some(item), year: Some(year), ..self },
            _ => self,
        }
    }

    fn worth(self, figure: Figure) -> Self {
        match figure {
            Figure::Pays(it, payer, year)
            | Figure::CashOf(it, payer, year)
            | Figure::FreedAt(it, payer, year) => {
                Self { scenario: Some(it), payer: Some(payer), year: Some(year), ..self }
            }
            Figure::InvestorYear(it, year) => Self { scenario: Some(it), year: Some(year), ..self },
            Figure::Cash(it)
            | Figure::CashPresent(it)
            | Figure::Freed(it)
            | Figure::Wellbys(it)
            | Figure::WellbysHealth(it)
            | Figure::WellbysMoney(it)
            | Figure::NetBenefit(it)
            | Figure::Paid(it)
            | Figure::InvestorSum(it)
            | Figure::InvestorLost(it)
            | Figure::PeakDraw(it)
            | Figure::Unfunded(it) => Self { scenario: Some(it), ..self },
            _ => self,
        }
    }

    /// A name of its own among all figures, for a column: `pays_cautious_icb_y1`, `month_open_m01`.
    #[must_use]
    pub fn column(&self) -> String {
        let mut name = self.code.to_owned();
        let mut and = |part: Option<String>| {
            if let Some(part) = part {
                name.push('_');
                name.push_str(&part);
            }
        };
        let number = |letter: &'static str| move |it: usize| format!("{letter}{}", it + 1);
        and(self.scenario.map(|it| it.name().replace(' ', "_")));
        and(self.payer.map(|it| it.name().to_owned()));
        and(self.item.map(|it| it.name().to_owned()));
        and(self.place.map(number("p")));
        and(self.service.map(number("s")));
        and(self.fifth.map(number("f")));
        and(self.year.map(number("y")));
        and(self.month.map(number("m")));
        name
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use simulate::plan::{EXAMPLE, Plan};
    use simulate::runs::Layout;

    use super::*;

    #[test]
    fn every_figure_has_a_column_of_its_own() {
        let plan = Plan::read(EXAMPLE).unwrap();
        let layout = Layout::of(&plan);
        let names: BTreeSet<String> = layout.figures().iter().map(|it| Named::of(*it).column()).collect();
        assert_eq!(names.len(), layout.len());
        assert!(names.contains("pays_as_claimed_icb_y1") && names.contains("month_open_m60"));
        assert!(
            names
                .iter()
                .all(|it| it.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
        );
    }
}
