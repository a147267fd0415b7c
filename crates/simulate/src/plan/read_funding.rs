//! Reading the ways money comes. A person's own concern or goal is refused here as something to be paid on, with the
//! reason; in the types it has no place at all.

use measure::{Payable, Standard};

use super::{
    Funding, Item, Metric, Payer, Term, Use,
    read_strategy::Around,
    reading::{Fields, Reader, nearest, shown},
};

/// Pounds nobody puts into one plan.
const MOST: f64 = 1e10;

fn payers() -> impl Iterator<Item = (&'static str, Payer)> {
    Payer::ALL.into_iter().filter(|payer| *payer != Payer::Investor).map(|payer| (payer.name(), payer))
}

pub(super) fn funding(r: &mut Reader, strategy: &mut Fields<'_, '_>, around: &Around<'_>) -> Vec<Funding> {
    let mut found = Vec::new();
    let tables = strategy.tables(r, "funding");
    if tables.len() > 1_000 {
        r.wrong(
            strategy.span.clone(),
            "There are more than 1000 of [[strategy.funding]].",
            "Put some together.",
        );
    }
    for (table, span) in tables.into_iter().take(1_000) {
        found.extend(one(r, Fields::new(table, span, "a funding"), around));
    }
    let count = |is: fn(&Funding) -> bool| found.iter().filter(|it| is(it)).count();
    let outcomes = count(|it| matches!(it, Funding::Outcomes { .. }));
    let bonds = count(|it| matches!(it, Funding::Bond { .. }));
    let budgets = count(|it| matches!(it, Funding::Budget { .. }));
    if bonds > 0 && outcomes == 0 {
        r.wrong(
            strategy.span.clone(),
            "There is a bond and nobody pays for outcomes.",
            "Add a funding of kind \"outcomes\".",
        );
    }
    for (count, kind) in [(outcomes, "outcomes"), (bonds, "bond"), (budgets, "budget")] {
        if count > 1 {
            r.wrong(
                strategy.span.clone(),
                format!("{} has {count} fundings of kind “{kind}”.", strategy.title),
                "Put them into one.",
            );
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Way {
    Grant,
    Micro,
    Budget,
    Outcomes,
    Bond,
}

fn one(r: &mut Reader, mut f: Fields<'_, '_>, around: &Around<'_>) -> Option<Funding> {
    let ways = [
        ("grant", Way::Grant),
        ("micro", Way::Micro),
        ("budget", Way::Budget),
        ("outcomes", Way::Outcomes),
        ("bond", Way::Bond),
    ];
    let Some(way) = f.choice(r, "kind", ways) else {
        if f.spot("kind").is_none() {
            f.missing(r, "kind", "Add kind = \"grant\", \"micro\", \"budget\", \"outcomes\" or \"bond\".");
        }
        return None;
    };
    let funding = match way {
        Way::Grant => grant(r, &mut f, around),
        Way::Micro => micro(r, &mut f, around),
        Way::Budget => {
            let payer = payer(r, &mut f);
            let share = needed(r, &mut f, "share", 0.0, 1.0);
            let amount = needed(r, &mut f, "amount", 0.0, 1e6);
            Some(Funding::Budget { payer: payer?, share: share?, amount: amount? })
        }
        Way::Outcomes => outcomes(r, &mut f, around),
        Way::Bond => {
            let commitment = needed(r, &mut f, "commitment", 0.0, MOST);
            let fee = f.number(r, "fee", 0.0, 1e7).unwrap_or(0.0);
            let upside = f.number(r, "upside", 0.0, 1.0).unwrap_or(1.0);
            Some(Funding::Bond { commitment: commitment?, fee, upside })
        }
    };
    f.finish(r);
    funding
}

fn needed(r: &mut Reader, f: &mut Fields<'_, '_>, key: &'static str, least: f64, most: f64) -> Option<f64> {
    let found = f.number(r, key, least, most);
    if found.is_none() && f.spot(key).is_none() {
        f.missing(r, key, "Add it.");
    }
    found
}

fn payer(r: &mut Reader, f: &mut Fields<'_, '_>) -> Option<Payer> {
    let payer = f.choice(r, "payer", payers());
    if f.spot("payer").is_none() {
        f.missing(r, "payer", "Say who pays.");
    }
    payer
}

fn grant(r: &mut Reader, f: &mut Fields<'_, '_>, around: &Around<'_>) -> Option<Funding> {
    let payer = payer(r, f);
    let yearly = needed(r, f, "yearly", 0.0, MOST);
    let years = f.whole(r, "years", 1, 30).unwrap_or(u64::from(around.months / 12)) as u32;
    let toward = f.choice(r, "toward", Item::ALL.map(|item| (item.name(), item)));
    if f.spot("toward").is_none() {
        f.missing(r, "toward", "Say toward what: \"link_workers\", \"groups\", …");
    }
    Some(Funding::Grant { payer: payer?, yearly: yearly?, years, toward: toward? })
}

fn micro(r: &mut Reader, f: &mut Fields<'_, '_>, around: &Around<'_>) -> Option<Funding> {
    let payer = payer(r, f);
    let place = named(r, f, "place", around.places.iter().map(|it| it.name.as_str()).collect());
    let service = named(r, f, "service", around.services.iter().map(|it| it.name.as_str()).collect());
    let seats = f.whole(r, "seats", 1, 100_000);
    if seats.is_none() && f.spot("seats").is_none() {
        f.missing(r, "seats", "Say how many.");
    }
    let from_month = f.whole(r, "from", 0, 1_200).unwrap_or(0) as u32;
    let price = needed(r, f, "price", 0.0, 10_000.0);
    Some(Funding::Micro {
        payer: payer?,
        place: place?,
        service: service?,
        seats: seats? as u32,
        from_month,
        price: price?,
    })
}

fn named(r: &mut Reader, f: &mut Fields<'_, '_>, key: &'static str, known: Vec<&str>) -> Option<usize> {
    let Some(spot) = f.spot(key) else {
        f.missing(r, key, "Name one.");
        return None;
    };
    let said = spot.get_ref().as_str().unwrap_or_default();
    let found = known.iter().position(|it| *it == said);
    if found.is_none() {
        r.wrong(spot.span(), format!("There is no {key} “{}”.", shown(said)), nearest(said, &known));
    }
    found
}

fn outcomes(r: &mut Reader, f: &mut Fields<'_, '_>, around: &Around<'_>) -> Option<Funding> {
    let payer = payer(r, f);
    let cap = f.number(r, "cap", 0.0, MOST).unwrap_or(MOST);
    let lag_months = f.whole(r, "lag", 0, u64::from(around.months)).unwrap_or(0) as u32;
    let tables = f.tables(r, "terms");
    if tables.is_empty() {
        f.missing(r, "terms", "Add terms = [{ metric = \"completed\", price = 300 }].");
    }
    let mut terms = Vec::new();
    for (table, span) in tables {
        let mut line = Fields::new(table, span, "a term");
        let metric = metric(r, &mut line);
        let price = needed(r, &mut line, "price", 0.0, 1e7);
        let threshold = line.number(r, "threshold", 0.0, 1e9).unwrap_or(0.0);
        line.finish(r);
        if let (Some(metric), Some(price)) = (metric, price) {
            terms.push(Term { metric, price, threshold });
        }
    }
    Some(Funding::Outcomes { payer: payer?, terms, cap, lag_months })
}

/// What may be paid for, by its name in a file.
pub(super) fn metrics() -> Vec<(&'static str, Metric)> {
    let mut metrics = vec![("completed", Metric::Completed)];
    metrics.extend(Use::ALL.map(|kind| (kind.name(), Metric::Spared(kind))));
    metrics.push(("life_satisfaction", Metric::Points(Payable::new(Standard::Ons4))));
    metrics
}

fn metric(r: &mut Reader, f: &mut Fields<'_, '_>) -> Option<Metric> {
    let Some(spot) = f.spot("metric") else {
        f.missing(r, "metric", "Say what is paid for: \"completed\", \"life_satisfaction\", …");
        return None;
    };
    let said = spot.get_ref().as_str().unwrap_or_default();
    let metrics = metrics();
    let found = metrics.iter().find(|(name, _)| *name == said).map(|(_, metric)| *metric);
    if found.is_none() {
        let low = said.to_lowercase();
        if ["goal", "concern", "myc", "step"].iter().any(|word| low.contains(word)) {
            r.wrong(
                spot.span(),
                "Nobody is paid when a person's own concern or goal moves: then it would stop being theirs.",
                "Pay for something every scheme counts alike: \"completed\" or \"life_satisfaction\".",
            );
        } else {
            let known: Vec<&str> = metrics.iter().map(|(name, _)| *name).collect();
            r.wrong(
                spot.span(),
                format!("Nothing called “{}” is paid for.", shown(said)),
                nearest(said, &known),
            );
        }
    }
    found
}
