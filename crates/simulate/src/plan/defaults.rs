//! The values a plan begins with: `defaults.toml`, read once, by the same door as any plan.

use std::sync::OnceLock;

use toml::de::DeTable;

use super::{
    FinancialYear, Indices, Name, Problem, Value,
    read_value::{Prices, indices, values},
    reading::{Fields, Reader},
};

/// The file, as it is shipped.
pub const DEFAULTS: &str = include_str!("defaults.toml");

/// A county of three places, to begin from.
pub const EXAMPLE: &str = include_str!("example.toml");

/// Who refers, and how large their shares are, in a plan that does not say.
pub const USUAL_SOURCES: [(&str, f64); 3] =
    [("GP or practice", 0.7), ("other services", 0.2), ("people themselves", 0.1)];

/// What it holds.
#[derive(Debug)]
pub(super) struct Defaults {
    pub(super) deflator: Indices,
    pub(super) income: Indices,
    pub(super) values: Vec<Value>,
    /// What is wrong with the file: nothing, and a test holds that.
    pub(super) problems: Vec<Problem>,
}

pub(super) fn defaults() -> &'static Defaults {
    static READ: OnceLock<Defaults> = OnceLock::new();
    READ.get_or_init(|| read(DEFAULTS))
}

fn read(text: &str) -> Defaults {
    let mut r = Reader::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        r.wrong(error.span().unwrap_or(0..0), error.message(), "");
    }
    let mut fields = Fields::new(document.get_ref(), 0..0, "the defaults");
    let mut table = |key| fields.table(&mut r, key).map(|(table, _)| indices(&mut r, key, table));
    let deflator = Indices::new(table("deflator").unwrap_or_default());
    let income = Indices::new(table("income").unwrap_or_default());
    let mut found = vec![Value::known(0.0, None); Name::COUNT];
    if let (Some((table, span)), Some(year)) =
        (fields.table(&mut r, "values"), FinancialYear::beginning(2024))
    {
        let read = values(&mut r, table, Name::ALL, &Prices { deflator: &deflator, year });
        for name in Name::ALL {
            match read.iter().find(|(it, ..)| it == name) {
                Some((_, value, _)) => found[name.at()] = value.clone(),
                None => r.wrong(span.clone(), format!("“{}” is missing.", name.text()), ""),
            }
        }
    }
    fields.finish(&mut r);
    Defaults { deflator, income, values: found, problems: r.into_problems() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Kind, Unit};

    #[test]
    fn the_shipped_file_is_whole() {
        assert_eq!(defaults().problems, []);
        for name in Name::ALL {
            let value = &defaults().values[name.at()];
            assert_eq!(value.price_year.is_some(), name.unit() == Unit::Pounds, "{}", name.text());
            assert!(value.source.is_none() || value.read_on.is_some(), "{} was read when?", name.text());
            assert!(value.kind == Kind::Assumption || value.source.is_some(), "{}", name.text());
        }
    }

    #[test]
    fn nothing_of_the_bank_that_may_not_be_bundled() {
        assert!(!DEFAULTS.to_lowercase().contains("hact"));
    }

    #[test]
    fn a_before_and_after_effect_drives_the_claimed_scenario_only() {
        for name in [Name::GpControlled, Name::AeControlled, Name::AdmissionsControlled] {
            assert_ne!(defaults().values[name.at()].kind, Kind::BeforeAfter, "{}", name.text());
        }
    }
}
