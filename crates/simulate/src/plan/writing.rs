//! Writing a plan as TOML that reads back the same: for saving what sliders made, and for sharing it.

use std::fmt::Write as _;

use super::{
    Funding, Indices, Item, Model, Name, Payer, Plan, Ramp, Role, Split, Strategy, Value,
    read_funding::metrics,
};

impl Plan {
    /// The plan as a file, every value in it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail.
        let _ = write(self, &mut out);
        out
    }
}

/// Text in quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A number that reads back as itself, and as a float.
fn number(x: f64) -> String {
    format!("{x:?}")
}

fn numbers(list: &[f64]) -> String {
    let list: Vec<String> = list.iter().map(|x| number(*x)).collect();
    format!("[{}]", list.join(", "))
}

fn write(plan: &Plan, out: &mut String) -> std::fmt::Result {
    writeln!(out, "[plan]\nname = {}\nyears = {}", quoted(&plan.name), plan.years)?;
    writeln!(out, "first_year = \"{}\"\nprice_year = \"{}\"", plan.first_year, plan.price_year)?;
    writeln!(out, "seed = {}\ndraws = {}\nruns = {}", plan.seed, plan.draws, plan.runs)?;
    if let Some(error) = plan.stop_at_error {
        writeln!(out, "stop_at_error = {}", number(error))?;
    }
    let ramp = if plan.ramp == Ramp::Linear { "linear" } else { "logistic" };
    writeln!(out, "ramp = \"{ramp}\"\nattempts = {}", plan.attempts)?;
    writeln!(out, "season = {}", numbers(&plan.season))?;
    for (key, split) in [("sources", &plan.sources), ("services", &plan.services)] {
        writeln!(out, "{key}_counted = {}", number(split.counted))?;
        if let Some(source) = &split.source {
            writeln!(out, "{key}_source = {}", quoted(source))?;
        }
    }
    indices(out, "deflator", &plan.deflator)?;
    indices(out, "income", &plan.income)?;
    writeln!(out, "\n[values]")?;
    for name in Name::ALL {
        writeln!(out, "{} = {}", name.text(), value(plan.value(*name)))?;
    }
    split(out, "source", &plan.sources)?;
    split(out, "service", &plan.services)?;
    places(plan, out)?;
    plan.strategies.iter().try_for_each(|it| strategy(plan, it, out))
}

fn indices(out: &mut String, key: &str, indices: &Indices) -> std::fmt::Result {
    writeln!(out, "\n[{key}]")?;
    for index in indices.table() {
        let source = index.source.as_ref().map(|it| format!(", source = {}", quoted(it))).unwrap_or_default();
        let (year, value) = (index.year, number(index.value));
        writeln!(out, "\"{year}\" = {{ value = {value}{source}, kind = \"{}\" }}", index.kind.name())?;
    }
    Ok(())
}

fn value(value: &Value) -> String {
    let mut text = format!("{{ value = {}", number(value.value));
    if value.low != value.high {
        let (low, high) = (number(value.low), number(value.high));
        text += &format!(", low = {low}, high = {high}, distribution = \"{}\"", value.shape.name());
    }
    for (key, end) in [("least", value.least), ("most", value.most)] {
        if let Some(end) = end {
            text += &format!(", {key} = {}", number(end));
        }
    }
    if let Some(year) = value.price_year {
        text += &format!(", price_year = \"{year}\"");
    }
    if let Some(source) = &value.source {
        text += &format!(", source = {}", quoted(source));
    }
    if let Some(read_on) = &value.read_on {
        text += &format!(", read_on = \"{read_on}\"");
    }
    text + &format!(", kind = \"{}\" }}", value.kind.name())
}

fn split(out: &mut String, key: &str, split: &Split) -> std::fmt::Result {
    for part in &split.parts {
        writeln!(out, "\n[[{key}]]\nname = {}\nshare = {}", quoted(&part.name), number(part.share))?;
    }
    Ok(())
}

fn places(plan: &Plan, out: &mut String) -> std::fmt::Result {
    for place in &plan.places {
        writeln!(out, "\n[[place]]\nname = {}\npeople = {}", quoted(&place.name), place.people)?;
        writeln!(out, "deprivation = {}\npractices = {}", numbers(&place.deprivation), place.practices)?;
        writeln!(out, "trust = {}", quoted(&plan.trusts[place.trust]))?;
        writeln!(out, "waiting_now = {}\nopen_now = {}", place.waiting_now, place.open_now)?;
        let seats = plan.services.parts.iter().zip(&place.seats);
        let seats: Vec<String> =
            seats.map(|(it, n)| format!("{} = {}", quoted(&it.name), number(*n))).collect();
        writeln!(out, "seats = {{ {} }}", seats.join(", "))?;
        if !place.own.is_empty() {
            writeln!(out, "[place.values]")?;
        }
        for (name, own) in &place.own {
            writeln!(out, "{} = {}", name.text(), value(own))?;
        }
    }
    Ok(())
}

fn strategy(plan: &Plan, it: &Strategy, out: &mut String) -> std::fmt::Result {
    let model = if it.model == Model::Quilt { "quilt" } else { "blanket" };
    writeln!(out, "\n[[strategy]]\nname = {}\nmodel = \"{model}\"\n[strategy.pays]", quoted(&it.name))?;
    for item in Item::ALL {
        let shares = Payer::ALL.iter().map(|payer| (payer, it.pays[item.at()][payer.at()]));
        let shares: Vec<String> = shares
            .filter(|(_, share)| *share > 0.0)
            .map(|(payer, share)| format!("{} = {}", payer.name(), number(share)))
            .collect();
        writeln!(out, "{} = {{ {} }}", item.name(), shares.join(", "))?;
    }
    for team in &it.teams {
        writeln!(out, "[[strategy.team]]\nname = {}\nhost = \"{}\"", quoted(&team.name), team.host.name())?;
        let places: Vec<String> = team.places.iter().map(|place| quoted(&plan.places[*place].name)).collect();
        writeln!(out, "places = [{}]", places.join(", "))?;
        if let Some(months) = team.ramp_months {
            writeln!(out, "ramp_months = {}", number(months))?;
        }
        for post in &team.posts {
            let role = if post.role == Role::LinkWorker { "link worker" } else { "builder" };
            writeln!(out, "[[strategy.team.posts]]\nrole = \"{role}\"\nwte = {}", number(post.wte))?;
            writeln!(out, "from = {}\nto = {}", post.from, post.to)?;
        }
    }
    it.funding.iter().try_for_each(|it| funding(plan, it, out))
}

fn funding(plan: &Plan, it: &Funding, out: &mut String) -> std::fmt::Result {
    writeln!(out, "[[strategy.funding]]")?;
    match it {
        Funding::Grant { payer, yearly, years, toward } => {
            writeln!(out, "kind = \"grant\"\npayer = \"{}\"\nyearly = {}", payer.name(), number(*yearly))?;
            writeln!(out, "years = {years}\ntoward = \"{}\"", toward.name())
        }
        Funding::Micro { payer, place, service, seats, from_month, price } => {
            writeln!(out, "kind = \"micro\"\npayer = \"{}\"", payer.name())?;
            writeln!(out, "place = {}", quoted(&plan.places[*place].name))?;
            writeln!(out, "service = {}", quoted(&plan.services.parts[*service].name))?;
            writeln!(out, "seats = {seats}\nfrom = {from_month}\nprice = {}", number(*price))
        }
        Funding::Budget { payer, share, amount } => {
            writeln!(out, "kind = \"budget\"\npayer = \"{}\"", payer.name())?;
            writeln!(out, "share = {}\namount = {}", number(*share), number(*amount))
        }
        Funding::Outcomes { payer, terms, cap, lag_months } => {
            writeln!(out, "kind = \"outcomes\"\npayer = \"{}\"", payer.name())?;
            writeln!(out, "cap = {}\nlag = {lag_months}", number(*cap))?;
            for term in terms {
                let name =
                    metrics().into_iter().find(|(_, it)| *it == term.metric).map_or("", |(name, _)| name);
                writeln!(
                    out,
                    "[[strategy.funding.terms]]\nmetric = \"{name}\"\nprice = {}",
                    number(term.price)
                )?;
                writeln!(out, "threshold = {}", number(term.threshold))?;
            }
            Ok(())
        }
        Funding::Bond { commitment, fee, upside } => {
            writeln!(out, "kind = \"bond\"\ncommitment = {}", number(*commitment))?;
            writeln!(out, "fee = {}\nupside = {}", number(*fee), number(*upside))
        }
    }
}
