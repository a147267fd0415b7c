//! Reading one value, or an index of prices, with its range and its source.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{
    Deflator, FinancialYear, Kind, Name, Unit, Value,
    deflator::Index,
    reading::{Fields, Reader, Spot, nearest, number_of, shown},
};
use crate::chance::{Distribution, Shape};

/// What prices a value may be in.
pub(super) struct Prices<'a> {
    pub(super) deflator: &'a Deflator,
    /// The plan's own year.
    pub(super) year: FinancialYear,
}

/// All values of a table; those of `allowed` only.
pub(super) fn values(
    r: &mut Reader,
    table: &DeTable<'_>,
    allowed: &[Name],
    prices: &Prices<'_>,
) -> Vec<(Name, Value, Range<usize>)> {
    let mut found = Vec::new();
    for (key, spot) in table {
        let said: &str = key.get_ref();
        let at = if key.span().is_empty() { spot.span() } else { key.span() };
        match Name::named(said).filter(|name| allowed.contains(name)) {
            Some(name) => {
                if let Some(value) = value(r, name, spot, prices) {
                    found.push((name, value, at));
                }
            }
            None if Name::named(said).is_some() => r.wrong(
                at,
                format!("“{}” cannot be one place's own.", shown(said)),
                "Give it under [values], for the whole plan.",
            ),
            None => {
                let known: Vec<&str> = allowed.iter().map(|name| name.text()).collect();
                r.wrong(at, format!("There is no value “{}”.", shown(said)), nearest(said, &known));
            }
        }
    }
    found
}

fn value(r: &mut Reader, name: Name, spot: Spot<'_, '_>, prices: &Prices<'_>) -> Option<Value> {
    let (least, most) = name.bounds();
    let Some(table) = spot.get_ref().as_table() else {
        return bare(r, name, spot, prices);
    };
    let mut fields = Fields::new(table, spot.span(), format!("“{}”", name.text()));
    let number = fields.number(r, "value", least, most);
    if number.is_none() && fields.spot("value").is_none() {
        fields.missing(r, "value", "Add value = …, the best single number.");
    }
    let low = fields.number(r, "low", least, most);
    let high = fields.number(r, "high", least, most);
    let whole_range = fields.spot("low").is_some() == fields.spot("high").is_some();
    if !whole_range {
        r.wrong(
            spot.span(),
            format!("“{}” has only one end of its range.", name.text()),
            "Give both low and high.",
        );
    }
    let shape = fields.choice(r, "distribution", Shape::ALL.map(|shape| (shape.name(), shape)));
    let named_shape = fields.spot("distribution").is_some();
    let price_year = price_year(r, &mut fields, name, prices);
    let source = fields.text(r, "source");
    let read_on = read_on(r, &mut fields);
    let kind = kind(r, &mut fields, source.is_some());
    fields.finish(r);
    let value = number?;
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        _ if fields_absent(whole_range, low, high) => (value, value),
        _ => return None,
    };
    if !(low <= value && value <= high) {
        let what = if low > high {
            format!("“{}” has low {low} above high {high}.", name.text())
        } else {
            format!("“{}” has its value {value} outside its range {low} to {high}.", name.text())
        };
        r.wrong(spot.span(), what, "Put them in order: low, value, high.");
        return None;
    }
    if named_shape && shape.is_none() {
        return None;
    }
    let shape = if low == high { Shape::Fixed } else { shape.unwrap_or_else(|| usual(name, value)) };
    let distribution = match Distribution::fit(shape, value, low, high, least, most) {
        Ok(it) => it,
        Err(unfit) => {
            r.wrong(
                spot.span(),
                format!("“{}” cannot be drawn: {unfit}.", name.text()),
                "Narrow the range, or set distribution = \"uniform\" or \"normal\".",
            );
            return None;
        }
    };
    Some(Value { value, low, high, shape, price_year: price_year?, source, read_on, kind, distribution })
}

/// Neither end was given at all, or both were and were wrong (which has been said).
fn fields_absent(whole: bool, low: Option<f64>, high: Option<f64>) -> bool {
    whole && low.is_none() && high.is_none()
}

/// A number alone: an assumption, in the plan's own prices.
fn bare(r: &mut Reader, name: Name, spot: Spot<'_, '_>, prices: &Prices<'_>) -> Option<Value> {
    let (least, most) = name.bounds();
    let Some(value) = number_of(spot.get_ref()).filter(|it| (least..=most).contains(it)) else {
        r.wrong(
            spot.span(),
            format!("“{}” is not a number from {least} to {most}.", name.text()),
            "Give a number, or { value = …, low = …, high = …, source = \"…\" }.",
        );
        return None;
    };
    Some(Value {
        value,
        low: value,
        high: value,
        shape: Shape::Fixed,
        price_year: (name.unit() == Unit::Pounds).then_some(prices.year),
        source: None,
        read_on: None,
        kind: Kind::Assumption,
        distribution: Distribution::Fixed(value),
    })
}

/// The family for a value whose plan names none.
fn usual(name: Name, value: f64) -> Shape {
    match name.unit() {
        Unit::Share if value > 0.0 && value < 1.0 => Shape::Beta,
        Unit::Pounds if value > 0.0 => Shape::Gamma,
        Unit::Number if value > 0.0 && name.bounds().0 >= 0.0 => Shape::Gamma,
        _ => Shape::Normal,
    }
}

/// Nothing when it was wrong; `Some(None)` where none belongs.
fn price_year(
    r: &mut Reader,
    fields: &mut Fields<'_, '_>,
    name: Name,
    prices: &Prices<'_>,
) -> Option<Option<FinancialYear>> {
    let Some(spot) = fields.spot("price_year") else {
        if name.unit() == Unit::Pounds {
            fields.missing(r, "price_year", "Money has a year: add price_year = \"2024-25\".");
            return None;
        }
        return Some(None);
    };
    if name.unit() != Unit::Pounds {
        r.wrong(spot.span(), format!("“{}” is not money.", name.text()), "Take price_year out.");
        return None;
    }
    year(r, spot, prices.deflator).map(Some)
}

/// A financial year that prices are known for.
pub(super) fn year(r: &mut Reader, spot: Spot<'_, '_>, deflator: &Deflator) -> Option<FinancialYear> {
    let Some(year) = spot.get_ref().as_str().and_then(FinancialYear::parse) else {
        r.wrong(spot.span(), "This is not a financial year.", "Write it as \"2024-25\".");
        return None;
    };
    if deflator.index(year).is_none() {
        r.wrong(
            spot.span(),
            format!("What a pound of {year} was worth is not known here."),
            format!("Add its GDP deflator: [deflator] \"{year}\" = …, with 2024-25 as 100."),
        );
        return None;
    }
    Some(year)
}

fn read_on(r: &mut Reader, fields: &mut Fields<'_, '_>) -> Option<String> {
    let spot = fields.spot("read_on")?;
    let text = match spot.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let is_date = text.len() == 10
        && matches!(parts[..], [Some(1900..2200), Some(1..=12), Some(1..=31)])
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !is_date {
        r.wrong(spot.span(), "“read_on” is not a date.", "Write it as 2026-11-25.");
    }
    is_date.then_some(text)
}

fn kind(r: &mut Reader, fields: &mut Fields<'_, '_>, has_source: bool) -> Kind {
    let said = fields.choice(r, "kind", Kind::ALL.map(|kind| (kind.name(), kind)));
    match said {
        Some(kind) if kind != Kind::Assumption && !has_source => {
            let what = format!("{} says “{}” and has no source.", fields.title, kind.name());
            r.wrong(fields.span.clone(), what, "Add source = \"…\", or set kind = \"assumption\".");
            Kind::Assumption
        }
        Some(kind) => kind,
        None => Kind::Assumption,
    }
}

/// The indices of a `[deflator]` table.
pub(super) fn indices(r: &mut Reader, table: &DeTable<'_>) -> Vec<Index> {
    let mut found = Vec::new();
    for (key, spot) in table {
        let Some(year) = FinancialYear::parse(key.get_ref()) else {
            let what = format!("“{}” is not a financial year.", shown(key.get_ref()));
            r.wrong(spot.span(), what, "Write it as \"2024-25\".");
            continue;
        };
        let (mut value, mut source, mut kind_of) = (number_of(spot.get_ref()), None, Kind::Assumption);
        if let Some(table) = spot.get_ref().as_table() {
            let mut fields = Fields::new(table, spot.span(), format!("the deflator of {year}"));
            value = fields.number(r, "value", 0.001, 1e6);
            source = fields.text(r, "source");
            kind_of = kind(r, &mut fields, source.is_some());
            fields.finish(r);
        }
        match value.filter(|it| (0.001..=1e6).contains(it)) {
            Some(value) => found.push(Index { year, value, source, kind: kind_of }),
            None => r.wrong(
                spot.span(),
                format!("The deflator of {year} is not an index."),
                "Give a number above 0.",
            ),
        }
    }
    found
}
