//! Reading one value, or an index of prices, with its range and its source.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{
    FinancialYear, Index, Indices, Kind, Name, Unit, Value,
    reading::{Fields, Reader, Spot, nearest, number_of, shown},
};
use crate::chance::{Distribution, Shape};

/// What prices a value may be in.
pub(super) struct Prices<'a> {
    pub(super) deflator: &'a Indices,
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
    let Some(table) = spot.get_ref().as_table() else {
        return bare(r, name, spot, prices);
    };
    let mut fields = Fields::new(table, spot.span(), format!("“{}”", name.text()));
    let range = range(r, &mut fields, name);
    let shape = fields.choice(r, "distribution", Shape::ALL.map(|shape| (shape.name(), shape)));
    let shape = if fields.spot("distribution").is_some() { Some(shape?) } else { None };
    let (least, most) = name.bounds();
    let cut = [fields.number(r, "least", least, most), fields.number(r, "most", least, most)];
    let price_year = price_year(r, &mut fields, name, prices);
    let source = fields.text(r, "source");
    let read_on = read_on(r, &mut fields);
    let kind = kind(r, &mut fields, source.is_some());
    fields.finish(r);
    let (range, price_year) = (range?, price_year?);
    let usual = || usual(name, range.value);
    let shape = if range.low == range.high { Shape::Fixed } else { shape.unwrap_or_else(usual) };
    let distribution = drawn_from(r, name, spot.span(), shape, range, cut)?;
    let Range95 { value, low, high } = range;
    let [least, most] = cut;
    Some(Value { value, low, high, shape, least, most, price_year, source, read_on, kind, distribution })
}

/// The best single number and the middle 95%, in order.
#[derive(Clone, Copy)]
struct Range95 {
    value: f64,
    low: f64,
    high: f64,
}

/// `value`, and both or neither of `low` and `high`.
fn range(r: &mut Reader, fields: &mut Fields<'_, '_>, name: Name) -> Option<Range95> {
    let (least, most) = name.bounds();
    let number = fields.number(r, "value", least, most);
    if number.is_none() && fields.spot("value").is_none() {
        fields.missing(r, "value", "Add value = …, the best single number.");
    }
    let ends = [fields.number(r, "low", least, most), fields.number(r, "high", least, most)];
    let given = [fields.spot("low").is_some(), fields.spot("high").is_some()];
    if given[0] != given[1] {
        let what = format!("{} has only one end of its range.", fields.title);
        r.wrong(fields.span.clone(), what, "Give both low and high.");
        return None;
    }
    let value = number?;
    if !given[0] {
        return Some(Range95 { value, low: value, high: value });
    }
    let [Some(low), Some(high)] = ends else { return None };
    if low <= value && value <= high {
        return Some(Range95 { value, low, high });
    }
    let what = if low > high {
        format!("{} has low {low} above high {high}.", fields.title)
    } else {
        format!("{} has its value {value} outside its range {low} to {high}.", fields.title)
    };
    r.wrong(fields.span.clone(), what, "Put them in order: low, value, high.");
    None
}

/// What a value is drawn from, cut off where its file says so.
fn drawn_from(
    r: &mut Reader,
    name: Name,
    span: Range<usize>,
    shape: Shape,
    it: Range95,
    cut: [Option<f64>; 2],
) -> Option<Distribution> {
    let (least, most) = name.bounds();
    let (from, to) = (cut[0].unwrap_or(least), cut[1].unwrap_or(most));
    if cut != [None; 2] && !matches!(shape, Shape::Normal | Shape::Fixed) {
        let what = format!("“{}” is cut off, which only a normal can be.", name.text());
        r.wrong(span, what, "Set distribution = \"normal\", or take least and most out.");
        return None;
    }
    if from > it.low || it.high > to {
        let what = format!(
            "“{}” is cut off at {from} and {to}, inside its range {} to {}.",
            name.text(),
            it.low,
            it.high
        );
        r.wrong(span, what, "Let least be at or below low, and most at or above high.");
        return None;
    }
    match Distribution::fit(shape, it.value, it.low, it.high, from, to) {
        Ok(it) => Some(it),
        Err(unfit) => {
            let what = format!("“{}” cannot be drawn: {unfit}.", name.text());
            let remedy = "Narrow the range, or set distribution = \"uniform\" or \"normal\".";
            r.wrong(span, what, remedy);
            None
        }
    }
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
    Some(Value::known(value, (name.unit() == Unit::Pounds).then_some(prices.year)))
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
pub(super) fn year(r: &mut Reader, spot: Spot<'_, '_>, deflator: &Indices) -> Option<FinancialYear> {
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

/// The indices of a `[deflator]` or `[income]` table.
pub(super) fn indices(r: &mut Reader, of: &str, table: &DeTable<'_>) -> Vec<Index> {
    let mut found = Vec::new();
    for (key, spot) in table {
        let Some(year) = FinancialYear::parse(key.get_ref()) else {
            let what = format!("“{}” is not a financial year.", shown(key.get_ref()));
            r.wrong(spot.span(), what, "Write it as \"2024-25\".");
            continue;
        };
        let (mut value, mut source, mut kind_of) = (number_of(spot.get_ref()), None, Kind::Assumption);
        if let Some(table) = spot.get_ref().as_table() {
            let mut fields = Fields::new(table, spot.span(), format!("the {of} of {year}"));
            value = fields.number(r, "value", 0.001, 1e6);
            source = fields.text(r, "source");
            kind_of = kind(r, &mut fields, source.is_some());
            fields.finish(r);
        }
        match value.filter(|it| (0.001..=1e6).contains(it)) {
            Some(value) => found.push(Index { year, value, source, kind: kind_of }),
            None => {
                r.wrong(spot.span(), format!("The {of} of {year} is not an index."), "Give a number above 0.")
            }
        }
    }
    found
}
