//! What a pound of one year is worth in another, and how much richer people are: indices by financial years.

use libm::pow;

use super::{FinancialYear, Kind};

/// One year's index and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// The year.
    pub year: FinancialYear,
    /// The index: 100 in the base year.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
    /// What it rests on.
    pub kind: Kind,
}

/// How an index was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// It is in the table.
    Tabled,
    /// Between two years of the table, by an even rate: an assumption.
    Between,
}

/// A table of indices, in order of years, each once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Indices {
    table: Vec<Index>,
}

impl Indices {
    /// From indices above nought; a later one for the same year replaces an earlier.
    #[must_use]
    pub fn new(indices: impl IntoIterator<Item = Index>) -> Self {
        let mut table: Vec<Index> = Vec::new();
        for index in indices.into_iter().filter(|index| index.value > 0.0 && index.value.is_finite()) {
            match table.binary_search_by_key(&index.year, |it| it.year) {
                Ok(at) => table[at] = index,
                Err(at) => table.insert(at, index),
            }
        }
        Self { table }
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &[Index] {
        &self.table
    }

    /// The index of a year, and how it was come by; nothing outside the table.
    #[must_use]
    pub fn index(&self, year: FinancialYear) -> Option<(f64, Basis)> {
        match self.table.binary_search_by_key(&year, |it| it.year) {
            Ok(at) => Some((self.table[at].value, Basis::Tabled)),
            Err(at) => {
                let (before, after) = (self.table.get(at.checked_sub(1)?)?, self.table.get(at)?);
                let way = f64::from(year.year() - before.year.year())
                    / f64::from(after.year.year() - before.year.year());
                Some((before.value * pow(after.value / before.value, way), Basis::Between))
            }
        }
    }

    /// How many times the index of `from` that of `to` is: by the deflator, what to multiply a price with.
    #[must_use]
    pub fn factor(&self, from: FinancialYear, to: FinancialYear) -> Option<f64> {
        if from == to {
            return Some(1.0);
        }
        Some(self.index(to)?.0 / self.index(from)?.0)
    }

    /// The same, as far as the table goes: a year after its last counts as its last.
    #[must_use]
    pub fn factor_so_far(&self, from: FinancialYear, to: FinancialYear) -> Option<f64> {
        let last = self.table.last()?.year;
        self.factor(from.min(last), to.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Indices {
        let years = [(2019, 80.8738), (2022, 91.2996), (2024, 100.0)];
        Indices::new(years.map(|(year, value)| Index {
            year: FinancialYear::beginning(year).unwrap(),
            value,
            source: None,
            kind: Kind::ListPrice,
        }))
    }

    #[test]
    fn a_wellby_by_the_deflator_alone() {
        let year = |year| FinancialYear::beginning(year).unwrap();
        let factor = table().factor(year(2019), year(2024)).unwrap();
        assert!((13_000.0 * factor - 16_074.43).abs() < 0.005, "{}", 13_000.0 * factor);
        let (between, basis) = table().index(year(2023)).unwrap();
        assert!((between - (91.2996f64 * 100.0).sqrt()).abs() < 1e-9 && basis == Basis::Between);
        assert_eq!(table().index(year(2018)), None);
        assert_eq!(table().factor(year(2018), year(2018)), Some(1.0));
        assert_eq!(table().factor(year(2024), year(2026)), None);
        assert_eq!(table().factor_so_far(year(2024), year(2026)), Some(1.0));
        assert_eq!(table().factor_so_far(year(2019), year(2026)), table().factor(year(2019), year(2024)));
        assert_eq!(table().factor_so_far(year(2018), year(2026)), None);
    }
}
