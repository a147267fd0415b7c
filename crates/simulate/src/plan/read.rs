//! Reading a whole plan: the document, its heading, its values. Places and strategies have files of their own.

use toml::de::DeTable;

use super::{
    FinancialYear, Indices, Name, Part, Plan, Problems, Ramp, Split,
    defaults::{USUAL_SOURCES, defaults},
    read_place, read_strategy,
    read_value::{Prices, indices, values, year},
    reading::{Fields, Reader, number_of},
    room,
};

/// A text longer than this is no plan.
const LONGEST: usize = 4 << 20;
/// Shares add up when they come within this of one.
pub(super) const NEAR: f64 = 1e-6;

impl Plan {
    /// Reads a plan. Values it does not give are the shipped ones.
    ///
    /// # Errors
    /// Everything that is wrong, all at once, each with its line and what to do.
    pub fn read(text: &str) -> Result<Self, Problems> {
        Self::read_within(text, room::USUAL)
    }

    /// Reads a plan that may take so many bytes of memory to run.
    ///
    /// # Errors
    /// Everything that is wrong; a plan that would need more memory is refused with what it would need.
    pub fn read_within(text: &str, most_bytes: u64) -> Result<Self, Problems> {
        let mut r = Reader::new(text);
        if text.len() > LONGEST {
            r.wrong(0..0, "This file is too long to be a plan.", "Give a plan.toml of at most 4 MB.");
            return Err(Problems::new(r.into_problems()));
        }
        let (document, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let what = format!("This is not TOML: {}.", error.message().trim_end_matches('.'));
            r.wrong(error.span().unwrap_or(0..0), what, "Compare the line with one of the examples.");
        }
        if !r.is_clean() {
            return Err(Problems::new(r.into_problems()));
        }
        r.also(&defaults().problems);
        let plan = document_of(&mut r, document.get_ref());
        match plan {
            Some(plan) if r.is_clean() => {
                room::check(&mut r, &plan, most_bytes);
                if r.is_clean() { Ok(plan) } else { Err(Problems::new(r.into_problems())) }
            }
            _ => {
                if r.is_clean() {
                    r.wrong(0..0, "This plan could not be read.", "Compare it with one of the examples.");
                }
                Err(Problems::new(r.into_problems()))
            }
        }
    }
}

fn document_of(r: &mut Reader, table: &DeTable<'_>) -> Option<Plan> {
    let mut top = Fields::new(table, 0..0, "the plan");
    let mut with_own = |key, shipped: &Indices| {
        let own = top.table(r, key).map(|(table, _)| indices(r, key, table)).unwrap_or_default();
        Indices::new(shipped.table().iter().cloned().chain(own))
    };
    let deflator = with_own("deflator", &defaults().deflator);
    let income = with_own("income", &defaults().income);
    let heading = top.table(r, "plan");
    if heading.is_none() {
        top.missing(r, "plan", "Begin with [plan] and name = \"…\".");
    }
    let plan = heading.and_then(|(table, span)| {
        let fields = Fields::new(table, span, "[plan]");
        heading_of(r, fields, deflator, income)
    });
    let prices = plan.as_ref().map(|plan| Prices { deflator: &plan.deflator, year: plan.price_year });
    let given = match (top.table(r, "values"), &prices) {
        (Some((table, _)), Some(prices)) => values(r, table, Name::ALL, prices),
        _ => Vec::new(),
    };
    let sources = split(r, &mut top, "source", &USUAL_SOURCES);
    let services = split(r, &mut top, "service", &[("Groups and activities", 1.0)]);
    let read = prices.map(|prices| read_place::places(r, &mut top, &services, &prices));
    let strategies = match &read {
        Some((places, _)) => {
            let months = plan.as_ref().map_or(12, Plan::months);
            read_strategy::strategies(r, &mut top, places, &services, months)
        }
        None => Vec::new(),
    };
    top.finish(r);
    let (mut plan, (places, trusts)) = (plan?, read?);
    for (name, value, _) in &given {
        plan.values[name.at()] = value.clone();
    }
    let together = plan.value(Name::Substitute).value + plan.value(Name::WaitForSeat).value;
    if together > 1.0 + NEAR {
        let is_either = |name: Name| matches!(name, Name::Substitute | Name::WaitForSeat);
        let at = given.iter().find(|(name, ..)| is_either(*name)).map_or(0..0, |it| it.2.clone());
        r.wrong(
            at,
            format!("“substitute” and “wait_for_seat” come to {together}, more than everybody."),
            "Lower one of them: what is left of 1 goes without.",
        );
    }
    (plan.sources.parts, plan.services.parts) = (sources, services);
    (plan.places, plan.trusts, plan.strategies) = (places, trusts, strategies);
    Some(plan)
}

/// `[plan]`, with the shipped values.
fn heading_of(r: &mut Reader, mut f: Fields<'_, '_>, deflator: Indices, income: Indices) -> Option<Plan> {
    let name = f.text(r, "name");
    if name.is_none() && f.spot("name").is_none() {
        f.missing(r, "name", "Add name = \"…\".");
    }
    let years = f.whole(r, "years", 1, 30).unwrap_or(5) as u32;
    let usual = FinancialYear::beginning(2026)?;
    let mut a_year = |r: &mut Reader, key| match f.spot(key) {
        Some(spot) => year(r, spot, &deflator),
        None => Some(usual),
    };
    let price_year = a_year(r, "price_year");
    let first_year =
        match f.spot("first_year").map(|spot| (spot, spot.get_ref().as_str().and_then(FinancialYear::parse)))
        {
            None => Some(usual),
            Some((_, Some(year))) => Some(year),
            Some((spot, None)) => {
                r.wrong(spot.span(), "“first_year” is not a financial year.", "Write it as \"2026-27\".");
                None
            }
        };
    let seed = f.whole(r, "seed", 0, u64::MAX >> 1).unwrap_or(1);
    let draws = f.whole(r, "draws", 1, 1_000_000).unwrap_or(200) as u32;
    let runs = f.whole(r, "runs", 1, 1_000).unwrap_or(1) as u32;
    let stop_at_error = f.number(r, "stop_at_error", 1.0, 1e12);
    let ramp = f.choice(r, "ramp", [("linear", Ramp::Linear), ("logistic", Ramp::Logistic)]);
    let season = season(r, &mut f);
    let attempts = f.whole(r, "attempts", 1, 8).unwrap_or(3) as u8;
    let mut no_parts_yet = |counted, source| Split {
        parts: Vec::new(),
        counted: f.number(r, counted, 0.0, 1e9).unwrap_or(0.0),
        source: f.text(r, source),
    };
    let sources = no_parts_yet("sources_counted", "sources_source");
    let services = no_parts_yet("services_counted", "services_source");
    f.finish(r);
    Some(Plan {
        name: name?,
        years,
        first_year: first_year?,
        price_year: price_year?,
        seed,
        draws,
        runs,
        stop_at_error,
        ramp: ramp.unwrap_or(Ramp::Linear),
        season,
        attempts,
        values: defaults().values.clone(),
        sources,
        services,
        trusts: Vec::new(),
        places: Vec::new(),
        strategies: Vec::new(),
        deflator,
        income,
    })
}

fn season(r: &mut Reader, f: &mut Fields<'_, '_>) -> [f64; 12] {
    let even = [1.0; 12];
    let Some(spot) = f.spot("season") else { return even };
    let list = spot.get_ref().as_array().map(|list| {
        list.iter()
            .map(|it| number_of(it.get_ref()).filter(|it| (0.0..=10.0).contains(it)))
            .collect::<Option<Vec<_>>>()
    });
    let Some(Some(list)) = list.map(|list| list.and_then(|list| <[f64; 12]>::try_from(list).ok())) else {
        r.wrong(
            spot.span(),
            "“season” is not twelve numbers from 0 to 10.",
            "Give one for each month from April, around 1.",
        );
        return even;
    };
    let mean = list.iter().sum::<f64>() / 12.0;
    if (mean - 1.0).abs() > 0.01 {
        r.wrong(
            spot.span(),
            format!("“season” has a mean of {mean:.3}; a season moves referrals, it makes no new ones."),
            "Divide each of the twelve by that mean.",
        );
    }
    list
}

/// `[[source]]` or `[[service]]`: names and shares that add up to one.
fn split(r: &mut Reader, top: &mut Fields<'_, '_>, key: &'static str, usual: &[(&str, f64)]) -> Vec<Part> {
    if top.spot(key).is_none() {
        return usual.iter().map(|(name, share)| Part { name: (*name).to_owned(), share: *share }).collect();
    }
    let tables = top.tables(r, key);
    let span = tables.first().map_or(0..0, |(_, span)| span.clone());
    if tables.is_empty() || tables.len() > 40 {
        r.wrong(span.clone(), format!("There are {} of [[{key}]].", tables.len()), "Give from 1 to 40.");
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut whole = true;
    for (table, span) in tables {
        let mut f = Fields::new(table, span.clone(), format!("[[{key}]]"));
        let (name, share) = (f.text(r, "name"), f.number(r, "share", 0.0, 1.0));
        for (missing, it) in [(name.is_none(), "name"), (share.is_none(), "share")] {
            if missing && f.spot(if it == "name" { "name" } else { "share" }).is_none() {
                f.missing(r, it, "Add it.");
            }
        }
        f.finish(r);
        match (name, share) {
            (Some(name), _) if parts.iter().any(|part| part.name == name) => {
                r.wrong(span, format!("There are two of [[{key}]] called “{name}”."), "Name each once.");
            }
            (Some(name), Some(share)) => parts.push(Part { name, share }),
            _ => whole = false,
        }
    }
    let sum: f64 = parts.iter().map(|part| part.share).sum();
    if whole && (sum - 1.0).abs() > NEAR {
        r.wrong(
            span,
            format!("The shares of [[{key}]] add up to {sum}, not to 1."),
            "Change them until they do.",
        );
    }
    parts
}
